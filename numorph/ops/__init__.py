"""The operations of numorph, one module per family; the rules of a page can be checked against a textbook.

`all_ops()` lists every operation, for tests and tables that walk them.
"""

from __future__ import annotations

from functools import cache

from ..core.op import Op


@cache
def all_ops() -> tuple[Op, ...]:
    """Every operation of this package once, module by module; no two have one name."""
    from . import (
        activation,
        bits,
        contraction,
        convolution,
        correlation,
        decompositions,
        elementwise,
        fft,
        indexing,
        linalg,
        movement,
        random,
        reduction,
        scalar,
        sorting,
        special,
        windows,
    )

    modules = (
        *(elementwise, scalar, movement, reduction, sorting, indexing, contraction, correlation, activation),
        *(convolution, windows),
        *(linalg, decompositions, fft, bits, random, special),
    )
    tables = [vars(m).values() for m in modules] + [scalar.COMPARISONS.values(), special.OPS.values()]
    return tuple({id(o): o for table in tables for o in table if isinstance(o, Op)}.values())
