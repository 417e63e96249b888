"""jit: the same answer as without it, never a stale one, never a refusal."""

import functools

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp

X = np.array([1.0, 2.0, 3.0])
scale = 2.0
weights = np.array([1.0, 1.0, 1.0])
settings = {"shift": 1.0, "table": np.array([1.0, 2.0, 3.0])}


class Model:
    gain = 1.0

    def __init__(self):
        self.w = np.ones(3)
        self.k = 2.0

    @nm.jit
    def forward(self, x):
        return self.scaled(x) * self.k * self.gain

    def scaled(self, x):
        return x * self.w * scale


def staged(f, *args):
    """Whether there is a program for such arguments, also where code from the source goes before it."""
    return hasattr(f.decision(*args), "program")


def helper(x):
    return x * weights + scale


@pytest.fixture
def restore():
    names = {n: globals()[n] for n in ("scale", "weights", "settings")}
    yield
    globals().update(names)
    weights[:] = 1.0


def test_a_rebound_or_mutated_global_is_seen(restore):
    global scale, weights
    f = nm.jit(lambda x: helper(x) * 2.0)
    assert staged(f, X)
    np.testing.assert_array_equal(f(X), (X + 2) * 2)
    scale = 3.0
    np.testing.assert_array_equal(f(X), (X + 3) * 2)
    weights[1] = 5.0
    np.testing.assert_array_equal(f(X), (X * [1, 5, 1] + 3) * 2)
    weights = np.zeros(3)
    np.testing.assert_array_equal(f(X), [6, 6, 6])
    weights = np.zeros((2, 3))
    assert f(X).shape == (2, 3)


def test_containers_closures_and_defaults(restore):
    c = np.array([1.0, 2.0, 3.0])
    factor = 2.0

    def f(x, d=c):
        return x * settings["table"] + settings["shift"] + c * factor + d

    g = nm.jit(f)
    assert staged(g, X)
    np.testing.assert_array_equal(g(X), f(X))
    settings["table"][0] = 7.0
    settings["shift"] = 4.0
    c[2] = -1.0
    factor = 5.0
    np.testing.assert_array_equal(g(X), f(X))


def test_methods_and_attributes_are_never_stale(restore):
    global scale
    m = Model()
    for change in (
        lambda: None,
        lambda: setattr(m, "k", 3.0),
        lambda: m.w.__setitem__(0, 9.0),
        lambda: setattr(m, "w", np.zeros(3)),
    ):
        change()
        np.testing.assert_array_equal(m.forward(X), X * m.w * scale * m.k)
    m.w, scale = np.ones(3), 7.0
    np.testing.assert_array_equal(m.forward(X), X * 7.0 * m.k)


def test_effects_happen_on_every_call_exactly_once():
    log = []

    @nm.jit
    def f(x):
        log.append(len(log))
        return x * 2.0

    for _ in range(3):
        f(X)
    assert log == [0, 1, 2]
    assert not staged(f, X)


def test_nonlocal_counters_count():
    n = 0

    @nm.jit
    def f(x):
        nonlocal n
        n += 1
        return x + n

    assert [float(f(1.0)) for _ in range(3)] == [2.0, 3.0, 4.0]


def test_print_prints_on_every_call(capsys):
    @nm.jit
    def f(x):
        print("here")
        return x

    f(X), f(X)
    assert capsys.readouterr().out == "here\nhere\n"


def test_numpy_random_draws_anew():
    f = nm.jit(lambda x: x + np.random.default_rng().normal(size=3))
    assert not np.array_equal(f(X), f(X))


def test_branches_on_values_are_not_staged_and_say_so():
    @nm.jit
    def f(x):
        if x[0] > 0:
            return x * 2
        return -x

    np.testing.assert_array_equal(f(X), X * 2)
    np.testing.assert_array_equal(f(-X), X)
    assert "if x[0] > 0:" in f.decision(X).reason
    assert f.explain(X).from_source
    text = str(nm.jit(lambda x: x if x.tobytes() else -x).explain(X))
    assert "runs as plain Python" in text and "x if x.tobytes() else -x" in text


