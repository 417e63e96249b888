"""Loops that go together where a test finds that they may: the same results where they may not."""

import numpy as np
import pytest

from numorph.procedures.fusion import fused
from numorph.procedures.ir import Alloc, For, If, statements

from ..frontend.agreement import agrees, function, translated

BUTTERFLY = """
def f(x, a, b, m):
    for k in range(2):
        left = x[a : a + m].copy()
        right = x[b : b + m].copy()
        x[a : a + m] = left + right
        x[b : b + m] = left - right
"""

ROTATION = """
def f(x, a, b, m):
    total = 0.0
    for k in range(2):
        kept = x[a : a + m] * 2.0
        total += np.sum(kept * kept)
        x[a : a + m] = kept - x[b : b + m]
        x[b : b + m] = kept * 0.5
        total += np.max(x[a : a + m])
    return total
"""

INTEGERS = """
def f(x, a, b, m):
    for k in range(2):
        kept = x[a : a + m] // 2
        x[b : b + m] = x[b : b + m] + kept
        x[a : a + m] = kept - 1
"""

PLACES = [
    (0, 8, 8),
    (0, 4, 8),
    (4, 0, 8),
    (8, 0, 8),
    (0, 0, 8),
    (3, 10, 8),
    (3, 11, 1),
    (5, 5, 1),
    (2, 9, 0),
    (0, 7, 8),
]


@pytest.mark.parametrize("source", [BUTTERFLY, ROTATION, INTEGERS])
@pytest.mark.parametrize("a, b, m", PLACES)
def test_parts_that_overlap_or_do_not(source, a, b, m):
    f = function(source)
    x = np.random.default_rng(0).normal(size=20)
    x = (10 * x).astype(np.int64) if source is INTEGERS else x
    if m or source is not ROTATION:
        agrees(f, x, a, b, m, rtol=1e-12)


def test_there_are_two_forms_and_one_makes_no_arrays():
    variant, _ = translated(function(BUTTERFLY), np.ones(20), 0, 8, 8)
    body = fused(variant.translation.procedure).body
    forms = [s for s in statements(body) if isinstance(s, If) and s.orelse and any(isinstance(x, For) for x in s.body)]
    assert len(forms) == 1
    together, apart = (list(statements(b)) for b in (forms[0].body, forms[0].orelse))
    assert sum(isinstance(s, For) for s in together) == 1 and not any(isinstance(s, Alloc) for s in together)
    assert sum(isinstance(s, For) for s in apart) == 4 and sum(isinstance(s, Alloc) for s in apart) == 2
    assert sum(isinstance(s, Alloc) for s in statements(body)) == 2


def test_arrays_that_are_wanted_later_are_made():
    f = function("""
def f(x, a, b, m):
    left = x[a : a + m].copy()
    right = x[b : b + m].copy()
    x[a : a + m] = left + right
    x[b : b + m] = left - right
    return left
""")
    for a, b, m in PLACES:
        agrees(f, np.arange(20.0), a, b, m)
