"""Second derivatives: the tangents of both sweeps, against differences of the gradient."""

import random

import numpy as np
import pytest

from numorph.procedures.check import check
from numorph.procedures.interpret import DTYPES, interpret
from numorph.procedures.reverse import differentiate
from numorph.procedures.second import differentiate_twice

from . import test_reverse
from .gradients import _copies, _moved, _random, outcome, sweep
from .test_reverse_random import FLOATS, SIZE, Generator


def second_sweep(second, procedure, inputs, cotangents, directions, ct_directions, run=interpret):
    """The gradient and its tangent, for the active inputs; and the tangents of results in registers."""
    pair = second.pair
    values, tape = _copies(inputs), []
    dots = [None if v is None or v.dtype.kind not in "fc" else np.zeros_like(v) for v in _memories(procedure, values)]
    for i, d in zip(pair.active, directions, strict=True):
        if procedure.inputs[i].dtype == "ptr":
            dots[_pointers(procedure).index(i)] = np.array(d, inputs[i].dtype)
    scalars = [float(d) for i, d in zip(pair.active, directions, strict=True) if procedure.inputs[i].dtype != "ptr"]
    given = [d if i in second.forward.wanted else None for i, d in zip(_pointers(procedure), dots, strict=True)]
    results = run(second.forward.procedure, [*values, *given, *scalars], tape)
    n = len(procedure.results)
    left, left_dots = list(cotangents), list(ct_directions)
    shadows, moving = [], []
    for i, v in zip(_pointers(procedure), _memories(procedure, values), strict=True):
        pairs = [left.pop(0), left_dots.pop(0)] if v is not None and v.dtype.kind in "fc" else [None, None]
        shadows.append(pairs[0].astype(v.dtype) if i in pair.wanted else None)
        moving.append(pairs[1].astype(v.dtype) if i in pair.wanted else None)
    extra, pointers, numbers = [], [], []
    for r, x in zip(procedure.results, results[:n], strict=True):
        if r.dtype == "ptr":
            if x is None or any(x is v for v in values) or x.dtype.kind not in "fc":
                extra += [None, 0]
                pointers.append(None)
            else:
                ct = left.pop(0).astype(x.dtype)
                extra += [ct, ct.size]
                pointers.append(left_dots.pop(0).astype(x.dtype))
        elif DTYPES[r.dtype].kind == "f":
            extra.append(float(left.pop(0)))
            numbers.append(float(left_dots.pop(0)))
    assert not left and not left_dots
    backward = second.backward.procedure
    found = list(run(backward, [*values, *shadows, *extra, *given, *moving, *pointers, *scalars, *numbers], tape))
    assert tape == []
    plain, moved = found[: len(found) // 2], found[len(found) // 2 :]
    own = _pointers(procedure)
    gradient = [shadows[own.index(i)] if procedure.inputs[i].dtype == "ptr" else plain.pop(0) for i in pair.active]
    tangent = [moving[own.index(i)] if procedure.inputs[i].dtype == "ptr" else moved.pop(0) for i in pair.active]
    return gradient, tangent


def _pointers(procedure):
    return [i for i, r in enumerate(procedure.inputs) if r.dtype == "ptr"]


def _memories(procedure, values):
    return [values[i] for i in _pointers(procedure)]


def agree(procedure, inputs, active, tolerance=2e-5, step=1e-6, run=interpret, seed=0, **ignored):
    """The tangent of the gradient is the limit of differences of the gradient, when cotangents move as well."""
    rng = np.random.default_rng(seed)
    expected, _, _ = outcome(procedure, inputs)
    cotangents, ct_directions = [[_random(x, rng) for x in expected] for _ in range(2)]
    directions = [_random(inputs[i], rng) for i in active]
    second = differentiate_twice(procedure, active)
    for made in (second.forward, second.backward):
        check(made.procedure)
    pair = differentiate(procedure, active)
    gradient, tangent = second_sweep(second, procedure, inputs, cotangents, directions, ct_directions, run)
    plain, _, _ = sweep(pair, procedure, inputs, cotangents, run)
    for a, b in zip(gradient, plain, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-9)

    def at(h):
        moved = [c + h * d for c, d in zip(cotangents, ct_directions, strict=True)]
        return sweep(pair, procedure, _moved(inputs, active, directions, h), moved, run)[0]

    for t, ahead, behind, g in zip(tangent, at(step), at(-step), gradient, strict=True):
        difference = (np.asarray(ahead) - behind) / (2 * step)
        scale = 1 + np.abs(difference).max(initial=0) + np.abs(g).max(initial=0)
        assert np.abs(difference - t).max(initial=0) <= tolerance * scale, (difference, t)
    return pair


@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_random(seed):
    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    active = sorted(random.Random(seed).sample(range(6), 3))
    agree(Generator(seed).procedure(), inputs, active, seed=seed)


@pytest.mark.parametrize(
    "name",
    [
        "test_straight_code",
        "test_scalar_loop_overwrites",
        "test_while_with_trips_that_depend_on_data",
        "test_early_return_break_and_continue",
        "test_memory_that_is_overwritten",
        "test_integers_lead_to_elements",
        "test_allocation_in_a_loop",
        "test_results_in_new_memory",
        "test_memory_of_a_caller_or_ones_own",
        "test_parallel_loops_that_save_in_blocks",
        "test_parallel_loops_that_share_elements",
        "test_products_of_matrices",
        "test_complex_numbers",
        "test_other_operations",
    ],
)
def test_by_hand(name, monkeypatch):
    monkeypatch.setattr(test_reverse, "check_gradient", agree)
    getattr(test_reverse, name)()


@pytest.mark.parametrize("swapped", [False, True])
def test_a_stencil_in_time_with_swaps(swapped, monkeypatch):
    monkeypatch.setattr(test_reverse, "check_gradient", agree)
    test_reverse.test_a_stencil_in_time_with_swaps(swapped)


@pytest.mark.parametrize("seed", range(500, 515))
def test_native(seed):
    from .test_reverse_native import native

    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    active = sorted(random.Random(seed).sample(range(6), 3))
    agree(Generator(seed).procedure(), inputs, active, seed=seed, run=native)
