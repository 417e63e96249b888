"""Array statements that become one loop, those that must not, and programs of them at random."""

import numpy as np
import pytest

from numorph.codegen import target
from numorph.frontend.compiled import BAILED
from numorph.procedures.fusion import fused
from numorph.procedures.ir import Alloc, For, Procedure, Store, operands, statements, subexpressions
from tests.frontend.agreement import agrees, function, translated

from .building import at, i64, loop, ptr, put, store, sub

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

X = np.random.default_rng(0).standard_normal(40)
M = np.random.default_rng(1).standard_normal((6, 7))


def counted(source, *args):
    """How many innermost loops, arrays and stores there are, after the results have been compared."""
    f = function(source)
    agrees(f, *args, rtol=1e-12)
    all_ = list(statements(translated(f, *args)[0].code.procedure.body))
    loops = [s for s in all_ if isinstance(s, For) and not any([isinstance(x, For) for x in statements(s.body)])]
    return len(loops), sum(isinstance(s, Alloc) for s in all_), sum(isinstance(s, Store) for s in all_)


@pytest.mark.parametrize(
    "body, loops, arrays",
    [
        ("t = x + y\n    u = t * t\n    return u - t", 1, 1),
        ("t = x + y\n    return (t * t).sum(), t.max()", 1, 0),
        ("t = np.exp(x)\n    y -= t\n    x *= t", 1, 0),
        ("m = x > y\n    x[m] = y[m]\n    y[~m] = 0", 1, 0),
        ("t = x + 1\n    s = t.sum()\n    return t / s", 2, 2),
        ("x += 1\n    y[1:] += x[:-1]", 2, 0),
        ("x[1:] += 1\n    y[1:] += x[1:]", 1, 0),
        ("x[1:] += y[1:]\n    x[:-1] += y[:-1]", 2, 0),
        ("t = x[1:] - x[:-1]\n    x[1:] += t", 2, 1),
        ("t = x[1:] - x[:-1]\n    u = x[1:] + x[:-1]\n    return t * u", 1, 1),
        ("t = x * 2\n    for _ in range(3):\n        t = t + x\n    return t", 2, 2),
        ("t = x * y\n    t = t + x\n    t = t - y\n    return t", 1, 1),
        ("t = x * y\n    t += x\n    t -= y\n    return t", 1, 1),
        ("t = x * y\n    if t[0] > 0:\n        t += 1\n    return t", 2, 1),
        ("t = x * 2\n    u = t + y.sum()\n    return u", 2, 2),
    ],
)
def test_vectors(body, loops, arrays):
    assert counted(f"def f(x, y):\n    {body}\n", X, X[::-1].copy())[:2] == (loops, arrays)


@pytest.mark.parametrize(
    "body, loops, arrays",
    [
        ("t = a[1:] - a[:-1]\n    t += a[1:] * 2\n    return t * t", 1, 1),
        ("t = a[1:, 1:] - a[:-1, :-1]\n    u = a[1:, :-1] * 2\n    return np.sqrt(t * t + u * u)", 1, 1),
        ("t = a[1:] - a[:-1]\n    a[1:] += t\n    return t", 2, 1),
        ("t = a * 2\n    s = t.sum(axis=1)\n    return s", 2, 2),
        ("t = a * 2\n    return t.T + 1", 1, 1),
        ("p = a @ a[0]\n    q = p * 2\n    return q", 2, 2),
    ],
)
def test_matrices(body, loops, arrays):
    assert counted(f"def f(a):\n    {body}\n", M)[:2] == (loops, arrays)


ROTATION = """def f(a, c, s):
    n = len(a)
    for p in range(n - 1):
        for q in range({first}, n):
            t = a{p}.copy()
            a{p} = c * t - s * a{q}
            a{q} = s * t + c * a{q}
"""


@pytest.mark.parametrize("p, q", [("[:, p]", "[:, q]"), ("[p]", "[q]")])
def test_rows_and_columns_that_loops_keep_apart(p, q):
    square = np.random.default_rng(2).standard_normal((6, 6))
    assert counted(ROTATION.format(first="p + 1", p=p, q=q), square, 0.6, 0.8) == (1, 0, 2)
    for first in ("p", "0"):  # they may be one
        loops, _, stores = counted(ROTATION.format(first=first, p=p, q=q), square, 0.6, 0.8)
        assert loops > 1 and stores > 2


def test_elements_are_loaded_once_where_stores_are_elsewhere():
    source = ROTATION.format(first="p + 1", p="[:, p]", q="[:, q]")
    procedure = translated(function(source), M[:, :6].copy(), 0.6, 0.8)[0].code.procedure
    loads = [e for s in statements(procedure.body) for e in subexpressions(operands(s)) if e.op == "load"]
    assert len(loads) == 2


