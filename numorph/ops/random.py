"""The operations behind `numorph.random`: the Threefry-2x32 hash, and what turns its bits into samples.

Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011).  Every operation is elementwise and pure; the same
words give the same numbers on every machine, and the numbers are those of JAX.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..core.op import NotSupported, Op
from ..core.rules import CONSTANT, ONE, Partials, PerOperand
from ..core.types import ArrayType
from .elementwise import const, elementwise_batch, equal, exp, log, multiply, select, square

UINT32 = np.dtype(np.uint32)
_ROTATIONS = (13, 15, 26, 6), (17, 29, 16, 24)
_PARITY = 0x1BD11BDA
_MASK = 0xFFFFFFFF
# NumPy calls with 0-d operands are a third faster than with NumPy scalars.
_SHIFTS = [[(np.array(r, UINT32), np.array(32 - r, UINT32)) for r in group] for group in _ROTATIONS]
_ROUNDS = [np.array(i, UINT32) for i in range(6)]

BLOCK = 1 << 15  # elements worked on at a time, so that the many passes over them stay in the cache
FEW = 8  # up to this many elements, Python's integers are faster than NumPy's calls


def _same_types(name: str, dtypes: tuple[Any, ...]) -> Callable[..., Any]:
    """A type rule: operands of one shape and of these dtypes; None is one floating dtype, that of the result."""

    def rule(*types: ArrayType, **params: Any) -> ArrayType:
        first, last = types[0], types[-1]
        fits = all(t.shape == first.shape and t.dtype == (d or last.dtype) for t, d in zip(types, dtypes, strict=True))
        if not fits or (dtypes[-1] is None and last.dtype.kind != "f"):
            wanted = ", ".join(str(d or "float") for d in dtypes)
            raise TypeError(
                f"'{name}' needs operands of one shape and of dtypes {wanted}, got {', '.join(map(repr, types))}."
            )
        return last

    return rule


def _flat(x: Any, shape: tuple[int, ...]) -> Any:
    """x as a vector of the size of `shape`, or 0-d when it repeats one number."""
    x = np.asarray(x)
    if not any(x.strides) and x.size:
        return x.reshape(-1)[:1].reshape(())
    return np.broadcast_to(x, shape).reshape(-1)


def _part(x: Any, block: slice) -> Any:
    return x[block] if x.ndim else x


def _blocks(n: int) -> Iterator[slice]:
    return (slice(i, i + BLOCK) for i in range(0, n, BLOCK))


# -- the hash


def _hash_integers(k0: int, k1: int, x0: int, x1: int) -> tuple[int, int]:
    keys = (k0, k1, k0 ^ k1 ^ _PARITY)
    x0, x1 = (x0 + k0) & _MASK, (x1 + k1) & _MASK
    for i in range(5):
        for r in _ROTATIONS[i % 2]:
            x0 = (x0 + x1) & _MASK
            x1 = x0 ^ ((x1 << r | x1 >> 32 - r) & _MASK)
        x0 = (x0 + keys[(i + 1) % 3]) & _MASK
        x1 = (x1 + keys[(i + 2) % 3] + i + 1) & _MASK
    return x0, x1


def _hash_block(keys: list[Any], x0: np.ndarray, x1: np.ndarray, spare: np.ndarray) -> None:
    """Hash the counters (x0, x1) in place."""
    np.add(x0, keys[0], out=x0)
    np.add(x1, keys[1], out=x1)
    for i in range(5):
        for left, right in _SHIFTS[i % 2]:
            np.add(x0, x1, out=x0)
            np.left_shift(x1, left, out=spare)
            np.right_shift(x1, right, out=x1)
            np.bitwise_or(x1, spare, out=x1)
            np.bitwise_xor(x1, x0, out=x1)
        np.add(x0, keys[(i + 1) % 3], out=x0)
        np.add(x1, keys[(i + 2) % 3], out=x1)
        np.add(x1, _ROUNDS[i + 1], out=x1)


def _threefry2x32_impl(k0: Any, k1: Any, c0: Any, c1: Any) -> tuple[Any, Any]:
    """The hash; more lenient than the operation, since it broadcasts."""
    operands = [np.asarray(x) for x in (k0, k1, c0, c1)]
    if all(x.ndim == 0 for x in operands):
        first, second = _hash_integers(*map(int, operands))
        return np.uint32(first), np.uint32(second)
    shape = np.broadcast_shapes(*[x.shape for x in operands])
    size = math.prod(shape)
    if size <= FEW:
        lists = [[int(x)] * size if x.ndim == 0 else np.broadcast_to(x, shape).ravel().tolist() for x in operands]
        hashed = [_hash_integers(*words) for words in zip(*lists, strict=True)]
        x0, x1 = (np.array([pair[i] for pair in hashed], UINT32).reshape(shape) for i in (0, 1))
        return x0, x1
    x0, x1 = np.empty(shape, UINT32), np.empty(shape, UINT32)
    x0[...], x1[...] = operands[2:]
    flat_0, flat_1 = x0.reshape(-1), x1.reshape(-1)
    k0, k1 = (_flat(k, shape) for k in operands[:2])
    keys = k0, k1, np.asarray(k0 ^ k1 ^ np.uint32(_PARITY))
    spare = np.empty(min(size, BLOCK), UINT32)
    for s in _blocks(size):
        a, b = flat_0[s], flat_1[s]
        _hash_block([_part(k, s) for k in keys], a, b, spare[: a.size])
    return x0, x1


_threefry_type = _same_types("threefry2x32", (UINT32,) * 4)
threefry2x32 = Op(
    "threefry2x32",
    "random",
    lambda *types: (_threefry_type(*types),) * 2,
    _threefry2x32_impl,
    CONSTANT,
    multi=True,
)
threefry2x32.batch = elementwise_batch(threefry2x32)


def bits_from_words(x0: Any, x1: Any, width: int) -> Any:
    """The unsigned integers of 8, 16, 32 or 64 bits that a hash stands for; arrays or handles."""
    if width == 64:
        return x0.astype(np.uint64) << np.uint64(32) | x1.astype(np.uint64)
    bits = x0 ^ x1
    return bits if width == 32 else bits.astype(f"u{width // 8}")


def floats_from_words(x0: Any, x1: Any, dtype: np.dtype) -> Any:
    """Multiples of 2**-m in [0, 1), m the mantissa bits of `dtype`: the high bits of the integer, times 2**-m."""
    width, mantissa = 8 * dtype.itemsize, np.finfo(dtype).nmant
    bits = bits_from_words(x0, x1, width)
    return (bits >> bits.dtype.type(width - mantissa)).astype(dtype) * dtype.type(2.0**-mantissa)


# -- a b + c, rounded once: JAX's compiled `uniform` contracts its multiply and add to one instruction


def _fma_double(a: Any, b: Any, c: Any) -> Any:
    """Dekker's product and Knuth's sum: a b + c = s + (t + e), s being rounded and t + e small."""
    split = 134217729.0  # 2**27 + 1 cuts a double in two halves
    ah, bh = a * split, b * split
    ah, bh = ah - (ah - a), bh - (bh - b)
    al, bl = a - ah, b - bh
    p = a * b
    e = ((ah * bh - p) + ah * bl + al * bh) + al * bl
    s = p + c
    v = s - p
    t = (p - (s - v)) + (c - v)
    out = s + (t + e)
    # the halves of huge numbers overflow; a zero has the sign of the rounded sum
    return np.where(np.isfinite(out) & (out != 0), out, s)[()]


def _fma_impl(a: Any, b: Any, c: Any) -> Any:
    """More lenient than the operation: b and c broadcast to a."""
    with np.errstate(all="ignore"):
        if a.dtype.itemsize < 8:
            return (a.astype(np.float64) * b.astype(np.float64) + c.astype(np.float64)).astype(a.dtype)
        if a.size <= BLOCK:
            return _fma_double(a, b, c)
        out = np.empty(a.shape)
        flat = out.reshape(-1)
        a, b, c = (_flat(x, a.shape) for x in (a, b, c))
        for s in _blocks(flat.size):
            flat[s] = _fma_double(*(_part(x, s) for x in (a, b, c)))
        return out


fma = Op(
    "fma",
    "elementwise",
    _same_types("fma", (None,) * 3),
    _fma_impl,
    Partials(lambda a, b, c, z: b, lambda a, b, c, z: a, ONE),
)
fma.batch = elementwise_batch(fma)

# -- the inverse of erf: Giles, "Approximating the erfinv function" (2010).  w = -log(1 - x^2) is computed as XLA does,
#    so that normal samples agree with JAX's; it costs digits in the far tails, where scipy.special.erfinv is accurate.

_CENTRE_32 = (
    2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087,
    -0.00125372503, -0.00417768164, 0.246640727, 1.50140941,
)  # fmt: skip
_TAIL_32 = (
    -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
    -0.0076224613, 0.00943887047, 1.00167406, 2.83297682,
)  # fmt: skip
_CENTRE_64 = (
    -3.6444120640178196996e-21, -1.685059138182016589e-19, 1.2858480715256400167e-18, 1.115787767802518096e-17,
    -1.333171662854620906e-16, 2.0972767875968561637e-17, 6.6376381343583238325e-15, -4.0545662729752068639e-14,
    -8.1519341976054721522e-14, 2.6335093153082322977e-12, -1.2975133253453532498e-11, -5.4154120542946279317e-11,
    1.051212273321532285e-09, -4.1126339803469836976e-09, -2.9070369957882005086e-08, 4.2347877827932403518e-07,
    -1.3654692000834678645e-06, -1.3882523362786468719e-05, 0.0001867342080340571352, -0.00074070253416626697512,
    -0.0060336708714301490533, 0.24015818242558961693, 1.6536545626831027356,
)  # fmt: skip
_TAIL_64 = (
    2.2137376921775787049e-09, 9.0756561938885390979e-08, -2.7517406297064545428e-07, 1.8239629214389227755e-08,
    1.5027403968909827627e-06, -4.013867526981545969e-06, 2.9234449089955446044e-06, 1.2475304481671778723e-05,
    -4.7318229009055733981e-05, 6.8284851459573175448e-05, 2.4031110387097893999e-05, -0.0003550375203628474796,
    0.00095328937973738049703, -0.0016882755560235047313, 0.0024914420961078508066, -0.0037512085075692412107,
    0.005370914553590063617, 1.0052589676941592334, 3.0838856104922207635,
)  # fmt: skip
_FAR_TAIL_64 = (
    -2.7109920616438573243e-11, -2.5556418169965252055e-10, 1.5076572693500548083e-09, -3.7894654401267369937e-09,
    7.6157012080783393804e-09, -1.4960026627149240478e-08, 2.9147953450901080826e-08, -6.7711997758452339498e-08,
    2.2900482228026654717e-07, -9.9298272942317002539e-07, 4.5260625972231537039e-06, -1.9681778105531670567e-05,
    7.5995277030017761139e-05, -0.00021503011930044477347, -0.00013871931833623122026, 1.0103004648645343977,
    4.8499064014085844221,
)  # fmt: skip
# (least w, polynomial, the point it is about): the first piece is a polynomial of w, the tails are of its root
_Pieces = tuple[tuple[float, tuple[float, ...], float], ...]
_PIECES_32: _Pieces = ((0.0, _CENTRE_32, 2.5), (5.0, _TAIL_32, 3.0))
_PIECES_64: _Pieces = ((0.0, _CENTRE_64, 3.125), (6.25, _TAIL_64, 3.25), (16.0, _FAR_TAIL_64, 5.0))


def _polynomial(coefficients: tuple[float, ...], w: Any) -> Any:
    """Horner's rule; the highest power comes first."""
    p = w * coefficients[0]
    for c in coefficients[1:-1]:
        p += c
        p *= w
    p += coefficients[-1]
    return p


