"""scan, while_loop, fori_loop and map, under JAX's names.

Where values are known, these run as plain Python on the spot: print, pdb and in-place updates work inside.  Only while
a program is staged, or where lanes of a vmap differ, do they become structured operations.
"""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import FUNCTIONS, Array, unwrap, wrap
from ..boundary import describe, finish, flatten_result, what_is
from ..control.scan import scan as scan_op
from ..control.while_ import while_ as while_op
from ..core.trace import Tracer, state, typeof
from ..core.types import ArrayType, Type
from ..errors import NumorphTypeError, NumorphValueError
from ..ir.stage import stage
from ..known import peek
from .closures import unchanged
from .staged import Traced, apart, as_type, converted, operand_of, promoting, rebuilt


def scan(
    f: Callable[[Any, Any], tuple[Any, Any]],
    init: Any,
    xs: Any = None,
    length: int | None = None,
    reverse: bool = False,
    unroll: int | bool = 1,
) -> tuple[Any, Any]:
    """Run (carry, y) = f(carry, x) for every x along the leading axis of `xs`: the last carry and the stacked ys.

    As jax.lax.scan.  The carry keeps its structure, shapes and dtypes; a dtype that the body widens is widened from the
    start.
    """
    leaves, structure = tree.flatten(xs)
    n = _scan_length(leaves, length)
    if not state.trace.staging:
        return _python_scan(f, init, leaves, structure, n, reverse)
    init_leaves, init_structure = tree.flatten(init)
    values = [operand_of(x) for x in leaves]
    element_types = [ArrayType(typeof(v).shape[1:], typeof(v).dtype) for v in values]
    elements = [Array(np.empty((1,) * 0), None) for _ in values]
    both = _Pair(init_structure, structure)
    kept: dict[str, Any] = {}

    def body(carry, x):
        out = f(carry, x)
        if not (isinstance(out, tuple) and len(out) == 2):
            raise _no_pair(f, out)
        kept["carry"], kept["y"] = tree.flatten(out[0])[1], tree.flatten(out[1])[1]
        kept["n_y"] = len(tree.flatten(out[1])[0])
        return out

    carry_values, traced = _stable_loop(
        body, init_leaves, elements, element_types, both, "scan", f, kept, init_structure
    )
    n_carry = len(init_leaves)
    params = {
        "body": traced.program,
        "n_consts": len(traced.outer),
        "n_carry": n_carry,
        "length": n,
        "reverse": bool(reverse),
    }
    outs = state.trace.process(scan_op, (*traced.outer, *carry_values, *values), params)
    carry = rebuilt(outs[:n_carry], init_structure, [_flag(x) for x in init_leaves])
    ys = rebuilt(outs[n_carry:], kept["y"], [False] * (len(outs) - n_carry))
    return carry, ys


def _no_pair(f: Any, out: Any) -> Exception:
    return NumorphTypeError(
        f"'scan' needs a body that returns (carry, y), but '{describe(f)}' returned {what_is(out)}.",
        hints=("return (carry, None) where nothing is to be stacked",),
    )


def _flag(leaf: Any) -> bool:
    return not isinstance(leaf, np.ndarray) and getattr(leaf, "_scalar", None) is not False


class _Pair:
    """The structure (carry, x) of a body's arguments."""

    def __init__(self, carry: Any, x: Any):
        self.carry, self.x = carry, x

    def unflatten(self, leaves: Sequence[Any]) -> tuple:
        n = self.carry.num_leaves
        return tree.unflatten(self.carry, leaves[:n]), tree.unflatten(self.x, leaves[n:])


def _scan_length(leaves: Sequence[Any], length: int | None) -> int:
    for x in leaves:
        if typeof(operand_of(x)).shape == ():
            raise NumorphValueError(f"'scan' runs over the leading axis of xs, but a leaf of xs is {what_is(x)}.")
    sizes = {typeof(unwrap(x)).shape[0] for x in leaves}
    if length is not None:
        sizes.add(int(length))
    if not sizes:
        raise NumorphValueError("'scan' without xs needs a length.", hints=("length=10 makes ten steps",))
    if len(sizes) > 1:
        facts = [f"leaf {k} of xs is {what_is(x)}" for k, x in enumerate(leaves)]
        facts += [] if length is None else [f"length is {length}"]
        raise NumorphValueError("'scan' got leading axes of different sizes.", notes=facts)
    return sizes.pop()


