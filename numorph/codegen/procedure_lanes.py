"""The loop over the lanes of a vmap: a function that calls a procedure for each lane, as a table of words says.

Lanes are numbered through all levels of nested batches, the innermost fastest; consecutive ones form chunks, which may
run at once: each has a context and a tape of its own.
"""

from __future__ import annotations

from typing import Final

from . import procedure_memory as memory
from .builder import Function, Module, Value

# Words of a table's head.
FUNCTION: Final = 0  # the procedure's code
CONTEXT: Final = 1  # a context for all lanes, which run one after the other; 0: each chunk makes one
MATMUL: Final = 2  # as in a context
TAPES: Final = 3  # a tape for each chunk, or 0
TAPE_SIZE: Final = 4  # words
RECORD: Final = 5  # where the results of each lane are put down, or 0
RECORD_WORDS: Final = 6
SLOTS: Final = 7  # words that the code takes for inputs and results
LANES: Final = 8  # how many there are
CHUNK: Final = 9  # lanes in a chunk
BACKWARD: Final = 10  # whether the last lane of a chunk is the first to run
INNER: Final = 11  # lanes in one of the first level
INNERMOST: Final = 12  # lanes of the last level
INPUTS, OUTPUTS = 13, 14  # how many there are of each
STOPPED: Final = 15  # whether a lane has ended without results: then which (the first of several), and how
LANE, STATUS, FAILURE = 16, 17, 18
VECTOR, WIDTH = 19, 20  # code for several lanes in step, or 0, and how many: their slots lie behind each other
THREAD: Final = 21  # that of the caller, which asks for signals
ERROR: Final = 22  # three words: an exception that a signal's handler has raised
HEAD: Final = 25

# Then come the inputs: whether the address itself is meant, or the word there; the address for lane 0, and by how many
# bytes it differs from chunk to chunk and from lane to lane of each of three levels.
INPUT_WORDS: Final = 6

# Then come the outputs.  A place is two words: whether it is a slot, and its number, or else the number itself.
#   NUMBER   slot, words of a lane, where lane 0 has them
#   ARRAY    slot of the pointer, where lane 0 has its elements, bytes of an element, bytes of a lane, axes, place of
#            the offset, and for each axis: the size, place of the size, place of the stride
#   OWNED    slot of a pointer: memory that is freed when the lane has been read, or stays with the tape
NUMBER, ARRAY, OWNED = range(3)

IN_STEP: Final = 1 << 24  # added to the numbers of Bails by code for several lanes
MISFIT: Final = 1 << 20  # a status: a result has other sizes than expected
MISFIT_REASON: Final = "a result has other sizes than those of other lanes"
_MOST_AXES: Final = 64
_PATIENCE: Final = 1024  # lanes after which the caller asks for signals; lanes that may take long do so themselves


def lanes(m: Module) -> None:
    """Define procedure_lanes(table, first, last): it runs chunks of lanes, and returns 0 where all have gone well."""
    _moves(m)
    _array(m)
    _outputs(m)
    _inputs(m)
    _stop(m)
    _watch(m)
    f = m.function("procedure_lanes", "i32", table="ptr", first="i64", last="i64")
    table = f.parameters["table"]
    context = _context(f, table)
    vector, words = _word(f, table, VECTOR, "ptr"), _word(f, table, SLOTS)
    width = f.select(vector.is_null, f.operand(1, "i64"), _word(f, table, WIDTH))
    slots = f.dynamic_buffer(words * width)
    tapes, size, total = (_word(f, table, k) for k in (TAPES, CHUNK, LANES))
    function, backward = _word(f, table, FUNCTION, "ptr"), _word(f, table, BACKWARD).differs(0)
    with f.for_(f.parameters["first"], f.parameters["last"]) as chunk:
        with f.if_(tapes.differs(0)):
            f.store(tapes + chunk * _word(f, table, TAPE_SIZE) * 8, context, 8 * memory.TAPE)
            f.store(f.operand(1, "i64"), context, 8 * memory.KEEP)
        begin = chunk * size
        end = f.select((begin + size).below(total), begin + size, total)
        next_ = f.local("i64", begin)
        with f.while_(lambda: next_.get().below(end)):
            k = next_.get()
            in_step = vector.is_null.equals(False) & (end - k).at_least(width)
            count = f.select(in_step, width, f.operand(1, "i64"))
            next_.set(k + count)
            f.return_if(_stopped(f, table), 0)
            with f.for_(k, k + count) as j:
                lane = f.select(backward, begin + end - 1 - j, j)
                f.call("lane_inputs", table, f.word(slots, (j - k) * words), chunk, lane)
            code = f.select(in_step, vector, function)
            status = f.local("i32", f.call(code, slots, slots, context, signature=("i32", "ptr", "ptr", "ptr")))
            with f.if_(status.get().equals(0)), f.for_(k, k + count) as j:
                lane = f.select(backward, begin + end - 1 - j, j)
                outcome = f.call("lane_outputs", table, f.word(slots, (j - k) * words), context, lane)
                with f.if_(outcome.differs(0)):
                    status.set(outcome)
            with f.if_(((k - begin) & (_PATIENCE - 1)).equals(0)), f.if_(f.call("procedure_poll", context).differs(0)):
                status.set(-1)
            with f.if_(status.get().differs(0)):
                f.call("lane_stop", table, context, k, status.get())
                f.return_(1)
    f.return_(0)


