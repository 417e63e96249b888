"""Dicts and sets of keys that are known only when the procedure runs, in the Python that the front end translates.

Keys lie in the order in which they were entered, as in CPython's dicts; `slots` finds them by open addressing: an entry
is 0 where it is free, -1 where a key was taken away, else the place of a key plus 1.  slots[0] counts those not free.
"""

from __future__ import annotations

import math
from typing import Any


def hashed(key: Any) -> int:
    """A number from 0 on, the same for equal keys: known to the front end, which chooses one of those below."""
    raise NotImplementedError


def hash_of_int(n: int) -> int:
    return (n ^ (n >> 20) ^ (n >> 40)) & 4611686018427387903


def hash_of_float(x: float) -> int:
    """A NaN, or an infinite number, is left to Python."""
    low = math.fmod(x, 4503599627370496.0)
    whole = int(low)
    return hash_of_int(whole ^ int((low - whole) * 1073741824.0))


def hash_of_tuple(key: Any) -> int:
    found: int = 7
    for x in key:
        found = ((found * 1000003) & 1099511627775) ^ hashed(x)
    return found


def begin(slots: Any) -> None:
    """An empty table."""
    slots.clear()
    for _ in range(9):
        slots.append(0)


def lookup(keys: Any, slots: Any, key: Any) -> int:
    """The place of a key, or -1."""
    h = hashed(key)
    mask = len(slots) - 2
    i = h & mask
    while slots[i + 1] != 0:
        k: int = slots[i + 1] - 1
        if k >= 0 and keys[k] == key:
            return k
        h >>= 5
        i = (5 * i + h + 1) & mask
    return -1


def _place(slots: Any, h: int, k: int) -> None:
    mask = len(slots) - 2
    i = h & mask
    while slots[i + 1] != 0:
        h >>= 5
        i = (5 * i + h + 1) & mask
    slots[i + 1] = k + 1
    slots[0] += 1


def rebuild(keys: Any, slots: Any) -> None:
    """Slots for keys that are all different."""
    size = 8
    while size < 3 * len(keys):
        size *= 2
    slots.clear()
    for _ in range(size + 1):
        slots.append(0)
    for k in range(len(keys)):
        _place(slots, hashed(keys[k]), k)


def enter(keys: Any, slots: Any, key: Any) -> int:
    """The place of a key, which is entered if it is not there."""
    k = lookup(keys, slots, key)
    return k if k >= 0 else _add(keys, slots, key)


def _add(keys: Any, slots: Any, key: Any) -> int:
    """The place of a key that is not there yet."""
    k = len(keys)
    keys.append(key)
    if 3 * slots[0] > 2 * (len(slots) - 2):
        rebuild(keys, slots)
    else:
        _place(slots, hashed(key), k)
    return k


def _slot_of(slots: Any, h: int, k: int) -> int:
    """Where the place of a key stands that is there."""
    mask = len(slots) - 2
    i = h & mask
    while slots[i + 1] != k + 1:
        h >>= 5
        i = (5 * i + h + 1) & mask
    return i + 1


def set_item(keys: Any, slots: Any, values: Any, key: Any, value: Any) -> None:
    """d[key] = value."""
    k = enter(keys, slots, key)
    if k == len(values):
        values.append(value)
    else:
        values[k] = value


def get_item(keys: Any, slots: Any, values: Any, key: Any) -> Any:
    """d[key]."""
    k = lookup(keys, slots, key)
    if k < 0:
        raise KeyError
    return values[k]


def get_or(keys: Any, slots: Any, values: Any, key: Any, default: Any) -> Any:
    """d.get(key, default)."""
    k = lookup(keys, slots, key)
    return values[k] if k >= 0 else default


def get_or_enter(keys: Any, slots: Any, values: Any, key: Any, default: Any) -> Any:
    """d.setdefault(key, default)."""
    k = enter(keys, slots, key)
    if k == len(values):
        values.append(default)
    return values[k]


