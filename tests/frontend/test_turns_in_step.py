"""Turns of loops as lanes that run in step: what plain Python gives, to the last bit, whichever way turns go."""

import threading

import numpy as np
import pytest

from numorph.codegen import procedure_turns_in_step
from numorph.codegen.procedure_chosen_way import ChosenWays
from numorph.codegen.procedure_ways import ALONE, IN_STEP
from numorph.frontend.compiled import BAILED, CompiledFunction
from numorph.frontend.keys import Arguments

RNG = np.random.default_rng(0)
N = 75  # some vectors, and a rest
X, Y = RNG.uniform(-4.0, 4.0, N), RNG.uniform(0.5, 4.0, N)
K, M = RNG.integers(0, 12, N), RNG.integers(-(2**40), 2**40, N)
A, B = RNG.normal(size=(N, 6)), RNG.normal(size=(6, N))
FLAGS = RNG.random(N) < 0.5
SMALL = RNG.integers(0, 200, N).astype(np.uint8)
SORTED = np.sort(RNG.random(N))


@pytest.fixture(autouse=True)
def in_step(monkeypatch):
    """All that can run in step does; says how many loops there were."""
    used = []

    def ask(self, state):
        if threading.current_thread() is threading.main_thread():  # not for code of tests before
            used.append(state)
        return self._code.w.constant(IN_STEP, "i64")

    monkeypatch.setattr(ChosenWays, "ask", ask)
    monkeypatch.setattr(procedure_turns_in_step, "may_pay", lambda turns: True)
    return used


def compiled(f, args):
    function = CompiledFunction(f)
    parameters = function.parameters(args, {})
    variant = function.translated(parameters, Arguments(parameters))
    variant.make(best=True)
    return lambda *given: variant(Arguments(function.parameters(given, {})))


def check(f, *args, loops=1, used):
    mine, theirs = ([a.copy() if isinstance(a, np.ndarray) else a for a in args] for _ in range(2))
    wanted, found = f(*theirs), compiled(f, args)(*mine)
    assert len(used) == loops
    assert found is not BAILED
    for a, b in zip([found, *mine], [wanted, *theirs], strict=True):
        np.testing.assert_array_equal(a, b)
        assert np.asarray(a).dtype == np.asarray(b).dtype


def collatz(starts):
    lengths = np.zeros(len(starts), dtype=np.int64)
    for i in range(len(starts)):
        value, steps = starts[i], 0
        while value > 1:
            if value % 2 == 0:  # noqa: SIM108
                value = value // 2
            else:
                value = 3 * value + 1
            steps += 1
        lengths[i] = steps
    return lengths


def search(ordered, keys):
    places = np.empty(len(keys), dtype=np.int64)
    for i in range(len(keys)):
        low, high = 0, len(ordered)
        while low < high:
            middle = (low + high) // 2
            if ordered[middle] < keys[i]:
                low = middle + 1
            else:
                high = middle
        places[i] = low
    return places


