"""Calls of procedures as tables for the native call path."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from . import cpython
from . import entry_layout as layout
from .entry_patterns import PatternEncoder
from .patterns import Unmatched
from .procedure_calls import (
    Absent,
    Asked,
    Fixed,
    Made,
    Number,
    Place,
    Pointed,
    ProcedureCall,
    Sized,
    View,
)
from .table import Table

_FORMS = {
    "bool": layout.FORM_U8,
    **{f"int{bits}": layout.FORM_I8 + k for k, bits in enumerate((8, 16, 32, 64))},
    **{f"uint{bits}": layout.FORM_U8 + k for k, bits in enumerate((8, 16, 32))},
    "uint64": layout.FORM_I64,
    "float32": layout.FORM_F32,
    "float64": layout.FORM_F64,
    "complex64": layout.FORM_C64,
    "complex128": layout.FORM_C128,
}
_PYTHON_FORMS = {float: layout.FORM_F64, complex: layout.FORM_C128}
_SIZE_WORDS = 64  # of axes with different sizes


class PreparedCall(NamedTuple):
    """The finished table of a call, and the places of what changes in it."""

    table: Table
    code: int  # 0 where there is none
    classes: int
    status: int

    def replace(self, code: int, classes: int, long: bool = False) -> None:
        """Let better code run from the next call on, for these size classes; long: as in ProcedureCall, from now on."""
        if long:
            self.table.replace(layout.FLAGS, layout.RELEASE_LOCK)
        if self.code:
            self.table.replace(self.code, code)
        self.table.replace(self.classes, classes)

    def why(self) -> tuple[int, int]:
        """Why the last call bailed: what the code gave, and the word of its context."""
        status = self.table[self.status]
        return status - (status >> 63 << 64), self.table[self.status + 1]


@cache
def code() -> int:
    """The address of `run_procedure`; compiled once per machine.  Raises CompileError."""
    from ..codegen import engine
    from .entry import code as entry_code
    from .procedure_memory import make_runtime
    from .procedure_run import run_module

    entry_code()
    make_runtime()
    return engine.compiled(run_module().text(), ["run_procedure"], 2)["run_procedure"]


_prepared = threading.Event()


def prepare_native_calls() -> None:
    """Make the code that all calls share, which takes long in a process that finds it nowhere."""
    from .entry import unavailable

    if unavailable() is None:
        code()
        _prepared.set()


def native_calls_are_prepared() -> bool:
    """Whether that code is there: nobody has to wait for it."""
    return _prepared.is_set()


def prepare_call(call: ProcedureCall) -> PreparedCall:
    """The table of a call.  Raises Unmatched where native code cannot check or make what it says."""
    return _Encoder(call).prepared()


class _Encoder(PatternEncoder):
    """Puts one call into a table: header, checks, outputs, result, and what the procedure needs."""

    def __init__(self, call: ProcedureCall):
        super().__init__(call.positional, call.keywords)
        self.call = call
        self.numbers = {id(leaf): k for k, leaf in enumerate(call.leaves)}
        self.slots: dict[int, int] = {}  # where an array's address or a number goes, by the number of the leaf
        for slot, given in enumerate(call.inputs):
            if given.what in ("data", "number"):
                self.slots.setdefault(given.source, slot)
        self.scratch = call.slots
        self.sizes: dict[int, int] = {}  # the word of a size, by its number
        self.first_size = self._words(_SIZE_WORDS)
        self.spare = self._words(2)  # for what no input needs

    def _words(self, count: int) -> int:
        first, self.scratch = self.scratch, self.scratch + count
        return first

    def prepared(self) -> PreparedCall:
        call, table = self.call, self.table
        words = table.words
        words[layout.CONDITIONS] = layout.OUTSIDE_TRANSFORMATIONS | layout.DEFAULT_ERROR_STATE
        words[layout.POSITIONAL] = len(call.positional)
        if call.keywords:
            words[layout.NAMES] = table.keep(tuple([name for name, _ in call.keywords]))
        words[layout.FLAGS] = layout.RELEASE_LOCK if call.long else 0
        if call.target is not None:
            words[layout.TARGET] = table.keep(call.target)
        self._begin(layout.CHECKS)
        classes = self._checks()
        outputs = [] if call.target is not None else [self._output(x) for x in call.outputs]  # may add checks
        self._end(layout.CHECK_COUNT)
        self._begin(layout.OUTPUTS)
        for kind, operands in outputs:
            self._record(kind, *operands)
        self._end(layout.OUTPUT_COUNT)
        place = 0
        if call.target is None:
            self._result_steps(call.result)
            place = self._procedure()
        words[layout.OBJECTS], words[layout.SCRATCH], words[layout.BASES] = self.objects, self.scratch, 1
        table.finish()
        return PreparedCall(table, place and place + layout.CODE, classes, place + layout.STATUS)

    # -- checks

    def _checks(self) -> int:
        """Their records; the place of the size classes."""
        call = self.call
        for place in call.outside:  # what runs Python comes before anything is looked at
            if isinstance(place, Asked):
                self._record(layout.CHECK_ASKED, self.table.keep(place.function))
        for k, pattern in enumerate((*call.positional, *[p for _, p in call.keywords])):
            self._check(pattern, k)
        for place in call.outside:
            if isinstance(place, Absent):
                self._record(layout.CHECK_ABSENT, self.table.keep(place.namespace), self.table.keep(place.name))
            elif isinstance(place, Pointed):
                k, self.objects = self.objects, self.objects + 1
                self.table.keep(place.owner)
                self._record(layout.FETCH_WORD, k, place.address)
                self._check(place.pattern, k)
            elif not isinstance(place, Asked):
                self._fetch(place)
        if self.sizes:
            self._record(layout.CHECK_DISTINCT, self.first_size, len(self.sizes))
        self._check_disjoint()
        self._inputs()
        return self._check_class()

    def _check_leaf(self, leaf: Any, k: int) -> None:
        if isinstance(leaf, Sized):
            self._check_sized(leaf, k)
            return
        assert isinstance(leaf, Number)
        slot = self.slots.get(self.numbers[id(leaf)], self.spare)
        if leaf.type is int:
            self._record(layout.CHECK_INT, k, 0, slot, -leaf.most, leaf.most, layout.AS_INT)
        elif leaf.type is bool:
            self._record(layout.CHECK_BOOL, k, 0, slot)
        else:
            form = _PYTHON_FORMS.get(leaf.type)
            if form is None:
                form = _FORMS.get(np.dtype(leaf.type).name)
            if form is None:
                raise Unmatched(f"a {leaf.type.__name__} has no pattern")
            self._record(layout.CHECK_NUMBER, k, slot, self.table.keep(leaf.type), form)

    def _check_sized(self, leaf: Sized, k: int) -> None:
        axes = []
        for n in leaf.sizes:
            if leaf.exact or n == 1 or n < 0:
                axes += [layout.SIZE_IS, abs(n)]
            elif n in self.sizes:
                axes += [layout.SIZE_SAME, self.sizes[n]]
            else:
                if len(self.sizes) == _SIZE_WORDS:
                    raise Unmatched("too many different sizes")
                self.sizes[n] = self.first_size + len(self.sizes)
                axes += [layout.SIZE_SET, self.sizes[n]]
        flags = cpython.C_CONTIGUOUS | cpython.ALIGNED | (cpython.WRITEABLE if leaf.writeable else 0)
        slot = self.slots.get(self.numbers[id(leaf)], -1)
        dtype = self.table.keep(np.dtype(leaf.dtype.type))
        self._record(layout.CHECK_SIZES, k, dtype, len(leaf.sizes), flags, slot, *axes)

    def _check_disjoint(self) -> None:
        """What is written must not be read under another name as well."""
        arrays = [(k, leaf) for k, leaf in enumerate(self.call.leaves) if isinstance(leaf, Sized)]
        written = set(self.call.written)
        for k, leaf in arrays:
            for j, other in arrays:
                if k in written and (j > k or (j < k and j not in written)):
                    sides = [(self.places[id(x)], x.dtype.itemsize) for x in (leaf, other)]
                    self._record(layout.CHECK_DISJOINT, *sides[0], *sides[1])

    def _inputs(self) -> None:
        """The inputs that the checks of leaves have not filled."""
        for slot, given in enumerate(self.call.inputs):
            if given.what == "size":
                self._record(layout.COPY_WORD, slot, self.sizes[given.source])
            elif given.what == "constant":
                self._record(layout.SET_WORD, slot, given.source)
            elif self.slots.get(given.source, slot) != slot - (given.what == "imag"):
                raise Unmatched("an argument is two inputs")

    def _check_class(self) -> int:
        leaves = self.call.leaves
        arrays = [self.places[id(x)] for x in leaves if isinstance(x, Sized) and not x.exact]
        integers = [self.slots[k] for k, x in enumerate(leaves) if isinstance(x, Number) and x.type is int]
        place = len(self.table) + 2
        self._record(
            layout.CHECK_CLASS, self.call.classes, self.call.extra, len(arrays), len(integers), *arrays, *integers
        )
        return place

    # -- outputs

    def _place(self, place: Place) -> int:
        """The word that a value stands in."""
        if not isinstance(place, Fixed):
            return place
        word = self._words(1)
        self._record(layout.SET_WORD, word, place.bits)
        return word

    def _output(self, x: View | Made) -> tuple[int, list[int]]:
        if isinstance(x, Made):
            kinds = [word for form, type_ in x.kinds for word in (form, self.table.keep(type_))]
            tag = -1 if x.tag is None else self._place(x.tag)
            return layout.OUTPUT_NUMBER, [self._place(x.value), tag, len(x.kinds), *kinds]
        dtype = self.table.keep(np.dtype(x.dtype.type))
        which = -1 if x.which is None else self._place(x.which)
        places = [self._place(p) for p in (*x.sizes, *x.strides)]
        pointer = list(self.call.pointers).index(x.pointer)
        head = [dtype, x.dtype.itemsize, pointer, self._place(x.offset), which, len(x.sizes)]
        return layout.OUTPUT_VIEW, [*head, *places]

    # -- what the procedure needs

    def _procedure(self) -> int:
        from .procedure_code import products

        call, table = self.call, self.table
        undo = [word for k in call.undone for word in self._undone(k)]
        arrays = [self.places[id(x)] if isinstance(x, Sized) else -1 for x in call.leaves]
        undo_at, pointers_at, arrays_at = table.add(*undo), table.add(*call.pointers), table.add(*arrays)
        words = [0] * layout.PROCEDURE_WORDS
        words[layout.RUN], words[layout.CODE] = code(), call.code
        words[layout.PRODUCTS], words[layout.BAILED] = products(), table.keep(call.bailed)
        words[layout.UNDO], words[layout.UNDO_COUNT] = undo_at, len(call.undone)
        words[layout.POINTERS], words[layout.POINTER_COUNT] = pointers_at, len(call.pointers)
        words[layout.ARRAYS], words[layout.ARRAY_COUNT] = arrays_at, len(arrays)
        place = table.add(*words)
        table.words[layout.PROCEDURE] = place
        return place

    def _undone(self, k: int) -> tuple[int, int]:
        leaf = self.call.leaves[k]
        if not isinstance(leaf, Sized):
            raise Unmatched("something that is no array is written to")
        return self.places[id(leaf)], leaf.dtype.itemsize
