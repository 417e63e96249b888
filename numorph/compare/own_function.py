"""The user's own function, `path/to/file.py:function`, run every way that it allows.

Peers run the same source with the module's NumPy replaced by their own; the user's file is never changed.
"""

from __future__ import annotations

import copy
import difflib
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

import numorph as nm
import numorph.numpy
from numorph.compare import agreement, specs
from numorph.compare.agreement import Outcome
from numorph.compare.libraries import Library, numpy_itself
from numorph.compare.measure import Reference, Tick, Timing, Way, measure
from numorph.errors import NumorphTypeError, NumorphValueError


@dataclass
class OwnFunction:
    """The function's name and inputs, its timings, and what could not be done, with the reason."""

    target: str
    inputs: list[str]
    source: str
    mutates: bool
    timings: list[Timing]
    gradient: list[Timing] = field(default_factory=list)
    gradient_check: Outcome | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """A function of a file, the arguments to call it with, and what it does with them in plain NumPy."""

    text: str
    module: ModuleType
    function: FunctionType
    inputs: tuple[Any, ...]
    reference: Reference = field(default_factory=lambda: Reference(None))


def load(text: str, input_specs: Sequence[str]) -> Target:
    """Find `path.py:function` and call it once in plain NumPy.

    Inputs come from `input_specs` or, without any, from the file's own example inputs.
    Raises FileNotFoundError, AttributeError, TypeError or ValueError, with a hint.
    """
    path_text, colon, name = text.rpartition(":")
    if not colon or not name.isidentifier():
        raise NumorphValueError(
            f"'{text}' does not name a function of a file.", hints=["write it as path/to/file.py:function"], frame=None
        )
    path = Path(path_text)
    if not path.is_file():
        raise FileNotFoundError(f"There is no file '{path_text}'.")
    module = _import(path)
    function = _function(module, name, path_text)
    target = Target(text, module, function, _inputs(module, name, path_text, function, input_specs))
    return replace(target, reference=_reference(target))


def _import(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise NumorphValueError(
            f"'{path}' is not a Python file.", hints=["give a file whose name ends in .py"], frame=None
        )
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.resolve().parent))  # as `python path/to/file.py` does
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        raise NumorphValueError(
            f"'{path}' could not be imported: {type(error).__name__}: {error}",
            notes=[f"raised in {last.filename}, line {last.lineno}"],
            frame=None,
        ) from error
    finally:
        sys.path.pop(0)
    return module


