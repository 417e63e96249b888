"""np.i0 of handles."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import as_value
from ..layouts import wrap_as
from ..ops.special import numpy_i0
from .operands import as_float
from .register import implements


@implements(np.i0)
def i0(x: Any) -> Any:
    """The modified Bessel function of order 0; its derivative is SciPy's i1."""
    if x.dtype.kind == "c":
        raise TypeError("i0 not supported for complex values")
    return wrap_as(numpy_i0(as_value(as_float(x))), (x,), scalar=False)
