"""NumPy that transforms."""
