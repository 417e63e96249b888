"""What loops contain, and how vector loops run because of it: how many lanes at once, and what of the rest.

The thresholds are measured (Zen 4): light bodies want several vectors in flight, heavy ones the registers.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

from .llvm_writer import FLOATING, Value
from .loops import SIZES, Accumulator, Expr, Fail, Loop, Place, Scan, Statement, Store, Update
from .target import Target

_COSTS = {
    "div": 5,
    "sqrt": 6,
    "call": 30,
    "table": 8,
    "quo": 12,
    "rem": 14,
    "mulhi": 8,
    "const": 0,
    "param": 0,
    "var": 0,
}
_LIGHT, _MEDIUM = 16, 60  # costs up to which several vectors are worked on at once
_LONG = 240  # and from which a second body takes longer to make than it ever saves, even in quick code


class Content(NamedTuple):
    """Of a loop: accumulators from outside that it updates, buffers whose memory it changes."""

    updated: tuple[str, ...]
    stored: frozenset[str]


class Shape(NamedTuple):
    """`lanes` at once while so many are left (0: never), then `rest` at once (0: none are left), maybe `masked`."""

    lanes: int
    rest: int
    masked: bool


def survey(loop: Loop, found: dict[Loop, Content], aliases: dict[str, str], fail: str) -> Content:
    """The contents of a loop and of those inside; `fail` is the name under which Fail conditions are collected."""
    updated: dict[str, None] = {}  # a set in order, so that the text is always the same
    declared, stored = set(), set()
    for s in loop.body:
        if isinstance(s, Accumulator):
            declared.add(s.name)
        elif isinstance(s, Update | Scan):
            updated[s.name] = None
        elif isinstance(s, Fail):
            updated[fail] = None
        elif isinstance(s, Store):
            stored |= {s.place.buffer, aliases.get(s.place.buffer, s.place.buffer)}
        else:
            inner = survey(s, found, aliases, fail)
            updated.update(dict.fromkeys(inner.updated))
            stored |= inner.stored
    content = found[loop] = Content(tuple([n for n in updated if n not in declared]), frozenset(stored))
    return content


def roots(body: Iterable[Statement]) -> Iterator[Expr]:
    """The expressions that statements name, those of places included."""
    for s in body:
        if isinstance(s, Store):
            yield from _inner(s.place)
            yield s.value
        elif isinstance(s, Update):
            yield from [e for e in (s.value, s.index, s.mask) if e is not None]
        elif isinstance(s, Scan):
            yield s.value
        elif isinstance(s, Fail):
            yield s.condition
        elif isinstance(s, Accumulator):
            yield from [s.init] if s.init is not None else []
        else:
            yield s.start
            yield s.stop
            yield from roots(s.body)


def _inner(place: Place) -> list[Expr]:
    return [e for e in (place.offset, place.mask) if isinstance(e, Expr)]


def expressions_of(loop: Loop) -> dict[Expr, None]:
    """All expressions in a loop, each once."""
    found: dict[Expr, None] = {}
    waiting = list(roots((loop,)))
    while waiting:
        e = waiting.pop()
        if e not in found:
            found[e] = None
            waiting += _inner(e.attr) if e.op == "load" else e.args
    return found


def shape_of(loop: Loop, start: Value, stop: Value, target: Target, copies: Container[Expr], *, quick: bool) -> Shape:
    """How a vector loop runs; `copies`: loads that find their elements side by side, whatever their place says."""
    inside = expressions_of(loop)
    native = target.vector_bits // (8 * _widest(loop, inside))
    cost = sum([_COSTS.get(e.op, 1) for e in inside])
    calls = any([e.op == "call" for e in inside])
    scattered = any([_scattered(e.attr, loop.var) for e in inside if e.op == "load" and e not in copies])
    unroll = 1
    if not scattered and not calls and not any([isinstance(s, Scan) for s in loop.body]):
        reduces = next(_updated(loop), None) is not None
        unroll = (4 if cost <= _LIGHT else 2 if cost <= _MEDIUM else 1) if reduces else 2 if cost <= _LIGHT else 1
    lanes, rest = native * unroll, native if target.masked else 1
    if start.text[0] != "%" and stop.text[0] != "%":
        count = max(0, int(stop.text) - int(start.text))
        while lanes > max(count, 1):
            lanes //= 2
        if count % lanes == 0:
            return Shape(lanes, 0, False)
        if target.masked and count <= native:
            return Shape(0, min(native, 2 * lanes), True)
    if loop.short and target.masked:
        return Shape(0, native, True)
    if target.masked and not scattered and (calls or cost > _LONG or (not quick and cost > _MEDIUM)):
        return Shape(0, native, True)  # one body to compile
    return Shape(lanes, rest, target.masked)


def pairs(loop: Loop, changing: frozenset[str]) -> dict[Expr, int]:
    """Loads of every second element whose neighbours are loaded too (complex numbers): the lower offset of both."""
    inner = {s.var for s in _loops(loop)}
    found: dict[tuple[str, Any], dict[int, list[Expr]]] = {}
    for e in expressions_of(loop):
        if e.op != "load" or (loop.var, 2) not in e.attr.terms:
            continue
        p: Place = e.attr
        always = p.mask is None and inner.isdisjoint([v for v, _ in p.terms])
        if always and isinstance(p.offset, int) and p.buffer not in changing:
            found.setdefault((p.buffer, p.terms), {}).setdefault(p.offset, []).append(e)
    result: dict[Expr, int] = {}
    for by_offset in found.values():
        for offset in sorted(by_offset):
            odd = by_offset.get(offset + 1)
            if odd is not None and by_offset[offset][0] not in result:
                result |= dict.fromkeys([*by_offset[offset], *odd], offset)
    return result


def _loops(loop: Loop) -> Iterator[Loop]:
    for s in loop.body:
        if isinstance(s, Loop):
            yield s
            yield from _loops(s)


def blockwise(loop: Loop, accumulators: dict[str, tuple[str, str]]) -> frozenset[str]:
    """Searches that find one of the loop's own iterations: updated once in each, by its number."""
    updates = [s for s in loop.body if isinstance(s, Update)]
    found = set()
    for s in updates:
        index = s.index
        if index is not None and index.op == "var" and index.attr == loop.var and s.mask is None and not loop.reverse:
            found.add(s.name)
    inner = {n for s in loop.body if isinstance(s, Loop) for n in _updated(s)}
    names = [s.name for s in updates]
    return frozenset([n for n in found if names.count(n) == 1 and n not in inner and n in accumulators])


