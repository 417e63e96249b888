"""Sorting, searching, choosing by condition: against NumPy, under every transformation."""

import numpy as np
import pytest

import numorph as nm
from numorph.core.rules import CONSTANT
from numorph.ops import sorting as srt

from .agreement import check, check_raises, check_writes

rng = np.random.default_rng(1)
V = rng.standard_normal(7)
M = rng.standard_normal((4, 5))
T = rng.standard_normal((2, 3, 4))
C = rng.standard_normal((2, 4)) + 1j * rng.standard_normal((2, 4))
F = M.astype(np.float32)
I = np.array([[3, 1, 2, 1], [0, 5, 4, 3]])
B = np.array([True, False, True, False])
NANS = np.array([[2.0, np.nan, -np.inf, 1.0], [np.inf, 0.0, np.nan, -0.0]])
TIES = np.array([2.0, 1.0, 2.0, 0.0, 1.0])
EMPTY = np.zeros((0, 3))
POINT = np.float64(2.5)
EDGES = np.array([-1.0, 0.0, 0.5, 2.0])

CASES = {
    "sort": [
        (np.sort, M),
        (lambda x: np.sort(x, 0), M),
        (lambda x: np.sort(x, axis=None), T),
        (lambda x: np.sort(x, 1), T[:, ::-1]),
        (np.sort, F),
        (np.sort, I),
        (np.sort, B),
        (np.sort, C),
        (np.sort, NANS),
        (lambda x: np.sort(x, kind="stable"), V),
        (lambda x: np.sort(x, stable=True), V),
        (lambda x: np.sort(x)[::-1] * np.arange(7), V),
        (np.sort, EMPTY),
        (lambda x: np.sort(x, 0), EMPTY),
        (lambda x: np.sort(x, axis=None), POINT),
        (lambda x: np.sort(x, 0), M.T),
        (np.sort_complex, V),
        (np.sort_complex, C),
        (np.sort_complex, I),
        (np.sort_complex, I.astype(np.int8)),
    ],
    "argsort": [
        (np.argsort, M),
        (lambda x: np.argsort(x, 0), M),
        (lambda x: np.argsort(x, axis=None), T),
        (np.argsort, NANS),
        (lambda x: np.argsort(x, kind="stable"), TIES),
        (lambda x: np.argsort(x, stable=True), I),
        (np.argsort, POINT),
        (np.argsort, C),
        (lambda x: x.argsort(0), M),
        (lambda x: np.take_along_axis(x, np.argsort(x, 0), 0), M),
    ],
    "lexsort": [
        (lambda x, y: np.lexsort((x, y)), np.array([1, 1, 0, 0]), np.array([2.0, 1.0, 2.0, 1.0])),
        (lambda x: np.lexsort(x), I),
        (lambda x: np.lexsort(x, axis=0), np.stack([I, I[::-1]])),
        (lambda x, y, z: np.lexsort((x, y, z)), TIES, TIES[::-1], np.round(V[:5])),
    ],
    "partition": [
        (lambda x: np.partition(x, 3), V),
        (lambda x: np.partition(x, (1, -2), axis=0), M),
        (lambda x: np.partition(x, 2, axis=None), T),
        (lambda x: np.partition(x, 1), NANS),
        (lambda x: np.partition(x, 1), I),
        (lambda x: np.argpartition(x, 3), V),
        (lambda x: np.argpartition(x, 1, axis=0), M),
        (lambda x: x.argpartition(2), V),
    ],
    "searchsorted": [
        (lambda a, v: np.searchsorted(np.sort(a), v), V, M),
        (lambda a, v: np.searchsorted(a, v, "right"), np.array([0.0, 1, 1, 2]), TIES),
        (lambda a, v: np.searchsorted(a, v), np.array([0, 1, 1, 2]), np.array([0.5, 1.0])),
        (lambda a: np.searchsorted(a, 0.3), EDGES),
        (lambda v: np.searchsorted(EDGES, v), POINT),
        (lambda v: np.searchsorted(EDGES, v, side="right"), M),
        (lambda a, v: np.searchsorted(a, v, sorter=np.argsort(a)), V, M),
        (lambda a: np.sort(a).searchsorted([0.1, np.nan]), V),
    ],
    "digitize": [
        (lambda x: np.digitize(x, EDGES), M),
        (lambda x: np.digitize(x, EDGES, right=True), EDGES),
        (lambda x: np.digitize(x, EDGES[::-1]), EDGES),
        (lambda x, e: np.digitize(x, np.sort(e)), M, V),
        (lambda x, e: np.digitize(x, np.sort(e)[::-1], right=True), M, V),
        (lambda x: np.digitize(x, EDGES), POINT),
        (lambda e: np.digitize(0.2, np.sort(e)), V),
    ],
    "where": [
        (lambda x: np.where(x > 0, x, -x), M),
        (lambda x: np.where(x > 0, x, 1), F),
        (lambda x: np.where(x > 0, 2.5, 1), I),
        (lambda x: np.where(x > 0, np.float64(1), x), F),
        (lambda c, x: np.where(c, x, 0.0), B, V[:4]),
        (lambda x, y: np.where([True, False, True], x, y[:, None]), rng.standard_normal(3), V),
        (lambda x: np.where(x > 0, x, 1j), POINT),
        (lambda x: np.where(x, 1, 0), I),
        (lambda x: np.where(True, x, x), I.astype(np.int8)),
        (lambda x: np.where(x > 0, x, 0), EMPTY),
    ],
    "select": [
        (lambda x: np.select([x < 0, x < 1], [x, x**2], default=3), M),
        (lambda x: np.select([x < 0, x > 1], [0, 1]), M),
        (lambda x: np.select([x < 2, x < 4], [x * 1.5, 7], -1), I),
        (lambda x, y: np.select([x < 0], [y]), np.float64(1), V),
    ],
    "piecewise": [
        (lambda x: np.piecewise(x, [x < 0, x >= 0], [-1, 1]), M),
        (lambda x: np.piecewise(x, [x < 0, x >= 0], [lambda x: -x, lambda x: x**2]), V),
        (lambda x: np.piecewise(x, [x > 0], [np.log, 5.0]), V),
        (lambda x: np.piecewise(x, x > 0, [lambda x, p: x**p, lambda x, p: p * x], 3), V),
        (lambda x: np.piecewise(x, [x > 100], [np.log]), V),
        (lambda x: np.piecewise(x, [x > 2], [lambda x: x / 2, lambda x: x * 2]), I),
        (lambda x: np.piecewise(x, [x > 0], [np.sqrt, 1]), POINT),
    ],
}


