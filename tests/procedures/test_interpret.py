"""What procedures mean, and what they must not do."""

import ctypes

import numpy as np
import pytest

from numorph.procedures.interpret import interpret
from numorph.procedures.ir import (
    Alloc,
    Bail,
    Break,
    Continue,
    If,
    Library,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Return,
    While,
    const,
)

from .building import add, at, call, ex, f64, i64, loop, mul, op, ptr, put, store, sub

x, y, n, i, j, k = ptr("x"), ptr("y"), i64("n"), i64("i"), i64("j"), i64("k")
s, t = f64("s"), f64("t")


def run(inputs, results, body, values, tape=None):
    return interpret(Procedure("f", inputs, results, body), values, tape)


def test_loops_are_left_and_continued():
    body = [
        put(k, 0),
        loop(
            i,
            0,
            n,
            [
                If(op("eq", op("rem", i, 2), 0), [Continue()]),
                If(op("gt", i, 7), [Break()]),
                put(k, add(mul(k, 10), i)),
            ],
        ),
        While([If(op("gt", k, 10**6), [Return()]), put(k, mul(k, 3))]),
        Bail("not reached"),
    ]
    assert run([n], [k], body, [100]) == [1357 * 3**7]


def test_counting_down():
    body = [put(k, 0), loop(i, n, -1, [put(k, add(mul(k, 10), i))], step=-2)]
    assert run([n], [k], body, [5]) == [531]


def test_integers_wrap_and_say_so():
    big = 2**63 - 1
    wide = Reg("b", "bool")
    body = [put(k, add(n, 1)), put(wide, op("overflows", n, 1, attr="add", dtype="bool"))]
    assert run([n], [k, wide], body, [big]) == [-(2**63), True]
    assert run([n], [k, wide], body, [big - 1]) == [big, False]


def test_f32_is_f32():
    r = Reg("r", "f32")
    body = [put(r, op("add", r, const(1e-9, "f32")))]
    assert run([r], [r], body, [1.0]) == [1.0]


def test_complex_parts_and_functions():
    z = Reg("z", "c128")
    body = [
        put(z, op("complex", s, t, dtype="c128")),
        put(z, op("mul", z, z)),
        put(s, op("real", z, dtype="f64")),
        put(t, call("sin", op("imag", z, dtype="f64"))),
    ]
    a, b = run([s, t], [s, t], body, [3.0, 2.0])
    assert a == 5.0 and abs(b - np.sin(12.0)) < 1e-15


def test_stores_are_seen_by_the_caller_and_pointers_swap():
    x0, y0, z = np.arange(3.0), np.zeros(3), ptr("z")
    body = [store(y, 1, at(x, 2)), put(z, x), put(x, y), put(y, z), store(x, 0, 7.0)]
    results = run([x, y], [x], body, [x0, y0])
    assert results[0] is y0 and y0.tolist() == [7.0, 2.0, 0.0]


def test_memory_of_ones_own():
    body = [Alloc(x, ex(n), "f64", zero=True), Alloc(y, ex(n), "f64"), store(x, 1, 2.0), Release(y)]
    assert run([n], [x], body, [3])[0].tolist() == [0.0, 2.0, 0.0]
    assert run([n], [x], body, [-1]) is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([put(s, at(x, n))], "element 3"),
        ([store(x, -1, 0.0)], "element -1"),
        ([put(s, t)], "'t' is read before"),
        ([Alloc(y, ex(n), "f64"), Release(y), put(s, at(y, 0))], "gone"),
        ([Alloc(y, ex(n), "f64"), Retain(y), Release(y), Release(y), Release(y)], "none"),
        ([Release(x)], "none"),
        ([put(y, op("null", dtype="ptr")), put(s, at(y, 0))], "null"),
        ([loop(i, 0, n, [store(x, 0, 1.0)], parallel=True)], "touch one element"),
        ([loop(i, 0, 2, [store(x, i, at(x, add(i, 1)))], parallel=True)], "touch one"),
        ([put(s, 0.0), loop(i, 0, n, [put(s, add(s, at(x, i)))], parallel=True)], "'s' is read before"),
        ([loop(i, 0, n, [put(k, i)]), put(k, i)], "'i' is read before"),
        ([Pop(s)], "empty"),
        ([Push(ex(1)), Pop(s)], "on which i64"),
        ([PushBlock(y, ex(4), "f64"), PopBlock(y, ex(3), "f64")], "3 of f64"),
        ([Push(ex(1)), PushBlock(y, ex(4), "f64"), PopBlock(y, ex(4), "f64"), Pop(k), put(s, at(y, 0))], "gone"),
    ],
)
def test_what_must_not_be_done(body, message):
    with pytest.raises(AssertionError, match=message):
        run([x, n], [n], body, [np.zeros(3), 3])


def test_parallel_loops_accumulate():
    body = [put(s, 1.0), loop(i, 0, n, [put(t, mul(at(x, i), 2.0)), put(s, add(s, t, free=True))], parallel=True)]
    assert run([x, n], [s], body, [np.arange(4.0), 4]) == [13.0]


def test_the_tape_goes_from_one_call_to_the_next():
    tape = []
    forward = [PushBlock(y, ex(2), "f64"), store(y, 0, s), store(y, 1, 5.0), Push(ex(n))]
    run([s, n], [], forward, [2.5, 7], tape)
    backward = [Pop(n), PopBlock(y, ex(2), "f64"), put(s, sub(at(y, 1), at(y, 0)))]
    assert run([], [s, n], backward, [], tape) == [2.5, 7]
    assert tape == []


def test_products_of_matrices():
    a, b, out = np.arange(6.0), np.arange(8.0), np.zeros(10)
    z = ptr("z")
    product = Library("matmul", [x, y, z], [ex(v) for v in (2, 3, 2, 0, 3, 1, 1, 2, 1, 9, -4, -1)], dtype="f64")
    run([x, y, z], [], [product], [a, b, out])
    want = a.reshape(2, 3) @ b[1:7].reshape(3, 2)
    assert [out[9], out[8], out[5], out[4]] == want.ravel().tolist()


def test_functions_of_python():
    def double(pointers, values, allocate):
        (address,), (count,) = pointers, values
        new = allocate(8 * count)
        given = np.frombuffer((ctypes.c_double * count).from_address(address))
        np.frombuffer((ctypes.c_double * count).from_address(new))[:] = 2 * given
        return [new, 1.5]

    def refuse(pointers, values, allocate):
        raise ValueError("no")

    for f in (double, refuse):
        body = [Library("host", [x], [ex(n)], [y, s], attr=f), put(t, at(y, 1))]
        found = run([x, n], [s, t], body, [np.arange(3.0), 3])
        assert found == (None if f is refuse else [1.5, 2.0])
