"""From a key to numbers of one kind: random bits, uniform floats, integers.  All other samplers start from these.

The public functions check; those on words (`random_bits`, `unit_interval`, `between`, `integers`) trust their caller.
"""

from __future__ import annotations

from typing import Any

from .. import numpy as np
from ..core.types import broadcast_shapes
from ..errors import NumorphTypeError, NumorphValueError, user_frame
from ..ops import random as ops
from .keys import Words, canonical_shape, elementwise, hash_counters, subkeys, words_of

# -- arguments


def shape_of(x: Any) -> tuple:
    return tuple(np.shape(x))


def result_shape(who: str, shape: Any, *parameters: tuple) -> tuple:
    """The shape asked for, which the shapes of the parameters must fit into; None: what they broadcast to."""
    if shape is None:
        return broadcast_shapes(*parameters) if parameters else ()
    shape = canonical_shape(who, shape)
    try:
        fits = broadcast_shapes(shape, *parameters) == shape
    except ValueError:
        fits = False
    if not fits:
        needs = " and ".join(map(str, parameters))
        raise NumorphValueError(
            f"'{who}' cannot fill shape {shape} from parameters of shape {needs}.",
            frame=user_frame(),
            hints=("leave `shape` out to get the shape of the parameters, or give one that they broadcast to",),
        )
    return shape


def float_dtype(who: str, dtype: Any, kinds: str = "f") -> Any:
    """The floating dtype asked for; float64 when there is none."""
    found = np.dtype(float if dtype is None else dtype)
    if found.kind not in kinds:
        wanted = "floating or complex" if "c" in kinds else "floating"
        raise NumorphValueError(f"'{who}' draws {wanted} numbers, not {found}.", frame=user_frame())
    return found


def int_dtype(who: str, dtype: Any) -> Any:
    """The integer dtype asked for; int64 when there is none."""
    found = np.dtype(int if dtype is None else dtype)
    if found.kind not in "iu":
        raise NumorphTypeError(
            f"'{who}' draws integers, not {found}.", frame=user_frame(), hints=("for floats: numorph.random.uniform",)
        )
    return found


# -- bits


def random_bits(words: Words, width: int, shape: tuple) -> Any:
    return ops.bits_from_words(*hash_counters(words, shape), width)


