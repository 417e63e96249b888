"""Checks of calls of procedures, whose arrays may have any size: they fill the scratch memory, which the code reads.

They are cases of `check` in entry_checks.py.  Words of the scratch memory begin with the procedure's inputs.
"""

from __future__ import annotations

from ..codegen.builder import Function, Local, Module, Switch, Value
from . import cpython
from . import entry_layout as layout

SIZES_OPERANDS, CLASS_OPERANDS = 5, 4  # of CHECK_SIZES and CHECK_CLASS before those whose number varies

_FORMS = {
    layout.FORM_I8: "i8",
    layout.FORM_I16: "i16",
    layout.FORM_I32: "i32",
    layout.FORM_U8: "i8",
    layout.FORM_U16: "i16",
    layout.FORM_U32: "i32",
}
_SIGNED = (layout.FORM_I8, layout.FORM_I16, layout.FORM_I32)


def emit_procedure_checks(module: Module) -> None:
    """Add the functions that `procedure_cases` calls, and `array_bytes`."""
    emit_array_bytes(module)
    _emit_sizes(module)
    _emit_distinct(module)
    _emit_number(module)
    _emit_disjoint(module)
    _emit_class(module)
    _emit_asked(module)
    _emit_absent(module)


def procedure_cases(f: Function, kinds: Switch, record: Value, objects: Value, scratch: Value, fits: Local) -> None:
    """Cases of the switch over the kinds of checks; `fits` is the variable that tells whether a check holds."""
    for kind, name in (
        (layout.CHECK_SIZES, "check_sizes"),
        (layout.CHECK_DISTINCT, "check_distinct"),
        (layout.CHECK_NUMBER, "check_number"),
        (layout.CHECK_DISJOINT, "check_disjoint"),
        (layout.CHECK_CLASS, "check_class"),
        (layout.CHECK_ASKED, "check_asked"),
        (layout.CHECK_ABSENT, "check_absent"),
    ):
        with kinds.case(kind):
            fits.set(f.call(name, record, objects, scratch))
    with kinds.case(layout.FETCH_WORD):
        x = f.load("ptr", _field(f, record, 1, "ptr"))
        f.store(x, f.word(objects, _field(f, record, 0)))
        fits.set(x.differs(0))
    with kinds.case(layout.SET_WORD):
        f.store(_field(f, record, 1), f.word(scratch, _field(f, record, 0)))
    with kinds.case(layout.COPY_WORD):
        x = f.load("i64", f.word(scratch, _field(f, record, 1)))
        f.store(x, f.word(scratch, _field(f, record, 0)))


def _field(f: Function, record: Value, k: int, type_: str = "i64") -> Value:
    """Operand k of a check."""
    return f.load(type_, f.word(record, 2 + k))


def _begin(module: Module, name: str) -> tuple[Function, Value, Value, Value]:
    f = module.function(name, "i1", internal=True, record="ptr", objects="ptr", scratch="ptr")
    record, objects, scratch = f.parameters.values()
    return f, record, objects, scratch


def _object(f: Function, record: Value, objects: Value, k: int = 0) -> Value:
    return f.load("ptr", f.word(objects, _field(f, record, k)))


def emit_array_bytes(module: Module) -> None:
    """The bytes of an array without gaps."""
    f = module.function("array_bytes", "i64", internal=True, x="ptr", itemsize="i64")
    x, itemsize = f.parameters.values()
    total = f.local("i64", itemsize)
    shape = f.load("ptr", x, cpython.ARRAY_SHAPE)
    with f.for_(0, f.load("i32", x, cpython.ARRAY_NDIM).convert("sext", "i64")) as k:
        total.set(total.get() * f.load("i64", f.word(shape, k)))
    f.return_(total.get())


def _emit_sizes(module: Module) -> None:
    f, record, objects, scratch = _begin(module, "check_sizes")
    x = _object(f, record, objects)
    f.return_if(f.load("ptr", x, cpython.TYPE).equals(f.symbol("PyArray_Type")).equals(False), False)
    same = f.call("same_dtype", f.load("ptr", x, cpython.ARRAY_DESCR), _field(f, record, 1, "ptr"))
    f.return_if(same.equals(False), False)
    dimensions = _field(f, record, 2)
    f.return_if(f.load("i32", x, cpython.ARRAY_NDIM).convert("sext", "i64").differs(dimensions), False)
    looked_at = cpython.C_CONTIGUOUS | cpython.ALIGNED | cpython.WRITEABLE
    flags = f.load("i32", x, cpython.ARRAY_FLAGS) & looked_at
    f.return_if(flags.differs(_field(f, record, 3).convert("trunc", "i32")), False)
    shape, axes = f.load("ptr", x, cpython.ARRAY_SHAPE), f.word(record, 2 + SIZES_OPERANDS)
    with f.for_(0, dimensions) as k:
        size, axis = f.load("i64", f.word(shape, k)), f.word(axes, k + k)
        operand = f.load("i64", axis, 8)
        with f.switch(f.load("i64", axis)) as kinds:
            with kinds.case(layout.SIZE_IS):
                f.return_if(size.differs(operand), False)
            with kinds.case(layout.SIZE_SET):
                f.store(size, f.word(scratch, operand))
            with kinds.case(layout.SIZE_SAME):
                f.return_if(size.differs(f.load("i64", f.word(scratch, operand))), False)
    word = _field(f, record, 4)
    with f.if_(word.at_least(0)):
        f.store(f.load("i64", x, cpython.ARRAY_DATA), f.word(scratch, word))
    f.return_(True)


