"""The Procedure: imperative code over scalars and memory, between Python source and machine code.

A procedure has registers (mutable scalars and pointers) and statements.  Arrays do not exist here: an array is a
pointer register and i64 values for its sizes and strides, which the front end keeps.  Whatever is out of the ordinary
(an index out of bounds, an integer that no longer fits, a division by zero in Python's arithmetic) is a `Bail`: the
call is undone and plain Python runs instead, so that errors, their lines and the state of the arguments are Python's
own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, final

# Scalar types are those of LoopIR, with the same operations (codegen/loops.py), and two of complex numbers.  "ptr" is
# a register's type only.
COMPLEX = {"c64": "f32", "c128": "f64"}

# Beside ARITHMETIC, COMPARISONS and OTHERS of LoopIR (but `table` and `rare`):
#   overflows  attr: "add", "sub", "mul" or "shl"; whether that operation on two i64 leaves the range of i64
#   opaque     the same i64; LLVM does not know what it was made of
#   complex    (re, im) -> the complex number          real, imag   its parts
# Complex numbers have add, sub, mul, div, neg, eq, ne, select, convert (from real to complex, between complex types).
# A division of integers by zero, or an index outside memory, must have been excluded by a Bail before.


_numbers = itertools.count()


@final
class Reg:
    """A mutable variable: a scalar of `dtype`, or a pointer to elements.  Compared by identity; `name`: for readers.

    number: the order in which registers were made.
    """

    __slots__ = ("dtype", "name", "number")

    def __init__(self, name: str, dtype: str):
        self.name, self.dtype, self.number = name, dtype, next(_numbers)

    def __repr__(self) -> str:
        return f"{self.name}:{self.dtype}"


@final
class Expr:
    """A scalar, without effects, computed wholly where the statement that holds it runs.

    const  attr: the number     reg   attr: the Reg; its value now
    load   attr: the pointer's Reg; args: (index,), an i64 counted in elements of dtype
    null   "ptr": no memory     (other operations: see above; `call` has the name of a mathlib function in attr)

    An `add`, `mul`, `min`, `max`, `or` or `and` with attr "free" may be re-associated with others like it: sums of
    arrays.
    form: the same as a sum, once the front end has found it out (frontend/integers.py).
    """

    __slots__ = ("args", "attr", "dtype", "form", "op")

    def __init__(self, op: str, dtype: str, args: tuple[Expr, ...] = (), attr: Any = None):
        self.op, self.dtype, self.args, self.attr = op, dtype, args, attr
        self.form: Any = None

    def __repr__(self) -> str:
        from .text import show_expression

        return show_expression(self)


# -- statements


@final
class Assign:
    """reg = value, of the same dtype; pointers are copied from registers (op "reg") or are null."""

    __slots__ = ("reg", "value")

    def __init__(self, reg: Reg, value: Expr):
        self.reg, self.value = reg, value


@final
class Store:
    """Memory of the pointer `base` at `index` (in elements of the value's dtype) = value."""

    __slots__ = ("base", "index", "value")

    def __init__(self, base: Reg, index: Expr, value: Expr):
        self.base, self.index, self.value = base, index, value


@final
class If:
    """Either of two bodies."""

    __slots__ = ("body", "condition", "orelse")

    def __init__(self, condition: Expr, body: Sequence[Statement], orelse: Sequence[Statement] = ()):
        self.condition, self.body, self.orelse = condition, list(body), list(orelse)


@final
class For:
    """counter = start, start + step, ... before stop; bounds are computed once, at entry.

    The body does not assign `counter`; after the loop it is undefined.  step: a number, not 0.
    parallel: the iterations may run in any order and at once: a register assigned in the body is assigned before it is
    read in the same iteration, but for those that only "free" operations update; memory stored by one iteration is not
    touched by another.  There is no Break, Continue, Return, Alloc or Bail in it, nor a loop that is not parallel; but
    in what only code is made of there are such loops (procedures/exchange.py).
    """

    __slots__ = ("body", "counter", "parallel", "start", "step", "stop")

    def __init__(
        self, counter: Reg, start: Expr, stop: Expr, body: Sequence[Statement], step: int = 1, parallel: bool = False
    ):
        self.counter, self.start, self.stop, self.step = counter, start, stop, step
        self.body, self.parallel = list(body), parallel


@final
class While:
    """Repeats its body until a Break, Return or Bail."""

    __slots__ = ("body",)

    def __init__(self, body: Sequence[Statement]):
        self.body = list(body)


@final
class Break:
    """Leave the innermost loop."""

    __slots__ = ()


@final
class Continue:
    """Go on with the next iteration of the innermost loop."""

    __slots__ = ()


@final
class Return:
    """Leave the procedure; its results are in their registers."""

    __slots__ = ()


@final
class Bail:
    """Leave the procedure, without results, because of something that only plain Python can do."""

    __slots__ = ("reason",)

    def __init__(self, reason: str):
        self.reason = reason


@final
class Alloc:
    """reg = memory for `count` elements of dtype, owned once: Retain and Release count its owners.

    Memory is aligned to 64 bytes; `zero`: filled with zeros.  A negative count, or too much memory, bails.
    """

    __slots__ = ("count", "dtype", "reg", "zero")

    def __init__(self, reg: Reg, count: Expr, dtype: str, zero: bool = False):
        self.reg, self.count, self.dtype, self.zero = reg, count, dtype, zero


@final
class Retain:
    """One owner more of memory that Alloc made; the register holds its pointer, or null, for which nothing happens."""

    __slots__ = ("reg",)

    def __init__(self, reg: Reg):
        self.reg = reg


@final
class Release:
    """One owner less of memory that Alloc made (or null, as for Retain); memory without owners is gone."""

    __slots__ = ("reg",)

    def __init__(self, reg: Reg):
        self.reg = reg


@final
class Library:
    """A routine on memory: `name`, pointer registers, scalar values, and the registers that it assigns.

    matmul  out = a @ b of one dtype.  pointers: a, b, out; values: m, k, n, then offset, row and column stride in
            elements of each of a, b and out.  attr "add": the product is added to out, element after element, which
            lies apart from a and b.  attr "first": as that, to what would be zeros, had anybody cleared it
    small   the same for a stack of matrices a and one small b, in rows of neighbours as out; made of matmul for the
            code generator.  attr "add": the products are added to out.  values: three sizes of a's axes before the
            inner one, k, n, then offset, four strides of a, offset and row stride of b, offset and three strides of out
    held    no operands; results: the bytes of memory and tape that the call holds, and how many it may hold
    host    a Python function, `attr`, called as attr(pointers, values, allocate) with lists of addresses and of
            numbers; allocate(nbytes) gives memory as Alloc does.  It returns what the registers `results` are to hold;
            an exception bails.
    keep    puts an address into memory of i64.  pointers: the memory, the pointer; values: where, in elements
    back    takes it out again.  pointers: the memory; values: where; results: the pointer
    """

    __slots__ = ("attr", "dtype", "name", "pointers", "results", "values")

    def __init__(
        self,
        name: str,
        pointers: Sequence[Reg],
        values: Sequence[Expr],
        results: Sequence[Reg] = (),
        dtype: str = "",
        attr: Any = None,
    ):
        self.name, self.pointers, self.values, self.results = name, tuple(pointers), tuple(values), tuple(results)
        self.dtype, self.attr = dtype, attr


@final
class Push:
    """Put a scalar or pointer on the tape.

    site: a register that stands for all that is taken off the tape again with the same site, in this procedure or
    another; nobody assigns it.  It tells analyses what a Pop finds; without one nobody asks.
    """

    __slots__ = ("site", "value")

    def __init__(self, value: Expr, site: Reg | None = None):
        self.value, self.site = value, site


@final
class Pop:
    """reg = what was put on the tape last, which has its dtype.  site: see Push."""

    __slots__ = ("reg", "site")

    def __init__(self, reg: Reg, site: Reg | None = None):
        self.reg, self.site = reg, site


@final
class PushBlock:
    """reg = room for `count` elements of dtype on the tape, where the procedure stores what it wants to find again.

    twin: another register, which gets as much room in the same block.  site: see Push.
    """

    __slots__ = ("count", "dtype", "reg", "site", "twin")

    def __init__(self, reg: Reg, count: Expr, dtype: str, site: Reg | None = None, twin: Reg | None = None):
        self.reg, self.count, self.dtype, self.site, self.twin = reg, count, dtype, site, twin


@final
class PopBlock:
    """reg = the room that was made last, of `count` elements; the next Pop or PopBlock takes it off the tape.

    twin: the room of PushBlock's twin.  site: see Push.
    """

    __slots__ = ("count", "dtype", "reg", "site", "twin")

    def __init__(self, reg: Reg, count: Expr, dtype: str, site: Reg | None = None, twin: Reg | None = None):
        self.reg, self.count, self.dtype, self.site, self.twin = reg, count, dtype, site, twin


Statement = (
    Assign
    | Store
    | If
    | For
    | While
    | Break
    | Continue
    | Return
    | Bail
    | Alloc
    | Retain
    | Release
    | Library
    | Push
    | Pop
    | PushBlock
    | PopBlock
)


@final
class Procedure:
    """inputs: registers set by the caller, all of one 64-bit slot (no complex numbers); results: registers read at the
    end.

    Pointers among the inputs are memory of the caller's; no two of them overlap.  A pointer among the results is the
    caller's memory, or what Alloc made: of that one owner is now the caller.
    own_tape: it takes all from its tape that it puts there, and the tape, with all other memory, is bounded.
    """

    __slots__ = ("body", "derived", "inputs", "name", "own_tape", "results")

    def __init__(
        self,
        name: str,
        inputs: Sequence[Reg],
        results: Sequence[Reg],
        body: Sequence[Statement],
        own_tape: bool = False,
    ):
        self.name, self.inputs, self.results, self.body = name, tuple(inputs), tuple(results), list(body)
        self.own_tape = own_tape
        self.derived: dict[Any, Any] = {}

    def with_body(self, body: Sequence[Statement]) -> Procedure:
        """A procedure of the same inputs and results that does something else."""
        return Procedure(self.name, self.inputs, self.results, body, self.own_tape)

    def __str__(self) -> str:
        from .text import show

        return show(self)


# -- making expressions


def const(value: Any, dtype: str) -> Expr:
    """A number."""
    return Expr("const", dtype, (), value)


def reg(r: Reg) -> Expr:
    """The value of a register."""
    return Expr("reg", r.dtype, (), r)


def load(base: Reg, index: Expr, dtype: str) -> Expr:
    """An element of memory."""
    return Expr("load", dtype, (index,), base)


# -- walking


# All passes do nothing but this, most of the time: types are compared one by one, which is the quickest way.

_WITH_BODIES: Final = frozenset((If, For, While))


def bodies(s: Statement) -> tuple[list[Statement], ...]:
    """The lists of statements inside a statement."""
    if type(s) is If:
        return (s.body, s.orelse)
    return (s.body,) if type(s) is For or type(s) is While else ()


def operands(s: Statement) -> tuple[Expr, ...]:
    """The expressions that a statement itself computes."""
    if type(s) is Assign or type(s) is Push:
        return (s.value,)
    if type(s) is Store:
        return (s.index, s.value)
    if type(s) is If:
        return (s.condition,)
    if type(s) is For:
        return (s.start, s.stop)
    if type(s) is Alloc or type(s) is PushBlock or type(s) is PopBlock:
        return (s.count,)
    return s.values if type(s) is Library else ()


def statements(body: Iterable[Statement]) -> Iterator[Statement]:
    """All statements, those inside others included."""
    found: list[Statement] = []
    waiting = list(body)[::-1]
    while waiting:
        s = waiting.pop()
        found.append(s)
        if type(s) in _WITH_BODIES:
            for inner in bodies(s)[::-1]:
                waiting += inner[::-1]
    return iter(found)


def subexpressions(roots: Iterable[Expr]) -> Iterator[Expr]:
    """All expressions that some are made of, each once."""
    found: dict[Expr, None] = {}
    waiting = list(roots)
    while waiting:
        e = waiting.pop()
        if e not in found:
            found[e] = None
            waiting += e.args
    return iter(found)
