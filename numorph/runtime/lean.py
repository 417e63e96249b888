"""Equations as NumPy wants them: without the movements that its own broadcasting and indexing make needless.

What is left over (a broadcast whose result nobody takes any more) stays in the list and is dropped by liveness.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.types import ArrayType, Shape, broadcast_shapes, is_static
from ..ir.program import Eqn, Var, atom_type
from ..ops import elementwise as ew
from ..ops import indexing, movement
from .numpy_calls import UFUNCS, read

_BROADCASTING = {*UFUNCS, ew.select}


def lean(eqns: Sequence[Eqn]) -> list[Eqn]:
    """Equations with the same results, whose operands are taken before `broadcast` and `reshape` where that can be."""
    thin: dict[Var, Var] = {}  # a variable -> an operand that broadcasts to it
    sliced: dict[Var, Eqn] = {}
    out: list[Eqn] = []
    for e in eqns:
        op = e.op
        if op is movement.broadcast:
            out.append(e)
            if type(e.args[0]) is Var and is_static(e.params["shape"]):
                thin[e.outs[0]] = _before_broadcast(e, thin, out)
        elif op is movement.reshape:
            out.append(_read(e, sliced) or e)
            x, shape = e.args[0], e.params["shape"]
            new = len(shape) - len(atom_type(x).shape)
            if type(x) is Var and new > 0 and shape[new:] == x.type.shape:
                thin[e.outs[0]] = x
        else:
            if op is indexing.slice_:
                sliced[e.outs[0]] = e
            takes_thin = (
                thin and (op in _BROADCASTING or _assigns(e)) and any(type(a) is Var and a in thin for a in e.args)
            )
            out.append(Eqn(op, _thinned(e, thin), e.params, e.outs, e.line) if takes_thin else e)
    return out


def _assigns(e: Eqn) -> bool:
    """Whether operand 1 is assigned to a part of operand 0 (ufunc.at broadcasts wrongly in some cases)."""
    return e.op is indexing.put_slice or (e.op is indexing.scatter and e.params["mode"] == "set")


def _before_broadcast(e: Eqn, thin: dict[Var, Var], out: list[Eqn]) -> Var:
    """The operand of a broadcast, with axes of size 1 for new axes that are not in front."""
    x: Var = e.args[0]
    axes, shape = e.params["axes"], e.params["shape"]
    if axes == tuple(range(len(axes))):
        return thin.get(x, x)
    sizes = iter(x.type.shape)
    with_ones = tuple([1 if k in axes else next(sizes) for k in range(len(shape))])
    v = Var(ArrayType(with_ones, x.type.dtype))
    out.append(Eqn(movement.reshape, (x,), {"shape": with_ones}, (v,), e.line))
    return v


def _thinned(e: Eqn, thin: dict[Var, Var]) -> tuple[Any, ...]:
    """Operands before broadcasting: all, or as many as leave the shape of the result what it is."""
    args = list(e.args)
    if _assigns(e):
        args[1] = thin.get(args[1], args[1]) if type(args[1]) is Var else args[1]
        return tuple(args)
    for k, a in enumerate(args):
        if type(a) is Var and a in thin:
            args[k] = thin[a]
            if broadcast_shapes(*[atom_type(b).shape for b in args]) != e.outs[0].type.shape:
                args[k] = a
    return tuple(args)


def _read(e: Eqn, sliced: dict[Var, Eqn]) -> Eqn | None:
    """One indexing for a slice and a reshape that drops axes with one element."""
    inner = sliced.get(e.args[0]) if type(e.args[0]) is Var else None
    if inner is None:
        return None
    key = _key(inner.params["index"], inner.outs[0].type.shape, e.params["shape"])
    return Eqn(read, inner.args, {"key": key}, e.outs, e.line) if key is not None else None


def _key(index: tuple[indexing.Span, ...], have: Shape, want: Shape) -> tuple[Any, ...] | None:
    """The key with numbers for the axes of `have` that are not in `want`; None where the shapes differ otherwise."""
    key: list[Any] = []
    left = list(want)
    for span, d in zip(reversed(indexing.slices(index)), reversed(have), strict=True):
        if left and left[-1] == d:
            left.pop()
            key.append(span)
        elif d == 1 and type(span.start) is int:
            key.append(span.start)
        else:
            return None
    return None if left else tuple(reversed(key))
