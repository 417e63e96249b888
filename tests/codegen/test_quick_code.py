"""Code for few passes: addresses that loops do not change are computed before them."""

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.codegen.procedure_llvm import emit
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.runtime import procedure_code

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


@pytest.fixture(autouse=True)
def quick(tmp_path_factory, monkeypatch):
    monkeypatch.setattr(procedure_code, "_LONG_CODE", 0)
    with nm.config.set(cache_dir=str(tmp_path_factory.mktemp("cache"))):
        yield


def quickly(f, *given):
    """The machine code of a function for such arguments, and what it gives."""
    compiled = CompiledFunction(f)
    arguments = Arguments(compiled.parameters(given, {}))
    variant = compiled.translated(compiled.parameters(given, {}), arguments)
    variant.make(quickly=True)
    assert variant.code.is_quick
    return variant.code, variant(arguments)


def stencil(u, v):
    v[1:-1, 1:-1] = u[:-2, 1:-1] + u[2:, 1:-1] - u[1:-1, :-2] * u[1:-1, 2:]


def columns(u, v):
    v[:, 3] = u[:, 1] - u[::-1, 2]
    v[::2, 4] *= 2


def backwards(u, v):
    for i in range(u.shape[0] - 1, -1, -3):
        for j in range(u.shape[1] - 1, 0, -2):
            v[-i - 1, j] = u[i, -j] + v[i, j - 1]


def gathered(u, v):
    order = np.argsort(u[:, 0])
    for i in range(len(order)):
        for j in range(u.shape[1]):
            v[order[i], j] = u[i, (3 * j + order[i]) % u.shape[1]]


def swapped(u, v):
    a, b = u.copy(), v.copy()
    for i in range(1, u.shape[0]):
        for j in range(u.shape[1]):
            if j == 2:
                a, b = b, a
            a[i, j] = b[i - 1, j] + 1
    v[:] = a - b


def by_bits(u, v):
    m = u > v
    m[1:, :] &= ~m[:-1, :]
    v[:] = np.where(m, u, -v)


@pytest.mark.parametrize("f", [stencil, columns, backwards, gathered, swapped, by_bits])
@pytest.mark.parametrize("dtype", ["f8", "f4", "i4", "c16"])
def test_quick_code_reads_and_writes_where_it_should(f, dtype):
    if dtype == "c16" and f in (gathered, by_bits):
        return  # complex numbers have no order
    rng = np.random.default_rng(3)
    u, v = (rng.integers(-9, 9, (7, 6)).astype(dtype) for _ in range(2))
    expected = v.copy()
    f(u, expected)
    quickly(f, u, v)
    np.testing.assert_array_equal(v, expected)


def test_turns_do_not_compute_what_no_turn_changes():
    code, _ = quickly(stencil, np.ones((5, 5)), np.ones((5, 5)))
    text = emit(code.simplified, "f", target.host(), quick=True).text
    blocks = [block for block in text.split("\nb") if block.count(" fadd ") and " store double" in block]
    assert blocks
    assert not [block for block in blocks if " mul i64" in block]
    assert "llvm.access.group" not in text
