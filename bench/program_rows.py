"""The table of whole programs: `python bench/program_rows.py [--only heat_1d,lu_in_place] [--quick] [--json FILE]`.

Every program of bench/programs by NumPy, numorph, Numba and JAX, at two sizes; with first calls, the time until code is
ready, gradients and batches. A child process runs one program after the other; where it dies or hangs, that is written
down and another goes on with the next program.
"""

from __future__ import annotations

import argparse
import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
import warnings
from typing import Any

_PATIENCE = 240.0  # seconds without a word from the child


def main() -> int:
    arguments = _arguments()
    if arguments.child:
        return _child(arguments)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NUMORPH_CACHE_DIR"] = folder  # nothing that an earlier run compiled may be found
        from programs import all_programs
        from rows import libraries, program_report

        for text in (f"{libraries.cpus()} CPUs", *libraries.versions(), *libraries.blas()):
            print(f"  {text}")
        chosen = arguments.only.split(",") if arguments.only else [p.name for p in all_programs()]
        found: list[dict[str, Any]] = []
        while len(found) < len(chosen):
            for one in _run_child(chosen[len(found) :], arguments.quick):
                found.append(one)
                print(program_report.line(one), flush=True)
                if arguments.json:
                    with open(arguments.json, "w") as file:
                        json.dump({"versions": libraries.versions(), "blas": libraries.blas(), "programs": found}, file)
    program_report.show(found)
    print(f"{time.perf_counter() - begin:.0f} s in all")
    return 1 if any(one["problems"] for one in found) else 0


def _run_child(names: list[str], quick: bool) -> Any:
    """What a child finds out about the programs, until it ends, and how it ended where it did so early."""
    command = [sys.executable, __file__, "--child", "--only", ",".join(names), *(["--quick"] if quick else [])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    selector = selectors.DefaultSelector()
    selector.register(process.stdout, selectors.EVENT_READ)
    done = 0
    try:
        while done < len(names):
            line = process.stdout.readline() if selector.select(_PATIENCE) else None
            if not line:
                break
            if line.startswith("{"):
                done += 1
                yield json.loads(line)
    finally:
        if done < len(names):
            process.kill()
        code = process.wait()
    if done < len(names):
        why = f"the process ended with {code}" if line == "" else f"nothing heard for {_PATIENCE:.0f} s"
        yield {"name": names[done], "problems": [f"process: {why}"]}


def _child(arguments: argparse.Namespace) -> int:
    from programs import all_programs
    from rows import libraries, program_runs

    import numorph as nm

    nm.config.cache = False  # of code on disk: every compilation counts
    budget = program_runs.Budget.short() if arguments.quick else program_runs.Budget()
    every = {program.name: program for program in all_programs()}
    _once(libraries)
    for name in arguments.only.split(","):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of compilers, about the code they are given; the values are checked
            print(json.dumps(program_runs.measured(every[name], budget), default=str), flush=True)
    return 0


def _once(libraries: Any) -> None:
    """What every library does once per process is no program's cost."""
    import numpy as np
    from rows.program_once import total

    import numorph as nm

    x = np.ones(10)
    nm.jit(total)._procedural.prepared((x,), {})
    if libraries.numba is not None:
        libraries.numba.njit(total)(x)
    if libraries.jax is not None:
        libraries.jax.jit(lambda x: x + 1.0)(x).block_until_ready()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="NAMES", help="of programs, as heat_1d,lu_in_place")
    parser.add_argument("--quick", action="store_true", help="few and short rounds: to see that it runs")
    parser.add_argument("--json", metavar="FILE", help="write the results there too")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
