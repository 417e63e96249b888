"""Code that is made first, and better code for the same procedure."""

import numpy as np
import pytest

import numorph as nm
from numorph.api import procedural, ways
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.runtime import procedure_code


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


def smoothed(x, turns):
    for _ in range(turns):
        x = 0.5 * (x + x[::-1]) - x.mean()
    return x


def smoothed_by_elements(x, turns):
    for _ in range(turns):
        for i in range(len(x) - 1):
            x[i] = 0.5 * (x[i] + x[i + 1])
    return x


@pytest.mark.parametrize(
    ("f", "size", "waits"), [(smoothed, 1000, True), (smoothed, 10, False), (smoothed_by_elements, 1000, False)]
)
def test_long_array_statements_wait_for_better_code(f, size, waits, monkeypatch):
    monkeypatch.setattr(procedure_code, "_LONG_CODE", 0)  # all code is made quickly
    monkeypatch.setattr(ways, "_LONG_ARRAY", 100)
    monkeypatch.setattr(ways, "_LONG_CALL", 0.0)
    monkeypatch.setattr(ways, "_LONG", float("inf"))  # no code for threads, where a call was held up
    for module in (procedural, ways):
        monkeypatch.setattr(module, "ask", lambda job, can_wait=False: None if can_wait else job())
    jitted, expected = nm.jit(f), f(np.ones(size), 3)
    for _ in range(4):
        assert (jitted(np.ones(size), 3) == expected).all()
    way = jitted.procedure(np.ones(size), 3)
    assert way.variant.code.is_quick and bool(way.native) != waits
    way.improve()
    for _ in range(4):
        assert (jitted(np.ones(size), 3) == expected).all()
    assert way.native
