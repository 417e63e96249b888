"""Matrices whose columns loops run along lie column by column, and nobody sees it."""

from random import Random

import numpy as np
import pytest

from numorph import grad, jit
from numorph.procedures import columns
from numorph.procedures.ir import Alloc

from ..frontend.agreement import agrees, function, translated

GRAM_SCHMIDT = """
def f(a):
    n = a.shape[1]
    q = a.copy()
    r = np.zeros((n, n))
    for j in range(n):
        r[j, j] = np.sqrt(np.sum(q[:, j] ** 2))
        q[:, j] /= r[j, j]
        for k in range(j + 1, n):
            r[j, k] = np.sum(q[:, j] * q[:, k])
            q[:, k] -= r[j, k] * q[:, j]
    return q, r
"""

NEVER_RETURNED = """
def f(a):
    m, n = a.shape
    t = np.zeros((m, n))
    for j in range(n):
        for k in range(n):
            for i in range(m):
                t[i, k] += a[i, j] * (k + 1)
    return np.sum(t * t)
"""


def arrays(source, *args):
    """How many are made outside of loops."""
    body = translated(function(source), *args)[0].translation.procedure.body
    return sum([isinstance(s, Alloc) for s in body])


@pytest.mark.parametrize("shape", [(7, 4), (4, 4), (1, 3), (5, 1), (3, 0), (40, 20)])
def test_results_lie_row_by_row(shape):
    a = np.random.default_rng(0).normal(size=shape)
    if shape[0] > 1:
        agrees(function(GRAM_SCHMIDT), a, rtol=1e-9)
        agrees(function(GRAM_SCHMIDT), np.asfortranarray(a), rtol=1e-9)
        agrees(function(GRAM_SCHMIDT), a[::-1], rtol=1e-9)
    agrees(function(NEVER_RETURNED), a, rtol=1e-12)


def test_the_order_is_chosen_where_all_places_are_known():
    a = np.ones((4, 3))
    assert arrays(GRAM_SCHMIDT, a) == 3  # with the copy row by row
    assert arrays(GRAM_SCHMIDT.replace("return q, r", "q[0] = 1.0\n    return q, r"), a) == 2
    assert arrays(GRAM_SCHMIDT.replace("for k in range(j + 1, n)", "for k in range(j, j + 1)"), a) == 2


@pytest.mark.parametrize(
    "change",
    [
        ("return q, r", "return q, q, r"),
        ("return q, r", "return q.T, r"),
        ("return q, r", "return q[1:], r"),
        ("return q, r", "return q @ r, r"),
        ("return q, r", "return q.ravel(), r"),
        ("return q, r", "return [q, r], q + 1.0"),
        ("return q, r", "q[0] = 1.0\n    return q, r"),
        ("return q, r", "return q[0, 0], np.sum(q, axis=0)"),
        ("q[:, k] -= ", "q[k] *= 1.5\n            q[:, k] -= "),
        ("q[:, k] -= ", "q[1:, k] -= q[:-1, k] * 0.5\n            q[:, k] -= "),
        ("q[:, k] -= ", "q[:, k] += q[:, k - 1]\n            q[:, k] -= "),
        ("q[:, k] -= ", "q[k, j] += q[0, 0]\n            q[:, k] -= "),
        ("for k in range(j + 1, n)", "for k in range(n - 1, j, -1)"),
        ("for k in range(j + 1, n)", "for k in range(j - n, 0)"),
        ("q = a.copy()", "q = a.copy()\n    if n > 3:\n        q = a * 2.0"),
        ("q = a.copy()", "q = a.T.copy().T"),
        ("q = a.copy()", "q = a * 2.0 + a[:, :1]"),
        ("q = a.copy()", "q = np.zeros((a.shape[0], n)) + 0.5\n    q[:, 0] = a[:, 0]"),
    ],
)
def test_what_else_is_done_with_it(change):
    a = np.random.default_rng(1).normal(size=(6, 6))
    f = function(GRAM_SCHMIDT.replace(*change))
    agrees(f, a, rtol=1e-8)


def random_program(random):
    """Loops over a matrix, in which places by columns are the most common ones."""
    places = ["t[:, j]", "t[:, k]", "t[i, j]", "t[i, k]"]
    places += random.choice([[], [], ["t[:, j - 1]"], ["t[j]"], ["t[i - 1, j]"], ["t[j, j]", "t[k, j]"]])
    loops = {
        "i": ["range(m)", "range(1, m)", "range(m - 1)", "range(j, m)"],
        "j": ["range(n)", "range(1, n)", "range(n)", "range(n - 1, -1, -1)"],
        "k": ["range(n)", "range(j + 1, n)", "range(j)", "range(j, n)"],
    }
    made = random.choice(["np.zeros((m, n))", "a.copy()", "a * 2.0", "np.ones((m, n))", "a[:, :] + a[:1]"])
    lines = ["def f(a):", "    m, n = a.shape", f"    t = {made}", "    total = 0.0"]

    def statement(names, depth):
        kind = random.random()
        known = [p for p in places if not any([c in p and c not in names for c in "ijk"])]
        if known and kind < 0.6:
            x, y = random.choices(known, k=2)
            scalar = ":" not in x and x != "t[j]"
            value = f"np.sum({y})" if scalar and (":" in y or y == "t[j]") else y
            if not scalar and x.count(":") != y.count(":") and (":" in y or y == "t[j]"):
                value = f"np.max({y})"
            lines.append("    " * depth + f"{x} {random.choice(['=', '+=', '*='])} {value} * 0.5 + 1.0")
        elif known and kind < 0.75:
            lines.append("    " * depth + f"total += np.sum({random.choice(known)})")
        else:
            free = [c for c in "jik" if c not in names and (c == "j" or "j" in names)]
            if free:
                c = random.choice(free)
                lines.append("    " * depth + f"for {c} in {random.choice(loops[c])}:")
                block([*names, c], depth + 1)
            else:
                lines.append("    " * depth + "total += 1.0")

    def block(names, depth):
        for _ in range(random.randrange(1, 4)):
            statement(names, depth)

    for _ in range(2):
        lines.append(f"    for j in {random.choice(loops['j'])}:")
        block(["j"], 2)
    lines.append(f"    return {random.choice(['t, total', 'total', 't', 'np.sum(t), total'])}")
    return "\n".join(lines) + "\n"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("seed", range(60))
def test_random_loops(seed, monkeypatch):
    monkeypatch.setattr(columns, "_DEEP", 1)
    f = function(random_program(Random(seed)))
    a = np.random.default_rng(seed).uniform(0.1, 1, (seed % 5 + 1, seed % 4 + 2))
    try:
        f(a.copy())
    except IndexError:
        return
    agrees(f, a, rtol=1e-10)


def test_gradients():
    f = function(GRAM_SCHMIDT + "\ndef g(a):\n    q, r = f(a)\n    return np.sum(q * q[::-1]) + np.sum(r * r * r)\n")
    g = f.__globals__["g"]
    a = np.random.default_rng(2).normal(size=(5, 3))
    found = jit(grad(g))(a)
    step = np.random.default_rng(3).normal(size=a.shape)
    expected = (g(a + 1e-6 * step) - g(a - 1e-6 * step)) / 2e-6
    np.testing.assert_allclose(np.sum(found * step), expected, rtol=1e-6)
