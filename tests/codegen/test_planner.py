"""Plans of programs that everybody writes: how many passes over memory, and that new sizes need no new code."""

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph import nn
from numorph.codegen import kernels
from numorph.codegen.loops import Loop, Store
from numorph.codegen.plan import Launch, Product
from numorph.codegen.planner import _arena, planned
from numorph.codegen.target import available
from numorph.codegen.text import show
from numorph.runtime.regions import region, regions_of, split
from numorph.testing.plans import interpreted

X = np.random.default_rng(0).normal(size=(64, 100)).astype("f4")
LONG = np.random.default_rng(1).normal(size=50_000)
LIKE = {"rtol": 1e-4, "atol": 1e-4}


def region_of(f, *args):
    """The program of the only region, which is all of f, and its operands."""
    whole = split(nm.jit(f).decision(*args).program)
    (found,) = regions_of(whole)
    (e,) = whole.eqns
    assert e.op is region
    return found.program, [args[whole.inputs.index(a)] for a in e.args]


def program_of(f, *args):
    return region_of(f, *args)[0]


def plan_of(f, *args):
    """The plan of a function that is one region; the interpreter's results are NumPy's."""
    program, operands = region_of(f, *args)
    plan = planned(program)
    for a, b in zip(interpreted(plan, operands), nm.tree.leaves(f(*args)), strict=True):
        np.testing.assert_allclose(a, b, **LIKE)
    return plan


def layer_norm(x):
    return (x - x.mean(axis=-1, keepdims=True)) / nnp.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)


def chain(x):
    for k in range(20):
        x = nnp.sqrt(x * x + k) * 0.5 + 1
    return x


ONE_KERNEL = {
    "a chain of 20 operations": (chain, X),
    "softmax": (lambda x: nn.softmax(x, axis=-1), X),
    "log-softmax": (lambda x: nn.log_softmax(x, axis=-1), X),
    "softmax by hand": (
        lambda x: (
            nnp.exp(x - x.max(axis=-1, keepdims=True))
            / nnp.exp(x - x.max(axis=-1, keepdims=True)).sum(axis=-1, keepdims=True)
        ),
        X,
    ),
    "layer norm": (layer_norm, X),
    "variance": (lambda x: x.var(axis=-1), X),
    "sums of rows": (lambda x: ((x + 1) ** 2).sum(axis=1), X),
    "sums of columns": (lambda x: ((x + 1) ** 2).sum(axis=0), X),
    "several results": (lambda x: (x * 2, x + 1, x * x), X),
    "a transpose": (lambda x: x.T + 1, X),
    "a transpose and the array itself": (lambda x: x[:, :64].T + x[:, :64], X),
    "shifted slices": (lambda x: x[1:] - x[:-1] + x[::-1][1:], X),
    "broadcasts": (lambda x: x[:, None, :] * x[None, :, :] + x[0], X[:8]),
    "a gather": (lambda x: x[nnp.array([1, 0, -1])] * 2, X),
    "where": (lambda x: nnp.where(x > 0, x, -x) * 2, X),
    "clip": (lambda x: nnp.clip(x, -1, 1), X),
    "an index of the maximum": (lambda x: nnp.argmax(x * 2, axis=-1), X),
    "an outer product": (lambda x: nnp.outer(x[0], x[1]) + 1, X),
    "iota": (lambda x: x * nnp.arange(100.0, dtype="f4"), X),
}


@pytest.mark.parametrize("name", ONE_KERNEL)
def test_one_pass_without_memory_between(name):
    plan = plan_of(*ONE_KERNEL[name])
    assert len(plan.steps) == 1 and isinstance(plan.steps[0], Launch) and plan.arena == 0


def test_a_long_sum_is_done_in_parts():
    plan = plan_of(lambda x: (nnp.sin(x) * 2).sum(), LONG)
    parts, total = plan.steps
    assert parts.extent > 1 and total.extent == 1 and 0 < plan.arena <= 4096


def test_a_short_sum_is_not():
    (step,) = plan_of(lambda x: (nnp.sin(x) * 2).sum(), LONG[:1000]).steps
    assert step.extent == 1


def test_concatenations_and_pads_write_each_element_where_it_goes():
    for f in (lambda x: nnp.concatenate([x, x * 2]), lambda x: nnp.pad(x, 1), lambda x: nnp.stack([x, x + 1])):
        plan = plan_of(f, X)
        assert plan.arena == 0 and len(plan.steps) <= 2


def test_an_update_of_a_part():
    def f(x):
        x = x * 1
        x[1:] += x[:-1]
        return x

    assert plan_of(f, X).arena == 0 or len(plan_of(f, X).steps) <= 3


def test_products_are_calls_with_loops_between():
    w = np.random.default_rng(2).normal(size=(100, 100)).astype("f4") / 10
    plan = plan_of(lambda x, w: nnp.tanh(x @ w) @ w.T + 1, X, w)
    assert [type(s) for s in plan.steps] == [Product, Launch, Launch, Product]  # 1 comes first, gemm adds to it
    product = plan.steps[3]
    assert product.y.row == 4 and product.y.column == 400  # w.T is passed as it is


def test_tiny_products_are_loops():
    x = X[:4, :4].astype("f8")
    assert all(isinstance(s, Launch) for s in plan_of(lambda x: x @ x + 1, x).steps)


