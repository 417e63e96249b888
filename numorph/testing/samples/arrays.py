"""Samples of operations on whole arrays: movement, reductions, sorting, indexing, contraction, Fourier transforms."""

from __future__ import annotations

from typing import Any

import numpy as np

from .operands import Sample, array, each, given, increasing, integers, permutation, special, special_values, with_zeros

MOVEMENT = {
    "broadcast": each(
        "dDl?",
        *(((), {"shape": (3,), "axes": (0,)}), ((3,), {"shape": (2, 3), "axes": (0,)})),
        *(((1, 3), {"shape": (2, 3), "axes": ()}), ((2, 1), {"shape": (2, 4, 3), "axes": (1,)})),
        *(((2, 3), {"shape": (2, 3), "axes": ()}), ((0,), {"shape": (3, 0), "axes": (0,)})),
    ),
    "reshape": each(
        "dDl?",
        ((2, 3), {"shape": (6,)}),
        ((6,), {"shape": (3, 2)}),
        ((), {"shape": (1, 1)}),
        ((0, 3), {"shape": (3, 0)}),
    ),
    "transpose": each("dDl?", ((2, 3), {"perm": (1, 0)}), ((2, 3, 4), {"perm": (2, 0, 1)}), ((), {"perm": ()})),
    "flip": each(
        "dDl?", ((2, 3), {"axes": (0,)}), ((2, 3), {"axes": (0, 1)}), ((3,), {"axes": ()}), ((0,), {"axes": (0,)})
    ),
    "concatenate": each(
        "dDl?",
        *(([(2, 3), (1, 3)], {"axis": 0}), ([(2, 3), (2, 0), (2, 2)], {"axis": 1}), ([(2,)], {"axis": 0})),
    ),
    "pad": each(
        "dDl?",
        *(([(3,), ()], {"widths": ((1, 2),)}), ([(2, 3), ()], {"widths": ((0, 0), (2, 1))})),
        *(([(0, 2), ()], {"widths": ((1, 1), (0, 0))}), ([(), ()], {"widths": ()})),
    ),
    "iota": [
        Sample((), {"shape": shape, "axis": axis, "dtype": np.dtype(dtype)})
        for shape, axis in (((3,), 0), ((2, 3), 1), ((2, 3), 0), ((0,), 0))
        for dtype in ("i8", "f4", "f8")
    ],
    "convert": [
        *[Sample((array(s, "d"),), {"dtype": np.dtype("c16")}) for s in ((), (3,))],
        *[Sample((array((4,), a),), {"dtype": np.dtype(b)}, 0) for a in "?blfd" for b in "bHlfd"],
        *[Sample((array((), a),), {"dtype": np.dtype(b)}, 0) for a in "?lfd" for b in "?lfdD"],
        Sample(given(special_values("d", 1)[0]), {"dtype": np.dtype("f4")}, 0),
    ],
    "bitcast": [  # bits have no derivative, though they change with the numbers
        *[Sample((array((4,), a),), {"dtype": np.dtype(b)}, 0) for a, b in (("d", "u8"), ("l", "f8"), ("f", "u4"))],
        *[Sample((array((4,), a),), {"dtype": np.dtype(b)}, 0) for a, b in (("d", "u4"), ("l", "u1"))],
        Sample((array((3, 2), "i"),), {"dtype": np.dtype("u8")}),
        Sample((array((), "d"),), {"dtype": np.dtype("i8")}, 0),
    ],
}

