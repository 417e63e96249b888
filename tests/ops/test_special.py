"""Special functions: SciPy's values, dtypes and errors; every derivative rule against differences, twice."""

import numpy as np
import pytest
import scipy.special as sp

import numorph as nm
from numorph.core.rules import NotDifferentiable
from numorph.ops import special

from ..numpy.agreement import check

LINE = np.array([-2.7, -1.0, -0.3, 0.4, 1.0, 2.2])
UNIT = np.array([0.03, 0.2, 0.5, 0.77, 0.96])
POSITIVE = np.array([0.2, 0.9, 1.0, 2.6, 7.5])
SHAPE = np.array([0.4, 1.3, 2.0, 3.1, 0.8])
OTHER = np.array([1.7, 0.6, 2.4, 1.1, 3.0])
BEYOND_POLES = np.array([-2.4, -0.7, 0.3, 1.5, 4.0])
ORDER = np.array([0.0, 1.0, 2.0, 3.0, 2.0])

# name -> operands; `fixed` leading ones have no derivative
SAMPLES = {
    "erf": (LINE,),
    "erfc": (LINE,),
    "erfcx": (LINE,),
    "erfi": (LINE,),
    "dawsn": (LINE,),
    "erfinv": (2 * UNIT - 1,),
    "erfcinv": (2 * UNIT,),
    "ndtr": (LINE,),
    "ndtri": (UNIT,),
    "log_ndtr": (np.array([-30.0, -5.0, -0.4, 0.0, 0.6, 4.0]),),
    "owens_t": (LINE[:5], OTHER),
    "expit": (LINE,),
    "logit": (UNIT,),
    "log_expit": (LINE,),
    "psi": (BEYOND_POLES,),
    "gammaln": (BEYOND_POLES,),
    "loggamma": (POSITIVE,),
    "gamma": (BEYOND_POLES,),
    "poch": (SHAPE, OTHER),
    "betaln": (SHAPE, OTHER),
    "beta": (SHAPE, OTHER),
    "binom": (OTHER + 3, SHAPE),
    "gammaincinv": (SHAPE, UNIT),
    "gammainccinv": (SHAPE, UNIT),
    "betaincinv": (SHAPE, OTHER, UNIT),
    "xlogy": (LINE[:5], POSITIVE),
    "xlog1py": (LINE[:5], POSITIVE),
    "entr": (POSITIVE,),
    "rel_entr": (SHAPE, OTHER),
    "kl_div": (SHAPE, OTHER),
    "huber": (OTHER, np.array([-3.0, -0.2, 0.5, 1.0, 5.0])),
    "pseudo_huber": (OTHER, np.array([-3.0, -0.2, 0.5, 1.0, 5.0])),
    "i0": (LINE,),
    "i1": (LINE,),
    "i0e": (LINE,),
    "i1e": (LINE,),
    "k0": (POSITIVE,),
    "k1": (POSITIVE,),
    "k0e": (POSITIVE,),
    "k1e": (POSITIVE,),
    "j0": (LINE,),
    "j1": (LINE,),
    "y0": (POSITIVE,),
    "y1": (POSITIVE,),
    "exp1": (POSITIVE,),
    "expi": (LINE,),
    "spence": (np.array([0.2, 0.9, 1.3, 2.6, 7.5]),),
    "exp2": (LINE,),
    "exp10": (LINE,),
    "expm1": (LINE,),
    "log1p": (POSITIVE,),
    "cbrt": (POSITIVE,),
    "cosm1": (LINE,),
}
# with orders or parameters in front that have no derivative: name -> (those, the others)
WITH_FIXED = {
    "iv": ((ORDER,), (POSITIVE,)),
    "ive": ((ORDER,), (POSITIVE,)),
    "kv": ((ORDER,), (POSITIVE,)),
    "kve": ((ORDER,), (POSITIVE,)),
    "jv": ((ORDER,), (POSITIVE,)),
    "yv": ((ORDER,), (POSITIVE,)),
    "expn": ((ORDER + 2,), (POSITIVE,)),
    "hyp1f1": ((SHAPE, OTHER), (LINE[:5],)),
    "hyp2f1": ((SHAPE, OTHER, SHAPE + 1), (UNIT - 0.6,)),
}
# differentiable once in the shapes, and as often as you like in the last operand
INCOMPLETE = {
    "gammainc": (SHAPE, POSITIVE),
    "gammaincc": (SHAPE, POSITIVE),
    "betainc": (SHAPE, OTHER, UNIT),
    "betaincc": (SHAPE, OTHER, UNIT),
    "stdtr": (OTHER, LINE[:5]),
    "stdtrit": (OTHER, UNIT),
    "gammaincinv": (SHAPE, UNIT),
    "gammainccinv": (SHAPE, UNIT),
    "betaincinv": (SHAPE, OTHER, UNIT),
}
for _name in INCOMPLETE:
    SAMPLES.pop(_name, None)
