"""Types, axes and shapes, as NumPy has them."""

import numpy as np
import pytest

from numorph.core.types import (
    ArrayType,
    Dim,
    broadcast_shapes,
    dtype_name,
    element_count,
    normalize_axes,
    normalize_axis,
)


def test_an_axis_is_an_integer_within_range():
    assert [normalize_axis(a, 3) for a in (0, 2, -1, -3, np.int8(1))] == [0, 2, 2, 0, 1]
    for axis in (1.0, "0", None):
        with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
            normalize_axis(axis, 3)
    for axis in (3, -4):
        with pytest.raises(np.exceptions.AxisError, match="out of bounds for array of dimension 3"):
            normalize_axis(axis, 3)


def test_axes_keep_their_order_and_are_distinct():
    assert normalize_axes(None, 2) == (0, 1)
    assert normalize_axes((2, -3), 3) == (2, 0)
    assert normalize_axes(-1, 3) == (2,)
    with pytest.raises(ValueError, match="duplicate value in 'axis'"):
        normalize_axes((0, -2), 2)


@pytest.mark.parametrize("shapes", [[()], [(3, 1), (4,)], [(2, 1, 3), (1, 5, 1), (3,)], [(0,), (1,)], [(1, 0), (7, 1)]])
def test_broadcasting_is_numpys(shapes):
    assert broadcast_shapes(*shapes) == np.broadcast_shapes(*shapes)


def test_shapes_that_do_not_fit():
    with pytest.raises(ValueError, match=r"operands could not be broadcast together with shapes \(2,3\) \(2,\)"):
        broadcast_shapes((2, 3), (2,))


def test_sizes_known_at_run_time_fit_themselves_alone():
    n, m = Dim("n"), Dim("m")
    assert broadcast_shapes((n, 1), (1, 3), (n, 3)) == (n, 3)
    with pytest.raises(ValueError, match="could not be broadcast"):
        broadcast_shapes((n,), (m,))
    with pytest.raises(TypeError, match="known only when the program runs"):
        element_count((2, n))


def test_names_of_types():
    names = {"f8": "f64", "i4": "i32", "u1": "u8", "c16": "c128", "?": "bool", "M8[s]": "datetime64[s]"}
    assert {dtype: dtype_name(np.dtype(dtype)) for dtype in names} == names
    assert repr(ArrayType((3, Dim("n")), np.dtype("f4"))) == "f32[3,n]"
