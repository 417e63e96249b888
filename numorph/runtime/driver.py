"""Native code that runs the steps of a plan, driven by a table: a new plan fills a table and generates no code.

`run_plan(plan, bases)` gets the addresses of all memory of the plan, and returns 0, or what the first kernel that
failed returned.  It needs no interpreter lock.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np

from ..codegen.builder import Function, Module, Value
from ..codegen.plan import Call, Launch, Operand, Plan, Product, Ref, Triangular
from . import cpython
from .scaled_products import emit_scaled_products, scaled_product_loop, scaled_product_sizes
from .table import Table
from .triangular import emit_is_zero, emit_triangular, triangular_loop

# A plan in a table: number of steps, most buffers of any step, then the steps, each with its kind and length in words.
_STEPS, _MOST_BUFFERS, _FIRST_STEP = 0, 1, 2
_LAUNCH, _CALL = 0, 1
_KIND, _LENGTH = 0, 1
# A launch: kernel, extent, grain (0: in one part), number of buffers, then (base, offset) of each, then the parameters.
_KERNEL, _EXTENT, _GRAIN, _BUFFERS, _PLACES = 2, 3, 4, 5, 6
# A call of a ufunc's loop: the loop and its data, number of operands and of sizes, which results are looked at for NaN:
# how many, how far apart in bytes, how wide; then (base, offset) of each operand, the sizes, the strides.
_LOOP, _DATA, _OPERANDS, _SIZES, _CHECKED, _DISTANCE, _WIDTH, _CALL_PLACES = 2, 3, 4, 5, 6, 7, 8, 9

# The first of the addresses that a plan works on: 0, for constants, whose offset is their address; and the arena.
ZERO_BASE, ARENA_BASE, FIRST_INPUT = 0, 1, 2

PARALLEL_COST: Final = 20_000.0  # nanoseconds of one core from which on a launch is shared among threads

_ARENAS: Final = 8  # kept for later calls, one per call that runs at the same time
_MOST_KEPT, _FIRST_KEPT = 32 << 20, 256 << 20  # bytes; larger ones go back to the system, but for the first's
ALIGNMENT: Final = 64
_BUSY, _CAPACITY, _BLOCK, _ARENA_WORDS = 0, 1, 2, 3


def emit_driver(module: Module) -> None:
    """Add run_plan, arena_take, arena_give, solve_triangular and scaled_product_* to a module."""
    for name, (result, *parameters) in cpython.PYTHON_FUNCTIONS.items():
        if name.startswith("PyMem_Raw"):
            module.declare(name, result, *parameters)
    _emit_arenas(module)
    _emit_launch(module)
    _emit_is_nan(module)
    _emit_call(module)
    emit_is_zero(module)
    emit_triangular(module)
    emit_scaled_products(module)
    f = module.function("run_plan", "i32", plan="ptr", bases="ptr")
    plan, bases = f.parameters["plan"], f.parameters["bases"]
    pointers = f.dynamic_buffer(f.load("i64", plan, 8 * _MOST_BUFFERS))
    position = f.local("ptr", f.word(plan, _FIRST_STEP))
    with f.for_(0, f.load("i64", plan, 8 * _STEPS)):
        step = position.get()
        status = f.local("i32", 0)
        with f.switch(f.load("i64", step, 8 * _KIND)) as kinds:
            with kinds.case(_LAUNCH):
                status.set(f.call("launch", step, bases, pointers))
            with kinds.case(_CALL):
                status.set(f.call("call_loop", step, bases, pointers))
        f.return_if(status.get().differs(0), status.get())
        position.set(f.word(step, f.load("i64", step, 8 * _LENGTH)))
    f.return_(0)


def _address(f: Function, place: Value, bases: Value) -> Value:
    """The address that (base, offset) at `place` stands for."""
    base = f.load("ptr", f.word(bases, f.load("i64", place)))
    return f.at(base, f.load("i64", place, 8))


def _store_addresses(f: Function, places: Value, bases: Value, pointers: Value, count: Value) -> None:
    """Put the addresses that `count` places stand for into `pointers`."""
    with f.for_(0, count) as k:
        f.store(_address(f, f.word(places, k + k), bases), f.word(pointers, k))


def _emit_launch(module: Module) -> None:
    f = module.function("launch", "i32", internal=True, step="ptr", bases="ptr", pointers="ptr")
    step, bases, pointers = f.parameters["step"], f.parameters["bases"], f.parameters["pointers"]
    count = f.load("i64", step, 8 * _BUFFERS)
    places = f.word(step, _PLACES)
    _store_addresses(f, places, bases, pointers, count)
    kernel, extent = f.load("ptr", step, 8 * _KERNEL), f.load("i64", step, 8 * _EXTENT)
    parameters = f.word(places, count + count)
    module.declare("pool_run_kernel", "i32", "ptr", "ptr", "ptr", "i64", "i64", "i64")
    grain = f.load("i64", step, 8 * _GRAIN)
    with f.if_(grain.differs(0)):
        f.return_(f.call("pool_run_kernel", kernel, pointers, parameters, extent, grain, 0))
    f.return_(f.call(kernel, pointers, parameters, 0, extent, signature=("i32", "ptr", "ptr", "i64", "i64")))


def _emit_call(module: Module) -> None:
    f = module.function("call_loop", "i32", internal=True, step="ptr", bases="ptr", pointers="ptr")
    step, bases, pointers = f.parameters["step"], f.parameters["bases"], f.parameters["pointers"]
    count = f.load("i64", step, 8 * _OPERANDS)
    places = f.word(step, _CALL_PLACES)
    _store_addresses(f, places, bases, pointers, count)
    loop, data = f.load("ptr", step, 8 * _LOOP), f.load("ptr", step, 8 * _DATA)
    sizes = f.word(places, count + count)
    strides = f.word(sizes, f.load("i64", step, 8 * _SIZES))
    result = f.load("ptr", f.word(pointers, count - 1))  # loops move the pointers on
    f.call(loop, pointers, sizes, strides, data, signature=("void", "ptr", "ptr", "ptr", "ptr"))
    distance, wide = f.load("i64", step, 8 * _DISTANCE), f.load("i64", step, 8 * _WIDTH).equals(8)
    with f.for_(0, f.load("i64", step, 8 * _CHECKED)) as k:
        f.return_if(f.call("is_nan", f.at(result, k * distance), wide), 1)
    f.return_(0)


def _emit_is_nan(module: Module) -> None:
    """Whether there is NaN at an address, in double precision if `wide`."""
    f = module.function("is_nan", "i1", internal=True, address="ptr", wide="i1")
    address, wide = f.parameters["address"], f.parameters["wide"]
    with f.if_(wide):
        f.return_((f.load("i64", address) & 0x7FFFFFFFFFFFFFFF).above(0x7FF0000000000000))
    f.return_((f.load("i32", address) & 0x7FFFFFFF).above(0x7F800000))


def _emit_arenas(module: Module) -> None:
    """Memory for temporaries.  Fresh pages cost more than many a kernel, so blocks are kept and shared by all plans.

    In front of a block stand the allocation it lies in, and the entry in `arenas` that keeps it (or 0).
    """
    module.zeros("arenas", _ARENAS * _ARENA_WORDS)
    f = module.function("new_block", "ptr", internal=True, size="i64", keeper="ptr")
    allocation = f.call("PyMem_RawMalloc", f.parameters["size"] + (16 + ALIGNMENT))
    f.return_if(allocation.is_null, 0)
    number = (allocation.convert("ptrtoint", "i64") + (16 + ALIGNMENT - 1)) & -ALIGNMENT
    block = number.convert("inttoptr", "ptr")
    f.store(allocation, block, -16)
    f.store(f.parameters["keeper"], block, -8)
    f.return_(block)

    f = module.function("arena_take", "ptr", size="i64")
    size = f.parameters["size"]
    with f.for_(0, _ARENAS) as k:
        keeper = f.word(f.symbol("arenas"), k * _ARENA_WORDS)
        with f.if_(f.exchange(f.word(keeper, _BUSY), 0, 1)):
            block = f.load("ptr", keeper, 8 * _BLOCK)
            f.return_if(f.load("i64", keeper, 8 * _CAPACITY).at_least(size), block)
            _drop_block(f, keeper)
            fresh = f.call("new_block", size, keeper)
            with f.if_(fresh.is_null):
                f.release(f.word(keeper, _BUSY), 0)
                f.return_(0)
            f.store(size, keeper, 8 * _CAPACITY)
            f.store(fresh, keeper, 8 * _BLOCK)
            f.return_(fresh)
    f.return_(f.call("new_block", size, 0))

    f = module.function("arena_give", "void", block="ptr")
    block = f.parameters["block"]
    keeper = f.load("ptr", block, -8)
    with f.if_(keeper.is_null) as unkept:
        f.call("PyMem_RawFree", f.load("ptr", block, -16))
    with unkept.else_():
        first = keeper.equals(f.symbol("arenas"))
        most = f.select(first, f.operand(_FIRST_KEPT, "i64"), _MOST_KEPT)
        with f.if_(f.load("i64", keeper, 8 * _CAPACITY).above(most)):
            _drop_block(f, keeper)
        f.release(f.word(keeper, _BUSY), 0)
    f.return_()


def _drop_block(f: Function, keeper: Value) -> None:
    """Free what an entry of `arenas`, which the caller holds, keeps."""
    block = f.load("ptr", keeper, 8 * _BLOCK)
    with f.if_(block.is_null) as nothing:
        pass
    with nothing.else_():
        f.call("PyMem_RawFree", f.load("ptr", block, -16))
        f.store(f.operand(0, "i64"), keeper, 8 * _CAPACITY)
        f.store(f.operand(0, "ptr"), keeper, 8 * _BLOCK)


# -- filling tables


class Bases(NamedTuple):
    """Where the addresses of a plan's inputs and outputs stand among those that run_plan gets."""

    plan: Plan
    constants: list[np.ndarray[Any, Any]]

    @property
    def total(self) -> int:
        return FIRST_INPUT + len(self.plan.inputs) + len(self.plan.outputs)

    def output(self, k: int) -> int:
        return FIRST_INPUT + len(self.plan.inputs) + k

    def place(self, ref: Ref) -> tuple[int, int]:
        """(base, offset) of some memory of the plan."""
        if ref.kind == "input":
            return FIRST_INPUT + ref.index, ref.offset
        if ref.kind == "output":
            return self.output(ref.index), ref.offset
        if ref.kind == "temp":
            return ARENA_BASE, self.plan.temps[ref.index] + ref.offset
        if ref.kind == "constant":
            start: int = self.constants[ref.index].__array_interface__["data"][0]
            return ZERO_BASE, start + ref.offset
        raise ValueError(f"There is no memory of the kind '{ref.kind}' in a plan.")


