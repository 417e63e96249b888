"""jax.lax's names, as thin spellings of NumPy's functions: operands promote and broadcast as in NumPy.

Left out: gather and scatter with dimension numbers (index with arrays, or x.at[...]), fft with an FftType, and what
concerns devices and compilers.
"""

from typing import Any as _Any

from ..api.custom import stop_gradient
from ..control.collectives import all_gather, axis_index, axis_size, pmax, pmean, pmin, psum
from ..control.linear_solve import custom_linear_solve
from ..control.root import custom_root
from . import contraction as _contraction
from . import convolution as _convolution
from . import elementwise as _elementwise
from . import reductions as _reductions
from . import structural as _structural
from .associative import associative_scan
from .branches import cond, switch
from .contraction import *  # noqa: F403
from .convolution import *  # noqa: F403
from .elementwise import *  # noqa: F403
from .loops import fori_loop, map, scan, while_loop
from .reductions import *  # noqa: F403
from .structural import *  # noqa: F403

__all__ = [
    "all_gather",
    "associative_scan",
    "axis_index",
    "axis_size",
    "cond",
    "custom_linear_solve",
    "custom_root",
    "fori_loop",
    "map",
    "pmax",
    "pmean",
    "pmin",
    "psum",
    "scan",
    "stop_gradient",
    "switch",
    "while_loop",
]
__all__ += (
    _contraction.__all__ + _convolution.__all__ + _elementwise.__all__ + _reductions.__all__ + _structural.__all__
)
__all__ += list(_elementwise.SPECIAL)


def __getattr__(name: str) -> _Any:
    """The special functions, which come from SciPy when first used."""
    if name not in _elementwise.SPECIAL:
        raise AttributeError(f"module 'numorph.lax' has no attribute '{name}'")
    from ..scipy import special

    return getattr(special, _elementwise.SPECIAL[name])


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
