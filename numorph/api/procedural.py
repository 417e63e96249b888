"""The way of functions with loops and branches under `jit`: compiled from their source, as procedures.

Until the code is there, plain Python runs; then both are timed on real calls and the faster one stays.  What cannot be
translated is staged like any other function, and `explain` tells the line and the reason.
"""

from __future__ import annotations

import dis
import functools
import linecache
import types
from collections.abc import Callable
from time import perf_counter
from typing import Any

from .. import config
from ..capture.library import is_library
from ..core.trace import EVAL, state
from ..procedures.calls import Arguments
from ..procedures.compiled import BAILED, CompiledFunction, Variant
from ..procedures.values import Unsupported
from ..runtime.error_states import accept_error_state
from ..runtime.tiers import ask, is_decided

ELSEWHERE = object()  # what `call` gives for a call that is not its own
_MOST_WAYS = 64
_FEW_BAILS = 3

_LOOPS = frozenset(
    {
        dis.opmap[n]
        for n in ("FOR_ITER", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "JUMP_ABSOLUTE")
        if n in dis.opmap
    }
)


class Way:
    """How calls with one kind of arguments run: `variant` once it is translated, or the reason why it cannot be."""

    def __init__(self, compiled: CompiledFunction, parameters: dict[str, Any], arguments: Arguments):
        self._compiled = compiled
        self._sample: Any = (parameters, arguments)  # until it is translated
        self.variant: Variant | None = None
        self.ready = False
        self.reason, self.line = "", None
        self.plain: list[float] = []
        self.native: list[float] = []
        self.bails = 0

    @property
    def refused(self) -> bool:
        return bool(self.reason)

    @property
    def wins(self) -> bool:
        """Whether machine code has been measured to be faster."""
        return is_decided(self.plain, self.native) and min(self.native) <= min(self.plain)

    @property
    def left(self) -> bool:
        """Whether machine code is given up, since too many calls met what it leaves to Python."""
        return self.bails > _FEW_BAILS + len(self.native)

    @property
    def bail(self) -> str | None:
        """What the last such call of this thread met."""
        return self.variant.code.last_bail if self.variant is not None and self.bails else None

    @property
    def procedure(self) -> Any:
        """The translation; None where there is none."""
        return None if self.variant is None else self.variant.translation.procedure

    @property
    def place(self) -> str:
        """The user's line that `reason` is about, as tracebacks show it."""
        return "" if self.line is None else _shown(self._compiled.f, self.line)

    def prepare(self) -> None:
        """Translate and compile."""
        sample, self._sample = self._sample, None
        if sample is None:
            return
        try:
            self.translate(*sample)
        except Exception as error:
            self.reason = f"its translation failed: {type(error).__name__}: {error}"
            raise

    def translate(self, parameters: dict[str, Any], arguments: Arguments) -> None:
        from ..codegen.engine import CompileError

        try:
            variant = self._compiled.translated(parameters, arguments)
            variant.make()
        except Unsupported as error:
            self.reason, self.line = error.reason, error.line
            return
        except CompileError as error:
            self.reason = str(error)
            return
        self.variant, self.ready = variant, True

    def outdated(self) -> bool:
        """Whether something outside the function has changed since it was translated."""
        return self.variant is not None and not self.variant.holds()


