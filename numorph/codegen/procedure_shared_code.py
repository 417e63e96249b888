"""Loops that threads share, as LLVM IR: a test whether they are long, a function that runs parts, a call of the pool.

The function is given words: the context, where the call's status is put (0: all is well), and what the loop reads.  A
part that bails puts its number there; other parts then end where they ask for signals, and new ones do not begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, final

from ..procedures.ir import Bail, For, Procedure, Reg, While, reg, statements
from . import procedure_memory as memory
from .llvm_writer import Value
from .procedure_function import word_of
from .procedure_interrupts import lets_itself_be_interrupted
from .procedure_shared import (
    MOST_PARTS,
    Part,
    Shared,
    cleared,
    combined,
    divided,
    is_long,
    measured,
    shared_loops,
    shared_user_loops,
    some_iterations,
)
from .procedure_values import number, parts_of, scalars

if TYPE_CHECKING:
    from .procedure_statements import Lowering

_CONTEXT, _STATUS, _GIVEN = range(3)  # words
WATCH: Final = "procedure_shared_watch"


@final
class SharedLoops:
    """The loops of a procedure that threads may share, and the functions that run parts of them."""

    def __init__(self, code: Lowering, procedure: Procedure, wanted: bool):
        self._code = code
        self._found = shared_loops(procedure) if wanted else {}
        self._of_user = shared_user_loops(procedure) if wanted else {}
        self.functions: list[str] = []

    @property
    def has_loops_of_user(self) -> bool:
        """Whether turns of loops that are not parallel run in other functions."""
        return bool(self._of_user)

    def loop(self, s: For) -> bool:
        """The loop, if it is such a one."""
        shared = self._found.get(id(s)) or self._of_user.get(id(s))
        if shared is None:
            return False
        code, w, part = self._code, self._code.w, Part(shared)
        code.list(measured(shared, part))
        threads, alone, after = w.label(), w.label(), w.label()
        long = code.values.value(is_long(shared, part))
        if not s.parallel:
            long = w.binary("and", long, self._may_stop())
        w.line(f"br {long.typed}, label %{threads}, label %{alone}")
        w.begin(threads)
        self._share(shared, part)
        code.jump(after)
        w.begin(alone)
        code.alone(s)
        code.jump(after)
        w.begin(after)
        return True

    def _may_stop(self) -> Value:
        """Whether nobody else has a word that tells when to stop: one of many lanes is not shared."""
        stop = self._code.values.load(self._word(memory.STOP), "i64", 8)
        return self._code.w.compare("eq", stop, self._code.w.constant(0, "i64"))

    def _word(self, k: int) -> str:
        return word_of(self._code.w, "%context", k)

    def _share(self, shared: Shared, part: Part) -> None:
        code, w, suffix = self._code, self._code.w, f"part{len(self.functions)}"
        ends = _may_end(shared.loop)
        code.list(divided(shared, part))
        for place in part.places:
            code.values.write(place, Value(code.buffer(2 * MOST_PARTS), "ptr", 1))
        code.list(cleared(shared, part))
        given = [part.first, part.length, *part.places, *shared.captured]
        words = [x for r in given for x in scalars(code.values.read(r))]
        slots, status = code.buffer(_GIVEN + len(words)), code.buffer(1)
        w.line(f"store i64 0, ptr {status}, align 8")
        for k, x in enumerate([Value("%context", "ptr", 1), Value(status, "ptr", 1), *words]):
            code.values.store(word_of(w, slots, k), x, 8)
        self.functions.append(self._task(shared, part, given, suffix))
        first, last, length = (code.values.value(reg(r)).typed for r in (part.first, part.last, part.length))
        watch = "null"
        if ends:
            watch = f"@{WATCH}"
            code.called.add(WATCH)
            w.line(f"store ptr {status}, ptr {self._word(memory.STOP)}, align 8")
        w.declarations["@pool_run_watched"] = (
            "declare i32 @pool_run_watched(ptr, ptr, i64, i64, i64, i64, ptr) nounwind"
        )
        task = f"ptr @{code.name}.{suffix}, ptr {slots}, {first}, {last}, {length}"
        w.line(f"call i32 @pool_run_watched({task}, i64 0, ptr {watch})")
        if ends:
            w.line(f"store ptr null, ptr {self._word(memory.STOP)}, align 8")
            self._end_if_one_has(status)
        code.list(combined(shared, part))

    def _end_if_one_has(self, status: str) -> None:
        code, w = self._code, self._code.w
        found, failed, passed = code.values.load(status, "i64", 8), w.label(), w.label()
        bad = w.compare("ne", found, w.constant(0, "i64"))
        w.line(f"br {bad.typed}, label %{failed}, label %{passed}, !prof !0")
        short = w.fresh()
        w.cold += [f"{failed}:", f"  {short} = trunc {found.typed} to i32", *code.ending(short)]
        w.begin(passed)

    def _task(self, shared: Shared, part: Part, given: Sequence[Reg], name: str) -> str:
        """The function that runs some iterations."""
        ends = _may_end(shared.loop)
        inner = self._code.inner(ends, any([isinstance(s, Bail) for s in statements(shared.loop.body)]))
        w, k = inner.w, _GIVEN
        w.line(f"%context = load ptr, ptr {word_of(w, '%given', _CONTEXT)}, align 8")
        if ends:
            inner.status = "%status"
            w.line(f"%status = load ptr, ptr {word_of(w, '%given', _STATUS)}, align 8")
            over, begins = w.label(), w.label()
            found = w.emit("load atomic i64, ptr %status monotonic, align 8", "i64", 1)
            ended = w.compare("ne", found, w.constant(0, "i64"))
            w.line(f"br {ended.typed}, label %{over}, label %{begins}, !prof !0")
            w.cold += [f"{over}:", "  ret i32 1"]
            w.begin(begins)
        for r in given:
            parts = [(word_of(w, "%given", k + i), part) for i, part in enumerate(parts_of(r.dtype))]
            inner.values.write(r, number([inner.values.load(at, part, 8) for at, part in parts]))
            k += len(parts)
        for r, text in ((part.begin, "%begin"), (part.end, "%end")):
            inner.values.write(r, Value(text, "i64", 1))
        body = some_iterations(shared, part)
        inner.ways = self._code.ways.of_part(inner, shared.loop, body)
        inner.list(body)
        self._code.called |= inner.called
        w.line("ret i32 0")
        return inner.function(name, ("ptr %given", "i64 %begin", "i64 %end"))


def _may_end(s: For) -> bool:
    """Whether iterations may end the call: they bail, or signals do."""
    inside = list(statements([s]))
    loops = [x for x in inside if isinstance(x, For | While)]
    return not s.parallel and any(
        [isinstance(x, Bail) for x in inside] + [lets_itself_be_interrupted(x, 1) for x in loops]
    )
