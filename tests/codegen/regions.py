"""A function that becomes one region, run on NumPy and in the three ways to run its plan."""

import numpy as np

import numorph as nm
from numorph.codegen.planner import planned
from numorph.runtime.regions import region, split
from numorph.testing import plans


def region_of(f, *args):
    """The equation that is all there is of a function, in its program."""
    program = split(nm.make_program(f)(*args))
    assert [e.op for e in program.eqns] == [region], program
    return program, program.eqns[0]


def plan_of(f, *args):
    return planned(region_of(f, *args)[1].params["region"].program)


def results(f, *args):
    """What f gives on NumPy, and what its plan gives: interpreted, in quick code, in optimised code."""
    program, e = region_of(f, *args)
    plan = planned(e.params["region"].program)
    operands = [args[program.inputs.index(a)] for a in e.args]
    with np.errstate(all="ignore"):
        want = f(*args)
        want = [np.asarray(x) for x in (want if type(want) is tuple else (want,))]
        runs = [plans.interpreted(plan, operands), plans.native(plan, operands, 0), plans.native(plan, operands, 2)]
    runs = [[run[e.outs.index(a)] for a in program.outputs] for run in runs]
    for run in runs:
        assert [(x.dtype, x.shape) for x in run] == [(x.dtype, x.shape) for x in want]
    return want, runs


def identical(f, *args):
    """The same bits, but for NaN, of which there are many."""
    want, runs = results(f, *args)
    for run in runs:
        for x, y in zip(run, want, strict=True):
            for a, b in ((x.real, y.real), (x.imag, y.imag)):
                if b.dtype.kind == "f":
                    known = ~np.isnan(b)
                    assert np.array_equal(np.isnan(a), ~known)
                    a, b = np.where(known, a, 0), np.where(known, b, 0)
                assert a.tobytes() == b.tobytes(), (a[a != b], b[a != b])
