"""The greatest errors found, in units in the last place, rounded up: of each function in f32 and f64.

By runs of bench/accuracy.py, and of the compiled functions on some millions of points.
"""

from __future__ import annotations

ACCURACY: dict[str, tuple[float, float]] = {
    "exp": (1.0, 0.9),
    "expm1": (1.5, 1.8),
    "log1p": (1.5, 1.4),
    "sin": (1.7, 1.7),
    "cos": (1.8, 1.7),
    "tan": (1.6, 1.8),
    "sinh": (1.6, 1.7),
    "cosh": (1.4, 1.4),
    "tanh": (1.8, 2.0),
    "exp2": (0.9, 0.9),
    "expit": (2.0, 2.0),
    "log_expit": (1.8, 1.4),
    "logaddexp": (1.4, 1.3),
    "logaddexp2": (1.4, 1.3),
    "log": (1.0, 0.8),
    "log2": (1.6, 1.3),
    "log10": (1.7, 1.3),
    "arcsin": (1.6, 1.6),
    "arccos": (1.1, 1.2),
    "arctan": (1.9, 1.8),
    "arctan2": (1.9, 1.9),
    "arcsinh": (1.8, 1.8),
    "arccosh": (2.1, 2.2),
    "arctanh": (2.1, 2.1),
    "power": (2.5, 1.2),
    "cbrt": (0.8, 0.8),
    "hypot": (1.0, 1.0),
    "erf": (1.8, 1.4),
    "erfc": (0.6, 3.2),
    "erfinv": (3.3, 2.8),
    "gammaln": (2.7, 2.3),
    "digamma": (2.9, 3.0),
    "psi": (2.9, 3.0),
}
