"""Every operation by every rule, over the table of samples in numorph.testing.samples.

Values are NumPy's; types are those of values; a staged program and its NumPy plan give what runs at once; derivatives
are those of differences, twice; <v, J u> = <J'v, u>; a batch is the stacked loop.
"""

from __future__ import annotations

import itertools
import zlib

import numpy as np
import pytest

from numorph.core.op import NOT_LINEAR, NotSupported
from numorph.core.rules import CONSTANT, LINEAR, General, NotDifferentiable, Partials, PerOperand
from numorph.core.trace import typeof
from numorph.core.types import ArrayType, ScalarType, is_inexact
from numorph.ir.evaluate import evaluate
from numorph.ir.simplify import simplified
from numorph.ir.stage import stage
from numorph.ops import all_ops
from numorph.ops import elementwise as ew
from numorph.runtime import execute_apart
from numorph.testing.samples import samples
from numorph.transforms.batching import batch, materialize
from numorph.transforms.forward import jvp, tangent_type
from numorph.transforms.linearize import linearize
from numorph.transforms.transpose import backward

from .references import REFERENCES

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of special values
OPS = [*all_ops()]
SMOOTH = [op for op in OPS if any(s.order for s in samples(op))]
every_op = pytest.mark.parametrize("op", OPS, ids=str)
smooth_op = pytest.mark.parametrize("op", SMOOTH, ids=str)


# -- helpers


def outputs(op, *args, **params):
    out = op(*args, **params)
    return list(out) if op.multi else [out]


def flat_function(op, sample):
    """What is differentiated: values in, a list of values out."""
    if sample.function is not None:
        return lambda *args: list(sample.function(op, *args, **sample.params))
    return lambda *args: outputs(op, *args, **sample.params)


def rounding(dtype, factor):
    return factor * np.finfo(dtype).eps if np.dtype(dtype).kind in "fc" else 0.0


def assert_same(found, wanted, what, factor=8):
    """Type and values; zeros with their signs; equal up to `factor` roundings (of the largest element)."""
    assert typeof(found) == typeof(wanted), f"{what}: {typeof(found)}, not {typeof(wanted)}"
    a, b = np.asarray(found), np.asarray(wanted)
    if a.dtype.kind not in "fc" or a.size == 0:
        np.testing.assert_array_equal(a, b, err_msg=what)
        return
    rtol = rounding(a.dtype, factor)
    size = np.max(np.abs(b), where=np.isfinite(b), initial=0)
    with np.errstate(all="ignore"):
        atol = rtol * float(size) if np.isfinite(size * 2) and size < 1e100 else 0.0
    np.testing.assert_allclose(a, b, rtol=rtol, atol=atol, err_msg=what)
    zero = (b == 0) & (a == 0)
    for part in (np.real, np.imag) if a.dtype.kind == "c" else (np.real,):
        np.testing.assert_array_equal(
            np.signbit(part(a))[zero], np.signbit(part(b))[zero], err_msg=f"{what}: signs of 0"
        )


def random_like(x, seed):
    """A tangent for x."""
    type_ = tangent_type(typeof(x))
    rng = np.random.default_rng(zlib.crc32(repr((type_, seed)).encode()))
    t = rng.standard_normal(type_.shape)
    return np.asarray(t + 1j * rng.standard_normal(type_.shape) if type_.dtype.kind == "c" else t, type_.dtype)[()]


def moving(sample, args):
    return [is_inexact(typeof(a).dtype) and k not in sample.fixed for k, a in enumerate(args)]


def tangents_of(sample, args, seed):
    return [
        random_like(a, (k, seed)) if on else None
        for k, (a, on) in enumerate(zip(args, moving(sample, args), strict=True))
    ]


def is_double(args):
    return all(typeof(a).dtype.char in "dD" or not is_inexact(typeof(a).dtype) for a in args)


def smooth_samples(op):
    """The samples of doubles that can be differentiated, with their operands."""
    return [(s, s.draw()) for s in samples(op) if s.order and is_double(s.draw())]


def differentiable_samples(op):
    """Those with operands that move, one for each combination of types and parameters."""
    found = {}
    for s, args in smooth_samples(op):
        if any(moving(s, args)):
            found.setdefault(repr(s), (s, args))
    return found.values()