def test_python_scalars_do_not_stage_again_unless_python_needs_their_value():
    staged_at = []

    @nm.jit
    def f(x, s):
        staged_at.append  # noqa: B018  read, not called: no effect
        return x * s + s * 2

    for s in (1.5, 2.5, 3.5):
        np.testing.assert_array_equal(f(X, s), X * s + s * 2)
    assert sum(map(len, f._cache.values())) == 1

    @nm.jit
    def g(x, n):
        total = x * 0
        for i in range(n):
            total = total + x * i
        return total

    for n in (1, 2, 5):
        np.testing.assert_array_equal(g(X, n), X * sum(range(n)))
        assert staged(g, X, n)


def test_python_scalar_promotion_is_numpys():
    x32 = np.arange(3, dtype=np.float32)
    f = nm.jit(lambda x, s: x * s)
    assert f(x32, 2.0).dtype == np.float32
    assert f(x32, np.float64(2.0)).dtype == np.float64
    assert type(nm.jit(lambda a, b: a * b + 1)(2, 3)) is int
    assert type(nm.jit(lambda a: a / 2)(3)) is float


def test_static_arguments():
    @functools.partial(nm.jit, static_argnames="power")
    def f(x, power):
        return x**power if power > 1 else x

    np.testing.assert_array_equal(f(X, 3), X**3)
    np.testing.assert_array_equal(f(X, power=1), X)
    g = nm.jit(lambda x, mode: x * 2 if mode == "double" else x, static_argnums=1)
    np.testing.assert_array_equal(g(X, "double"), X * 2)
    np.testing.assert_array_equal(nm.jit(lambda x, mode: x * 2 if mode == "double" else x)(X, "same"), X)
    with pytest.raises(TypeError, match="not hashable"):
        nm.jit(lambda x, k: x, static_argnums=1)(X, [1, 2])


def test_arguments_are_mutated_as_without_jit():
    def f(x, y):
        x += 1.0
        v = y[1:]
        v *= 2.0
        y.T[0] = x[0]
        return x.sum()

    x, y = X.copy(), np.ones((3, 3))
    a, b = X.copy(), np.ones((3, 3))
    assert nm.jit(f)(x, y) == f(a, b)
    np.testing.assert_array_equal(x, a)
    np.testing.assert_array_equal(y, b)


def test_overlapping_arguments():
    def f(x, y):
        x[0] = 5.0
        return y * 2

    g = nm.jit(f)
    for _ in range(2):
        base = np.arange(4.0)
        expected = np.arange(4.0)
        np.testing.assert_array_equal(g(base[:3], base[1:]), f(expected[:3], expected[1:]))
        np.testing.assert_array_equal(g(base, base), f(expected, expected))
        np.testing.assert_array_equal(base, expected)


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.arange(12.0).reshape(3, 4).T,
        lambda: np.arange(24.0)[::2].reshape(4, 3),
        lambda: np.arange(12.0).reshape(4, 3)[::-1],
        lambda: np.broadcast_to(np.arange(3.0), (4, 3)),
        lambda: np.zeros((0, 3)),
        lambda: np.arange(12.0).reshape(4, 3).astype(">f8"),
        lambda: np.arange(12).reshape(4, 3),
        lambda: np.arange(12.0).reshape(4, 3).astype(object),
        lambda: np.asfortranarray(np.arange(12.0).reshape(4, 3)),
        lambda: np.frombuffer(b"\0" + np.arange(12.0).tobytes(), np.uint8)[1:].view(float).reshape(4, 3),
    ],
)
def test_arrays_of_any_layout(make):
    def f(x):
        y = x.reshape(-1)
        return x.sum(axis=0) * 2, y[:2], x.T

    for _ in range(2):
        for a, b in zip(nm.jit(f)(make()), f(make()), strict=True):
            np.testing.assert_array_equal(a, b)
            assert a.dtype == b.dtype


