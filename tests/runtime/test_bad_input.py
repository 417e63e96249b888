"""Arguments of every odd kind: NumPy's answer or NumPy's error, and the process lives on."""

import warnings

import numpy as np
import pytest
from ml_dtypes import bfloat16

import numorph as nm
import numorph.numpy as nnp
from numorph.runtime import entry, tiers

from .forced import counted, forced

pytestmark = pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))

X = np.linspace(-2.0, 3.0, 60)
INDEX = np.arange(60) % 7


# -- functions, as a user writes them; they run on NumPy alone as well


def elementwise(x):
    return nnp.sqrt(nnp.abs(x)) * 2 + 1


def reduction(x):
    return (x * x).sum()


def update(x):
    x[...] = x * 2 + 1


def shift(x):
    x[1:] += x[:-1]
    return x.sum()


def same(x):
    x *= 3
    return x


def picks(x):
    return x[nnp.array([0, -1, 2])] * 2


FUNCTIONS = [elementwise, reduction, update, shift, same, picks]
every_function = pytest.mark.parametrize("f", FUNCTIONS, ids=lambda f: f.__name__)


def outcome(f, *args):
    """What a call gives, or the type of what it raises; and the arguments afterwards."""
    try:
        with np.errstate(all="ignore"):
            found = f(*args)
    except Exception as error:
        found = type(error)
    return found, args


def agree(got, wanted):
    (a, left), (b, right) = got, wanted
    if isinstance(b, type):
        assert a is b
    else:
        assert type(a) is type(b)
        if b is not None:
            a, b = np.asarray(a), np.asarray(b)
            assert a.dtype == b.dtype
            if b.dtype == bfloat16:  # in which NumPy rounds after every addition
                np.testing.assert_allclose(a.astype(float), b.astype(float), rtol=4e-2)
            elif b.dtype.kind in "fc":
                np.testing.assert_allclose(a, b, rtol=1e-2 if b.dtype == "f2" else 1e-6)
            else:
                np.testing.assert_array_equal(a, b)
    for x, y in zip(left, right, strict=True):
        np.testing.assert_array_equal(np.asarray(x), np.asarray(y))


# -- layouts


def misaligned(x):
    memory = np.zeros(x.nbytes + 1, np.uint8)[1:]
    found = memory.view(x.dtype)
    found[...] = x
    assert not found.flags.aligned
    return found


def read_only(x):
    found = x.copy()
    found.flags.writeable = False
    return found


def spread(x, step):
    memory = np.zeros(len(x) * abs(step), x.dtype)
    found = memory[::step]
    found[...] = x
    return found


ODD = {
    "fits": lambda: X.copy(),
    "strided": lambda: spread(X, 3),
    "negative strides": lambda: spread(X, -1),
    "negative strides with gaps": lambda: spread(X, -2),
    "broadcast": lambda: np.broadcast_to(np.array(1.5), (60,)),
    "misaligned": lambda: misaligned(X),
    "byte-swapped": lambda: X.astype(">f8"),
    "read-only": lambda: read_only(X),
    "Fortran order": lambda: np.asfortranarray(X.reshape(6, 10)),
    "transposed": lambda: X.reshape(6, 10).copy().T,
    "another shape": lambda: X[:17].copy(),
    "a column": lambda: np.arange(180.0).reshape(60, 3)[:, 1],
    "empty": lambda: np.zeros(0),
    "empty, of two axes": lambda: np.zeros((0, 4)),
    "0-d": lambda: np.array(1.5),
    "a scalar": lambda: np.float64(1.5),
    "a number": lambda: 1.5,
    "float32": lambda: X.astype("f4"),
    "float16": lambda: X.astype("f2"),
    "bfloat16": lambda: X.astype(bfloat16),
    "bfloat16, strided": lambda: spread(X.astype(bfloat16), 3),
    "bfloat16, negative strides": lambda: spread(X.astype(bfloat16), -1),
    "bfloat16, misaligned": lambda: misaligned(X.astype(bfloat16)),
    "bfloat16, byte-swapped": lambda: X.astype(np.dtype(bfloat16).newbyteorder()),
    "bfloat16, read-only": lambda: read_only(X.astype(bfloat16)),
    "bfloat16, Fortran order": lambda: np.asfortranarray(X.astype(bfloat16).reshape(6, 10)),
    "bfloat16, empty": lambda: np.zeros(0, bfloat16),
    "bfloat16, 0-d": lambda: np.array(1.5, bfloat16),
    "bfloat16, a scalar": lambda: bfloat16(1.5),
    "two bytes of anything": lambda: X.astype("f2").view("V2"),
    "long double": lambda: X.astype("g"),
    "int64": lambda: np.arange(60),
    "uint8": lambda: np.arange(60, dtype="u1"),
    "bool": lambda: X > 0,
    "complex": lambda: X + 1j,
    "a matrix": lambda: np.matrix(X.reshape(6, 10)),
    "masked": lambda: np.ma.masked_array(X.copy(), X > 1),
    "a subclass": lambda: X.copy().view(Subclass),
    "objects": lambda: np.array([1, 2.5, 3] * 20, object),
    "strings": lambda: np.array(["a"] * 60),
    "dates": lambda: np.arange(60).astype("M8[D]"),
    "durations": lambda: np.arange(60).astype("m8[s]"),
    "a record": lambda: np.zeros(60, [("a", "f8")]),
    "a list": lambda: [1.0, 2.0, 3.0],
    "None": lambda: None,
}


class Subclass(np.ndarray):
    pass


