"""Snapshots of Python values, to tell at the next call whether anything a program depends on has changed."""

from __future__ import annotations

import array
import enum
import functools
import random
import types
from collections import deque
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

import numpy as np

from .library import is_library_class

_PLAIN = (
    int,
    float,
    complex,
    bool,
    str,
    bytes,
    type(None),
    np.generic,
    np.dtype,
    slice,
    type(Ellipsis),
    range,
    enum.Enum,
)
_BY_IDENTITY = (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType, np.ufunc)
_DEPTH = 50  # of containers and objects in one another
_OF_NO_MATTER = ("numorph", "logging")  # modules whose objects' attributes change no result
_SEQUENCES = (deque, array.array, bytearray)  # mutable, and no lists


class Opaque(Exception):
    """A value has state that cannot be seen, and that using it changes."""


class Deep(Opaque):
    """A value holds others that lie too deep to be looked at."""


def is_plain(value: Any) -> bool:
    """Whether a value is immutable and compared by value."""
    if isinstance(value, tuple | frozenset):
        return all(is_plain(v) for v in value)
    if isinstance(value, type):
        return is_library_class(value)
    if isinstance(value, types.BuiltinFunctionType):
        return owner_of(value) is None
    return isinstance(value, _PLAIN + _BY_IDENTITY)


def owner_of(function: Any) -> Any:
    """The object whose method a built-in function is; None where there is none that matters."""
    owner = getattr(function, "__self__", None)
    return None if isinstance(owner, types.ModuleType | type) else owner


def random_state(value: Any) -> Any:
    """The state of a random number generator; None of anything else."""
    if isinstance(value, random.Random):
        return value.getstate()
    if isinstance(value, np.random.Generator):
        return value.bit_generator.state
    if isinstance(value, np.random.RandomState):
        return value.get_state(legacy=False)
    return value.state if isinstance(value, np.random.BitGenerator) else None


def _set_random_state(value: Any, state: Any) -> None:
    if isinstance(value, random.Random):
        value.setstate(state)
    elif isinstance(value, np.random.RandomState):
        value.set_state(state)
    else:
        getattr(value, "bit_generator", value).state = state


def _check_visible(value: Any) -> None:
    """Refuse iterators, generators and files: the next item can neither be seen nor put back."""
    if isinstance(value, Iterator) and not isinstance(type(value).__next__, types.FunctionType):
        raise Opaque(f"a {type(value).__name__}")


class Snapshot:
    """What a value was.  Arrays: dtype and shape, and contents unless told otherwise (or only identity)."""

    __slots__ = ("mark",)

    def __init__(self, value: Any, contents: bool = True, identity: bool = False, shallow: bool = False):
        if identity:
            self.mark: Any = ("identity", _Held(value))
        elif isinstance(value, np.ndarray) and not contents:
            self.mark = ("array", value.dtype, value.shape, value.strides, value.flags.writeable)
        elif shallow:
            self.mark = ("shallow", type(value), tuple(value) if isinstance(value, dict) else len(value))
        else:
            self.mark = ("deep", fingerprint(value))

    def matches(self, value: Any) -> bool:
        kind = self.mark[0]
        if kind == "identity":
            return self.mark[1].value is value
        if kind == "array":
            return isinstance(value, np.ndarray) and self.mark == (
                "array",
                value.dtype,
                value.shape,
                value.strides,
                value.flags.writeable,
            )
        if kind == "shallow":
            return (
                type(value) is self.mark[1]
                and (tuple(value) if isinstance(value, dict) else len(value)) == self.mark[2]
            )
        return bool(self.mark[1] == fingerprint(value))


class _Held:
    """Compares by identity and keeps the object alive, so that its id is not given away."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def __eq__(self, other: object) -> bool:
        return type(other) is _Held and self.value is other.value

    __hash__ = None  # type: ignore[assignment]


def same(fetch: Callable[[], Any], snapshot: Snapshot) -> bool:
    """Whether what `fetch` finds now is what the snapshot saw."""
    try:
        return snapshot.matches(fetch())
    except (KeyError, ValueError, AttributeError, IndexError, Opaque):
        return False


def fingerprint(value: Any) -> Any:
    """A comparable picture of a value: contents of containers and arrays, attributes of objects and their classes."""
    return _Picture().of(value, _DEPTH)


class _Picture:
    """The values that a picture shows, by their identities: one that is met again is shown by its number."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}

    def of(self, value: Any, depth: int) -> Any:
        if isinstance(value, float | complex):
            return (type(value), repr(value))  # tells -0.0 from 0.0, and NaN is itself
        if isinstance(value, _PLAIN):
            return (type(value), value)
        if isinstance(value, types.BuiltinFunctionType) and owner_of(value) is not None:
            return ("method", value.__name__, self.of(value.__self__, depth))
        if isinstance(value, types.MethodWrapperType):
            return ("method", value.__name__, self.of(value.__self__, depth))
        if isinstance(value, types.MethodType):
            return ("method", _Held(value.__func__), self.of(value.__self__, depth))
        if isinstance(value, _BY_IDENTITY) and not isinstance(value, type):
            return _Held(value)
        if not isinstance(value, tuple | frozenset):
            number = len(self.numbers)
            known = self.numbers.setdefault(id(value), number)
            if known != number:
                return ("again", known)
        if depth == 0:
            raise Deep(f"a {type(value).__name__} in many objects or containers")
        return self._inside(value, depth - 1)

    def _inside(self, value: Any, depth: int) -> Any:
        if isinstance(value, type):
            return self._class(value, depth)
        _check_visible(value)
        drawn = random_state(value)
        if drawn is not None:
            return (_Held(value), fingerprint(drawn))
        if isinstance(value, np.ndarray):
            if value.dtype.hasobject:
                return _Held(value)
            return ("array", value.dtype, value.shape, hash(value.tobytes()))
        if isinstance(value, functools.partial):
            return ("partial", *[self.of(x, depth) for x in (value.func, value.args, value.keywords)])
        if isinstance(value, list | tuple | deque):
            return (type(value), [self.of(v, depth) for v in value])
        if isinstance(value, array.array | bytearray):
            return (type(value), bytes(value))
        if isinstance(value, dict):
            return (type(value), [(_key(k), self.of(v, depth)) for k, v in value.items()])
        if isinstance(value, set | frozenset):
            return (type(value), len(value), sorted(map(repr, value)))
        state = _state_of(value)
        if state is None or type(value).__module__.split(".")[0] in _OF_NO_MATTER:
            return _Held(value)
        attributes = [(k, self.of(v, depth)) for k, v in state.items()]
        return (_Held(value), attributes, self.of(type(value), depth))

    def _class(self, cls: type, depth: int) -> Any:
        """A class with its attributes, and those of its bases, as far as they are the user's."""
        if is_library_class(cls):
            return _Held(cls)
        found = []
        for base in cls.__mro__:
            if not is_library_class(base):
                found += [(k, self.of(v, depth)) for k, v in vars(base).items() if not k.startswith("__")]
        return (_Held(cls), found)


