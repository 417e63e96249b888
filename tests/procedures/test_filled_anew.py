"""Memory that each turn of a loop fills before it reads it: made by each turn, in the derivative."""

import numpy as np
import pytest

from numorph.procedures.filled_anew import with_memory_of_turns
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, For, If, Procedure, Release, statements
from numorph.procedures.renaming import renamed
from numorph.procedures.reverse import differentiate
from numorph.procedures.structured import structured

from .building import add, at, ex, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient

X, A, B, N, M, S = ptr("x"), ptr("a"), ptr("b"), i64("n"), i64("m"), f64("s")
I, J, K, L = i64("i"), i64("j"), i64("k"), i64("l")
LESS = op("max", sub(N, 1), 0)


def program(steps, count=N, after=()):
    """Turns with memory `b` of their own, which change a copy of a vector."""
    return Procedure(
        "turns",
        [X, N],
        [S],
        [
            Alloc(A, ex(N), "f64"),
            Alloc(B, ex(count), "f64", True),
            loop(I, 0, N, [store(A, I, at(X, I))], parallel=True),
            loop(K, 0, 3, steps),
            put(S, 0.0),
            *after,
            loop(L, 0, N, [put(S, add(S, mul(at(A, L), at(A, L))))]),
            Release(A),
            Release(B),
        ],
    )


def each(base, value, index=I, stop=N):
    return loop(I, 0, stop, [store(base, index, value)], parallel=True)


def read(index=I):
    return each(A, mul(at(A, I), at(B, index), 0.5))


def moved(procedure):
    """Whether the turns make the memory."""
    found = with_memory_of_turns(renamed(structured(procedure)))
    (turns,) = [s for s in found.body if isinstance(s, For) and any([isinstance(x, For) for x in s.body])]
    return any([isinstance(s, Alloc) for s in statements(turns.body)])


def check(procedure, n=5):
    x = np.random.default_rng(0).uniform(0.5, 1.5, n)
    found = with_memory_of_turns(renamed(structured(procedure)))
    assert interpret(found, [x.copy(), n]) == interpret(procedure, [x.copy(), n])
    check_gradient(procedure, [x, n], (0,), tolerance=1e-5)


ROW = add(mul(I, N), J)


@pytest.mark.parametrize(
    "steps, count",
    [
        ([each(B, 0.0), each(B, add(at(B, I), at(A, I))), read()], N),
        ([each(B, mul(at(A, I), 0.7), add(I, 1), LESS), store(B, 0, at(A, sub(N, 1))), read()], N),
        ([store(B, sub(N, 1), at(A, 0)), each(B, mul(at(A, I), 0.7), stop=LESS), read()], N),
        (
            [
                loop(I, 0, N, [loop(J, 0, N, [store(B, ROW, mul(at(A, I), at(A, J)))], parallel=True)], parallel=True),
                loop(J, 0, N, [loop(I, 0, N, [store(A, I, add(mul(at(A, I), 0.5), at(B, ROW)))], parallel=True)]),
            ],
            mul(N, N),
        ),
    ],
)
def test_turns_make_what_they_fill(steps, count):
    procedure = program(steps, count)
    check(procedure)
    assert moved(procedure)


@pytest.mark.parametrize(
    "steps",
    [
        [each(B, add(at(B, I), at(A, I))), read()],  # reads what the turn before has left
        [each(B, mul(at(A, I), 0.7), stop=LESS), read()],  # the last element stays
        [each(B, mul(at(A, I), 0.7), add(I, 1), LESS), read()],  # the first one does
        [If(op("lt", ex(K), ex(2)), [each(B, at(A, I))], []), read()],  # not in all turns
        [read(), each(B, at(A, I))],
        [each(B, at(A, I)), store(A, 0, mul(at(A, 0), at(B, 1)))],  # one element would be kept rather than all
    ],
)
def test_what_turns_may_find_of_others_stays(steps):
    procedure = program(steps)
    check(procedure)
    assert not moved(procedure)


def test_memory_that_is_read_after_the_loop_stays():
    procedure = program([each(B, at(A, I)), read()], after=[put(S, at(B, 0))])
    check(procedure)
    assert not moved(procedure)


def test_nothing_is_saved_or_cleared():
    """Neither for the zeros that a turn begins with, nor for the cotangents that it has left."""
    pair = differentiate(program([each(B, 0.0), each(B, add(at(B, I), at(A, I))), read()]), (0,))
    text = str(pair.backward)
    assert "d_b" in text and "= 0.0\n" not in "\n".join([x for x in text.split("\n") if "d_b" in x])
