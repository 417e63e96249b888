"""Small memory of calls with a tape: cut from pieces of the tape's own, in a row, and used again by the same tape only.

A sweep may allocate thousands of short arrays, which the reverse sweep reads in reverse: they had better be neighbours.
What is cut has a header like other memory, but nothing from malloc (RAW is 0); the pieces last as long as the tape.
"""

from __future__ import annotations

from typing import Final

from .builder import Function, Module, Value
from .procedure_spares import HEADER, NEXT, RAW

SMALL: Final = 2048  # bytes, up to which memory is small
_UNIT: Final = 64
_PIECE, _TOP, _END, _LISTS = range(
    4
)  # words of a tape, from `first` on: the last piece, its free part, and what is free
SMALL_WORDS: Final = _LISTS + SMALL // _UNIT + 1
_SIZE: Final = 1  # word of a piece's header
_FIRST_PIECE, _LARGEST_PIECE = 1 << 15, 1 << 22


def small_memory(m: Module, first: int) -> None:
    """Define `small`, `give_up_small` and `give_up_all_small`, which use the words of a tape from `first` on."""
    _more(m, first)
    _cut(m, first)
    f = m.function("give_up_small", "void", internal=True, tape="ptr", node="ptr", nbytes="i64")
    free = _free(f, f.parameters["tape"], first, _units(f, f.parameters["nbytes"]))
    f.store(f.load("ptr", free), f.parameters["node"], 8 * NEXT)
    f.store(f.parameters["node"], free)

    f = m.function("give_up_all_small", "void", internal=True, tape="ptr")
    at = f.word(f.parameters["tape"], first + _PIECE)
    with f.while_(lambda: f.load("ptr", at).is_null.equals(False)):
        piece = f.load("ptr", at)
        f.store(f.load("ptr", piece, 8 * NEXT), at)
        f.call("give_up", piece, f.load("i64", piece, 8 * _SIZE))


def _units(f: Function, nbytes: Value) -> Value:
    return f.define(f"lshr i64 {(nbytes + (_UNIT - 1)).text}, {_UNIT.bit_length() - 1}", "i64")


def _free(f: Function, tape: Value, first: int, units: Value) -> Value:
    """Where the first free memory of so many units is."""
    return f.word(tape, units + (first + _LISTS))


def _more(m: Module, first: int) -> None:
    """Begin another piece; false if there is no memory."""
    f = m.function("another_piece", "i1", internal=True, tape="ptr")
    tape = f.parameters["tape"]
    before = f.load("ptr", tape, 8 * (first + _PIECE))
    size = f.local("i64", _FIRST_PIECE)
    with f.if_(before.is_null.equals(False)):
        size.set(f.load("i64", before, 8 * _SIZE) * 2)
        with f.if_(size.get().above(_LARGEST_PIECE)):
            size.set(f.operand(_LARGEST_PIECE, "i64"))
    piece = f.call("obtain", size.get(), False)
    f.return_if(piece.is_null, False)
    f.store(before, piece, 8 * NEXT)
    f.store(size.get(), piece, 8 * _SIZE)
    start = f.at(piece, HEADER)
    f.store(piece, tape, 8 * (first + _PIECE))
    f.store(start, tape, 8 * (first + _TOP))
    f.store(f.at(start, size.get()), tape, 8 * (first + _END))
    f.return_(True)


def _cut(m: Module, first: int) -> None:
    """A header and memory after it; null if there is none."""
    f = m.function("small", "ptr", internal=True, tape="ptr", nbytes="i64", zero="i1")
    tape, nbytes = f.parameters["tape"], f.parameters["nbytes"]
    units = _units(f, nbytes)
    free = _free(f, tape, first, units)
    node = f.local("ptr", f.load("ptr", free))
    with f.if_(node.get().is_null) as branch:
        size = units * _UNIT + HEADER
        with f.if_((f.load("i64", tape, 8 * (first + _TOP)) + size).above(f.load("i64", tape, 8 * (first + _END)))):
            f.return_if(f.call("another_piece", tape).equals(False), 0)
        node.set(f.load("ptr", tape, 8 * (first + _TOP)))
        f.store(f.at(node.get(), size), tape, 8 * (first + _TOP))
        f.store(f.operand(0, "ptr"), node.get(), 8 * RAW)
    with branch.else_():
        f.store(f.load("ptr", node.get(), 8 * NEXT), free)
    with f.if_(f.parameters["zero"]):
        m.declare("llvm.memset.p0.i64", "void", "ptr", "i8", "i64", "i1")
        f.call("llvm.memset.p0.i64", f.at(node.get(), HEADER), 0, units * _UNIT, False)
    f.return_(node.get())
