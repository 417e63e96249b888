"""dict, set, Counter and defaultdict with keys that are known only when the procedure runs."""

from __future__ import annotations

import collections
from typing import Any, NoReturn

from .. import integers as ints
from .. import tables_source as source
from ..context import Context
from ..frames import Restart
from ..lists import Grown, form_of_element, form_of_elements
from ..scalars import to_int
from ..tables import DICTS, Table, Unmade
from ..values import Dictionary, Scalar, Static, Tup, Unsupported, constant, is_none, python_int
from .lists import part
from .registry import handles

SET_ITERATED = "the order in which a set is run over, which only Python knows"


# -- making them


def new_table(t: Context, kind: type, default: Any = None, site: Any = None) -> Any:
    """An empty table, if it is known of what: else something that finds out."""
    site = ("table", *t.e.where, t.column) if site is None else site
    forms = t.decided.get(site)
    if forms is None:
        return Unmade(kind, site, default)
    keys = t.grown(forms[0], (*site, "keys"))
    values = None if kind not in DICTS else t.grown(forms[1], (*site, "values"))
    made = Table(kind, keys, t.grown("int", (*site, "slots")), values, default)
    t.inline(source.begin, [made.slots], {})
    return made


def must_be_made(t: Context, site: Any, key: Any, value: Any) -> NoReturn:
    """It is known of what: the translation starts again."""
    if site is None or site in t.decided:
        raise Unsupported("a dict or set with keys that are known only when the program runs", t.line)
    t.decided[site] = form_of_element(key), None if value is None else form_of_element(value)
    raise Restart


def in_memory(t: Context, d: Dictionary, key: Any) -> NoReturn:
    """A dict whose keys were known is used with one that is not: the translation starts again."""
    if d.site is None or d.site in t.decided or not d.items:
        raise Unsupported("a key that is known only when the program runs", t.line)
    keys = form_of_elements([constant(k) for k in d.items])
    t.decided[d.site] = keys, form_of_elements(list(d.items.values()))
    raise Restart


def filled(t: Context, kind: type, items: Any, default: Any = None) -> Any:
    """A table of items, or of pairs of keys and values."""
    made = new_table(t, kind, default)
    pairs = kind in (dict, collections.defaultdict)
    if isinstance(made, Unmade):
        return t.inline(source.first_pair if pairs else source.first_item, [made, items], {})
    update(t, made, items)
    return made


def update(t: Context, d: Table, items: Any) -> None:
    """d.update(items)."""
    if d.kind in (set, frozenset):
        t.inline(source.update_set, [d.keys, d.slots, keys_of(items)], {})
    elif d.kind is collections.Counter and not isinstance(items, Table | Dictionary):
        t.inline(source.count_all, [*d.parts, items], {})
    elif d.kind is collections.Counter:
        raise Unsupported("an update of a Counter by a dict", t.line)
    else:
        t.inline(source.fill, [*d.parts, _pairs(t, items)], {})


def keys_of(v: Any) -> Any:
    """What a loop over a table gets, where the order is nothing."""
    return v.keys if isinstance(v, Table) else v


def _pairs(t: Context, v: Any) -> Any:
    if isinstance(v, Table):
        return t.call(Static(zip), [v.keys, v.values], {})
    return Tup([Tup([constant(k), x]) for k, x in v.items.items()]) if isinstance(v, Dictionary) else v


@handles(set)
def _set(t: Context, items: Any = None, /) -> Any:
    return new_table(t, set) if items is None else filled(t, set, items)


@handles(collections.defaultdict)
def _defaultdict(t: Context, default: Any = None, /) -> Any:
    return new_table(t, collections.defaultdict, default)


@handles(collections.Counter)
def _counter(t: Context, items: Any = None, /) -> Any:
    return new_table(t, collections.Counter) if items is None else filled(t, collections.Counter, items)


@handles(source.enter_first)
def _enter_first(t: Context, made: Unmade, key: Any, value: Any = None) -> Any:
    value = python_int(1) if made.kind is collections.Counter else value
    must_be_made(t, made.site, key, value)


