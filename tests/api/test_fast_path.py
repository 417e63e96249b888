"""Calls that never reach Python: what changes around them is seen; results and writes are those of the function."""

import gc
import sys
import types
import weakref

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph import config
from numorph.runtime import entry

from ..runtime.forced import counted, forced

pytestmark = pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))

X = np.linspace(-1.0, 1.0, 30)
SCALE = 2.0
TABLE = np.arange(30.0)
CONTAINER = {"table": np.arange(30.0)}


@pytest.fixture
def restore():
    global SCALE, TABLE
    saved = SCALE, TABLE
    yield
    SCALE, TABLE = saved
    TABLE[...] = np.arange(30.0)


def natively(f, *args, **kwargs):
    """forced(f), and how often calls reach Python."""
    jitted = forced(f, *args, **kwargs)
    return jitted, counted(jitted)


# -- surroundings


def test_a_global_number(restore):
    global SCALE
    f, calls = natively(lambda x: x * SCALE + 1, X)
    np.testing.assert_array_equal(f(X), X * 2 + 1)
    assert calls == [0]
    SCALE = 3.0
    np.testing.assert_array_equal(f(X), X * 3 + 1)
    assert calls == [1]
    SCALE = 2.0
    np.testing.assert_array_equal(f(X), X * 2 + 1)
    SCALE = 2
    np.testing.assert_array_equal(f(X), X * 2 + 1)
    SCALE = np.ones(30)
    np.testing.assert_array_equal(f(X), X + 1)


def test_a_global_array(restore):
    global TABLE
    f, calls = natively(lambda x: x * TABLE + 1, X)
    np.testing.assert_array_equal(f(X), X * TABLE + 1)
    TABLE[3] = 100.0
    np.testing.assert_array_equal(f(X), X * TABLE + 1)
    TABLE = np.ones(30)
    np.testing.assert_array_equal(f(X), X + 1)
    assert calls == [0]
    TABLE = np.ones((2, 30))
    assert f(X).shape == (2, 30)
    TABLE = np.ones(30, "f4")
    np.testing.assert_array_equal(f(X), X + 1)
    TABLE = 5.0
    np.testing.assert_array_equal(f(X), X * 5 + 1)
    TABLE = np.ones(60)[::2]
    np.testing.assert_array_equal(f(X), X + 1)


def test_a_global_that_is_gone():
    module = types.ModuleType("somewhere")
    exec("gain = 2.0\ndef f(x):\n    return x * gain", module.__dict__)
    f, _calls = natively(module.f, X)
    np.testing.assert_array_equal(f(X), X * 2)
    del module.gain
    with pytest.raises(NameError):
        f(X)
    module.gain = 4.0
    np.testing.assert_array_equal(f(X), X * 4)


def test_variables_of_enclosing_functions():
    factor, shift = 2.0, np.ones(30)

    def f(x):
        return x * factor + shift

    g, calls = natively(f, X)
    np.testing.assert_array_equal(g(X), X * 2 + 1)
    shift[0] = 9.0
    np.testing.assert_array_equal(g(X), f(X))
    shift = np.zeros(30)
    np.testing.assert_array_equal(g(X), X * 2)
    assert calls == [0]
    factor = 3.0
    np.testing.assert_array_equal(g(X), X * 3)
    assert calls == [1]


def test_functions_that_are_called(restore):
    module = types.ModuleType("somewhere")
    source = "import numorph.numpy as np\ndef inner(x):\n    return np.exp(x) * {}\ndef f(x):\n    return inner(x) + 1"
    exec(source.format(2.0), module.__dict__)
    f, _calls = natively(module.f, X)
    np.testing.assert_allclose(f(X), np.exp(X) * 2 + 1)
    module.inner = lambda x: x
    np.testing.assert_array_equal(f(X), X + 1)
    exec("def inner(x):\n    return x * 7.0", module.__dict__)
    np.testing.assert_array_equal(f(X), X * 7 + 1)


