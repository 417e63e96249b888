"""Random kernels do as machine code what the interpreter says they do: loops, accumulators, places of all kinds."""

import random

import numpy as np
import pytest

from numorph.codegen.check import check
from numorph.codegen.interpret import run
from numorph.codegen.llvm import emit
from numorph.codegen.loops import (
    FLOATS,
    ONE,
    Accumulator,
    Buffer,
    Fail,
    Kernel,
    Loop,
    Place,
    Scan,
    Store,
    Update,
    binary,
    const,
    convert,
    load,
    local,
    param,
    select,
    var,
)
from numorph.codegen.target import available
from numorph.core.types import dtype_of_name

from .kernels.case import comparable
from .test_llvm import TARGETS, call_guarded, compile_for

pytestmark = pytest.mark.skipif(available() is not None, reason=str(available()))

COUNTS = {"i": "n", "j": "m", "k": "p"}  # loops and their numbers of iterations
COMPUTED = ("i32", "i64", "f32", "u8")
STORED = (*COMPUTED, "bf16")


class Maker:
    """Makes one kernel: buffers hold n * m * p elements and some more on both sides."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.inputs = [Buffer(f"x{k}", d) for k, d in enumerate(STORED)]
        self.outputs = []
        self.names = 0

    def name(self):
        self.names += 1
        return f"a{self.names}"

    def place(self, buffer, scope, mask=True):
        terms = tuple([(v, self.rng.choice([0, 1, 1, 2, 2, -1, 3, 4, -4, "s", COUNTS[v]])) for v in scope.loops])
        offset = self.rng.choice([400, 401, "base"])
        if self.rng.random() < 0.2:
            index = binary("and", self.expression("i64", scope, 1), const(63, "i64"))
            return Place(buffer, (), binary("add", index, const(40, "i64")))
        masked = self.expression("bool", scope, 1) if mask and self.rng.random() < 0.2 else None
        return Place(buffer, terms, offset, masked)

    def expression(self, dtype, scope, depth):
        rng = self.rng
        found = [e for e in scope.known if e.dtype == dtype]
        if found and rng.random() < 0.3:
            return rng.choice(found)
        e = self.leaf(dtype, scope) if depth <= 0 else self.operation(dtype, scope, depth - 1)
        scope.known.append(e)
        return e

    def leaf(self, dtype, scope):
        rng, kind = self.rng, self.rng.random()
        locals_ = [n for n, d in scope.readable.items() if d == dtype]
        if locals_ and kind < 0.4:
            return local(rng.choice(locals_), dtype)
        if dtype == "i64" and kind < 0.6:
            return var(rng.choice(scope.loops)) if scope.loops and kind < 0.5 else param("m")
        if dtype == "bool":
            return binary("lt", self.leaf("f32", scope), self.leaf("f32", scope))
        if kind < 0.9:
            buffer = next(b for b in self.inputs if b.dtype == dtype)
            return load(self.place(buffer.name, scope), dtype)
        return const(rng.randrange(5), dtype)

    def operation(self, dtype, scope, depth):
        rng = self.rng

        def sub(d=dtype):
            return self.expression(d, scope, depth)

        if dtype == "bool":
            d = rng.choice(COMPUTED)
            return binary(rng.choice(["lt", "eq", "ge", "ne"]), sub(d), sub(d))
        if dtype == "bf16":
            return select(sub("bool"), sub(), sub()) if rng.random() < 0.4 else convert(sub("f32"), dtype)
        op = rng.choice(["add", "sub", "mul", "min", "max", "select", "convert", "quo", "fma"])
        if op == "select":
            return select(sub("bool"), sub(), sub())
        if op == "convert":  # only where every value is in range
            return convert(sub(rng.choice(STORED if dtype == "f32" else [d for d in COMPUTED if d != "f32"])), dtype)
        if op == "quo" and dtype != "f32":
            return binary(rng.choice(["quo", "rem"]), sub(), binary("or", self.positive(dtype, sub()), const(1, dtype)))
        if op == "fma" and dtype == "f32":
            return binary("div", sub(), sub())
        return binary("add" if op in ("quo", "fma") else op, sub(), sub())

    def positive(self, dtype, e):
        return binary("and", e, const(127, dtype))

    def body(self, scope, loops):
        rng, found = self.rng, []
        for _ in range(rng.randrange(1, 4)):
            kind = rng.random()
            if kind < 0.4:
                found += self.reduction(scope, loops)
            elif kind < 0.5 and scope.loops:
                found.append(Fail(binary("gt", self.expression("i64", scope, 1), const(10**6, "i64"))))
            elif loops:
                found.append(self.loop(scope, loops))
            found.append(self.store(scope))
        return found

    def store(self, scope):
        dtype = self.rng.choice([*STORED, "bool"])
        value = self.expression(dtype, scope, 2)
        out = Buffer(f"out{len(self.outputs)}", dtype, written=True)
        self.outputs.append(out)
        strides = dict(zip("ijk", (2000, 1, 300), strict=True))
        if self.rng.random() < 0.3:
            strides |= {"j": self.rng.choice([2, -1, 3])}
        mask = self.expression("bool", scope, 1) if self.rng.random() < 0.2 else None
        return Store(Place(out.name, tuple([(v, strides[v]) for v in scope.loops]), 500, mask), value)

    def reduction(self, scope, loops):
        """An accumulator, a loop that updates it, and maybe another one."""
        rng = self.rng
        if not loops:
            return []
        op = rng.choice(["add", "mul", "min", "max", "argmin", "argmax", "scan"])
        dtype = rng.choice(["i32", "u8"] if op in ("add", "mul", "scan") else COMPUTED)
        name = self.name()
        vector = "j" in loops and rng.random() < 0.8
        found = [Accumulator(name, "add" if op == "scan" else op, dtype)]
        v = "j" if vector else rng.choice([l for l in loops if l != "j"] or ["j"])
        if v == "j" and "j" not in loops:
            return []
        inner = scope.inside(v)
        value = self.expression(dtype, inner, 2)
        if op == "scan":
            if v != "j":
                return []
            update = Scan(name, value)
            after = inner.inside(None)
            after.readable = {**inner.readable, name: dtype}
            body = [update, self.store(after)]
        else:
            index = None
            if op in ("argmin", "argmax"):
                index = var(v) if rng.random() < 0.7 else binary("add", var(v), const(5, "i64"))
            mask = self.expression("bool", inner, 1) if rng.random() < 0.3 else None
            body = [Update(name, value, index, mask)]
            if rng.random() < 0.5:
                body.append(self.store(inner))
        found.append(self.counted(v, body, reverse=op == "scan" and rng.random() < 0.5))
        scope.readable[name] = "i64" if op in ("argmin", "argmax") else dtype
        return found

    def counted(self, v, body, reverse=False):
        start = ONE if self.rng.random() < 0.3 else None
        if self.rng.random() < 0.2:
            return Loop(
                v,
                const(self.rng.choice([1, 5, 16] if v == "j" else [1, 3, 5]), "i64"),
                body,
                vector=v == "j",
                start=start,
                reverse=reverse,
            )
        return Loop(v, param(COUNTS[v]), body, vector=v == "j", start=start, reverse=reverse)

    def loop(self, scope, loops):
        v = self.rng.choice(loops)
        return self.counted(v, self.body(scope.inside(v), [l for l in loops if l != v]))

    def kernel(self):
        scope = Scope((), {}, [])
        outer = self.rng.choice(["i", "j", "i"])
        inside = scope.inside(outer)
        body = self.body(inside, [l for l in ("i", "j", "k") if l != outer])
        loop = Loop(outer, param(COUNTS[outer]), body, parallel=True, vector=outer == "j")
        return Kernel([*self.inputs, *self.outputs], ["n", "m", "p", "s", "base"], loop)


class Scope:
    """What expressions may name; `known` holds expressions that are there already, to be shared."""

    def __init__(self, loops, readable, known):
        self.loops, self.readable, self.known = loops, readable, known

    def inside(self, v):
        return Scope((*self.loops, v) if v else self.loops, dict(self.readable), list(self.known))


def memory(kernel, rng):
    found = {}
    for b in kernel.buffers:
        size = 16384 if not b.written else 12000
        if b.dtype in FLOATS:
            found[b.name] = rng.integers(-9, 9, size).astype(dtype_of_name(b.dtype))
        else:
            found[b.name] = rng.integers(0, 2 if b.dtype == "bool" else 100, size).astype(dtype_of_name(b.dtype))
    return found


@pytest.mark.parametrize("seed", range(24))
def test_random_kernel(seed):
    kernel = Maker(seed).kernel()
    check(kernel)
    for target in TARGETS:
        for quick in (True, False):
            function = compile_for(emit(kernel, "kernel", TARGETS[target], quick=quick), target, quick)
            for n, m, p in ((1, 1, 1), (3, 5, 2), (2, 70, 3), (4, 0, 2), (2, 16, 0)):
                params = {"n": n, "m": m, "p": p, "s": 2, "base": 300}
                before = memory(kernel, np.random.default_rng(seed))
                expected = {k: v.copy() for k, v in before.items()}
                extent = params[kernel.body.stop.attr]
                returned = run(kernel, expected, params)
                got = {k: v.copy() for k, v in before.items()}
                assert call_guarded(kernel, function, got, params, [(0, extent)], True) == returned
                for k in expected:
                    np.testing.assert_array_equal(
                        comparable(got[k]), comparable(expected[k]), err_msg=f"{k} {target} {quick} {n, m, p}"
                    )
