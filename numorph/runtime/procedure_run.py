"""Native code that runs a procedure on arguments that fit, and makes Python's objects of its results.

`run_procedure(table, objects, scratch, made, arguments, count, names)` gives the answer of a call, null with an
exception set.  Where the procedure bails, arrays that it may have written to are put back, and Python is called.
"""

from __future__ import annotations

from ..codegen import procedure_memory as memory
from ..codegen.builder import Function, Module, Value
from . import cpython
from . import entry_layout as layout
from .entry_code import emit_containers, emit_result
from .procedure_checks import emit_array_bytes

_MOST_DIMENSIONS = 64  # of NumPy's arrays


def run_module() -> Module:
    """The module with `run_procedure`."""
    module = Module()
    for name, (result, *parameters) in (cpython.PYTHON_FUNCTIONS | cpython.NUMPY_FUNCTIONS).items():
        module.declare(name, result, *parameters)
    for name in ("procedure_alloc", "procedure_discard"):
        result, given, _ = memory.FUNCTIONS[name]
        module.declare(name, result.split()[-1], *given.split(", "))
    module.declare("procedure_free", "void", "ptr")
    module.external("PyArray_Type")
    emit_containers(module)
    emit_result(module)
    emit_array_bytes(module)
    _emit_copies(module)
    _emit_owners(module)
    _emit_view(module)
    _emit_number(module)
    _emit_outputs(module)
    _emit_run(module)
    return module


def _part_word(f: Function, table: Value, k: int, type_: str = "i64") -> Value:
    """A word of what the procedure needs."""
    part = f.word(table, f.load("i64", f.word(table, layout.PROCEDURE)))
    return f.load(type_, f.word(part, k))


def _field(f: Function, record: Value, k: int, type_: str = "i64") -> Value:
    """Operand k of an output."""
    return f.load(type_, f.word(record, 2 + k))


# -- copies of what may be written to


def _emit_copies(module: Module) -> None:
    f = module.function("copy_arrays", "i1", internal=True, table="ptr", objects="ptr", context="ptr", copies="ptr")
    table, objects, context, copies = f.parameters.values()
    records = f.word(table, _part_word(f, table, layout.UNDO))
    with f.for_(0, _part_word(f, table, layout.UNDO_COUNT)) as k:
        record = f.word(records, k + k)
        x = f.load("ptr", f.word(objects, f.load("i64", record)))
        nbytes = f.call("array_bytes", x, f.load("i64", record, 8))
        copy = f.call("procedure_alloc", context, nbytes, 1, 0)
        f.return_if(copy.is_null, False)
        f.copy_bytes(copy, f.load("ptr", x, cpython.ARRAY_DATA), nbytes)
        f.store(copy, f.word(copies, k))
    f.return_(True)

    f = module.function("put_back", "void", internal=True, table="ptr", objects="ptr", copies="ptr")
    table, objects, copies = f.parameters.values()
    records = f.word(table, _part_word(f, table, layout.UNDO))
    with f.for_(0, _part_word(f, table, layout.UNDO_COUNT)) as k:
        record = f.word(records, k + k)
        x = f.load("ptr", f.word(objects, f.load("i64", record)))
        nbytes = f.call("array_bytes", x, f.load("i64", record, 8))
        f.copy_bytes(f.load("ptr", x, cpython.ARRAY_DATA), f.load("ptr", f.word(copies, k)), nbytes)
    f.return_()


# -- who owns the memory of results


def _emit_owners(module: Module) -> None:
    """For each pointer among the results a new reference to the object that keeps its memory; null for no memory."""
    f = module.function("free_memory", "void", capsule="ptr")
    f.call("procedure_free", f.call("PyCapsule_GetPointer", f.parameters["capsule"], 0))
    f.return_()

    f = module.function("argument_at", "ptr", internal=True, table="ptr", objects="ptr", address="i64")
    table, objects, address = f.parameters.values()
    arrays = f.word(table, _part_word(f, table, layout.ARRAYS))
    with f.for_(0, _part_word(f, table, layout.ARRAY_COUNT)) as k:
        number = f.load("i64", f.word(arrays, k))
        with f.if_(number.at_least(0)):
            x = f.load("ptr", f.word(objects, number))
            f.return_if(f.load("i64", x, cpython.ARRAY_DATA).equals(address), x)
    f.return_(0)

    f = module.function("find_owners", "void", internal=True, table="ptr", objects="ptr", scratch="ptr", owners="ptr")
    table, objects, scratch, owners = f.parameters.values()
    words = f.word(table, _part_word(f, table, layout.POINTERS))
    with f.for_(0, _part_word(f, table, layout.POINTER_COUNT)) as k:
        slot = f.load("i64", f.word(words, k))
        address, taken = f.load("i64", f.word(scratch, slot)), f.load("i64", f.word(scratch, slot + 1))
        owner = f.local("ptr", 0)
        with f.for_(0, k) as j:  # the memory of an earlier one
            same = f.load("i64", f.word(scratch, f.load("i64", f.word(words, j)))).equals(address)
            with f.if_(same):
                owner.set(f.load("ptr", f.word(owners, j)))
        with f.if_(owner.get().is_null & taken.below(0)):
            owner.set(f.call("argument_at", table, objects, address))
        with f.if_(owner.get().is_null & taken.at_least(0) & address.differs(0)) as new:
            data = address.convert("inttoptr", "ptr")
            owner.set(f.call("PyCapsule_New", data, 0, f.symbol("free_memory")))
            with f.if_(owner.get().is_null):
                f.call("PyErr_Clear")
                f.call("procedure_free", data)
        with new.else_(), f.if_(owner.get().differs(0)):
            f.call("Py_IncRef", owner.get())
        f.store(owner.get(), f.word(owners, k))
    f.return_()


