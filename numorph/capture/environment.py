"""A function's surroundings while it is staged, so that a staged program is never stale.

`Environment.isolate(f)` gives a clone of f whose globals and closure cells are looked up here.  Arrays found there
become inputs of the program, fetched again at every call; everything else becomes a guard, compared at every call.
"""

from __future__ import annotations

import builtins
import datetime
import functools
import logging
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from ..array import Array, Scalar
from ..boundary import enter
from ..core.trace import Tracer, typeof
from ..errors import _PACKAGE
from .builtin_type import Type
from .bytecode import all_names, global_names, outside_stores, says_at
from .fingerprint import Deep, Opaque, Rewind, Snapshot, is_plain, same
from .library import is_library, is_library_class

_IMPURE_BUILTINS = {"open", "input", "print", "breakpoint", "exec", "eval", "globals"}
_IMPURE_MODULES = {
    "random",
    "time",
    "datetime",
    "os",
    "sys",
    "socket",
    "subprocess",
    "secrets",
    "uuid",
    "io",
    "logging",
    "threading",
    "warnings",
}
_CLOCKS = (datetime.date, datetime.datetime)
_CLOCK_READINGS = {"now", "today", "utcnow"}


class Named:
    """Fetches what a name stands for in a namespace."""

    __slots__ = ("name", "namespace")

    def __init__(self, namespace: dict, name: str):
        self.namespace, self.name = namespace, name

    def __call__(self) -> Any:
        return self.namespace[self.name]


class Enclosing:
    """Fetches what a variable of an enclosing function stands for."""

    __slots__ = ("cell",)

    def __init__(self, cell: types.CellType):
        self.cell = cell

    def __call__(self) -> Any:
        return self.cell.cell_contents


class Impure(Exception):
    """The function has effects, or reads things, that a program cannot hold: it has to run as Python on every call."""


