"""Procedures as LLVM IR for LLVM's passes: registers are variables on the stack, statements are blocks.

A module has two functions: the one that is called, `i32 f(ptr inputs, ptr outputs, ptr context)`, reads numbers and
addresses from slots of 8 bytes, and the body, to which they are arguments, so that LLVM knows that memory behind one
pointer is not that behind another.  The result is 0, the number of a Bail (from 1), or FAILED.
"""

from __future__ import annotations

from typing import NamedTuple

from .. import config
from ..procedures.check import check_parallel_loops
from ..procedures.ir import Alloc, Library, Procedure, Release, statements
from . import procedure_memory as memory
from .llvm_expressions import math_function
from .llvm_writer import Writer, type_name
from .loops import SIZES
from .procedure_function import word_of
from .procedure_statements import Lowering, stored_dtype
from .procedure_values import converted, parts_of
from .target import Target


class Emitted(NamedTuple):
    """The text, the scalar math functions that it calls (name, dtype, arity), and what Bails 1, 2, ... are about.

    hosts: the Python functions that it calls, by number.  small: dtypes of products with small matrices.  quick: see
    `emit`.
    """

    text: str
    math: list[tuple[str, str, int]]
    reasons: list[str]
    hosts: list[Library]
    small: list[str]
    quick: bool


def emit(
    procedure: Procedure,
    name: str,
    target: Target,
    shared: bool = False,
    in_step: bool = False,
    quick: bool = False,
) -> Emitted:
    """A module that defines the procedure.

    shared: threads share its long loops; see procedure_shared.  in_step: turns of loops may become lanes of vectors;
    see procedure_turns_in_step.  quick: for few passes (engine.QUICK_PASSES), without vectors: nothing is said about
    what passes could make of it, and what they would find out about addresses is done here.
    """
    if config.check_programs:
        check_parallel_loops(procedure)
    lowering = Lowering(procedure, target, name, shared, in_step, quick)
    body = lowering.body(procedure)
    entry, declarations = _entry(procedure, name, target)
    w, bits = lowering.w, target.vector_bits
    w.declarations |= declarations
    widths = f' "min-legal-vector-width"="{bits}" "prefer-vector-width"="{bits}"' if bits > 128 else ""
    runtime = [
        f"declare {result} @{f}({parameters}) nounwind {attributes}"
        for f, (result, parameters, attributes) in memory.FUNCTIONS.items()
        if f in lowering.called or f in entry
    ]
    code = [entry, body, *lowering.other_functions, *runtime, f"attributes #0 = {{ nounwind{widths} }}"]
    math = lowering.values.math
    if quick:
        kept: list[str] = []
        functions = [f"{text} #1" if function in math else text for function, text in w.declarations.items()]
    else:
        vectors, kept = _vector_functions(math, target)
        functions = [*vectors, *_with_variants(w.declarations, math), *_variants(math, target)]
    text = [f'target triple = "{target.triple}"', *w.globals, *kept, *code, *functions]
    text += ["attributes #1 = { nounwind willreturn memory(none) }", *lowering.metadata, ""]
    return Emitted(
        "\n".join(text), list(math.values()), lowering.reasons, lowering.hosts, sorted(lowering.small), quick
    )


# -- math functions


def _lanes(dtype: str, target: Target) -> int:
    return target.vector_bits // (8 * SIZES[dtype])


def _vector_functions(math: dict[str, tuple[str, str, int]], target: Target) -> tuple[list[str], list[str]]:
    """Declarations of the functions on vectors, and what keeps those that nothing refers to yet."""
    declared, kept = [], []
    for name, dtype, arity in math.values():
        function, kind = math_function(name, dtype, _lanes(dtype, target)), type_name(dtype, _lanes(dtype, target))
        declared.append(f"declare {kind} {function}({', '.join([kind] * arity)}) #1")
        kept.append(f"ptr {function}")
    if kept:
        array = f"[{len(kept)} x ptr] [{', '.join(kept)}]"
        kept = [f'@llvm.compiler.used = appending global {array}, section "llvm.metadata"']
    return declared, kept


