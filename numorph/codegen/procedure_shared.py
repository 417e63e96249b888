"""Long loops of procedures, which several threads share: which ones, and in which parts.

They are parallel loops, and loops of the user's whose turns are independent (procedures/shared_turns.py).  Such a loop
stands in the code twice: as it is, for few iterations, and as a function that runs some of them, which the pool of
threads calls.  What a loop accumulates is kept for each part and combined in the order of the parts, so that the number
of threads and their speed change no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from types import MappingProxyType
from typing import Final, NamedTuple, final

from ..procedures.counts import read_counts
from ..procedures.ir import (
    Assign,
    Bail,
    Break,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Statement,
    Store,
    While,
    bodies,
    const,
    load,
    operands,
    reg,
    statements,
    subexpressions,
)
from ..procedures.parallel import accumulated, assigned
from ..procedures.renaming import reads, reads_in_order
from ..procedures.shared_turns import SharedTurns, shared_turns
from .procedure_sums import neutral

# Work is counted in operations on elements, of which a core does a few in a nanosecond.
_WORTH_SHARING: Final = 250_000
_LEAST_PART: Final = 8_000
MOST_PARTS: Final = 64  # of a loop that accumulates
_ASSUMED_TURNS: Final = 8  # of a loop inside a loop of the user's of which nothing is known
_FEW_TURNS: Final = 15  # for which a loop inside is the better one to be shared
_MOST_LOOPS: Final = 6  # of the user's, each of which stands in the code twice
_DEEPEST: Final = 2  # loops around a loop of the user's: what lies deeper is short, or nobody waits for its end
_NOT_BEFORE: Final = ("load", "call", "quo", "rem")  # what nothing may compute that would not come to it
_COSTS: Final = {"call": 16, "div": 4, "sqrt": 4, "quo": 16, "rem": 16, "const": 0, "reg": 0}


class Shared(NamedTuple):
    """A loop that threads can share."""

    loop: For
    captured: list[Reg]  # registers that it reads and that have their values before it
    sums: dict[Reg, str]  # those that it accumulates, and the operation
    inner: list[tuple[Expr, Expr]]  # bounds of loops inside of it, each in the one before, as far as they are known
    weight: int  # work of one iteration, or of one of the innermost of those loops
    conditions: Sequence[Expr] = ()  # when its iterations are independent
    start: Sequence[Statement] = ()  # what has to be done before any of them
    reasons: Mapping[Reg, str] = MappingProxyType({})  # why a call bails where a sum does not fit
    tape: str = ""  # "push" or "pop", where iterations do that


def shared_loops(procedure: Procedure) -> dict[int, Shared]:
    """The loops that threads can share, by their ids."""
    wanted: set[Reg] = set()
    _read_later(procedure.body, frozenset(), wanted)
    wanted |= set(procedure.results)
    shared = {id(s): _shared(s, wanted) for s in _outermost(procedure.body)}
    return {name: x for name, x in shared.items() if x is not None}


def shared_user_loops(procedure: Procedure) -> dict[int, Shared]:
    """The same of loops of the user's: a few, those with the fewest loops around them."""
    every = shared_turns(procedure)
    candidates = [_of_user(turns) for turns in every if turns.tape != "pop" and _is_promising(turns, procedure)]
    chosen = [x for x in candidates if not _is_surely_short(x)][:_MOST_LOOPS]
    pushing = {x.loop.counter for x in chosen if x.tape}
    chosen += [_of_user(turns) for turns in every if turns.tape == "pop" and turns.loop.counter in pushing]
    return {id(x.loop): x for x in chosen}


def _is_promising(turns: SharedTurns, procedure: Procedure) -> bool:
    """Whether a loop may be long, and nothing in it is a better one; in sweeps, passes have made loops of few turns."""
    return turns.depth <= _DEEPEST and not (procedure.own_tape and _has_shareable(turns.loop))


def _of_user(turns: SharedTurns) -> Shared:
    inner, innermost = _nest(turns.loop, assigned([turns.loop]))
    return Shared(
        turns.loop,
        turns.captured,
        {r: total.op for r, total in turns.totals.items()},
        inner,
        max(1, _weight(innermost, _ASSUMED_TURNS)),
        turns.conditions,
        turns.start,
        {r: total.reason for r, total in turns.totals.items() if total.reason is not None},
        turns.tape,
    )


def _outermost(body: Iterable[Statement]) -> Iterator[For]:
    """Parallel loops that are in no other."""
    for s in body:
        if isinstance(s, For) and s.parallel:
            yield s
        else:
            for inner in bodies(s):
                yield from _outermost(inner)


