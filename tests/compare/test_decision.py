"""The decision table is read off the timings, and off nothing else."""

from numorph.compare.agreement import Outcome
from numorph.compare.decision import LOOP, Step, decide


def test_the_cheapest_way_for_every_number_of_calls(timing):
    ways = [
        timing(1.0, [1.0] * 9, "NumPy"),
        timing(5.0, [0.5] * 9, "numorph jit", "numorph", jitted=True),
        timing(100.0, [0.1] * 9, "JAX jit", "JAX", jitted=True),
    ]
    decision = decide(LOOP, "x", ways)
    assert decision.steps == (Step(1, "NumPy"), Step(10, "numorph jit"))
    assert decision.gain == 2
    assert decision.all_steps == (Step(1, "NumPy"), Step(10, "numorph jit"), Step(239, "JAX jit"))
    assert decision.all_gain == 10


def test_a_way_that_is_ahead_at_once_replaces_the_baseline(timing):
    ways = [timing(1.0, [1.0] * 9, "NumPy"), timing(0.9, [0.5] * 9, "numorph jit", "numorph", jitted=True)]
    assert decide(LOOP, "x", ways).steps == (Step(1, "numorph jit"),)


def test_the_simpler_way_is_kept_where_nothing_is_clearly_faster(timing):
    ways = [timing(1.0, [1.0] * 9, "NumPy"), timing(1.0, [0.97] * 9, "numorph jit", "numorph", jitted=True)]
    assert decide(LOOP, "x", ways).steps == (Step(1, "NumPy"),)


def test_a_way_with_another_value_or_an_exception_is_never_advised(timing):
    wrong = timing(0.1, [0.1] * 9, "numorph jit", "numorph", jitted=True)
    wrong.outcome = Outcome("numorph", "differs")
    assert decide(LOOP, "x", [timing(1.0, [1.0] * 9, "NumPy"), wrong]).all_steps == (Step(1, "NumPy"),)
    assert decide(LOOP, "x", [wrong]).all_steps == ()


def test_calls_before_the_code_is_ready_count(timing):
    """Ten calls at NumPy's pace after a first one that costs 2 more, then half of NumPy's time."""
    late = timing(3.0, [0.5] * 9, "numorph jit", "numorph", jitted=True, ready=10.0, early=1.0)
    decision = decide(LOOP, "x", [timing(1.0, [1.0] * 9, "NumPy"), late])
    assert decision.steps == (Step(1, "NumPy"), Step(16, "numorph jit"))
    assert decision.gain == 2
