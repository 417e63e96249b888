"""Loops over array statements that go inside of them: the same values and memory, element by element."""

import random

import numpy as np
import pytest

from numorph.procedures import exchange
from numorph.procedures.check import check
from numorph.procedures.definite import unassigned
from numorph.procedures.exchange import exchanged
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Bail, For, If, Procedure, Release, Retain, Store, const, reg, statements
from numorph.runtime.procedure_code import ProcedureCode

from .building import add, at, ex, f64, i64, loop, mul, op, ptr, put, store, sub

n, turns, x, y, w = i64("n"), i64("turns"), ptr("x"), ptr("y"), ptr("w")
i, k, a, b = i64("i"), i64("k"), f64("a"), f64("b")
NULL = op("null", dtype="ptr")


def over(counter, stop, body, step=1):
    return For(counter, const(0, "i64"), ex(stop), body, step, True)


def anew(name):
    """An array that each turn makes of the one before: the pointer, its owner, and statements around a turn."""
    now, owner, made = ptr(name), ptr(f"{name}.owner"), ptr(f"{name}.made")
    first = ptr(f"{name}.first")
    begin = [Alloc(first, ex(n), "f64"), over(i64("j"), n, [])]
    filled = i64("f")
    begin[1] = over(filled, n, [store(first, filled, op("convert", filled, dtype="f64"))])
    begin += [Retain(first), put(now, first), put(owner, first), Release(first)]
    before = [put(made, NULL), Alloc(made, ex(n), "f64")]
    after = [Retain(made), put(now, made), Release(owner), put(owner, made), Release(made)]
    return now, made, begin, before, after, [Release(owner)]


