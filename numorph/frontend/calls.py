"""From a call's arguments to a procedure's inputs, and from its results to what Python gets.

Arguments are described by a *key*: types, number of axes, which sizes are equal to one another or to 1, in which order
axes lie in memory.  One translation serves all calls with one key: a new size makes no new code.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from ..procedures.definite import unassigned
from ..procedures.ir import Assign, Expr, Procedure, Reg, const, reg, statements
from . import integers as ints
from . import scalars as sc
from .emitter import NULL
from .heap import items
from .host_arguments import elements_of
from .lists import Grown
from .objects import is_named_tuple, make_instance
from .orders import inner_first, ranks_of_strides, strides_of
from .surroundings import Surroundings
from .texts import PrintCall
from .translate import Frame, Translator, translated
from .values import Arr, Dictionary, Instance, Ranks, Scalar, Static, Text, Tup, Unsupported, by_rows, constant

LARGEST = 2**48  # of Python's integers as arguments: what is computed from them then seldom leaves 64 bits


class Arguments:
    """The leaves of a call's arguments (arrays and numbers), the containers around them, and the key of all."""

    __slots__ = ("arrays", "containers", "key", "leaves", "opened", "sizes", "static")

    def __init__(
        self,
        parameters: dict[str, Any],
        static: frozenset[str] = frozenset(),
        opened: frozenset[type] = frozenset(),
    ):
        self.opened = opened  # classes of objects that are written to
        self.leaves: list[Any] = []
        self.arrays: list[np.ndarray] = []
        self.containers: list[Any] = []
        self.sizes: dict[int, int] = {}  # each size that is met, and its number
        self.static = static
        self.key = tuple([Known(v) if name in static else self._described(v) for name, v in parameters.items()])

    def _described(self, v: Any) -> Any:
        kind = type(v)
        if kind is np.ndarray:
            return self._array(v)
        if kind in (float, bool, int, complex):
            if kind is int and not -LARGEST <= v <= LARGEST:
                raise Unsupported("a Python integer argument over 48 bits")
            self.leaves.append(v)
            return kind.__name__
        if isinstance(v, np.generic):
            name = sc.numpy_kind(sc.supported_dtype(v.dtype))
            self.leaves.append(v)
            return name
        if kind in (tuple, list, dict) or is_named_tuple(kind):
            self.containers.append(v)
        if kind in (tuple, list) or is_named_tuple(kind):
            return (kind, *[self._described(x) for x in v])
        if kind is dict:
            return (dict, *[(k, self._described(x)) for k, x in v.items()])
        if kind in self.opened:
            self.containers.append(v)
            return (kind, *[(k, self._described(x)) for k, x in v.__dict__.items()])
        if isinstance(v, np.ndarray):
            raise Unsupported(f"an argument of {kind.__name__}")
        return Known(v)

    def _array(self, a: np.ndarray) -> Any:
        flags = a.flags
        dtype = sc.supported_dtype(a.dtype)
        size = a.dtype.itemsize
        if not flags.aligned or any([s % size for s in a.strides]):
            raise Unsupported("an array that is not aligned")
        if not flags.c_contiguous and flags.writeable and _overlaps_itself(a):
            raise Unsupported("an array that overlaps itself")
        pattern = tuple([1 if d == 1 else self.sizes.setdefault(d, len(self.sizes) + 2) for d in a.shape])
        self.leaves.append(a)
        self.arrays.append(a)
        return ("array", dtype, pattern, _layout(a), bool(flags.writeable))


