"""Methods and parts of lists and deques: of those whose items are known, and of those in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from ...procedures.ir import Expr, If
from .. import integers as ints
from .. import python_source as source
from ..context import Context
from ..list_elements import NumberElement, dtype_of_kinds
from ..lists import Grown, form_of_elements, tag_of
from ..scalars import cast
from ..slices import is_int, span
from ..values import Optional, Scalar, Slice, Static, Tup, Unsupported, is_none
from .arguments import static_argument

_WRITTEN_IN_PYTHON: dict[str, tuple[Any, int]] = {
    "insert": (source.insert, 2),
    "remove": (source.remove, 1),
    "index": (source.index, 1),
    "count": (source.count, 1),
    "reverse": (source.reverse, 0),
}
_OF_DEQUES: dict[str, tuple[Any, int]] = {"extendleft": (source.extend_left, 1), "rotate": (source.rotate, 1)}


def in_memory(t: Context, v: Any) -> Grown:
    """A list in memory with the items of another one: itself, or a copy."""
    if isinstance(v, Grown):
        return v
    if not isinstance(v, Tup) or not v.items:
        raise Unsupported("this of an empty list, or of something that is no list", t.line)
    made: Grown = t.grown(form_of_elements(v.items))
    for x in v.items:
        made.append(t.e, x)
    return made


def list_method(t: Context, owner: Tup, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """A method of a list whose items are known."""
    if name in ("index", "count") and len(args) == 1:
        return t.inline(_WRITTEN_IN_PYTHON[name][0], [in_memory(t, owner), *args], {})
    if name == "copy" and not args:
        return t.new_list(list(owner.items), list)
    added = {"append": args[:1], "appendleft": args[:1], "insert": args[1:2]}.get(name, [])
    if owner.block is not t.e.block or owner.kind is deque:
        added = [_all_there(t, x) for x in added]
        if name in ("extend", "extendleft") and len(args) == 1 and not owner.items:
            return t.inline(source.extend, [owner, args[0]], {})
        t.must_grow(owner, added[0] if added else None)
    t.e.heap.change(owner)
    if name == "append" and len(args) == 1:
        owner.items.append(t.stored(args[0]))
        return Static(None)
    if name == "extend" and len(args) == 1:
        try:
            items = t.items_of(args[0], None)
        except Unsupported:
            return t.inline(source.extend, [owner, args[0]], {})
        owner.items += [t.stored(x) for x in items]
        return Static(None)
    if name == "pop" and owner.items and (not args or args[0].is_static):
        if args and not -len(owner.items) <= args[0].static < len(owner.items):
            raise Unsupported("a pop of an item that is not there", t.line)
        return owner.items.pop(*[a.static for a in args])
    if name == "insert" and len(args) == 2 and is_int(args[0]) and args[0].is_static:
        owner.items.insert(args[0].static, t.stored(args[1]))
        return Static(None)
    if name == "clear" and not args:
        owner.items.clear()
        return Static(None)
    if name == "reverse" and not args:
        owner.items.reverse()
        return Static(None)
    if name == "sort" and not args:
        if owner.items:
            made = in_memory(t, owner)
            sort(t, made, **kwargs)
            owner.items[:] = [made.element(t.e, ints.integer(k)) for k in range(len(owner.items))]
        return Static(None)
    if name in ("pop", "insert", "remove") and args:
        t.must_grow(owner, added[0] if added else None)
    raise Unsupported(f"the method '{name}' of a list", t.line)


def grown_method(t: Context, owner: Grown, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """A method of a list in memory."""
    e, none = t.e, Static(None)
    if owner.kind_of_list is tuple and name not in ("index", "count"):
        raise Unsupported(f"the method '{name}' of a tuple", t.line)
    if name == "sort" and not args and owner.kind_of_list is list:
        sort(t, owner, **kwargs)
        return none
    if kwargs or (name == "insert" and owner.most is not None):
        raise Unsupported(f"the method '{name}' of a list with these arguments", t.line)
    if name == "append" and len(args) == 1:
        owner.append(e, t.stored(_all_there(t, args[0])))
        _keep_most(t, owner, owner.drop_left)
        return none
    if name == "pop" and not args:
        return owner.pop(e)
    if name == "pop" and len(args) == 1 and is_int(args[0]) and owner.kind_of_list is list:
        return t.inline(source.pop_at, [owner, args[0]], {})
    if owner.most is not None and name in ("extend", "extendleft"):  # elements go while others come, perhaps its own
        args = [copied(t, a) if isinstance(a, Grown) else a for a in args]
    if name == "extend" and len(args) == 1:
        return t.inline(source.extend, [owner, args[0]], {})
    if name == "clear" and not args:
        owner.cut(e, ints.ZERO)
        return none
    if name == "copy" and not args:
        return copied(t, owner)
    if owner.kind_of_list is deque and name == "appendleft" and len(args) == 1:
        owner.append_left(e, t.stored(args[0]))
        _keep_most(t, owner, lambda e: owner.resize(e, ints.sub(owner.size, ints.ONE)))
        return none
    if owner.kind_of_list is deque and name == "popleft" and not args:
        return owner.pop_left(e)
    written = _WRITTEN_IN_PYTHON | (_OF_DEQUES if owner.kind_of_list is deque else {})
    if name in written and len(args) == written[name][1]:
        return t.inline(written[name][0], [owner, *args], {})
    raise Unsupported(f"the method '{name}' of a list that is changed in a loop or a branch", t.line)


def _all_there(t: Context, x: Any) -> Any:
    """A value of which no part is None."""
    if isinstance(x, Tup) and issubclass(x.kind, tuple) and any([isinstance(v, Optional | Tup) for v in x.items]):
        return Tup([_all_there(t, v) for v in x.items], x.kind)
    return t.present(x)


def _keep_most(t: Context, a: Grown, drop: Callable[[Any], None]) -> None:
    """An element goes at the other end of a deque that has too many."""
    if a.most is not None:
        with t.e.inside() as block:
            drop(t.e)
        t.e.emit(If(ints.compare("gt", a.size, a.most), block))


def sort(t: Context, a: Grown, key: Any = None, reverse: Any = None) -> None:
    """a.sort(key=key, reverse=reverse)."""
    down = bool(static_argument(t, reverse))
    if key is None or is_none(key):
        t.inline(source.sort_down if down else source.sort, [a], {})
    else:
        t.inline(source.sort_down_by if down else source.sort_by, [a, key], {})


def copied(t: Context, a: Grown) -> Grown:
    """a.copy()."""
    made = part(t, a, ints.ZERO, ints.ONE, a.length.expr, a.kind_of_list)
    made.most = a.most
    return made


def part(t: Context, a: Grown, start: Expr, step: Expr, count: Expr, kind: type = list) -> Grown:
    """A list of `count` elements: those at start, start + step, ..."""
    e = t.e
    start, step, count = (e.hold_now(x) for x in (start, step, count))
    made: Grown = t.grown(a.form, kind=kind)
    e.turns(count, lambda k: made.append(e, a.element(e, e.hold_now(ints.add(start, ints.mul(k, step))))))
    return made


def sliced(t: Context, a: Grown, key: Slice) -> Grown:
    """a[start:stop:step]."""
    if a.kind_of_list is deque:
        raise Unsupported("a slice of a deque", t.line)
    start, count, step = span(t.e, key, t.e.hold_now(a.length.expr))
    return part(t, a, start, ints.integer(step) if isinstance(step, int) else step, count, a.kind_of_list)


def remove_items(t: Context, a: Grown, key: Any) -> None:
    """del a[key]."""
    if is_int(key) and a.kind_of_list is list:
        t.inline(source.pop_at, [a, key], {})
        return
    if isinstance(key, Slice) and a.kind_of_list is list and (key.step is None or key.step.static == 1):
        e = t.e
        size = e.hold_now(a.length.expr)
        start, count, _ = span(e, key, size)
        rest = e.hold_now(ints.sub(ints.sub(size, start), count))
        start, count = e.hold_now(start), e.hold_now(count)

        def move(k: Expr) -> None:
            a.set(e, ints.add(start, k), a.element(e, ints.add(ints.add(start, count), k)))

        e.turns(rest, move)
        a.cut(e, ints.sub(size, count))
        return
    raise Unsupported("del of a part of a list", t.line)


def put_part(t: Context, a: Grown, key: Slice, v: Any) -> None:
    """a[key] = v."""
    if a.kind_of_list is not list:
        raise Unsupported("an assignment to a slice of a deque or tuple", t.line)
    e = t.e
    size = e.hold_now(a.length.expr)
    start, count, step = span(e, key, size)
    if key.step is None:
        bounds = [Scalar(e.hold(x), "int", 0, 2**47) for x in (start, ints.add(start, count))]
        t.inline(source.replace, [a, *bounds, v], {})
        return
    start, count = e.hold_now(start), e.hold_now(count)
    new = in_memory(t, t.call(Static(list), [v], {}))
    e.bail_if(ints.compare("ne", new.length.expr, count), "items of another number than there are places")
    step = ints.integer(step) if isinstance(step, int) else step
    e.turns(count, lambda k: a.set(e, ints.add(start, ints.mul(k, step)), new.element(e, k)))


def joined_lists(t: Context, a: Any, b: Any) -> Grown:
    """a + b, of lists of which one is in memory."""
    forms = [x.form for x in (a, b) if isinstance(x, Grown) and x.form is not None]
    known = [x.items for x in (a, b) if isinstance(x, Tup) and x.items]
    made: Grown = t.grown(forms[0] if forms else form_of_elements(known[0]) if known else None)
    for x in (a, b):
        t.inline(source.extend, [made, x], {})
    return made


def repeated(t: Context, a: Any, times: Any) -> Any:
    """a * times."""
    e = t.e
    if isinstance(a, Tup) and not a.items:
        return t.new_list([], list)
    made: Grown = t.grown(a.form if isinstance(a, Grown) else form_of_elements(a.items))
    count = e.hold_now(ints.maximum(cast(times.expr, "i64"), ints.ZERO))
    e.bail_if(ints.compare("gt", count, ints.integer(2**40)), "a list that is too large")

    def once(k: Expr) -> None:
        if isinstance(a, Tup):
            for x in a.items:
                made.append(e, x)
        else:
            t.inline(source.extend, [made, a], {})

    e.turns(count, once)
    return made


_FEW = 16
ONE_OF_SEVERAL = object()  # a list outside the function, of which it is not known which


def item_of(t: Context, items: list[Any], k: Expr) -> Any:
    """An item of a tuple, by an index that is known only when the procedure runs."""
    if not items:
        t.unbound("an item of something empty")
    if len(items) > _FEW:
        return in_memory(t, Tup(items)).element(t.e, k)
    first, k = items[0], t.e.hold(k)
    tuples = [x for x in items if isinstance(x, Tup) and isinstance(first, Tup) and x.kind is first.kind]
    if len(tuples) == len(items) and len({len(x.items) for x in tuples}) == 1:
        found = Tup([item_of(t, [x.items[j] for x in items], k) for j in range(len(first.items))], first.kind)
        found.outside = ONE_OF_SEVERAL if first.kind is list else None
        return found
    form = form_of_elements(items)
    if not isinstance(form, str | NumberElement):
        raise Unsupported("an index of a tuple of other things than numbers that is not a constant", t.line)
    kinds = (form,) if isinstance(form, str) else form.kinds
    value, tag = cast(items[-1].expr, dtype_of_kinds(kinds)), tag_of(kinds, items[-1])
    for j, x in list(enumerate(items))[-2::-1]:
        here = ints.compare("eq", k, ints.integer(j))
        value = ints.select(here, cast(x.expr, value.dtype), value)
        tag = ints.select(here, tag_of(kinds, x), tag)
    lo, hi = min([x.lo for x in items]), max([x.hi for x in items])
    return Scalar(t.e.hold(value), kinds, lo, hi, t.e.hold(tag) if len(kinds) > 1 else None)
