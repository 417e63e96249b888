"""The native driver: steps of plans run in order on the memory that their tables say, and nothing else is touched."""

import ctypes
import threading
import tracemalloc

import numpy as np
import pytest

from numorph.codegen.blas import gemm
from numorph.codegen.plan import Launch, Operand, Plan, Product, Ref
from numorph.runtime import cpython, driver, entry

pytestmark = pytest.mark.skipif(entry.unavailable() is not None, reason=str(entry.unavailable()))

if entry.unavailable() is None:
    from .native_kernels import add, add_launch, add_plan, address, array, codes, fill


def bases_of(plan, arrays):
    """Addresses as run_plan takes them, with room for temporaries; and what keeps them alive."""
    arena = np.full(plan.arena, 0xA5, np.uint8)
    pointers = [0, arena.ctypes.data, *[a.ctypes.data for a in arrays]]
    return (ctypes.c_int64 * len(pointers))(*pointers), arena


def run(plan, addresses, arrays):
    encoded = driver.encode(plan, addresses)
    table = encoded.table.finish()
    bases, arena = bases_of(plan, arrays)
    assert encoded.bases.total == len(bases)
    function = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p)(entry.code()["run_plan"])
    status = function(table, ctypes.addressof(bases))
    del arena
    return status


def numbers(n, seed=0):
    return np.random.default_rng(seed).standard_normal(n)


@pytest.mark.parametrize("n", [0, 1, 7, 64, 1001])
def test_a_launch(n):
    x, y, z = numbers(n), numbers(n, 1), np.empty(n)
    plan = add_plan(n)
    assert run(plan, codes(plan), [x, y, z]) == 0
    np.testing.assert_array_equal(z, x + y)


def test_steps_share_temporaries_constants_and_offsets():
    """((x + c) + (x + c))[3:] + x[:4], through two temporaries and a shifted output."""
    c = numbers(7, 2)
    plan = Plan(
        [array(7)],
        [array(6)],
        [c],
        [0, 64],
        128,
        [
            add_launch(Ref("input", 0), Ref("constant", 0), Ref("temp", 0), 7),
            add_launch(Ref("temp", 0), Ref("temp", 0), Ref("temp", 1), 7),
            add_launch(Ref("temp", 1, 24), Ref("input", 0), Ref("output", 0, 16), 4),
        ],
    )
    x, z = numbers(7), np.full(6, -1.0)
    assert run(plan, codes(plan), [x, z]) == 0
    t = x + c
    np.testing.assert_array_equal(z, [-1.0, -1.0, *((t + t)[3:] + x[:4])])


def test_a_failure_stops_the_plan():
    failing = add(fails_at=3.0)
    steps = [
        add_launch(Ref("input", 0), Ref("input", 0), Ref("output", 0), 4, failing),
        add_launch(Ref("input", 0), Ref("input", 0), Ref("output", 1), 4),
    ]
    plan = Plan([array(4)], [array(4), array(4)], [], [], 0, steps)
    z = np.zeros(4), np.zeros(4)
    assert run(plan, codes(plan), [np.arange(4.0), *z]) == 1
    np.testing.assert_array_equal(z[1], 0)
    assert run(plan, codes(plan), [np.arange(4.0) + 4, *z]) == 0
    np.testing.assert_array_equal(z[1], 2 * (np.arange(4.0) + 4))


@pytest.mark.parametrize("cost", [1.0, 1e9])
def test_a_launch_in_parts(cost):
    """Every part writes its own elements: any number of threads gives the same."""
    n = 10_007
    step = Launch(fill(), (Ref("output", 0),), (n,), n, 64, cost)
    plan = Plan([], [array(n)], [], [], 0, [step])
    for _ in range(20):
        z = np.full(n, -1.0)
        assert run(plan, codes(plan), [z]) == 0
        np.testing.assert_array_equal(z, np.arange(n))


@pytest.mark.parametrize("dtype", ["f4", "f8", "c8", "c16"])
@pytest.mark.parametrize(
    ("batch", "m", "k", "n"), [(1, 3, 4, 5), (3, 20, 17, 9), (2, 1, 6, 1), (1, 0, 3, 2), (2, 3, 0, 2)]
)
def test_products(dtype, batch, m, k, n):
    rng = np.random.default_rng(batch + m)
    dtype = np.dtype(dtype)
    x, y = [rng.standard_normal((batch, *s)).astype(dtype) for s in ((m, k), (k, n))]
    size, name = dtype.itemsize, {"f4": "f32", "f8": "f64", "c8": "c64", "c16": "c128"}[dtype.str[1:]]
    operands = [
        Operand(Ref(kind, i), rows * columns * size, columns * size, size)
        for kind, i, rows, columns in (("input", 0, m, k), ("input", 1, k, n), ("output", 0, m, n))
    ]
    plan = Plan(
        [array(x.shape, dtype), array(y.shape, dtype)],
        [array((batch, m, n), dtype)],
        [],
        [],
        0,
        [Product(name, batch, m, k, n, *operands)],
    )
    out = np.full((batch, m, n), 7, dtype)
    assert run(plan, [], [x, y, out]) == 0
    np.testing.assert_array_equal(out, x @ y)


