"""Gradients of procedures made by hand, against differences."""

import numpy as np
import pytest

from numorph.procedures.ir import (
    Alloc,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Return,
    While,
    const,
    statements,
)
from numorph.procedures.reverse import NotDifferentiable, differentiate

from .building import add, at, call, ex, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient

x, y, z, n, m, i, j, k = ptr("x"), ptr("y"), ptr("z"), i64("n"), i64("m"), i64("i"), i64("j"), i64("k")
s, t, u, a, b = f64("s"), f64("t"), f64("u"), f64("a"), f64("b")


def vector(size, seed=3):
    return np.random.default_rng(seed).uniform(0.5, 1.5, size)


def saves(pair):
    """Whether the forward sweep puts anything on the tape."""
    return any(isinstance(x, Push | PushBlock) for x in statements(pair.forward.body))


def test_straight_code():
    body = [put(t, mul(a, b)), put(t, mul(t, call("sin", t))), put(s, add(t, op("div", a, b)))]
    assert not saves(check_gradient(Procedure("f", [a, b], [s, t], body), [0.7, 1.3], [0, 1]))


def test_the_same_number_or_element_added_to_itself():
    body = [put(s, add(a, a)), store(x, 0, add(at(x, 1), at(x, 1))), store(x, 2, add(s, at(x, 2), at(x, 2), at(x, 2)))]
    check_gradient(Procedure("f", [a, x], [s], body), [0.7, vector(3)], [0, 1])


def test_scalar_loop_overwrites():
    body = [put(s, a), loop(i, 0, n, [put(t, mul(s, b)), put(s, add(mul(t, t), call("cos", s)))])]
    check_gradient(Procedure("f", [a, b, n], [s], body), [0.7, 0.3, 6], [0, 1])


def test_a_sum_of_squares_needs_no_tape():
    body = [put(s, 0.0), loop(i, 0, n, [put(t, at(x, i)), put(s, add(s, mul(t, t, a), free=True))], parallel=True)]
    pair = check_gradient(Procedure("f", [x, n, a], [s], body), [vector(7), 7, 1.5], [0, 2])
    assert not saves(pair)
    assert any(getattr(q, "parallel", False) for q in statements(pair.backward.body))


@pytest.mark.parametrize("count", [0, 1, 5])
def test_counts_and_steps(count):
    body = [put(s, a), loop(i, n, -1, [put(s, mul(s, at(x, i)))], step=-2)]
    body += [loop(i, 1, n, [put(s, mul(s, at(x, i)))], step=3)]
    check_gradient(Procedure("f", [x, n, a], [s], body), [vector(6), count, 1.1], [0, 2])


def test_while_with_trips_that_depend_on_data():
    body = [put(s, a), put(k, 0), While([put(s, mul(s, s, b)), If(op("gt", s, n), [Break()]), put(k, add(k, 1))])]
    limit = Reg("limit", "f64")
    body[2].body[1] = If(op("gt", s, limit), [Break()])
    check_gradient(Procedure("f", [a, b, limit], [s, k], body), [1.2, 1.1, 50.0], [0, 1])


def test_early_return_break_and_continue():
    body = [
        put(s, 1.0),
        loop(
            i,
            0,
            n,
            [
                put(t, at(x, i)),
                If(op("lt", t, 0.6), [Continue()]),
                put(s, mul(s, t)),
                If(op("gt", s, 1.3), [put(s, mul(s, s)), Return()]),
                If(op("lt", s, 0.2), [Break()]),
            ],
        ),
        put(s, mul(s, a)),
    ]
    for seed in range(6):
        check_gradient(Procedure("f", [x, n, a], [s], body), [vector(9, seed), 9, 0.9], [0, 2])


def test_bails_stay():
    body = [If(op("lt", a, 0.0), [Bail("negative")]), put(s, op("sqrt", a))]
    pair = check_gradient(Procedure("f", [a], [s], body), [2.0], [0])
    assert not any(isinstance(q, Bail) for q in statements(pair.backward.body))


@pytest.mark.parametrize("linear", [False, True])
def test_a_stencil_in_time_with_swaps(linear):
    value = add(at(x, sub(i, 1)), mul(at(x, i), -1.9), at(x, add(i, 1)))
    value = mul(a, value) if linear else mul(value, at(x, i), a)
    inner = loop(i, 1, sub(n, 1), [store(y, i, value)], parallel=True)
    body = [loop(k, 0, m, [inner, put(z, x), put(x, y), put(y, z)]), put(s, at(x, 2))]
    for steps in (0, 1, 4, 5):
        check_gradient(Procedure("f", [x, y, n, m, a], [s], body), [vector(8), vector(8, 4), 8, steps, 0.4], [0, 1, 4])


