"""Procedures as machine code: control flow, Python functions, products, and the code itself."""

import ctypes
import threading

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.procedures.ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    For,
    If,
    Library,
    Reg,
    Return,
    While,
    const,
    reg,
)

from .procedures import (
    FLOATS,
    INTEGERS,
    SIZE,
    add,
    code,
    filled,
    heap_growth,
    i64,
    op,
    samples,
    sweeps,
)

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


@pytest.fixture(autouse=True, scope="module")
def own_folder(tmp_path_factory):
    with nm.config.set(cache_dir=str(tmp_path_factory.mktemp("cache"))):
        yield


def test_numbers_of_all_kinds_in_and_out():
    dtypes = ["bool", *INTEGERS, *FLOATS]
    registers = [Reg(f"r{d}", d) for d in dtypes]
    values = [True, *[-7 if d[0] == "i" else 2 ** int(d[1:]) - 1 for d in INTEGERS], 0.5, 0.25, -0.1]
    assert code([], registers, registers).call(values) == values


def test_complex_results():
    z = Reg("z", "c128")
    w = Reg("w", "c64")
    assert code([Assign(z, const(1 + 2j, "c128")), Assign(w, const(0.5 - 4j, "c64"))], [], [z, w]).call([]) == [
        1 + 2j,
        0.5 - 4j,
    ]


@pytest.mark.parametrize("step", [1, -1, 2, -3, 7, 2**62, -(2**63)])
def test_counted_loops(step):
    a, b, i, s, k = (Reg(name, "i64") for name in "abisk")
    count = [Assign(k, add(reg(k), i64(1))), Assign(s, op("xor", op("mul", reg(s), i64(31)), reg(i)))]
    made = code([For(i, reg(a), reg(b), count, step=step)], [a, b], [k, s])
    edges = [2**63 - 1, 2**63 - 3, -(2**63), -(2**63) + 2]
    for start in (0, 5, -4, *edges):
        for stop in (0, 5, 11, -20, *edges):
            numbers = range(start, stop, step)
            if (stop - start) // step > 1000:
                continue
            value = 0
            for x in numbers:
                value = ((value * 31 + 2**63) % 2**64 - 2**63) ^ x
            assert made.call([start, stop]) == [len(numbers), value]


def test_nested_loops_with_break_continue_and_return():
    n, i, j, s, k = (Reg(name, "i64") for name in "nijsk")
    inner = [
        If(op("eq", reg(j), i64(3)), [Continue()]),
        If(op("gt", op("mul", reg(i), reg(j)), i64(20)), [Break()]),
        Assign(s, add(reg(s), op("mul", reg(i), reg(j)))),
        If(op("gt", reg(s), i64(500)), [Return(), Assign(s, i64(-1))], [Assign(k, add(reg(k), i64(1)))]),
    ]
    made = code([For(i, i64(0), reg(n), [For(j, i64(0), reg(n), inner)])], [n], [s, k])

    def plain(n):
        s = k = 0
        for i in range(n):
            for j in range(n):
                if j == 3:
                    continue
                if i * j > 20:
                    break
                s += i * j
                if s > 500:
                    return [s, k]
                k += 1
        return [s, k]

    for n in range(30):
        assert made.call([n]) == plain(n)


def test_while_and_everything_after_it():
    n, k, steps = Reg("n", "i64"), Reg("k", "i64"), Reg("steps", "i64")
    even = op("eq", op("and", reg(k), i64(1)), i64(0))
    body = [
        If(op("eq", reg(k), i64(1)), [Break()]),
        Assign(steps, add(reg(steps), i64(1))),
        If(even, [Assign(k, op("shr", reg(k), i64(1))), Continue()]),
        Assign(k, add(op("mul", reg(k), i64(3)), i64(1))),
    ]
    made = code([Assign(k, reg(n)), While(body), Assign(k, add(reg(k), reg(steps)))], [n], [steps, k])
    assert made.call([27]) == [111, 112]
    forever = code([While([If(op("gt", reg(n), i64(0)), [Return()], [Bail("none")])])], [n], [n])
    assert forever.call([3]) == [3]
    assert forever.call([0]) is None


def test_both_branches_jump():
    n, r = Reg("n", "i64"), Reg("r", "i64")
    body = [
        If(op("lt", reg(n), i64(0)), [Assign(r, i64(1)), Return()], [Bail("not negative")]),
        Assign(r, i64(5)),
    ]
    made = code(body, [n], [r])
    assert made.call([-1]) == [1]
    assert made.call([1]) is None
    assert made.last_bail == "not negative"


def test_registers_are_zero_at_first():
    registers = [Reg("a", "i64"), Reg("b", "f32"), Reg("c", "bool"), Reg("d", "c128"), Reg("p", "ptr")]
    a, b, c, d, p = code([], [], registers).call([])
    assert [a, b, c, d, p.address] == [0, 0.0, False, 0j, 0]


def test_bails_say_why():
    n, r = Reg("n", "i64"), Reg("r", "i64")
    reasons = ["one", "two", "one"]
    body = [If(op("eq", reg(n), i64(k)), [Bail(reason)]) for k, reason in enumerate(reasons)]
    made = code([*body, Assign(r, reg(n))], [n], [r])
    for k, reason in enumerate(reasons):
        assert made.call([k]) is None
        assert made.last_bail == reason
        assert made.last_error is None
    assert made.call([9]) == [9]


def test_inputs_that_do_not_fit():
    n = Reg("n", "i64")
    made = code([], [n], [n])
    assert made.call([2**63]) is None
    assert "does not fit" in made.last_bail
    with pytest.raises(TypeError, match="takes 1 inputs"):
        made.call([1, 2])


