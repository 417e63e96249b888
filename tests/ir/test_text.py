"""Text of programs, there and back."""

import numpy as np
import pytest

from numorph.control.call import call
from numorph.control.cond import cond
from numorph.core.types import SCALAR_TYPES, ArrayType, Dim
from numorph.errors import NumorphValueError
from numorph.ir.evaluate import evaluate
from numorph.ir.program import Eqn, Program, Var
from numorph.ir.simplify import simplified
from numorph.ir.stage import stage
from numorph.ir.text import constant, parse, show
from numorph.ops import elementwise as ew
from numorph.ops import indexing, reduction, scalar

from .random_programs import bits, random_program

F64 = np.dtype(float)


def staged(f, *types):
    return stage(f, types, "f")[0]


def test_a_program_as_text():
    def f(x, n):
        y = ew.multiply(x, ew.const(x, 2.5))
        top = reduction.reduce_max(y, axes=(0, 1))
        return y, scalar.mul(n, 3), top

    text = """\
f(%0: f64[2,3], %1: int) {
  %2: f64[2,3] = multiply %0, 2.5:f64[2,3]
  %3: f64[] = reduce_max axes=(0,1) %2
  %4: int = python_mul %1, 3
  return %2, %4, %3
}"""
    program = staged(f, ArrayType((2, 3), F64), SCALAR_TYPES[int])
    assert show(program) == text
    assert str(program) == text
    assert show(parse(text)) == text


def test_nested_programs_stand_below_their_equation():
    square = staged(lambda x: [ew.square(x)], ArrayType((), F64))
    twice = staged(lambda x: [ew.add(x, x)], ArrayType((), F64))

    def f(x, index):
        (y,) = call(x, program=square)
        return cond(index, y, branches=(square, twice))

    text = """\
f(%0: f64[], %1: i64[]) {
  %2: f64[] = call %0
    program: f(%0: f64[]) {
      %1: f64[] = square %0
      return %1
    }
  %3: f64[] = cond %1, %2
    branches.0: f(%0: f64[]) {
      %1: f64[] = square %0
      return %1
    }
    branches.1: f(%0: f64[]) {
      %1: f64[] = add %0, %0
      return %1
    }
  return %3
}"""
    program = staged(f, ArrayType((), F64), ArrayType((), np.dtype(np.int64)))
    assert show(program) == text
    again = parse(text)
    assert show(again) == text
    assert evaluate(again, np.float64(3.0), np.int64(1)) == (18.0,)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5, "1.5"),
        (True, "True"),
        (1 + 2j, "(1+2j)"),
        (float("-inf"), "-inf"),
        (np.float32(0.1), "0.1:f32"),
        (np.float64(-0.0), "-0.0:f64"),
        (np.float64("nan"), "nan:f64"),
        (np.int8(-3), "-3:i8"),
        (np.bool_(False), "False:bool"),
        (np.complex64(-0.0 - 1e-5j), "(-0-1e-05j):c64"),
        (np.array(2.0), "2.0:f64"),
        (np.array([1.0, -0.0]), "[1.0 -0.0]:f64[2]"),
        (np.array([[True], [False]]), "[True False]:bool[2,1]"),
        (np.zeros((0, 3)), "[]:f64[0,3]"),
        (np.broadcast_to(np.float32(7), (100, 100)), "7.0:f32[100,100]"),
        (np.array([1j, np.inf]), "[1j (inf+0j)]:c128[2]"),
    ],
)
def test_constants(value, text):
    assert constant(value) == text
    program = Program((), (), (value,), "f")
    again = parse(show(program)).outputs[0]
    assert bits(again) == bits(value)
    assert type(again) is type(value) or (isinstance(value, np.ndarray) and not value.ndim)


def test_what_is_not_printed_cannot_be_read():
    program = Program((), (), (np.arange(9.0),), "f")
    assert "return <f64[9]>" in show(program)
    with pytest.raises(NumorphValueError, match=r"<f64\[9\]> stands for something whose content was not printed"):
        parse(show(program))


def test_sizes_known_at_run_time_have_names():
    n = Dim("n")
    v, w = Var(ArrayType((n, 3), F64)), Var(ArrayType((n, 3), F64))
    program = Program((v,), (Eqn(ew.sin, (v,), {}, (w,)),), (w,), "f")
    text = "f(%0: f64[n,3]) {\n  %1: f64[n,3] = sin %0\n  return %1\n}"
    assert show(program) == text
    again = parse(text)
    assert show(again) == text
    assert again.inputs[0].type.shape[0] is again.eqns[0].outs[0].type.shape[0], "one name is one size"


def test_strings_and_dtypes_as_parameters():
    def f(x, v, i):
        y = indexing.scatter(x, v, i, mode="add", unique=False)
        return [ew.convert(y, dtype=np.dtype(np.complex64))]

    program = staged(f, ArrayType((3,), F64), ArrayType((2,), F64), ArrayType((2,), np.dtype(np.uint8)))
    assert "scatter mode='add' unique=False %0, %1, %2" in show(program)
    assert "convert dtype=c64" in show(program)
    assert show(parse(show(program))) == show(program)
    assert parse(show(program)).eqns[1].params["dtype"] == np.complex64


def test_comments_and_empty_lines():
    program = parse("# a program\nf(%0: f64[]) {\n\n  %1: f64[] = sin %0  # the sine\n  return %1\n}\n")
    assert show(program) == "f(%0: f64[]) {\n  %1: f64[] = sin %0\n  return %1\n}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a program starts with"),
        ("f(%0: f64[]) {\n  return %1\n}", "%1 is not defined"),
        ("f(%0: f64[]) {\n  %0: f64[] = sin %0\n  return %0\n}", "%0 is defined twice"),
        ("f(%0: f64) {\n  return %0\n}", "'f64' is no type; an array type has a shape"),
        ("f(%0: q7[]) {\n  return %0\n}", "there is no dtype 'q7'"),
        ("f() {\n  %0: f64[] = frob 1.0:f64\n  return %0\n}", "there is no operation 'frob'"),
        ("f() {\n  return [1.0]:f64[2]\n}", "1 numbers do not fill f64\\[2\\]"),
        ("f() {\n  return 1.5:i64\n}", "'1.5' is no number of dtype i64"),
        ("f() {\n  return 1.0 2.0\n}", "a ',' is missing"),
        ("f() {\n  return 1.0,\n}", "something is missing at the end"),
        ("f() {\n  return\n", "a program ends with `}`"),
        ("f() {\n  return\n}\ng", "there is text after the program"),
    ],
)
def test_text_that_is_no_program(text, message):
    with pytest.raises(NumorphValueError, match=message):
        parse(text)


def test_the_message_names_the_line():
    with pytest.raises(NumorphValueError) as caught:
        parse("f(%0: f64[]) {\n  %1: f64[] = frob %0\n  return %1\n}")
    assert str(caught.value) == (
        "The text cannot be read as a program: there is no operation 'frob'.\n  Note: line 2 is: %1: f64[] = frob %0"
    )


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_random_programs_there_and_back(start):
    for seed in range(start, start + 50):
        for program in (random_program(seed)[0], simplified(random_program(seed)[0])):
            text = show(program)
            if "<" in text:
                continue
            again = parse(text)
            assert show(again) == text


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_was_read_runs_the_same():
    read = 0
    for seed in range(40):
        program, args = random_program(seed)
        if "<" not in show(program):
            read += 1
            found, wanted = evaluate(parse(show(program)), *args), evaluate(program, *args)
            assert [bits(x) for x in found] == [bits(x) for x in wanted], seed
    assert read > 5
