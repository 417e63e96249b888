"""vmap of functions with loops: all lanes by one native call, which give what a Python loop over them gives."""

import itertools

import numpy as np
import pytest

import numorph as nm
from numorph import numpy as nnp
from numorph.errors import NumorphValueError
from numorph.frontend.lanes import Lanes
from numorph.runtime import tiers

RNG = np.random.default_rng(0)
X = RNG.normal(size=(7, 6))
Y = RNG.normal(size=(7, 6))
S = RNG.normal(size=7)


def compiled(f):
    jitted = nm.jit(f)
    jitted._procedural.waits = True
    return jitted


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """All of it has to run natively: lanes one by one only where a test asks for it."""
    each = Lanes.each

    def refuse(self, operands):
        raise AssertionError("lanes have been run one by one")

    monkeypatch.setattr(Lanes, "each", refuse)
    return lambda: monkeypatch.setattr(Lanes, "each", each)


def check(f, *args, in_axes=0, exact=True):
    """vmap against a loop: results, and what becomes of the arguments."""
    axes = in_axes if isinstance(in_axes, tuple) else (in_axes,) * len(args)
    given, mine = [np.array(a) for a in args], [np.array(a) for a in args]
    size = next(a.shape[k] for a, k in zip(args, axes, strict=True) if k is not None)
    lanes = []
    for i in range(size):
        parts = [a if k is None else np.moveaxis(a, k, 0)[i] for a, k in zip(mine, axes, strict=True)]
        lanes.append(f(*parts))
    jitted = compiled(f)
    for _ in range(2):  # sizes of results are known the second time
        mine_again = [np.array(a) for a in given]
        out = nm.vmap(jitted, in_axes=axes)(*mine_again)
        (way,) = jitted._procedural.ways.values()
        assert way.ready, way.reason
        assert not way.bails, way.bail
        expected = nm.tree.map(lambda *parts: np.stack(parts), *lanes)
        compare = np.testing.assert_array_equal if exact else np.testing.assert_allclose
        for a, b in zip(nm.tree.flatten(out)[0], nm.tree.flatten(expected)[0], strict=True):
            assert np.asarray(a).dtype == b.dtype
            compare(a, b)
        for a, b in zip(mine_again, mine, strict=True):
            compare(a, b)


def scans(x):
    y = np.zeros_like(x)
    for i in range(1, len(x)):
        y[i] = y[i - 1] + (x[i] if x[i] > 0 else -1.0)
    return y


def steps(x):
    n = 0
    while abs(x) > 0.01:
        x = x / 2
        n += 1
    return n, x, n > 5


def several(x, s):
    y = np.zeros((3, len(x)))
    for i in range(len(x)):
        y[i % 3, i] = x[i] * s
    return y.T, y[1:, ::2], (s, y[0]), [y[::-1, ::-1], 3, 2.5]


def of_two_types(x):
    t = 0
    for v in x:
        if v > 1.0:
            t = v
    return t


def writes(x, y):
    for i in range(len(x)):
        if x[i] < y[i]:
            x[i] = y[i]
    return x, x[1:3]


def narrow(x):
    y = np.zeros(len(x), np.float32)
    z = np.zeros(len(x), np.int16)
    b = np.zeros(len(x), bool)
    for i in range(len(x)):
        y[i] = x[i]
        z[i] = i
        b[i] = x[i] > 0
    return y, z[::2], b, y[0], z[1], b[2]


def of_complex(x, z):
    w = np.zeros(len(x), np.complex128)
    for i in range(len(x)):
        w[i] = x[i] * z
    return w[::2], w[0], z


def test_results():
    check(scans, X)
    check(steps, S)
    check(several, X, S)
    check(of_two_types, X)
    check(of_two_types, X.clip(-1, 0.5))
    check(narrow, X)
    check(of_complex, X, S + 2j * S[::-1])


def test_axes():
    check(scans, X.T, in_axes=1)
    check(several, X[0], S, in_axes=(None, 0))
    check(several, X, S[0], in_axes=(0, None))
    out = nm.vmap(compiled(scans), out_axes=1)(X)
    np.testing.assert_array_equal(out, np.stack([scans(x) for x in X], axis=1))


