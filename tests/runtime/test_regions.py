"""What becomes regions: as few as the host calls between them allow; effects stay in order; values stay the same."""

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph import config, debug, lax, nn
from numorph.core.types import ArrayType
from numorph.ir.program import Var
from numorph.runtime import entry
from numorph.runtime.numpy_plan import execute
from numorph.runtime.regions import region, regions_of, split

from .forced import forced

X = np.linspace(0.1, 1.0, 12).reshape(3, 4)


def staged(f, *args):
    return nm.jit(f).decision(*args).program


def outline(program):
    """The names of its equations, those of a region in brackets."""
    found = []
    for e in program.eqns:
        if e.op is region:
            found.append([i.op.name for i in e.params["region"].program.eqns])
        else:
            found.append(e.op.name)
    return found


def runs_alike(program, *args):
    """With regions that run on NumPy, the split program gives what the program gives."""
    whole = split(program)
    for r in regions_of(whole):
        r.function = lambda *args, p=r.program: execute(p, *args)
    for a, b in zip(execute(whole, *args), execute(program, *args), strict=True):
        np.testing.assert_array_equal(a, b)
    check_order(whole)
    return whole


def check_order(program):
    """Everything is defined before it is used, also inside of regions."""
    known = set(program.inputs)
    for e in program.eqns:
        assert all(a in known for a in e.args if type(a) is Var), outline(program)
        known.update(e.outs)
        if e.op is region:
            check_order(e.params["region"].program)
    assert all(a in known for a in program.outputs if type(a) is Var)


def test_all_of_a_program_is_one_region():
    whole = runs_alike(staged(lambda x: nnp.exp(x).sum(axis=0) * 2, X), X)
    assert outline(whole) == [["exp", "reduce_sum", "multiply"]]


def test_what_cannot_be_compiled_stays_alone():
    program = staged(lambda x: nnp.sort(x), X)
    assert split(program) is program
    whole = runs_alike(staged(lambda x: nnp.sort(nnp.exp(x) + 1) * 2 - 1, X), X)
    assert outline(whole) == [["exp", "add"], "sort", ["multiply", "subtract"]]


def test_host_calls_do_not_cut_what_does_not_depend_on_them():
    def f(x):
        a = nnp.exp(x)
        b = nnp.sort(x, axis=0)
        c = nnp.sqrt(x) + a
        d = nnp.sort(x, axis=1)
        return a * c + b, d * c

    whole = runs_alike(staged(f, X), X)
    assert [e if type(e) is str else "region" for e in outline(whole)] == ["sort", "sort", "region"]


def test_a_chain_of_host_calls_has_a_region_between_each():
    def f(x):
        for _ in range(3):
            x = nnp.sort(nnp.tanh(x) + x, axis=0)
        return x

    whole = runs_alike(staged(f, X), X)
    assert [type(e) is str for e in outline(whole)] == [False, True] * 3


def test_results_of_a_region_are_what_others_need():
    def f(x):
        a = nnp.exp(x)
        b = a * 2 + 1
        return nnp.sort(b, axis=0), b.sum()

    whole = runs_alike(staged(f, X), X)
    first = whole.eqns[0]
    assert first.op is region and len(first.outs) == 2


# -- movements


def test_movements_before_a_host_call_are_left_to_numpy():
    whole = runs_alike(staged(lambda x: nnp.sort(x.T[::-1], axis=0), X), X)
    assert outline(whole) == ["transpose", "flip", "sort"] or region not in [e.op for e in whole.eqns]


def test_a_movement_goes_to_whoever_needs_it():
    """The region does not wait for it, and is not asked for it."""

    def f(x):
        a = nnp.exp(x)
        t = a.T
        return nnp.sort(t, axis=0), t * 2, t[::-1] + 1

    whole = runs_alike(staged(f, X), X)
    assert sum(e.op is region for e in whole.eqns) == 1


def test_movements_that_two_operands_share_come_in_order():
    """Found by random programs: a slice of a reshape that another operand had asked for already came before it."""

    def f(x):
        v = nnp.exp(x)
        return nnp.roll(v, 1), nnp.sort(v, axis=0)

    runs_alike(staged(f, X), X)

    def g(x):
        flat = nnp.sort(x, axis=0).reshape(-1)
        return nnp.concatenate([flat[5:], flat[:5]]) * nnp.concatenate([flat[3:], flat[:3]])

    runs_alike(staged(g, X), X)


def test_views_of_arguments_as_results():
    for f in (lambda x: x.T, lambda x: x[::-1], lambda x: (x.T, x.reshape(-1) * 2), lambda x: x):
        runs_alike(staged(f, X), X)


def test_constants_as_results_and_under_movements():
    """Found by random programs."""

    def f(x):
        c = nnp.arange(12.0).reshape(3, 4)
        return nnp.zeros(3), x + c.T.reshape(3, 4), nnp.arange(3), c[::2]

    runs_alike(staged(f, X), X)
    runs_alike(staged(lambda x: (nnp.full((3, 4), 2.0)[1:], nnp.sort(x, axis=0)), X), X)


# -- effects


def test_effects_stay_in_order(capsys):
    def f(x):
        debug.print("first {}", x.sum())
        y = nnp.exp(x)
        debug.print("second {}", y.sum())
        z = nnp.sort(y, axis=0)
        debug.print("third {}", (z * 2).sum())
        return z

    program = staged(f, X)
    runs_alike(program, X)
    lines = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert lines == ["first", "second", "third"] * 2