def _state_of(value: Any) -> dict[str, Any] | None:
    """The attributes of an object, in its dictionary or in slots."""
    slots = [n for n in _slots(type(value)) if hasattr(value, n)]
    state = getattr(value, "__dict__", None)
    return {**(state or {}), **{n: getattr(value, n) for n in slots}} if slots else state


def _slots(cls: type) -> list[str]:
    """The names of the slots of a class and its bases, as attributes have them."""
    found = []
    for base in cls.__mro__:
        slots = vars(base).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            if name.startswith("__") and not name.endswith("__"):
                found.append(f"_{base.__name__.lstrip('_')}{name}")
            elif name not in ("__dict__", "__weakref__"):
                found.append(name)
    return found


def _key(key: Any) -> Any:
    return key if is_plain(key) else _Held(key)


class Rewind:
    """Copies of the mutable things that a function could change while it is tried out, to put them back."""

    def __init__(self) -> None:
        self.copies: dict[int, tuple[Any, Any]] = {}

    def remember(self, value: Any, depth: int = _DEPTH) -> None:
        """Copy a container, array or object, and what it holds, as far as pictures show it."""
        if depth == 0 or id(value) in self.copies or is_plain(value):
            return
        if isinstance(value, types.BuiltinFunctionType | types.MethodWrapperType | types.MethodType):
            self.remember(value.__self__, depth)
            return
        inside: Any = ()
        drawn = random_state(value)
        if drawn is not None:
            self.copies[id(value)] = (value, drawn)
        elif isinstance(value, (list, dict, set, *_SEQUENCES)):
            self.copies[id(value)] = (value, type(value)(value) if type(value) in (list, dict, set) else copy(value))
            inside = value.values() if isinstance(value, dict) else value
        elif isinstance(value, np.ndarray):
            self.copies[id(value)] = (value, value.copy())
        elif isinstance(value, tuple | frozenset):
            inside = value
        elif type(value).__module__.split(".")[0] not in _OF_NO_MATTER and (state := _state_of(value)) is not None:
            self.copies[id(value)] = (value, dict(state))
            inside = state.values()
        for v in inside:
            self.remember(v, depth - 1)

    def restore(self) -> None:
        """Put everything back as it was."""
        for value, old in self.copies.values():
            if random_state(value) is not None:
                _set_random_state(value, old)
            elif isinstance(value, list | array.array | bytearray):
                value[:] = old
            elif isinstance(value, deque):
                value.clear()
                value.extend(old)
            elif isinstance(value, dict | set):
                if value != old if not isinstance(value, dict) else _differs(value, old):
                    value.clear()
                    value.update(old)
            elif isinstance(value, np.ndarray):
                if value.flags.writeable:
                    value[...] = old
            elif isinstance(value, type):
                _restore_class(value, old)
            elif _differs(_state_of(value) or {}, old):
                _restore_object(value, old)


def _restore_object(value: Any, old: dict[str, Any]) -> None:
    """Put attributes back, also where the class lets nobody set them."""
    slots = _slots(type(value))
    for name in slots:
        if name in old:
            object.__setattr__(value, name, old[name])
        elif hasattr(value, name):
            object.__delattr__(value, name)
    state = getattr(value, "__dict__", None)
    if state is not None:
        state.clear()
        state.update({n: x for n, x in old.items() if n not in slots})


def _restore_class(cls: type, old: dict[str, Any]) -> None:
    for name in [n for n in vars(cls) if n not in old]:
        delattr(cls, name)
    for name, value in old.items():
        if vars(cls).get(name) is not value:
            setattr(cls, name, value)


def _differs(now: dict, old: dict) -> bool:
    return list(now) != list(old) or any(now[k] is not old[k] for k in old)