def dense(outs, dots):
    """Tangents with zeros for None, of the outputs that have tangents."""
    return [
        ew.zeros(tangent_type(typeof(o))) if d is None else d
        for o, d in zip(outs, dots, strict=True)
        if is_inexact(typeof(o).dtype)
    ]


def inexact(outs):
    return [o for o in outs if is_inexact(typeof(o).dtype)]


def shifted(x, t, h):
    return x if t is None else type(x)(x + h * t) if isinstance(typeof(x), ScalarType) else x + h * t


def differences(f, args, tangents, h=1e-6):
    ahead, back = ([*f(*[shifted(x, t, s * h) for x, t in zip(args, tangents, strict=True)])] for s in (1, -1))
    return [(np.asarray(a) - np.asarray(b)) / (2 * h) for a, b in zip(inexact(ahead), inexact(back), strict=True)]


def assert_close_to_differences(found, wanted, what, tolerance=2e-6):
    for a, b in zip(found, wanted, strict=True):
        size = np.max(np.abs(b), initial=1.0)
        np.testing.assert_allclose(a, b, rtol=10 * tolerance, atol=tolerance * size, err_msg=what)


def inner(xs, ys):
    return sum(float(np.sum(np.real(np.multiply(x, y)))) for x, y in zip(xs, ys, strict=True))


def derivative(f, tangents):
    """x -> J(x) t, as a flat function."""

    def along(*args):
        outs, dots = jvp(f, args, tangents)
        return dense(outs, dots)

    return along


# -- which rules there are


def kind(rule):
    if rule is CONSTANT or type(rule) is NotSupported:
        return "constant" if rule is CONSTANT else rule
    return "present"


def test_names_are_unique():
    names = [op.name for op in OPS]
    assert len(set(names)) == len(names)


NO_JVP = {"gamma_slope": "the slope of a gamma sample in its shape parameter has no derivative rule of its own"}
LINEAR_NAMES = (
    "negative positive add subtract multiply divide deg2rad rad2deg ldexp real imag complex conjugate select convert "
    "from_python broadcast reshape transpose flip concatenate pad reduce_sum cumsum reorder slice put_slice "
    "dynamic_slice dynamic_update_slice gather scatter contract correlate triangular_solve solve expm_frechet finite "
    "quotient fft ifft rfft irfft"
)


@every_op
def test_no_rule_is_missing(op):
    """type_rule, impl and batch are there; jvp and transpose are there or say why not."""
    assert callable(op.type_rule) and callable(op.impl) and callable(op.batch)
    if op.name in NO_JVP:
        assert type(op.jvp) is NotSupported and op.jvp.reason == NO_JVP[op.name]
    else:
        assert op.jvp is CONSTANT or op.jvp is LINEAR or isinstance(op.jvp, Partials | PerOperand | General)
    if op.name in LINEAR_NAMES.split():  # in some operand
        assert callable(op.transpose) and op.jvp is not CONSTANT
    else:
        assert op.transpose is NOT_LINEAR and op.jvp is not LINEAR


# -- values, types, programs


@every_op
def test_values(op):
    """The implementation gives the reference's values and the type rule's types, and leaves its operands alone."""
    reference = REFERENCES.get(op.name)
    for s in samples(op):
        args = s.draw()
        kept = [np.array(a) for a in args]
        outs = outputs(op, *args, **s.params)
        types = op.type_rule(*map(typeof, args), **s.params)
        assert list(types if op.multi else (types,)) == [typeof(o) for o in outs], s
        for a, k in zip(args, kept, strict=True):
            np.testing.assert_array_equal(a, k, err_msg=f"'{op}' wrote to an operand")
        if reference is not None:
            wanted = reference(*args, **s.params)
            for o, w in zip(outs, wanted if op.multi else (wanted,), strict=True):
                factor = 64 if op.family not in ("elementwise", "movement", "indexing") else 8
                assert_same(o, w, f"{op} {s}", APPROXIMATE.get(op.name, factor))


