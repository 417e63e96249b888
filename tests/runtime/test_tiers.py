"""How a program gets from NumPy to machine code: who runs when, what is timed, what is kept."""

import os
import sys
import threading
import warnings

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph import config
from numorph.codegen import kernels, pacing
from numorph.runtime import entry, tiers
from numorph.runtime.tiers import TRIALS, Tier, tier_of

from .forced import counted, forced

pytestmark = [pytest.mark.alone, pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))]

X = np.linspace(0.0, 1.0, 500)


def staged(f, *args):
    return nm.jit(f).decision(*args).program


def slow_function(x):
    """One that machine code wins: a chain that NumPy makes many passes for."""
    return _three_times(_three_times(_three_times(_three_times(x))))


def _three_times(x):
    x = nnp.exp(-x * x) + x * 0.25
    x = nnp.exp(-x * x) + x * 0.25
    return nnp.exp(-x * x) + x * 0.25


def numpy_wins(monkeypatch, tier, wins=True, ratio=1.3):
    """Let a clock say that NumPy is somewhat faster (or slower)."""
    real = tiers.execute_apart

    class Clock:
        now = 0.0

        @staticmethod
        def perf_counter():
            return Clock.now

    def on_numpy(program, *args):
        Clock.now += 1.0 if wins else 1.6
        return real(program, *args)

    native = tier.native

    def on_native(*args):
        Clock.now += ratio  # 1.3: too near for a decision at once
        return native(*args)

    monkeypatch.setattr(tiers, "time", Clock)
    tier.native = on_native
    return on_numpy


def test_the_first_call_runs_on_numpy_and_asks_for_code():
    program = staged(lambda x: nnp.exp(x) * 2.125 + 1, X)
    tier = Tier(program)
    (out,) = tier(X)
    np.testing.assert_array_equal(out, np.exp(X) * 2.125 + 1)
    assert tier.asked and not tier.chosen
    tiers.wait()
    assert tier.native is not None and not tier.reason


def test_both_ways_are_timed_in_turn_and_one_is_chosen(monkeypatch):
    for wins in (True, False):
        tier = Tier(staged(lambda x: nnp.sin(x) * 3.125 + 1, X))
        tier.compile()
        on_numpy = numpy_wins(monkeypatch, tier, wins)
        for n in range(2 * TRIALS):
            assert not tier.decided()
            np.testing.assert_allclose(tier.run((X,), on_numpy)[0], np.sin(X) * 3.125 + 1)
            assert abs(len(tier.times[0]) - len(tier.times[1])) <= 1 and sum(map(len, tier.times)) == n + 1
        assert tier.decided() and tier.chosen is not wins
        tiers.wait()
        assert tier.improved
        monkeypatch.undo()


def test_one_trial_is_enough_where_the_ways_are_far_apart(monkeypatch):
    tier = Tier(staged(lambda x: nnp.sin(x) * 3.0625 + 1, X))
    tier.compile()
    on_numpy = numpy_wins(monkeypatch, tier, ratio=50)
    tier.run((X,), on_numpy)
    tier.run((X,), on_numpy)
    assert tier.decided() and not tier.chosen
    monkeypatch.undo()
    tiers.wait()


def test_quick_code_that_lost_has_another_chance_when_it_is_optimised(monkeypatch):
    tier = Tier(staged(lambda x: nnp.cos(x) * 3.375 + 1, X))
    tier.compile()
    on_numpy = numpy_wins(monkeypatch, tier)
    for _ in range(2 * TRIALS):
        tier.run((X,), on_numpy)
    assert not tier.chosen
    tiers.wait()
    assert not tier.decided() and not tier.settled() and tier.improved
    for _ in range(2 * TRIALS):
        tier.run((X,), on_numpy)
    assert tier.decided() and not tier.chosen and tier.settled()


def test_optimised_code_takes_the_place_of_quick_code():
    tier = Tier(staged(lambda x: nnp.tanh(x) * 1.4375 + 1, X))
    tier.compile(0)
    (part,) = tier.compiled.parts
    before = part.addresses()
    assert [c.level for c in part.codes] == [0]
    (quick,) = tier.native(tiers.execute_apart, X)
    tier.improve()
    assert [c.level for c in part.codes] == [2] and part.addresses() != before
    (optimised,) = tier.native(tiers.execute_apart, X)
    np.testing.assert_array_equal(quick, optimised)