class Encoded(NamedTuple):
    """A plan as a table that is not finished; `kernels` are the places of the kernels' addresses, per launch."""

    table: Table
    bases: Bases
    kernels: tuple[int, ...]


def encode(plan: Plan, addresses: Sequence[int]) -> Encoded:
    """The table of a plan; `addresses` are the code of its launches, in order."""
    bases = Bases(plan, [np.ascontiguousarray(c) for c in plan.constants])
    table = Table()
    table.kept += bases.constants
    launches = [step for step in plan.steps if isinstance(step, Launch)]
    if len(launches) != len(addresses):
        raise ValueError(f"{len(addresses)} addresses for {len(launches)} launches.")
    code = iter(addresses)
    table.add(len(plan.steps), max([len(step.buffers) for step in plan.steps], default=0))
    places = []
    for step in plan.steps:
        if isinstance(step, Launch):
            places.append(len(table) + _KERNEL)
            grain = step.grain if step.cost >= PARALLEL_COST and step.extent > step.grain else 0
            where = [word for ref in step.buffers for word in bases.place(ref)]
            table.record(_LAUNCH, next(code), step.extent, grain, len(step.buffers), *where, *step.params)
        elif isinstance(step, Product) and step.alpha is not None:
            _encode_scaled(table, step, bases)
        elif isinstance(step, Product):
            _encode_product(table, step, bases)
        else:
            _encode_call(table, step, bases)
    return Encoded(table, bases, tuple(places))


