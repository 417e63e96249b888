"""`numorph compare`: NumPy, numorph, JAX, autograd and Numba side by side on this machine, in one process.

It reports only what it measured: a library that is not installed is absent, a value that differs is a failure.
"""
