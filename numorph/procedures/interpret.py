"""The meaning of procedures, in Python and NumPy: the oracle for machine code and for derivatives.

What a procedure must not do raises AssertionError: an element outside its memory, memory that is gone, a register that
was never assigned, iterations of a parallel loop that depend on each other, a tape that does not hold what is taken
from it.  Memory that Alloc does not fill holds NaN, or the least number.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, final

import numpy as np

from ..codegen import interpret as loops
from ..codegen.loops import SIZES, local
from ..codegen.mathlib import definition
from ..core.types import dtype_of_name
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
)
from .parallel import accumulated, assigned
from .text import show_statement

Value = Any  # a NumPy scalar, or a Memory, or None for the null pointer
DTYPES: dict[str, np.dtype[Any]] = {
    **{name: dtype_of_name(name) for name in SIZES if name != "bf16"},
    "c64": np.dtype("c8"),
    "c128": np.dtype("c16"),
}


def interpret(
    procedure: Procedure, inputs: Sequence[Any], tape: list[Any] | None = None, budget: int = 1 << 61
) -> list[Any] | None:
    """Run a procedure; None where it bails.

    Inputs and results are Python numbers and, for pointers, 1-D arrays, or None for null.  Stores change the arrays.
    `tape` is a list that pushes extend and pops shorten; on it a reverse sweep finds what a forward sweep has left.
    budget: how many bytes it is said that tape and memory may be; it is not enforced.
    """
    machine = _Machine([] if tape is None else tape, budget)
    if len(inputs) != len(procedure.inputs):
        raise AssertionError(f"{procedure.name} has {len(procedure.inputs)} inputs, not {len(inputs)}")
    for r, x in zip(procedure.inputs, inputs, strict=True):
        machine.registers[r] = machine.memory_of(x) if r.dtype == "ptr" else DTYPES[r.dtype].type(x)
    with np.errstate(all="ignore"):
        try:
            machine.body(procedure.body)
        except _Bailed:
            return None
    return [machine.result(r) for r in procedure.results]


class _Bailed(Exception):
    pass


@final
class Memory:
    """Flat memory: an array, read and written as elements of any dtype.  owners: None for memory of the caller."""

    def __init__(self, array: np.ndarray[Any, Any], owners: int | None = None):
        self.array, self.owners = array, owners
        self.views: dict[str, np.ndarray[Any, Any]] = {}

    def elements(self, dtype: str) -> np.ndarray[Any, Any]:
        if self.owners == 0:
            raise AssertionError("memory is used that is gone")
        found = self.views.get(dtype)
        if found is None:
            size = DTYPES[dtype].itemsize
            raw = self.array.view(np.uint8)
            found = self.views[dtype] = raw[: raw.size // size * size].view(DTYPES[dtype])
        return found


@functools.cache
def _mathlib(name: str, dtype: str, count: int) -> Callable[..., Value]:
    """A function of mathlib, by its formula."""
    names = [f"x{i}" for i in range(count)]
    formula = definition(name, *[local(n, dtype) for n in names])
    return lambda *args: loops.evaluate(formula, dict(zip(names, args, strict=True)))


_WIDE: dict[str, Callable[[int, int], int]] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "shl": lambda x, y: x << y,
}


def _overflows(operation: str, x: Value, y: Value) -> Value:
    return np.bool_(not -(1 << 63) <= _WIDE[operation](int(x), int(y)) < 1 << 63)


@final
class _Iterations:
    """A parallel loop that runs: who touched which element, so that none meets another's."""

    def __init__(self) -> None:
        self.current = 0
        self.touched: dict[tuple[int, int], tuple[int, bool]] = {}

    def touch(self, memory: Memory, byte: int, written: bool) -> None:
        key = (id(memory.array), byte)
        who, before = self.touched.get(key, (self.current, False))
        if who != self.current and (written or before):
            raise AssertionError("iterations of a parallel loop touch one element, and one of them writes it")
        self.touched[key] = (self.current if who == self.current else -1, written or before)


Plan = list[tuple[Expr, tuple[int, ...]]]