def test_nested_programs_are_split():
    def f(x):
        a = lax.fori_loop(0, 3, lambda i, t: nnp.sin(t) * 0.5 + i, x)
        b = lax.cond(x.sum() > 0, lambda t: nnp.exp(t) + 1, lambda t: nnp.sort(t, axis=0), a)
        c = lax.scan(lambda c, r: (c + nnp.tanh(r).sum(), r * 2), 0.0, x)
        return b, c

    whole = runs_alike(staged(f, X), X)
    assert len(regions_of(whole)) >= 4


# -- dtypes and modes


def test_dtypes_that_have_no_code_stay_on_numpy():
    for dtype in (">f8", ">i4"):
        x = np.arange(6).astype(dtype)
        program = staged(lambda x: x[::-1].astype("f8") * 2 + 1, x)
        assert all(d.isnative for e in split(program).eqns if e.op is region for d in _dtypes(e))
        runs_alike(program, x)


def _dtypes(e):
    return [v.type.dtype for i in e.params["region"].program.eqns for v in i.outs]


def test_in_strict_mode_what_rounds_otherwise_stays_on_numpy():
    def f(x, n):
        return nnp.exp(x), x * 2 + 1, x.sum(), nnp.cumsum(x), n.sum(), x @ x.T, nnp.sqrt(x), x.max(), n // 3

    n = np.arange(4)
    with config.set(strict=True):
        inside = {e.op.name for r in regions_of(split(staged(f, X, n))) for e in r.program.eqns}
    assert inside >= {"multiply", "add", "sqrt", "floor_divide"}
    assert not inside & {"exp", "cumsum", "contract", "reduce_max"}
    assert "exp" in {e.op.name for r in regions_of(split(staged(f, X, n))) for e in r.program.eqns}


def test_python_numbers_that_leave_a_region_are_made_by_python():
    def f(x, k):
        return x * k, k + 1, float(2) * k

    program = staged(f, X, 3)
    whole = runs_alike(program, X, 3)
    found = execute(whole, X, 3)
    assert type(found[1]) is int and type(found[2]) is float


def test_python_numbers_are_made_by_every_region_that_needs_them():
    """None is a result of a region, which could not give it away."""

    def f(x, k):
        s = k * 2.0 + 1
        y = nnp.sort(x * s, axis=0)
        return y * s + (s - 1), s

    def g(x, k):
        return k * 2.0 + 1

    def h(x, k):
        s = k * 0.5
        return nnp.sort(nnp.sort(x * s, axis=0) * s, axis=0) * s

    for function in (f, g, h):
        whole = runs_alike(staged(function, X, 3.0), X, 3.0)
        assert all(type(v.type) is ArrayType for e in whole.eqns if e.op is region for v in e.outs)
        got = nm.jit(function).compile(X, 3.0)(X, 3.0)
        for a, b in zip(nm.tree.leaves(got), nm.tree.leaves(function(X, 3.0)), strict=True):
            np.testing.assert_array_equal(a, b)


def test_in_strict_mode_host_calls_meet_operands_as_numpy_lays_them_out():
    """The order in which NumPy sums up depends on it."""
    x = np.random.default_rng(0).normal(size=(330, 40)) ** 2
    for f in (
        lambda x: nnp.sqrt(x.T).sum(axis=0),
        lambda x: nnp.sqrt(x.T).sum(axis=1) * 2,
        lambda x: (x.T * 2) @ (x * 2),
        lambda x: nnp.sqrt(nnp.transpose(x.reshape(33, 10, 40), (2, 0, 1))).sum(axis=(0, 2)),
        lambda x: lax.fori_loop(0, 3, lambda i, t: nnp.sqrt(t.T).T + t.sum(axis=0), nnp.sqrt(x.T)),
    ):
        for a in (x, x.astype("f4"), np.asfortranarray(x)):
            program = staged(f, a)
            with config.set(strict=True):
                whole = split(program)
                for r in regions_of(whole):  # results without gaps, as code gives them
                    r.function = lambda *args, p=r.program: [np.array(o, order="C") for o in execute(p, *args)]
                for got, wanted in zip(execute(whole, a), execute(program, a), strict=True):
                    np.testing.assert_array_equal(got, wanted)


ZEROS = np.array([0.0, -0.0, 1.0, -1.0, np.nan, np.inf, -np.inf])


@pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))
@pytest.mark.parametrize("dtype", ["f2", "f4", "f8"])
@pytest.mark.parametrize("n", [1, 3, 8, 49, 245])
def test_in_strict_mode_signs_of_zeros_are_numpys(dtype, n):
    x, y = (np.tile(a.ravel(), 5)[:n].astype(dtype) for a in np.meshgrid(ZEROS, ZEROS))
    binary = ["maximum", "minimum", "fmax", "fmin", "add", "multiply", "divide", "copysign", "heaviside"]
    unary = ["sign", "floor", "rint", "absolute", "negative", "sqrt", "reciprocal", "signbit"]

    def f(x, y):
        found = [getattr(nnp, name)(x, y) for name in binary] + [getattr(nnp, name)(x) for name in unary]
        return found, nn.relu(x), x.max(), x.min(), nnp.clip(x, 0.0, 1.0)

    with np.errstate(all="ignore"), config.set(strict=True):
        jitted = forced(f, x, y, path=False)
        with config.set(compile=False):
            wanted = nm.tree.leaves(nm.jit(f)(x, y))
        for a, b in zip(nm.tree.leaves(jitted(x, y)), wanted, strict=True):
            np.testing.assert_array_equal(a, b)
            np.testing.assert_array_equal(np.signbit(a[~np.isnan(a)]), np.signbit(b[~np.isnan(b)]))
