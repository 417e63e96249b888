"""Which way a loop goes, by what some turns have taken on each."""

import ctypes

import pytest

from numorph.codegen.builder import Module
from numorph.codegen.engine import compiled
from numorph.codegen.procedure_ways import ALONE, IN_STEP, STATE_WORDS, TRY_ALONE, TRY_IN_STEP, ways


@pytest.fixture(scope="module")
def functions():
    m = Module()
    ways(m)
    found = compiled(m.text(), ["procedure_way", "procedure_went"], 2)
    word = ctypes.c_int64
    return (
        ctypes.CFUNCTYPE(word, ctypes.c_void_p)(found["procedure_way"]),
        ctypes.CFUNCTYPE(None, ctypes.c_void_p, word, word, word)(found["procedure_went"]),
    )


def decided(functions, times):
    """How it is decided, after how many trials; times: of a turn in step and alone, in trial after trial."""
    way, went = functions
    state = (ctypes.c_int64 * STATE_WORDS)()
    address = ctypes.addressof(state)
    tried = {TRY_IN_STEP: 0, TRY_ALONE: 0}
    for _ in range(100):
        now = way(address)
        if now in (IN_STEP, ALONE):
            return now, sum(tried.values())
        k = tried[now]
        tried[now] += 1
        went(address, now, 64 * times(now == TRY_IN_STEP, k), 64)
    raise AssertionError("it is never decided")


def test_the_faster_way_stays(functions):
    assert decided(functions, lambda in_step, k: 100 if in_step else 150) == (IN_STEP, 10)
    assert decided(functions, lambda in_step, k: 150 if in_step else 100) == (ALONE, 10)


def test_one_slow_trial_does_not_count(functions):
    assert decided(functions, lambda in_step, k: (5000 if k == 0 else 100) if in_step else 150) == (IN_STEP, 10)
    assert decided(functions, lambda in_step, k: 150 if in_step else 5000 if k == 3 else 100)[0] == ALONE


def test_a_hopeless_way_is_not_tried_for_long(functions):
    assert decided(functions, lambda in_step, k: 1000 if in_step else 100) == (ALONE, 4)
    assert decided(functions, lambda in_step, k: 100 if in_step else 1000) == (IN_STEP, 4)


def test_without_a_clock_nothing_changes(functions):
    assert decided(functions, lambda in_step, k: 0)[0] == ALONE
