"""Every operation of procedures, on every type, against NumPy."""

import math

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.procedures.ir import (
    Assign,
    If,
    Reg,
    const,
    reg,
)

from .procedures import (
    COMPARED,
    COMPARISONS,
    COMPLEX,
    FLOAT_BINARY,
    FLOAT_UNARY,
    FLOATS,
    INTEGER_BINARY,
    INTEGER_UNARY,
    INTEGERS,
    NUMPY,
    apply,
    code,
    elementwise,
    i64,
    op,
    samples,
)

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


@pytest.fixture(autouse=True, scope="module")
def own_folder(tmp_path_factory):
    with nm.config.set(cache_dir=str(tmp_path_factory.mktemp("cache"))):
        yield


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
