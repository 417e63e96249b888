"""A real job: a classifier of scikit-learn's handwritten digits, written twice, in NumPy and in numorph.

Both programs start from the same weights, see the same batches and are timed step by step in turn; the lines of code
are counted in the files that ran.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import time
import tokenize
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from numorph.compare import agreement, memory
from numorph.compare.agreement import Outcome
from numorph.compare.libraries import Library
from numorph.compare.measure import Reference, Tick, Timing, Way, finish, measure

BATCH = 128
STEPS = 600
GOAL = 0.95
_EXAMPLES = 256


@dataclass
class Program:
    """One of the two programs: its size in lines, and how its training went."""

    library: str
    source: str
    lines: int
    gradient_lines: int
    accuracy: float
    timing: Timing
    curve: list[tuple[float, float]] = field(default_factory=list)  # (seconds of training, held-out accuracy)


    @property
    def failed(self) -> bool:
        return self.accuracy < GOAL


@dataclass
class HardImage:
    """A training image with a large gradient: what the network would still learn the most from."""

    pixels: np.ndarray
    label: int
    predicted: int
    gradient_norm: float


@dataclass
class Digits:
    """Both programs, their per-example gradients, and whether they agree."""

    images: int
    held_out: int
    programs: list[Program]
    outcomes: list[Outcome]  # the gradient at the start, against the one derived by hand
    example_gradients: list[Timing]
    hardest: list[HardImage]


@dataclass(frozen=True)
class _Data:
    images: np.ndarray
    labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def run(libraries: Sequence[Library], seconds: float, tick: Tick) -> Digits:
    """Train both programs, then take per-example gradients with the trained weights."""
    data = _load()
    both = [(library, name) for library in libraries if (name := _FILES.get(library.name))]
    modules = [_fresh(name) for _, name in both]
    start = modules[0].start(np.random.default_rng(0))
    gradients = [module.gradient(start, data.images[:BATCH], data.labels[:BATCH]) for module in modules]
    outcomes = [
        agreement.compare(library.name, value, gradients[0])
        for (library, _), value in zip(both, gradients, strict=True)
    ]
    programs, weights = _train(both, start, data, lambda done: tick(0.5 * done))
    timings = _example_gradients(both, modules, weights[0], data, seconds, lambda done: tick(0.5 + 0.5 * done))
    hardest = _hardest(modules[-1], weights[-1], data)
    return Digits(len(data.images), len(data.test_images), programs, outcomes, timings, hardest)


_FILES = {"NumPy": "digits_numpy", "numorph": "digits_numorph"}


def _load() -> _Data:
    """The 1,797 images of 8 x 8 pixels, every fifth of them held out after a fixed shuffle."""
    from sklearn.datasets import load_digits

    bunch = load_digits()
    order = np.random.default_rng(0).permutation(len(bunch.data))
    images, labels = bunch.data[order] / 16.0, bunch.target[order]
    held_out = len(images) // 5
    return _Data(images[held_out:], labels[held_out:], images[:held_out], labels[:held_out])


def _path(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.py")


def _fresh(name: str) -> ModuleType:
    """Run the program's file anew, so that its jitted functions have never been called."""
    spec = importlib.util.spec_from_file_location(f"numorph.compare.{name}", _path(name))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _train(
    both: Sequence[tuple[Library, str]], start: Any, data: _Data, tick: Tick
) -> tuple[list[Program], list[dict[str, np.ndarray]]]:
    modules = [_fresh(name) for _, name in both]
    weights = [start for _ in both]
    timings = [
        Timing(lib.name, f"{lib.name} {word}", lib.jit is not None, "", Outcome(lib.name, "same"))
        for (lib, _), word in zip(both, ("by hand", "jit(grad)"), strict=False)
    ]
    curves: list[list[tuple[float, float]]] = [[] for _ in both]
    spent = [0.0 for _ in both]
    for number, batch in enumerate(_batches(len(data.images))):
        images, labels = data.images[batch], data.labels[batch]
        for index in range(len(both)):
            which = (number + index) % len(both)
            begin = time.perf_counter()
            weights[which] = modules[which].step(weights[which], images, labels)
            duration = time.perf_counter() - begin
            spent[which] += duration
            timings[which].samples.append(duration)
            if number % 10 == 0 or number == STEPS - 1:
                accuracy = modules[which].accuracy(weights[which], data.test_images, data.test_labels)
                curves[which].append((spent[which], accuracy))
        tick(number / STEPS)
    last = slice(0, BATCH)
    for timing, module, weight in zip(timings, modules, weights, strict=True):
        timing.first = timing.samples.pop(0)
        timing.calls_per_round = 1
        timing.peak_bytes = memory.peak_memory(
            lambda m=module, w=weight: m.step(w, data.images[last], data.labels[last]), timing.library
        )
    finish(timings)
    programs = [
        Program(lib.name, _path(name).read_text(), *_count(_path(name).read_text()), curve[-1][1], timing, curve)
        for (lib, name), timing, curve in zip(both, timings, curves, strict=True)
    ]
    return programs, weights


