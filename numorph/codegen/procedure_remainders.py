"""Remainders of sums: (a + b) % m is often a + b, or less by m, which takes a tenth of the time of a division.

Where neither is a remainder, the division is made: the machine foresees which of both it will be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..procedures.ir import Expr
from .elementwise import remainder_operands
from .llvm_writer import Value, Writer

_LARGEST: Final = 1 << 62  # divisor, beyond which differences may come out as another remainder
_LEAST: Final = 1 << 8  # constant: a division by one takes some multiplications only


def near_operands(e: Expr) -> tuple[Expr, Expr] | None:
    """(x, y) of a remainder x % y, as Python has it, for which it pays to try."""
    if e.dtype != "i64" or e.op != "select" or (found := remainder_operands(e)) is None:
        return None
    x, y = found
    worth = y.op != "const" or (y.attr >= _LEAST and y.attr & (y.attr - 1))
    return found if x.op in ("add", "sub") and worth else None


def near_remainder(w: Writer, e: Expr, x: Value, y: Value, divided: Callable[[], Value]) -> Value:
    """The remainder of x = a + b or a - b; `divided` writes the division.

    Read without a sign, the lesser of x and x - y (or x + y) is the remainder if it is less than y.
    """
    operands = near_operands(e)
    assert operands is not None
    total = operands[0]
    falls = total.op == "sub" or any([a.op == "const" and a.attr < 0 for a in total.args])
    usual = w.compare("ult", w.binary("sub", y, w.constant(1, "i64")), w.constant(_LARGEST, "i64"))
    limit = w.select(usual, y, w.constant(0, "i64"))
    other = w.binary("add" if falls else "sub", x, y)
    near = w.select(w.compare("ult", x, other), x, other)
    rare, after = w.label(), w.label()
    before = w.at.label
    w.line(f"br {w.compare('ult', near, limit).typed}, label %{after}, label %{rare}")
    w.begin(rare)
    found = divided()
    end = w.at.label
    w.line(f"br label %{after}")
    w.begin(after)
    return w.emit(f"phi i64 [ {near.text}, %{before} ], [ {found.text}, %{end} ]", "i64", 1)
