"""The inverse of erf by which `numorph.random` makes normal samples: the polynomials of `ops.random`."""

from __future__ import annotations

from ...ops import random
from .algebra import Value, equal, horner, rare, select, sqrt
from .logarithm import FUNCTIONS as _LOGARITHMS


def erf_inv(x: Value) -> Value:
    """A polynomial in w = -log(1 - x^2), and in the root of w for the few x near -1 and 1."""
    pieces = random._PIECES_64 if x.dtype == "f64" else random._PIECES_32
    w = -_LOGARITHMS["log1p"](-(x * x))
    (_, centre, about), *tails = pieces
    root = sqrt(w)
    least, coefficients, point = tails[0]
    tail = horner(root - point, coefficients[::-1])
    for further, polynomial, near in tails[1:]:
        tail = select(w >= further, horner(root - near, polynomial[::-1]), tail)
    y = rare(w >= least, horner(w - about, centre[::-1]), tail) * x
    return select(equal(w, float("inf")), x * float("inf"), y)


FUNCTIONS = {"erf_inv": erf_inv}
