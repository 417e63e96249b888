"""Checks of flat functions: values in, a list of values out.

All of them run at once and inside staged programs, where no rule can lean on NumPy's broadcasting or promotion.
"""

from __future__ import annotations

import zlib

import numpy as np

from numorph.core.trace import typeof
from numorph.core.types import ArrayType, ScalarType, is_inexact
from numorph.ir.evaluate import evaluate
from numorph.ir.simplify import simplified
from numorph.ir.stage import stage
from numorph.ops import elementwise as ew
from numorph.runtime import execute_apart
from numorph.transforms.batching import batch, materialize
from numorph.transforms.forward import jvp, tangent_type
from numorph.transforms.linearize import linearize
from numorph.transforms.transpose import backward

# -- values


def assert_same(found, wanted, what, roundings=8):
    """Type and values; zeros with their signs; equal up to roundings (of the largest element)."""
    assert typeof(found) == typeof(wanted), f"{what}: {typeof(found)}, not {typeof(wanted)}"
    a, b = np.asarray(found), np.asarray(wanted)
    if a.dtype.kind not in "fc" or a.size == 0:
        np.testing.assert_array_equal(a, b, err_msg=what)
        return
    rtol = roundings * np.finfo(a.dtype).eps
    size = float(np.max(np.abs(b), where=np.isfinite(b), initial=0))
    np.testing.assert_allclose(a, b, rtol=rtol, atol=rtol * size if size < 1e100 else 0.0, err_msg=what)
    zero = (b == 0) & (a == 0)
    for part in (np.real, np.imag) if a.dtype.kind == "c" else (np.real,):
        signs = [np.signbit(part(x))[zero] for x in (a, b)]
        np.testing.assert_array_equal(*signs, err_msg=f"{what}: signs of 0")


def assert_all_same(found, wanted, what, roundings=8):
    for a, b in zip(found, wanted, strict=True):
        assert_same(a, b, what, roundings)


def check_programs(f, args, what):
    """A staged program, as it is, simplified, and as a NumPy plan, gives what runs at once."""
    outs = f(*args)
    program, _ = stage(f, [typeof(a) for a in args])
    assert list(program.out_types) == [typeof(o) for o in outs], what
    small = simplified(program)
    for run in (evaluate(program, *args), evaluate(small, *args), execute_apart(small, *args)):
        assert_all_same(run, outs, what)


# -- derivatives


def random_like(x, seed):
    """A tangent, or cotangent, of x; None where it has none."""
    if not is_inexact(typeof(x).dtype):
        return None
    type_ = tangent_type(typeof(x))
    rng = np.random.default_rng(zlib.crc32(repr((type_, seed)).encode()))
    t = rng.standard_normal(type_.shape)
    return np.asarray(t + 1j * rng.standard_normal(type_.shape) if type_.dtype.kind == "c" else t, type_.dtype)[()]


def tangents_of(args, live, seed):
    return [random_like(a, (k, seed)) if on else None for k, (a, on) in enumerate(zip(args, live, strict=True))]


def inexact(values):
    return [v for v in values if is_inexact(typeof(v).dtype)]


def dense(outs, dots):
    """Tangents with zeros for None, of the outputs that have tangents."""
    full = [ew.zeros(tangent_type(typeof(o))) if d is None else d for o, d in zip(outs, dots, strict=True)]
    return [d for o, d in zip(outs, full, strict=True) if is_inexact(typeof(o).dtype)]


def derivative(f, tangents):
    """x -> J(x) t."""
    return lambda *args: dense(*jvp(f, args, tangents))


def differences(f, args, tangents, h=1e-6):
    def shifted(s):
        pairs = zip(args, tangents, strict=True)
        return [
            x if t is None else type(x)(x + s * t) if type(typeof(x)) is ScalarType else x + s * t for x, t in pairs
        ]

    ahead, back = (inexact(f(*shifted(s))) for s in (h, -h))
    return [(np.asarray(a) - np.asarray(b)) / (2 * h) for a, b in zip(ahead, back, strict=True)]