@pytest.mark.parametrize("group", CASES)
def test_agreement(group):
    for f, *args in CASES[group]:
        whole = all(np.asarray(a).dtype.kind not in "f" or np.isfinite(a).all() for a in args)
        single = any(np.asarray(a).dtype == np.float32 for a in args)
        smooth = whole and not single and not any(a is TIES for a in args)
        check(f, *args, smooth=smooth, vmap=group != "partition" or smooth)


@pytest.mark.parametrize("stable", [False, True])
def test_sort_of_ties_keeps_the_order_in_derivatives(stable):
    x, t = TIES, np.arange(5.0)
    _, dot = nm.jvp(lambda x: np.sort(x, stable=stable), (x,), (t,))
    np.testing.assert_array_equal(dot, t[np.argsort(x, kind="stable")])


def test_in_place():
    def ordered(x):
        x.sort(0)

    def parted(x):
        x.partition(2, axis=1)

    def part_of(x):
        x[1:].sort()
        return x * 1.0

    for write in (ordered, parted, part_of):
        check_writes(write, M.copy())

    def f(x):
        y = x * 1.0
        y.sort()
        return np.sum(y * np.arange(7))

    check(f, V)


def test_nonzero_and_its_kin_on_known_values():
    """Their shapes depend on values: known under grad and in plain jit they are plain Python."""
    for f in (np.nonzero, np.flatnonzero, np.argwhere, lambda x: np.where(x > 0), lambda x: x.nonzero()):
        for x in (M, I, np.zeros(3)):
            wanted = f(x)
            found = []

            def keep(x, f=f, found=found):
                found.append(f(x))
                return np.sum(x * 1.0)

            nm.grad(keep, allow_int=True)(x)
            if isinstance(wanted, tuple):
                assert len(found[0]) == len(wanted)
            for a, b in zip(found[0], wanted, strict=True):
                np.testing.assert_array_equal(nm.array.unwrap(a), b)
    np.testing.assert_array_equal(nm.jit(lambda x: np.argwhere(x > 0))(M), np.argwhere(M > 0))


