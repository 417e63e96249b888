"""Elements that sweeps save as numbers where they are read, so that nothing is put back; where that is no more."""

import numpy as np
import pytest

from numorph.procedures.facts import Facts
from numorph.procedures.inlining import inlined
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Break, If, Procedure, Release, Store, While, statements
from numorph.procedures.named import _Naming, with_names
from numorph.procedures.recording import Recording
from numorph.procedures.renaming import renamed
from numorph.procedures.reverse import differentiate
from numorph.procedures.structured import structured

from .building import add, at, ex, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient

X, A, N, S, C = ptr("x"), ptr("a"), i64("n"), f64("s"), f64("c")
I, K, L = i64("i"), i64("k"), i64("l")


def program(steps):
    """Steps on a copy of a vector, and the sum of what they leave."""
    return Procedure(
        "steps",
        [X, N],
        [S],
        [
            Alloc(A, ex(N), "f64"),
            loop(I, 0, N, [store(A, I, at(X, I))], parallel=True),
            loop(K, 0, N, steps),
            put(S, 0.0),
            loop(L, 0, N, [put(S, add(S, mul(at(A, L), at(A, L))))]),
            Release(A),
        ],
    )


def names(procedure, active=(0,)):
    facts = Facts(renamed(structured(procedure)), active)
    found = with_names(facts, Recording(facts))
    return 0 if found is None else len(found[1])


def puts_back(procedure):
    """Whether the reverse sweep writes to memory of the function's own."""
    pair = differentiate(procedure, (0,))
    return any([isinstance(s, Store) and s.base.name.startswith("a") for s in statements(pair.backward.body)])


def check(procedure):
    n = 5
    check_gradient(procedure, [np.random.default_rng(0).uniform(0.5, 1.5, n), n], (0,), tolerance=1e-5)


def each(value):
    return loop(I, 0, N, [store(A, I, value)], parallel=True)


SQUARE = mul(at(A, I), at(A, I))


@pytest.mark.parametrize(
    "steps, count",
    [
        ([each(mul(SQUARE, 0.4))], 1),  # each element that is read is overwritten there
        ([put(C, at(A, K)), each(mul(at(A, I), C, 0.7))], 1),  # one is in a register as it is
        ([each(mul(SQUARE, 0.4)), each(mul(add(SQUARE, at(A, I)), 0.3))], 2),
        ([each(mul(at(A, I), at(X, I)))], 1),
    ],
)
def test_elements_are_kept(steps, count):
    procedure = program(steps)
    assert names(procedure) == count
    check(procedure)
    assert puts_back(procedure) is False


@pytest.mark.parametrize(
    "steps",
    [
        [loop(I, 1, N, [store(A, I, mul(at(A, sub(I, 1)), at(A, I), 0.7))])],  # two are read for one that is written
        [loop(L, 0, N, [each(mul(at(A, I), 0.9)), put(C, at(A, L)), put(C, mul(C, C))]), store(A, K, C)],
        [store(A, K, mul(at(A, K), 0.9)), loop(I, 0, N, [put(C, mul(at(A, I), at(A, I)))]), store(A, K, C)],
    ],
)
def test_what_is_read_more_often_is_put_back(steps):
    procedure = program(steps)
    assert names(procedure) == 0
    check(procedure)


def test_an_element_that_changes_in_between_is_kept_twice():
    steps = [
        loop(
            I,
            0,
            N,
            [store(A, I, mul(SQUARE, 0.4)), store(A, I, add(mul(SQUARE, 0.2), at(A, I)))],
            parallel=True,
        )
    ]
    procedure = program(steps)
    assert names(procedure) == 0  # two at one place: rather both are put back
    check(procedure)


def test_inlined_values_are_the_same():
    procedure = renamed(structured(program([put(C, at(A, K)), each(mul(at(A, I), C, 0.7))])))
    facts = Facts(procedure, (0,))
    body = inlined(procedure, facts.memories, facts.written)
    check(body)


# -- numbers that are made of elements

BEND = add(at(A, sub(I, 1)), mul(at(A, I), -2.0), at(A, add(I, 1)))
NEW = ptr("new")


def inner(body):
    return loop(I, 1, sub(N, 1), body, parallel=True)


def test_what_a_stencil_makes_of_elements_is_one_number():
    """Its factor's cotangent needs the sum, not the elements, which are written to by another loop of the turn."""
    steps = [
        Alloc(NEW, ex(N), "f64"),
        inner([store(NEW, I, add(at(A, I), mul(C, BEND)))]),
        inner([store(A, I, at(NEW, I))]),
        Release(NEW),
    ]
    procedure = program(steps)
    procedure = Procedure("steps", [X, N, C], [S], procedure.body)
    assert names(procedure, (0, 2)) == 1
    pair = differentiate(procedure, (0, 2))
    assert not any([isinstance(s, Store) and s.base.name == "a" for s in statements(pair.backward.body)])
    n = 6
    check_gradient(procedure, [np.random.default_rng(0).uniform(0.5, 1.5, n), n, 0.1], (0, 2), tolerance=1e-5)


def test_numbers_in_longer_loops_than_those_that_overwrite_are_not_named():
    steps = [
        inner([store(A, I, mul(at(A, I), 0.9))]),
        loop(L, 0, N, [loop(I, 0, N, [put(C, mul(at(A, I), at(A, I)))], parallel=True)], parallel=True),
        store(A, K, C),
    ]
    procedure = program([put(C, 1.0), *steps])
    assert names(procedure) == 0


def test_a_loop_whose_turns_are_not_known_changes_what_is_read_after_it():
    t = f64("t")
    halved = While([If(op("lt", t, 0.2), [Break()], []), store(A, K, mul(at(A, K), 0.5, t)), put(t, mul(t, 0.5))])
    steps = [put(t, mul(at(A, K), at(A, K))), halved, store(A, K, add(at(A, K), mul(at(A, K), at(X, K))))]
    procedure = program(steps)
    check(procedure)
    facts = Facts(renamed(structured(procedure)), (0,))
    naming = _Naming(facts, Recording(facts))
    body = naming.body(facts.procedure.body, set(naming.recording.needed))
    assert naming.names
    x = np.random.default_rng(0).uniform(0.5, 1.5, 5)
    assert interpret(facts.procedure.with_body(body), [x.copy(), 5]) == interpret(procedure, [x.copy(), 5])


@pytest.mark.parametrize(
    "value, count",
    [
        (op("div", sub(at(A, 0), at(A, 1)), mul(at(A, 2), 2.0)), 2),  # the quotient is read as well, but made of these
        (op("sqrt", op("sqrt", add(at(A, 0), mul(at(A, 1), at(A, 1))))), 2),
        (op("div", mul(at(A, 0), at(A, 1)), sub(at(A, 2), at(A, 3))), 3),
    ],
)
def test_numbers_whose_own_derivatives_read_elements_are_named_by_what_they_are_made_of(value, count):
    """The rotations of an eigenvalue solver hang on few elements of what they overwrite."""
    steps = [put(C, value), each(mul(at(A, I), C, 0.7))]
    procedure = program(steps)
    assert names(procedure) == count + 1
    check(procedure)
    assert puts_back(procedure) is False
