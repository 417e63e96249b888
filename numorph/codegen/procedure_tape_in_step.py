"""The tape of lanes that run in step: what they push and pop is a vector, whichever lanes are here.

A loop is left by each lane after its own number of turns, but pushes vectors until the last one leaves.  Its reverse,
which pops them, therefore lets lanes begin late, so that all come to their first turn together in the end.
"""

from __future__ import annotations

from ..procedures.ir import For, Pop, Push, Statement, statements
from .llvm_writer import Value
from .procedure_in_step import InStep
from .procedure_lane_values import LaneValues
from .procedure_tape import Calls
from .procedure_values import number, parts_of, scalars, size_of


class TapeInStep(InStep, Calls):
    """Code in step of a procedure that has a tape."""

    values: LaneValues

    def other(self, s: Statement) -> None:
        if isinstance(s, Push):
            self._push(s)
        elif isinstance(s, Pop):
            self._pop(s)
        else:
            super().other(s)

    def _push(self, s: Push) -> None:
        values = self.values
        nbytes = self.width * size_of(s.value.dtype)
        x = values.wide(values.number(s.value))
        self._room("top", "end", nbytes, "procedure_grow")
        at = self._move(nbytes)
        parts = scalars(x)
        for k, part in enumerate(parts):
            values.store_lanes(self._offset(at, k * nbytes // len(parts)), part, 1)

    def _pop(self, s: Pop) -> None:
        nbytes, parts = self.width * size_of(s.reg.dtype), parts_of(s.reg.dtype)
        self._room("base", "top", nbytes, "procedure_back")
        at = self._move(-nbytes)
        places = [(self._offset(at, k * nbytes // len(parts)), part) for k, part in enumerate(parts)]
        self.values.write(s.reg, number([self.values.load_lanes(place, part, 1) for place, part in places]))

    def starts_late(self, s: For, count: Value, some: Value) -> Value | None:
        if not any([isinstance(x, Pop) for x in statements(s.body)]):
            return None
        w, here = self.w, self.values.mask
        zero = w.constant(0, "i64", self.width)
        counts = w.select(w.both(here, some) or some, count, zero)
        most = self.values.wide_value(w.reduce("umax", counts))
        return w.binary("sub", most, count)
