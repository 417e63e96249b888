"""How small and how large integers can be, loops included; some remainders are no more than a difference, then.

A register that several statements assign is within what each of them gives.  What a loop makes larger and larger is
soon taken to be without bound; a remainder brings it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, final

from .ir import Assign, Expr, For, If, Procedure, Reg, Statement, Store, While, operands, statements, subexpressions
from .parallel import assigned

_ROUNDS: Final = 3  # before a bound that still moves is taken to be a larger one
_MOST_ROUNDS: Final = 16
_LEAST, _GREATEST = -(2**63), 2**63 - 1
_STEPS: Final = (0, 2**20, 2**40, 2**62, _GREATEST)  # of bounds that move


class Range(NamedTuple):
    """Bounds of an integer of 64 bits, both of them possible values."""

    lo: int
    hi: int


_ANY: Final = Range(_LEAST, _GREATEST)
_KNOWN: Final = {
    f"{k}{b}": Range(-(1 << b - 1) if k == "i" else 0, (1 << b - (k == "i")) - 1) for k in "iu" for b in (8, 16, 32)
}


@final
class Ranges:
    """Of the i64 registers of a procedure that nothing but assignments and loops set."""

    def __init__(self, procedure: Procedure):
        self._made: dict[Reg, list[Expr]] = {}
        self._counters: dict[Reg, list[For]] = {}
        other: set[Reg] = set(procedure.inputs)
        for s in statements(procedure.body):
            if isinstance(s, Assign):
                self._made.setdefault(s.reg, []).append(s.value)
            elif isinstance(s, For):
                self._counters.setdefault(s.counter, []).append(s)
            elif not isinstance(s, If | While):
                other |= assigned([s])
        other |= self._made.keys() & self._counters.keys()
        self._found: dict[Reg, Range | None] = {}  # None: as far as is known nothing is ever assigned
        self._found.update({r: None for r in (*self._made, *self._counters) if r.dtype == "i64"})
        self._found.update(dict.fromkeys(other, _ANY))
        moving = [r for r in self._found if r not in other]
        if not self._settle(moving):
            self._found = dict.fromkeys(self._found, _ANY)
        for r in moving * _ROUNDS:  # what was taken to be larger may be bounded by what has been found since
            self._found[r] = self._union(r)

    def _settle(self, moving: list[Reg]) -> bool:
        """Let ranges grow until they hold all that is assigned; False where that takes too long."""
        for turn in range(_MOST_ROUNDS):
            changed = False
            for r in moving:
                old, new = self._found[r], self._union(r)
                if new is None or (old is not None and old.lo <= new.lo and new.hi <= old.hi):
                    continue
                if old is not None:
                    new = _larger(old, new) if turn >= _ROUNDS else Range(min(old.lo, new.lo), max(old.hi, new.hi))
                self._found[r] = new
                changed = True
            if not changed:
                return True
        return False

    def _union(self, r: Reg) -> Range | None:
        """What is assigned to a register."""
        found = [self.of(e) for e in self._made.get(r, ())]
        for s in self._counters.get(r, ()):
            start, stop = self.of(s.start), self.of(s.stop)
            if start is None or stop is None:
                continue
            ends = (start.lo, stop.hi - 1) if s.step > 0 else (stop.lo + 1, start.hi)
            found.append(Range(*ends) if ends[0] <= ends[1] else None)
        known = [x for x in found if x is not None]
        return Range(min(x.lo for x in known), max(x.hi for x in known)) if known else None

    def of(self, root: Expr) -> Range | None:
        """The range of an integer; None: it is made of what is never assigned."""
        done: dict[Expr, Range | None] = {}
        waiting = [root]
        while waiting:
            e = waiting[-1]
            known = e.dtype == "i64" and e.op in _RULES
            missing = [a for a in e.args if a not in done] if known else []
            if missing:
                waiting += missing
                continue
            waiting.pop()
            done[e] = self._combined(e, [done[a] for a in e.args]) if known else self._leaf(e)
        return done[root]

    def _leaf(self, e: Expr) -> Range | None:
        if e.dtype == "i64" and e.op == "const":
            return Range(int(e.attr), int(e.attr))
        if e.dtype == "i64" and e.op == "reg":
            return self._found.get(e.attr, _ANY)
        return _KNOWN.get(e.dtype, _ANY)

    def _combined(self, e: Expr, parts: list[Range | None]) -> Range | None:
        known = [p for p in parts if p is not None]
        if len(known) < len(parts):
            return None
        found = _RULES[e.op](*known)
        return found if found.lo >= _LEAST and found.hi <= _GREATEST else _ANY


def _larger(old: Range, new: Range) -> Range:
    """A range with bounds that do not move often."""
    lo = old.lo if new.lo >= old.lo else next((-x for x in _STEPS if -x <= new.lo), _LEAST)
    return Range(lo, old.hi if new.hi <= old.hi else next(x for x in _STEPS if x >= new.hi))


def _corners(apply: Callable[[int, int], int]) -> Callable[[Range, Range], Range]:
    """Of an operation that is greatest, and least, where its operands are."""

    def rule(x: Range, y: Range) -> Range:
        found = [apply(a, b) for a in x for b in y]
        return Range(min(found), max(found))

    return rule


def _remainder(x: Range, y: Range) -> Range:
    most = max(abs(y.lo), abs(y.hi)) - 1  # with the sign of x
    return Range(max(-most, x.lo) if x.lo < 0 else 0, min(most, x.hi) if x.hi > 0 else 0)


def _quotient(x: Range, y: Range) -> Range:
    if y.lo <= 0:
        return _ANY
    found = [(abs(a) // b) * (1 if a >= 0 else -1) for a in x for b in y]
    return Range(min(found), max(found))


def _both(x: Range, y: Range) -> Range:
    """Bits that two integers have in common."""
    found = [r.hi for r in (x, y) if r.lo >= 0]
    return Range(0, min(found)) if found else _ANY


def _shifted(x: Range, y: Range) -> Range:
    return Range(min(x.lo >> y.lo, x.lo >> y.hi), max(x.hi >> y.lo, x.hi >> y.hi)) if 0 <= y.lo <= y.hi < 64 else _ANY


_RULES: Final[dict[str, Callable[..., Range]]] = {
    "add": lambda x, y: Range(x.lo + y.lo, x.hi + y.hi),
    "sub": lambda x, y: Range(x.lo - y.hi, x.hi - y.lo),
    "mul": _corners(lambda a, b: a * b),
    "neg": lambda x: Range(-x.hi, -x.lo),
    "min": lambda x, y: Range(min(x.lo, y.lo), min(x.hi, y.hi)),
    "max": lambda x, y: Range(max(x.lo, y.lo), max(x.hi, y.hi)),
    "select": lambda _, x, y: Range(min(x.lo, y.lo), max(x.hi, y.hi)),
    "convert": lambda x: x,
    "quo": _quotient,
    "rem": _remainder,
    "and": _both,
    "shr": _shifted,
}


# -- remainders


def with_differences(procedure: Procedure) -> Procedure:
    """The same procedure, with a comparison and a difference in the place of remainders that are no more than that."""
    every = [e for s in statements(procedure.body) for e in subexpressions(operands(s))]
    if not any([_is_remainder(e) for e in every]):
        return procedure
    body = _body(procedure.body, Ranges(procedure))
    return Procedure(procedure.name, procedure.inputs, procedure.results, body, procedure.own_tape)


def _is_remainder(e: Expr) -> bool:
    return e.op == "rem" and e.dtype == "i64" and e.args[1].op == "const" and e.args[1].attr > 0


def _body(body: Sequence[Statement], ranges: Ranges) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        if isinstance(s, Assign):
            out.append(Assign(s.reg, _simpler(s.value, ranges)))
        elif isinstance(s, Store):
            out.append(Store(s.base, _simpler(s.index, ranges), _simpler(s.value, ranges)))
        elif isinstance(s, If):
            out.append(If(_simpler(s.condition, ranges), _body(s.body, ranges), _body(s.orelse, ranges)))
        elif isinstance(s, While):
            out.append(While(_body(s.body, ranges)))
        elif isinstance(s, For):
            out.append(For(s.counter, s.start, s.stop, _body(s.body, ranges), s.step, s.parallel))
        else:
            out.append(s)
    return out


def _simpler(root: Expr, ranges: Ranges) -> Expr:
    if not any([_is_remainder(e) for e in subexpressions([root])]):
        return root
    done: dict[Expr, Expr] = {}
    waiting = [root]
    while waiting:
        e = waiting[-1]
        missing = [a for a in e.args if a not in done]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        args = tuple([done[a] for a in e.args])
        same = all([a is b for a, b in zip(args, e.args, strict=True)])
        done[e] = e if same else Expr(e.op, e.dtype, args, e.attr)
        if _is_remainder(e):
            done[e] = _remainder_of(args[0], args[1], ranges.of(e.args[0])) or done[e]
    return done[root]


def _remainder_of(x: Expr, y: Expr, within: Range | None) -> Expr | None:
    if within is None or within.lo < 0 or within.hi >= 2 * y.attr:
        return None
    if within.hi < y.attr:
        return x
    less = Expr("lt", "bool", (x, y))
    return Expr("select", "i64", (less, x, Expr("sub", "i64", (x, y))))