class Environment:
    """What one staging found outside the function.

    guards: (fetch, Snapshot) pairs, all of which must hold for the program to be used again
    captured: fetch functions of arrays, in the order of the program's extra inputs
    """

    def __init__(self, new_input: Callable[[Any], Tracer]):
        self.new_input = new_input
        self.guards: list[tuple[Callable[[], Any], Snapshot]] = []
        self.names_read: list[tuple[dict, str, Any, tuple]] = []  # guards of names bound to immutable values
        self.captured: list[Callable[[], Any]] = []
        self.handles: dict[int, tuple[np.ndarray, Array, Any]] = {}
        self.clones: dict[int, tuple[Any, Any]] = {}
        self.seen: dict[tuple[int, str], Any] = {}
        self.objects: dict[int, Any] = {}  # users' objects that were met; their methods run with their own globals
        self.names: set[str] = set()  # names that the code of the function and its helpers uses
        self.says_at = False  # whether that code takes `.at` of what may be an array
        self.rewind = Rewind()

    # -- what is found

    def take(self, fetch: Callable[[], Any], value: Any) -> Any:
        """The stand-in for a value that the function reads through `fetch`."""
        if isinstance(value, np.ndarray) and type(value) is np.ndarray and value.dtype.kind in "fiubc":
            return self._array(fetch, value)
        if isinstance(value, Array | Scalar | Tracer):
            return value
        self._check_effects(value)
        if isinstance(value, types.FunctionType):
            self.guard(fetch, value)
            if vars(value):
                self.guard(functools.partial(vars, value), vars(value))
            return self.isolate(value)
        if isinstance(value, functools.partial | types.MethodType):
            self.guard(fetch, value)
            return self.isolate(value)
        if isinstance(value, types.ModuleType):
            self.guard(fetch, value)
            return self._module(value)
        if is_plain(value):
            self.guard(fetch, value)
            return value
        stand_in = self._container(fetch, value)
        if stand_in is not None:
            return stand_in
        self.guard(fetch, value)
        self.objects[id(value)] = value
        return value

    def guard(self, fetch: Callable[[], Any], value: Any) -> None:
        """The program holds as long as `fetch` gives what `value` is now."""
        try:
            self.guards.append((fetch, Snapshot(value)))
        except Deep as error:
            raise Impure(f"it depends on {error}, which is not looked at in each call") from None
        except Opaque as error:
            raise Impure(f"it depends on {error} that is defined outside it, which every use changes") from None
        self.rewind.remember(value)

    def _check_effects(self, value: Any) -> None:
        """Refuse what a function takes from a module whose functions have to run on every call."""
        if isinstance(value, types.FunctionType | types.BuiltinFunctionType):
            if (value.__module__ or "").split(".")[0] in _IMPURE_MODULES:
                raise Impure(f"it calls '{value.__module__}.{value.__name__}', which has to happen on every call")
        elif isinstance(value, logging.Logger):
            raise Impure("it writes to a log, which has to happen on every call")
        elif isinstance(value, type) and value in _CLOCKS and not self.names.isdisjoint(_CLOCK_READINGS):
            raise Impure("it reads the clock, which has to happen on every call")

    def _array(self, fetch: Callable[[], Any], value: np.ndarray) -> Array:
        known = self.handles.get(id(value))
        if known is None:
            tracer = self.new_input(typeof(value))
            handle = enter(value, tracer)
            known = self.handles[id(value)] = (value, handle, tracer)
            self.captured.append(fetch)
            self.guards.append((fetch, Snapshot(value, contents=False)))
        else:
            self.guards.append((fetch, Snapshot(value, identity=True)))
        return known[1]

    def _container(self, fetch: Callable[[], Any], value: Any) -> Any:
        """A list, tuple or dict that holds arrays, rebuilt around their handles; None for anything else."""
        if type(value) not in (list, tuple, dict):
            return None
        items = value.items() if type(value) is dict else enumerate(value)
        if not any(type(v) in (np.ndarray, list, tuple, dict) or callable(v) for _, v in items):
            return None
        self.guards.append((fetch, Snapshot(value, shallow=True)))
        pairs = list(value.items() if type(value) is dict else enumerate(value))
        inside = [(k, self.take(functools.partial(_item, fetch, k), v)) for k, v in pairs]
        if type(value) is dict:
            return dict(inside)
        return type(value)(v for _, v in inside)

    def _module(self, module: types.ModuleType) -> Any:
        if module.__name__ == "numpy":
            from .. import numpy as numorph_numpy

            return _NumPyModule(numorph_numpy)
        if module.__name__.split(".")[0] in _IMPURE_MODULES:
            return _ImpureModule(self, module)
        if is_library(getattr(module, "__file__", None)) or not hasattr(module, "__file__"):
            return module
        return _UserModule(self, module)

    def finish(self) -> None:
        """After staging: guard what the methods of the objects that were met read; refuse a function with effects."""
        for obj in list(self.objects.values()):
            cls = obj if isinstance(obj, type) else type(obj)
            if is_library_class(cls):
                continue
            for attribute in getattr(obj, "__dict__", {}).values():
                if isinstance(attribute, types.FunctionType):
                    self._guard_reads(attribute)
            for base in cls.__mro__:
                for name, member in vars(base).items():
                    function = getattr(member, "__func__", getattr(member, "fget", member))
                    used = name in self.names or (
                        name.startswith("__") and name not in ("__init__", "__repr__", "__str__")
                    )
                    if used and isinstance(function, types.FunctionType):
                        self._guard_reads(function)
        for f, clone in self.clones.values():
            if vars(f) != vars(clone):
                raise Impure(f"it sets an attribute of the function '{f.__qualname__}'")
        if not self.holds():
            raise Impure("it changes an object or container that is defined outside it")

    def _guard_reads(self, function: types.FunctionType) -> None:
        """Guard the globals of a function that runs with its own."""
        if (id(function), "reads") in self.seen or is_library(function.__code__.co_filename):
            return
        self.seen[id(function), "reads"] = function
        check_pure(function)
        for name in global_names(function.__code__):
            if name in function.__globals__:
                value = function.__globals__[name]
                self.guard(Named(function.__globals__, name), value)
                if isinstance(value, types.FunctionType):
                    self._guard_reads(value)
            elif name in _IMPURE_BUILTINS:
                raise Impure(f"'{function.__qualname__}' calls '{name}', which has to happen on every call")

    # -- clones

    def isolate(self, f: Any) -> Any:
        """f with its surroundings looked up here; f itself where that cannot matter."""
        if isinstance(f, functools.partial):
            args = [
                self.take(functools.partial(_item, functools.partial(getattr, f, "args"), k), a)
                for k, a in enumerate(f.args)
            ]
            keywords = {
                k: self.take(functools.partial(_item, functools.partial(getattr, f, "keywords"), k), a)
                for k, a in f.keywords.items()
            }
            return functools.partial(self.isolate(f.func), *args, **keywords)
        if isinstance(f, types.MethodType):
            owner = f.__self__
            self.guard(lambda: owner, owner)
            self.objects[id(owner)] = owner
            return types.MethodType(self.isolate(f.__func__), owner)
        if not isinstance(f, types.FunctionType):
            if callable(f) and isinstance(type(f).__call__, types.FunctionType):
                if type(f).__module__.startswith("numorph."):
                    return f
                self.guard(lambda: f, f)
                self.objects[id(f)] = f
                self.names.add("__call__")
            return f
        found = self.clones.get(id(f))
        if found is not None:
            return found[1]
        inside = f.__code__.co_filename.startswith(_PACKAGE)
        if is_library(f.__code__.co_filename) and not inside:
            return f
        if not inside:
            check_pure(f)
        return self._clone(f, inside)

    def _clone(self, f: types.FunctionType, inside: bool) -> types.FunctionType:
        if not inside:
            self.names |= all_names(f.__code__)
            self.says_at = self.says_at or says_at(f.__code__)
        names = f.__globals__ if inside else _Globals(self, f.__globals__)
        cells = tuple([types.CellType() for _ in f.__closure__ or ()])
        clone = types.FunctionType(f.__code__, names, f.__name__, None, cells or None)
        self.clones[id(f)] = (f, clone)
        clone.__kwdefaults__ = self._defaults(f.__kwdefaults__)
        clone.__defaults__ = self._defaults(f.__defaults__)
        clone.__dict__.update(f.__dict__)
        clone.__qualname__, clone.__doc__, clone.__module__ = f.__qualname__, f.__doc__, f.__module__
        for old, new in zip(f.__closure__ or (), cells, strict=True):
            try:
                value = old.cell_contents
            except ValueError:
                continue  # not assigned yet
            if not inside or callable(value):
                value = self.take(Enclosing(old), value)
            new.cell_contents = value
        return clone

    def _defaults(self, defaults: Any) -> Any:
        if defaults is None:
            return None
        if isinstance(defaults, dict):
            return {k: self.take(Named(defaults, k), v) for k, v in defaults.items()}
        return tuple([self._default(defaults, k) for k in range(len(defaults))])

    def _default(self, defaults: tuple, k: int) -> Any:
        """A default value of a parameter; numbers and the like stay what they are, for so does the tuple."""
        if is_plain(defaults[k]):
            return defaults[k]
        return self.take(functools.partial(_item, lambda: defaults, k), defaults[k])

    def read(self, namespace: dict, name: str, value: Any) -> Any:
        """A name of a module that the function reads."""
        key = (id(namespace), name)
        if key not in self.seen:
            before = len(self.guards)
            self.seen[key] = self.take(Named(namespace, name), value)
            if is_plain(value) or isinstance(value, types.ModuleType):  # the same object is the same value
                self.names_read += [(namespace, name, value, guard) for guard in self.guards[before : before + 1]]
                del self.guards[before : before + 1]
        return self.seen[key]

    def builtin(self, name: str) -> None:
        """A builtin that the function reads."""
        if name in _IMPURE_BUILTINS:
            raise Impure(f"it calls '{name}', which has to happen on every call")

    # -- later

    def holds(self) -> bool:
        """Whether everything that was read is as it was."""
        for namespace, name, value, guard in self.names_read:
            if namespace.get(name) is not value and not same(*guard):
                return False
        for guard in self.guards:  # noqa: SIM110  a loop costs half of `all`
            if not same(*guard):
                return False
        return True

    def simple_guards(self) -> list[tuple[Named | Enclosing, Any]] | None:
        """(where, object) pairs that hold as long as each object is found in its place; None if others are needed."""
        found: list[tuple[Named | Enclosing, Any]] = [
            (Named(namespace, name), value) for namespace, name, value, _ in self.names_read
        ]
        captured = {id(f) for f in self.captured}
        for fetch, _snapshot in self.guards:
            if id(fetch) in captured:
                continue  # an array: its type is checked where it is fetched
            if type(fetch) not in (Named, Enclosing):
                return None
            value = fetch()
            if not (is_plain(value) or isinstance(value, types.ModuleType)):
                return None
            found.append((fetch, value))
        return found

    def written(self) -> list[tuple[np.ndarray, Any]]:
        """Captured arrays that the function wrote to, with their new values."""
        return [
            (array, handle._value) for array, handle, tracer in self.handles.values() if handle._value is not tracer
        ]


