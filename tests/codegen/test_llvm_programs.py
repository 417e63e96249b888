"""Programs whose code has a form of its own: transposes in registers, updates at indices, searches, long chains."""

import sys

import numpy as np
import pytest

from numorph.codegen.planner import planned
from numorph.codegen.target import available

from .regions import identical, region_of

pytestmark = pytest.mark.skipif(available() is not None, reason=str(available()))


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "i4", "i8", "u1", "?"])
@pytest.mark.parametrize("shape", [(32, 64), (70, 45), (33, 200), (129, 40)])
def test_transposes(shape, dtype):
    x = np.random.default_rng(0).integers(0, 2 if dtype == "?" else 50, shape).astype(dtype)
    y = np.ascontiguousarray(x.T[::-1])
    combine = np.logical_xor if dtype == "?" else np.add
    identical(lambda x, y: combine(x.T, y), x, y)
    identical(lambda x, y: (combine(x, y.T), combine(y, x.T)), x, y)


def test_transposes_among_more_axes():
    x = np.random.default_rng(0).normal(size=(3, 40, 70))
    identical(lambda x: np.transpose(x, (0, 2, 1)) * 2 + 1, x)
    identical(lambda x: np.transpose(x, (2, 1, 0)) * 2 + 1, x)


@pytest.mark.parametrize("dtype", ["f4", "f8", "i4", "u1"])
@pytest.mark.parametrize("columns", [1, 5, 64, 100, 133])
def test_searches(columns, dtype):
    """The first of equals; the first NaN; where all are least."""
    rng = np.random.default_rng(columns)
    x = rng.integers(0, 4, (40, columns)).astype(dtype)
    x[3], x[4] = 0, 3
    if dtype[0] == "f":
        x[5], x[6] = -np.inf, np.inf
        x[7, columns // 2 :], x[8] = np.nan, np.nan
        x[9, rng.integers(columns)] = np.nan
        x[10, ::2], x[10, 1::2] = -0.0, 0.0
    identical(lambda x: (np.argmax(x, axis=1), np.argmin(x, axis=1)), x)


def add_at(x, i, y):
    out = x.copy()
    np.add.at(out, i, y)
    return out


def test_updates_at_indices():
    rng = np.random.default_rng(0)
    i = rng.integers(-50, 50, 300)
    identical(add_at, rng.normal(size=50), i, rng.normal(size=300))
    identical(lambda x, i: x[i] * 2, rng.normal(size=50), i)


def test_a_long_chain_needs_no_deep_stack():
    def f(x):
        for _ in range(300):
            x = -x * x
        return x

    program = region_of(f, np.ones(3))[1].params["region"].program
    limit, depth = sys.getrecursionlimit(), 0
    frame = sys._getframe()
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    sys.setrecursionlimit(depth + 250)
    try:
        plan = planned(program)
    finally:
        sys.setrecursionlimit(limit)
    assert len(plan.steps) < 10