def test_what_is_stored_over_is_not_stored():
    source = "def f(x, y):\n    x += y\n    x *= 2\n    x -= y\n    return x.sum()\n"
    assert counted(source, X, X[::-1].copy()) == (1, 0, 1)


def test_arrays_that_change_places():
    source = """
def f(x, steps):
    y = x.copy()
    for _ in range(steps):
        z = x * 2
        y = z + y
        x, y = y, x
        z = x + y
        y += z
    return x, y
"""
    for steps in range(4):
        agrees(source, X, steps, rtol=1e-12)


def test_a_bail_between_two_loops_comes_before_both():
    f = function("def f(x, y, z):\n    x += 1\n    y += z\n    return x * y\n")
    agrees(f, X[:5], X[5:10], X[10:15])
    variant, arguments = translated(f, X[:5].copy(), X[5:10].copy(), X[10:15].copy())
    assert variant(arguments) is not None


NAMES = ["x", "y", "z"]
PARTS = ["", "[1:]", "[:-1]", "[2:]", "[:-2]", "[1:-1]", "[::2]", "[1::2]", "[::-1]"]
LENGTHS = {"": 0, "[1:]": 1, "[:-1]": 1, "[2:]": 2, "[:-2]": 2, "[1:-1]": 2, "[::2]": -1, "[1::2]": -1, "[::-1]": 0}


def random_program(rng):
    """Statements over parts of three arrays, of which those in one statement have one length."""

    def part(length):
        return rng.choice([p for p in PARTS if LENGTHS[p] == length])

    def term(length):
        return f"{rng.choice(NAMES)}{part(length)}"

    def value(length):
        forms = ["{} + {}", "{} * 0.5 - {}", "np.maximum({}, {})", "np.where({} > 0, {}, 0.25)", "0.3 * {}"]
        form = str(rng.choice(forms))
        return form.format(*[term(length) for _ in range(form.count("{}"))])

    lines = []
    for k in range(int(rng.integers(4, 9))):
        length = int(rng.choice([0, 0, 1, 2, -1]))
        kind = rng.integers(6)
        if kind == 0:
            lines.append(f"t{k} = {value(length)}")
            lines.append(f"{term(length)} {rng.choice(['=', '+=', '-='])} 0.5 * t{k}")
        elif kind == 1:
            lines.append(f"s = s * 0.5 + ({value(length)}).sum() / 64")
        elif kind == 2:
            lines.append(f"m = {term(0)} > {term(0)}")
            one, other = rng.choice(NAMES, 2)
            lines.append(f"{one}[m] = {other}[m] * 0.5")
        elif kind == 3:
            lines.append(f"{rng.choice(NAMES)} = {value(0)}")
        else:
            lines.append(f"{term(length)} {rng.choice(['=', '+=', '-='])} {value(length)}")
    looped = "\n        ".join(["for _ in range(2):", *lines])
    return f"def f(x, y, z):\n    s = 0.0\n    {looped}\n    return x, y, z, s\n"


@pytest.mark.parametrize("seed", range(60))
def test_random_statements(seed):
    source = random_program(np.random.default_rng(seed))
    f = function(source)
    for n in (0, 1, 2, 3, 8, 31):
        given = [X[k : k + n].copy() for k in (0, 4, 8)]
        plain = [a.copy() for a in given]
        try:
            want = f(*plain)
        except ValueError:
            continue
        variant, arguments = translated(f, *given)
        got = variant(arguments)
        if got is BAILED:
            continue
        np.testing.assert_allclose(np.hstack(got), np.hstack(want), rtol=1e-11, atol=1e-11, err_msg=source)
        np.testing.assert_allclose(np.hstack(given), np.hstack(plain), rtol=1e-11, atol=1e-11, err_msg=source)


@pytest.mark.parametrize("again, several, loops", [(1, True, 1), (1, False, 2), (2, True, 2)])
def test_numbers_that_are_assigned_again(again, several, loops):
    """What several statements assign is known where it is asked for, and the same each time."""
    p, q, r, n, size, i, j = ptr("p"), ptr("q"), ptr("r"), i64("n"), i64("size"), i64("i"), i64("j")
    body = [
        put(size, sub(n, 1)),
        loop(i, 0, size, [store(q, i, at(p, i))], parallel=True),
        loop(j, 0, size, [store(r, j, at(q, j))], parallel=True),
        put(size, sub(n, again)),
    ]
    found = fused(Procedure("copies", [p, q, r, n], [], body), several)
    assert sum([isinstance(s, For) for s in statements(found.body)]) == loops
