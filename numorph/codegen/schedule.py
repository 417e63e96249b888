"""Scheduling: a group of nodes becomes a kernel, with its loops merged, ordered, cut into tiles and made vectors.

The kernel's text holds no sizes: extents, strides, offsets and numbers of the program are parameters, so that the same
code serves all sizes, and loops, buffers and accumulators are named by their place in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from .fuse import FEW_RESULTS, SMALL, Group, Loops, extent, in_parts, node_buffer
from .loops import (
    SIZES,
    Accumulator,
    Buffer,
    Expr,
    Fail,
    Kernel,
    Loop,
    Place,
    Scan,
    Statement,
    Store,
    Update,
    binary,
    const,
    expressions,
    load,
    local,
    var,
)
from .loops import param as parameter
from .nodes import LoopVar, Node
from .rewriting import ROWS, Rewriter, RowBlock

PART = 1 << 14  # elements of a reduction to one number that are summed up apart, in a fixed order
TILE_ROWS, TILE_COLUMNS = 64, 32  # of a block of a transposed access, which is contiguous along its columns
SHORT = 64  # iterations up to which a vector loop inside others is not unrolled,
SHORT_BLOCK = 256  # and where several rows go through it together
FEW = 8  # iterations below which a loop is not worth being made of vectors
_NEAR = (1, -1, 2, -2)  # strides that vectors can follow: 2 is that of the parts of complex numbers
_START = {"add": 0, "mul": 1}
_GRAIN = 8000.0  # nanoseconds of work that a thread takes at a time, at least


class Scheduled(NamedTuple):
    """A kernel, the buffers that it is called with (by name), its parameters, and how its outer loop may be cut."""

    kernel: Kernel
    buffers: list[str]
    params: list[int]
    extent: int
    grain: int
    cost: float


class Partial(NamedTuple):
    """Memory between the two kernels of a reduction that is done in parts: `parts` times `width` results."""

    name: str
    dtype: str
    parts: int
    width: int


def scheduled(
    group: Group, dtypes: Callable[[str], str], needed: Callable[[Group, Node], bool]
) -> tuple[list[Scheduled], list[Partial]]:
    """The kernels of a group, one after the other.

    `dtypes` tells the dtype of a buffer, `needed` whether anybody outside the group reads what a node fills.
    """
    node = group.nodes[0]
    if node.kind == "scan":
        return [_Kernel(group, dtypes, needed).scan(node)], []
    if node.kind == "scatter":
        return [_Kernel(group, dtypes, needed).scatter(node)], []
    if any(n.kind == "across" for n in group.nodes):
        return _across(group, dtypes, needed)
    reduces = [n for n in group.nodes if n.kind == "reduce"]
    if reduces and all(n.op not in ("argmin", "argmax") for n in reduces):
        if in_parts(group.outer, group.inner):
            return _in_parts(group, dtypes, needed)
        columns = _Kernel(group, dtypes, needed).few_columns()
        if columns and all(n.kind == "reduce" for n in group.nodes):
            return _in_parts(group, dtypes, needed)
    return [_Kernel(group, dtypes, needed).rows()], []


def _in_parts(
    group: Group, dtypes: Callable[[str], str], needed: Callable[[Group, Node], bool]
) -> tuple[list[Scheduled], list[Partial]]:
    first = _Kernel(group, dtypes, needed)
    kernel, partials = first.parts()
    found = [kernel]
    reduces = [n for n in group.nodes if n.kind == "reduce"]
    for node, partial in zip(reduces, partials, strict=True):
        found.append(_Kernel(group, dtypes, needed).combine(node, partial))
    return found, partials


def _across(
    group: Group, dtypes: Callable[[str], str], needed: Callable[[Group, Node], bool]
) -> tuple[list[Scheduled], list[Partial]]:
    kernel, partials = _Kernel(group, dtypes, needed).across()
    nodes = [n for n in group.nodes if n.kind == "across"]
    found = [kernel]
    for node, partial in zip(nodes, partials, strict=True):
        found.append(_Kernel(group, dtypes, needed).combine(node, partial))
    return found, partials


class _Kernel(Rewriter):
    """Makes one kernel of a group: loops around its expressions."""

    # -- loops

    def merge(self) -> None:
        """Merge neighbouring loops that every access goes through as if they were one."""
        strides: list[dict[str, Any]] = [dict(p.terms) for p in self.all_places()]
        counted = self.counted()
        self.outer = _merged(self.outer, strides, counted)
        self.inner = _merged(self.inner, strides, counted)
        self.kept = {loop.name for loop in (*self.outer, *self.inner)}

    def all_places(self) -> list[Place]:
        self.expressions = expressions([x for n in self.group.nodes for x in _roots(n)])
        return [n.place for n in self.group.nodes] + [x.attr for x in self.expressions if x.op == "load"]

    def counted(self) -> set[str]:
        """Loops whose counter is a value."""
        found = {x.attr for x in self.expressions if x.op == "var"}
        for n in self.group.nodes:
            if n.op in ("argmin", "argmax"):
                found |= {loop.name for loop in n.inner}
        return found

    def is_full(self, node: Node) -> bool:
        """Whether a node runs for every iteration of the inner loops, rather than once a row."""
        return node.kind != "map" or not self.group.inner or node.outer == self.group.outer + self.group.inner

    # -- kernels

    def rows(self) -> Scheduled:
        """Outer loops around passes over the inner ones."""
        self.merge()
        if not self.inner:
            return self.map()
        if self.columns_are_vectors():
            return self.columns()
        body = self.passes(lambda statements: self.nest(self.inner, statements, vector=True))
        return self.finished(self.nest(self.outer, body, parallel=True))

    def map(self) -> Scheduled:
        body: list[Statement] = [s for n in self.group.nodes for s in self.stores(n)]
        crossed = self.crossed()
        if crossed is not None:
            return self.finished(self.tiles(crossed, body))
        return self.finished(self.nest(self.outer, body, parallel=True, vector=True))

    def columns(self) -> Scheduled:
        """The last outer loop is made of vectors, each lane of which reduces a column of its own."""
        body = self.passes(lambda statements: self.nest(self.inner, statements))
        return self.finished(self.nest(self.outer, body, parallel=True, vector=True))

    def columns_are_vectors(self) -> bool:
        if not self.outer or self.outer[-1].extent < FEW:
            return False
        last, column = self.inner[-1], self.outer[-1]
        if last.extent < FEW:
            return True
        places = self.all_places()
        rows = sum(dict(p.terms).get(last.name, 0) in _NEAR for p in places)
        columns = sum(dict(p.terms).get(column.name, 0) in _NEAR for p in places if last.name in dict(p.terms))
        return columns > rows

    def passes(self, inner: Callable[[list[Statement]], Statement]) -> list[Statement]:
        """Accumulators, a loop for every level, and what is stored once a row."""
        group, out = self.group, []
        levels = {node_buffer(n): group.levels[node_buffer(n)] for n in group.nodes}
        for level in range(max(levels.values()) + 1):
            nodes = [n for n in group.nodes if levels[node_buffer(n)] == level]
            full = [n for n in nodes if self.is_full(n)]
            reduces = [n for n in full if n.kind == "reduce"]
            for _ in self.rows_of_block():
                out += [self.declared(n) for n in reduces]
            statements = [s for n in full if n.kind != "across" for _ in self.rows_of_block() for s in self.step(n)]
            statements += [s for n in full if n.kind == "across" for s in self.added(n)]
            if statements:
                out.append(inner(statements))
            for _ in self.rows_of_block():
                out += [Store(self.place(n.place, True), self.reduced(n)) for n in reduces if n in self.kept_out]
                out += [s for n in nodes if n not in full for s in self.stores(n)]
        return out

    def step(self, node: Node) -> list[Statement]:
        """What a node does in the innermost loop."""
        return self.update(node) if node.kind == "reduce" else self.stores(node)

    def declared(self, node: Node) -> Statement:
        dtype = node.value.dtype
        return Accumulator(self.accumulator(node), node.op, dtype)

    def update(self, node: Node) -> list[Statement]:
        index = None
        if node.op in ("argmin", "argmax"):
            index = var(self.loop_name(node.inner[0].name)) if node.inner else const(0, "i64")
        found: list[Statement] = [Fail(self.expr(bad)) for bad in node.fails]
        return [*found, Update(self.accumulator(node), self.expr(node.value), index)]

    def stores(self, node: Node) -> list[Statement]:
        found: list[Statement] = [Fail(self.expr(bad)) for bad in node.fails]
        if node in self.kept_out:
            place = self.place(node.place, True)
            found.append(Store(place, self.expr(node.value)))
            if node.imaginary is not None:
                found.append(Store(Place(place.buffer, place.terms, 1), self.expr(node.imaginary)))
        return found

    def nest(
        self, loops: Loops, body: Iterable[Statement], *, parallel: bool = False, vector: bool = False
    ) -> Statement:
        """Loops around a body, all parallel, the last of vectors; a loop of one iteration if there are none."""
        inside = list(body)
        self.top = loops[0].extent if loops else 1
        if not loops:
            return Loop(self.loop_name("once"), const(1, "i64"), inside, parallel=parallel)
        for k, loop in reversed(list(enumerate(loops))):
            name, stop = self.loop_name(loop.name), self.extent(loop)
            last = vector and k == len(loops) - 1
            short = last and not (parallel and k == 0) and loop.extent <= (SHORT if self.block is None else SHORT_BLOCK)
            inside = [Loop(name, stop, inside, parallel=parallel, vector=last, short=short)]
        return inside[0]

    # -- transposed accesses

    def crossed(self) -> LoopVar | None:
        """A loop along which an access is contiguous that is not so along the last loop: both are cut in tiles."""
        if len(self.outer) < 2:
            return None
        last = self.outer[-1]
        for place in self.all_places():
            strides = dict(place.terms)
            if strides.get(last.name, 0) in (0, *_NEAR):
                continue
            for loop in self.outer[:-1]:
                if strides.get(loop.name) in (1, -1) and min(loop.extent, last.extent) >= TILE_COLUMNS:
                    return loop
        return None

    def tiles(self, crossed: LoopVar, body: list[Statement]) -> Statement:
        last = self.outer[-1]
        others = tuple([loop for loop in self.outer if loop not in (crossed, last)])
        columns, rows = self.extent(last), self.extent(crossed)
        blocks = LoopVar("rows", _count(crossed.extent, TILE_ROWS))
        inner_name, outer_name = self.loop_name("columns"), self.loop_name("rows")
        height, width = const(TILE_ROWS, "i64"), const(TILE_COLUMNS, "i64")
        left, top = binary("mul", var(inner_name), width), binary("mul", var(outer_name), height)
        right = binary("min", binary("add", left, width), columns)
        bottom = binary("min", binary("add", top, height), rows)
        inside: Statement = Loop(self.loop_name(last.name), right, body, start=left, parallel=True, vector=True)
        inside = Loop(self.loop_name(crossed.name), bottom, [inside], start=top, parallel=True)
        inside = Loop(inner_name, parameter(self.param(_count(last.extent, TILE_COLUMNS))), [inside], parallel=True)
        return self.nest((blocks, *others), [inside], parallel=True)

    # -- reductions in parts

    def few_columns(self) -> bool:
        """Whether columns are reduced that are too few for threads."""
        self.merge()
        long = extent(self.inner) > SMALL and extent(self.outer) * 16 <= FEW_RESULTS
        return bool(self.outer) and long and self.columns_are_vectors()

    def parts(self) -> tuple[Scheduled, list[Partial]]:
        """Every part of the outermost inner loop on its own; their results are memory."""
        self.merge()
        first, rest = self.inner[0], self.inner[1:]
        part, start, stop, count = self.part(first, extent(rest) * extent(self.outer))
        reduces = [n for n in self.group.nodes if n.kind == "reduce"]
        statements = [s for n in self.group.nodes for s in self.step(n)]
        vector = not self.outer
        if rest:
            statements = [self.nest(rest, statements, vector=vector)]
        loop = Loop(self.loop_name(first.name), stop, statements, start=start, vector=vector and not rest)
        partials = [self.partial(n, count, extent(self.outer)) for n in reduces]
        ends = [
            Store(self.partial_place(p, part, n), local(self.accumulator(n), p.dtype))
            for n, p in zip(reduces, partials, strict=True)
        ]
        body: list[Statement] = [*[self.declared(n) for n in reduces], loop, *ends]
        if self.outer:
            body = [self.nest(self.outer, body, vector=True)]
        whole = Loop(part, parameter(self.param(count)), body, parallel=True)
        return self.finished(whole, count), partials

    def part(self, loop: LoopVar, width: int) -> tuple[str, Expr, Expr, int]:
        """A loop over parts of another one: its name, where a part starts and ends, and their number."""
        size = max(1, PART // max(1, width))
        count = -(-loop.extent // size)
        name, step = self.loop_name("part"), self.param(size)
        start = binary("mul", var(name), parameter(step))
        stop = binary("min", binary("add", start, parameter(step)), self.extent(loop))
        return name, start, stop, count

    def partial(self, node: Node, count: int, width: int) -> Partial:
        found = Partial(f"partial {node_buffer(node)}", node.value.dtype, count, width)
        self.buffers[found.name] = Buffer(f"b{len(self.buffers)}", found.dtype, True)
        self.order.append(found.name)
        return found

    def partial_place(self, partial: Partial, part: str, node: Node) -> Place:
        """Where a part keeps its results for a node: as the node's own buffer, once a part."""
        own = self.place(Place(partial.name, node.place.terms), True)
        return Place(own.buffer, ((part, self.stride(partial.width)), *own.terms))

    def combine(self, node: Node, partial: Partial) -> Scheduled:
        """The results of the parts become one."""
        loops = node.inner if node.kind == "across" else node.outer
        self.outer, self.inner = _merged(loops, [dict(node.place.terms)], set()), ()
        self.kept = {loop.name for loop in self.outer}
        name, part = self.accumulator(node), self.loop_name("part")
        self.order.append(partial.name)
        self.buffers[partial.name] = Buffer("b0", partial.dtype)
        value = load(self.partial_place(partial, part, node), partial.dtype)
        self.buffers[partial.name] = Buffer("b0", partial.dtype)
        loop = Loop(part, parameter(self.param(partial.parts)), [Update(name, value)], vector=not self.outer)
        body = [self.declared(node), loop, Store(self.place(node.place, True), self.reduced(node))]
        self.inner = (LoopVar("part", partial.parts),)
        return self.finished(self.nest(self.outer, body, parallel=True, vector=True))

    def across(self) -> tuple[Scheduled, list[Partial]]:
        """Rows in parts: each part adds up, row by row, results of its own for the nodes that reduce across rows."""
        self.merge()
        first, rest = self.outer[0], self.outer[1:]
        part, start, stop, count = self.part(first, extent(rest) * extent(self.inner))
        nodes = [n for n in self.group.nodes if n.kind == "across"]
        self.targets: dict[Node, Place] = {}
        partials = []
        for n in nodes:
            partials.append(self.partial(n, count, extent(n.inner)))
            self.targets[n] = self.partial_place(partials[-1], part, n)
        clear = self.nest(
            self.inner,
            [Store(self.targets[n], const(_START[n.op], n.value.dtype)) for n in nodes],
            vector=True,
        )
        loops = [] if rest else [self.blocks_of_rows(first, part, start, stop)]
        if loops:
            start = binary("add", start, binary("mul", loops[0].stop, const(ROWS, "i64")))
        rows: list[Statement] = self.passes(lambda statements: self.nest(self.inner, statements, vector=True))
        if rest:
            rows = [self.nest(rest, rows)]
        loops.append(Loop(self.loop_name(first.name), stop, rows, start=start))
        whole = Loop(part, parameter(self.param(count)), [clear, *loops], parallel=True)
        return self.finished(whole, count), partials

    def blocks_of_rows(self, row: LoopVar, part: str, start: Expr, stop: Expr) -> Loop:
        """The rows of a part, ROWS at a time; what is left over comes after."""
        size = max(1, PART // max(1, extent(self.inner)))
        self.block = RowBlock(row.name, part, size, self.loop_name("block"))
        body = self.passes(lambda statements: self.nest(self.inner, statements, vector=True))
        count = binary("shr", binary("sub", stop, start), const(ROWS.bit_length() - 1, "i64"))
        loop = Loop(self.block.block, count, body)
        self.block = None
        return loop

    def added(self, node: Node) -> list[Statement]:
        """One row's share, or that of a block of rows, of what a node reduces across rows."""
        target = self.targets[node]
        total = load(target, node.value.dtype)
        for _ in self.rows_of_block():
            share = self.expr(node.value)
            if share.op == "product" and node.op == "add":
                total = Expr("fma", share.dtype, (*share.args, total))
            else:
                total = binary(node.op, total, share)
        return [Store(target, total)]

    # -- scans and scatters

    def scan(self, node: Node) -> Scheduled:
        """Along the last loop within vectors; along another one, every lane has a running value of its own."""
        axis = f"d{node.eqn.params['axis']}"
        reverse = bool(node.eqn.params.get("reverse", False))
        self.all_places()
        loops = {loop.name: loop for loop in self.outer}
        self.kept = set(loops)
        if axis not in loops:
            return self.map_of_scan(node)
        others = tuple([loop for loop in self.outer if loop.name != axis])
        name = self.accumulator(node)
        declared = Accumulator(name, node.op, node.value.dtype)
        value, target = self.expr(node.value), self.place(node.place, True)
        store = Store(target, local(name, node.value.dtype))
        stop, counter = self.extent(loops[axis]), self.loop_name(axis)
        fails: list[Statement] = [Fail(self.expr(bad)) for bad in node.fails]
        if axis == self.outer[-1].name:
            loop = Loop(counter, stop, [*fails, Scan(name, value), store], vector=True, reverse=reverse)
            return self.finished(self.nest(others, [declared, loop], parallel=True))
        loop = Loop(counter, stop, [*fails, Update(name, value), store], reverse=reverse)
        return self.finished(self.nest(others, [declared, loop], parallel=True, vector=True))

    def map_of_scan(self, node: Node) -> Scheduled:
        return self.finished(self.nest(self.outer, self.stores(node), parallel=True, vector=True))

    def scatter(self, node: Node) -> Scheduled:
        """One element after the other; what lies behind one index may go in vectors."""
        self.all_places()
        self.kept = {loop.name for loop in self.outer}
        computed = node.place.offset.vars | node.place.mask.vars if isinstance(node.place.offset, Expr) else frozenset()
        lead = tuple([loop for loop in self.outer if loop.name in computed])
        rest = tuple([loop for loop in self.outer if loop.name not in computed])
        body: list[Statement] = self.stores(node)
        if rest:
            body = [self.nest(rest, body, vector=True)]
        return self.finished(self.nest(lead, body), serial=True)

    # -- the end

    def finished(self, loop: Statement, count: int | None = None, serial: bool = False) -> Scheduled:
        assert isinstance(loop, Loop)
        kernel = Kernel([self.buffers[n] for n in self.order], [f"p{k}" for k in range(len(self.params))], loop)
        elements = extent(self.outer) * extent(self.inner)
        written = sum(SIZES[n.dtype] for n in self.group.nodes)
        cost = elements * (0.02 * self.group.cost + 0.015 * (self.bytes + written))
        count = self.top if count is None else count
        grain = 0 if serial or count < 2 else _grain(count, cost, loop.vector)
        return Scheduled(kernel, self.order, self.params, count, grain, cost)


def _count(extent: int, size: int) -> int:
    """Blocks of a size."""
    return -(-extent // size)


def _grain(count: int, cost: float, vector: bool) -> int:
    """Iterations that a thread takes at a time."""
    grain = max(1, math.ceil(_GRAIN / max(cost / count, 1e-9)))
    if vector:
        grain = max(1024, -(-grain // 64) * 64)
    return min(grain, count)


def _roots(node: Node) -> Sequence[Expr]:
    found = [node.value, *node.fails]
    if node.imaginary is not None:
        found.append(node.imaginary)
    if isinstance(node.place.offset, Expr):
        found.append(node.place.offset)
    if node.place.mask is not None:
        found.append(node.place.mask)
    return found


def _merged(loops: Loops, strides: list[dict[str, Any]], counted: set[str]) -> Loops:
    """Loops where each pair that all accesses pass in one stride is one; the name of the inner one stays."""
    done: list[LoopVar] = []
    for loop in loops:
        if done:
            before = done[-1]
            together = all(s.get(before.name, 0) == s.get(loop.name, 0) * loop.extent for s in strides)
            if together and before.name not in counted and loop.name not in counted:
                done[-1] = LoopVar(loop.name, before.extent * loop.extent)
                continue
        done.append(loop)
    return tuple(done)
