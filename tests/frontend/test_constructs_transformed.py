"""Derivatives and batches of functions with dicts, objects, lists of arrays, try, match and generators."""

from __future__ import annotations

import numpy as np
import pytest

import numorph as nm

X = np.array([0.5, -1.25, 3.0, 0.25])


class Point:
    def __init__(self, x, v=1.0):
        self.x, self.v = x, v

    def step(self, h):
        self.v -= h * self.x
        self.x += h * self.v


def steps(n):
    for k in range(n):
        if k == 2:
            continue
        yield 0.1 * k


def with_object(x):
    p = Point(x[0], x[1])
    for k in range(6):
        p.step(0.1 * x[2])
        if k % 2:
            p.x = p.x * x[3]
    return p.x * p.v


def with_dict(x):
    d = {"s": x[0], "c": 0}
    for v in x:
        if v > 0:
            d["s"] = d["s"] * v + 1.0
        d["c"] += 1
    return d["s"] * d["c"]


def with_arrays(x):
    out = [x * 0.5]
    for k in range(4):
        out.append(np.sin(out[-1]) * x + k)
    return np.array(out).sum() + out[2][1]


def with_try(x):
    total = x[0] * 0.0
    for v in x:
        try:
            if v < 0:
                raise ValueError
            total += v * v
        except ValueError:
            total -= v
        finally:
            total *= 1.5
    return total


def with_match(x):
    total = x[0] * 0.0
    for k in range(8):
        match k % 4:
            case 0:
                total += x[0] * x[1]
            case 1 | 2:
                total *= x[2]
            case n:
                total -= n * x[3]
    return total


def with_generator(x):
    total = x[0] * 0.0
    for h in steps(6):
        total = total * x[1] + h * x[2]
    return total


@pytest.mark.parametrize("f", [with_object, with_dict, with_arrays, with_try, with_match, with_generator])
def test_derivatives_and_batches(f):
    g = nm.jit(f)
    g.compile(X)
    assert g.explain(X).source_reason is None
    np.testing.assert_allclose(g(X), f(X), rtol=1e-12)
    h = 1e-6
    numeric = [(f(X + h * e) - f(X - h * e)) / (2 * h) for e in np.eye(4)]
    for _ in range(2):  # the second time, machine code may be there
        np.testing.assert_allclose(nm.grad(g)(X), numeric, rtol=1e-5, atol=1e-7)
        np.testing.assert_allclose(nm.jvp(g, (X,), (np.ones(4),))[1], np.sum(numeric), rtol=1e-5)
    batch = np.stack([X, X[::-1], -X])
    np.testing.assert_allclose(nm.vmap(g)(batch), [f(x) for x in batch], rtol=1e-12)
