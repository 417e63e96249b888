"""Do two libraries give the same value? Values are compared leaf by leaf, with a tolerance that the dtype sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

import numorph as nm

# Sums may be taken in another order, so results agree to a few hundred roundings of the largest value.
_ROUNDINGS = 512
_SHOWN = 16  # values of more elements are compared, but not kept for the report


@dataclass(frozen=True)
class Outcome:
    """What one library did with one piece of code; `status` is same, differs, raises, not offered or by hand."""

    library: str
    status: str
    detail: str = ""
    value: Any = None

    @property
    def failed(self) -> bool:
        """A different value is a failure anywhere; an exception is one only in the code that must run."""
        return self.status == "differs" or (self.status == "raises" and self.library in ("NumPy", "numorph"))


def leaves(value: Any) -> list[np.ndarray]:
    """The arrays of a nested result, in a fixed order."""
    return [np.asarray(leaf) for leaf in nm.tree.leaves(value)]


def difference(value: Any, reference: Any, same_dtype: bool = False, exact: bool = False) -> str:
    """Say in a few words how `value` differs from `reference`; an empty string means that they agree."""
    got, want = leaves(value), leaves(reference)
    if len(got) != len(want):
        return f"{len(got)} arrays instead of {len(want)}"
    for a, b in zip(got, want, strict=True):
        if a.shape != b.shape:
            return f"shape {a.shape} instead of {b.shape}"
        if same_dtype and a.dtype != b.dtype:
            return f"dtype {a.dtype} instead of {b.dtype}"
        if exact or not (np.issubdtype(a.dtype, np.inexact) and np.issubdtype(b.dtype, np.inexact)):
            if not np.array_equal(a, b):
                return "other values"
            continue
        if not np.array_equal(np.isnan(a), np.isnan(b)):
            return "NaN in other places"
        coarser = max(np.finfo(a.dtype).eps, np.finfo(b.dtype).eps)
        finite = np.abs(b[np.isfinite(b)])
        scale = float(finite.max()) if finite.size else 1.0
        tolerance = _ROUNDINGS * float(coarser) * max(scale, 1e-300)
        if not np.allclose(a, b, rtol=0, atol=tolerance, equal_nan=True):
            worst = float(np.nanmax(np.abs(a.astype(complex) - b.astype(complex))))
            return f"values differ by up to {worst:.2g} (tolerance {tolerance:.2g})"
    return ""


def compare(library: str, value: Any, reference: Any, exact: bool = False) -> Outcome:
    """The outcome for a value that was computed; numorph must also have NumPy's dtype, since NumPy is the meaning."""
    detail = difference(value, reference, same_dtype=library == "numorph", exact=exact)
    small = sum(leaf.size for leaf in leaves(value)) <= _SHOWN
    return Outcome(library, "differs" if detail else "same", detail, value if small else None)


def raised(library: str, error: BaseException) -> Outcome:
    """The outcome for code that raised: the exception's type and the first line of its message."""
    first = next(iter(str(error).strip().splitlines()), "").strip()
    if first.startswith("Failed in nopython mode"):  # Numba puts the reason on the last lines
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        first = next((line for line in lines[1:] if not line.startswith(("During", "File"))), first)
    return Outcome(library, "raises", f"{type(error).__name__}: {first}"[:240])
