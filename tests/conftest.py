"""Under tests, every program that is staged or transformed is checked.  (Warnings are errors: see pyproject.toml.)"""

from collections.abc import Iterator

import pytest

from numorph import config
from numorph.runtime import tiers

config.check_programs = True


@pytest.fixture(scope="module", autouse=True)
def no_work_for_those_before() -> Iterator[None]:
    """Tests that wait for code need not wait for better code of functions of other modules."""
    yield
    tiers.drop_what_can_wait()
