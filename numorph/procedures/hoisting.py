"""Tests that may bail, made once before a loop in place of in each iteration.

A test that every iteration makes, and that depends on the counter in one direction only, holds in some iteration if it
holds in the first or in the last.  A loop without exits is one that LLVM can make vectors of.

Numbers that are too large for 64 bits in the first or last iteration bail: else they fit in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, final

from .counts import assignment_counts
from .ir import (
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Return,
    Statement,
    While,
    const,
    statements,
    subexpressions,
)
from .magnitudes import Magnitudes
from .parallel import assigned
from .renaming import expression
from .rewriting import with_bodies

_MOST_TESTS: Final = 8  # in one statement
_MOST_STATEMENTS: Final = 20  # of a loop that is written twice
_LARGEST: Final = 40  # parts of a test: what is larger stays where it is
_FORWARD: Final = {"lt": False, "le": False, "gt": True, "ge": True}  # whether a comparison holds for large left sides
_SIMPLE: Final = frozenset(("const", "reg", "add", "sub", "mul", "min", "max", "convert", "select", "and", "or"))
_OVERFLOWING: Final = ("add", "sub", "mul")
_TESTS: Final = frozenset((*_FORWARD, "eq", "ne", "overflows", "not"))


def hoisted(procedure: Procedure) -> Procedure:
    """The same procedure, whose loops bail before they begin where that is known."""
    if not any([isinstance(s, For) and not s.parallel for s in statements(procedure.body)]):
        return procedure
    body = _body(procedure.body, Magnitudes(procedure))
    return procedure.with_body(body)


def _body(body: Sequence[Statement], magnitudes: Magnitudes) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        if not isinstance(s, For):
            out.append(with_bodies(s, lambda inner: _body(inner, magnitudes)))
        else:
            out += [s] if s.parallel else _loop(s, magnitudes)
    return out


def _loop(s: For, magnitudes: Magnitudes) -> list[Statement]:
    """The loop, after the tests that were in it."""
    body = _body(s.body, magnitudes)
    ends = _Ends(s, magnitudes, ended=_may_leave(body, (Break, Return)))
    if abs(s.step) != 1 or not all([_is_simple(e) for e in (s.start, s.stop)]):
        return [For(s.counter, s.start, s.stop, body, s.step)]
    values = _Values(s.counter, body)
    before: dict[str, list[Expr]] = {}
    kept: list[Statement] = []
    for k, t in enumerate(body):
        if isinstance(t, If) and not t.orelse and len(t.body) == 1 and isinstance(t.body[0], Bail):
            found = [(test, ends.some(values.of(test))) for test in _alternatives(t.condition)]
            known = before.setdefault(t.body[0].reason, [])
            known += [x for _, x in found if x is not None and not any([_same(x, y) for y in known])]
            rest = [test for test, x in found if x is None]
            if rest:
                kept.append(If(_any(rest), t.body))
            continue
        kept.append(t)
        if isinstance(t, Assign):
            values.define(t)
        if _may_leave([t], (Break, Continue, Return)):
            kept += body[k + 1 :]
            break
    tests: list[Statement] = []
    for reason, known in before.items():
        for at in range(0, len(known), _MOST_TESTS):
            tests.append(If(ends.with_runs(_any(known[at : at + _MOST_TESTS])), [Bail(reason)]))
    return [*tests, *_forwards(For(s.counter, s.start, s.stop, kept, s.step), values, ends)]


def _forwards(s: For, values: _Values, ends: _Ends) -> list[Statement]:
    """An innermost loop without exits, a second time for when no index in it counts from the end."""
    inside = list(statements(s.body))
    if len(inside) > _MOST_STATEMENTS or any([isinstance(t, For | While | Bail | Break | Return) for t in inside]):
        return [s]
    plain: dict[Reg, Expr] = {}
    counts: list[Expr] = []
    for t in inside:
        if isinstance(t, Assign) and (index := index_from_end(t.value)) is not None:
            found = ends.some(values.of(Expr("lt", "bool", (index, const(0, "i64")))))
            if found is not None:
                plain[t.reg] = index
                counts.append(found)
    if not counts:
        return [s]
    fast = For(s.counter, s.start, s.stop, _with_indices(s.body, plain), s.step)
    return [If(ends.with_runs(_any(counts)), [s], [fast])]


def _with_indices(body: Sequence[Statement], plain: dict[Reg, Expr]) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        if isinstance(s, If):
            out.append(If(s.condition, _with_indices(s.body, plain), _with_indices(s.orelse, plain)))
        elif isinstance(s, Assign) and s.reg in plain and index_from_end(s.value) is not None:
            out.append(Assign(s.reg, plain[s.reg]))
        else:
            out.append(s)
    return out


def index_from_end(e: Expr) -> Expr | None:
    """i, where an expression is i + n where i < 0, else i."""
    if e.op != "select" or e.args[0].op != "lt" or e.args[1].op != "add":
        return None
    index, zero = e.args[0].args
    is_zero = zero.op == "const" and zero.attr == 0
    found = is_zero and index is e.args[2] and any([_same(index, a) for a in e.args[1].args])
    return index if found else None


def _alternatives(e: Expr) -> list[Expr]:
    """Tests of which one holds where a test does."""
    if e.op == "or":
        return [x for a in e.args for x in _alternatives(a)]
    if e.op == "and" and e.args[1].op == "or":
        return [Expr("and", "bool", (e.args[0], x)) for x in _alternatives(e.args[1])]
    return [e]


def _any(tests: Sequence[Expr]) -> Expr:
    found = tests[0]
    for x in tests[1:]:
        found = Expr("or", "bool", (found, x))
    return found


def _may_leave(body: Iterable[Statement], jumps: tuple[type, ...]) -> bool:
    """Whether there are such jumps of the loop whose iteration the statements are part of."""
    for s in body:
        if isinstance(s, jumps):
            return True
        if isinstance(s, If) and (_may_leave(s.body, jumps) or _may_leave(s.orelse, jumps)):
            return True
        if isinstance(s, For | While) and _may_leave(s.body, (Return,)):
            return True
    return False


def _is_simple(e: Expr) -> bool:
    found = list(subexpressions([e]))
    return len(found) <= _LARGEST and all([x.op in _SIMPLE or x.op in _TESTS for x in found])


@final
class _Values:
    """Expressions by the counter and what the loop does not change."""

    def __init__(self, counter: Reg, body: Sequence[Statement]):
        self.counter, self.changed = counter, assigned(body)
        counts = assignment_counts(body)
        self._once = {r for r, n in counts.items() if n == 1}
        self._known: dict[Reg, Expr] = {}

    def define(self, s: Assign) -> None:
        """A statement of the body itself."""
        if s.reg in self._once and s.reg.dtype in ("i64", "bool"):
            value = self.of(s.value)
            if value is not None:
                self._known[s.reg] = value

    def of(self, e: Expr) -> Expr | None:
        if not _is_simple(e):
            return None
        e = expression(e, {}, self._known)
        registers = {x.attr for x in subexpressions([e]) if x.op == "reg"}
        return e if _is_simple(e) and registers.isdisjoint(self.changed) else None


@final
class _Ends:
    """What holds in some iteration of a loop, told from its first and its last one.  ended: perhaps before the last."""

    def __init__(self, s: For, magnitudes: Magnitudes, ended: bool):
        self.magnitudes, self.ended = magnitudes, ended
        last = Expr("sub" if s.step > 0 else "add", "i64", (s.stop, const(1, "i64")))
        last = const(s.stop.attr - s.step, "i64") if s.stop.op == "const" else last
        self.counter = s.counter
        self.least, self.most = (s.start, last) if s.step > 0 else (last, s.start)
        self.runs = Expr("lt" if s.step > 0 else "gt", "bool", (s.start, s.stop))
        if s.start.op == s.stop.op == "const":
            self.runs = const(s.start.attr < s.stop.attr if s.step > 0 else s.start.attr > s.stop.attr, "bool")

    def some(self, test: Expr | None) -> Expr | None:
        """Whether there is an iteration in which a test holds, if there is any; None if that is not known."""
        if test is None or (self.ended and self.varies(test)):
            return None
        found = self._some(test)
        if found is None:
            return None
        numbers = [x for x in subexpressions([test]) if x.op in _OVERFLOWING and self.varies(x)]
        wide = [Expr("overflows", "bool", x.args, x.op) for x in numbers if not self.magnitudes.fits(x)]
        return _any([found, *[self.at(x, end) for x in wide for end in (self.least, self.most)]])

    def with_runs(self, test: Expr) -> Expr:
        """The same for a loop that may have no iteration."""
        return test if self.runs.op == "const" and self.runs.attr else Expr("and", "bool", (self.runs, test))

    def _some(self, e: Expr) -> Expr | None:
        if not self.varies(e):
            return e
        if e.op in ("and", "or"):
            varying = [a for a in e.args if self.varies(a)]
            if e.op == "and" and len(varying) > 1:
                return None
            parts = [self._some(a) for a in e.args]
            return None if None in parts else Expr(e.op, "bool", tuple([p for p in parts if p is not None]))
        if e.op == "overflows" and e.attr != "shl":
            return self._overflows(e)
        if e.op in _FORWARD and e.args[0].dtype == "i64":
            return self._compared(e)
        return None

    def _overflows(self, e: Expr) -> Expr | None:
        """Beyond some number on one side or the other."""
        directions = [self.direction(a) for a in e.args]
        if None in directions or (e.attr == "mul" and 0 not in directions):
            return None
        x, y = directions
        if e.attr == "sub" and y:
            y = -y
        if x and y and x != y:
            return None
        return Expr("or", "bool", (self.at(e, self.least), self.at(e, self.most)))

    def _compared(self, e: Expr) -> Expr | None:
        x, y = e.args
        if (split := self._from_end(e)) is not None:
            return split
        a, b = self.direction(x), self.direction(y)
        if a is None or b is None or a * b > 0:
            return None
        rising = (a or -b) > 0
        return self.at(e, self.most if rising == _FORWARD[e.op] else self.least)

    def _from_end(self, e: Expr) -> Expr | None:
        """Tests of an index i + n where i < 0, else i: whether it is below 0, or n or more."""
        x, y = e.args
        index = index_from_end(x)
        direction = None if index is None else self.direction(index)
        if index is None or not direction:
            return None
        zero, from_end = x.args[0].args[1], x.args[1]
        sizes = [a for a in from_end.args if not _same(a, index)]
        if len(sizes) != 1 or self.varies(sizes[0]):
            return None
        least, most = (self.least, self.most) if direction > 0 else (self.most, self.least)
        if e.op == "lt" and y.op == "const" and y.attr == 0:
            below = Expr("lt", "bool", (index, zero)), Expr("lt", "bool", (from_end, zero))
            return self.at(Expr("and", "bool", below), least)
        if e.op == "ge" and _same(y, sizes[0]):
            return self.at(Expr("ge", "bool", (Expr("max", "i64", (index, zero)), y)), most)
        return None

    def at(self, e: Expr, counter: Expr) -> Expr:
        """An expression where the counter has a value."""
        return expression(e, {}, {self.counter: counter})

    def varies(self, e: Expr) -> bool:
        """Whether the counter is in it."""
        return any([x.op == "reg" and x.attr is self.counter for x in subexpressions([e])])

    def direction(self, e: Expr) -> int | None:
        """1 where a number grows with the counter, -1 where it falls, 0 where it stays."""
        if not self.varies(e):
            return 0
        if e.dtype != "i64":
            return None
        if e.op == "reg":
            return 1
        inner = [self.direction(a) for a in e.args]
        if None in inner:
            return None
        signs = [x for x in inner if x is not None]
        if e.op == "mul":
            factors = [a.attr for a in e.args if a.op == "const"]
            return None if len(factors) != 1 else sum(signs) * ((factors[0] > 0) - (factors[0] < 0))
        if e.op == "sub":
            signs[1] = -signs[1]
        if e.op not in ("add", "sub", "min", "max") or {1, -1} <= set(signs):
            return None
        return max(signs) or min(signs)


def _same(x: Expr, y: Expr) -> bool:
    """Whether two expressions without loads are equal by their form."""
    if x is y:
        return True
    alike = x.op == y.op and x.dtype == y.dtype and x.attr == y.attr and len(x.args) == len(y.args)
    return alike and all([_same(a, b) for a, b in zip(x.args, y.args, strict=True)])
