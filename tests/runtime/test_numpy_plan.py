"""Plans give what evaluation gives, overwrite only what nobody else sees, and cost no more than plain NumPy."""

import time
import timeit
import tracemalloc

import numpy as np
import pytest

import numorph as nm
from numorph import lax
from numorph.array import Array, unwrap
from numorph.control.call import call
from numorph.core.types import ArrayType
from numorph.ir.evaluate import evaluate
from numorph.ir.simplify import simplified
from numorph.ir.stage import stage
from numorph.ops import contraction, indexing, movement, reduction
from numorph.ops import elementwise as ew
from numorph.runtime import schedule
from numorph.runtime.numpy_plan import GENERATE_AFTER, Plan, execute, execute_apart, plan

from ..ir.random_programs import bits, random_program

F64 = np.dtype(float)
VECTOR = ArrayType((4,), F64)
FIRST = ((0, 1, 1),)


def staged(f, *types):
    return stage(f, types, "f")[0]


def put(x, v, index=FIRST):
    return indexing.put_slice(x, v, index=index)


def one(x):
    return indexing.slice_(x, index=FIRST)


# -- values


@pytest.fixture(params=[schedule.REUSE_BYTES, 17], ids=["usual", "memory is reused everywhere"])
def reuse(request, monkeypatch):
    monkeypatch.setattr(schedule, "REUSE_BYTES", request.param)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_random_programs(start, reuse):
    for seed in range(start, start + 50):
        program, args = random_program(seed)
        before = [bits(x) for x in args]
        wanted = [bits(x) for x in evaluate(program, *args)]
        for p in (Plan(program), Plan(simplified(program))):
            for run in (p, p, p.generate()):
                assert [bits(x) for x in run(*args)] == wanted, f"seed {seed}"
        assert [bits(x) for x in args] == before, f"seed {seed} changed its arguments"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_random_programs_with_sums(reuse):
    for seed in range(150):
        program, args = random_program(seed, sums=True)
        for found, wanted in zip(Plan(simplified(program))(*args), evaluate(program, *args), strict=True):
            np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6, err_msg=f"seed {seed}")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_random_programs_as_calls_that_may_overwrite(reuse):
    """Three programs one inside the other: inputs are donated wherever the outer program may."""
    overwrote = 0
    for seed in range(150):
        inner, args = random_program(seed, length=12)

        def f(*xs, inner=inner):
            fresh = [ew.negative(x) if x.dtype.kind in "fc" and x.shape else x for x in xs]
            outs = call(*fresh, program=inner)
            again = call(*[ew.negative(x) if x.dtype.kind in "fc" and x.shape else x for x in xs], program=inner)
            return [*outs, *again, *xs]

        program = staged(f, *inner.in_types)
        p = Plan(program)
        overwrote += any(type(s) is int for s in p.overwritten)
        wanted = [bits(x) for x in evaluate(program, *args)]
        for _ in range(2):
            assert [bits(x) for x in p(*args)] == wanted, f"seed {seed}"
    assert overwrote > 10


def test_an_array_that_is_passed_twice_is_not_given_away():
    inner = staged(lambda a, b: [put(a, one(b)), ew.sin(b)], VECTOR, VECTOR)
    alike = staged(lambda x: call(y := ew.negative(x), y, program=inner), VECTOR)
    views = staged(lambda x: call(y := ew.negative(x), movement.flip(y, axes=(0,)), program=inner), VECTOR)
    apart = staged(lambda x: call(ew.negative(x), ew.cos(x), program=inner), VECTOR)
    x = np.arange(1.0, 5.0)
    for program, overwrites in ((alike, False), (views, False), (apart, True)):
        p = Plan(program)
        assert bool(p.overwritten) == overwrites
        assert [bits(o) for o in p(x)] == [bits(o) for o in evaluate(program, x)]


# -- what is done in place


def test_writes_to_an_array_of_the_program_are_in_place():
    def f(x, v):
        y = ew.negative(x)
        for k in range(4):
            y = put(y, v, ((k, k + 1, 1),))
        return [y]

    p = Plan(staged(f, VECTOR, ArrayType((1,), F64)))
    assert p.source().count("[c") == 4
    x = np.arange(4.0)
    assert p(x, np.array([7.0]))[0].tolist() == [7.0] * 4
    assert p.generate()(x, np.array([7.0]))[0].tolist() == [7.0] * 4
    assert x.tolist() == [0, 1, 2, 3]


