"""Specialisations as tables for the native call path."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ..codegen.plan import Launch, Plan, Product, Value
from ..core.types import number_kind
from . import cpython, driver
from . import entry_layout as layout
from .entry_patterns import PatternEncoder
from .patterns import (
    Items,
    Leaf,
    Mapping,
    Output,
    Result,
    Same,
    Specialisation,
    Unmatched,
    Write,
)
from .table import Table

RELEASE_COST = 20_000.0  # nanoseconds of a plan from which on it runs without the interpreter lock
_PRODUCT_RATE = 50.0  # multiplications and additions of a matrix product in a nanosecond

_NUMBERS: dict[str, type] = {"bool": bool, "int": int, "float": float, "complex": complex}


class Prepared(NamedTuple):
    """A specialisation as a finished table; `kernels` are the places of its kernels' addresses, per launch."""

    table: Table
    kernels: tuple[int, ...]

    def replace_kernel(self, launch: int, address: int) -> None:
        """Let better code run from the next call on; while calls run, too."""
        self.table.replace(self.kernels[launch], address)


def cost_of(plan: Plan) -> float:
    """Nanoseconds that a plan takes on one core, roughly."""
    products = [s.batch * s.m * s.k * s.n * 2 / _PRODUCT_RATE for s in plan.steps if isinstance(s, Product)]
    return sum(products) + sum([s.cost for s in plan.steps if not isinstance(s, Product)])


def prepare(specialisation: Specialisation) -> Prepared:
    """The table of a specialisation.  Raises Unmatched where native code cannot check or make what it says."""
    return _Encoder(specialisation).prepared()


