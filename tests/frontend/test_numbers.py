"""Numbers: Python's own and NumPy's scalars, their operators, functions and errors."""

import itertools
import math
import operator

import numpy as np
import pytest

from numorph.frontend.compiled import Unsupported
from numorph.frontend.emitter import Emitter
from numorph.frontend.python_numbers import binary
from numorph.frontend.values import Scalar
from numorph.procedures.ir import Reg, reg

from .agreement import agrees, bails, function, never_wrong, refused, translated

OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "<", "<=", ">", ">=", "==", "!="]
VALUES = {
    "bool": [True, False],
    "int": [7, -7, 3, 1, 0, 100],
    "float": [2.5, -2.5, 0.5, -0.0, 3.0],
    "complex": [1 + 2j, -0.5j],
    "bool_": [np.True_, np.False_],
    "i8": [np.int8(100), np.int8(-100), np.int8(3), np.int8(0)],
    "i32": [np.int32(7), np.int32(-7), np.int32(2**31 - 1), np.int32(0)],
    "i64": [np.int64(7), np.int64(-7), np.int64(2**62), np.int64(0), np.int64(-(2**63))],
    "u8": [np.uint8(200), np.uint8(3), np.uint8(0)],
    "u64": [np.uint64(2**63), np.uint64(3), np.uint64(0)],
    "f32": [np.float32(2.5), np.float32(-2.5), np.float32(0), np.float32(np.nan), np.float32(np.inf)],
    "f64": [np.float64(2.5), np.float64(-2.5), np.float64(-0.0), np.float64(np.nan), np.float64(-np.inf)],
    "c64": [np.complex64(1 + 2j), np.complex64(0)],
    "c128": [np.complex128(1 + 2j), np.complex128(-2)],
}


def _translatable(operator, a, b):
    try:
        translated(function(f"a {operator} b"), a, b)
    except Unsupported:
        return False
    return True


@pytest.mark.parametrize("right", VALUES)
@pytest.mark.parametrize("left", VALUES)
def test_every_operator_on_every_pair_of_kinds(left, right):
    supported = [o for o in OPERATORS if _translatable(o, VALUES[left][0], VALUES[right][0])]
    assert "+" in supported or {left, right} <= {"bool", "bool_"}
    for sign in supported:
        f = function(f"a {sign} b")
        for a in VALUES[left]:
            for b in VALUES[right]:
                never_wrong(f, a, b)


@pytest.mark.parametrize("operator", ["-", "+", "~", "not "])
@pytest.mark.parametrize("kind", VALUES)
def test_unary_operators(kind, operator):
    for a in VALUES[kind]:
        never_wrong(function(f"{operator}a"), a)


@pytest.mark.parametrize("operator", ["//", "%", "/"])
@pytest.mark.parametrize("make", [int, float, np.int64, np.int32, np.float64])
def test_division_of_all_signs(operator, make):
    f = function(f"a {operator} b")
    for a in (7, -7, 6, -6, 0):
        for b in (3, -3):
            agrees(f, make(a), make(b))


@pytest.mark.parametrize("source", ["a / b", "a // b", "a % b", "divmod(a, b)"])
def test_python_raises_where_it_divides_by_zero_and_numpy_does_not(source):
    bails(source, 1, 0, raises=ZeroDivisionError)
    bails(source, 1.0, 0.0, raises=ZeroDivisionError)
    if "divmod" not in source:
        agrees(source, np.float64(1), 0.0)
        agrees(source, 1.0, np.float64(0))
        agrees(source, np.float64(0), 0)
        agrees(source, np.int64(1), np.int64(0))


@pytest.mark.parametrize(
    "source",
    [
        "a + 2**62 + 2**62 - 5 + a",
        "a * 10**10 * 10**10",
        "a ** 16 * a ** 12",
        "-((a * 3037000499) * 3037000499) - 2**62",
        "(a << 50) << 20",
    ],
)
def test_integers_of_more_than_64_bits_are_pythons(source):
    bails(source, 40)


def test_integers_up_to_64_bits_are_native():
    agrees("a * 2**31 * 2**30", 3)
    agrees("-a * 2**62 - 2**62", 1)
    agrees("a + (2**63 - 2)", 1)
    bails("a + (2**63 - 1)", 1)
    agrees("a >> b", -9, 70)
    agrees("a >> b", 9, 70)
    agrees("a << b", 9, 3)
    bails("a << b", 1, -1, raises=ValueError)
    agrees("a & (2**64 - 1 - 2**63)", 12)
    refused("a & (2**64 - 1)", 12)
    refused("a", 2**60)