WITH_OTHER_READERS = {
    "an input": lambda x, v: [put(x, v)],
    "a constant": lambda x, v: [put(np.ones(4), v)],
    "a view of an input": lambda x, v: [put(movement.flip(x, axes=(0,)), v)],
    "a view of a view": lambda x, v: [put(movement.flip(indexing.slice_(x, index=((1, 3, 1),)), axes=(0,)), v)],
    "a broadcast": lambda x, v: [put(movement.broadcast(ew.negative(one(x)), shape=(4,), axes=()), v)],
    "iota": lambda x, v: [put(movement.iota(shape=(4,), axis=0, dtype=F64), v)],
    "an array that is returned too": lambda x, v: [y := ew.negative(x), put(y, v)],
    "an array of which a view is returned": lambda x, v: [movement.flip(y := ew.negative(x), axes=(0,)), put(y, v)],
    "an array that is read later": lambda x, v: [put(y := ew.negative(x), v), ew.sin(y)],
    "an array of which a view is read later": lambda x, v: [w := one(y := ew.negative(x)), put(y, v), ew.sin(w)],
}


@pytest.mark.parametrize("f", WITH_OTHER_READERS.values(), ids=WITH_OTHER_READERS.keys())
def test_what_others_see_is_not_overwritten(f):
    program = staged(f, VECTOR, ArrayType((1,), F64))
    x, v = np.arange(4.0), np.array([9.0])
    wanted = [bits(o) for o in evaluate(program, x, v)]
    p = Plan(program)
    for run in (p, p, p.generate()):
        assert [bits(o) for o in run(x, v)] == wanted
    assert x.tolist() == [0, 1, 2, 3]
    assert not p.overwritten


def test_a_write_whose_value_is_a_view_of_the_array():
    def f(x):
        y = ew.negative(x)
        part = indexing.slice_(y, index=((0, 3, 1),))
        return [put(y, part, ((1, 4, 1),))]

    p = Plan(staged(f, VECTOR))
    assert p.overwritten
    assert p(np.arange(4.0))[0].tolist() == [0, 0, -1, -2]


def test_a_scatter_whose_value_is_a_view_of_the_array_copies():
    def f(x):
        y = ew.negative(x)
        return [indexing.scatter(y, movement.flip(y, axes=(0,)), np.arange(4), mode="set", unique=True)]

    program = staged(f, VECTOR)
    p = Plan(program)
    assert not p.overwritten
    assert p(np.arange(4.0))[0].tolist() == [-3, -2, -1, 0]


@pytest.mark.parametrize(
    "write",
    [
        lambda y, v: indexing.dynamic_update_slice(y, v, np.int64(1)),
        lambda y, v: indexing.scatter(y, v, np.array([-1]), mode="add", unique=False),
        lambda y, v: put(y, v),
    ],
)
def test_every_kind_of_write_happens_in_place(write):
    program = staged(lambda x, v: [write(ew.negative(x), v)], VECTOR, ArrayType((1,), F64))
    p, x, v = Plan(program), np.arange(4.0), np.array([9.0])
    assert p.overwritten
    assert bits(p(x, v)[0]) == bits(evaluate(program, x, v)[0])


def test_large_results_lie_in_memory_that_nobody_needs():
    n = schedule.REUSE_BYTES // 8

    def f(x, y):
        z = ew.add(x, y)
        return [ew.exp(ew.multiply(ew.sin(z), z))]

    p = Plan(staged(f, *[ArrayType((n,), F64)] * 2))
    x, y = np.ones(n), np.ones(n)
    z = x + y
    np.testing.assert_array_equal(p(x, y)[0], np.exp(np.sin(z) * z))
    assert len(p.overwritten) == 1
    assert x[0] == y[0] == 1
    assert not Plan(staged(f, *[ArrayType((n - 1,), F64)] * 2)).overwritten


