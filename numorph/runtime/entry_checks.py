"""Native code that decides whether a specialisation fits a call: its arguments, what lies outside, the state of things.

Checks only look: they run no Python code, change nothing, and leave no exception behind.
"""

from __future__ import annotations

from ..codegen.builder import Function, Module, Value
from . import cpython
from .entry_layout import (
    AS_FLOAT32,
    AS_FLOAT64,
    AS_INT,
    BY_BITS,
    BY_EQUALITY,
    BY_IDENTITY,
    CHECK_APART,
    CHECK_ARRAY,
    CHECK_BOOL,
    CHECK_COUNT,
    CHECK_DICT,
    CHECK_FLOAT32,
    CHECK_INT,
    CHECK_LIST,
    CHECK_SAME,
    CHECK_TUPLE,
    CHECK_VALUE,
    CHECKS,
    DEFAULT_ERROR_STATE,
    FETCH_CELL,
    FETCH_ITEM,
    OUTSIDE_TRANSFORMATIONS,
)
from .procedure_checks import emit_procedure_checks, procedure_cases


def emit_checks(module: Module) -> None:
    """Add `may_run`, `same_names` and `check` to the module."""
    _emit_may_run(module)
    _emit_same(module)
    _emit_same_dtype(module)
    _emit_array_check(module)
    _emit_number_checks(module)
    _emit_container_checks(module)
    emit_procedure_checks(module)
    _emit_check(module)


def _type_is(f: Function, x: Value, type_: Value) -> Value:
    return f.load("ptr", x, cpython.TYPE).equals(type_)


def _field(f: Function, record: Value, k: int, type_: str = "i64") -> Value:
    """Operand k of a check or an output."""
    return f.load(type_, f.word(record, 2 + k))


def _object(f: Function, record: Value, objects: Value) -> Value:
    return f.load("ptr", f.word(objects, _field(f, record, 0)))


def _set_base(f: Function, record: Value, bases: Value, address: Value) -> None:
    f.store(address, f.word(bases, _field(f, record, 1)))


def _emit_may_run(module: Module) -> None:
    """Whether the conditions hold that do not depend on the arguments."""
    f = module.function("may_run", "i1", internal=True, conditions="i64")
    conditions = f.parameters["conditions"]
    with f.if_((conditions & OUTSIDE_TRANSFORMATIONS).differs(0)):
        f.return_if(f.load("i64", f.symbol("numorph_blocked")).differs(0), False)
    f.return_if((conditions & DEFAULT_ERROR_STATE).equals(0), True)
    states = f.symbol("numorph_error_states")  # the variable, and two values of it that are fine
    found = f.local("ptr", 0)
    failed = f.call("PyContextVar_Get", f.load("ptr", states), 0, found.address).below(0)
    with f.if_(failed):
        f.call("PyErr_Clear")
        f.return_(False)
    now = found.get()
    f.return_if(now.is_null, False)
    f.call("Py_DecRef", now)
    f.return_(now.equals(f.load("ptr", states, 8)) | now.equals(f.load("ptr", states, 16)))


def _emit_same(module: Module) -> None:
    f = module.function("same", "i1", internal=True, x="ptr", y="ptr", how="i64")
    x, y, how = f.parameters["x"], f.parameters["y"], f.parameters["how"]
    f.return_if(x.equals(y), True)
    f.return_if(x.is_null | how.equals(BY_IDENTITY), False)
    f.return_if(_type_is(f, x, f.load("ptr", y, cpython.TYPE)).equals(False), False)
    with f.if_(how.equals(BY_BITS)):
        f.return_(f.load("i64", x, cpython.SCALAR_VALUE).equals(f.load("i64", y, cpython.SCALAR_VALUE)))
    equal = f.call("PyObject_RichCompareBool", x, y, 2)
    with f.if_(equal.below(0)):
        f.call("PyErr_Clear")
    f.return_(equal.equals(1))

    f = module.function("same_names", "i1", internal=True, names="ptr", wanted="ptr")
    names, wanted = f.parameters.values()
    f.return_if(names.equals(wanted), True)
    f.return_if(names.is_null | wanted.is_null, False)
    size = f.load("i64", names, cpython.SIZE)
    f.return_if(size.differs(f.load("i64", wanted, cpython.SIZE)), False)
    with f.for_(0, size) as k:
        x, y = [f.load("ptr", f.word(f.at(t, cpython.TUPLE_ITEMS), k)) for t in (names, wanted)]
        f.return_if(f.call("same", x, y, BY_EQUALITY).equals(False), False)
    f.return_(True)