@every_function
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_odd_arguments_of_a_compiled_function(f, kind):
    """First with code for other arguments, then compiled for these."""
    jitted = forced(f, X.copy())
    make = ODD[kind]
    wanted = outcome(f, make())
    if kind == "a list" and f is not same and not isinstance(wanted[0], type):
        return  # jit takes a list apart, as JAX does
    agree(outcome(jitted, make()), wanted)
    try:
        jitted.compile(make())
    except Exception as error:
        assert type(error) is wanted[0]
    for _ in range(3):
        agree(outcome(jitted, make()), wanted)


def test_a_memmap(tmp_path):
    X.tofile(tmp_path / "data")
    for mode in ("r+", "r", "c"):
        for f in FUNCTIONS:
            found = []
            for function in (f, forced(f, X.copy())):
                result, args = outcome(function, np.memmap(tmp_path / "data", X.dtype, mode))
                found.append(
                    (np.asarray(result).copy() if isinstance(result, np.ndarray) else result, [args[0].copy()])
                )
                X.tofile(tmp_path / "data")
            agree(found[1], found[0])


# -- overlap


def two(x, y):
    x[1:] += y[:-1]
    y *= 2
    return (x - y).sum()


def into(x, y):
    x[...] = y * 2 + x


PAIRS = {
    "apart": lambda m: (m[:20], m[20:40]),
    "the same": lambda m: (m[:20], m[:20]),
    "shifted": lambda m: (m[:20], m[1:21]),
    "shifted back": lambda m: (m[1:21], m[:20]),
    "reversed": lambda m: (m[:20], m[:20][::-1]),
    "in turns": lambda m: (m[:40:2], m[1:40:2]),
    "one in the other": lambda m: (m[:40:2], m[:20]),
    "adjacent": lambda m: (m[:20], m[20:40]),
}


@pytest.mark.parametrize("f", [two, into], ids=lambda f: f.__name__)
@pytest.mark.parametrize("kind", PAIRS)
def test_overlapping_arguments(f, kind):
    jitted = forced(f, X[:20].copy(), X[20:40].copy())
    for _ in range(3):
        memory, expected = X.copy(), X.copy()
        wanted, got = f(*PAIRS[kind](expected)), jitted(*PAIRS[kind](memory))
        np.testing.assert_array_equal(memory, expected)
        if wanted is not None:
            np.testing.assert_allclose(got, wanted)


def test_updates_of_overlapping_views_of_a_captured_array():
    table = X.copy()

    def f(x):
        table[1:] += table[:-1] * x
        return table.sum()

    expected = X.copy()
    jitted = nm.jit(f)
    for _ in range(6):
        expected[1:] += expected[:-1] * 0.5
        np.testing.assert_allclose(jitted(0.5), expected.sum())
        np.testing.assert_array_equal(table, expected)
        tiers.wait()


def test_a_result_shares_no_memory_with_anything():
    f = forced(lambda x: (x + 1, x[::2] * 1, x), X, path=False)
    a, b, c = f(X)
    assert c is X and not np.may_share_memory(a, X) and not np.may_share_memory(b, X)
    a2, _, _ = f(X)
    assert not np.may_share_memory(a, a2)


# -- sizes


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 4), (1,), (1, 1), ()])
def test_sizes_0_and_1(shape):
    x = np.full(shape, 2.0)
    for f in (
        lambda x: nnp.exp(x) + 1,
        lambda x: x.sum(),
        lambda x: x.sum(axis=-1) if x.ndim else x,
        lambda x: x.prod(),
        lambda x: nnp.cumsum(x),
        lambda x: nnp.concatenate([x.ravel(), x.ravel() * 2]),
        lambda x: x.reshape(-1)[::-1] * 2,
        lambda x: x.all(),
        lambda x: x.mean(),
        lambda x: x.max(),
    ):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            jitted = nm.jit(f)
            wanted = outcome(f, x)
            try:
                jitted.compile(x)
            except ValueError:
                assert wanted[0] is ValueError
            for _ in range(2):
                agree(outcome(jitted, x), wanted)


def test_huge_arrays_by_strides_of_zero():
    """More elements than 32 bits can count, in one element of memory: addresses and sizes must not wrap around."""
    n = 2**31 + 5
    x = np.broadcast_to(np.float64(1.0), (n,))

    def ends(x):
        return x[-3:] * 2 + x[::-1][:3] + x[2**31 :][:3]

    y = np.broadcast_to(np.int8(3), (2, n))
    for f, a in ((ends, x), (lambda y: y[:, -2:] + 1, y), (lambda y: y[1, ::-1][:: 2**30] * 2, y)):
        jitted = forced(f, a, path=False)  # the array itself stays as it is: nobody has the memory for a copy
        for _ in range(3):
            np.testing.assert_array_equal(jitted(a), f(a))


def test_more_elements_than_32_bits_count():
    """Memory that nobody has written to takes no space."""
    n = 2**31 + 100
    x = np.zeros(n, np.int8)
    x[-3:] = (1, 2, 3)

    def f(x, i):
        return x[-3:] * 2 + x[::-1][:3] + x[2**31 + 97 :], x[i] * 2, x[:: 2**30] + 1, x[-(2**16) :].max()

    i = np.array([n - 1, -2, 0])
    jitted = forced(f, x, i)
    calls = counted(jitted)
    for got, wanted in zip(jitted(x, i), f(x, i), strict=True):
        np.testing.assert_array_equal(got, wanted)
    assert calls == [0]
    with pytest.raises(IndexError):
        jitted(x, np.array([n, 0, 0]))
    with pytest.raises(IndexError):
        jitted(x, np.array([-n - 1, 0, 0]))
