"""NumPy functions that have no implementation for handles.

Where all values are known constants NumPy itself runs on them; otherwise the error says so: no derivative is ever lost
without a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..array import FUNCTIONS, Array, Scalar, unwrap
from ..core.trace import Tracer
from ..errors import ValueNeeded, user_frame
from .creation import as_result
from .ufuncs import store


class _Unknown(Exception):
    """A traced value among the arguments."""


def call(function: Callable[..., Any], args: tuple, kw: dict[str, Any]) -> Any:
    """`function`, which met a handle."""
    out = kw.pop("out", None)
    try:
        plain_args, plain_kw = concrete(args), concrete(kw)
    except _Unknown:
        raise ValueNeeded(
            f"'{name(function)}' has no rule for traced arrays.",
            frame=user_frame(),
            hints=("numorph.pure_callback calls any NumPy function on traced arrays, without a derivative",),
        ) from None
    return store(as_result(function(*plain_args, **plain_kw)), out)


def concrete(x: Any) -> Any:
    """x with NumPy values for handles, also inside lists, tuples and dictionaries; raises _Unknown at a traced one."""
    if isinstance(x, Array | Scalar):
        value = unwrap(x)
        if isinstance(value, Tracer):
            raise _Unknown
        # A copy: NumPy may write to its arguments, and values never change.
        return value.copy() if isinstance(value, np.ndarray) else value
    if type(x) in (list, tuple):
        return type(x)(concrete(e) for e in x)
    if type(x) is dict:
        return {k: concrete(v) for k, v in x.items()}
    return x


def name(function: Any) -> str:
    """How users write a NumPy function: `np.linalg.eig`."""
    module = getattr(function, "__module__", "numpy").replace("numpy", "np", 1)
    return f"{module}.{getattr(function, '__name__', function)}"


FUNCTIONS["fallback"] = call
