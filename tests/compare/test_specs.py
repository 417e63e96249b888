"""Inputs written as text."""

import numpy as np
import pytest

from numorph.compare.specs import describe, parse


@pytest.mark.parametrize(
    ("text", "dtype", "shape"),
    [
        ("f32[1000,50]", np.float32, (1000, 50)),
        ("f64[3, 4]", np.float64, (3, 4)),
        ("i64[5]", np.int64, (5,)),
        ("u8[2]", np.uint8, (2,)),
        ("bool[4]", np.bool_, (4,)),
        ("c128[2]", np.complex128, (2,)),
        ("f64[0]", np.float64, (0,)),
        ("f64[]", np.float64, ()),
    ],
)
def test_arrays(text, dtype, shape):
    made = parse(text, np.random.default_rng(0))
    assert isinstance(made, np.ndarray)
    assert (made.dtype, made.shape) == (dtype, shape)
    assert describe(made) == text.replace(" ", "")
    np.testing.assert_array_equal(made, parse(text, np.random.default_rng(0)))


@pytest.mark.parametrize(("text", "kind"), [("i64", np.int64), ("f32", np.float32), ("bool", np.bool_)])
def test_a_dtype_without_brackets_is_a_scalar(text, kind):
    made = parse(text, np.random.default_rng(0))
    assert type(made) is kind
    assert describe(made) == text


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("0.5", 0.5), ("True", True), ("-2", -2), ("(1, 2)", (1, 2))])
def test_python_values(text, value):
    made = parse(text, np.random.default_rng(0))
    assert made == value
    assert type(made) is type(value)


@pytest.mark.parametrize("text", ["f33[2]", "f32[2", "float32[2]", "f32[a]", "hello", ""])
def test_what_is_no_input_is_refused_with_a_hint(text):
    with pytest.raises(ValueError) as caught:
        parse(text, np.random.default_rng(0))
    assert str(caught.value) == (
        f"'{text}' does not describe an input.\n"
        "  Note: an input is a dtype with a shape, of bool, i8, i16, i32, i64, u8, u16, u32, u64, f16, f32, f64, c64, "
        "c128, or a Python value\n"
        "  Hint: write for instance 'f32[1000,50]' (an array), 'f64[]' (0-d), 'i64' (a scalar), '0.5' (a float)"
    )
