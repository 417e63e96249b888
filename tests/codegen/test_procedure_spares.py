"""Memory that procedures have given back, and take again."""

import numpy as np
import pytest

pytest.importorskip("llvmlite")
from numorph.codegen.procedure_spares import KEPT
from numorph.runtime.procedure_memory import new_array


def marks(nbytes, total, mark):
    """What is found in arrays, which are there at once, and will be found there if nobody else has them meanwhile."""
    arrays = [new_array((nbytes // 8,), np.dtype(np.float64)) for _ in range(total // nbytes)]
    found = [a[1000] for a in arrays]
    for a in arrays:
        a[1000] = mark
    return found


def test_memory_of_one_size_makes_room_for_that_of_another():
    marks(1 << 20, KEPT, 3.0)  # nothing else is kept then
    marks(40 << 20, KEPT // 2, 7.0)
    assert marks(40 << 20, KEPT // 2, 7.0) == [7.0] * 3  # what is new has zeros
    marks(1 << 20, KEPT, 5.0)
    assert marks(1 << 20, KEPT, 5.0).count(5.0) > 200
