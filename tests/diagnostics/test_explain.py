"""What `explain` says of functions that are compiled from their source, and of those that are not: whole messages."""

import inspect
import re

import numpy as np
import pytest

import numorph as nm
from numorph.errors import NumorphTypeError

pytest.importorskip("llvmlite")
X = np.linspace(0.5, 1.5, 20)


def message(text):
    """Without the folders and numbers of lines."""
    return re.sub(r'File ".*[/\\](.*)", line \d+, in', r'File "\1", in', str(text))


def wanted(text):
    return inspect.cleandoc(text)


def measured(jitted, plain, native, *args):
    """A way whose times are these."""
    way = jitted.procedure(*args)
    way.plain[:], way.native[:] = [plain] * 20, [native] * 20
    way.trials(jitted._procedural.arguments(args, {})[1]).enter(way.native, native)
    return way


def squares(x):
    total = 0.0
    for v in x:
        if v < 0:
            raise ValueError("negative")
        total += v * v
    return total


def test_before_it_is_measured():
    assert str(nm.jit(squares).explain(X)) == wanted(
        """
        'squares' is compiled from its source for these arguments.
          Its machine code is there; the next calls compare it with plain Python.
        """
    )


def test_machine_code_is_faster():
    f = nm.jit(squares)
    measured(f, 31.4e-6, 2.5e-6, X)
    assert str(f.explain(X)) == wanted(
        """
        'squares' is compiled from its source for these arguments.
          It runs machine code: 2.5 us, where plain Python took 31.4 us.
        """
    )
    found = f.explain(X)
    assert found.from_source and not found.staged and found.reason is None and found.program is None


def test_plain_python_is_faster():
    f = nm.jit(squares)
    measured(f, 1e-6, 2e-6, X)
    assert str(f.explain(X)) == wanted(
        """
        'squares' is compiled from its source for these arguments.
          Plain Python was measured to be the fastest: 1.0 us, where machine code took 2.0 us.
        """
    )


def test_calls_that_met_an_exception():
    f = nm.jit(squares)
    way = measured(f, 2e-6, 1e-6, X)
    with pytest.raises(ValueError, match="negative"):
        f(-X)
    assert way.bails == 1
    assert re.sub(r"line \d+", "line N", str(f.explain(X))) == wanted(
        """
        'squares' is compiled from its source for these arguments.
          It runs machine code: 1.0 us, where plain Python took 2.0 us.
          1 call met what machine code leaves to plain Python, and ran as such (the last one: line N: raise).
        """
    )
    way.native.clear()
    way.plain.clear()
    for _ in range(6):
        way.ready = True
        with pytest.raises(ValueError, match="negative"):
            f(-X)
    way.bails = 10
    assert re.sub(r"line \d+", "line N", str(f.explain(X))) == wanted(
        """
        'squares' is compiled from its source for these arguments.
          Plain Python runs: 10 calls met what machine code leaves to it (the last one: line N: raise).
        """
    )


def helper(x):
    return x.tobytes()


def of_a_list(x):
    total = 0.0
    for v in helper(x):
        total += v
    return total


def test_neither_compiled_nor_staged():
    found = nm.jit(of_a_list).explain(X)
    assert message(found) == wanted(
        """
        'of_a_list' runs as plain Python for these arguments.
          Reason: The bytes of an array of type f64[20] is needed, but it is not known while tracing.
          File "test_explain.py", in helper
            return x.tobytes()
          It is not compiled from its source: the method 'tobytes' of an array.
          File "test_explain.py", in helper
            return x.tobytes()
        """
    )
    assert not found.from_source and found.source_reason.startswith("the method 'tobytes' of an array.")


STEPS = [1.0, np.float64(2.0)]


def over_a_global_list(x):
    for k in range(len(STEPS)):
        x = x + STEPS[k]
    return x


def test_staged_since_it_is_not_compiled():
    found = nm.jit(over_a_global_list).explain(X)
    assert message(found).splitlines()[:4] == [
        "'over_a_global_list' is staged into a program of 2 operations.",
        "  It is not compiled from its source: a list or dict that is defined outside the function, and is not of "
        "constants.",
        '  File "test_explain.py", in over_a_global_list',
        "    for k in range(len(STEPS)):",
    ]
    assert found.staged and found.reason is None


def over_layers(layers, x):
    for w, b in layers:
        x = np.tanh(x @ w + b)
    return x


def over_rows(rows):
    total = 0.0
    for row in rows:
        total += row.sum()
    return total


def test_a_loop_over_a_list_of_arrays_is_staged_and_one_over_an_array_is_compiled():
    layers = [(np.ones((3, 3)), np.ones(3))] * 2
    assert nm.jit(over_layers).explain(layers, np.ones((2, 3))).staged
    assert nm.jit(over_rows).explain(np.ones((2, 3))).from_source
    assert nm.jit(over_rows).explain([np.ones(3), np.ones(3)]).staged


def test_a_function_without_loops_says_nothing_of_its_source():
    found = nm.jit(lambda x: x + 1.0).explain(X)
    assert found.staged and found.source_reason is None and "source" not in str(found)


def test_a_branch_is_compiled_from_its_source():
    f = nm.jit(lambda x: x if x.sum() > 0 else -x)
    assert f.explain(X).from_source and f.procedure(X).procedure is not None


def test_lower():
    lowered = nm.jit(squares).lower(X)
    text = lowered.as_text()
    assert text.startswith("procedure squares(x: ptr, ") and "bail 'line " in text and "for v in 0.." in text
    compiled = lowered.compile()
    assert compiled.as_text() == text and compiled(X) == squares(X)


def test_lower_of_what_has_no_program():
    with pytest.raises(NumorphTypeError, match="it is not compiled from its source: the method 'tobytes' of an array"):
        nm.jit(of_a_list).lower(X)
