"""Calls of vmap that go as a whole: they give what a loop over the function gives, or go the ordinary way."""

import gc
import threading
import weakref

import numpy as np
import pytest

import numorph as nm
from numorph.errors import NumorphValueError
from numorph.frontend.prepared_batch import PreparedBatch
from numorph.runtime import tiers

RNG = np.random.default_rng(0)
X = RNG.normal(size=(16, 5))
CALLS = 12  # the first ones go the ordinary way, and find out which code is faster


@pytest.fixture
def whole(monkeypatch):
    """How many calls have gone as a whole: a function."""
    calls = []
    run = PreparedBatch.run

    def counted(self, operands):
        outs = run(self, operands)
        if outs is not None:
            calls.append(self)
        return outs

    monkeypatch.setattr(PreparedBatch, "run", counted)
    return lambda: len(calls)


def mapped(f, **axes):
    jitted = nm.jit(f)
    jitted._procedural.waits = True
    return nm.vmap(jitted, **axes)


def settled(g, *args):
    """The same function, whose calls with such arguments go as a whole from now on."""
    g(*args)
    tiers.wait()
    for _ in range(CALLS):
        g(*args)
    return g


def looped(f, args, in_axes, out_axes=0):
    axes = in_axes if isinstance(in_axes, tuple) else (in_axes,) * len(args)
    size = next(a.shape[k] for a, k in zip(args, axes, strict=True) if k is not None)
    lanes = [f(*[a if k is None else np.take(a, i, k) for a, k in zip(args, axes, strict=True)]) for i in range(size)]
    return nm.tree.map(lambda *parts: np.stack(parts, out_axes), *lanes)


def same(out, expected):
    found, structure = nm.tree.flatten(out)
    wanted, other = nm.tree.flatten(expected)
    assert structure == other
    for a, b in zip(found, wanted, strict=True):
        assert type(a) is np.ndarray and a.flags.writeable
        assert a.dtype == b.dtype and a.shape == b.shape
        np.testing.assert_array_equal(a, b)


def scaled_sum(x, a):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * a
    return s


def sums(x):
    y = np.zeros_like(x)
    s = x.dtype.type(0)
    for i in range(len(x)):
        s += x[i]
        y[i] = s
    return y


def products(x, y):
    z = np.zeros((len(x), len(y)))
    for i in range(len(x)):
        for j in range(len(y)):
            z[i, j] = x[i] * y[j]
    return {"z": z, "n": [len(x) - len(y), z.sum() > 0]}


def halvings(x):
    n = 0
    while abs(x) > 0.1:
        x = x / 2
        n += 1
    return n, x, n > 3


def late(x):
    n = 0
    for i in range(len(x)):
        if x[i] > 0.0:
            return float(i)
        n += 1
    return n


LAYOUTS = [
    X,
    np.asfortranarray(X),
    X[::-1],
    X[:, ::-1],
    X[:, :0],
    X.astype(np.float32),
    (10 * X).astype(np.int16),
    np.frombuffer(b"\0" + X.tobytes(), np.uint8)[1:].view(np.float64).reshape(X.shape),
    X[:1],
    X[:2],
]


@pytest.mark.parametrize("x", LAYOUTS)
def test_layouts(whole, x):
    g = settled(mapped(sums), x)
    for _ in range(2):
        same(g(x), looped(sums, (x,), 0))
    assert whole() or len(x) < 2 or not x.flags.aligned