def test_views_of_strided_arguments_alias_as_in_numpy():
    def f(x):
        flat = x.reshape(-1)  # a copy for a transposed array, a view for a contiguous one
        flat[0] = 100.0

    for make in (lambda: np.zeros((2, 3)), lambda: np.zeros((3, 2)).T):
        a, b = make(), make()
        nm.jit(f)(a)
        f(b)
        np.testing.assert_array_equal(a, b)


def test_read_only_arguments():
    x = X.copy()
    x.flags.writeable = False
    f = nm.jit(lambda a: a.__setitem__(0, 1.0))
    with pytest.raises(ValueError, match="read-only"):
        f(x)
    with pytest.raises(ValueError, match="read-only"):
        nm.grad(lambda a: (a.__setitem__(0, 1.0), a.sum())[1])(x)


def test_scalars_and_zero_dimensional_arrays_come_back_as_numpy_gives_them():
    def f(x, z):
        return x.sum(), x[0], np.array(x[0]), z, z + 1, x[:1], x[..., 0]

    g = nm.jit(lambda x, z: (x.sum(), x[0], nnp.array(x[0]), z, z + 1, x[:1], x[..., 0]))
    z = np.array(2.0)
    for a, b in zip(g(X, z), f(X, z), strict=True):
        assert type(a) is type(b) and a.shape == b.shape


def test_results_can_be_any_tree():
    f = nm.jit(lambda x: {"a": (x, [x * 2, None]), "b": "text", "c": 3})
    out = f(X)
    np.testing.assert_array_equal(out["a"][1][0], X * 2)
    assert out["b"] == "text" and out["c"] == 3 and out["a"][1][1] is None


