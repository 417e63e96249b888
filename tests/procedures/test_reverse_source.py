"""Gradients of NumPy functions by their sweeps, against differences."""

import numpy as np
import pytest

import numorph as nm

pytest.importorskip("llvmlite")
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.frontend.runner import Runner


def joined(a, b):
    wide = np.hstack((a, np.eye(len(a)), b))
    long = np.hstack([wide[0] * wide[1], b[0]])
    return np.sum(wide[:, 1:] ** 2) * np.sum(long * long)


def diffused(a, b):
    u = a.copy()
    for _ in range(3):
        u[1:-1, 1:-1] += 0.2 * b[1:-1, 1:-1] * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
    return u


def smoothed(a, b):
    for _ in range(4):
        rows = np.tanh(a * b)
        rows[1:] = rows[1:] * rows[:-1] + np.exp(-rows[1:])
        a = a / (1.0 + rows * rows)
    return a @ b


def left_in_between(a, b):
    """What is stored after the way out is not there in the last turn."""
    total = np.mean(a * b)
    while True:
        decay = np.exp(-total)
        if decay < 0.05:
            break
        kept = np.empty(1)
        kept[0] = decay
        total = total + 2.0 * kept[0]
    return total * decay


def recurrent(a, b):
    states = np.empty((4, *a.shape))
    for t in range(4):
        a = np.tanh(a @ b * 0.1 + b)
        states[t] = a
    return states


def swapped(a, b):
    """Buffers of equal sizes change places."""
    a = a.copy()
    new = a.copy()
    for _ in range(5):
        new[1:-1] = a[1:-1] + b[1:-1] * (a[2:] - 2.0 * a[1:-1] + a[:-2])
        a, new = new, a
    return a * new


def descended(a, b):
    """A buffer that each turn fills anew, in part with what is written in the same turn."""
    x, slope = a.copy(), np.zeros_like(a)
    for _ in range(4):
        miss = x[1:] - x[:-1] ** 2
        slope[:] = 0.0
        slope[:-1] -= 0.4 * x[:-1] * miss + 0.2 * (1.0 - b[:-1])
        slope[1:] += 0.2 * miss
        x -= 0.1 * b[0, 1] * slope
    return x


def upwind(a, b):
    """Buffers that two statements fill, and the rest of one more that no turn writes to."""
    u, behind, ahead, left = a.copy(), np.zeros_like(a), np.zeros_like(a), np.ones_like(a)
    for _ in range(4):
        behind[1:] = u[1:] - u[:-1]
        behind[0] = u[0] - u[-1]
        ahead[:-1] = behind[1:]
        ahead[-1] = behind[0]
        left[1:] = behind[1:] * u[:-1]
        u -= 0.3 * (b * behind + a * ahead * left)
    return u * left


def halved_in_between(a, b):
    """What is read before a loop without a known number of turns, and again after it."""
    u = a.copy()
    for i in range(3):
        t = u[0, 0] * u[1, 1] * b[0, 1]
        while abs(t) > 0.1:
            u[1, 1:] = np.cos(t) * u[1, 1:] * u[0, 1:]
            t = 0.3 * t
        u[0] += 0.5 * i * u[1] * u[1]
    return u


@pytest.mark.parametrize("size", [2, 3, 9])
@pytest.mark.parametrize(
    "f",
    [
        joined,
        diffused,
        smoothed,
        left_in_between,
        recurrent,
        swapped,
        descended,
        upwind,
        halved_in_between,
    ],
)
def test_gradients(f, size):
    rng = np.random.default_rng(size)
    args = [rng.uniform(0.5, 1.5, (size, size)) for _ in range(2)]
    arguments = Arguments({"a": args[0], "b": args[1]})
    runner = Runner(CompiledFunction(f).translated({"a": args[0], "b": args[1]}, arguments))
    sweeps = runner.sweeps((0, 1))
    (out,), lane = sweeps.run_forward(args)
    np.testing.assert_allclose(out, f(*[x.copy() for x in args]), rtol=1e-12)
    ct = rng.normal(size=np.shape(out))
    grads = sweeps.run_backward(lane, [ct])
    directions = [rng.normal(size=x.shape) for x in args]

    def value(step):
        (moved,) = runner.run([x + step * d for x, d in zip(args, directions, strict=True)])
        return np.sum(ct * moved)

    expected = (value(1e-6) - value(-1e-6)) / 2e-6
    found = sum([np.sum(g * d) for g, d in zip(grads, directions, strict=True)])
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-7)


def test_the_reverse_sweep_fits_whatever_the_budget():
    """What the reverse sweep allocates is not counted; a forward sweep that would not fit runs in stages."""
    args = [np.random.default_rng(0).uniform(0.5, 1.5, (200, 200)) for _ in range(2)]
    arguments = Arguments({"a": args[0], "b": args[1]})
    sweeps = Runner(CompiledFunction(diffused).translated({"a": args[0], "b": args[1]}, arguments)).sweeps((0, 1))
    found = []
    for budget in range(4_000_000, 100_000, -200_000):
        with nm.config.set(tape_budget=budget):
            _, lane = sweeps.run_forward(args)
        found.append(sweeps.run_backward(lane, [np.ones((200, 200))])[0])
        np.testing.assert_allclose(found[-1], found[0], rtol=1e-10)