@pytest.mark.parametrize(
    "f, args, in_axes, out_axes",
    [
        (scaled_sum, (X, 2.0), (0, None), 0),
        (scaled_sum, (X, np.float32(2.0)), (0, None), 0),
        (scaled_sum, (X, 3), (0, None), 0),
        (scaled_sum, (X, True), [0, None], 0),
        (scaled_sum, (X, X[:, 0]), 0, 0),
        (scaled_sum, (X, X[::-1, 1]), 0, 0),
        (scaled_sum, (X[0], np.arange(6, dtype=np.int8)), (None, 0), 0),
        (scaled_sum, (X.T, X[:, 0] > 0), (-1, 0), 0),
        (sums, (X,), 1, 1),
        (sums, (X,), -2, -1),
        (sums, (X[..., None].repeat(3, 2)[..., 0],), 0, 1),
        (products, (X, X[:, :3]), 0, {"z": 2, "n": 0}),
        (products, (X, X[0]), (0, None), 0),
        (products, (X[:, ::2], X[3, ::2]), (0, None), {"z": -1, "n": [0, -1]}),
        (halvings, (X[:, 0],), 0, 0),
        (halvings, (X[:, 0].astype(np.float32),), 0, 0),
        (late, (X,), 0, 0),
        (late, (-np.abs(X),), 0, 0),
    ],
)
def test_axes_and_results(whole, f, args, in_axes, out_axes):
    axes = tuple(in_axes) if isinstance(in_axes, list) else in_axes
    expected = looped(f, args, axes)
    by_leaf = nm.tree.broadcast_prefix(out_axes, expected, "out_axes")
    leaves, structure = nm.tree.flatten(expected)
    moved = [np.moveaxis(np.asarray(x), 0, k) for x, k in zip(leaves, by_leaf, strict=True)]
    for g in (mapped(f, in_axes=in_axes, out_axes=out_axes), nm.jit(nm.vmap(f, in_axes=in_axes, out_axes=out_axes))):
        before = whole()
        for _ in range(CALLS):
            same(g(*args), nm.tree.unflatten(structure, moved))
            tiers.wait()
        assert whole() > before


def test_results_are_new_and_values_are_those_of_the_call(whole):
    g = settled(mapped(scaled_sum, in_axes=(0, None)), X, 1.0)
    before = whole()
    kept = [g(X + k, float(k)) for k in range(6)]
    for k, out in enumerate(kept):
        same(out, looped(scaled_sum, (X + k, float(k)), (0, None)))
    assert whole() == before + 6


FACTOR = 2.0


def with_a_global(x):
    s = 0.0
    for i in range(len(x)):
        s += FACTOR * x[i]
    return s


def test_a_changed_global(whole, monkeypatch):
    g = settled(mapped(with_a_global), X)
    same(g(X), looped(with_a_global, (X,), 0))
    before = whole()
    assert before
    monkeypatch.setitem(globals(), "FACTOR", 3.0)
    same(g(X), looped(with_a_global, (X,), 0))
    settled(g, X)
    for _ in range(2):
        same(g(X), looped(with_a_global, (X,), 0))
    assert whole() > before


def picks(x, k):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * x[k]
    return s


def test_errors_are_those_of_python(whole):
    k = np.zeros(16, int)
    g = settled(mapped(picks), X, k)
    same(g(X, k), looped(picks, (X, k), 0))
    assert whole()
    before = whole()
    k[7] = 5
    for _ in range(8):
        with pytest.raises(IndexError):
            g(X, k)
    assert whole() == before
    k[7] = 0
    same(g(X, k), looped(picks, (X, k), 0))


def grows(x, n):
    y = np.zeros(n)
    for i in range(n):
        y[i] = x[0]
    return y


def test_results_of_other_sizes(whole):
    g = settled(mapped(grows, in_axes=(0, None)), X, 3)
    for n in (3, 3, 3, 4, 4, 3, 3, 0, 6):
        before = whole()
        for _ in range(CALLS):
            same(g(X, n), looped(grows, (X, n), (0, None)))
        assert whole() >= before + (2 if n else 0)
    for n in range(10):
        same(g(X, n), looped(grows, (X, n), (0, None)))
    g = settled(mapped(grows), X, np.full(16, 2))
    for _ in range(CALLS):
        same(g(X, np.full(16, 2)), looped(grows, (X, np.full(16, 2)), 0))
    with pytest.raises(NumorphValueError, match="different shapes"):
        g(X, np.arange(16))


def test_a_large_integer(whole):
    g = settled(mapped(with_an_integer, in_axes=(0, None)), X, 1)
    for n in (1, 1, 1, 2**60, 2**70):
        np.testing.assert_array_equal(g(X, n), looped(with_an_integer, (X, n), (0, None)))
    assert whole()


def with_an_integer(x, n):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * (n % 7)
    return s


def test_misfits_are_told(whole):
    g = settled(mapped(scaled_sum), X, X[:, 0])
    assert whole()
    for _ in range(CALLS):
        with pytest.raises(NumorphValueError, match="different sizes"):
            g(X, X[:3, 0])
        with pytest.raises(NumorphValueError, match="without an axis"):
            g(X, 2.0)
    h = mapped(sums, in_axes=2)
    k = mapped(sums, out_axes=2)
    for _ in range(CALLS):
        with pytest.raises(NumorphValueError, match="axis 2"):
            h(X)
        with pytest.raises(NumorphValueError, match="axis 2"):
            k(X)
    with pytest.raises(NumorphValueError):
        mapped(sums, axis_size=3)(X)


