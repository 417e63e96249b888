"""Functions that run by inner loops of NumPy's and SciPy's ufuncs inside compiled code."""

import numpy as np
import pytest

import numorph as nm
from numorph import config
from numorph.codegen.plan import Call, Launch
from numorph.runtime.regions import region, split

from .regions import plan_of, region_of, results

pytest.importorskip("llvmlite")
special = pytest.importorskip("scipy.special")
RNG = np.random.default_rng(11)
X = RNG.uniform(0.1, 5, (7, 30))
INTEGERS = RNG.integers(1, 50, (7, 30))

FUNCTIONS = {
    "gammainc": (lambda x: special.gammainc(x + 1, x) * 2, X),
    "a constant operand": (lambda x: special.jv(2.5, x) + 1, X),
    "a broadcast number": (lambda x: special.kv(x[0, 0] + 1.5, x), X),
    "a broadcast row": (lambda x: special.gammaincc(x[0] + x, x), X),
    "a transposed operand": (lambda x: special.j1(x.T) - 1, X),
    "a reshaped operand": (lambda x: special.j1(x.reshape(-1)) - 1, X),
    "float32": (lambda x: special.i0(x * x), X.astype(np.float32)),
    "gcd": (lambda n: np.gcd(n * 6, 20) + 1, INTEGERS),
    "lcm": (lambda n: np.lcm(n, n[::-1]), INTEGERS),
    "integer power": (lambda n: np.power(n, n % 3) - n, INTEGERS),
    "ldexp": (lambda x: np.ldexp(x * 2, 3), X),
    "spacing": (lambda x: np.spacing(x + 1), X),
    "complex": (lambda x: np.arcsin(x * 1j) * 2, X),
    "complex power": (lambda x: (x + 1j) ** x, X),
    "complex to real": (lambda x: special.gamma(x + 1j).real, X),
    "two of them": (lambda x: special.j1(special.gammaincc(x, x)), X),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions(name):
    f, x = FUNCTIONS[name]
    (want,), runs = results(f, x)
    for (found,) in runs:
        np.testing.assert_allclose(found, want, 4 * np.finfo(want.dtype).eps if want.dtype.kind in "fc" else 0)
    assert any(isinstance(s, Call) for s in plan_of(f, x).steps)


def test_neighbours_are_kernels():
    steps = plan_of(lambda x: np.sum(special.j1(np.exp(x)) * x, axis=1), X).steps
    assert [type(s) for s in steps] == [Launch, Call, Launch]


def test_numbers_are_not_spread_out():
    """One element is read again and again; nothing is filled with it."""
    (step,) = plan_of(lambda x, a: special.gammainc(a, x), X, np.float64(2.0)).steps
    assert step.strides == (0, 8, 8) and step.sizes == (X.size,)


def test_objects_stay_on_numpy():
    x = np.array([3, 4], object)
    assert nm.jit(lambda x: np.gcd(x, x))(x).tolist() == [3, 4]


@pytest.mark.parametrize("repeats", [1, 100])  # with and without the interpreter lock
def test_errors_of_loops_are_raised(repeats):
    n = np.tile(INTEGERS, repeats)
    compiled = nm.jit(lambda n, k: np.power(n + 1, k) * 2).compile(n, np.int64(2))
    assert np.array_equal(compiled(n, np.int64(3)), np.power(n + 1, 3) * 2)
    with pytest.raises(ValueError, match="negative integer powers"):
        compiled(n, np.int64(-1))


@pytest.mark.parametrize("repeats", [1, 100])
def test_errors_that_scipy_is_asked_to_raise(repeats):
    x = np.tile(X, repeats)
    compiled = nm.jit(lambda x: special.gamma(x - 1) + 1).compile(x)
    x[0, 0] = 0.0  # gamma(-1): a pole
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(compiled(x), special.gamma(x - 1) + 1)
    with special.errstate(all="raise"), pytest.raises(special.SpecialFunctionError):
        compiled(x)


# -- matrices


def spd(n, dtype=float, lead=()):
    a = RNG.standard_normal((*lead, n, n)) + (1j * RNG.standard_normal((*lead, n, n)) if dtype is complex else 0)
    return a @ np.conj(np.swapaxes(a, -1, -2)) + n * np.eye(n)


MATRICES = {
    "cholesky": lambda a, b: np.linalg.cholesky(a * 2) + 1,
    "inv": lambda a, b: np.linalg.inv(a) * 2,
    "det": lambda a, b: np.linalg.det(a * 0.1) + 1,
    "solve": lambda a, b: np.linalg.solve(a, b * 2) - b,
    "solve a vector": lambda a, b: np.linalg.solve(a, b[..., :1] * 2)[..., 0],
    "solve the transpose": lambda a, b: np.linalg.solve(np.swapaxes(a, -1, -2), b) - b,
}


@pytest.mark.parametrize("lead", [(), (4,), (2, 3)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
@pytest.mark.parametrize("name", MATRICES)
def test_matrices(name, dtype, lead):
    kind = complex if np.dtype(dtype).kind == "c" else float
    a, b = spd(6, kind, lead).astype(dtype), RNG.standard_normal((*lead, 6, 2)).astype(dtype)
    (want,), runs = results(MATRICES[name], a, b)
    for (found,) in runs:
        np.testing.assert_allclose(found, want, 200 * np.finfo(dtype).eps, 200 * np.finfo(dtype).eps)


def test_transposed_matrices_are_not_copied():
    a, b = spd(6), RNG.standard_normal((6, 2))
    (step,) = plan_of(lambda a, b: np.linalg.inv(a.T), a, b).steps
    assert step.strides[2:4] == (8, 48)


def failing(f, good, bad, *more):
    """Compiled for a good matrix; called with a bad one it raises what NumPy raises."""
    compiled = nm.jit(f).compile(good, *more)
    tolerance = 1e-4 if good.dtype.char in "fF" else 1e-12
    np.testing.assert_allclose(compiled(good, *more), f(good, *more), tolerance)
    with pytest.raises(np.linalg.LinAlgError) as expected:
        f(bad, *more)
    with pytest.raises(np.linalg.LinAlgError) as raised:
        compiled(bad, *more)
    assert str(raised.value) == str(expected.value)
    np.testing.assert_allclose(compiled(good, *more), f(good, *more), tolerance)


def test_failures():
    good, bad = spd(5), np.ones((5, 5))
    failing(lambda a: np.linalg.cholesky(a) + 1, good, -good)
    failing(lambda a: np.linalg.inv(a) + 1, good, bad)
    failing(lambda a, b: np.linalg.solve(a, b) + 1, good, bad, np.ones((5, 2)))
    stack = np.stack([good, good * 2])
    failing(lambda a: np.linalg.cholesky(a) + 1, stack, np.stack([good, -good]))


def test_nan_is_no_failure():
    good = spd(5)
    bad = good.copy()
    bad[0, 0] = np.nan
    compiled = nm.jit(lambda a: np.linalg.inv(a) + 1).compile(good)
    assert np.isnan(compiled(bad)).any()
    np.testing.assert_array_equal(compiled(bad), np.linalg.inv(bad) + 1)
    assert compiled(np.zeros((0, 0))).shape == (0, 0)


SEVERAL = {
    "slogdet": lambda a: tuple(np.linalg.slogdet(a * 0.1)),
    "one of two": lambda a: np.linalg.slogdet(a * 0.1)[1] * 2,
    "eigh": lambda a: tuple(np.linalg.eigh(a * 2)),
    "eigh of the upper triangle": lambda a: np.linalg.eigh(a, UPLO="U")[0] + 1,
    "eigvalsh": lambda a: np.linalg.eigvalsh(a) + 1,
    "svd": lambda a: tuple(np.linalg.svd(a[..., :4] * 2)),
    "thin svd": lambda a: tuple(np.linalg.svd(a[..., :4, :], full_matrices=False)),
    "svdvals": lambda a: np.linalg.svd(a[..., 1:], compute_uv=False) + 1,
    "vectors that go on": lambda a: np.linalg.eigh(a)[1] @ a,
}


@pytest.mark.parametrize("lead", [(), (2, 2)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
@pytest.mark.parametrize("name", SEVERAL)
def test_functions_with_several_results(name, dtype, lead):
    """They are those of the same loops, up to rounding of their operands."""
    a = spd(6, complex if np.dtype(dtype).kind == "c" else float, lead).astype(dtype)
    want, runs = results(SEVERAL[name], a)
    for run in runs:
        for x, y in zip(run, want, strict=True):
            np.testing.assert_allclose(x, y, 300 * np.finfo(dtype).eps, 300 * np.finfo(dtype).eps)


@pytest.mark.parametrize("lead", [(), (3,)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
@pytest.mark.parametrize("unit", [False, True])
def test_triangular_systems(unit, dtype, lead):
    """Either triangle, transposed by a flag, or as a view; what lies in the other triangle does not matter."""
    kind = complex if np.dtype(dtype).kind == "c" else float
    a, b = spd(6, kind, lead).astype(dtype), RNG.standard_normal((*lead, 6, 3)).astype(dtype)
    for lower in (False, True):
        for trans in (0, 1):
            options = {"lower": lower, "trans": trans, "unit_diagonal": unit, "check_finite": False}
            for view in (False, True):

                def f(a, b, options=options, view=view):
                    a = np.swapaxes(a, -1, -2) if view else a * 0.5
                    return nm.scipy.linalg.solve_triangular(a, b, **options) + 1

                (want,), runs = results(f, a, b)
                for (found,) in runs:
                    scale = 500 * np.finfo(dtype).eps * abs(want).max()
                    np.testing.assert_allclose(found, want, 500 * np.finfo(dtype).eps, scale)


def test_triangular_system_of_a_transposed_right_side():
    a, b = np.tril(spd(6)), RNG.standard_normal((3, 6))
    (want,), runs = results(lambda a, b: nm.scipy.linalg.solve_triangular(a, b.T, lower=True, check_finite=False), a, b)
    for (found,) in runs:
        np.testing.assert_allclose(found, want, 1e-12)


def test_singular_triangular_systems():
    good = np.tril(spd(5))
    bad = good.copy()
    bad[3, 3] = 0
    for dtype in (np.float32, np.float64, np.complex64, np.complex128):
        f = lambda a, b: nm.scipy.linalg.solve_triangular(a, b, lower=True, check_finite=False) + 1
        failing(f, good.astype(dtype), bad.astype(dtype), np.ones((5, 2), dtype))


def test_arguments_that_are_checked():
    a, b = np.tril(spd(5)), np.ones(5)
    f = lambda a, b: nm.scipy.linalg.solve_triangular(a, b, lower=True) * 2
    compiled = nm.jit(f).compile(a, b)
    assert region_of(f, a, b)
    np.testing.assert_allclose(compiled(a, b), f(a, b), 1e-12)
    a[2, 1] = np.inf
    with pytest.raises(ValueError, match="infs or NaNs"):
        compiled(a, b)


def test_gradient_of_a_gaussian_likelihood_is_one_region():
    a, y = spd(20), RNG.standard_normal(20)

    def likelihood(a, y):
        low = np.linalg.cholesky(a)
        z = nm.scipy.linalg.solve_triangular(low, y, lower=True, check_finite=False)
        return -0.5 * np.sum(z * z) - np.sum(np.log(np.diag(low)))

    gradient = nm.grad(likelihood)
    assert region_of(gradient, a, y)
    np.testing.assert_allclose(nm.jit(gradient).compile(a, y)(a, y), gradient(a, y), 1e-9, 1e-12)


def test_factors_used_by_several_large_systems_are_kept():
    def f(a, b):
        x = nm.numpy.linalg.solve(a, b)
        return nm.numpy.sum(x * x)

    for n, compiles in ((8, True), (150, False)):
        program = split(nm.make_program(nm.grad(f))(spd(n), RNG.standard_normal((n, 2))))
        assert ("lu_factors" in [e.op.name for e in program.eqns]) is not compiles


def test_gradient():
    a, b = spd(8), RNG.standard_normal((8, 2))
    loss = lambda a, b: np.sum(np.linalg.solve(a, b) ** 2) + np.log(np.linalg.det(a))
    compiled = nm.jit(nm.grad(loss)).compile(a, b)
    np.testing.assert_allclose(compiled(a, b), nm.grad(loss)(a, b), 1e-10, 1e-12)


def test_strict_mode_leaves_them_to_numpy():
    a, b = spd(6), RNG.standard_normal((6, 2))
    f = lambda a, b: np.linalg.solve(a, b)
    with config.set(strict=True):
        program = split(nm.make_program(f)(a, b))
        assert region not in [e.op for e in program.eqns]
        assert np.array_equal(nm.jit(f).compile(a, b)(a, b), f(a, b))
    assert region_of(f, a, b)
