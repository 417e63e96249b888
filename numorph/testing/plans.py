"""Plans run step by step on memory that shows what no step should touch: by the interpreter, or in machine code.

Every array that a plan works on has memory of its own, filled with a pattern before and watched for stray writes, or
next to pages that cannot be touched at all.
"""

from __future__ import annotations

import ctypes
import itertools
import mmap
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from ..codegen import interpret
from ..codegen.kernels import Code, code_of
from ..codegen.plan import Call, Launch, Plan, Product, Ref, Value
from ..core.types import dtype_of_name
from ..runtime.driver import loop_of

PATTERN = 0xA5
MARGIN = 192  # bytes watched before and behind every array
Launcher = Callable[[Launch, list[np.ndarray[Any, Any]]], int]


class KernelFailed(Exception):
    """A kernel has returned 1: NumPy would raise an exception here."""


class StrayWrite(AssertionError):
    """Something was written outside the memory that a step may write to."""


# -- memory


class Watched:
    """`size` bytes between two margins that have to stay as they are."""

    def __init__(self, size: int, shift: int = 0):
        self.memory = np.full(size + 2 * MARGIN + shift, PATTERN, np.uint8)
        self.bytes = self.memory[MARGIN + shift : MARGIN + shift + size]
        self.start, self.end = self.memory[: MARGIN + shift], self.memory[MARGIN + shift + size :]

    def check(self, what: str) -> None:
        if (self.start != PATTERN).any() or (self.end != PATTERN).any():
            raise StrayWrite(f"A kernel has written outside of {what}.")


