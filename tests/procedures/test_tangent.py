"""Forward mode: against reverse mode, which differences check, by the pairing of tangents and cotangents."""

import random

import numpy as np
import pytest

from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Library, Procedure
from numorph.procedures.reverse import NotDifferentiable, differentiate
from numorph.procedures.tangent import tangent

from . import test_reverse
from .building import ex, put
from .gradients import _copies, _random, outcome, sweep
from .test_reverse_random import FLOATS, SIZE, Generator


def agree(procedure, inputs, active, tolerance=1e-9, **ignored):
    """The tangents of all outcomes, paired with random cotangents, are the cotangents paired with the tangents."""
    rng = np.random.default_rng(len(inputs))
    expected, plain, memory = outcome(procedure, inputs)
    cotangents = [_random(x, rng) for x in expected]
    pair = differentiate(procedure, active)
    found, _, _ = sweep(pair, procedure, inputs, cotangents)
    directions = {i: _random(inputs[i], rng) for i in active}
    along = tangent(procedure, active)
    check(along.procedure)
    values, dots = _copies(inputs), []
    for i, r in enumerate(procedure.inputs):
        if r.dtype == "ptr":
            given = i in along.wanted
            dots.append(np.array(directions.get(i, np.zeros_like(values[i]))) if given else None)
    memories = list(dots)
    dots += [float(directions[i]) for i in active if procedure.inputs[i].dtype != "ptr"]
    results = interpret(along.procedure, [*values, *dots])
    for a, b in zip([*plain, *memory], [*results[: len(plain)], *values], strict=True):
        np.testing.assert_array_equal(a, b)
    moved = _outcomes(procedure, values, memories, results)
    assert len(moved) == len(cotangents)
    forward = sum([np.sum(np.real(c * d)) for c, d in zip(cotangents, moved, strict=True)])
    backward = sum([np.sum(np.real(g * directions[i])) for g, i in zip(found, active, strict=True)])
    assert abs(forward - backward) <= min(tolerance, 1e-6) * (1 + abs(forward) + sum([np.abs(g).sum() for g in found]))
    return pair


def _outcomes(procedure, values, memories, results):
    """The tangents of what `outcome` gives, in its order."""
    pointers = [v for v, r in zip(values, procedure.inputs, strict=True) if r.dtype == "ptr"]
    moved = [
        np.zeros_like(v) if d is None else d
        for v, d in zip(pointers, memories, strict=True)
        if v is not None and v.dtype.kind in "fc"
    ]
    dots = iter(results[len(procedure.results) :])
    for r, x in zip(procedure.results, results, strict=False):
        if r.dtype == "ptr":
            dot = next(dots)
            if x is not None and not any(x is v for v in pointers) and x.dtype.kind in "fc":
                moved.append(np.zeros_like(x) if dot is None else dot)
        elif r.dtype in ("f32", "f64"):
            moved.append(next(dots))
    return moved


@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_random(seed):
    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    active = sorted(random.Random(seed).sample(range(6), 3))
    agree(Generator(seed).procedure(), inputs, active)


@pytest.mark.parametrize(
    "name",
    [
        "test_straight_code",
        "test_while_with_trips_that_depend_on_data",
        "test_early_return_break_and_continue",
        "test_integers_lead_to_elements",
        "test_allocation_in_a_loop",
        "test_results_in_new_memory",
        "test_memory_of_a_caller_or_ones_own",
        "test_parallel_loops_that_share_elements",
        "test_products_of_matrices",
        "test_complex_numbers",
        "test_other_operations",
    ],
)
def test_by_hand(name, monkeypatch):
    monkeypatch.setattr(test_reverse, "check_gradient", agree)
    getattr(test_reverse, name)()


@pytest.mark.parametrize("operation", ["mul", "max", "min"])
def test_free_products_and_extremes(operation, monkeypatch):
    monkeypatch.setattr(test_reverse, "check_gradient", agree)
    test_reverse.test_free_products_and_extremes(operation)


def test_python_functions():
    a, s = test_reverse.a, test_reverse.s
    with pytest.raises(NotDifferentiable, match="'abs'"):
        tangent(Procedure("f", [a], [s], [Library("host", [], [ex(a)], [s], attr=abs), put(s, s)]), [0])
