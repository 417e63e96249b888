"""What functions find outside themselves: globals, cells, captured arrays; nothing goes stale."""

import ast
import math
import time

import numpy as np
import pytest

import numorph as nm
from numorph.frontend.compiled import BAILED
from numorph.frontend.source import tree_of

from .agreement import agrees, bails, copied, equal_values, function, never_wrong, refused, translated

X = np.array([3.0, -1.0, 4.0, -1.5])


def natively(f, *args):
    variant, arguments = translated(f, *args)
    found = variant(arguments)
    assert found is not BAILED
    return found


def outside(f, *args, names):
    """Native and plain execution of a function that writes to arrays outside; they are put back in between."""
    space = f.__globals__
    before = {n: space[n].copy() for n in names}
    got = natively(f, *copied(args, {}))
    after = {n: space[n].copy() for n in names}
    for n in names:
        space[n][...] = before[n]
    want = f(*copied(args, {}))
    equal_values(got, want, "result")
    for n in names:
        np.testing.assert_array_equal(after[n], space[n])
        space[n][...] = before[n]


def test_globals_that_change_between_calls():
    f = function("def f(x):\n    return x * k + len(name)\n", k=2, name="ab")
    space = f.__globals__
    agrees(f, 3)
    space["k"] = 5
    agrees(f, 3)
    space["k"] = 2.5
    agrees(f, 3)
    space["k"] = True
    agrees(f, 3)
    space["k"] = np.float32(3)
    agrees(f, 3)
    space["k"] = X
    agrees(f, 3)
    space["name"] = "long"
    agrees(f, 3)
    space["k"] = None
    never_wrong(f, 3)
    del space["k"]
    never_wrong(f, 3)


def test_nan_and_signed_zero_in_globals():
    f = function("def f(x):\n    return x + k, math.copysign(1.0, k)\n", k=math.nan)
    agrees(f, 1.0)
    agrees(f, 1.0)
    f.__globals__["k"] = 0.0
    agrees(f, 1.0)
    f.__globals__["k"] = -0.0
    agrees(f, 1.0)
    g = function("def f(x):\n    return x * k\n", k=1)
    agrees(g, 1)
    g.__globals__["k"] = 1.0
    agrees(g, 1)
    g.__globals__["k"] = True
    agrees(g, 1)


def test_functions_that_are_replaced():
    f = function("def helper(x):\n    return x + 1\n\ndef f(x):\n    return helper(x) * math.sqrt(4.0)\n")
    agrees(f, 3)
    f.__globals__["helper"] = lambda x: x - 1
    agrees(f, 3)
    f.__globals__["helper"] = abs
    agrees(f, -3)
    g = function("def f(x):\n    return max(x, 2)\n")
    agrees(g, 1)
    g.__globals__["max"] = min
    agrees(g, 1)


def test_code_that_is_replaced():
    f = function("def helper(x):\n    return x + 1\n\ndef f(x):\n    return helper(x)\n")
    agrees(f, 3)
    f.__globals__["helper"].__code__ = (lambda x: x * 10).__code__
    agrees(f, 3)
    g = function("def helper(x, k=1):\n    return x + k\n\ndef f(x):\n    return helper(x)\n")
    agrees(g, 3)
    g.__globals__["helper"].__defaults__ = (7,)
    agrees(g, 3)


def test_cells_that_change():
    k = 2

    def f(x):
        return x * k

    agrees(f, 3)
    k = 2.5
    agrees(f, 3)
    k = X
    agrees(f, 3)


def test_captured_arrays_that_are_read():
    f = function(
        "def f(x):\n    t = x\n    for i in range(len(w)):\n        t = t + w[i]\n    return t, w.sum()\n", w=X.copy()
    )
    agrees(f, 1.0)
    f.__globals__["w"][0] = 50
    agrees(f, 1.0)
    f.__globals__["w"] = np.arange(9.0)
    agrees(f, 1.0)
    f.__globals__["w"] = np.arange(9.0)[::-2]
    agrees(f, 1.0)
    f.__globals__["w"] = np.arange(9)
    agrees(f, 1.0)
    f.__globals__["w"] = np.arange(6.0).reshape(2, 3)
    refused(f, 1.0)
    f.__globals__["w"] = [1.0, 2.0]
    never_wrong(f, 1.0)
    f.__globals__["w"] = (1.0, 2.0)
    never_wrong(f, 1.0)


