"""Arrays of lists in memory, and lists of arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import Expr
from . import integers as ints
from . import python_source
from .arrays import copied
from .context import Context
from .emitter import Emitter
from .list_elements import NumberElement, TupleElement, pools_of
from .lists import Grown
from .scalars import cast, dtype_of, kind_dtype
from .values import Arr, Lazy, Scalar, Unsupported

_KINDS = {"f": "float", "b": "bool", "c": "complex", "i": "int"}


def array_of_list(e: Emitter, v: Grown, dtype: str | None = None) -> Arr:
    """np.array(list): a copy."""
    if pools_of(v.form):
        raise Unsupported("an array of a list of lists that change in a loop or a branch")
    columns = [v.column(e, k) for k in range(len(v.columns))]
    if isinstance(v.form, NumberElement) and len(set(map(kind_dtype, v.form.kinds))) == 1:
        del columns[1:]  # Python's floats and NumPy's are the same in an array
    count = columns[0].shape[0]
    if not v.is_flat or (dtype is None and columns[0].dtype != "f64"):
        e.bail_if(ints.compare("eq", count, ints.ZERO), "an array of an empty list")
    wanted = dtype or dtype_name(np.result_type(*[dtype_of(c.dtype) for c in columns]))
    if isinstance(v.form, NumberElement) and len(columns) > 1:
        raise Unsupported("an array of a list of numbers whose types depend on the way that was taken")
    if not isinstance(v.form, TupleElement):
        return copied(e, columns[0], wanted)
    if any([not isinstance(f, str) for f in v.form.items]):
        raise Unsupported("an array of a list of tuples of arrays")
    made = e.allocate(wanted, (count, ints.integer(len(columns))), "array")
    for k, c in enumerate(columns):
        step, start = ints.integer(len(columns)), ints.integer(k)
        part = Arr(made.data, wanted, (count,), (step,), offset=start, sites=made.sites)
        e.fill(part, Lazy(wanted, (count,), _of_column(c, wanted), (c,)))
    return made


def _of_column(c: Arr, dtype: str) -> Callable[[Any], Expr]:
    return lambda i: cast(c.at(i), dtype)


def list_of_array(t: Context, a: Arr) -> Any:
    """a.tolist(), of an array with axes."""
    kind = _KINDS.get(a.dtype[0])
    if kind is None:
        raise Unsupported("tolist() of unsigned integers")
    if len(a.shape) > 3:
        raise Unsupported("tolist() of more than three axes")
    if len(a.shape) > 1:
        source = python_source.rows_as_lists if len(a.shape) == 2 else python_source.matrices_as_lists
        return t.inline(source, [a], {})
    found = t.grown(kind)
    t.e.turns(a.shape[0], lambda k: found.append(t.e, Scalar(cast(a.at((k,)), kind_dtype(kind)), kind)))
    return found