# -- results


def _emit_view(module: Module) -> None:
    """An array of the result; null with an exception set."""
    f = module.function(
        "make_view", "ptr", internal=True, table="ptr", record="ptr", objects="ptr", scratch="ptr", owners="ptr"
    )
    table, record, objects, scratch, owners = f.parameters.values()

    def value(operand: Value) -> Value:
        return f.load("i64", f.word(scratch, operand))

    which = _field(f, record, 4)
    with f.if_(which.at_least(0)):
        number = value(which)
        with f.if_(number.at_least(0)):  # it is the argument itself
            arrays = f.word(table, _part_word(f, table, layout.ARRAYS))
            x = f.load("ptr", f.word(objects, f.load("i64", f.word(arrays, number))))
            f.call("Py_IncRef", x)
            f.return_(x)
    dtype, itemsize, pointer = _field(f, record, 0, "ptr"), _field(f, record, 1), _field(f, record, 2)
    dimensions = _field(f, record, 5)
    sizes, strides = f.buffer(8 * _MOST_DIMENSIONS), f.buffer(8 * _MOST_DIMENSIONS)
    places = f.word(record, 2 + 6)
    empty = f.local("i1", False)
    with f.for_(0, dimensions) as k:
        size = value(f.load("i64", f.word(places, k)))
        with f.if_(size.equals(0)):
            empty.set(True)
        f.store(size, f.word(sizes, k))
        f.store(value(f.load("i64", f.word(places, dimensions + k))) * itemsize, f.word(strides, k))
    f.call("Py_IncRef", dtype)  # which NumPy takes over
    type_, count = f.symbol("PyArray_Type"), dimensions.convert("trunc", "i32")
    with f.if_(empty.get()):
        f.return_(f.call("PyArray_NewFromDescr", type_, dtype, count, sizes, 0, 0, 0, 0))
    words = f.word(table, _part_word(f, table, layout.POINTERS))
    start = value(f.load("i64", f.word(words, pointer))) + value(_field(f, record, 3)) * itemsize
    owner = f.load("ptr", f.word(owners, pointer))
    flags = f.local("i32", cpython.WRITEABLE)
    with f.if_(owner.is_null):  # there was no memory for its owner
        f.call("Py_DecRef", dtype)
        f.return_(f.call("PyErr_NoMemory"))
    with f.if_(f.load("ptr", owner, cpython.TYPE).equals(type_)):
        flags.set(f.load("i32", owner, cpython.ARRAY_FLAGS) & cpython.WRITEABLE)
    data = start.convert("inttoptr", "ptr")
    x = f.call("PyArray_NewFromDescr", type_, dtype, count, sizes, strides, data, flags.get(), 0)
    with f.if_(x.differs(0)):
        f.call("Py_IncRef", owner)
        f.store(owner, x, cpython.ARRAY_BASE)
    f.return_(x)


def _emit_number(module: Module) -> None:
    """A number of the result, of the type that its kind tells; null with an exception set."""
    f = module.function("make_number", "ptr", internal=True, record="ptr", scratch="ptr")
    record, scratch = f.parameters.values()
    value, tag = f.word(scratch, _field(f, record, 0)), _field(f, record, 1)
    kind = f.local("i64", 0)
    with f.if_(tag.at_least(0)):
        kind.set(f.load("i64", f.word(scratch, tag)))
    with f.if_(kind.get().below(0) | kind.get().at_least(_field(f, record, 2))):
        kind.set(0)
    form = f.word(record, kind.get() + kind.get() + (2 + 3))
    dtype = f.load("ptr", form, 8)
    whole, real = f.load("i64", value), f.load("double", value)
    narrow = f.buffer(8)
    with f.switch(f.load("i64", form)) as forms:
        with forms.case(layout.MAKE_INT):
            f.return_(f.call("PyLong_FromLongLong", whole))
        with forms.case(layout.MAKE_INT_OF_FLOAT):
            f.return_(f.call("PyLong_FromDouble", real))
        with forms.case(layout.MAKE_FLOAT):
            f.return_(f.call("PyFloat_FromDouble", real))
        with forms.case(layout.MAKE_BOOL):
            f.return_(f.call("PyBool_FromLong", whole & 1))
        with forms.case(layout.MAKE_COMPLEX):
            f.return_(f.call("PyComplex_FromDoubles", real, f.load("double", value, 8)))
        with forms.case(layout.MAKE_SCALAR_F32):
            f.store(real.convert("fptrunc", "float"), narrow)
            f.return_(f.call("PyArray_Scalar", narrow, dtype, 0))
        with forms.case(layout.MAKE_SCALAR_C64):
            for k in (0, 1):
                f.store(f.load("double", value, 8 * k).convert("fptrunc", "float"), narrow, 4 * k)
            f.return_(f.call("PyArray_Scalar", narrow, dtype, 0))
    f.return_(f.call("PyArray_Scalar", value, dtype, 0))


