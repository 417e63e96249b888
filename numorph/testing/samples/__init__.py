"""The table of samples: for every operation operands of several dtypes, shapes and layouts, with parameters.

`samples(op)` are those of one operation.  Sampled values and types are checked against NumPy, derivatives against
differences, batches against loops by tests/ops/test_rules.py.
"""

from __future__ import annotations

from ...core.op import Op
from . import arrays, elementwise, matrices, scalars, windows
from .operands import Sample

TABLE: dict[str, list[Sample]] = {
    **arrays.TABLE,
    **matrices.TABLE,
    **scalars.TABLE,
    **windows.TABLE,
}  # by the name of the operation


def samples(op: Op) -> list[Sample]:
    """The samples of an operation; raises KeyError where there are none."""
    return TABLE[op.name] if op.name in TABLE else elementwise.samples(op)