class Known:
    """An argument, or a result, that is known while the function is translated: compared by value, or by identity."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def __eq__(self, other: object) -> bool:
        if type(other) is not Known:
            return False
        a, b = self.value, other.value
        return a is b or (type(a) is type(b) and isinstance(a, _BY_VALUE) and a == b)

    def leaves(self) -> list[Any]:
        return []

    def rebuilt(self, values: Any) -> Any:
        return self.value

    def made(self, call: Call, results: list[Any]) -> Any:
        return self.value

    def __hash__(self) -> int:
        try:
            return hash(self.value)
        except TypeError:
            return id(self.value)


_BY_VALUE = (str, bytes, type(None), np.dtype, int, float, bool, complex, tuple)


def _layout(a: np.ndarray) -> tuple[Ranks, bool] | None:
    """In which order its axes lie in memory, and whether without gaps; None: row by row without gaps."""
    if a.flags.c_contiguous:
        return None
    ranks = ranks_of_strides(a.shape, a.strides)
    step, dense = a.dtype.itemsize, True
    for k in inner_first(ranks):
        if a.shape[k] > 1:
            dense = dense and a.strides[k] == step
            step *= a.shape[k]
    return ranks, dense


def _overlaps_itself(a: np.ndarray) -> bool:
    steps = sorted([(abs(s), n) for s, n in zip(a.strides, a.shape, strict=True) if n > 1])
    reach = a.dtype.itemsize
    for step, n in steps:
        if step < reach:
            return True
        reach = step * n
    return False


# -- translation


class Translation:
    """A procedure made of a function for one key, and what its inputs and results are.

    inputs: what fills each input register from a call: functions of (leaves, sizes).
    written: the arrays, as numbers of leaves, or of captured arrays after those, that it may write to.
    """

    def __init__(
        self, f: types.FunctionType, arguments: Arguments, parameters: dict[str, Any], unwrap: Callable[..., Any]
    ):
        self.f = f
        self._leaf = self._container = 0
        self.n_leaves = len(arguments.leaves)
        self.arguments = arguments
        self.sources: list[tuple[str, Any, Any]] = []
        self.inputs: list[Reg] = []
        self.sizes: dict[int, Expr] = {}
        self.surroundings = Surroundings(self._captured, unwrap)
        t, value = translated(self.surroundings, f, lambda t, frame: self._bind(t, frame, parameters))
        self.results: list[Reg] = []
        self._arrays: dict[int, Any] = {}
        self._copies = False  # whether a result is a list of arrays that was made in a loop
        self._kept: list[Any] = []  # so that no other object gets the identity of one of them
        self.structure = self._result(t, value)
        self.updates = self._updates(t)
        self._check_copies(t)
        written = [arguments.containers[u.number] for u in self.updates]
        self.writes_to_objects = any([type(c) in arguments.opened for c in written])
        self.procedure = Procedure(f.__qualname__, self.inputs, self.results, t.e.block)
        self.procedure.body[:0] = [Assign(r, NULL) for r in t.e.scopes[0]]
        if (missing := unassigned(self.procedure)) is not None:  # machine code would take what happens to be there
            raise Unsupported(f"'{missing.name}' may have no value")
        self.written = self._written(t)
        self.prints = any([isinstance(getattr(s, "attr", None), PrintCall) for s in statements(t.e.block)])
        self._dtypes = [_leaf_dtype(x) for x in arguments.leaves]

    def _written(self, t: Translator) -> list[int]:
        found = set()
        for sites in t.e.stored:
            for s in sites if sites is not None else ():
                if s[0] == "argument":
                    found.add(s[1])
        return sorted(found)

    def is_number(self, k: int) -> bool:
        """Whether a leaf is a number."""
        return any([what in ("leaf", "part") and j == k for what, j, _ in self.sources])

    def dtype_of_leaf(self, k: int) -> str:
        """Of an array or number among the arguments."""
        return self._dtypes[k]

    def input_of_leaf(self, k: int) -> int:
        """The input register of a leaf: its pointer, or its number."""
        return next(i for i, (what, j, _) in enumerate(self.sources) if j == k and what in ("data", "leaf"))

    @property
    def writes_to_containers(self) -> bool:
        """Whether lists, dicts or objects of the caller's are changed."""
        return bool(self.updates)

    def is_operation(self) -> bool:
        """Whether all it does is to compute numbers and arrays of those that are its arguments."""
        try:
            self.structure.leaves()
        except Unsupported:
            return False
        return not self.prints and not self.updates and not self.surroundings.captured

    # inputs

    def _bind(self, t: Translator, frame: Frame, parameters: dict[str, Any]) -> None:
        self._leaf, self._container, self._t = 0, 0, t
        self.sources, self.inputs, self.sizes = [], [], {}
        for name, v in parameters.items():
            frame.env[name] = constant(v) if name in self.arguments.static else self._value(t, name, v)

    def _input(self, name: str, dtype: str, source: tuple[str, Any, Any]) -> Reg:
        r = Reg(name, dtype)
        self._t.e.steady(r)
        self.inputs.append(r)
        self.sources.append(source)
        return r

    def _value(self, t: Translator, name: str, v: Any) -> Any:
        kind = type(v)
        if kind is np.ndarray:
            k = self._leaf
            self._leaf += 1
            return self._array(name, k, v, functools.partial(self._size_of, t))
        if kind in (tuple, list, dict) or is_named_tuple(kind):
            number = self._container
            self._container += 1
            found = (
                Dictionary({k: self._value(t, f"{name}.{k}", x) for k, x in v.items()})
                if kind is dict
                else Tup([self._value(t, f"{name}.{i}", x) for i, x in enumerate(v)], kind)
            )
            found.param = number
            if isinstance(found, Tup):
                found.block = t.e.block
            if kind in (dict, list):
                t.e.heap.add(found, ("argument", number))
            return found
        if kind in self.arguments.opened:
            number = self._container
            self._container += 1
            instance = Instance(kind, {k: self._value(t, f"{name}.{k}", x) for k, x in v.__dict__.items()})
            instance.param = number
            return t.e.heap.add(instance, ("argument", number))
        if kind in (int, float, bool, complex) or isinstance(v, np.generic):
            k = self._leaf
            self._leaf += 1
            return self._number(name, k, v)
        return constant(v) if isinstance(v, str | type(None)) else Static(v)

    def _number(self, name: str, k: int, v: Any) -> Scalar:
        python = type(v) in (int, float, bool, complex)
        kind = type(v).__name__ if python else sc.numpy_kind(sc.supported_dtype(v.dtype))
        dtype = sc.kind_dtype(kind)
        if dtype in ("c64", "c128"):
            part = sc.COMPLEX[dtype]
            parts = [reg(self._input(f"{name}.{p}", part, ("part", k, p))) for p in ("real", "imag")]
            return Scalar(Expr("complex", dtype, tuple(parts)), kind)
        found = reg(self._input(name, dtype, ("leaf", k, None)))
        bounds = (-LARGEST, LARGEST) if kind == "int" else (0, 1) if dtype == "bool" else (-(2**63), 2**63 - 1)
        return Scalar(found, kind, *bounds)

    def _size_of(self, t: Translator, name: str, k: int, axis: int, size: int) -> Expr:
        if size == 1:
            return ints.ONE
        number = self.arguments.sizes[size]
        if number not in self.sizes:
            r = self._input(f"{name}.n{axis}", "i64", ("size", k, axis))
            t.e.bounds.size(r)
            unsigned = Expr("convert", "u64", (reg(r),))
            t.e.bail_if(Expr("gt", "bool", (unsigned, const(2**47, "u64"))), "a size that is too large")
            self.sizes[number] = reg(r)
        return self.sizes[number]

    def _array(self, name: str, k: int, a: np.ndarray, size_of: Callable[..., Expr]) -> Arr:
        dtype = sc.supported_dtype(a.dtype)
        data = self._input(name, "ptr", ("data", k, None))
        shape = tuple([size_of(name, k, axis, d) for axis, d in enumerate(a.shape)])
        ranks, dense = _layout(a) or (by_rows(a.ndim), True)
        if dense:
            strides = strides_of(shape, ranks)
        else:
            strides = tuple(
                [
                    reg(self._input(f"{name}.step{axis}", "i64", ("stride", k, axis))) if r else ints.ZERO
                    for axis, r in enumerate(ranks)
                ]
            )
        return Arr(
            data,
            dtype,
            shape,
            strides,
            sites=frozenset([("argument", k)]),
            window=tuple([(ints.ZERO, d) for d in shape]),
            axes=tuple([(axis, 1) for axis in range(a.ndim)]),
            param=k,
            readonly=not a.flags.writeable,
            whole=bool(a.flags.c_contiguous),
            ranks=ranks,
        )

    def _captured(self, t: Translator, a: np.ndarray) -> Arr:
        if not a.flags.aligned or any([s % a.dtype.itemsize for s in a.strides]):
            raise Unsupported("a captured array that is not aligned")
        k = self.n_leaves + len(self.surroundings.captured)

        def size_of(name: str, k: int, axis: int, size: int) -> Expr:
            return ints.ONE if size == 1 else reg(self._input(f"{name}.n{axis}", "i64", ("size", k, axis)))

        return self._array(f"captured{k}", k, a, size_of)

    # results

    def _updates(self, t: Translator) -> list[Update]:
        """What is written to containers of the caller's."""
        found = []
        for name, before in t.frames[0].entry.items():
            box = t.e.heap.boxes[name]
            now = items(box)
            new = {k: self._result(t, v) for k, v in now.items() if k not in before or before[k] is not v}
            if new or list(now) != list(before):
                assert box.param is not None
                found.append(Update(box.param, list(now), new))
        return found

    def _result(self, t: Translator, v: Any) -> Any:
        """How Python's result is made of the procedure's: a function of the call and the results."""
        if isinstance(v, Static):
            return Known(v.value)
        if isinstance(v, Scalar):
            tag = None if v.tag is None else self._place(t, v.tag)
            return NumberResult(v.kinds, self._place(t, v.expr), tag)
        if isinstance(v, Tup) and not issubclass(v.kind, tuple | list):
            raise Unsupported(f"a result that is a {v.kind.__name__}")
        if isinstance(v, Tup):
            return ListResult(v.kind, [self._result(t, x) for x in v.items], v.param)
        if isinstance(v, Instance):
            return InstanceResult(v.kind, {k: self._result(t, x) for k, x in v.items.items()}, v.param)
        if isinstance(v, Dictionary):
            return DictResult({k: self._result(t, x) for k, x in v.items.items()}, v.param)
        if isinstance(v, Text):
            return TextResult(v.written, [self._result(t, x) for x in v.items])
        if isinstance(v, Grown):
            count = self._place(t, t.e.hold_now(v.length.expr))
            return self._grown(t, v, count)
        if not isinstance(v, Arr):
            raise Unsupported(f"a result that is a {type(v).__name__.lower()}")
        if isinstance(v.param, int):
            return ArgumentResult(v.param)
        if v.readonly and not any([self._is_read_only(s) for s in v.sites or ()]):
            raise Unsupported("a result that is a read-only view of a writable array")
        found = self._arrays.get(id(v))
        if found is None:
            places = [self._place(t, x) for x in (v.offset, *v.shape, *v.strides)]
            data = self._place(t, Expr("reg", "ptr", (), v.data))
            which = None if v.param is None else self._place(t, v.param)
            found = ArrayResult(sc.dtype_of(v.dtype), data, places, which)
            self._arrays[id(v)] = found
            self._kept.append(v)
        return found

    def _grown(self, t: Translator, v: Grown, count: Any) -> GrownResult:
        columns = []
        for c in v.columns:
            shape = [self._place(t, t.e.hold_now(reg(r))) for r in c.shape]
            columns.append((self._place(t, Expr("reg", "ptr", (), c.data)), sc.dtype_of(c.dtype), shape))
        if any([c.shape for c in v.columns]):
            self._copies = True
        return GrownResult(v.form, columns, count)

    def _check_copies(self, t: Translator) -> None:
        """A list of arrays holds copies: nobody may see that they are not the arrays that were put there."""
        if not self._copies:
            return
        arguments = [frozenset([("argument", k)]) for k in range(self.n_leaves + len(self.surroundings.captured))]
        written = t.e.written
        if written.may_be_one() or any(
            [written.may_be_kept(sites) for sites in (*arguments, *[v.sites for v in self._kept])]
        ):
            raise Unsupported("a list that changes in a loop, as a result, with arrays that others have as well")

    def _is_read_only(self, site: Any) -> bool:
        if site[0] != "argument":
            return False
        k = site[1] - self.n_leaves
        found = (
            self.surroundings.captured[k][1].readonly if k >= 0 else not self.arguments.leaves[site[1]].flags.writeable
        )
        return bool(found)

    def _place(self, t: Translator, e: Expr) -> Any:
        """The number of a result register, or a constant."""
        if e.op == "const":
            return Fixed(e.attr)
        if e.op != "reg":
            r = Reg("result", e.dtype)
            t.e.emit(Assign(r, e))
            e = reg(r)
        if e.attr not in self.results:
            self.results.append(e.attr)
        return self.results.index(e.attr)


