"""What a translated function found outside itself: guards, compared at every call, and arrays that become inputs."""

from __future__ import annotations

import builtins
import functools
import inspect
import marshal
import types
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from ..capture.environment import Enclosing, Named
from ..capture.fingerprint import Snapshot, is_plain, same
from ..capture.library import is_library, is_library_class
from .values import Dictionary, Static, Tup, Unsupported, constant

_IMPURE = frozenset(
    ("random", "time", "datetime", "os", "sys", "socket", "subprocess", "secrets", "uuid", "io", "logging", "threading")
)


class Attribute:
    """Fetches an attribute of an object."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Any, name: str):
        self.owner, self.name = owner, name

    def __call__(self) -> Any:
        return getattr(self.owner, self.name)


class Builtin:
    """Fetches a function of Python's, which a global of the same name may hide."""

    __slots__ = ("name", "space")

    def __init__(self, space: dict[str, Any], name: str):
        self.space, self.name = space, name

    def __call__(self) -> Any:
        return self.space.get(self.name, getattr(builtins, self.name))


class Unchanged:
    """A list or dict of constants, which is compared by its bytes: they tell types, signs of zeros, and the order."""

    __slots__ = ("_bytes", "_value")

    def __init__(self, value: Any):
        self._value, self._bytes = value, marshal.dumps(value, 2)

    def matches(self, value: Any) -> bool:
        """Whether it is the same object, and holds the same."""
        try:
            return value is self._value and marshal.dumps(value, 2) == self._bytes
        except ValueError:
            return False


def hold(guards: list[tuple[Callable[[], Any], Any]]) -> bool:
    """Whether what guards fetch is as it was."""
    for fetch, mark in guards:
        if type(mark) is Snapshot:
            if not same(fetch, mark):
                return False
            continue
        try:
            if not mark.matches(fetch()) if type(mark) is Unchanged else fetch() is not mark[0]:
                return False
        except (KeyError, ValueError, AttributeError):
            return False
    return True


