"""Random keys: `Key`, how to make one, and how to derive others from it.

A key is two 32-bit words.  The same words give the same numbers on every machine, and those that JAX gives.
"""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Iterator
from typing import Any

from .. import config, tree
from .. import numpy as np
from ..array import as_value, wrap
from ..core.trace import is_tracing, typeof
from ..core.types import broadcast_shapes
from ..errors import Diagnostic, NumorphTypeError, NumorphValueError, ValueNeeded, render, user_frame
from ..ops import random as ops
from ..ops.movement import expand

Words = tuple[Any, Any]  # the two words of one key: uint32 scalars, or arrays of them
_IMPLEMENTATION = "threefry2x32"
_MASK = 0xFFFFFFFF


class KeyReuseError(Diagnostic, RuntimeError):
    """A key was used twice while `numorph.config.debug_key_reuse` is set.

    Uses are samplers and `split`; `fold_in`, `key_data` and `clone` are none.  Watched are `Key` objects, by identity:
    not raw uint32 keys, nor a `Key` that goes through a transformation, which is another object inside.
    """


class Key:
    """An array of random keys (usually one, of shape ()), over `data`, a uint32 array of shape (*shape, 2).

    Made by `key`, `split`, `fold_in`, `wrap_key_data`.  Indexing, iteration, `reshape` and `==` are those of an array
    of keys.  Unlike JAX's key arrays it is no array itself but a pytree with one leaf, `data`.
    """

    __slots__ = ("_elements", "_first_use", "data")
    __hash__ = None  # type: ignore[assignment]
    __array_ufunc__ = None

    def __init__(self, data: Any):
        if not _is_key_data(data):
            raise _wrong_data("Key", data)
        self.data, self._first_use, self._elements = data, None, None

    @classmethod
    def _unchecked(cls, data: Any) -> Key:
        """A key over anything that may stand for its data, such as a tracer, None or object()."""
        self = object.__new__(cls)
        self.data, self._first_use, self._elements = data, None, None
        return self

    shape = property(lambda self: tuple(self.data.shape[:-1]), doc="The shape of the array of keys.")
    ndim = property(lambda self: len(self.data.shape) - 1, doc="The number of axes of the array of keys.")

    @property
    def size(self) -> int:
        """The number of keys."""
        n = 1
        for d in self.shape:
            n *= d
        return n

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a single key")
        return self.shape[0]

    def __iter__(self) -> Iterator[Key]:
        if not self.shape:
            raise NumorphTypeError("Cannot iterate over a single key.", hints=("k1, k2 = numorph.random.split(key)",))
        return (self[i] for i in range(self.shape[0]))

    def __getitem__(self, index: Any) -> Key:
        if not self.shape and index is not Ellipsis and not (type(index) is tuple and index == ()):
            raise NumorphTypeError("Cannot index a single key.", hints=("keys = numorph.random.split(key, n)",))
        # The last axis holds the two words of a key and is not for the index.
        part = (*index, slice(None)) if type(index) is tuple else (index, slice(None))
        element = Key._unchecked(self.data[part])
        if config.debug_key_reuse and type(index) is int:  # an element has one identity, so that its second use shows
            self._elements = self._elements or {}
            return self._elements.setdefault(index % len(self), element)
        return element

    def reshape(self, *shape: Any) -> Key:
        """The same keys in another shape; one entry may be -1."""
        new = shape[0] if len(shape) == 1 and not hasattr(shape[0], "__index__") else shape
        return Key._unchecked(self.data.reshape((*new, 2)))

    def __eq__(self, other: object) -> Any:
        if not isinstance(other, Key):
            return NotImplemented
        return (self.data == other.data).all(axis=-1)

    def __ne__(self, other: object) -> Any:
        equal = self == other
        return equal if equal is NotImplemented else np.logical_not(equal)

    def __repr__(self) -> str:
        data = getattr(self, "data", None)
        return f"Key({data.tolist()})" if hasattr(data, "__array_interface__") else f"Key({data!r})"

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        raise NumorphTypeError(
            "A Key is not an array.",
            frame=user_frame(),
            hints=(
                "numorph.random.key_data(key) is the array of its words",
                "to join keys, join their words: wrap_key_data(np.stack([key_data(k) for k in keys]))",
            ),
        )


def register() -> None:
    """Make `Key` a pytree with one leaf, its data."""
    tree.register_pytree_node(Key, lambda key: ((key.data,), None), lambda _, children: Key._unchecked(children[0]))


# -- checks


def _is_key_data(x: Any) -> bool:
    return getattr(x, "dtype", None) == ops.UINT32 and tuple(x.shape[-1:]) == (2,)