def _emit_distinct(module: Module) -> None:
    f, record, _, scratch = _begin(module, "check_distinct")
    first, count = f.word(scratch, _field(f, record, 0)), _field(f, record, 1)
    with f.for_(0, count) as k:
        size = f.load("i64", f.word(first, k))
        f.return_if(size.equals(1), False)
        with f.for_(0, k) as j:
            f.return_if(size.equals(f.load("i64", f.word(first, j))), False)
    f.return_(True)


def _emit_number(module: Module) -> None:
    """A number of NumPy's, or a float or complex, in the form that inputs of procedures have."""
    f, record, objects, scratch = _begin(module, "check_number")
    x = _object(f, record, objects)
    f.return_if(f.load("ptr", x, cpython.TYPE).equals(_field(f, record, 2, "ptr")).equals(False), False)
    value, word = f.at(x, cpython.SCALAR_VALUE), f.word(scratch, _field(f, record, 1))
    with f.switch(_field(f, record, 3)) as forms:
        for form, type_ in _FORMS.items():
            with forms.case(form):
                f.store(f.load(type_, value).convert("sext" if form in _SIGNED else "zext", "i64"), word)
        for form in (layout.FORM_I64, layout.FORM_F64):
            with forms.case(form):
                f.store(f.load("i64", value), word)
        with forms.case(layout.FORM_F32):
            f.store(f.load("float", value).convert("fpext", "double"), word)
        with forms.case(layout.FORM_C64):
            for k in (0, 1):
                f.store(f.load("float", value, 4 * k).convert("fpext", "double"), word, 8 * k)
        with forms.case(layout.FORM_C128):
            for k in (0, 1):
                f.store(f.load("i64", value, 8 * k), word, 8 * k)
    f.return_(True)


def _emit_disjoint(module: Module) -> None:
    f, record, objects, _ = _begin(module, "check_disjoint")
    x, y = _object(f, record, objects, 0), _object(f, record, objects, 2)
    ends = []
    for a, k in ((x, 1), (y, 3)):
        begin = f.load("i64", a, cpython.ARRAY_DATA)
        ends.append((begin, begin + f.call("array_bytes", a, _field(f, record, k))))
    (x0, x1), (y0, y1) = ends
    f.return_((x1.above(y0) & y1.above(x0)).equals(False))


def _emit_class(module: Module) -> None:
    f, record, objects, scratch = _begin(module, "check_class")
    total = f.local("i64", _field(f, record, 1))
    arrays, integers = _field(f, record, 2), _field(f, record, 3)
    operands = f.word(record, 2 + CLASS_OPERANDS)
    with f.for_(0, arrays) as k:
        x = f.load("ptr", f.word(objects, f.load("i64", f.word(operands, k))))
        total.set(total.get() + f.call("array_bytes", x, 1))
    with f.for_(0, integers) as k:
        x = f.load("i64", f.word(scratch, f.load("i64", f.word(operands, arrays + k))))
        total.set(total.get() + f.select(x.below(0), f.operand(0, "i64") - x, x))
    module.declare("llvm.ctlz.i64", "i64", "i64", "i1")
    length = f.operand(64, "i64") - f.call("llvm.ctlz.i64", total.get(), False)
    number = f.define(f"lshr i64 {length.text}, 2", "i64")
    shifted = f.define(f"lshr i64 {_field(f, record, 0).text}, {number.text}", "i64")
    f.return_((shifted & 1).differs(0))


def _emit_asked(module: Module) -> None:
    f, record, _, _ = _begin(module, "check_asked")
    answer = f.call("PyObject_Vectorcall", _field(f, record, 0, "ptr"), 0, 0, 0)
    with f.if_(answer.is_null):
        f.call("PyErr_Clear")
        f.return_(False)
    f.call("Py_DecRef", answer)
    f.return_(answer.equals(f.symbol("Py_True")))


def _emit_absent(module: Module) -> None:
    f, record, _, _ = _begin(module, "check_absent")
    found = f.call("PyDict_GetItemWithError", _field(f, record, 0, "ptr"), _field(f, record, 1, "ptr"))
    f.return_if(found.differs(0), False)
    failed = f.call("PyErr_Occurred").differs(0)
    with f.if_(failed):
        f.call("PyErr_Clear")
    f.return_(failed.equals(False))
