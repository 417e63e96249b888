"""What procedures call at run time: memory with owners, the tape, products of matrices.  Compiled once for all.

Memory is a node of a list, in 64 bytes before its data: the list of the call that made it, or of a tape.  A tape is a
stack of bytes in chunks; each chunk keeps where the one before it ends.
"""

from __future__ import annotations

from typing import Final

from .builder import Function, Module, Value
from .procedure_interrupts import ASKING, polling
from .procedure_parts import parts
from .procedure_small import SMALL, SMALL_WORDS, small_memory
from .procedure_spares import HEADER, NEXT, RAW, spares
from .procedure_turns import PLACES, turns
from .procedure_ways import ways

# Words of a node, beside NEXT and RAW (NEXT and PREVIOUS are also those of a list: its first and its last).
PREVIOUS, OWNERS, NBYTES = range(1, 4)

# Words of a call's context; its list of memory comes first.
# THREAD: the Python thread that calls, or 0; STOP: where a word tells, when it is not 0, that nobody wants the results
# any more, or 0; ERROR: an exception, three words; TURNS: see procedure_turns.
TAPE, FAILURE, HOST, MATMUL, LIVE, KEEP, THREAD, STOP, ERROR = range(2, 11)
TURNS: Final = ERROR + 3
CONTEXT_WORDS: Final = TURNS + PLACES

# Words of a tape; its list of memory comes first, then that of memory which the caller has too.
# PARTS: see procedure_parts.
SHARED, BASE, TOP, END, BELOW, LIMIT, HELD, PARTS = 2, 4, 5, 6, 7, 8, 9, 10
_SMALL_FROM: Final = 11
TAPE_WORDS: Final = _SMALL_FROM + SMALL_WORDS

# Words of a chunk's header: where the chunk before has its parts.
_OLD_BASE, _OLD_TOP, _OLD_END = range(3)
_FIRST_CHUNK, _LARGEST_CHUNK = 1 << 15, 1 << 24

# Why a call ended without a Bail of its own, in FAILURE.
NEGATIVE, NO_MEMORY, TAPE_LIMIT, TAPE_MISMATCH, EXCEPTION, INTERRUPTED = range(1, 7)
REASONS: Final = {
    NEGATIVE: "a negative number of elements",
    NO_MEMORY: "not enough memory",
    TAPE_LIMIT: "the tape has reached its limit",
    TAPE_MISMATCH: "the tape does not hold what is taken from it",
    EXCEPTION: "a Python function has raised an exception",
    INTERRUPTED: "a signal has ended it",
}

SHARED_RESULT: Final = 1 << 62  # added to what `procedure_take` gives where the memory stays with the tape
MOST: Final = 1 << 46  # elements; more than any machine has bytes

_LOCAL = "memory(argmem: readwrite, inaccessiblemem: readwrite)"

# name: (result, parameters, attributes of the declaration).  Nodes and headers of chunks are memory that a procedure's
# own code never sees; what a function frees beside its operands it would see, so that those have no attributes.
FUNCTIONS: Final[dict[str, tuple[str, str, str]]] = {
    "procedure_alloc": ("noalias ptr", "ptr, i64, i64, i64", _LOCAL),
    "procedure_alloc_within": ("noalias ptr", "ptr, i64, i64, i64", _LOCAL),
    "procedure_begin_tape": ("void", "ptr, ptr", ""),
    "procedure_end_tape": ("void", "ptr, ptr", ""),
    "procedure_retain": ("void", "ptr", "memory(argmem: readwrite)"),
    "procedure_release": ("void", "ptr, ptr", _LOCAL),
    "procedure_take": ("i64", "ptr, ptr", ""),
    "procedure_finish": ("void", "ptr", ""),
    "procedure_discard": ("void", "ptr", ""),
    "procedure_grow": ("i64", "ptr, ptr, i64", _LOCAL),
    "procedure_back": ("i64", "ptr, ptr, i64", ""),
    "procedure_pops": ("i64", "ptr, ptr, i64, ptr", ""),
    "procedure_push_block": ("ptr", "ptr, ptr, i64, i64", _LOCAL),
    "procedure_pop_block": ("ptr", "ptr, ptr, i64, i64", ""),
    "procedure_poll": ("i64", "ptr", _LOCAL),
    "procedure_ask": (f"{ASKING} i64", "ptr", _LOCAL),
    "procedure_shared_watch": ("void", "ptr", ""),
    "procedure_part_begin": ("void", "ptr, ptr, ptr", ""),
    "procedure_part_failed": ("void", "ptr, ptr, ptr, i32", ""),
    "procedure_tapes_new": ("ptr", "ptr, ptr, i64", ""),
    "procedure_tapes_made": ("void", "ptr, ptr", ""),
    "procedure_tapes_last": ("ptr", "ptr", ""),
    "procedure_tapes_over": ("void", "ptr", ""),
    "procedure_way": ("i64", "ptr", "memory(argmem: read)"),
    "procedure_went": ("void", "ptr, i64, i64, i64", "memory(argmem: readwrite)"),
    "procedure_matmul": ("i64", "ptr, i64, ptr, ptr, ptr, ptr", _LOCAL),
}
PRIVATE: Final = (
    "procedure_free",
    "procedure_clear_tape",
    "procedure_lanes",
    "procedure_lanes_watch",
    "procedure_set_budget",
)  # for the caller only
TINY: Final = 8  # rows and columns up to which a product is a loop of our own


