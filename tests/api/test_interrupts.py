"""Signals while compiled code runs: exceptions of Python's handlers end it, and arguments are as they were."""

import os
import signal
import sys
import threading

import numpy as np
import pytest

import numorph as nm
from numorph.runtime.procedure_vectors import InStep

from ..frontend.agreement import translated
from .test_procedural_path import native

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Late(Exception):
    pass


@pytest.fixture
def alarm():
    """Something that raises Late in the main thread, soon."""

    def raise_late(*_):
        raise Late

    before = signal.signal(signal.SIGALRM, raise_late)
    yield lambda: signal.setitimer(signal.ITIMER_REAL, 0.05)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def waits(x, stop):
    """Ends soon for stops below 1000, else much later than any test should take."""
    n, turns = 0, 0
    x[0] = 5.0
    while n != stop and turns < 20_000_000_000:
        n, turns = (n + 1) % 1000, turns + 1
    return n


def converges(x, tolerance):
    """The same with loops inside loops."""
    for i in range(len(x)):
        error = 1.0
        while error >= tolerance:
            x[i] = 0.5 * (x[i] + 2.0 / x[i])
            error = abs(x[i] * x[i] - 2.0)
    return x


def test_the_native_call_path_is_interrupted(alarm):
    x = np.zeros(3)
    calls = native(waits, x, 7)
    assert calls.call(x, 7) == 7
    x[:] = 0
    alarm()
    with pytest.raises(Late):
        calls.call(x, 5000)
    assert not x.any() and not calls._way.bails
    assert calls.call(x, 8) == 8 and x[0] == 5.0


def test_calls_through_python_are_interrupted(alarm):
    x = np.full(3, 2.0)
    variant, arguments = translated(converges, x, -1.0)
    alarm()
    with pytest.raises(Late):
        variant(arguments)
    assert (x == 2.0).all()


def test_the_interrupt_key():
    calls = native(waits, np.zeros(1), 7)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background ignores it
    try:
        threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            calls.call(np.zeros(1), 5000)
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_are_not_disturbed(alarm):
    calls = native(waits, np.zeros(1), 7)
    found = []
    threads = [threading.Thread(target=lambda: found.append(calls.call(np.zeros(1), 999))) for _ in range(4)]
    for t in threads:
        t.start()
    alarm()
    with pytest.raises(Late):
        calls.call(np.zeros(1), 5000)
    for t in threads:
        t.join()
    assert found == [999] * 4


def ends(x, stop):
    """A number that ends soon for stops below 1000, else never."""
    n = 0
    while n != stop:
        n = (n + 1) % 1000
        x = x * 0.5 + 1.0
    return n, x


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("in_step", [False, True])
def test_lanes_are_interrupted(alarm, threads, in_step, monkeypatch):
    if in_step:
        monkeypatch.setattr(InStep, "chosen", lambda self, lanes: self.make() or self.vectors)
    else:
        monkeypatch.setattr(InStep, "chosen", lambda self, lanes: None)
    f = nm.jit(ends)
    f._procedural.waits = True
    x, stop = np.ones(400), np.arange(400)
    with nm.threads(threads):
        np.testing.assert_array_equal(nm.vmap(f)(x, stop)[0], stop)
        for lane in (3, 399):  # of the caller and, perhaps, of another thread
            stop[lane] = 5000
            alarm()
            with pytest.raises(Late):
                nm.vmap(f)(x, stop)
            stop[lane] = lane
        np.testing.assert_array_equal(nm.vmap(f)(x, stop)[0], stop)
