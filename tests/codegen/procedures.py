"""Procedures by hand: short ways to write, run and measure them."""

import ctypes
import math

import numpy as np
import pytest

from numorph.procedures.ir import (
    Assign,
    Expr,
    For,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Store,
    const,
    load,
    reg,
)
from numorph.runtime.procedure_code import ProcedureCode

NUMPY = {"bool": "?", "f16": "e", "f32": "f", "f64": "d", "c64": "F", "c128": "D"} | {
    f"{k}{b}": f"{k}{b // 8}" for k in "iu" for b in (8, 16, 32, 64)
}
COMPARISONS = {"eq", "ne", "lt", "le", "gt", "ge", "overflows"}

FLOATS = ["f16", "f32", "f64"]
INTEGERS = [f"{k}{b}" for k in "iu" for b in (8, 16, 32, 64)]
COMPLEX = ["c64", "c128"]


def samples(dtype, n, seed):
    rng = np.random.default_rng(seed)
    kind = np.dtype(NUMPY[dtype])
    if dtype == "bool":
        return rng.random(n) < 0.5
    if dtype in INTEGERS:
        info = np.iinfo(kind)
        found = rng.integers(info.min, info.max, n, dtype=kind, endpoint=True)
        found[: n // 2] = rng.integers(0 if info.min == 0 else -9, 9, n // 2)
        return found
    special = [0.0, -0.0, 1.0, -2.5, math.inf, -math.inf, math.nan]
    if dtype in COMPLEX:
        found = (rng.standard_normal(n) + 1j * rng.standard_normal(n)).astype(kind)
        parts = [rng.choice(special, n // 3), rng.choice(special, n // 3)]
        found[: n // 3].real, found[: n // 3].imag = parts
        return found
    found = (rng.standard_normal(n) * 10).astype(kind)
    found[: n // 3] = rng.choice(special, n // 3)
    return found


FLOAT_BINARY = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "min": np.minimum,
    "max": np.maximum,
    "copysign": np.copysign,
    "fmin": np.fmin,
    "fmax": np.fmax,
}
FLOAT_UNARY = {
    "neg": np.negative,
    "abs": np.abs,
    "sqrt": np.sqrt,
    "floor": np.floor,
    "ceil": np.ceil,
    "trunc": np.trunc,
    "rint": np.rint,
}
INTEGER_BINARY = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "min": np.minimum,
    "max": np.maximum,
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "xor": np.bitwise_xor,
    "shl": np.left_shift,
    "shr": np.right_shift,
}
INTEGER_UNARY = {"neg": np.negative, "abs": np.abs, "not": np.invert}
COMPARED = {
    "eq": np.equal,
    "ne": np.not_equal,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
}


def op(name, *args, dtype=None, attr=None):
    return Expr(name, dtype or ("bool" if name in COMPARISONS else args[-1].dtype), args, attr)


def i64(k):
    return const(k, "i64")


def add(x, y, **more):
    return op("add", x, y, **more)


def code(body, inputs=(), results=()):
    return ProcedureCode(Procedure("f", inputs, results, body))


def elementwise(make, given, result):
    """The code of out[i] = make(x[i], y[i], ...)."""
    pointers = [Reg(f"p{k}", "ptr") for k in range(len(given) + 1)]
    n, i = Reg("n", "i64"), Reg("i", "i64")
    values = [load(p, reg(i), d) for p, d in zip(pointers, given, strict=False)]
    store = Store(pointers[-1], reg(i), make(*values))
    assert store.value.dtype == result
    return code([For(i, i64(0), reg(n), [store], parallel=True)], [*pointers, n])


def apply(made, result, *arrays):
    out = np.zeros(len(arrays[0]), NUMPY[result])
    assert made.call([*[a.ctypes.data for a in arrays], out.ctypes.data, len(out)]) == []
    return out


def filled(pointer, count, start=0):
    i = Reg("i", "i64")
    value = op("convert", add(reg(i), i64(start)), dtype="f64")
    return For(i, i64(0), count, [Store(pointer, reg(i), value)], parallel=True)


def parallel(value, n, start=0):
    i = Reg("i", "i64")
    return For(i, i64(start), reg(n), value(reg(i)), parallel=True)


def sweeps():
    """Two procedures: one pushes n numbers and blocks, the other adds up what it pops."""
    n, i, j, k, p = (Reg(name, "ptr" if name == "p" else "i64") for name in "nijkp")
    s, x = Reg("s", "f64"), Reg("x", "f64")
    block = [PushBlock(p, reg(i), "f64"), filled(p, reg(i)), Push(op("convert", reg(i), dtype="f64"))]
    forward = code([For(i, i64(0), reg(n), block)], [n], [])
    total = For(j, i64(0), reg(k), [Assign(s, add(reg(s), load(p, reg(j), "f64")))])
    back = [Assign(k, reg(i)), Pop(x), PopBlock(p, reg(i), "f64"), Assign(s, add(reg(s), reg(x))), total]
    return forward, code([For(i, op("sub", reg(n), i64(1)), i64(-1), back, step=-1)], [n], [s])


def heap_growth(call, times=200):
    """Bytes by which the C library's heap grows over many calls."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        pytest.skip("the C library does not tell how much memory is in use")

    class Info(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in "abcdefghij"]

    libc.mallinfo2.restype = Info

    def used():
        info = libc.mallinfo2()
        return info.e + info.h  # hblkhd and uordblks

    call()
    before = used()
    for _ in range(times):
        call()
    return used() - before


SIZE = 30_000  # of the blocks whose loss would be seen
