"""Each transform against NumPy, its rules against definitions."""

import numpy as np
import pytest

from numorph.core.trace import typeof
from numorph.ir.evaluate import evaluate
from numorph.ir.stage import stage
from numorph.ops import fft
from numorph.transforms.batching import batch
from numorph.transforms.forward import jvp
from numorph.transforms.linearize import linearize
from numorph.transforms.transpose import backward

rng = np.random.default_rng(0)


def real(*shape):
    return rng.standard_normal(shape)


def complex_(*shape):
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


CASES = [
    (op, x, {"axis": x.ndim - 1})
    for op in (fft.fft, fft.ifft)
    for x in (real(5), complex_(6), complex_(2, 3, 4), complex_(1), complex_(7)[::-1], complex_(0, 3))
]
CASES += [(fft.fft, complex_(2, 3, 4), {"axis": 0}), (fft.ifft, real(3, 2), {"axis": 0})]
CASES += [(fft.rfft, x, {"axis": 0}) for x in (real(1), real(2), real(5), real(6), real(4, 3))]
CASES += [(fft.rfft, real(3, 5)[:, ::-1], {"axis": 1})]
CASES += [(fft.irfft, complex_(n // 2 + 1), {"n": n, "axis": 0}) for n in (1, 2, 5, 6)]
CASES += [(fft.irfft, complex_(2, 4), {"n": n, "axis": 1}) for n in (6, 7)]
IDS = [f"{op}-{typeof(x)}-{params['axis']}" for op, x, params in CASES]


def like(x):
    return complex_(*x.shape) if x.dtype.kind == "c" else real(*x.shape)


@pytest.mark.parametrize("dtype", ["double", "single"])
@pytest.mark.parametrize(("op", "x", "params"), CASES, ids=IDS)
def test_value_and_type(op, x, params, dtype):
    x = x.astype({"f": "f4", "c": "c8"}[x.dtype.kind]) if dtype == "single" else x
    out = op(x, **params)
    np.testing.assert_array_equal(out, getattr(np.fft, op.name)(x, **params))
    assert op.type_rule(typeof(x), **params) == typeof(out)
    program, _ = stage(lambda v: [op(v, **params)], [typeof(x)])
    np.testing.assert_array_equal(evaluate(program, x)[0], out)


@pytest.mark.parametrize(("op", "x", "params"), CASES, ids=IDS)
def test_derivatives(op, x, params):
    t = like(x)
    (out,), (dot,) = jvp(lambda v: [op(v, **params)], [x], [t])
    np.testing.assert_allclose(dot, op(t, **params), atol=1e-13)
    (out,), linear = linearize(lambda v: [op(v, **params)], [x])
    ct = like(out)
    (g,) = backward(linear, [ct])
    assert typeof(g) == typeof(x)
    np.testing.assert_allclose(np.sum(g * t).real, np.sum(ct * dot).real, atol=1e-12)


@pytest.mark.parametrize(("op", "x", "params"), CASES, ids=IDS)
def test_batch(op, x, params):
    xs = np.stack([like(x) for _ in range(3)])
    (out,), _ = batch(lambda v: [op(v, **params)], 3, [xs], [True])
    np.testing.assert_allclose(out, np.stack([op(v, **params) for v in xs]), atol=1e-14)


def test_refuses_other_operands():
    with pytest.raises(TypeError, match="'rfft' needs a real operand, got c128\\[3\\]"):
        fft.rfft.type_rule(typeof(complex_(3)), axis=0)
    with pytest.raises(TypeError, match="'irfft' to length 6"):
        fft.irfft.type_rule(typeof(complex_(3)), n=6, axis=0)
