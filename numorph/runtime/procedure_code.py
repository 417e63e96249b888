"""Procedures as functions of numbers and addresses: their machine code, and the memory that calls give back.

The function is called without the interpreter lock.  A call that bails has freed all that it allocated.
"""

from __future__ import annotations

import ctypes
import math
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any, Final

import numpy as np

from .. import config
from ..codegen import procedure_lanes as lanes
from ..codegen import procedure_memory as memory
from ..codegen.engine import compiled, register
from ..codegen.kernels import make_math
from ..codegen.procedure_interrupts import OUTSIDE
from ..codegen.procedure_llvm import Emitted, emit, output_slots
from ..codegen.procedure_products import CODES, DTYPES
from ..codegen.procedure_shared import shared_loops
from ..codegen.procedure_statements import TAPE_OPERATIONS
from ..codegen.target import host
from ..procedures.hoisting import hoisted
from ..procedures.ir import COMPLEX, Library, Procedure, statements
from .threads import pool

QUICK_PASSES: Final = 1  # of LLVM, over procedures: see engine.machine_code
PASSES: Final = 2
_BEST: Final = 3  # the same, with loops unrolled
_NO_UNROLLING: Final = ', !{!"llvm.loop.unroll.disable"}'
_LARGE: Final = 1 << 16  # bytes of results, from which on memory that was used before costs less than new
_LONG_TEXT: Final = 200  # lines, beyond which code is made quickly at first
_NAME: Final = "procedure"

_FUNCTION = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_HOST = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p)
_LONG = ctypes.c_int64


class ProcedureCode:
    """The code of a procedure; the first call makes it."""

    def __init__(self, procedure: Procedure):
        self.procedure = procedure
        self._formats = [_input_format(r.dtype) for r in procedure.inputs]
        self._inputs = struct.Struct("".join(self._formats))
        self._outputs = struct.Struct("".join([_output_format(r.dtype) for r in procedure.results]))
        self._plain = all([r.dtype != "ptr" and r.dtype not in COMPLEX for r in procedure.results])
        self.slots = max(len(procedure.inputs), output_slots(procedure), 1)  # words for inputs and results
        on_tape = any([isinstance(s, TAPE_OPERATIONS) for s in statements(procedure.body)])
        self._uses_tape = on_tape and not procedure.own_tape
        self._function: Any = None
        self._passes = 0
        self._lock = threading.Lock()
        self._frames: list[_Frame] = []  # that no call uses now
        self._callers: dict[int, _Frame] = {}  # all frames, by the address of the context
        self._emitted: Emitted | None = None
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
            if self._emitted is None:
                make_runtime()
                # The text holds nothing of this process, and always the same name: the code may be on disk already.
                self._emitted = emit(hoisted(self.procedure), _NAME, host())
                for function, dtype, arity in self._emitted.math:
                    make_math(function, dtype, arity)
                    make_math(function, dtype, arity, lanes=1)
            text = self._emitted.text
            passes = _BEST if best else QUICK_PASSES if quickly and text.count("\n") > _LONG_TEXT else PASSES
            if self._passes < passes:
                if best:
                    text = text.replace(_NO_UNROLLING, "")
                level = 1 if passes == QUICK_PASSES else 2
                self._function = _FUNCTION(compiled(text, [_NAME], level, min(passes, PASSES))[_NAME])
                self._passes = _BEST if passes == PASSES and _NO_UNROLLING not in text else passes

    @property
    def address(self) -> int:
        """Of the code, which is there."""
        return ctypes.cast(self._function, ctypes.c_void_p).value or 0

    @property
    def is_simple(self) -> bool:
        """Whether a call needs no tape, and no functions of Python's."""
        return not self._uses_tape and self._callback is None

    @property
    def improvable(self) -> bool:
        """Whether what was made quickly can be made better."""
        return 0 < self._passes < _BEST

    @cached_property
    def shareable(self) -> bool:
        """Whether there are loops of which threads could take parts."""
        return bool(shared_loops(self.procedure))

    def share(self) -> None:
        """From now on threads take parts of its long loops; raises engine.CompileError."""
        self.make()
        pool()
        shared = emit(hoisted(self.procedure), _NAME, host(), shared=True)
        function = _FUNCTION(compiled(shared.text.replace(_NO_UNROLLING, ""), [_NAME], 2, PASSES)[_NAME])
        with self._lock:
            assert self._emitted is not None and shared.reasons == self._emitted.reasons
            self._function, self._passes = function, _BEST

    def call(self, inputs: Sequence[Any], tape: Tape | None = None) -> list[Any] | None:
        """The results: numbers, and `Memory` for pointers; None where the call has bailed, see `last_bail`.

        inputs: a number for each input, an address where it is a pointer.  tape: what the procedure leaves on it
        stays for the next call; without one the procedure has a tape of its own for the time of the call.
        """
        if self._function is None:
            self.make()
        frame = self._frames.pop() if self._frames else self._new_frame()
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
        if frame is not None and status < 0 and failure == memory.INTERRUPTED:
            _raise_error(*[frame.words[memory.ERROR + k] for k in range(3)])
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

    def packed_input(self, k: int, x: Any) -> bytes:
        """An input as it lies in its slot; raises struct.error, OverflowError and TypeError."""
        return struct.pack(self._formats[k], x)

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
                found.append(_memory(next(values), next(values), tape, taken))
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
        given = struct.Struct("Q" * len(s.pointers) + "".join([_value_format(e.dtype) for e in s.values]))
        wanted = struct.Struct("".join([_value_format(r.dtype) for r in s.results]))
        buffer = (ctypes.c_char * (given.size + wanted.size)).from_address(slots)
        numbers = iter(given.unpack_from(buffer))
        pointers = [next(numbers) for _ in s.pointers]
        values = [complex(next(numbers), next(numbers)) if e.dtype in COMPLEX else next(numbers) for e in s.values]
        result = s.attr(pointers, values, frame.allocate)
        found = [] if result is None and not s.results else list(result)
        flat: list[Any] = []
        for r, x in zip(s.results, found, strict=True):
            flat += [x.real, x.imag] if r.dtype in COMPLEX else [x]
        wanted.pack_into(buffer, given.size, *flat)


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
        found: int | None = _runtime().alloc(self.address, nbytes, 1, 0)
        if found is None:
            raise MemoryError(memory.REASONS[self.words[memory.FAILURE]])
        return found


