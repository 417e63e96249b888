"""Native code of the call path, driven by tables: it checks the arguments of a call, runs a plan, builds the results.

`call(callee, arguments, count, names)` has CPython's vectorcall convention.  It tries the specialisations of `callee`
in turn and calls Python where none fits; a call that does not fit leaves no trace.
"""

from __future__ import annotations

from ..codegen.builder import Function, Module, Value
from . import cpython
from .callables import SELF_STATE
from .driver import ARENA_BASE, ZERO_BASE, emit_driver
from .entry_checks import emit_checks
from .entry_layout import (
    ARENA,
    BASES,
    CONDITIONS,
    FLAGS,
    HOLD_OBJECTS,
    MAKE_DICT,
    MAKE_LIST,
    MAKE_TUPLE,
    MAY_RAISE,
    NAMES,
    OBJECTS,
    OUTPUT_ARGUMENT,
    OUTPUT_ARRAY,
    OUTPUT_COUNT,
    OUTPUT_HIDDEN,
    OUTPUT_SCALAR,
    OUTPUTS,
    PLAN,
    POSITIONAL,
    PROCEDURE,
    PUSH_ARGUMENT,
    PUSH_CONSTANT,
    PUSH_OUTPUT,
    RELEASE_LOCK,
    RESULT,
    RESULT_COUNT,
    RESULT_DEPTH,
    RESULT_WORDS,
    RUN,
    SCRATCH,
    STATE_COUNT,
    STATE_FIRST,
    STATE_GENERAL,
    STATE_OWNER,
    TARGET,
    WRITE_COUNT,
    WRITE_WORDS,
    WRITES,
)


def entry_module() -> Module:
    """The module with `call` and `run_plan`."""
    module = Module()
    for name, (result, *parameters) in (cpython.PYTHON_FUNCTIONS | cpython.NUMPY_FUNCTIONS).items():
        module.declare(name, result, *parameters)
    for name in (*cpython.OBJECTS, "numorph_blocked", "numorph_error_states"):
        module.external(name)
    emit_driver(module)
    emit_checks(module)
    _emit_outputs(module)
    _emit_delivery(module)
    emit_containers(module)
    emit_result(module)
    _emit_run(module)
    _emit_finish(module)
    _emit_execute(module)
    _emit_attempt(module)
    _emit_call(module)
    return module


def _field(f: Function, record: Value, k: int, type_: str = "i64") -> Value:
    """Operand k of an output."""
    return f.load(type_, f.word(record, 2 + k))


def _emit_outputs(module: Module) -> None:
    """Memory for the outputs, and NumPy arrays for those that are arrays; false where there is not enough."""
    f = module.function(
        "make_outputs", "i1", internal=True, table="ptr", made="ptr", bases="ptr", scratch="ptr", arena="ptr"
    )
    table, made, bases, scratch, arena = f.parameters.values()
    position = f.local("ptr", f.word(table, f.load("i64", f.word(table, OUTPUTS))))
    with f.for_(0, f.load("i64", f.word(table, OUTPUT_COUNT))) as k:
        record = position.get()
        position.set(f.word(record, f.load("i64", record, 8)))
        base = f.word(bases, _field(f, record, 0))
        with f.switch(f.load("i64", record)) as kinds:
            with kinds.case(OUTPUT_ARRAY):
                dtype = _field(f, record, 1, "ptr")
                dimensions, sizes = _field(f, record, 2).convert("trunc", "i32"), f.word(record, 2 + 3)
                f.call("Py_IncRef", dtype)  # which NumPy takes over
                type_ = f.symbol("PyArray_Type")
                x = f.call("PyArray_NewFromDescr", type_, dtype, dimensions, sizes, 0, 0, 0, 0)
                f.store(x, f.word(made, k))
                f.return_if(x.is_null, False)
                f.store(f.load("ptr", x, cpython.ARRAY_DATA), base)
            with kinds.case(OUTPUT_SCALAR):
                f.store(f.word(scratch, _field(f, record, 2)), base)
            with kinds.case(OUTPUT_HIDDEN):
                f.store(f.at(arena, _field(f, record, 1)), base)
            with kinds.case(OUTPUT_ARGUMENT):
                f.store(f.load("ptr", f.word(bases, _field(f, record, 1))), base)
    f.return_(True)


