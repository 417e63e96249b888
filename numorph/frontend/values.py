"""What a Python value is while a function is translated: numbers in registers, arrays in memory, things known now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, final

import numpy as np

from ..core.orders import Ranks, by_rows
from ..core.types import dtype_name
from ..procedures.ir import Expr, Reg, const
from . import integers as ints

PYTHON_KINDS = {"int": "i64", "float": "f64", "bool": "bool", "complex": "c128"}
LEAST, GREATEST = -(2**63), 2**63 - 1
# A program takes years to add SMALL_STEP so often that a MODERATE integer gets to FAR.
ROOM = 2**32  # how far below the greatest integer products stay
SMALL_STEP, MODERATE, FAR = 2**10, 2**48, 2**62

Order = Ranks | Expr  # how far apart the elements of an array lie along its axes, as core/orders.py compares them


class Unsupported(Exception):
    """Translation stops: the function (or a part of it) has to run as plain Python.  `line` is the user's."""

    def __init__(self, reason: str, line: int | None = None):
        super().__init__(reason)
        self.reason, self.line = reason, line


class Restart(Exception):
    """A variable has another form than was thought: the translation starts again."""


class Opened(Exception):
    """An object among the arguments is written to: its attributes have to be arguments themselves."""

    def __init__(self, cls: type):
        super().__init__(cls)
        self.cls = cls


class Listed(Exception):
    """A list among the arguments is changed in a loop or a branch: such lists have to be in memory."""


@final
class Scalar:
    """A number.  kinds: "int", "float", "bool", "complex" for Python's, or a dtype's name for NumPy's scalars.

    Where the way that was taken decides the kind, there are several, and `tag` tells which: an i64.  lo and hi bound
    the values of integers.  origin: the register of a loop's variable from which only small steps have led here.
    """

    __slots__ = ("expr", "hi", "kinds", "lo", "origin", "tag")

    def __init__(
        self, expr: Expr, kinds: str | tuple[str, ...], lo: int = LEAST, hi: int = GREATEST, tag: Expr | None = None
    ):
        self.expr = expr
        self.kinds = (kinds,) if isinstance(kinds, str) else kinds
        self.lo, self.hi, self.tag = lo, hi, tag
        self.origin: Reg | None = None

    @property
    def is_moderate(self) -> bool:
        """Whether an integer is so small that no number of small steps from it leaves 64 bits."""
        return self.lo >= -MODERATE and self.hi <= MODERATE

    @property
    def dtype(self) -> str:
        return self.expr.dtype

    @property
    def kind(self) -> str:
        """The only kind; where there are several, of all of which the same must hold, the first."""
        return self.kinds[0]

    @property
    def is_python(self) -> bool:
        return any(k in PYTHON_KINDS for k in self.kinds)

    @property
    def static(self) -> Any:
        """The value of a constant, else None."""
        return self.expr.attr if self.expr.op == "const" else None

    @property
    def is_static(self) -> bool:
        return self.expr.op == "const"


def python_int(value: int) -> Scalar:
    """A constant."""
    return Scalar(const(value, "i64"), "int", value, value)


def constant(value: Any) -> Any:
    """A Python object that is known now: numbers are Scalars, all else Static."""
    kind = type(value)
    if kind is bool:
        return Scalar(const(value, "bool"), "bool", int(value), int(value))
    if kind is int:
        return python_int(value) if LEAST <= value <= GREATEST else Static(value)
    if kind is float:
        return Scalar(const(value, "f64"), "float")
    if kind is complex:
        re, im = const(value.real, "f64"), const(value.imag, "f64")
        return Scalar(Expr("complex", "c128", (re, im)), "complex")
    if kind is tuple:
        return Tup([constant(v) for v in value])
    if issubclass(kind, np.generic):
        from .scalars import SUPPORTED, numpy_constant

        return numpy_constant(value) if dtype_name(value.dtype) in SUPPORTED else Static(value)
    return Static(value)


