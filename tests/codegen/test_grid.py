"""Kernels on a grid do what they do on the CPU, whatever the order of their lanes; and what a grid may not hold."""

import numpy as np
import pytest

import numorph.numpy as nnp
from numorph import nn
from numorph.codegen import fuse, schedule
from numorph.codegen.check import KernelError, check
from numorph.codegen.grid import on_cpu, on_grid
from numorph.codegen.interpret import evaluate, run
from numorph.codegen.loops import Loop
from numorph.codegen.plan import Launch, Plan
from numorph.codegen.planner import planned
from numorph.codegen.target import available
from numorph.codegen.text import parse, show
from numorph.core.trace import typeof
from numorph.ir.stage import stage
from numorph.ops import all_ops
from numorph.runtime.regions import region, regions_of, split
from numorph.testing import plans
from numorph.testing.samples import samples

from ..ir.random_programs import random_program
from .kernels import ALL
from .regions import region_of

X = np.random.default_rng(0).normal(size=(6, 11)).astype("f4")
WIDE = np.random.default_rng(1).normal(size=(33, 40))
needs_llvm = pytest.mark.skipif(available() is not None, reason=str(available()))


# -- kernels written by hand


@pytest.mark.parametrize("threads", [1, 8, 256])
@pytest.mark.parametrize("name", ALL)
def test_lanes_do_what_loops_do(name, threads):
    """To the bit, where loops add up one after the other as lanes do."""
    case = ALL[name]
    kernel = on_grid(case.kernel, threads)
    assert show(parse(show(kernel))) == show(kernel)
    for n in (s for s in case.sizes if s < 50):
        want, params = case.operands(n, np.random.default_rng(n))
        failed = run(case.kernel, want, params, lanes=1)
        for seed in (0, 1):
            got, _ = case.operands(n, np.random.default_rng(n))
            assert run(kernel, got, params, seed=seed) == failed
            for b in case.kernel.buffers:
                assert got[b.name].tobytes() == want[b.name].tobytes(), b.name


@needs_llvm
@pytest.mark.parametrize("name", ALL)
def test_grids_compile_for_the_cpu(name):
    case = ALL[name]
    kernel = on_grid(case.kernel, 8)
    for n in (0, 3, 17, 64):
        got, params = case.operands(n, np.random.default_rng(n))
        if n not in case.sizes or len({id(x) for x in got.values()}) < len(got):
            continue
        before = {k: v.copy() for k, v in got.items()}
        numbers = tuple([params[p] for p in kernel.params])
        step = launch(kernel, (), numbers)
        for level in (0, 2):
            for b in kernel.buffers:
                got[b.name][:] = before[b.name]
            assert plans.launched(step, [got[b.name] for b in kernel.buffers], level) == case.result(before, params)
            case.compare(got, case.expected(before, params))


def launch(kernel, buffers, numbers):
    """The launch of a kernel on a grid: all its blocks."""
    blocks = int(evaluate(kernel.body.stop, {}, dict(zip(kernel.params, numbers, strict=True))))
    return Launch(kernel, buffers, numbers, blocks, 0, 0.0)


# -- the form


def shown(kernel):
    """The loops of a kernel, outermost first."""
    lines = [line.strip() for line in show(kernel).splitlines()]
    return [line.removesuffix(" {") for line in lines if line.endswith("{")][1:]


def test_a_map_over_one_axis():
    assert show(on_grid(ALL["map f32"].kernel, 64)) == (
        """kernel(x: f32, y: f32, out: f32 written; n) {
  %0 = add i64 $n, 63
  %1 = quo i64 %0, 64
  grid block.x for block in 0..%1 {
    grid thread.x for thread in 0..64 {
      %2 = mul i64 block, 64
      %3 = add i64 %2, thread
      %4 = add i64 %3, 1
      %5 = min i64 %4, $n
      for i in %3..%5 {
        %6 = load f32 x[i]
        %7 = load f32 y[i]
        %8 = mul f32 %6, %7
        %9 = add f32 %8, 1.5:f32
        %10 = div f32 %9, %6
        store %10, out[i]
      }
    }
  }
}"""
    )


