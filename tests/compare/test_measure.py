"""Timing: what is a first call, what is timed, and when one way is said to be faster than another."""

import math
import time

import numpy as np
import pytest

from numorph.compare.libraries import numpy_itself
from numorph.compare.measure import Reference, Way, break_even, clearly_faster, measure


def way(make, prepare=lambda: (), **options):
    return Way(numpy_itself(), options.pop("label", "way"), make, prepare, **options)


def ignore(done):
    assert 0 <= done <= 1


@pytest.mark.parametrize(
    ("first", "warm", "expected"),
    [
        (1.0, 1.0, None),  # no faster: never
        (1.0, 2.0, None),
        (1.0, 0.5, 2),
        (0.9, 0.5, 1),  # ahead from the first call
        (11.0, 0.5, 22),  # 11 + 21 * 0.5 = 21.5 < 22, while 11 + 20 * 0.5 = 21 is no gain
        (11.0, 0.0, 12),
    ],
)
def test_break_even_is_the_first_call_with_a_lower_total(timing, first, warm, expected):
    baseline = timing(1.0, [1.0] * 9)
    other = timing(first, [warm] * 9)
    calls = break_even(other, baseline)
    assert calls == expected
    if calls is not None:
        assert other.total(calls) < baseline.total(calls)
        assert calls == 1 or other.total(calls - 1) >= baseline.total(calls - 1)


def test_a_small_or_an_unsteady_difference_is_not_a_gain(timing):
    baseline = timing(1.0, [1.0] * 12)
    assert clearly_faster(timing(1.0, [0.5] * 12), baseline)
    assert clearly_faster(timing(1.0, [0.5] * 11 + [2.0]), baseline)
    assert not clearly_faster(timing(1.0, [0.95] * 12), baseline)
    assert not clearly_faster(timing(1.0, [0.1] * 8 + [2.0] * 4), baseline)


def test_two_ways_of_equal_speed_are_not_told_apart(timing):
    rng = np.random.default_rng(0)
    told = 0
    for _ in range(400):
        noisy = rng.lognormal(sigma=0.5, size=(2, 9))
        told += clearly_faster(timing(1.0, noisy[0]), timing(1.0, noisy[1]))
    assert told <= 6


def test_the_first_call_is_apart_and_compiling_counts():
    def make():
        time.sleep(0.01)
        return lambda: 7

    (found,) = measure([way(make)], Reference(7), 0.02, ignore, with_memory=False)
    assert found.outcome.status == "same"
    assert found.first >= 0.01
    assert found.median < 0.001
    assert found.rounds >= 9
    assert found.lower_quartile <= found.median <= found.upper_quartile


def test_ways_are_put_against_the_first_one():
    slow = way(lambda: lambda: time.sleep(0.003), label="slow")
    quick = way(lambda: lambda: time.sleep(0.0005), label="quick", jitted=True)
    baseline, other = measure([slow, quick], Reference(None), 0.1, ignore, with_memory=False)
    assert math.isnan(baseline.ratio)
    assert other.speed == "faster"
    assert other.ratio < 0.9
    assert other.pays_from == 1


def test_another_value_differs_and_an_exception_is_reported_not_raised():
    def fails():
        raise IndexError("out of bounds")

    ways = [way(lambda: lambda: 1.0), way(lambda: lambda: 1.1), way(lambda: fails)]
    good, wrong, raised = measure(ways, Reference(1.0), 0.02, ignore, with_memory=False)
    assert (good.outcome.status, wrong.outcome.status, raised.outcome.status) == ("same", "differs", "raises")
    assert raised.outcome.detail == "IndexError: out of bounds"
    assert raised.rounds == 0
    assert not raised.ran


def test_in_a_chain_each_result_is_the_next_argument():
    seen = []

    def make():
        def double(x):
            seen.append(x)
            return 2 * x % 1023

        return double

    measure([way(make, lambda: (1,), chain=True)], Reference(2), 0.01, ignore, with_memory=False)
    assert {1, 2, 4, 8, 16} <= set(seen)


def test_a_function_that_changes_its_arguments_gets_new_ones_for_every_call():
    def make():
        def clear(x):
            assert x.all(), "an argument was used twice"
            x[:] = 0

        return clear

    changing = way(make, lambda: (np.ones(3),), fresh=True)
    (found,) = measure([changing], Reference(None, (np.zeros(3),)), 0.01, ignore, with_memory=False)
    assert found.outcome.status == "same"


def test_memory_of_a_call():
    size = 4_000_000
    (found,) = measure([way(lambda: lambda: np.ones(size))], Reference(np.ones(size)), 0.01, ignore)
    assert found.peak_bytes == pytest.approx(8 * size, rel=0.1)
