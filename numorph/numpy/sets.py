"""Set operations on one-dimensional arrays.

How many elements they give depends on values, which must be known (not for isin); the elements carry derivatives.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import as_value, wrap
from ..known import known_value
from ..ops import sorting as srt
from .creation import as_array
from .register import implements
from .searching import promoted


def _known(x: Any, what: str = "the number of different elements") -> np.ndarray:
    return np.asarray(known_value(as_value(x), f"{what} in an array"))


@implements(np.unique)
def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, **options):
    x = as_array(ar)
    _, index, *others = np.unique(_known(x), True, return_inverse, return_counts, axis, equal_nan=equal_nan, **options)
    values = x.reshape(-1)[index] if axis is None else np.take(x, index, axis)
    found = [values, *([wrap(index)] if return_index else []), *[wrap(o) for o in others]]
    return found[0] if len(found) == 1 else tuple(found)


# NumPy's named tuples.
_All, _Counts, _Inverse = (type(f(np.zeros(0))) for f in (np.unique_all, np.unique_counts, np.unique_inverse))


@implements(np.unique_all)
def unique_all(x):
    return _All(*unique(x, True, True, True, equal_nan=False))


@implements(np.unique_counts)
def unique_counts(x):
    return _Counts(*unique(x, return_counts=True, equal_nan=False))


@implements(np.unique_inverse)
def unique_inverse(x):
    return _Inverse(*unique(x, return_inverse=True, equal_nan=False))


@implements(np.unique_values)
def unique_values(x):
    """np.unique_values.  The order, which NumPy leaves open, is ascending."""
    return unique(x, equal_nan=False)


def _same_dtype(*arrays: Any) -> list[Any]:
    return [wrap(v).reshape(-1) for v in promoted(*map(as_array, arrays))]


@implements(np.union1d)
def union1d(ar1, ar2):
    return unique(np.concatenate(_same_dtype(ar1, ar2)))


@implements(np.intersect1d)
def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    x, y = _same_dtype(ar1, ar2)
    _, i, j = np.intersect1d(_known(x), _known(y), assume_unique, return_indices=True)
    return (x[i], wrap(i), wrap(j)) if return_indices else x[i]


@implements(np.setdiff1d)
def setdiff1d(ar1, ar2, assume_unique=False):
    x = as_array(ar1).reshape(-1) if assume_unique else unique(ar1)
    return x[np.flatnonzero(~np.isin(_known(x), _known(ar2)))]


@implements(np.setxor1d)
def setxor1d(ar1, ar2, assume_unique=False):
    x, y = _same_dtype(ar1, ar2)
    if not assume_unique:
        x, y = unique(x), unique(y)
    both = np.concatenate([x, y])
    known = _known(both)
    order = np.argsort(known, kind="stable")
    new = known[order][1:] != known[order][:-1]
    alone = np.concatenate([[True], new]) & np.concatenate([new, [True]]) if known.size else np.zeros(0, bool)
    return both[order[alone]]


@implements(np.isin)
def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    """np.isin, by a search in the sorted test elements, whatever `kind` says."""
    if kind not in (None, "sort", "table"):
        raise ValueError(f"Invalid kind: '{kind}'. Please use None, 'sort' or 'table'.")
    shape = as_array(element).shape
    x, tests = _same_dtype(element, test_elements)
    if tests.shape[0] == 0:
        return wrap(np.full(shape, bool(invert)), scalar=False)
    line = wrap(srt.sort(as_value(tests), axis=0))
    place = np.minimum(np.searchsorted(line, x), tests.shape[0] - 1)
    found = line[place] == x
    return (~found if invert else found).reshape(shape)