class Guarded:
    """`size` bytes that end (or begin) at a page that cannot be touched: a stray access ends the process."""

    def __init__(self, size: int, at_end: bool = True):
        page = mmap.PAGESIZE
        room = -(-max(size, 1) // page) * page
        self.memory = mmap.mmap(-1, room + 2 * page)
        address = ctypes.addressof(ctypes.c_char.from_buffer(self.memory))
        libc = ctypes.CDLL(None, use_errno=True)
        for guard in (address, address + page + room):
            if libc.mprotect(ctypes.c_void_p(guard), ctypes.c_size_t(page), 0) != 0:
                raise OSError(ctypes.get_errno(), "mprotect failed")
        offset = page + (room - size if at_end else 0)
        self.bytes = np.frombuffer(self.memory, np.uint8, size, offset)
        self.bytes[:] = PATTERN

    def check(self, what: str) -> None:
        """Nothing to look at: a stray access does not get here."""


Allocator = Callable[[int], Any]


# -- running


def run_plan(
    plan: Plan, args: Sequence[Any], launch: Launcher, allocate: Allocator = Watched
) -> list[np.ndarray[Any, Any]]:
    """The outputs of a plan for values of its inputs, where `launch(step, buffers)` runs a kernel on 1-D arrays.

    Raises KernelFailed, and StrayWrite also where an input or a constant was written to.
    """
    read = [
        *[(f"input {k}", np.asarray(a, v.dtype)) for k, (a, v) in enumerate(zip(args, plan.inputs, strict=True))],
        *[(f"constant {k}", np.ascontiguousarray(c)) for k, c in enumerate(plan.constants)],
    ]
    areas: dict[str, Any] = {}
    for name, array in read:
        areas[name] = allocate(array.nbytes)
        areas[name].bytes[:] = np.frombuffer(array.tobytes(), np.uint8)
    for k, v in enumerate(plan.outputs):
        areas[f"output {k}"] = allocate(_size(v) * v.dtype.itemsize)
    areas["temp"] = allocate(plan.arena)

    def memory(ref: Ref, dtype: np.dtype[Any]) -> np.ndarray[Any, Any]:
        if ref.kind == "temp":
            area = areas["temp"].bytes[plan.temps[ref.index] + ref.offset :]
        else:
            area = areas[f"{ref.kind} {ref.index}"].bytes[ref.offset :]
        found: np.ndarray[Any, Any] = area[: area.size // dtype.itemsize * dtype.itemsize].view(dtype)
        return found

    failed = False
    for step in plan.steps:
        if isinstance(step, Product):
            _multiply(step, memory)
        elif isinstance(step, Call):
            failed |= _call(step, memory)
        else:
            kinds = [dtype_of_name(b.dtype) for b in step.kernel.buffers]
            failed |= bool(launch(step, [memory(r, d) for r, d in zip(step.buffers, kinds, strict=True)]))
        if failed:
            raise KernelFailed
    for name, area in areas.items():
        area.check(name)
    for name, array in read:
        if areas[name].bytes.tobytes() != array.tobytes():
            raise StrayWrite(f"A kernel has written to {name}.")
    return [areas[f"output {k}"].bytes.view(v.dtype).reshape(v.shape).copy() for k, v in enumerate(plan.outputs)]


def _size(value: Value) -> int:
    n = 1
    for d in value.shape:
        n *= d
    return n


def _call(step: Call, memory: Callable[[Ref, np.dtype[Any]], np.ndarray[Any, Any]]) -> bool:
    """The same loop, called from here; whether it has failed."""
    arrays = [memory(ref, np.dtype(np.uint8)) for ref in step.buffers]
    pointers = (ctypes.c_void_p * len(arrays))(*[a.ctypes.data for a in arrays])
    sizes, strides = ((ctypes.c_int64 * len(n))(*n) for n in (step.sizes, step.strides))
    address, data = loop_of(step)
    ctypes.PYFUNCTYPE(None, *[ctypes.c_void_p] * 4)(address)(pointers, sizes, strides, data)
    real = np.dtype(np.dtype(step.types[-1]).type(0).real.dtype)
    distance = step.strides[len(arrays) - 1]
    firsts = [arrays[-1][k * distance :][: real.itemsize].view(real)[0] for k in range(step.sizes[0])]
    return step.checked and any(x != x for x in firsts)


def _multiply(step: Product, memory: Callable[[Ref, np.dtype[Any]], np.ndarray[Any, Any]]) -> None:
    dtype = dtype_of_name(step.dtype)
    shapes = (step.batch, step.m, step.k), (step.batch, step.k, step.n), (step.batch, step.m, step.n)
    x, y, out = (
        np.lib.stride_tricks.as_strided(memory(o.ref, dtype), shape, (o.batch, o.row, o.column))
        for o, shape in zip((step.x, step.y, step.out), shapes, strict=True)
    )
    if step.alpha is None:
        out[...] = np.matmul(x, y)
    else:
        scaled = memory(step.alpha, dtype)[0] * np.matmul(x, y)
        out[...] = out + scaled if step.adds else scaled


def interpreted(
    plan: Plan, args: Sequence[Any], lanes: int | None = None, parts: int = 1, allocate: Allocator = Watched
) -> list[np.ndarray[Any, Any]]:
    """A plan run by the interpreter of LoopIR; see `interpret.run` for lanes, and `native` for parts."""

    def launch(step: Launch, buffers: list[np.ndarray[Any, Any]]) -> int:
        return max(
            [interpret.run(step.kernel, buffers, step.params, begin, end, lanes) for begin, end in _parts(step, parts)]
        )

    return run_plan(plan, args, launch, allocate)


def native(
    plan: Plan, args: Sequence[Any], level: int, parts: int = 1, allocate: Allocator = Watched
) -> list[np.ndarray[Any, Any]]:
    """A plan whose kernels are machine code of a level (0: quick, 2: optimised), its outermost loops cut in parts."""

    return run_plan(plan, args, lambda step, buffers: launched(step, buffers, level, parts), allocate)


def launched(step: Launch, buffers: Sequence[np.ndarray[Any, Any]], level: int, parts: int = 1) -> int:
    """What the machine code of a kernel returns, run on 1-D arrays; see `native`."""
    function = _function(code_of(step.kernel), level)
    pointers = (ctypes.c_void_p * len(buffers))(*[b.ctypes.data for b in buffers])
    numbers = (ctypes.c_int64 * len(step.params))(*step.params)
    returned: int = max([function(pointers, numbers, begin, end) for begin, end in _parts(step, parts)])
    return returned


@cache
def _function(code: Code, level: int) -> Any:
    """The code of a kernel as a function of buffers, parameters, begin and end."""
    signature = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
    return signature(code.made(level))


def _parts(step: Launch, parts: int) -> list[tuple[int, int]]:
    """About equal parts of the outermost loop, which come in no particular order."""
    if not step.kernel.body.parallel or parts <= 1 or step.extent <= 1:
        return [(0, step.extent)]
    edges = sorted({step.extent * k // parts for k in range(parts + 1)})
    return list(itertools.pairwise(edges))[::-1]


def threaded(plan: Plan) -> Plan:
    """The same plan, with every launch that can be cut given to threads, whatever its size."""

    def cut(step: Any) -> Any:
        if not isinstance(step, Launch) or not step.grain:
            return step
        return step._replace(grain=max(1, step.extent // 5), cost=1e9)

    steps = [cut(s) for s in plan.steps]
    return Plan(plan.inputs, plan.outputs, plan.constants, plan.temps, plan.arena, steps)
