"""match statements, variables of the function around, and contexts that do nothing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .agreement import agrees, function, refused

X = np.array([0.5, -1.25, 3.0, 0.0])


@dataclass
class Move:
    dx: float
    dy: float = 0.0


class Turn(NamedTuple):
    angle: float


NAMES = {"Move": Move, "Turn": Turn, "contextlib": contextlib}


def on(source, *calls):
    f = function(source, **NAMES)
    for args in calls:
        agrees(f, *args)


def test_values_that_are_known_at_run_time():
    on(
        "def f(n):\n    match n:\n        case 0:\n            y = 10\n        case 1 | 2:\n            y = 20\n        case k if k > 100:\n"
        "            y = k * 2\n        case -3:\n            return -1\n        case _:\n            y = n + 1\n    return y\n",
        *[(k,) for k in (0, 1, 2, 3, -3, 101)],
    )
    on(
        "def f(n):\n    s = 0.0\n    for k in range(n):\n        match k % 4:\n            case 0:\n                continue\n"
        "            case 1:\n                s += 0.5\n            case 2 if s > 2:\n                break\n            case m:\n                s += m\n"
        "    return s\n",
        (3,),
        (20,),
    )
    on("def f(x):\n    match x[0]:\n        case 0.5:\n            y = 1\n    return y\n", (X,))
    on(
        "def f(n):\n    match n:\n        case 'a':\n            return 1\n        case None:\n            return 2\n        case 3:\n            return 3\n    return 4\n",
        (3,),
        ("a",),
        (None,),
        (5,),
    )


def test_sequences_mappings_and_classes():
    on(
        "def f(a, b):\n    match (a, b):\n        case (0, 0):\n            return 0.0\n        case (0, y):\n            return y\n"
        "        case (x, 0):\n            return x\n        case (x, y) if x == y:\n            return x * 100\n        case [x, *rest]:\n"
        "            return x + rest[0] * 10\n",
        *[(a, b) for a in (0, 1.5) for b in (0, 1.5, 2.0)],
    )
    on(
        "def f(d):\n    match d:\n        case {'kind': 'a', 'v': v}:\n            return v\n        case {'kind': 'b', **rest}:\n            return rest\n    return 0\n",
        ({"kind": "a", "v": 2.5},),
        ({"kind": "b", "v": 2.5},),
        ({"q": 1},),
    )
    on(
        "def f(n):\n    s = 0.0\n    for c in [Move(1.0, n), Turn(0.5), Move(2.0), n, 1.5, 'x']:\n        match c:\n            case Move(dx=v, dy=0.0):\n"
        "                s += v\n            case Move(a, b):\n                s += a * b\n            case Turn(angle):\n                s *= angle\n"
        "            case int():\n                s += 100\n            case float(v):\n                s += v\n    return s\n",
        (3,),
        (0,),
    )
    refused(
        "def f(x):\n    match [x]:\n        case [1] | [2]:\n            return 1\n        case [(4 as a) | (5 as a)]:\n            return a\n    return 2\n",
        3,
    )


def test_nonlocal():
    on(
        "def f(n):\n    count, total = 0, 0.0\n    def add(v):\n        nonlocal count, total\n        count += 1\n        if v > 2:\n"
        "            total += v * 0.5\n            return True\n        return False\n    for k in range(n):\n        if add(k):\n            total -= 1\n"
        "    return count, total\n",
        (0,),
        (2,),
        (9,),
    )
    on(
        "def f(n):\n    s = n\n    def g():\n        def h():\n            nonlocal s\n            s = s + 1\n            return s\n        return h() + h()\n    return g(), s\n",
        (3,),
    )


def test_contexts():
    on(
        "def f(x):\n    with contextlib.nullcontext(x * 2) as y, np.errstate(all='ignore'):\n        z = 1 / y\n    return z\n",
        (X,),
    )


def test_arguments_of_all_kinds():
    on(
        "def f(x, n):\n    def g(a, /, b, *rest, c=3, **more):\n        return a + b * c + sum(rest) + more.get('d', 0)\n    h = lambda v, w=2: v * w\n"
        "    pair = (n, 2)\n    return g(1, n), g(n, *pair, c=5), g(*pair, 1, 2, **{'d': 7, 'c': 1}), h(n), h(w=3, v=n)\n",
        (X, 4),
    )
    on(
        "def f(x):\n    if x[0] > 0:\n        import math\n    else:\n        import math\n    return math.floor(x[1])\n",
        (X,),
    )