def _erf_inv_block(x: Any) -> Any:
    """Few elements lie in the tails, so the polynomial of the centre is taken of all, and replaced there."""
    w = -np.log1p(-x * x)
    (_, coefficients, centre), *tails = _PIECES_64 if x.dtype == np.float64 else _PIECES_32
    out = _polynomial(coefficients, w - x.dtype.type(centre))
    for least, coefficients, centre in tails:
        far = w >= least
        if far.any():
            out[far] = _polynomial(coefficients, np.sqrt(w[far]) - x.dtype.type(centre))
    out *= x
    out[w == np.inf] = x[w == np.inf] * np.inf
    return out


def _erf_inv_number(x: Any) -> Any:
    """The same of one NumPy scalar, at a tenth of the cost."""
    w = -np.log1p(-x * x)
    if w == np.inf:
        return x * w
    pieces = _PIECES_64 if x.dtype == np.float64 else _PIECES_32
    least, coefficients, centre = next(p for p in reversed(pieces) if not w < p[0])
    return x * _polynomial(coefficients, (np.sqrt(w) if least else w) - x.dtype.type(centre))


def _erf_inv_impl(x: Any) -> Any:
    working = np.float64 if x.dtype == np.float64 else np.float32
    if x.ndim == 0:
        with np.errstate(all="ignore"):
            return x.dtype.type(_erf_inv_number(working(x)))
    out = np.empty(np.shape(x), working)
    flat, x_flat = out.reshape(-1), np.asarray(x, working).reshape(-1)
    with np.errstate(all="ignore"):
        for s in _blocks(flat.size):
            flat[s] = _erf_inv_block(x_flat[s])
    return out.astype(x.dtype, copy=False)[()]