def bits(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Random bits: unsigned integers of `dtype` (default uint64), uniform over its whole range."""
    words = words_of("bits", key)
    dtype = np.dtype(np.uint64 if dtype is None else dtype)
    if dtype.kind != "u":
        raise NumorphValueError(f"'bits' draws unsigned integers, not {dtype}.", frame=user_frame())
    return random_bits(words, 8 * dtype.itemsize, canonical_shape("bits", shape))


# -- uniform floats


def unit_interval(words: Words, shape: tuple, dtype: Any) -> Any:
    """Uniform on [0, 1)."""
    return ops.floats_from_words(*hash_counters(words, shape), dtype)


def between(words: Words, shape: tuple, dtype: Any, low: Any, high: Any) -> Any:
    """Uniform on [low, high); low and high broadcast to `shape`."""
    low, high = np.asarray(low, dtype)[()], np.asarray(high, dtype)[()]
    return np.maximum(elementwise(ops.fma, unit_interval(words, shape, dtype), high - low, low), low)


def _is_number(x: Any, value: int) -> bool:
    return type(x) in (int, float) and x == value


def uniform(key: Any, shape: Any = (), dtype: Any = None, minval: Any = 0.0, maxval: Any = 1.0) -> Any:
    """Uniform floats in [minval, maxval), of `dtype` (default float64); the bounds broadcast to `shape`.

    All values are multiples of 2**-52 (float64) or 2**-23 (float32) of the range, as in JAX.
    """
    words = words_of("uniform", key)
    dtype = float_dtype("uniform", dtype)
    if _is_number(minval, 0) and _is_number(maxval, 1):
        return unit_interval(words, canonical_shape("uniform", shape), dtype)
    shape = result_shape("uniform", () if shape is None else shape, shape_of(minval), shape_of(maxval))
    return between(words, shape, dtype, minval, maxval)


# -- integers: 2 n random bits modulo the span, in n-bit arithmetic:
#    (high 2^n + low) mod span = ((high mod span) r + low mod span) mod span with r = 2^n mod span.  r is the square of
#    2^(n/2) mod span, which overflows to 0 for spans above 2^(n/2): they see the low bits only, as in JAX.
#    A span of 0 stands for 2^n.


def _span_of_numbers(minval: int, maxval: int, info: Any) -> tuple[int, int, int]:
    """(minval in range, span, r) of bounds that are known."""
    full = 1 << info.bits
    low, high = (min(max(v, int(info.min)), int(info.max)) for v in (minval, maxval))
    span = 1 if high <= low else high - low + (maxval > int(info.max))
    return low, span % full, full % span if span * span <= full else 0


def _span_of_arrays(minval: Any, maxval: Any, info: Any) -> tuple[Any, Any, Any]:
    """The same of arrays of bounds."""
    unsigned = np.dtype(f"u{info.bits // 8}")
    one, half = unsigned.type(1), unsigned.type(1 << info.bits // 2)
    low, high = _clipped(minval, info), _clipped(maxval, info)
    beyond = _exceeds(maxval, info)
    span = np.where(high > low, high.astype(unsigned) - low.astype(unsigned), one)
    span = np.where(beyond & (high > low), span + one, span)
    r = _modulo(half, span)
    return low, span, _modulo(r * r, span)


def _exceeds(x: Any, info: Any) -> Any:
    top = np.iinfo(x.dtype).max
    return x > x.dtype.type(int(info.max)) if top > info.max else np.zeros(np.shape(x), bool)


def _clipped(x: Any, info: Any) -> Any:
    own = np.iinfo(x.dtype)
    low, high = (x.dtype.type(v) for v in (max(own.min, int(info.min)), min(own.max, int(info.max))))
    return np.clip(x, low, high).astype(info.dtype)


def _modulo(x: Any, span: Any) -> Any:
    """x mod span, and x itself where span is 0."""
    whole = span == 0
    return np.where(whole, x, x % np.where(whole, span.dtype.type(1), span))


def integers(words: Words, shape: tuple, minval: Any, maxval: Any, dtype: Any) -> Any:
    """Integers of 32 or 64 bits in [minval, maxval); minval where that is empty."""
    info = np.iinfo(dtype)
    unsigned = np.dtype(f"u{info.bits // 8}")
    first, second = subkeys(words)
    lower = random_bits(second, info.bits, shape)
    if _is_known(minval) and _is_known(maxval):
        low, span, r = _span_of_numbers(int(minval), int(maxval), info)
        offset = lower % unsigned.type(span) if span else lower
        if r:  # else the span divides 2^n, and the high bits do not matter
            high = random_bits(first, info.bits, shape) % unsigned.type(span)
            offset = (high * unsigned.type(r) + offset) % unsigned.type(span)
    else:
        low, span, r = _span_of_arrays(_integer_array(minval), _integer_array(maxval), info)
        high = random_bits(first, info.bits, shape)
        offset = _modulo(_modulo(high, span) * r + _modulo(lower, span), span)
    with np.errstate(over="ignore"):
        return np.asarray(low, dtype)[()] + offset.astype(dtype)


def _is_known(x: Any) -> bool:
    return isinstance(x, int | np.integer)


def _integer_array(x: Any) -> Any:
    x = np.asarray(x)[()]
    return x if x.dtype.kind in "iu" else x.astype(int)


def randint(key: Any, shape: Any, minval: Any, maxval: Any, dtype: Any = None) -> Any:
    """Integers of `dtype` (default int64) in [minval, maxval); minval where that range is empty.

    The bounds broadcast to `shape`; `maxval` may be one more than the dtype holds.  int64 draws are
    uniform to 2**-64 for ranges below 2**32, int32 and narrower ones to 2**-48 for ranges below 2**16; wider ranges are
    biased towards their low end by up to range / 2**64, or range / 2**32.
    """
    words = words_of("randint", key)
    dtype = int_dtype("randint", dtype)
    shape = result_shape("randint", shape, shape_of(minval), shape_of(maxval))
    if dtype.itemsize >= 4:
        return integers(words, shape, minval, maxval, dtype)
    info = np.iinfo(dtype)  # narrow integers are drawn as int32, and those bounds always fit
    low, high = int(info.min), int(info.max)
    if _is_known(minval) and _is_known(maxval):
        minval, maxval = min(max(int(minval), low), high), min(max(int(maxval), low), high + 1)
    else:
        minval = np.clip(_integer_array(minval).astype(np.int32), low, high)
        maxval = np.clip(_integer_array(maxval).astype(np.int32), low, high + 1)
    return integers(words, shape, minval, maxval, np.dtype(np.int32)).astype(dtype)