def _read_later(body: Sequence[Statement], left: frozenset[Reg], wanted: set[Reg]) -> frozenset[Reg]:
    """Note which registers are read whose values parallel loops may have left behind (at first: `left`).

    Gives those of which values may be left after the body.
    """
    for s in body:
        own = _own(s) if isinstance(s, For) and s.parallel else set()
        wanted |= left & (read_counts([s]).keys() - own if own else reads(s))
        if isinstance(s, If):
            left = _read_later(s.body, left, wanted) | _read_later(s.orelse, left, wanted)
        elif isinstance(s, For | While):
            left = left.union(own, *[_own(x) for x in _outermost(s.body)])
            if not own:
                _read_later(s.body, left - {s.counter} if isinstance(s, For) else left, wanted)
        else:
            left -= assigned([s])
    return left


def _own(s: For) -> set[Reg]:
    """Registers that each iteration of a parallel loop assigns before it reads them."""
    return assigned([s]) - accumulated(s.body).keys()


def _shared(s: For, wanted: set[Reg]) -> Shared | None:
    inside = list(statements(s.body))
    if s.step != 1 or _has_few_turns(s):
        return None
    if any(not isinstance(x, Assign | Store | If | For) for x in inside):
        return None
    sums = accumulated(s.body)
    if any(neutral(op, r.dtype) is None for r, op in sums.items()):
        return None
    own = _own(s)
    if not own.isdisjoint(wanted):
        return None  # something after the loop wants to know the last value
    captured = [r for r in reads_in_order(s.body) if r not in own and r not in sums]
    inner, innermost = _nest(s, own)
    return Shared(s, captured, sums, inner, max(1, _weight(innermost)))


def _has_few_turns(s: For) -> bool:
    """Whether there are as few as constants say."""
    bounds = s.stop.args if s.stop.op == "min" else (s.stop,)
    return s.start.op == "const" and any([e.op == "const" for e in bounds])


def _is_surely_short(shared: Shared) -> bool:
    """Whether constants say that it is not worth to be shared."""
    work = shared.weight
    for first, end in [bounds(shared.loop), *shared.inner]:
        if first.op != "const" or end.op != "const":
            return False
        work *= abs(end.attr - first.attr)
    return work <= _WORTH_SHARING


def _nest(s: For, own: set[Reg]) -> tuple[list[tuple[Expr, Expr]], list[Statement]]:
    """Bounds of loops inside, and the body of the innermost of them."""
    found: list[tuple[Expr, Expr]] = []
    body = s.body
    while True:
        loops = [x for x in body if isinstance(x, For)]
        # A loop that has turns in some iterations only is taken to have them in all.
        if not loops or abs(loops[0].step) != 1:
            return found, body
        first, end = loops[0].start, loops[0].stop
        end = end.args[1] if end.op == "select" else end
        inside = list(subexpressions([first, end]))
        if any([e.op in _NOT_BEFORE or (e.op == "reg" and e.attr in own) for e in inside]):
            return found, body
        found.append((first, end) if loops[0].step > 0 else (end, first))
        body = loops[0].body


def _weight(body: Iterable[Statement], turns: int = 1) -> int:
    """Work of statements; turns: how many loops inside are taken to have."""
    found = 0
    for s in body:
        found += sum([_COSTS.get(e.op, 1) for e in subexpressions(operands(s))])
        for inner in bodies(s):
            found += _weight(inner, turns) * (turns if isinstance(s, For | While) else 1)
    return found


# -- parts


@final
class Part:
    """Registers: what iterations a function is to run, and for what is accumulated, where it is put for each part."""

    __slots__ = ("begin", "count", "end", "first", "last", "length", "places", "tapes", "turns")

    def __init__(self, shared: Shared):
        self.begin, self.end = Reg("begin", "i64"), Reg("end", "i64")
        self.first, self.last, self.count = Reg("first", "i64"), Reg("last", "i64"), Reg("count", "i64")
        self.turns = Reg("turns", "i64")  # of inner loops, in one iteration
        self.length = Reg("length", "i64")  # of a part
        self.tapes = Reg("tapes", "ptr")
        self.places = [Reg(f"{r.name}.parts", "ptr") for r in shared.sums]


def _integers(op: str, x: Expr, y: Expr) -> Expr:
    return Expr(op, "i64", (x, y))


def _number(value: int) -> Expr:
    return const(value, "i64")


def measured(shared: Shared, part: Part) -> list[Statement]:
    """How long the loop is."""
    turns = _number(1)
    for first, end in shared.inner:
        turns = _integers("mul", turns, _integers("sub", end, first))
    first, last = bounds(shared.loop)
    return [
        Assign(part.first, first),
        Assign(part.last, last),
        Assign(part.count, _integers("sub", reg(part.last), reg(part.first))),
        Assign(part.turns, turns),
    ]


