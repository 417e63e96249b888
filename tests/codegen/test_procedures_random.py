"""Random procedures: machine code gives what the interpreter gives, results and memory, or bails where it does."""

import random

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Return,
    Store,
    While,
    const,
    load,
    reg,
)
from numorph.runtime.procedure_code import ProcedureCode
from numorph.runtime.procedure_memory import Memory, Tape

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

N = 7  # elements of each memory
SCALARS = ("i64", "f64", "f32", "i32", "u8", "bool", "c128")
ARITHMETIC = {
    "f": ("add", "sub", "mul", "div", "min", "max", "neg", "abs", "sqrt", "floor", "copysign", "fmin"),
    "i": ("add", "sub", "mul", "min", "max", "neg", "and", "or", "xor", "not"),
    "u": ("add", "sub", "mul", "min", "max", "and", "or", "xor", "not", "popcount"),
    "b": ("and", "or", "xor", "not"),
    "c": ("add", "sub", "mul", "neg"),
}
UNARY = ("neg", "abs", "sqrt", "floor", "not", "popcount")


@pytest.fixture(autouse=True, scope="module")
def own_folder(tmp_path_factory):
    with nm.config.set(cache_dir=str(tmp_path_factory.mktemp("cache"))):
        yield


class Maker:
    """Makes procedures that do nothing undefined: what may go wrong is tested, and bails."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.registers = {d: [Reg(f"{d}_{k}", d) for k in range(3)] for d in SCALARS}
        self.pointers = [Reg(f"p{k}", "ptr") for k in range(2)]  # of f64 and of i64
        self.counters, self.depth, self.loops = [], 0, 0

    def procedure(self):
        own = [Assign(r, self.constant(d)) for d in SCALARS for r in self.registers[d]]
        body = own + self.body(6)
        results = [r for d in SCALARS for r in self.registers[d]]
        return Procedure("random", self.pointers, [*results, *self.random.sample(self.pointers, 1)], body)

    def constant(self, d):
        pick = self.random.choice
        if d == "bool":
            return const(pick([True, False]), d)
        if d == "c128":
            return const(complex(pick([0, 1.5, -2]), pick([0.0, 3, -0.5])), d)
        if d[0] == "f":
            return const(pick([0.0, 1.0, -1.5, 3.25, 1e10, -0.125]), d)
        return const(pick([0, 1, 2, 3, 5, 100] if d == "u8" else [0, 1, -1, 2, 7, -100, 2**31 - 1]), d)

    def value(self, d, depth=2):
        choice = self.random.random()
        if depth == 0 or choice < 0.3:
            if d == "i64" and self.counters and self.random.random() < 0.4:
                return reg(self.random.choice(self.counters))
            return reg(self.random.choice(self.registers[d])) if choice < 0.7 else self.constant(d)
        if choice < 0.4:
            return Expr(
                "select", d, (self.value("bool", depth - 1), self.value(d, depth - 1), self.value(d, depth - 1))
            )
        if choice < 0.55 and d in ("f64", "f32", "i64", "bool"):
            return self.other(d, depth)
        name = self.random.choice(ARITHMETIC[d[0]])
        return Expr(name, d, tuple([self.value(d, depth - 1) for _ in range(1 if name in UNARY else 2)]))

    def other(self, d, depth):
        if d == "bool":
            kind = self.random.choice(SCALARS[:-1])
            name = self.random.choice(["eq", "ne", "lt", "le", "gt", "ge", "overflows"])
            if name == "overflows":
                attr = self.random.choice(["add", "sub", "mul"])
                return Expr(name, d, (self.value("i64", depth - 1), self.value("i64", depth - 1)), attr)
            if kind == "bool":
                kind = "i64"
            return Expr(name, d, (self.value(kind, depth - 1), self.value(kind, depth - 1)))
        if d[0] == "f":
            kind = self.random.choice(["c128", "i64", "i32", "bool", "f32", "f64", "u8"])
            if kind == "c128":
                return Expr("convert", d, (Expr("real", "f64", (self.value("c128", depth - 1),)),))
        else:
            kind = self.random.choice(["i32", "bool", "u8"])
        return Expr("convert", d, (self.value(kind, depth - 1),))

    def index(self):
        """An index inside memory: a remainder, made positive."""
        rest = Expr("rem", "i64", (self.value("i64"), const(N, "i64")))
        return Expr("select", "i64", (Expr("lt", "bool", (rest, const(0, "i64"))), Expr("neg", "i64", (rest,)), rest))

    def body(self, count):
        return [s for _ in range(self.random.randint(1, count)) for s in self.statement()]

    def statement(self):
        pick = self.random.random()
        if pick < 0.35:
            d = self.random.choice(SCALARS)
            return [Assign(self.random.choice(self.registers[d]), self.value(d, 3))]
        k = self.random.randrange(2)
        dtype = ("f64", "i64")[k]
        if pick < 0.5:
            return [Store(self.pointers[k], self.index(), self.value(dtype))]
        if pick < 0.6:
            return [Assign(self.random.choice(self.registers[dtype]), load(self.pointers[k], self.index(), dtype))]
        if pick < 0.64:
            return [If(self.value("bool"), [Bail("random")] if self.random.random() < 0.2 else [Return()])]
        if pick < 0.7 and self.loops:
            return [If(self.value("bool"), [self.random.choice([Break(), Continue()])])]
        if pick < 0.75:
            return self.on_tape()
        if pick < 0.78:
            return self.own_memory()
        if pick < 0.82:
            return self.parallel()
        if self.depth > 2:
            return []
        return self.nested()

    def on_tape(self):
        d = self.random.choice(SCALARS)
        if self.random.random() < 0.6:
            return [Push(self.value(d)), Pop(self.random.choice(self.registers[d]))]
        block, i = Reg("block", "ptr"), self.random.randrange(N)
        kept = [PushBlock(block, const(N, "i64"), d), Store(block, const(i, "i64"), self.value(d))]
        back = [PopBlock(block, const(N, "i64"), d)]
        return [*kept, *back, Assign(self.random.choice(self.registers[d]), load(block, const(i, "i64"), d))]

    def own_memory(self):
        p, i, s = Reg("own", "ptr"), Reg("k", "i64"), self.random.choice(self.registers["i64"])
        fill = For(i, const(0, "i64"), const(N, "i64"), [Store(p, reg(i), Expr("mul", "i64", (reg(i), reg(s))))])
        fill.parallel = True
        return [Alloc(p, const(N, "i64"), "i64"), fill, Assign(s, load(p, self.index(), "i64")), Release(p)]

    def parallel(self):
        counter, total = Reg("lane", "i64"), Reg("total", "i64")
        name = self.random.choice(["add", "mul", "min", "max"])
        self.counters.append(counter)
        update = Assign(total, Expr(name, "i64", (reg(total), self.value("i64")), "free"))
        body = [Store(self.pointers[1], reg(counter), self.value("i64")), If(self.value("bool"), [update])]
        if self.random.random() < 0.5:
            body[1].orelse = [Store(self.pointers[0], reg(counter), self.value("f64"))]
        self.counters.pop()
        start = const(self.random.randrange(3), "i64")
        loop = For(counter, start, const(self.random.randint(3, N), "i64"), body, parallel=True)
        first, last = (self.random.choice(self.registers["i64"]) for _ in range(2))
        return [Assign(total, reg(first)), loop, Assign(last, reg(total))]

    def nested(self):
        self.depth += 1
        pick = self.random.random()
        if pick < 0.45:
            found = [If(self.value("bool"), self.body(3), self.body(3) if self.random.random() < 0.6 else ())]
        elif pick < 0.85:
            found = self.counted()
        else:
            turns = Reg("turns", "i64")
            more = Assign(turns, Expr("add", "i64", (reg(turns), const(1, "i64"))))
            end = If(Expr("gt", "bool", (reg(turns), const(self.random.randint(0, 5), "i64"))), [Break()])
            self.loops += 1
            found = [Assign(turns, const(0, "i64")), While([more, end, *self.body(3)])]
            self.loops -= 1
        self.depth -= 1
        return found

    def counted(self):
        counter = Reg("counter", "i64")
        step = self.random.choice([1, 1, -1, 2, -3])
        bounds = sorted(self.random.randint(-3, 9) for _ in range(2))
        start, stop = bounds if step > 0 else reversed(bounds)
        self.loops += 1
        self.counters.append(counter)
        body = self.body(3)
        self.counters.pop()
        self.loops -= 1
        return [For(counter, const(start, "i64"), const(stop, "i64"), body, step)]


@pytest.mark.parametrize("seed", range(150))
def test_random_procedures(seed):
    procedure = Maker(seed).procedure()
    rng = np.random.default_rng(seed)
    first = [rng.standard_normal(N), rng.integers(-5, 5, N)]
    second = [x.copy() for x in first]
    expected = interpret(procedure, first)
    code = ProcedureCode(procedure)
    code.make(quickly=seed % 3 == 0)
    found = code.call([x.ctypes.data for x in second], tape=Tape() if seed % 2 else None)
    if expected is None:
        assert found is None
        assert code.last_bail == "random"
    else:
        assert found is not None, code.last_bail
        places = {x.ctypes.data: k for k, x in enumerate(second)}
        for r, x, y in zip(procedure.results, found, expected, strict=True):
            if isinstance(x, Memory):
                assert first[places[x.address]] is y
            else:
                np.testing.assert_array_equal(x, y, err_msg=f"{r}\n{procedure}")
    for x, y in zip(second, first, strict=True):
        np.testing.assert_array_equal(x, y, err_msg=str(procedure))