def _emit_outputs(module: Module) -> None:
    """All outputs as objects; false with an exception set."""
    f = module.function(
        "make_outputs",
        "i1",
        internal=True,
        table="ptr",
        objects="ptr",
        scratch="ptr",
        owners="ptr",
        made="ptr",
    )
    table, objects, scratch, owners, made = f.parameters.values()
    position = f.local("ptr", f.word(table, f.load("i64", f.word(table, layout.OUTPUTS))))
    with f.for_(0, f.load("i64", f.word(table, layout.OUTPUT_COUNT))) as k:
        record = position.get()
        position.set(f.word(record, f.load("i64", record, 8)))
        x = f.local("ptr", 0)
        with f.if_(f.load("i64", record).equals(layout.OUTPUT_VIEW)) as array:
            x.set(f.call("make_view", table, record, objects, scratch, owners))
        with array.else_():
            x.set(f.call("make_number", record, scratch))
        f.store(x.get(), f.word(made, k))
        f.return_if(x.get().is_null, False)
    f.return_(True)


# -- the call


def _emit_run(module: Module) -> None:
    f = module.function(
        "run_procedure",
        "ptr",
        table="ptr",
        objects="ptr",
        scratch="ptr",
        made="ptr",
        arguments="ptr",
        count="i64",
        names="ptr",
    )
    table, objects, scratch, made, arguments, count, names = f.parameters.values()
    contexts = []
    for _ in range(2):  # of the call, and of the copies
        context = f.buffer(8 * memory.CONTEXT_WORDS)
        for word in range(memory.CONTEXT_WORDS):
            f.store(f.operand(0, "i64"), context, 8 * word)
        contexts.append(context)
    context, keeper = contexts
    f.store(_part_word(f, table, layout.PRODUCTS), context, 8 * memory.MATMUL)
    f.store(f.operand(memory.NO_MEMORY, "i64"), context, 8 * memory.FAILURE)  # where there is none for the copies
    f.store(f.call("PyThread_get_thread_ident"), context, 8 * memory.THREAD)
    for word in (memory.NEXT, memory.PREVIOUS):
        f.store(keeper, keeper, 8 * word)
    copies = f.dynamic_buffer(_part_word(f, table, layout.UNDO_COUNT))
    objects_count, outputs_count = (f.load("i64", f.word(table, k)) for k in (layout.OBJECTS, layout.OUTPUT_COUNT))
    flags = f.load("i64", f.word(table, layout.FLAGS))
    release = (flags & layout.RELEASE_LOCK).differs(0)
    with f.for_(0, objects_count) as k:
        f.call("Py_IncRef", f.load("ptr", f.word(objects, k)))
    thread = f.local("ptr", 0)
    with f.if_(release):
        thread.set(f.call("PyEval_SaveThread"))
    status = f.local("i32", -1)
    with f.if_(f.call("copy_arrays", table, objects, keeper, copies)):
        code = _part_word(f, table, layout.CODE, "ptr")
        status.set(f.call(code, scratch, scratch, context, signature=("i32", "ptr", "ptr", "ptr")))
        with f.if_(status.get().differs(0)):
            f.call("put_back", table, objects, copies)
    f.call("procedure_discard", keeper)
    with f.if_(release):
        f.call("PyEval_RestoreThread", thread.get())
    with f.if_(status.get().differs(0)):
        f.call("drop", objects, objects_count)
        part = f.word(table, f.load("i64", f.word(table, layout.PROCEDURE)))
        f.store(status.get().convert("sext", "i64"), part, 8 * layout.STATUS)
        failure = f.load("i64", context, 8 * memory.FAILURE)
        f.store(failure, part, 8 * layout.FAILURE)
        with f.if_(status.get().below(0) & failure.equals(memory.INTERRUPTED)):
            f.call("PyErr_Restore", *[f.load("ptr", context, 8 * (memory.ERROR + word)) for word in range(3)])
            f.return_(0)
        f.return_(f.call("PyObject_Vectorcall", _part_word(f, table, layout.BAILED, "ptr"), arguments, count, names))
    pointers = _part_word(f, table, layout.POINTER_COUNT)
    owners = f.dynamic_buffer(pointers)
    f.call("find_owners", table, objects, scratch, owners)
    answer = f.local("ptr", 0)
    with f.if_(f.call("make_outputs", table, objects, scratch, owners, made)):
        answer.set(f.call("make_result", table, made, objects))
    f.call("drop", owners, pointers)
    f.call("drop", made, outputs_count)
    f.call("drop", objects, objects_count)
    f.return_(answer.get())
