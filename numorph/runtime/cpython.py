"""How CPython's and NumPy's objects lie in memory, and the functions of their C interfaces that native code calls.

Nothing here is taken on trust: `unsupported()` compares every offset with objects whose content is known.
"""

from __future__ import annotations

import ctypes
import struct
import sys
from functools import cache
from typing import Any, Final

import numpy as np
from numpy._core import _multiarray_umath, umath  # type: ignore[attr-defined]

HEAD: Final = object.__basicsize__  # ob_refcnt, ob_type
TYPE: Final = 8

ARRAY_DATA, ARRAY_NDIM, ARRAY_SHAPE, ARRAY_BASE, ARRAY_DESCR = HEAD, HEAD + 8, HEAD + 16, HEAD + 32, HEAD + 40
ARRAY_FLAGS: Final = HEAD + 48
C_CONTIGUOUS, ALIGNED, WRITEABLE = 0x1, 0x100, 0x400
DESCR_ORDER, DESCR_NUMBER = HEAD + 10, HEAD + 12  # byteorder, type_num

SCALAR_VALUE: Final = HEAD  # of NumPy's scalars, float and complex
SIZE: Final = HEAD  # number of items of tuple, list and dict
TUPLE_ITEMS: Final = tuple.__basicsize__
LIST_ITEMS: Final = HEAD + 8  # a pointer
CELL_CONTENT: Final = HEAD
FUNCTION_CODE, FUNCTION_DEFAULTS = HEAD + 32, HEAD + 40

UFUNC_NIN, UFUNC_NARGS, UFUNC_LOOPS, UFUNC_DATA, UFUNC_NTYPES = HEAD, HEAD + 8, HEAD + 16, HEAD + 24, HEAD + 32

TYPE_VECTORCALL_OFFSET, TYPE_FLAGS = 56, 168
HAVE_VECTORCALL: Final = 1 << 11

# result and parameters of the functions that native code calls
PYTHON_FUNCTIONS: Final[dict[str, tuple[str, ...]]] = {
    "Py_IncRef": ("void", "ptr"),
    "Py_DecRef": ("void", "ptr"),
    "PyObject_Vectorcall": ("ptr", "ptr", "ptr", "i64", "ptr"),
    "PyObject_RichCompareBool": ("i32", "ptr", "ptr", "i32"),
    "PyDict_GetItemWithError": ("ptr", "ptr", "ptr"),
    "PyDict_Next": ("i32", "ptr", "ptr", "ptr", "ptr"),
    "PyDict_New": ("ptr",),
    "PyDict_SetItem": ("i32", "ptr", "ptr", "ptr"),
    "PyTuple_New": ("ptr", "i64"),
    "PyTuple_SetItem": ("i32", "ptr", "i64", "ptr"),
    "PyList_New": ("ptr", "i64"),
    "PyList_SetItem": ("i32", "ptr", "i64", "ptr"),
    "PyLong_AsLongLongAndOverflow": ("i64", "ptr", "ptr"),
    "PyLong_FromLongLong": ("ptr", "i64"),
    "PyLong_FromDouble": ("ptr", "double"),
    "PyFloat_FromDouble": ("ptr", "double"),
    "PyBool_FromLong": ("ptr", "i64"),
    "PyComplex_FromDoubles": ("ptr", "double", "double"),
    "PyCapsule_New": ("ptr", "ptr", "ptr", "ptr"),
    "PyCapsule_GetPointer": ("ptr", "ptr", "ptr"),
    "PyContextVar_Get": ("i32", "ptr", "ptr", "ptr"),
    "PyErr_Clear": ("void",),
    "PyErr_Occurred": ("ptr",),
    "PyErr_NoMemory": ("ptr",),
    "PyErr_Restore": ("void", "ptr", "ptr", "ptr"),
    "PyThread_get_thread_ident": ("i64",),
    "PyEval_SaveThread": ("ptr",),
    "PyEval_RestoreThread": ("void", "ptr"),
    "PyMem_RawMalloc": ("ptr", "i64"),
    "PyMem_RawFree": ("void", "ptr"),
}
NUMPY_FUNCTIONS: Final[dict[str, tuple[str, ...]]] = {
    "PyArray_NewFromDescr": ("ptr", "ptr", "ptr", "i32", "ptr", "ptr", "ptr", "i32", "ptr"),
    "PyArray_Scalar": ("ptr", "ptr", "ptr", "ptr"),
}
_NUMPY_PLACES = {"PyArray_NewFromDescr": 94, "PyArray_Scalar": 60}  # in NumPy's table of functions
_ARRAY_TYPE_PLACE = 2

# objects that native code compares with
OBJECTS: Final[dict[str, Any]] = {
    "PyArray_Type": np.ndarray,
    "PyTuple_Type": tuple,
    "PyList_Type": list,
    "PyDict_Type": dict,
    "PyFloat_Type": float,
    "PyLong_Type": int,
    "PyBool_Type": bool,
    "Py_True": True,
}


def _numpy_table() -> Any:
    prototype = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)
    get = prototype(("PyCapsule_GetPointer", ctypes.pythonapi))
    return (ctypes.c_void_p * 100).from_address(get(_multiarray_umath._ARRAY_API, None))


