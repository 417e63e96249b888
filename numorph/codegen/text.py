"""Kernels as text: `show` prints one, `parse` reads it back.

The text says all that matters and is the same for the same kernel: compiled kernels are found by it.  A sub-expression
is named where it is first needed, and again once a statement may have changed its value.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from typing import Any, final

from ..errors import NumorphValueError
from .loops import (
    COMPARISONS,
    FLOATS,
    SIZES,
    Accumulator,
    Buffer,
    Expr,
    Fail,
    Kernel,
    Loop,
    Place,
    Scan,
    Statement,
    Store,
    Update,
    const,
    local,
    param,
    var,
)

# -- printing


def show(kernel: Kernel) -> str:
    """The kernel as text, loops indented below the line that begins them."""
    changing = frozenset([n for b in kernel.buffers if b.written for n in (b.name, b.aliases) if n is not None])
    printer = _Printer({b.name: b.aliases or b.name for b in kernel.buffers}, changing)
    buffers = ", ".join([_buffer(b) for b in kernel.buffers])
    printer.lines.append(f"kernel({buffers}{'; ' if kernel.params else ''}{', '.join(kernel.params)}) {{")
    printer.indent = "  "
    printer.statement(kernel.body)
    printer.lines.append("}")
    return "\n".join(printer.lines)


def show_expression(expr: Expr) -> str:
    """An expression as text: a line for each sub-expression, the whole in the last one."""
    printer = _Printer({}, frozenset())
    name = printer.operand(expr)
    if printer.lines:
        printer.lines[-1] = printer.lines[-1].removeprefix(f"{name} = ")
        return "\n".join(printer.lines)
    return name


def show_statement(s: Statement) -> str:
    """A statement as text, without what is printed inside a loop."""
    printer = _Printer({}, frozenset())
    printer.statement(Loop(s.var, s.stop, (), start=s.start) if isinstance(s, Loop) else s)
    return "\n".join(printer.lines)


def _buffer(b: Buffer) -> str:
    over = f" over {b.aliases}" if b.aliases is not None else ""
    return f"{b.name}: {b.dtype}{' written' if b.written else ''}{over}"


def _number(value: Any) -> str:
    """Exact: the sign of zero and all bits of a NaN count."""
    if value == value:
        return repr(value)
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    return "nan" if bits == _NAN else f"nan_{bits:016x}"


_NAN = 0x7FF8000000000000


def _leaf(e: Expr) -> str:
    if e.op == "const":
        return _number(e.attr) + ("" if e.dtype == "i64" or e.dtype == "bool" else ":" + e.dtype)
    name: str = e.attr
    return "$" + name if e.op == "param" else name


def _inner(e: Expr) -> tuple[Expr, ...]:
    """Operands, or the expressions in the place of a load."""
    if e.op != "load":
        return e.args
    return tuple([x for x in (e.attr.offset, e.attr.mask) if isinstance(x, Expr)])


@final
class _Printer:
    """`names` holds the expressions that have a name at this point."""

    def __init__(self, roots: dict[str, str], changing: frozenset[str]):
        self.lines: list[str] = []
        self.indent = ""
        self.count = 0
        self.names: dict[Expr, str] = {}
        self.reads: dict[Expr, frozenset[str]] = {}  # memory that statements change, of named expressions that read it
        self.roots, self.changing = roots, changing  # buffers that share memory have one root

    def operand(self, expr: Expr) -> str:
        """The name of an expression, after the lines that define it."""
        names = self.names
        if expr in names:
            return names[expr]
        waiting = [expr]
        while waiting:
            e = waiting[-1]
            missing = [a for a in (e.args or _inner(e)) if a not in names]
            if missing:
                waiting += missing[::-1]
                continue
            waiting.pop()
            if e not in names:
                names[e] = self.define(e) if e.args or e.op == "load" else _leaf(e)
        return names[expr]

    def define(self, e: Expr) -> str:
        if e.op == "load":
            right = f"load {e.dtype} {self.place(e.attr)}"
        else:
            attr = "" if e.attr is None else f" {_table(e.attr) if e.op == 'table' else e.attr}"
            dtype = e.args[0].dtype if e.op in COMPARISONS else e.dtype
            right = f"{e.op} {dtype}{attr} {', '.join([self.names[a] for a in e.args])}"
        if self.reads or (e.op == "load" and e.attr.buffer in self.changing):
            self.note_reads(e)
        name = f"%{self.count}"
        self.count += 1
        self.lines.append(f"{self.indent}{name} = {right}")
        return name

    def note_reads(self, e: Expr) -> None:
        found = frozenset([self.roots[e.attr.buffer]]) if e.op == "load" and e.attr.buffer in self.changing else None
        for a in _inner(e):
            if a in self.reads:
                found = self.reads[a] | found if found else self.reads[a]
        if found:
            self.reads[e] = found

    def place(self, p: Place) -> str:
        """`x[i*$m + j + %3] if %4`; the names of its expressions are known."""
        terms = [v if s == 1 else f"{v}*{_size(s)}" for v, s in p.terms]
        if isinstance(p.offset, Expr):
            terms.append(self.names[p.offset])
        elif p.offset != 0 or not terms:
            terms.append(_size(p.offset))
        return f"{p.buffer}[{' + '.join(terms)}]" + ("" if p.mask is None else f" if {self.names[p.mask]}")

    def statement(self, s: Statement) -> None:
        if isinstance(s, Loop):
            self.loop(s)
            return
        if isinstance(s, Store):
            for x in (s.place.offset, s.place.mask):
                if isinstance(x, Expr):
                    self.operand(x)
            value = self.operand(s.value)
            text = f"store {value}, {self.place(s.place)}"
        elif isinstance(s, Accumulator):
            text = f"{s.name} = {s.op} {s.dtype}" + ("" if s.init is None else f" from {self.operand(s.init)}")
        elif isinstance(s, Update):
            text = f"update {s.name}, {self.operand(s.value)}"
            text += "" if s.index is None else f" at {self.operand(s.index)}"
            text += "" if s.mask is None else f" if {self.operand(s.mask)}"
        elif isinstance(s, Scan):
            text = f"scan {s.name}, {self.operand(s.value)}"
        else:
            text = f"fail {self.operand(s.condition)}"
        self.lines.append(self.indent + text)
        self.forget([s])

    def loop(self, s: Loop) -> None:
        start, stop = self.operand(s.start), self.operand(s.stop)
        kinds = "" if s.grid is None else f"grid {s.grid} "
        kinds += f"{'parallel ' if s.parallel else ''}{'short ' if s.short else ''}{'vector ' if s.vector else ''}"
        kinds += "reverse " if s.reverse else ""
        self.lines.append(f"{self.indent}{kinds}for {s.var} in {start}..{stop} {{")
        self.forget(s.body)  # a later iteration would see the change
        outer, outer_indent = self.names, self.indent
        self.names, self.indent = dict(outer), outer_indent + "  "
        for inner in s.body:
            self.statement(inner)
        self.names, self.indent = outer, outer_indent
        self.lines.append(outer_indent + "}")

    def forget(self, statements: Iterable[Statement]) -> None:
        """Drop the names of expressions that depend on what the statements change."""
        for s in statements:
            if isinstance(s, Loop):
                self.forget(s.body)
            elif isinstance(s, Update | Scan | Accumulator):
                name = s.name
                self.names = {e: n for e, n in self.names.items() if name not in e.vars}
            elif isinstance(s, Store) and self.reads:
                root = self.roots[s.place.buffer]
                self.names = {e: n for e, n in self.names.items() if root not in self.reads.get(e, ())}


def _size(s: int | str) -> str:
    return "$" + s if isinstance(s, str) else str(s)


def _table(entries: tuple[Any, ...]) -> str:
    return f"({' '.join(map(_number, entries))})"


# -- reading


def parse(text: str) -> Kernel:
    """The kernel that `show` printed as `text`; raises NumorphValueError, naming the line, for other text."""
    return _Reader(text).kernel()


_HEADER = re.compile(r"kernel\(([^;()]*)(?:; ([^()]*))?\) \{")
_BUFFER = re.compile(r"(\w+): (\w+)( written)?(?: over (\w+))?")
_LOOP = re.compile(
    r"(?:grid (?P<grid>\S+) )?(?P<parallel>parallel )?(?P<short>short )?(?P<vector>vector )?(?P<reverse>reverse )?"
    r"for (?P<var>\w+) in (?P<start>\S+?)\.\.(?P<stop>\S+) \{"
)
_KINDS = ("parallel", "short", "vector", "reverse")
_DEFINITION = re.compile(r"(%\d+) = (\w+) (\w+) (.+)")
_CALL, _TABLE = re.compile(r"(\w+) (.+)"), re.compile(r"\(([^()]*)\) (.+)")
_PLACE = re.compile(r"(\w+)\[([^\[\]]*)\](?: if (\S+))?")
_TERM = re.compile(r"(\w+)(?:\*(\$\w+|-?\d+))?")
_NUMBER = re.compile(r"(-?\d\S*?|(?:-?inf|nan\w*)(?=:)|True|False)(?::(\w+))?")
_STATEMENTS = {
    "store": re.compile(r"store (\S+), (.+)"),
    "update": re.compile(r"update (\w+), (\S+)(?: at (\S+))?(?: if (\S+))?"),
    "scan": re.compile(r"scan (\w+), (\S+)"),
    "fail": re.compile(r"fail (\S+)"),
    "accumulator": re.compile(r"(\w+) = (\w+) (\w+)(?: from (\S+))?"),
}


@final
class _Reader:
    """Reads line after line; `names` are the expressions, loops and accumulators in scope."""

    def __init__(self, text: str):
        self.text = [line.strip() for line in text.splitlines() if line.strip()]
        self.at = 0
        self.names: dict[str, Expr] = {}

    @property
    def line(self) -> str:
        if self.at == len(self.text):
            raise self.error("a '}' is missing")
        return self.text[self.at]

    def error(self, message: str) -> NumorphValueError:
        shown = f"line {self.at + 1} is: {self.text[self.at]}" if self.at < len(self.text) else "the text ends here"
        return NumorphValueError(f"The text cannot be read as a kernel: {message}.", notes=(shown,), frame=None)

    def match(self, pattern: re.Pattern[str], text: str) -> re.Match[str]:
        found = pattern.fullmatch(text)
        if found is None:
            raise self.error(f"'{text}' is not understood")
        return found

    def kernel(self) -> Kernel:
        header = self.match(_HEADER, self.line)
        found = [self.match(_BUFFER, b) for b in header[1].split(", ") if b]
        buffers = [Buffer(m[1], self.dtype(m[2]), m[3] is not None, m[4]) for m in found]
        self.at += 1
        kernel = Kernel(buffers, header[2].split(", ") if header[2] else (), self.loop())
        if self.line != "}":
            raise self.error("a kernel has one loop, and ends with a '}'")
        self.at += 1
        if self.at < len(self.text):
            raise self.error("there is text after the kernel")
        return kernel

    def loop(self) -> Loop:
        while self.line.startswith("%"):
            self.definition()
        m = self.match(_LOOP, self.line)
        start, stop = self.operand(m["start"]), self.operand(m["stop"])
        self.at += 1
        outer = self.names
        self.names = outer | {m["var"]: var(m["var"])}
        body = []
        while self.line != "}":
            if self.line.startswith("%"):
                self.definition()
            else:
                body.append(self.statement())
        self.at += 1
        self.names = outer
        kinds = {kind: m[kind] is not None for kind in _KINDS}
        return Loop(m["var"], stop, body, start=start, grid=m["grid"], **kinds)

    def statement(self) -> Statement:
        if self.line.endswith("{"):
            return self.loop()
        word = self.line.partition(" ")[0]
        if _STATEMENTS["accumulator"].fullmatch(self.line):
            word = "accumulator"
        if word not in _STATEMENTS:
            raise self.error("this is no statement")
        found = self.simple_statement(word, self.match(_STATEMENTS[word], self.line))
        self.at += 1
        return found

    def simple_statement(self, word: str, m: re.Match[str]) -> Statement:
        if word == "store":
            value = self.operand(m[1])
            return Store(self.place(m[2]), value)
        if word == "update":
            index, mask = [self.operand(m[i]) if m[i] else None for i in (3, 4)]
            return Update(m[1], self.operand(m[2]), index, mask)
        if word == "scan":
            return Scan(m[1], self.operand(m[2]))
        if word == "fail":
            return Fail(self.operand(m[1]))
        init = self.operand(m[4]) if m[4] else None
        self.names[m[1]] = local(m[1], "i64" if m[2] in ("argmin", "argmax") else self.dtype(m[3]))
        return Accumulator(m[1], m[2], self.dtype(m[3]), init)

    def definition(self) -> None:
        m = self.match(_DEFINITION, self.line)
        op, dtype, rest = m[2], self.dtype(m[3]), m[4]
        attr: Any = None
        if op == "load":
            self.names[m[1]] = Expr(op, dtype, (), self.place(rest))
        else:
            if op == "table":
                entries, rest = self.match(_TABLE, rest).groups()
                attr = tuple([self.number(x, dtype) for x in entries.split(" ")])
            elif op == "call":
                attr, rest = self.match(_CALL, rest).groups()
            dtype = "bool" if op in COMPARISONS else dtype
            self.names[m[1]] = Expr(op, dtype, tuple([self.operand(x) for x in rest.split(", ")]), attr)
        self.at += 1

    def place(self, text: str) -> Place:
        m = self.match(_PLACE, text)
        terms: list[tuple[str, int | str]] = []
        offset: int | str | Expr = 0
        for term in m[2].split(" + "):
            counter = _TERM.fullmatch(term)
            if counter is not None and counter[1] in self.names and self.names[counter[1]].op == "var":
                terms.append((counter[1], self.size(counter[2] or "1")))
            elif term.startswith("$") or re.fullmatch(r"-?\d+", term):
                offset = self.size(term)
            else:
                offset = self.operand(term)
        return Place(m[1], tuple(terms), offset, self.operand(m[3]) if m[3] else None)

    def size(self, text: str) -> int | str:
        return text[1:] if text.startswith("$") else int(text)

    def operand(self, text: str) -> Expr:
        if text in self.names:
            return self.names[text]
        if text.startswith("$"):
            return self.names.setdefault(text, param(text[1:]))
        m = _NUMBER.fullmatch(text)
        if m is None:
            raise self.error(f"'{text}' is not defined")
        dtype = self.dtype(m[2] or ("bool" if text in ("True", "False") else "i64"))
        return const(self.number(m[1], dtype), dtype)

    def number(self, text: str, dtype: str) -> Any:
        try:
            if dtype == "bool":
                return {"True": True, "False": False}[text]
            if text.startswith("nan_"):
                return struct.unpack("<d", struct.pack("<Q", int(text[4:], 16)))[0]
            return float(text) if dtype in FLOATS else int(text)
        except (ValueError, KeyError):
            raise self.error(f"'{text}' is no number of dtype {dtype}") from None

    def dtype(self, name: str) -> str:
        if name not in SIZES:
            raise self.error(f"there is no dtype '{name}'")
        return name