def test_kinds_of_numbers():
    def count(n):
        k = 0
        while n > 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            k += 1
        return k, n

    for dtype in (np.int64, np.int32, np.uint8):
        check(count, np.arange(1, 9).astype(dtype))

    def chosen(flag, x):
        for _ in range(3):
            x = x * x if flag else x + 1
        return x

    check(chosen, X[:, 0] > 0, S.astype(np.float32))


def test_writes_reach_the_arguments_and_shared_ones_are_copied():
    check(writes, X, Y)
    check(writes, X, Y[0], in_axes=(0, None))

    def into_shared(w, x):
        for i in range(len(w)):
            w[i] += x[i]
        return w.sum()

    shared = np.zeros(6)
    with pytest.raises(ValueError, match="which is not mapped"):
        nm.vmap(compiled(into_shared), in_axes=(None, 0))(shared, X)
    assert not shared.any()
    f = compiled(lambda x: into_shared(np.ones(6), x))
    np.testing.assert_allclose(nm.vmap(f)(X), [into_shared(np.ones(6), x) for x in X])


def test_sizes_of_results(at_once):
    """Sizes are found out, remembered, and found out again where they are others."""

    def filled(n, x):
        y = np.zeros(n)
        for i in range(n):
            y[i] = i * x
        return y

    f = compiled(filled)
    for n in (3, 4, 4, 0, 2):
        out = nm.vmap(f, in_axes=(None, 0))(n, S)
        np.testing.assert_array_equal(out, np.stack([filled(n, x) for x in S]))
    at_once()
    with pytest.raises(NumorphValueError, match="different shapes, such as"):
        nm.vmap(f)(np.array([2, 3, 2]), np.ones(3))
    np.testing.assert_array_equal(nm.vmap(f)(np.array([3, 3]), np.ones(2)), [[0, 1, 2]] * 2)


def test_a_lane_that_bails_undoes_the_call():
    def f(x, k):
        for i in range(len(x)):
            x[i] += 1.0
        x[k] = 7.0
        return x[0] * 2.0

    ours, plain = X.copy(), X.copy()
    k = np.array([0, 1, 2, 99, 3, 4, 5])
    with pytest.raises(IndexError):
        nm.vmap(compiled(f))(ours, k)
    np.testing.assert_array_equal(ours, plain)
    check(f, X, np.arange(7) % 6)
    check(f, X, -(np.arange(7) % 6) - 1)


def test_levels():
    deep = RNG.normal(size=(3, 4, 6))
    f = compiled(several)
    out = nm.vmap(nm.vmap(f, in_axes=(0, None)), in_axes=(0, 0))(deep, S[:3])
    for i, j in itertools.product(range(3), range(4)):
        for a, b in zip(nm.tree.flatten(out)[0], nm.tree.flatten(several(deep[i, j], S[i]))[0], strict=True):
            np.testing.assert_array_equal(a[i, j], b)
    out = nm.vmap(nm.vmap(f, in_axes=(None, 0)), in_axes=(0, None))(X, S)
    for i, j in itertools.product(range(7), range(7)):
        np.testing.assert_array_equal(out[0][i, j], several(X[i], S[j])[0])
    four = RNG.normal(size=(2, 2, 2, 2, 6))
    g = compiled(scans)
    out = nm.vmap(nm.vmap(nm.vmap(nm.vmap(g))))(four)
    np.testing.assert_array_equal(out, np.apply_along_axis(scans, -1, four))