def test_settings_and_error_states(whole):
    g = settled(mapped(sums), X)
    expected = looped(sums, (X,), 0)
    before = whole()
    assert before
    for setting in ({"compile": False}, {"strict": True}, {"disable_jit": True}, {"debug_nans": True}):
        with nm.config.set(**setting):
            np.testing.assert_allclose(g(X), expected)
        assert whole() == before
    with np.errstate(all="raise"):
        np.testing.assert_allclose(g(X), expected)
    assert whole() == before
    same(g(X), expected)
    assert whole() == before + 1


def fills(x, y):
    for i in range(len(x)):
        x[i] += y
    return x[0]


@pytest.mark.parametrize(
    "axis, lay_out", [(0, np.array), (1, np.array), (-1, np.asfortranarray), (0, lambda x: x[::-1])]
)
def test_writes_reach_the_arguments(whole, axis, lay_out):
    g = mapped(fills, in_axes=(axis, 0))
    x, y = lay_out(np.moveaxis(X, 0, axis).copy()), X[:, 0].copy()
    settled(g, x, y)
    mine = x.copy()
    for _ in range(2):
        out = g(x, y)
        same(out, np.stack([fills(lane, s) for lane, s in zip(np.moveaxis(mine, axis, 0), y, strict=True)]))
        np.testing.assert_array_equal(x, mine)
    assert whole()
    x.flags.writeable = False
    before = x.copy()
    with pytest.raises(ValueError, match="read-only"):
        g(x, y)
    np.testing.assert_array_equal(x, before)
    with pytest.raises(NumorphValueError, match="not mapped"):
        mapped(fills, in_axes=(None, 0))(X[0].copy(), y)


def marks(x, k):
    for i in range(len(x)):
        x[i] = -1.0
    x[k] = 0.0


def test_what_has_bailed_has_written_nothing_that_a_loop_has_not(whole):
    k = np.zeros(16, int)
    g = settled(mapped(marks), X.copy(), k)
    assert g(X.copy(), k) is None
    assert whole()
    k[3] = 9
    x, ordinary = X.copy(), X.copy()
    with pytest.raises(IndexError):
        g(x, k)
    with pytest.raises(IndexError):
        mapped(marks)(ordinary, k)
    np.testing.assert_array_equal(x, ordinary)


def two(x, y):
    for i in range(len(x)):
        x[i] += 1.0
        y[i] *= 2.0


def test_writes_to_one_array_twice(whole):
    once, later = mapped(two), settled(mapped(two), X.copy(), X.copy())
    assert whole()
    x, mine = X.copy(), X.copy()
    once(x, x)
    later(mine, mine)
    np.testing.assert_array_equal(x, mine)


def test_inside_other_transformations(whole):
    inner = nm.jit(sums)
    inner._procedural.waits = True
    g = settled(nm.vmap(inner), X)
    assert whole()

    def loss(x):
        return (g(x) ** 2).sum()

    expected = nm.grad(lambda x: (np.cumsum(x, 1) ** 2).sum())(X)
    for f in (loss, nm.jit(loss)):
        np.testing.assert_allclose(nm.grad(f)(X), expected)
    jitted = nm.jit(nm.vmap(sums))
    before = whole()
    for _ in range(CALLS):
        jitted(X)
        tiers.wait()
    assert whole() > before
    np.testing.assert_allclose(nm.grad(lambda x: (jitted(x) ** 2).sum())(X), expected)
    twice = np.stack([X, 2 * X])
    np.testing.assert_allclose(nm.vmap(g)(twice), np.cumsum(twice, 2))


def test_several_threads(whole):
    g = settled(mapped(scaled_sum, in_axes=(0, None)), X, 1.0)
    before, wrong = whole(), []

    def work(k):
        expected = X.sum(1) * k
        for _ in range(200):
            if not np.allclose(g(X, float(k)), expected):
                wrong.append(k)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong
    assert whole() == before + 800


def test_arguments_and_results_are_not_kept(whole):
    x, a = X.copy(), X[:, 0].copy()
    g = settled(mapped(scaled_sum), x, a)
    assert whole()
    kept = [weakref.ref(v) for v in (x, a, g(x, a))]
    del x, a
    gc.collect()
    assert [ref() for ref in kept] == [None] * 3
