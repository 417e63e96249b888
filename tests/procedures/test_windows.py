"""Sums into windows that move on: which loops are turned around, and that sums keep their bits."""

import numpy as np
import pytest

from numorph.codegen import target
from numorph.procedures.check import check
from numorph.procedures.hoisting import hoisted
from numorph.procedures.ir import For, statements
from numorph.procedures.windows import turned_around
from tests.frontend.agreement import agrees, bails, function, translated

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

_rng = np.random.default_rng(8)
X, K, OUT = (_rng.standard_normal(n) for n in (200, 7, 400))
_LOOPS = "for i in range(n):\n        for j in range(m):\n            "


@pytest.mark.parametrize(
    "body, turned",
    [
        ("out[i + j] += x[i] * k[j]", True),
        ("out[i + j + 3] += x[i] * k[j]", True),
        ("out[i + j + 5] -= np.abs(x[i]) * k[j] - 2 * j", True),
        ("out[i + j] -= np.sqrt(np.abs(x[i])) * k[j]", False),
        ("out[i + j] = out[i + j] * k[j] + x[i]", True),
        ("out[i + j] = x[i] * k[j]", True),
        ("out[i + j] = max(out[i + j], x[i] * k[j])", True),
        ("out[i - j] += x[i] * k[j]", False),
        ("out[2 * i + j] += x[i] * k[j]", False),
        ("out[i + j] += out[i] * k[j]", False),
        ("out[i + j] += x[i] * k[j]\n            out[i] += 1", False),
        ("s += k[j]\n            out[i + j] += s", False),
        ("s = k[j] * x[i]\n            out[i + j] += s", False),  # s is a result
        ("t = k[j] * x[i]\n            out[i + j] += t * t", True),
        ("x[i + j] += x[i] * k[j]", False),
        ("k[j] += 1.0\n            out[i + j] += x[i] * k[j]", False),
    ],
)
@pytest.mark.parametrize("n, m", [(150, 7), (5, 7), (0, 7), (150, 0), (1, 1)])
def test_loops(body, turned, n, m):
    f = function(f"def f(x, k, out, n, m):\n    s = 0.0\n    {_LOOPS}{body}\n    return s\n")
    agrees(f, X, K, OUT, n, m, rtol=0.0)
    procedure = hoisted(translated(f, X, K, OUT, n, m)[0].code.procedure)
    made = turned_around(procedure)
    check(made)
    back = [s for s in statements(made.body) if isinstance(s, For) and s.step == -1]
    assert bool(back) == turned


def test_windows_of_other_loops():
    source = """
def f(x, k, out):
    for i in range(2, len(x) - 3):
        a = x[i] * 2
        b = a + 1
        for j in range(1, len(k)):
            out[j + i] += a * k[j] + b
    return out.sum()
"""
    agrees(function(source), X, K, OUT, rtol=1e-13)
    head = "def f(x, k, out):\n    for i in range(len(x)):\n        for j in "
    sums = "\n            out[i + j] += x[i] * k[j]\n"
    inner, whole = f"{head}range(i % 3):{sums}", f"{head}range(len(k)):{sums}"
    agrees(function(inner), X, K, OUT, rtol=0.0)
    agrees(function(source), X.astype(np.float32), K.astype(np.float32), OUT.astype(np.float32), rtol=1e-5)
    numbers = np.arange(200) % 23 - 9
    agrees(function(whole), numbers, numbers[:5].copy(), np.zeros(300, dtype=np.int64))
    agrees(function(whole), X + 1j, K, OUT + 0j, rtol=1e-14)
    bails(whole, X, K, OUT[:100].copy(), raises=IndexError)