def test_a_map_over_two_axes_is_counted_through():
    text = show(on_grid(ALL["broadcast"].kernel))
    assert "mul i64 $n, $m" in text and "quo i64 item, $m" in text and "rem i64 item, $m" in text
    assert shown(on_grid(ALL["broadcast"].kernel)) == [
        "grid block.x for block in 0..%2",
        "grid thread.x for thread in 0..256",
        "for item in %4..%6",
        "for i in %7..%8",
        "for j in %9..%10",
    ]


def test_tiles_are_lanes_as_well():
    loops = shown(on_grid(ALL["transpose in tiles"].kernel))
    assert len(loops) == 7 and loops[1] == "grid thread.x for thread in 0..256"
    case, (got, params) = ALL["transpose in tiles"], ALL["transpose in tiles"].operands(17, np.random.default_rng(0))
    blocks = evaluate(on_grid(case.kernel).body.stop, {}, params)
    assert blocks == 2  # 17 rows and 9 columns are two tiles of 16 x 16 elements, each a lane
    assert run(on_grid(case.kernel), got, params) == 0


def test_what_is_not_parallel_is_one_lane():
    assert shown(on_grid(ALL["scatter"].kernel)) == [
        "grid block.x for block in 0..1",
        "grid thread.x for thread in 0..1",
        "for one in 0..1",
        "for i in 0..$n",
    ]


def test_scans_are_serial():
    text = show(on_grid(ALL["running add f64"].kernel))
    assert "vector" not in text and "scan" not in text and "update total, " in text


def test_names_that_are_taken():
    text = "kernel(y: i64 written; n) {\nparallel for block in 0..$n {\nthread = add i64\nstore thread, y[block]\n}\n}"
    kernel = on_grid(parse(text))
    check(kernel)
    assert shown(kernel)[:2] == ["grid block.x for block_ in 0..%1", "grid thread.x for thread_ in 0..256"]


def test_on_cpu():
    kernel = on_grid(ALL["map f32"].kernel)
    check(on_cpu(kernel))
    assert shown(on_cpu(kernel))[:2] == ["parallel for block in 0..%1", "parallel for thread in 0..256"]
    assert on_cpu(ALL["map f32"].kernel) is ALL["map f32"].kernel


# -- kernels that are planned

PROGRAMS = {
    "chain": (lambda x: nnp.sqrt(x * x + 1) * 0.5, X),
    "several results": (lambda x: (x * 2, x + 1, x.sum(axis=1)), X),
    "softmax": (lambda x: nn.softmax(x, axis=-1), X),
    "softmax of columns": (lambda x: nn.softmax(x, axis=0), X),
    "variance": (lambda x: x.var(axis=-1), X),
    "sums of columns": (lambda x: ((x + 1) ** 2).sum(axis=0), X),
    "sum of all": (lambda x: (x * x).sum(), X),
    "across rows": (lambda x: (nnp.exp(x).sum(axis=1), (x * 2).sum(axis=0)), X),
    "argmax": (lambda x: (nnp.argmax(x, axis=-1), nnp.argmin(x, axis=0)), X),
    "transpose in tiles": (lambda x: x.T + 1, WIDE),
    "transpose among more axes": (lambda x: nnp.transpose(x, (2, 0, 1)) * 2, np.stack([WIDE, WIDE + 1])),
    "slices": (lambda x: x[1:] - x[:-1] + x[::-1][1:], X),
    "broadcasts": (lambda x: x[:, None, :] * x[None, :, :] + x[0], X),
    "more axes": (lambda x: x[:, None, :, None] * x[None, :3, None, :4] + x[0, 0], X),
    "concatenation": (lambda x: (nnp.concatenate([x, x * 2]), nnp.pad(x, 1)), X),
    "gather": (lambda x, i: x[i] * 2, X, np.array([1, 0, -1])),
    "running sums": (lambda x: (nnp.cumsum(x, axis=1), nnp.cumsum(x[::-1], axis=0)), X),
    "complex": (lambda x: nnp.exp(1j * x) * x, X),
    "one number": (lambda x: x * 2 + 1, np.float64(3)),
    "nothing": (lambda x: x * 2, X[:0]),
    "layer norm": (lambda x: (x - x.mean(axis=-1, keepdims=True)) / nnp.sqrt(x.var(axis=-1, keepdims=True) + 1), X),
}


