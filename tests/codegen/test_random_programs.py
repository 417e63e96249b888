"""Random programs of strict operations (those of tests/ir), region by region: on NumPy, planned, and compiled."""

import numpy as np
import pytest

from numorph.codegen.planner import planned
from numorph.ir.evaluate import evaluate
from numorph.ir.simplify import simplified
from numorph.runtime.native import compiled_form
from numorph.runtime.numpy_plan import execute
from numorph.runtime.regions import regions_of, split

from ..ir.random_programs import random_program

pytest.importorskip("llvmlite")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("start", range(0, 400, 50))
def test_every_region_has_a_plan(start):
    """Among them 126: a number written into a complex array without axes."""
    for seed in range(start, start + 50):
        for length in (12, 30):
            program, _ = random_program(seed, length=length)
            for p in (program, simplified(program)):
                for r in regions_of(split(p)):
                    planned(r.program)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("seed", [110, 126, *range(12)])
def test_compiled_forms_give_numpys_values(seed):
    program, args = random_program(seed, length=12)
    compiled = compiled_form(program)
    if isinstance(compiled, str):
        assert "no operation" in compiled
        return
    with np.errstate(all="ignore"):
        wanted = evaluate(program, *args)
        for level in (0, 2):
            compiled.make(level)
            for got, want in zip(compiled.run(execute, *args), wanted, strict=True):
                got, want = np.asarray(got), np.asarray(want)
                assert got.dtype == want.dtype and got.shape == want.shape
                loose = 1e-4 if want.dtype.name in ("float32", "complex64", "float16") else 1e-10
                np.testing.assert_allclose(got, want, rtol=loose, atol=loose, err_msg=f"seed {seed}")
