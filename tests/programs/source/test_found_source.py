"""What random functions have found, each as the smallest function that shows it."""

from collections import Counter

import numpy as np
import pytest

import numorph as nm
from numorph.runtime import tiers

from . import native
from .generate import generate
from .outcomes import Outcome, difference

INDICES = np.array([1, 2, 1, 0])


def overlapping():
    base = np.arange(5.0)
    return [base[:-1], base[1:], INDICES]


def add_at_in_plain_python(x, y, p):
    """`np.add.at` is no `x.at`: the function may see the caller's arrays, which overlap here."""
    np.add.at(x, p, 1.0)
    return y[0] if p[0] > 0 else y[1]


def error_in_a_program(x, y, p):
    """What is written before an error stays written, and the error is NumPy's."""
    x[2] = 7.0
    np.add.at(y, p + 3, 1.0)


def error_on_handles(x, y, p):
    x[2] = 7.0
    if p[0] > 0 and y.at[0].set(1.0)[0] > 0:
        raise ValueError("no")


def a_view_of_one_of_two_arrays(x, y, p):
    """Which of two arrays it is, one in rows and one that is not, is known only when the loop has run."""
    turned = x[::-1]
    made = np.tanh(turned)
    for _ in range(p[0]):
        turned, made = made, turned
    flat = turned.ravel()
    flat[:] = 0.5
    return turned


CASES = [
    (a_view_of_one_of_two_arrays, lambda: [np.arange(6.0).reshape(3, 2), np.arange(4.0), INDICES]),
    (add_at_in_plain_python, overlapping),
    (error_in_a_program, lambda: [np.arange(4.0), np.arange(4.0), INDICES]),
]


@pytest.mark.parametrize(("f", "arguments"), CASES, ids=[f.__name__ for f, _ in CASES])
def test_jit(f, arguments):
    g = nm.jit(f)
    for k in range(6):
        assert difference(Outcome(g, arguments()), Outcome(f, arguments())) is None
        if k == 2:
            tiers.wait()


@pytest.mark.parametrize("seed", [100676, 7310078])
def test_translations(seed):
    native.check(generate(seed), Counter())


def test_writes_before_an_error_on_handles():
    x = np.arange(4.0)
    with pytest.raises(ValueError, match="no"):
        nm.jit(error_on_handles)(x, np.arange(4.0), INDICES)
    assert x.tolist() == [0.0, 1.0, 7.0, 3.0]


def test_an_effect_before_an_error_is_not_repeated():
    seen = []

    def f(x, i):
        nm.debug.callback(seen.append, x[0])
        return x[i]

    with pytest.raises(IndexError):
        nm.jit(f)(np.arange(3.0), np.array(7))
    assert len(seen) == 1


def test_round():
    f = lambda x: round(x[1], 2)
    x = np.linspace(0, 2, 6).reshape(2, 3)
    assert nm.vmap(f)(x).tolist() == [round(row[1], 2) for row in x]
    assert nm.jit(f)(x[0]) == round(x[0, 1], 2)
    assert nm.grad(lambda x: round(x[0], 1) * x[0])(np.array([1.26, 2.0])).tolist() == [1.3, 0.0]
    assert type(nm.jit(lambda x: round(x[1]))(x[0])) is int
    with pytest.raises(TypeError, match="__round__"):
        nm.grad(lambda x: round(x, 2).sum())(x)
