"""The command `numorph`: what it prints, what it writes, and its exit status."""

import importlib.util
import json
import re

import pytest

import numorph
from numorph import cli
from numorph.compare import own_function, same_code
from numorph.compare.decision import EAGER, GRADIENT, LOOP
from numorph.compare.same_code import Row


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """One quick run of everything, without peers."""
    from numorph.compare import libraries

    folder = tmp_path_factory.mktemp("comparison")
    ours = {name: libraries._SOURCES[name] for name in ("NumPy", "numorph")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libraries, "_SOURCES", ours)
        status = cli.main(["compare", "--quick", "--json", f"{folder}/c.json", "--html", f"{folder}/c.html"])
    return status, json.loads((folder / "c.json").read_text()), (folder / "c.html").read_text()


def test_version(capsys):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"numorph {numorph.__version__}\n"


def test_without_a_command_it_prints_the_help(capsys):
    assert cli.main([]) == 0
    assert "compare" in capsys.readouterr().out


def test_a_run_in_which_all_values_agree_exits_with_0(written):
    status, data, _ = written
    assert data["failures"] == []
    assert status == 0


def test_json_has_the_promised_keys(written):
    _, data, _ = written
    assert set(data) == {
        *("numorph", "date", "quick", "machine", "libraries", "same_code", "workloads", "sizes", "digits"),
        *("own_function", "decisions", "missing", "broken", "seconds", "failures", "checked"),
    }
    assert set(data["machine"]) == {"system", "processor", "cores", "python", "memory_method"}
    assert set(data["libraries"][0]) == {
        *("name", "version", "note", "import_seconds", "first_jit_seconds", "first_code_seconds"),
    }
    assert set(data["same_code"][0]) == {"title", "source", "reference", "outcomes"}
    assert set(data["same_code"][0]["outcomes"][0]) == {"library", "status", "detail", "value"}
    assert set(data["workloads"][0]) == {"name", "title", "kind", "situation", "source", "size", "timings"}
    timing = data["workloads"][0]["timings"][1]
    assert set(timing) == {
        *("library", "label", "jitted", "note", "outcome", "first", "ready", "early", "instead"),
        *("median", "lower_quartile", "upper_quartile", "rounds", "calls_per_round", "peak_bytes"),
        *("ratio", "speed", "pays_from", "samples"),
    }
    assert len(timing["samples"]) == timing["rounds"] >= 9
    assert timing["lower_quartile"] <= timing["median"] <= timing["upper_quartile"]
    assert {"programs", "example_gradients", "hardest", "outcomes"} <= set(data["digits"])
    assert set(data["decisions"][0]) == {"kind", "situation", "baseline", "steps", "all_steps", "gain", "all_gain"}
    kinds = [decision["kind"] for decision in data["decisions"]]
    assert list(dict.fromkeys(kinds)) == [EAGER, LOOP, GRADIENT]


def test_the_code_of_jitted_ways_is_waited_for_and_the_wait_is_told_apart(written):
    _, data, page = written
    timings = [timing for result in data["workloads"] + data["sizes"] for timing in result["timings"]]
    for timing in timings + data["digits"]["example_gradients"]:
        aside = timing["library"] == "numorph" and timing["jitted"]
        assert (timing["ready"] is not None) == aside
        assert (timing["early"] is not None) == aside
    assert data["libraries"][1]["first_code_seconds"] > 0
    assert page.count("<th>code ready") == len(data["workloads"] + data["sizes"]) + 2  # and twice for the digits


def test_the_page_loads_nothing_and_shows_every_section(written):
    _, data, page = written
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<(script|link|iframe|img)|src=|url\((?!#)|@import", page)
    assert page.count("<svg") >= 6
    for title in [result["title"] for result in data["workloads"]] + [row["title"] for row in data["same_code"]]:
        assert title.replace("'", "&#x27;") in page
    assert "What to use on this machine" in page


def test_another_value_exits_with_1_and_is_named(no_peers, monkeypatch, capsys):
    wrong = Row(
        "a wrong row", same_code.objective, same_code._gradient, (same_code.VECTOR,), lambda: 0 * same_code.VECTOR
    )
    monkeypatch.setattr(same_code, "ROWS", [wrong])
    assert cli.main(["compare", "--only", "code", "--quick"]) == 1
    out = capsys.readouterr().out
    assert "1 failed of 1 values compared:" in out
    assert "a wrong row: numorph differs: values differ by up to" in out


def test_what_raises_in_a_section_is_a_failure_and_the_rest_goes_on(no_peers, monkeypatch, capsys):
    def broken(*arguments):
        raise RuntimeError("no such thing")

    good, bad = same_code.ROWS[0], same_code.ROWS[1]
    monkeypatch.setattr(same_code, "ROWS", [bad, good])
    run_row = same_code.run_row
    monkeypatch.setattr(same_code, "run_row", lambda row, found: broken() if row is bad else run_row(row, found))
    assert cli.main(["compare", "--only", "code", "--quick"]) == 1
    out = capsys.readouterr().out
    assert f"the same code: {bad.title}: RuntimeError: no such thing" in out
    assert f"\n{good.title} " in out


def test_own_function_from_the_command_line(no_peers, tmp_path, capsys):
    path = tmp_path / "mine.py"
    path.write_text("import numpy as np\n\ndef f(x):\n    return np.sum(np.sin(x))\n")
    assert cli.main(["compare", f"{path}:f", "f64[100]", "--quick", "--html", f"{tmp_path}/c.html"]) == 0
    out = capsys.readouterr().out
    assert "mine.py:f(f64[100])" in out
    assert "numorph jit(grad)" in out
    assert "slope" in (tmp_path / "c.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.py:f"], "numorph compare: There is no file 'nowhere.py'.\n"),
        (
            ["--json", "no/such/folder/c.json"],
            "numorph compare: there is no folder 'no/such/folder' to write 'c.json' in.\n",
        ),
        (
            ["file.py:f", "--only", "code"],
            "numorph compare: --only chooses sections of the whole comparison; your own function has none.\n",
        ),
    ],
)
def test_mistakes_exit_with_2(arguments, said, capsys, monkeypatch):
    monkeypatch.setattr(own_function, "run", None)  # nothing may be measured before the mistake is found
    assert cli.main(["compare", *arguments]) == 2
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("package", "arguments", "use"),
    [("rich", [], "the tables"), ("matplotlib", ["--html", "c.html"], "the plots of --html")],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(package, arguments, use, monkeypatch, capsys):
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == package else real(name, *rest))
    assert cli.main(["compare", *arguments]) == 2
    assert capsys.readouterr().err == (
        f"numorph compare: '{package}' is needed for {use} and is not installed.\n  Hint: pip install 'numorph[demo]'\n"
    )


def test_the_version_of_the_package_is_that_of_the_module():
    metadata = pytest.importorskip("importlib.metadata")
    try:
        installed = metadata.version("numorph")
    except metadata.PackageNotFoundError:
        pytest.skip("numorph is not installed here, only on the path")
    assert installed == numorph.__version__
