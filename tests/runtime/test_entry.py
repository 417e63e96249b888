"""The native call path: what fits runs natively, all else goes to Python as it is; no reference is lost."""

import ctypes
import functools
import gc
import pickle
import sys
import threading
import time
import tracemalloc
import types

import numpy as np
import pytest

from numorph import config
from numorph.codegen.plan import Launch, Operand, Plan, Product, Ref, Value
from numorph.runtime import entry, error_states
from numorph.runtime.callables import NATIVE, Base, block, native_callable, unblock
from numorph.runtime.entry_table import prepare
from numorph.runtime.patterns import (
    Constant,
    Enclosed,
    Global,
    Items,
    Leaf,
    Mapping,
    Output,
    Same,
    Specialisation,
    Static,
    Unmatched,
    Write,
    pattern_of,
)

pytestmark = pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))

if entry.unavailable() is None:
    from .native_kernels import WAIT, add, add_launch, add_plan, address, array, codes


@native_callable
class Callable(Base):
    """As class Jitted: a callable with attributes."""

    def __call__(self, *args, **kwargs):
        return ("__call__", args, kwargs)

    def general(self, *args, **kwargs):
        return ("general", args, kwargs)


def installed(*specialisations):
    f = Callable()
    entry.install(f, [prepare(s) for s in specialisations], f.general)
    return f


def missed(result):
    return type(result) is tuple and len(result) == 3 and result[0] == "general"


def add_specialisation(n=5, kernel=None, **more):
    """x + y for arrays of n elements."""
    plan = add_plan(n, kernel)
    leaves = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    return Specialisation(leaves, plan, codes(plan), Output(0), **more)


def pair(n=5, dtype="f8"):
    return np.arange(n, dtype=dtype), np.full(n, 10, dtype)


def identity(value):
    """A function of one argument that copies it to an output by adding zeros: what native code reads."""
    plan = add_plan(1, add(_name(value.dtype)), dtype=value.dtype)
    plan = Plan([value], plan.outputs, [np.zeros(1, value.dtype)], [], 0, [_with_constant(plan.steps[0])])
    return installed(Specialisation([Leaf(value, 0)], plan, codes(plan), Output(0)))


def _with_constant(launch):
    return launch._replace(buffers=(launch.buffers[0], Ref("constant", 0), launch.buffers[2]))


def _name(dtype):
    return {"b1": "bool", "f4": "f32", "f8": "f64"}.get(dtype.str[1:], dtype.str[1] + str(8 * dtype.itemsize))


# -- the type


def test_a_callable_without_code_is_an_ordinary_object():
    f = Callable()
    f.name = "f"
    assert f(1, a=2) == ("__call__", (1,), {"a": 2})
    assert f.name == "f"
    assert Callable.__call__(f, 3) == ("__call__", (3,), {})
    f = installed(add_specialisation())
    assert f(1) == ("general", (1,), {})
    assert Callable.__call__(f, 3) == ("__call__", (3,), {})
    entry.uninstall(f)
    assert f(1) == ("__call__", (1,), {})


def test_calls_of_all_kinds_reach_native_code():
    f = installed(add_specialisation())
    x, y = pair()
    for call in (f(x, y), f(*(x, y)), f(*[x, y]), next(map(f, [x], [y])), functools.partial(f, x)(y)):
        assert type(call) is np.ndarray
        np.testing.assert_array_equal(call, x + y)


def test_the_decorator_refuses_other_classes():
    assert NATIVE
    with pytest.raises(TypeError, match="no subclass"):
        native_callable(type("Other", (), {}))


# -- arguments


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x[::-1],
        lambda x: np.arange(10.0)[::2],
        lambda x: x[:4],
        lambda x: x.reshape(1, 5),
        lambda x: x.reshape(5, 1),
        lambda x: x.astype("f4"),
        lambda x: x.astype(">f8"),
        lambda x: x.astype("i8"),
        lambda x: np.frombuffer(bytes(1) + x.tobytes(), np.uint8)[1:].view("f8"),  # misaligned
        lambda x: np.ma.masked_array(x),
        lambda x: list(x),
        lambda x: np.broadcast_to(x[:1], 5),
        lambda x: 1.0,
        lambda x: None,
    ],
)
def test_arrays_that_do_not_fit_go_to_python(change):
    f = installed(add_specialisation())
    x, y = pair()
    other = change(x)
    result = f(x, other)
    assert missed(result)
    assert result[1][0] is x
    assert result[1][1] is other
    assert missed(f(other, y))
    assert type(f(x, y)) is np.ndarray


