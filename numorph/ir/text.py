"""Programs as text: `show` prints one, `parse` reads it back.

Small and uniform constants are printed in full; of a larger one only the type is, and such text cannot be read back.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.types import SCALAR_TYPES, ArrayType, Dim, Type, dtype_name, dtype_of_name, element_count
from ..errors import NumorphValueError
from ..ops import all_ops
from .program import Eqn, Program, Var

OPERATIONS: dict[str, Op] = {}  # by name, those of modules above `ops`, which enter theirs here
PRINTED_IN_FULL = 8  # elements

# -- printing


def show(program: Program) -> str:
    """The program as text, nested programs indented below the equation that holds them."""
    return "\n".join([line for line, _ in lines(program)])


def lines(program: Program, indent: str = "", label: str = "") -> Iterator[tuple[str, Eqn | None]]:
    """The lines of the text, each with the equation that it shows."""
    name = _Namer()
    yield f"{indent}{label}{program.name}({', '.join(map(name.typed, program.inputs))}) {{", None
    for e in program.eqns:
        yield f"{indent}  {_equation(e, name)}", e
        for key, sub in _nested(e):
            yield from lines(sub, indent + "    ", f"{key}: ")
    yield f"{indent}  return {', '.join(map(name, program.outputs))}".rstrip(), None
    yield indent + "}", None


class _Namer:
    """Variables are numbered in the order in which the text names them."""

    def __init__(self) -> None:
        self.names: dict[Var, str] = {}

    def __call__(self, atom: Any) -> str:
        if type(atom) is Var:
            return self.names.setdefault(atom, f"%{len(self.names)}")
        return constant(atom)

    def typed(self, var: Var) -> str:
        return f"{self(var)}: {var.type}"


def _equation(e: Eqn, name: _Namer) -> str:
    args = ", ".join(map(name, e.args))
    outs = ", ".join(map(name.typed, e.outs))
    params = [f"{k}={_param(v)}" for k, v in e.params.items() if not _holds_programs(v)]
    return " ".join([*([outs, "="] if outs else []), e.op.name, *params, *([args] if args else [])])


def _holds_programs(value: Any) -> bool:
    if type(value) is tuple:
        return bool(value) and all(isinstance(v, Program) for v in value)
    return isinstance(value, Program)


def _nested(e: Eqn) -> Iterator[tuple[str, Program]]:
    """The programs of an equation, each under the name of its parameter, with its place where that is a tuple."""
    for key, value in e.params.items():
        if _holds_programs(value):
            yield from (
                [(key, value)] if isinstance(value, Program) else [(f"{key}.{i}", p) for i, p in enumerate(value)]
            )


def constant(value: Any) -> str:
    """A constant operand: `1.5` for a Python number, `1.5:f64`, `[1.0 2.0]:f64[2]`, `0.0:f64[9,3]`, `<f64[9,3]>`."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiubc":
        return _array(value)
    if isinstance(value, np.generic) and value.dtype.kind in "fiubc":
        return f"{_number(value)}:{dtype_name(value.dtype)}"
    return repr(value) if type(value) in SCALAR_TYPES else f"<{type(value).__name__}>"


def _array(value: np.ndarray) -> str:
    type_ = ArrayType(value.shape, value.dtype)
    if value.size and not any(value.strides):
        return f"{_number(value.flat[0])}:{type_ if value.ndim else dtype_name(value.dtype)}"
    if value.size > PRINTED_IN_FULL:
        return f"<{type_}>"
    return f"[{' '.join(map(_number, value.flat))}]:{type_}"


def _number(value: Any) -> str:
    return str(value)


def _param(value: Any) -> str:
    if type(value) is tuple:
        return f"({','.join(map(_param, value))}{',' * (len(value) == 1)})"
    if isinstance(value, np.dtype):
        return dtype_name(value)
    if isinstance(value, np.generic | np.ndarray):
        return constant(value)
    if isinstance(value, ArrayType | Dim) or value is None or type(value) in (bool, int, float, complex, str):
        return repr(value)
    return f"<{getattr(value, '__name__', type(value).__name__)}>"


# -- reading


