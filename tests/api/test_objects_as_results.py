"""Results besides arrays, as texts of numbers, objects, iterators and functions, are those of plain Python."""

import collections
import fractions
import functools
import importlib
import itertools

import numpy as np
import pytest

import numorph as nm


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return type(other) is Point and self.x == other.x

    __hash__ = None


ORIGIN = Point(0)
RECORD = np.dtype([("number", int), ("value", float)])


def digits(n):
    return len(str(abs(n)))


def backwards(n):
    return int(str(n)[::-1])


def digit_sum(n):
    return sum(int(c) for c in f"{n}")


def shown(n):
    return repr(n), f"{n:>5}", "%d" % n, str(n) == "12"  # noqa: UP031


def kind(n):
    return type(n).__name__, type(n) is int, isinstance(type(n), type), type("New", (), {}).__name__


def fresh_point(n):
    return Point(3)


def point(n):
    return Point(n), [Point([n])]


def known_point(n):
    return ORIGIN, n


@pytest.mark.parametrize("wait", [False, True])
@pytest.mark.parametrize(
    "f",
    [
        digits,
        backwards,
        digit_sum,
        shown,
        kind,
        fresh_point,
        point,
        known_point,
        lambda n: {n, n + 1},
        lambda n: {1, 2},
        lambda n: bytearray(b"ab"),
        lambda n: collections.deque([n, 1]),
        lambda n: collections.Counter([n]),
        lambda n: slice(n),
        lambda n: fractions.Fraction(n, 3),
        lambda n: np.array([(1, n)], dtype=RECORD),
        lambda n: np.array([n], dtype="S3"),
        lambda n: np.array(n, dtype="U5"),
    ],
)
def test_results_are_those_of_python(f, wait):
    jitted = nm.jit(f)
    jitted._procedural.waits = wait
    outs = []
    for k in range(6):
        n = 12 + 5 * (k % 2)
        out, expected = jitted(n), f(n)
        assert type(out) is type(expected)
        if isinstance(expected, np.ndarray):
            assert out.dtype == expected.dtype and np.array_equal(out, expected)
        else:
            assert out == expected
            outs.append(out)
    if isinstance(f(12), Point | set | bytearray | collections.deque):
        assert len({id(out) for out in outs}) == len(outs)  # a new one from every call


@pytest.mark.parametrize(
    "f",
    [
        lambda n: (k * k for k in range(n)),
        lambda n: map(float, range(n)),
        lambda n: zip([n], [1], strict=True),
        lambda n: iter([n, 1]),
        lambda n: itertools.count(n),
        lambda n: reversed([n, 1]),
    ],
)
def test_iterators(f):
    jitted = nm.jit(f)
    for k in range(6):
        n = 3 + k % 2
        assert [*itertools.islice(jitted(n), 5)] == [*itertools.islice(f(n), 5)]


def test_generator_functions():
    @nm.jit
    def powers(n):
        if n < 0:
            raise ValueError("none")
        for k in range(n):
            yield n**k

    for n in (3, 4, 3):
        assert [*powers(n)] == [n**k for k in range(n)]
    with pytest.raises(ValueError, match="none"):
        next(powers(-1))


def test_functions_as_results():
    adder = nm.jit(lambda n: lambda x: x + n)
    largest = nm.jit(lambda n: functools.partial(max, n))
    for n in (1, 2, 1):
        assert adder(n)(3) == 3 + n
        assert largest(n)(0) == n


def test_the_text_of_arrays(capsys):
    def told(x):
        print("x:", x, [x[0]], f"{x.sum():.2f}")
        return x * 2

    x = np.arange(3.0)
    told(x)
    expected = capsys.readouterr().out
    jitted = nm.jit(told)
    for _ in range(3):
        jitted(x)
        assert capsys.readouterr().out == expected
    told(x[:1]), told(x[1:2])
    expected = capsys.readouterr().out
    np.testing.assert_array_equal(nm.vmap(told)(x[:2, None]), 2 * x[:2, None])
    assert capsys.readouterr().out == expected


def test_types_of_arrays():
    def kinds(x):
        return type(x) is np.ndarray, type(x[0]).__name__, type(x) == type([]), x * 1.0  # noqa: E721

    jitted = nm.jit(kinds)
    for _ in range(3):
        assert jitted(np.arange(3.0))[:3] == (True, "float64", False)


@pytest.fixture
def stagings(monkeypatch):
    """The functions that are staged."""
    found = []
    module = importlib.import_module("numorph.api.jit")  # numorph.api.jit is the function
    real = module.decided

    def decided(f, *args):
        found.append(f)
        return real(f, *args)

    monkeypatch.setattr(module, "decided", decided)
    return found


def test_values_that_python_needs_are_few(stagings):
    """A program for each of a few numbers; after more, plain Python without another look."""
    jitted = nm.jit(digits)
    for n in [3, 3, *range(0, 5000, 70)]:
        assert jitted(n) == digits(n)
    assert len(stagings) <= 12


def test_lists_of_numbers_are_data(stagings):
    """Not one constant after the other, of which each would take another staging."""

    def falls(grid):
        assert all(row == sorted(row, reverse=True) for row in grid)
        return [len(str(x)) for row in grid for x in row]

    for size in (4, 12, 30):
        grid = [list(range(size - i, -size - i, -1)) for i in range(size)]
        jitted = nm.jit(falls)
        for _ in range(20):
            assert jitted(grid) == falls(grid)
    assert len(stagings) <= 30


def test_elements_in_sets():
    """Under vmap, whose lanes then run one by one, and under grad, where values are known."""

    def repeated(p):
        seen, count = set(), 0
        for k in range(len(p)):
            count += p[k] % 3 in seen
            seen.add(p[k] % 3)
        return p * count

    p = np.arange(12).reshape(4, 3) ** 2
    expected = np.stack([repeated(row) for row in p])
    np.testing.assert_array_equal(nm.vmap(repeated)(p), expected)
    np.testing.assert_array_equal(nm.jit(nm.vmap(repeated))(p), expected)
    x = np.array([1.0, 1.0, 2.0])
    np.testing.assert_array_equal(nm.grad(lambda x: x[0] * len({*x}))(x), [2.0, 0.0, 0.0])
    with pytest.raises(TypeError, match="unhashable"):
        nm.grad(lambda x: x[0] * len({x}))(x)


@pytest.mark.parametrize("error", [ValueError, KeyError, ArithmeticError])
def test_exceptions_that_hold_values(error):
    def fails(x, n):
        raise error(x, n)

    for jitted in (nm.jit(fails), nm.jit(nm.grad(fails))):
        for _ in range(3):
            with pytest.raises(error) as raised:
                jitted(2.5, 3)
            assert str(raised.value) == str(error(2.5, 3))