ANALYTIC = ["erf", "erfc", "erfcx", "erfi", "dawsn", "wofz", "ndtr", "log_ndtr", "gamma", "loggamma", "exp1", "spence"]
OTHERS = {"zeta", "gammasgn", "wofz"}


def difference(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def test_every_operation_has_a_sample():
    assert set(special.OPS) == set(SAMPLES) | set(WITH_FIXED) | set(INCOMPLETE) | OTHERS


@pytest.mark.parametrize("name", SAMPLES)
def test_values_and_derivatives(name):
    check(getattr(sp, name), *SAMPLES[name])


@pytest.mark.parametrize("name", WITH_FIXED)
def test_fixed_parameters(name):
    fixed, moving = WITH_FIXED[name]
    f = getattr(sp, name)
    check(lambda *xs: f(*fixed, *xs), *moving, vmap=False)
    check(f, *fixed, *moving, smooth=False)
    with pytest.raises(NotDifferentiable, match=f"'scipy.special.{name}' has no derivative in its (order|parameters)"):
        nm.grad(lambda a: np.sum(f(a, *fixed[1:], *moving)))(fixed[0])


@pytest.mark.parametrize("name", INCOMPLETE)
def test_incomplete_functions(name):
    operands, f = INCOMPLETE[name], getattr(sp, name)
    check(f, *operands, smooth=False)
    check(lambda x: f(*operands[:-1], x), operands[-1], vmap=False)


@pytest.mark.parametrize(
    ("name", "k"), [(n, k) for n, operands in INCOMPLETE.items() for k in range(len(operands) - 1)]
)
def test_slopes_in_shapes(name, k):
    """The derivative in a shape, that of it in the last operand, and none of second order in the shapes."""
    operands, f = list(INCOMPLETE[name]), getattr(sp, name)

    def at(shape, x):
        return f(*operands[:k], shape, *operands[k + 1 : -1], x)

    def slope(shape, x):
        return nm.grad(lambda s: np.sum(at(s, x)))(shape)

    shape, x = operands[k], operands[-1]
    np.testing.assert_allclose(slope(shape, x), difference(lambda s: at(s, x), shape), rtol=2e-6, atol=1e-8)
    mixed = nm.grad(lambda x: np.sum(slope(shape, x)))(x)
    np.testing.assert_allclose(mixed, difference(lambda x: slope(shape, x), x, 1e-6), rtol=1e-5, atol=1e-6)
    with pytest.raises(NotDifferentiable, match="has no second derivative"):
        nm.grad(lambda s: np.sum(slope(s, x)))(shape)


# mpmath's derivatives, to 17 digits: (a, x, dP/da) and (a, b, x, dI/da, dI/db)
GAMMAINC_DA = [
    (0.01, 0.001, -5.957905603446864),
    (2.5, 20.0, -3.499890642552943e-07),
    (10.0, 3.0, -0.0014156364605752093),
    (100.0, 80.0, -0.004402643243468635),
    (1000.0, 1050.0, -0.0036718379194951804),
]


@pytest.mark.parametrize(("a", "x", "slope"), GAMMAINC_DA)
def test_slope_of_incomplete_gamma(a, x, slope):
    np.testing.assert_allclose(nm.grad(sp.gammainc)(a, x), slope, rtol=1e-12)


def test_slopes_of_incomplete_beta_at_the_ends():
    for a, b in ((2.0, 3.0), (0.5, 0.5)):
        assert nm.grad(sp.betainc, argnums=(0, 1))(a, b, 0.0) == (0.0, 0.0)
        assert nm.grad(sp.betainc, argnums=(0, 1))(a, b, 1.0) == (0.0, 0.0)
    # far in the tail: I ~ x**a, and the slopes keep their digits
    found = nm.grad(sp.betainc, argnums=(0, 1))(2.0, 3.0, 1e-10)
    np.testing.assert_allclose(found, (-1.3465510556182208e-18, 3.499999999133333e-20), rtol=1e-13)
    found = nm.grad(sp.betainc, argnums=(0, 1))(2.0, 3.0, 1 - 1e-10)
    np.testing.assert_allclose(found, (-4.3333344083332445e-30, 9.110342599578266e-29), rtol=1e-6)
    assert np.isnan(nm.grad(sp.betainc)(np.nan, 1.0, 0.5))


@pytest.mark.parametrize("name", ANALYTIC)
def test_complex(name):
    f, z = getattr(sp, name), np.array([0.3 + 0.8j, -1.2 + 0.4j, 1.9 - 0.7j])
    assert nm.jit(f)(z).tobytes() == f(z).tobytes()
    for direction in (1.0, 1j):
        _, t = nm.jvp(f, (z,), (np.full(3, direction, complex),))
        np.testing.assert_allclose(t, direction * difference(f, z), rtol=1e-7)


def test_no_derivative_is_lost():
    with pytest.raises(NotDifferentiable, match="complex trigamma"):
        nm.jvp(sp.psi, (1 + 1j,), (1 + 0j,))
    with pytest.raises(NotDifferentiable, match="not analytic"):
        nm.jvp(lambda z: sp.ive(1.0, z), (1 + 1j,), (1 + 0j,))


@pytest.mark.parametrize("name", ["erf", "gammaln", "expit", "i0e", "xlogy", "betainc"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16, np.int64, np.int8, np.bool_])
def test_dtypes_are_scipys(name, dtype):
    f, n = getattr(sp, name), {"xlogy": 2, "betainc": 3}.get(name, 1)
    operands = (np.array([1, 1, 0]).astype(dtype),) * n
    found, wanted = nm.jit(f)(*operands), f(*operands)
    assert found.dtype == wanted.dtype
    assert found.tobytes() == wanted.tobytes()
    if dtype is np.float32 and name != "betainc":
        gradient = nm.grad(lambda *xs: np.sum(f(*xs)))(*(o[:2] for o in operands))
        assert gradient.dtype == np.float32


def test_promotion_of_python_scalars():
    x = np.array([0.5, 2.0], np.float32)
    for f in (sp.xlogy, sp.gammainc, sp.rel_entr):  # the first two give float64, the last float32
        assert nm.jit(lambda x, f=f: f(2.0, x))(x).dtype == f(2.0, x).dtype
        assert nm.jit(f)(2.0, x).dtype == f(2.0, x).dtype
    assert type(nm.jit(sp.erf)(0.5)) is np.float64
    assert type(nm.jit(sp.erf)(np.array(0.5))) is type(sp.erf(np.array(0.5)))


@pytest.mark.parametrize("name", ["gammaln", "expit", "ndtri"])
def test_errors_are_scipys(name):
    f, z = getattr(sp, name), np.array([1j])
    with pytest.raises(TypeError) as plain:
        f(z)
    with pytest.raises(TypeError) as traced:
        nm.jit(f)(z)
    assert str(traced.value) == str(plain.value)


@pytest.mark.parametrize("x", [np.zeros((0, 3)), np.array(0.3), np.array([0.4]), np.linspace(-1, 1, 9)[::-2]])
def test_shapes(x):
    for f in (sp.erf, sp.log_ndtr, sp.i1e):
        assert nm.jit(f)(x).tobytes() == f(x).tobytes()
        assert np.shape(nm.jit(f)(x)) == np.shape(f(x))
        assert nm.grad(lambda x, f=f: np.sum(f(x)))(x).shape == x.shape


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", ["erf", "erfc", "ndtr", "log_ndtr", "expit", "log_expit", "i0e", "i1e"])
def test_extremes(name):
    """No NaN comes out of the derivative where there is none in the function."""
    f, x = getattr(sp, name), np.array([-1000.0, -40.0, -0.0, 0.0, 40.0, 1000.0])
    slope = nm.grad(lambda x: np.sum(f(x)))(x)
    assert np.all(np.isfinite(slope))
    np.testing.assert_allclose(slope[:2], difference(f, x[:2], 1e-4), rtol=1e-6, atol=1e-12)
    assert np.isnan(nm.grad(f)(np.nan))
    assert nm.jit(f)(x).tobytes() == f(x).tobytes()


def test_slope_of_log_ndtr_far_left():
    np.testing.assert_allclose(nm.grad(sp.log_ndtr)(-1e8), 1e8, rtol=1e-12)


def test_x_log_y_at_zero():
    assert nm.grad(sp.xlogy, argnums=1)(0.0, 0.0) == 0.0
    assert nm.grad(sp.xlog1py, argnums=1)(0.0, -1.0) == 0.0
    assert nm.grad(sp.xlogy)(0.0, 2.0) == np.log(2.0)


def test_zeta():
    q = np.array([0.7, 1.5, 3.0])
    check(lambda q: nm.scipy.special.zeta(3.0, q), q, vmap=False)
    with pytest.raises(NotDifferentiable, match="first argument"):
        nm.grad(lambda s: nm.scipy.special.zeta(s, 1.5))(3.0)


def test_gammasgn_is_locally_constant():
    x = np.array([-1.5, -0.5, 2.0])
    assert nm.jit(sp.gammasgn)(x).tolist() == [1.0, -1.0, 1.0]
    assert nm.grad(lambda x: np.sum(sp.gammasgn(x) * x))(x).tolist() == [1.0, -1.0, 1.0]


def test_unknown_ufunc_says_so():
    with pytest.raises(TypeError, match="has no rule for traced arrays"):
        nm.grad(lambda x: sp.airye(x)[0])(1.0)


def test_spence_at_one():
    assert nm.grad(sp.spence)(1.0) == -1.0
