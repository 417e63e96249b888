"""Maps over one and two axes, with strides, in place."""

from __future__ import annotations

import numpy as np

from numorph.codegen.loops import NARROW

from .case import add, blank, numbers

for d in ("f32", "f64"):
    add(
        f"map {d}",
        f"""kernel(x: {d}, y: {d}, out: {d} written; n) {{
          parallel vector for i in 0..$n {{
            %0 = load {d} x[i]
            %1 = load {d} y[i]
            %2 = mul {d} %0, %1
            %3 = add {d} %2, 1.5:{d}
            %4 = div {d} %3, %0
            store %4, out[i]
          }}
        }}""",
        lambda n, rng, d=d: (
            {"x": numbers(rng, n, d, True), "y": numbers(rng, n, d, True), "out": blank(n, d)},
            {"n": n},
        ),
        lambda b, p: {"out": (b["x"] * b["y"] + b["x"].dtype.type(1.5)) / b["x"]},
    )

add(
    "broadcast",
    """kernel(x: f32, row: f32, column: f32, out: f32 written; n, m) {
      parallel for i in 0..$n {
        parallel vector for j in 0..$m {
          %0 = load f32 x[i*$m + j]
          %1 = load f32 row[j]
          %2 = load f32 column[i]
          %3 = mul f32 %1, %2
          %4 = add f32 %0, %3
          store %4, out[i*$m + j]
        }
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, 5 * n, "f32"), "row": numbers(rng, n, "f32"), "column": numbers(rng, 5, "f32")}
        | {"out": blank(5 * n, "f32")},
        {"n": 5, "m": n},
    ),
    lambda b, p: {"out": (b["x"].reshape(5, -1) + b["row"] * b["column"][:, None]).ravel()},
)

add(
    "strided and reversed",
    """kernel(x: f64, out: f64 written; n, step, last) {
      parallel vector for i in 0..$n {
        %0 = load f64 x[i*$step + $last]
        %1 = load f64 x[i*3 + 2]
        %2 = sub f64 %0, %1
        store %2, out[i*2 + 1]
      }
    }""",
    lambda n, rng: (
        {"x": numbers(rng, 3 * n, "f64"), "out": blank(2 * n, "f64")},
        {"n": n, "step": -3, "last": 3 * n - 3},
    ),
    lambda b, p: {"out": np.stack([b["out"][::2], b["x"][::-1][2::3] - b["x"][2::3]], 1).ravel()},
)

add(
    "stencil",
    """kernel(x: f32, out: f32 written; n) {
      for one in 0..1 {
        %0 = sub i64 $n, 1
        vector for i in 1..%0 {
          %1 = load f32 x[i + 1]
          %2 = load f32 x[i + -1]
          %3 = sub f32 %1, %2
          store %3, out[i]
        }
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "f32"), "out": blank(n, "f32")}, {"n": n}),
    lambda b, p: {"out": np.concatenate([b["out"][:1], b["x"][2:] - b["x"][:-2], b["out"][:1]])[: p["n"]]},
)

add(
    "in place",
    """kernel(x: f32, y: f32 written over x, square: f32 written; n) {
      parallel vector for i in 0..$n {
        %0 = load f32 x[i]
        %1 = mul f32 %0, %0
        store %1, square[i]
        %2 = load f32 x[i]
        %3 = add f32 %2, 1.0:f32
        store %3, y[i]
      }
    }""",
    lambda n, rng: ((lambda x: {"x": x, "y": x, "square": blank(n, "f32")})(numbers(rng, n, "f32")), {"n": n}),
    lambda b, p: {"y": b["x"] + np.float32(1), "square": b["x"] ** 2},
)

add(
    "outer product on the diagonal and below",
    """kernel(x: f64, out: f64 written; n) {
      parallel for i in 0..$n {
        %0 = add i64 i, 1
        vector for j in 0..%0 {
          %1 = load f64 x[i]
          %2 = load f64 x[j]
          %3 = mul f64 %1, %2
          store %3, out[i*$n + j]
        }
      }
    }""",
    lambda n, rng: ({"x": numbers(rng, n, "f64"), "out": blank(n * n, "f64")}, {"n": n}),
    lambda b, p: {
        "out": np.where(np.tri(p["n"], dtype=bool), np.outer(b["x"], b["x"]), b["out"].reshape(p["n"], p["n"])).ravel()
    },
    sizes=(0, 1, 3, 17, 64, 100),
)

# A copy of each tile of x is transposed in registers; tiles at the border are smaller, or too small for that, or empty.
_SUMS = {
    d: f"""%8 = convert f32 %6
           %9 = convert f32 %7
           %10 = add f32 %8, %9
           %11 = convert {d} %10
           store %11"""
    for d in NARROW
} | {
    "bool": "%8 = or bool %6, %7\n store %8",
}
for d in ("f16", "bf16", "f32", "f64", "i64", "u16", "u8", "bool"):
    add(
        f"transposed in tiles {d}",
        f"""kernel(x: {d}, y: {d}, out: {d} written; rows, columns, blocks, more) {{
          parallel for tall in 0..$blocks {{
            for wide in 0..$more {{
              %0 = mul i64 tall, 32
              %1 = add i64 %0, 32
              %2 = min i64 %1, $rows
              for i in %0..%2 {{
                %3 = mul i64 wide, 32
                %4 = add i64 %3, 32
                %5 = min i64 %4, $columns
                vector for j in %3..%5 {{
                  %6 = load {d} x[i + j*$rows]
                  %7 = load {d} y[i*$columns + j]
                  {_SUMS.get(d, f"%8 = add {d} %6, %7{chr(10)} store %8")}, out[i*$columns + j]
                }}
              }}
            }}
          }}
        }}""",
        lambda n, rng, d=d: (
            {"x": numbers(rng, n * (n + 5), d), "y": numbers(rng, n * (n + 5), d), "out": blank(n * (n + 5), d)},
            {"rows": n, "columns": n + 5, "blocks": -(-n // 32), "more": -(-(n + 5) // 32) + 1},
        ),
        lambda b, p: {"out": (b["x"].reshape(-1, p["rows"]).T + b["y"].reshape(-1, p["columns"])).ravel()},
        sizes=(1, 3, 17, 32, 59, 100),
    )
