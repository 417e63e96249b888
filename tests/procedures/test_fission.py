"""Loops that compute calls in blocks give what they gave turn by turn, bit by bit, and bail where they bailed."""

import random

import numpy as np
import pytest

from numorph.procedures import fission
from numorph.procedures.check import check
from numorph.procedures.definite import unassigned
from numorph.procedures.fission import BLOCK, fissioned
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Bail, Break, Continue, For, If, Procedure, Push, Reg, reg, statements
from numorph.runtime.procedure_code import ProcedureCode

from .building import add, at, call, f64, i64, loop, mul, op, ptr, put, store, sub

n, x, y, s, i = i64("n"), ptr("x"), ptr("y"), f64("s"), i64("i")


def is_divided(procedure):
    return fissioned(procedure) is not procedure


def summed(value, *more):
    """A procedure that adds values up, turn by turn."""
    return Procedure("f", [x, y, n], [s], [put(s, 0.0), loop(i, 0, n, [*more, put(s, add(mul(s, 0.5), value))])])


def outcome(procedure, values, length):
    arrays = [np.array(v[:length]) for v in values]
    found = interpret(procedure, (*arrays, length))
    return found, *[a.tolist() for a in arrays]


def numbers(seed):
    return np.random.default_rng(seed).normal(size=(2, 40))


class Loops:
    """Random loops of a few registers and two arrays, of which the second may be written to."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.registers = [f64(name) for name in "abcd"]
        self.writes = self.random.random() < 0.4

    def value(self, depth=2):
        kind = self.random.randrange(9 if depth else 4)
        if kind == 0:
            return op("convert", reg(i), dtype="f64")
        if kind == 1:
            return at(self.random.choice([x, x, y]), self.random.choice([i, i, 0]))
        if kind < 4:
            return reg(self.random.choice([*self.registers, s]))
        if kind < 7:
            return call("exp", op("min", self.value(depth - 1), 3.0))
        return self.random.choice([add, mul, sub])(self.value(depth - 1), self.value(depth - 1))

    def body(self, depth=1):
        out = []
        for _ in range(self.random.randrange(2, 6)):
            kind = self.random.randrange(10)
            if kind == 0 and depth:
                out.append(If(op("lt", self.value(), 0.3), self.body(depth - 1), self.body(depth - 1)))
            elif kind == 1 and depth:
                test = self.random.choice([op("gt", self.value(), 15.0), op("gt", i, 14)])
                out.append(If(test, [self.random.choice([Bail(""), Bail(""), Continue()])]))
            elif kind == 2 and self.writes:
                out.append(store(y, i, self.value()))
            else:
                out.append(put(self.random.choice([*self.registers, s]), self.value()))
        return out


@pytest.mark.parametrize("seed", range(80))
def test_random_loops(seed, monkeypatch):
    monkeypatch.setattr(fission, "BLOCK", 8)  # the interpreter takes its time
    monkeypatch.setattr(fission, "LEAST", 3)
    loops = Loops(seed)
    ends = (0, n) if seed % 3 else (sub(n, 1), -1)
    body = [*[put(r, 0.25 * k) for k, r in enumerate([s, *loops.registers])]]
    body.append(loop(i, *ends, loops.body(), 1 if seed % 3 else -1))
    procedure = Procedure("f", [x, y, n], [s, *loops.registers], body)
    check(procedure)
    divided = fissioned(procedure)
    check(divided)
    assert unassigned(divided) is None
    values = numbers(seed)
    with np.errstate(all="ignore"):
        for length in (2, 3, 19):
            assert str(outcome(divided, values, length)) == str(outcome(procedure, values, length))


def test_random_loops_are_often_divided():
    found = 0
    for seed in range(150):
        loops = Loops(seed)
        found += is_divided(Procedure("f", [x, y, n], [s], [put(s, 0.0), loop(i, 0, n, loops.body())]))
    assert found > 40


def test_calls_leave_the_loop():
    (block,) = [t for t in statements(fissioned(summed(call("exp", at(x, i)))).body) if isinstance(t, For)][:1]
    assert block.step == BLOCK
    early, late = block.body
    assert early.parallel and "exp" in str(early.body[-1].value) + str(early.body[-2].value)
    assert not any("exp" in str(t.value) for t in late.body)


@pytest.mark.parametrize(
    "more",
    [
        [Break()],
        [If(op("gt", s, 1.0), [Break()])],
        [Push(reg(s)), If(op("ge", s, 5.0), [Continue()])],
        [If(op("ge", i, 7), [Bail("")])],
        [store(x, i, reg(s))],
    ],
    ids=["break", "if", "continue", "bail", "store"],
)
def test_loops_that_stay(more):
    assert not is_divided(summed(call("exp", at(x, i)), *more))


def test_a_bail_that_depends_on_floats_keeps_no_load_back():
    assert is_divided(summed(call("exp", at(x, i)), If(op("gt", at(y, 0), 1.0), [Bail("")])))


def test_what_depends_on_the_turn_before_stays():
    assert not is_divided(summed(call("exp", s)))
    assert not is_divided(summed(add(s, call("exp", at(y, i))), store(y, add(i, 1), reg(s))))


def test_pointers_that_may_be_the_same():
    p = Reg("p", "ptr")
    body = [put(s, 0.0), put(p, x), loop(i, 0, n, [put(s, add(s, call("exp", at(x, i)))), store(p, 0, reg(s))])]
    assert not is_divided(Procedure("f", [x, n], [s], body))
    body[1] = put(p, y)
    assert is_divided(Procedure("f", [x, y, n], [s], body))


def test_turns_that_do_not_wait_stay_together():
    body = [loop(i, 0, n, [store(y, i, call("exp", at(x, i)))])]
    assert not is_divided(Procedure("f", [x, y, n], [], body))


def test_divisors_that_a_test_excludes():
    k = i64("k")
    quotient = op("convert", op("rem", i, k), dtype="f64")
    test = If(op("eq", k, 0), [Bail("")])
    procedure = Procedure("f", [k, n], [s], [put(s, 0.0), loop(i, 0, n, [test, put(s, add(s, call("exp", quotient)))])])
    assert not is_divided(procedure)
    assert ProcedureCode(procedure).call((0, 100)) is None


@pytest.mark.parametrize("name", ["exp", "sin", "cos", "tan", "log", "tanh", "cbrt", "expm1", "log1p", "arctan", "erf"])
def test_vectors_give_the_same_bits(name):
    procedure = summed(call(name, mul(at(x, i), at(y, i))), store(ptr("out"), i, call(name, at(x, i))))
    out = procedure.body[1].body[0].base
    procedure = Procedure("f", [x, y, out, n], [s], procedure.body)
    assert is_divided(procedure)
    rng = np.random.default_rng(0)
    given = [np.abs(rng.normal(size=1000)) * np.exp(rng.normal(size=1000, scale=2)) for _ in "xy"]
    found = []
    for best in (False, True):
        code, result = ProcedureCode(procedure), np.zeros(1000)
        code.make(best=best)
        found.append((code.call([*[a.ctypes.data for a in (*given, result)], 1000]), result.tobytes()))
    assert found[0] == found[1]
