"""Conversions, bits, tables."""

from __future__ import annotations

import numpy as np

from numorph.codegen.loops import NARROW, SIZES
from numorph.core.types import dtype_of_name

from .case import Buffers, Params, add, blank, numbers

add(
    "half precision",
    """kernel(x: f16, out: f16 written, bits: u16 written, wide: f64 written; n) {
      parallel vector for i in 0..$n {
        %0 = load f16 x[i]
        %1 = convert f32 %0
        %2 = mul f32 %1, 3.0:f32
        %3 = convert f16 %2
        %4 = gt f32 %1, 0.0:f32
        %5 = select f16 %4, %3, -0.0:f16
        store %5, out[i]
        %6 = bitcast u16 %0
        store %6, bits[i]
        %7 = convert f64 %0
        store %7, wide[i]
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n, "f16", True), "out": blank(n, "f16"), "bits": blank(n, "u16"), "wide": blank(n, "f64")},
        {"n": n},
    ),
    lambda b, p: (
        lambda x: {
            "out": np.where(x > 0, (x.astype("f") * 3).astype(x.dtype), -x.dtype.type(0)),
            "bits": x.view(np.uint16),
            "wide": x.astype(np.float64),
        }
    )(b["x"]),
)

add(
    "bfloat16",
    """kernel(x: bf16, any: f32, out: bf16 written, bits: u16 written, near: u16 written, some: bf16 written; n, last) {
      parallel vector for i in 0..$n {
        %0 = load bf16 x[i]
        %1 = convert f32 %0
        %2 = mul f32 %1, 3.0:f32
        %3 = convert bf16 %2
        %4 = gt f32 %1, 0.0:f32
        %5 = select bf16 %4, %3, -0.0:bf16
        store %5, out[i]
        %6 = bitcast u16 %0
        store %6, bits[i]
        %7 = load f32 any[i]
        %8 = convert bf16 %7
        %9 = bitcast u16 %8
        store %9, near[i]
        %10 = convert i64 %4
        %11 = table bf16 (0.1 -inf) %10
        %12 = load bf16 x[i*-1 + $last] if %4
        %13 = select bf16 %4, %12, %11
        store %13, some[i*2] if %4
        %14 = not bool %4
        store %11, some[i*2] if %14
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n, "bf16", True), "any": rng.integers(0, 2**32, n, "u4").view("f4")}
        | {"out": blank(n, "bf16"), "bits": blank(n, "u16"), "near": blank(n, "u16"), "some": blank(2 * n, "bf16")},
        {"n": n, "last": n - 1},
    ),
    lambda b, p: (
        lambda x: {
            "out": np.where(x > 0, (x.astype("f") * 3).astype(x.dtype), -x.dtype.type(0)),
            "bits": x.view(np.uint16),
            "near": b["any"].astype(x.dtype).view(np.uint16),
            "some": np.stack([np.where(x > 0, x[::-1], x.dtype.type(0.1)), b["some"][1::2]], 1).ravel(),
        }
    )(b["x"]),
)


def _conversions() -> None:
    """From each dtype to each, through memory; what NumPy leaves open (out of range, NaN to integer) does not occur."""
    kinds = [d for d in SIZES if d not in NARROW]
    for source in kinds:
        outs = ", ".join([f"to_{d}: {d} written" for d in kinds])
        lines = "\n".join(
            [f"%{k} = convert {d} %0\nstore %{k}, to_{d}[i]" for k, d in enumerate(kinds, 1) if d != source]
        )
        text = f"""kernel(x: {source}, {outs}; n) {{
          parallel vector for i in 0..$n {{
            %0 = load {source} x[i]
            store %0, to_{source}[i]
            {lines}
          }}
        }}"""

        def operands(n: int, rng: np.random.Generator, source: str = source) -> tuple[Buffers, Params]:
            kind = dtype_of_name(source)
            x = rng.uniform(0, 127, n).astype(kind) if source[0] == "f" else numbers(rng, n, source, True)
            return {"x": x} | {f"to_{d}": blank(n, d) for d in kinds}, {"n": n}

        add(
            f"conversions from {source}",
            text,
            operands,
            lambda b, p: {f"to_{d}": b["x"].astype(dtype_of_name(d)) for d in kinds},
            sizes=(0, 1, 17, 100),
        )


_conversions()


