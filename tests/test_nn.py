"""nn: formulas from papers as references, gradients at the extremes, masks, weights."""

import math

import numpy as np
import pytest
import scipy.special as sp

import numorph as nm
from numorph import nn, random

from .numpy.agreement import check

X = np.array([-3.2, -1.1, -0.4, 0.3, 0.9, 2.5, 3.3, 7.0])
EXTREME = np.array([-1000.0, -50.0, 0.0, 50.0, 1000.0])

ELEMENTWISE = {
    nn.relu: lambda x: max(x, 0),
    nn.relu6: lambda x: min(max(x, 0), 6),
    nn.sigmoid: lambda x: 1 / (1 + math.exp(-x)),
    nn.softplus: lambda x: math.log1p(math.exp(x)),
    nn.squareplus: lambda x: (x + math.sqrt(x * x + 4)) / 2,
    nn.sparse_plus: lambda x: 0 if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4,
    nn.sparse_sigmoid: lambda x: min(max((x + 1) / 2, 0), 1),
    nn.soft_sign: lambda x: x / (1 + abs(x)),
    nn.silu: lambda x: x / (1 + math.exp(-x)),
    nn.mish: lambda x: x * math.tanh(math.log1p(math.exp(x))),
    nn.log_sigmoid: lambda x: -math.log1p(math.exp(-x)),
    nn.elu: lambda x: x if x > 0 else math.expm1(x),
    nn.celu: lambda x: x if x > 0 else math.expm1(x),
    nn.selu: lambda x: 1.0507009873554805 * (x if x > 0 else 1.6732632423543772 * math.expm1(x)),
    nn.leaky_relu: lambda x: x if x >= 0 else 0.01 * x,
    nn.hard_tanh: lambda x: min(max(x, -1), 1),
    nn.hard_sigmoid: lambda x: min(max(x + 3, 0), 6) / 6,
    nn.hard_silu: lambda x: x * min(max(x + 3, 0), 6) / 6,
    nn.gelu: lambda x: 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
    nn.tanh: math.tanh,
}
OVER_AXES = [nn.softmax, nn.log_softmax, nn.logsumexp, nn.logmeanexp, nn.standardize, nn.glu]


@pytest.mark.parametrize("f", ELEMENTWISE, ids=lambda f: f.__name__)
def test_elementwise(f):
    np.testing.assert_allclose(f(X), [ELEMENTWISE[f](x) for x in X], rtol=1e-14, atol=1e-16)
    check(f, X)
    check(f, np.array(0.7))
    check(f, np.zeros((0, 2)))


@pytest.mark.parametrize("f", ELEMENTWISE, ids=lambda f: f.__name__)
def test_scalars_and_dtypes(f):
    assert f(X.astype(np.float32)).dtype == np.float32
    assert nm.jit(f)(X.astype(np.float32)).dtype == np.float32
    assert nm.grad(lambda x: np.sum(f(x)))(X.astype(np.float32)).dtype == np.float32
    for x in (0.5, np.float64(0.5), np.float32(0.5), np.array(0.5)):
        assert isinstance(f(x), np.floating)
        assert type(nm.jit(f)(x)) is type(f(x))
    ints = f(np.array([-2, 0, 3]))
    assert ints.dtype == (np.int64 if f in (nn.relu, nn.relu6) else np.float64)
    assert nm.jit(f)(np.array([-2, 0, 3])).dtype == ints.dtype


@pytest.mark.parametrize("f", ELEMENTWISE, ids=lambda f: f.__name__)
def test_gradients_at_the_extremes(f):
    slope = nm.grad(lambda x: np.sum(f(x)))(EXTREME)
    assert np.all(np.isfinite(slope))
    curvature = nm.grad(lambda x: np.sum(nm.grad(lambda y: np.sum(f(y)))(x)))(EXTREME)
    assert np.all(np.isfinite(curvature))
    with np.errstate(invalid="ignore"):
        assert np.isnan(f(np.nan))


def test_relu_is_flat_at_zero():
    assert nm.grad(nn.relu)(0.0) == 0.0
    assert nm.grad(nn.relu)(-0.0) == 0.0
    assert nm.grad(nn.relu6)(6.0) == 0.0
    assert nm.grad(nn.elu)(0.0) == 1.0


