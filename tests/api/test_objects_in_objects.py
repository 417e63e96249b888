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
