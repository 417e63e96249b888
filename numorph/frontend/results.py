"""What Python gets of a procedure's results, and what is written to the caller's containers.

The result of a function is a tree: numbers and arrays are its leaves, lists, dicts and objects are around them.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..procedures.ir import Assign, Expr, Reg, reg
from .host_arguments import list_of_elements, number_of_kind
from .list_elements import Pool
from .objects import make_instance
from .tables import made_again
from .values import Unsupported

if TYPE_CHECKING:
    from .calls import Call


class Fixed:
    """A constant in the place of a result."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value


Place = Any  # the number of a result register, or Fixed


def is_constant(place: Place) -> bool:
    """Whether a place holds always the same."""
    return type(place) is Fixed


def _read(place: Place, results: list[Any]) -> Any:
    return place.value if type(place) is Fixed else results[place]


def place_of(e: Expr, results: list[Reg], emit: Callable[[Assign], None]) -> Place:
    """Where Python finds a value: `results` are the registers so far; what is in none yet is put into one."""
    if e.op == "const":
        return Fixed(e.attr)
    if e.op != "reg":
        r = Reg("result", e.dtype)
        emit(Assign(r, e))
        e = reg(r)
    if e.attr not in results:
        results.append(e.attr)
    return results.index(e.attr)


class KnownResult:
    """What is known already."""

    def __init__(self, value: Any):
        self.value = value

    def leaves(self) -> list[Any]:
        return []

    def rebuilt(self, values: Any) -> Any:
        return self.value

    def made(self, call: Call, results: list[Any]) -> Any:
        return self.value


class NumberResult:
    """A number, of the kind that the tag tells."""

    def __init__(self, kinds: tuple[str, ...], value: Any, tag: Any):
        self.kinds, self.value, self.tag = kinds, value, tag

    def leaves(self) -> list[Any]:
        return [self]

    def rebuilt(self, values: Any) -> Any:
        return next(values)

    def made(self, call: Call, results: list[Any]) -> Any:
        value = _read(self.value, results)
        return number_of_kind(self.kinds[0 if self.tag is None else _read(self.tag, results)], value)


class OptionalResult:
    """Something, or None where a flag does not hold."""

    def __init__(self, inner: Any, flag: Place):
        self.inner, self.flag = inner, flag

    def leaves(self) -> list[Any]:
        raise Unsupported("a result that is None at times")

    def made(self, call: Call, results: list[Any]) -> Any:
        return self.inner.made(call, results) if _read(self.flag, results) else None


class ChoiceResult:
    """One of several strings, or None."""

    def __init__(self, values: tuple[Any, ...], which: Place):
        self.values, self.which = values, which

    def leaves(self) -> list[Any]:
        raise Unsupported("a result that is one of several strings")

    def made(self, call: Call, results: list[Any]) -> Any:
        return self.values[_read(self.which, results)]


class ArgumentResult:
    """An argument, as it was passed."""

    def __init__(self, number: int):
        self.number = number

    def leaves(self) -> list[Any]:
        return [self]

    def rebuilt(self, values: Any) -> Any:
        return next(values)

    def made(self, call: Call, results: list[Any]) -> Any:
        return call.arrays[self.number]


class ArrayResult:
    """An array on memory that was made, or a view of an argument.  places: offset, sizes, strides.

    which: the place of the number of the argument that it is itself, or -1; None: it is none.
    """

    def __init__(self, dtype: np.dtype, data: int, places: list[Any], which: Any):
        self.dtype, self.data, self.places, self.which = dtype, data, places, which
        self.ndim = (len(places) - 1) // 2

    def layout(self, results: list[Any]) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """Offset, shape and strides, in bytes."""
        offset, *rest = [_read(p, results) for p in self.places]
        size = self.dtype.itemsize
        return offset * size, tuple(rest[: self.ndim]), tuple([s * size for s in rest[self.ndim :]])

    def leaves(self) -> list[Any]:
        return [self]

    def rebuilt(self, values: Any) -> Any:
        return next(values)

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.which is not None and (number := _read(self.which, results)) >= 0:
            return call.arrays[number]
        known = call.made.get(id(self))
        if known is None:
            known = call.made[id(self)] = call.view(results[self.data], self.dtype, *self.layout(results))
        return known


class BoundedDeque(NamedTuple):
    """A kind of lists: a deque with a greatest length."""

    most: Any


