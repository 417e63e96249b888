"""Procedures as machine code: every statement and operation, bails, memory, tapes, Python functions, products."""

import ctypes
import math
import threading

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.procedures.ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Return,
    Store,
    While,
    const,
    load,
    reg,
)
from numorph.runtime import procedure_code
from numorph.runtime.procedure_code import Memory, ProcedureCode, Tape

from .test_llvm import TARGETS, Guarded

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

NUMPY = {"bool": "?", "f16": "e", "f32": "f", "f64": "d", "c64": "F", "c128": "D"} | {
    f"{k}{b}": f"{k}{b // 8}" for k in "iu" for b in (8, 16, 32, 64)
}
COMPARISONS = {"eq", "ne", "lt", "le", "gt", "ge", "overflows"}


@pytest.fixture(autouse=True, scope="module")
def own_folder(tmp_path_factory):
    with nm.config.set(cache_dir=str(tmp_path_factory.mktemp("cache"))):
        yield


def op(name, *args, dtype=None, attr=None):
    return Expr(name, dtype or ("bool" if name in COMPARISONS else args[-1].dtype), args, attr)


def i64(k):
    return const(k, "i64")


def add(x, y, **more):
    return op("add", x, y, **more)


def code(body, inputs=(), results=()):
    return ProcedureCode(Procedure("f", inputs, results, body))


def elementwise(make, given, result):
    """The code of out[i] = make(x[i], y[i], ...)."""
    pointers = [Reg(f"p{k}", "ptr") for k in range(len(given) + 1)]
    n, i = Reg("n", "i64"), Reg("i", "i64")
    values = [load(p, reg(i), d) for p, d in zip(pointers, given, strict=False)]
    store = Store(pointers[-1], reg(i), make(*values))
    assert store.value.dtype == result
    return code([For(i, i64(0), reg(n), [store], parallel=True)], [*pointers, n])


def apply(made, result, *arrays):
    out = np.zeros(len(arrays[0]), NUMPY[result])
    assert made.call([*[a.ctypes.data for a in arrays], out.ctypes.data, len(out)]) == []
    return out


# -- operations

FLOATS = ["f16", "f32", "f64"]
INTEGERS = [f"{k}{b}" for k in "iu" for b in (8, 16, 32, 64)]
COMPLEX = ["c64", "c128"]


