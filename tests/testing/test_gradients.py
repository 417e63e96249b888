"""check_grads and its parts: they pass right derivatives and name what is wrong with the others."""

import numpy as np
import pytest

import numorph as nm
from numorph.testing import check_grads, check_jvp, check_vjp

X = np.array([0.5, -1.2, 3.0])


def product(x, d):
    return x**2 * d["w"]


wrong = nm.custom_jvp(product)
wrong.defjvp(lambda p, t: (product(*p), 2 * p[0] * t[0] * p[1]["w"]))  # nothing by w

shallow = nm.custom_jvp(lambda x: x**3)
shallow.defjvp(lambda p, t: (p[0] ** 3, nm.stop_gradient(3 * p[0] ** 2) * t[0]))


def writes(x):
    x[0] *= 2.0
    x += x[::-1]
    return x.sum() ** 2


@pytest.mark.parametrize("modes", [("fwd",), ("rev",), ("fwd", "rev")])
@pytest.mark.parametrize(
    ("f", "args"),
    [
        (lambda x, d: {"y": np.sin(x) * d["b"] ** d["n"], "i": np.argmax(x)}, (X, {"b": 3.0, "n": 2})),
        (lambda x: np.tanh(x) * x, (np.float32(0.7),)),
        (lambda z: z * np.conj(z) ** 2, (X + 1j * X[::-1],)),
        (lambda z, x: abs(z) * x, (1.0 + 2.0j, 3.0)),
        (writes, (X,)),
        (np.sum, (np.zeros((0, 3)),)),
        (lambda x: np.where(x > 0, x, np.zeros_like(x)), (X,)),
    ],
)
def test_right_derivatives_pass(f, args, modes):
    check_grads(f, args, 2, modes)


def test_arguments_stay_as_they_are():
    x = X.copy()
    check_grads(writes, (x,), 2)
    np.testing.assert_array_equal(x, X)


def message(*args, **kw):
    with pytest.raises(AssertionError) as caught:
        check_grads(*args, **kw)
    return str(caught.value).splitlines()


def test_message_names_the_element():
    args = (X, {"w": np.ones(3)})
    assert message(wrong, args, 1, ("fwd",)) == [
        "The jvp of product does not agree with numerical differences.",
        "  Note: along args[1]['w'][0] the derivative is 0, the difference 0.25",
    ]
    first, note = message(wrong, args, 1, ("rev",))
    assert first == "The vjp of product does not agree with numerical differences."
    assert note.startswith("  Note: along args[1]['w'][0] the derivative is 0, the difference ")


def test_message_names_the_order():
    check_grads(shallow, (X,), 1)
    assert message(shallow, (X,), 2)[0] == "The jvp of jvp of <lambda> does not agree with numerical differences."
    assert message(shallow, (X,), 2, ("rev",))[0].startswith("The vjp of vjp of ")


def test_tolerances():
    rough = nm.custom_jvp(lambda x: x**2)
    rough.defjvp(lambda p, t: (p[0] ** 2, 2.001 * p[0] * t[0]))
    assert message(rough, (X,), 1)
    check_grads(rough, (X,), 1, rtol=1e-2, atol=1e-2)
    check_grads(rough, (X.astype(np.float32),), 1)
    assert message(np.sin, (X,), 1, eps=1.0)


def test_nan_is_a_mistake():
    with np.errstate(all="ignore"):
        assert message(np.sqrt, (np.array([1.0, 0.0]),), 1)


def test_own_derivatives():
    check_jvp(np.sin, lambda p, t: (np.sin(p[0]), np.cos(p[0]) * t[0]), (X,))
    check_vjp(np.sin, lambda x: (np.sin(x), lambda ct: (np.cos(x) * ct,)), (X,))
    with pytest.raises(AssertionError, match="The slope of sine does not agree"):
        check_jvp(np.sin, lambda p, t: (np.sin(p[0]), np.sin(p[0]) * t[0]), (X,), err_msg="slope of sine")
    with pytest.raises(AssertionError, match="comes with a value that is not the function's"):
        check_vjp(np.sin, lambda x: (np.cos(x), lambda ct: (np.cos(x) * ct,)), (X,))
    with pytest.raises(AssertionError, match=r"gives a cotangent of the wrong shape.\n  Note: its shape is \(\)"):
        check_vjp(np.sin, lambda x: (np.sin(x), lambda ct: (np.sum(np.cos(x) * ct),)), (X,))


@pytest.mark.parametrize(("order", "modes"), [(0, ("fwd",)), (1.0, ("fwd",)), (1, ("forward",)), (1, "fwd"), (1, ())])
def test_wrong_arguments(order, modes):
    with pytest.raises(ValueError, match=r"'check_grads' (needs an order|knows the modes)"):
        check_grads(np.sin, (X,), order, modes)
    with pytest.raises(TypeError, match="'check_grads' needs a function"):
        check_grads(3.0, (X,), 1)
