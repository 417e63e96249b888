"""Random loops whose turns are independent, with loops, branches and jumps in them: in step as in plain Python."""

import random

import numpy as np
import pytest

from numorph.codegen import procedure_turns_in_step
from numorph.codegen.procedure_chosen_way import ChosenWays
from numorph.codegen.procedure_ways import IN_STEP
from numorph.frontend.compiled import BAILED, CompiledFunction
from numorph.frontend.keys import Arguments

from .agreement import function

FLOATS, INTEGERS = ["f0", "f1", "p"], ["n0", "n1", "i"]


class Nest:
    """The text of a function of x, y, k, a, m, table, p and q, each of whose turns writes at its own index."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = ["def f(x, y, k, a, m, table, p, q):"]
        self.emit(1, f"for i in range({self.choice('len(x)', '1, len(x)', 'len(x) - 2')}):")
        for line in ("f0 = x[i]", "f1 = p", self.choice("n0 = k[i]", "n0 = int(k[i])"), "n1 = i % 5"):
            self.emit(2, line)
        self.statements(2, INTEGERS, 2, in_loop=False)
        self.loop(2, INTEGERS, 1)
        self.emit(2, "y[i] = f0 + f1")
        self.emit(2, "k[i] = n0 + n1")
        self.text = "\n".join(self.lines)

    def choice(self, *options):
        return self.random.choice(options)

    def emit(self, depth, line):
        self.lines.append("    " * depth + line)

    def integer(self, known, depth=2):
        if depth == 0 or self.random.random() < 0.35:
            return self.choice(*known, str(self.random.randrange(-3, 9)))
        x, y = (self.integer(known, depth - 1) for _ in range(2))
        forms = "({x} + {y})", "({x} - {y})", "({x} * 2)", "({x} % 7)", "({x} // 3)", "({x} & 15)", "min({x}, {y})"
        return self.choice(*forms, "({x} if {x} < {y} else 3)").format(x=x, y=y)

    def number(self, known, depth=2):
        if depth == 0 or self.random.random() < 0.3:
            element = self.choice("x[i]", f"table[({self.integer(known, 1)}) % 8]", f"a[i, {self.choice(0, 1, 2)}]")
            return self.choice(*FLOATS, element, element, "0.5", f"float({self.choice(*known)})")
        x, y = (self.number(known, depth - 1) for _ in range(2))
        forms = "({x} + {y})", "({x} - {y})", "({x} * 0.5)", "({x} * {y})", "np.sin({x})", "max({x}, {y})"
        return self.choice(*forms, "({x} / (1.5 + abs({y})))").format(x=x, y=y)

    def test(self, known):
        integers = f"{self.integer(known, 1)} < {self.integer(known, 1)}"
        return self.choice(integers, f"{self.number(known, 1)} > 0.25", f"{self.choice(*known)} % 2 == 0", "m[i]")

    def statements(self, depth, known, loops, in_loop):
        for _ in range(self.random.randrange(1, 4)):
            kind = self.random.random()
            if kind < 0.5:
                number = f"{self.choice('f0', 'f1')} = {self.number(known)}"
                self.emit(depth, self.choice(number, f"{self.choice('n0', 'n1')} = ({self.integer(known)}) % 50"))
            elif kind < 0.6:
                element = self.choice("x[i]", "y[i]", "a[i, 0]", "a[i, 2]")
                stored = f"{element} = {self.number(known, 1)}", f"m[i] = {self.test(known)}"
                self.emit(depth, self.choice(*stored, f"k[i] = ({self.integer(known)}) % 20"))
            elif kind < 0.75:
                self.emit(depth, f"if {self.test(known)}:")
                self.statements(depth + 1, known, loops, in_loop)
                if self.random.random() < 0.5:
                    self.emit(depth, "else:")
                    self.statements(depth + 1, known, loops, in_loop)
            elif kind < 0.9 and loops:
                self.loop(depth, known, loops - 1)
            elif in_loop:
                self.emit(depth, f"if {self.test(known)}:")
                self.emit(depth + 1, self.choice("break", "continue"))

    def loop(self, depth, known, loops):
        if self.random.random() < 0.5:
            counter = f"j{loops}"
            self.emit(depth, f"for {counter} in range({self.choice('3', 'k[i] % 5', '2, 0, -1', 'q', 'n1 % 4')}):")
            self.emit(depth + 1, "f0 += 0.125")
        else:
            counter = f"w{len(self.lines)}"
            self.emit(depth, f"{counter} = 0")
            self.emit(depth, f"while {counter} < {self.choice('4', 'k[i] % 6', 'q')} and {self.test(known)}:")
            self.emit(depth + 1, f"{counter} += 1")
        self.statements(depth + 1, [*known, counter], loops, in_loop=True)


def summed(seed):
    """The function of a nest on copies, whose sum it returns."""
    lines = Nest(seed).text.splitlines()
    lines.insert(1, "    x, y, k, a, m = x.copy(), y.copy(), k.copy(), a.copy(), m.copy()")
    return function("\n".join([*lines, "    return np.sum(x) + np.sum(y) + np.sum(a)"]))


def arguments(seed, n):
    rng = np.random.default_rng(seed)
    arrays = [rng.normal(size=n), rng.normal(size=n), rng.integers(0, 12, n), rng.normal(size=(n, 3))]
    return [*arrays, rng.random(n) < 0.5, rng.normal(size=8), float(rng.normal()), int(rng.integers(0, 4))]


@pytest.fixture
def in_step(monkeypatch):
    used = []

    def ask(self, state):
        used.append(state)
        return self._code.w.constant(IN_STEP, "i64")

    monkeypatch.setattr(ChosenWays, "ask", ask)
    monkeypatch.setattr(procedure_turns_in_step, "may_pay", lambda turns: True)
    return used


@pytest.mark.parametrize("seed", [0, 2, 3, 5, 6, 8, 9, 10, 11, 12])
def test_random_turns(seed, in_step):
    f = function(Nest(seed).text)
    compiled = CompiledFunction(f)
    parameters = compiled.parameters(tuple(arguments(seed, 37)), {})
    variant = compiled.translated(parameters, Arguments(parameters))
    variant.make(best=True)
    assert in_step
    for n in (37, 16, 5):
        mine, theirs = arguments(seed + n, n), arguments(seed + n, n)
        found = variant(Arguments(compiled.parameters(tuple(mine), {})))
        assert found is not BAILED
        f(*theirs)
        for a, b in zip(mine[:5], theirs[:5], strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-13)