class _Encoder(PatternEncoder):
    """Puts one specialisation into a table: header, checks, outputs, writes, result and plan, in this order."""

    def __init__(self, specialisation: Specialisation):
        self.specialisation, self.plan = specialisation, specialisation.plan
        self.encoded = driver.encode(self.plan, specialisation.addresses)
        self.bases = self.encoded.bases
        super().__init__(specialisation.positional, specialisation.keywords)
        self.base_count = self.bases.total
        self.leaves: dict[int, int] = {}  # the base of a leaf, by the leaf's id
        self.arrays: list[Leaf] = []
        self.arena = _rounded(self.plan.arena)

    def prepared(self) -> Prepared:
        part, table = self.specialisation, self.table
        self._header()
        self._begin(layout.CHECKS)
        for k, pattern in enumerate((*part.positional, *[p for _, p in part.keywords])):
            self._check(pattern, k)
        for place in part.outside:
            self._fetch(place)
        for write in part.writes:
            self._check_apart(write)
        self._end(layout.CHECK_COUNT)
        self._begin(layout.OUTPUTS)
        for k, value in enumerate(self.plan.outputs):
            self._output(k, value)
        self._end(layout.OUTPUT_COUNT)
        self._begin(layout.WRITES)
        for write in part.writes:
            self._write(write)
        self._end(layout.WRITE_COUNT)
        self._result_steps(part.result)
        table.words[layout.OBJECTS] = self.objects
        table.words[layout.BASES] = self.base_count
        table.words[layout.SCRATCH] = self.scratch
        table.words[layout.ARENA] = self.arena
        table.words[layout.PLAN] = start = table.append(self.encoded.table)
        table.finish()
        return Prepared(table, tuple([start + place for place in self.encoded.kernels]))

    def _header(self) -> None:
        part, words = self.specialisation, self.table.words
        conditions = layout.OUTSIDE_TRANSFORMATIONS | layout.DEFAULT_ERROR_STATE
        words[layout.CONDITIONS] = conditions if part.conditional else 0
        words[layout.POSITIONAL] = len(part.positional)
        if part.keywords:
            words[layout.NAMES] = self.table.keep(tuple([name for name, _ in part.keywords]))
        flags = 0
        if cost_of(self.plan) >= RELEASE_COST:
            flags |= layout.RELEASE_LOCK | layout.HOLD_OBJECTS
        if part.writes or _has_arguments(part.result):
            flags |= layout.HOLD_OBJECTS
        if any(not isinstance(step, Launch) for step in self.plan.steps):
            flags |= layout.MAY_RAISE
        words[layout.FLAGS] = flags
        if part.target is not None:
            words[layout.TARGET] = self.table.keep(part.target)

    # -- checks

    def _check_leaf(self, leaf: Leaf, k: int) -> None:
        if leaf.input is not None:
            base = driver.FIRST_INPUT + leaf.input
        else:
            base, self.base_count = self.base_count, self.base_count + 1
        self.leaves[id(leaf)] = base
        value, dtype = leaf.value, _native(leaf.value.dtype)
        if value.kind == "array":
            flags = cpython.C_CONTIGUOUS | cpython.ALIGNED | (cpython.WRITEABLE if leaf.writeable else 0)
            self.arrays.append(leaf)
            kept = self.table.keep(dtype)
            self._record(layout.CHECK_ARRAY, k, base, kept, len(value.shape), flags, *value.shape)
        elif value.kind == "scalar":
            self._record(layout.CHECK_VALUE, k, base, self.table.keep(dtype.type))
        else:
            self._check_number(value.kind, dtype, k, base)

    def _check_number(self, kind: str, dtype: np.dtype, k: int, base: int) -> None:
        """A Python number, as the dtype that the plan reads."""
        if (kind, dtype.char) in (("float", "d"), ("complex", "D")):
            self._record(layout.CHECK_VALUE, k, base, self.table.keep(_NUMBERS[kind]))
            return
        word, self.scratch = self.scratch, self.scratch + 1
        if kind == "float" and dtype.char == "f":
            self._record(layout.CHECK_FLOAT32, k, base, word)
        elif kind == "bool" and dtype.kind in "?biu":
            self._record(layout.CHECK_BOOL, k, base, word)
        elif kind == "int" and dtype.kind in "iu":
            bounds = np.iinfo(dtype)
            least, greatest = int(bounds.min), min(int(bounds.max), 2**63 - 1)
            self._record(layout.CHECK_INT, k, base, word, least, greatest, layout.AS_INT)
        elif kind == "int" and dtype.char in "fd":
            form = layout.AS_FLOAT32 if dtype.char == "f" else layout.AS_FLOAT64
            self._record(layout.CHECK_INT, k, base, word, -(2**63), 2**63 - 1, form)
        else:
            raise Unmatched(f"a {kind} that becomes {dtype} has no pattern")

    def _check_apart(self, write: Write) -> None:
        """What is written must not be read under another name as well."""
        value, output = write.leaf.value, self.plan.outputs[write.output]
        if not write.leaf.writeable or value.kind != "array" or (value.shape, value.dtype) != output[1:]:
            raise ValueError(f"An output of shape {output.shape}, {output.dtype} cannot be written to {write.leaf}.")
        target = self.leaves[id(write.leaf)]
        for leaf in self.arrays:
            if leaf is not write.leaf:
                other = self.leaves[id(leaf)]
                self._record(layout.CHECK_APART, target, _bytes(write.leaf.value), other, _bytes(leaf.value))

    # -- outputs

    def _output(self, k: int, value: Value) -> None:
        base, dtype = self.bases.output(k), _native(value.dtype)
        write = next(
            (w for w in self.specialisation.writes if w.output == k and not _gives(self.specialisation, k)), None
        )
        if write is not None and write.direct:
            self._record(layout.OUTPUT_ARGUMENT, base, self.leaves[id(write.leaf)])
        elif write is not None:
            self._record(layout.OUTPUT_HIDDEN, base, self.arena)
            self.arena += _rounded(_bytes(value))
        elif value.kind == "array":
            self._record(layout.OUTPUT_ARRAY, base, self.table.keep(dtype), len(value.shape), *value.shape)
        elif value.kind == "scalar":
            word, self.scratch = self.scratch, self.scratch + 2
            self._record(layout.OUTPUT_SCALAR, base, self.table.keep(dtype), word)
        else:
            raise Unmatched(f"there is no output of the kind '{value.kind}'")

    def _write(self, write: Write) -> None:
        if write.direct and not _gives(self.specialisation, write.output):
            return
        target, source = self.leaves[id(write.leaf)], self.bases.output(write.output)
        self.table.add(target, source, _bytes(write.leaf.value))
        self.count += 1


def _gives(specialisation: Specialisation, k: int) -> bool:
    """Whether output k is (also) part of the result."""
    return k in _outputs_of(specialisation.result)


def _outputs_of(result: Result) -> set[int]:
    if isinstance(result, Output):
        return {result.index}
    if isinstance(result, Items | Mapping):
        return {k for item in result.items for k in _outputs_of(item)}
    return set()


def _has_arguments(result: Result) -> bool:
    if isinstance(result, Items | Mapping):
        return any(_has_arguments(item) for item in result.items)
    return isinstance(result, Same)


def _native(dtype: np.dtype) -> np.dtype:
    """NumPy's own object for a dtype."""
    if not dtype.isnative or number_kind(dtype) not in "?biufc":
        raise Unmatched(f"native code does not know the dtype {dtype}")
    return np.dtype(dtype.type)


def _bytes(value: Value) -> int:
    return math.prod(value.shape) * value.dtype.itemsize


def _rounded(size: int) -> int:
    """A size that keeps what follows it apart in the cache."""
    return -(-size // driver.ALIGNMENT) * driver.ALIGNMENT