def test_arrays_in_containers_and_attributes():
    f = nm.jit(lambda x: x * CONTAINER["table"]).compile(X)
    np.testing.assert_array_equal(f(X), X * np.arange(30.0))
    CONTAINER["table"] = np.ones(30)
    np.testing.assert_array_equal(f(X), X)
    CONTAINER["table"] = np.arange(30.0)

    class Model:
        def __init__(self):
            self.w = np.ones(30)

        def forward(self, x):
            return x * self.w

    model = Model()
    g = nm.jit(model.forward).compile(X)
    np.testing.assert_array_equal(g(X), X)
    model.w = model.w * 2
    np.testing.assert_array_equal(g(X), X * 2)
    model.w[0] = 17.0
    np.testing.assert_array_equal(g(X), X * model.w)


def test_defaults():
    def f(x, k=2.0, *, table=TABLE):
        return x * k + table

    g, calls = natively(f, X)
    np.testing.assert_array_equal(g(X), X * 2 + TABLE)
    assert calls == [0]
    np.testing.assert_array_equal(g(X, 3.0), X * 3 + TABLE)
    np.testing.assert_array_equal(g(X, table=np.ones(30)), X * 2 + 1)
    f.__kwdefaults__["table"] = np.ones(30)
    np.testing.assert_array_equal(g(X), X * 2 + 1)
    f.__kwdefaults__["table"] = 5.0
    np.testing.assert_array_equal(g(X), X * 2 + 5)

    def h(x, eps=1e-5, mode="up", *, k=2):
        return x * k + eps if mode == "up" else x

    g, calls = natively(h, X)
    np.testing.assert_array_equal(g(X), h(X))
    assert calls == [0]
    h.__kwdefaults__["k"] = 3
    np.testing.assert_array_equal(g(X), h(X))


# -- arguments


def test_containers_of_arguments():
    args = ({"a": X, "b": (X * 2, [X * 3])}, 2.0)

    def f(p, k):
        a, (b, (c,)) = p["a"], p["b"]
        return {"sum": a + b * k, "list": [c * k, a], "tuple": (b,), "none": None, "word": "yes"}

    g, calls = natively(f, *args)
    got, wanted = g(*args), f(*args)
    assert calls == [0] and list(got) == list(wanted) and got["none"] is None and got["word"] == "yes"
    assert type(got["list"]) is list and type(got["tuple"]) is tuple and got["list"][1] is X
    np.testing.assert_array_equal(got["sum"], wanted["sum"])
    np.testing.assert_array_equal(got["list"][0], wanted["list"][0])
    other = ({"b": (X * 2, [X * 3]), "a": X}, 2.0)  # the keys in another order
    np.testing.assert_array_equal(g(*other)["sum"], wanted["sum"])
    with pytest.raises(KeyError):
        g({"a": X}, 2.0)
    np.testing.assert_array_equal(g({"a": X, "b": (X, [X]), "c": X}, 1.0)["sum"], X * 2)


def test_keywords():
    def f(x, y, k=1.0):
        return x * k - y

    g, calls = natively(f, X, k=2.0, y=X * 3)
    for _ in range(2):
        np.testing.assert_array_equal(g(X, k=2.0, y=X * 3), f(X, k=2.0, y=X * 3))
        np.testing.assert_array_equal(g(X, y=X * 3, k=4.0), f(X, X * 3, 4.0))
    assert calls[0] <= 2
    np.testing.assert_array_equal(g(y=X, x=X * 5), f(X * 5, X))
    np.testing.assert_array_equal(g(X, X, 3.0), f(X, X, 3.0))
    for wrong in ({"z": 1.0}, {"x": X}):
        with pytest.raises(TypeError):
            g(X, X, **wrong)
    with pytest.raises(TypeError):
        g()


def test_static_arguments():
    def f(x, n, mode):
        for _ in range(n):
            x = x * 2 if mode == "double" else x + 1
        return x

    g = nm.jit(f, static_argnames=("n", "mode"))
    g, calls = natively(g, X, 3, "double")
    np.testing.assert_array_equal(g(X, 3, "double"), X * 8)
    assert calls == [0]
    np.testing.assert_array_equal(g(X, 3, "dou" + "ble"), X * 8)
    np.testing.assert_array_equal(g(X, 2, "double"), X * 4)
    np.testing.assert_array_equal(g(X, 3, "add"), X + 1 + 1 + 1)
    np.testing.assert_array_equal(g(X, n=True, mode="double"), X * 2)


