"""Subscripts: elements, slices, views, masks and index arrays, read and written; every memory layout."""

import itertools

import numpy as np
import pytest

from numorph.procedures.ir import Assign, statements

from .agreement import agrees, bails, function, never_wrong, refused, translated

X = np.arange(10.0) * 1.5 - 4
M = np.arange(24.0).reshape(4, 6)
BOUNDS = ["", "0", "2", "-2", "100", "-100", "5", "-1"]


@pytest.mark.parametrize("step", ["", "1", "2", "3", "-1", "-2", "-7"])
def test_slices_with_constant_bounds(step):
    parts = [f"a[{i}:{j}:{step}]" for i, j in itertools.product(BOUNDS, BOUNDS)]
    for k in range(0, len(parts), 16):
        f = function(f"({', '.join(parts[k : k + 16])})")
        for x in (X, X[:1], X[:0], X[::-1], X[1::2]):
            agrees(f, x)


@pytest.mark.parametrize("step", [1, 2, 3, -1, -2])
def test_slices_with_bounds_known_at_run_time(step):
    f = function(f"a[b:c:{step}]")
    g = function(
        f"def f(x, i, j):\n    x[i:j:{step}] = 7\n    y = x[i::{step}]\n    y += 1\n    return x[:j:{step}].sum()\n"
    )
    for i, j in itertools.product((0, 3, -3, 12, -12, 10, -10, -1), repeat=2):
        agrees(f, X, i, j)
        agrees(g, X, i, j)


def test_slices_with_steps_known_at_run_time():
    f = function("a[::b]")
    g = function("a[c::b].sum() + a[:c:b].sum() * 3")
    for step in (1, 2, 5, 20):
        agrees(f, X, step)
        agrees(g, X, step, 3)
        agrees(g, X, step, -4)
    for step in (-1, -3):
        never_wrong(f, X, step)
    bails(f, X, 0, raises=ValueError)
    refused("a[::0]", X)


def test_slices_in_loops_keep_within_bounds():
    f = function("""
def f(x, w):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = x[max(0, i - w):i + w + 1].sum() + x[i - w:i].sum() + x[i:i + w].max()
    return out
""")
    for w in (1, 3, 30):
        agrees(f, X, w)
    bails(f, X, 0, raises=ValueError)
    g = function("""
def f(x):
    n = len(x)
    for i in range(n):
        x[i:] += x[:n - i]
        x[:i] -= x[n - i:]
        x[i] = x[-i]
        x[n - 1 - i] += x[i - 1]
    return x
""")
    agrees(g, X)
    agrees(g, X[:1])


@pytest.mark.parametrize("index", [0, 9, -1, -10])
def test_elements_at_either_end(index):
    agrees("(a[b], a[b] + 1)", X, index)
    agrees(f"a[{index}]", X)
    agrees("def f(x, i):\n    x[i] = 3\n    x[i] += 1\n    return x[i]\n", X, index)


@pytest.mark.parametrize("index", [10, -11, 1000])
def test_elements_out_of_bounds_are_pythons(index):
    bails("a[b]", X, index, raises=IndexError)
    bails(f"a[{index}]", X, raises=IndexError)
    bails("def f(x, i):\n    x[0] = 50\n    x[i] = 3\n    return x\n", X, index, raises=IndexError)
    bails("def f(x, i):\n    x[0] = 50\n    x[i] += 3\n    return x\n", X, index, raises=IndexError)
    bails("a[1, b]", M, index, raises=IndexError)


def test_indices_of_every_integer_type():
    for index in (np.int64(3), np.int8(-3), np.uint8(3), np.uint64(3), np.int32(-1)):
        agrees("a[b]", X, index)
        agrees("a[b:]", X, index)
        agrees("def f(x, i):\n    x[i] = 1\n    return x\n", X, index)
    never_wrong("a[b]", X, True)
    never_wrong("a[b]", X, np.True_)
    refused("a[b]", X, 1.0)
    refused("a[b]", X, np.float64(1))
    refused("a[1, 2, 3]", M)
    refused("a['x']", X)