def _batches(size: int) -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    epochs = -(-STEPS // (size // BATCH))
    order = np.concatenate([rng.permutation(size)[: size // BATCH * BATCH] for _ in range(epochs)])
    return list(order.reshape(-1, BATCH)[:STEPS])


def _example_gradients(both, modules, weights, data: _Data, seconds: float, tick: Tick) -> list[Timing]:
    """The gradient of each single example: by hand, one call per example, batched, batched and staged."""
    images, labels = data.images[:_EXAMPLES], data.labels[:_EXAMPLES]
    ways = []
    for (library, name), module in zip(both, modules, strict=True):

        def way(label: str, make: Callable[[], Callable[..., Any]], jitted: bool = False, lib: Library = library) -> None:
            ways.append(Way(lib, f"{lib.name} {label}", make, lambda: (weights, images, labels), jitted))

        if library.grad is None:
            way("by hand", lambda name=name: _fresh(name).example_gradients)
        else:
            one = library.grad(module.example_loss)
            way("grad in a loop", lambda one=one: _one_by_one(one))
            way("vmap(grad)", lambda lib=library, one=one: lib.vmap(one, in_axes=(None, 0, 0)))
            way("jit(vmap(grad))", lambda name=name: _fresh(name).example_gradients, jitted=True)
    reference = Reference(modules[0].example_gradients(weights, images, labels))
    return measure(ways, reference, seconds, tick)


def _one_by_one(gradient: Callable[..., Any]) -> Callable[..., Any]:
    def gradients(weights, images, labels):
        each = [gradient(weights, image, label) for image, label in zip(images, labels, strict=True)]
        return {name: np.stack([g[name] for g in each]) for name in weights}

    return gradients


def _hardest(module: ModuleType, weights: dict[str, np.ndarray], data: _Data, count: int = 8) -> list[HardImage]:
    gradients = module.example_gradients(weights, data.images, data.labels)
    squares = [(np.asarray(g) ** 2).reshape(len(data.images), -1).sum(axis=1) for g in gradients.values()]
    norms = np.sqrt(np.sum(squares, axis=0))
    predicted = module.logits(weights, data.images).argmax(axis=1)
    return [
        HardImage(data.images[i].reshape(8, 8), int(data.labels[i]), int(predicted[i]), float(norms[i]))
        for i in np.argsort(norms)[::-1][:count]
    ]


def _count(source: str) -> tuple[int, int]:
    """Lines that hold code (no blanks, comments, docstrings): of the file, and of what computes gradients in it."""
    code = code_lines(source)
    of_gradients = set()
    for node in ast.parse(source).body:
        names = [node.name] if isinstance(node, ast.FunctionDef) else []
        if isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if any(word in name for name in names for word in ("gradient", "backward", "example")):
            of_gradients.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(code), len(code & of_gradients)


def code_lines(source: str) -> set[int]:
    """The numbers of the lines that hold code: no blank lines, no comments, no docstrings."""
    docstrings: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            docstrings.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    blank = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in blank:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstrings
