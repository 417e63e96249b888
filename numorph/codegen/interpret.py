"""The meaning of LoopIR, in NumPy: the oracle for machine code.

A vector loop runs all its iterations at once, each expression an array with one element per lane; the lanes of a grid
run one after the other, shuffled.  What a kernel may not do raises: an element outside its buffer, a table or an
aliased element that is gone, a division by zero, an element that two lanes of a grid meet in and one of them writes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, final

import numpy as np

from ..core.types import dtype_of_name
from .check import check
from .exact import fma
from .loops import Accumulator, Expr, Fail, Kernel, Loop, Place, Scan, Statement, Store, Update

Value = Any  # a NumPy scalar, or an array with one element per lane


def evaluate(
    expr: Expr,
    values: Mapping[str, Any],
    params: Mapping[str, int] | None = None,
    buffers: Mapping[str, np.ndarray[Any, Any]] | None = None,
) -> Value:
    """An expression's value, where `values` gives loop counters and accumulators: scalars, or 1-D arrays of lanes."""
    machine = _Machine(buffers or {}, params or {})
    machine.values.update(values)
    with np.errstate(all="ignore"):
        return machine.value(expr)


def run(
    kernel: Kernel,
    buffers: Mapping[str, np.ndarray[Any, Any]] | Sequence[np.ndarray[Any, Any]],
    params: Mapping[str, int] | Sequence[int] = (),
    begin: int | None = None,
    end: int | None = None,
    lanes: int | None = None,
    seed: int = 0,
) -> int:
    """Run a kernel on 1-D arrays; returns 1 if a Fail condition held, else 0.

    `begin` and `end`: iterations of the outermost loop, if that is parallel.  `lanes`: vector loops run so many
    iterations at once instead of all; for a correct kernel that changes only how sums are associated.  `seed`: of the
    order of a grid's lanes, which changes nothing for a correct kernel.
    """
    check(kernel)
    if not isinstance(buffers, Mapping):
        buffers = dict(zip([b.name for b in kernel.buffers], buffers, strict=True))
    if not isinstance(params, Mapping):
        params = dict(zip(kernel.params, params, strict=True))
    for b in kernel.buffers:
        if buffers[b.name].dtype != dtype_of_name(b.dtype) or buffers[b.name].ndim != 1:
            raise TypeError(f"The memory of '{b.name}' must be a 1-D array of {b.dtype}.")
    aliases = {b.name: b.aliases for b in kernel.buffers if b.aliases is not None}
    machine = _Machine(buffers, params, aliases, lanes, seed)
    with np.errstate(all="ignore"):
        loop = kernel.body
        stop = end if loop.parallel and end is not None else None
        machine.loop(loop, begin if loop.parallel and begin is not None else None, stop)
    return int(machine.failed)


# -- operations


def identity(op: str, dtype: str) -> Value:
    """What an accumulator starts with."""
    kind = dtype_of_name(dtype)
    if op in ("argmin", "argmax"):
        return np.int64(-1)
    if op in ("min", "max") and dtype != "bool":
        low, high = (-np.inf, np.inf) if kind.kind == "f" else (np.iinfo(kind).min, np.iinfo(kind).max)
        return kind.type(high if op == "min" else low)
    if op == "and":
        return np.invert(kind.type(0))
    return kind.type(1 if op == "mul" else 0)


def _neutral(op: str, dtype: str) -> Value:
    """What a lane's part starts with, so that the sum of -0.0 alone stays -0.0."""
    return dtype_of_name(dtype).type(-0.0) if op == "add" and dtype in ("f32", "f64") else identity(op, dtype)


def _check_division(x: Value, y: Value) -> None:
    if np.any(y == 0):
        raise ZeroDivisionError("A kernel divides an integer by zero.")
    if x.dtype.kind == "i" and np.any((y == -1) & (x == np.iinfo(x.dtype).min)):
        raise OverflowError(f"A kernel divides the least {x.dtype} by -1.")


def _quotient(x: Value, y: Value) -> Value:
    _check_division(x, y)
    return np.floor_divide(x - np.fmod(x, y), y)


def _remainder(x: Value, y: Value) -> Value:
    _check_division(x, y)
    return np.fmod(x, y)


def _high_product(x: Value, y: Value) -> Value:
    """The upper half of the product of unsigned integers, from products of their halves."""
    half = x.dtype.type(x.dtype.itemsize * 4)
    low = x.dtype.type((1 << int(half)) - 1)
    x0, x1, y0, y1 = x & low, x >> half, y & low, y >> half
    middle = x1 * y0 + ((x0 * y0) >> half)
    return x1 * y1 + (middle >> half) + (((middle & low) + x0 * y1) >> half)


