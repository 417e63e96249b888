"""NaNs and infinities, arrays of size 0, 0-d and read-only arrays, keys of the wrong kind."""

# ruff: noqa: E501

import numpy as np

import numorph as nm
from numorph import config, random

from .pinned import Cases, raised, wanted

case = Cases()
X = np.array([0.5, -1.2, 3.0])
A = np.ones((2, 3))
KEY = random.key(0)


def looking_for(setting, f, *args):
    with config.set(**{setting: True}), np.errstate(all="ignore"):
        f(*args)


# -- NaNs and infinities


@case
def nan():
    """FloatingPointError: 'log' made a NaN.
    File "test_numbers.py", in <lambda>
      looking_for("debug_nans", nm.grad(lambda x: np.log(x).sum()), X)
    """
    looking_for("debug_nans", nm.grad(lambda x: np.log(x).sum()), X)


@case
def nan_in_a_program():
    """FloatingPointError: 'log' made a NaN.
    File "test_numbers.py", in <lambda>
      looking_for("debug_nans", nm.jit(lambda x: np.log(x).sum() * 2), X)
    """
    looking_for("debug_nans", nm.jit(lambda x: np.log(x).sum() * 2), X)


@case
def nan_in_a_lane():
    """FloatingPointError: 'log' made a NaN.
    File "test_numbers.py", in <lambda>
      looking_for("debug_nans", nm.vmap(lambda x: np.log(x) * 2), X)
    """
    looking_for("debug_nans", nm.vmap(lambda x: np.log(x) * 2), X)


@case
def nan_in_the_backward_pass():
    """FloatingPointError: In the backward pass, 'multiply' made a NaN.
    File "test_numbers.py", in <lambda>
      looking_for("debug_nans", nm.grad(lambda x: (np.sqrt(x) * np.zeros(3)).sum()), np.zeros(3))
    """
    looking_for("debug_nans", nm.grad(lambda x: (np.sqrt(x) * np.zeros(3)).sum()), np.zeros(3))


@case
def nan_in_the_backward_pass_of_the_branch_not_taken():
    """FloatingPointError: In the backward pass, 'multiply' made a NaN.
    File "test_numbers.py", in <lambda>
      looking_for("debug_nans", nm.grad(lambda x: np.where(x > 0, np.log(x), 0.0).sum()), np.array([0.0, 1.0]))
    """
    looking_for("debug_nans", nm.grad(lambda x: np.where(x > 0, np.log(x), 0.0).sum()), np.array([0.0, 1.0]))


@case
def nan_in_the_backward_pass_of_a_program():
    """FloatingPointError: 'multiply' made a NaN.
    File "test_numbers.py", in <lambda>
      looking_for("debug_nans", nm.jit(nm.grad(lambda x: (np.sqrt(x) * np.zeros(3)).sum())), np.zeros(3))
    """
    looking_for("debug_nans", nm.jit(nm.grad(lambda x: (np.sqrt(x) * np.zeros(3)).sum())), np.zeros(3))


@case
def nan_in_the_backward_pass_through_a_program():
    """FloatingPointError: In the backward pass, 'multiply' made a NaN.
    File "test_numbers.py", in <lambda>
      looking_for("debug_nans", nm.grad(nm.jit(lambda x: (np.sqrt(x) * np.zeros(3)).sum())), np.zeros(3))
    """
    looking_for("debug_nans", nm.grad(nm.jit(lambda x: (np.sqrt(x) * np.zeros(3)).sum())), np.zeros(3))


@case
def infinity():
    """FloatingPointError: 'exp' made an infinity.
    File "test_numbers.py", in <lambda>
      looking_for("debug_infs", nm.grad(lambda x: np.exp(x * 1e4).sum()), X)
    """
    looking_for("debug_infs", nm.grad(lambda x: np.exp(x * 1e4).sum()), X)


@case
def infinite_derivative():
    """FloatingPointError: In the derivative of 'sqrt', 'divide' made an infinity.
    File "test_numbers.py", in <lambda>
      looking_for("debug_infs", nm.grad(lambda x: np.sqrt(x).sum()), np.zeros(3))
    """
    looking_for("debug_infs", nm.grad(lambda x: np.sqrt(x).sum()), np.zeros(3))


# -- nothing to work on: NumPy's own words


@case
def largest_of_nothing():
    """ValueError: zero-size array to reduction operation maximum which has no identity"""
    nm.grad(lambda x: x.max())(np.zeros(0))


@case
def largest_of_nothing_in_a_program():
    """ValueError: zero-size array to reduction operation maximum which has no identity"""
    nm.jit(lambda x: x.max())(np.zeros(0))


@case
def place_of_the_largest_of_nothing():
    """ValueError: attempt to get argmax of an empty sequence"""
    nm.make_program(lambda x: np.argmax(x))(np.zeros(0))


@case
def first_of_nothing():
    """IndexError: index 0 is out of bounds for axis 0 with size 0"""
    nm.grad(lambda x: x[0])(np.zeros(0))


@case
def mean_of_nothing():
    """RuntimeWarning: Mean of empty slice."""
    nm.grad(lambda x: x.mean())(np.zeros(0))


# -- 0-d: Python's and NumPy's own words


@case
def iteration_over_a_0d_array():
    """TypeError: iteration over a 0-d array"""
    nm.grad(lambda x: sum(x))(np.array(1.0))


