"""Whatever is given, the answer is a translation that agrees, or a reason why there is none."""

import numpy as np
import pytest

from .agreement import bails, function, never_wrong, none_wrong, refused

VALUES = [
    *(0, 1, -3, 2.5, True, 1j, None, "text", b"bytes", (), [], {}, (1, 2.5), [1, 2], {"a": 1}, {1: 2.0}, float("nan")),
    *(
        np.float64(2),
        np.int8(3),
        np.bool_(True),
        np.complex64(1j),
        np.float16(1),
        np.str_("x"),
        np.datetime64("2020-01-01"),
    ),
    *(
        np.zeros(0),
        np.ones(3),
        np.array(2.5),
        np.eye(2),
        np.arange(3),
        np.array([True, False]),
        np.array(["x"]),
        np.array([None]),
    ),
    *(
        np.ones((2, 0, 3)),
        np.zeros((2, 2, 2)),
        np.float64,
        np.sin,
        abs,
        len,
        range(3),
        slice(1, 2),
        Ellipsis,
        object(),
        {1, 2},
    ),
    *(
        frozenset([1]),
        np.dtype(float),
        lambda x: x,
        type,
        (i for i in range(3)),
        np.zeros(2, [("a", float)]),
        np.timedelta64(3, "s"),
    ),
]

EXPRESSIONS = [
    *(
        "a",
        "(a, a)",
        "[a]",
        "{'k': a}",
        "a + 1",
        "1 + a",
        "a + a",
        "a * 2",
        "-a",
        "not a",
        "~a",
        "a[0]",
        "a[-1]",
        "a[1:]",
        "a['a']",
        "a[a]",
    ),
    *(
        "a == a",
        "a == 1",
        "a != None",
        "a is None",
        "a < 2",
        "a in (1, 2)",
        "1 in a",
        "a and 1",
        "a or 1",
        "1 if a else 2",
        "len(a)",
    ),
    *(
        "abs(a)",
        "int(a)",
        "float(a)",
        "bool(a)",
        "complex(a)",
        "round(a)",
        "sum(a)",
        "min(a)",
        "max(a)",
        "max(a, 1)",
        "list(a)",
        "tuple(a)",
    ),
    *(
        "isinstance(a, int)",
        "a.x",
        "a.shape",
        "a.real",
        "a.imag",
        "a.sum()",
        "a.item()",
        "a.dtype",
        "a.T",
        "a()",
        "a(1.0)",
        "np.sin(a)",
    ),
    *(
        "np.sum(a)",
        "np.array(a)",
        "np.array([a, a])",
        "np.zeros(a)",
        "np.where(a, a, 1)",
        "np.dot(a, a)",
        "a @ a",
        "np.sqrt(a)",
        "np.exp(a)",
    ),
    *(
        "range(a)",
        "[i for i in range(a)]",
        "sum(i for i in range(a))",
        "math.sqrt(a)",
        "math.floor(a)",
        "divmod(a, 2)",
        "a ** 2",
        "2 ** a",
    ),
    *(
        "a // 2",
        "a % 2",
        "a << 1",
        "a & 1",
        "f'{a}'",
        "str(a)",
        "np.concatenate([a, a])",
        "np.clip(a, 0, 1)",
        "np.arange(a)",
        "np.eye(a)",
    ),
    *(
        "np.linspace(0, 1, a)",
        "np.reshape(a, -1)",
        "np.full(2, a)",
        "np.add(a, 1)",
        "np.add.reduce(a)",
        "np.cumsum(a)",
        "np.linalg.norm(a)",
    ),
    *(
        "a.copy()",
        "a.astype(float)",
        "a.reshape(-1)",
        "a.append(1)",
        "a.keys()",
        "a.items()",
        "(*a, 1)",
        "np.float64(a)",
        "np.argmax(a)",
    ),
]


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_anything_in_any_expression(source):
    f = function(source)
    wrong = []
    for value in VALUES:
        if source == "(*a, 1)" and not hasattr(value, "__len__"):
            continue
        try:
            never_wrong(f, value)
        except Exception as error:
            wrong.append(f"{value!r}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)


def test_integers_beyond_64_bits():
    for source in ("a", "a + 1", "a * 2.0", "int(a)", "[a]"):
        refused(source, 2**70)


PROGRAMS = [
    "def f(a):\n    for v in a:\n        pass\n    return 1\n",
    "def f(a):\n    while a:\n        break\n    return 1\n",
    "def f(a):\n    x, y = a\n    return x\n",
    "def f(a):\n    a[0] = 5\n    return a\n",
    "def f(a):\n    a[:] = 5\n    return a\n",
    "def f(a):\n    a += 1\n    return a\n",
    "def f(a):\n    a.x = 1\n    return a\n",
    "def f(a):\n    if a:\n        a = 2\n    return a\n",
    "def f(a):\n    t = 0\n    for i in range(3):\n        t = t + a\n    return t\n",
    "def f(a):\n    b = a\n    for i in range(3):\n        a, b = b, a\n    return a\n",
    "def f(a):\n    def g(x=a):\n        return x\n    return g()\n",
    "def f(a):\n    with a:\n        return 1\n",
    "def f(a):\n    assert a\n    return 1\n",
    "def f(a):\n    del a\n    return 1\n",
    "def f(a):\n    for i, v in enumerate(a):\n        pass\n    return i\n",
    "def f(a):\n    for v, w in zip(a, a):\n        pass\n    return v\n",
    "def f(a):\n    match a:\n        case 1:\n            return 'one'\n        case None:\n            return 'none'\n        case _:\n            return 'other'\n",
    "def f(a):\n    raise a\n",
    "def f(a):\n    return (lambda: a)()\n",
    "def f(a):\n    x = [a]\n    for i in range(2):\n        x.append(a)\n    return x\n",
]


@pytest.mark.parametrize("source", PROGRAMS)
def test_anything_in_any_statement(source):
    f = function(source)
    wrong = []
    for value in VALUES:
        try:
            never_wrong(f, value)
        except Exception as error:
            wrong.append(f"{value!r}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)


def test_statements_that_stay_with_python_tell_their_line():
    for source, line in (
        ("def f(x):\n    y = 1\n    global z\n    return y\n", 3),
        ("def f(x):\n    y = 1\n    class C:\n        pass\n    return y\n", 3),
        ("def f(x):\n    y = 1\n    async def g():\n        pass\n    return y\n", 3),
        ("def f(x):\n    y = 1\n    with open('x') as g:\n        pass\n    return y\n", 3),
    ):
        assert refused(source, 1).line == line, source


def test_exceptions_leave_arguments_to_python():
    x = np.arange(4.0)
    for error in (
        "x[9]",
        "1 / n",
        "[][0]",
        "int('q')",
        "x.reshape(3)",
        "math.sqrt(n - 1)",
        "np.linalg.inv(x.reshape(2, 2) * 0)",
        "x + x[:3]",
    ):
        f = function(f"def f(x, n):\n    x[0] = 7\n    x[1:] *= 2\n    y = {error}\n    x[2] = 9\n    return x, y\n")
        assert never_wrong(f, x, 0) in ("bailed", "refused"), error
    bails("def f(x, y):\n    x += 1\n    y[0] = x[5]\n    return x\n", x, x.copy(), raises=IndexError)
    none_wrong(["def f(x, n):\n    for i in range(9):\n        x[i] = i\n    return x\n"], x, 0)
