"""Every operation by every rule, over the table of samples in numorph.testing.samples.

Values are NumPy's; types are those of values; a staged program and its NumPy plan give what runs at once; derivatives
are those of differences, twice; <v, J u> = <J'v, u>; a batch is the stacked loop.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from numorph.api.checkpointing import barrier, named
from numorph.control.custom import stop_gradient_op
from numorph.core.op import NOT_LINEAR, NotSupported
from numorph.core.rules import CONSTANT, LINEAR, General, NotDifferentiable, Partials, PerOperand
from numorph.core.trace import typeof
from numorph.core.types import ArrayType, is_inexact
from numorph.ir.stage import stage
from numorph.ir.text import parse, show
from numorph.ops import all_ops
from numorph.testing.samples import samples
from numorph.transforms.forward import jvp

from . import checks
from .references import REFERENCES

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of special values
OPS = [*all_ops(), stop_gradient_op, barrier, named]
every_op = pytest.mark.parametrize("op", OPS, ids=str)
smooth_op = pytest.mark.parametrize("op", [op for op in OPS if any(s.order for s in samples(op))], ids=str)


def flat(op, sample):
    """The operation: values in, a list of values out."""
    return lambda *args: [*op(*args, **sample.params)] if op.multi else [op(*args, **sample.params)]


def smooth(op, sample):
    """What is differentiated."""
    if sample.function is None:
        return flat(op, sample)
    return lambda *args: [*sample.function(op, *args, **sample.params)]


def moving(sample, args):
    return [is_inexact(typeof(a).dtype) and k not in sample.fixed for k, a in enumerate(args)]


def is_double(args):
    return all(typeof(a).dtype.char in "dD" or not is_inexact(typeof(a).dtype) for a in args)


def smooth_samples(op):
    """The samples of doubles that can be differentiated, with their operands."""
    return [(s, s.draw()) for s in samples(op) if s.order and is_double(s.draw())]


def differentiable_samples(op):
    """Those with operands that move, one for each combination of types and parameters."""
    found = {repr(s): (s, args) for s, args in reversed(smooth_samples(op)) if any(moving(s, args))}
    return list(found.values())


# -- which rules there are


def test_names_are_unique():
    names = [op.name for op in OPS]
    assert len(set(names)) == len(names)


NO_JVP = {"gamma_slope": "the slope of a gamma sample in its shape parameter has no derivative rule of its own"}
LINEAR_IN_SOME_OPERAND = (
    "negative positive add subtract multiply divide deg2rad rad2deg ldexp real imag complex conjugate select convert "
    "from_python broadcast reshape transpose flip concatenate pad reduce_sum cumsum reorder slice put_slice "
    "dynamic_slice dynamic_update_slice gather scatter contract correlate conv reduce_window_sum triangular_solve "
    "solve expm_frechet finite quotient fft ifft rfft irfft barrier named"
)


@every_op
def test_no_rule_is_missing(op):
    """type_rule, impl and batch are there; jvp and transpose are there or say why not."""
    assert callable(op.type_rule)
    assert callable(op.impl)
    assert callable(op.batch)
    if op.name in NO_JVP:
        assert type(op.jvp) is NotSupported
        assert op.jvp.reason == NO_JVP[op.name]
    else:
        assert op.jvp is CONSTANT or op.jvp is LINEAR or isinstance(op.jvp, Partials | PerOperand | General)
    if op.name in LINEAR_IN_SOME_OPERAND.split():
        assert callable(op.transpose)
        assert op.jvp is not CONSTANT
    else:
        assert op.transpose is NOT_LINEAR
        assert op.jvp is not LINEAR


# -- values, types, programs

# In roundings: these compute otherwise than the reference does.
APPROXIMATE = {"erf_inv": 1e5, "logistic": 64, "cofactors": 1e3, "expm_frechet": 1e4}
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


@every_op
def test_values(op):
    """The implementation gives the reference's values and the type rule's types, and leaves its operands alone."""
    reference = REFERENCES.get(op.name)
    exact = op.family in ("elementwise", "movement", "indexing")
    for s in samples(op):
        args = s.draw()
        kept = [np.array(a) for a in args]
        outs = flat(op, s)(*args)
        types = op.type_rule(*map(typeof, args), **s.params)
        assert list(types if op.multi else (types,)) == [typeof(o) for o in outs], s
        for a, k in zip(args, kept, strict=True):
            np.testing.assert_array_equal(a, k, err_msg=f"'{op}' wrote to an operand")
        if reference is not None:
            wanted = reference(*args, **s.params)
            wanted = wanted if op.multi else (wanted,)
            checks.assert_all_same(outs, wanted, f"{op} {s}", APPROXIMATE.get(op.name, 8 if exact else 64))


def test_references():
    assert {op.name for op in OPS} - set(REFERENCES) == WITHOUT_REFERENCE


@pytest.mark.parametrize(
    "op", [op for op in OPS if op.family == "elementwise" and len(samples(op)[0].draw()) > 1], ids=str
)
def test_operands_of_different_types_are_refused(op):
    """Operations are strict: NumPy's broadcasting and promotion happen before them."""
    types = [typeof(x) for x in samples(op)[0].draw()]
    *rest, last = types
    with pytest.raises(TypeError):
        op.type_rule(*rest, ArrayType((7, *last.shape), last.dtype))
    with pytest.raises(TypeError):
        op.type_rule(*rest, ArrayType(last.shape, np.dtype("U1")))


