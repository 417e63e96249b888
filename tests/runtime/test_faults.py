"""Faults of every kind: NumPy's answer or NumPy's error, and the process lives on."""

import contextlib
import multiprocessing
import os
import pickle
import subprocess
import sys
import textwrap
import threading
import warnings

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph import config
from numorph.codegen import engine
from numorph.runtime import entry, tiers

from .forced import counted, forced

pytestmark = pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))

X = np.linspace(-2.0, 3.0, 60)


# -- faults


def run(text, timeout=120, **environment):
    """A script in a process of its own; what it has printed.  A crash fails the test."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "faulthandler", "-c", textwrap.dedent(text)],
        capture_output=True,
        text=True,
        timeout=timeout,
        env=os.environ | environment,
        check=False,
    )
    assert done.returncode == 0, f"ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are set as Linux has it")
def test_an_allocation_that_fails():
    out = run(
        """
        import resource
        import numpy as np, numorph as nm, numorph.numpy as nnp
        from tests.runtime.forced import forced

        small, large = np.ones(1000), np.ones(6_000_000)
        f = lambda x: (nnp.sin(x) * 2 + 1, nnp.cos(x))
        g = lambda x: nnp.sort(nnp.sin(x) + 1)[::-1] * (x * 2)
        h = lambda x: nnp.cumsum(nnp.cumsum(x)[::-1])[::-1]
        functions = [forced(f, large), forced(g, large, path=False), forced(h, large)]
        for one in functions:
            one(large)
        with open("/proc/self/statm") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + (400 << 20), -1))
        for one in functions:
            kept = []
            for attempt in range(3):
                try:
                    while True:
                        kept.append(one(large))
                except MemoryError:
                    print("MemoryError")
            kept.clear()
            one(large)
        print("lives", functions[0](large)[0][0])
        """
    )
    assert out.count("MemoryError") == 9 and "lives" in out


def test_an_error_of_llvm_leaves_numpy(monkeypatch):
    """A warning, once for a program, and NumPy's answers."""

    def broken(*args):
        raise engine.CompileError("out of order")

    monkeypatch.setattr("numorph.codegen.kernels.compiled", broken)
    f = nm.jit(lambda x: nnp.tanh(x) * 3.25 + x * 0.0625)
    wanted = np.tanh(X) * 3.25 + X * 0.0625
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        for _ in range(6):
            np.testing.assert_allclose(f(X), wanted)
            tiers.wait()
    assert len([w for w in found if "out of order" in str(w.message)]) == 1


def test_an_error_of_llvm_in_compile_is_no_error(monkeypatch):
    def broken(*args):
        raise engine.CompileError("out of order")

    monkeypatch.setattr("numorph.codegen.kernels.compiled", broken)
    f = nm.jit(lambda x: nnp.tanh(x) * 3.75 + x * 0.03125)
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        f.compile(X)
        np.testing.assert_allclose(f(X), np.tanh(X) * 3.75 + X * 0.03125)
    assert "out of order" in f.lower(X).compile().as_text()


def test_a_kernel_that_raises():
    """IndexError with NumPy's message, at the user's line, also on the native path, and nothing is written."""

    def f(x, i):
        y = x * 2
        z = y[i] + 1  # this line
        x[0] = 5.0
        return z

    good, bad = np.array([0, -60, 59]), np.array([0, 60, 1])
    jitted = forced(f, X.copy(), good)
    calls = counted(jitted)
    np.testing.assert_array_equal(jitted(X.copy(), good), f(X.copy(), good))
    assert calls == [0]
    for wrong in (bad, np.array([-61, 0, 0])):
        x = X.copy()
        with pytest.raises(IndexError) as plain:
            f(X.copy(), wrong)
        with pytest.raises(IndexError) as error:
            jitted(x, wrong)
        np.testing.assert_array_equal(x, X)
        assert str(plain.value) == str(error.value)
        assert "# this line" in str(error.traceback[-1].statement)
    np.testing.assert_array_equal(jitted(X.copy(), good), f(X.copy(), good))


@pytest.mark.parametrize("mode", ["set", "add", "min", "max"])
def test_scatters_that_raise(mode):
    def f(x, i, v):
        if mode == "set":
            x[i] = v
        else:
            {"add": nnp.add, "min": nnp.minimum, "max": nnp.maximum}[mode].at(x, i, v)

    good, bad, v = np.array([3, -1, 3]), np.array([3, 60, 3]), np.array([1.0, 7.0, -2.0])
    jitted = forced(f, X.copy(), good, v)
    for _ in range(2):
        got, wanted = X.copy(), X.copy()
        jitted(got, good, v), f(wanted, good, v)
        np.testing.assert_array_equal(got, wanted)
        x = X.copy()
        with pytest.raises(IndexError):
            jitted(x, bad, v)


