"""A small builder of scalar LLVM IR text with structured control flow: `with f.if_(c):`, `with f.for_(0, n) as i:`.

Values are in SSA form; what changes over a loop or a branch is a `Local`, a stack slot that LLVM turns into registers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_POINTER: Final = "ptr"


class Value:
    """An operand: its text and LLVM type.  Arithmetic is on integers and wraps around; comparisons are signed."""

    __slots__ = ("_function", "text", "type")

    def __init__(self, function: Function, text: str, type_: str):
        self._function, self.text, self.type = function, text, type_

    def _binary(self, instruction: str, other: Operand) -> Value:
        right = self._function.operand(other, self.type)
        return self._function.define(f"{instruction} {self.type} {self.text}, {right.text}", self.type)

    def __add__(self, other: Operand) -> Value:
        return self._binary("add", other)

    def __sub__(self, other: Operand) -> Value:
        return self._binary("sub", other)

    def __mul__(self, other: Operand) -> Value:
        return self._binary("mul", other)

    def __and__(self, other: Operand) -> Value:
        return self._binary("and", other)

    def __or__(self, other: Operand) -> Value:
        return self._binary("or", other)

    def _compare(self, predicate: str, other: Operand) -> Value:
        right = self._function.operand(other, self.type)
        return self._function.define(f"icmp {predicate} {self.type} {self.text}, {right.text}", "i1")

    def equals(self, other: Operand) -> Value:
        return self._compare("eq", other)

    def differs(self, other: Operand) -> Value:
        return self._compare("ne", other)

    def below(self, other: Operand) -> Value:
        return self._compare("slt", other)

    def above(self, other: Operand) -> Value:
        return self._compare("sgt", other)

    def at_least(self, other: Operand) -> Value:
        return self._compare("sge", other)

    @property
    def is_null(self) -> Value:
        return self.equals(0)

    @property
    def is_infinite(self) -> Value:
        """Of a float or double: whether it is an infinity of either sign."""
        bits, mask, infinity = {
            "float": ("i32", 0x7FFFFFFF, 0x7F800000),
            "double": ("i64", 0x7FFFFFFFFFFFFFFF, 0x7FF0000000000000),
        }[self.type]
        return (self.convert("bitcast", bits) & mask).equals(infinity)

    def convert(self, instruction: str, type_: str) -> Value:
        """A cast: `x.convert("sext", "i64")`."""
        return self._function.define(f"{instruction} {self.type} {self.text} to {type_}", type_)


Operand = Value | int | bool


class Local:
    """A variable of a function, in a stack slot."""

    __slots__ = ("_function", "address", "type")

    def __init__(self, function: Function, address: Value, type_: str):
        self._function, self.address, self.type = function, address, type_

    def get(self) -> Value:
        return self._function.load(self.type, self.address)

    def set(self, value: Operand) -> None:
        self._function.store(self._function.operand(value, self.type), self.address)


class Branch:
    """What `with f.if_(condition) as branch:` gives, for `with branch.else_():` right after it."""

    __slots__ = ("_function", "_label", "_resume")

    def __init__(self, function: Function, label: str, resume: str):
        self._function, self._label, self._resume = function, label, resume

    @contextmanager
    def else_(self) -> Iterator[None]:
        self._function.lead_past_else(self._label, self._resume)
        yield
        self._function.jump(self._resume)
        self._function.open_block(self._resume)


class Switch:
    """What `with f.switch(value) as s:` gives: `with s.case(1):` for each case, at last perhaps `with s.default():`."""

    __slots__ = ("_after", "_function", "cases", "default_label")

    def __init__(self, function: Function, after: str):
        self._function, self._after = function, after
        self.cases: list[tuple[int, str]] = []
        self.default_label = after

    @contextmanager
    def case(self, number: int) -> Iterator[None]:
        label = self._function.new_label("case")
        self.cases.append((number, label))
        yield from self._body(label)

    @contextmanager
    def default(self) -> Iterator[None]:
        self.default_label = self._function.new_label("default")
        yield from self._body(self.default_label)

    def _body(self, label: str) -> Iterator[None]:
        self._function.open_block(label)
        yield
        self._function.jump(self._after)


class Function:
    """A function under construction; made by `Module.function`."""

    def __init__(self, module: Module, name: str, result: str, parameters: dict[str, str], internal: bool):
        self._module, self.name, self.result = module, name, result
        self.parameters = {n: Value(self, f"%{n}", t) for n, t in parameters.items()}
        self._internal = internal
        self.convention = ""  # how it is called, if not as C functions are
        self._slots: list[str] = []  # allocations of locals, in the entry block
        self._lines: list[str] = []
        self._count = 0
        self._ended = False  # whether the current block has its terminator
        self._block = "start"
        self._targets: set[str] = set()  # labels that some branch leads to
        self._loops: list[tuple[str, str]] = []  # (where continue_ goes, where break_ goes)

    # -- instructions

    def define(self, instruction: str, type_: str) -> Value:
        """The value of an instruction, given as LLVM text."""
        self._count += 1
        name = f"%v{self._count}"
        self.emit(f"{name} = {instruction}")
        return Value(self, name, type_)

    def emit(self, instruction: str) -> None:
        """An instruction without a value."""
        if self._ended:
            raise ValueError(f"{self.name}: '{instruction}' can never be reached")
        self._lines.append(f"  {instruction}")

    def operand(self, x: Operand, type_: str) -> Value:
        """A Python number as a constant of some type; null for the pointer 0."""
        if isinstance(x, Value):
            if x.type != type_:
                raise TypeError(f"{self.name}: {x.text} is {x.type}, expected {type_}")
            return x
        if type_ == _POINTER:
            if x != 0:
                raise TypeError(f"{self.name}: the only constant pointer is 0")
            return Value(self, "null", type_)
        if type_ in ("float", "double"):
            return Value(self, f"{float(x):e}", type_)
        return Value(self, ("true" if x else "false") if type_ == "i1" else str(int(x)), type_)

    def symbol(self, name: str) -> Value:
        """The address of a function or global of the module."""
        return Value(self, f"@{name}", _POINTER)

    def at(self, pointer: Value, offset: Operand) -> Value:
        """pointer + offset, in bytes."""
        if isinstance(offset, int) and offset == 0:
            return pointer
        distance = self.operand(offset, "i64")
        return self.define(f"getelementptr i8, ptr {pointer.text}, i64 {distance.text}", _POINTER)

    def word(self, pointer: Value, index: Operand) -> Value:
        """The address of an element of an array of 64-bit words."""
        if isinstance(index, int):
            return self.at(pointer, 8 * index)
        return self.define(f"getelementptr i64, ptr {pointer.text}, i64 {index.text}", _POINTER)

    def load(self, type_: str, pointer: Value, offset: Operand = 0) -> Value:
        return self.define(f"load {type_}, ptr {self.at(pointer, offset).text}, align {_align(type_)}", type_)

    def store(self, value: Value, pointer: Value, offset: Operand = 0) -> None:
        where = self.at(pointer, offset)
        self.emit(f"store {value.type} {value.text}, ptr {where.text}, align {_align(value.type)}")

    def select(self, condition: Value, yes: Value, no: Operand) -> Value:
        other = self.operand(no, yes.type)
        return self.define(f"select i1 {condition.text}, {yes.type} {yes.text}, {yes.type} {other.text}", yes.type)

    def call(self, callee: str | Value, *arguments: Operand, signature: tuple[str, ...] = ()) -> Value:
        """A call of a function of the module by name, or of an address with its signature (result, parameters...)."""
        result, *types = self._module.signatures[callee] if isinstance(callee, str) else signature
        if len(types) != len(arguments):
            raise TypeError(f"{self.name}: {callee} takes {len(types)} arguments, got {len(arguments)}")
        given = ", ".join([f"{t} {self.operand(a, t).text}" for a, t in zip(arguments, types, strict=True)])
        instruction = f"call {result} {'@' + callee if isinstance(callee, str) else callee.text}({given})"
        if result != "void":
            return self.define(instruction, result)
        self.emit(instruction)
        return Value(self, "", "void")

    def copy_bytes(self, target: Value, source: Value, size: Value) -> None:
        """memcpy."""
        self._module.declare("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
        self.call("llvm.memcpy.p0.p0.i64", target, source, size, False)

    def exchange(self, pointer: Value, old: int, new: Operand) -> Value:
        """Atomically replace the word `old` by `new`: whether it was `old`.  What follows sees what was released."""
        word = self.operand(new, "i64").text
        both = self.define(f"cmpxchg ptr {pointer.text}, i64 {old}, i64 {word} acquire monotonic", "{ i64, i1 }")
        return self.define(f"extractvalue {both.type} {both.text}, 1", "i1")

    def release(self, pointer: Value, value: int) -> None:
        """Atomically store a word, after all that was written before."""
        self.emit(f"store atomic i64 {value}, ptr {pointer.text} release, align 8")

    # -- memory of the frame

    def local(self, type_: str, initial: Operand) -> Local:
        """A variable that lives as long as the call."""
        variable = Local(self, self._slot(type_, _align(type_)), type_)
        variable.set(initial)
        return variable

    def buffer(self, size: int) -> Value:
        """Memory of a fixed number of bytes that lives as long as the call, aligned to 16."""
        return self._slot(f"[{size} x i8]", 16)

    def dynamic_buffer(self, words: Value) -> Value:
        """Memory of some words that lives as long as the call; not to be used in loops."""
        return self.define(f"alloca i64, i64 {words.text}, align 16", _POINTER)

    def _slot(self, type_: str, align: int) -> Value:
        self._count += 1
        name = f"%s{self._count}"
        self._slots.append(f"  {name} = alloca {type_}, align {align}")
        return Value(self, name, _POINTER)

    # -- control flow

    def new_label(self, what: str) -> str:
        self._count += 1
        return f"{what}{self._count}"

    def open_block(self, label: str) -> None:
        """Go on in a new block, to which the current one leads unless it has ended."""
        self.jump(label)
        self._lines.append(f"{label}:")
        self._ended, self._block = False, label

    def jump(self, label: str) -> None:
        """End the current block, if it has not ended."""
        if not self._ended:
            self.emit(f"br label %{label}")
            self._ended = True
            self._targets.add(label)

    def _fork(self, condition: Value, yes: str, no: str) -> None:
        self.emit(f"br i1 {condition.text}, label %{yes}, label %{no}")
        self._ended = True
        self._targets |= {yes, no}

    def lead_past_else(self, label: str, resume: str) -> None:
        """Let the branch that ended just now, in front of the block `label`, go on at `resume` instead."""
        if self._block != label or self._lines[-1] != f"{label}:":
            raise ValueError(f"{self.name}: else_ has to follow its if_")
        if self._lines[-2] == f"  br label %{label}":
            self._lines[-2] = f"  br label %{resume}"
            self._targets.add(resume)

    @contextmanager
    def if_(self, condition: Value) -> Iterator[Branch]:
        yes, after, resume = self.new_label("then"), self.new_label("else"), self.new_label("endif")
        self._fork(condition, yes, after)
        self.open_block(yes)
        yield Branch(self, after, resume)
        self.open_block(after)

    def return_if(self, condition: Value, value: Operand | None = None) -> None:
        with self.if_(condition):
            self.return_(value)

    @contextmanager
    def while_(self, condition: Callable[[], Value]) -> Iterator[None]:
        """Repeat while the condition, whose instructions `condition` emits, holds."""
        head, body, after = self.new_label("while"), self.new_label("body"), self.new_label("endwhile")
        self.open_block(head)
        self._fork(condition(), body, after)
        self.open_block(body)
        self._loops.append((head, after))
        yield
        self._loops.pop()
        self.jump(head)
        self.open_block(after)

    @contextmanager
    def for_(self, start: Operand, stop: Operand) -> Iterator[Value]:
        """The counter start, start + 1, ... below stop."""
        first, last = self.operand(start, "i64"), self.operand(stop, "i64")
        head, body, step, after = [self.new_label(what) for what in ("for", "body", "next", "endfor")]
        before = self._block
        self.open_block(head)
        counter = self.define(f"phi i64 [ {first.text}, %{before} ], [ %{step}.value, %{step} ]", "i64")
        self._fork(counter.below(last), body, after)
        self.open_block(body)
        self._loops.append((step, after))
        yield counter
        self._loops.pop()
        self.open_block(step)
        self.emit(f"%{step}.value = add i64 {counter.text}, 1")
        self.jump(head)
        self.open_block(after)

    def break_(self) -> None:
        """Leave the innermost loop."""
        self.jump(self._loops[-1][1])

    def continue_(self) -> None:
        """Go on with the next iteration of the innermost loop."""
        self.jump(self._loops[-1][0])

    @contextmanager
    def switch(self, value: Value) -> Iterator[Switch]:
        after = self.new_label("endswitch")
        position = len(self._lines)
        self.emit("switch")
        self._ended = True
        cases = Switch(self, after)
        yield cases
        self._targets |= {cases.default_label, *[label for _, label in cases.cases]}
        arms = " ".join([f"{value.type} {number}, label %{label}" for number, label in cases.cases])
        self._lines[position] = f"  switch {value.type} {value.text}, label %{cases.default_label} [ {arms} ]"
        self.open_block(after)

    def return_(self, value: Operand | None = None) -> None:
        if value is None:
            self.emit("ret void")
        else:
            result = self.operand(value, self.result)
            self.emit(f"ret {result.type} {result.text}")
        self._ended = True

    def text(self) -> str:
        """The definition in LLVM IR."""
        lines = list(self._lines)
        if not self._ended:
            if self.result == "void":
                lines.append("  ret void")
            elif self._block == "start" or self._block in self._targets:
                raise ValueError(f"{self.name}: its end can be reached without a value to return")
            else:
                lines.append("  unreachable")
        parameters = ", ".join([f"{v.type} {v.text}" for v in self.parameters.values()])
        how = ("internal " if self._internal else "") + (f"{self.convention} " if self.convention else "")
        head = f"define {how}{self.result} @{self.name}({parameters}) nounwind {{"
        return "\n".join([head, "start:", *self._slots, *lines, "}"])


class Module:
    """Functions and the external symbols they use."""

    def __init__(self) -> None:
        self.signatures: dict[str, tuple[str, ...]] = {}  # result, parameters
        self._globals: dict[str, str] = {}
        self._declared: list[str] = []
        self._functions: list[Function] = []

    def declare(self, name: str, result: str, *parameters: str) -> None:
        """An external function."""
        if name not in self.signatures:
            self.signatures[name] = (result, *parameters)
            self._declared.append(name)

    def external(self, name: str) -> None:
        """External memory, used by its address."""
        self._globals[name] = f"@{name} = external global i8"

    def zeros(self, name: str, words: int) -> None:
        """Memory of the module's own: 64-bit words, zero at first."""
        self._globals[name] = f"@{name} = internal global [{words} x i64] zeroinitializer, align 16"

    @property
    def externals(self) -> list[str]:
        """The symbols that have to be there when the module is linked; not LLVM's own."""
        outside = [name for name, text in self._globals.items() if "external" in text]
        return [*outside, *[name for name in self._declared if not name.startswith("llvm.")]]

    def function(self, name: str, result: str, internal: bool = False, **parameters: str) -> Function:
        """Begin a function; its parameters are `f.parameters["name"]`."""
        self.signatures[name] = (result, *parameters.values())
        made = Function(self, name, result, parameters, internal)
        self._functions.append(made)
        return made

    def text(self) -> str:
        """The module in LLVM IR."""
        declarations = [
            f"declare {self.signatures[n][0]} @{n}({', '.join(self.signatures[n][1:])})" for n in self._declared
        ]
        return (
            "\n\n".join(["\n".join([*self._globals.values(), *declarations]), *[f.text() for f in self._functions]])
            + "\n"
        )


def _align(type_: str) -> int:
    return 8 if type_ in (_POINTER, "double") else 4 if type_ == "float" else max(1, int(type_[1:]) // 8)