def constant_of(f: Callable[..., Any], *args: Any, line: int | None = None) -> Any:
    """What a function gives for Python objects that are known now; where it raises, the call is Python's."""
    try:
        return constant(f(*args))
    except Exception as error:
        raise Unsupported(f"a constant expression raises {type(error).__name__}", line) from None


@final
class Arr:
    """An array in memory: elements of `dtype` at data[offset + sum(index * stride)], strides counted in elements.

    owner   the register that owns memory made here (null where it is the caller's), or None for the caller's
    sites   which memory it may be: numbers of arguments and of places that allocate; None: unknown
    window  per axis of the array that first had the memory, (start, size) of what can be touched; None: unknown
    axes    per axis, which of those it is, and the step along it; None where that is not known
    param   the number of the argument that it is, if it is the argument itself; an i64 (-1: none) where that varies
    whole   whether its elements lie in memory row by row, without gaps
    ranks   how its strides compare (orders.py); None where that is not known
    """

    __slots__ = (
        "axes",
        "data",
        "dtype",
        "offset",
        "owner",
        "param",
        "ranks",
        "readonly",
        "shape",
        "sites",
        "strides",
        "whole",
        "window",
    )

    def __init__(
        self,
        data: Reg,
        dtype: str,
        shape: tuple[Expr, ...],
        strides: tuple[Expr, ...],
        *,
        offset: Expr = ints.ZERO,
        owner: Reg | None = None,
        sites: frozenset[Any] | None = None,
        window: Any = None,
        axes: Any = None,
        param: Any = None,
        readonly: bool = False,
        whole: bool = False,
        ranks: Ranks | None = None,
    ):
        self.data, self.dtype, self.shape, self.strides, self.offset = data, dtype, shape, strides, offset
        self.owner, self.sites, self.window, self.axes, self.param = owner, sites, window, axes, param
        self.readonly, self.whole = readonly, whole
        self.ranks = by_rows(len(shape)) if ranks is None and (whole or len(shape) < 2) else ranks

    def position(self, indices: Any) -> Expr:
        """Where an element lies."""
        found = self.offset
        for i, s in zip(indices, self.strides, strict=True):
            found = ints.add(found, ints.mul(i, s))
        return found

    def load(self, position: Expr) -> Expr:
        return Expr("load", self.dtype, (position,), self.data)

    def at(self, indices: Any) -> Expr:
        return self.load(self.position(indices))

    def flat(self, k: Expr) -> Expr:
        """The element with a number, of an array that is whole."""
        return self.load(ints.add(self.offset, k))

    @property
    def reads(self) -> tuple[Arr, ...]:
        return (self,)

    heavy = False


@final
class Lazy:
    """An array that is not made yet: `at(indices)` is an element.  reads: the arrays it is computed from.

    flat(k): the element with a number in row-major order, where that is as simple; else None.
    heavy: an element takes so long that it should not be computed more than once.
    ranks: how it is laid in memory (orders.py); left out: row by row.
    made: what makes it in memory, where it is a part of something else there; else None.
    again(arrays): the same, which reads other arrays in the place of some (by their ids); None where that is not known.
    """

    __slots__ = ("_at", "_flat", "_known", "again", "dtype", "heavy", "made", "ranks", "reads", "shape")

    def __init__(
        self,
        dtype: str,
        shape: tuple[Expr, ...],
        at: Callable[[Any], Expr],
        reads: tuple[Arr, ...],
        *,
        flat: Callable[[Expr], Expr] | None = None,
        heavy: bool = False,
        ranks: Order | None = None,
    ):
        self.dtype, self.shape, self.reads, self.heavy = dtype, shape, reads, heavy
        self.ranks: Order = by_rows(len(shape)) if ranks is None else ranks
        self._at, self._flat = at, flat
        self.made: Callable[[Any], Arr] | None = None
        self.again: Callable[[dict[int, Arr]], Lazy] | None = None
        self._known: dict[Any, tuple[Any, Expr]] = {}

    def at(self, indices: Any) -> Expr:
        """An element; the same expression for the same indices."""
        k = tuple([id(i) for i in indices])
        if k not in self._known:
            self._known[k] = (indices, self._at(indices))
        return self._known[k][1]

    @property
    def flat(self) -> Callable[[Expr], Expr] | None:
        if self._flat is None:
            return None
        return lambda k: self._remembered(k)

    def _remembered(self, k: Expr) -> Expr:
        if ("flat", id(k)) not in self._known:
            assert self._flat is not None
            self._known["flat", id(k)] = (k, self._flat(k))
        return self._known["flat", id(k)][1]


