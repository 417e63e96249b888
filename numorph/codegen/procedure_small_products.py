"""Products of stacks of rows with a matrix that stays in the first cache: some rows and columns at a time in registers.

Libraries copy both matrices to where they want them, which costs more than such a product itself.  Here a sum goes
over the inner index from the first to the last, one multiply-add after the other, and is added to what there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

from ..procedures.building import is_number
from ..procedures.ir import Expr, Library, Procedure, Reg, const, statements
from .builder import Function, Module, Value
from .engine import QUICK_PASSES, compiled, register
from .procedure_function import word_of
from .target import host

if TYPE_CHECKING:
    from .procedure_statements import Lowering

_SIZES: Final = {"f32": 4, "f64": 8}

# Words of a product, addresses first; strides are in elements.  There are OUTER x INNER matrices of ROWS x DEPTH, each
# times the same matrix of DEPTH x COLUMNS; elements in a row of that one, and of the results, are neighbours.
LEFT, RIGHT, OUT, ADDS, OUTER, INNER, ROWS, DEPTH, COLUMNS = range(9)
LEFT_OUTER, LEFT_INNER, LEFT_ROW, LEFT_COLUMN, RIGHT_ROW, OUT_OUTER, OUT_INNER, OUT_ROW = range(9, 17)
WORDS: Final = 17

_WORTH_SHARING: Final = 1 << 17  # multiplications, of which a core does several in a nanosecond
_LEAST_PART: Final = 1 << 14
_ROWS_OF_PART: Final = 64  # of one matrix, at least
_ROWS: Final = {1: (8, 4, 2, 1), 2: (4, 2, 1)}  # that are in registers at once, by the number of vectors in each


@cache
def make_small_products(dtype: str) -> None:
    """Let code refer to the routine, which is `name_of(dtype)`."""
    name, target = name_of(dtype), host()
    register(name, compiled(module(dtype, target.vector_bits), [name], 2, QUICK_PASSES)[name])


def name_of(dtype: str) -> str:
    return f"procedure_small_{dtype}"


def module(dtype: str, vector_bits: int) -> str:
    """What defines routine(words, begin, end): the products of the matrices from begin to end of OUTER; gives 0."""
    m = Module()
    f = m.function(name_of(dtype), "i32", words="ptr", begin="i64", end="i64")
    _Products(m, f, dtype, vector_bits).write()
    return m.text()


def is_shareable(procedure: Procedure) -> bool:
    """Whether there are stacks, or matrices of many rows, of which threads could take parts."""
    stacks = [s for s in statements(procedure.body) if isinstance(s, Library) and s.name == "small"]
    return any([s.values[0].op != "const" or _may_have_many_rows(s) for s in stacks])


def _may_have_many_rows(s: Library) -> bool:
    """Whether it is one matrix, nobody knows of how many rows."""
    outer, inner, rows = s.values[:3]
    return is_number(outer, 1) and is_number(inner, 1) and rows.op != "const"


def small_product(code: Lowering, s: Library) -> None:
    """A call of the routine; threads share long stacks, if they may."""
    w, values = code.w, code.values
    words = code.buffer(WORDS)
    outer, inner, rows, k, n, start, *left, right, right_row, to, out, out_inner, out_row = s.values
    _store_addresses(code, words, zip(s.pointers, (start, right, to), (LEFT, RIGHT, OUT), strict=True), s.dtype)
    adds = const(int(s.attr == "add"), "i64")
    for at, e in enumerate([adds, outer, inner, rows, k, n, *left, right_row, out, out_inner, out_row], ADDS):
        _store(code, words, at, e)
    name, count = name_of(s.dtype), values.value(outer)
    w.declarations[f"@{name}"] = f"declare i32 @{name}(ptr, i64, i64) nounwind"
    code.small.add(s.dtype)
    alone = f"call i32 @{name}(ptr {words}, i64 0, {count.typed})"
    many_rows = _may_have_many_rows(s)
    if not code.threads or (outer.op == "const" and not many_rows):
        w.line(alone)
        return
    one = _times(_number(_ROWS_OF_PART) if many_rows else _times(inner, rows), _times(k, n))
    stack = Expr("quo", "i64", (rows, _number(_ROWS_OF_PART))) if many_rows else outer
    several = Expr("gt", "bool", (_times(one, stack), _number(_WORTH_SHARING)))
    threads, serial, after = w.label(), w.label(), w.label()
    w.line(f"br {values.value(several).typed}, label %{threads}, label %{serial}")
    w.begin(threads)
    if many_rows:  # a stack of matrices, one below the other, and what is left
        for at, e in ((ROWS, _number(_ROWS_OF_PART)), (LEFT_OUTER, left[2]), (OUT_OUTER, out_row)):
            _store(code, words, at, e if at == ROWS else _times(e, _number(_ROWS_OF_PART)))
    each = values.value(Expr("max", "i64", (one, _number(1))))
    grain = w.binary("add", w.binary("udiv", w.constant(_LEAST_PART, "i64"), each), w.constant(1, "i64"))
    w.declarations["@pool_run"] = "declare i32 @pool_run(ptr, ptr, i64, i64, i64, i64) nounwind"
    length = values.value(stack)
    w.line(f"call i32 @pool_run(ptr @{name}, ptr {words}, i64 0, {length.typed}, {grain.typed}, i64 0)")
    if many_rows:
        done = _times(stack, _number(_ROWS_OF_PART))
        _store(code, words, ROWS, Expr("sub", "i64", (rows, done)))
        places = [Expr("add", "i64", (x, _times(done, step))) for x, step in ((start, left[2]), (to, out_row))]
        _store_addresses(code, words, zip(s.pointers[::2], places, (LEFT, OUT), strict=True), s.dtype)
        w.line(alone)
    code.jump(after)
    w.begin(serial)
    w.line(alone)
    code.jump(after)
    w.begin(after)


def _store(code: Lowering, words: str, at: int, e: Expr) -> None:
    code.w.line(f"store {code.values.value(e).typed}, ptr {word_of(code.w, words, at)}, align 8")


def _store_addresses(code: Lowering, words: str, places: Iterable[tuple[Reg, Expr, int]], dtype: str) -> None:
    w, values = code.w, code.values
    kind = "float" if dtype == "f32" else "double"
    for p, offset, at in places:
        place = f"getelementptr {kind}, ptr {values.pointer(p)}, {values.value(offset).typed}"
        w.line(f"store ptr {w.emit(place, 'i64', 1).text}, ptr {word_of(w, words, at)}, align 8")


def _number(value: int) -> Expr:
    return const(value, "i64")


def _times(x: Expr, y: Expr) -> Expr:
    return Expr("mul", "i64", (x, y))


class _Products:
    def __init__(self, m: Module, f: Function, dtype: str, vector_bits: int):
        self.m, self.f, self.dtype = m, f, dtype
        self.kind, self.size = "float" if dtype == "f32" else "double", _SIZES[dtype]
        self.lanes = vector_bits // (8 * self.size)
        self.vector = f"<{self.lanes} x {self.kind}>"

    def word(self, k: int) -> Value:
        return self.f.load("i64", self.f.parameters["words"], 8 * k)

    def bytes(self, k: int) -> Value:
        return self.word(k) * self.size

    def write(self) -> None:
        f = self.f
        left, right, out = (f.load("ptr", f.parameters["words"], 8 * k) for k in (LEFT, RIGHT, OUT))
        self.adds = self.word(ADDS).differs(0)
        self.rows, self.depth, self.columns = self.word(ROWS), self.word(DEPTH), self.word(COLUMNS)
        self.left_row, self.left_column = self.bytes(LEFT_ROW), self.bytes(LEFT_COLUMN)
        self.right_row, self.out_row = self.bytes(RIGHT_ROW), self.bytes(OUT_ROW)
        steps = [self.bytes(k) for k in (LEFT_OUTER, LEFT_INNER, OUT_OUTER, OUT_INNER)]
        with f.for_(f.parameters["begin"], f.parameters["end"]) as i, f.for_(0, self.word(INNER)) as j:
            self.matrix(f.at(left, i * steps[0] + j * steps[1]), right, f.at(out, i * steps[2] + j * steps[3]))
        f.return_(0)

    def matrix(self, left: Value, right: Value, out: Value) -> None:
        """One product: columns by two vectors, by one, and what is left of them."""
        f = self.f
        at = f.local("i64", 0)
        for vectors in (2, 1):
            width = vectors * self.lanes
            with f.while_(lambda width=width: (self.columns - at.get()).at_least(width)):  # type: ignore[misc]
                place = at.get() * self.size
                self.strip(left, f.at(right, place), f.at(out, place), vectors, None)
                at.set(at.get() + width)
        rest = self.columns - at.get()
        with f.if_(rest.above(0)):
            place = at.get() * self.size
            self.strip(left, f.at(right, place), f.at(out, place), 1, self.first(rest))

    def first(self, count: Value) -> Value:
        """A mask of so many lanes."""
        f, n = self.f, self.lanes
        numbers = ", ".join([f"i64 {k}" for k in range(n)])
        one = f.define(f"insertelement <{n} x i64> poison, i64 {count.text}, i64 0", f"<{n} x i64>")
        kind = f"<{n} x i64>"
        every = f.define(f"shufflevector {kind} {one.text}, {kind} poison, <{n} x i32> zeroinitializer", kind)
        return f.define(f"icmp slt {kind} <{numbers}>, {every.text}", f"<{n} x i1>")

    def strip(self, left: Value, right: Value, out: Value, vectors: int, mask: Value | None) -> None:
        """Some columns of all rows."""
        f = self.f
        at = f.local("i64", 0)
        for rows in _ROWS[vectors]:
            with f.while_(lambda rows=rows: (self.rows - at.get()).at_least(rows)):  # type: ignore[misc]
                lefts = [f.at(left, (at.get() + r) * self.left_row) for r in range(rows)]
                outs = [f.at(out, (at.get() + r) * self.out_row) for r in range(rows)]
                self.block(lefts, right, outs, vectors, mask)
                at.set(at.get() + rows)

    def block(self, lefts: list[Value], right: Value, outs: list[Value], vectors: int, mask: Value | None) -> None:
        """Some columns of some rows."""
        f, vector = self.f, self.vector
        sums = [[f.buffer(self.lanes * self.size) for _ in range(vectors)] for _ in lefts]
        for row in sums:
            for s in row:
                self.put(f.define(f"fadd {vector} zeroinitializer, zeroinitializer", vector), s)
        with f.for_(0, self.depth) as k:
            line = f.at(right, k * self.right_row)
            ys = [self.get(f.at(line, v * self.lanes * self.size), mask) for v in range(vectors)]
            for a, row in zip(lefts, sums, strict=True):
                x = self.everywhere(f.load(self.kind, f.at(a, k * self.left_column)))
                for y, s in zip(ys, row, strict=True):
                    product = f.define(f"fmul contract {vector} {x.text}, {y.text}", vector)
                    self.put(f.define(f"fadd contract {vector} {self.get(s).text}, {product.text}", vector), s)
        with f.if_(self.adds):
            for out, row in zip(outs, sums, strict=True):
                for v, s in enumerate(row):
                    before = self.get(f.at(out, v * self.lanes * self.size), mask)
                    self.put(f.define(f"fadd {vector} {before.text}, {self.get(s).text}", vector), s)
        for out, row in zip(outs, sums, strict=True):
            for v, s in enumerate(row):
                self.put(self.get(s), f.at(out, v * self.lanes * self.size), mask)

    def everywhere(self, x: Value) -> Value:
        """A vector of one number."""
        f, vector = self.f, self.vector
        one = f.define(f"insertelement {vector} poison, {self.kind} {x.text}, i64 0", vector)
        text = f"shufflevector {vector} {one.text}, {vector} poison, <{self.lanes} x i32> zeroinitializer"
        return f.define(text, vector)

    def get(self, at: Value, mask: Value | None = None) -> Value:
        """A vector from memory; the lanes that are not in the mask are zero."""
        f, vector = self.f, self.vector
        if mask is None:
            return f.define(f"load {vector}, ptr {at.text}, align {self.size}", vector)
        name, bits = f"llvm.masked.load.v{self.lanes}{self.dtype}.p0", f"<{self.lanes} x i1>"
        self.m.declare(name, vector, "ptr", "i32", bits, vector)
        given = f"ptr {at.text}, i32 {self.size}, {bits} {mask.text}, {vector} zeroinitializer"
        return f.define(f"call {vector} @{name}({given})", vector)

    def put(self, x: Value, at: Value, mask: Value | None = None) -> None:
        """A vector to memory, as far as it is in the mask."""
        f, vector = self.f, self.vector
        if mask is None:
            f.emit(f"store {vector} {x.text}, ptr {at.text}, align {self.size}")
            return
        name, bits = f"llvm.masked.store.v{self.lanes}{self.dtype}.p0", f"<{self.lanes} x i1>"
        self.m.declare(name, "void", vector, "ptr", "i32", bits)
        f.emit(f"call void @{name}({vector} {x.text}, ptr {at.text}, i32 {self.size}, {bits} {mask.text})")
