"""custom_jvp, custom_vjp, checkpoint, pure_callback, debug."""

import numpy as np
import pytest

import numorph as nm

XS = np.array([0.5, 0.7])


@nm.custom_jvp
def by_jvp(x, y):
    return np.sin(x) * y


@by_jvp.defjvp
def _(primals, tangents):
    (x, y), (dx, dy) = primals, tangents
    return by_jvp(x, y), 10 * (np.cos(x) * dx * y + np.sin(x) * dy)


@nm.custom_vjp
def by_vjp(x, y):
    return np.sin(x) * y


by_vjp.defvjp(
    lambda x, y: (by_vjp(x, y), (np.cos(x), np.sin(x), y)), lambda r, ct: (10 * ct * r[0] * r[2], 10 * ct * r[1])
)


@pytest.mark.parametrize("f", [by_jvp, by_vjp], ids=["jvp", "vjp"])
@pytest.mark.parametrize("wrap", [lambda f: f, nm.jit, lambda f: nm.jit(lambda x, y: f(x, y) * 1.0)])
def test_the_rule_is_used_everywhere(f, wrap):
    g = wrap(f)
    x, y = 0.5, 2.0
    want = (10 * np.cos(x) * y, 10 * np.sin(x))
    assert g(x, y) == np.sin(x) * y
    np.testing.assert_allclose(nm.grad(g, (0, 1))(x, y), want)
    np.testing.assert_allclose(nm.jit(nm.grad(g, (0, 1)))(x, y), want)
    np.testing.assert_allclose(nm.vmap(nm.grad(g))(XS, XS), 10 * np.cos(XS) * XS)
    np.testing.assert_allclose(nm.grad(lambda v: nm.vmap(g)(v, XS).sum())(XS), 10 * np.cos(XS) * XS)
    np.testing.assert_allclose(nm.linearize(g, x, y)[1](1.0, 1.0), sum(want))
    np.testing.assert_allclose(nm.grad(nm.grad(g))(x, y), nm.hessian(g)(x, y))


def test_forward_mode_of_custom_vjp_differentiates_the_function():
    np.testing.assert_allclose(nm.jvp(by_vjp, (0.5, 2.0), (1.0, 0.0))[1], np.cos(0.5) * 2.0)
    np.testing.assert_allclose(
        nm.jacfwd(nm.jit(by_vjp))(0.5, 2.0), 10 * np.cos(0.5) * 2.0
    )  # by linearising, so by the rule


def test_custom_rules_with_trees_and_fixed_arguments():
    @nm.custom_vjp
    def clip_gradient(limit, tree):
        return tree["a"] * 3.0

    clip_gradient.defvjp(
        lambda limit, tree: (clip_gradient(limit, tree), None),
        lambda res, ct: (None, {"a": np.clip(ct * 3.0, -1.0, 1.0), "b": None}),
    )
    g = nm.grad(lambda t: clip_gradient(1.0, t).sum())({"a": XS, "b": XS})
    np.testing.assert_array_equal(g["a"], [1, 1])
    np.testing.assert_array_equal(g["b"], [0, 0])

    power = nm.custom_jvp(lambda n, x: x**n, nondiff_argnums=(0,))
    power.defjvp(lambda n, primals, tangents: (power(n, *primals), n * primals[0] ** (n - 1) * tangents[0]))
    assert nm.grad(lambda x: power(3, x))(2.0) == 12.0
    assert nm.jit(nm.grad(lambda x: power(3, x)))(2.0) == 12.0


def test_defjvps_and_custom_gradient():
    f = nm.custom_jvp(lambda x, y: x * y)
    f.defjvps(lambda t, out, x, y: t * y * 2, None)
    assert nm.grad(f, (0, 1))(3.0, 4.0) == (8.0, 0.0)
    g = nm.custom_gradient(lambda x: (x**2, lambda ct: (ct * 7.0,)))
    assert nm.grad(g)(3.0) == 7.0


def test_custom_functions_do_not_write_to_arguments():
    f = nm.custom_jvp(lambda x: (x.__setitem__(0, 1.0), x.sum())[1])
    f.defjvp(lambda p, t: (f(*p), t[0].sum()))
    with pytest.raises(TypeError, match="must not write to its arguments"):
        nm.grad(lambda x: f(x * 1.0))(XS)


def deep(x):
    for _ in range(4):
        x = np.sin(x) * x + 0.1
    return x


