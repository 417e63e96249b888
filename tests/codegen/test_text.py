"""What `show` prints, and that `parse` reads it back."""

import math
import struct

import pytest

from numorph.codegen.check import check
from numorph.codegen.loops import (
    GRID,
    Accumulator,
    Buffer,
    Expr,
    Fail,
    Kernel,
    Loop,
    Place,
    Scan,
    Store,
    Update,
    binary,
    call,
    const,
    convert,
    load,
    local,
    param,
    select,
    unary,
    var,
)
from numorph.codegen.text import parse, show, show_expression
from numorph.errors import NumorphValueError

from .kernels import ALL


def every_statement():
    x = load(Place("x", (("i", "m"), ("j", -3)), "first"), "f32")
    i, index = var("j"), load(Place("index", (("j", 1),)), "i64")
    inside = binary("and", binary("ge", index, const(0, "i64")), binary("lt", index, param("m")))
    gathered = load(Place("x", (), index, inside), "f32")
    y = select(binary("lt", x, gathered), call("exp", x), Expr("table", "f32", (i,), (0.5, math.inf)))
    inner = [
        Accumulator("lane", "mul", "f32", x),
        Loop("k", param("n"), [Update("lane", y), Update("best", y, index=i, mask=inside)], reverse=True),
        Scan("running", local("lane", "f32")),
        Store(Place("out", (("i", 1),), index, inside), unary("neg", local("running", "f32"))),
        Fail(unary("not", inside)),
    ]
    vector = Loop("j", binary("add", var("i"), const(5, "i64")), inner, start=var("i"), vector=True)
    begin = [Accumulator("best", "argmax", "f32"), Accumulator("running", "add", "f32")]
    end = Store(Place("out", (("i", 1),)), convert(local("best", "i64"), "f32"))
    buffers = [Buffer("x", "f32"), Buffer("index", "i64"), Buffer("out", "f32", written=True, aliases="x")]
    return Kernel(buffers, ["n", "m", "first"], Loop("i", param("n"), [*begin, vector, end], parallel=True))


def test_every_statement():
    expected = """\
kernel(x: f32, index: i64, out: f32 written over x; n, m, first) {
  parallel for i in 0..$n {
    best = argmax f32
    running = add f32
    %0 = add i64 i, 5
    vector for j in i..%0 {
      %1 = load f32 x[i*$m + j*-3 + $first]
      lane = mul f32 from %1
      reverse for k in 0..$n {
        %2 = load i64 index[j]
        %3 = ge i64 %2, 0
        %4 = lt i64 %2, $m
        %5 = and bool %3, %4
        %6 = load f32 x[%2] if %5
        %7 = lt f32 %1, %6
        %8 = call f32 exp %1
        %9 = table f32 (0.5 inf) j
        %10 = select f32 %7, %8, %9
        update lane, %10
        update best, %10 at j if %5
      }
      scan running, lane
      %11 = load i64 index[j]
      %12 = ge i64 %11, 0
      %13 = lt i64 %11, $m
      %14 = and bool %12, %13
      %15 = neg f32 running
      store %15, out[i + %11] if %14
      %16 = not bool %14
      fail %16
    }
    %17 = convert f32 best
    store %17, out[i]
  }
}"""
    check(every_statement())
    assert show(every_statement()) == expected
    assert show(parse(expected)) == expected
    assert repr(every_statement()) == expected


@pytest.mark.parametrize("name", ALL)
def test_round_trip(name):
    text = show(ALL[name].kernel)
    assert show(parse(text)) == text


def store(value, buffers=None):
    out = buffers or [Buffer("x", value.dtype), Buffer("out", value.dtype, True)]
    return Kernel(out, ["n"], Loop("i", param("n"), [Store(Place("out", (("i", 1),)), value)]))


