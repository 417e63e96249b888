"""The body of a procedure as LLVM IR: registers are variables on the stack, statements are blocks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ..procedures.hoisting import index_from_end
from ..procedures.ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Return,
    Statement,
    Store,
    While,
    operands,
    statements,
    subexpressions,
)
from ..procedures.unforeseen import unforeseen
from . import procedure_memory as memory
from .llvm_expressions import math_function
from .llvm_writer import FLOATING, Value
from .pacing import breathe
from .procedure_aliases import Aliases
from .procedure_chosen_way import ChosenWays
from .procedure_function import word_of
from .procedure_loops import Loops
from .procedure_products import DTYPES, WORDS
from .procedure_shared_code import SharedLoops
from .procedure_small_products import small_product
from .procedure_stack import on_stack
from .procedure_sums import unconditional
from .procedure_tape import pushed
from .procedure_turns_in_step import turns_in_step
from .procedure_values import Expressions, converted, llvm_type, number, parts_of, scalars, size_of, typed
from .target import Target

_FILL: Final = "@llvm.memset.p0.i64"
TAPE_OPERATIONS: Final = (Push, Pop, PushBlock, PopBlock)


def stored_dtype(dtype: str) -> str:
    """The type of a number in a slot."""
    return "f64" if dtype in FLOATING else "u64" if dtype in ("bool", "u8", "u16", "u32", "u64") else "i64"


class Lowering(Loops):
    """Statements to blocks."""

    def __init__(
        self,
        procedure: Procedure,
        target: Target,
        name: str,
        shared: bool = False,
        in_step: bool = False,
        quick: bool = False,
    ):
        super().__init__(procedure, target)
        self.name, self.target = name, target
        self.values = Expressions(self.w, self.room)
        self.values.may_branch = True
        self.quick = quick
        self.unforeseen = set() if quick else unforeseen(procedure.body)
        self.hosts: list[Library] = []
        self.reserved = 0  # bytes of the tape for which there is room
        self.returned = self.w.label()
        self.own_tape, self.results = procedure.own_tape, set(procedure.results)
        self.has_tape = any([isinstance(s, TAPE_OPERATIONS) for s in statements(procedure.body)])
        self.on_stack = on_stack(procedure)
        self.places: dict[Reg, str] = {}  # of that memory
        self.threads = shared
        self.small: set[str] = set()  # dtypes of products with small matrices
        self.shared = SharedLoops(self, procedure, shared)
        self.other_functions: list[str] = []  # that the code calls
        self.ways = ChosenWays(self, turns_in_step(procedure) if in_step else {})

    def body(self, procedure: Procedure) -> str:
        parameters = ["ptr noalias %outputs", "ptr noalias %context"]
        apart = not self.quick and self._inputs_are_apart(procedure)
        for k, r in enumerate(procedure.inputs):
            parameters.append(f"{llvm_type(r.dtype)} {'noalias ' if r.dtype == 'ptr' and apart else ''}%in{k}")
            self.values.write(r, Value(f"%in{k}", r.dtype, 1))
        if self.has_tape:
            self.take_tape()
        if not self.list(procedure.body):
            self.w.line(f"br label %{self.returned}")
        self._end(procedure)
        self.other_functions = [*self.shared.functions, *self.ways.functions()]
        return self.function("body", parameters)

    def _inputs_are_apart(self, procedure: Procedure) -> bool:
        """Whether memory of an input is reached by its pointer only; notes what other pointers reach."""
        aliases = Aliases(procedure, self.metadata, parts=self.shared.has_loops_of_user)
        self.values.notes_of, self.tape_notes = aliases.of, aliases.tape
        return aliases.inputs_stay_apart or not _uses_popped_pointers(procedure)

    def function(self, suffix: str, parameters: Sequence[str]) -> str:
        """Its text."""
        head = f"define internal i32 @{self.name}.{suffix}({', '.join(parameters)}) noinline #0 {{"
        return f"{head}\n{self.lines()}"

    def _end(self, procedure: Procedure) -> None:
        w = self.w
        w.begin(self.returned)
        slot = 0
        for r in procedure.results:
            for x in scalars(self.values.read(r)):
                if x.dtype != "ptr":
                    x = converted(w, x, stored_dtype(x.dtype))
                w.line(f"store {typed(x)}, ptr {word_of(w, '%outputs', slot)}, align 8")
                slot += 1
            slot += r.dtype == "ptr"
        if self.has_tape:
            self.write_tape()
        w.line("ret i32 0")

    def add_math(self, called: Iterable[tuple[str, str, int]]) -> None:
        """Math functions that another function of the module calls."""
        for name, dtype, arity in called:
            self.values.math[math_function(name, dtype, 1)] = name, dtype, arity

    # statements

    def list(self, body: Sequence[Statement]) -> bool:
        """Whether the end of it is never reached; what follows a jump is left out."""
        breathe()
        done = 0  # statements that have been written with one before
        for at, s in enumerate(body):
            if at < done:
                continue
            if isinstance(s, Pop):
                pops = [x for x in itertools.takewhile(lambda x: isinstance(x, Pop), body[at:]) if isinstance(x, Pop)]
                self.pops(pops)
                done = at + len(pops)
                continue
            if isinstance(s, Push) and not self.reserved:
                self.reserved = pushed(body[at:])
                self._room("top", "end", self.reserved, "procedure_grow")
            if _STATEMENTS[type(s)](self, s):
                return True
        return False

    def assign(self, s: Assign) -> None:
        if not self.groups and index_from_end(s.value) is not None:
            self._assign_rarely_negative(s)
        else:
            self.values.write(s.reg, self.values.number(s.value))

    def _assign_rarely_negative(self, s: Assign) -> None:
        """An index that may count from the end: the machine foresees a branch, and would wait for a choice."""
        w = self.w
        condition, from_end, index = s.value.args
        yes, after = w.label(), w.label()
        self.values.write(s.reg, self.values.value(index))
        w.line(f"br {self.values.value(condition).typed}, label %{yes}, label %{after}, !prof !0")
        w.begin(yes)
        self.values.write(s.reg, self.values.value(from_end))
        self.jump(after)
        w.begin(after)

    def store(self, s: Store) -> None:
        self.values.store_statement(s)

    def if_(self, s: If) -> bool:
        ended = False
        for t in unconditional(s) if self.groups and not self.quick else [s]:
            ended = self.branch(t) if isinstance(t, If) else bool(_STATEMENTS[type(t)](self, t))
        return ended

    def branch(self, s: If) -> bool:
        w = self.w
        negated = s.condition.op == "not" and s.condition.dtype == "bool"
        condition = self.values.value(s.condition.args[0] if negated else s.condition)
        first = s.body[0] if s.body else None
        yes, no, after = w.label(), w.label(), w.label()
        if isinstance(first, Bail):
            yes = self.bail_label(first.reason)
        rare = f", !prof !{2 if negated else 0}"
        note = rare if isinstance(first, Bail) else ", !unpredictable !1" if s in self.unforeseen else ""
        ways = (f"label %{yes}", f"label %{no if s.orelse else after}")
        w.line(f"br {condition.typed}, {', '.join(ways[::-1] if negated else ways)}{note}")
        ended = isinstance(first, Bail)
        if not ended:
            w.begin(yes)
            ended = self.list(s.body) or not self.jump(after)
        if s.orelse:
            w.begin(no)
            ended = (self.list(s.orelse) or not self.jump(after)) and ended
        elif ended:
            ended = False
        if not ended:
            w.begin(after)
        return ended

    def bail(self, s: Bail) -> bool:
        return self.jump(self.bail_label(s.reason))

    # loops

    def for_(self, s: For) -> None:
        if not self.shared.loop(s):
            self.alone(s)

    def alone(self, s: For) -> None:
        """A loop on one thread."""
        if id(s) in self.ways.found:
            self.ways.loop(self.ways.found[id(s)])
        else:
            self.loop(s)

    def inner(self, polls: bool, may_be_stopped: bool) -> Lowering:
        """For another function of the module, which runs a part of this one."""
        inner = Lowering(Procedure("", (), (), []), self.target, self.name)
        inner.metadata, inner.values.math, inner.w.declarations = self.metadata, self.values.math, self.w.declarations
        inner.w.globals, inner.values.notes_of = self.w.globals, self.values.notes_of
        inner.reasons, inner.on_stack, inner.unforeseen = self.reasons, self.on_stack, self.unforeseen
        inner.around, inner.polls, inner.may_be_stopped = self.around, polls, may_be_stopped
        return inner

    # memory with owners

    def alloc(self, s: Alloc) -> None:
        if s.reg in self.on_stack:
            self._stack(s, self.on_stack[s.reg])
            return
        count = self.values.value(s.count)
        size = f"i64 {size_of(s.dtype)}"
        within = self.own_tape and s.reg not in self.results  # those outlast the tape
        if self.has_tape:
            self.write_tape(volatile=True)  # what is on it counts against the limit
        function = "procedure_alloc_within" if within else "procedure_alloc"
        found = self.call(function, "ptr %context", count.typed, size, f"i64 {int(s.zero)}")
        self.values.write(s.reg, self.checked(found))

    def _stack(self, s: Alloc, nbytes: int) -> None:
        """Memory that all turns of a loop have one after the other."""
        if s.reg not in self.places:
            self.places[s.reg] = name = f"%r{len(self.frame)}"
            self.frame.append(f"  {name} = alloca [{max(nbytes, 1)} x i8], align 64")
        place = self.places[s.reg]
        if nbytes:  # what LLVM takes for undefined it would read as it pleases
            self.w.declarations[_FILL] = f"declare void {_FILL}(ptr, i8, i64, i1)"
            self.w.line(f"call void {_FILL}(ptr align 64 {place}, i8 0, i64 {nbytes}, i1 false)")
        self.values.write(s.reg, Value(place, "ptr", 1))

    def retain(self, s: Retain) -> None:
        self.call("procedure_retain", f"ptr {self.values.pointer(s.reg)}")

    def release(self, s: Release) -> None:
        if s.reg in self.on_stack:
            return
        self.call("procedure_release", "ptr %context", f"ptr {self.values.pointer(s.reg)}")

    # routines

    def library(self, s: Library) -> None:
        if s.name == "matmul" and s.attr is None:
            self._matmul(s)
        elif s.name == "small":
            small_product(self, s)
        elif s.name in ("keep", "back"):
            self._keep_or_back(s)
        elif s.name == "held":
            self.held(*s.results)
        elif s.name == "host":
            self._host(s)
        else:
            raise ValueError(f"There is no routine '{s.name}'.")

    def _keep_or_back(self, s: Library) -> None:
        """A pointer to a word of memory, or from there."""
        at = self.values.places(self.values.pointer(s.pointers[0]), self.values.value(s.values[0]), "i64")[0][0]
        if s.name == "keep":
            self.w.line(f"store ptr {self.values.pointer(s.pointers[1])}, ptr {at}, align 8")
        else:
            self.values.write(s.results[0], self.values.load(at, "ptr", 8))

    def _matmul(self, s: Library) -> None:
        words = self.buffer(WORDS)
        for k, e in enumerate(s.values):
            self.w.line(f"store {self.values.value(e).typed}, ptr {word_of(self.w, words, k)}, align 8")
        pointers = [f"ptr {self.values.pointer(p)}" for p in s.pointers]
        dtype = f"i64 {DTYPES.index(s.dtype)}"
        self.checked(self.call("procedure_matmul", "ptr %context", dtype, *pointers, f"ptr {words}"))

    def _host(self, s: Library) -> None:
        """Operands in slots, then the results in slots; see ProcedureCode."""
        w, values = self.w, self.values
        given = [x for e in s.values for x in scalars(values.number(e))]
        wanted = [part for r in s.results for part in parts_of(r.dtype)]
        slots = self.buffer(len(s.pointers) + len(given) + len(wanted))
        for k, p in enumerate(s.pointers):
            w.line(f"store ptr {values.pointer(p)}, ptr {word_of(w, slots, k)}, align 8")
        for k, x in enumerate(given):
            x = x if x.dtype == "ptr" else converted(w, x, stored_dtype(x.dtype))
            w.line(f"store {typed(x)}, ptr {word_of(w, slots, len(s.pointers) + k)}, align 8")
        function = w.emit(f"load ptr, ptr {word_of(w, '%context', memory.HOST)}, align 8", "i64", 1).text
        status = w.emit(f"call i32 {function}(ptr %context, i64 {len(self.hosts)}, ptr {slots})", "i32", 1)
        self.hosts.append(s)
        self.fail_if(w.compare("ne", status, w.constant(0, "i32")))
        k = len(s.pointers) + len(given)
        for r in s.results:
            found = []
            for part in parts_of(r.dtype):
                x = values.load(word_of(w, slots, k), "ptr" if part == "ptr" else stored_dtype(part), 8)
                found.append(x if part == "ptr" else converted(w, x, part))
                k += 1
            values.write(r, number(found))


def _uses_popped_pointers(procedure: Procedure) -> bool:
    """Whether memory is reached by pointers off the tape, or kept ones: those may be inputs, which LLVM cannot know."""
    every = list(statements(procedure.body))
    popped = {s.reg for s in every if isinstance(s, Pop) and s.reg.dtype == "ptr"}
    popped |= {r for s in every if isinstance(s, Library) and s.name == "back" for r in s.results}
    if not popped:
        return False
    used: set[Reg] = set()
    for s in statements(procedure.body):
        used |= {e.attr for e in subexpressions(operands(s)) if e.op in ("load", "reg")}
        used |= {s.base} if isinstance(s, Store) else {*s.pointers} if isinstance(s, Library) else set()
    return not popped.isdisjoint(used)


_STATEMENTS: dict[Any, Any] = {
    Assign: Lowering.assign,
    Store: Lowering.store,
    If: Lowering.if_,
    For: Lowering.for_,
    While: Lowering.while_,
    Break: lambda self, s: self.jump(self.loops[-1].after),
    Continue: lambda self, s: self.jump(self.loops[-1].again),
    Return: lambda self, s: self.jump(self.returned),
    Bail: Lowering.bail,
    Alloc: Lowering.alloc,
    Retain: Lowering.retain,
    Release: Lowering.release,
    Library: Lowering.library,
    Push: Lowering.push,
    PushBlock: Lowering.push_block,
    PopBlock: Lowering.pop_block,
}
