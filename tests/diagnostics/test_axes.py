"""Axes of vmap that do not fit, results that cannot be stacked, axis names."""

import numpy as np

import numorph as nm
from numorph import lax

from .pinned import Cases, raised, wanted

case = Cases()
X = np.array([0.5, -1.2, 3.0])
A = np.ones((2, 3))


def times(x, y):
    return x * y


@case
def in_axes_for_fewer_arguments():
    """ValueError: 'vmap' of 'times' has in_axes of length 1, but was called with 2 arguments.
    File "test_axes.py", in in_axes_for_fewer_arguments
      nm.vmap(times, in_axes=(0,))(X, X)
    Hint: in_axes is one int for all positional arguments, or a tuple with one entry for each
    """
    nm.vmap(times, in_axes=(0,))(X, X)


@case
def in_axes_of_another_structure():
    """ValueError: 'vmap' of '<lambda>': in_axes (a dict with the keys 'b') does not fit a dict with the keys 'a'.
    File "test_axes.py", in in_axes_of_another_structure
      nm.vmap(lambda d: d["a"], in_axes=({"b": 0},))({"a": X})
    Hint: in_axes is an int, None, or a container built as what it stands for, of ints and None
    """
    nm.vmap(lambda d: d["a"], in_axes=({"b": 0},))({"a": X})


@case
def in_axes_of_another_kind():
    """TypeError: 'vmap' needs in_axes as an int, None or a tuple, got '0'.
    File "test_axes.py", in in_axes_of_another_kind
      nm.vmap(times, in_axes="0")
    """
    nm.vmap(times, in_axes="0")


@case
def in_axes_that_are_no_ints():
    """ValueError: 'vmap' of 'sin': in_axes (0.5) does not fit an ndarray.
    File "test_axes.py", in in_axes_that_are_no_ints
      nm.vmap(np.sin, in_axes=(0.5,))(X)
    Hint: in_axes is an int, None, or a container built as what it stands for, of ints and None
    """
    nm.vmap(np.sin, in_axes=(0.5,))(X)


@case
def axis_that_is_not_there():
    """ValueError: 'vmap' of 'times': in_axes asks for axis 1 of argument 1 (y), which is f64[3].
    File "test_axes.py", in axis_that_is_not_there
      nm.vmap(times, in_axes=(0, 1))(X, X)
    """
    nm.vmap(times, in_axes=(0, 1))(X, X)


@case
def axis_of_an_array_in_a_dict():
    """ValueError: 'vmap' of '<lambda>': in_axes asks for axis 1 of argument 0 (params['b']), which is f64[2].
    File "test_axes.py", in axis_of_an_array_in_a_dict
      nm.vmap(lambda params, x: x, in_axes=({"w": 0, "b": 1}, 0))({"w": A, "b": X[:2]}, A)
    """
    nm.vmap(lambda params, x: x, in_axes=({"w": 0, "b": 1}, 0))({"w": A, "b": X[:2]}, A)


@case
def axis_of_a_number():
    """ValueError: 'vmap' of 'times': argument 1 (y) is a float, without an axis to map over.
    File "test_axes.py", in axis_of_a_number
      nm.vmap(times)(X, 2.0)
    Hint: give it in_axes None: it is then used whole in every call of 'times'
    """
    nm.vmap(times)(X, 2.0)


@case
def axis_of_a_0d_array():
    """ValueError: 'vmap' of 'sin': argument 0 (x) is f64[], without an axis to map over.
    File "test_axes.py", in axis_of_a_0d_array
      nm.vmap(np.sin)(np.array(1.0))
    Hint: give it in_axes None: it is then used whole in every call of 'sin'
    """
    nm.vmap(np.sin)(np.array(1.0))


@case
def axes_of_different_sizes():
    """ValueError: 'vmap' of 'times' got mapped axes of different sizes.
    File "test_axes.py", in axes_of_different_sizes
      nm.vmap(times)(X, np.ones(4))
    Note: argument 0 (x) is f64[3]: 3 along axis 0
    Note: argument 1 (y) is f64[4]: 4 along axis 0
    """
    nm.vmap(times)(X, np.ones(4))


@case
def axis_of_another_size_than_announced():
    """ValueError: 'vmap' of 'sin' got mapped axes of different sizes.
    File "test_axes.py", in axis_of_another_size_than_announced
      nm.vmap(np.sin, axis_size=4)(X)
    Note: argument 0 (x) is f64[3]: 3 along axis 0
    Note: axis_size is 4
    """
    nm.vmap(np.sin, axis_size=4)(X)


@case
def no_axis():
    """ValueError: 'vmap' of 'sin' maps over no argument.
    File "test_axes.py", in no_axis
      nm.vmap(np.sin, in_axes=None)(X)
    Hint: give at least one entry of in_axes an axis, or pass axis_size
    """
    nm.vmap(np.sin, in_axes=None)(X)


@case
def no_out_axis_for_results_that_differ():
    """ValueError: 'vmap' of 'sin' has out_axes None for result 0, which differs between lanes.
    File "test_axes.py", in no_out_axis_for_results_that_differ
      nm.vmap(np.sin, out_axes=None)(X)
    Hint: give it an axis
    """
    nm.vmap(np.sin, out_axes=None)(X)


@case
def out_axis_that_is_not_there():
    """ValueError: 'vmap' of 'sin': out_axes asks for axis 2 of result 0, f64[3].
    File "test_axes.py", in out_axis_that_is_not_there
      nm.vmap(np.sin, out_axes=2)(X)
    """
    nm.vmap(np.sin, out_axes=2)(X)


@case
def out_axes_of_another_structure():
    """ValueError: 'vmap' of '<lambda>': out_axes (a tuple of 1) does not fit a tuple of 2.
    File "test_axes.py", in out_axes_of_another_structure
      nm.vmap(lambda x: (x, x), out_axes=(0,))(X)
    Hint: out_axes is an int, None, or a container built as what it stands for, of ints and None
    """
    nm.vmap(lambda x: (x, x), out_axes=(0,))(X)


@case
def results_that_are_no_arrays():
    """TypeError: 'vmap' of '<lambda>' cannot stack result 0, which is a str.
    File "test_axes.py", in results_that_are_no_arrays
      nm.vmap(lambda x: "a")(X)
    """
    nm.vmap(lambda x: "a")(X)


@case
def write_to_an_array_that_is_not_mapped():
    """ValueError: 'vmap' of 'f': every lane writes its own values into argument 1 (total), which is not mapped.
    File "test_axes.py", in write_to_an_array_that_is_not_mapped
      nm.vmap(f, in_axes=(0, None))(X, np.zeros(3))
    Hint: map it with in_axes, or copy it in the function: x = x.copy()
    """

    def f(x, total):
        total[0] = x
        return x

    nm.vmap(f, in_axes=(0, None))(X, np.zeros(3))


@case
def collective_over_another_axis():
    """TypeError: There is no axis named 'j' here.
    File "test_axes.py", in <lambda>
      nm.vmap(lambda x: lax.psum(x, "j"), axis_name="i")(X)
    Hint: collectives work inside a function mapped by vmap(f, axis_name=...)
    """
    nm.vmap(lambda x: lax.psum(x, "j"), axis_name="i")(X)


@case
def collective_outside_vmap():
    """TypeError: There is no axis named 'i' here.
    File "test_axes.py", in collective_outside_vmap
      lax.psum(X, "i")
    Hint: collectives work inside a function mapped by vmap(f, axis_name=...)
    """
    lax.psum(X, "i")


@case.each
def test_message(f):
    assert raised(f) == wanted(f)