def test_gelu_exact():
    np.testing.assert_allclose(nn.gelu(X, approximate=False), X * sp.ndtr(X), rtol=1e-15)
    check(lambda x: nn.gelu(x, approximate=False), X)
    assert np.all(np.isfinite(nm.grad(lambda x: np.sum(nn.gelu(x, False)))(EXTREME)))


@pytest.mark.parametrize("alpha", [0.5, 2.0])
def test_slopes_of_the_negative_side(alpha):
    np.testing.assert_allclose(nn.elu(X[:3], alpha), alpha * np.expm1(X[:3]))
    np.testing.assert_allclose(nn.celu(X[:3], alpha), alpha * np.expm1(X[:3] / alpha))
    np.testing.assert_allclose(nn.leaky_relu(X[:3], alpha), alpha * X[:3])
    check(lambda a: nn.elu(X, a) + nn.celu(X, a) + nn.leaky_relu(X, a), np.array(alpha), vmap=False)


def test_log1mexp():
    x = np.array([1e-12, 0.3, math.log(2), 1.0, 40.0])
    middle = [math.log(1 - math.exp(-v)) for v in x[1:4]]
    np.testing.assert_allclose(nn.log1mexp(x), [math.log(1e-12), *middle, -math.exp(-40.0)], rtol=1e-13)
    check(nn.log1mexp, x[1:])


def test_glu():
    np.testing.assert_allclose(nn.glu(X), X[:4] * nn.sigmoid(X[4:]))
    with pytest.raises(ValueError, match="axis of even size, got size 3 along axis 0"):
        nn.glu(np.zeros((3, 2)), axis=0)


# -- over axes


@pytest.mark.parametrize("f", OVER_AXES, ids=lambda f: f.__name__)
def test_over_axes(f):
    x = np.sin(np.arange(24.0)).reshape(2, 3, 4) * 3
    check(f, x)
    if f is not nn.glu:
        check(lambda x: f(x, axis=1), x)
        check(lambda x: f(x, axis=(0, -1)), x)
    assert f(x.astype(np.float32)).dtype == np.float32
    assert nm.jit(f)(x.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "logsumexp"])
@pytest.mark.parametrize("axis", [0, -1, (0, 1), None])
def test_softmax_is_scipys(name, axis):
    x = np.array([[1.0, -2.0, 1000.0], [0.3, 5.0, -np.inf]])
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(getattr(nn, name)(x, axis=axis), getattr(sp, name)(x, axis=axis), rtol=1e-14)


def test_default_axes():
    x = np.arange(6.0).reshape(2, 3)
    np.testing.assert_allclose(np.sum(nn.softmax(x), axis=-1), 1)
    assert nn.logsumexp(x).shape == ()
    assert nn.logsumexp(x, keepdims=True).shape == (1, 1)
    assert nn.logsumexp(x, axis=1, keepdims=True).shape == (2, 1)


def test_infinities_in_logsumexp():
    none = np.array([-np.inf, -np.inf])
    assert nn.logsumexp(none) == -np.inf
    assert nn.logsumexp(np.array([np.inf, 0.0])) == np.inf
    assert nm.grad(nn.logsumexp)(np.array([-np.inf, 0.0])).tolist() == [0.0, 1.0]
    assert nm.grad(nn.logsumexp)(np.array([np.inf, 0.0])).tolist() == [1.0, 0.0]
    assert np.isnan(nn.logsumexp(np.array([np.nan, 0.0])))
    assert nn.logsumexp(np.zeros(0)) == -np.inf


@pytest.mark.parametrize("axis", [0, 1, None])
def test_weighted_logsumexp(axis):
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((2, 3, 4))
    for found, wanted in zip(nn.logsumexp(a, axis, b, True, True), sp.logsumexp(a, axis, b, True, True), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-13)
    np.testing.assert_allclose(nn.logsumexp(a, axis, np.abs(b)), sp.logsumexp(a, axis, np.abs(b)), rtol=1e-13)
    check(lambda a, b: nn.logsumexp(a, axis, b * b), a, b)
    z = a + 1j * b
    np.testing.assert_allclose(nn.logsumexp(z, axis), sp.logsumexp(z, axis), rtol=1e-13)
    check(lambda z: nn.logsumexp(z, axis), z)


