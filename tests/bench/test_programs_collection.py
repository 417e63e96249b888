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
    return np.issubdtype(np.asarray(x).dtype, np.inexact)


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
    assert all(is_float(arguments[i]) for i in (*program.differentiable, *program.batched) if i not in program.changed)
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
    arguments = fresh(program)
    start = time.thread_time()  # of this thread alone: what else the machine does is left out
    found = outcome(program, arguments)
    assert time.thread_time() - start < 1.0
    assert found
    assert all(np.all(np.isfinite(x)) for x in found)


@each
def test_it_is_smooth_where_it_may_be_differentiated(program):
    """Differences over a distance and over half of it agree, and are not all zero."""

    def slopes(i, direction, distance):
        ends = []
        for sign in (1.0, -1.0):
            arguments = list(fresh(program))
            arguments[i] = arguments[i] + sign * distance * direction
            ends.append([x for x in outcome(program, arguments) if is_float(x)])
        return [(a - b) / (2.0 * distance) for a, b in zip(*ends, strict=True)]

    for i in program.differentiable:
        argument = np.asarray(fresh(program)[i])
        direction = np.random.default_rng(1).normal(size=argument.shape)
        direction = direction if argument.ndim else float(direction)
        distance = 1e-6 * (float(np.max(np.abs(argument))) or 1.0)
        wide, narrow = slopes(i, direction, distance), slopes(i, direction, 0.5 * distance)
        assert any(np.any(x != 0.0) for x in narrow), f"argument {i} makes no difference"
        for a, b in zip(wide, narrow, strict=True):
            np.testing.assert_allclose(a, b, rtol=0.0, atol=1e-3 * np.max(np.abs(b)), err_msg=f"argument {i}")


@pytest.mark.skipif(util.find_spec("jax") is None, reason="JAX is not installed")
@each
def test_the_jax_version_gives_the_same(program):
    import jax

    package, _, module = program.function.__module__.rpartition(".")
    with jax.enable_x64(True):
        by_jax = getattr(import_module(f"{package}.by_jax.{module}"), program.name)
        found = [np.asarray(x) for x in flat(by_jax(*fresh(program)))]
    expected = outcome(program, fresh(program))
    assert [(x.shape, x.dtype) for x in found] == [(x.shape, x.dtype) for x in expected]
    for got, want in zip(found, expected, strict=True):
        if is_float(want):
            tolerance = max(program.tolerance, 1e-12)  # XLA may fuse a product and a sum even where we ask for equality
            np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance * np.max(np.abs(want)))
        else:
            np.testing.assert_array_equal(got, want)