class Tup:
    """A tuple or list whose length is known.  kind: list, tuple, a class of named tuples, or of a dict's views.

    block: where a list was made; its length can be changed only there.  param: which container of the arguments it is,
    or None.  name, sealed: see heap.py; only lists have names.  outside: the list outside the function that it is.
    makers: the places in the source where a list was made.
    """

    __slots__ = ("block", "items", "kind", "makers", "name", "outside", "param", "sealed")

    def __init__(self, items: list[Any], kind: type = tuple):
        self.items, self.kind = items, kind
        self.param: int | None = None
        self.block: Any = None
        self.outside: Any = None
        self.makers: frozenset[Any] = frozenset()
        self.name: Any = None
        self.sealed = False


@final
class Dictionary:
    """A dict whose keys are known.  param, name, sealed, outside: as those of a list.

    site: where it was made.
    """

    __slots__ = ("items", "name", "outside", "param", "sealed", "site")

    def __init__(self, items: dict[Any, Any]):
        self.items = items
        self.param: int | None = None
        self.outside: Any = None
        self.site: Any = None
        self.name: Any = None
        self.sealed = False


@final
class Instance:
    """An object of a class of the user's, and its attributes.  param, name, sealed: as those of a list.

    maker: where it was made, with its class and the names of its attributes, if it may be one of a herd (herds.py).
    """

    __slots__ = ("items", "kind", "maker", "name", "param", "sealed")

    def __init__(self, kind: type, items: dict[str, Any]):
        self.kind, self.items = kind, items
        self.param: int | None = None
        self.maker: Any = None
        self.name: Any = None
        self.sealed = False


@final
class Member:
    """An object of a class of the user's that is one of a herd (herds.py).  number: an i64 that stays."""

    __slots__ = ("kind", "number", "pool")

    def __init__(self, kind: type, pool: Any, number: Expr):
        self.kind, self.pool, self.number = kind, pool, number


Object = Instance | Member


class Formatting(NamedTuple):
    """How a value becomes a part of a text.  kind: "format", "%" or "method"; conversion: "r", "s", "a" or ""."""

    kind: str
    spec: str
    conversion: str = ""

    def __call__(self, x: Any) -> str:
        if self.kind == "%":
            return str(self.spec % x)
        if self.kind == "method":
            return self.spec.format(*x[0], **x[1])
        conversions: dict[str, Callable[[Any], str]] = {"r": repr, "s": str, "a": ascii}
        return format(conversions[self.conversion](x) if self.conversion else x, self.spec)


@final
class Text:
    """A string of which parts are known only when the procedure runs: the parts, and the values of those."""

    __slots__ = ("items", "parts")

    def __init__(self, parts: tuple[str | Formatting, ...], items: list[Any]):
        self.parts, self.items = parts, items

    def written(self, objects: list[Any]) -> str:
        """The string, made of what the values are."""
        given = iter(objects)
        return "".join([p if isinstance(p, str) else p(next(given)) for p in self.parts])


