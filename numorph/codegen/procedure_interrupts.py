"""Signals while a procedure runs: Ctrl-C, and whatever else Python has handlers for.

Loops that may take long count; now and then they ask `procedure_poll`, which about once a second takes the interpreter
lock and lets Python handle its signals.  Where a handler raises, the procedure ends; its caller raises the exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..procedures.ir import Alloc, For, If, Library, Statement, While, operands, statements, subexpressions
from .builder import Module
from .llvm_writer import Value

if TYPE_CHECKING:
    from .procedure_function import FunctionCode

_PATIENCE: Final = 1 << 20  # how much a procedure counts before it asks
_START: Final = _PATIENCE - (
    1 << 31
)  # from where it counts down until 32 bits overflow: which machines find out for nothing
_WEIGHTS: Final = (1, 1 << 12, 1 << 16)  # of a turn of a loop with so many levels of loops inside
_TURNS: Final = (1 << 20, 1 << 8, 1 << 4)  # the same for loops whose own counter tells when to ask
_FEW: Final = 8  # turns
_LONG: Final = ("call", "div", "sqrt", "rem")  # operations
ASKING: Final = "preserve_mostcc"

# result and parameters of Python's and C's functions that `procedure_poll` calls
OUTSIDE: Final[dict[str, tuple[str, ...]]] = {
    "time": ("i64", "ptr"),
    "PyThread_get_thread_ident": ("i64",),
    "PyGILState_Ensure": ("i32",),
    "PyGILState_Release": ("void", "i32"),
    "PyErr_CheckSignals": ("i32",),
    "PyErr_Fetch": ("void", "ptr", "ptr", "ptr"),
}


def lets_itself_be_interrupted(s: For | While, depth: int) -> bool:
    """Whether a loop inside so many others asks for signals."""
    return _levels_that_count(s, depth) is not None


def _levels_that_count(s: For | While, depth: int) -> int | None:
    """How deep loops lie in a loop that lets itself be interrupted; None: it does not.  depth: of loops around it.

    Loops that cannot run for ever do not, but for the outer ones of three, nor do those whose turns are so short that
    counting would show: of a `while` inside another loop only one that divides or calls, as iterations of Newton's do.
    """
    levels = _levels(s.body)
    endless = isinstance(s, While) and (levels > 0 or not depth or _takes_long(s.body))
    counts = endless or (isinstance(s, For) and levels > 1 and not s.parallel)
    return min(levels, len(_WEIGHTS) - 1) if counts else None


def _takes_long(body: Sequence[Statement]) -> bool:
    for s in statements(body):
        if isinstance(s, Alloc | Library) or any([e.op in _LONG for e in subexpressions(operands(s))]):
            return True
    return False


def _levels(body: Sequence[Statement]) -> int:
    """How deep loops lie in one another, but for those of a few turns, which become one piece of code."""
    most = 0
    for s in body:
        if isinstance(s, For | While):
            most = max(most, _levels(s.body) + (not _is_short(s)))
        elif isinstance(s, If):
            most = max(most, _levels(s.body), _levels(s.orelse))
    return most


def _is_short(s: For | While) -> bool:
    if not isinstance(s, For) or s.start.op != "const" or s.stop.op != "const":
        return False
    return bool(abs(s.stop.attr - s.start.attr) <= _FEW * abs(s.step))


def polling(m: Module, thread: int, stop: int, error: int, failure: int, interrupted: int) -> None:
    """Define `procedure_poll` and `procedure_ask`.

    The numbers are words of the context, and what is put into that of failures.
    """
    for name, (result, *parameters) in OUTSIDE.items():
        m.declare(name, result, *parameters)
    m.zeros("polled", 1)  # when anybody asked last
    f = m.function("procedure_poll", "i64", context="ptr")
    context = f.parameters["context"]
    flag = f.load("ptr", context, 8 * stop)
    with f.if_(flag.is_null.equals(False)):
        stopped = f.define(f"load atomic i64, ptr {flag.text} monotonic, align 8", "i64")
        with f.if_(stopped.differs(0)):
            f.store(f.operand(interrupted, "i64"), context, 8 * failure)
            f.return_(1)
    now, polled = f.call("time", 0), f.symbol("polled")
    f.return_if(now.equals(f.load("i64", polled)), 0)
    # Threads of the pool must not wait for the lock, which the caller may hold while it waits for them.
    f.return_if(f.call("PyThread_get_thread_ident").differs(f.load("i64", context, 8 * thread)), 0)
    f.store(now, polled)
    lock = f.call("PyGILState_Ensure")
    raised = f.call("PyErr_CheckSignals").differs(0)
    with f.if_(raised):
        f.call("PyErr_Fetch", *[f.word(context, error + k) for k in range(3)])
        f.store(f.operand(interrupted, "i64"), context, 8 * failure)
    f.call("PyGILState_Release", lock)
    f.return_(raised.convert("zext", "i64"))

    # What the caller does while it waits for threads that run turns of a loop; `given`: see procedure_shared_code.
    f = m.function("procedure_shared_watch", "void", given="ptr")
    given = f.parameters["given"]
    context, status = f.load("ptr", given), f.load("ptr", given, 8)
    with f.if_(f.call("procedure_poll", context).differs(0)):
        f.exchange(status, 0, -1)
    f.return_()

    f = m.function("procedure_ask", "i64", context="ptr")  # which loops call: it leaves their registers alone
    f.convention = ASKING
    f.return_(f.call("procedure_poll", f.parameters["context"]))


def poll(code: FunctionCode, s: For | While, depth: int, counter: Value | None) -> None:
    """At the end of a loop's body: ask where it is time.  counter: of a loop that counts by ones."""
    levels = _levels_that_count(s, depth)
    if levels is None and isinstance(s, While) and code.may_be_stopped:
        levels = min(_levels(s.body), len(_WEIGHTS) - 1)
    if levels is None:
        return
    w = code.w
    again: list[str] = []
    if counter is not None:
        last = f"{_TURNS[levels] - 1}"
        low = w.emit(f"and i64 {counter.text}, {last}", "i64", 1)
        time = w.emit(f"icmp eq i64 {low.text}, {last}", "bool", 1)
    else:
        if not code.patience:
            code.patience = "%patience"
            code.frame += ["  %patience = alloca i32", f"  store i32 {_START}, ptr %patience"]
        before = w.emit("load i32, ptr %patience, align 4", "i32", 1)
        function = w.declared("ssub.with.overflow", "i32", "{ i32, i1 }", "i32, i32")
        both = w.emit(f"call {{ i32, i1 }} {function}({before.typed}, i32 {_WEIGHTS[levels]})", "i32", 1).text
        left = w.emit(f"extractvalue {{ i32, i1 }} {both}, 0", "i32", 1)
        w.line(f"store {left.typed}, ptr %patience, align 4")
        time = w.emit(f"extractvalue {{ i32, i1 }} {both}, 1", "bool", 1)
        again = [f"  store i32 {_START}, ptr %patience, align 4"]
    asks, going_on, answer, failed = w.label(), w.label(), w.fresh(), w.fresh()
    w.line(f"br i1 {time.text}, label %{asks}, label %{going_on}, !prof !0")
    code.called.add("procedure_ask")
    w.cold += [
        f"{asks}:",
        f"  {answer} = call {ASKING} i64 @procedure_ask(ptr %context)",
        *again,
        f"  {failed} = icmp ne i64 {answer}, 0",
        f"  br i1 {failed}, label %{code.failure()}, label %{going_on}",
    ]
    w.begin(going_on)
