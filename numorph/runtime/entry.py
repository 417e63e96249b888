"""Python objects whose calls go straight to native code where a specialisation fits, and to Python everywhere else.

`Base` is their type.  It needs no LLVM: as long as nothing is installed, calls go to `__call__` as with any object.
"""

from __future__ import annotations

import contextvars
import ctypes
import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
from numpy._core import umath

from .. import config
from ..codegen.plan import Plan
from . import cpython
from .entry_layout import SELF_FUNCTION, SELF_STATE, STATE_FIRST
from .entry_table import Prepared, prepare
from .patterns import Items, Leaf, Output, Pattern, Same, Specialisation
from .table import Table

# -- the type


class _Slot(ctypes.Structure):
    _fields_ = (("slot", ctypes.c_int), ("function", ctypes.c_void_p))


class _Spec(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("basicsize", ctypes.c_int),
        ("itemsize", ctypes.c_int),
        ("flags", ctypes.c_uint),
        ("slots", ctypes.c_void_p),
    )


class _Member(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("type", ctypes.c_int),
        ("offset", ctypes.c_ssize_t),
        ("flags", ctypes.c_int),
        ("doc", ctypes.c_char_p),
    )


_SLOT_CALL, _SLOT_MEMBERS = 50, 72  # Py_tp_call, Py_tp_members
_SSIZE, _READ_ONLY = 19, 1
_DEFAULT_FLAGS, _BASE_TYPE = 1 << 18, 1 << 10
_kept: list[Any] = []  # what the type refers to


def _make_base() -> Any:
    """A type with the vectorcall protocol: two words behind the head of its objects, the function and its tables."""
    members = (_Member * 2)(_Member(b"__vectorcalloffset__", _SSIZE, SELF_FUNCTION, _READ_ONLY, None))
    call = ctypes.cast(ctypes.pythonapi.PyVectorcall_Call, ctypes.c_void_p).value
    slots = (_Slot * 3)(_Slot(_SLOT_CALL, call), _Slot(_SLOT_MEMBERS, ctypes.addressof(members)))
    flags = _DEFAULT_FLAGS | _BASE_TYPE | cpython.HAVE_VECTORCALL
    name = b"numorph.runtime.entry.Base"
    spec = _Spec(name, SELF_STATE + 8, 0, flags, ctypes.addressof(slots))
    _kept.extend((members, slots, spec, name))
    make = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p)(("PyType_FromSpec", ctypes.pythonapi))
    return make(ctypes.addressof(spec))


class _PlainBase:
    """Stands in for the type where there is no native call path."""

    __slots__ = ()


Base: Any = _make_base() if cpython.unsupported() is None else _PlainBase


def native_callable(cls: type) -> type:
    """Class decorator for subclasses of Base that define `__call__`: this alone would take them native calls away."""
    if Base is not _PlainBase:
        flags = ctypes.c_ulong.from_address(id(cls) + cpython.TYPE_FLAGS)
        offset = cpython.read(ctypes.c_int64, id(cls) + cpython.TYPE_VECTORCALL_OFFSET)
        if flags.value != cls.__flags__ or offset != SELF_FUNCTION:
            raise TypeError(f"'{cls.__name__}' is no subclass of {Base.__name__}.")
        flags.value |= cpython.HAVE_VECTORCALL
    return cls


# -- when native code may run

_lock = threading.Lock()
_blocked = ctypes.c_int64(0)  # a count, and a bit above it that stands for the settings
_SETTINGS_BIT: Final = 1 << 40
_SETTINGS = ("disable_jit", "debug_nans", "debug_infs", "compile")


def block() -> None:
    """From now on calls of conditional specialisations go to Python, in all threads: a program is being recorded."""
    with _lock:
        _blocked.value += 1


def unblock() -> None:
    """Take one `block` back."""
    with _lock:
        _blocked.value -= 1


def _follow_settings() -> None:
    changed = any(getattr(config, name) != config.DEFAULTS[name] for name in _SETTINGS)
    with _lock:
        _blocked.value = (_blocked.value & (_SETTINGS_BIT - 1)) | (_SETTINGS_BIT if changed else 0)


for _name in _SETTINGS:
    config.listen(_name, _follow_settings)