class Programs:
    """Random loops whose turns make arrays anew, change others, and count."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.arrays = [anew(f"r{m}") for m in range(self.random.randrange(3))]
        self.registers = [f64(name) for name in "pq"]
        self.numbers = [a, b]
        self.odd = self.random.random() < 0.15  # something that keeps the loop as it is, mostly

    def value(self, depth=2):
        kind = self.random.randrange(8 if depth else 5)
        if kind == 0:
            return op("convert", self.random.choice([k, k, i]), dtype="f64")
        if kind == 1:
            return reg(self.random.choice(self.numbers))
        if kind == 2:
            return at(x, i)
        if kind == 3:
            return at(self.random.choice([w, x, *[m[0] for m in self.arrays]]), i)
        if kind == 4:
            return at(y, self.random.choice([0, i, k if self.odd else i]))
        x1, x2 = self.value(depth - 1), self.value(depth - 1)
        return op("min", x1, x2) if kind == 5 else self.random.choice([add, mul, sub])(x1, op("min", x2, 2.0))

    def elements(self):
        body = [put(r, self.value()) for r in self.registers]
        parts = [[store(m[1], i, self.value())] for m in self.arrays]
        parts += [[put(r, add(self.value(), r))] for r in self.registers]
        if self.random.random() < 0.7:
            parts.append([store(w, i, add(at(w, i), self.value()))])
        if self.random.random() < 0.4:
            inside = [store(w, i, self.value())]
            parts.append([If(op("lt", self.value(), 0.5), inside, [put(self.registers[0], 1.0)])])
        self.random.shuffle(parts)
        body += [s for part in parts for s in part]
        body.append(store(w, i, add(self.registers[0], mul(self.registers[1], 0.5))))
        return body

    def procedure(self):
        before = [s for m in self.arrays for s in m[3]]
        after = [s for m in self.arrays for s in m[4]]
        nest = over(i, n, self.elements())
        counted = []
        for r in self.numbers:
            value = self.random.choice([at(y, k), op("convert", k, dtype="f64"), mul(r, 0.5), const(2.0, "f64")])
            counted.append(put(r, value))
        cut = self.random.randrange(3)
        step = self.random.choice([1, 1, 2, -1])
        ends = (0, turns) if step > 0 else (sub(turns, 1), -1)
        body = loop(k, *ends, [*counted[:cut], *before, nest, *counted[cut:], *after], step)
        out = i64("o")
        kept = [m for m in self.arrays if self.random.random() < 0.7]  # what is read after the loop
        copies = [over(out, n, [store(w, out, add(at(w, out), at(m[0], out)))]) for m in kept]
        outer = [body]
        if self.random.random() < 0.3:
            outer = [loop(i64("t"), 0, 2, outer)]
        begin = [put(a, 0.25), put(b, 1.5), *[s for m in self.arrays for s in m[2]]]
        end = [*copies, *[s for m in self.arrays for s in m[5]]]
        return Procedure("f", [x, y, w, n, turns], [a, b], [*begin, *outer, *end])


def arguments(length, count):
    rng = np.random.default_rng(length)
    return (*rng.uniform(-1.0, 1.0, (3, max(length, 8))), length, count)


def outcome(run, length, count):
    given = arguments(length, count)
    found = run(given)
    return [float(v) for v in found], given[2].tolist()


def natively(procedure):
    code = ProcedureCode(procedure)
    code.make(best=True)

    def run(given):
        found = code.call([v.ctypes.data if isinstance(v, np.ndarray) else v for v in given])
        assert found is not None
        return found

    return run


@pytest.mark.parametrize("seed", range(60))
def test_random_loops(seed, monkeypatch):
    monkeypatch.setattr(exchange, "LEAST", 2)  # the interpreter takes its time
    procedure = Programs(seed).procedure()
    check(procedure)
    found = exchanged(procedure)
    check(found, last=True)
    assert (unassigned(found) is None) == (unassigned(procedure) is None)
    with np.errstate(all="ignore"):
        for length, count in ((1, 3), (5, 0), (5, 1), (5, 2), (5, 6)):
            wanted = outcome(lambda g: interpret(procedure, g), length, count)
            assert outcome(lambda g: interpret(found, g), length, count) == wanted


@pytest.mark.parametrize("seed", range(6))
def test_random_loops_natively(seed):
    procedure = Programs(seed).procedure()
    run = natively(procedure)
    with np.errstate(all="ignore"):
        for length, count in ((5, 4), (70, 1), (70, 7)):
            assert outcome(run, length, count) == outcome(lambda g: interpret(procedure, g), length, count)


def test_random_loops_are_mostly_exchanged():
    procedures = [Programs(seed).procedure() for seed in range(60)]
    assert sum([exchanged(p) is not p for p in procedures]) > 40


# one by one


def is_exchanged(*body, begin=(), inputs=(x, y, w, n, turns)):
    procedure = Procedure("f", inputs, [], [*begin, loop(k, 0, turns, body)])
    check(procedure)
    return exchanged(procedure) is not procedure


def test_elements_become_registers():
    update = store(w, i, add(mul(at(w, i), at(x, i)), at(y, 0)))
    found = exchanged(Procedure("f", [x, y, w, n, turns], [], [loop(k, 0, turns, [over(i, n, [update])])]))
    (nest,) = [s for s in statements(found.body) if isinstance(s, For) and s.parallel][:1]
    (inner,) = [s for s in nest.body if isinstance(s, For)]
    assert not inner.parallel
    assert "[" not in str(Procedure("", [], [], inner.body))  # it neither loads nor stores


@pytest.mark.parametrize("read", [True, False])
def test_what_nobody_reads_later_is_not_stored(read):
    p, out = ptr("p"), i64("o")
    body = [Alloc(p, ex(n), "f64", True), loop(k, 0, turns, [over(i, n, [store(p, i, add(at(p, i), at(x, i)))])])]
    body += [over(out, n, [store(w, out, at(p, out))])] if read else []
    found = exchanged(Procedure("f", [x, w, n, turns], [], [*body, Release(p)]))
    (nest,) = [s for s in statements(found.body) if isinstance(s, For) and s.parallel][:1]
    assert any([isinstance(s, Store) for s in nest.body]) == read


def test_what_other_iterations_touch_keeps_a_loop():
    assert is_exchanged(over(i, n, [store(w, i, at(w, i))]))
    assert not is_exchanged(over(i, n, [store(w, i, at(w, add(i, 1)))]))
    assert not is_exchanged(over(i, n, [store(w, i, add(at(w, i), at(w, 0)))]))


def test_elements_that_are_others_in_each_turn_keep_a_loop():
    assert is_exchanged(over(i, n, [store(w, i, add(at(w, i), at(x, i)))]))
    assert not is_exchanged(over(i, n, [store(w, i, add(at(w, i), at(x, add(i, mul(k, n)))))]))
    assert not is_exchanged(over(i, n, [store(w, add(i, mul(k, n)), at(x, i))]))


def test_sums_keep_a_loop():
    total = f64("total")
    summed = put(total, add(total, at(w, i), free=True))
    body = [loop(k, 0, turns, [over(i, n, [store(w, i, at(w, i)), summed])])]
    procedure = Procedure("f", [w, n, turns], [total], [put(total, 0.0), *body])
    assert exchanged(procedure) is procedure


def test_pointers_that_change_places_keep_a_loop():
    p, q, t = ptr("p"), ptr("q"), ptr("t")
    begin = [Alloc(p, ex(n), "f64", True), Alloc(q, ex(n), "f64", True)]
    nest = over(i, n, [store(q, i, add(at(p, i), 1.0))])
    assert is_exchanged(nest, begin=begin)
    assert not is_exchanged(nest, put(t, p), put(p, q), put(q, t), begin=begin)


def test_pointers_to_the_same_memory_keep_a_loop():
    p = ptr("p")
    nest = over(i, n, [store(w, i, add(at(w, i), at(p, i)))])
    assert is_exchanged(nest, begin=[put(p, x)])
    assert not is_exchanged(nest, begin=[put(p, w)])


def test_tests_of_what_changes_keep_a_loop():
    nest = over(i, n, [store(w, i, add(at(w, i), 1.0))])
    assert is_exchanged(If(op("gt", n, 1000), [Bail("")]), nest)
    assert not is_exchanged(If(op("gt", k, 5), [Bail("")]), nest)
    assert not is_exchanged(If(op("gt", at(w, 0), 5.0), [Bail("")]), nest)


def test_elements_behind_a_branch_may_be_out_of_bounds():
    test = op("lt", i, 3)
    assert not is_exchanged(over(i, n, [If(test, [store(w, i, 1.0)])]))
    assert is_exchanged(over(i, n, [put(a, at(w, i)), If(test, [store(w, i, a)])]))
