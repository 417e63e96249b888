"""Reverse-mode derivatives of procedures, by transformation of their code (as Tapenade and Enzyme do).

structured, renamed    code without jumps, whose registers serve one purpose each
small_arrays           arrays of a few elements, as registers
unrolled               loops of a few turns, one turn after the other
filled_anew            memory that turns of loops fill anew, as their own
in_place               registers that branches compute new values for, as such that branches assign
choices                branches that only choose between values, as expressions
facts                  which memory is which, what can carry derivatives, what can be computed again
recording, saving      which old values the reverse sweep needs, and where they are saved
handed_on              memory that a turn makes for the next one, whose cotangents only the reverse sweep has
copied, named          rows and columns of what is overwritten, and elements, which are kept instead
forward, backward      the two sweeps
deferred               outer products that loops add to cotangents of matrices, as products of matrices
transposed             products of a transposed matrix and a vector, by the library
segments               loops some of whose turns leave no tape: they are run again in the reverse sweep
carried                what one turn of a loop in the reverse sweep leaves in registers for the next one
checkpointed           the procedure in stages, where one tape would be too large
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import final

from .backward import Backward
from .building import integer
from .building import number as whole
from .choices import chosen
from .copied import with_copies
from .facts import Facts, Memory, NotDifferentiable, Pointees
from .filled_anew import with_memory_of_turns
from .first_additions import with_first_additions
from .first_products import with_first_products
from .forward import Forward, zero
from .fusion import fused
from .handed_on import handed_on
from .in_place import in_place
from .inlining import inlined
from .ir import (
    Alloc,
    Assign,
    Expr,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Statement,
    Store,
    reg,
    statements,
    subexpressions,
)
from .named import with_names
from .partials import FLOATS, number
from .recording import Recording
from .renaming import renamed
from .rewriting import with_bodies
from .saving import Saving
from .segments import Segments
from .shadows import Shadows
from .small_arrays import without_small_arrays
from .small_products import with_added_products
from .structured import structured
from .unrolled import unrolled

_LARGEST = 8  # bytes of an element of what a gradient is made by

__all__ = ["NotDifferentiable", "Pair", "Whole", "differentiate", "whole_gradient"]


@final
class Pair:
    """The two sweeps of a derivative.

    forward: the procedure, with a tape; same inputs and results.
    backward: takes that tape.  Its inputs are
      - the procedure's inputs: scalars as they were given, pointers to the same memory, as the forward sweep left it
      - for each input that is a pointer a shadow: memory of the same layout, with the cotangent of the final contents
        when it begins and of the initial contents when it ends; null where `wanted` does not have the input's position
      - for each result that is a floating number its cotangent; for each that is a pointer two inputs: memory with the
        cotangent of what it points to, and its number of elements (null and 0 for no cotangent, or memory of an input,
        whose shadow has it)
      and its results the cotangent of each active scalar, in the order of `active`.
    The reverse sweep puts back what the forward sweep overwrote, as far as it needs that.  Memory of inputs and results
    at the positions `changed_inputs` and `changed_results` is then neither what it was nor what it became: who wants
    to keep it copies it before.
    A tape must be used once: it owns memory that only the reverse sweep releases.
    """

    __slots__ = ("active", "backward", "changed_inputs", "changed_results", "dtypes", "forward", "wanted")

    def __init__(self, forward: Procedure, backward: Procedure, active: tuple[int, ...]):
        self.forward, self.backward, self.active = forward, backward, active
        self.wanted: tuple[int, ...] = ()
        self.dtypes: dict[int, set[str]] = {}  # of the memory of wanted inputs
        self.changed_inputs: tuple[int, ...] = ()
        self.changed_results: tuple[int, ...] = ()


def differentiate(procedure: Procedure, active: Sequence[int]) -> Pair:
    """The sweeps that give the derivative by some inputs (positions): floating numbers, and pointers to such.

    Raises NotDifferentiable, with a reason, where there is none.
    """
    key = ("reverse", *active)
    if key not in procedure.derived:
        procedure.derived[key] = _differentiate(procedure, tuple(active))
    found: Pair = procedure.derived[key]
    return found


def _differentiate(procedure: Procedure, active: tuple[int, ...], reserved: Expr | None = None, depth: int = 0) -> Pair:
    """reserved: in segments, which leave so many bytes for what is made between the sweeps; see segments.py."""
    if any(isinstance(s, Push | Pop | PushBlock | PopBlock) for s in statements(procedure.body)):
        raise NotDifferentiable("a sweep of a derivative is not differentiated again")
    plain, conditions = chosen(unrolled(without_small_arrays(structured(fused(with_added_products(procedure))))))
    plain = in_place(renamed(plain))
    memory = Pointees(plain)
    plain = with_memory_of_turns(_indexed(inlined(plain, memory.of, memory.written, conditions)))
    facts = Facts(plain, active, conditions)
    recording = Recording(facts)
    copies = with_copies(facts, recording)
    if copies is not None:
        facts = Facts(copies, active, conditions)
        recording = Recording(facts)
    named = with_names(facts, recording)
    if named is not None:
        facts = Facts(named[0], active, conditions | named[1])
        recording = Recording(facts)
    segments = Segments(facts, reserved, depth) if reserved is not None else None
    if segments is not None and segments.depth < depth:
        raise NotDifferentiable("it has no loop whose turns could be run again" + " in another" * (depth > 0))
    if segments is not None:
        recording = Recording(facts, segments)
    saving = Saving(facts, recording)
    shadows = Shadows(facts, handed_on(facts, recording) if segments is None else ())
    first = Forward(facts, recording, saving, shadows, segments)
    forward = first.procedure()
    backward = Backward(facts, recording, saving, shadows, first)
    seeds = {i: Reg(f"d_{r.name}", r.dtype) for i, r in enumerate(procedure.results) if r.dtype in FLOATS}
    given = {
        i: (Reg(f"d_{r.name}", "ptr"), Reg(f"size_{r.name}", "i64"))
        for i, r in enumerate(procedure.results)
        if r.dtype == "ptr"
    }
    body = backward.procedure(seeds, given)
    inputs = [*procedure.inputs, *shadows.given.values()]
    for i in range(len(procedure.results)):
        inputs += [seeds[i]] if i in seeds else given.get(i, ())
    results = []
    for i in active:
        r = procedure.inputs[i]
        if r.dtype != "ptr":
            results.append(backward.bars.get(r) or Reg(f"d_{r.name}", r.dtype))
            if r not in backward.bars:
                body.append(Assign(results[-1], zero(r.dtype)))
    pair = Pair(
        Procedure(f"{procedure.name}_forward", procedure.inputs, procedure.results, forward),
        fused(Procedure(f"{procedure.name}_backward", inputs, results, body), several=True),
        active,
    )
    changed = {m for s in facts.all if id(s) in recording.restores for m in facts.written(s)}
    pair.wanted = _positions(procedure.inputs, facts, facts.shadowed, True)
    pair.dtypes = {i: facts.dtypes[facts.inputs[r]] for i, r in enumerate(procedure.inputs) if _has_dtype(facts, r)}
    pair.changed_inputs = _positions(procedure.inputs, facts, changed, True)
    pair.changed_results = _positions(procedure.results, facts, changed)
    return pair


@final
class Whole:
    """Both sweeps in one procedure, of the gradient of a single number.

    procedure: inputs are those of the function's procedure; results are that number, the memory of the cotangents of
    pointers among the inputs (`pointers`, positions), and the cotangents of active numbers, in order.
    """

    __slots__ = ("pointers", "procedure")

    def __init__(self, procedure: Procedure, pointers: tuple[int, ...]):
        self.procedure, self.pointers = procedure, pointers


def whole_gradient(
    procedure: Procedure, result: int, active: Sequence[int], counts: dict[int, Expr], depth: int | None = None
) -> Whole:
    """The gradient of a result (its position) by some inputs; counts: how many elements pointers among them have.

    depth: for tapes that are too long otherwise, in segments, with so many loops around others; see segments.py.
    Raises NotDifferentiable, with a reason.
    """
    if depth is not None:
        made = functools.reduce(functools.partial(integer, "add"), counts.values(), whole(0))
        pair = _differentiate(procedure, tuple(active), integer("mul", made, whole(_LARGEST)), depth)
    else:
        pair = differentiate(procedure, active)
    first, second = pair.forward, pair.backward
    pointers = [i for i, r in enumerate(first.inputs) if r.dtype == "ptr"]
    given = dict(zip(pointers, second.inputs[len(first.inputs) :], strict=False))  # of pointers: their shadows
    asked = [i for i in pointers if i in pair.wanted or i in active]
    if any(i not in counts for i in asked):
        raise NotDifferentiable("the sizes of its arrays are not known")
    body = list(first.body)
    for i in asked:  # only now: what was just cleared is still in a cache
        (dtype,) = pair.dtypes.get(i, {"f64"})
        body.append(Alloc(given[i], counts[i], dtype, True))
    value = Reg("value", procedure.results[result].dtype)
    body.append(Assign(value, reg(procedure.results[result])))
    seeds = second.inputs[len(first.inputs) + len(pointers) :]
    places = [r for r in procedure.results if r.dtype == "ptr" or r.dtype in FLOATS]
    for r in seeds:
        body.append(Assign(r, zero(r.dtype)))
    seed = seeds[sum([2 if r.dtype == "ptr" else 1 for r in places[: places.index(procedure.results[result])]])]
    body.append(Assign(seed, number(1.0, seed.dtype)))
    body += second.body
    name = f"{procedure.name}_gradient"
    results = [value, *[given[i] for i in asked], *second.results]
    both = Procedure(name, procedure.inputs, results, body, own_tape=True)
    return Whole(with_first_products(with_first_additions(both, [given[i] for i in asked])), tuple(asked))


def _has_dtype(facts: Facts, r: Reg) -> bool:
    return r in facts.inputs and facts.inputs[r] in facts.dtypes


def _positions(
    registers: Sequence[Reg], facts: Facts, memories: set[Memory], of_inputs: bool = False
) -> tuple[int, ...]:
    """The pointers, by position, that may point to some memory; of an input it is its own memory that counts."""
    found = []
    for i, r in enumerate(registers):
        own = {facts.inputs[r]} if of_inputs and r in facts.inputs else facts.memories(r)
        if own & memories:
            found.append(i)
    return tuple(found)


def _indexed(procedure: Procedure) -> Procedure:
    """Indices of stores that read memory get a register: the store may change what they read."""

    def inside(body: list[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, Store) and any(e.op == "load" for e in subexpressions([s.index])):
                at = Reg("at", "i64")
                out += [Assign(at, s.index), Store(s.base, reg(at), s.value)]
            else:
                out.append(with_bodies(s, inside))
        return out

    return procedure.with_body(inside(procedure.body))
