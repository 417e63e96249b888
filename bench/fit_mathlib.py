"""The coefficients in numorph/codegen/mathlib, fitted anew: `python bench/fit_mathlib.py [name ...]` (needs mpmath).

Each is a polynomial of least greatest weighted error (Remez 1934); leading coefficients are rounded to the working
precision one after the other, and the rest fitted again, so that rounding costs next to nothing.  The error that is
printed includes the rounding.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from mpmath import mp, mpf

mp.dps = 60
Function = Callable[[Any], Any]


def remez(f: Function, lo: Any, hi: Any, powers: list[int], weight: Function) -> tuple[list[Any], Any]:
    """Coefficients of successive powers, and the greatest weighted error, on [lo, hi].

    f / x**first is fitted by a polynomial from 1 on, because powers that all vanish at 0 do not let errors alternate.
    If first > 0, the points around 0 are left out: f(0) is what the rounding of earlier coefficients costs.
    """
    first, n = powers[0], len(powers)
    points = 40 * (n + 1)
    xs = [(lo + hi) / 2 - (hi - lo) / 2 * mp.cos(mp.pi * i / points) for i in range(points + 1)]
    if first:
        xs = [x for x in xs if abs(x) > (hi - lo) / (100 if lo < 0 else 1000)]
    points, powers = len(xs) - 1, [p - first for p in powers]
    values, weights = [f(x) / x**first if first else f(x) for x in xs], [weight(x) * abs(x) ** first for x in xs]
    reference = [round(points * (i + 0.5) / (n + 1)) for i in range(n + 1)]
    best: tuple[list[Any], Any] | None = None
    for _ in range(30):
        matrix = mp.matrix(n + 1, n + 1)
        right = mp.matrix(n + 1, 1)
        for row, i in enumerate(reference):
            for column, p in enumerate(powers):
                matrix[row, column] = weights[i] * xs[i] ** p
            matrix[row, n] = (-1) ** row
            right[row] = weights[i] * values[i]
        solution = list(mp.lu_solve(matrix, right))
        coefficients = solution[:n]
        errors = [
            w * (v - mp.fsum([c * x**p for c, p in zip(coefficients, powers, strict=True)]))
            for x, v, w in zip(xs, values, weights, strict=True)
        ]
        greatest = max(abs(e) for e in errors)
        if best is None or greatest < best[1]:
            best = coefficients, greatest
        found = _alternation(errors, n + 1)
        if found is None or greatest <= abs(solution[n]) * mpf("1.001"):
            break
        reference = found
    assert best is not None
    return best


def _alternation(errors: list[Any], count: int) -> list[int] | None:
    """`count` points where the error alternates in sign and is great."""
    extrema: list[int] = []
    for i, e in enumerate(errors):
        if extrema and (errors[extrema[-1]] > 0) == (e > 0):
            if abs(e) > abs(errors[extrema[-1]]):
                extrema[-1] = i
        else:
            extrema.append(i)
    while len(extrema) > count:
        if len(extrema) == count + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        else:
            least = min(range(len(extrema) - 1), key=lambda j: abs(errors[extrema[j]]) + abs(errors[extrema[j + 1]]))
            del extrema[least : least + 2]
    return extrema if len(extrema) == count else None


def fit(
    f: Function,
    lo: Any,
    hi: Any,
    count: int,
    weight: Function = lambda x: mpf(1),
    dtype: type = np.float64,
    exact: int = 3,
    fixed: tuple[float, ...] = (),
) -> tuple[list[float], float]:
    """`count` coefficients, beginning with the `fixed` ones, and log2 of the greatest weighted error."""
    lo, hi = mpf(lo), mpf(hi)
    done = [float(c) for c in fixed]
    while len(done) < count:
        known = list(done)
        rest = lambda x, known=known: f(x) - mp.fsum([mpf(c) * x**p for p, c in enumerate(known)])
        coefficients, _ = remez(rest, lo, hi, list(range(len(done), count)), weight)
        single = len(done) - len(fixed) < exact
        done += [float(dtype(float(c))) for c in (coefficients[:1] if single else coefficients)]
    points = [lo + (hi - lo) * mpf(i) / 500 for i in range(501)]
    error = max(abs(weight(x) * (f(x) - mp.fsum([mpf(c) * x**p for p, c in enumerate(done)]))) for x in points)
    return done, float(mp.log(error, 2))


def show(name: str, coefficients: list[float], error: float, dtype: type) -> None:
    """A tuple to paste into the source."""
    print(f"{name}  # error 2**{error:.1f}")
    for c in coefficients:
        single = np.float32(c)
        print(f"    {single!s}," if float(single) == c else f"    {c!r},")


# -- the fits


def series_or(f: Function, near_zero: Function, limit: float = 1e-12) -> Function:
    """f, but near_zero(x) where f is 0/0."""
    return lambda x: near_zero(x) if abs(x) < limit else f(x)


LN2 = mp.log(2)
FITS: dict[str, Callable[[type, int], tuple[list[float], float]]] = {}
SIZES: dict[str, tuple[int, int]] = {}


def spec(name: str, single: int, double: int) -> Callable[[Any], Any]:
    """A fit with so many coefficients in single and in double precision (0: none)."""

    def register(function: Any) -> Any:
        FITS[name], SIZES[name] = function, (single, double)
        return function

    return register


@spec("exp", 7, 12)
def _exp(dtype: type, count: int) -> tuple[list[float], float]:
    half = LN2 / 2 * mpf("1.0002")
    return fit(mp.exp, -half, half, count, lambda x: mp.exp(-x), dtype, fixed=(1.0, 1.0))


@spec("exp2", 7, 12)
def _exp2(dtype: type, count: int) -> tuple[list[float], float]:
    return fit(lambda x: mpf(2) ** x, -0.5001, 0.5001, count, lambda x: mpf(2) ** -x, dtype, fixed=(1.0,))


@spec("expm1", 5, 11)  # (exp(r) - 1 - r) / r**2
def _expm1(dtype: type, count: int) -> tuple[list[float], float]:
    half = LN2 / 2 * mpf("1.0002")
    f = series_or(lambda x: (mp.expm1(x) - x) / x**2, lambda x: mpf(1) / 2 + x / 6)
    return fit(f, -half, half, count, lambda x: abs(x**2 / mp.expm1(x)) if x else mpf(0), dtype)


@spec("log", 9, 0)  # (log(1 + r) - r) / r**2
def _log(dtype: type, count: int) -> tuple[list[float], float]:
    lo, hi = mpf(2) / 3 - 1, mpf(4) / 3 - 1
    f = series_or(lambda x: (mp.log1p(x) - x) / x**2, lambda x: -mpf(1) / 2 + x / 3)
    return fit(f, lo, hi, count, lambda x: abs(x**2 / mp.log1p(x)) if x else mpf(0), dtype)


@spec("log2", 10, 0)  # log2(1 + r) / r - 1
def _log2(dtype: type, count: int) -> tuple[list[float], float]:
    f = series_or(lambda x: mp.log1p(x) / LN2 / x - 1, lambda x: (1 - x / 2) / LN2 - 1)
    return fit(f, mpf(2) / 3 - 1, mpf(4) / 3 - 1, count, lambda x: x / mp.log1p(x) if x else mpf(1), dtype)


@spec("log10", 9, 0)  # log10(1 + 2 u) / u - 1
def _log10(dtype: type, count: int) -> tuple[list[float], float]:
    f = series_or(lambda u: mp.log1p(2 * u) / mp.log(10) / u - 1, lambda u: (2 - 2 * u) / mp.log(10) - 1)
    weight = lambda u: u * mp.log(10) / mp.log1p(2 * u) if u else mp.log(10) / 2
    return fit(f, -mpf(1) / 6, mpf(1) / 6, count, weight, dtype)


@spec("log_atanh", 0, 7)  # (2 atanh(s) - 2 s) / s**3 in z = s**2
def _log_atanh(dtype: type, count: int) -> tuple[list[float], float]:
    s = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1) * mpf("1.001")

    def f(z: Any) -> Any:
        s = mp.sqrt(z)
        return (2 * mp.atanh(s) - 2 * s) / s**3 if s > mpf(10) ** -12 else mpf(2) / 3

    return fit(f, 0, s * s, count, lambda z: z, dtype)


@spec("sin", 5, 8)  # (sin(r) - r) / r**3 in z = r**2, up to pi/2
def _sin(dtype: type, count: int) -> tuple[list[float], float]:
    def f(z: Any) -> Any:
        r = mp.sqrt(z)
        return (mp.sin(r) - r) / r**3 if r > mpf(10) ** -12 else -mpf(1) / 6

    top = (mp.pi / 2 * mpf("1.001")) ** 2
    return fit(f, 0, top, count, lambda z: z * mp.sqrt(z) / mp.sin(mp.sqrt(z)) if z else mpf(0), dtype)


@spec("power_log", 0, 9)  # (log(1 + r) - r + r**2 / 2) / r**3 for |r| <= 1/32
def _power_log(dtype: type, count: int) -> tuple[list[float], float]:
    f = series_or(lambda x: (mp.log1p(x) - x + x**2 / 2) / x**3, lambda x: mpf(1) / 3 - x / 4)
    return fit(f, -mpf(1) / 32, mpf(1) / 32, count, lambda x: abs(x**3 / mp.log1p(x)) if x else mpf(0), dtype)


@spec("power_log_single", 5, 0)  # (log(1 + r) - r) / r**2 for |r| <= 1/32
def _power_log_single(dtype: type, count: int) -> tuple[list[float], float]:
    f = series_or(lambda x: (mp.log1p(x) - x) / x**2, lambda x: -mpf(1) / 2 + x / 3)
    weight = lambda x: abs(x**2 / mp.log1p(x)) if x else mpf(0)
    return fit(f, -mpf(1) / 32, mpf(1) / 32, count, weight, dtype, fixed=(-0.5,))


@spec("tan", 7, 14)  # (tan(r) - r) / r**3 in z = r**2, up to pi/4
def _tan(dtype: type, count: int) -> tuple[list[float], float]:
    def f(z: Any) -> Any:
        r = mp.sqrt(z)
        return (mp.tan(r) - r) / r**3 if r > mpf(10) ** -12 else mpf(1) / 3

    return fit(f, 0, (mp.pi / 4 * mpf("1.001")) ** 2, count, lambda z: z, dtype)


@spec("atan", 5, 12)  # (atan(t) - t) / t**3 in z = t**2, up to tan(pi/8)
def _atan(dtype: type, count: int) -> tuple[list[float], float]:
    def f(z: Any) -> Any:
        t = mp.sqrt(z)
        return (mp.atan(t) - t) / t**3 if t > mpf(10) ** -12 else -mpf(1) / 3

    return fit(
        f,
        0,
        (mp.tan(mp.pi / 8) * mpf("1.001")) ** 2,
        count,
        lambda z: z * mp.sqrt(z) / mp.atan(mp.sqrt(z)) if z else mpf(0),
        dtype,
    )


@spec("asin", 5, 13)  # (asin(s) - s) / s**3 in z = s**2, up to 1/2
def _asin(dtype: type, count: int) -> tuple[list[float], float]:
    def f(z: Any) -> Any:
        s = mp.sqrt(z)
        return (mp.asin(s) - s) / s**3 if s > mpf(10) ** -12 else mpf(1) / 6

    return fit(f, 0, mpf("0.2501"), count, lambda z: z, dtype)


@spec("sinh", 4, 7)  # (sinh(x) - x) / x**3 in z = x**2, up to 1
def _sinh(dtype: type, count: int) -> tuple[list[float], float]:
    def f(z: Any) -> Any:
        x = mp.sqrt(z)
        return (mp.sinh(x) - x) / x**3 if x > mpf(10) ** -12 else mpf(1) / 6

    return fit(f, 0, mpf("1.001"), count, lambda z: z * mp.sqrt(z) / mp.sinh(mp.sqrt(z)) if z else mpf(0), dtype)


@spec("erf_exponent", 9, 25)  # -log(erfc(t)) / t - 1 up to 4 and 6
def _erf_exponent(dtype: type, count: int) -> tuple[list[float], float]:
    f = series_or(lambda t: -mp.log(mp.erfc(t)) / t - 1, lambda t: 2 / mp.sqrt(mp.pi) - 1 + 2 * t / mp.pi)
    top = mpf("3.95") if dtype is np.float32 else mpf("5.95")
    return fit(f, 0, top, count, lambda t: mp.erfc(t) * t / mp.erf(t) if t else mpf(1), dtype)


@spec("erfcx", 12, 27)  # exp(a**2) erfc(a) (a + 2) in q = (a - 2) / (a + 2)
def _erfcx(dtype: type, count: int) -> tuple[list[float], float]:
    top = mpf("10.1") if dtype is np.float32 else mpf("27.3")

    def f(q: Any) -> Any:
        a = 2 * (1 + q) / (1 - q)
        return mp.exp(a * a) * mp.erfc(a) * (a + 2)

    return fit(f, -1, (top - 2) / (top + 2), count, lambda q: 1 / f(q), np.float64)  # f32 too, which goes through f64


@spec("cbrt", 3, 3)  # (1 - e)**(-1/3) / e - 1 / e in e
def _cbrt(dtype: type, count: int) -> tuple[list[float], float]:
    f = series_or(lambda e: ((1 - e) ** (-mpf(1) / 3) - 1) / e, lambda e: mpf(1) / 3 + 2 * e / 9)
    return fit(f, -mpf("0.105"), mpf("0.1051"), count, lambda e: abs(e), dtype)


def _erfinv_quotient(w: Any) -> Any:
    """erfinv(x) / x where w = -log(1 - x**2)."""
    x = mp.sqrt(-mp.expm1(-w))
    if x == 0:
        return mp.sqrt(mp.pi) / 2
    if w < 6:
        return mp.erfinv(x) / x
    target = -w - mp.log(1 + x)  # log(1 - x) = log(erfc(z))
    z = mp.sqrt(w)
    for _ in range(8):
        tail = mp.erfc(z)
        z += (mp.log(tail) - target) * tail * mp.sqrt(mp.pi) / 2 * mp.exp(z * z)
    return z / x


@spec("erfinv_centre", 9, 23)  # erfinv(x) / x in w - 5/2 or w - 25/8, w = -log(1 - x**2) up to 5 or 25/4
def _erfinv_centre(dtype: type, count: int) -> tuple[list[float], float]:
    half = mpf("2.5") if dtype is np.float32 else mpf("3.125")
    f = lambda v: _erfinv_quotient(v + half)
    return fit(f, -half, half, count, lambda v: 1 / f(v), dtype)


@spec("erfinv_tail", 9, 19)  # the same in sqrt(w) - 3 or sqrt(w) - 13/4, up to 4.1 and 4
def _erfinv_tail(dtype: type, count: int) -> tuple[list[float], float]:
    single = dtype is np.float32
    middle, top = (mpf(3), mpf("4.1")) if single else (mpf("3.25"), mpf("4"))
    bottom = mp.sqrt(mpf("5")) if single else mpf("2.5")
    f = lambda v: _erfinv_quotient((v + middle) ** 2)
    return fit(f, bottom - middle, top - middle, count, lambda v: 1 / f(v), dtype)


@spec("erfinv_far", 0, 17)  # the same in sqrt(w) - 5, from 4 to 6.1
def _erfinv_far(dtype: type, count: int) -> tuple[list[float], float]:
    f = lambda v: _erfinv_quotient((v + 5) ** 2)
    return fit(f, -1, mpf("1.1"), count, lambda v: 1 / f(v), dtype)


@spec("lgamma", 12, 28)  # log(gamma(2 + t)) / (t (1 + t)) for |t| <= 1
def _lgamma(dtype: type, count: int) -> tuple[list[float], float]:
    def f(t: Any) -> Any:
        if abs(t) < mpf(10) ** -20:
            return 1 - mp.euler
        if abs(1 + t) < mpf(10) ** -20:
            return mp.euler
        return mp.loggamma(2 + t) / (t * (1 + t))

    return fit(f, -1, 1, count, lambda t: 1 / f(t), dtype)


@spec("lgamma_tail", 3, 7)  # x (log(gamma(x)) - (x - 1/2) log(x) + x - log(2 pi) / 2) in z = 1 / x**2, x >= 8
def _lgamma_tail(dtype: type, count: int) -> tuple[list[float], float]:
    def f(z: Any) -> Any:
        if z < mpf(10) ** -9:
            return mpf(1) / 12 - z / 360
        x = 1 / mp.sqrt(z)
        return x * (mp.loggamma(x) - (x - 0.5) * mp.log(x) + x - mp.log(2 * mp.pi) / 2)

    return fit(f, 0, mpf(1) / 63, count, lambda z: z, dtype)


@spec("digamma", 10, 22)  # psi(y) / (y - root) in t = y - 3/2, 1 <= y <= 2
def _digamma(dtype: type, count: int) -> tuple[list[float], float]:
    root = mp.findroot(mp.digamma, mpf("1.4616321449683623"))

    def f(t: Any) -> Any:
        y = t + mpf("1.5")
        return mp.digamma(y) / (y - root) if abs(y - root) > mpf(10) ** -25 else mp.psi(1, root)

    return fit(f, mpf("-0.5"), mpf("0.5"), count, lambda t: 1 / f(t), dtype)


@spec("digamma_tail", 3, 8)  # x**2 (log(x) - 1 / (2 x) - psi(x)) in z = 1 / x**2, x >= 6
def _digamma_tail(dtype: type, count: int) -> tuple[list[float], float]:
    def f(z: Any) -> Any:
        if z < mpf(10) ** -9:
            return mpf(1) / 12 - z / 120
        x = 1 / mp.sqrt(z)
        return x * x * (mp.log(x) - 1 / (2 * x) - mp.digamma(x))

    return fit(f, 0, mpf(1) / 35, count, lambda z: z, dtype)


def main(names: list[str]) -> None:
    for name in names or list(FITS):
        for dtype, count in zip((np.float32, np.float64), SIZES[name], strict=True):
            if count:
                coefficients, error = FITS[name](dtype, count)
                show(f"{name}, {np.dtype(dtype)}", coefficients, error, dtype)


if __name__ == "__main__":
    main(sys.argv[1:])
