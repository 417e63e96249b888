"""Memory of procedures and their tapes: who has it, when it is freed, what cannot be."""

import itertools
import math

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.codegen.procedure_llvm import emit
from numorph.codegen.target import host
from numorph.procedures.ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Return,
    Store,
    const,
    load,
    reg,
)
from numorph.runtime.procedure_code import ProcedureCode
from numorph.runtime.procedure_memory import Memory, Tape

from .procedures import COMPLEX, FLOATS, INTEGERS, SIZE, add, code, filled, heap_growth, i64, op, sweeps

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


@pytest.fixture(autouse=True, scope="module")
def own_folder(tmp_path_factory):
    with nm.config.set(cache_dir=str(tmp_path_factory.mktemp("cache"))):
        yield


def test_memory_that_is_given_back():
    p, n = Reg("p", "ptr"), Reg("n", "i64")
    made = code([Alloc(p, reg(n), "f64"), filled(p, reg(n))], [n], [p])
    for n in (0, 1, 5, 100_000):
        (memory,) = made.call([n])
        assert isinstance(memory, Memory)
        assert memory.nbytes == 8 * n
        assert memory.address % 64 == 0
        x = memory.array("f8", (n,), (8,))
        del memory
        made.call([n])
        np.testing.assert_array_equal(x, np.arange(n))
        x += 1
    x = made.call([12])[0].array("f8", (3, 2), (32, 8))
    np.testing.assert_array_equal(x, np.arange(12.0).reshape(3, 4)[:, :2])


def test_zeroed_memory():
    p, q, n = Reg("p", "ptr"), Reg("q", "ptr"), Reg("n", "i64")
    body = [Alloc(q, reg(n), "f64"), filled(q, reg(n), 1), Release(q), Alloc(p, reg(n), "f64", zero=True)]
    made = code(body, [n], [p])
    for n in (3, 1000):
        assert not made.call([n])[0].array("f8", (n,), (8,)).any()


def test_memory_of_the_caller():
    p, q, r = Reg("p", "ptr"), Reg("q", "ptr"), Reg("r", "ptr")
    made = code([Assign(r, reg(q))], [p, q], [r, p])
    x, y = np.arange(3.0), np.arange(3.0)
    a, b = made.call([x.ctypes.data, y.ctypes.data])
    assert [a.address, b.address] == [y.ctypes.data, x.ctypes.data]
    assert [a.nbytes, b.nbytes] == [0, 0]


def test_the_same_memory_twice():
    p, q = Reg("p", "ptr"), Reg("q", "ptr")
    a, b = code([Alloc(p, i64(4), "f64"), filled(p, i64(4)), Assign(q, reg(p)), Retain(q)], [], [p, q]).call([])
    assert a is b
    x, y = a.array("f8", (4,), (8,)), b.array("f8", (2,), (16,))
    del a, b, x
    np.testing.assert_array_equal(y, [0, 2])


def test_swapped_buffers():
    """After each round the pointers are exchanged, as a program does that computes one state from another."""
    p, q, t = (Reg(name, "ptr") for name in "pqt")
    rounds, n, i, k = (Reg(name, "i64") for name in ("rounds", "n", "i", "k"))
    value = add(load(p, reg(i), "f64"), load(p, op("sub", reg(i), i64(1)), "f64"))
    body = [
        Store(q, i64(0), const(1.0, "f64")),
        For(i, i64(1), reg(n), [Store(q, reg(i), value)], parallel=True),
        Assign(t, reg(p)),
        Assign(p, reg(q)),
        Assign(q, reg(t)),
    ]
    made = code([For(k, i64(0), reg(rounds), body)], [p, q, rounds, n], [p])
    x, y = np.eye(1, 12)[0], np.zeros(12)
    (memory,) = made.call([x.ctypes.data, y.ctypes.data, 11, 12])
    assert memory.address == y.ctypes.data
    np.testing.assert_array_equal(y, [math.comb(11, k) for k in range(12)])


def test_memory_is_freed_by_whatever_ends_a_call():
    p, q, r, n = Reg("p", "ptr"), Reg("q", "ptr"), Reg("r", "ptr"), Reg("n", "i64")
    allocate = [Alloc(r, i64(SIZE), "i8"), Alloc(r, i64(SIZE), "i8"), Alloc(p, i64(SIZE), "i8")]
    end = If(op("eq", reg(n), i64(0)), [Bail("zero")], [If(op("eq", reg(n), i64(1)), [Return()])])
    made = code([*allocate, Alloc(q, i64(SIZE), "i8"), end, Release(p), Retain(q), Release(q)], [n], [q])
    for k, expected in ((0, None), (1, list), (2, list)):
        assert heap_growth(lambda k=k: made.call([k])) < 10 * SIZE
        assert made.call([k]) is None if expected is None else type(made.call([k])) is expected