def _emit_same_dtype(module: Module) -> None:
    """Another object may stand for the same dtype, as pickle makes them."""
    f = module.function("same_dtype", "i1", internal=True, descr="ptr", wanted="ptr")
    descr, wanted = f.parameters.values()
    with f.if_(descr.differs(wanted)):
        for type_, offset in (("i32", cpython.DESCR_NUMBER), ("i8", cpython.DESCR_ORDER)):
            f.return_if(f.load(type_, descr, offset).differs(f.load(type_, wanted, offset)), False)
    f.return_(True)


def _emit_array_check(module: Module) -> None:
    f = module.function("check_array", "i1", internal=True, record="ptr", objects="ptr", bases="ptr")
    record, objects, bases = f.parameters.values()
    x = _object(f, record, objects)
    f.return_if(_type_is(f, x, f.symbol("PyArray_Type")).equals(False), False)
    same = f.call("same_dtype", f.load("ptr", x, cpython.ARRAY_DESCR), _field(f, record, 2, "ptr"))
    f.return_if(same.equals(False), False)
    dimensions, flags = _field(f, record, 3), _field(f, record, 4).convert("trunc", "i32")
    f.return_if(f.load("i32", x, cpython.ARRAY_NDIM).convert("sext", "i64").differs(dimensions), False)
    f.return_if((f.load("i32", x, cpython.ARRAY_FLAGS) & flags).differs(flags), False)
    shape, sizes = f.load("ptr", x, cpython.ARRAY_SHAPE), f.word(record, 2 + 5)
    with f.for_(0, dimensions) as k:
        f.return_if(f.load("i64", f.word(shape, k)).differs(f.load("i64", f.word(sizes, k))), False)
    _set_base(f, record, bases, f.load("ptr", x, cpython.ARRAY_DATA))
    f.return_(True)


def _emit_number_checks(module: Module) -> None:
    f = module.function("check_value", "i1", internal=True, record="ptr", objects="ptr", bases="ptr")
    record, objects, bases = f.parameters.values()
    x = _object(f, record, objects)
    f.return_if(_type_is(f, x, _field(f, record, 2, "ptr")).equals(False), False)
    _set_base(f, record, bases, f.at(x, cpython.SCALAR_VALUE))
    f.return_(True)

    def begin(name: str, type_name: str) -> tuple[Function, Value, Value]:
        f = module.function(name, "i1", internal=True, record="ptr", objects="ptr", bases="ptr", scratch="ptr")
        record, objects, bases, scratch = f.parameters.values()
        x = _object(f, record, objects)
        f.return_if(_type_is(f, x, f.symbol(type_name)).equals(False), False)
        where = f.word(scratch, _field(f, record, 2))
        _set_base(f, record, bases, where)
        return f, x, where

    f, x, where = begin("check_float32", "PyFloat_Type")
    wide = f.load("double", x, cpython.SCALAR_VALUE)
    narrow = wide.convert("fptrunc", "float")
    f.store(narrow, where)
    overflows = narrow.is_infinite & wide.is_infinite.equals(False)  # NumPy warns
    f.return_(overflows.equals(False))

    f, x, where = begin("check_bool", "PyBool_Type")
    f.store(x.equals(f.symbol("Py_True")).convert("zext", "i64"), where)
    f.return_(True)

    f, x, where = begin("check_int", "PyLong_Type")
    record = f.parameters["record"]
    overflow = f.local("i32", 0)
    number = f.call("PyLong_AsLongLongAndOverflow", x, overflow.address)
    f.return_if(overflow.get().differs(0), False)
    f.return_if(number.below(_field(f, record, 3)) | number.above(_field(f, record, 4)), False)
    with f.switch(_field(f, record, 5)) as form:
        with form.case(AS_INT):
            f.store(number, where)
        with form.case(AS_FLOAT64):
            f.store(number.convert("sitofp", "double"), where)
        with form.case(AS_FLOAT32):
            f.store(number.convert("sitofp", "double").convert("fptrunc", "float"), where)
    f.return_(True)


