"""`custom`: a call of a function that brings its own derivative rules; and stop_gradient.

A `Rule` holds flat functions on values: primal(*values) -> outs; jvp(primals, tangents) -> (outs, tangents);
fwd(*values) -> (outs, residuals); bwd(residuals, cotangents) -> cotangents.  They run in the trace that is current.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import as_value, wrap
from ..boundary import finish, flatten_result, is_value
from ..core.op import NotSupported, Op
from ..core.rules import CONSTANT
from ..core.trace import EVAL, Tracer, state, typeof, using
from ..core.types import ArrayType, is_inexact
from ..errors import NumorphTypeError
from ..ir.evaluate import evaluate
from ..ir.program import Program
from ..ir.simplify import simplified
from ..ir.stage import stage
from ..ir.text import OPERATIONS
from ..ops import elementwise as ew
from ..ops import reduction as red
from ..transforms import batching, forward
from ..transforms.forward import Structured, tangent_type
from ..transforms.transpose import UndefinedPrimal, transpose_program
from .call import executor

stop_gradient_op = Op("stop_gradient", "elementwise", lambda t: t, lambda x: x, CONSTANT)
stop_gradient_op.batch = lambda size, args, batched: stop_gradient_op(args[0])
OPERATIONS["stop_gradient"] = stop_gradient_op


class Rule:
    """A function and its derivative rules, flat.  `program` is the staged primal, where one is needed."""

    __slots__ = ("bwd", "fwd", "jvp", "n_outer", "name", "primal", "program")

    def __init__(self, primal: Any, jvp: Any, fwd: Any, bwd: Any, name: str):
        self.primal, self.jvp, self.fwd, self.bwd, self.name = primal, jvp, fwd, bwd, name
        self.program: Program | None = None
        self.n_outer = 0  # leading operands that the primal captured; the rules do not see them

    def __repr__(self) -> str:
        return self.name


def _flat_values(out: Any, note: dict[str, Any]) -> list[Any]:
    leaves, note["structure"], note["flags"] = flatten_result(out)
    return [as_value(x) for x in leaves]


def _zeros_for_none(tangents: Sequence[Any], primals: Sequence[Any]) -> list[Any]:
    out = []
    for t, p in zip(tangents, primals, strict=True):
        type_ = typeof(p)
        dtype = type_.dtype if is_inexact(type_.dtype) else np.dtype(float)
        out.append(ew.zeros(ArrayType(type_.shape, dtype)) if t is None else t)
    return out


def custom_derivative(
    primal: Callable[..., Any],
    jvp: Callable[..., Any] | None,
    fwd: Callable[..., Any] | None,
    bwd: Callable[..., Any] | None,
    values: Sequence[Any],
    name: str,
) -> Any:
    """Call `primal` (values in, a pytree out) such that transformations use the given rules, not its operations."""
    note: dict[str, Any] = {}
    residual: dict[str, Any] = {}

    def flat_jvp(primals, tangents):
        out, dots = jvp(primals, _zeros_for_none(tangents, primals))
        outs = _flat_values(out, note)
        leaves, structure = tree.flatten(dots)
        if len(leaves) != len(outs) or structure != note["structure"]:
            wanted, got = tree.show(note["structure"]), tree.show(structure)
            raise NumorphTypeError(
                f"The jvp rule of '{name}' returned a result built as {wanted}, but a tangent {got}."
            )
        return outs, [as_value(d) for d in leaves]

    def flat_fwd(*args):
        out, res = fwd(*args)
        leaves, residual["structure"] = tree.flatten(res)
        # only arrays are residuals in the program's sense; anything else stays as it is
        residual["fixed"] = {k: x for k, x in enumerate(leaves) if not _is_array(x)}
        return _flat_values(out, note), [as_value(x) for k, x in enumerate(leaves) if k not in residual["fixed"]]

    def flat_bwd(residuals, cts):
        found = iter(residuals)
        n = len(residuals) + len(residual["fixed"])
        leaves = [residual["fixed"][k] if k in residual["fixed"] else wrap(next(found)) for k in range(n)]
        ct = tree.unflatten(note["structure"], [wrap(c) for c in cts])
        return bwd(tree.unflatten(residual["structure"], leaves), ct)

    rule = Rule(
        lambda *args: _flat_values(primal(*args), note),
        flat_jvp if jvp else None,
        flat_fwd if fwd else None,
        flat_bwd,
        name,
    )
    operands: Sequence[Any] = values
    if state.trace.staging:
        program, outer = stage(rule.primal, [typeof(v) for v in values], name)
        rule.program, rule.n_outer = simplified(program), len(outer)
        operands = (*outer, *values)
    outs = state.trace.process(custom, operands, {"rule": rule})
    return tree.unflatten(note["structure"], [finish(o, s) for o, s in zip(outs, note["flags"], strict=True)])


def _is_array(x: Any) -> bool:
    return isinstance(x, Tracer) or is_value(x)


def _run(rule: Rule, args: Sequence[Any]) -> Sequence[Any]:
    """The primal, in the current trace."""
    if rule.program is not None:
        return evaluate(rule.program, *args)
    return rule.primal(*args)


def _impl(*args, rule):
    if rule.program is not None:
        return executor[0](rule.program, *args)
    with using(EVAL):
        return tuple(rule.primal(*args))


def _jvp(trace, op, primals, tangents, params):
    rule: Rule = params["rule"]
    n = rule.n_outer
    if rule.jvp is not None:
        with using(trace.parent):
            outs, dots = rule.jvp(primals[n:], tangents[n:])
            _check_result(rule, outs, "jvp")
            dots = [_fit_tangent(d, o, rule.name) for d, o in zip(dots, outs, strict=True)]
        return tuple([trace.dual(o, d) for o, d in zip(outs, dots, strict=True)])
    if trace.tape is None:  # forward mode of a custom_vjp function differentiates the function itself
        with using(trace.known):
            outs, dots = forward.jvp(lambda *xs: _run(rule, xs), primals, tangents)
        return tuple([trace.dual(o, d) for o, d in zip(outs, dots, strict=True)])
    with using(trace.known):
        outs, residuals = rule.fwd(*primals[n:])
        _check_result(rule, outs, "forward")
    types = [tangent_type(typeof(o)) for o in outs]
    live = [t is not None for t in tangents[n:]]
    moving = [t for t in tangents[n:] if t is not None]
    if not moving:
        return tuple(outs)
    dots = trace.tape.process(
        custom_backward,
        (*residuals, *moving),
        {"rule": rule, "n_residuals": len(residuals), "out_types": tuple(types), "live": tuple(live)},
    )
    return tuple([trace.dual(o, d) if is_inexact(t.dtype) else o for o, d, t in zip(outs, dots, types, strict=True)])


def _check_result(rule: Rule, outs: Sequence[Any], which: str) -> None:
    """Where the function is known as a program, a rule must give results of the same types."""
    if rule.program is not None and list(rule.program.out_types) != [typeof(o) for o in outs]:
        wanted, got = (", ".join(map(repr, ts)) for ts in (rule.program.out_types, map(typeof, outs)))
        raise NumorphTypeError(
            f"The {which} rule of '{rule.name}' returned results {got}, but the function returns {wanted}."
        )


def _fit_tangent(d: Any, out: Any, name: str) -> Any:
    t = typeof(out)
    if not is_inexact(t.dtype):
        return None
    if typeof(d).shape != t.shape:
        raise NumorphTypeError(f"The jvp rule of '{name}' returned a tangent {typeof(d)} for a result {t}.")
    return d if typeof(d).dtype == t.dtype else ew.convert(d, dtype=t.dtype)


def _batch(trace, args, batched, rule):
    size, name, n = trace.size, trace.axis_name, rule.n_outer
    flags = tuple(batched)

    def lanes(f, values, marks):
        outs, mine = batching.batch(f, size, values, marks, name)
        return [batching.materialize(o, m, size) for o, m in zip(outs, mine, strict=True)]

    def jvp(primals, tangents):
        marks = flags[n:]
        full = _zeros_for_none(tangents, primals)
        k = len(full)

        def both(*xs):
            outs, dots = rule.jvp(xs[:k], xs[k:])
            return [*outs, *dots]

        outs = lanes(both, [*primals, *full], [*marks, *marks])
        return outs[: len(outs) // 2], outs[len(outs) // 2 :]

    def fwd(*values):
        count: list[int] = []

        def both(*xs):
            outs, residuals = rule.fwd(*xs)
            count[:] = [len(outs)]
            return [*outs, *residuals]

        outs = lanes(both, values, flags[n:])
        return outs[: count[0]], outs[count[0] :]

    def bwd(residuals, cts):
        k = len(residuals)
        present: list[bool] = []

        def inner(*xs):
            grads = rule.bwd(xs[:k], xs[k:])
            present[:] = [g is not None for g in grads]
            return [g for g in grads if g is not None]

        grads = iter(lanes(inner, [*residuals, *cts], [True] * (k + len(cts))))
        full = [next(grads) if on else None for on in present]
        return [g if b or g is None else red.reduce_sum(g, axes=(0,)) for g, b in zip(full, flags[n:], strict=True)]

    lifted = Rule(
        lambda *values: lanes(lambda *xs: _run(rule, xs), values, flags),
        jvp if rule.jvp else None,
        fwd if rule.fwd else None,
        bwd,
        f"vmap({rule.name})",
    )
    lifted.n_outer = n
    if state.trace.staging:
        program, outer = stage(lifted.primal, [typeof(v) for v in args], lifted.name)
        assert not outer
        lifted.program = simplified(program)
    return state.trace.process(custom, args, {"rule": lifted})


custom = Op(
    "custom",
    "structured",
    lambda *types, rule: rule.program.out_types,
    _impl,
    Structured(_jvp),
    NotSupported("its rule gives the linear part"),
    _batch,
    multi=True,
)

# -- the linear part of a custom_vjp function: known by its transpose


def _push(*args, rule, n_residuals, out_types, live):
    """The map itself, as the transpose of the backward function."""
    residuals, moving = args[:n_residuals], args[n_residuals:]

    def pull(*cts):
        grads = rule.bwd(residuals, cts)
        kept = [g for g, on in zip(grads, live, strict=True) if on]
        return [ew.zeros(typeof(m)) if g is None else g for g, m in zip(kept, moving, strict=True)]

    program, outer = stage(pull, out_types, f"transpose({rule.name})")
    is_linear = [False] * len(outer) + [True] * len(out_types)
    outs = transpose_program(program, outer, is_linear, list(moving))
    return tuple([ew.zeros(t) if o is None else o for o, t in zip(outs, out_types, strict=True)])


def _pull(cts, *args, rule, n_residuals, out_types, live):
    residuals, moving = args[:n_residuals], args[n_residuals:]
    full = [ew.zeros(t) if ct is None else ct for ct, t in zip(cts, out_types, strict=True)]
    grads = [g for g, on in zip(rule.bwd(residuals, full), live, strict=True) if on]
    return [None] * n_residuals + [
        g if type(m) is UndefinedPrimal else None for g, m in zip(grads, moving, strict=True)
    ]


def _push_impl(*args, **params):
    with using(EVAL):
        return _push(*args, **params)


def _push_jvp(trace, op, primals, tangents, params):
    """Differentiate the map as the composition that it is."""
    with using(trace):
        return tuple(_push(*[trace.dual(p, t) for p, t in zip(primals, tangents, strict=True)], **params))


def _push_batch(trace, args, batched, rule, n_residuals, out_types, live):
    values = [a if b else ew.repeat_front(a, trace.size) for a, b in zip(args, batched, strict=True)]
    outs, mine = batching.batch(
        lambda *xs: _push(*xs, rule=rule, n_residuals=n_residuals, out_types=out_types, live=live),
        trace.size,
        values,
        [True] * len(values),
        trace.axis_name,
    )
    return [batching.materialize(o, m, trace.size) for o, m in zip(outs, mine, strict=True)]


custom_backward = Op(
    "custom_backward",
    "structured",
    lambda *types, rule, n_residuals, out_types, live: out_types,
    _push_impl,
    Structured(_push_jvp),
    _pull,
    _push_batch,
    multi=True,
)
