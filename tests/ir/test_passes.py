"""Each pass on small programs written as text: `== name`, the program before, `--`, the program after."""

from pathlib import Path

import pytest

import numorph.api.checkpointing  # noqa: F401  enters `call` and `barrier` among the operations that text may name
from numorph.ir.check import check
from numorph.ir.inline import inline
from numorph.ir.simplify import eliminate_dead, rewrite, simplified
from numorph.ir.text import parse, show

PASSES = {
    "rewrite": lambda p: eliminate_dead(rewrite(p)),
    "fold": lambda p: eliminate_dead(rewrite(p)),
    "fast": lambda p: eliminate_dead(rewrite(p, exact=False)),
    "common": lambda p: eliminate_dead(rewrite(p)),
    "dead": eliminate_dead,
    "inline": inline,
}


def cases():
    found = []
    for name in PASSES:
        for section in Path(__file__).with_name(f"{name}.txt").read_text().split("== ")[1:]:
            title, _, rest = section.partition("\n")
            before, after = rest.split("--\n")
            found.append(pytest.param(name, before.strip(), after.strip(), id=f"{name}: {title}"))
    return found


@pytest.mark.parametrize(("name", "before", "after"), cases())
def test_pass(name, before, after):
    program = parse(before)
    assert show(program) == before, "a program is printed as it was read"
    check(program)
    result = PASSES[name](program)
    check(result)
    assert show(result) == after


@pytest.mark.parametrize(("name", "before", "after"), cases())
def test_a_second_time_nothing_is_to_do(name, before, after):
    result = PASSES[name](parse(before))
    assert PASSES[name](result) is result
    once = simplified(result)
    assert simplified(once) is once
