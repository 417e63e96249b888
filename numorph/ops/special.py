"""Special functions: elementwise operations whose implementation is SciPy's ufunc, imported when first used.

Dtypes are those of the ufunc's loops: float32 stays float32. Rules name the operands as textbooks do and the result z.
A partial derivative that does not exist in closed form raises NotDifferentiable; none is silently zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, NotDifferentiable, Partials
from ..core.trace import typeof
from . import incomplete
from .elementwise import (
    UFUNC_OPS,
    add,
    const,
    divide,
    elementwise,
    elementwise_batch,
    equal,
    exp,
    fabs,
    less,
    log,
    log1p,
    maximum,
    minimum,
    multiply,
    negative,
    reciprocal,
    select,
    sign,
    sin,
    sqrt,
    square,
    subtract,
)

OPS: dict[str, Op] = {}  # by the name of the ufunc


class ScipyUfunc:
    """A function of scipy.special that is looked up when first called or asked; otherwise the ufunc itself.

    `loops` names the ufunc whose loops it has, where it is a Python function around a private ufunc.
    """

    def __init__(self, name: str, loops: str | None = None):
        self.__name__ = name
        self.loops = loops or name
        self.found: Any = None

    def __call__(self, *operands: Any) -> Any:
        if self.found is None:
            self.found = _scipy(self.__name__)
        return self.found(*operands)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(_scipy(self.loops), attribute)


def _scipy(name: str) -> Any:
    import scipy.special

    return getattr(scipy.special, name)


def special(name: str, *partials: Any, jvp: Any = None, loops: str | None = None, op_name: str | None = None) -> Op:
    """The operation of a function of scipy.special, with its partial derivatives (or another jvp rule)."""
    ufunc = ScipyUfunc(name, loops)
    op = OPS[name] = elementwise(ufunc, jvp or partials, name=op_name or name)
    return op


def operation(ufunc: np.ufunc) -> Op | None:
    """The operation of one of SciPy's ufuncs, or None; registers it, so that it is asked once."""
    op = OPS.get(ufunc.__name__)
    if op is None or _scipy(ufunc.__name__) is not ufunc:
        return None
    UFUNC_OPS[ufunc] = op
    return op


def _no_derivative(name: str, what: str) -> Callable[..., Any]:
    def rule(*_: Any) -> Any:
        raise NotDifferentiable(f"'scipy.special.{name}' has no {what}: none is known in closed form.")

    return rule


def _scaled(factor: float, x: Any) -> Any:
    return multiply(const(x, factor), x)


def _gauss(factor: float, rate: float, x: Any) -> Any:
    """factor * exp(rate x^2)."""
    return _scaled(factor, exp(_scaled(rate, square(x))))


def _is_complex(x: Any) -> bool:
    return bool(typeof(x).dtype.kind == "c")


# -- the error function and its relatives

_TWO_OVER_ROOT_PI = 2 / math.sqrt(math.pi)
_ROOT_TWO_PI = math.sqrt(2 * math.pi)

erf = special("erf", lambda x, z: _gauss(_TWO_OVER_ROOT_PI, -1, x))
erfc = special("erfc", lambda x, z: _gauss(-_TWO_OVER_ROOT_PI, -1, x))
erfcx = special("erfcx", lambda x, z: subtract(_scaled(2, multiply(x, z)), const(x, _TWO_OVER_ROOT_PI)))
erfi = special("erfi", lambda x, z: _gauss(_TWO_OVER_ROOT_PI, 1, x))
erfinv = special("erfinv", lambda x, z: _gauss(1 / _TWO_OVER_ROOT_PI, 1, z))
erfcinv = special("erfcinv", lambda x, z: _gauss(-1 / _TWO_OVER_ROOT_PI, 1, z))
dawsn = special("dawsn", lambda x, z: subtract(const(x, 1), _scaled(2, multiply(x, z))))
wofz = special("wofz", lambda x, z: subtract(const(x, 1j * _TWO_OVER_ROOT_PI), _scaled(2, multiply(x, z))))
ndtr = special("ndtr", lambda x, z: _gauss(1 / _ROOT_TWO_PI, -0.5, x))
ndtri = special("ndtri", lambda x, z: _gauss(_ROOT_TWO_PI, 0.5, z))


def _mills(x, z):
    """pdf / cdf of the normal distribution; in the left tail, where both vanish, by erfcx."""
    right = _scaled(1 / _ROOT_TWO_PI, exp(negative(add(_scaled(0.5, square(x)), z))))
    if _is_complex(x):
        return right
    left = divide(const(x, math.sqrt(2 / math.pi)), erfcx(_scaled(-math.sqrt(0.5), minimum(x, const(x, 0)))))
    return select(less(x, const(x, 0)), left, right)