def module(large_pages: bool = False) -> str:
    """The module that defines all of them.

    It needs malloc, calloc and free, for large pages Linux's madvise, and what `procedure_interrupts.OUTSIDE` names.
    """
    m = Module()
    m.declare("malloc", "ptr", "i64")
    m.declare("calloc", "ptr", "i64", "i64")
    m.declare("free", "void", "ptr")
    spares(m, large_pages)
    small_memory(m, _SMALL_FROM)
    turns(m, TURNS)
    _lists(m)
    _memory(m)
    _ends(m)
    _tape(m)
    parts(m)
    _own_tapes(m)
    _blocks(m)
    from .procedure_lanes import lanes
    from .procedure_products import products

    products(m)
    ways(m)
    polling(m, THREAD, STOP, ERROR, FAILURE, INTERRUPTED)
    lanes(m)
    return m.text()


def _address(f: Function, pointer: Value) -> Value:
    return pointer.convert("ptrtoint", "i64")


def _pointer(address: Value) -> Value:
    return address.convert("inttoptr", "ptr")


def _get(f: Function, pointer: Value, word: int, type_: str = "i64") -> Value:
    return f.load(type_, pointer, 8 * word)


def _set(f: Function, pointer: Value, word: int, value: Value | int) -> None:
    f.store(value if isinstance(value, Value) else f.operand(value, "i64"), pointer, 8 * word)


def _fail(f: Function, context: Value, condition: Value, reason: int, result: int) -> None:
    with f.if_(condition):
        _set(f, context, FAILURE, reason)
        f.return_(result)


def _rounded_up(x: Value, unit: int) -> Value:
    return (x + (unit - 1)) & -unit


# -- lists


def _lists(m: Module) -> None:
    f = m.function("link", "void", internal=True, list="ptr", node="ptr")
    head, node = f.parameters["list"], f.parameters["node"]
    first = _get(f, head, NEXT, "ptr")
    _set(f, node, NEXT, first)
    _set(f, node, PREVIOUS, head)
    _set(f, first, PREVIOUS, node)
    _set(f, head, NEXT, node)

    f = m.function("unlink", "void", internal=True, node="ptr")
    node = f.parameters["node"]
    after, before = _get(f, node, NEXT, "ptr"), _get(f, node, PREVIOUS, "ptr")
    _set(f, before, NEXT, after)
    _set(f, after, PREVIOUS, before)
    _set(f, node, NEXT, node)
    _set(f, node, PREVIOUS, node)

    f = m.function("free_all", "void", internal=True, list="ptr")
    head = f.parameters["list"]
    at = f.local("ptr", _get(f, head, NEXT, "ptr"))
    with f.while_(lambda: at.get().differs(head)):
        node = at.get()
        at.set(_get(f, node, NEXT, "ptr"))
        with f.if_(_get(f, node, RAW).differs(0)):
            f.call("give_up", node, f.call("capacity", _get(f, node, NBYTES)))
    _set(f, head, NEXT, head)
    _set(f, head, PREVIOUS, head)


# -- memory with owners


