"""How machine code and plain Python are chosen between by their times."""

import numpy as np

import numorph as nm
from numorph.api.ways import FAIR_TRIALS, Trials
from numorph.runtime import tiers
from numorph.runtime.tiers import MANY_TRIALS

LONG = 0.01  # seconds


def entered(trials, plain, native):
    for times, seconds in ((trials.plain, plain), (trials.native, native)):
        for s in seconds:
            trials.enter(times, s)
    return trials.chosen


def test_machine_code_that_is_far_slower_loses_soon():
    trials = Trials()
    assert entered(trials, [LONG] * FAIR_TRIALS, [5 * LONG] * (FAIR_TRIALS - 1)) is None
    assert entered(trials, [], [5 * LONG]) is False


def test_machine_code_that_is_somewhat_slower_may_have_been_disturbed():
    trials = Trials()
    assert entered(trials, [LONG] * FAIR_TRIALS, [1.5 * LONG] * (MANY_TRIALS - 1)) is None
    assert entered(trials, [], [0.7 * LONG])
    trials.start_again()
    assert entered(trials, [], [1.5 * LONG] * (MANY_TRIALS - 1)) is None
    assert entered(trials, [], [1.5 * LONG]) is False


def test_code_that_is_the_best_already_is_not_timed_again():
    def f(x):
        total = 0.0
        for k in range(len(x)):
            total = 0.5 * total + x[k]
        return total

    x = np.ones(20_000)
    jitted = nm.jit(f)
    jitted.compile(x)
    tiers.wait()
    (way,) = jitted._procedural.ways.values()
    for _ in range(20):
        jitted(x)
    assert way.wins
    way.improve()
    assert way.wins