def test_views_of_matrices():
    for source in (
        "a[1]",
        "a[-1]",
        "a[1:3]",
        "a[:, 1]",
        "a[:, 1:4]",
        "a[1, :]",
        "a[..., 2]",
        "a[...]",
        "a[:]",
        "a[1, ...]",
        "a[::-1]",
        "a[:, ::-1]",
        "a[::2, 1::2]",
        "a.T",
        "a.T[1]",
        "a.T[1:3, ::-1]",
        "a[1][2:4]",
        "a[1:3][0]",
        "a[1:][1:][0, 1:][1]",
        "a[None]",
        "a[:, None]",
        "a[np.newaxis, 1]",
        "a[1, None, 2:]",
        "a[..., None]",
        "a[None, ..., None, 0]",
        "a.reshape(6, 4)",
        "a.reshape(-1)",
        "a.reshape((2, -1, 3))",
        "a.ravel()",
        "a[1:3].reshape(-1)",
        "a[0:0]",
        "a[4:]",
        "a[:, 3:1]",
        "np.transpose(a)",
        "np.swapaxes(a, 0, 1)",
        "np.expand_dims(a, 1)",
        "a[None].squeeze()",
        "np.squeeze(a[:, :1])",
        "np.flip(a, 0)",
        "np.diagonal(a)",
        "np.asarray(a)",
        "a[1, 2]",
        "a[(1, 2)]",
        "a[-1, -1]",
        "a[slice(1, 3)]",
        "a[1:3, slice(None, None, 2)]",
    ):
        never_wrong(source, M)
        assert never_wrong(source, M.copy()) != "bailed", source
        never_wrong(source, np.asfortranarray(M))
        never_wrong(source, M[:, ::-1])
        never_wrong(source, np.arange(48.0).reshape(8, 6)[::2])


@pytest.mark.parametrize(
    "target",
    [
        "x[1]",
        "x[:, 1]",
        "x[1:3, 2:]",
        "x[::-1]",
        "x[..., 0]",
        "x.T[1]",
        "x.T[::2, 1:]",
        "x[1][2:4]",
        "x[:]",
        "x[None][0, 1]",
        "x.reshape(6, 4)[1]",
        "x.ravel()[3:7]",
        "x[:, None][1:, 0]",
        "x[1, 2:3]",
        "x[0:0]",
        "x[-1, ::-2]",
    ],
)
@pytest.mark.parametrize("value", ["5", "2.5", "v", "x[0, 0]", "np.float64(3)", "True"])
def test_writes_through_views(target, value):
    f = function(f"""
def f(x, v):
    y = {target}
    y[...] = {value}
    {target}[...] = y * 2 + {value}
    y += 1
    {target}[:] -= {value}
    y[:] = y[::-1]
    return y
""")
    agrees(f, M, 7.5)