class GrownResult:
    """A list or deque whose elements lie in memory, from `start` on.  columns: pointer, dtype and shape of each.

    pools: of the lists that are its elements, or parts of them.  perhaps: the containers of the arguments, by number,
    that it may be itself: if their elements lie where its own do.
    """

    def __init__(self, form: Any, kind: Any, columns: list[Any], start: Any, count: Any, pools: Any):
        self.form, self.kind, self.columns, self.start, self.count = form, kind, columns, start, count
        self.pools = pools
        self.perhaps: list[tuple[int, Place]] = []

    def leaves(self) -> list[Any]:
        raise Unsupported("a list that grows in a loop as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        data = results[self.columns[0][0]]
        for number, other in self.perhaps:
            if results[other].address == data.address:
                return call.containers[number]
        return self.content(call, results)

    def content(self, call: Call, results: list[Any]) -> Any:
        """A new list."""
        count, kind = _read(self.count, results), self.kind
        if isinstance(kind, BoundedDeque):
            kind = functools.partial(deque, maxlen=_read(kind.most, results))
        if not count:
            return kind()
        start = _read(self.start, results)
        columns = [c[start:] for c in _columns(self.columns, start + count, results)]
        lists = {pool: rows.made(call, results) for pool, rows in self.pools.items()}
        return list_of_elements(self.form, kind, columns, lists)


def _columns(columns: list[Any], count: int, results: list[Any]) -> list[np.ndarray]:
    """Arrays of the first elements of a list in memory."""
    found = []
    for data, dtype, shape in columns:
        sizes = (count, *[_read(n, results) for n in shape])
        strides = [dtype.itemsize * int(np.prod(sizes[k + 1 :], dtype=np.int64)) for k in range(len(sizes))]
        found.append(np.empty(sizes, dtype) if 0 in sizes else results[data].array(dtype, sizes, strides))
    return found


class RowsResult:
    """All lists of a pool.  parts: columns and count of the places of the lists, and of their elements.

    given: of those that are the caller's, the place of the first number, leaf and place of a `ListArgument`.
    """

    def __init__(self, form: Any, parts: list[Any]):
        self.form, self.parts = form, parts
        self.pools: dict[Pool, RowsResult | HerdResult] = {}
        self.given: list[tuple[Place, int, int]] = []

    def made(self, call: Call, results: list[Any]) -> MadeRows:
        """What gives the list with a number: always the same one."""
        known = call.made.get(id(self))
        if known is None:
            known = call.made[id(self)] = MadeRows(self, call, results)
        found: MadeRows = known
        return found


class MadeRows:
    """The lists of a pool at the end of a call.  given: those that are the caller's, by their numbers."""

    def __init__(self, rows: RowsResult, call: Call, results: list[Any]):
        self._rows, self._call, self._results = rows, call, results
        self._parts = [_columns(columns, _read(count, results), results) for columns, count in rows.parts]
        self._starts, self._counts = (c.tolist() for c in self._parts[0][:2])
        self._numbers = list_of_elements(rows.form, list, self._parts[1]) if isinstance(rows.form, str) else None
        self.given = {
            _read(first, results) + k: x
            for first, leaf, place in rows.given
            for k, x in enumerate(call.arrays[leaf].rows[place])
        }
        self._made: dict[int, list[Any]] = dict(self.given)

    def __call__(self, number: int) -> list[Any]:
        if number not in self._made:
            self._made[number] = found = []
            found += self.content(number)
        return self._made[number]

    def content(self, number: int) -> list[Any]:
        """What is in one of the lists, as a new one."""
        start, stop = self._starts[number], self._starts[number] + self._counts[number]
        if self._numbers is not None:
            found: list[Any] = self._numbers[start:stop]
            return found
        if stop == start:
            return []
        lists: dict[Pool, Any] = {p: rows.made(self._call, self._results) for p, rows in self._rows.pools.items()}
        made: list[Any] = list_of_elements(self._rows.form, list, [c[start:stop] for c in self._parts[1]], lists)
        return made


class HerdResult:
    """All objects of a herd.  fields: their class and the names of their attributes; elements: as columns and count."""

    def __init__(self, fields: tuple[type, tuple[str, ...]], form: Any, elements: tuple[list[Any], Any]):
        self.fields, self.form, self.elements = fields, form, elements
        self.pools: dict[Pool, Any] = {}

    def made(self, call: Call, results: list[Any]) -> Callable[[int], Any]:
        """What gives the object with a number: always the same one."""
        known: Callable[[int], Any] | None = call.made.get(id(self))
        if known is not None:
            return known
        kind, names = self.fields
        columns = _columns(self.elements[0], _read(self.elements[1], results), results)
        objects: dict[int, Any] = {}

        def member(number: int) -> Any:
            if number not in objects:
                objects[number] = made = make_instance(kind, {})
                lists = {pool: rows.made(call, results) for pool, rows in self.pools.items()}
                (values,) = list_of_elements(self.form, list, [c[number : number + 1] for c in columns], lists)
                made.__dict__.update(zip(names, values, strict=True))
            return objects[number]

        call.made[id(self)] = member
        return member


class RowResult:
    """One of the lists or objects of a pool."""

    def __init__(self, rows: RowsResult | HerdResult, number: Any):
        self.rows, self.number = rows, number

    def leaves(self) -> list[Any]:
        raise Unsupported("a list that grows in a loop as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        return self.rows.made(call, results)(_read(self.number, results))


class TableResult:
    """A dict or set in memory.  default: of a defaultdict."""

    def __init__(self, kind: type, default: Any, keys: Any, values: Any = None):
        self.kind, self.default, self.keys, self.values = kind, default, keys, values

    def leaves(self) -> list[Any]:
        raise Unsupported("a dict or set that grows as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        values = None if self.values is None else self.values.made(call, results)
        return made_again(self.kind, self.default, self.keys.made(call, results), values)


class TextResult:
    """A string that is put together of values."""

    def __init__(self, write: Callable[[list[Any]], str], items: list[Any]):
        self.write, self.items = write, items

    def leaves(self) -> list[Any]:
        raise Unsupported("a string of values as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        return self.write([x.made(call, results) for x in self.items])


def _made_of(kind: type, items: list[Any]) -> Any:
    """A tuple, a list or a named tuple."""
    return getattr(kind, "_make", kind)(items)


class ListResult:
    """A tuple or list.  param: as in Tup."""

    def __init__(self, kind: type, items: list[Any], param: int | None):
        self.kind, self.items, self.param = kind, items, param

    def leaves(self) -> list[Any]:
        return [leaf for x in self.items for leaf in x.leaves()]

    def rebuilt(self, values: Any) -> Any:
        return _made_of(self.kind, [x.rebuilt(values) for x in self.items])

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.param is not None:
            return call.containers[self.param]
        return _made_of(self.kind, [x.made(call, results) for x in self.items])


class DictResult:
    """A dict.  param: as in Dictionary."""

    def __init__(self, items: dict[Any, Any], param: int | None):
        self.items, self.param = items, param

    def leaves(self) -> list[Any]:
        return [leaf for x in self.items.values() for leaf in x.leaves()]

    def rebuilt(self, values: Any) -> Any:
        return {k: x.rebuilt(values) for k, x in self.items.items()}

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.param is not None:
            return call.containers[self.param]
        return {k: x.made(call, results) for k, x in self.items.items()}


class InstanceResult:
    """An object of a class of the user's.  param: as in Instance."""

    def __init__(self, kind: type, items: dict[str, Any], param: int | None):
        self.kind, self.items, self.param = kind, items, param

    def leaves(self) -> list[Any]:
        raise Unsupported(f"a {self.kind.__name__} as a result")

    def made(self, call: Call, results: list[Any]) -> Any:
        if self.param is not None:
            return call.containers[self.param]
        return make_instance(self.kind, {k: x.made(call, results) for k, x in self.items.items()})


class Update:
    """Writes to a list, dict or object of the caller's.  keys: all that it has then; items: those that are new."""

    def __init__(self, number: int, keys: list[Any], items: dict[Any, Any]):
        self.number, self.keys, self.items = number, keys, items

    def made(self, call: Call, results: list[Any]) -> dict[Any, Any]:
        """The new items."""
        return {k: x.made(call, results) for k, x in self.items.items()}

    def write(self, call: Call, new: dict[Any, Any]) -> None:
        """Let the container have them."""
        container = call.containers[self.number]
        if isinstance(container, list):
            container[:] = [new[k] if k in new else container[k] for k in self.keys]
            return
        held = container if isinstance(container, dict) else container.__dict__
        if [k for k in held if k in self.keys] + [k for k in new if k not in held] != self.keys:
            kept = {k: new[k] if k in new else held[k] for k in self.keys}
            held.clear()
            held.update(kept)
            return
        for k in [k for k in held if k not in self.keys]:
            del held[k]
        held.update(new)


class ListUpdate:
    """Another content of a list of the caller's that was put into memory."""

    def __init__(self, number: int, result: GrownResult):
        self.number, self.result = number, result

    def made(self, call: Call, results: list[Any]) -> list[Any]:
        """The new content."""
        found: list[Any] = self.result.content(call, results)
        return found

    def write(self, call: Call, new: list[Any]) -> None:
        """Let the list have it."""
        call.containers[self.number][:] = new


class RowsUpdate:
    """Other contents of the lists of the caller's that are in a pool."""

    def __init__(self, rows: RowsResult):
        self.rows = rows

    def made(self, call: Call, results: list[Any]) -> list[tuple[list[Any], list[Any]]]:
        """Each with its new content."""
        made = self.rows.made(call, results)
        return [(x, made.content(number)) for number, x in made.given.items()]

    def write(self, call: Call, new: list[tuple[list[Any], list[Any]]]) -> None:
        """Let the lists have it."""
        for x, content in new:
            x[:] = content
