"""Long loops of which threads take parts: the same results, whatever the number of threads, and whatever happens."""

import os
import threading

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import procedure_shared, procedure_small_products, target
from numorph.frontend.compiled import BAILED
from numorph.procedures.ir import Assign, For, If, Procedure, Store
from numorph.runtime import tiers

from ..procedures.building import at, ex, f64, i64, mul, op, ptr
from .agreement import equal_values, function, translated

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

N = 10_007
X = np.random.default_rng(0).standard_normal(N)
M = X[:9_900].reshape(99, 100)
I = np.arange(N) % 251 - 100


@pytest.fixture(autouse=True)
def short_loops(monkeypatch):
    """All loops are worth to be shared, in the shortest parts."""
    monkeypatch.setattr(procedure_shared, "_WORTH_SHARING", 1)
    monkeypatch.setattr(procedure_shared, "_LEAST_PART", 500)


def shared(source, *args, rtol=1e-12):
    """What the function that a text defines gives, and does to its arguments, with several numbers of threads."""
    f = function(source)
    plain = [np.copy(a) if isinstance(a, np.ndarray) else a for a in args]
    want = f(*plain)
    variant, _ = translated(f, *args)
    assert variant.code.shareable, "there is no loop that threads could share"
    variant.code.share()
    first = None
    for count in (1, 2, 3, 7):
        given = [np.copy(a) if isinstance(a, np.ndarray) else a for a in args]
        with nm.threads(count):
            got = variant(translated(f, *given)[1])
        assert got is not BAILED, variant.code.last_bail
        equal_values((got, given), (want, plain), "result", rtol)
        if first is not None:
            np.testing.assert_equal((got, given), first)  # to the last bit
        first = got, given


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    y = np.exp(x) * 2\n    x -= y\n    return y\n",
        "def f(x):\n    return x.sum(), x.max(), x.min(), np.prod(x[:300] / 2)\n",
        "def f(x):\n    return (x > 3).any(), (x > -9).all(), (x > 9).any(), np.sum(x > 0), (x * 1j).sum()\n",
        "def f(x):\n    m = x > 0.5\n    x[m] = x[m] ** 2\n    return m, x[m]\n",
        "def f(x):\n    for k in range(3):\n        x[1:-1] += 0.1 * (x[2:] - 2 * x[1:-1] + x[:-2])\n    return x\n",
        "def f(x):\n    t = 0.0\n    while t < 2:\n        t += np.abs(x).sum() / len(x)\n        x *= 1.5\n    return t\n",
        "def f(x):\n    return x[:0].sum(), x[:0] * 2, x[:1] * 2, x[:1].max()\n",
    ],
)
def test_vectors(source):
    shared(source, X)


@pytest.mark.parametrize(
    "source",
    [
        "def f(a):\n    return a * 2 + a[0], a.sum(axis=0), a.sum(axis=1), a.max(), a[:, 3] * 2\n",
        "def f(a):\n    for k in range(4):\n        a[k + 1:, k:] -= np.outer(a[k + 1:, k], a[k, k:])\n    return a\n",
        "def f(a):\n    return a @ a[0], a[:, 0] @ a, a.T @ a[:, 1]\n",
        "def f(a):\n    a[1:-1, 1:-1] += 0.2 * (a[:-2, 1:-1] + a[2:, 1:-1] - 2.0 * a[1:-1, 1:-1])\n    return a.T * 1\n",
    ],
)
def test_matrices(source):
    shared(source, M)


def test_integers():
    shared("def f(i):\n    return i.sum(), i.max(), np.prod(i[:9]), (i // 7) % 5, i ^ 3, np.bitwise_count(i)\n", I)
    shared("def f(i):\n    a = i.astype(np.uint8)\n    return a.sum(), a.max(), (a & 1).any(), a + a\n", I)
    shared("def f(i, x):\n    i[[0, 2]] = 3\n    return x[i], x[i % 7].sum()\n", I, X)


def test_registers_of_every_type():
    shared(
        "def f(x, b, c, k):\n    s = x[0] > 0\n    return np.where(s, x * b, x + c), x * np.float32(b) + (k == 3)\n",
        X,
        2.5,
        3 - 1j,
        3,
    )


def test_small_numbers():
    source = (
        "def f(x):\n    y = x.astype(np.float32)\n    return y.sum(), y.max(), np.where(x > 0, x, -x).astype(np.int8)\n"
    )
    shared(source, X, rtol=1e-5)


@pytest.mark.parametrize("steps", [1, 3])
def test_gradients(steps):
    """Both sweeps have the same registers in their loops; threads share those of either."""
    source = (
        "def f(u, r, k):\n    u = u.copy()\n    for _ in range(k):\n"
        "        u[1:-1, 1:-1] += r * (u[:-2, 1:-1] + u[2:, 1:-1] - 2.0 * np.tanh(u[1:-1, 1:-1]))\n"
        "    return np.sum(u * u)\n"
    )
    gradient = nm.jit(nm.grad(function(source), argnums=(0, 1)))
    way = gradient._procedural.prepared((M, 0.2, steps), {})
    variant, arguments = way.variant, gradient._procedural.arguments((M, 0.2, steps), {})[1]
    alone = variant(arguments)
    outermost = [s for s in procedure_shared._outermost(variant.code.simplified.body) if s.step == 1]
    assert len(procedure_shared.shared_loops(variant.code.simplified)) == len(outermost) > 5
    variant.code.share()
    first = None
    for count in (1, 2, 3, 7):
        with nm.threads(count):
            got = variant(arguments)
        equal_values(got, alone, "gradient", 1e-12)
        if first is not None:
            np.testing.assert_equal(got, first)
        first = got