def _emit_delivery(module: Module) -> None:
    """After a run: NumPy scalars are made of what it left in memory.  False with an exception set."""
    f = module.function("make_scalars", "i1", internal=True, table="ptr", made="ptr", bases="ptr")
    table, made, bases = f.parameters.values()
    position = f.local("ptr", f.word(table, f.load("i64", f.word(table, OUTPUTS))))
    with f.for_(0, f.load("i64", f.word(table, OUTPUT_COUNT))) as k:
        record = position.get()
        position.set(f.word(record, f.load("i64", record, 8)))
        with f.if_(f.load("i64", record).equals(OUTPUT_SCALAR)):
            value = f.load("ptr", f.word(bases, _field(f, record, 0)))
            x = f.call("PyArray_Scalar", value, _field(f, record, 1, "ptr"), 0)
            f.store(x, f.word(made, k))
            f.return_if(x.is_null, False)
    f.return_(True)

    f = module.function("write_back", "void", internal=True, table="ptr", bases="ptr")
    table, bases = f.parameters.values()
    writes = f.word(table, f.load("i64", f.word(table, WRITES)))
    with f.for_(0, f.load("i64", f.word(table, WRITE_COUNT))) as k:
        write = f.word(writes, k * WRITE_WORDS)
        target, source = [f.load("ptr", f.word(bases, f.load("i64", write, 8 * side))) for side in (0, 1)]
        f.copy_bytes(target, source, f.load("i64", write, 16))
    f.return_()


def emit_result(module: Module) -> None:
    """The result of a call, of its outputs, arguments and constants; null with an exception set."""
    f = module.function("make_result", "ptr", internal=True, table="ptr", made="ptr", objects="ptr")
    table, made, objects = f.parameters.values()
    stack = f.dynamic_buffer(f.load("i64", f.word(table, RESULT_DEPTH)))
    depth = f.local("i64", 0)
    steps = f.word(table, f.load("i64", f.word(table, RESULT)))
    with f.for_(0, f.load("i64", f.word(table, RESULT_COUNT))) as k:
        step = f.word(steps, k * RESULT_WORDS)
        operand = f.load("i64", step, 8)
        x = f.local("ptr", 0)
        with f.switch(f.load("i64", step)) as kinds:
            for kind, source in ((PUSH_OUTPUT, made), (PUSH_ARGUMENT, objects)):
                with kinds.case(kind):
                    x.set(f.load("ptr", f.word(source, operand)))
                    f.call("Py_IncRef", x.get())
            with kinds.case(PUSH_CONSTANT):
                x.set(operand.convert("inttoptr", "ptr"))
                f.call("Py_IncRef", x.get())
            for kind, name in ((MAKE_TUPLE, "PyTuple"), (MAKE_LIST, "PyList")):
                with kinds.case(kind):
                    depth.set(depth.get() - operand)
                    values, make, put = f.word(stack, depth.get()), f.symbol(f"{name}_New"), f.symbol(f"{name}_SetItem")
                    x.set(f.call("sequence_of", make, put, values, operand))
            with kinds.case(MAKE_DICT):
                depth.set(depth.get() - operand)
                keys = f.word(table, f.load("i64", step, 16))
                x.set(f.call("dict_of", keys, f.word(stack, depth.get()), operand))
        with f.if_(x.get().is_null):
            f.call("drop", stack, depth.get())
            f.return_(0)
        f.store(x.get(), f.word(stack, depth.get()))
        depth.set(depth.get() + 1)
    f.return_(f.load("ptr", stack))