@pytest.mark.parametrize("dtype", [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64])
def test_numpys_integers_wrap_around(dtype):
    limits = np.iinfo(dtype)
    agrees("(a + b, a * b, a - b - b, -b, b - 1, a + 1)", dtype(limits.max), dtype(3))
    agrees("(a - 1, a * a, a + a, abs(a))", dtype(limits.min))
    if limits.bits < 40:
        bails("a + b", dtype(1), 2**40, raises=OverflowError)
    else:
        agrees("a + b", dtype(1), 2**40)


def test_integers_of_python_must_fit_the_dtype_of_what_they_meet():
    for source in ("a + b", "a < b", "np.maximum(a, b)", "a & b"):
        agrees(source, np.uint8(3), 200)
        never_wrong(source, np.uint8(3), 256)
        never_wrong(source, np.uint8(3), -1)
        never_wrong(source, np.arange(3, dtype=np.uint8), -1)
    bails("a + b", np.arange(3, dtype=np.uint8), 256, raises=OverflowError)
    never_wrong("np.where(a > 1, a, b)", np.arange(3, dtype=np.uint8), 256)
    bails("np.full(3, a, dtype=np.uint8)", 256, raises=OverflowError)
    bails("np.array([a, 1], dtype=np.int8)", 256, raises=OverflowError)
    agrees("np.full(3, a, dtype=np.uint8)", 255)
    agrees("np.array([a, 1], dtype=np.int8)", -128)


def test_promotion_with_scalars_of_python_keeps_numpys_dtypes():
    for dtype in (np.float32, np.int16, np.uint8, np.complex64):
        x = np.arange(4).astype(dtype)
        agrees("(a + 1, 2 * a, a - True)", x)
        agrees("(a + b, b * a)", x, 2)
        agrees("(a * b, a / b)", x, 1.5)
        agrees("(a * b)", x, np.float64(1.5))
        agrees("(a * b)", x, np.int64(3))


def test_powers():
    source = "a ** b"
    for a, b in [(2.0, 3.0), (2.5, -1.5), (4.0, 0.5), (np.float64(2), 3), (np.float64(-2), 3), (np.float64(-8), 0.5)]:
        agrees(source, a, b)
    for a, b in [(-8.0, 0.5), (0.0, -1.0), (2.0, 5000.0)]:
        never_wrong(source, a, b)
    for power in ("0", "1", "2", "3", "7", "-1", "0.5", "-2", "2.0", "1.5"):
        never_wrong(f"a ** {power}", 3)
        never_wrong(f"a ** {power}", -3)
        never_wrong(f"a ** {power}", 0)
        never_wrong(f"a ** {power}", 2.5)
        never_wrong(f"a ** {power}", 0.0)
        never_wrong(f"a ** {power}", -2.5)
        never_wrong(f"a ** {power}", np.float64(-2.5))
        never_wrong(f"a ** {power}", np.float64(-0.0))
        never_wrong(f"a ** {power}", np.float64(-np.inf))
        never_wrong(f"a ** {power}", np.int64(3))
        never_wrong(f"a ** {power}", np.array([1, 2, 3]))
        never_wrong(f"a ** {power}", np.array([1.5, -2.0, 0.0, -np.inf, -0.0]))
        never_wrong(f"a ** {power}", np.array([1.5, -2.0, 0.0], np.float32))
    agrees("2 ** a", 10)
    bails("2 ** a", 70)
    bails("2 ** a", -1)
    for base, power in [(-1, 0), (-1, 10**9 + 1), (10, 18), (3, 39), (0, 0), (0, 5), (-2, 63), (7, 1)]:
        agrees("a ** b", base, power)
    for base, power in [(10, 19), (3, 40), (2, 63), (-2, 64), (3, 10**4)]:
        bails("a ** b", base, power)
    bails("a ** b", 2, -1)
    bails("a ** b", 0, -1, raises=ZeroDivisionError)
    never_wrong("pow(a, b)", 2.0, 3.0)
    never_wrong("pow(a, 2)", 7)


MATH = [n for n in dir(math) if not n.startswith("_") and callable(getattr(math, n))]


