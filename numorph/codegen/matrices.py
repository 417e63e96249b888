"""Functions of matrices as calls of the library: systems, factors, determinants, eigenvalues, singular values.

NumPy computes in double precision, whatever the dtype; where LAPACK finds a matrix singular, not positive definite, or
does not converge, the result is NaN, and the plan fails.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from ..core.op import Op
from ..ir.program import Eqn, Program, Var, atom_type
from ..ops import decompositions, linalg
from ..ops import movement as mv
from .complex_parts import as_complex, converted, from_pairs, is_complex
from .library import Function, called, called_for_several
from .plan import Triangular

SMALL = 64  # rows up to which stacks of triangular systems are solved by a loop of NumPy's: see ops.linalg
AGAIN = 100  # rows up to which a matrix is rather factored again than factors are kept


def _matrix_function(name: str, dtype: np.dtype[Any], core: str, checked: bool = True) -> Function:
    """A function of np.linalg: `core` as in "mm,mn->mn"."""
    axes = tuple([tuple(term) for term in core.replace("->", ",").split(",")])
    char = "D" if dtype.kind == "c" else "d"
    return Function(getattr(_routines(), name), f"{char * (len(axes) - 1)}->{char}", axes, checked)


@cache
def _routines() -> Any:
    from numpy.linalg import _umath_linalg

    return _umath_linalg


def _of_one(name: str, core: str, checked: bool = True) -> Callable[..., Any]:
    def rule(e: Eqn, a: Any) -> Any:
        out = e.outs[0].type
        return in_double(_matrix_function(name, out.dtype, core, checked), out, a)

    return rule


def in_double(function: Function, out: Any, *operands: Any) -> Any:
    """A call, its operands and its result converted where they are not of its dtype: mostly to double precision."""
    wide = np.dtype(function.types[-1])
    found = called(function, out.shape, *[_as(x, out.dtype, wide) for x in operands])
    return _as(found, wide, out.dtype)


def _as(x: Any, have: np.dtype[Any], want: np.dtype[Any]) -> Any:
    return x if have == want else converted(x, want)


def _solve(e: Eqn, a: Any, b: Any) -> Any:
    if e.params["trans"]:
        n = len(atom_type(e.args[0]).shape)
        a = _transposed(a, (*range(n - 2), n - 1, n - 2))
    return in_double(_matrix_function("solve", e.outs[0].type.dtype, "mm,mn->mn"), e.outs[0].type, a, b)


def _triangular(e: Eqn, a: Any, b: Any) -> Any:
    """Stacks of small matrices are solved in double precision, as NumPy's own loop does."""
    out: Any = e.outs[0].type
    shape = atom_type(e.args[0]).shape
    wide = np.result_type(out.dtype, np.float64) if len(shape) > 2 and shape[-1] <= SMALL else out.dtype
    core = (("m", "m"), ("m", "n"), ("m", "n"))
    types = f"{wide.char * 2}->{wide.char}"
    return in_double(Function(Triangular(**e.params), types, core, True, True), out, a, b)


def _transposed(a: Any, perm: tuple[int, ...]) -> Any:
    if not is_complex(a):
        return mv.transpose(a, perm=perm)
    return from_pairs(mv.transpose(as_complex(a).view, perm=(*perm, len(perm))))


# -- several results


def _several(function: Function, e: Eqn, a: Any) -> list[Any]:
    operand: Any = atom_type(e.args[0])
    found = called_for_several(function, operand.shape[:-2], _as(a, operand.dtype, _wide(operand.dtype)))
    return [_as(x, _wide(v.type.dtype), v.type.dtype) for x, v in zip(found, e.outs, strict=True)]


def _wide(dtype: np.dtype[Any]) -> np.dtype[Any]:
    return np.result_type(dtype, np.float64)


def _numbers(shape: tuple[int, ...], dtype: np.dtype[Any]) -> tuple[int, ...]:
    return (*shape, 2) if dtype.kind == "c" else shape


