"""The operations of numorph, one module per family; the rules of a page can be checked against a textbook.

`all_ops()` lists every operation, for tests and tables that walk them.
"""

from __future__ import annotations

from ..core.op import Op
from . import contraction, elementwise, indexing, movement, reduction, scalar


def all_ops() -> list[Op]:
    """Every operation, by family module."""
    from . import activation, correlation, decompositions, fft, linalg, sorting, special

    modules = (
        *(elementwise, scalar, movement, reduction, sorting, indexing, contraction, correlation, activation),
        *(linalg, decompositions, fft),
    )
    found = [o for m in modules for o in vars(m).values() if isinstance(o, Op) and o.family != "imported"]
    return [*found, *special.OPS.values()]
