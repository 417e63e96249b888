"""Lists and dicts that are written to while a loop runs over them: each item is what it is when its turn comes."""

import pytest

from .agreement import agrees, function

LISTS = [
    """def f(s):
    t = 0
    for a, b in zip(s, s[1:]):
        s[3] += 100
        t += b * a
    return t""",
    """def f(s):
    for _ in range(len(s)):
        for i, (upper, lower) in enumerate(zip(s, s[1:])):
            if upper > lower:
                s[i] -= upper - lower
                s[i + 1] += upper - lower
    return s""",
    """def f(s):
    t = 0
    for i, b in enumerate(s):
        s[3] += 100
        t += b * i
    return t""",
]
NUMBERS = [
    """def f(x):
    s = [x, x + 1, x + 2, x * 3]
    t = 0
    for i, b in enumerate(s):
        s[3] += 100
        t += b * i
    return t""",
    """def f(x):
    s = [x, x + 1, x + 2, x * 3]
    t = 0
    for b in s:
        s[3] += 100
        t += b
    return t, s""",
    """def f(x):
    s = [x, x + 1, x + 2, x * 3]
    t = 0
    for b in reversed(s):
        s[0] += 100
        t += b
    return t""",
    """def f(x):
    s = [x, x + 1, x + 2, x * 3]
    t = 0
    for a, b, c in zip(s[:], s, range(4)):
        if a > 5:
            s[3] += 100
        t += b + a * c
        if t > 100:
            break
    return t""",
    """def f(x):
    d = {0: x, 1: 2 * x}
    t = 0
    for k, v in d.items():
        d[1] = t + 7 + k
        t += v
    return t""",
    """def f(x):
    d = {0: x, 1: 2 * x}
    t = 0
    for v in d.values():
        d[1] = t + 7
        t += v
    return t""",
    """def f(x):
    d = {0: x, 1: 2 * x}
    now = d.values()
    pairs = d.items()
    d[0] = 5
    return sum(now), list(pairs), max(d.keys())""",
    """def f(x):
    s = [x, x + 1, x + 2]

    def items():
        for v in s:
            yield v

    t = 0
    for v in items():
        s[2] = 50
        t += v
    return t""",
    """def f(x):
    s = [x, x + 1, x + 2]
    pairs = zip(s, s)
    s[1] = 77
    return [a + b for a, b in pairs]""",
    """def f(x):
    s = [x, x + 1, x + 2]
    back = reversed(s)
    s[1] = 77
    return [2 * a for a in back]""",
]


@pytest.mark.parametrize("source", LISTS)
def test_lists_of_arguments(source):
    f = function(source)
    agrees(f, [6, 11, 12, 4, 1, 5])
    agrees(f, [9, 8, 7, 6, 5, 4, 3, 2, 1])


@pytest.mark.parametrize("source", NUMBERS)
def test_lists_and_dicts_of_the_function(source):
    f = function(source)
    for x in (3, -2, 40):
        agrees(f, x)
