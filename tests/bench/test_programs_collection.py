"""Every program of bench/programs is what its description says, and its JAX version computes the same."""

import time
from importlib import import_module, util

import numpy as np
import pytest

from bench.programs import all_programs

PROGRAMS = all_programs()
each = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)


def fresh(program):
    """Arguments at the first size: equal values at every call, in arrays of their own."""
    return program.inputs(np.random.default_rng(0), program.sizes[0])


def flat(result):
    """The arrays and numbers of a result, in order."""
    if result is None:
        return []
    if isinstance(result, tuple | list):
        return [leaf for part in result for leaf in flat(part)]
    return [np.asarray(result)]


def outcome(program, arguments):
    """The results, then the changed arguments."""
    result = flat(program.function(*arguments))
    return [x.copy() for x in result + [arguments[i] for i in program.changed]]


def is_float(x):
    return np.issubdtype(np.result_type(x), np.inexact)


def test_names_are_unique():
    names = [program.name for program in PROGRAMS]
    assert names
    assert len(set(names)) == len(names)


@each
def test_the_description_fits_the_arguments(program):
    arguments = fresh(program)
    for positions in (program.changed, program.differentiable, program.batched):
        assert len(set(positions)) == len(positions)
        assert set(positions) <= set(range(len(arguments)))
    assert program.sizes[0] < program.sizes[1]
    assert all(isinstance(arguments[i], np.ndarray) for i in program.changed)
    assert all(is_float(arguments[i]) for i in program.differentiable)
    assert all(np.asarray(arguments[i]).dtype.kind in "biufc" for i in program.batched)
    if program.batched:
        assert set(program.changed) <= set(program.batched), "what an unbatched argument cannot hold is written to it"
    if program.differentiable:
        assert any(is_float(x) for x in outcome(program, arguments))


@each
def test_it_changes_exactly_what_it_says(program):
    before, arguments = fresh(program), fresh(program)
    program.function(*arguments)
    for i, (old, new) in enumerate(zip(before, arguments, strict=True)):
        assert (not np.array_equal(old, new)) == (i in program.changed), f"argument {i}"


@each
def test_the_first_size_is_quick_and_finite(program):
    """Infinities come out only where they go in, as for nodes of a graph that no path joins."""
    arguments = fresh(program)
    finite = all(np.all(np.isfinite(x)) for x in flat(arguments))
    start = time.thread_time()  # of this thread alone: what else the machine does is left out
    found = outcome(program, arguments)
    assert time.thread_time() - start < 1.0
    assert found
    assert not any(np.any(np.isnan(x)) for x in found)
    assert not finite or all(np.all(np.isfinite(x)) for x in found)


DISTANCES = 1e-6, 1e-8  # the second where values lie so close together that a sort would exchange them over the first


def slopes(program, i, direction, distance):
    """Differences of the float results, per distance that argument i is moved along `direction`."""
    distance *= float(np.max(np.abs(fresh(program)[i]))) or 1.0
    ends = []
    for sign in (1.0, -1.0):
        arguments = list(fresh(program))
        arguments[i] = arguments[i] + sign * distance * direction
        ends.append([x for x in outcome(program, arguments) if is_float(x)])
    return [(a - b) / (2.0 * distance) for a, b in zip(*ends, strict=True)]


def off(program, i, direction, distance, found):
    """The largest difference between derivatives and slopes, as a part of the largest slope of a result."""
    expected = slopes(program, i, direction if direction.ndim else float(direction), distance)
    assert any(np.any(x != 0.0) for x in expected), f"argument {i} makes no difference"
    sizes = [np.max(np.abs(x)) for x in expected]
    gaps = [np.max(np.abs(x - y)) for x, y in zip(found, expected, strict=True)]
    return max(gap / size if size else (np.inf if gap else 0.0) for gap, size in zip(gaps, sizes, strict=True))


def by_jax(program):
    package, _, module = program.function.__module__.rpartition(".")
    return getattr(import_module(f"{package}.by_jax.{module}"), program.name)


needs_jax = pytest.mark.skipif(util.find_spec("jax") is None, reason="JAX is not installed")


@needs_jax
@each
def test_the_jax_version_gives_the_same(program):
    import jax

    with jax.enable_x64(True):
        found = [np.asarray(x) for x in flat(by_jax(program)(*fresh(program)))]
    expected = outcome(program, fresh(program))
    assert [(x.shape, x.dtype) for x in found] == [(x.shape, x.dtype) for x in expected]
    for got, want in zip(found, expected, strict=True):
        if is_float(want):
            tolerance = max(program.tolerance, 1e-12)  # XLA may fuse a product and a sum even where we ask for equality
            largest = np.max(np.abs(want), where=np.isfinite(want), initial=0.0)
            np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance * largest)
        else:
            np.testing.assert_array_equal(got, want)


@needs_jax
@pytest.mark.parametrize("program", [p for p in PROGRAMS if p.differentiable], ids=lambda program: program.name)
def test_it_may_be_differentiated_by_what_it_says(program):
    """The derivative of the JAX version is the slope of the NumPy code: no kinks, no method that falls apart."""
    import jax

    arguments = fresh(program)
    directions = np.random.default_rng(1)

    def moved(*values):
        given = dict(zip(program.differentiable, values, strict=True))
        found = jax.tree.leaves(by_jax(program)(*(given.get(i, x) for i, x in enumerate(arguments))))
        return [x for x in found if is_float(x)]

    with jax.enable_x64(True):
        derivative = jax.jit(lambda at, along: jax.jvp(moved, at, along)[1])
        at = tuple(np.asarray(arguments[i]) for i in program.differentiable)
        for k, i in enumerate(program.differentiable):
            direction = np.asarray(directions.normal(size=at[k].shape))
            along = tuple(direction if j == k else np.zeros_like(x) for j, x in enumerate(at))
            found = derivative(at, along)
            assert any(off(program, i, direction, distance, found) < 1e-3 for distance in DISTANCES), f"argument {i}"
