"""Products that are added to memory which was just made and cleared: they fill it, and nothing has to be cleared.

The cotangents of an operand that only one product has read begin so.
"""

from __future__ import annotations

from collections.abc import Sequence

from .building import is_number
from .counts import settled
from .forms import Known, form, multiplied
from .ir import Alloc, Library, Procedure, Reg, Statement, statements
from .parallel import assigned
from .renaming import reads
from .rewriting import with_bodies


def with_first_products(procedure: Procedure) -> Procedure:
    """The same procedure, but for what such products begin with."""
    known = settled(procedure.body, procedure.inputs)
    return procedure.with_body(_block(procedure.body, known))


def _block(body: Sequence[Statement], known: Known) -> list[Statement]:
    out = list(body)
    for at, s in enumerate(body):
        if isinstance(s, Alloc) and s.zero:
            next_one = next((k for k in range(at + 1, len(body)) if _touches(body[k], s.reg)), at)
            product = body[next_one]
            if isinstance(product, Library) and _fills(product, s, known):
                out[at] = Alloc(s.reg, s.count, s.dtype)
                out[next_one] = Library("matmul", product.pointers, product.values, dtype=product.dtype, attr="first")
        else:
            out[at] = with_bodies(out[at], lambda inner: _block(inner, known))
    return out


def _touches(s: Statement, r: Reg) -> bool:
    return r in assigned([s]) or any([r in reads(x) for x in statements([s])])


def _fills(s: Library, alloc: Alloc, known: Known) -> bool:
    """Whether it adds to all elements of some memory, and does not read them otherwise."""
    if s.name != "matmul" or s.attr != "add" or s.dtype != alloc.dtype or alloc.reg in s.pointers[:2]:
        return False
    rows, _, columns = (form(e, known) for e in s.values[:3])
    offset, row, column = s.values[9:]
    if rows is None or columns is None or not is_number(offset, 0) or not is_number(column, 1):
        return False
    return bool(form(row, known) == columns and multiplied(rows, columns) == form(alloc.count, known))
