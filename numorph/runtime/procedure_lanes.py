"""One call of a procedure for all lanes of a batch: the table that codegen/procedure_lanes reads, and its threads."""

from __future__ import annotations

import math
import struct
from array import array
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, Final, TypeAlias

import numpy as np

from ..codegen import procedure_lanes as code
from ..codegen import procedure_memory as memory
from .procedure_code import ProcedureCode
from .procedure_memory import clear_tapes, new_array, runtime
from .procedure_vectors import TRIALS, InStep
from .threads import pool, thread_count

Table: TypeAlias = "array[int]"  # its elements have 8 bytes
LEVELS: Final = 3  # of batches within batches
_CHUNKS_PER_THREAD: Final = 32  # so that the pool can find out how long they take
_FEW: Final = 16  # chunks, of which it cannot
_WORTH_SHARING: Final = 50e-6  # seconds of work that may be shared where chunks are few


class LaneFailure(Exception):
    """A lane has ended without results, for this reason; nothing that was written by any lane counts."""

    @property
    def misfit(self) -> bool:
        """Whether only a result has another size than was expected."""
        return str(self) == code.MISFIT_REASON


class Pace:
    """How long lanes of a procedure take, in seconds, as the last call has shown."""

    seconds = 0.0


def chunks_for(lanes: int, pace: Pace) -> int:
    """In how many chunks lanes should run: one where threads would gain nothing."""
    threads = thread_count()
    few = lanes < _FEW and lanes * pace.seconds < _WORTH_SHARING
    return 1 if threads == 1 or few else min(lanes, threads * _CHUNKS_PER_THREAD)


class Tapes:
    """A tape for each chunk: what a forward sweep leaves for the backward sweep, lane upon lane."""

    def __init__(self, count: int, limit: int):
        self.words = np.zeros((count, memory.TAPE_WORDS), np.int64)
        self.address = self.words.ctypes.data
        starts = self.address + 8 * memory.TAPE_WORDS * np.arange(count)
        for head in (0, memory.SHARED):
            self.words[:, head + memory.NEXT] = self.words[:, head + memory.PREVIOUS] = starts + 8 * head
        self.words[:, memory.LIMIT] = limit

    def lift_limit(self) -> None:
        """Let the next call have what it needs."""
        self.words[:, memory.LIMIT] = 1 << 61

    @property
    def nbytes(self) -> int:
        """Bytes that are on them."""
        w = self.words
        return int((w[:, memory.BELOW] + w[:, memory.TOP] - w[:, memory.BASE]).sum())

    def clear(self) -> None:
        """Forget everything."""
        clear_tapes(self.words)

    def __del__(self) -> None:
        self.clear()