def on_grids(plan, threads):
    """The same plan with all its kernels on a grid."""

    def moved(step):
        return launch(on_grid(step.kernel, threads), step.buffers, step.params) if isinstance(step, Launch) else step

    steps = [moved(s) for s in plan.steps]
    return Plan(plan.inputs, plan.outputs, plan.constants, plan.temps, plan.arena, steps)


@pytest.mark.parametrize("in_parts", [False, True])
@pytest.mark.parametrize("name", PROGRAMS)
def test_plans(name, in_parts, monkeypatch):
    """By the interpreter to the bit; in the CPU's code up to what is left open about sums."""
    if in_parts:
        monkeypatch.setattr(fuse, "SMALL", 16)
        monkeypatch.setattr(schedule, "PART", 16)
    f, *args = PROGRAMS[name]
    program, e = region_of(f, *args)
    plan = planned(e.params["region"].program)
    operands = [args[program.inputs.index(a)] for a in e.args]
    want = plans.interpreted(plan, operands, lanes=1)
    grid = on_grids(plan, 32)
    for got, x in zip(plans.interpreted(grid, operands), want, strict=True):
        assert got.tobytes() == x.tobytes()
    if available() is None and not in_parts:
        for got, x in zip(plans.native(grid, operands, 0), want, strict=True):
            np.testing.assert_allclose(got, x, rtol=1e-5, atol=1e-6)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_kernel_of_random_programs_has_a_grid():
    kernels = {}
    for seed in range(60):
        for r in regions_of(split(random_program(seed, length=20)[0])):
            for step in planned(r.program).steps:
                if isinstance(step, Launch):
                    kernels[show(step.kernel)] = step.kernel
    assert len(kernels) > 50
    for kernel in kernels.values():
        moved = on_grid(kernel)
        check(moved)
        assert show(parse(show(moved))) == show(moved)
        several = isinstance(moved.body.body[0], Loop) and moved.body.body[0].stop.attr > 1
        assert several or not kernel.body.parallel or kernel.body.stop.op == "const"


@pytest.mark.parametrize(
    "name", ["chain", "transpose in tiles", "transpose among more axes", "broadcasts", "more axes"]
)
def test_every_element_of_a_map_has_a_lane(name):
    f, *args = PROGRAMS[name]
    (step,) = on_grids(planned(region_of(f, *args)[1].params["region"].program), 32).steps
    assert step.extent * 32 >= f(*args).size


def plans_of(op):
    """Plans of the samples of an operation that are one region, and their operands; one for each form of kernels."""
    found = {}
    for sample in samples(op):
        args = sample.draw()
        function = lambda *xs, s=sample: [*op(*xs, **s.params)] if op.multi else [op(*xs, **s.params)]
        program = split(stage(function, [typeof(a) for a in args], "sample")[0])
        if [e.op for e in program.eqns] == [region]:
            (e,) = program.eqns
            plan = planned(e.params["region"].program)
            form = tuple([tuple(shown(s.kernel)) for s in plan.steps if isinstance(s, Launch)])
            found.setdefault(form, (plan, [args[program.inputs.index(a)] for a in e.args]))
    return found.values()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("op", [op for op in all_ops() if samples(op)], ids=str)
def test_every_operation(op):
    """Equal, as NumPy's own fmin and fmax of zeros of both signs are not the same for arrays and numbers."""
    for plan, operands in plans_of(op):
        try:
            want = plans.interpreted(plan, operands, lanes=1)
        except plans.KernelFailed:
            with pytest.raises(plans.KernelFailed):
                plans.interpreted(on_grids(plan, 8), operands)
            continue
        for got, x in zip(plans.interpreted(on_grids(plan, 8), operands), want, strict=True):
            np.testing.assert_array_equal(got, x, strict=True)