def _context(f: Function, table: Value) -> Value:
    """The one that is given, or a new one."""
    given, own = _word(f, table, CONTEXT, "ptr"), f.buffer(8 * memory.CONTEXT_WORDS)
    for word in range(memory.CONTEXT_WORDS):
        f.store(f.operand(0, "i64"), own, 8 * word)
    f.store(_word(f, table, MATMUL), own, 8 * memory.MATMUL)
    f.store(f.word(table, STOPPED), own, 8 * memory.STOP)
    context = f.select(given.is_null, own, given)
    f.store(_word(f, table, THREAD), context, 8 * memory.THREAD)
    return context


def _watch(m: Module) -> None:
    """What the caller does while it waits for others."""
    f = m.function("procedure_lanes_watch", "void", table="ptr")
    table = f.parameters["table"]
    context = _context(f, table)
    with f.if_(_stopped(f, table).equals(False)), f.if_(f.call("procedure_poll", context).differs(0)):
        f.call("lane_stop", table, context, 0, -1)


def _stop(m: Module) -> None:
    """Say why a lane has ended without results; the first that does is heard, but for exceptions."""
    f = m.function("lane_stop", "void", internal=True, table="ptr", context="ptr", lane="i64", status="i32")
    table, context = f.parameters["table"], f.parameters["context"]
    failure, status = f.load("i64", context, 8 * memory.FAILURE), f.parameters["status"].convert("sext", "i64")
    with f.if_(f.exchange(f.word(table, STOPPED), 0, 1)):
        for word, value in ((LANE, f.parameters["lane"]), (STATUS, status), (FAILURE, failure)):
            f.store(value, table, 8 * word)
    error = f.load("i64", context, 8 * memory.ERROR).differs(0)
    with f.if_(status.equals(-1) & failure.equals(memory.INTERRUPTED) & error):  # in the thread of the caller only
        for k in range(3):
            f.store(f.load("i64", context, 8 * (memory.ERROR + k)), table, 8 * (ERROR + k))


def _word(f: Function, table: Value, k: int, type_: str = "i64") -> Value:
    return f.load(type_, table, 8 * k)


def _stopped(f: Function, table: Value) -> Value:
    at = f.word(table, STOPPED)
    return f.define(f"load atomic i64, ptr {at.text} monotonic, align 8", "i64").differs(0)


def _address(f: Function, word: Value) -> Value:
    return word.convert("inttoptr", "ptr")


def _divided(f: Function, x: Value, by: Value) -> Value:
    return f.define(f"udiv i64 {x.text}, {by.text}", "i64")


# -- what a lane is given


def _inputs(m: Module) -> None:
    f = m.function("lane_inputs", "void", internal=True, table="ptr", slots="ptr", chunk="i64", lane="i64")
    table, slots, lane = (f.parameters[k] for k in ("table", "slots", "lane"))
    inner, innermost = _word(f, table, INNER), _word(f, table, INNERMOST)
    first = _divided(f, lane, inner)
    rest = lane - first * inner
    second = _divided(f, rest, innermost)
    at = [f.parameters["chunk"], first, second, rest - second * innermost]
    with f.for_(0, _word(f, table, INPUTS)) as k:
        entry = f.word(table, k * INPUT_WORDS + HEAD)
        address = f.local("i64", f.load("i64", entry, 8))
        for level, index in enumerate(at):
            address.set(address.get() + index * f.load("i64", entry, 8 * (2 + level)))
        itself = f.load("i64", entry).differs(0)
        with f.if_(itself.equals(False)):
            address.set(f.load("i64", _address(f, address.get())))
        f.store(address.get(), f.word(slots, k))


# -- what it gives


def _outputs(m: Module) -> None:
    f = m.function("lane_outputs", "i32", internal=True, table="ptr", slots="ptr", context="ptr", lane="i64")
    table, slots, context, lane = (f.parameters[k] for k in ("table", "slots", "context", "lane"))
    record, words = _word(f, table, RECORD, "ptr"), _word(f, table, RECORD_WORDS)
    with f.if_(record.is_null.equals(False)):
        f.copy_bytes(f.word(record, lane * words), slots, words * 8)
    entry = f.local("ptr", f.word(table, _word(f, table, INPUTS) * INPUT_WORDS + HEAD))
    status = f.local("i32", 0)
    with f.for_(0, _word(f, table, OUTPUTS)):
        e = entry.get()
        kind, slot = f.load("i64", e), f.word(slots, f.load("i64", e, 8))
        with f.if_(kind.equals(NUMBER)):
            count = f.load("i64", e, 16)
            f.copy_bytes(f.word(f.load("ptr", e, 24), lane * count), slot, count * 8)
            entry.set(f.word(e, 4))
        with f.if_(kind.equals(ARRAY)):
            with f.if_(f.call("lane_array", e, slots, lane).equals(False)):
                status.set(MISFIT)
            entry.set(f.word(e, f.load("i64", e, 40) * 5 + 8))
        with f.if_(kind.equals(OWNED)):
            _give_back(f, slot, context)
            entry.set(f.word(e, 2))
    f.return_(status.get())


