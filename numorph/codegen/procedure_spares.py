"""Memory that procedures no longer use and keep for the next one: what is new to a process costs more than its use.

A piece is a header and `capacity` bytes after it; lists by capacity hold at most `KEPT` bytes in all.  Where that is
full, pieces of other capacities make room: what runs now gives back what it will take again.  Whoever finds the lists
in use by another thread does without.
"""

from __future__ import annotations

from typing import Final

from .builder import Function, Module, Value

HEADER: Final = 64
NEXT, RAW = 0, 4  # words of the header that matter here: the next of a list, and what malloc gave
KEPT: Final = 1 << 28
_SMALLEST, _LARGEST = 7, 26  # exponents of two; there are four capacities from each to the next
_LOCK, _BYTES, _LISTS = 0, 1, 2  # words
_HUGE: Final = 1 << 22  # bytes from which on memory should have large pages
_MADV_HUGEPAGE: Final = 14  # of Linux
_PAGE: Final = 4096


def spares(m: Module, large_pages: bool) -> None:
    """Define `capacity`, `obtain` and `give_up`; they need malloc, calloc, free; large pages need Linux's madvise."""
    m.zeros("spares", _LISTS + 4 * (_LARGEST - _SMALLEST))
    m.declare("llvm.ctlz.i64", "i64", "i64", "i1")
    _advise(m, large_pages)
    _capacity(m)
    _take(m)
    _make_room(m)
    _keep(m)
    _obtain(m)
    f = m.function("give_up", "void", internal=True, piece="ptr", capacity="i64")
    piece = f.parameters["piece"]
    with f.if_(f.call("keep", piece, f.parameters["capacity"]).equals(False)):
        f.call("free", f.load("ptr", piece, 8 * RAW))


def _shifted(f: Function, how: str, x: Value, by: Value) -> Value:
    return f.define(f"{how} i64 {x.text}, {by.text}", "i64")


def _quarter(f: Function, nbytes: Value) -> Value:
    """The exponent of a quarter of the power of two below."""
    return f.operand(61, "i64") - f.call("llvm.ctlz.i64", nbytes - 1, False)


def _advise(m: Module, large_pages: bool) -> None:
    """Ask the system for large pages where a piece is large."""
    f = m.function("advise", "void", internal=True, data="ptr", nbytes="i64")
    if not large_pages:
        return
    m.declare("madvise", "i32", "ptr", "i64", "i32")
    address, nbytes = f.parameters["data"].convert("ptrtoint", "i64"), f.parameters["nbytes"]
    with f.if_(nbytes.at_least(_HUGE)):
        first = (address + (_PAGE - 1)) & -_PAGE
        length = ((address + nbytes) & -_PAGE) - first
        f.call("madvise", first.convert("inttoptr", "ptr"), length, _MADV_HUGEPAGE)


def _capacity(m: Module) -> None:
    """The least capacity of a list that is enough for some bytes; just those if they are too many for a list."""
    f = m.function("capacity", "i64", internal=True, nbytes="i64")
    nbytes = f.parameters["nbytes"]
    f.return_if((nbytes - 1).below(1 << _SMALLEST), 5 << (_SMALLEST - 2))
    f.return_if(nbytes.above(1 << _LARGEST), nbytes)
    quarter = _quarter(f, nbytes)
    f.return_(_shifted(f, "shl", _shifted(f, "lshr", nbytes - 1, quarter) + 1, quarter))


def _list(f: Function, capacity: Value) -> Value:
    """Where the first piece of a list is; returns from `f` where no list has this capacity."""
    f.return_if((capacity - 1).below(1 << _SMALLEST), 0)
    f.return_if(capacity.above(1 << _LARGEST), 0)
    quarter = _quarter(f, capacity)
    steps = _shifted(f, "lshr", capacity - 1, quarter)
    f.return_if(_shifted(f, "shl", steps + 1, quarter).differs(capacity), 0)
    return f.word(f.symbol("spares"), (steps - 4) + (quarter - (_SMALLEST - 2)) * 4 + _LISTS)


