"""NumPy that transforms: NumPy programs become compiled (`jit`), differentiated (`grad`) and batched (`vmap`), in any nesting."""

from importlib import import_module as _import_module
from typing import Any as _Any

from . import config, errors, tree
from . import numpy as numpy
from .api.checkpointing import checkpoint, checkpoint_name, checkpoint_policies
from .api.custom import custom_gradient, custom_jvp, custom_vjp, stop_gradient
from .api.directional import hessian, jacfwd, jacobian, jacrev, jvp, linear_transpose, linearize, vjp
from .api.gradient import grad, value_and_grad
from .api.jit import jit
from .api.staging import (
    ShapeDtypeStruct,
    disable_jit,
    eval_shape,
    make_program,
    named_scope,
    pure_callback,
    ravel_pytree,
)
from .api.vectorize import vmap
from .array import Array

remat = checkpoint
make_jaxpr = make_program  # JAX's name
__version__ = "0.1.0"

# Loaded at first use: none of these is needed to start.
_SUBMODULES = ("lax", "nn", "random", "scipy", "testing", "explain", "compare", "debug")


def __getattr__(name: str) -> _Any:
    if name in _SUBMODULES:
        return _import_module(f".{name}", __name__)
    raise AttributeError(f"module 'numorph' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *_SUBMODULES])
