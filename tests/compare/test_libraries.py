"""A library that is not there is reported, and nothing is filled in for it."""

import builtins
import sys
from pathlib import Path

import numpy as np
import pytest

import numorph as nm
from numorph.compare import libraries, run, terminal
from numorph.runtime import entry, native


@pytest.fixture
def without(monkeypatch):
    def hide(name):
        for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
            monkeypatch.delitem(sys.modules, module)
        real = builtins.__import__

        def refuse(module, *rest):
            if module.split(".")[0] == name:
                raise ModuleNotFoundError(f"No module named '{name}'", name=name)
            return real(module, *rest)

        monkeypatch.setattr(builtins, "__import__", refuse)

    return hide


def test_numpy_and_numorph_are_always_there():
    for name in ("NumPy", "numorph"):
        presence = libraries.find_library(name)
        assert presence.version
        assert presence.library.numpy is not None


@pytest.mark.parametrize(("name", "module"), [("JAX", "jax"), ("autograd", "autograd"), ("Numba", "numba")])
def test_an_absent_peer_is_said_to_be_absent(without, name, module):
    without(module)
    presence = libraries.find_library(name)
    libraries.measure_start(presence, processes=1)
    assert (presence.version, presence.note, presence.library) == (None, "not installed", None)
    assert presence.import_seconds is None
    assert presence.first_jit_seconds is None


def test_a_peer_that_is_broken_says_why(without, monkeypatch):
    def broken():
        raise ImportError("needs another NumPy")

    monkeypatch.setitem(libraries._SOURCES, "JAX", ("jax", "import jax", broken))
    assert libraries.find_library("JAX").note == "cannot be imported: needs another NumPy"


def test_the_start_of_a_library_is_measured():
    presence = libraries.find_library("NumPy")
    libraries.measure_start(presence, processes=1)
    assert 0 < presence.import_seconds < 60
    assert presence.first_jit_seconds is None


def test_what_numorph_does_once_is_measured_apart():
    presence = libraries.find_library("numorph")
    libraries.measure_start(presence, processes=1)
    assert 0 < presence.first_jit_seconds < 60
    assert 0 < presence.first_code_seconds < 60
    assert presence.note == "NumPy's own arrays"


def test_where_there_is_no_machine_code_the_report_says_so(monkeypatch):
    monkeypatch.setattr(entry, "unavailable", lambda: "llvmlite is not installed (pip install 'numorph[compile]')")
    monkeypatch.setattr(native, "_say", lambda reason: None)
    presence = libraries.find_library("numorph")
    libraries.measure_start(presence, processes=1)
    assert presence.note == (
        "NumPy's own arrays; jit runs on NumPy: llvmlite is not installed (pip install 'numorph[compile]')"
    )


def test_what_runs_instead_of_machine_code_is_named():
    ready = libraries.find_library("numorph").library.ready

    def unknown_to_the_compiler(x):
        return "text" if x.sum() > 0 else x  # needs the value

    assert ready(nm.jit(unknown_to_the_compiler), (np.ones(3),)) == "plain Python"
    with nm.config.set(compile=True):
        assert ready(nm.jit(lambda x: np.exp(x) * x + np.sin(x) / 2 - x), (np.ones(3),)) == ""


def test_the_run_starts_without_code_from_before(no_peers, monkeypatch):
    seen = []
    monkeypatch.setattr(run, "_start", lambda *rest: seen.append(nm.config.cache_dir) or [])
    before = nm.config.cache_dir
    run.compare([], quick=True)
    assert seen != [before]
    assert nm.config.cache_dir == before
    assert not Path(seen[0]).exists()


def test_without_scikit_learn_the_digits_are_left_out_and_the_rest_is_not(without, no_peers, capsys):
    from rich.console import Console

    without("sklearn")
    found = run.compare(["digits"], quick=True)
    assert found.digits is None
    assert found.failures == []
    expected = "Left out: the handwritten digits, for 'scikit-learn' is not installed: pip install scikit-learn"
    assert found.missing == [expected]
    terminal.show(found, Console(width=120))
    assert expected in capsys.readouterr().out


def test_jax_computes_in_double_precision_inside_the_block_only():
    jax = pytest.importorskip("jax")
    before = jax.config.jax_enable_x64
    with libraries.double_precision():
        assert jax.numpy.ones(1).dtype == "float64"
    assert jax.config.jax_enable_x64 == before
