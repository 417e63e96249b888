"""The native call path of functions compiled from their source: their arguments, guards and results as patterns.

Where something has no pattern there is no fast path, and calls go through `Procedural.call`.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import struct
import threading
import types
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from ..capture.environment import Enclosing, Named
from ..capture.fingerprint import Snapshot, is_plain
from ..core.types import SCALAR_TYPES
from ..frontend.compiled import BAILED
from ..frontend.keys import LARGEST, Arguments
from ..frontend.list_arguments import form_in_memory
from ..frontend.objects import is_named_tuple
from ..frontend.results import (
    ArgumentResult,
    ArrayResult,
    DictResult,
    KnownResult,
    ListResult,
    NumberResult,
    Place,
    is_constant,
)
from ..frontend.scalars import dtype_of, kind_dtype
from ..frontend.surroundings import Attribute, Builtin, Unchanged, hold
from ..frontend.translation import Translation
from ..procedures.ir import COMPLEX
from ..runtime import cpython
from ..runtime import entry_layout as layout
from ..runtime.entry import NativeFunction, install, unavailable
from ..runtime.patterns import (
    Constant,
    Enclosed,
    Global,
    Items,
    Mapping,
    Output,
    Pattern,
    Result,
    Same,
    ShortList,
    Static,
    Unmatched,
)
from ..runtime.procedure_calls import (
    Absent,
    Asked,
    Fixed,
    Input,
    Made,
    Number,
    Pointed,
    ProcedureCall,
    Sized,
    View,
)
from ..runtime.procedure_table import PreparedCall, prepare_call

_EVERY_CLASS = (1 << 16) - 1
_LONG = 2e-6  # seconds of a call from which on others run meanwhile; of one of the least size that a class has


class NativeCalls:
    """The tables by which native code takes the calls of one way; there is one for calls of plain Python as well.

    call: runs machine code on arguments of any size; gives BAILED, having done nothing, for those that do not fit.
    """

    def __init__(self, f: Callable[..., Any], way: Any, call: ProcedureCall):
        self._f, self._way, self._call = f, way, call
        self._lock = threading.Lock()
        self._classes = {True: 0, False: 0}  # size classes, as bits: of machine code, and of plain Python
        self.tables: dict[bool, PreparedCall] = {}
        self._all = self._prepared(True, _EVERY_CLASS, long=True)
        self.call = NativeFunction()
        install(self.call, [self._all], _is_bailed)

    def add(self, size_class: int, trials: Any) -> bool:
        """Take calls of a size class as the trials have decided; whether there is another table now."""
        with self._lock:
            if trials.chosen is None or not _EVERY_CLASS >> size_class & 1:
                return False
            native = bool(trials.chosen)
            self._classes[native] |= 1 << size_class
            known = self.tables.get(native)
            long = bool(trials.native) and min(trials.native) > _LONG
            if known is not None:
                known.replace(self._way.variant.code.address, self._classes[native], long)
                return False
            self.tables[native] = self._prepared(native, self._classes[native], long)
            return True

    def _prepared(self, native: bool, classes: int, long: bool) -> PreparedCall:
        assert self._way.variant.code.address, "native calls of code that is not there"
        bailed = _Bailed(self._f, self._way)
        bailed.table = prepared = prepare_call(
            replace(
                self._call,
                target=None if native else self._f,
                code=self._way.variant.code.address,
                classes=classes,
                bailed=bailed,
                undone=self._way.variant.undone,
                long=long,
            )
        )
        return prepared

    def reset(self) -> None:
        """There is other code: all calls go to Python again, until it is decided for which of them it runs."""
        with self._lock:
            address = self._way.variant.code.address
            self._all.replace(address, _EVERY_CLASS)
            for native, table in self.tables.items():
                self._classes[native] = 0
                table.replace(address, 0)


class PlainCalls:
    """The table by which native code takes the calls of plain Python, where it cannot take those of machine code."""

    def __init__(self, f: Callable[..., Any], call: ProcedureCall, lists: list[ShortList]):
        self._f, self._call, self._lists = f, call, lists
        self._largest = -1  # size class so far
        self.tables: dict[bool, PreparedCall] = {}

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """As that of `NativeCalls`: no call fits."""
        return BAILED

    def add(self, size_class: int, trials: Any) -> bool:
        """Take calls up to a size class, if plain Python is faster for them; whether there is another table now."""
        if trials.chosen is not False or not self._largest < size_class < _EVERY_CLASS.bit_length():
            return False
        self.reset()
        self._largest = size_class
        for x in self._lists:
            x.limit = 1 << 4 * (size_class + 1)
        classes = (1 << size_class + 1) - 1
        self.tables[False] = prepare_call(replace(self._call, target=self._f, classes=classes))
        return True

    def reset(self) -> None:
        """There is other code: no calls are taken, until it is decided for which of them plain Python runs."""
        self._largest = -1
        for table in self.tables.values():
            table.replace(0, 0)


def _is_bailed(*args: Any, **kwargs: Any) -> Any:
    return BAILED


class _Bailed:
    """What runs where native code had to give up."""

    def __init__(self, f: Callable[..., Any], way: Any):
        self._f, self._way, self._variant = f, way, way.variant
        self.table: PreparedCall | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        assert self.table is not None
        self._variant.code.say(*self.table.why())
        return self._way.bailed(self._variant, self._f, args, kwargs)


def native_calls(
    f: Callable[..., Any],
    way: Any,
    owner: tuple[Any, ...],
    parameters: dict[str, Any],
    arguments: Arguments,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> NativeCalls | PlainCalls | None:
    """The tables of calls like this one; None where native code cannot take them."""
    translation = way.variant.translation
    if unavailable() is not None or not way.variant.code.is_simple or translation.arguments.opened:
        return None
    calls = _Calls(translation, owner, parameters, arguments)
    try:
        if translation.is_of_containers:
            return PlainCalls(f, calls.plain(args, kwargs), calls.lists)
        return NativeCalls(f, way, calls.call(args, kwargs))
    except Unmatched:
        return None


class _Calls:
    """The patterns of one call's arguments, and those of what the translation found outside."""

    def __init__(
        self, translation: Translation, owner: tuple[Any, ...], parameters: dict[str, Any], arguments: Arguments
    ):
        self.translation, self.arguments, self.owner = translation, arguments, owner
        self.parameters = parameters
        self.leaves: list[Any] = []
        self.containers: list[Pattern] = []
        self.constants: dict[int, Any] = {}  # leaves that are defaults
        self.outputs: list[View | Made] = []
        self.views: dict[int, Output] = {}
        self.pointers: list[int] = []
        self.outside: list[Any] = []
        self.lists: list[ShortList] = []

    def plain(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> ProcedureCall:
        """Calls of plain Python like this one: there is nothing that has to stay as it is."""
        positional, keywords = self._arguments(args, kwargs)
        known = ("data", "leaf", "part", "size")
        sources = [s for s in self.translation.sources if s[0] in known and s[1] < self.translation.n_leaves]
        inputs = [self._input(*source) for source in sources]
        slots, nothing = max(len(inputs), 1), Constant(None)
        return ProcedureCall(positional, keywords, [], self.leaves, [], inputs, slots, [], [], nothing, 0, 0, _nothing)

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> ProcedureCall:
        translation = self.translation
        procedure = translation.procedure
        self.starts, slots = [], 0  # the slots of results
        for r in procedure.results:
            self.starts.append(slots)
            slots += 2 if r.dtype == "ptr" or r.dtype in COMPLEX else 1
        self.pointers = [s for s, r in zip(self.starts, procedure.results, strict=True) if r.dtype == "ptr"]
        positional, keywords = self._arguments(args, kwargs)
        self._captured()
        self._guards()
        integers = [abs(v) for v in self.constants.values() if type(v) is int]
        return ProcedureCall(
            positional,
            keywords,
            self.outside,
            self.leaves,
            translation.written,
            [self._input(*source) for source in translation.sources],
            max(slots, len(translation.sources), 1),
            self.pointers,
            self.outputs,
            self._result(translation.structure),
            code=0,
            classes=0,
            bailed=_nothing,
            extra=sum(integers),
        )

    # -- arguments

    def _arguments(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[list[Pattern], list[tuple[str, Pattern]]]:
        """The patterns of what is passed by position and by name; defaults become constants."""
        signature = inspect.signature(self.translation.f).parameters
        if any([p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in signature.values()]):
            raise Unmatched("any number of arguments")
        names = list(self.parameters)
        passed = {*names[: len(self.owner) + len(args)], *kwargs}
        patterns = {}
        for name, v in self.parameters.items():
            if name in passed:
                patterns[name] = Static(v) if name in self.arguments.static else self._pattern(v)
            else:
                self._default(name, v)
        first = len(self.owner)
        return [patterns[n] for n in names[first : first + len(args)]], [(n, patterns[n]) for n in kwargs]

    def _pattern(self, v: Any) -> Pattern:
        kind = type(v)
        if kind is np.ndarray and self.arguments.tells_same and self.arguments.numbers[id(v)] < len(self.leaves):
            raise Unmatched("an array that is passed twice")
        if kind is np.ndarray:
            return self._leaf(_sized(v, self.arguments.pattern(v.shape), exact=False))
        if kind in SCALAR_TYPES:
            return self._leaf(Number(kind, LARGEST))
        if isinstance(v, np.generic):
            return self._leaf(Number(kind))
        if kind is list and form_in_memory(v, self.arguments.least) is not None:
            self.containers.append(Static(v))
            self.leaves.append(None)
            self.lists.append(ShortList())
            return self.lists[-1]
        if kind in (tuple, list, dict):
            place = len(self.containers)
            self.containers.append(Static(v))  # until it is known
            items = [self._pattern(x) for x in (v.values() if kind is dict else v)]
            found = Mapping(list(v), items) if kind is dict else Items(kind, items)
            self.containers[place] = found
            return found
        if is_named_tuple(kind):
            raise Unmatched("a named tuple")
        return Static(v)

    def _leaf(self, pattern: Any) -> Any:
        self.leaves.append(pattern)
        return pattern

    def _default(self, name: str, v: Any) -> None:
        """A parameter that is not passed: the function's defaults have to be what they are now."""
        f = self.translation.f
        if isinstance(v, np.ndarray | tuple | list | dict):
            raise Unmatched("a default that is no number")
        if type(v) in SCALAR_TYPES or isinstance(v, np.generic):
            self.constants[len(self.leaves)] = v
            self.leaves.append(None)
        if f.__kwdefaults__ and name in f.__kwdefaults__:
            mark = Snapshot(dict(f.__kwdefaults__))
            self.outside.append(Asked(functools.partial(hold, [(functools.partial(_named_defaults, f), mark)])))
        else:
            self.outside.append(Pointed(f, id(f) + cpython.FUNCTION_DEFAULTS, Static(f.__defaults__)))

    def _input(self, what: str, k: int, detail: Any) -> Input:
        if what == "data":
            return Input("data", k)
        if k in self.constants:
            value = self.constants[k]
            return Input("constant", _bits(value if what == "leaf" else getattr(value, detail)))
        leaf = self.leaves[k]
        if what in ("leaf", "part"):
            return Input("imag" if detail == "imag" else "number", k)
        if what == "size" and leaf.exact:
            return Input("constant", leaf.sizes[detail])
        if what == "size":
            return Input("size", leaf.sizes[detail])
        raise Unmatched(f"an input that is a {what}")

    # -- what is outside

    def _captured(self) -> None:
        for fetch, _ in self.translation.surroundings.captured:
            a = fetch()
            self.outside.append(_place(fetch, self._leaf(_sized(a, a.shape, exact=True))))

    def _guards(self) -> None:
        surroundings = self.translation.surroundings
        captured = {id(fetch) for fetch, _ in surroundings.captured}
        asked: list[Any] = []
        for fetch, mark in surroundings.guards:
            if id(fetch) in captured:
                continue  # an array: its type is checked where it is fetched
            if type(mark) is Unchanged:
                asked.append((fetch, mark))
                continue
            value = fetch() if type(mark) is Snapshot else mark[0]
            try:
                if type(mark) is Snapshot and not is_plain(value):
                    raise Unmatched("what has parts")
                if type(fetch) is Builtin and fetch.name not in fetch.space:
                    self.outside.append(Absent(fetch.space, fetch.name))
                self.outside.append(_place(fetch, Static(value)))
            except Unmatched:
                asked.append((fetch, mark))
        if asked:
            self.outside.append(Asked(functools.partial(hold, asked)))

    # -- results

    def _result(self, r: Any) -> Result:
        if isinstance(r, KnownResult):
            return Constant(r.value)
        if isinstance(r, NumberResult):
            if r.tag is None and is_constant(r.value):
                return Constant(r.made(None, []))
            return self._output(self._number(r))
        if isinstance(r, ArgumentResult):
            return Same(self.leaves[r.number])
        if isinstance(r, ArrayResult):
            known = self.views.get(id(r))
            if known is None:
                known = self.views[id(r)] = self._output(self._view(r))
            return known
        if isinstance(r, ListResult | DictResult) and r.param is not None:
            return Same(self.containers[r.param])  # type: ignore[arg-type]
        if isinstance(r, ListResult):
            return Items(r.kind, [self._result(x) for x in r.items])
        if isinstance(r, DictResult):
            return Mapping(list(r.items), [self._result(x) for x in r.items.values()])
        raise Unmatched(f"a result that is a {type(r).__name__}")

    def _output(self, x: View | Made) -> Output:
        self.outputs.append(x)
        return Output(len(self.outputs) - 1)

    def _slot(self, place: Place) -> int | Fixed:
        return Fixed(_bits(place.value)) if is_constant(place) else self.starts[place]

    def _view(self, r: ArrayResult) -> View:
        offset, *rest = [self._slot(p) for p in r.places]
        which = None if r.which is None else self._slot(r.which)
        return View(r.dtype, self.starts[r.data], offset, rest[: r.ndim], rest[r.ndim :], which)

    def _number(self, r: NumberResult) -> Made:
        if is_constant(r.value):
            dtype = {bool: "bool", int: "i64", float: "f64"}.get(type(r.value.value), "")
        else:
            dtype = self.translation.procedure.results[r.value].dtype
        tag = None if r.tag is None else self._slot(r.tag)
        return Made(self._slot(r.value), [_form(kind, dtype) for kind in r.kinds], tag)


def _nothing() -> None:
    return None


def _named_defaults(f: types.FunctionType) -> dict[str, Any]:
    return dict(f.__kwdefaults__ or {})


def _sized(a: np.ndarray, sizes: tuple[int, ...], exact: bool) -> Sized:
    if not (a.flags.c_contiguous and a.flags.aligned):
        raise Unmatched("an array has gaps")
    return Sized(a.dtype, sizes, bool(a.flags.writeable), exact)


def _place(fetch: Any, pattern: Any) -> Any:
    """Where native code finds what `fetch` fetches."""
    if type(fetch) is Named:
        return Global(fetch.namespace, fetch.name, pattern)
    if type(fetch) is Enclosing:
        return Enclosed(fetch.cell, pattern)
    if type(fetch) is Builtin:
        space = fetch.space if fetch.name in fetch.space else vars(builtins)
        return Global(space, fetch.name, pattern)
    if type(fetch) is Attribute:
        owner = fetch.owner
        if isinstance(owner, types.FunctionType) and fetch.name == "__code__":
            return Pointed(owner, id(owner) + cpython.FUNCTION_CODE, pattern)
        if isinstance(owner, types.ModuleType) and fetch.name in vars(owner):
            return Global(vars(owner), fetch.name, pattern)
    raise Unmatched("something that only Python can look at")


def _form(kind: str, dtype: str) -> tuple[int, Any]:
    """How an object of a kind is made of a number that lies in a slot as `dtype`."""
    python = {
        ("int", "i"): layout.MAKE_INT,
        ("int", "f"): layout.MAKE_INT_OF_FLOAT,
        ("float", "f"): layout.MAKE_FLOAT,
        ("bool", "b"): layout.MAKE_BOOL,
        ("complex", "c"): layout.MAKE_COMPLEX,
    }.get((kind, dtype[:1]))
    if python is not None:
        return python, None
    if kind in ("int", "float", "bool", "complex") or kind_dtype(kind) != dtype:
        raise Unmatched(f"{kind} of {dtype}")
    form = {"f32": layout.MAKE_SCALAR_F32, "c64": layout.MAKE_SCALAR_C64}.get(dtype, layout.MAKE_SCALAR)
    return form, dtype_of(dtype)


def _bits(x: Any) -> int:
    """A number in a slot."""
    if isinstance(x, np.generic):
        x = x.item()
    if isinstance(x, float):
        return int.from_bytes(struct.pack("<d", x), "little")
    if isinstance(x, int):
        return int(x)
    raise Unmatched(f"a constant of {type(x).__name__}")