@pytest.mark.parametrize("rows", [0, 1, 63, 64, 200, 990])
def test_rows_of_products(monkeypatch, rows):
    """A matrix with few columns, that sweeps multiply and add to: threads share its rows, if there are many."""
    monkeypatch.setattr(procedure_small_products, "_WORTH_SHARING", 1)
    monkeypatch.setattr(procedure_small_products, "_LEAST_PART", 1)
    source = (
        "def f(x, w, v):\n    total = 0.0\n    for k in range(3):\n"
        "        y = np.tanh(x @ w)\n        x = x + 0.1 * k * (y[:, 1:] @ v)\n        total += np.sum(y)\n"
        "    return total + np.sum(x * x)\n"
    )
    args = X[: 10 * rows].reshape(rows, 10), X[:90].reshape(10, 9), X[:80].reshape(8, 10)
    gradient = nm.jit(nm.grad(function(source), argnums=(0, 1, 2)))
    variant = gradient._procedural.prepared(args, {}).variant
    arguments = gradient._procedural.arguments(args, {})[1]
    alone = variant(arguments)
    with nm.config.set(compile=False):
        equal_values(alone, nm.grad(function(source), argnums=(0, 1, 2))(*args), "gradient", 1e-9)
    variant.code.share()
    assert f"pool_run(ptr @{procedure_small_products.name_of('f64')}" in variant.code._best_text(shared=True)
    for count in (1, 2, 3, 7):
        with nm.threads(count):
            equal_values(variant(arguments), alone, "gradient", 1e-12)


def test_what_a_loop_leaves_in_its_registers_is_not_lost():
    """A loop whose registers are read later runs as it is."""

    def shared_when(*later):
        loop = For(i, ex(0), ex(n), [Assign(x, at(p, i)), Store(p, ex(i), mul(x, x))], parallel=True)
        return len(procedure_shared.shared_loops(Procedure("f", [p, n], [], [loop, *later])))

    p, n, i, x = ptr("p"), i64("n"), i64("i"), f64("x")
    new, some = Assign(x, ex(1.0)), op("gt", n, 3)
    read = Store(p, ex(0), ex(x))
    turn = For(i64("k"), ex(0), ex(n), [read, new])
    assert shared_when() == shared_when(new, read) == shared_when(If(some, [new, read], [])) == 1
    assert shared_when(For(i, ex(0), ex(n), [Store(p, ex(i), ex(1.0))])) == 1
    assert shared_when(read) == shared_when(If(some, [new], []), read) == shared_when(turn) == 0
    assert shared_when(new, turn) == 1


def test_bails_undo_what_threads_wrote():
    f = function("def f(x, k):\n    x *= 2\n    x[:500] = x[500:1000] + 1\n    return x[k]\n")
    given = X.copy()
    variant, arguments = translated(f, given, N)
    variant.code.share()
    with nm.threads(4):
        assert variant(arguments) is BAILED
    np.testing.assert_array_equal(given, X)


def test_many_callers():
    f = function("def f(x):\n    for _ in range(20):\n        x = np.cos(x) + x.sum() / 1e6\n    return x\n")
    variant, _ = translated(f, X)
    variant.code.share()
    want, wrong = f(X), []

    def work():
        for _ in range(10):
            if not np.allclose(variant(translated(f, X)[1]), want, rtol=1e-12):
                wrong.append(1)

    with nm.threads(3):
        callers = [threading.Thread(target=work) for _ in range(4)]
        for t in callers:
            t.start()
        for t in callers:
            t.join()
    assert not wrong


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_runs_on():
    f = function("def f(x):\n    return np.sqrt(np.abs(x)).sum()\n")
    variant, arguments = translated(f, X)
    variant.code.share()
    with nm.threads(3):
        want = variant(arguments)
        child = os.fork()
        if child == 0:
            os._exit(0 if variant(arguments) == want else 1)
        assert os.waitpid(child, 0)[1] == 0


def test_long_calls_of_jitted_functions_are_shared(monkeypatch):
    monkeypatch.setattr("numorph.api.ways._LONG", 0.0)

    @nm.jit
    def smoothed(x, steps):
        for _ in range(steps):
            x[1:-1] += 0.25 * (x[2:] - 2 * x[1:-1] + x[:-2])
        return x.sum()

    plain = smoothed.__wrapped__
    with nm.threads(2):
        for _ in range(12):
            given, expected = X.copy(), X.copy()
            assert np.isclose(smoothed(given, 5), plain(expected, 5), rtol=1e-12)
            np.testing.assert_allclose(given, expected, rtol=1e-12)
            tiers.wait()
    (way,) = smoothed._procedural.ways.values()
    assert way._shared
