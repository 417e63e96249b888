"""What a program of this collection is: NumPy code as people write it, with arguments at two sizes.

The functions import numpy alone and know nothing of numorph, Numba or JAX.  `by_jax/` holds, under the same names, what
a JAX expert would write instead: functional, with lax loops, jitted; it returns changed arguments after the results.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Program:
    """One program.

    function        the unmodified NumPy code; it may update its arguments in place
    inputs          (generator, n) -> the tuple of arguments: fresh arrays and Python numbers
    sizes           two sizes n: the first takes plain NumPy about 1-20 ms, the second 10 times as long or more
    changed         the positions of the arguments that it updates in place
    differentiable  the positions of the float arguments by which its float results may be differentiated; () for none
    batched         the positions of the arguments that get a leading batch axis under vmap; () if vmap makes no sense
    tolerance       relative difference allowed against plain NumPy (sums may be re-associated); 0 for exact
    """

    function: Callable[..., Any]
    inputs: Callable[[np.random.Generator, int], tuple]
    sizes: tuple[int, int]
    changed: tuple[int, ...] = ()
    differentiable: tuple[int, ...] = ()
    batched: tuple[int, ...] = ()
    tolerance: float = 1e-9

    @property
    def name(self) -> str:
        """The function's name, unique in the collection."""
        return self.function.__name__
