"""Products with small matrices: where they become routines of their own, and that those give what the others give."""

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, For, If, Library, Procedure, Reg, reg, statements
from numorph.procedures.small_products import with_added_products, with_small_products
from tests.codegen.procedures import code, samples
from tests.frontend.agreement import agrees, function, translated

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

_rng = np.random.default_rng(3)
X = _rng.standard_normal((5, 9, 7, 3))
K = _rng.standard_normal((2, 3, 4))
A = _rng.standard_normal((20, 12))
B = _rng.standard_normal((12, 11))


def found(source, *args):
    """The routines, with how many statements each of them stands for, after the results have been compared."""
    f = function(source)
    agrees(f, *args, rtol=1e-12)
    procedure = with_small_products(translated(f, *args)[0].code.procedure)
    check(procedure)
    ways = [s for s in statements(procedure.body) if isinstance(s, If) and any(map(_is_small, s.body))]
    return [(next(x.attr for x in s.body if _is_small(x)), len(s.orelse)) for s in ways]


def _is_small(s):
    return isinstance(s, Library) and s.name == "small"


@pytest.mark.parametrize(
    "body, expected",
    [
        ("return a @ b", [(None, 1)]),
        ("out += a @ b", [("add", 3)]),
        ("out[1:, 2:] += a[1:] @ b[:, 2:]", [("add", 3)]),
        ("out[::2] += a[::2] @ b", [("add", 3)]),
        ("out[:12] += a[:12].T @ b", [("add", 3)]),
        ("t = a @ b\n    out += t\n    return t", [(None, 1)]),
        ("t = a @ b\n    out += t * 2", [(None, 1)]),
        ("t = a @ b\n    t += out\n    return t", [(None, 1)]),
        ("out[:, :] = a @ b", [(None, 1)]),
        ("out += a @ b\n    out += a @ b", [("add", 3), ("add", 3)]),
        ("for i in range(3):\n        out[i:] += a[: len(a) - i] @ b", [("add", 3)]),
    ],
)
def test_matrices(body, expected):
    assert found(f"def f(a, b, out):\n    {body}\n", A, B, np.ones((20, 11))) == expected


@pytest.mark.parametrize(
    "body, expected",
    [
        ("return x[:, 1:, 2:] @ k[0]", [(None, 3)]),
        ("out = np.ones((5, 8, 5, 4))\n    out += x[:, 1:, 2:] @ k[1]\n    return out", [("add", 5)]),
        ("out = np.ones((5, 8, 5, 4))\n    out += x[:, 1:, 2:, :] @ k[1] + 1\n    return out", [(None, 3)]),
        ("return x[:, 1:, 2:, 1:] @ k[0, 1:]", [(None, 3)]),
        ("return x[:, 1:, 2:, :1] @ k[0, :1]", [(None, 3)]),
        ("return x[::2, ::-1, ::3] @ k[0]", [(None, 3)]),
        ("return x[1, 2:] @ k[0] @ np.ones((4, 9))", [(None, 1), (None, 1)]),
        ("return x[:, 1:, 2] @ k[0], x[0, 1:, 2:] @ k[1]", [(None, 3), (None, 3)]),
        ("x[:, 1:, 2:] += x[:, 1:, 2:] @ np.ones((3, 3))", [(None, 3)]),
        ("return x[0, 0] @ k[0] + x[0, 1] @ k[1]", [(None, 1), (None, 1)]),
    ],
)
def test_windows(body, expected):
    assert found(f"def f(x, k):\n    {body}\n", X, K) == expected


@pytest.mark.parametrize(
    "shape", [(40, 70, 90), (3, 100, 100), (1, 0, 5), (0, 4, 5), (6, 5, 0), (2, 2, 2), (9, 64, 64)]
)
def test_sizes_of_one_code(shape):
    f = function("def f(a, b, out):\n    out += a @ b\n    return a @ b\n")
    m, k, n = shape
    a, b = _rng.standard_normal((m, k)), _rng.standard_normal((k, n))
    agrees(f, a, b, np.ones((m, n)), rtol=1e-11)


def test_a_network():
    source = """
def f(x, kernels):
    size = kernels.shape[0]
    count, height, width, _ = x.shape
    height, width = height - size + 1, width - size + 1
    out = np.zeros((count, height, width, kernels.shape[3]))
    for i in range(size):
        for j in range(size):
            out += x[:, i : i + height, j : j + width, :] @ kernels[i, j]
    return np.maximum(out, 0.0)
"""
    assert found(source, _rng.standard_normal((3, 8, 8, 1)), _rng.standard_normal((3, 3, 1, 8))) == [("add", 5)]
    assert found(source, _rng.standard_normal((3, 8, 9, 2)), _rng.standard_normal((3, 3, 2, 5))) == [("add", 5)]


