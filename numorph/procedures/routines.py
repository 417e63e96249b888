"""Functions that call themselves, as one loop over the blocks that they are made of.

The body of such a function has two statements more: `Call`, which starts it again from its beginning, and `Leave`,
after which the call that was made last goes on.  Here it becomes a loop in which a number says which block runs next.
What a call leaves in registers that are read after it is kept on a stack, in memory that grows; a loop with a call in
it becomes blocks as well.  To everything that comes after, such a function is a loop like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, final

from .ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Library,
    Reg,
    Release,
    Statement,
    Store,
    While,
    bodies,
    const,
    load,
    reg,
    statements,
)
from .parallel import assigned
from .renaming import reads

_FIRST = 16  # calls for which there is room at first


@final
class Call:
    """Start from the beginning.  moves: what the parameters become, after what has to be kept has been; of: which one.

    Inside a function that calls itself there may be calls of one around it: they stay what they are until that one
    becomes a loop, to which the loop that is made of the inner one is a loop with calls in it.
    """

    __slots__ = ("moves", "of")

    def __init__(self, moves: Sequence[Statement], of: Any):
        self.moves, self.of = list(moves), of


@final
class Leave:
    """Go on after the call that was made last, or after the function where there is none.  of: which function."""

    __slots__ = ("of",)

    def __init__(self, of: Any):
        self.of = of


def flattened(body: Sequence[Any], shared: Collection[Reg], deepest: int, of: Any) -> list[Statement]:
    """The function as a loop.  shared: registers that all calls share.  More than `deepest` calls at once bail."""
    return _Routine(body, set(shared), deepest, of).whole()


def with_moves(body: Sequence[Any]) -> list[Any]:
    """All statements, with what calls do to their parameters in their place."""
    every: list[Any] = list(statements(body))
    found = [s for s in every if not isinstance(s, Call | Leave)]
    return found + [s for c in every if isinstance(c, Call) for s in c.moves]


class _Jumps:
    """Where Break and Continue go in a loop that becomes blocks."""

    def __init__(self, after: int, following: int):
        self.after, self.following = after, following


class _Routine:
    """The blocks of a function, by their numbers; the first is where it begins."""

    def __init__(self, body: Sequence[Any], shared: set[Reg], deepest: int, of: Any):
        self.deepest, self.of = deepest, of
        self.blocks: dict[int, list[Any]] = {}
        self.resumed: list[int] = []  # the blocks after calls
        self.loops: list[_Jumps] = []
        self.state, self.depth, self.room = Reg("block", "i64"), Reg("depth", "i64"), Reg("room", "i64")
        self.count = 0
        self.local = assigned(with_moves(body)) - shared
        entry = self.number()
        self.write(entry, body, None)
        self.kept = self.needed()

    # -- blocks

    def number(self) -> int:
        self.count += 1
        return self.count - 1

    def write(self, block: int, body: Sequence[Any], after: int | None) -> None:
        self.blocks[block] = self.lowered(body, after)

    def go(self, block: int) -> list[Statement]:
        return [Assign(self.state, const(block, "i64")), Continue()]

    def lowered(self, body: Sequence[Any], after: int | None) -> list[Any]:
        """Statements without calls: what has some comes in other blocks.  after: the block that follows, if any."""
        out: list[Any] = []
        for k, s in enumerate(body):
            if not self.jumps(s):
                out.append(s)
                continue
            rest = body[k + 1 :]
            if isinstance(s, Leave):
                return [*out, s]
            if isinstance(s, Call):
                resumed = self.number()
                self.resumed.append(resumed)
                self.write(resumed, [_Back(resumed), *rest], after)
                return [*out, _Keep(resumed), *s.moves, Assign(self.depth, _plus(self.depth, 1)), *self.go(0)]
            if isinstance(s, Break | Continue):
                loop = self.loops[-1]
                return [*out, *self.go(loop.after if isinstance(s, Break) else loop.following)]
            following = after
            if rest or after is None:
                following = self.number()
                self.write(following, rest, after)
            if isinstance(s, If):
                return [*out, If(s.condition, self.lowered(s.body, following), self.lowered(s.orelse, following))]
            assert following is not None
            return [*out, *self.loop(s, following)]
        return [*out, *(self.go(after) if after is not None else [Bail("a function that ends without a result")])]

    def loop(self, s: Any, after: int) -> list[Any]:
        """A loop with a call in it, or one that is left from inside such a loop."""
        head = self.number()
        if isinstance(s, While):
            self.loops.append(_Jumps(after, head))
            self.write(head, s.body, head)
            self.loops.pop()
            return self.go(head)
        assert isinstance(s, For)
        stop, step = Reg("stop", "i64"), self.number()
        self.local |= {stop, s.counter}
        self.loops.append(_Jumps(after, step))
        test = Expr("lt" if s.step > 0 else "gt", "bool", (reg(s.counter), reg(stop)))
        first = self.number()
        self.write(first, s.body, step)
        self.loops.pop()
        self.write(step, [Assign(s.counter, _plus(s.counter, s.step))], head)
        self.blocks[head] = [If(test, self.go(first), self.go(after))]
        return [Assign(s.counter, s.start), Assign(stop, s.stop), *self.go(head)]

    def jumps(self, s: Any) -> bool:
        """Whether a statement is a jump between blocks, or holds one."""
        if isinstance(s, Call | Leave):
            return s.of is self.of
        if isinstance(s, Break | Continue):
            return bool(self.loops)
        if isinstance(s, If):
            return any([self.jumps(x) for b in bodies(s) for x in b])
        return any([isinstance(x, Call | Leave) and x.of is self.of for b in bodies(s) for x in _every(b)])

    # -- what is kept

    def needed(self) -> dict[int, list[Reg]]:
        """For each block after a call, the registers that it or later ones read."""
        wanted: dict[int, set[Reg]] = {b: set() for b in self.blocks}
        changed = True
        while changed:
            changed = False
            for b in reversed(self.blocks):
                read = _Uses(self, wanted).of(self.blocks[b])
                changed, wanted[b] = changed or read != wanted[b], read
        between = {r for registers in wanted.values() for r in registers} - wanted[0]
        self.between = sorted(between, key=lambda r: r.number)
        return {b: sorted(wanted[b], key=lambda r: r.number) for b in self.resumed}

    # -- the loop

    def whole(self) -> list[Statement]:
        slots: dict[str, dict[Reg, int]] = {"i64": {}}
        for registers in self.kept.values():
            for r in registers:
                slots.setdefault(r.dtype, {}).setdefault(r, len(slots[r.dtype]) if r.dtype in slots else 0)
        self.slots = slots
        self.sizes = {dtype: len(places) + (dtype == "i64") for dtype, places in slots.items()}
        self.stacks = {dtype: Reg(f"stack.{dtype}", "ptr") for dtype in slots}
        start: list[Statement] = [Assign(r, _nothing(r.dtype)) for r in self.between]
        first = min(_FIRST, self.deepest)
        start += [Assign(self.depth, const(0, "i64")), Assign(self.room, const(first, "i64"))]
        for dtype, stack in self.stacks.items():
            start.append(Alloc(stack, const(first * self.sizes[dtype], "i64"), _in_memory(dtype)))
        start.append(Assign(self.state, const(0, "i64")))
        self.blocks[0] = [*self.more_room(), *self.blocks[0]]
        body: list[Statement] = []
        for b in sorted(self.blocks):
            here = Expr("eq", "bool", (reg(self.state), const(b, "i64")))
            body.append(If(here, self.written(self.blocks[b])))
        return [*start, While(body), *[Release(stack) for stack in self.stacks.values()]]

    def written(self, body: Sequence[Any]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, _Keep):
                out += self.keep(s.block)
            elif isinstance(s, _Back):
                out += self.back(s.block)
            elif isinstance(s, Leave):
                out += self.leave()
            elif isinstance(s, If):
                out.append(If(s.condition, self.written(s.body), self.written(s.orelse)))
            else:
                out.append(s)
        return out

    def place(self, dtype: str, slot: int) -> Expr:
        size = const(self.sizes[dtype], "i64")
        first = Expr("mul", "i64", (reg(self.depth), size))
        return first if slot == 0 else Expr("add", "i64", (first, const(slot, "i64")))

    def slot(self, r: Reg) -> int:
        return self.slots[r.dtype][r] + (r.dtype == "i64")

    def keep(self, block: int) -> list[Statement]:
        found: list[Statement] = [Store(self.stacks["i64"], self.place("i64", 0), const(block, "i64"))]
        for r in self.kept[block]:
            stack, place = self.stacks[r.dtype], self.place(r.dtype, self.slot(r))
            found.append(Library("keep", (stack, r), (place,)) if r.dtype == "ptr" else Store(stack, place, reg(r)))
        return found

    def back(self, block: int) -> list[Statement]:
        found: list[Statement] = []
        for r in self.kept[block]:
            stack, place = self.stacks[r.dtype], self.place(r.dtype, self.slot(r))
            if r.dtype == "ptr":
                kept = Reg(r.name, "ptr")
                found += [Library("back", (stack,), (place,), (kept,)), Assign(r, Expr("reg", "ptr", (), kept))]
            else:
                found.append(Assign(r, load(stack, place, r.dtype)))
        return found

    def leave(self) -> list[Statement]:
        last = Expr("eq", "bool", (reg(self.depth), const(0, "i64")))
        return [
            If(last, [Break()]),
            Assign(self.depth, _plus(self.depth, -1)),
            Assign(self.state, load(self.stacks["i64"], self.place("i64", 0), "i64")),
            Continue(),
        ]

    def more_room(self) -> list[Statement]:
        """At the beginning of a call: room for what a call inside it keeps."""
        too_deep, more = Expr("eq", "bool", (reg(self.depth), const(self.deepest, "i64"))), Reg("more", "i64")
        twice = Expr("mul", "i64", (reg(self.room), const(2, "i64")))
        grow: list[Statement] = [
            If(too_deep, [Bail("calls that are too deep")]),
            Assign(more, Expr("min", "i64", (twice, const(self.deepest, "i64")))),
        ]
        for dtype, stack in self.stacks.items():
            old, i, size = Reg("old", "ptr"), Reg("i", "i64"), const(self.sizes[dtype], "i64")
            used = Expr("mul", "i64", (reg(self.room), size))
            copy = Store(stack, reg(i), load(old, reg(i), _in_memory(dtype)))
            grow += [Assign(old, Expr("reg", "ptr", (), stack))]
            grow += [Alloc(stack, Expr("mul", "i64", (reg(more), size)), _in_memory(dtype))]
            grow += [For(i, const(0, "i64"), used, [copy], parallel=True), Release(old)]
        grow.append(Assign(self.room, reg(more)))
        return [If(Expr("eq", "bool", (reg(self.depth), reg(self.room))), grow)]


class _Keep:
    """Where the registers are put on the stack that a block needs."""

    def __init__(self, block: int):
        self.block = block


class _Back:
    """Where they are taken from it."""

    def __init__(self, block: int):
        self.block = block


class _Uses:
    """What a block and those after it read of the registers of a call before the block has assigned them."""

    def __init__(self, routine: _Routine, wanted: dict[int, set[Reg]]):
        self.routine, self.wanted = routine, wanted
        self.read: set[Reg] = set()

    def of(self, body: Sequence[Any]) -> set[Reg]:
        self.body(body, frozenset())
        return self.read

    def body(self, body: Sequence[Any], known: frozenset[Reg]) -> frozenset[Reg]:
        local = self.routine.local
        for s in body:
            if isinstance(s, _Keep):
                self.read |= self.wanted[s.block] - known
            if isinstance(s, _Keep | _Back | Leave):
                continue
            if isinstance(s, Call):  # of a function around
                self.body(s.moves, known)
                continue
            self.read |= (reads(s) & local) - known
            if isinstance(s, If):
                known = self.body(s.body, known) & self.body(s.orelse, known)
            elif isinstance(s, For | While):
                self.body(s.body, known | {s.counter} if isinstance(s, For) else known)
            elif isinstance(s, Assign) and s.reg is self.routine.state:
                self.read |= self.wanted[s.value.attr] - known
            else:
                known |= assigned([s]) & local
        return known


def _every(body: Sequence[Any]) -> list[Any]:
    return list(statements(body))


def _in_memory(dtype: str) -> str:
    return "i64" if dtype == "ptr" else dtype


def _plus(r: Reg, k: int) -> Expr:
    return Expr("add", "i64", (reg(r), const(k, "i64")))


def _nothing(dtype: str) -> Expr:
    if dtype == "ptr":
        return Expr("null", "ptr")
    if dtype in ("c64", "c128"):
        part = const(0.0, "f32" if dtype == "c64" else "f64")
        return Expr("complex", dtype, (part, part))
    return const(False if dtype == "bool" else 0.0 if dtype[0] == "f" else 0, dtype)
