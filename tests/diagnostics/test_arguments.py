"""Arguments and results of the wrong kind or shape: grad, jvp, vjp, Jacobians, operators and functions."""

# ruff: noqa: E501

import numpy as np

import numorph as nm

from .pinned import Cases, raised, wanted

case = Cases()
X = np.array([0.5, -1.2, 3.0])
A = np.ones((2, 3))


# -- no function


@case
def no_function():
    """TypeError: 'grad' needs a function, got a float.
    File "test_arguments.py", in no_function
      nm.grad(3.0)
    Hint: write grad(f)(x), not grad(f(x))
    """
    nm.grad(3.0)


@case
def the_value_of_a_function():
    """TypeError: 'jit' needs a function, got f64[3].
    File "test_arguments.py", in the_value_of_a_function
      nm.jit(np.sin(X))
    Hint: write jit(f)(x), not jit(f(x))
    """
    nm.jit(np.sin(X))


@case
def no_function_to_look_at():
    """TypeError: 'eval_shape' needs a function, got None.
    File "test_arguments.py", in no_function_to_look_at
      nm.eval_shape(None)
    Hint: write eval_shape(f)(x), not eval_shape(f(x))
    """
    nm.eval_shape(None)


# -- arguments of grad


@case
def grad_of_an_int():
    """TypeError: 'grad' of '<lambda>' needs real or complex inputs, but argument 0 (x) is an int.
    File "test_arguments.py", in grad_of_an_int
      nm.grad(lambda x: x**2)(3)
    Hint: convert it: x.astype(float), or write 3.0 for 3
    Hint: argnums=... chooses other arguments
    """
    nm.grad(lambda x: x**2)(3)


@case
def grad_of_an_int_array():
    """TypeError: 'grad' of '<lambda>' needs real or complex inputs, but argument 0 (x) is i64[3].
    File "test_arguments.py", in grad_of_an_int_array
      nm.grad(lambda x: (x**2).sum())(np.arange(3))
    Hint: convert it: x.astype(float), or write 3.0 for 3
    Hint: argnums=... chooses other arguments
    """
    nm.grad(lambda x: (x**2).sum())(np.arange(3))


@case
def grad_of_an_int_in_a_dict():
    """TypeError: 'grad' of '<lambda>' needs real or complex inputs, but argument 0 (params['n']) is an int.
    File "test_arguments.py", in grad_of_an_int_in_a_dict
      nm.grad(lambda params: params["w"] * params["n"])({"w": 2.0, "n": 3})
    Hint: convert it: x.astype(float), or write 3.0 for 3
    Hint: argnums=... chooses other arguments
    """
    nm.grad(lambda params: params["w"] * params["n"])({"w": 2.0, "n": 3})


@case
def grad_of_a_string():
    """TypeError: 'grad' of '<lambda>' needs real or complex inputs, but argument 0 (name) is a str.
    File "test_arguments.py", in grad_of_a_string
      nm.grad(lambda name: name * 2)("a")
    Hint: argnums=... chooses other arguments
    """
    nm.grad(lambda name: name * 2)("a")


@case
def grad_of_objects():
    """TypeError: 'grad' of '<lambda>' needs real or complex inputs, but argument 0 (x) is object[2].
    File "test_arguments.py", in grad_of_objects
      nm.grad(lambda x: x.sum())(np.array([1, None]))
    Hint: argnums=... chooses other arguments
    """
    nm.grad(lambda x: x.sum())(np.array([1, None]))


@case
def grad_of_an_argument_that_is_not_there():
    """TypeError: 'grad' of '<lambda>' has argnums=2, but was called with 2 positional arguments.
    File "test_arguments.py", in grad_of_an_argument_that_is_not_there
      nm.grad(lambda x, y: x * y, argnums=2)(1.0, 2.0)
    Hint: pass differentiated arguments by position
    """
    nm.grad(lambda x, y: x * y, argnums=2)(1.0, 2.0)


@case
def grad_of_an_argument_by_name():
    """TypeError: 'grad' needs argnums as an int or a tuple of ints, got 'x'.
    File "test_arguments.py", in grad_of_an_argument_by_name
      nm.grad(lambda x, y: x * y, argnums="x")(1.0, 2.0)
    """
    nm.grad(lambda x, y: x * y, argnums="x")(1.0, 2.0)


