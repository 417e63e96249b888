"""The sweeps of derivatives as machine code."""

import random

import numpy as np
import pytest

pytest.importorskip("llvmlite")
procedure_code = pytest.importorskip("numorph.runtime.procedure_code")
procedure_memory = pytest.importorskip("numorph.runtime.procedure_memory")

from . import test_reverse  # noqa: E402
from .gradients import check_gradient  # noqa: E402
from .test_reverse_random import FLOATS, SIZE, Generator  # noqa: E402

_codes = {}


def native(procedure, values, tape):
    """As `interpret`, for memory of f64; `tape` is a list that holds the tape from the first call to the second."""
    code = _codes.setdefault(procedure, procedure_code.ProcedureCode(procedure))
    held = tape.pop() if tape else procedure_memory.Tape()
    addresses = [0 if v is None else v.ctypes.data if isinstance(v, np.ndarray) else v for v in values]
    results = code.call(addresses, held)
    assert results is not None, code.last_bail
    if "_backward" not in procedure.name:
        tape.append(held)
    given = {v.ctypes.data: v for v in values if isinstance(v, np.ndarray)}
    out = []
    for r, x in zip(procedure.results, results, strict=True):
        if r.dtype == "ptr":
            x = given[x.address] if x.address in given else x.array("f8", (x.nbytes // 8,), (8,))
        out.append(x)
    return out


def test_by_hand(monkeypatch):
    """The procedures of test_reverse; machine code may differ from the interpreter in the last digits of functions."""
    checked = []

    def compared(procedure, inputs, active, **options):
        complex_ = any(isinstance(v, np.ndarray) and v.dtype.kind == "c" for v in inputs)
        checked.append(procedure)
        return check_gradient(procedure, inputs, active, run=native, exact=False, **options) if not complex_ else None

    monkeypatch.setattr(test_reverse, "check_gradient", compared)
    test_reverse.test_straight_code()
    test_reverse.test_scalar_loop_overwrites()
    test_reverse.test_a_sum_of_squares_needs_no_tape()
    test_reverse.test_while_with_trips_that_depend_on_data()
    test_reverse.test_early_return_break_and_continue()
    test_reverse.test_a_stencil_in_time_with_swaps(False)
    test_reverse.test_memory_that_is_overwritten()
    test_reverse.test_integers_lead_to_elements()
    test_reverse.test_allocation_in_a_loop()
    test_reverse.test_results_in_new_memory()
    test_reverse.test_branches_on_changing_data()
    test_reverse.test_parallel_loops_that_save_in_blocks()
    test_reverse.test_parallel_loops_that_share_elements()
    test_reverse.test_strides_known_only_at_run_time(2)
    test_reverse.test_products_of_matrices()
    assert len(checked) >= 15


@pytest.mark.parametrize("seed", range(500, 530))
def test_random(seed):
    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    active = sorted(random.Random(seed).sample(range(6), 3))
    check_gradient(Generator(seed).procedure(), inputs, active, tolerance=2e-5, seed=seed, run=native, exact=False)


def test_an_input_that_comes_back_from_the_tape():
    """Memory is restored by a pointer off the tape, and read by the input's own: one memory, for LLVM as well."""
    seed = 1051
    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    check_gradient(Generator(seed).procedure(), inputs, [0], tolerance=1e-6, seed=seed, run=native, exact=False)
