"""The array a user holds while a transformation runs: NumPy's operators, methods, views and in-place updates.

A handle is the one mutable object: it points to an immutable value (a tracer or a NumPy array) and a write makes it
point to another.  A view reads and writes through its base.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from .core.orders import Ranks, by_rows, inner_first, ranks_of_strides, strides_without_gaps
from .core.trace import Tracer, state
from .core.types import FLOAT, SCALAR_TYPES, Dim, ScalarType, normalize_axes
from .errors import CapturedMutationError, NumorphTypeError, ValueNeeded, article
from .indexing import Index
from .known import constant_value, known_value, peek
from .lenses import Permutation, Reshape
from .ops import elementwise as ew
from .ops import movement as mv
from .ops import scalar as sc

FUNCTIONS: dict[
    Any, Callable[..., Any]
] = {}  # NumPy function -> its implementation for handles, filled by numorph.numpy
UFUNCS: dict[np.ufunc, Callable[..., Any]] = {}  # ufuncs that are not one operation -> implementation
_TEXT = "the text of an array"
_RESHAPE_HAS_COPY = np.lib.NumpyVersion(np.__version__) >= "2.1.0"  # NumPy 2.5 deprecates setting the shape


class Array:
    """A NumPy array inside a transformation.  `isinstance(x, numorph.Array)` tells one from an ndarray."""

    __slots__ = ("__weakref__", "_owner", "_scalar", "_value")
    __array_priority__ = 1000

    @property
    def __class__(self) -> type:
        """What `isinstance` is told: the class of NumPy's value, so that code which asks takes its usual way."""
        return self._read().dtype.type if self._is_scalar else np.ndarray

    def __init__(self, value: Any, scalar: bool | None = None):
        self._owner = state.trace
        self._value = value
        self._scalar = scalar  # whether NumPy would return a scalar here; None: yes if 0-d

    # -- reading and writing

    def _read(self) -> Any:
        return self._value

    def _write(self, new: Any) -> None:
        if state.trace is not self._owner:
            raise CapturedMutationError(
                "Cannot modify an array that belongs to an enclosing transformation.",
                notes=(
                    "a transformed function may read what it captures, but write only to its own arrays and arguments",
                ),
                hints=("pass the array as an argument and return the new one, or copy it first: y = x.copy()",),
            )
        self._value = new

    def _phantom(self) -> np.ndarray:
        """An array with this one's shape, dtype and strides and no memory: NumPy's rules for views are asked of it."""
        x = self._read()
        return phantom(x, by_rows(len(x.shape)))

    def _ranks(self) -> Ranks:
        """In which order the axes lie in memory (core/orders.py)."""
        return by_rows(len(self._read().shape))

    @property
    def _is_scalar(self) -> bool:
        return self._scalar is not False and self._read().shape == ()

    # -- attributes

    shape = property(lambda self: self._read().shape)
    dtype = property(lambda self: self._read().dtype)
    ndim = property(lambda self: len(self._read().shape))
    itemsize = property(lambda self: self._read().dtype.itemsize)
    T = property(lambda self: self.transpose())

    @property
    def size(self) -> int:
        n = 1
        for d in self._read().shape:
            n *= d
        return n

    @property
    def nbytes(self) -> int:
        return self.size * self.itemsize

    @property
    def strides(self) -> tuple[int, ...]:
        return self._phantom().strides

    @property
    def mT(self) -> Array:
        if self.ndim < 2:
            raise ValueError("matrix transpose with ndim < 2 is undefined")
        return self.swapaxes(-1, -2)

    @property
    def at(self) -> Any:
        """`x.at[key].set(value)` is a changed copy; so are add, subtract, multiply, divide, min, max, power, apply."""
        state.at_uses += 1
        return FUNCTIONS["at"](self)

    @property
    def flat(self) -> Any:
        return self.ravel() if not self._phantom().flags.c_contiguous else self.reshape(-1)

    @property
    def flags(self) -> Any:
        return self._phantom().flags

    @property
    def base(self) -> Any:
        return None

    @property
    def real(self) -> Any:
        return FUNCTIONS[np.real](self)

    @real.setter
    def real(self, value: Any) -> None:
        self[...] = value + 1j * self.imag if self.dtype.kind == "c" else value

    @property
    def imag(self) -> Any:
        return FUNCTIONS[np.imag](self)

    @imag.setter
    def imag(self, value: Any) -> None:
        if self.dtype.kind != "c":
            raise TypeError("array does not have imaginary part to set")
        self[...] = self.real + 1j * value

    # -- indexing

    def __getitem__(self, key: Any) -> Any:
        x = self._read()
        if isinstance(key, str):
            raise IndexError(
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) "
                "and integer or boolean arrays are valid indices"
            )
        index = Index(x.shape, concrete_key(key))
        if index.is_view and not self._is_scalar and not (index.shape == () and not _has_ellipsis(key)):
            return View(self, index)
        if index.lead:
            return FUNCTIONS["gathered"](index.get(x), self, index, key)
        return wrap(index.get(x), scalar=False if _has_ellipsis(key) else None)

    def __setitem__(self, key: Any, value: Any) -> None:
        x = self._read()
        if self._is_scalar:
            raise TypeError(f"'numpy.{x.dtype}' object does not support item assignment")
        key = concrete_key(key)
        value = unwrap(value)
        mask = key[0] if type(key) is tuple and len(key) == 1 else key
        if isinstance(mask, Tracer) and mask.dtype == np.bool_:
            self._write(_masked_set(x, mask, value))
            return
        index = Index(x.shape, key)
        self._write(index.set(x, index.fit(as_value(value, x.dtype), x.dtype)))

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self) -> Any:
        if not self.shape:
            raise TypeError("iteration over a 0-d array")
        return (self[i] for i in range(self.shape[0]))

    def __contains__(self, item: Any) -> bool:
        return bool((self == item).any())

    # -- protocols

    def __array_function__(self, function: Any, types: Any, args: Any, kw: Any) -> Any:
        implementation = FUNCTIONS.get(function)
        if implementation is not None:
            return implementation(*args, **kw)
        return FUNCTIONS["fallback"](function, args, kw)

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        return np.array(constant_value(self._read(), "the conversion to a plain NumPy array"), dtype=dtype)

    def __bool__(self) -> bool:
        return bool(known_value(self._read(), "the truth value of an array"))

    def __float__(self) -> float:
        return float(constant_value(self._read(), "the conversion by float() of an array"))

    def __int__(self) -> int:
        return int(known_value(self._read(), "the conversion by int() of an array"))

    def __round__(self, ndigits: int | None = None) -> Any:
        if not self._is_scalar:
            raise TypeError("type numpy.ndarray doesn't define __round__ method")
        rounded = FUNCTIONS[np.round](self, ndigits or 0)
        return int(rounded) if ndigits is None else rounded

    def __complex__(self) -> complex:
        return complex(constant_value(self._read(), "the conversion by complex() of an array"))

    def __index__(self) -> int:
        value = known_value(self._read(), "an array used as an index or a size")
        return value.__index__()

    def __hash__(self) -> int:
        if self._is_scalar:
            return hash(known_value(self._read(), "the hash of a number")[()])
        raise TypeError("unhashable type: 'numpy.ndarray'")

    def __repr__(self) -> str:
        return repr(known_value(self._read(), _TEXT))

    def __str__(self) -> str:
        return str(known_value(self._read(), _TEXT))

    def __format__(self, spec: str) -> str:
        return format(known_value(self._read(), _TEXT), spec)

    def item(self, *args: Any) -> Any:
        return constant_value(self._read(), "the item() of an array").item(*args)

    def tolist(self) -> Any:
        return constant_value(self._read(), "the tolist() of an array").tolist()

    def tobytes(self, order: str = "C") -> bytes:
        return constant_value(self._read(), "the bytes of an array").tobytes(order)

    # -- views

    def transpose(self, *axes: Any) -> Any:
        if len(axes) == 1 and (axes[0] is None or isinstance(axes[0], tuple | list)):
            axes = axes[0] or ()
        n = self.ndim
        if axes and len(axes) != n:
            raise ValueError("axes don't match array")
        perm = normalize_axes(tuple(axes), n) if axes else tuple(range(n))[::-1]
        return View(self, Permutation(perm)) if n else wrap(self._read(), scalar=False)

    def swapaxes(self, axis1: int, axis2: int) -> Any:
        perm = list(range(self.ndim))
        a, b = (np.lib.array_utils.normalize_axis_index(a, self.ndim) for a in (axis1, axis2))
        perm[a], perm[b] = perm[b], perm[a]
        return View(self, Permutation(tuple(perm)))

    def reshape(self, *shape: Any, order: str = "C", copy: bool | None = None) -> Any:
        new = shape[0] if len(shape) == 1 and not isinstance(shape[0], int | np.integer) else shape
        new = (new,) if isinstance(new, int | np.integer) else tuple(new)
        return reshape(self, tuple(operator.index(d) if not hasattr(d, "name") else d for d in new), order, copy)

    def ravel(self, order: str = "C") -> Any:
        if order == "K":  # as the elements lie in memory
            return self.transpose(inner_first(self._ranks())[::-1]).ravel()
        order = in_order(self, order)
        contiguous = type(self) is Array or self._phantom().flags[f"{order}_CONTIGUOUS"]
        return reshape(self, (-1,), order, copy=None if contiguous else True)

    def squeeze(self, axis: Any = None) -> Any:
        return FUNCTIONS[np.squeeze](self, axis)

    def view(self, dtype: Any = None, type: Any = None) -> Any:
        if dtype is None or np.dtype(dtype) == self.dtype:
            return self[...]
        raise ValueNeeded(
            "A view with another dtype is not supported on a traced array.", hints=("use x.astype(dtype)",)
        )

    def fill(self, value: Any) -> None:
        self[...] = value

    def block_until_ready(self) -> Array:
        """The array itself, which is always ready; for programs written for JAX."""
        return self


