"""Random straight-line programs over the strict operations, with values for their inputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numorph.core.trace import typeof
from numorph.core.types import ArrayType
from numorph.ir.program import Program
from numorph.ir.stage import stage
from numorph.ops import contraction, indexing, movement, reduction
from numorph.ops import elementwise as ew

SIZES = (1, 2, 3, 4)
DTYPES = [np.dtype(d) for d in ("f8", "f8", "f8", "f4", "i8", "?", "c16")]
UNARY = [
    *(
        ew.negative,
        ew.positive,
        ew.square,
        ew.sqrt,
        ew.exp,
        ew.sin,
        ew.absolute,
        ew.floor,
        ew.sign,
        ew.isnan,
        ew.conjugate,
    ),
    *(ew.logical_not, ew.invert, ew.real, ew.imag, ew.reciprocal, ew.tanh),
]
BINARY = [
    *(ew.add, ew.add, ew.subtract, ew.multiply, ew.multiply, ew.divide, ew.maximum, ew.minimum, ew.power, ew.equal),
    *(ew.less, ew.logical_and, ew.logical_or, ew.bitwise_and, ew.bitwise_or, ew.complex_, ew.arctan2),
]
NUMBERS = (0.0, -0.0, 1.0, 2.0, -1.0, 0.5, 4.0, np.inf, np.nan)


class Writer:
    """Applies random operations to values of a pool, newer ones being likelier."""

    def __init__(self, rng: np.random.Generator, pool: list[Any], sums: bool):
        self.rng, self.pool, self.sums = rng, pool, sums

    def pick(self, items: Any) -> Any:
        return items[int(self.rng.integers(len(items)))]

    def value(self, wanted: Callable[[ArrayType], bool] = lambda t: True) -> Any:
        found = [v for v in self.pool if wanted(typeof(v))]
        return found[int(len(found) * self.rng.random() ** 0.5)] if found else None

    def like(self, t: ArrayType) -> Any:
        """Another value of type t: from the pool, a broadcast of something smaller, or a constant."""
        choice = self.rng.random()
        if choice < 0.4:
            return self.value(lambda u: u == t)
        if choice < 0.6:
            small = self.value(lambda u: u.dtype == t.dtype and u.shape != t.shape and fits(u.shape, t.shape))
            return None if small is None else movement.expand(small, t.shape)
        if choice < 0.9 or t.shape == ():
            return ew.filled(t, self.pick(NUMBERS if t.dtype.kind in "fc" else (0, 1, 2)))
        return random_array(self.rng, t)

    def span(self, d: int) -> tuple[int, int, int]:
        start, stop = sorted(self.rng.integers(0, d + 1, 2).tolist())
        if start == stop or self.rng.random() < 0.3:
            return (0, d, 1)
        return (stop - 1, start - 1, -1) if self.rng.random() < 0.2 else (start, stop, self.pick((1, 1, 2)))

    def one(self) -> Any:
        """The result of one operation, or None where the choice does not fit."""
        kinds = (
            self.unary,
            self.binary,
            self.binary,
            self.select,
            self.move,
            self.move,
            self.read,
            self.write,
            self.reduce,
        )
        return self.pick((*kinds, self.convert, self.scatter))()

    def unary(self):
        return self.pick(UNARY)(self.value())

    def binary(self):
        x = self.value()
        y = self.like(typeof(x))
        op = self.pick(BINARY)
        if y is None or (op is ew.power and typeof(x).dtype.kind == "i"):  # NumPy refuses negative powers
            return None
        return op(*((x, y) if self.rng.random() < 0.7 else (y, x)))

    def select(self):
        x = self.value()
        t = typeof(x)
        c, y = self.like(ArrayType(t.shape, np.dtype(bool))), self.like(t)
        return None if c is None or y is None else ew.select(c, x, y)

    def convert(self):
        x, dtype = self.value(), self.pick(DTYPES)
        if typeof(x).dtype.kind == "c" and dtype.kind != "c":
            return None
        return ew.convert(x, dtype=dtype)

    def move(self):
        x = self.value()
        shape = typeof(x).shape
        choice = self.rng.integers(6)
        if choice == 0:
            return movement.transpose(x, perm=tuple(self.rng.permutation(len(shape)).tolist()))
        if choice == 1:
            return movement.reshape(
                x, shape=self.pick([shape, (*shape, 1), (1, *shape), (int(np.prod(shape)),), shape[::-1]])
            )
        if choice == 2:
            return movement.flip(x, axes=tuple(a for a in range(len(shape)) if self.rng.random() < 0.5))
        if choice == 3:
            new = int(self.rng.integers(len(shape) + 1))
            full = (*shape[:new], self.pick(SIZES), *shape[new:])
            return movement.broadcast(x, shape=full, axes=(new,)) if len(full) < 4 else None
        if choice == 4 and shape:
            y = self.value(lambda t: t == typeof(x))
            return movement.concatenate(x, y, axis=0) if shape[0] < 4 else None
        value = self.like(ArrayType((), typeof(x).dtype))
        return (
            None
            if value is None
            else movement.pad(x, value, widths=tuple((int(self.rng.integers(2)), 0) for _ in shape))
        )

    def read(self):
        x = self.value()
        shape = typeof(x).shape
        if shape and self.rng.random() < 0.3:
            return indexing.gather(x, self.index(shape[0]))
        if self.rng.random() < 0.3:
            sizes = tuple(int(self.rng.integers(1, d + 1)) for d in shape)
            return indexing.dynamic_slice(x, *[np.int64(self.rng.integers(-1, d)) for d in shape], sizes=sizes)
        part = indexing.slice_(x, index=tuple(self.span(d) for d in shape))
        ones = typeof(part).shape
        return movement.reshape(part, shape=tuple(d for d in ones if d != 1)) if self.rng.random() < 0.4 else part

    def write(self):
        x = self.value()
        shape = typeof(x).shape
        if self.rng.random() < 0.2:
            sizes = tuple(int(self.rng.integers(1, d + 1)) for d in shape)
            v = self.like(ArrayType(sizes, typeof(x).dtype))
            starts = [np.int64(self.rng.integers(-1, d)) for d in shape]
            return None if v is None else indexing.dynamic_update_slice(x, v, *starts)
        index = tuple(self.span(d) for d in shape)
        v = self.like(ArrayType(tuple(len(range(*s)) for s in index), typeof(x).dtype))
        return None if v is None else indexing.put_slice(x, v, index=index)

    def index(self, d: int) -> Any:
        return self.rng.integers(-d, d, self.pick([(), (2,), (3,), (2, 2)]))[()]

    def scatter(self):
        x = self.value(lambda t: t.shape != ())
        if x is None:
            return None
        t = typeof(x)
        index = self.index(t.shape[0])
        v = self.like(ArrayType((*np.shape(index), *t.shape[1:]), t.dtype))
        mode = self.pick(("set", "set", "add") if t.dtype.kind != "b" else ("set",))
        return None if v is None else indexing.scatter(x, v, index, mode=mode, unique=False)

    def reduce(self):
        x = self.value(lambda t: t.shape != ())
        if x is None:
            return None
        axes = tuple(a for a in range(len(typeof(x).shape)) if self.rng.random() < 0.6)
        if not self.sums:  # their last bits depend on the order in memory
            return reduction.reduce_max(x, axes=axes)
        if self.rng.random() < 0.3:
            y = self.value(
                lambda t: t.dtype == typeof(x).dtype and len(t.shape) == 1 and t.shape[0] == typeof(x).shape[-1]
            )
            if y is not None and len(typeof(x).shape) == 2:
                return contraction.contract(x, y, spec="ij,j->i")
        return self.pick((reduction.reduce_sum, reduction.reduce_max, reduction.reduce_prod))(x, axes=axes)


def fits(small: tuple, shape: tuple) -> bool:
    try:
        return np.broadcast_shapes(small, shape) == shape
    except ValueError:
        return False


def random_array(rng: np.random.Generator, t: ArrayType) -> Any:
    """Small values, with zeros of both signs among them."""
    x = rng.integers(-3, 4, t.shape) * (0.5 if t.dtype.kind in "fc" else 1)
    if t.dtype.kind in "fc":
        x = np.where(rng.random(t.shape) < 0.2, -0.0, x)
    x = x + 0.25j * rng.integers(-2, 3, t.shape) if t.dtype.kind == "c" else x
    return np.asarray(x).astype(t.dtype)[()]


def random_program(seed: int, length: int = 30, sums: bool = False) -> tuple[Program, list[Any]]:
    """A program with a few outputs, and values for its inputs."""
    rng = np.random.default_rng(seed)
    shapes = [(), (3,), (4,), (3, 4), (1, 3), (2, 3, 4)]
    types = [ArrayType(shapes[rng.integers(len(shapes))], DTYPES[rng.integers(len(DTYPES))]) for _ in range(4)]
    types.append(ArrayType((3, 4), np.dtype(float)))

    def f(*args):
        writer = Writer(rng, list(args), sums)
        while len(writer.pool) < length + len(args):
            try:
                new = writer.one()
            except (TypeError, ValueError):  # a type rule refuses the choice
                continue
            if new is not None and np.prod(typeof(new).shape, dtype=int) <= 100:
                writer.pool.append(new)
        count = int(rng.integers(1, 10))
        return [writer.value() for _ in range(count)]

    program, outer = stage(f, types, f"random{seed}")
    assert not outer
    return program, [random_array(rng, t) for t in types]


def bits(x: Any) -> tuple:
    """What is compared where results must be equal bit for bit."""
    return np.shape(x), np.asarray(x).dtype, np.asarray(x).tobytes()