class Procedural:
    """The ways of one jitted function."""

    def __init__(self, f: Any, static: tuple[tuple[int, ...], tuple[str, ...]], unwrap: Callable[[Any], Any]):
        self._f = f
        self._owner: tuple = ()
        function = f
        if isinstance(f, types.MethodType):
            function, self._owner = f.__func__, (f.__self__,)
        fits = isinstance(function, types.FunctionType) and not is_library(function.__code__.co_filename)
        self.compiled = CompiledFunction(function, unwrap) if fits else None
        self.preferred = self.compiled is not None and _is_loopy(function) and not _says_at(function.__code__)
        self._static = self._static_names(function, static) if fits else frozenset()
        self.ways: dict[Any, Way] = {}

    def _static_names(self, f: types.FunctionType, static: tuple[tuple[int, ...], tuple[str, ...]]) -> frozenset[str]:
        names = f.__code__.co_varnames[: f.__code__.co_argcount]
        return frozenset([*static[1], *[names[k] for k in static[0] if -len(names) <= k < len(names)]])

    def arguments(self, args: tuple, kwargs: dict[str, Any]) -> tuple[dict[str, Any], Arguments] | None:
        """The arguments by name and by kind; None where they have to be handled elsewhere."""
        if self.compiled is None:
            return None
        try:
            parameters = self.compiled.parameters((*self._owner, *args), kwargs)
            return parameters, Arguments(parameters, self._static)
        except (Unsupported, TypeError):
            return None

    def call(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        """The function's result, or ELSEWHERE."""
        if state.trace is not EVAL or not EVAL.direct or not config.compile or config.strict:
            return ELSEWHERE
        found = self.arguments(args, kwargs)
        if found is None:
            return ELSEWHERE
        parameters, arguments = found
        way = self.ways.get(arguments.key)
        if way is None or way.outdated():
            way = self._new_way(parameters, arguments)
            ask(way.prepare)
        if way.refused:
            return ELSEWHERE
        if not way.ready or way.left or not accept_error_state():
            return self._plain(way, args, kwargs)
        if is_decided(way.plain, way.native):
            if not way.wins:
                return self._f(*args, **kwargs)
        elif len(way.plain) < len(way.native):
            return self._plain(way, args, kwargs)
        return self._natively(way, arguments, args, kwargs)

    def _new_way(self, parameters: dict[str, Any], arguments: Arguments) -> Way:
        assert self.compiled is not None
        if len(self.ways) >= _MOST_WAYS:
            self.ways.pop(next(iter(self.ways)))
        way = self.ways[arguments.key] = Way(self.compiled, parameters, arguments)
        return way

    def _plain(self, way: Way, args: tuple, kwargs: dict[str, Any]) -> Any:
        start = perf_counter()
        out = self._f(*args, **kwargs)
        if len(way.plain) < 100:
            way.plain.append(perf_counter() - start)
        return out

    def _natively(self, way: Way, arguments: Arguments, args: tuple, kwargs: dict[str, Any]) -> Any:
        start = perf_counter()
        assert way.variant is not None
        out = way.variant(arguments)
        if out is BAILED:
            way.bails += 1
            return self._f(*args, **kwargs)
        if len(way.native) < 100:
            way.native.append(perf_counter() - start)
        return out

    def prepared(self, args: tuple, kwargs: dict[str, Any]) -> Way | None:
        """The way of such arguments, translated and compiled now; None where they are handled elsewhere."""
        found = self.arguments(args, kwargs)
        if found is None or not config.compile or config.strict or not EVAL.direct:
            return None
        parameters, arguments = found
        way = self.ways.get(arguments.key)
        if way is None or way.outdated():
            way = self._new_way(parameters, arguments)
        if not way.refused and not way.ready:
            way.translate(parameters, arguments)
        return way


def _says_at(code: types.CodeType) -> bool:
    """Whether it has `.at`, which plain arrays have not."""
    return "at" in code.co_names


@functools.lru_cache(maxsize=1024)
def _has_loop(code: types.CodeType) -> bool:
    return not _LOOPS.isdisjoint(code.co_code[::2]) and any([i.opcode in _LOOPS for i in dis.get_instructions(code)])


def _is_loopy(f: types.FunctionType, depth: int = 3) -> bool:
    """Whether a function, or one of the user's that it names, has a loop."""
    if _has_loop(f.__code__):
        return True
    return depth > 0 and any(_is_loopy(g, depth - 1) for g in _helpers(f))


def _helpers(f: types.FunctionType) -> list[types.FunctionType]:
    """The user's other functions that a function names."""
    named = [f.__globals__.get(n) for n in f.__code__.co_names]
    for cell in f.__closure__ or ():
        try:
            named.append(cell.cell_contents)
        except ValueError:
            continue
    inner = [getattr(g, "__wrapped__", g) for g in named]
    return [
        g for g in inner if isinstance(g, types.FunctionType) and g is not f and not is_library(g.__code__.co_filename)
    ]


def _shown(f: types.FunctionType, line: int) -> str:
    """A line of a function, or of a helper of it, as tracebacks show lines."""
    code = _code_at(f, line) or f.__code__
    shown = f'File "{code.co_filename}", line {line}, in {code.co_name}'
    source = linecache.getline(code.co_filename, line).strip()
    return f"{shown}\n    {source}" if source else shown


def _code_at(f: types.FunctionType, line: int, depth: int = 3) -> types.CodeType | None:
    if line in {n for _, _, n in f.__code__.co_lines()}:
        return f.__code__
    for c in f.__code__.co_consts:
        if isinstance(c, types.CodeType) and line in {n for _, _, n in c.co_lines()}:
            return c
    found = [_code_at(g, line, depth - 1) for g in _helpers(f)] if depth else []
    return next((c for c in found if c is not None), None)
