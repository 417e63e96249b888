"""Functions that use what every use changes, as random generators, iterators, clocks, logs: every call runs them."""

import array
import collections
import datetime
import io
import itertools
import logging
import os
import random
import time
import warnings
from datetime import datetime as Moment
from random import random as draw

import numpy as np
import pytest

import numorph as nm
from numorph import lax

CASES = {}


def case(make):
    CASES[make.__name__] = make
    return make


class Owner:
    """Holds something, and counts."""

    total = 0

    def __init__(self, held=None):
        self.held, self.count = held, 0

    def bump(self):
        self.count += 1
        return self.count

    def __next__(self):
        return self.bump()

    def __iter__(self):
        return self


@case
def generator_expression():
    g = (k for k in range(1000))
    return lambda x: x + next(g)


@case
def generator_function():
    def numbers():
        yield from range(1000)

    g = numbers()
    return lambda x: x + next(g)


@case
def counter():
    g = itertools.count()
    return lambda x: x + next(g)


@case
def bound_next():
    advance = itertools.count().__next__
    return lambda x: x + advance()


@case
def iterator_in_an_object():
    owner = Owner(iter(range(1000)))
    return lambda x: x + next(owner.held)


@case
def iterator_as_a_default():
    def f(x, items=iter(range(1000))):  # noqa: B008
        return x + next(items)

    return f


@case
def iterator_of_the_user():
    owner = Owner()
    return lambda x: x + next(owner)


@case
def loop_over_an_iterator():
    pairs = zip(range(1000), range(1000), strict=True)

    def f(x):
        for a, _ in pairs:
            return x + a
        return x

    return f


@case
def numpy_generator():
    rng = np.random.default_rng(0)
    return lambda x: x + rng.normal(size=2)


@case
def bound_method_of_a_generator():
    normal = np.random.default_rng(0).normal
    return lambda x: x + normal()


@case
def generator_in_an_object():
    owner = Owner(np.random.default_rng(0))
    return lambda x: x + owner.held.normal()


@case
def generator_in_a_dict():
    held = {"rng": np.random.default_rng(0)}
    return lambda x: x + held["rng"].normal()


@case
def legacy_generator():
    rng = np.random.RandomState(0)
    return lambda x: x + rng.normal()


@case
def global_generator():
    np.random.seed(0)
    return lambda x: x + np.random.normal()


@case
def python_generator():
    rng = random.Random(0)
    return lambda x: x + rng.random()


@case
def imported_random():
    random.seed(0)
    return lambda x: x + draw()


@case
def deque():
    items = collections.deque(range(1000))
    return lambda x: x + items.popleft()


@case
def typed_array():
    items = array.array("d", range(1000))
    return lambda x: x + items.pop()


@case
def byte_array():
    items = bytearray(100)
    return lambda x: x + len(items) + items.pop()


@case
def list_and_dict():
    items, counts = [], {"calls": 0}

    def f(x):
        items.append(1)
        counts["calls"] += 1
        return x + len(items) + counts["calls"]

    return f


@case
def class_attribute():
    class Counter(Owner):
        pass

    def f(x):
        Counter.total += 1
        Counter.last = Counter.total
        return x + Counter.total

    return f


@case
def function_attribute():
    def helper():
        helper.calls = getattr(helper, "calls", 0) + 1
        return helper.calls

    return lambda x: x + helper()


@case
def environment_variable():
    os.environ["NUMORPH_TEST_COUNT"] = "0"

    def f(x):
        os.environ["NUMORPH_TEST_COUNT"] = str(int(os.environ["NUMORPH_TEST_COUNT"]) + 1)
        return x + int(os.environ["NUMORPH_TEST_COUNT"])

    return f


@case
def text_in_memory():
    file = io.StringIO()

    def f(x):
        file.write("a")
        return x + len(file.getvalue())

    return f


@case
def iterator_in_the_body_of_a_loop():
    def f(x):
        items = iter(range(10))
        return lax.fori_loop(0, 10, lambda i, total: total + next(items), x)

    return f


