"""Random functions as Python source, with arguments to call them with.

A program is kept only if it ends within LONGEST lines on plain NumPy and its numbers stay small, so that what two ways
of running it give can be compared.
"""

from __future__ import annotations

import ast
import itertools
import linecache
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .constructs import HEAD
from .expressions import Helper, Var
from .statements import COLUMNS, ROWS, Statements

LONGEST = 1000  # lines that run
LARGEST = 1e4
SIZES = ((4, 3), (3, 3), (5, 2), (2, 6), (8, 5))  # the first is that of most calls
DTYPES = {"f": ("f8", "f4"), "i": ("i8",), "b": ("?",), "c": ("c16",)}
_numbers = itertools.count()


@dataclass(frozen=True)
class Parameter:
    """`ndim` is None for a number of Python's, which has no dtype."""

    name: str
    kind: str
    ndim: int | None
    dtype: str


@dataclass
class Program:
    """The source of a function `program`, and what it is called with."""

    source: str
    parameters: list[Parameter]
    seed: int
    smooth: bool  # can be differentiated, by how it was made
    risky: bool  # may raise

    def function(self) -> Callable[..., Any]:
        """The function, with source that `inspect.getsource` finds."""
        return made(self.source)

    def arguments(self, which: int = 0, values: int = 0) -> list[Any]:
        """Fresh arguments: of the sizes SIZES[which], with other numbers for other `values`."""
        rng = np.random.default_rng([self.seed, which, values])
        return [_argument(p, SIZES[which], rng) for p in self.parameters]


def _argument(p: Parameter, sizes: tuple[int, int], rng: np.random.Generator) -> Any:
    if p.ndim is None:
        return int(rng.integers(2, 5)) if p.kind == "i" else float(rng.normal())
    shape = sizes[: p.ndim]
    if p.kind == "i":
        return rng.integers(-4, 9, shape).astype(p.dtype)
    if p.kind == "b":
        return rng.random(shape) < 0.5
    x = rng.normal(size=shape) * 0.8
    return (x + 1j * rng.normal(size=shape) if p.kind == "c" else x).astype(p.dtype)


def made(source: str) -> Callable[..., Any]:
    """The function `program` of a source, which goes to the cache of lines."""
    name = f"<source {next(_numbers)}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    scope: dict[str, Any] = {"__name__": "random_source"}
    exec(compile(source, name, "exec"), scope)
    found: Callable[..., Any] = scope["program"]
    return found


# -- which programs are kept


class TooLong(Exception):
    """A program that ran more than LONGEST lines."""


