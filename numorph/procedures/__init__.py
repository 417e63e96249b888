"""Procedures: user functions with loops, branches and in-place updates, as imperative code over scalars and memory."""