@case
def list_in_the_body_of_a_scan():
    def f(x):
        seen = []

        def body(carry, y):
            seen.append(len(seen))
            return carry + y, seen[-1]

        return lax.scan(body, 0.0, x)[1] + len(seen)

    return f


def looped(f):
    """The same more than once, in a function with a loop, which `jit` compiles from its source where it can."""

    def many(x):
        for _ in range(3):
            x = f(x)
        return x

    return many


def inside_jitted(f):
    """A jitted function that calls a jitted one: what the inner one does happens in every call of the outer one."""
    inner = nm.jit(f)
    return lambda x: inner(x) + 0.0


@pytest.mark.parametrize("around", [lambda f: f, looped, inside_jitted], ids=["once", "in a loop", "in a jitted one"])
@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_every_call_is_as_without_jit(make, around):
    x = np.array([1.0, 2.0])
    f = around(make())
    wanted = [f(x) for _ in range(6)]
    g = nm.jit(around(make()))
    g.compile(x)
    found = [g(x) for _ in range(6)]
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x + time.perf_counter_ns() % 10**9,
        lambda x: x + datetime.datetime.now().microsecond,
        lambda x: x + Moment.now().microsecond,
    ],
    ids=["perf_counter", "datetime.now", "imported now"],
)
def test_clocks(f):
    g = nm.jit(f)
    found = set()
    for _ in range(5):
        found.add(float(g(0.0)))
        time.sleep(0.001)
    assert len(found) > 1
    assert "has to happen on every call" in g.explain(0.0).reason


def test_dates_that_no_clock_gave_are_constants():
    f = nm.jit(lambda x: x + (Moment(2020, 1, 3) - Moment(2020, 1, 1)).days)
    assert f(1.0) == 3.0 and f.explain(1.0).staged


def test_logs_and_warnings():
    log, records = logging.getLogger("numorph.tests.effects"), []
    log.setLevel(logging.INFO)
    log.addFilter(lambda record: records.append(record.args))

    @nm.jit
    def f(x):
        log.info("x is %s", x)
        warnings.warn("again", stacklevel=1)
        return x + 1.0

    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        assert [f(k) for k in (1.0, 2.0, 3.0)] == [2.0, 3.0, 4.0]
    assert records == [(1.0,), (2.0,), (3.0,)] and len(found) == 3


def test_tracing_takes_nothing():
    """Looking at what jit would do draws no numbers and takes no items."""
    rng, items = np.random.default_rng(0), iter(range(10))
    before = rng.bit_generator.state
    assert not nm.jit(lambda x: x + rng.normal()).explain(1.0).staged
    assert not nm.jit(lambda x: x + next(items)).explain(1.0).staged
    assert rng.bit_generator.state == before and next(items) == 0


def test_a_generator_that_is_not_used_is_no_reason():
    owner = Owner(np.random.default_rng(0))
    f = nm.jit(lambda x: x + owner.count)
    assert f.explain(1.0).staged
    owner.held.normal()
    owner.count = 5
    assert f(1.0) == 6.0


def test_static_arguments_are_never_stale():
    f = nm.jit(lambda owner, x: x + owner.count, static_argnums=0)
    owner = Owner()
    assert f(owner, 1.0) == 1.0
    owner.bump()
    assert f(owner, 1.0) == 2.0


def test_a_static_argument_that_is_a_generator():
    f = nm.jit(lambda x, rng: x + rng.normal())
    rng, other = np.random.default_rng(0), np.random.default_rng(0)
    assert [f(1.0, rng) for _ in range(4)] == [1.0 + other.normal() for _ in range(4)]


def test_a_body_with_effects_as_a_program():
    with pytest.raises(TypeError, match="changes 'seen', which is defined outside it"):

        def f(x):
            seen = []
            return lax.fori_loop(0, 3, lambda i, c: (seen.append(i), c)[1], x)

        nm.make_program(f)(1.0)