def _describe(x: Any) -> str:
    if hasattr(x, "dtype") and hasattr(x, "shape"):
        return f"an array of type {typeof(as_value(x))}"
    return f"the {type(x).__name__} {x!r}" if isinstance(x, int | float) else f"a {type(x).__name__}"


def _wrong_data(who: str, x: Any) -> NumorphTypeError:
    return NumorphTypeError(
        f"'{who}' needs key data, a uint32 array of shape (..., 2), got {_describe(x)}.",
        frame=user_frame(),
        hints=("numorph.random.key(seed) makes a key from an integer",),
    )


def _not_a_key(who: str, x: Any) -> NumorphTypeError:
    seed = x if isinstance(x, int) else "seed"
    return NumorphTypeError(
        f"'{who}' needs a random key as its first argument, got {_describe(x)}.",
        frame=user_frame(),
        hints=(f"make one from a seed: key = numorph.random.key({seed})", f"the key comes first: {who}(key, ...)"),
    )


def _many_keys(who: str, shape: tuple) -> NumorphValueError:
    return NumorphValueError(
        f"'{who}' needs a single key, got keys of shape {shape}.",
        frame=user_frame(),
        hints=(
            f"one call per key: numorph.vmap(lambda key: numorph.random.{who}(key, ...))(keys)",
            "one of them: keys[0]",
        ),
    )


def _data_of(who: str, key: Any) -> Any:
    if isinstance(key, Key):
        return key.data
    if not _is_key_data(key):
        raise _not_a_key(who, key)
    return key


def _check_implementation(name: str | None) -> None:
    if name not in (None, _IMPLEMENTATION):
        raise NumorphValueError(
            f"There is no random generator {name!r}.",
            hints=(f"the one there is: impl={_IMPLEMENTATION!r}, the default",),
        )


def _record_use(who: str, key: Key) -> None:
    frame = user_frame()
    if key._first_use is not None:
        raise KeyReuseError(
            f"'{who}' was given a key that has been used before.",
            frame=frame,
            notes=(f"first used by {key._first_use}; both draws see the same random bits",),
            hints=(
                "use each key once: key, subkey = numorph.random.split(key)",
                "to repeat a draw on purpose: numorph.random.clone(key)",
            ),
        )
    where = f"{os.path.basename(frame.f_code.co_filename)}:{frame.f_lineno}" if frame else "an unknown line"
    key._first_use = f"'{who}' at {where}"


def words_of(who: str, key: Any, consumes: bool = True) -> Words:
    """The two words of a single key, checked; `who` is the public function that was given it."""
    data = _data_of(who, key)
    if len(data.shape) != 1:
        raise _many_keys(who, tuple(data.shape[:-1]))
    if consumes and config.debug_key_reuse and isinstance(key, Key):
        _record_use(who, key)
    return data[0], data[1]


# -- hashing


def elementwise(op: Any, *operands: Any, **params: Any) -> Any:
    """An elementwise operation of several operands, broadcast; outside transformations its NumPy implementation."""
    if not is_tracing():
        return op.impl(*operands, **params)
    values = [as_value(x) for x in operands]
    shape = broadcast_shapes(*[v.shape for v in values])
    out = op(*[expand(v, shape) for v in values], **params)
    return tuple(wrap(x) for x in out) if op.multi else wrap(out)


def hash_counters(words: Words, shape: tuple) -> tuple[Any, Any]:
    """The hash of 0, 1, 2, ... in the given shape: two arrays of 32-bit words."""
    n = 1
    for d in shape:
        n *= d
    zero = np.uint32(0)
    if not shape:
        return elementwise(ops.threefry2x32, *words, zero, zero)
    if n <= _MASK:
        return elementwise(ops.threefry2x32, *words, zero, np.arange(n, dtype=np.uint32).reshape(shape))
    counts = np.arange(n, dtype=np.uint64).reshape(shape)
    high, low = (counts >> np.uint64(32)).astype(np.uint32), counts.astype(np.uint32)
    return elementwise(ops.threefry2x32, *words, high, low)


def subkeys(words: Words, n: int = 2) -> list[Words]:
    """`split` on words: n pairs of words."""
    x0, x1 = hash_counters(words, (n,))
    return [(x0[i], x1[i]) for i in range(n)]


# -- the public functions