def test_writes_that_overlap_what_they_read():
    for source in (
        "x[1:] = x[:-1]",
        "x[:-1] = x[1:]",
        "x[1:] += x[:-1]",
        "x[:] = x[::-1]",
        "x[::-1] += x",
        "x[2:8] = x[4:10] * 2 + x[0:6]",
        "x[1:-1] = (x[:-2] + x[2:]) / 2",
        "x[:] = x + x[3]",
        "x -= x[0]",
        "x /= x.max()",
        "x[1::2] = x[::2]",
        "x[::2], x[1::2] = x[1::2], x[::2]",
        "x[k:] = x[:10 - k]",
        "x[k:10] = x[0:10 - k]",
        "x[:] = np.roll(x, k)",
        "x[:] = np.cumsum(x)",
        "x[x > 0] = x[x > 0][::-1]",
        "x[[0, 1, 2]] = x[[2, 0, 1]]",
        "x[:3] = x[[3, 0, 1]]",
        "np.add(x[1:], x[:-1], out=x[1:])",
        "np.multiply(x, x[::-1], out=x)",
        "np.clip(x, x[1], x[5], out=x)",
    ):
        agrees(f"def f(x, k):\n    {source}\n    return x\n", X, 3)
    for source in (
        "x[1:] = x[:-1]",
        "x[:, 1:] = x[:, :-1]",
        "x[1:, 1:] = x[:-1, :-1]",
        "x[:] = x[::-1, ::-1]",
        "x[:4, :4] = x[:4, :4].T",
        "x[:] = x[0]",
        "x[:] = x[:, :1]",
        "x -= x.mean(axis=0)",
        "x[0] = x[1] + x[0]",
        "x[:, 0] = x[:, 1] - x[:, 0]",
        "x[:, 1] -= x[:, 0] * 2",
        "x[1] -= x[1, 1] * x[0]",
        "x[[0, 1]] = x[[1, 0]]",
        "x[k], x[0] = x[0], x[k]",
        "x[k], x[0] = x[0].copy(), x[k].copy()",
        "x[:4, :4] += x[:4, :4].T",
        "x[:, k] = x[:, k - 1]",
        "x[k - 1:, :] -= x[:5 - k, :]",
    ):
        agrees(f"def f(x, k):\n    {source}\n    return x\n", M, 3)


def test_elimination_with_views_of_rows():
    f = function("""
def f(a, b):
    n = len(b)
    for j in range(n):
        p = j
        for i in range(j + 1, n):
            if abs(a[i, j]) > abs(a[p, j]):
                p = i
        if p != j:
            a[[j, p]] = a[[p, j]]
            b[j], b[p] = b[p], b[j]
        for i in range(j + 1, n):
            factor = a[i, j] / a[j, j]
            a[i, j:] -= factor * a[j, j:]
            b[i] -= factor * b[j]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - a[i, i + 1:] @ x[i + 1:]) / a[i, i]
    return x
""")
    a = np.random.default_rng(0).normal(size=(5, 5))
    agrees(f, a, np.arange(5.0), rtol=1e-9)


def test_masks():
    for source in (
        "a[a > 0]",
        "a[(a > 0) & (a < 5)]",
        "a[~(a > 0)]",
        "a[np.isnan(a)]",
        "a[a > 100]",
        "a[np.zeros(len(a), dtype=bool)]",
        "a[a > 0].sum()",
        "(a > 0).sum()",
        "a[a > 0][0]",
        "np.where(a > 0)[0]",
        "np.nonzero(a)",
        "np.flatnonzero(a > 0)",
        "np.count_nonzero(a > 0)",
        "a[[True, False] * 5]",
    ):
        never_wrong(source, X)
        never_wrong(source, X[::-1])
    for source in (
        "a[a > 10]",
        "a[a[:, 0] > 5]",
        "a[a[:, 0] > 5, 1]",
        "a[:, a[0] > 2]",
        "a[1, a[1] > 8]",
        "a[a > 3].mean()",
    ):
        assert never_wrong(source, M) in ("native", "refused"), source
    for source in (
        "x[x > 0] = 0",
        "x[x > 0] += 1",
        "x[x > 0] *= x[x > 0]",
        "x[x > 0] = x[x > 0] * 2",
        "x[x > 0] = -x[:6]",
        "x[x > 100] = 3",
        "x[x > 0] = np.nan",
        "m = x > 0\n    x[m] = 1\n    x[~m] -= m.sum()",
        "x[:5][x[:5] < 0] = 8",
    ):
        never_wrong(f"def f(x):\n    {source}\n    return x\n", X)
    agrees("def f(x):\n    x[x[:, 0] > 5] = 0\n    x[x == 3] = -1\n    return x\n", M)
    agrees("def f(x):\n    x[x[:, 0] > 5] = x[0]\n    return x\n", M)
    agrees("def f(x, m):\n    x[m] = [1.0, 2.0, 3.0]\n    return x\n", X[:4], np.array([True, False, True, True]))
    bails(
        "def f(x, m):\n    x[m] = [1.0, 2.0]\n    return x\n",
        X[:4],
        np.array([True, False, True, True]),
        raises=ValueError,
    )
    bails("a[b]", X, np.ones(4, bool), raises=IndexError)
    never_wrong("def f(x):\n    x[x > 0] = []\n    return x\n", X)