def test_memory_of_branches_is_given_back():
    """In a loop, what one turn does not make must not be released with what an earlier one has made."""
    source = """
def f(x, y):
    out = np.zeros((20, 11))
    for i in range(6):
        if i % 2 == 0:
            out += x[i:, :12][:20] @ y[:12]
        else:
            out[:, :10] += x[:20, i:] @ y[i:, :10]
    return out
"""
    agrees(function(source), _rng.standard_normal((30, 100)), _rng.standard_normal((100, 11)), rtol=1e-11)


# -- products that derivatives only know as added


@pytest.mark.parametrize(
    "body, expected",
    [
        ("out += a @ b", ["add"]),
        ("out[1:, 2:] += a[1:] @ b[:, 2:]", ["add"]),
        ("out[:12] += a[:12].T @ b", ["add"]),
        ("for i in range(3):\n        out[i:] += a[: len(a) - i] @ b", ["add"]),
        ("out -= a @ b", [None]),
        ("t = a @ b\n    out += t\n    out *= t", [None]),
        ("out[:11] += out[:11, :] @ b[:11]", [None]),
        ("for _ in range(3):\n        out += np.tanh(a @ b)\n        out += a @ out[:12]", [None, None]),
        ("out *= out\n    out += a @ b\n    out *= out\n    out += a @ b", ["add", "add"]),
    ],
)
def test_sums_in_sweeps(body, expected):
    source = f"def f(a, b, out):\n    out = out.copy()\n    {body}\n    return np.sum(np.sin(out))\n"
    f = function(source)
    procedure = translated(f, A, B, np.ones((20, 11)))[0].translation.procedure
    made = with_added_products(procedure)
    check(made)
    assert [s.attr for s in statements(made.body) if isinstance(s, Library)] == expected
    args = A, B, _rng.standard_normal((20, 11))
    gradient = nm.grad(f, argnums=(0, 1, 2))
    for one, other in zip(nm.jit(gradient)(*args), gradient(*args), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-12)


# -- the routine

_NAMES = [
    "outer",
    "inner",
    "rows",
    "k",
    "n",
    "start",
    "o",
    "i",
    "r",
    "c",
    "right",
    "right.r",
    "to",
    "to.o",
    "to.i",
    "to.r",
]


@pytest.mark.parametrize("dtype", ["f32", "f64"])
@pytest.mark.parametrize("adds", [None, "add"])
@pytest.mark.parametrize("n", [0, 1, 3, 8, 13, 16, 17, 29, 33])
def test_the_routine(dtype, adds, n):
    registers, sizes = [Reg(x, "ptr") for x in "abc"], [Reg(x, "i64") for x in _NAMES]
    call = Library("small", registers, [reg(r) for r in sizes], dtype=dtype, attr=adds)
    made = code([call], [*registers, *sizes], [])
    for rows, k in ((1, 1), (3, 4), (15, 7), (8, 0)):
        a, b = (np.nan_to_num(samples(dtype, size, 1)) for size in (2000, 400))
        a[np.abs(a) > 100] = b[np.abs(b) > 100] = 1
        place = [
            2,
            3,
            rows,
            k,
            n,
            5,
            401,
            133,
            max(k, 1) + 1,
            1,
            2,
            n + 1,
            3,
            3 * (rows * (n + 2)),
            rows * (n + 2),
            n + 2,
        ]
        results = []
        for run in (made.call, lambda v: interpret(Procedure("f", [*registers, *sizes], [], [call]), v)):
            out = np.ones(6 * rows * (n + 2) + 3 + n, a.dtype)
            arrays = [a, b, out]
            given = [x.ctypes.data for x in arrays] if run == made.call else arrays
            assert run([*given, *place]) == []
            results.append(out)
        np.testing.assert_allclose(
            *results, rtol=1e-4 if dtype == "f32" else 1e-12, atol=1e-3 if dtype == "f32" else 1e-10
        )


def test_threads_take_parts(monkeypatch):
    source = "def f(x, k):\n    out = np.zeros((400, 8, 5, 4))\n    out += x[:, 1:, 2:] @ k[1]\n    return out\n"
    f = function(source)
    x = _rng.standard_normal((400, 9, 7, 3))
    variant, arguments = translated(f, x, K)
    assert variant.code.shareable
    variant.code.share()
    np.testing.assert_allclose(variant(arguments), f(x, K), rtol=1e-12)


def test_nothing_else_changes():
    f = function("def f(a, b, out):\n    out += a @ b\n")
    procedure = translated(f, A, B, np.ones((20, 11)))[0].translation.procedure
    made = with_small_products(procedure)
    assert made.inputs == procedure.inputs and made.results == procedure.results
    for kind in (Alloc, For):
        count = [sum(isinstance(s, kind) for s in statements(p.body)) for p in (made, procedure)]
        assert count[0] == count[1]
    plain = function("def f(a, b):\n    return a + b\n")
    other = translated(plain, A, A)[0].code.procedure
    assert with_small_products(other) is other
