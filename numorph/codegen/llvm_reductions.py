"""Accumulators across lanes: what parts start with, how two combine, how many become few, prefix sums in a register.

An accumulator is a tuple of values: one, or for argmin and argmax the best element and its index.  Lanes are combined
in an order that depends on nothing but their number.
"""

from __future__ import annotations

from .llvm_operations import arithmetic, predicate
from .llvm_writer import FLOATING, Value, Writer
from .loops import SIGNED, SIZES

Running = tuple[Value, ...]
SEARCHES = ("argmin", "argmax")


def identity(w: Writer, op: str, dtype: str, width: int, *, part: bool = False) -> Running:
    """What an accumulator starts with; `part`: one of a lane, of which the sum of -0.0 alone must stay -0.0."""
    if op in SEARCHES:
        return (*identity(w, op[3:], dtype, width), w.constant(-1, "i64", width))
    return (w.constant(_identity(op, dtype, part), dtype, width),)


def _identity(op: str, dtype: str, part: bool) -> float:
    if op == "mul":
        return 1
    if op == "and":
        return 1 if dtype == "bool" else -1
    if op == "min" or op == "max":
        if dtype in FLOATING:
            return float("inf") if op == "min" else float("-inf")
        bits = 8 * SIZES[dtype] - (dtype in SIGNED)
        low = -(1 << bits) if dtype in SIGNED else 0
        return (1 << bits) - 1 if op == "min" else low
    return -0.0 if op == "add" and part and dtype in FLOATING else 0


def combine(w: Writer, op: str, x: Running, y: Running) -> Running:
    """Two parts, of which either may have the lower index."""
    if op not in SEARCHES:
        if op == "add" and x[0].dtype in FLOATING:  # a "product" may become part of the addition
            return (w.binary("fadd contract", x[0], y[0]),)
        return y if op == "set" else (arithmetic(w, op, [x[0], y[0]]),)
    lower = _better(w, op, x[0], y[0])
    if y[0].dtype in FLOATING:
        same = w.compare("ueq", x[0], y[0])
        one_nan = w.binary("xor", w.compare("uno", x[0], x[0]), w.compare("uno", y[0], y[0]))
        same = w.binary("and", same, w.binary("xor", one_nan, w.constant(True, "bool", same.width)))
    else:
        same = w.compare("eq", x[0], y[0])
    earlier = w.compare("ult", y[1], x[1])  # -1, nothing yet, is the last of all
    taken = w.binary("or", lower, w.binary("and", same, earlier))
    return w.select(taken, y[0], x[0]), w.select(taken, y[1], x[1])


def extend(w: Writer, op: str, x: Running, y: Running, *, found: bool = False) -> Running:
    """x combined with an element that comes later; `found`: x has an index already."""
    if op not in SEARCHES:
        return combine(w, op, x, y)
    taken = _better(w, op, x[0], y[0])
    if not found:
        taken = w.binary("or", taken, w.compare("eq", x[1], w.constant(-1, "i64", x[1].width)))
    return w.select(taken, y[0], x[0]), w.select(taken, y[1], x[1])


def _better(w: Writer, op: str, x: Value, y: Value) -> Value:
    """Whether y replaces x for its value alone: it is less (greater), or NaN where x is not."""
    if x.dtype not in FLOATING:
        return w.compare(predicate("lt" if op == "argmin" else "gt", x.dtype), y, x)
    return w.binary("and", w.compare("ult" if op == "argmin" else "ugt", y, x), w.compare("ord", x, x))


def narrow(w: Writer, op: str, x: Running, width: int) -> Running:
    """Combine the upper half of the lanes with the lower one until `width` are left."""
    while x[0].width > width:
        if width == 1 and x[0].dtype == "bool":
            return (w.reduce(op, x[0]),)
        half = x[0].width // 2
        low = tuple([w.shuffle(v, None, range(half)) for v in x])
        high = tuple([w.shuffle(v, None, range(half, 2 * half)) for v in x])
        x = combine(w, op, low, high)
    return x


# A search for the best may keep, beside each lane's best element, the number of the vector that it is from; a lane that
# has seen nothing holds the identity and number 0.


def halved(w: Writer, op: str, part: Running) -> Running:
    """A search in vectors half as wide, which have twice the numbers."""
    value, number = part
    half = value.width // 2
    low, high = w.shuffle(value, None, range(half)), w.shuffle(value, None, range(half, 2 * half))
    even, odd = w.shuffle(number, None, range(half)), w.shuffle(number, None, range(half, 2 * half))
    even, odd = w.binary("add", even, even), w.binary("add", odd, odd)
    return combine(w, op, (low, even), (high, w.binary("or", odd, w.constant(1, odd.dtype, half))))


def found(w: Writer, op: str, part: Running) -> tuple[Value, Value, Value]:
    """The best of all lanes, the number of its vector, its lane: the first where several are the best."""
    value, number = part
    best = narrow(w, op[3:], (value,), 1)[0]
    everywhere = w.splat(best, value.width)
    if value.dtype in FLOATING:
        same = w.binary("or", w.compare("oeq", value, everywhere), w.compare("uno", value, value))
    else:
        same = w.compare("eq", value, everywhere)
    numbers = w.select(same, number, w.constant(-1, number.dtype, number.width))
    least = narrow(w, "min", (Value(numbers.text, f"u{number.dtype[1:]}", number.width),), 1)[0]
    least = Value(least.text, number.dtype, 1)
    here = w.binary("and", same, w.compare("eq", number, w.splat(least, number.width)))
    return best, least, w.first_true(here)


def prefix(w: Writer, op: str, x: Value) -> Value:
    """Each lane combined with all lanes below it."""
    distance, n = 1, x.width
    neutral = identity(w, op, x.dtype, n, part=True)[0]
    while distance < n:
        moved = w.shuffle(neutral, x, [*range(distance), *range(n, 2 * n - distance)])
        x = arithmetic(w, op, [moved, x])
        distance *= 2
    return x
