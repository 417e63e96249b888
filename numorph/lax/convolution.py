"""jax.lax's convolutions and reductions over windows.  `precision` is accepted and ignored, as in `dot_general`."""

from __future__ import annotations

import builtins
import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from .. import tree
from ..array import as_value, convert
from ..errors import NumorphTypeError, NumorphValueError
from ..ops import windows as ops
from ..ops.convolution import conv as conv_op
from ..ops.sliding import Slide, spaced
from .reductions import _in_dtype_of
from .structural import _array, _run, pad

__all__ = [
    "ConvDimensionNumbers",
    "conv",
    "conv_dimension_numbers",
    "conv_general_dilated",
    "conv_transpose",
    "conv_with_general_padding",
    "padtype_to_pads",
    "reduce_window",
]

Padding = str | Sequence[tuple[int, int]]


class ConvDimensionNumbers(NamedTuple):
    """The axes (batch, channels, *spatial) of lhs and result, and (out channels, in channels, *spatial) of rhs."""

    lhs_spec: tuple[int, ...]
    rhs_spec: tuple[int, ...]
    out_spec: tuple[int, ...]


_CHARACTERS = (("lhs", "NC"), ("rhs", "OI"), ("out", "NC"))


def conv_dimension_numbers(
    lhs_shape: Sequence[int], rhs_shape: Sequence[int], dimension_numbers: Any
) -> ConvDimensionNumbers:
    """Dimension numbers from three strings, such as ("NHWC", "HWIO", "NHWC"), or from three sequences of axes.

    None means batch, channels and spatial axes, in this order.  Spatial axes go together by their letters; strides,
    padding and dilations are in the order that they have in rhs.  Raises TypeError where the strings do not fit the
    shapes or each other.
    """
    n = len(lhs_shape)
    if n != len(rhs_shape):
        raise NumorphTypeError(
            f"a convolution needs operands of equal rank, got shapes {tuple(lhs_shape)} and {tuple(rhs_shape)}."
        )
    if isinstance(dimension_numbers, ConvDimensionNumbers):
        return dimension_numbers
    if dimension_numbers is None:
        axes = tuple(range(n))
        return ConvDimensionNumbers(axes, axes, axes)
    if len(dimension_numbers) != 3:
        raise NumorphTypeError(
            f"dimension_numbers needs three entries (lhs, rhs and result), got {dimension_numbers!r}."
        )
    if not builtins.all(isinstance(spec, str) for spec in dimension_numbers):
        return ConvDimensionNumbers(*[_permutation(spec, n) for spec in dimension_numbers])
    spatial = [c for c in dimension_numbers[1] if c not in "OI"]
    found = []
    for spec, (operand, first) in zip(dimension_numbers, _CHARACTERS, strict=True):
        if len(spec) != n or sorted(spec) != sorted([*first, *spatial]):
            raise NumorphTypeError(
                f"dimension_numbers {dimension_numbers!r} do not fit operands of {n} axes.",
                notes=(f"the entry for {operand} is {spec!r}",),
                hints=(
                    f"it needs {first[0]}, {first[1]} and a letter for each spatial axis, the same ones in all entries",
                ),
            )
        found.append(tuple([spec.index(c) for c in (*first, *spatial)]))
    return ConvDimensionNumbers(*found)


def _permutation(spec: Any, n: int) -> tuple[int, ...]:
    axes = tuple(spec)
    if sorted(axes) != list(range(n)):
        raise NumorphTypeError(f"dimension_numbers needs an order of the axes 0 to {n - 1}, got {spec!r}.")
    return axes


# -- checks


def _numbers(name: str, values: Any, n: int, what: str) -> tuple[int, ...]:
    """Positive integers, one for each axis; ones for None."""
    found = (1,) * n if values is None else tuple([int(v) for v in values])
    if len(found) != n or builtins.any(v < 1 for v in found):
        raise NumorphValueError(f"'{name}' needs {what} as {n} positive integers, one for each axis, got {values!r}.")
    return found


