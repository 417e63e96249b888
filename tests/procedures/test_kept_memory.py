"""Memory of loops that is made once: where that is so, where it is not, and that results stay what they are."""

import numpy as np
import pytest

from numorph.codegen import target
from numorph.procedures.check import check
from numorph.procedures.ir import Alloc, For, While, statements
from numorph.procedures.kept_memory import with_kept_memory
from tests.frontend.agreement import agrees, function, translated

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

X = np.random.default_rng(5).standard_normal(7)
M = np.random.default_rng(6).standard_normal((5, 7))


def inside_loops(procedure):
    """How many statements make memory in loops."""
    loops = [s for s in statements(procedure.body) if isinstance(s, For | While)]
    return len({id(x) for s in loops for x in statements(s.body) if isinstance(x, Alloc)})


_LOOP = "for i in range(n):\n        "
_LEAVES = "t = x * i\n        if np.argmax(t) == 3:\n            "


@pytest.mark.parametrize(
    "body, before, after",
    [
        (_LOOP + "t = x * i\n        s += np.argmax(t)", 1, 0),
        (_LOOP + "t = x * i\n        u = t * t\n        s += np.argmax(t) + np.argmin(u)", 2, 0),
        (_LOOP + "for j in range(i):\n            t = x * j\n            s += np.argmax(t)", 1, 1),  # the outer one
        ("i = 0\n    while i < n:\n        i += 1\n        t = x * i\n        s += np.argmax(t)", 1, 0),
        (_LOOP + "t = x[i % 3 :] * i\n        s += np.argmax(t)", 1, 1),
        (_LOOP + "t = np.zeros(len(x))\n        t[i % 7] = i\n        s += np.argmax(t)", 1, 1),
        (_LOOP + "x = x + i\n    s = x.sum()", 1, 1),
        ("y = x\n    " + _LOOP + "t = x * i\n        if i == 3:\n            y = t\n    s = y.sum()", 1, 1),
        (_LOOP + _LEAVES + "return s\n        s += 1", 1, 1),
        (_LOOP + _LEAVES + "break\n        s += 1", 1, 0),
        (_LOOP + _LEAVES + "continue\n        s += 1", 1, 0),
        (_LOOP + "if i % 2:\n            continue\n        t = x * i\n        s += np.argmax(t)", 1, 0),
        ("for i in range(n, 0, -2):\n        t = x * i\n        s += np.argmax(t)", 1, 0),
    ],
)
@pytest.mark.parametrize("n", [0, 5, 40])
def test_loops(body, before, after, n):
    f = function(f"def f(x, n):\n    s = 0\n    {body}\n    return s\n")
    agrees(f, X, n)
    procedure = translated(f, X, n)[0].code.procedure
    made = with_kept_memory(procedure)
    check(made)
    assert inside_loops(procedure) == before
    assert inside_loops(made) == after


def test_results_of_turns_are_apart():
    source = """
def f(m):
    rows = []
    for i in range(len(m)):
        t = m[i] * 2
        u = t[::-1] - 1
        m[i] = u
        rows.append(t + u)
    return rows, m
"""
    agrees(function(source), M)


def test_sizes_that_no_array_can_have():
    f = function(f"def f(n):\n    s = 0\n    {_LOOP}s += np.argmin(np.ones(n) * i)\n    return s\n")
    for n in (0, -1, 3):
        agrees(f, n)


def test_procedures_without_such_loops_stay():
    f = function("def f(x):\n    return x + 1\n")
    procedure = translated(f, X)[0].code.procedure
    assert str(with_kept_memory(procedure)) == str(procedure)
