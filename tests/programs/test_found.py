"""What random programs have found, each as the smallest program that shows it, on all forms of code."""

import ml_dtypes
import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph import config, nn
from numorph.runtime.entry import unavailable
from numorph.runtime.native import compiled_form
from numorph.runtime.numpy_plan import execute

from .tiers import Ways, check_program, staged

pytestmark = [
    pytest.mark.skipif(unavailable() is not None, reason=str(unavailable())),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]
RNG = np.random.default_rng(0)
HALVES = (RNG.normal(size=(5, 7)) * 3).astype("f2")
BRAINS = HALVES.astype(ml_dtypes.bfloat16)
FLOATS = RNG.normal(size=(33, 40)).astype("f4")
SPECIAL = np.array([0.0, -0.0, 1.0, -1.0, np.nan, np.inf, -np.inf, 3.4e38, 1e-40] * 5, "f4")

PROGRAMS = {
    "bfloat16": (lambda x: (nnp.sqrt(nnp.abs(x * x + x)) - 1.5, nnp.where(x > 0, x.T[0, 0], x) * 3), BRAINS),
    "sums of bfloat16": (lambda x: (x.sum(axis=0), (x * x).sum(axis=1), nnp.exp(x).mean(), x.var()), BRAINS),
    "extremes of bfloat16": (lambda x: (x.max(axis=0), x.min(axis=-1), nnp.argmax(x, axis=0), nnp.argmin(x)), BRAINS),
    "truth of bfloat16": (lambda x: (x.all(axis=0), x.any(), nnp.count_nonzero(x, axis=-1), x.astype(bool)), BRAINS),
    "products of bfloat16": (lambda x: nnp.outer(x[0], x[1]), BRAINS),
    "bfloat16 among others": (
        lambda x, y, k: (x + y, x + k, (x * k).astype("f2"), (y.T[:7, :5].T + x).astype(x.dtype)),
        BRAINS,
        FLOATS[:1, :7],
        2,
    ),
    "writes into bfloat16": (lambda x: (nnp.at(x)[nnp.array([0, 2, 2])].add(x[:3]), nnp.at(x)[1].set(2)), BRAINS),
    "products of halves": (lambda x: nnp.outer(x[0], x[1]), HALVES),
    "extremes of halves": (lambda x: (x.max(axis=0), x.min(axis=-1), x.max()), HALVES),
    "truth of halves": (lambda x: (x.all(axis=0), x.any(), nnp.count_nonzero(x, axis=-1)), HALVES),
    "places of extremes of halves": (lambda x: (nnp.argmax(x, axis=0), nnp.argmin(x, axis=-1)), HALVES),
    "degrees as NumPy rounds them": (lambda x: (nnp.rad2deg(x), nnp.deg2rad(x)), FLOATS),
    "cosines of huge numbers": (lambda x: nnp.cos(x) + nnp.sin(x), np.array([1e10, 1e22, 1e300, 3.0, np.inf])),
    "operands that share a movement": (lambda x: nnp.roll(nnp.exp(x), 1), FLOATS),
    "constants as results": (lambda x: (nnp.zeros(3), x + 1, nnp.arange(4)), FLOATS),
    "movements of constants": (lambda x: x[:3, :4] * nnp.arange(12.0).reshape(4, 3).T, FLOATS),
    "functions over axes": (
        lambda x: (nn.softmax(x, axis=-1), nn.log_softmax(x, axis=0), nn.logsumexp(x, axis=-1)),
        SPECIAL.reshape(9, 5),
    ),
    "an inverse of NaN": (
        lambda x: nnp.linalg.inv(nnp.outer(x, x) + 5 * nnp.eye(3)) * 2,
        np.array([1.0, np.nan, 2.0]),
    ),
    "several writes to one element": (
        lambda x: nnp.at(x)[nnp.zeros(40, int)].add(x[0, 0] * 2),
        np.arange(3, dtype="i2").reshape(1, 3),
    ),
    "comparisons of signed and unsigned numbers": (
        lambda x, y: (x < y, x <= y, x == y, y < x, y >= x, y != x),
        np.array([-1, 0, 1, 5, -(2**63), 2**63 - 1]),
        np.array([2**64 - 1, 0, 1, 3, 2**63, 2**63 - 1], "u8"),
    ),
    "complex numbers made of real ones, in another shape": (lambda x: nnp.cumsum((x * x).astype("c8")), FLOATS[:6, :4]),
    "complex sums": (lambda x: (x.real.sum(), (x * x).sum(axis=0), nnp.abs(x)), FLOATS[:4, :4] + 1j),
    "numbers of Python's as both choices": (lambda x, k: nnp.where(x > 0, k, k) + x, FLOATS, 3),
    "numbers of Python's in two regions": (lambda x: nnp.sort(x * (2.0 * 3), axis=0) * 6.0, FLOATS),
}


@pytest.mark.parametrize("guarded", [False, True])
@pytest.mark.parametrize("name", PROGRAMS)
def test_found(name, guarded):
    f, *args = PROGRAMS[name]
    found = staged(f, tuple(args))
    assert found is not None
    with np.errstate(all="ignore"):
        assert check_program(*found, Ways(np.random.default_rng(1), guarded=guarded))


@pytest.mark.parametrize("x", [HALVES, BRAINS], ids=["float16", "bfloat16"])
def test_neighbours_of_narrow_floats_are_those_of_their_dtype(x):
    """Machine code computes in float32, whose neighbours round to the number itself."""
    program = nm.make_program(lambda x: nnp.nextafter(x * 2, x))(x)
    compiled = compiled_form(program)
    compiled.make(0)
    (found,) = compiled.run(execute, x)
    assert found.tobytes() == np.nextafter(x * 2, x).tobytes()


def test_degrees_in_strict_mode():
    f, *args = PROGRAMS["degrees as NumPy rounds them"]
    found = staged(f, tuple(args))
    assert found is not None
    with config.set(strict=True):
        assert check_program(*found, Ways(np.random.default_rng(1)))