@final
class Static:
    """A Python object that is known now: None, a string, a function, a module, a dtype."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value


@final
class Range:
    """range(start, stop, step)."""

    __slots__ = ("start", "step", "stop")

    def __init__(self, start: Scalar, stop: Scalar, step: Scalar):
        self.start, self.stop, self.step = start, stop, step


class Slice(NamedTuple):
    """start:stop:step; None where left out."""

    start: Scalar | None
    stop: Scalar | None
    step: Scalar | None


class OneRun:
    """What can be run over once, in the loop in which it was made.  loops: that are open there."""

    __slots__ = ("_loops", "_used")

    def __init__(self, loops: list[Any]):
        self._loops, self._used = loops, False

    def run(self, loops: list[Any]) -> None:
        """It is run over now; raises Unsupported where that may not be the first time."""
        if self._used or self._loops != loops:
            raise Unsupported("an iterator that is run over again, or in a loop inside that in which it was made")
        self._used = True


@final
class Iterated(OneRun):
    """enumerate, zip or reversed of others: what a for loop runs over."""

    __slots__ = ("name", "parts", "start", "strict")

    def __init__(self, loops: list[Any], name: str, parts: list[Any], start: Any = None, strict: bool = False):
        super().__init__(loops)
        self.name, self.parts, self.start, self.strict = name, parts, start, strict


@final
class Method:
    """A method of a value, to be called."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Any, name: str):
        self.owner, self.name = owner, name


@final
class Function:
    """A function of the user's that is defined inside the translated one: its code, defaults, and where it stands."""

    __slots__ = ("defaults", "frame", "keywords", "node")

    def __init__(self, node: Any, frame: Any, value: Callable[[Any], Any]):
        """value: computes the value of a default."""
        self.node, self.frame = node, frame
        self.defaults = [value(d) for d in node.args.defaults]
        named = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        self.keywords = {p.arg: value(d) for p, d in named if d is not None}


@final
class Partial:
    """functools.partial: a function with arguments that it gets first."""

    __slots__ = ("args", "function", "kwargs")

    def __init__(self, function: Any, args: list[Any], kwargs: dict[str, Any]):
        self.function, self.args, self.kwargs = function, args, kwargs


@final
class Cached:
    """A function of the user's that remembers its results in a dict, so many of them."""

    __slots__ = ("function", "most", "results")

    def __init__(self, function: Any, results: Any, most: int):
        self.function, self.results, self.most = function, results, most


@final
class Flat(OneRun):
    """x.flat: the array with one axis that it runs over."""

    __slots__ = ("array",)

    def __init__(self, loops: list[Any], array: Arr):
        super().__init__(loops)
        self.array = array


@final
class Generator(OneRun):
    """What a call of a generator function gives: it runs where a loop runs over it."""

    __slots__ = ("args", "function", "kwargs")

    def __init__(self, loops: list[Any], function: Any, args: list[Any], kwargs: dict[str, Any]):
        super().__init__(loops)
        self.function, self.args, self.kwargs = function, args, kwargs


@final
class Iterator:
    """iter() of items that are counted: how many have been taken is in a register.  source: a Counted."""

    __slots__ = ("position", "size", "source")

    def __init__(self, source: Any, size: Expr, position: Reg):
        self.source, self.size, self.position = source, size, position


@final
class Maybe:
    """A variable that has a value only where `flag` holds."""

    __slots__ = ("flag", "value")

    def __init__(self, value: Any, flag: Expr):
        self.value, self.flag = value, flag


@final
class Optional:
    """A value where `flag` holds, and None elsewhere."""

    __slots__ = ("flag", "value")

    def __init__(self, value: Any, flag: Expr):
        self.value, self.flag = value, flag


@final
class Choice:
    """One of several strings or members of enumerations, or None: the one with the number `tag`."""

    __slots__ = ("tag", "values")

    def __init__(self, values: tuple[Any, ...], tag: Expr):
        self.values, self.tag = values, tag

    def where(self, holds: Callable[[Any], bool]) -> Expr:
        """Whether something holds of it."""
        found: Expr = const(False, "bool")
        for k, v in enumerate(self.values):
            if holds(v):
                found = ints.either(found, ints.compare("eq", self.tag, ints.integer(k)))
        return found


@final
class Conflict:
    """A variable that two ways leave with values that do not go together."""

    __slots__ = ("reason",)

    def __init__(self, reason: str):
        self.reason = reason


def size_scalar(d: Expr) -> Scalar:
    """A size as a Python integer."""
    known = ints.number(d)
    return Scalar(d, "int", 0, 2**47) if known is None else python_int(known)


def is_none(v: Any) -> bool:
    """Whether a value is None, as far as it is known now."""
    return isinstance(v, Static) and v.value is None