def test_exceptions_are_the_programs_own():
    with pytest.raises(IndexError, match="index 7 is out of bounds for axis 0 with size 3"):
        nm.jit(lambda x: x[7])(X)
    with pytest.raises(IndexError, match="out of bounds"):
        nm.jit(lambda x, i: x[i])(X, np.array([0, 9]))
    with pytest.raises(ZeroDivisionError):
        nm.jit(lambda a: 1 // a)(0)
    with pytest.raises(ValueError, match="could not be broadcast together"):
        nm.jit(lambda a, b: a + b)(np.ones(2), np.ones(3))

    def user(x):
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        nm.jit(user)(X)


def test_the_cache_is_bounded():
    f = nm.jit(lambda x: x * 2)
    with nm.config.set(jit_cache_size=4):
        for n in range(10):
            f(np.ones(n))
    assert len(f._cache) == 4


def test_plain_numpy_buffers_inside_a_jitted_function():
    @nm.jit
    def f(x):
        out = np.zeros(3)
        for i in range(3):
            out[i] = x[i] * i
        return out

    np.testing.assert_array_equal(f(X), [0, 2, 6])
    assert staged(f, X)


def test_a_list_argument_that_is_changed():
    def f(parts):
        parts.append(parts[0] * 2)
        return parts[-1]

    mine, theirs = [X.copy()], [X.copy()]
    np.testing.assert_array_equal(nm.jit(f)(mine), f(theirs))
    assert len(mine) == len(theirs) == 2


def test_caught_errors_do_not_take_the_wrong_path():
    @nm.jit
    def f(x):
        try:
            return x * float(x[0])
        except TypeError:
            return x * 0

    np.testing.assert_array_equal(f(X), X)


def test_jit_inside_jit_depends_on_the_same_globals(restore):
    global scale
    inner = nm.jit(lambda x: x * scale)
    outer = nm.jit(lambda x: inner(x) + 1)
    np.testing.assert_array_equal(outer(X), X * 2 + 1)
    scale = 5.0
    np.testing.assert_array_equal(outer(X), X * 5 + 1)


def test_jit_inside_jit_captures_the_same_arrays(restore):
    global weights
    inner = nm.jit(lambda x: x * weights)
    outer = nm.jit(lambda x: inner(x) + weights.sum())
    for f in (outer, nm.grad(lambda x: outer(x).sum()), nm.vmap(outer)):
        f(np.stack([X, X]) if f is not outer and "vmap" in f.__name__ else X)
    weights[1] = 4.0
    np.testing.assert_array_equal(outer(X), X * [1, 4, 1] + 6)
    weights = np.array([0.0, 1.0, 0.0])
    np.testing.assert_array_equal(outer(X), X * [0, 1, 0] + 1)
    np.testing.assert_array_equal(nm.grad(lambda x: outer(x).sum())(X), [0, 1, 0])


def test_disable_jit():
    calls = []
    f = nm.jit(lambda x: (calls.append(type(x)), x)[1])
    with nm.disable_jit():
        f(X)
    assert calls == [np.ndarray]


def test_results_alias_arguments_as_they_do_without_jit():
    f = nm.jit(lambda x: (x, x[1:], x.T, x.reshape(-1)[::2], x * 1, x.copy()))
    for _ in range(2):
        x = np.arange(6.0).reshape(2, 3)
        same, part, flipped, steps, product, copied = f(x)
        assert same is x and np.shares_memory(part, x)
        part[0, 0] = 50.0
        flipped[0, 0] = -1.0
        steps[1] = 7.0
        np.testing.assert_array_equal(x, [[-1, 1, 7], [50, 4, 5]])
        product[:] = copied[:] = 0
        np.testing.assert_array_equal(x, [[-1, 1, 7], [50, 4, 5]])


def test_functional_updates_where_python_runs():
    f = nm.jit(lambda x: x.at[0].set(9.0) if x.sum() > 0 else x.at[1].add(1.0) * 2)
    assert not staged(f, X)
    np.testing.assert_array_equal(f(X), [9, 2, 3])
    np.testing.assert_array_equal(f(-X), [-2, -2, -6])
    assert type(f(X)) is np.ndarray


def test_isinstance_takes_the_same_path():
    def f(x, s):
        if not isinstance(x, np.ndarray) or isinstance(s, int) or not isinstance(x.sum(), np.floating):
            raise AssertionError
        return x * s

    for g in (nm.jit(f), nm.vmap(f, (0, None)), lambda x, s: nm.jvp(f, (x, s), (x, s))[0]):
        np.testing.assert_array_equal(g(np.ones((2, 3)), 2.0), 2 * np.ones((2, 3)))


gain = 3.0


class Settings:
    """Attributes in slots, a function among them, and a class attribute."""

    __slots__ = ("act", "k")
    offset = 1.0

    def __init__(self):
        self.k = 2.0
        self.act = lambda v: v * gain


def test_class_attributes_slots_and_functions_in_attributes_are_never_stale():
    global gain
    s = Settings()
    f = lambda x: s.act(x) * s.k + Settings.offset
    g = nm.jit(f)
    assert staged(g, X)
    try:
        for change in (lambda: None, lambda: setattr(s, "k", 5.0), lambda: setattr(Settings, "offset", 7.0)):
            change()
            np.testing.assert_array_equal(g(X), f(X))
        gain = 11.0
        np.testing.assert_array_equal(g(X), f(X))
        s.act = lambda v: -v
        np.testing.assert_array_equal(g(X), f(X))
    finally:
        gain, Settings.offset = 3.0, 1.0


def test_relative_imports_are_those_of_the_module():
    module = {"__name__": "json.encoder", "__package__": "json"}
    exec("def f(x):\n    from .decoder import PosInf\n    return x + PosInf", module)
    f = nm.jit(module["f"])
    np.testing.assert_array_equal(f(X), np.full(3, np.inf))
    assert staged(f, X)


zero = 0.0


def test_the_sign_of_a_zero_counts():
    global zero
    f = nm.jit(lambda x: np.arctan2(zero, -x))
    np.testing.assert_array_equal(f(X), np.full(3, np.pi))
    zero = -0.0
    np.testing.assert_array_equal(f(X), np.full(3, -np.pi))
    zero = 0.0
