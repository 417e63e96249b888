"""NumPy's error states in which something is raised: machine code, which raises nothing, leaves calls to NumPy."""

import numpy as np
import pytest

import numorph as nm

from .agreement import function

SOURCE = """
def f(x):
    total = np.zeros(2)
    for i in range(len(x)):
        total = total + 1.0 / x[i] ** np.arange(1.0, 3.0)
    return total.sum()
"""


def test_transformations_of_compiled_functions_raise():
    f = nm.jit(function(SOURCE))
    rows = np.array([[1.0, 2.0], [0.0, 3.0]])
    f.compile(rows[0])
    assert np.isinf(np.asarray(nm.vmap(f)(rows))[1])
    for transformed, argument in ((nm.vmap(f), rows), (nm.grad(f), rows[1]), (nm.vmap(nm.grad(f)), rows)):
        with np.errstate(all="ignore"):
            transformed(argument)
        with np.errstate(all="raise"), pytest.raises(FloatingPointError):
            transformed(argument)
