"""`compile`, `lower` and pickles of jitted functions."""

import copy
import pickle

import numpy as np
import pytest

import numorph as nm
from numorph.errors import NumorphTypeError

pytest.importorskip("llvmlite")

X = np.linspace(-1.0, 1.0, 40)


def chain(x, y):
    return np.sqrt(x * x + y * y) * 0.3 + x


jitted_chain = nm.jit(chain)


def test_compile_waits_for_code_and_changes_nothing():
    @nm.jit
    def double(x):
        x *= 2.0

    x = np.arange(5.0)
    assert double.compile(x) is double
    assert np.array_equal(x, np.arange(5.0))
    double(x)
    assert np.array_equal(x, 2 * np.arange(5.0))
    assert "machine code" in str(double.explain(x))


def test_compile_of_what_cannot_be_staged():
    @nm.jit
    def branch(x):
        return x if x[0] > 0 else -x

    assert np.array_equal(branch.compile(X)(X), -X)


def test_lower_shows_the_program_then_its_loops():
    lowered = nm.jit(chain).lower(X, X)
    assert "sqrt" in lowered.as_text() and "f64[40]" in lowered.as_text()
    compiled = lowered.compile()
    text = compiled.as_text()
    assert text.count("kernel(") == 1 and "parallel vector for" in text
    assert np.array_equal(compiled(X, X), chain(X, X))
    assert np.array_equal(compiled(X[:7], X[:7]), chain(X[:7], X[:7]))


def test_lower_says_what_numpy_runs():
    text = nm.jit(lambda x: np.sort(x * 2.0) + 1.0).lower(X).compile().as_text()
    assert "sort" in text and text.count("kernel(") == 2


def test_lower_without_compiling_ahead():
    from numorph.explain.code import code_text

    assert code_text(nm.make_program(chain)(X, X)).startswith("no machine code")


def test_lower_of_what_cannot_be_staged():
    with pytest.raises(NumorphTypeError, match="cannot be lowered for these arguments"):
        nm.jit(lambda x: x.tobytes()[0]).lower(X)


def test_pickle_by_name():
    assert pickle.loads(pickle.dumps(jitted_chain)) is not chain
    again = pickle.loads(pickle.dumps(jitted_chain))
    assert np.array_equal(again(X, X), chain(X, X))
    assert copy.copy(jitted_chain)(X, X) is not None


@nm.jit
def decorated(x, scale):
    return x * scale


def test_pickle_of_a_decorated_function_is_the_function_itself():
    decorated.compile(X, 2.0)
    assert pickle.loads(pickle.dumps(decorated)) is decorated
    assert copy.deepcopy(decorated) is decorated


def test_pickle_of_a_local_function_says_why_not():
    local = nm.jit(lambda x: x)
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(local)


def test_fast_math_is_off_by_default():
    x = np.array([np.inf, np.nan, -0.0])
    f = nm.jit(lambda x: x * 0.0 + x)
    with np.errstate(invalid="ignore"):
        f.compile(x)
        assert np.array_equal(f(x), x * 0.0 + x, equal_nan=True)
    with nm.config.set(fast_math=True):
        assert np.allclose(f(X), X)
