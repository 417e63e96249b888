"""Each operation on each dtype that has it, against Python's integers and fractions."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from numorph.core.types import dtype_of_name

from .case import Array, Buffers, Params, add, blank, numbers


def _operations(
    name: str, dtypes: tuple[str, ...], ops: dict[str, Callable[..., Any]], result: str | None = None, **how: Any
) -> None:
    """A kernel per dtype that stores x op y for each operation in turn, `special` numbers among the operands."""
    for d in dtypes:
        lines, out = [], result or d
        for k, op in enumerate(ops):
            unary = op in ("neg", "abs", "not", "clz", "popcount", "sqrt", "floor", "ceil", "trunc", "rint")
            operands = "%0" if unary else "%0, %1, %2" if op == "fma" else "%0, %1"
            lines.append(f"%{k + 3} = {op} {d} {operands}\nstore %{k + 3}, out[i*{len(ops)} + {k}]")
        text = f"""kernel(x: {d}, y: {d}, z: {d}, out: {out} written; n) {{
          parallel vector for i in 0..$n {{
            %0 = load {d} x[i]
            %1 = load {d} y[i]
            %2 = load {d} z[i]
            {chr(10).join(lines)}
          }}
        }}"""

        def operands_(n: int, rng: np.random.Generator, d: str = d, out: str = out) -> tuple[Buffers, Params]:
            x, y, z = [numbers(rng, n, d, True) for _ in range(3)]
            if how.get("divides"):
                y = np.where((y == 0) | (y == ~y.dtype.type(0)), y.dtype.type(3), y)
            if how.get("shifts"):
                y = (y & y.dtype.type(8 * y.dtype.itemsize - 1)).astype(y.dtype)
            if how.get("distinct_zeros"):
                y = np.where(y == 0, y.dtype.type(0.25), y)
            return {"x": x, "y": y, "z": z, "out": blank(len(ops) * n, out)}, {"n": n}

        def expected(b: Buffers, p: Params, out: str = out) -> Buffers:
            answers = []
            for op, f in ops.items():
                answers.append(f(b["x"], b["y"], b["z"]) if op == "fma" else f(b["x"], b["y"]))
            return {"out": np.stack(answers, 1).astype(dtype_of_name(out)).ravel()}

        add(f"{name} {d}", text, operands_, expected, sizes=(0, 1, 17, 100))


_SIGNED, _UNSIGNED = ("i8", "i16", "i32", "i64"), ("u8", "u16", "u32", "u64")
_INTEGERS = _SIGNED + _UNSIGNED


def _python(f: Callable[[int, int], int]) -> Callable[[Array, Array], Array]:
    """An operation on Python's integers, element by element, wrapped to the dtype."""

    def apply(x: Array, y: Array) -> Array:
        bits = 8 * x.dtype.itemsize
        found = [f(int(a), int(b)) % (1 << bits) for a, b in zip(x, y, strict=True)]
        return np.array(found, f"u{x.dtype.itemsize}").view(x.dtype)

    return apply


_operations(
    "arithmetic",
    _INTEGERS,
    {"add": _python(lambda a, b: a + b), "sub": _python(lambda a, b: a - b), "mul": _python(lambda a, b: a * b)}
    | {"min": np.minimum, "max": np.maximum, "neg": _python(lambda a, b: -a), "abs": _python(lambda a, b: abs(a))},
)
_operations(
    "division",
    _INTEGERS,
    {
        "quo": _python(lambda a, b: abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)),
        "rem": _python(lambda a, b: abs(a) % abs(b) * (-1 if a < 0 else 1)),
    },
    divides=True,
)
_operations(
    "shifts", _INTEGERS, {"shl": _python(lambda a, b: a << b), "shr": _python(lambda a, b: a >> b)}, shifts=True
)


def _bits(f: Callable[[int, int], int]) -> Callable[[Array, Array], Array]:
    """As _python, for a function of the bits of x and their number."""

    def apply(x: Array, y: Array) -> Array:
        bits = 8 * x.dtype.itemsize
        return np.array([f(int(a) % (1 << bits), bits) for a in x], f"u{x.dtype.itemsize}").view(x.dtype)

    return apply


_operations(
    "bits",
    _INTEGERS,
    {"and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor, "not": lambda x, y: ~x}
    | {"clz": _bits(lambda a, bits: bits - a.bit_length()), "popcount": _bits(lambda a, bits: a.bit_count())},
)
_operations(
    "high products", ("u32", "u64"), {"mulhi": lambda x, y: _python(lambda a, b: a * b >> 8 * x.dtype.itemsize)(x, y)}
)
_operations(
    "logic", ("bool",), {"and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor, "not": lambda x, y: ~x}
)
_operations(
    "comparisons",
    ("f32", "f64", "bool", *_INTEGERS),
    {"eq": np.equal, "ne": np.not_equal, "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal},
    "bool",
)
_operations(
    "floats",
    ("f32", "f64"),
    {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "copysign": np.copysign}
    | {op: lambda x, y, f=f: f(x) for op, f in (("neg", np.negative), ("abs", np.abs), ("sqrt", np.sqrt))}
    | {op: lambda x, y, f=f: f(x) for op, f in (("floor", np.floor), ("ceil", np.ceil), ("trunc", np.trunc))}
    | {"rint": lambda x, y: np.rint(x)},
)
_operations(
    "extremes",
    ("f32", "f64"),
    {"min": np.minimum, "max": np.maximum, "fmin": np.fmin, "fmax": np.fmax},
    distinct_zeros=True,
)


def _fused(x: Array, y: Array, z: Array) -> Array:
    """x * y + z by way of fractions, rounded once."""
    found = x * y + z
    for i in np.flatnonzero(np.isfinite(x) & np.isfinite(y) & np.isfinite(z)):
        exact = Fraction(float(x[i])) * Fraction(float(y[i])) + Fraction(float(z[i]))
        if exact:
            found[i] = round_fraction(exact, found.dtype)
    return found


def round_fraction(x: Fraction, dtype: np.dtype[Any]) -> float:
    """The float of a dtype that is nearest, ties to even."""
    digits, least = (24, -149) if dtype == np.float32 else (53, -1074)
    exponent = x.numerator.bit_length() - x.denominator.bit_length() - digits
    while abs(x) / Fraction(2) ** exponent >= 2**digits:
        exponent += 1
    exponent = max(exponent, least)
    try:
        return math.ldexp(round(x / Fraction(2) ** exponent), exponent)
    except OverflowError:
        return math.inf if x > 0 else -math.inf


_operations("fused", ("f32", "f64"), {"fma": _fused, "mul": np.multiply})

for d in ("f32", "f64"):
    add(
        f"scale {d}",
        f"""kernel(x: {d}, exponent: i32, out: {d} written; n) {{
          parallel vector for i in 0..$n {{
            %0 = load {d} x[i]
            %1 = load i32 exponent[i]
            %2 = scale {d} %0, %1
            store %2, out[i]
          }}
        }}""",
        lambda n, rng, d=d: (
            {
                "x": numbers(rng, n, d, True),
                "exponent": rng.integers(-2200, 2200, n, np.int32) // rng.integers(1, 99, n, np.int32),
            }
            | {"out": blank(n, d)},
            {"n": n},
        ),
        lambda b, p: {
            "out": np.array([_scaled(x, k) for x, k in zip(b["x"], b["exponent"], strict=True)], b["x"].dtype)
        },
    )


def _scaled(x: Any, k: Any) -> float:
    if not np.isfinite(x) or x == 0:
        return float(x)
    return math.copysign(round_fraction(Fraction(float(x)) * Fraction(2) ** int(k), x.dtype), x)