def test_an_input_may_be_assigned():
    n = Reg("n", "i64")
    assert code([Assign(n, add(reg(n), i64(1)))], [n], [n]).call([4]) == [5]


# -- Python functions


def test_python_functions():
    p, q, k, x, z, b = (Reg(n, d) for n, d in zip("pqkxzb", ["ptr", "ptr", "i64", "f32", "c128", "bool"], strict=True))
    seen = []

    def function(pointers, values, allocate):
        seen.append(values)
        memory = allocate(24)
        (ctypes.c_double * 3).from_address(memory)[:] = [values[0], 2.0, 3.0]
        return [memory, 7, 0.5, values[1] * 2, not values[2]]

    values = (reg(x), const(1 + 2j, "c128"), const(True, "bool"), const(-3, "i8"))
    call = Library("host", [p], values, [q, k, x, z, b], attr=function)
    made = code([call], [p, x], [q, k, x, z, b])
    memory, *rest = made.call([1234, 0.25])
    assert rest == [7, 0.5, 2 + 4j, False]
    assert seen == [[0.25, 1 + 2j, True, -3]]
    np.testing.assert_array_equal(memory.array("f8", (3,), (8,)), [0.25, 2, 3])


def test_an_exception_bails():
    p, n = Reg("p", "ptr"), Reg("n", "i64")

    def function(pointers, values, allocate):
        allocate(SIZE)
        if values[0] == 1:
            raise ValueError("one")
        return [1, 2] if values[0] == 2 else [None] if values[0] == 3 else [5]

    call = Library("host", [], [reg(n)], [n], attr=function)
    made = code([Alloc(p, i64(SIZE), "i8"), call], [n], [n])
    assert made.call([0]) == [5]
    for k, kind in ((1, ValueError), (2, ValueError), (3, Exception)):
        assert heap_growth(lambda k=k: made.call([k])) < 10 * SIZE
        assert made.call([k]) is None
        assert isinstance(made.last_error, kind)
        assert "exception" in made.last_bail
    assert made.call([0]) == [5]


def test_who_ends_the_program_does():
    def function(pointers, values, allocate):
        raise KeyboardInterrupt

    made = code([Library("host", [], [], attr=function)])
    with pytest.raises(KeyboardInterrupt):
        made.call([])


def test_calls_inside_calls():
    n = Reg("n", "i64")
    made = code([], [n], [n])

    def function(pointers, values, allocate):
        return [values[0] if values[0] == 0 else made.call([values[0] - 1])[0] + values[0]]

    made = code([Library("host", [], [reg(n)], [n], attr=function)], [n], [n])
    assert made.call([20]) == [210]


def test_many_threads():
    p, n = Reg("p", "ptr"), Reg("n", "i64")
    call = Library("host", [], [reg(n)], [n], attr=lambda pointers, values, allocate: values)
    made = code([Alloc(p, reg(n), "f64"), filled(p, reg(n)), call], [n], [n, p])
    wrong = []

    def work(k):
        for _ in range(200):
            number, memory = made.call([k])
            if number != k or memory.array("f8", (k,), (8,))[-1] != k - 1:
                wrong.append(k)

    threads = [threading.Thread(target=work, args=(k + 1,)) for k in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert wrong == []


# -- products of matrices


@pytest.mark.parametrize("dtype", ["f32", "f64", "c64", "c128"])
@pytest.mark.parametrize("m, k, n", [(2, 3, 4), (8, 8, 8), (1, 1, 1), (20, 30, 10), (3, 0, 2), (0, 5, 1), (1, 500, 1)])
def test_products(dtype, m, k, n):
    registers = [Reg(x, "ptr") for x in "abc"]
    names = ["m", "k", "n", *[f"{x}{what}" for x in "abc" for what in ("offset", "row", "column")]]
    sizes = [Reg(x, "i64") for x in names]
    call = Library("matmul", registers, [reg(r) for r in sizes], dtype=dtype)
    made = code([call], [*registers, *sizes], [])
    a, b = samples(dtype, m * k + 5, 1), samples(dtype, k * n + 5, 2)
    a, b = (np.where(np.isfinite(x), x, 1).astype(x.dtype) for x in (a, b))
    out = np.zeros((m, 2 * n + 3), a.dtype)
    given = [m, k, n, 5, k, 1, 2, 1, k, 3, 2 * n + 3, 2]
    assert made.call([a.ctypes.data, b.ctypes.data, out.ctypes.data, *given]) == []
    expected = a[5:].reshape(m, k) @ b[2 : 2 + k * n].reshape(n, k).T
    np.testing.assert_allclose(out[:, 3 : 3 + 2 * n : 2], expected, rtol=1e-4 if dtype in ("f32", "c64") else 1e-12)
    assert not out[:, :3].any()
    assert made.call([a.ctypes.data, b.ctypes.data, out.ctypes.data, -1, *given[1:]]) is None
    assert "negative" in made.last_bail


# -- code


def test_the_same_procedure_has_the_same_text():
    from numorph.codegen.procedure_llvm import emit

    first, second = (sweeps()[0].procedure for _ in range(2))
    assert emit(first, "f", target.host()).text == emit(second, "f", target.host()).text


def test_code_is_found_on_disk(monkeypatch):
    from numorph.codegen import engine

    n = Reg("n", "i64")
    body = [Assign(n, add(reg(n), i64(987654)))]
    assert code(body, [n], [n]).call([1]) == [987655]
    monkeypatch.setattr(engine, "_compiled", {})
    monkeypatch.setattr(engine, "machine_code", lambda *a: pytest.fail("compiled again"))
    assert code(body, [n], [n]).call([1]) == [987655]


def test_there_is_no_such_routine():
    with pytest.raises(ValueError, match="no routine"):
        code([Library("nothing", [], [])]).make()