def test_weights_of_zero_do_not_count():
    a = np.array([np.inf, 1.0, 2.0])
    assert nn.logsumexp(a, b=np.array([0.0, 1.0, 0.0])) == 1.0
    with np.errstate(divide="ignore"):
        assert nn.logsumexp(a[1:], b=np.zeros(2)) == -np.inf
    assert np.isnan(nn.logsumexp(a[1:], b=np.array([1.0, -1.0])))


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "logsumexp", "logmeanexp", "standardize"])
def test_masks(name):
    """Masked elements change nothing, not even by a NaN, and have gradient 0."""
    f = getattr(nn, name)
    x, mask = np.array([0.3, np.nan, -1.2, 2.0]), np.array([True, False, True, True])
    clean = x[mask]
    masked = lambda x: f(x, axis=-1, where=mask)
    np.testing.assert_allclose(np.broadcast_to(masked(x), 4)[mask], np.broadcast_to(f(clean, axis=-1), 3), rtol=1e-14)
    if name == "softmax":
        assert masked(x)[1] == 0
    weights = np.array([1.0, 2.0, 3.0, 4.0])
    total = lambda x: np.sum(np.where(mask, masked(x), 0) * weights)
    slope = nm.grad(total)(np.where(mask, x, 0.0))
    wanted = nm.grad(lambda x: np.sum(f(x, axis=-1) * weights[mask]))(clean)
    assert slope[1] == 0
    np.testing.assert_allclose(slope[mask], wanted, rtol=1e-12, atol=1e-14)


def test_softmax_where_all_is_masked():
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    mask = np.array([[True, True], [False, False]])
    with np.errstate(invalid="ignore"):
        assert nn.softmax(x, where=mask)[1].tolist() == [0.0, 0.0]
        gradient = nm.grad(lambda x: np.sum(nn.softmax(x, where=mask) * np.array([1.0, 2.0])))(x)
    assert gradient[1].tolist() == [0.0, 0.0]


def test_standardize():
    x = np.arange(12.0).reshape(3, 4) ** 2 + 1e8
    y = nn.standardize(x, epsilon=0)
    np.testing.assert_allclose(np.mean(y, axis=-1), 0, atol=1e-12)
    np.testing.assert_allclose(np.std(y, axis=-1), 1)
    np.testing.assert_allclose(nn.standardize(x, mean=1.0, variance=4.0, epsilon=0), (x - 1) / 2)
    assert nn.normalize is nn.standardize


def test_one_hot():
    assert nn.one_hot(np.array([0, 2, 5]), 3).tolist() == [[1, 0, 0], [0, 0, 1], [0, 0, 0]]
    assert nn.one_hot(1, 3).tolist() == [0, 1, 0]
    assert nn.one_hot([0, 1], 2, axis=0, dtype=np.float32).dtype == np.float32
    labels = np.array([[0, 1], [2, 0]])
    for axis in (0, 1, -1):
        check(lambda i, axis=axis: nn.one_hot(i, 3, axis=axis), labels)
    with pytest.raises(np.exceptions.AxisError):
        nn.one_hot(labels, 3, axis=3)


# -- weights


def draw(init, shape=(3, 2, 40, 50), dtype=None):
    return init(random.key(0), shape) if dtype is None else init(random.key(0), shape, dtype)


SCALED = {
    "glorot_uniform": 2 / (6 * 40 + 6 * 50),
    "glorot_normal": 2 / (6 * 40 + 6 * 50),
    "lecun_uniform": 1 / (6 * 40),
    "lecun_normal": 1 / (6 * 40),
    "he_uniform": 2 / (6 * 40),
    "he_normal": 2 / (6 * 40),
}


@pytest.mark.parametrize("name", SCALED)
def test_variances(name):
    w = draw(getattr(nn.initializers, name)())
    assert w.dtype == np.float64
    assert abs(np.mean(w)) < 5 * np.std(w) / math.sqrt(w.size)
    np.testing.assert_allclose(np.var(w), SCALED[name], rtol=0.05)
    assert draw(getattr(nn.initializers, name)(dtype=np.float32)).dtype == np.float32
    assert draw(getattr(nn.initializers, name)(), dtype=np.float32).dtype == np.float32


