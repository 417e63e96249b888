"""Samples of operations on matrices.

The vectors of a decomposition are determined up to signs and phases only, so functions of them that are determined are
differentiated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...core.op import Op
from ...core.trace import typeof
from ...ops import decompositions as dec
from ...ops import elementwise as ew
from ...ops import linalg as la
from ...ops import matrices
from ...ops.contraction import matmul
from .operands import LAYOUTS, Make, Sample, given


def matrix(shape: tuple[int, ...], dtype: str = "d", layout: str = "rows") -> Make:
    """Random matrices; square ones are well-conditioned."""

    def make(rng: np.random.Generator) -> Any:
        a = rng.standard_normal(shape) + (1j * rng.standard_normal(shape) if dtype in "FD" else 0)
        return LAYOUTS[layout]((a + 3 * np.eye(*shape[-2:]) * (shape[-1] == shape[-2])).astype(dtype))

    return make


def positive_definite(shape: tuple[int, ...], dtype: str = "d") -> Make:
    make = matrix(shape, dtype)

    def product(rng: np.random.Generator) -> Any:
        a = make(rng)
        return (a @ np.swapaxes(a.conj(), -1, -2) + np.eye(shape[-1])).astype(dtype)

    return product


def _outs(op: Op, *args: Any, **params: Any) -> Sequence[Any]:
    out = op(*args, **params)
    return out if op.multi else (out,)


def _of_hermitian(op: Op, a: Any, *rest: Any, **params: Any) -> Sequence[Any]:
    return _outs(op, matrices.hermitian_part(a), *rest, **params)


def _times_weights(x: Any) -> Any:
    """Columns times 1 to 2."""
    t = typeof(x)
    weights = np.linspace(1.0, 2.0, t.shape[-1]).astype(t.dtype)
    return dec.times(x, dec.as_row(np.broadcast_to(weights, (*t.shape[:-2], t.shape[-1]))))


def _eigh(op: Op, a: Any, uplo: str) -> Sequence[Any]:
    w, v = op(matrices.hermitian_part(a), uplo=uplo)
    return w, matmul(_times_weights(v), matrices.adjoint(v))


def _eig(op: Op, a: Any) -> Sequence[Any]:
    w, v = op(a)
    return w, matmul(_times_weights(v), la.inv(v, checked=True)), ew.absolute(v)


def _svd(op: Op, a: Any, full: bool) -> Sequence[Any]:
    u, s, vh = op(a, full=full)
    k, n, m = typeof(s).shape[-1], typeof(u).shape[-1], typeof(vh).shape[-2]
    outs = [s, matmul(_times_weights(dec.columns(u, 0, k)), dec.rows(vh, 0, k))]
    outs += [matmul(u2, matrices.adjoint(u2)) for u2 in ([dec.columns(u, k, n)] if n > k else [])]
    return [*outs, *[matmul(matrices.adjoint(v2), v2) for v2 in ([dec.rows(vh, k, m)] if m > k else [])]]


def _qr(op: Op, a: Any, full: bool) -> Sequence[Any]:
    q, r = op(a, full=full)
    k = min(typeof(a).shape[-2:])
    rest = dec.columns(q, k, typeof(q).shape[-1])
    return dec.columns(q, 0, k), r, matmul(rest, matrices.adjoint(rest))


def _matrices(
    shapes: Sequence[tuple[int, ...]], make: Any = matrix, dtypes: str = "dD", **options: Any
) -> list[Sample]:
    """For every shape and dtype a sample; float32 for values."""
    made = [Sample((make(s, c),), order=2, **options) for s in shapes for c in dtypes]
    return [*made, *[Sample((make(shapes[0], c),), options.get("params", {}), 0) for c in "fF"[: len(dtypes)]]]


_SQUARE, _TALL = [(3, 3), (2, 2, 2), (1, 1)], [(4, 2), (2, 3), (2, 3, 2)]
_TRIANGULAR = [
    {"lower": lower, "trans": trans, "unit": unit}
    for lower in (True, False)
    for trans in (True, False)
    for unit in (True, False)
]
_SYSTEMS = [((3, 3), (3, 2)), ((2, 3, 3), (2, 3, 1)), ((0, 0), (0, 2))]
_PIVOTS = given(np.array([2, 1, 2, 3], np.int32))


def _no_phase(op: Op, a: Any) -> Sequence[Any]:
    return op(a)[:1]


TABLE = {
    "triangular_solve": [
        *[Sample((matrix((3, 3), c), matrix((3, 2), c)), p) for p in _TRIANGULAR for c in "dD"],
        *[Sample((matrix(a), matrix(b)), p) for p in _TRIANGULAR[:2] for a, b in _SYSTEMS[1:]],
    ],
    "lu_factors": [Sample((matrix((3, 3), c),), order=0) for c in "dDf"],  # `solve` has the derivative
    "solve": [
        *[
            Sample((matrix(a, c), matrix(b, c)), {"trans": t})
            for t in (False, True)
            for a, b in _SYSTEMS
            for c in "dDf"
        ],
        Sample((matrix((3, 3), layout="columns"), matrix((3, 2), layout="reversed")), {"trans": False}),
    ],
    "inv": _matrices(_SQUARE, params={"checked": True}),
    "det": _matrices([*_SQUARE, (4, 4), (0, 0)]),
    "cofactors": _matrices(_SQUARE),
    "slogdet": _matrices(_SQUARE),
    "cholesky": _matrices(_SQUARE, positive_definite, function=_of_hermitian),
    "pinv": [
        Sample((matrix(s, c), *given(np.full(s[:-2], 1e-12)[()])), {"hermitian": False}, fixed=(1,))
        for s in _TALL
        for c in "dD"
    ],
    "lstsq": [
        Sample((matrix(s, c), matrix((*s[:-1], 2), c)), {"rcond": None}, function=lambda op, *a, **p: op(*a, **p)[::2])
        for s in _TALL
        for c in "dD"
    ],
    "expm": [*_matrices([(2, 2)]), Sample((matrix((2, 1, 1)),))],
    "expm_frechet": [
        Sample((matrix(s, c), matrix(s, c)), order=n)
        for s, c, n in (((2, 2), "d", 2), ((2, 2), "D", 1), ((2, 1, 1), "d", 1))
    ],
    "lu": _matrices([*_SQUARE, *_TALL], function=_no_phase),
    "row_order": [Sample(_PIVOTS, {"n": 4}), Sample(given(np.array([[1, 1], [0, 2]], np.int32)), {"n": 3})],
    "qr": [s for full in (0, 1) for s in _matrices([*_SQUARE, *_TALL], params={"full": bool(full)}, function=_qr)],
    "eigh": [s for u in "LU" for s in _matrices(_SQUARE, positive_definite, params={"uplo": u}, function=_eigh)],
    "eigvalsh": _matrices(_SQUARE, positive_definite, params={"uplo": "L"}, function=_of_hermitian),
    "eig": _matrices([(3, 3), (2, 2, 2)], function=_eig),
    "eigvals": _matrices([(3, 3), (2, 2, 2)]),
    "svd": [s for full in (0, 1) for s in _matrices([*_SQUARE, *_TALL], params={"full": bool(full)}, function=_svd)],
    "svdvals": _matrices([*_SQUARE, *_TALL]),
}