def check_jvp(f, args, live, what, order=2, tolerance=2e-6):
    """Tangents are those of differences, also of the tangents themselves; values stay what they were."""
    first, second = (tangents_of(args, live, seed) for seed in (1, 2))
    outs, dots = jvp(f, args, first)
    assert_all_same(outs, f(*args), what)
    for g, t, scale in ((f, first, 1), (derivative(f, first), second, 10))[:order]:
        found = derivative(g, t)(*args)
        for a, b in zip(found, differences(g, args, t), strict=True):
            atol = scale * tolerance * np.max(np.abs(b), initial=1.0)
            np.testing.assert_allclose(a, b, rtol=10 * scale * tolerance, atol=atol, err_msg=f"{what}, times {scale}")
    return dots


def inner(xs, ys):
    """The pairing of cotangents and tangents, without a conjugate."""
    return sum(float(np.sum(np.real(np.multiply(x, y)))) for x, y in zip(xs, ys, strict=True) if x is not None)


def gradients(f, args, live, seed=3):
    """Cotangents of the operands that move (None for zero), for random ones of the outputs; and those."""
    outs, linear = linearize(f, args, live)
    cts = [random_like(o, seed) for o in outs]
    return backward(linear, cts), cts, linear


def check_transpose(f, args, live, what, order=2, roundings=1e7):
    """<v, J u> = <J'v, u>, for J and for the derivative of J; the linear map as a program is J as well."""
    moved = [a for a, on in zip(args, live, strict=True) if on]
    for g in (f, derivative(f, tangents_of(args, live, 1)))[:order]:
        u = tangents_of(args, live, 2)
        grads, cts, linear = gradients(g, args, live)
        for x, grad in zip(moved, grads, strict=True):
            assert grad is None or typeof(grad) == tangent_type(typeof(x)), what
        moves = derivative(g, u)(*args)
        us = [t for t in u if t is not None]
        ahead, back = inner([ct for ct in cts if ct is not None], moves), inner(grads, us)
        np.testing.assert_allclose(back, ahead, rtol=1e-8, atol=1e-8, err_msg=what)
        assert_all_same(inexact(evaluate(linear.program(), *us)), moves, what, roundings)


def check_derivative_types(f, args, live, what):
    """Tangents have the types of outputs and cotangents those of operands."""
    outs, dots = jvp(f, args, tangents_of(args, live, 1))
    grads, _, _ = gradients(f, args, live)
    moved = [a for a, on in zip(args, live, strict=True) if on]
    for x, t in [*zip(outs, dots, strict=True), *zip(moved, grads, strict=True)]:
        assert t is None or typeof(t) == tangent_type(typeof(x)), what


def check_staged_derivatives(f, args, live, what, roundings=1e4):
    """A derivative inside a program is the same."""
    along = derivative(f, tangents_of(args, live, 1))

    def both(*xs):
        grads, _, _ = gradients(f, xs, live)
        return [*along(*xs), *[g for g in grads if g is not None]]

    program, _ = stage(both, [typeof(a) for a in args])
    assert_all_same(execute_apart(program, *args), both(*args), what, roundings)


# -- batches


def check_batch(f, draws, subset, what, roundings=256):
    """A batch over the operands in `subset` is the stacked loop over `draws`."""
    n = len(draws)
    lanes = [np.stack([d[k] for d in draws]) if on else draws[0][k] for k, on in enumerate(subset)]

    def batched(*xs):
        outs, mine = batch(f, n, xs, subset)
        return [materialize(o, m, n) for o, m in zip(outs, mine, strict=True)]

    program, _ = stage(batched, [typeof(x) for x in lanes])
    rows = [f(*[d[k] if on else draws[0][k] for k, on in enumerate(subset)]) for d in draws]
    loop = [np.stack(column) for column in zip(*rows, strict=True)]
    for outs in (batched(*lanes), execute_apart(program, *lanes)):
        assert_all_same(outs, loop, what, roundings)


def check_empty_batch(f, args, what):
    """Of no lanes there are no results, with the shapes that results have."""
    lanes = [np.zeros((0, *np.shape(a)), typeof(a).dtype) for a in args]
    outs, mine = batch(f, 0, lanes, [True] * len(args))
    for o, m, plain in zip(outs, mine, f(*args), strict=True):
        t = typeof(plain)
        assert typeof(materialize(o, m, 0)) == ArrayType((0, *t.shape), t.dtype), what
