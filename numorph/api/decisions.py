"""What becomes of a function for arguments of some types: a staged program, or plain Python, and why.

What a program depends on besides its arguments, its `Environment` guards.
"""

from __future__ import annotations

import functools
import threading
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from .. import config, tree
from ..array import Array, Scalar, View, unwrap
from ..boundary import Arguments, describe, enter, flatten_result, what_is
from ..capture.environment import Environment, Impure
from ..capture.fingerprint import is_plain
from ..core.trace import Tracer, current, state, typeof
from ..core.types import SCALAR_TYPES, ScalarType, Type
from ..errors import ValueNeeded
from ..indexing import Index
from ..ir.program import Program
from ..ir.simplify import simplified
from ..ir.stage import StagedTracer, StagingTrace
from ..lenses import Permutation, Reshape
from ..runtime.callables import block, unblock
from ..runtime.tiers import tier_of
from .contest import Contest
from .jit_key import Static, is_traced

_FEW_LEAVES = 64  # of arguments, for which a table of the native call path is made at once,
_CALLS_OF_A_TABLE = 16  # and else after so many calls without one, which take about as long
_MOST_NUMBERS = 256  # of Python's, that become inputs of a program; more are data, in lists
_MOST_OPERATIONS = 5000  # of a staged program: longer ones are loops that were written out


class Plain:
    """The decision to run a function as plain Python for arguments of some types, and the reason."""

    def __init__(self, reason: str, environment: Environment | None = None):
        self.reason, self.environment = reason, environment
        self.native: Any = None  # as that of Staged
        self.branches = False  # whether values decide what Python does, which a procedure may do as well
        self._calls = 0

    def holds(self) -> bool:
        return True

    def wants_table(self, leaves: int) -> bool:
        """After another call: whether native code had better take those that come."""
        self._calls += 1
        return leaves <= _FEW_LEAVES or self._calls >= _CALLS_OF_A_TABLE


class Staged:
    """A staged program and how results and effects are read off its outputs."""

    __slots__ = (
        "aliases",
        "constants",
        "contest",
        "environment",
        "flags",
        "native",
        "outer",
        "program",
        "rival",
        "structure",
        "traced",
        "written",
        "written_outside",
    )

    program: Program
    traced: list[int]  # argument leaves that are inputs of the program
    outer: tuple
    environment: Environment
    structure: Any
    flags: list[bool]  # per leaf: whether NumPy gives a scalar
    constants: dict[int, Any]  # leaves of the result that are not values: strings, objects
    aliases: dict[int, tuple[int, list]]  # leaves of the result that are views of an argument: (argument, lenses)
    written: list[int]  # argument leaves that the function wrote to; their new values are the last outputs
    written_outside: list[Callable[[], Any]]  # the same for captured arrays
    native: Any  # the table of its native call path; None before there is one, False where there can be none
    contest: Contest  # between the program and plain Python
    rival: Any  # another way to compile it, see rival.py; None before it is thought of

    def holds(self) -> bool:
        return self.environment.holds()


class NeedsStatic:
    """Staging asked for the value of the Python scalar at `position` of the leaves."""

    def __init__(self, position: int, reason: str):
        self.position, self.reason = position, reason


class Active(threading.local):
    """The environments of stagings that are under way, so that an inner jit can pass on what it depends on."""

    stack: list[Environment]

    def __init__(self) -> None:
        self.stack = []


active = Active()


def decided(f: Callable[..., Any], arguments: Arguments, as_static: Any) -> tuple[Plain | Staged | NeedsStatic, bool]:
    """Stage a function for the types of arguments, and say whether its code has `.at`, which plain arrays have not.

    Python scalars at the positions `as_static` are constants.
    """
    numbers = sum([type(leaf) in SCALAR_TYPES for leaf in arguments.leaves])
    if numbers > _MOST_NUMBERS:
        return Plain(
            f"it is given {numbers} numbers in lists or the like, which would be inputs of the program one by one."
        ), False
    at_uses = state.at_uses
    trace = StagingTrace(current())
    trace.most = _MOST_OPERATIONS
    environment = Environment(trace.input)
    block()
    try:
        decision = _staged(f, trace, environment, arguments, as_static)
    finally:
        unblock()
    return decision, environment.says_at or state.at_uses > at_uses