def _python_scan(f, init, leaves, structure, n, reverse):
    carry, ys = init, []
    for k in builtins.reversed(range(n)) if reverse else range(n):
        out = f(carry, tree.unflatten(structure, [x[k] for x in leaves]))
        if not (isinstance(out, tuple) and len(out) == 2):
            raise _no_pair(f, out)
        carry = out[0]
        ys.append(out[1])
    if reverse:
        ys.reverse()
    carry = apart(carry)
    if not ys:
        return carry, _empty_ys(f, init, leaves, structure)
    rows = [tree.flatten(y) for y in ys]
    columns = [
        FUNCTIONS[np.stack](list(c)) if state.trace.parent is not None else np.stack(c)
        for c in zip(*[r[0] for r in rows], strict=True)
    ]
    return carry, tree.unflatten(rows[0][1], columns)


def _empty_ys(f, init, leaves, structure):
    """ys of a scan of length 0: their shapes are found by staging the body once."""
    init_leaves, init_structure = tree.flatten(init)
    types = [typeof(operand_of(x)) for x in init_leaves]
    types += [ArrayType(typeof(unwrap(x)).shape[1:], typeof(unwrap(x)).dtype) for x in leaves]
    kept: dict[str, Any] = {}

    def flat(*values):
        carry, x = _Pair(init_structure, structure).unflatten([wrap(v) for v in values])
        outs, kept["y"], _ = flatten_result(f(carry, x)[1])
        return outs

    program, _ = stage(flat, types)
    return tree.unflatten(kept["y"], [finish(np.empty((0, *t.shape), t.dtype)) for t in program.out_types])


def _stable_loop(body, init_leaves, elements, element_types, structure, name, f, kept, carry_structure):
    """The initial carry and the staged body, at types that the body keeps: dtypes are widened until they hold still."""
    values = [operand_of(x) for x in init_leaves]
    types = [typeof(v) for v in values]
    for _ in range(4):
        with unchanged(name, f):
            traced = Traced(body, [*init_leaves, *elements], [*types, *element_types], structure, describe(f))
        if str(kept.get("carry", carry_structure)) != str(carry_structure):
            raise NumorphTypeError(
                f"'{name}' needs a carry built as it was given, {tree.show(carry_structure)}, "
                f"but '{describe(f)}' returned {tree.show(kept['carry'])}.",
            )
        outs = traced.program.out_types[: len(types)]
        if list(outs) == types:
            return values, traced
        paths = [path for path, _ in tree.leaves_with_path(tree.unflatten(carry_structure, types))]
        types = [_widened(t, o, path, name, f) for t, o, path in zip(types, outs, paths, strict=True)]
        values = [as_type(v, t) for v, t in zip(values, types, strict=True)]
        if all(_convertible(o, t) for o, t in zip(outs, types, strict=True)):
            traced = Traced(body, [*init_leaves, *elements], [*types, *element_types], structure, describe(f))
            rest = traced.program.out_types[len(types) :]
            traced.program = converted(traced.program, [*types, *rest])
            return values, traced
    raise NumorphTypeError(f"'{name}': the types of the carry of '{describe(f)}' do not settle.")


def _convertible(have: Type, want: Type) -> bool:
    return have == want or (have.shape == want.shape and np.result_type(promoting(have), promoting(want)) == want.dtype)


def _widened(have: Type, new: Type, path: tuple, name: str, f: Any) -> Type:
    if have == new:
        return have
    if have.shape != new.shape:
        raise NumorphTypeError(
            f"'{name}' changed the type of carry{tree.keystr(path)} from {have} to {new} after one iteration of "
            f"'{describe(f)}'.",
            notes=("a loop is staged once, so what it carries keeps one shape",),
            hints=("start it with the shape that it will have",),
        )
    return ArrayType(have.shape, np.result_type(promoting(have), promoting(new)))


