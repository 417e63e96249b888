"""Procedures for vectors of lanes: the function that runs several lanes of a vmap in step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ..procedures.ir import Procedure, Reg
from . import procedure_memory as memory
from .llvm_writer import Value
from .procedure_function import word_of
from .procedure_in_step import InStep
from .procedure_lane_values import kind_of, typed
from .procedure_lanes import IN_STEP
from .procedure_memory import FUNCTIONS
from .procedure_statements import stored_dtype
from .procedure_values import converted, scalars
from .target import Target


class Vectors(NamedTuple):
    """The text of a module, the math functions that it calls (name, dtype, arity), what Bails are about.

    The function is called as that of a procedure, with the slots of `width` lanes one after the other, `slots` of each.
    """

    text: str
    math: list[tuple[str, str, int]]
    reasons: list[str]
    width: int


def emit_vectors(procedure: Procedure, inputs: Sequence[bool], slots: int, name: str, target: Target) -> Vectors:
    """The function for a structured procedure some inputs of which differ between lanes."""
    lowering = _Lowering(procedure, [r for r, v in zip(procedure.inputs, inputs, strict=True) if v], slots, target)
    body = lowering.function(procedure, name)
    w, bits = lowering.w, target.vector_bits
    widths = f' "min-legal-vector-width"="{bits}" "prefer-vector-width"="{bits}"' if bits > 128 else ""
    called = sorted({*lowering.called, *_OWN_MEMORY} if lowering.owns else lowering.called)
    text = "\n".join(
        [
            f'target triple = "{target.triple}"',
            *w.globals,
            body,
            *([_MEMORY] if lowering.owns else []),
            *w.declarations.values(),
            *[f"declare {FUNCTIONS[f][0]} @{f}({FUNCTIONS[f][1]}) nounwind" for f in called],
            f"attributes #0 = {{ nounwind{widths} }}",
            '!0 = !{!"branch_weights", i32 1, i32 100000}',
            "",
        ]
    )
    return Vectors(text, list(lowering.values.math.values()), lowering.reasons, lowering.width)


_OWN_MEMORY: Final = (
    *("procedure_alloc", "procedure_retain", "procedure_release"),
    *("procedure_take", "procedure_finish", "procedure_discard"),
)
_MEMORY: Final = """
define internal ptr @alloc_if(i1 %on, ptr %context, i64 %count, i64 %size, i64 %zero) noinline {
  br i1 %on, label %yes, label %no
yes:
  %found = call ptr @procedure_alloc(ptr %context, i64 %count, i64 %size, i64 %zero)
  ret ptr %found
no:
  ret ptr null
}
define internal void @retain_if(i1 %on, ptr %data) noinline {
  %which = select i1 %on, ptr %data, ptr null
  call void @procedure_retain(ptr %which)
  ret void
}
define internal void @release_if(i1 %on, ptr %context, ptr %data) noinline {
  %which = select i1 %on, ptr %data, ptr null
  call void @procedure_release(ptr %context, ptr %which)
  ret void
}
"""


class _Lowering(InStep):
    """A procedure that is called for vectors of lanes."""

    bails_from = IN_STEP + 1

    def __init__(self, procedure: Procedure, inputs: Sequence[Reg], slots: int, target: Target):
        super().__init__(procedure, inputs, target)
        self.slots_of_lane = slots

    def function(self, procedure: Procedure, name: str) -> str:
        w = self.w
        for k, r in enumerate(procedure.inputs):
            self._input(k, r)
        self.list(procedure.body)
        slot = 0
        pointers = []
        for r in procedure.results:
            for x in scalars(self.values.read(r)):
                stored = x if x.dtype == "ptr" else converted(w, x, stored_dtype(x.dtype))
                for lane in range(self.width):
                    w.line(f"store {typed(self.one(stored, lane))}, ptr {self._slot(lane, slot)}, align 8")
                pointers += [slot] if x.dtype == "ptr" else []
                slot += 1 + (x.dtype == "ptr")
        w.line("ret i32 0")
        body = self.lines()
        parameters = "(ptr %slots, ptr %outputs, ptr %context)"
        self.owns = self.owns or bool(pointers)
        if not self.owns:
            return f"define i32 @{name}{parameters} #0 {{\n{body}"
        inner = f"define internal i32 @{name}.body{parameters} noinline #0 {{\n{body}"
        return f"{inner}\n{self._around(name, parameters, pointers)}"

    def _around(self, name: str, parameters: str, pointers: Sequence[int]) -> str:
        """What the entry of a procedure does with memory; slots of pointers among the results."""
        lines = [f"define i32 @{name}{parameters} #0 {{"]
        for k, word in enumerate((memory.NEXT, memory.PREVIOUS)):
            lines += [f"  %l{k} = getelementptr i64, ptr %context, i64 {word}", f"  store ptr %context, ptr %l{k}"]
        lines += [f"  %live = getelementptr i64, ptr %context, i64 {memory.LIVE}", "  store i64 0, ptr %live"]
        lines += [f"  %status = call i32 @{name}.body(ptr %slots, ptr %outputs, ptr %context)"]
        lines += ["  %good = icmp eq i32 %status, 0", "  br i1 %good, label %done, label %failed", "failed:"]
        lines += ["  call void @procedure_discard(ptr %context)", "  ret i32 %status", "done:"]
        for lane in range(self.width):
            for slot in pointers:
                at, k = f"%p{lane}.{slot}", lane * self.slots_of_lane + slot
                lines += [
                    f"  {at} = getelementptr i64, ptr %slots, i64 {k}",
                    f"  {at}.data = load ptr, ptr {at}",
                    f"  {at}.taken = call i64 @procedure_take(ptr %context, ptr {at}.data)",
                    f"  {at}.next = getelementptr i64, ptr %slots, i64 {k + 1}",
                    f"  store i64 {at}.taken, ptr {at}.next",
                ]
        return "\n".join([*lines, "  call void @procedure_finish(ptr %context)", "  ret i32 0", "}"])

    def _slot(self, lane: int, k: int) -> str:
        return word_of(self.w, "%slots", lane * self.slots_of_lane + k)

    def _input(self, k: int, r: Reg) -> None:
        w, stored = self.w, "ptr" if r.dtype == "ptr" else stored_dtype(r.dtype)
        kind = kind_of(stored, 1)
        lanes = range(self.width if r in self.varying else 1)
        found = [w.emit(f"load {kind}, ptr {self._slot(lane, k)}, align 8", stored, 1) for lane in lanes]
        x = found[0]
        if len(found) > 1:
            x = Value("poison", stored, self.width)
            for lane, one in enumerate(found):
                text = f"insertelement {typed(x)}, {kind} {one.text}, i64 {lane}"
                x = w.emit(text, stored, self.width)
        if stored != "ptr":
            x = converted(w, x, r.dtype)
        w.set(self.room(r)[0], kind_of(x.dtype, x.width), x.text)
