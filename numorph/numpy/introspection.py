"""Questions about arrays that their types answer: shape, dtype, promotion, and how they print."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from ..array import Array, Scalar, as_value, root_of, unwrap
from ..known import known_value
from .creation import holds_handle
from .register import implements


@implements(np.shape)
def shape(a: Any) -> tuple:
    return a.shape


@implements(np.ndim)
def ndim(a: Any) -> int:
    return a.ndim


@implements(np.size)
def size(a: Any, axis: Any = None) -> int:
    n = 1
    for k in range(a.ndim) if axis is None else normalize_axis_tuple(axis, a.ndim):
        n *= a.shape[k]
    return n


def _promoted(x: Any) -> Any:
    """What stands for x in promotion: the dtype of an array, some Python scalar for a traced one."""
    if isinstance(x, Array):
        return x.dtype
    return x.kind() if isinstance(x, Scalar) else x


@implements(np.result_type)
def result_type(*arrays_and_dtypes: Any) -> np.dtype:
    return np.result_type(*[_promoted(x) for x in arrays_and_dtypes])


@implements(np.can_cast)
def can_cast(from_: Any, to: Any, casting: str = "safe") -> bool:
    if isinstance(from_, Scalar):
        raise TypeError(
            "can_cast() does not support Python ints, floats, and complex because the result used to depend on the "
            "value."
        )
    return np.can_cast(_promoted(from_), _promoted(to), casting)


@implements(np.min_scalar_type)
def min_scalar_type(a: Any) -> np.dtype:
    """np.min_scalar_type.  Of a number, its value must be known."""
    return np.min_scalar_type(known_value(unwrap(a), "the value of a number")) if a.ndim == 0 else a.dtype


def _empty(x: Any) -> Any:
    return np.empty(0, as_value(x).dtype) if holds_handle(x) else x


@implements(np.common_type)
def common_type(*arrays: Any) -> type:
    return np.common_type(*[_empty(a) for a in arrays])


@implements(np.iscomplexobj)
def iscomplexobj(x: Any) -> bool:
    return x.dtype.kind == "c"


@implements(np.isrealobj)
def isrealobj(x: Any) -> bool:
    return x.dtype.kind != "c"


# -- memory


@implements(np.may_share_memory, np.shares_memory)
def may_share_memory(a: Any, b: Any, /, max_work: Any = None) -> bool:
    """Whether two arrays are views of one; unlike NumPy's, it does not ask whether their elements overlap."""
    return root_of(a) is root_of(b)


# -- text


def _printable(a: Any) -> Any:
    return known_value(unwrap(a), "the text of an array")


@implements(np.array_repr)
def array_repr(arr: Any, *args: Any, **kw: Any) -> str:
    return np.array_repr(np.asarray(_printable(arr)), *args, **kw)


@implements(np.array_str)
def array_str(a: Any, *args: Any, **kw: Any) -> str:
    return np.array_str(np.asarray(_printable(a)), *args, **kw)


@implements(np.array2string)
def array2string(a: Any, *args: Any, **kw: Any) -> str:
    return np.array2string(np.asarray(_printable(a)), *args, **kw)
