"""When an output may lie in the memory of an argument."""

import numpy as np
import pytest

import numorph as nm

pytest.importorskip("llvmlite")

from numorph.codegen.in_place import can_overwrite
from numorph.codegen.planner import planned


def scaled(x):
    return x * 2.0 + 1.0


def shifted(x):
    return np.concatenate([x[1:], x[:1]])


def reversed_(x):
    return x[::-1] * 2.0


def centred(x):
    return x - x.mean()


def gathered(x, i):
    return x[i]


def transposed(x):
    return x.reshape(4, 4).T.reshape(16)


def running(x):
    return np.cumsum(x)


X = np.arange(16.0)


@pytest.mark.parametrize(
    ("f", "args", "may"),
    [
        (scaled, (X,), True),
        (shifted, (X,), False),
        (reversed_, (X,), False),
        (centred, (X,), False),
        (gathered, (X, np.arange(16)), False),
        (transposed, (X,), True),  # by way of a temporary array
    ],
)
def test_what_is_read_afterwards(f, args, may):
    plan = planned(nm.make_program(f)(*args))
    assert can_overwrite(plan, 0, 0) is may


def test_an_argument_that_is_only_written():
    plan = planned(nm.make_program(scaled)(X))
    assert can_overwrite(plan, None, 0)


@pytest.mark.parametrize("f", [scaled, shifted, reversed_, centred, transposed, running])
def test_updates_through_compiled_code(f):
    def update(x):
        x[:] = f(x)

    x = X.copy()
    jitted = nm.jit(update).compile(x)
    for _ in range(3):
        want = f(x)
        jitted(x)
        assert np.allclose(x, want, rtol=1e-14)
