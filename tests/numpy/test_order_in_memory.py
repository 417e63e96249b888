"""Results lie in memory as NumPy's do: ravel and reshape are views of them, or copies, where they are in NumPy.

A write to the one is then seen in the other or not.
"""

import copy

import numpy as np
import pytest

import numorph as nm
from numorph.api.staging import make_program
from numorph.ir.evaluate import evaluate

RNG = np.random.default_rng(17)
X = RNG.random((3, 3, 4)) + 0.1
Z = RNG.random((3, 3))
# What programs begin with: (the array of the caller, its part that the functions get).
PARTS = {
    "rows": (X[0], lambda x: x),
    "columns": (X[0], lambda x: x.T),
    "argument by columns": (np.asfortranarray(X[0]), lambda x: x),
    "argument with gaps": (np.asfortranarray(X)[:, ::2, 1:], lambda x: x),
    "reversed": (X, lambda x: x.T),
    "outer axes": (X, lambda x: x.transpose(1, 0, 2)),
    "last first": (X, lambda x: x.transpose(2, 0, 1)),
    "inner axes": (X, lambda x: x.swapaxes(1, 2)),
    "slices": (X, lambda x: x[:, ::-1, 1:].transpose(1, 2, 0)),
    "one long": (X, lambda x: x[:1, :, :1].T),
}
ELEMENTWISE = """x + 1|1 - x|x * x|x / x.copy()|x + np.ones(x.shape)|x + x[:1]|x + x[..., :1]
x[None] * x[:, None]|-x|abs(x)|x**2|x**1|x**-1|x // 0.3|np.sin(x)|np.sqrt(x)|np.arctan2(x, 2.0)|np.maximum(x, 0.5)
np.add(x, 1, order="C")|np.add(x, 1, order="F")|np.add(x, 1, order="A")|np.where(x > 0.5, x, 0.0)|np.clip(x, 0.2, 0.5)
np.round(x)|x.round(1)|np.nan_to_num(x)|np.modf(x)[0]|np.frexp(x)[0]|np.fix(x)|np.i0(x)|np.sinc(x)
np.float_power(x, 2)|np.piecewise(x, [x > 0.5], [1.0])|np.select([x > 0.5], [x])|np.polyval([1.0, 2.0], x)
np.interp(x, [0.0, 1.0], [0.0, 2.0])|np.broadcast_to(x, (2, *x.shape)) + 1|(x + 1j * x).real * 2|np.angle(x + 1j * x)
np.real(x)|np.isclose(x, 0.5) * 1.0|np.divmod(x, 0.3)[1]|(x > 0.5) * 1.0"""
COPIES = """x.copy()|x.copy("K")|x.copy("F")|x.copy("A")|np.copy(x)|copy.copy(x)|copy.deepcopy(x)
x.astype("f4")|x.astype("f8")|x.astype("f4", order="C")|np.array(x)|np.array(x, order="C")|np.array(x, order="F")
np.asarray(x, dtype="f4")|np.ascontiguousarray(x)|np.asfortranarray(x)|np.require(x, requirements="C") + 0
np.zeros_like(x)|np.ones_like(x, dtype=int)|np.full_like(x, 2.0)|np.zeros_like(x, order="C")
np.broadcast_to(x, (2, *x.shape)).copy("K")|np.zeros((3, 4), order="F")|np.full((3, 4), x[0].sum(), order="F")
x.flatten("F")|x.ravel("K")|x.ravel("A")|x.ravel("F")|x.reshape(-1, order="F")|x.reshape(-1, order="A")
x.flatten("K")"""
REDUCED = """x.sum(0)|x.sum(-1)|x.sum(0, keepdims=True)|x.mean(-1)|x.max(0)|x.std(0)|x.var(-1)
x.argmax(0) * 1.0|np.median(x, axis=0)|np.nanmean(x, axis=0)|np.ptp(x, axis=0)|np.average(x, axis=-1)
np.count_nonzero(x, axis=0)|np.linalg.norm(x, axis=0)|np.cumsum(x, 0)|np.cumprod(x, -1)|np.maximum.accumulate(x, 0)
np.logaddexp.reduce(x, 0)|np.diff(x, axis=0)|np.gradient(x, axis=0)|np.unwrap(x)|np.trapezoid(x, axis=0)"""
ARRANGED = """x[[0, 0]]|x[:, [0, 0]]|x[..., [0, 0]]|x[:, np.array([[0, 0], [0, 0]])]|x[:, None, [0, 0]]
x[[0, 0], 0]|x[x[:, 0].argsort()]|np.take(x, [0, 0], 0)|np.take(x, [0, 0], -1)
np.take_along_axis(x, np.argsort(x, 0), 0)|np.sort(x, 0)|np.argsort(x, 0)|np.partition(x, 0, 0)
np.compress([True], x, 0)|np.repeat(x, 2, 0)|np.repeat(x, [2] * len(x), 0)|np.tile(x, 2)|np.delete(x, 0, -1)
np.insert(x, 0, 1.0, 0)|np.append(x, x, 0)|np.roll(x, 1)|np.roll(x, 1, 0)|x[::-1] + 1|np.pad(x, 1)
np.pad(x, 1, mode="edge")|np.rot90(x) + 1|np.concatenate([x, x])|np.concatenate([x, x.copy()], -1)|np.stack([x, x])
np.stack([x, x], 1)|np.stack([x, x], -1)|np.vstack([x, x])|np.hstack([x, x])|np.dstack([x, x])|np.array([x, x])
np.block([[x, x]])|np.tril(x)|np.fft.fft(x, axis=0).real + 0|np.resize(x, (2, 6))|np.moveaxis(x, 0, -1) * 2
np.expand_dims(x, 0) + 1"""
PRODUCTS = """x @ x.swapaxes(-1, -2)|np.matmul(x, x.swapaxes(-1, -2))|np.outer(x, x)|np.kron(x, x)
np.multiply.outer(x, x)|np.inner(x, x)|np.tensordot(x, x, ([0], [0]))|np.einsum("...ij,...kj->...ik", x, x)
np.einsum("...ij,...kj->...ki", x, x)|np.einsum("...ij->...ji", x)|np.einsum("...ij,...ij->...ij", x, x)
np.einsum("...i->...", x)|np.linalg.inv(x @ x.swapaxes(-1, -2) + np.eye(x.shape[-2]))
np.diagonal(x, axis1=-2, axis2=-1) + 1"""
FUNCTIONS = "\n".join([ELEMENTWISE, COPIES, REDUCED, ARRANGED, PRODUCTS]).replace("\n", "|").split("|")


