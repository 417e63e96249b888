"""The builder of scalar IR: its control flow runs natively and gives what Python gives; nonsense is refused."""

import ctypes

import pytest

from numorph.codegen import engine
from numorph.codegen.builder import Module
from numorph.codegen.target import available

native = pytest.mark.skipif(available() is not None, reason=str(available()))


def run(module, name, *arguments):
    """Call a function of i64 and pointers that gives an i64."""
    address = engine.compiled(module.text(), [name], 2)[name]
    types = [ctypes.c_void_p if isinstance(a, ctypes.Array) else ctypes.c_int64 for a in arguments]
    return ctypes.CFUNCTYPE(ctypes.c_int64, *types)(address)(*arguments)


def function(**parameters):
    module = Module()
    return module, module.function("f", "i64", **parameters)


@native
@pytest.mark.parametrize(("x", "y"), [(7, 3), (-5, 4), (2**62, 2**62), (0, 0), (-(2**63), 1)])
def test_arithmetic_wraps_around_and_comparisons_are_signed(x, y):
    def wrapped(n):
        return (n + 2**63) % 2**64 - 2**63

    for build, expected in (
        (lambda f, a, b: a + b, wrapped(x + y)),
        (lambda f, a, b: a - b, wrapped(x - y)),
        (lambda f, a, b: a * b, wrapped(x * y)),
        (lambda f, a, b: a & b, x & y),
        (lambda f, a, b: a | b, x | y),
        (lambda f, a, b: a + 5, wrapped(x + 5)),
        (lambda f, a, b: a.below(b).convert("zext", "i64"), x < y),
        (lambda f, a, b: a.above(b).convert("zext", "i64"), x > y),
        (lambda f, a, b: a.at_least(b).convert("zext", "i64"), x >= y),
        (lambda f, a, b: a.equals(b).convert("zext", "i64"), x == y),
        (lambda f, a, b: a.differs(b).convert("zext", "i64"), x != y),
        (lambda f, a, b: f.select(a.below(b), a, b), min(x, y)),
    ):
        module, f = function(x="i64", y="i64")
        f.return_(build(f, *f.parameters.values()))
        assert run(module, "f", x, y) == expected


@native
@pytest.mark.parametrize("n", [-3, 0, 1, 7, 100])
def test_loops_and_branches(n):
    """The sum of odd numbers below n but 9, until 41; each of for, if, else, continue and break has its effect."""
    module, f = function(n="i64")
    total = f.local("i64", 0)
    with f.for_(0, f.parameters["n"]) as k:
        with f.if_((k & 1).equals(0)):
            f.continue_()
        with f.if_(k.equals(9)) as nine:
            total.set(total.get() + 1000)
        with nine.else_():
            total.set(total.get() + k)
        with f.if_(k.equals(41)):
            f.break_()
    f.return_(total.get())
    expected = sum(1000 if k == 9 else k for k in range(n) if k % 2 and k <= 41)
    assert run(module, "f", n) == expected


@native
@pytest.mark.parametrize("n", [0, 1, 2, 3, 17])
def test_nested_loops_with_a_condition(n):
    module, f = function(n="i64")
    n_ = f.parameters["n"]
    total, left = f.local("i64", 0), f.local("i64", n_)
    with f.while_(lambda: left.get().above(0)):
        with f.for_(0, left.get()) as i, f.for_(i, n_) as j:
            with f.if_(j.above(i + 3)):
                f.break_()
            total.set(total.get() + j)
        left.set(left.get() - 1)
    f.return_(total.get())
    expected = sum(j for left in range(n, 0, -1) for i in range(left) for j in range(i, n) if j <= i + 3)
    assert run(module, "f", n) == expected


@native
@pytest.mark.parametrize(("case", "expected"), [(0, 10), (1, 21), (5, -1), (-7, -1)])
def test_switch(case, expected):
    module, f = function(x="i64")
    x = f.parameters["x"]
    result = f.local("i64", 0)
    with f.switch(x) as cases:
        with cases.case(0):
            result.set(10)
        with cases.case(1):
            with f.if_(x.above(0)):
                f.return_(21)
            result.set(20)
        with cases.default():
            result.set(-1)
    f.return_(result.get())
    assert run(module, "f", case) == expected