def test_numbers_that_do_not_fit():
    x = np.arange(5, dtype=np.uint8)
    f = forced(lambda x, n: x + n, x, 3)
    np.testing.assert_array_equal(f(x, 250), x + np.uint8(250))
    for n in (300, -1, 10**30):
        with pytest.raises(OverflowError):
            f(x, n)
    g = forced(lambda x, n: x * n, np.arange(5.0), 3)
    np.testing.assert_array_equal(g(np.arange(5.0), 10**30), np.arange(5.0) * 1e30)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whose rights can be taken away")
def test_a_cache_folder_without_rights(tmp_path):
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o500)
    _compiles_with_cache(folder)


def test_a_cache_folder_that_is_a_file(tmp_path):
    (tmp_path / "cache").write_text("in the way")
    _compiles_with_cache(tmp_path / "cache", ignore="ignore")


def _compiles_with_cache(folder, ignore="error"):
    out = run(
        f"""
        import warnings
        warnings.simplefilter("{ignore}")
        import numpy as np, numorph as nm, numorph.numpy as nnp
        from tests.runtime.forced import forced
        x = np.ones(100)
        print(forced(lambda x: nnp.exp(x) * 2, x)(x)[0])
        """,
        NUMORPH_CACHE_DIR=str(folder),
    )
    assert float(out) == pytest.approx(2 * np.e)


def test_processes_killed_while_they_compile(tmp_path):
    """Whatever they leave in the cache, the next one works."""
    text = """
    import numpy as np, numorph as nm, numorph.numpy as nnp
    from tests.runtime.forced import forced
    x = np.ones(100)
    print("begins", flush=True)
    for k in range(COUNT):
        f = eval("lambda x: " + "nnp.exp(" * (k % 4) + "x * 2 + " + " + ".join(["x"] * k or ["1"]) + ")" * (k % 4))
        forced(f, x)
    print(forced(lambda x: nnp.exp(x) * 2, x)(x)[0])
    """
    environment = os.environ | {"NUMORPH_CACHE_DIR": str(tmp_path)}
    for delay in (0.05, 0.2, 0.35):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(text.replace("COUNT", "12"))],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        child.stdout.readline()
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            child.kill()
        child.communicate()
    out = run(text.replace("COUNT", "12"), NUMORPH_CACHE_DIR=str(tmp_path))
    assert float(out.split()[-1]) == pytest.approx(2 * np.e)


# -- threads, processes


def test_16_threads_call_a_function_while_it_compiles():
    f = nm.jit(lambda x, k: (nnp.sin(x) * k + nnp.cos(x * k)).sum(axis=-1) * 1.375)
    inputs = [np.random.default_rng(k).normal(size=(40 + k % 3, 30)) for k in range(16)]
    wanted = [(np.sin(x) * k + np.cos(x * k)).sum(axis=-1) * 1.375 for k, x in enumerate(inputs)]
    problems = []
    start = threading.Barrier(16)

    def work(k):
        start.wait()
        try:
            for n in range(60):
                if n == 20 and k == 3:
                    f.compile(inputs[k], float(k))
                np.testing.assert_allclose(f(inputs[k], float(k)), wanted[k], rtol=1e-9, atol=1e-12)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(120)
    assert not any(t.is_alive() for t in threads)
    if problems:
        raise problems[0]


def _in_child(queue, f, x):
    try:
        first = f(x)
        g = nm.jit(lambda x: nnp.sqrt(x * x + 1).sum() * 0.875)
        g.compile(x)
        queue.put((first, g(x)))
    except BaseException as error:
        queue.put(error)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_fork_after_compiling():
    """The child runs the code that the parent has made, and makes code of its own, while the parent's thread works."""
    context = multiprocessing.get_context("fork")
    x = np.linspace(0, 1, 50_000)
    f = forced(lambda x: nnp.exp(-x * x).sum() * 1.125, x)
    busy = nm.jit(lambda x: nnp.tanh(nnp.tanh(nnp.tanh(x) * 2) * 3) * 0.8125)
    busy(x)  # the background thread compiles
    queue = context.Queue()
    child = context.Process(target=_in_child, args=(queue, f, x))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libraries that the process has loaded besides warn of forks
        child.start()
    found = queue.get(timeout=60)
    child.join(30)
    assert child.exitcode == 0
    np.testing.assert_allclose(found, (np.exp(-x * x).sum() * 1.125, np.sqrt(x * x + 1).sum() * 0.875))
    np.testing.assert_allclose(f(x), found[0])


def plain_function(x):
    return nnp.sqrt(nnp.abs(x)) * 2 + 1


@nm.jit
def pickled(x):
    return nnp.exp(x) * 1.0625 + 1


def test_compiled_functions_pickle():
    forced(pickled, X)
    again = pickle.loads(pickle.dumps(pickled))
    assert again is pickled
    np.testing.assert_allclose(again(X), np.exp(X) * 1.0625 + 1)
    bound = pickle.loads(pickle.dumps(nm.jit(plain_function)))
    np.testing.assert_allclose(bound(X), plain_function(X))


