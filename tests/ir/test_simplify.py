"""Simplification keeps values, bit for bit, and is fast."""

import time

import numpy as np
import pytest

import numorph as nm
from numorph.array import Array, unwrap
from numorph.core.types import ArrayType
from numorph.ir.check import check
from numorph.ir.evaluate import evaluate
from numorph.ir.inline import inline
from numorph.ir.program import Program
from numorph.ir.simplify import eliminate_dead, has_effects, rewrite, simplified
from numorph.ir.stage import stage
from numorph.ir.text import show
from numorph.ops import elementwise as ew
from numorph.ops import movement, reduction

from .random_programs import bits, random_program

F64 = np.dtype(float)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("start", range(0, 400, 50))
def test_every_pass_keeps_every_bit(start):
    for seed in range(start, start + 50):
        program, args = random_program(seed)
        wanted = [bits(x) for x in evaluate(program, *args)]
        for name in (inline, rewrite, eliminate_dead):
            program = name(program)
            program.derived.pop("checked", None)
            check(program)
            assert [bits(x) for x in evaluate(program, *args)] == wanted, f"{name.__name__}, seed {seed}"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_rewrites_that_are_not_exact_change_little():
    for seed in range(100):
        program, args = random_program(seed)
        fast = simplified(program, exact=False)
        for found, wanted in zip(evaluate(fast, *args), evaluate(program, *args), strict=True):
            np.testing.assert_allclose(found, wanted, rtol=1e-6, err_msg=f"seed {seed}")


def test_random_programs_become_shorter():
    lengths = [(len(p.eqns), len(simplified(p).eqns)) for p in (random_program(seed)[0] for seed in range(30))]
    assert sum(short for _, short in lengths) < 0.6 * sum(long for long, _ in lengths)


def test_equations_keep_their_line():
    def f(x):
        y = ew.divide(x, ew.const(x, 4.0))
        return [movement.transpose(movement.transpose(y, perm=(1, 0)), perm=(0, 1))]

    program, _ = stage(f, [ArrayType((2, 3), F64)])
    lines = {e.line for e in program.eqns}
    result = simplified(program)
    assert [e.op.name for e in result.eqns] == ["multiply", "transpose"]
    assert all(e.line in lines and e.line is not None for e in result.eqns)


def test_an_array_that_may_still_change_is_not_folded():
    mine = np.array([1.0, 2.0])
    program, _ = stage(lambda: [reduction.reduce_sum(ew.negative(mine), axes=(0,))], [])
    result = simplified(program)
    mine[0] = 5.0
    assert evaluate(result) == (-7.0,)
    window = np.broadcast_to(mine[:1], (3,))
    result = simplified(stage(lambda: [ew.negative(window)], [])[0])
    mine[0] = 8.0
    assert evaluate(result)[0].tolist() == [-8.0] * 3


def test_equal_arrays_that_may_change_are_not_merged():
    a, b = np.ones(2), np.ones(2)
    program, _ = stage(lambda x: [ew.add(x, a), ew.add(x, b)], [ArrayType((2,), F64)])
    assert len(simplified(program).eqns) == 2


def test_effects_stay_in_order():
    seen = []

    def f(x):
        nm.debug.callback(lambda v: seen.append(float(v)), x[0])
        nm.debug.callback(lambda v: seen.append(float(v)), x[0])
        return x * 1.0

    g = nm.jit(f)
    g(np.array([3.0, 4.0]))
    g(np.array([5.0, 6.0]))
    assert seen == [3.0, 3.0, 5.0, 5.0]
    program = g.decision(np.array([3.0, 4.0])).program
    assert sum(has_effects(e) for e in program.eqns) == 2


def test_a_called_program_is_inlined_where_small_or_used_once():
    large = nm.jit(lambda x: sum((np.sin(x * k) for k in range(2, 42)), x))
    small = nm.jit(lambda x: np.cos(x) * 2.0)
    once = nm.jit(lambda x: large(x) + small(x)).decision(np.ones(3)).program
    twice = nm.jit(lambda x: large(x) + small(large(x))).decision(np.ones(3)).program
    assert "call" not in show(once)
    assert show(twice).count("= call") == 2
    assert "cos" in show(twice).split("return")[-2], "the small one is inlined there too"


def test_nothing_to_do_is_the_same_program():
    program = simplified(random_program(3)[0])
    assert simplified(program) is program
    assert rewrite(program) is program
    assert eliminate_dead(program) is program
    assert inline(program) is program


@pytest.mark.alone
def test_a_thousand_operations_in_a_moment():
    """A few microseconds per equation: staging is the dearer part (25 ms for both on an idle machine)."""

    def f(x, y):
        x, y = Array(x), Array(y)
        for _ in range(100):
            a = x * 2.0 + y
            b = np.sin(a) - 1.0
            x, y = b / 4.0 + x * 1.0, np.exp(-y) * a
        return [unwrap(x), unwrap(y)]

    ratios = []
    with nm.config.set(check_programs=False):
        for _ in range(5):
            start = time.perf_counter()
            program, _ = stage(f, [ArrayType((100,), F64)] * 2)
            staged = time.perf_counter()
            simplified(program)
            ratios.append((time.perf_counter() - staged) / (staged - start))
    assert len(program.eqns) == 1000
    assert min(ratios) < 1.5


@pytest.mark.alone
def test_time_grows_with_length_only_linearly():
    def best(n):
        def f(x):
            for _ in range(n):
                x = ew.sin(ew.multiply(x, ew.const(x, 2.0)))
            return [x]

        times = []
        for _ in range(5):
            program, _ = stage(f, [ArrayType((8,), F64)])
            start = time.perf_counter()
            simplified(program)
            times.append(time.perf_counter() - start)
        return min(times)

    with nm.config.set(check_programs=False):
        assert best(2000) < 40 * best(200)


def test_empty_program():
    program = Program((), (), (), "f")
    assert simplified(program) is program
