"""Reductions, running sums, and kernels of several passes."""

from __future__ import annotations

from typing import Any

import numpy as np

from .case import SIZES, Array, add, blank, numbers

for d in ("f32", "f64"):
    add(
        f"row sums {d}",
        f"""kernel(x: {d}, y: {d}, out: {d} written; n, m) {{
          parallel for i in 0..$n {{
            total = add {d}
            vector for j in 0..$m {{
              %0 = load {d} x[i*$m + j]
              %1 = load {d} y[j]
              %2 = add {d} %0, %1
              %3 = mul {d} %2, %2
              update total, %3
            }}
            store total, out[i]
          }}
        }}""",
        lambda n, rng, d=d: (
            {"x": numbers(rng, 4 * n, d), "y": numbers(rng, n, d), "out": blank(4, d)},
            {"n": 4, "m": n},
        ),
        lambda b, p: {"out": ((b["x"].reshape(4, -1) + b["y"]) ** 2).sum(1)},
        rtol=1e-5 if d == "f32" else 1e-13,
    )

    add(
        f"scalar product {d}",
        f"""kernel(x: {d}, y: {d}, out: {d} written; n) {{
          for one in 0..1 {{
            total = add {d}
            vector for i in 0..$n {{
              %0 = load {d} x[i]
              %1 = load {d} y[i]
              %2 = product {d} %0, %1
              update total, %2
            }}
            store total, out[one]
          }}
        }}""",
        lambda n, rng, d=d: ({"x": numbers(rng, n, d), "y": numbers(rng, n, d), "out": blank(1, d)}, {"n": n}),
        lambda b, p: {"out": np.dot(b["x"], b["y"])[None]},
        rtol=1e-4 if d == "f32" else 1e-13,
    )