@pytest.mark.parametrize("threads", [1, 4])
def test_threads(threads):
    many = RNG.normal(size=(500, 40))
    f = compiled(energy)
    with nm.threads(threads):
        out = nm.vmap(compiled(several))(many, many[:, 0])
        np.testing.assert_array_equal(out[0], [several(x, x[0])[0] for x in many])
        dx, ds = nm.vmap(nm.grad(f, argnums=(0, 1)))(many, many[:, 0])
        total = nm.grad(lambda s: nnp.sum(nm.vmap(f, in_axes=(0, None))(many, s)))(0.3)
        short = nm.vmap(f, in_axes=(0, None))(many, 0.3)
    one = [nm.grad(f, argnums=(0, 1))(x, x[0]) for x in many]
    np.testing.assert_array_equal(dx, [g[0] for g in one])
    np.testing.assert_array_equal(ds, [g[1] for g in one])
    np.testing.assert_allclose(total, sum([nm.grad(f, argnums=1)(x, 0.3) for x in many]))
    np.testing.assert_allclose(short, [energy(x, 0.3) for x in many])


@pytest.mark.parametrize("threads", [1, 4])
def test_a_lane_among_many_that_bails(threads):
    def at(x, k):
        s = 0.0
        for i in range(len(x)):
            s += x[(i * k) % 5 + k]
        return s

    many, k = RNG.normal(size=(400, 8)), np.arange(400) % 4
    with nm.threads(threads):
        np.testing.assert_array_equal(nm.vmap(compiled(at))(many, k), [at(x, i) for x, i in zip(many, k, strict=True)])
        k[333] = 77
        with pytest.raises(IndexError):
            nm.vmap(compiled(at))(many, k)


def test_products_and_memory():
    def f(a, x):
        for _ in range(3):
            x = a @ x
            x = x / np.sqrt(x @ x)
        return x, np.outer(x, x)[1:].T

    a = RNG.normal(size=(7, 6, 6))
    check(f, a, X, exact=False)
    check(f, a[0], X, in_axes=(None, 0), exact=False)


# -- derivatives


def energy(x, s):
    y = np.zeros_like(x)
    t = s
    for i in range(1, len(x) - 1):
        y[i] = np.sin(x[i - 1]) * x[i + 1] + y[i - 1] * s
        if y[i] > 0.3:
            t = t + y[i] ** 2
    return t


def field(x, s):
    y = np.zeros_like(x)
    for i in range(1, len(x)):
        y[i] = y[i - 1] * s + x[i] ** 2
    return y[::-1], y.sum()


def in_place(x, s):
    x = x.copy()
    for i in range(1, len(x)):
        x[i] = x[i] * x[i - 1] + s
    return x


def gradients(f, x, s):
    """By differences of values of the plain function."""
    step = 1e-6

    def moved(k):
        return np.stack(
            [(f(x + step * e, s) - f(x - step * e, s)) / (2 * step) for e in np.eye(len(x))]
            if k == 0
            else [(f(x, s + step) - f(x, s - step)) / (2 * step)]
        )

    return moved(0), moved(1)[0]


def test_gradients_of_lanes():
    f = compiled(energy)
    dx, ds = nm.vmap(nm.grad(f, argnums=(0, 1)))(X, S)
    for i in range(7):
        ex, es = gradients(energy, X[i], S[i])
        np.testing.assert_allclose(dx[i], ex, atol=1e-6)
        np.testing.assert_allclose(ds[i], es, atol=1e-6)
    one = nm.vmap(nm.grad(f, argnums=(0, 1)), in_axes=(None, 0))(X[0], S)
    for i in range(7):
        ex, es = gradients(energy, X[0], S[i])
        np.testing.assert_allclose(one[0][i], ex, atol=1e-6)
        np.testing.assert_allclose(one[1][i], es, atol=1e-6)


def test_gradients_of_a_batch():
    f = compiled(energy)
    for axes, x, s in (((0, 0), X, S), ((None, 0), X[0], S), ((0, None), X, S[0])):
        dx, ds = nm.grad(lambda x, s, a=axes: nnp.sum(nm.vmap(f, in_axes=a)(x, s)), argnums=(0, 1))(x, s)
        lanes = [
            gradients(energy, *[v if a is None else v[i] for v, a in zip((x, s), axes, strict=True)]) for i in range(7)
        ]
        ex, es = np.stack([e[0] for e in lanes]), np.stack([e[1] for e in lanes])
        np.testing.assert_allclose(dx, ex.sum(0) if axes[0] is None else ex, atol=1e-5)
        np.testing.assert_allclose(ds, es.sum(0) if axes[1] is None else es, atol=1e-5)


