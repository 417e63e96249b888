"""Checks for the tests of programs that use numorph: derivatives against numerical differences."""

from .gradients import check_grads, check_jvp, check_vjp

__all__ = ["check_grads", "check_jvp", "check_vjp"]