def _function_of(name: str, e: Eqn, types: str, core: str, checked: bool = True) -> Function:
    """A function with several results: `types` with d for real numbers, and D for those of the operand's kind."""
    axes = tuple([tuple(term) for term in core.replace("->", ",").split(",")])
    kind = "D" if atom_type(e.args[0]).dtype.kind == "c" else "d"
    shapes = [v.type.shape[len(v.type.shape) - len(a) :] for v, a in zip(e.outs, axes[1:], strict=True)]
    packed = tuple([_numbers(s, v.type.dtype) for s, v in zip(shapes, e.outs, strict=True)])
    return Function(getattr(_routines(), name), types.replace("D", kind), axes, checked, packed=packed)


def _slogdet(e: Eqn, a: Any) -> list[Any]:
    return _several(_function_of("slogdet", e, "D->Dd", "mm->,", checked=False), e, a)


def _eigh(e: Eqn, a: Any) -> list[Any]:
    name = "eigh_lo" if e.params["uplo"] == "L" else "eigh_up"
    return _several(_function_of(name, e, "D->dD", "mm->m,mm"), e, a)


def _svd(e: Eqn, a: Any) -> list[Any]:
    if e.params["full"]:
        return _several(_function_of("svd_f", e, "D->DdD", "mn->mm,p,nn"), e, a)
    return _several(_function_of("svd_s", e, "D->DdD", "mn->mp,p,pn"), e, a)


def _values(name: str, core: str) -> Callable[..., Any]:
    """Real numbers of a real or complex matrix."""

    def rule(e: Eqn, a: Any) -> Any:
        out, have = e.outs[0].type, atom_type(e.args[0]).dtype
        dtype = _wide(have)
        axes = tuple([tuple(term) for term in core.split("->")])
        uplo = {"L": "_lo", "U": "_up"}.get(e.params.get("uplo", ""), "")
        function = Function(getattr(_routines(), name + uplo), f"{dtype.char}->d", axes, True)
        return _as(called(function, out.shape, _as(a, have, dtype)), np.dtype("d"), out.dtype)

    return rule


MATRICES: dict[Op, Callable[..., Any]] = {
    linalg.cholesky: _of_one("cholesky_lo", "mm->mm"),
    linalg.inv: _of_one("inv", "mm->mm"),
    linalg.det: _of_one("det", "mm->", checked=False),
    linalg.slogdet: _slogdet,
    linalg.solve: _solve,
    linalg.triangular_solve: _triangular,
    decompositions.eigh: _eigh,
    decompositions.eigvalsh: _values("eigvalsh", "mm->m"),
    decompositions.svd: _svd,
    decompositions.svdvals: _values("svd", "mn->p"),
}


def has_loop(e: Eqn) -> bool:
    """Whether an equation is a function of matrices that runs by a loop of the library."""
    return e.op in MATRICES and len(e.args) <= 2 and all(0 not in atom_type(a).shape for a in e.args)


def without_factors(program: Program) -> Program:
    """Linear systems without factors of their matrix kept, where one system is all that these are for."""
    if not any(e.op is linalg.lu_factors for e in program.eqns):
        return program
    users: dict[Var, list[Eqn | None]] = {a: [None] for a in program.outputs if type(a) is Var}
    for e in program.eqns:
        for a in e.args:
            if type(a) is Var:
                users.setdefault(a, []).append(e)
    dropped: set[Var] = set()
    for e in program.eqns:
        if e.op is linalg.lu_factors:
            using = {id(u): u for v in e.outs for u in users.get(v, ())}.values()
            few = len(using) == 1 or atom_type(e.args[0]).shape[-1] <= AGAIN
            if few and all(u is not None and u.op is linalg.solve and u.args[2:] == e.outs for u in using):
                dropped.update(e.outs)
    eqns = []
    for e in program.eqns:
        if e.op is linalg.solve and len(e.args) > 2 and e.args[2] in dropped:
            e = Eqn(e.op, e.args[:2], e.params, e.outs, e.line)
        if e.outs[0] not in dropped:
            eqns.append(e)
    return Program(program.inputs, tuple(eqns), program.outputs, program.name)