def get_or_make(keys: Any, slots: Any, values: Any, key: Any, make: Any) -> Any:
    """An item of a defaultdict."""
    k = lookup(keys, slots, key)
    if k < 0:
        made = make()
        k = _add(keys, slots, key)
        values.append(made)
    return values[k]


def take(keys: Any, slots: Any, values: Any, key: Any) -> Any:
    """d.pop(key): what comes later in the order moves up."""
    k = lookup(keys, slots, key)
    if k < 0:
        raise KeyError
    found = values.pop(k)
    keys.pop(k)
    rebuild(keys, slots)
    return found


def delete(keys: Any, slots: Any, values: Any, key: Any) -> None:
    """del d[key]."""
    take(keys, slots, values, key)


def discard(keys: Any, slots: Any, key: Any) -> bool:
    """Take a key out of a set, where order is nothing: the last key takes its place.  Whether it was there."""
    k = lookup(keys, slots, key)
    if k < 0:
        return False
    slots[_slot_of(slots, hashed(keys[k]), k)] = -1
    last = keys.pop()
    if k < len(keys):
        slots[_slot_of(slots, hashed(last), len(keys))] = k + 1
        keys[k] = last
    return True


def remove(keys: Any, slots: Any, key: Any) -> None:
    """set.remove."""
    if not discard(keys, slots, key):
        raise KeyError


def discard_all(keys: Any, slots: Any, items: Any) -> None:
    """set.difference_update."""
    for x in items:
        discard(keys, slots, x)


def none_there(items: Any, keys: Any, slots: Any) -> bool:
    """set.isdisjoint."""
    return not any([lookup(keys, slots, x) >= 0 for x in items])


def update_set(keys: Any, slots: Any, items: Any) -> None:
    """set.update."""
    for x in items:
        enter(keys, slots, x)


def count_all(keys: Any, slots: Any, values: Any, items: Any) -> None:
    """Counter.update."""
    for x in items:
        k = enter(keys, slots, x)
        if k == len(values):
            values.append(1)
        else:
            values[k] += 1


def fill(keys: Any, slots: Any, values: Any, pairs: Any) -> None:
    """dict.update, of pairs."""
    for key, value in pairs:
        set_item(keys, slots, values, key, value)


def keep_common(keys: Any, slots: Any, a: Any, other_keys: Any, other_slots: Any, wanted: bool) -> None:
    """The keys of `a` that are in another table, or those that are not."""
    for key in a:
        if (lookup(other_keys, other_slots, key) >= 0) == wanted:
            enter(keys, slots, key)


def all_there(a: Any, keys: Any, slots: Any) -> bool:
    """Whether all keys are in a table."""
    return all(lookup(keys, slots, key) >= 0 for key in a)


def same_items(keys: Any, values: Any, other_keys: Any, other_slots: Any, other_values: Any) -> bool:
    """Whether two dicts of the same length are equal."""
    for i in range(len(keys)):
        k = lookup(other_keys, other_slots, keys[i])
        if k < 0 or values[i] != other_values[k]:
            return False
    return True


def take_or(keys: Any, slots: Any, values: Any, key: Any, default: Any) -> Any:
    """d.pop(key, default)."""
    return take(keys, slots, values, key) if lookup(keys, slots, key) >= 0 else default


def most_common(keys: Any, values: Any, n: int) -> Any:
    """Counter.most_common."""
    pairs = list(zip(keys, values, strict=True))
    pairs.sort(key=second, reverse=True)
    return pairs[: max(n, 0)]


def second(pair: Any) -> Any:
    return pair[1]


# -- what finds out of what a table is


def enter_first(made: Any, key: Any, value: Any = None) -> None:
    """The first item of something empty: known to the front end."""
    raise NotImplementedError


def first_item(made: Any, items: Any) -> Any:
    for x in items:
        enter_first(made, x)
    return made


def first_pair(made: Any, pairs: Any) -> Any:
    for key, value in pairs:
        enter_first(made, key, value)
    return made
