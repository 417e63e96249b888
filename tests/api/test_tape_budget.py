"""Derivatives of compiled loops within `config.tape_budget`: the same numbers, in less memory."""

import tracemalloc

import numpy as np
import pytest

import numorph

pytest.importorskip("llvmlite")
from numorph.frontend.divided import Divided
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.runner import Bailed
from numorph.frontend.values import Unsupported


def scalars(a, n):
    x, v = a, 0.1
    for i in range(n):
        x, v = x + 0.01 * v, v - 0.01 * np.sin(x) * a
        if i % 3 == 0:
            v = v * 0.999
    return x * v


def until(a, n):
    x, steps = a, 0
    while x < 3.0 and steps < n:
        x = x + 0.001 * np.cos(x) ** 2 * a
        steps += 1
    return x * x + steps * a


def stencil(u, n):
    u = u.copy()
    w = np.zeros_like(u)
    for _ in range(n):
        for i in range(1, len(u) - 1):
            w[i] = u[i] + 0.1 * (u[i - 1] - 2.0 * u[i] + u[i + 1]) * u[i]
        w[0] = u[0] * 0.99
        w[len(u) - 1] = np.sin(u[len(u) - 1])
        u, w = w, u
    return np.sum(u * u)


def arrays(x, n):
    y = x * 1.0
    for _ in range(n):
        z = np.sin(y) * 0.1
        y = y - z * y[0]
    return np.sum(y * x)


def trajectory(x, n):
    out = np.zeros(n + 1)
    out[0] = x[0]
    for t in range(n):
        out[t + 1] = out[t] + 0.01 * np.cos(out[t] * x[t % len(x)])
    return np.sum(out * out)


def history(x, n):
    out = np.zeros(n)
    s = x[0]
    for t in range(n):
        s = s + 0.01 * np.cos(s * x[t % len(x)])
        out[t] = s * s
    return np.sum(out)


def leaves_early(x, n):
    s = x[0]
    for i in range(n):
        s = s + 0.001 * s * x[i % len(x)]
        if s > 3.0:
            break
    return s * x[1]


