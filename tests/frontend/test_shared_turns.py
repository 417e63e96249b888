"""Loops of the user's that threads share: which ones, that nothing is different from plain Python, and how calls end."""

import signal
import sys
import threading

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import procedure_shared, target
from numorph.codegen.procedure_shared import shared_user_loops
from numorph.frontend.compiled import BAILED
from numorph.runtime import tiers

from .agreement import function, translated

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

RNG = np.random.default_rng(3)
X = RNG.standard_normal(203)
A = RNG.standard_normal((31, 17))
K = RNG.integers(-5, 60, 203)


@pytest.fixture(autouse=True)
def short_loops(monkeypatch):
    """All loops are worth to be shared, in the shortest parts."""
    monkeypatch.setattr(procedure_shared, "_WORTH_SHARING", 1)
    monkeypatch.setattr(procedure_shared, "_LEAST_PART", 1)


def copied(args):
    return [np.copy(a) if isinstance(a, np.ndarray) else a for a in args]


def made(source, *args):
    """The code of a function whose loops threads share, and their counters."""
    f = function(source)
    variant, _ = translated(f, *args)
    found = shared_user_loops(variant.code._divided).values()
    if variant.code.shareable:
        variant.code.share()
    return f, variant, [x.loop.counter.name for x in found]


def check(source, *args, loops=("i",)):
    """The same as in plain Python to the last bit, and to the arguments, with several numbers of threads."""
    f, variant, counters = made(source, *args)
    assert counters == list(loops)
    plain = copied(args)
    want = f(*plain)
    for count in (1, 2, 3, 7):
        given = copied(args)
        with nm.threads(count):
            got = variant(translated(f, *given)[1])
        assert got is not BAILED, variant.code.last_bail
        np.testing.assert_equal((got, given), (want, plain))


@pytest.mark.parametrize(
    "body",
    [
        "y[i] = 2 * x[i] if x[i] > 0 else x[i] ** 2",
        "t = x[i]\n        while t < 3:\n            t = t * t + 0.5\n        x[i] = t",
        "y[i] = 0\n        for j in range(len(x)):\n            y[i] += abs(x[i] - x[j])",
        "for j in range(i):\n            if x[j] > 2 * x[i]:\n                break\n            y[i] += 1",
        "if x[i] < 0:\n            continue\n        y[i] = np.sqrt(x[i])",
        "y[len(y) - 1 - i] = x[i]",
        "y[i] = x[i + 3] if i + 3 < len(x) else x[i - 203]",
    ],
)
def test_elements(body):
    check(f"def f(x):\n    y = np.zeros(len(x))\n    for i in range(len(x)):\n        {body}\n    return y\n", X)


def test_nests():
    check(
        "def f(a):\n    out = np.zeros((a.shape[0], a.shape[0]))\n    for i in range(a.shape[0]):\n"
        "        for j in range(i + 1):\n            s = 0.0\n            for k in range(a.shape[1]):\n"
        "                s += a[i, k] * a[j, k]\n            out[i, j] = s\n    return out\n",
        A,
    )
    check(
        "def f(a):\n    for i in range(a.shape[0]):\n        top = a[i, 0]\n        for j in range(a.shape[1]):\n"
        "            top = max(top, a[i, j])\n        for j in range(a.shape[1]):\n            a[i, j] -= top\n",
        A,
    )
    check(
        "def f(a, b):\n    for i in range(1, a.shape[0] - 1):\n        b[i, 2:9] = np.sqrt(abs(a[i, 1:8])) + a[i, 0]\n",
        A,
        A.copy(),
    )


def test_loops_that_some_turns_wait_for():
    """Of a nest that is not independent, the loop inside may be."""
    check(
        "def f(a):\n    for t in range(1, a.shape[0]):\n        for i in range(a.shape[1]):\n"
        "            v = a[t - 1, i]\n            while v > 1:\n                v /= 2\n            a[t, i] += v\n",
        A,
        loops=("t", "i"),
    )
    check(
        "def f(a):\n    for k in range(a.shape[0]):\n        for i in range(k + 1, a.shape[0]):\n"
        "            a[i, k] /= a[k, k]\n            for j in range(k + 1, a.shape[1]):\n"
        "                a[i, j] -= a[i, k] * a[k, j]\n",
        A[:17] + 9 * np.eye(17),
        loops=("i", "j"),
    )
    check(
        "def f(a):\n    n = a.shape[0]\n    l = np.zeros((n, n))\n    for j in range(n):\n        s = a[j, j]\n"
        "        for k in range(j):\n            s -= l[j, k] * l[j, k]\n        l[j, j] = s ** 0.5\n"
        "        for i in range(j + 1, n):\n            s = a[i, j]\n            for k in range(j):\n"
        "                s -= l[i, k] * l[j, k]\n            l[i, j] = s / l[j, j]\n    return l\n",
        A[:17] @ A[:17].T + 9 * np.eye(17),
    )


