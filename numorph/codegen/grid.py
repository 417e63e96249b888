"""Kernels for the CPU as kernels for an accelerator, `on_grid`, and back to what a CPU can run, `on_cpu`.

All parallel loops of a kernel, a nest, are counted through as one: lane number `item` of the launch is one iteration of
each.  So any number of loops of any sizes fills whole blocks, and neighbouring lanes are neighbours in the last loop.
What is not parallel is done by each lane alone, one iteration after the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .loops import ONE, Accumulator, Expr, Kernel, Loop, Scan, Statement, Update, binary, const, expressions, var


def on_grid(kernel: Kernel, threads: int = 256) -> Kernel:
    """The same kernel as one launch of blocks of (at most) so many threads, a lane for each parallel iteration.

    A kernel that is not parallel becomes a single lane.  Sums that vectors would have re-associated are in order.
    """
    nest, inside = _nest(kernel.body)
    taken = set(_names([kernel.body]))
    block, thread, item = [_free(name, taken) for name in ("block", "thread", "item")]
    body, total = _serial(inside), _product([axis.extent for axis in nest])
    size, blocks = _cut(total, threads)
    if nest:
        if len(nest) == 1:
            item = nest[0].loop.var
        else:
            body = _counters(nest, var(item), body)
        number = binary("add", binary("mul", var(block), const(size, "i64")), var(thread))
        body = (_one(item, number, body, total),)
    launch = Loop(block, blocks, [Loop(thread, const(size, "i64"), body, grid="thread.x")], grid="block.x")
    return Kernel(kernel.buffers, kernel.params, launch)


def _cut(total: Expr, threads: int) -> tuple[int, Expr]:
    """The threads of a block, and how many blocks there are for so many lanes."""
    if total.op == "const":
        size = min(threads, max(1, total.attr))
        return size, const(-(-total.attr // size), "i64")
    return threads, binary("quo", binary("add", total, const(threads - 1, "i64")), const(threads, "i64"))


def on_cpu(kernel: Kernel) -> Kernel:
    """The same kernel with parallel loops for those of a grid, which CPUs have not."""
    return Kernel(kernel.buffers, kernel.params, _parallel(kernel.body)) if kernel.body.grid is not None else kernel


def _parallel(loop: Loop) -> Loop:
    """Grid loops as parallel ones; all that stands in a grid loop may be another."""
    body = [_parallel(s) if isinstance(s, Loop) and s.grid is not None else s for s in loop.body]
    return Loop(loop.var, loop.stop, body, parallel=True)


# -- the nest of parallel loops


class _Axis(NamedTuple):
    """A parallel loop of a nest; `exact` if it always has `extent` iterations, otherwise it has no more."""

    loop: Loop
    extent: Expr
    exact: bool


def _nest(loop: Statement) -> tuple[list[_Axis], Sequence[Statement]]:
    """The parallel loops that stand in one another, whose extents are known before the launch; what is inside."""
    found: list[_Axis] = []
    inside: Sequence[Statement] = (loop,)
    while len(inside) == 1 and isinstance(loop := inside[0], Loop) and loop.parallel:
        axis = _axis(loop)
        if axis is None:
            break
        found.append(axis)
        inside = loop.body
    return found, inside


def _axis(loop: Loop) -> _Axis | None:
    start, stop = loop.start, loop.stop
    if _is_number(start, 0) and _is_known(stop):
        return _Axis(loop, stop, True)
    if stop.op == "min" and stop.args[0].op == "add" and stop.args[0].args[0] is start:  # min(start + size, end)
        size = stop.args[0].args[1]
        return _Axis(loop, size, False) if _is_known(size) else None
    return None


def _is_known(extent: Expr) -> bool:
    """Whether an extent depends on parameters alone."""
    return all(e.op not in ("var", "local", "load") for e in expressions([extent]))


def _is_number(e: Expr, value: int) -> bool:
    return (e.op, e.attr) == ("const", value)


def _product(extents: Sequence[Expr]) -> Expr:
    """The product, with all numbers multiplied."""
    total = const(math.prod([e.attr for e in extents if e.op == "const"]), "i64")
    for e in extents:
        if e.op != "const":
            total = e if _is_number(total, 1) else binary("mul", total, e)
    return total


def _counters(nest: Sequence[_Axis], item: Expr, body: Sequence[Statement]) -> Sequence[Statement]:
    """A body where the counters of a nest have the values that belong to an item: loops of one iteration (or none)."""
    for k, axis in reversed(list(enumerate(nest))):
        after = _product([a.extent for a in nest[k + 1 :]])
        number = item if _is_number(after, 1) else binary("quo", item, after)
        if k > 0:
            number = binary("rem", number, axis.extent)
        start = axis.loop.start
        first = number if _is_number(start, 0) else binary("add", start, number)
        body = (_one(axis.loop.var, first, body, None if axis.exact else axis.loop.stop),)
    return body


def _one(name: str, first: Expr, body: Sequence[Statement], below: Expr | None = None) -> Loop:
    """The iteration `first` of a loop, unless that has ended before."""
    following = binary("add", first, ONE)
    return Loop(name, following if below is None else binary("min", following, below), body, start=first)


# -- what a lane does


def _serial(body: Iterable[Statement]) -> Sequence[Statement]:
    """Vector loops one iteration after the other: running values are then accumulators as others are."""
    found: list[Statement] = []
    for s in body:
        if isinstance(s, Loop):
            found.append(Loop(s.var, s.stop, _serial(s.body), start=s.start, reverse=s.reverse))
        else:
            found.append(Update(s.name, s.value) if isinstance(s, Scan) else s)
    return found


def _names(body: Iterable[Statement]) -> Iterator[str]:
    """The names of loops and accumulators."""
    for s in body:
        if isinstance(s, Loop):
            yield s.var
            yield from _names(s.body)
        elif isinstance(s, Accumulator):
            yield s.name


def _free(name: str, taken: set[str]) -> str:
    """A name that is not taken; from now on it is."""
    while name in taken:
        name += "_"
    taken.add(name)
    return name
