"""numorph.numpy: NumPy's functions; outside a transformation they are NumPy's own."""

from . import ufuncs
