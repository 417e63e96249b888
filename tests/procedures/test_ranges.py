"""What loops tell of rows and columns, against all turns of small loops."""

import math
import random

import pytest

from numorph.procedures.forms import form
from numorph.procedures.ir import Reg
from numorph.procedures.ranges import apart, inside, least

from .building import add, ex, i64, loop, mul, op, sub

N, P, Q, R = i64("n"), i64("p"), i64("q"), i64("r")


def known(*registers):
    return {r: r for r in registers}


def ranges(*loops):
    return ranges_from(known(N), *loops)


def ranges_from(names, *loops):
    found = {}
    for s in loops:
        found = inside(s, found, names)
        names[s.counter] = s.counter
    return found, names


PAIRS = ranges(loop(P, 0, sub(N, 1), []), loop(Q, add(P, 1), N, []))


def test_columns_of_a_pair():
    found, names = PAIRS
    p, q, one, n = (form(ex(e), names) for e in (P, Q, 1, N))
    assert apart(p, q, n, n, found)  # columns: the step from row to row is n
    assert apart(form(ex(mul(N, P)), names), form(ex(mul(N, Q)), names), one, n, found)  # rows
    assert not apart(p, p, n, n, found)
    assert not apart(p, form(ex(add(Q, N)), names), n, n, found)  # one row further down
    assert not apart(p, q, one, n, found)


def test_pairs_that_may_be_equal():
    found, names = ranges(loop(P, 0, N, []), loop(Q, P, N, []))
    p, q, n = (form(ex(e), names) for e in (P, Q, N))
    assert not apart(p, q, n, n, found)
    assert least(form(ex(sub(Q, P)), names), found) == 0
    assert least(form(ex(sub(P, Q)), names), found) is None


def test_loops_that_may_begin_below_zero():
    found, names = ranges(loop(P, R, N, []), loop(Q, add(P, 1), N, []))
    assert R not in names
    found, names = ranges(loop(P, -2, N, []), loop(Q, add(P, 1), N, []))
    assert not apart(*(form(ex(e), names) for e in (P, Q, N, N)), found)  # it may be -2, which is in the row before


def test_a_window_of_a_row():
    """Windows of n - p + 1 elements, of which there are p, lie within n."""
    found, names = ranges_from(known(N, P), loop(Q, 0, P, []), loop(R, 0, add(sub(N, P), 1), []))
    assert least(form(ex(sub(P, 1)), names), found) == 0
    assert least(form(ex(sub(mul(N, P), N)), names), found) == 0
    assert least(form(ex(sub(mul(N, P), P)), names), found) == 0
    assert least(form(ex(sub(mul(N, P), mul(P, P))), names), found) is None


def value(e, values):
    return sum([times * math.prod([atom(x, values) for x in factors]) for factors, times in e])


def atom(x, values):
    if isinstance(x, Reg):
        return values[x]
    kind, sides = x
    numbers = [value(side, values) for side in sides]
    return max(numbers) if kind == "max" else math.trunc(numbers[0] / numbers[1])


@pytest.mark.parametrize("seed", range(120))
def test_random_nests(seed):
    rng = random.Random(seed)
    counters = [P, Q, R]
    loops = []
    for at, counter in enumerate(counters):
        around = [0, *counters[:at]]
        start = add(rng.choice(around), rng.choice((0, 1, 2)))
        stop = rng.choice([N, sub(N, 1), *counters[:at], add(N, rng.choice(around))])
        step = rng.choice([1, 1, 2, -1, -2])
        loops.append(loop(counter, *((start, stop) if step > 0 else (sub(stop, 1), sub(start, 1))), [], step))
    found, names = ranges(*loops)
    turns = []
    for n in range(5):
        _run(loops, {N: n}, names, turns)
    terms = [*counters, N, mul(N, P), mul(N, Q), mul(N, R), mul(mul(N, P), Q), mul(N, N), 1, 2]
    terms += [op("max", sub(P, Q), rng.choice((0, 1))), op("quo", add(P, R), 2)]
    for _ in range(30):
        one, other = (add(rng.choice(terms), rng.choice(terms)) for _ in range(2))
        f, g = form(ex(one), names), form(ex(other), names)
        difference = form(ex(sub(one, other)), names)
        smallest = least(difference, found)
        if smallest is not None:
            assert all(value(difference, v) >= smallest for v in turns)
        step = form(ex(rng.choice([1, N, -1, sub(0, N), -2, Q, sub(P, Q)])), names)
        count = form(ex(rng.choice([N, sub(N, 1), op("max", sub(P, Q), 0)])), names)
        if apart(f, g, step, count, found):
            for v in turns:
                a, b, s = value(f, v), value(g, v), value(step, v)
                assert not {a + s * k for k in range(value(count, v))} & {b + s * k for k in range(value(count, v))}


def _run(loops, values, names, turns):
    if not loops:
        turns.append(values)
        return
    s = loops[0]
    visible = {r: f for r, f in names.items() if r in values}
    bounds = [value(form(e, visible), values) for e in (s.start, s.stop)]
    for k in range(*bounds, s.step):
        _run(loops[1:], {**values, s.counter: k}, names, turns)


def test_rows_that_go_down():
    found, names = PAIRS
    one, down, n = (form(ex(e), names) for e in (1, -1, N))
    far, near = (form(ex(add(mul(N, Q), e)), names) for e in (0, -1))
    above = form(ex(mul(N, P)), names)
    assert apart(far, above, down, n, found)
    assert not apart(far, near, down, n, found)
    assert not apart(far, near, one, n, found)
    half = form(op("quo", N, 2), names)
    assert not apart(far, near, down, half, found)
