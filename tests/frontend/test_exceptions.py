"""try, except, else and finally: natively where nothing raises or a handler is jumped to, else by plain Python."""

from __future__ import annotations

import numpy as np

from .agreement import agrees, bails, function, refused

X = np.array([0.5, -1.25, 3.0, 0.0])


def on(source, *calls):
    f = function(source)
    for args in calls:
        agrees(f, *args)


def test_bodies_that_do_not_raise():
    on(
        "def f(x, n):\n    try:\n        y = x[n]\n    except IndexError:\n        y = 0.0\n    return y\n",
        (X, 1),
        (X, 3),
        (X, 9),
        (X, -5),
    )
    on(
        "def f(x):\n    s = 0.0\n    for v in x:\n        try:\n            s += v\n        except ValueError:\n            s = -1.0\n"
        "        else:\n            s *= 2\n        finally:\n            s += 1\n    return s\n",
        (X,),
    )


def test_jumps_to_handlers():
    on(
        "def f(n):\n    try:\n        if n > 3:\n            raise ValueError('too large', n)\n        y = n * 2\n"
        "    except (KeyError, ValueError):\n        y = -1\n    return y\n",
        (2,),
        (7,),
    )
    on(
        "def f(x):\n    found = -1\n    try:\n        for k in range(len(x)):\n            for j in range(k):\n"
        "                if x[k] < x[j]:\n                    found = k * 10 + j\n                    raise StopIteration\n"
        "        found = 100\n    except StopIteration:\n        found += 1000\n    else:\n        found -= 1\n    return found\n",
        (X,),
        (np.arange(4.0),),
    )
    on(
        "def f(x):\n    s, c = 0.0, 0\n    for v in x:\n        try:\n            if v == 0:\n                raise ZeroDivisionError(f'{v}')\n"
        "            if v < 0:\n                continue\n            if v > 2.5:\n                break\n            s += 1 / v\n"
        "        except ArithmeticError:\n            c += 1\n        finally:\n            c += 10\n    else:\n        s += 100\n    return s, c\n",
        (X,),
        (X[:2],),
        (X[[0, 3, 0]],),
    )
    on(
        "def f(n):\n    k = 0\n    while True:\n        try:\n            k += 1\n            try:\n                if k % 3 == 0:\n"
        "                    raise KeyError\n                if k > n:\n                    raise RuntimeError(k)\n"
        "            except KeyError:\n                k += 2\n            finally:\n                k += 1\n"
        "        except RuntimeError:\n            break\n    return k\n",
        (4,),
        (20,),
    )


def test_returns_through_finally():
    on(
        "def f(x, n):\n    y = x * 1\n    try:\n        if n > 2:\n            return y[0] * 2\n        y[0] = 5.0\n    finally:\n"
        "        y[0] += 1\n        y[1] = 7.0\n    return y[0]\n",
        (X, 1),
        (X, 3),
    )
    on(
        "def f(d, n):\n    for k in range(n):\n        try:\n            if k == 4:\n                return d['v'] * 1.0\n"
        "            if k % 2:\n                continue\n            d['v'] += k * 1.0\n        finally:\n            d['v'] += 1.0\n"
        "    return -1.0\n",
        ({"v": 0.5}, 3),
        ({"v": 0.5}, 9),
    )
    on("def f(n):\n    try:\n        return n + 1\n    finally:\n        n = 100\n", (3,))


def test_helpers_with_handlers():
    on(
        "def f(x):\n    def safe(a, b):\n        try:\n            if b == 0:\n                raise ZeroDivisionError\n"
        "            return a / b\n        except ZeroDivisionError:\n            return 0.0\n    s = 0.0\n    for v in x:\n"
        "        s += safe(1.0, v)\n    return s\n",
        (X,),
    )


def test_what_a_handler_does_not_take_is_pythons():
    bails(
        "def f(n):\n    try:\n        if n > 3:\n            raise ValueError(n)\n    except KeyError:\n        n = 0\n    return n\n",
        7,
        raises=ValueError,
    )
    bails(
        "def f(n):\n    try:\n        if n > 3:\n            raise ValueError(n)\n    except ValueError as e:\n        n = e.args[0]\n    return n\n",
        7,
    )
    bails(
        "def f(n):\n    try:\n        if n > 3:\n            raise ValueError(n)\n    except ValueError:\n        raise\n    return n\n",
        7,
        raises=ValueError,
    )
    bails(
        "def f(x, n):\n    try:\n        if n > 3:\n            raise ValueError(x[n])\n    except ValueError:\n        n = 0\n    return n\n",
        X,
        9,
        raises=IndexError,
    )
    refused("def f(n):\n    try:\n        n += 1\n    except* ValueError:\n        n = 0\n    return n\n", 7)
