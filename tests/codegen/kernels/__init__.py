"""Kernels written by hand, with operands of any size and NumPy's answer: each way of running kernels is held to them.

Together they hold every statement, operation and dtype of LoopIR (test_interpret looks that they do).
"""

from . import dtypes, maps, memory, operations, reductions
from .case import ALL, Case

__all__ = ["ALL", "Case", "dtypes", "maps", "memory", "operations", "reductions"]