@case
def grad_of_keyword_arguments():
    """TypeError: 'grad' of '<lambda>' has argnums=0, but was called with 0 positional arguments.
    File "test_arguments.py", in grad_of_keyword_arguments
      nm.grad(lambda x: x)(x=1.0)
    Hint: pass differentiated arguments by position
    """
    nm.grad(lambda x: x)(x=1.0)


# -- results of what is differentiated


@case
def grad_of_a_vector_result():
    """TypeError: 'grad' needs a scalar output, but '<lambda>' returned f64[3].
    File "test_arguments.py", in grad_of_a_vector_result
      nm.grad(lambda x: x * 2)(X)
    Hint: reduce it, for example with .sum() or .mean()
    Hint: numorph.jacobian gives all derivatives of an array output
    """
    nm.grad(lambda x: x * 2)(X)


@case
def grad_of_a_tuple():
    """TypeError: 'grad' needs a scalar output, but '<lambda>' returned a tuple.
    File "test_arguments.py", in grad_of_a_tuple
      nm.grad(lambda x: (x.sum(), x))(X)
    Hint: return one number, such as a sum or a mean
    Hint: with has_aux=True a function returns (value, aux)
    """
    nm.grad(lambda x: (x.sum(), x))(X)


@case
def grad_of_nothing():
    """TypeError: 'grad' needs a scalar output, but '<lambda>' returned None.
    File "test_arguments.py", in grad_of_nothing
      nm.grad(lambda x: None)(X)
    Hint: return one number, such as a sum or a mean
    Hint: with has_aux=True a function returns (value, aux)
    """
    nm.grad(lambda x: None)(X)


@case
def grad_of_a_complex_result():
    """TypeError: 'grad' needs a real output, but '<lambda>' returned c128[].
    File "test_arguments.py", in grad_of_a_complex_result
      nm.grad(lambda x: (x * 1j).sum())(X)
    Hint: take the real part or the magnitude, or pass holomorphic=True
    """
    nm.grad(lambda x: (x * 1j).sum())(X)


@case
def grad_of_an_index():
    """TypeError: 'grad' needs a real output, but '<lambda>' returned i64[].
    File "test_arguments.py", in grad_of_an_index
      nm.grad(lambda x: np.argmax(x))(X)
    Hint: the result does not depend smoothly on the input; did an integer conversion or a comparison cut it off?
    """
    nm.grad(lambda x: np.argmax(x))(X)


@case
def grad_of_a_comparison():
    """TypeError: 'grad' needs a real output, but '<lambda>' returned bool[].
    File "test_arguments.py", in grad_of_a_comparison
      nm.grad(lambda x: x.sum() > 0)(X)
    Hint: the result does not depend smoothly on the input; did an integer conversion or a comparison cut it off?
    """
    nm.grad(lambda x: x.sum() > 0)(X)


@case
def no_auxiliary_result():
    """TypeError: 'grad' with has_aux=True needs a pair (value, aux), but '<lambda>' returned f64[].
    File "test_arguments.py", in no_auxiliary_result
      nm.grad(lambda x: x.sum(), has_aux=True)(X)
    """
    nm.grad(lambda x: x.sum(), has_aux=True)(X)


# -- Jacobians, jvp, vjp


@case
def jacobian_of_an_int():
    """TypeError: 'jacfwd' needs real or complex inputs, got an int.
    File "test_arguments.py", in jacobian_of_an_int
      nm.jacfwd(lambda x: x * 2)(3)
    Hint: convert it: x.astype(float)
    """
    nm.jacfwd(lambda x: x * 2)(3)


@case
def jacobian_of_a_complex_number():
    """TypeError: 'jacrev' of a complex input needs holomorphic=True, got a complex.
    File "test_arguments.py", in jacobian_of_a_complex_number
      nm.jacrev(lambda x: x * 2)(1j)
    """
    nm.jacrev(lambda x: x * 2)(1j)


@case
def primals_that_are_no_tuple():
    """TypeError: 'jvp' needs primals as a tuple, got f64[3].
    File "test_arguments.py", in primals_that_are_no_tuple
      nm.jvp(np.sin, X, X)
    Hint: a tuple of one: (primal,)
    """
    nm.jvp(np.sin, X, X)


