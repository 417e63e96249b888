"""Loops of procedures that become vectors, on this machine and on others."""

import math

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.procedures.ir import (
    Assign,
    Bail,
    For,
    If,
    Procedure,
    Reg,
    Store,
    const,
    load,
    reg,
)

from .procedures import (
    COMPLEX,
    FLOAT_BINARY,
    FLOAT_UNARY,
    FLOATS,
    INTEGER_BINARY,
    INTEGERS,
    NUMPY,
    add,
    code,
    elementwise,
    i64,
    op,
    parallel,
    samples,
)
from .test_llvm import TARGETS, Guarded

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


@pytest.fixture(autouse=True, scope="module")
def own_folder(tmp_path_factory):
    with nm.config.set(cache_dir=str(tmp_path_factory.mktemp("cache"))):
        yield


@pytest.mark.parametrize("name, function", [("add", np.sum), ("mul", np.prod), ("min", np.min), ("max", np.max)])
@pytest.mark.parametrize("dtype", ["f32", "f64", "i32", "i64", "u8", "c128"])
def test_reductions(name, function, dtype):
    if dtype == "c128" and name in ("min", "max"):
        return
    p, n, s = Reg("p", "ptr"), Reg("n", "i64"), Reg("s", dtype)
    update = parallel(lambda i: [Assign(s, op(name, reg(s), load(p, i, dtype), attr="free"))], n)
    made = code([Assign(s, load(p, i64(0), dtype)), Assign(update.counter, i64(0)), update], [p, n], [s])
    x = samples(dtype, 1001, 4)
    x = np.where(np.isfinite(x), x, 1).astype(x.dtype)
    if dtype in ("i64", "i32", "u8"):
        x = x % 4
    x[0] = name == "mul"
    for n in (1, 2, 7, 8, 100, 1001):
        with np.errstate(all="ignore"):
            expected = function(x[:n], dtype=x.dtype) if name in ("add", "mul") else function(x[:n])
            expected = expected if np.isfinite(expected) else 0
        (found,) = made.call([x.ctypes.data, n])
        np.testing.assert_allclose(found if np.isfinite(found) else 0, expected, rtol=1e-3 if dtype == "f32" else 1e-10)


@pytest.mark.parametrize("name", ["min", "max"])
@pytest.mark.parametrize("dtype", ["f32", "f64"])
def test_nan_spreads_over_extrema(name, dtype):
    p, n, s = Reg("p", "ptr"), Reg("n", "i64"), Reg("s", dtype)
    update = parallel(lambda i: [Assign(s, op(name, reg(s), load(p, i, dtype), attr="free"))], n)
    made = code([update], [p, n], [s])
    x = np.random.default_rng(0).random(300).astype(NUMPY[dtype])
    assert not math.isnan(made.call([x.ctypes.data, 300])[0])
    for k in (0, 17, 155, 299):
        y = x.copy()
        y[k] = math.nan
        assert math.isnan(made.call([y.ctypes.data, 300])[0])


@pytest.mark.parametrize("name, function", [("add", sum), ("mul", math.prod), ("min", min), ("max", max)])
@pytest.mark.parametrize("dtype", ["f32", "f64", "i8", "u16", "i64", "c128"])
def test_reductions_of_some_elements(name, function, dtype):
    if dtype == "c128" and name in ("min", "max"):
        return
    p, n, s, t = Reg("p", "ptr"), Reg("n", "i64"), Reg("s", dtype), Reg("t", dtype)

    def body(i):
        x = load(p, i, dtype)
        update = [Assign(r, op(name, reg(r), x, attr="free")) for r in (s, t)]
        odd = op("ne", op("and", i, i64(1)), i64(0))
        third = op("eq", op("rem", i, i64(3)), i64(0))
        return [If(odd, [update[0], If(third, [update[1]])], [If(third, [update[0]], [update[1]])])]

    made = code([Assign(s, const(1, dtype)), Assign(t, const(1, dtype)), parallel(body, n)], [p, n], [s, t])
    x = np.random.default_rng(3).integers(1, 3, 100).astype(NUMPY[dtype])
    for n in (0, 1, 2, 6, 20 if name == "mul" else 100):
        kept = [k for k in range(n) if k % 2 or k % 3 == 0]
        other = [k for k in range(n) if (k % 3 == 0 if k % 2 else k % 3)]
        expected = [function([1, *x[k].tolist()]) for k in (kept, other)]
        bits = 8 * x.itemsize - (dtype[0] == "i")
        if dtype[0] in "iu" and max(expected) >= 1 << bits:
            continue
        assert made.call([x.ctypes.data, n]) == expected


def test_nested_parallel_loops():
    p, q, m, n, i, j = (Reg(x, "ptr" if x in "pq" else "i64") for x in "pqmnij")
    value = op("mul", load(p, reg(j), "f64"), op("convert", reg(i), dtype="f64"))
    store = Store(q, add(op("mul", reg(i), reg(n)), reg(j)), value)
    inner = For(j, i64(0), reg(n), [store], parallel=True)
    made = code([For(i, i64(0), reg(m), [inner], parallel=True)], [p, q, m, n], [])
    x, out = np.random.default_rng(0).random(37), np.zeros((9, 37))
    made.call([x.ctypes.data, out.ctypes.data, 9, 37])
    np.testing.assert_array_equal(out, np.arange(9.0)[:, None] * x)