def test_memory_that_is_overwritten():
    body = [
        loop(k, 0, 3, [loop(i, 1, n, [store(x, i, mul(at(x, i), at(x, sub(i, 1)), a))])]),
        store(x, 0, mul(at(x, 1), at(x, 1))),
    ]
    check_gradient(Procedure("f", [x, n, a], [], body), [vector(6), 6, 1.1], [0, 2])


def test_two_views_of_one_memory():
    body = [loop(i, 0, n, [store(x, add(i, 2), mul(at(x, i), at(x, add(i, 1)))), put(s, at(x, i))]), put(t, mul(s, s))]
    check_gradient(Procedure("f", [x, n], [t], body), [vector(8), 6], [0])


def test_integers_lead_to_elements():
    places = ptr("places")
    index = at(places, i, "i64")
    body = [
        loop(
            i,
            0,
            n,
            [
                store(x, index, mul(at(x, index), at(x, i))),
                store(places, at(places, i, "i64"), op("rem", add(index, 3), n)),
            ],
        )
    ]
    order = np.array([2, 0, 3, 1, 4])
    check_gradient(Procedure("f", [x, places, n], [], body), [vector(5), order, 5], [0])


def test_allocation_in_a_loop():
    body = [
        put(s, a),
        loop(
            k,
            0,
            m,
            [
                Alloc(y, ex(n), "f64"),
                loop(i, 0, n, [store(y, i, mul(at(x, i), s, s))], parallel=True),
                loop(i, 0, n, [put(s, add(s, mul(at(y, i), at(y, i), 0.1)))]),
                Release(y),
            ],
        ),
    ]
    check_gradient(Procedure("f", [x, n, m, a], [s], body), [vector(3), 3, 3, 0.5], [0, 3])


def temporary(fill, *rest):
    """A loop that makes an array in each turn, fills it, uses it to change `s`, and releases it."""
    turn = [Alloc(y, ex(n), "f64"), fill, *rest, loop(i, 0, n, [put(s, add(s, mul(at(y, i), at(y, i), 0.1)))])]
    return Procedure("f", [x, n, m, a], [s], [put(s, a), loop(k, 0, m, [*turn, Release(y)])])


def test_shadows_of_temporaries_live_in_the_reverse_sweep():
    fill = loop(i, 0, n, [store(y, i, mul(at(x, i), s, s))], parallel=True)
    pair = check_gradient(temporary(fill), [vector(3), 3, 3, 0.5], [0, 3])
    made = [[q for q in statements(p.body) if isinstance(q, Alloc)] for p in (pair.forward, pair.backward)]
    assert [len(q) for q in made] == [1, 1]
    assert not any(isinstance(q, PushBlock) for q in statements(pair.forward.body))  # nothing was there before


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_cotangents_that_are_the_first_are_stored(rows):
    """Only where all elements get one: here of a matrix that is read whole, then but for one column."""
    place = add(mul(i, m), j)
    fill = loop(i, 0, n, [loop(j, 0, m, [store(y, place, mul(at(x, place), a))], parallel=True)], parallel=True)
    for columns, zeroed in ((m, False), (sub(m, 1), True)):
        use = [store(z, place, mul(at(y, place), at(y, place), at(x, place)))]
        read = loop(i, 0, n, [loop(j, 0, columns, use, parallel=True)], parallel=True)
        before = loop(i, 0, mul(n, m), [store(x, i, mul(at(x, i), at(y, i)))], parallel=True)
        body = [Alloc(y, mul(n, m), "f64"), fill, before, read, Release(y)]
        values = [vector(3 * rows), np.zeros(3 * rows), rows, 3, 1.2]
        pair = check_gradient(Procedure("f", [x, z, n, m, a], [], body), values, [0, 4])
        assert [q.zero for q in statements(pair.backward.body) if isinstance(q, Alloc)] == [zeroed]


def test_first_cotangents_beside_elements_that_iterations_share():
    fill = loop(i, 0, n, [store(y, i, mul(at(x, i), a))], parallel=True)
    use = loop(i, 0, n, [store(z, i, mul(at(y, i), at(x, i), at(x, add(i, 1)), at(x, add(i, 2))))], parallel=True)
    body = [Alloc(y, ex(n), "f64"), fill, use, Release(y)]
    pair = check_gradient(Procedure("f", [x, z, n, a], [], body), [vector(9), np.zeros(7), 7, 1.2], [0, 3])
    assert not any(q.zero for q in statements(pair.backward.body) if isinstance(q, Alloc))