def _leaf_dtype(x: Any) -> str:
    if isinstance(x, np.ndarray | np.generic):
        return sc.supported_dtype(x.dtype)
    return sc.kind_dtype(type(x).__name__)


class Fixed:
    """A constant in the place of a result."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value


Place = Any  # the number of a result register, or Fixed


def is_constant(place: Place) -> bool:
    """Whether a place holds always the same."""
    return type(place) is Fixed


def _read(place: Place, results: list[Any]) -> Any:
    return place.value if type(place) is Fixed else results[place]


class NumberResult:
    """A number, of the kind that the tag tells."""

    def __init__(self, kinds: tuple[str, ...], value: Any, tag: Any):
        self.kinds, self.value, self.tag = kinds, value, tag

    def leaves(self) -> list[Any]:
        return [self]

    def rebuilt(self, values: Any) -> Any:
        return next(values)

    def made(self, call: Call, results: list[Any]) -> Any:
        value = _read(self.value, results)
        kind = self.kinds[0 if self.tag is None else _read(self.tag, results)]
        python = _PYTHON.get(kind)
        return python(value) if python is not None else sc.dtype_of(sc.kind_dtype(kind)).type(value)


_PYTHON = {"int": int, "float": float, "bool": bool, "complex": complex}


class ArgumentResult:
    """An argument, as it was passed."""

    def __init__(self, number: int):
        self.number = number

    def leaves(self) -> list[Any]:
        return [self]

    def rebuilt(self, values: Any) -> Any:
        return next(values)

    def made(self, call: Call, results: list[Any]) -> Any:
        return call.arrays[self.number]


class ArrayResult:
    """An array on memory that was made, or a view of an argument.  places: offset, sizes, strides.

    which: the place of the number of the argument that it is itself, or -1; None: it is none.
    """

    def __init__(self, dtype: np.dtype, data: int, places: list[Any], which: Any):
        self.dtype, self.data, self.places, self.which = dtype, data, places, which
        self.ndim = (len(places) - 1) // 2

    def layout(self, results: list[Any]) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """Offset, shape and strides, in bytes."""
        offset, *rest = [_read(p, results) for p in self.places]
        size = self.dtype.itemsize
        return offset * size, tuple(rest[: self.ndim]), tuple([s * size for s in rest[self.ndim :]])

    def leaves(self) -> list[Any]:
        return [self]

    def rebuilt(self, values: Any) -> Any:
        return next(values)

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.which is not None and (number := _read(self.which, results)) >= 0:
            return call.arrays[number]
        known = call.made.get(id(self))
        if known is None:
            known = call.made[id(self)] = call.view(results[self.data], self.dtype, *self.layout(results))
        return known


class GrownResult:
    """A list whose elements lie in memory.  columns: pointer, dtype and shape of each."""

    def __init__(self, form: Any, columns: list[Any], count: Any):
        self.form, self.columns, self.count = form, columns, count

    def leaves(self) -> list[Any]:
        raise Unsupported("a list that grows in a loop as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        count = _read(self.count, results)
        if not count:
            return []
        columns = []
        for data, dtype, shape in self.columns:
            sizes = (count, *[_read(n, results) for n in shape])
            strides = [dtype.itemsize * int(np.prod(sizes[k + 1 :], dtype=np.int64)) for k in range(len(sizes))]
            empty = 0 in sizes
            columns.append(np.empty(sizes, dtype) if empty else results[data].array(dtype, sizes, strides))
        return elements_of(self.form, columns)


class TextResult:
    """A string that is put together of values."""

    def __init__(self, write: Callable[[list[Any]], str], items: list[Any]):
        self.write, self.items = write, items

    def leaves(self) -> list[Any]:
        raise Unsupported("a string of values as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        return self.write([x.made(call, results) for x in self.items])


def _made_of(kind: type, items: list[Any]) -> Any:
    """A tuple, a list or a named tuple."""
    return getattr(kind, "_make", kind)(items)


class ListResult:
    """A tuple or list.  param: as in Tup."""

    def __init__(self, kind: type, items: list[Any], param: int | None):
        self.kind, self.items, self.param = kind, items, param

    def leaves(self) -> list[Any]:
        return [leaf for x in self.items for leaf in x.leaves()]

    def rebuilt(self, values: Any) -> Any:
        return _made_of(self.kind, [x.rebuilt(values) for x in self.items])

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.param is not None:
            return call.containers[self.param]
        return _made_of(self.kind, [x.made(call, results) for x in self.items])


class DictResult:
    """A dict.  param: as in Dictionary."""

    def __init__(self, items: dict[Any, Any], param: int | None):
        self.items, self.param = items, param

    def leaves(self) -> list[Any]:
        return [leaf for x in self.items.values() for leaf in x.leaves()]

    def rebuilt(self, values: Any) -> Any:
        return {k: x.rebuilt(values) for k, x in self.items.items()}

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.param is not None:
            return call.containers[self.param]
        return {k: x.made(call, results) for k, x in self.items.items()}


class InstanceResult:
    """An object of a class of the user's.  param: as in Instance."""

    def __init__(self, kind: type, items: dict[str, Any], param: int | None):
        self.kind, self.items, self.param = kind, items, param

    def leaves(self) -> list[Any]:
        raise Unsupported(f"a {self.kind.__name__} as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.param is not None:
            return call.containers[self.param]
        return make_instance(self.kind, {k: x.made(call, results) for k, x in self.items.items()})


class Update:
    """Writes to a list, dict or object of the caller's.  keys: all that it has then; items: those that are new."""

    def __init__(self, number: int, keys: list[Any], items: dict[Any, Any]):
        self.number, self.keys, self.items = number, keys, items

    def made(self, call: Call, results: list[Any]) -> dict[Any, Any]:
        """The new items."""
        return {k: x.made(call, results) for k, x in self.items.items()}

    def write(self, container: Any, new: dict[Any, Any]) -> None:
        """Let the container have them."""
        if isinstance(container, list):
            container[:] = [new[k] if k in new else container[k] for k in self.keys]
            return
        held = container if isinstance(container, dict) else container.__dict__
        if [k for k in held if k in self.keys] + [k for k in new if k not in held] != self.keys:
            kept = {k: new[k] if k in new else held[k] for k in self.keys}
            held.clear()
            held.update(kept)
            return
        for k in [k for k in held if k not in self.keys]:
            del held[k]
        held.update(new)


class Call:
    """One call: its arrays (arguments by the numbers of leaves, then captured ones), and what was made of results."""

    def __init__(self, translation: Translation, leaves: list[Any], containers: Any = ()):
        self.translation, self.containers = translation, containers
        self.arrays = [*leaves, *[fetch() for fetch, _ in translation.surroundings.captured]]
        self.made: dict[int, Any] = {}

    def inputs(self) -> list[Any]:
        """What the procedure's input registers are set to."""
        found: list[Any] = []
        for what, k, detail in self.translation.sources:
            x = self.arrays[k]
            if what == "data":
                found.append(x.__array_interface__["data"][0])
            elif what == "size":
                found.append(x.shape[detail])
            elif what == "stride":
                found.append(x.strides[detail] // x.dtype.itemsize)
            elif what == "leaf":
                found.append(x.item() if isinstance(x, np.generic) else x)
            else:
                found.append(getattr(x, detail))
        return found

    def overlap(self) -> bool:
        """Whether an array that is written to shares memory with another, or a container is there twice."""
        if self.translation.updates and len({id(c) for c in self.containers}) < len(self.containers):
            return True
        arrays = [(k, a) for k, a in enumerate(self.arrays) if type(a) is np.ndarray]
        for k in self.translation.written:
            for j, other in arrays:
                if j != k and np.may_share_memory(self.arrays[k], other):
                    return True
        return False

    def view(
        self, memory: Any, dtype: np.dtype, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]
    ) -> np.ndarray:
        """An array of a result: on memory of its own, or a view of the argument to which the memory belongs."""
        if 0 in shape:
            return np.empty(shape, dtype)
        if memory.nbytes:
            array = memory.array(np.dtype(np.uint8), (memory.nbytes,), (1,))
            return np.ndarray(shape, dtype, array, offset, strides)
        for a in self.arrays:
            if type(a) is np.ndarray and a.__array_interface__["data"][0] == memory.address:
                return _part(a, dtype, offset, shape, strides)
        raise AssertionError("a result on memory that belongs to nobody")

    def results(self, found: list[Any]) -> Any:
        """What Python gets; writes to its containers are done."""
        result = self.translation.structure.made(self, found)
        updates = self.translation.updates
        for update, new in [(u, u.made(self, found)) for u in updates]:
            update.write(self.containers[update.number], new)
        return result


def _part(a: np.ndarray, dtype: np.dtype, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> np.ndarray:
    """The view of `a` that begins `offset` bytes after its first element."""
    return np.asarray(_Interface(a, offset, shape, strides, dtype, a.flags.writeable))


class _Interface:
    """Part of an array's memory, for np.asarray."""

    def __init__(
        self,
        base: np.ndarray,
        offset: int,
        shape: tuple[int, ...],
        strides: tuple[int, ...],
        dtype: np.dtype,
        writeable: bool,
    ):
        self.base = base
        self.__array_interface__ = {
            "version": 3,
            "data": (base.__array_interface__["data"][0] + offset, not writeable),
            "typestr": dtype.str,
            "shape": shape,
            "strides": strides,
        }
