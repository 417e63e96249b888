"""Values that are known while a transformation runs, and the errors where they are not."""

from __future__ import annotations

from typing import Any

from .core.trace import Tracer, leaked, state, typeof
from .errors import NumorphTypeError, ValueNeeded

_BUFFER = "a buffer that traced values are written to is made by numorph.numpy.zeros, or by np.zeros_like(x)"


def peek(x: Any) -> Any:
    """The NumPy value behind tracers that carry one (as under grad), else the tracer."""
    while isinstance(x, Tracer) and hasattr(x, "primal"):
        x = x.primal
    return x


def known_value(x: Any, what: str) -> Any:
    """The NumPy value behind x; raises ValueNeeded where there is none while tracing."""
    known = peek(x)
    if isinstance(known, Tracer):
        raise needs_value(known, what)
    return known


def constant_value(x: Any, what: str) -> Any:
    """As `known_value`, and refuses a value that carries a derivative: it would be lost without a word."""
    known = known_value(x, what)
    if isinstance(x, Tracer):
        error = NumorphTypeError(
            f"{what[0].upper()}{what[1:]} of type {x.type} would lose its derivative.",
            hints=(
                "use the function of the same name in numorph.numpy or numpy "
                "instead of one from `math` or of plain Python floats",
                "where no derivative is wanted, say so: float(numorph.stop_gradient(x))",
                _BUFFER,
            ),
        )
        raise refused(error)
    return known


def plain_buffer_error(buffer: Any) -> Exception:
    """The error for a traced value that goes into a plain NumPy array."""
    error = ValueNeeded(
        f"A traced value cannot be written into the plain NumPy array of type {typeof(buffer)}.",
        hints=("make the buffer inside the function with numorph.numpy.zeros (or np.zeros_like(x) of a traced x)",),
    )
    return refused(error)


def refused(error: NumorphTypeError) -> NumorphTypeError:
    """The error for a conversion, noted for those who ran the user's code, lest it catches the error."""
    error.is_conversion = True
    state.refused = error
    return error


def needs_value(tracer: Tracer, what: str) -> Exception:
    """The error for a value that is not known while tracing; marks the trace too, lest the user's code catches it."""
    trace = tracer.trace
    if getattr(trace, "done", False):
        return leaked(tracer)
    if (first := getattr(trace, "poisoned", None)) is not None:
        return first  # what came of that, as a message with the text of the value, says less
    error = ValueNeeded(
        f"{what[0].upper()}{what[1:]} of type {tracer.type} is needed, but it {trace.unknown}.",
        tracer=tracer,
        hints=_instead_of(what),
    )
    if "conversion" in what:
        refused(error)
    if hasattr(trace, "poisoned"):
        trace.poisoned = error
    return error


def _instead_of(what: str) -> tuple[str, ...]:
    """What to write where a value is not known while tracing."""
    if "truth value" in what:
        return (
            "use np.where(condition, a, b), or lax.cond / lax.while_loop, "
            "in place of `if` / `while` on the values of an array",
        )
    if "index or a size" in what:
        return (
            "to index a plain NumPy array by a traced integer, write np.take(x, i) or numorph.numpy.asarray(x)[i]",
            "a size or a count has to be known: pass it as a Python int, or take it from a shape",
        )
    if "conversion to a plain NumPy array" in what:
        return ("keep to functions of numpy or numorph.numpy, which take traced arrays as they are", _BUFFER)
    if any(word in what for word in ("conversion", "()", "bytes", "pickle", "text")):
        return ("use functions of numpy or numorph.numpy in place of `math`, float() or item()", _BUFFER)
    return ("compute it before the transformation, where values are known, and pass it in",)
