"""scan, while_loop, fori_loop, cond and switch: bodies, carries and branches that do not fit."""

# ruff: noqa: E501

import numpy as np

import numorph as nm
from numorph import lax

from .pinned import Cases, raised, wanted

case = Cases()
X = np.array([0.5, -1.2, 3.0])
A = np.ones((2, 3))


def twice(c):
    return np.concatenate([c, c])


# -- scan


@case
def scan_that_changes_a_shape():
    """TypeError: 'scan' changed the type of carry from f64[3] to f64[6] after one iteration of '<lambda>'.
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.scan(lambda c, _: (twice(c), None), x, None, 3))(X)
    Note: a loop is staged once, so what it carries keeps one shape
    Hint: start it with the shape that it will have
    """
    nm.make_program(lambda x: lax.scan(lambda c, _: (twice(c), None), x, None, 3))(X)


@case
def scan_that_changes_a_shape_in_a_dict():
    """TypeError: 'scan' changed the type of carry['b'] from f64[3] to f64[6] after one iteration of '<lambda>'.
    File "test_control_flow.py", in <lambda>
      lambda x: lax.scan(lambda c, _: ({"a": c["a"], "b": twice(c["b"])}, None), {"a": x, "b": x}, None, 3)
    Note: a loop is staged once, so what it carries keeps one shape
    Hint: start it with the shape that it will have
    """
    nm.make_program(
        lambda x: lax.scan(lambda c, _: ({"a": c["a"], "b": twice(c["b"])}, None), {"a": x, "b": x}, None, 3)
    )(X)


@case
def scan_that_changes_its_structure():
    """TypeError: 'scan' needs a carry built as it was given, *, but '<lambda>' returned (*, *).
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.scan(lambda c, _: ((c, c), None), x, None, 3))(X)
    """
    nm.make_program(lambda x: lax.scan(lambda c, _: ((c, c), None), x, None, 3))(X)


@case
def scan_body_without_a_pair():
    """TypeError: 'scan' needs a body that returns (carry, y), but '<lambda>' returned f64[3].
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.scan(lambda c, _: c, x, None, 3))(X)
    Hint: return (carry, None) where nothing is to be stacked
    """
    nm.make_program(lambda x: lax.scan(lambda c, _: c, x, None, 3))(X)


@case
def scan_body_without_a_pair_as_python():
    """TypeError: 'scan' needs a body that returns (carry, y), but '<lambda>' returned f64[3].
    File "test_control_flow.py", in scan_body_without_a_pair_as_python
      lax.scan(lambda c, _: c, X, None, 3)
    Hint: return (carry, None) where nothing is to be stacked
    """
    lax.scan(lambda c, _: c, X, None, 3)


@case
def scan_over_different_lengths():
    """ValueError: 'scan' got leading axes of different sizes.
    File "test_control_flow.py", in scan_over_different_lengths
      lax.scan(lambda c, x: (c, None), X, (X, A))
    Note: leaf 0 of xs is f64[3]
    Note: leaf 1 of xs is f64[2,3]
    """
    lax.scan(lambda c, x: (c, None), X, (X, A))


@case
def scan_of_another_length():
    """ValueError: 'scan' got leading axes of different sizes.
    File "test_control_flow.py", in scan_of_another_length
      lax.scan(lambda c, x: (c, None), X, X, length=5)
    Note: leaf 0 of xs is f64[3]
    Note: length is 5
    """
    lax.scan(lambda c, x: (c, None), X, X, length=5)


@case
def scan_without_a_length():
    """ValueError: 'scan' without xs needs a length.
    File "test_control_flow.py", in scan_without_a_length
      lax.scan(lambda c, x: (c, None), X)
    Hint: length=10 makes ten steps
    """
    lax.scan(lambda c, x: (c, None), X)


@case
def scan_over_a_number():
    """ValueError: 'scan' runs over the leading axis of xs, but a leaf of xs is a float.
    File "test_control_flow.py", in scan_over_a_number
      lax.scan(lambda c, x: (c, None), X, 3.0)
    """
    lax.scan(lambda c, x: (c, None), X, 3.0)


@case
def scan_that_returns_a_string():
    """TypeError: '<lambda>' returned a str, which is neither an array nor a number.
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.scan(lambda c, _: ("a", None), x, None, 3))(X)
    """
    nm.make_program(lambda x: lax.scan(lambda c, _: ("a", None), x, None, 3))(X)


