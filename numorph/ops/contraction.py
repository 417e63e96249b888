"""Sums of products: every dot, matmul, tensordot and einsum of two operands is one operation, `contract`.

`spec` such as "bik,bkj->bij" names the axes; a letter stands at most once in a term and in at least two of the three.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import PerOperand
from ..core.trace import typeof
from ..core.types import ArrayType
from .movement import reshape


@lru_cache(maxsize=4096)
def _terms(spec: str) -> tuple[str, str, str]:
    inputs, out = spec.split("->")
    x, y = inputs.split(",")
    return x, y, out


def _contract_type(x, y, spec):
    a, b, out = _terms(spec)
    if x.dtype != y.dtype or len(a) != len(x.shape) or len(b) != len(y.shape):
        raise TypeError(f"'contract' {spec} does not fit {x} and {y}.")
    sizes = dict(zip(a, x.shape, strict=True))
    for letter, d in zip(b, y.shape, strict=True):
        if sizes.setdefault(letter, d) != d:
            raise ValueError(f"'contract' {spec}: axis '{letter}' has size {sizes[letter]} in {x} and {d} in {y}.")
    return ArrayType(tuple([sizes[c] for c in out]), x.dtype)


def numpy_contraction(spec: str, dtype: np.dtype[Any]) -> Callable[[Any, Any], Any]:
    """How NumPy computes `spec` for operands of a dtype, which the result has; it multiplies bfloat16 as float32."""
    product = _numpy_contraction(spec)
    return product if dtype.kind != "V" else lambda x, y: product(x, y).astype(dtype)


@lru_cache(maxsize=4096)
def _numpy_contraction(spec: str) -> Callable[[Any, Any], Any]:
    """By matmul on reshaped operands, or by multiply where nothing is summed."""
    a, b, out = _terms(spec)
    if spec in ("ij,jk->ik", "i,i->", "ij,j->i", "i,ij->j", "bij,bjk->bik"):
        return np.matmul
    batch = [c for c in out if c in a and c in b]
    summed = [c for c in a if c in b and c not in out]
    rows = [c for c in a if c not in b]
    columns = [c for c in b if c not in a]
    if not batch and len(rows) == len(columns) == len(summed) == 1:
        return _matrix_product(a[0] != rows[0], b[0] != summed[0], out[0] != rows[0])
    order = batch + rows + columns
    x_perm = tuple(a.index(c) for c in batch + rows + summed)
    y_perm = tuple(b.index(c) for c in batch + summed + columns)
    out_perm = tuple(order.index(c) for c in out)
    nb, nr, ns = len(batch), len(rows), len(summed)
    if not summed:

        def by_multiply(x, y):
            x, y = np.asarray(x), np.asarray(y)  # NumPy scalars cannot be reshaped to no axes
            x = x.transpose(x_perm).reshape([x.shape[a.index(c)] for c in batch + rows] + [1] * len(columns))
            y = y.transpose(y_perm).reshape(
                [y.shape[b.index(c)] for c in batch] + [1] * nr + [y.shape[b.index(c)] for c in columns]
            )
            return (x * y).transpose(out_perm)[()]

        return by_multiply

    def by_matmul(x, y):
        x, y = np.asarray(x).transpose(x_perm), np.asarray(y).transpose(y_perm)
        lead, m, k, n = x.shape[:nb], x.shape[nb : nb + nr], x.shape[nb + nr :], y.shape[nb + ns :]
        left = x.reshape(*lead, _size(m), _size(k))
        right = y.reshape(*lead, _size(k), _size(n))
        return np.matmul(left, right).reshape((*lead, *m, *n)).transpose(out_perm)[()]

    return by_matmul


def _matrix_product(left: bool, right: bool, result: bool) -> Callable[[Any, Any], Any]:
    """The product of two matrices, of which either, and the result, may be transposed."""
    if result:
        return lambda x, y: np.matmul(y if right else y.T, x if left else x.T)
    return lambda x, y: np.matmul(x.T if left else x, y.T if right else y)


def _size(shape):
    n = 1
    for d in shape:
        n *= d
    return n


def _transpose(ct, x, y, i, spec):
    a, b, out = _terms(spec)
    if i == 0:
        return contract(ct, y, spec=f"{out},{b}->{a}")
    return contract(x, ct, spec=f"{a},{out}->{b}")


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4096)
def _batched_spec(spec: str, left: bool, right: bool) -> str:
    a, b, out = _terms(spec)
    new = next(c for c in _LETTERS if c not in spec)
    return f"{new * left}{a},{new * right}{b}->{new}{out}"


def _batch(size, args, batched, spec):
    return contract(*args, spec=_batched_spec(spec, *batched))


contract = Op(
    "contract",
    "contraction",
    _contract_type,
    lambda x, y, spec: numpy_contraction(spec, x.dtype)(x, y),
    PerOperand(
        lambda t, x, y, z, spec: contract(t, y, spec=spec),
        lambda t, x, y, z, spec: contract(x, t, spec=spec),
    ),
    _transpose,
    _batch,
)


def matmul(x: Any, y: Any) -> Any:
    """np.matmul of two operands of one dtype; leading axes broadcast."""
    p, q = typeof(x).shape, typeof(y).shape
    if not p or not q:
        raise ValueError("matmul: Input operand does not have enough dimensions")
    k, m = p[-1], q[-2] if len(q) > 1 else q[0]
    if k != m:
        raise ValueError(
            f"matmul: the last axis of the first operand (size {k}) does not fit the second operand (size {m}), "
            f"got shapes {p} and {q}"
        )
    if len(p) <= 2 and len(q) <= 2:
        return contract(
            x, y, spec={(1, 1): "i,i->", (1, 2): "i,ij->j", (2, 1): "ij,j->i", (2, 2): "ij,jk->ik"}[len(p), len(q)]
        )
    lead_p, lead_q = p[:-2], q[:-2]
    if len(p) == 1 or not lead_p:
        letters = _LETTERS[: len(lead_q)]
        rows = "" if len(p) == 1 else "i"
        return contract(x, y, spec=f"{rows}j,{letters}jk->{letters}{rows}k")
    if len(q) == 1 or not lead_q:
        letters = _LETTERS[: len(lead_p)]
        columns = "" if len(q) == 1 else "k"
        return contract(x, y, spec=f"{letters}ij,j{columns}->{letters}i{columns}")
    lead = np.broadcast_shapes(lead_p, lead_q)
    letters = _LETTERS[: len(lead)]
    terms, operands = [], []
    for z, shape, tail in ((x, lead_p, p[-2:]), (y, lead_q, q[-2:])):
        padded = (1,) * (len(lead) - len(shape)) + shape
        keep = [i for i, (d, e) in enumerate(zip(padded, lead, strict=True)) if d == e]
        kept_shape = tuple(padded[i] for i in keep) + tail
        operands.append(z if typeof(z).shape == kept_shape else reshape(z, shape=kept_shape))
        terms.append("".join(letters[i] for i in keep))
    return contract(*operands, spec=f"{terms[0]}ij,{terms[1]}jk->{letters}ik")