def two_loops(x, n):
    s = x[0]
    for i in range(n):
        s = s + 0.01 * np.sin(s * x[i % len(x)])
    if s > 0.0:
        for _ in range(n // 2):
            s = s - 0.001 * s * s
    else:
        s = -s
    return s * s


def nested(x, n):
    s = x[1]
    for i in range(3):
        y = x[i]
        for _ in range(n):
            y = y + 0.001 * np.sin(y * s)
        s = s + y
    return s


def complex_numbers(x, n):
    z, s = complex(0.1, 0.2), 0.3
    for i in range(n):
        z = z * 0.999 + complex(0.001 * x[i % 6], s * 0.001)
        s = s * 0.99 + 0.01 * x[i % 6] * z.real * np.cos(z.imag)
    return s


def products(x, n):
    a = np.outer(x, x)
    for _ in range(n):
        x = x + 0.001 * np.tanh(a @ x)
    return np.sum(x * x)


def grows(x, n):
    y = x[:2] * 1.0
    for i in range(n):
        if i < 40:
            y = np.concatenate((y, y[:1] * 0.9 * x[i % len(x)]))
        y = y * 0.999
    return np.sum(y)


def jumps(x, n):
    i, s = 0, 0.3
    while (i := i + 1) < n:
        s = s + 0.01 * np.sin(s * x[i % len(x)])
        if s > 100:
            return s
        if i % 7 == 3:
            continue
        s *= 0.999
    return s * x[2]


def while_inside(x, n):
    s = x * 1.0
    for _ in range(n):
        k = 0
        while s[k % 6] > 0.2 and k < 8:
            s[k % 6] = s[k % 6] * 0.7 + 0.1 * s[(k + 2) % 6]
            k += 1
        s = s + 0.05
    return np.sum(s * s)


VECTOR = np.linspace(0.4, 1.3, 12)
CASES = [
    (scalars, 1.3, 5000, 8000),
    (until, 1.1, 5000, 8000),
    (stencil, VECTOR, 300, 12000),
    (arrays, VECTOR, 300, 12000),
    (leaves_early, VECTOR, 4000, 5000),
    (two_loops, VECTOR, 3000, 8000),
    (nested, VECTOR, 2000, 10000),
    (complex_numbers, VECTOR, 900, 8000),
    (products, VECTOR, 900, 16000),
    (grows, VECTOR, 900, 16000),
    (jumps, VECTOR, 900, 4000),
    (while_inside, VECTOR, 900, 16000),
]


def compiled(f):
    """A jitted function whose code is made at once."""
    jitted = numorph.jit(f)
    jitted._procedural.waits = True
    return jitted


@pytest.fixture
def runs(monkeypatch):
    """What the derivatives with several tapes kept at most, one after the other.

    Gradients that are compiled as a whole have no code with snapshots here: they go by way of operations.
    """
    found, original = [], Divided.reverse

    def in_segments(self, parameters, arguments, depth):
        raise Unsupported("a test of operations")

    monkeypatch.setattr(CompiledGradient, "in_segments", in_segments)

    def watched(self, *args):
        out = original(self, *args)
        found.append(self.meter.most)
        return out

    monkeypatch.setattr(Divided, "reverse", watched)
    return found


@pytest.mark.parametrize("f, x, n, budget", CASES, ids=[c[0].__name__ for c in CASES])
def test_same_gradient_in_less_memory(f, x, n, budget, runs):
    gradient = numorph.grad(compiled(f))
    expected = np.asarray(gradient(x, n))
    assert runs == []
    with numorph.config.set(tape_budget=budget):
        np.testing.assert_allclose(gradient(x, n), expected, rtol=1e-10)
        np.testing.assert_allclose(gradient(x, n), expected, rtol=1e-10)
    assert len(runs) == 2
    assert 0 < max(runs) <= budget
    with numorph.config.set(tape_budget=min(budget // 8, 2000)):  # with next to nothing
        np.testing.assert_allclose(gradient(x, n), expected, rtol=1e-10)
    assert len(runs) == 3
    np.testing.assert_allclose(gradient(x, n), expected, rtol=1e-15)
    assert len(runs) == 3  # one tape will do again


@pytest.mark.parametrize("f", [trajectory, history])
def test_states_as_large_as_a_tape(f, runs):
    """An array with an element for each iteration: nothing is saved by snapshots, but the numbers are right."""
    gradient = numorph.grad(compiled(f))
    expected = np.asarray(gradient(VECTOR, 2000))
    with numorph.config.set(tape_budget=20000):
        np.testing.assert_allclose(gradient(VECTOR, 2000), expected, rtol=1e-10)
    assert len(runs) == 1


def test_an_iteration_with_a_loop_of_its_own(runs):
    """One iteration is more than the budget: its inner loop is run in parts as well."""
    gradient = numorph.grad(compiled(nested))
    expected = np.asarray(gradient(VECTOR, 2000))
    with numorph.config.set(tape_budget=8000):  # an iteration leaves 16000 bytes on the tape
        np.testing.assert_allclose(gradient(VECTOR, 2000), expected, rtol=1e-10)
    assert 0 < max(runs) <= 8000


def test_a_function_of_a_jitted_gradient(runs):
    expected = np.asarray(numorph.grad(compiled(arrays))(VECTOR, 300))
    jitted = numorph.jit(numorph.grad(arrays))
    with numorph.config.set(tape_budget=12000):
        for _ in range(50):
            np.testing.assert_allclose(jitted.compile(VECTOR, 300)(VECTOR, 300), expected, rtol=1e-10)
            if runs:
                break
    assert 0 < max(runs) <= 12000


def test_arguments_that_are_written_to(runs):
    def f(x, y, n):
        for i in range(n):
            y[i % len(y)] = y[(i + 1) % len(y)] * 0.9 + np.sin(x[i % len(x)] * y[0])
        return y[0]

    def g(x, y):
        y = y * 1.0
        return compiled_f(x, y, 1000) + np.sum(y * y)

    compiled_f = compiled(f)
    gradient = numorph.grad(g, argnums=(0, 1))
    expected = gradient(VECTOR, VECTOR[:5])
    with numorph.config.set(tape_budget=4000):
        for a, b in zip(gradient(VECTOR, VECTOR[:5]), expected, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-10)
    assert 0 < max(runs) <= 4000


def test_many_lanes(runs):
    gradient = numorph.vmap(numorph.grad(compiled(arrays)), in_axes=(0, None))
    lanes = np.stack([VECTOR, VECTOR[::-1]])
    expected = np.asarray(gradient(lanes, 200))
    with numorph.config.set(tape_budget=12000):
        np.testing.assert_allclose(gradient(lanes, 200), expected, rtol=1e-10)
    assert len(runs) == 2


def test_why_it_cannot_be():
    def f(x):
        y = np.zeros(len(x))
        y[1:] = np.sin(x[1:]) * x[:-1]
        y[0] = x.max()
        y *= np.sin(y[::-1])
        y *= np.sin(y[::-1])
        return np.sum(y * y)

    jitted = compiled(f)
    way = jitted._procedural.prepared((VECTOR,), {})
    sweeps = way.runner().sweeps((0,))
    with numorph.config.set(tape_budget=10), pytest.raises(Bailed, match="limit, and it has no loop"):
        sweeps.run_forward([VECTOR])


def test_a_loop_with_nothing_but_a_condition_is_compiled():
    """Its code may have no other jump backwards than a conditional one."""

    def f(x):
        while x < 3.0:
            x = x + 0.5 * x
        return x

    assert compiled(f)._procedural.preferred


def while_loop(u, n):
    u, i = u.copy(), 0
    while i < n:
        u[1:-1] += 0.1 * np.sin(u[2:] - 2.0 * u[1:-1] + u[:-2])
        i += 1
    return np.sum(u * u)


def loops_in_a_loop(u, n):
    u = u.copy()
    for _ in range(2):
        for _ in range(n // 2):
            u[1:-1] += 0.1 * np.sin(u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u * u)


def new_arrays(u, n):
    for _ in range(n):
        u = u + 0.1 * np.sin(u)
    return np.sum(u * u)


def by_elements(u, n):
    u = u.copy()
    for i in range(n):
        u[i] = u[i + 1] * u[i]
        u[i + 1 :] *= 0.999
    return np.sum(u * u)


@pytest.mark.parametrize("f", [while_loop, loops_in_a_loop, new_arrays, by_elements])
@pytest.mark.parametrize("outside", [True, False])
def test_no_call_keeps_more_in_plain_python(f, outside):
    """The first calls, too: 40 turns, each of which would keep some arrays of 400 kB."""
    gradient = numorph.jit(numorph.grad(f)) if outside else numorph.grad(numorph.jit(f))
    u = np.linspace(0.1, 1.0, 50_000)
    expected = np.asarray(numorph.grad(f)(u, 40))
    with numorph.config.set(tape_budget=6_000_000):
        tracemalloc.start()
        for _ in range(2):
            np.testing.assert_allclose(gradient(u, 40), expected, rtol=1e-10)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 15_000_000
