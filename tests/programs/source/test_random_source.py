"""Random functions as users write them, through jit, grad, vmap and stacks of them."""

import pytest

from .generate import generate
from .harness import check

COUNT, GROUP = 2000, 20


@pytest.mark.parametrize("start", range(0, COUNT, GROUP))
def test_random_source(start):
    for seed in range(start, min(start + GROUP, COUNT)):
        check(generate(seed), share=0.5)
