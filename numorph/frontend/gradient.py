"""What a gradient is the gradient of: said by those who make one, looked at by those who compile it."""

from __future__ import annotations

from typing import Any, NamedTuple


class Gradient(NamedTuple):
    """What grad makes of a function: by which of its arguments, as a tuple or not, and with its value or not."""

    f: Any
    positions: tuple[int, ...]
    single: bool
    with_value: bool
