"""One level of lanes of a compiled function, prepared for operands of the same shapes, strides and dtypes.

What such calls have in common is found out once, by the ordinary way (lanes.py): which words of the table are addresses
or numbers of operands, and which rooms results need.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..runtime.prepared_lanes import PreparedLanes, address_of
from ..runtime.procedure_lanes import LaneCall
from ..runtime.procedure_memory import new_array
from .keys import LARGEST
from .lanes import Batch, Lanes, dtype_of_lanes, tag_of, wide_dtype
from .results import ArrayResult, Fixed, NumberResult, is_constant
from .runner import Runner


class Unprepared(Exception):
    """Such calls go the ordinary way."""


class _Pointer(NamedTuple):
    """An operand whose address is an input.

    written: lanes write to it; dense: it has to be made row by row; wide: it is numbers, which are widened.
    """

    leaf: int
    perm: tuple[int, ...] | None
    written: bool
    dense: bool
    wide: np.dtype | None
    word: int
    misaligned: int  # bits of the address that have to be zero


class _Number(NamedTuple):
    """An operand that is a number, the same for all lanes."""

    leaf: int
    is_int: bool
    packer: struct.Struct
    byte: int  # of the table


class _Room(NamedTuple):
    """What a call fills.  final: the dtype of the result; None: the next room, which has no leaf, tells it.

    fixed: all lanes have this number.
    """

    shape: tuple[int, ...]
    dtype: np.dtype
    final: np.dtype | None
    leaf: Any
    fixed: Fixed | None = None


class PreparedBatch:
    """Calls whose operands are as these: `run` gives the results.  Raises Unprepared, Bailed and LaneFailure.

    axes: of the operands, along which lanes are counted; None: the operand is the same for all lanes.
    ndims: how many axes results have.
    """

    def __init__(self, runner: Runner, operands: Sequence[Any], axes: Sequence[int | None], size: int):
        translation = runner.translation
        if size < 2 or runner.variant.code.calls_python or any([axes[k] is None for k in translation.written]):
            raise Unprepared
        perms = [_to_front(x, axis) for x, axis in zip(operands, axes, strict=True)]
        moved = [x if p is None else x.transpose(p) for x, p in zip(operands, perms, strict=True)]
        batch = Batch(runner, moved, Lanes((size,), tuple([(axis is not None,) for axis in axes])))
        call = LaneCall(runner.variant.code, (size,), 1)
        batch.inputs(call)
        self._rooms_of(runner, batch, size)
        batch.outputs(call)
        self._lanes = PreparedLanes(call, runner.pace)
        self._pointers: list[_Pointer] = []
        self._numbers: list[_Number] = []
        for i, (what, k, _) in enumerate(translation.sources):
            if what == "data" or (what == "leaf" and axes[k] is not None):
                wide = wide_dtype(moved[k].dtype) if what == "leaf" else None
                written, dense = (
                    k in translation.written,
                    what == "data" and not np.may_share_memory(moved[k], batch.arrays[k]),
                )
                misaligned = (wide or moved[k].dtype).alignment - 1
                self._pointers.append(_Pointer(k, perms[k], written, dense, wide, self._lanes.inputs[i], misaligned))
            elif what == "leaf":
                is_int, byte = type(operands[k]) is int, 8 * self._lanes.constants[i]
                self._numbers.append(_Number(k, is_int, self._lanes.packer(i), byte))
            elif what == "part":
                raise Unprepared

    def _rooms_of(self, runner: Runner, batch: Batch, size: int) -> None:
        """What the results of a call are put into."""
        shapes = iter(batch.result_shapes())
        self._rooms: list[_Room] = []
        for leaf in runner.leaves:
            if isinstance(leaf, ArrayResult):
                self._rooms.append(_Room((size, *next(shapes)), leaf.dtype, leaf.dtype, leaf))
            elif isinstance(leaf, NumberResult) and not is_constant(tag_of(leaf)):
                number, tag = runner.variant.code.dtype_of_numbers, tag_of(leaf)
                final = dtype_of_lanes(leaf, None) if tag is None else None
                if is_constant(leaf.value):
                    self._rooms.append(_Room((size,), np.asarray(leaf.value.value).dtype, final, leaf, leaf.value))
                else:
                    self._rooms.append(_Room((size,), number(leaf.value), final, leaf))
                if tag is not None:
                    self._rooms.append(_Room((size,), number(tag), None, None))
            else:
                raise Unprepared
        self._plain = all([room.leaf is not None for room in self._rooms])
        self.ndims = [len(room.shape) for room in self._rooms if room.leaf is not None]  # of results

    @property
    def settled(self) -> bool:
        """Whether it is known how lanes run: if not, ordinary calls have to find it out."""
        return self._lanes.settled

    def run(self, operands: Sequence[Any]) -> list[np.ndarray] | None:
        """The results, with lanes in front; None where a lane has ended without, and nothing has happened.

        Raises Unprepared where an operand is not as it has to be.
        """
        lanes = self._lanes
        table = lanes.table()
        kept = []  # copies have to live until all have run
        written: list[tuple[np.ndarray, np.ndarray]] = []  # what the caller has, and what lanes write to
        for k, perm, is_written, dense, wide, word, misaligned in self._pointers:
            a = operands[k]
            if perm is not None:
                a = a.transpose(perm)
            if is_written:
                if not a.flags.writeable:
                    raise Unprepared
                target, a = a, new_array(a.shape, a.dtype)
                a[...] = target
                written.append((target, a))
            elif wide is not None:
                a = a.astype(wide, copy=False)
            elif dense:
                a = np.ascontiguousarray(a)
            address = address_of(a)
            if address & misaligned:
                raise Unprepared
            table[word] = address
            kept.append(a)
        for k, is_int, packer, byte in self._numbers:
            x = operands[k]
            if is_int and not -LARGEST <= x <= LARGEST:
                raise Unprepared
            packer.pack_into(table, byte, x)
        outs = []
        words = iter(lanes.outputs)
        for room in self._rooms:
            if room.fixed is None:
                out = new_array(room.shape, room.dtype)
                table[next(words)] = address_of(out)
            else:
                out = np.full(room.shape, room.fixed.value)
            outs.append(out)
        if not lanes.run(table):
            return None
        for target, new in written:
            target[...] = new
        for i, room in enumerate(self._rooms):
            if room.final is not room.dtype and room.leaf is not None:
                outs[i] = outs[i].astype(room.final or dtype_of_lanes(room.leaf, outs[i + 1]))
        return outs if self._plain else [x for x, room in zip(outs, self._rooms, strict=True) if room.leaf is not None]


def _to_front(x: Any, axis: int | None) -> tuple[int, ...] | None:
    """How the axes of an operand have to be ordered; None: as they are."""
    return (axis, *[k for k in range(x.ndim) if k != axis]) if axis else None
