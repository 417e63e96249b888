"""Kernels for tests of the driver and the call path, and plans of one step that run them."""

from functools import cache

import numpy as np

from numorph.codegen import engine, llvm
from numorph.codegen.loops import Buffer, Fail, Kernel, Loop, Place, Store, binary, const, load, param, var
from numorph.codegen.plan import Launch, Plan, Ref, Value
from numorph.codegen.target import host


def _elements(name):
    return Place(name, (("i", 1),))


@cache
def add(dtype="f64", fails_at=None):
    """z = x + y; with `fails_at` it fails where x has that value."""
    x, y = load(_elements("x"), dtype), load(_elements("y"), dtype)
    body = [Store(_elements("z"), binary("add", x, y))]
    if fails_at is not None:
        body.append(Fail(binary("eq", x, const(fails_at, dtype))))
    buffers = [Buffer("x", dtype), Buffer("y", dtype), Buffer("z", dtype, written=True)]
    return Kernel(buffers, ["n"], Loop("i", param("n"), body, parallel=True, vector=True))


@cache
def fill():
    """z[i] = i, whatever the part."""
    from numorph.codegen.loops import convert

    store = Store(_elements("z"), convert(var("i"), "f64"))
    return Kernel([Buffer("z", "f64", written=True)], ["n"], Loop("i", param("n"), [store], parallel=True))


# Runs until its first element is no longer 0, so that it needs another thread of Python's to end; z = 1 then, else 0.
WAIT = """
define i32 @wait_for_flag(ptr %buffers, ptr %params, i64 %begin, i64 %end) nounwind {
  %flag = load ptr, ptr %buffers
  %where = getelementptr ptr, ptr %buffers, i64 1
  %z = load ptr, ptr %where
  br label %loop
loop:
  %n = phi i64 [ 0, %0 ], [ %n1, %next ]
  %now = load atomic i64, ptr %flag seq_cst, align 8
  %set = icmp ne i64 %now, 0
  br i1 %set, label %done, label %next
next:
  %n1 = add i64 %n, 1
  %late = icmp eq i64 %n1, 20000000000
  br i1 %late, label %done, label %loop
done:
  store i64 %now, ptr %z, align 8
  ret i32 0
}
"""


@cache
def address(kernel):
    """The code of a kernel, or of WAIT."""
    if kernel is WAIT:
        return engine.compiled(WAIT, ["wait_for_flag"], 2)["wait_for_flag"]
    return engine.compiled(llvm.emit(kernel, "kernel", host(), quick=False), ["kernel"], 2)["kernel"]


def array(n, dtype="f8"):
    return Value("array", (n,) if isinstance(n, int) else n, np.dtype(dtype))


def add_launch(x, y, z, n, kernel=None, grain=0, cost=10.0):
    return Launch(kernel or add(), (x, y, z), (n,), n, grain, cost)


def add_plan(n, kernel=None, grain=0, cost=10.0, dtype="f8"):
    """z = x + y."""
    launch = add_launch(Ref("input", 0), Ref("input", 1), Ref("output", 0), n, kernel, grain, cost)
    return Plan([array(n, dtype), array(n, dtype)], [array(n, dtype)], [], [], 0, [launch])


def codes(plan):
    """The addresses of a plan's launches."""
    return [address(step.kernel) for step in plan.steps if isinstance(step, Launch)]
