"""Which registers of a procedure differ between lanes that run in step, and whether running them so is cheap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from .ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Expr,
    For,
    If,
    Pop,
    Procedure,
    Push,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    While,
    operands,
    statements,
    subexpressions,
)
from .renaming import reads
from .structured import parts_of

_HEAVY: Final = {"div": 6, "sqrt": 6, "call": 20, "quo": 6, "rem": 6}  # in additions


def runs_in_step(procedure: Procedure, with_tape: bool = False) -> bool:
    """Whether a structured procedure has only what vectors of lanes have: numbers, elements of arrays, memory.

    with_tape: whether they have numbers that are pushed and popped.
    """
    for s in statements(procedure.body):
        taped = with_tape and isinstance(s, Push | Pop)
        if not taped and not isinstance(s, Assign | Store | If | For | While | Break | Bail | Alloc | Retain | Release):
            return False
        for e in subexpressions(operands(s)):
            if e.dtype == "f16" or e.attr == "free":  # sums in another order would be others
                return False
            pointer = e.dtype == "ptr" or any(x.dtype == "ptr" for x in e.args)
            if pointer and not (isinstance(s, Assign) and e.op in ("reg", "null")):
                return False
    return True


def is_cheap(procedure: Procedure, varying: set[Reg], moving: set[Reg] | frozenset[Reg] = frozenset()) -> bool:
    """Whether it may pay: arithmetic in loops is as much as what lanes read and write, each at its own place.

    Of loops that are parallel each lane has vectors of its own.  moving: see `neighbours`.
    """
    work = access = 0
    for loop in procedure.body:
        if not isinstance(loop, For | While):
            continue
        own = {id(x) for s in statements([loop]) if isinstance(s, For) and s.parallel for x in statements(s.body)}
        for s in statements([loop]):
            access += isinstance(s, Store)
            for e in subexpressions(operands(s)):
                if e.op == "load":
                    row = e.attr not in varying and moves_by_one(e.args[0], moving, varying)
                    access += not row and (e.attr in varying or varies(e, varying))
                elif e.args and e.dtype != "bool" and id(s) not in own:
                    work += _HEAVY.get(e.op, 1)
    return work > 0 and work >= access


def varies(e: Expr, varying: set[Reg]) -> bool:
    """Whether an expression differs between lanes."""
    return any(x.op in ("reg", "load") and x.attr in varying for x in subexpressions([e]))


def varying(procedure: Procedure, inputs: Iterable[Reg]) -> set[Reg]:
    """The registers of a structured procedure that differ where some inputs do, or that only some lanes assign."""
    found = set(inputs)
    while True:
        before = len(found)
        _walk(procedure.body, False, found)
        if len(found) == before:
            return found


def _walk(body: Sequence[Statement], some: bool, found: set[Reg]) -> None:
    """some: whether only some lanes may get here."""
    for s in body:
        if isinstance(s, Assign):
            if some or varies(s.value, found):
                found.add(s.reg)
        elif isinstance(s, Alloc | Pop):
            found.add(s.reg)
        elif isinstance(s, If):
            inside = some or varies(s.condition, found)
            _walk(s.body, inside, found)
            _walk(s.orelse, inside, found)
        elif isinstance(s, For):
            if varies(s.start, found) or varies(s.stop, found):
                found.add(s.counter)
            _walk(s.body, some or s.counter in found, found)
        elif isinstance(s, While):
            head, leave, tail = parts_of(s)
            inside = some or varies(leave, found)
            _walk(head, inside, found)
            _walk(tail, inside, found)


def neighbours(procedure: Procedure, counter: Reg, varying: set[Reg]) -> set[Reg]:
    """Integers that are larger by one from lane to lane, whichever lanes are here, as `counter` is."""
    always, found = passing(procedure), {counter}
    for s in statements(procedure.body):
        if isinstance(s, Assign) and s.reg in always and moves_by_one(s.value, found, varying):
            found.add(s.reg)
    return found


def moves_by_one(e: Expr, moving: set[Reg] | frozenset[Reg], varying: set[Reg]) -> bool:
    """Whether an integer is larger by one from lane to lane."""
    if e.op == "reg":
        return e.attr in moving
    if e.op in ("add", "sub") and e.dtype == "i64":
        x, y = e.args
        if moves_by_one(x, moving, varying):
            return not varies(y, varying)
        return e.op == "add" and not varies(x, varying) and moves_by_one(y, moving, varying)
    return False


def passing(procedure: Procedure) -> set[Reg]:
    """Registers that are assigned once, and read only behind that in the same body: no lane sees them otherwise."""
    return _seen_behind(procedure)[0]


def joined(procedure: Procedure) -> set[Reg]:
    """Registers that both bodies of one If assign, once each, and that are read only behind that If in its body."""
    return _seen_behind(procedure)[1]


def _seen_behind(procedure: Procedure) -> tuple[set[Reg], set[Reg]]:
    read: dict[Reg, int] = {}
    assigned: dict[Reg, int] = dict.fromkeys(procedure.inputs, 3)
    for s in statements(procedure.body):
        for r in reads(s):
            read[r] = read.get(r, 0) + 1
        if isinstance(s, Assign | Alloc | Pop):
            assigned[s.reg] = assigned.get(s.reg, 0) + 1
    once: set[Reg] = set()
    both: set[Reg] = set()

    def walk(body: Sequence[Statement]) -> None:
        later: dict[Reg, int] = {}
        for s in reversed(body):
            if isinstance(s, Assign | Pop) and assigned[s.reg] == 1 and later.get(s.reg, 0) == read.get(s.reg, 0):
                once.add(s.reg)
            if isinstance(s, If):
                arms = [{x.reg for x in arm if isinstance(x, Assign)} for arm in (s.body, s.orelse)]
                both.update([r for r in arms[0] & arms[1] if assigned[r] == 2 and later.get(r, 0) == read.get(r, 0)])
            for inner in statements([s]):
                for r in reads(inner):
                    later[r] = later.get(r, 0) + 1
            if isinstance(s, If):
                walk(s.body)
                walk(s.orelse)
            elif isinstance(s, For | While):
                walk(s.body)

    walk(procedure.body)
    return once - set(procedure.results), both - set(procedure.results)