def product(a, b):
    c = np.empty((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            total = 0.0
            for k in range(a.shape[1]):
                total += a[i, k] * b[k, j]
            c[i, j] = total
    return c


def powers(x, k, out):
    for i in range(len(x)):
        for j in range(k[i]):
            if j % 3 == 2:
                continue
            if out[i] > 1e6:
                break
            out[i] = out[i] * x[i] + j


def rows(a):
    for i in range(a.shape[0]):
        total = 0.0
        for j in range(a.shape[1] - 1, 0, -2):
            total += a[i, j]
            a[i, j - 1] = total if total > 0.0 else -a[i, j]


def flags(x, on, small, out):
    for i in range(len(x)):
        found = on[i]
        steps = small[i]
        while steps > 3:
            steps = steps // 2
            found = not found
        out[i] = found and x[i] > 0.0


def bits(values):
    counts = np.zeros(len(values), dtype=np.int64)
    for i in range(len(values)):
        value = values[i]
        while value != 0:
            value &= value - 1
            counts[i] += 1
    return counts


def from_the_middle(x, k):
    out = np.zeros(len(x))
    for i in range(5, len(x) - 3):
        v = x[i - 5] + x[i + 3]
        for _ in range(k[i]):
            v = v * 0.5 + x[i]
        out[i - 2] = v
    return out


def complexes(x, y, k):
    out = np.empty(len(x), dtype=np.complex128)
    for i in range(len(x)):
        z = complex(x[i], y[i])
        for _ in range(k[i]):
            z = z * z * 0.25 + 0.5j
        out[i] = z
    return out


def every_other(x, k, out):
    for i in range(len(x) // 2):
        v = x[2 * i]
        for _ in range(k[i]):
            v = v * 0.5 + x[2 * i + 1]
        out[2 * i + 1] = v


@pytest.mark.parametrize(
    ("f", "args"),
    [
        (collatz, (RNG.integers(1, 5000, N),)),
        (search, (SORTED, RNG.random(N))),
        (product, (A, B)),
        (powers, (X, K, Y)),
        (rows, (A,)),
        (flags, (X, FLAGS, SMALL, ~FLAGS)),
        (bits, (np.abs(M),)),
        (from_the_middle, (X, K)),
        (complexes, (X, Y, K)),
        (every_other, (X, K, Y)),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
@pytest.mark.parametrize("size", [N, 16, 5])
def test_as_plain_python(in_step, f, args, size):
    if f is product:
        check(f, A[:size], np.ascontiguousarray(B[:, :size]), used=in_step)
    else:
        check(f, *[np.ascontiguousarray(a[:size]) for a in args], used=in_step)


def window(x, k, n, m):
    for i in range(len(k)):
        for j in range(m):
            x[n * i + j] += x[n * i] * 0.5 + j


@pytest.mark.parametrize("n", [12, 5, 1, 0])
def test_conditions(in_step, n):
    check(window, np.ones(12 * N + 12), K, n, 6, used=in_step, loops=1)


def overflowing(x):
    for i in range(len(x)):
        v = int(x[i])
        while v < 10**18:
            v = v * 7
        if v > 9 * 10**18:
            v = v * 7
        x[i] = v % 1000


def total_length(x, y):
    """A sum in the order of the turns, of what a loop in each of them finds."""
    total = 0.5
    for i in range(len(x)):
        v = x[i]
        while abs(v) > 0.01:
            v = np.sin(v) * 0.5
        total += v * y[i]
    return total


def two_sums(x, k, part):
    """What is added and what is subtracted, and the last value of something."""
    gain, loss, last = np.float64(0.25), np.float64(1e3), 0.0
    for i in range(len(x)):
        v = x[i]
        for _ in range(k[i]):
            v = v * 0.75 + 0.1
        gain += v
        loss -= v * v
        last = v
    return gain if part == 0 else loss if part == 1 else last


def of_float32(x, k):
    total = np.float32(0.0)
    for i in range(len(x)):
        v = x[i]
        for _ in range(k[i]):
            v = v * v
        total += v
    return total


def running(x, k):
    """Not only a sum: what it is so far is stored."""
    total = 0.0
    for i in range(len(x)):
        v = x[i]
        for _ in range(k[i]):
            v = v * 0.5
        total += v
        x[i] = total
    return total


def test_sums_in_order(in_step):
    check(total_length, X, Y, used=in_step)


@pytest.mark.parametrize("part", range(3))
def test_several_sums(part, in_step):
    check(two_sums, X, K, part, used=in_step)


def test_sums_of_float32(in_step):
    check(of_float32, RNG.uniform(0.0, 1.0, N).astype(np.float32), K, used=in_step)


def test_what_is_read_is_no_sum(in_step):
    check(running, X, K, used=in_step, loops=0)


def test_bails(in_step):
    x = RNG.integers(1, 1000, N)
    check(overflowing, x, used=in_step)
    x[40] = 9 * 10**18 + 1
    given = x.copy()
    assert compiled(overflowing, (x,))(given) is BAILED
    np.testing.assert_array_equal(given, x)


def test_the_way_that_is_not_taken(in_step, monkeypatch):
    monkeypatch.setattr(ChosenWays, "ask", lambda self, state: self._code.w.constant(ALONE, "i64"))
    check(collatz, RNG.integers(1, 5000, N), used=in_step, loops=0)
