"""Products of matrices for procedures: tiny ones by loops, others by the inner loop of np.matmul."""

from __future__ import annotations

from typing import Final

from .builder import Function, Local, Module, Value
from .procedure_memory import FAILURE, MATMUL, NEGATIVE, TINY

DTYPES: Final = ("f32", "f64", "c64", "c128")
CODES: Final = {"f32": "f", "f64": "d", "c64": "F", "c128": "D"}  # as NumPy calls them
SIZES: Final = {"f32": 4, "f64": 8, "c64": 8, "c128": 16}
WORDS: Final = 12  # m, k, n; offset, row and column stride of a, b and out

_SHORT: Final = 8  # rows of the right matrix,
_NARROW: Final = (
    64  # and columns, up to which rows are multiplied by a loop of our own: libraries spend time to prepare
)
_LANES: Final = 8

_LOOP = ("void", "ptr", "ptr", "ptr", "ptr")  # operands, dimensions, strides, data


def products(m: Module) -> None:
    """Define `procedure_matmul(context, dtype, a, b, out, words)`: 1, or 0 where a size is negative."""
    for dtype in DTYPES:
        _tiny(m, dtype)
        if dtype[0] == "f":
            _short(m, dtype)
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
                if dtype[0] == "f":
                    by_rows = f.load("i64", words, 8 * 8).equals(1) & f.load("i64", words, 8 * 11).equals(1)
                    narrow = sizes[2].below(_NARROW + 1) & sizes[2].at_least(_LANES)
                    with f.if_(by_rows & narrow & sizes[1].below(_SHORT + 1)):
                        f.call(f"short_{dtype}", *starts, words)
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


def _short(m: Module, dtype: str) -> None:
    """Each row times a matrix that lies row by row, several columns at once."""
    kind = "float" if dtype == "f32" else "double"
    f = m.function(f"short_{dtype}", "void", internal=True, a="ptr", b="ptr", out="ptr", words="ptr")
    a, b, out, words = (f.parameters[name] for name in ("a", "b", "out", "words"))
    rows, inner, columns = (f.load("i64", words, 8 * k) for k in range(3))
    ar, ac, br, outr = (f.load("i64", words, 8 * k) * SIZES[dtype] for k in (4, 5, 7, 10))
    several = columns & -_LANES
    with f.for_(0, rows) as i:
        left, row = f.at(a, i * ar), f.at(out, i * outr)
        at = f.local("i64", 0)
        for width, end in ((_LANES, several), (1, columns)):
            with f.while_(lambda end=end: at.get().below(end)):  # type: ignore[misc]
                place = at.get() * SIZES[dtype]
                _row_product(f, kind, width, (left, ac), (f.at(b, place), br), f.at(row, place), inner)
                at.set(at.get() + width)


def _row_product(
    f: Function, kind: str, width: int, a: tuple[Value, Value], b: tuple[Value, Value], out: Value, inner: Value
) -> None:
    """Some columns of a row of the product; a and b: where they begin, and the bytes to the next element or row."""
    vector, align = f"<{width} x {kind}>", 8 if kind == "double" else 4
    total = f.buffer(8 * width)
    f.emit(f"store {vector} zeroinitializer, ptr {total.text}, align {align}")
    with f.for_(0, inner) as k:
        x = f.load(kind, f.at(a[0], k * a[1]))
        one = f.define(f"insertelement {vector} poison, {kind} {x.text}, i64 0", vector)
        every = f.define(f"shufflevector {vector} {one.text}, {vector} poison, <{width} x i32> zeroinitializer", vector)
        y = f.define(f"load {vector}, ptr {f.at(b[0], k * b[1]).text}, align {align}", vector)
        product = f.define(f"fmul contract {vector} {every.text}, {y.text}", vector)
        before = f.define(f"load {vector}, ptr {total.text}, align {align}", vector)
        after = f.define(f"fadd contract {vector} {before.text}, {product.text}", vector)
        f.emit(f"store {vector} {after.text}, ptr {total.text}, align {align}")
    found = f.define(f"load {vector}, ptr {total.text}, align {align}", vector)
    f.emit(f"store {vector} {found.text}, ptr {out.text}, align {align}")


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