@case
def scan_that_starts_from_a_string():
    """TypeError: Control flow works on arrays and numbers, but an operand is a str.
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.scan(lambda c, _: (c, x), "a", None, 3))(X)
    """
    nm.make_program(lambda x: lax.scan(lambda c, _: (c, x), "a", None, 3))(X)


# -- while_loop, fori_loop


@case
def while_that_changes_a_shape():
    """TypeError: 'while_loop' changed the type of carry from f64[3] to f64[6] after one iteration of 'twice'.
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.while_loop(lambda c: c[0] < 3, twice, x))(X)
    Note: a loop is staged once, so what it carries keeps one shape
    Hint: start it with the shape that it will have
    """
    nm.make_program(lambda x: lax.while_loop(lambda c: c[0] < 3, twice, x))(X)


@case
def while_that_changes_its_structure():
    """TypeError: 'while_loop' needs a carry built as it was given, *, but '<lambda>' returned (*, *).
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.while_loop(lambda c: c[0] < 3, lambda c: (c, c), x))(X)
    """
    nm.make_program(lambda x: lax.while_loop(lambda c: c[0] < 3, lambda c: (c, c), x))(X)


@case
def while_condition_that_is_a_vector():
    """TypeError: 'while_loop' needs a condition that gives one boolean, but '<lambda>' returned bool[3].
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.while_loop(lambda c: c < 3, lambda c: c * 2, x))(X)
    """
    nm.make_program(lambda x: lax.while_loop(lambda c: c < 3, lambda c: c * 2, x))(X)


@case
def while_condition_that_is_a_vector_as_python():
    """ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"""
    lax.while_loop(lambda c: c < 3, lambda c: c * 2, X)


@case
def bound_that_is_a_float():
    """TypeError: 'float' object cannot be interpreted as an integer"""
    lax.fori_loop(0, 2.5, lambda i, c: c, X)


# -- cond, switch


@case
def condition_that_is_a_vector():
    """TypeError: 'cond' needs a scalar condition, got bool[3].
    File "test_control_flow.py", in condition_that_is_a_vector
      lax.cond(X > 0, lambda: 1, lambda: 2)
    Hint: np.where(condition, a, b) chooses element by element
    """
    lax.cond(X > 0, lambda: 1, lambda: 2)


@case
def branches_of_different_shapes():
    """TypeError: 'cond': result 0 of the branches has different shapes: f64[2] from 'negative' and f64[3] from 'positive'.
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.cond(x[0] > 0, positive, negative, x))(X)
    Note: the branches of one choice return arrays of the same shapes
    """

    def negative(x):
        return x[:2]

    def positive(x):
        return x

    nm.make_program(lambda x: lax.cond(x[0] > 0, positive, negative, x))(X)


@case
def branches_of_different_structures():
    """TypeError: 'cond': the branches 'negative' and 'positive' return results built in different ways: (*, *) and *.
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.cond(x[0] > 0, positive, negative, x))(X)
    """

    def negative(x):
        return x, x

    def positive(x):
        return x

    nm.make_program(lambda x: lax.cond(x[0] > 0, positive, negative, x))(X)


@case
def branch_that_returns_a_string():
    """TypeError: '<lambda>' returned a str, which is neither an array nor a number.
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.cond(x[0] > 0, lambda: "a", lambda: x))(X)
    """
    nm.make_program(lambda x: lax.cond(x[0] > 0, lambda: "a", lambda: x))(X)


@case
def branches_without_their_operand():
    """TypeError: branches_without_their_operand.<locals>.<lambda>() missing 1 required positional argument: 'x'"""
    lax.cond(True, lambda x: x, lambda x: x)


@case
def switch_by_a_float():
    """TypeError: 'switch' needs an integer index, got a float.
    File "test_control_flow.py", in switch_by_a_float
      lax.switch(1.5, [lambda: 1, lambda: 2])
    """
    lax.switch(1.5, [lambda: 1, lambda: 2])


@case
def switch_by_a_traced_float():
    """TypeError: 'switch' needs an integer index, got f64[].
    File "test_control_flow.py", in <lambda>
      nm.make_program(lambda x: lax.switch(x[0], [lambda: x, lambda: x]))(X)
    """
    nm.make_program(lambda x: lax.switch(x[0], [lambda: x, lambda: x]))(X)


@case
def switch_without_branches():
    """ValueError: 'switch' needs at least one branch.
    File "test_control_flow.py", in switch_without_branches
      lax.switch(0, [])
    """
    lax.switch(0, [])


@case.each
def test_message(f):
    assert raised(f) == wanted(f)
