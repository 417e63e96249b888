"""bfloat16 in machine code: the same bits as on NumPy, for every number there is."""

import ml_dtypes
import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph.codegen.elementwise import RULES
from numorph.codegen.interpret import evaluate
from numorph.codegen.llvm_writer import literal
from numorph.codegen.loops import SIZES, const, convert, local
from numorph.core.trace import typeof
from numorph.core.types import dtype_of_name
from numorph.ir.stage import stage
from numorph.ops import elementwise as ew
from numorph.runtime import entry
from numorph.runtime.native import compiled_form
from numorph.runtime.numpy_plan import execute

from .regions import identical, results

pytestmark = [
    pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable())),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]
BF16 = np.dtype(ml_dtypes.bfloat16)
ALL = np.arange(1 << 16).astype(np.uint16).view(BF16)
SPECIAL = ALL[[0, 1, 0x3F80, 0x4049, 0x7F7F, 0x7F80, 0x7FC0, 0x8000, 0x8001, 0xBF80, 0xC000, 0xFF80, 0xFFC0]]
FIRST = np.concatenate([np.random.default_rng(0).permutation(ALL), np.repeat(SPECIAL, len(SPECIAL))])
SECOND = np.concatenate([ALL, np.tile(SPECIAL, len(SPECIAL))])
OPS = [op for op, rule in RULES.items() if "bf16" in rule.dtypes]
SIGN_OF_ZERO = {"fmax", "fmin", "sign"}  # is left open by these, see runtime/regions.py


def program_of(op):
    """The operation on as many operands as it takes; None where NumPy does not have it for bfloat16."""
    for args in ([FIRST], [FIRST, SECOND], [FIRST > 0, FIRST, SECOND]):
        try:
            program, _ = stage(lambda *xs: [op(*xs)], [typeof(a) for a in args], "all numbers")
            return args, program, np.asarray(execute(program, *args)[0])
        except (TypeError, ValueError):  # another number of operands, or no loop
            continue
    return None


def places(x):
    """Where a bfloat16 is among all of them, so that neighbours differ by 1."""
    bits = x.view(np.int16).astype(int)
    return np.where(bits < 0, -0x8000 - bits, bits)


def test_most_operations_exist_on_numpy():
    assert len([op for op in OPS if program_of(op) is not None]) > 55


@pytest.mark.parametrize("op", OPS, ids=str)
def test_all_numbers(op):
    with np.errstate(all="ignore"):
        found = program_of(op)
        if found is None:
            return
        args, program, want = found
        compiled = compiled_form(program)
        assert not isinstance(compiled, str)
        for level in (0, 2):
            compiled.make(level)
            got = np.asarray(compiled.run(execute, *args)[0])
            assert got.dtype == want.dtype
            if want.dtype != BF16:
                np.testing.assert_array_equal(got, want)
                continue
            nan = np.isnan(want)
            np.testing.assert_array_equal(np.isnan(got), nan)
            got, want_bits = got[~nan], want[~nan]
            if RULES[op].exact and op.name not in SIGN_OF_ZERO:
                np.testing.assert_array_equal(got.view(np.uint16), want_bits.view(np.uint16))
            else:  # a function that is off by an ulp of float32 may round to the neighbour
                assert np.abs(places(got) - places(want_bits)).max() <= (0 if RULES[op].exact else 1)


def test_numbers_that_are_chosen_keep_their_bits():
    program, _ = stage(lambda c, x, y: [ew.select(c, x, y)], [typeof(a) for a in (ALL > 0, ALL, ALL)], "select")
    compiled = compiled_form(program)
    compiled.make(2)
    (got,) = compiled.run(execute, ALL > 0, ALL, FIRST[: len(ALL)])
    assert got.tobytes() == np.where(ALL > 0, ALL, FIRST[: len(ALL)]).tobytes()


def test_a_chain_is_rounded_after_every_operation():
    x = np.random.default_rng(0).standard_normal(1000).astype(BF16)
    identical(lambda x, y: nnp.sqrt(nnp.abs(x * y + x)) - y, x, x[::-1].copy())
    identical(lambda x: (x * 2.5 + 1) / 3, x)


@pytest.mark.parametrize("dtype", [*"?bBhHiIlLefd", *"FD"])
def test_conversions(dtype):
    """From numbers of another dtype, also those that lie half way between two of bfloat16, and back."""
    rng = np.random.default_rng(0)
    whole = rng.integers(0, 127, 500)
    near = whole.astype(float) if dtype in "efdFD" else whole
    if dtype in "fdFD":
        near = np.concatenate([near, 1 + whole / 256, 1 + whole / 256 + 2.0**-30, 1 + whole / 256 + 2.0**-12])
    if dtype in "ilIL":
        near = np.concatenate([near, whole + (whole << 8) + 128, (whole << 17) + (1 << 8) + (1 << 24) + 1])
    x = near.astype(dtype)
    if dtype in "efdFD":
        x = np.concatenate([x, np.array([np.nan, np.inf, -np.inf, -0.0, np.finfo(dtype).max], dtype)])
    identical(lambda x: x.astype(BF16), x)
    identical(lambda x: x.astype(dtype), near.astype(BF16))
    if dtype in "?efdFD":
        identical(lambda x: x.astype(dtype), ALL)


def test_sums_are_rounded_once():
    """Where NumPy rounds after every addition, and a sum of ones ends at 256."""
    ones = np.ones((3, 1000), BF16)
    _, runs = results(lambda x: (x.sum(), x.sum(axis=0), x.sum(axis=1)), ones)
    for total, columns, rows in runs:
        assert total == 3000
        assert (columns == 3).all()
        assert (rows == 1000).all()


def test_running_sums_are_left_to_numpy():
    assert isinstance(compiled_form(nm.make_program(nnp.cumsum)(ALL)), str)


def test_constants_are_rounded_like_converted_numbers():
    rng = np.random.default_rng(0)
    values = [*rng.standard_normal(100), 0.1, -0.0, 1e-45, 3.39e38, 3.4e38, 1e300, -np.inf, np.nan, -np.nan]
    with np.errstate(all="ignore"):
        for value in map(float, values):
            want = np.float64(value).astype(BF16)
            assert int(literal(value, "bf16")) == want.view(np.uint16)
            got = evaluate(const(value, "bf16"), {})
            assert got.view(np.uint16) == want.view(np.uint16)


@pytest.mark.parametrize("other", [d for d in SIZES if d != "bf16"])
def test_conversions_go_by_float32(other):
    to, back = convert(local("x", other), "bf16"), convert(local("x", "bf16"), other)
    assert to.args[0].dtype == "f32"
    assert back.dtype == other
    assert back.args[0].dtype == ("bf16" if other == "f32" else "f32")
    x = np.arange(10).astype(dtype_of_name(other))
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(evaluate(to, {"x": x}).astype(float), x.astype(BF16).astype(float))
