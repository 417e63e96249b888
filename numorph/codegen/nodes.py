"""A region's program as nodes: which values are stored, and the loops that compute each of them.

A value is stored when it leaves the region, when it is made by a loop of its own (a reduction, a product, ...), or when
computing it again wherever it is read would cost more than keeping it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..core.op import Op
from ..core.types import dtype_name, number_kind
from ..ir.program import Eqn, Program, Var, atom_type, remembered
from ..ops import contraction, indexing, reduction
from ..ops import movement as mv
from .access import (
    Axis,
    Index,
    Reader,
    _position,
    is_inlined,
    loop_axis,
    row_major,
    scaled,
)
from .blas import adds, scaled_product
from .complex_parts import pair, pair_product
from .expand import can_expand
from .library import library_call, sources
from .loops import FLOATS, NARROW, SIZES, Expr, Place, binary, convert, load, unary
from .pacing import breathe
from .stored import REDUCTIONS, stored_values, sums_by_loops
from .views import view
from .windows import LOWERINGS, lowers_windows

SCANS: dict[Op, str] = {
    reduction.cumsum: "add",
    reduction.cumprod: "mul",
    reduction.cummax: "max",
    reduction.cummin: "min",
}
WRITES = {mv.concatenate, mv.pad, indexing.put_slice, indexing.dynamic_update_slice, indexing.scatter}


class LoopVar(NamedTuple):
    """A loop of a node: its name, and how often it runs."""

    name: str
    extent: int


class Node:
    """A loop nest that fills `out`, or a part of it.

    kind: "map" stores `value` at `place`; "reduce" combines it over the inner loops with `op`, and stores the result;
    "across" combines it into `out` row by row, with the loops of `out` inside; "scan" stores every step; "write" is
    a map into a part of `out`, "scatter" a serial one at computed places; "product" and "call" are calls of a library.
    """

    __slots__ = (
        "across",
        "cost",
        "dtype",
        "eqn",
        "fails",
        "imaginary",
        "inner",
        "kind",
        "op",
        "out",
        "outer",
        "place",
        "reads",
        "value",
    )

    def __init__(self, kind: str, out: Var, eqn: Eqn):
        self.kind, self.out, self.eqn = kind, out, eqn
        self.outer: tuple[LoopVar, ...] = ()
        self.inner: tuple[LoopVar, ...] = ()
        self.value: Any = None
        self.imaginary: Expr | None = None  # what a map stores beside `value`, one element further
        self.place: Any = None
        self.op = ""
        self.dtype = dtype_name(out.type.dtype)
        self.reads: frozenset[str] = frozenset()
        self.fails: list[Expr] = []
        self.cost = 1
        self.across: Callable[[], Node] | None = None  # the same as a node that combines row by row

    def __repr__(self) -> str:
        return f"<{self.kind} {self.out.type}>"


# -- nodes


class Builder:
    """Makes the nodes of a region, in the order of its equations."""

    def __init__(self, program: Program):
        self.program = program
        self.made = {e.outs[0]: e for e in program.eqns}
        self.reader = Reader(self.made, stored_values(program))
        self.nodes: list[Node] = []
        for e in program.eqns:
            if e.outs[0] in self.reader.stored:
                breathe()
                self.equation(e)

    def equation(self, e: Eqn) -> None:
        if e.op in REDUCTIONS:
            self.reduce(e)
        elif e.op in SCANS:
            self.scan(e)
        elif e.op is contraction.contract and not is_inlined(e) and sums_by_loops(e):
            self.contract(e)
        elif e.op is pair_product or (e.op is contraction.contract and not is_inlined(e)):
            node = self.new("product", e)
            node.value = [view(a, self.made, self.reader.stored) for a in e.args]
            node.reads = frozenset([self.reader.name(v.base) for v in node.value])
        elif e.op is scaled_product:
            self.scaled_product(e)
        elif e.op in WRITES:
            _WRITE[e.op](self, e)
        elif e.op is pair:
            self.pair(e)
        elif e.op is library_call:
            node = self.new("call", e)
            node.value = sources(e, self.made, self.reader.stored)
            node.reads = frozenset([self.reader.name(v.base) for v in node.value])
        elif e.op in LOWERINGS:
            LOWERINGS[e.op](self, e)
        else:
            shape = e.outs[0].type.shape
            self.map("map", e, shape, self.reader.compute(e.outs[0], _canonical(shape)))

    def new(self, kind: str, e: Eqn) -> Node:
        node = Node(kind, e.outs[0], e)
        self.nodes.append(node)
        return node

    def finish(self, node: Node, *values: Expr) -> Node:
        """Enter what the expressions of a node read, may fail at, and cost."""
        reads: set[str] = set()
        fails: dict[Expr, None] = {}
        node.cost = max(_survey(values, self.reader.fails, reads, fails), 1)
        node.reads, node.fails = frozenset(reads), list(fails)
        return node

    def map(self, kind: str, e: Eqn, shape: Sequence[int], value: Expr, place: Place | None = None) -> Node:
        node = self.new(kind, e)
        node.outer = _loops(shape)
        node.value, node.place = value, place or self.place(e.outs[0], shape)
        return self.finish(node, value)

    def pair(self, e: Eqn) -> None:
        shape = atom_type(e.args[0]).shape
        node = self.new("map", e)
        node.outer = _loops(shape)
        node.value, node.imaginary = (self.reader.read(a, _canonical(shape)) for a in e.args)
        node.place = self.place(e.outs[0], (*shape, 2))
        terms = tuple([(v, s) for v, s in node.place.terms if v != f"d{len(shape)}"])
        node.place = Place(node.place.buffer, terms)
        self.finish(node, node.value, node.imaginary)

    def place(self, out: Var, shape: Sequence[int]) -> Place:
        """Where a map stores: its own buffer, row by row."""
        strides = row_major(shape)
        terms = tuple([(f"d{k}", s) for k, (s, d) in enumerate(zip(strides, shape, strict=True)) if d != 1])
        return Place(self.reader.name(out), terms)

    def reduce(self, e: Eqn) -> None:
        x = e.args[0]
        shape = atom_type(x).shape
        axes = e.params["axes"] if "axes" in e.params else (e.params["axis"],)
        kept = [k for k in range(len(shape)) if k not in axes]
        op = REDUCTIONS[e.op]

        def value(order: Sequence[str]) -> Expr:
            names = dict(zip([*kept, *sorted(axes)], order, strict=True))
            read = self.reader.read(x, tuple([loop_axis(names[k], d) for k, d in enumerate(shape)]))
            if read.dtype in NARROW:
                read = convert(read, "f32")
            return binary("ne", read, _zero_like(read)) if op in ("and", "or") and read.dtype != "bool" else read

        self.reduction(e, op, [shape[k] for k in kept], [shape[k] for k in sorted(axes)], value)

    def contract(self, e: Eqn) -> None:
        """A contraction by loops: products, summed up."""
        a, b, out = contraction._terms(e.params["spec"])
        summed = [c for c in a if c in b and c not in out]
        shapes = [atom_type(z).shape for z in e.args]
        sizes = dict(zip(a + b, shapes[0] + shapes[1], strict=True))

        def value(order: Sequence[str]) -> Expr:
            names = dict(zip([*out, *summed], order, strict=True))
            x, y = (
                self.reader.read(z, tuple([loop_axis(names[c], sizes[c]) for c in term]))
                for z, term in zip(e.args, (a, b), strict=True)
            )
            return binary("product" if x.dtype in FLOATS else "mul", x, y)

        self.reduction(e, "add", [sizes[c] for c in out], [sizes[c] for c in summed], value)

    def reduction(
        self, e: Eqn, op: str, kept: Sequence[int], reduced: Sequence[int], value: Callable[[Sequence[str]], Expr]
    ) -> None:
        """The node of a reduction; `value(names)` gives what is combined; names of the kept loops come first."""
        node = self.new("reduce", e)
        names = [f"d{k}" for k in range(len(kept) + len(reduced))]
        node.op, node.value = op, value(names)
        node.outer, node.inner = _loops(kept), _loops(reduced, len(kept))
        node.place = self.place(e.outs[0], kept)
        if not node.inner:  # of one element each
            node.kind = "map"
            node.value = _i64(0) if op in ("argmin", "argmax") else convert(node.value, node.dtype)
        self.finish(node, node.value)
        if node.inner and node.outer and op in ("add", "mul"):
            swapped = [*names[len(reduced) :], *names[: len(reduced)]]
            node.across = lambda: self.across(node, swapped, kept, reduced, value)

    def across(
        self,
        node: Node,
        names: Sequence[str],
        kept: Sequence[int],
        reduced: Sequence[int],
        value: Callable[[Sequence[str]], Expr],
    ) -> Node:
        """The same reduction with the reduced loops outside and the kept ones inside: it adds to `out` row by row."""
        found = Node("across", node.out, node.eqn)
        found.op = node.op
        found.outer, found.inner = _loops(reduced), _loops(kept, len(reduced))
        strides = row_major(kept)
        terms = [(names[k], s) for k, (s, d) in enumerate(zip(strides, kept, strict=True)) if d != 1]
        found.place = Place(node.place.buffer, tuple(terms))
        found.value = value(names)
        return self.finish(found, found.value)

    def scan(self, e: Eqn) -> None:
        shape = e.outs[0].type.shape
        node = self.map("scan", e, shape, self.reader.read(e.args[0], _canonical(shape)))
        node.op = SCANS[e.op]

    def scaled_product(self, e: Eqn) -> None:
        """Where there is a summand, it comes into the result first, or the result into its memory."""
        a, b, alpha, *summand = e.args
        shape = e.outs[0].type.shape
        if summand and self.is_only_use(summand[0]):
            self.reader.take_over(e.outs[0], summand[0])
        elif summand:
            self.map("map", e, shape, self.reader.read(summand[0], _canonical(shape)))
        node = self.new("product", e)
        node.value = [view(x, self.made, self.reader.stored) for x in (a, b)]
        owners = [*[v.base for v in node.value], alpha, *[e.outs[0]] * adds(e)]
        node.reads = frozenset([self.reader.name(x) for x in owners])

    def is_only_use(self, a: Any) -> bool:
        """Whether a value that one equation reads lies in memory of the region's own, and nothing else needs it."""
        if type(a) is not Var or a not in self.made or a not in self.reader.stored:
            return False
        readers = sum([x is a for e in self.program.eqns for x in e.args])
        return readers == 1 and not any([x is a for x in self.program.outputs])

    def write(self, e: Eqn, shape: Sequence[int], value: Expr, index: Index, mask: Expr | None = None) -> Node:
        """Store `value`, on loops over `shape`, at an index of the result."""
        out = e.outs[0]
        strides = row_major(out.type.shape)
        terms: dict[str, int] = {}
        const, computed = 0, None
        for axis, stride in zip(index, strides, strict=True):
            part = scaled(axis, stride)
            for v, c in part.terms:
                terms[v] = terms.get(v, 0) + c
            const += part.const
            if part.computed is not None:
                computed = part.computed if computed is None else binary("add", computed, part.computed)
        offset: Any = const
        if computed is not None:
            offset = binary("add", computed, _i64(const)) if const else computed
        place = Place(self.reader.name(out), tuple(terms.items()), offset, mask)
        node = self.map("write", e, shape, value, place)
        extra = [x for x in (computed, mask) if x is not None]
        return self.finish(node, value, *extra)

    def copy(self, e: Eqn) -> None:
        """The first operand, whole, into the result."""
        shape = e.outs[0].type.shape
        self.map("map", e, shape, self.reader.read(e.args[0], _canonical(shape)))


