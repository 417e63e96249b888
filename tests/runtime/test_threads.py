"""The pool: every index once, whatever runs at the same time; no workers before they are needed, none in the way."""

import ctypes
import os
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import pool as code
from numorph.codegen import target
from numorph.runtime import threads

pytestmark = [pytest.mark.alone, pytest.mark.skipif(target.available() is not None, reason=str(target.available()))]

TASKS = """
; count visits: argument[i] += 1
define i32 @visit(ptr %a, i64 %b, i64 %e) {
entry:
  br label %next
next:
  %i = phi i64 [ %b, %entry ], [ %i1, %next ]
  %p = getelementptr i32, ptr %a, i64 %i
  %v = load i32, ptr %p
  %v1 = add i32 %v, 1
  store i32 %v1, ptr %p
  %i1 = add i64 %i, 1
  %more = icmp slt i64 %i1, %e
  br i1 %more, label %next, label %out
out:
  ret i32 0
}
; argument[b] = e: the parts
define i32 @cut(ptr %a, i64 %b, i64 %e) {
  %p = getelementptr i64, ptr %a, i64 %b
  store i64 %e, ptr %p
  ret i32 0
}
; or of argument[b], ..., argument[e - 1]
define i32 @collect(ptr %a, i64 %b, i64 %e) {
entry:
  br label %next
next:
  %i = phi i64 [ %b, %entry ], [ %i1, %next ]
  %r = phi i32 [ 0, %entry ], [ %r1, %next ]
  %p = getelementptr i32, ptr %a, i64 %i
  %v = load i32, ptr %p
  %r1 = or i32 %r, %v
  %i1 = add i64 %i, 1
  %more = icmp slt i64 %i1, %e
  br i1 %more, label %next, label %out
out:
  ret i32 %r1
}
; a loop whose parts are loops
declare i32 @pool_run(ptr, ptr, i64, i64, i64, i64)
define i32 @nested(ptr %a, i64 %b, i64 %e) {
  %r = call i32 @pool_run(ptr @visit, ptr %a, i64 %b, i64 %e, i64 1, i64 4)
  ret i32 %r
}
; a kernel: buffers[0][i] += params[1]
define i32 @kernel(ptr %buffers, ptr %params, i64 %b, i64 %e) {
entry:
  %a = load ptr, ptr %buffers
  %q = getelementptr i64, ptr %params, i64 1
  %c = load i64, ptr %q
  br label %next
next:
  %i = phi i64 [ %b, %entry ], [ %i1, %next ]
  %p = getelementptr i64, ptr %a, i64 %i
  %v = load i64, ptr %p
  %v1 = add i64 %v, %c
  store i64 %v1, ptr %p
  %i1 = add i64 %i, 1
  %more = icmp slt i64 %i1, %e
  br i1 %more, label %next, label %out
out:
  ret i32 2
}
"""
NAMES = ("visit", "cut", "collect", "nested", "kernel")
SCRIPT = f"""
import ctypes, os, sys, threading, time
import numpy as np
import numorph as nm
from numorph.codegen import engine
from numorph.runtime import threads
functions = threads.pool()
tasks = engine.compiled({TASKS!r}, {NAMES!r}, 2)
def visits(n=5000, times=100, count=4):
    seen = np.zeros(n, np.int32)
    for _ in range(times):
        functions["pool_run"](tasks["visit"], seen.ctypes.data, 0, n, 1, count)
    return (seen == times).all()
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no pool of threads")


@pytest.fixture(scope="module")
def tasks():
    from numorph.codegen import engine

    threads.pool()
    return engine.compiled(TASKS, NAMES, 2)


def run(task, argument, begin, end, grain=1, count=4):
    return threads.pool()["pool_run"](task, argument.ctypes.data, begin, end, grain, count)


def script(text, before=""):
    """What a script prints that starts with SCRIPT, in a process of its own."""
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", before + SCRIPT + text]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout.split()


@pytest.mark.parametrize("count", [1, 2, 3, 16, 1000])
@pytest.mark.parametrize("begin, end, grain", [(0, 1000, 1), (0, 1000, 64), (17, 18, 1), (3, 1000, 999), (5, 998, 7)])
def test_every_index_once(tasks, begin, end, grain, count):
    seen = np.zeros(1000, np.int32)
    for _ in range(50):
        assert run(tasks["visit"], seen, begin, end, grain, count) == 0
    assert (seen[begin:end] == 50).all()
    assert seen.sum() == 50 * (end - begin)


@pytest.mark.parametrize("begin, end", [(0, 0), (5, 5), (5, 3)])
def test_an_empty_loop_calls_nothing(tasks, begin, end):
    seen = np.zeros(10, np.int32)
    assert run(tasks["visit"], seen, begin, end) == 0
    assert not seen.any()


@POSIX
@pytest.mark.parametrize("n", [2, 7, 100, 1001, 4096])
@pytest.mark.parametrize("grain", [1, 3, 64])
@pytest.mark.parametrize("count", [2, 5])
def test_parts_are_multiples_of_the_grain(tasks, n, grain, count):
    ends = np.full(n, -1)
    run(tasks["cut"], ends, 0, n, grain, count)
    starts = np.flatnonzero(ends >= 0)
    assert starts[0] == 0
    assert (ends[starts][:-1] == starts[1:]).all()
    assert ends[starts[-1]] == n
    assert (np.diff(starts) % grain == 0).all()
    assert len(starts) <= count * code.PARTS_PER_THREAD + 8, "some were run to see how long they take"
    assert len(starts) > 1 or n <= grain


def test_without_a_grain_there_is_one_part(tasks):
    ends = np.full(100, -1)
    run(tasks["cut"], ends, 10, 90, grain=0)
    assert ends[10] == 90
    assert (ends >= 0).sum() == 1


def test_results_are_or_ed(tasks):
    flags = np.zeros(10_000, np.int32)
    flags[[3, 5000, 9999]] = 1, 4, 64
    for _ in range(200):
        assert run(tasks["collect"], flags, 0, 10_000) == 69
    flags[:] = 0
    assert run(tasks["collect"], flags, 0, 10_000) == 0


def test_a_loop_inside_a_loop_runs_alone(tasks):
    seen = np.zeros(3000, np.int32)
    for _ in range(100):
        run(tasks["nested"], seen, 0, 3000, 10)
    assert (seen == 100).all()


def test_kernels(tasks):
    values = np.arange(5000)
    buffers = np.array([values.ctypes.data])
    params = np.array([0, 3])
    launch = threads.pool()["pool_run_kernel"]
    for grain, count in ((64, 4), (0, 4), (64, 1)):
        assert launch(tasks["kernel"], buffers.ctypes.data, params.ctypes.data, 5000, grain, count) == 2
    assert (values == np.arange(5000) + 9).all()


def test_sixteen_callers_at_once_and_a_changing_number(tasks):
    results, stop = [], time.monotonic() + 1.0

    def call(k):
        seen = np.zeros(2000 + k, np.int32)
        times = 0
        while time.monotonic() < stop or times == 0:
            times += 1
            run(tasks["visit"], seen, 0, len(seen), 1 + k % 5, 1 + (k + times) % 6 if k % 2 else 0)
        results.append((seen == times).all())

    callers = [threading.Thread(target=call, args=(k,)) for k in range(16)]
    for c in callers:
        c.start()
    while any(c.is_alive() for c in callers):
        for n in (1, 2, 3, 5):
            with nm.threads(n):
                time.sleep(0.01)
    assert results == [True] * 16


@pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2, reason="needs a choice of cores"
)
def test_a_worker_leaves_the_callers_core():
    """It is put on the caller's core, and may use all of those that it was started with."""
    printed = script("""
threads = lambda: {int(t) for t in os.listdir("/proc/self/task")}
others, cores = threads(), os.sched_getaffinity(0)
visits(count=2)
(worker,) = threads() - others
home = min(cores)
for thread in (0, worker): os.sched_setaffinity(thread, {home})
end = time.monotonic() + 10
while home in os.sched_getaffinity(worker) and time.monotonic() < end:
    visits(2_000_000, count=2)  # long enough to wake it
print(os.sched_getaffinity(worker) == cores - {home})
""")
    assert printed == ["True"]


