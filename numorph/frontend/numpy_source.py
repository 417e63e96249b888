"""Functions of NumPy as loops, in the Python that the front end translates: they become part of the calling code.

Small systems take longer to hand to LAPACK than to solve.  Written so, they have derivatives as well.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import functional_source, iterators_source, python_source, tables_source

Array = Any
_SOURCES = (functional_source, iterators_source, python_source, tables_source)
_FILES = frozenset([__name__, *[m.__name__ for m in _SOURCES]])


def is_written_for_this(f: Any) -> bool:
    """Whether a function stands here, or in a file beside: it is known, and no line of it is the user's."""
    return getattr(f, "__module__", None) in _FILES


def eliminate(lu: Array, x: Array) -> Any:
    """Gaussian elimination with row exchanges of a matrix, and of a right-hand side in the same steps.

    The sign of the exchanges, or 0 where the matrix is singular.
    """
    n = lu.shape[0]
    sign = 1.0
    for k in range(n):
        pivot = k
        largest = abs(lu[k, k])
        for i in range(k + 1, n):
            size = abs(lu[i, k])
            if size > largest:
                largest = size
                pivot = i
        if largest == 0.0:
            return 0.0
        if pivot != k:
            sign = -sign
            exchange_rows(lu, x, k, pivot)
        clear_below(lu, x, k)
    return sign


def exchange_rows(lu: Array, x: Array, k: int, i: int) -> None:
    """Rows k and i of both change places; those of lu from its diagonal on."""
    for j in range(k, lu.shape[0]):
        held = lu[k, j]
        lu[k, j] = lu[i, j]
        lu[i, j] = held
    for j in range(x.shape[1]):
        held = x[k, j]
        x[k, j] = x[i, j]
        x[i, j] = held


def clear_below(lu: Array, x: Array, k: int) -> None:
    """Multiples of row k go off the rows below, so that column k of lu would be zero there."""
    for i in range(k + 1, lu.shape[0]):
        factor = lu[i, k] / lu[k, k]
        for j in range(k + 1, lu.shape[0]):
            lu[i, j] -= factor * lu[k, j]
        for j in range(x.shape[1]):
            x[i, j] -= factor * x[k, j]


def solve_in_place(lu: Array, x: Array) -> None:
    """x becomes the solution of lu @ y = x, for each column; lu is used up."""
    if eliminate(lu, x) == 0.0:
        raise np.linalg.LinAlgError("Singular matrix")
    substitute_back(lu, x)


def substitute_back(lu: Array, x: Array) -> None:
    """x becomes the solution of a system whose matrix is the upper part of lu."""
    for k in range(lu.shape[0] - 1, -1, -1):
        for j in range(x.shape[1]):
            x[k, j] = x[k, j] / lu[k, k]
        for i in range(k):
            for j in range(x.shape[1]):
                x[i, j] -= lu[i, k] * x[k, j]


def solve_few_in_place(lu: Array, x: Array) -> None:
    """The same for a number of rows that is known: loops can be written out, and then each index is a number, too.

    So rows change places as soon as one has a larger element than those before it.
    """
    for k in range(lu.shape[0]):
        for i in range(k + 1, lu.shape[0]):
            if abs(lu[i, k]) > abs(lu[k, k]):
                exchange_rows(lu, x, k, i)
        if lu[k, k] == 0.0:
            raise np.linalg.LinAlgError("Singular matrix")
        clear_below(lu, x, k)
    substitute_back(lu, x)


def determinant(lu: Array) -> Any:
    """The product of what elimination leaves on the diagonal; lu is used up."""
    found = eliminate(lu, lu[:, :0])
    if found != 0.0:
        for k in range(lu.shape[0]):
            found = found * lu[k, k]
    return np.float64(found)


def cholesky_in_place(a: Array) -> None:
    """The lower factor of a positive definite matrix, of which only the lower part is read."""
    n = a.shape[0]
    for j in range(n):
        for k in range(j):
            for i in range(j, n):
                a[i, j] -= a[i, k] * a[j, k]
        if not a[j, j] > 0.0:
            raise np.linalg.LinAlgError("Matrix is not positive definite")
        root = np.sqrt(a[j, j])
        for i in range(j, n):
            a[i, j] = a[i, j] / root
        for i in range(j):
            a[i, j] = 0.0


def place_left(a: Array, v: Any) -> int:
    """np.searchsorted of one number, side left."""
    low, high = 0, a.shape[0]
    while low < high:
        middle = (low + high) // 2
        if a[middle] < v:
            low = middle + 1
        else:
            high = middle
    return low


def place_right(a: Array, v: Any) -> int:
    """np.searchsorted of one number, side right."""
    low, high = 0, a.shape[0]
    while low < high:
        middle = (low + high) // 2
        if v < a[middle]:
            high = middle
        else:
            low = middle + 1
    return low
