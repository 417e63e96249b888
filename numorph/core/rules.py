"""The forms that an operation's jvp rule can take.  A tangent of None is zero.

Partials     elementwise: tangent = sum of t_i * d_i(*operands, out)
LINEAR       the operation is linear in all its inexact operands together: apply it to their tangents
PerOperand   tangent = sum of rule_i(t_i, *operands, out, **params)
General      rule(primals, tangents, out, **params) -> tangent (a tuple when the operation is multi)
CONSTANT     locally constant: the tangent is zero
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import NumorphTypeError


class Partials:
    """One derivative per operand: a function of (*operands, out), ONE, or None for zero."""

    __slots__ = ("rules",)

    def __init__(self, *rules: Any):
        self.rules = rules


class PerOperand:
    """One rule per operand, or None where the output does not depend smoothly on it."""

    __slots__ = ("rules",)

    def __init__(self, *rules: Callable[..., Any] | None):
        self.rules = rules


class General:
    """A rule for the operation as a whole."""

    __slots__ = ("rule",)

    def __init__(self, rule: Callable[..., Any]):
        self.rule = rule


class _Marker:
    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name

    def __repr__(self) -> str:
        return self.name


LINEAR = _Marker("LINEAR")
CONSTANT = _Marker("CONSTANT")
ONE = _Marker("ONE")


class NotDifferentiable(NumorphTypeError):
    """Raised by a rule where a derivative does not exist; says what to write instead."""