@POSIX
def test_threads_that_are_held_up_at_the_worst_places():
    """Between looking at a part and claiming it, and between writing a loop and publishing it."""
    held_up = """
from numorph.codegen import pool as code
text = code.text
def slow(*constants):
    ir = text(*constants)
    for place in ("  %x = cmpxchg ptr @ticket", "  %g0 = load atomic i64, ptr @generation"):
        assert ir.count(place) == 1
        ir = ir.replace(place, "  %held_up = call i32 @sched_yield()\\n" + place)
    return ir
code.text = slow
"""
    printed = script(
        """
import random
end = time.monotonic() + 2
while time.monotonic() < end:
    for n in (2, 40, 3, 400, 7, 2, 100, 5):
        assert visits(n, 1, random.choice((2, 3, 5)))
print("right")
""",
        before=held_up,
    )
    assert printed == ["right"]


@POSIX
def test_workers_start_when_they_are_needed_and_no_more_of_them():
    printed = script("""
workers = functions["pool_workers"]
print(workers())
visits(count=1), print(workers())
visits(count=3), print(workers())
with nm.threads(5): visits(count=0)
print(workers())
with nm.threads(1): visits(count=0)
print(workers())
functions["pool_run"](tasks["visit"], np.zeros(2, np.int32).ctypes.data, 0, 2, 1, 100), print(workers())
""")
    assert printed == ["0", "0", "2", "4", "4", "4"]


