"""Arrays under other shapes: views where their elements lie so that they can be, else copies, as NumPy does.

Which of the two it is may be known only when the procedure runs: the array then is either one or the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..procedures.ir import Expr, If, const
from . import integers as ints
from .arrays import Array, copied, materialize
from .emitter import Emitter, row_by_row
from .forms import form_of, join
from .joins import Home, assign_all
from .orders import consecutive, lies_by_rows
from .values import Arr, Lazy, by_rows
from .views import reshaped_view


def raveled(e: Emitter, v: Array) -> Arr:
    """The elements row by row along one axis."""
    size = e.size(v)
    rows = row_by_row_or_copy(e, v)
    return reshaped_view(rows, (size,), (ints.ONE,))


def row_by_row_or_copy(e: Emitter, v: Array) -> Arr:
    """The array itself where it lies row by row without gaps, else a copy that does."""
    e.asks_how_arrays_lie = True
    if isinstance(v, Lazy):
        return copied(e, v)
    return v if v.whole else _either(e, _follows(v.shape, v.strides, ints.ONE), v)


def _either(e: Emitter, condition: Expr, a: Arr) -> Arr:
    """`a`, which lies row by row where a condition holds; a copy where it does not."""
    if condition.op == "const":
        return _by_rows(a) if condition.attr else copied(e, a)
    with e.inside() as there:
        itself = _by_rows(a)
    with e.inside() as apart:
        copy = copied(e, a)
    home = Home(e, join(form_of(itself), form_of(copy)), "rows", owns=False)
    for value, block in ((itself, there), (copy, apart)):
        saved, e.block = e.block, block
        assign_all(e, [(home, value)], retain=False)
        e.block = saved
    e.emit(If(condition, there, apart))
    found: Arr = home.value
    return found


def _by_rows(a: Arr) -> Arr:
    """An array that is known to lie row by row here."""
    found = reshaped_view(a, a.shape, row_by_row(a.shape), a.axes, by_rows(len(a.shape)))
    found.param, found.whole = a.param, True
    return found


def _follows(shape: Sequence[Expr], strides: Sequence[Expr], step: Expr) -> Expr:
    """Whether elements lie row by row, `step` apart; strides along axes of length 1 say nothing."""
    found: Expr = const(True, "bool")
    for d, s in zip(reversed(shape), reversed(strides), strict=True):
        found = ints.both(found, ints.either(ints.compare("eq", d, ints.ONE), ints.compare("eq", s, step)))
        step = ints.mul(step, d)
    return found


# -- other shapes


def reshaped(e: Emitter, v: Array, shape: tuple[Expr, ...]) -> Arr:
    """The elements row by row in another shape, which has as many."""
    e.asks_how_arrays_lie = True
    a = materialize(e, v)
    if a.whole:
        return reshaped_view(a, shape, row_by_row(shape), ranks=by_rows(len(shape)))
    strides: list[Expr] = []
    ranks: list[int] = []
    fits: Expr = const(True, "bool")
    for old, new in _groups(a.shape, shape):
        step = _innermost(a, old)
        fits = ints.both(fits, _follows([a.shape[k] for k in old], [a.strides[k] for k in old], step))
        strides += [ints.mul(s, step) for s in row_by_row([shape[k] for k in new])]
        if a.ranks is not None:
            rank = max([a.ranks[k] for k in old], default=0)
            ranks += [rank * (len(shape) + 1) + r for r in by_rows(len(new))]
    if fits.op == "const" and fits.attr:
        found = reshaped_view(a, shape, tuple(strides), ranks=None if a.ranks is None else consecutive(ranks))
        found.whole = lies_by_rows(shape, strides)
        return found
    rows = _follows(a.shape, a.strides, ints.ONE)
    e.bail_if(ints.both(ints.negation(rows), ints.either(fits, _meet(a.shape, shape))), "a view of elements with gaps")
    return reshaped_view(_either(e, rows, a), shape, row_by_row(shape), ranks=by_rows(len(shape)))


def _long(shape: Sequence[Expr]) -> list[int]:
    return [k for k, d in enumerate(shape) if ints.number(d) != 1]


def _groups(old: Sequence[Expr], new: Sequence[Expr]) -> list[tuple[list[int], list[int]]]:
    """Runs of axes of the old shape (those of length 1 left out) and of the new one that have as many elements each.

    What sizes do not tell by their form is in one run.
    """
    left, right = _long(old), list(range(len(new)))
    found = []
    while len(left) > 1 and len(right) > 1:
        ends = [
            (i, j)
            for i in range(1, len(left))
            for j in range(1, len(right))
            if ints.same(ints.product([old[k] for k in left[:i]]), ints.product([new[k] for k in right[:j]]))
        ]
        if not ends:
            break
        i, j = ends[0]
        found.append((left[:i], right[:j]))
        left, right = left[i:], right[j:]
    return [*found, (left, right)]


def _innermost(a: Arr, axes: Sequence[int]) -> Expr:
    """The stride along the last of some axes that is longer than 1."""
    pairs = itertools.pairwise(axes)
    if axes and all([ints.same(a.strides[j], ints.mul(a.shape[k], a.strides[k])) for j, k in pairs]):
        return a.strides[axes[-1]]  # whichever are longer than 1
    found = ints.ONE
    for k in axes:
        found = ints.select(ints.compare("ne", a.shape[k], ints.ONE), a.strides[k], found)
    return found


def _meet(old: Sequence[Expr], new: Sequence[Expr]) -> Expr:
    """Whether runs of axes happen to have as many elements, which their forms do not tell."""
    found: Expr = const(False, "bool")
    for i in range(1, len(old)):
        for j in range(1, len(new)):
            a, b = ints.product(old[:i]), ints.product(new[:j])
            if not ints.same(a, b):
                found = ints.either(found, ints.compare("eq", a, b))
    return found
