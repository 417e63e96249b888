"""A procedure in stages, whose derivative needs the tape of one stage at a time (runtime/checkpointing.py drives them).

Between stages there is a state: the registers that are read later, and the memory that they point to.  A stage is a
stretch of code, a loop whose iterations may be run some at a time, or a branch with stages of its own.  Each is made of
procedures from state to state, and so the derivatives of these, chained, are the derivative of the whole.

Memory of a state is given to a procedure as an input for each pointer.  Inputs do not overlap, but two pointers may
point to one block: then the second comes with the number of the first, see `Piece`.  Registers that only own memory
(Retain, Release) are no part of a state: the driver owns its memory, for longer than a procedure runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import final

from .building import integer, number, trips
from .facts import Facts, Memory, NotDifferentiable
from .ir import (
    COMPLEX,
    Assign,
    Break,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    While,
    bodies,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .partials import FLOATS
from .renaming import Liveness, reads, renamed
from .reverse import Pair, differentiate
from .rewriting import without
from .structured import parts_of, structured

_NULL = Expr("null", "ptr")


@final
class Piece:
    """Code from a state to a state.

    ins, outs: the registers of the states.  given, told: numbers after the state, among the inputs and the results.
    first: of each pointer among `ins` the pointers before it that may point to the same block, in order.
    The inputs of `procedure` are for each of `ins`: a number itself; the two parts of a complex number; a block (or
    null), and after it, where `first` has something, an i64: which of these has the block, or -1: none of them.
    Its results are for each of `outs` the register itself, or the two parts of a complex number.
    active: the registers that have cotangents, and which inputs they are (one by one for the parts of a number).
    """

    def __init__(
        self,
        stages: Stages,
        name: str,
        ins: Sequence[Reg],
        outs: Sequence[Reg],
        body: list[Statement],
        given: Sequence[Reg] = (),
        told: Sequence[Reg] = (),
    ):
        self.ins, self.outs, self.told = tuple(ins), tuple(outs), tuple(told)
        self.first: dict[Reg, list[Reg]] = {}
        self.active: list[tuple[Reg, int]] = []
        inputs: list[Reg] = []
        start: list[Statement] = []
        blocks: dict[Reg, Reg] = {}
        for r in ins:
            if stages.is_active(r):
                self.active += [(r, len(inputs) + part) for part in range(2 if r.dtype in COMPLEX else 1)]
            if r.dtype in COMPLEX:
                parts = _parts_of_number(r)
                inputs += parts
                start.append(Assign(r, Expr("complex", r.dtype, tuple([reg(p) for p in parts]))))
            elif r.dtype == "ptr":
                self.first[r] = [p for p in blocks if stages.group[p] == stages.group[r]]
                blocks[r] = Reg(r.name, "ptr")
                inputs.append(blocks[r])
                start.append(Assign(r, reg(blocks[r])))
                if self.first[r]:
                    which = Reg(f"{r.name}.block", "i64")
                    inputs.append(which)
                    for at, p in enumerate(self.first[r]):
                        same = Expr("eq", "bool", (reg(which), number(at)))
                        start.append(If(same, [Assign(r, reg(blocks[p]))]))
            else:
                inputs.append(r)
        owners = Liveness().block(body, frozenset()) - {*ins, *given}
        start += [Assign(r, _NULL) for r in sorted(owners, key=lambda r: r.name) if r.dtype == "ptr"]
        results: list[Reg] = []
        end: list[Statement] = []
        for r in outs:
            parts = _parts_of_number(r) if r.dtype in COMPLEX else [r]
            results += parts
            if r.dtype in COMPLEX:
                names = ("real", "imag")
                end += [Assign(p, Expr(n, p.dtype, (reg(r),))) for p, n in zip(parts, names, strict=True)]
        self.procedure = Procedure(name, [*inputs, *given], [*results, *told], [*start, *body, *end])

    def pair(self) -> Pair:
        """Its derivative by all that is active."""
        return differentiate(self.procedure, [i for _, i in self.active])


@final
class Stretch:
    """Code that is run as a whole.  written: the groups of memory that it writes."""

    def __init__(self, piece: Piece, written: set[int]):
        self.piece, self.written = piece, written


@final
class Branch:
    """One of two sequences."""

    def __init__(self, condition: Reg, then: Series, orelse: Series, written: set[int]):
        self.condition, self.then, self.orelse, self.written = condition, then, orelse, written


@final
class Loop:
    """A loop that can be run in parts.

    advance: takes the largest number of iterations; gives how many it was, and whether the loop is at its end.
    steps: exactly so many iterations, which must be there; this is what is differentiated.
    written: groups of memory that it writes; kept: those that it reads as well, which a snapshot has to hold.
    """

    def __init__(self, stages: Stages, ins: Sequence[Reg], turn: list[Statement], advance: Piece, steps: Piece):
        self.ins, self.advance, self.steps = tuple(ins), advance, steps
        self._stages, self._turn = stages, turn
        self.written = stages.written(turn)
        self.kept = self.written & stages.read(turn)
        self._iteration: Series | None = None

    def iteration(self) -> Series:
        """One iteration in stages."""
        if self._iteration is None:
            self._iteration = self._stages.sequence(self._turn, self.ins)
        return self._iteration


Stage = Stretch | Branch | Loop


@final
class Series:
    """Stages, one after the other."""

    def __init__(self, ins: Sequence[Reg], stages: list[Stage]):
        self.ins, self.stages = tuple(ins), stages

    @property
    def divided(self) -> bool:
        """Whether there is a loop in it."""
        return any(not isinstance(s, Stretch) for s in self.stages)


@final
class Stages:
    """A procedure in stages.  inputs: the state before the first; outs: that after the last.

    outs: the results, and the pointers among the inputs: memory of inputs that is written is a result as well.
    group: of each pointer, a number: pointers of different groups never point to the same block.
    Raises NotDifferentiable, with a reason, where nothing can be divided.
    """

    def __init__(self, procedure: Procedure, active: Sequence[int]):
        for s in statements(procedure.body):
            if isinstance(s, Library) and s.name in ("keep", "back"):
                raise NotDifferentiable("a function that calls itself, with arrays of its own")
            if isinstance(s, Library) and s.name == "host":
                raise NotDifferentiable(
                    f"'{getattr(s.attr, '__qualname__', 'a function')}' is a Python function, which is not run again"
                )
        changed = assigned(procedure.body)
        copies = {r: Reg(r.name, "ptr") for r in procedure.inputs if r.dtype == "ptr" and r in changed}
        self.inputs = tuple([copies.get(r, r) for r in procedure.inputs])
        start: list[Statement] = [Assign(r, reg(new)) for r, new in copies.items()]
        plain = Procedure(procedure.name, self.inputs, procedure.results, [*start, *procedure.body])
        self.procedure = renamed(structured(plain))
        self.facts = Facts(self.procedure, active)
        self.group = _groups(self.facts)
        self.outs = tuple(dict.fromkeys([*procedure.results, *[r for r in self.inputs if r.dtype == "ptr"]]))
        self._active = {self.group[p] for p, m in self.facts.pointees.items() if m & self.facts.memory}
        self._numbers: dict[Reg, int] = {}  # gives registers of states an order
        self.whole = self.sequence(self.procedure.body, self.outs, self.inputs)
        if not self.whole.divided:
            raise NotDifferentiable("it has no loop whose iterations could be differentiated some at a time")

    def is_active(self, r: Reg) -> bool:
        """Whether a register of a state has a cotangent."""
        return self.group[r] in self._active if r.dtype == "ptr" else r.dtype in FLOATS and r in self.facts.active

    def dtype(self, r: Reg) -> str | None:
        """Of the cotangents of what a pointer points to; None where there are none."""
        found: set[str] = set().union(*[self.facts.dtypes.get(m, set()) for m in self.facts.memories(r)])
        return next(iter(found), None)

    def written(self, body: list[Statement]) -> set[int]:
        """Groups of memory that statements write."""
        pointers = [s.base for s in statements(body) if isinstance(s, Store)]
        pointers += [s.pointers[2] for s in statements(body) if isinstance(s, Library)]
        return {self.group[p] for p in pointers}

    def read(self, body: list[Statement]) -> set[int]:
        """Groups of memory that statements read."""
        found = {self.group[p] for s in statements(body) if isinstance(s, Library) for p in s.pointers}
        loads = [e.attr for s in statements(body) for e in subexpressions(operands(s)) if e.op == "load"]
        return found | {self.group[p] for p in loads}

    # stages

    def sequence(self, body: list[Statement], outs: Sequence[Reg], ins: Sequence[Reg] | None = None) -> Series:
        parts = _parts(body)
        for r in (*self.inputs, *_met([s for part in parts for s in part.body])):
            self._numbers.setdefault(r, len(self._numbers))
        live = [frozenset(outs)]
        for part in reversed(parts):
            live.insert(0, Liveness().block(_without_owners(part.body), live[0]))
        states = [self._state(x) for x in live[:-1]] + [tuple(outs)]
        if ins is not None:
            states[0] = tuple(ins)
        return Series(states[0], [self._stage(part, states[i], states[i + 1]) for i, part in enumerate(parts)])

    def _state(self, live: Iterable[Reg]) -> tuple[Reg, ...]:
        kept = [r for r in live if r.dtype != "ptr" or r in self.facts.used or r in self.outs]
        return tuple(sorted(kept, key=self._numbers.__getitem__))

    def _stage(self, part: _Part, ins: tuple[Reg, ...], outs: tuple[Reg, ...]) -> Stage:
        written = self.written(part.body)
        (only, *_) = part.body
        name = self.procedure.name
        if part.kind is If:
            assert isinstance(only, If) and isinstance(only.condition.attr, Reg)
            then, orelse = [self.sequence(b, outs, ins) for b in (only.body, only.orelse)]
            return Branch(only.condition.attr, then, orelse, written)
        if part.kind is For:
            return self._for(part, ins)
        if part.kind is While:
            return self._while(part, ins)
        return Stretch(Piece(self, name, ins, outs, part.body), written)

    def _for(self, part: _Part, ins: tuple[Reg, ...]) -> Loop:
        (s,) = part.body
        assert isinstance(s, For)
        at, stop = s.start.attr, s.stop
        count, ran, over = Reg("count", "i64"), Reg("ran", "i64"), Reg("over", "bool")
        left = trips(s.start, stop, s.step)

        def some(n: Expr) -> list[Statement]:
            end = Reg("end", "i64")
            return [
                Assign(end, integer("add", reg(at), integer("mul", n, number(s.step)))),
                For(s.counter, reg(at), reg(end), s.body, s.step, s.parallel),
                Assign(at, reg(end)),
            ]

        tell: list[Statement] = [Assign(over, Expr("eq", "bool", (left, number(0))))]
        body = [Assign(ran, integer("min", reg(count), left)), *some(reg(ran)), *tell]
        advance = Piece(self, f"{self.procedure.name}_some", ins, ins, body, [count], [ran, over])
        steps = Piece(self, f"{self.procedure.name}_steps", ins, ins, some(reg(count)), [count])
        turn = [Assign(s.counter, reg(at)), *s.body, Assign(at, integer("add", reg(at), number(s.step)))]
        return Loop(self, ins, turn, advance, steps)

    def _while(self, part: _Part, ins: tuple[Reg, ...]) -> Loop:
        (s,) = part.body
        assert isinstance(s, While)
        _, leave, turn = parts_of(s)
        count, ran, turns = Reg("count", "i64"), Reg("ran", "i64"), Reg("turn", "i64")
        enough = Expr("or", "bool", (leave, Expr("ge", "bool", (reg(ran), reg(count)))))
        advanced = Assign(ran, integer("add", reg(ran), number(1)))
        body: list[Statement] = [Assign(ran, number(0)), While([If(enough, [Break()]), *turn, advanced])]
        advance = Piece(self, f"{self.procedure.name}_some", ins, ins, body, [count], [ran, leave.attr])
        steps: list[Statement] = [For(turns, number(0), reg(count), turn)]
        return Loop(self, ins, turn, advance, Piece(self, f"{self.procedure.name}_steps", ins, ins, steps, [count]))


def checkpointed(procedure: Procedure, active: Sequence[int]) -> Stages:
    """The procedure in stages, for the derivative by some inputs (positions), as for `differentiate`."""
    key = ("stages", *active)
    if key not in procedure.derived:
        procedure.derived[key] = Stages(procedure, active)
    found: Stages = procedure.derived[key]
    return found


def _parts_of_number(r: Reg) -> list[Reg]:
    """New registers for the parts of a complex number."""
    return [Reg(f"{r.name}.{part}", COMPLEX[r.dtype]) for part in ("real", "imag")]


# -- parts of a body


@final
class _Part:
    """Statements of one stage; kind: the class of the loop or branch that they are, or None."""

    def __init__(self, body: list[Statement], kind: type | None = None):
        self.body, self.kind = body, kind


def _divides(s: Statement) -> bool:
    """Whether a statement has stages of its own.  Loops over elements of arrays are run as a whole."""
    if isinstance(s, If):
        return any(_divides(x) for body in bodies(s) for x in body)
    return isinstance(s, While) or (isinstance(s, For) and not s.parallel)


def _parts(body: list[Statement]) -> list[_Part]:
    """A body in parts.  What a loop or a branch computes on entry belongs to the part before.

    While [head, leave, tail] becomes head, then While [leave, tail, head]: between iterations nothing is left undone.
    """
    parts = [_Part([])]
    for s in body:
        before = parts[-1].body
        if not _divides(s):
            before.append(s)
            continue
        new: Statement
        if isinstance(s, If):
            taken = Reg("taken", "bool")
            before.append(Assign(taken, s.condition))
            new = If(reg(taken), s.body, s.orelse)
        elif isinstance(s, For):
            at, stop = Reg("at", "i64"), Reg("stop", "i64")
            before += [Assign(at, s.start), Assign(stop, s.stop)]
            new = For(s.counter, reg(at), reg(stop), s.body, s.step)
        else:
            assert isinstance(s, While)
            head, leave, tail = parts_of(s)
            over = Reg("over", "bool")
            again: list[Statement] = [*head, Assign(over, leave)]
            before += again
            new = While([If(reg(over), [Break()]), *tail, *again])
        parts += [_Part([new], type(new)), _Part([])]
    return [part for part in parts if part.body]


def _without_owners(body: list[Statement]) -> list[Statement]:
    """Statements but for those that count owners of memory."""
    return without(body, lambda s: isinstance(s, Retain | Release))


def _met(body: list[Statement]) -> list[Reg]:
    """All registers of statements, in the order in which they are met."""
    found: dict[Reg, None] = {}
    for s in statements(body):
        own = assigned([s]) if not bodies(s) else {s.counter} if isinstance(s, For) else set()
        for r in sorted(own | reads(s), key=lambda r: r.name):
            found.setdefault(r)
    return list(found)


def _groups(facts: Facts) -> dict[Reg, int]:
    """Pointers that may point to the same memory, directly or by way of others, have the same number."""
    group: dict[Reg, int] = {}
    groups: list[set[Memory]] = []
    for memories in facts.pointees.values():
        apart = [g for g in groups if not g & memories]
        groups = [*apart, memories.union(*[g for g in groups if g & memories])]
    for r, memories in facts.pointees.items():
        group[r] = next((i for i, g in enumerate(groups) if g & memories), -1)
    for s in facts.all:  # pointers that are null wherever they are met
        for r in (assigned([s]) if not bodies(s) else set()) | reads(s):
            if r.dtype == "ptr":
                group.setdefault(r, -1)
    return group