@case
def length_of_a_0d_array():
    """TypeError: len() of unsized object"""
    nm.grad(lambda x: len(x))(np.array(1.0))


@case
def index_of_a_0d_array():
    """IndexError: too many indices for array: array is 0-dimensional, but 1 were indexed"""
    nm.grad(lambda x: x[0])(np.array(1.0))


@case
def write_to_a_python_float():
    """TypeError: 'float' object does not support item assignment"""

    def f(x):
        x[()] = 1.0
        return x

    nm.grad(f)(1.0)


@case
def write_to_a_scalar():
    """TypeError: 'numpy.float64' object does not support item assignment"""

    def f(x):
        y = x.sum()
        y[()] = 1.0
        return y

    nm.grad(f)(X)


# -- read-only arrays


def read_only(x):
    x = x.copy()
    x.flags.writeable = False
    return x


def clear(x):
    x[0] = 0.0
    return x.sum()


@case
def write_to_a_read_only_array():
    """ValueError: assignment destination is read-only"""
    nm.grad(clear)(read_only(X))


@case
def write_to_a_read_only_array_in_a_program():
    """ValueError: assignment destination is read-only"""
    nm.jit(clear)(read_only(X))


@case
def write_to_a_read_only_array_in_a_lane():
    """ValueError: assignment destination is read-only"""
    nm.vmap(clear)(read_only(A))


# -- keys


@case
def key_that_is_an_int():
    """TypeError: 'normal' needs a random key as its first argument, got the int 0.
    File "test_numbers.py", in key_that_is_an_int
      random.normal(0, (3,))
    Hint: make one from a seed: key = numorph.random.key(0)
    Hint: the key comes first: normal(key, ...)
    """
    random.normal(0, (3,))


@case
def key_that_is_an_array():
    """TypeError: 'normal' needs a random key as its first argument, got an array of type f64[2].
    File "test_numbers.py", in key_that_is_an_array
      random.normal(np.zeros(2), (3,))
    Hint: make one from a seed: key = numorph.random.key(seed)
    Hint: the key comes first: normal(key, ...)
    """
    random.normal(np.zeros(2), (3,))


@case
def key_in_the_place_of_the_shape():
    """TypeError: 'normal' needs a random key as its first argument, got a tuple.
    File "test_numbers.py", in key_in_the_place_of_the_shape
      random.normal((3,), KEY)
    Hint: make one from a seed: key = numorph.random.key(seed)
    Hint: the key comes first: normal(key, ...)
    """
    random.normal((3,), KEY)


@case
def several_keys():
    """ValueError: 'normal' needs a single key, got keys of shape (3,).
    File "test_numbers.py", in several_keys
      random.normal(random.split(KEY, 3), (2,))
    Hint: one call per key: numorph.vmap(lambda key: numorph.random.normal(key, ...))(keys)
    Hint: one of them: keys[0]
    """
    random.normal(random.split(KEY, 3), (2,))


@case
def seed_that_is_a_float():
    """TypeError: 'key' takes an integer seed, got the float 0.5.
    File "test_numbers.py", in seed_that_is_a_float
      random.key(0.5)
    Hint: the seed is one integer: numorph.random.key(0)
    """
    random.key(0.5)


@case
def iteration_over_a_key():
    """TypeError: Cannot iterate over a single key.
    File "test_numbers.py", in iteration_over_a_key
      _a, _b = KEY
    Hint: k1, k2 = numorph.random.split(key)
    """
    _a, _b = KEY


@case
def key_as_an_array():
    """TypeError: A Key is not an array.
    File "test_numbers.py", in key_as_an_array
      np.asarray(KEY)
    Hint: numorph.random.key_data(key) is the array of its words
    Hint: to join keys, join their words: wrap_key_data(np.stack([key_data(k) for k in keys]))
    """
    np.asarray(KEY)


@case
def gradient_in_a_key():
    """TypeError: 'grad' of '<lambda>' needs real or complex inputs, but argument 0 (key[0]) is u32[2].
    File "test_numbers.py", in gradient_in_a_key
      nm.grad(lambda key: random.normal(key))(KEY)
    Hint: convert it: x.astype(float), or write 3.0 for 3
    Hint: argnums=... chooses other arguments
    """
    nm.grad(lambda key: random.normal(key))(KEY)


@case
def fold_in_of_a_float():
    """TypeError: 'fold_in' takes one integer, got the float 0.5.
    File "test_numbers.py", in fold_in_of_a_float
      random.fold_in(KEY, 0.5)
    Hint: several: numorph.vmap(lambda i: numorph.random.fold_in(key, i))(data)
    """
    random.fold_in(KEY, 0.5)


@case
def shape_of_floats():
    """TypeError: 'uniform' takes a shape of integers, got (2.5,).
    File "test_numbers.py", in shape_of_floats
      random.uniform(KEY, (2.5,))
    Hint: uniform(key, (3, 4))
    """
    random.uniform(KEY, (2.5,))


# -- settings


@case
def setting_of_another_kind():
    """TypeError: Setting 'debug_nans' is a bool, got 1."""
    config.debug_nans = 1


@case
def setting_that_is_not_there():
    """AttributeError: There is no setting 'debug_nan'; settings are cache, cache_dir, cache_size, check_leaks, check_programs, compile, debug_infs, debug_key_reuse, debug_nans, disable_jit, fast_math, jit_cache_size, strict, tape_budget, threads."""
    config.debug_nan = True


@case.each
def test_message(f):
    assert raised(f) == wanted(f)