def _staged(
    f: Callable[..., Any], trace: StagingTrace, environment: Environment, arguments: Arguments, as_static: Any
) -> Plain | Staged | NeedsStatic:
    values = []
    for k, leaf in enumerate(arguments.leaves):
        traced = is_traced(leaf) and k not in as_static
        values.append(trace.input(_type(leaf)) if traced else leaf.value if type(leaf) is Static else leaf)
    n_inputs = len(trace.inputs)
    staged = Staged()
    staged.native = staged.rival = None
    staged.traced = [k for k, leaf in enumerate(arguments.leaves) if is_traced(leaf) and k not in as_static]
    saved, state.trace = state.trace, trace
    active.stack.append(environment)
    try:
        outs = _traced(f, trace, environment, staged, arguments, values)
    except Impure as error:
        environment.rewind.restore()
        return Plain(f"{error}.")
    except ValueNeeded as error:
        environment.rewind.restore()
        return _decide(error, values)
    except Exception as error:
        # The user's own exception, or ours: plain Python decides, and raises it again where it is real.
        environment.rewind.restore()
        if trace.poisoned is not None and isinstance(error, TypeError | ValueError):
            return _decide(trace.poisoned, values)
        return Plain(f"staging met {type(error).__name__}{_said(error)}")
    finally:
        active.stack.pop()
        state.trace = saved
        trace.done = True
    if trace.poisoned is not None:
        environment.rewind.restore()
        return _decide(trace.poisoned, values)
    staged.outer = tuple([t for t, _ in trace.captured.values()])
    outer_vars = [v for _, v in trace.captured.values()]
    program = Program(
        (*outer_vars, *trace.inputs[n_inputs:], *trace.inputs[:n_inputs]),
        tuple(trace.eqns),
        tuple(outs),
        describe(f),
    )
    staged.program = simplified(program, exact=not config.fast_math)
    staged.contest = Contest(tier_of(staged.program))
    staged.environment = environment
    if active.stack:
        pass_on(environment)
    return staged


def _traced(
    f: Callable[..., Any],
    trace: StagingTrace,
    environment: Environment,
    staged: Staged,
    arguments: Arguments,
    values: list,
) -> list:
    """Record a call in the trace: the outputs of its program, and in `staged` how results are read off them."""
    f = environment.isolate(f)
    arguments.handles = [
        v if type(leaf) is Static or not is_traced(leaf) else enter(leaf, v)
        for leaf, v in zip(arguments.leaves, values, strict=True)
    ]
    for leaf in arguments.leaves:
        value = leaf.value if type(leaf) is Static else leaf
        if not is_traced(leaf) and not (type(leaf) is Static and is_plain(value)):
            environment.guard(functools.partial(_self, value), value)
            environment.objects[id(value)] = value
    entered = [h._value if isinstance(h, Array) else None for h in arguments.handles]
    if arguments.structure is None:
        out = f(*arguments.handles)
    else:
        args, kwargs = _unmarked(*tree.unflatten(arguments.structure, arguments.handles))
        out = f(*args, **kwargs)
        _check_containers((args, kwargs), arguments)
    environment.finish()
    staged.aliases = _aliases(out, arguments.handles)
    leaves, staged.structure, staged.flags = flatten_result(out)
    staged.constants = {k: x for k, x in enumerate(leaves) if not _is_result(x)}
    for x in staged.constants.values():
        if not _stays(x, environment):
            raise Impure(f"it returns {what_is(x)}, which plain Python makes anew in every call")
    outs = [trace.atom(x) for k, x in enumerate(leaves) if k not in staged.constants]
    staged.written = [
        k
        for k, (h, old) in enumerate(zip(arguments.handles, entered, strict=True))
        if old is not None and h._value is not old
    ]
    outs += [trace.atom(arguments.handles[k]._value) for k in staged.written]
    outside = environment.written()
    staged.written_outside = list(_fetchers(environment, [a for a, _ in outside]))
    return outs + [trace.atom(v) for _, v in outside]