def samples(dtype, n, seed):
    rng = np.random.default_rng(seed)
    kind = np.dtype(NUMPY[dtype])
    if dtype == "bool":
        return rng.random(n) < 0.5
    if dtype in INTEGERS:
        info = np.iinfo(kind)
        found = rng.integers(info.min, info.max, n, dtype=kind, endpoint=True)
        found[: n // 2] = rng.integers(0 if info.min == 0 else -9, 9, n // 2)
        return found
    special = [0.0, -0.0, 1.0, -2.5, math.inf, -math.inf, math.nan]
    if dtype in COMPLEX:
        found = (rng.standard_normal(n) + 1j * rng.standard_normal(n)).astype(kind)
        parts = [rng.choice(special, n // 3), rng.choice(special, n // 3)]
        found[: n // 3].real, found[: n // 3].imag = parts
        return found
    found = (rng.standard_normal(n) * 10).astype(kind)
    found[: n // 3] = rng.choice(special, n // 3)
    return found


FLOAT_BINARY = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "min": np.minimum,
    "max": np.maximum,
    "copysign": np.copysign,
    "fmin": np.fmin,
    "fmax": np.fmax,
}
FLOAT_UNARY = {
    "neg": np.negative,
    "abs": np.abs,
    "sqrt": np.sqrt,
    "floor": np.floor,
    "ceil": np.ceil,
    "trunc": np.trunc,
    "rint": np.rint,
}
INTEGER_BINARY = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "min": np.minimum,
    "max": np.maximum,
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "xor": np.bitwise_xor,
    "shl": np.left_shift,
    "shr": np.right_shift,
}
INTEGER_UNARY = {"neg": np.negative, "abs": np.abs, "not": np.invert}
COMPARED = {
    "eq": np.equal,
    "ne": np.not_equal,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
}
CASES = [
    *[(o, d, f) for d in FLOATS for o, f in (FLOAT_BINARY | FLOAT_UNARY | COMPARED).items()],
    *[(o, d, f) for d in INTEGERS for o, f in (INTEGER_BINARY | INTEGER_UNARY | COMPARED).items()],
    *[(o, d, FLOAT_BINARY[o]) for d in COMPLEX for o in ("add", "sub", "mul", "div")],
    *[("neg", d, np.negative) for d in COMPLEX],
    *[(o, d, COMPARED[o]) for d in COMPLEX for o in ("eq", "ne")],
    *[(o, "bool", INTEGER_BINARY[o]) for o in ("and", "or", "xor")],
    ("not", "bool", np.logical_not),
    *[("popcount", d, np.bitwise_count) for d in INTEGERS if d[0] == "u"],
]


@pytest.mark.parametrize("name, dtype, function", CASES, ids=lambda x: x if isinstance(x, str) else "")
def test_operations_are_those_of_numpy(name, dtype, function):
    xs = [samples(dtype, 300, seed) for seed in range(function.nin)]
    with np.errstate(all="ignore"):
        expected = function(*xs)
    result = "bool" if name in COMPARISONS else dtype
    made = elementwise(lambda *v: op(name, *v, dtype=result), [dtype] * len(xs), result)
    found = apply(made, result, *xs)
    if dtype in COMPLEX and result != "bool":
        np.testing.assert_allclose(found, expected.astype(found.dtype), rtol=1e-6 if dtype == "c64" else 1e-14)
    else:
        np.testing.assert_array_equal(found, expected.astype(found.dtype))


@pytest.mark.parametrize("new", [*FLOATS, *INTEGERS, "bool", *COMPLEX])
@pytest.mark.parametrize("old", [*FLOATS, *INTEGERS, "bool"])
def test_conversions(old, new):
    x = samples(old, 100, 3)
    if old in FLOATS and new in INTEGERS:
        x = np.clip(np.nan_to_num(x, posinf=9, neginf=0), 0 if new[0] == "u" else -50, 50).astype(x.dtype)
    with np.errstate(all="ignore"):
        expected = x.astype(NUMPY[new])
    found = apply(elementwise(lambda v: op("convert", v, dtype=new), [old], new), new, x)
    np.testing.assert_array_equal(found, expected)


def test_a_float_that_fits_no_integer_is_some_integer_that_tests_hold_for():
    x, k, r = Reg("x", "f64"), Reg("k", "i64"), Reg("r", "i64")
    wrong = op("or", op("lt", reg(k), i64(0)), op("ge", reg(k), i64(10)))
    body = [Assign(k, op("convert", reg(x), dtype="i64")), If(wrong, [Assign(r, i64(-1))], [Assign(r, reg(k))])]
    made = code(body, [x], [r])
    for value in (3.7, -3.0, 1e300, math.nan, -math.inf):
        assert made.call([value])[0] == (3 if value == 3.7 else -1) or 0 <= made.call([value])[0] < 10
    constant = op("convert", const(1e300, "f64"), dtype="i64")
    assert -1 <= code([Assign(k, constant), *body[1:]], [], [r]).call([])[0] < 10


@pytest.mark.parametrize("name", ["add", "sub", "mul", "shl"])
def test_overflows(name):
    numbers = [0, 1, -1, 2, 3, 62, 63, 64, 100, 2**31, 2**62, 2**63 - 1, -(2**63), -(2**62), 3037000500]
    made = elementwise(lambda x, y: op("overflows", x, y, attr=name), ["i64", "i64"], "bool")
    x, y = (np.array(a.ravel(), "i8") for a in np.meshgrid(numbers, numbers))
    exact = {
        "add": lambda a, b: a + b,
        "sub": lambda a, b: a - b,
        "mul": lambda a, b: a * b,
        "shl": lambda a, b: (a << b if b < 200 else 0) if b >= 0 else 2**64,
    }[name]
    pairs = [(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True) if name != "shl" or b < 200]
    x, y = (np.array(a, "i8") for a in zip(*pairs, strict=True))
    expected = [not -(2**63) <= exact(a, b) < 2**63 for a, b in pairs]
    np.testing.assert_array_equal(apply(made, "bool", x, y), expected)


def test_shifts_by_constants_of_any_size():
    x = samples("i64", 50, 1)
    for n in (0, 5, 63, 64, 1000, -1):
        left = apply(elementwise(lambda v, n=n: op("shl", v, i64(n)), ["i64"], "i64"), "i64", x)
        right = apply(elementwise(lambda v, n=n: op("shr", v, i64(n)), ["i64"], "i64"), "i64", x)
        inside = 0 <= n < 64
        np.testing.assert_array_equal(left, x << n if inside else 0 * x)
        np.testing.assert_array_equal(right, x >> n if inside else np.where(x < 0, -1, 0))


@pytest.mark.parametrize("dtype", INTEGERS)
def test_division_of_integers(dtype):
    x, y = samples(dtype, 200, 1), samples(dtype, 200, 2)
    y[(y == 0) | ((y == -1) if dtype[0] == "i" else False)] = 3
    found = apply(elementwise(lambda a, b: op("quo", a, b), [dtype, dtype], dtype), dtype, x, y)
    expected = [
        abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1) for a, b in zip(x.tolist(), y.tolist(), strict=True)
    ]
    np.testing.assert_array_equal(found, np.array(expected, x.dtype))
    rest = apply(elementwise(lambda a, b: op("rem", a, b), [dtype, dtype], dtype), dtype, x, y)
    np.testing.assert_array_equal(rest, np.fmod(x, y))


def test_other_operations():
    x, y, z = (np.random.default_rng(k).standard_normal(100) for k in range(3))
    made = elementwise(lambda a, b, c: op("fma", a, b, c), ["f64"] * 3, "f64")
    np.testing.assert_allclose(apply(made, "f64", x, y, z), x * y + z, rtol=1e-12, atol=1e-15)
    bits = apply(elementwise(lambda a: op("bitcast", a, dtype="i64"), ["f64"], "i64"), "i64", x)
    np.testing.assert_array_equal(bits, x.view("i8"))
    made = elementwise(lambda a, b: op("select", op("lt", a, b), a, b, dtype="f64"), ["f64"] * 2, "f64")
    np.testing.assert_array_equal(apply(made, "f64", x, y), np.minimum(x, y))
    n = np.arange(100, dtype="i4") - 50
    made = elementwise(lambda a, b: op("scale", a, b, dtype="f64"), ["f64", "i32"], "f64")
    np.testing.assert_array_equal(apply(made, "f64", x, n), np.ldexp(x, n))
    u = samples("u64", 100, 5)
    made = elementwise(lambda a, b: op("mulhi", a, b), ["u64", "u64"], "u64")
    expected = [(a * b) >> 64 for a, b in zip(u.tolist(), u[::-1].tolist(), strict=True)]
    np.testing.assert_array_equal(apply(made, "u64", u, u[::-1].copy()), np.array(expected, "u8"))
    clz = apply(elementwise(lambda a: op("clz", a), ["u64"], "u64"), "u64", u)
    np.testing.assert_array_equal(clz, [64 - int(v).bit_length() for v in u])


@pytest.mark.parametrize("dtype, part", [("c64", "f32"), ("c128", "f64")])
def test_parts_of_complex_numbers(dtype, part):
    z = samples(dtype, 100, 1)
    np.testing.assert_array_equal(
        apply(elementwise(lambda v: op("real", v, dtype=part), [dtype], part), part, z), z.real
    )
    np.testing.assert_array_equal(
        apply(elementwise(lambda v: op("imag", v, dtype=part), [dtype], part), part, z), z.imag
    )
    re, im = samples(part, 100, 2), samples(part, 100, 3)
    made = elementwise(lambda a, b: op("complex", a, b, dtype=dtype), [part, part], dtype)
    found = apply(made, dtype, re, im)
    np.testing.assert_array_equal(found.real, re)
    np.testing.assert_array_equal(found.imag, im)
    chosen = elementwise(
        lambda a, b: op("select", op("eq", a, b), const(1 - 2j, dtype), b, dtype=dtype), [dtype, dtype], dtype
    )
    np.testing.assert_array_equal(apply(chosen, dtype, z, found), np.where(z == found, 1 - 2j, found).astype(z.dtype))


@pytest.mark.parametrize("dtype", ["f32", "f64"])
@pytest.mark.parametrize("name, function", [("exp", np.exp), ("log", np.log), ("sin", np.sin), ("tanh", np.tanh)])
def test_math_functions_on_numbers_and_in_loops(name, function, dtype):
    x = np.abs(samples(dtype, 1000, 1)) + np.dtype(NUMPY[dtype]).type(0.1)
    tolerance = 1e-6 if dtype == "f32" else 1e-14
    with np.errstate(all="ignore"):
        expected = function(x)
    found = apply(elementwise(lambda v: op("call", v, attr=name), [dtype], dtype), dtype, x)
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=1e-300)
    a, r = Reg("a", dtype), Reg("r", dtype)
    one = code([Assign(r, op("call", reg(a), attr=name))], [a], [r])
    for value, right in zip(x[:50].tolist(), expected[:50].tolist(), strict=True):
        np.testing.assert_allclose(one.call([value]), [right], rtol=tolerance)


def test_a_math_function_of_two_operands():
    x, y = np.random.default_rng(0).random((2, 500))
    made = elementwise(lambda a, b: op("call", a, b, attr="power"), ["f64", "f64"], "f64")
    np.testing.assert_allclose(apply(made, "f64", x, y), x**y, rtol=1e-14)


# -- control flow


def test_numbers_of_all_kinds_in_and_out():
    dtypes = ["bool", *INTEGERS, *FLOATS]
    registers = [Reg(f"r{d}", d) for d in dtypes]
    values = [True, *[-7 if d[0] == "i" else 2 ** int(d[1:]) - 1 for d in INTEGERS], 0.5, 0.25, -0.1]
    assert code([], registers, registers).call(values) == values


def test_complex_results():
    z = Reg("z", "c128")
    w = Reg("w", "c64")
    assert code([Assign(z, const(1 + 2j, "c128")), Assign(w, const(0.5 - 4j, "c64"))], [], [z, w]).call([]) == [
        1 + 2j,
        0.5 - 4j,
    ]


@pytest.mark.parametrize("step", [1, -1, 2, -3, 7, 2**62, -(2**63)])
def test_counted_loops(step):
    a, b, i, s, k = (Reg(name, "i64") for name in "abisk")
    count = [Assign(k, add(reg(k), i64(1))), Assign(s, op("xor", op("mul", reg(s), i64(31)), reg(i)))]
    made = code([For(i, reg(a), reg(b), count, step=step)], [a, b], [k, s])
    edges = [2**63 - 1, 2**63 - 3, -(2**63), -(2**63) + 2]
    for start in (0, 5, -4, *edges):
        for stop in (0, 5, 11, -20, *edges):
            numbers = range(start, stop, step)
            if (stop - start) // step > 1000:
                continue
            value = 0
            for x in numbers:
                value = ((value * 31 + 2**63) % 2**64 - 2**63) ^ x
            assert made.call([start, stop]) == [len(numbers), value]


def test_nested_loops_with_break_continue_and_return():
    n, i, j, s, k = (Reg(name, "i64") for name in "nijsk")
    inner = [
        If(op("eq", reg(j), i64(3)), [Continue()]),
        If(op("gt", op("mul", reg(i), reg(j)), i64(20)), [Break()]),
        Assign(s, add(reg(s), op("mul", reg(i), reg(j)))),
        If(op("gt", reg(s), i64(500)), [Return(), Assign(s, i64(-1))], [Assign(k, add(reg(k), i64(1)))]),
    ]
    made = code([For(i, i64(0), reg(n), [For(j, i64(0), reg(n), inner)])], [n], [s, k])

    def plain(n):
        s = k = 0
        for i in range(n):
            for j in range(n):
                if j == 3:
                    continue
                if i * j > 20:
                    break
                s += i * j
                if s > 500:
                    return [s, k]
                k += 1
        return [s, k]

    for n in range(30):
        assert made.call([n]) == plain(n)


def test_while_and_everything_after_it():
    n, k, steps = Reg("n", "i64"), Reg("k", "i64"), Reg("steps", "i64")
    even = op("eq", op("and", reg(k), i64(1)), i64(0))
    body = [
        If(op("eq", reg(k), i64(1)), [Break()]),
        Assign(steps, add(reg(steps), i64(1))),
        If(even, [Assign(k, op("shr", reg(k), i64(1))), Continue()]),
        Assign(k, add(op("mul", reg(k), i64(3)), i64(1))),
    ]
    made = code([Assign(k, reg(n)), While(body), Assign(k, add(reg(k), reg(steps)))], [n], [steps, k])
    assert made.call([27]) == [111, 112]
    forever = code([While([If(op("gt", reg(n), i64(0)), [Return()], [Bail("none")])])], [n], [n])
    assert forever.call([3]) == [3]
    assert forever.call([0]) is None


def test_both_branches_jump():
    n, r = Reg("n", "i64"), Reg("r", "i64")
    body = [
        If(op("lt", reg(n), i64(0)), [Assign(r, i64(1)), Return()], [Bail("not negative")]),
        Assign(r, i64(5)),
    ]
    made = code(body, [n], [r])
    assert made.call([-1]) == [1]
    assert made.call([1]) is None
    assert made.last_bail == "not negative"


def test_registers_are_zero_at_first():
    registers = [Reg("a", "i64"), Reg("b", "f32"), Reg("c", "bool"), Reg("d", "c128"), Reg("p", "ptr")]
    a, b, c, d, p = code([], [], registers).call([])
    assert [a, b, c, d, p.address] == [0, 0.0, False, 0j, 0]


def test_bails_say_why():
    n, r = Reg("n", "i64"), Reg("r", "i64")
    reasons = ["one", "two", "one"]
    body = [If(op("eq", reg(n), i64(k)), [Bail(reason)]) for k, reason in enumerate(reasons)]
    made = code([*body, Assign(r, reg(n))], [n], [r])
    for k, reason in enumerate(reasons):
        assert made.call([k]) is None
        assert made.last_bail == reason
        assert made.last_error is None
    assert made.call([9]) == [9]


def test_inputs_that_do_not_fit():
    n = Reg("n", "i64")
    made = code([], [n], [n])
    assert made.call([2**63]) is None
    assert "does not fit" in made.last_bail
    with pytest.raises(TypeError, match="takes 1 inputs"):
        made.call([1, 2])


def test_an_input_may_be_assigned():
    n = Reg("n", "i64")
    assert code([Assign(n, add(reg(n), i64(1)))], [n], [n]).call([4]) == [5]


# -- memory


def filled(pointer, count, start=0):
    i = Reg("i", "i64")
    value = op("convert", add(reg(i), i64(start)), dtype="f64")
    return For(i, i64(0), count, [Store(pointer, reg(i), value)], parallel=True)


def test_memory_that_is_given_back():
    p, n = Reg("p", "ptr"), Reg("n", "i64")
    made = code([Alloc(p, reg(n), "f64"), filled(p, reg(n))], [n], [p])
    for n in (0, 1, 5, 100_000):
        (memory,) = made.call([n])
        assert isinstance(memory, Memory)
        assert memory.nbytes == 8 * n
        assert memory.address % 64 == 0
        x = memory.array("f8", (n,), (8,))
        del memory
        made.call([n])
        np.testing.assert_array_equal(x, np.arange(n))
        x += 1
    x = made.call([12])[0].array("f8", (3, 2), (32, 8))
    np.testing.assert_array_equal(x, np.arange(12.0).reshape(3, 4)[:, :2])


def test_zeroed_memory():
    p, q, n = Reg("p", "ptr"), Reg("q", "ptr"), Reg("n", "i64")
    body = [Alloc(q, reg(n), "f64"), filled(q, reg(n), 1), Release(q), Alloc(p, reg(n), "f64", zero=True)]
    made = code(body, [n], [p])
    for n in (3, 1000):
        assert not made.call([n])[0].array("f8", (n,), (8,)).any()


def test_memory_of_the_caller():
    p, q, r = Reg("p", "ptr"), Reg("q", "ptr"), Reg("r", "ptr")
    made = code([Assign(r, reg(q))], [p, q], [r, p])
    x, y = np.arange(3.0), np.arange(3.0)
    a, b = made.call([x.ctypes.data, y.ctypes.data])
    assert [a.address, b.address] == [y.ctypes.data, x.ctypes.data]
    assert [a.nbytes, b.nbytes] == [0, 0]


def test_the_same_memory_twice():
    p, q = Reg("p", "ptr"), Reg("q", "ptr")
    a, b = code([Alloc(p, i64(4), "f64"), filled(p, i64(4)), Assign(q, reg(p)), Retain(q)], [], [p, q]).call([])
    assert a is b
    x, y = a.array("f8", (4,), (8,)), b.array("f8", (2,), (16,))
    del a, b, x
    np.testing.assert_array_equal(y, [0, 2])


def test_swapped_buffers():
    """After each round the pointers are exchanged, as a program does that computes one state from another."""
    p, q, t = (Reg(name, "ptr") for name in "pqt")
    rounds, n, i, k = (Reg(name, "i64") for name in ("rounds", "n", "i", "k"))
    value = add(load(p, reg(i), "f64"), load(p, op("sub", reg(i), i64(1)), "f64"))
    body = [
        Store(q, i64(0), const(1.0, "f64")),
        For(i, i64(1), reg(n), [Store(q, reg(i), value)], parallel=True),
        Assign(t, reg(p)),
        Assign(p, reg(q)),
        Assign(q, reg(t)),
    ]
    made = code([For(k, i64(0), reg(rounds), body)], [p, q, rounds, n], [p])
    x, y = np.eye(1, 12)[0], np.zeros(12)
    (memory,) = made.call([x.ctypes.data, y.ctypes.data, 11, 12])
    assert memory.address == y.ctypes.data
    np.testing.assert_array_equal(y, [math.comb(11, k) for k in range(12)])


def heap_growth(call, times=200):
    """Bytes by which the C library's heap grows over many calls."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        pytest.skip("the C library does not tell how much memory is in use")

    class Info(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in "abcdefghij"]

    libc.mallinfo2.restype = Info

    def used():
        info = libc.mallinfo2()
        return info.e + info.h  # hblkhd and uordblks

    call()
    before = used()
    for _ in range(times):
        call()
    return used() - before


SIZE = 30_000  # of the blocks whose loss would be seen


def test_memory_is_freed_by_whatever_ends_a_call():
    p, q, r, n = Reg("p", "ptr"), Reg("q", "ptr"), Reg("r", "ptr"), Reg("n", "i64")
    allocate = [Alloc(r, i64(SIZE), "i8"), Alloc(r, i64(SIZE), "i8"), Alloc(p, i64(SIZE), "i8")]
    end = If(op("eq", reg(n), i64(0)), [Bail("zero")], [If(op("eq", reg(n), i64(1)), [Return()])])
    made = code([*allocate, Alloc(q, i64(SIZE), "i8"), end, Release(p), Retain(q), Release(q)], [n], [q])
    for k, expected in ((0, None), (1, list), (2, list)):
        assert heap_growth(lambda k=k: made.call([k])) < 10 * SIZE
        assert made.call([k]) is None if expected is None else type(made.call([k])) is expected


def test_released_memory_is_gone_at_once():
    p, k, n = Reg("p", "ptr"), Reg("k", "i64"), Reg("n", "i64")
    body = [Release(p), Alloc(p, i64(1 << 20), "f64"), Retain(p), Release(p)]
    assert code([For(k, i64(0), reg(n), body)], [n], []).call([1_000_000 // 50]) == []  # 160 GB in all


def test_counts_that_cannot_be():
    p, n = Reg("p", "ptr"), Reg("n", "i64")
    made = code([Alloc(p, reg(n), "f64")], [n], [p])
    for count, said in ((-1, "negative"), (-(2**63), "negative"), (2**45, "memory"), (2**62, "memory")):
        assert made.call([count]) is None
        assert said in made.last_bail


def test_retain_and_release_of_null():
    p = Reg("p", "ptr")
    assert code([Assign(p, Expr("null", "ptr")), Retain(p), Release(p)], [], []).call([]) == []


def test_memory_outlives_everything_else():
    p = Reg("p", "ptr")
    x = code([Alloc(p, i64(50_000), "f64"), filled(p, i64(50_000))], [], [p]).call([])[0].array("f8", (50_000,), (8,))
    assert x.sum() == sum(range(50_000))


# -- the tape


def test_what_is_pushed_is_popped():
    dtypes = ["bool", *INTEGERS, *FLOATS, *COMPLEX]
    into = [Reg(f"a{d}", d) for d in dtypes]
    values = [True if d == "bool" else 3 if d in INTEGERS else 1.5 - 2j if d in COMPLEX else 0.5 for d in dtypes]
    body = [Push(const(v, d)) for v, d in zip(values, dtypes, strict=True)]
    made = code([*body, *[Pop(r) for r in reversed(into)]], [], into)
    assert made.call([]) == values


def sweeps():
    """Two procedures: one pushes n numbers and blocks, the other adds up what it pops."""
    n, i, j, k, p = (Reg(name, "ptr" if name == "p" else "i64") for name in "nijkp")
    s, x = Reg("s", "f64"), Reg("x", "f64")
    block = [PushBlock(p, reg(i), "f64"), filled(p, reg(i)), Push(op("convert", reg(i), dtype="f64"))]
    forward = code([For(i, i64(0), reg(n), block)], [n], [])
    total = For(j, i64(0), reg(k), [Assign(s, add(reg(s), load(p, reg(j), "f64")))])
    back = [Assign(k, reg(i)), Pop(x), PopBlock(p, reg(i), "f64"), Assign(s, add(reg(s), reg(x))), total]
    return forward, code([For(i, op("sub", reg(n), i64(1)), i64(-1), back, step=-1)], [n], [s])


def test_a_tape_leads_from_one_call_to_another():
    forward, backward = sweeps()
    for n in (0, 1, 3, 50, 1000):
        tape = Tape()
        assert forward.call([n], tape=tape) == []
        assert tape.nbytes >= 8 * n + 8 * n * (n - 1) // 2
        expected = sum(i + i * (i - 1) / 2 for i in range(n))
        assert backward.call([n], tape=tape) == [expected]
        assert tape.nbytes == 0
    for tape in (Tape(), Tape()):
        forward.call([100], tape=tape)
        tape.clear()
        assert tape.nbytes == 0


def test_a_tape_is_freed():
    forward, _ = sweeps()
    assert heap_growth(lambda: forward.call([150], tape=Tape())) < 100_000
    assert heap_growth(lambda: forward.call([150])) < 100_000


def test_limits_of_a_tape():
    forward, _ = sweeps()
    tape = Tape(limit=100_000)
    assert forward.call([10], tape=tape) == []
    assert forward.call([1000], tape=tape) is None
    assert "limit" in forward.last_bail
    assert tape.nbytes == 0
    p, n, k = Reg("p", "ptr"), Reg("n", "i64"), Reg("k", "i64")
    made = code([For(k, i64(0), reg(n), [Alloc(p, i64(1000), "f64"), Push(reg(p))])], [n], [])
    assert made.call([5], tape=tape) == []
    assert tape.nbytes == 5 * 8008
    assert made.call([20], tape=tape) is None
    assert "limit" in made.last_bail


@pytest.mark.parametrize("wanted", ["number", "block"])
def test_taking_what_is_not_there_bails(wanted):
    x, y, p = Reg("x", "f64"), Reg("y", "bool"), Reg("p", "ptr")
    take = Pop(x) if wanted == "number" else PopBlock(p, i64(3), "f64")
    for before in ([], [Push(reg(y))], [Push(reg(x)), Pop(x)], [PushBlock(p, i64(2), "f64"), Pop(y)]):
        made = code([*before, take], [], [])
        found = made.call([])
        if wanted == "block" or len(before) < 2 or isinstance(before[0], Push):
            assert found is None
            assert "tape" in made.last_bail


def test_memory_that_is_not_released_belongs_to_the_tape():
    p, q, n, s = Reg("p", "ptr"), Reg("q", "ptr"), Reg("n", "i64"), Reg("s", "f64")
    forward = code([Alloc(p, reg(n), "f64"), filled(p, reg(n)), Push(reg(p))], [n], [])
    backward = code([Pop(q), Assign(s, load(q, op("sub", reg(n), i64(1)), "f64")), Release(q)], [n], [s])

    def both():
        tape = Tape()
        assert forward.call([SIZE // 8], tape=tape) == []
        assert tape.nbytes == SIZE + 8
        assert backward.call([SIZE // 8], tape=tape) == [SIZE // 8 - 1]
        assert tape.nbytes == 0

    assert heap_growth(both) < 10 * SIZE
    assert heap_growth(lambda: forward.call([SIZE // 8], tape=Tape())) < 10 * SIZE


def test_a_result_that_the_tape_needs_too():
    p, q, s = Reg("p", "ptr"), Reg("q", "ptr"), Reg("s", "f64")
    forward = code([Alloc(p, i64(SIZE), "f64"), filled(p, i64(SIZE)), Retain(p), Push(reg(p))], [], [p])
    backward = code([Pop(q), Assign(s, load(q, i64(9), "f64")), Release(q)], [], [s])

    def both(order):
        tape = Tape()
        x = forward.call([], tape=tape)[0].array("f8", (SIZE,), (8,))
        if order:
            assert backward.call([], tape=tape) == [9.0]
        tape.clear()
        del tape
        assert x[-1] == SIZE - 1

    assert heap_growth(lambda: both(0)) < 10 * SIZE
    assert heap_growth(lambda: both(1)) < 10 * SIZE


def test_a_tape_serves_one_call_at_a_time():
    tape, n = Tape(), Reg("n", "i64")
    inner = code([Push(reg(n))], [n], [])
    call = Library("host", [], [reg(n)], attr=lambda pointers, values, allocate: inner.call(values, tape=tape))
    made = code([Push(reg(n)), call], [n], [])
    assert made.call([1], tape=tape) is None
    assert "in use" in str(made.last_error)
    assert made.call([1]) == []
    assert tape.nbytes == 8


def test_memory_of_a_tape_as_a_result():
    p = Reg("p", "ptr")
    tape = Tape()
    code([Alloc(p, i64(5), "f64"), filled(p, i64(5)), Push(reg(p))], [], []).call([], tape=tape)
    (memory,) = code([Pop(p)], [], [p]).call([], tape=tape)
    del tape
    np.testing.assert_array_equal(memory.array("f8", (5,), (8,)), np.arange(5))
    assert memory.nbytes == 40


# -- Python functions


def test_python_functions():
    p, q, k, x, z, b = (Reg(n, d) for n, d in zip("pqkxzb", ["ptr", "ptr", "i64", "f32", "c128", "bool"], strict=True))
    seen = []

    def function(pointers, values, allocate):
        seen.append(values)
        memory = allocate(24)
        (ctypes.c_double * 3).from_address(memory)[:] = [values[0], 2.0, 3.0]
        return [memory, 7, 0.5, values[1] * 2, not values[2]]

    values = (reg(x), const(1 + 2j, "c128"), const(True, "bool"), const(-3, "i8"))
    call = Library("host", [p], values, [q, k, x, z, b], attr=function)
    made = code([call], [p, x], [q, k, x, z, b])
    memory, *rest = made.call([1234, 0.25])
    assert rest == [7, 0.5, 2 + 4j, False]
    assert seen == [[0.25, 1 + 2j, True, -3]]
    np.testing.assert_array_equal(memory.array("f8", (3,), (8,)), [0.25, 2, 3])


def test_an_exception_bails():
    p, n = Reg("p", "ptr"), Reg("n", "i64")

    def function(pointers, values, allocate):
        allocate(SIZE)
        if values[0] == 1:
            raise ValueError("one")
        return [1, 2] if values[0] == 2 else [None] if values[0] == 3 else [5]

    call = Library("host", [], [reg(n)], [n], attr=function)
    made = code([Alloc(p, i64(SIZE), "i8"), call], [n], [n])
    assert made.call([0]) == [5]
    for k, kind in ((1, ValueError), (2, ValueError), (3, Exception)):
        assert heap_growth(lambda k=k: made.call([k])) < 10 * SIZE
        assert made.call([k]) is None
        assert isinstance(made.last_error, kind)
        assert "exception" in made.last_bail
    assert made.call([0]) == [5]


def test_who_ends_the_program_does():
    def function(pointers, values, allocate):
        raise KeyboardInterrupt

    made = code([Library("host", [], [], attr=function)])
    with pytest.raises(KeyboardInterrupt):
        made.call([])


def test_calls_inside_calls():
    n = Reg("n", "i64")
    made = code([], [n], [n])

    def function(pointers, values, allocate):
        return [values[0] if values[0] == 0 else made.call([values[0] - 1])[0] + values[0]]

    made = code([Library("host", [], [reg(n)], [n], attr=function)], [n], [n])
    assert made.call([20]) == [210]


def test_many_threads():
    p, n = Reg("p", "ptr"), Reg("n", "i64")
    call = Library("host", [], [reg(n)], [n], attr=lambda pointers, values, allocate: values)
    made = code([Alloc(p, reg(n), "f64"), filled(p, reg(n)), call], [n], [n, p])
    wrong = []

    def work(k):
        for _ in range(200):
            number, memory = made.call([k])
            if number != k or memory.array("f8", (k,), (8,))[-1] != k - 1:
                wrong.append(k)

    threads = [threading.Thread(target=work, args=(k + 1,)) for k in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert wrong == []


# -- products of matrices


@pytest.mark.parametrize("dtype", ["f32", "f64", "c64", "c128"])
@pytest.mark.parametrize("m, k, n", [(2, 3, 4), (8, 8, 8), (1, 1, 1), (20, 30, 10), (3, 0, 2), (0, 5, 1), (1, 500, 1)])
def test_products(dtype, m, k, n):
    registers = [Reg(x, "ptr") for x in "abc"]
    names = ["m", "k", "n", *[f"{x}{what}" for x in "abc" for what in ("offset", "row", "column")]]
    sizes = [Reg(x, "i64") for x in names]
    call = Library("matmul", registers, [reg(r) for r in sizes], dtype=dtype)
    made = code([call], [*registers, *sizes], [])
    a, b = samples(dtype, m * k + 5, 1), samples(dtype, k * n + 5, 2)
    a, b = (np.where(np.isfinite(x), x, 1).astype(x.dtype) for x in (a, b))
    out = np.zeros((m, 2 * n + 3), a.dtype)
    given = [m, k, n, 5, k, 1, 2, 1, k, 3, 2 * n + 3, 2]
    assert made.call([a.ctypes.data, b.ctypes.data, out.ctypes.data, *given]) == []
    expected = a[5:].reshape(m, k) @ b[2 : 2 + k * n].reshape(n, k).T
    np.testing.assert_allclose(out[:, 3 : 3 + 2 * n : 2], expected, rtol=1e-4 if dtype in ("f32", "c64") else 1e-12)
    assert not out[:, :3].any()
    assert made.call([a.ctypes.data, b.ctypes.data, out.ctypes.data, -1, *given[1:]]) is None
    assert "negative" in made.last_bail


# -- loops that become vectors


def parallel(value, n, start=0):
    i = Reg("i", "i64")
    return For(i, i64(start), reg(n), value(reg(i)), parallel=True)


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
        engine._optimise(module, machine, procedure_code.PASSES)
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


# -- code


def test_the_same_procedure_has_the_same_text():
    from numorph.codegen.procedure_llvm import emit

    first, second = (sweeps()[0].procedure for _ in range(2))
    assert emit(first, "f", target.host()).text == emit(second, "f", target.host()).text


def test_code_is_found_on_disk(monkeypatch):
    from numorph.codegen import engine

    n = Reg("n", "i64")
    body = [Assign(n, add(reg(n), i64(987654)))]
    assert code(body, [n], [n]).call([1]) == [987655]
    monkeypatch.setattr(engine, "_compiled", {})
    monkeypatch.setattr(engine, "machine_code", lambda *a: pytest.fail("compiled again"))
    assert code(body, [n], [n]).call([1]) == [987655]


def test_there_is_no_such_routine():
    with pytest.raises(ValueError, match="no routine"):
        code([Library("nothing", [], [])]).make()


# -- other machines


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
    engine.load(engine.machine_code(text, 2, TARGETS[name], procedure_code.PASSES), ["all"])
