"""Plain execution against translated code: results, their types, what they share memory with, and what happens to arguments."""

from __future__ import annotations

import ast
import itertools
import linecache
import math
from typing import Any

import numpy as np

from numorph.api.procedural_path import native_calls
from numorph.frontend.compiled import BAILED, OPENED, CompiledFunction, Unsupported, Variant
from numorph.frontend.keys import Arguments
from numorph.frontend.objects import is_plain_class, make_instance
from numorph.runtime.error_states import accept_error_state

_numbers = itertools.count()
_compiled: dict[int, CompiledFunction] = {}
_variants: dict[Any, tuple[Any, Variant]] = {}


def function(source: str, **names: Any) -> Any:
    """The function that a text defines; a text without `def` is an expression of the variables a, b, c, ... that it has."""
    if not source.lstrip().startswith("def "):
        used = sorted(
            {n.id for n in ast.walk(ast.parse(source, mode="eval")) if isinstance(n, ast.Name) and n.id in "abcdefgh"}
        )
        source = f"def f({', '.join(used)}):\n    return {source}\n"
    file = f"<program {next(_numbers)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    space = {"np": np, "math": math, **names}
    exec(compile(source, file, "exec"), space)
    return [v for v in space.values() if getattr(getattr(v, "__code__", None), "co_filename", None) == file][-1]


def translated(f: Any, *args: Any, **kwargs: Any) -> tuple[Variant, Arguments]:
    """The translation for such arguments, made once, and the arguments."""
    if id(f) not in _compiled:
        _compiled[id(f)] = CompiledFunction(f)
    compiled = _compiled[id(f)]
    parameters = compiled.parameters(args, kwargs)
    arguments = compiled.arguments(parameters)
    known = _variants.get((id(f), arguments.key))
    if known is None or not known[1].holds():
        try:
            variant = compiled.translated(parameters, arguments)
        except Unsupported as error:
            if error.reason != OPENED:
                raise
            arguments = compiled.arguments(parameters)
            variant = compiled.translated(parameters, arguments)
        variant.make(quickly=True)
        known = _variants[id(f), arguments.key] = (f, variant)
    return known[1], arguments


def copied(value: Any, memo: dict[int, Any]) -> Any:
    """A copy in which arrays lie in memory, and share it, as those that are copied."""
    if isinstance(value, list | tuple):
        return getattr(type(value), "_make", type(value))([copied(x, memo) for x in value])
    if type(value) is dict:
        return {k: copied(x, memo) for k, x in value.items()}
    if is_plain_class(type(value)):
        return make_instance(type(value), copied(value.__dict__, memo))
    if type(value) is not np.ndarray:
        return value
    if id(value) in memo:
        return memo[id(value)][1]
    root = value
    while isinstance(root.base, np.ndarray):
        root = root.base
    if ("root", id(root)) not in memo:
        memo["root", id(root)] = (root, root.copy(order="K"))
    base = memo["root", id(root)][1]
    if root is value:
        made = base
    else:
        offset = value.__array_interface__["data"][0] - root.__array_interface__["data"][0]
        made = np.ndarray(value.shape, value.dtype, base.view(), offset, value.strides)
    made.flags.writeable = value.flags.writeable
    memo[id(value)] = (value, made)
    return made