erf_inv = Op(
    "erf_inv",
    "elementwise",
    _same_types("erf_inv", (None,)),
    _erf_inv_impl,
    Partials(lambda x, z: multiply(const(x, math.sqrt(math.pi) / 2), exp(square(z)))),
)
erf_inv.batch = elementwise_batch(erf_inv)

# -- gamma samples: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000), with a key per element


def _subkeys(k0: Any, k1: Any, n: int) -> list[tuple[Any, Any]]:
    return [_threefry2x32_impl(k0, k1, 0, i) for i in range(n)]


def _uniform(key: tuple[Any, Any], dtype: np.dtype) -> Any:
    return floats_from_words(*_threefry2x32_impl(*key, 0, 0), dtype)


def _normal(key: tuple[Any, Any], dtype: np.dtype) -> Any:
    low = np.nextafter(dtype.type(-1), dtype.type(0))
    return dtype.type(math.sqrt(2)) * _erf_inv_impl(_uniform(key, dtype) * dtype.type(2) + low)


def _cubed_normal(k0: Any, k1: Any, c: Any) -> tuple[Any, Any]:
    """x normal, conditioned on v = 1 + c x > 0; returns x^2 and v^3."""
    x, v = np.zeros_like(c), np.full_like(c, -1)
    left = np.arange(c.size)
    while left.size:
        (k0, k1), sub = _subkeys(k0, k1, 2)
        x[left] = _normal(sub, c.dtype)
        v[left] = 1 + x[left] * c[left]
        again = v[left] <= 0
        left, k0, k1 = left[again], k0[again], k1[again]
    return x * x, v * v * v