STACKS = {
    "vmap grad": lambda f: nm.vmap(nm.grad(lambda x, s: _total(f(x, s)), argnums=(0, 1))),
    "vmap jvp": lambda f: nm.vmap(lambda x, s: nm.jvp(f, (x, s), (x * 0.5, s * 2.0))[1]),
    "vmap jacrev": lambda f: nm.vmap(nm.jacrev(f)),
    "vmap jacfwd": lambda f: nm.vmap(nm.jacfwd(f, argnums=1)),
    "grad vmap": lambda f: nm.grad(lambda x, s: _total(nm.vmap(f)(x, s)), argnums=(0, 1)),
    "jacrev vmap": lambda f: nm.jacrev(nm.vmap(f), argnums=1),
    "jvp vmap": lambda f: lambda x, s: nm.jvp(nm.vmap(f), (x, s), (x * 0.5, s * 2.0)),
    "grad vmap shared": lambda f: nm.grad(lambda x, s: _total(nm.vmap(f, in_axes=(0, None))(x, s[0])), argnums=(0, 1)),
    "vmap grad vmap": lambda f: nm.vmap(
        nm.grad(lambda x, s: _total(nm.vmap(f, in_axes=(None, 0))(x, s)), argnums=(0, 1)), in_axes=(0, None)
    ),
    "vmap vmap grad": lambda f: nm.vmap(
        nm.vmap(nm.grad(lambda x, s: _total(f(x, s)), argnums=(0, 1)), in_axes=(None, 0)), in_axes=(0, None)
    ),
    "grad vmap vmap": lambda f: nm.grad(
        lambda x, s: _total(nm.vmap(nm.vmap(f, in_axes=(0, None)), in_axes=(None, 0))(x, s)), argnums=(0, 1)
    ),
    "linearize vmap": lambda f: lambda x, s: nm.linearize(nm.vmap(f), x, s)[1](x * 0.5, s),
    "vmap linearize": lambda f: nm.vmap(lambda x, s: nm.linearize(f, x, s)[1](x * 0.5, s)),
}


def _total(out):
    return sum(
        [
            nnp.sum(a * (1.0 + 0.1 * nnp.arange(1.0 * nnp.size(a)).reshape(nnp.shape(a))))
            for a in nm.tree.flatten(out)[0]
        ]
    )


@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("f", [energy, field, in_place])
def test_stacks(f, stack):
    """What transformations of the traced function give, where Python runs it."""
    jitted = compiled(f)
    f0 = f if f is not energy else lambda x, s: _traced_energy(x, s)
    found, expected = (STACKS[stack](g)(X[:3], S[:3]) for g in (jitted, f0))
    for a, b in zip(nm.tree.flatten(found)[0], nm.tree.flatten(expected)[0], strict=True):
        assert np.shape(a) == np.shape(b)
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-12)
    assert any(way.ready and not way.bails for way in jitted._procedural.ways.values())


def _traced_energy(x, s):
    y = nnp.zeros_like(x)
    t = s
    for i in range(1, len(x) - 1):
        y[i] = nnp.sin(x[i - 1]) * x[i + 1] + y[i - 1] * s
        t = t + nnp.where(y[i] > 0.3, y[i] ** 2, 0.0)
    return t


def test_which_way_is_faster_is_found_out():
    """In the first call that has the lanes for it, once there is code for lanes in step."""

    def slow_root(a):
        x = a
        for _ in range(30):
            x = 0.5 * (x + a / x)
        return x

    f = compiled(slow_root)
    a = np.linspace(1.0, 9.0, 1000)
    first = nm.vmap(f)(a)
    tiers.wait()
    (way,) = f._procedural.ways.values()
    (in_step,) = way.variant.code.in_step.values()
    assert in_step.undecided
    second = nm.vmap(f)(a)
    assert not in_step.undecided
    third = nm.vmap(f)(a)
    for out in (first, second, third):
        np.testing.assert_array_equal(out, [slow_root(x) for x in a])