def _plan(expr: Expr) -> Plan:
    """Sub-expressions, each once and after its operands, with the places of those."""
    at: dict[Expr, int] = {}
    plan: Plan = []
    waiting = [expr]
    while waiting:
        e = waiting[-1]
        missing = [a for a in e.args if a not in at]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        if e not in at:
            at[e] = len(plan)
            plan.append((e, tuple([at[a] for a in e.args])))
    return plan


@final
class _Machine:
    def __init__(self, tape: list[Any], budget: int):
        self.tape, self.budget = tape, budget
        self.registers: dict[Reg, Value] = {}
        self.plans: dict[Expr, Plan] = {}
        self.addresses: dict[int, Memory] = {}  # memory that Python functions were told of
        self.parallel: list[_Iterations] = []
        self.taken: list[Memory] = []  # the room on the tape that the next Pop takes off

    def fail(self, message: str) -> NoReturn:
        raise AssertionError(message)

    def memory_of(self, array: np.ndarray[Any, Any] | None) -> Memory | None:
        if array is None:
            return None
        if array.ndim != 1 or not (array.size < 2 or array.flags.c_contiguous):
            self.fail("memory is a 1-D array without gaps")
        return Memory(array)

    def result(self, r: Reg) -> Any:
        value = self.read(r)
        if r.dtype != "ptr":
            return value.item()
        if value is not None and value.owners == 0:
            self.fail(f"the result '{r.name}' is memory that is gone")
        return None if value is None else value.array

    # expressions

    def read(self, r: Reg) -> Value:
        if r not in self.registers:
            self.fail(f"'{r.name}' is read before it is assigned")
        return self.registers[r]

    def value(self, expr: Expr) -> Value:
        plan = self.plans.get(expr)
        if plan is None:
            plan = self.plans[expr] = _plan(expr)
        values: list[Value] = []
        for e, places in plan:
            values.append(self.apply(e, [values[i] for i in places]))
        return values[-1]

    def apply(self, e: Expr, args: list[Value]) -> Value:
        op = e.op
        if op == "reg":
            return self.read(e.attr)
        if op == "const":
            return DTYPES[e.dtype].type(e.attr)
        if op == "load":
            elements = self.element(e.attr, args[0], e.dtype, False)
            return elements[args[0]]
        if op == "null":
            return None
        if op == "select":
            return args[1] if args[0] else args[2]
        if op == "convert":
            return args[0].astype(DTYPES[e.dtype])
        if op == "bitcast":
            return args[0].view(DTYPES[e.dtype])
        if op == "complex":
            return DTYPES[e.dtype].type(complex(*args))
        if op == "real" or op == "imag":
            return getattr(args[0], op)
        if (op == "eq" or op == "ne") and e.args[0].dtype == "ptr":
            x, y = [None if m is None else m.array for m in args]  # a tape has other names for the same memory
            return np.bool_((x is y) == (op == "eq"))
        if op == "overflows":
            return _overflows(e.attr, *args)
        if op == "opaque":
            return args[0]
        if op == "call":
            return _mathlib(e.attr, e.dtype, len(args))(*args)
        return loops.OPERATIONS[op](*args)

    def element(self, base: Reg, index: Value, dtype: str, written: bool) -> np.ndarray[Any, Any]:
        """The memory of a pointer, of which `index` is an element."""
        memory = self.read(base)
        if memory is None:
            self.fail(f"'{base.name}' is null, and its memory is used")
        elements: np.ndarray[Any, Any] = memory.elements(dtype)
        if not 0 <= index < elements.size:
            self.fail(f"element {index} of '{base.name}' is used, which has {elements.size} of {dtype}")
        for loop in self.parallel:
            loop.touch(memory, int(index) * elements.itemsize, written)
        return elements

    # statements; they return how control goes on: the statement that ended a body early, or None

    def body(self, body: Sequence[Statement]) -> Statement | None:
        for s in body:
            way = self.statement(s)
            if way is not None:
                return way
        return None

    def statement(self, s: Statement) -> Statement | None:
        if isinstance(s, Assign):
            self.registers[s.reg] = self.value(s.value)
        elif isinstance(s, Store):
            index, value = self.value(s.index), self.value(s.value)
            self.element(s.base, index, s.value.dtype, True)[index] = value
        elif isinstance(s, If):
            return self.body(s.body if self.value(s.condition) else s.orelse)
        elif isinstance(s, For):
            return self.loop(s)
        elif isinstance(s, While):
            while True:
                way = self.body(s.body)
                if isinstance(way, Break):
                    return None
                if isinstance(way, Return):
                    return way
        elif isinstance(s, Break | Continue | Return):
            return s
        elif isinstance(s, Bail):
            raise _Bailed
        elif isinstance(s, Push | Pop | PushBlock | PopBlock):
            self.on_tape(s)
        elif isinstance(s, Library):
            self.library(s)
        else:
            self.owners(s)
        return None

    def loop(self, s: For) -> Statement | None:
        counters = range(int(self.value(s.start)), int(self.value(s.stop)), s.step)
        if s.parallel:
            self.parallel_loop(s, counters)
            return None
        for i in counters:
            self.registers[s.counter] = np.int64(i)
            way = self.body(s.body)
            if isinstance(way, Break):
                break
            if isinstance(way, Return):
                return way
        self.registers.pop(s.counter, None)
        return None

    def parallel_loop(self, s: For, counters: range) -> None:
        """In order, but nothing is handed from one iteration to the next but what is accumulated."""
        iterations = _Iterations()
        own = (assigned(s.body) - accumulated(s.body).keys()) | {s.counter}
        self.parallel.append(iterations)
        for number, i in enumerate(counters):
            for r in own:
                self.registers.pop(r, None)
            iterations.current = number
            self.registers[s.counter] = np.int64(i)
            if self.body(s.body) is not None:
                self.fail(f"a parallel loop is left early:\n{show_statement(s)}")
        self.parallel.pop()
        if len(counters):
            for r in own:
                self.registers.pop(r, None)

    def on_tape(self, s: Push | Pop | PushBlock | PopBlock) -> None:
        if isinstance(s, Push):
            self.tape.append((s.value.dtype, self.value(s.value)))
            return
        if isinstance(s, PushBlock):
            count = self.value(s.count)
            if count < 0:
                self.fail("a block of negative size")
            room = [Memory(_garbage(int(count), s.dtype)) for r in (s.reg, s.twin) if r is not None]
            self.tape.append((f"{count} of {s.dtype}", room))
            self.registers.update(zip([r for r in (s.reg, s.twin) if r is not None], room, strict=True))
            return
        for taken in self.taken:
            taken.owners = 0
        self.taken = []
        wanted = s.reg.dtype if isinstance(s, Pop) else f"{self.value(s.count)} of {s.dtype}"
        if not self.tape:
            self.fail(f"{wanted} is taken from a tape that is empty")
        what, value = self.tape.pop()
        if what != wanted:
            self.fail(f"{wanted} is taken from the tape, on which {what} was put")
        if isinstance(s, PopBlock):
            self.registers.update(zip([r for r in (s.reg, s.twin) if r is not None], value, strict=True))
            self.taken = value
        else:
            self.registers[s.reg] = value

    def owners(self, s: Alloc | Retain | Release) -> None:
        if isinstance(s, Alloc):
            count = self.value(s.count)
            if not 0 <= count * DTYPES[s.dtype].itemsize < 1 << 40:
                raise _Bailed
            array = np.zeros(count, DTYPES[s.dtype]) if s.zero else _garbage(int(count), s.dtype)
            self.registers[s.reg] = Memory(array, 1)
            return
        memory = self.read(s.reg)
        if memory is None:
            return
        if not memory.owners:
            self.fail(f"an owner of '{s.reg.name}' comes or goes, but it has none")
        memory.owners += 1 if isinstance(s, Retain) else -1

    # routines

    def library(self, s: Library) -> None:
        values = [self.value(v) for v in s.values]
        memories = [self.read(r) for r in s.pointers]
        if s.name == "matmul":
            _matmul([m.elements(s.dtype) for m in memories], [int(v) for v in values], s.attr == "add")
        elif s.name == "small":
            _small([m.elements(s.dtype) for m in memories], [int(v) for v in values], s.attr == "add")
        elif s.name == "keep":
            memories[0].elements("i64")[values[0]] = self.told(memories[1])
        elif s.name == "back":
            self.registers[s.results[0]] = self.addresses.get(int(memories[0].elements("i64")[values[0]]))
        elif s.name == "held":
            self.registers.update(zip(s.results, (np.int64(_nbytes(self.tape)), np.int64(self.budget)), strict=True))
        elif s.name == "host":
            self.host(s, memories, [v.item() for v in values])
        else:
            self.fail(f"there is no routine '{s.name}'")

    def told(self, memory: Memory | None) -> int:
        """The address of memory, by which it is known from now on; 0 for null."""
        if memory is None:
            return 0
        address = int(memory.array.ctypes.data)
        self.addresses[address] = memory
        return address

    def host(self, s: Library, memories: list[Memory | None], values: list[Any]) -> None:
        def told(memory: Memory | None) -> int:
            if memory is not None:
                memory.elements("u8")
            return self.told(memory)

        def allocate(nbytes: int) -> int:
            return told(Memory(np.empty(max(nbytes, 1), np.uint8), 1))

        try:
            found = s.attr([told(m) for m in memories], values, allocate)
        except Exception:
            raise _Bailed from None
        for r, x in zip(s.results, found, strict=True):
            if r.dtype == "ptr":
                self.registers[r] = self.addresses[x] if x else None
            else:
                self.registers[r] = DTYPES[r.dtype].type(x)


