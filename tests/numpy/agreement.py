"""One check for every function: NumPy's result and what each transformation makes of it agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import numorph as nm
import numorph.numpy
from numorph import tree
from numorph.array import Array, unwrap, wrap
from numorph.core.trace import typeof
from numorph.ir.evaluate import evaluate
from numorph.ir.stage import stage

STEP = 1e-6
VERSION = np.lib.NumpyVersion(np.__version__)  # what NumPy corrected or added later is tested there


def leaves(x: Any) -> list[Any]:
    return tree.flatten(x)[0]


def is_scalar(x: Any) -> bool:
    """Whether NumPy has a scalar here, not an array."""
    return x._is_scalar if isinstance(x, Array) else not isinstance(x, np.ndarray)


def assert_same(found: Any, wanted: Any, rtol: float = 1e-12) -> None:
    """Structure, kind, shape, dtype and values."""
    found, wanted = leaves(found), leaves(wanted)
    assert len(found) == len(wanted)
    for f, w in zip(found, wanted, strict=True):
        if isinstance(w, np.ndarray | np.generic):
            assert is_scalar(f) == is_scalar(w), f"scalar: {is_scalar(f)}, in NumPy {is_scalar(w)}"
            assert_values(unwrap(f), w, rtol)
        else:
            assert unwrap(f) == w


def assert_values(found: Any, wanted: Any, rtol: float = 1e-12) -> None:
    assert typeof(found) == typeof(wanted), f"{typeof(found)}, in NumPy {typeof(wanted)}"
    rtol = max(rtol, 8 * np.finfo(wanted.dtype).eps) if wanted.dtype.kind in "fc" else rtol
    np.testing.assert_allclose(found, wanted, rtol=rtol, atol=rtol)


def staged(f: Callable[..., Any], *args: Any) -> list[Any]:
    """f staged into a program and run: its leaves, scalars and 0-d arrays as NumPy has them."""
    flags: list[bool] = []

    def flat(*values):
        out = leaves(f(*[wrap(v, False) for v in values]))
        flags[:] = [is_scalar(x) for x in out]
        return [unwrap(x) for x in out]

    program, _ = stage(flat, [typeof(a) for a in args])
    outs = evaluate(program, *args)
    return [np.asarray(o)[()] if s else np.asarray(o) for o, s in zip(outs, flags, strict=True)]


def check(f: Callable[..., Any], *args: Any, smooth: bool = True, vmap: bool = True, rtol: float = 1e-12) -> None:
    """f on plain arrays, on known handles, staged, differentiated and batched."""
    args = tuple(np.asarray(a) for a in args)
    wanted = f(*[a.copy() for a in args])
    assert_same(f(*[Array(a.copy(), False) for a in args]), wanted, rtol)
    assert_same(staged(f, *args), leaves(wanted), rtol)
    if vmap:
        check_vmap(f, *args, rtol=rtol)
    kinds = {np.asarray(x).dtype.char for x in leaves(wanted)}
    if smooth and any(a.dtype.kind in "fc" for a in args) and kinds & {"d", "D"}:
        check_derivatives(f, *args)


def check_vmap(f: Callable[..., Any], *args: Any, rtol: float = 1e-12) -> None:
    """Three lanes at once, against a loop."""
    lanes = [np.stack([a, np.flip(a), a]) for a in args]
    found = nm.vmap(f)(*[x.copy() for x in lanes])
    wanted = [leaves(f(*[x[k].copy() for x in lanes])) for k in range(3)]
    for x, rows in zip(leaves(found), zip(*wanted, strict=True), strict=True):
        assert_values(np.asarray(x), np.stack(rows), max(rtol, 1e-12))


def check_derivatives(f: Callable[..., Any], *args: Any) -> None:
    """jvp against differences, also of itself; <v, J u> = <J'v, u>."""
    rng = np.random.default_rng(0)
    live = [k for k, a in enumerate(args) if a.dtype.kind in "fc"]
    points = [args[k].astype(np.result_type(args[k], np.float64)) for k in live]
    like = lambda x: rng.standard_normal(x.shape) + (1j * rng.standard_normal(x.shape) if x.dtype.kind == "c" else 0)
    u, v = [like(x) for x in points], [like(x) for x in points]

    def g(*moving):
        full = [a.copy() for a in args]
        for k, x in zip(live, moving, strict=True):
            full[k] = x.copy()
        return [x for x in leaves(f(*full)) if x.dtype.char in "dD"]

    def derivative(direction):
        return lambda *moving: nm.jvp(g, tuple(moving), tuple(direction))[1]

    def difference(function, direction):
        ahead = function(*[x + STEP * d for x, d in zip(points, direction, strict=True)])
        back = function(*[x - STEP * d for x, d in zip(points, direction, strict=True)])
        return [(a - b) / (2 * STEP) for a, b in zip(ahead, back, strict=True)]

    along = derivative(u)(*points)
    for a, b in zip(along, difference(g, u), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-6)
    second = nm.jvp(derivative(u), tuple(points), tuple(v))[1]
    for a, b in zip(second, difference(derivative(u), v), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)
    outs, back = nm.vjp(g, *points)
    cts = [like(np.asarray(x)) for x in outs]
    cts = [ct.reshape(np.shape(x)).astype(x.dtype) for ct, x in zip(cts, outs, strict=True)]
    grads = back(cts)
    inner = lambda xs, ys: sum(np.sum(np.asarray(x) * y).real for x, y in zip(xs, ys, strict=True))
    np.testing.assert_allclose(inner(cts, along), inner(grads, u), rtol=1e-9, atol=1e-9)


def check_writes(write: Callable[..., Any], *args: Any) -> None:
    """A function that writes to its arguments leaves them as NumPy does, known and staged, and returns the same."""
    plain = [np.array(a) for a in args]
    out = write(*plain)
    handles = [Array(np.array(a), False) for a in args]
    known = write(*handles)
    assert_same(handles, plain)
    if out is not None:
        assert_same(known, out)

    def both(*xs):
        result = write(*xs)
        return [*xs, *([] if result is None else leaves(result))]

    found = staged(both, *[np.array(a) for a in args])
    assert_same(found, [*plain, *([] if out is None else leaves(out))])


def check_raises(f: Callable[..., Any], *args: Any, message: bool = True) -> None:
    """The same exception, with the same words, on plain arrays and staged."""
    args = tuple(np.asarray(a) for a in args)
    errors = []
    for run in (lambda: f(*args), lambda: staged(f, *args)):
        try:
            run()
        except Exception as error:
            errors.append(error)
    assert len(errors) == 2, f"only {len(errors)} of 2 raised: {errors}"
    plain, traced = errors
    assert isinstance(traced, type(plain)), f"{traced!r}, in NumPy {plain!r}"
    if message:
        assert str(plain) == str(traced)
