"""How programs run: importing this makes plans the executor of the structured operations, and tiers that of calls."""

from ..control.call import caller
from . import nested as nested
from .numpy_plan import execute_apart as execute_apart
from .tiers import run_call

caller[0] = run_call
