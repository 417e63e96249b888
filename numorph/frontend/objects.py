"""Objects of the user's classes: made, read and written to as containers of their attributes."""

from __future__ import annotations

import dataclasses
import inspect
import sys
import types
from collections.abc import Callable
from typing import Any

from ..capture.library import is_library_class
from .context import Context
from .values import Instance, Member, Method, Object, Opened, Static, Tup, Unsupported, constant

_HOOKS = ("__getattribute__", "__new__")


def is_plain_class(cls: Any) -> bool:
    """Whether objects of a class are nothing but attributes in a dict, and are made and read in the usual way."""
    if type(cls) is not type or cls.__module__ == "builtins" or not cls.__dictoffset__:
        return False
    if cls.__module__ in sys.modules and is_library_class(cls):
        return False
    bases = [c for c in cls.__mro__ if c is not object]
    usual = all([getattr(cls, n) is getattr(object, n) for n in _HOOKS]) and not hasattr(cls, "__getattr__")
    return usual and all([type(c) is type and not c.__dict__.get("__slots__") for c in bases]) and _has_only_dict(cls)


def _has_only_dict(cls: type) -> bool:
    return all([c is object or c.__module__ != "builtins" for c in cls.__mro__])


def is_named_tuple(kind: Any) -> bool:
    """Whether a class is one of named tuples, as collections.namedtuple makes."""
    return (
        isinstance(kind, type)
        and issubclass(kind, tuple)
        and hasattr(kind, "_fields")
        and kind.__new__ is not tuple.__new__
    )


def make_instance(kind: type, attributes: dict[str, Any]) -> Any:
    """An object with attributes."""
    made: Any = object.__new__(kind)
    made.__dict__.update(attributes)
    return made