def _masked_set(x: Any, mask: Tracer, value: Any) -> Any:
    """x with `value` where a traced mask over the leading axes holds; the value must have the shape of one element."""
    rest = x.shape[len(mask.shape) :]
    if tuple(x.shape[: len(mask.shape)]) != tuple(mask.shape):
        raise IndexError(f"boolean index of shape {mask.shape} did not match indexed array of shape {x.shape}")
    value = as_value(value, x.dtype)
    if len(value.shape) > len(rest):
        raise ValueNeeded(
            "Assigning several values through a traced mask needs to know how many elements it selects.",
            tracer=mask,
            hints=("use x[...] = np.where(mask, values_of_full_shape, x)",),
        )
    full = ew.as_operand(value, ew.ArrayType(x.shape, x.dtype))
    spread = mv.broadcast(mask, shape=x.shape, axes=tuple(range(len(mask.shape), len(x.shape))))
    return ew.select(spread, full, x)


class View(Array):
    """A part of another handle: reads and writes through its lens (see lenses.py)."""

    __slots__ = ("_base", "_lens", "_part", "_seen")

    def __init__(self, base: Array, lens: Any):
        self._owner, self._scalar = base._owner, False
        self._base, self._lens = base, lens
        self._seen, self._part = None, None

    def _read(self) -> Any:
        whole = self._base._read()
        if self._seen is whole:
            return self._part
        part = self._lens.get(whole)
        if state.trace is self._owner:  # what is read inside an inner transformation ends with it
            self._seen, self._part = whole, part
        return part

    def _write(self, new: Any) -> None:
        self._base._write(self._lens.set(self._base._read(), new))

    def _phantom(self) -> np.ndarray:
        return self._lens.view(self._base._phantom())

    def _ranks(self) -> Ranks:
        if type(self._lens) is Permutation:
            ranks = self._base._ranks()
            return tuple([ranks[k] for k in self._lens.perm])
        if any([type(d) is Dim for d in root_of(self).shape]):  # lengths that are not known have no strides
            return super()._ranks()
        view = self._phantom()
        return ranks_of_strides(view.shape, view.strides)

    @property
    def base(self) -> Any:
        return self._base


def reshape(x: Array, shape: tuple, order: str = "C", copy: bool | None = None) -> Any:
    """np.reshape: a view where NumPy gives one, else a copy."""
    if order == "K":
        raise ValueError("order 'K' is not permitted for reshaping")
    if in_order(x, order) == "F":
        return reshape(x.T, tuple(shape[::-1]), "C", copy).T
    shape = complete_shape(x, shape)
    if copy is not True and not x._is_scalar and _no_copy(x, shape):
        return View(x, Reshape(shape))
    if copy is False:
        raise ValueError("Unable to avoid creating a copy while reshaping.")
    return wrap(mv.reshape(x._read(), shape=shape), scalar=False)


def in_order(x: Array, order: str | None) -> str:
    """ "C" or "F" for NumPy's `order=`: "A" is that of the array."""
    if order not in ("C", "F", "A", None):
        raise ValueError(f"order must be one of 'C', 'F', 'A', or 'K' (got '{order}')")
    return "F" if order == "A" and type(x) is not Array and x._phantom().flags.fnc else "F" if order == "F" else "C"


def phantom(x: Any, ranks: Ranks) -> np.ndarray:
    """An array of this shape and dtype without gaps and without memory."""
    strides = strides_without_gaps(x.shape, ranks, x.dtype.itemsize)
    return np.lib.stride_tricks.as_strided(np.empty((), x.dtype), x.shape, strides)


