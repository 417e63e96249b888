"""What a kernel for tests is, and operands for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import ml_dtypes  # bfloat16, and what all floats are like
import numpy as np

from numorph.codegen.interpret import evaluate
from numorph.codegen.loops import Kernel
from numorph.codegen.text import parse
from numorph.core.types import dtype_of_name, number_kind

Array = np.ndarray[Any, Any]
Buffers = dict[str, Array]
Params = dict[str, int]
SIZES = (0, 1, 3, 17, 64, 100, 1000)


class Case(NamedTuple):
    """operands(n, rng): buffers by name (outputs filled with something) and parameters, for a size n.

    expected(buffers, params): the written buffers as they are after the kernel, from buffers as they were before it; an
    output that overwrites an input is the same array.  rtol: 0 where the answer is exact to the bit.
    """

    kernel: Kernel
    operands: Callable[[int, np.random.Generator], tuple[Buffers, Params]]
    expected: Callable[[Buffers, Params], Buffers]
    sizes: tuple[int, ...] = SIZES
    rtol: float = 0.0
    result: Callable[[Buffers, Params], int] = lambda buffers, params: 0  # what the kernel returns
    calls: bool = False  # needs mathlib

    def extent(self, params: Params) -> int:
        """Iterations of the parallel loop; 1 where the kernel has none."""
        return int(evaluate(self.kernel.body.stop, {}, params)) if self.kernel.body.parallel else 1

    def compare(self, got: Buffers, expected: Buffers) -> None:
        """Raise AssertionError where the outputs differ."""
        for name in expected:
            found, want = comparable(got[name]), comparable(expected[name])
            if self.rtol and want.dtype.kind == "f":
                np.testing.assert_allclose(found, want, rtol=self.rtol, atol=self.rtol, err_msg=name)
            else:
                np.testing.assert_array_equal(found, want, err_msg=name)
                if want.dtype.kind == "f":
                    zero = want == 0
                    signs = np.signbit(found[zero]), np.signbit(want[zero])
                    np.testing.assert_array_equal(*signs, err_msg=f"signs of zeros in {name}")


def comparable(x: Array) -> Array:
    """The same numbers where NumPy knows that some may be NaN."""
    return x.astype(np.float32) if x.dtype == ml_dtypes.bfloat16 else x


ALL: dict[str, Case] = {}


def add(name: str, text: str, operands: Any, expected: Any, **how: Any) -> None:
    def quiet(buffers: Buffers, params: Params) -> Buffers:
        with np.errstate(all="ignore"):
            return {k: np.asarray(v) for k, v in expected(buffers, params).items()}

    ALL[name] = Case(parse(text), operands, quiet, **how)


def numbers(rng: np.random.Generator, n: int, dtype: str, special: bool = False) -> Array:
    """Random numbers; `special`: with NaN, infinities, zeros of both signs, huge and tiny ones, or extreme integers."""
    kind = dtype_of_name(dtype)
    if dtype == "bool":
        return rng.integers(0, 2, n).astype(np.bool_)
    if number_kind(kind) != "f":
        low, high = np.iinfo(kind).min, np.iinfo(kind).max
        x = rng.integers(low, high, n, kind, endpoint=True)
        extremes = [low, high, 0, 1, high // 2]
    else:
        x = rng.standard_normal(n).astype(kind)
        f = ml_dtypes.finfo(kind)
        extremes = [np.nan, np.inf, -np.inf, 0.0, -0.0, f.max, f.tiny, f.smallest_subnormal, 2.5, -0.5]
    if special and n:
        where = rng.random(n) < 0.2
        x[where] = rng.choice(np.array(extremes, kind), np.count_nonzero(where))
    return x


def blank(n: int, dtype: str) -> Array:
    """An output's memory, filled so that an element that is not written shows."""
    return np.full(n, 77, dtype_of_name(dtype))
