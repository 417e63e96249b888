"""Transformations of running code and of programs: forward mode, linearisation, transposition, batching."""