def _memory(m: Module) -> None:
    f = m.function("procedure_alloc", "ptr", context="ptr", count="i64", size="i64", zero="i64")
    context, count = f.parameters["context"], f.parameters["count"]
    _fail(f, context, count.below(0), NEGATIVE, 0)
    _fail(f, context, count.above(MOST), NO_MEMORY, 0)
    nbytes = count * f.parameters["size"]
    live = _get(f, context, LIVE) + nbytes
    keep = _get(f, context, KEEP).differs(0)
    with f.if_(keep):
        tape = _get(f, context, TAPE, "ptr")
        held = live + _get(f, tape, HELD) + _get(f, tape, BELOW) + (_get(f, tape, TOP) - _get(f, tape, BASE))
        _fail(f, context, held.above(_get(f, tape, LIMIT)), TAPE_LIMIT, 0)
    found = f.local("ptr", 0)
    zero = f.parameters["zero"].differs(0)
    with f.if_(keep & nbytes.above(SMALL).equals(False)) as branch:
        found.set(f.call("small", _get(f, context, TAPE, "ptr"), nbytes, zero))
    with branch.else_():
        capacity = f.call("capacity", nbytes)
        found.set(f.call("take_again", context, capacity))
        with f.if_(found.get().is_null) as new:
            found.set(f.call("obtain", capacity, zero))
        with new.else_(), f.if_(zero):
            f.call("llvm.memset.p0.i64", f.at(found.get(), HEADER), 0, nbytes, False)
    node = found.get()
    _fail(f, context, node.is_null, NO_MEMORY, 0)
    _set(f, node, OWNERS, 1)
    _set(f, node, NBYTES, nbytes)
    f.call("link", context, node)
    _set(f, context, LIVE, live)
    f.return_(f.at(node, HEADER))

    f = m.function("procedure_alloc_within", "ptr", context="ptr", count="i64", size="i64", zero="i64")
    context, count = f.parameters["context"], f.parameters["count"]
    tape = _get(f, context, TAPE, "ptr")
    held = _get(f, context, LIVE) + count * f.parameters["size"]
    held = held + _get(f, tape, BELOW) + (_get(f, tape, TOP) - _get(f, tape, BASE))
    some = count.above(0) & count.above(MOST).equals(False)
    _fail(f, context, some & held.above(_get(f, tape, LIMIT)), TAPE_LIMIT, 0)
    nbytes = count * f.parameters["size"]
    with f.if_(some.equals(False) | nbytes.above(SMALL)):
        f.return_(f.call("procedure_alloc", context, count, f.parameters["size"], f.parameters["zero"]))
    node = f.call("small", tape, nbytes, f.parameters["zero"].differs(0))
    _fail(f, context, node.is_null, NO_MEMORY, 0)
    _set(f, node, OWNERS, 1)
    _set(f, node, NBYTES, nbytes)
    f.call("link", context, node)
    _set(f, context, LIVE, _get(f, context, LIVE) + nbytes)
    f.return_(f.at(node, HEADER))

    f = m.function("procedure_retain", "void", data="ptr")
    data = f.parameters["data"]
    with f.if_(data.is_null):
        f.return_()
    node = f.at(data, -HEADER)
    _set(f, node, OWNERS, _get(f, node, OWNERS) + 1)

    f = m.function("procedure_release", "void", context="ptr", data="ptr")
    context, data = f.parameters["context"], f.parameters["data"]
    with f.if_(data.is_null):
        f.return_()
    node = f.at(data, -HEADER)
    owners = _get(f, node, OWNERS) - 1
    _set(f, node, OWNERS, owners)
    with f.if_(owners.equals(0)):
        _set(f, context, LIVE, _get(f, context, LIVE) - _get(f, node, NBYTES))
        f.call("unlink", node)
        with f.if_(_get(f, node, RAW).equals(0)) as branch:
            f.call("give_up_small", _get(f, context, TAPE, "ptr"), node, _get(f, node, NBYTES))
        with branch.else_():
            f.call("put_by", context, node, f.call("capacity", _get(f, node, NBYTES)))

    f = m.function("procedure_free", "void", data="ptr")
    node = f.at(f.parameters["data"], -HEADER)
    f.call("give_up", node, f.call("capacity", _get(f, node, NBYTES)))


# -- the end of a call