def _with_variants(declarations: dict[str, str], math: dict[str, tuple[str, str, int]]) -> list[str]:
    """Declarations, those of math functions with the attributes that `_variants` defines."""
    numbers = {function: 2 + k for k, function in enumerate(math)}
    return [f"{text} #{numbers[function]}" if function in numbers else text for function, text in declarations.items()]


def _variants(math: dict[str, tuple[str, str, int]], target: Target) -> list[str]:
    """Attributes that name, for a function on numbers, the one on vectors."""
    found = []
    for k, (name, dtype, arity) in enumerate(math.values()):
        lanes = _lanes(dtype, target)
        scalar, vector = (math_function(name, dtype, n)[1:] for n in (1, lanes))
        found.append(
            f"attributes #{2 + k} = {{ nounwind willreturn memory(none) "
            f'"vector-function-abi-variant"="_ZGV_LLVM_N{lanes}{"v" * arity}_{scalar}({vector})" }}'
        )
    return found


# -- the function that is called


def output_slots(procedure: Procedure) -> int:
    """How many slots the results take: complex numbers have two, as have pointers (see memory.procedure_take)."""
    return sum([2 if r.dtype == "ptr" else len(parts_of(r.dtype)) for r in procedure.results])


def has_memory(procedure: Procedure) -> bool:
    """Whether a call may own memory."""
    some = any([isinstance(s, Alloc | Library | Release) for s in statements(procedure.body)])
    return some or any([r.dtype == "ptr" for r in procedure.results])


def _entry(procedure: Procedure, name: str, target: Target) -> tuple[str, dict[str, str]]:
    """The text, and what it declares."""
    w = Writer(target)
    owns = has_memory(procedure)
    if owns:
        for word in (memory.NEXT, memory.PREVIOUS):
            w.line(f"store ptr %context, ptr {word_of(w, '%context', word)}, align 8")
        for word in (memory.LIVE, *range(memory.TURNS, memory.CONTEXT_WORDS)):
            w.line(f"store i64 0, ptr {word_of(w, '%context', word)}, align 8")
    given = ["ptr %outputs", "ptr %context"]
    for k, r in enumerate(procedure.inputs):
        at = word_of(w, "%inputs", k)
        if r.dtype == "ptr":
            given.append(f"ptr {w.emit(f'load ptr, ptr {at}, align 8', 'i64', 1).text}")
            continue
        stored = stored_dtype(r.dtype)
        x = w.emit(f"load {type_name(stored, 1)}, ptr {at}, align 8", stored, 1)
        given.append(converted(w, x, r.dtype).typed)
    if procedure.own_tape:
        tape = w.emit(f"alloca [{memory.TAPE_WORDS} x i64], align 16", "i64", 1).text
        w.line(f"call void @procedure_begin_tape(ptr %context, ptr {tape})")
        end = f"call void @procedure_end_tape(ptr %context, ptr {tape})"  # of small memory as well
    status = w.emit(f"call i32 @{name}.body({', '.join(given)})", "i32", 1)
    if owns:
        done, failed = w.label(), w.label()
        w.line(f"br i1 {w.compare('eq', status, w.constant(0, 'i32')).text}, label %{done}, label %{failed}")
        w.begin(failed)
        w.line("call void @procedure_discard(ptr %context)")
        if procedure.own_tape:
            w.line(end)
        w.line(f"ret {status.typed}")
        w.begin(done)
        slot = 0
        for r in procedure.results:
            if r.dtype == "ptr":
                data = w.emit(f"load ptr, ptr {word_of(w, '%outputs', slot)}, align 8", "i64", 1)
                taken = w.emit(f"call i64 @procedure_take(ptr %context, ptr {data.text})", "i64", 1)
                w.line(f"store {taken.typed}, ptr {word_of(w, '%outputs', slot + 1)}, align 8")
            slot += 2 if r.dtype == "ptr" else len(parts_of(r.dtype))
        w.line("call void @procedure_finish(ptr %context)")
    if procedure.own_tape:
        w.line(end)
    w.line(f"ret {status.typed}")
    head = f"define i32 @{name}(ptr %inputs, ptr %outputs, ptr %context) nounwind {{"
    return "\n".join([head, "entry:", *w.at.lines, "}"]), w.declarations