# In roundings: these compute otherwise than the reference does.
APPROXIMATE = {"erf_inv": 1e5, "logistic": 64, "fma": 64, "cofactors": 1e3, "expm_frechet": 1e4}
# No function of NumPy or SciPy computes these: they are tested with what is made of them.
WITHOUT_REFERENCE = {
    "gammainc_da",
    "betainc_da",
    "betainc_db",
    "stdtr_dv",
    "gamma_slope",
    "random_gamma",
    "threefry2x32",
}


def test_references():
    assert {op.name for op in OPS} - set(REFERENCES) == WITHOUT_REFERENCE


@every_op
def test_programs(op):
    """A staged program, as it is, simplified, and as a NumPy plan, gives what runs at once."""
    for s in samples(op):
        args = s.draw()
        outs = outputs(op, *args, **s.params)
        program, _ = stage(lambda *xs, s=s: outputs(op, *xs, **s.params), [typeof(a) for a in args])
        assert list(program.out_types) == [typeof(o) for o in outs], s
        small = simplified(program)
        for run in (evaluate(program, *args), evaluate(small, *args), execute_apart(small, *args)):
            for found, wanted in zip(run, outs, strict=True):
                assert_same(found, wanted, f"{op} {s}")


# -- derivatives


@smooth_op
def test_jvp(op):
    """Tangents are those of differences, also of the tangents themselves."""
    for s, args in smooth_samples(op):
        f, t, u = flat_function(op, s), tangents_of(s, args, 1), tangents_of(s, args, 2)
        outs, dots = jvp(f, args, t)
        for o, plain in zip(outs, f(*args), strict=True):
            assert_same(o, plain, f"{op} {s}")
        if op.jvp is CONSTANT:
            assert all(d is None for d in dots)
        if not s.differences:
            continue
        assert_close_to_differences(dense(outs, dots), differences(f, args, t), f"{op} {s}")
        if s.order > 1:
            along = derivative(f, t)
            found, second = jvp(along, args, u)
            assert_close_to_differences(dense(found, second), differences(along, args, u), f"twice {op} {s}", 2e-5)


@smooth_op
def test_transpose(op):
    """<v, J u> = <J'v, u>, for J and for the derivative of J."""
    for s, args in differentiable_samples(op):
        f, t, u = flat_function(op, s), tangents_of(s, args, 1), tangents_of(s, args, 2)
        live = moving(s, args)
        for g in (f, derivative(f, t))[: s.order]:
            outs, dots = jvp(g, args, u)
            _, linear = linearize(g, args, live)
            cts = [random_like(o, 3) if is_inexact(typeof(o).dtype) else None for o in outs]
            grads = backward(linear, cts)
            moved = [a for a, on in zip(args, live, strict=True) if on]
            for x, grad in zip(moved, grads, strict=True):
                assert grad is None or typeof(grad) == tangent_type(typeof(x)), f"{op} {s}"
            ahead = inner(inexact_cts(outs, cts), dense(outs, dots))
            us = [x for x in u if x is not None]
            back = inner([0.0 if g is None else g for g in grads], us)
            np.testing.assert_allclose(back, ahead, rtol=1e-8, atol=1e-8, err_msg=f"{op} {s}")


def inexact_cts(outs, cts):
    return [ct for o, ct in zip(outs, cts, strict=True) if is_inexact(typeof(o).dtype)]


@smooth_op
def test_types_of_derivatives(op):
    """In other precisions too, tangents have the types of outputs and cotangents those of operands."""
    for s in samples(op):
        args = s.draw()
        live = moving(s, args)
        if not s.order or not any(live) or is_double(args):
            continue
        f = flat_function(op, s)
        outs, dots = jvp(f, args, tangents_of(s, args, 1))
        for o, d in zip(outs, dots, strict=True):
            assert d is None or typeof(d) == tangent_type(typeof(o)), f"{op} {s}"
        _, linear = linearize(f, args, live)
        cts = [random_like(o, 3) if is_inexact(typeof(o).dtype) else None for o in outs]
        for x, g in zip([a for a, on in zip(args, live, strict=True) if on], backward(linear, cts), strict=True):
            assert g is None or typeof(g) == tangent_type(typeof(x)), f"{op} {s}"