log_ndtr = special("log_ndtr", _mills)
owens_t = special(
    "owens_t",
    lambda h, a, z: multiply(_gauss(-0.5 / _ROOT_TWO_PI, -0.5, h), erf(_scaled(math.sqrt(0.5), multiply(a, h)))),
    lambda h, a, z: divide(
        _scaled(0.5 / math.pi, exp(_scaled(-0.5, multiply(square(h), _one_plus_square(a))))), _one_plus_square(a)
    ),
)


def _one_plus_square(x):
    return add(const(x, 1), square(x))


# -- the logistic function

expit = special("expit", lambda x, z: subtract(z, square(z)))
logit = special("logit", lambda x, z: reciprocal(subtract(x, square(x))))
log_expit = special("log_expit", lambda x, z: expit(negative(x)))

# -- gamma


def _trigamma(x, z):
    if _is_complex(x):
        raise NotDifferentiable(
            "'scipy.special.psi' of a complex argument has no derivative: SciPy has no complex trigamma."
        )
    return zeta(const(x, 2), x)


psi = digamma = special("psi", _trigamma)
zeta = special(
    "zeta",
    _no_derivative("zeta", "derivative in its first argument"),
    lambda s, q, z: negative(multiply(s, zeta(add(s, const(s, 1)), q))),
    loops="beta",
)
riemann_zeta = elementwise(  # zeta of one argument, whose values differ from zeta(x, 1) by rounding
    ScipyUfunc("zeta", loops="gammaln"),
    (_no_derivative("zeta", "derivative in its first argument"),),
    name="riemann_zeta",
)
gammaln = special("gammaln", lambda x, z: psi(x))
loggamma = special("loggamma", lambda x, z: psi(x))
gamma = special("gamma", lambda x, z: multiply(z, psi(x)))
gammasgn = special("gammasgn", jvp=CONSTANT)
poch = special(
    "poch",
    lambda x, m, z: multiply(z, subtract(psi(add(x, m)), psi(x))),
    lambda x, m, z: multiply(z, psi(add(x, m))),
)
betaln = special(
    "betaln",
    lambda a, b, z: subtract(psi(a), psi(add(a, b))),
    lambda a, b, z: subtract(psi(b), psi(add(a, b))),
)
beta = special(
    "beta",
    lambda a, b, z: multiply(z, subtract(psi(a), psi(add(a, b)))),
    lambda a, b, z: multiply(z, subtract(psi(b), psi(add(a, b)))),
)


def _plus_one(x):
    return add(x, const(x, 1))


def _binom_dk(n, k, z):
    return multiply(z, subtract(psi(_plus_one(subtract(n, k))), psi(_plus_one(k))))


binom = special(
    "binom",
    lambda n, k, z: multiply(z, subtract(psi(_plus_one(n)), psi(_plus_one(subtract(n, k))))),
    _binom_dk,
)

# -- incomplete gamma and beta: distribution functions in x, whose derivatives in the shapes are operations of their own


def _gamma_pdf(a, x):
    """x^(a-1) e^-x / Gamma(a)."""
    return exp(subtract(subtract(xlogy(subtract(a, const(a, 1)), x), x), gammaln(a)))


def _beta_pdf(a, b, x):
    """x^(a-1) (1-x)^(b-1) / B(a, b)."""
    one = const(x, 1)
    return exp(subtract(add(xlogy(subtract(a, one), x), xlog1py(subtract(b, one), negative(x))), betaln(a, b)))


def _slope(name: str, impl: Callable[..., Any], *partials: Callable[..., Any]) -> Op:
    """The derivative of a distribution function in one of its shapes."""
    op = elementwise(ScipyUfunc(name, loops=name.split("_")[0]), partials, name=name)
    op.impl = impl
    return op


gammainc_da = _slope(
    "gammainc_da",
    incomplete.gammainc_da,
    _no_derivative("gammainc", "second derivative in its first argument"),
    lambda a, x, z: multiply(_gamma_pdf(a, x), subtract(log(x), psi(a))),
)
betainc_da = _slope(
    "betainc_da",
    incomplete.betainc_da,
    *[_no_derivative("betainc", "second derivative in its shape arguments")] * 2,
    lambda a, b, x, z: multiply(_beta_pdf(a, b, x), add(log(x), subtract(psi(add(a, b)), psi(a)))),
)
betainc_db = _slope(
    "betainc_db",
    incomplete.betainc_db,
    *[_no_derivative("betainc", "second derivative in its shape arguments")] * 2,
    lambda a, b, x, z: multiply(_beta_pdf(a, b, x), add(log1p(negative(x)), subtract(psi(add(a, b)), psi(b)))),
)