def _function(module: ModuleType, name: str, path: str) -> FunctionType:
    found = getattr(module, name, None)
    # A function that is jitted already is compared from its plain source.
    found = inspect.unwrap(found) if callable(found) else found
    if isinstance(found, FunctionType):
        return found
    if found is not None:
        raise NumorphTypeError(f"'{name}' in '{path}' is {_article(type(found).__name__)}, not a function.", frame=None)
    own = [key for key, value in vars(module).items() if isinstance(value, FunctionType) and not key.startswith("_")]
    near = difflib.get_close_matches(name, own, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"it has {', '.join(map(repr, own)) or 'no functions'}"
    raise AttributeError(f"'{path}' has no function '{name}'.\n  Hint: {hint}")


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _inputs(
    module: ModuleType, name: str, path: str, function: FunctionType, input_specs: Sequence[str]
) -> tuple[Any, ...]:
    if input_specs:
        rng = np.random.default_rng(0)
        inputs = tuple(specs.parse(text, rng) for text in input_specs)
    elif hasattr(module, "example_inputs"):
        inputs = _as_arguments(module.example_inputs())
    elif hasattr(module, "EXAMPLE_INPUTS"):
        inputs = _as_arguments(module.EXAMPLE_INPUTS)
    else:
        inputs = ()
    try:
        inspect.signature(function).bind(*inputs)
    except TypeError as error:
        parameters = ", ".join(inspect.signature(function).parameters)
        raise NumorphTypeError(
            f"'{name}({parameters})' cannot be called with {len(inputs)} inputs: {error}.",
            hints=[
                f"give one per argument: numorph compare {path}:{name} 'f64[1000,50]' 'f64[50]' 0.5",
                "or define example_inputs() in the file, returning a tuple of arguments, or EXAMPLE_INPUTS",
            ],
            frame=None,
        ) from None
    return inputs


def _as_arguments(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def run(target: Target, libraries: Sequence[Library], seconds: float, tick: Tick) -> OwnFunction:
    """Measure the function plain, jitted and in the peers; then its gradient, where it has one."""
    reference = target.reference
    mutates = reference.arguments is not None
    ways = [way for library in libraries for way in _ways(target, library, mutates)]
    own = OwnFunction(
        target.text,
        [specs.describe(x) for x in target.inputs],
        inspect.getsource(target.function),
        mutates,
        measure(ways, reference, seconds, lambda done: tick(0.6 * done)),
    )
    if mutates:
        own.notes.append("It changes its arguments: every call gets new copies, and the changes are compared too.")
    if reason := _no_gradient(target, reference.value):
        own.notes.append(f"No gradient: {reason}.")
    else:
        _measure_gradient(own, target, libraries, seconds, lambda done: tick(0.6 + 0.4 * done))
    tick(1.0)
    return own


def _reference(target: Target) -> Reference:
    """Call the function once in plain NumPy, and see whether it changed its arguments."""
    arguments = copy.deepcopy(target.inputs)
    try:
        value = _in_library(target, numpy_itself())(*arguments)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        raise NumorphValueError(
            f"'{target.text}' raised {type(error).__name__}: {error}",
            notes=[
                f"called in plain NumPy with {', '.join(map(specs.describe, target.inputs)) or 'no inputs'}",
                f"raised in {last.filename}, line {last.lineno}",
            ],
            frame=None,
        ) from error
    changed = agreement.difference(arguments, target.inputs, exact=True)
    return Reference(value, arguments if changed else None)


def _ways(target: Target, library: Library, mutates: bool) -> list[Way]:
    def way(label: str, make: Callable[[], Callable[..., Any]], jitted: bool = False) -> Way:
        return Way(library, label, make, _prepare(target, library, mutates), jitted, fresh=mutates)

    ways = []
    if library.eager and library.name != "autograd":  # without a gradient, autograd's NumPy is NumPy
        ways.append(way(library.name, lambda: _in_library(target, library)))
    if (jit := library.jit) is not None:
        ways.append(way(f"{library.name} jit", lambda: jit(_in_library(target, library)), jitted=True))
    return ways


def _prepare(target: Target, library: Library, mutates: bool) -> Callable[[], tuple[Any, ...]]:
    """Arguments as the library's own arrays: made once, or for each call where the function changes them."""

    def taken_in() -> tuple[Any, ...]:
        inputs = copy.deepcopy(target.inputs)
        return tuple(nm.tree.map(lambda x: library.array(x) if isinstance(x, np.ndarray) else x, inputs))

    if mutates:
        return taken_in
    arguments = taken_in()
    return lambda: arguments


def _in_library(target: Target, library: Library) -> FunctionType:
    """A new copy of the function, and of the functions of its file, in which NumPy is the library's NumPy."""
    scope = dict(vars(target.module))
    for name, value in vars(target.module).items():
        if isinstance(value, FunctionType) and value.__globals__ is vars(target.module):
            # A library that only compiles (Numba) needs the functions that are called compiled as well.
            compiled = library.jit if library.jit and not library.eager else lambda function: function
            scope[name] = compiled(_rebound(value, scope))
        else:
            scope[name] = _of_namespace(value, library.numpy)
    return _rebound(target.function, scope)


def _of_namespace(value: Any, namespace: Any) -> Any:
    """What `np`, `np.linalg` or `from numpy import sin` stands for in another library's NumPy."""
    if value is np or value is nm.numpy:
        return namespace
    for name in ("linalg", "fft", getattr(value, "__name__", "")):
        if name and any(value is getattr(origin, name, _NOTHING) for origin in (np, nm.numpy)):
            return getattr(namespace, name, value)
    return value


_NOTHING = object()


def _rebound(function: FunctionType, scope: dict[str, Any]) -> FunctionType:
    made = FunctionType(function.__code__, scope, function.__name__, function.__defaults__, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _no_gradient(target: Target, value: Any) -> str:
    """Why `grad` does not apply, or an empty string: it needs one real number out and real arrays in."""
    result = np.asarray(value) if isinstance(value, (float, np.ndarray, np.generic)) else None
    if result is None or result.shape != () or not np.issubdtype(result.dtype, np.floating):
        return f"it returns {specs.describe(value)}, and a gradient is that of a single real number"
    if not target.inputs or not _real(target.inputs[0]):
        given = specs.describe(target.inputs[0]) if target.inputs else "missing"
        return f"the first input is {given}, and a gradient is taken with respect to real numbers"
    return ""


def _real(value: Any) -> bool:
    found = agreement.leaves(value)
    return bool(found) and all(np.issubdtype(leaf.dtype, np.floating) for leaf in found)


def _measure_gradient(
    own: OwnFunction, target: Target, libraries: Sequence[Library], seconds: float, tick: Tick
) -> None:
    """Time the gradient with respect to the first input; numorph's is the baseline and is checked by differences."""
    ordered = sorted((library for library in libraries if library.grad), key=lambda library: library.name != "numorph")
    numorph = ordered[0]
    assert numorph.grad is not None
    try:
        value = numorph.grad(_in_library(target, numorph))(*copy.deepcopy(target.inputs))
    except Exception as error:
        own.gradient_check = agreement.raised("numorph", error)
        return
    own.gradient_check = _check_by_differences(target, value)
    ways = [way for library in ordered for way in _gradient_ways(target, library, own.mutates)]
    own.gradient = measure(ways, Reference(value), seconds, tick)


def _gradient_ways(target: Target, library: Library, mutates: bool) -> list[Way]:
    grad, jit, prepare = library.grad, library.jit, _prepare(target, library, mutates)
    assert grad is not None

    def gradient() -> Callable[..., Any]:
        return grad(_in_library(target, library))

    ways = [Way(library, f"{library.name} grad", gradient, prepare, fresh=mutates)]
    if jit is not None:
        label = f"{library.name} jit(grad)"
        ways.append(Way(library, label, lambda: jit(gradient()), prepare, jitted=True, fresh=mutates))
    return ways


def _check_by_differences(target: Target, gradient: Any) -> Outcome:
    """Compare the slope along a random direction with central differences of the plain function, in float64."""
    plain, rng = _in_library(target, numpy_itself()), np.random.default_rng(1)
    first, *rest = nm.tree.map(_widened, copy.deepcopy(target.inputs))
    direction = nm.tree.map(lambda leaf: rng.normal(size=np.shape(leaf)), first)

    def slope(epsilon: float) -> float:
        ends = [nm.tree.map(lambda x, d, e=e: x + e * d, first, direction) for e in (epsilon, -epsilon)]
        above, below = (float(plain(end, *copy.deepcopy(rest))) for end in ends)
        return (above - below) / (2 * epsilon)

    computed = sum(
        float(np.vdot(g, d)) for g, d in zip(agreement.leaves(gradient), agreement.leaves(direction), strict=True)
    )
    coarse, fine = slope(2e-5), slope(1e-5)
    size = max(abs(fine), np.sqrt(sum(float(np.sum(np.square(g))) for g in agreement.leaves(gradient))))
    precision = max(float(np.finfo(leaf.dtype).eps) for leaf in agreement.leaves(target.inputs[0]))
    tolerance = max(1e-4, 1e4 * precision) * size
    said = f"slope {computed:.6g}, by differences {fine:.6g}"
    if abs(coarse - fine) > tolerance:
        return Outcome("numorph", "not offered", f"{said}; the function is not smooth here, so this decides nothing")
    return Outcome("numorph", "same" if abs(computed - fine) <= tolerance else "differs", said)


def _widened(value: Any) -> Any:
    """Single precision is too coarse for differences."""
    if isinstance(value, (np.ndarray, np.floating)) and np.issubdtype(value.dtype, np.floating):
        return np.asarray(value, np.float64) if isinstance(value, np.ndarray) else np.float64(value)
    return value
