"""Convolutions and reductions over windows in machine code: every sample, in loops and as products of matrices."""

import numpy as np
import pytest

from numorph.codegen import windows
from numorph.codegen.nodes import can_lower
from numorph.codegen.plan import Launch, Product
from numorph.codegen.planner import planned
from numorph.codegen.target import available
from numorph.core.trace import typeof
from numorph.ir.stage import stage
from numorph.ops.convolution import conv
from numorph.testing import plans
from numorph.testing.samples import samples

pytestmark = [
    pytest.mark.skipif(available() is not None, reason=str(available())),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),  # of special values
]
OPS = list(windows.LOWERINGS)


def program_of(op, args, params):
    return stage(lambda *xs: [op(*xs, **params)], [typeof(a) for a in args])[0]


def lowered(op):
    """The samples that become plans."""
    found = []
    for s in samples(op):
        args = s.draw()
        program = program_of(op, args, s.params)
        if all(can_lower(e) for e in program.eqns):
            found.append((s, args, program))
    return found


def check(op, found):
    for s, args, program in found:
        plan = planned(program)
        wanted = op.impl(*args, **s.params)
        tolerance = 1e-5 if args[0].dtype == np.float32 else 1e-12
        for outs in (
            plans.interpreted(plan, args, lanes=4),
            plans.native(plan, args, 2, allocate=plans.Guarded),
            plans.native(plans.threaded(plan), args, 0, parts=3),
        ):
            np.testing.assert_allclose(outs[0], wanted, rtol=tolerance, atol=tolerance, err_msg=f"{op} {s}")


@pytest.mark.parametrize("op", OPS, ids=str)
def test_plans_give_what_numpy_gives(op):
    found = lowered(op)
    assert len(found) >= 20
    check(op, found)


@pytest.mark.parametrize(
    "limits",
    [{}, {"FEW_PLACES": 0}, {"COLUMNS": 20}, {"COLUMNS": 20, "FEW_PLACES": 0}, {"FEW_PLACES": 1 << 20}],
    ids=str,
)
def test_products_of_matrices(limits, monkeypatch):
    """Whatever is cut in parts, and however images are put together."""
    monkeypatch.setattr(windows._Convolution, "is_light", lambda self: False)
    for name, value in limits.items():
        monkeypatch.setattr(windows, name, value)
    found = lowered(conv)
    assert any(isinstance(step, Product) for _, _, program in found for step in planned(program).steps)
    check(conv, found)


def plain(n, groups=1):
    return {
        "strides": (1,) * n,
        "padding": ((1, 1),) * n,
        "lhs_dilation": (1,) * n,
        "rhs_dilation": (1,) * n,
        "groups": groups,
    }


def test_memory_is_bounded():
    """A convolution of many images has no more windows in memory than one of few."""

    def arena(images):
        x, w = np.zeros((images, 8, 32, 32), np.float32), np.zeros((8, 8, 3, 3), np.float32)
        return planned(program_of(conv, (x, w), plain(2))).arena

    assert arena(64) == arena(4) <= 4 * windows.COLUMNS + plans.MARGIN


def test_what_is_light_is_done_in_loops():
    x, w = np.zeros((2, 8, 9, 9)), np.zeros((8, 1, 3, 3))
    steps = planned(program_of(conv, (x, w), plain(2, 8))).steps
    assert [type(s) for s in steps] == [Launch]
    steps = planned(program_of(conv, (x, np.zeros((4, 8, 3, 3))), plain(2))).steps
    assert any(isinstance(s, Product) for s in steps)