@every_op
def test_programs(op):
    for s in samples(op):
        checks.check_programs(flat(op, s), s.draw(), f"{op} {s}")


@every_op
def test_text(op):
    """A program can be printed and read back."""
    for s in samples(op)[:3]:
        text = show(stage(flat(op, s), [typeof(a) for a in s.draw()])[0])
        assert show(parse(text)) == text


# -- derivatives


@smooth_op
def test_jvp(op):
    for s, args in smooth_samples(op):
        if s.differences:
            dots = checks.check_jvp(smooth(op, s), args, moving(s, args), f"{op} {s}", s.order)
            assert op.jvp is not CONSTANT or all(d is None for d in dots)


@smooth_op
def test_transpose(op):
    for s, args in differentiable_samples(op):
        checks.check_transpose(smooth(op, s), args, moving(s, args), f"{op} {s}", s.order)


@smooth_op
def test_types_of_derivatives(op):
    """In all precisions."""
    for s in samples(op):
        args = s.draw()
        if s.order and any(moving(s, args)) and not is_double(args):
            checks.check_derivative_types(smooth(op, s), args, moving(s, args), f"{op} {s}")


@smooth_op
def test_staged_derivatives(op):
    for s, args in differentiable_samples(op):
        checks.check_staged_derivatives(smooth(op, s), args, moving(s, args), f"{op} {s}")


@pytest.mark.parametrize("op", [op for op in OPS if op.name != "pinv" and any(s.fixed for s in samples(op))], ids=str)
def test_operands_without_derivative(op):
    """A derivative that is not known is refused, not zero."""
    for s in samples(op):
        args = s.draw()
        for k in s.fixed if s.order and is_double(args) else ():
            tangents = checks.tangents_of(args, [j == k for j in range(len(args))], 0)
            with pytest.raises(NotDifferentiable):
                jvp(smooth(op, s), args, tangents)


# -- batches

# In roundings: sums that stop when all elements have converged.
APART = {"gamma_slope": 1e5, "gammainc_da": 1e5}


@pytest.mark.parametrize("op", [op for op in OPS if op.name != "lu_factors"], ids=str)
def test_batch(op):
    """Whichever operands have the batch axis.  (Factors of stacks are placeholders, since `solve` does without.)"""
    for count, s in enumerate(samples(op)):
        draws = [s.draw(seed) for seed in range(3)]
        n = len(draws[0])
        # elementwise operations share one rule: all subsets of some samples are enough
        subsets = (
            itertools.product((True, False), repeat=n) if count < 3 or op.family != "elementwise" else [(True,) * n]
        )
        for subset in subsets:
            if any(subset) or not n:
                checks.check_batch(flat(op, s), draws, subset, f"{op} {s}", APART.get(op.name, 256))


@smooth_op
def test_batched_derivatives(op):
    for s, args in differentiable_samples(op)[:4]:
        along = checks.derivative(smooth(op, s), checks.tangents_of(args, moving(s, args), 1))
        checks.check_batch(along, [s.draw(seed) for seed in range(3)], [True] * len(args), f"{op} {s}", 1e5)


@every_op
def test_empty_batch(op):
    for s in samples(op)[:3]:
        checks.check_empty_batch(flat(op, s), s.draw(), f"{op} {s}")
