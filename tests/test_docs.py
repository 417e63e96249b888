"""Runs the guide: the ```python blocks of each page of docs/guide, in order, in one namespace.

What a block prints is what the ```text block right after it shows; a block that is followed by none prints nothing.
"""

import re
from contextlib import redirect_stdout
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """(kind, code, line of the page on which it starts) of every fenced block."""
    text = page.read_text()
    return [(m[1], m[2], text.count("\n", 0, m.start(2)) + 1) for m in BLOCK.finditer(text)]


def run(page, code, line, namespace):
    """What `code` prints. It is compiled under the page's own name and lines, so that tracebacks work."""
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile("\n" * (line - 1) + code, str(page), "exec"), namespace)
    return "\n".join(text.rstrip() for text in printed.getvalue().splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page):
    found = blocks(page)
    namespace = {"__name__": f"guide_{page.stem}"}
    for (kind, code, line), (next_kind, shown, _) in pairwise([*found, ("", "", 0)]):
        if kind == "python":
            expected = shown.rstrip("\n") if next_kind == "text" else ""
            assert run(page, code, line, namespace) == expected, f"{page.name}, block at line {line}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_form(page):
    found = blocks(page)
    assert found and found[0][0] == "python", "a page begins with an example"
    assert {kind for kind, _, _ in found} <= {"python", "text"}
    assert page.read_text().count("```") == 2 * len(found)
    assert all(before[0] == "python" for before, block in pairwise(found) if block[0] == "text")


def test_the_guide_is_there():
    expected = "accuracy coming_from_jax coming_from_numpy control_flow convolution debugging gradients jit mutation"
    assert [page.stem for page in PAGES] == [*expected.split(), "random", "sharp_bits", "vmap"]
