"""custom_jvp and custom_vjp: functions whose derivative the user states; stop_gradient."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import Array, unwrap, wrap
from ..boundary import check_callable, describe, finish, is_value, what_is
from ..control.custom import custom_derivative, stop_gradient_op
from ..core.trace import Tracer, state, typeof
from ..core.types import is_inexact
from ..errors import NumorphTypeError
from ..ops import elementwise as ew
from ..transforms.forward import tangent_type


def stop_gradient(x: Any) -> Any:
    """`x` (an array or a pytree) as a constant: its derivative is zero.  As jax.lax.stop_gradient."""
    leaves, structure = tree.flatten(x)
    out = []
    for leaf in leaves:
        value = unwrap(leaf)
        if isinstance(value, Tracer) and is_inexact(value.type.dtype):
            out.append(finish(stop_gradient_op(value), getattr(leaf, "_scalar", None) is not False))
        else:
            out.append(leaf)
    return tree.unflatten(structure, out)


class _Custom:
    """A function with arguments bound to its signature; `nondiff_argnums` are passed to the rules as they are."""

    def __init__(
        self, f: Callable[..., Any], nondiff_argnums: Sequence[int] = (), nondiff_argnames: Sequence[str] = ()
    ):
        check_callable(f, type(self).__name__)
        functools.update_wrapper(self, f)
        self.f = f
        self.nondiff_argnums = tuple(nondiff_argnums)
        self.nondiff_argnames = tuple(nondiff_argnames)

    def __get__(self, owner: Any, cls: Any = None) -> Any:
        return self if owner is None else functools.partial(self, owner)

    def _bound(self, args: tuple, kwargs: dict) -> tuple:
        """All arguments in the order of the signature."""
        if not kwargs and not self.nondiff_argnames:
            return args
        bound = inspect.signature(self.f).bind(*args, **kwargs)
        bound.apply_defaults()
        if self.nondiff_argnames:
            names = list(inspect.signature(self.f).parameters)
            self.nondiff_argnums = tuple(sorted({*self.nondiff_argnums, *map(names.index, self.nondiff_argnames)}))
        return bound.args

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        args = self._bound(args, kwargs)
        if state.trace.parent is None:
            return self.f(*args)
        call = _Call(self.f, args, self.nondiff_argnums)
        values = [unwrap(x) for x in call.leaves]
        return custom_derivative(call.primal, *self._rules(call), values, describe(self.f))

    def _rules(self, call: _Call) -> tuple[Callable[..., Any] | None, ...]:
        """The jvp, forward and backward rules for a call, as `custom_derivative` takes them."""
        raise NotImplementedError


class _Call:
    """The arguments of a call: `fixed` ones, which the rules get as they are, and the leaves of the `moving` ones."""

    def __init__(self, f: Callable[..., Any], args: tuple, nondiff_argnums: Sequence[int]):
        self.f = f
        self.positions = tuple(sorted(k % len(args) for k in nondiff_argnums))
        self.fixed = [args[k] for k in self.positions]
        self.moving = tuple([a for k, a in enumerate(args) if k not in self.positions])
        self.leaves, self.structure = tree.flatten(self.moving)

    def parts(self, values: Sequence[Any]) -> Any:
        """The moving arguments, made of handles for `values`."""
        return tree.unflatten(self.structure, self._handles(values))

    def arguments(self, parts: Any) -> list[Any]:
        """All arguments, in their order."""
        found, rest = iter(self.fixed), iter(parts)
        return [next(found) if k in self.positions else next(rest) for k in range(len(self.fixed) + len(self.moving))]

    def primal(self, *values: Any) -> Any:
        """The function itself; it must leave its arguments as they are, since the rules do not know of writes."""
        handles = self._handles(values)
        out = self.f(*self.arguments(tree.unflatten(self.structure, handles)))
        for k, (h, v) in enumerate(zip(handles, values, strict=True)):
            if isinstance(h, Array) and h._read() is not v:
                raise NumorphTypeError(
                    f"'{describe(self.f)}' has derivative rules of its own, so it must not write to its arguments, "
                    f"but it wrote to leaf {k}.",
                    hints=("copy the argument first: x = x.copy()",),
                )
        return out

    def _handles(self, values: Sequence[Any]) -> list[Any]:
        return [
            wrap(v, getattr(x, "_scalar", None)) if isinstance(v, Tracer | np.ndarray) else v
            for v, x in zip(values, self.leaves, strict=True)
        ]


class custom_jvp(_Custom):
    """A function whose forward-mode derivative is given by `@f.defjvp`; reverse mode follows by transposing it.

    `f.defjvp(rule)`: rule(primals, tangents) -> (primal_out, tangent_out).  `f.defjvps(rule_0, rule_1, ...)`: one rule
    per argument, rule_k(tangent, primal_out, *primals) -> tangent_out, or None for zero.  As jax.custom_jvp.
    """

    rule: Callable[..., Any] | None = None

    def defjvp(self, rule: Callable[..., Any], symbolic_zeros: bool = False) -> Callable[..., Any]:
        """State the rule; returns it, for use as a decorator."""
        self.rule = rule
        return rule

    def defjvps(self, *rules: Callable[..., Any] | None) -> None:
        """State one rule per argument."""

        def rule(primals, tangents):
            out = self(*primals)
            if len(rules) != len(tangents):
                raise NumorphTypeError(
                    f"'defjvps' takes one rule per argument: '{describe(self.f)}' has {len(tangents)} arguments, "
                    f"got {len(rules)}."
                )
            terms = [r(t, out, *primals) for r, t in zip(rules, tangents, strict=True) if r is not None]
            return out, functools.reduce(lambda a, b: a + b, terms) if terms else np.zeros_like(out)

        self.rule = rule

    def _rules(self, call: _Call) -> tuple[Callable[..., Any] | None, ...]:
        stated = self.rule
        if stated is None:
            raise NumorphTypeError(
                f"'{describe(self.f)}' is a custom_jvp function without a rule.", hints=("state one with @f.defjvp",)
            )

        def jvp(primals, tangents):
            ts = tree.unflatten(call.structure, [wrap(t) for t in tangents])
            out = stated(*call.fixed, call.parts(primals), ts)
            if not (isinstance(out, tuple) and len(out) == 2):
                raise NumorphTypeError(
                    f"The jvp rule of '{describe(self.f)}' must return (primal_out, tangent_out), "
                    f"but returned {what_is(out)}."
                )
            return out

        return jvp, None, None


class custom_vjp(_Custom):
    """A function whose reverse-mode derivative is given by `f.defvjp(fwd, bwd)`; forward mode differentiates `f`.

    fwd(*args) -> (out, residuals);  bwd(*nondiff args, residuals, cotangent) -> a tuple of cotangents, one per argument
    (None for zero).  As jax.custom_vjp, except that jvp and jacfwd work too.
    """

    fwd: Callable[..., Any] | None = None
    bwd: Callable[..., Any] | None = None

    def defvjp(
        self,
        fwd: Callable[..., Any],
        bwd: Callable[..., Any],
        symbolic_zeros: bool = False,
        optimize_remat: bool = False,
    ) -> None:
        """State the forward and the backward function."""
        self.fwd, self.bwd = fwd, bwd

    def _rules(self, call: _Call) -> tuple[Callable[..., Any] | None, ...]:
        forward, backward = self.fwd, self.bwd
        if forward is None or backward is None:
            raise NumorphTypeError(
                f"'{describe(self.f)}' is a custom_vjp function without rules.",
                hints=("state them with f.defvjp(fwd, bwd)",),
            )

        def fwd(*values):
            out = forward(*call.arguments(call.parts(values)))
            if not (isinstance(out, tuple) and len(out) == 2):
                raise NumorphTypeError(
                    f"The forward rule of '{describe(self.f)}' must return (output, residuals), "
                    f"but returned {what_is(out)}."
                )
            return out

        def bwd(residuals, cotangent):
            cts = backward(*call.fixed, residuals, cotangent)
            if not isinstance(cts, tuple | list) or len(cts) != len(call.moving):
                raise NumorphTypeError(
                    f"The backward rule of '{describe(self.f)}' must return a tuple of cotangents, one per argument: "
                    f"{len(call.moving)}, but returned {_how_many(cts)}."
                )
            return _cotangent_leaves(cts, call.moving, describe(self.f))

        return None, fwd, bwd


def _how_many(x: Any) -> str:
    return f"{len(x)}" if isinstance(x, tuple | list) else what_is(x)


def _cotangent_leaves(cts: Sequence[Any], arguments: Sequence[Any], name: str) -> list[Any]:
    """One cotangent value (or None) per leaf of the arguments."""
    out: list[Any] = []
    for k, (ct, argument) in enumerate(zip(cts, arguments, strict=True)):
        leaves, structure = tree.flatten(argument)
        if ct is None:
            out += [None] * len(leaves)
            continue
        try:
            given = structure.flatten_up_to(ct) if structure is not tree.LEAF else [ct]
        except ValueError:
            wanted, got = tree.show(structure), tree.show(tree.structure(ct))
            raise NumorphTypeError(
                f"The backward rule of '{name}' returned a cotangent built as {got} "
                f"for argument {k}, which is built as {wanted}."
            ) from None
        out += [_fit(g, leaf, f"The backward rule of '{name}'") for g, leaf in zip(given, leaves, strict=True)]
    return out


def _fit(ct: Any, leaf: Any, who: str) -> Any:
    if ct is None or not is_value(leaf):
        return None
    want = tangent_type(typeof(unwrap(leaf)))
    if not is_inexact(want.dtype):
        return None
    value = unwrap(ct)
    if not isinstance(value, Tracer):
        value = np.asarray(value)[()]
    if typeof(value).shape != want.shape:
        raise NumorphTypeError(f"{who} returned a cotangent {what_is(value)} for an argument {want}.")
    return ew.as_operand(value, want)


def custom_gradient(f: Callable[..., Any]) -> Callable[..., Any]:
    """f(*args) -> (value, vjp): a function that brings its own pullback.  As jax.custom_gradient."""

    @custom_vjp
    def wrapped(*args):
        return f(*args)[0]

    def fwd(*args):
        value, pullback = f(*args)
        return value, tree.Partial(pullback) if hasattr(tree, "Partial") else pullback

    def bwd(pullback, ct):
        cts = pullback(ct)
        return cts if isinstance(cts, tuple) else (cts,)

    wrapped.defvjp(fwd, bwd)
    return functools.wraps(f)(lambda *args: wrapped(*args))