def nan(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


NUMBERS = {
    "f64": [
        0.0,
        -0.0,
        1.0,
        0.1,
        5e-324,
        1e308,
        math.inf,
        -math.inf,
        nan(0x7FF8 << 48),
        nan(0xFFF8 << 48),
        nan((0x7FF8 << 48) + 5),
    ],
    "f32": [0.1, 16777216.0, -1e-45, 1e100],
    "f16": [65504.0],
    "bf16": [3.0e38, -0.0, nan(0xFFF8 << 48)],
    "bool": [True, False],
    "i64": [0, -(2**63), 2**63 - 1],
    "u64": [2**64 - 1],
    "i8": [-128],
}


@pytest.mark.parametrize(("dtype", "value"), [(d, v) for d, values in NUMBERS.items() for v in values])
def test_numbers_are_exact(dtype, value):
    read = parse(show(store(const(value, dtype)))).body.body[0].value
    assert (read.op, read.dtype, type(read.attr)) == ("const", dtype, type(value))
    if isinstance(value, float):
        assert struct.pack("<d", read.attr) == struct.pack("<d", value)
    else:
        assert read.attr == value


def test_different_numbers_show_differently():
    texts = [show(store(const(v, d))) for d, values in NUMBERS.items() for v in values]
    assert len({*texts}) == len(texts)


def test_sharing_shows():
    x, y = load(Place("x", (("i", 1),)), "f32"), load(Place("x", (("i", 1),)), "f32")
    shared, separate = store(binary("mul", x, x)), store(binary("mul", x, y))
    assert "mul f32 %0, %0" in show(shared)
    assert "mul f32 %0, %1" in show(separate)
    first, second = parse(show(shared)).body.body[0].value.args
    assert first is second


def test_values_that_may_have_changed_are_named_again():
    x = load(Place("x", (("i", 1),)), "f32")
    a = binary("add", local("a", "f32"), const(1.0, "f32"))
    out = Place("out", (("i", 1),))
    buffers = [Buffer("x", "f32"), Buffer("out", "f32", True, "x")]
    body = [Accumulator("a", "set", "f32", x), Store(out, x), Store(out, x), Update("a", a), Update("a", a)]
    text = show(Kernel(buffers, ["n"], Loop("i", param("n"), body)))
    assert [line.strip() for line in text.splitlines()[2:-2]] == [
        "%0 = load f32 x[i]",
        "a = set f32 from %0",
        "store %0, out[i]",
        "%1 = load f32 x[i]",
        "store %1, out[i]",
        "%2 = add f32 a, 1.0:f32",
        "update a, %2",
        "%3 = add f32 a, 1.0:f32",
        "update a, %3",
    ]
    assert show(parse(text)) == text


def test_everything_that_matters_shows():
    def kernel(
        loop=None, place=None, buffer=("out", "f32", True, None), op="add", dtype="f32", params=("n", "m"), **kw
    ):
        at = Place(**({"buffer": "out", "terms": (("i", 1),)} | (place or {})))
        value = binary(op, const(1, dtype), const(2, dtype))
        body = [
            Accumulator("a", **({"op": "add", "dtype": dtype} | kw)),
            Update("a", value),
            Store(at, local("a", dtype)),
        ]
        return Kernel([Buffer("x", "f32"), Buffer(*buffer)], params, Loop("i", param("n"), body, **(loop or {})))

    variants = [
        *[kernel(loop={k: True}) for k in ("parallel", "vector", "short", "reverse")],
        *[kernel(loop={"grid": axis}) for axis in GRID],
        *[kernel(place={"terms": t}) for t in ((("i", 2),), (("i", "n"),), (("i", "m"),), (("i", 1), ("i", 1)), ())],
        *[kernel(place={"offset": x}) for x in (3, "n", binary("add", var("i"), var("i")))],
        kernel(place={"mask": binary("lt", var("i"), param("m"))}),
        kernel(place={"buffer": "x"}),
        *[
            kernel(buffer=b)
            for b in (("out", "f64", True), ("out", "f32"), ("out", "f32", True, "x"), ("z", "f32", True))
        ],
        *[kernel(params=p) for p in (("m", "n"), ("n",))],
        *[
            kernel(op="mul"),
            kernel(dtype="f64"),
            kernel(init=const(0.0, "f32"), dtype="f32"),
            kernel(),
            kernel(op="mul", dtype="i8"),
        ],
        Kernel([Buffer("x", "f32")], ["n"], Loop("i", param("n"), [], start=param("n"))),
        Kernel([Buffer("x", "f32")], ["n"], Loop("i", const(3, "i64"), [])),
    ]
    assert len({show(k) for k in variants}) == len(variants)
    for k in variants:
        assert show(parse(show(k))) == show(k)


def test_expressions():
    x = load(Place("x", (("i", "m"),), 3), "f64")
    assert show_expression(var("i")) == "i"
    assert show_expression(param("n")) == "$n"
    assert show_expression(x) == "load f64 x[i*$m + 3]"
    assert repr(binary("mul", unary("sqrt", x), x)) == "%0 = load f64 x[i*$m + 3]\n%1 = sqrt f64 %0\nmul f64 %1, %0"


def test_long_chains():
    e = x = load(Place("x", (("i", 1),)), "f64")
    for _ in range(3000):
        e = binary("add", e, x)
    text = show(store(e))
    assert show(parse(text)) == text


GOOD = "kernel(x: f32, out: f32 written; n) {\n  for i in 0..$n {\n    %0 = load f32 x[i]\n    store %0, out[i]\n  }\n}"


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("kernel(", "program(", "is not understood", 1),
        ("x: f32,", "x: f33,", "there is no dtype 'f33'", 1),
        ("for i in", "loop i in", "is not understood", 2),
        ("for i in", "parallel grid block.x for i in", "is not understood", 2),
        ("for i in", "grid for i in", "is not understood", 2),
        ("0..$n", "0..n", "'n' is not defined", 2),
        ("0..$n", "0..1.5", "'1.5' is no number of dtype i64", 2),
        ("load f32 x[i]", "add f32 %1, %1", "'%1' is not defined", 3),
        ("load f32 x[i]", "add f32 300x:i8, 1:i8", "'300x' is no number of dtype i8", 3),
        ("load f32 x[i]", "load f32 x[j]", "'j' is not defined", 3),
        ("load f32 x[i]", "load f32 x", "'x' is not understood", 3),
        ("store %0, out[i]", "put %0, out[i]", "this is no statement", 4),
        ("store %0, out[i]", "store %0", "is not understood", 4),
        ("  }\n}", "  }\n", "a '}' is missing", None),
        ("  }\n}", "  }\n  x\n}", "a kernel has one loop", 6),
        ("  }\n}", "  }\n}\n}", "there is text after the kernel", 7),
    ],
)
def test_text_that_is_no_kernel(old, new, message, line):
    assert show(parse(GOOD)) == GOOD
    with pytest.raises(NumorphValueError) as caught:
        parse(GOOD.replace(old, new))
    assert message in str(caught.value)
    assert (f"line {line} is: " if line else "the text ends here") in str(caught.value)
