"""New memory that loops fill, each turn elements of its own: gradients, and where that is seen."""

import numpy as np
import pytest

import numorph as nm
from numorph.procedures.facts import Facts
from numorph.procedures.fusion import fused
from numorph.procedures.ir import Alloc, Store, statements
from numorph.procedures.renaming import renamed
from numorph.procedures.structured import structured

pytest.importorskip("llvmlite")
from ..frontend.agreement import function, translated

_rng = np.random.default_rng(4)
X = _rng.standard_normal((6, 5))

# What is done with an array `out` of zeros and `x`, an array of 6 rows and n = 5 columns, and whether each element is
# seen to be written once.
PROGRAMS = [
    ("for t in range(6):\n        out[t] = np.sin(x[t]) * np.sum(x[t])", True),
    ("for t in range(n):\n        out[:, t] = np.sin(x[:, t]) * np.sum(x[:, t])", True),
    ("for i in range(6):\n        for j in range(n):\n            s += x[i, j]\n            out[i, j] = s * s", True),
    ("for j in range(n):\n        for i in range(6):\n            s += x[i, j]\n            out[i, j] = s * s", True),
    ("for i in range(6):\n        for j in range(5):\n            s += x[i, j]\n            out[i, j] = s * s", False),
    ("for t in range(1, 6, 2):\n        out[t] = x[t - 1] * x[t]", True),
    ("for t in range(6):\n        if x[t, 0] > 0:\n            out[t] = x[t] * x[t, 0]", True),
    ("for t in range(6):\n        out[t // 2] = x[t] * x[t]", False),
    ("for t in range(5):\n        out[t : t + 2] = x[t] * x[t + 1]", False),
    ("for t in range(6):\n        for s in range(3):\n            out[t] = x[t] * x[s]", False),
    ("for i in range(5):\n        for j in range(i + 1):\n            out[i - j // 2, j] = x[i, j] * x[j, i]", False),
    ("for t in range(5):\n        out[t] = x[t] * x[t]\n        out[t + 1] = out[t] * x[0]", False),
    ("for t in range(5, -1, -1):\n        out[t] = x[t] * np.sum(x[t])", False),
]  # fmt: skip


def program(body):
    return function(
        f"def f(x):\n    s, n, out = 0.0, x.shape[1], np.zeros(x.shape)\n    {body}\n    return np.sum(out * out * x)\n"
    )


@pytest.mark.parametrize("body, expected", PROGRAMS)
def test_gradients(body, expected):
    f = program(body)
    found, plain = nm.jit(nm.grad(f))(X), nm.grad(f)(X)
    np.testing.assert_allclose(found, plain, rtol=1e-11, atol=1e-13)
    procedure = renamed(structured(fused(translated(f, X)[0].translation.procedure)))
    facts = Facts(procedure, [k for k, r in enumerate(procedure.inputs) if r.dtype == "ptr"])
    made = {s.reg for s in statements(procedure.body) if isinstance(s, Alloc) and s.zero}
    stores = [s for s in statements(procedure.body) if isinstance(s, Store) and s.base in made]
    assert stores and all([(id(s) in facts.fresh) is expected for s in stores])