@case
def tangent_of_another_shape():
    """ValueError: 'jvp' needs tangents of the shapes of their primals, but tangent 0 is f64[2] and its primal f64[3].
    File "test_arguments.py", in tangent_of_another_shape
      nm.jvp(np.sin, (X,), (np.ones(2),))
    """
    nm.jvp(np.sin, (X,), (np.ones(2),))


@case
def tangent_that_is_missing():
    """TypeError: 'jvp' needs tangents built as the primals, (*, *), got (*,).
    File "test_arguments.py", in tangent_that_is_missing
      nm.jvp(np.add, (X, X), (X,))
    """
    nm.jvp(np.add, (X, X), (X,))


@case
def tangent_of_another_structure():
    """TypeError: 'jvp' needs tangents built as the primals, ({'a': *},), got ({'b': *},).
    File "test_arguments.py", in tangent_of_another_structure
      nm.jvp(lambda d: d["a"], ({"a": X},), ({"b": X},))
    """
    nm.jvp(lambda d: d["a"], ({"a": X},), ({"b": X},))


@case
def tangent_of_a_linearised_function():
    """ValueError: 'jvp' needs tangents of the shapes of their primals, but tangent 0 is f64[2] and its primal f64[3].
    File "test_arguments.py", in tangent_of_a_linearised_function
      nm.linearize(np.sin, X)[1](np.ones(2))
    """
    nm.linearize(np.sin, X)[1](np.ones(2))


@case
def cotangent_of_another_shape():
    """ValueError: A cotangent has the shape of the result it belongs to, f64[3], but got f64[2].
    File "test_arguments.py", in cotangent_of_another_shape
      nm.vjp(np.sin, X)[1](np.ones(2))
    """
    nm.vjp(np.sin, X)[1](np.ones(2))


@case
def cotangent_of_another_structure():
    """TypeError: A cotangent is built as the result it belongs to, {'a': *, 'b': *}, but got {'a': *}.
    File "test_arguments.py", in cotangent_of_another_structure
      nm.vjp(lambda x: {"a": x, "b": x}, X)[1]({"a": X})
    """
    nm.vjp(lambda x: {"a": x, "b": x}, X)[1]({"a": X})


@case
def transpose_of_a_function_that_is_not_linear():
    """TypeError: 'linear_transpose' needs a linear function, and 'sin' is not.
    File "test_arguments.py", in transpose_of_a_function_that_is_not_linear
      nm.linear_transpose(np.sin, X)(X)
    Note: 'sin' cannot be transposed: it is not linear: its derivative, if any, is written with operations that are
    """
    nm.linear_transpose(np.sin, X)(X)


@case
def transpose_of_a_square():
    """TypeError: 'linear_transpose' needs a linear function, and '<lambda>' is not.
    File "test_arguments.py", in transpose_of_a_square
      nm.linear_transpose(lambda x: x * x, X)(X)
    Note: an operation has two operands that depend on the arguments, as in x * x
    """
    nm.linear_transpose(lambda x: x * x, X)(X)


@case
def a_derivative_that_is_not_known():
    """TypeError: 'scipy.special.jv' has no derivative in its order: none is known in closed form.
    File "test_arguments.py", in <lambda>
      nm.grad(lambda order: jv(order, 1.0))(0.5)
    """
    from scipy.special import jv

    nm.grad(lambda order: jv(order, 1.0))(0.5)


# -- operands


@case
def operand_that_is_a_string():
    """UFuncTypeError: ufunc 'add' did not contain a loop with signature matching types (dtype('float64'), dtype('<U1')) -> None"""
    nm.grad(lambda x: (x + "a").sum())(X)


@case
def operand_that_is_a_dict():
    """TypeError: Operations on traced arrays take arrays and numbers, got a dict.
    File "test_arguments.py", in <lambda>
      nm.grad(lambda x: (x + {"a": 1}).sum())(X)
    Hint: numorph.tree.map(f, x) applies a function to every array in a container
    """
    nm.grad(lambda x: (x + {"a": 1}).sum())(X)


@case
def operand_that_is_none():
    """TypeError: Operations on traced arrays take arrays and numbers, got None.
    File "test_arguments.py", in <lambda>
      nm.grad(lambda x: np.add(x, None).sum())(X)
    Hint: numorph.tree.map(f, x) applies a function to every array in a container
    """
    nm.grad(lambda x: np.add(x, None).sum())(X)


