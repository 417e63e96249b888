"""When two values count as the same."""

import numpy as np
import pytest

from numorph.compare.agreement import compare, difference, raised


@pytest.mark.parametrize(
    ("value", "reference", "said"),
    [
        (np.ones(3), np.ones(3), ""),
        (1.0 + 1e-15, 1.0, ""),
        ({"a": np.ones(2), "b": 2.0}, {"b": 2.0, "a": np.ones(2)}, ""),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf]), ""),
        (np.zeros(0), np.zeros(0), ""),
        (None, None, ""),
        (np.float32(1.00001), np.float64(1.0), ""),
        (np.ones(3), np.ones(4), "shape (3,) instead of (4,)"),
        ((1.0, 2.0), (1.0,), "2 arrays instead of 1"),
        (np.array([1, 2]), np.array([1, 3]), "other values"),
    ],
)
def test_difference(value, reference, said):
    assert difference(value, reference) == said


def test_a_difference_beyond_rounding_says_how_large_it_is():
    assert difference(1.1, 1.0).startswith("values differ by up to 0.1 ")
    assert difference(np.array([np.nan]), np.array([1.0])) == "NaN in other places"


def test_numorph_must_have_numpys_dtype_and_others_need_not():
    assert compare("JAX", np.float32(1), np.float64(1)).status == "same"
    wrong = compare("numorph", np.float32(1), np.float64(1))
    assert (wrong.status, wrong.detail) == ("differs", "dtype float32 instead of float64")
    assert wrong.failed


def test_exactly_means_to_the_last_bit():
    assert difference(np.float32(1.0000001), np.float32(1), exact=True) == "other values"


def test_an_exception_is_a_failure_of_numorph_only():
    error = TypeError("first line\nsecond line")
    assert raised("JAX", error).detail == "TypeError: first line"
    assert not raised("JAX", error).failed
    assert raised("numorph", error).failed
