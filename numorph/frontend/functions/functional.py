"""NumPy's functions that call a function of the user's for elements or rows, and its iterator over elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import functional_source as source
from ..arrays import broadcast_shapes, broadcast_to, is_array, materialize
from ..context import Context
from ..list_elements import ArrayElement
from ..lists import Grown
from ..nested import array_of
from ..reshaping import raveled, reshaped
from ..scalars import kind_dtype, supported_dtype
from ..values import Arr, Partial, Scalar, Static, Tup, Unsupported, is_none
from ..views import transposed
from .arguments import array_argument, static_argument
from .registry import handles

_SAME_TYPES = ("f64", "i64", "c128")  # elements that are Python's numbers without a loss, and back


@handles(np.vectorize)
def _vectorize(t: Context, pyfunc: Any, otypes: Any = None) -> Any:
    """A function of arrays."""
    wanted = Static(None) if otypes is None or is_none(otypes) else _only(t, otypes)
    return Partial(Static(_call_vectorized), [pyfunc, wanted], {})


def _call_vectorized(f: Any, dtype: Any, *args: Any) -> None:
    """What a call of a vectorized function is: known to the front end."""
    raise NotImplementedError


@handles(_call_vectorized)
def _vectorized(t: Context, f: Any, dtype: Any, *args: Any) -> Any:
    given = [x for x in args if is_array(x)]
    if not given or len(args) > 2 or any([x.dtype not in _SAME_TYPES or not x.shape for x in given]):
        raise Unsupported("a vectorized function of such arguments", t.line)
    arrays = [array_argument(t, x) for x in args]
    shape = broadcast_shapes(t.e, [x.shape for x in arrays])
    arrays = [materialize(t.e, broadcast_to(t.e, x, shape)) for x in arrays]
    wanted = t.known(dtype)
    first = None if wanted is not None else t.inline(source.first_of_all, [f, Tup(list(arrays))], {})
    found = t.inline(source.each if len(arrays) == 1 else source.each_pair, [f, *arrays], {})
    if wanted is None and not (isinstance(first, Scalar) and {*map(kind_dtype, first.kinds)} == {_dtype_of(t, found)}):
        raise Unsupported("a vectorized function whose results have different types", t.line)
    return reshaped(t.e, array_of(t.e, found, None if wanted is None else supported_dtype(wanted)), shape)


def _dtype_of(t: Context, found: Any) -> str:
    """The dtype of the numbers in a list."""
    form = found.form if isinstance(found, Grown) else None
    dtypes = {kind_dtype(k) for k in ([form] if isinstance(form, str) else getattr(form, "kinds", ()))}
    if len(dtypes) != 1:
        raise Unsupported("a function of elements or rows whose results have different types", t.line)
    return dtypes.pop()


def _only(t: Context, otypes: Any) -> Static:
    known = t.known(otypes)
    if not isinstance(known, str | list | tuple) or len(known) != 1:
        raise Unsupported("a vectorized function with several results", t.line)
    return Static(np.dtype(known[0]))


def call_vectorize(t: Context, f: np.vectorize, args: list[Any]) -> Any:
    """A call of what np.vectorize gave outside the function."""
    names = ("pyfunc", "otypes", "excluded", "signature", "cache")
    pyfunc, otypes, *options = t.surroundings.options(f, *names)
    if any(options):
        raise Unsupported("a vectorized function with options", t.line)
    return t.call(_vectorize(t, Static(pyfunc), Static(otypes)), args, {})


@handles(np.apply_along_axis)
def _apply_along_axis(t: Context, func1d: Any, axis: Any, arr: Any, *args: Any) -> Any:
    a = materialize(t.e, array_argument(t, arr))
    k = static_argument(t, axis)
    if len(a.shape) != 2 or k not in (0, 1, -1, -2):
        raise Unsupported("apply_along_axis of other arrays than matrices", t.line)
    along_columns = k in (0, -2)
    rows = transposed(a, (1, 0)) if along_columns else a
    results = t.inline(source.along_rows, [func1d, rows, *args], {})
    if not isinstance(results, Grown) or not isinstance(results.form, ArrayElement):
        _dtype_of(t, results)
    found = array_of(t.e, results)
    return transposed(materialize(t.e, found), (1, 0)) if along_columns and len(found.shape) == 2 else found


@handles(np.nditer)
def _nditer(t: Context, op: Any) -> Any:
    a = array_argument(t, op)
    if not isinstance(a, Arr) or not a.whole:
        raise Unsupported("nditer of an array that does not lie row by row", t.line)
    flat = raveled(t.e, a)
    seen = Arr(
        flat.data,
        flat.dtype,
        flat.shape,
        flat.strides,
        offset=flat.offset,
        owner=flat.owner,
        sites=flat.sites,
        window=flat.window,
        axes=flat.axes,
        readonly=True,
        whole=True,
    )
    return t.inline(source.elements, [seen], {})
