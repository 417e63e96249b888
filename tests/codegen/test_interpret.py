"""The interpreter gives NumPy's answers, and refuses what a kernel may not do."""

from fractions import Fraction

import numpy as np
import pytest

from numorph.codegen.check import KernelError
from numorph.codegen.interpret import evaluate, run
from numorph.codegen.loops import (
    ARITHMETIC,
    COMPARISONS,
    LEAVES,
    OTHERS,
    SIZES,
    Accumulator,
    Expr,
    Fail,
    Loop,
    Place,
    Scan,
    Store,
    Update,
    binary,
    const,
    load,
    local,
)
from numorph.codegen.text import parse
from numorph.core.types import dtype_of_name

from .kernels import ALL
from .kernels.operations import round_fraction


@pytest.mark.parametrize("name", ALL)
def test_answers(name):
    case = ALL[name]
    for n in case.sizes:
        for lanes in (None, 1, 5):
            if lanes and n > 100:
                continue
            got, params = case.operands(n, np.random.default_rng(n))
            before = {k: v.copy() for k, v in got.items()}
            returned = run(case.kernel, got, params, lanes=lanes)
            expected = case.expected(before, params)
            case.compare(got, expected)
            assert returned == case.result(before, params)
            assert {b.name for b in case.kernel.buffers if b.written} == set(expected)
            for b in case.kernel.buffers:
                if not b.written and all(got[b.name] is not got[other] for other in expected):
                    assert got[b.name].tobytes() == before[b.name].tobytes()


@pytest.mark.parametrize("name", [k for k, case in ALL.items() if case.kernel.body.parallel])
def test_parts_of_the_parallel_loop(name):
    case = ALL[name]
    got, params = case.operands(17, np.random.default_rng(0))
    before = {k: v.copy() for k, v in got.items()}
    extent = case.extent(params)
    middle = extent // 3
    results = [run(case.kernel, got, params, begin, end) for begin, end in ((middle, extent), (0, middle))]
    case.compare(got, case.expected(before, params))
    assert max(results) == case.result(before, params)


def parts(x):
    """Statements and expressions below a statement or an expression."""
    yield x
    for slot in type(x).__slots__:
        below = getattr(x, slot)
        for y in below if isinstance(below, tuple) else (below,):
            if isinstance(y, Expr | Place | Store | Accumulator | Update | Scan | Loop | Fail):
                yield from parts(y)


def test_the_kernels_hold_everything():
    found = [x for case in ALL.values() for x in parts(case.kernel.body)]
    expressions = [x for x in found if isinstance(x, Expr)]
    assert {e.op for e in expressions} == {*ARITHMETIC, *COMPARISONS, *OTHERS, *LEAVES}
    assert {e.dtype for e in expressions} == set(SIZES)
    assert {type(x) for x in found} == {Expr, Place, Store, Accumulator, Update, Scan, Loop, Fail}
    operations = {"add", "mul", "min", "max", "and", "or", "argmin", "argmax", "set"}
    assert {x.op for x in found if isinstance(x, Accumulator)} == operations
    loops = [x for x in found if isinstance(x, Loop)]
    assert len({(x.parallel, x.vector, x.reverse) for x in loops}) == 6  # of 8: a parallel loop runs upwards


def kernel(body, buffers="x: f64, out: f64 written"):
    return parse(f"kernel({buffers}; n) {{\nvector for i in 0..$n {{\n{body}\n}}\n}}")


def operands(n):
    return {"x": np.arange(float(n)), "out": np.zeros(n)}


@pytest.mark.parametrize("place", ["x[i + 1]", "x[i + -1]", "x[i*-1]", "x[i*2]", "x[$n]"])
def test_elements_outside(place):
    with pytest.raises(IndexError, match="which has 3"):
        run(kernel(f"%0 = load f64 {place}\nstore %0, out[i]"), operands(3), {"n": 3})
    with pytest.raises(IndexError, match="of 'out', which has 3"):
        run(kernel(f"store 1.0:f64, {place.replace('x', 'out')}"), operands(3), {"n": 3})


def test_masked_elements_may_be_outside():
    body = "%0 = lt i64 i, 2\n%1 = load f64 x[i + 1] if %0\nstore %1, out[i + 1] if %0"
    memory = operands(3)
    run(kernel(body), memory, {"n": 3})
    np.testing.assert_array_equal(memory["out"], [0, 1, 2])