def test_a_result_takes_an_operands_memory_only_with_its_layout():
    shape = (100, 100)

    def f(x, y):
        return [ew.multiply(ew.negative(x), y)]

    p = Plan(staged(f, *[ArrayType(shape, F64)] * 2))
    x, y = np.ones(shape), np.ones(shape)
    assert p(x, y)[0].flags.c_contiguous
    for a, b in [(x.T, y), (x, y.T), (x.T, y.T), (x[::-1], y), (x, np.broadcast_to(y[0], shape))]:
        assert p(a, b)[0].strides == np.multiply(np.negative(a), b).strides


def test_zeros_that_are_written_to_are_not_copied():
    program = staged(lambda v: [put(np.broadcast_to(0.0, (4,)), v)], ArrayType((1,), F64))
    zeros = staged(lambda v: [put(ew.filled(VECTOR, 0.0), v)], ArrayType((1,), F64))
    negative = staged(lambda v: [put(ew.filled(VECTOR, -0.0), v)], ArrayType((1,), F64))
    for p in (program, zeros, negative):
        for _ in range(2):
            assert bits(Plan(p)(np.ones(1))[0]) == bits(evaluate(p, np.ones(1))[0])


# -- what NumPy does by itself


def test_broadcasts_are_left_to_numpy():
    def f(x, row, column, number):
        y = ew.add(x, movement.broadcast(row, shape=(2, 3), axes=(0,)))
        y = ew.multiply(y, movement.broadcast(column, shape=(2, 3), axes=(1,)))
        return [ew.maximum(y, movement.broadcast(number, shape=(2, 3), axes=(0, 1)))]

    types = [ArrayType(s, F64) for s in ((2, 3), (3,), (2,), ())]
    program = staged(f, *types)
    p = Plan(program)
    assert len(p.calls) == 4, "three operations, and a reshape of the column"
    args = [np.random.default_rng(0).normal(size=t.shape) for t in types]
    assert bits(p(*args)[0]) == bits(evaluate(program, *args)[0])


def test_a_broadcast_that_gives_the_shape_stays():
    program = staged(lambda r: [ew.add(s := movement.broadcast(r, shape=(2, 3), axes=(0,)), s)], ArrayType((3,), F64))
    assert Plan(program)(np.ones(3))[0].tolist() == [[2.0] * 3] * 2
    outer = staged(
        lambda a, b: [
            ew.multiply(movement.broadcast(a, shape=(2, 3), axes=(1,)), movement.broadcast(b, shape=(2, 3), axes=(0,)))
        ],
        ArrayType((2,), F64),
        ArrayType((3,), F64),
    )
    assert Plan(outer)(np.ones(2), np.arange(3.0))[0].tolist() == [[0, 1, 2]] * 2
    assert len(Plan(outer).calls) == 2


def test_one_element_is_read_by_one_index():
    def f(x):
        part = indexing.slice_(x, index=((1, 2, 1), (2, 3, 1)))
        row = movement.reshape(indexing.slice_(x, index=((1, 2, 1), (0, 3, 2))), shape=(2,))
        return [movement.reshape(part, shape=()), row]

    p = Plan(staged(f, ArrayType((2, 3), F64)))
    element, row = p(np.arange(6.0).reshape(2, 3))
    assert (element, row.tolist()) == (5.0, [3.0, 5.0])
    assert len(p.calls) == 2
    assert p.shared == (False, True)


def test_errors_and_warnings_are_numpys():
    p = Plan(staged(lambda x, i: [indexing.gather(x, i)], VECTOR, ArrayType((1,), np.dtype(int))))
    with pytest.raises(IndexError, match="index 4 is out of bounds for axis 0 with size 4"):
        p(np.ones(4), np.array([4]))
    p = Plan(staged(lambda x: [ew.log(x)], VECTOR))
    with pytest.warns(RuntimeWarning, match="divide by zero encountered in log"):
        p(np.zeros(4))
    p = Plan(staged(lambda x: [ew.convert(x, dtype=np.dtype(np.int64))], VECTOR))
    p(np.full(4, np.nan))  # silent, as `convert` is


# -- results