def test_compile_waits_for_the_best_code_and_chooses():
    f = nm.jit(slow_function)
    assert f.compile(X) is f
    tier = tier_of(f.decision(X).program)
    assert tier.improved and tier.decided() and tier.chosen
    assert all(c.level == 2 for p in tier.compiled.parts for c in p.codes)
    np.testing.assert_allclose(f(X), slow_function(X))
    calls = counted(f)
    f(X)
    assert calls == [0]


def test_compile_changes_no_arguments_and_runs_no_effects_on_them():
    def f(x):
        x += 1
        return x.sum()

    x = X.copy()
    g = nm.jit(f).compile(x)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_allclose(g(x), (X + 1).sum())
    np.testing.assert_array_equal(x, X + 1)


def test_compile_leaves_captured_arrays_alone():
    total = np.zeros(3)

    def f(x):
        total[:] += x
        return total.sum()

    g = nm.jit(f).compile(np.ones(3))
    np.testing.assert_array_equal(total, np.zeros(3))
    for n in range(1, 50):  # while both ways are tried, and after
        assert g(np.ones(3)) == 3.0 * n
    np.testing.assert_array_equal(total, np.full(3, 49.0))


def test_compile_calls_nobody_back():
    seen = []

    @nm.jit
    def f(x):
        nm.debug.callback(lambda first: seen.append(float(first)), x[0])
        return x * 2.0

    f.compile(X)
    assert seen == []
    np.testing.assert_array_equal(f(X), X * 2.0)
    assert seen == [X[0]]


@pytest.mark.parametrize(
    "make",
    [
        lambda: X[::2],
        lambda: X[::-1],
        lambda: np.broadcast_to(X, (3, 500)),
        lambda: X.reshape(20, 25).T,
        lambda: X.astype(">f8"),
        lambda: np.frombuffer(bytes(8 * 20 + 1), np.uint8)[1:].view("f8"),
        lambda: np.float64(0.5),
        lambda: 0.5,
        lambda: 3,
        lambda: np.zeros((0, 3)),
        lambda: np.ma.masked_array(X, X > 0.5),
    ],
)
def test_compile_ends_for_arguments_of_all_kinds(make):
    f = nm.jit(lambda x: x * 2.0 + 1)
    f.compile(make())
    np.testing.assert_array_equal(f(make()), make() * 2.0 + 1)


def test_compile_ends_where_every_call_stages_anew():
    table = {"k": 0}

    def f(x):
        return x * table["k"]

    g = nm.jit(f)
    changing = threading.Event()

    def change():
        while not changing.is_set():
            table["k"] += 1

    thread = threading.Thread(target=change)
    thread.start()
    try:
        g.compile(X)
    finally:
        changing.set()
        thread.join()
    np.testing.assert_array_equal(g(X), X * table["k"])


def test_without_compile_everything_runs_on_numpy():
    with config.set(compile=False):
        f = nm.jit(lambda x: nnp.exp(x) * 1.1875)
        for _ in range(10):
            np.testing.assert_array_equal(f(X), np.exp(X) * 1.1875)
        tier = tier_of(f.decision(X).program)
        assert not tier.asked and tier.native is None
    g = forced(lambda x: nnp.exp(x) * 1.6875, X)
    with config.set(compile=False):
        np.testing.assert_array_equal(g(X), np.exp(X) * 1.6875)


def test_strict_mode_has_a_tier_of_its_own():
    f = lambda x: (nnp.exp(x) * 1.3125 + x / 3, x.sum())
    program = staged(f, X)
    with config.set(strict=True):
        tier = tier_of(program)
        tier.finish([X])
        for a, b in zip(tier(X), f(X), strict=True):
            np.testing.assert_array_equal(a, b)
    assert tier_of(program) is not tier


def test_an_error_state_that_raises_keeps_code_away():
    f = forced(lambda x: nnp.log(x) * 1.5625, X)
    with np.errstate(divide="raise"), pytest.raises(FloatingPointError):
        f(X)
    with np.errstate(all="ignore"):
        assert f(X)[0] == -np.inf


def test_debugging_keeps_code_away():
    f = forced(lambda x: nnp.log(x - 1.0) * 1.8125, X)
    with np.errstate(all="ignore"), config.set(debug_nans=True), pytest.raises(FloatingPointError):
        f(X)
    with config.set(disable_jit=True), pytest.warns(RuntimeWarning):
        f(X)


