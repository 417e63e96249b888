"""Complex numbers from real parts: special values, rounding, layout in memory, products."""

import itertools

import numpy as np
import pytest

import numorph as nm
from numorph import config
from numorph.codegen.plan import Launch, Product
from numorph.runtime.regions import region, split

from .regions import identical, plan_of, results

pytest.importorskip("llvmlite")
RNG = np.random.default_rng(7)
DTYPES = [np.complex64, np.complex128]
SPECIAL = [0.0, -0.0, 1.0, -1.5, 1e-30, 1e30, np.inf, -np.inf, np.nan]


def numbers(*shape, dtype=np.complex128):
    return (RNG.standard_normal(shape) + 1j * RNG.standard_normal(shape)).astype(dtype)


def grid(dtype):
    """Special values in both parts."""
    out = np.empty(len(SPECIAL) ** 2, dtype)
    out.real, out.imag = zip(*itertools.product(SPECIAL, SPECIAL), strict=True)
    return out


def close(x, y, ulps):
    """Where the parts of x are those of y, up to some units in the last place of the larger one."""
    with np.errstate(all="ignore"):
        sizes = [np.where(np.isfinite(part), abs(part), 0) for part in (y.real, y.imag)]
        tolerance = ulps * np.finfo(y.real.dtype).eps * np.maximum(*sizes)
        parts = [(x.real, y.real), (x.imag, y.imag)]
        return [(a == b) | (np.isnan(a) & np.isnan(b)) | (abs(a - b) <= tolerance) for a, b in parts]


def agree(f, *args, ulps=8):
    want, runs = results(f, *args)
    for run in runs:
        for x, y in zip(run, want, strict=True):
            for same in close(x, y, ulps):
                assert same.all(), (x[~same], y[~same])


EXACT = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "negative": lambda x, y: -x,
    "conjugate": lambda x, y: np.conjugate(x),
    "parts": lambda x, y: (x.real, y.imag),
    "equal": lambda x, y: (x == y, x != y),
    "kinds": lambda x, y: (np.isnan(x), np.isinf(x), np.isfinite(y)),
    "where": lambda x, y: np.where(x.real > 0, x, y),
    "to bool": lambda x, y: x.astype(bool),
    "to another precision": lambda x, y: x.astype(np.complex64 if x.dtype == np.complex128 else np.complex128),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", EXACT)
def test_exact_operations(name, dtype):
    x = grid(dtype)
    identical(EXACT[name], x, x[::-1].copy())
    identical(EXACT[name], numbers(3, 37, dtype=dtype), numbers(3, 37, dtype=dtype))


ROUNDED = {
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "reciprocal": lambda x, y: np.reciprocal(x),
    "square": lambda x, y: np.square(x),
    "absolute": lambda x, y: np.absolute(x),
    "sign": lambda x, y: np.sign(x),
    "exp": lambda x, y: np.exp(x),
    "log": lambda x, y: np.log(x),
    "log2": lambda x, y: np.log2(x),
    "log10": lambda x, y: np.log10(x),
    "sqrt": lambda x, y: np.sqrt(x),
    "sin": lambda x, y: np.sin(x),
    "cos": lambda x, y: np.cos(x),
    "sinh": lambda x, y: np.sinh(x),
    "cosh": lambda x, y: np.cosh(x),
    "tanh": lambda x, y: np.tanh(x),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ROUNDED)
def test_rounded_operations(name, dtype):
    agree(ROUNDED[name], numbers(3, 37, dtype=dtype), numbers(3, 37, dtype=dtype))
    agree(ROUNDED[name], numbers(101, dtype=dtype) * 30, numbers(101, dtype=dtype) * 1e-3)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["absolute", "exp", "log", "sqrt", "sign", "tanh", "cosh", "sinh", "sin", "cos"])
def test_special_values(name, dtype):
    """Zeros, infinities and NaN where NumPy has them, with its signs; C99 leaves those beside NaN open."""
    x = grid(dtype)
    (want,), runs = results(lambda x: ROUNDED[name](x, x), x)
    beside_nan = [np.isnan(want.imag), np.isnan(want.real)]
    for (found,) in runs:
        for k in (0, 1):
            a, b = ((z.real, z.imag)[k] for z in (found, want))
            same = close(found, want, 8)[k] & ((np.signbit(a) == np.signbit(b)) | (b != 0) | beside_nan[k])
            same |= beside_nan[k] & (abs(a) == abs(b))
            assert same.all(), list(zip(x[~same], found[~same], want[~same], strict=True))


