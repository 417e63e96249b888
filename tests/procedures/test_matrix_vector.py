"""Products of matrices and vectors that stand as loops: long ones are the library's, with the same numbers."""

import numpy as np
import pytest

from numorph.procedures.interpret import interpret
from numorph.procedures.ir import For, Library, Procedure, Store, reg, statements
from numorph.procedures.matrix_vector import with_library

from .building import add, at, f64, i64, loop, mul, ptr, put, store, sub

m, n, row, step = i64("m"), i64("n"), i64("row"), i64("step")
a, x, out = ptr("a"), ptr("x"), ptr("out")
i, k, total = i64("i"), i64("k"), f64("total")


def product(matrix, vector, to, results=()):
    """A loop over rows, each of which is a sum."""
    update = put(total, add(total, mul(at(a, matrix), at(x, vector)), free=True))
    sums = [put(total, 0.0), loop(k, 0, n, [update], parallel=True), store(out, to, reg(total))]
    return Procedure("f", [a, x, out, m, n, row, step], results, [loop(i, 0, m, sums, parallel=True)])


def routines(procedure):
    return [s for s in statements(procedure.body) if isinstance(s, Library)]


INDICES = [
    (add(mul(row, i), k), reg(k), reg(i)),
    (add(mul(i, row), add(k, 3)), add(k, 1), add(mul(i, step), 2)),
    (add(sub(k, mul(-1, mul(row, i))), 1), sub(add(k, 5), 4), reg(i)),
    (mul(add(mul(row, i), k), 1), reg(k), sub(add(i, m), m)),
]


@pytest.mark.parametrize("indices", INDICES)
@pytest.mark.parametrize(
    "rows, columns, gap", [(70, 70, 0), (9, 600, 7), (600, 8, 0), (7, 700, 1), (30, 20, 0), (0, 9, 0)]
)
def test_the_same_numbers(indices, rows, columns, gap):
    procedure = product(*indices)
    other = with_library(procedure)
    assert len(routines(other)) == 1
    random = np.random.default_rng(0)
    matrix, vector = random.normal(size=rows * (columns + gap) + 9), random.normal(size=columns + 9)
    found = []
    for p in (procedure, other):
        result = np.zeros(2 * rows + 9)
        interpret(p, (matrix, vector, result, rows, columns, columns + gap, 2))
        found.append(result)
    np.testing.assert_allclose(found[1], found[0], rtol=1e-12, atol=1e-13)
    assert rows == 0 or found[0].any()


def test_rows_that_overlap_or_run_backwards_stay():
    """NumPy's routine would copy them."""
    matrix = np.random.default_rng(0).normal(size=9000)
    for stride in (1, -90):
        procedure = product(add(mul(row, i), add(k, 90 * 89)), reg(k), reg(i))
        other = with_library(procedure)
        found = []
        for p in (procedure, other):
            result = np.zeros(90)
            interpret(p, (matrix, matrix[:90].copy(), result, 90, 90, stride, 1))
            found.append(result)
        assert (found[0] == found[1]).all()  # by the same loop


@pytest.mark.parametrize(
    "procedure",
    [
        product(add(mul(row, i), k), reg(k), reg(i), results=[total]),  # the sum of the last row is wanted
        product(add(mul(row, i), mul(k, 2)), reg(k), reg(i)),
        product(add(mul(row, k), i), reg(k), reg(i)),
        product(add(mul(row, i), k), add(k, i), reg(i)),
        product(add(mul(row, mul(i, i)), k), reg(k), reg(i)),
        product(reg(k), reg(k), reg(i)),
    ],
)
def test_what_is_no_product_of_rows_stays(procedure):
    assert not routines(with_library(procedure))


def test_inside_parallel_loops_there_are_no_routines():
    b = i64("b")
    inner = product(add(mul(row, i), k), reg(k), add(i, mul(b, m))).body
    procedure = Procedure("f", [a, x, out, m, n, row], [], [loop(b, 0, 3, inner, parallel=True)])
    assert not routines(with_library(procedure))
    inner = product(add(mul(row, i), k), reg(k), reg(i)).body
    procedure = Procedure("f", [a, x, out, m, n, row], [], [loop(b, 0, 3, inner)])
    assert len(routines(with_library(procedure))) == 1
    assert any(isinstance(s, For | Store) for s in statements(with_library(procedure).body))
