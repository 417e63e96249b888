"""How numbers are said."""

import pytest

from numorph.compare import words
from numorph.compare.decision import Decision, Step


@pytest.mark.parametrize(
    ("value", "said"),
    [(12.3456, "12.3 s"), (0.00123, "1.23 ms"), (4.1e-7, "410 ns"), (2.0, "2.00 s"), (None, ""), (float("nan"), "")],
)
def test_seconds(value, said):
    assert words.seconds(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(15_998_976, "16.0 MB"), (0, "< 4 kB"), (81_920, "81.9 kB"), (None, "not measured")]
)
def test_size(value, said):
    assert words.size(value) == said


def test_advice():
    numpy, later = Step(1, "NumPy"), Step(1200, "numorph jit")
    assert words.advice([numpy], 1.0, "NumPy") == "NumPy"
    assert words.advice([numpy, later], 3.14159, "NumPy") == "NumPy; numorph jit from call 1,200 (3.14× faster)"
    assert words.advice([Step(1, "numorph jit")], 2, "NumPy") == "numorph jit (2.00× faster than NumPy)"
    assert words.advice([], float("nan"), "NumPy") == "nothing ran"


def test_when_code_is_ready(timing):
    def said(**more):
        return words.ready(timing(1.0, [1.0] * 9, **more))

    assert said(jitted=True, ready=0.0123, early=1.0) == "12.3 ms"
    assert said(jitted=True, ready=0.0123, early=1.0, instead="NumPy") == "12.3 ms, NumPy won"
    assert said(jitted=True) == "at first call"
    assert said() == ""


def test_the_decision_table_tells_one_call_from_many():
    numpy, jit, jax = Step(1, "NumPy"), Step(40, "numorph jit"), Step(900, "JAX jit")
    decisions = [
        Decision("loops", "a", "NumPy", (numpy, jit), (numpy, jit), 3.0, 3.0),
        Decision("loops", "b", "NumPy", (numpy,), (numpy,), 1.0, 1.0),
        Decision("loops", "c", "NumPy", (numpy,), (numpy,), 1.0, 1.0),
        Decision("loops", "d", "NumPy", (numpy, jit), (numpy, jit, jax), 3.0, 5.0),
        Decision("gradients", "e", "NumPy", (), (), float("nan"), float("nan")),
    ]
    quicker = "numorph jit, 3.00× faster than NumPy"
    said = "NumPy; numorph jit from call 40; JAX jit from call 900 (5.00× faster)"
    assert words.verdicts(decisions) == [
        (
            "loops",
            [
                ["a", "NumPy", quicker, "call 40", "the same"],
                ["b; c", "NumPy", "NumPy", "", "the same"],
                ["d", "NumPy", quicker, "call 40", said],
            ],
        ),
        ("gradients", [["e", "nothing ran", "", "", ""]]),
    ]


def test_a_jitted_way_pays_from_a_call_on_or_never(timing):
    baseline = timing(1.0, [1.0] * 9)
    from numorph.compare.measure import finish

    quick, slow, equal = (timing(5.0, [warm] * 9, jitted=True) for warm in (0.5, 2.0, 1.0))
    finish([baseline, quick, slow, equal])
    assert [words.pays(t) for t in (baseline, quick, slow, equal)] == ["", "call 10", "never", "no gain"]
    assert [words.ratio(t) for t in (quick, slow, equal)] == ["2.00× faster", "2.00× slower", "same"]