_AXES = [
    *(((2, 3, 4), {"axes": (0,)}), ((2, 3, 4), {"axes": (0, 2)}), ((2, 3), {"axes": (0, 1)})),
    *(((3,), {"axes": ()}), ((), {"axes": ()}), ((3, 0), {"axes": (0,)}), ((1,), {"axes": (0,)})),
]
_EMPTY = ((0, 3), {"axes": (0,)})
_SPECIALS = [special((40, 5), axes=(1,)), special((12, 2, 4), axes=(0, 2))]
_ALONG = [((3,), {"axis": 0}), ((2, 4), {"axis": 1}), ((3, 2), {"axis": 0}), ((1,), {"axis": 0})]
_BOTH_WAYS = [(shape, {**p, "reverse": r}) for shape, p in [*_ALONG, ((0, 2), {"axis": 0})] for r in (False, True)]
_SCANS = [(shape, {**p, "exclusive": e}) for shape, p in _BOTH_WAYS for e in (False, True)]
_SPECIAL_LINE = [special((40, 4), axis=1), special((30,), axis=0)]
REDUCTIONS = {
    "reduce_sum": each("dDfl", *_AXES, _EMPTY) + _SPECIALS,
    "reduce_prod": [
        *each("dDfl", *_AXES, _EMPTY),
        *[Sample((with_zeros((3, 4)),), {"axes": axes}) for axes in ((0,), (1,), (0, 1))],
        *_SPECIALS,
    ],
    "reduce_max": each("dflbH?", *_AXES) + _SPECIALS,
    "reduce_min": each("dflbH?", *_AXES) + _SPECIALS,
    "reduce_and": each("?dlD", *_AXES, _EMPTY) + _SPECIALS,
    "reduce_or": each("?dlD", *_AXES, _EMPTY) + _SPECIALS,
    "argmax": each("dl?", *_ALONG) + _SPECIAL_LINE,
    "argmin": each("dl?", *_ALONG) + _SPECIAL_LINE,
    "cumsum": each("dDfl", *_SCANS) + _SPECIAL_LINE,
    "cumprod": [
        *each("dDfl", *_SCANS),
        *[Sample((with_zeros((3, 5)),), {"axis": 1, "reverse": r, "exclusive": e}) for r in (0, 1) for e in (0, 1)],
        *_SPECIAL_LINE,
    ],
    "cummax": each("dfl", *_BOTH_WAYS) + _SPECIAL_LINE,
    "cummin": each("dfl", *_BOTH_WAYS) + _SPECIAL_LINE,
    **{
        name: [*each("df", *cases), *each("df", _EMPTY, order=0), *_SPECIALS]
        for name, cases in {
            "reduce_logsumexp": [c for c in _AXES if c[1]["axes"]],
            "softmax": [c for c in _AXES if c[1]["axes"]],
            "log_softmax": [c for c in _AXES if c[1]["axes"]],
        }.items()
    },
}