class _Present(Environment):
    """The surroundings of a function that runs once, now: what it reads is what is there."""

    def __init__(self) -> None:
        super().__init__(lambda type_: None)  # type: ignore[arg-type,return-value]

    def guard(self, fetch: Callable[[], Any], value: Any) -> None:
        pass

    def take(self, fetch: Callable[[], Any], value: Any) -> Any:
        if isinstance(value, types.FunctionType | types.MethodType | functools.partial):
            try:
                return self.isolate(value)
            except Impure:  # it assigns to variables outside itself, which a clone would not
                return value
        if value is np:
            return _NumPy()
        if isinstance(value, types.BuiltinFunctionType) and getattr(np, value.__name__, None) is value:
            return getattr(_NumPy(), value.__name__)  # from numpy import zeros
        return value

    def read(self, namespace: dict, name: str, value: Any) -> Any:
        return self.take(Named(namespace, name), value)

    def builtin(self, name: str) -> None:
        pass


class _NumPy:
    """`np` for such a function: numorph.numpy, whose arrays can hold traced values, where it has the name."""

    def __getattr__(self, name: str) -> Any:
        from .. import numpy as numorph_numpy

        return getattr(np if name == "random" or not hasattr(numorph_numpy, name) else numorph_numpy, name)


def with_handles(f: Any) -> Any:
    """f with numorph.numpy where it, and the user's functions that it calls, say `np`; f itself if that cannot be."""
    function = f
    if not isinstance(f, types.FunctionType | types.MethodType | functools.partial):
        function = types.MethodType(type(f).__call__, f)
    again = _Present().take(lambda: function, function)
    return f if again is function else again