def test_results_that_share_memory_are_known():
    def f(x, y):
        z = ew.sin(x)
        return [
            x,
            movement.reshape(x, shape=(2, 2)),
            z,
            movement.flip(z, axes=(0,)),
            ew.cos(x),
            np.ones(3),
            reduction.reduce_sum(y, axes=(0,)),
            contraction.contract(x, y, spec="i,i->"),
        ]

    p = Plan(staged(f, VECTOR, VECTOR))
    assert p.shared == (True, True, False, True, False, True, False, False)


def test_results_are_the_callers_own():
    constant = np.ones(3)
    program = staged(lambda x: [x, movement.flip(x, axes=(0,)), constant, y := ew.sin(x), y], VECTOR)
    x = np.arange(4.0)
    outs = execute_apart(program, x)
    for k, a in enumerate(outs):
        assert a.flags.writeable
        assert not any(np.shares_memory(a, b) for b in (x, constant, *outs[:k]))
    assert execute(program, x)[0] is x


def test_jit_returns_arrays_of_their_own():
    x = np.arange(3.0)

    @nm.jit
    def f(x):
        y = x.copy()
        return y, y[::-1], x + 0 * y, y.T

    outs = f(x)
    for k, a in enumerate(outs):
        assert not any(np.shares_memory(a, b) for b in (x, *outs[:k]))


def test_jit_swaps_its_arguments():
    @nm.jit
    def swap(x, y):
        x[:], y[:] = y.copy(), x.copy()

    x, y = np.arange(3.0), -np.arange(3.0)
    swap(x, y)
    assert (x.tolist(), y.tolist()) == ([0, -1, -2], [0, 1, 2])


# -- loops


def seconds(f, *args):
    """Of this thread, so that other work on the machine counts less."""
    f(*args)
    times = []
    for _ in range(3):
        start = time.thread_time()
        f(*args)
        times.append(time.thread_time() - start)
    return min(times)


def fill(x):
    def body(i, b):
        b[i] = x[i] * 2.0
        return b

    return lax.fori_loop(0, x.shape[0], body, np.zeros(x.shape))


def collect(x):
    """As a loop with `if` and a write in the branch."""

    def body(i, state):
        b, k = state

        def taken(b, k):
            b[k] = x[i]
            return b, k + 1

        return lax.cond(x[i] > 0.5, taken, lambda b, k: (b, k), b, k)

    return lax.fori_loop(0, x.shape[0], body, (np.zeros(x.shape), 0))[0]


def running(x):
    def step(b, k):
        b[k] = x[k] + b[k - 1]
        return b, b[k]

    return lax.scan(step, np.zeros(x.shape), np.arange(x.shape[0]))


def fill_while(x):
    def body(state):
        i, b = state
        b[i] = x[i] * 2.0
        return i + 1, b

    return lax.while_loop(lambda state: state[0] < x.shape[0], body, (0, np.zeros(x.shape)))[1]


@pytest.mark.parametrize("f", [fill, collect, running, fill_while])
def test_a_loop_that_fills_a_buffer_is_linear(f):
    small, large = np.random.default_rng(0).random(1000), np.random.default_rng(0).random(32000)
    g = nm.jit(f)
    for a, b in zip(nm.tree.leaves(g(small)), nm.tree.leaves(f(small)), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)
    assert seconds(g, large) < 120 * seconds(g, small)


def test_a_loop_does_not_touch_what_it_was_given():
    """Two buffers that start as one array and change places at every step."""
    x, start = np.arange(1.0, 5.0), np.zeros(4)

    @nm.jit
    def f(x, start):
        def body(i, state):
            a, b = state
            return b, a.at[i].set(x[i])

        return lax.fori_loop(0, 4, body, (start, start))

    for _ in range(2):
        a, b = f(x, start)
        assert (a.tolist(), b.tolist()) == ([1, 0, 3, 0], [0, 2, 0, 4])
        assert start.tolist() == [0] * 4
        assert x.tolist() == [1, 2, 3, 4]
        assert not np.shares_memory(a, b)


def test_a_while_loop_does_not_touch_what_it_was_given():
    start = np.zeros(4)

    @nm.jit
    def f(start):
        return lax.while_loop(lambda s: s[0] < 3, lambda s: (s[0] + 1, s[1].at[s[0]].set(1.0)), (0, start))[1]

    for _ in range(2):
        assert f(start).tolist() == [1, 1, 1, 0]
        assert start.tolist() == [0] * 4


