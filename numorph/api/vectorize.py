"""vmap of user functions: pytrees of axes in, pytrees of axes out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import FUNCTIONS, Array, unwrap, wrap
from ..boundary import Arguments, check_callable, describe, finish, flatten_result, is_value, what_is, write_back
from ..core.trace import Tracer, state, typeof
from ..core.types import normalize_axis
from ..errors import NumorphTypeError, NumorphValueError, ValueNeeded
from ..ops import movement as mv
from ..transforms import batching
from .elsewhere import ELSEWHERE
from .gradient import is_jitted, named


def vmap(
    f: Callable[..., Any],
    in_axes: Any = 0,
    out_axes: Any = 0,
    axis_name: Any = None,
    axis_size: int | None = None,
    spmd_axis_name: Any = None,
) -> Callable[..., Any]:
    """A function that maps `f` over an axis of its arguments at once, without a Python loop.

    in_axes: for each argument (a tuple), or each part of one (a pytree that may stop early), the axis to map over, or
    None to use it whole; one int for all.  out_axes: where the mapped axis stands in the results.  axis_size: needed
    when nothing is mapped.  axis_name: a name by which psum, pmean, pmax, pmin, all_gather and axis_index inside `f`
    speak of the axis.

    As jax.vmap.  Keyword arguments are mapped over axis 0.  A write inside `f` to a mapped argument reaches the
    caller's array.  Where `f` decides in Python by the values of a lane (`if`, `while`, `float(x)`, `x[mask]`) the
    lanes run one by one, unless there is an axis_name.  Raises ValueError where sizes or structures do not fit.
    """
    check_callable(f, "vmap")
    if not isinstance(in_axes, int | tuple | list | dict | type(None)) or isinstance(in_axes, bool):
        raise NumorphTypeError(f"'vmap' needs in_axes as an int, None or a tuple, got {in_axes!r}.")

    jitted = is_jitted(f)

    @functools.cache
    def whole() -> Any:
        from .whole_lanes import WholeLanes

        return WholeLanes(f, in_axes, out_axes, axis_size)

    @named(f, "vmap")
    def mapped(*args: Any, **kwargs: Any) -> Any:
        if axis_name is None and not kwargs and (jitted or state.compiled_form is not None):
            found = whole().call(args)
            if found is not ELSEWHERE:
                return found
        arguments = Arguments(args, kwargs)
        axes = _axes_of(in_axes, args, kwargs, f)
        values, axes = _lanes_first(arguments, axes, f)
        size = _batch_size(arguments, axes, axis_size, f)
        arguments.strides = [_lane_strides(leaf, a) for leaf, a in zip(arguments.leaves, axes, strict=True)]
        kept: dict[str, Any] = {}

        def flat(*inner):
            leaves, kept["structure"], _ = flatten_result(arguments.call(f, inner))
            kept["written"] = arguments.written()
            written = [v for _, v in kept["written"]]
            return [*leaves, *written]

        flags = [a is not None for a in axes]
        try:
            outs, mine = batching.batch(flat, size, values, flags, axis_name)
        except ValueNeeded:
            if axis_name is not None or state.trace.staging or size == 0:
                raise
            outs = None
        if outs is None:  # outside of the handler: what a lane raises is not the consequence of the first error
            outs = _one_by_one(flat, kept, size, values, flags, f)
            mine = [True] * len(outs)
        n = len(outs) - len(kept["written"])
        written = _unbatched_writes(arguments, kept["written"], outs[n:], mine[n:], axes, size, f)
        results = _results(outs[:n], mine[:n], kept["structure"], out_axes, size, f)
        write_back(arguments, written, results)
        return tree.unflatten(kept["structure"], [finish(r) for r in results])

    return mapped


def _one_by_one(
    flat: Callable[..., list[Any]], kept: dict[str, Any], size: int, values: list[Any], batched: list[bool], f: Any
) -> list[Any]:
    """Lanes that decide by their values what Python does, each on its own; what they give is stacked."""
    results, structures, writes = [], [], []
    inputs = [[unwrap(wrap(v)[i]) if b else v for v, b in zip(values, batched, strict=True)] for i in range(size)]
    for lane in inputs:
        outs = flat(*lane)
        results.append(outs[: len(outs) - len(kept["written"])])
        structures.append(kept["structure"])
        writes.append(dict(kept["written"]))
    for structure in structures:
        if structure != structures[0]:
            raise NumorphTypeError(
                f"'vmap' of '{describe(f)}': the lanes return results built in different ways: "
                f"{tree.show(structures[0])} and {tree.show(structure)}.",
                hints=("return the same structure whichever way the function takes",),
            )
    stacked = [_stacked(parts, f"result {j}", f) for j, parts in enumerate(zip(*results, strict=True))]
    places = sorted({k for w in writes for k in w})
    for k in places:  # a lane that has not written keeps what it was given
        stacked.append(_stacked([w.get(k, lane[k]) for w, lane in zip(writes, inputs, strict=True)], "a write", f))
    kept["written"] = [(k, None) for k in places]
    return stacked


def _stacked(parts: Sequence[Any], what: str, f: Any) -> Any:
    """One array of what the lanes have given."""
    who = f"'vmap' of '{describe(f)}'"
    for x in parts:
        if not (is_value(x) or isinstance(x, Tracer | bool | int | float | complex)):
            raise NumorphTypeError(f"{who} cannot stack {what}, which is {what_is(x)}.")
    shapes = list(dict.fromkeys([typeof(x).shape for x in parts]))
    if len(shapes) > 1:
        raise NumorphValueError(
            f"{who}: {what} has different shapes in the lanes: {shapes[0]} and {shapes[1]}.",
            hints=("fill the results up to one size, or call the function in a loop",),
        )
    return unwrap(FUNCTIONS[np.stack]([wrap(x, scalar=False) for x in parts]))


def _axes_of(in_axes: Any, args: tuple, kwargs: dict, f: Any) -> list[Any]:
    if isinstance(in_axes, list):
        in_axes = tuple(in_axes)
    if isinstance(in_axes, tuple) and len(in_axes) != len(args):
        raise NumorphValueError(
            f"'vmap' of '{describe(f)}' has in_axes of length {len(in_axes)}, but was called with "
            f"{len(args)} arguments.",
            hints=("in_axes is one int for all positional arguments, or a tuple with one entry for each",),
        )
    try:
        axes = tree.broadcast_prefix(in_axes, args, "in_axes")
    except ValueError as error:
        raise _misfit(f"'vmap' of '{describe(f)}'", error) from None
    return axes + tree.broadcast_prefix(0, kwargs, "in_axes")


def _misfit(who: str, error: ValueError) -> NumorphValueError:
    """The error for a tree of axes that does not fit, at the user's line."""
    message, _, hint = str(error).partition("\n  Hint: ")
    return NumorphValueError(f"{who}: {message}", hints=(hint,))


