"""`linear_solve`: the solution of a linear system whose matrix is a program, by a program that computes it.

Operands are (*matvec_consts, *solve_consts, *transpose_consts, *b).  Derivatives follow from the equation A x = b,
however x is found: A dx = db - dA x, and A^T takes cotangents back.  The solving programs are never differentiated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import tree
from ..array import as_value
from ..core.op import Op
from ..core.rules import NotDifferentiable
from ..core.trace import EVAL, state, typeof, using
from ..errors import NumorphTypeError, user_frame
from ..ir.evaluate import evaluate
from ..ir.program import Program
from ..ir.text import OPERATIONS
from ..ops import elementwise as ew
from ..ops.elementwise import repeat_front
from ..transforms import forward
from ..transforms.forward import Structured
from .call import batched_program, check_operands, executor, transposed_program
from .staged_tree import StagedTree


def _parts(args: Sequence[Any], params: dict[str, Any]) -> tuple[Sequence, Sequence, Sequence, Sequence]:
    i, j, k = params["n_matvec"], params["n_solve"], params["n_transpose"]
    return args[:i], args[i : i + j], args[i + j : i + j + k], args[i + j + k :]


def _type_rule(*types, **params):
    _, consts, _, b = _parts(types, params)
    check_operands(params["solve"], (*consts, *b), "linear_solve")
    return params["solve"].out_types


def _impl(*args, **params):
    _, consts, _, b = _parts(args, params)
    return tuple(executor[0](params["solve"], *consts, *b))


def _jvp(trace, op, primals, tangents, params):
    """dx = A^-1 (db - dA x)."""
    xs = trace.known.process(op, primals, params)
    consts, _, _, b = _parts(primals, params)
    const_dots, _, _, b_dots = _parts(tangents, params)
    with using(trace.parent):
        moved: Sequence[Any] = [None] * len(b)
        if any(t is not None for t in const_dots):
            _, moved = forward.jvp(lambda *cs: evaluate(params["matvec"], *cs, *xs), consts, const_dots)
        rhs = [_difference(t, m) for t, m in zip(b_dots, moved, strict=True)]
        if all(r is None for r in rhs):
            return tuple(xs)
        rhs = [ew.zeros(forward.tangent_type(typeof(v))) if r is None else r for r, v in zip(rhs, b, strict=True)]
        dots = op(*primals[: len(primals) - len(b)], *rhs, **params)
    return tuple([trace.dual(x, d) for x, d in zip(xs, dots, strict=True)])


def _difference(t: Any, moved: Any) -> Any:
    if moved is None:
        return t
    return ew.negative(moved) if t is None else ew.subtract(t, moved)


def _transpose(cts, *args, **params):
    """A^T solves for the cotangents: matvec and its transpose change places, and so do the programs that solve."""
    back = params["transpose_solve"]
    if back is None:
        raise NotDifferentiable("'custom_linear_solve' has no reverse-mode derivative without transpose_solve.")
    matvec_consts, consts, back_consts, b = _parts(args, params)
    full = [ew.zeros(t) if ct is None else ct for ct, t in zip(cts, params["solve"].out_types, strict=True)]
    swapped = {
        "matvec": params["vecmat"],
        "vecmat": params["matvec"],
        "solve": back,
        "transpose_solve": params["solve"],
        "n_matvec": len(matvec_consts),
        "n_solve": len(back_consts),
        "n_transpose": len(consts),
    }
    grads = linear_solve(*matvec_consts, *back_consts, *consts, *full, **swapped)
    return [*[None] * (len(args) - len(b)), *grads]


def _batch(trace, args, batched, **params):
    """Every program over the lanes: A becomes block diagonal."""
    size = trace.size
    marks = _parts(tuple(batched), params)
    consts, solve_consts, back_consts, b = _parts(args, params)
    n = len(b)

    def lanes(program, flags):
        return program and batched_program(program, size, (*flags, *(True,) * n), trace.axis_name, (True,) * n)[0]

    full = [v if mark else repeat_front(v, size) for v, mark in zip(b, marks[3], strict=True)]
    programs = {
        "matvec": lanes(params["matvec"], marks[0]),
        "vecmat": lanes(params["vecmat"], marks[0]),
        "solve": lanes(params["solve"], marks[1]),
        "transpose_solve": lanes(params["transpose_solve"], marks[2]),
    }
    return linear_solve(*consts, *solve_consts, *back_consts, *full, **{**params, **programs})


linear_solve = Op("linear_solve", "structured", _type_rule, _impl, Structured(_jvp), _transpose, _batch, multi=True)
OPERATIONS["linear_solve"] = linear_solve


# -- the function that users call


def _staged(f: Callable[[Any], Any], leaves: Sequence[Any], structure: Any, name: str) -> StagedTree:
    staged = StagedTree(f, leaves, structure, name)
    staged.check([typeof(as_value(x)) for x in leaves], structure, "a linear system", "b")
    return staged


def _transposed(matvec: StagedTree, symmetric: bool, n: int) -> Program:
    """The program of A^T, with zeros for cotangents that are zero."""
    if symmetric:
        return matvec.program
    linear = (*(False,) * len(matvec.outer), *(True,) * n)
    back, nonzero = transposed_program(matvec.program, linear, (True,) * n)
    found, types = iter(back.outputs), matvec.program.out_types
    outputs = tuple([next(found) if on else ew.zeros(t) for on, t in zip(nonzero, types, strict=True)])
    return Program(back.inputs, back.eqns, outputs, back.name)


def custom_linear_solve(
    matvec: Callable[[Any], Any],
    b: Any,
    solve: Callable[[Callable, Any], Any],
    transpose_solve: Callable[[Callable, Any], Any] | None = None,
    symmetric: bool = False,
    has_aux: bool = False,
) -> Any:
    """x with matvec(x) = b, found by solve(matvec, b) and differentiated through the equation.

    `transpose_solve(vecmat, b)` is needed for reverse mode, unless `symmetric`.  As jax.lax.custom_linear_solve, but
    without has_aux.  Inside a transformation `solve` is staged: a loop that waits for values is a lax.while_loop.
    """
    if has_aux:
        raise NumorphTypeError("'custom_linear_solve' does not take has_aux=True.", frame=user_frame())
    leaves, structure = tree.flatten(b)
    if state.trace is EVAL:
        return solve(matvec, b)
    values = [as_value(x) for x in leaves]
    a = _staged(matvec, leaves, structure, "matvec")
    there = _staged(lambda b: solve(matvec, b), leaves, structure, "solve")
    back, vecmat = None, _transposed(a, symmetric, len(values))
    if symmetric:
        back = there
    elif transpose_solve is not None:

        def apply_transpose(x: Any) -> Any:
            outs = evaluate(vecmat, *a.outer, *[as_value(v) for v in tree.flatten(x)[0]])
            return a.result(outs)

        back = _staged(lambda b: transpose_solve(apply_transpose, b), leaves, structure, "transpose_solve")
    outer = back.outer if back else ()
    outs = state.trace.process(
        linear_solve,
        (*a.outer, *there.outer, *outer, *values),
        {
            "matvec": a.program,
            "vecmat": vecmat,
            "solve": there.program,
            "transpose_solve": back and back.program,
            "n_matvec": len(a.outer),
            "n_solve": len(there.outer),
            "n_transpose": len(outer),
        },
    )
    return there.result(outs)
