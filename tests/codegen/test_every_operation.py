"""Every operation that has code, over the table of samples: all forms of code give NumPy's results, or its bits."""

import ml_dtypes
import numpy as np
import pytest

from numorph import config
from numorph.core.trace import typeof
from numorph.ir.stage import stage
from numorph.ops import all_ops
from numorph.runtime.entry import unavailable
from numorph.runtime.numpy_plan import execute
from numorph.testing.samples import samples

from ..programs.tiers import Ways, check_program

pytestmark = [
    pytest.mark.skipif(unavailable() is not None, reason=str(unavailable())),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]
OPS = [op for op in all_ops() if samples(op)]


def program_of(op, sample, args):
    function = lambda *xs: [*op(*xs, **sample.params)] if op.multi else [op(*xs, **sample.params)]
    return stage(function, [typeof(a) for a in args], "sample")[0]


def operands(op, sample):
    args = list(sample.draw())
    if op.name == "gammaln":  # infinite at the least numbers for SciPy, which is not so
        args = [np.where(np.abs(a) < 1e-300, a.dtype.type(1), a) for a in args]
    return args


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("op", OPS, ids=str)
def test_every_operation(op, strict):
    rng = np.random.default_rng(0)
    for sample in samples(op):
        args = operands(op, sample)
        with config.set(strict=strict), np.errstate(all="ignore"):
            check_program(program_of(op, sample, args), args, Ways(rng, (2,) if strict else (0, 2)))


def in_bfloat16(op, sample):
    """The program and operands of a sample with bfloat16 for other floats; None where NumPy cannot do it."""
    given = operands(op, sample)
    args = [a.astype(ml_dtypes.bfloat16) if isinstance(a, np.ndarray) and a.dtype.kind == "f" else a for a in given]
    if all(typeof(a).dtype != ml_dtypes.bfloat16 for a in args):
        return None
    try:
        program = program_of(op, sample, args)
        execute(program, *args)
    except (TypeError, ValueError):
        return None
    return program, args


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("op", OPS, ids=str)
def test_every_operation_in_bfloat16(op, strict):
    rng = np.random.default_rng(0)
    for sample in samples(op):
        with config.set(strict=strict), np.errstate(all="ignore"):
            found = in_bfloat16(op, sample)
            if found is not None:
                check_program(*found, Ways(rng, (2,) if strict else (0, 2)))
