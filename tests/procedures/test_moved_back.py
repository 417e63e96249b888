"""Integers that the turns of loops move: the reverse sweep moves them back, and takes nothing from the tape."""

import numpy as np
import pytest

import numorph as nm

pytest.importorskip("llvmlite")
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.procedures.in_place import in_place
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Break, For, If, Procedure, Push, While, statements
from numorph.procedures.reverse import differentiate

from .building import add, at, i64, op, ptr, put


def inserted(x):
    for i in range(1, len(x)):
        value, j = x[i], i - 1
        while j >= 0 and x[j] > value:
            x[j + 1] = x[j]
            j -= 1
        x[j + 1] = value * value
    return np.sum(x * x)


def by_gaps(x):
    """The distance is the same for all turns of the inner loops, but not for those of the outer one."""
    gap = len(x) // 2
    total = 0.0
    while gap > 0:
        for i in range(gap, len(x)):
            j = i
            while j >= gap and x[j - gap] > x[j]:
                x[j], x[j - gap] = x[j - gap], 0.9 * x[j] * x[j]
                j -= gap
            total += x[j] * x[i]
        gap //= 2
    return total


def from_both_ends(x):
    left, right = 0, len(x) - 1
    low, high, total = 0.0, 0.0, 0.0
    while left < right:
        if x[left] < x[right]:
            low = max(low, x[left])
            total += (low - x[left]) * x[left]
            left += 1
        else:
            high = max(high, x[right])
            total += (high - x[right]) * high
            right -= 1
    return total + low * high


def merged(x):
    """Two sorted halves; what is left of one of them goes behind."""
    half = len(x) // 2
    out = np.zeros(len(x))
    i, j, k = 0, half, 0
    while i < half and j < len(x):
        if x[i] <= x[j]:
            out[k] = x[i] * x[i]
            i += 1
        else:
            out[k] = x[j] * out[k - 1]
            j += 1
        k += 1
    while i < half:
        out[k] = x[i] * x[j - 1]
        i, k = i + 1, k + 1
    return np.sum(out * out) + x[min(i, len(x) - 1)] * x[min(j, len(x) - 1)]


def exchanged(x):
    """New values of two indices, of which each is the old one of the other in one of the branches."""
    i, j, total = 0, len(x) - 1, 0.0
    for k in range(2 * len(x)):
        total += x[i] * x[i] * x[j]
        if k % 3 == 0:
            i, j = j, i
        elif k % 3 == 1:
            i, j = (i + 1) % len(x), j
        else:
            i, j = max(i - 1, 0), max(j - 1, 0)
        x[i] = x[i] * 0.9
    return total


def left_early(x):
    i, total = len(x) - 1, 0.0
    while True:
        i -= 1
        if i < 0:
            break
        if x[i] > 1.2:
            continue
        total = total * 0.5 + x[i] * x[i + 1]
        if total > 4.0:
            break
        i = i - 1 if x[i] < 0.8 else i
    return total + x[i] * x[i]


def left_in_between(x):
    """Where the loop is left, the new place is known, but not taken yet."""
    i, total = 0, 0.0
    while True:
        value = x[min(i, len(x) - 1)]
        if value > 1.0:
            total += value
            j = i + 2
        else:
            total += value * value
            j = i + 1
        if total > 3.0:
            break
        i = j
    return total * x[min(i, len(x) - 1)]


def moved_by_what_changes(x):
    """Steps that are others in each turn: those are saved."""
    at, step, total = 0, 1, 0.0
    while at < len(x):
        total += x[at] * x[at]
        x[at] = total
        at += step
        step = step + 1 if step < 3 else 1
    return total


ALL = [inserted, by_gaps, from_both_ends, merged, exchanged, left_early, left_in_between, moved_by_what_changes]


@pytest.mark.parametrize("size", [1, 2, 3, 8, 33])
@pytest.mark.parametrize("f", ALL)
def test_gradients(f, size):
    x = np.random.default_rng(size).uniform(0.5, 1.5, size)
    gradient = nm.jit(nm.value_and_grad(lambda x: f(x.copy())))
    expected, slope = nm.value_and_grad(lambda x: f(x.copy()))(x)
    gradient.compile(x)
    for _ in range(3):
        value, found = gradient(x)
        np.testing.assert_allclose(value, expected, rtol=1e-14)
        np.testing.assert_allclose(found, slope, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("f", "expected"), [(inserted, 0), (by_gaps, 0), (from_both_ends, 0), (moved_by_what_changes, 1)]
)
def test_integers_on_the_tape(f, expected):
    """How many the turns of the innermost loops leave there."""
    x = np.ones(4)
    procedure = CompiledFunction(f).translated({"x": x}, Arguments({"x": x})).translation.procedure
    body = differentiate(procedure, (0,)).forward.body
    loops = [s for s in statements(body) if isinstance(s, For | While)]
    inner = [s for s in loops if not any([isinstance(y, For | While) for y in statements(s.body)])]
    pushes = [y for s in inner for y in statements(s.body) if isinstance(y, Push)]
    assert len([y for y in pushes if y.value.dtype == "i64"]) == expected


@pytest.mark.parametrize("between", [True, False])
def test_the_way_out(between):
    """A register is assigned after the way out, or before it: only then may branches assign it."""
    x, i, j, n = ptr("x"), i64("i"), i64("j"), i64("n")
    branches = If(op("lt", at(x, i), 1.0), [put(j, add(i, 2))], [put(j, add(i, 1))])
    leave, taken = If(op("ge", n, 3), [Break()]), put(i, j)
    turn = [branches, leave, taken] if between else [branches, taken, leave]
    procedure = Procedure("f", [x], [i], [put(i, 0), put(n, 0), While([put(n, add(n, 1)), *turn])])
    changed = in_place(procedure)
    for seed in range(8):
        values = np.random.default_rng(seed).uniform(0.5, 1.5, 8)
        assert interpret(changed, [values]) == interpret(procedure, [values])
    assert (i in [s.reg for s in changed.body[2].body[1].body]) != between
