"""A real job: a classifier of scikit-learn's handwritten digits, written twice, in NumPy and in numorph.

Both programs start from the same weights, see the same batches and are timed step by step in turn; the lines of code
are counted in the files that ran.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import math
import statistics
import time
import tokenize
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
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
EARLY_STEPS = 5
GOAL = 0.95


@dataclass
class Program:
    """One of the two programs: its size in lines, and how its training went."""

    library: str
    source: str
    lines: int
    gradient_lines: int
    accuracy: float
    timing: Timing
    curve: list[tuple[float, float]] = field(default_factory=list)  # (seconds for the steps so far, accuracy)

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
    examples: int  # images whose gradients were taken one by one
    programs: list[Program]
    outcomes: list[Outcome]  # the gradient at the start, by the code that has trained, against the one by hand
    example_gradients: list[Timing]
    hardest: list[HardImage]


@dataclass(frozen=True)
class _Data:
    images: np.ndarray
    labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def run(libraries: Sequence[Library], seconds: float, tick: Tick, examples: int = 256) -> Digits:
    """Train both programs, then take the gradient of each of the first `examples` images with the trained weights."""
    data = _load()
    pupils = [_Pupil(library, file) for library in libraries if (file := _FILES.get(library.name))]
    start = pupils[0].module.start(np.random.default_rng(0))
    _train(pupils, start, data, lambda done: tick(0.5 * done))
    gradients = [pupil.module.gradient(start, data.images[:BATCH], data.labels[:BATCH]) for pupil in pupils]
    outcomes = [
        agreement.compare(pupil.library.name, gradient, gradients[0])
        for pupil, gradient in zip(pupils, gradients, strict=True)
    ]
    timings = _example_gradients(pupils, data, examples, seconds, lambda done: tick(0.5 + 0.5 * done))
    programs = [pupil.program() for pupil in pupils]
    hardest = _hardest(pupils[-1], data)
    return Digits(len(data.images), len(data.test_images), examples, programs, outcomes, timings, hardest)


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


class _Pupil:
    """One of the two programs in the course of its training."""

    def __init__(self, library: Library, file: str):
        self.library = library
        self.file = file
        self.module = _fresh(file)
        label = f"{library.name} {'jit(grad)' if library.grad else 'by hand'}"
        self.timing = Timing(library.name, label, library.jit is not None, "", Outcome(library.name, "same"))
        self.weights: dict[str, np.ndarray] = {}
        self.progress: list[tuple[int, float]] = []  # (steps, accuracy)

    def begin(self, weights: dict[str, np.ndarray]) -> None:
        self.module, self.weights = _fresh(self.file), weights

    def step(self, images: np.ndarray, labels: np.ndarray) -> None:
        begin = time.perf_counter()
        self.weights = self.module.step(self.weights, images, labels)
        self.timing.samples.append(time.perf_counter() - begin)

    def wait_for_code(self, images: np.ndarray, labels: np.ndarray) -> None:
        """So that code is not made beside the other program's steps."""
        if self.library.ready is not None:
            begin = time.perf_counter()
            self.timing.instead = self.library.ready(self.module.gradient, (self.weights, images, labels))
            self.timing.ready = time.perf_counter() - begin

    def examine(self, data: _Data) -> None:
        accuracy = self.module.accuracy(self.weights, data.test_images, data.test_labels)
        self.progress.append((len(self.timing.samples), accuracy))

    def program(self) -> Program:
        source = _path(self.file).read_text(encoding="utf-8")
        curve = [(self.timing.total(steps), accuracy) for steps, accuracy in self.progress]
        return Program(self.library.name, source, *_count(source), curve[-1][1], self.timing, curve)


