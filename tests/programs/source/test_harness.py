"""The fuzzer itself: programs end, repeat, differ; mistakes are found, and failures made small."""

import inspect
import itertools

import numpy as np
import pytest

import numorph as nm

from .generate import LONGEST, generate, lines_run
from .harness import Checker, Mismatch
from .outcomes import leaves
from .shrink import shrunk


def test_a_seed_gives_one_program_with_source():
    program, again = generate(5), generate(5)
    assert program.source == again.source != generate(6).source
    assert "def program" in inspect.getsource(program.function())
    for x, y in zip(program.arguments(), again.arguments(), strict=True):
        assert np.array_equal(x, y)


def test_programs_end_and_do_much():
    lines, words = [], " ".join(generate(seed).source for seed in range(60))
    for seed in range(30):
        program = generate(seed)
        try:
            lines.append(lines_run(program.function(), program.arguments()))
        except Exception:
            assert program.risky
    assert 20 < np.mean(lines) < LONGEST / 2
    for word in (
        "for ",
        "while ",
        "break",
        "continue",
        "elif",
        "else:",
        "return",
        "raise",
        "zip(",
        "np.add.at",
        "%",
        "<<",
    ):
        assert word in words


def apart(f, args):
    """On copies, as if arguments never overlapped."""
    own = [np.array(a) if isinstance(a, np.ndarray) else a for a in args]
    out = f(*own)
    for a, b in zip(args, own, strict=True):
        if isinstance(a, np.ndarray) and not np.array_equal(a, b):
            a[...] = b
    return out


def without_writes(f, args):
    return f(*[np.array(a) if isinstance(a, np.ndarray) else a for a in args])


def other_types(f, args):
    out = f(*args)
    return np.float64(out) if type(out) is float else int(out) if type(out) is np.int64 else out


def copies(f, args):
    out = f(*args)
    return out.copy() if isinstance(out, np.ndarray) else out


def other_message(f, args):
    try:
        return f(*args)
    except Exception as error:
        raise type(error)(f"{error}!") from None


def slightly_wrong(f, args):
    out = f(*args)
    for x in leaves(out):
        if isinstance(x, np.ndarray) and x.dtype == float and x.flags.writeable:
            x *= 1 + 1e-7
    return out


FAULTS = [apart, without_writes, other_types, copies, other_message, slightly_wrong]


class Faulty:
    def __init__(self, fault, f):
        self.fault, self.f = fault, f

    def __call__(self, *args):
        return self.fault(self.f, args)

    def decision(self, *args):
        return None


@pytest.mark.parametrize("fault", FAULTS)
def test_mistakes_are_found(fault, monkeypatch):
    monkeypatch.setattr(nm, "jit", lambda f: Faulty(fault, f))
    with pytest.raises(Mismatch, match="def program"):
        for seed in range(100):
            Checker(generate(seed)).jitted()


def test_failures_are_made_small():
    program = next(p for p in map(generate, itertools.count()) if p.source.count("np.tanh") > 3 and "while" in p.source)
    small = shrunk(program, lambda p: "np.tanh" in p.source)
    assert small.source.count("\n") < 6
    assert "np.tanh" in small.source
