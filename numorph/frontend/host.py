"""Calls of NumPy's and SciPy's functions by way of Python, for what has no machine code of its own.

The types of the results are found by a call on small samples while the function is translated; where a later call gives
something else, the procedure bails.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.orders import ranks_of_strides
from ..core.types import dtype_name
from ..procedures.ir import Expr, Library, Reg, reg
from . import arrays as ar
from . import integers as ints
from . import scalars as sc
from .host_arguments import argument, array_at, sample
from .orders import inner_first, lies_by_rows, strides_of
from .values import Arr, Ranks, Scalar, Static, Tup, Unsupported, by_rows

_EFFECTS = frozenset(  # that write to their arguments, to files, to settings; or call back; or give views
    re.findall(
        r"\w+",
        """
        save savez savetxt load loadtxt put place putmask copyto fill_diagonal
        seterr put_along_axis setbufsize seterrcall fromfile memmap shares_memory
        may_share_memory require broadcast_to nditer vectorize frompyfunc apply_along_axis
        piecewise lexsort errstate squeeze atleast_1d atleast_2d atleast_3d moveaxis
        rollaxis broadcast_arrays split array_split hsplit vsplit dsplit diagonal rot90
        fliplr flipud asfortranarray asanyarray nan_to_num matrix_transpose permute_dims unstack
        from_dlpack frombuffer
        """,
    )
)
_MODULES = ("numpy", "numpy.linalg", "numpy.fft", "scipy.special", "scipy.linalg")


def is_pure(f: Any) -> bool:
    """Whether a function is one of NumPy's or SciPy's that only computes a result from its arguments."""
    if isinstance(f, np.ufunc):
        return True
    module, name = getattr(f, "__module__", None) or "", getattr(f, "__name__", "")
    known = module in _MODULES or module.startswith(("numpy.linalg.", "scipy.special.", "scipy.linalg."))
    return known and callable(f) and name not in _EFFECTS and not isinstance(f, type)


class HostCall:
    """What the procedure calls: rebuilds the arguments, calls the function, and copies its results to new memory."""

    def __init__(self, f: Callable[..., Any], arguments: list[Any], names: list[str], results: list[Any], many: bool):
        self.f, self.arguments, self.names, self.results, self.many = f, arguments, names, results, many

    def __call__(self, pointers: list[int], values: list[Any], allocate: Callable[[int], int]) -> list[Any]:
        addresses, numbers = iter(pointers), iter(values)
        args = [a.rebuild(addresses, numbers) for a in self.arguments]
        n = len(args) - len(self.names)
        out = self.f(*args[:n], **dict(zip(self.names, args[n:], strict=True)))
        if _is_view(out, args):
            raise TypeError("a result that shares memory with an argument, unlike that of the sample")
        found: list[Any] = []
        for form, x in zip(self.results, out if self.many else (out,), strict=True):
            found += form.give(x, allocate)
        return found


def _is_view(out: Any, arguments: Any) -> bool:
    """Whether a result lies in the memory of an argument."""
    if isinstance(out, tuple | list):
        return any([_is_view(x, arguments) for x in out])
    if isinstance(arguments, tuple | list):
        return any([_is_view(out, a) for a in arguments])
    arrays = isinstance(out, np.ndarray) and isinstance(arguments, np.ndarray)
    return arrays and np.may_share_memory(out, arguments)


class _ArrayResult:
    """An array that lies in memory as that of the sample: its axes in the same order, elements `gap` apart."""

    def __init__(self, sample: np.ndarray, keeps_axes: bool):
        self.dtype, self.ndim = sample.dtype, sample.ndim
        self.ones = [keeps_axes and n == 1 for n in sample.shape]
        self.ranks = _ranks(sample)
        steps = [abs(s) for n, s in zip(sample.shape, sample.strides, strict=True) if n > 1 and s]
        self.gap = min(steps, default=sample.itemsize) // sample.itemsize

    def give(self, x: Any, allocate: Callable[[int], int]) -> list[Any]:
        if not isinstance(x, np.ndarray) or x.dtype != self.dtype or x.ndim != self.ndim:
            raise TypeError("a result of another type than that of the sample")
        if any([one and n != 1 for one, n in zip(self.ones, x.shape, strict=True)]):
            raise TypeError("a result that keeps other axes than that of the sample")
        strides = self._strides(x.shape)
        if any([n > 1 and s != t for n, s, t in zip(x.shape, x.strides, strides, strict=True)]) and x.size:
            raise TypeError("a result that lies in memory in another order than that of the sample")
        address = allocate(x.nbytes * self.gap)
        if x.size:
            array_at(address, x.dtype, x.shape, strides)[...] = x
        return [address, *x.shape]

    def _strides(self, shape: tuple[int, ...]) -> list[int]:
        strides, step = [0] * self.ndim, self.dtype.itemsize * self.gap
        for k in inner_first(self.ranks):
            strides[k] = step
            step *= shape[k]
        return strides


def _ranks(a: np.ndarray) -> Ranks:
    if a.flags.c_contiguous or a.flags.f_contiguous:
        return by_rows(a.ndim) if a.flags.c_contiguous else by_rows(a.ndim)[::-1]
    return ranks_of_strides(a.shape, a.strides)


class _NumberResult:
    def __init__(self, cls: type):
        self.cls = cls

    def give(self, x: Any, allocate: Callable[[int], int]) -> list[Any]:
        if type(x) is not self.cls:
            raise TypeError("a result of another type than that of the sample")
        if isinstance(x, complex | np.complexfloating):
            return [float(x.real), float(x.imag)]
        return [x.item() if isinstance(x, np.generic) else x]


# -- translation


def or_by_python(t: Any, f: Any, args: list[Any], kwargs: dict[str, Any], translated: Callable[[], Any]) -> Any:
    """What `translated` writes, or where it does not take the operands, a call of f, which only computes a result.

    What it wrote before it refused is taken back.
    """
    mark = t.e.mark()
    try:
        return translated()
    except Unsupported as refused:
        t.e.rewind(mark)
        try:
            return call_python(t, f, args, kwargs)
        except Unsupported:
            raise refused from None


def call_host(t: Any, f: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """f(*args, **kwargs) by way of Python."""
    if not is_pure(f) or writes(kwargs):
        raise Unsupported(f"a call of '{getattr(f, '__name__', repr(f))}'", t.line)
    return call_python(t, f, args, kwargs)


def writes(kwargs: dict[str, Any]) -> bool:
    """Whether keywords have a function write to its arguments."""
    return any([k == "out" or k.startswith("overwrite") for k in kwargs])


def call_python(t: Any, f: Any, args: list[Any], kwargs: dict[str, Any] | None = None) -> Any:
    """A call of a function that only computes a result from its arguments."""
    kwargs, name = kwargs or {}, getattr(f, "__name__", repr(f))
    pointers: list[Reg] = []
    values: list[Expr] = []
    forms = [argument(t, a, pointers, values) for a in (*args, *kwargs.values())]
    samples = [sample(a) for a in (*args, *kwargs.values())]
    try:
        with np.errstate(all="ignore"):
            out = f(*samples[: len(args)], **dict(zip(kwargs, samples[len(args) :], strict=True)))
    except Exception as error:
        raise Unsupported(f"'{name}' of a sample raises {type(error).__name__}", t.line) from None
    if _is_view(out, samples):
        raise Unsupported(f"'{name}', whose result shares memory with an argument", t.line)
    many = isinstance(out, tuple)
    results: list[Reg] = []
    made = [_result(t, x, results, "keepdims" in kwargs) for x in (out if many else (out,))]
    host = HostCall(f, forms, list(kwargs), [r for r, _ in made], many)
    t.e.emit(Library("host", pointers, [t.e.hold(v) for v in values], results, attr=host))
    found = [finish() for _, finish in made]
    return Tup(found, type(out)) if many else found[0]


def sort_in_place(t: Any, a: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """a.sort()."""
    if not isinstance(a, Arr):
        raise Unsupported("a sort of something that is no array", t.line)
    ar.assign(t.e, a, call_host(t, np.sort, [a, *args], kwargs))
    return Static(None)


def _result(t: Any, x: Any, results: list[Reg], keeps_axes: bool) -> tuple[Any, Callable[[], Any]]:
    """The form of a result, which adds to the `results` of the call, and what gives its value.

    Where axes were kept, those of length 1 always have it.
    """
    if isinstance(x, np.ndarray):
        dtype = sc.supported_dtype(x.dtype)
        data = Reg("host", "ptr")
        sizes = [Reg("n", "i64") for _ in x.shape]
        results += [data, *sizes]
        t.e.scopes[-1].append(data)
        form = _ArrayResult(x, keeps_axes)
        shape = tuple([ints.ONE if one else reg(r) for r, one in zip(sizes, form.ones, strict=True)])
        window, axes = tuple([(ints.ZERO, d) for d in shape]), tuple([(k, 1) for k in range(len(shape))])
        strides = tuple([ints.mul(s, ints.integer(form.gap)) for s in strides_of(shape, form.ranks)])
        made = Arr(
            data,
            dtype,
            shape,
            strides,
            owner=data,
            sites=t.e.site(),
            window=window,
            axes=axes,
            whole=lies_by_rows(shape, strides),
            ranks=form.ranks,
        )
        return form, lambda: made
    if isinstance(x, bool | int | float | complex | np.generic):
        cls = type(x)
        kind = cls.__name__ if cls in (bool, int, float, complex) else sc.numpy_kind(dtype_name(x.dtype))  # type: ignore[union-attr]
        dtype = sc.kind_dtype(kind)
        if dtype not in sc.SUPPORTED:
            raise Unsupported(f"a result of {dtype}", t.line)
        if dtype in ("c64", "c128"):
            parts = [Reg(n, sc.COMPLEX[dtype]) for n in ("re", "im")]
            results += parts
            return _NumberResult(cls), lambda: Scalar(Expr("complex", dtype, tuple([reg(p) for p in parts])), kind)
        r = Reg("host", dtype)
        results.append(r)
        return _NumberResult(cls), lambda: Scalar(reg(r), kind)
    raise Unsupported("a result that is no number or array", t.line)
