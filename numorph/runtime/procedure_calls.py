"""Calls of procedures for the native call path: their arguments as patterns, and what is made of their results.

As `patterns.py` has it for plans; sizes are not fixed here.  Slots are words of the memory in which the code finds its
inputs and leaves its results.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .patterns import Enclosed, Global, Pattern, Result


@dataclass(frozen=True, eq=False)
class Sized:
    """An array without gaps.  sizes: where two have one number they are equal, else they differ; 1 is 1, and -n is n.

    exact: `sizes` are the sizes.
    """

    dtype: np.dtype[Any]
    sizes: tuple[int, ...]
    writeable: bool
    exact: bool = False


@dataclass(frozen=True, eq=False)
class Number:
    """A number of exactly this type.  most: of what absolute value a Python int may be."""

    type: type
    most: int = 2**63 - 1


@dataclass(frozen=True, eq=False)
class Absent:
    """A dict has no such key."""

    namespace: dict[Any, Any]
    name: Any


@dataclass(frozen=True, eq=False)
class Pointed:
    """The object to which a pointer at an address leads; owner: what the address lies in."""

    owner: Any
    address: int
    pattern: Any


@dataclass(frozen=True, eq=False)
class Asked:
    """A function of Python's says True."""

    function: Callable[[], bool]


@dataclass(frozen=True)
class Input:
    """What fills a slot: "data" of array k, "number" k, its "imag" part, "size" by its number, or a "constant"."""

    what: str
    source: Any


@dataclass(frozen=True)
class Fixed:
    """A value that is always the same, in 64 bits; other places are slots."""

    bits: int


Place = int | Fixed


@dataclass(frozen=True, eq=False)
class View:
    """An array of the result.  pointer: the slot of its memory; offset and strides in elements.

    which: where the number of the argument stands that it is itself, or -1; None: it is none.
    """

    dtype: np.dtype[Any]
    pointer: int
    offset: Place
    sizes: Sequence[Place]
    strides: Sequence[Place]
    which: Place | None


@dataclass(frozen=True, eq=False)
class Made:
    """A number of the result.  kinds: (layout.MAKE_..., type or dtype) of which the tag tells one."""

    value: Place
    kinds: Sequence[tuple[int, Any]]
    tag: Place | None


@dataclass(frozen=True, eq=False)
class ProcedureCall:
    """A procedure's code, and which calls it is for.

    leaves: the arrays and numbers among the arguments by number (None: a default), then captured arrays; written: the
    numbers of those that it may write to; undone: of those that are put back where it bails.
    outputs: what `Output` in `result` stands for.
    inputs: of the slots, in order; slots: how many there are, results included; pointers: those of pointers in results.
    classes: the size classes that it is for, as bits; extra: what is added to the size that CHECK_CLASS finds.
    target: what to call instead.  bailed: what to call where it bails.  long: whether others should run meanwhile.
    """

    positional: Sequence[Pattern]
    keywords: Sequence[tuple[str, Pattern]]
    outside: Sequence[Global | Enclosed | Absent | Pointed | Asked]
    leaves: Sequence[Any]
    written: Sequence[int]
    inputs: Sequence[Input]
    slots: int
    pointers: Sequence[int]
    outputs: Sequence[View | Made]
    result: Result
    code: int
    classes: int
    bailed: Callable[..., Any]
    undone: Sequence[int] = ()
    extra: int = 0
    target: Callable[..., Any] | None = None
    long: bool = False
