"""Transformations in many threads at once; what is cached is freed."""

import gc
import threading
import tracemalloc
import weakref

import numpy as np

import numorph as nm
from numorph.runtime import tiers

W = np.ones(50)


def test_many_threads_call_the_same_functions():
    f = nm.jit(lambda x: np.sin(x) * W + x.sum())
    errors = []

    def work(k):
        try:
            for _ in range(20):
                x = np.full(50, float(k))
                np.testing.assert_allclose(f(x), np.sin(x) * W + x.sum(), rtol=1e-14)
                np.testing.assert_allclose(nm.grad(lambda p: f(p["x"]).sum())({"x": x})["x"], np.cos(x) + 50)
                assert nm.vmap(f)(np.stack([x, x])).shape == (2, 50)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not errors, errors[0]


def test_a_jitted_function_takes_its_programs_with_it():
    def make():
        big = np.ones(10_000)
        f = nm.jit(lambda x: x * big)
        nm.grad(lambda x: f(x).sum())(np.ones(10_000))
        return weakref.ref(f), weakref.ref(f.decision(np.ones(10_000)).program)

    f, program = make()
    gc.collect()
    assert f() is None and program() is None


def test_memory_does_not_grow_with_calls():
    x = np.ones(1000)

    def calls():
        nm.grad(lambda v: (np.sin(v) * v).sum())(x)
        nm.jit(lambda v: v * 2)(x)

    for _ in range(20):
        calls()
    tiers.wait()  # the first code of a process loads the compiler
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(100):
        calls()
    tiers.wait()
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 100_000
