"""Plans: what a region of a program becomes.  Buffers, and steps that run one after the other on them.

A plan is for given shapes; its kernels are not: they meet again for other sizes, and are compiled once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, final

import numpy as np

from .loops import Kernel


class Ref(NamedTuple):
    """Memory of a plan: `kind` is "input", "output", "temp" or "constant"; `offset` in bytes from its start."""

    kind: str
    index: int  # type: ignore[assignment]  # tuple's method of this name is not needed
    offset: int = 0


class Launch(NamedTuple):
    """Run a kernel on buffers and parameters.

    `extent` iterations of its parallel loop; threads may take multiples of `grain` at a time (0: not in parts);
    `cost` is an estimate of the whole launch in nanoseconds of one core.
    """

    kernel: Kernel
    buffers: tuple[Ref, ...]
    params: tuple[int, ...]
    extent: int
    grain: int
    cost: float


class Operand(NamedTuple):
    """A matrix (or a stack of them) in memory: strides in bytes of the batch, row and column axis."""

    ref: Ref
    batch: int
    row: int
    column: int


class Product(NamedTuple):
    """out = x @ y by the inner loop of np.matmul: for each of `batch` matrices, (m, k) times (k, n).

    With alpha, one number, it is one call of gemm: out = alpha * (x @ y), added to what is there if `adds`; batch is 1.
    scratch: room for another result, where alpha is not known and there is something to add to.
    """

    dtype: str
    batch: int
    m: int
    k: int
    n: int
    x: Operand
    y: Operand
    out: Operand
    alpha: Ref | None = None
    adds: bool = False
    scratch: Ref | None = None

    @property
    def buffers(self) -> tuple[Ref, ...]:
        """The memory of all operands."""
        found = (self.x.ref, self.y.ref, self.alpha, self.out.ref, self.scratch)
        return tuple([ref for ref in found if ref is not None])


class Triangular(NamedTuple):
    """In the place of a ufunc: X of op(A) X = B with a triangular matrix A, op being the transpose where `trans`."""

    lower: bool
    trans: bool
    unit: bool


class Call(NamedTuple):
    """The inner loop of a ufunc on whole operands, the result last; `types` as NumPy writes them: "dd->d".

    sizes: how often the loop runs, then the sizes of its core axes; strides in bytes: of each operand from run to run,
    then along its core axes.  checked: whether NaN as the first number of any result means that the loop has failed.
    """

    ufunc: np.ufunc | Triangular
    types: str
    buffers: tuple[Ref, ...]
    sizes: tuple[int, ...]
    strides: tuple[int, ...]
    checked: bool
    cost: float


Step = Launch | Product | Call


class Value(NamedTuple):
    """An input or output: its shape and dtype.

    kind: "array" for arrays of any rank (C-contiguous where the code reads them); "scalar" for a NumPy scalar (shape
    ()); "bool", "int", "float", "complex" for a Python scalar (only as inputs; their memory holds the dtype's bits).
    """

    kind: str
    shape: tuple[int, ...]
    dtype: np.dtype


@final
class Plan:
    """inputs, outputs: `Value`s; constants: arrays that steps read; temps: sizes in bytes and offsets in one arena."""

    __slots__ = ("arena", "constants", "inputs", "outputs", "steps", "temps")

    def __init__(
        self,
        inputs: Sequence[Value],
        outputs: Sequence[Value],
        constants: Sequence[np.ndarray[Any, Any]],
        temps: Sequence[int],
        arena: int,
        steps: Sequence[Step],
    ):
        self.inputs, self.outputs, self.constants = tuple(inputs), tuple(outputs), tuple(constants)
        self.temps = tuple(temps)  # offsets into the arena
        self.arena = arena  # its size in bytes
        self.steps = tuple(steps)