def test_reading_what_was_overwritten():
    k = kernel(
        "%0 = load f64 x[i]\nstore %0, out[i]\n%1 = load f64 x[i]\nstore %1, out[i]", "x: f64, out: f64 written over x"
    )
    with pytest.raises(IndexError, match="an element of 'x' that it has overwritten"):
        run(k, operands(3), {"n": 3})
    k = kernel("%0 = load f64 x[i*-1 + 2]\nstore %0, out[i]", "x: f64, out: f64 written over x")
    with pytest.raises(IndexError, match="overwritten"):
        run(k, operands(3), {"n": 3}, lanes=1)


@pytest.mark.parametrize("op", ["quo", "rem"])
def test_divisions_without_result(op):
    x, y = local("x", "i16"), local("y", "i16")
    with pytest.raises(ZeroDivisionError):
        evaluate(binary(op, x, y), {"x": np.int16([1, 2]), "y": np.int16([1, 0])})
    with pytest.raises(OverflowError):
        evaluate(binary(op, x, y), {"x": np.int16(-(2**15)), "y": np.int16(-1)})


@pytest.mark.parametrize("index", [-1, 2])
def test_entries_outside_of_a_table(index):
    with pytest.raises(IndexError, match="of a table of 2"):
        evaluate(Expr("table", "f64", (local("i", "i64"),), (1.0, 2.0)), {"i": np.int64(index)})


def test_memory_of_another_dtype():
    with pytest.raises(TypeError, match="'x' must be a 1-D array of f64"):
        run(kernel("store 1.0:f64, out[i]"), operands(3) | {"x": np.zeros(3, np.float32)}, {"n": 3})
    with pytest.raises(TypeError, match="'out'"):
        run(kernel("store 1.0:f64, out[i]"), operands(3) | {"out": np.zeros((3, 1))}, {"n": 3})


def test_wrong_kernels_do_not_run():
    with pytest.raises(KernelError):
        run(kernel("store 1.0:f64, x[i]"), operands(3), {"n": 3})


def test_buffers_and_parameters_in_order():
    memory = operands(3)
    assert run(kernel("%0 = load f64 x[i]\nstore %0, out[i]"), [memory["x"], memory["out"]], [3]) == 0
    np.testing.assert_array_equal(memory["out"], memory["x"])


def test_statements_evaluate_afresh():
    x = load(Place("out", (("i", 1),)), "f64")
    k = kernel("store 1.0:f64, out[i]")
    twice = Store(Place("out", (("i", 1),)), binary("add", x, x))
    memory = operands(2) | {"out": np.array([1.0, 2.0])}
    loop = Loop("i", k.body.stop, [twice, twice], vector=True)
    run(type(k)(k.buffers, k.params, loop), memory, {"n": 2})
    np.testing.assert_array_equal(memory["out"], [4, 8])


def test_long_chains():
    e = x = local("x", "f64")
    for _ in range(5000):
        e = binary("add", e, x)
    assert evaluate(e, {"x": np.float64(2)}) == 10002


def test_expressions_with_memory_and_parameters():
    e = binary("mul", load(Place("x", (("i", "step"),), "first"), "f32"), const(0.1, "f32"))
    memory = np.arange(10, dtype=np.float32)
    got = evaluate(e, {"i": np.arange(3)}, {"step": 3, "first": 1}, {"x": memory})
    assert got.dtype == np.float32
    np.testing.assert_array_equal(got, memory[1:8:3] * np.float32(0.1))


@pytest.mark.parametrize("dtype", ["f32", "f64"])
def test_fused_multiply_add_rounds_once(dtype):
    """Sums that cancel, that lie half way between two floats, that are subnormal, that overflow."""
    kind, rng = dtype_of_name(dtype).type, np.random.default_rng(1)
    x, y = [(rng.integers(1, 2**12, 400) * 2.0 ** rng.integers(-9, 9, 400) + 2.0**-20).astype(kind) for _ in range(2)]
    z = -(x * y)
    z[100:200] = z[100:200] * kind(2.0**30)
    z[200:300] = np.nextafter(x[200:300] * y[200:300], kind(0)) * kind(2.0 ** (np.finfo(kind).nmant + 1))
    tiny = kind(2.0) ** kind(np.finfo(kind).minexp // 2 - 10)
    x[300:], y[300:], z[300:] = x[300:] * tiny, y[300:] * tiny, np.finfo(kind).smallest_subnormal
    x[390:], y[390:], z[390:] = np.finfo(kind).max, 2, -np.finfo(kind).max
    got = evaluate(Expr("fma", dtype, tuple([local(n, dtype) for n in "xyz"])), {"x": x, "y": y, "z": z})
    exact = [Fraction(float(a)) * Fraction(float(b)) + Fraction(float(c)) for a, b, c in zip(x, y, z, strict=True)]
    np.testing.assert_array_equal(got, np.array([round_fraction(e, kind) if e else 0 for e in exact], kind))
