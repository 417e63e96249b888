"""Calls of a procedure for all lanes of a batch that differ in addresses and numbers only: their table is made once."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Sequence
from time import perf_counter

import numpy as np

from ..codegen import procedure_lanes as code
from . import cpython
from .callables import NATIVE
from .procedure_lanes import LaneCall, Pace, Table, chunks_for, locate, run_chunks

_word_at = ctypes.c_int64.from_address


def address_of(a: np.ndarray) -> int:
    """Where an array's elements are."""
    if NATIVE:
        return int(_word_at(id(a) + cpython.ARRAY_DATA).value)
    return int(a.__array_interface__["data"][0])


class PreparedLanes:
    """What one LaneCall, that has its inputs and outputs, has in common with later ones.

    Each takes a table, sets the words of `inputs` and `outputs` to addresses, and those of `constants` to numbers.
    inputs, constants: by the number of the input.  outputs: in the order in which the call has got them.
    """

    def __init__(self, call: LaneCall, pace: Pace):
        self._pace, self._procedure, self._total = pace, call.procedure, call.total
        self._constants = call.constant_inputs
        # Fewer lanes than run in step run one by one.
        in_step = call.in_step()
        self._in_step = in_step if in_step is not None and call.total >= in_step.width else None
        self._template = call.table()
        self._free: list[Table] = []  # tables that no call uses now
        n = len(call.procedure.procedure.inputs)
        self.inputs = [code.HEAD + k * code.INPUT_WORDS + 1 for k in range(n)]
        self.outputs = [code.HEAD + n * code.INPUT_WORDS + at for at in call.places]
        first = len(self._template) - len(self._constants)
        self.constants = {k: first + i for i, k in enumerate(self._constants)}

    def packer(self, k: int) -> struct.Struct:
        """How input k, a number for all lanes, lies in the word that is its constant."""
        return self._procedure.input_format(k)

    @property
    def settled(self) -> bool:
        """Whether it is known how lanes run; else ordinary calls find out which way is faster."""
        return self._in_step is None or not self._in_step.undecided

    def table(self) -> Table:
        """A table for one call, filled in for another one."""
        try:
            return self._free.pop()
        except IndexError:
            table = self._template[:]
            locate(table, self._constants)
            return table

    def run(self, table: Table) -> bool:
        """Run all lanes; False where one has ended without results.  Arrays whose addresses are in it have to live."""
        total, in_step = self._total, self._in_step
        chunk = -(-total // chunks_for(total, self._pace))
        vectors = 0
        reasons: Sequence[str] = ()
        if in_step is not None and in_step.chosen(total) is not None:
            vectors, reasons = in_step.address, in_step.reasons
            if chunk < total:
                chunk = -(-chunk // in_step.width) * in_step.width
        table[code.CHUNK], table[code.VECTOR] = chunk, vectors
        chunks = -(-total // chunk)
        begin = perf_counter()
        done = self._procedure.run_lanes(
            table, lambda at: run_chunks(at, 0, chunks, chunks > 1 and not self._procedure.calls_python), reasons
        )
        if done:  # one that was stopped says so
            self._pace.seconds = (perf_counter() - begin) / total
            self._free.append(table)
        return done