def _i64(n: int) -> Expr:
    return Expr("const", "i64", (), n)


def _zero_like(x: Expr) -> Expr:
    return Expr("const", x.dtype, (), 0.0 if x.dtype in FLOATS else 0)


def _canonical(shape: Sequence[int]) -> Index:
    return tuple([loop_axis(f"d{k}", d) for k, d in enumerate(shape)])


def _loops(shape: Sequence[int], start: int = 0) -> tuple[LoopVar, ...]:
    return tuple([LoopVar(f"d{start + k}", d) for k, d in enumerate(shape) if d != 1])


def _concatenate(b: Builder, e: Eqn) -> None:
    axis, start = e.params["axis"], 0
    for a in e.args:
        shape = atom_type(a).shape
        index = list(_canonical(shape))
        index[axis] = scaled(index[axis], 1, start)
        if 0 not in shape:
            b.write(e, shape, b.reader.read(a, _canonical(shape)), tuple(index))
        start += shape[axis]
    if 0 in e.outs[0].type.shape:
        b.map("map", e, e.outs[0].type.shape, _zero_like(_typed(e)))


def _typed(e: Eqn) -> Expr:
    return Expr("const", dtype_name(e.outs[0].type.dtype), (), 0)


def _pad(b: Builder, e: Eqn) -> None:
    x, value = e.args
    shape = e.outs[0].type.shape
    b.map("map", e, shape, b.reader.read(value, ()))
    inner = atom_type(x).shape
    index = tuple([scaled(a, 1, lo) for a, (lo, _) in zip(_canonical(inner), e.params["widths"], strict=True)])
    if 0 not in inner:
        b.write(e, inner, b.reader.read(x, _canonical(inner)), index)


