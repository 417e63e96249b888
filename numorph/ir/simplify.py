"""Simplification: inlining, constant folding, local rewrites, common subexpressions, dead code; each pass is linear.

By default every change is exact: the values stay the same, bit for bit.  Equations keep the line that the user wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import config
from ..core.trace import typeof
from ..core.types import SCALAR_TYPES, Type, is_static
from ..ops import elementwise as ew
from ..ops import indexing as ix
from ..ops import movement as mv
from ..ops import scalar as sc
from .check import check
from .inline import inline, pruned
from .program import Eqn, Program, Var, derived, subprograms
from .rewrite import EXACT, FAST, New, is_fixed, number

_FOLDED_BYTES = 4096
_COMPARED_BYTES = 64
_REPEATS = 4  # rewrites in a row at one equation


def simplified(program: Program, exact: bool = True) -> Program:
    """The program made shorter; itself if nothing is to do."""
    if ("simplified", exact) in program.derived:
        return program
    if config.check_programs:
        check(program)
    result = eliminate_dead(rewrite(inline(program), exact))
    result.derived["simplified", exact] = True
    if config.check_programs:
        check(result)
    return result


# -- rewrites, folding and common subexpressions, in one pass from the first equation to the last


def rewrite(program: Program, exact: bool = True) -> Program:
    """Apply the rewrites, fold constants, and let equal equations be one."""
    rewriter = _Rewriter(exact)
    eqns = []
    for e in program.eqns:
        new = rewriter.equation(e)
        if new is not None:
            eqns.append(new)
    if not rewriter.changed:
        return program
    outputs = tuple([rewriter.atom(a) for a in program.outputs])
    return Program(program.inputs, tuple(eqns), outputs, program.name)


class _Rewriter:
    """What is known so far: what variables became, which equation makes one, and which equations there are."""

    def __init__(self, exact: bool):
        self.became: dict[Var, Any] = {}
        self.made: dict[Var, Eqn] = {}
        self.seen: dict[Any, Eqn] = {}
        self.rules = EXACT if exact else {op: EXACT.get(op, []) + FAST.get(op, []) for op in {*EXACT, *FAST}}
        self.changed = False

    def atom(self, a: Any) -> Any:
        return self.became.get(a, a) if type(a) is Var else a

    def equation(self, e: Eqn) -> Eqn | None:
        """The equation that takes the place of e; None where its results are known otherwise."""
        became, known, stale = self.became, True, False
        for a in e.args:
            if type(a) is Var:
                if a in became:
                    stale = True
                    known &= type(became[a]) is not Var
                else:
                    known = False
        if stale:
            args = tuple([became.get(a, a) if type(a) is Var else a for a in e.args])
            e = Eqn(e.op, args, e.params, e.outs, e.line)
        family = e.op.family
        if family == "structured" or family == "effect":
            self.changed |= stale
            return e
        if known and (value := folded(e)) is not None:
            self.replace(e, value)
            return None
        rules = self.rules.get(e.op)
        if rules is not None:
            new = self.apply(rules, e)
            if type(new) is not Eqn:
                self.replace(e, new)
                return None
            stale |= new is not e
            e = new
        key = _key(e)
        first = self.seen.setdefault(key, e) if key is not None else e
        if first is not e:
            if _same(first.params, e.params):
                self.became.update(zip(e.outs, first.outs, strict=True))
                self.changed = True
                return None
        elif not e.op.multi:
            self.made[e.outs[0]] = e
        self.changed |= stale
        return e

    def replace(self, e: Eqn, value: Any) -> None:
        self.became[e.outs[0]] = value
        self.changed = True

    def apply(self, rules: list[Callable[..., Any]], e: Eqn) -> Any:
        """What the rules make of an equation: itself, another equation, or an atom."""
        out = e.outs[0].type
        for _ in range(_REPEATS):
            for rule in rules:
                new = rule(self.made, out, *e.args, **e.params)
                if new is not None:
                    break
            else:
                return e
            if type(new) is not New:
                return new
            e = Eqn(new.op, new.args, new.params, e.outs, e.line)
            rules = self.rules.get(e.op, [])
        return e


# -- keys under which equal equations meet


_KEPT_APART = {"barrier", "callback"}  # by name: they stand above this module


def _key(e: Eqn) -> Any:
    if e.op.name in _KEPT_APART:
        return None
    try:
        key = (e.op, *[a if type(a) is Var else _constant_key(a) for a in e.args], *e.params.items())
        hash(key)
    except TypeError:  # a parameter that cannot be hashed
        return None
    return key


def _constant_key(a: Any) -> Any:
    kind = type(a)
    if kind is np.ndarray:
        if not any(a.strides) and a.size and is_fixed(a):
            return ("uniform", a.shape, a.dtype, a[(0,) * a.ndim].tobytes())
        if a.nbytes <= _COMPARED_BYTES and is_fixed(a):
            return ("small", a.shape, a.dtype, a.tobytes())
        return ("array", id(a))
    if kind in SCALAR_TYPES:
        return (kind, repr(a)) if kind is complex or not a else (kind, a)
    return (kind, a.tobytes())


def _same(a: Any, b: Any) -> bool:
    """Whether two parameters are the same; == takes 0.0 for -0.0 and 1 for True."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if type(a) is tuple:
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    if type(a) is dict:
        return a.keys() == b.keys() and all(_same(x, b[k]) for k, x in a.items())
    return repr(a) == repr(b) if type(a) in (float, complex) else bool(a == b)


