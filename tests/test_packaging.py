"""What pyproject.toml asks for is what the code needs."""

import subprocess
import sys
import tomllib
from pathlib import Path

from numorph.codegen.target import OLDEST_LLVMLITE

EXTRAS = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"][
    "optional-dependencies"
]


def test_the_bound_on_llvmlite_is_that_of_the_code():
    assert EXTRAS["compile"] == [f"llvmlite>={'.'.join(map(str, OLDEST_LLVMLITE))}"]


def test_demo_and_tests_compile():
    assert "numorph[compile]" in EXTRAS["demo"]
    assert {"numorph[compile]", "numorph[demo]"} <= set(EXTRAS["test"])


def test_derivatives_and_batches_load_no_compiler():
    program = """
import sys, numorph as nm
nm.vmap(nm.grad(lambda x: x * x))(nm.numpy.arange(3.0))
assert not [m for m in sys.modules if m.startswith(("numorph.procedures", "numorph.codegen.llvm", "numorph.api.jit"))]
"""
    subprocess.run([sys.executable, "-c", program], check=True)
