"""The same code in each library: does it run, and does it give NumPy's values?

Each row is one piece of code, written once for all libraries, or in each library's own idiom where the row says so.
What a library raises is reported as it was raised; only a different value, or numorph raising, is a failure.
"""

from __future__ import annotations

import inspect
import textwrap
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from numorph.compare import agreement
from numorph.compare.agreement import Outcome
from numorph.compare.libraries import Library, numpy_itself

MATRIX = numpy.random.default_rng(0).normal(size=(60, 5))
VECTOR = numpy.array([0.5, -1.2, 3.0, 0.25, -0.75])
GRADIENT_AT = numpy.array([0.5, -1.2, 3.0], numpy.float32)
ROWS_TO_SCORE = MATRIX[:6].astype(numpy.float32)
WEIGHTS = VECTOR.astype(numpy.float32)

# What JAX 0.10 gives for key 42, kept as data; where JAX is installed, it runs beside numorph and is checked too.
KEY_BITS = numpy.array([2098992034, 2919706841, 2646866425, 2409546199], numpy.uint32)
KEY_STREAM = (
    numpy.array([0.5302608013153076, 0.31336212158203125, 0.9015302658081055], numpy.float32),
    numpy.array([85, 72, 4], numpy.int32),
)

Code = Callable[[Library], Callable[..., Any]]


# The code itself. `np` is the library's own NumPy: numpy, numorph.numpy, jax.numpy, autograd.numpy.


def array_code(library: Library) -> Callable[..., Any]:
    np = library.numpy

    def strongest_row(x):
        centred = x - np.sum(x, axis=0) / len(x)
        covariance = np.dot(centred.T, centred) / len(x)
        return np.sqrt(np.sum(np.abs(covariance), axis=1)) + np.exp(-np.diag(covariance))

    return strongest_row


def in_place(library: Library) -> Callable[..., Any]:
    def shifted(x):
        y = x * 2.0
        y[0] = 0.0
        y[1:3] += x[3:5]
        return y

    return shifted


def in_place_loss(library: Library) -> Callable[..., Any]:
    np = library.numpy

    def loss(x):
        y = x * 2.0
        y[0] = 0.0
        y[1:3] += x[3:5]
        return np.sum(y**2)

    return loss


def functional_update(library: Library) -> Callable[..., Any]:
    def shifted(x):
        y = x * 2.0
        y = y.at[0].set(0.0)
        return y.at[1:3].add(x[3:5])

    return shifted


def python_loop(library: Library) -> Callable[..., Any]:
    def square_root(a):
        guess = a
        while abs(guess * guess - a) > 1e-12 * a:
            guess = (guess + a / guess) / 2
        return guess

    return square_root


def structured_loop(library: Library) -> Callable[..., Any]:
    np, lax = library.numpy, library.module.lax

    def square_root(a):
        def unfinished(guess):
            return np.abs(guess * guess - a) > 1e-12 * a

        def improve(guess):
            return (guess + a / guess) / 2

        return lax.while_loop(unfinished, improve, a)

    return square_root


def random_bits(library: Library) -> Callable[..., Any]:
    random = library.module.random

    def bits():
        return random.bits(random.key(42), (4,), "uint32")

    return bits


def random_stream(library: Library) -> Callable[..., Any]:
    random = library.module.random

    def stream():
        first, second = random.split(random.key(42))
        return random.uniform(first, (3,), "float32"), random.randint(second, (3,), 0, 100, "int32")

    return stream


def objective(library: Library) -> Callable[..., Any]:
    np = library.numpy

    def f(v):
        return np.sum(v**2 + 0.1 * np.sin(v))

    return f


def row_score(library: Library) -> Callable[..., Any]:
    np = library.numpy

    def score(row, weights):
        return np.tanh(np.dot(row, weights))

    return score


# How the code is run, and what NumPy says the values are.


def _eagerly(library: Library, code: Code) -> Callable[..., Any] | None:
    return code(library) if library.eager else None


def _jitted(library: Library, code: Code) -> Callable[..., Any] | None:
    return library.jit(code(library)) if library.jit else None


def _gradient(library: Library, code: Code) -> Callable[..., Any] | None:
    return library.grad(code(library)) if library.grad else None


def _jitted_gradient(library: Library, code: Code) -> Callable[..., Any] | None:
    return library.jit(library.grad(code(library))) if library.jit and library.grad else None


def _scored_rows(library: Library, code: Code) -> Callable[..., Any] | None:
    if not (library.jit and library.vmap):
        return None
    return library.jit(library.vmap(code(library), in_axes=(0, None)))


_STAGED = (_jitted, _jitted_gradient, _scored_rows)