def _lanes_first(arguments: Arguments, axes: list[Any], f: Any) -> tuple[list[Any], list[Any]]:
    """The leaves with their mapped axis in front."""
    values, found = [], []
    for k, (leaf, axis) in enumerate(zip(arguments.leaves, axes, strict=True)):
        if axis is None or not (is_value(leaf) or isinstance(leaf, np.generic | int | float | complex)):
            values.append(unwrap(leaf))
            found.append(None)
            continue
        x = unwrap(leaf)
        ndim = len(typeof(x).shape)
        if ndim == 0:
            raise NumorphValueError(
                f"'vmap' of '{describe(f)}': {arguments.name(k, f)} is {what_is(leaf)}, without an axis to map over.",
                hints=(f"give it in_axes None: it is then used whole in every call of '{describe(f)}'",),
            )
        try:
            axis = normalize_axis(axis, ndim)
        except IndexError:
            raise NumorphValueError(
                f"'vmap' of '{describe(f)}': in_axes asks for axis {axis} of {arguments.name(k, f)}, "
                f"which is {typeof(x)}."
            ) from None
        values.append(mv.move_axes_to_front(x, (axis,)))
        found.append(axis)
    return values, found


def _lane_strides(leaf: Any, axis: int | None) -> tuple[int, ...] | None:
    """How one lane of a mapped argument lies in memory: views of it alias as they would in a loop."""
    if axis is None or not isinstance(leaf, np.ndarray | Array):
        return None
    whole = leaf._phantom() if isinstance(leaf, Array) else leaf
    return np.moveaxis(whole, axis, 0).strides[1:]