def while_loop(cond_fun: Callable[[Any], Any], body_fun: Callable[[Any], Any], init_val: Any) -> Any:
    """val = init_val; while cond_fun(val): val = body_fun(val); return val.

    As jax.lax.while_loop, and reverse mode works too.  Under vmap, lanes stop on their own.
    """
    value = init_val
    if not state.trace.staging:
        while True:
            test = unwrap(cond_fun(value))
            known = peek(test)
            if isinstance(known, Tracer):
                break
            if not known:
                return apart(value)
            value = body_fun(value)
    leaves, structure = tree.flatten(value)
    one = _Single(structure)
    kept: dict[str, Any] = {}

    def body(carry):
        out = body_fun(carry)
        kept["carry"] = tree.flatten(out)[1]
        return out

    values, traced = _stable_loop(body, leaves, [], [], one, "while_loop", body_fun, kept, structure)
    types = [typeof(v) for v in values]
    with unchanged("while_loop", cond_fun):
        test = Traced(cond_fun, leaves, types, one, describe(cond_fun))
    if len(test.program.out_types) != 1 or test.program.out_types[0].shape != ():
        raise NumorphTypeError(
            f"'while_loop' needs a condition that gives one boolean, but '{describe(cond_fun)}' returned "
            f"{', '.join(builtins.map(repr, test.program.out_types)) or 'nothing'}.",
        )
    test.program = converted(test.program, [ArrayType((), np.dtype(bool))])
    params = {
        "cond": test.program,
        "body": traced.program,
        "n_cond": len(test.outer),
        "n_body": len(traced.outer),
        "n_ys": 0,
        "dim": None,
        "active": (),
    }
    outs = state.trace.process(while_op, (*test.outer, *traced.outer, *values), params)
    return rebuilt(outs, structure, [_flag(x) for x in leaves])


class _Single:
    """The structure of a body's one argument."""

    def __init__(self, structure: Any):
        self.structure = structure

    def unflatten(self, leaves: Sequence[Any]) -> tuple:
        return (tree.unflatten(self.structure, leaves),)


def fori_loop(lower: Any, upper: Any, body_fun: Callable[[Any, Any], Any], init_val: Any, *, unroll: Any = None) -> Any:
    """val = init_val; for i in range(lower, upper): val = body_fun(i, val); return val.  As jax.lax.fori_loop."""
    lo, hi = (peek(unwrap(b)) for b in (lower, upper))
    if not isinstance(lo, Tracer) and not isinstance(hi, Tracer):
        lo, hi = operator.index(lo), operator.index(hi)
        if not state.trace.staging:
            value = init_val
            for i in range(lo, hi):
                value = body_fun(i, value)
            return apart(value)
        length = max(hi - lo, 0)
        # The counter is a Python int in every step, so that it promotes as in a Python loop.
        step = lambda carry, _: ((carry[0] + 1, body_fun(*carry)), None)
        return scan(step, (lo, init_val), None, length)[0][1]
    start = as_type(unwrap(lower), ArrayType((), np.dtype(np.int64)))

    def body(carry):
        i, value = carry
        return i + 1, body_fun(i, value)

    return while_loop(lambda carry: carry[0] < upper, body, (wrap(start), init_val))[1]


def map(f: Callable[[Any], Any], xs: Any, *, batch_size: int | None = None) -> Any:
    """f applied to every element along the leading axis of `xs`, one after the other, results stacked.  As jax.lax.map.

    With `batch_size` that many elements are done at once by vmap.
    """
    if batch_size is None:
        return scan(lambda _, x: (None, f(x)), None, xs)[1]
    from ..api.vectorize import vmap

    leaves, structure = tree.flatten(xs)
    n = _scan_length(leaves, None)
    whole = n - n % batch_size
    results = []
    if whole:
        blocks = [x[:whole].reshape(-1, batch_size, *x.shape[1:]) for x in leaves]
        out = scan(lambda _, x: (None, vmap(f)(x)), None, tree.unflatten(structure, blocks))[1]
        flat, out_structure = tree.flatten(out)
        results.append([y.reshape(whole, *y.shape[2:]) for y in flat])
    if n % batch_size:
        flat, out_structure = tree.flatten(vmap(f)(tree.unflatten(structure, [x[whole:] for x in leaves])))
        results.append(flat)
    return tree.unflatten(out_structure, [np.concatenate(c) for c in zip(*results, strict=True)])