def test_numbers_of_arguments_and_keywords():
    f = installed(add_specialisation())
    x, y = pair()
    assert missed(f())
    assert missed(f(x))
    assert missed(f(x, y, y))
    assert missed(f(x, y=y))
    assert f(x, y=y)[2]["y"] is y
    plan = add_plan(5)
    a, b = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    f = installed(
        Specialisation([a], plan, codes(plan), Output(0), keywords=[("y", b)]),
        Specialisation([], plan, codes(plan), Output(0), keywords=[("y", b), ("x", a)]),
    )
    for result in (f(x, y=y), f(y=y, x=x), f(**{"".join(["y"]): y, "x": x}), f(x, y=y)):
        np.testing.assert_array_equal(result, x + y)
    assert missed(f(x=x, y=y))  # in another order: Python sorts it out
    assert missed(f(x, z=y))
    assert missed(f(x, y))


def test_arrays_whose_dtype_is_another_object_fit():
    f = installed(add_specialisation())
    x, y = pair()
    again = pickle.loads(pickle.dumps(x))
    made = np.dtype(np.float64, copy=True)
    z = np.ndarray(5, made, y.tobytes())
    assert z.dtype is not np.dtype("f8")
    for result in (f(again, y), f(x, z)):
        np.testing.assert_array_equal(result, x + y)
        assert result.dtype is np.dtype("f8")