gammainc = special("gammainc", lambda a, x, z: gammainc_da(a, x), lambda a, x, z: _gamma_pdf(a, x))
gammaincc = special(
    "gammaincc", lambda a, x, z: negative(gammainc_da(a, x)), lambda a, x, z: negative(_gamma_pdf(a, x))
)
gammaincinv = special(
    "gammaincinv",
    lambda a, p, z: negative(divide(gammainc_da(a, z), _gamma_pdf(a, z))),
    lambda a, p, z: reciprocal(_gamma_pdf(a, z)),
)
gammainccinv = special(
    "gammainccinv",
    lambda a, q, z: negative(divide(gammainc_da(a, z), _gamma_pdf(a, z))),
    lambda a, q, z: negative(reciprocal(_gamma_pdf(a, z))),
)
betainc = special(
    "betainc",
    lambda a, b, x, z: betainc_da(a, b, x),
    lambda a, b, x, z: betainc_db(a, b, x),
    lambda a, b, x, z: _beta_pdf(a, b, x),
)
betaincc = special(
    "betaincc",
    lambda a, b, x, z: negative(betainc_da(a, b, x)),
    lambda a, b, x, z: negative(betainc_db(a, b, x)),
    lambda a, b, x, z: negative(_beta_pdf(a, b, x)),
)
betaincinv = special(
    "betaincinv",
    lambda a, b, p, z: negative(divide(betainc_da(a, b, z), _beta_pdf(a, b, z))),
    lambda a, b, p, z: negative(divide(betainc_db(a, b, z), _beta_pdf(a, b, z))),
    lambda a, b, p, z: reciprocal(_beta_pdf(a, b, z)),
)

# -- Student's t distribution of v degrees of freedom


def _t_pdf(v, t):
    half = _scaled(0.5, _plus_one(v))
    log_norm = subtract(subtract(gammaln(half), gammaln(_scaled(0.5, v))), _scaled(0.5, log(_scaled(math.pi, v))))
    return exp(subtract(log_norm, multiply(half, log1p(divide(square(t), v)))))


def _t_pdf_dv(v, t):
    """pdf times half of: psi((v+1)/2) - psi(v/2) - 1/v - log(1 + t^2/v) + (v+1) t^2 / (v (v + t^2))."""
    square_t = square(t)
    total = subtract(subtract(psi(_scaled(0.5, _plus_one(v))), psi(_scaled(0.5, v))), reciprocal(v))
    total = subtract(total, log1p(divide(square_t, v)))
    total = add(total, divide(multiply(_plus_one(v), square_t), multiply(v, add(v, square_t))))
    return multiply(_scaled(0.5, _t_pdf(v, t)), total)


stdtr_dv = _slope(
    "stdtr_dv",
    incomplete.stdtr_dv,
    _no_derivative("stdtr", "second derivative in its degrees of freedom"),
    lambda v, t, z: _t_pdf_dv(v, t),
)
stdtr = special("stdtr", lambda v, t, z: stdtr_dv(v, t), lambda v, t, z: _t_pdf(v, t))
stdtrit = special(
    "stdtrit",
    lambda v, p, z: negative(divide(stdtr_dv(v, z), _t_pdf(v, z))),
    lambda v, p, z: reciprocal(_t_pdf(v, z)),
)

# -- x log y and entropies


def _ratio_or_zero(x, y):
    """x / y, and 0 where x is 0."""
    zero = equal(x, const(x, 0))
    return select(zero, const(x, 0), divide(x, select(zero, const(y, 1), y)))


xlogy = special("xlogy", lambda x, y, z: log(y), lambda x, y, z: _ratio_or_zero(x, y))
xlog1py = special("xlog1py", lambda x, y, z: log1p(y), lambda x, y, z: _ratio_or_zero(x, _plus_one(y)))
entr = special("entr", lambda x, z: negative(_plus_one(log(x))))
rel_entr = special(
    "rel_entr", lambda x, y, z: _plus_one(log(divide(x, y))), lambda x, y, z: negative(_ratio_or_zero(x, y))
)
kl_div = special(
    "kl_div", lambda x, y, z: log(divide(x, y)), lambda x, y, z: subtract(const(x, 1), _ratio_or_zero(x, y))
)
huber = special(
    "huber",
    lambda d, r, z: maximum(subtract(fabs(r), d), const(r, 0)),
    lambda d, r, z: multiply(sign(r), minimum(fabs(r), d)),
)
pseudo_huber = special(
    "pseudo_huber",
    lambda d, r, z: _pseudo_huber_dd(d, r, z),
    lambda d, r, z: divide(r, sqrt(_one_plus_square(divide(r, d)))),
)


def _pseudo_huber_dd(d, r, z):
    """2 z / d - r^2 / (d root), the root being that of 1 + (r / d)^2."""
    return subtract(divide(_scaled(2, z), d), divide(square(r), multiply(d, sqrt(_one_plus_square(divide(r, d))))))