def test_memory_of_each_turn():
    check(
        "def f(a, y):\n    for i in range(len(y)):\n        p = np.zeros(3)\n        for j in range(3):\n"
        "            p[j] = a[i, j] * 2\n        for j in range(9):\n            p[j % 3] += p[(j + 1) % 3]\n"
        "        y[i] = p[0] - p[1] * p[2]\n",
        A,
        X[:31].copy(),
    )
    check(
        "def f(a):\n    for i in range(1, a.shape[0] - 1):\n        a[i, 2:9] = np.sqrt(abs(a[i, 1:8])) + a[i, 0]\n", A
    )
    check(
        "def f(a, k):\n    n = 0\n    for i in range(a.shape[0]):\n        if k[i] > 0:\n            p = np.zeros(k[i])\n"
        "            for j in range(k[i]):\n                p[j] = a[i, 3] * j\n            p = p[::-1] * 2\n"
        "            a[i, 3] = p[0]\n            n += len(p)\n    return n\n",
        A,
        K,
    )


def test_what_turns_add_to():
    check(
        "def f(x):\n    n = 3\n    for i in range(len(x)):\n        if x[i] > 0.5:\n            n += 1\n    return n\n",
        X,
    )
    check("def f(k):\n    n = 0\n    for i in range(len(k)):\n        n += int(k[i]) * 3 - 7\n    return n\n", K)
    check("def f(k):\n    n = k[0]\n    for i in range(len(k)):\n        n -= k[i] << 50\n    return n\n", K)
    check(
        "def f(x):\n    b = False\n    for i in range(len(x)):\n        b = b or x[i] > 2\n    return b\n", X, loops=()
    )
    check(
        "def f(x):\n    some, all = False, True\n    for i in range(len(x)):\n        if x[i] > 2:\n"
        "            some = True\n        if x[i] > 2.5:\n            all = False\n    return some, all\n",
        X,
    )
    check(
        "def f(x, y):\n    n, m = 0, 10\n    for i in range(len(x)):\n        for j in range(5):\n"
        "            if x[i] > j / 5:\n                n += 1\n                m -= j\n        y[i] = x[i]\n    return n, m\n",
        X,
        X.copy(),
    )


def test_sums_that_do_not_fit():
    source = "def f(k):\n    n = 0\n    for i in range(len(k)):\n        n += int(k[i])\n    return n\n"
    large = np.full(203, 1 << 55)
    check(source, large)
    f, variant, _ = made(source, large * 256)
    with nm.threads(2):
        assert variant(translated(f, large * 256)[1]) is BAILED  # though each part fits, perhaps
        assert variant(translated(f, large)[1]) == 203 << 55


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    s = 0.0\n    for i in range(len(x)):\n        s += x[i]\n    return s\n",
        "def f(x):\n    for i in range(1, len(x)):\n        x[i] += x[i - 1]\n",
        "def f(x):\n    for i in range(len(x) - 1):\n        x[i] += x[i + 1]\n",
        "def f(x):\n    for i in range(len(x)):\n        x[i // 2] += x[i]\n",
        "def f(x):\n    for i in range(len(x)):\n        x[i] += x[0]\n",
        "def f(x):\n    n = 0\n    for i in range(len(x)):\n        n += 1\n        x[i] = n\n    return n\n",
        "def f(x):\n    n = 1\n    for i in range(20):\n        n = 3 * n + 1\n    return n + x[0]\n",
        "def f(x):\n    n = 0\n    for i in range(len(x)):\n        n = i - n\n    return n\n",
        "def f(x):\n    n = 0\n    for i in range(len(x)):\n        if x[i] > 0.5:\n            n = i\n    return n\n",
        "def f(x):\n    for i in range(len(x)):\n        if x[i] > 1:\n            return i\n    return -1\n",
        "def f(x):\n    b = False\n    for i in range(len(x)):\n        b = not b\n    return b\n",
        "def f(x):\n    b = False\n    for i in range(len(x)):\n        b = x[i] > 0\n    return b\n",
        "def f(x):\n    b = False\n    for i in range(len(x)):\n        if x[i] > 1:\n            b = True\n"
        "        if x[i] < -1:\n            b = False\n    return b\n",
    ],
)
def test_loops_whose_turns_are_not_independent(source):
    """One turn after the other."""
    check(source, X, loops=())


def test_where_it_depends_on_numbers():
    """Turns are independent for some strides only, which the code finds out."""
    source = "def f(x, k):\n    for i in range(60):\n        t = x[k * i]\n        x[k * i] = t / 2 + 1\n"
    for k in (0, 1, 3):
        check(source, X, k)
    source = (
        "def f(x, k):\n    for i in range(50):\n        for j in range(3):\n            x[k * i + j] += x[k * i] / 2\n"
    )
    for k in (2, 3, 4):
        check(source, X, k)
    source = "def f(x, k):\n    for i in range(50):\n        t = x[k]\n        while t > 1:\n            t /= 2\n"
    source += "        x[i] += t\n"
    for k in (0, 49, 50, 202):
        check(source, X, k)
    source = "def f(x, n):\n    for i in range(n, 0, -1):\n        x[i - 1] = x[len(x) - 1 - i] / 2\n"
    for n in (20, 101, 102, 202):
        check(source, X, n, loops=("i", "i"))
        check(source, np.repeat(X, 2)[::2], n, loops=("i", "i"))