@pytest.mark.parametrize("name", MATH)
def test_functions_of_math_and_their_errors(name):
    f = getattr(math, name)
    for arity in (1, 2):
        values = (0.5, 2.0, -0.5, -3.0, 0.0, -0.0, 1.0, -1.0, 800.0, math.inf, -math.inf, math.nan)
        for a in values:
            for b in values if arity == 2 else (0.0,):
                try:
                    f(*(a, b)[:arity])
                except TypeError:
                    break
                except (ArithmeticError, ValueError):
                    pass
                never_wrong(_of_math(name, arity), *(a, b)[:arity], rtol=1e-13)
            else:
                continue
            break
    for a in (3, -1, True, np.float64(0.25), np.float32(0.25), np.int64(2)):
        never_wrong(_of_math(name, 1), a, rtol=1e-13)


_made: dict = {}


def _of_math(name, arity):
    if (name, arity) not in _made:
        _made[name, arity] = function(f"math.{name}({'a, b'[: 3 * arity - 2]})")
    return _made[name, arity]


@pytest.mark.parametrize("value", [3, -3, 2.5, 3.5, -2.5, -0.0, True, np.float64(-1.5), np.int8(-128), np.float32(0.5)])
@pytest.mark.parametrize("name", ["int", "float", "bool", "complex", "abs", "round"])
def test_conversions(name, value):
    never_wrong(f"{name}(a)", value)
    never_wrong(f"({name}(a) + 1, {name}(a) * 2)", value)


def test_conversions_that_fail():
    bails("int(a)", math.nan, raises=ValueError)
    bails("int(a)", math.inf, raises=OverflowError)
    bails("int(a)", 1e300)
    bails("round(a)", math.inf, raises=OverflowError)
    bails("math.floor(a)", math.nan, raises=ValueError)
    agrees("(int(a), math.floor(a), math.ceil(a), math.trunc(a))", -2.7)
    agrees("(int(a), bool(a), float(a))", np.uint8(255))
    bails("int(a)", np.uint64(2**63))
    agrees("(a.real, a.imag, a.conjugate(), abs(a))", 3 - 4j)
    agrees("(a.real, a.imag, abs(a))", np.complex128(3 - 4j))
    agrees("(a.item(), b.item(), a.dtype == np.float32)", np.float32(1.5), np.int16(3))


def test_not_a_number_is_unordered_and_unequal():
    for make in (float, np.float64):
        nan = make("nan")
        agrees("(a < b, a > b, a <= b, a >= b, a == b, a != b, not a, bool(a))", nan, make(1))
        agrees("(a == a, a != a)", nan)
        agrees("(min(a, b), min(b, a), max(a, b), max(b, a))", nan, make(1))
        agrees("(0 < a < 1, a < 1 or a > 1)", nan)


def test_min_and_max_return_the_first_of_equals():
    agrees("(min(a, b), max(a, b), min(b, a), max(b, a))", 0.0, -0.0)
    agrees("(min(a, b), max(a, b), min(b, a), max(b, a))", 1, 1.0)
    agrees("(min(a, b), max(a, b), min(b, a), max(b, a))", True, 1)
    agrees("(min(a, b, c), max(a, b, c))", 3, 2.5, np.float64(2.75))
    agrees("min(a, b) + max(a, b)", 3, 2.5)
    agrees("(min([a, b, 7]), max((a, b)))", 3, 2)
    agrees("(min(a), max(a))", np.array([3.0, np.nan, 1.0]))
    agrees("(min(a), max(a))", np.array([np.nan, 3.0, 1.0]))
    bails("min(a)", np.zeros(0), raises=ValueError)


def test_signs_of_zeros():
    agrees("(-a, a * -1.0, a + 0.0, a - 0.0, abs(-a), -(a * a))", 0.0)
    agrees("(0.0 - a, -a, a + a, 0 * a, a * 0, -a * 0)", -0.0)
    agrees("(-a, a * -1.0, 0.0 + a, 0 - a)", np.float64(0))
    agrees("(math.copysign(1.0, a), math.sqrt(a), a % 3.0, a // 3.0)", -0.0)
    agrees("(-a, a * -1, 0 - a, np.sqrt(a), np.sin(a), np.abs(a), np.sign(a))", np.array([0.0, -0.0]))
    agrees("(a.sum(), a * 0.0, abs(a))", np.array([-0.0, -0.0]))


def test_comparisons_of_different_kinds():
    agrees("(a < b, a == b, a <= b)", 1, 1.5)
    agrees("(a == b, a < b)", True, 1)
    agrees("(a == b, a is None, a is not None)", 3, 3.0)
    agrees("(a == b)", 2**47, float(2**47))
    never_wrong("(a == b, a < b)", 2**47, 2.0**47)
    agrees("(a == b)", np.int64(2**53 + 1), np.float64(2**53))
    never_wrong("a == 'x'", 3)
    never_wrong("a == None", 3)
    agrees("a == 1 + 0j", 1)


