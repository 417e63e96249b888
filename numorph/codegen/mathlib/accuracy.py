"""The greatest errors that `bench/accuracy.py` found, in units in the last place, rounded up: name -> (f32, f64)."""

from __future__ import annotations

ACCURACY: dict[str, tuple[float, float]] = {}
