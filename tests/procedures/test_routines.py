"""Functions that call themselves as loops over blocks: what they keep, and what they share."""

import numpy as np
import pytest

from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Assign, Break, Continue, For, If, Procedure, Reg, Release, While, const
from numorph.procedures.routines import Call, Leave, flattened

from .building import add, at, ex, f64, i64, loop, mul, op, ptr, put, store, sub

k, n, i, t, found, total = i64("k"), i64("n"), i64("i"), f64("t"), f64("found"), f64("total")


def one(x):
    return const(x, "i64")


def run(body, values, shared, deepest=1000, results=(found,)):
    start = [Assign(found, const(0.0, "f64")), Assign(total, const(0.0, "f64")), Assign(k, ex(n))]
    procedure = Procedure("f", [n], list(results), [*start, *flattened(body, shared, deepest, None)])
    check(procedure)
    return interpret(procedure, values)


def less(a, b):
    return op("lt", a, b)


def again(x):
    return Call([Assign(k, x)], None)


def number(x):
    return op("convert", x, dtype="f64")


FIBONACCI = [
    If(less(ex(k), one(2)), [Assign(found, number(ex(k))), Leave(None)]),
    again(sub(ex(k), one(1))),
    Assign(t, ex(found)),
    again(sub(ex(k), one(2))),
    Assign(found, add(ex(t), ex(found))),
    Leave(None),
]


@pytest.mark.parametrize("n, want", [(0, 0), (1, 1), (2, 1), (7, 13), (15, 610)])
def test_what_is_read_after_a_call_is_kept(n, want):
    assert run(FIBONACCI, [n], {found}) == [want]


def test_a_call_that_is_too_deep_bails():
    assert run(FIBONACCI, [40], {found}, deepest=20) is None
    assert run(FIBONACCI, [18], {found}, deepest=20) == [2584]


def python_loops(k):
    """What the next test computes."""
    total = 0.0
    for i in range(k):
        if i == 3:
            continue
        total = total + python_loops(i)
        if total > 50.0:
            break
    m = k
    while True:
        if m <= 0:
            break
        m -= 2
        total = total + python_loops(m) * 0.5
    return total + k


def test_loops_with_calls_in_them():
    m, s = i64("m"), f64("s")
    body = [
        Assign(s, const(0.0, "f64")),
        For(
            i,
            one(0),
            ex(k),
            [
                If(op("eq", ex(i), one(3)), [Continue()]),
                again(ex(i)),
                Assign(s, add(ex(s), ex(found))),
                If(less(const(50.0, "f64"), ex(s)), [Break()]),
            ],
        ),
        Assign(m, ex(k)),
        While(
            [
                If(op("le", ex(m), one(0)), [Break()]),
                Assign(m, sub(ex(m), one(2))),
                If(op("lt", ex(m), one(-5)), [], [again(ex(m))]),
                Assign(s, add(ex(s), mul(ex(found), const(0.5, "f64")))),
            ]
        ),
        Assign(found, add(ex(s), number(ex(k)))),
        Leave(None),
    ]
    for depth in range(7):
        assert run(body, [depth], {found}) == [python_loops(depth)]


def test_memory_of_calls_that_wait():
    """Each call has memory of its own, and finds its address again."""
    own, j = ptr("own"), Reg("j", "i64")
    body = [
        Alloc(own, add(ex(k), one(1)), "f64"),
        loop(j, 0, add(ex(k), one(1)), [store(own, ex(j), number(ex(k)))]),
        If(less(one(0), ex(k)), [again(sub(ex(k), one(1)))]),
        put(total, add(ex(total), at(own, ex(k)))),
        Release(own),
        Leave(None),
    ]
    for depth in (0, 1, 15, 16, 40):
        assert run(body, [depth], {found, total}, results=(total,)) == [np.arange(depth + 1.0).sum()]
