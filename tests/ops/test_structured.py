"""Operations that hold programs or functions, by every rule; no operation of the package escapes these tests."""

from __future__ import annotations

import importlib
import itertools
import pkgutil

import numpy as np
import pytest

import numorph
from numorph import jacobian, lax
from numorph.api.custom import custom_jvp, custom_vjp
from numorph.array import unwrap, wrap
from numorph.codegen import blas, complex_parts, library, random_words
from numorph.control import callback, collectives
from numorph.control.call import call
from numorph.control.cond import cond
from numorph.control.custom import custom, custom_backward
from numorph.control.linear_solve import custom_linear_solve, linear_solve
from numorph.control.root import custom_root, root
from numorph.control.scan import scan
from numorph.control.while_ import while_
from numorph.core.op import NotSupported, Op
from numorph.core.rules import CONSTANT, LINEAR, PerOperand
from numorph.core.trace import typeof
from numorph.core.types import is_inexact
from numorph.errors import NumorphTypeError
from numorph.frontend import nested_operation, operation, second_operation
from numorph.ir.evaluate import evaluate
from numorph.ir.stage import stage
from numorph.ops import elementwise as ew
from numorph.runtime import execute_apart, numpy_calls, regions
from numorph.transforms import batching
from numorph.transforms.forward import Structured

from . import checks
from .test_rules import OPS

STRUCTURED = [
    *(call, cond, scan, while_, custom, custom_backward, linear_solve, root, callback.callback, callback.effect),
    *(
        collectives.psum_op,
        collectives.pmax_op,
        collectives.pmin_op,
        collectives.all_gather_op,
        collectives.axis_index_op,
    ),
]
IN_PLANS_ONLY = [numpy_calls.read]
# What the compiler makes programs of for itself; no transformation ever sees it.
OF_THE_COMPILER = [
    *(regions.region, library.library_call, random_words.hash_word),
    *(complex_parts.part, complex_parts.pair, complex_parts.pair_product, blas.scaled_product),
]
# Compiled functions of the user's; tests/bench and tests/api put each through every transformation.
OF_PROCEDURES = [
    *(operation.procedure, operation.with_tangents, operation.tangent, operation.pullback),
    *(nested_operation.nested, nested_operation.with_tangents, nested_operation.pushed, nested_operation.pullback),
    *(second_operation.twice, second_operation.pushed_twice, second_operation.second, second_operation.pulled),
]


def test_every_operation_is_tested():
    modules = [m.name for m in pkgutil.walk_packages(numorph.__path__, "numorph.") if not m.name.endswith("__main__")]
    found = {id(o): o for m in modules for o in vars(importlib.import_module(m)).values() if isinstance(o, Op)}
    tested = [*OPS, *STRUCTURED, *IN_PLANS_ONLY, *OF_THE_COMPILER, *OF_PROCEDURES]
    assert {o.name for o in found.values()} <= {o.name for o in tested}


NOT_SUPPORTED = {
    ("while", "transpose"): "its linear part is a scan",
    ("custom", "transpose"): "its rule gives the linear part",
    ("root", "transpose"): "its rule gives the linear part",
    ("callback", "transpose"): "a Python function has no derivative that could be found",
    ("effect", "transpose"): "it gives nothing back",
    ("pmax", "transpose"): "its derivative is written with psum",
    ("pmin", "transpose"): "its derivative is written with psum",
    ("axis_index", "transpose"): "it has no operand",
    ("read", "transpose"): "it only stands in plans",
    ("read", "batch"): "it only stands in plans",
}


CONSTANT_OR_LINEAR = {"axis_index": CONSTANT, "psum": LINEAR, "all_gather": LINEAR, "read": LINEAR}


@pytest.mark.parametrize("op", [*STRUCTURED, *IN_PLANS_ONLY], ids=str)
@pytest.mark.parametrize("rule", ["type_rule", "impl", "jvp", "transpose", "batch"])
def test_no_rule_is_missing(op, rule):
    found = getattr(op, rule)
    if (op.name, rule) in NOT_SUPPORTED:
        assert type(found) is NotSupported
        assert found.reason == NOT_SUPPORTED[op.name, rule]
    else:
        assert callable(found) or isinstance(found, Structured | PerOperand) or found is CONSTANT_OR_LINEAR.get(op.name)