def _put_slice(b: Builder, e: Eqn) -> None:
    b.copy(e)
    shape = atom_type(e.args[1]).shape
    index = tuple([scaled(a, s[2], s[0]) for a, s in zip(_canonical(shape), e.params["index"], strict=True)])
    if 0 not in shape:
        b.write(e, shape, b.reader.read(e.args[1], _canonical(shape)), index)


def _update_window(b: Builder, e: Eqn) -> None:
    from .access import _from

    b.copy(e)
    x, v, *starts = e.args
    shape, sizes = atom_type(x).shape, atom_type(v).shape
    index = tuple(
        [_from(b.reader, s, a, d - n) for s, a, d, n in zip(starts, _canonical(sizes), shape, sizes, strict=True)]
    )
    if 0 not in sizes:
        b.write(e, sizes, b.reader.read(v, _canonical(sizes)), index)


def _scatter(b: Builder, e: Eqn) -> None:
    b.copy(e)
    x, v, *arrays = e.args
    shape, lead = atom_type(x).shape, len(atom_type(arrays[0]).shape)
    domain = atom_type(v).shape
    if 0 in domain:
        return
    index = _canonical(domain)
    positions: list[Axis] = []
    bad: Expr | None = None
    for array, size in zip(arrays, shape, strict=False):
        position, outside = _position(b.reader.read(array, index[:lead]), size)
        positions.append(Axis((), 0, position))
        bad = outside if bad is None else binary("or", bad, outside)
    assert bad is not None
    value = b.reader.read(v, index)
    node = b.write(e, domain, value, (*positions, *index[lead:]), unary("not", bad))
    node.kind, node.op = "scatter", e.params["mode"]
    if node.op != "set":
        old = load(node.place, node.dtype)
        if node.dtype in NARROW:
            old, value = convert(old, "f32"), convert(value, "f32")
        node.value = convert(_COMBINE[node.op](old, value), node.dtype)
    node.fails = [*dict.fromkeys([*node.fails, bad])]