def _give_back(f: Function, slot: Value, context: Value) -> None:
    """Memory that `procedure_take` has given to the caller."""
    taken, data = f.load("i64", slot, 8), f.load("ptr", slot)
    with f.if_(taken.at_least(0) & taken.below(memory.SHARED_RESULT)):
        with f.if_(f.load("i64", context, 8 * memory.KEEP).differs(0)) as branch:
            tape = f.load("ptr", context, 8 * memory.TAPE)
            f.call("link", f.word(tape, memory.SHARED), f.at(data, -memory.HEADER))
        with branch.else_():
            f.call("procedure_free", data)


def _place(f: Function, entry: Value, offset: Value | int, slots: Value) -> Value:
    at = f.at(entry, offset)
    number = f.local("i64", f.load("i64", at, 8))
    with f.if_(f.load("i64", at).differs(0)):
        number.set(f.load("i64", f.word(slots, number.get())))
    return number.get()


def _array(m: Module) -> None:
    """Copy an array row by row; false if it has other sizes."""
    f = m.function("lane_array", "i1", internal=True, e="ptr", slots="ptr", lane="i64")
    e, slots = f.parameters["e"], f.parameters["slots"]
    size, nbytes, axes = (f.load("i64", e, 8 * k) for k in (3, 4, 5))
    sizes, strides = f.buffer(8 * _MOST_AXES), f.buffer(8 * _MOST_AXES)
    dense, expected = f.local("i1", True), f.local("i64", 1)
    with f.for_(0, axes) as k:
        axis = axes - 1 - k
        at = f.word(e, axis * 5 + 8)
        extent = f.load("i64", at)
        f.return_if(_place(f, at, 8, slots).differs(extent), False)
        stride = _place(f, at, 24, slots)
        f.store(extent, f.word(sizes, axis))
        f.store(stride, f.word(strides, axis))
        with f.if_(extent.differs(1) & stride.differs(expected.get())):
            dense.set(False)
        expected.set(expected.get() * extent)
    f.return_if(nbytes.equals(0), True)
    target = f.at(f.load("ptr", e, 16), f.parameters["lane"] * nbytes)
    data = f.load("ptr", f.word(slots, f.load("i64", e, 8)))
    with f.if_(data.is_null):  # a derivative that is zero
        m.declare("llvm.memset.p0.i64", "void", "ptr", "i8", "i64", "i1")
        f.call("llvm.memset.p0.i64", target, 0, nbytes, False)
        f.return_(True)
    source = f.at(data, _place(f, e, 48, slots) * size)
    with f.if_(dense.get()) as branch:
        f.copy_bytes(target, source, nbytes)
    with branch.else_():
        f.call("lane_move", target, source, size, expected.get(), axes, sizes, strides)
    f.return_(True)


def _moves(m: Module) -> None:
    """Elements one by one, in the order of their indices."""
    pieces = {1: ["i8"], 2: ["i16"], 4: ["i32"], 8: ["i64"], 16: ["i64", "i64"]}
    f = m.function(
        "lane_move",
        "void",
        internal=True,
        **dict.fromkeys(("target", "source"), "ptr"),
        **dict.fromkeys(("size", "count", "axes"), "i64"),
        **dict.fromkeys(("sizes", "strides"), "ptr"),
    )
    target, source, size, axes, sizes, strides = (
        f.parameters[k] for k in ("target", "source", "size", "axes", "sizes", "strides")
    )
    index = f.buffer(8 * _MOST_AXES)
    with f.for_(0, axes) as k:
        f.store(f.operand(0, "i64"), f.word(index, k))
    position = f.local("i64", 0)
    with f.for_(0, f.parameters["count"]) as k:
        to, of = f.at(target, k * size), f.at(source, position.get() * size)
        with f.switch(size) as cases:
            for nbytes, parts in pieces.items():
                with cases.case(nbytes):
                    for n, part in enumerate(parts):
                        f.store(f.load(part, of, 8 * n), to, 8 * n)
        axis = f.local("i64", axes - 1)
        with f.while_(lambda: axis.get().at_least(0)):
            a = axis.get()
            here, extent, stride = f.word(index, a), f.load("i64", f.word(sizes, a)), f.load("i64", f.word(strides, a))
            f.store(f.load("i64", here) + 1, here)
            position.set(position.get() + stride)
            with f.if_(f.load("i64", here).below(extent)):
                f.break_()
            position.set(position.get() - stride * extent)
            f.store(f.operand(0, "i64"), here)
            axis.set(a - 1)
