"""What a way of running calls gives for a call that is not its own: others have to run it."""

from typing import Final

ELSEWHERE: Final = object()