@pytest.mark.parametrize("dtype", ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"])
def test_ints_become_integers_that_hold_them(dtype):
    f = identity(Value("int", (), np.dtype(dtype)))
    bounds = np.iinfo(dtype)
    for n in (0, 1, 100, int(bounds.min), int(bounds.max), min(int(bounds.max), 2**63 - 1)):
        result = f(n)
        if n < 2**63:
            assert result.dtype == dtype
            assert int(result[0]) == n
        else:
            assert missed(result)
    for other in (int(bounds.max) + 1, int(bounds.min) - 1, 2**70, -(2**70), 1.0, True, np.int64(1), None):
        assert missed(f(other))


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_ints_become_floats_as_numpy_has_it(dtype):
    f = identity(Value("int", (), np.dtype(dtype)))
    for n in (0, -3, 2**24 + 1, 2**53 + 1, 2**62 + 2**38, -(2**63), 2**63 - 1):
        assert f(n)[0] == (np.zeros(1, dtype) + n)[0]
    assert missed(f(2**63))


def test_floats():
    double, single = identity(Value("float", (), np.dtype("f8"))), identity(Value("float", (), np.dtype("f4")))
    for x in (0.0, 0.1, -1e300, float("inf"), float("-inf"), 5e-324):
        assert double(x)[0] == x
    for x in (0.0, 0.1, 1e38, float("inf"), float("-inf"), 1e-50):
        assert single(x)[0] == np.float32(x)
    assert np.isnan(single(float("nan"))[0])
    assert np.isnan(double(float("nan"))[0])
    assert missed(single(1e300))  # NumPy warns here
    for f in (double, single):
        for other in (1, True, np.float64(1), np.float32(1), np.ones(()), 1j, type("Float", (float,), {})(1)):
            assert missed(f(other))


def test_bools_and_complex_numbers():
    plan = Plan([Value("bool", (), np.dtype("?"))], [], [], [], 0, [])
    leaf = Leaf(plan.inputs[0], 0)
    f = installed(Specialisation([leaf], plan, [], Same(leaf)))
    assert f(True) is True
    assert f(False) is False
    assert missed(f(1))
    assert missed(f(np.True_))
    leaf = Leaf(Value("complex", (), np.dtype("c16")), 0)
    f = installed(Specialisation([leaf], Plan([leaf.value], [], [], [], 0, []), [], Same(leaf)))
    assert f(2j) == 2j
    assert missed(f(2.0))


@pytest.mark.parametrize("dtype", ["f4", "f8", "i1", "u2", "i4", "i8", "u8"])
def test_numpy_scalars(dtype):
    f = identity(Value("scalar", (), np.dtype(dtype)))
    x = np.dtype(dtype).type(7)
    assert f(x)[0] == 7
    assert missed(f(7))
    assert missed(f(7.0))
    assert missed(f(np.array(x)))
    assert missed(f(np.complex64(7)))


def test_containers():
    plan = add_plan(5)
    a, b = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    pattern = Mapping(["w", 3], [Items(list, [a, Static(None)]), Items(tuple, [Items(tuple, []), b])])
    f = installed(Specialisation([pattern], plan, codes(plan), Output(0)))
    x, y = pair()

    class Other(dict):
        pass

    np.testing.assert_array_equal(f({"w": [x, None], 3: ((), y)}), x + y)
    np.testing.assert_array_equal(f({"".join("w"): [x, None], int("3"): ((), y)}), x + y)
    for argument in (
        {3: ((), y), "w": [x, None]},
        {"w": [x, None]},
        {"w": [x, None], 3: ((), y), "more": 1},
        {"v": [x, None], 3: ((), y)},
        {"w": [x, None], 3.0: ((), y)},
        {"w": (x, None), 3: ((), y)},
        {"w": [x], 3: ((), y)},
        {"w": [x, None, 1], 3: ((), y)},
        {"w": [x, 0], 3: ((), y)},
        {"w": [x, None], 3: ((1,), y)},
        {"w": [x, None], 3: [(), y]},
        {"w": [x[:3], None], 3: ((), y)},
        Other({"w": [x, None], 3: ((), y)}),
        x,
        None,
    ):
        result = f(argument)
        assert missed(result)
        assert result[1][0] is argument


def test_static_arguments():
    plan = add_plan(5)
    a, b = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    marker = object()

    def taking(expected):
        return installed(Specialisation([a, b, Static(expected)], plan, codes(plan), Output(0)))

    x, y = pair()
    for expected, same, others in (
        ("tanh", "".join(["ta", "nh"]), ("sin", b"tanh", None, 1)),
        (1000, int("1000"), (1001, 1000.0, True, "1000")),
        (0.5, float("0.5"), (0.25, np.float64(0.5))),
        (0.0, float("0"), (-0.0, 0, False)),
        (float("nan"), None, (0.0,)),
        (True, True, (1, 1.0, False)),
        (None, None, (0, False)),
        (marker, marker, (object(),)),
    ):
        f = taking(expected)
        for fitting in (expected, same):
            if fitting is not None or expected is None:
                assert type(f(x, y, fitting)) is np.ndarray
        for other in others:
            assert missed(f(x, y, other))


def test_patterns_of_arguments_follow_the_order_of_leaves():
    from numorph import tree

    x = {"b": [1.0, None, (2.0,)], "a": {"z": 3.0, "y": ()}}
    seen = []
    pattern = pattern_of(x, lambda leaf: seen.append(leaf) or Static(leaf))
    assert seen == tree.flatten(x)[0] == [3.0, 1.0, 2.0]
    plan = Plan([], [], [], [], 0, [])
    f = installed(Specialisation([pattern], plan, [], Constant("fits")))
    assert f(x) == "fits"
    assert f({"b": [1.0, None, (2.0,)], "a": {"z": 3.0, "y": ()}}) == "fits"
    assert missed(f({"a": {"z": 3.0, "y": ()}, "b": [1.0, None, (2.0,)]}))
    with pytest.raises(Unmatched):
        pattern_of({1: 2, "a": 3}, Static)


# -- what lies outside


def test_globals_and_enclosed_variables_are_looked_up_at_every_call():
    plan = add_plan(5)
    a, b = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    x, y = pair()
    names = {"scale": 2, "params": {"b": y}}

    def cell_of(value):
        return (lambda: value).__closure__[0]

    cell = cell_of("mode")
    f = installed(
        Specialisation(
            [a],
            plan,
            codes(plan),
            Output(0),
            outside=[
                Global(names, "scale", Static(2)),
                Global(names, "params", Mapping(["b"], [b])),
                Enclosed(cell, Static("mode")),
            ],
        )
    )
    np.testing.assert_array_equal(f(x), x + y)
    y += 1  # in place
    np.testing.assert_array_equal(f(x), x + y)
    names["params"] = {"b": y * 2}
    np.testing.assert_array_equal(f(x), x + y * 2)
    names["scale"] = 3
    assert missed(f(x))
    del names["scale"]
    assert missed(f(x))
    names["scale"] = 2
    assert not missed(f(x))
    cell.cell_contents = "other"
    assert missed(f(x))
    del cell.cell_contents
    assert missed(f(x))
    cell.cell_contents = "mode"
    assert not missed(f(x))
    names["params"]["b"] = y[:3]
    assert missed(f(x))


def test_specialisations_are_tried_in_turn():
    f = installed(add_specialisation(5), add_specialisation(3), add_specialisation(7))
    for n in (3, 5, 7):
        x, y = pair(n)
        np.testing.assert_array_equal(f(x, y), x + y)
    assert missed(f(*pair(4)))
    g = installed()
    assert missed(g(1))


# -- when native code may run


def test_blocked_while_a_program_is_recorded():
    f = installed(add_specialisation())
    inner = entry.native_function(add_plan(5), codes(add_plan(5)), lambda *args: "Python")
    x, y = pair()
    block()
    block()
    unblock()
    try:
        assert missed(f(x, y))
        assert type(inner(x, y)) is tuple  # a region inside runs all the same
    finally:
        unblock()
    assert not missed(f(x, y))


@pytest.mark.parametrize("setting", ["disable_jit", "debug_nans", "debug_infs"])
def test_settings_send_calls_to_python(setting):
    f = installed(add_specialisation())
    x, y = pair()
    with config.set(**{setting: True}):
        assert missed(f(x, y))
        block()
        unblock()
        assert missed(f(x, y))
    assert not missed(f(x, y))
    with config.set(compile=False):
        assert missed(f(x, y))
    assert not missed(f(x, y))


def test_error_states():
    f = installed(add_specialisation())
    x, y = pair()
    with np.errstate(all="raise"):
        assert missed(f(x, y))
        assert not error_states.accept_error_state()
        assert missed(f(x, y))
    assert not missed(f(x, y))
    with np.errstate(all="ignore"):
        assert missed(f(x, y))
        assert error_states.accept_error_state()
        assert not missed(f(x, y))
        with np.errstate(divide="raise"):
            assert missed(f(x, y))
    assert not missed(f(x, y))


# -- results and writes


def test_results_of_all_forms():
    x, y = pair(3)
    plan = add_plan(3)
    outputs = [array(3), Value("scalar", (), np.dtype("f4")), array(())]
    launch = plan.steps[0]
    small = [
        add_launch(Ref("constant", k), Ref("constant", k), Ref("output", 1 + k), 1, add(t))
        for k, t in enumerate(("f32", "f64"))
    ]
    plan = Plan(plan.inputs, outputs, [np.ones(1, "f4"), np.full(1, 4.0)], [], 0, [launch, *small])
    a, b = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    marker = object()
    result = Items(tuple, [
        Items(list, [Output(0), Same(b), Items(tuple, [])]),
        Mapping(["s", 2], [Output(1), Constant(marker)]),
        Output(2), Output(0), Constant(None),
    ])  # fmt: skip
    f = installed(Specialisation([a, b], plan, codes(plan), result))
    (first, same, empty), names, scalar_array, again, nothing = f(x, y)
    np.testing.assert_array_equal(first, x + y)
    assert (same is y, empty, again is first, nothing) == (True, (), True, None)
    assert list(names) == ["s", 2]
    assert type(names["s"]) is np.float32
    assert names["s"] == 2
    assert names[2] is marker
    assert type(scalar_array) is np.ndarray
    assert scalar_array.shape == ()
    assert scalar_array == 8
    assert first.flags.owndata
    assert first.flags.writeable
    assert first.flags.c_contiguous


def writer(n=5, direct=False, result=None):
    """x[...] = x + y, then gives what is asked for."""
    plan = add_plan(n)
    a, b = Leaf(plan.inputs[0], 0, writeable=True), Leaf(plan.inputs[1], 1)
    given = Same(a) if result is None else result
    return installed(Specialisation([a, b], plan, codes(plan), given, writes=[Write(a, 0, direct)]))


@pytest.mark.parametrize("direct", [False, True])
def test_writes_into_arguments(direct):
    f = writer(direct=direct)
    x, y = pair()
    before = x.copy()
    assert f(x, y) is x
    np.testing.assert_array_equal(x, before + y)
    x.flags.writeable = False
    assert missed(f(x, y))
    memory = np.arange(12.0)
    assert missed(f(memory[:5], memory[4:9]))
    assert missed(f(memory[4:9], memory[:5]))
    assert missed(f(memory[:5], memory[:5]))
    assert not missed(f(memory[:5], memory[5:10]))
    np.testing.assert_array_equal(memory, [5, 7, 9, 11, 13, 5, 6, 7, 8, 9, 10, 11])


@pytest.mark.parametrize("direct", [False, True])
def test_what_is_written_may_be_given_as_well(direct):
    f = writer(direct=direct, result=Output(0))
    x, y = pair()
    expected = x + y
    result = f(x, y)
    assert result is not x
    np.testing.assert_array_equal(result, expected)
    np.testing.assert_array_equal(x, expected)
    result[:] = 0
    np.testing.assert_array_equal(x, expected)


def test_writes_are_not_delivered_where_a_kernel_fails():
    plan = add_plan(5, add(fails_at=2.0))
    a, b = Leaf(plan.inputs[0], 0, writeable=True), Leaf(plan.inputs[1], 1)
    f = installed(Specialisation([a, b], plan, codes(plan), Constant(None), writes=[Write(a, 0)]))
    x, y = pair()
    assert missed(f(x, y))
    np.testing.assert_array_equal(x, np.arange(5.0))
    x[2] = 9
    assert f(x, y) is None
    assert x[2] == 19


def test_writes_that_do_not_fit_are_refused():
    plan = add_plan(5)
    a, b = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    with pytest.raises(ValueError, match="cannot be written"):
        prepare(Specialisation([a, b], plan, codes(plan), Constant(None), writes=[Write(a, 0)]))


# -- failures


def test_a_failing_kernel_ends_in_python_with_the_same_arguments():
    f = installed(add_specialisation(kernel=add(fails_at=3.0)))
    x, y = pair()
    result = f(x, y)
    assert missed(result)
    assert result[1][0] is x
    assert result[1][1] is y
    assert not missed(f(x + 10, y))


def test_exceptions_of_python_pass_through():
    def general(*args):
        raise KeyError(*args)

    f = entry.native_function(add_plan(5), codes(add_plan(5)), general)
    with pytest.raises(KeyError, match="7"):
        f(7)
    (result,) = f(*pair())
    np.testing.assert_array_equal(result, pair()[0] + 10)


def test_memory_that_cannot_be_had():
    """An arena, and an output, larger than any address space."""
    plan = add_plan(5)
    leaves = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    x, y = pair()
    huge = Plan(plan.inputs, plan.outputs, [], [], 1 << 61, plan.steps)
    f = installed(Specialisation(leaves, huge, codes(plan), Output(0)))
    with pytest.raises(MemoryError):
        f(x, y)
    huge = Plan(plan.inputs, [array(5), array(1 << 58)], [], [], 0, plan.steps)
    f = installed(Specialisation(leaves, huge, codes(plan), Output(0)))
    with pytest.raises(MemoryError):
        f(x, y)
    assert sys.getrefcount(x) == 2


@pytest.mark.parametrize(
    "value",
    [Value("int", (), np.dtype("f2")), Value("array", (2,), np.dtype(">f4")), Value("array", (2,), np.dtype("O")),
     Value("complex", (), np.dtype("c8")), Value("bool", (), np.dtype("f4"))],
)  # fmt: skip
def test_what_native_code_does_not_know_is_refused(value):
    with pytest.raises(Unmatched):
        prepare(Specialisation([Leaf(value, 0)], Plan([value], [], [], [], 0, []), [], Constant(None)))


def test_containers_of_other_types_are_refused():
    plan = Plan([], [], [], [], 0, [])
    with pytest.raises(Unmatched):
        prepare(Specialisation([Items(set, [])], plan, [], Constant(None)))
    with pytest.raises(Unmatched):
        prepare(Specialisation([], plan, [], Items(set, [])))


# -- native_function


def test_native_function():
    plan = add_plan(5)
    f = entry.native_function(plan, codes(plan), lambda x, y: ("Python", x, y))
    x, y = pair()
    (z,) = f(x, y)
    np.testing.assert_array_equal(z, x + y)
    assert f(x, 1) == ("Python", x, 1) or f(x, 1)[2] == 1
    single = entry.native_function(plan, codes(plan), lambda x, y: x + y, single=True)
    np.testing.assert_array_equal(single(x, y), x + y)
    np.testing.assert_array_equal(single(x[::-1], y), x[::-1] + y)
    with pytest.raises(TypeError):
        single(x)


def test_kernels_are_swapped_between_calls():
    plan = add_plan(5, add(fails_at=1.0))
    f = entry.native_function(plan, codes(plan), lambda x, y: "Python")
    x, y = pair()
    assert f(x, y) == "Python"
    f.prepared.replace_kernel(0, address(add()))
    np.testing.assert_array_equal(f(x, y)[0], x + y)


def test_products():
    x, y = np.random.default_rng(0).standard_normal((2, 8, 8))
    operands = [Operand(Ref(kind, k), 0, 64, 8) for kind, k in (("input", 0), ("input", 1), ("output", 0))]
    value = array((8, 8))
    plan = Plan([value, value], [value], [], [], 0, [Product("f64", 1, 8, 8, 8, *operands)])
    f = entry.native_function(plan, [], np.matmul, single=True)
    np.testing.assert_array_equal(f(x, y), x @ y)


# -- references and memory


def everything():
    """A function that takes, fetches, writes, and gives all there is; arguments that fit, fail and miss."""
    plan = add_plan(40, add(fails_at=-5.0))
    a, b = Leaf(plan.inputs[0], 0, writeable=True), Leaf(plan.inputs[1], 1)
    names = {"y": np.ones(40)}
    outputs = [*plan.outputs, array(40), Value("scalar", (), np.dtype("f8"))]
    steps = [
        *plan.steps,
        add_launch(Ref("temp", 0), Ref("input", 1), Ref("output", 1), 40),
        add_launch(Ref("input", 1), Ref("input", 1), Ref("output", 2), 1),
    ]
    plan = Plan(plan.inputs, outputs, [], [0], 320, steps)
    marker = object()
    result = Items(tuple, [Same(a), Output(1), Items(list, [Output(2), Constant(marker)]), Mapping(["k"], [Output(1)])])
    pattern = Mapping(["x", "s"], [Items(list, [a]), Static(marker)])
    f = installed(
        Specialisation([pattern], plan, codes(plan), result, outside=[Global(names, "y", b)], writes=[Write(a, 0)])
    )
    x = np.zeros(40)
    fitting, failing = {"x": [x], "s": marker}, {"x": [np.full(40, -5.0)], "s": marker}
    return f, fitting, failing, [x, names["y"], marker, f, names]


@pytest.mark.parametrize("case", ["fits", "fails", "misses"])
def test_no_reference_is_lost(case):
    f, fitting, failing, objects = everything()
    argument = {"fits": fitting, "fails": failing, "misses": {"x": [objects[0]], "s": None}}[case]
    descr = np.dtype("f8")
    assert missed(f(argument)) == (case != "fits")
    tracked = [*objects, argument, descr, f.__dict__["_native_state"], *argument.values()]
    for _ in range(100):
        f(argument)
    gc.collect()
    before, blocks = [sys.getrefcount(o) for o in tracked], sys.getallocatedblocks()
    for _ in range(100_000):
        f(argument)
    gc.collect()
    assert [sys.getrefcount(o) for o in tracked] == before
    assert abs(sys.getallocatedblocks() - blocks) < 200


def test_no_memory_is_lost():
    """Arenas and outputs, by all that CPython and NumPy allocate."""
    f, fitting, failing, _ = everything()
    tracemalloc.start()
    try:
        for argument in (fitting, failing):
            f(argument)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(2_000):
            f(fitting)
            f(failing)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 20_000
    finally:
        tracemalloc.stop()


def test_callables_are_collected():
    """Also in a cycle with the function that they call in the end, and with what their patterns hold."""
    import weakref

    f = installed(add_specialisation())
    names = {"f": f}
    plan = add_plan(5)
    leaves = [Leaf(v, k) for k, v in enumerate(plan.inputs)]
    part = prepare(Specialisation(leaves, plan, codes(plan), Output(0), outside=[Global(names, "f", Static(f))]))
    entry.install(f, [part], f.general)
    assert not missed(f(*pair()))
    gone = weakref.ref(f)
    del f, names, part
    gc.collect()
    assert gone() is None


def test_tables_live_as_long_as_a_call_needs_them():
    """The general function replaces what is installed, and so do the finalisers that a collection runs."""
    f = Callable()
    x, y = pair()

    def general(*args):
        entry.install(f, [prepare(add_specialisation())], f.general)
        gc.collect()
        return "replaced"

    for _ in range(10):
        entry.install(f, [], general)
        assert f(x, y) == "replaced"
        np.testing.assert_array_equal(f(x, y), x + y)


# -- threads


def waiting_plan():
    return Plan([array(1, "i8")], [array(1, "i8")], [], [], 0, [
        Launch(WAIT, (Ref("input", 0), Ref("output", 0)), (), 1, 0, 1e6)
    ])  # fmt: skip


def test_long_plans_run_without_the_interpreter_lock():
    """The kernel ends when this thread has set a flag, which it can do only if the other gave the lock up."""
    plan = waiting_plan()
    f = entry.native_function(plan, codes(plan), lambda x: "Python", single=True)
    flag = np.zeros(1, "i8")
    results = []
    thread = threading.Thread(target=lambda: results.append(f(flag)))
    thread.start()
    time.sleep(0.05)
    assert not results
    flag[0] = 1
    thread.join()
    assert results[0][0] == 1


def test_arguments_live_while_the_lock_is_released():
    """Another thread empties the list that held the array, and replaces what is installed, in the middle of a call."""
    import weakref

    plan = waiting_plan()
    leaf = Leaf(plan.inputs[0], 0)
    f = Callable()
    entry.install(f, [prepare(Specialisation([Items(list, [leaf])], plan, codes(plan), Output(0)))], f.general)
    held = [np.zeros(1, "i8")]
    pointer = ctypes.c_int64.from_address(held[0].ctypes.data)
    gone = weakref.ref(held[0])
    results = []
    thread = threading.Thread(target=lambda: results.append(f(held)))
    thread.start()
    time.sleep(0.05)
    held.clear()
    entry.install(f, [], f.general)
    gc.collect()
    assert gone() is not None
    pointer.value = 1
    thread.join()
    assert results[0][0] == 1
    gc.collect()
    assert gone() is None


def test_many_threads_call_one_function():
    """With arenas, with the lock released and not, while kernels and specialisations are replaced."""
    n = 2000
    plans = []
    for cost in (10.0, 1e5):
        launches = [
            add_launch(Ref("input", 0), Ref("input", 1), Ref("temp", 0), n, cost=cost),
            add_launch(Ref("temp", 0), Ref("temp", 0), Ref("output", 0), n, cost=cost, grain=256),
        ]
        plans.append(Plan([array(n), array(n)], [array(n)], [], [0], 8 * n, launches))
    prepared = [
        prepare(Specialisation([Leaf(v, k) for k, v in enumerate(p.inputs)], p, codes(p), Output(0))) for p in plans
    ]
    f = Callable()
    entry.install(f, prepared[:1], f.general)
    wrong, stop = [], threading.Event()

    def work(seed):
        x, y = np.random.default_rng(seed).standard_normal((2, n))
        expected = (x + y) * 2
        for _ in range(150):
            if not np.array_equal(f(x, y), expected):
                wrong.append(seed)

    def disturb():
        k = 0
        while not stop.is_set():
            k += 1
            prepared[0].replace_kernel(k % 2, address(add()))
            entry.install(f, [prepared[k % 2]], f.general)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
    other = threading.Thread(target=disturb)
    for t in (other, *threads):
        t.start()
    for t in threads:
        t.join()
    stop.set()
    other.join()
    assert not wrong


def test_bound_methods_and_partials_of_it_work():
    f = installed(add_specialisation())
    x, y = pair()
    np.testing.assert_array_equal(types.MethodType(f, x)(y), x + y)
