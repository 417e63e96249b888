"""NumPy that transforms: `jit` compiles, `grad` differentiates and `vmap` batches NumPy programs, in any nesting."""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING, Any

from . import config, errors

if TYPE_CHECKING:
    from . import compare, debug, explain, lax, nn, numpy, random, scipy, testing, tree
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
    from .runtime.threads import thread_count, threads

    remat = checkpoint
    make_jaxpr = make_program

__version__ = "0.1.0"

__all__ = [
    "Array",
    "ShapeDtypeStruct",
    "checkpoint",
    "checkpoint_name",
    "checkpoint_policies",
    "compare",
    "config",
    "custom_gradient",
    "custom_jvp",
    "custom_vjp",
    "debug",
    "disable_jit",
    "errors",
    "eval_shape",
    "explain",
    "grad",
    "hessian",
    "jacfwd",
    "jacobian",
    "jacrev",
    "jit",
    "jvp",
    "lax",
    "linear_transpose",
    "linearize",
    "make_jaxpr",
    "make_program",
    "named_scope",
    "nn",
    "numpy",
    "pure_callback",
    "random",
    "ravel_pytree",
    "remat",
    "scipy",
    "stop_gradient",
    "testing",
    "thread_count",
    "threads",
    "tree",
    "value_and_grad",
    "vjp",
    "vmap",
]

# Loaded at first use, so that a program that only computes with NumPy pays for NumPy alone.
_SUBMODULES = ("compare", "debug", "explain", "lax", "nn", "numpy", "random", "scipy", "testing", "tree")
_NAMES = {
    "api.checkpointing": ("checkpoint", "checkpoint_name", "checkpoint_policies"),
    "api.custom": ("custom_gradient", "custom_jvp", "custom_vjp", "stop_gradient"),
    "api.directional": ("hessian", "jacfwd", "jacobian", "jacrev", "jvp", "linear_transpose", "linearize", "vjp"),
    "api.gradient": ("grad", "value_and_grad"),
    "api.jit": ("jit",),
    "api.staging": (
        "ShapeDtypeStruct",
        "disable_jit",
        "eval_shape",
        "make_program",
        "named_scope",
        "pure_callback",
        "ravel_pytree",
    ),
    "api.vectorize": ("vmap",),
    "array": ("Array",),
    "runtime.threads": ("thread_count", "threads"),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}
_SYNONYMS = {"remat": "checkpoint", "make_jaxpr": "make_program"}  # JAX's names


def __getattr__(name: str) -> Any:
    if name in _SUBMODULES:
        return _import_module(f".{name}", __name__)
    wanted = _SYNONYMS.get(name, name)
    if wanted not in _HOME:
        raise AttributeError(f"module 'numorph' has no attribute '{name}'")
    value = globals()[name] = getattr(_import_module(f".{_HOME[wanted]}", __name__), wanted)
    return value


def __dir__() -> list[str]:
    return __all__
