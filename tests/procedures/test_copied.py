"""Rows and columns are copied where a sweep would save whole matrices; and only where they stay what they are."""

import numpy as np
import pytest

from numorph.procedures.choices import chosen
from numorph.procedures.copied import with_copies
from numorph.procedures.facts import Facts
from numorph.procedures.ir import Alloc, If, Procedure, Release, Store, statements
from numorph.procedures.recording import Recording
from numorph.procedures.renaming import renamed
from numorph.procedures.reverse import differentiate
from numorph.procedures.structured import structured

from .building import add, at, ex, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient

X, A, N, S = ptr("x"), ptr("a"), i64("n"), f64("s")
I, J, K, L = i64("i"), i64("j"), i64("k"), i64("l")


def program(steps):
    """Steps on a copy of a matrix, and the sum of what they leave."""
    t = i64("t")
    body = [
        Alloc(A, ex(mul(N, N)), "f64"),
        loop(t, 0, mul(N, N), [store(A, t, at(X, t))], parallel=True),
        loop(K, 0, N, steps),
        put(S, 0.0),
        loop(L, 0, mul(N, N), [put(S, add(S, mul(at(A, L), at(A, L))))]),
        Release(A),
    ]
    return Procedure("steps", [X, N], [S], body)


def place(row, column):
    return add(mul(N, row), column)


def copies(procedure):
    plain = renamed(chosen(structured(procedure))[0])
    facts = Facts(plain, (0,))
    return with_copies(facts, Recording(facts)) is not None


def check(procedure):
    n = 4
    x = (np.random.default_rng(0).normal(size=(n, n)) + 3.0 * np.eye(n)).ravel()
    check_gradient(procedure, [x, n], (0,), tolerance=1e-5)


def nest(value, i=I, j=J):
    """Of two parallel loops over what lies below and right of the diagonal."""
    rows = loop(J, add(K, 1), N, [store(A, place(i, j), value)], parallel=True)
    return loop(I, add(K, 1), N, [rows], parallel=True)


def deep(procedure):
    """Whether a matrix is saved in each step."""
    pair = differentiate(procedure, (0,))
    return any("saved" in s.base.name for s in statements(pair.forward.body) if isinstance(s, Store))


def test_a_row_and_a_column_of_an_elimination():
    product = mul(at(A, place(I, K)), at(A, place(K, J)))
    procedure = program([nest(sub(at(A, place(I, J)), product))])
    assert copies(procedure) and not deep(procedure)
    check(procedure)


def rows(test):
    """A row is subtracted from others."""
    factor = f64("factor")
    subtract = store(A, place(I, J), sub(at(A, place(I, J)), mul(factor, at(A, place(K, J)))))
    step = [put(factor, at(A, place(I, K))), loop(J, 0, N, [subtract], parallel=True)]
    return program([loop(I, 0, N, [If(test, step)])])


def test_a_row_that_others_are_told_apart_from():
    procedure = rows(op("ne", I, K))
    assert copies(procedure) and not deep(procedure)
    check(procedure)
    procedure = rows(op("lt", I, 2))
    assert not copies(procedure)  # it may be one of those that change
    assert deep(procedure)


def test_rows_that_overlap():
    factor = f64("factor")
    for stop, start in ((add(N, 1), 0), (N, 1)):
        inner = If(
            op("lt", place(I, J), sub(mul(N, N), 1)),
            [store(A, place(I, J), sub(at(A, place(I, J)), mul(factor, at(A, place(K, 0)))))],
        )
        step = [put(factor, at(A, place(I, K))), loop(J, start, stop, [inner])]
        assert not copies(program([loop(I, 0, sub(N, 1), [If(op("ne", I, K), step)])]))


def test_a_load_after_a_store_stays():
    value = mul(at(A, place(K, J)), at(A, place(I, K)))
    first = store(A, place(I, J), value)
    second = store(A, place(I, J), mul(at(A, place(I, J)), at(A, place(I, J))))
    inner = loop(J, add(K, 1), N, [first, second], parallel=True)
    procedure = program([loop(I, add(K, 1), N, [inner], parallel=True)])
    assert not copies(procedure)
    check(procedure)


def test_a_matrix_that_is_needed_as_a_whole():
    product = mul(at(A, place(I, J)), at(A, place(K, J)))
    procedure = program([nest(sub(at(A, place(I, J)), product))])
    assert not copies(procedure) and deep(procedure)
    check(procedure)


@pytest.mark.parametrize("size", [0, 1, 2, 7])
def test_native(size):
    pytest.importorskip("llvmlite")
    import numorph as nm

    def eliminated(a):
        a = a.copy()
        n = a.shape[0]
        for k in range(n):
            a[k] /= a[k, k] + 4.0
            for i in range(n):
                if i != k:
                    a[i] -= a[i, k] * a[k]
        return np.sum(a * a)

    def upper(a):
        a = a.copy()
        n = a.shape[0]
        for k in range(n - 1):
            a[k + 1 :, k] /= a[k, k] + 4.0
            a[k + 1 :, k + 1 :] -= np.outer(a[k + 1 :, k], a[k, k + 1 :])
        return np.sum(a * a)

    for f in (eliminated, upper):
        a = np.random.default_rng(size).normal(size=(size, size))
        gradient = nm.jit(nm.grad(f))
        gradient.compile(a)
        d = np.random.default_rng(1).normal(size=(size, size))
        slope = (f(a + 1e-6 * d) - f(a - 1e-6 * d)) / 2e-6
        np.testing.assert_allclose(np.sum(gradient(a) * d), slope, rtol=1e-6, atol=1e-7)