@handles(source.hashed)
def _hashed(t: Context, key: Any) -> Any:
    if isinstance(key, Tup):
        return t.inline(source.hash_of_tuple, [key], {})
    if not isinstance(key, Scalar) or any([k in ("complex", "c64", "c128") for k in key.kinds]):
        raise Unsupported("a key that is no number", t.line)
    if len(key.kinds) > 1 or key.dtype in ("f64", "f32"):
        return t.inline(source.hash_of_float, [t.call(Static(float), [key], {})], {})
    return t.inline(source.hash_of_int, [to_int(t.e, key)], {})


# -- using them


def get_item(t: Context, d: Any, key: Any) -> Any:
    """d[key]."""
    if isinstance(d, Unmade):
        if d.kind not in (collections.Counter, collections.defaultdict):
            return t.unbound("an item of an empty dict")
        must_be_made(t, d.site, key, _default(t, d))
    if d.kind is collections.defaultdict:
        if d.default is None or is_none(d.default):
            raise Unsupported("a defaultdict without a default", t.line)
        return t.inline(source.get_or_make, [*d.parts, key, d.default], {})
    if d.kind is collections.Counter:
        return t.inline(source.get_or, [*d.parts, key, python_int(0)], {})
    if d.values is None:
        raise Unsupported("an item of a set", t.line)
    return t.inline(source.get_item, [*d.parts, key], {})


def _default(t: Context, d: Any) -> Any:
    if d.kind is collections.Counter:
        return python_int(0)
    if d.default is None or is_none(d.default):
        raise Unsupported("a defaultdict without a default", t.line)
    return t.stored(t.call(d.default, [], {}))


def set_item(t: Context, d: Any, key: Any, value: Any) -> None:
    """d[key] = value."""
    if isinstance(d, Unmade):
        must_be_made(t, d.site, key, value)
    t.inline(source.set_item, [*d.parts, key, value], {})


def delete_item(t: Context, d: Any, key: Any) -> None:
    """del d[key]."""
    if isinstance(d, Unmade):
        t.unbound("an item of an empty dict")
    t.inline(source.delete, [*d.parts, key], {})


def contains(t: Context, d: Any, key: Any) -> Any:
    """key in d."""
    if isinstance(d, Unmade):
        return constant(False)
    k = t.inline(source.lookup, [d.keys, d.slots, key], {})
    return Scalar(t.e.hold_now(ints.compare("ge", k.expr, ints.ZERO)), "bool", 0, 1)


