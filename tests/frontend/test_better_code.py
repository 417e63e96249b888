"""Code that is made first, and better code for the same procedure."""

import numpy as np

from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments


def taken(best, weights):
    for w in weights:
        for c in range(len(best) - 1, w - 1, -1):
            best[c] = max(best[c], best[c - w] + 1.0)
    return best.sum()


def test_better_code_computes_the_same():
    given = np.zeros(37), np.array([3, 5, 8])
    compiled = CompiledFunction(taken)
    variant = compiled.translated(parameters := compiled.parameters(given, {}), Arguments(parameters))
    variant.make(quickly=True)
    assert variant.code.improvable
    first, address = variant(Arguments(parameters)), variant.code.address
    variant.make(best=True)
    assert not variant.code.improvable and variant.code.address != address
    given[0][:] = 0.0
    assert variant(Arguments(parameters)) == first == taken(np.zeros(37), given[1])
    variant.make()  # which is not better
    assert not variant.code.improvable
