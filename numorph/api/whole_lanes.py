"""Calls of vmap outside of other transformations, as a whole: what does not change from call to call is kept.

They are those of functions that are compiled from their source, with arrays and numbers as arguments that they do not
write to.  All others, and those that machine code gives up, go the ordinary way (vectorize.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import config, tree
from ..core.trace import EVAL, state
from ..core.types import normalize_axis
from ..frontend.prepared_batch import PreparedBatch, Unprepared
from ..frontend.runner import Bailed
from ..runtime.error_states import accept_error_state
from .elsewhere import ELSEWHERE
from .procedural import Procedural
from .ways import FEW_BAILS, Way

_MOST_PLANS = 64
_FEW_FAILURES, _FEW_CALLS = 3, 8  # a failure costs as much as some calls


class WholeLanes:
    """The calls of one mapped function."""

    def __init__(self, f: Callable[..., Any], in_axes: Any, out_axes: Any, axis_size: int | None):
        from .jit import Jitted

        self._f, self._out_axes, self._size = f, out_axes, axis_size
        self._in_axes = tuple(in_axes) if isinstance(in_axes, list) else in_axes
        self._is_jitted = type(f) is Jitted
        # By the kinds of the arguments.  None: such a call was there; False: there can be none.
        self._plans: dict[Any, _Plan | bool | None] = {}

    def call(self, args: tuple[Any, ...]) -> Any:
        """The results, or ELSEWHERE."""
        if state.trace is not EVAL or not (self._is_jitted or state.compiled_form is not None):
            return ELSEWHERE
        if not EVAL.direct or not config.compile or config.strict or config.disable_jit or not accept_error_state():
            return ELSEWHERE
        key = tuple([(x.dtype, x.shape, x.strides) if type(x) is np.ndarray else type(x) for x in args])
        try:
            plan = self._plans[key]
        except KeyError:  # the ordinary way finds out whether it can be compiled, and how large results are
            while len(self._plans) >= _MOST_PLANS:
                self._plans.pop(next(iter(self._plans)), None)
            self._plans[key] = None
            return ELSEWHERE
        if plan is None or (type(plan) is _Plan and not plan.holds()):
            plan = self._plans[key] = self._planned(args, plan)
        return plan.call(args) if type(plan) is _Plan else ELSEWHERE

    def _planned(self, args: tuple[Any, ...], last: Any) -> _Plan | bool | None:
        """How calls with such arguments run; False: not this way; None: not yet.  last: how earlier ones did."""
        if last is not None and last.failures > _FEW_FAILURES + last.calls // _FEW_CALLS:
            return False
        form = self._f if state.compiled_form is None else state.compiled_form(self._f)
        procedural = getattr(form, "_procedural", None)
        axes = self._axes(args)
        if type(procedural) is not Procedural or axes is None or (self._is_jitted and not procedural.preferred):
            return False
        sizes = {x.shape[a] for x, a in zip(args, axes, strict=True) if a is not None}
        if self._size is not None:
            sizes.add(self._size)
        if len(sizes) != 1 or axes == [None] * len(axes):
            return False
        way = procedural.way_of([_lane(x, a) for x, a in zip(args, axes, strict=True)])
        if way is None:
            return None
        try:
            return _Plan(way, args, axes, sizes.pop(), self._out_axes, last)
        except (Unprepared, Bailed):
            return False

    def _axes(self, args: tuple[Any, ...]) -> list[int | None] | None:
        """The axis of each argument; None where the ordinary way has to look at them."""
        given = self._in_axes if type(self._in_axes) is tuple else (self._in_axes,) * len(args)
        if len(given) != len(args):
            return None
        axes: list[int | None] = []
        for x, axis in zip(args, given, strict=True):
            if not (type(x) in (np.ndarray, int, float, bool) or isinstance(x, np.generic)):
                return None
            if axis is None:
                axes.append(None)
            elif type(axis) is int and type(x) is np.ndarray and -x.ndim <= axis < x.ndim:
                axes.append(axis % x.ndim)
            else:
                return None
        return axes


class _Plan:
    """How calls with arguments of some kinds run."""

    def __init__(
        self,
        way: Way,
        args: tuple[Any, ...],
        axes: list[int | None],
        size: int,
        out_axes: Any,
        last: _Plan | None,
    ):
        runner = way.runner()
        self._way, self._variant = way, runner.variant
        self._batch = PreparedBatch(runner, args, axes, size)
        marks = [_Mark() for _ in runner.leaves]
        found, self._structure = tree.flatten(runner.translation.structure.rebuilt(iter(marks)))
        if not all([type(x) is _Mark for x in found]):
            raise Unprepared
        self._order = [marks.index(x) for x in found]
        ndims = [self._batch.ndims[k] for k in self._order]
        self._perms = _permutations(self._structure, ndims, out_axes)
        self._simple = self._structure is tree.LEAF and self._perms == [None]
        self._failed = False
        self.calls, self.failures = (0, 0) if last is None else (last.calls, last.failures)

    def holds(self) -> bool:
        """Whether the last call was no failure, and what was found outside the function is as it was."""
        return not self._failed and self._variant.holds()

    def call(self, args: tuple[Any, ...]) -> Any:
        """The results, or ELSEWHERE."""
        if self._way.bails > FEW_BAILS or not self._batch.settled:
            return ELSEWHERE
        try:
            outs = self._batch.run(args)
        except Unprepared:
            return ELSEWHERE
        if outs is None:  # a lane has bailed, or a result has other sizes than it had
            self._failed = True
            self.failures += 1
            return ELSEWHERE
        self.calls += 1
        if self._simple:
            return outs[0]
        ordered = [outs[k] for k in self._order]
        return tree.unflatten(
            self._structure, [x if p is None else x.transpose(p) for x, p in zip(ordered, self._perms, strict=True)]
        )


class _Mark:
    """Stands for a leaf of a result."""


def _lane(x: Any, axis: int | None) -> Any:
    """What the function would have of it in a loop, as the ordinary way says it."""
    if type(x) is not np.ndarray:
        return x
    shape = x.shape if axis is None else (*x.shape[:axis], *x.shape[axis + 1 :])
    return np.zeros((), x.dtype)[()] if axis is not None and not shape else np.empty(shape, x.dtype)


def _permutations(structure: Any, ndims: list[int], out_axes: Any) -> list[tuple[int, ...] | None]:
    """How the axes of each result are ordered, lanes being the first; None: as they are."""
    found: list[tuple[int, ...] | None] = []
    try:
        axes = tree.broadcast_prefix(out_axes, tree.unflatten(structure, [0.0] * len(ndims)), "out_axes")
        for axis, ndim in zip(axes, ndims, strict=True):
            k = normalize_axis(axis, ndim)
            found.append((*range(1, k + 1), 0, *range(k + 1, ndim)) if k else None)
    except (ValueError, TypeError, IndexError):  # the ordinary way raises it
        raise Unprepared from None
    return found
