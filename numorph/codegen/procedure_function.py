"""What all functions of a procedure's code have: variables on the stack, and ways to end without results."""

from __future__ import annotations

from typing import Final

from ..procedures.ir import Reg
from .llvm_writer import Writer
from .procedure_values import llvm_type, parts_of
from .target import Target

FAILED: Final = -1  # the context says why


def word_of(w: Writer, base: str, k: int) -> str:
    """The address of a word of memory."""
    return w.emit(f"getelementptr inbounds i64, ptr {base}, i64 {k}", "i64", 1).text if k else base


class FunctionCode:
    """A function that is being written."""

    bails_from = 1  # what the function gives for the first Bail

    def __init__(self, target: Target):
        self.w = Writer(target)
        self.w.remembers = True
        self.frame: list[str] = []
        self.slots: dict[Reg, tuple[str, ...]] = {}
        self.called: set[str] = set()  # functions of procedure_memory
        self.reasons: list[str] = []
        self.bails: dict[str, str] = {}  # labels
        self.failed = ""  # a label
        self.is_part = False  # whether it runs a part of a loop, in a context of its own: see procedure_shared_code
        self.may_be_stopped = False  # whether another thread may not want it to go on, however long a loop takes
        self.patience = ""  # the variable that loops count down, if they do

    def kind(self, r: Reg, part: str) -> str:
        """LLVM's name of the type of a part of a register."""
        return llvm_type(part)

    def room(self, r: Reg) -> tuple[str, ...]:
        """Where a register is; it is zero at first."""
        if r not in self.slots:
            self.slots[r] = tuple([self.variable(self.kind(r, part)) for part in parts_of(r.dtype)])
        return self.slots[r]

    def variable(self, kind: str) -> str:
        """One of a type of LLVM's, zero at first."""
        name = f"%r{len(self.frame)}"
        zero = "null" if kind == "ptr" else "zeroinitializer"
        self.frame += [f"  {name} = alloca {kind}", f"  store {kind} {zero}, ptr {name}"]
        return name

    def buffer(self, words: int) -> str:
        """Words on the stack."""
        name = f"%r{len(self.frame)}"
        self.frame.append(f"  {name} = alloca [{max(words, 1)} x i64], align 8")
        return name

    def lines(self) -> str:
        """Its text, without the head."""
        return "\n".join(["entry:", *self.frame, *self.w.at.lines, *self.w.cold, "}"])

    def jump(self, label: str) -> bool:
        self.w.line(f"br label %{label}")
        return True

    def bail_label(self, reason: str) -> str:
        if reason not in self.bails:
            self.bails[reason] = label = self.w.label()
            if reason not in self.reasons:  # another function of the module may have it already
                self.reasons.append(reason)
            self.w.cold += [f"{label}:", *self.ending(str(self.bails_from + self.reasons.index(reason)))]
        return self.bails[reason]

    def ending(self, status: str) -> list[str]:
        """The last lines of a way that ends the function with a status other than 0."""
        if not self.is_part:
            return [f"  ret i32 {status}"]
        self.called.add("procedure_part_failed")
        given = f"ptr %context, ptr %caller, ptr %status, i32 {status}"
        return [f"  call void @procedure_part_failed({given})", "  ret i32 1"]

    def failure(self) -> str:
        """Where to go when a function has failed, which says why in the context."""
        if not self.failed:
            self.failed = self.w.label()
            self.w.cold += [f"{self.failed}:", *self.ending(str(FAILED))]
        return self.failed
