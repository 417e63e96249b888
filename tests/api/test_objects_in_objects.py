"""Objects that hold one another, or lie deep in others: `jit` gives what plain Python gives, and undoes its trials."""

import dataclasses

import numpy as np
import pytest

import numorph as nm


class Node:
    def __init__(self, value, following=None):
        self.value, self.following = value, following


@dataclasses.dataclass
class Linked:
    value: float
    following: object = None


def ring(make, n=5):
    first = last = make(0.0)
    for k in range(1, n):
        last.following = make(float(k))
        last = last.following
    last.following = first
    return first


def chain(make, n):
    found = None
    for k in range(n):
        found = make(float(k), found)
    return found


def list_in_itself():
    found = [1.0]
    found.append(found)
    return found


def dict_in_itself():
    found = {"value": 1.0}
    found["following"] = found
    return found


def counts_up(node, n):
    total = 0.0
    for _ in range(n):
        total += node.value
        node.value += 1.0
        node = node.following
    return total


def reads(node, n):
    return node.value * n


def counts_up_items(a, n):
    total = 0.0
    for _ in range(n):
        total += a[0]
        a[0] += 1.0
    return total


def reads_items(d, n):
    return d["following"]["value"] * n


ARGUMENTS = {
    "ring": lambda: ring(Node),
    "ring of dataclasses": lambda: ring(Linked),
    "chain": lambda: chain(Node, 20),
    "long chain": lambda: chain(Node, 3000),
    "long chain of dataclasses": lambda: chain(Linked, 3000),
}


def check(f, make):
    g = nm.jit(f)
    for _ in range(3):
        assert [g(make(), n) for n in (7, 3)] == [f(make(), n) for n in (7, 3)]
        g.compile(make(), 7)


@pytest.mark.parametrize("f", [counts_up, reads])
@pytest.mark.parametrize("make", ARGUMENTS.values(), ids=ARGUMENTS)
def test_objects_that_hold_one_another(f, make):
    check(f, make)


def test_containers_that_hold_themselves():
    check(counts_up_items, list_in_itself)
    check(reads_items, dict_in_itself)


def test_what_lies_deep_in_an_object_is_never_stale():
    outer = Node(None)
    innermost = outer
    for _ in range(8):
        innermost.value = {"held": [Node(None)]}
        innermost = innermost.value["held"][0]

    def f(x):
        found = outer
        while found.value is not None:
            found = found.value["held"][0]
        return x * found.scale

    g = nm.jit(f)
    x = np.arange(3.0)
    for k in range(4):
        innermost.scale = float(k)
        np.testing.assert_array_equal(g(x), x * k)


def test_one_object_twice_is_not_two_that_are_equal():
    held = Node([1.0], [1.0])

    def f(x):
        return x * (2.0 if held.value is held.following else 3.0)

    g = nm.jit(f)
    x = np.arange(3.0)
    for _ in range(2):
        np.testing.assert_array_equal(g(x), x * 3.0)
        held.value, one = held.following, held.value
        np.testing.assert_array_equal(g(x), x * 2.0)
        held.value = one


@dataclasses.dataclass
class Leafy:
    value: float
    left: object = None
    right: object = None

    @nm.jit
    def mirror(self):
        self.left, self.right = self.right, self.left
        for side in (self.left, self.right):
            if side is not None:
                side.mirror()
        return self

    @nm.jit
    def add(self, value):
        if self.left is None:
            self.left = Leafy(value)
        else:
            self.left.add(value)

    def values(self):
        return [self.value, *[None if s is None else s.values() for s in (self.left, self.right)]]


def test_dataclasses_that_methods_change():
    tree = Leafy(0.0, Leafy(1.0, Leafy(2.0), None), Leafy(3.0))
    for k in range(4):
        tree.mirror()
        assert tree.values() == (
            [0.0, [3.0, None, None], [1.0, None, [2.0, None, None]]]
            if k % 2 == 0
            else [0.0, [1.0, [2.0, None, None], None], [3.0, None, None]]
        )
    tree = Leafy(0.0)
    for k in range(1, 5):
        tree.add(float(k))
    assert tree.values() == [0.0, [1.0, [2.0, [3.0, [4.0, None, None], None], None], None], None]


class Slotted:
    __slots__ = ("__hidden", "count", "following", "value")

    def __init__(self, value, following=None):
        self.value, self.following, self.__hidden = value, following, 0

    @nm.jit
    def push(self, x):
        """Sets an attribute that was not there, and changes an object that another holds."""
        self.count = getattr(self, "count", 0) + 1
        self.following.value = self.following.value + x
        self.__hidden += 1
        return self.__hidden


def test_objects_with_slots_are_as_they_were():
    held = Slotted(0.0, Slotted(1.0))
    for k in range(1, 5):
        assert held.push(2.0) == k
        assert (held.count, held.following.value) == (k, 1.0 + 2.0 * k)


def test_an_object_that_has_not_all_attributes_yet():
    @dataclasses.dataclass
    class Late:
        value: float

        @nm.jit
        def __init__(self, x):
            self.value = x * 2

    assert [Late(x).value for x in (1.0, 2.0, 3.0)] == [2.0, 4.0, 6.0]


def test_generators():
    @nm.jit
    def halves(x):
        if not x:
            return
        yield x
        yield from halves(x // 2)

    assert [list(halves(n)) for n in (0, 9, 0, 9)] == [[], [9, 4, 2, 1]] * 2
    halves.compile(0)
    assert [list(halves(n)) for n in (0, 9)] == [[], [9, 4, 2, 1]]


def makes_a_ring(n):
    first = last = Node(0)
    for k in range(3):
        last.following = Node(k + n)
        last = last.following
    last.following = first
    total = 0
    for _ in range(n):
        total += last.value
        last = last.following
    return total


def test_a_ring_that_the_function_makes():
    g = nm.jit(makes_a_ring)
    for n in (0, 3, 7):
        g.compile(n)
        assert g(n) == makes_a_ring(n)


def test_objects_that_are_new_in_every_call_are_not_tried_for_ever():
    def f(node, x):
        node.value = node.value + x[0]
        return node.value

    g = nm.jit(f)
    x = np.ones(2)
    for k in range(40):
        assert g(Node(float(k)), x) == k + 1.0
    assert "new in most calls" in g.decision(Node(0.0), x).reason


def test_loops_over_objects_that_are_new_in_every_call():
    class Held:
        def __init__(self, value):
            self.value = value

    @nm.jit
    def f(held, x):
        total = 0.0
        for k in range(len(x)):
            total += x[k] * held.value
        return total

    x = np.ones(3)
    kept = [Held(float(k)) for k in range(40)]
    for _ in range(2):
        assert [f(h, x) for h in kept] == [3.0 * k for k in range(40)]
    assert len(f._procedural.ways) < len(kept)
    one = kept[0]
    f.compile(one, x)
    for k in range(3):
        one.value = float(k)
        assert f(one, x) == 3.0 * k