def test_gradient_through_nonzero():
    g = nm.grad(lambda x: np.sum(x[np.nonzero(x > 0)] ** 2))(V)
    np.testing.assert_allclose(g, np.where(V > 0, 2 * V, 0))


def test_piecewise_gradient_is_finite_outside_the_domain_of_a_piece():
    x = np.array([-2.0, 0.0, 4.0])
    f = lambda x: np.sum(np.piecewise(x, [x > 0, x <= 0], [np.sqrt, lambda x: -x]))
    for g in (nm.grad(f), nm.jit(nm.grad(f)), nm.grad(nm.jit(f))):
        np.testing.assert_allclose(g(x), [-1, -1, 0.25])


def test_searchsorted_in_batches():
    lines, points = np.sort(M, 1), rng.standard_normal((4, 2, 3))
    for side in ("left", "right"):
        f = lambda a, v, side=side: np.searchsorted(a, v, side)
        wanted = np.stack([f(a, v) for a, v in zip(lines, points, strict=True)])
        np.testing.assert_array_equal(nm.vmap(f)(lines, points), wanted)
        np.testing.assert_array_equal(nm.vmap(f, in_axes=(None, 0))(lines[0], points), f(lines[0], points))
        np.testing.assert_array_equal(nm.vmap(f, in_axes=(0, None))(lines, V), np.stack([f(a, V) for a in lines]))
        nested = nm.vmap(nm.vmap(f))(np.stack([lines, lines]), np.stack([points, -points]))
        np.testing.assert_array_equal(nested[1], np.stack([f(a, -v) for a, v in zip(lines, points, strict=True)]))


def test_every_operation_has_its_rules():
    for op in (srt.sort, srt.argsort, srt.partition, srt.argpartition, srt.searchsorted, srt.reorder):
        assert op.batch is not None
        assert op.jvp is CONSTANT or op in (srt.sort, srt.partition, srt.reorder)


@pytest.mark.parametrize(
    ("f", "x"),
    [
        (np.sort, POINT),
        (lambda x: np.sort(x, 2), M),
        (lambda x: np.sort(x, order="a"), M),
        (lambda x: np.sort(x, kind="fast"), M),
        (lambda x: np.sort(x, kind="stable", stable=True), M),
        (lambda x: np.argsort(x, 1), POINT),
        (lambda x: np.partition(x, 7), V),
        (lambda x: np.partition(x, -8), V),
        (lambda x: np.searchsorted(x, 1.0), M),
        (lambda x: np.searchsorted(x, 1.0, "middle"), V),
        (lambda x: np.digitize(x, [1.0, 0.0, 2.0]), V),
        (lambda x: np.digitize(x, EDGES), C),
        (lambda x: np.where(x > 0, x), M),
        (lambda x: np.where(x > 0, x, V), M),
        (lambda x: np.select([x > 0], [x, x]), M),
        (lambda x: np.select([x], [x]), M),
        (lambda x: np.piecewise(x, [x > 0], [1, 2, 3]), M),
    ],
)
def test_errors(f, x):
    check_raises(f, x, message=False)
