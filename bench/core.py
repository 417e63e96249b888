"""What the core costs, beside NumPy, autograd and JAX, in one process: `python bench/core.py`.

Medians of interleaved rounds, in microseconds, and ratios within this run; absolute times depend on the machine and
its load.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable

import numpy as np

import numorph as nm

ROUNDS = 15


def medians(candidates: dict[str, Callable[[], object]], number: int = 50) -> dict[str, float]:
    """The median time of each, in microseconds, measured in turn."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for f in candidates.values():
        f()
    for _ in range(ROUNDS):
        for name, f in candidates.items():
            times[name].append(timeit.timeit(f, number=number) / number * 1e6)
    return {name: statistics.median(t) for name, t in times.items()}


def scalar_program(np):
    """Ten operations on a scalar."""

    def f(x):
        y = x
        for _ in range(3):
            y = np.sin(y) * x + y
        return y * y

    return f


def network(np):
    """Four layers of width 32, a mean squared error."""

    def loss(params, x):
        for w, b in params:
            x = np.tanh(x @ w + b)
        return ((x - 1.0) ** 2).mean()

    return loss


def gradients() -> None:
    rng = np.random.default_rng(0)
    params = [(rng.normal(size=(32, 32)) / 6, rng.normal(size=32)) for _ in range(4)]
    x = rng.normal(size=(1, 32))
    scalar = {
        "NumPy, forward only": lambda f=scalar_program(np): f(0.5),
        "numorph grad": lambda g=nm.grad(scalar_program(np)): g(0.5),
        "numorph grad, np.float64": lambda g=nm.grad(scalar_program(np)), v=np.float64(0.5): g(v),
        "numorph jit(grad)": lambda g=nm.jit(nm.grad(scalar_program(np))): g(0.5),
    }
    mlp = {
        "NumPy, forward only": lambda f=network(np): f(params, x),
        "numorph value_and_grad": lambda g=nm.value_and_grad(network(np)): g(params, x),
        "numorph jit(value_and_grad)": lambda g=nm.jit(nm.value_and_grad(network(np))): g(params, x),
    }
    try:
        import autograd
        import autograd.numpy as anp

        scalar["autograd"] = lambda g=autograd.grad(scalar_program(anp)): g(0.5)
        mlp["autograd"] = lambda g=autograd.value_and_grad(network(anp)): g(params, x)
    except ImportError:
        print("autograd is not installed")
    show("gradient of a 10-operation scalar function", medians(scalar, 100))
    show("value and gradient of a 4-layer, 32-wide network", medians(mlp))
    try:
        import jax
        import jax.numpy as jnp

        jax.config.update("jax_enable_x64", True)
        jp = jax.tree.map(jnp.asarray, params)
        jx = jnp.asarray(x)
        eager = {
            "JAX grad, eager, scalar": lambda g=jax.grad(scalar_program(jnp)): g(0.5).block_until_ready(),
            "JAX value_and_grad, eager, network": lambda g=jax.value_and_grad(network(jnp)): jax.block_until_ready(
                g(jp, jx)
            ),
        }
        show("the same in JAX without jit", medians(eager, 3))
    except ImportError:
        print("JAX is not installed")


def growth() -> None:
    """The cost of grad over the cost of f, for chains of 100 and 1,000 operations."""

    def chain(n):
        def f(x):
            for _ in range(n // 2):
                x = np.sin(x) * 1.01
            return x.sum()

        return f

    x = np.ones(8)
    rows = {}
    for n in (100, 1000):
        f, g = chain(n), nm.grad(chain(n))
        times = medians({"f": lambda f=f: f(x), "g": lambda g=g: g(x)}, 3)
        rows[f"grad / f, {n} operations"] = times["g"] / times["f"]
    show("linear time: the ratio stays as the program grows tenfold", rows, unit="x")


def staging() -> None:
    """Staging and simplification, per operation."""
    rows = {}
    for n in (10, 100, 1000):

        def f(x, y, n=n):
            for k in range(n // 2):
                x = np.sin(x) if k % 3 else x + y
                y = y * x
            return x + y

        args = (np.ones(8), np.full(8, 0.5))
        t = medians({"t": lambda f=f, args=args: nm.make_program(f)(*args)}, 3)["t"]
        rows[f"{n} operations, in all"] = t
        rows[f"{n} operations, per operation"] = t / n
    show("staging and simplifying", rows)


def imports() -> None:
    """Fresh processes, in turn."""
    statements = {
        "import numpy": "import numpy",
        "import numorph": "import numorph",
        "import numorph.numpy": "import numorph.numpy",
        "import numorph; first gradient": "import numorph, numpy; numorph.grad(lambda x: numpy.sin(x) * x)(2.0)",
    }
    times: dict[str, list[float]] = {name: [] for name in statements}
    for _ in range(9):
        for name, statement in statements.items():
            command = [
                sys.executable,
                "-c",
                f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)",
            ]
            times[name].append(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) * 1e6)
    show("start-up, fresh processes", {name: statistics.median(t) for name, t in times.items()})


def show(title: str, rows: dict[str, float], unit: str = "us") -> None:
    print(f"\n{title}")
    first = next(iter(rows.values()))
    for name, value in rows.items():
        print(f"  {name:44s} {value:10.1f} {unit}   {value / first:6.2f}")


if __name__ == "__main__":
    print(f"numorph.numpy.sin is numpy.sin: {nm.numpy.sin is np.sin}")
    gradients()
    growth()
    staging()
    imports()