def _updated(loop: Loop) -> Iterator[str]:
    for s in loop.body:
        if isinstance(s, Update):
            yield s.name
        elif isinstance(s, Loop):
            yield from _updated(s)


def accumulates(loop: Loop) -> bool:
    """Whether iterations hand anything on."""
    return any([isinstance(s, Update | Scan) or (isinstance(s, Loop) and accumulates(s)) for s in loop.body])


def _scattered(place: Place, counter: str) -> bool:
    """Whether lanes load from here and there."""
    if isinstance(place.offset, Expr) and counter in place.offset.vars:
        return True
    return any([v == counter and (isinstance(s, str) or abs(s) > 1) for v, s in place.terms])


def _widest(loop: Loop, inside: dict[Expr, Any]) -> int:
    """Size of the dtype that decides how many lanes a vector has: the widest float, else the widest stored integer."""
    floats = [SIZES[e.dtype] for e in inside if e.dtype in FLOATING and e.op != "const"]
    if floats:
        return max(floats)
    return max([SIZES[d] for d in _results(loop.body)], default=8)


def _results(body: Iterable[Statement]) -> Iterator[str]:
    for s in body:
        if isinstance(s, Store | Update | Scan):
            yield s.value.dtype
        elif isinstance(s, Fail):
            yield s.condition.dtype
        elif isinstance(s, Loop):
            yield from _results(s.body)
