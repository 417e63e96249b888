"""Run many random programs of Python source: `python -m tests.programs.source.run --start 0 --count 100000`.

They run in batches, each in a process of its own, so that a crash costs one program.  A file keeps what was run and
what failed: the same command goes on where it was left.  `python -m tests.programs.source.shrink SEED` makes a failure
small.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BATCH = (sys.executable, "-m", "tests.programs.source.batch")  # takes the first seed, and the one after the last


class Log:
    """A file of lines of JSON: stretches of seeds that were run, and failures."""

    def __init__(self, path: Path):
        self.path = path
        lines = path.read_text().splitlines() if path.exists() else []
        self.entries = [json.loads(line) for line in lines]

    def add(self, **facts: Any) -> None:
        self.entries.append(facts)
        with self.path.open("a") as file:
            file.write(json.dumps(facts) + "\n")

    def next_after(self, start: int) -> int:
        """The first seed from `start` on that was not run."""
        for first, stop in sorted([(e["first"], e["stop"]) for e in self.entries if "first" in e]):
            if first <= start:
                start = max(start, stop)
        return start

    def totals(self) -> tuple[int, Counter[str], Counter[str]]:
        """How many programs were run; failures by their check; what was counted."""
        programs, failures, counts = 0, Counter[str](), Counter[str]()
        for e in self.entries:
            if "first" in e:
                programs += e["stop"] - e["first"]
                counts.update(e["counts"])
            else:
                failures[e["check"].split(",")[0]] += 1
        return programs, failures, counts


def run_batch(log: Log, first: int, stop: int, limit: float, command: Sequence[str] = BATCH) -> int:
    """Run a batch; the seed after the last one that was run.  limit: seconds for one program."""
    at, counts, begun = first, {}, time.time()
    with subprocess.Popen([*command, str(first), str(stop)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        timer = threading.Timer(limit, child.kill)
        for line in child.stdout:
            timer.cancel()
            timer = threading.Timer(limit, child.kill)
            timer.start()
            facts = json.loads(line)
            at = facts.get("begun", at)
            counts = facts.get("counts", counts)
            if "check" in facts:
                log.add(**facts)
                print(f"\nseed {facts['seed']}, {facts['check']}: {facts['problem'][:200]}", flush=True)
        timer.cancel()
    if child.returncode:
        name = signal.Signals(-child.returncode).name if child.returncode < 0 else f"exit {child.returncode}"
        log.add(seed=at, check="the process", problem=f"ended by {name} ({limit:.0f} s are allowed)")
        print(f"\nseed {at}: the process ended by {name}", flush=True)
    log.add(first=first, stop=at + 1, counts=counts, seconds=round(time.time() - begun, 1), commit=commit())
    return at + 1


def commit() -> str:
    """What is checked."""
    found = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=200, help="programs in one process")
    parser.add_argument("--limit", type=float, default=300, help="seconds for one program, then it counts as failed")
    parser.add_argument("--log", type=Path, default=Path("random_source.jsonl"), help="what was run, and failures")
    options = parser.parse_args()
    log = Log(options.log)
    stop, begun, ran = options.start + options.count, time.time(), 0
    while (at := log.next_after(options.start)) < stop:
        ran += run_batch(log, at, min(at + options.batch, stop), options.limit) - at
        programs, failures, _ = log.totals()
        print(f"{programs} programs, {failures.total()} failed, {ran / (time.time() - begun):.1f} a second", flush=True)
    programs, failures, counts = log.totals()
    print(f"{programs} programs, {failures.total()} failed")
    for counter in (failures, counts):
        for key, n in counter.most_common(40):
            print(f"  {n:6d}  {key}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
