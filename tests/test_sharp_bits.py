"""JAX's sharp bits: each program of docs/guide/sharp_bits.md gives what its row of the table says, here and in JAX.

The first Python block of a section is run with `nm` and `np` as numorph, then as JAX.  What it leaves in `result`, or
what its `program()` raises, is compared with ROWS.
"""

import builtins
import math
import re
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import numpy
import pytest

import numorph
import numorph.numpy

PAGE = Path(__file__).resolve().parent.parent / "docs" / "guide" / "sharp_bits.md"
SECTION = re.compile(r"^## (.*?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"^\| \[(.*?)\]\(#(.*?)\) \| (.*?) \| (.*?) \|$", re.MULTILINE)


class Raises(str):
    """The name of the type of an exception."""


def result(namespace: dict[str, Any], printed: str) -> Any:
    return namespace["result"] if "result" in namespace else namespace["program"]()


@dataclass
class Row:
    """What is expected of numorph and of JAX: a value, an exception, or a test of the value."""

    ours: Any
    theirs: Any
    observe: Callable[[dict[str, Any], str], Any] = result
    observe_theirs: Callable[[dict[str, Any], str], Any] | None = None
    their_blocks: int = 1  # how many blocks of the section JAX runs


def tracer(text: Any) -> bool:
    return "Tracer" in str(text)


def not_a_number(values: Any) -> bool:
    return math.isnan(values[0]) and values[1] == 0.0


def waits(times: Any) -> bool:
    return times[0] > 20.0 * times[1]


def calls_of_python(namespace: dict[str, Any], printed: str) -> int:
    """How many calls have run as plain Python, of those that were timed."""
    (way,) = namespace["f"]._procedural.ways.values()
    return len(way.plain)


def checked_for_nans(namespace: dict[str, Any], printed: str) -> Any:
    """JAX's setting has another name."""
    jax = namespace["nm"]
    with jax.debug_nans(True):
        return jax.jit(lambda x: jax.numpy.log(x))(jax.numpy.array([-1.0]))


ROWS = {
    "Printing": Row(
        "x is 1.0\nx is 2.0\n",
        lambda text: text.count("x is") == 1 and tracer(text),
        observe=lambda namespace, printed: printed,
    ),
    "Globals": Row([1.0, 10.0], [1.0, 1.0]),
    "Captured arrays": Row([[1.0, 1.0], [6.0, 1.0]], [[1.0, 1.0], [1.0, 1.0]]),
    "Counting calls": Row(3, 1),
    "Iterators": Row(45, 0),
    "Lists that grow": Row([1.0, 2.0], lambda seen: len(seen) == 1 and tracer(type(seen[0]))),
    "In-place updates": Row([5.0, 0.0], Raises("TypeError")),
    "Arguments that are changed": Row([1.0, 1.0], [0.0, 0.0]),
    "Writing to a captured array": Row([0.0, 3.0], Raises("ValueError")),
    "Reading out of bounds": Row(Raises("IndexError"), 9),
    "Writing out of bounds": Row(Raises("IndexError"), [0.0, 1.0, 2.0]),
    "Gradient of a read out of bounds": Row(Raises("IndexError"), [0.0, 0.0, 1.0]),
    "Lists as arrays": Row(6.0, Raises("TypeError")),
    "Plain NumPy functions": Row(1.0, Raises("TracerArrayConversionError")),
    "NumPy's random numbers": Row(4, 1),
    "A random key used twice": Row(True, True),
    "if": Row([2.0, 1.0], Raises("TracerBoolConversionError")),
    "while": Row(0.75, Raises("TracerBoolConversionError")),
    "for over a range": Row(10, Raises("TracerIntegerConversionError")),
    "raise": Row(Raises("ValueError"), Raises("TracerBoolConversionError")),
    "Gradient of a while loop": Row(3.0, Raises("ValueError")),
    "Masks": Row([1.0, 2.0], Raises("NonConcreteBooleanIndexError")),
    "Sizes that depend on values": Row([1.0, 1.0, 1.0], Raises("TypeError")),
    "Slices that depend on values": Row([0.0, 1.0], Raises("IndexError")),
    "Python numbers": Row(2.0, Raises("ConcretizationTypeError")),
    "NaNs": Row(
        Raises("FloatingPointError"), Raises("FloatingPointError"), observe_theirs=checked_for_nans, their_blocks=0
    ),
    "where and NaN gradients": Row(not_a_number, not_a_number),
    "Gradient of a norm at zero": Row([0.0, 0.0], lambda values: all(math.isnan(v) for v in values)),
    "64 bits": Row(["float64"] * 3, ["float32"] * 3),
    "Integers that overflow": Row([2147483648], [-2147483648]),
    "Methods": Row([2.0, 5.0], Raises("TypeError")),
    "Methods with a static self": Row([2.0, 5.0], [2.0, 2.0]),
    "Strings as arguments": Row(3.0, Raises("TypeError")),
    "Static arguments that cannot be hashed": Row(Raises("TypeError"), Raises("ValueError")),
    "Compiling again": Row(
        1,
        5,
        observe=lambda namespace, printed: len(namespace["f_of_any_number"]._procedural.ways),
        observe_theirs=lambda namespace, printed: namespace["f"]._cache_size(),
    ),
    "Leaked tracers": Row(3.0, Raises("UnexpectedTracerError")),
    "Leaked tracers of grad": Row(Raises("LeakedTracerError"), Raises("UnexpectedTracerError")),
    "Slow first calls": Row(lambda calls: calls >= 1, waits, observe=calls_of_python, observe_theirs=result),
}


def sections() -> dict[str, tuple[list[tuple[str, int]], str]]:
    """The Python blocks of each section with the lines on which they begin, and its text."""
    page = PAGE.read_text()
    found = {}
    for m in SECTION.finditer(page):
        blocks = [(b[1], page.count("\n", 0, m.start(2) + b.start(1)) + 1) for b in BLOCK.finditer(m[2])]
        found[m[1]] = blocks, m[2]
    return found


def outcome(name: str, nm: Any, np: Any, observe: Callable[[dict[str, Any], str], Any], blocks: int) -> Any:
    """What the program of a section comes to, an exception as its name and, where a base of it says more, that."""
    namespace = {"__name__": "sharp", "nm": nm, "np": np, "numpy": numpy}
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            for code, line in sections()[name][0][:blocks]:
                exec(compile("\n" * (line - 1) + code, str(PAGE), "exec"), namespace)
            return observe(namespace, printed.getvalue())
    except Exception as error:
        return error


def matches(found: Any, expected: Any) -> bool:
    if isinstance(expected, Raises):
        kinds = [k.__name__ for k in type(found).__mro__]
        return isinstance(found, Exception) and (
            expected in kinds if hasattr(builtins, expected) else kinds[0] == expected
        )
    if isinstance(found, Exception):
        raise found
    return bool(expected(found)) if callable(expected) else type(found) is type(expected) and found == expected


@pytest.mark.parametrize("name", ROWS)
def test_numorph(name):
    row = ROWS[name]
    found = outcome(name, numorph, numorph.numpy, row.observe, 2)
    assert matches(found, row.ours), f"{found!r}"


@pytest.mark.parametrize("name", ROWS)
def test_jax(name):
    jax = pytest.importorskip("jax")
    row = ROWS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = outcome(name, jax, jax.numpy, row.observe_theirs or row.observe, row.their_blocks)
    assert matches(found, row.theirs), f"{found!r}"


def test_the_page_has_the_rows_that_are_tested():
    found = TABLE.findall(PAGE.read_text())
    assert [name for name, *_ in found] == list(ROWS) == list(sections())
    for name, link, theirs, ours in found:
        assert link == re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-"), name
        assert len(sections()[name][0]) >= 1, name
        for cell, expected in ((theirs, ROWS[name].theirs), (ours, ROWS[name].ours)):
            named = re.findall(r"`(\w+Error)`", cell)
            assert named == ([str(expected)] if isinstance(expected, Raises) else []), name


def test_a_wrong_expectation_fails():
    assert not matches(1.0, 2.0) and not matches(1, 1.0) and not matches(1.0, Raises("TypeError"))
    assert not matches(ValueError(), Raises("TypeError")) and matches(TypeError(), Raises("TypeError"))
    assert not matches([1.0, 1.0], not_a_number)
    with pytest.raises(KeyError):
        matches(KeyError(), 1.0)
