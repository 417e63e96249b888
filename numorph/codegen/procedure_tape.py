"""Calls of the functions of procedure_memory, and the tape, from the code of procedures."""

from __future__ import annotations

from collections.abc import Sequence

from ..procedures.ir import Assign, Bail, If, Pop, PopBlock, Push, PushBlock, Reg, Statement, Store
from . import procedure_memory as memory
from .llvm_writer import Value
from .procedure_function import FunctionCode, word_of
from .procedure_values import Expressions, number, parts_of, scalars, size_of, typed
from .target import Target


class Calls(FunctionCode):
    """A function that calls others, and knows the tape."""

    values: Expressions
    reserved: int  # bytes of the tape for which there is room
    tape_notes = ""  # metadata of loads and stores of what is pushed and popped

    def __init__(self, target: Target):
        super().__init__(target)
        self._landings: dict[int, str] = {}  # places on the stack for what is popped, by their bytes

    def fail_if(self, condition: Value) -> None:
        going_on = self.w.label()
        self.w.line(f"br {condition.typed}, label %{self.failure()}, label %{going_on}, !prof !0")
        self.w.begin(going_on)

    def call(self, function: str, *arguments: str) -> Value:
        self.called.add(function)
        result = memory.FUNCTIONS[function][0].removeprefix("noalias ")
        text = f"call {result} @{function}({', '.join(arguments)})"
        if result == "void":
            self.w.line(text)
            return Value("", "i64", 1)
        return Value(self.w.emit(text, "i64", 1).text, "ptr" if result == "ptr" else "i64", 1)

    def checked(self, found: Value) -> Value:
        """What a function gives, which is null or 0 where it has failed."""
        zero = "null" if found.dtype == "ptr" else "0"
        self.fail_if(self.w.emit(f"icmp eq {typed(found)}, {zero}", "bool", 1))
        return found

    # the tape, whose state is in variables but where functions are called that change it

    def _part(self, part: str) -> str:
        return self.w.get(f"%tape.{part}", "ptr")

    def take_tape(self) -> None:
        """At the beginning: from the context."""
        at = word_of(self.w, "%context", memory.TAPE)
        self.w.line(f"%tape = load ptr, ptr {at}, align 8")
        self.frame += [f"  %tape.{part} = alloca ptr" for part in ("base", "top", "end")]
        self.read_tape()

    def read_tape(self) -> None:
        for part, word in (("base", memory.BASE), ("top", memory.TOP), ("end", memory.END)):
            value = self.w.emit(f"load ptr, ptr {word_of(self.w, '%tape', word)}, align 8", "i64", 1)
            self.w.set(f"%tape.{part}", "ptr", value.text)

    def write_tape(self, volatile: bool = False) -> None:
        """Tell where the top is; volatile: a function that has no pointer to the tape."""
        store = "store volatile" if volatile else "store"
        self.w.line(f"{store} ptr {self._part('top')}, ptr {word_of(self.w, '%tape', memory.TOP)}, align 8")

    def on_tape(self, function: str, *arguments: str) -> Value:
        self.write_tape()
        found = self.checked(self.call(function, "ptr %context", "ptr %tape", *arguments))
        self.read_tape()
        return found

    def _little(self, start: str, end: str, nbytes: int) -> Value:
        """Whether there are fewer bytes between two parts of the tape."""
        w = self.w
        first, last = (w.emit(f"ptrtoint ptr {self._part(p)} to i64", "i64", 1) for p in (start, end))
        return w.compare("slt", w.binary("sub", last, first), w.constant(nbytes, "i64"))

    def held(self, nbytes: Reg, limit: Reg) -> None:
        """What `procedure_grow` reckons with."""
        w = self.w

        def word(of: str, k: int) -> Value:
            return w.emit(f"load i64, ptr {word_of(w, of, k)}, align 8", "i64", 1)

        top, base = (self._address(self._part(p)) for p in ("top", "base"))
        below = w.binary("add", word("%tape", memory.BELOW), word("%tape", memory.HELD))
        used = w.binary("add", below, w.binary("sub", top, base))
        self.values.write(nbytes, w.binary("add", used, word("%context", memory.LIVE)))
        self.values.write(limit, word("%tape", memory.LIMIT))

    def _room(self, start: str, end: str, nbytes: int, function: str) -> None:
        """Call a function unless there are so many bytes between two parts of the tape."""
        w = self.w
        little = self._little(start, end, nbytes)
        slow, going_on = w.label(), w.label()
        w.line(f"br {little.typed}, label %{slow}, label %{going_on}, !prof !0")
        w.begin(slow)
        self.on_tape(function, f"i64 {nbytes}")
        self.jump(going_on)
        w.begin(going_on)

    def _move(self, nbytes: int) -> str:
        """Move the top; its address before."""
        top = self._part("top")
        moved = self.w.emit(f"getelementptr i8, ptr {top}, i64 {nbytes}", "i64", 1).text
        self.w.set("%tape.top", "ptr", moved)
        return top if nbytes > 0 else moved

    def push(self, s: Push) -> None:
        values = scalars(self.values.number(s.value))
        nbytes = size_of(s.value.dtype)
        self.reserved -= nbytes
        at = self._move(nbytes)
        for k, x in enumerate(values):
            self.values.store(self._offset(at, k * nbytes // 2), x, 1, self.tape_notes)

    def pops(self, pops: Sequence[Pop]) -> None:
        """Several: from the tape, or where its last chunk has not all of them, from where a function puts them."""
        w = self.w
        total = sum([size_of(s.reg.dtype) for s in pops])
        if total not in self._landings:
            self._landings[total] = self.buffer((total + 7) // 8)
        buffer = self._landings[total]
        little = self._little("base", "top", total)
        slow, fast, after = w.label(), w.label(), w.label()
        w.line(f"br {little.typed}, label %{slow}, label %{fast}, !prof !0")
        w.begin(fast)
        there = self._move(-total)
        self.jump(after)
        w.begin(slow)
        self.on_tape("procedure_pops", f"i64 {total}", f"ptr {buffer}")
        slow = w.at.label
        self.jump(after)
        w.begin(after)
        at = w.emit(f"phi ptr [ {there}, %{fast} ], [ {buffer}, %{slow} ]", "i64", 1).text
        for s in pops:
            nbytes = size_of(s.reg.dtype)
            total -= nbytes
            places = [(self._offset(at, total + k * nbytes // 2), part) for k, part in enumerate(parts_of(s.reg.dtype))]
            self.values.write(s.reg, number([self.values.load(p, part, 1, self.tape_notes) for p, part in places]))

    def _offset(self, at: str, nbytes: int) -> str:
        return self.w.emit(f"getelementptr i8, ptr {at}, i64 {nbytes}", "i64", 1).text if nbytes else at

    # blocks, as procedure_memory lays them

    def push_block(self, s: PushBlock) -> None:
        """Where the last chunk has room, this is done here."""
        w = self.w
        nbytes, fits = self._extent(s)
        top = self._part("top")
        data = self._aligned(top)
        end = self._beyond(data, nbytes)
        after = self._offset(end, 8)
        room = w.compare("sle", self._address(after), self._address(self._part("end")))
        slow, going_on = self._quickly(w.binary("and", fits, room))
        w.line(f"store ptr {top}, ptr {end}, align 8{self.tape_notes}")
        w.set("%tape.top", "ptr", after)
        self._found_block(s, data, slow, going_on, "procedure_push_block")

    def pop_block(self, s: PopBlock) -> None:
        """Where the last chunk has it, this is done here."""
        w = self.w
        nbytes, fits = self._extent(s)
        top = self._part("top")
        held = w.binary("sub", self._address(top), self._address(self._part("base")))
        there = w.compare("sge", held, w.binary("add", nbytes, w.constant(8, "i64")))
        slow, going_on = self._quickly(w.binary("and", fits, there))
        end = self._offset(top, -8)
        before = w.emit(f"load ptr, ptr {end}, align 1{self.tape_notes}", "i64", 1).text
        data = self._aligned(before)
        right = w.compare("eq", self._address(self._beyond(data, nbytes)), self._address(end))
        known = w.label()
        w.line(f"br {right.typed}, label %{known}, label %{slow}, !prof !2")
        w.begin(known)
        w.set("%tape.top", "ptr", before)
        self._found_block(s, data, slow, going_on, "procedure_pop_block")

    def _extent(self, s: PushBlock | PopBlock) -> tuple[Value, Value]:
        """The bytes of a block, and whether their number is one that can be."""
        w = self.w
        count = self.values.value(s.count)
        size = size_of(s.dtype) * (2 if s.twin is not None else 1)
        nbytes = w.binary("mul", count, w.constant(size, "i64"))
        if size % 8:
            nbytes = w.binary("and", w.binary("add", nbytes, w.constant(7, "i64")), w.constant(-8, "i64"))
        return nbytes, w.compare("ult", count, w.constant(memory.MOST, "i64"))

    def _address(self, pointer: str) -> Value:
        return self.w.emit(f"ptrtoint ptr {pointer} to i64", "i64", 1)

    def _beyond(self, pointer: str, nbytes: Value) -> str:
        return self.w.emit(f"getelementptr i8, ptr {pointer}, {nbytes.typed}", "i64", 1).text

    def _aligned(self, pointer: str) -> str:
        """The next address that is a multiple of 64."""
        w = self.w
        missing = w.binary("and", w.binary("sub", w.constant(0, "i64"), self._address(pointer)), w.constant(63, "i64"))
        return self._beyond(pointer, missing)

    def _quickly(self, condition: Value) -> tuple[str, str]:
        """Go on where a condition holds, else to a label, which is given with one for what comes after both."""
        w = self.w
        quick, slow, after = w.label(), w.label(), w.label()
        w.line(f"br {condition.typed}, label %{quick}, label %{slow}, !prof !2")
        w.begin(quick)
        return slow, after

    def _found_block(self, s: PushBlock | PopBlock, data: str, slow: str, after: str, function: str) -> None:
        """Its registers, from its address here or from a function."""
        w = self.w
        self.values.write(s.reg, Value(data, "ptr", 1))
        self.jump(after)
        w.begin(slow)
        size = size_of(s.dtype)
        count = self.values.value(s.count)
        self.values.write(s.reg, self.on_tape(function, count.typed, f"i64 {size if s.twin is None else 2 * size}"))
        self.jump(after)
        w.begin(after)
        if s.twin is None:
            return
        # the twin begins at the middle of a block of twice the size
        found = self.values.pointer(s.reg)
        nbytes = w.binary("mul", self.values.value(s.count), w.constant(size, "i64"))
        middle = w.emit(f"getelementptr i8, ptr {found}, {nbytes.typed}", "i64", 1)
        self.values.write(s.twin, Value(middle.text, "ptr", 1))


def pushed(body: Sequence[Statement]) -> int:
    """How many bytes are pushed before control or something else on the tape comes in between."""
    total = 0
    for s in body:
        if isinstance(s, Push):
            total += size_of(s.value.dtype)
        elif not isinstance(s, Assign | Store) and not (isinstance(s, If) and _only_bails(s)):
            break
    return total


def _only_bails(s: If) -> bool:
    return not s.orelse and all(isinstance(x, Bail) for x in s.body)
