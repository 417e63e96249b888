"""The rules that all procedures keep: dtypes, where jumps may stand, what parallel loops may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, final

from ..codegen.check import is_operation
from ..codegen.loops import LEAVES, SIZES
from ..errors import Diagnostic
from .ir import (
    COMPLEX,
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
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
    bodies,
    statements,
    subexpressions,
)
from .parallel import accumulated, assigned
from .renaming import reads
from .text import show, show_expression, show_statement

_SCALARS = {*SIZES, *COMPLEX}
_NOT_HERE = {*LEAVES, "table", "rare"}  # operations of LoopIR that procedures do not have
_OF_COMPLEX = {"add": 2, "sub": 2, "mul": 2, "div": 2, "neg": 1}
_FREE = ("add", "mul", "min", "max")
_ORDERED = Break | Continue | Return | Bail | Alloc | Retain | Release | Push | Pop | PushBlock | PopBlock | While


class ProcedureError(Diagnostic, AssertionError):
    """A procedure broke the rules that all procedures keep: a mistake in numorph."""

    def __init__(self, message: str, **kw: Any):
        super().__init__(message, frame=None, **kw)


def check(procedure: Procedure, last: bool = False) -> None:
    """Raise ProcedureError if the procedure breaks a rule of `ir`.

    last: only code is made of it, so that parallel loops may hold others.
    """
    with _told(procedure):
        _header(procedure)
        _Checker(last).body(procedure.body)


def check_parallel_loops(procedure: Procedure) -> None:
    """The same of parallel loops only, in a procedure of which code is made: what is wrong there still compiles."""
    with _told(procedure):
        checker = _Checker(last=True)
        for s in statements(procedure.body):
            if isinstance(s, For) and s.parallel:
                checker.parallel(s)


@contextmanager
def _told(procedure: Procedure) -> Iterator[None]:
    try:
        yield
    except _Broken as e:
        raise ProcedureError(
            f"A procedure is wrong: {e}.", notes=(*e.notes, f"the procedure is\n{show(procedure)}")
        ) from None


class _Broken(Exception):
    def __init__(self, message: str, *notes: str):
        super().__init__(message)
        self.notes = notes


def _header(procedure: Procedure) -> None:
    if len({*procedure.inputs}) != len(procedure.inputs):
        raise _Broken("two inputs are one register")
    for r in (*procedure.inputs, *procedure.results):
        if r.dtype in COMPLEX or r.dtype not in (*_SCALARS, "ptr"):
            raise _Broken(f"the input or result '{r.name}' is {r.dtype}")


@final
class _Checker:
    def __init__(self, last: bool) -> None:
        self.last = last
        self.loops: list[For | While] = []
        self.counters: set[Reg] = set()

    def fail(self, message: str, s: Statement) -> NoReturn:
        raise _Broken(message, f"the statement is: {show_statement(s)}")

    def body(self, body: Iterable[Statement]) -> None:
        for s in body:
            self.statement(s)

    def statement(self, s: Statement) -> None:
        for r in assigned([s]) if not isinstance(s, If | While) else ():
            if r.dtype not in (*_SCALARS, "ptr"):
                self.fail(f"there is no dtype '{r.dtype}'", s)
        if isinstance(s, For):
            self.loop(s)
            return
        self.assigns(s)
        if isinstance(s, Assign):
            self.expression(s.value, s.reg.dtype, s)
        elif isinstance(s, Store):
            self.pointer(s.base, s)
            self.expression(s.index, "i64", s)
            self.scalar(s.value, s)
        elif isinstance(s, If):
            self.expression(s.condition, "bool", s)
        elif isinstance(s, Alloc | PushBlock | PopBlock):
            self.pointer(s.reg, s)
            self.expression(s.count, "i64", s)
            if s.dtype not in _SCALARS:
                self.fail(f"there is no memory of '{s.dtype}'", s)
            if isinstance(s, PushBlock | PopBlock) and s.twin is not None:
                self.pointer(s.twin, s)
        elif isinstance(s, Retain | Release):
            self.pointer(s.reg, s)
        elif isinstance(s, Library):
            self.library(s)
        elif isinstance(s, Push):
            self.expression(s.value, s.value.dtype, s)
        elif isinstance(s, Break | Continue) and not self.loops:
            self.fail("it stands in no loop", s)
        if isinstance(s, While):
            self.loops.append(s)
        for inner in bodies(s):
            self.body(inner)
        if isinstance(s, While):
            self.loops.pop()

    def assigns(self, s: Statement) -> None:
        own = assigned([s]) if not bodies(s) else set()
        if own & self.counters:
            self.fail("a loop's counter is assigned in its body", s)

    def loop(self, s: For) -> None:
        if s.counter.dtype != "i64" or s.counter in self.counters:
            self.fail("the counter is an i64 that no loop around it has", s)
        if type(s.step) is not int or s.step == 0:
            self.fail("the step is a number other than 0", s)
        self.expression(s.start, "i64", s)
        self.expression(s.stop, "i64", s)
        if s.parallel:
            self.parallel(s)
        self.loops.append(s)
        self.counters.add(s.counter)
        self.body(s.body)
        self.counters.discard(s.counter)
        self.loops.pop()

    def parallel(self, s: For) -> None:
        for inner in statements(s.body):
            if isinstance(inner, _ORDERED) or (isinstance(inner, For) and not (inner.parallel or self.last)):
                self.fail(f"a parallel loop holds: {show_statement(inner)}", s)
        own = assigned(s.body) - accumulated(s.body).keys()
        _Order(own, s, self).body(s.body, frozenset())

    # expressions

    def pointer(self, r: Reg, s: Statement) -> None:
        if r.dtype != "ptr":
            self.fail(f"'{r.name}' is {r.dtype}, not a pointer", s)

    def scalar(self, e: Expr, s: Statement) -> None:
        if e.dtype not in _SCALARS:
            self.fail(f"there are no numbers of '{e.dtype}'", s)
        self.expression(e, e.dtype, s)

    def expression(self, whole: Expr, dtype: str, s: Statement) -> None:
        if whole.dtype != dtype:
            self.fail(f"an expression is {whole.dtype}, not {dtype}: {show_expression(whole)}", s)
        for e in subexpressions([whole]):
            given = tuple([a.dtype for a in e.args])
            if not _known(e, given):
                operands = f" of {', '.join(given)}" if given else ""
                self.fail(f"there is no '{e.op} {e.dtype}'{operands}: {show_expression(e)}", s)

    def library(self, s: Library) -> None:
        for p in s.pointers:
            self.pointer(p, s)
        for v in s.values:
            self.scalar(v, s)
        if s.name == "matmul":
            if len(s.pointers) != 3 or [v.dtype for v in s.values] != ["i64"] * 12 or s.results:
                self.fail("a product of matrices has three pointers and twelve integers", s)
            if s.dtype not in _SCALARS - {"bool", "f16"} or s.attr not in (None, "add", "first"):
                self.fail(f"there are no products of matrices of '{s.dtype}'", s)
        elif s.name == "small":
            if len(s.pointers) != 3 or [v.dtype for v in s.values] != ["i64"] * 16 or s.results:
                self.fail("a product with a small matrix has three pointers and sixteen integers", s)
            if s.dtype not in ("f32", "f64") or s.attr not in (None, "add"):
                self.fail(f"there are no such products of small matrices of '{s.dtype}'", s)
        elif s.name in ("keep", "back"):
            counts = (2, 0) if s.name == "keep" else (1, 1)
            if (len(s.pointers), len(s.results)) != counts or [v.dtype for v in s.values] != ["i64"]:
                self.fail("an address that is kept has a place in memory", s)
            for r in s.results:
                self.pointer(r, s)
        elif s.name == "held":
            if s.pointers or s.values or [r.dtype for r in s.results] != ["i64", "i64"]:
                self.fail("what is held is told by two integers", s)
        elif s.name != "host":
            self.fail(f"there is no routine '{s.name}'", s)
        elif not callable(s.attr):
            self.fail("a host routine has a Python function", s)
        elif any(r.dtype in COMPLEX for r in s.results) or any(v.dtype in COMPLEX for v in s.values):
            self.fail("numbers that go to Python are not complex", s)


def _known(e: Expr, given: tuple[str, ...]) -> bool:
    op, dtype = e.op, e.dtype
    if op == "reg":
        return isinstance(e.attr, Reg) and e.attr.dtype == dtype and not given
    if op == "load":
        return isinstance(e.attr, Reg) and e.attr.dtype == "ptr" and given == ("i64",) and dtype in _SCALARS
    if op == "null":
        return dtype == "ptr" and not given
    if op == "const" and dtype in COMPLEX:
        return type(e.attr) is complex and not given
    if op == "complex":
        return dtype in COMPLEX and given == (COMPLEX[dtype],) * 2
    if op == "real" or op == "imag":
        return len(given) == 1 and COMPLEX.get(given[0]) == dtype
    if (op == "eq" or op == "ne") and "ptr" in given:
        return dtype == "bool" and given == ("ptr", "ptr")
    if op == "opaque":
        return dtype == "i64" and given == ("i64",)
    if op == "overflows":
        return e.attr in ("add", "sub", "mul", "shl") and dtype == "bool" and given == ("i64", "i64")
    if e.attr == "free" and op not in _FREE:
        return False
    if dtype in COMPLEX or any(d in COMPLEX for d in given):
        return _known_complex(e, given)
    if op != "const" and op in _NOT_HERE:
        return False
    return "ptr" not in (dtype, *given) and is_operation(e, given)


def _known_complex(e: Expr, given: tuple[str, ...]) -> bool:
    op, dtype = e.op, e.dtype
    if op in _OF_COMPLEX:
        return given == (dtype,) * _OF_COMPLEX[op]
    if op == "eq" or op == "ne":
        return dtype == "bool" and len(given) == 2 and given[0] == given[1]
    if op == "select":
        return given == ("bool", dtype, dtype)
    return op == "convert" and len(given) == 1 and dtype in COMPLEX and given[0] in _SCALARS


@final
class _Order:
    """In a parallel loop, registers of an iteration are assigned before they are read, on every way."""

    def __init__(self, own: set[Reg], loop: For, checker: _Checker):
        self.own, self.loop, self.checker = own, loop, checker

    def body(self, body: Sequence[Statement], known: frozenset[Reg]) -> frozenset[Reg]:
        for s in body:
            unknown = (reads(s) & self.own) - known
            if unknown:
                names = ", ".join([f"'{r.name}'" for r in unknown])
                self.checker.fail(f"{names}: an iteration may read it before it assigns it", s)
            if isinstance(s, If):
                known = self.body(s.body, known) & self.body(s.orelse, known)
            elif isinstance(s, For):
                self.body(s.body, known | {s.counter})
            else:
                known |= assigned([s])
        return known
