"""cond, switch, scan, while_loop, fori_loop, map and associative_scan, under JAX's names.

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
from ..array import FUNCTIONS, Array, convert, to_array, unwrap, wrap
from ..boundary import describe, finish, flatten_result, what_is
from ..control.cond import cond as cond_op
from ..control.scan import scan as scan_op
from ..control.while_ import while_ as while_op
from ..core.trace import Tracer, state, typeof
from ..core.types import ArrayType, ScalarType, Type
from ..errors import NumorphTypeError, NumorphValueError
from ..ir.program import Program
from ..ir.simplify import simplified
from ..ir.stage import stage
from ..known import peek
from .closures import unchanged


class _Traced:
    """A function of pytrees, staged at the types of its arguments."""

    def __init__(self, f: Callable[..., Any], leaves: Sequence[Any], types: Sequence[Type], structure: Any, name: str):
        def flat(*values):
            handles = [_handle(v, leaf) for v, leaf in zip(values, leaves, strict=True)]
            out, self.structure, self.flags = flatten_result(f(*tree.unflatten(structure, handles)))
            return [_constant(x, name) for x in out]

        program, self.outer = stage(flat, types, name)
        self.program: Program = simplified(program)


def _handle(value: Any, leaf: Any) -> Any:
    scalar = leaf._scalar if isinstance(leaf, Array) else (False if isinstance(leaf, np.ndarray) else None)
    return wrap(value, scalar)


def _constant(x: Any, name: str) -> Any:
    if isinstance(x, Tracer | np.ndarray | np.generic | bool | int | float | complex):
        return x
    raise NumorphTypeError(f"'{name}' returned {what_is(x)}, which is neither an array nor a number.")


def _operand(x: Any) -> Any:
    value = unwrap(x)
    if isinstance(value, Tracer | np.ndarray | np.generic | bool | int | float | complex):
        return value
    raise NumorphTypeError(f"Control flow works on arrays and numbers, but an operand is {what_is(x)}.")


def _flatten(x: Any) -> tuple[list[Any], Any]:
    return tree.flatten(x)


def _rebuild(values: Sequence[Any], structure: Any, flags: Sequence[bool]) -> Any:
    return tree.unflatten(structure, [finish(v, s) for v, s in zip(values, flags, strict=True)])


def _apart(result: Any) -> Any:
    """A result in memory of its own: later writes to an operand do not show in it, as in a staged program."""
    leaves, structure = _flatten(result)
    if not any(isinstance(x, np.ndarray) for x in leaves):
        return result
    return tree.unflatten(structure, [x.copy() if isinstance(x, np.ndarray) else x for x in leaves])


# -- cond and switch


def cond(
    pred: Any, true_fun: Callable[..., Any], false_fun: Callable[..., Any], *operands: Any, operand: Any = None
) -> Any:
    """true_fun(*operands) if pred else false_fun(*operands); both give results of one structure, shapes and dtypes.

    As jax.lax.cond.  Raises TypeError where pred is not a scalar or the branches differ.
    """
    if operand is not None:
        operands = (operand,)
    value = unwrap(pred)
    if (np.shape(value) != () and not isinstance(value, Tracer)) or (isinstance(value, Tracer) and value.shape != ()):
        raise NumorphTypeError(
            f"'cond' needs a scalar condition, got {what_is(pred)}.",
            hints=("np.where(condition, a, b) chooses element by element",),
        )
    known = peek(value)
    if not isinstance(known, Tracer):
        return _apart((true_fun if known else false_fun)(*operands))
    if isinstance(value.type, ScalarType):
        value = to_array(value)
    if value.dtype != np.bool_:
        value = unwrap(wrap(value) != 0)
    return _branch(value, (false_fun, true_fun), operands, "cond")


def switch(index: Any, branches: Sequence[Callable[..., Any]], *operands: Any) -> Any:
    """branches[index](*operands), with the index clamped to the branches there are.  As jax.lax.switch."""
    branches = tuple(branches)
    if not branches:
        raise NumorphValueError("'switch' needs at least one branch.")
    value = unwrap(index)
    known = peek(value)
    if not isinstance(known, Tracer):
        if np.asarray(known).dtype.kind not in "iu" or np.ndim(known):
            raise NumorphTypeError(f"'switch' needs an integer index, got {what_is(index)}.")
        return _apart(branches[min(max(int(known), 0), len(branches) - 1)](*operands))
    if isinstance(value.type, ScalarType):
        value = to_array(value)
    if value.dtype.kind not in "iu" or value.shape != ():
        raise NumorphTypeError(f"'switch' needs an integer index, got {what_is(index)}.")
    if len(branches) == 1:
        return _apart(branches[0](*operands))
    return _branch(value, branches, operands, "switch")


def _branch(index: Any, functions: Sequence[Callable], operands: tuple, name: str) -> Any:
    leaves, structure = _flatten(operands)
    values = [_operand(x) for x in leaves]
    types = [typeof(v) for v in values]
    with unchanged(name, *functions):
        traced = [_Traced(f, leaves, types, structure, describe(f)) for f in functions]
    first = traced[0]
    for f, t in zip(functions[1:], traced[1:], strict=True):
        if t.structure != first.structure and str(t.structure) != str(first.structure):
            raise NumorphTypeError(
                f"'{name}': the branches '{describe(functions[0])}' and '{describe(f)}' return results built in "
                f"different ways: {tree.show(first.structure)} and {tree.show(t.structure)}.",
            )
    out_types = _joined([t.program.out_types for t in traced], functions, name)
    programs, outer = _with_common_outer(traced)
    programs = tuple([_converted(p, out_types) for p in programs])
    outs = state.trace.process(cond_op, (index, *outer, *values), {"branches": programs})
    return _rebuild(outs, first.structure, first.flags)


def _joined(types: Sequence[tuple], functions: Sequence[Callable], name: str) -> list[Type]:
    """For each result the type that all branches can be converted to."""
    out: list[Type] = []
    for k, column in enumerate(zip(*types, strict=True)):
        if all(t == column[0] for t in column):
            out.append(column[0])
            continue
        shapes = {t.shape for t in column}
        if len(shapes) > 1:
            listed = " and ".join(f"{t} from '{describe(f)}'" for t, f in zip(column, functions, strict=True))
            raise NumorphTypeError(
                f"'{name}': result {k} of the branches has different shapes: {listed}.",
                notes=("the branches of one choice return arrays of the same shapes",),
            )
        out.append(ArrayType(column[0].shape, np.result_type(*[_promoting(t) for t in column])))
    return out


def _promoting(t: Type) -> Any:
    return t.kind(0) if isinstance(t, ScalarType) else t.dtype


def _converted(program: Program, types: Sequence[Type]) -> Program:
    """The program with its outputs converted to the given types."""
    if program.out_types == tuple(types):
        return program
    from ..ir.evaluate import evaluate

    def f(*args):
        outs = evaluate(program, *args)
        return [_as_type(o, t) for o, t in zip(outs, types, strict=True)]

    return stage(f, program.in_types, program.name)[0]


def _as_type(value: Any, type_: Type) -> Any:
    have = typeof(value)
    if have == type_:
        return value
    if isinstance(have, ScalarType):
        return to_array(value, type_.dtype) if isinstance(value, Tracer) else np.asarray(value, type_.dtype)[()]
    return convert(value, type_.dtype)


def _with_common_outer(traced: Sequence[_Traced]) -> tuple[list[Program], tuple]:
    """Programs that all take the tracers captured by any of them as first inputs."""
    from ..ir.program import Var

    outer: dict[int, Tracer] = {}
    for t in traced:
        outer.update({id(o): o for o in t.outer})
    programs = []
    for t in traced:
        own = dict(zip([id(o) for o in t.outer], t.program.inputs, strict=False))
        lead = [own.get(key) or Var(o.type) for key, o in outer.items()]
        p = t.program
        programs.append(Program((*lead, *p.inputs[len(t.outer) :]), p.eqns, p.outputs, p.name))
    return programs, tuple(outer.values())


# -- loops


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
    leaves, structure = _flatten(xs)
    n = _scan_length(leaves, length)
    if not state.trace.staging:
        return _python_scan(f, init, leaves, structure, n, reverse)
    init_leaves, init_structure = _flatten(init)
    values = [_operand(x) for x in leaves]
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
    carry = _rebuild(outs[:n_carry], init_structure, [_flag(x) for x in init_leaves])
    ys = _rebuild(outs[n_carry:], kept["y"], [False] * (len(outs) - n_carry))
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
        if typeof(_operand(x)).shape == ():
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
    carry = _apart(carry)
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
    init_leaves, init_structure = _flatten(init)
    types = [typeof(_operand(x)) for x in init_leaves]
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
    values = [_operand(x) for x in init_leaves]
    types = [typeof(v) for v in values]
    for _ in range(4):
        with unchanged(name, f):
            traced = _Traced(body, [*init_leaves, *elements], [*types, *element_types], structure, describe(f))
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
        values = [_as_type(v, t) for v, t in zip(values, types, strict=True)]
        if all(_convertible(o, t) for o, t in zip(outs, types, strict=True)):
            traced = _Traced(body, [*init_leaves, *elements], [*types, *element_types], structure, describe(f))
            rest = traced.program.out_types[len(types) :]
            traced.program = _converted(traced.program, [*types, *rest])
            return values, traced
    raise NumorphTypeError(f"'{name}': the types of the carry of '{describe(f)}' do not settle.")


def _convertible(have: Type, want: Type) -> bool:
    return have == want or (
        have.shape == want.shape and np.result_type(_promoting(have), _promoting(want)) == want.dtype
    )


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
    return ArrayType(have.shape, np.result_type(_promoting(have), _promoting(new)))


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
                return _apart(value)
            value = body_fun(value)
    leaves, structure = _flatten(value)
    one = _Single(structure)
    kept: dict[str, Any] = {}

    def body(carry):
        out = body_fun(carry)
        kept["carry"] = tree.flatten(out)[1]
        return out

    values, traced = _stable_loop(body, leaves, [], [], one, "while_loop", body_fun, kept, structure)
    types = [typeof(v) for v in values]
    with unchanged("while_loop", cond_fun):
        test = _Traced(cond_fun, leaves, types, one, describe(cond_fun))
    if len(test.program.out_types) != 1 or test.program.out_types[0].shape != ():
        raise NumorphTypeError(
            f"'while_loop' needs a condition that gives one boolean, but '{describe(cond_fun)}' returned "
            f"{', '.join(builtins.map(repr, test.program.out_types)) or 'nothing'}.",
        )
    test.program = _converted(test.program, [ArrayType((), np.dtype(bool))])
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
    return _rebuild(outs, structure, [_flag(x) for x in leaves])


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
            return _apart(value)
        length = max(hi - lo, 0)
        # The counter is a Python int in every step, so that it promotes as in a Python loop.
        step = lambda carry, _: ((carry[0] + 1, body_fun(*carry)), None)
        return scan(step, (lo, init_val), None, length)[0][1]
    start = _as_type(unwrap(lower), ArrayType((), np.dtype(np.int64)))

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

    leaves, structure = _flatten(xs)
    n = _scan_length(leaves, None)
    whole = n - n % batch_size
    results = []
    if whole:
        blocks = [x[:whole].reshape(-1, batch_size, *x.shape[1:]) for x in leaves]
        out = scan(lambda _, x: (None, vmap(f)(x)), None, tree.unflatten(structure, blocks))[1]
        flat, out_structure = _flatten(out)
        results.append([y.reshape(whole, *y.shape[2:]) for y in flat])
    if n % batch_size:
        flat, out_structure = _flatten(vmap(f)(tree.unflatten(structure, [x[whole:] for x in leaves])))
        results.append(flat)
    return tree.unflatten(out_structure, [np.concatenate(c) for c in zip(*results, strict=True)])


def associative_scan(fn: Callable[[Any, Any], Any], elems: Any, reverse: bool = False, axis: int = 0) -> Any:
    """All partial results of an associative function along an axis, in logarithmic depth.  As jax.lax.associative_scan.

    `fn` works on stacked elements.  Source: Blelloch, "Prefix sums and their applications" (1990).
    """
    leaves, structure = _flatten(elems)
    front = [np.moveaxis(x, axis, 0) for x in leaves]
    if reverse:
        front = [np.flip(x, 0) for x in front]

    def combine(a, b):
        return _flatten(fn(tree.unflatten(structure, a), tree.unflatten(structure, b)))[0]

    out = _partial_results(combine, front)
    if reverse:
        out = [np.flip(x, 0) for x in out]
    return tree.unflatten(structure, [np.moveaxis(x, 0, axis) for x in out])


def _partial_results(combine: Callable, xs: list[Any]) -> list[Any]:
    n = xs[0].shape[0]
    if n < 2:
        return xs
    pairs = combine([x[0 : n - 1 : 2] for x in xs], [x[1::2] for x in xs])
    odd = _partial_results(combine, pairs)
    before = [x[:-1] for x in odd] if n % 2 == 0 else odd
    even = combine(before, [x[2::2] for x in xs]) if n > 2 else [x[:0] for x in xs]
    return [_interleave(np.concatenate([x[:1], e]), o, n) for x, e, o in zip(xs, even, odd, strict=True)]


def _interleave(even: Any, odd: Any, n: int) -> Any:
    if n % 2:
        odd = np.concatenate([odd, even[-1:]])
    both = np.stack([even, odd], axis=1)
    return both.reshape(-1, *both.shape[2:])[:n]
