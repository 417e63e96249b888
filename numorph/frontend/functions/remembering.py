"""Functions from outside that functools.cache or lru_cache decorate.

Machine code remembers their results for one call, in a table of its own: Python's cache is neither read nor filled.
That makes no difference to a function of its arguments, which are numbers, so long as what it reads from outside stays
as it was; where that has changed, Python alone knows which results are from before, and runs the function.
"""

from __future__ import annotations

import functools
import sys
import types
from typing import Any

from ..context import Context
from ..frames import Restart
from ..values import Cached, Scalar, Static, Tup, Unsupported
from .tables import new_table


def is_remembering(f: Any) -> bool:
    """Whether a function remembers its results from call to call."""
    return isinstance(f, functools._lru_cache_wrapper) and isinstance(f.__wrapped__, types.FunctionType)


def call_remembering(t: Context, f: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """f(*args, **kwargs)."""
    if f not in t.remembering:
        t.decided.setdefault("remembering", []).append(f)
        raise Restart  # its table is made where the procedure begins
    if any([not isinstance(a, Scalar | Tup) for a in args]):
        raise Unsupported("a function that remembers its results, with arguments that are no numbers", t.line)
    t.surroundings.options(f, "__wrapped__")
    return t.call(t.remembering[f], args, kwargs)


def make_tables(t: Context) -> None:
    """Tables of the functions that are known to be called."""
    for k, f in enumerate(t.decided.get("remembering", ())):
        table = new_table(t, dict, site=("table", "remembering", k))
        t.remembering[f] = Cached(Static(f.__wrapped__), table, sys.maxsize)
        t.surroundings.remembering.append(f)
