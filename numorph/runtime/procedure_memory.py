"""The memory that procedures work with: what calls give back, and the tapes that one call leaves for another.

Both belong to the functions of codegen/procedure_memory, which are compiled here.
"""

from __future__ import annotations

import ctypes
import math
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import numpy as np

from .. import config
from ..codegen import procedure_memory as memory
from ..codegen.engine import PASSES, compiled, register
from ..codegen.procedure_interrupts import OUTSIDE

_LARGE: Final = 1 << 16  # bytes of results, from which on memory that was used before costs less than new
_NO_LIMIT: Final = 1 << 61
TOO_LONG: Final = memory.REASONS[memory.TAPE_LIMIT]  # why calls bail whose tape would be too long
_LONG = ctypes.c_int64


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
        return np.asarray(Layout(self, self.address, np.dtype(dtype), tuple(shape), tuple(strides)))

    def __del__(self) -> None:
        if self._owned and _made is not None:  # at exit the names of modules are gone
            _made.free(self.address)


class Layout:
    """What NumPy makes an array of: part of some memory, kept alive by an object that has it.  strides: in bytes."""

    __slots__ = ("__array_interface__", "keeps")

    def __init__(
        self,
        keeps: Any,
        address: int,
        dtype: np.dtype[Any],
        shape: tuple[int, ...],
        strides: tuple[int, ...],
        writeable: bool = True,
    ):
        self.keeps = keeps
        self.__array_interface__ = {
            "version": 3,
            "data": (address, not writeable),
            "typestr": dtype.str,
            "shape": shape,
            "strides": strides,
        }


def memory_of(address: int, taken: int, tape: Tape | None, known: dict[int, Memory]) -> Memory:
    """A pointer among the results; `taken` is what procedure_take said; known: those that were met before."""
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


def new_array(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """An array without contents; a large one in memory that procedures have used before, which costs less than new."""
    count = math.prod(shape)
    if count * dtype.itemsize < _LARGE:
        return np.empty(shape, dtype)
    make_runtime()
    words = (_LONG * memory.CONTEXT_WORDS)()
    context = ctypes.addressof(words)
    words[memory.NEXT] = words[memory.PREVIOUS] = context
    address = allocated(words, count, dtype.itemsize)
    whole = Memory(address, int(runtime().take(context, address)), owned=True)
    return np.ndarray(shape, dtype, whole.array(np.dtype(np.uint8), (whole.nbytes,), (1,)))


def allocated(words: ctypes.Array[ctypes.c_int64], count: int, size: int) -> int:
    """The address of new memory; words: of the context of the call that owns it."""
    address: int | None = runtime().alloc(ctypes.addressof(words), count, size, 0)
    if address is None:
        raise MemoryError(memory.REASONS[words[memory.FAILURE]])
    return address


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


def clear_tapes(words: np.ndarray) -> None:
    """Forget what is on tapes, whose words are the rows of an array, and give up their memory."""
    if _made is not None:  # at exit the names of modules are gone
        for k in range(len(words)):
            _made.clear_tape(words.ctypes.data + words.strides[0] * k, 1)


# -- the functions


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


def runtime() -> _Runtime:
    """The functions, which `make_runtime` has made."""
    assert _made is not None
    return _made


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
