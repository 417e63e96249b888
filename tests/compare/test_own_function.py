"""`numorph compare file.py:function`: the user's function, found, called, measured and checked."""

import textwrap

import numpy as np
import pytest

from numorph.compare import libraries, own_function

SOURCE = """
    import numpy as np
    from numpy import sin

    SCALE = 2.0

    def helper(x):
        return np.tanh(x) * SCALE

    def loss(w, x):
        return np.mean((x @ helper(w) + sin(w[0])) ** 2)

    def example_inputs():
        return np.linspace(0.1, 1, 3), np.arange(12.0).reshape(4, 3)

    def smooth(x, steps):
        for _ in range(steps):
            x[1:] += 0.1 * (x[:-1] - x[1:])

    def branch(x):
        return x * 2 if x.sum() > 0 else -x

    def fails(x):
        return x[7]

    number = 3
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(textwrap.dedent(SOURCE))
    return path


@pytest.fixture
def run(file):
    def measured(name, *specs):
        found = [libraries.find_library(library).library for library in ("NumPy", "numorph")]
        return own_function.run(own_function.load(f"{file}:{name}", specs), found, 0.02, lambda done: None)

    return measured


def outcomes(timings):
    return {timing.label: timing.outcome.status for timing in timings}


def test_inputs_that_the_file_names(run):
    own = run("loss")
    assert own.inputs == ["f64[3]", "f64[4,3]"]
    assert outcomes(own.timings) == {"NumPy": "same", "numorph": "same", "numorph jit": "same"}
    assert outcomes(own.gradient) == {"numorph grad": "same", "numorph jit(grad)": "same"}
    assert own.gradient_check.status == "same", own.gradient_check.detail
    assert own.notes == []


def test_inputs_from_specs(run):
    own = run("loss", "f32[5]", "f32[10,5]")
    assert own.inputs == ["f32[5]", "f32[10,5]"]
    assert own.gradient_check.status == "same", own.gradient_check.detail


def test_a_function_that_changes_its_argument(run):
    own = run("smooth", "f64[20]", "3")
    assert own.mutates
    assert outcomes(own.timings) == {"NumPy": "same", "numorph": "same", "numorph jit": "same"}
    assert own.notes == [
        "It changes its arguments: every call gets new copies, and the changes are compared too.",
        "No gradient: it returns NoneType, and a gradient is that of a single real number.",
    ]


def test_control_flow_on_values(run):
    assert outcomes(run("branch", "f64[5]").timings)["numorph jit"] == "same"


def test_a_gradient_needs_real_numbers(run):
    own = run("branch", "i64[5]")
    assert own.notes == ["No gradient: it returns i64[5], and a gradient is that of a single real number."]


def test_a_wrong_gradient_is_seen(file):
    target = own_function.load(f"{file}:loss", [])
    wrong = own_function._check_by_differences(target, np.ones(3))
    assert wrong.status == "differs"
    assert wrong.failed


@pytest.mark.parametrize(
    ("name", "specs", "error", "said"),
    [
        ("los", [], AttributeError, "'{file}' has no function 'los'.\n  Hint: did you mean 'loss'?"),
        ("number", [], TypeError, "'number' in '{file}' is an int, not a function."),
        (
            "smooth",
            ["f64[3]"],
            TypeError,
            "'smooth(x, steps)' cannot be called with 1 inputs: missing a required argument: 'steps'.\n"
            "  Hint: give one per argument: numorph compare {file}:smooth 'f64[1000,50]' 'f64[50]' 0.5\n"
            "  Hint: or define example_inputs() in the file, returning a tuple of arguments, or EXAMPLE_INPUTS",
        ),
        (
            "fails",
            ["f64[2]"],
            ValueError,
            "'{file}:fails' raised IndexError: index 7 is out of bounds for axis 0 with size 2\n"
            "  Note: called in plain NumPy with f64[2]\n"
            "  Note: raised in {file}, line 24",
        ),
    ],
)
def test_mistakes_are_explained(file, name, specs, error, said):
    with pytest.raises(error) as caught:
        own_function.load(f"{file}:{name}", specs)
    assert str(caught.value) == said.format(file=file)


def test_a_target_without_a_function(file):
    with pytest.raises(ValueError) as caught:
        own_function.load(str(file), [])
    assert str(caught.value) == (
        f"'{file}' does not name a function of a file.\n  Hint: write it as path/to/file.py:function"
    )


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"^There is no file '.*nowhere.py'.$"):
        own_function.load(f"{tmp_path}/nowhere.py:f", [])


def test_a_file_that_cannot_be_imported(tmp_path):
    path = tmp_path / "bad.py"
    path.write_text("import math\n1 / 0\n")
    with pytest.raises(ValueError) as caught:
        own_function.load(f"{path}:f", [])
    assert str(caught.value) == (
        f"'{path}' could not be imported: ZeroDivisionError: division by zero\n  Note: raised in {path}, line 2"
    )
