"""Temporary arrays of loops, and the memory that they take."""

import numpy as np

from .agreement import agrees, bails, function


def test_temporaries_of_loops():
    """Memory that a loop gives back in one turn serves the next one, of the same or of another size, zeros too."""
    f = function("""
def f(x, k):
    total = 0.0
    kept = x[:1] * 2
    for i in range(len(x)):
        a = x[: i % k] * 2.0
        b = np.zeros((i % k) + 1)
        b[:-1] += a
        c = b + x[i]
        if i % 3 == 0:
            kept = c
        for j in range(i % 4):
            d = np.zeros(j + i % k)
            total += d.sum() + (c * c).sum()
            d += 1.0
        total += a.sum() + b.sum() + c.max()
    return total, kept
""")
    x = np.random.default_rng(0).standard_normal(200)
    for k in (1, 2, 7, 50):
        agrees(f, x, k, rtol=1e-11)
    bails(f, x, 0, raises=ZeroDivisionError)
