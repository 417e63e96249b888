"""jit: stage a function into a program once per types of its arguments, and run the program.

What cannot be staged runs as plain Python, with the same answer; `explain` tells why.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections import OrderedDict
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from .. import config, tree
from ..array import Array, root_of, unwrap, wrap
from ..boundary import Arguments, check_callable, describe, finish, flatten_result, write_back
from ..capture.fingerprint import is_plain
from ..control.call import call
from ..core.trace import EVAL, state
from ..errors import NumorphTypeError
from ..frontend.gradient_of import CompiledGradient
from ..ir.simplify import effectful
from ..runtime.callables import Base, native_callable
from ..runtime.procedure_table import prepare_native_calls
from ..runtime.tiers import MANY_TRIALS, tier_of
from .contest import copied
from .decisions import NeedsStatic, Plain, Staged, active, decided, pass_on
from .elsewhere import ELSEWHERE
from .forms import compiled_form, loops_inside
from .jit_key import Static, is_traced, key_of
from .procedural import Procedural
from .rival import rival_of

_MAX_SPECIALISATIONS = 8
_MANY_STRANGERS = 16


@native_callable
class Jitted(Base):  # type: ignore[misc]
    """A function made by `jit`.  Call it like the function; `explain(*args)` tells what becomes of it.

    Calls that machine code can take by itself do not get here: see runtime/entry.py, and `_install` below.
    """

    is_jitted = True

    def __init__(self, f: Callable[..., Any], static_argnums: tuple[int, ...], static_argnames: tuple[str, ...]):
        functools.update_wrapper(self, f, updated=())
        self.__wrapped__ = f
        self._f = f = getattr(f, "plain_gradient", f)
        self._static = static_argnums, static_argnames
        self._cache: OrderedDict[Any, list[Any]] = OrderedDict()
        self._says_at = False  # whether the code has `.at`, which plain arrays have not
        self._as_static: dict[Any, dict[int, str]] = {}  # per types: scalars whose value Python needs, and what for
        self._strangers = 0  # decisions in a row that were for objects not met before
        self._fast: list[Any] = []  # tables of the native call path, latest first
        self._procedural = Procedural(f, self._static, unwrapped)
        self._procedural.install = self._install_table
        if type(self._procedural.compiled) is CompiledGradient:
            self._procedural.again = self._of_compiled_forms

    @functools.cached_property
    def _inner(self) -> Any:
        """The user's function inside a transformed one, if it has loops that count."""
        return loops_inside(self._f)

    def __get__(self, owner: Any, cls: Any = None) -> Any:
        return self if owner is None else functools.partial(self, owner)

    def __repr__(self) -> str:
        return f"<jit of {describe(self._f)}>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(*args, **kwargs)

    def _call(self, *args: Any, **kwargs: Any) -> Any:
        start = perf_counter()
        if config.disable_jit:
            return self._f(*args, **kwargs)
        if self._procedural.preferred:
            way = self._procedural
            out = way.call(args, kwargs) if state.trace is EVAL else way.traced(args, kwargs)
            if out is not ELSEWHERE:
                return out
        if self._inner is not None and state.trace is EVAL and not self._inner.refused:
            return self._inside(args, kwargs)
        arguments, key = key_of(args, kwargs, *self._static)
        if arguments is None:
            return self._plainly(args, kwargs)
        entry = self._entry(arguments, key, args, kwargs)
        if type(entry) is Plain:
            if self._says_at:
                return self._on_handles(arguments)
            if entry.branches:
                out = self._procedural.call(args, kwargs, forced=True)
                return self._inside(args, kwargs) if out is ELSEWHERE else out
            if entry.native is None and state.trace is EVAL and entry.wants_table(len(arguments.leaves)):
                self._install(entry, arguments, args, kwargs)
            return self._plainly(args, kwargs)
        if state.trace is not EVAL:
            return self._run(entry, arguments, args, kwargs)
        if entry.rival is not None and entry.rival.has_turn():
            out = entry.rival.call(args, kwargs)
            if out is not ELSEWHERE:
                return out
        if entry.contest.plain_wins:
            return self._plainly(args, kwargs)
        if not self._says_at and entry.contest.wants_plain():
            start = perf_counter()  # where plain Python wins, native code calls it, without what comes before
            out = self._plainly(args, kwargs)
            entry.contest.enter_plain(perf_counter() - start)
        else:
            begin = perf_counter()
            out = self._run(entry, arguments, args, kwargs)
            end = perf_counter()
            entry.contest.enter_staged(end - start)
            if entry.rival is None:
                entry.rival = rival_of(self._procedural, entry, args, kwargs, end - begin)
            else:
                entry.rival.enter_staged(end - start)
        if entry.native is None and entry.contest.decided(self._says_at) and entry.rival.over and not entry.rival.wins:
            self._install(entry, arguments, args, kwargs)
        return out

    def _plainly(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        """As plain Python; while another function is staged, as a part of that, which depends on what is read here."""
        f = active.stack[-1].isolate(self._f) if active.stack and state.trace is not EVAL else self._f
        return f(*args, **kwargs)

    def _inside(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        """As plain Python, in which the functions that grad, vmap and the like are given have their compiled forms."""
        saved, state.compiled_form = state.compiled_form, compiled_form
        try:
            return self._plainly(args, kwargs)
        finally:
            state.compiled_form = saved

    def _of_compiled_forms(self, *args: Any, **kwargs: Any) -> Any:
        return self._inside(args, kwargs)

    def _on_handles(self, arguments: Arguments) -> Any:
        """As plain Python, on handles of the arguments' own values."""
        try:
            out = arguments.call(self._f, [x.value if type(x) is Static else unwrap(x) for x in arguments.leaves])
        except Exception:  # what was written before it stays written
            write_back(arguments, arguments.written(), [])
            raise
        leaves, structure, flags = flatten_result(out)
        write_back(arguments, arguments.written(), leaves)
        return tree.unflatten(structure, [finish(x, s) for x, s in zip(leaves, flags, strict=True)])

    # -- lookup

    def _entry(self, arguments: Arguments, types: Any, args: tuple, kwargs: dict) -> Any:
        base = (types, "fast_math") if config.fast_math else types
        needed = self._as_static.get(base)
        key = (base, tuple([arguments.leaves[k] for k in sorted(needed)])) if needed else base
        entries = self._cache.get(key)
        if entries is not None:
            for entry in entries:
                if entry.holds():
                    self._strangers = 0
                    self._cache.move_to_end(key)
                    if type(entry) is Staged and active.stack:
                        pass_on(entry.environment)
                    return entry
        if needed and sum([type(k) is tuple and k[0] == base for k in self._cache]) >= _MAX_SPECIALISATIONS:
            return self._given_up(base, needed)
        strange = any([not is_traced(x) and type(x) is not Static and not is_plain(x) for x in arguments.leaves])
        if strange and self._strangers >= _MANY_STRANGERS:
            return Plain("it is given objects that are new in most calls: programs for each would not be used again.")
        self._strangers += strange
        entry, says_at = decided(self._f, arguments, needed or frozenset())
        self._says_at = self._says_at or says_at
        if isinstance(entry, NeedsStatic):
            needed = self._as_static.setdefault(base, {})
            if entry.position in needed or len(needed) >= _MAX_SPECIALISATIONS:
                return self._given_up(base, needed)
            needed[entry.position] = entry.reason
            return self._entry(arguments, types, args, kwargs)
        if type(entry) is not Staged or not entry.outer:
            self._keep(key, entry)
        return entry

    def _keep(self, key: Any, entry: Staged | Plain) -> None:
        entries = self._cache.setdefault(key, [])
        entries[:] = [entry, *[e for e in entries if type(e) is not Plain][: _MAX_SPECIALISATIONS - 1]]
        while len(self._cache) > config.jit_cache_size:
            self._cache.popitem(last=False)

    def _given_up(self, base: Any, needed: dict[int, str]) -> Plain:
        """The decision for arguments of some types from now on, after too many values of those that Python needs."""
        plain = Plain(f"{next(iter(needed.values()))} (more than {_MAX_SPECIALISATIONS} values were seen)")
        self._as_static.pop(base, None)
        self._keep(base, plain)
        return plain

    # -- running

    def _run(self, entry: Staged, arguments: Arguments, args: tuple, kwargs: dict) -> Any:
        captured = [fetch() for fetch in entry.environment.captured]
        if captured and active.stack:  # what an inner function captures becomes an input of the outer program
            outer = active.stack[-1]
            captured = [outer.take(f, x) for f, x in zip(entry.environment.captured, captured, strict=True)]
        leaves = [arguments.leaves[k] for k in entry.traced]
        if (entry.written or entry.written_outside) and _overlap(arguments.leaves, captured):
            return self._plainly(args, kwargs)
        values = [*entry.outer, *captured, *leaves]
        if any([type(x) is not np.ndarray for x in values]):
            values = [unwrap(x) for x in values]
        if state.trace is EVAL:
            try:
                outs = tier_of(entry.program)(*values)
            except Exception:
                if effectful(entry.program) or config.debug_nans:
                    raise
                # Nothing was written yet: Python raises it again, after what comes before it in the function.
                return self._on_handles(arguments) if self._says_at else self._plainly(args, kwargs)
        else:
            outs = list(state.trace.process(call, values, {"program": entry.program}))
        n = len(outs) - len(entry.written) - len(entry.written_outside)
        results = outs[:n]
        if len(outs) > n:
            written = list(zip(entry.written, outs[n:], strict=False))
            write_back(arguments, written, results)
            for fetch, value in zip(entry.written_outside, outs[n + len(written) :], strict=True):
                target = fetch()
                target[...] = wrap(value)
        if entry.aliases and state.trace is EVAL:
            return self._result(entry, results, arguments.leaves)
        return self._result(entry, results, None)

    def _result(self, entry: Staged, results: list, originals: list | None) -> Any:
        if not entry.constants:
            leaves = [finish(r, s) for r, s in zip(results, entry.flags, strict=True)]
        else:
            values = iter(results)
            leaves = [
                entry.constants[k] if k in entry.constants else finish(next(values), s)
                for k, s in enumerate(entry.flags)
            ]
        if originals is not None:
            for k, (position, lenses) in entry.aliases.items():
                part = originals[position]
                for lens in lenses:
                    part = lens.view(part)
                leaves[k] = part
        return leaves[0] if entry.structure is tree.LEAF else tree.unflatten(entry.structure, leaves)

    def _install(self, entry: Staged | Plain, arguments: Arguments, args: tuple, kwargs: dict) -> None:
        """Let native code take calls like this one, if it can: it runs the code, or calls the function itself."""
        from ..runtime.entry import unavailable
        from .fast_path import prepared

        entry.native = False
        plain = type(entry) is Plain or entry.contest.plain_wins
        if (plain or tier_of(entry.program).chosen) and unavailable() is None:
            entry.native = prepared(self._f, entry, arguments, args, kwargs, *self._static) or False
        if entry.native:
            self._install_table(entry.native)

    def _install_table(self, table: Any) -> None:
        """Let native code try a table before the latest others."""
        from ..runtime.entry import install

        self._fast = [table, *self._fast[: _MAX_SPECIALISATIONS - 1]]
        install(self, self._fast, self._call)

    # -- compiling ahead

    def compile(self, *args: Any, **kwargs: Any) -> Any:
        """Make the best code for arguments like these, wait for it, and choose the faster way on them.

        The function is called a few times, on copies of the arguments, which stay as they are; one that does more than
        give results, as printing or writing to captured arrays, is not called: later calls choose.  What cannot be
        compiled stays as it is.  Returns the jitted function.
        """
        if self._procedural.preferred and state.trace is EVAL and self._compiled_procedure(args, kwargs):
            return self
        arguments, key = key_of(args, kwargs, *self._static)
        if arguments is None:
            return self
        entry = self._entry(arguments, key, args, kwargs)
        if type(entry) is Staged and state.trace is EVAL:
            if entry.written_outside or effectful(entry.program):
                tier_of(entry.program).finish()
                return self
            captured = [fetch() for fetch in entry.environment.captured]
            leaves = [arguments.leaves[k] for k in entry.traced]
            tier_of(entry.program).finish([unwrap(x) for x in (*entry.outer, *captured, *leaves)])
            self._call_until(lambda: entry.contest.decided(self._says_at), arguments, args, kwargs)
            rival = entry.rival
            if rival is not None and not rival.over:
                rival.prepare()
                self._call_until(lambda: rival.over, arguments, args, kwargs)
            if entry.native is None and not (rival is not None and rival.wins):
                self._install(entry, arguments, args, kwargs)
        elif type(entry) is Plain and entry.branches and state.trace is EVAL:
            self._compiled_procedure(args, kwargs, forced=True)
        return self

    def _call_until(self, is_over: Callable[[], bool], arguments: Arguments, args: tuple, kwargs: dict) -> None:
        """Calls on copies of arguments, until it is decided who runs such calls."""
        for _ in range(3 * MANY_TRIALS):  # fewer do, but where calls change what the program depends on
            if is_over():
                return
            copies = copied(arguments, args, kwargs)
            self._call(*copies[0], **copies[1])

    def _compiled_procedure(self, args: tuple, kwargs: dict, forced: bool = False) -> bool:
        """Compile the function from its source and choose between it and plain Python, on copies of the arguments."""
        procedural = self._procedural
        way = procedural.prepared(args, kwargs, forced, quickly=True)
        if way is None or way.refused:
            return False
        if way.has_effects:
            way.improve()
            return True
        prepare_native_calls()

        def copies() -> tuple[tuple, dict]:
            return copied(Arguments(args, kwargs), args, kwargs)

        procedural.make_best(way, args, kwargs, forced, copies)
        for _ in range(3 * MANY_TRIALS):
            again = copies()
            procedural.call(*again, forced=forced)
            if way.decided or way.bails or procedural.is_sure:
                break
        return True

    def lower(self, *args: Any, **kwargs: Any) -> Any:
        """The staged program for arguments like these: `.as_text()` shows it, `.compile()` makes code.  As in JAX."""
        from .lowering import lowered

        return lowered(self, *args, **kwargs)

    def __reduce__(self) -> Any:
        """Pickled by name where the name finds it, as functions are, else as the function that it was made from."""
        found: Any = sys.modules.get(getattr(self, "__module__", None) or "")
        for name in getattr(self, "__qualname__", "<locals>").split("."):
            found = getattr(found, name, None)
        return self.__qualname__ if found is self else (Jitted, (self._f, *self._static))

    # -- telling

    def explain(self, *args: Any, **kwargs: Any) -> Any:
        """What `jit` does for these arguments: code from the source, a staged program, or plain Python, and why."""
        from ..explain.report import explain_jit

        return explain_jit(self, *args, **kwargs)

    def procedure(self, *args: Any, **kwargs: Any) -> Any:
        """The `Way` in which calls with these arguments run the function compiled from its source, or why they do not.

        None where they are staged or run as plain Python without trying.
        """
        if self._procedural.preferred and (way := self._procedural.prepared(args, kwargs)) is not None:
            return way
        entry = self.decision(*args, **kwargs)
        if type(entry) is Staged and entry.rival is not None and entry.rival.wins:
            return entry.rival.way
        if self._says_at or type(entry) is not Plain or not entry.branches:
            return None
        return self._procedural.prepared(args, kwargs, forced=True)

    def decision(self, *args: Any, **kwargs: Any) -> Plain | Staged:
        """The staged program for these arguments, or why there is none.  `procedure` goes before it, where it is."""
        arguments, key = key_of(args, kwargs, *self._static)
        if arguments is None:
            return Plain("an argument is neither an array, nor a number, nor hashable.")
        return self._entry(arguments, key, args, kwargs)

    def clear_cache(self) -> None:
        """Forget all programs."""
        from ..runtime.entry import uninstall

        uninstall(self)
        self._fast.clear()
        self._cache.clear()
        self._as_static.clear()


def unwrapped(f: Any) -> Any:
    """The user's function inside a jitted one."""
    return f._f if isinstance(f, Jitted) else f


def _overlap(leaves: list, captured: list) -> bool:
    arrays = [x for x in (*leaves, *captured) if type(x) is np.ndarray]
    if any(np.may_share_memory(a, b) for i, a in enumerate(arrays) for b in arrays[:i]):
        return True
    handles = [x for x in leaves if isinstance(x, Array)]
    roots = [root_of(h) for h in handles]
    return len({id(r) for r in roots}) < len(roots)


def jit(
    f: Callable[..., Any] | None = None,
    *,
    static_argnums: int | Sequence[int] | None = None,
    static_argnames: str | Sequence[str] | None = None,
    donate_argnums: Any = None,
    donate_argnames: Any = None,
    inline: bool = False,
    keep_unused: bool = False,
) -> Any:
    """Compile a function: same values, same errors, same effects on its arguments.

    The function is staged into a program per types of its array and number arguments (a new value never stages again,
    nor does a changed global or closure value go unseen).  Arguments that are not arrays or numbers (strings,
    functions, objects) are static without being told so; `static_argnums` and `static_argnames` make others static, as
    in jax.jit.  A function that cannot be staged runs as plain Python: `jitted.explain(*args)` tells the line and the
    reason.

    Usable as `jit(f)`, `@jit` and `@jit(static_argnames=...)`.  donate_*, inline and keep_unused are accepted for JAX's
    sake and change nothing.
    """
    if f is None:
        return functools.partial(jit, static_argnums=static_argnums, static_argnames=static_argnames)
    check_callable(f, "jit")
    nums = (static_argnums,) if isinstance(static_argnums, int) else tuple(static_argnums or ())
    names = (static_argnames,) if isinstance(static_argnames, str) else tuple(static_argnames or ())
    nums, names = _both_ways(f, nums, names)
    return Jitted(f, nums, names)


def _both_ways(f: Callable, nums: tuple[int, ...], names: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """A static argument is static whether it is passed by position or by name."""
    if not nums and not names:
        return nums, names
    try:
        parameters = list(inspect.signature(f).parameters)
    except (TypeError, ValueError):
        return nums, names
    for n in names:
        if n not in parameters and "kwargs" not in parameters:
            raise NumorphTypeError(f"'jit': '{describe(f)}' has no argument '{n}' to make static.")
    for k in nums:
        if not -len(parameters) <= k < len(parameters) and not any(p.startswith("args") for p in parameters):
            raise NumorphTypeError(f"'jit': static_argnums={k}, but '{describe(f)}' has {len(parameters)} arguments.")
    all_nums = {*nums, *[parameters.index(n) for n in names if n in parameters]}
    all_names = {*names, *[parameters[k] for k in nums if -len(parameters) <= k < len(parameters)]}
    return tuple(sorted(all_nums)), tuple(sorted(all_names))
