"""Triangular systems by BLAS, as an inner loop like those of NumPy's ufuncs: (a, b) -> out for each of a stack.

The routine is the one that SciPy exports to C code.  BLAS works on columns, so it sees transposes of our matrices:
X op(A)' = B', with the unknowns on the left.  A zero on the diagonal gives NaN in front of the result.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import numpy as np

from ..codegen.builder import Function, Module
from ..codegen.plan import Triangular
from .table import Table

# Data: the routine, bytes of a real number, how many there are in one number, whether the diagonal is taken to be 1,
# the letters for matrices that lie row by row, for those that lie column by column, and the number 1.
_ROUTINE, _WIDTH, _PARTS, _UNIT, _BY_ROWS, _BY_COLUMNS, _ONE = 0, 1, 2, 3, 4, 5, 6
# Sizes: runs, rows, columns of B.  Strides: from run to run (3), of A's rows and columns, ...
_STEP_ROW, _STEP_COLUMN = 3, 4

_TRSM = ("void", *("ptr",) * 11)
_NAN = {4: ("i32", 0x7FC00000), 8: ("i64", 0x7FF8000000000000)}


def emit_triangular(module: Module) -> None:
    """Add solve_triangular(arguments, sizes, strides, data) to a module."""
    f = module.function("solve_triangular", "void", arguments="ptr", sizes="ptr", strides="ptr", data="ptr")
    arguments, sizes, strides, data = f.parameters.values()
    rows, columns = f.load("i64", sizes, 8), f.load("i64", sizes, 16)
    width, parts = f.load("i64", data, 8 * _WIDTH), f.load("i64", data, 8 * _PARTS)
    size = width * parts
    step_row, step_column = (f.load("i64", strides, 8 * k) for k in (_STEP_ROW, _STEP_COLUMN))
    by_rows = step_column.equals(size)
    letters = f.select(by_rows, f.word(data, _BY_ROWS), f.word(data, _BY_COLUMNS))
    count, wide = f.local("i32", rows.convert("trunc", "i32")), f.local("i32", columns.convert("trunc", "i32"))
    with f.for_(0, f.load("i64", sizes)) as run:
        a, b, out = (f.at(f.load("ptr", arguments, 8 * k), f.load("i64", strides, 8 * k) * run) for k in (0, 1, 2))
        f.copy_bytes(out, b, rows * columns * size)
        sides = [f.at(letters, k) for k in range(4)]
        pointers = (wide.address, count.address, f.word(data, _ONE), a, count.address, out, wide.address)
        f.call(f.load("ptr", data, 8 * _ROUTINE), *sides, *pointers, signature=_TRSM)
        with f.if_(f.load("i64", data, 8 * _UNIT).equals(0)), f.for_(0, rows) as k:
            entry = f.at(a, (step_row + step_column) * k)
            with f.if_(f.call("is_zero", entry, width, parts)):
                _store_nan(f, out, width)
    f.return_()


def emit_is_zero(module: Module) -> None:
    """Whether the number at an address, real or complex, is 0."""
    f = module.function("is_zero", "i1", internal=True, address="ptr", width="i64", parts="i64")
    address, width, parts = f.parameters.values()
    with f.for_(0, parts) as k:
        part = f.at(address, width * k)
        with f.if_(width.equals(8)) as double, f.if_((f.load("i64", part) & 0x7FFFFFFFFFFFFFFF).differs(0)):
            f.return_(False)
        with double.else_(), f.if_((f.load("i32", part) & 0x7FFFFFFF).differs(0)):
            f.return_(False)
    f.return_(True)


def _store_nan(f: Function, address: Any, width: Any) -> None:
    with f.if_(width.equals(8)) as double:
        f.store(f.operand(_NAN[8][1], "i64"), address)
    with double.else_():
        f.store(f.operand(_NAN[4][1], "i32"), address)


@cache
def triangular_loop(function: Triangular, types: str) -> tuple[int, int]:
    """The loop for systems of one kind and dtype, and the data it is given."""
    from .entry import code

    dtype = np.dtype(types[-1])
    real = dtype.type(0).real.dtype
    table = Table([_routine(types[-1]), real.itemsize, dtype.itemsize // real.itemsize, int(function.unit)])
    for by_rows in (True, False):
        upper, transposed = function.lower == by_rows, function.trans == by_rows
        letters = f"R{'U' if upper else 'L'}{'T' if transposed else 'N'}{'U' if function.unit else 'N'}"
        table.add(int.from_bytes(letters.encode(), "little"))
    table.add(*np.frombuffer(np.ones(1, dtype).tobytes().ljust(16, b"\0"), np.int64).tolist())
    _kept.append(table)
    return code()["solve_triangular"], table.finish()


_kept: list[Table] = []


def _routine(char: str) -> int:
    """The address of BLAS's trsm for a dtype."""
    from scipy.linalg import cython_blas

    capsule = cython_blas.__pyx_capi__[{"f": "s", "d": "d", "F": "c", "D": "z"}[char] + "trsm"]
    name = ctypes.pythonapi.PyCapsule_GetName
    name.restype, name.argtypes = ctypes.c_char_p, [ctypes.py_object]
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    address: int = pointer(capsule, name(capsule))
    return address