def _capacity_of(f: Function, k: Value) -> Value:
    """The capacity of the k-th list."""
    quarter = _shifted(f, "lshr", k, f.operand(2, "i64")) + (_SMALLEST - 2)
    return _shifted(f, "shl", (k & 3) + 5, quarter)


def _has_room(f: Function, nbytes: Value) -> Value:
    """Whether so many bytes more may be kept."""
    return (f.load("i64", f.symbol("spares"), 8 * _BYTES) + nbytes).above(KEPT).equals(False)


def _take_out(f: Function, first: Value, piece: Value, capacity: Value) -> None:
    """The first piece of a list is no longer kept."""
    spares = f.symbol("spares")
    f.store(f.load("ptr", piece, 8 * NEXT), first)
    f.store(f.load("i64", spares, 8 * _BYTES) - capacity, spares, 8 * _BYTES)


def _take(m: Module) -> None:
    f = m.function("take", "ptr", internal=True, capacity="i64")
    capacity, spares = f.parameters["capacity"], f.symbol("spares")
    first = _list(f, capacity)
    f.return_if(f.exchange(spares, 0, 1).equals(False), 0)
    piece = f.load("ptr", first)
    with f.if_(piece.is_null.equals(False)):
        _take_out(f, first, piece, capacity)
    f.release(spares, 0)
    f.return_(piece)


def _make_room(m: Module) -> None:
    """Free what is kept in other lists, the largest pieces first, until so many bytes more may be kept."""
    f = m.function("make_room", "void", internal=True, own="ptr", nbytes="i64")
    own, nbytes = f.parameters["own"], f.parameters["nbytes"]
    lists = 4 * (_LARGEST - _SMALLEST)
    with f.for_(0, lists) as k:
        at = f.operand(lists - 1, "i64") - k
        first = f.word(f.symbol("spares"), at + _LISTS)
        f.return_if(_has_room(f, nbytes))
        with f.if_(first.differs(own)):
            capacity = _capacity_of(f, at)
            with f.while_(lambda: f.load("ptr", first).is_null.equals(False)):
                f.return_if(_has_room(f, nbytes))
                piece = f.load("ptr", first)
                _take_out(f, first, piece, capacity)
                f.call("free", f.load("ptr", piece, 8 * RAW))


def _keep(m: Module) -> None:
    """Whether a piece is kept; else it has to be freed."""
    f = m.function("keep", "i1", internal=True, piece="ptr", capacity="i64")
    piece, capacity, spares = f.parameters["piece"], f.parameters["capacity"], f.symbol("spares")
    first = _list(f, capacity)
    f.return_if(f.exchange(spares, 0, 1).equals(False), False)
    f.call("make_room", first, capacity)
    fits = _has_room(f, capacity)
    with f.if_(fits):
        f.store(f.load("ptr", first), piece, 8 * NEXT)
        f.store(piece, first)
        f.store(f.load("i64", spares, 8 * _BYTES) + capacity, spares, 8 * _BYTES)
    f.release(spares, 0)
    f.return_(fits)


def _obtain(m: Module) -> None:
    """A piece, aligned to its header's size; null if there is no memory."""
    f = m.function("obtain", "ptr", internal=True, capacity="i64", zero="i1")
    capacity, zero = f.parameters["capacity"], f.parameters["zero"]
    spare = f.call("take", capacity)
    with f.if_(spare.is_null.equals(False)):
        with f.if_(zero):
            m.declare("llvm.memset.p0.i64", "void", "ptr", "i8", "i64", "i1")
            f.call("llvm.memset.p0.i64", f.at(spare, HEADER), 0, capacity, False)
        f.return_(spare)
    raw = f.local("ptr", 0)
    with f.if_(zero) as branch:
        raw.set(f.call("calloc", 1, capacity + 2 * HEADER))
    with branch.else_():
        raw.set(f.call("malloc", capacity + 2 * HEADER))
    f.return_if(raw.get().is_null, 0)
    address = raw.get().convert("ptrtoint", "i64")
    f.call("advise", raw.get(), capacity)
    piece = ((address + (HEADER - 1)) & -HEADER).convert("inttoptr", "ptr")
    f.store(raw.get(), piece, 8 * RAW)
    f.return_(piece)
