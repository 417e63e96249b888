"""Procedures as functions of numbers and addresses: their machine code, and calls of it.

The function is called without the interpreter lock.  A call that bails has freed all that it allocated.
"""

from __future__ import annotations

import ctypes
import struct
import threading
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any, Final

import numpy as np

from ..codegen import procedure_lanes as lanes
from ..codegen import procedure_memory as memory
from ..codegen.engine import PASSES, QUICK_PASSES, compiled
from ..codegen.kernels import make_math
from ..codegen.procedure_llvm import Emitted, emit, output_slots
from ..codegen.procedure_products import CODES, DTYPES
from ..codegen.procedure_shared import shared_loops, shared_user_loops
from ..codegen.procedure_small_products import is_shareable, make_small_products
from ..codegen.procedure_statements import TAPE_OPERATIONS
from ..codegen.procedure_turns_in_step import turns_in_step
from ..codegen.procedure_undo import written_inputs
from ..codegen.target import host
from ..procedures.alike import without_alike_ways
from ..procedures.cells import in_registers
from ..procedures.exchange import exchanged
from ..procedures.fission import fissioned
from ..procedures.hoisting import hoisted
from ..procedures.ir import COMPLEX, For, Library, Procedure, While, operands, statements, subexpressions
from ..procedures.joined_tests import with_joined_tests
from ..procedures.kept_memory import with_kept_memory
from ..procedures.known_sizes import with_known_sizes
from ..procedures.matrix_vector import with_library
from ..procedures.second_tests import without_second_tests
from ..procedures.shifted import shifted
from ..procedures.small_arrays import with_elements_in_registers
from ..procedures.small_products import with_small_products
from ..procedures.time_blocks import Sizes, in_time_blocks
from ..procedures.windows import turned_around
from .procedure_memory import Memory, Tape, allocated, make_runtime, memory_of
from .threads import pool

_BEST: Final = PASSES + 1  # the same, with loops unrolled
_NO_UNROLLING: Final = ', !{!"llvm.loop.unroll.disable"}'
_LONG_CODE: Final = 35  # statements and operations, beyond which code is made quickly at first
_NAME: Final = "procedure"
time_blocks = Sizes()

_FUNCTION = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_HOST = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p)
_LONG = ctypes.c_int64