def _item(fetch: Callable[[], Any], key: Any) -> Any:
    return fetch()[key]


class _Globals(dict):
    """The globals of a clone: names are looked up in the real module, through the environment."""

    def __init__(self, environment: Environment, real: dict):
        super().__init__({name: real.get(name) for name in ("__name__", "__package__", "__spec__")})
        self["__builtins__"] = real.get("__builtins__", builtins)
        if "__path__" in real:  # of a package: relative imports start there
            self["__path__"] = real["__path__"]
        self._environment, self._real = environment, real

    def __getitem__(self, name: str) -> Any:
        if name in self._real:
            return self._environment.read(self._real, name, self._real[name])
        self._environment.builtin(name)
        if name == "type":
            return Type
        raise KeyError(name)

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self._real else default

    def __contains__(self, name: object) -> bool:
        return name in self._real


class _NumPyModule:
    """`np` inside a staged function: numorph.numpy, so that buffers can be filled with traced values."""

    def __init__(self, namespace: Any):
        self._namespace = namespace

    def __getattr__(self, name: str) -> Any:
        if name == "random":
            raise Impure("it draws from np.random, whose state changes with every call")
        return getattr(self._namespace, name)


class _ImpureModule:
    """A module whose functions do something, or give something else, on every call; what else it has may be used."""

    def __init__(self, environment: Environment, module: types.ModuleType):
        self._environment, self._module = environment, module

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._module, name)
        if isinstance(value, type) or not callable(value):
            return self._environment.read(vars(self._module), name, value)
        raise Impure(f"it calls '{self._module.__name__}.{name}', which has to happen on every call")


class _UserModule:
    """A module of the user's, whose attributes are looked up through the environment."""

    def __init__(self, environment: Environment, module: types.ModuleType):
        self._environment, self._module = environment, module

    def __getattr__(self, name: str) -> Any:
        return self._environment.read(vars(self._module), name, getattr(self._module, name))


def check_pure(f: types.FunctionType) -> None:
    """Refuse a function that assigns to variables outside itself."""
    name = outside_stores(f.__code__)
    if name is not None:
        raise Impure(f"it assigns to '{name}', which is defined outside it")
