"""Lists in memory that go on in registers of another variable: whether somebody else sees them as well."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from .context import Context
from .heap import Place, items
from .joins import Home
from .lists import Grown
from .values import Dictionary, Function, Generator, Instance, Iterated, Maybe, Method, Optional, Tup
from .values import Iterator as TakenFrom


class Sharing(Context):
    """The part of a translator that knows who sees a list."""

    def take(self, name: Any, home: Home, value: Any, dead: Collection[str] | None = (), env: Any = None) -> None:
        """A home gets a value, which is that of a variable or item from now on.

        dead: variables that nobody reads any more; None: all of the function.  env: the variables; left out: as now.
        """
        for target, source in _lists(home.value, value):
            if target is not source and self._is_seen(source, name, dead, self.env if env is None else env):
                source.seal(self.e)
                target.seal(self.e)

    def is_held(self, v: Any, values: list[Any]) -> bool:
        """Whether one of some values, or a container, holds something."""
        every = [x for box in self.e.heap.boxes.values() for x in items(box).values()]
        return any([_holds(x, v) for x in (*values, *every)])

    def _is_seen(self, v: Any, name: Any, dead: Collection[str] | None, env: dict[str, Any]) -> bool:
        """Whether another variable or item than the one that has a list now holds it, or the caller."""
        if v.param is not None:
            return True
        if dead is not None and any([_holds(x, v) for n, x in env.items() if n != name and n not in dead]):
            return True
        if any([_holds(x, v) for frame in self.frames[:-1] for x in frame.env.values()]):
            return True
        boxes = self.e.heap.boxes.items()
        return any([_holds(x, v) for b, box in boxes for k, x in items(box).items() if Place(b, k) != name])


def _lists(home: Any, value: Any) -> Iterator[tuple[Grown, Grown]]:
    """The lists of a home, and those that go there."""
    if isinstance(home, Grown) and isinstance(value, Grown):
        yield home, value
    elif isinstance(home, Optional):
        yield from _lists(home.value, value.value if isinstance(value, Optional) else value)
    elif isinstance(home, Tup | Dictionary | Instance) and type(value) is type(home):
        pairs = zip(items(home).values(), items(value).values(), strict=False)
        for x, y in pairs:
            yield from _lists(x, y)


def _holds(x: Any, v: Any) -> bool:
    """Whether somebody who has x may see v."""
    if x is v or isinstance(x, Generator | Iterated | TakenFrom):
        return True
    if isinstance(x, Maybe | Optional):
        return _holds(x.value, v)
    if isinstance(x, Method):
        return _holds(x.owner, v)
    if isinstance(x, Function):
        return any([_holds(d, v) for d in (*x.defaults, *x.keywords.values())])
    if isinstance(x, Tup | Dictionary | Instance):
        return any([_holds(i, v) for i in items(x).values()])
    return False