class Objects(Context):
    """The part of a translator that knows objects."""

    def of_class(self, cls: type, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """cls(*args, **kwargs)."""
        if is_named_tuple(cls):
            return self._named_tuple(cls, args, kwargs)
        if not is_plain_class(cls):
            raise Unsupported(f"a call of '{cls.__name__}'", self.line)
        made, where = self.e.heap.add(Instance(cls, {}), self.e.where), (*self.e.where, self.line, self.column)
        init = self._found(cls, "__init__")
        if init is object.__init__ and not args and not kwargs:
            return made
        if dataclasses.is_dataclass(cls) and init.__code__.co_filename == "<string>":
            self._fill_fields(made, args, kwargs)
        elif isinstance(init, types.FunctionType):
            self.inline(init, [made, *args], kwargs)
        else:
            raise Unsupported(f"a call of '{cls.__name__}'", self.line)
        made.maker = ("object", where, cls, tuple(made.items))
        pool = self.decided.get(("row", made.maker))
        return made if pool is None else self._in_herd(made, pool)

    def _in_herd(self, made: Instance, pool: Any) -> Member:
        """An object that nobody has yet becomes one of a herd."""
        if self.is_held(made, [x for frame in self.frames for x in frame.env.values()]):
            raise Unsupported("an object in a list that others see before it is made", self.line)
        del self.e.heap.boxes[made.name]
        found: Member = self.e.rows(pool).new(self.e, made.items)
        return found

    def _found(self, cls: type, name: str) -> Any:
        """What a class has under a name, or None; it is looked up again at every call."""
        found = inspect.getattr_static(cls, name, None)
        if found is not None:
            self.surroundings.of_class(cls, name, found)
        return found

    def _named_tuple(self, cls: Any, args: list[Any], kwargs: dict[str, Any]) -> Tup:
        given = dict(zip(cls._fields, args, strict=False)) | kwargs
        for name, d in cls._field_defaults.items():
            given.setdefault(name, constant(d))
        if len(args) > len(cls._fields) or set(given) != set(cls._fields):
            raise Unsupported(f"the arguments of '{cls.__name__}'", self.line)
        return Tup([self.stored(given[n]) for n in cls._fields], cls)

    def _fill_fields(self, made: Instance, args: list[Any], kwargs: dict[str, Any]) -> None:
        """What the __init__ of a dataclass does."""
        fields = dataclasses.fields(made.kind)
        names = [f.name for f in fields if f.init and not f.kw_only]
        given = dict(zip(names, args, strict=False)) | kwargs
        known = {f.name for f in fields if f.init}
        if len(args) > len(names) or len(given) < len(args) + len(kwargs) or not known.issuperset(given):
            raise Unsupported(f"the arguments of '{made.kind.__name__}'", self.line)
        for f in fields:
            if f.name in given:
                made.items[f.name] = self.stored(given[f.name])
            elif f.default is not dataclasses.MISSING:
                made.items[f.name] = constant(f.default)
            elif f.default_factory is not dataclasses.MISSING:
                made.items[f.name] = self.stored(self.call(Static(f.default_factory), [], {}))
            elif f.init:
                raise Unsupported(f"the arguments of '{made.kind.__name__}'", self.line)
        post = self._found(made.kind, "__post_init__")
        if post is not None:
            self.inline(post, [made], {})

    def replaced(self, v: Any, changes: dict[str, Any]) -> Any:
        """dataclasses.replace."""
        if not isinstance(v, Instance) or not dataclasses.is_dataclass(v.kind):
            raise Unsupported("dataclasses.replace of this", self.line)
        kept = {f.name: v.items[f.name] for f in dataclasses.fields(v.kind) if f.init}
        return self.of_class(v.kind, [], kept | changes)

    # -- attributes

    def object_attribute(self, owner: Any, name: str) -> Any:
        """owner.name, of an object or a named tuple."""
        found = self._found(owner.kind, name)
        if isinstance(found, property):
            if not isinstance(found.fget, types.FunctionType):
                raise Unsupported(f"the property '{name}'", self.line)
            return self.inline(found.fget, [owner], {})
        if isinstance(owner, Instance) and name in owner.items:
            return owner.items[name]
        if isinstance(owner, Member) and name in owner.pool.fields[1]:
            return self.e.rows(owner.pool).get(self.e, owner, name)
        if isinstance(found, staticmethod):
            return Static(found.__func__)
        if isinstance(found, types.FunctionType | classmethod):
            return Method(owner, name)
        if isinstance(owner, Tup):
            return Method(owner, name)
        return self.surroundings.attribute(self, owner.kind, name)

    def own_method(self, owner: Any, name: str) -> Callable[[list[Any], dict[str, Any]], Any] | None:
        """A method that the class of an object defines in Python."""
        found = self._found(owner.kind, name)
        if isinstance(found, types.FunctionType):
            return lambda args, kwargs: self.inline(found, [owner, *args], kwargs)
        if isinstance(found, classmethod):
            return lambda args, kwargs: self.inline(found.__func__, [Static(owner.kind), *args], kwargs)
        return None

    def set_attribute(self, owner: Any, name: str, v: Any) -> None:
        """owner.name = v."""
        if isinstance(owner, Static) and is_plain_class(type(owner.value)):
            raise Opened(type(owner.value))
        if not isinstance(owner, Object) or self._found(owner.kind, "__setattr__") is not object.__setattr__:
            raise Unsupported(f"an assignment to the attribute '{name}'", self.line)
        found = self._found(owner.kind, name)
        if isinstance(found, property) and isinstance(found.fset, types.FunctionType):
            self.inline(found.fset, [owner, v], {})
            return
        if hasattr(type(found), "__set__"):
            raise Unsupported(f"an assignment to the attribute '{name}'", self.line)
        if isinstance(owner, Member):
            self.e.rows(owner.pool).set(self.e, owner, name, self.stored(v))
            return
        self.e.heap.change(owner)
        owner.items[name] = self.stored(v)

    def object_operation(self, op: str, a: Any, b: Any) -> Any:
        """An operator of which one operand is an object."""
        for owner, other, prefix in ((a, b, ""), (b, a, "r")):
            name = _REFLECTED.get(op, op.lower()) if prefix and op in _COMPARISONS else _NAMES.get(op, op.lower())
            name = f"__{name}__" if op in _COMPARISONS else f"__{prefix}{name}__"
            if isinstance(owner, Object) and (method := self.own_method(owner, name)) is not None:
                found = method([other], {})
                if not (isinstance(found, Static) and found.value is NotImplemented):
                    return found
        raise Unsupported("an operator of an object", self.line)


_NAMES = {"Mult": "mul", "Div": "truediv", "MatMult": "matmul", "NotEq": "ne", "Gt": "gt", "GtE": "ge", "LtE": "le"}
_COMPARISONS = ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE")
_REFLECTED = {"Lt": "gt", "LtE": "ge", "Gt": "lt", "GtE": "le", "NotEq": "ne"}


def classes_on_the_way(value: Any, cls: type, depth: int = 6) -> set[type]:
    """The classes of the objects that lead from an argument to those of a class, that class included."""
    kind = type(value)
    if is_plain_class(kind):
        inner: list[Any] = list(value.__dict__.values())
    elif kind in (list, tuple) or is_named_tuple(kind):
        inner = list(value)
    elif kind is dict:
        inner = list(value.values())
    else:
        return set()
    found = {cls} if kind is cls else set()
    for x in inner if depth else ():
        found |= classes_on_the_way(x, cls, depth - 1)
    return found | {kind} if found and is_plain_class(kind) else found
