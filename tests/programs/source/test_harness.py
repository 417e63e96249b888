"""The fuzzer itself: programs end, repeat, differ; mistakes are found, and failures made small."""

import inspect
import itertools
import sys
from collections import Counter

import numpy as np
import pytest

import numorph as nm
from numorph.frontend.compiled import Variant

from .generate import LONGEST, generate, lines_run
from .harness import Checker, Mismatch
from .native import check as check_native
from .outcomes import leaves
from .run import Log, run_batch
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


def laid_by_rows(f, args):
    out = f(*args)
    return np.ascontiguousarray(out) if isinstance(out, np.ndarray) else out


@pytest.mark.parametrize("fault", [without_writes, copies, slightly_wrong, laid_by_rows])
def test_mistakes_of_translations_are_found(fault, monkeypatch):
    call = Variant.__call__

    def wrong(self, arguments):
        def run(*leaves):
            arguments.leaves = list(leaves)
            return call(self, arguments)

        return fault(run, arguments.leaves)

    monkeypatch.setattr(Variant, "__call__", wrong)
    with pytest.raises(Mismatch, match="def program"):
        for seed in range(100):
            check_native(generate(seed), Counter())


CRASHES = """
import json, os, sys
for seed in range(int(sys.argv[1]), int(sys.argv[2])):
    print(json.dumps({"begun": seed}), flush=True)
    if seed == 12:
        print(json.dumps({"seed": seed, "check": "jit, later", "problem": "it is wrong"}), flush=True)
    if seed == 13:
        os.abort()
print(json.dumps({"counts": {"calls": 3}}), flush=True)
"""


def test_long_runs_survive_crashes_and_go_on(tmp_path):
    """What was run is not run again; what crashed is a failure."""
    path, command = tmp_path / "log.jsonl", (sys.executable, "-c", CRASHES)
    assert run_batch(Log(path), 10, 20, 60, command) == 14
    log = Log(path)
    assert log.next_after(10) == 14
    assert log.next_after(9) == 9
    assert run_batch(log, 14, 20, 60, command) == 20
    programs, failures, counts = Log(path).totals()
    assert (programs, failures, counts) == (10, {"jit": 1, "the process": 1}, {"calls": 3})
    assert [e["seed"] for e in log.entries if "seed" in e] == [12, 13]


def test_failures_are_made_small():
    program = next(p for p in map(generate, itertools.count()) if p.source.count("np.tanh") > 3 and "while" in p.source)
    small = shrunk(program, lambda p: "np.tanh" in p.source)
    assert small.source.count("\n") < 6
    assert "np.tanh" in small.source
