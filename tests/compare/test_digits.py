"""The handwritten digits: both programs learn them, agree on the gradient, and are counted as they stand."""

import math

import numpy as np
import pytest

from numorph.compare import digits, libraries

pytest.importorskip("sklearn")


@pytest.fixture(scope="module")
def found():
    both = [libraries.find_library(name).library for name in ("NumPy", "numorph")]
    return digits.run(both, 0.05, lambda done: None, examples=16)


def test_both_programs_reach_95_percent_on_held_out_images(found):
    assert [program.library for program in found.programs] == ["NumPy", "numorph"]
    for program in found.programs:
        assert program.accuracy >= 0.95
        assert not program.failed
        assert program.timing.first > 0
        assert program.timing.rounds == digits.STEPS - 1 - digits.EARLY_STEPS
        seconds, accuracy = zip(*program.curve, strict=True)
        assert list(seconds) == sorted(seconds)
        assert accuracy[-1] == program.accuracy


def test_the_code_of_the_training_step_is_waited_for(found):
    numpy, numorph = found.programs
    assert math.isnan(numpy.timing.ready)
    assert numorph.timing.ready > 0
    assert numorph.timing.early > 0


def test_the_gradients_agree(found):
    assert [outcome.status for outcome in found.outcomes] == ["same", "same"]
    assert {timing.label: timing.outcome.status for timing in found.example_gradients} == {
        "NumPy by hand": "same",
        "numorph grad in a loop": "same",
        "numorph vmap(grad)": "same",
        "numorph jit(vmap(grad))": "same",
    }


def test_the_hardest_images_come_first(found):
    norms = [image.gradient_norm for image in found.hardest]
    assert norms == sorted(norms, reverse=True)
    assert found.hardest[0].pixels.shape == (8, 8)


def test_training_has_a_held_out_set():
    data = digits._load()
    assert len(data.images) + len(data.test_images) == 1797
    seen = {image.tobytes() for image in data.images}
    assert np.mean([image.tobytes() in seen for image in data.test_images]) < 0.01


def test_lines_of_code_are_lines_that_hold_code():
    head = '"""Doc."""\n\nimport a  # why\n\n# note\n'
    source = head + 'def gradient():\n    """Doc\n    more."""\n    return (\n        1\n    )\n'
    assert digits.code_lines(source) == {3, 6, 9, 10, 11}
    assert digits._count(source) == (5, 4)
