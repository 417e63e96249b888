"""Products of matrices that are added to what there is: how they are made where no routine does both.

The product goes through memory of its own; not so that of a column and a row.  Where a stride of the target is 0,
several of its elements are one, and are added to in order.
"""

from __future__ import annotations

from .building import integer, is_number
from .forward import place
from .ir import Alloc, Assign, Expr, For, If, Library, Reg, Release, Statement, Store, const, load, reg
from .polynomials import same

_ZERO, _ONE = const(0, "i64"), const(1, "i64")


def expanded(s: Library) -> list[Statement]:
    """An added product as a product, and loops that add it."""
    x, y, target = s.pointers
    m, k, n, *places = s.values
    at_x, at_y, to = (tuple(places[i : i + 3]) for i in (0, 3, 6))
    product, row, column = Reg("product", "ptr"), Reg("row", "i64"), Reg("column", "i64")
    left = load(x, integer("add", at_x[0], integer("mul", reg(row), at_x[1])), s.dtype)
    right = load(y, integer("add", at_y[0], integer("mul", reg(column), at_y[2])), s.dtype)
    element = load(product, integer("add", integer("mul", reg(row), n), reg(column)), s.dtype)
    rows = _ZERO, m, n
    through_memory: list[Statement] = [
        Alloc(product, integer("mul", m, n), s.dtype),
        Library("matmul", (x, y, product), (m, k, n, *at_x, *at_y, _ZERO, n, _ONE), dtype=s.dtype),
        *added(target, to, rows, element, row, column),
        Release(product),
    ]
    if k.op == "const" and k.attr != 1:
        return through_memory
    thin = Expr("eq", "bool", (k, _ONE))
    return [If(thin, added(target, to, rows, Expr("mul", s.dtype, (left, right)), row, column), through_memory)]


def added(
    target: Reg, to: tuple[Expr, ...], part: tuple[Expr, Expr, Expr], value: Expr, row: Reg, column: Reg
) -> list[Statement]:
    """Loops that add a value, by the counters of row and column, to the elements of a matrix.

    to: its offset and strides.  part: the first of the rows, the one after the last, and the number of columns.
    """
    start, stop, columns = part
    index = place(to, row, column)
    add = Store(target, index, Expr("add", value.dtype, (load(target, index, value.dtype), value)))
    loops = [(row, start, stop, to[1], columns), (column, _ZERO, columns, to[2], _ONE)]
    loops = [x for x in loops if not (is_number(x[1], 0) and is_number(x[2], 1))] or loops[:1]
    if is_number(loops[0][3], 1):  # neighbours in the inner loop
        loops.reverse()
    ways: list[list[Statement]] = [[add], [add]]
    for counter, first, end, _, _ in reversed(loops):
        ways = [[For(counter, first, end, ways[i], parallel=i == 1)] for i in range(2)]
    once: list[Statement] = [Assign(x, _ZERO) for x in (row, column) if all(x is not loop[0] for loop in loops)]
    # A row that is as long as it has columns: where that is none, there are no elements at all.
    unsure = [x[3] for x in loops if not same(x[3], x[4]) and not (x[3].op == "const" and x[3].attr)]
    if not unsure:
        return [*once, *ways[1]]
    apart = [Expr("ne", "bool", (stride, _ZERO)) for stride in unsure]
    condition = apart[0] if len(apart) == 1 else Expr("and", "bool", tuple(apart))
    return [If(condition, [*once, *ways[1]], [*once, *ways[0]])]