def test_elements_of_one_mask():
    """They are computed where they lie, without arrays of what the mask selects."""
    c, i, m = X[::-1] * 0.3 + 1j * X, np.arange(10), X > 0
    for source in (
        "x[m] = y[m]",
        "x[~m] = y[~m] * 2 - x[~m]",
        "x[m] += np.exp(y[m]) / 3",
        "x[x > 1] = np.maximum(y[x > 1], x[x > 1] ** 2)",
        "x[m & (y < 3)] -= 1",
        "x[m] = x[m] * float(y[0]) + x[m].sum()",
        "z = x[:5]\n    z[z > 0] = x[5:][z > 0]",
        "x[m] = x[::-1][m]",
        "z = x[::-1]\n    x[m] = z[m] + 1",
    ):
        assert never_wrong(f"def f(x, y, m):\n    {source}\n    return x\n", X, X[::-1] * 0.3, m) == "native", source
    agrees("def f(c, m):\n    c[m] = c[m] ** 2 + c[m]\n    return c\n", c, m)
    agrees("def f(c, x, m):\n    x[m] = c.real[m] * c.imag[m]\n    return x\n", c, X, m)
    agrees("def f(i, m):\n    i[m] += 1\n    i[m] = i[m] // (i[m] - 4)\n    return i\n", i, m)
    agrees("def f(m, y):\n    m[m] = y[m] > 2\n    return m\n", m, X)
    agrees("def f(x, m):\n    x[m] = -x[m]\n    return x\n", M, M > 7)
    agrees("def f(x, m):\n    x[m] = -x[m]\n    return x\n", M, M[:, 0] > 7)
    bails("def f(x, y, m):\n    x[m] = y[m]\n", X, X[:1], m, raises=IndexError)
    refused("def f(x, m):\n    x[m] += 1.5\n", i, m)
    refused("def f(x):\n    x[[0, 2]] += 1.5\n", i)
    refused("def f(x, y, m):\n    x[m] = y[m]\n", X, c, m)


def test_index_arrays():
    i = np.array([3, 0, -1, 3])
    for source in (
        "a[b]",
        "a[b] + 1",
        "a[b + 1]",
        "a[b][::-1]",
        "a[b[:2]]",
        "a[b].sum()",
        "a[b.reshape(2, 2)]",
        "a[[b[0], -1]]",
        "np.take(a, b)",
        "a.take(b)",
        "a[b] * a[b[::-1]]",
        "a[b[b > 0]]",
    ):
        agrees(source, X, i)
        agrees(source, X[::-1], i)
        agrees(source, X, i.astype(np.int8))
    agrees("a[b]", X, np.array([1, 2], np.uint16))
    agrees("a[b]", X, np.zeros(0, int))
    never_wrong("a[b]", X, np.zeros(0))
    never_wrong("a[[]]", X)
    bails("a[b]", X, np.array([0, 10]), raises=IndexError)
    bails("a[b]", X, np.array([0, -11]), raises=IndexError)
    refused("a[b]", X, np.array([0.0]))
    for source in (
        "a[b]",
        "a[b, 1]",
        "a[:, b]",
        "a[1, b]",
        "a[b, b]",
        "a[b, :2]",
        "a[1:, b]",
        "a[b][:, 1]",
        "a[b, b[::-1]]",
        "a[b[:, None], [0, 1]]",
        "a[..., b]",
        "a[b, ...]",
        "a[np.arange(4), b]",
        "a[None, b]",
        "a.T[b]",
        "a[[0, 1], [2, 3]] + b[:2]",
    ):
        assert never_wrong(source, M, i) in ("native", "refused"), source
        never_wrong(source, np.asfortranarray(M), i)