# -- flat functions of values around each of them


def program(f, *args):
    return stage(f, [typeof(a) for a in args])[0]


def vector(rng):
    return rng.uniform(0.2, 1.2, 3)


def number(rng):
    return rng.uniform(0.2, 1.2)


def rows(rng):
    return rng.uniform(0.2, 1.2, (4, 3))


RNG = np.random.default_rng(0)
V, R, TRUE = vector(RNG), rows(RNG), np.True_
BODY = program(lambda x, y: [ew.multiply(ew.sin(x), y), ew.greater(x, y), ew.add(x, ew.const(x, 2.0))], V, V)
BRANCHES = (
    program(lambda x, y: [ew.multiply(x, y), x], V, V),
    program(lambda x, y: [ew.exp(y), ew.const(x, 1.0)], V, V),
    program(lambda x, y: [ew.subtract(x, ew.sin(y)), ew.multiply(x, x)], V, V),
)
STEP = program(lambda w, c, x: [ew.add(ew.multiply(ew.tanh(c), w), x), ew.multiply(c, x), ew.greater(c, x)], V, V, V)
LOOP = program(lambda w, i, c: [ew.add(i, np.int64(1)), ew.multiply(w, ew.sin(c))], V, np.int64(0), V)
FEWER = program(lambda n, i, c: [ew.less(i, n)], np.int64(0), np.int64(0), V)
WHILE = {"cond": FEWER, "body": LOOP, "n_cond": 1, "n_body": 1, "n_ys": 0, "dim": None, "active": ()}

ruled = custom_jvp(lambda x, y: (np.sin(x) * y, x))
ruled.defjvp(lambda p, t: ((np.sin(p[0]) * p[1], p[0]), (np.cos(p[0]) * p[1] * t[0] + np.sin(p[0]) * t[1], t[0])))
pulled = custom_vjp(lambda x, y: np.sin(x) * y)
pulled.defvjp(lambda x, y: (np.sin(x) * y, (x, y)), lambda res, ct: (ct * np.cos(res[0]) * res[1], ct * np.sin(res[0])))


def solution(a, b):
    solve = lambda matvec, b: np.linalg.solve(a, b)
    return custom_linear_solve(lambda x: a @ x, b, solve, lambda vecmat, b: np.linalg.solve(a.T, b))


def root_of_a_system(a, b):
    """x with a @ x = b, by a solver whose result has no derivative of its own."""
    solve = lambda f, guess: lax.stop_gradient(np.linalg.solve(a, b))
    return custom_root(lambda x: a @ x - b, np.zeros(3), solve, lambda g, y: np.linalg.solve(jacobian(g)(y), y))


def square(rng):
    return rng.uniform(0.2, 1.2, (3, 3)) + 2 * np.eye(3)


def of_handles(f):
    """A function of handles as one of values."""

    def flat(*values):
        out = f(*[wrap(v) for v in values])
        return [unwrap(x) for x in (out if isinstance(out, tuple) else (out,))]

    return flat


def bind(op, **params):
    return lambda *args: [*op(*args, **params)]


def integer(low, high):
    return lambda rng: rng.integers(low, high)


# name -> a flat function, and how its operands are drawn
FUNCTIONS = {
    "call": (bind(call, program=BODY), (vector, vector)),
    "cond": (bind(cond, branches=BRANCHES[:2]), (lambda rng: rng.random() > 0.5, vector, vector)),
    "switch": (bind(cond, branches=BRANCHES), (integer(-1, 5), vector, vector)),
    "scan": (bind(scan, body=STEP, n_consts=1, n_carry=1, length=4, reverse=False), (vector, vector, rows)),
    "scan backwards": (bind(scan, body=STEP, n_consts=1, n_carry=1, length=4, reverse=True), (vector, vector, rows)),
    "while": (bind(while_, **WHILE), (integer(0, 4), vector, lambda rng: np.int64(0), vector)),
    "custom_jvp": (of_handles(ruled), (vector, vector)),
    "custom_vjp": (of_handles(pulled), (vector, vector)),
    "linear_solve": (of_handles(solution), (square, vector)),
    "root": (of_handles(root_of_a_system), (square, vector)),
}


