"""The checker finds every way in which a kernel can be wrong."""

import pytest

from numorph.codegen.check import KernelError, check, check_expression
from numorph.codegen.loops import (
    ARITHMETIC,
    COMPARISONS,
    SIZES,
    Accumulator,
    Buffer,
    Expr,
    Kernel,
    Loop,
    Place,
    Store,
    Update,
    binary,
    const,
    convert,
    load,
    local,
    param,
    var,
)
from numorph.codegen.text import parse

from .kernels import ALL


@pytest.mark.parametrize("name", ALL)
def test_valid(name):
    check(ALL[name].kernel)


def test_the_whole_message():
    text = "kernel(x: f32; n) {\n  vector for i in 0..$n {\n    store 1.0:f32, x[i]\n  }\n}"
    with pytest.raises(KernelError) as caught:
        check(parse(text))
    assert str(caught.value) == (
        "A kernel is wrong: 'x' is only read.\n"
        "  Note: the statement is: store 1.0:f32, x[i]\n"
        f"  Note: the kernel is\n{text}"
    )


HEADER = "x: f32, y: f32 written, at: i64, keep: bool"


def broken(kernel):
    with pytest.raises(KernelError) as caught:
        check(kernel)
    return caught.value.message


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("x: f32, x: f32; n", "Buffers and parameters have different names"),
        ("x: f32, n: f32; n", "Buffers and parameters have different names"),
        ("x: f32; n, n", "Buffers and parameters have different names"),
        ("x: f32, y: f32 over x; n", "'y' is no output that can overwrite an input 'x'."),
        ("x: f32, y: f32 written over z; n", "'y' is no output that can overwrite an input 'z'."),
        ("x: f32 written, y: f32 written over x; n", "'y' is no output that can overwrite an input 'x'."),
        ("x: f32, y: f64 written over x; n", "'y' is no output that can overwrite an input 'x'."),
        ("x: f32, y: f32 written over x, z: f32 written over x; n", "Two buffers overwrite the same one."),
    ],
)
def test_headers(header, message):
    assert message in broken(parse(f"kernel({header}) {{\nfor i in 0..$n {{\n}}\n}}"))


