"""Products of matrices that BLAS scales and adds to what is there: where, and that the numbers are NumPy's."""

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import blas, scaling
from numorph.codegen.plan import Launch
from numorph.codegen.planner import planned

from .regions import plan_of, results

pytest.importorskip("llvmlite")
RNG = np.random.default_rng(5)
A, B, C, D, E = (RNG.normal(size=shape) for shape in ((40, 30), (30, 50), (40, 50), (40, 30), (30, 50)))
SQUARE = RNG.normal(size=(32, 32))
CUBE = RNG.normal(size=(4, 10, 30))
needs_gemm = pytest.mark.skipif(blas.gemm("f64") is None, reason="NumPy's library has no gemm that can be called")


def kinds(plan):
    """The steps of a plan: loops, products, and products with what gemm does beside."""
    return [
        "loop" if isinstance(s, Launch) else "product" if s.alpha is None else "added" if s.adds else "scaled"
        for s in plan.steps
    ]


def check(f, *args):
    """NumPy's numbers, from the plan in all ways and from native calls; arguments stay as they are."""
    before = [np.copy(a) for a in args]
    with np.errstate(all="ignore"):
        want, runs = results(f, *args)
        jitted = nm.jit(f).compile(*args)
        runs += [[jitted(*args)] for _ in range(2)]
    tolerance = 1e-3 if want[0].dtype == np.float32 else 1e-11
    for run in runs:
        np.testing.assert_allclose(run[0], want[0], rtol=tolerance, atol=tolerance)
    for a, b in zip(args, before, strict=True):
        np.testing.assert_array_equal(a, b)


FORMS = {
    "a known number": (lambda a, b: 2.5 * (a @ b), (A, B), ["scaled"]),
    "numbers": (lambda a, b: -(2 * (a @ b) / 4), (A, B), ["scaled"]),
    "a number in memory": (lambda s, a, b: (a @ b) * s, (np.float64(0.3), A, B), ["scaled"]),
    "a Python number": (lambda s, a, b: s * -(a @ b), (0.3, A, B), ["loop", "scaled"]),
    "a scaled operand": (lambda a, b: (0.125 * a) @ b, (A, B), ["scaled"]),
    "scaled operands": (lambda a, b: (2 * a).T @ -b, (A, D), ["scaled"]),
    "a sum": (lambda a, b, c: a @ b + c, (A, B, C), ["loop", "added"]),
    "a sum, the other way": (lambda a, b, c: c + a @ b, (A, B, C), ["loop", "added"]),
    "a difference": (lambda a, b, c: a @ b - c, (A, B, C), ["loop", "added"]),
    "a step down": (lambda a, b, c: c - 0.01 * (a @ b), (A, B, C), ["loop", "added"]),
    "two numbers": (lambda a, b, c: 2 * (a @ b) - c * 3, (A, B, C), ["loop", "added"]),
    "numbers in memory": (lambda s, t, a, b, c: s * (a @ b) + t * c, (0.3, 0.7, A, B, C), None),
    "a row": (lambda a, b, c: a @ b + c, (A, B, C[0]), ["loop", "added"]),
    "a column": (lambda a, b, c: a @ b + c, (A, B, C[:, :1]), ["loop", "added"]),
    "a number everywhere": (lambda a, b: a @ b + 1, (A, B), ["loop", "added"]),
    "a computed summand": (lambda a, b, c: a @ b + np.exp(c) * c, (A, B, C), ["loop", "added"]),
    "a product as a summand": (lambda a, b, d: a @ b + d @ b, (A, B, D), ["product", "added"]),
    "three products": (lambda a, b, d, e: a @ b - 2 * (d @ b) + a @ -e, (A, B, D, E), ["product", "added", "added"]),
    "products in a chain": (lambda a, b, d: np.tanh(a @ b + d @ b + 1), (A, B, D), ["product", "added", "loop"]),
    "a product of a sum": (lambda a, b, c: (a @ b + c).T @ a, (A, B, C), ["loop", "added", "product"]),
    "more than two axes": (lambda a, b, c: a @ b + c, (CUBE, B, C[0]), ["loop", "added"]),
    "transposed": (lambda a, b, c: np.einsum("ij,jk->ki", a, b) * 2 + c, (A, B, C.T), ["loop", "added"]),
}


@needs_gemm
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", FORMS)
def test_forms(name, dtype):
    f, args, steps = FORMS[name]
    args = [a if type(a) is float else np.asarray(a, dtype) if np.ndim(a) else dtype(a) for a in args]
    check(f, *args)
    found = kinds(plan_of(f, *args))
    assert found[-1] == "added" if steps is None else found == steps