def _unsigned(x: Value) -> Value:
    return x.view(f"u{x.dtype.itemsize}")


def _population(x: Value) -> Value:
    return np.bitwise_count(_unsigned(x)).astype(x.dtype)


def _leading_zeros(x: Value) -> Value:
    bits, filled = x.dtype.itemsize * 8, _unsigned(x)
    shift = 1
    while shift < bits:  # copy the highest set bit into all that are below it
        filled = filled | (filled >> filled.dtype.type(shift))
        shift *= 2
    return x.dtype.type(bits) - _population(filled).astype(x.dtype)


# What the operations do, on scalars or lanes of one dtype.
OPERATIONS: dict[str, Any] = (
    {
        "add": np.add,
        "sub": np.subtract,
        "mul": np.multiply,
        "product": np.multiply,
        "div": np.divide,
        "neg": np.negative,
        "abs": np.abs,
    }
    | {"min": np.minimum, "max": np.maximum, "fmin": np.fmin, "fmax": np.fmax}
    | {"quo": _quotient, "rem": _remainder, "mulhi": _high_product, "shl": np.left_shift, "shr": np.right_shift}
    | {"and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor, "not": np.invert}
    | {"clz": _leading_zeros, "popcount": _population, "fma": fma, "sqrt": np.sqrt, "scale": np.ldexp}
    | {"floor": np.floor, "ceil": np.ceil, "trunc": np.trunc, "rint": np.rint, "copysign": np.copysign}
    | {"eq": np.equal, "ne": np.not_equal, "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal}
    | {"select": np.where}
)
_COMBINE = {op: OPERATIONS[op] for op in ("add", "mul", "min", "max", "and", "or")}  # ufuncs


def _entry(table: tuple[Any, ...], dtype: str, index: Value) -> Value:
    if np.any((index < 0) | (index >= len(table))):
        raise IndexError(f"A kernel reads entry {index} of a table of {len(table)}.")
    return np.array(table, dtype_of_name(dtype))[index]


# -- accumulators


@final
class _Running:
    """An accumulator at work: `value` is a scalar, or has one element per lane.

    For argmin and argmax `value` is the index, `best` the element there.
    """

    __slots__ = ("best", "dtype", "op", "value")

    def __init__(self, op: str, dtype: str, value: Value):
        self.op, self.dtype, self.value = op, dtype, value
        self.best = np.zeros(np.shape(value), dtype_of_name(dtype))

    def update(self, value: Value, index: Value, mask: Value) -> None:
        if self.op in ("argmin", "argmax"):
            lower = value < self.best if self.op == "argmin" else value > self.best
            taken = (self.value == -1) | ((self.best == self.best) & (lower | (value != value)))
            taken = taken & mask
            self.value, self.best = np.where(taken, index, self.value), np.where(taken, value, self.best)
        else:
            new = value if self.op == "set" else _COMBINE[self.op](self.value, value)
            self.value = np.where(mask, new, self.value)

    def fold(self, parts: _Running) -> None:
        """Combine with what the lanes have found, in their order."""
        if self.op in ("argmin", "argmax"):
            found = parts.value != -1
            if np.any(found):
                best, index = parts.best[found], parts.value[found]
                first = np.argmin(best) if self.op == "argmin" else np.argmax(best)
                self.update(best[first], index[first], True)
        else:
            start = _neutral(self.op, self.dtype)
            self.update(_COMBINE[self.op].reduce(parts.value, dtype=start.dtype, initial=start), None, True)


def _updated(body: Iterable[Statement], inside: frozenset[str] = frozenset()) -> set[str]:
    """Names of the accumulators from outside that Updates in a body combine with."""
    found: set[str] = set()
    for s in body:
        if isinstance(s, Accumulator):
            inside |= {s.name}
        elif isinstance(s, Update) and s.name not in inside:
            found.add(s.name)
        elif isinstance(s, Loop):
            found |= _updated(s.body, inside)
    return found


# -- running


@final
class _Meetings:
    """Which lane of a grid has read, and which has written, each element of a buffer: -1 if none, -2 if several."""

    __slots__ = ("readers", "writers")

    def __init__(self, size: int):
        self.readers, self.writers = np.full(size, -1), np.full(size, -1)

    def clash(self, index: Value, lane: int, writes: bool) -> bool:
        """Note that a lane is at elements; whether another one has been there, and one of them writes."""
        others = self.writers[index]
        found = bool(np.any((others != -1) & (others != lane)))
        readers = self.readers[index]
        if writes:
            self.writers[index] = lane
            return found or bool(np.any((readers != -1) & (readers != lane)))
        self.readers[index] = np.where((readers == -1) | (readers == lane), lane, -2)
        return found


@final
class _Machine:
    """Memory and the values of names; an expression is evaluated afresh by each statement that uses it."""

    def __init__(
        self,
        buffers: Mapping[str, np.ndarray[Any, Any]],
        params: Mapping[str, int],
        aliases: Mapping[str, str] | None = None,
        width: int | None = None,
        seed: int = 0,
    ):
        self.buffers, self.params, self.aliases, self.width = buffers, params, aliases or {}, width
        self.overwritten = {x: np.zeros(buffers[x].size, np.bool_) for x in self.aliases.values()}
        self.values: dict[str, Value] = {}  # of loop counters and, for `evaluate`, of accumulators
        self.running: dict[str, _Running] = {}
        self.lanes: int | None = None  # how many the vector loop has that runs
        self.expansions: dict[Expr, Expr] = {}
        self.failed = False
        self.seed = seed
        self.lane = -1  # of the grid: the one that runs
        self.meetings: dict[str, _Meetings] = {}  # in a grid: who has been at the elements of a buffer

    # expressions

    def value(self, expr: Expr) -> Value:
        """Operands first; without recursion, as chains may be long."""
        known: dict[Expr, Value] = {}
        waiting = [expr]
        while waiting:
            e = waiting[-1]
            missing = [] if e in known else [a for a in self.operands(e, known) if a not in known]
            if missing:
                waiting += missing
                continue
            if e not in known:
                known[e] = self.apply(e, known)
            waiting.pop()
        return known[expr]

    def operands(self, e: Expr, known: dict[Expr, Value]) -> Sequence[Expr]:
        if e.op == "load":
            return [x for x in (e.attr.offset, e.attr.mask) if isinstance(x, Expr)]
        if e.op == "rare" and e.args[0] in known and not np.any(known[e.args[0]]):
            return e.args[:2]
        if e.op == "rare":
            return e.args if e.args[0] in known else e.args[:1]
        if e.op == "call":
            if e not in self.expansions:
                from .mathlib import definition

                self.expansions[e] = definition(e.attr, *e.args)
            return (self.expansions[e],)
        return e.args

    def apply(self, e: Expr, known: dict[Expr, Value]) -> Value:
        args = [known[a] for a in e.args if a in known]
        if e.op == "const":
            return dtype_of_name(e.dtype).type(e.attr)
        if e.op == "param":
            return np.int64(self.params[e.attr])
        if e.op == "var" or e.op == "local":
            return self.running[e.attr].value if e.attr in self.running else self.values[e.attr]
        if e.op == "load":
            return self.load(e.attr, e.dtype, known)
        if e.op == "convert":
            return args[0].astype(dtype_of_name(e.dtype))
        if e.op == "bitcast":
            return args[0].view(dtype_of_name(e.dtype))
        if e.op == "table":
            return _entry(e.attr, e.dtype, args[0])
        if e.op == "rare":
            return np.where(args[0], args[2], args[1]) if np.any(args[0]) else args[1]
        if e.op == "call":
            return known[self.expansions[e]]
        return OPERATIONS[e.op](*args)

    # memory

    def number(self, stride: int | str) -> Value:
        return np.int64(self.params[stride] if isinstance(stride, str) else stride)

    def address(self, place: Place, known: dict[Expr, Value]) -> tuple[Value, Value]:
        """Index and mask, of as many lanes as the loop has; the index is 0 where the mask is false."""
        offset = known[place.offset] if isinstance(place.offset, Expr) else self.number(place.offset)
        for counter, stride in place.terms:
            offset = offset + self.values[counter] * self.number(stride)
        mask = known[place.mask] if place.mask is not None else np.True_
        offset, mask = np.broadcast_arrays(offset, mask)
        size = self.buffers[place.buffer].size
        outside = mask & ((offset < 0) | (offset >= size))
        if np.any(outside):
            raise IndexError(f"A kernel accesses element {offset[outside][0]} of '{place.buffer}', which has {size}.")
        return offset, mask

    def load(self, place: Place, dtype: str, known: dict[Expr, Value]) -> Value:
        index, mask = self.address(place, known)
        if place.buffer in self.overwritten and np.any(self.overwritten[place.buffer][index[mask]]):
            raise IndexError(f"A kernel reads an element of '{place.buffer}' that it has overwritten.")
        self.meet(place.buffer, index[mask], writes=False)
        found = np.zeros(index.shape, dtype_of_name(dtype))
        found[mask] = self.buffers[place.buffer][index[mask]]
        return found[()]

    def store(self, s: Store) -> None:
        known = {e: self.value(e) for e in (s.place.offset, s.place.mask) if isinstance(e, Expr)}
        value = self.value(s.value)
        index, mask, value = np.broadcast_arrays(*self.address(s.place, known), value)
        self.meet(s.place.buffer, index[mask], writes=True)
        self.buffers[s.place.buffer][index[mask]] = value[mask]
        if s.place.buffer in self.aliases:
            self.overwritten[self.aliases[s.place.buffer]][index[mask]] = True

    def meet(self, buffer: str, index: Value, writes: bool) -> None:
        """In a grid: raise if another lane has been at elements, and it or this one writes."""
        if self.lane < 0:
            return
        buffer = self.aliases.get(buffer, buffer)
        if buffer not in self.meetings:
            self.meetings[buffer] = _Meetings(self.buffers[buffer].size)
        if self.meetings[buffer].clash(index, self.lane, writes):
            raise RuntimeError(f"Lanes of a grid meet in an element of '{buffer}', which one of them writes.")

    # statements

    def spread(self, value: Value) -> Value:
        return value if self.lanes is None else np.broadcast_to(value, (self.lanes,))

    def statement(self, s: Statement) -> None:
        if isinstance(s, Store):
            self.store(s)
        elif isinstance(s, Accumulator):
            start = identity(s.op, s.dtype) if s.init is None else self.value(s.init)
            self.running[s.name] = _Running(s.op, s.dtype, self.spread(start))
        elif isinstance(s, Update):
            index = None if s.index is None else self.value(s.index)
            mask = True if s.mask is None else self.value(s.mask)
            self.running[s.name].update(self.spread(self.value(s.value)), index, mask)
        elif isinstance(s, Scan):
            running = self.running[s.name]
            terms = np.append(running.value, self.spread(self.value(s.value)))
            running.value = _COMBINE[running.op].accumulate(terms, dtype=terms.dtype)[1:]
        elif isinstance(s, Fail):
            self.failed |= bool(np.any(self.value(s.condition)))
        else:
            self.loop(s)

    def grid(self, s: Loop) -> None:
        """All lanes of a launch, in an order that nobody can rely on."""
        loops = [s]
        while isinstance(inner := loops[-1].body[0] if loops[-1].body else None, Loop) and inner.grid is not None:
            loops.append(inner)
        extents = [max(0, int(self.value(loop.stop))) for loop in loops]
        order = np.random.default_rng(self.seed).permutation(math.prod(extents))
        for self.lane in order.tolist():
            for loop, i in zip(loops, np.unravel_index(self.lane, extents), strict=True):
                self.values[loop.var] = np.int64(i)
            for inner in loops[-1].body:
                self.statement(inner)
        self.lane = -1

    def loop(self, s: Loop, start: int | None = None, stop: int | None = None) -> None:
        if s.grid is not None:
            self.grid(s)
            return
        start = int(self.value(s.start)) if start is None else start
        stop = int(self.value(s.stop)) if stop is None else stop
        counters = np.arange(start, max(start, stop), dtype=np.int64)[:: -1 if s.reverse else 1]
        if s.vector:
            width = self.width or max(1, counters.size)
            for first in range(0, counters.size, width):
                self.block(s, counters[first : first + width])
        else:
            for i in counters:
                self.values[s.var] = i
                for inner in s.body:
                    self.statement(inner)

    def block(self, s: Loop, counters: Value) -> None:
        """Some iterations of a vector loop at once; accumulators from outside get parts, one per lane."""
        self.values[s.var], self.lanes = counters, counters.size
        outside = {name: self.running[name] for name in _updated(s.body)}
        for name, r in outside.items():
            self.running[name] = _Running(r.op, r.dtype, self.spread(_neutral(r.op, r.dtype)))
        for inner in s.body:
            self.statement(inner)
        self.lanes = None
        for name, r in outside.items():
            r.fold(self.running[name])
            self.running[name] = r
        for scan in s.body:
            if isinstance(scan, Scan):
                self.running[scan.name].value = self.running[scan.name].value[-1]