def parse(text: str) -> Program:
    """The program that `show` printed as `text`; `# ` after two spaces or at the start of a line begins a comment.

    Raises NumorphValueError, naming the line, for text that is no program or that leaves out a constant's content.
    """
    reader = _Reader(text)
    program = reader.program()
    if reader.line is not None:
        raise reader.error("there is text after the program")
    return program


_HEADER = re.compile(r"(?:(?P<key>\w+)(?:\.(?P<place>\d+))?: )?(?P<name>.*)\((?P<inputs>[^()]*)\) \{")
_TYPE = re.compile(r"(\w+)(?:\[([\w,]*)\])?")
_TOKEN = re.compile(
    r"\s*(?P<token>%\d+|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|<.*?>|\w+=(?!=)|\([^()\s,]*j\)|[-+]?[\w.]+(?:[-+]\w+)*(?:\[[\w,]*\])?|[:=,()\[\]])"
)


class _Reader:
    """Reads line after line; `line` is the next one, None after the last."""

    def __init__(self, text: str):
        self.text = [re.sub(r"(^|\s\s)# .*", "", line).strip() for line in text.splitlines()]
        self.ops = {o.name: o for o in reversed(all_ops())} | OPERATIONS
        self.dims: dict[str, Dim] = {}
        self.at = -1
        self.advance()

    def advance(self) -> None:
        self.at += 1
        while self.at < len(self.text) and not self.text[self.at]:
            self.at += 1
        self.line = self.text[self.at] if self.at < len(self.text) else None

    def error(self, message: str) -> NumorphValueError:
        shown = (f"line {self.at + 1} is: {self.line}",) if self.line is not None else ("the text ends here",)
        return NumorphValueError(f"The text cannot be read as a program: {message}.", notes=shown, frame=None)

    def program(self) -> Program:
        header = _HEADER.fullmatch(self.line or "")
        if header is None:
            raise self.error("a program starts with `name(%0: type, ...) {`")
        env: dict[str, Var] = {}
        inputs = tuple([self.define(part, env) for part in _split(header["inputs"])])
        self.advance()
        eqns: list[Eqn] = []
        while self.line is not None and not re.match(r"return\b", self.line):
            eqns.append(self.equation(env))
        if self.line is None:
            raise self.error("a program ends with `return ...` and `}`")
        outputs = self.operands(_Tokens(self, self.line[len("return") :]), env)
        self.advance()
        if self.line != "}":
            raise self.error("a program ends with `}`")
        self.advance()
        return Program(inputs, tuple(eqns), outputs, header["name"])

    def define(self, text: str, env: dict[str, Var]) -> Var:
        name, colon, type_ = text.partition(":")
        name = name.strip()
        if not colon or not re.fullmatch(r"%\d+", name):
            raise self.error(f"'{text.strip()}' is not of the form `%0: type`")
        if name in env:
            raise self.error(f"{name} is defined twice")
        env[name] = Var(self.type(type_.strip()))
        return env[name]

    def equation(self, env: dict[str, Var]) -> Eqn:
        line = self.line or ""
        left, _equals, right = line.partition(" = ") if line.startswith("%") else ("", "", line)
        tokens = _Tokens(self, right)
        op = self.operation(tokens.next())
        params = {}
        while tokens.peek().endswith("="):
            key = tokens.next()[:-1]
            params[key] = self.value(tokens)
        args = self.operands(tokens, env)
        outs = tuple([self.define(part, env) for part in _split(left)])
        self.advance()
        for key, nested in self.nested():
            params[key] = nested
        return Eqn(op, args, params, outs)

    def operation(self, name: str) -> Op:
        if name not in self.ops:
            raise self.error(f"there is no operation '{name}'")
        return self.ops[name]

    def nested(self) -> Iterator[tuple[str, Any]]:
        tuples: dict[str, list[Program]] = {}
        while self.line is not None and (header := _HEADER.fullmatch(self.line)) and header["key"]:
            program = self.program()
            if header["place"] is None:
                yield header["key"], program
            else:
                tuples.setdefault(header["key"], []).append(program)
        yield from ((key, tuple(programs)) for key, programs in tuples.items())

    def operands(self, tokens: _Tokens, env: dict[str, Var]) -> tuple[Any, ...]:
        found: list[Any] = []
        while tokens.peek():
            if found:
                tokens.expect(",")
            if tokens.peek().startswith("%"):
                name = tokens.next()
                if name not in env:
                    raise self.error(f"{name} is not defined")
                found.append(env[name])
            else:
                found.append(self.value(tokens))
        return tuple(found)

    def type(self, text: str) -> Type:
        match = _TYPE.fullmatch(text)
        if match is None:
            raise self.error(f"'{text}' is no type")
        if match[2] is None:
            kinds = [t for t in SCALAR_TYPES.values() if repr(t) == match[1]]
            if kinds:
                return kinds[0]
            raise self.error(f"'{text}' is no type; an array type has a shape, as in f64[3,4] or f64[]")
        shape = tuple([int(d) if d.isdigit() else self.dim(d) for d in match[2].split(",") if d])
        return ArrayType(shape, self.dtype(match[1]))

    def dtype(self, name: str) -> np.dtype:
        try:
            return dtype_of_name(name)
        except TypeError:
            raise self.error(f"there is no dtype '{name}'") from None

    def dim(self, name: str) -> Dim:
        return self.dims.setdefault(name, Dim(name))

    def value(self, tokens: _Tokens) -> Any:
        """A parameter or a constant operand."""
        token = tokens.next()
        if token.startswith("<"):
            raise self.error(f"{token} stands for something whose content was not printed")
        if token == "(":
            return tuple(self.sequence(tokens, ")"))
        if token == "[":
            entries = list(iter(tokens.next, "]"))
            tokens.expect(":")
            return self.array(entries, self.type(tokens.next()))
        if tokens.peek() == ":":
            tokens.next()
            return self.typed_number(token, tokens.next())
        return self.word(token)

    def sequence(self, tokens: _Tokens, end: str) -> Iterator[Any]:
        while tokens.peek() != end:
            yield self.value(tokens)
            if tokens.peek() != end:
                tokens.expect(",")
        tokens.next()

    def array(self, entries: list[str], type_: Type) -> np.ndarray:
        flat = np.array([self.number(e, type_.dtype) for e in entries], type_.dtype)
        if flat.size != element_count(type_.shape):
            raise self.error(f"{flat.size} numbers do not fill {type_}")
        flat.flags.writeable = False  # a constant that nobody else has
        return flat.reshape(type_.shape)

    def typed_number(self, number: str, name: str) -> Any:
        if "[" not in name:
            return self.number(number, self.dtype(name))
        type_ = self.type(name)
        return np.ndarray(type_.shape, type_.dtype, self.number(number, type_.dtype), 0, (0,) * type_.ndim)

    def number(self, text: str, dtype: np.dtype) -> Any:
        try:
            return dtype.type(text == "True" if dtype.kind == "b" else int(text) if dtype.kind in "iu" else text)
        except (ValueError, TypeError):
            raise self.error(f"'{text}' is no number of dtype {dtype_name(dtype)}") from None

    def word(self, token: str) -> Any:
        """A Python number, a string, None, a dtype, a type, or the name of a size."""
        if token[0] in "'\"":
            return ast.literal_eval(token)
        if token in ("True", "False", "None"):
            return {"True": True, "False": False, "None": None}[token]
        for kind in (int, float, complex):
            try:
                return kind(token)
            except ValueError:
                pass
        if "[" in token:
            return self.type(token)
        if token in self.dims:
            return self.dims[token]
        return self.dtype(token)


class _Tokens:
    """The tokens of a piece of a line, one ahead; the empty string stands for the end."""

    def __init__(self, reader: _Reader, text: str):
        self.reader, self.text = reader, text.rstrip()
        self.at = 0
        self.ahead = self.read()

    def read(self) -> str:
        if self.at == len(self.text):
            return ""
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise self.reader.error(f"'{self.text[self.at :].strip()}' is not understood")
        self.at = match.end()
        return match["token"]

    def peek(self) -> str:
        return self.ahead

    def next(self) -> str:
        token = self.ahead
        if not token:
            raise self.reader.error("something is missing at the end")
        self.ahead = self.read()
        return token

    def expect(self, token: str) -> None:
        if self.next() != token:
            raise self.reader.error(f"a '{token}' is missing")


def _split(text: str) -> list[str]:
    """Parts of `%0: f64[3,4], %1: float`, cut before every variable but the first."""
    return re.split(r",\s*(?=%)", text) if text.strip() else []
