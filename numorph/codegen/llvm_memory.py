"""Loads and stores of LoopIR places: which addresses the lanes have, and the cheapest way to reach them.

Nothing is read outside the span from the lowest to the highest element that active lanes name, nothing written but the
elements named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .llvm_writer import NAMES, Value, Writer, memory_type, suffix
from .loops import SIZES, Expr, Place

if TYPE_CHECKING:
    from .llvm_expressions import Expressions

_LARGEST_STRIDE = 4  # up to this one, vectors that hold the gaps too are loaded and shuffled


class Address(NamedTuple):
    """`pointer`: of lane 0, known at `position`.

    From lane to lane it is `step` elements further (a number, or the name of a parameter), or each lane has its own
    number of elements, `offsets`, beyond the pointer.
    """

    pointer: str
    position: int
    step: int | str
    offsets: Value | None


# -- addresses


def address(code: Expressions, place: Place, dtype: str) -> Address:
    """The pointer is built from the outside in, so that each loop adds only what it changes."""
    parts: list[tuple[int, str, Value]] = []
    step: int | str = 0
    index: Value | None = None
    for name, stride in place.terms:
        if name == code.vector and code.lanes > 1:
            if step != 0:
                raise AssertionError("A place has two terms of the vector loop.")
            step = stride if isinstance(stride, str) or code.direction > 0 else -stride
        if stride != 0:
            parts.append((code.positions[name], *_scaled(code, name, stride)))
    constant = 0
    if isinstance(place.offset, Expr):
        value, position = code.known[place.offset]
        if value.width > 1:
            index = value
        elif value.text[0] == "%":
            parts.append((position, value.text, value))
        else:
            constant = int(value.text)
    elif isinstance(place.offset, str):
        value = code.parameter(place.offset)
        parts.append((0, value.text, value))
    else:
        constant = place.offset
    parts.sort(key=lambda part: part[0])
    pointer, position = code.buffer(place.buffer), 0
    for at, key, value in parts:
        position = max(position, at)
        pointer = _moved(code, pointer, position, dtype, key, value)
    if constant:
        pointer = _moved(code, pointer, position, dtype, str(constant), Value(str(constant), "i64", 1))
    if index is not None and step != 0:
        position = max(position, code.body)
        code.w.at = code.segments[position]
        index, step = _with_steps(code, index, step), 0
    return Address(pointer, position, step, index)


def _scaled(code: Expressions, name: str, stride: int | str) -> tuple[str, Value]:
    """counter * stride, in elements."""
    counter = code.counters[name]
    if stride == 1:
        return counter.text, counter
    key = ("scaled", name, stride)
    position = code.positions[name]
    if key not in code.known:
        factor = code.parameter(stride) if isinstance(stride, str) else Value(str(stride), "i64", 1)
        code.w.at = code.segments[position]
        code.remember(key, code.w.binary("mul", counter, factor), position)
    value = code.known[key][0]
    return value.text, value


def _moved(code: Expressions, pointer: str, position: int, dtype: str, key: str, by: Value) -> str:
    memo = ("pointer", pointer, key, dtype)
    if memo not in code.known:
        code.w.at = code.segments[position]
        code.remember(memo, Value(code.w.step(pointer, dtype, by.text), "i64", 1), position)
    return code.known[memo][0].text


def _step_value(code: Expressions, step: int | str) -> Value:
    """Elements between lanes as an i64."""
    if isinstance(step, int):
        return Value(str(step), "i64", 1)
    value = code.parameter(step)
    return value if code.direction > 0 else code.w.binary("sub", Value("0", "i64", 1), value)


def _with_steps(code: Expressions, index: Value, step: int | str) -> Value:
    return code.w.binary("add", index, _lane_offsets(code, step, index.width))


def _lane_offsets(code: Expressions, step: int | str, width: int) -> Value:
    w = code.w
    if isinstance(step, int):
        return w.numbers(0, step, width, "i64")
    return w.binary("mul", w.numbers(0, 1, width, "i64"), w.splat(_step_value(code, step), width))


# -- memory representation: a bool is a byte; f16 under a mask goes as an integer, for which all machines have code


def _from_memory(w: Writer, x: Value, dtype: str) -> Value:
    if dtype == "bool":
        return w.compare("ne", x, w.constant(0, "u8", x.width))
    return w.bits(x, dtype)


def _to_memory(w: Writer, x: Value, masked: bool = False) -> Value:
    if x.dtype == "bool":
        return w.cast("zext", x, "u8")
    return w.bits(x, "u16") if x.dtype == "f16" and masked else x


def stored_dtype(dtype: str, masked: bool = False) -> str:
    """The dtype in which memory is read and written."""
    return "u8" if dtype == "bool" else "u16" if dtype == "f16" and masked else dtype


def _plain_load(w: Writer, pointer: str, dtype: str, width: int) -> Value:
    kind = stored_dtype(dtype)
    x = w.emit(f"load {memory_type(kind, width)}, ptr {pointer}, align {SIZES[dtype]}", kind, width)
    return _from_memory(w, x, dtype)


def _masked_load(w: Writer, pointer: str, dtype: str, mask: Value) -> Value:
    kind, width = stored_dtype(dtype, masked=True), mask.width
    zero = w.constant(0, kind, width)
    function = w.declared("masked.load", f"{suffix(kind, width)}.p0", zero.type, f"ptr, i32, {mask.type}, {zero.type}")
    call = f"call {zero.type} {function}(ptr {pointer}, i32 {SIZES[dtype]}, {mask.typed}, {zero.typed})"
    return _from_memory(w, w.emit(call, kind, width), dtype)


# -- loads


def load(code: Expressions, place: Place, dtype: str, at: Address, mask: Value | None) -> Value:
    """The elements of all lanes, or the one that they share.  `mask`: active lanes, or where a scalar exists."""
    w = code.w
    if at.offsets is None and at.step == 0 and (mask is None or mask.width == 1):
        pointer = at.pointer
        if mask is not None:
            pointer = w.emit(f"select {mask.typed}, ptr {pointer}, ptr {code.nothing()}", "i64", 1).text
        return _plain_load(w, pointer, dtype, 1)
    lanes = code.lanes
    if mask is not None and mask.width == 1:
        mask = w.splat(mask, lanes)
    if at.offsets is None and (at.step == 1 or at.step == -1):
        return _consecutive(w, at.pointer, dtype, lanes, at.step < 0, mask)
    narrow = isinstance(at.step, int) and 1 < abs(at.step) <= min(_LARGEST_STRIDE, lanes, code.native(dtype))
    if narrow and mask is None and at.offsets is None:
        return _strided(code, at.pointer, dtype, int(at.step))
    return gather(code, at, dtype, mask)


def _consecutive(w: Writer, pointer: str, dtype: str, lanes: int, backward: bool, mask: Value | None) -> Value:
    if not backward:
        return _masked_load(w, pointer, dtype, mask) if mask is not None else _plain_load(w, pointer, dtype, lanes)
    pointer = w.step(pointer, dtype, str(1 - lanes))
    if mask is not None:
        return w.reversed(_masked_load(w, pointer, dtype, w.reversed(mask)))
    return w.reversed(_plain_load(w, pointer, dtype, lanes))


def _strided(code: Expressions, pointer: str, dtype: str, step: int) -> Value:
    """Every step-th element, from loads of whole vectors that end with the last lane's element."""
    w = code.w
    width = min(code.lanes, code.native(dtype))
    distance = abs(step)
    if step < 0:
        pointer = w.step(pointer, dtype, str(step * (code.lanes - 1)))
    parts = []
    for first in range(0, code.lanes, width):
        base = first * distance
        starts = [*range(0, (distance - 1) * width, width), (width - 1) * distance + 1 - width]
        vectors = [_plain_load(w, w.step(pointer, dtype, str(base + s)), dtype, width) for s in starts]
        # A lane once found stays where it is; those of the first vector are still spread out.
        order = [k * distance if k * distance < width else 0 for k in range(width)]
        found = w.shuffle(vectors[0], None, order) if len(vectors) > 2 else vectors[0]
        for start, vector in zip(starts[1:], vectors[1:], strict=True):
            spread = distance if found is vectors[0] else 1
            order = [
                width + k * distance - start if start <= k * distance < start + width else min(k * spread, width - 1)
                for k in range(width)
            ]
            found = w.shuffle(found, vector, order)
        parts.append(found)
    found = w.joined(parts)
    return w.reversed(found) if step < 0 else found