@smooth_op
def test_staged_derivatives(op):
    """A derivative inside a program is the same: no rule leans on NumPy's broadcasting or promotion."""
    for s, args in differentiable_samples(op):
        f, t, live = flat_function(op, s), tangents_of(s, args, 1), moving(s, args)

        def both(*xs, f=f, t=t, live=live):
            outs, linear = linearize(f, xs, live)
            grads = backward(linear, [random_like(o, 3) if is_inexact(typeof(o).dtype) else None for o in outs])
            return [*derivative(f, t)(*xs), *[g for g in grads if g is not None]]

        program, _ = stage(both, [typeof(a) for a in args])
        for found, wanted in zip(execute_apart(program, *args), both(*args), strict=True):
            assert_same(found, wanted, f"{op} {s}", 1e4)


FIXED = [op for op in OPS if any(s.fixed for s in samples(op)) and op.name != "pinv"]


@pytest.mark.parametrize("op", FIXED, ids=str)
def test_operands_without_derivative(op):
    """A derivative that is not known is refused, not zero."""
    for s in samples(op):
        args = s.draw()
        for k in s.fixed if s.order and is_double(args) else ():
            tangents = [random_like(a, 0) if j == k else None for j, a in enumerate(args)]
            with pytest.raises(NotDifferentiable):
                jvp(flat_function(op, s), args, tangents)


# -- batches


@every_op
def test_batch(op):
    """A batch is the stacked loop, whichever operands have the batch axis."""
    if op.name == "lu_factors":
        pytest.skip("gives placeholders for stacks of matrices, which `solve` does without")
    for count, s in enumerate(samples(op)):
        draws = [s.draw(seed) for seed in range(3)]
        f, n = (lambda *xs, s=s: outputs(op, *xs, **s.params)), len(draws[0])
        # elementwise operations share one rule: all subsets of some samples are enough
        subsets = (
            itertools.product((True, False), repeat=n) if count < 3 or op.family != "elementwise" else [(True,) * n]
        )
        for subset in subsets:
            if any(subset) or not n:
                check_batch(f, draws, subset, f"{op} {s}", APART.get(op.name, 256))


# In roundings: sums that stop when all elements have converged.
APART = {"gamma_slope": 1e5, "gammainc_da": 1e5}


@smooth_op
def test_batched_derivatives(op):
    """So is a batch of derivatives."""
    for s, args in itertools.islice(differentiable_samples(op), 4):
        along = derivative(flat_function(op, s), tangents_of(s, args, 1))
        draws = [s.draw(seed) for seed in range(3)]
        check_batch(
            along,
            draws,
            [on or not isinstance(a, int) for a, on in zip(args, moving(s, args), strict=True)],
            f"{op} {s}",
            1e5,
        )


def check_batch(f, draws, subset, what, factor=256):
    """At once and inside a program, in which no rule can lean on NumPy's broadcasting or promotion."""
    n = len(draws)
    lanes = [np.stack([d[k] for d in draws]) if on else draws[0][k] for k, on in enumerate(subset)]

    def batched(*xs):
        outs, mine = batch(f, n, xs, subset)
        return [materialize(o, m, n) for o, m in zip(outs, mine, strict=True)]

    program, _ = stage(batched, [typeof(x) for x in lanes])
    rows = [f(*[d[k] if on else draws[0][k] for k, on in enumerate(subset)]) for d in draws]
    for outs in (batched(*lanes), execute_apart(program, *lanes)):
        for out, column in zip(outs, zip(*rows, strict=True), strict=True):
            assert_same(out, np.stack(column), what, factor)


@every_op
def test_empty_batch(op):
    """Of no lanes there are no results, with the shapes that results have."""
    for s in samples(op)[:3]:
        args = s.draw()
        lanes = [np.zeros((0, *np.shape(a)), typeof(a).dtype) for a in args]
        outs, mine = batch(lambda *xs, s=s: outputs(op, *xs, **s.params), 0, lanes, [True] * len(args))
        for o, m, plain in zip(outs, mine, outputs(op, *args, **s.params), strict=True):
            t = typeof(plain)
            assert typeof(materialize(o, m, 0)) == ArrayType((0, *t.shape), t.dtype), f"{op} {s}"
