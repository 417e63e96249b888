"""Values that are not known while tracing, traced values that outlive their transformation, writes to captured arrays."""

# ruff: noqa: E501

import math

import numpy as np

import numorph as nm
import numorph.numpy as nnp
from numorph import lax

from .pinned import Cases, raised, wanted

case = Cases()
X = np.array([0.5, -1.2, 3.0])
A = np.ones((2, 3))


# -- leaks


def leaked_from(transformation, x):
    """A traced value that a function has stored outside."""
    kept = []

    def f(x):
        kept.append(x * 2)
        return x.sum()

    transformation(f)(x)
    return kept[0]


@case
def leak_out_of_grad():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in leak_out_of_grad
      leaked_from(nm.grad, X) + 1
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    leaked_from(nm.grad, X) + 1


@case
def leak_out_of_vmap():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in leak_out_of_vmap
      leaked_from(nm.vmap, A) + 1
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    leaked_from(nm.vmap, A) + 1


@case
def leak_into_a_numpy_function():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in leak_into_a_numpy_function
      np.sin(leaked_from(nm.vmap, A))
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    np.sin(leaked_from(nm.vmap, A))


@case
def leak_into_float():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in leak_into_float
      float(leaked_from(nm.vmap, A)[0])
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    float(leaked_from(nm.vmap, A)[0])


@case
def leak_into_an_array():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in leak_into_an_array
      np.asarray(leaked_from(nm.vmap, A))
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    np.asarray(leaked_from(nm.vmap, A))


@case
def leak_that_is_written_to():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in leak_that_is_written_to
      leaked_from(nm.vmap, A)[0] = 1.0
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    leaked_from(nm.vmap, A)[0] = 1.0


@case
def leak_into_another_program():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x: x + y)(X)
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    y = leaked_from(nm.make_program, X)
    nm.make_program(lambda x: x + y)(X)


@case
def leak_into_another_gradient():
    """TypeError: A traced value of type f64[3] was used after its transformation had ended.
    File "test_values.py", in <lambda>
      nm.grad(lambda x: (x * y).sum())(X)
    Note: it was stored outside the function (a global, a list, an attribute) while tracing
    Hint: return it from the function instead
    """
    y = leaked_from(nm.vmap, A)
    nm.grad(lambda x: (x * y).sum())(X)


# -- writes to captured arrays


@case
def write_to_an_array_of_an_enclosing_transformation():
    """TypeError: Cannot modify an array that belongs to an enclosing transformation.
    File "test_values.py", in inner
      y[0] = z
    Note: a transformed function may read what it captures, but write only to its own arrays and arguments
    Hint: pass the array as an argument and return the new one, or copy it first: y = x.copy()
    """

    def outer(x):
        y = x * 1

        def inner(z):
            y[0] = z
            return z

        return nm.grad(inner)(x[0])

    nm.grad(outer)(X)


@case
def write_to_an_array_captured_by_a_loop():
    """TypeError: Cannot modify an array that belongs to an enclosing transformation.
    File "test_values.py", in step
      y[0] = carry
    Note: a transformed function may read what it captures, but write only to its own arrays and arguments
    Hint: pass the array as an argument and return the new one, or copy it first: y = x.copy()
    """

    def f(x):
        y = x * 1

        def step(carry, i):
            y[0] = carry
            return carry, i

        return lax.scan(step, x[0], np.arange(3))[0]

    nm.make_program(f)(X)


@case
def element_of_a_captured_plain_array():
    """TypeError: The conversion by float() of an array of type f64[] would lose its derivative.
    File "test_values.py", in f
      buffer[0] = x[0]
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    buffer = np.zeros(3)

    def f(x):
        buffer[0] = x[0]
        return buffer.sum()

    nm.grad(f)(X)


@case
def element_of_a_captured_plain_array_in_a_lane_of_a_named_axis():
    """TypeError: The conversion by float() of an array of type f64[] is needed, but it differs between the lanes of 'vmap'.
    File "test_values.py", in f
      buffer[0] = x
    Hint: use functions of numpy or numorph.numpy in place of `math`, float() or item()
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    buffer = np.zeros(3)

    def f(x):
        buffer[0] = x
        return x

    nm.vmap(f, axis_name="i")(X)