def test_writes_at_index_arrays():
    i = np.array([3, 0, -1, 3])
    v = np.array([1.0, 2.0, 3.0, 4.0])
    for source in (
        "x[i] = 5",
        "x[i] = v",
        "x[i] += 1",
        "x[i] -= v",
        "x[i] *= x[i]",
        "x[i[:2]] = x[i[2:]]",
        "np.add.at(x, i, v)",
        "np.add.at(x, i, 1)",
        "np.subtract.at(x, i, v)",
        "np.maximum.at(x, i, v * 10)",
        "np.multiply.at(x, i, 2.0)",
        "x[i] = x[i[::-1]]",
        "x[[0, 0, 1]] = [1, 2, 3]",
        "np.add.at(x, [0, 0, 1], 2.5)",
        "np.add.at(x, 3, 1.0)",
        "np.add.at(x, slice(1, 3), 1.0)",
        "x[i] /= 2",
        "x[i] = x[:4]",
    ):
        agrees(f"def f(x, i, v):\n    {source}\n    return x\n", X, i, v)
    for source in ("x[i] = 5", "x[i] += v", "np.add.at(x, i, 1)"):
        bails(f"def f(x, i, v):\n    x[1] = 77\n    {source}\n    return x\n", X, i + 9, v, raises=IndexError)
    bails("def f(x, i, v):\n    x[i] = v\n    return x\n", X, i, v[:3], raises=ValueError)
    for source in (
        "x[i] = 5",
        "x[:, i] += 1",
        "x[i, i] = v",
        "x[i, 0] -= v",
        "x[1, i] = v",
        "x[i] = x[i[::-1]]",
        "x[i, 1:3] = 0",
        "np.add.at(x, (i, i), v)",
        "np.add.at(x, i, 1.0)",
        "x[np.arange(4), i] += 1",
        "x[i] += x[0]",
    ):
        assert never_wrong(f"def f(x, i, v):\n    {source}\n    return x\n", M, i, v) in ("native", "refused"), source
    agrees("def f(x, i):\n    np.add.at(x, i, 1)\n    return x\n", np.zeros(4, int), i)
    never_wrong("def f(x, i):\n    np.add.at(x, i, 1.5)\n    return x\n", np.zeros(4, int), i)


def _misaligned():
    return np.arange(8 * 6 + 1, dtype=np.uint8)[1:].view(np.float64)


def test_layouts_that_are_native():
    wide = np.arange(60.0).reshape(6, 10)
    f = function("""
def f(x):
    y = x * 2
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] += y[i, j] - x[0, 0]
    return y, x, x[1:], x.sum(axis=0), x.T, x.copy()
""")
    for x in (
        wide,
        np.asfortranarray(wide),
        wide[::-1],
        wide[:, ::-2],
        wide[1:5, 2:7],
        wide.T,
        wide[:, :1],
        wide[:1],
        wide[:0],
        wide[:, :0],
        wide[2:3, ::3],
    ):
        never_wrong(f, x)
    agrees(f, wide[::-1, 1::3])
    agrees(f, np.asfortranarray(wide))
    agrees(f, np.asfortranarray(wide)[::-2, 1:])


def test_broadcast_arrays_are_read_and_not_written():
    x = np.broadcast_to(np.arange(3.0), (4, 3))
    agrees("(a * 2, a.sum(), a[1], a[:, 1])", x)
    refused("def f(x):\n    x[0] = 1\n    return x\n", x, match="read-only")
    refused("def f(x):\n    x += 1\n    return x\n", x, match="read-only")
    twice = np.ndarray((2, 3), float, np.arange(3.0), 0, (0, 8))
    refused("a * 2", twice, match="overlaps")
    windows = np.lib.stride_tricks.sliding_window_view(X, 3)
    agrees("(a * 2, a.sum(axis=1))", windows)


