"""Samples of convolutions and of reductions over windows: strides, padding of both signs, dilations, groups."""

from __future__ import annotations

from typing import Any

from ...core.types import FLOAT, ArrayType
from ...ops.windows import reduce_window_max
from .operands import Sample, array, each, special


def _conv(x: tuple[int, ...], w: tuple[int, ...], groups: int = 1, **given: Any) -> tuple[list[tuple[int, ...]], dict]:
    n = len(x) - 2
    plain = {"strides": (1,) * n, "padding": ((0, 0),) * n, "lhs_dilation": (1,) * n, "rhs_dilation": (1,) * n}
    return [x, w], {**plain, **given, "groups": groups}


_CONVOLUTIONS = [
    _conv((2, 2, 5), (3, 2, 2)),
    _conv((1, 2, 6), (2, 1, 3), 2, strides=(2,), padding=((2, -1),)),
    _conv((2, 1, 4), (1, 1, 2), lhs_dilation=(2,), rhs_dilation=(3,), padding=((3, 2),)),
    _conv((2, 2, 3, 4), (2, 2, 2, 3), padding=((1, 0), (1, 1))),
    _conv((1, 4, 4, 3), (4, 1, 2, 2), 4, strides=(1, 2), padding=((1, 1), (0, 1)), rhs_dilation=(2, 1)),
    _conv((2, 2, 3, 3), (4, 1, 3, 2), 2, strides=(2, 1), padding=((2, 2), (-1, 3)), lhs_dilation=(3, 2)),
    _conv((1, 1, 2, 3, 2), (2, 1, 2, 2, 1), padding=((0, 1), (0, 0), (1, 1))),
]
_EMPTY = [
    _conv((0, 2, 4), (3, 2, 2)),
    _conv((2, 0, 4), (3, 0, 2)),
    _conv((2, 1, 2), (1, 1, 3)),
    _conv((1, 1, 0), (1, 1, 2), padding=((2, 2),)),
]


def _window(shape: tuple[int, ...], window: tuple[int, ...], **given: Any) -> tuple[tuple[int, ...], dict[str, Any]]:
    n = len(shape)
    plain = {"strides": (1,) * n, "padding": ((0, 0),) * n, "base_dilation": (1,) * n, "window_dilation": (1,) * n}
    return shape, {"window": window, **plain, **given}


_WINDOWS = [
    _window((5,), (3,)),
    _window((3,), (1,)),
    _window((7,), (2,), strides=(3,), padding=((1, 2),)),
    _window((4,), (6,), padding=((3, 2),), strides=(2,)),
    _window((6,), (2,), padding=((-1, -2),), window_dilation=(2,)),
    _window((3,), (3,), base_dilation=(2,), strides=(2,), padding=((1, 2),)),
    _window((2, 4, 5), (1, 2, 3), strides=(1, 2, 1), padding=((0, 0), (1, 0), (1, 1))),
    _window((4, 3), (2, 2), padding=((1, 1), (0, 0)), base_dilation=(1, 2), window_dilation=(2, 1)),
]
_NO_ELEMENTS = [
    _window((4,), (2,), padding=((3, 2),)),
    _window((2,), (3,)),
    _window((0, 2), (1, 2)),
    _window((0, 3), (2, 1), padding=((2, 2), (0, 0))),
]
_SPECIALS = [special((40,), **_window((40,), (3,))[1]), special((8, 6), **_window((8, 6), (2, 2), strides=(2, 1))[1])]


def _results(shape: tuple[int, ...], params: dict[str, Any]) -> tuple[int, ...]:
    found: tuple[int, ...] = reduce_window_max.type_rule(ArrayType(shape, FLOAT), **params).shape
    return found


TABLE: dict[str, list[Sample]] = {
    "conv": [
        *each("dDfl", *_CONVOLUTIONS),
        *each("d", *_EMPTY),
        *[Sample((array(x, "e"), array(w, "e")), params, 1) for (x, w), params in _CONVOLUTIONS[:1]],
    ],
    "reduce_window_sum": each("dDfl", *_WINDOWS, *_NO_ELEMENTS) + _SPECIALS,
    "reduce_window_max": each("dflbH?", *_WINDOWS) + each("dl?", *_NO_ELEMENTS, order=0) + _SPECIALS,
    "reduce_window_min": each("dflbH?", *_WINDOWS) + each("dl?", *_NO_ELEMENTS, order=0) + _SPECIALS,
    "window_position": [  # integers, of which many are equal
        *each("l?", *[([shape, _results(shape, params)], params) for shape, params in (*_WINDOWS, *_NO_ELEMENTS)]),
        Sample(_SPECIALS[0].operands * 2, _window((40,), (1,))[1], 0),
    ],
}