LAYOUTS = {
    "broadcast": lambda m, v: m * v + 2j,
    "transpose": lambda m, v: np.conjugate(m.T) + 1,
    "slice and flip": lambda m, v: m[::-2, 1:-1] * 2,
    "sum": lambda m, v: np.sum(m * m),
    "sum over rows": lambda m, v: np.sum(m + v, axis=0),
    "sum over columns": lambda m, v: np.sum(np.abs(m), axis=1) * np.sum(m, axis=1),
    "cumulative sum": lambda m, v: np.cumsum(m, axis=1),
    "gather": lambda m, v: m[np.array([3, 0, -1])] + v,
    "concatenate": lambda m, v: np.concatenate([m, m * v]),
    "reshape": lambda m, v: m.reshape(-1) * 1j,
    "from real": lambda m, v: np.exp(1j * m.real) * m.imag,
    "several results": lambda m, v: (m + v, m.real, m * v, np.sum(m)),
    "a normalised matrix": lambda m, v: m / np.sum(np.abs(m) ** 2, axis=1, keepdims=True),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name, dtype):
    want, runs = results(LAYOUTS[name], numbers(37, 70, dtype=dtype), numbers(70, dtype=dtype))
    for run in runs:
        for x, y in zip(run, want, strict=True):
            assert abs(x - y).max() <= 100 * np.finfo(dtype).eps * abs(y).max()


def test_updates_in_place():
    def f(m, v):
        m = m.copy()
        m[2:5] += v
        m[0, 3] = 1j
        return m

    agree(f, numbers(8, 9), numbers(9))


PRODUCTS = {
    "matrices": lambda a, b: a @ b,
    "transposed": lambda a, b: b.T @ a.T,
    "of results": lambda a, b: np.tanh(a @ (b + 1j)),
    "conjugated": lambda a, b: np.conj(a).T @ a,
    "vector": lambda a, b: a @ b[:, 0],
    "vectors": lambda a, b: np.vdot(a[0], a[1]),
    "outer": lambda a, b: a[0][:, None] * b[0],
    "tiny": lambda a, b: a[:3, :3] @ b[:3, :3],
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", PRODUCTS)
def test_products(name, dtype):
    want, runs = results(PRODUCTS[name], numbers(40, 50, dtype=dtype), numbers(50, 30, dtype=dtype))
    tolerance = 200 * np.finfo(dtype).eps
    for run in runs:
        np.testing.assert_allclose(run[0], want[0], tolerance, tolerance * abs(want[0]).max())


def test_large_products_are_calls_of_the_library():
    a, b = numbers(40, 50), numbers(50, 30)
    steps = plan_of(lambda a, b: b.T @ a.T, a, b).steps
    assert [type(s) for s in steps] == [Product]
    assert steps[0].dtype == "c128" and (steps[0].m, steps[0].k, steps[0].n) == (30, 50, 40)


def test_both_parts_come_from_one_kernel():
    steps = plan_of(lambda x, y: np.exp(x * y), numbers(100), numbers(100)).steps
    assert [type(s) for s in steps] == [Launch]


def test_compiled_functions():
    """Arrays that are not contiguous, scalars, Python numbers, no elements."""
    f = nm.jit(lambda x, y: np.sqrt(x) * y + x)
    square = numbers(20, 20)
    for x, y in ((square[::2], square.T[1::2]), (square[3, 4], 0.5 + 2j), (0.25 - 1j, square[0]), (square[:0], 2j)):
        compiled = f.compile(np.array(x)[()], np.array(y)[()] if type(y) is np.ndarray else y)
        want = np.sqrt(x) * y + x
        got = compiled(x, y)
        assert type(got) is type(want) and got.dtype == want.dtype
        np.testing.assert_allclose(got, want, 1e-13)


def test_strict_mode_compiles_what_has_the_same_bits():
    x = numbers(50)
    with config.set(strict=True):
        program = split(nm.make_program(lambda x: np.conj(x + x).real)(x))
        assert [e.op for e in program.eqns] == [region]
        program = split(nm.make_program(lambda x: np.exp(x))(x))
        assert [e.op.name for e in program.eqns] == ["exp"]


def test_gradient():
    x = numbers(30)
    loss = lambda x: np.sum(np.abs(np.tanh(x) * x) ** 2)
    compiled = nm.jit(nm.grad(loss)).compile(x)
    np.testing.assert_allclose(compiled(x), nm.grad(loss)(x), 1e-12)
