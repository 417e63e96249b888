"""What a value is while it is traced: an array of some shape and dtype, or a Python scalar of some kind.

Types are immutable and compared by value.  A shape entry is an int or a `Dim`, a size known only at run time; code that
looks at shapes goes through the helpers below, which accept both.
"""

from __future__ import annotations

import operator
import re
from functools import cache
from typing import Any

import numpy as np


class Dim:
    """A size that is known only when the program runs, such as the trip count of a `while` loop."""

    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name

    def __repr__(self) -> str:
        return self.name


Size = Any  # an int or a Dim: rules compute with sizes, which are ints where they get that far
Shape = tuple[Size, ...]


@cache
def number_kind(dtype: np.dtype) -> str:
    """NumPy's letter for the numbers of a dtype; bfloat16, of which NumPy only knows the size, holds floats."""
    return "f" if dtype.kind == "V" and dtype.name == "bfloat16" else dtype.kind


@cache
def dtype_name(dtype: np.dtype) -> str:
    """`float64` as f64, `bool` as bool; dtypes outside the numeric kinds keep NumPy's name."""
    if dtype.name == "bfloat16":
        return "bf16"
    return f"{dtype.kind}{dtype.itemsize * 8}" if dtype.kind in "fiuc" else dtype.name


@cache
def dtype_of_name(name: str) -> np.dtype:
    """The dtype that `dtype_name` calls `name`; raises TypeError for any other word, and for bf16 without ml_dtypes."""
    match = re.fullmatch(r"([fiuc])(\d+)", name)
    if match:
        return np.dtype(f"{match[1]}{int(match[2]) // 8}")
    return np.dtype("bfloat16" if name == "bf16" else name)


class ArrayType:
    """Shape and dtype, and nothing else."""

    __slots__ = ("dtype", "shape")

    def __init__(self, shape: Shape, dtype: np.dtype):
        self.shape = shape
        self.dtype = dtype

    def __eq__(self, other: object) -> bool:
        return type(other) is ArrayType and self.shape == other.shape and self.dtype == other.dtype

    def __hash__(self) -> int:
        return hash((self.shape, self.dtype))

    def __repr__(self) -> str:
        return f"{dtype_name(self.dtype)}[{','.join(map(str, self.shape))}]"

    ndim = property(lambda self: len(self.shape))


class ScalarType:
    """A Python bool, int, float or complex: promotes as in NumPy ("weakly") and stays a Python value."""

    __slots__ = ("kind",)
    shape: Shape = ()
    ndim = 0

    def __init__(self, kind: type):
        self.kind = kind

    def __eq__(self, other: object) -> bool:
        return type(other) is ScalarType and self.kind is other.kind

    def __hash__(self) -> int:
        return hash(self.kind)

    def __repr__(self) -> str:
        return f"{self.kind.__name__}"

    @property
    def dtype(self) -> np.dtype:
        return SCALAR_DTYPES[self.kind]


Type = ArrayType | ScalarType
SCALAR_DTYPES = {bool: np.dtype(bool), int: np.dtype(np.int64), float: np.dtype(np.float64), complex: np.dtype(complex)}
SCALAR_TYPES = {kind: ScalarType(kind) for kind in SCALAR_DTYPES}
BOOL = np.dtype(bool)
INT = np.dtype(np.int64)
FLOAT = np.dtype(np.float64)


def is_static(shape: Shape) -> bool:
    """Whether every entry is known now."""
    return all(type(d) is not Dim for d in shape)


def element_count(shape: Shape) -> int:
    """The number of elements; a shape with a run-time entry has none that can be told now."""
    n = 1
    for d in shape:
        if type(d) is Dim:
            raise TypeError(f"The number of elements of shape {shape} is known only when the program runs.")
        n *= d
    return n


def is_inexact(dtype: np.dtype) -> bool:
    """Whether values of this dtype carry derivatives (floating or complex)."""
    return number_kind(dtype) in "fc"


def normalize_axis(axis: Any, ndim: int) -> int:
    """A non-negative axis; raises NumPy's AxisError, or TypeError for what is no integer."""
    i = operator.index(axis)
    if not -ndim <= i < ndim:
        raise np.exceptions.AxisError(i, ndim)
    return i + ndim if i < 0 else i


def normalize_axes(axis: Any, ndim: int) -> tuple[int, ...]:
    """The axes that `axis=None`, an int or a tuple of ints stands for, in the order given."""
    if axis is None:
        return tuple(range(ndim))
    axes = tuple(normalize_axis(a, ndim) for a in (axis if isinstance(axis, tuple | list) else (axis,)))
    if len(set(axes)) != len(axes):
        raise ValueError("duplicate value in 'axis'")
    return axes


def broadcast_shapes(*shapes: Shape) -> Shape:
    """NumPy's broadcasting; two run-time sizes fit only when they are the same one."""
    first = shapes[0]
    if all(s == first for s in shapes[1:]):
        return first
    ndim = max(map(len, shapes))
    out: list[Size] = []
    for column in zip(*(((1,) * (ndim - len(s)) + s) for s in shapes), strict=True):
        size: Size = 1
        for d in column:
            if d == 1 or d == size:
                continue
            if size != 1:
                listed = " ".join(str(s).replace(" ", "") for s in shapes)
                raise ValueError(f"operands could not be broadcast together with shapes {listed}")
            size = d
        out.append(size)
    return tuple(out)
