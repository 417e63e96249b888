"""Arrays of a few elements as registers in sweeps, and rows of a few elements that translations of gradients know."""

import numpy as np
import pytest

import numorph as nm
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, statements
from numorph.procedures.small_arrays import with_elements_in_registers, without_small_arrays
from numorph.procedures.structured import structured

RNG = np.random.default_rng(0)
POINTS, MASS = RNG.normal(size=(9, 3)), RNG.uniform(0.5, 1.0, 9)


def attraction(points, mass):
    total = 0.0
    for i in range(len(mass)):
        for j in range(i + 1, len(mass)):
            d = points[j] - points[i]
            pull = d / (np.sum(d * d) + 0.01)
            total += mass[i] * mass[j] * (pull[0] * pull[1] + pull[-1])
    return total


def turned(points):
    """Elements read before they are stored, in a branch, and in a loop of the user's."""
    total = 0.0
    turn = np.zeros((2, 2))
    for i in range(points.shape[0]):
        if points[i, 0] > 0.0:
            turn[0, 1] = points[i, 1]
        else:
            turn[1, 0] += points[i, 2] * turn[0, 0]
        for k in range(2):
            turn[k, k] = turn[k, 1 - k] + np.sin(points[i, k])
        total += np.sum(turn * turn)
    return total


def searched(points):
    """An index that is known only when it runs: the array stays one."""
    total = 0.0
    for i in range(points.shape[0]):
        row = points[i] * 2.0
        total += row[np.argmax(points[i])]
    return total


def weighted(points):
    """Loops over a few elements in parallel ones, which add to one number all together."""
    weights = np.array([1.0, 2.0, 3.0])
    total = 0.0
    for i in range(points.shape[0]):
        weights[1] = points[i, 0]
        total += np.sum(np.sin(points) * weights) * points[i, 1]
    return total


def partly(points):
    """Statements over one element, or none."""
    one = np.zeros(1)
    total = 0.0
    for i in range(points.shape[0]):
        one[: len(points) - 5] += points[i, 0] * points[i, 1]
        total += np.sin(one[0])
    return total


def procedure(f, *args, kind=CompiledFunction):
    function = kind(f)
    parameters = function.parameters(args, {})
    return function.translated(parameters, function.arguments(parameters)).translation.procedure


def gradient_of(f, *args):
    return procedure(f, *args, kind=lambda f: CompiledGradient(f, Gradient(f, (0,), True, False), lambda g: g))


def small_arrays(procedure):
    return [s for s in statements(procedure.body) if isinstance(s, Alloc) and s.count.op == "const"]


def test_known_sizes_become_registers():
    plain = structured(procedure(turned, POINTS))
    assert small_arrays(plain)
    assert not small_arrays(without_small_arrays(plain))


def walked(points, limit):
    """Jumps out of loops that touch them, and between; a matrix that is filled anew."""
    place, matrix = np.zeros(2), np.empty((2, 2))
    steps = 0
    for i in range(len(points)):
        if points[i, 0] > limit:
            continue
        matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1] = 2.0, points[i, 1], 0.5 * points[i, 0], 3.0
        move = np.linalg.solve(matrix, np.array([points[i, 0] + place[0], points[i, 1] + place[1]]))
        while move[0] * move[0] + move[1] * move[1] > 1e-3:
            place += 0.1 * move
            move *= 0.5
            steps += 1
            if steps > 100:
                return place[0], steps
        if place[1] < -4.0:
            break
    return place[0] + place[1], steps


def test_code_has_elements_in_registers_where_there_are_jumps():
    made = procedure(walked, POINTS, 0.5)
    assert small_arrays(made)
    assert not small_arrays(with_elements_in_registers(made))
    jitted = nm.jit(walked)
    jitted.compile(POINTS, 0.5)
    for n in (0, 1, len(POINTS)):
        for limit in (-10.0, 0.5, 10.0):
            for scale in (1.0, 30.0):
                assert jitted(scale * POINTS[:n], limit) == pytest.approx(walked(scale * POINTS[:n], limit), rel=1e-13)
    assert jitted.procedure(POINTS, 0.5).bails == 0


def emptied(n):
    """What np.empty gives by chance; only that it does not fail is asked for."""
    found = 0.0
    for i in range(n):
        some = np.empty(2)
        if i > 3:
            some[0] = some[1] = 1.0
        found += some[0] * 0.0
    return found


def test_memory_that_nothing_was_stored_in():
    made = with_elements_in_registers(procedure(emptied, 5))
    assert not small_arrays(made)
    assert interpret(made, [6])[-1] == 0.0


def test_gradients_know_rows_of_a_few_elements():
    made = gradient_of(attraction, POINTS, MASS)
    assert not small_arrays(made)
    assert len([r for r in made.inputs if r.dtype == "i64"]) == 1  # the number of points


def test_an_index_of_the_run_keeps_the_array():
    assert small_arrays(gradient_of(searched, POINTS))


@pytest.mark.parametrize(
    "f, args",
    [
        (attraction, (POINTS, MASS)),
        (turned, (POINTS,)),
        (searched, (POINTS,)),
        (weighted, (POINTS,)),
        (partly, (POINTS,)),
    ],
)
def test_gradients(f, args):
    jitted = nm.jit(nm.value_and_grad(f))
    jitted.compile(*args)
    for n in (9, 5, 6):
        given = [a[:n] for a in args]
        value, gradient = jitted(*given)
        assert value == pytest.approx(f(*given), rel=1e-14)
        expected = np.zeros_like(given[0])
        for at in np.ndindex(expected.shape):
            step = np.zeros_like(given[0])
            step[at] = 1e-6
            expected[at] = (f(given[0] + step, *given[1:]) - f(given[0] - step, *given[1:])) / 2e-6
        np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-6)


def test_other_rows_are_other_translations():
    """A matrix whose rows have another length is not what the code was made for."""

    def spread(points, scale):
        total = 0.0
        for i in range(points.shape[0]):
            total += np.sum(points[i] * points[i]) * scale
        return total

    jitted = nm.jit(nm.grad(spread))
    for columns in (3, 2, 4, 5, 3, 7, 1, 2):
        points = RNG.normal(size=(8, columns))
        for _ in range(4):
            np.testing.assert_allclose(jitted(points, 0.5), points)
        jitted.compile(points, 0.5)
        np.testing.assert_allclose(jitted(points, 0.5), points)