def test_a_function_of_which_the_result_is_kept_is_not_computed_again():
    fill = loop(i, 0, n, [store(y, i, call("tanh", mul(at(x, i), s)))], parallel=True)
    pair = check_gradient(temporary(fill), [vector(3), 3, 3, 0.5], [0, 3])
    assert "tanh" not in str(pair.backward)


def test_a_result_that_the_derivative_needs_is_overwritten():
    fill = loop(i, 0, n, [store(y, i, call("exp", mul(at(x, i), s)))], parallel=True)
    again = loop(i, 0, n, [store(y, i, mul(at(y, i), at(x, i)))], parallel=True)
    check_gradient(temporary(fill, again), [vector(3), 3, 3, 0.5], [0, 3])


def test_new_memory_that_is_filled_twice():
    """Elements that two statements store, and loops that store one element again and again."""
    fill = loop(i, 0, n, [store(y, i, call("exp", mul(at(x, i), s)))], parallel=True)
    second = loop(i, 1, n, [store(y, i, mul(at(x, i), a))], parallel=True)
    check_gradient(temporary(fill, second), [vector(3), 3, 3, 0.5], [0, 3])
    over = loop(j, 0, 2, [loop(i, 0, n, [store(y, sub(sub(n, i), 1), call("exp", mul(at(x, i), s)))], parallel=True)])
    check_gradient(temporary(over), [vector(3), 3, 3, 0.5], [0, 3])
    one = loop(i, 0, n, [store(y, 0, mul(at(x, i), s))])
    rest = loop(i, 1, n, [store(y, i, mul(at(x, i), s))], parallel=True)
    check_gradient(temporary(one, rest), [vector(3), 3, 3, 0.5], [0, 3])


def test_results_in_new_memory():
    body = [
        Alloc(y, ex(n), "f64", True),
        put(z, y),
        Retain(z),
        loop(i, 0, n, [store(z, i, mul(at(x, i), at(x, i)))], parallel=True),
        Release(z),
        store(y, 0, mul(at(y, 0), at(y, 1))),
    ]
    check_gradient(Procedure("f", [x, n], [y], body), [vector(4), 4], [0])


def test_memory_of_a_caller_or_ones_own():
    body = [put(y, x), If(op("gt", n, 3), [Alloc(y, ex(n), "f64", True)]), store(y, 0, mul(at(x, 1), at(y, 0), a))]
    body.append(store(y, 0, add(at(y, 0), mul(at(x, 0), at(x, 0)))))
    for size in (3, 4):
        check_gradient(Procedure("f", [x, n, a], [y], body), [vector(size), size, 1.3], [0, 2])


def test_branches_on_changing_data():
    grow = [store(x, i, mul(at(x, i), at(x, i)))]
    body = [loop(k, 0, 3, [loop(i, 0, n, [If(op("gt", at(x, i), 1.0), grow, [store(x, i, mul(at(x, i), a))])])])]
    check_gradient(Procedure("f", [x, n, a], [], body), [vector(6), 6, 1.4], [0, 2])


def test_parallel_loops_that_save_in_blocks():
    inner = [
        put(t, at(x, add(mul(i, m), j))),
        If(op("gt", t, 1.0), [put(t, mul(t, t))], [put(t, mul(t, a))]),
        store(x, add(mul(i, m), j), mul(t, call("exp", t))),
    ]
    body = [loop(i, 0, n, [loop(j, 0, m, inner, parallel=True)], parallel=True), store(x, 0, mul(at(x, 0), at(x, 1)))]
    pair = check_gradient(Procedure("f", [x, n, m, a], [], body), [vector(12), 3, 4, 0.9], [0, 3])
    assert any(isinstance(q, PushBlock) for q in statements(pair.forward.body))
    assert sum([getattr(q, "parallel", False) for q in statements(pair.forward.body)]) == 2


def test_parallel_loops_that_share_elements():
    body = [
        loop(i, 0, n, [store(y, i, mul(at(x, i), at(x, 0), at(x, add(i, 1)), a))], parallel=True),
        loop(i, 0, n, [store(z, i, mul(at(y, i), at(y, i), at(x, n)))], parallel=True),
    ]
    values = [vector(6), np.zeros(5), np.zeros(5), 5, 1.2]
    check_gradient(Procedure("f", [x, y, z, n, a], [], body), values, [0, 4])