def test_whoever_compiles_first_in_an_odd_state_spoils_nothing():
    """Code is tested once per process, whatever the error state is, and while others stage."""
    import subprocess

    text = """
import numpy as np
np.seterr(all="raise")
import numorph as nm
from numorph.runtime import callables, entry
callables.block()
assert entry.unavailable() is None, entry.unavailable()
"""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_background_thread_survives_errors(monkeypatch):
    problems = []
    monkeypatch.setattr(threading, "excepthook", problems.append)

    class Job:
        def fail(self):
            raise RuntimeError("in a job")

    job = Job()
    tiers.ask(job.fail)
    tiers.wait()
    assert "in a job" in str(problems[0].exc_value)
    tier = Tier(staged(lambda x: nnp.exp(x) * 2.0625, X))
    tier(X)
    tiers.wait()
    assert tier.native is not None


def test_jobs_of_programs_that_are_gone_are_dropped():
    before = kernels.count()
    started, go = threading.Event(), threading.Event()

    class Job:
        def wait(self):
            started.set()
            go.wait(30)

    job = Job()
    tiers.ask(job.wait)
    started.wait(30)
    f = nm.jit(lambda x: nnp.exp(nnp.exp(x) * 0.123) * 0.456 + nnp.sqrt(x))
    f(X)
    del f
    import gc

    gc.collect()
    go.set()
    tiers.wait()
    assert kernels.count() == before


class _Told:
    def __init__(self):
        self.done = threading.Event()

    def run(self):
        self.done.set()


def test_first_calls_are_not_disturbed():
    job = _Told()
    with tiers.undisturbed():
        with tiers.undisturbed():
            tiers.ask(job.run)
        assert not job.done.wait(0.03)
    assert job.done.wait(30)


def test_those_that_take_long_are(monkeypatch):
    monkeypatch.setattr(tiers, "PATIENCE", 0.01)
    job = _Told()
    with tiers.undisturbed():
        tiers.ask(job.run)
        assert job.done.wait(30)


def test_what_can_wait_comes_last():
    order = []

    class Job:
        def __init__(self, name, gate=None):
            self.name, self.gate = name, gate

        def run(self):
            order.append(self.name)
            if self.gate is not None:
                self.gate.wait(30)

    gate = threading.Event()
    tiers.wait()
    jobs = [Job("first", gate), Job("better"), Job("second")]
    for job in jobs:
        tiers.ask(job.run, can_wait=job.name == "better")
    gate.set()
    tiers.wait()
    assert order == ["first", "second", "better"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="priorities are those of processes")
def test_others_come_before_the_background_thread():
    class Job:
        def run(self):
            self.priority = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    job = Job()
    tiers.ask(job.run)
    tiers.wait()
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert job.priority == min(19, own + 10)


def test_what_has_no_code_says_why():
    f = nm.jit(lambda x: nnp.sort(x))
    f.compile(X)
    assert "no operation" in tier_of(f.decision(X).program).reason
    np.testing.assert_array_equal(f(X), np.sort(X))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_has_a_background_thread_of_its_own():
    tiers.wait()
    pid = os.fork()
    if not pid:
        code = 1
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tier = Tier(staged(lambda x: nnp.exp(x) * 2.3125 - 1, X))
                tier(X)
                tiers.wait()
                code = 0 if tier.native is not None and np.allclose(tier(X)[0], np.exp(X) * 2.3125 - 1) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_bodies_of_loops_compile():
    from numorph import lax

    def f(x):
        return lax.scan(lambda c, r: (c + nnp.tanh(r).sum(), r * c), 0.0, x)

    x = np.random.default_rng(0).normal(size=(5, 40))
    g = nm.jit(f).compile(x)
    tier = tier_of(g.decision(x).program)
    assert tier.compiled is not None and tier.compiled.alone is None
    for a, b in zip(tier.native(tiers.execute_apart, x), f(x), strict=True):
        np.testing.assert_allclose(a, b)


def test_the_background_thread_pauses_unless_somebody_waits_for_it(monkeypatch):
    pauses = []
    monkeypatch.setattr(pacing.time, "sleep", pauses.append)
    monkeypatch.setattr(pacing, "_pace", pacing._Pace())
    pacing._pace.in_background = True
    pacing.breathe()
    with pacing.awaited():
        pacing.breathe()
    assert len(pauses) == 1
    pacing.breathe()
    assert len(pauses) == 2