_COMBINE = {
    "add": lambda x, y: binary("add", x, y),
    "multiply": lambda x, y: binary("mul", x, y),
    "minimum": lambda x, y: binary("min", x, y),
    "maximum": lambda x, y: binary("max", x, y),
}

_WRITE = {
    mv.concatenate: _concatenate,
    mv.pad: _pad,
    indexing.put_slice: _put_slice,
    indexing.dynamic_update_slice: _update_window,
    indexing.scatter: _scatter,
}


def _survey(values: Sequence[Expr], fails: dict[Expr, list[Expr]], reads: set[str], found: dict[Expr, None]) -> int:
    """Collect the buffers that expressions read and the conditions under which they fail; the number of operations."""
    seen: set[Expr] = set()
    stack = list(values)
    cost = 0
    while stack:
        x = stack.pop()
        if x in seen:
            continue
        seen.add(x)
        if x in fails:
            for bad in fails[x]:
                found[bad] = None
                stack.append(bad)
        if x.op == "load":
            place: Place = x.attr
            reads.add(place.buffer)
            if isinstance(place.offset, Expr):
                stack.append(place.offset)
            if place.mask is not None:
                stack.append(place.mask)
        else:
            cost += _PRICES.get(x.op, 1)
            stack += x.args
    return cost


_PRICES = {"const": 0, "var": 0, "param": 0, "local": 0, "call": 14, "div": 4, "sqrt": 5, "quo": 20, "rem": 20}


# -- what can be lowered


@remembered("can lower")
def can_lower(e: Eqn) -> bool:
    """Whether an equation can be a part of a plan."""
    if can_expand(e):
        return True
    if len(e.outs) != 1:
        return False
    out = e.outs[0].type
    if dtype_name(out.dtype) not in SIZES or any(type(d) is not int for t in _types(e) for d in t.shape):
        return False
    if any(dtype_name(t.dtype) not in SIZES for t in _types(e)):
        return False
    if is_inlined(e):
        return True
    if e.op in LOWERINGS:
        return lowers_windows(e)
    kind = number_kind(atom_type(e.args[0]).dtype) if e.args else ""
    if e.op in REDUCTIONS:
        if e.op in (reduction.reduce_sum, reduction.reduce_prod) and kind == "b":
            return False
        if e.op in (reduction.argmax, reduction.argmin):
            return kind in "iuf" and atom_type(e.args[0]).shape[e.params["axis"]] > 0
        identity = e.op in (reduction.reduce_sum, reduction.reduce_prod, reduction.reduce_and, reduction.reduce_or)
        return kind in "iufb" and (identity or (kind != "b" and 0 not in atom_type(e.args[0]).shape))
    if e.op in SCANS:
        return kind in "iuf" and dtype_name(out.dtype) not in NARROW and not e.params.get("exclusive", False)
    if e.op is contraction.contract:
        return dtype_name(out.dtype) in ("f32", "f64")  # `planned` may still find axes that no library call takes
    if e.op is indexing.scatter:
        return kind != "b" or e.params["mode"] == "set"
    return e.op in WRITES


def _types(e: Eqn) -> list[Any]:
    return [*[atom_type(a) for a in e.args], e.outs[0].type]