@pytest.mark.parametrize("dtype", ["f64", "f32", "u8", "c64"])
def test_nothing_beyond_what_the_procedure_says_is_touched(dtype):
    """Memory before and after the arrays cannot be touched."""
    made = elementwise(lambda x, y: add(x, y), [dtype, dtype], dtype)
    for n in (*range(20), 63, 64, 65, 200):
        for at_end in (True, False):
            arrays = [np.nan_to_num(samples(dtype, n, k), posinf=0, neginf=0) for k in range(3)]
            x, y, out = (Guarded(a, at_end) for a in arrays)
            made.call([x.address, y.address, out.address, n])
            np.testing.assert_array_equal(out.array, x.array + y.array)


def optimised(made):
    """The LLVM IR of a procedure after the passes."""
    import llvmlite.binding as llvm

    from numorph.codegen import engine
    from numorph.codegen.procedure_llvm import emit

    machine = engine._machine(target.host(), 2)
    text = emit(made.procedure, "f", target.host()).text
    with llvm.create_context() as context, llvm.parse_assembly(text, context) as module:
        engine._optimise(module, machine, engine.PASSES)
        return str(module)


def test_loops_are_vectors(capsys):
    """That they are; and, for readers, how fast: printed, as a busy machine may be slow."""
    import time

    p, q, n, s = Reg("p", "ptr"), Reg("q", "ptr"), Reg("n", "i64"), Reg("s", "f64")
    x = np.random.default_rng(0).random(1_000_000)
    y = x.copy()
    element = lambda i: load(p, i, "f64")
    total = parallel(lambda i: [Assign(s, add(reg(s), element(i), attr="free"))], n)
    most = parallel(lambda i: [Assign(s, op("max", reg(s), element(i), attr="free"))], n)
    axpy = parallel(lambda i: [Store(q, i, add(load(q, i, "f64"), op("mul", const(2.0, "f64"), element(i))))], n)
    exp = parallel(lambda i: [Store(q, i, op("call", element(i), attr="exp"))], n)
    some = parallel(
        lambda i: [If(op("gt", element(i), const(0.5, "f64")), [Assign(s, add(reg(s), element(i), attr="free"))])], n
    )
    cases = {
        "sum": (total, [s], lambda: x.sum()),
        "max": (most, [s], lambda: x.max()),
        "axpy": (axpy, [], lambda: np.add(y, 2 * x, out=y)),
        "exp": (exp, [], lambda: np.exp(x, out=y)),
        "some": (some, [s], lambda: x[x > 0.5].sum()),
    }
    for name, (loop, results, plain) in cases.items():
        made = code([loop], [p, q, n], results)
        lanes = target.host().vector_bits // 64
        assert f"<{lanes} x double>" in optimised(made), name
        if name == "exp":
            assert f"@vm_exp_f64x{lanes}(<" in optimised(made).split("define internal")[1].split("\n}")[0]

        def fastest(f):
            best = math.inf
            for _ in range(5):
                start = time.perf_counter()
                f()
                best = min(best, time.perf_counter() - start)
            return 1e6 * best

        made.make()
        ours = fastest(lambda made=made: made.call([x.ctypes.data, y.ctypes.data, len(x)]))
        with capsys.disabled():
            print(f"\n{name:5} of 1e6 elements: {ours:6.0f} us, NumPy {fastest(plain):6.0f} us", end="")


@pytest.mark.parametrize("name", TARGETS)
def test_code_for_other_machines(name):
    """Everything that is not math has code, which needs no library that is not there, and gives the same."""
    from numorph.codegen import engine
    from numorph.codegen.procedure_llvm import emit

    dtypes = ["bool", *INTEGERS, *FLOATS, *COMPLEX]
    n, i, p = Reg("n", "i64"), Reg("i", "i64"), Reg("p", "ptr")
    numbers = [Reg(f"s{d}", d) for d in dtypes]
    body = []
    for r in numbers:
        names = {"b": ["xor"], "i": INTEGER_BINARY, "u": INTEGER_BINARY, "f": FLOAT_BINARY, "c": ["add", "mul", "div"]}
        for operation in names[r.dtype[0]]:
            body.append(Assign(r, op(operation, op("convert", reg(i), dtype=r.dtype), reg(r))))
        for operation in FLOAT_UNARY if r.dtype in FLOATS else ():
            body.append(Assign(r, op(operation, reg(r))))
        for other in dtypes if r.dtype not in COMPLEX else ():
            body.append(Assign(numbers[dtypes.index(other)], op("convert", reg(r), dtype=other)))
    checks = [If(op("overflows", reg(i), reg(n), attr=what), [Bail(what)]) for what in ("add", "sub", "mul", "shl")]
    s = numbers[dtypes.index("f64")]
    extrema = [Assign(s, op(what, reg(s), load(p, reg(i), "f64"), attr="free")) for what in ("add", "min")]
    loops = [For(i, i64(0), reg(n), [e], parallel=True) for e in extrema]
    procedure = Procedure("all", [p, n], numbers, [For(i, i64(1), i64(9), [*checks, *body]), *loops])
    text = emit(procedure, "all", TARGETS[name]).text
    engine.load(engine.machine_code(text, 2, TARGETS[name], engine.PASSES), ["all"])