@pytest.mark.parametrize("k", [0, 1, -3, 2**40, 10**25, True, 0.5, np.float64(2.0), np.float32(2.0), np.int8(3), 1j])
def test_numbers_of_all_kinds(k):
    f = forced(lambda x, k: x * k + 1, X, 2)
    forced(f, X, 2.5)
    for _ in range(2):
        got, wanted = f(X, k), X * k + 1
        assert got.dtype == wanted.dtype
        np.testing.assert_array_equal(got, wanted)


def test_a_value_never_stages_again():
    f, calls = natively(lambda x, k: x * k, X, 2.0)
    for k in (0.0, -0.0, np.inf, 3.5, 1e-320):
        got = f(X, k)
        np.testing.assert_array_equal(got, X * k)
        np.testing.assert_array_equal(np.signbit(got), np.signbit(X * k))
    assert calls == [0]


# -- results


def test_arguments_as_results():
    f, calls = natively(lambda x, y: (y, x, x * 2), X, TABLE)
    y, x, double = f(X, TABLE)
    assert x is X and y is TABLE
    assert calls == [0]
    np.testing.assert_array_equal(double, X * 2)
    g = nm.jit(lambda x: x.T).compile(np.ones((2, 3)))
    x = np.ones((2, 3))
    assert np.shares_memory(g(x), x)
    identity = nm.jit(lambda x: x).compile(X)
    assert identity(X) is X


def test_scalars_and_arrays_of_no_axes():
    zero_d = np.array(2.0)
    cases = [
        (lambda x: x.sum(), (X,)),
        (lambda x: x * 2, (zero_d,)),
        (lambda x: x.copy(), (zero_d,)),
        (lambda x: nnp.array(x.sum()), (X,)),
        (lambda x: x[3], (X,)),
        (lambda x: x[3:4].reshape(()) * 1, (X,)),
        (lambda x: nnp.argmax(x), (X,)),
        (lambda x: (x > 0).any(), (X,)),
        (lambda x: x + 1, (np.float32(2.0),)),
        (lambda x, k: x * k, (zero_d, 3.0)),
        (lambda k: k * 2.5 + 1, (3.0,)),
        (lambda k: k + 1, (3,)),
        (lambda x: nnp.zeros(()) + x.sum(), (X,)),
        (lambda x: x.reshape(()), (np.ones(1),)),
        (lambda x: nnp.expand_dims(x.sum(), 0), (X,)),
    ]
    for k, (f, args) in enumerate(cases):
        jitted = nm.jit(f).compile(*args)
        for _ in range(4):
            got, wanted = jitted(*args), f(*args)
            assert type(got) is type(wanted), (k, type(got), type(wanted))
            np.testing.assert_allclose(got, wanted, atol=1e-12, err_msg=str(k))
    for k, (f, args) in enumerate(cases[3:10]):
        jitted = forced(f, *args, path=False)
        got, wanted = jitted(*args), f(*args)
        assert type(got) is type(wanted), (k, type(got), type(wanted))
        np.testing.assert_allclose(got, wanted, atol=1e-12, err_msg=str(k))


def test_results_are_new_and_may_be_written_to():
    f, _ = natively(lambda x: (x * 2, x.sum(), nnp.zeros(3)), X, path=False)
    first = f(X)
    first[0][...] = 0
    first[2][...] = 5
    second = f(X)
    np.testing.assert_array_equal(second[0], X * 2)
    np.testing.assert_array_equal(second[2], np.zeros(3))
    assert second[0].flags.owndata and second[0].flags.writeable