def _accepted_cubes(k0: Any, k1: Any, d: Any, c: Any) -> Any:
    """v^3 of the first accepted proposal; only the elements still rejected go into the next round."""
    out, dtype = np.ones_like(d), d.dtype
    left = np.flatnonzero(~np.isnan(d) & np.isfinite(d))
    k0, k1 = k0[left], k1[left]
    while left.size:
        (k0, k1), for_x, for_u = _subkeys(k0, k1, 3)
        d_, c_ = d[left], c[left]
        x2, v3 = _cubed_normal(*for_x, c_)
        u = _uniform(for_u, dtype)
        out[left] = v3
        squeeze = u >= 1 - dtype.type(0.0331) * (x2 * x2)
        again = squeeze & (np.log(u) >= x2 * dtype.type(0.5) + d_ * ((1 - v3) + np.log(v3)))
        left, k0, k1 = left[again], k0[again], k1[again]
    return out


def _random_gamma_impl(k0: Any, k1: Any, a: Any, log_space: bool) -> Any:
    """Below 1 the shape is raised by one, and the sample multiplied by U^(1/a)."""
    shape, dtype = np.shape(a), a.dtype
    k0, k1, a = (np.asarray(x).reshape(-1) for x in (k0, k1, a))
    with np.errstate(all="ignore"):
        large = a >= 1
        d = np.where(large, a, a + 1) - dtype.type(1 / 3)
        c = dtype.type(1 / 3) / np.sqrt(d)
        (k0, k1), for_boost = _subkeys(k0, k1, 2)
        v3 = _accepted_cubes(k0, k1, d, c)
        u = _uniform(for_boost, dtype)
        if log_space:
            log_u = np.log1p(-u)
            out = np.log(d) + np.log(v3) + np.where(large | (log_u == 0), dtype.type(0), log_u * (1 / a))
        else:
            out = d * v3 * np.where(large, dtype.type(1), np.power(1 - u, 1 / a))
    return out.reshape(shape)[()]