def _leaves(value: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(value, list | tuple):
        return [leaf for k, x in enumerate(value) for leaf in _leaves(x, f"{path}[{k}]")]
    if is_plain_class(type(value)):
        return _leaves(value.__dict__, path)
    if type(value) is dict:
        return [leaf for k, x in value.items() for leaf in _leaves(x, f"{path}[{k!r}]")]
    return [(path, value)]


def _structure(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return (type(value), [_structure(x) for x in value])
    if is_plain_class(type(value)):
        return (type(value), _structure(value.__dict__))
    if type(value) is dict:
        return (dict, [(k, _structure(x)) for k, x in value.items()])
    return type(value)


def equal_values(got: Any, want: Any, where: str, rtol: float | None = None) -> None:
    """Raise AssertionError where two results differ: in structure, types, values, signs of zeros."""
    assert _structure(got) == _structure(want), f"{where}: {_structure(got)} is not {_structure(want)}"
    for (path, x), (_, y) in zip(_leaves(got, where), _leaves(want, where), strict=True):
        if isinstance(y, np.ndarray | np.generic):
            assert x.dtype == y.dtype and x.shape == y.shape, f"{path}: {x.dtype}{x.shape} is not {y.dtype}{y.shape}"
        if isinstance(y, np.ndarray):
            assert x.flags.writeable == y.flags.writeable, f"{path}: writeable"
            assert steps(x) == steps(y), f"{path}: strides {x.strides} are not {y.strides}"
        if isinstance(y, str | type(None)) or not isinstance(y, np.ndarray | np.generic | float | complex | int):
            assert x is y or x == y, path
            continue
        a, b = np.asarray(x), np.asarray(y)
        if a.dtype.kind not in "fc":
            assert np.array_equal(a, b), f"{path}: {x!r} is not {y!r}"
            continue
        tolerance = (
            rtol if rtol is not None else 1e-12 if a.dtype.itemsize >= 8 and a.dtype.name != "complex64" else 1e-5
        )
        np.testing.assert_allclose(a, b, rtol=tolerance, atol=0 if rtol is None else rtol, err_msg=path)
        for p, q in ((a.real, b.real), (a.imag, b.imag)):
            zeros = (q == 0) & (p == 0)
            assert np.array_equal(np.signbit(p)[zeros], np.signbit(q)[zeros]), f"{path}: sign of zero {x!r} {y!r}"


def steps(a: np.ndarray) -> list[int]:
    """The strides that matter: along axes that are longer than 1."""
    return [s for s, n in zip(a.strides, a.shape, strict=True) if n > 1] if a.size else []


def _sharing(result: Any, arguments: Any) -> list[Any]:
    """Which results are arguments, or lie in the memory of arguments (where, and how) or of other results."""
    leaves = [x for _, x in _leaves(result, "") if isinstance(x, np.ndarray)]
    given = [x for _, x in _leaves(arguments, "") if isinstance(x, np.ndarray)]
    found: list[Any] = []
    for k, x in enumerate(leaves):
        for j, a in enumerate(given):
            if x is a:
                found.append((k, "is argument", j))
            elif x.size and a.size and np.shares_memory(x, a):
                distance = x.__array_interface__["data"][0] - a.__array_interface__["data"][0]
                found.append((k, "lies in argument", j, distance, steps(x)))
        for j, y in enumerate(leaves[:k]):
            if x.size and y.size and np.shares_memory(x, y):
                found.append((k, "shares with result", j))
    return found


class _Way:
    """What the native call path needs to know of a way."""

    def __init__(self, variant: Variant):
        self.variant, self.bails = variant, 0

    def bailed(self, variant, again, args, kwargs):
        self.bails += 1
        return again(*args, **kwargs)


def on_native_path(f: Any, variant: Variant, args: tuple, kwargs: dict[str, Any]) -> tuple[Any, int]:
    """What native code makes of a call, and how often it bailed; BAILED where the call is not for it."""
    parameters = CompiledFunction(f).parameters(args, kwargs)
    way = _Way(variant)
    known = variant.translation.arguments
    given = Arguments(parameters, least=known.least, tells_same=known.tells_same)
    calls = native_calls(f, way, (), parameters, given, args, kwargs)
    with np.errstate(all="ignore"):
        accept_error_state()
        return (BAILED, 0) if calls is None else (calls.call(*args, **kwargs), way.bails)


def _agrees_on_native_path(f: Any, variant: Variant, args: tuple, kwargs: dict[str, Any], rtol: Any) -> None:
    plain_args, plain_kwargs = copied((args, kwargs), {})
    with np.errstate(all="ignore"):
        want = f(*plain_args, **plain_kwargs)
    native_args, native_kwargs = copied((args, kwargs), {})
    got, bails = on_native_path(f, variant, native_args, native_kwargs)
    if got is BAILED:
        return
    assert not bails, "it bailed on the native call path"
    equal_values(got, want, "result of the native call path", rtol)
    equal_values((native_args, native_kwargs), (plain_args, plain_kwargs), "arguments of the native call path", rtol)
    assert _sharing(got, (native_args, native_kwargs)) == _sharing(want, (plain_args, plain_kwargs))


def agrees(f: Any, *args: Any, rtol: float | None = None, **kwargs: Any) -> Any:
    """The result, after native and plain execution did the same; f as a text: see `function`."""
    f = function(f) if isinstance(f, str) else f
    plain_args, plain_kwargs = copied((args, kwargs), {})
    with np.errstate(all="ignore"):
        want = f(*plain_args, **plain_kwargs)
    native_args, native_kwargs = copied((args, kwargs), {})
    variant, arguments = translated(f, *native_args, **native_kwargs)
    got = variant(arguments)
    assert got is not BAILED, "it bailed"
    equal_values(got, want, "result", rtol)
    equal_values((native_args, native_kwargs), (plain_args, plain_kwargs), "arguments", rtol)
    assert _sharing(got, (native_args, native_kwargs)) == _sharing(want, (plain_args, plain_kwargs))
    _agrees_on_native_path(f, variant, args, kwargs, rtol)
    return got


def bails(f: Any, *args: Any, raises: type[BaseException] | None = None, **kwargs: Any) -> None:
    """The translated code gives the call back, with the arguments as they were; what plain Python does with it is known."""
    f = function(f) if isinstance(f, str) else f
    native_args, native_kwargs = copied((args, kwargs), {})
    variant, arguments = translated(f, *native_args, **native_kwargs)
    assert variant(arguments) is BAILED, "it did not bail"
    equal_values((native_args, native_kwargs), (args, kwargs), "arguments", 0.0)
    error = None
    with np.errstate(all="ignore"):
        try:
            f(*copied(args, {}), **kwargs)
        except Exception as caught:
            error = caught
    assert isinstance(error, raises) if raises else error is None, f"plain Python: {error!r}"
    try:
        got = on_native_path(f, variant, *copied((args, kwargs), {}))
    except Exception as caught:
        assert type(caught) is type(error), f"on the native call path: {caught!r}"
    else:
        assert error is None or got[0] is BAILED, "no error on the native call path"


def refused(f: Any, *args: Any, match: str = "", **kwargs: Any) -> Unsupported:
    """The reason why it is not translated, which tells the line."""
    f = function(f) if isinstance(f, str) else f
    try:
        translated(f, *copied(args, {}), **kwargs)
    except Unsupported as error:
        assert match in error.reason, error.reason
        return error
    raise AssertionError("it is translated")


def never_wrong(f: Any, *args: Any, rtol: float | None = None, **kwargs: Any) -> str:
    """Whatever is chosen is right: "native" (and it agrees), "bailed" or "refused"; plain errors must not be native."""
    f = function(f) if isinstance(f, str) else f
    plain_args = copied(args, {})
    error: Exception | None = None
    want = None
    with np.errstate(all="ignore"):
        try:
            want = f(*plain_args, **kwargs)
        except Exception as caught:
            error = caught
    native_args = copied(args, {})
    try:
        variant, arguments = translated(f, *native_args, **kwargs)
    except Unsupported:
        return "refused"
    got = variant(arguments)
    if got is BAILED:
        equal_values(native_args, args, "arguments", 0.0)
        return "bailed"
    assert error is None, f"plain Python raises {error!r}, native gives {got!r}"
    equal_values(got, want, "result", rtol)
    equal_values(native_args, plain_args, "arguments", rtol)
    assert _sharing(got, native_args) == _sharing(want, plain_args)
    _agrees_on_native_path(f, variant, args, kwargs, rtol)
    return "native"


def none_wrong(sources: Any, *args: Any, rtol: float | None = None) -> dict[str, str]:
    """What became of each text (see `never_wrong`), which gets as many of the arguments as it has variables."""
    found, wrong = {}, []
    for source in sources:
        f = function(source)
        try:
            found[source] = never_wrong(f, *args[: f.__code__.co_argcount], rtol=rtol)
        except Exception as error:
            wrong.append(f"{source}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)
    return found


__all__ = ["agrees", "bails", "function", "never_wrong", "none_wrong", "refused", "translated"]
