"""The table of compiled code: `python bench/compiled.py [--only 4,6] [--quick] [--json FILE]`.

NumPy, JAX (jit, CPU), Numba and numorph in one process: medians of interleaved rounds, and ratios within a round;
first calls apart from warm calls. Absolute times depend on the machine and its load.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NUMORPH_CACHE_DIR"] = folder  # nothing that an earlier run compiled may be found
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    from rows import libraries, report, timing

    if arguments.without:
        libraries.without(*arguments.without.split(","))
    if arguments.quick:
        vars(timing.SETTINGS).update(vars(timing.Settings.short()))
    print(f"{_processor()}, {libraries.cpus()} CPUs, Python {platform.python_version()}")
    for text in (*libraries.versions(), *libraries.blas()):
        print(f"  {text}")
    chosen = {int(n) for n in arguments.only.split(",")} if arguments.only else None
    begin, done, broken = time.perf_counter(), [], []
    for number, measure in _rows().items():
        if chosen is not None and number not in chosen:
            continue
        start, busy = time.perf_counter(), timing.other_processes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of compilers, about the code they are given; the values are checked
            try:
                row = measure()
            except Exception:  # the other rows are measured all the same, and the exit code tells
                print(f"\n{number}. raised")
                traceback.print_exc()
                broken.append(number)
                continue
        row.seconds = time.perf_counter() - start
        row.others = (timing.other_processes() - busy) / row.seconds
        report.show(row)
        done.append(row)
        if arguments.json:
            _write(arguments.json, done)
    _verdict(done, time.perf_counter() - begin)
    if broken:
        print(f"rows that raised: {', '.join(map(str, broken))}")
    return 1 if broken else 0


def _write(path: str, rows: list) -> None:
    """All rows so far, so that a run that is stopped has left what it found."""
    from rows import libraries, report

    found = {
        "processor": _processor(),
        "cpus": libraries.cpus(),
        "versions": libraries.versions(),
        "blas": libraries.blas(),
        "rows": [report.as_json(row) for row in rows],
    }
    with open(path, "w") as file:
        json.dump(found, file, indent=1)


def _rows() -> dict[int, Callable]:
    from rows import calls, first_calls, functions, fused, linear, sizes

    return {
        1: first_calls.first_call,
        2: first_calls.new_shape,
        3: calls.warm_call,
        4: fused.sum_of_functions,
        5: fused.fused_reductions,
        6: functions.each_function,
        7: functions.data_movement,
        8: linear.matrix_loop,
        9: linear.squared_error,
        10: linear.network,
        11: sizes.every_size,
        12: first_calls.second_process,
        13: first_calls.unrolled,
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="ROWS", help="numbers of rows, as 4,6")
    parser.add_argument("--quick", action="store_true", help="few and short rounds: to see that it runs")
    parser.add_argument("--json", metavar="FILE", help="write the results there too")
    parser.add_argument("--without", metavar="LIBRARIES", help="leave out jax, numba or both, as jax,numba")
    return parser.parse_args()


def _processor() -> str:
    try:
        with open("/proc/cpuinfo") as file:
            return next(text.split(":", 1)[1].strip() for text in file if text.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _verdict(rows: list, spent: float) -> None:
    """How many targets were met, row by row; values of numorph that are wrong are told one by one."""
    print()
    for row in rows:
        found = [target.met for line in row.lines for target in line.targets]
        unknown = f", {found.count(None)} not measured" if None in found else ""
        print(f"  {row.number:2d}. {found.count(True)} of {len(found)} targets met{unknown}: {row.title}")
        for line in row.lines:
            for note in line.notes:
                if note.startswith("numorph"):
                    print(f"      wrong: {line.what}: {note}")
    print(f"{spent:.0f} s in all")


if __name__ == "__main__":
    sys.exit(main())