OTHERWISE = {
    "in the midst of a chain": (lambda a, b, c: np.tanh(2 * (a @ b) + c), (A, B, C)),
    "below a sum": (lambda a, b, c: (2 * (a @ b) + c).sum(axis=1), (A, B, C)),
    "with another use": (lambda a, b, c: (a @ b + c) * (a @ b).max(), (A, B, C)),
    "a matrix times its transpose": (lambda a: 2 * (a @ a.T) + 1, (A,)),
    "stacks": (lambda a, b: 2 * (a @ b), (CUBE, CUBE.transpose(0, 2, 1))),
    "a tiny product": (lambda a, b: 2 * (a[:5] @ b[:, :5]), (A, B)),
    "a row": (lambda a, b: 2 * (a[0] @ b), (A, B)),
    "a column": (lambda a, b: 2 * (a @ b[:, 0]), (A, B)),
    "times nothing": (lambda a, b: 0 * (a @ b), (A, B)),
    "an operand times a number in memory": (lambda s, a, b: (s * a) @ b, (0.3, A, B)),
    "an operand times a vast number": (lambda a, b: (1e200 * a) @ b, (A, B)),
    "complex": (lambda a, b: 2 * (a @ b), (A + 1j, B + 1j)),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_stays_as_it_was(name):
    f, args = OTHERWISE[name]
    check(f, *args)
    assert not {"scaled", "added"} & set(kinds(plan_of(f, *args)))


LAYOUTS = {
    "by rows": lambda x: x.copy(),
    "by columns": np.asfortranarray,
    "every other": lambda x: np.repeat(np.repeat(x, 2, 0), 3, 1)[::2, ::3],
    "backwards": lambda x: x[::-1, ::-1].copy()[::-1, ::-1],
}


@pytest.mark.parametrize("x", LAYOUTS)
@pytest.mark.parametrize("y", LAYOUTS)
def test_layouts(x, y):
    a, b, c = LAYOUTS[x](A), LAYOUTS[y](B), LAYOUTS[x](C)
    check(lambda a, b, c: 2 * (a @ b) - c, a, b, c)
    check(lambda a, b, c: c.T + 2 * (b.T @ a.T), a, b, c)
    check(lambda a, b, c: c[::2] - a[::2] @ b, a, b, c)


@pytest.mark.parametrize(("m", "k", "n"), [(1, 90, 90), (90, 90, 1), (90, 1, 90), (0, 5, 90), (90, 5, 0), (90, 0, 90)])
def test_shapes_at_the_edge(m, k, n):
    a, b, c = RNG.normal(size=(m, k)), RNG.normal(size=(k, n)), RNG.normal(size=(m, n))
    check(lambda a, b: -2 * (a @ b), a, b)
    check(lambda a, b, c: 2 * (a @ b) - c, a, b, c)


@pytest.mark.parametrize("alpha", [0.0, -0.0, np.inf, -np.inf, np.nan, 1e-310, 2.0])
@pytest.mark.parametrize("far", [1.0, np.inf, np.nan])
def test_numbers_that_are_not_finite(alpha, far):
    a = RNG.normal(size=(20, 600))
    b = RNG.normal(size=(600, 20))
    a[3, 5] = far
    check(lambda s, a, b: s * (a @ b), alpha, a, b)
    check(lambda s, a, b, c: s * (a @ b) + c, alpha, a, b, C[:20, :20])
    check(lambda s, a, b, c: c - s * (a @ b), np.float64(alpha), a, b, C[:20, :20])


def test_a_summand_that_is_an_operand():
    check(lambda a, b: a @ b + a, SQUARE, SQUARE.T.copy())
    check(lambda a, b: b - 2 * (a @ b), SQUARE, SQUARE.T.copy())
    check(lambda a: a @ a + a, SQUARE)


@pytest.mark.parametrize("of", [lambda c, b: b @ b, lambda c, b: c @ b, lambda c, b: -2 * (b @ c)])
def test_updates_of_an_argument(of):
    def update(c, b):
        c += of(c, b)
        return c[0]

    jitted = nm.jit(update).compile(SQUARE.copy(), SQUARE)
    for _ in range(3):
        have, want = SQUARE.copy(), SQUARE.copy()
        update(want, SQUARE)
        jitted(have, SQUARE)
        np.testing.assert_allclose(have, want, rtol=1e-11, atol=1e-11)


@needs_gemm
def test_a_summand_that_is_needed_afterwards_is_copied():
    def f(a, b, d):
        c = d @ b
        return a @ b + c, c

    (want, _), runs = results(f, A, B, D)
    for run in runs:
        np.testing.assert_allclose(run[0], want, rtol=1e-11)
        np.testing.assert_allclose(run[1], D @ B, rtol=1e-11)
    assert plan_of(f, A, B, D).arena == 0


@needs_gemm
def test_gradients_add_up_in_place():
    def loss(w, x, y):
        return ((x @ w) * (y @ w)).sum()

    program = nm.make_program(nm.grad(loss))(B, A, D)
    want = nm.grad(loss)(B, A, D)
    np.testing.assert_allclose(nm.jit(nm.grad(loss)).compile(B, A, D)(B, A, D), want, rtol=1e-11, atol=1e-11)
    assert kinds(planned(program)).count("added") == 1


def test_strict_mode_has_numpys_bits():
    def f(a, b, c):
        return 2.5 * (a @ b) + c

    with nm.config.set(strict=True):
        jitted = nm.jit(f).compile(A, B, C)
        assert jitted(A, B, C).tobytes() == f(A, B, C).tobytes()


def test_without_gemm(monkeypatch):
    monkeypatch.setattr(scaling, "gemm", lambda dtype: None)
    f = FORMS["two numbers"][0]
    check(f, A, B, C)
    assert kinds(plan_of(f, A, B, C)) == ["product", "loop"]


@needs_gemm
def test_text():
    f = nm.jit(FORMS["a sum"][0]).compile(A, B, C)
    assert "scaled and added to" in f.lower(A, B, C).compile().as_text()