@native
def test_switch_without_a_case_goes_on():
    module, f = function(x="i64")
    with f.switch(f.parameters["x"]) as cases, cases.case(3):
        f.return_(1)
    f.return_(2)
    assert run(module, "f", 3) == 1
    assert run(module, "f", 4) == 2


@native
def test_memory_and_calls():
    """Words and bytes of memory, a call by name, and one by address."""
    module = Module()
    double = module.function("double", "i64", internal=True, x="i64")
    double.return_(double.parameters["x"] + double.parameters["x"])
    f = module.function("f", "i64", words="ptr", n="i64")
    words, n = f.parameters.values()
    copy, total = f.dynamic_buffer(n), f.local("i64", 0)
    f.copy_bytes(copy, words, n * 8)
    with f.for_(0, n) as k:
        value = f.call("double", f.load("i64", f.word(copy, k)))
        again = f.call(f.symbol("double"), value, signature=("i64", "i64"))
        total.set(total.get() + again)
        f.store(again, f.word(words, k))
        f.store(f.operand(7, "i8"), words, k * 8)  # the lowest byte, on every supported machine
    f.return_(total.get())
    words = (ctypes.c_int64 * 4)(1, 2, 3, 400)
    assert run(module, "f", words, 4) == 4 * 406
    assert list(words) == [7, 7, 7, (1600 & ~255) | 7]


@native
def test_atomics_take_and_give():
    module, f = function(flag="ptr", rounds="i64")
    flag = f.parameters["flag"]
    taken = f.local("i64", 0)
    with f.for_(0, f.parameters["rounds"]) as k, f.if_(f.exchange(flag, 0, 1)):
        taken.set(taken.get() + 1)
        with f.if_((k & 1).equals(1)):
            f.release(flag, 0)
    f.return_(taken.get())
    flag = (ctypes.c_int64 * 1)(0)
    assert run(module, "f", flag, 1) == 1  # the even round keeps it
    assert run(module, "f", flag, 5) == 0
    flag[0] = 0
    assert (run(module, "f", flag, 0), flag[0]) == (0, 0)


@native
def test_infinities():
    module, f = function(x="ptr")
    x = f.load("double", f.parameters["x"])
    narrow = x.convert("fptrunc", "float").is_infinite.convert("zext", "i64")
    f.return_(x.is_infinite.convert("zext", "i64") * 10 + narrow)
    for value, expected in ((1.0, 0), (float("inf"), 11), (float("-inf"), 11), (1e300, 1), (float("nan"), 0)):
        words = (ctypes.c_double * 1)(value)
        assert run(module, "f", words) == expected


def test_module_keeps_memory_and_names_what_it_needs():
    module = Module()
    module.zeros("mine", 4)
    module.external("theirs")
    module.declare("outside", "void", "ptr")
    f = module.function("f", "void", p="ptr")
    f.call("outside", f.symbol("mine"))
    f.copy_bytes(f.parameters["p"], f.symbol("theirs"), f.operand(8, "i64"))
    f.return_()
    assert module.externals == ["theirs", "outside"]
    assert "@mine = internal global [4 x i64] zeroinitializer" in module.text()


def test_what_makes_no_sense_is_refused():
    module, f = function(p="ptr", x="i64")
    p, x = f.parameters.values()
    with pytest.raises(TypeError, match="%p is ptr, expected i64"):
        x + p
    with pytest.raises(TypeError, match="the only constant pointer is 0"):
        p.equals(3)
    with pytest.raises(TypeError, match="f takes 2 arguments, got 1"):
        f.call("f", p)
    with pytest.raises(ValueError, match="its end can be reached without a value"):
        module.text()
    with f.if_(x.equals(0)) as zero:
        f.return_(1)
    f.local("i64", 2)
    with pytest.raises(ValueError, match="else_ has to follow its if_"), zero.else_():
        pass
    f.return_(0)
    with pytest.raises(ValueError, match="can never be reached"):
        f.return_(1)
    module.text()


def test_a_function_may_end_in_two_branches_that_return():
    module, f = function(x="i64")
    with f.if_(f.parameters["x"].above(0)) as positive:
        f.return_(1)
    with positive.else_():
        f.return_(2)
    assert module.text().rstrip().endswith("unreachable\n}")
    if available() is None:
        assert (run(module, "f", 5), run(module, "f", -5)) == (1, 2)
