"""How far a program's results may lie from NumPy's: as far as they move when inexact operations are rounded otherwise.

Results that no rounding moves (bits, integers, comparisons, sums of integers) have to agree exactly.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from ml_dtypes import finfo  # of bfloat16, too

from numorph.core.types import number_kind
from numorph.ir.program import Eqn, Program, Var
from numorph.ops import activation, contraction, reduction
from numorph.ops import elementwise as ew
from numorph.runtime.regions import UNSURE_OF_ZEROS, keeps_bits

ULPS = {"f2": 1.0, "f4": 6.0, "f8": 6.0}  # by which NumPy's functions and ours may differ, together
_SUMS = {reduction.reduce_sum, reduction.cumsum, contraction.contract}
_OF_SUMS = {activation.reduce_logsumexp, activation.log_softmax}
_LOGS_OF_SUMS = {ew.logaddexp, ew.logaddexp2}
_PRODUCTS = {reduction.reduce_prod, reduction.cumprod}


class Bounds:
    """For one result: NumPy's value, how far another may be away, and where it may be anything."""

    def __init__(self, value: np.ndarray, others: list[np.ndarray]):
        self.value = value
        self.chaotic = np.zeros(value.shape, bool)
        distance = np.zeros(value.shape)
        for other in others:
            self.chaotic |= _special(other) != _special(value)
            if value.dtype.kind in "biu":
                self.chaotic |= other != value
            distance = np.maximum(distance, np.where(self.chaotic | (_special(value) > 0), 0, _distance(other, value)))
        wild = distance * 20 > np.abs(_numbers(value))  # cancellation, or a sine of something large
        self.distance = np.where(wild, 200, 6) * distance

    def wrong(self, found: np.ndarray) -> np.ndarray:
        """Where a result is not within bounds."""
        special = _special(self.value)
        bad = _special(found) != special
        far = ~bad & (special == 0) & (_distance(found, self.value) > self.distance)
        return (bad | far) & ~self.chaotic


def _special(x: np.ndarray) -> np.ndarray:
    """0 for numbers, and others for NaN and the infinities."""
    if number_kind(x.dtype) not in "fc":
        return np.zeros(x.shape, np.int8)
    if x.dtype.kind == "c":  # beside a NaN the sign of an infinity means nothing
        real, imag = _special(x.real), _special(x.imag)
        real, imag = (np.where((part == 3) & (other == 1), 2, part) for part, other in ((real, imag), (imag, real)))
        return real * 4 + imag
    return np.isnan(x) * np.int8(1) + (x == np.inf) * np.int8(2) + (x == -np.inf) * np.int8(3)


def _numbers(x: np.ndarray) -> np.ndarray:
    return np.where(_special(x) == 0, x, 0)