def over_lanes(f):
    """A function of one lane, of all lanes."""

    def flat(*values):
        outs, mine = batching.batch(f, 4, values, [True] * len(values), "lanes")
        return [batching.materialize(o, m, 4) for o, m in zip(outs, mine, strict=True)]

    return flat


COLLECTIVES = {
    "psum": (lambda x: [collectives.psum_op(ew.sin(x), axis_name="lanes")], (rows,)),
    "pmax": (lambda x: [collectives.pmax_op(ew.sin(x), axis_name="lanes")], (rows,)),
    "pmin": (lambda x: [collectives.pmin_op(ew.sin(x), axis_name="lanes")], (rows,)),
    "all_gather": (lambda x: [collectives.all_gather_op(ew.sin(x), axis_name="lanes", size_hint=4)], (rows,)),
    "axis_index": (lambda x: [ew.multiply(x, ew.const(x, 1.0)), collectives.axis_index_op(axis_name="lanes")], (rows,)),
}
COLLECTIVES["psum in a call"] = (bind(call, program=program(COLLECTIVES["psum"][0], V)), (rows,))
FUNCTIONS |= {name: (over_lanes(f), makes) for name, (f, makes) in COLLECTIVES.items()}
every_function = pytest.mark.parametrize(("f", "makes"), FUNCTIONS.values(), ids=FUNCTIONS)


def draw(makes, seed=0):
    rng = np.random.default_rng(seed)
    return [np.asarray(make(rng))[()] for make in makes]


def moving(args):
    return [is_inexact(typeof(a).dtype) for a in args]


@every_function
def test_programs(f, makes):
    for seed in range(4):
        checks.check_programs(f, draw(makes, seed), f"seed {seed}")


@every_function
def test_derivatives(f, makes):
    for seed in range(3):
        args = draw(makes, seed)
        checks.check_jvp(f, args, moving(args), f"seed {seed}")
        checks.check_transpose(f, args, moving(args), f"seed {seed}")
        checks.check_staged_derivatives(f, args, moving(args), f"seed {seed}")


@every_function
def test_derivative_in_each_operand(f, makes):
    """With the others constant: carries and residuals are then live in other places."""
    args = draw(makes, 1)
    for k in range(len(args)):
        live = [j == k and on for j, on in enumerate(moving(args))]
        if any(live):
            checks.check_jvp(f, args, live, f"operand {k}")
            checks.check_transpose(f, args, live, f"operand {k}")


@every_function
def test_batch(f, makes):
    draws = [draw(makes, seed) for seed in range(3)]
    for subset in itertools.product((True, False), repeat=len(makes)):
        if any(subset):
            checks.check_batch(f, draws, subset, f"{subset}")
            along = checks.derivative(f, checks.tangents_of(draws[0], moving(draws[0]), 1))
            checks.check_batch(along, draws, subset, f"derivative, {subset}", 1e5)


# -- values


def test_values():
    x, y = vector(RNG), vector(RNG)
    checks.assert_all_same(call(x, y, program=BODY), (np.sin(x) * y, x > y, x + 2), "call")
    for index in (-3, 0, 1, 2, 7):
        wanted = [(x * y, x), (np.exp(y), np.ones(3)), (x - np.sin(y), x * x)][min(max(index, 0), 2)]
        checks.assert_all_same(cond(np.int64(index), x, y, branches=BRANCHES), wanted, "cond")
    carry, ys = x, []
    for row in R:
        ys.append((carry * row, carry > row))
        carry = np.tanh(carry) * y + row
    outs = scan(y, x, R, body=STEP, n_consts=1, n_carry=1, length=4, reverse=False)
    checks.assert_all_same(outs, (carry, *map(np.stack, zip(*ys, strict=True))), "scan")
    outs = while_(np.int64(3), y, np.int64(0), x, **WHILE)
    checks.assert_all_same(outs, (np.int64(3), y * np.sin(y * np.sin(y * np.sin(x)))), "while")


