"""What a program was compiled to, as text."""

from __future__ import annotations

from ..codegen.plan import Call, Launch, Triangular
from ..ir.program import Program
from ..runtime.tiers import tier_of


def code_text(program: Program) -> str:
    """The regions of a program that have machine code, each with its kernels in LoopIR and its library calls."""
    tier = tier_of(program)
    if tier.compiled is None:
        return f"no machine code: {tier.reason or 'it has not been made yet'}"
    lines = []
    if tier.compiled.alone is None:
        lines += ["# NumPy runs what stands around the regions:", str(tier.compiled.whole)]
    for k, part in enumerate(tier.compiled.parts):
        lines.append(f"# region {k}: {len(part.plan.steps)} steps, {part.plan.arena} bytes of temporary memory")
        for step in part.plan.steps:
            if isinstance(step, Launch):
                lines.append(f"# {step.extent} iterations, parameters {step.params}")
                lines.append(str(step.kernel))
            elif isinstance(step, Call):
                lines.append(f"# {_name(step)} {step.types}, sizes {step.sizes}")
            else:
                size = f"{step.batch} x ({step.m}, {step.k}) @ ({step.k}, {step.n})"
                scaled = "" if step.alpha is None else ", scaled and added to" if step.adds else ", scaled"
                lines.append(f"# product of matrices {step.dtype}: {size}{scaled}")
    return "\n".join(lines)


def _name(step: Call) -> str:
    return "triangular system" if isinstance(step.ufunc, Triangular) else step.ufunc.__name__
