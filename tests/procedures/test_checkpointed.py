"""Derivatives stage by stage, against those with one tape: random procedures, tiny budgets."""

import random

import numpy as np
import pytest

from numorph.procedures.checkpointed import checkpointed
from numorph.procedures.reverse import NotDifferentiable, differentiate

from .gradients import _copies, _random, outcome, sweep
from .test_reverse_random import FLOATS, SIZE, Generator

pytest.importorskip("llvmlite")
from numorph.runtime.checkpointing import Cotangents, Reversal

from .test_reverse_native import native


def compared(procedure, inputs, active, budget, seed=0):
    """The derivative stage by stage is that with one tape; returns the meter, or None where nothing can be divided."""
    try:
        reversal = Reversal(checkpointed(procedure, active))
    except NotDifferentiable:
        return None
    kept, results, values = outcome(procedure, inputs)
    rng = np.random.default_rng(seed)
    drawn = [_random(x, rng) for x in kept]
    expected, _, _ = sweep(differentiate(procedure, active), procedure, inputs, drawn, native)
    stages, cts, left = reversal.stages, Cotangents({}, {}), _copies(drawn)
    given = []
    for before, r in zip(_copies(inputs), stages.inputs, strict=True):
        if r.dtype == "ptr":
            cts.shadows[r] = left.pop(0)
        given.append((before.ctypes.data, before.nbytes, before) if r.dtype == "ptr" else before)
    for r, x in zip(stages.procedure.results, results, strict=True):
        if r.dtype == "ptr":
            if x is not None and not any(x is v for v in values):
                cts.shadows[r] = left.pop(0)
        elif r.dtype == "f64":
            cts.numbers[r] = float(left.pop(0))
    assert not left
    found, meter = reversal.run([x[:2] if isinstance(x, tuple) else x for x in given], cts, budget)
    for i, want in zip(active, expected, strict=True):
        r = stages.inputs[i]
        have = found.shadows[r].view(np.float64) if r.dtype == "ptr" else found.numbers.get(r, 0.0)
        np.testing.assert_allclose(have, want, rtol=1e-9, atol=1e-11)
    return meter


@pytest.mark.parametrize("seed", range(1000, 1060))
def test_random(seed):
    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    active = sorted(random.Random(seed).sample(range(6), 3))
    compared(Generator(seed).procedure(), inputs, active, [0, 500, 5000][seed % 3], seed)
