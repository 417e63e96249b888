"""Timing: what is a first call, what is timed, and when one way is said to be faster than another."""

import math
import time

import numpy as np
import pytest

from numorph.compare.libraries import Library, numpy_itself
from numorph.compare.measure import Reference, Way, break_even, clearly_faster, finish, measure

pytestmark = pytest.mark.alone


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


@pytest.mark.parametrize(
    ("first", "ready", "early", "warm", "expected"),
    [
        (1.0, 10.0, 1.0, 0.5, 12),  # level with the baseline until the code is there
        (1.0, 10.0, 2.0, 0.5, 17),  # five calls of twice its time
        (1.0, 10.0, 0.5, 0.25, 2),  # ahead before the code is there
        (0.5, 10.0, 1.0, 0.5, 1),
        (0.5, 10.0, 2.0, 0.5, 16),  # ahead at once, then behind: only what lasts counts
        (1.0, 0.5, 1.0, 0.5, 3),  # code that comes during the second call serves the third
        (1.0, 10.0, 0.5, 1.0, None),
    ],
)
def test_break_even_counts_the_calls_before_the_code_is_ready(timing, first, ready, early, warm, expected):
    baseline = timing(1.0, [1.0] * 9)
    other = timing(first, [warm] * 9, ready=ready, early=early)
    assert break_even(other, baseline) == expected
    if expected is not None:
        assert all(other.total(n) < baseline.total(n) for n in range(expected, 100))
        assert expected == 1 or other.total(expected - 1) >= baseline.total(expected - 1)


def test_break_even_of_two_ways_whose_code_comes_later(timing):
    a = timing(1.0, [0.25] * 9, ready=20.0, early=1.0)
    b = timing(1.0, [0.5] * 9, ready=5.0, early=1.0)
    assert a.early_calls == 20
    assert b.early_calls == 5
    assert (a.total(21), b.total(21)) == (21.0, 13.5)
    assert break_even(a, b) == 21 + 30 + 1
    assert break_even(b, a) is None


def test_calls_before_the_code_is_ready_never_count_as_faster_than_numpy(timing):
    baseline = timing(1.0, [1.0] * 9)
    other = timing(1.0, [0.5] * 9, library="numorph", jitted=True, ready=10.0, early=0.9)
    finish([baseline, other])
    assert other.early == 1.0
    assert other.pays_from == 12


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


def made_aside(finished, slow=0.002, quick=0.0):
    """A library whose jit makes code aside: functions are slow until `ready` has been called on them."""

    def jit(function):
        def call(*arguments):
            time.sleep(quick if call in finished else slow)
            return function(*arguments, call in finished)

        return call

    def ready(jitted, arguments):
        assert all(argument.any() for argument in arguments)
        time.sleep(0.01)
        finished.append(jitted)
        return ""

    return Library("NumPy", "1", np, np, jit=jit, ready=ready)


def test_code_that_is_made_aside_is_waited_for_and_warm_calls_are_its_calls():
    library = made_aside([])
    jitted = Way(library, "jit", lambda: library.jit(lambda done: 7), lambda: (), jitted=True)
    (found,) = measure([jitted], Reference(7), 0.02, ignore, with_memory=False)
    assert found.outcome.status == "same"
    assert found.first >= 0.002
    assert 0.01 <= found.ready < 1
    assert found.early >= 0.002
    assert found.median < 0.001
    assert found.early_calls == math.ceil(found.ready / found.early)


def test_a_way_that_is_not_jitted_has_no_code_to_wait_for():
    finished = []
    library = made_aside(finished)
    plain = Way(library, "plain", lambda: lambda: 7, lambda: ())
    (found,) = measure([plain], Reference(7), 0.01, ignore, with_memory=False)
    assert finished == []
    assert math.isnan(found.ready)
    assert found.early_calls == 0


def test_what_the_code_computes_is_compared_too():
    library = made_aside([])
    wrong = Way(library, "jit", lambda: library.jit(lambda done: 1.1 if done else 1.0), lambda: (), jitted=True)
    (found,) = measure([wrong], Reference(1.0), 0.01, ignore, with_memory=False)
    assert found.outcome.status == "differs"
    assert found.outcome.detail == "values differ by up to 0.1 (tolerance 1.1e-13), when its code was ready"


def test_what_the_code_raises_is_reported():
    def fails(done):
        if done:
            raise IndexError("out of bounds")

    library = made_aside([])
    raising = Way(library, "jit", lambda: library.jit(fails), lambda: (), jitted=True)
    (found,) = measure([raising], Reference(None), 0.01, ignore, with_memory=False)
    assert found.outcome.status == "raises"
    assert found.outcome.detail == "IndexError: out of bounds, when its code was ready"
    assert not found.ran


def test_a_function_that_changes_its_arguments_gets_new_ones_while_its_code_is_made():
    library = made_aside([])

    def clear(x, done):
        assert x.all(), "an argument was used twice"
        x[:] = 0

    changing = Way(library, "jit", lambda: library.jit(clear), lambda: (np.ones(3),), jitted=True, fresh=True)
    (found,) = measure([changing], Reference(None, (np.zeros(3),)), 0.01, ignore, with_memory=False)
    assert found.outcome.status == "same"


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
