"""Random programs through random stacks of transformations, against plain NumPy and finite differences."""
