"""The rules that all kernels keep; `check` raises KernelError where one is broken.

Lowering and the interpreter rely on them and do not look again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, NoReturn, final

from ..errors import Diagnostic
from .loops import (
    ARITHMETIC,
    COMPARISONS,
    FLOATS,
    GRID,
    LEAVES,
    MOST_THREADS,
    NARROW,
    OTHERS,
    SIGNED,
    SIZES,
    THREADS,
    UNSIGNED,
    Accumulator,
    Expr,
    Kernel,
    Loop,
    Place,
    Scan,
    Statement,
    Store,
    Update,
    expressions,
)
from .mathlib import FUNCTIONS
from .text import show, show_expression, show_statement

_INTEGERS = SIGNED + UNSIGNED
_COMPUTED = tuple([f for f in FLOATS if f not in NARROW])
_NUMBERS = _COMPUTED + _INTEGERS
_DTYPES_OF: dict[str, tuple[str, ...]] = {  # of the operations in ARITHMETIC; floats where nothing is said
    **dict.fromkeys(("add", "sub", "mul", "min", "max", "neg", "abs"), _NUMBERS),
    **dict.fromkeys(("quo", "rem", "shl", "shr", "clz", "popcount"), _INTEGERS),
    **dict.fromkeys(("and", "or", "xor", "not"), ("bool", *_INTEGERS)),
    "mulhi": ("u32", "u64"),
}
_DTYPES_OF_ACCUMULATORS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("add", "mul", "min", "max", "argmin", "argmax"), _NUMBERS),
    **dict.fromkeys(("and", "or"), ("bool", *_INTEGERS)),
    "set": ("bool", *_NUMBERS),
}


class KernelError(Diagnostic, AssertionError):
    """A kernel broke the rules that all kernels keep: a mistake in numorph."""

    def __init__(self, message: str, **kw: Any):
        super().__init__(message, frame=None, **kw)


def check(kernel: Kernel) -> None:
    """Raise KernelError if the kernel breaks a rule of `loops`."""
    checker = _Checker(kernel)
    checker.header()
    try:
        checker.loop(kernel.body, {}, alone_in="kernel")
    except _Broken as e:
        raise KernelError(f"A kernel is wrong: {e}.", notes=(*e.notes, f"the kernel is\n{show(kernel)}")) from None


def check_expression(expr: Expr) -> None:
    """Raise KernelError if an operation in an expression has operands that it does not take; names are free."""
    try:
        for e in _parts([expr]):
            _operation(e)
    except _Broken as e:
        raise KernelError(f"An expression is wrong: {e}.", notes=e.notes) from None


class _Broken(Exception):
    def __init__(self, message: str, *notes: str):
        super().__init__(message)
        self.notes = notes


class _Name(NamedTuple):
    """What a name stands for: a loop's counter (op "counter") or an accumulator.

    varies: it differs between the lanes of the vector loop.  hidden: why it cannot be read now, if so.
    grid: the grid loops whose counters it may depend on.
    """

    op: str
    dtype: str
    varies: bool
    hidden: str = ""
    grid: frozenset[str] = frozenset()


_Scope = dict[str, _Name]


@final
class _Checker:
    def __init__(self, kernel: Kernel):
        self.kernel = kernel
        self.buffers = {b.name: b for b in kernel.buffers}
        self.params = set(kernel.params)
        self.vector: Loop | None = None  # the vector loop around the statement
        self.outside: _Scope = {}  # what is declared outside of it
        self.grid: list[Loop] = []  # the grid loops around the statement

    def header(self) -> None:
        names = [*[b.name for b in self.kernel.buffers], *self.kernel.params]
        if len({*names}) != len(names) or not all(n.isidentifier() for n in names):
            raise KernelError(f"Buffers and parameters have different names, which are words: {names}.")
        aliased = [b.aliases for b in self.kernel.buffers if b.aliases is not None]
        if len({*aliased}) != len(aliased):
            raise KernelError("Two buffers overwrite the same one.")
        for b in self.kernel.buffers:
            if b.dtype not in SIZES:
                raise KernelError(f"There is no dtype '{b.dtype}'.")
            if b.aliases is not None:
                x = self.buffers.get(b.aliases)
                if x is None or x.written or not b.written or SIZES[x.dtype] != SIZES[b.dtype]:
                    raise KernelError(f"'{b.name}' is no output that can overwrite an input '{b.aliases}'.")

    # statements

    def body(self, body: Sequence[Statement], scope: _Scope, kind: str = "") -> None:
        """What stands in a loop; `kind`: "parallel" or "grid" if it is one."""
        scope = dict(scope)
        for s in body:
            if isinstance(s, Loop):
                self.loop(s, scope, kind if len(body) == 1 else "")
            elif isinstance(s, Accumulator):
                self.accumulator(s, scope)
            elif isinstance(s, Update):
                self.update(s, scope)
            elif isinstance(s, Scan):
                self.scan(s, scope)
            elif isinstance(s, Store):
                self.store(s, scope)
            else:
                self.expression(s.condition, "bool", scope, s)

    def loop(self, s: Loop, scope: _Scope, alone_in: str = "") -> None:
        """alone_in: "kernel", "parallel" or "grid" if the loop is all that stands in one, else empty."""
        self.new_name(s.var, scope, s)
        for bound in (s.start, s.stop):
            self.expression(bound, "i64", scope, s)
            if self.vector is not None and any(scope[v].varies for v in bound.vars):
                self.fail("the bounds of a loop are the same in all lanes", s)
        scans = [inner for inner in s.body if isinstance(inner, Scan)]
        if s.parallel and (alone_in not in ("kernel", "parallel") or s.reverse):
            self.fail("a parallel loop is the outermost one or all that stands in another, and runs upwards", s)
        if s.parallel and alone_in == "kernel" and not _is_zero(s.start):
            self.fail("a parallel loop that is the outermost one runs upwards from 0", s)
        if s.grid is not None:
            self.grid_loop(s, alone_in)
            self.body(s.body, scope | {s.var: _Name("counter", "i64", False, grid=frozenset([s.var]))}, "grid")
            return
        if s.reverse and s.vector and not scans:
            self.fail("only a vector loop that holds a Scan runs in reverse", s)
        kind = "parallel" if s.parallel else ""
        counter = _Name("counter", "i64", s.vector, grid=_grid_of(s.start.vars | s.stop.vars, scope))
        if not s.vector:
            self.body(s.body, scope | {s.var: counter}, kind)
            return
        if self.vector is not None:
            self.fail("a vector loop holds no further one", s)
        if self.grid:
            self.fail("a lane of a grid holds no vector loop", s)
        if len({scan.name for scan in scans}) != len(scans):
            self.fail("an accumulator is scanned twice", s)
        self.vector, self.outside = s, scope
        hidden = dict.fromkeys(_updated(s.body), "is known when the vector loop has ended")
        hidden |= dict.fromkeys([scan.name for scan in scans], "is known after its Scan")
        inside = {n: name._replace(hidden=hidden.get(n, "")) for n, name in scope.items()}
        self.body(s.body, inside | {s.var: counter}, kind)
        self.vector, self.outside = None, {}

    def grid_loop(self, s: Loop, alone_in: str) -> None:
        axes = [loop.grid for loop in self.grid]
        if s.grid not in GRID:
            self.fail(f"a grid has no axis '{s.grid}'", s)
        if s.grid in axes:
            self.fail(f"the grid has two axes '{s.grid}'", s)
        if alone_in not in ("kernel", "grid"):
            self.fail("a grid loop is the outermost one or all that stands in another", s)
        if s.parallel or s.vector or s.short or s.reverse or not _is_zero(s.start):
            self.fail("a grid loop is of no other kind, and runs from 0", s)
        if any(e.op in ("load", "var", "local") for e in expressions([s.stop])):
            self.fail("the extent of a grid loop is known before the launch", s)
        self.grid.append(s)
        threads = [loop.stop for loop in self.grid if loop.grid in THREADS]
        if threads and s.grid not in THREADS:
            self.fail("threads are inside of blocks", s)
        constant = all(x.op == "const" and x.attr > 0 for x in threads)
        if not constant or math.prod([x.attr for x in threads]) > MOST_THREADS:
            self.fail(f"a block has a constant number of threads, from 1 to {MOST_THREADS}", s)

    def accumulator(self, s: Accumulator, scope: _Scope) -> None:
        self.new_name(s.name, scope, s)
        if s.dtype not in _DTYPES_OF_ACCUMULATORS.get(s.op, ()):
            self.fail(f"there is no accumulator of {s.dtype} for '{s.op}'", s)
        if s.init is not None:
            if s.op in ("argmin", "argmax"):
                self.fail(f"an accumulator for '{s.op}' starts with nothing", s)
            self.expression(s.init, s.dtype, scope, s)
        scope[s.name] = _Name(s.op, s.dtype, self.vector is not None, grid=frozenset([g.var for g in self.grid]))

    def update(self, s: Update, scope: _Scope) -> None:
        name = self.accumulator_of(s, scope)
        self.expression(s.value, name.dtype, scope, s)
        if (s.index is not None) != (name.op in ("argmin", "argmax")):
            self.fail("an index belongs to argmin and argmax", s)
        if s.index is not None:
            self.expression(s.index, "i64", scope, s)
        if s.mask is not None:
            self.expression(s.mask, "bool", scope, s)
        if name.op == "set" and s.name in self.outside:
            self.fail("an accumulator that is set belongs to one lane", s)

    def scan(self, s: Scan, scope: _Scope) -> None:
        name = self.accumulator_of(s, scope)
        self.expression(s.value, name.dtype, scope, s)
        if name.op not in ("add", "mul", "min", "max"):
            self.fail(f"'{name.op}' cannot be scanned", s)
        if self.vector is None or all(inner is not s for inner in self.vector.body) or s.name not in self.outside:
            self.fail("a Scan stands in the body of a vector loop, its accumulator outside of the loop", s)
        if s.name in _updated(self.vector.body):
            self.fail(f"'{s.name}' is both scanned and updated", s)
        scope[s.name] = name._replace(varies=True, hidden="")

    def store(self, s: Store, scope: _Scope) -> None:
        buffer = self.place(s.place, scope, s)
        if not buffer.written:
            self.fail(f"'{buffer.name}' is only read", s)
        self.expression(s.value, buffer.dtype, scope, s)
        several = {g.var for g in self.grid if (g.stop.op, g.stop.attr) != ("const", 1)}
        same = sorted(several - _grid_of(s.place.vars, scope))
        if same:
            self.fail(f"lanes of the grid store to one place, which does not depend on {', '.join(same)}", s)

    # names and expressions

    def fail(self, message: str, s: Statement) -> NoReturn:
        raise _Broken(message, f"the statement is: {show_statement(s)}")

    def new_name(self, name: str, scope: _Scope, s: Statement) -> None:
        if name in scope:
            self.fail(f"the name '{name}' is taken", s)
        if not name.isidentifier():
            self.fail(f"'{name}' is no word", s)

    def accumulator_of(self, s: Update | Scan, scope: _Scope) -> _Name:
        if s.name not in scope or scope[s.name].op == "counter":
            self.fail(f"there is no accumulator '{s.name}'", s)
        return scope[s.name]

    def expression(self, expr: Expr, dtype: str, scope: _Scope, s: Statement) -> None:
        if expr.dtype != dtype:
            self.fail(f"an expression is {expr.dtype}, not {dtype}: {show_expression(expr)}", s)
        for e in _parts([expr]):
            _operation(e)
            self.leaf(e, scope, s)

    def leaf(self, e: Expr, scope: _Scope, s: Statement) -> None:
        if e.op == "param":
            self.param(e.attr, s)
        elif e.op == "load":
            buffer = self.place(e.attr, scope, s, walked=True)
            if e.dtype != buffer.dtype:
                self.fail(f"'{buffer.name}' is {buffer.dtype}, and read as {e.dtype}", s)
        elif e.op == "var" or e.op == "local":
            name = scope.get(e.attr)
            if name is None or (name.op == "counter") != (e.op == "var"):
                self.fail(f"there is no {'loop' if e.op == 'var' else 'accumulator'} '{e.attr}'", s)
            if name.hidden:
                self.fail(f"the value of '{e.attr}' {name.hidden}", s)
            dtype = "i64" if name.op in ("argmin", "argmax") else name.dtype
            if e.dtype != dtype:
                self.fail(f"'{e.attr}' is {dtype}, and read as {e.dtype}", s)

    def place(self, p: Place, scope: _Scope, s: Statement, walked: bool = False) -> Any:
        if p.buffer not in self.buffers:
            self.fail(f"there is no buffer '{p.buffer}'", s)
        for counter, stride in p.terms:
            if counter not in scope or scope[counter].op != "counter":
                self.fail(f"there is no loop '{counter}'", s)
            self.param(stride, s)
        for x, dtype in ((p.offset, "i64"), (p.mask, "bool")):
            if not isinstance(x, Expr):
                self.param(x if x is not None else 0, s)
            elif walked and x.dtype != dtype:
                self.fail(f"a place needs {dtype}, not {x.dtype}", s)
            elif not walked:
                self.expression(x, dtype, scope, s)
        return self.buffers[p.buffer]

    def param(self, name: int | str, s: Statement) -> None:
        if isinstance(name, str) and name not in self.params:
            self.fail(f"there is no parameter '{name}'", s)


def _is_zero(start: Expr) -> bool:
    return (start.op, start.attr) == ("const", 0)


def _grid_of(names: Iterable[str], scope: _Scope) -> frozenset[str]:
    """The grid loops on whose counters what has these names may depend."""
    return frozenset().union(*[scope[n].grid for n in names])


def _updated(body: Iterable[Statement]) -> set[str]:
    """Names of the accumulators that a body updates."""
    found: set[str] = set()
    for s in body:
        if isinstance(s, Update):
            found.add(s.name)
        elif isinstance(s, Loop):
            found |= _updated(s.body)
    return found


def _parts(expressions: Iterable[Expr]) -> Iterable[Expr]:
    """An expression and all below it, those in the places of loads included, each once."""
    waiting, seen = [*expressions], set[Expr]()
    while waiting:
        e = waiting.pop()
        if e not in seen:
            seen.add(e)
            yield e
            waiting += e.args
            if e.op == "load":
                waiting += [x for x in (e.attr.offset, e.attr.mask) if isinstance(x, Expr)]


def _operation(e: Expr) -> None:
    """The rules of one operation: number and dtypes of its operands, its attribute."""
    dtypes = tuple([a.dtype for a in e.args])
    if not (e.dtype in SIZES and is_operation(e, dtypes)):
        given = f"{e.op} {e.dtype}" + (f" of {', '.join(dtypes)}" if dtypes else "")
        raise _Broken(f"there is no '{given}'", f"the expression is: {show_expression(e)}")


def is_operation(e: Any, dtypes: tuple[str, ...]) -> bool:
    """Whether there is an operation with the name, attribute and dtype of `e` for operands of some dtypes."""
    op, dtype = e.op, e.dtype
    if op == "const":
        return _is_number(e.attr, dtype) and not dtypes
    if op in LEAVES:
        return not dtypes and (dtype == "i64" or op not in ("var", "param"))
    if op == "scale":
        return dtype in _COMPUTED and dtypes == (dtype, "i32")
    if op in ARITHMETIC:
        return dtype in _DTYPES_OF.get(op, _COMPUTED) and dtypes == (dtype,) * ARITHMETIC[op]
    if op in COMPARISONS:
        return dtype == "bool" and len(dtypes) == 2 and dtypes[0] == dtypes[1] and dtypes[0] in ("bool", *_NUMBERS)
    if op == "select" or op == "rare":
        return dtypes == ("bool", dtype, dtype)
    if op == "call":
        return e.attr in FUNCTIONS and dtype in _COMPUTED and dtypes == (dtype,) * FUNCTIONS[e.attr]
    if op == "table":
        return dtypes == ("i64",) and bool(e.attr) and all([_is_number(x, dtype) for x in e.attr])
    if len(dtypes) != 1 or dtypes[0] not in SIZES or op not in OTHERS:
        return False
    if op == "bitcast":
        return SIZES[dtype] == SIZES[dtypes[0]] and "bool" not in (dtype, *dtypes)
    ways = ((dtype, dtypes[0]), (dtypes[0], dtype))  # convert
    return dtype == dtypes[0] or all([x not in NARROW or y in NARROW[x] for x, y in ways])


def _is_number(value: Any, dtype: str) -> bool:
    if dtype == "bool":
        return type(value) is bool
    if dtype in FLOATS:
        return type(value) is float
    bits = 8 * SIZES[dtype]
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if dtype in SIGNED else (0, (1 << bits) - 1)
    return type(value) is int and low <= value <= high
