"""Convolutions and windows that do not fit their operands."""

import numpy as np

import numorph as nm
from numorph import lax

from .pinned import Cases, raised, wanted

case = Cases()
X, W = np.ones((2, 4, 8, 8)), np.ones((6, 4, 3, 3))


@case
def other_channels():
    """TypeError: 'conv_general_dilated' got lhs with 4 channels, but rhs is for 3.
    File "test_windows.py", in other_channels
      lax.conv(X, W[:, :3], (1, 1), "SAME")
    Hint: rhs is (out channels, channels / feature_group_count, *window)
    """
    lax.conv(X, W[:, :3], (1, 1), "SAME")


@case
def groups_that_do_not_divide():
    """TypeError: 'conv_general_dilated' needs 6 out channels and a batch of 2 that can be divided into 4 groups.
    File "test_windows.py", in groups_that_do_not_divide
      lax.conv_general_dilated(X, np.ones((6, 1, 3, 3)), (1, 1), "SAME", feature_group_count=4)
    """
    lax.conv_general_dilated(X, np.ones((6, 1, 3, 3)), (1, 1), "SAME", feature_group_count=4)


@case
def groups_of_both_kinds():
    """ValueError: 'conv_general_dilated' got feature_group_count=2 and batch_group_count=2.
    File "test_windows.py", in groups_of_both_kinds
      lax.conv_general_dilated(X, W, (1, 1), "SAME", feature_group_count=2, batch_group_count=2)
    Hint: one of them is 1, the other one a positive number
    """
    lax.conv_general_dilated(X, W, (1, 1), "SAME", feature_group_count=2, batch_group_count=2)


@case
def operands_of_other_ranks():
    """TypeError: a convolution needs operands of equal rank, got shapes (2, 4, 8, 8) and (4, 3, 3).
    File "test_windows.py", in operands_of_other_ranks
      lax.conv(X, W[0], (1, 1), "SAME")
    """
    lax.conv(X, W[0], (1, 1), "SAME")


@case
def no_spatial_axes():
    """TypeError: 'conv_general_dilated' needs operands with spatial axes, got shapes (2, 4) and (6, 4).
    File "test_windows.py", in no_spatial_axes
      lax.conv(X[:, :, 0, 0], W[:, :, 0, 0], (), "VALID")
    """
    lax.conv(X[:, :, 0, 0], W[:, :, 0, 0], (), "VALID")


@case
def strides_for_fewer_axes():
    """ValueError: 'conv_general_dilated' needs window_strides as 2 positive integers, one for each axis, got (1,).
    File "test_windows.py", in strides_for_fewer_axes
      lax.conv(X, W, (1,), "SAME")
    """
    lax.conv(X, W, (1,), "SAME")


@case
def dilation_of_zero():
    """ValueError: 'conv_general_dilated' needs rhs_dilation as 2 positive integers, one for each axis, got (1, 0).
    File "test_windows.py", in dilation_of_zero
      lax.conv_general_dilated(X, W, (1, 1), "SAME", rhs_dilation=(1, 0))
    """
    lax.conv_general_dilated(X, W, (1, 1), "SAME", rhs_dilation=(1, 0))


@case
def padding_of_another_name():
    """ValueError: padding is 'SAME', 'SAME_LOWER' or 'VALID', or a pair (low, high) per axis, got 'FULL'.
    File "test_windows.py", in padding_of_another_name
      lax.conv(X, W, (1, 1), "FULL")
    """
    lax.conv(X, W, (1, 1), "FULL")


@case
def padding_that_is_no_pairs():
    """ValueError: 'conv_general_dilated' needs padding as a name or 2 pairs (low, high), got (1, 1).
    File "test_windows.py", in padding_that_is_no_pairs
      lax.conv_general_dilated(X, W, (1, 1), (1, 1))
    Hint: the names are 'SAME', 'SAME_LOWER' and 'VALID'
    """
    lax.conv_general_dilated(X, W, (1, 1), (1, 1))


@case
def padding_by_name_between_elements():
    """ValueError: 'conv_general_dilated' with lhs_dilation needs padding as pairs; 'conv_transpose' takes 'SAME'.
    File "test_windows.py", in padding_by_name_between_elements
      lax.conv_general_dilated(X, W, (1, 1), "SAME", lhs_dilation=(2, 2))
    """
    lax.conv_general_dilated(X, W, (1, 1), "SAME", lhs_dilation=(2, 2))


@case
def letters_that_do_not_fit():
    """TypeError: dimension_numbers ('NCHW', 'OIHW', 'NCHX') do not fit operands of 4 axes.
    File "test_windows.py", in letters_that_do_not_fit
      lax.conv_general_dilated(X, W, (1, 1), "SAME", dimension_numbers=("NCHW", "OIHW", "NCHX"))
    Note: the entry for out is 'NCHX'
    Hint: it needs N, C and a letter for each spatial axis, the same ones in all entries
    """
    lax.conv_general_dilated(X, W, (1, 1), "SAME", dimension_numbers=("NCHW", "OIHW", "NCHX"))


@case
def axes_that_are_no_order():
    """TypeError: dimension_numbers needs an order of the axes 0 to 3, got (0, 1, 2, 2).
    File "test_windows.py", in axes_that_are_no_order
      lax.conv_general_dilated(X, W, (1, 1), "SAME", dimension_numbers=((0, 1, 2, 2), (0, 1, 2, 3), (0, 1, 2, 3)))
    """
    lax.conv_general_dilated(X, W, (1, 1), "SAME", dimension_numbers=((0, 1, 2, 2), (0, 1, 2, 3), (0, 1, 2, 3)))


@case
def booleans():
    """TypeError: 'conv_general_dilated' needs numbers, got arrays of dtype bool and bool.
    File "test_windows.py", in booleans
      lax.conv(X > 0, W > 0, (1, 1), "SAME")
    """
    lax.conv(X > 0, W > 0, (1, 1), "SAME")


@case
def transposed_of_another_name():
    """ValueError: 'conv_transpose' needs padding as 'SAME', 'VALID' or pairs (low, high), got 'SAME_LOWER'.
    File "test_windows.py", in transposed_of_another_name
      lax.conv_transpose(X, W, (1, 1), "SAME_LOWER")
    """
    lax.conv_transpose(X, W, (1, 1), "SAME_LOWER")


@case
def window_for_fewer_axes():
    """ValueError: 'reduce_window' needs window_dimensions as 4 positive integers, one for each axis, got (2, 2).
    File "test_windows.py", in window_for_fewer_axes
      lax.reduce_window(X, 0.0, lax.add, (2, 2))
    """
    lax.reduce_window(X, 0.0, lax.add, (2, 2))


@case
def pooling_without_channels():
    """ValueError: 'max_pool' with a window of 1 axes needs an array with channels behind as many, got shape (8,).
    File "test_windows.py", in pooling_without_channels
      nm.nn.max_pool(np.ones(8), (2,))
    """
    nm.nn.max_pool(np.ones(8), (2,))


@case.each
def test_message(f):
    assert raised(f) == wanted(f)