def _in_place_gradient(x: numpy.ndarray) -> numpy.ndarray:
    """d/dx of in_place_loss by hand: y = 2x, y[0] = 0, y[1:3] += x[3:5]."""
    dx: numpy.ndarray
    dy = 2 * in_place(_NUMPY)(x)
    dy[0] = 0.0
    dx = 2 * dy
    dx[3:5] += dy[1:3]
    return dx


_NUMPY = numpy_itself()


@dataclass(frozen=True)
class Row:
    """One row: `code` run by `how` on `inputs`; `reference` computes NumPy's value; `only` names who has the idiom."""

    title: str
    code: Code
    how: Callable[[Library, Code], Callable[..., Any] | None]
    inputs: tuple[Any, ...]
    reference: Callable[[], Any]
    only: tuple[str, ...] = ()
    exact: bool = False

    @property
    def source(self) -> str:
        return textwrap.dedent(inspect.getsource(self.code))

    def run(self, library: Library) -> Outcome:
        """Run the row in one library and compare with NumPy."""
        if self.only and library.name not in self.only:
            return Outcome(library.name, "not offered")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a compiler's advice on the code; the value is checked
                function = self.how(library, self.code)
                if function is None:
                    by_hand = library.name == "NumPy" and self.how in (_gradient, _jitted_gradient, _scored_rows)
                    return Outcome(library.name, "by hand" if by_hand else "not offered")
                inputs = [library.array(x) if isinstance(x, numpy.ndarray) else x for x in self.inputs]
                values = [library.wait(function(*inputs))]
                if self.how in _STAGED and library.ready is not None:
                    library.ready(function, tuple(inputs))
                    values.append(library.wait(function(*inputs)))  # of the code that the first call has had made
        except Exception as error:
            return agreement.raised(library.name, error)
        outcomes = [agreement.compare(library.name, value, self.reference(), self.exact) for value in values]
        return next((outcome for outcome in outcomes if outcome.failed), outcomes[-1])


def _rows() -> list[Row]:
    matrix, vector = (MATRIX,), (VECTOR,)
    by_hand = 2 * GRADIENT_AT + numpy.float32(0.1) * numpy.cos(GRADIENT_AT)
    keyed = ("numorph", "JAX")
    return [
        Row("array code", array_code, _eagerly, matrix, lambda: array_code(_NUMPY)(MATRIX)),
        Row("array code, jit", array_code, _jitted, matrix, lambda: array_code(_NUMPY)(MATRIX)),
        Row("y[i] = v and y += x", in_place, _eagerly, vector, lambda: in_place(_NUMPY)(VECTOR)),
        Row("y[i] = v, jit", in_place, _jitted, vector, lambda: in_place(_NUMPY)(VECTOR)),
        Row("y[i] = v, grad", in_place_loss, _gradient, vector, lambda: _in_place_gradient(VECTOR)),
        Row("y.at[i].set(v), jit", functional_update, _jitted, vector, lambda: in_place(_NUMPY)(VECTOR), keyed),
        Row("while on a value", python_loop, _eagerly, (2.0,), lambda: python_loop(_NUMPY)(2.0)),
        Row("while on a value, grad", python_loop, _gradient, (2.0,), lambda: 0.5 / numpy.sqrt(2.0)),
        Row("while on a value, jit", python_loop, _jitted, (2.0,), lambda: python_loop(_NUMPY)(2.0)),
        Row("lax.while_loop, jit", structured_loop, _jitted, (2.0,), lambda: python_loop(_NUMPY)(2.0), keyed),
        Row("random keys: bits", random_bits, _eagerly, (), lambda: KEY_BITS, keyed, exact=True),
        Row("random keys: samplers", random_stream, _eagerly, (), lambda: KEY_STREAM, keyed, exact=True),
        Row("grad of a sum, float32", objective, _gradient, (GRADIENT_AT,), lambda: by_hand),
        Row("the same, jit(grad)", objective, _jitted_gradient, (GRADIENT_AT,), lambda: by_hand),
        Row("score rows, jit(vmap)", row_score, _scored_rows, (ROWS_TO_SCORE, WEIGHTS), _scores_by_hand),
    ]


def _scores_by_hand() -> numpy.ndarray:
    return numpy.stack([row_score(_NUMPY)(row, WEIGHTS) for row in ROWS_TO_SCORE])


ROWS = _rows()


@dataclass(frozen=True)
class RowResult:
    """What every library did with one row."""

    title: str
    source: str
    reference: Any
    outcomes: tuple[Outcome, ...]


def run_row(row: Row, libraries: Sequence[Library]) -> RowResult:
    """Run one row in all libraries."""
    return RowResult(row.title, row.source, row.reference(), tuple(row.run(library) for library in libraries))