def _encode_product(table: Table, step: Product, bases: Bases) -> None:
    loop, data = inner_loop(np.matmul, f"{_CODES[step.dtype] * 2}->{_CODES[step.dtype]}")
    operands: tuple[Operand, ...] = (step.x, step.y, step.out)
    where = [word for operand in operands for word in bases.place(operand.ref)]
    strides = [o.batch for o in operands] + [word for o in operands for word in (o.row, o.column)]
    sizes = (step.batch, step.m, step.k, step.n)
    table.record(_CALL, loop, data, 3, len(sizes), 0, 0, 0, *where, *sizes, *strides)


def _encode_scaled(table: Table, step: Product, bases: Bases) -> None:
    loop, data = scaled_product_loop(step)
    where = [word for ref in step.buffers for word in bases.place(ref)]
    sizes = scaled_product_sizes(step)
    table.record(_CALL, loop, data, len(step.buffers), len(sizes), 0, 0, 0, *where, *sizes)


def _encode_call(table: Table, step: Call, bases: Bases) -> None:
    loop, data = loop_of(step)
    table.keep(step.ufunc)
    count = len(step.buffers)
    checked = (step.sizes[0], step.strides[count - 1], _WIDTHS[step.types[-1]]) if step.checked else (0, 0, 0)
    where = [word for ref in step.buffers for word in bases.place(ref)]
    table.record(_CALL, loop, data, count, len(step.sizes), *checked, *where, *step.sizes, *step.strides)


_CODES: Final = {"f32": "f", "f64": "d", "c64": "F", "c128": "D"}
_WIDTHS: Final = {"f": 4, "d": 8, "F": 4, "D": 8}  # bytes of a real number


def loop_of(step: Call) -> tuple[int, int]:
    """The function that a call runs, and the data it is given."""
    if isinstance(step.ufunc, Triangular):
        return triangular_loop(step.ufunc, step.types)
    return inner_loop(step.ufunc, step.types)


@cache
def inner_loop(ufunc: np.ufunc, signature: str) -> tuple[int, int]:
    """The function that a ufunc runs for some types, and the data it is given: ("dd->d" for np.matmul)."""
    k = ufunc.types.index(signature)
    loops = cpython.read(ctypes.c_int64, id(ufunc) + cpython.UFUNC_LOOPS)
    data = cpython.read(ctypes.c_int64, id(ufunc) + cpython.UFUNC_DATA)
    return (
        cpython.read(ctypes.c_int64, loops + 8 * k),
        cpython.read(ctypes.c_int64, data + 8 * k) if data else 0,
    )
