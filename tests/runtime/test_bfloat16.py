"""bfloat16 on the native call path: a dtype that NumPy does not know at home, with another number in every process."""

import json
import os
import subprocess
import sys

import ml_dtypes
import numpy as np
import pytest

import numorph.numpy as nnp
from numorph.codegen.plan import Plan, Value
from numorph.runtime import entry
from numorph.runtime.entry_table import prepare
from numorph.runtime.patterns import Constant, Leaf, Specialisation, Unmatched

from .forced import counted, forced

pytestmark = pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))
BF16 = np.dtype(ml_dtypes.bfloat16)
X = np.random.default_rng(0).standard_normal((6, 50)).astype(BF16)


def chain(x, y):
    return nnp.sqrt(nnp.abs(x * y + x)) - y


def same_bits(a, b):
    assert type(a) is type(b)
    assert np.asarray(a).dtype == np.asarray(b).dtype
    assert np.asarray(a).tobytes() == np.asarray(b).tobytes()


@pytest.mark.parametrize("y", [X[::-1].copy(), X[2].copy(), X[:, :1].copy(), X[1, 1], 2.5, np.float32(2.5), 3])
def test_calls_reach_machine_code(y):
    jitted = forced(chain, X, y)
    calls = counted(jitted)
    for x in (X, X[::-1].copy()):
        same_bits(jitted(x, y), chain(x, y))
    assert calls == [0]


def test_numbers_alone():
    x, y = X[0, 0], X[1, 1]
    jitted = forced(lambda x, y: (x * y, x < y, (x + y).astype(np.float32)), x, y)
    calls = counted(jitted)
    product, less, total = jitted(x, y)
    same_bits(product, x * y)
    assert less == (x < y)
    assert total == np.float32(x + y)
    assert calls == [0]


def test_writes_into_an_argument():
    def twice(x):
        x *= 2
        x[0] = x[1] + 1

    x, wanted = X.copy(), X.copy()
    jitted = forced(twice, x.copy())
    calls = counted(jitted)
    jitted(x)
    twice(wanted)
    same_bits(x, wanted)
    assert calls == [0]


def test_what_has_the_same_size_does_not_fit():
    jitted = forced(lambda x: x[1:] + x[:-1], X)
    calls = counted(jitted)
    jitted(X)
    same_bits(jitted(X.view("f2")), X[1:].view("f2") + X[:-1].view("f2"))
    same_bits(jitted(X.view("i2")), X[1:].view("i2") + X[:-1].view("i2"))
    assert calls == [2]
    with pytest.raises(TypeError):
        jitted(X.view("V2"))


def test_other_dtypes_of_that_package_have_no_pattern():
    for dtype in (ml_dtypes.float8_e4m3fn, BF16.newbyteorder()):
        value = Value("array", (2,), np.dtype(dtype))
        with pytest.raises(Unmatched):
            prepare(Specialisation([Leaf(value, 0)], Plan([value], [], [], [], 0, []), [], Constant(None)))


# -- other processes

CALL = """
import json, sys
import numpy as np
if sys.argv[2] == "other number":
    import numpy._core._rational_tests
import ml_dtypes
import numorph as nm, numorph.numpy as nnp
from tests.runtime.forced import counted, forced

nm.config.cache_dir = sys.argv[1]
x = np.arange(64.0).astype(ml_dtypes.bfloat16)
jitted = forced(lambda x: nnp.sqrt(x) * 3 + 1, x)
calls = counted(jitted)
found = jitted(x)
print(json.dumps([x.dtype.num, found.astype(float).tolist(), calls[0]]))
"""


def run(script, *arguments):
    path = os.pathsep.join([os.getcwd(), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        timeout=100,
        env=os.environ | {"PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_number_of_the_dtype_is_in_no_code_on_disk(tmp_path):
    """A process in which another package has registered its dtype first takes the same code from the cache."""
    pytest.importorskip("numpy._core._rational_tests")
    folder = tmp_path / "cache"
    first = json.loads(run(CALL, str(folder), "usual number"))
    files = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}
    assert files
    second = json.loads(run(CALL, str(folder), "other number"))
    assert first[0] != second[0]
    assert first[1:] == second[1:]
    assert first[2] == 0
    assert {p for p in folder.rglob("*") if p.is_file()} == {*files}


def test_ml_dtypes_is_imported_by_the_user_alone():
    script = """
import sys
import numpy as np
import numorph as nm, numorph.numpy as nnp
x = np.ones(10, "f2")
jitted = nm.jit(lambda x: (x * 2).sum())
jitted.compile(x)
jitted(x)
print("ml_dtypes" in sys.modules)
"""
    assert run(script) == "False\n"