def _ends(m: Module) -> None:
    _find(m)
    f = m.function("procedure_take", "i64", context="ptr", data="ptr")
    context, data = f.parameters["context"], f.parameters["data"]
    keep = _get(f, context, KEEP).differs(0)
    found = f.local("i1", f.call("found", context, data))
    with f.if_(keep), f.if_(found.get().equals(False)):
        found.set(f.call("found", _get(f, context, TAPE, "ptr"), data))
    with f.if_(found.get().equals(False)):
        f.return_(-1)
    node = f.at(data, -HEADER)
    nbytes = _get(f, node, NBYTES)
    f.call("unlink", node)
    with f.if_(keep & (_get(f, node, OWNERS).above(1) | _get(f, node, RAW).equals(0))):
        tape = _get(f, context, TAPE, "ptr")
        f.call("link", f.word(tape, SHARED), node)
        f.return_(nbytes + SHARED_RESULT)
    _set(f, context, LIVE, _get(f, context, LIVE) - nbytes)
    f.return_(nbytes)

    f = m.function("procedure_finish", "void", context="ptr")
    context = f.parameters["context"]
    f.call("give_up_turns", context)
    with f.if_(_get(f, context, KEEP).equals(0)):
        f.call("free_all", context)
        f.return_()
    tape = _get(f, context, TAPE, "ptr")
    _set(f, tape, HELD, _get(f, tape, HELD) + _get(f, context, LIVE))
    with f.while_(lambda: _get(f, context, NEXT, "ptr").differs(context)):
        node = _get(f, context, NEXT, "ptr")
        f.call("unlink", node)
        f.call("link", tape, node)

    f = m.function("procedure_discard", "void", context="ptr")
    f.call("give_up_turns", f.parameters["context"])
    f.call("free_all", f.parameters["context"])


def _find(m: Module) -> None:
    f = m.function("found", "i1", internal=True, list="ptr", data="ptr")
    head = f.parameters["list"]
    wanted = f.at(f.parameters["data"], -HEADER)
    at = f.local("ptr", _get(f, head, NEXT, "ptr"))
    with f.while_(lambda: at.get().differs(head)):
        node = at.get()
        f.return_if(node.equals(wanted), True)
        at.set(_get(f, node, NEXT, "ptr"))
    f.return_(False)


# -- the tape


def _tape(m: Module) -> None:
    f = m.function("procedure_grow", "i64", context="ptr", tape="ptr", nbytes="i64")
    context, tape, nbytes = f.parameters["context"], f.parameters["tape"], f.parameters["nbytes"]
    base, top, end = (_get(f, tape, k) for k in (BASE, TOP, END))
    used = _get(f, tape, BELOW) + (top - base)
    room = _get(f, tape, LIMIT) - _get(f, tape, HELD) - _get(f, context, LIVE) - used
    _fail(f, context, nbytes.above(room), TAPE_LIMIT, 0)
    size = f.local("i64", (end - base) * 2)
    for limit, above in ((f.operand(_LARGEST_CHUNK, "i64"), True), (f.operand(_FIRST_CHUNK, "i64"), False)):
        wrong = size.get().above(limit) if above else size.get().below(limit)
        size.set(f.select(wrong, limit, size.get()))
    size.set(f.select(size.get().below(nbytes), f.call("capacity", nbytes), size.get()))
    size.set(f.select(size.get().above(room), room, size.get()))
    chunk = f.call("obtain", size.get(), False)
    _fail(f, context, chunk.is_null, NO_MEMORY, 0)
    for word, value in ((_OLD_BASE, base), (_OLD_TOP, top), (_OLD_END, end)):
        _set(f, chunk, word, value)
    start = _address(f, chunk) + HEADER
    for word, value in ((BASE, start), (TOP, start), (END, start + size.get()), (BELOW, used)):
        _set(f, tape, word, value)
    f.return_(1)

    f = m.function("drop_chunk", "void", internal=True, tape="ptr")
    tape = f.parameters["tape"]
    chunk = _pointer(_get(f, tape, BASE) - HEADER)
    capacity = _get(f, tape, END) - _get(f, tape, BASE)
    base, top = _get(f, chunk, _OLD_BASE), _get(f, chunk, _OLD_TOP)
    for word, value in ((BASE, base), (TOP, top), (END, _get(f, chunk, _OLD_END))):
        _set(f, tape, word, value)
    _set(f, tape, BELOW, _get(f, tape, BELOW) - (top - base))
    f.call("give_up", chunk, capacity)

    f = m.function("procedure_back", "i64", context="ptr", tape="ptr", nbytes="i64")
    context, tape = f.parameters["context"], f.parameters["tape"]
    with f.while_(lambda: (_get(f, tape, TOP) - _get(f, tape, BASE)).below(f.parameters["nbytes"])):
        base = _get(f, tape, BASE)
        _fail(f, context, base.equals(0), TAPE_MISMATCH, 0)
        _fail(f, context, _get(f, tape, TOP).differs(base), TAPE_MISMATCH, 0)
        f.call("drop_chunk", tape)
    f.return_(1)

    f = m.function("procedure_pops", "i64", context="ptr", tape="ptr", nbytes="i64", out="ptr")
    context, tape, out = f.parameters["context"], f.parameters["tape"], _address(f, f.parameters["out"])
    left = f.local("i64", f.parameters["nbytes"])
    with f.while_(lambda: left.get().above(0)):
        base, top = _get(f, tape, BASE), _get(f, tape, TOP)
        _fail(f, context, base.equals(0), TAPE_MISMATCH, 0)
        held = top - base
        part = f.select(held.below(left.get()), held, left.get())
        left.set(left.get() - part)
        f.copy_bytes(_pointer(out + left.get()), _pointer(top - part), part)
        _set(f, tape, TOP, top - part)
        with f.if_(left.get().above(0)):
            f.call("drop_chunk", tape)
    f.return_(1)

    f = m.function("procedure_clear_tape", "void", tape="ptr", everything="i64")
    tape = f.parameters["tape"]
    with f.while_(lambda: _get(f, tape, BASE).differs(0)):
        f.call("drop_chunk", tape)
    f.call("free_all", tape)
    _set(f, tape, HELD, 0)
    with f.if_(f.parameters["everything"].differs(0)):
        f.call("free_all", f.word(tape, SHARED))
        f.call("give_up_all_small", tape)


