"""Looking at staged functions: eval_shape, make_program, pure_callback, named_scope, disable_jit, ravel_pytree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from .. import config, tree
from ..array import as_value, unwrap, wrap
from ..boundary import Arguments, check_callable, describe, flatten_result, is_value, what_is
from ..control.callback import callback
from ..core.trace import state, typeof
from ..core.types import ArrayType
from ..errors import NumorphTypeError, NumorphValueError
from ..ir.program import Program
from ..ir.simplify import simplified
from ..ir.stage import stage


class ShapeDtypeStruct:
    """The shape and dtype of an array, without the array.  As jax.ShapeDtypeStruct."""

    __slots__ = ("dtype", "shape")

    def __init__(self, shape: Any, dtype: Any):
        self.shape = tuple(shape) if not isinstance(shape, int) else (shape,)
        self.dtype = np.dtype(dtype)

    ndim = property(lambda self: len(self.shape))
    size = property(lambda self: int(np.prod(self.shape)))

    def __repr__(self) -> str:
        return f"ShapeDtypeStruct(shape={self.shape}, dtype={self.dtype.name})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ShapeDtypeStruct) and (self.shape, self.dtype) == (other.shape, other.dtype)

    def __hash__(self) -> int:
        return hash((self.shape, self.dtype))


def _types_and_stand_ins(arguments: Arguments) -> tuple[list[Any], list[int]]:
    """The types of the leaves that are arrays or numbers, and their positions; specs become arrays without memory."""
    types, positions = [], []
    for k, leaf in enumerate(arguments.leaves):
        if not is_value(leaf) and hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
            leaf = arguments.leaves[k] = np.broadcast_to(np.zeros((), leaf.dtype), leaf.shape)
            types.append(ArrayType(leaf.shape, leaf.dtype))
        elif is_value(leaf):
            types.append(typeof(unwrap(leaf)))
        else:
            continue
        positions.append(k)
    return types, positions


def _staged(f: Callable[..., Any], args: tuple, kwargs: dict) -> tuple[Program, tuple, Any]:
    arguments = Arguments(args, kwargs)
    types, positions = _types_and_stand_ins(arguments)
    arguments.leaves = [
        np.broadcast_to(np.zeros((), x.dtype), x.shape).copy()
        if isinstance(x, np.ndarray) and not x.flags.writeable and x.size < 2
        else x
        for x in arguments.leaves
    ]
    note: list[Any] = []

    def flat(*values):
        full = list(arguments.leaves)
        for k, v in zip(positions, values, strict=True):
            full[k] = v
        out, structure, _ = flatten_result(arguments.call(f, full))
        note[:] = [structure]
        return out

    program, outer = stage(flat, types, describe(f))
    return program, outer, note[0]


def make_program(f: Callable[..., Any]) -> Callable[..., Program]:
    """make_program(f)(*args) is the Program that f is staged to; print it.  As jax.make_jaxpr.

    Raises ValueNeeded where f needs values that are not known while tracing.
    """
    check_callable(f, "make_program")

    def made(*args: Any, **kwargs: Any) -> Program:
        return simplified(_staged(f, args, kwargs)[0])

    return made


def eval_shape(f: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The structure, shapes and dtypes of f's result, as ShapeDtypeStructs, without computing it.

    Arguments are arrays or ShapeDtypeStructs.  As jax.eval_shape.
    """
    check_callable(f, "eval_shape")
    program, _, structure = _staged(f, args, kwargs)
    return tree.unflatten(structure, [ShapeDtypeStruct(t.shape, t.dtype) for t in program.out_types])


def pure_callback(
    f: Callable[..., Any],
    result_shape_dtypes: Any,
    *args: Any,
    vmap_method: str | None = None,
    vectorized: bool | None = None,
    **kwargs: Any,
) -> Any:
    """Call f on plain NumPy arrays when the program runs; its results have the given shapes and dtypes (a pytree).

    f must have no effects and has no derivative (wrap it with custom_jvp to give it one).  vmap_method: "sequential"
    (the default: f is called for every lane), "expand_dims" or "broadcast_all" (f gets arrays with a leading batch
    axis).
    As jax.pure_callback.
    """
    check_callable(f, "pure_callback")
    leaves, structure = tree.flatten((args, kwargs))
    specs, out_structure = tree.flatten(result_shape_dtypes)
    for s in specs:
        if not hasattr(s, "shape") or not hasattr(s, "dtype"):
            raise NumorphTypeError(
                f"'pure_callback' needs the shapes and dtypes of the results, got {what_is(s)} among them.",
                hints=("numorph.ShapeDtypeStruct((3,), float) announces an array f64[3]",),
            )
    types = tuple([ArrayType(tuple(s.shape), np.dtype(s.dtype)) for s in specs])

    def host(*values):
        inner_args, inner_kwargs = tree.unflatten(structure, list(values))
        out, _ = tree.flatten(f(*inner_args, **inner_kwargs))
        if len(out) != len(types):
            raise NumorphTypeError(
                f"The callback '{describe(f)}' returned {len(out)} results instead of the announced {len(types)}."
            )
        return out

    method = "expand_dims" if vectorized else (vmap_method or "sequential")
    if method not in ("sequential", "expand_dims", "broadcast_all"):
        raise NumorphValueError(
            f"'pure_callback' knows the vmap methods 'sequential', 'expand_dims' and 'broadcast_all', got {method!r}."
        )
    outs = state.trace.process(
        callback, [as_value(x) for x in leaves], {"host": host, "types": types, "method": method, "name": describe(f)}
    )
    return tree.unflatten(out_structure, [wrap(o) for o in outs])


@contextmanager
def disable_jit(disable: bool = True) -> Iterator[None]:
    """Within the block, jitted functions run as plain Python.  As jax.disable_jit."""
    with config.set(disable_jit=disable):
        yield


@contextmanager
def named_scope(name: str) -> Iterator[None]:
    """Name a part of a program, for readers and profilers.  As jax.named_scope."""
    if not isinstance(name, str):
        raise NumorphTypeError(f"'named_scope' needs a string, got {name!r}.")
    yield


def ravel_pytree(pytree: Any) -> tuple[Any, Callable[[Any], Any]]:
    """All leaves as one vector, and the function that puts such a vector back into the tree.

    As jax.flatten_util.ravel_pytree.
    """
    leaves, structure = tree.flatten(pytree)
    shapes = [typeof(unwrap(x)).shape for x in leaves]
    dtypes = [typeof(unwrap(x)).dtype for x in leaves]
    dtype = np.result_type(*dtypes) if dtypes else np.dtype(float)
    sizes = [int(np.prod(s, dtype=int)) for s in shapes]
    bounds = np.cumsum([0, *sizes])
    flat = [np.ravel(np.asarray(x) if not hasattr(x, "dtype") else x).astype(dtype) for x in leaves]
    vector = np.concatenate(flat) if flat else np.zeros(0, dtype)

    def unravel(v: Any) -> Any:
        if v.shape != vector.shape:
            raise NumorphTypeError(f"'unravel' needs a vector of shape {vector.shape}, got {v.shape}.")
        parts = [
            v[bounds[k] : bounds[k + 1]].reshape(shapes[k]).astype(dtypes[k])
            if shapes[k]
            else v[bounds[k]].astype(dtypes[k])
            for k in range(len(shapes))
        ]
        return tree.unflatten(structure, parts)

    return vector, unravel