@pytest.mark.parametrize(
    "policy",
    [
        None,
        nm.checkpoint_policies.everything_saveable,
        nm.checkpoint_policies.dots_saveable,
        nm.checkpoint_policies.save_only_these_names("kept"),
    ],
)
def test_checkpoint_changes_nothing_but_memory(policy):
    def inner(x):
        y = nm.checkpoint_name(np.sin(x) @ np.cos(x), "kept")
        return deep(x) * y

    f = lambda x: inner(x).sum()
    c = lambda x: nm.checkpoint(inner, policy=policy)(x).sum()
    for g in (c, nm.jit(c)):
        np.testing.assert_allclose(nm.grad(g)(XS), nm.grad(f)(XS))
        np.testing.assert_allclose(nm.jit(nm.grad(g))(XS), nm.grad(f)(XS))
        np.testing.assert_allclose(nm.hessian(g)(XS), nm.hessian(f)(XS))
        np.testing.assert_allclose(nm.vmap(nm.grad(g))(np.stack([XS, 2 * XS]))[1], nm.grad(f)(2 * XS))
        np.testing.assert_allclose(nm.jvp(g, (XS,), (XS,))[1], nm.jvp(f, (XS,), (XS,))[1])


def test_checkpoint_keeps_fewer_values():
    def long(x):
        for _ in range(50):
            x = np.sin(x)
        return x.sum()

    import tracemalloc

    def peak(f):
        x = np.ones(20_000)
        tracemalloc.start()
        _, pull = nm.vjp(f, x)
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        pull(1.0)
        return held

    assert peak(nm.checkpoint(long)) < peak(long) / 5


def test_checkpoint_of_a_function_that_branches_on_values():
    def f(x):
        return (x * x if x[0] > 0.1 else x).sum()

    np.testing.assert_array_equal(nm.grad(nm.checkpoint(f))(XS), 2 * XS)
    np.testing.assert_array_equal(nm.grad(nm.checkpoint(f))(-XS), [1, 1])


def test_pure_callback():
    host = lambda x: nm.pure_callback(np.sort, nm.ShapeDtypeStruct((2,), float), x)
    x = np.array([2.0, 1.0])
    np.testing.assert_array_equal(nm.jit(lambda v: host(v) * 2)(x), [2, 4])
    np.testing.assert_array_equal(nm.vmap(host)(np.stack([x, -x])), [[1, 2], [-2, -1]])
    with pytest.raises(TypeError, match="callback 'sort' has no derivative"):
        nm.grad(lambda v: host(v).sum())(x)
    with pytest.raises(TypeError, match=r"returned f64\[2\], but f64\[3\] was announced"):
        nm.pure_callback(np.sort, nm.ShapeDtypeStruct((3,), float), x)


def test_debug_print_and_callback(capsys):
    seen = []

    @nm.jit
    def f(x):
        nm.debug.print("x = {}", x[0])
        nm.debug.callback(seen.append, x[1])
        return x * 2

    f(XS), f(XS)
    nm.vmap(f)(np.stack([XS, XS + 1]))
    nm.grad(lambda x: f(x).sum())(XS)
    assert capsys.readouterr().out == "x = 0.5\nx = 0.5\nx = 0.5\nx = 1.5\nx = 0.5\n"
    assert len(seen) == 5


def test_nans_are_traced_to_their_line():
    def forward(x):
        return np.log(x - 1.0).sum()

    def backward(x):
        return np.where(x > 0, np.sqrt(x), 0.0).sum() * 1.0

    with nm.config.set(debug_nans=True), np.errstate(all="ignore"):
        for f in (nm.grad(forward), nm.jit(forward), nm.jit(nm.value_and_grad(forward))):
            with pytest.raises(FloatingPointError, match=r"np.log\(x - 1.0\)"):
                f(XS)
        with pytest.raises(FloatingPointError, match="In the backward pass"):
            nm.grad(backward)(np.array([1.0, 0.0]))
    nm.grad(lambda x: (x * x).sum())(XS)


def test_eval_shape_and_make_program():
    out = nm.eval_shape(lambda a: {"y": a @ a.T}, nm.ShapeDtypeStruct((4, 2), np.float32))
    assert out["y"] == nm.ShapeDtypeStruct((4, 4), np.float32)
    text = str(nm.make_program(nm.grad(lambda x: np.sin(x).sum()))(XS))
    assert "cos" in text and "f64[2]" in text