def half_of_pairs(code: Expressions, pointer: str, dtype: str, odd: bool, position: int) -> Value:
    """Every second element, where the others are loaded too: from vectors that both share."""
    w, width = code.w, min(code.lanes, code.native(dtype))
    vectors = []
    for first in range(0, 2 * code.lanes, width):
        key = ("pairs", pointer, first)
        if key not in code.known:
            code.remember(key, _plain_load(w, w.step(pointer, dtype, str(first)), dtype, width), position)
        vectors.append(code.known[key][0])
    order = range(int(odd), 2 * width, 2)
    return w.joined([w.shuffle(x, y, order) for x, y in zip(vectors[::2], vectors[1::2], strict=True)])


def gather(code: Expressions, at: Address, dtype: str, mask: Value | None) -> Value:
    """Elements anywhere: one by one, or by the machine's instruction where some lanes are not to be read."""
    w, lanes = code.w, code.lanes
    if mask is not None:
        return _masked_gather(code, at, dtype, mask)
    kind = stored_dtype(dtype)
    found = Value("poison", kind, lanes)
    for k, pointer in enumerate(_pointers(code, at, dtype)):
        element = w.emit(f"load {NAMES[kind]}, ptr {pointer}, align {SIZES[dtype]}", kind, 1)
        found = w.insert(found, element, k)
    return _from_memory(w, found, dtype)


