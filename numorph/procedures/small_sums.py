"""Products that are added to what there is: by the routine for small matrices where that is the better way.

Sweeps add products to cotangents.  The routine adds them where they belong, without a temporary; a small matrix on the
right that lies column by column is copied row by row for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .added_products import expanded
from .building import all_hold, integer, is_number, trips
from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Library,
    Reg,
    Release,
    Statement,
    Store,
    const,
    load,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import same
from .renaming import reads

_DTYPES: Final = ("f32", "f64")
_COLUMNS: Final = 64  # of the right matrix and of the sum, at most,
_ELEMENTS: Final = 4096  # and elements of either: they stay in the first cache,
_ROWS: Final = 16  # or the right one is read but once or twice, for as few rows of the left one
_MOST: Final = 1 << 19  # multiplications: more are shared by the threads of a library,
_NARROW: Final = 16  # if it has use for them, for more rows and columns than these
_ZERO, _ONE = const(0, "i64"), const(1, "i64")


def is_small_sum(m: Expr, k: Expr, n: Expr) -> Expr:
    """Whether the routine had better add a product to m x n elements that stay in the first cache."""
    return all_hold([*_fits(m, k, n), _at_most(integer("mul", m, n), _ELEMENTS)])


def small_sum(s: Library) -> list[Statement]:
    """What stands in the place of an added product, or of one that is the first to be."""
    m, k, n, offset, row, column, right, right_row, right_column, start, out_row, out_column = s.values
    adds = s.attr if s.attr == "add" else None
    plain: list[Statement] = [Library("matmul", s.pointers, s.values, dtype=s.dtype)]
    others = expanded(s) if adds else plain
    if s.dtype not in _DTYPES or not is_number(out_column, 1):
        return others
    work = Expr("or", "bool", (_at_most(integer("mul", integer("mul", m, k), n), _MOST), _narrow(m, n)))
    tests = [*_fits(m, k, n), work]
    if not same(out_row, n):
        tests.append(Expr("ge", "bool", (out_row, n)))  # rows apart from each other
    x, y, out = s.pointers
    left = [_ONE, _ONE, m, k, n, offset, _ZERO, _ZERO, row, column]
    if is_number(right_column, 1):
        values = [*left, right, right_row, start, _ZERO, _ZERO, out_row]
        made: list[Statement] = [Library("small", (x, y, out), values, dtype=s.dtype, attr=adds)]
    elif is_number(right_row, 1):
        copy, i, j = Reg("copy", "ptr"), Reg("i", "i64"), Reg("j", "i64")
        element = load(y, integer("add", right, integer("add", reg(i), integer("mul", reg(j), right_column))), s.dtype)
        store = Store(copy, integer("add", integer("mul", reg(i), n), reg(j)), element)
        values = [*left, _ZERO, n, start, _ZERO, _ZERO, out_row]
        made = [
            Alloc(copy, integer("mul", k, n), s.dtype),
            For(i, _ZERO, k, [For(j, _ZERO, n, [store], parallel=True)], parallel=True),
            Library("small", (x, copy, out), values, dtype=s.dtype, attr=adds),
            Release(copy),
        ]
        tests += [_at_most(integer("mul", k, n), _ELEMENTS), Expr("gt", "bool", (m, const(2, "i64")))]
    else:
        return others
    return [If(all_hold(tests), made, others)]


def with_copies_before(loop: For, is_written: Callable[[Reg], bool]) -> list[Statement]:
    """A loop whose body has such sums: matrices that it only reads are copied once, before it.

    is_written: whether the loop may write to the memory of a pointer.
    """
    turns = Expr("gt", "bool", (trips(loop.start, loop.stop, loop.step), _ZERO))
    before: list[Statement] = []
    after: list[Statement] = []
    body: list[Statement] = []
    changed = assigned([loop])
    for s in loop.body:
        copied = _copied(s)
        body.append(s)
        if copied is None or any([isinstance(x, Bail) for x in statements(loop.body)]):
            continue
        test, alloc, fill, product = copied
        (source,) = {e.attr for x in statements([fill]) for e in subexpressions(operands(x)) if e.op == "load"}
        read = {r for x in (test, alloc, *statements([fill])) for r in reads(x)} - {*assigned([fill]), alloc.reg}
        if source in changed or not read.isdisjoint(changed) or is_written(source):
            continue
        null = Assign(alloc.reg, Expr("null", "ptr"))
        before += [null, If(all_hold([turns, test.condition]), [alloc, fill])]
        body[-1] = If(test.condition, [product], test.orelse)
        after.append(Release(alloc.reg))
    return [*before, For(loop.counter, loop.start, loop.stop, body, loop.step), *after] if before else [loop]


def _copied(s: Statement) -> tuple[If, Alloc, For, Library] | None:
    """The parts of a sum for which a matrix is copied."""
    if not isinstance(s, If) or len(s.body) != 4:
        return None
    alloc, fill, product, release = s.body
    if not (isinstance(alloc, Alloc) and isinstance(fill, For) and isinstance(product, Library)):
        return None
    fits = product.name == "small" and product.pointers[1] is alloc.reg and isinstance(release, Release)
    return (s, alloc, fill, product) if fits else None


def _fits(m: Expr, k: Expr, n: Expr) -> list[Expr]:
    fits = _at_most(integer("mul", k, n), _ELEMENTS), _at_most(m, _ROWS)
    return [_at_most(n, _COLUMNS), Expr("or", "bool", fits)]


def _narrow(m: Expr, n: Expr) -> Expr:
    return Expr("or", "bool", (_at_most(m, _NARROW), _at_most(n, _NARROW)))


def _at_most(e: Expr, most: int) -> Expr:
    return Expr("le", "bool", (e, const(most, "i64")))