@pytest.mark.parametrize("name", ["float16", "longdouble", "clongdouble"])
def test_dtypes_without_machine_code_are_refused_cleanly(name):
    dtype = np.dtype(name)
    if name != "float16" and dtype.itemsize == np.dtype(name.replace("longdouble", "double")).itemsize:
        pytest.skip("long double is double here")
    refused("a + 1", np.ones(3, dtype), match="NumPy")
    refused("a + 1", dtype.type(1), match="NumPy")
    refused("np.ones(3, dtype=b) + a", 1.0, dtype)
    refused("a.astype(b)", np.ones(3), dtype)


def test_bfloat16_is_refused_cleanly():
    ml_dtypes = pytest.importorskip("ml_dtypes")
    refused("a + 1", np.ones(3, ml_dtypes.bfloat16))


def test_a_variable_of_changing_type_keeps_its_values_types():
    mean = function("""
def f(n):
    total = 0
    for i in range(n):
        total += 1.5
    return total
""")
    for n in (0, 1, 3):
        agrees(mean, n)
    mixed = function("""
def f(x, n):
    y = 1
    for i in range(n):
        y = y * x if i % 2 else y + 1
    return y, y + 1, y / 2, y == 3
""")
    for n in range(5):
        agrees(mixed, 2.5, n)
        agrees(mixed, np.float64(2.5), n)
        agrees(mixed, 3, n)


def test_variables_that_hold_integers_and_floats_never_lose_digits():
    f = function("""
def f(n, flag):
    x = n * 2**20
    if flag:
        x = 0.5
    return x + 1
""")
    agrees(f, 3, True)
    agrees(f, 3, False)
    never_wrong(f, 2**47, False)


RANGES = [(a, b) for a in (-7, -5, -2, -1, 0, 1, 2, 6) for b in (-5, -1, 0, 1, 3, 9) if a <= b]
OPERATIONS = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
    "BitAnd": operator.and_,
    "BitOr": operator.or_,
    "BitXor": operator.xor,
    "LShift": operator.lshift,
    "RShift": operator.rshift,
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_bounds_of_integers_hold(name):
    """What a translation believes of a result is true of all numbers within the bounds of the operands."""
    for (a, b), (c, d) in itertools.product(RANGES, RANGES):
        x, y = (Scalar(reg(Reg(n, "i64")), "int", *bounds) for n, bounds in (("x", (a, b)), ("y", (c, d))))
        try:
            found = binary(Emitter(), name, x, y)
        except Unsupported:
            continue
        for p, q in itertools.product(range(a, b + 1), range(c, d + 1)):
            try:
                value = OPERATIONS[name](p, q)
            except (ZeroDivisionError, ValueError):  # it bails
                continue
            assert found.lo <= value <= found.hi, f"{p} {name} {q} = {value}, of {a, b} and {c, d}"


@pytest.mark.parametrize("result", ["a > 1.0 or a < 3", "a > 1.0 and a < 3", "not a > 1.0 or a > 1.5 or a == 2"])
def test_what_or_gives_is_as_much_numpys_as_its_operands(result):
    f = function(f"def f(x):\n    a = math.inf\n    for e in x:\n        a = e\n    return {result}")
    for x in ([], [0.5], [1.1, 2.0], [3.5]):
        agrees(f, np.array(x))


def test_remainders_of_sums():
    ends = [-(2**63), -(2**63) + 1, -(2**62) - 1, -(2**62), -7, -3, -1, 0, 1, 2, 3, 6, 7, 1000, 2**62 - 1, 2**62]
    ends += [2**62 + 1, 2**63 - 2, 2**63 - 1]
    values = np.array(ends, dtype=np.int64)
    f = function(
        "def f(x, y, m, out):\n    for i in range(len(x)):\n        for j in range(len(y)):\n"
        "            out[0, i, j] = (x[i] + y[j]) % m\n            out[1, i, j] = (x[i] - y[j]) % m\n"
        "            out[2, i, j] = (x[i] + 1) % m + (y[j] - 1) % 1000 + (y[j] + 5) % 7\n"
    )
    out = np.zeros((3, len(values), len(values)), dtype=np.int64)
    for m in [*values, *range(-5, 6)]:
        agrees(f, values, values, np.int64(m), out)
    g = function("def g(x, m):\n    for k in range(1, len(x)):\n        x[k] = (x[k] + x[k - 1]) % m\n")
    agrees(g, np.arange(50) * 7 % 50, np.int64(50))
