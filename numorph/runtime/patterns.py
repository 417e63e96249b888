"""What a specialisation of a function is for, and what it gives: patterns of arguments, and recipes of results.

Patterns are matched by native code without running any Python code; what they cannot say has no fast path.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import CellType
from typing import Any

from ..codegen.plan import Plan, Value


@dataclass(frozen=True, eq=False)
class Leaf:
    """An array or number of the given type.  `input`: which input of the plan it is; None where the plan needs it not.

    Arrays are C-contiguous and aligned, of this shape and native dtype; `writeable` asks for that, too.
    """

    value: Value
    input: int | None
    writeable: bool = False


@dataclass(frozen=True, eq=False)
class Static:
    """This object; an equal one will do if it is an int, a float or a string."""

    expected: Any


@dataclass(frozen=True, eq=False)
class Items:
    """A tuple or list (exactly of this type)."""

    type: type
    items: Sequence[Any]


@dataclass(frozen=True, eq=False)
class Mapping:
    """A dict (exactly of this type) with these keys in this order; keys are compared as `Static` objects are."""

    keys: Sequence[Any]
    items: Sequence[Any]


class ShortList:
    """Any list with fewer items than `limit`, whatever they are."""

    def __init__(self) -> None:
        self.limit = 0


Pattern = Leaf | Static | Items | Mapping | ShortList


@dataclass(frozen=True, eq=False)
class Global:
    """What a name stands for in a module's dict (or a key in any dict)."""

    namespace: dict[Any, Any]
    name: Any
    pattern: Pattern


@dataclass(frozen=True, eq=False)
class Enclosed:
    """What a variable of an enclosing function stands for."""

    cell: CellType
    pattern: Pattern


# -- results: Items and Mapping of the following


@dataclass(frozen=True)
class Output:
    """An output of the plan."""

    index: int


@dataclass(frozen=True, eq=False)
class Same:
    """The object that matched a leaf."""

    leaf: Leaf


@dataclass(frozen=True, eq=False)
class Constant:
    """This object."""

    value: Any


Result = Output | Same | Constant | Items | Mapping


@dataclass(frozen=True, eq=False)
class Write:
    """The array that matched a leaf gets the elements of an output, whose shape and dtype it has.

    direct: the plan writes straight into the array.  This needs that it reads no element of it that it has written
    before, and that no kernel of it can fail.
    """

    leaf: Leaf
    output: int
    direct: bool = False


@dataclass(frozen=True, eq=False)
class Specialisation:
    """A plan, the addresses of its launches' kernels in order, and which calls it is for.

    conditional: whether it is only for calls outside of stagings and under ordinary settings (see entry.block), while
    NumPy's floating-point error state is an ordinary one, too; so for jitted functions, not for regions inside them.
    """

    positional: Sequence[Pattern]
    plan: Plan
    addresses: Sequence[int]
    result: Result
    keywords: Sequence[tuple[str, Pattern]] = ()
    outside: Sequence[Global | Enclosed] = ()
    writes: Sequence[Write] = ()
    conditional: bool = True
    target: Callable[..., Any] | None = None  # called with the arguments that fit, instead of running the plan


class Unmatched(Exception):
    """There is no pattern for an argument."""


def pattern_of(x: Any, leaf: Callable[[Any], Pattern]) -> Pattern:
    """The pattern of an argument; `leaf` gives those of what is no container, in the order of `tree.flatten`.

    Raises Unmatched for containers other than tuples, lists, and dicts whose keys can be sorted.
    """
    if x is None:
        return Static(None)
    if type(x) is tuple or type(x) is list:
        return Items(type(x), [pattern_of(v, leaf) for v in x])
    if type(x) is dict:
        try:
            order = sorted(x)
        except TypeError:
            raise Unmatched("the keys of a dict cannot be sorted") from None
        inside = {k: pattern_of(x[k], leaf) for k in order}
        return Mapping(list(x), [inside[k] for k in x])
    return leaf(x)