def bounds(s: For) -> tuple[Expr, Expr]:
    """The least counter of a loop by ones, and what is behind the greatest."""
    if s.step > 0:
        return s.start, s.stop
    return _integers("add", s.stop, _number(1)), _integers("add", s.start, _number(1))


def between(s: For, begin: Reg, end: Reg) -> For:
    """The iterations from one counter to before another one, in the loop's order."""
    if s.step > 0:
        return For(s.counter, reg(begin), reg(end), s.body, 1, s.parallel)
    last, before = (_integers("sub", reg(r), _number(1)) for r in (end, begin))
    return For(s.counter, last, before, s.body, -1)


def is_long(shared: Shared, part: Part) -> Expr:
    """Whether it is worth to be shared."""
    least = _number(max(1, _WORTH_SHARING // shared.weight))
    few = 1 if shared.loop.parallel or not _has_shareable(shared.loop) else _FEW_TURNS
    several = Expr("gt", "bool", (reg(part.count), _number(few)))
    enough = Expr("gt", "bool", (_integers("mul", reg(part.count), reg(part.turns)), least))
    return reduce(lambda x, y: Expr("and", "bool", (x, y)), [several, enough, *shared.conditions])


def _has_shareable(s: For) -> bool:
    """Whether there are loops in it that threads could share as well."""
    return any([isinstance(x, For) and x.parallel for x in statements(s.body)])


def divided(shared: Shared, part: Part) -> list[Statement]:
    """The length of a part, but the last one; there are few where they accumulate, whatever the number of threads."""
    least = _number(max(1, _LEAST_PART // shared.weight))
    length = _integers("max", _integers("quo", least, _integers("max", reg(part.turns), _number(1))), _number(1))
    if shared.sums or shared.tape:
        rounded = _integers("add", reg(part.count), _number(MOST_PARTS - 1))
        length = _integers("max", length, _integers("quo", rounded, _number(MOST_PARTS)))
    return [Assign(part.length, length)]


def some_iterations(shared: Shared, part: Part) -> list[Statement]:
    """The iterations from begin to end, which are whole parts."""
    s = shared.loop
    if not shared.sums or not s.parallel:  # integers are the same in any parts
        return _run(shared, part, part.begin, part.end)
    at, stop = Reg("at", "i64"), Reg("stop", "i64")
    here: list[Statement] = [
        If(Expr("ge", "bool", (reg(at), reg(part.end))), [Break()]),
        Assign(stop, _integers("min", _integers("add", reg(at), reg(part.length)), reg(part.end))),
        *_run(shared, part, at, stop),
        Assign(at, reg(stop)),
    ]
    return [Assign(at, reg(part.begin)), While(here)]


def _run(shared: Shared, part: Part, begin: Reg, end: Reg) -> list[Statement]:
    """Some iterations; what they accumulate is put to the first part that they are."""
    s = shared.loop
    number = _integers("quo", _integers("sub", reg(begin), reg(part.first)), reg(part.length))
    return [
        *shared.start,
        *_start(shared),
        between(s, begin, end),
        *[Store(place, number, reg(r)) for r, place in zip(shared.sums, part.places, strict=True)],
    ]


def cleared(shared: Shared, part: Part) -> list[Statement]:
    """Places of parts are as if nothing had been accumulated."""
    if not shared.sums or shared.loop.parallel:
        return []
    number = Reg("number", "i64")
    body = [
        Store(place, reg(number), _nothing(r, op))
        for (r, op), place in zip(shared.sums.items(), part.places, strict=True)
    ]
    return [For(number, _number(0), parts_of_loop(part), body)]


def _start(shared: Shared) -> list[Statement]:
    """What is accumulated begins with what changes nothing."""
    return [Assign(r, _nothing(r, op)) for r, op in shared.sums.items()]


def _nothing(r: Reg, op: str) -> Expr:
    found = neutral(op, r.dtype)
    assert found is not None
    return found


def parts_of_loop(part: Part) -> Expr:
    """How many parts there are."""
    whole = _integers("add", reg(part.count), _integers("sub", reg(part.length), _number(1)))
    return _integers("quo", whole, reg(part.length))


def combined(shared: Shared, part: Part) -> list[Statement]:
    """What the parts have accumulated is added to what there is, one after the other."""
    if not shared.sums:
        return []
    number = Reg("number", "i64")
    body: list[Statement] = []
    for (r, op), place in zip(shared.sums.items(), part.places, strict=True):
        both = reg(r), load(place, reg(number), r.dtype)
        if r in shared.reasons:
            body.append(If(Expr("overflows", "bool", both, op), [Bail(shared.reasons[r])]))
        body.append(Assign(r, Expr(op, r.dtype, both, "free")))
    return [For(number, _number(0), parts_of_loop(part), body)]
