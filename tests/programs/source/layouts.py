"""Arguments as users pass them: parts of other arrays, in other orders, read-only, misaligned, overlapping."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

LAYOUTS = ("strided", "reversed", "fortran", "readonly", "misaligned", "same", "overlapping", "column", "numpy scalars")


def laid_out(args: list[Any], layout: str, rng: random.Random) -> tuple[list[Any], list[np.ndarray]]:
    """The same values in another layout (where arguments overlap: partly others), and the memory around them."""
    if layout in ("same", "overlapping", "column"):
        return _shared(args, layout, rng)
    bases: list[np.ndarray] = []
    return [_one(a, layout, bases) for a in args], bases


def _one(a: Any, layout: str, bases: list[np.ndarray]) -> Any:
    if not isinstance(a, np.ndarray):
        if layout != "numpy scalars":
            return a
        return np.int64(a) if isinstance(a, int) else np.float64(a)
    if layout == "strided":
        base = np.ones([2 * n + 3 for n in a.shape], a.dtype)
        bases.append(base)
        part = base[tuple(slice(1, 2 * n + 1, 2) for n in a.shape)]
    elif layout == "reversed":
        part = np.zeros(a.shape, a.dtype)[tuple(slice(None, None, -1) for _ in a.shape)]
    elif layout == "fortran":
        part = np.zeros(a.shape, a.dtype, order="F") if a.ndim > 1 else np.zeros((len(a), 3), a.dtype)[:, 1]
    elif layout == "misaligned":
        part = np.frombuffer(bytearray(a.nbytes + 1), np.uint8)[1:].view(a.dtype).reshape(a.shape)
    else:
        part = np.zeros(a.shape, a.dtype)
    part[...] = a
    part.flags.writeable = layout != "readonly"
    return part


def _shared(args: list[Any], layout: str, rng: random.Random) -> tuple[list[Any], list[np.ndarray]]:
    """Two arguments that share memory, if there are two that can."""
    arrays = [k for k, a in enumerate(args) if isinstance(a, np.ndarray)]
    pairs = [(j, k) for j in arrays for k in arrays if j != k and args[j].dtype == args[k].dtype]
    if layout == "column":
        pairs = [(j, k) for j, k in pairs if args[j].ndim == 2 and args[k].ndim == 1]
    else:
        pairs = [(j, k) for j, k in pairs if args[j].shape == args[k].shape]
    if not pairs:
        return args, []
    j, k = rng.choice(pairs)
    args = list(args)
    if layout == "column":
        args[k] = args[j][:, -1]
    elif layout == "same":
        args[k] = args[j]
    else:
        base = np.concatenate([args[j], args[k][-1:]])
        args[j], args[k] = base[:-1], base[1:]
        return args, [base]
    return args, []