@POSIX
def test_a_forked_child_has_workers_of_its_own():
    printed = script("""
visits(count=3)
busy = True
def work():
    while busy: visits(times=10)
others = [threading.Thread(target=work) for _ in range(3)]
for t in others: t.start()
for k in range(10):
    child = os.fork()
    if child == 0:
        before = functions["pool_workers"]()
        right = visits(count=4)
        os._exit(0 if right and before == 0 and functions["pool_workers"]() == 3 else 1)
    print(os.waitpid(child, 0)[1])
busy = False
for t in others: t.join()
print(visits())
""")
    assert printed == ["0"] * 10 + ["True"]


@pytest.mark.parametrize(
    "how", ["", "sys.exit(0)", "os._exit(0)", "threading.Thread(target=work, daemon=True).start()"]
)
def test_the_process_ends_at_once(how):
    start = time.monotonic()
    text = """
def work():
    while True: visits()
print(visits(), flush=True)
"""
    assert script(text + how) == ["True"]
    assert time.monotonic() - start < 20


@POSIX
def test_signals_go_to_python():
    printed = script("""
import signal
visits(count=8)
class Alarm(Exception): pass
def ring(*_): raise Alarm
signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.2)
start = time.monotonic()
try: time.sleep(10)
except Alarm: print("rung", time.monotonic() - start < 5)
""")
    assert printed == ["rung", "True"]


@POSIX
def test_sleeping_workers_cost_no_time():
    printed = script("""
visits(count=8)
time.sleep(0.1)
before = time.process_time()
time.sleep(0.5)
print(time.process_time() - before < 0.1)
""")
    assert printed == ["True"]


@POSIX
def test_workers_take_part():
    """Two threads meet in one loop: each of the two parts waits for a while until the other has begun."""
    meet = """
define i32 @meet(ptr %a, i64 %b, i64 %e) {
entry:
  %s = atomicrmw add ptr %a, i64 1 seq_cst
  br label %wait
wait:
  %k = phi i64 [ 0, %entry ], [ %k1, %wait ]
  %n = load atomic i64, ptr %a seq_cst, align 8
  %both = icmp sge i64 %n, 2
  %k1 = add i64 %k, 1
  %patient = icmp slt i64 %k1, 1000000000
  %on = xor i1 %both, %patient
  %more = and i1 %on, %patient
  br i1 %more, label %wait, label %out
out:
  %alone = xor i1 %both, true
  %r = zext i1 %alone to i32
  ret i32 %r
}
"""
    from numorph.codegen import engine

    address = engine.compiled(meet, ["meet"], 2)["meet"]
    for pause in (0, 0.001, 0.02):  # spinning workers, and sleeping ones
        met = 0
        for _ in range(20):
            time.sleep(pause)
            met += run(address, np.zeros(1, np.int64), 0, 2, 1, 2) == 0
        assert met >= 19, "a worker that just goes to sleep may miss a loop"


def test_the_serial_pool(tasks):
    from numorph.codegen import engine

    addresses = engine.compiled(code.serial_text(), ("pool_run", "pool_run_watched", "pool_run_kernel"), 2)
    serial = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 4)
    ends = np.full(100, -1)
    serial(addresses["pool_run"])(tasks["cut"], ends.ctypes.data, 0, 100, 1, 4)
    assert ends[0] == 100
    serial(addresses["pool_run"])(tasks["cut"], ends.ctypes.data, 7, 7, 1, 4)
    assert ends[7] == -1


# -- the setting


def test_the_setting():
    assert nm.config.threads == 0
    assert nm.thread_count() == threads._cores() >= 1
    with nm.threads(3):
        assert nm.thread_count() == nm.config.threads == 3
        with nm.threads(1):
            assert nm.thread_count() == 1
        assert nm.thread_count() == 3
    assert nm.config.threads == 0


@pytest.mark.parametrize("n", [0, -1, 1.0, True, None])
def test_a_number_of_threads_that_is_none(n):
    with pytest.raises(ValueError, match="an int from 1 on, got"), nm.threads(n):
        pass


@pytest.mark.parametrize(
    "content, limit",
    [("max 100000\n", 0), ("200000 100000\n", 2), ("150000 100000\n", 2), ("50000 100000\n", 1), ("", 0)],
)
def test_the_limit_of_a_container(monkeypatch, tmp_path, content, limit):
    (tmp_path / "cpu.max").write_text(content)
    monkeypatch.setattr(threads, "_LIMIT", str(tmp_path / "cpu.max"))
    assert threads._container_limit() == limit
    monkeypatch.setattr(threads, "_LIMIT", str(tmp_path / "nothing"))
    assert threads._container_limit() == 0
