"""What the iterations of a stencil hand on to elements, in memory: computed once, where each element would do so again.

Loops over elements (backward_loops.py) compute the cotangents that an iteration hands on at each place that gets one.
That is little for sums and products; what calls functions or divides is computed in a pass of its own, and then loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, final

from .adjoints import Adjoint, Share
from .building import integer, trips
from .building import number as whole
from .ir import Alloc, Assign, Expr, For, Reg, Release, Statement, Store, load, reg, subexpressions
from .iterations import Bounds, Shift
from .polynomials import structure

_COSTLY: Final = frozenset(("call", "div", "sqrt", "rem", "quo"))


def is_costly(adjoints: Iterable[Adjoint], shares: Sequence[Share]) -> bool:
    """Whether some shares are made of more than sums and products."""
    wanted = set(shares)
    steps = [s for a in adjoints for s in a.steps_for([x for x in a.shares if x in wanted])]
    return any([e.op in _COSTLY for s in steps for e in subexpressions([s.value])])


@final
class Handed:
    """The memory of some shares, of equal ones together: an element for each iteration of a nest of loops."""

    def __init__(self, loops: Sequence[For], bounds: Bounds, shares: Sequence[Share]):
        self._loops, self._bounds = loops, bounds
        self._counts = [Reg("count", "i64") for _ in loops]
        self._number = Reg("iteration", "i64")
        memory: dict[str, Reg] = {}
        self._memory = {x: memory.setdefault(structure(x.value), Reg("handed", "ptr")) for x in shares}

    def before(self) -> list[Statement]:
        """What makes the memory."""
        out: list[Statement] = []
        total = whole(1)
        for s, (start, stop), count in zip(self._loops, self._bounds, self._counts, strict=True):
            out.append(Assign(count, trips(start, stop, s.step)))
            total = integer("mul", total, reg(count))
        dtypes = {p: x.value.dtype for x, p in self._memory.items()}
        return [*out, *[Alloc(p, total, dtype) for p, dtype in dtypes.items()]]

    def after(self) -> list[Statement]:
        return [Release(p) for p in dict.fromkeys(self._memory.values())]

    def numbered(self) -> Assign:
        """Which iteration it is, by the counters."""
        number = whole(0)
        for s, (start, _), count in zip(self._loops, self._bounds, self._counts, strict=True):
            number = integer("add", integer("mul", number, reg(count)), integer("sub", reg(s.counter), start))
        return Assign(self._number, number)

    def has(self, share: Share) -> bool:
        return share in self._memory

    def kept(self, share: Share) -> Store:
        return Store(self._memory[share], reg(self._number), share.value)

    def found(self, share: Share) -> Expr:
        return load(self._memory[share], reg(self._number), share.value.dtype)

    def by_shift(
        self,
        shifts: Mapping[Expr, Shift],
        again: list[Statement],
        totals: Mapping[Expr, Reg],
        shadow: Callable[[Reg], Reg],
    ) -> tuple[dict[Shift, list[Statement]], dict[Shift, list[Statement]]]:
        """For the shifts of loads: what adds the shares of an iteration to elements, and what adds them to totals."""
        alone: dict[Shift, list[Statement]] = {}
        together: dict[Shift, list[Statement]] = {}
        for k in sorted({shifts[x.leaf] for x in self._memory}):
            here = [x for x in self._memory if shifts[x.leaf] == k]
            alone[k], together[k] = [[*again, self.numbered()] for _ in range(2)]
            for x in here:
                base, index, total = shadow(x.leaf.attr), x.leaf.args[0], totals[x.leaf]
                value = self.found(x)
                alone[k].append(Store(base, index, Expr("add", value.dtype, (load(base, index, value.dtype), value))))
                together[k].append(Assign(total, Expr("add", value.dtype, (reg(total), value), "free")))
        return alone, together
