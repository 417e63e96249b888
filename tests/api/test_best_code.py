"""`compile` makes the best code once, and the text of code hangs on nothing but the function."""

import threading

import numpy as np
import pytest

import numorph as nm
from numorph.api import ways
from numorph.codegen import target
from numorph.codegen.engine import PASSES
from numorph.runtime import procedure_code

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


def elimination(a, b, c):
    """Array statements over several arrays in a loop, with more text than is made well at first."""
    a, b = a.copy(), b.copy()
    for k in range(len(a) - 1):
        f = a[k + 1 :, k] / (2.0 + np.abs(a[k, k]))
        a[k + 1 :, k:] -= np.outer(f, a[k, k:]) * c[k]
        b[k + 1 :] -= f * b[k] + np.sin(c[k + 1 :] * a[k, k + 1 :])
        a[k, :] = np.tanh(a[k, :]) + b * c
    return np.sum(a * a) + np.sum(b * c)


ARGUMENTS = tuple(np.random.default_rng(0).uniform(0.5, 1.5, shape) for shape in [(30, 30), 30, 30])


def traced(*positions):
    """The gradient in plain Python."""
    with nm.config.set(compile=False):
        return nm.grad(elimination, argnums=positions)(*ARGUMENTS)


@pytest.fixture
def made(monkeypatch):
    """The texts of which the best code was made here; in the background it may be made for other tests."""
    found = []
    compiled, here = procedure_code.compiled, threading.get_ident()

    def noted(text, names, level, passes=0):
        if passes == PASSES and threading.get_ident() == here:
            found.append(text)
        return compiled(text, names, level, passes)

    monkeypatch.setattr(procedure_code, "compiled", noted)
    return found


@pytest.mark.parametrize("long", [False, True])
def test_compile_makes_the_best_code_once(monkeypatch, made, long):
    monkeypatch.setattr(ways, "_LONG_QUICKLY", 0.0 if long else 1e9)
    monkeypatch.setattr(ways, "_LONG", 1e9)
    monkeypatch.setattr(ways, "thread_count", lambda: 2)
    gradient = nm.jit(nm.grad(elimination, argnums=(0, 1, 2)))
    expected = traced(0, 1, 2)
    gradient.compile(*ARGUMENTS)
    code = gradient._procedural.prepared(ARGUMENTS, {}).variant.code
    assert made == [code._best_text(shared=long)] and not code.improvable
    for got, want in zip(gradient(*ARGUMENTS), expected, strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-9)


def test_compile_makes_the_best_code_of_a_gradient_with_its_tape_in_parts(monkeypatch, made):
    monkeypatch.setattr(ways, "thread_count", lambda: 1)
    (expected,) = traced(0)
    gradient = nm.jit(nm.grad(elimination))
    with nm.config.set(tape_budget=70_000):
        gradient.compile(*ARGUMENTS)
        way = gradient._procedural.prepared(ARGUMENTS, {})
        code = way.variant.code
        assert way._depth == 1, "the tape fits"
        assert made == [code._best_text()] and not code.improvable
        np.testing.assert_allclose(gradient(*ARGUMENTS), expected, rtol=1e-9)
        assert len(made) == 1


def test_a_function_has_one_text():
    """Code is found by its text, in memory and on disk: no order of sets, which addresses decide, may be seen in it."""
    texts = []
    for _ in range(4):
        procedural = nm.jit(nm.grad(elimination, argnums=(0, 1, 2)))._procedural
        way = procedural.way(*procedural.arguments(ARGUMENTS, {}))
        way.read()
        texts.append(way.variant.code._best_text(shared=True))
    assert len(set(texts)) == 1
