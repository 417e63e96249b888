"""What is printed, and strings that are computed: as plain Python has them, once, and in order."""

from __future__ import annotations

import contextlib
import io
from collections import deque

import numpy as np
import pytest

import numorph as nm
from numorph.frontend.compiled import BAILED
from numorph.runtime import printed

from .agreement import agrees, function, refused, translated

X = np.array([0.5, -1.25, 3.0, 1e-12])


def output(f, *args):
    """(result, text) of a call."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        found = f(*args)
    return found, out.getvalue()


def prints(source, *args, **names):
    """Native and plain execution have the same result and print the same."""
    f = function(source, **names)
    variant, arguments = translated(f, *args)
    got, text = output(variant, arguments)
    want, expected = output(f, *args)
    assert got is not BAILED
    np.testing.assert_equal(got, want)
    assert text == expected and text


def test_numbers_and_arrays():
    prints(
        "def f(x, n, c):\n    print(x, x[0], n, n / 2, x[1:] > 0, c, x.sum() > 0, n > 1, c.imag, x.astype('i4')[2])\n"
        "    print([n, x[0]], (x, n), {'a': x[0], 2: n}, None, 'text', range(n), x.shape, x.dtype)\n    print()\n"
        "    print(np.float32(n), np.uint8(3), 1.0, True, -0.0, np.float64(1.0), [np.float64(2.0), np.inf])\n    return n\n",
        X,
        3,
        1 + 2j,
    )


def test_inside_loops_and_branches():
    prints(
        "def f(x):\n    total = 0\n    for k in range(len(x)):\n        total += x[k]\n        if x[k] > 0:\n"
        "            print(k, total, sep=': ', end=';\\n')\n        else:\n            print('negative', x[:k], sep='')\n"
        "    print('end', total, flush=True)\n    return total\n",
        X,
    )
    prints("def f(x):\n    m = 0\n    for v in x:\n        m = max(m, v)\n        print(m)\n    return m\n", X)
    prints("def f(x):\n    y = []\n    for v in x:\n        y.append(v)\n        print(y)\n    return y\n", X)


def test_an_array_is_printed_as_it_was():
    prints("def f(x):\n    y = x * 1\n    for k in range(3):\n        print(y)\n        y[k] = 7\n    return y\n", X)
    prints("def f(x):\n    y = x * 1\n    s = f'{y}'\n    y[0] = 7\n    print(s, y)\n    return s\n", X)


def test_strings():
    prints(
        "def f(x, n):\n    print(f'{n:04d} {x[0]:.3f} {x[0]!r} {n / 3:10.2e}|{n=}|{x!s:>40}')\n"
        "    print('%d of %.2f' % (n, x[1]), '%s' % x, '{:.1f} and {k:5}'.format(x[0], k=n))\n"
        "    print(str(x[0]) + '/' + repr(x[0]), format(x[2], '.4g'), ', '.join([str(v) for v in (n, x[0])]))\n"
        "    print('abc'.upper(), 'a-b'.split('-'), 'x' * 3)\n    return f'{n} done'\n",
        X,
        7,
    )
    f = "def f(n):\n    s = f'{n}'\n    for k in range(n):\n        s = f'{k * 0.5}'\n    return s\n"
    assert agrees(f, 4) == "1.5"
    assert (
        agrees("def f(n):\n    if n > 2:\n        s = f'{n}!'\n    else:\n        s = f'{n * 2}!'\n    return s\n", 1)
        == "2!"
    )
    assert agrees("def f(n):\n    return [f'{n}', str(n * 0.5)], {'a': f'{n:03d}'}\n", 5) == (
        ["5", "2.5"],
        {"a": "005"},
    )


def test_settings_of_numpy_hold_where_it_prints():
    f = function("def f(x):\n    print(x)\n    return 0\n")
    variant, arguments = translated(f, X)
    with np.printoptions(precision=2, suppress=True):
        assert output(variant, arguments) == output(f, X)


def test_a_bail_prints_nothing():
    f = function("def f(x, k):\n    print('first', x[0])\n    print(x[k])\n    return x[0]\n")
    variant, arguments = translated(f, X, 9)
    assert output(variant, arguments) == (BAILED, "")
    g = nm.jit(f)
    g.compile(X, 1)
    out = io.StringIO()
    for _ in range(3):
        with contextlib.redirect_stdout(out), pytest.raises(IndexError, match="out of bounds"):
            g(X, 9)
    assert out.getvalue() == "first 0.5\n" * 3


def test_an_error_of_a_format_is_pythons():
    f = function("def f(x):\n    print('a')\n    print(f'{x:.2f}')\n    return 0\n")
    variant, arguments = translated(f, X)
    assert output(variant, arguments) == (BAILED, "")
    with pytest.raises(TypeError):
        f(X)


@pytest.mark.parametrize("patience", [0.0, 10.0])
def test_what_was_written_before_a_bail_is_not_written_again(monkeypatch, patience):
    monkeypatch.setattr(printed, "_PATIENCE", patience)
    f = function(
        "def f(x, n):\n    for k in range(n):\n        print(k, end=' ')\n        if k % 3 == 0:\n            print(x[k])\n"
        "    print('end')\n    return n\n"
    )
    g = nm.jit(f)
    g.compile(X, 3)
    out, plain = io.StringIO(), io.StringIO()
    for h, to in ((g, out), (f, plain)):
        with contextlib.redirect_stdout(to):
            for _ in range(6):
                with pytest.raises(IndexError):
                    h(X, 8)
    assert out.getvalue() == plain.getvalue()


def test_long_output_is_written_while_the_call_runs(monkeypatch):
    monkeypatch.setattr(printed, "_MUCH", 100)
    seen = []

    class Out(io.StringIO):
        def write(self, text):
            seen.append(text)
            return super().write(text)

    f = function("def f(n):\n    for k in range(n):\n        print(k, k * 0.5)\n    return n\n")
    variant, arguments = translated(f, 100)
    with contextlib.redirect_stdout(Out()) as out:
        variant(arguments)
    assert len(seen) > 3 and out.getvalue() == output(f, 100)[1]


def test_transformations_print_the_python_way():
    def f(x):
        total = 0.0
        for k in range(3):
            total = total + x * k
            print("step", k)
        return total

    g = nm.jit(f)
    g.compile(2.0)
    for transformed in (nm.grad(g), nm.grad(f)):
        assert output(transformed, 2.0) == (3.0, "step 0\nstep 1\nstep 2\n")
    value, text = output(nm.vmap(g), np.arange(3.0))
    np.testing.assert_array_equal(value, np.arange(3.0) * 3)
    assert text == "step 0\nstep 1\nstep 2\n"


def test_calls_of_a_jitted_function_print_once_each():
    @nm.jit
    def f(x):
        total = 0.0
        for v in x:
            total += v
        print("total", total)
        return total

    _, text = output(lambda: [f(X) for _ in range(20)])
    assert text == output(f.__wrapped__, X)[1] * 20
    f.compile(X)
    assert f.explain(X).source_reason is None
    _, text = output(lambda: [f(X) for _ in range(20)])
    assert text == output(f.__wrapped__, X)[1] * 20


def test_files_are_left_to_python():
    import sys

    refused(function("def f(x):\n    print(x, file=sys.stderr)\n    return x\n", sys=sys), 1)


def test_what_was_written_is_taken_off_line_by_line():
    written = printed.Written()
    written.add("one\ntwo\nth")
    assert written
    assert written.taken_off("one") == ""
    assert written.taken_off("\ntw") == ""
    assert written.taken_off("o\n") == ""
    assert written.taken_off("thr") == "r" and not written
    assert written.taken_off("ee\n") == "ee\n"


def test_deques_of_a_greatest_length():
    source = (
        "def f(n):\n    d = deque(maxlen=3)\n    for k in range(n):\n        d.append(k)\n    print(d)\n    return n\n"
    )
    prints(source, 5, deque=deque)
