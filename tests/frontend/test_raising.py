"""`raise` in functions that are called by others, which take it: what is native, what bails, and what the code gives."""

import numpy as np
import pytest

import numorph as nm

from .agreement import agrees, bails, never_wrong

V = np.array([1.0, -2.0, 0.5, 3.0, 200.0, -0.5])


class Bad(Exception):
    pass


class Worse(Bad):
    pass


class Told(Exception):
    def __init__(self, x):
        super().__init__(x)
        self.x = x


def positive(x):
    if x < 0:
        raise Bad(f"{x:.3f} is negative")
    if x > 100:
        raise Worse("too large")
    return x + 1.0


def root(a, n):
    x = 1.0
    for _ in range(n):
        y = x * x - a
        if abs(y) < 1e-12:
            return x
        x = x - y / (2 * x)
        if x > 1e6:
            raise ValueError("it diverges")
    raise ValueError(f"no root after {n} steps, which end at {x}")


def two_results(x):
    if x < 0:
        raise Bad
    return x * 2, np.array([x, x + 1])


def never(x):
    raise ValueError(x)


def out_of_loops(v, n):
    total, failed = 0.0, 0
    for x in v:
        try:
            total += root(x, n)
        except ValueError:
            failed += 1
    return total, failed


def what_was_changed_before(v):
    log = []

    def noted(x):
        log.append(x)
        positive(x)
        log.append(-x)
        return x * 2

    s = 0.0
    for x in v:
        try:
            s += noted(x)
        except Bad:
            s -= 100.0
            continue
        else:
            s += 0.5
        finally:
            s += 0.125
    return s, log


def first_that_takes_it(v):
    def other(x):
        try:
            return positive(x)
        except Worse:
            return -1000.0
        except (KeyError, ZeroDivisionError):
            return 5.0

    s = 0.0
    for x in v:
        try:
            s += other(x)
        except LookupError:
            s += 1e6
        except Bad:
            s -= 10.0
    return s


def writes_before(v):
    a = np.zeros(2)

    def put(x):
        a[0] = x
        if x < 0:
            raise ValueError
        return x

    s = 0.0
    for x in v:
        try:
            a[1] = put(x) + 1.0
        except ValueError:
            s -= a[0]
    return s, a


def in_a_loop_and_in_tests(v):
    try:
        for x in v:
            if positive(x) > 2.0:
                positive(x - 2.5)
    except Worse:
        return 3.0
    except Bad:
        return x
    return v.sum()


def after_other_operands(v):
    """What Python evaluates before the call keeps the value that it had then."""
    a = np.ones(2)

    def put(x):
        a[0] = x
        if x < 0:
            raise ValueError
        return x

    s, seen = 0.0, []
    for k in range(len(v)):
        try:
            s += a[0] * 2.0 + put(v[k]) * a[0] - a[1]
            seen.append(max(a[0] + 1.0, put(v[k] - 0.25), a[0]))
            a[1] = np.sqrt(a[0]) + put(put(v[k] - 0.5) + a[1])
        except ValueError:
            s -= a[0]
    return s, a, seen


def calls_in_calls(v):
    s = 0.0
    for x in v:
        try:
            y = 1.0 + positive(positive(x - 1.0))
        except Bad:
            continue
        s += y
    return s


def tuples_and_arrays(v):
    s = 0.0
    for x in v:
        try:
            a, b = two_results(x)
        except Bad:
            a, b = 0.0, np.zeros(3)
        s += a + b.sum() + len(b)
    return s


def no_result(v):
    try:
        y = never(v[0])
    except ValueError:
        y = v[1]
    return y


class Account:
    def __init__(self):
        self.total, self.count = 0.0, 0

    def add(self, x):
        self.count += 1
        if x < 0:
            raise ValueError("negative")
        self.total += x


def methods(v):
    account = Account()
    for x in v:
        try:
            account.add(x)
        except ValueError:
            account.total -= 0.5
    return account.total, account.count


NATIVE = [
    what_was_changed_before,
    first_that_takes_it,
    writes_before,
    in_a_loop_and_in_tests,
    after_other_operands,
    calls_in_calls,
    tuples_and_arrays,
    no_result,
    methods,
]


@pytest.mark.parametrize("f", NATIVE)
def test_as_in_python(f):
    agrees(f, V)
    agrees(f, np.abs(V) / 10)


def test_out_of_loops():
    v = np.array([2.0, 9.0, 1e3, 4.0, -1.0])
    for n in (5, 40):
        agrees(out_of_loops, v, n)


def past_a_finally(v):
    log = []

    def noted(x):
        try:
            return positive(x)
        finally:
            log.append(x)

    s = 0.0
    for x in v:
        try:
            s += noted(x)
        except Bad:
            s -= 10.0
    return s, len(log)


def out_of_a_comprehension(v):
    try:
        return sum([positive(x) for x in v])
    except Bad:
        return -7.0


def out_of_a_generator(v):
    def checked(v):
        for x in v:
            if x < 0:
                raise Bad
            yield x

    s = 0.0
    try:
        for x in checked(v):
            s += x
    except Bad:
        s = -s
    return s


def with_what_was_raised(v):
    def told(x):
        if x < 0:
            raise Told(x)
        return x

    s = 0.0
    for x in v:
        try:
            s += told(x)
        except Told as e:
            s += e.x * 2
    return s


def out_of_itself(v):
    def deeper(k):
        if k > 4:
            raise Bad
        return deeper(k + 1) + 1

    try:
        return deeper(int(v[0]))
    except Bad:
        return -1


@pytest.mark.parametrize(
    "f",
    [
        past_a_finally,
        out_of_a_comprehension,
        out_of_a_generator,
        with_what_was_raised,
        out_of_itself,
    ],
)
def test_what_bails(f):
    bails(f, V)
    never_wrong(f, np.abs(V) / 10)


def test_derivatives():
    def loss(v):
        s = 0.0
        for x in v:
            try:
                s += positive(x) * x
            except Bad:
                s -= x * x
        return s

    wanted = np.where((V < 0) | (V > 100), -2 * V, 2 * V + 1)
    for g in (nm.grad(loss), nm.jit(nm.grad(loss))):
        np.testing.assert_allclose(g(V), wanted)
    rows = np.stack([V, V * 2])
    np.testing.assert_allclose(nm.vmap(loss)(rows), [loss(row) for row in rows])
