"""Products that fill memory which was made for them, where they were added to zeros."""

import numpy as np
import pytest

import numorph as nm
from numorph.procedures.check import check
from numorph.procedures.first_products import with_first_products
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Library, Procedure, Release, statements
from numorph.procedures.small_products import with_small_products

from .building import add, at, ex, i64, loop, mul, ptr, put, store
from .test_small_sums import translated

X, Y, OUT, T, I = ptr("x"), ptr("y"), ptr("out"), ptr("t"), i64("i")
M, K, N, C = i64("m"), i64("k"), i64("n"), i64("c")


def product(x=X, y=Y, target=T, offset=0, row=N, column=1, right=None):
    places = [0, K, 1, 0, *(right or (N, 1)), offset, row, column]
    return Library("matmul", (x, y, target), [ex(v) for v in (M, K, N, *places)], dtype="f64", attr="add")


def program(*steps, count=None):
    return Procedure(
        "f",
        [X, Y, OUT, M, K, N],
        [],
        [
            put(C, mul(M, N)),
            Alloc(T, ex(C) if count is None else count, "f64", True),
            *steps,
            loop(I, 0, C, [store(OUT, I, at(T, I))]),
            Release(T),
        ],
    )


def fills(procedure):
    """Whether it makes memory without zeros, after what it does has been compared."""
    made = with_first_products(procedure)
    check(made, "a test")
    for sizes in [(3, 2, 4), (1, 1, 1), (2, 0, 3), (0, 2, 2), (40, 3, 2)]:
        m, k, n = sizes
        rng = np.random.default_rng(m)
        x, y, found = rng.normal(size=m * k + 1), rng.normal(size=k * n + 1), []
        for p in (procedure, made, with_small_products(made)):
            out = np.zeros(m * n + 1)
            interpret(p, [x.copy(), y.copy(), out, *sizes])
            found.append(out)
        np.testing.assert_allclose(found[1:], [found[0]] * 2, rtol=1e-13)
    return not any([s.zero for s in statements(made.body) if isinstance(s, Alloc)])


@pytest.mark.parametrize(
    "steps, filled",
    [
        ([product()], True),
        ([product(), product()], True),  # the second one is added
        ([product(right=(1, K))], True),
        ([store(OUT, 0, 1.0), product()], True),
        ([loop(I, 0, 1, [product()])], False),  # it is made once, for all turns
        ([loop(I, 0, C, [store(T, I, 2.0)]), product()], False),
        ([put(C, add(C, 0)), product()], False),  # it may have become another number
    ],
)
def test_memory_that_a_product_fills_is_not_cleared(steps, filled):
    assert fills(program(*steps)) is filled


def test_in_loops_and_of_parts():
    inner = [Alloc(T, mul(M, N), "f64", True), product(), store(OUT, 0, at(T, 0)), Release(T)]
    once = Procedure("f", [X, Y, OUT, M, K, N], [], [loop(I, 0, 2, inner)])
    assert not [s for s in statements(with_first_products(once).body) if isinstance(s, Alloc) and s.zero]
    larger = program(product(), count=add(mul(M, N), 1))
    assert fills(larger) is False


def test_a_product_of_the_memory_itself_reads_zeros():
    own = program(product(x=T, target=T))
    assert [s.zero for s in statements(with_first_products(own).body) if isinstance(s, Alloc)] == [True]


@pytest.mark.parametrize("sizes", [(5, 3, 4), (300, 90, 70), (0, 3, 5), (4, 2, 3)])
def test_gradients(sizes):
    """The cotangents of an array of each turn are what one product gives."""

    def f(x, w):
        total = 0.0
        for i in range(3):
            y = x[:, 1:] * (i + 1.0)
            total += np.sum(np.sin(y @ w[1:]))
        return total

    m, k, n = sizes
    rng = np.random.default_rng(3)
    args = [rng.normal(size=(m, k)) / 4, rng.normal(size=(k, n)) / 4]
    made, arguments = translated(f, *args)
    procedure = made.translation.procedure
    assert [s.attr for s in statements(procedure.body) if isinstance(s, Library)].count("first") == 1
    for got, want in zip(made(arguments), nm.grad(f, argnums=(0, 1))(*args), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-12)
