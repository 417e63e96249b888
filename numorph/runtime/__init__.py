"""How programs run: importing this makes plans the executor of the structured operations."""

from . import nested as nested
from .numpy_plan import execute_apart as execute_apart
