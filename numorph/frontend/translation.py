"""From a function to a procedure: what its inputs, its results and its writes are to calls."""

from __future__ import annotations

import functools
import types
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from ..procedures.columns import by_columns
from ..procedures.definite import unassigned
from ..procedures.ir import Assign, Expr, Procedure, Reg, const, reg, statements
from ..procedures.steady import steady
from . import integers as ints
from . import scalars as sc
from .bounds import MOST_ELEMENTS
from .emitter import NULL
from .functions.lists import ONE_OF_SEVERAL
from .heap import items
from .keys import LARGEST, Arguments, layout_of
from .list_arguments import ARGUMENT, GivenLists, ListArgument, Reading, form_in_memory
from .list_elements import Pool, pools_of
from .lists import Grown
from .objects import is_named_tuple
from .orders import strides_of
from .results import (
    ArgumentResult,
    ArrayResult,
    BoundedDeque,
    ChoiceResult,
    DictResult,
    GrownResult,
    HerdResult,
    InstanceResult,
    KnownResult,
    ListResult,
    ListUpdate,
    NumberResult,
    OptionalResult,
    Place,
    RowResult,
    RowsResult,
    RowsUpdate,
    TableResult,
    TextResult,
    Update,
    place_of,
)
from .rows import Row
from .surroundings import Surroundings
from .tables import DICTS, Table, Unmade
from .texts import PrintCall
from .traced_cost import TracedCost
from .translate import Frame, Translator, translated
from .values import (
    Arr,
    Choice,
    Conflict,
    Dictionary,
    Instance,
    Member,
    Optional,
    Scalar,
    Static,
    Text,
    Tup,
    Unsupported,
    by_rows,
    constant,
)


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
        self.surroundings.check_remembered()
        self.results: list[Reg] = []
        self._arrays: dict[int, Any] = {}
        self._lists: list[Grown] = []
        self._pools: dict[int, RowsResult | HerdResult] = {}
        self._copies = False  # whether a result is a list of arrays that was made in a loop
        self._kept: list[Any] = []  # so that no other object gets the identity of one of them
        self.structure = self._result(t, value)
        self.updates = self._updates(t)
        self._check_copies(t)
        written = [arguments.containers[u.number] for u in self.updates if isinstance(u, Update)]
        self.writes_to_objects = any([type(c) in arguments.opened for c in written])
        self.procedure = Procedure(f.__qualname__, self.inputs, self.results, t.e.block)
        self.procedure.body[:0] = [Assign(r, NULL) for r in t.e.scopes[0]]
        if (missing := unassigned(self.procedure)) is not None:  # machine code would take what happens to be there
            raise Unsupported(f"'{missing.name}' may have no value")
        self.procedure = by_columns(steady(self.procedure))
        self.written = self._written(t)
        self.asks_how_arrays_lie = t.e.asks_how_arrays_lie
        self.asks_which_is_which = t.e.asks_which_is_which and len(arguments.containers) > 1
        self.traced_cost: TracedCost | None = None  # of a gradient
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
        return not (self.prints or self.updates or self.has_lists or self.surroundings.captured)

    @property
    def is_of_containers(self) -> bool:
        """Whether a call has to look at containers of the caller's, or to write to them."""
        return self.asks_which_is_which or self.has_lists or self.writes_to_containers

    @property
    def has_lists(self) -> bool:
        """Whether lists of the caller's are put into memory."""
        return any([type(x) is ListArgument for x in self.arguments.leaves])

    # inputs

    def _bind(self, t: Translator, frame: Frame, parameters: dict[str, Any]) -> None:
        self._leaf, self._container, self._t = 0, 0, t
        self.sources, self.inputs, self.sizes, self.given = [], [], {}, GivenLists()
        self._bound: dict[int, Arr] = {}  # the arrays, by the numbers of leaves
        for name, v in parameters.items():
            frame.env[name] = constant(v) if name in self.arguments.static else self._value(t, name, v)
        self.given.begin(t)

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
            if self.arguments.tells_same and (known := self.arguments.numbers[id(v)]) < k:
                return self._bound[known]
            self._leaf += 1
            self._bound[k] = self._array(name, k, v, functools.partial(self._size_of, t))
            return self._bound[k]
        if kind in (tuple, list, dict) or is_named_tuple(kind):
            number = self._container
            self._container += 1
            if kind is list and isinstance(leaf := self._list_leaf(v), ListArgument):
                reading = Reading(t, self.given, name, self._leaf, self._input)
                self._leaf += 1
                return reading.list_of(leaf.form, number)
            found = (
                Dictionary({k: self._value(t, f"{name}.{k}", x) for k, x in v.items()})
                if kind is dict
                else Tup([self._value(t, f"{name}.{i}", x) for i, x in enumerate(v)], kind)
            )
            found.param = number
            if isinstance(found, Tup):
                found.block = t.e.block
                if kind is list and self.arguments.least and form_in_memory(v, 0) is not None:
                    found.makers = frozenset([ARGUMENT])
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

    def _list_leaf(self, v: list[Any]) -> Any:
        """The next leaf, if it is a list that is put into memory."""
        leaves = self.arguments.leaves
        found = leaves[self._leaf] if self._leaf < len(leaves) else None
        return found if type(found) is ListArgument and found.value is v else None

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
        if kind == "int":
            self._t.e.bounds.interval(found.attr, *bounds)
        return Scalar(found, kind, *bounds)

    def _size_of(self, t: Translator, name: str, k: int, axis: int, size: int) -> Expr:
        if self.arguments.knows(self.arguments.leaves[k].shape, axis):
            return ints.integer(size)
        number = self.arguments.sizes[size]
        if number not in self.sizes:
            r = self._input(f"{name}.n{axis}", "i64", ("size", k, axis))
            t.e.bounds.size(r)
            unsigned = Expr("convert", "u64", (reg(r),))
            t.e.bail_if(Expr("gt", "bool", (unsigned, const(MOST_ELEMENTS, "u64"))), "a size that is too large")
            self.sizes[number] = reg(r)
        return self.sizes[number]

    def _array(self, name: str, k: int, a: np.ndarray, size_of: Callable[..., Expr]) -> Arr:
        dtype = sc.supported_dtype(a.dtype)
        data = self._input(name, "ptr", ("data", k, None))
        shape = tuple([size_of(name, k, axis, d) for axis, d in enumerate(a.shape)])
        ranks, dense = layout_of(a) or (by_rows(a.ndim), True)
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

    def _updates(self, t: Translator) -> list[Update | ListUpdate | RowsUpdate]:
        """What is written to containers of the caller's."""
        found: list[Update | ListUpdate | RowsUpdate] = []
        for name, before in t.frames[0].entry.items():
            box = t.e.heap.boxes[name]
            now = items(box)
            new = {k: self._result(t, v) for k, v in now.items() if k not in before or before[k] is not v}
            if new or list(now) != list(before):
                assert box.param is not None
                found.append(Update(box.param, list(now), new))
        for number, v in self.given.whole.items():
            if self.given.is_changed(t, v):
                found.append(ListUpdate(number, self._grown(t, v, self._place(t, v.length.expr))))
        for pool in {id(r.pool.first): r.pool for r in self.given.rows}.values():
            if self.given.is_pool_changed(t, pool):
                rows = self._rows(t, pool)
                assert isinstance(rows, RowsResult)
                found.append(RowsUpdate(rows))
        return found

    def _result(self, t: Translator, v: Any) -> Any:
        """How Python's result is made of the procedure's: a function of the call and the results."""
        if isinstance(v, Static):
            return KnownResult(v.value)
        if isinstance(v, Scalar):
            tag = None if v.tag is None else self._place(t, v.tag)
            return NumberResult(v.kinds, self._place(t, v.expr), tag)
        if isinstance(v, Tup | Dictionary) and v.outside is not None:
            if v.outside is ONE_OF_SEVERAL:
                raise Unsupported("a result that is a part of a list outside the function")
            return KnownResult(v.outside)
        if any([v is x for x in t.e.bounded]):
            raise Unsupported("a result that is a deque with a greatest length, into which nothing is put")
        if isinstance(v, Tup) and not issubclass(v.kind, tuple | list | deque):
            raise Unsupported(f"a result that is a {v.kind.__name__}")
        if isinstance(v, Tup):
            return ListResult(v.kind, [self._result(t, x) for x in v.items], v.param)
        if isinstance(v, Instance):
            return InstanceResult(v.kind, {k: self._result(t, x) for k, x in v.items.items()}, v.param)
        if isinstance(v, Dictionary):
            return DictResult({k: self._result(t, x) for k, x in v.items.items()}, v.param)
        if isinstance(v, Table):
            parts = [self._result(t, x) for x in (v.keys, v.values) if x is not None]
            return TableResult(v.kind, getattr(v.default, "value", None), *parts)
        if isinstance(v, Unmade):
            empty = ListResult(list, [], None)
            values = empty if v.kind in DICTS else None
            return TableResult(v.kind, getattr(v.default, "value", None), empty, values)
        if isinstance(v, Optional):
            return OptionalResult(self._result(t, v.value), self._place(t, v.flag))
        if isinstance(v, Choice):
            return ChoiceResult(v.values, self._place(t, v.tag))
        if isinstance(v, Text):
            return TextResult(v.written, [self._result(t, x) for x in v.items])
        if isinstance(v, Row | Member):
            assert v.pool is not None
            return RowResult(self._rows(t, v.pool), self._place(t, v.number))
        if isinstance(v, Grown) and v.param is not None:
            return ListResult(list, [], v.param)
        if isinstance(v, Grown):
            grown = self._grown(t, v, self._place(t, v.length.expr))
            given = [(number, x) for number, x in self.given.whole.items() if v.may_be(x)]
            grown.perhaps = [(number, self._place(t, Expr("reg", "ptr", (), x.data))) for number, x in given]
            return grown
        if isinstance(v, Conflict):
            raise Unsupported(v.reason)
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
        if v.param is None:  # what may be one of the caller's is compared with it
            if any([v.may_be(other) for other in self._lists]):
                raise Unsupported("results that are lists of which one may be another")
            self._lists.append(v)
        pools = {p: self._rows(t, p) for p in pools_of(v.form)}
        columns = self._columns(t, v)
        if any([c.shape for c in v.columns]):
            self._copies = True
        kind = v.kind_of_list if v.most is None else BoundedDeque(self._place(t, v.most))
        return GrownResult(v.form, kind, columns, self._place(t, v.start), count, pools)

    def _rows(self, t: Translator, pool: Pool) -> RowsResult | HerdResult:
        """How the lists or objects of a pool are made, each once in a call."""
        found = self._pools.get(id(pool.first))
        if found is None and pool.fields:
            elements = t.e.rows(pool).elements
            where = self._columns(t, elements), self._place(t, elements.size)
            found = self._pools[id(pool.first)] = HerdResult(pool.fields, pool.form, where)
            found.pools = {p: self._rows(t, p) for p in pools_of(pool.form)}
            self._copies = self._copies or elements.has_arrays
        if found is None:
            rows = t.e.rows(pool)
            parts = [(self._columns(t, p), self._place(t, p.size)) for p in rows.parts]
            found = self._pools[id(pool.first)] = RowsResult(pool.form, parts)
            found.pools = {p: self._rows(t, p) for p in pools_of(pool.form)}
            given = [r for r in self.given.rows if r.pool == pool]
            found.given = [(self._place(t, r.first), r.leaf, r.place) for r in given]
        return found

    def _columns(self, t: Translator, v: Grown) -> list[Any]:
        columns = []
        for c in v.columns:
            shape = [self._place(t, reg(r)) for r in c.shape]
            columns.append((self._place(t, Expr("reg", "ptr", (), c.data)), sc.dtype_of(c.dtype), shape))
        return columns

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

    def _place(self, t: Translator, e: Expr) -> Place:
        return place_of(e, self.results, t.e.emit)


def _leaf_dtype(x: Any) -> str:
    if type(x) is ListArgument:
        return ""
    if isinstance(x, np.ndarray | np.generic):
        return sc.supported_dtype(x.dtype)
    return sc.kind_dtype(type(x).__name__)
