"""grad and value_and_grad of user functions: pytrees in, pytrees out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import Array, Scalar, unwrap
from ..boundary import Arguments, check_callable, describe, finish, flatten_result, is_value, own, what_is, write_back
from ..core.trace import Tracer, state, typeof
from ..core.types import ScalarType, is_inexact
from ..errors import NumorphTypeError
from ..frontend.gradient import Gradient
from ..ops import elementwise as ew
from ..ops.scalar import scalar_array, to_python
from ..transforms.forward import Dual
from ..transforms.linearize import linearize
from ..transforms.transpose import backward

_ONE: dict[np.dtype, Any] = {}


def grad(
    f: Callable[..., Any],
    argnums: int | Sequence[int] = 0,
    has_aux: bool = False,
    holomorphic: bool = False,
    allow_int: bool = False,
) -> Callable[..., Any]:
    """The gradient of a function with a scalar result, with respect to the arguments at `argnums`.

    The gradient has the structure, shapes and dtypes of those arguments (a pytree each; a tuple of them where `argnums`
    is a sequence).  As jax.grad, but the function runs on concrete values: `print`, `pdb`, `if` and in-place updates
    work as in plain Python, and writes to arguments reach the caller's arrays.  With `has_aux` the function returns
    (value, aux) and the result is (gradient, aux).

    Raises TypeError for a non-scalar or non-real result, and for integer arguments (unless `allow_int`, then zeros).
    """
    check_callable(f, "grad")
    both = _value_and_gradient(f, argnums, has_aux, holomorphic, allow_int)

    @named(f, "grad")
    def gradient(*args: Any, **kwargs: Any) -> Any:
        value, gradients = both(*args, **kwargs)
        return (gradients, value[1]) if has_aux else gradients

    if has_aux or holomorphic or allow_int:
        return gradient
    return _compilable(gradient, Gradient(f, _positions(argnums), isinstance(argnums, int), with_value=False))


def _positions(argnums: int | Sequence[int]) -> tuple[int, ...]:
    return (argnums,) if isinstance(argnums, int) else tuple(argnums)


def _compilable(plain: Any, gradient: Gradient) -> Callable[..., Any]:
    """A gradient that says what it is, so that it may be compiled as a whole; of a jitted function it is.

    plain_gradient: runs it as Python.
    """
    plain.gradient_of, plain.plain_gradient = gradient, plain
    if not is_jitted(gradient.f):
        return plain  # type: ignore[no-any-return]
    from .jit import unwrapped
    from .whole_gradient import WholeGradient

    whole = WholeGradient(plain, unwrapped)

    def compiled(*args: Any, **kwargs: Any) -> Any:
        return whole.call(*args, **kwargs)

    functools.update_wrapper(compiled, plain).__wrapped__ = gradient.f
    return compiled


def is_jitted(f: Any) -> bool:
    """Whether jit has made it, without loading a compiler where nobody has asked for one."""
    return getattr(type(f), "is_jitted", False) is True


def named(f: Any, transformation: str) -> Callable[[Callable], Callable]:
    """Give a transformed function its name and documentation."""

    def rename(g: Callable) -> Callable:
        g.__name__ = f"{transformation}({describe(f)})"
        g.__qualname__ = g.__name__
        g.__doc__ = f"{transformation} of {describe(f)}.\n\n{getattr(f, '__doc__', None) or ''}".rstrip()
        g.__wrapped__ = f  # type: ignore[attr-defined]
        return g

    return rename


def value_and_grad(
    f: Callable[..., Any],
    argnums: int | Sequence[int] = 0,
    has_aux: bool = False,
    holomorphic: bool = False,
    allow_int: bool = False,
) -> Callable[..., Any]:
    """The value of a function and its gradient: (value, gradient), or ((value, aux), gradient) with `has_aux`.

    See `grad`.
    """
    check_callable(f, "value_and_grad")
    both = _value_and_gradient(f, argnums, has_aux, holomorphic, allow_int)
    if has_aux or holomorphic or allow_int:
        return both
    return _compilable(both, Gradient(f, _positions(argnums), isinstance(argnums, int), with_value=True))


def _value_and_gradient(
    f: Any, argnums: int | Sequence[int], has_aux: bool, holomorphic: bool, allow_int: bool
) -> Callable[..., Any]:
    single = isinstance(argnums, int)
    if not single and not (isinstance(argnums, Sequence) and all(isinstance(p, int) for p in argnums)):
        raise NumorphTypeError(f"'grad' needs argnums as an int or a tuple of ints, got {argnums!r}.")
    positions = _positions(argnums)

    @named(f, "value_and_grad")
    def value_and_gradient(*args: Any, **kwargs: Any) -> Any:
        arguments = Arguments(args, kwargs)
        live, parts = _live_leaves(arguments, args, positions, f, allow_int)
        values = [unwrap(x) for x in arguments.leaves]
        kept: list[Any] = []

        def flat(*inner):
            out = arguments.call(f, inner)
            if has_aux:
                out, aux = _pair(out, f)
                kept.append(aux)
            kept.append(arguments.written())
            return [_scalar_output(out, f, holomorphic)]

        (out,), linear = linearize(flat, values, live)
        written = kept.pop()
        ct = _ONE.get(out.dtype) or _ONE.setdefault(out.dtype, out.dtype.type(1))
        grads = backward(linear, [ct])
        results = [out]
        gradients = _gradient_tree(grads, arguments, live, parts, single)
        if written:
            write_back(arguments, [(k, primal_of(v)) for k, v in written], results)
        value = finish(results[0])
        return ((value, without_tangents(kept[0])) if has_aux else value), gradients

    return value_and_gradient


def _live_leaves(arguments, args, positions, f, allow_int):
    """Which leaves are differentiated, and the structure of every differentiated argument."""
    n = len(args)
    for p in positions:
        if not -n <= p < n:
            raise NumorphTypeError(
                f"'grad' of '{describe(f)}' has argnums={p}, but was called with {n} positional arguments.",
                hints=("pass differentiated arguments by position",),
            )
    wanted = [p % n for p in positions]
    live, parts = [False] * len(arguments.leaves), {}
    offset = 0
    for k, a in enumerate(args):
        if arguments.structure is None:
            count, structure = 1, tree.LEAF
        else:
            leaves, structure = tree.flatten(a)
            count = len(leaves)
        if k in wanted:
            parts[k] = (offset, count, structure)
            for i in range(offset, offset + count):
                live[i] = _check_differentiable(arguments, i, f, allow_int)
        offset += count
    return live, parts


def _check_differentiable(arguments, i, f, allow_int):
    leaf = arguments.leaves[i]
    if type(leaf) is float or (type(leaf) is np.ndarray and leaf.dtype.kind == "f"):
        return True
    if not is_value(leaf):
        raise NumorphTypeError(
            f"'grad' of '{describe(f)}' needs real or complex inputs, but {arguments.name(i, f)} is {what_is(leaf)}.",
            hints=("argnums=... chooses other arguments",),
        )
    t = typeof(unwrap(leaf))
    if is_inexact(t.dtype):
        return True
    if allow_int:
        return False
    raise NumorphTypeError(
        f"'grad' of '{describe(f)}' needs real or complex inputs, but {arguments.name(i, f)} is {what_is(leaf)}.",
        hints=("convert it: x.astype(float), or write 3.0 for 3", "argnums=... chooses other arguments"),
    )


def _pair(out, f):
    if not (isinstance(out, tuple) and len(out) == 2):
        raise NumorphTypeError(
            f"'grad' with has_aux=True needs a pair (value, aux), but '{describe(f)}' returned {what_is(out)}."
        )
    return out


def _scalar_output(out, f, holomorphic):
    if type(out) is Array:
        value = out._value
    elif isinstance(out, Array | Scalar | np.ndarray | np.generic | float | int | complex):
        value = unwrap(out)
    else:
        raise NumorphTypeError(
            f"'grad' needs a scalar output, but '{describe(f)}' returned {what_is(out)}.",
            hints=("return one number, such as a sum or a mean", "with has_aux=True a function returns (value, aux)"),
        )
    t = typeof(value)
    if type(t) is ScalarType:
        value = scalar_array(value)
        t = typeof(value)
    if t.shape != ():
        raise NumorphTypeError(
            f"'grad' needs a scalar output, but '{describe(f)}' returned {t}.",
            hints=(
                "reduce it, for example with .sum() or .mean()",
                "numorph.jacobian gives all derivatives of an array output",
            ),
        )
    if t.dtype.kind == "c" and not holomorphic:
        raise NumorphTypeError(
            f"'grad' needs a real output, but '{describe(f)}' returned {t}.",
            hints=("take the real part or the magnitude, or pass holomorphic=True",),
        )
    if not is_inexact(t.dtype):
        raise NumorphTypeError(
            f"'grad' needs a real output, but '{describe(f)}' returned {t}.",
            hints=(
                "the result does not depend smoothly on the input; "
                "did an integer conversion or a comparison cut it off?",
            ),
        )
    return value


def _gradient_tree(grads, arguments, live, parts, single):
    full: list[Any] = [None] * len(live)
    found = iter(grads)
    for i, on in enumerate(live):
        if on:
            full[i] = finish_gradient(next(found), arguments.leaves[i])
    out = []
    for offset, count, structure in parts.values():
        pieces = full[offset : offset + count]
        for i, p in enumerate(pieces):
            if p is None:
                leaf = arguments.leaves[offset + i]
                pieces[i] = np.zeros(typeof(unwrap(leaf)).shape)
        out.append(tree.unflatten(structure, pieces))
    return out[0] if single else tuple(out)


def finish_gradient(g: Any, leaf: Any) -> Any:
    """A gradient as the user gets it, of the shape, dtype and kind of the leaf."""
    if g is None:
        g = ew.zeros(_gradient_type(leaf))
    kind = leaf.kind if type(leaf) is Scalar else type(leaf)
    if kind is float or kind is complex:
        return finish(to_python(g)) if isinstance(g, Tracer) else kind(g)
    if isinstance(g, Tracer):
        return finish(g)
    return finish(own(g) if state.trace.parent is None else g)


def _gradient_type(leaf):
    t = typeof(unwrap(leaf))
    return ew.ArrayType(t.shape, t.dtype)


def primal_of(value: Any) -> Any:
    """The value without the tangents of transformations that have ended."""
    while type(value) is Dual and value.trace.done:
        value = value.primal
    return value


def without_tangents(aux: Any) -> Any:
    """An auxiliary result with the traced values of the finished transformation replaced by their primals."""
    leaves, structure, flags = flatten_result(aux)
    return tree.unflatten(structure, [finish(primal_of(x), s) for x, s in zip(leaves, flags, strict=True)])
