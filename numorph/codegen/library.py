"""Inner loops of NumPy's and SciPy's ufuncs as operations of a plan: what mathlib and loops of our own do not have.

A `library_call` runs such a loop on whole buffers.  NumPy calls them without the interpreter lock, and so do we; where
LAPACK finds a matrix singular, or not positive definite, the loop fills its result with NaN.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from ..core.op import Op
from ..core.types import ArrayType, dtype_name
from ..ir.program import Eqn, Var, atom_type
from ..ops import indexing
from ..ops import movement as mv
from ..ops.special import ScipyUfunc
from .access import row_major
from .complex_parts import as_complex, from_pairs, internal, real_dtype
from .loops import SIZES
from .plan import Triangular
from .views import View, view

CALL_COST = 20.0  # nanoseconds per element of a function that is not in mathlib, roughly


class Function(NamedTuple):
    """A loop of a ufunc: its types as NumPy writes them; `core`: axes of each operand that it works on at once.

    checked: NaN in front of a result says that the loop has failed.  in_order: all operands but the first lie row by
    row.  packed: core shapes of several results, in real numbers, which lie behind one another, run by run.
    """

    ufunc: np.ufunc | Triangular
    types: str
    core: tuple[tuple[str, ...], ...]
    checked: bool = False
    in_order: bool = False
    packed: tuple[tuple[int, ...], ...] = ()

    @property
    def complexes(self) -> list[bool]:
        """Whether each operand, results included, is an array of complex numbers."""
        return [c in "FD" for c in self.types.replace("->", "")]


library_call = internal("library_call", lambda *types, function, out: out)


def called(function: Function, shape: Sequence[int], *operands: Any) -> Any:
    """The result, of some shape, as a value: operands are `Complex` where the loop's are."""
    values = [as_complex(x).view if c else x for x, c in zip(operands, function.complexes, strict=False)]
    dtype = np.dtype(function.types[-1])
    if not function.complexes[-1]:
        return library_call(*values, function=function, out=ArrayType(tuple(shape), dtype))
    out = ArrayType((*shape, 2), real_dtype(dtype))
    return from_pairs(library_call(*values, function=function, out=out))


def called_for_several(function: Function, lead: Sequence[int], *operands: Any) -> list[Any]:
    """The results of a function that packs them; `lead` is the shape of the stack."""
    values = [as_complex(x).view if c else x for x, c in zip(operands, function.complexes, strict=False)]
    sizes = [math.prod(shape) for shape in function.packed]
    real = real_dtype(np.dtype(function.types[-1]))
    packed = library_call(*values, function=function, out=ArrayType((*lead, sum(sizes)), real))
    whole = tuple([(0, d, 1) for d in lead])
    found, start = [], 0
    for shape, size, c in zip(function.packed, sizes, function.complexes[len(operands) :], strict=True):
        piece = indexing.slice_(packed, index=(*whole, (start, start + size, 1)))
        piece = mv.reshape(piece, shape=(*lead, *shape))
        found.append(from_pairs(piece) if c else piece)
        start += size
    return found


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


# -- operands in memory


class Layout(NamedTuple):
    """How a loop goes over its operands, results last; `sizes`: runs, then core sizes.  Counted in elements."""

    sizes: tuple[int, ...]
    runs: tuple[int, ...]  # from run to run
    core: tuple[int, ...]  # along the core axes
    offsets: tuple[int, ...]  # of each operand in its buffer


def source(a: Any, core: int, in_order: bool, made: dict[Var, Eqn], stored: set[Var]) -> View:
    """Where an operand is read; its last `core` axes may lie in any order, if not `in_order`.

    The same number everywhere is read in one place.
    """
    if core == 0:
        while type(a) is Var and a not in stored and made[a].op is mv.broadcast and _is_one(made[a].args[0]):
            a = made[a].args[0]
        if type(a) is np.ndarray and a.size and not any(a.strides):
            a = a[(0,) * a.ndim]
        if _is_one(a):
            return View(view(a, made, stored).base, (), ())
    found = view(a, made, stored)
    lead = len(found.perm) - (0 if in_order else core)
    if found.perm[:lead] == tuple(range(lead)):
        return found
    shape = atom_type(a).shape
    return View(a, shape, tuple(range(len(shape))))


def _is_one(a: Any) -> bool:
    return math.prod(atom_type(a).shape) == 1


def sources(e: Eqn, made: dict[Var, Eqn], stored: set[Var]) -> list[View]:
    """Where the operands of a call are read."""
    function: Function = e.params["function"]
    inside = zip(e.args, core_axes(function), strict=False)
    return [source(a, n, function.in_order and k > 0, made, stored) for k, (a, n) in enumerate(inside)]


def core_axes(function: Function) -> list[int]:
    """How many last axes of each operand belong to one run; complex numbers have one more."""
    return [len(axes) + c for axes, c in zip(function.core, function.complexes, strict=True)]


def layout(function: Function, views: Sequence[View], out: Sequence[int]) -> Layout:
    """How the loop of a function goes over its operands, at these places, and over its result of shape `out`."""
    sizes: dict[str, int] = {}
    runs, core = [], []
    inside = core_axes(function)
    for v, axes, n in zip(views, function.core, inside, strict=False):
        lead = max(len(v.perm) - n, 0)
        runs.append(math.prod(v.shape[lead:]) if math.prod(v.shape[:lead]) != 1 else 0)
        along = row_major(v.shape)
        for letter, p in zip(axes, v.perm[lead:], strict=False):
            sizes[letter] = v.shape[p]
            core.append(along[p])
    lead = len(out) - (1 if function.packed else inside[-1])
    step, offset, offsets = math.prod(out[lead:]), 0, [0] * len(views)
    results = zip(function.packed or (tuple(out[lead:]),), function.core[len(views) :], strict=True)
    for shape, axes in results:
        runs.append(step)
        offsets.append(offset)
        for letter, size, stride in zip(axes, shape, row_major(shape), strict=False):
            sizes[letter] = size
            core.append(stride)
        offset += math.prod(shape)
    return Layout((math.prod(out[:lead]), *sizes.values()), tuple(runs), tuple(core), tuple(offsets))