def test_arguments_that_change_while_code_runs():
    """What comes out is unspecified, but nothing crashes and the function works afterwards."""
    x = np.random.default_rng(0).normal(size=200_000)
    i = np.arange(200_000) % 100
    f = forced(lambda x, i: nnp.exp(x)[i].sum() + x.sum(), x, i)
    stop = threading.Event()

    def disturb():
        rng = np.random.default_rng(1)
        while not stop.is_set():
            x[rng.integers(0, x.size, 1000)] = rng.normal(size=1000)
            i[rng.integers(0, i.size, 1000)] = rng.integers(0, 100, 1000)
            i[:3] = 10**9  # an index that is good when it is looked at, and wrong when it is used, or the other way
            i[:3] = 5

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        for _ in range(60):
            with contextlib.suppress(IndexError):
                f(x, i)
    finally:
        stop.set()
        thread.join()
    i[:] = 3
    np.testing.assert_allclose(f(x, i), np.exp(x)[i].sum() + x.sum())


# -- memory next to pages that cannot be touched

GUARDED = """
import ctypes, mmap, sys, warnings
import numpy as np, numorph as nm, numorph.numpy as nnp
from numorph.testing.plans import Guarded
from tests.runtime.forced import forced
warnings.simplefilter("ignore")
np.seterr(all="ignore")

def guarded(x, at_end):
    area = Guarded(x.nbytes, at_end)
    found = area.bytes.view(x.dtype).reshape(x.shape)
    found[...] = x
    return found, area

FUNCTIONS = {
    "elementwise": lambda x, y: x * 2 + y,
    "transcendental": lambda x, y: nnp.exp(x) + nnp.sin(y),
    "sum": lambda x, y: (x * y).sum(),
    "rows": lambda x, y: (x - y).max(axis=-1),
    "columns": lambda x, y: (x + y).sum(axis=0),
    "softmax": lambda x, y: nnp.exp(x - x.max(axis=-1, keepdims=True)) / (1 + nnp.exp(y).sum(axis=-1, keepdims=True)),
    "transpose": lambda x, y: x.T + y.T * 2,
    "flip": lambda x, y: x[::-1] + y[..., ::-1],
    "shifted": lambda x, y: x[1:] - y[:-1],
    "steps": lambda x, y: x[..., ::2] * y[..., ::2],
    "cumulative": lambda x, y: nnp.cumsum(x, axis=-1) + nnp.cumsum(y, axis=0),
    "join": lambda x, y: nnp.concatenate([x, y], axis=0),
    "gather": lambda x, y: x[nnp.array([0, -1])] + y[nnp.array([-1, 0])],
    "where": lambda x, y: nnp.where(x > y, x, -y),
    "arg": lambda x, y: nnp.argmax(x, axis=-1) + nnp.argmin(y, axis=-1),
    "casts": lambda x, y: x.astype("f4") + y.astype("i2"),
    "update": lambda x, y: x.__setitem__(Ellipsis, x + y * 2),
}
DTYPES = sys.argv[1].split(",")
HALVES, OTHERS = {"rtol": 2e-2, "atol": 5e-2}, {"rtol": 1e-4, "atol": 1e-4}
SHAPES = [(n,) for n in (1, 2, 3, 7, 8, 15, 16, 17, 33, 64, 65)]
SHAPES += [(3, 5), (5, 3), (8, 16), (17, 9), (33, 70), (2, 3, 5), (1, 9), (9, 1)]
rng = np.random.default_rng(int(sys.argv[2]))
for name, f in FUNCTIONS.items():
    for dtype in DTYPES:
        shapes = [SHAPES[k] for k in rng.choice(len(SHAPES), 6, replace=False)]
        for shape in shapes:
            x, y = ((rng.normal(size=shape) * 5).astype(dtype) for _ in range(2))
            wanted_x, wanted_y = x.copy(), y.copy()
            with np.errstate(all="ignore"):
                wanted = f(wanted_x, wanted_y)
            g = forced(f, x.copy(), y.copy(), level=int(sys.argv[3]), path=False)
            for at_end in (True, False):
                (gx, ax), (gy, ay) = guarded(x, at_end), guarded(y, at_end)
                got = g(gx, gy)
                if wanted is not None:
                    np.testing.assert_allclose(got, wanted, **(HALVES if dtype == "f2" else OTHERS))
                np.testing.assert_array_equal(gx, wanted_x)
print("done")
"""


@pytest.mark.skipif(os.name != "posix", reason="pages are guarded as POSIX has it")
@pytest.mark.parametrize("dtypes, level", [("f8,f4", 2), ("f2,i8,i4", 2), ("i1,u2,?", 2), ("f8,f4,u1", 0)])
def test_arrays_that_end_and_begin_at_pages_that_cannot_be_touched(dtypes, level):
    if "?" in dtypes:
        dtypes = dtypes.replace("?", "u8")
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", GUARDED, dtypes, "1", str(level)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env=os.environ | {"NUMORPH_CACHE_DIR": config.cache_dir or os.environ.get("NUMORPH_CACHE_DIR", "")},
    )
    assert done.returncode == 0 and "done" in done.stdout, done.stdout + done.stderr[-3000:]
