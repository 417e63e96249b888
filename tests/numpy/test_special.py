"""np.i0 of handles."""

import numpy as np
import pytest

import numorph as nm

from .agreement import check


def test_i0():
    check(np.i0, np.array([-9.0, -2.0, 0.0, 0.3, 8.0, 20.0]))
    check(np.i0, np.array(0.5))
    for x in (2, np.float32(2), np.array([1, 2]), np.ones(2, np.float16)):
        assert nm.jit(np.i0)(x).dtype == np.i0(x).dtype
        assert nm.jit(np.i0)(x).tobytes() == np.i0(x).tobytes()
    with pytest.raises(TypeError, match="i0 not supported for complex values"):
        nm.grad(lambda x: np.i0(x + 1j).real)(1.0)
