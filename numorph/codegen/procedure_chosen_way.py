"""A loop whose turns can run one by one or in step: some turns at a time, each time as `procedure_ways` says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Final, final

from ..procedures.ir import Assign, Expr, For, Pop, Push, Reg, Statement, const, reg, statements
from ..procedures.turns import Turns
from .llvm_writer import Value
from .procedure_function import word_of
from .procedure_in_step import lanes_of
from .procedure_turns_in_step import TurnsInStep
from .procedure_values import scalars, typed
from .procedure_ways import ALONE, FIRST_TRIAL, IN_STEP, STATE_WORDS, TRY_IN_STEP

if TYPE_CHECKING:
    from .procedure_statements import Lowering

_TRIAL: Final = 4  # vectors of turns, which a trial runs


class ChosenWays:
    """The loops of a procedure that have a second form, which is a function of the same module."""

    def __init__(self, code: Lowering, found: dict[int, Turns], outer: ChosenWays | None = None):
        self._code, self.found = code, found
        self._named: dict[str, Turns] = {} if outer is None else outer._named

    def of_part(self, code: Lowering, loop: For, part: Sequence[Statement]) -> ChosenWays:
        """The same for the code of a part of a loop, which is a loop as well."""
        found = dict(self.found)
        for s in statements(part):
            if id(loop) in found and isinstance(s, For) and s.counter is loop.counter:
                found[id(s)] = found[id(loop)]._replace(loop=s)
        return ChosenWays(code, found, self)

    def functions(self) -> list[str]:
        """The text of the functions; what they call is added to what the procedure calls."""
        code = self._code
        texts = []
        for name, turns in self._named.items():
            inner = TurnsInStep(turns, code.target, code.reasons)
            inner.w.globals = code.w.globals
            texts.append(inner.function(name))
            code.called |= inner.called
            code.add_math(inner.values.math.values())
            own = inner.w.declarations
            code.w.declarations |= {k: own[k] for k in own if k not in inner.values.math}
        return texts

    def loop(self, turns: Turns) -> None:
        """Some turns after the other until there are none left.

        What was run in the forward sweep, and which way, goes over the tape to the reverse sweep.
        """
        code, w = self._code, self._code.w
        segment = _Segment(turns, f"{code.name}.turns{len(self._named)}")
        self._named[segment.name] = turns
        code.list(segment.whole())
        head, some, after = (w.label() for _ in range(3))
        if turns.tape != "pop":
            apart = reduce(lambda x, y: Expr("and", "bool", (x, y)), turns.conditions, const(True, "bool"))
            independent = code.values.value(apart)
        code.jump(head)
        w.begin(head)
        first, last = (code.values.value(reg(r)) for r in (segment.first, segment.last))
        w.line(f"br {w.compare('slt', first, last).typed}, label %{some}, label %{after}")
        w.begin(some)
        if turns.tape == "pop":
            code.list(segment.popped())
            self._run(segment)
        else:
            self._run_some(segment, w.binary("sub", last, first), independent)
        if turns.tape == "push":
            code.list(segment.pushed())
        code.list([segment.done()])
        code.jump(head)
        w.begin(after)

    def _run_some(self, segment: _Segment, left: Value, independent: Value) -> None:
        """Some of the turns that are left, as `procedure_way` says."""
        code, w = self._code, self._code.w
        state = f"@{segment.name}.state"
        w.globals.append(f"{state} = internal global [{STATE_WORDS} x i64] zeroinitializer, align 16")
        width = lanes_of(code.target)
        way, began = Reg("way", "i64"), Reg("began", "i64")
        ask, known = w.label(), w.label()
        enough = w.binary("and", independent, w.compare("sge", left, w.constant(width, "i64")))
        code.values.write(way, w.constant(ALONE, "i64"))
        w.line(f"br {enough.typed}, label %{ask}, label %{known}")
        w.begin(ask)
        code.values.write(way, self.ask(state))
        code.jump(known)

        w.begin(known)
        which = code.values.value(reg(way))
        tried = w.compare("uge", which, w.constant(FIRST_TRIAL, "i64"))
        in_step = w.binary(
            "or", *[w.compare("eq", which, w.constant(known_way, "i64")) for known_way in (IN_STEP, TRY_IN_STEP)]
        )
        whole = w.select(in_step, w.binary("and", left, w.constant(-width, "i64")), left)
        most = w.constant(_TRIAL * width, "i64")
        few = w.select(w.compare("slt", whole, most), whole, most)
        code.values.write(segment.count, w.select(tried, few, whole))
        code.values.write(segment.in_step, w.cast("zext", in_step, "i64"))
        self._if_tried(tried, lambda: code.values.write(began, self._now()))
        self._run(segment)

        def note() -> None:
            time = w.binary("sub", self._now(), code.values.value(reg(began)))
            turned = code.values.value(reg(segment.count))
            code.call("procedure_went", f"ptr {state}", which.typed, time.typed, turned.typed)

        self._if_tried(tried, note)

    def ask(self, state: str) -> Value:
        """The way to go now."""
        return self._code.call("procedure_way", f"ptr {state}")

    def _run(self, segment: _Segment) -> None:
        code, w, turns = self._code, self._code.w, segment.turns
        together, alone, failed, done = (w.label() for _ in range(4))
        code.list(segment.bounds())
        in_step = w.compare("ne", code.values.value(reg(segment.in_step)), w.constant(0, "i64"))
        w.line(f"br {in_step.typed}, label %{together}, label %{alone}")
        w.begin(together)
        if turns.tape:
            code.write_tape()
        given = [typed(x) for r in (segment.begin, segment.end) for x in scalars(code.values.read(r))]
        changed = turns.changed
        words = code.buffer(len(changed)) if changed else "null"
        for k, r in enumerate(changed):
            code.values.store(word_of(w, words, k), code.values.value(reg(r)), 8)
        given += [
            "ptr %context",
            f"ptr {words}",
            *[typed(x) for r in turns.captured for x in scalars(code.values.read(r))],
        ]
        status = w.emit(f"call i32 @{segment.name}({', '.join(given)})", "i32", 1)
        passed = w.label()
        w.line(f"br {w.compare('ne', status, w.constant(0, 'i32')).typed}, label %{failed}, label %{passed}, !prof !0")
        w.cold += [f"{failed}:", *code.ending(status.text)]
        w.begin(passed)
        for k, r in enumerate(changed):
            code.values.write(r, code.values.load(word_of(w, words, k), r.dtype, 8))
        if turns.tape:
            code.read_tape()
        code.jump(done)
        w.begin(alone)
        code.loop(segment.alone())
        code.jump(done)
        w.begin(done)

    def _if_tried(self, tried: Value, what: Callable[[], None]) -> None:
        w = self._code.w
        yes, after = w.label(), w.label()
        w.line(f"br {tried.typed}, label %{yes}, label %{after}")
        w.begin(yes)
        what()
        self._code.jump(after)
        w.begin(after)

    def _now(self) -> Value:
        """A time, in some unit."""
        w = self._code.w
        counter = "cycle" if w.target.triple.startswith("x86_64") else "steady"  # Arm's cycles are not for everyone
        function = f"@llvm.read{counter}counter"
        w.declarations[function] = f"declare i64 {function}()"
        return w.emit(f"call i64 {function}()", "i64", 1)


@final
class _Segment:
    """Registers: the turns that are left, by their counters from `first` to `last`, and those that are run at once.

    name: of the function that runs them in step.
    """

    def __init__(self, turns: Turns, name: str):
        self.turns, self.name = turns, name
        self.first, self.last = Reg("first", "i64"), Reg("last", "i64")
        self.begin, self.end = Reg("begin", "i64"), Reg("end", "i64")
        self.count, self.in_step = Reg("count", "i64"), Reg("in_step", "i64")

    @property
    def rises(self) -> bool:
        return self.turns.loop.step > 0

    def whole(self) -> list[Statement]:
        """All turns are left."""
        s = self.turns.loop
        ends = [s.start, s.stop] if self.rises else [_integers("add", e, const(1, "i64")) for e in (s.stop, s.start)]
        return [Assign(r, e) for r, e in zip((self.first, self.last), ends, strict=True)]

    def bounds(self) -> list[Statement]:
        """Which counters they have: the next ones."""
        if self.rises:
            return [
                Assign(self.begin, reg(self.first)),
                Assign(self.end, _integers("add", reg(self.begin), reg(self.count))),
            ]
        return [Assign(self.end, reg(self.last)), Assign(self.begin, _integers("sub", reg(self.end), reg(self.count)))]

    def done(self) -> Statement:
        """Those are no longer left."""
        return Assign(self.first, reg(self.end)) if self.rises else Assign(self.last, reg(self.begin))

    def alone(self) -> For:
        """One turn after the other."""
        s = self.turns.loop
        if self.rises:
            return For(s.counter, reg(self.begin), reg(self.end), s.body, 1, s.parallel)
        last, before = (_integers("sub", reg(r), const(1, "i64")) for r in (self.end, self.begin))
        return For(s.counter, last, before, s.body, -1)

    def pushed(self) -> list[Statement]:
        """How many there were, and which way they went."""
        return [Push(reg(self.count)), Push(reg(self.in_step))]

    def popped(self) -> list[Statement]:
        return [Pop(self.in_step), Pop(self.count)]


def _integers(op: str, x: Expr, y: Expr) -> Expr:
    return Expr(op, "i64", (x, y))