def _distance(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    if x.dtype.kind == "c":
        return np.maximum(_distance(x.real, y.real), _distance(x.imag, y.imag))
    if x.dtype.kind in "biu":  # neither wraps around nor is rounded to 0
        return np.where(x == y, 0.0, np.maximum(np.abs(x.astype(float) - y.astype(float)), 1.0))
    return np.abs(x.astype(float) - y.astype(float))


def bounds(program: Program, args: Any, seed: int = 0) -> list[Bounds]:
    """The bounds of every result of a program for values of its inputs; raises what NumPy raises."""
    exact = [np.asarray(x) for x in _run(program, args, None)]
    others = []
    if any(_is_inexact(e) or e.op is ew.convert for e in program.eqns):
        rng = np.random.default_rng(seed)
        for how in ((1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), rng, rng, rng, rng):
            try:
                others.append([np.asarray(x) for x in _run(program, args, how)])
            except (IndexError, OverflowError):  # an index was moved out of bounds
                continue
    return [Bounds(x, [o[k] for o in others]) for k, x in enumerate(exact)]


def _is_inexact(e: Eqn) -> bool:
    is_float = any(number_kind(v.type.dtype) in "fc" for v in e.outs)
    return is_float and not keeps_bits(e) and e.op not in UNSURE_OF_ZEROS


def _run(program: Program, args: Any, how: Any) -> list[Any]:
    env: dict[Any, Any] = dict(zip(program.inputs, args, strict=True))
    moved = 0
    with np.errstate(all="ignore"):
        for e in program.eqns:
            operands = [env[a] if type(a) is Var else a for a in e.args]
            out = e.op.impl(*operands, **e.params)
            if e.op.multi:
                env.update(zip(e.outs, out, strict=True))
                continue
            if how is not None and e.op is ew.convert:
                out = _undefined(operands[0], out, how == (1.0, 1.0))
            if how is not None and _is_inexact(e):
                sign = how[moved % 2] if type(how) is tuple else how.choice([-1.0, 1.0], np.shape(out))
                out = _moved(e, operands, out, sign)
                moved += 1
            env[e.outs[0]] = out
    return [env[a] if type(a) is Var else a for a in program.outputs]


def _otherwise(out: Any) -> Any:
    """Numbers that are not finite where these are, and the other way round."""
    return np.where(np.isfinite(out), np.nan, 1)


def _may_overflow(e: Eqn, x: Any) -> Any:
    """Whether some product of factors of a product is beyond the largest or the smallest number."""
    total = reduction.reduce_sum if e.op is reduction.reduce_prod else reduction.cumsum
    logs = np.log2(np.abs(x).astype(float))
    logs = np.where(np.isfinite(logs), logs, 0)
    info = finfo(np.asarray(x).real.dtype if number_kind(np.asarray(x).dtype) in "fc" else float)
    params = {k: v for k, v in e.params.items() if k in ("axis", "axes", "reverse", "exclusive")}
    high, low = (total.impl(part, **params) for part in (np.maximum(logs, 0), np.minimum(logs, 0)))
    return (high > info.maxexp - 1) | (low < info.minexp + 1)


def _undefined(x: Any, out: Any, large: bool) -> Any:
    """A conversion whose result depends on the machine, and on where NumPy met the number, where that does not fit."""
    have, want = np.asarray(x).dtype, np.asarray(out).dtype
    if number_kind(have) != "f" or want.kind not in "iu":
        return out
    info = np.iinfo(want)
    x = np.asarray(x).astype(float)
    fits = (x > float(info.min) - 1) & (x < float(info.max) + 1)
    return np.where(fits, out, np.array(info.max if large else 77, want)).astype(want)


def _moved(e: Eqn, operands: list[Any], out: Any, sign: Any) -> Any:
    """The result as another rounding might give it."""
    dtype = np.dtype(e.outs[0].type.dtype)
    real = np.zeros(0, dtype).real.dtype
    unit = float(finfo(real).eps) * ULPS[f"f{real.itemsize}"]
    size = np.abs(out).astype(float)
    if e.op in _SUMS:
        terms = max(np.size(a) for a in operands)  # NumPy adds some of them one after the other
        size = np.abs(e.op.impl(*[np.abs(a).astype(float) for a in operands], **e.params)) * (2 + terms**0.5 / 8)
    elif e.op in _PRODUCTS:
        size = size * 4
        out = np.where(_may_overflow(e, operands[0]), _otherwise(out), out)  # in another order: inf, then inf * 0
    elif e.op in _LOGS_OF_SUMS:
        size = size + np.maximum(*[np.nan_to_num(np.abs(a), posinf=0) for a in operands])
    elif e.op in _OF_SUMS:
        size = size + np.max(np.abs(operands[0]), initial=1, where=np.isfinite(operands[0]))
    elif e.op.family == "linalg":
        size = np.full(np.shape(out), np.max(size, initial=0) * 1000)
    if e.op in _SUMS:
        out = np.where(np.isinf(size), _otherwise(out), out)  # in another order it overflows, or does not
    size = np.where(np.isfinite(size), size, 0)
    smallest = 1e-5 if real == np.float16 else 4 * float(finfo(real).smallest_subnormal)
    moved = np.asarray(np.asarray(out) + (sign * (unit * size + smallest)).astype(real)).astype(dtype)
    if number_kind(dtype) == "f":
        moved = np.where(np.isnan(moved), np.copysign(moved, -sign), moved)  # the sign of a NaN means nothing
    return moved.astype(dtype).reshape(np.shape(out))
