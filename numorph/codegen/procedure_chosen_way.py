"""A loop whose turns can run one by one or in step: some turns at a time, each time as `procedure_ways` says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Final

from ..procedures.independent import Turns
from ..procedures.ir import Assign, Expr, For, Reg, Statement, const, reg, statements
from .llvm_writer import Value
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
        """Some turns after the other until there are none left."""
        code, w, s = self._code, self._code.w, turns.loop
        name = f"{code.name}.turns{len(self._named)}"
        self._named[name] = turns
        state = f"@{name}.state"
        w.globals.append(f"{state} = internal global [{STATE_WORDS} x i64] zeroinitializer, align 16")
        at, end, until = Reg("at", "i64"), Reg("end", "i64"), Reg("until", "i64")
        code.list([Assign(at, s.start), Assign(end, s.stop)])
        apart = reduce(lambda x, y: Expr("and", "bool", (x, y)), turns.conditions, const(True, "bool"))
        independent = code.values.value(apart)
        width = lanes_of(code.target)
        way, began = Reg("way", "i64"), Reg("began", "i64")
        head, some, ask, known, after = (w.label() for _ in range(5))

        code.jump(head)
        w.begin(head)
        first, last = code.values.value(reg(at)), code.values.value(reg(end))
        w.line(f"br {w.compare('slt', first, last).typed}, label %{some}, label %{after}")
        w.begin(some)
        left = w.binary("sub", last, first)
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
        turned = w.select(tried, few, whole)
        code.values.write(until, w.binary("add", first, turned))
        self._if_tried(tried, lambda: code.values.write(began, self._now()))
        self._run(turns, name, in_step, at, until)

        def note() -> None:
            time = w.binary("sub", self._now(), code.values.value(reg(began)))
            code.call("procedure_went", f"ptr {state}", which.typed, time.typed, turned.typed)

        self._if_tried(tried, note)
        code.list([Assign(at, reg(until))])
        code.jump(head)
        w.begin(after)

    def ask(self, state: str) -> Value:
        """The way to go now."""
        return self._code.call("procedure_way", f"ptr {state}")

    def _run(self, turns: Turns, name: str, in_step: Value, at: Reg, until: Reg) -> None:
        code, w, s = self._code, self._code.w, turns.loop
        together, alone, failed, done = (w.label() for _ in range(4))
        w.line(f"br {in_step.typed}, label %{together}, label %{alone}")
        w.begin(together)
        given = [typed(x) for r in (at, until) for x in scalars(code.values.read(r))]
        given += ["ptr %context", *[typed(x) for r in turns.captured for x in scalars(code.values.read(r))]]
        status = w.emit(f"call i32 @{name}({', '.join(given)})", "i32", 1)
        w.line(f"br {w.compare('ne', status, w.constant(0, 'i32')).typed}, label %{failed}, label %{done}, !prof !0")
        w.cold += [f"{failed}:", f"  ret {status.typed}"]
        w.begin(alone)
        code.loop(For(s.counter, reg(at), reg(until), s.body, 1, s.parallel))
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
