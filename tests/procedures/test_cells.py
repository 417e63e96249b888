"""Elements that loops keep in registers: which they are, and that all is as it would be without."""

import numpy as np
import pytest

from numorph.frontend.compiled import BAILED, CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.procedures.cells import in_registers
from numorph.procedures.ir import Assign, statements

X, Y, N = np.arange(6.0), np.ones(6), np.arange(6)


def translated(f, args):
    compiled = CompiledFunction(f)
    parameters = compiled.parameters(args, {})
    return compiled.translated(parameters, Arguments(parameters))


def cells(f, *args):
    """The elements that are loaded before loops."""
    procedure = in_registers(translated(f, args).code.procedure)
    return sorted(
        s.value.attr.name
        for s in statements(procedure.body)
        if isinstance(s, Assign) and s.reg.name.endswith(".cell") and s.value.op == "load"
    )


def counted(x, n):
    for i in range(len(x)):
        k = n[i]
        while k > 0:
            x[i] += 1.0
            k -= 1


def product(x, y, n):
    for i in range(len(x)):
        for j in range(len(y)):
            for k in range(3):
                x[i] += y[j] * k


def read_only(x, y):
    total = 0.0
    for i in range(len(x)):
        while total < 10.0:
            total = total * x[i] + y[0]
    return total


def rarely_stored(x, n):
    for i in range(len(x)):
        for j in range(n[i]):
            if j == 2:
                x[i] = 3.0


def within_by_a_test(x, m):
    for k in range(m):
        while k < len(x):
            x[k] += 1.0
            if x[k] > 3.0:
                break


def within_by_another_number(x, m):
    for k in range(m):
        t = k + 1
        while t <= len(x):
            x[k] += 1.0
            if x[k] > 3.0:
                break


def within_by_the_loop(x, n):
    for i in range(3):
        for _ in range(i, len(x)):
            x[i] += 1.0


def other_elements(x):
    for i in range(len(x)):
        for j in range(len(x)):
            x[i] += x[j]


def moving(x):
    for i in range(len(x)):
        x[i] += 1.0


def two_names(x, y, which):
    z = x if which else y
    for i in range(len(x)):
        for j in range(3):
            x[i] += z[j]


@pytest.mark.parametrize(
    ("f", "args", "expected"),
    [
        (counted, (X, N), ["x"]),
        (product, (X, Y, N), ["x"]),  # for both loops inside
        (rarely_stored, (X, N), []),
        (within_by_a_test, (X, 9), []),
        (within_by_another_number, (X, 9), []),
        (within_by_the_loop, (X, 3), []),
        (read_only, (X, Y), ["x"]),  # y may have no element
        (other_elements, (X,), []),
        (moving, (X,), []),
        (two_names, (X, Y, True), []),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_cells(f, args, expected):
    assert cells(f, *args) == expected


def last(x, n):
    total = 0.0
    for _ in range(n):
        total += x[len(x) - 1] + x[2]
    return total


def guarded(x, n, k):
    total = 0.0
    for i in range(n):
        while total < 10.0:
            if k < len(x):
                total += x[k]
            total += 1.0 + i
    return total


def while_within(x, k, n):
    while k < len(x) and x[k] < n:
        x[k] += 1.0
    return k


def while_next_within(x, k, n):
    t = k + 1
    turns = 0
    while t < len(x) + 1:
        x[k] += 1.0
        turns += 1
        if turns > n:
            break
    return turns


def for_within(x, n):
    total = 0.0
    for _ in range(len(x)):
        x[len(x) - 1] += 1.0
        total += n
    return total


def for_as_long(x, n, m):
    for i in range(n):
        for _ in range(m):
            if n <= len(x):
                x[i] += 1.0


def inner(x, y, n):
    for i in range(len(x)):
        for j in range(n):
            if y[j] > 0.5:
                x[i] = x[i] * 0.5 + y[j]
            elif x[i] > 3.0:
                break
            else:
                continue
            x[i] -= 1.0


@pytest.mark.parametrize(
    ("f", "args"),
    [
        *[(last, (x, n)) for x in (X, X[:3], X[:1], X[:0]) for n in (3, 0)],
        *[(guarded, (X, 4, k)) for k in (0, 5, 6, 2**40)],
        (guarded, (X[:0], 4, 0)),
        *[(f, (X, k, 3)) for f in (while_within, while_next_within) for k in (0, 5, 6, 2**40)],
        *[(f, (X[:0], k, 3)) for f in (while_within, while_next_within) for k in (0, 6)],
        *[(for_within, (x, 3)) for x in (X, X[:1], X[:0])],
        *[(f, (X, m)) for f in (within_by_a_test, within_by_another_number) for m in (0, 4, 6, 9)],
        *[(within_by_the_loop, (x, 3)) for x in (X, X[:2], X[:0])],
        *[(for_as_long, (X, n, 2)) for n in (0, 4, 6, 7, 2000)],
        *[(inner, (X, np.linspace(0, 1, 6), n)) for n in (0, 3, 6)],
        (counted, (X, N)),
        (product, (X, Y, N)),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_as_plain_python(f, args):
    mine, theirs = ([a.copy() if isinstance(a, np.ndarray) else a for a in args] for _ in range(2))
    variant = translated(f, args)
    found = variant(Arguments(CompiledFunction(f).parameters(mine, {})))
    try:
        wanted = f(*theirs)
    except IndexError:
        assert found is BAILED
        return
    assert found == wanted
    for a, b in zip(mine, theirs, strict=True):
        np.testing.assert_array_equal(a, b)