@pytest.mark.parametrize("same", [False, True])
def test_a_stencil_in_order_is_reversed_along_its_elements(same):
    value = mul(at(y, i), at(y, sub(i, 1)), at(y, add(i, 1)), a)
    body = [put(y, x), If(op("lt", n, 0), [put(y, z)]), put(m, op("abs", n)), put(k, sub(m, 1))]
    body += [loop(i, 1, k, [store(x, i, value)])]
    pair = check_gradient(
        Procedure("f", [x, z, n, a], [], body), [vector(9), vector(9, 4), 9 if same else -9, 1.1], [0, 1, 3]
    )
    (either,) = [q for q in pair.backward.body if isinstance(q, If) and any(isinstance(p, For) for p in q.body)]
    assert [p.parallel for p in either.body if isinstance(p, For)] == [True] * 2  # the second clears
    assert [p.parallel for p in either.orelse] == [False]


@pytest.mark.parametrize("count", range(7))
@pytest.mark.parametrize("stride", [1, -1, 2, -2])
def test_elements_that_many_iterations_share(count, stride):
    """Ends of the loop, and loops that are shorter than the stencil."""
    j = sub(mul(i, stride), (count - 1) * stride if stride < 0 else 0)
    value = mul(at(x, j), at(x, add(j, 2)), at(x, add(j, 4)), at(x, add(j, 1)), a)
    body = [put(k, 0), loop(i, k, add(n, k), [store(y, sub(i, k), value)], parallel=True)]
    values = [vector(18), np.zeros(8), count, 1.2]
    check_gradient(Procedure("f", [x, y, n, a], [], body), values, [0, 3])


@pytest.mark.parametrize("apart", [-9, -6, -5, -3, 0, 3, 5, 6, 9])
def test_rows_of_elements_that_may_overlap(apart):
    """`m` is from one row of elements to another, of six elements: they are apart from 6 on."""
    value = mul(at(x, add(i, k)), at(x, add(i, k, 1)), at(x, add(i, k, m)), at(x, add(i, k, m, 1)))
    body = [loop(i, 0, n, [store(y, i, value)], parallel=True)]
    pair = check_gradient(Procedure("f", [x, y, n, m, k], [], body), [vector(24), np.zeros(5), 5, apart, 9], [0])
    (either,) = [q for q in pair.backward.body if isinstance(q, If)]
    assert {p.parallel for p in either.body if isinstance(p, For)} == {True}
    assert [p.parallel for p in either.orelse] == [False]


def test_what_a_loop_does_not_read_is_saved_once():
    body = [put(t, mul(s, s)), loop(i, 0, n, [put(s, add(s, mul(at(x, i), at(x, i))))]), put(t, mul(t, s))]
    pair = check_gradient(Procedure("f", [x, n, s], [t], body), [vector(5), 5, 0.7], [0, 2])
    (sums,) = [q for q in statements(pair.forward.body) if isinstance(q, For)]
    assert len(sums.body) == 1


@pytest.mark.parametrize("stride", [0, 1, 2, -1])
def test_strides_known_only_at_run_time(stride):
    body = [loop(i, 0, n, [store(y, i, mul(at(x, add(k, mul(i, m))), a, a))], parallel=True)]
    offset = 3 if stride < 0 else 0
    check_gradient(
        Procedure("f", [x, y, n, m, k, a], [], body), [vector(8), np.zeros(4), 4, stride, offset, 1.2], [0, 5]
    )


@pytest.mark.parametrize("operation", ["mul", "max", "min"])
def test_free_products_and_extremes(operation):
    body = [put(s, a), loop(i, 0, n, [put(s, op(operation, s, at(x, i), attr="free"))], parallel=True)]
    check_gradient(Procedure("f", [x, n, a], [s], body), [vector(5), 5, 1.0], [0, 2])


@pytest.mark.parametrize("sizes", [(3, 2, 1), (1, 3, 2), (2, 1, 3)])
def test_products_with_vectors(sizes):
    rows, inner, columns = sizes
    strides = [0, inner, 1, 0, columns, 1, 0, columns, 1]
    product = Library("matmul", [x, y, z], [ex(v) for v in (*sizes, *strides)], dtype="f64")
    values = [vector(rows * inner), vector(inner * columns, 4), np.zeros(rows * columns)]
    check_gradient(Procedure("f", [x, y, z], [], [product]), values, [0, 1])


def test_products_of_a_matrix_with_one_row_for_all():
    product = Library("matmul", [x, y, z], [ex(v) for v in (3, 2, 2, 0, 0, 1, 0, 2, 1, 0, 2, 1)], dtype="f64")
    check_gradient(Procedure("f", [x, y, z], [], [product]), [vector(2), vector(4, 4), np.zeros(6)], [0, 1])


