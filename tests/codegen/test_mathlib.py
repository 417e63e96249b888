"""Vector mathematics: errors within what the documents say, special values as NumPy and SciPy have them."""

import ctypes

import numpy as np
import pytest

from numorph.codegen.kernels import code_of
from numorph.codegen.loops import Buffer, Kernel, Loop, Place, Store, call, load, local, param
from numorph.codegen.mathlib import FUNCTIONS, definition
from numorph.codegen.mathlib.accuracy import ACCURACY
from numorph.codegen.target import available

from .mathlib_references import DTYPES, EXACT, REFERENCES, apply, errors, numpy_function, sample, special_operands

RARER = {
    "erfc",
    "erfinv",
    "gammaln",
    "digamma",
    "psi",
    "arccosh",
    "arctanh",
    "power",
}  # within 4 ulp, all others within 2
both = pytest.mark.parametrize("dtype", list(DTYPES))
each = pytest.mark.parametrize("name", [*REFERENCES, *EXACT])


def bits(x):
    return x.view(f"u{x.dtype.itemsize}")


def test_every_function_has_a_stated_error():
    assert set(ACCURACY) == set(REFERENCES) <= set(FUNCTIONS)
    for name, stated in ACCURACY.items():
        assert max(stated) <= (4 if name in RARER else 2), name


@both
@pytest.mark.parametrize("name", list(REFERENCES))
def test_error_is_as_stated(name, dtype):
    rng = np.random.default_rng(7)
    found, operands = errors(name, dtype, sample(name, dtype, 80, rng))
    at = np.argmax(found)
    assert found[at] <= ACCURACY[name][dtype == "f64"], [x[at] for x in operands]
    assert found.size > 40


@both
@each
def test_special_values_are_those_of_numpy(name, dtype):
    operands = special_operands(name, dtype)
    with np.errstate(all="ignore"):
        expected = numpy_function(name)(*operands)
    found = apply(name, dtype, *operands)
    assert found.dtype == expected.dtype
    definite = ~np.isfinite(expected) | (expected == 0)
    if name == "erfinv":  # SciPy drops the sign of -0
        definite &= operands[0] != 0
        assert np.signbit(apply(name, dtype, np.array([-0.0], DTYPES[dtype]))[0])
    if name == "gammaln":  # SciPy gives inf where x is subnormal, and log(gamma(x)) is not
        definite &= (operands[0] == 0) | (np.abs(operands[0]) >= np.finfo(DTYPES[dtype]).tiny)
    tiny = np.finfo(DTYPES[dtype]).smallest_subnormal
    underflow = (expected == 0) & (np.abs(found) == tiny)  # both are within one unit of the last place
    same = (bits(found) == bits(expected)) | (np.isnan(found) & np.isnan(expected)) | underflow
    wrong = definite & ~same
    assert not wrong.any(), [(*[x[i] for x in operands], found[i], expected[i]) for i in np.flatnonzero(wrong)[:5]]


@both
@pytest.mark.parametrize("name", EXACT)
def test_exact_functions_equal_numpys(name, dtype):
    rng = np.random.default_rng(3)
    samples = [sample(name, dtype, 300, rng), special_operands(name, dtype)]
    samples.append([rng.integers(-60, 60, 500).astype(DTYPES[dtype]) for _ in samples[0]])
    for operands in samples:
        with np.errstate(all="ignore"):
            expected = numpy_function(name)(*operands)
        found = apply(name, dtype, *operands)
        same = (bits(found) == bits(expected)) | (np.isnan(found) & np.isnan(expected))
        assert same.all(), [(*[x[i] for x in operands], found[i], expected[i]) for i in np.flatnonzero(~same)[:5]]


@both
def test_powers_of_integers_are_exact(dtype):
    x, y = (v.ravel().astype(DTYPES[dtype]) for v in np.meshgrid(np.arange(-12, 13), np.arange(0, 7)))
    assert np.array_equal(apply("power", dtype, x, y), x**y)
    n = np.arange(-100, 101).astype(DTYPES[dtype])
    assert np.array_equal(apply("exp2", dtype, n), 2.0**n)
    assert np.array_equal(apply("log2", dtype, (2.0**n).astype(DTYPES[dtype])), n)


@both
def test_sine_and_cosine_do_not_leave_their_range(dtype):
    x = (np.arange(-4000, 4001) * (np.pi / 2)).astype(DTYPES[dtype])
    for name in ("sin", "cos"):
        assert np.abs(apply(name, dtype, x)).max() <= 1.0
    assert apply("cos", dtype, np.zeros(1, DTYPES[dtype]))[0] == 1.0


@both
@pytest.mark.parametrize("name", ["exp", "exp2", "log", "tanh", "erf", "expit", "arctan", "sinh", "log1p"])
def test_small_steps_do_not_go_back_far(name, dtype):
    start = np.array([0.3, 1.0, 2.5], DTYPES[dtype])
    x = (bits(start)[:, None] + np.arange(200, dtype=bits(start).dtype)).view(DTYPES[dtype])
    y = apply(name, dtype, x.ravel()).reshape(x.shape)
    lost = (np.maximum.accumulate(y, axis=1) - y) / np.spacing(np.abs(y))
    assert lost.max() <= 2


@pytest.mark.parametrize("name", list(FUNCTIONS))
def test_definitions_have_the_dtype_of_their_operands(name):
    for dtype in DTYPES:
        operands = [local(f"x{i}", dtype) for i in range(FUNCTIONS[name])]
        assert definition(name, *operands).dtype == dtype


# -- machine code


def machine_code(name, dtype):
    """The function compiled for this machine: called with operands, it gives the result."""
    arity = FUNCTIONS[name]
    operands = [load(Place(f"x{i}", (("i", 1),)), dtype) for i in range(arity)]
    body = Loop("i", param("n"), [Store(Place("out", (("i", 1),)), call(name, *operands))], parallel=True, vector=True)
    buffers = [*[Buffer(f"x{i}", dtype) for i in range(arity)], Buffer("out", dtype, written=True)]
    kernel = Kernel(buffers, ["n"], body)
    address = code_of(kernel).make(2)
    run = ctypes.CFUNCTYPE(ctypes.c_int32, *[ctypes.c_void_p] * 2, *[ctypes.c_int64] * 2)(address)

    def function(*xs):
        out = np.empty_like(xs[0])
        pointers = (ctypes.c_void_p * (arity + 1))(*[x.ctypes.data for x in (*xs, out)])
        assert run(pointers, (ctypes.c_int64 * 1)(out.size), 0, out.size) == 0
        return out

    return function


@pytest.mark.skipif(available() is not None, reason=str(available()))
@both
@each
def test_machine_code_gives_the_same_bits(name, dtype):
    function = machine_code(name, dtype)
    for operands in (sample(name, dtype, 150, np.random.default_rng(11)), special_operands(name, dtype)):
        found, expected = function(*operands), apply(name, dtype, *operands)
        same = (bits(found) == bits(expected)) | (np.isnan(found) & np.isnan(expected))
        assert same.all(), [(*[x[i] for x in operands], found[i], expected[i]) for i in np.flatnonzero(~same)[:5]]
