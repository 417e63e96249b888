"""Derivatives against central differences.

Directions are random, drawn from one seed.  Where a derivative is wrong, the elements of the arguments are tried one by
one until one is found whose derivative differs, and the message names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from .. import tree
from ..api.directional import jvp, vjp
from ..boundary import check_callable, describe
from ..core.trace import typeof
from ..core.types import is_inexact
from ..errors import NumorphValueError, render

# Per bytes of a real number: the step at which rounding and curvature err alike, and what is left of the digits.
_STEP = {2: 1e-1, 4: 5e-3, 8: 1e-5}
_TOLERANCE = {2: 1e-1, 4: 1e-2, 8: 1e-5}
_MOST_ELEMENTS = 1000  # tried one by one


def check_grads(
    f: Callable[..., Any],
    args: Sequence[Any],
    order: int,
    modes: Sequence[str] = ("fwd", "rev"),
    atol: float | None = None,
    rtol: float | None = None,
    eps: float | None = None,
) -> None:
    """Check derivatives of f at `args` up to `order`, in forward ("fwd") and reverse ("rev") mode and their mixtures.

    Arguments and result are pytrees; leaves without derivative (integers, booleans) are held fixed.  `eps` is the step
    of the differences; two numbers agree within atol + rtol * size.  What is not given is chosen by dtype (for float64,
    tolerances of 1e-5).  Raises AssertionError, which names the derivative and the element that differ.

    As jax.test_util.check_grads.
    """
    check_callable(f, "check_grads")
    if type(order) is not int or order < 1:
        raise NumorphValueError(f"'check_grads' needs an order of 1 or more, got {order!r}.")
    if isinstance(modes, str) or not modes or not set(modes) <= {"fwd", "rev"}:
        raise NumorphValueError(
            f"'check_grads' knows the modes 'fwd' and 'rev', got {modes!r}.", hints=('modes=("rev",)',)
        )
    _check(f, _Point(tuple(args)), order, modes, {"atol": atol, "rtol": rtol, "eps": eps}, describe(f))


def _check(f: Callable[..., Any], point: _Point, order: int, modes: Sequence[str], how: dict, name: str) -> None:
    if "fwd" in modes:
        forward = f"jvp of {name}"
        check_jvp(f, partial(jvp, f), point.tree(), **how, err_msg=forward)
        if order > 1:
            along = point.tree(point.random(order))
            _check(lambda *xs: jvp(f, xs, along)[1], point, order - 1, modes, how, forward)
    if "rev" in modes:
        backward = f"vjp of {name}"
        check_vjp(f, partial(vjp, f), point.tree(), **how, err_msg=backward)
        if order > 1:
            out = _Point(f(*point.tree()))
            weights = out.tree(out.random(order))
            _check(lambda *xs: vjp(f, *xs)[1](weights), point, order - 1, modes, how, backward)


def check_jvp(
    f: Callable[..., Any],
    f_jvp: Callable[..., Any],
    args: Sequence[Any],
    atol: float | None = None,
    rtol: float | None = None,
    eps: float | None = None,
    err_msg: str = "",
) -> None:
    """Check f_jvp(args, tangents) -> (out, tangent_out) against differences of f.

    `err_msg` names the derivative in messages; for the others see `check_grads`.  As jax.test_util.check_jvp.
    """
    differences = _Differences(f, _Point(tuple(args)), atol, rtol, eps, err_msg or f"jvp of {describe(f)}")
    point = differences.point

    def mismatch(direction: list[Any]) -> _Mismatch | None:
        out, tangent = f_jvp(point.tree(), point.tree(direction))
        differences.check_value(out)
        for found, wanted in zip(differences.moving_leaves(tangent), differences.along(direction), strict=True):
            differences.check_shape("tangent", found, wanted)
            for a, b in zip(found.flat, wanted.flat, strict=True):
                if not differences.close(a, b, abs(b)):
                    return _Mismatch(a, b)
        return None

    differences.search(mismatch)


def check_vjp(
    f: Callable[..., Any],
    f_vjp: Callable[..., Any],
    args: Sequence[Any],
    atol: float | None = None,
    rtol: float | None = None,
    eps: float | None = None,
    err_msg: str = "",
) -> None:
    """Check f_vjp(*args) -> (out, pullback) by <v, J u> = <J'v, u>, where J u is a difference of f.

    The product of complex numbers is Re(v u), without a conjugate.  `err_msg` names the derivative in messages; for the
    others see `check_grads`.  As jax.test_util.check_vjp.
    """
    differences = _Differences(f, _Point(tuple(args)), atol, rtol, eps, err_msg or f"vjp of {describe(f)}")
    point, value = differences.point, differences.value
    out, pullback = f_vjp(*point.tree())
    differences.check_value(out)
    v = value.random(1)
    gradient = point.moving_leaves(pullback(value.tree(v)))
    for g, x in zip(gradient, point.moving_leaves(point.leaves), strict=True):
        differences.check_shape("cotangent", g, x)
    v = value.moving_leaves(v)

    def mismatch(direction: list[Any]) -> _Mismatch | None:
        wanted = [np.real(a * b) for a, b in zip(v, differences.along(direction), strict=True)]
        found = [np.real(g * u) for g, u in zip(gradient, point.moving_leaves(direction), strict=True)]
        size = sum(np.sum(np.abs(t)) for t in (*wanted, *found))
        a, b = (sum(np.sum(t) for t in terms) for terms in (found, wanted))
        return None if differences.close(a, b, size) else _Mismatch(a, b)

    differences.search(mismatch)


class _Mismatch(NamedTuple):
    derivative: Any
    difference: Any


class _Point:
    """The leaves of a pytree, of which those with derivatives (`moves`) can be moved."""

    def __init__(self, x: Any):
        self.leaves, self.structure = tree.flatten(x)
        self.moves = [is_inexact(typeof(v).dtype) for v in self.leaves]

    def tree(self, leaves: Sequence[Any] | None = None) -> Any:
        """A tree of its structure, of copies: a function may write to its arguments."""
        leaves = self.leaves if leaves is None else leaves
        return tree.unflatten(self.structure, [v.copy() if isinstance(v, np.ndarray) else v for v in leaves])

    def moving_leaves(self, x: Any) -> list[np.ndarray]:
        """Those leaves of a tree of its structure that stand where its own can move."""
        return [np.asarray(v) for v, on in zip(tree.flatten(x)[0], self.moves, strict=True) if on]

    def random(self, seed: int) -> list[Any]:
        """A random direction; zeros for leaves that do not move."""
        rng = np.random.default_rng(seed)
        out = []
        for x, on in zip(self.leaves, self.moves, strict=True):
            t = rng.standard_normal(np.shape(x)) * on
            dtype = typeof(x).dtype
            out.append(np.asarray(t + 1j * rng.standard_normal(np.shape(x)) if dtype.kind == "c" else t, dtype)[()])
        return out

    def units(self) -> Iterator[tuple[str, list[Any]]]:
        """The directions of single elements, with their names."""
        names = [
            tree.keystr(path) for path, _ in tree.flatten_with_path(tree.unflatten(self.structure, self.leaves))[0]
        ]
        for k, x in enumerate(self.leaves):
            dtype = typeof(x).dtype
            for i in np.ndindex(np.shape(x)) if self.moves[k] else ():
                for unit in (1, 1j) if dtype.kind == "c" else (1,):
                    direction = [np.zeros(np.shape(y), typeof(y).dtype) for y in self.leaves]
                    direction[k][i] = unit
                    element = f"[{', '.join(map(str, i))}]" if i else ""
                    yield f"args{names[k]}{element}" + (" * 1j" if unit == 1j else ""), direction

    def moved(self, direction: list[Any], h: float) -> Any:
        return self.tree(
            [
                _plus(x, h * np.asarray(d)) if on else x
                for x, d, on in zip(self.leaves, direction, self.moves, strict=True)
            ]
        )


def _plus(x: Any, step: Any) -> Any:
    return type(x)(x + step) if type(x) in (float, complex) else np.asarray(x + step, x.dtype)[()]


class _Differences:
    """The differences of a function around a point, and whether derivatives agree with them."""

    def __init__(self, f: Callable[..., Any], point: _Point, atol: Any, rtol: Any, eps: Any, name: str):
        self.f, self.point, self.name = f, point, name
        self.value = _Point(f(*point.tree()))
        dtypes = [x.real.dtype for p in (point, self.value) for x in p.moving_leaves(p.leaves)]
        precision = min([8, *[d.itemsize for d in dtypes]])
        self.step = eps or _STEP[precision]
        self.atol = _TOLERANCE[precision] if atol is None else atol
        self.rtol = _TOLERANCE[precision] if rtol is None else rtol

    def moving_leaves(self, out: Any) -> list[np.ndarray]:
        return self.value.moving_leaves(out)

    def along(self, direction: list[Any]) -> list[np.ndarray]:
        """The central difference of every result that has a derivative."""
        ends = [self.moving_leaves(self.f(*self.point.moved(direction, s * self.step))) for s in (1, -1)]
        return [(a.astype(np.result_type(a, np.float64)) - b) / (2 * self.step) for a, b in zip(*ends, strict=True)]

    def close(self, found: Any, wanted: Any, size: Any) -> bool:
        return bool(abs(found - wanted) <= self.atol + self.rtol * size)

    def check_value(self, out: Any) -> None:
        for a, b in zip(self.moving_leaves(out), self.moving_leaves(self.value.leaves), strict=True):
            if not np.allclose(a, b, rtol=self.rtol, atol=self.atol, equal_nan=True):
                self._fail("comes with a value that is not the function's", f"the value is {a}, the function gives {b}")

    def check_shape(self, what: str, found: Any, wanted: Any) -> None:
        if found.shape != wanted.shape:
            self._fail(
                f"gives a {what} of the wrong shape", f"its shape is {found.shape}, that of its value {wanted.shape}"
            )

    def search(self, mismatch: Callable[[list[Any]], _Mismatch | None]) -> None:
        """Raise where a random direction differs, and say which element does."""
        found, where = mismatch(self.point.random(0)), "a random direction of all arguments"
        if found is None:
            return
        for (name, unit), _ in zip(self.point.units(), range(_MOST_ELEMENTS), strict=False):
            one = mismatch(unit)
            if one is not None:
                found, where = one, name
                break
        fact = f"along {where} the derivative is {found.derivative:.6g}, the difference {found.difference:.6g}"
        self._fail("does not agree with numerical differences", fact)

    def _fail(self, what: str, fact: str) -> None:
        raise AssertionError(render(f"The {self.name} {what}.", notes=(fact,)))
