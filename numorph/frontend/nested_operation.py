"""Compiled functions within two derivatives, as operations.

    nested(x)             the outs: the leaves of the result, then the final contents of arrays that are written to
    with_tangents(x, v)   the outs, and the tangents of those that are floating, along tangents v of active leaves
    pushed(x, v)          those tangents alone, as a linear map of v, of which the transpose is a pullback
    pullback(x, c)        the cotangents of active leaves, of those of some outs

x: the leaves of the arguments.  Other than in operation.py, leaves, tangents and cotangents are all operands: they may
be values of the other derivative.  What that makes of the last three is in second_operation.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.op import Op
from . import second_operation as second
from .one_by_one import operation
from .runner import Runner
from .second import SecondSweeps, Trail


def _live(tangents: Sequence[Any]) -> tuple[int, ...]:
    return tuple([k for k, t in enumerate(tangents) if t is not None])


def _some(values: Sequence[Any]) -> list[Any]:
    return [x for x in values if x is not None]


# -- the function itself


def _run(*leaves: Any, runner: Runner, trail: Trail | None) -> list[Any]:
    return runner.run(leaves) if trail is None else trail.run_forward(leaves)


def _jvp(trace: Any, op: Op, leaves: list[Any], tangents: list[Any], params: dict[str, Any]) -> Any:
    runner, trail = params["runner"], params["trail"]
    active, live = _live(tangents), _some(tangents)
    if trail is not None:  # of a gradient inside
        runner.derived(SecondSweeps, second.union(active, trail.sweeps.active))
    common = {"runner": runner, "active": active}
    if trace.tape is None:
        found = trace.known.process(with_tangents, [*leaves, *live], {**common, "trail": trail})
        n = len(runner.outs)
        return second.duals(trace, found[:n], runner.floating_of(found[:n]), found[n:])
    sweeps = runner.sweeps(active)
    mine = trail if trail is not None and trail.sweeps is sweeps else Trail(sweeps)
    outs = trace.known.process(op, leaves, {**params, "trail": mine if trail is None else trail})
    floating = runner.floating_of(outs)
    if not floating:
        return tuple(outs)
    more = {"trail": mine, "floating": floating, "types": second.types_of([outs[j] for j in floating])}
    dots = trace.tape.process(pushed, [*leaves, *live], {**common, **more})
    return second.duals(trace, outs, floating, dots)


def _of_leaves(params: dict[str, Any], batched: Sequence[bool]) -> bool:
    return any(batched[: params["runner"].n_leaves])


nested = operation("procedure_nested", _run, _jvp, apart=_of_leaves)

# -- forward mode


def _with_tangents(*operands: Any, runner: Runner, active: tuple[int, ...], trail: Trail | None) -> list[Any]:
    leaves, dots = operands[: runner.n_leaves], operands[runner.n_leaves :]
    if trail is None:
        return runner.tangents(active).run(leaves, dots)
    code: SecondSweeps = runner.derived(SecondSweeps, second.union(active, trail.sweeps.active))
    outs, moved = trail.run_along(code, leaves, dict(zip(active, dots, strict=True)))
    return [*outs, *_some(moved)]


with_tangents = operation(
    "procedure_nested_with_tangents", _with_tangents, second.forward_jvp, apart=lambda params, batched: any(batched)
)


def _pushed(*operands: Any, runner: Runner, active: tuple[int, ...], **_: Any) -> list[Any]:
    return _with_tangents(*operands, runner=runner, active=active, trail=None)[len(runner.outs) :]


def _pushed_transpose(cts: Any, *operands: Any, runner: Runner, trail: Trail, **params: Any) -> list[Any]:
    leaves, active = operands[: runner.n_leaves], params["active"]
    present = tuple([j for j, ct in zip(params["floating"], cts, strict=True) if ct is not None])
    nothing: list[Any] = [None] * len(leaves)
    if not present:
        return nothing + [None] * len(active)
    found = pullback(*leaves, *_some(cts), runner=runner, trail=trail, active=active, present=present)
    return nothing + list(found)


def _pushed_type_rule(*types: Any, **params: Any) -> Any:
    return params["types"]


pushed = operation("procedure_nested_pushed", _pushed, second.forward_jvp, _pushed_type_rule, _pushed_transpose)

# -- reverse mode


def _pullback(
    *operands: Any, runner: Runner, trail: Trail, active: tuple[int, ...], present: tuple[int, ...]
) -> list[Any]:
    n = runner.n_leaves
    cts: list[Any] = [None] * len(runner.outs)
    for j, ct in zip(present, operands[n:], strict=True):
        cts[j] = ct
    return trail.run_backward(operands[:n], cts)


pullback = operation("procedure_nested_pullback", _pullback, second.reverse_jvp, apart=_of_leaves)