def test_copies_of_results_and_arguments_are_apart():
    def f(x):
        y = x * 2
        return y, y.copy(), x.copy(), x

    g = forced(f, X, path=False)
    for _ in range(3):
        a, b, c, d = g(X)
        assert not np.shares_memory(a, b) and not np.shares_memory(c, X) and d is X
        np.testing.assert_array_equal((a, b, c), (X * 2, X * 2, X))

    def h(x):
        s = x.sum()
        return s, nnp.array(s), nnp.stack([s, s])

    g = forced(h, TABLE, path=False)
    for _ in range(3):
        for a, b in zip(g(TABLE), h(TABLE), strict=True):
            assert type(a) is type(b)
            np.testing.assert_array_equal(a, b)


def test_copies_of_arguments_written_to_others():
    def f(x, y):
        y[...] = x
        return x * 2

    g = forced(f, X, TABLE.copy(), path=False)
    for _ in range(3):
        y = TABLE.copy()
        np.testing.assert_array_equal(g(X, y), X * 2)
        np.testing.assert_array_equal(y, X)
        assert not np.shares_memory(X, y)


# -- writes


def test_writes_into_arguments():
    def f(x, y):
        x += y
        y[::2] = x[::2] * 2
        return x.sum()

    g, calls = natively(f, X.copy(), TABLE.copy())
    for _ in range(3):
        got, wanted = (X.copy(), TABLE.copy()), (X.copy(), TABLE.copy())
        np.testing.assert_allclose(g(*got), f(*wanted))
        np.testing.assert_array_equal(got, wanted)
    assert calls == [0]
    x = X.copy()
    x.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        g(x, TABLE.copy())
    np.testing.assert_array_equal(x, X)


def test_a_result_that_is_the_argument_written_to():
    def f(x):
        x *= 2
        return x

    g, calls = natively(f, X.copy())
    x = X.copy()
    assert g(x) is x and calls == [0]
    np.testing.assert_array_equal(x, X * 2)


def test_the_same_array_twice():
    def f(x, y):
        x[1:] = y[:-1] + 1

    g, _ = natively(f, X.copy(), X.copy())
    for make in (lambda m: (m, m), lambda m: (m[:10], m[5:15]), lambda m: (m[5:15], m[:10])):
        memory, expected = X.copy(), X.copy()
        g(*make(memory)), f(*make(expected))
        np.testing.assert_array_equal(memory, expected)


def test_swaps():
    def f(x, y):
        t = x.copy()
        x[...] = y
        y[...] = t

    def h(x, y):
        t = x + 0.5
        x[...] = y * 2
        y[...] = t

    for function in (f, h):
        g = nm.jit(function).compile(X.copy(), TABLE.copy())
        got, wanted = (X.copy(), TABLE.copy()), (X.copy(), TABLE.copy())
        g(*got), function(*wanted)
        np.testing.assert_array_equal(got, wanted)
    g, _ = natively(h, X.copy(), TABLE.copy())
    got, wanted = (X.copy(), TABLE.copy()), (X.copy(), TABLE.copy())
    g(*got), h(*wanted)
    np.testing.assert_array_equal(got, wanted)


def test_reversal_in_place():
    def f(x):
        x[...] = x[::-1].copy()

    def h(x):
        x[::-1] = x

    for function in (f, h):
        g, _ = natively(function, X.copy())
        x, y = X.copy(), X.copy()
        g(x), function(y)
        np.testing.assert_array_equal(x, y)


def test_writes_that_other_results_read():
    """The old values are still needed when the new ones are written."""

    def f(x):
        old = x * 3
        s = x.sum()
        x += x[::-1] * s
        return old, x.mean()

    g, _ = natively(f, X.copy())
    for _ in range(2):
        x, y = X.copy() + 1, X.copy() + 1
        for a, b in zip(g(x), f(y), strict=True):
            np.testing.assert_allclose(a, b)
        np.testing.assert_allclose(x, y)


# -- settings and transformations


def test_error_states():
    f, _calls = natively(lambda x: nnp.log(x), np.ones(3))
    bad = np.array([1.0, 0.0, -1.0])
    with np.errstate(all="raise"), pytest.raises(FloatingPointError):
        f(bad)
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(f(bad), [0, -np.inf, np.nan])
    found = []
    with np.errstate(all="call"):
        old = np.seterrcall(lambda *args: found.append(args))
        try:
            f(bad)
        finally:
            np.seterrcall(old)
    assert found