def test_captured_arrays_that_are_written():
    outside(function("def f(x):\n    w[0] += x\n    w[1:] *= 2\n    return w.sum()\n", w=X.copy()), 1.5, names=["w"])
    f = function("def f(x):\n    w[0] = x[0]\n    x[1] = w[1] + w[0]\n    return x\n", w=X.copy())
    outside(f, X * 2, names=["w"])
    variant, arguments = translated(f, f.__globals__["w"])
    assert variant(arguments) is BAILED  # it is the argument as well
    g = function("def f(x):\n    w[0] = x\n    if x < 0:\n        raise ValueError\n    return w\n", w=X.copy())
    outside(g, 1.0, names=["w"])
    before = g.__globals__["w"].copy()
    variant, arguments = translated(g, -1.0)
    assert variant(arguments) is BAILED
    np.testing.assert_array_equal(g.__globals__["w"], before)
    assert natively(g, 2.0) is g.__globals__["w"]


def test_one_array_with_two_names():
    w = X.copy()
    f = function("def f(x):\n    v[0] = x\n    return w[0] + v[1]\n", w=w, v=w)
    outside(f, 7.0, names=["w"])
    g = function("def f(x):\n    v[0] = x\n    return w[0] + v[1]\n", w=w, v=w[:])
    variant, arguments = translated(g, 7.0)
    assert variant(arguments) is BAILED
    h = function("def f(x):\n    return w[0] + v[1] + x\n", w=w, v=w[1:])
    agrees(h, 7.0)
    f.__globals__["v"] = X.copy()
    outside(f, 7.0, names=["w", "v"])


def test_containers_outside():
    agrees(function("def f(x):\n    return x * t[0] + t[1][0]\n", t=(2.5, (1, 2))), 1.0)
    agrees(function("def f(x):\n    return x * t[0][1] + t[1]\n", t=(X, 3)), 1.0)
    f = function("def f(x):\n    return x * t[0]\n", t=[2.5, 1])
    assert never_wrong(f, 1.0) in ("native", "refused")
    f.__globals__["t"][0] = 4.0
    assert never_wrong(f, 1.0) in ("native", "refused")
    g = function("def f(x):\n    return x * t['k']\n", t={"k": 2.5})
    assert never_wrong(g, 1.0) in ("native", "refused")
    refused(function("def f(x):\n    seen.append(x)\n    return x\n", seen=[]), 1.0)
    refused(function("def f(x):\n    seen['x'] = x\n    return x\n", seen={}), 1.0)


def test_what_has_to_run_on_every_call():
    refused(function("def f(x):\n    return x + np.random.rand()\n"), 1.0)
    refused(function("def f(x):\n    return x + np.random.default_rng(0).normal()\n"), 1.0)
    refused(function("def f(x):\n    return x + time.time()\n", time=time), 1.0)
    refused(function("def f(x):\n    return x + rng.random()\n", rng=np.random.default_rng(0)), 1.0)
    refused(function("def f(x):\n    import random\n    return x + random.random()\n"), 1.0)
    refused(function("def f(x):\n    return clock() + x\n", clock=time.perf_counter), 1.0)
    refused(function("def f(x):\n    return next(it) + x\n", it=iter(range(3))), 1.0)
    refused(function("def f(x):\n    return open('file')\n"), 1.0)


def test_objects_whose_truth_or_equality_is_their_own():
    class Counted:
        def __init__(self):
            self.n = 0

        def __bool__(self):
            self.n += 1
            return self.n % 2 == 0

        def __eq__(self, other):
            self.n += 1
            return self.n % 2 == 0

        __hash__ = None

        def __add__(self, other):
            self.n += 1
            return self.n

    for source in (
        "x if c else -x",
        "x if c == 1 else -x",
        "c + x",
        "c + c",
        "x if not c else 2",
        "c and x",
        "x in (c, c)",
    ):
        f = function(f"def f(x):\n    return {source}\n", c=Counted())
        refused(f, 1.0)
    empty = type("Sized", (), {"__len__": lambda self: 0})()
    refused(function("def f(x):\n    return x if c else -x\n", c=empty), 1.0)
    agrees(function("def f(x):\n    return x if c else -x\n", c=object()), 1.0)
    agrees(function("def f(x):\n    return x if c is None else -x\n", c=empty), 1.0)


def test_names_that_are_not_there():
    refused("def f(x):\n    return x + nothing\n", 1.0)
    refused("def f(x):\n    return np.nothing(x)\n", 1.0)
    refused("def f(x):\n    return x.nothing\n", X)
    refused("def f(x):\n    return x.nothing()\n", X)
    refused("def f(x):\n    return math.nothing(x)\n", 1.0)


