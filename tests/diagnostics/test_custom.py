"""Derivative rules and callbacks of the user that give other things than they should."""

# ruff: noqa: E501

import numpy as np

import numorph as nm

from .pinned import Cases, raised, wanted

case = Cases()
X = np.array([0.5, -1.2, 3.0])


def double(x):
    return x * 2


def with_jvp(rule):
    f = nm.custom_jvp(double)
    f.defjvp(rule)
    return lambda x: f(x).sum()


def with_vjp(fwd, bwd):
    f = nm.custom_vjp(double)
    f.defvjp(fwd, bwd)
    return lambda x: f(x).sum()


def forward(x):
    return x * 2, None


# -- custom_jvp


@case
def no_jvp_rule():
    """TypeError: 'double' is a custom_jvp function without a rule.
    File "test_custom.py", in <lambda>
      nm.grad(lambda x: f(x).sum())(X)
    Hint: state one with @f.defjvp
    """
    f = nm.custom_jvp(double)
    nm.grad(lambda x: f(x).sum())(X)


@case
def jvp_rule_without_a_pair():
    """TypeError: The jvp rule of 'double' must return (primal_out, tangent_out), but returned f64[3].
    File "test_custom.py", in <lambda>
      return lambda x: f(x).sum()
    """
    nm.grad(with_jvp(lambda primals, tangents: tangents[0]))(X)


@case
def tangent_of_another_shape():
    """TypeError: The jvp rule of 'double' returned a tangent f64[2] for a result f64[3].
    File "test_custom.py", in <lambda>
      return lambda x: f(x).sum()
    """
    nm.grad(with_jvp(lambda primals, tangents: (primals[0] * 2, tangents[0][:2])))(X)


@case
def tangent_of_another_structure():
    """TypeError: The jvp rule of 'double' returned a result built as *, but a tangent (*, *).
    File "test_custom.py", in <lambda>
      return lambda x: f(x).sum()
    """
    nm.grad(with_jvp(lambda primals, tangents: (primals[0] * 2, tangents * 2)))(X)


@case
def jvp_rule_with_another_result():
    """TypeError: The jvp rule of 'double' returned results f64[2], but the function returns f64[3].
    File "test_custom.py", in <lambda>
      nm.jit(nm.grad(lambda x: nm.jit(with_jvp(lambda primals, tangents: (primals[0][:2], tangents[0][:2])))(x)))(X)
    """
    nm.jit(nm.grad(lambda x: nm.jit(with_jvp(lambda primals, tangents: (primals[0][:2], tangents[0][:2])))(x)))(X)


@case
def fewer_rules_than_arguments():
    """TypeError: 'defjvps' takes one rule per argument: 'multiply' has 2 arguments, got 1.
    File "test_custom.py", in <lambda>
      nm.grad(lambda x: f(x, x).sum())(X)
    """
    f = nm.custom_jvp(np.multiply)
    f.defjvps(lambda t, out, x, y: t * y)
    nm.grad(lambda x: f(x, x).sum())(X)


@case
def write_to_an_argument_of_a_custom_function():
    """TypeError: 'clear' has derivative rules of its own, so it must not write to its arguments, but it wrote to leaf 0.
    File "test_custom.py", in write_to_an_argument_of_a_custom_function
      nm.vmap(f)(np.ones((2, 3)))
    Hint: copy the argument first: x = x.copy()
    """

    def clear(x):
        x[0] = 0.0
        return x * 2

    f = nm.custom_jvp(clear)
    f.defjvp(lambda primals, tangents: (primals[0], tangents[0]))
    nm.vmap(f)(np.ones((2, 3)))


# -- custom_vjp


@case
def no_vjp_rules():
    """TypeError: 'double' is a custom_vjp function without rules.
    File "test_custom.py", in <lambda>
      nm.grad(lambda x: f(x).sum())(X)
    Hint: state them with f.defvjp(fwd, bwd)
    """
    f = nm.custom_vjp(double)
    nm.grad(lambda x: f(x).sum())(X)


@case
def forward_rule_without_a_pair():
    """TypeError: The forward rule of 'double' must return (output, residuals), but returned f64[3].
    File "test_custom.py", in <lambda>
      return lambda x: f(x).sum()
    """
    nm.grad(with_vjp(double, lambda residuals, ct: (ct * 2,)))(X)


@case
def backward_rule_with_too_many_cotangents():
    """TypeError: The backward rule of 'double' must return a tuple of cotangents, one per argument: 1, but returned 2.
    File "test_custom.py", in backward_rule_with_too_many_cotangents
      nm.grad(with_vjp(forward, lambda residuals, ct: (ct, ct)))(X)
    """
    nm.grad(with_vjp(forward, lambda residuals, ct: (ct, ct)))(X)


