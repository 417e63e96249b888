"""Sets: on values that are known they give NumPy's results, with derivatives; isin is traced."""

import numpy as np
import pytest

import numorph as nm
from numorph.array import unwrap

from .agreement import assert_same, check, leaves

rng = np.random.default_rng(3)
V = rng.standard_normal(7)
TIES = np.array([2.0, 1.0, 2.0, 0.0, 1.0, -3.0])
OTHER = np.array([1.0, 5.0, 0.0, 1.0])
NANS = np.array([np.nan, 1.0, np.nan, 0.0])
I = np.array([[3, 1, 2], [3, 1, 2], [0, 5, 4]])

ON_KNOWN = [
    (np.unique, TIES),
    (np.unique, NANS),
    (lambda x: np.unique(x, equal_nan=False), NANS),
    (lambda x: np.unique(x, True, True, True), TIES),
    (lambda x: np.unique(x, return_counts=True), I),
    (lambda x: np.unique(x, axis=0, return_index=True), I),
    (lambda x: np.unique(x, axis=1), I),
    (np.unique_all, TIES),
    (np.unique_counts, I),
    (np.unique_inverse, TIES),
    (lambda x: np.sort(np.unique_values(x)), TIES),
    (lambda x: np.union1d(x, OTHER), TIES),
    (lambda x: np.union1d(x, [1, 7]), I),
    (lambda x: np.intersect1d(x, OTHER), TIES),
    (lambda x: np.intersect1d(x, OTHER, return_indices=True), TIES),
    (lambda x: np.intersect1d(x, OTHER[:3], assume_unique=True), V),
    (lambda x: np.setdiff1d(x, OTHER), TIES),
    (lambda x: np.setdiff1d(OTHER, x), TIES),
    (lambda x: np.setdiff1d(x, [1, 2]), I),
    (lambda x: np.setdiff1d(x, OTHER, assume_unique=True), V),
    (lambda x: np.setxor1d(x, OTHER), TIES),
    (lambda x: np.setxor1d(x, x), TIES),
    (lambda x: np.setxor1d(x, NANS), NANS),
    (lambda x: np.setxor1d(x, x), np.zeros(0)),
]


@pytest.mark.parametrize("case", range(len(ON_KNOWN)))
def test_on_known_values(case):
    """Under grad values are known; jit runs such a function as plain Python."""
    f, x = ON_KNOWN[case]
    wanted = f(x)
    assert_same(nm.jit(f)(x), wanted)
    kept = []

    def keep(x):
        kept.append(f(x))
        return np.sum(x * 1.0)

    nm.grad(keep, allow_int=True)(x)
    found = leaves(kept[0])
    for a, b in zip(found, leaves(wanted), strict=True):
        value = unwrap(a)
        value = value.primal if hasattr(value, "primal") else value
        np.testing.assert_array_equal(value, b)
        assert value.dtype == b.dtype
    assert type(kept[0]).__name__ == type(wanted).__name__ or not isinstance(wanted, tuple) or type(wanted) is tuple


def test_elements_carry_derivatives():
    t = np.arange(6.0)
    for f in (
        np.unique,
        lambda x: np.union1d(x, OTHER),
        lambda x: np.intersect1d(x, OTHER),
        lambda x: np.setdiff1d(x, OTHER),
        lambda x: np.setxor1d(x, OTHER),
    ):
        value, dot = nm.jvp(f, (TIES,), (t,))
        from_x = np.isin(value, TIES)
        first = [t[np.flatnonzero(v == TIES)[0]] if inside else 0.0 for v, inside in zip(value, from_x, strict=True)]
        np.testing.assert_array_equal(dot, first)


def test_isin():
    for invert in (False, True):
        f = lambda x, y, invert=invert: np.isin(x, y, invert=invert)
        check(f, TIES, OTHER)
        check(f, I, np.array([1, 2, 7]))
        check(f, NANS, NANS)
        check(f, V, np.zeros(0))
        check(lambda x, invert=invert: np.isin(x, [1, 2.0], invert=invert), I)
        check(lambda x, invert=invert: np.isin(x, [1.0], invert=invert), np.float64(1.0))
    with pytest.raises(ValueError, match="Invalid kind"):
        nm.vmap(lambda x: np.isin(x, [1], kind="hash"))(V)