def test_dtypes_and_words():
    loop = Loop("i", const(1, "i64"), [])
    assert broken(Kernel([Buffer("x", "f33")], [], loop)) == "There is no dtype 'f33'."
    assert "different names, which are words" in broken(Kernel([Buffer("x y", "f32")], [], loop))
    assert "'i j' is no word" in broken(Kernel([], [], Loop("i j", const(1, "i64"), [])))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("for p in 0..$n {\nparallel for i in 0..$n {\n}\n}", "a parallel loop is the outermost one"),
        ("parallel for i in 0..$n {\nfail False\nparallel for j in 0..$n {\n}\n}", "all that stands in another"),
        ("parallel for i in 0..$n {\nparallel for j in 0..1 {\n}\nfail False\n}", "all that stands in another"),
        ("parallel for i in 1..$n {\n}", "a parallel loop that is the outermost one runs upwards from 0"),
        ("parallel reverse for i in 0..$n {\n}", "a parallel loop is the outermost one"),
        ("vector reverse for i in 0..$n {\n}", "only a vector loop that holds a Scan runs in reverse"),
        ("vector for i in 0..$n {\nvector for j in 0..$n {\n}\n}", "a vector loop holds no further one"),
        ("vector for i in 0..$n {\nfor k in 0..2 {\nvector for j in 0..1 {\n}\n}\n}", "holds no further one"),
        ("for i in 0..$n {\nfor i in 0..$n {\n}\n}", "the name 'i' is taken"),
        ("for i in 0..$n {\ni = add f32\n}", "the name 'i' is taken"),
        ("for i in 0..$n {\na = add f32\nfor a in 0..1 {\n}\n}", "the name 'a' is taken"),
        ("for i in 0.5:f32..$n {\n}", "an expression is f32, not i64: 0.5:f32"),
        ("for i in 0..$m {\n}", "there is no parameter 'm'"),
        ("vector for i in 0..$n {\nfor k in 0..i {\n}\n}", "the bounds of a loop are the same in all lanes"),
        (
            "vector for i in 0..$n {\na = add i64\nfor k in a..3 {\n}\n}",
            "the bounds of a loop are the same in all lanes",
        ),
    ],
)
def test_loops(body, message):
    assert message in broken(parse(f"kernel({HEADER}; n) {{\n{body}\n}}"))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("store 1.0:f32, z[i]", "there is no buffer 'z'"),
        ("store 1.0:f32, x[i]", "'x' is only read"),
        ("store 1.0:f64, y[i]", "an expression is f64, not f32: 1.0:f64"),
        ("store 1.0:f32, y[i*$m]", "there is no parameter 'm'"),
        ("store 1.0:f32, y[i + $m]", "there is no parameter 'm'"),
        ("store 1.0:f32, y[i] if 1", "an expression is i64, not bool: 1"),
        ("store 1.0:f32, y[i + 2.5:f32]", "an expression is f32, not i64: 2.5:f32"),
        ("%0 = load f64 x[i]\nfail %0", "an expression is f64, not bool: load f64 x[i]"),
        ("%0 = load f64 x[i]\n%1 = ne f64 %0, %0\nfail %1", "'x' is f32, and read as f64"),
        ("%0 = load bool keep[i] if 1\nfail %0", "a place needs bool, not i64"),
        ("%0 = load bool keep[i + True]\nfail %0", "a place needs i64, not bool"),
        ("%0 = load i64 at[i]\n%1 = load bool at[%0]\nfail %1", "'at' is i64, and read as bool"),
        ("%0 = add f32 1.0:f32\nstore %0, y[i]", "there is no 'add f32 of f32'"),
        ("%0 = convert f32 300:i8\nstore %0, y[i]", "there is no 'const i8'"),
        ("a = argmin bool", "there is no accumulator of bool for 'argmin'"),
        ("a = and f32", "there is no accumulator of f32 for 'and'"),
        ("a = add f16", "there is no accumulator of f16 for 'add'"),
        ("a = max bf16", "there is no accumulator of bf16 for 'max'"),
        ("a = div f32", "there is no accumulator of f32 for 'div'"),
        ("a = argmin f32 from 1.0:f32", "an accumulator for 'argmin' starts with nothing"),
        ("a = add f32 from 1.0:f64", "an expression is f64, not f32: 1.0:f64"),
        ("a = add f32\na = add f32", "the name 'a' is taken"),
        ("update a, 1.0:f32", "there is no accumulator 'a'"),
        ("update i, 1", "there is no accumulator 'i'"),
        ("scan a, 1.0:f32", "there is no accumulator 'a'"),
        ("for k in 0..1 {\na = add f32\n}\nupdate a, 1.0:f32", "there is no accumulator 'a'"),
        ("a = add f32\nupdate a, 1.0:f64", "an expression is f64, not f32: 1.0:f64"),
        ("a = add f32\nupdate a, 1.0:f32 if 1", "an expression is i64, not bool: 1"),
        ("a = add f32\nupdate a, 1.0:f32 at i", "an index belongs to argmin and argmax"),
        ("a = argmin f32\nupdate a, 1.0:f32", "an index belongs to argmin and argmax"),
        ("a = argmin f32\nupdate a, 1.0:f32 at 1:i32", "an expression is i32, not i64: 1:i32"),
        ("a = add f32\nscan a, 1.0:f32", "a Scan stands in the body of a vector loop, its accumulator outside"),
    ],
)
@pytest.mark.parametrize("kind", ["", "vector "])
def test_statements(kind, body, message):
    assert message in broken(parse(f"kernel({HEADER}; n) {{\n{kind}for i in 0..$n {{\n{body}\n}}\n}}"))


@pytest.mark.parametrize(
    ("op", "body", "message"),
    [
        ("add f32", "update a, 1.0:f32\nstore a, y[i]", "the value of 'a' is known when the vector loop has ended"),
        (
            "add f32",
            "store a, y[i]\nfor k in 0..2 {\nupdate a, 1.0:f32\n}",
            "the value of 'a' is known when the vector",
        ),
        ("add f32", "store a, y[i]\nscan a, 1.0:f32", "the value of 'a' is known after its Scan"),
        ("add f32", "scan a, 1.0:f32\nscan a, 1.0:f32", "an accumulator is scanned twice"),
        ("add f32", "scan a, 1.0:f32\nupdate a, 1.0:f32", "'a' is both scanned and updated"),
        ("add f32", "scan a, 1.0:f64", "an expression is f64, not f32"),
        ("add f32", "for k in 0..2 {\nscan a, 1.0:f32\n}", "a Scan stands in the body of a vector loop"),
        ("add i64", "scan a, 1\nfor k in 0..a {\n}", "the bounds of a loop are the same in all lanes"),
        ("or i64", "scan a, 1", "'or' cannot be scanned"),
        ("set f32", "update a, 1.0:f32", "an accumulator that is set belongs to one lane"),
    ],
)
def test_accumulators_and_lanes(op, body, message):
    loop = f"vector for i in 0..$n {{\n{body}\n}}"
    assert message in broken(parse(f"kernel({HEADER}; n) {{\nfor p in 0..1 {{\na = {op}\n{loop}\n}}\n}}"))


