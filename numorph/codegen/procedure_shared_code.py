"""Loops that threads share, as LLVM IR: a test whether they are long, a function that runs parts, a call of the pool.

The function is given words: the call's context, where its status is put (0: all is well), and what the loop reads.  A
part of a loop of the user's has a context of its own (procedure_parts).  One that bails puts its number there; other
parts then end where they ask for signals, and new ones do not begin.

Of a loop whose turns push, each part has a tape, which the reverse sweep finds again: it runs the same parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, final

from ..procedures.ir import Assign, Bail, Expr, For, Pop, Procedure, Push, Reg, Statement, While, const, reg, statements
from . import procedure_memory as memory
from .llvm_writer import Value
from .procedure_function import word_of
from .procedure_interrupts import lets_itself_be_interrupted
from .procedure_parts import TAPES_FROM
from .procedure_shared import (
    MOST_PARTS,
    Part,
    Shared,
    between,
    cleared,
    combined,
    divided,
    is_long,
    measured,
    parts_of_loop,
    shared_loops,
    shared_user_loops,
    some_iterations,
)
from .procedure_values import number, parts_of, scalars

if TYPE_CHECKING:
    from .procedure_statements import Lowering

_CONTEXT, _STATUS, _GIVEN = range(3)  # words
_WATCH: Final = "procedure_shared_watch"


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
        code, w, part, length = self._code, self._code.w, Part(shared), Reg("length", "i64")
        if shared.tape == "pop":  # how the parts were that pushed
            code.list([Pop(length)])
            long = Expr("ne", "bool", (reg(length), const(0, "i64")))
        code.list(measured(shared, part))
        if shared.tape != "pop":
            long = is_long(shared, part)
        threads, alone, after = w.label(), w.label(), w.label()
        test = code.values.value(long)
        if not s.parallel and shared.tape != "pop":
            test = w.binary("and", test, self._may_stop())
        w.line(f"br {test.typed}, label %{threads}, label %{alone}")
        w.begin(threads)
        code.list([Assign(part.length, reg(length))] if shared.tape == "pop" else divided(shared, part))
        self._share(shared, part)
        if shared.tape == "push":
            code.list([Assign(length, reg(part.length))])
        code.jump(after)
        w.begin(alone)
        code.alone(s)
        if shared.tape == "push":
            code.list([Assign(length, const(0, "i64"))])
        code.jump(after)
        w.begin(after)
        if shared.tape == "push":
            code.list([Push(reg(length))])
        return True

    def _may_stop(self) -> Value:
        """Whether nobody else has a word that tells when to stop: one of many lanes is not shared."""
        w = self._code.w
        stop = self._code.values.load(word_of(w, "%context", memory.STOP), "i64", 8)
        return w.compare("eq", stop, w.constant(0, "i64"))

    def _share(self, shared: Shared, part: Part) -> None:
        code, w, name = self._code, self._code.w, f"part{len(self.functions)}"
        for place in part.places:
            code.values.write(place, Value(code.buffer(2 * MOST_PARTS), "ptr", 1))
        code.list(cleared(shared, part))
        if shared.tape:
            self._take_tapes(shared, part)
        given = [part.first, part.last, part.length, *part.places, *shared.captured]
        given += [part.tapes] if shared.tape else []
        words = [x for r in given for x in scalars(code.values.read(r))]
        slots, status = code.buffer(_GIVEN + len(words)), code.buffer(1)
        w.line(f"store i64 0, ptr {status}, align 8")
        for k, x in enumerate([Value("%context", "ptr", 1), Value(status, "ptr", 1), *words]):
            code.values.store(word_of(w, slots, k), x, 8)
        self.functions.append(self._task(shared, part, given, name))
        bounds = reg(part.first), reg(part.last), reg(part.length)
        if shared.tape:
            bounds = const(0, "i64"), parts_of_loop(part), const(1, "i64")
        watch = "null"
        if not shared.loop.parallel and _lets_itself_be_stopped(shared.loop):
            watch = f"@{_WATCH}"
            code.called.add(_WATCH)
        w.declarations["@pool_run_watched"] = (
            "declare i32 @pool_run_watched(ptr, ptr, i64, i64, i64, i64, ptr) nounwind"
        )
        task = f"ptr @{code.name}.{name}, ptr {slots}, {', '.join([code.values.value(e).typed for e in bounds])}"
        w.line(f"call i32 @pool_run_watched({task}, i64 0, ptr {watch})")
        if not shared.loop.parallel:
            self._end_if_one_has(status)
        if shared.tape == "push":
            code.call("procedure_tapes_made", "ptr %tape", f"ptr {code.values.pointer(part.tapes)}")
        elif shared.tape:
            code.call("procedure_tapes_over", "ptr %tape")
        code.list(combined(shared, part))

    def _take_tapes(self, shared: Shared, part: Part) -> None:
        """Those of the parts, new ones for what they push."""
        code = self._code
        code.write_tape()
        if shared.tape == "push":
            count = code.values.value(parts_of_loop(part)).typed
            group = code.checked(code.call("procedure_tapes_new", "ptr %context", "ptr %tape", count))
        else:
            group = code.call("procedure_tapes_last", "ptr %tape")
        code.values.write(part.tapes, group)

    def _end_if_one_has(self, status: str) -> None:
        code, w = self._code, self._code.w
        found, failed, passed = code.values.load(status, "i64", 8), w.label(), w.label()
        bad = w.compare("ne", found, w.constant(0, "i64"))
        w.line(f"br {bad.typed}, label %{failed}, label %{passed}, !prof !0")
        short = w.fresh()
        w.cold += [f"{failed}:", f"  {short} = trunc {found.typed} to i32", *code.ending(short)]
        w.begin(passed)

    # the function that runs some iterations

    def _task(self, shared: Shared, part: Part, given: Sequence[Reg], name: str) -> str:
        polls = not shared.loop.parallel and _lets_itself_be_stopped(shared.loop)
        inner = self._code.inner(polls, any([isinstance(s, Bail) for s in statements(shared.loop.body)]))
        w, k = inner.w, _GIVEN
        if shared.loop.parallel:
            w.line(f"%context = load ptr, ptr {word_of(w, '%given', _CONTEXT)}, align 8")
        else:
            self._begin_part(inner)
        for r in given:
            parts = [(word_of(w, "%given", k + i), part) for i, part in enumerate(parts_of(r.dtype))]
            inner.values.write(r, number([inner.values.load(at, part, 8) for at, part in parts]))
            k += len(parts)
        if shared.tape:
            self._parts_with_tapes(inner, shared, part)
        else:
            for r, text in ((part.begin, "%begin"), (part.end, "%end")):
                inner.values.write(r, Value(text, "i64", 1))
            self._run(inner, shared, some_iterations(shared, part))
        if not shared.loop.parallel:
            inner.call("procedure_finish", "ptr %context")
        self._code.called |= inner.called
        w.line("ret i32 0")
        return inner.function(name, ("ptr %given", "i64 %begin", "i64 %end"))

    def _run(self, inner: Lowering, shared: Shared, body: Sequence[Statement]) -> None:
        inner.ways = self._code.ways.of_part(inner, shared.loop, body)
        inner.list(body)

    def _begin_part(self, inner: Lowering) -> None:
        """Unless another part has failed."""
        w = inner.w
        inner.is_part = True
        inner.frame.append(f"  %context = alloca [{memory.CONTEXT_WORDS} x i64], align 16")
        for word, name in ((_CONTEXT, "%caller"), (_STATUS, "%status")):
            w.line(f"{name} = load ptr, ptr {word_of(w, '%given', word)}, align 8")
        over, begins = w.label(), w.label()
        found = w.emit("load atomic i64, ptr %status monotonic, align 8", "i64", 1)
        ended = w.compare("ne", found, w.constant(0, "i64"))
        w.line(f"br {ended.typed}, label %{over}, label %{begins}, !prof !0")
        w.cold += [f"{over}:", "  ret i32 1"]
        w.begin(begins)
        inner.call("procedure_part_begin", "ptr %context", "ptr %caller", "ptr %status")

    def _parts_with_tapes(self, inner: Lowering, shared: Shared, part: Part) -> None:
        """The parts with the numbers from %begin to %end."""
        w, at = inner.w, inner.variable("i64")
        head, body, after = w.label(), w.label(), w.label()
        w.line(f"store i64 %begin, ptr {at}, align 8")
        inner.jump(head)
        w.begin(head)
        here = w.emit(f"load i64, ptr {at}, align 8", "i64", 1)
        w.line(f"br {w.compare('slt', here, Value('%end', 'i64', 1)).typed}, label %{body}, label %{after}")
        w.begin(body)
        w.line(f"store {w.binary('add', here, w.constant(1, 'i64')).typed}, ptr {at}, align 8")
        words = w.binary("mul", here, w.constant(memory.TAPE_WORDS, "i64"))
        words = w.binary("add", words, w.constant(TAPES_FROM, "i64"))
        group = inner.values.pointer(part.tapes)
        tape = w.emit(f"getelementptr i64, ptr {group}, {words.typed}", "i64", 1).text
        w.line(f"store ptr {tape}, ptr {word_of(w, '%context', memory.TAPE)}, align 8")
        inner.take_tape()
        first, last, length = (inner.values.value(reg(r)) for r in (part.first, part.last, part.length))
        begin = w.binary("add", first, w.binary("mul", here, length))
        end = w.binary("add", begin, length)
        inner.values.write(part.begin, begin)
        inner.values.write(part.end, w.select(w.compare("slt", end, last), end, last))
        self._run(inner, shared, [*shared.start, between(shared.loop, part.begin, part.end)])
        inner.write_tape()
        inner.jump(head)
        w.begin(after)


def _lets_itself_be_stopped(s: For) -> bool:
    """Whether iterations ask for signals, so that it is known what they may leave changed."""
    inside = list(statements([s]))
    fails = [isinstance(x, Bail | Push) for x in inside]
    return any(fails + [lets_itself_be_interrupted(x, 1) for x in inside if isinstance(x, For | While)])
