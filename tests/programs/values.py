"""What random programs are made of: dtypes, shapes, functions, and arrays to call them with."""

from __future__ import annotations

from typing import Any

import numpy as np
from ml_dtypes import finfo  # of bfloat16, too

DTYPES = (
    ["f8"] * 5
    + ["f4"] * 5
    + ["f2", "bfloat16", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "?"]
    + ["i8", "i4", "?", "c16", "c8"]
)
SHAPES = [(), (1,), (2,), (3,), (5,), (8,), (17,), (33,), (100,), (0,), (1, 1), (3, 1), (1, 4), (2, 3), (4, 4), (5, 7)]
SHAPES += [(9, 16), (33, 40), (0, 3), (3, 0), (2, 3, 4), (1, 3, 1), (4, 1, 5), (2, 2, 2, 2), (3, 0, 2), (7, 33, 2)]
LARGE = [(20_000,), (9_000, 3), (3, 9_000), (150, 160), (40, 20, 30), (8193,), (1, 30_000), (30_000, 1), (2, 5000, 2)]

UNARY = [
    "sin",
    "cos",
    "tan",
    "tanh",
    "sinh",
    "cosh",
    "arctan",
    "arcsin",
    "arcsinh",
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log1p",
    "log10",
    "sqrt",
    "cbrt",
]
UNARY += [
    "square",
    "negative",
    "absolute",
    "sign",
    "floor",
    "ceil",
    "trunc",
    "rint",
    "reciprocal",
    "isnan",
    "isinf",
    "isfinite",
    "signbit",
    "logical_not",
]
UNARY += ["positive", "fabs", "deg2rad", "rad2deg", "invert", "bitwise_count", "real", "conj", "nan_to_num"]
BINARY = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "floor_divide",
    "remainder",
    "fmod",
    "maximum",
    "minimum",
    "fmax",
    "fmin",
    "power",
    "arctan2",
    "hypot",
]
BINARY += [
    "logaddexp",
    "logaddexp2",
    "copysign",
    "heaviside",
    "nextafter",
    "equal",
    "not_equal",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
]
BINARY += [
    "logical_and",
    "logical_or",
    "logical_xor",
    "bitwise_and",
    "bitwise_or",
    "bitwise_xor",
    "left_shift",
    "right_shift",
    "float_power",
]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "<", ">", "==", "!=", "<=", ">="]
REDUCE = [
    "sum",
    "prod",
    "max",
    "min",
    "mean",
    "any",
    "all",
    "var",
    "std",
    "argmax",
    "argmin",
    "ptp",
    "nansum",
    "nanmax",
    "count_nonzero",
    "median",
]


def copied(x: Any) -> Any:
    """An array of its own; a number as it is."""
    return np.array(x) if isinstance(x, np.ndarray) else x


def argument(rng: np.random.Generator, shape: tuple, dtype: str) -> np.ndarray:
    """Mostly small numbers, now and then the ends of the range."""
    if dtype == "?":
        return rng.random(shape) < 0.5
    if dtype[0] == "c":
        half = f"f{int(dtype[1:]) // 2}"
        return np.array(argument(rng, shape, half) + 1j * argument(rng, shape, half), dtype)
    if dtype[0] == "f" or dtype == "bfloat16":
        x = (rng.normal(size=shape) * rng.choice([1.0, 1.0, 10.0, 1e-3])).astype(dtype)
        if rng.random() < 0.15 and x.size:
            special = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, finfo(dtype).max], dtype)
            where = rng.random(shape) < 0.3
            x = np.where(where, special[rng.integers(0, 8, shape)], x).astype(dtype)
        return np.array(x)
    info = np.iinfo(dtype)
    x = np.array(rng.integers(0 if dtype[0] == "u" else -5, 9, shape), dtype)
    if rng.random() < 0.15 and x.size:
        ends = np.array([info.min, info.max, 0, 1], dtype)
        x = np.where(rng.random(shape) < 0.3, ends[rng.integers(0, 4, shape)], x)
    return np.array(x)