def _nbytes(tape: Sequence[tuple[str, Any]]) -> int:
    """Of what lies on a tape."""
    blocks = [x for _, value in tape if isinstance(value, list) for x in value]
    return int(sum([x.array.nbytes for x in blocks])) + 8 * (len(tape) - len(blocks))


def _garbage(count: int, dtype: str) -> np.ndarray[Any, Any]:
    kind = DTYPES[dtype]
    value = np.nan if kind.kind in "fc" else np.iinfo(kind).min if kind.kind in "iu" else 0
    return np.full(count, value, kind)


def _matmul(memories: list[np.ndarray[Any, Any]], values: list[int], adds: bool = False) -> None:
    """The product of matrices that lie in memory with strides."""
    a, b, out = memories
    m, k, n, *places = values

    def at(rows: int, columns: int, place: list[int], memory: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        offset, row, column = place
        index = offset + np.arange(rows)[:, None] * row + np.arange(columns)[None, :] * column
        if index.size and (index.min() < 0 or index.max() >= memory.size):
            raise AssertionError(f"a product of matrices uses element {index.min()} or {index.max()} of {memory.size}")
        return index

    left, right = at(m, k, places[:3], a), at(k, n, places[3:6], b)
    product, places_of_out = a[left] @ b[right], at(m, n, places[6:], out)
    if adds:
        np.add.at(out, places_of_out, product)
    else:
        out[places_of_out] = product


def _small(memories: list[np.ndarray[Any, Any]], values: list[int], adds: bool) -> None:
    """The products of a stack of matrices with one."""
    sizes, k, n, left, right, out = values[:3], values[3], values[4], values[5:10], values[10:12], values[12:]
    a, b, to = memories
    for i in np.ndindex(*sizes[:2]):
        starts = [x[0] + i[0] * x[1] + i[1] * x[2] for x in (left, out)]
        places = [starts[0], *left[3:], *right, 1, 0, n, 1]
        product = np.zeros(sizes[2] * n, to.dtype)
        _matmul([a, b, product], [sizes[2], k, n, *places])
        for row in range(sizes[2]):
            at = starts[1] + row * out[3]
            if n and not 0 <= at <= to.size - n:
                raise AssertionError(f"a product of matrices uses element {at} of {to.size}")
            own = product[row * n : (row + 1) * n]
            to[at : at + n] = to[at : at + n] + own if adds else own
