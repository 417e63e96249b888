"""Kernels as code: each text is compiled once, quickly at first, optimised when asked for.

Kernels meet by their text, which holds no sizes: the plan of a new shape finds its code here.
"""

from __future__ import annotations

import threading
from hashlib import blake2b

from .engine import compiled, register
from .llvm import effort, emit, emit_math, math_calls
from .llvm_expressions import math_function
from .loops import SIZES, Kernel
from .pacing import breathe
from .target import host
from .text import show

_lock = threading.Lock()
_known: dict[str, Code] = {}
_math: set[str] = set()


class Code:
    """The machine code of a kernel: `address` is the best there is so far (0: none yet)."""

    __slots__ = ("address", "kernel", "level", "name", "text")

    def __init__(self, kernel: Kernel, text: str):
        self.kernel, self.text = kernel, text
        self.name = f"kernel_{blake2b(text.encode(), digest_size=12).hexdigest()}"
        self.address, self.level = 0, -1

    def make(self, level: int) -> int:
        """The address of code of at least this level (0: quick, 2: optimised); raises CompileError."""
        if self.level < level:
            breathe()
            address = self.made(level)
            with _lock:
                if self.level < level:
                    self.address, self.level = address, level
        return self.address

    def made(self, level: int) -> int:
        """The address of code of this level, or of what is as good; raises CompileError."""
        calls, level = effort(self.kernel, level)
        for name, dtype, arity in math_calls(self.kernel, quick=calls):
            make_math(name, dtype, arity)
        text = emit(self.kernel, self.name, host(), quick=calls)
        return compiled(text, [self.name], level)[self.name]


def code_of(kernel: Kernel) -> Code:
    """The code of a kernel, which may have none yet."""
    text = show(kernel)
    with _lock:
        found = _known.get(text)
        if found is None:
            found = _known[text] = Code(kernel, text)
    return found


def count() -> int:
    """How many different kernels there are."""
    return len(_known)


def make_math(name: str, dtype: str, arity: int, lanes: int = 0) -> None:
    """Register a function of mathlib that code calls: on vectors as wide as the machine's, or of so many lanes."""
    target = host()
    lanes = lanes or target.vector_bits // (8 * SIZES[dtype])
    symbol = math_function(name, dtype, lanes).removeprefix("@")
    if symbol in _math:
        return
    address = compiled(emit_math(name, dtype, arity, target, lanes), [symbol], 2)[symbol]
    register(symbol, address)
    _math.add(symbol)