_LINES = [((4,), 0), ((2, 5), 1), ((3, 2), 0), ((1,), 0), ((0, 2), 0)]
_NOT_EMPTY = [x for x in _LINES if 0 not in x[0]]
SORTING = {
    "reorder": [
        Sample((array(shape, c), permutation(shape, axis)), {"axis": axis}) for shape, axis in _LINES for c in "dDl"
    ],
    "sort": each("dfl?", *[(s, {"axis": a}) for s, a in _LINES]) + _SPECIAL_LINE,
    "argsort": [
        *each("dl", *[(s, {"axis": a, "stable": True}) for s, a in _LINES]),
        special((40, 4), axis=1, stable=True),
    ],
    "partition": each("dl", *[(s, {"axis": a, "kth": s[a] // 2}) for s, a in _NOT_EMPTY]),
    "argpartition": each("dl", *[(s, {"axis": a, "kth": s[a] // 2}) for s, a in _NOT_EMPTY]),
    "searchsorted": [
        *[
            Sample((increasing((5,), c), array(shape, c)), {"side": side, "lead": 0})
            for c in "dl"
            for shape in ((), (3,), (2, 3), (0,))
            for side in ("left", "right")
        ],
        Sample((increasing((2, 5)), array((2, 3))), {"side": "left", "lead": 1}),
        Sample((increasing((2, 5)), array((2,))), {"side": "right", "lead": 1}),
    ],
    "nanargmax": each("dl", *[(s, {"axis": a}) for s, a in _NOT_EMPTY]),
    "nanargmin": each("dl", *[(s, {"axis": a}) for s, a in _NOT_EMPTY]),
}

_SPANS = [
    *(((5,), ((1, 4, 1),)), ((5,), ((4, -1, -2),)), ((5,), ((0, 0, 1),)), ((3, 4), ((0, 3, 1), (3, 0, -1)))),
    *(((3, 4), ((1, 3, 1), (0, 4, 2))), ((), ()), ((0, 2), ((0, 0, 1), (0, 2, 1)))),
]
_FOUR = integers(-4, 4, (3,))


def _spanned(spans: tuple) -> tuple[int, ...]:
    return tuple([len(range(*s)) for s in spans])


def _scatters(c: str, **params: Any) -> list[Sample]:
    """Into an array of dtype c: elements, rows, elements by two indices, none."""
    order = 2 if params["mode"] in ("set", "add") else 0
    repeated = [
        Sample((array((4,), c), array((3,), c), _FOUR), params, order),
        Sample((array((4, 2), c), array((2, 3, 2), c), integers(0, 4, (2, 3))), params, order),
        Sample((array((4, 3), c), array((5,), c), integers(0, 4, (5,)), integers(-3, 3, (5,))), params, order),
    ]
    once = [
        Sample((array((4,), c), array((4,), c), permutation((4,), 0)), params, order),
        Sample((array((4, 2), c), array((2,), c), integers(-4, 4, ())), params, order),
        Sample((array((4, 2), c), array((0, 2), c), integers(0, 4, (0,))), params, order),
    ]
    return once if params["unique"] else [*once, *repeated]


INDEXING = {
    "slice": each("dDl?", *[(shape, {"index": spans}) for shape, spans in _SPANS]),
    "put_slice": each("dDl?", *[([shape, _spanned(spans)], {"index": spans}) for shape, spans in _SPANS]),
    "dynamic_slice": [
        *[Sample((array((5,), c), integers(-2, 7, ())), {"sizes": (3,)}) for c in "dDl?"],
        Sample((array((4, 5), layout="columns"), integers(0, 4, ()), integers(0, 5, ())), {"sizes": (2, 3)}),
        Sample((array((3, 2)), integers(0, 2, (), "i"), integers(0, 2, (), "i")), {"sizes": (0, 2)}),
        Sample((array(()),), {"sizes": ()}),
    ],
    "dynamic_update_slice": [
        *[Sample((array((5,), c), array((3,), c), integers(-2, 7, ())), {}) for c in "dDl?"],
        Sample((array((4, 5), layout="reversed"), array((2, 3)), integers(0, 4, ()), integers(0, 5, ())), {}),
        Sample((array(()), array(())), {}),
    ],
    "gather": [
        *[Sample((array((4,), c), _FOUR), {}) for c in "dDl?"],
        Sample((array((4, 2), layout="columns"), integers(-4, 4, (2, 3))), {}),
        Sample((array((4, 3)), integers(0, 4, (2,), "i"), integers(-3, 3, (2,), "i")), {}),
        Sample((array((4, 3)), integers(0, 4, ())), {}),
        Sample((array((4, 3)), integers(0, 4, (0,))), {}),
    ],
    "scatter": [
        s
        for mode in ("set", "add", "multiply", "minimum", "maximum")
        for unique in (False, True)
        for c in ("dDl" if mode in ("set", "add") else "dl")
        for s in _scatters(c, mode=mode, unique=unique)
    ],
}

_CONTRACTIONS = [
    *(("i,i->", (3,), (3,)), ("ij,jk->ik", (2, 3), (3, 4)), ("ij,kj->ki", (2, 3), (4, 3)), ("i,j->ij", (2,), (3,))),
    *(("bij,bjk->bik", (2, 3, 4), (2, 4, 2)), ("ij,ij->ij", (2, 3), (2, 3)), ("bi,ib->b", (2, 3), (3, 2))),
    *(("ai,ib->ba", (2, 0), (0, 3)), ("ij,j->i", (0, 3), (3,)), ("i,ij->j", (2,), (2, 3)), (",->", (), ())),
    *(("aib,cbi->ca", (2, 3, 4), (5, 4, 3)), ("abi,bj->jab", (2, 3, 2), (3, 2))),
]
CONTRACTION = {
    "contract": each("dDfl", *[([x, y], {"spec": spec}) for spec, x, y in _CONTRACTIONS if spec != "abi,bj->jab"]),
    "correlate": each(
        "dDl",
        *[
            ([x, y], {"mode": mode})
            for mode in ("valid", "full")
            for x, y in (((5,), (3,)), ((2, 4), (2, 4)), ((1,), (1,)), ((2, 2, 3), (2, 2, 1)))
        ],
        ([(2,), (4,)], {"mode": "full"}),
    ),
}

FFT = {
    **{name: each("dDfF", *_ALONG, ((2, 3, 4), {"axis": 0}), ((0, 3), {"axis": 1})) for name in ("fft", "ifft")},
    "rfft": each("df", *_ALONG, ((2, 5), {"axis": 1})),
    "irfft": each("DF", *[((2, n // 2 + 1), {"n": n, "axis": 1}) for n in (1, 2, 5, 6)]),
}

MOVEMENT["named"] = each("dDl", ((3,), {"name": "y"}), ((), {"name": "y"}))

TABLE = {**MOVEMENT, **REDUCTIONS, **SORTING, **INDEXING, **CONTRACTION, **FFT}