@case
def captured_plain_array_in_a_program():
    """TypeError: The conversion to a plain NumPy array of type f64[3] is needed, but it is not known while tracing.
    File "test_values.py", in f
      buffer[:] = x
    Hint: keep to functions of numpy or numorph.numpy, which take traced arrays as they are
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    buffer = np.zeros(3)

    def f(x):
        buffer[:] = x
        return buffer.sum()

    nm.make_program(f)(X)


@case
def out_argument_that_is_a_captured_plain_array():
    """TypeError: A traced value cannot be written into the plain NumPy array of type f64[3].
    File "test_values.py", in <lambda>
      nm.grad(lambda x: np.sin(x, out=buffer).sum())(X)
    Hint: make the buffer inside the function with numorph.numpy.zeros (or np.zeros_like(x) of a traced x)
    """
    buffer = np.zeros(3)
    nm.grad(lambda x: np.sin(x, out=buffer).sum())(X)


# -- branches


@case
def branch_in_a_lane_of_a_named_axis():
    """TypeError: The truth value of an array of type bool[] is needed, but it differs between the lanes of 'vmap'.
    File "test_values.py", in <lambda>
      nm.vmap(lambda x: x if x > 0 else -x, axis_name="i")(X)
    Hint: use np.where(condition, a, b), or lax.cond / lax.while_loop, in place of `if` / `while` on the values of an array
    """
    nm.vmap(lambda x: x if x > 0 else -x, axis_name="i")(X)


@case
def branch_in_a_lane_in_a_program():
    """TypeError: The truth value of an array of type bool[] is needed, but it differs between the lanes of 'vmap'.
    File "test_values.py", in <lambda>
      nm.make_program(nm.vmap(lambda x: x if x > 0 else -x))(X)
    Hint: use np.where(condition, a, b), or lax.cond / lax.while_loop, in place of `if` / `while` on the values of an array
    """
    nm.make_program(nm.vmap(lambda x: x if x > 0 else -x))(X)


@case
def branches_of_lanes_that_give_different_structures():
    """TypeError: 'vmap' of '<lambda>': the lanes return results built in different ways: (*, *) and *.
    File "test_values.py", in branches_of_lanes_that_give_different_structures
      nm.vmap(lambda x: (x, x) if x > 0 else x)(X)
    Hint: return the same structure whichever way the function takes
    """
    nm.vmap(lambda x: (x, x) if x > 0 else x)(X)


@case
def branches_of_lanes_that_give_text():
    """TypeError: 'vmap' of '<lambda>' cannot stack result 0, which is a str.
    File "test_values.py", in branches_of_lanes_that_give_text
      nm.vmap(lambda x: "positive" if x > 0 else "negative")(X)
    """
    nm.vmap(lambda x: "positive" if x > 0 else "negative")(X)


@case
def branches_of_lanes_that_write_to_what_all_share():
    """ValueError: 'vmap' of 'f': every lane writes its own values into argument 1 (total), which is not mapped.
    File "test_values.py", in branches_of_lanes_that_write_to_what_all_share
      nm.vmap(f, in_axes=(0, None))(X, np.zeros(2))
    Hint: map it with in_axes, or copy it in the function: x = x.copy()
    """

    def f(x, total):
        if x > 0:
            total += x
        return x

    nm.vmap(f, in_axes=(0, None))(X, np.zeros(2))


@case
def branch_in_a_program():
    """TypeError: The truth value of an array of type bool[] is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x: x if x.sum() > 0 else -x)(X)
    Hint: use np.where(condition, a, b), or lax.cond / lax.while_loop, in place of `if` / `while` on the values of an array
    """
    nm.make_program(lambda x: x if x.sum() > 0 else -x)(X)


@case
def branch_on_a_python_scalar():
    """TypeError: The truth value of a Python scalar of type bool is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x: 1 if x > 0 else 2)(1.0)
    Hint: use np.where(condition, a, b), or lax.cond / lax.while_loop, in place of `if` / `while` on the values of an array
    """
    nm.make_program(lambda x: 1 if x > 0 else 2)(1.0)


@case
def while_in_a_program():
    """TypeError: The truth value of an array of type bool[] is needed, but it is not known while tracing.
    File "test_values.py", in f
      while x.sum() > 0:
    Hint: use np.where(condition, a, b), or lax.cond / lax.while_loop, in place of `if` / `while` on the values of an array
    """

    def f(x):
        while x.sum() > 0:
            x = x - 1
        return x

    nm.make_program(f)(X)


@case
def branch_while_shapes_are_asked_for():
    """TypeError: The truth value of an array of type bool[] is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.eval_shape(lambda x: x if x.sum() > 0 else -x, X)
    Hint: use np.where(condition, a, b), or lax.cond / lax.while_loop, in place of `if` / `while` on the values of an array
    """
    nm.eval_shape(lambda x: x if x.sum() > 0 else -x, X)


@case
def branch_on_an_array():
    """ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"""
    nm.grad(lambda x: x.sum() if x else 0.0)(X)


# -- conversions to Python


@case
def float_in_a_lane_of_a_named_axis():
    """TypeError: The conversion by float() of an array of type f64[] is needed, but it differs between the lanes of 'vmap'.
    File "test_values.py", in <lambda>
      nm.vmap(lambda x: float(x), axis_name="i")(X)
    Hint: use functions of numpy or numorph.numpy in place of `math`, float() or item()
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    nm.vmap(lambda x: float(x), axis_name="i")(X)