# -- the derivative of a gamma sample in its shape a, with its probability P(a, x) held fixed (Figurnov et al. 2018):
#    dx/da = -(dP/da) / (dP/dx), where dP/dx = x^(a-1) e^-x / Gamma(a).  Both rules below return (d log x) / da.


def _by_series(a: Any, x: Any, log_x: Any) -> Any:
    """P = x^a e^-x / Gamma(a + 1) * S with S = sum of x^n / ((a + 1) ... (a + n)); s, dS: S and dS/da."""
    from scipy.special import digamma

    term, d_term = np.ones_like(a), np.zeros_like(a)
    s, ds = term.copy(), d_term.copy()
    for n in range(1, _MOST_TERMS):
        d_term = x / (a + n) * (d_term - term / (a + n))
        term = term * (x / (a + n))
        s, ds = s + term, ds + d_term
        if np.all(abs(d_term) <= 1e-17 * abs(ds)):
            break
    return -(ds + s * (log_x - digamma(a + 1))) / a


def _by_fraction(a: Any, x: Any, log_x: Any) -> Any:
    """1 - P = x^a e^-x / Gamma(a) * F with Legendre's continued fraction F = p/q; each of p, q carries its d/da."""
    from scipy.special import digamma

    one, zero = np.ones_like(a), np.zeros_like(a)
    b = x + 1 - a
    p0, dp0, q0, dq0 = zero, zero, one, zero
    p1, dp1, q1, dq1 = one, zero, b, -one
    f, df = p1 / q1, (dp1 - p1 / q1 * dq1) / q1
    for n in range(1, _MOST_TERMS):
        b = b + 2
        c, dc = -n * (n - a), float(n)
        p0, dp0, p1, dp1 = p1, dp1, b * p1 + c * p0, b * dp1 - p1 + c * dp0 + dc * p0
        q0, dq0, q1, dq1 = q1, dq1, b * q1 + c * q0, b * dq1 - q1 + c * dq0 + dc * q0
        scale = 1 / abs(q1)  # only ratios matter
        p0, dp0, p1, dp1, q0, dq0, q1, dq1 = (y * scale for y in (p0, dp0, p1, dp1, q0, dq0, q1, dq1))
        f = p1 / q1
        old, df = df, (dp1 - f * dq1) / q1
        if np.all(abs(df - old) <= 1e-16 * abs(df)):
            break
    return df + f * (log_x - digamma(a))


_MOST_TERMS = 2000


def _gamma_slope_impl(a: Any, log_x: Any) -> Any:
    shape, dtype = np.shape(a), a.dtype
    a, log_x = (np.asarray(y, np.float64).reshape(-1) for y in (a, log_x))
    with np.errstate(all="ignore"):
        x = np.exp(log_x)
        out = np.empty_like(a)
        upper = (x > 1) & (x > a)
        for where, rule in ((upper, _by_fraction), (~upper, _by_series)):
            if where.any():
                out[where] = rule(a[where], x[where], log_x[where])
    return out.astype(dtype).reshape(shape)[()]


gamma_slope = Op(
    "gamma_slope",
    "random",
    _same_types("gamma_slope", (None,) * 2),
    _gamma_slope_impl,
    NotSupported("the slope of a gamma sample in its shape parameter has no derivative rule of its own"),
)
gamma_slope.batch = elementwise_batch(gamma_slope)


def _gamma_tangent(t: Any, k0: Any, k1: Any, a: Any, z: Any, log_space: bool) -> Any:
    if log_space:
        return multiply(t, gamma_slope(a, z))
    gone = equal(z, const(z, 0))
    log_z = log(select(gone, const(z, 1), z))
    return multiply(t, multiply(z, gamma_slope(a, log_z)))


random_gamma = Op(
    "random_gamma",
    "random",
    _same_types("random_gamma", (UINT32, UINT32, None)),
    _random_gamma_impl,
    PerOperand(None, None, _gamma_tangent),
)
random_gamma.batch = elementwise_batch(random_gamma)