def test_settings():
    f, calls = natively(lambda x: nnp.sqrt(x), np.ones(3))
    with np.errstate(all="ignore"), config.set(debug_nans=True), pytest.raises(FloatingPointError):
        f(-np.ones(3))
    with config.set(disable_jit=True):
        np.testing.assert_array_equal(f(np.full(3, 4.0)), [2, 2, 2])
    with config.set(compile=False):
        np.testing.assert_array_equal(f(np.full(3, 4.0)), [2, 2, 2])
    with config.set(strict=True):
        np.testing.assert_array_equal(f(np.full(3, 4.0)), [2, 2, 2])
    before = calls[0]
    f(np.ones(3))
    assert calls[0] == before


def test_strict_mode_asked_for_later():
    f, _ = natively(lambda x: nnp.exp(x) * 1.5, X)
    with config.set(strict=True):
        np.testing.assert_array_equal(f(X), np.exp(X) * 1.5)


def test_inside_transformations():
    f, _ = natively(lambda x: (nnp.sin(x) * x).sum(), X)
    want = np.cos(X) * X + np.sin(X)
    np.testing.assert_allclose(nm.grad(f)(X), want)
    np.testing.assert_allclose(nm.jit(nm.grad(f)).compile(X)(X), want)
    np.testing.assert_allclose(nm.vmap(f)(np.stack([X, X * 2])), [f(X), f(X * 2)])
    np.testing.assert_allclose(nm.jit(lambda x: f(x) * f(x))(X), f(X) ** 2)
    np.testing.assert_allclose(nm.jvp(f, (X,), (np.ones(30),))[1], want.sum())

    @nm.jit
    def outer(x):
        return f(x * 2) + nm.grad(f)(x)

    outer.compile(X)
    np.testing.assert_allclose(outer(X), f(X * 2) + want)


def test_an_inner_function_that_changes_is_seen_by_the_outer_one():
    k = 2.0
    inner = nm.jit(lambda x: x * k)
    outer = nm.jit(lambda x: inner(x) + 1).compile(X)
    np.testing.assert_array_equal(outer(X), X * 2 + 1)
    k = 5.0
    np.testing.assert_array_equal(outer(X), X * 5 + 1)


def test_traced_arguments_go_to_python():
    f, calls = natively(lambda x, y: x * y, X, X)
    np.testing.assert_allclose(nm.grad(lambda y: f(X, y).sum())(X), X)
    assert calls[0] >= 1


# -- lives


def test_clear_cache_and_garbage():
    f, _calls = natively(lambda x: x * 2.75, X)
    f.clear_cache()
    np.testing.assert_array_equal(f(X), X * 2.75)
    table = np.ones(30)
    g = forced(lambda x: x * table, X)
    g(X)
    gone = weakref.ref(g)
    del g
    gc.collect()
    assert gone() is None


def test_references():
    f, _ = natively(lambda x, y: {"a": x * 2, "b": [y, x.sum()]}, X, TABLE)
    g, _calls = natively(lambda x, y: (x * 2, x.sum(), y + 1), X, TABLE)
    before = sys.getrefcount(X), sys.getrefcount(TABLE), sys.getrefcount(X.dtype), sys.getrefcount(None)
    for _ in range(1000):
        f(X, TABLE)
        g(X, TABLE)
    after = sys.getrefcount(X), sys.getrefcount(TABLE), sys.getrefcount(X.dtype), sys.getrefcount(None)
    assert all(abs(a - b) < 100 for a, b in zip(after, before, strict=True))


def test_many_specialisations_of_one_function():
    f = nm.jit(lambda x: x * 2 + 1)
    shapes = [(k,) for k in range(1, 13)] + [(2, k) for k in range(1, 4)]
    for shape in shapes:
        forced(f, np.ones(shape))
    for shape in shapes * 2:
        np.testing.assert_array_equal(f(np.ones(shape)), np.full(shape, 3.0))