@case
def float_in_a_lane_that_would_lose_its_derivative():
    """TypeError: The conversion by float() of an array of type f64[] would lose its derivative.
    File "test_values.py", in <lambda>
      nm.grad(lambda x: nm.vmap(lambda x: math.sin(x))(x).sum())(X)
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    nm.grad(lambda x: nm.vmap(lambda x: math.sin(x))(x).sum())(X)


@case
def float_that_would_lose_its_derivative():
    """TypeError: The conversion by float() of an array of type f64[] would lose its derivative.
    File "test_values.py", in <lambda>
      nm.grad(lambda x: float(x.sum()) * 2)(X)
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    nm.grad(lambda x: float(x.sum()) * 2)(X)


@case
def function_of_math():
    """TypeError: The conversion by float() of a Python scalar of type float would lose its derivative.
    File "test_values.py", in <lambda>
      nm.grad(lambda x: math.sin(x))(1.0)
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    nm.grad(lambda x: math.sin(x))(1.0)


@case
def item_that_would_lose_its_derivative():
    """TypeError: The item() of an array of type f64[] would lose its derivative.
    File "test_values.py", in <lambda>
      nm.grad(lambda x: x.item())(np.array(1.0))
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    nm.grad(lambda x: x.item())(np.array(1.0))


@case
def function_of_math_of_what_a_plain_array_holds():
    """TypeError: The conversion to a plain NumPy array of type f64[3] would lose its derivative.
    File "test_values.py", in f
      buffer[:] = x
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """

    def f(x):
        buffer = np.zeros(3)
        buffer[:] = x
        return math.sin(buffer[0])

    nm.grad(f)(X)


class Model:
    def powers(self, x):
        out = np.zeros(3)
        out[:] = x**2
        return out


