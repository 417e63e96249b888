"""Inputs written as text: `f32[1000,50]`, `i64[10]`, `f64[]`, `i64`, or a Python value such as `3`, `0.5` or `True`.

The same text always gives the same numbers.
"""

from __future__ import annotations

import ast
import re
from typing import Any

import numpy as np

from numorph.errors import NumorphValueError

_DTYPES = {
    "bool": np.bool_,
    **{f"i{bits}": np.dtype(f"int{bits}").type for bits in (8, 16, 32, 64)},
    **{f"u{bits}": np.dtype(f"uint{bits}").type for bits in (8, 16, 32, 64)},
    **{f"f{bits}": np.dtype(f"float{bits}").type for bits in (16, 32, 64)},
    **{f"c{bits}": np.dtype(f"complex{bits}").type for bits in (64, 128)},
}
_SPEC = re.compile(r"(?P<dtype>[a-z]+\d*)(?:\[(?P<shape>[\d,\s]*)\])?")


def parse(text: str, rng: np.random.Generator) -> Any:
    """Make the value that `text` describes: an array with brackets, a NumPy scalar without, or a Python value.

    Floats and complex numbers are drawn from a standard normal, integers from 0 to 9, booleans by a fair coin.
    """
    match = _SPEC.fullmatch(text.strip())
    if match and match["dtype"] in _DTYPES:
        dtype = _DTYPES[match["dtype"]]
        if match["shape"] is None:
            return dtype(_draw(dtype, (), rng))
        shape = tuple(int(size) for size in match["shape"].split(",") if size.strip())
        return np.asarray(_draw(dtype, shape, rng), dtype)
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        raise NumorphValueError(
            f"'{text}' does not describe an input.",
            notes=[f"an input is a dtype with a shape, of {', '.join(_DTYPES)}, or a Python value"],
            hints=["write for instance 'f32[1000,50]' (an array), 'f64[]' (0-d), 'i64' (a scalar), '0.5' (a float)"],
            frame=None,
        ) from None
    return value


def _draw(dtype: type[np.generic], shape: tuple[int, ...], rng: np.random.Generator) -> Any:
    if issubclass(dtype, np.bool_):
        return rng.random(shape) < 0.5
    if issubclass(dtype, np.integer):
        return rng.integers(0, 10, shape)
    if issubclass(dtype, np.complexfloating):
        return rng.normal(size=shape) + 1j * rng.normal(size=shape)
    return rng.normal(size=shape)


def describe(value: Any) -> str:
    """The type of `value` as text: `f64[3,4]` for an array, `float` for a Python value, `dict of 4` for a container."""
    if isinstance(value, (np.ndarray, np.generic)):
        short = next((name for name, dtype in _DTYPES.items() if value.dtype == dtype), str(value.dtype))
        return f"{short}[{','.join(map(str, value.shape))}]" if isinstance(value, np.ndarray) else short
    if isinstance(value, (dict, list, tuple)):
        return f"{type(value).__name__} of {len(value)}"
    return type(value).__name__
