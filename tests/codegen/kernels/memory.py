"""Gathers, scatters, masks, tiles."""

from __future__ import annotations

import numpy as np

from .case import add, blank, numbers

add(
    "gather",
    """kernel(x: f32, index: i64, out: f32 written; n, size) {
      parallel vector for i in 0..$n {
        %0 = load i64 index[i]
        %1 = lt i64 %0, 0
        %2 = add i64 %0, $size
        %3 = select i64 %1, %2, %0
        %4 = ge i64 %3, 0
        %5 = lt i64 %3, $size
        %6 = and bool %4, %5
        %7 = not bool %6
        fail %7
        %8 = load f32 x[%3] if %6
        store %8, out[i]
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n // 2 + 1, "f32"), "out": blank(n, "f32")}
        | {"index": rng.integers(-(n // 2) - 1, n // 2 + 1 + (n == 64), n)},
        {"n": n, "size": n // 2 + 1},
    ),
    lambda b, p: {"out": np.append(b["x"], 0)[np.where(b["index"] < p["size"], b["index"] % p["size"], p["size"])]},
    result=lambda b, p: int(np.any(b["index"] >= p["size"])),
)

add(
    "pad",
    """kernel(x: u8, out: u8 written; n, low) {
      %0 = add i64 $n, $low
      %1 = add i64 %0, 2
      parallel vector for i in 0..%1 {
        %2 = sub i64 i, $low
        %3 = ge i64 %2, 0
        %4 = lt i64 %2, $n
        %5 = and bool %3, %4
        %6 = load u8 x[%2] if %5
        %7 = select u8 %5, %6, 9:u8
        store %7, out[i]
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "u8"), "out": blank(n + 5, "u8")}, {"n": n, "low": 3}),
    lambda b, p: {"out": np.pad(b["x"], (3, 2), constant_values=9)},
)

add(
    "masked stores",
    """kernel(x: i16, out: i16 written; n) {
      parallel vector for i in 0..$n {
        %0 = load i16 x[i]
        %1 = gt i16 %0, 0:i16
        store %0, out[i] if %1
        %2 = add i64 i, 1
        %3 = lt i64 %2, $n
        %4 = load i16 x[i + 1] if %3
        %5 = add i64 $n, $n
        %6 = sub i64 %5, 1
        store %4, out[i*-1 + %6]
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "i16"), "out": blank(2 * n, "i16")}, {"n": n}),
    lambda b, p: {
        "out": np.append(np.where(b["x"] > 0, b["x"], b["out"][: p["n"]]), np.append(b["x"][1:], b["x"][:1] * 0)[::-1])
    },
)

add(
    "scatter",
    """kernel(x: f64, index: i32, out: f64 written; n) {
      for one in 0..1 {
        vector for i in 0..$n {
          %0 = load i32 index[i]
          %1 = convert i64 %0
          %2 = load f64 x[i]
          store %2, out[%1]
        }
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n, "f64"), "index": rng.integers(0, max(1, n // 2), n, np.int32), "out": blank(n, "f64")},
        {"n": n},
    ),
    lambda b, p: {
        "out": np.array(
            [b["x"][found[-1]] if (found := np.flatnonzero(b["index"] == k)).size else 77.0 for k in range(p["n"])]
        )
    },
)

add(
    "transpose in tiles",
    """kernel(x: f32, out: f32 written; n, m) {
      %0 = add i64 $n, 15
      %1 = quo i64 %0, 16
      parallel for p in 0..%1 {
        %2 = mul i64 p, 16
        %3 = add i64 %2, 16
        %4 = min i64 %3, $n
        %5 = add i64 $m, 15
        %6 = quo i64 %5, 16
        parallel for q in 0..%6 {
          %7 = mul i64 q, 16
          %8 = add i64 %7, 16
          %9 = min i64 %8, $m
          parallel for j in %7..%9 {
            parallel vector for i in %2..%4 {
              %10 = load f32 x[i*$m + j]
              store %10, out[i + j*$n]
            }
          }
        }
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n * (n // 2 + 1), "f32"), "out": blank(n * (n // 2 + 1), "f32")},
        {"n": n, "m": n // 2 + 1},
    ),
    lambda b, p: {"out": b["x"].reshape(p["n"], p["m"]).T.ravel()},
    sizes=(0, 1, 3, 17, 64, 100),
)