def test_the_gradient_of_a_mean_squared_error_passes_over_the_matrix_once():
    f = nm.grad(lambda w, x: ((x @ w - 1) ** 2).mean())
    w = np.ones(100, "f4")
    plan = plan_of(f, w, X)
    reads = sum(any(r.kind == "input" and plan.inputs[r.index].shape == X.shape for r in s.buffers) for s in plan.steps)
    assert reads == 1


def test_what_is_dear_is_not_computed_again_for_every_row():
    v, x = LONG[:100], np.ones((200, 100))
    plan = plan_of(lambda v, x: x * nnp.exp(nnp.sin(v) * nnp.cos(v)), v, x)
    assert len(plan.steps) == 2


def test_outputs_that_are_read_again_are_stored_once():
    plan = plan_of(lambda x: (nnp.exp(x), nnp.exp(x).sum(axis=-1), nnp.exp(x) * 2), X)
    (step,) = plan.steps
    text = show(step.kernel)
    assert text.count("exp") == 1


def test_dead_memory_is_used_again():
    def f(x):
        for _ in range(6):
            x = nnp.cumsum(x, axis=-1)
            x = nnp.cumsum(x, axis=0)
        return x

    plan = plan_of(f, X[:8, :9].astype("f8"))
    assert 0 < plan.arena <= 3 * 1024


def test_arena():
    assert _arena([]) == ([], 0)
    assert _arena([(0, 1, 100), (1, 2, 50), (2, 3, 100)]) == ([0, 128, 0], 192)
    assert _arena([(0, 5, 10), (1, 1, 10), (2, 2, 10), (1, 2, 10)]) == ([0, 64, 64, 128], 192)
    offsets, top = _arena([(k, k + 2, 64) for k in range(50)])
    assert top == 3 * 64
    for i in range(50):
        for j in range(i + 1, min(i + 3, 50)):
            assert offsets[i] != offsets[j]


SIZES = {
    "elementwise": (lambda x: nnp.exp(x) * 2 + x, [(10, 10), (3, 1000), (64, 64)]),
    "rows": (lambda x: x.sum(axis=-1), [(10, 90), (33, 70), (64, 100)]),
    "columns": (lambda x: (x * 2).sum(axis=0), [(10, 90), (33, 70), (64, 100)]),
    "softmax": (lambda x: nn.softmax(x, axis=-1), [(10, 90), (33, 70), (64, 100)]),
    "layer norm": (layer_norm, [(10, 90), (33, 70), (64, 100)]),
    "shifts": (lambda x: x[1:] - x[:-1], [(10, 90), (33, 70), (64, 100)]),
    "sum": (lambda x: x.sum(), [(10, 90), (33, 70), (64, 100)]),
    "long sum": (lambda x: x.sum(), [(100, 200), (330, 70), (640, 100)]),
    "cumsum": (lambda x: nnp.cumsum(x, axis=-1), [(10, 90), (33, 70), (64, 100)]),
    "transpose": (lambda x: x.T * 2, [(100, 200), (330, 70), (64, 100)]),
    "join": (lambda x: nnp.concatenate([x, x + 1], axis=-1), [(10, 90), (33, 70), (64, 100)]),
    "constants": (lambda x: x * 3.7 + 0.1, [(10, 90), (33, 70), (64, 100)]),
}


@pytest.mark.skipif(available() is not None, reason=str(available()))
@pytest.mark.parametrize("name", SIZES)
def test_a_new_size_generates_nothing(name):
    """Kernels meet by their text, which holds no sizes."""
    f, shapes = SIZES[name]
    counts = []
    for shape in shapes:
        for step in planned(program_of(f, np.ones(shape))).steps:
            kernels.code_of(step.kernel)
        counts.append(kernels.count())
    assert counts[0] == counts[1] == counts[2]


def test_short_rows_have_code_of_their_own():
    texts = [show(plan_of(lambda x: x.sum(axis=-1), np.ones((10, n))).steps[0].kernel) for n in (20, 64, 65, 1000)]
    assert texts[0] == texts[1] != texts[2] == texts[3]
    assert "short vector" in texts[0] and "short" not in texts[2]


@pytest.mark.skipif(available() is not None, reason=str(available()))
def test_other_numbers_generate_nothing():
    texts = {show(planned(program_of(lambda x, k=k: x * k + 0.3 / k, X)).steps[0].kernel) for k in (3.7, 11.25, -0.7)}
    assert len(texts) == 1


def stores(loop):
    return [s for s in loop.body if isinstance(s, Store)] + [
        t for s in loop.body if isinstance(s, Loop) for t in stores(s)
    ]


def test_nothing_is_stored_that_nobody_reads():
    (step,) = plan_of(layer_norm, X).steps
    assert len(stores(step.kernel.body)) == 1


@pytest.mark.parametrize("shape", [(0,), (0, 4), (3, 0)])
def test_no_elements_no_launches(shape):
    x = np.ones(shape)
    plan = planned(program_of(lambda x: nnp.exp(x) * 2, x))
    assert not plan.steps
    plan = planned(program_of(lambda x: (x * 2).sum(axis=0), x))
    np.testing.assert_array_equal(interpreted(plan, [x])[0], x.sum(axis=0))