def test_variance_scaling_modes():
    make = nn.initializers.variance_scaling
    fans = {"fan_in": 40, "fan_out": 50, "fan_avg": 45, "fan_geo_avg": math.sqrt(2000)}
    for mode, n in fans.items():
        np.testing.assert_allclose(np.var(draw(make(3.0, mode, "normal"), (40, 50))), 3.0 / n, rtol=0.1)
    by_batch = draw(make(1.0, "fan_in", "normal", batch_axis=0), (30, 40, 50))
    np.testing.assert_allclose(np.var(by_batch), 1 / 40, rtol=0.05)
    with pytest.raises(ValueError, match=r"mode out of 'fan_in', .*, got 'fan'"):
        make(1.0, "fan", "normal")
    with pytest.raises(ValueError, match="distribution out of"):
        make(1.0, "fan_in", "gauss")
    with pytest.raises(ValueError, match="at least two axes"):
        draw(make(1.0, "fan_in", "normal"), (3,))
    with pytest.raises(TypeError, match="real floating dtype"):
        draw(make(1.0, "fan_in", "normal"), (3, 3), np.complex128)


def test_simple_weights():
    assert nn.initializers.zeros(None, (2,)).tolist() == [0, 0]
    assert nn.initializers.ones(None, (2,), np.float32).dtype == np.float32
    assert draw(nn.initializers.constant(2.5), (2,)).tolist() == [2.5, 2.5]
    u = draw(nn.initializers.uniform(0.3))
    assert u.min() >= 0 and u.max() < 0.3
    np.testing.assert_allclose(np.std(draw(nn.initializers.normal(0.2))), 0.2, rtol=0.05)
    t = draw(nn.initializers.truncated_normal(0.5))
    assert abs(t).max() <= 1.0


@pytest.mark.parametrize(("shape", "axis"), [((4, 6), -1), ((6, 4), -1), ((2, 3, 5), -1), ((4, 2, 3), 0)])
def test_orthogonal(shape, axis):
    w = draw(nn.initializers.orthogonal(2.0, axis), shape)
    assert w.shape == shape
    matrix = np.moveaxis(w, axis, -1).reshape(-1, shape[axis])
    gram = matrix @ matrix.T if matrix.shape[0] < matrix.shape[1] else matrix.T @ matrix
    np.testing.assert_allclose(gram, 4 * np.eye(len(gram)), atol=1e-12)


def test_delta_orthogonal():
    w = draw(nn.initializers.delta_orthogonal(), (3, 5, 2, 4))
    np.testing.assert_allclose(w[1, 2] @ w[1, 2].T, np.eye(2), atol=1e-12)
    assert np.count_nonzero(w) == 8
    with pytest.raises(ValueError, match="no more inputs than outputs"):
        draw(nn.initializers.delta_orthogonal(), (3, 4, 2))


def test_weights_inside_jit():
    make = nn.initializers.glorot_normal()
    init = lambda key: make(key, (3, 4))
    np.testing.assert_allclose(nm.jit(init)(random.key(1)), init(random.key(1)), rtol=1e-15)


def test_a_network_trains():
    """Two layers learn XOR."""
    x, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0.0, 1.0, 1.0, 0.0])
    k1, k2 = random.split(random.key(0))
    params = {
        "w1": nn.initializers.he_normal()(k1, (2, 16)),
        "b1": np.zeros(16),
        "w2": nn.initializers.he_normal()(k2, (16, 1)),
    }

    def loss(p):
        logits = (nn.relu(x @ p["w1"] + p["b1"]) @ p["w2"])[:, 0]
        return -np.mean(y * nn.log_sigmoid(logits) + (1 - y) * nn.log_sigmoid(-logits))

    step = nm.jit(nm.value_and_grad(loss))
    first, _ = step(params)
    for _ in range(200):
        last, gradient = step(params)
        params = nm.tree.map(lambda p, g: p - 0.5 * g, params, gradient)
    assert first > 0.05 > last