# -- memory


class Memory:
    """Memory that a procedure has given back; what Alloc made is freed with the last reference to it.

    nbytes is 0 where it is the caller's own.
    """

    __slots__ = ("__weakref__", "_keeps", "_owned", "address", "nbytes")

    def __init__(self, address: int, nbytes: int = 0, owned: bool = False, keeps: Any = None):
        self.address, self.nbytes, self._owned, self._keeps = address, nbytes, owned, keeps

    @property
    def is_new(self) -> bool:
        """Whether it is not the caller's own."""
        return self.nbytes > 0 or self._owned

    def array(self, dtype: Any, shape: Sequence[int], strides: Sequence[int]) -> np.ndarray:
        """An array on this memory (strides in bytes), which keeps it alive."""
        return np.asarray(_Layout(self, np.dtype(dtype), tuple(shape), tuple(strides)))

    def __del__(self) -> None:
        if self._owned and _made is not None:  # at exit the names of modules are gone
            _made.free(self.address)


def new_array(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """An array without contents; a large one in memory that procedures have used before, which costs less than new."""
    count = math.prod(shape)
    if count * dtype.itemsize < _LARGE:
        return np.empty(shape, dtype)
    make_runtime()
    made, words = _runtime(), (_LONG * memory.CONTEXT_WORDS)()
    context = ctypes.addressof(words)
    words[memory.NEXT] = words[memory.PREVIOUS] = context
    address = made.alloc(context, count, dtype.itemsize, 0)
    if address is None:
        raise MemoryError(memory.REASONS[words[memory.FAILURE]])
    whole = Memory(address, int(made.take(context, address)), owned=True)
    return np.ndarray(shape, dtype, whole.array(np.dtype(np.uint8), (whole.nbytes,), (1,)))


class _Layout:
    """What NumPy makes an array of."""

    __slots__ = ("__array_interface__", "memory")

    def __init__(self, memory: Memory, dtype: np.dtype[Any], shape: tuple[int, ...], strides: tuple[int, ...]):
        self.memory = memory
        self.__array_interface__ = {
            "version": 3,
            "data": (memory.address, False),
            "typestr": dtype.str,
            "shape": shape,
            "strides": strides,
        }


def _memory(address: int, taken: int, tape: Tape | None, known: dict[int, Memory]) -> Memory:
    """A pointer among the results; `taken` is what procedure_take said."""
    found = known.get(address)
    if found is None:
        if taken < 0:
            found = Memory(address)
        elif taken >= memory.SHARED_RESULT:
            found = Memory(address, taken - memory.SHARED_RESULT, keeps=tape)
        else:
            found = Memory(address, taken, owned=True)
        known[address] = found
    return found


class Tape:
    """What one call leaves for another: a stack, and memory that was not released.  limit: in bytes, or none."""

    def __init__(self, limit: int | None = None):
        self._words = words = (_LONG * memory.TAPE_WORDS)()
        self.address = ctypes.addressof(words)
        for head in (0, memory.SHARED):
            words[head + memory.NEXT] = words[head + memory.PREVIOUS] = self.address + 8 * head
        words[memory.LIMIT] = _NO_LIMIT if limit is None else limit
        self._lock = threading.Lock()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """A tape serves one call at a time; neither another thread nor a call inside the call may have it too."""
        if not self._lock.acquire(blocking=False):
            raise RuntimeError("The tape is in use by another call.")
        try:
            yield
        finally:
            self._lock.release()

    @property
    def nbytes(self) -> int:
        """Bytes that are on it, and of the memory that it holds."""
        w = self._words
        return int(w[memory.BELOW] + w[memory.TOP] - w[memory.BASE] + w[memory.HELD])

    def lift_limit(self) -> None:
        """Let the next call have what it needs."""
        self._words[memory.LIMIT] = _NO_LIMIT

    def clear(self) -> None:
        """Forget everything."""
        with self.in_use():
            if _made is not None:  # before the first code there is nothing on it
                _made.clear_tape(self.address, 0)

    def __del__(self) -> None:
        if _made is not None:  # at exit the names of modules are gone
            _made.clear_tape(self.address, 1)


_NO_LIMIT: Final = 1 << 61

# -- the functions of codegen/procedure_memory


class _Runtime:
    def __init__(self, addresses: dict[str, int]):
        pointer = ctypes.c_void_p
        self.alloc = ctypes.PYFUNCTYPE(pointer, pointer, _LONG, _LONG, _LONG)(addresses["procedure_alloc"])
        self.free: Callable[[int], None] = ctypes.PYFUNCTYPE(None, pointer)(addresses["procedure_free"])
        self.take = ctypes.PYFUNCTYPE(_LONG, pointer, pointer)(addresses["procedure_take"])
        self.clear_tape = ctypes.PYFUNCTYPE(None, pointer, _LONG)(addresses["procedure_clear_tape"])
        self.lanes_address, self.watch_address = addresses["procedure_lanes"], addresses["procedure_lanes_watch"]
        self.set_budget = ctypes.PYFUNCTYPE(None, _LONG)(addresses["procedure_set_budget"])
        self.lanes = ctypes.CFUNCTYPE(ctypes.c_int, pointer, _LONG, _LONG)(self.lanes_address)


_making = threading.Lock()
_made: _Runtime | None = None


def _runtime() -> _Runtime:
    assert _made is not None
    return _made


def run_chunks(table: int, first: int, last: int, shared: bool) -> int:
    """Run chunks of lanes as codegen/procedure_lanes does, shared: on several threads; not 0 where a lane has ended
    without results."""
    made = _runtime()
    if shared:
        return int(pool()["pool_run_watched"](made.lanes_address, table, first, last, 1, 0, made.watch_address))
    return int(made.lanes(table, first, last))


def clear_tapes(words: np.ndarray) -> None:
    """Forget what is on tapes, whose words are the rows of an array, and give up their memory."""
    if _made is not None:  # at exit the names of modules are gone
        for k in range(len(words)):
            _made.clear_tape(words.ctypes.data + words.strides[0] * k, 1)


def make_runtime() -> None:
    """Compile the functions, and let code refer to them."""
    global _made
    with _making:
        if _made is not None:
            return
        libc = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
        for name in ("malloc", "calloc", "free"):
            register(name, ctypes.cast(getattr(libc, name), ctypes.c_void_p).value or 0)
        for name in OUTSIDE:
            function = getattr(libc if name == "time" else ctypes.pythonapi, name)
            register(name, ctypes.cast(function, ctypes.c_void_p).value or 0)
        large_pages = sys.platform.startswith("linux") and hasattr(libc, "madvise")
        if large_pages:
            register("madvise", ctypes.cast(libc.madvise, ctypes.c_void_p).value or 0)
        names = [*memory.FUNCTIONS, *memory.PRIVATE]
        addresses = compiled(memory.module(large_pages), names, 2, PASSES)
        for name in memory.FUNCTIONS:
            register(name, addresses[name])
        register("procedure_free", addresses["procedure_free"])
        _made = _Runtime(addresses)
        _set_budget()
        config.listen("tape_budget", _set_budget)


def _set_budget() -> None:
    """Tell the code how long tapes of its own may be."""
    assert _made is not None
    _made.set_budget(max(0, min(int(config.tape_budget), _NO_LIMIT)))


@cache
def _product_table() -> Any:
    from .driver import inner_loop

    words = [w for d in DTYPES for w in inner_loop(np.matmul, f"{CODES[d] * 2}->{CODES[d]}")]
    return (_LONG * len(words))(*words)


def products() -> int:
    """Address of the inner loops of np.matmul and their data."""
    return ctypes.addressof(_product_table())