def emit_containers(module: Module) -> None:
    """Containers of new references, which they take over; null, and the references dropped, if memory is short."""
    f = module.function("drop", "void", internal=True, values="ptr", count="i64")
    values, count = f.parameters.values()
    with f.for_(0, count) as k:
        x = f.load("ptr", f.word(values, k))
        with f.if_(x.differs(0)):
            f.call("Py_DecRef", x)
    f.return_()

    f = module.function("sequence_of", "ptr", internal=True, new="ptr", set="ptr", values="ptr", count="i64")
    new, set_item, values, count = f.parameters.values()
    x = f.call(new, count, signature=("ptr", "i64"))
    with f.if_(x.is_null):
        f.call("drop", values, count)
        f.return_(0)
    with f.for_(0, count) as k:
        f.call(set_item, x, k, f.load("ptr", f.word(values, k)), signature=("i32", "ptr", "i64", "ptr"))
    f.return_(x)

    f = module.function("dict_of", "ptr", internal=True, keys="ptr", values="ptr", count="i64")
    keys, values, count = f.parameters.values()
    x = f.call("PyDict_New")
    with f.if_(x.differs(0)), f.for_(0, count) as k:
        failed = f.call("PyDict_SetItem", x, f.load("ptr", f.word(keys, k)), f.load("ptr", f.word(values, k)))
        with f.if_(failed.differs(0)):
            f.call("Py_DecRef", x)
            f.call("drop", values, count)
            f.return_(0)
    f.call("drop", values, count)
    f.return_(x)


def _emit_run(module: Module) -> None:
    """Run the plan and deliver what it wrote to arguments, without the interpreter lock where it takes long."""
    f = module.function("run", "i32", internal=True, table="ptr", bases="ptr")
    table, bases = f.parameters.values()
    plan = f.word(table, f.load("i64", f.word(table, PLAN)))
    release = (f.load("i64", f.word(table, FLAGS)) & RELEASE_LOCK).differs(0)
    thread = f.local("ptr", 0)
    with f.if_(release):
        thread.set(f.call("PyEval_SaveThread"))
    status = f.call("run_plan", plan, bases)
    with f.if_(status.equals(0)):
        f.call("write_back", table, bases)
    with f.if_(release):
        f.call("PyEval_RestoreThread", thread.get())
    f.return_(status)


def _emit_finish(module: Module) -> None:
    """The result of a call after its run; null with an exception set."""
    f = module.function("finish", "ptr", internal=True, table="ptr", made="ptr", objects="ptr", bases="ptr")
    table, made, objects, bases = f.parameters.values()
    with f.if_((f.load("i64", f.word(table, FLAGS)) & MAY_RAISE).differs(0)):
        f.return_if(f.call("PyErr_Occurred").differs(0), 0)
    f.return_if(f.call("make_scalars", table, made, bases).equals(False), 0)
    f.return_(f.call("make_result", table, made, objects))


def _emit_execute(module: Module) -> None:
    """Run on arguments that fit: false where a kernel finds that it cannot; the answer is null on an exception."""
    f = module.function(
        "execute", "i1", internal=True, table="ptr", objects="ptr", bases="ptr", scratch="ptr", made="ptr", answer="ptr"
    )
    table, objects, bases, scratch, made, answer = f.parameters.values()
    objects_count, outputs_count = f.load("i64", f.word(table, OBJECTS)), f.load("i64", f.word(table, OUTPUT_COUNT))
    flags, size = f.load("i64", f.word(table, FLAGS)), f.load("i64", f.word(table, ARENA))
    arena, done = f.local("ptr", 0), f.local("i1", True)
    f.store(f.operand(0, "ptr"), answer)
    with f.if_(size.above(0)):
        arena.set(f.call("arena_take", size))
        with f.if_(arena.get().is_null):
            f.call("PyErr_NoMemory")
            f.return_(True)
    f.store(arena.get(), f.word(bases, ARENA_BASE))
    hold = (flags & HOLD_OBJECTS).differs(0)
    with f.if_(f.call("make_outputs", table, made, bases, scratch, arena.get())):
        with f.if_(hold), f.for_(0, objects_count) as k:
            f.call("Py_IncRef", f.load("ptr", f.word(objects, k)))
        with f.if_(f.call("run", table, bases).differs(0)) as failed:
            done.set(False)
        with failed.else_():
            f.store(f.call("finish", table, made, objects, bases), answer)
        with f.if_(hold):
            f.call("drop", objects, objects_count)
    f.call("drop", made, outputs_count)
    with f.if_(arena.get().differs(0)):
        f.call("arena_give", arena.get())
    f.return_(done.get())


