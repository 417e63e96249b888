"""Loops over time steps in blocks of rows: what plain NumPy gives, bit for bit; which loops are, and which stay."""

import random

import numpy as np
import pytest

from numorph.codegen import target
from numorph.frontend.calls import Call
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.keys import Arguments
from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Assign, Procedure, statements
from numorph.procedures.time_blocks import Sizes, in_time_blocks
from numorph.runtime import procedure_code
from tests.frontend.agreement import agrees, copied, function, translated

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


@pytest.fixture
def small_blocks(monkeypatch):
    """A function that sets which blocks there are, for arrays of any size."""
    return lambda sizes: monkeypatch.setattr(procedure_code, "time_blocks", sizes)


def flags(procedure):
    """Registers that tell whether a loop goes on in blocks."""
    return list({s.reg: None for s in statements(procedure.body) if isinstance(s, Assign) and s.reg.name == "blocked"})


def translation(f, args, sizes):
    """The translation, and its procedure with blocks."""
    variant, arguments = translated(f, *args)
    return variant, arguments, in_time_blocks(variant.code.simplified, sizes)


def interpreted(f, args, sizes):
    """Whether loops go on in blocks, as the interpreter finds, to which plain NumPy's writes are compared."""
    plain, given = copied(args, {}), copied(args, {})
    f(*plain)
    variant, arguments, blocked = translation(f, given, sizes)
    check(blocked, last=True)
    found = flags(blocked)
    inputs = Call(variant.translation, arguments.leaves, arguments.containers).inputs()
    arrays = {x.ctypes.data: x.reshape(-1) for x in given if isinstance(x, np.ndarray)}
    values = [arrays[x] if r.dtype == "ptr" else x for r, x in zip(blocked.inputs, inputs, strict=True)]
    results = interpret(Procedure("f", blocked.inputs, found, blocked.body), values)
    for x, y in zip(given, plain, strict=True):
        assert not isinstance(x, np.ndarray) or np.array_equal(x, y)
    return [bool(x) for x in results]


def natively(f, args, sizes, small_blocks):
    """Whether there are such loops; a call gives what plain Python gives."""
    small_blocks(sizes)
    variant = translated(f, *copied(args, {}))[0]
    variant.make(best=True)
    agrees(f, *args, rtol=0.0)
    return bool(flags(variant.code._divided))