def bails(source, *args, error):
    """A call bails, whichever thread meets the reason; the arguments are as they were, and the next call is right."""
    f, variant, counters = made(source, *args)
    assert counters == ["i"]
    given = copied(args)
    with pytest.raises(error):
        f(*copied(args))
    for count in (1, 2, 4):
        with nm.threads(count):
            assert variant(translated(f, *given)[1]) is BAILED
        np.testing.assert_equal(given, list(args))
    return variant.code.last_bail


def test_turns_that_fail():
    k = np.arange(203)
    k[77] = 500
    y = np.zeros(203)
    source = "def f(x, k, y):\n    for i in range(len(k)):\n        y[i] = x[k[i]] + 1\n"
    bails(source, X, k, y, error=IndexError)
    k[77] = 0
    bails(
        "def f(x, k):\n    for i in range(len(k)):\n        x[i] = 7 // int(k[i])\n", X * 1, k, error=ZeroDivisionError
    )
    bails(
        "def f(x):\n    for i in range(len(x)):\n        assert x[i] < 2\n        x[i] = 1\n",
        X * 1,
        error=AssertionError,
    )


def test_another_turn_may_take_forever():
    """The second half would never end, but the first turn fails: plain Python would not come to the second half."""
    source = (
        "def f(x, k):\n    for i in range(len(x)):\n        assert k[i] < 9\n        n = k[i]\n"
        "        while n != 3:\n            n = n + 1 if n < 9 else 4\n        x[i] = n\n"
    )
    x, k = np.zeros(64), np.zeros(64, dtype=int)
    k[1], k[32:] = 9, 5
    assert bails(source, x, k, error=AssertionError) == "line 3: assert"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("which", [0, 3])
def test_signals_end_it(which):
    """Whether the thread that Python's handlers run in is at work or waits for another."""
    source = (
        "def f(x, k):\n    for i in range(len(x)):\n        n, t = k[i], 1.0\n"
        "        while n != 3:\n            n = n + 1 if n < 9 else 4\n            t = t / 1.1 + n\n        x[i] = t\n"
    )
    x, k = np.zeros(64), np.zeros(64, dtype=int)
    k[16 * which : 16 * (which + 1)] = 5
    f, variant, _ = made(source, x, k)

    class Late(Exception):
        pass

    def raise_late(*_):
        raise Late

    before = signal.signal(signal.SIGALRM, raise_late)
    try:
        for count in (1, 2, 3):
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            with nm.threads(count), pytest.raises(Late):
                variant(translated(f, x, k)[1])
            assert not x.any()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    k[:] = 0
    assert variant(translated(f, x, k)[1]) is None and x.all()


def test_lanes_of_a_vmap():
    f, _, _ = made(
        "def f(x):\n    y = np.zeros(len(x))\n    for i in range(len(x)):\n        t = x[i]\n"
        "        while t > 0.1:\n            t /= 2\n        y[i] = t\n    return y\n",
        X,
    )
    batched = nm.jit(nm.vmap(f))
    many = np.stack([X, X + 1, X * 2])
    with nm.threads(2):
        for _ in range(3):
            np.testing.assert_array_equal(batched(many), np.stack([f(x) for x in many]))
            tiers.wait()


def test_many_callers():
    """One of them has the workers; the others run their loops alone."""
    f, variant, _ = made(
        "def f(x):\n    n = 0\n    for i in range(len(x)):\n        t = x[i]\n        while t > 1e-3:\n"
        "            t /= 1.01\n            n += 1\n        x[i] = t\n    return n\n",
        X,
    )
    expected = X.copy()
    want, wrong = f(expected), []

    def work():
        for _ in range(10):
            given = X.copy()
            if variant(translated(f, given)[1]) != want or not np.array_equal(given, expected):
                wrong.append(1)

    with nm.threads(3):
        callers = [threading.Thread(target=work) for _ in range(4)]
        for t in callers:
            t.start()
        for t in callers:
            t.join()
    assert not wrong


def test_long_calls_of_jitted_functions_are_shared(monkeypatch):
    monkeypatch.setattr("numorph.api.ways._LONG", 0.0)

    @nm.jit
    def lengths(n):
        found = np.zeros(len(n), dtype=int)
        for i in range(len(n)):
            x = n[i]
            while x > 1:
                x = x // 2 if x % 2 == 0 else 3 * x + 1
                found[i] += 1
        return found

    n = np.arange(1, 300)
    with nm.threads(2):
        for _ in range(12):
            np.testing.assert_array_equal(lengths(n), lengths.__wrapped__(n))
            tiers.wait()
    (way,) = lengths._procedural.ways.values()
    assert way._shared
