"""Derivatives stage by stage, against those with one tape: random procedures, tiny budgets."""

import itertools
import random

import numpy as np
import pytest

from numorph.procedures.checkpointed import checkpointed
from numorph.procedures.ir import Library, Procedure
from numorph.procedures.reverse import NotDifferentiable, differentiate

from .building import add, call, ex, f64, i64, loop, mul, put
from .gradients import _copies, _random, outcome, sweep
from .test_reverse_random import FLOATS, SIZE, Generator

pytest.importorskip("llvmlite")
from numorph.runtime.checkpointing import Cotangents, PieceCode, Reversal

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
    further = itertools.count(seed, 1000)  # some have no loop that could be divided
    while compared(Generator(next(further)).procedure(), inputs, active, [0, 500, 5000][seed % 3], seed) is None:
        pass


@pytest.mark.parametrize("budget, most", [(20_000, 2.1), (4_000, 4.0), (0, 13.0)])
def test_how_often_iterations_run(budget, most, monkeypatch):
    """Without the forward sweep: once with snapshots, with the tape, and sometimes between snapshots."""
    a, s, n, i = f64("a"), f64("s"), i64("n"), i64("i")
    procedure = Procedure("f", [a, n], [s], [put(s, a), loop(i, 0, n, [put(s, add(s, mul(call("sin", s), a)))])])
    iterations = 0

    def counted(function):
        def called(self, state, *args):
            nonlocal iterations
            out = function(self, state, *args)
            told = out[1] if function is run and isinstance(out[1], list) else ()
            iterations += told[0] if told else args[-1] if function is reverse and out and len(args) == 4 else 0
            return out

        return called

    run, reverse = PieceCode.run, PieceCode.reverse
    monkeypatch.setattr(PieceCode, "run", counted(run))
    monkeypatch.setattr(PieceCode, "reverse", counted(reverse))
    meter = compared(procedure, [0.01, 3000], [0], budget)
    assert meter.most <= max(budget, 1000)
    assert 2 * 3000 <= iterations <= most * 3000


def test_what_cannot_be_divided():
    a, s, i = f64("a"), f64("s"), i64("i")
    with pytest.raises(NotDifferentiable, match="no loop"):
        checkpointed(Procedure("f", [a], [s], [put(s, mul(a, a))]), [0])
    body = [put(s, a), loop(i, 0, 9, [Library("host", [], [ex(i)], [], attr=print), put(s, mul(s, s))])]
    with pytest.raises(NotDifferentiable, match="'print' is a Python function"):
        checkpointed(Procedure("f", [a], [s], body), [0])
