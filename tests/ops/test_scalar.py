"""Python scalars inside transformations: Python's values, kinds and errors."""

import numpy as np
import pytest

import numorph as nm

FUNCTIONS = {
    "negative power of an int": (lambda n: n**-1, 2),
    "negative power of an int times an array": (lambda n: np.array([1, 2]) * n**-1, 2),
    "power with a traced exponent": (lambda n, m: np.array([1, 2]) * n**m, 2, -3),
    "power that stays an int": (lambda n, m: np.array([1, 2]) * n**m, 2, 3),
    "float beside complex": (lambda x: x * (1 + 2j) - 3j / x, 2.0),
    "int beside complex": (lambda n: n + (1 + 2j), 2),
    "real part": (lambda x: (x * 1j).real, -2.0),
    "imaginary part": (lambda x: (x * 1j).imag, -2.0),
    "conjugate": (lambda x: (x * (2 + 1j)).conjugate(), -2.0),
    "parts of a real number": (lambda x, n: (x.real, x.imag, n.real, n.imag, n.conjugate()), 2.0, 3),
    "bools count as ints": (lambda b: (+b, -b, abs(b), b + b, b.real), True),
    "divmod": (lambda n, x: (divmod(n, 2), divmod(7.5, x)), 5, 2.0),
    "repetition": (lambda n: (n * [1, 2], (3,) * n, "ab" * n), 2),
    "integers without bound": (lambda n: (n**40, n * 10**30), 40),
    "comparison": (lambda x, n: (x < n, x == 2, n != x, x >= 2.5), 2.0, 3),
    "bits": (lambda n: (n << 2, n & 2, ~n), 3),
    "rounding": (lambda x: (round(x), x // 1, x % 0.7), 2.6),
}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_values_and_kinds(function):
    f, *args = function
    wanted = f(*args)
    for found in (nm.jit(f)(*args), nm.jvp(f, tuple(args), tuple(args))[0]):
        assert repr(found) == repr(wanted)


@pytest.mark.parametrize(
    ("f", "x", "error"),
    [
        (lambda x: x // 0, 2.0, ZeroDivisionError),
        (lambda x: x % 0, 2, ZeroDivisionError),
        (lambda x: x / 0, 2, ZeroDivisionError),
        (lambda x: x < 1j, 2, TypeError),
        (lambda x: x * [1], 2.0, TypeError),
        (lambda x: x + "a", 2.0, TypeError),
    ],
)
def test_errors(f, x, error):
    for call in (f, nm.jit(f)):
        with pytest.raises(error):
            call(x)


@pytest.mark.parametrize(
    ("f", "wanted"),
    [
        (lambda x: abs(x * (1 + 2j)), 5**0.5),
        (lambda x: abs((1 + 2j) / x), -(5**0.5) / 4),
        (lambda x: abs(x + (1 + 2j)), 3 / 13**0.5),
        (lambda x: (x * (1 + 2j) * (1 - 2j)).real, 5.0),
        (lambda x: (x * (1 + 2j)).imag, 2.0),
        (lambda x: ((x * 1j) * (x * 1j).conjugate()).real, 4.0),
        (lambda x: (x ** (1 + 0j)).real, 1.0),
        (lambda x: x**3 / 2 - 3 % x, 7.0),
    ],
)
def test_derivatives(f, wanted):
    for g in (nm.grad(f), nm.jit(nm.grad(f)), nm.grad(nm.jit(f))):
        found = g(2.0)
        assert type(found) is float
        assert found == pytest.approx(wanted, rel=1e-14)
    assert nm.jvp(f, (2.0,), (1.0,))[1] == pytest.approx(wanted, rel=1e-14)
