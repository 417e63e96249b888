"""np.packbits and np.unpackbits against NumPy, staged and batched."""

import numpy as np
import pytest

from .agreement import check, check_raises

rng = np.random.default_rng(0)
BITS = rng.integers(0, 2, (3, 11)).astype("u1")
BYTES = rng.integers(0, 256, (2, 3)).astype("u1")


@pytest.mark.parametrize("bitorder", ["big", "little"])
@pytest.mark.parametrize("axis", [None, 0, 1, -1])
def test_agrees(axis, bitorder):
    check(lambda x: np.packbits(x, axis=axis, bitorder=bitorder), BITS)
    check(lambda x: np.packbits(x, axis, bitorder), BITS > 0)
    for count in (None, 5, 30, -3):
        check(lambda x, count=count: np.unpackbits(x, axis, count, bitorder), BYTES)


def test_errors():
    check_raises(lambda x: np.packbits(x), BITS * 1.0)
    check_raises(lambda x: np.unpackbits(x), BITS.astype(int))
    check_raises(lambda x: np.packbits(x, bitorder="other"), BITS)
    check_raises(lambda x: np.packbits(x, axis=2), BITS)