add(
    "column sums",
    """kernel(x: f32, out: f32 written; n, m) {
      parallel vector for j in 0..$m {
        total = add f32
        greatest = max f32
        for i in 0..$n {
          %0 = load f32 x[i*$m + j]
          update total, %0
          update greatest, %0
        }
        %1 = sub f32 total, greatest
        store %1, out[j]
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, 6 * n, "f32"), "out": blank(n, "f32")}, {"n": 6, "m": n}),
    lambda b, p: {"out": np.add.accumulate(b["x"].reshape(6, -1), 0)[-1] - b["x"].reshape(6, -1).max(0)},
)

add(
    "sum in chunks",
    """kernel(x: f64, parts: f64 written; n) {
      %0 = add i64 $n, 99
      %1 = quo i64 %0, 100
      parallel for c in 0..%1 {
        %2 = mul i64 c, 100
        %3 = add i64 %2, 100
        %4 = min i64 %3, $n
        part = add f64
        vector for i in %2..%4 {
          %5 = load f64 x[i]
          update part, %5
        }
        store part, parts[c]
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "f64"), "parts": blank(-(-n // 100), "f64")}, {"n": n}),
    lambda b, p: {"parts": np.array([b["x"][c : c + 100].sum() for c in range(0, p["n"], 100)])},
    rtol=1e-13,
)

add(
    "whole reductions, masked",
    """kernel(x: i32, keep: bool, out: i32 written; n) {
      for one in 0..1 {
        total = add i32
        product = mul i32
        least = min i32
        greatest = max i32
        every = and i32
        some = or i32 from 4:i32
        vector for i in 0..$n {
          %0 = load i32 x[i]
          %1 = load bool keep[i]
          update total, %0 if %1
          update product, %0
          update least, %0 if %1
          update greatest, %0 if %1
          %2 = or i32 %0, 1:i32
          update every, %2
          update some, %0 if %1
        }
        store total, out[0]
        store product, out[1]
        store least, out[2]
        store greatest, out[3]
        store every, out[4]
        store some, out[5]
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n, "i32", True) | np.int32(1), "keep": numbers(rng, n, "bool"), "out": blank(6, "i32")},
        {"n": n},
    ),
    lambda b, p: (
        lambda x, kept, i: {
            "out": np.array(
                [
                    *(kept.sum(dtype=x.dtype), x.prod(dtype=x.dtype), kept.min(initial=i.max), kept.max(initial=i.min)),
                    *(np.bitwise_and.reduce(x), np.bitwise_or.reduce(kept) | 4),
                ],
                np.int32,
            )
        }
    )(b["x"], b["x"][b["keep"]], np.iinfo(np.int32)),
)

add(
    "sums of zeros and of NaNs",
    """kernel(x: f32, out: f32 written; n) {
      for one in 0..1 {
        plain = add f32
        negative = add f32 from -0.0:f32
        least = min f32
        greatest = max f32
        product = mul f32
        vector for i in 0..$n {
          %0 = load f32 x[i]
          %1 = mul f32 %0, -0.0:f32
          update plain, %1
          update negative, %1
          update least, %0
          update greatest, %0
          %2 = copysign f32 1.0:f32, %0
          update product, %2
        }
        store plain, out[0]
        store negative, out[1]
        store least, out[2]
        store greatest, out[3]
        store product, out[4]
      }
    }""",
    lambda n, rng: (
        {"x": np.where(rng.random(n) < 2 / (n + 1), np.nan if n > 20 else 1, 3).astype("f"), "out": blank(5, "f32")},
        {"n": n},
    ),
    lambda b, p: {
        "out": np.array(
            [
                *(np.sum(b["x"] * 0, initial=0), np.sum(b["x"] * 0) if np.isnan(b["x"]).any() else -0.0),
                *(b["x"].min(initial=np.inf), b["x"].max(initial=-np.inf), 1),
            ],
            np.float32,
        )
    },
)

add(
    "any and all",
    """kernel(x: f64, out: bool written; n, m) {
      parallel for i in 0..$n {
        some = or bool
        every = and bool
        vector for j in 0..$m {
          %0 = load f64 x[i*$m + j]
          %1 = ne f64 %0, %0
          update some, %1
          %2 = le f64 %0, 1.5:f64
          update every, %2
        }
        store some, out[i*2]
        store every, out[i*2 + 1]
      }
    }""",
    lambda n, rng: (
        {"x": np.where(rng.random(3 * n) < 1 / (n + 1), np.nan, rng.random(3 * n)), "out": blank(6, "bool")},
        {"n": 3, "m": n},
    ),
    lambda b, p: {
        "out": np.stack([np.isnan(b["x"]).reshape(3, -1).any(1), (b["x"] <= 1.5).reshape(3, -1).all(1)], 1).ravel()
    },
)

for d, op in (("f32", "argmax"), ("f64", "argmin"), ("i32", "argmin"), ("u8", "argmax")):
    add(
        f"{op} of rows {d}",
        f"""kernel(x: {d}, out: i64 written; n, m) {{
          parallel for i in 0..$n {{
            best = {op} {d}
            vector for j in 0..$m {{
              %0 = load {d} x[i*$m + j]
              update best, %0 at j
            }}
            store best, out[i]
          }}
        }}""",
        lambda n, rng, d=d: (
            {"x": rng.choice(numbers(rng, 5, d, True), 4 * n), "out": blank(4, "i64")},
            {"n": 4, "m": n},
        ),
        lambda b, p, op=op: {"out": getattr(b["x"].reshape(4, -1), op)(1) if p["m"] else np.full(4, -1)},
    )

add(
    "argmin of columns, masked",
    """kernel(x: f32, out: i64 written; n, m) {
      parallel vector for j in 0..$m {
        best = argmin f32
        for i in 0..$n {
          %0 = load f32 x[i*$m + j]
          %1 = ge f32 %0, 0.0:f32
          update best, %0 at i if %1
        }
        store best, out[j]
      }
    }""",
    lambda n, rng: (
        {"x": rng.choice(np.array([-1, 0, 1, 2, np.inf], np.float32), 5 * n), "out": blank(n, "i64")},
        {"n": 5, "m": n},
    ),
    lambda b, p: (
        lambda x: {"out": np.where((x >= 0).any(0), np.where(x >= 0, x, np.nan_to_num(np.inf)).argmin(0), -1)}
    )(np.minimum(b["x"].reshape(5, -1), np.float32(1e30))),
)

add(
    "segment sums",
    """kernel(x: f64, starts: i64, out: f64 written; n) {
      parallel for s in 0..$n {
        %0 = load i64 starts[s]
        %1 = load i64 starts[s + 1]
        total = add f64
        vector for i in %0..%1 {
          %2 = load f64 x[i]
          update total, %2
        }
        store total, out[s]
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, 2 * n, "f64"), "starts": np.sort(rng.integers(0, 2 * n, n + 1, endpoint=True))}
        | {"out": blank(n, "f64")},
        {"n": n},
    ),
    lambda b, p: {"out": np.array([b["x"][i:j].sum() for i, j in zip(b["starts"], b["starts"][1:], strict=False)])},
    rtol=1e-13,
)

add(
    "matrix times vector by lanes",
    """kernel(a: f64, v: f64, out: f64 written; n, m) {
      parallel vector for i in 0..$n {
        total = add f64 from 1.0:f64
        for k in 0..$m {
          %0 = load f64 a[i*$m + k]
          %1 = load f64 v[k]
          %2 = mul f64 %0, %1
          update total, %2
        }
        store total, out[i]
      }
    }""",
    lambda n, rng: (
        {"a": numbers(rng, 4 * n, "f64"), "v": numbers(rng, 4, "f64"), "out": blank(n, "f64")},
        {"n": n, "m": 4},
    ),
    lambda b, p: {"out": np.add.accumulate(np.insert(b["a"].reshape(-1, 4) * b["v"], 0, 1, 1), 1)[:, -1]},
)

add(
    "polynomial",
    """kernel(x: f32, c: f32, out: f32 written; n, degree) {
      parallel vector for i in 0..$n {
        %0 = load f32 x[i]
        sum = set f32 from 0.0:f32
        reverse for k in 0..$degree {
          %1 = load f32 c[k]
          %2 = mul f32 sum, %0
          %3 = add f32 %2, %1
          update sum, %3
        }
        store sum, out[i]
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, n, "f32"), "c": numbers(rng, 4, "f32"), "out": blank(n, "f32")},
        {"n": n, "degree": 4},
    ),
    lambda b, p: {
        "out": (lambda x, c: (((x * 0 + c[3]) * x + c[2]) * x + c[1]) * x + c[0])(b["x"], b["c"]),
    },
)

add(
    "recurrence",
    """kernel(x: f64, out: f64 written; n) {
      for one in 0..1 {
        state = set f64 from 1.0:f64
        for i in 0..$n {
          %0 = load f64 x[i]
          %1 = mul f64 state, 0.5:f64
          %2 = add f64 %1, %0
          %3 = gt f64 %0, -1.0:f64
          update state, %2 if %3
          store state, out[i]
        }
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "f64"), "out": blank(n, "f64")}, {"n": n}),
    lambda b, p: {"out": np.array(list(_recurrence(b["x"])))},
)


def _recurrence(x: Array) -> Any:
    state = 1.0
    for value in x:
        state = state * 0.5 + value if value > -1 else state
        yield state


# -- scans

for d, op in (("f64", "add"), ("i32", "add"), ("f32", "mul"), ("u16", "min"), ("f32", "max")):
    add(
        f"running {op} {d}",
        f"""kernel(x: {d}, out: {d} written; n, m) {{
          parallel for i in 0..$n {{
            total = {op} {d}
            vector for j in 0..$m {{
              %0 = load {d} x[i*$m + j]
              scan total, %0
              store total, out[i*$m + j]
            }}
          }}
        }}""",
        lambda n, rng, d=d, op=op: (
            {"x": numbers(rng, 3 * n, d, op in ("min", "max") or d == "i32"), "out": blank(3 * n, d)},
            {"n": 3, "m": n},
        ),
        lambda b, p, op=op: {
            "out": {"add": np.add, "mul": np.multiply, "min": np.minimum, "max": np.maximum}[op]
            .accumulate(b["x"].reshape(3, -1), 1, b["x"].dtype)
            .ravel()
        },
        rtol=1e-5 if d == "f32" and op == "mul" else 1e-12 if d == "f64" else 0,
    )

add(
    "reverse scan that carries on",
    """kernel(x: f64, out: f64 written, last: f64 written; n) {
      for one in 0..1 {
        total = add f64 from 10.0:f64
        reverse for half in 0..2 {
          %0 = mul i64 half, $n
          %1 = add i64 %0, $n
          vector reverse for i in %0..%1 {
            %2 = load f64 x[i]
            %3 = mul f64 %2, 2.0:f64
            scan total, %3
            %4 = sub f64 total, %3
            store %4, out[i]
          }
        }
        store total, last[0]
      }
    }""",
    lambda n, rng: (
        {"x": rng.integers(-9, 9, 2 * n).astype(np.float64), "out": blank(2 * n, "f64"), "last": blank(1, "f64")},
        {"n": n},
    ),
    lambda b, p: (lambda sums: {"out": sums[:-1][::-1], "last": sums[-1:]})(
        np.add.accumulate(np.append(10.0, 2 * b["x"][::-1]))
    ),
)

# -- several passes

add(
    "rows divided by their sums",
    """kernel(x: f32, out: f32 written; n, m) {
      parallel for i in 0..$n {
        greatest = max f32
        vector for j in 0..$m {
          %0 = load f32 x[i*$m + j]
          update greatest, %0
        }
        total = add f32
        vector for j in 0..$m {
          %1 = load f32 x[i*$m + j]
          %2 = sub f32 %1, greatest
          %3 = mul f32 %2, %2
          %4 = add f32 %3, 1.0:f32
          store %4, out[i*$m + j]
          update total, %4
        }
        vector for j in 0..$m {
          %5 = load f32 out[i*$m + j]
          %6 = div f32 %5, total
          store %6, out[i*$m + j]
        }
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, 3 * n, "f32"), "out": blank(3 * n, "f32")}, {"n": 3, "m": n}),
    lambda b, p: (
        lambda x: {
            "out": (lambda y: y / y.sum(1, keepdims=True))((x - x.max(1, initial=-9, keepdims=True)) ** 2 + 1).ravel()
        }
    )(b["x"].reshape(3, -1)),
    rtol=1e-5,
    sizes=SIZES[2:],
)

for d in ("f32", "f64"):
    add(
        f"softmax {d}",
        f"""kernel(x: {d}, out: {d} written; n, m) {{
          parallel for i in 0..$n {{
            greatest = max {d}
            vector for j in 0..$m {{
              %0 = load {d} x[i*$m + j]
              update greatest, %0
            }}
            total = add {d}
            vector for j in 0..$m {{
              %1 = load {d} x[i*$m + j]
              %2 = sub {d} %1, greatest
              %3 = call {d} exp %2
              store %3, out[i*$m + j]
              update total, %3
            }}
            %4 = div {d} 1.0:{d}, total
            vector for j in 0..$m {{
              %5 = load {d} out[i*$m + j]
              %6 = mul {d} %5, %4
              store %6, out[i*$m + j]
            }}
          }}
        }}""",
        lambda n, rng, d=d: ({"x": numbers(rng, 3 * n, d), "out": blank(3 * n, d)}, {"n": 3, "m": n}),
        lambda b, p: (
            lambda x: {
                "out": (lambda y: y / y.sum(1, keepdims=True))(np.exp(x - x.max(1, initial=-9, keepdims=True))).ravel()
            }
        )(b["x"].reshape(3, -1)),
        rtol=1e-5 if d == "f32" else 1e-13,
        calls=True,
    )