def test_names_in_expressions():
    def kernel(value, dtype="f32"):
        body = [Accumulator("a", "argmax", "f32"), Update("a", value, var("i")), Store(Place("y", (("i", 1),)), value)]
        return Kernel([Buffer("x", "f32"), Buffer("y", dtype, True)], ["n"], Loop("i", param("n"), body))

    assert "there is no loop 'j'" in broken(kernel(convert(var("j"), "f32")))
    assert "there is no loop 'a'" in broken(kernel(convert(var("a"), "f32")))
    assert "there is no accumulator 'i'" in broken(kernel(local("i", "f32")))
    assert "'a' is i64, and read as f32" in broken(kernel(local("a", "f32")))
    assert "there is no loop 'j'" in broken(kernel(load(Place("x", (("j", 1),)), "f32")))
    check(kernel(convert(local("a", "i64"), "f32")))


def leaves(*dtypes):
    return tuple([local(f"a{k}", d) for k, d in enumerate(dtypes)])


def accepted(op, dtype, *dtypes, attr=None):
    try:
        check_expression(Expr(op, dtype, leaves(*dtypes), attr))
    except KernelError as e:
        assert f"there is no '{op} {dtype}" in e.message
        return False
    return True


INTEGERS = {d for d in SIZES if d[0] in "iu"}
NUMBERS = INTEGERS | {"f32", "f64"}
TAKES = (
    dict.fromkeys(("add", "sub", "mul", "min", "max", "neg", "abs"), NUMBERS)
    | dict.fromkeys(("quo", "rem", "shl", "shr", "clz", "popcount"), INTEGERS)
    | dict.fromkeys(("and", "or", "xor", "not"), INTEGERS | {"bool"})
    | {"mulhi": {"u32", "u64"}}
)


@pytest.mark.parametrize("op", [*ARITHMETIC, *COMPARISONS])
def test_dtypes_of_operations(op):
    count = (ARITHMETIC | COMPARISONS)[op]
    comparison = op in COMPARISONS
    for d in SIZES:
        second = ["i32"] if op == "scale" else [d] * (count - 1)
        result = "bool" if comparison else d
        expected = NUMBERS | {"bool"} if comparison else TAKES.get(op, {"f32", "f64"})
        assert accepted(op, result, d, *second) == (d in expected)
        assert not accepted(op, result, d, *second, d)
        assert not accepted(op, result)
        assert not accepted(op, "f64" if comparison else "i8" if d != "i8" else "i16", d, *second)


def test_dtypes_of_other_operations():
    reached = {"f16": {"f16", "f32", "f64"}, "bf16": {"bf16", "f32"}}
    for d in SIZES:
        for op in "select", "rare":
            assert accepted(op, d, "bool", d, d)
            assert not accepted(op, d, "u8", d, d)
            assert not accepted(op, d, "bool", d, "bool" if d != "bool" else "u8")
        for other in SIZES:
            ways = ((d, other), (other, d))
            assert accepted("convert", d, other) == all([y in reached.get(x, SIZES) for x, y in ways])
            assert accepted("bitcast", d, other) == (SIZES[d] == SIZES[other] and "bool" not in (d, other))
    assert accepted("call", "f64", "f64", attr="exp")
    assert not accepted("call", "f64", "f64", attr="no such function")
    assert not accepted("call", "f64", "f64", "f64", attr="exp")
    assert not accepted("call", "f64", "f32", attr="exp")
    assert not accepted("call", "i32", "i32", attr="exp")
    assert accepted("table", "u8", "i64", attr=(1, 255))
    assert not accepted("table", "u8", "i64", attr=(1, 256))
    assert not accepted("table", "u8", "i64", attr=())
    assert not accepted("table", "u8", "i32", attr=(1,))
    assert not accepted("table", "f32", "i64", attr=(1,))
    assert not accepted("power", "f32", "f32", "f32")
    assert not accepted("add", "f80", "f80", "f80")


def test_numbers_fit():
    for dtype, good, bad in (
        ("i8", -128, 128),
        ("u16", 65535, -1),
        ("f32", 1.0, 1),
        ("bool", True, 1),
        ("i64", 1, True),
    ):
        assert accepted("const", dtype, attr=good)
        assert not accepted("const", dtype, attr=bad)


def test_every_part_is_looked_at():
    wrong = binary("add", const(1.0, "f32"), const(1.0, "f64"))
    index = convert(wrong, "i64")
    for e in (load(Place("x", (), index), "f32"), load(Place("x", (), 0, binary("lt", wrong, wrong)), "f32")):
        with pytest.raises(KernelError, match="there is no 'add f32 of f32, f64'"):
            check_expression(binary("mul", e, e))