def _said(error: Exception) -> str:
    """What an exception says, if it holds no traced values."""
    try:
        return f": {error}"
    except ValueNeeded:
        return ""


def _stays(x: Any, environment: Environment) -> bool:
    """Whether an object among the results is the same in every call: it cannot change, or was there before."""
    if isinstance(x, slice):
        return not any([isinstance(v, Array | Scalar) for v in (x.start, x.stop, x.step)])
    if isinstance(x, types.FunctionType) and (x.__closure__ or x.__defaults__ or x.__kwdefaults__):
        return id(x) in environment.objects
    return is_plain(x) or id(x) in environment.objects


def _decide(error: Exception, values: list) -> Plain | NeedsStatic:
    """After a value was asked for: hold a Python int or bool argument constant, or run as plain Python."""
    tracer = getattr(error, "tracer", None)
    reason = str(error).split("\n  Hint:")[0]
    if type(tracer) is StagedTracer and type(tracer.type) is ScalarType:
        for k, v in enumerate(values):
            if v is tracer and tracer.type.kind in (int, bool):
                return NeedsStatic(k, reason)
        if not any(v is tracer for v in values):  # computed from Python scalars: hold those constant, one at a time
            for k, v in enumerate(values):
                if type(v) is StagedTracer and type(v.type) is ScalarType and v.type.kind in (int, bool):
                    return NeedsStatic(k, reason)
    plain = Plain(reason)
    plain.branches = True
    return plain


def pass_on(inner: Environment) -> None:
    """What an inner jitted function depends on, the outer one depends on too."""
    active.stack[-1].guards += inner.guards
    active.stack[-1].names_read += inner.names_read


def _aliases(out: Any, handles: list) -> dict[int, tuple[int, list]]:
    """Which leaves of a result are arguments, or views of arguments, and through which lenses."""
    if type(out) is Array and not any(out is h for h in handles):
        return {}
    positions = {id(h): k for k, h in enumerate(handles) if isinstance(h, Array) and not h._is_scalar}
    found: dict[int, tuple[int, list]] = {}
    for k, leaf in enumerate(tree.flatten(out)[0]):
        lenses: list[Any] = []
        while type(leaf) is View and _is_plain_view(leaf._lens):
            lenses.insert(0, leaf._lens)
            leaf = leaf._base
        if id(leaf) in positions:
            found[k] = (positions[id(leaf)], lenses)
    return found


def _fetchers(environment: Environment, arrays: list) -> list[Callable[[], Any]]:
    order = [array for array, _, _ in environment.handles.values()]
    return [environment.captured[next(i for i, a in enumerate(order) if a is array)] for array in arrays]


def _unmarked(args: tuple, kwargs: dict[str, Any]) -> tuple[tuple, dict[str, Any]]:
    """Arguments with static ones as they were passed."""
    return tuple([a.value if type(a) is Static else a for a in args]), {
        k: a.value if type(a) is Static else a for k, a in kwargs.items()
    }


def _check_containers(rebuilt: Any, arguments: Arguments) -> None:
    """A function that changes a list or dict it was given has to do so to the caller's own."""
    leaves, structure = tree.flatten(rebuilt)
    expected, old = tree.flatten(_unmarked(*tree.unflatten(arguments.structure, arguments.handles)))
    if structure != old or any([a is not b for a, b in zip(leaves, expected, strict=True)]):
        raise Impure("it changes a list, dict or object that it was given")


def _is_plain_view(lens: Any) -> bool:
    return isinstance(lens, Permutation | Reshape) or (type(lens) is Index and not lens.advanced)


def _self(x: Any) -> Any:
    return x


def _type(leaf: Any) -> Type:
    return typeof(unwrap(leaf))


def _is_result(x: Any) -> bool:
    return isinstance(x, Tracer) or (isinstance(x, np.ndarray | np.generic) and x.dtype.kind in "fiubcV")
