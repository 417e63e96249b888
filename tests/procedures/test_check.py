"""The rules of procedures, each broken once."""

import random

import pytest

from numorph.procedures.check import ProcedureError, check
from numorph.procedures.ir import (
    Alloc,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Library,
    Pop,
    Procedure,
    Push,
    Reg,
    Release,
    Return,
    Store,
    While,
    const,
    load,
)
from numorph.procedures.reverse import differentiate

from .building import add, at, ex, f64, i64, loop, mul, op, ptr, put, store
from .test_reverse_random import Generator
from .test_structured import Jumping

x, n, i, j, k, s, t, z = ptr("x"), i64("n"), i64("i"), i64("j"), i64("k"), f64("s"), f64("t"), Reg("z", "c128")
always = op("lt", n, 3)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([put(s, n)], "i64, not f64"),
        ([put(s, op("add", n, s))], "no 'add f64' of i64, f64"),
        ([put(s, op("div", n, n, dtype="f64"))], "no 'div f64'"),
        ([put(n, op("div", n, n))], "no 'div i64'"),
        ([put(s, op("and", s, s))], "no 'and f64'"),
        ([put(s, op("call", s, attr="nothing"))], "no 'call f64'"),
        ([put(s, op("table", n, attr=(1.0,), dtype="f64"))], "no 'table f64'"),
        ([put(s, Expr("var", "f64", (), "i"))], "no 'var f64'"),
        ([put(s, op("sub", s, s, attr="free"))], "no 'sub f64'"),
        ([put(z, op("abs", z))], "no 'abs c128'"),
        ([put(s, op("real", s))], "no 'real f64'"),
        ([put(z, op("complex", s, n, dtype="c128"))], "no 'complex c128'"),
        ([put(s, const(1, "f64"))], "no 'const f64'"),
        ([put(x, op("add", x, x))], "no 'add ptr'"),
        ([store(s, 0, 1.0)], "not a pointer"),
        ([Store(x, ex(1.0), ex(1.0))], "f64, not i64"),
        ([Store(x, ex(0), ex(x))], "no numbers of 'ptr'"),
        ([put(s, load(x, ex(1.0), "f64"))], "no 'load f64'"),
        ([If(ex(n), [])], "i64, not bool"),
        ([Break()], "no loop"),
        ([If(always, [Continue()])], "no loop"),
        ([For(i, ex(0), ex(n), [], 0)], "other than 0"),
        ([loop(i, 0, n, [put(i, 3)])], "counter is assigned"),
        ([loop(i, 0, n, [loop(i, 0, n, [])])], "no loop around"),
        ([loop(s, 0, n, [])], "is an i64"),
        ([loop(i, 0, n, [If(always, [Break()])], parallel=True)], "holds: break"),
        ([loop(i, 0, n, [If(always, [Return()])], parallel=True)], "holds: return"),
        ([loop(i, 0, n, [Bail("")], parallel=True)], "holds: bail"),
        ([loop(i, 0, n, [Push(ex(n))], parallel=True)], "holds: push"),
        ([loop(i, 0, n, [loop(j, 0, n, [])], parallel=True)], "holds: for"),
        ([loop(i, 0, n, [put(t, add(t, s)), put(s, t)], parallel=True)], "before it assigns it"),
        ([loop(i, 0, n, [If(always, [put(t, 1.0)]), put(s, t)], parallel=True)], "'t': an iteration"),
        ([Alloc(x, ex(n), "ptr")], "no memory"),
        ([Release(s)], "not a pointer"),
        ([Pop(Reg("q", "f8"))], "no dtype 'f8'"),
        ([Library("matmul", [x, x], [])], "three pointers"),
        ([Library("nothing", [], [])], "no routine"),
        ([Library("host", [], [], attr=3)], "Python function"),
        ([While([put(s, n), Break()])], "i64, not f64"),
    ],
)
def test_a_rule_is_broken(body, message):
    with pytest.raises(ProcedureError, match=message):
        check(Procedure("f", [x, n, s], [s], body))


def test_inputs_and_results():
    for inputs, results in (([n, n], []), ([z], []), ([], [z])):
        with pytest.raises(ProcedureError):
            check(Procedure("f", inputs, results, []))


def test_what_is_right():
    body = [
        put(s, 0.0),
        loop(i, 0, n, [put(t, at(x, i)), put(s, add(s, mul(t, t), free=True))], parallel=True),
        While([If(always, [Break()], [Continue()])]),
        put(z, op("mul", z, op("convert", s, dtype="c128"))),
        put(k, op("select", op("overflows", n, n, attr="mul", dtype="bool"), n, 3)),
    ]
    check(Procedure("f", [x, n], [s], body))


@pytest.mark.parametrize("seed", range(0, 200, 10))
def test_random_procedures_and_their_sweeps(seed):
    jumping = Jumping(seed)
    check(Procedure("f", [], [], [q for _ in range(3) for q in jumping.statement(3, 0)]))
    procedure = Generator(seed).procedure()
    check(procedure)
    pair = differentiate(procedure, sorted(random.Random(seed).sample(range(6), 3)))
    check(pair.forward)
    check(pair.backward)