def _train(pupils: Sequence[_Pupil], start: dict[str, np.ndarray], data: _Data, tick: Tick) -> None:
    """Give both programs the same batches, in turn, each beginning every other step.

    The first steps after the very first one are those that are made before code is ready; then it is waited for.
    """
    for pupil in pupils:
        pupil.begin(start)
    for number, batch in enumerate(_batches(len(data.images))):
        for pupil in pupils if number % 2 == 0 else reversed(pupils):
            pupil.step(data.images[batch], data.labels[batch])
            if number == EARLY_STEPS:
                pupil.wait_for_code(data.images[batch], data.labels[batch])
            if number % 10 == 0 or number == STEPS - 1:
                pupil.examine(data)
        tick(number / STEPS)
    inputs = data.images[:BATCH], data.labels[:BATCH]
    for pupil in pupils:
        timing = pupil.timing
        timing.first, *early = timing.samples[: 1 + EARLY_STEPS]
        timing.samples, timing.calls_per_round = timing.samples[1 + EARLY_STEPS :], 1
        timing.early = math.nan if pupil.library.ready is None else statistics.median(early)
        timing.peak_bytes = memory.peak_memory(partial(pupil.module.step, pupil.weights, *inputs), timing.library)
    finish([pupil.timing for pupil in pupils])


def _batches(size: int) -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    epochs = -(-STEPS // (size // BATCH))
    order = np.concatenate([rng.permutation(size)[: size // BATCH * BATCH] for _ in range(epochs)])
    return list(order.reshape(-1, BATCH)[:STEPS])


def _example_gradients(
    pupils: Sequence[_Pupil], data: _Data, examples: int, seconds: float, tick: Tick
) -> list[Timing]:
    """The gradient of each single example: by hand, one call per example, batched, batched and staged."""
    inputs = pupils[0].weights, data.images[:examples], data.labels[:examples]
    ways = [way for pupil in pupils for way in _example_ways(pupil, inputs)]
    return measure(ways, Reference(pupils[0].module.example_gradients(*inputs)), seconds, tick)


def _example_ways(pupil: _Pupil, inputs: tuple[Any, ...]) -> list[Way]:
    library, module = pupil.library, pupil.module
    grad, vmap = library.grad, library.vmap

    def way(label: str, make: Callable[[], Callable[..., Any]], jitted: bool = False) -> Way:
        return Way(library, f"{library.name} {label}", make, lambda: inputs, jitted)

    if grad is None or vmap is None:
        return [way("by hand", lambda: _fresh(pupil.file).example_gradients)]
    return [
        way("grad in a loop", lambda: _one_by_one(grad(module.example_loss))),
        way("vmap(grad)", lambda: vmap(grad(module.example_loss), in_axes=(None, 0, 0))),
        way("jit(vmap(grad))", lambda: _fresh(pupil.file).example_gradients, jitted=True),
    ]


def _one_by_one(gradient: Callable[..., Any]) -> Callable[..., Any]:
    def gradients(weights: dict[str, np.ndarray], images: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        each = [gradient(weights, image, label) for image, label in zip(images, labels, strict=True)]
        return {name: np.stack([g[name] for g in each]) for name in weights}

    return gradients


def _hardest(pupil: _Pupil, data: _Data, count: int = 8) -> list[HardImage]:
    gradients = pupil.module.example_gradients(pupil.weights, data.images, data.labels)
    squares = [(np.asarray(g) ** 2).reshape(len(data.images), -1).sum(axis=1) for g in gradients.values()]
    norms = np.sqrt(np.sum(squares, axis=0))
    predicted = pupil.module.logits(pupil.weights, data.images).argmax(axis=1)
    return [
        HardImage(data.images[i].reshape(8, 8), int(data.labels[i]), int(predicted[i]), float(norms[i]))
        for i in np.argsort(norms)[::-1][:count]
    ]


def _count(source: str) -> tuple[int, int]:
    """Lines that hold code (no blanks, comments, docstrings): of the file, and of what computes gradients in it."""
    code = code_lines(source)
    of_gradients: set[int] = set()
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