# -- what lanes may not do


def grid(body, header="x: f64, out: f64 written; n"):
    return parse(
        f"kernel({header}) {{\ngrid block.x for b in 0..$n {{\ngrid thread.x for t in 0..4 {{\n{body}\n}}\n}}\n}}"
    )


@pytest.mark.parametrize(
    "body",
    [
        "store 1.0:f64, out[b + t]",
        "%0 = load f64 out[b*4 + t + 1]\nstore %0, out[b*4 + t]",
        "%0 = load f64 out[0]\n%1 = add f64 %0, 1.0:f64\n%2 = eq i64 b, t\nstore %1, out[0] if %2",
        "store 1.0:f64, out[b*4 + t]\n%0 = load f64 out[3]\nstore %0, out[b*4 + t]",
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_lanes_that_meet_are_found(body, seed):
    with pytest.raises(RuntimeError, match="Lanes of a grid meet in an element of 'out'"):
        run(grid(body), {"x": np.ones(9), "out": np.ones(9)}, {"n": 2}, seed=seed)


def test_who_comes_first_does_not_matter_but_changes():
    """One lane reads what another writes: found in either order, and the seed decides which of them has run by then."""
    kernel = grid(
        "%0 = eq i64 t, 0\n%1 = load f64 out[b*4 + 1] if %0\n%2 = add f64 %1, 5.0:f64\nstore %2, out[b*4 + t]"
    )
    written = set()
    for seed in range(12):
        memory = {"x": np.ones(4), "out": np.ones(4)}
        with pytest.raises(RuntimeError, match="Lanes of a grid meet in an element of 'out'"):
            run(kernel, memory, {"n": 1}, seed=seed)
        written.add(tuple((memory["out"] != 1)[:2]))
    assert written == {(True, False), (False, True)}


def test_lanes_may_read_together_and_own_what_they_write():
    body = "%0 = load f64 x[0]\nstore %0, out[b*4 + t]\n%1 = load f64 out[b*4 + t]\n%2 = add f64 %1, %1\n"
    memory = {"x": np.full(1, 3.0), "out": np.ones(8)}
    assert run(grid(body + "store %2, out[b*4 + t]"), memory, {"n": 2}) == 0
    np.testing.assert_array_equal(memory["out"], 6)


def broken(kernel):
    with pytest.raises(KernelError) as caught:
        check(kernel)
    return caught.value.message


STORE = "store 1.0:f64, out[b*4 + t]"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["for i in 0..1", "grid block.x for b in 0..1"], "a grid loop is the outermost one or all that stands in ano"),
        (
            ["grid block.x for b in 0..1", "for i in 0..1", "grid thread.x for t in 0..1"],
            "or all that stands in another",
        ),
        (["parallel for i in 0..1", "grid block.x for b in 0..1"], "or all that stands in another"),
        (["grid block.x for b in 0..1", "grid block.x for c in 0..1"], "the grid has two axes 'block.x'"),
        (["grid block.w for b in 0..1"], "a grid has no axis 'block.w'"),
        (["grid thread.x for t in 0..1", "grid block.x for b in 0..1"], "threads are inside of blocks"),
        (["grid thread.x for t in 0..$n"], "a block has a constant number of threads, from 1 to 1024"),
        (["grid thread.x for t in 0..1025"], "a block has a constant number of threads, from 1 to 1024"),
        (["grid thread.x for t in 0..0"], "a block has a constant number of threads, from 1 to 1024"),
        (["grid thread.x for t in 0..64", "grid thread.y for u in 0..32"], "from 1 to 1024"),
        (["grid block.x for b in 1..$n"], "a grid loop is of no other kind, and runs from 0"),
        (["grid block.x parallel for b in 0..$n"], "a grid loop is of no other kind, and runs from 0"),
        (["grid block.x vector for b in 0..$n"], "a grid loop is of no other kind, and runs from 0"),
        (["grid block.x reverse for b in 0..$n"], "a grid loop is of no other kind, and runs from 0"),
        (["grid block.x for b in 0..$n", "grid block.y for c in 0..b"], "the extent of a grid loop is known before"),
        (["grid block.x for b in 0..1", "vector for i in 0..$n"], "a lane of a grid holds no vector loop"),
        (
            ["grid block.x for b in 0..1", "for k in 0..2", "vector for i in 0..$n"],
            "a lane of a grid holds no vector lo",
        ),
        (["grid block.x for b in 0..1", "parallel for i in 0..$n"], "a parallel loop is the outermost one"),
    ],
)
def test_loops_that_are_no_grid(lines, message):
    text = " {\n".join(["kernel(x: f64, out: f64 written; n)", *lines]) + " {\n}" + "\n}" * len(lines)
    assert message in broken(parse(text))