class ProcedureCode:
    """The code of a procedure; the first call makes it."""

    def __init__(self, procedure: Procedure):
        self.procedure = procedure
        self._formats = [_input_format(r.dtype) for r in procedure.inputs]
        self._inputs = struct.Struct("".join(self._formats))
        self._host_layouts: dict[Library, _HostLayout] = {}
        self._outputs = struct.Struct("".join([_output_format(r.dtype) for r in procedure.results]))
        self._plain = all([r.dtype != "ptr" and r.dtype not in COMPLEX for r in procedure.results])
        self.slots = max(len(procedure.inputs), output_slots(procedure), 1)  # words for inputs and results
        on_tape = any([isinstance(s, TAPE_OPERATIONS) for s in statements(procedure.body)])
        self._uses_tape = on_tape and not procedure.own_tape
        self._function: Any = None
        self.address = 0  # of the code, once it is there
        self._passes = 0
        self._lock = threading.Lock()
        self._frames: list[_Frame] = []  # that no call uses now
        self._callers: dict[int, _Frame] = {}  # all frames, by the address of the context
        self._emitted: Emitted | None = None
        self._left_changed: frozenset[int] | None = None
        self._said = _Said()
        self.in_step: dict[tuple[bool, ...], Any] = {}  # see procedure_vectors, by which inputs differ between lanes
        # It refers to this object, which keeps it: the collector of cycles frees both.
        self._callback = _HOST(self._call_host) if _calls_python(procedure) else None

    @property
    def last_bail(self) -> str | None:
        """Why the last call of this thread that bailed did so."""
        return self._said.bail

    @property
    def last_error(self) -> BaseException | None:
        """The exception for which the last call of this thread that bailed did so, if it was one."""
        return self._said.error

    def make(self, quickly: bool = False, best: bool = False) -> None:
        """Make the code, or better code than there is; raises engine.CompileError.

        quickly: where a lot of code would take long, make code without vectors.  best: unroll loops too, which takes a
        third longer and pays for some.
        """
        with self._lock:
            passes = _BEST if best else QUICK_PASSES if quickly and self._is_long else PASSES
            if self._passes < passes:
                text = self._best_text() if best else self._text(quick=passes == QUICK_PASSES)
                self._make_math(vectors=passes != QUICK_PASSES)
                level = 0 if passes == QUICK_PASSES else 2
                self.address = compiled(text, [_NAME], level, min(passes, PASSES))[_NAME]
                self._function = _FUNCTION(self.address)
                done = passes == PASSES and _NO_UNROLLING not in text and not self._has_better_loops
                self._passes = _BEST if done else passes

    def _emit(self, quick: bool = True) -> Emitted:
        """What was written first, for few passes or for all; what it calls is there then."""
        if self._emitted is None:
            make_runtime()
            self._emitted = self._written(quick)
            self._left_changed = self._find_left_changed()
            for dtype in self._emitted.small:
                make_small_products(dtype)
        return self._emitted

    def _written(self, quick: bool) -> Emitted:
        """The text holds nothing of this process, and always the same name: the code may be on disk already."""
        return emit(with_library(self.simplified), _NAME, host(), quick=quick)

    def _text(self, quick: bool) -> str:
        """For few passes, or for all."""
        first = self._emit(quick)
        found = first if first.quick == quick else self._written(quick)
        assert found.reasons == first.reasons
        return found.text

    def _find_left_changed(self) -> frozenset[int]:
        written, left = written_inputs(self.simplified)
        if left != written and self._divided is not self.simplified:  # the best code may leave more
            left |= written_inputs(self._divided)[1]
        return left

    @cached_property
    def _is_long(self) -> bool:
        """Whether it takes long to compile."""
        every = list(statements(self.simplified.body))
        operations = [e for s in every for e in subexpressions(operands(s)) if e.args]
        return len(every) + len(operations) > _LONG_CODE

    def _make_math(self, vectors: bool) -> None:
        """The math functions that it calls."""
        for function, dtype, arity in self._emit().math:
            make_math(function, dtype, arity, lanes=1)
            if vectors:
                make_math(function, dtype, arity)

    @cached_property
    def simplified(self) -> Procedure:
        """The same procedure, whose loops are simpler for LLVM."""
        procedure = with_known_sizes(without_second_tests(with_small_products(self.procedure)))
        simpler = turned_around(hoisted(in_registers(with_kept_memory(procedure))))
        return without_alike_ways(with_joined_tests(simpler))

    @cached_property
    def _has_better_loops(self) -> bool:
        """Whether there are loops whose turns may run as lanes of vectors, by blocks, or for each element."""
        return bool(turns_in_step(self.simplified)) or self._divided is not self.simplified

    @cached_property
    def _divided(self) -> Procedure:
        divided = fissioned(with_elements_in_registers(self.simplified), turns_in_step)
        return shifted(in_time_blocks(exchanged(divided), time_blocks))

    def _best_text(self, shared: bool = False) -> str:
        """With all that takes longer to compile."""
        found = emit(with_library(self._divided), _NAME, host(), shared=shared, in_step=True)
        assert found.reasons == self._emit().reasons
        return found.text.replace(_NO_UNROLLING, "")

    @property
    def left_changed(self) -> frozenset[int]:
        """Positions of inputs whose memory a call that bails may leave changed."""
        if self._left_changed is None:
            self.make()
        assert self._left_changed is not None
        return self._left_changed

    @property
    def is_simple(self) -> bool:
        """Whether a call needs no tape, and no functions of Python's."""
        return not self._uses_tape and self._callback is None

    @property
    def improvable(self) -> bool:
        """Whether what was made quickly can be made better."""
        return 0 < self._passes < _BEST

    @property
    def is_quick(self) -> bool:
        """Whether there is only the code that was made quickly, which has no vectors."""
        return self._passes == QUICK_PASSES

    @cached_property
    def is_of_array_statements(self) -> bool:
        """Whether array statements take its time: no loop of the user's is innermost."""
        loops = [s for s in statements(self.procedure.body) if isinstance(s, For | While)]
        innermost = [s for s in loops if not any([isinstance(t, For | While) for t in statements(s.body)])]
        return all([isinstance(s, For) and s.parallel for s in innermost])

    @cached_property
    def shareable(self) -> bool:
        """Whether there are loops of which threads could take parts."""
        some = bool(shared_loops(self.procedure)) or is_shareable(self.simplified)
        return some or bool(shared_user_loops(self._divided))

    def share(self) -> None:
        """From now on threads take parts of its long loops; raises engine.CompileError."""
        with self._lock:
            self._make_math(vectors=True)
        pool()
        address = compiled(self._best_text(shared=True), [_NAME], 2, PASSES)[_NAME]
        with self._lock:
            self.address, self._function, self._passes = address, _FUNCTION(address), _BEST

    def call(self, inputs: Sequence[Any], tape: Tape | None = None, stop: int = 0) -> list[Any] | None:
        """The results: numbers, and `Memory` for pointers; None where the call has bailed, see `last_bail`.

        inputs: a number for each input, an address where it is a pointer.  tape: what the procedure leaves on it
        stays for the next call; without one the procedure has a tape of its own for the time of the call.  stop: the
        address of a word that tells, when it is not 0, that nobody wants the results: then the call bails.
        """
        if self._function is None:
            self.make()
        frame = self._frames.pop() if self._frames else self._new_frame()
        frame.words[memory.STOP] = stop
        try:
            return self._run(frame, inputs, tape)
        finally:
            self._frames.append(frame)

    def _new_frame(self) -> _Frame:
        frame = _Frame(8 * self.slots, self._callback)
        self._callers[frame.address] = frame
        return frame

    def _run(self, frame: _Frame, inputs: Sequence[Any], tape: Tape | None) -> list[Any] | None:
        try:
            self._inputs.pack_into(frame.slots, 0, *inputs)
        except (struct.error, OverflowError, TypeError):
            self._check_count(inputs)
            self._said.bail, self._said.error = "an input does not fit its type", None
            return None
        frame.words[memory.THREAD] = threading.get_ident()
        if tape is None and not self._uses_tape:
            frame.words[memory.KEEP] = 0
            status = self._function(frame.slots_address, frame.slots_address, frame.address)
        else:
            status = self._run_with_tape(frame, tape)
        if status:
            self._explain(frame, status, tape)
            return None
        if self._plain:
            return list(self._outputs.unpack_from(frame.slots))
        return self._results(frame, tape)

    def _run_with_tape(self, frame: _Frame, tape: Tape | None) -> int:
        used = tape if tape is not None else Tape()
        with used.in_use():
            frame.words[memory.TAPE] = used.address
            frame.words[memory.KEEP] = 0 if tape is None else 1
            return int(self._function(frame.slots_address, frame.slots_address, frame.address))

    def _check_count(self, inputs: Sequence[Any]) -> None:
        if len(inputs) != len(self.procedure.inputs):
            raise TypeError(f"{self.procedure.name} takes {len(self.procedure.inputs)} inputs, not {len(inputs)}.")

    def say(self, status: int, failure: int) -> None:
        """Note why a call has bailed: what it gave, and the word of its context."""
        assert self._emitted is not None
        self._said.error = None
        self._said.bail = self._emitted.reasons[status - 1] if status > 0 else memory.REASONS[failure]

    def _explain(self, frame: _Frame, status: int, tape: Tape | None) -> None:
        if tape is not None:
            tape.clear()  # what is on it is of no use to anyone
        self._note_bail(status, frame.words[memory.FAILURE], frame)

    def _note_bail(self, status: int, failure: int, frame: _Frame | None) -> None:
        """Say why a call has bailed; raises what wants to end the program."""
        self.say(status, failure)
        if frame is not None and status < 0 and failure == memory.EXCEPTION:
            self._said.error, frame.error = frame.error, None
        if frame is not None and status < 0 and failure == memory.INTERRUPTED and frame.words[memory.ERROR]:
            error = [frame.words[memory.ERROR + k] for k in range(3)]
            frame.words[memory.ERROR] = 0
            _raise_error(*error)
        if self._said.error is not None and not isinstance(self._said.error, Exception):
            raise self._said.error

    # -- lanes of a batch

    @cached_property
    def slots_of_results(self) -> list[int]:
        """Where each result begins."""
        sizes = [struct.calcsize(_output_format(r.dtype)) // 8 for r in self.procedure.results]
        return [sum(sizes[:k]) for k in range(len(sizes))]

    @property
    def result_words(self) -> int:
        """How many words the results take."""
        return output_slots(self.procedure)

    def dtype_of_numbers(self, result: int) -> np.dtype:
        """Of an array that holds a result, which is a number, of each lane."""
        dtype = self.procedure.results[result].dtype
        kind = "c16" if dtype in COMPLEX else "f8" if dtype[0] == "f" else "u8" if dtype[0] in "ub" else "i8"
        return np.dtype(kind)

    def packed_input(self, k: int, x: Any) -> bytes:
        """An input as it lies in its slot; raises struct.error, OverflowError and TypeError."""
        return self.input_format(k).pack(x)

    def input_format(self, k: int) -> struct.Struct:
        """How an input lies in its slot."""
        return struct.Struct(self._formats[k])

    def run_lanes(self, table: Any, run: Callable[[int], int], reasons: Sequence[str] = ()) -> bool:
        """Call `run` with the address of a table of codegen/procedure_lanes, whose head is completed here.

        False where a lane has bailed: see `last_bail`.  Lanes that call Python run one after the other.  reasons: why
        code for lanes in step bails.
        """
        if self._function is None:
            self.make()
        table[lanes.FUNCTION], table[lanes.MATMUL] = self.address, products()
        table[lanes.THREAD] = threading.get_ident()
        frame = None
        if self._callback is not None:
            frame = self._frames.pop() if self._frames else self._new_frame()
            frame.words[memory.KEEP] = 0
            table[lanes.CONTEXT] = frame.address
        try:
            failed = run(table.buffer_info()[0])
            if failed and table[lanes.ERROR]:
                _raise_error(*table[lanes.ERROR : lanes.ERROR + 3])
            status = table[lanes.STATUS]
            if failed and status >= lanes.IN_STEP:
                self._said.bail, self._said.error = reasons[status - lanes.IN_STEP - 1], None
            elif failed and status == lanes.MISFIT:
                self._said.bail, self._said.error = lanes.MISFIT_REASON, None
            elif failed:
                self._note_bail(status, table[lanes.FAILURE], frame)
            return not failed
        finally:
            if frame is not None:
                self._frames.append(frame)

    @property
    def calls_python(self) -> bool:
        """Whether it calls functions of Python's."""
        return self._callback is not None

    # -- results

    def _results(self, frame: _Frame, tape: Tape | None) -> list[Any]:
        values = iter(self._outputs.unpack_from(frame.slots))
        found: list[Any] = []
        taken: dict[int, Memory] = {}
        for r in self.procedure.results:
            if r.dtype in COMPLEX:
                found.append(complex(next(values), next(values)))
            elif r.dtype == "ptr":
                found.append(memory_of(next(values), next(values), tape, taken))
            else:
                found.append(next(values))
        return found

    # -- Python functions

    def _call_host(self, context: int, number: int, slots: int) -> int:
        """Called by the code, in whose slots operands are; 0, or 1 after an exception."""
        frame = self._callers[context]
        try:
            assert self._emitted is not None
            self._host(frame, self._emitted.hosts[number], slots)
        except BaseException as error:
            frame.error = error
            frame.words[memory.FAILURE] = memory.EXCEPTION
            return 1
        return 0

    def _host(self, frame: _Frame, s: Library, slots: int) -> None:
        layout = self._host_layouts.get(s)
        if layout is None:
            layout = self._host_layouts[s] = _HostLayout(s)
        buffer = layout.memory.from_address(slots)
        pointers, values = layout.operands(buffer)
        found = s.attr(pointers, values, frame.allocate)
        if s.results:
            layout.give(buffer, list(found))


class _HostLayout:
    """Where a call of a Python function has its operands, and puts its results."""

    def __init__(self, s: Library):
        self._pointers = len(s.pointers)
        self._operands = [e.dtype in COMPLEX for e in s.values]
        self._results = [r.dtype in COMPLEX for r in s.results]
        self._given = struct.Struct("Q" * len(s.pointers) + "".join([_value_format(e.dtype) for e in s.values]))
        self._wanted = struct.Struct("".join([_value_format(r.dtype) for r in s.results]))
        self.memory = ctypes.c_char * (self._given.size + self._wanted.size)

    def operands(self, buffer: ctypes.Array[ctypes.c_char]) -> tuple[list[int], list[Any]]:
        """Pointers and numbers."""
        found = list(self._given.unpack_from(buffer))
        pointers, values = found[: self._pointers], found[self._pointers :]
        if any(self._operands):
            numbers = iter(values)
            values = [complex(next(numbers), next(numbers)) if c else next(numbers) for c in self._operands]
        return pointers, values

    def give(self, buffer: ctypes.Array[ctypes.c_char], found: list[Any]) -> None:
        """The results."""
        flat: list[Any] = []
        for c, x in zip(self._results, found, strict=True):
            flat += [x.real, x.imag] if c else [x]
        self._wanted.pack_into(buffer, self._given.size, *flat)


# Raises the exception that three pointers stand for, and takes the references over.
_raise_error = ctypes.PYFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
    ("PyErr_Restore", ctypes.pythonapi)
)


