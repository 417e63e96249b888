"""checkpoint: keep a function's inputs, not its intermediate values, and compute those again in the backward pass.

A policy chooses intermediate values to keep all the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from .. import tree
from ..array import unwrap, wrap
from ..boundary import Arguments, check_callable, describe, finish, flatten_result, is_value, write_back
from ..control.custom import custom_derivative
from ..core.op import Op
from ..core.rules import LINEAR
from ..core.trace import state, typeof
from ..errors import ValueNeeded
from ..ir.evaluate import evaluate
from ..ir.program import Program, Var
from ..ir.simplify import simplified
from ..ir.stage import stage
from ..ir.text import OPERATIONS
from ..transforms.forward import Dual, DualTrace
from ..transforms.linearize import linearize
from ..transforms.transpose import backward

Policy = Callable[..., bool]

# An identity that simplification keeps apart: what is computed again must not be merged with the first time.
barrier = Op("barrier", "elementwise", lambda t: t, lambda x: x, LINEAR, lambda ct, x, i: ct)
barrier.batch = lambda size, args, batched: barrier(args[0])
named = Op("named", "elementwise", lambda t, name: t, lambda x, name: x, LINEAR, lambda ct, x, i, name: ct)
named.batch = lambda size, args, batched, name: named(args[0], name=name)
OPERATIONS |= {"barrier": barrier, "named": named}


def checkpoint_name(x: Any, name: str) -> Any:
    """`x`, known by a name to the policies of `checkpoint`."""
    leaves, structure = tree.flatten(x)
    out = [
        wrap(named(unwrap(leaf), name=name)) if is_value(leaf) and hasattr(unwrap(leaf), "dtype") else leaf
        for leaf in leaves
    ]
    return tree.unflatten(structure, out)


def checkpoint(
    f: Callable[..., Any] | None = None,
    *,
    policy: Policy | None = None,
    prevent_cse: bool = True,
    static_argnums: int | Sequence[int] = (),
    concrete: bool = False,
) -> Any:
    """f, with less memory under reverse mode: its intermediate values are not kept but computed again when needed.

    `policy` (see `checkpoint_policies`) chooses intermediate values to keep.  As jax.checkpoint; usable as a decorator.
    """
    if f is None:
        return functools.partial(checkpoint, policy=policy, prevent_cse=prevent_cse, static_argnums=static_argnums)
    check_callable(f, "checkpoint")

    @functools.wraps(f)
    def checkpointed(*args: Any, **kwargs: Any) -> Any:
        if state.trace.parent is None:
            return f(*args, **kwargs)
        return _checkpointed(f, policy, args, kwargs)

    return checkpointed


def _checkpointed(f: Callable[..., Any], policy: Policy | None, args: tuple, kwargs: dict) -> Any:
    arguments = Arguments(args, kwargs)
    traced = [k for k, x in enumerate(arguments.leaves) if is_value(x)]
    values = [unwrap(arguments.leaves[k]) for k in traced]
    note: dict[str, Any] = {}

    def flat(*xs):
        """The leaves of the result, then the new values of the arguments that f wrote to."""
        full = list(arguments.leaves)
        for k, x in zip(traced, xs, strict=True):
            full[k] = x
        outs, note["structure"], note["flags"] = flatten_result(arguments.call(f, full))
        written = arguments.written()
        note["written"] = [k for k, _ in written]
        return [*outs, *[v for _, v in written]]

    results = [unwrap(x) for x in _with_less_memory(flat, policy, values, describe(f))]
    n = len(note["flags"])
    if note["written"]:
        write_back(arguments, list(zip(note["written"], results[n:], strict=True)), results)
    return tree.unflatten(note["structure"], [finish(x, s) for x, s in zip(results[:n], note["flags"], strict=True)])


def _with_less_memory(flat: Callable[..., list], policy: Policy | None, values: list[Any], name: str) -> list[Any]:
    """flat(*values), differentiated by running it again."""
    try:
        program, outer = stage(flat, [typeof(v) for v in values], name)
    except ValueNeeded:
        return _by_running_again(flat, values, name)
    program = simplified(program)
    saved = [v for e in program.eqns if policy is not None and policy(e.op, **e.params) for v in e.outs]
    keeping = Program(program.inputs, program.eqns, (*program.outputs, *saved), program.name)
    operands = [*outer, *values]
    n_out, n_in = len(program.outputs), len(operands)

    def primal(*xs):
        return _handles(evaluate(program, *xs))

    def fwd(*xs):
        outs = evaluate(keeping, *xs)
        return _handles(outs[:n_out]), _handles([*xs, *outs[n_out:]])

    def bwd(residuals, cotangent):
        residuals = [barrier(unwrap(r)) if hasattr(unwrap(r), "dtype") else unwrap(r) for r in residuals]
        cts = [unwrap(c) for c in tree.flatten(cotangent)[0]]
        inputs, kept = residuals[:n_in], dict(zip(saved, residuals[n_in:], strict=True))
        _, linear = linearize(lambda *xs: _evaluate_with(program, xs, kept), inputs, _inexact(inputs))
        return _full(backward(linear, cts), inputs)

    return custom_derivative(primal, None, fwd, bwd, operands, f"checkpoint({name})")


def _by_running_again(flat: Callable[..., list], values: list[Any], name: str) -> list[Any]:
    """For a function whose Python needs values: run it again as Python, on the values it had."""

    def primal(*xs):
        return _handles(flat(*xs))

    def fwd(*xs):
        return primal(*xs), _handles(xs)

    def bwd(residuals, cotangent):
        inputs = [unwrap(r) for r in residuals]
        _, linear = linearize(flat, inputs, _inexact(inputs))
        return _full(backward(linear, [unwrap(c) for c in tree.flatten(cotangent)[0]]), inputs)

    return custom_derivative(primal, None, fwd, bwd, values, f"checkpoint({name})")


def _handles(values: Sequence[Any]) -> list[Any]:
    return [wrap(v, False) if hasattr(v, "dtype") else v for v in values]


def _inexact(values: Sequence[Any]) -> list[bool]:
    return [typeof(v).dtype.kind in "fc" for v in values]


def _full(grads: Sequence[Any], inputs: Sequence[Any]) -> list[Any]:
    found = iter(grads)
    return [next(found) if on else None for on in _inexact(inputs)]


def _evaluate_with(program: Program, args: Sequence[Any], saved: dict[Var, Any]) -> list[Any]:
    """Evaluate a program whose `saved` results are there already; derivatives still follow through them."""
    env: dict[Var, Any] = dict(zip(program.inputs, args, strict=True))
    trace: DualTrace = state.trace  # type: ignore[assignment]
    for e in program.eqns:
        operands = [env[a] if type(a) is Var else a for a in e.args]
        if e.outs and e.outs[0] in saved:
            mine = [type(a) is Dual and a.trace is trace for a in operands]
            primals = [a.primal if m else a for a, m in zip(operands, mine, strict=True)]
            tangents = [a.tangent if m else None for a, m in zip(operands, mine, strict=True)]
            known = [saved[v] for v in e.outs]
            out = (
                trace.follow(e.op, primals, tangents, known if e.op.multi else known[0], e.params)
                if any(mine)
                else known[0]
            )
        else:
            out = trace.process(e.op, operands, e.params)
        env.update(zip(e.outs, out if e.op.multi else (out,), strict=True))
    return [env[a] if type(a) is Var else a for a in program.outputs]


def _is_product(op: Op, **params: Any) -> bool:
    return op.family == "contraction"


def _is_product_without_batch(op: Op, **params: Any) -> bool:
    if op.family != "contraction":
        return False
    inputs, out = params["spec"].split("->")
    x, y = inputs.split(",")
    return not any(c in x and c in y and c in out for c in x)


def _named(*names: str) -> Policy:
    return lambda op, **params: op is named and params["name"] in names


class Policies(SimpleNamespace):
    """The policies of `checkpoint`, which choose what is kept, under the names of jax.checkpoint_policies.

    The `save_...` ones, which end in names or policies, are functions that make a policy of these.
    """


checkpoint_policies = Policies(
    everything_saveable=lambda op, **params: op.family != "structured",
    nothing_saveable=lambda op, **params: False,
    dots_saveable=_is_product,
    checkpoint_dots=_is_product,
    dots_with_no_batch_dims_saveable=_is_product_without_batch,
    checkpoint_dots_with_no_batch_dims=_is_product_without_batch,
    save_only_these_names=_named,
    save_any_names_but_these=lambda *names: lambda op, **params: op is named and params["name"] not in names,
    save_anything_except_these_names=lambda *names: (
        lambda op, **params: op.family != "structured" and not (op is named and params["name"] in names)
    ),
    save_from_both_policies=lambda p, q: lambda op, **params: p(op, **params) or q(op, **params),
)
