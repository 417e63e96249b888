"""Lists, dicts and objects that can be changed, and what they hold now.

All names of a container see what is written to it.  Where ways meet and where loops go around, what containers hold is
joined like variables: a `Place` stands for an item of one.  A container that may be one of several, as after
`d = a if x > 0 else b`, is a copy that cannot be changed, nor can those be any more.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .values import Dictionary, Instance, Restart, Tup, Unsupported, constant

Box = Dictionary | Instance | Tup
Contents = dict[Any, dict[Any, Any]]  # of each container, by its name: the items


class Place(NamedTuple):
    """An item of a container."""

    box: Any
    key: Any


class State(dict[str, Any]):
    """The variables of a function, and with them the contents of all containers."""

    __slots__ = ("boxes", "contents")

    def __init__(self, env: dict[str, Any], heap: Heap):
        super().__init__(env)
        self.contents, self.boxes = heap.contents(), dict(heap.boxes)


class Heap:
    """The containers, by names that are the same in each attempt at a translation."""

    def __init__(self) -> None:
        self.boxes: dict[Any, Box] = {}
        self._counts: dict[Any, int] = {}
        self._changed: set[Any] = set()
        self.forever: set[Any] = set()  # what cannot be changed in any attempt
        self.around: list[Contents] = []  # what the containers held where the loops that are open began

    def add(self, box: Any, where: Any) -> Any:
        """A container that can be changed from now on."""
        count = self._counts[where] = self._counts.get(where, 0) + 1
        box.name = ("box", *where, count)
        self.boxes[box.name] = box
        return box

    def change(self, box: Any) -> None:
        """A container is going to be changed."""
        known = box.name is not None and self.boxes.get(box.name) is box
        if not known or box.sealed or box.name in self.forever:
            raise Unsupported("a change of a list, dict or object that may be one of several")
        self._changed.add(box.name)

    def seal(self, box: Any) -> None:
        """A container has been copied to where it may be one of several: from now on it cannot be changed.

        In a loop, "from now on" begins before.
        """
        box.sealed = True
        if any([box.name in contents for contents in self.around]) and box.name not in self.forever:
            self.forever.add(box.name)
            if box.name in self._changed:
                raise Restart

    def contents(self) -> Contents:
        """What all containers hold now."""
        return {name: items(box) for name, box in self.boxes.items()}

    def restore(self, contents: Contents, boxes: dict[Any, Box]) -> None:
        """Let the containers hold what they held, and forget others."""
        self.boxes = {name: boxes[name] for name in contents}
        for name, found in contents.items():
            fill(self.boxes[name], found)

    def get(self, place: Place) -> Any:
        """The item; None where it is not there."""
        return items(self.boxes[place.box]).get(place.key) if place.box in self.boxes else None

    def set(self, place: Place, value: Any) -> None:
        self.boxes[place.box].items[place.key] = value


class View(Tup):
    """The keys(), values() or items() of a dict: of what it holds now, whenever that is looked at."""

    __slots__ = ("_made", "_owner", "_seen", "_what")

    def __init__(self, owner: Dictionary, what: str):
        self._owner, self._what = owner, what
        self._seen: list[Any] = []
        self._made: list[Any] = []
        super().__init__([], type(getattr({}, what)()))

    @property
    def items(self) -> list[Any]:
        now = [*self._owner.items.items()]
        if len(now) != len(self._seen) or any(
            [a[0] != b[0] or a[1] is not b[1] for a, b in zip(now, self._seen, strict=True)]
        ):
            self._seen = now
            keys = [constant(k) for k, _ in now]
            values = [v for _, v in now]
            pairs = [Tup([*pair]) for pair in zip(keys, values, strict=True)]
            self._made = {"keys": keys, "values": values, "items": pairs}[self._what]
        return self._made

    @items.setter
    def items(self, items: list[Any]) -> None:
        assert not items  # they are the dict's


def items(box: Any) -> dict[Any, Any]:
    """The items of a container, by keys or indices."""
    return dict(enumerate(box.items)) if isinstance(box, Tup) else dict(box.items)


def fill(box: Any, found: dict[Any, Any]) -> None:
    """Let a container hold other items."""
    if isinstance(box, Tup):
        box.items[:] = found.values()
    else:
        box.items.clear()
        box.items.update(found)


def changed(before: Contents, now: Contents) -> list[Place]:
    """The items that are no longer what they were; raises Unsupported where the keys are others."""
    found = []
    for name, old in before.items():
        new = now.get(name, old)
        if list(old) != list(new):
            raise Unsupported("a list or dict that gets or loses items in a loop or a branch")
        found += [Place(name, k) for k in old if old[k] is not new[k]]
    return found
