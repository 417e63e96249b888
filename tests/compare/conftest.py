"""Timings made by hand, and a comparison of NumPy and numorph alone, which is quick."""

import pytest

from numorph.compare import libraries
from numorph.compare.agreement import Outcome
from numorph.compare.measure import Timing, finish


@pytest.fixture
def timing():
    def make(first, samples, label="a", library="NumPy", jitted=False, **more):
        made = Timing(library, label, jitted, "", Outcome(library, "same"), first=first, samples=list(samples), **more)
        return finish([made])[0]

    return make


@pytest.fixture
def no_peers(monkeypatch):
    ours = {name: libraries._SOURCES[name] for name in ("NumPy", "numorph")}
    monkeypatch.setattr(libraries, "_SOURCES", ours)