def test_a_loop_whose_buffers_become_one():
    """From the second step on both are the same array, and the second is read after the first is written to."""

    @nm.jit
    def f(start):
        def body(i, state):
            a, b, total = state
            a = a.at[i].set(1.0)
            return a, a, total + b.sum()

        return lax.fori_loop(0, 3, body, (start, start, 0.0))

    a, b, total = f(np.zeros(4))
    assert (a.tolist(), b.tolist(), total) == ([1, 1, 1, 0], [1, 1, 1, 0], 3.0)


def test_a_loop_whose_steps_keep_their_state():
    """Stacked states must not be overwritten by the next step."""

    def step(b, k):
        b = b.at[k].set(1.0)
        return b, b

    (end, rows) = nm.jit(lambda b: lax.scan(step, b, np.arange(3)))(np.zeros(3))
    assert rows.tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert end.tolist() == [1, 1, 1]


def test_a_loop_that_hands_back_what_is_not_its_own():
    """The second buffer is an operand again at every step: it must not be written to when it comes first."""
    table = np.arange(3.0)

    @nm.jit
    def f(a, table):
        def body(i, state):
            a, b = state
            return b, a.at[i].set(9.0), table

        return lax.fori_loop(0, 2, lambda i, s: body(i, s)[::2], (a, table))

    a = np.zeros(3)
    for _ in range(2):
        x, y = f(a, table)
        assert (x.tolist(), y.tolist()) == ([0, 1, 2], [0, 1, 2])
        assert a.tolist() == [0] * 3
        assert table.tolist() == [0, 1, 2]

    @nm.jit
    def g(a, table):
        return lax.fori_loop(0, 2, lambda i, s: (s[1].at[i].set(9.0), table), (a, table))

    for _ in range(2):
        x, y = g(a, table)
        assert (x.tolist(), y.tolist()) == ([0, 9, 2], [0, 1, 2])
        assert table.tolist() == [0, 1, 2]


# -- making and keeping plans


def test_a_plan_is_kept_with_its_program_and_becomes_source():
    program = staged(lambda x: [ew.sin(x)], VECTOR)
    p = plan(program)
    assert plan(program) is p
    assert program.derived["numpy_plan"] is p
    for _ in range(GENERATE_AFTER):
        assert p.generated is None
        execute(program, np.ones(4))
    execute(program, np.ones(4))
    assert p.generated is not None
    assert bits(execute(program, np.ones(4))[0]) == bits(np.sin(np.ones(4)))


def test_the_number_of_values_is_checked():
    p = Plan(staged(lambda x: [ew.sin(x)], VECTOR))
    for run in (p, p.generate()):
        with pytest.raises(TypeError):
            run()
        with pytest.raises(TypeError):
            run(np.ones(4), np.ones(4))


def test_values_are_freed_after_their_last_use():
    n = 100_000

    def f(x):
        for _ in range(20):
            x = reduction.cumsum(x, axis=0)
        return [reduction.reduce_sum(x, axes=(0,))]

    p = Plan(staged(f, ArrayType((n,), F64)))
    x = np.zeros(n)
    for run in (p, p.generate()):
        run(x)
        tracemalloc.start()
        run(x)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 3.5 * 8 * n


def test_ten_operations_on_ten_elements_cost_what_numpy_costs():
    def f(x, y):
        a = x * y
        b = a + x
        c = np.sin(b)
        d = c * y - a
        e = np.exp(d) + 1.0
        return e / b * x - y

    types = [ArrayType((10,), F64)] * 2
    run = Plan(simplified(staged(lambda *xs: [unwrap(f(*map(Array, xs)))], *types))).generate()
    x, y = np.random.default_rng(0).random((2, 10))
    np.testing.assert_array_equal(run(x, y)[0], f(x, y))
    ratios = []
    for _ in range(5):
        plain = min(timeit.repeat(lambda: f(x, y), number=2000, repeat=3))
        planned = min(timeit.repeat(lambda: run(x, y), number=2000, repeat=3))
        ratios.append(planned / plain)
    assert min(ratios) < 2
