"""Every program of bench/programs under jit, grad and vmap, in machine code; one translation serves two sizes."""

from importlib import util

import numpy as np
import pytest

import numorph as nm
from bench.programs import all_programs
from bench.rows.program_cases import Scalar, axes, by_loop, difference, lanes_of, outcome, stacked

pytestmark = pytest.mark.skipif(util.find_spec("llvmlite") is None, reason="llvmlite is not installed")

PROGRAMS = all_programs()

STAGED = {"sobel_edges"}  # it has no loop: jit records its operations instead

# What fails today, and why; a fix shows as a test that passes and should not.
WRONG_CALLS: dict[str, str] = {}
WRONG_GRADIENTS: dict[str, str] = {}
WRONG_BATCHES: dict[str, str] = {}


def each(programs, failing):
    """A test for each program; those that fail today have to fail."""
    given = []
    for program in programs:
        marks = [pytest.mark.xfail(strict=True, reason=failing[program.name])] if program.name in failing else []
        given.append(pytest.param(program, id=program.name, marks=marks))
    return pytest.mark.parametrize("program", given)


def arguments_of(program, divisor):
    return tuple(program.inputs(np.random.default_rng(0), program.sizes[0] // divisor))


def assert_compiled(jitted, program, staged=STAGED):
    """That calls ran in machine code, all of them from one translation; those without a loop are staged."""
    if program.name in staged:
        assert not jitted._procedural.preferred
        return
    ways = list(jitted._procedural.ways.values())
    assert [f"line {way.line}: {way.reason}" for way in ways if way.refused] == []
    assert len(ways) == 1
    assert ways[0].ready
    assert ways[0].bails == 0


def patient(f):
    """`f` jitted, with code at once where a transformation asks for it."""
    jitted = nm.jit(f)
    jitted._procedural.waits = True
    return jitted


def test_what_is_said_to_fail_is_there():
    names = {program.name for program in PROGRAMS}
    assert {*WRONG_CALLS, *WRONG_GRADIENTS, *WRONG_BATCHES} <= names


@each(PROGRAMS, WRONG_CALLS)
def test_one_translation_serves_two_sizes(program):
    jitted = nm.jit(program.function)
    for divisor in (1, 2):
        arguments = arguments_of(program, divisor)
        way = jitted._procedural.prepared(arguments, {})
        assert way is not None
        assert_compiled(jitted, program)
        way.trials(jitted._procedural.arguments(arguments, {})[1]).chosen = True  # plain Python is never
        ran = way.calls
        found = outcome(jitted, program, arguments)
        assert difference(found, outcome(program.function, program, arguments), program.tolerance) == ""
        assert_compiled(jitted, program)
        assert way.calls > ran or program.name in STAGED


@each([program for program in PROGRAMS if program.differentiable], WRONG_GRADIENTS)
def test_the_gradient_is_the_slope(program):
    arguments = arguments_of(program, 2)
    scalar = Scalar(program, arguments)
    jitted = patient(scalar.loss)
    called = lambda *given: jitted(*given)  # whose gradient has the sweeps of `jitted`, and is not compiled as a whole
    gradients = nm.grad(called, argnums=scalar.positions)(*scalar.weights, *arguments)
    assert_compiled(jitted, program, {*STAGED, "coo_scatter_add"})  # the loss calls it, and has no loop itself
    assert scalar.wrong(arguments, gradients) == ""


@each([program for program in PROGRAMS if program.batched], WRONG_BATCHES)
def test_a_batch_is_what_the_loop_gives(program):
    lanes = lanes_of(program, 0, 3)
    batch = stacked(program, lanes)
    jitted = patient(program.function)
    found = outcome(nm.vmap(jitted, in_axes=axes(program, batch)), program, batch)
    assert_compiled(jitted, program)
    assert difference(found, by_loop(program, lanes), program.tolerance) == ""