def _batch_size(arguments: Arguments, axes: list[Any], axis_size: int | None, f: Any) -> int:
    sizes = {
        k: typeof(unwrap(leaf)).shape[a]
        for k, (leaf, a) in enumerate(zip(arguments.leaves, axes, strict=True))
        if a is not None
    }
    if axis_size is not None:
        sizes[-1] = axis_size
    if not sizes:
        raise NumorphValueError(
            f"'vmap' of '{describe(f)}' maps over no argument.",
            hints=("give at least one entry of in_axes an axis, or pass axis_size",),
        )
    if len(set(sizes.values())) > 1:
        notes = []
        for k, n in sizes.items():
            if k >= 0:
                notes.append(
                    f"{arguments.name(k, f)} is {typeof(unwrap(arguments.leaves[k]))}: {n} along axis {axes[k]}"
                )
            else:
                notes.append(f"axis_size is {n}")
        raise NumorphValueError(f"'vmap' of '{describe(f)}' got mapped axes of different sizes.", notes=notes)
    return next(iter(sizes.values()))


def _unbatched_writes(
    arguments: Arguments, written: list, outs: list, mine: list, axes: list, size: int, f: Any
) -> list[tuple[int, Any]]:
    """New values of the arguments that were written to, with the mapped axis back in its place."""
    delivered = []
    for (k, _), value, batched in zip(written, outs, mine, strict=True):
        axis = axes[k]
        if axis is None and batched:
            raise NumorphValueError(
                f"'vmap' of '{describe(f)}': every lane writes its own values into {arguments.name(k, f)}, "
                "which is not mapped.",
                hints=("map it with in_axes, or copy it in the function: x = x.copy()",),
            )
        if axis is not None:
            if not batched:
                value = batching.materialize(value, False, size)
            value = _move_front_to(value, axis)
        delivered.append((k, value))
    return delivered


def _move_front_to(x: Any, axis: int) -> Any:
    ndim = len(typeof(x).shape)
    axis = normalize_axis(axis, ndim)
    perm = (*range(1, axis + 1), 0, *range(axis + 1, ndim))
    return x if axis == 0 else mv.transpose(x, perm=perm)


def _results(outs: list, mine: list, structure: Any, out_axes: Any, size: int, f: Any) -> list[Any]:
    who = f"'vmap' of '{describe(f)}'"
    if isinstance(out_axes, int):
        axes = [out_axes] * len(outs)
    else:
        try:
            axes = tree.broadcast_prefix(out_axes, tree.unflatten(structure, [0.0] * len(outs)), "out_axes")
        except ValueError as error:
            raise _misfit(who, error) from None
    results = []
    for k, (value, batched, axis) in enumerate(zip(outs, mine, axes, strict=True)):
        if axis is None:
            if batched:
                raise NumorphValueError(
                    f"{who} has out_axes None for result {k}, which differs between lanes.", hints=("give it an axis",)
                )
            results.append(value)
            continue
        if not batched and not hasattr(value, "shape"):
            value = np.asarray(value)
            if value.dtype.kind not in "fiubc":
                raise NumorphTypeError(f"{who} cannot stack result {k}, which is {what_is(outs[k])}.")
            value = value[()]
        whole = batching.materialize(value, batched, size)
        try:
            results.append(_move_front_to(whole, axis))
        except IndexError:
            raise NumorphValueError(f"{who}: out_axes asks for axis {axis} of result {k}, {typeof(whole)}.") from None
    return results
