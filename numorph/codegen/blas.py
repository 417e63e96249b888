"""gemm as an operation of a plan: that of the BLAS which np.matmul calls.

SciPy brings another BLAS with threads of its own; where both are used in turn, they wait for one another's cores.
"""

from __future__ import annotations

import ctypes
from functools import cache

from numpy._core import _multiarray_umath  # type: ignore[attr-defined]

from ..ir.program import Eqn, Var
from ..ops.contraction import contract
from .complex_parts import internal

_PREFIXES = {"f32": "s", "f64": "d"}
_NAMES = ("scipy_cblas_{}gemm64_", "cblas_{}gemm64_")  # with sizes of 64 bits; first that of NumPy's own wheels


@cache
def gemm(dtype: str) -> int | None:
    """The address of cblas_?gemm for a dtype; None where NumPy's build names none, or one with sizes of 32 bits."""
    if dtype not in _PREFIXES:
        return None
    library = ctypes.CDLL(_multiarray_umath.__file__)  # already loaded; names are looked up in what it depends on, too
    for name in _NAMES:
        found = getattr(library, name.format(_PREFIXES[dtype]), None)
        if found is not None:
            return ctypes.cast(found, ctypes.c_void_p).value
    return None


# alpha (one number) times the contraction of a and b; plus c, where there is one.
scaled_product = internal("scaled_product", lambda a, b, alpha, *c, spec: contract.type_rule(a, b, spec=spec))


def adds(e: Eqn) -> bool:
    """Whether a scaled product has a summand."""
    return len(e.args) == 4


def needs_scratch(e: Eqn) -> bool:
    """Whether the product alone may be needed somewhere: gemm takes 0 times anything to be 0, which NaN is not."""
    return adds(e) and type(e.args[2]) is Var
