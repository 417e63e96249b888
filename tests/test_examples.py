"""Runs every script in examples/ and checks what it claims: derivatives, accuracy, and closeness to known answers.

Each test calls the script's `main()`, the same one that a reader runs; all seeds are fixed in the scripts.
"""

import importlib.util
import time
from pathlib import Path

import numpy as np
import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def run(name, capsys):
    """The result of `main()` in examples/`name`.py, after checking that it printed a few lines and was quick."""
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.__doc__
    start = time.process_time()
    result = module.main()
    seconds = time.process_time() - start
    lines = capsys.readouterr().out.splitlines()
    assert 3 <= len(lines) <= 15
    assert seconds < 10.0, "an example should take a second or two, and never ten"
    return result


def test_logistic_regression(capsys):
    result = run("logistic_regression", capsys)
    assert result["gradient_error"] < 1e-14
    assert result["hessian_error"] < 1e-13
    assert result["start_loss"] == pytest.approx(np.log(2.0), rel=1e-12)
    assert result["final_loss"] < 0.45
    assert result["final_gradient"] < 1e-12
    assert result["methods_apart"] < 1e-3
    assert np.max(np.abs(result["z_scores"])) < 3.5
    assert result["accuracy"] > result["best_possible_accuracy"] - 0.01 > 0.8


def test_mlp(capsys):
    result = run("mlp", capsys)
    assert result["gradient_error"] < 1e-14
    assert result["per_example_error"] < 1e-14
    assert 0.5 < result["start_loss"] < 1.5
    assert result["final_loss"] < 0.02
    assert result["test_accuracy"] > 0.98


def test_gaussian_process(capsys):
    result = run("gaussian_process", capsys)
    assert result["gradient_error"] < 1e-11
    assert result["final_gradient"] < 1e-2
    assert result["final_value"] < result["start_value"] - 30.0
    assert result["noise"] == pytest.approx(result["true_noise"], rel=0.3)
    assert result["rms_error"] < result["true_noise"]
    assert 0.7 < result["inside_two_deviations"] <= 1.0


def test_hmc(capsys):
    result = run("hmc", capsys)
    assert result["gradient_error"] < 1e-14
    assert result["reversal_error"] < 1e-12
    assert 0.8 < result["acceptance"] < 1.0
    assert result["mean_error"] < 0.06
    assert result["covariance_error"] < 0.1
    assert result["scale_reduction"] < 1.02


def test_ode_fit(capsys):
    result = run("ode_fit", capsys)
    assert result["invariant_drift"] < 1e-4
    assert result["gradient_error"] < 1e-7
    assert result["modes_apart"] < 1e-9
    assert result["history"][-1] < 0.01 * result["history"][0]
    assert result["final_gradient"] < 1e-6
    assert result["parameter_error"] < 0.05
    assert result["residual_scatter"] == pytest.approx(result["noise"], rel=0.25)


def test_kmeans(capsys):
    result = run("kmeans", capsys)
    assert result["against_numpy"] < 1e-12
    assert result["newton_against_lloyd"] < 1e-12
    assert result["gradient_at_best"] < 1e-9
    assert result["best_loss"] == np.min(result["losses"])
    assert np.max(result["losses"]) > result["best_loss"], "no restart got stuck: the example has lost its point"
    assert result["centre_error"] < 0.25


def test_spring_mass(capsys):
    result = run("spring_mass", capsys)
    assert result["gradient_error"] < 1e-7
    assert result["centre_error"] < 1e-13
    assert result["energy_drift"] < 0.05
    assert result["history"][-1] < 1e-3 * result["history"][0]
    assert np.all(np.diff(result["history"][5:]) < 0)
    assert result["largest_miss"] < 0.05


def test_every_example_has_a_test():
    tests = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert {path.stem for path in EXAMPLES.glob("*.py")} <= tests
