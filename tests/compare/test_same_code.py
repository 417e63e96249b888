"""The same code: numorph gives NumPy's value in every row, and no library gives another one."""

from dataclasses import replace

import numpy as np
import pytest

from numorph.compare import libraries, same_code
from numorph.compare.same_code import ROWS


@pytest.fixture(scope="module")
def numorph():
    return libraries.find_library("numorph").library


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_numorph_runs_every_row(row, numorph):
    outcome = row.run(numorph)
    assert outcome.status == "same", outcome.detail


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_numpy_runs_the_row_or_the_value_is_derived_by_hand(row):
    assert row.run(libraries.numpy_itself()).status in ("same", "by hand", "not offered")


def test_the_gradient_has_the_recorded_value():
    (row,) = [row for row in ROWS if row.title.startswith("grad of a sum")]
    np.testing.assert_array_equal(row.reference(), np.array([1.0877583, -2.3637643, 5.901001], np.float32))


@pytest.mark.parametrize("name", ["JAX", "autograd"])
def test_no_peer_gives_another_value(name):
    library = libraries.find_library(name).library
    if library is None:
        pytest.skip(f"{name} is not installed")
    with libraries.double_precision():
        outcomes = [row.run(library) for row in ROWS]
    assert [outcome.detail for outcome in outcomes if outcome.status == "differs"] == []
    assert sum(outcome.status == "same" for outcome in outcomes) >= 4


def test_a_wrong_value_of_the_code_is_seen(numorph):
    calls = []

    def jit(function):
        return lambda x: function(x) if not calls else function(x) + 1.0

    library = replace(numorph, jit=jit, ready=lambda jitted, arguments: calls.append(arguments))
    (row,) = [row for row in ROWS if row.title == "array code, jit"]
    outcome = row.run(library)
    assert len(calls) == 1
    assert outcome.status == "differs"


def test_a_wrong_value_is_seen(numorph):
    row = same_code.Row("x", same_code.objective, same_code._gradient, (np.ones(3),), lambda: np.zeros(3))
    assert row.run(numorph).status == "differs"