def _emit_container_checks(module: Module) -> None:
    for name, type_name in (("check_tuple", "PyTuple_Type"), ("check_list", "PyList_Type")):
        f = module.function(name, "i1", internal=True, record="ptr", objects="ptr")
        record, objects = f.parameters.values()
        x, size = _object(f, record, objects), _field(f, record, 1)
        f.return_if(_type_is(f, x, f.symbol(type_name)).equals(False), False)
        if name == "check_list":
            with f.if_(size.below(0)):  # any list that is shorter
                f.return_((f.load("i64", x, cpython.SIZE) + size).below(0))
        f.return_if(f.load("i64", x, cpython.SIZE).differs(size), False)
        items = f.at(x, cpython.TUPLE_ITEMS) if name == "check_tuple" else f.load("ptr", x, cpython.LIST_ITEMS)
        first = f.word(objects, _field(f, record, 2))
        with f.for_(0, size) as k:
            f.store(f.load("ptr", f.word(items, k)), f.word(first, k))
        f.return_(True)

    f = module.function("check_dict", "i1", internal=True, record="ptr", objects="ptr")
    record, objects = f.parameters.values()
    x, size = _object(f, record, objects), _field(f, record, 1)
    f.return_if(_type_is(f, x, f.symbol("PyDict_Type")).equals(False), False)
    f.return_if(f.load("i64", x, cpython.SIZE).differs(size), False)
    first, keys = f.word(objects, _field(f, record, 2)), f.word(record, 2 + 3)
    position, key, value = f.local("i64", 0), f.local("ptr", 0), f.local("ptr", 0)
    with f.for_(0, size) as k:
        f.return_if(f.call("PyDict_Next", x, position.address, key.address, value.address).equals(0), False)
        wanted = f.word(keys, k + k)
        same = f.call("same", key.get(), f.load("ptr", wanted), f.load("i64", wanted, 8))
        f.return_if(same.equals(False), False)
        f.store(value.get(), f.word(first, k))
    f.return_(True)


def _emit_check(module: Module) -> None:
    """Go through the checks of a specialisation; false at the first that fails."""
    f = module.function("check", "i1", internal=True, table="ptr", objects="ptr", bases="ptr", scratch="ptr")
    table, objects, bases, scratch = f.parameters.values()
    position = f.local("ptr", f.word(table, f.load("i64", f.word(table, CHECKS))))
    with f.for_(0, f.load("i64", f.word(table, CHECK_COUNT))):
        record = position.get()
        position.set(f.word(record, f.load("i64", record, 8)))
        fits = f.local("i1", True)
        with f.switch(f.load("i64", record)) as kinds:
            with kinds.case(CHECK_ARRAY):
                fits.set(f.call("check_array", record, objects, bases))
            with kinds.case(CHECK_VALUE):
                fits.set(f.call("check_value", record, objects, bases))
            for kind, name in (
                (CHECK_FLOAT32, "check_float32"),
                (CHECK_INT, "check_int"),
                (CHECK_BOOL, "check_bool"),
            ):
                with kinds.case(kind):
                    fits.set(f.call(name, record, objects, bases, scratch))
            for kind, name in ((CHECK_TUPLE, "check_tuple"), (CHECK_LIST, "check_list"), (CHECK_DICT, "check_dict")):
                with kinds.case(kind):
                    fits.set(f.call(name, record, objects))
            with kinds.case(CHECK_SAME):
                x, wanted = _object(f, record, objects), _field(f, record, 1, "ptr")
                fits.set(f.call("same", x, wanted, _field(f, record, 2)))
            with kinds.case(FETCH_ITEM):
                x = f.call("PyDict_GetItemWithError", _field(f, record, 1, "ptr"), _field(f, record, 2, "ptr"))
                with f.if_(x.is_null):
                    f.call("PyErr_Clear")
                f.store(x, f.word(objects, _field(f, record, 0)))
                fits.set(x.differs(0))
            with kinds.case(FETCH_CELL):
                x = f.load("ptr", _field(f, record, 1, "ptr"), cpython.CELL_CONTENT)
                f.store(x, f.word(objects, _field(f, record, 0)))
                fits.set(x.differs(0))
            with kinds.case(CHECK_APART):
                x, y = [f.load("i64", f.word(bases, _field(f, record, k))) for k in (0, 2)]
                before, after = (x + _field(f, record, 1)).above(y), (y + _field(f, record, 3)).above(x)
                fits.set((before & after).equals(False))
            procedure_cases(f, kinds, record, objects, scratch, fits)
        f.return_if(fits.get().equals(False), False)
    f.return_(True)