def program(expression, part):
    """Writes to what a function gave, and to its ravelled form, and what becomes of both."""
    code = compile(expression, "expression", "eval")

    def f(x):
        y = eval(code, {"np": np, "copy": copy, "x": part(x)})
        line, other = np.ravel(y), np.reshape(y, (-1, 1))
        if y.size:
            line[0] = 7
            y[(0,) * (y.ndim - 1) + (-1,)] += 2
            other[-1] = 5
        return y * 1.0, line * 1.0, other * 1.0

    return f


def same(found, wanted, what):
    for a, b in zip(found, wanted, strict=True):
        np.testing.assert_allclose(np.asarray(a), b, rtol=1e-6, atol=1e-9, err_msg=what)


def copied(x):
    """A copy with the same strides."""
    memory = np.empty(sum(s * (d - 1) for s, d in zip(x.strides, x.shape, strict=True)) // x.itemsize + 1)
    new = np.lib.stride_tricks.as_strided(memory, x.shape, x.strides)
    new[...] = x
    return new


def wanted_of(f, x):
    """NumPy's results; None where the function does not take such an array."""
    try:
        return f(copied(x))
    except (ValueError, IndexError, np.linalg.LinAlgError):
        return None


@pytest.mark.parametrize("expression", FUNCTIONS)
def test_writes_through_ravel(expression):
    """Staged, under vmap and under grad."""
    checked = 0
    for name, (x, part) in PARTS.items():
        f = program(expression, part)
        wanted = wanted_of(f, x)
        if wanted is None:
            continue
        checked += 1
        same(evaluate(make_program(f)(x), x), wanted, f"staged: {name}")
        lanes = np.stack([x, 1.5 * x])
        loop = [f(lane) for lane in lanes.copy("K")]
        same(nm.vmap(f)(lanes), [np.stack(r) for r in zip(*loop, strict=True)], f"vmap: {name}")
        forward, _ = nm.jvp(f, (x,), (x,))
        same(forward, wanted, f"jvp: {name}")
    assert checked > 2


@pytest.mark.parametrize("expression", FUNCTIONS)
def test_strides(expression):
    """Those of handles are NumPy's, but where they tell nothing."""
    code = compile(expression, "expression", "eval")
    for name, (x, part) in PARTS.items():
        found = []

        def f(x, part=part, found=found):
            y = eval(code, {"np": np, "copy": copy, "x": part(x)})
            if isinstance(y, np.ndarray):
                found.append([s for s, d in zip(y.strides, y.shape, strict=True) if d > 1] if y.size else [])
            return y

        if wanted_of(f, x) is not None:
            nm.jvp(f, (x,), (x,))
            wanted, traced = found
            assert traced == wanted, name


def test_jit_and_grad():
    def f(x):
        y = x.T * 3
        line = y.ravel()
        line[0] = 7
        return (y * y).sum()

    x = X[0]
    np.testing.assert_allclose(nm.jit(f)(x), (9 * x * x).sum())
    np.testing.assert_allclose(nm.grad(f)(x), 18 * x)
    np.testing.assert_allclose(nm.vmap(f)(X), [(9 * x * x).sum() for x in X])


def test_a_nested_jit_has_a_program_for_each_order():
    @nm.jit
    def inner(x):
        line = x.ravel()
        line[0] = 7
        return x * 1

    def outer(x):
        return inner(x + 1), inner((x + 1).T), inner(x.T + 1)

    changed, view, result = evaluate(make_program(outer)(Z), Z)
    assert changed[0, 0] == 7
    np.testing.assert_allclose(view, Z.T + 1)
    np.testing.assert_allclose(result, Z.T + 1)


def test_in_place_updates_keep_the_order():
    def f(x):
        y = x.T + 1
        y += x.T
        y[:] = np.ascontiguousarray(y)
        line = y.ravel()
        line[0] = 7
        return y * 1

    np.testing.assert_allclose(evaluate(make_program(f)(X[0]), X[0])[0], f(X[0]))