def _pairs(
    name: str, padding: Padding, shape: Sequence[int], window: Sequence[int], strides: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """(low, high) for each axis; `window` is as long as it is dilated."""
    if isinstance(padding, str):
        return tuple(padtype_to_pads(shape, window, strides, padding))
    found = [tuple(p) if hasattr(p, "__len__") else p for p in padding]
    if len(found) != len(shape) or builtins.any(not isinstance(p, tuple) or len(p) != 2 for p in found):
        raise NumorphValueError(
            f"'{name}' needs padding as a name or {len(shape)} pairs (low, high), got {padding!r}.",
            hints=("the names are 'SAME', 'SAME_LOWER' and 'VALID'",),
        )
    return tuple([(int(lo), int(hi)) for lo, hi in found])


def padtype_to_pads(
    in_shape: Sequence[int], window_shape: Sequence[int], window_strides: Sequence[int], padding: str
) -> list[tuple[int, int]]:
    """The pairs (low, high) that 'VALID' (none), 'SAME' and 'SAME_LOWER' mean.

    SAME: size / stride windows, rounded up; of an odd padding the larger part is high, or low for SAME_LOWER.
    """
    kind = padding.upper()
    if kind not in ("VALID", "SAME", "SAME_LOWER"):
        raise NumorphValueError(
            f"padding is 'SAME', 'SAME_LOWER' or 'VALID', or a pair (low, high) per axis, got {padding!r}."
        )
    found = []
    for size, window, stride in zip(in_shape, window_shape, window_strides, strict=True):
        total = builtins.max((-(-size // stride) - 1) * stride + window - size, 0) if kind != "VALID" else 0
        low = total // 2 if kind == "SAME" else total - total // 2
        found.append((low, total - low))
    return found


# -- convolutions


def conv_general_dilated(
    lhs: Any,
    rhs: Any,
    window_strides: Sequence[int],
    padding: Padding,
    lhs_dilation: Sequence[int] | None = None,
    rhs_dilation: Sequence[int] | None = None,
    dimension_numbers: Any = None,
    feature_group_count: int = 1,
    batch_group_count: int = 1,
    precision: Any = None,
    preferred_element_type: Any = None,
) -> Any:
    """Sums of products over windows: out[n, o, p] = sum of lhs[n, c, p * stride + k * dilation - low] * rhs[o, c, k].

    lhs: (batch, in channels, *sizes), rhs: (out channels, in channels / feature_group_count, *window), or in the order
    that `dimension_numbers` tells (see `conv_dimension_numbers`); the window is not reversed.
    padding: 'SAME', 'SAME_LOWER', 'VALID', or for each spatial axis (low, high), which may be negative.
    lhs_dilation, rhs_dilation: how far apart the elements of the operand and of the window lie.
    feature_group_count: the out channels in so many groups, each of which sees a group of in channels of its own;
    batch_group_count: the same with groups of the batch.  Operands of different dtypes promote.
    Raises TypeError for operands, and ValueError for numbers, that do not fit.
    """
    name = "conv_general_dilated"
    x, w = _array(lhs), _array(rhs)
    numbers = conv_dimension_numbers(x.shape, w.shape, dimension_numbers)
    n = x.ndim - 2
    if n < 1:
        raise NumorphTypeError(
            f"'{name}' needs operands with spatial axes, got shapes {tuple(x.shape)} and {tuple(w.shape)}."
        )
    x, w = np.transpose(x, numbers.lhs_spec), np.transpose(w, numbers.rhs_spec)
    _check_groups(name, x.shape, w.shape, feature_group_count, batch_group_count)
    strides = _numbers(name, window_strides, n, "window_strides")
    gaps, spreads = _numbers(name, lhs_dilation, n, "lhs_dilation"), _numbers(name, rhs_dilation, n, "rhs_dilation")
    if isinstance(padding, str) and gaps != (1,) * n:
        raise NumorphValueError(
            f"'{name}' with lhs_dilation needs padding as pairs; 'conv_transpose' takes {padding!r}."
        )
    window = [spaced(k, r) for k, r in zip(w.shape[2:], spreads, strict=True)]
    pairs = _pairs(name, padding, x.shape[2:], window, strides)
    dtype = np.result_type(x.dtype, w.dtype)
    out_dtype = dtype if preferred_element_type is None else np.dtype(preferred_element_type)
    dtype = np.result_type(dtype, out_dtype) if out_dtype.kind != "c" or dtype.kind == "c" else dtype
    if dtype.kind not in "iufc":
        raise NumorphTypeError(f"'{name}' needs numbers, got arrays of dtype {x.dtype} and {w.dtype}.")
    if batch_group_count > 1:  # groups of the batch are groups of channels
        count, (batch, channels, *sizes) = batch_group_count, x.shape
        x = x.reshape(count, batch // count, channels, *sizes).swapaxes(0, 1)
        x = x.reshape(batch // count, count * channels, *sizes)
    out = _run(
        conv_op,
        *[convert(as_value(z), dtype) for z in (x, w)],
        strides=strides,
        padding=pairs,
        lhs_dilation=gaps,
        rhs_dilation=spreads,
        groups=feature_group_count * batch_group_count,
    )
    order = sorted(range(n + 2), key=numbers.out_spec.__getitem__)
    out = np.transpose(out, order)
    return out if out.dtype == out_dtype else out.astype(out_dtype)


def _check_groups(name: str, x: Sequence[int], w: Sequence[int], features: int, batches: int) -> None:
    if features < 1 or batches < 1 or (features > 1 and batches > 1):
        raise NumorphValueError(
            f"'{name}' got feature_group_count={features} and batch_group_count={batches}.",
            hints=("one of them is 1, the other one a positive number",),
        )
    if x[1] != w[1] * features:
        raise NumorphTypeError(
            f"'{name}' got lhs with {x[1]} channels, but rhs is for {w[1] * features}.",
            hints=("rhs is (out channels, channels / feature_group_count, *window)",),
        )
    if w[0] % (features * batches) or x[0] % batches:
        raise NumorphTypeError(
            f"'{name}' needs {w[0]} out channels and a batch of {x[0]} that can be divided into "
            f"{features * batches} groups."
        )


def conv(
    lhs: Any,
    rhs: Any,
    window_strides: Sequence[int],
    padding: str,
    precision: Any = None,
    preferred_element_type: Any = None,
) -> Any:
    """`conv_general_dilated` of (batch, channels, *sizes) and (out channels, channels, *window)."""
    return conv_general_dilated(
        lhs, rhs, window_strides, padding, precision=precision, preferred_element_type=preferred_element_type
    )


def conv_with_general_padding(
    lhs: Any,
    rhs: Any,
    window_strides: Sequence[int],
    padding: Padding,
    lhs_dilation: Sequence[int] | None,
    rhs_dilation: Sequence[int] | None,
    precision: Any = None,
    preferred_element_type: Any = None,
) -> Any:
    """`conv_general_dilated` of (batch, channels, *sizes) and (out channels, channels, *window)."""
    return conv_general_dilated(
        lhs,
        rhs,
        window_strides,
        padding,
        lhs_dilation,
        rhs_dilation,
        precision=precision,
        preferred_element_type=preferred_element_type,
    )


_LAYOUTS = {3: ("NHC", "HIO", "NHC"), 4: ("NHWC", "HWIO", "NHWC"), 5: ("NHWDC", "HWDIO", "NHWDC")}


def conv_transpose(
    lhs: Any,
    rhs: Any,
    strides: Sequence[int],
    padding: Padding,
    rhs_dilation: Sequence[int] | None = None,
    dimension_numbers: Any = None,
    transpose_kernel: bool = False,
    precision: Any = None,
    preferred_element_type: Any = None,
    use_consistent_padding: bool = False,
) -> Any:
    """The transposed ("fractionally strided") convolution: the elements of lhs lie `strides` apart.

    Channels come last unless `dimension_numbers` says otherwise: ("NHWC", "HWIO", "NHWC").  'SAME' gives size * stride
    results, 'VALID' all that the windows reach; pairs are paddings of the dilated lhs, or with use_consistent_padding
    those of the convolution that this one transposes.  transpose_kernel: rhs is that convolution's, whose window is
    reversed and whose channels are exchanged: this is its gradient.
    """
    x, w = _array(lhs), _array(rhs)
    if dimension_numbers is None:
        if x.ndim not in _LAYOUTS:
            raise NumorphValueError(f"'conv_transpose' of {x.ndim} axes needs dimension_numbers.")
        dimension_numbers = _LAYOUTS[x.ndim]
    numbers = conv_dimension_numbers(x.shape, w.shape, dimension_numbers)
    n = x.ndim - 2
    steps = _numbers("conv_transpose", strides, n, "strides")
    spreads = _numbers("conv_transpose", rhs_dilation, n, "rhs_dilation")
    window = [spaced(w.shape[a], r) for a, r in zip(numbers.rhs_spec[2:], spreads, strict=True)]
    if isinstance(padding, str):
        if padding not in ("SAME", "VALID"):
            raise NumorphValueError(
                f"'conv_transpose' needs padding as 'SAME', 'VALID' or pairs (low, high), got {padding!r}."
            )
        padding = [_transposed_padding(k, s, padding) for k, s in zip(window, steps, strict=True)]
    elif use_consistent_padding:
        padding = [(k - 1 - lo, k - 1 - hi) for k, (lo, hi) in zip(window, padding, strict=True)]
    if transpose_kernel:
        w = np.flip(w, numbers.rhs_spec[2:])
        numbers = numbers._replace(rhs_spec=(numbers.rhs_spec[1], numbers.rhs_spec[0], *numbers.rhs_spec[2:]))
    one = (1,) * n
    return conv_general_dilated(
        x, w, one, padding, steps, spreads, numbers, preferred_element_type=preferred_element_type
    )


def _transposed_padding(window: int, stride: int, padding: str) -> tuple[int, int]:
    if padding == "SAME":
        total = window + stride - 2
        low = window - 1 if stride > window - 1 else -(-total // 2)
    else:
        total = window + stride - 2 + builtins.max(window - stride, 0)
        low = window - 1
    return low, total - low


# -- reductions over windows

_REDUCTIONS = (
    (np.add, ops.reduce_window_sum),
    (np.maximum, ops.reduce_window_max),
    (np.minimum, ops.reduce_window_min),
)


def reduce_window(
    operand: Any,
    init_value: Any,
    computation: Callable[..., Any],
    window_dimensions: Sequence[int],
    window_strides: Sequence[int] | None = None,
    padding: Padding = "VALID",
    base_dilation: Sequence[int] | None = None,
    window_dilation: Sequence[int] | None = None,
) -> Any:
    """The elements of each window combined by `computation(x, y)`, starting from `init_value`.

    There is an entry of window_dimensions, strides, padding and dilations for every axis; what padding and dilation put
    between the elements is `init_value`.  lax.add from 0, lax.max from the least and lax.min from the greatest number
    are operations of their own: of equal elements, the first one has the derivative of a maximum.  Any other function
    works elementwise on arrays (for a pytree of operands on two such pytrees), and is called once for each element of a
    window.
    """
    leaves, structure = tree.flatten(operand)
    arrays = [_array(x) for x in leaves]
    inits, _ = tree.flatten(init_value)
    shape, n = arrays[0].shape, arrays[0].ndim
    window = _numbers("reduce_window", window_dimensions, n, "window_dimensions")
    strides = _numbers("reduce_window", window_strides, n, "window_strides")
    gaps = _numbers("reduce_window", base_dilation, n, "base_dilation")
    spreads = _numbers("reduce_window", window_dilation, n, "window_dilation")
    pairs = _pairs(
        "reduce_window", padding, shape, [spaced(k, r) for k, r in zip(window, spreads, strict=True)], strides
    )
    axes = [
        Slide(d, k, s, lo, hi, g, r)
        for d, k, s, (lo, hi), g, r in zip(shape, window, strides, pairs, gaps, spreads, strict=True)
    ]
    if len(arrays) == 1:
        for ufunc, op in _REDUCTIONS:
            if computation is ufunc and _is_neutral(inits[0], arrays[0].dtype, ufunc):
                out = _run(
                    op,
                    as_value(arrays[0]),
                    window=window,
                    strides=strides,
                    padding=pairs,
                    base_dilation=gaps,
                    window_dilation=spreads,
                )
                return tree.unflatten(structure, [out])
    return _by_elements(arrays, inits, computation, structure, axes)


def _is_neutral(init: Any, dtype: np.dtype[Any], ufunc: np.ufunc) -> bool:
    """Whether a reduction of this dtype is one of the operations, and starts from what changes nothing."""
    kinds = {np.add: "iufc"}.get(ufunc, "iufb")
    known = isinstance(init, builtins.bool | int | float | complex | np.generic | np.ndarray)
    return known and dtype.kind in kinds and builtins.bool(np.all(init == ops.neutral(dtype, ufunc)))


def _by_elements(
    arrays: list[Any], inits: list[Any], computation: Callable[..., Any], structure: Any, axes: list[Slide]
) -> Any:
    """Element after element of the window, for all windows at a time."""
    padded = [
        pad(x, init, [(0, 0, a.gap - 1) for a in axes]) if builtins.any(a.gap > 1 for a in axes) else x
        for x, init in zip(arrays, inits, strict=True)
    ]
    padded = [pad(x, init, [(a.low, a.high, 0) for a in axes]) for x, init in zip(padded, inits, strict=True)]
    counts = tuple([a.windows for a in axes])
    total = [np.broadcast_to(_in_dtype_of(x, init), counts) for x, init in zip(arrays, inits, strict=True)]
    for k in itertools.product(*[range(a.window) for a in axes]):
        starts = [j * a.spread for j, a in zip(k, axes, strict=True)]
        key = tuple(
            [builtins.slice(i, i + spaced(a.windows, a.stride), a.stride) for i, a in zip(starts, axes, strict=True)]
        )
        both = [tree.unflatten(structure, xs) for xs in (total, [x[key] for x in padded])]
        total, _ = tree.flatten(computation(*both))
    return tree.unflatten(structure, total)
