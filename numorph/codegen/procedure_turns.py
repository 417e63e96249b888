"""Memory that a call has given back and takes again: a loop makes the same temporary arrays in every turn.

A context has a few places for such pieces, which no other thread looks at; what is there at the end of the call goes
to the spares of all (procedure_spares).
"""

from __future__ import annotations

from typing import Final

from .builder import Module
from .procedure_spares import RAW

PLACES: Final = 4
_LARGEST: Final = 1 << 16  # bytes: the use of what is larger takes longer than to get it
CAPACITY: Final = RAW + 1  # word of a piece's header while it lies here


def turns(m: Module, first: int) -> None:
    """Define `take_again`, `put_by` and `give_up_turns`, which use the words of a context from `first` on."""
    f = m.function("take_again", "ptr", internal=True, context="ptr", capacity="i64")
    for k in range(PLACES):
        place = f.word(f.parameters["context"], first + k)
        piece = f.load("ptr", place)
        with (
            f.if_(piece.is_null.equals(False)),
            f.if_(f.load("i64", piece, 8 * CAPACITY).equals(f.parameters["capacity"])),
        ):
            f.store(f.operand(0, "ptr"), place)
            f.return_(piece)
    f.return_(0)

    f = m.function("put_by", "void", internal=True, context="ptr", piece="ptr", capacity="i64")
    piece, capacity = f.parameters["piece"], f.parameters["capacity"]
    with f.if_(capacity.above(_LARGEST)):
        f.call("give_up", piece, capacity)
        f.return_()
    f.store(capacity, piece, 8 * CAPACITY)
    for k in range(PLACES):
        place = f.word(f.parameters["context"], first + k)
        with f.if_(f.load("ptr", place).is_null):
            f.store(piece, place)
            f.return_()
    f.call("give_up", piece, capacity)
    f.return_()

    f = m.function("give_up_turns", "void", internal=True, context="ptr")
    for k in range(PLACES):
        place = f.word(f.parameters["context"], first + k)
        piece = f.load("ptr", place)
        with f.if_(piece.is_null.equals(False)):
            f.store(f.operand(0, "ptr"), place)
            f.call("give_up", piece, f.load("i64", piece, 8 * CAPACITY))
