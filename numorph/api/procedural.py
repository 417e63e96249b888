"""The way of functions with loops and branches under `jit`: compiled from their source, as procedures.

Until the code is there, plain Python runs; then both are timed on real calls and the faster one stays.  What cannot be
translated is staged like any other function, and `explain` tells the line and the reason.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from .. import config
from ..array import Array, Scalar, root_of, unwrap, wrap
from ..capture.library import is_library
from ..core.op import bind
from ..core.trace import EVAL, state, typeof
from ..frontend.calls import Call
from ..frontend.compiled import BAILED, OPENED, CompiledFunction
from ..frontend.gradient import Gradient
from ..frontend.gradient_of import CompiledGradient
from ..frontend.keys import Arguments
from ..frontend.operation import procedure, takes
from ..frontend.results import ArgumentResult, ArrayResult
from ..frontend.runner import Bailed, Refused
from ..frontend.values import Unsupported
from ..runtime.error_states import accept_error_state
from ..runtime.procedure_table import native_calls_are_prepared
from ..runtime.tiers import ask, attempt, undisturbed
from .elsewhere import ELSEWHERE
from .overtaking import Race, can_be_overtaken
from .reading import counts, is_loopy, loops_over, says_at, scatters
from .ways import FAIR_TRIALS, FEW_BAILS, Trials, Way, calls_wait, size_class

_MOST_WAYS = 64
_MANY_STRANGERS = 16
_DEPTH = 3  # of helpers among whose loops a gradient's are looked for
_LONG = 1e-2  # seconds, from which on a call of plain Python may be overtaken again
_WORTH_WAITING = 2  # classes of sizes, from which on a gradient that goes number by number waits for its code


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
        self._static = self._static_names(function, static) if fits else frozenset()
        gradient = getattr(f, "gradient_of", None)
        if type(gradient) is Gradient and static == ((), ()):
            self.compiled = _compiled_gradient(gradient, unwrap)
        # A gradient in plain Python takes a thousand times as long: it is not called to be timed.
        self.is_sure = type(self.compiled) is CompiledGradient
        self.again = f  # runs a call which machine code has given up
        self.ways: dict[Any, Way] = {}
        self._strangers = (
            0  # calls in a row with objects not met before, for each of which there would be a translation
        )
        self.waits = False  # whether code is made at once, and calls wait for it
        self.install: Callable[[Any], None] | None = None  # lets native code take calls by another table

    # What the source tells is found out when it is needed first: most programs never call all that they decorate.

    @functools.cached_property
    def preferred(self) -> bool:
        """Whether calls had better go this way."""
        f = None if self.compiled is None else self.compiled.f
        if self.is_sure:
            return f is not None and counts(f, _DEPTH)
        return f is not None and (is_loopy(f) or scatters(f)) and not says_at(f.__code__)

    @functools.cached_property
    def _over(self) -> frozenset[str] | None:
        """Parameters, of which one has to be an array or a list in memory; None where there are other loops as well."""
        return loops_over(self.compiled.f) if self.compiled is not None and self.preferred else None

    def _static_names(self, f: types.FunctionType, static: tuple[tuple[int, ...], tuple[str, ...]]) -> frozenset[str]:
        names = f.__code__.co_varnames[: f.__code__.co_argcount]
        return frozenset([*static[1], *[names[k] for k in static[0] if -len(names) <= k < len(names)]])

    def arguments(
        self, args: tuple, kwargs: dict[str, Any], forced: bool = False
    ) -> tuple[dict[str, Any], Arguments] | None:
        """The arguments by name and by kind; None where they had better be handled elsewhere, unless forced."""
        if self.compiled is None:
            return None
        try:
            parameters = self.compiled.parameters((*self._owner, *args), kwargs)
            if self._over is not None and not forced:
                over = [parameters.get(n) for n in self._over]
                if not any([type(x) is np.ndarray or self.compiled.is_in_memory(x) for x in over]):
                    return None
            return parameters, self.compiled.arguments(parameters, self._static)
        except (Unsupported, TypeError):
            return None

    def call(self, args: tuple, kwargs: dict[str, Any], forced: bool = False) -> Any:
        """The function's result, or ELSEWHERE; forced: nobody else can compile it."""
        if state.trace is not EVAL or not EVAL.direct or not config.compile or config.strict:
            return ELSEWHERE
        found = self.arguments(args, kwargs, forced)
        if found is None:
            return ELSEWHERE
        parameters, arguments = found
        way = self.ways.get(arguments.key)
        if way is None or way.outdated():
            if arguments.objects and self._strangers >= _MANY_STRANGERS:
                return ELSEWHERE
            self._strangers += arguments.objects
            way = self._new_way(parameters, arguments)
            if not self._waits_for(way, arguments):
                with undisturbed():
                    ask(way.prepare)
                    return self._meanwhile(way, arguments, args, kwargs)
        else:
            self._strangers = 0
        if way.refused:
            return ELSEWHERE
        trials = way.trials(arguments)
        if way.left:
            return way.instead(self.again, args, kwargs)
        if not way.ready:
            return self._meanwhile(way, arguments, args, kwargs)
        if not accept_error_state():
            return self._plain(trials, args, kwargs)
        if trials.chosen is not None and not trials.offered and self.install is not None:
            self._offer(way, trials, arguments)
        if trials.chosen is False:
            return self._f(*args, **kwargs)
        undecided = trials.chosen is None and not self.is_sure
        if undecided and (len(trials.plain) < len(trials.native) or way.holds_back(trials, arguments)):
            return self._plain(trials, args, kwargs)
        return self.natively(way, trials, found, args, kwargs)

    def traced(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        """The result as values of the transformations that run now, or ELSEWHERE."""
        if self.compiled is None or not config.compile or config.strict or not takes(state.trace) or not EVAL.direct:
            return ELSEWHERE
        if self.is_sure or not accept_error_state():
            return ELSEWHERE
        handles: list[Any] = []
        try:
            given = self.compiled.parameters((*self._owner, *args), kwargs)
            parameters = {n: v if n in self._static else _stood(v, handles) for n, v in given.items()}
            arguments = Arguments(parameters, self._static)
        except (Unsupported, TypeError, RecursionError):  # the last of containers that hold themselves
            return ELSEWHERE
        if _shared(handles):
            return ELSEWHERE
        way = self.ways.get(arguments.key)
        if way is None or way.outdated():
            way = self._new_way(parameters, arguments)
            self._prepare(way, arguments)
        if not way.ready or way.refused or way.bails > FEW_BAILS or not way.is_operation:
            return ELSEWHERE
        if way.variant.translation.asks_how_arrays_lie and not all([_lies_row_by_row(h) for h in handles]):
            return ELSEWHERE
        try:
            outs = bind(procedure, [unwrap(h) for h in handles], {"runner": way.runner(), "record": None})
        except Refused:
            return ELSEWHERE
        except Bailed:
            way.bails += 1
            return ELSEWHERE
        return self._rebuilt(way, handles, list(outs))

    def way_of(self, args: Sequence[Any]) -> Way | None:
        """The way by which `traced` takes such arguments, each of them a leaf; None where there is none, or not yet."""
        if self.compiled is None or self.is_sure or self._owner or self._static:
            return None
        try:
            arguments = Arguments(self.compiled.parameters(tuple(args), {}))
        except (Unsupported, TypeError):
            return None
        way = self.ways.get(arguments.key)
        if way is None or not way.ready or way.refused or not way.is_operation or way.outdated():
            return None
        return way if len(arguments.leaves) == len(args) else None

    def _rebuilt(self, way: Way, handles: list[Any], outs: list[Any]) -> Any:
        """The function's result, and writes to its arguments, of the outputs of the operation."""
        runner = way.runner()
        n = len(runner.leaves)
        for k, new in zip(runner.translation.written, outs[n:], strict=True):
            target = handles[k]
            target._write(new) if isinstance(target, Array) else target.__setitem__(..., new)
        values = []
        for leaf, x in zip(runner.leaves, outs[:n], strict=True):
            if type(leaf) is ArgumentResult:
                values.append(handles[leaf.number])
            else:
                values.append(wrap(x, scalar=type(leaf) is not ArrayResult))
        return runner.translation.structure.rebuilt(iter(values))

    def way(self, parameters: dict[str, Any], arguments: Arguments) -> Way:
        """The way of some arguments; a new one is not yet translated."""
        found = self.ways.get(arguments.key)
        return self._new_way(parameters, arguments) if found is None or found.outdated() else found

    def _prepare(self, way: Way, arguments: Arguments) -> None:
        if not self._waits_for(way, arguments):
            ask(way.prepare)

    def _waits_for(self, way: Way, arguments: Arguments) -> bool:
        """Whether its code is made at once: where plain Python would take much longer than that, or much memory."""
        waits = self.waits or calls_wait()
        if waits:
            way.prepare()
        elif self.is_sure and size_class(arguments) >= _WORTH_WAITING:
            attempt(way.read)
            if not self._takes_much_in_python(way, arguments):
                return False
            attempt(way.prepare)
        return waits or way.ready or way.refused

    def _takes_much_in_python(self, way: Way, arguments: Arguments) -> bool:
        """Whether a gradient takes very long in plain Python, or more memory than its tape may."""
        cost = None if way.variant is None else way.variant.translation.traced_cost
        if way.variant is None or cost is None:
            return False
        inputs = Call(way.variant.translation, arguments.leaves).inputs()
        return cost.is_long or cost.nbytes(arguments.leaves, inputs) > config.tape_budget

    def _new_way(self, parameters: dict[str, Any], arguments: Arguments) -> Way:
        assert self.compiled is not None
        if len(self.ways) >= _MOST_WAYS:
            self.ways.pop(next(iter(self.ways)))
        way = self.ways[arguments.key] = Way(self.compiled, parameters, arguments)
        return way

    def _offer(self, way: Way, trials: Trials, arguments: Arguments) -> None:
        """Let native code take calls like this one, as it is decided, if it can."""
        trials.offered = True
        if way.fast and way.fast.add(size_class(arguments), trials):
            assert self.install is not None
            self.install(way.fast.tables[bool(trials.chosen)])

    def _plain(self, trials: Trials, args: tuple, kwargs: dict[str, Any]) -> Any:
        start = perf_counter()
        out = self._f(*args, **kwargs)
        trials.enter(trials.plain, perf_counter() - start)
        return out

    def _meanwhile(self, way: Way, arguments: Arguments, args: tuple, kwargs: dict[str, Any]) -> Any:
        """The result while code is being made."""
        trials = way.trials(arguments)
        is_long = not trials.plain or min(trials.plain) > _LONG
        if self.is_sure or way.race is not None or not is_long or not can_be_overtaken(arguments):
            return self._plain(trials, args, kwargs)
        way.race = Race(way, arguments)
        try:
            start = perf_counter()
            out = way.race.run(self._f, args, kwargs)
            trials.enter(trials.plain, perf_counter() - start)  # or so long at least
        finally:
            way.race = None
        return out

    def natively(self, way: Way, trials: Trials, found: tuple, args: tuple, kwargs: dict[str, Any]) -> Any:
        """The result of machine code, timed as long as it is not decided what runs such calls."""
        assert way.variant is not None
        if way.fast is None and native_calls_are_prepared():
            from .procedural_path import native_calls

            way.fast = native_calls(self.again, way, self._owner, *found, args, kwargs) or False
        bails, out = way.bails, BAILED
        start = perf_counter()
        if way.fast:
            out = way.fast.call(*args, **kwargs)
        if out is BAILED:  # no native code takes it
            start = perf_counter()
            variant = way.variant
            out = variant(found[1])
            if out is BAILED:
                out = way.bailed(variant, self.again, args, kwargs)
        seconds = perf_counter() - start
        if way.bails == bails:
            way.calls += 1
            if trials.chosen is None:
                trials.enter(trials.native, seconds)
                if self.is_sure and len(trials.native) >= FAIR_TRIALS:
                    trials.chosen = True
                way.took(seconds)
        return out

    def prepared(self, args: tuple, kwargs: dict[str, Any], forced: bool = False, quickly: bool = False) -> Way | None:
        """The way of such arguments, translated and compiled now; None where they are handled elsewhere.

        quickly: as calls have it at first; `Way.improve` makes the best code.
        """
        found = self.arguments(args, kwargs, forced)
        if found is None or not config.compile or config.strict or not EVAL.direct:
            return None
        parameters, arguments = found
        way = self.way(parameters, arguments)
        if not way.refused and not way.ready:
            way.translate(quickly)
        if way.reason == OPENED:
            again = self.arguments(args, kwargs, forced)
            if again is None or again[1].key != arguments.key:
                return self.prepared(args, kwargs, forced, quickly)
        return way

    def make_best(
        self, way: Way, args: tuple, kwargs: dict[str, Any], forced: bool, copied: Callable[[], tuple]
    ) -> None:
        """Make the best code for such arguments at once; there is code, which may run once, on copies of them."""
        found = self.arguments(args, kwargs, forced)
        assert found is not None

        def call() -> None:
            copies = copied()
            given = self.arguments(*copies, forced)
            if given is not None:
                trials = Trials()
                trials.chosen = True  # it is not compared with plain Python
                self.natively(way, trials, given, *copies)

        way.make_best_for(found[1], call)


def _lies_row_by_row(handle: Any) -> bool:
    """Whether an argument is laid as the one that stands for it is: numbers are."""
    return not isinstance(handle, np.ndarray) or bool(handle.flags.c_contiguous)


def _stood(v: Any, handles: list[Any]) -> Any:
    """What has the types of an argument, arrays row by row: translations for it serve all values of those types.

    The arrays and numbers in it are added to `handles`, in the order of the leaves of `Arguments`.
    """
    kind = type(v)
    if kind in (tuple, list):
        return kind([_stood(x, handles) for x in v])
    if kind is dict:
        return {k: _stood(x, handles) for k, x in v.items()}
    if issubclass(kind, Array):
        handles.append(v)
        t = typeof(v._read())
        return np.zeros((), t.dtype)[()] if v._is_scalar else np.empty(t.shape, t.dtype)
    if kind is Scalar:
        handles.append(v)
        return v.kind(1)
    if kind is np.ndarray:
        handles.append(v)
        return np.empty(v.shape, v.dtype)
    if kind in (int, float, bool, complex) or isinstance(v, np.generic):
        handles.append(v)
    return v


def _compiled_gradient(gradient: Gradient, unwrap: Callable[[Any], Any]) -> CompiledGradient | None:
    f = unwrap(gradient.f)
    fits = isinstance(f, types.FunctionType) and not is_library(f.__code__.co_filename)
    return CompiledGradient(f, gradient, unwrap) if fits and min(gradient.positions, default=-1) >= 0 else None


def _shared(leaves: list[Any]) -> bool:
    """Whether two leaves may be one array, so that a write to one shows in the other."""
    handles = [x for x in leaves if isinstance(x, Array | np.ndarray)]
    roots = [id(root_of(h)) for h in handles]
    return len(set(roots)) < len(roots)