def test_released_memory_is_gone_at_once():
    p, k, n = Reg("p", "ptr"), Reg("k", "i64"), Reg("n", "i64")
    body = [Release(p), Alloc(p, i64(1 << 20), "f64"), Retain(p), Release(p)]
    assert code([For(k, i64(0), reg(n), body)], [n], []).call([1_000_000 // 50]) == []  # 160 GB in all


def test_counts_that_cannot_be():
    p, n = Reg("p", "ptr"), Reg("n", "i64")
    made = code([Alloc(p, reg(n), "f64")], [n], [p])
    for count, said in ((-1, "negative"), (-(2**63), "negative"), (2**45, "memory"), (2**62, "memory")):
        assert made.call([count]) is None
        assert said in made.last_bail


def test_retain_and_release_of_null():
    p = Reg("p", "ptr")
    assert code([Assign(p, Expr("null", "ptr")), Retain(p), Release(p)], [], []).call([]) == []


def test_memory_outlives_everything_else():
    p = Reg("p", "ptr")
    x = code([Alloc(p, i64(50_000), "f64"), filled(p, i64(50_000))], [], [p]).call([])[0].array("f8", (50_000,), (8,))
    assert x.sum() == sum(range(50_000))


# -- the tape


def test_what_is_pushed_is_popped():
    dtypes = ["bool", *INTEGERS, *FLOATS, *COMPLEX]
    into = [Reg(f"a{d}", d) for d in dtypes]
    values = [True if d == "bool" else 3 if d in INTEGERS else 1.5 - 2j if d in COMPLEX else 0.5 for d in dtypes]
    body = [Push(const(v, d)) for v, d in zip(values, dtypes, strict=True)]
    made = code([*body, *[Pop(r) for r in reversed(into)]], [], into)
    assert made.call([]) == values


def test_what_is_popped_together_may_lie_in_two_chunks():
    n, k, odd, total = Reg("n", "i64"), Reg("k", "i64"), Reg("odd", "i64"), Reg("total", "i64")
    x, y, p, q = Reg("x", "i64"), Reg("y", "i64"), Reg("p", "bool"), Reg("q", "bool")
    push = [Push(reg(k)), Push(op("eq", op("and", reg(k), i64(3)), i64(0)))]
    forward = code([For(k, i64(0), reg(n), push)], [n], [])
    sums = [Assign(total, add(reg(total), op("mul", op("sub", reg(x), reg(y)), reg(x))))]
    sums += [If(reg(r), [Assign(odd, add(op("mul", reg(odd), i64(3)), reg(v)))]) for r, v in ((p, x), (q, y))]
    pairs = For(k, i64(0), op("quo", reg(n), i64(2)), [Pop(p), Pop(x), Pop(q), Pop(y), *sums])
    backward = code([Assign(total, i64(0)), Assign(odd, i64(0)), pairs], [n], [total, odd])
    for count in (2, 3640, 3642, 40_000):
        tape, wanted = Tape(), 0
        assert forward.call([count], tape=tape) == []
        for v in range(count - 1, -1, -1):
            wanted = (3 * wanted + v) % 2**64 if v % 4 == 0 else wanted
        assert backward.call([count], tape=tape) == [sum(range(1, count, 2)), (wanted + 2**63) % 2**64 - 2**63]
        assert tape.nbytes == 0
    forward.call([6], tape=tape)
    assert backward.call([8], tape=tape) is None


def test_a_tape_leads_from_one_call_to_another():
    forward, backward = sweeps()
    for n in (0, 1, 3, 50, 1000):
        tape = Tape()
        assert forward.call([n], tape=tape) == []
        assert tape.nbytes >= 8 * n + 8 * n * (n - 1) // 2
        expected = sum(i + i * (i - 1) / 2 for i in range(n))
        assert backward.call([n], tape=tape) == [expected]
        assert tape.nbytes == 0
    for tape in (Tape(), Tape()):
        forward.call([100], tape=tape)
        tape.clear()
        assert tape.nbytes == 0


def test_a_tape_is_freed():
    forward, _ = sweeps()
    assert heap_growth(lambda: forward.call([150], tape=Tape())) < 100_000
    assert heap_growth(lambda: forward.call([150])) < 100_000


def test_limits_of_a_tape():
    forward, _ = sweeps()
    tape = Tape(limit=100_000)
    assert forward.call([10], tape=tape) == []
    assert forward.call([1000], tape=tape) is None
    assert "limit" in forward.last_bail
    assert tape.nbytes == 0
    p, n, k = Reg("p", "ptr"), Reg("n", "i64"), Reg("k", "i64")
    made = code([For(k, i64(0), reg(n), [Alloc(p, i64(1000), "f64"), Push(reg(p))])], [n], [])
    assert made.call([5], tape=tape) == []
    assert tape.nbytes == 5 * 8008
    assert made.call([20], tape=tape) is None
    assert "limit" in made.last_bail


@pytest.mark.parametrize("wanted", ["number", "block"])
def test_taking_what_is_not_there_bails(wanted):
    x, y, p = Reg("x", "f64"), Reg("y", "bool"), Reg("p", "ptr")
    take = Pop(x) if wanted == "number" else PopBlock(p, i64(3), "f64")
    for before in ([], [Push(reg(y))], [Push(reg(x)), Pop(x)], [PushBlock(p, i64(2), "f64"), Pop(y)]):
        made = code([*before, take], [], [])
        found = made.call([])
        if wanted == "block" or len(before) < 2 or isinstance(before[0], Push):
            assert found is None
            assert "tape" in made.last_bail


def test_memory_that_is_not_released_belongs_to_the_tape():
    p, q, n, s = Reg("p", "ptr"), Reg("q", "ptr"), Reg("n", "i64"), Reg("s", "f64")
    forward = code([Alloc(p, reg(n), "f64"), filled(p, reg(n)), Push(reg(p))], [n], [])
    backward = code([Pop(q), Assign(s, load(q, op("sub", reg(n), i64(1)), "f64")), Release(q)], [n], [s])

    def both():
        tape = Tape()
        assert forward.call([SIZE // 8], tape=tape) == []
        assert tape.nbytes == SIZE + 8
        assert backward.call([SIZE // 8], tape=tape) == [SIZE // 8 - 1]
        assert tape.nbytes == 0

    assert heap_growth(both) < 10 * SIZE
    assert heap_growth(lambda: forward.call([SIZE // 8], tape=Tape())) < 10 * SIZE


def test_a_result_that_the_tape_needs_too():
    p, q, s = Reg("p", "ptr"), Reg("q", "ptr"), Reg("s", "f64")
    forward = code([Alloc(p, i64(SIZE), "f64"), filled(p, i64(SIZE)), Retain(p), Push(reg(p))], [], [p])
    backward = code([Pop(q), Assign(s, load(q, i64(9), "f64")), Release(q)], [], [s])

    def both(order):
        tape = Tape()
        x = forward.call([], tape=tape)[0].array("f8", (SIZE,), (8,))
        if order:
            assert backward.call([], tape=tape) == [9.0]
        tape.clear()
        del tape
        assert x[-1] == SIZE - 1

    assert heap_growth(lambda: both(0)) < 10 * SIZE
    assert heap_growth(lambda: both(1)) < 10 * SIZE


def test_a_tape_serves_one_call_at_a_time():
    tape, n = Tape(), Reg("n", "i64")
    inner = code([Push(reg(n))], [n], [])
    call = Library("host", [], [reg(n)], attr=lambda pointers, values, allocate: inner.call(values, tape=tape))
    made = code([Push(reg(n)), call], [n], [])
    assert made.call([1], tape=tape) is None
    assert "in use" in str(made.last_error)
    assert made.call([1]) == []
    assert tape.nbytes == 8


def test_memory_of_a_tape_as_a_result():
    p = Reg("p", "ptr")
    tape = Tape()
    code([Alloc(p, i64(5), "f64"), filled(p, i64(5)), Push(reg(p))], [], []).call([], tape=tape)
    (memory,) = code([Pop(p)], [], [p]).call([], tape=tape)
    del tape
    np.testing.assert_array_equal(memory.array("f8", (5,), (8,)), np.arange(5))
    assert memory.nbytes == 40


def test_memory_is_used_again():
    p, n = Reg("p", "ptr"), Reg("n", "i64")
    made = code([Alloc(p, reg(n), "f64"), filled(p, reg(n))], [n], [p])
    address = made.call([99_000])[0].address  # freed at once
    again, other = made.call([99_001])[0], made.call([99_000])[0]
    assert again.address == address  # a little more has room there as well
    assert other.address != address


def test_memory_of_all_sizes_is_apart():
    p, n, i = Reg("p", "ptr"), Reg("n", "i64"), Reg("i", "i64")
    made = code([Alloc(p, reg(n), "i8"), For(i, i64(0), reg(n), [Store(p, reg(i), const(1, "i8"))])], [n], [p])
    sizes = [1, 100, 127, 128, 129, 160, 161, 1000, 2048, 2049, 65536, 65537, 1 << 20, (1 << 26) + 1]
    for _ in range(2):  # fresh memory, then what was given back
        held = sorted([(m.address, m.nbytes) for m in [made.call([n])[0] for n in sizes]])
        assert [n for _, n in sorted(held, key=lambda x: x[1])] == sizes
    kept = [made.call([n])[0] for n in sizes * 2]
    places = sorted([(m.address, m.address + m.nbytes) for m in kept])
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))


@pytest.mark.parametrize("length", [3, 256, 257])
def test_short_memory_of_a_tape(length):
    """It is used again where it was released, and what is a result outlives the tape."""
    p, q, r, k, rounds = Reg("p", "ptr"), Reg("q", "ptr"), Reg("r", "ptr"), Reg("k", "i64"), Reg("rounds", "i64")
    body = [
        Release(q),
        Alloc(q, i64(length), "f64", zero=True),
        Store(q, i64(0), add(load(q, i64(0), "f64"), const(1.0, "f64"))),
        Alloc(p, i64(length), "f64"),
        filled(p, i64(length)),
        Push(reg(p)),
    ]
    end = [Alloc(r, i64(length), "f64"), filled(r, i64(length))]
    forward = code([For(k, i64(0), reg(rounds), body), *end], [rounds], [r, q])
    tape = Tape()
    last, other = forward.call([1000], tape)
    np.testing.assert_array_equal(last.array("f8", (length,), (8,)), np.arange(length))
    x = other.array("f8", (length,), (8,))
    assert tape.nbytes < 1000 * (8 * length + 8) + 100_000
    popped = code([For(k, i64(0), reg(rounds), [Pop(p), Release(p)])], [rounds], [])
    assert popped.call([999], tape) == []
    tape.clear()
    assert forward.call([1000], tape) is not None
    del tape, last, other
    assert x[0] == 1
    assert not x[1:].any()


def test_pointers_off_a_tape_reach_only_what_was_pushed():
    """Loads after stores to other memory may be moved by LLVM, loads after stores to the same memory may not."""
    x, y, n = Reg("x", "f64"), Reg("y", "f64"), Reg("n", "i64")
    a, b, either, back = (Reg(name, "ptr") for name in ("a", "b", "either", "back"))
    site = Reg("site", "ptr")
    body = [
        Alloc(a, i64(2), "f64"),
        Alloc(b, i64(2), "f64"),
        Retain(a),
        Retain(b),
        Store(a, i64(0), reg(x)),
        Store(b, i64(0), reg(y)),
        Assign(either, reg(a)),
        If(Expr("gt", "bool", (reg(n), i64(0))), [Assign(either, reg(b))]),
        Push(reg(either), site),
        Pop(back, site),
        Store(back, i64(0), const(7.0, "f64")),
        Assign(x, load(a, i64(0), "f64")),
        Assign(y, load(b, i64(0), "f64")),
        Release(a),
        Release(b),
    ]
    code = ProcedureCode(Procedure("apart", [x, y, n], [x, y], body, own_tape=True))
    assert code.call([1.0, 2.0, 0]) == [7.0, 2.0]
    assert code.call([1.0, 2.0, 1]) == [1.0, 7.0]
    text = emit(code.procedure, "apart", host()).text
    assert "!alias.scope" in text and "!noalias" in text


@pytest.mark.parametrize("pops", [False, True])
def test_inputs_that_are_kept_are_not_apart(pops):
    p, kept, stack, x = Reg("p", "ptr"), Reg("kept", "ptr"), Reg("stack", "ptr"), Reg("x", "f64")
    body = [
        Alloc(stack, i64(1), "i64"),
        Library("keep", (stack, p), (i64(0),)),
        Library("back", (stack,), (i64(0),), (kept,)),
        Store(kept, i64(0), const(7.0, "f64")),
        Assign(x, load(p, i64(0), "f64")),
        *([Push(reg(x)), Pop(x)] if pops else []),
        Release(stack),
    ]
    made = ProcedureCode(Procedure("kept", [p], [x], body, own_tape=pops))
    array = np.ones(1)
    assert made.call([array.ctypes.data]) == [7.0]
    assert "ptr noalias %in0" not in emit(made.procedure, "kept", host()).text