def lines_run(f: Callable[..., Any], args: list[Any]) -> int:
    """Call f, and count the lines that run in its file; raises what f raises, and TooLong."""
    name, count = f.__code__.co_filename, 0

    def trace(frame: Any, event: str, _: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename != name:
            return None
        if event == "line":
            count += 1
            if count > LONGEST:
                raise TooLong
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        f(*args)
    finally:
        sys.settrace(before)
    return count


def _leaves(x: Any) -> Iterator[Any]:
    if isinstance(x, dict | tuple | list):
        for y in x.values() if isinstance(x, dict) else x:
            yield from _leaves(y)
    elif x is not None:
        yield x


def _small(x: Any) -> bool:
    x = np.asarray(x)
    return bool(np.all(np.isfinite(x)) and np.max(np.abs(x), initial=0) < LARGEST)


def ends(f: Callable[..., Any], args: list[Any]) -> bool:
    """Whether a call ends in time, with an error or without."""
    try:
        lines_run(f, args)
    except TooLong:
        return False
    except Exception:
        return True
    return True


def is_tame(program: Program) -> bool:
    """Whether it ends in time, with small numbers, and raises nothing unless it is risky."""
    try:
        f = program.function()
    except SyntaxError:
        return False
    raised = 0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        if not all([ends(f, program.arguments(which)) for which in (1, 3)]):
            return False
        for which in (0, 2, 4):
            args = program.arguments(which)
            try:
                lines_run(f, args)
                results = program.function()(*(again := program.arguments(which)))
                if not all(map(_small, _leaves((results, again)))):
                    return False
            except TooLong:
                return False
            except Exception:
                raised += 1
            if not all(map(_small, _leaves(args))):
                return False
    return raised == 0 or program.risky


# -- making them


def _parameters(rng: random.Random, smooth: bool) -> list[Parameter]:
    """At least a vector of floats."""
    kinds: list[tuple[str, int | None]] = [("f", 1)]
    more: list[tuple[str, int | None]] = [("f", 1), ("f", 2), ("f", 2), ("i", 1), ("i", None), ("f", None)]
    more += [("f", 1), ("f", 2), ("i", None)] if smooth else [("b", 1), ("c", 1), ("i", 2)]
    kinds += rng.sample(more, rng.randint(1, 3))
    names = {"f1": "xyuvw", "f2": "ABCDE", "i1": "pq", "i2": "PQ", "b1": "mask", "c1": "c"}
    names |= {"iNone": "kl", "fNone": "st"}
    free = {key: list(letters) if key != "b1" else ["mask"] for key, letters in names.items()}
    coarse = not smooth and rng.random() < 0.35  # some in float32
    return [
        Parameter(free[f"{k}{d}"].pop(0), k, d, rng.choice(DTYPES[k]) if coarse else DTYPES[k][0]) for k, d in kinds
    ]


def _result(rng: random.Random, parameters: list[Parameter], smooth: bool) -> Any:
    possible: list[tuple[str, tuple[str, ...]]] = [("f", ()), ("f", ()), ("f", (ROWS,)), ("f", (ROWS, COLUMNS))]
    possible += [("i", ()), ("f", ("list",)), ("i", (ROWS,))]
    if not smooth:
        possible += [("b", ()), ("b", (ROWS,))]
    if any(p.kind == "c" for p in parameters):
        possible += [("c", ()), ("c", (ROWS,))]
    structure = rng.choice(["none", "single", "single", "single", "tuple", "tuple", "dict"])
    if structure == "single":
        return structure, [rng.choice(possible[:4] if smooth else possible)]
    return structure, [] if structure == "none" else [rng.choice(possible) for _ in range(rng.randint(2, 3))]


def _helper(rng: random.Random, number: int, smooth: bool, helpers: list[Helper]) -> tuple[Helper, list[str]]:
    """A function with returns here and there."""
    takes = rng.choice(
        [[("f", 0), ("f", 0)], [("f", 0), ("i", 0)], [("f", 1), ("f", 0)], [("f", 1)], [("i", 0), ("i", 0)]]
    )
    gives = [rng.choice("fffi") for _ in range(rng.choice([1, 1, 1, 2, 0 if ("f", 1) in takes else 1]))]
    helper = Helper(f"helper{number}", tuple(takes), tuple((k, 0) for k in gives))
    structure = "none" if not gives else "single" if len(gives) == 1 else "tuple"
    w = Statements(rng, smooth, False, (structure, [(k, ()) for k in gives]))
    w.helpers = list(helpers)
    names = "abcd"
    for name, (kind, ndim) in zip(names, takes, strict=False):
        w.scope.append(Var(name, kind, (f"len({name})",) * ndim))
    w.lines.append(f"def {helper.name}({', '.join(names[: len(takes)])}):")
    if any(ndim for _, ndim in takes):
        w.write(f"{ROWS} = {COLUMNS} = len(a)")
    else:
        w.write(f"{ROWS}, {COLUMNS} = 3, 2")
    w.scope += [Var(ROWS, "i", (), "", True), Var(COLUMNS, "i", (), "", True)]
    w.left = rng.randint(1, 5)
    w.body(3)
    if rng.random() < 0.5:
        w.leave()
    w.give()
    return helper, [*w.lines, "", ""]


def _head(w: Statements, parameters: list[Parameter]) -> None:
    """The first lines: the sizes."""
    for p in parameters:
        dims = (ROWS, COLUMNS)[: p.ndim or 0]
        fixed = p.ndim is None and p.kind == "i" and w.chance(0.7)
        w.scope.append(Var(p.name, p.kind, dims, "", fixed))
    matrix = next((p.name for p in parameters if p.ndim == 2), None)
    if matrix:
        w.write(w.rng.choice([f"{ROWS}, {COLUMNS} = {matrix}.shape", f"{ROWS} = len(x)"]))
        if not w.lines[-1].endswith("shape"):
            w.write(f"{COLUMNS} = {matrix}.shape[1]")
    else:
        w.write(w.rng.choice([f"{ROWS} = len(x)", f"{ROWS} = x.shape[0]", f"{ROWS} = x.size"]))
        w.write(f"{COLUMNS} = {w.rng.choice([f'{ROWS} - 1', '3', f'({ROWS} + 1) // 2'])}")
    w.scope += [Var(ROWS, "i", (), "", True), Var(COLUMNS, "i", (), "", True)]


def written(rng: random.Random, seed: int) -> Program:
    """A program, which may be of no use."""
    smooth = rng.random() < 0.4
    risky = not smooth and rng.random() < 0.3
    parameters = _parameters(rng, smooth)
    lines = ["import math", "", "import numpy as np", "", ""]
    helpers: list[Helper] = []
    for number in range(rng.choice([0, 0, 1, 2])):
        helper, text = _helper(rng, number, smooth, helpers)
        helpers.append(helper)
        lines += text
    w = Statements(rng, smooth, risky, _result(rng, parameters, smooth))
    w.helpers = helpers
    w.rich = rng.random() < 0.4
    if w.rich:
        lines[3:3] = ["", *HEAD.splitlines(), ""]
        lines[:1] = ["import bisect", "import collections", "import heapq", "import itertools", "import math"]
    _head(w, parameters)
    w.left = rng.randint(4, 22)
    while w.left > 0:
        w.body(4)
    if w.result[0] != "none":
        w.give()
    lines += [f"def program({', '.join(p.name for p in parameters)}):", *w.lines, ""]
    source = ast.unparse(ast.parse("\n".join(lines))) + "\n"  # without needless parentheses
    return Program(source, parameters, seed, smooth, risky)


def generate(seed: int) -> Program:
    """The random program of a seed."""
    for attempt in itertools.count():
        program = written(random.Random(f"{seed} {attempt}"), seed)
        if is_tame(program):
            return program
    raise AssertionError
