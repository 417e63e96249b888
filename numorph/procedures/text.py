"""Procedures as text, for people: registers by name, bodies indented below the line that begins them.

Different registers of one name get numbers.  A sub-expression that a statement uses twice, or that is long, is printed
on a line of its own before the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, final

from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    While,
    subexpressions,
)

_SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/", "and": "&", "or": "|", "xor": "^", "shl": "<<", "shr": ">>"}
_SIGNS |= {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_LONG = 60  # characters from which an expression gets a line of its own where it is part of another


def show(procedure: Procedure) -> str:
    """The whole procedure as text."""
    printer = _Printer()
    inputs = ", ".join([printer.declared(r) for r in procedure.inputs])
    printer.lines.append(f"procedure {procedure.name}({inputs}) {{")
    printer.body(procedure.body)
    printer.lines.append(f"}} -> ({', '.join([printer.declared(r) for r in procedure.results])})")
    return "\n".join(printer.lines)


def show_statement(statement: Statement) -> str:
    """A statement as text, what stands inside it included."""
    printer = _Printer()
    printer.statement(statement)
    return "\n".join(printer.lines)


def show_expression(expr: Expr) -> str:
    """An expression as text: lines for sub-expressions that are used twice, the whole in the last one."""
    printer = _Printer()
    (whole,) = printer.expressions([expr])
    return "\n".join([*printer.lines, whole])


@final
class _Printer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.indent = ""
        self.names: dict[Reg, str] = {}
        self.taken: set[str] = set()
        self.temporaries = 0

    def line(self, text: str) -> None:
        self.lines.append(self.indent + text)

    # registers

    def name(self, r: Reg) -> str:
        found = self.names.get(r)
        if found is None:
            found, number = r.name, 1
            while found in self.taken:
                number += 1
                found = f"{r.name}_{number}"
            self.names[r] = found
            self.taken.add(found)
        return found

    def declared(self, r: Reg) -> str:
        """The name, with the dtype where it is met first."""
        return self.name(r) if r in self.names else f"{self.name(r)}: {r.dtype}"

    # expressions

    def expressions(self, roots: Sequence[Expr]) -> list[str]:
        """The text of some expressions of one statement, after the lines that their parts need."""
        uses: dict[Expr, int] = {}
        for e in subexpressions(roots):
            for a in e.args:
                uses[a] = uses.get(a, 0) + 1
        for e in roots:
            uses[e] = uses.get(e, 0) + 1
        texts: dict[Expr, str] = {}
        waiting = list(roots[::-1])
        while waiting:
            e = waiting[-1]
            missing = [a for a in e.args if a not in texts]
            if missing:
                waiting += missing[::-1]
                continue
            waiting.pop()
            if e not in texts:
                text = self.node(e, [texts[a] for a in e.args])
                shared = uses[e] > 1 or (len(text) > _LONG and e not in roots)
                texts[e] = self.temporary(text) if e.args and shared else text
        return [_bare(texts[e]) for e in roots]

    def temporary(self, text: str) -> str:
        name = f"%{self.temporaries}"
        self.temporaries += 1
        self.line(f"{name} = {_bare(text)}")
        return name

    def node(self, e: Expr, args: list[str]) -> str:
        if e.op == "const":
            return repr(e.attr) + ("" if e.dtype in ("i64", "f64", "bool", "c128") else f":{e.dtype}")
        if e.op == "reg":
            return self.name(e.attr)
        if e.op == "load":
            return f"{self.name(e.attr)}[{_bare(args[0])}]:{e.dtype}"
        if e.op == "null":
            return "null"
        if e.op in _SIGNS:
            return f"({args[0]} {_SIGNS[e.op]}{' free' if e.attr == 'free' else ''} {args[1]})"
        name = e.attr if e.op == "call" else e.dtype if e.op == "convert" else e.op
        if e.op in ("min", "max", "overflows", "bitcast") and (e.attr is not None or e.op == "bitcast"):
            name += f" {e.attr if e.op != 'bitcast' else e.dtype}"
        return f"{name}({', '.join([_bare(a) for a in args])})"

    # statements

    def body(self, body: Iterable[Statement]) -> None:
        outer = self.indent
        self.indent = outer + "  "
        for s in body:
            self.statement(s)
        self.indent = outer

    def statement(self, s: Statement) -> None:
        if isinstance(s, If):
            self.line(f"if {self.expressions([s.condition])[0]} {{")
            self.body(s.body)
            if s.orelse:
                self.line("} else {")
                self.body(s.orelse)
            self.line("}")
        elif isinstance(s, For):
            start, stop = self.expressions([s.start, s.stop])
            step = "" if s.step == 1 else f" step {s.step}"
            self.line(f"{'parallel ' if s.parallel else ''}for {self.name(s.counter)} in {start}..{stop}{step} {{")
            self.body(s.body)
            self.line("}")
        elif isinstance(s, While):
            self.line("while {")
            self.body(s.body)
            self.line("}")
        else:
            self.line(self.simple(s))

    def simple(self, s: Any) -> str:
        """A statement without others in it."""
        if isinstance(s, Assign):
            value = self.expressions([s.value])[0]
            return f"{self.declared(s.reg)} = {value}"
        if isinstance(s, Store):
            index, value = self.expressions([s.index, s.value])
            return f"{self.name(s.base)}[{index}]:{s.value.dtype} = {value}"
        if isinstance(s, Alloc | PushBlock | PopBlock):
            count = self.expressions([s.count])[0]
            word = {Alloc: "alloc", PushBlock: "push block", PopBlock: "pop block"}[type(s)]
            zero = " zero" if isinstance(s, Alloc) and s.zero else ""
            twin = f", {self.declared(s.twin)}" if isinstance(s, PushBlock | PopBlock) and s.twin is not None else ""
            return f"{self.declared(s.reg)}{twin} = {word}{zero} {count} of {s.dtype}"
        if isinstance(s, Push):
            return f"push {self.expressions([s.value])[0]}"
        if isinstance(s, Pop):
            return f"{self.declared(s.reg)} = pop {s.reg.dtype}"
        if isinstance(s, Library):
            return self.library(s)
        if isinstance(s, Bail):
            return f"bail {s.reason!r}"
        if isinstance(s, Retain | Release):
            return f"{type(s).__name__.lower()} {self.name(s.reg)}"
        return str(type(s).__name__.lower())  # break, continue, return

    def library(self, s: Library) -> str:
        values = self.expressions(s.values)
        left = ", ".join([self.declared(r) for r in s.results])
        called = f" {getattr(s.attr, '__qualname__', s.attr)}" if s.attr is not None else ""
        pointers = ", ".join([self.name(r) for r in s.pointers])
        right = f"{s.name}{' ' + s.dtype if s.dtype else ''}{called}({pointers}; {', '.join(values)})"
        return f"{left} = {right}" if left else right


def _bare(text: str) -> str:
    """Without the parentheses around the whole."""
    if not text.startswith("("):
        return text
    depth = 0
    for at, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return text[1:-1] if at == len(text) - 1 else text
    return text