def addresses() -> dict[str, int]:
    """Addresses of everything above, by name.  Only where `unsupported()` is None."""
    found = {name: ctypes.cast(getattr(ctypes.pythonapi, name), ctypes.c_void_p).value for name in PYTHON_FUNCTIONS}
    table = _numpy_table()
    found |= {name: table[place] for name, place in _NUMPY_PLACES.items()}
    return {name: address or 0 for name, address in found.items()} | {name: id(o) for name, o in OBJECTS.items()}


def read(type_: Any, address: int) -> Any:
    """A C value at an address."""
    return type_.from_address(address).value


@cache
def unsupported() -> str | None:
    """None where native code can work with Python objects in this process, else the reason why it cannot."""
    if sys.implementation.name != "cpython":
        return f"{sys.implementation.name} lays out its objects otherwise than CPython"
    if ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little" or HEAD != 16:
        return "objects do not begin with two words of 64 bits (32-bit or free-threaded Python)"
    wrong = [check.__name__.removeprefix("_reads_") for check in _CHECKS if not check()]
    return f"{', '.join(wrong)}: the layout in memory is not the known one" if wrong else None


def _reads_arrays() -> bool:
    x = np.arange(6, dtype=np.float32).reshape(2, 3)[::1, ::1]
    y = np.zeros((4, 4))[::2, 1::2]
    y.flags.writeable = False
    for a, flags in ((x, C_CONTIGUOUS | ALIGNED | WRITEABLE), (y, ALIGNED)):
        address = id(a)
        shape = (ctypes.c_int64 * a.ndim).from_address(read(ctypes.c_int64, address + ARRAY_SHAPE))
        if (
            read(ctypes.c_int64, address + ARRAY_DATA) != a.__array_interface__["data"][0]
            or read(ctypes.c_int32, address + ARRAY_NDIM) != a.ndim
            or tuple(shape) != a.shape
            or read(ctypes.c_int64, address + ARRAY_BASE) != (0 if a.base is None else id(a.base))
            or read(ctypes.c_int64, address + ARRAY_DESCR) != id(a.dtype)
            or read(ctypes.c_int32, address + ARRAY_FLAGS) & (C_CONTIGUOUS | ALIGNED | WRITEABLE) != flags
        ):
            return False
    return True


def _reads_dtypes() -> bool:
    return all(
        read(ctypes.c_char, id(d) + DESCR_ORDER) == d.byteorder.encode()
        and read(ctypes.c_int32, id(d) + DESCR_NUMBER) == d.num
        for d in (np.dtype("f4"), np.dtype("c16"), np.dtype("i8"), np.dtype("?"), np.dtype(">i4"))
    )


def _reads_numbers() -> bool:
    numbers: list[Any] = [
        np.float32(1.5),
        np.float64(-2.5),
        np.int8(-3),
        np.uint64(2**63 + 1),
        np.bool_(True),
        np.complex64(1 - 2j),
    ]
    held = [ctypes.string_at(id(x) + SCALAR_VALUE, x.itemsize) == x.tobytes() for x in numbers]
    plain = ctypes.string_at(id(0.1) + SCALAR_VALUE, 8) == struct.pack("<d", 0.1)
    z = 0.5 - 3j
    return all(held) and plain and ctypes.string_at(id(z) + SCALAR_VALUE, 16) == struct.pack("<dd", z.real, z.imag)


def _reads_containers() -> bool:
    a, b = object(), object()
    pair, several, names = (a, b), [a, b], {"a": a, "b": b, "c": a}

    def inside() -> object:
        return a

    cell = (inside.__closure__ or ())[0]
    return (
        [read(ctypes.c_int64, id(x) + SIZE) for x in (pair, several, names)] == [2, 2, 3]
        and read(ctypes.c_int64, id(pair) + TUPLE_ITEMS + 8) == id(b)
        and read(ctypes.c_int64, read(ctypes.c_int64, id(several) + LIST_ITEMS) + 8) == id(b)
        and read(ctypes.c_int64, id(cell) + CELL_CONTENT) == id(a)
    )


def _reads_functions() -> bool:
    def plain(a: int = 1, b: int = 2) -> int:
        return a + b

    found = [read(ctypes.c_int64, id(plain) + place) for place in (FUNCTION_CODE, FUNCTION_DEFAULTS)]
    nothing: int = read(ctypes.c_int64, id(_reads_numbers) + FUNCTION_DEFAULTS)
    return found == [id(plain.__code__), id(plain.__defaults__)] and nothing == 0


def _reads_ufuncs() -> bool:
    return all(
        read(ctypes.c_int32, id(f) + UFUNC_NIN) == f.nin
        and read(ctypes.c_int32, id(f) + UFUNC_NARGS) == f.nargs
        and read(ctypes.c_int32, id(f) + UFUNC_NTYPES) == f.ntypes
        for f in (np.matmul, np.exp, np.add)
    )


def _reads_types() -> bool:
    return (
        all(
            read(ctypes.c_ulong, id(cls) + TYPE_FLAGS) == cls.__flags__
            for cls in (int, np.ndarray, type("Fresh", (), {}), type(_reads_types))
        )
        and read(ctypes.c_int64, id(type(_reads_types)) + TYPE_VECTORCALL_OFFSET) > 0
    )


def _reads_numpy_table() -> bool:
    return bool(_numpy_table()[_ARRAY_TYPE_PLACE] == id(np.ndarray)) and hasattr(umath, "_extobj_contextvar")


_CHECKS = (
    _reads_arrays,
    _reads_dtypes,
    _reads_numbers,
    _reads_containers,
    _reads_functions,
    _reads_ufuncs,
    _reads_types,
    _reads_numpy_table,
)
