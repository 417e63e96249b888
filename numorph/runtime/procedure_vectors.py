"""Code that runs lanes in step, as vectors: made where it may pay, in the background, and used where it is faster."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Final

from ..codegen.engine import PASSES, CompileError, compiled
from ..codegen.kernels import make_math
from ..codegen.procedure_in_step import lanes_of
from ..codegen.procedure_vectors import Vectors, emit_vectors
from ..codegen.target import host
from ..procedures.ir import Procedure
from ..procedures.renaming import renamed
from ..procedures.structured import structured
from ..procedures.varying import is_cheap, runs_in_step, varying
from .tiers import ask

_NAME: Final = "lanes"
TRIALS: Final = 3  # of each way, before the faster one stays
_HOPELESS: Final = 4.0  # how much slower a way is that gets no other trial


class InStep:
    """How lanes of a procedure run some of whose inputs differ between them: one by one, or in step."""

    def __init__(self, procedure: Procedure, inputs: tuple[bool, ...], slots: int):
        self._procedure, self._inputs, self._slots = procedure, inputs, slots
        self.vectors: Vectors | None = None
        self.address = 0
        self._asked = False
        self._times: dict[bool, list[float]] = {False: [], True: []}
        self.wins: bool | None = None
        self._lock = threading.Lock()

    @property
    def width(self) -> int:
        """How many lanes run in step."""
        return lanes_of(host())

    def make(self) -> None:
        """Make the code, if the procedure is of the kind for which it may pay."""
        with self._lock:
            if self.address or not self._procedure_fits():
                return
            try:
                vectors = emit_vectors(self._plain, self._inputs, self._slots, _NAME, host())
                for name, dtype, arity in vectors.math:
                    make_math(name, dtype, arity)
                    make_math(name, dtype, arity, lanes=1)
                address = compiled(vectors.text, [_NAME], 2, PASSES)[_NAME]
            except CompileError:
                return
            self.vectors, self.address = vectors, address

    def _procedure_fits(self) -> bool:
        self._plain = plain = renamed(structured(self._procedure))
        differing = varying(plain, [r for r, v in zip(plain.inputs, self._inputs, strict=True) if v])
        return runs_in_step(plain) and is_cheap(plain, differing)

    def chosen(self, lanes: int) -> Vectors | None:
        """The code that the next call of so many lanes should use; None: one lane after the other."""
        if lanes < self.width:
            return None
        if not self._asked:
            self._asked = True
            ask(self.make)
        if not self.address:
            return None
        in_step = len(self._times[True]) <= len(self._times[False]) if self.wins is None else self.wins
        return self.vectors if in_step else None

    @property
    def reasons(self) -> Sequence[str]:
        """Why the code bails."""
        return self.vectors.reasons if self.vectors is not None else ()

    @property
    def undecided(self) -> bool:
        """Whether there are two ways, and nobody knows yet which is faster."""
        return self.wins is None and self.address != 0

    def enter(self, in_step: bool, seconds: float) -> None:
        """How long a lane has taken, of a call whose lanes all went one way."""
        if not self.undecided:
            return
        self._times[in_step].append(seconds)
        ours, others = self._times[True], self._times[False]
        if min(len(ours), len(others)) >= TRIALS:
            self.wins = min(ours) < min(others)
        elif ours and others and min(ours) > _HOPELESS * min(others):
            self.wins = False

    def decide(self, in_step: Sequence[float], one_by_one: Sequence[float]) -> None:
        """The times of as many lanes each way."""
        self.wins = sum(in_step) < sum(one_by_one)
