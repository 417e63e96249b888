"""NumPy's index expressions, reduced to slices, gathers and scatters.

`Index(shape, key)` understands a key once; `get`, `set` and `update` apply it to values.  Basic indices are views in
NumPy (`is_view`), advanced ones copies.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from .core.trace import Tracer, typeof
from .core.types import Dim, Shape, broadcast_shapes
from .errors import ValueNeeded
from .ops import elementwise as ew
from .ops import indexing as ix
from .ops import movement as mv


class Index:
    """One index expression on arrays of one shape.

    spans: the static slice of every axis;  advanced: axis -> index array (value or tracer), all of shape `lead`;
    layout: the result's axes before reshaping, as sizes;  shape: the result's shape.
    """

    __slots__ = ("advanced", "is_full", "is_view", "lead", "place", "rest", "shape", "source", "spans")
    keeps_rows = True  # as a lens (lenses.py)

    def __init__(self, shape: Shape, key: Any):
        self.source = shape
        entries = _expand_key(shape, key if type(key) is tuple else (key,))
        arrays = [e for e in entries if type(e) is _Array]
        as_arrays = any(a.ndim or isinstance(a.value, Tracer) for a in arrays)
        self.is_view = not any(a.ndim for a in arrays)
        spans: list[ix.Span] = []
        advanced: dict[int, Any] = {}
        before: list[Any] = []  # result axes of slices and newaxes before the first advanced entry
        after: list[Any] = []
        rest: list[Any] = []  # sizes of the axes that slices leave, in order
        runs, previous_advanced = 0, False
        for e in entries:
            is_advanced = type(e) is _Array or (type(e) is int and as_arrays)
            if is_advanced:
                axis = len(spans)
                spans.append((0, shape[axis], 1))
                advanced[axis] = e.value if type(e) is _Array else np.int64(e)
                runs += not previous_advanced
            elif type(e) is int:
                spans.append((e, e + 1, 1))
            elif e is None:
                (after if advanced else before).append(1)
            else:
                axis = len(spans)
                spans.append(e)
                n = shape[axis] if e == (0, shape[axis], 1) else len(range(*e))
                rest.append(n)
                (after if advanced else before).append(n)
            previous_advanced = is_advanced
        self.spans, self.rest = tuple(spans), tuple(rest)
        self.is_full = all(s == (0, d, 1) for s, d in zip(spans, shape, strict=True))
        self._place_advanced(advanced, before, after, runs)

    def _place_advanced(self, advanced: dict[int, Any], before: list, after: list, runs: int) -> None:
        self.advanced, self.lead, self.place = advanced, (), 0
        if not advanced:
            self.shape = (*before, *after)
            return
        shapes = [a.shape for a in advanced.values()]
        try:
            self.lead = broadcast_shapes(*shapes)
        except ValueError:
            listed = " ".join(str(s).replace(" ", "") for s in shapes)
            raise IndexError(
                f"shape mismatch: indexing arrays could not be broadcast together with shapes {listed}"
            ) from None
        self.advanced = {k: mv.expand(a, self.lead) for k, a in advanced.items()}
        at_front = runs > 1
        self.place = 0 if at_front else sum(1 for _ in before)
        self.shape = (*self.lead, *before, *after) if at_front else (*before, *self.lead, *after)

    # -- reading

    def get(self, x: Any) -> Any:
        """The selected part."""
        x = x if self.is_full else ix.slice_(x, index=self.spans)
        if self.advanced:
            x = ix.gather(mv.move_axes_to_front(x, tuple(self.advanced)), *self.advanced.values())
            x = self._lead_to_place(x)
        return x if x.shape == self.shape else mv.reshape(x, shape=self.shape)

    def axes_before(self) -> int:
        """How many axes that slices leave stand before the advanced ones in the result."""
        first = self.place
        count = sum(1 for a in range(min(self.advanced)) if a not in self.advanced)
        return min(count, len(self.rest)) if first or count == 0 else 0

    def _perm(self) -> tuple[int, ...]:
        """From (lead, rest) to the order of the result (newaxes apart)."""
        n, k = len(self.lead), self.axes_before()
        rest = [n + i for i in range(len(self.rest))]
        return (*rest[:k], *range(n), *rest[k:])

    def _lead_to_place(self, x: Any) -> Any:
        perm = self._perm()
        return x if perm == tuple(range(len(perm))) else mv.transpose(x, perm=perm)

    # -- writing

    def fit(self, value: Any, dtype: np.dtype) -> Any:
        """A value converted to dtype and broadcast to the selected part, as assignment does."""
        shape = value.shape if hasattr(value, "shape") else typeof(value).shape
        extra = len(shape) - len(self.shape)
        if extra > 0 and all(d == 1 for d in shape[:extra]):
            value = mv.reshape(value, shape=shape[extra:])
        try:
            broadcast_ok = broadcast_shapes(typeof(value).shape, self.shape) == self.shape
        except ValueError:
            broadcast_ok = False
        if not broadcast_ok:
            show = lambda s: "(" + ",".join(map(str, s)) + ("," if len(s) == 1 else "") + ")"
            raise ValueError(f"could not broadcast input array from shape {show(shape)} into shape {show(self.shape)}")
        return ew.as_operand(value, ew.ArrayType(self.shape, dtype))

    def set(self, x: Any, value: Any) -> Any:
        """x with the selected part replaced by `value` (of the selected shape and x's dtype)."""
        return self.update(x, value, "set")

    def view(self, array: np.ndarray) -> np.ndarray:
        """NumPy's view of the part, for a basic index."""
        part = array[tuple([slice(0, 1) if k in self.advanced else s for k, s in enumerate(ix.slices(self.spans))])]
        return part.reshape(self.shape)  # a view: axes of length one come and go

    def update(self, x: Any, value: Any, mode: str) -> Any:
        """x with `value` put, added, ... at the selected part; repeated indices count repeatedly."""
        part = x if self.is_full else ix.slice_(x, index=self.spans)
        if self.advanced:
            part = self._scatter(part, value, mode)
        else:
            value = value if value.shape == part.shape else mv.reshape(value, shape=part.shape)
            part = value if mode == "set" else _COMBINE[mode](part, value)
        return part if self.is_full else ix.put_slice(x, part, index=self.spans)

    def _scatter(self, part: Any, value: Any, mode: str) -> Any:
        axes = tuple(self.advanced)
        perm = self._perm()
        sizes = (*self.lead, *self.rest)
        value = mv.reshape(value, shape=tuple(sizes[p] for p in perm))
        if perm != tuple(range(len(perm))):
            value = mv.transpose(value, perm=mv.inverse_permutation(perm))
        front = mv.move_axes_to_front(part, axes)
        unique = not self.lead
        front = ix.scatter(front, value, *self.advanced.values(), mode=mode, unique=unique)
        order = (*axes, *[a for a in range(len(part.shape)) if a not in axes])
        if order == tuple(range(len(order))):
            return front
        return mv.transpose(front, perm=mv.inverse_permutation(order))


_COMBINE = {"add": ew.add, "multiply": ew.multiply, "minimum": ew.minimum, "maximum": ew.maximum}


class _Array:
    """An entry that is an index array or an index known only at run time."""

    __slots__ = ("ndim", "value")

    def __init__(self, value: Any):
        self.value, self.ndim = value, len(value.shape)


def _expand_key(shape: Shape, key: tuple) -> list[Any]:
    """The key with one entry per axis (int, span, _Array) plus None for each newaxis."""
    used = 0
    for k in key:
        if k is not None and k is not Ellipsis:
            used += _axes_used(k)
    if used > len(shape):
        raise IndexError(f"too many indices for array: array is {len(shape)}-dimensional, but {used} were indexed")
    if sum(k is Ellipsis for k in key) > 1:
        raise IndexError("an index can only have a single ellipsis ('...')")
    if not any(k is Ellipsis for k in key):
        key = (*key, Ellipsis)
    entries: list[Any] = []
    axis = 0
    for k in key:
        if k is None:
            entries.append(None)
        elif k is Ellipsis:
            for _ in range(len(shape) - used):
                entries.append((0, shape[axis], 1))
                axis += 1
        else:
            new = _entry(k, shape, axis)
            entries += new
            axis += len(new)
    return entries


def _is_mask(k: Any) -> bool:
    return getattr(k, "dtype", None) == np.bool_ or type(k) is bool


def _axes_used(k: Any) -> int:
    if isinstance(k, list):
        k = np.asarray(k)
    return len(k.shape) if _is_mask(k) and hasattr(k, "shape") else 1


def _entry(k: Any, shape: Shape, axis: int) -> list[Any]:
    """The entries that one element of the key stands for, at `axis`."""
    d = shape[axis] if axis < len(shape) else 0
    if type(k) is slice:
        if k == slice(None) or k == slice(None, None, 1):
            return [(0, d, 1)]
        if type(d) is Dim:
            raise ValueNeeded(f"A slice of an axis of run-time size {d} is not supported.")
        return [_canonical(k.indices(d))]
    if isinstance(k, int | np.integer) and type(k) is not bool:
        return [_checked(operator.index(k), axis, d)]
    if isinstance(k, list | tuple):
        k = np.asarray(k) if len(k) else np.zeros(0, np.int64)
    if _is_mask(k):
        return _mask_entries(k, shape, axis)
    if isinstance(k, Tracer):
        if k.dtype.kind not in "iu":
            raise IndexError("arrays used as indices must be of integer (or boolean) type")
        return [_Array(k)]
    if isinstance(k, np.ndarray):
        if k.dtype.kind not in "iu":
            raise IndexError("arrays used as indices must be of integer (or boolean) type")
        if k.size and type(d) is int and (k.max() >= d or k.min() < -d):
            bad = k[(k >= d) | (k < -d)].flat[0]
            raise IndexError(f"index {bad} is out of bounds for axis {axis} with size {d}")
        return [_Array(k)]
    if hasattr(k, "__index__"):
        return [_checked(operator.index(k), axis, d)]
    raise IndexError(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) "
        "and integer or boolean arrays are valid indices"
    )


def _canonical(span: tuple[int, int, int]) -> ix.Span:
    """An empty span has one form."""
    return span if len(range(*span)) else (0, 0, 1)


def _checked(i: int, axis: int, d: Any) -> int:
    if type(d) is int and not -d <= i < d:
        raise IndexError(f"index {i} is out of bounds for axis {axis} with size {d}")
    return i + d if i < 0 else i


def _mask_entries(k: Any, shape: Shape, axis: int) -> list[Any]:
    if isinstance(k, Tracer):
        raise ValueNeeded(
            f"The shape of a result depends on the values of a mask of type {k.type}, "
            "which are not known while tracing.",
            tracer=k,
            hints=("keep the shape and use np.where(mask, x, fill)", "or assign: x[mask] = value"),
        )
    k = np.asarray(k)
    for a, n in enumerate(k.shape):
        if n != shape[axis + a]:
            raise IndexError(
                f"boolean index did not match indexed array along axis {axis + a}; size of axis is {shape[axis + a]} "
                f"but size of corresponding boolean axis is {n}"
            )
    if k.ndim == 0:
        raise ValueNeeded("A 0-d boolean index on a traced array is not supported.", hints=("use np.where",))
    return [_Array(i) for i in np.nonzero(k)]