class Surroundings:
    """Guards and captured arrays of one translation.

    new_array: makes an array of the procedure of a captured one; unwrap: the user's function inside a transformed one.
    """

    def __init__(self, new_array: Callable[[Any, np.ndarray], Any], unwrap: Callable[[Any], Any]):
        self.new_array, self.unwrapped = new_array, unwrap
        self.begin()

    def begin(self) -> None:
        """A new attempt."""
        self.guards: list[tuple[Callable[[], Any], Any]] = []
        self.captured: list[tuple[Callable[[], Any], Any]] = []
        self._arrays: dict[int, tuple[np.ndarray, Any]] = {}
        self._seen: set[Any] = set()
        self.remembering: list[Any] = []  # functions that remember their results from call to call
        self._remembered: list[tuple[Callable[[], Any], Any]] = []  # guards of what those read
        self._containers: dict[Any, Any] = {}

    def holds(self) -> bool:
        """Whether all that was found is as it was."""
        return hold(self.guards)

    def check_remembered(self) -> None:
        """Raises Unsupported where functions may remember results from before something that they read has changed."""
        for f in self.remembering:
            earlier = _read_by.setdefault(f, [])
            if not all(map(hold, earlier)):
                raise Unsupported("a function that may remember results from before something outside has changed")
            if self._remembered:
                earlier.append(self._remembered)
                del earlier[:-_MANY]

    def found(self, t: Any, where: str, holder: Any, name: str, value: Any) -> Any:
        """The value of a name that is not local."""
        if where == "builtin":
            self._guard_identity(Builtin(holder, name), (id(holder), name), value)
            return Static(value)
        fetch: Callable[[], Any] = Enclosing(holder) if where == "cell" else Named(holder, name)
        return self._taken(t, fetch, (id(holder), name), value)

    def code(self, f: types.FunctionType) -> None:
        """A function whose code is part of the procedure now."""
        self._guard_identity(Attribute(f, "__code__"), (id(f), "code"), f.__code__)

    def of_class(self, cls: type, name: str, value: Any) -> None:
        """What was found in a class: a method, or a property."""
        self._guard_identity(functools.partial(inspect.getattr_static, cls, name), (id(cls), "static", name), value)

    def options(self, owner: Any, *names: str) -> list[Any]:
        """Attributes of an object of a library's: as they are, and watched."""
        found = [getattr(owner, name) for name in names]
        for name, value in zip(names, found, strict=True):
            self._guard_identity(Attribute(owner, name), (id(owner), name), value)
        return found

    def default(self, t: Any, f: types.FunctionType, k: Any, value: Any) -> Any:
        """The default value of a parameter."""
        fetch = functools.partial(_default, f, k)
        return self._taken(t, fetch, (id(f), "default", k), value)

    def attribute(self, t: Any, owner: Any, name: str) -> Any:
        """owner.name, of an object that is known now."""
        if isinstance(owner, types.ModuleType):
            root = owner.__name__.split(".")[0]
            if root in _IMPURE or (root == "numpy" and name == "random"):
                raise Unsupported(f"'{owner.__name__}.{name}', which has to run on every call", t.line)
            value = getattr(owner, name, None)
            if value is None and not hasattr(owner, name):
                raise Unsupported(f"'{owner.__name__}' has no '{name}'", t.line)
            if is_library(getattr(owner, "__file__", None)) or not hasattr(owner, "__file__"):
                return constant(value)
            return self._taken(t, Attribute(owner, name), (id(owner), name), value)
        try:
            value = getattr(owner, name)
        except AttributeError:
            raise Unsupported(f"an object without '{name}'", t.line) from None
        known = np.ufunc | type | np.dtype | np.finfo | np.iinfo | types.FunctionType | types.BuiltinFunctionType
        if isinstance(owner, known):
            return constant(value)
        if is_library_class(type(owner)) and not callable(value):
            raise Unsupported(f"'{name}' of a {type(owner).__name__}", t.line)
        if isinstance(value, types.MethodType):
            self._guard_identity(
                Attribute(type(owner), name), (id(type(owner)), name), getattr(type(owner), name, None)
            )
            return Static(value)
        if isinstance(getattr(type(owner), name, None), property):
            getter = getattr(type(owner), name).fget
            if isinstance(getter, types.FunctionType):
                return t.inline(getter, [Static(owner)], {})
        return self._taken(t, Attribute(owner, name), (id(owner), name), value)

    def _taken(self, t: Any, fetch: Callable[[], Any], key: Any, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return self._array(t, fetch, value)
        if isinstance(value, types.ModuleType | types.FunctionType | types.BuiltinFunctionType | np.ufunc | type):
            self._guard_identity(fetch, key, value)
            return Static(value)
        if is_plain(value):
            if key not in self._seen:
                self._seen.add(key)
                self.guards.append((fetch, Snapshot(value)))
            if t.is_remembered:
                self._remembered.append((fetch, Snapshot(value)))
            return constant(value)
        if isinstance(value, tuple):
            self._guard_identity(fetch, key, value)
            return Tup([self._taken(t, functools.partial(_item, fetch, k), (*key, k), x) for k, x in enumerate(value)])
        if type(value) in (list, dict) and _is_constant(value):
            if t.is_remembered:
                self._remembered.append((fetch, Unchanged(value)))
            if key not in self._containers:
                self._containers[key] = _known(value)
                self.guards.append((fetch, Unchanged(value)))
            return self._containers[key]
        if isinstance(value, list | dict | set):
            raise Unsupported("a list or dict that is defined outside the function, and is not of constants", t.line)
        self._guard_identity(fetch, key, value)
        return Static(value)

    def _guard_identity(self, fetch: Callable[[], Any], key: Any, value: Any) -> None:
        if key not in self._seen:
            self._seen.add(key)
            self.guards.append((fetch, (value,)))

    def _array(self, t: Any, fetch: Callable[[], Any], value: np.ndarray) -> Any:
        if t.is_remembered:
            raise Unsupported("an array that a function reads which remembers its results", t.line)
        known = self._arrays.get(id(value))
        if known is None:
            made = self.new_array(t, value)
            known = self._arrays[id(value)] = (value, made)
            self.captured.append((fetch, made))
            self.guards.append((fetch, Snapshot(value, contents=False)))
        else:
            self.guards.append((fetch, (value,)))
        return known[1]


_MANY = 256
# What functions that remember their results have read from outside, as guards, while they were translated.
_read_by: weakref.WeakKeyDictionary[Any, list[list[tuple[Callable[[], Any], Any]]]] = weakref.WeakKeyDictionary()


def _is_constant(value: Any, depth: int = 3) -> bool:
    """Whether a container outside a function holds few things, which are constants or such containers."""
    if type(value) in (list, dict):
        inner = value.values() if type(value) is dict else value
        return len(value) <= _MANY and depth > 0 and all([_is_constant(x, depth - 1) for x in inner])
    return type(value) in (int, float, complex, bool, str, type(None)) or (type(value) is tuple and is_plain(value))


def _known(value: Any) -> Any:
    """A container of constants, which nobody may change: it has no name."""
    if type(value) not in (list, dict):
        return constant(value)
    found: Any = (
        Dictionary({k: _known(x) for k, x in value.items()})
        if type(value) is dict
        else Tup([_known(x) for x in value], list)
    )
    found.outside = value
    return found


def _item(fetch: Callable[[], Any], k: int) -> Any:
    return fetch()[k]


def _default(f: types.FunctionType, k: Any) -> Any:
    return (f.__kwdefaults__ or {})[k] if isinstance(k, str) else (f.__defaults__ or ())[k]
