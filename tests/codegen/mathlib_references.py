"""What the functions of mathlib should give: mpmath's values, and errors in units in the last place."""

import numpy as np
import scipy.special
from mpmath import mp, mpf

from numorph.codegen.interpret import evaluate
from numorph.codegen.loops import local
from numorph.codegen.mathlib import FUNCTIONS, definition

DTYPES = {"f32": np.float32, "f64": np.float64}
EXACT = ("fmod", "remainder", "floor_divide", "nextafter", "spacing")  # equal to NumPy's, bit for bit

REFERENCES = {
    **{name: getattr(mp, name) for name in ("exp", "expm1", "log1p", "sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "exp2": lambda x: mpf(2) ** x,
    "expit": lambda x: 1 / (1 + mp.exp(-x)),
    "log_expit": lambda x: -mp.log1p(mp.exp(-x)),
    "logaddexp": lambda x, y: max(x, y) + mp.log1p(mp.exp(-abs(x - y))),
    "logaddexp2": lambda x, y: max(x, y) + mp.log1p(mpf(2) ** -abs(x - y)) / mp.log(2),
    "log": mp.log,
    "log2": lambda x: mp.log(x) / mp.log(2),
    "log10": lambda x: mp.log(x) / mp.log(10),
    "arcsin": mp.asin,
    "arccos": mp.acos,
    "arctan": mp.atan,
    "arctan2": mp.atan2,
    "arcsinh": mp.asinh,
    "arccosh": mp.acosh,
    "arctanh": mp.atanh,
    "power": mp.power,
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
    "hypot": mp.hypot,
    "erf": mp.erf,
    "erfc": mp.erfc,
    "erfinv": mp.erfinv,
    "gammaln": lambda x: mp.re(mp.loggamma(x)),
    "digamma": mp.digamma,
    "psi": mp.digamma,
}


def numpy_function(name):
    """NumPy's or SciPy's function of that name."""
    return getattr(np, name, None) or getattr(scipy.special, name)


def apply(name, dtype, *operands):
    """The function, by the interpreter."""
    names = [f"x{i}" for i in range(len(operands))]
    return evaluate(definition(name, *[local(n, dtype) for n in names]), dict(zip(names, operands, strict=True)))


def special_operands(name, dtype):
    """Zeros, infinities, NaN, subnormal numbers and ends of ranges; all pairs of them for two operands."""
    info = np.finfo(DTYPES[dtype])
    numbers = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 1e10, 1e-20, 88.5, 104.5, 709.5, 746.0, 3e38, 1e300, 1e-310, np.inf]
    numbers += [info.smallest_subnormal, info.tiny, info.max]
    with np.errstate(over="ignore"):
        values = np.array([*numbers, *[-x for x in numbers], np.nan]).astype(DTYPES[dtype])
    if FUNCTIONS[name] == 1:
        return [values]
    return [np.ascontiguousarray(x.ravel()) for x in np.meshgrid(values, values)]


_CRITICAL = {
    **dict.fromkeys(("sin", "cos", "tan"), lambda rng, n: np.round(rng.uniform(-1e5, 1e5, n)) * (np.pi / 2)),
    **dict.fromkeys(("log", "log2", "log10", "arccosh", "power"), lambda rng, n: 1 + rng.uniform(-0.02, 0.02, n)),
    **dict.fromkeys(("exp", "expm1", "exp2", "sinh", "cosh", "expit"), lambda rng, n: rng.uniform(-745, 710, n)),
    **dict.fromkeys(("erfc", "tanh", "log_expit"), lambda rng, n: rng.uniform(-1, 27, n)),
    **dict.fromkeys(("gammaln", "digamma", "psi"), lambda rng, n: rng.uniform(0, 12, n)),
}


def sample(name, dtype, n, rng):
    """Operands: random bits, all magnitudes near 1, small numbers, and where the function is delicate.

    For power these are bases near 1 with exponents that take them to the ends of the range.
    """
    kind = DTYPES[dtype]
    integer = np.uint32 if dtype == "f32" else np.uint64
    critical = _CRITICAL.get(name, lambda rng, n: rng.uniform(-1, 1, n))
    operands = []
    for _ in range(FUNCTIONS[name]):
        signs = rng.choice([-1.0, 1.0], n)
        parts = [
            rng.integers(0, np.iinfo(integer).max, n, dtype=integer, endpoint=True).view(kind),
            (signs * 10.0 ** rng.uniform(-3, 3, n)).astype(kind),
            rng.uniform(-10, 10, n).astype(kind),
            critical(rng, n).astype(kind),
        ]
        operands.append(np.concatenate(parts))
    if name == "power":
        x, y = (v[-n:] for v in operands)
        x[:] = 1 + rng.uniform(-0.3, 0.3, n) ** 3
        with np.errstate(all="ignore"):
            y[:] = rng.uniform(-1, 1, n) * np.log(np.finfo(kind).max) / np.log(x)
    return operands


def errors(name, dtype, operands):
    """The error in ulp of each element whose value is finite and not 0, and those elements' operands.

    Where terms that are rounded cancel, the ulp is that of the greatest of them: for logaddexp an operand or log 2, for
    the gamma functions of negative x 1, the value at -x, or what reflection adds to that.
    """
    with np.errstate(all="ignore"):
        expected = numpy_function(name)(*operands)
    found = apply(name, dtype, *operands)
    usable = np.isfinite(expected) & (expected != 0) & np.logical_and.reduce([np.isfinite(x) for x in operands])
    chosen = [x[usable] for x in operands]
    info = np.finfo(DTYPES[dtype])
    out = []
    with mp.workprec(140):
        for y, *xs in zip(found[usable].tolist(), *[x.tolist() for x in chosen], strict=True):
            true = REFERENCES[name](*map(mpf, xs))
            size = abs(true)
            if name in ("gammaln", "digamma", "psi") and xs[0] < 0:
                opposite = REFERENCES[name](-mpf(xs[0]))
                size = max(size, mpf(1), abs(opposite), abs(true - opposite))
            elif name in ("logaddexp", "logaddexp2"):
                size = max(size, abs(mpf(xs[0])), abs(mpf(xs[1])), mpf(1 if name == "logaddexp2" else mp.log(2)))
            exponent = max(mp.frexp(size)[1] - 1, int(info.minexp))
            out.append(float(abs(mpf(y) - true) / mpf(2) ** (exponent - int(info.nmant))))
    return np.array(out), chosen