def test_the_extent_is_not_read_from_memory():
    text = "kernel(n: i64) {\n%0 = load i64 n[0]\ngrid block.x for b in 0..%0 {\n}\n}"
    assert "the extent of a grid loop is known before the launch" in broken(parse(text))


def test_nothing_stands_between_grid_loops():
    """So that no accumulator is carried from lane to lane, by Update or Scan."""
    inner = "grid thread.x for t in 0..4 {\nupdate a, 1.0:f64\n}"
    text = (
        f"kernel(out: f64 written; n) {{\ngrid block.x for b in 0..$n {{\na = add f64\n{inner}\nstore a, out[b]\n}}\n}}"
    )
    assert "a grid loop is the outermost one or all that stands in another" in broken(parse(text))
    assert "a Scan stands in the body of a vector loop" in broken(grid("a = add f64\nscan a, 1.0:f64"))


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("store 1.0:f64, out[0]", "b, t"),
        ("store 1.0:f64, out[t]", "b"),
        ("for i in t..$n {\nstore 1.0:f64, out[i]\n}", "b"),
        ("%0 = add i64 t, 1\nfor i in t..%0 {\nfor k in i..$n {\nstore 1.0:f64, out[k]\n}\n}", "b"),
    ],
)
def test_lanes_that_store_to_one_place(body, missing):
    message = f"lanes of the grid store to one place, which does not depend on {missing}."
    assert broken(grid(body)).endswith(message)


@pytest.mark.parametrize(
    "body",
    [
        STORE,
        "%0 = mul i64 b, 4\n%1 = add i64 %0, t\n%2 = add i64 %1, 1\nfor i in %1..%2 {\nstore 1.0:f64, out[i]\n}",
        "%0 = eq i64 t, 0\nstore 1.0:f64, out[b] if %0",
        "a = set i64\nstore 1.0:f64, out[a]",
    ],
)
def test_places_that_depend_on_all_counters(body):
    check(grid(body))


def test_one_lane_stores_where_it_likes():
    check(parse("kernel(out: f64 written; n) {\ngrid block.x for b in 0..1 {\nstore 1.0:f64, out[0]\n}\n}"))


def test_all_axes():
    """The lanes of a launch with three axes of blocks and of threads."""
    header = "kernel(out: i64 written; n, m) {\n"
    axes = ["block.z", "block.y", "block.x", "thread.z", "thread.y", "thread.x"]
    extents = ["$n", "$m", "2", "2", "3", "4"]
    loops = [f"grid {a} for v{k} in 0..{e} {{\n" for k, (a, e) in enumerate(zip(axes, extents, strict=True))]
    place = "out[v0*144 + v1*48 + v2*24 + v3*12 + v4*4 + v5]"
    kernel = parse(header + "".join(loops) + f"%0 = mul i64 v0, v5\nstore %0, {place}\n" + "}\n" * 7)
    assert show(parse(show(kernel))) == show(kernel)
    for seed in range(3):
        memory = {"out": np.full(2 * 144, -1)}
        assert run(kernel, memory, {"n": 2, "m": 3}, seed=seed) == 0
        shape = (2, 3, 2, 2, 3, 4)
        want = np.broadcast_to(np.indices(shape)[0] * np.indices(shape)[5], shape)
        np.testing.assert_array_equal(memory["out"], want.ravel())