# -- Bessel functions; orders carry no derivative


def _half_sum(x, y):
    return _scaled(0.5, add(x, y))


def _half_difference(x, y):
    return _scaled(0.5, subtract(x, y))


def _bessel(name: str, slope: Callable[..., Any]) -> Op:
    return special(name, _no_derivative(name, "derivative in its order"), slope)


def _up(v):
    return add(v, const(v, 1))


def _down(v):
    return subtract(v, const(v, 1))


def _ive_dx(v, x, z):
    if _is_complex(x):
        raise NotDifferentiable("'scipy.special.ive' of a complex argument is not analytic: its scale is exp(-|Re x|).")
    return subtract(_half_sum(ive(_down(v), x), ive(_up(v), x)), multiply(sign(x), z))


iv = _bessel("iv", lambda v, x, z: _half_sum(iv(_down(v), x), iv(_up(v), x)))
ive = _bessel("ive", _ive_dx)
kv = _bessel("kv", lambda v, x, z: negative(_half_sum(kv(_down(v), x), kv(_up(v), x))))
kve = _bessel("kve", lambda v, x, z: subtract(z, _half_sum(kve(_down(v), x), kve(_up(v), x))))
jv = _bessel("jv", lambda v, x, z: _half_difference(jv(_down(v), x), jv(_up(v), x)))
yv = _bessel("yv", lambda v, x, z: _half_difference(yv(_down(v), x), yv(_up(v), x)))
i0 = special("i0", lambda x, z: i1(x))
i1 = special("i1", lambda x, z: _half_sum(i0(x), iv(const(x, 2), x)))
i0e = special("i0e", lambda x, z: subtract(i1e(x), multiply(sign(x), z)))
i1e = special("i1e", lambda x, z: subtract(_half_sum(i0e(x), ive(const(x, 2), x)), multiply(sign(x), z)))
k0 = special("k0", lambda x, z: negative(k1(x)))
k1 = special("k1", lambda x, z: negative(_half_sum(k0(x), kv(const(x, 2), x))))
k0e = special("k0e", lambda x, z: subtract(z, k1e(x)))
k1e = special("k1e", lambda x, z: subtract(z, _half_sum(k0e(x), kve(const(x, 2), x))))
j0 = special("j0", lambda x, z: negative(j1(x)))
j1 = special("j1", lambda x, z: _half_difference(j0(x), jv(const(x, 2), x)))
y0 = special("y0", lambda x, z: negative(y1(x)))
y1 = special("y1", lambda x, z: _half_difference(y0(x), yv(const(x, 2), x)))

# NumPy's own version, which differs from SciPy's by rounding
numpy_i0 = Op("numpy_i0", "elementwise", lambda t: t, lambda x: np.i0(x)[()], Partials(lambda x, z: i1(x)))
numpy_i0.batch = elementwise_batch(numpy_i0)

# -- exponential integrals, hypergeometric functions


def _spence_dx(x, z):
    """log(x) / (1 - x), which is -1 at 1."""
    one = equal(x, const(x, 1))
    safe = select(one, const(x, 2), x)
    return select(one, const(x, -1), divide(log(safe), subtract(const(x, 1), safe)))


exp1 = special("exp1", lambda x, z: negative(divide(exp(negative(x)), x)))
expi = special("expi", lambda x, z: divide(exp(x), x))
expn = special("expn", _no_derivative("expn", "derivative in its order"), lambda n, x, z: negative(expn(_down(n), x)))
spence = special("spence", _spence_dx)
hyp1f1 = special(
    "hyp1f1",
    *[_no_derivative("hyp1f1", "derivative in its parameters")] * 2,
    lambda a, b, x, z: multiply(divide(a, b), hyp1f1(_up(a), _up(b), x)),
)
hyp2f1 = special(
    "hyp2f1",
    *[_no_derivative("hyp2f1", "derivative in its parameters")] * 3,
    lambda a, b, c, x, z: multiply(divide(multiply(a, b), c), hyp2f1(_up(a), _up(b), _up(c), x)),
)

# -- SciPy's own versions of NumPy's functions, with SciPy's loops

_LOG_10 = math.log(10)

for _name, _partial in {
    "exp2": lambda x, z: _scaled(math.log(2), z),
    "exp10": lambda x, z: _scaled(_LOG_10, z),
    "expm1": lambda x, z: _plus_one(z),
    "log1p": lambda x, z: reciprocal(_plus_one(x)),
    "cbrt": lambda x, z: divide(z, _scaled(3, x)),
    "cosm1": lambda x, z: negative(sin(x)),
}.items():
    special(_name, _partial, op_name=f"scipy_{_name}")  # NumPy's have the plain names
