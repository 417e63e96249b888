"""Long first calls: plain Python is broken off when the code has done the same on copies of the arguments."""

import signal
import sys
import threading
import time

import numpy as np
import pytest

import numorph as nm
from numorph.runtime import tiers

pytestmark = pytest.mark.skipif(
    not getattr(sys, "_is_gil_enabled", lambda: True)(), reason="without the lock no call is broken off"
)

TURNS = 30_000_000  # seconds of plain Python, milliseconds of code


def overtaken(f, *args):
    """The result of a first call, which has to have been overtaken."""
    jitted = nm.jit(f)
    out = jitted(*args)
    assert [way.overtaken for way in jitted._procedural.ways.values()] == [1]
    return out


def steps(x, k):
    """Odd and even numbers change places with one another, slowly."""
    for i in range(k):
        j = i % len(x)
        x[j], x[-1 - j] = x[-1 - j] + 1, x[j]
    return x


def after(x, k):
    """What `steps` makes of an array in whole rounds; two of them add the same to it, whatever it holds."""
    x = x.copy()
    for _ in range(k // len(x) % 2):
        steps(x, len(x))
    return x + k // len(x) // 2 * (steps(steps(x.copy(), len(x)), len(x)) - x)


def test_arguments_are_written_to_and_given_back():
    x = np.arange(10)
    expected = after(x, TURNS)
    assert np.array_equal(after(np.arange(10), 1230), steps(np.arange(10), 1230))
    out = overtaken(steps, x, TURNS)
    assert out is x
    assert np.array_equal(x, expected)


def test_results_are_views_of_the_callers_arrays_and_new_ones():
    def several(x, y, k):
        total = 0
        for i in range(k):
            total += i & 3
            x[i & 1] = total
        return total, x[1:], (y, x.copy()), {"half": y[::2]}

    x, y = np.zeros(6, np.int64), np.ones(4)
    total, tail, (same, new), made = overtaken(several, x, y, TURNS)
    assert total == TURNS // 4 * 6 == x[1]
    assert same is y
    assert tail.base is x or np.shares_memory(tail, x)
    assert not np.shares_memory(new, x)
    assert np.shares_memory(made["half"], y)
    tail[0] = -1
    assert x[1] == -1
    assert list(new[:2]) == [total - 3, total]


def count(n):
    found = 0
    for i in range(n):
        found += helper(i)
    return found


def helper(i):
    return 1 if i % 3 == 0 else 0


def test_in_functions_that_are_called():
    assert overtaken(count, TURNS) == TURNS // 3


def test_with_comprehensions():
    def f(x, k):
        rows = [x[i] * 2.0 for i in range(3)]
        found = 0.0
        for i in range(k):
            found += rows[i % 3]
        return found

    assert overtaken(f, np.arange(3.0), TURNS) == float(TURNS // 3 * 6)


def test_arrays_that_are_laid_otherwise():
    for make in (lambda a: a[::2], lambda a: a[::-1], lambda a: a.reshape(2, -1).T):
        x = make(np.arange(20))
        expected = x.copy()

        def f(x, k):
            found = 0
            for i in range(k):
                found += i & 1
            x += found
            return x

        assert overtaken(f, x, TURNS) is x
        assert np.array_equal(x, expected + TURNS // 2)


def test_read_only_arrays():
    x = np.arange(3)
    x.flags.writeable = False

    def f(x, k):
        found = 0
        for i in range(k):
            found += x[i % 3]
        return found

    assert overtaken(f, x, TURNS) == TURNS


def slow(f, *args):
    """The result of a first call that has to be plain Python's, although there was code before its end."""
    jitted = nm.jit(f)
    begin = time.perf_counter()
    try:
        return jitted(*args)
    finally:
        spent = time.perf_counter() - begin
        assert spent > 0.15
        assert [way.overtaken for way in jitted._procedural.ways.values()] in ([0], [])


def test_what_is_printed_is_printed_once(capsys):
    def f(k):
        print("begins")
        found = 0
        for i in range(k):
            found += i & 1
        return found

    assert slow(f, TURNS // 6) == TURNS // 12
    assert capsys.readouterr().out == "begins\n"


def test_lists_outside_are_written_to_once():
    seen = []

    def f(k):
        seen.append(k)
        found = 0
        for i in range(k):
            found += i & 1
        return found

    slow(f, TURNS // 6)
    assert seen == [TURNS // 6]


def test_errors_are_pythons():
    def f(x, k):
        found = 0
        for i in range(k):
            found += i & 1
        x[0] = found
        return x[found]

    x = np.zeros(3)
    with pytest.raises(IndexError, match="out of bounds"):
        slow(f, x, TURNS // 6)
    assert x[0] == TURNS // 12


def test_functions_with_handlers_are_left_alone():
    ended = []

    def f(x, k):
        found = 0
        try:
            for i in range(k):
                found += i & 1
        finally:
            ended.append(found)
        return found

    slow(f, np.zeros(3), TURNS // 6)
    assert ended == [TURNS // 12]


def test_arrays_that_overlap():
    def f(x, y, k):
        for i in range(k):
            x[i % 3] = y[(i + 1) % 3] + 1
        return x

    memory, expected = np.arange(4), np.arange(4)
    f(expected[:3], expected[1:], TURNS // 6)
    slow(f, memory[:3], memory[1:], TURNS // 6)
    assert np.array_equal(memory, expected)


def test_error_states_are_as_they_were():
    def f(x, k):
        found = 0.0
        for i in range(k):
            found += np.linalg.norm(x[i & 1])
        return found

    x = np.ones((2, 2))
    before = np.geterr()
    nm.jit(f)(x, 200_000)
    assert np.geterr() == before


def test_nobody_waits_for_a_call_that_is_given_up():
    class Late(Exception):
        pass

    def raise_late(*_):
        raise Late

    def endless(k):
        found = 0
        while found < k:
            found = (found + 1) & 1023
        return found

    jitted = nm.jit(endless)
    before = signal.signal(signal.SIGALRM, raise_late)
    try:
        signal.setitimer(signal.ITIMER_REAL, 1.0)
        with pytest.raises(Late):
            jitted(1 << 20)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    begin = time.perf_counter()
    tiers.wait()
    assert time.perf_counter() - begin < 20
    assert jitted(7) == 7


def test_calls_of_several_threads():
    def f(x, k):
        for i in range(k):
            x[i & 3] += i & 1
        return x

    found = {}

    def work(number, jitted):
        found[number] = jitted(np.full(4, number), TURNS // 10)

    jitted = nm.jit(f)
    threads = [threading.Thread(target=work, args=(n, jitted)) for n in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for n in range(3):
        assert list(found[n]) == [n, n + TURNS // 40, n, n + TURNS // 40]


def test_a_call_that_is_watched_is_left_alone():
    def f(k):
        found = 0
        for i in range(k):
            found += i & 1
        return found

    jitted = nm.jit(f)
    before = sys.getprofile()
    sys.setprofile(lambda *_: None)
    try:
        assert jitted(TURNS // 6) == TURNS // 12
    finally:
        sys.setprofile(before)
    assert [way.overtaken for way in jitted._procedural.ways.values()] == [0]


def test_jitted_functions_that_call_themselves():
    @nm.jit
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    assert fib(22) == 17711
