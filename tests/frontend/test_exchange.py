"""Loops over whole arrays that run element by element: what plain Python gives, to the last bit, whichever way."""

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import procedure_shared
from numorph.codegen.procedure_chosen_way import ChosenWays
from numorph.codegen.procedure_ways import ALONE, IN_STEP
from numorph.frontend.compiled import BAILED
from numorph.procedures.ir import For, statements

from .agreement import function, translated

N = 75  # some vectors, and a rest
X = np.random.default_rng(0).uniform(-1.5, 1.5, N)
C = np.random.default_rng(1).normal(size=7)
Z = X + 1j * np.roll(X, 3)
M = np.random.default_rng(2).uniform(0.1, 2.0, (5, 40))
U = np.random.default_rng(3).integers(0, 2**32, N, dtype=np.uint32)

PROGRAMS = {
    "horner": (
        "def f(x, c):\n r = np.zeros_like(x)\n for k in range(len(c)):\n  r = r * x + c[k]\n return r\n",
        (X, C),
    ),
    "in place": ("def f(x, c):\n r = x.copy()\n for v in c:\n  r *= x\n  r += v\n return r, v\n", (X, C)),
    "argument": ("def f(x, c):\n for v in c[::-1]:\n  x[...] = np.sqrt(np.abs(x)) * v\n return v\n", (X, C)),
    "bits": (
        "def f(x):\n r = np.zeros_like(x)\n for _ in range(32):\n  r = (r << np.uint32(1)) | (x & np.uint32(1))\n"
        "  x = x >> np.uint32(1)\n return r\n",
        (U,),
    ),
    "several": (
        "def f(x):\n s = np.ones_like(x)\n t = np.ones_like(x)\n for k in range(1, 12):\n  t = t * x / k\n  s = s + t\n"
        " return s, t, k\n",
        (X,),
    ),
    "number": (
        "def f(x):\n a = 1.0\n y = x * 0\n for k in range(9):\n  a = a * 0.7 + k\n  y = y + a * x\n return y, a\n",
        (X,),
    ),
    "complex": (  # of which parts are read
        "def f(c, n):\n z = np.zeros_like(c)\n k = np.zeros(c.shape, dtype=np.int64)\n for _ in range(n):\n"
        "  m = z.real ** 2 + z.imag ** 2 <= 4\n  z = np.where(m, z * z + c, z)\n  k += m\n return k\n",
        (Z, 15),
    ),
    "matrix": ("def f(a):\n y = a.copy()\n for _ in range(6):\n  y = 0.5 * (y + a / y)\n return y\n", (M,)),
    "columns": ("def f(a):\n y = a[:, 3:37]\n for _ in range(6):\n  y[...] = y * y - 0.5\n", (M,)),
    "outer": (
        "def f(x, c):\n r = x\n for _ in range(3):\n  r = r + 1.0\n  for v in c:\n   r = r * 0.5 - v\n return r\n",
        (X, C),
    ),
    "mask": ("def f(x):\n n = x * 0\n for _ in range(8):\n  m = x < 1\n  x[m] += 0.3\n  n[m] += 1\n return n\n", (X,)),
}
STAYS = {
    "neighbours": "def f(x):\n for _ in range(5):\n  x[1:-1] = 0.5 * (x[2:] + x[:-2])\n",
    "sums": "def f(x):\n s = 0.0\n for _ in range(5):\n  x *= 0.5\n  s += x.max()\n return s\n",
    "exchanged": "def f(x):\n y = x * 0\n for _ in range(5):\n  x, y = y, x + 1\n return x, y\n",
    "views": "def f(x):\n y = x[::-1]\n for _ in range(5):\n  x += y\n return x\n",
    "breaks": "def f(x):\n for k in range(50):\n  x *= 0.5\n  if x[0] < 0.1:\n   break\n return k\n",
}


def translation(source, args):
    """The function that a text defines, and its translation for such arguments."""
    f = function(source)
    return f, translated(f, *args)[0]


def agrees(f, variant, args):
    """Machine code gives what plain Python does, and leaves as much in the arguments."""
    theirs, mine = ([np.copy(a) if isinstance(a, np.ndarray) else a for a in args] for _ in range(2))
    want = f(*theirs)
    got = variant(translated(f, *mine)[1])
    assert got is not BAILED, variant.code.last_bail
    np.testing.assert_equal((got, mine), (want, theirs))


def is_exchanged(variant):
    code = variant.code
    loops = [s for s in statements(code._divided.body) if isinstance(s, For) and s.parallel]
    return any([isinstance(s, For) and not s.parallel for loop in loops for s in loop.body])


@pytest.mark.parametrize("way", [ALONE, IN_STEP])
@pytest.mark.parametrize("name", PROGRAMS)
def test_programs(name, way, monkeypatch):
    monkeypatch.setattr(ChosenWays, "ask", lambda self, state: self._code.w.constant(way, "i64"))
    source, args = PROGRAMS[name]
    f, variant = translation(source, args)
    assert is_exchanged(variant)
    agrees(f, variant, args)  # the first code
    variant.make(best=True)
    for length in (N, 33, 32, 31, 1, 0):
        cut = [a[..., :length] if isinstance(a, np.ndarray) and a.shape[-1] > 7 else a for a in args]
        agrees(f, variant, [np.ascontiguousarray(a) if isinstance(a, np.ndarray) else a for a in cut])


@pytest.mark.parametrize("name", ["horner", "several", "complex", "columns"])
def test_threads_take_parts(name, monkeypatch):
    monkeypatch.setattr(procedure_shared, "_WORTH_SHARING", 1)
    monkeypatch.setattr(procedure_shared, "_LEAST_PART", 500)
    source, args = PROGRAMS[name]
    args = [np.tile(a, 40) if isinstance(a, np.ndarray) and a.size > 7 else a for a in args]
    f, variant = translation(source, args)
    assert is_exchanged(variant) and variant.code.shareable
    variant.code.share()
    for count in (1, 2, 5):
        with nm.threads(count):
            for _ in range(3):  # it tries both ways first
                agrees(f, variant, args)


@pytest.mark.parametrize("name", STAYS)
def test_programs_that_stay(name):
    f, variant = translation(STAYS[name], (X,))
    assert not is_exchanged(variant)
    variant.make(best=True)
    agrees(f, variant, (X,))
