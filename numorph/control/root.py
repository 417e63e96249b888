"""`custom_root`: the root of a function, found by any program and differentiated through the equation f(x) = 0.

The solver runs on values without derivatives, so it may be plain Python with loops that wait for values.  The operation
`root` gives its solution the derivative that the equation has: dx = -(df/dx)^-1 df, where df is what f changes by with
all that it captures.  Operands are (*consts of f, *consts of tangent_solve, *solution).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import as_value, wrap
from ..boundary import finish, flatten_result
from ..core.op import NotSupported, Op
from ..core.trace import EVAL, Trace, Tracer, state, typeof, using
from ..errors import NumorphTypeError, ValueNeeded, user_frame
from ..ir.evaluate import evaluate
from ..ir.text import OPERATIONS
from ..ops import elementwise as ew
from ..ops.elementwise import repeat_front
from ..transforms import forward
from ..transforms.batching import Batched, BatchTrace
from ..transforms.forward import Dual, Structured, tangent_type
from .call import batched_program
from .custom import stop_gradient_op
from .staged_tree import StagedTree


def _parts(args: Sequence[Any], params: dict[str, Any]) -> tuple[Sequence, Sequence, Sequence]:
    i, j = params["n_f"], params["n_tangent"]
    return args[:i], args[i : i + j], args[i + j :]


def _type_rule(*types, **params):
    return tuple(_parts(types, params)[2])


def _impl(*args, **params):
    return tuple(_parts(args, params)[2])


def _jvp(trace, op, primals, tangents, params):
    """dx solves (df/dx) dx = -df."""
    xs = trace.known.process(op, primals, params)
    consts, tangent_consts, _ = _parts(primals, params)
    const_dots = _parts(tangents, params)[0]
    if all(t is None for t in const_dots):
        return tuple(xs)
    with using(trace.parent):
        _, moved = forward.jvp(lambda *cs: evaluate(params["f"], *cs, *xs), consts, const_dots)
        if all(m is None for m in moved):
            return tuple(xs)
        rhs = [forward.zero_tangent(x) if m is None else ew.negative(m) for m, x in zip(moved, xs, strict=True)]
        dots = evaluate(params["tangent_solve"], *tangent_consts, *xs, *rhs)
    return tuple([trace.dual(x, d) for x, d in zip(xs, dots, strict=True)])


def _batch(trace, args, batched, **params):
    """Both programs over the lanes."""
    size = trace.size
    consts, tangent_consts, xs = _parts(args, params)
    marks = _parts(tuple(batched), params)
    full = [x if mark else repeat_front(x, size) for x, mark in zip(xs, marks[2], strict=True)]
    on = (True,) * len(xs)
    programs = {
        "f": batched_program(params["f"], size, (*marks[0], *on), trace.axis_name, on)[0],
        "tangent_solve": batched_program(params["tangent_solve"], size, (*marks[1], *on, *on), trace.axis_name, on)[0],
    }
    return root(*consts, *tangent_consts, *full, **{**params, **programs})


root = Op(
    "root",
    "structured",
    _type_rule,
    _impl,
    Structured(_jvp),
    NotSupported("its rule gives the linear part"),
    _batch,
    multi=True,
)
OPERATIONS["root"] = root


# -- the solver, on values without derivatives


class _OnValues(Trace):
    """Runs operations on the values that tracers stand for: without derivatives, in one lane of each batch."""

    __slots__ = ("lanes",)
    parent = EVAL

    def __init__(self, lanes: dict[Trace, int]):
        self.lanes = lanes

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        return EVAL.process(op, [self.value(a) for a in args], params)

    def value(self, x: Any) -> Any:
        """What a tracer stands for here."""
        while isinstance(x, Dual | Batched):
            x = x.primal if type(x) is Dual else self.value(x.value)[self.lanes[x.trace]]
        return x


def _batches(trace: Any) -> list[BatchTrace]:
    """The batches that are running, the outermost first."""
    found: list[BatchTrace] = []
    while trace is not None:
        if type(trace) is BatchTrace:
            found.insert(0, trace)
        trace = trace.parent
    return found


def _solved_lane(solve: Callable[[Any], Any], leaves: Sequence[Any], structure: Any, lanes: dict[Trace, int]) -> tuple:
    """(values of the solution, its structure, whether each is a scalar) in one lane."""
    with using(_OnValues(lanes)) as trace:
        values = [trace.value(as_value(x)) for x in leaves]  # type: ignore[attr-defined]
        guess = [finish(v, getattr(x, "_scalar", None)) for v, x in zip(values, leaves, strict=True)]
        found, shape, flags = flatten_result(solve(tree.unflatten(structure, guess)))
        return [np.asarray(trace.value(as_value(x)))[()] for x in found], shape, flags  # type: ignore[attr-defined]


def _solved_on_values(solve: Callable[[Any], Any], leaves: Sequence[Any], structure: Any) -> tuple:
    """The same in the running trace: each lane of each batch is solved by itself."""
    batches = _batches(state.trace)
    if not batches:
        return _solved_lane(solve, leaves, structure, {})
    every = [
        _solved_lane(solve, leaves, structure, dict(zip(batches, at, strict=True)))
        for at in itertools.product(*[range(b.size) for b in batches])
    ]
    _, shape, flags = every[0]
    sizes = tuple([b.size for b in batches])
    values = []
    for column in zip(*[v for v, _, _ in every], strict=True):
        value: Any = np.stack(column).reshape(sizes + np.shape(column[0]))
        for b in batches:
            value = Batched(b, value)
        values.append(value)
    return values, shape, flags


def _solved(solve: Callable[[Any], Any], leaves: Sequence[Any], structure: Any) -> tuple:
    """The same, by a program for all lanes or calls where there is one; its operands have no derivatives."""
    if not state.trace.staging and not _batches(state.trace):
        return _solved_on_values(solve, leaves, structure)
    try:
        staged = StagedTree(solve, leaves, structure, "solve")
    except ValueNeeded:
        if state.trace.staging:
            raise
        return _solved_on_values(solve, leaves, structure)
    operands = [*staged.outer, *[as_value(x) for x in leaves]]
    operands = [stop_gradient_op(x) if isinstance(x, Tracer) else x for x in operands]
    return list(evaluate(staged.program, *operands)), staged.structure, staged.flags


# -- the function that users call


def _tangent_solve(solve: Callable[..., Any], f: StagedTree, leaves: Sequence[Any], structure: Any) -> StagedTree:
    """(x, y) -> solve(g, y), where g is f linearised at x."""

    def linearised(x: Any) -> Callable[[Any], Any]:
        at = [as_value(leaf) for leaf in tree.flatten(x)[0]]

        def g(v: Any) -> Any:
            types = [tangent_type(typeof(p)) for p in at]
            moving = [ew.as_operand(as_value(leaf), t) for leaf, t in zip(_like(v), types, strict=True)]
            _, dots = forward.jvp(lambda *xs: evaluate(f.program, *f.outer, *xs), at, moving)
            return f.result([forward.zero_tangent(p) if d is None else d for d, p in zip(dots, at, strict=True)])

        return g

    def _like(v: Any) -> list[Any]:
        found, given = tree.flatten(v)
        if given != structure:
            raise NumorphTypeError(
                f"The linear function that 'tangent_solve' gets takes {tree.show(structure)}, got {tree.show(given)}.",
                frame=user_frame(),
            )
        return found

    both = tree.flatten((tree.unflatten(structure, leaves),) * 2)
    return StagedTree(lambda pair: solve(linearised(pair[0]), pair[1]), *both, "tangent_solve")


def custom_root(
    f: Callable[[Any], Any],
    initial_guess: Any,
    solve: Callable[[Callable, Any], Any],
    tangent_solve: Callable[[Callable, Any], Any],
    has_aux: bool = False,
) -> Any:
    """x with f(x) = 0, found by solve(f, initial_guess) and differentiated through the equation.

    Derivatives are those with respect to what f captures; `solve` is never differentiated, and may be any Python with
    loops.  `tangent_solve(g, y)` returns x with g(x) = y for the linear function g, which is f linearised at the root:
    `lambda g, y: y / g(1.0)` for a number.  With has_aux, `solve` returns (x, aux), and so does this; the derivative
    of aux is zero.  As jax.lax.custom_root.
    """
    if state.trace is EVAL:
        return solve(f, initial_guess)
    guess, guessed = tree.flatten(initial_guess)
    values, shape, flags = _solved(lambda x: solve(f, x), guess, guessed)
    out = tree.unflatten(shape, [wrap(v, s) for v, s in zip(values, flags, strict=True)])
    x, aux = out if has_aux else (out, None)
    leaves, structure = tree.flatten(x)
    if structure != guessed:
        raise NumorphTypeError(
            f"'solve' of a root must return what is built as initial_guess, {tree.show(guessed)}, "
            f"but returned {tree.show(structure)}.",
            frame=user_frame(),
        )
    types = [typeof(as_value(v)) for v in leaves]
    staged = StagedTree(f, leaves, structure, "f")
    staged.check(types, structure, "a root", "initial_guess")
    tangent = _tangent_solve(tangent_solve, staged, leaves, structure)
    tangent.check([tangent_type(t) for t in types], structure, "a root", "initial_guess")
    outs = state.trace.process(
        root,
        (*staged.outer, *tangent.outer, *[as_value(v) for v in leaves]),
        {
            "f": staged.program,
            "tangent_solve": tangent.program,
            "n_f": len(staged.outer),
            "n_tangent": len(tangent.outer),
        },
    )
    x = staged.result(outs)
    return (x, aux) if has_aux else x