def complete_shape(x: Any, shape: tuple) -> tuple:
    """The shape with -1 replaced by what is left; NumPy's errors."""
    total = x.size
    unknown = [i for i, d in enumerate(shape) if type(d) is int and d == -1]
    known = 1
    for d in shape:
        known *= 1 if type(d) is int and d == -1 else d
    bad = len(unknown) > 1 or (unknown and (known == 0 or total % known)) or (not unknown and known != total)
    if bad:
        if len(unknown) > 1:
            raise ValueError("can only specify one unknown dimension")
        raise ValueError(f"cannot reshape array of size {total} into shape {str(shape).replace(' ', '')}")
    return tuple(total // known if type(d) is int and d == -1 else d for d in shape)


def _no_copy(x: Array, shape: tuple) -> bool:
    if type(x) is Array:  # a whole array is contiguous
        return not isinstance(x, View)
    phantom = x._phantom()
    try:
        if _RESHAPE_HAS_COPY:
            np.reshape(phantom, shape, copy=False)
        else:
            phantom.view().shape = shape
    except (ValueError, AttributeError):
        return False
    return True


class Scalar:
    """A Python bool, int, float or complex inside a transformation: immutable, promotes as a Python scalar does."""

    __slots__ = ("_as_float", "_value")
    __array_priority__ = 1000
    shape = ()
    ndim = 0

    @property
    def __class__(self) -> type:
        return self._value.type.kind

    def __init__(self, value: Tracer):
        self._value = value
        self._as_float = None

    def _float64(self) -> Any:
        """The scalar as a float64 value, converted once in the trace that it belongs to."""
        if self._as_float is None or self._value.trace is not state.trace:
            value = sc.from_python(self._value, dtype=FLOAT)
            if self._value.trace is not state.trace:
                return value
            self._as_float = value
        return self._as_float

    kind = property(lambda self: self._value.type.kind)
    dtype = property(lambda self: self._value.type.dtype)

    def _read(self) -> Any:
        return self._value

    __array_function__ = Array.__array_function__
    __repr__ = Array.__repr__
    __str__ = Array.__str__
    __format__ = Array.__format__
    __array__ = Array.__array__

    def __bool__(self) -> bool:
        return bool(known_value(self._value, "the truth value of a Python scalar"))

    def __setitem__(self, key: Any, value: Any) -> None:
        raise TypeError(f"'{self.kind.__name__}' object does not support item assignment")

    def __float__(self) -> float:
        return float(constant_value(self._value, "the conversion by float() of a Python scalar"))

    def __int__(self) -> int:
        return int(known_value(self._value, "the conversion by int() of a Python scalar"))

    def __index__(self) -> int:
        value = known_value(self._value, "a Python scalar used as an index or a size")
        return operator.index(value)

    def __hash__(self) -> int:
        return hash(known_value(self._value, "the hash of a Python scalar"))

    def __complex__(self) -> complex:
        return complex(constant_value(self._value, "the conversion by complex() of a Python scalar"))

    @property
    def real(self) -> Any:
        return wrap(sc.real(self._value)) if self.kind is complex else +self  # type: ignore[operator]

    @property
    def imag(self) -> Any:
        return wrap(sc.imag(self._value)) if self.kind is complex else 0.0 if self.kind is float else 0

    def conjugate(self) -> Any:
        return wrap(sc.conjugate(self._value)) if self.kind is complex else +self  # type: ignore[operator]


# -- crossing between handles and values


def wrap(x: Any, scalar: bool | None = None) -> Any:
    """A handle for a tracer or an array; NumPy scalars, which cannot be mutated, stay themselves."""
    if isinstance(x, Tracer):
        return Scalar(x) if x.is_python else Array(x, scalar)
    kind = type(x)  # not isinstance: handles pass for arrays there
    if issubclass(kind, np.ndarray):
        return Array(x, scalar) if x.ndim or scalar is False else x[()]
    return Array(x, False) if scalar is False and issubclass(kind, np.generic) else x


def unwrap(x: Any) -> Any:
    """The value behind a handle; anything else stays itself."""
    if isinstance(x, Array | Scalar):
        return x._read()
    return x


def root_of(x: Any) -> Any:
    """The array whose memory a view is of; anything else stays itself."""
    while type(x) is View:
        x = x._base
    return x


def as_value(x: Any, dtype: Any = None) -> Any:
    """x as a tracer of array type or a NumPy value; Python scalars and lists become arrays (of `dtype` where given)."""
    x = unwrap(x)
    if isinstance(x, Tracer):
        return to_array(x, dtype) if type(x.type) is ScalarType else x
    if isinstance(x, np.ndarray | np.generic):
        return kept(x)
    if isinstance(x, list | tuple):
        return unwrap(FUNCTIONS["array"](x))
    weak = type(x) in SCALAR_TYPES
    value = np.asarray(x, dtype if weak else None)[()]
    if not isinstance(value, np.ndarray | np.generic):  # NumPy would make an array of objects
        raise NumorphTypeError(
            f"Operations on traced arrays take arrays and numbers, got {article(x)}.",
            hints=("numorph.tree.map(f, x) applies a function to every array in a container",),
        )
    return value


def kept(x: Any) -> Any:
    """A plain array as an operand: a copy where operations are recorded, since the user may write to it later."""
    return x.copy() if state.trace.records and type(x) is np.ndarray and x.flags.writeable else x


def to_array(x: Any, dtype: Any = None) -> Any:
    """A traced Python scalar as a 0-d value of dtype (NumPy's default for its kind, if None)."""
    return sc.from_python(x, dtype=dtype or x.type.dtype)


def convert(x: Any, dtype: np.dtype) -> Any:
    """A value in another dtype."""
    if isinstance(x, Tracer) and type(x.type) is ScalarType:
        return sc.from_python(x, dtype=dtype)
    return x if x.dtype == dtype else ew.convert(x, dtype=dtype)


def concrete_key(key: Any) -> Any:
    """An index key with handles replaced by values, known ones by NumPy's."""
    if type(key) is tuple:
        return tuple([concrete_key(k) for k in key])
    if type(key) is slice:
        return slice(*[k if k is None else k.__index__() for k in (key.start, key.stop, key.step)])
    if isinstance(key, Array):
        return peek(key._read()) if key.dtype.kind in "iub" else key._read()
    if isinstance(key, Scalar):
        return to_array(key._read()) if isinstance(peek(key._read()), Tracer) else peek(key._read())
    if isinstance(key, list) and any(isinstance(k, Array | Scalar) for k in key):
        return as_value(key)
    return key


def _has_ellipsis(key: Any) -> bool:
    return key is Ellipsis or (type(key) is tuple and any(k is Ellipsis for k in key))