class _ErrorStates:
    """NumPy's floating-point error states in which native code, that reports no errors, may run."""

    def __init__(self) -> None:
        variable = umath._extobj_contextvar
        self.accepted = [contextvars.Context().run(variable.get), None]
        self.words = (ctypes.c_int64 * 3)(id(variable), id(self.accepted[0]), 0)

    def accept(self) -> bool:
        """Let native code run in the current state, if nothing is raised, printed or called in it: whether it may."""
        if set(np.geterr().values()) - {"ignore", "warn"}:
            return False
        state = umath._extobj_contextvar.get()
        if state is not self.accepted[0]:
            self.words[2], self.accepted[1] = id(state), state
        return True


@cache
def _error_states() -> _ErrorStates:
    return _ErrorStates()


def accept_error_state() -> bool:
    """After np.seterr or inside np.errstate: let native code run from now on, if it may.  Python asks on a miss."""
    return _error_states().accept()


# -- code


@cache
def unavailable() -> str | None:
    """None where native calls work, else the reason why they do not.  The first call compiles, or reads from disk."""
    from ..codegen.engine import CompileError
    from ..codegen.target import available

    reason = cpython.unsupported() or available()
    if reason is None:
        try:
            reason = None if _test() else "native calls failed their test"
        except CompileError as error:
            reason = str(error)
    return reason


@cache
def code() -> dict[str, int]:
    """Addresses of the native functions; compiled once per machine."""
    from ..codegen import engine
    from . import threads
    from .entry_code import entry_module

    threads.pool()
    outside = cpython.addresses()
    outside["numorph_blocked"] = ctypes.addressof(_blocked)
    outside["numorph_error_states"] = ctypes.addressof(_error_states().words)
    for name, address in outside.items():
        engine.register(name, address)
    names = ("call", "run_plan", "arena_take", "arena_give")
    return engine.compiled(entry_module().text(), names, 2)


def _test() -> bool:
    """A native call on an array and on a number, which gives them back, and one that has to end in Python."""
    from ..codegen.plan import Value

    array = Leaf(Value("array", (2, 3), np.dtype("f4")), 0)
    number = Leaf(Value("float", (), np.dtype("f8")), 1)
    plan = Plan([array.value, number.value], [], [], [], 0, [])
    part = prepare(Specialisation([array, number], plan, [], Items(tuple, [Same(number), Same(array)])))
    x, y = np.zeros((2, 3), np.float32), np.zeros((3, 2), np.float32)
    f = NativeFunction()
    install(f, [part], lambda *args: ("Python", *args))
    native, general = f(x, 0.5), f(y, 0.5)
    return native[0] == 0.5 and native[1] is x and general == ("Python", y, 0.5)


# -- functions


@native_callable
class NativeFunction(Base):  # type: ignore[misc]
    """A function of arrays and numbers, by position, that runs one plan."""

    __slots__ = ("_native_state", "prepared")

    prepared: Prepared

    def __call__(self, *args: Any) -> Any:
        raise TypeError("No code is installed.")


def install(function: Any, parts: Sequence[Prepared], general: Callable[..., Any]) -> None:
    """Let calls of `function`, an instance of Base, be tried with these specialisations in turn, then with `general`.

    It replaces what was installed before; calls that are running end with that.
    """
    state = Table([0] * STATE_FIRST)
    state.words[:] = [id(state), state.keep(general), len(parts)]
    for part in parts:
        state.kept.append(part.table)
        state.add(part.table.address)
    state.finish()
    address = code()["call"]
    before = getattr(function, "_native_state", None)
    function._native_state = state
    ctypes.c_int64.from_address(id(function) + SELF_STATE).value = state.address
    ctypes.c_int64.from_address(id(function) + SELF_FUNCTION).value = address
    del before


def uninstall(function: Any) -> None:
    """Let calls go to `__call__` again."""
    if Base is not _PlainBase:
        ctypes.c_int64.from_address(id(function) + SELF_FUNCTION).value = 0


def native_function(
    plan: Plan, addresses: Sequence[int], fallback: Callable[..., Any], single: bool = False
) -> NativeFunction:
    """A function of the plan's inputs that gives a tuple of its outputs, or the only one if `single`.

    Where the arguments are not as the plan has them, or a kernel fails, `fallback` is called with the same arguments.
    `function.prepared.replace_kernel(launch, address)` swaps code.
    """
    leaves: list[Pattern] = [Leaf(value, k) for k, value in enumerate(plan.inputs)]
    result = Output(0) if single else Items(tuple, [Output(k) for k in range(len(plan.outputs))])
    made = NativeFunction()
    made.prepared = prepare(Specialisation(leaves, plan, addresses, result, conditional=False))
    install(made, [made.prepared], fallback)
    return made
