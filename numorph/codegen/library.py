"""Inner loops of NumPy's and SciPy's ufuncs as operations of a plan: what mathlib and loops of our own do not have.

A `library_call` runs such a loop on whole buffers.  NumPy calls them without the interpreter lock, and so do we; where
LAPACK finds a matrix singular, or not positive definite, the loop fills its result with NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from ..core.op import NotSupported, Op
from ..core.types import ArrayType, dtype_name
from ..ir.program import Eqn, Program, Var, atom_type
from ..ops import linalg
from ..ops import movement as mv
from ..ops.special import ScipyUfunc
from .access import row_major
from .complex_parts import as_complex, as_pairs, converted, from_pairs, is_complex
from .elementwise import rule_of
from .loops import SIZES
from .views import View, view

CALL_COST = 20.0  # nanoseconds per element of a function that is not in mathlib, roughly
AGAIN = 100  # rows up to which a matrix is rather factored again than factors are kept


class Function(NamedTuple):
    """A loop of a ufunc: its types as NumPy writes them; `core`: axes of each operand that it works on at once.

    checked: NaN in front of a result says that the loop has failed.
    """

    ufunc: np.ufunc
    types: str
    core: tuple[tuple[str, ...], ...]
    checked: bool = False

    @property
    def complexes(self) -> list[bool]:
        """Whether each operand, the result included, is an array of complex numbers."""
        return [c in "FD" for c in self.types.replace("->", "")]


def _impl(*operands: Any, function: Function, out: ArrayType) -> Any:
    given = [x.view(np.result_type(x, 1j))[..., 0] if c else x for x, c in zip(operands, function.complexes, strict=False)]
    found = function.ufunc(*given, signature=function.types)
    return as_pairs(found) if function.complexes[-1] else found


_INSIDE = NotSupported("it only stands in plans")
library_call = Op("library_call", "plan", lambda *types, function, out: out, _impl, _INSIDE, _INSIDE, _INSIDE)


def _called(function: Function, shape: Sequence[int], *operands: Any) -> Any:
    """The result, of some shape, as a value: operands are `Complex` where the loop's are."""
    values = [as_complex(x).view if c else x for x, c in zip(operands, function.complexes, strict=False)]
    dtype = np.dtype(function.types[-1])
    if not function.complexes[-1]:
        return library_call(*values, function=function, out=ArrayType(tuple(shape), dtype))
    out = ArrayType((*shape, 2), linalg.real_dtype(dtype))
    return from_pairs(library_call(*values, function=function, out=out))


# -- elementwise functions


def loop_of(e: Eqn) -> Function | None:
    """The loop that NumPy runs for an elementwise equation, if it has one that needs no objects."""
    ufunc = _ufunc(e.op)
    if ufunc is None:
        return None
    dtypes = [atom_type(a).dtype for a in e.args]
    if not all(_is_known(d) for d in (*dtypes, e.outs[0].type.dtype)):
        return None
    types = f"{''.join([d.char for d in dtypes])}->{e.outs[0].type.dtype.char}"
    return Function(ufunc, types, ((),) * (len(dtypes) + 1)) if types in ufunc.types else None


@cache
def _ufunc(op: Op) -> np.ufunc | None:
    found = op.impl
    if isinstance(found, ScipyUfunc):
        import scipy.special

        found = getattr(scipy.special, found.__name__)
    return found if isinstance(found, np.ufunc) and found.nout == 1 and op.family == "elementwise" else None


def _is_known(dtype: np.dtype[Any]) -> bool:
    return dtype.isnative and (dtype_name(dtype) in SIZES or dtype.char in "FD")


# -- matrices.  NumPy computes in double precision, whatever the dtype.


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
    """A call in double precision, its operands and its result converted where they are not."""
    wide = np.dtype(function.types[-1])
    if out.dtype == wide:
        return _called(function, out.shape, *operands)
    found = _called(function, out.shape, *[converted(x, wide) for x in operands])
    return converted(found, out.dtype)


