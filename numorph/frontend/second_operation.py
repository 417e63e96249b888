"""The derivatives of what nested_operation.py makes of a compiled function: derivatives of the second order.

    twice(x, v, w, z)     the outs, their tangents along v, along w, and those along w of those along v, where the
                          tangents of v are z; as a linear map of w and z, the last two: pushed_twice
    second(x, c, w, d)    the tangents of outs along w; the cotangents of leaves, of those of the outs (c); and their
                          tangents along w, where those of c are d; as a linear map of w and d, the last: pulled

One derivative serves for both transposes, for second derivatives are symmetric: with S(c, w) for the derivative of
pullback(x, c) along w, which is the gradient of c . pushed(x, w), u . S(c, w) is w . S(c, u).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.op import NotSupported, Op
from ..core.trace import typeof
from ..core.types import ArrayType
from .one_by_one import operation
from .runner import Runner
from .second import SecondSweeps, Trail, TwiceTangents

_THIRD = NotSupported("derivatives of the third order of compiled loops are not made")


def union(*active: Sequence[int]) -> tuple[int, ...]:
    """Leaves, in order."""
    return tuple(sorted(set().union(*active)))


def types_of(values: Sequence[Any]) -> tuple[ArrayType, ...]:
    """Those of the tangents of some values."""
    return tuple([ArrayType(typeof(x).shape, typeof(x).dtype) for x in values])


def duals(trace: Any, outs: Sequence[Any], moving: Sequence[int], dots: Sequence[Any]) -> tuple[Any, ...]:
    """Values of a trace; dots: the tangents of some of them, by number."""
    tangents = dict(zip(moving, dots, strict=True))
    return tuple([trace.dual(x, tangents.get(j)) for j, x in enumerate(outs)])


def _every(trace: Any, outs: Sequence[Any], dots: Sequence[Any]) -> tuple[Any, ...]:
    return duals(trace, outs, range(len(outs)), dots)


def _numbers(names: Sequence[int], tangents: Sequence[Any]) -> tuple[int, ...]:
    """The names of those that have tangents."""
    return tuple([k for k, t in zip(names, tangents, strict=True) if t is not None])


def _some(values: Sequence[Any]) -> list[Any]:
    return [x for x in values if x is not None]


def _split(values: Sequence[Any], *counts: int) -> list[list[Any]]:
    parts, at = [], 0
    for n in counts:
        parts.append(list(values[at : at + n]))
        at += n
    return [*parts, list(values[at:])]


def _types_rule(*types: Any, **params: Any) -> Any:
    return params["types"]


# -- derivatives of forward mode


def forward_jvp(trace: Any, op: Op, operands: list[Any], tangents: list[Any], params: dict[str, Any]) -> Any:
    """The rule of with_tangents, and of `pushed`, which has tangents of outs alone."""
    runner, active = params["runner"], params["active"]
    n = runner.n_leaves
    moving, turning = _numbers(range(n), tangents[:n]), _numbers(active, tangents[n:])
    some = union(active, moving)
    runner.derived(TwiceTangents, some)
    along = {"runner": runner, "trail": None, "active": active, "moving": moving, "turning": turning}
    live, m = _some(tangents), len(runner.outs)
    only_dots = "floating" in params
    if trace.tape is None:
        outs, rest = _split(trace.known.process(twice, [*operands, *live], along), m)
        floating = runner.floating_of(outs)
        dots, moved, both = _split(rest, len(floating), len(floating))
        dots = list(_every(trace, dots, both))
        return tuple(dots) if only_dots else (*duals(trace, outs, floating, moved), *dots)
    runner.derived(SecondSweeps, some)
    outs, dots = _split(trace.known.process(op, operands, params), 0 if only_dots else m)
    floating = params["floating"] if only_dots else runner.floating_of(outs)
    along |= {"floating": floating, "types": types_of(dots) * 2}
    moved, both = _split(trace.tape.process(pushed_twice, [*operands, *live], along), len(floating))
    dots = list(_every(trace, dots, both))
    return tuple(dots) if only_dots else (*duals(trace, outs, floating, moved), *dots)


def _twice(
    *operands: Any,
    runner: Runner,
    trail: None,
    active: tuple[int, ...],
    moving: tuple[int, ...],
    turning: tuple[int, ...],
) -> list[Any]:
    leaves, v, w, z = _split(operands, runner.n_leaves, len(active), len(moving))
    code: TwiceTangents = runner.derived(TwiceTangents, union(active, moving))
    given = [dict(zip(names, dots, strict=True)) for names, dots in ((active, v), (moving, w), (turning, z))]
    outs, *dots = code.run(leaves, *given)
    return [*outs, *[d for part in dots for d in _some(part)]]


twice = operation("procedure_twice", _twice, _THIRD)


def _pushed_twice(*operands: Any, runner: Runner, floating: Any, types: Any, **params: Any) -> list[Any]:
    return _twice(*operands, runner=runner, **params)[len(runner.outs) + len(floating) :]


def _pushed_twice_transpose(
    cts: Any,
    *operands: Any,
    runner: Runner,
    active: tuple[int, ...],
    moving: tuple[int, ...],
    turning: tuple[int, ...],
    floating: tuple[int, ...],
    **_: Any,
) -> list[Any]:
    leaves, v, _w, _z = _split(operands, runner.n_leaves, len(active), len(moving))
    of_moved, of_both = _split(cts, len(floating))
    wanted = union(moving, turning)
    found = second(
        *[*leaves, *_some(of_both), *v, *_some(of_moved)],
        runner=runner,
        trail=None,
        active=wanted,
        present=_numbers(floating, of_both),
        moving=active,
        turning=_numbers(floating, of_moved),
        asked=(),
    )
    grads, moved = [dict(zip(wanted, part, strict=True)) for part in _split(found, len(wanted))]
    return [None] * (len(leaves) + len(v)) + [moved[k] for k in moving] + [grads[k] for k in turning]


pushed_twice = operation("procedure_pushed_twice", _pushed_twice, _THIRD, _types_rule, _pushed_twice_transpose)

# -- derivatives of reverse mode


def reverse_jvp(trace: Any, op: Op, operands: list[Any], tangents: list[Any], params: dict[str, Any]) -> Any:
    """The rule of pullback."""
    runner, present, active = params["runner"], params["present"], params["active"]
    n = runner.n_leaves
    moving, turning = _numbers(range(n), tangents[:n]), _numbers(present, tangents[n:])
    along = {**params, "moving": moving, "turning": turning}
    live = _some(tangents)
    if trace.tape is None:
        found = trace.known.process(second, [*operands, *live], {**along, "asked": ()})
        return _every(trace, *_split(found, len(active)))
    grads = trace.known.process(op, operands, params)
    dots = trace.tape.process(pulled, [*operands, *live], {**along, "types": types_of(grads), "trail": None})
    return _every(trace, grads, dots)


def _second(
    *operands: Any,
    runner: Runner,
    trail: Trail | None,
    active: tuple[int, ...],
    present: tuple[int, ...],
    moving: tuple[int, ...],
    turning: tuple[int, ...],
    asked: tuple[int, ...],
) -> list[Any]:
    leaves, cts, w, d = _split(operands, runner.n_leaves, len(present), len(moving))
    code: SecondSweeps = runner.derived(SecondSweeps, union(active, moving))
    lane = trail.take_moving(code) if trail is not None else None
    if lane is None:
        _, lane = code.run_forward(leaves, dict(zip(moving, w, strict=True)))
    grads, moved = code.run_backward(lane, dict(zip(present, cts, strict=True)), dict(zip(turning, d, strict=True)))
    return [*[lane.dots[j] for j in asked], *[grads[k] for k in active], *[moved[k] for k in active]]


def _apart(params: dict[str, Any], batched: Sequence[bool]) -> bool:
    """Whether the sweeps along tangents differ between lanes, as they do for with_tangents."""
    leaves, _cts, w, _d = _split(batched, params["runner"].n_leaves, len(params["present"]), len(params["moving"]))
    return any(leaves + w)


second = operation("procedure_second", _second, _THIRD, apart=_apart)


def _pulled(*operands: Any, active: tuple[int, ...], types: Any, **params: Any) -> list[Any]:
    return _second(*operands, active=active, asked=(), **params)[len(active) :]


def _pulled_transpose(
    cts: Any,
    *operands: Any,
    runner: Runner,
    active: tuple[int, ...],
    present: tuple[int, ...],
    moving: tuple[int, ...],
    turning: tuple[int, ...],
    **_: Any,
) -> list[Any]:
    leaves, c, _w, _d = _split(operands, runner.n_leaves, len(present), len(moving))
    along = _numbers(active, cts)
    found = second(
        *[*leaves, *c, *_some(cts)],
        runner=runner,
        trail=None,
        active=moving,
        present=present,
        moving=along,
        turning=(),
        asked=turning,
    )
    of_outs, _grads, of_leaves = _split(found, len(turning), len(moving))
    return [None] * (len(leaves) + len(c)) + of_leaves + of_outs


pulled = operation("procedure_pulled", _pulled, _THIRD, _types_rule, _pulled_transpose)
