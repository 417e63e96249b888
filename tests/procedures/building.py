"""Procedures by hand, in few words: registers and numbers stand for expressions."""

from numorph.codegen.loops import COMPARISONS
from numorph.procedures.ir import Assign, Expr, For, Reg, Store, const, load, reg


def ptr(name):
    return Reg(name, "ptr")


def f64(name):
    return Reg(name, "f64")


def i64(name):
    return Reg(name, "i64")


def ex(x):
    """An expression of a register, a number, or itself."""
    if isinstance(x, Reg):
        return reg(x)
    if isinstance(x, bool):
        return const(x, "bool")
    if isinstance(x, int):
        return const(x, "i64")
    return const(x, "f64") if isinstance(x, float) else x


def op(name, *args, attr=None, dtype=None):
    """An operation, of the dtype of its last operand unless it compares."""
    args = tuple([ex(a) for a in args])
    return Expr(name, dtype or ("bool" if name in COMPARISONS else args[-1].dtype), args, attr)


def add(*args, free=False):
    total = ex(args[0])
    for a in args[1:]:
        total = op("add", total, a, attr="free" if free else None)
    return total


def mul(*args):
    total = ex(args[0])
    for a in args[1:]:
        total = op("mul", total, a)
    return total


def sub(x, y):
    return op("sub", x, y)


def call(name, *args):
    return op("call", *args, attr=name)


def at(base, index, dtype="f64"):
    return load(base, ex(index), dtype)


def put(r, x):
    return Assign(r, ex(x))


def store(base, index, x):
    return Store(base, ex(index), ex(x))


def loop(counter, start, stop, body, step=1, parallel=False):
    return For(counter, ex(start), ex(stop), body, step, parallel)
