"""What parts of a loop need that threads run at once: contexts of their own, and tapes of their own.

A part's context is on the stack of the thread that runs it; what went wrong there is told to the call's.  Tapes of
parts outlast the loop: the reverse sweep finds those of the last loop whose reverse has not been yet.  They are a
group: a piece of memory that has words of its own, then the tapes; all groups hang on the tape of the call.
"""

from __future__ import annotations

from typing import Final

from .builder import Function, Module, Value

# Words of a group, behind the header of its memory.  HELD: bytes on its tapes, which count as the call's.
_NEXT, _COUNT, _HELD, _CAPACITY = range(4)
TAPES_FROM: Final = 8  # words
_UNEVEN: Final = 2  # how much more than the others a part may put on its tape, where there is just room enough


def parts(m: Module) -> None:
    """Define the functions `procedure_part_...` and `procedure_tapes_...`."""
    _contexts(m)
    _tapes(m)


def _contexts(m: Module) -> None:
    from . import procedure_memory as memory

    f = m.function("procedure_part_begin", "void", own="ptr", context="ptr", status="ptr")
    own, context = f.parameters["own"], f.parameters["context"]
    for word in range(memory.CONTEXT_WORDS):
        f.store(f.operand(0, "i64"), own, 8 * word)
    for word in (memory.NEXT, memory.PREVIOUS):
        f.store(own, own, 8 * word)
    for word in (memory.MATMUL, memory.THREAD):
        f.store(f.load("i64", context, 8 * word), own, 8 * word)
    f.store(f.parameters["status"], own, 8 * memory.STOP)
    f.return_()

    # `ended`: the status with which it ended
    f = m.function("procedure_part_failed", "void", own="ptr", context="ptr", status="ptr", ended="i32")
    own, context = f.parameters["own"], f.parameters["context"]
    f.call("procedure_discard", own)
    ended = f.parameters["ended"].convert("sext", "i64")
    with f.if_(f.exchange(f.parameters["status"], 0, ended)), f.if_(ended.below(0)):
        f.store(f.load("i64", own, 8 * memory.FAILURE), context, 8 * memory.FAILURE)
    with f.if_(f.load("i64", own, 8 * memory.ERROR).differs(0)):  # in the thread of the caller only
        f.store(f.operand(memory.INTERRUPTED, "i64"), context, 8 * memory.FAILURE)
        for word in range(memory.ERROR, memory.ERROR + 3):
            f.store(f.load("i64", own, 8 * word), context, 8 * word)
    f.return_()


def _tapes(m: Module) -> None:
    from . import procedure_memory as memory

    def get(f: Function, tape: Value, word: int) -> Value:
        return f.load("i64", tape, 8 * word)

    def used(f: Function, tape: Value) -> Value:
        return get(f, tape, memory.BELOW) + (get(f, tape, memory.TOP) - get(f, tape, memory.BASE))

    f = m.function("procedure_tapes_new", "ptr", context="ptr", tape="ptr", count="i64")
    context, tape, count = f.parameters["context"], f.parameters["tape"], f.parameters["count"]
    capacity = f.call("capacity", (count * memory.TAPE_WORDS + TAPES_FROM) * 8)
    piece = f.call("obtain", capacity, True)
    with f.if_(piece.is_null):
        f.store(f.operand(memory.NO_MEMORY, "i64"), context, 8 * memory.FAILURE)
        f.return_(0)
    group = f.at(piece, memory.HEADER)
    f.store(f.load("ptr", tape, 8 * memory.PARTS), group, 8 * _NEXT)
    f.store(count, group, 8 * _COUNT)
    f.store(capacity, group, 8 * _CAPACITY)
    f.store(group, tape, 8 * memory.PARTS)
    room = get(f, tape, memory.LIMIT) - get(f, tape, memory.HELD) - f.load("i64", context, 8 * memory.LIVE)
    room = (room - used(f, tape)) * _UNEVEN
    each = f.define(f"sdiv i64 {room.text}, {count.text}", "i64")
    with f.for_(0, count) as k:
        one = f.word(group, k * memory.TAPE_WORDS + TAPES_FROM)
        for head in (0, memory.SHARED):
            for word in (memory.NEXT, memory.PREVIOUS):
                f.store(f.word(one, head), one, 8 * (head + word))
        f.store(each, one, 8 * memory.LIMIT)
    f.return_(group)

    f = m.function("procedure_tapes_made", "void", tape="ptr", group="ptr")
    tape, group = f.parameters["tape"], f.parameters["group"]
    held = f.local("i64", 0)
    with f.for_(0, f.load("i64", group, 8 * _COUNT)) as k:
        held.set(held.get() + used(f, f.word(group, k * memory.TAPE_WORDS + TAPES_FROM)))
    f.store(held.get(), group, 8 * _HELD)
    f.store(get(f, tape, memory.HELD) + held.get(), tape, 8 * memory.HELD)
    f.return_()

    f = m.function("procedure_tapes_last", "ptr", tape="ptr")
    f.return_(f.load("ptr", f.parameters["tape"], 8 * memory.PARTS))

    f = m.function("procedure_tapes_over", "void", tape="ptr")
    tape = f.parameters["tape"]
    group = f.load("ptr", tape, 8 * memory.PARTS)
    f.store(get(f, tape, memory.HELD) - f.load("i64", group, 8 * _HELD), tape, 8 * memory.HELD)
    f.store(f.load("ptr", group, 8 * _NEXT), tape, 8 * memory.PARTS)
    with f.for_(0, f.load("i64", group, 8 * _COUNT)) as k:
        f.call("procedure_clear_tape", f.word(group, k * memory.TAPE_WORDS + TAPES_FROM), 1)
    f.call("give_up", f.at(group, -memory.HEADER), f.load("i64", group, 8 * _CAPACITY))
    f.return_()
