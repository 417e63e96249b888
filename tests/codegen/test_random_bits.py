"""Random programs: the bits are those of the NumPy tier, normal samples to rounding."""

import numpy as np
import pytest

import numorph as nm
from numorph import config, random
from numorph.codegen.plan import Launch
from numorph.ops import random as ops
from numorph.random.keys import elementwise
from numorph.runtime.regions import region, split

from .regions import identical, plan_of, results

pytest.importorskip("llvmlite")
KEY = random.key_data(random.key(17))

SAMPLERS = {
    "uniform": lambda key: random.uniform(key, (41,)),
    "uniform f32": lambda key: random.uniform(key, (3, 7), dtype=np.float32),
    "uniform in bounds": lambda key: random.uniform(key, (300,), minval=-1.5, maxval=2),
    "uniform f32 in bounds": lambda key: random.uniform(key, (300,), dtype=np.float32, minval=0.1, maxval=2),
    "bits of 8": lambda key: random.bits(key, (3, 5), dtype=np.uint8),
    "bits of 32": lambda key: random.bits(key, (50,), dtype=np.uint32),
    "bits of 64": lambda key: random.bits(key, (50,)),
    "one number": lambda key: random.bits(key),
    "integers": lambda key: random.randint(key, (40,), -3, 1000),
    "integers i32": lambda key: random.randint(key, (40,), 0, 7, dtype=np.int32),
    "bernoulli": lambda key: random.bernoulli(key, 0.3, (64,)),
    "two keys": lambda key: random.uniform(random.split(key)[0], (10,)) + random.uniform(random.split(key)[1], (10,)),
    "key of a number": lambda key: random.key_data(random.fold_in(key, 5)),
}


@pytest.mark.parametrize("name", SAMPLERS)
def test_the_same_bits(name):
    identical(lambda words: SAMPLERS[name](random.wrap_key_data(words)), KEY)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_normal_samples_to_rounding(dtype):
    (want,), runs = results(lambda words: random.normal(random.wrap_key_data(words), (5000,), dtype=dtype), KEY)
    for (found,) in runs:
        np.testing.assert_allclose(found, want, 8 * np.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_inverse_of_erf(dtype):
    """In the middle, in both tails, at and outside of the ends."""
    tails = 1 - np.logspace(-1, -15, 60)
    x = np.concatenate([np.linspace(-1, 1, 101), tails, -tails, [0.0, -0.0, 1.5, np.nan]]).astype(dtype)
    (want,), runs = results(lambda x: elementwise(ops.erf_inv, x), x)
    for (found,) in runs:
        np.testing.assert_allclose(found, want, 8 * np.finfo(dtype).eps)
        assert np.array_equal(np.signbit(found[:-2]), np.signbit(want[:-2]))


def test_both_words_come_from_one_hash():
    steps = plan_of(lambda words: random.bits(random.wrap_key_data(words), (50,)), KEY).steps
    assert [type(s) for s in steps] == [Launch]
    assert str(steps[0].kernel).count("xor u32") < 25  # 20 rounds, and the third word of the key


def test_strict_mode_compiles_bits():
    with config.set(strict=True):
        program = split(nm.make_program(lambda words: random.uniform(random.wrap_key_data(words), (50,)))(KEY))
    assert [e.op for e in program.eqns] == [region]


def test_compiled_sampler():
    f = lambda key, scale: scale * random.uniform(key, (100,))
    compiled = nm.jit(f).compile(random.key(3), 2.0)
    for seed in (3, 4):
        assert np.array_equal(compiled(random.key(seed), 2.0), f(random.key(seed), 2.0))