def _pointers(code: Expressions, at: Address, dtype: str) -> list[str]:
    """Of each lane."""
    w, lanes = code.w, code.lanes
    if at.offsets is not None:
        return [w.step(at.pointer, dtype, w.extract(at.offsets, k).text) for k in range(lanes)]
    if isinstance(at.step, int):
        return [at.pointer, *[w.step(at.pointer, dtype, str(at.step * k)) for k in range(1, lanes)]]
    # Four at a time, whose distances stay in registers.
    steps = [code.multiple(at.step, k) for k in range(1, 5)]
    found, pointer = [], at.pointer
    for k in range(0, lanes, 4):
        if k:
            pointer = w.step(pointer, dtype, steps[3].text)
        found += [pointer, *[w.step(pointer, dtype, s.text) for s in steps[:3]]]
    return found[:lanes]


def _addresses(code: Expressions, at: Address, dtype: str) -> str:
    w, lanes = code.w, code.lanes
    index = at.offsets if at.offsets is not None else _lane_offsets(code, at.step, lanes)
    name = w.fresh()
    w.line(f"{name} = getelementptr {memory_type(dtype)}, ptr {at.pointer}, {index.typed}")
    return f"<{lanes} x ptr> {name}"


def _masked_gather(code: Expressions, at: Address, dtype: str, mask: Value) -> Value:
    w, kind, lanes = code.w, stored_dtype(dtype, masked=True), code.lanes
    pointers, zero = _addresses(code, at, dtype), w.constant(0, kind, lanes)
    types = f"<{lanes} x ptr>, i32, {mask.type}, {zero.type}"
    function = w.declared("masked.gather", f"{suffix(kind, lanes)}.v{lanes}p0", zero.type, types)
    call = f"call {zero.type} {function}({pointers}, i32 {SIZES[dtype]}, {mask.typed}, {zero.typed})"
    return _from_memory(w, w.emit(call, kind, lanes), dtype)


# -- stores


def store(code: Expressions, at: Address, value: Value, mask: Value | None) -> None:
    """Write a value of all lanes, or one scalar.  `mask`: active lanes, or whether a scalar is written."""
    w = code.w
    if value.width == 1:
        pointer = at.pointer
        if mask is not None:
            pointer = w.emit(f"select {mask.typed}, ptr {pointer}, ptr {code.nowhere()}", "i64", 1).text
        x = _to_memory(w, value)
        w.line(f"store {x.typed}, ptr {pointer}, align {SIZES[value.dtype]}")
    elif at.offsets is None and (at.step == 1 or at.step == -1):
        _store_consecutive(w, at.pointer, value, at.step < 0, mask)
    elif mask is None:
        x = _to_memory(w, value)
        for k, pointer in enumerate(_pointers(code, at, value.dtype)):
            w.line(f"store {w.extract(x, k).typed}, ptr {pointer}, align {SIZES[value.dtype]}")
    else:
        _scatter(code, at, value, mask)


def _store_consecutive(w: Writer, pointer: str, value: Value, backward: bool, mask: Value | None) -> None:
    if backward:
        pointer = w.step(pointer, value.dtype, str(1 - value.width))
        value = w.reversed(value)
        mask = w.reversed(mask) if mask is not None else None
    x, size = _to_memory(w, value, masked=mask is not None), SIZES[value.dtype]
    if mask is None:
        w.line(f"store {x.typed}, ptr {pointer}, align {size}")
        return
    function = w.declared("masked.store", f"{suffix(x.dtype, x.width)}.p0", "void", f"{x.type}, ptr, i32, {mask.type}")
    w.line(f"call void {function}({x.typed}, ptr {pointer}, i32 {size}, {mask.typed})")


def _scatter(code: Expressions, at: Address, value: Value, mask: Value) -> None:
    w, lanes = code.w, code.lanes
    pointers, x = _addresses(code, at, value.dtype), _to_memory(w, value, masked=True)
    types = f"{x.type}, <{lanes} x ptr>, i32, {mask.type}"
    function = w.declared("masked.scatter", f"{suffix(x.dtype, lanes)}.v{lanes}p0", "void", types)
    w.line(f"call void {function}({x.typed}, {pointers}, i32 {SIZES[value.dtype]}, {mask.typed})")


def interleaved(code: Expressions, pointer: str, even: Value, odd: Value, mask: Value | None) -> None:
    """Write two values of all lanes in turns: a complex number's parts."""
    w, n = code.w, even.width
    order = [k + part * n for k in range(n) for part in (0, 1)]
    twice = w.shuffle(mask, None, [k for k in range(n) for _ in (0, 1)]) if mask is not None else None
    _store_consecutive(w, pointer, w.shuffle(even, odd, order), False, twice)


def inner(place: Place) -> tuple[Expr, ...]:
    """The expressions that a place needs."""
    return tuple([x for x in (place.offset, place.mask) if isinstance(x, Expr)])