def _solve(e: Eqn, a: Any, b: Any) -> Any:
    if e.params["trans"]:
        n = len(atom_type(e.args[0]).shape)
        a = _transposed(a, (*range(n - 2), n - 1, n - 2))
    return in_double(_matrix_function("solve", e.outs[0].type.dtype, "mm,mn->mn"), e.outs[0].type, a, b)


def _transposed(a: Any, perm: tuple[int, ...]) -> Any:
    if not is_complex(a):
        return mv.transpose(a, perm=perm)
    return from_pairs(mv.transpose(as_complex(a).view, perm=(*perm, len(perm))))


MATRICES: dict[Op, Callable[..., Any]] = {
    linalg.cholesky: _of_one("cholesky_lo", "mm->mm"),
    linalg.inv: _of_one("inv", "mm->mm"),
    linalg.det: _of_one("det", "mm->", checked=False),
    linalg.solve: _solve,
}


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


# -- what the planner asks


def calls(e: Eqn) -> bool:
    """Whether an equation becomes a call of the library."""
    if any(type(d) is not int for v in e.outs for d in v.type.shape):
        return False
    if e.op in MATRICES:
        shapes = [atom_type(a).shape for a in e.args]
        return len(e.args) <= 2 and all(0 not in s for s in shapes)
    return _ufunc(e.op) is not None and rule_of(e) is None and loop_of(e) is not None


def called(e: Eqn, operands: Sequence[Any]) -> Any:
    """The result of such an equation."""
    if e.op in MATRICES:
        return MATRICES[e.op](e, *operands)
    function = loop_of(e)
    assert function is not None
    return _called(function, e.outs[0].type.shape, *operands)


# -- operands in memory


class Layout(NamedTuple):
    """How a loop goes over its operands, the result last: `sizes`: runs, then core sizes; strides in elements."""

    sizes: tuple[int, ...]
    runs: tuple[int, ...]  # from run to run
    core: tuple[int, ...]  # along the core axes


def source(a: Any, core: int, made: dict[Var, Eqn], stored: set[Var]) -> View:
    """Where an operand is read whose last `core` axes may lie in any order: the same number everywhere once."""
    if core == 0:
        while type(a) is Var and a not in stored and made[a].op is mv.broadcast and _is_one(made[a].args[0]):
            a = made[a].args[0]
        if type(a) is np.ndarray and a.size and not any(a.strides):
            a = a[(0,) * a.ndim]
        if _is_one(a):
            return View(view(a, made, stored).base, (), ())
    found = view(a, made, stored)
    lead = len(found.perm) - core
    if found.perm[:lead] == tuple(range(lead)):
        return found
    shape = atom_type(a).shape
    return View(a, shape, tuple(range(len(shape))))


def _is_one(a: Any) -> bool:
    return math.prod(atom_type(a).shape) == 1


def sources(e: Eqn, made: dict[Var, Eqn], stored: set[Var]) -> list[View]:
    """Where the operands of a call are read."""
    inside = core_axes(e.params["function"])
    return [source(a, n, made, stored) for a, n in zip(e.args, inside, strict=False)]


def core_axes(function: Function) -> list[int]:
    """How many last axes of each operand belong to one run; complex numbers have one more."""
    return [len(axes) + c for axes, c in zip(function.core, function.complexes, strict=True)]


def layout(function: Function, views: Sequence[View]) -> Layout:
    """How the loop of a function goes over its operands; `views` are those of the operands and of the result."""
    sizes: dict[str, int] = {}
    runs, core = [], []
    for v, axes, inside in zip(views, function.core, core_axes(function), strict=True):
        lead = max(len(v.perm) - inside, 0)
        step = math.prod(v.shape[lead:])
        runs.append(step if math.prod(v.shape[:lead]) != 1 else 0)
        along = row_major(v.shape)
        for letter, p in zip(axes, v.perm[lead:], strict=False):
            sizes[letter] = v.shape[p]
            core.append(along[p])
    result = views[-1]
    count = math.prod(result.shape[: len(result.shape) - core_axes(function)[-1]])
    return Layout((count, *sizes.values()), tuple(runs), tuple(core))
