"""Functions compiled from their source on the native call path: what Python gives, or left to Python."""

from __future__ import annotations

import gc
import sys
import threading
import tracemalloc
import weakref
from typing import Any

import numpy as np
import pytest

import numorph as nm
from numorph.api.procedural_path import NativeCalls, native_calls
from numorph.frontend.compiled import BAILED
from numorph.frontend.keys import Arguments
from numorph.runtime import tiers
from numorph.runtime.procedure_table import prepare_native_calls


def native(f: Any, *args: Any, **kwargs: Any) -> NativeCalls:
    """The native calls of f for arguments like these."""
    jitted = nm.jit(f)
    procedural = jitted._procedural
    way = procedural.prepared(args, kwargs, forced=True)
    assert way is not None and not way.refused, way and way.reason
    parameters = procedural.compiled.parameters((*procedural._owner, *args), kwargs)
    calls = native_calls(procedural._f, way, procedural._owner, parameters, Arguments(parameters), args, kwargs)
    assert calls is not None
    return calls


def same(got: Any, want: Any) -> None:
    assert type(got) is type(want)
    if isinstance(want, np.ndarray):
        assert got.dtype == want.dtype and got.shape == want.shape and got.strides == want.strides
        assert got.flags.writeable == want.flags.writeable
        np.testing.assert_array_equal(got, want)
    elif isinstance(want, tuple | list):
        assert len(got) == len(want)
        for a, b in zip(got, want, strict=True):
            same(a, b)
    elif isinstance(want, dict):
        assert list(got) == list(want)
        for key in want:
            same(got[key], want[key])
    else:
        assert got == want or (got != got and want != want)


def copied(x: Any) -> Any:
    if isinstance(x, np.ndarray):
        c = x.copy()
        c.flags.writeable = x.flags.writeable
        return c
    if isinstance(x, tuple | list):
        return type(x)([copied(v) for v in x])
    return {k: copied(v) for k, v in x.items()} if isinstance(x, dict) else x


def agree(f: Any, *args: Any, **kwargs: Any) -> None:
    """Native calls, of which there are several, give what f gives, and do the same to the arguments."""
    calls = native(f, *args, **kwargs)
    for _ in range(3):
        mine, plain = copied(list(args)), copied(list(args))
        want = f(*plain, **kwargs)
        got = calls.call(*mine, **kwargs)
        assert got is not BAILED
        same(got, want)
        same(mine, plain)


def total(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i]
    return s


def running(x):
    y = np.zeros(len(x))
    for i in range(1, len(x)):
        y[i] = y[i - 1] + x[i]
    return y


def doubled(x):
    for i in range(len(x)):
        x[i] = 2 * x[i]


# -- results


def test_numbers():
    agree(total, np.arange(5.0), 5)
    agree(total, np.arange(5.0), 0)  # Python's own 0.0, with a tag