def _seed_words(who: str, seed: Any) -> Words:
    if isinstance(seed, int):
        if not -(1 << 63) <= seed < 1 << 64:
            hint = f"numorph.random.{who}(seed % 2**64)"
            raise OverflowError(
                render(f"'{who}' takes a seed of 64 bits, got {seed}.", hints=(hint,), frame=user_frame())
            )
        return np.uint32(seed >> 32 & _MASK), np.uint32(seed & _MASK)
    if isinstance(seed, Key) or not hasattr(seed, "dtype") or seed.dtype.kind not in "iu" or seed.shape != ():
        hints = ["the seed is one integer: numorph.random.key(0)"]
        if getattr(seed, "shape", ()) != ():
            hints.append(f"several seeds: numorph.vmap(numorph.random.{who})(seeds)")
        got = "a Key" if isinstance(seed, Key) else _describe(seed)
        raise NumorphTypeError(f"'{who}' takes an integer seed, got {got}.", frame=user_frame(), hints=hints)
    seed = np.asarray(seed)
    high = (seed >> seed.dtype.type(32)).astype(np.uint32) if seed.dtype.itemsize == 8 else np.uint32(0)
    return high, seed.astype(np.uint32)


def _stacked(words: Words) -> Any:
    return np.stack(words, axis=-1)


def key(seed: Any, *, impl: str | None = None) -> Key:
    """A random key from an integer seed of up to 64 bits, negative ones included.

    Integers of 32 bits or fewer count as 32-bit patterns.  Unlike JAX it takes unsigned seeds up to 2**64 - 1 as well.
    """
    _check_implementation(impl)
    return Key._unchecked(_stacked(_seed_words("key", seed)))


def PRNGKey(seed: Any, *, impl: str | None = None) -> Any:
    """As `key`, but a plain uint32 array of shape (2,), JAX's older kind of key.  Every function here takes both."""
    _check_implementation(impl)
    return _stacked(_seed_words("PRNGKey", seed))


def wrap_key_data(key_bits_array: Any, *, impl: str | None = None) -> Key:
    """The keys of shape S whose words are a uint32 array of shape (*S, 2)."""
    _check_implementation(impl)
    if not _is_key_data(key_bits_array):
        raise _wrong_data("wrap_key_data", key_bits_array)
    return Key._unchecked(key_bits_array.copy())


def key_data(keys: Any) -> Any:
    """The words of keys of shape S: a uint32 array of shape (*S, 2)."""
    return _data_of("key_data", keys).copy()


def key_impl(keys: Any) -> str:
    """The name of the generator that keys belong to."""
    _data_of("key_impl", keys)
    return _IMPLEMENTATION


def clone(key: Any) -> Any:
    """The same key, not yet used: draws from it repeat those of the original, and `debug_key_reuse` allows it."""
    data = _data_of("clone", key)
    return Key._unchecked(data) if isinstance(key, Key) else data.copy()


def _like(key: Any, words: Words) -> Any:
    data = _stacked(words)
    return Key._unchecked(data) if isinstance(key, Key) else data


def split(key: Any, num: int | tuple[int, ...] = 2) -> Any:
    """`num` new keys (an int or a shape) of the kind of `key`, which must not be used afterwards."""
    words = words_of("split", key)
    return _like(key, hash_counters(words, canonical_shape("split", num)))


def fold_in(key: Any, data: Any) -> Any:
    """A new key from a key and an integer in [0, 2**32), such as the number of a step; `key` may be used again.

    Integer arrays of other widths count modulo 2**32.  Unlike JAX it refuses floats.
    """
    words = words_of("fold_in", key, consumes=False)
    if isinstance(data, int):
        if not 0 <= data <= _MASK:
            message = f"'fold_in' takes an integer in [0, 2**32), got {data}."
            raise OverflowError(render(message, hints=("fold_in(key, data % 2**32)",), frame=user_frame()))
        data = np.uint32(data)
    elif not hasattr(data, "dtype") or data.dtype.kind not in "iu" or data.shape != ():
        raise NumorphTypeError(
            f"'fold_in' takes one integer, got {_describe(data)}.",
            frame=user_frame(),
            hints=("several: numorph.vmap(lambda i: numorph.random.fold_in(key, i))(data)",),
        )
    return _like(key, elementwise(ops.threefry2x32, *words, np.uint32(0), np.asarray(data).astype(np.uint32)))


def canonical_shape(who: str, shape: Any) -> tuple:
    """A shape as a tuple of sizes; an int stands for one axis."""
    sizes = (shape,) if hasattr(shape, "__index__") else shape
    index: Callable[[Any], int] = operator.index
    try:
        out = tuple([index(d) for d in sizes])
    except ValueNeeded:
        raise
    except TypeError:
        raise NumorphTypeError(
            f"'{who}' takes a shape of integers, got {shape!r}.", frame=user_frame(), hints=(f"{who}(key, (3, 4))",)
        ) from None
    if any(d < 0 for d in out):
        raise NumorphValueError(f"'{who}' takes a shape of sizes >= 0, got {out}.", frame=user_frame())
    return out


register()
