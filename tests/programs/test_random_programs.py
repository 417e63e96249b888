"""2,000 random programs through random stacks of up to four transformations."""

import pytest

from .run import one

COUNT, GROUP = 2000, 100


@pytest.mark.parametrize("start", range(0, COUNT, GROUP))
def test_random_programs(start):
    for seed in range(start, start + GROUP):
        try:
            one(seed)
        except Exception as error:
            raise AssertionError(f"random program {seed}: {type(error).__name__}: {error}") from error
