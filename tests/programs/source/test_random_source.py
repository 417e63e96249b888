"""Random functions as users write them, through jit, grad, vmap and stacks of them."""

import contextlib

import pytest

from .batch import unoptimised
from .generate import generate
from .harness import check

COUNT, GROUP = 2000, 20
OPTIMISED = 10  # every so many programs have code as users get it; that of the others is made in a tenth of the time


@pytest.mark.parametrize("start", range(0, COUNT, GROUP))
def test_random_source(start):
    for seed in range(start, min(start + GROUP, COUNT)):
        with unoptimised() if seed % OPTIMISED else contextlib.nullcontext():
            check(generate(seed), share=0.5)