@case
def backward_rule_without_a_tuple():
    """TypeError: The backward rule of 'double' must return a tuple of cotangents, one per argument: 1, but returned f64[3].
    File "test_custom.py", in backward_rule_without_a_tuple
      nm.grad(with_vjp(forward, lambda residuals, ct: ct * 2))(X)
    """
    nm.grad(with_vjp(forward, lambda residuals, ct: ct * 2))(X)


@case
def cotangent_of_another_shape():
    """TypeError: The backward rule of 'double' returned a cotangent f64[2] for an argument f64[3].
    File "test_custom.py", in cotangent_of_another_shape
      nm.grad(with_vjp(forward, lambda residuals, ct: (ct[:2],)))(X)
    """
    nm.grad(with_vjp(forward, lambda residuals, ct: (ct[:2],)))(X)


@case
def cotangent_of_another_structure():
    """TypeError: The backward rule of '<lambda>' returned a cotangent built as {'b': *} for argument 0, which is built as {'a': *}.
    File "test_custom.py", in cotangent_of_another_structure
      nm.grad(lambda x: f({"a": x}).sum())(X)
    """
    f = nm.custom_vjp(lambda d: d["a"] * 2)
    f.defvjp(lambda d: (d["a"] * 2, None), lambda residuals, ct: ({"b": ct},))
    nm.grad(lambda x: f({"a": x}).sum())(X)


# -- callbacks

ANNOUNCED = nm.ShapeDtypeStruct((3,), float)


@case
def callback_of_another_shape():
    """TypeError: The callback '<lambda>' returned f64[2], but f64[3] was announced.
    File "test_custom.py", in callback_of_another_shape
      nm.pure_callback(lambda x: x[:2], ANNOUNCED, X)
    """
    nm.pure_callback(lambda x: x[:2], ANNOUNCED, X)


@case
def callback_of_another_shape_in_a_program():
    """TypeError: The callback '<lambda>' returned f64[2], but f64[3] was announced.
    File "test_custom.py", in <lambda>
      nm.jit(lambda x: nm.pure_callback(lambda x: x[:2], ANNOUNCED, x))(X)
    """
    nm.jit(lambda x: nm.pure_callback(lambda x: x[:2], ANNOUNCED, x))(X)


@case
def callback_of_another_dtype():
    """TypeError: The callback '<lambda>' returned c128[3], but f64[3] was announced.
    File "test_custom.py", in callback_of_another_dtype
      nm.pure_callback(lambda x: x + 1j, ANNOUNCED, X)
    """
    nm.pure_callback(lambda x: x + 1j, ANNOUNCED, X)


@case
def callback_of_more_results():
    """TypeError: The callback '<lambda>' returned 2 results instead of the announced 1.
    File "test_custom.py", in callback_of_more_results
      nm.pure_callback(lambda x: (x, x), ANNOUNCED, X)
    """
    nm.pure_callback(lambda x: (x, x), ANNOUNCED, X)


@case
def callback_of_an_unknown_shape():
    """TypeError: 'pure_callback' needs the shapes and dtypes of the results, got an int among them.
    File "test_custom.py", in callback_of_an_unknown_shape
      nm.pure_callback(np.sin, (3,), X)
    Hint: numorph.ShapeDtypeStruct((3,), float) announces an array f64[3]
    """
    nm.pure_callback(np.sin, (3,), X)


@case
def callback_of_an_unknown_method():
    """ValueError: 'pure_callback' knows the vmap methods 'sequential', 'expand_dims' and 'broadcast_all', got 'all'.
    File "test_custom.py", in <lambda>
      nm.vmap(lambda x: nm.pure_callback(np.sin, ANNOUNCED, x, vmap_method="all"))(X)
    """
    nm.vmap(lambda x: nm.pure_callback(np.sin, ANNOUNCED, x, vmap_method="all"))(X)


@case
def derivative_of_a_callback():
    """TypeError: The callback 'sin' has no derivative.
    File "test_custom.py", in <lambda>
      nm.grad(lambda x: nm.pure_callback(np.sin, ANNOUNCED, x).sum())(X)
    Hint: wrap it in custom_jvp or custom_vjp, or pass it numorph.stop_gradient(x)
    """
    nm.grad(lambda x: nm.pure_callback(np.sin, ANNOUNCED, x).sum())(X)


@case.each
def test_message(f):
    assert raised(f) == wanted(f)
