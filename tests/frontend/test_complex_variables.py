"""Variables that are real at first and complex later, or Python's complex and NumPy's."""

import numpy as np
import pytest

import numorph as nm

from .agreement import agrees, bails, function

ESCAPE = """
def f(c, n):
    z = {}
    k = 0
    while abs(z) <= 2 and k < n:
        z = z * z + c
        k += 1
    return k, z, z.real, z.imag, z.conjugate(), -z, z == 0, bool(z), abs(z), z + 1, 2 * z
"""


@pytest.mark.parametrize("first", ["0", "0.0", "0j"])
@pytest.mark.parametrize("n", [0, 50])
def test_escape(first, n):
    f = function(ESCAPE.format(first))
    for c in (0.3 + 0.5j, np.complex128(0.3 + 0.5j), np.complex128(1 + 1j), 0.25):
        agrees(f, c, n)


def test_sums_and_branches():
    agrees(
        "def f(x):\n    s, p = 0, 1\n    for k, v in enumerate(x):\n        s += v * np.exp(-2j * np.pi * k / len(x))\n        p = p * (v + 1j)\n    return s, p, abs(s), s + 1, 2 * p, s - p, s / (p + 1)\n",
        np.array([1.0, 2.0, 3.0]),
    )
    f = function(
        "def f(x):\n    d = x * x - 2\n    if d >= 0:\n        r = d**0.5\n    else:\n        r = 1j * (-d) ** 0.5\n    return r, r * 2, r + x, abs(r)\n"
    )
    agrees(f, 3.0)
    agrees(f, 0.5)
    agrees(
        "def f(c):\n    last = np.zeros_like(c)\n    for i in range(len(c)):\n        z = 0\n        for k in range(9):\n            z = z * z + c[i] if abs(z) < 2 else z\n        last[i] = z\n    return last\n",
        np.array([0.3 + 0.5j, 1 + 1j, 0j]),
    )


def test_large_integers_among_complex_numbers():
    bails("def f(c, n):\n    z = 2**53 + 1\n    for k in range(n):\n        z = z * c\n    return z + 1\n", 1j, 0)


@pytest.mark.parametrize("first", ["0", "0j"])
def test_lanes(first):
    f = function(
        f"def f(c, n):\n    z = {first}\n    k = 0\n    while abs(z) < 2 and k < n:\n        z = z * z + c\n        k += 1\n    return k\n"
    )
    g = nm.jit(f)
    c = np.array([0.3 + 0.5j, 1 + 1j, 0j])
    g.compile(c[0], 50)
    assert np.array_equal(nm.vmap(g, in_axes=(0, None))(c, 50), [f(x, 50) for x in c])
    assert "compiled from its source" in str(g.explain(c[0], 50))