def test_products_of_matrices():
    product = Library("matmul", [x, y, z], [ex(v) for v in (2, 3, 2, 0, 3, 1, 1, 2, 1, 0, 1, 2)], dtype="f64")
    body = [loop(k, 0, 2, [product, loop(i, 0, 4, [store(x, i, mul(at(z, i), at(z, i)))])])]
    check_gradient(Procedure("f", [x, y, z], [], body), [vector(6), vector(7, 4), np.zeros(4)], [0, 1])


def test_complex_numbers():
    p, q = Reg("p", "c128"), Reg("q", "c128")
    body = [
        put(p, op("complex", a, b, dtype="c128")),
        put(q, op("mul", p, at(x, 0, "c128"))),
        loop(k, 0, 3, [put(q, op("div", op("mul", q, q), op("add", p, op("neg", at(x, 1, "c128")))))]),
        store(x, 2, op("sub", q, op("convert", a, dtype="c128"))),
        put(s, mul(op("real", q, dtype="f64"), op("imag", op("mul", p, q), dtype="f64"))),
    ]
    values = vector(3) + 1j * vector(3, 5)
    check_gradient(Procedure("f", [x, a, b], [s], body), [values, 0.8, -0.7], [0, 1, 2])


UNARY = "exp exp2 expm1 expit log_expit log log2 log10 log1p sin cos tan arctan sinh cosh tanh arcsinh cbrt erf erfc"


@pytest.mark.parametrize("name", [*UNARY.split(), "arcsin", "arccos", "arctanh", "erfinv", "arccosh", "gammaln"])
def test_functions(name):
    value = 1.7 if name in ("arccosh", "gammaln") else 0.6
    check_gradient(Procedure("f", [a], [s], [put(s, call(name, a))]), [value], [0])


@pytest.mark.parametrize("name", ["logaddexp", "logaddexp2", "arctan2", "power", "hypot", "fmod", "remainder"])
def test_functions_of_two(name):
    check_gradient(Procedure("f", [a, b], [s], [put(s, call(name, a, b))]), [2.7, 0.6], [0, 1])


@pytest.mark.parametrize("name", ["add", "sub", "mul", "div", "min", "max", "fmin", "fmax", "copysign", "product"])
def test_operations_of_two(name):
    check_gradient(Procedure("f", [a, b], [s], [put(s, op(name, a, b))]), [0.6, -2.7], [0, 1])


@pytest.mark.parametrize("name", ["neg", "abs", "sqrt", "floor", "ceil", "trunc", "rint"])
def test_operations_of_one(name):
    check_gradient(Procedure("f", [a], [s], [put(s, op(name, a))]), [0.6], [0])


def test_other_operations():
    r = Reg("r", "f32")
    body = [
        put(r, op("convert", mul(a, a), dtype="f32")),
        put(s, op("fma", a, b, op("convert", op("mul", r, r), dtype="f64"))),
        put(t, op("select", op("lt", a, b), mul(a, s), b)),
        put(u, Expr("scale", "f64", (ex(t), const(3, "i32")))),
    ]
    check_gradient(Procedure("f", [a, b], [s, t, u], body), [0.5, 2.0], [0, 1], step=0.02, tolerance=1e-3)


def test_python_functions():
    body = [Library("host", [], [ex(a)], [], attr=print), put(s, mul(a, a))]
    differentiate(Procedure("f", [a], [s], body), [0])
    body = [Library("host", [], [ex(a)], [s], attr=abs)]
    with pytest.raises(NotDifferentiable, match="'abs'"):
        differentiate(Procedure("f", [a], [s], body), [0])
    body = [Library("host", [x], [], [], attr=sum), put(s, at(x, 0))]
    with pytest.raises(NotDifferentiable, match="'sum'"):
        differentiate(Procedure("f", [x], [s], body), [0])


def test_what_is_wanted():
    body = [store(y, 0, mul(at(x, 0), at(z, 0)))]
    assert differentiate(Procedure("f", [x, y, z], [], body), [0]).wanted == (0, 1)


def test_inputs_without_influence():
    assert check_gradient(Procedure("f", [a, b], [s], [put(s, mul(b, b))]), [1.0, 2.0], [0, 1]).active == (0, 1)


def test_what_is_read_before_memory_is_given_back():
    """The load stays before the Release, even where nothing of the memory is needed backwards."""
    new, i, n, q = ptr("new"), i64("i"), i64("n"), f64("q")
    fill = loop(i, 0, n, [store(new, i, mul(at(x, i), 2.0))], parallel=True)
    body = [Alloc(new, ex(n), "f64"), fill, put(q, mul(at(new, 1), 0.5)), Release(new), store(x, 0, mul(q, 3.0))]
    check_gradient(Procedure("f", [x, n], [], body), [np.array([1.0, 2.0, 3.0]), 3], [0])
