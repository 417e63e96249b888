"""Looking into transformed functions while they run, under JAX's names.

Without `jit`, plain `print`, `pdb` and `breakpoint` work; these work in staged programs as well.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from . import tree
from .array import as_value, unwrap
from .boundary import check_callable, describe, is_value
from .control.callback import effect
from .core.trace import Tracer, state


def callback(f: Callable[..., Any], *args: Any, ordered: bool = False, **kwargs: Any) -> None:
    """Call f with the values of the arguments, as NumPy arrays, each time the program runs; its result is dropped.

    Under vmap it is called once for every lane; derivatives pass it by.  As jax.debug.callback, and always in order.
    """
    check_callable(f, "debug.callback")
    leaves, structure = tree.flatten((args, kwargs))
    traced = [k for k, x in enumerate(leaves) if is_value(x)]

    def host(*values: Any) -> None:
        full = list(leaves)
        for k, v in zip(traced, values, strict=True):
            full[k] = v
        inner_args, inner_kwargs = tree.unflatten(structure, full)
        f(*inner_args, **inner_kwargs)

    values = [as_value(unwrap(leaves[k])) for k in traced]
    if any(isinstance(v, Tracer) for v in values) or state.trace.staging:
        state.trace.process(effect, values, {"host": host, "name": describe(f)})
    else:
        host(*values)


def print(fmt: str, *args: Any, ordered: bool = False, **kwargs: Any) -> None:
    """Print fmt.format(*args, **kwargs) with the arguments' values, each time the program runs.  As jax.debug.print."""
    if not isinstance(fmt, str):
        raise TypeError(
            f"'debug.print' needs a format string first, got {fmt!r}.\n  Hint: write debug.print('x = {{}}', x)"
        )
    callback(lambda *a, **k: builtins.print(fmt.format(*a, **k)), *args, **kwargs)


def breakpoint() -> None:
    """Python's breakpoint; inside a jitted function use `with numorph.disable_jit():` around the call to get here."""
    builtins.breakpoint()
