"""Strings of values that are known only when the procedure runs: f-strings, %, format; and what is printed."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ..procedures.ir import Expr, Library, Reg
from ..runtime import printed
from .arrays import copied, is_array
from .context import Context
from .host_arguments import argument
from .values import Dictionary, Formatting, Instance, Static, Text, Tup, Unsupported, constant

_CONVERSIONS = {-1: "", 114: "r", 115: "s", 97: "a"}


class Texts(Context):
    """The part of a translator that knows strings."""

    def _of_joinedstr(self, node: ast.JoinedStr) -> Any:
        found: Any = Static("")
        for v in node.values:
            if isinstance(v, ast.Constant):
                part: Any = Static(str(v.value))
            else:
                assert isinstance(v, ast.FormattedValue)
                spec = "" if v.format_spec is None else self.known(self.value(v.format_spec))
                part = formatted(self, self.perhaps(v.value), Formatting("format", spec, _CONVERSIONS[v.conversion]))
            found = joined(found, part)
        return found


def formatted(t: Context, v: Any, how: Formatting) -> Any:
    """A value as a part of a text; a string, where it is known."""
    try:
        known = t.known(v)
    except Unsupported:
        return Text((how,), [_snapshot(t, v)])
    try:
        return Static(how(known))
    except Exception as error:
        raise Unsupported(f"a text of a constant raises {type(error).__name__}", t.line) from None


def _snapshot(t: Context, v: Any) -> Any:
    """A value that later statements do not change."""
    if is_array(v):
        return copied(t.e, v)
    if isinstance(v, Tup) and issubclass(v.kind, tuple | list):
        return Tup([_snapshot(t, x) for x in v.items], v.kind)
    if isinstance(v, Dictionary):
        return Dictionary({k: _snapshot(t, x) for k, x in v.items.items()})
    if isinstance(v, Instance):
        return Instance(v.kind, {k: _snapshot(t, x) for k, x in v.items.items()})
    return t.stored(v)


def is_text(v: Any) -> bool:
    """Whether a value is a string."""
    return isinstance(v, Text) or (isinstance(v, Static) and isinstance(v.value, str))


def joined(a: Any, b: Any) -> Any:
    """One string after the other."""
    if isinstance(a, Static) and isinstance(b, Static):
        return Static(a.value + b.value)
    (p, x), (q, y) = (_pieces(v) for v in (a, b))
    return Text((*p, *q), [*x, *y])


def _pieces(v: Any) -> tuple[tuple[Any, ...], list[Any]]:
    if isinstance(v, Text):
        return v.parts, v.items
    return ((v.value,) if v.value else ()), []


def text_operation(t: Context, op: str, a: Any, b: Any) -> Any:
    """An operator with a string on the left: + and %; NotImplemented for others."""
    if op == "Add" and is_text(b):
        return joined(a, b)
    if op == "Mod" and isinstance(a, Static):
        return formatted(t, b, Formatting("%", a.value))
    return NotImplemented


def text_method(t: Context, owner: Any, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """A method of a string."""
    if isinstance(owner, Static):
        if name == "format":
            return formatted(t, Tup([Tup(args), Dictionary(kwargs)]), Formatting("method", owner.value))
        if name == "join" and len(args) == 1:
            return _join(t, owner, t.items_of(args[0], None))
        try:
            return constant(getattr(owner.value, name)(*[t.known(a) for a in args]))
        except (TypeError, ValueError, AttributeError, IndexError) as error:
            raise Unsupported(f"'{name}' of a string raises {type(error).__name__}", t.line) from None
    raise Unsupported(f"the method '{name}' of a string that is computed", t.line)


def _join(t: Context, between: Static, items: list[Any]) -> Any:
    found: Any = Static("")
    for k, x in enumerate(items):
        if not is_text(x):
            raise Unsupported("a join of something that is no string", t.line)
        found = joined(joined(found, between) if k else found, x)
    return found


# -- printing


class PrintCall:
    """What the procedure calls where it prints."""

    def __init__(self, arguments: list[Any], sep: Any, end: Any, flush: bool):
        self.arguments, self.sep, self.end, self.flush = arguments, sep, end, flush

    def __call__(self, pointers: list[int], values: list[Any], allocate: Callable[[int], int]) -> list[Any]:
        addresses, numbers = iter(pointers), iter(values)
        *args, sep, end = [a.rebuild(addresses, numbers) for a in (*self.arguments, self.sep, self.end)]
        text = (" " if sep is None else sep).join([str(a) for a in args]) + ("\n" if end is None else end)
        printed.add(text, self.flush)
        return []


def print_values(t: Context, args: list[Any], sep: Any, end: Any, flush: bool) -> None:
    """print(*args)."""
    pointers: list[Reg] = []
    values: list[Expr] = []
    forms = [argument(t, a, pointers, values) for a in args]
    around = [argument(t, a, pointers, values) for a in (sep, end)]
    held = [t.e.hold(v) for v in values]
    t.e.emit(Library("host", pointers, held, attr=PrintCall(forms, around[0], around[1], flush)))