add(
    "table",
    """kernel(x: u8, out: f32 written, codes: u16 written; n) {
      parallel vector for i in 0..$n {
        %0 = load u8 x[i]
        %1 = and u8 %0, 7:u8
        %2 = convert i64 %1
        %3 = table f32 (0.0 -0.0 inf nan 0.1 -5.0 1e-45 3e+38) %2
        store %3, out[i]
        %4 = table u16 (1 65535 3 4 5 6 7 8) %2
        store %4, codes[i]
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "u8"), "out": blank(n, "f32"), "codes": blank(n, "u16")}, {"n": n}),
    lambda b, p: {
        "out": np.array([0, -0.0, np.inf, np.nan, 0.1, -5, 1e-45, 3e38], np.float32)[b["x"] & 7],
        "codes": np.array([1, 65535, 3, 4, 5, 6, 7, 8], np.uint16)[b["x"] & 7],
    },
)

add(
    "rare",
    """kernel(x: f32, divisor: i64, out: f32 written, quotient: i64 written; n) {
      parallel vector for i in 0..$n {
        %0 = load f32 x[i]
        %1 = abs f32 %0
        %2 = gt f32 %1, 2.5:f32
        %3 = mul f32 %0, %0
        %4 = sqrt f32 %1
        %5 = div f32 %4, 3.0:f32
        %6 = rare f32 %2, %3, %5
        store %6, out[i]
        %7 = load i64 divisor[i]
        %8 = lt i64 %7, 0
        %9 = table i64 (10 20 30) %7
        %10 = rare i64 %8, %9, 0
        store %10, quotient[i]
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n, "f32", n > 3), "divisor": rng.integers(0, 3, n), "out": blank(n, "f32")}
        | {"quotient": blank(n, "i64")},
        {"n": n},
    ),
    lambda b, p: {
        "out": np.where(np.abs(b["x"]) > 2.5, np.sqrt(np.abs(b["x"])) / np.float32(3), b["x"] * b["x"]),
        "quotient": 10 * (b["divisor"] + 1),
    },
)

for d, u in (("f32", "u32"), ("f64", "u64"), ("i16", "u16")):
    add(
        f"bits of {d}",
        f"""kernel(x: {d}, bits: {u} written, back: {d} written; n) {{
          parallel vector for i in 0..$n {{
            %0 = load {d} x[i]
            %1 = bitcast {u} %0
            %2 = shr {u} %1, 3:{u}
            store %2, bits[i]
            %3 = xor {u} %1, 1:{u}
            %4 = bitcast {d} %3
            store %4, back[i]
          }}
        }}""",
        lambda n, rng, d=d, u=u: (
            {"x": numbers(rng, n, d), "bits": blank(n, u), "back": blank(n, d)},
            {"n": n},
        ),
        lambda b, p, u=u: (
            lambda bits: {"bits": bits >> bits.dtype.type(3), "back": (bits ^ bits.dtype.type(1)).view(b["x"].dtype)}
        )(b["x"].view(dtype_of_name(u))),
    )

add(
    "floats to integers",
    """kernel(x: f64, out: i32 written, small: i8 written; n) {
      parallel vector for i in 0..$n {
        %0 = load f64 x[i]
        %1 = convert i32 %0
        store %1, out[i]
        %2 = convert i8 %1
        store %2, small[i]
      }
    }""",
    lambda n, rng: ({"x": rng.uniform(-1e9, 1e9, n), "out": blank(n, "i32"), "small": blank(n, "i8")}, {"n": n}),
    lambda b, p: {"out": b["x"].astype(np.int32), "small": b["x"].astype(np.int32).astype(np.int8)},
)

add(
    "counts by dtype",
    """kernel(x: f16, flags: bool, out: i64 written; n) {
      for one in 0..1 {
        positive = add i64
        parity = add u8
        last = max i64
        vector for i in 0..$n {
          %0 = load f16 x[i]
          %1 = convert f32 %0
          %2 = gt f32 %1, 0.0:f32
          %3 = load bool flags[i]
          %4 = xor bool %2, %3
          %5 = convert i64 %4
          update positive, %5
          update parity, 1:u8
          update last, i if %4
        }
        store positive, out[0]
        %6 = convert i64 parity
        store %6, out[1]
        store last, out[2]
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "f16"), "flags": numbers(rng, n, "bool"), "out": blank(3, "i64")}, {"n": n}),
    lambda b, p: (
        lambda found: {
            "out": np.array([found.sum(), p["n"] % 256, np.flatnonzero(found).max(initial=np.iinfo(np.int64).min)])
        }
    )((b["x"] > 0) ^ b["flags"]),
)
