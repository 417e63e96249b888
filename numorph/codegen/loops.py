"""LoopIR: kernels as loops over scalars, the form between Programs and machine code.

A `Kernel` has buffers (flat memory of one dtype), integer parameters (sizes, strides), and a body of statements.  What
stands inside a `vector` loop is meant lane by lane: lowering runs several iterations at once, and accumulators declared
outside the loop are combined across lanes when it ends.  Only such sums are re-associated; all else is exact.

A kernel for an accelerator has `grid` loops outermost: each of their iterations is a lane of a launch, all of them run
at once, in blocks of threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, final

# Scalar types, by the names of core.types.dtype_name.
FLOATS = ("f16", "bf16", "f32", "f64")
NARROW = {"f16": ("f32", "f64"), "bf16": ("f32",)}  # floats that are only stored: arithmetic is in what they convert to
SIGNED = ("i8", "i16", "i32", "i64")
UNSIGNED = ("u8", "u16", "u32", "u64")
SIZES = {"bool": 1, "f16": 2, "bf16": 2, "f32": 4, "f64": 8}
SIZES |= {f"{k}{b}": b // 8 for k in "iu" for b in (8, 16, 32, 64)}

# Operations of expressions: name -> number of operands.  Operands have the type of the result, but where noted.
ARITHMETIC = {
    # all numeric types; integers wrap around.  min and max: NaN where an operand is NaN; fmin and fmax: the other one
    **dict.fromkeys(("add", "sub", "mul", "min", "max"), 2),
    "neg": 1,
    "abs": 1,
    # integers: quotient and remainder truncated towards zero; the divisor must not be 0 (nor -1 for the least integer)
    "quo": 2,
    "rem": 2,
    "shl": 2,
    "shr": 2,
    "mulhi": 2,  # shr keeps the sign of signed types; mulhi: u32, u64
    # integers and bool
    "and": 2,
    "or": 2,
    "xor": 2,
    "not": 1,
    "clz": 1,
    "popcount": 1,
    # floats
    "div": 2,
    "fma": 3,
    "sqrt": 1,
    "floor": 1,
    "ceil": 1,
    "trunc": 1,
    "rint": 1,
    "copysign": 2,
    "fmin": 2,
    "fmax": 2,
    "product": 2,  # x * y on its way into a sum: whether it is rounded before it is added is left open
    "scale": 2,  # x * 2**n for n of i32, rounded once: f32, f64
}
COMPARISONS = {"eq": 2, "ne": 2, "lt": 2, "le": 2, "gt": 2, "ge": 2}  # bool of two operands of one type; ordered but ne
OTHERS = {
    "select": 3,  # (bool, x, y)
    "convert": 1,  # to the dtype, as NumPy's astype; from and to NARROW floats only as said there
    "bitcast": 1,  # same size
    "table": 1,  # entry of the constant table `attr` (a tuple) at an i64 index, which must lie inside
    "rare": 3,  # (bool, common, exceptional): a select whose third operand is computed only if some lane needs it
    "call": None,  # the math function `attr` of mathlib on operands of the result's dtype
}
LEAVES = ("const", "var", "param", "load", "local")
BLOCKS, THREADS = [tuple([f"{part}.{axis}" for axis in "xyz"]) for part in ("block", "thread")]
GRID = BLOCKS + THREADS  # what a grid loop may be an axis of
MOST_THREADS = 1024  # in a block of a grid


@final
class Expr:
    """One scalar value: an operation on others, shared where it is used more than once.

    const   attr: the number                     var     attr: name of a loop; its counter, i64
    param   attr: name of an integer parameter   local   attr: name of an accumulator; its value so far
    load    attr: a `Place`                      (`vars`: the loops and accumulators on which the value depends)
    """

    __slots__ = ("args", "attr", "dtype", "op", "vars")

    def __init__(self, op: str, dtype: str, args: tuple[Expr, ...] = (), attr: Any = None):
        self.op, self.dtype, self.args, self.attr = op, dtype, args, attr
        if op == "var" or op == "local":
            self.vars: frozenset[str] = frozenset([attr])
        elif op == "load":
            self.vars = attr.vars
        else:
            found = _NONE
            for a in args:
                if a.vars and a.vars is not found:
                    found = found | a.vars if found else a.vars
            self.vars = found

    def __repr__(self) -> str:
        from .text import show_expression

        return show_expression(self)


_NONE: frozenset[str] = frozenset()

Stride = int | str  # a number, or the name of an integer parameter; counted in elements


@final
class Place:
    """An element of a buffer: at the sum of counter * stride over `terms`, plus `offset`.

    `offset` is a number, a parameter's name, or an i64 expression (a gathered index).  Where `mask`, a bool expression,
    is false nothing is read or written; a load then gives 0.  Without a mask the element must exist.
    """

    __slots__ = ("buffer", "mask", "offset", "terms", "vars")

    def __init__(
        self,
        buffer: str,
        terms: tuple[tuple[str, Stride], ...] = (),
        offset: int | str | Expr = 0,
        mask: Expr | None = None,
    ):
        self.buffer, self.terms, self.offset, self.mask = buffer, terms, offset, mask
        found = frozenset([v for v, _ in terms])
        if isinstance(offset, Expr):
            found |= offset.vars
        if mask is not None:
            found |= mask.vars
        self.vars: frozenset[str] = found


# -- statements


@final
class Store:
    """place = value; inside a vector loop lanes write different elements, or the highest lane wins."""

    __slots__ = ("place", "value")

    def __init__(self, place: Place, value: Expr):
        self.place, self.value = place, value


@final
class Accumulator:
    """A new running value `name`, which starts as the operation's identity, or as `init`.

    op: add, mul, min, max, and, or; argmin and argmax, whose value is the i64 `index` of the first least (greatest)
    element, or of the first NaN, and that start with index -1; set, whose updates replace it.
    """

    __slots__ = ("dtype", "init", "name", "op")

    def __init__(self, name: str, op: str, dtype: str, init: Expr | None = None):
        self.name, self.op, self.dtype, self.init = name, op, dtype, init


@final
class Update:
    """Combine an accumulator with `value` (and `index`: see Accumulator); not where `mask` is false."""

    __slots__ = ("index", "mask", "name", "value")

    def __init__(self, name: str, value: Expr, index: Expr | None = None, mask: Expr | None = None):
        self.name, self.value, self.index, self.mask = name, value, index, mask


@final
class Scan:
    """As Update; inside the vector loop that carries it, `local(name)` afterwards is the running value up to each lane.

    The accumulator is declared outside the loop; its operation is add, mul, min or max.
    """

    __slots__ = ("name", "value")

    def __init__(self, name: str, value: Expr):
        self.name, self.value = name, value


@final
class Loop:
    """body for var = start, start + 1, ... below stop.

    parallel: iterations do not depend on each other; the outermost loop, or a loop that is all that stands in another
    such one.  Only the outermost is cut in parts, for threads.
    vector: iterations run several at once; the body may hold serial loops, but no further vector loop.
    short: a vector loop that seldom has more iterations than a few vectors have lanes: it is not worth unrolling.
    reverse: var runs from stop - 1 down to start (serial loops only, and vector loops that hold a Scan).
    grid: the axis of GRID that the loop is; its iterations are lanes, which run in any order, or at once.  A grid loop
    is the outermost one, or all that stands in another grid loop, threads inside blocks.  It runs from 0 to a stop of
    parameters, known before the launch; for threads a constant, MOST_THREADS in a block.  Inside are serial loops only.
    What a lane writes no other lane reads or writes: every place that is stored to depends on all grid counters.
    Where there are more lanes than work, what a lane does stands in a serial loop of one iteration or none:
    `for i in first..last` with last = min(first + 1, size).
    """

    __slots__ = ("body", "grid", "parallel", "reverse", "short", "start", "stop", "var", "vector")

    def __init__(
        self,
        var: str,
        stop: Expr,
        body: Sequence[Any],
        *,
        start: Expr | None = None,
        parallel: bool = False,
        vector: bool = False,
        short: bool = False,
        reverse: bool = False,
        grid: str | None = None,
    ):
        self.var, self.stop, self.body = var, stop, tuple(body)
        self.start = start if start is not None else ZERO
        self.parallel, self.vector, self.short, self.reverse = parallel, vector, short, reverse
        self.grid = grid


@final
class Fail:
    """Where `condition` holds in any lane, the kernel returns 1 instead of 0 once it has run to its end."""

    __slots__ = ("condition",)

    def __init__(self, condition: Expr):
        self.condition = condition


Statement = Store | Accumulator | Update | Scan | Loop | Fail


@final
class Buffer:
    """Memory that a kernel reads, or writes where `written`; distinct buffers overlap only where `aliases` says so.

    `aliases` names an input whose elements this output overwrites one by one: each is read before it is written.
    """

    __slots__ = ("aliases", "dtype", "name", "written")

    def __init__(self, name: str, dtype: str, written: bool = False, aliases: str | None = None):
        self.name, self.dtype, self.written, self.aliases = name, dtype, written, aliases


@final
class Kernel:
    """Buffers, integer parameters and a body of exactly one loop, which is parallel (or grid) where it can be."""

    __slots__ = ("body", "buffers", "params")

    def __init__(self, buffers: Sequence[Buffer], params: Sequence[str], body: Loop):
        self.buffers, self.params, self.body = tuple(buffers), tuple(params), body

    def __repr__(self) -> str:
        from .text import show

        return show(self)


# -- making expressions


def const(value: Any, dtype: str) -> Expr:
    """A number; bool, int or float, as the dtype wants."""
    if dtype in FLOATS:
        return Expr("const", dtype, (), float(value))
    return Expr("const", dtype, (), bool(value) if dtype == "bool" else int(value))


ZERO, ONE = const(0, "i64"), const(1, "i64")


def var(name: str) -> Expr:
    """The counter of a loop."""
    return Expr("var", "i64", (), name)


def param(name: str) -> Expr:
    """An integer parameter."""
    return Expr("param", "i64", (), name)


def local(name: str, dtype: str) -> Expr:
    """The value of an accumulator (i64 for argmin and argmax)."""
    return Expr("local", dtype, (), name)


def load(place: Place, dtype: str) -> Expr:
    """The element at a place."""
    return Expr("load", dtype, (), place)


def binary(op: str, x: Expr, y: Expr) -> Expr:
    """An operation on two operands of one type."""
    return Expr(op, "bool" if op in COMPARISONS else x.dtype, (x, y))


def unary(op: str, x: Expr) -> Expr:
    """An operation on one operand."""
    return Expr(op, x.dtype, (x,))


def select(c: Expr, x: Expr, y: Expr) -> Expr:
    """x where c, else y."""
    return Expr("select", x.dtype, (c, x, y))


def convert(x: Expr, dtype: str) -> Expr:
    """x in another dtype, as NumPy's astype; by way of a wider float where a narrow one demands it.

    To f16 numbers are rounded once, to bf16 by way of f32, as ml_dtypes does it.
    """
    if x.dtype == dtype:
        return x
    if x.dtype in NARROW and dtype not in NARROW[x.dtype]:
        x = Expr("convert", "f32", (x,))
    if dtype in NARROW and x.dtype not in NARROW[dtype]:
        x = Expr("convert", "f64" if dtype == "f16" and SIZES[x.dtype] >= 4 else "f32", (x,))
    return Expr("convert", dtype, (x,))


def call(name: str, *args: Expr) -> Expr:
    """A function of mathlib."""
    return Expr("call", args[0].dtype, args, name)


def expressions(roots: Iterable[Expr]) -> dict[Expr, None]:
    """All expressions that some are made of, those inside places included; each once."""
    found: dict[Expr, None] = {}
    stack = list(roots)
    while stack:
        x = stack.pop()
        if x not in found:
            found[x] = None
            inner = (x.attr.offset, x.attr.mask) if x.op == "load" else x.args
            stack += [a for a in inner if isinstance(a, Expr)]
    return found