class Stencils:
    """Random functions: steps that update points from their neighbours, in one array or from one to another."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.axes = self.random.choice([1, 1, 2, 2, 2, 3])
        self.dtype = self.random.choice(["float64", "float64", "float32", "int64"])
        self.halo = self.random.choice([1, 1, 2])

    def near(self, offsets):
        return ", ".join([f"{self.halo + o}:len({'u' + '[0]' * k}) - {self.halo - o}" for k, o in enumerate(offsets)])

    def offsets(self):
        return [self.random.randint(-self.halo, self.halo) for _ in range(self.axes)]

    def number(self):
        return f"{self.random.choice([2, 3, -1])}" if self.dtype == "int64" else f"c[{self.random.randrange(3)}]"

    def value(self, arrays):
        terms = []
        for _ in range(self.random.randint(1, 4)):
            term = f"{self.random.choice(arrays)}[{self.near(self.offsets())}]"
            terms.append(f"{self.number()} * {term}" if self.random.random() < 0.6 else term)
        return " + ".join(terms)

    def edges(self, name):
        """Statements about one row, or about one element of each row."""
        found = []
        for one, other in (("0", "1"), ("-1", "-2"), ("0", "-1")):
            if self.random.random() < 0.25:
                before = ":, " * self.random.randrange(self.axes)
                value = f"{name}[{before}{other}]" if self.random.random() < 0.7 else self.number()
                found.append(f"{name}[{before}{one}] = {value}")
        return found

    def points(self):
        """Loops over points: one array, so that points need those before them, or two."""
        counters = "ijk"[: self.axes]
        lines = []
        for k, counter in enumerate(counters):
            size = "u" + "[0]" * k
            lines.append("    " * k + f"for {counter} in range({self.halo}, len({size}) - {self.halo}):")
        at = [", ".join([f"{i} + {o}" for i, o in zip(counters, self.offsets(), strict=True)]) for _ in range(3)]
        value = f"u[{at[0]}] + {self.number()} * {self.random.choice('uv')}[{at[1]}] - w[{at[2]}]"
        return [*lines, "    " * self.axes + f"v[{', '.join(counters)}] = {value}"]

    def source(self):
        here = self.near([0] * self.axes)
        kind = self.random.randrange(6)
        if kind == 0:
            lines = [f"u[{here}] += {self.value(['u', 'w'])}"]
        elif kind == 1:
            lines = [f"v[{here}] = {self.value(['u', 'v', 'w'])}"]
        elif kind == 2:
            lines = [f"t = {self.value(['u', 'w'])}", f"v[{here}] = {self.value(['u'])} - t"]
        elif kind == 3:
            lines = [f"v[{here}] = {self.value(['u'])}", f"u[{here}] = {self.value(['u', 'v'])}"]
        elif kind == 4:
            lines = self.points()
        else:
            lines = [f"t = u[{here}] * {self.number()}", f"t += {self.value(['u'])}", f"u[{here}] = t"]
        lines += self.edges(self.random.choice("uv"))
        if self.random.random() < 0.3 and self.dtype != "int64":
            lines.insert(self.random.randrange(2) * len(lines), "a = a * 0.5 + s")
            lines.append(f"v[{here}] = v[{here}] * a")
        if self.random.random() < 0.6:
            lines.append("u, v = v, u")
        over = self.random.choice(["range(n)", "range(n)", "range(n - 1, -1, -1)"])
        text = "\n".join([f"        {line}" for line in lines])
        return f"def f(u, v, w, c, a, n):\n    for s in {over}:\n{text}\n    return u, v\n"

    def arguments(self, rows, steps):
        shape = [rows, *[self.random.randint(5, 9) for _ in range(self.axes - 1)]]
        rng = np.random.default_rng(rows)
        draw = (lambda: rng.integers(-9, 9, shape)) if self.dtype == "int64" else (lambda: rng.normal(size=shape))
        u, v, w = [draw().astype(self.dtype) for _ in range(3)]
        return u, v, w, np.array([0.5, -0.25, 0.125], np.float32 if self.dtype == "float32" else None), 0.5, steps

    def sizes(self, args):
        row = args[0][0:1].nbytes * 2
        return Sizes(0, row * self.random.randint(8, 30), 0, self.random.randint(2, 6))


@pytest.mark.parametrize("seed", [*range(12), 44, 47])
def test_random_stencils(seed, small_blocks):
    stencils = Stencils(seed)
    f = function(stencils.source())
    args = stencils.arguments(60, 7)
    natively(f, args, stencils.sizes(args), small_blocks)
    for rows in (4, 5, 43):
        for steps in (0, 1, 2, 5, 8):
            agrees(f, *stencils.arguments(rows, steps), rtol=0.0)


def test_most_of_them_go_in_blocks():
    count = 0
    for seed in range(100, 125):
        stencils = Stencils(seed)
        f = function(stencils.source())
        args = stencils.arguments(60, 3)
        count += bool(flags(translation(f, args, stencils.sizes(args))[2]))
    assert count >= 16


STEPS = "def f(u, v, n):\n    for t in range(n):\n        "
TURNS = [
    "v[1:-1] = u[:-2] + u[2:] - u[1:-1]; u, v = v, u",
    "u[1:-1] += 0.25 * (u[:-2] + u[2:] - 2.0 * u[1:-1])",
    "u[1:-1] += 0.25 * (u[:-2] - u[2:]); u[0] = u[1]; u[-1] = u[-2]",
    "v[2:] = u[:-2] * t; u[:-2] = v[2:] + u[1:-1]",
    "w = u[1:] - u[:-1]; u[1:] -= 0.5 * w; u, v = v, u",
    "v[1:] = u[:-1]; v, u = u, v; u[-1] = t",
]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("axes", [1, 2])
def test_blocks(turn, axes, small_blocks):
    f = function(f"{STEPS}{turn}\n    return u, v\n")
    shape = (50, 4)[:axes]
    u, v = np.random.default_rng(3).normal(size=(2, *shape))
    sizes = Sizes(0, 12 * 2 * u[0:1].nbytes, 0, 4)
    assert interpreted(f, (u, v, 7), sizes) == [True]
    assert natively(f, (u, v, 7), sizes, small_blocks)
    for n in (0, 1, 2, 6, 9):
        agrees(f, u, v, n, rtol=0.0)


def test_points_in_order(small_blocks):
    """Each point needs the new values of those before it."""
    f = function(
        "def f(u, n):\n    for t in range(n):\n        for i in range(1, len(u) - 1):\n"
        "            for j in range(1, len(u[0]) - 1):\n"
        "                u[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])\n    return u\n"
    )
    u = np.random.default_rng(4).normal(size=(40, 6))
    sizes = Sizes(0, 12 * u[0].nbytes, 0, 3)
    assert interpreted(f, (u, 5), sizes) == [True]
    assert natively(f, (u, 5), sizes, small_blocks)


@pytest.mark.parametrize(
    "turn",
    [
        "v[:] = u[::-1]; u, v = v, u",
        "u[1:] += u[:-1] * np.max(u)",
        "u[1:] += u[:-1]; v[t] = np.sum(u)",
        "u[1:] += u[:-1]\n        if u[3] > 1e9:\n            break",
        "u[t + 1 :] += u[t : -1]",
        "u += 1.0",
        "print(t); u[1:] += u[:-1]",
        "u = u[1:] - u[:-1]",
    ],
)
def test_loops_that_stay(turn):
    f = function(f"{STEPS}{turn}\n    return u, v\n")
    u, v = np.random.default_rng(3).normal(size=(2, 50))
    assert not flags(translation(f, (u, v, 7), Sizes(0, 200, 0, 4))[2])


def test_rings_stay():
    """Each step needs all rows of the one before, as is known where the loop runs."""
    f = function(f"{STEPS}u[0] = u[-1]; v[1:] = u[:-1]; u, v = v, u\n    return u, v\n")
    u, v = np.random.default_rng(3).normal(size=(2, 50, 4))
    assert interpreted(f, (u, v, 7), Sizes(0, 1000, 0, 4)) == [False]


def test_one_array_twice(small_blocks):
    """Buffers have to be different ones."""
    f = function(f"{STEPS}v[1:-1] = u[:-2] + u[2:]; u, v = v, u\n    return u, v\n")
    u = np.random.default_rng(3).normal(size=50)
    small_blocks(Sizes(0, 200, 0, 4))
    g = function(
        "def g(u, n):\n    v = u\n    for t in range(n):\n        v[1:-1] = u[:-2] + u[2:]; u, v = v, u\n    return u\n"
    )
    agrees(g, u, 6, rtol=0.0)
    assert interpreted(f, (u, u.copy(), 6), Sizes(0, 200, 0, 4)) == [True]


def test_small_arrays_stay():
    f = function(f"{STEPS}{TURNS[0]}\n    return u, v\n")
    u, v = np.random.default_rng(3).normal(size=(2, 50))
    assert interpreted(f, (u, v, 7), Sizes()) == [False]


def gradient(f, args, sizes, small_blocks):
    """How many loops of a gradient go on in blocks, and what it gives."""
    small_blocks(sizes)
    compiled = CompiledGradient(f, Gradient(f, (0,), False, True), lambda g: g)
    parameters = compiled.parameters(args, {})
    variant = compiled.translated(parameters, Arguments(parameters))
    variant.make(best=True)
    return len(flags(variant.code._divided)), variant(Arguments(parameters))


@pytest.mark.parametrize(
    "turn, axes, count",
    [
        ("v[1:-1, 1:-1] += 0.2 * (v[:-2, 1:-1] + v[2:, 1:-1] - 2.0 * v[1:-1, 1:-1])", 2, 2),
        ("v[1:-1, 1:-1] += 0.2 * (v[:-2, 1:-1] + v[1:-1, :-2] + v[1:-1, 2:])", 2, 2),
        ("v[1:-1] += 0.25 * (v[:-2] + v[2:] - 2.0 * v[1:-1])", 1, 1),
        ("v[1:-1, 1:-1] *= v[:-2, 1:-1]", 2, 0),  # its steps go over a tape
    ],
)
def test_gradients(turn, axes, count, small_blocks):
    """Both sweeps of a linear stencil go on in blocks, to the same bits."""
    f = function(
        f"def f(u, w, n):\n    v = u.copy()\n    for t in range(n):\n        {turn}\n    return np.sum(v * w)\n"
    )
    u, w = np.random.default_rng(5).normal(size=(2, *(60, 7)[:axes]))
    sizes = Sizes(0, 14 * 2 * u[0:1].nbytes, 0, 3)
    for n in (0, 1, 2, 7, 10):
        wanted = gradient(f, (u, w, n), Sizes(1 << 60), small_blocks)[1]
        found, values = gradient(f, (u, w, n), sizes, small_blocks)
        assert found == count
        np.testing.assert_equal(values, wanted)
