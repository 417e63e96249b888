"""The checker finds every way in which a program can be wrong."""

import numpy as np
import pytest

import numorph as nm
from numorph.control.call import call
from numorph.core.trace import EVAL
from numorph.core.types import ArrayType
from numorph.errors import ProgramError
from numorph.ir.check import check
from numorph.ir.program import Eqn, Program, Var
from numorph.ir.simplify import simplified
from numorph.ir.stage import StagingTrace, stage
from numorph.ops import elementwise as ew
from numorph.ops import reduction

F3 = ArrayType((3,), np.dtype(float))
F4 = ArrayType((4,), np.dtype(float))


def program(eqns, inputs, outputs):
    return Program(tuple(inputs), tuple(eqns), tuple(outputs), "f")


def test_valid():
    x, y = Var(F3), Var(F3)
    check(program([Eqn(ew.sin, (x,), {}, (y,))], [x], [y, x, 1.0, np.arange(3)]))


def test_used_before_it_is_defined():
    x, y, z = Var(F3), Var(F3), Var(F3)
    with pytest.raises(ProgramError) as caught:
        check(program([Eqn(ew.add, (x, y), {}, (z,)), Eqn(ew.sin, (x,), {}, (y,))], [x], [z]))
    assert str(caught.value) == (
        "Program 'f' is not valid: operand 1 of 'add' is a variable that is not defined before.\n"
        "  Note: line 2 of the program is: %2: f64[3] = add %0, %1"
    )


def test_output_that_is_not_defined():
    with pytest.raises(ProgramError, match="output 0 is a variable that is not defined before"):
        check(program([], [], [Var(F3)]))


def test_defined_twice():
    x, y = Var(F3), Var(F3)
    with pytest.raises(ProgramError, match="a variable is defined twice"):
        check(program([Eqn(ew.sin, (x,), {}, (y,)), Eqn(ew.cos, (x,), {}, (y,))], [x], [y]))


def test_wrong_type():
    x, y = Var(F3), Var(F4)
    with pytest.raises(ProgramError, match=r"the results of 'sin' have types \(f64\[3\]\), not \(f64\[4\]\)"):
        check(program([Eqn(ew.sin, (x,), {}, (y,))], [x], [y]))


def test_operands_that_do_not_fit():
    x, y, z = Var(F3), Var(F4), Var(F3)
    with pytest.raises(ProgramError, match=r"'add' does not take operands of types \(f64\[3\], f64\[4\]\)"):
        check(program([Eqn(ew.add, (x, y), {}, (z,))], [x, y], [z]))


def test_wrong_parameters():
    x, y = Var(F3), Var(ArrayType((), np.dtype(float)))
    with pytest.raises(ProgramError, match=r"its type rule says: .*axis"):
        check(program([Eqn(reduction.reduce_sum, (x,), {"axis": 0}, (y,))], [x], [y]))


def test_tracer_among_the_constants():
    x, y = Var(F3), Var(F3)
    tracer = StagingTrace(EVAL).input(F3)
    with pytest.raises(ProgramError, match=r"operand 1 of 'add' is a traced value of type f64\[3\]"):
        check(program([Eqn(ew.add, (x, tracer), {}, (y,))], [x], [y]))
    with pytest.raises(ProgramError, match="output 0 is a traced value"):
        check(program([], [], [tracer]))


def test_what_is_no_value():
    with pytest.raises(ProgramError, match="output 0 is a str, which is neither an array nor a number"):
        check(program([], [], ["text"]))


def test_variable_among_the_parameters():
    x, y = Var(F3), Var(F3)
    with pytest.raises(ProgramError, match="a parameter of 'sin' is a Var"):
        check(program([Eqn(ew.sin, (x,), {"extra": (1, x)}, (y,))], [x], [y]))


def test_nested_programs_are_checked():
    inner = program([], [Var(F3)], [Var(F3)])
    x, y = Var(F3), Var(F3)
    with pytest.raises(ProgramError, match="output 0 is a variable that is not defined before"):
        check(program([Eqn(call, (x,), {"program": inner}, (y,))], [x], [y]))


def test_a_call_fits_its_program():
    v = Var(F4)
    inner = program([], [v], [v])
    x, y = Var(F3), Var(F4)
    with pytest.raises(ProgramError, match="'call' does not take operands of types"):
        check(program([Eqn(call, (x,), {"program": inner}, (y,))], [x], [y]))


def test_the_line_of_the_user_is_shown():
    def f(x):
        return [ew.sin(x)]

    staged, _ = stage(f, [F3], "f")
    (e,) = staged.eqns
    wrong = program([Eqn(e.op, e.args, e.params, (Var(F4),), e.line)], staged.inputs, [])
    with pytest.raises(ProgramError, match=r"it was written at .*test_check.py:\d+, in f"):
        check(wrong)


def test_the_setting_checks_what_is_staged_and_simplified():
    x, y = Var(F3), Var(F4)
    wrong = program([Eqn(ew.sin, (x,), {}, (y,))], [x], [y])
    with pytest.raises(ProgramError):
        simplified(wrong)
    with nm.config.set(check_programs=False):
        simplified(program(wrong.eqns, wrong.inputs, wrong.outputs))

    def f(x):
        ew.sin(x)
        return ["text"]

    with pytest.raises(ProgramError, match="output 0 is a str"):
        stage(f, [F3])