class LaneCall:
    """Inputs and outputs are added in the order of the procedure's, then `run`.

    sizes: of the levels of batches, the outermost first.  chunks: as in Tapes, where there are tapes.
    """

    def __init__(self, procedure: ProcedureCode, sizes: Sequence[int], chunks: int, tapes: Tapes | None = None):
        self.procedure, self.sizes, self.tapes = procedure, tuple(sizes), tapes
        self.total = math.prod(self.sizes)
        self.chunk = -(-self.total // chunks)
        self.chunks = -(-self.total // self.chunk)
        self.record: np.ndarray | None = None  # where the results of each lane are put down
        self._inputs: list[int] = []
        self._outputs: list[int] = []
        self._count = 0  # of outputs
        self._constants: list[bytes] = []
        self.constant_inputs: list[int] = []  # the inputs that are constants
        self._kept: list[Any] = []
        self.places: list[int] = []  # the words of outputs that are addresses of room for them, in their order

    # -- inputs

    def address(self, base: int, strides: Sequence[int] = (), of_chunk: int = 0) -> None:
        """A pointer: for lane 0, and by how many bytes it differs from lane to lane, level by level."""
        self._entry(1, base, strides, of_chunk)

    def words(self, x: np.ndarray, strides: Sequence[int]) -> None:
        """A number for each lane, in 8 bytes."""
        self._kept.append(x)
        self._entry(0, x.__array_interface__["data"][0], strides, 0)

    def constant(self, x: Any) -> None:
        """A number for all lanes."""
        k = len(self._inputs) // code.INPUT_WORDS
        try:
            self._constants.append(self.procedure.packed_input(k, x))
        except (struct.error, OverflowError, TypeError):
            raise LaneFailure("an input does not fit its type") from None
        self.constant_inputs.append(k)
        self._entry(0, 0, (), 0)

    def _entry(self, itself: int, base: int, strides: Sequence[int], of_chunk: int) -> None:
        levels = (0,) * (LEVELS - len(strides))
        self._inputs += (itself, base, of_chunk, *levels, *strides)

    # -- outputs

    def numbers(self, result: int) -> np.ndarray:
        """Room for a number of each lane: float64, complex128, int64, or uint64 for unsigned ones and bools."""
        out = np.empty(self.total, self.procedure.dtype_of_numbers(result))
        slot = self.procedure.slots_of_results[result]
        self.places.append(len(self._outputs) + 3)
        self._outputs += (code.NUMBER, slot, out.itemsize // 8, out.__array_interface__["data"][0])
        self._count += 1
        return out

    def array(self, result: int, shape: tuple[int, ...], dtype: np.dtype, places: Sequence[Any]) -> np.ndarray:
        """Room for an array of each lane.  places: offset, sizes, strides; a number, or (the number of a result,)."""
        out = new_array((*self.sizes, *shape), dtype)
        nbytes = out.nbytes // self.total
        slots = self.procedure.slots_of_results
        offset, *rest = [(1, slots[p[0]]) if type(p) is tuple else (0, p) for p in places]
        base = out.__array_interface__["data"][0]
        self.places.append(len(self._outputs) + 2)
        self._outputs += (code.ARRAY, slots[result], base, out.itemsize, nbytes, len(shape), *offset)
        for size, place, stride in zip(shape, rest[: len(shape)], rest[len(shape) :], strict=True):
            self._outputs += (size, *place, *stride)
        self._count += 1
        return out

    def put_down(self) -> np.ndarray:
        """Room for all results of each lane as they lie in slots."""
        self.record = np.empty((self.total, self.procedure.result_words), np.int64)
        return self.record

    # -- the call

    def run(self, backward: bool = False, pace: Pace | None = None) -> None:
        """Run all lanes; raises LaneFailure.  Arrays whose addresses were given have to live until then."""
        in_step = self.in_step()
        vectors = in_step.chosen(self.total) if in_step is not None else None
        tries = in_step is not None and in_step.undecided and self.total >= 4 * TRIALS * in_step.width
        if in_step is not None and (tries or (vectors is not None and self.chunks > 1)):
            width = in_step.width
            self.chunk = width if tries else -(-self.chunk // width) * width
            self.chunks = -(-self.total // self.chunk)
        begin = perf_counter()
        table = self.table(backward)
        locate(table, self.constant_inputs)
        reasons = in_step.reasons if in_step is not None else ()

        def run(first: int, last: int, together: bool) -> None:
            table[code.VECTOR] = in_step.address if together and in_step is not None else 0
            shared = last - first > 1 and not self.procedure.calls_python
            if not self.procedure.run_lanes(table, lambda at: run_chunks(at, first, last, shared), reasons):
                raise LaneFailure(self.procedure.last_bail)

        if tries and in_step is not None:
            first = self._contest(in_step, run)
            run(first, self.chunks, bool(in_step.wins))
        else:
            run(0, self.chunks, vectors is not None)
        seconds = (perf_counter() - begin) / self.total
        if in_step is not None and self.total >= in_step.width:
            in_step.enter(vectors is not None, seconds)
        if pace is not None:
            pace.seconds = seconds

    def _contest(self, in_step: InStep, run: Callable[[int, int, bool], None]) -> int:
        """Find out by the first chunks which way is faster; how many these were."""
        times: dict[bool, list[float]] = {True: [], False: []}
        for k in range(2 * TRIALS):
            begin = perf_counter()
            run(k, k + 1, k % 2 == 0)
            times[k % 2 == 0].append(perf_counter() - begin)
        in_step.decide(times[True][1:], times[False][1:])  # the first is on cold memory
        return 2 * TRIALS

    def table(self, backward: bool = False) -> Table:
        """What codegen/procedure_lanes reads; the constants lie behind it."""
        for result, r in enumerate(self.procedure.procedure.results):
            if r.dtype == "ptr":
                self._outputs += (code.OWNED, self.procedure.slots_of_results[result])
                self._count += 1
        in_step = self.in_step()
        table = array("q", [*self._head(backward), *self._inputs, *self._outputs])
        table[code.WIDTH] = in_step.width if in_step is not None else 1
        table.frombytes(b"".join(self._constants))
        return table

    def in_step(self) -> InStep | None:
        """How lanes run in step, by which inputs differ between them; None: they cannot."""
        if self.tapes is not None or self.procedure.calls_python:
            return None
        n, entries = code.INPUT_WORDS, self._inputs
        flags = tuple([any(entries[k + 2 : k + n]) for k in range(0, len(entries), n)])
        found = self.procedure.in_step.get(flags)
        if found is None:
            found = self.procedure.in_step[flags] = InStep(self.procedure.procedure, flags, self.procedure.slots)
        return found

    def _head(self, backward: bool) -> list[int]:
        head = [0] * code.HEAD
        if self.tapes is not None:
            head[code.TAPES], head[code.TAPE_SIZE] = self.tapes.address, memory.TAPE_WORDS
        if self.record is not None:
            head[code.RECORD], head[code.RECORD_WORDS] = self.record.ctypes.data, self.record.shape[-1]
        head[code.SLOTS], head[code.LANES], head[code.CHUNK] = self.procedure.slots, self.total, self.chunk
        inner = math.prod(self.sizes[-2:]) if len(self.sizes) > 2 else self.total
        head[code.BACKWARD], head[code.INNER], head[code.INNERMOST] = int(backward), inner, self.sizes[-1]
        head[code.INPUTS], head[code.OUTPUTS] = len(self._inputs) // code.INPUT_WORDS, self._count
        return head


def locate(table: Table, constants: Sequence[int]) -> None:
    """Tell a table, or a copy of one, where its constants are; they are these inputs."""
    first = table.buffer_info()[0] + 8 * (len(table) - len(constants))
    for i, k in enumerate(constants):
        table[code.HEAD + k * code.INPUT_WORDS + 1] = first + 8 * i


def run_chunks(table: int, first: int, last: int, shared: bool) -> int:
    """Run chunks of lanes as codegen/procedure_lanes does, shared: on several threads; not 0 where a lane has ended
    without results."""
    made = runtime()
    if shared:
        return int(pool()["pool_run_watched"](made.lanes_address, table, first, last, 1, 0, made.watch_address))
    return int(made.lanes(table, first, last))