def test_read_only_arrays():
    x = X.copy()
    x.flags.writeable = False
    agrees("(a * 2, a[1:], a)", x)
    refused("def f(x):\n    x[0] = 1\n    return x\n", x, match="read-only")
    refused("def f(x):\n    y = x[2:]\n    y *= 2\n    return x\n", x, match="read-only")
    refused("def f(x):\n    np.add(x, 1, out=x)\n    return x\n", x, match="read-only")
    refused("def f(x):\n    x.sort()\n    return x\n", x, match="read-only")
    refused("def f(x):\n    x.fill(3)\n    return x\n", x, match="read-only")
    never_wrong("def f(x):\n    x[[0, 1]] = 3\n    return x\n", x)
    never_wrong("def f(x):\n    x[x > 0] = 3\n    return x\n", x)
    never_wrong("def f(x):\n    np.add.at(x, 0, 3)\n    return x\n", x)
    agrees("def f(x):\n    y = x.copy()\n    y[0] = 1\n    return y\n", x)


def test_arrays_that_stay_with_numpy():
    refused("a + 1", _misaligned(), match="aligned")
    refused("a + 1", X.astype(X.dtype.newbyteorder()))
    refused("a", np.array([1, None], dtype=object))
    refused("a", np.array(["x", "y"]))
    refused("a", np.array([b"x"]))
    refused("a", np.zeros(2, dtype="M8[s]"))
    refused("a", np.zeros(2, dtype=[("x", float)]))
    refused("a + 1", np.ma.masked_array([1.0]))

    class Own(np.ndarray):
        pass

    refused("a + 1", X.view(Own))
    refused("a + 1", np.rec.array([(1.0,)]))


def test_arrays_without_elements_or_axes():
    for source in (
        "a + 1",
        "a.sum()",
        "a[:2]",
        "a[::-1]",
        "a.copy()",
        "a.reshape(-1)",
        "np.cumsum(a)",
        "a == a",
        "a.any()",
        "a.prod()",
        "a",
    ):
        agrees(source, np.zeros(0))
    for source in ("a + 1", "a.sum()", "a.sum(axis=0)", "a.sum(axis=1)", "a.T", "a[:, 1:]", "a @ a.T", "a.T @ a"):
        agrees(source, np.zeros((0, 3)))
        agrees(source, np.zeros((3, 0)))
    for source in ("a.max()", "a.min()", "np.argmax(a)", "a.argmin()"):
        bails(source, np.zeros(0), raises=ValueError)
    bails("a[0]", np.zeros(0), raises=IndexError)
    zero = np.array(2.5)
    for source in (
        "a + 1",
        "a * a",
        "a[()]",
        "a.sum()",
        "float(a)",
        "a > 1",
        "np.sin(a)",
        "a.reshape(1)",
        "a[None]",
        "a",
        "a.item()",
        "-a",
        "a.ndim",
        "a.shape",
        "a.size",
        "a ** 2",
        "a ** 0.5",
        "1 if a else 2",
        "a[...]",
        "a.copy()",
        "abs(a)",
        "int(a)",
    ):
        never_wrong(source, zero)
    for source in ("x[()] = 3", "x[...] = 3", "x += 1", "x -= x", "np.add(x, 1, out=x)", "x.fill(3)"):
        never_wrong(f"def f(x):\n    {source}\n    return x\n", zero)
    refused("len(a)", zero)
    refused("a[0]", zero)
    refused("def f(x):\n    for v in x:\n        return v\n", zero)


