"""Structured operations: the only ones that hold programs and whose rules re-stage transformed programs."""