def table_method(t: Context, d: Any, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """A method of a dict or set."""
    if kwargs:
        raise Unsupported(f"the method '{name}' of a {d.kind.__name__} with these arguments", t.line)
    found = _of_set(t, d, name, args) if d.kind is set else _of_dict(t, d, name, args)
    if found is None:
        raise Unsupported(f"the method '{name}' of a {d.kind.__name__}", t.line)
    return found


def _of_set(t: Context, d: Any, name: str, args: list[Any]) -> Any:
    none = Static(None)
    if isinstance(d, Unmade):
        if name == "add":
            must_be_made(t, d.site, args[0], None)
        if name == "update" and len(args) == 1:
            return t.inline(source.first_item, [d, keys_of(args[0])], {})
        if name in ("discard", "clear"):
            return none
        return _copied(t, d) if name == "copy" else t.unbound("an item of an empty set")
    if name == "add" and len(args) == 1:
        t.inline(source.enter, [d.keys, d.slots, args[0]], {})
        return none
    if name in ("discard", "remove") and len(args) == 1:
        t.inline(source.discard if name == "discard" else source.remove, [d.keys, d.slots, args[0]], {})
        return none
    if name == "update" and len(args) == 1:
        update(t, d, args[0])
        return none
    if name == "clear" and not args:
        return _cleared(t, d)
    if name == "copy" and not args:
        return _copied(t, d)
    operators = {"union": "BitOr", "intersection": "BitAnd", "difference": "Sub", "symmetric_difference": "BitXor"}
    if name in operators and len(args) == 1 and isinstance(args[0], Table):
        return operation(t, operators[name], d, args[0])
    if name == "isdisjoint" and len(args) == 1 and isinstance(args[0], Table):
        return t.inline(source.none_there, [args[0].keys, d.keys, d.slots], {})
    if name == "difference_update" and len(args) == 1:
        t.inline(source.discard_all, [d.keys, d.slots, keys_of(args[0])], {})
        return none
    comparisons = {"issubset": "LtE", "issuperset": "GtE"}
    if name in comparisons and len(args) == 1 and isinstance(args[0], Table):
        return operation(t, comparisons[name], d, args[0])
    return None


def _of_dict(t: Context, d: Any, name: str, args: list[Any]) -> Any:
    none = Static(None)
    if name == "get" and len(args) in (1, 2):
        default = args[1] if len(args) > 1 else none
        return default if isinstance(d, Unmade) else t.inline(source.get_or, [*d.parts, args[0], default], {})
    if name == "setdefault" and len(args) == 2:
        if isinstance(d, Unmade):
            must_be_made(t, d.site, *args)
        return t.inline(source.get_or_enter, [*d.parts, *args], {})
    if name == "update" and len(args) == 1:
        if isinstance(d, Unmade):
            first = source.first_item if d.kind is collections.Counter else source.first_pair
            t.inline(first, [d, _pairs(t, args[0])], {})
            return none
        update(t, d, args[0])
        return none
    if isinstance(d, Unmade):
        return none if name == "clear" else Tup([]) if name in ("keys", "values", "items") else None
    if name == "items" and not args:
        return t.call(Static(zip), [d.keys, d.values], {})
    if name in ("keys", "values") and not args:
        return d.keys if name == "keys" else d.values
    if name == "pop" and len(args) == 1:
        return t.inline(source.take, [*d.parts, args[0]], {})
    if name == "pop" and len(args) == 2:
        return t.inline(source.take_or, [*d.parts, *args], {})
    if name == "clear" and not args:
        return _cleared(t, d)
    if name == "copy" and not args:
        return _copied(t, d)
    if name == "most_common" and d.kind is collections.Counter and len(args) < 2:
        return t.inline(source.most_common, [d.keys, d.values, *(args or [d.length])], {})
    return None


def _cleared(t: Context, d: Table) -> Static:
    for x in (d.keys, d.values):
        if x is not None:
            x.cut(t.e, ints.ZERO)
    t.inline(source.begin, [d.slots], {})
    return Static(None)


def _copied(t: Context, d: Any) -> Any:
    if isinstance(d, Unmade):
        return Unmade(d.kind, (*d.site, "copy", *t.e.where), d.default)
    parts: list[Grown] = [part(t, x, ints.ZERO, ints.ONE, x.length.expr) for x in d.parts]
    return Table(d.kind, parts[0], parts[1], parts[2] if len(parts) > 2 else None, d.default)


def operation(t: Context, op: str, a: Any, b: Any) -> Any:
    """An operator of two sets, or a comparison of two dicts."""
    for x, y in ((a, b), (b, a)):
        if isinstance(x, Unmade) and isinstance(y, Table) and x.site not in t.decided:
            t.decided[x.site] = y.keys.form, None if y.values is None else y.values.form
            raise Restart
    if not (isinstance(a, Table) and isinstance(b, Table)) or (a.values is None) is not (b.values is None):
        raise Unsupported("an operator of a dict or set", t.line)
    if op in ("Eq", "NotEq"):
        same = ints.compare("eq", t.e.hold_now(a.length.expr), t.e.hold_now(b.length.expr))
        if a.values is None:
            rest = t.inline(source.all_there, [a.keys, b.keys, b.slots], {})
        elif b.values is not None:
            rest = t.inline(source.same_items, [a.keys, a.values, *b.parts], {})
        found = ints.both(same, rest.expr)
        return Scalar(found if op == "Eq" else ints.negation(found), "bool", 0, 1)
    if a.values is not None:
        raise Unsupported("an operator of dicts", t.line)
    if op in ("LtE", "GtE"):
        small, large = (a, b) if op == "LtE" else (b, a)
        return t.inline(source.all_there, [small.keys, large.keys, large.slots], {})
    if op not in ("BitOr", "BitAnd", "Sub", "BitXor"):
        raise Unsupported("an operator of sets", t.line)
    if op == "BitOr":
        made = _copied(t, a)
        update(t, made, b)
        return made
    site = ("table", *next(iter(t.e.site())))
    t.decided.setdefault(site, (a.keys.form, None))
    made = new_table(t, set, site=site)
    t.inline(source.keep_common, [made.keys, made.slots, a.keys, b.keys, b.slots, constant(op == "BitAnd")], {})
    if op == "BitXor":
        t.inline(source.keep_common, [made.keys, made.slots, b.keys, a.keys, a.slots, constant(False)], {})
    return made
