"""What the iterations of a stencil hand on to elements, in memory: computed once, where each element would do so again.

Loops over elements (backward_loops.py) compute the cotangents that an iteration hands on at each place that gets one.
That is little for sums and products; what calls functions or divides is computed in a pass of its own, and then loaded:
what an element gets, or that of which it gets a multiple, as others do.  Rows of a nest of loops are
dealt with some at a time, of which there is memory only: it stays in a cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, final

from .adjoints import Adjoint, Share
from .building import integer, trips
from .building import number as whole
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    Reg,
    Release,
    Statement,
    Store,
    load,
    reg,
    subexpressions,
)
from .iterations import Bounds, Shift
from .polynomials import structure
from .renaming import reads

_COSTLY: Final = frozenset(("call", "div", "sqrt", "rem", "quo"))
_AT_ONCE: Final = 1 << 15  # iterations, about: what they hand on is in the cache of a core

Adjoints = Sequence[tuple[Statement, Adjoint]]  # of the statements of an iteration, in order


def is_costly(adjoints: Adjoints, shares: Iterable[Share]) -> bool:
    """Whether some shares are made of more than sums and products, from the cotangents of what iterations store on."""
    wanted, registers = set(shares), set[Reg]()
    for s, adjoint in adjoints:
        here = [x for x in adjoint.shares if x in wanted or (x.leaf.op == "reg" and x.leaf.attr in registers)]
        if any([e.op in _COSTLY for step in _steps(adjoint, here) for e in subexpressions([step.value])]):
            return True
        registers |= {s.reg} if here and isinstance(s, Assign) else set()
    return False


def _steps(adjoint: Adjoint, shares: Iterable[Share]) -> list[Assign]:
    """Those that make the values of shares."""
    return adjoint.steps_for([Assign(Reg("share", x.value.dtype), x.value) for x in shares])


@final
class Handed:
    """The memory of some shares: an element for each of the iterations of a nest of loops that are dealt with at once.

    own: registers that belong to one iteration.
    """

    def __init__(
        self, loops: Sequence[For], bounds: Bounds, adjoints: Adjoints, shares: Sequence[Share], own: set[Reg]
    ):
        self._loops, self._bounds = loops, bounds
        self._counts = [Reg("count", "i64") for _ in loops]
        self._number, self._first = Reg("iteration", "i64"), Reg("first", "i64")
        self._values: dict[Share, list[Expr]] = {}  # what is in memory for a share
        self._steps: dict[Share, list[Assign]] = {}  # what makes the share of it
        wanted, changed = set(shares), own | {s.counter for s in loops}
        for _, adjoint in adjoints:
            here = [x for x in adjoint.shares if x in wanted]
            self._values |= {x: [x.value] for x in here}
            terms = {x: _terms(adjoint, x, changed) for x in here}
            if len({r for found, _ in terms.values() for r in found}) < len({structure(x.value) for x in here}):
                self._values |= {x: [reg(r) for r in found] for x, (found, _) in terms.items()}
                self._steps |= {x: steps for x, (_, steps) in terms.items()}
        self._keeps: dict[str, tuple[Share, Expr]] = {}  # the share with which a value is stored
        for x, values in self._values.items():
            for v in values:
                self._keeps.setdefault(structure(v), (x, v))
        self._memory = {name: Reg("handed", "ptr") for name in self._keeps}

    def has(self, share: Share) -> bool:
        return share in self._values

    def kept(self, share: Share) -> list[Statement]:
        here = [(name, v) for name, (x, v) in self._keeps.items() if x is share]
        return [Store(self._memory[name], reg(self._number), v) for name, v in here]

    def numbered(self) -> Assign:
        """Where in memory an iteration has its element, by the counters."""
        number = whole(0)
        for s, first, count in zip(self._loops, self._firsts(), self._counts, strict=True):
            number = integer("add", integer("mul", number, reg(count)), integer("sub", reg(s.counter), first))
        return Assign(self._number, number)

    def _firsts(self) -> list[Expr]:
        return [reg(self._first), *[start for start, _ in self._bounds[1:]]]

    def passes(self, once: Callable[[Bounds], Statement], elements: list[Statement], most: int) -> list[Statement]:
        """Both passes.  once: the one over iterations, between bounds; elements: that over elements, in which the turns
        of the outermost loop go `most` further.

        A loop alone is dealt with as a whole.  Else the last rows of iterations are kept for the next elements.
        """
        (start, stop), *inner = self._bounds
        begin, end, rows, least = [Reg(name, "i64") for name in ("begin", "end", "rows", "least")]
        out: list[Statement] = []
        per_row = whole(1)
        for s, (first, last), count in zip(self._loops, self._bounds, self._counts, strict=True):
            out.append(Assign(count, trips(first, last, s.step)))
            per_row = per_row if s is self._loops[0] else integer("mul", per_row, reg(count))
        if not inner:
            out.append(Assign(self._first, start))
            total = reg(self._counts[0])
            return [*out, *self._made(total), once(self._bounds), *elements, *self._released()]
        turns = integer("add", reg(self._counts[0]), whole(most))
        enough = integer("add", integer("quo", whole(_AT_ONCE), integer("max", per_row, whole(1))), whole(most + 1))
        out += [Assign(least, integer("mul", per_row, whole(most))), Assign(rows, integer("min", turns, enough))]
        total = integer("add", integer("mul", per_row, reg(rows)), reg(least))
        further = integer("mul", per_row, reg(rows))
        i, block = Reg("i", "i64"), Reg("block", "i64")
        moved: list[Statement] = [
            Store(p, reg(i), load(p, integer("add", reg(i), further), dtype)) for p, dtype in self._dtypes().items()
        ]
        (whole_pass,) = elements
        assert isinstance(whole_pass, For)
        last = integer("min", reg(end), whole_pass.stop)
        body: list[Statement] = [
            Assign(begin, integer("add", start, integer("mul", reg(block), reg(rows)))),
            Assign(end, integer("add", reg(begin), reg(rows))),
            Assign(self._first, integer("sub", reg(begin), whole(most))),
            once([(reg(begin), integer("min", reg(end), stop)), *inner]),
            For(whole_pass.counter, reg(begin), last, whole_pass.body, parallel=True),
            For(i, whole(0), reg(least), moved, parallel=True),
        ]
        blocks = integer("quo", integer("add", turns, integer("sub", reg(rows), whole(1))), reg(rows))
        return [*out, *self._made(total), For(block, whole(0), blocks, body), *self._released()]

    def _dtypes(self) -> dict[Reg, str]:
        return {p: self._keeps[name][1].dtype for name, p in self._memory.items()}

    def _made(self, count: Expr) -> list[Statement]:
        return [Alloc(p, count, dtype) for p, dtype in self._dtypes().items()]

    def _released(self) -> list[Statement]:
        return [Release(p) for p in self._dtypes()]

    def by_shift(
        self,
        shifts: Mapping[Expr, Shift],
        again: list[Assign],
        totals: Mapping[Expr, Reg],
        shadow: Callable[[Reg], Reg],
    ) -> tuple[dict[Shift, list[Statement]], dict[Shift, list[Statement]]]:
        """For the shifts of loads: what adds the shares of an iteration to elements, and what adds them to totals."""
        alone: dict[Shift, list[Statement]] = {}
        together: dict[Shift, list[Statement]] = {}
        for k in sorted({shifts[x.leaf] for x in self._values}):
            here = [x for x in self._values if shifts[x.leaf] == k]
            begin: list[Statement] = [*_used(again, here), self.numbered()]
            terms = [v for x in here if x in self._steps for v in self._values[x]]
            begin += [Assign(v.attr, self._found(v)) for v in {v.attr: v for v in terms}.values()]
            begin += dict.fromkeys([step for x in here for step in self._steps.get(x, [])])
            alone[k], together[k] = list(begin), list(begin)
            for x in here:
                base, index, total = shadow(x.leaf.attr), x.leaf.args[0], totals[x.leaf]
                value = x.value if x in self._steps else self._found(x.value)
                alone[k].append(Store(base, index, Expr("add", value.dtype, (load(base, index, value.dtype), value))))
                together[k].append(Assign(total, Expr("add", value.dtype, (reg(total), value), "free")))
        return alone, together

    def _found(self, value: Expr) -> Expr:
        return load(self._memory[structure(value)], reg(self._number), value.dtype)


def _used(again: list[Assign], shares: Iterable[Share]) -> list[Assign]:
    """What is computed again for the places of shares."""
    wanted = {e.attr for x in shares for e in subexpressions(x.leaf.args) if e.op == "reg"}
    found: list[Assign] = []
    for s in reversed(again):
        if s.reg in wanted:
            wanted |= reads(s)
            found.append(s)
    return found[::-1]


def _terms(adjoint: Adjoint, share: Share, changed: set[Reg]) -> tuple[list[Reg], list[Assign]]:
    """Of what a share is a sum of multiples, by factors that are the same in all iterations; what makes it of them."""
    made, own = {step.reg: step for step in adjoint.steps}, adjoint.temporaries()
    found: list[Reg] = []
    steps: list[Assign] = []
    for r in dict.fromkeys([e.attr for e in subexpressions([share.value]) if e.op == "reg"]):
        chain: list[Assign] = []
        while r in made:
            parts = list(subexpressions([made[r].value]))
            varying = [x for x in parts if x.op == "load" or (x.op == "reg" and x.attr in own | changed)]
            if len(varying) != 1 or varying[0].attr not in own or any([x.op in _COSTLY for x in parts]):
                break
            chain.append(made[r])
            r = varying[0].attr
        found.append(r)
        steps += chain[::-1]
    return found, steps
