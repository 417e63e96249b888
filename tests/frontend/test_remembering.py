"""Functions from outside that functools.cache or lru_cache decorate: each call of machine code has a table of its own."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import numorph

from .agreement import agrees, bails, function, refused, translated

MODULUS = 1000003
STEPS = [1, 3, 4]
WEIGHTS = np.arange(4.0)


@functools.cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@functools.lru_cache(maxsize=16)
def binomial(n, k):
    if k == 0 or k == n:
        return 1
    return (binomial(n - 1, k - 1) + binomial(n - 1, k)) % MODULUS


@functools.lru_cache(None)
def wins(n):
    return any(not wins(n - k) for k in STEPS if k <= n)


@functools.cache
def weighted(k):
    return WEIGHTS[k] * 2


@functools.cache
def says(k):
    print(k)
    return k


@functools.cache
def fails(k):
    if k == 3:
        raise ValueError("three")
    return k * 2


def fibonacci_sum(n):
    s = 0
    for k in range(n):
        s += fibonacci(k)
    return s


def losing(n):
    return [k for k in range(n) if not wins(k)]


def test_results_are_remembered_within_a_call():
    agrees(fibonacci_sum, 60)
    agrees(losing, 40)
    agrees(
        function(
            "def f(n):\n    s = 0\n    for k in range(n + 1):\n        s += b(n, k) * k\n    return s", b=binomial
        ),
        24,
    )
    agrees(function("def f(n):\n    return [g(k % 3) for k in range(n)]", g=fails), 9)
    bails(function("def f(n):\n    return [g(k) for k in range(n)]", g=fails), 5, raises=ValueError)


@pytest.mark.parametrize("g", [weighted, says])
def test_functions_that_do_more_than_compute_are_left_to_python(g):
    refused(function("def f(n):\n    s = 0.0\n    for k in range(n):\n        s += g(k)\n    return s", g=g), 3)


def test_caches_that_are_looked_at_are_left_to_python():
    refused(
        function(
            "def f(n):\n    s = 0\n    for k in range(n):\n        s += g(k)\n    g.cache_clear()\n    return s",
            g=fibonacci,
        ),
        3,
    )
    refused(
        function(
            "def f(n):\n    s = 0\n    for k in range(n):\n        s += g(k)\n    return s, g.cache_info()[0]",
            g=fibonacci,
        ),
        3,
    )


def test_what_they_read_has_to_stay():
    space = {}
    exec("MOD = 7", space)
    g = function("def g(n):\n    return n % MOD", **space)
    scale = g.__globals__
    remembering = functools.cache(g)
    f = function("def f(n):\n    s = 0\n    for k in range(n):\n        s += g(k)\n    return s", g=remembering)
    assert agrees(f, 10) == 24
    scale["MOD"] = 5
    refused(f, 10, match="from before something outside has changed")
    scale["MOD"] = 7
    assert agrees(f, 10) == 24


def test_jitted_functions_give_what_python_gives():
    jitted = numorph.jit(losing).compile(30)
    for n in (10, 30, 31, 30):
        assert jitted(n) == losing(n)
    assert translated(losing, 30)[0].translation.surroundings.holds()
