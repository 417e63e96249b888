"""Products of matrices for procedures: tiny ones by loops, others by the inner loop of np.matmul."""

from __future__ import annotations

from typing import Final

from .builder import Function, Local, Module, Value
from .procedure_memory import FAILURE, MATMUL, NEGATIVE, TINY

DTYPES: Final = ("f32", "f64", "c64", "c128")
CODES: Final = {"f32": "f", "f64": "d", "c64": "F", "c128": "D"}  # as NumPy calls them
SIZES: Final = {"f32": 4, "f64": 8, "c64": 8, "c128": 16}
WORDS: Final = 12  # m, k, n; offset, row and column stride of a, b and out

_LOOP = ("void", "ptr", "ptr", "ptr", "ptr")  # operands, dimensions, strides, data


def products(m: Module) -> None:
    """Define `procedure_matmul(context, dtype, a, b, out, words)`: 1, or 0 where a size is negative."""
    for dtype in DTYPES:
        _tiny(m, dtype)
    f = m.function("procedure_matmul", "i64", context="ptr", dtype="i64", a="ptr", b="ptr", out="ptr", words="ptr")
    context, words = f.parameters["context"], f.parameters["words"]
    sizes = [f.load("i64", words, 8 * k) for k in range(3)]
    with f.if_((sizes[0] | sizes[1] | sizes[2]).below(0)):
        f.store(f.operand(NEGATIVE, "i64"), context, 8 * FAILURE)
        f.return_(0)
    tiny = sizes[0].below(TINY + 1) & sizes[1].below(TINY + 1) & sizes[2].below(TINY + 1)
    pointers = [f.parameters[name] for name in ("a", "b", "out")]
    with f.switch(f.parameters["dtype"]) as cases:
        for number, dtype in enumerate(DTYPES):
            with cases.case(number):
                starts = [f.at(p, f.load("i64", words, 8 * (3 + 3 * k)) * SIZES[dtype]) for k, p in enumerate(pointers)]
                with f.if_(tiny):
                    f.call(f"tiny_{dtype}", *starts, words)
                    f.return_(1)
                _library(f, number, SIZES[dtype], starts, sizes)
    f.return_(1)


def _library(f: Function, number: int, size: int, starts: list[Value], sizes: list[Value]) -> None:
    words = f.parameters["words"]
    operands, dimensions, strides = f.buffer(24), f.buffer(32), f.buffer(72)
    for k, start in enumerate(starts):
        f.store(start, operands, 8 * k)
    for k, d in enumerate([f.operand(1, "i64"), *sizes]):
        f.store(d, dimensions, 8 * k)
    for k in range(3):
        f.store(f.operand(0, "i64"), strides, 8 * k)
        for axis in range(2):
            stride = f.load("i64", words, 8 * (4 + 3 * k + axis)) * size
            f.store(stride, strides, 8 * (3 + 2 * k + axis))
    table = f.load("ptr", f.parameters["context"], 8 * MATMUL)
    loop, data = (f.load("ptr", table, 8 * (2 * number + k)) for k in range(2))
    f.call(loop, operands, dimensions, strides, data, signature=_LOOP)


def _tiny(m: Module, dtype: str) -> None:
    real = dtype[0] == "f"
    kind = "float" if dtype in ("f32", "c64") else "double"
    f = m.function(f"tiny_{dtype}", "void", internal=True, a="ptr", b="ptr", out="ptr", words="ptr")
    a, b, out, words = (f.parameters[name] for name in ("a", "b", "out", "words"))
    rows, inner, columns = (f.load("i64", words, 8 * k) for k in range(3))
    (ar, ac), (br, bc), (outr, outc) = (
        [f.load("i64", words, 8 * (4 + 3 * k + axis)) * SIZES[dtype] for axis in range(2)] for k in range(3)
    )
    part = SIZES[dtype] // (1 if real else 2)
    sums = [f.local(kind, 0) for _ in range(1 if real else 2)]
    with f.for_(0, rows) as i, f.for_(0, columns) as j:
        for s in sums:
            s.set(0)
        with f.for_(0, inner) as k:
            x = [f.load(kind, f.at(a, i * ar + k * ac), part * p) for p in range(len(sums))]
            y = [f.load(kind, f.at(b, k * br + j * bc), part * p) for p in range(len(sums))]
            _add_product(f, kind, sums, x, y)
        for p, s in enumerate(sums):
            f.store(s.get(), f.at(out, i * outr + j * outc), part * p)


def _add_product(f: Function, kind: str, sums: list[Local], x: list[Value], y: list[Value]) -> None:
    def op(instruction: str, u: Value, v: Value) -> Value:
        return f.define(f"{instruction} {kind} {u.text}, {v.text}", kind)

    if len(sums) == 1:
        sums[0].set(op("fadd", sums[0].get(), op("fmul", x[0], y[0])))
        return
    re = op("fsub", op("fmul", x[0], y[0]), op("fmul", x[1], y[1]))
    im = op("fadd", op("fmul", x[0], y[1]), op("fmul", x[1], y[0]))
    for s, term in zip(sums, (re, im), strict=True):
        s.set(op("fadd", s.get(), term))