def test_modules_of_the_users():
    import types

    module = types.ModuleType("their_module")
    module.k, module.w = 3.0, X.copy()
    exec("def g(x):\n    return x * k\n", module.__dict__)
    f = function("def f(x):\n    return x * m.k + m.w[1]\n", m=module)
    assert never_wrong(f, 2.0) in ("native", "refused")
    module.k = 5.0
    assert never_wrong(f, 2.0) in ("native", "refused")
    module.w = X * 2
    assert never_wrong(f, 2.0) in ("native", "refused")


def test_constants_of_numpy_and_math():
    agrees("(a * math.pi, a + np.pi, a < np.inf, a * np.e, math.tau, math.inf, np.nan)", 1.5)
    agrees(
        "(np.finfo(np.float64).eps * a, np.finfo(float).max, np.iinfo(np.int32).max + a, np.finfo(np.float32).tiny)", 2
    )
    agrees("np.zeros(a, dtype=np.int32) + np.int32(3)", 2)


def test_sources_that_cannot_be_read():
    space = {}
    exec("def f(x):\n    return x\n", space)
    refused(space["f"], 1, match="source")
    with pytest.raises(TypeError):
        agrees(function("def f(x):\n    return x\n"), 1, 2)
    bails(function("def f(x):\n    assert x\n"), 0, raises=AssertionError)


def test_sources_that_cannot_be_read_at_once(monkeypatch):
    parse, failures = ast.parse, iter([True, True, False])

    def confused(*args, **kwargs):
        if next(failures, False):
            raise SystemError("AST constructor recursion depth mismatch (before=48, after=89)")
        return parse(*args, **kwargs)

    monkeypatch.setattr(ast, "parse", confused)

    def doubled(x):
        for i in range(len(x)):
            x[i] = 2.0 * x[i]
        return x

    assert isinstance(tree_of(doubled.__code__), ast.FunctionDef)
    monkeypatch.setattr(ast, "parse", lambda *_, **__: 1 / 0)
    assert tree_of(doubled.__code__).name == "doubled"  # it is known


WEIGHTS = [0.25, 0.5, 0.25]
SETTINGS = {"dt": 0.1, "names": ["a", "b"], 2: 5.0}
MOVES = [(0, 1), (1, 0)]


def _smoothed(x, n):
    y = np.zeros_like(x)
    for i in range(1, len(x) - 1):
        for k, w in enumerate(WEIGHTS):
            y[i] += w * x[min(i + k - 1, 5)] * SETTINGS["dt"]
        y[i] += WEIGHTS[i % 3] + len(SETTINGS["names"]) + SETTINGS[2]
        a, b = MOVES[i % 2]
        y[i] += a - 2 * b
    return y, sum(WEIGHTS[n - 1 :]), sorted(WEIGHTS), WEIGHTS.index(0.25), [*WEIGHTS, n]


def test_lists_and_dicts_of_constants_outside():
    x = np.arange(6.0)
    agrees(_smoothed, x, 2)
    f = nm.jit(_smoothed)
    f.compile(x, 2)
    for change in (
        lambda: WEIGHTS.__setitem__(1, 7.0),
        lambda: WEIGHTS.append(0.5),
        lambda: WEIGHTS.__setitem__(0, -0.0),
        lambda: SETTINGS.__setitem__("dt", 1),
        lambda: SETTINGS["names"].append("c"),
    ):
        change()
        equal_values(f(x, 2), _smoothed(x, 2), "after a change")


def _given(x):
    for _ in x:
        pass
    return MOVES, [MOVES[0]]


def test_such_a_list_as_a_result_is_the_list_itself():
    f = nm.jit(_given)
    f.compile(np.arange(3.0))
    assert all([f(np.arange(3.0))[0] is MOVES for _ in range(5)])


@pytest.mark.parametrize(
    "change", ["WEIGHTS.append(v)", "WEIGHTS[0] = v", "WEIGHTS.sort()", "SETTINGS['dt'] = v", "SETTINGS['dt'] += v"]
)
def test_such_lists_and_dicts_are_not_written_to(change):
    source = f"def f(x):\n    for v in x:\n        {change}\n    return x\n"
    refused(function(source, WEIGHTS=[0.5], SETTINGS={"dt": 0.5}), np.arange(3.0))