class _Said(threading.local):
    bail: str | None = None
    error: BaseException | None = None


def _calls_python(procedure: Procedure) -> bool:
    return any([isinstance(s, Library) and s.name == "host" for s in statements(procedure.body)])


def _value_format(dtype: str) -> str:
    """How a number lies in slots of 8 bytes."""
    if dtype in COMPLEX:
        return "dd"
    return "d" if dtype[0] == "f" else "?7x" if dtype == "bool" else "Q" if dtype[0] in "up" else "q"


def _input_format(dtype: str) -> str:
    if dtype in COMPLEX:
        raise ValueError("Complex numbers cannot be inputs of procedures.")
    return _value_format(dtype)


def _output_format(dtype: str) -> str:
    return "Qq" if dtype == "ptr" else _value_format(dtype)


class _Frame:
    """What a call needs, used again by the next one: the context, and slots of the inputs and later of the results."""

    def __init__(self, slots: int, callback: Any):
        self.words = (_LONG * memory.CONTEXT_WORDS)()
        self.slots = ctypes.create_string_buffer(slots)
        self.address, self.slots_address = ctypes.addressof(self.words), ctypes.addressof(self.slots)
        self.words[memory.MATMUL] = products()
        self.error: BaseException | None = None
        if callback is not None:
            self.words[memory.HOST] = ctypes.cast(callback, ctypes.c_void_p).value or 0

    def allocate(self, nbytes: int) -> int:
        """Memory of the call, for its Python functions."""
        return allocated(self.words, nbytes, 1)


@cache
def _product_table() -> Any:
    from .driver import inner_loop

    words = [w for d in DTYPES for w in inner_loop(np.matmul, f"{CODES[d] * 2}->{CODES[d]}")]
    return (_LONG * len(words))(*words)


@cache
def products() -> int:
    """Address of the inner loops of np.matmul and their data."""
    return ctypes.addressof(_product_table())