def test_the_same_memory_in_two_arguments():
    f = function("def f(x, y):\n    x[1:] += y[:-1]\n    return x, y\n")
    agrees(f, X.copy(), X.copy())
    x = X.copy()
    agrees(f, x, x)
    bails(f, x, x[:])
    bails(f, x[:5], x[4:9])
    agrees(f, x[:5], x[5:])
    bails(f, x[::-1], x)
    read = function("def f(x, y):\n    return x + y, x[1:], y\n")
    agrees(read, x, x)
    agrees(read, x, x[:])
    agrees(read, x[::-1], x)
    never_wrong("def f(x, y):\n    return (x is y, x)\n", x, x)
    never_wrong("def f(x, y):\n    return (x is y, x)\n", x, X)
    agrees("def f(x, y):\n    return y, x\n", x, x)
    agrees("def f(t):\n    return t[0] + t[1], t\n", (x, x))
    agrees("def f(t):\n    t[0][0] = 5\n    return t[1]\n", [x, x])


def test_names_of_one_array_see_each_other():
    agrees(
        """
def f(x, n):
    y = x
    z = x[2:]
    w = z[::-1]
    for i in range(n):
        y[i] += 1
        z[0] *= 2
        w[0] -= x[i]
        y = y[1:] if i % 2 else x
    y[0] = 100
    return y, z, w, x
""",
        X,
        5,
    )
    agrees("def f(x):\n    y = x + 0\n    z = y\n    y[0] = 9\n    y = y * 2\n    z[1] = 8\n    return y, z, x\n", X)
    agrees("def f(x):\n    y = x.T\n    y[0, 1] = 50\n    x[2] = y[:, 1]\n    return x, y\n", M[:, :4])
    agrees("def f(x):\n    rows = [x[0], x[1]]\n    rows[0][:] = rows[1]\n    rows[1] += 1\n    return x\n", M)
    agrees(
        "def f(x):\n    y = x * 1\n    a = y[0]\n    b = y[:, 0]\n    a[0] = 7\n    b[1] = 8\n    return a, b, y.sum()\n",
        M,
    )


def _checks(source, *args):
    """How many loops look for indices out of bounds."""
    f = function(source)
    agrees(f, *args)
    assigned = [s for s in statements(translated(f, *args)[0].translation.procedure.body) if isinstance(s, Assign)]
    return len([s for s in assigned if s.reg.name == "outside" and s.value.op == "const"])


def test_indices_are_checked_once():
    i, j, v = np.array([0, 3, 3, -1, 2]), np.array([1, 1, -5, 0, 2]), np.arange(5.0)
    twice = "def f(x, i, j, v):\n    np.add.at(x, (i, j), v)\n    np.add.at(x, (j, i), v)\n"
    assert _checks(twice, np.ones((5, 5)), i, j, v) == 1
    assert _checks("def f(x, i, j, v):\n    return x[i, j], x[i], x[j]\n", np.ones((5, 6)), i, j, v) == 2
    assert _checks("def f(x, i, v):\n    x[i] = v\n    return x[i], x[:4][i % 4]\n", np.ones(5), i, v) == 2


@pytest.mark.parametrize("between", ["i[0] = 100", "j[:] = i * 100", "i += 100", "k[1] -= 100"])
def test_indices_that_change_are_checked_again(between):
    source = (
        f"def f(x, i, k):\n    j = k if len(k) > 2 else i\n    np.add.at(x, i, 1.0)\n    {between}\n    return x[i]\n"
    )
    f = function(source)
    for k in (np.array([2, 1, 0]), np.array([1, 1])):
        never_wrong(f, np.ones(5), np.array([0, 3, 3]), k)
    loop = f"def f(x, i, k):\n    j = i\n    for n in range(2):\n        np.add.at(x, i, 1.0)\n        {between}\n"
    if "k" not in between:
        bails(loop, np.ones(5), np.array([1, 3, 3]), np.array([0, 1, 2]), raises=IndexError)
    before = (
        f"def f(x, i, k):\n    j = i\n    x[i] = 2.0\n    for n in range(2):\n        x[i] += n\n        {between}\n"
    )
    if "k" not in between:
        bails(before, np.ones(5), np.array([1, 3, 3]), np.array([0, 1, 2]), raises=IndexError)