@case
def plain_array_made_by_an_object_of_the_users():
    """TypeError: The conversion to a plain NumPy array of type f64[3] would lose its derivative.
    File "test_values.py", in powers
      out[:] = x**2
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    model = Model()
    nm.grad(lambda x: model.powers(x).sum())(X)


@case
def plain_array_made_by_a_function_that_assigns_outside():
    """TypeError: The conversion by float() of an array of type f64[] would lose its derivative.
    File "test_values.py", in f
      out[0] = x[0]
    Hint: use the function of the same name in numorph.numpy or numpy instead of one from `math` or of plain Python floats
    Hint: where no derivative is wanted, say so: float(numorph.stop_gradient(x))
    Hint: a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)
    """
    calls = 0

    def f(x):
        nonlocal calls
        calls += 1
        out = np.zeros(3)
        out[0] = x[0]
        return out.sum()

    nm.grad(f)(X)


# -- masks, sizes, counts


@case
def mask_in_a_lane_of_a_named_axis():
    """TypeError: The shape of a result depends on the values of a mask of type bool[3], which are not known while tracing.
    File "test_values.py", in <lambda>
      nm.vmap(lambda x: x[x > 0].sum(), axis_name="i")(A)
    Hint: keep the shape and use np.where(mask, x, fill)
    Hint: or assign: x[mask] = value
    """
    nm.vmap(lambda x: x[x > 0].sum(), axis_name="i")(A)


@case
def masks_that_select_different_counts_in_the_lanes():
    """ValueError: 'vmap' of '<lambda>': result 0 has different shapes in the lanes: (1,) and (2,).
    File "test_values.py", in masks_that_select_different_counts_in_the_lanes
      nm.vmap(lambda x: {"positive": x[x > 0]})(np.array([[1.0, -1.0], [2.0, 3.0]]))
    Hint: fill the results up to one size, or call the function in a loop
    """
    nm.vmap(lambda x: {"positive": x[x > 0]})(np.array([[1.0, -1.0], [2.0, 3.0]]))


@case
def mask_in_a_program():
    """TypeError: The shape of a result depends on the values of a mask of type bool[3], which are not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x: x[x > 0])(X)
    Hint: keep the shape and use np.where(mask, x, fill)
    Hint: or assign: x[mask] = value
    """
    nm.make_program(lambda x: x[x > 0])(X)


@case
def several_values_through_a_mask():
    """TypeError: Assigning several values through a traced mask needs to know how many elements it selects.
    File "test_values.py", in f
      x[x > 0] = np.ones(2)
    Hint: use x[...] = np.where(mask, values_of_full_shape, x)
    """

    def f(x):
        x[x > 0] = np.ones(2)
        return x

    nm.make_program(f)(X)


@case
def mask_of_another_shape():
    """IndexError: boolean index of shape (2,) did not match indexed array of shape (3,)"""

    def f(x):
        x[x[:2] > 0] = 0.0
        return x

    nm.make_program(f)(X)


@case
def places_that_are_not_zero():
    """TypeError: The number of nonzero elements in an array of type f64[3] is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x: np.nonzero(x))(X)
    Hint: compute it before the transformation, where values are known, and pass it in
    """
    nm.make_program(lambda x: np.nonzero(x))(X)


@case
def unique_elements_of_a_lane_of_a_named_axis():
    """TypeError: The number of different elements in an array of type f64[3] is needed, but it differs between the lanes of 'vmap'.
    File "test_values.py", in <lambda>
      nm.vmap(lambda x: np.unique(x), axis_name="i")(A)
    Hint: compute it before the transformation, where values are known, and pass it in
    """
    nm.vmap(lambda x: np.unique(x), axis_name="i")(A)


@case
def size_of_a_new_array():
    """TypeError: A Python scalar used as an index or a size of type int is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x, n: np.zeros(n) + x[0])(X, 3)
    Hint: to index a plain NumPy array by a traced integer, write np.take(x, i) or numorph.numpy.asarray(x)[i]
    Hint: a size or a count has to be known: pass it as a Python int, or take it from a shape
    """
    nm.make_program(lambda x, n: np.zeros(n) + x[0])(X, 3)


@case
def size_of_a_new_array_in_a_lane():
    """ValueError: 'vmap' of '<lambda>': result 0 has different shapes in the lanes: (0,) and (1,).
    File "test_values.py", in size_of_a_new_array_in_a_lane
      nm.vmap(lambda n: nnp.zeros(n))(np.arange(3))
    Hint: fill the results up to one size, or call the function in a loop
    """
    nm.vmap(lambda n: nnp.zeros(n))(np.arange(3))


@case
def size_in_a_reshape():
    """TypeError: A Python scalar used as an index or a size of type int is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x, n: x.reshape(n, 1))(X, 3)
    Hint: to index a plain NumPy array by a traced integer, write np.take(x, i) or numorph.numpy.asarray(x)[i]
    Hint: a size or a count has to be known: pass it as a Python int, or take it from a shape
    """
    nm.make_program(lambda x, n: x.reshape(n, 1))(X, 3)


@case
def end_of_a_slice():
    """TypeError: A Python scalar used as an index or a size of type int is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda x, n: x[:n])(X, 2)
    Hint: to index a plain NumPy array by a traced integer, write np.take(x, i) or numorph.numpy.asarray(x)[i]
    Hint: a size or a count has to be known: pass it as a Python int, or take it from a shape
    """
    nm.make_program(lambda x, n: x[:n])(X, 2)


@case
def end_of_a_range():
    """TypeError: A Python scalar used as an index or a size of type int is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda n: sum(range(n)))(3)
    Hint: to index a plain NumPy array by a traced integer, write np.take(x, i) or numorph.numpy.asarray(x)[i]
    Hint: a size or a count has to be known: pass it as a Python int, or take it from a shape
    """
    nm.make_program(lambda n: sum(range(n)))(3)


@case
def end_of_a_range_in_a_lane_of_a_named_axis():
    """TypeError: An array used as an index or a size of type i64[] is needed, but it differs between the lanes of 'vmap'.
    File "test_values.py", in <lambda>
      nm.vmap(lambda n: sum(range(n)), axis_name="i")(np.arange(3))
    Hint: to index a plain NumPy array by a traced integer, write np.take(x, i) or numorph.numpy.asarray(x)[i]
    Hint: a size or a count has to be known: pass it as a Python int, or take it from a shape
    """
    nm.vmap(lambda n: sum(range(n)), axis_name="i")(np.arange(3))


@case
def end_of_an_arange():
    """TypeError: An end of 'np.arange' of type int is needed, but it is not known while tracing.
    File "test_values.py", in <lambda>
      nm.make_program(lambda n: nnp.arange(n))(3)
    Hint: compute it before the transformation, where values are known, and pass it in
    """
    nm.make_program(lambda n: nnp.arange(n))(3)


# -- jit


@case
def static_argument_that_is_not_hashable():
    """TypeError: 'jit': a static argument is not hashable: unhashable type: 'list'.
    File "test_values.py", in static_argument_that_is_not_hashable
      nm.jit(lambda x, n: x, static_argnums=1)(X, [1, 2])
    Hint: static arguments are compared by value; pass a tuple for a list
    """
    nm.jit(lambda x, n: x, static_argnums=1)(X, [1, 2])


@case
def static_argument_that_is_an_array():
    """TypeError: 'jit': a static argument is not hashable: unhashable type: 'numpy.ndarray'.
    File "test_values.py", in static_argument_that_is_an_array
      nm.jit(lambda x, n: x, static_argnames="n")(X, X)
    Hint: static arguments are compared by value; pass a tuple for a list
    """
    nm.jit(lambda x, n: x, static_argnames="n")(X, X)


@case
def static_name_that_is_not_there():
    """TypeError: 'jit': '<lambda>' has no argument 'm' to make static.
    File "test_values.py", in static_name_that_is_not_there
      nm.jit(lambda x, n: x, static_argnames="m")
    """
    nm.jit(lambda x, n: x, static_argnames="m")


@case
def static_number_that_is_not_there():
    """TypeError: 'jit': static_argnums=5, but '<lambda>' has 2 arguments.
    File "test_values.py", in static_number_that_is_not_there
      nm.jit(lambda x, n: x, static_argnums=5)
    """
    nm.jit(lambda x, n: x, static_argnums=5)


@case.each
def test_message(f):
    assert raised(f) == wanted(f)
