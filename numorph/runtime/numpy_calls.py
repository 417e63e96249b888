"""How NumPy computes an equation, with everything decided that its types and parameters decide.

Elementwise functions found here broadcast as NumPy does, so that they take operands before their `broadcast`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from ..core.op import NotSupported, Op
from ..core.rules import LINEAR
from ..ir.program import Eqn, atom_type
from ..ir.rewrite import number
from ..ops import contraction, indexing, movement, reduction
from ..ops import elementwise as ew

# The ufunc of an elementwise operation.
UFUNCS: dict[Op, np.ufunc] = {op: ufunc for ufunc, op in ew.UFUNC_OPS.items() if isinstance(ufunc, np.ufunc)}

# A slice and the reshape that drops axes of it: x[i, 2:5].  Only plans hold it, so it needs no other rules.
_INSIDE = NotSupported("it only stands in plans")
read = Op("read", "indexing", lambda t, key: t, lambda x, key: x[key], LINEAR, _INSIDE, _INSIDE)


class Code(NamedTuple):
    """A function of the operands' values, and the same as source: an expression of {0}, {1}, ... and the constant {c}.

    Where it overwrites operand 0, the source is a statement, and the result is that operand.
    """

    function: Callable[..., Any]
    source: str = ""  # empty: a call of the function
    constant: Any = None
    overwrites: bool = False


def numpy_code(e: Eqn) -> Code:
    """The code of an equation (its value is a tuple for `multi` operations)."""
    special = _SPECIAL.get(e.op)
    found = special(e) if special is not None else None
    return found or Code(partial(e.op.impl, **e.params) if e.params else e.op.impl)


_OPERATORS: dict[Any, str] = {
    np.add: "{0} + {1}",
    np.subtract: "{0} - {1}",
    np.multiply: "{0} * {1}",
    np.divide: "{0} / {1}",
    np.negative: "-{0}",
}


def _operator(e: Eqn) -> Code:
    return Code(e.op.impl, _OPERATORS[UFUNCS[e.op]])


def _select(e: Eqn) -> Code | None:
    return Code(np.where) if e.outs[0].type.shape else None


def _convert(e: Eqn) -> Code | None:
    """Only from floats to integers does NumPy warn of values that do not fit, which `convert` is silent about."""
    have, dtype = atom_type(e.args[0]), e.params["dtype"]
    if not have.shape or (have.dtype.kind in "fc" and dtype.kind in "iu"):
        return None
    return Code(lambda x: x.astype(dtype), "{0}.astype({c})", dtype)


def _transpose(e: Eqn) -> Code:
    perm = e.params["perm"]
    return Code(lambda x: x.transpose(perm), "{0}.transpose({c})", perm)


def _reshape(e: Eqn) -> Code:
    shape = e.params["shape"]
    return Code(lambda x: x.reshape(shape), "{0}.reshape({c})", shape)


def _read(key: Any) -> Code:
    key = key[0] if len(key) == 1 else key
    return Code(operator.itemgetter(key), "{0}[{c}]", key)


def _gather(e: Eqn) -> Code:
    return Code(e.op.impl, f"{{0}}[{_operands(1, len(e.args))}]")


def _operands(start: int, stop: int) -> str:
    return ", ".join(f"{{{k}}}" for k in range(start, stop))


def _reduce(ufunc: np.ufunc) -> Callable[[Eqn], Code]:
    def special(e: Eqn) -> Code:
        axes = e.params["axes"]
        axis = axes[0] if len(axes) == 1 else axes
        return Code(partial(ufunc.reduce, axis=axis, dtype=e.outs[0].type.dtype))

    return special


def _put_slice(e: Eqn) -> Code:
    """Into a copy; a constant full of zeros need not be copied."""
    key, x, type_ = _place(e), number(e.args[0]), e.outs[0].type

    def put(x: Any, v: Any) -> Any:
        out = np.array(x)
        out[key] = v
        return out

    def put_into_zeros(_: Any, v: Any) -> Any:
        out = np.zeros(type_.shape, type_.dtype)
        out[key] = v
        return out

    return Code(put_into_zeros if x is not None and not any(x.tobytes()) else put)


def _place(e: Eqn) -> Any:
    """The key under which put_slice writes: numbers where one element is written with a value that has no axes."""
    key: tuple[Any, ...] = indexing.slices(e.params["index"])
    if atom_type(e.args[1]).shape == () and all(len(range(*span)) == 1 for span in e.params["index"]):
        key = tuple([s.start for s in key])
    return key[0] if len(key) == 1 else key


_SPECIAL: dict[Op, Callable[[Eqn], Code | None]] = {
    **{op: _operator for op, ufunc in UFUNCS.items() if ufunc in _OPERATORS},
    ew.select: _select,
    ew.convert: _convert,
    movement.transpose: _transpose,
    movement.reshape: _reshape,
    indexing.slice_: lambda e: _read(indexing.slices(e.params["index"])),
    read: lambda e: _read(e.params["key"]),
    indexing.put_slice: _put_slice,
    indexing.gather: _gather,
    reduction.reduce_sum: _reduce(np.add),
    reduction.reduce_prod: _reduce(np.multiply),
    reduction.reduce_max: _reduce(np.maximum),
    reduction.reduce_min: _reduce(np.minimum),
    contraction.contract: lambda e: Code(contraction.numpy_contraction(e.params["spec"], e.outs[0].type.dtype)),
}

# -- into memory that is there already


def overwriting_code(e: Eqn) -> Code | None:
    """A write whose array operand may be overwritten; its value is that operand.  None for other operations."""
    make = _OVERWRITING.get(e.op)
    return make(e) if make is not None else None


def _overwrite_slice(e: Eqn) -> Code:
    key = _place(e)

    def put(x: Any, v: Any) -> Any:
        x[key] = v
        return x

    return Code(put, "{0}[{c}] = {1}", key, True)


def _overwrite_window(e: Eqn) -> Code:
    sizes = atom_type(e.args[1]).shape

    def update(x: Any, v: Any, *starts: Any) -> Any:
        x[indexing.window_at(x, starts, sizes)] = v
        return x

    return Code(update)


def _overwrite_elements(e: Eqn) -> Code:
    run = partial(indexing.scatter_into, **e.params)
    if e.params["mode"] == "set":
        return Code(run, f"{{0}}[{_operands(2, len(e.args))}] = {{1}}", overwrites=True)
    return Code(run)


_OVERWRITING: dict[Op, Callable[[Eqn], Code]] = {
    indexing.put_slice: _overwrite_slice,
    indexing.dynamic_update_slice: _overwrite_window,
    indexing.scatter: _overwrite_elements,
}


def reusing(e: Eqn, k: int) -> Code:
    """An elementwise equation with its result in the memory of operand k, where it would have that layout anyway."""
    ufunc = UFUNCS[e.op]
    if all(a is e.args[k] or not atom_type(a).shape for a in e.args):
        return Code(lambda *xs: ufunc(*xs, out=xs[k]), f"{{c}}({_operands(0, len(e.args))}, out={{{k}}})", ufunc)

    def apply(*operands: Any) -> Any:
        for x in operands:
            if not x.flags.c_contiguous and any(x.strides):
                return ufunc(*operands)
        return ufunc(*operands, out=operands[k])

    return Code(apply)