@case
def second_argument_of_a_function_of_one():
    """TypeError: return arrays must be of ArrayType"""
    nm.grad(lambda x: np.sin(x, "a").sum())(X)


@case
def function_without_a_rule():
    """TypeError: 'airy' has no rule for traced arrays.
    File "test_arguments.py", in <lambda>
      nm.grad(lambda x: airy(x)[0])(1.0)
    Hint: numorph.pure_callback calls any NumPy function on traced arrays, without a derivative
    """
    from scipy.special import airy

    nm.grad(lambda x: airy(x)[0])(1.0)


# -- shapes: NumPy's own words


@case
def shapes_that_do_not_broadcast():
    """ValueError: operands could not be broadcast together with shapes (3,) (4,)"""
    nm.grad(lambda x: (x + np.ones(4)).sum())(X)


@case
def shapes_that_do_not_broadcast_in_a_lane():
    """ValueError: operands could not be broadcast together with shapes (3,) (4,)"""
    nm.vmap(lambda x: x + np.ones(4))(A)


@case
def shapes_that_do_not_broadcast_in_a_program():
    """ValueError: operands could not be broadcast together with shapes (3,) (4,)"""
    nm.jit(lambda x: x + np.ones(4))(X)


@case
def product_of_matrices_that_do_not_fit():
    """ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)"""
    nm.grad(lambda x: (A @ x[:2]).sum())(X)


@case
def dot_of_arrays_that_do_not_fit():
    """ValueError: shapes (2,3) and (2,) not aligned: 3 (dim 1) != 2 (dim 0)"""
    nm.grad(lambda x: np.dot(A, x[:2]).sum())(X)


@case
def einsum_of_arrays_that_do_not_fit():
    """ValueError: dimension of subscript 'j' in operand 1 is 2, but it is 3 elsewhere"""
    nm.grad(lambda x: np.einsum("ij,j->i", A, x[:2]).sum())(X)


@case
def reshape_to_another_size():
    """ValueError: cannot reshape array of size 3 into shape (2,2)"""
    nm.grad(lambda x: x.reshape(2, 2).sum())(X)


@case
def concatenation_of_other_ranks():
    """ValueError: all the input arrays must have same number of dimensions, but the array at index 0 has 1 dimension(s) and the array at index 1 has 2 dimension(s)"""
    nm.grad(lambda x: np.concatenate([x, A]).sum())(X)


@case
def stack_of_other_shapes():
    """ValueError: all input arrays must have the same shape"""
    nm.grad(lambda x: np.stack([x, x[:2]]).sum())(X)


@case
def assignment_of_another_shape():
    """ValueError: could not broadcast input array from shape (3,) into shape (2,)"""

    def f(x):
        y = x * 1
        y[:2] = x
        return y.sum()

    nm.grad(f)(X)


@case
def update_by_another_shape():
    """ValueError: non-broadcastable output operand with shape (1,) doesn't match the broadcast shape (3,)"""

    def f(x):
        y = x[:1] * 1
        y += x
        return y.sum()

    nm.grad(f)(X)


@case
def axis_that_is_not_there():
    """AxisError: axis 1 is out of bounds for array of dimension 1"""
    nm.grad(lambda x: x.sum(axis=1))(X)


# -- indices: NumPy's own words


@case
def index_out_of_bounds():
    """IndexError: index 3 is out of bounds for axis 0 with size 3"""
    nm.grad(lambda x: x[3])(X)


@case
def index_array_out_of_bounds():
    """IndexError: index 5 is out of bounds for axis 0 with size 3"""
    nm.grad(lambda x: x[np.array([0, 5])].sum())(X)


@case
def index_out_of_bounds_in_a_program():
    """IndexError: index 7 is out of bounds for axis 0 with size 3"""
    nm.jit(lambda x, i: x[i] * 2)(X, np.array(7))


@case
def too_many_indices():
    """IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed"""
    nm.grad(lambda x: x[0, 1])(X)


@case
def index_that_is_a_float():
    """IndexError: only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"""
    nm.grad(lambda x: x[1.5])(X)


@case
def mask_of_another_shape():
    """IndexError: boolean index did not match indexed array along axis 0; size of axis is 3 but size of corresponding boolean axis is 2"""
    nm.grad(lambda x: x[np.array([True, False])].sum())(X)


@case.each
def test_message(f):
    assert raised(f) == wanted(f)