@pytest.mark.skipif(gemm("f64") is None, reason="NumPy's library has no gemm that can be called")
@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("order", ["CCC", "FCC", "CFC", "FFC", "CCF", "FCF", "CFF", "FFF"])
@pytest.mark.parametrize("alpha", [1.5, 0.0, np.inf])
def test_scaled_products(dtype, order, alpha):
    """What is in `out` beforehand counts only where it is added to."""
    m, k, n, size, name = 20, 17, 9, np.dtype(dtype).itemsize, {"f4": "f32", "f8": "f64"}[dtype]
    rng = np.random.default_rng(3)
    x, y, c = (
        np.array(rng.standard_normal(shape), dtype, order=o)
        for shape, o in zip(((m, k), (k, n), (m, n)), order, strict=True)
    )
    places = [Ref("input", 0), Ref("input", 1), Ref("output", 0)]
    operands = [Operand(ref, 0, *a.strides) for ref, a in zip(places, (x, y, c), strict=True)]
    for adds in (True, False):
        step = Product(name, 1, m, k, n, *operands, Ref("constant", 0), adds, Ref("temp", 0))
        values = [array(x.size, dtype), array(y.size, dtype)]
        plan = Plan(values, [array(c.size, dtype)], [np.array(alpha, dtype)], [0], m * n * size, [step])
        out = c.copy(order="K") if adds else np.full_like(c, np.nan)
        assert run(plan, [], [x, y, out]) == 0
        with np.errstate(all="ignore"):
            want = np.asarray(alpha, dtype) * (x @ y) + (c if adds else 0)
        np.testing.assert_allclose(
            out, want, rtol=1e-4 if dtype == "f4" else 1e-12, atol=1e-5 if dtype == "f4" else 1e-13
        )


def test_a_product_of_strided_operands_into_a_part():
    """x transposed, y the same for all matrices of the batch, the result every second row of a temporary."""
    x, y = numbers(2 * 12).reshape(2, 4, 3), numbers(20, 1).reshape(4, 5)
    out = np.full((2, 6, 5), 0.5)
    step = Product(
        "f64", 2, 3, 4, 5,
        Operand(Ref("input", 0), 96, 8, 24),
        Operand(Ref("input", 1), 0, 40, 8),
        Operand(Ref("output", 0), 240, 80, 8),
    )  # fmt: skip
    plan = Plan([array((2, 4, 3)), array((4, 5))], [array((2, 6, 5))], [], [], 0, [step])
    assert run(plan, [], [x, y, out]) == 0
    np.testing.assert_allclose(out[:, ::2], x.transpose(0, 2, 1) @ y, rtol=1e-15)
    np.testing.assert_array_equal(out[:, 1::2], 0.5)


def test_the_number_of_addresses_is_checked():
    with pytest.raises(ValueError, match="0 addresses for 1 launches"):
        driver.encode(add_plan(3), [])


def test_kernels_are_swapped_in_a_finished_table():
    plan = add_plan(3)
    encoded = driver.encode(plan, [address(add(fails_at=1.0))])
    encoded.table.finish()
    arrays = [np.ones(3), np.ones(3), np.zeros(3)]
    bases, _ = bases_of(plan, arrays)
    function = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p)(entry.code()["run_plan"])
    assert function(encoded.table.address, ctypes.addressof(bases)) == 1
    encoded.table.replace(encoded.kernels[0], address(add()))
    assert function(encoded.table.address, ctypes.addressof(bases)) == 0


# -- memory


def arenas():
    take = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_int64)(entry.code()["arena_take"])
    give = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(entry.code()["arena_give"])
    return take, give


def test_arenas_are_aligned_apart_and_kept():
    take, give = arenas()
    sizes = [1, 100, 4096, 1 << 20, 64, 64, 64, 64, 64, 64, 64, 300]  # more than are kept
    blocks = [take(size) for size in sizes]
    assert all(b % 64 == 0 for b in blocks)
    for k, (b, size) in enumerate(zip(blocks, sizes, strict=True)):
        ctypes.memset(b, k, size)
    for k, (b, size) in enumerate(zip(blocks, sizes, strict=True)):
        assert ctypes.string_at(b, size) == bytes([k]) * size
    first = blocks[0]
    for b in blocks:
        give(b)
    assert take(1) == first
    give(first)
    larger = take(1 << 16)
    give(larger)
    assert take(100) == larger
    give(larger)


def test_large_arenas_go_back():
    """A block above the bound is not kept; one below it is, the first call's bound being higher than the others'."""
    take, give = arenas()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        first, second = take(100 << 20), take(100 << 20)
        give(second)
        give(first)
        assert 99 << 20 < tracemalloc.get_traced_memory()[0] - before < 101 << 20
        give(take(300 << 20))
        assert tracemalloc.get_traced_memory()[0] - before < 1 << 20
    finally:
        tracemalloc.stop()


def test_an_arena_that_cannot_be_had():
    take, give = arenas()
    assert not take(1 << 62)
    give(take(64))


def test_arenas_of_many_threads_do_not_meet():
    take, give = arenas()
    wrong = []

    def work(k):
        for round_ in range(300):
            size = 64 + 17 * (round_ % 50)
            block = take(size)
            ctypes.memset(block, k, size)
            if ctypes.string_at(block, size) != bytes([k]) * size:
                wrong.append(k)
            give(block)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(1, 13)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong


# -- layouts


def test_the_layouts_of_objects_are_the_known_ones():
    assert cpython.unsupported() is None
    assert all(check() for check in cpython._CHECKS)


def test_inner_loops_are_those_of_the_types():
    dd, _ = driver.inner_loop(np.add, "dd->d")
    ff, _ = driver.inner_loop(np.add, "ff->f")
    assert dd != ff
    x, y, z = np.arange(5.0), np.arange(5.0) * 10, np.zeros(5)
    loop = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(dd)
    pointers = (ctypes.c_void_p * 3)(x.ctypes.data, y.ctypes.data, z.ctypes.data)
    loop(pointers, (ctypes.c_int64 * 1)(5), (ctypes.c_int64 * 3)(8, 8, 8), None)
    np.testing.assert_array_equal(z, x + y)