def test_values_of_collectives():
    s = np.sin(R)
    for name, wanted in {
        "psum": np.broadcast_to(s.sum(0), (4, 3)),
        "pmax": np.broadcast_to(s.max(0), (4, 3)),
        "pmin": np.broadcast_to(s.min(0), (4, 3)),
        "all_gather": np.broadcast_to(s, (4, 4, 3)),
    }.items():
        checks.assert_same(over_lanes(COLLECTIVES[name][0])(R)[0], np.array(wanted), name)
    np.testing.assert_array_equal(over_lanes(COLLECTIVES["axis_index"][0])(R)[1], np.arange(4))


# -- calls of Python functions


def host(x, n):
    return [np.sin(x) * n, np.sum(x)]


@pytest.mark.parametrize("method", ["sequential", "broadcast_all", "expand_dims"])
def test_callback(method):
    types = (typeof(V), typeof(1.0 * V[0]))
    f = bind(callback.callback, host=host, types=types, method=method, name="host")
    checks.check_programs(f, [V, np.int64(2)], method)
    with pytest.raises(NumorphTypeError, match="The callback 'host' has no derivative"):
        checks.check_jvp(f, [V, np.int64(2)], [True, False], method)


@pytest.mark.parametrize("method", ["sequential", "broadcast_all", "expand_dims"])
def test_batched_callback(method):
    """A function that is told to take batches sees them; one that is not sees single lanes."""
    seen = []

    def double(x, n):
        seen.append((np.shape(x), np.shape(n)))
        return [x * n if method == "sequential" else x * n[:, None]]

    f = bind(callback.callback, host=double, types=(typeof(V),), method=method, name="double")
    draws = [[vector(RNG), np.int64(k)] for k in range(3)]
    lanes = [np.stack([d[k] for d in draws]) for k in range(2)]
    for subset in ((True, True), (True, False)):
        seen.clear()
        values = [lane if on else draws[0][k] for k, (lane, on) in enumerate(zip(lanes, subset, strict=True))]
        outs, mine = batching.batch(f, 3, values, subset)
        assert mine == [True]
        loop = [d[0] * (d[1] if subset[1] else draws[0][1]) for d in draws]
        np.testing.assert_array_equal(outs[0], loop)
        n_lanes = {"sequential": (), "broadcast_all": (3,), "expand_dims": (3,) if subset[1] else (1,)}[method]
        assert seen == ([((3,), ())] * 3 if method == "sequential" else [((3, 3), n_lanes)])


def test_effect():
    """It runs on every call, in order, once for every lane; derivatives pass it by."""
    seen = []

    def f(x):
        callback.effect(x, host=lambda v: seen.append(v.tolist()), name="note")
        return [ew.multiply(x, x)]

    p, _ = stage(f, [typeof(V)])
    for run in (evaluate, execute_apart):
        run(p, V)
        run(p, V + 1)
    assert seen == [V.tolist(), (V + 1).tolist()] * 2
    seen.clear()
    checks.check_transpose(f, [V], [True], "effect", order=1)
    assert seen and all(s == V.tolist() for s in seen)
    seen.clear()
    batching.batch(f, 4, [R], [True])
    assert seen == R.tolist()


def test_reverse_mode_of_a_loop_with_lanes_of_different_lengths():
    def f(n, x):
        return lax.while_loop(lambda c: c[0] < n, lambda c: (c[0] + 1, np.sin(c[1]) * x), (0, x))[1]

    n, x = np.array([0, 3, 1]), np.array([0.5, 0.7, 0.9])
    found = numorph.vmap(numorph.grad(f, 1))(n, x)
    wanted = [numorph.grad(f, 1)(int(a), float(b)) for a, b in zip(n, x, strict=True)]
    np.testing.assert_allclose(found, wanted, rtol=1e-12)
    np.testing.assert_allclose(numorph.jit(numorph.vmap(numorph.grad(f, 1)))(n, x), wanted, rtol=1e-12)


def test_collective_outside_its_axis():
    with pytest.raises(NumorphTypeError, match="There is no axis named 'lanes' here"):
        collectives.psum_op(V, axis_name="lanes")
