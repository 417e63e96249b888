"""The type of objects whose calls may go straight to native code, and the switch that sends all of them to Python.

It needs no LLVM: as long as nothing is installed in an object (see entry.py), calls go to its `__call__` as usual.
"""

from __future__ import annotations

import ctypes
import threading
from typing import Any, Final

from .. import config
from . import cpython

# What an object holds behind its head: its vectorcall function, or 0, and the address of its tables.
SELF_FUNCTION, SELF_STATE = cpython.HEAD, cpython.HEAD + 8


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
    name = b"numorph.runtime.callables.Base"
    spec = _Spec(name, SELF_STATE + 8, 0, flags, ctypes.addressof(slots))
    _kept.extend((members, slots, spec, name))
    make = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p)(("PyType_FromSpec", ctypes.pythonapi))
    return make(ctypes.addressof(spec))


class _PlainBase:
    """Stands in for the type where there is no native call path."""

    __slots__ = ()


NATIVE: Final = cpython.unsupported() is None
Base: Any = _make_base() if NATIVE else _PlainBase


def native_callable(cls: type) -> type:
    """Class decorator for subclasses of Base that define `__call__`: this alone would take them native calls away."""
    if NATIVE:
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
_SETTINGS = ("disable_jit", "debug_nans", "debug_infs", "compile", "strict", "fast_math")


def block() -> None:
    """From now on calls of conditional specialisations go to Python, in all threads: a program is being recorded."""
    with _lock:
        _blocked.value += 1


def unblock() -> None:
    """Take one `block` back."""
    with _lock:
        _blocked.value -= 1


def blocked_address() -> int:
    """Where native code finds whether it may run: a word that is zero if so."""
    return ctypes.addressof(_blocked)


def _follow_settings() -> None:
    changed = any(getattr(config, name) != config.DEFAULTS[name] for name in _SETTINGS)
    with _lock:
        _blocked.value = (_blocked.value & (_SETTINGS_BIT - 1)) | (_SETTINGS_BIT if changed else 0)


for _name in _SETTINGS:
    config.listen(_name, _follow_settings)