def _emit_attempt(module: Module) -> None:
    """Call by one specialisation: whether it fits; then the answer is stored, null with an exception set."""
    f = module.function(
        "attempt", "i1", internal=True, table="ptr", arguments="ptr", count="i64", names="ptr", answer="ptr"
    )
    table, arguments, count, names, answer = f.parameters.values()

    def word(k: int) -> Value:
        return f.load("i64", f.word(table, k))

    f.return_if(count.differs(word(POSITIONAL)), False)
    f.return_if(f.call("same_names", names, f.load("ptr", f.word(table, NAMES))).equals(False), False)
    f.return_if(f.call("may_run", word(CONDITIONS)).equals(False), False)
    objects, bases = f.dynamic_buffer(word(OBJECTS)), f.dynamic_buffer(word(BASES))
    scratch, made = f.dynamic_buffer(word(SCRATCH)), f.dynamic_buffer(word(OUTPUT_COUNT))
    f.store(f.operand(0, "i64"), f.word(bases, ZERO_BASE))
    with f.for_(0, word(OUTPUT_COUNT)) as k:
        f.store(f.operand(0, "i64"), f.word(made, k))
    with f.for_(0, count) as k:
        f.store(f.load("ptr", f.word(arguments, k)), f.word(objects, k))
    with f.if_(names.differs(0)), f.for_(count, count + f.load("i64", names, cpython.SIZE)) as k:
        f.store(f.load("ptr", f.word(arguments, k)), f.word(objects, k))
    f.return_if(f.call("check", table, objects, bases, scratch).equals(False), False)
    target = f.load("ptr", f.word(table, TARGET))
    with f.if_(target.differs(0)):
        f.store(f.call("PyObject_Vectorcall", target, arguments, count, names), answer)
        f.return_(True)
    procedure = word(PROCEDURE)
    with f.if_(procedure.differs(0)):
        run = f.load("ptr", f.word(f.word(table, procedure), RUN))
        signature = ("ptr", "ptr", "ptr", "ptr", "ptr", "ptr", "i64", "ptr")
        f.store(f.call(run, table, objects, scratch, made, arguments, count, names, signature=signature), answer)
        f.return_(True)
    f.return_(f.call("execute", table, objects, bases, scratch, made, answer))


def _emit_call(module: Module) -> None:
    """What CPython calls.  The owner of the tables lives until the end, even if others are installed meanwhile."""
    f = module.function("call", "ptr", callee="ptr", arguments="ptr", count="i64", names="ptr")
    callee, arguments, count, names = f.parameters.values()
    state = f.load("ptr", callee, SELF_STATE)
    owner = f.load("ptr", f.word(state, STATE_OWNER))
    f.call("Py_IncRef", owner)
    result = f.local("ptr", 0)
    positional = count & (2**63 - 1)  # the highest bit lends the callee the place before the arguments
    with f.for_(0, f.load("i64", f.word(state, STATE_COUNT))) as k:
        table = f.load("ptr", f.word(f.word(state, STATE_FIRST), k))
        with f.if_(f.call("attempt", table, arguments, positional, names, result.address)):
            f.call("Py_DecRef", owner)
            f.return_(result.get())
    general = f.load("ptr", f.word(state, STATE_GENERAL))
    result.set(f.call("PyObject_Vectorcall", general, arguments, count, names))
    f.call("Py_DecRef", owner)
    f.return_(result.get())