@pytest.mark.parametrize("dtype", ["f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "c8", "c16", "?"])
def test_numbers_of_all_dtypes(dtype):
    def last(x, k):
        y = x[0]
        for i in range(len(x)):
            y = x[i]
        return y, k, [k, y]

    x = np.array([1, 0, 3]).astype(dtype)
    agree(last, x, x[2])


@pytest.mark.parametrize("number", [3, -(2**40), 2.5, True, 1 - 2j, float("nan"), float("-inf")])
def test_python_numbers(number):
    def same_number(x, number):
        for i in range(len(x)):
            x[i] = i
        return number

    agree(same_number, np.zeros(3), number)


def test_arrays_that_are_new():
    agree(running, np.arange(6.0))
    agree(running, np.arange(1.0))
    agree(running, np.zeros(0))


def test_arrays_that_share_memory():
    def f(x):
        y = np.zeros((4, len(x)))
        for i in range(4):
            y[i] = x * i
        return y, y[1:3], y[:, 0], y.T, x, x[1:], y

    calls = native(f, np.arange(3.0))
    x = np.arange(3.0)
    y, part, column, transposed, itself, rest, again = calls.call(x)
    same(calls.call(x), f(x))
    assert y is again and itself is x and rest.base is x
    y[1, 0] = 7
    assert part[0, 0] == column[1] == transposed[0, 1] == 7
    x[1] = 9
    assert rest[0] == 9


def test_views_of_read_only_arguments_are_read_only():
    def f(x):
        s = 0.0
        for i in range(len(x)):
            s += x[i]
        return x[1:], s

    x = np.arange(4.0)
    x.flags.writeable = False
    agree(f, x)


def test_containers():
    def f(p, q):
        for i in range(len(p["a"])):
            p["a"][i] += q[0]
        return {"sum": p["a"].sum(), "p": p}, (q, [q[1], None]), "text"

    agree(f, {"a": np.arange(3.0), "b": 2}, (1.0, np.arange(2)))
    p, q = {"a": np.arange(3.0), "b": 2}, (1.0, np.arange(2))
    got = native(f, p, q).call(p, q)
    assert got[0]["p"] is p and got[1][0] is q


def test_nothing():
    agree(doubled, np.arange(4.0))


def test_more_axes_and_no_axes():
    def f(x, y):
        z = np.zeros((2, x.shape[1], 3), np.float32)
        for i in range(x.shape[0]):
            z += x[i, 0] * y
        return z, z[0], np.array(3.0)

    agree(f, np.ones((4, 5)), np.array(2.0))


def test_memory_of_results_is_freed_with_the_last_array():
    def f(n):
        y = np.zeros(n)
        for i in range(3):
            y[i] = i
        return y, y[1:]

    calls = native(f, 10)
    y, part = calls.call(200_000)
    del y
    part[-1] = 1.0
    assert part.sum() == 4.0
    gone = weakref.ref(part)
    del part
    assert gone() is None
    for _ in range(2000):  # 3 GB, if they were kept
        calls.call(200_000)


def test_no_reference_is_lost():
    def f(x, p, k):
        y = np.zeros(3)
        for i in range(3):
            y[i] = x[i] + k
        return y, x, p, x[1:], "text", k, {"y": y[0]}

    x, p, k = np.arange(3.0), [np.ones(2), 7], 1234.5
    calls = native(f, x, p, k)
    calls.call(x, p, k)
    held = [x, p, k, np.dtype("f8"), p[0]]
    before = [sys.getrefcount(o) for o in held]
    for _ in range(100):
        calls.call(x, p, k)
    after = [sys.getrefcount(o) for o in held]
    assert after == before
    tiers.wait()  # what is made in the background has memory, too
    tracemalloc.start()
    try:
        start = tracemalloc.get_traced_memory()[0]
        for _ in range(1000):
            calls.call(x, p, k)
        assert tracemalloc.get_traced_memory()[0] - start < 10_000
    finally:
        tracemalloc.stop()


# -- arguments


def test_defaults_and_names():
    def f(x, scale=2.0, *, shift=1, kind="plain"):
        for i in range(len(x)):
            x[i] = scale * x[i] + shift
        return kind

    agree(f, np.arange(3.0))
    agree(f, np.arange(3.0), 3.0)
    agree(f, np.arange(3.0), shift=4, scale=0.5)
    calls = native(f, np.arange(3.0))
    f.__defaults__ = (5.0,)
    assert calls.call(np.arange(3.0)) is BAILED
    f.__defaults__, f.__kwdefaults__ = (2.0,), {"shift": 9, "kind": "plain"}
    assert native(f, np.arange(3.0)) is not None and calls.call(np.arange(3.0)) is BAILED


def test_sizes_vary_but_not_which_are_equal():
    def f(x, y):
        s = 0.0
        for i in range(len(x)):
            s += x[i] * y[i]
        return s

    calls = native(f, np.ones(4), np.ones(4))
    assert calls.call(np.ones(9), np.ones(9)) == 9.0
    assert calls.call(np.ones(9), np.ones(8)) is BAILED
    assert calls.call(np.ones(1), np.ones(1)) is BAILED
    different = native(f, np.ones(3), np.ones(4))
    assert different.call(np.ones(2), np.ones(7)) == 2.0
    assert different.call(np.ones(4), np.ones(4)) is BAILED
    assert different.call(np.ones(1), np.ones(4)) is BAILED
    assert different.call(np.ones(0), np.ones(4)) == 0.0


@pytest.mark.parametrize(
    "x",
    [
        np.arange(6.0)[::2],
        np.arange(3, dtype=">f8"),
        np.arange(3.0, dtype="f4"),
        np.arange(3),
        np.ones((1, 3)),
        np.arange(25, dtype="u1")[1:].view("f8"),
        np.ma.masked_array([1.0, 2.0, 3.0]),
        [1.0, 2.0, 3.0],
        3.0,
        None,
    ],
    ids=lambda x: type(x).__name__,
)
def test_arguments_that_do_not_fit(x):
    calls = native(total, np.arange(3.0), 3)
    assert calls.call(x, 3) is BAILED


def test_read_only_arrays_are_of_another_kind():
    x = np.arange(3.0)
    calls = native(doubled, x)
    x.flags.writeable = False
    assert calls.call(x) is BAILED and x[2] == 2.0


def test_numbers_that_do_not_fit():
    calls = native(total, np.arange(3.0), 3)
    for n in (2**60, True, 3.0, np.int64(3), "3", None):
        assert calls.call(np.arange(3.0), n) is BAILED
    assert calls.call(np.arange(3.0)) is BAILED
    assert calls.call(np.arange(3.0), 3, 3) is BAILED
    assert calls.call(np.arange(3.0), n=3) is BAILED


def test_arrays_that_overlap():
    def f(x, y):
        for i in range(len(x)):
            x[i] += y[i]

    base = np.arange(10.0)
    calls = native(f, np.ones(4), np.ones(4))
    assert calls.call(base[:4], base[3:7]) is BAILED and base[3] == 3.0
    assert calls.call(base[:4], base[:4]) is BAILED
    assert calls.call(base[:4], base[4:8]) is None and base[0] == 4.0


def test_what_is_read_may_overlap():
    def f(x, y):
        s = 0.0
        for i in range(len(x)):
            s += x[i] * y[i]
        return s

    base = np.arange(5.0)
    assert native(f, base, base).call(base, base) == 30.0


def test_methods_and_static_arguments():
    class Model:
        def __init__(self):
            self.scale = 3.0

        def apply(self, x, way):
            for i in range(len(x)):
                x[i] = x[i] * self.scale if way == "times" else x[i] + self.scale
            return x

    model = Model()
    calls = native(model.apply, np.ones(3), "times")
    x = np.ones(3)
    assert calls.call(x, "times") is x and x[0] == 3.0
    assert calls.call(x, "plus") is BAILED
    model.scale = 4.0
    assert calls.call(x, "times") is BAILED


# -- what is outside

FACTOR = 2.0
TABLE = np.array([1.0, 2.0, 4.0])


def helper(a):
    return FACTOR * a


def looks_outside(x):
    s = 0.0
    for i in range(len(x)):
        s += helper(x[i]) + TABLE[i % 3]
    return s


def test_globals_helpers_and_captured_arrays(monkeypatch):
    x = np.arange(4.0)
    calls = native(looks_outside, x)
    assert calls.call(x) == looks_outside(x)
    with monkeypatch.context() as m:
        m.setattr(sys.modules[__name__], "TABLE", np.array([2.0, 3.0, 5.0]))
        assert calls.call(x) == looks_outside(x)  # another array of the same kind
        m.setattr(sys.modules[__name__], "TABLE", np.array([2.0, 3.0]))
        assert calls.call(x) is BAILED
    for name, value in (("FACTOR", 3.0), ("helper", abs), ("len", lambda x: 2)):
        with monkeypatch.context() as m:
            m.setattr(sys.modules[__name__], name, value, raising=False)
            assert calls.call(x) is BAILED
    assert calls.call(x) == looks_outside(x)
    code = helper.__code__
    helper.__code__ = (lambda a: a + FACTOR).__code__
    assert calls.call(x) is BAILED
    helper.__code__ = code
    assert calls.call(x) == looks_outside(x)


def test_enclosed_variables():
    step = 0.5

    def f(x):
        for i in range(len(x)):
            x[i] += step
        return x

    calls = native(f, np.zeros(2))
    assert calls.call(np.zeros(2))[0] == 0.5
    step = 1.5
    assert calls.call(np.zeros(2)) is BAILED


def test_settings_and_transformations_send_calls_to_python():
    calls = native(running, np.arange(3.0))
    with nm.config.set(compile=False):
        assert calls.call(np.arange(3.0)) is BAILED
    with np.errstate(all="raise"):
        assert calls.call(np.arange(3.0)) is BAILED
    assert calls.call(np.arange(3.0)) is not BAILED


# -- bails


def test_a_call_that_bails_is_undone_and_run_by_python():
    def f(x, k):
        for i in range(len(x)):
            x[i] += 1
        return x[k]

    calls = native(f, np.zeros(3), 0)
    x = np.zeros(3)
    assert calls.call(x, -1) == 1.0
    with pytest.raises(IndexError, match="index 5 is out of bounds for axis 0 with size 3"):
        calls.call(x, 5)
    assert x.tolist() == [2.0, 2.0, 2.0]  # Python has run, on what was put back
    way = calls._way
    assert way.bails == 1 and way.bail


def test_large_arguments_are_put_back():
    def f(x, n):
        for i in range(n):
            x[i] = -1.0

    calls = native(f, np.zeros(3), 3)
    x = np.arange(100_000.0)
    with pytest.raises(IndexError):
        calls.call(x, 100_001)
    assert (x == -1).all()


# -- the jitted function


def test_calls_of_jitted_functions_take_the_native_path():
    jitted = nm.jit(running).compile(np.arange(1000.0))
    x = np.arange(1000.0)
    want = running(x)
    for _ in range(300):
        got = jitted(x)
        if jitted._fast:
            break
    same(got, want)
    way = jitted.procedure(x)
    assert way.wins and way.fast and True in way.fast.tables
    way.calls = 0
    same(jitted(x), want)
    assert way.calls == 0  # Python was not there
    same(jitted(np.arange(7.0)), running(np.arange(7.0)))  # of another size class: Python decides


def test_new_code_is_tried_again():
    jitted, x = nm.jit(running), np.arange(1000.0)
    prepare_native_calls()
    way = jitted._procedural.prepared((x,), {}, quickly=True)
    while not jitted._fast:
        jitted(x)
    assert way.variant.code.improvable
    way.improve()
    way.calls = 0
    while not way.wins:
        same(jitted(x), running(x))
    assert way.calls > 0
    jitted(x)
    way.calls = 0
    same(jitted(x), running(x))
    assert way.calls == 0


def test_many_threads_call_one_function():
    calls = native(running, np.arange(3.0))
    failures = []

    def work(n):
        for k in range(200):
            x = np.arange(float(n + k))
            if not np.array_equal(calls.call(x), running(x)):
                failures.append((n, k))

    threads = [threading.Thread(target=work, args=(n,)) for n in (2, 30, 400)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failures


def test_functions_are_collected():
    def make():
        def f(x):
            for i in range(len(x)):
                x[i] += 1
            return x

        return nm.jit(f)

    jitted = make()
    jitted.compile(np.zeros(500))
    for _ in range(300):
        jitted(np.zeros(500))
    gone = weakref.ref(jitted._f)
    del jitted
    gc.collect()
    assert gone() is None


def test_a_function_is_translated_once():
    def f(x):
        for i in range(len(x)):
            x[i] += 1.0

    x = np.ones(3)
    jitted = nm.jit(f)
    with tiers.undisturbed():  # the background thread waits with what the first call has asked for
        jitted(x)
        way = jitted._procedural.prepared((x,), {})
        variant = way.variant
    tiers.wait()
    assert way.ready and way.variant is variant