# -- constant folding

_FOLDED = {"elementwise", "movement", "reduction", "scan", "indexing", "contraction", "scalar"}
# Operations whose result at an element does not depend, not even in its last bit, on how many elements there are.
_POINTWISE = {
    *(
        ew.add,
        ew.subtract,
        ew.multiply,
        ew.divide,
        ew.negative,
        ew.absolute,
        ew.sqrt,
        ew.square,
        ew.sign,
        ew.reciprocal,
    ),
    *(
        ew.maximum,
        ew.minimum,
        ew.floor,
        ew.ceil,
        ew.trunc,
        ew.rint,
        ew.convert,
        ew.select,
        ew.real,
        ew.imag,
        ew.conjugate,
    ),
    *(ew.greater, ew.greater_equal, ew.less, ew.less_equal, ew.equal, ew.not_equal, ew.isnan, ew.isinf, ew.isfinite),
    *(ew.logical_and, ew.logical_or, ew.logical_xor, ew.logical_not, ew.bitwise_and, ew.bitwise_or, ew.invert),
}
_MOVES = {mv.broadcast, mv.reshape, mv.transpose, mv.flip, ix.slice_}


def folded(e: Eqn) -> Any:
    """The value of an equation on constants; None if it is large, may still change, or would warn or raise."""
    if e.op.family not in _FOLDED or e.op.multi or not e.args:
        return None
    out = e.outs[0].type
    if e.op is ew.convert and out.dtype.kind != "c" and e.args[0].dtype.kind == "c":
        return None  # NumPy warns that the imaginary part is lost
    if e.op.family == "scalar":
        return _folded_scalar(e)
    if not is_static(out.shape):
        return None
    if e.op in _POINTWISE or e.op in _MOVES:
        numbers = [number(a) for a in e.args]
        if all(n is not None for n in numbers):
            value = _run(e, numbers) if e.op in _POINTWISE else numbers[0]
            return None if value is None else ew.filled(out, value)
    if _bytes(out) > _FOLDED_BYTES or not all(is_fixed(a) for a in e.args):
        return None
    value = _run(e, e.args)
    if type(value) is np.ndarray and value.base is None:
        value.flags.writeable = False
    return value


def _folded_scalar(e: Eqn) -> Any:
    """Python's result, if it is of the recorded kind (2 ** -1 is not) and not an enormous integer."""
    if e.op is sc.pow_ and type(e.args[1]) is int and abs(e.args[1]) > 64:
        return None
    value = _run(e, e.args)
    return value if value is not None and typeof(value) == e.outs[0].type else None


def _run(e: Eqn, values: Any) -> Any:
    try:
        with np.errstate(all="raise"):
            return e.op.impl(*values, **e.params)
    except Exception:  # it is raised again where and when the program runs
        return None


def _bytes(type_: Type) -> int:
    n = type_.dtype.itemsize
    for d in type_.shape:
        n *= d
    return n


# -- dead code


def has_effects(eqn: Eqn) -> bool:
    """Whether an equation must run even if nobody reads its results."""
    if eqn.op.family == "effect":
        return True
    return bool(eqn.params) and any(effectful(p) for p in subprograms(eqn))


def effectful(program: Program) -> bool:
    """Whether running the program does more than give results."""
    return derived(program, "effects", lambda: any(has_effects(e) for e in program.eqns))


def eliminate_dead(program: Program) -> Program:
    """Drop equations whose results are not used and that have no effects, and unused results of called programs."""
    needed: set[Any] = {o for o in program.outputs if type(o) is Var}
    kept: list[Eqn] = []
    changed = False
    for e in reversed(program.eqns):
        used = [o in needed for o in e.outs]
        if not any(used) and not has_effects(e):
            changed = True
            continue
        if e.op.name == "call" and not all(used):
            e, changed = pruned(e, used), True
        kept.append(e)
        for a in e.args:
            if type(a) is Var:
                needed.add(a)
    if not changed:
        return program
    return Program(program.inputs, tuple(reversed(kept)), program.outputs, program.name)


def collective_axes(program: Any) -> frozenset[Any]:
    """The axis names that collectives inside a program speak of."""
    if not isinstance(program, Program):
        return frozenset()

    def make() -> frozenset[Any]:
        axes: set[Any] = set()
        for e in program.eqns:
            if e.op.family == "collective":
                axes.add(e.params["axis_name"])
            for sub in subprograms(e):
                axes |= collective_axes(sub)
        return frozenset(axes)

    return derived(program, "collective_axes", make)