def _own_tapes(m: Module) -> None:
    """Tapes that serve one call, in memory on its stack."""
    m.zeros("budget", 1)
    f = m.function("procedure_set_budget", "void", nbytes="i64")
    f.store(f.parameters["nbytes"], f.symbol("budget"))

    f = m.function("procedure_begin_tape", "void", context="ptr", tape="ptr")
    tape = f.parameters["tape"]
    for word in range(TAPE_WORDS):
        _set(f, tape, word, 0)
    for head in (0, SHARED):
        for word in (NEXT, PREVIOUS):
            f.store(f.word(tape, head), tape, 8 * (head + word))
    _set(f, tape, LIMIT, f.load("i64", f.symbol("budget")))
    f.store(tape, f.parameters["context"], 8 * TAPE)

    f = m.function("procedure_end_tape", "void", context="ptr", tape="ptr")
    tape = f.parameters["tape"]
    with f.while_(lambda: _get(f, tape, PARTS).differs(0)):
        f.call("procedure_tapes_over", tape)
    f.call("procedure_clear_tape", tape, 1)
    _set(f, f.parameters["context"], TAPE, 0)


def _blocks(m: Module) -> None:
    """A block is data from a multiple of 64 on, a multiple of 8 long, then a word: where the tape ended before it."""
    f = m.function("procedure_push_block", "ptr", context="ptr", tape="ptr", count="i64", size="i64")
    context, tape, count = f.parameters["context"], f.parameters["tape"], f.parameters["count"]
    _fail(f, context, count.below(0), NEGATIVE, 0)
    _fail(f, context, count.above(MOST), NO_MEMORY, 0)
    nbytes = _rounded_up(count * f.parameters["size"], 8)
    data = f.local("i64", _rounded_up(_get(f, tape, TOP), HEADER))
    with f.if_((data.get() + nbytes + 8).above(_get(f, tape, END))):
        with f.if_(f.call("procedure_grow", context, tape, nbytes + 8).equals(0)):
            f.return_(0)
        data.set(_get(f, tape, TOP))
    end = data.get() + nbytes
    _set(f, _pointer(end), 0, _get(f, tape, TOP))
    _set(f, tape, TOP, end + 8)
    f.return_(_pointer(data.get()))

    f = m.function("procedure_pop_block", "ptr", context="ptr", tape="ptr", count="i64", size="i64")
    context, tape, count = f.parameters["context"], f.parameters["tape"], f.parameters["count"]
    _fail(f, context, count.below(0), NEGATIVE, 0)
    _fail(f, context, count.above(MOST), NO_MEMORY, 0)
    nbytes = _rounded_up(count * f.parameters["size"], 8)
    with f.if_(f.call("procedure_back", context, tape, nbytes + 8).equals(0)):
        f.return_(0)
    end = _get(f, tape, TOP) - 8
    _fail(f, context, (end & 7).differs(0), TAPE_MISMATCH, 0)
    before = _get(f, _pointer(end), 0)
    _fail(f, context, before.below(_get(f, tape, BASE)), TAPE_MISMATCH, 0)
    data_address = _rounded_up(before, HEADER)
    _fail(f, context, (data_address + nbytes).differs(end), TAPE_MISMATCH, 0)
    _set(f, tape, TOP, before)
    f.return_(_pointer(data_address))
