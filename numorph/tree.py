"""Pytrees: nested containers of arrays, after jax.tree.  Flattening is optree's; it is imported at the first container.

dict, OrderedDict, defaultdict, list, tuple, namedtuple, deque, None and dataclasses are known from the start.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

NAMESPACE = "numorph"
_LEAF_TYPES: set[type] = {np.ndarray, float, int, bool, complex, np.float64, np.float32, np.int64, np.int32, np.bool_, str}
_plain_dataclasses: set[type] = set()


class _Leaf:
    """The structure of a single leaf."""

    __slots__ = ()
    num_leaves = 1

    def unflatten(self, leaves: Sequence[Any]) -> Any:
        (leaf,) = leaves
        return leaf

    def __repr__(self) -> str:
        return "PyTreeSpec(*)"


LEAF = _Leaf()


def _optree() -> Any:
    import optree

    return optree


def flatten(tree: Any, is_leaf: Callable[[Any], bool] | None = None) -> tuple[list[Any], Any]:
    """The leaves, left to right, and the structure.  None holds no leaf; dict keys are sorted."""
    if is_leaf is None and type(tree) in _LEAF_TYPES:
        return [tree], LEAF
    optree = _optree()
    leaves, spec = optree.tree_flatten(tree, is_leaf, namespace=NAMESPACE)
    fresh = {type(x) for x in leaves if type(x) not in _LEAF_TYPES and _is_new_dataclass(x)}
    if fresh:
        for cls in fresh:
            _register_plain_dataclass(cls)
        return flatten(tree, is_leaf)
    return leaves, LEAF if spec.is_leaf(strict=True) else spec


def unflatten(structure: Any, leaves: Any) -> Any:
    """The tree of a structure with the given leaves."""
    return structure.unflatten(leaves)


def _is_new_dataclass(x: Any) -> bool:
    return dataclasses.is_dataclass(x) and not isinstance(x, type) and type(x) not in _plain_dataclasses


def _register_plain_dataclass(cls: type) -> None:
    """A dataclass met for the first time: its fields are children, in order of definition."""
    _plain_dataclasses.add(cls)
    names = [f.name for f in dataclasses.fields(cls)]

    def build(_: Any, children: Any) -> Any:
        obj = object.__new__(cls)
        for name, child in zip(names, children, strict=True):
            object.__setattr__(obj, name, child)
        return obj

    _optree().register_pytree_node(
        cls, lambda obj: ([getattr(obj, n) for n in names], None, tuple(names)), build, namespace=NAMESPACE
    )


def register_pytree_node(cls: type, flatten_func: Callable, unflatten_func: Callable) -> None:
    """Make a class a container: flatten_func(obj) -> (children, aux), unflatten_func(aux, children) -> obj."""
    _optree().register_pytree_node(cls, flatten_func, unflatten_func, namespace=NAMESPACE)


def broadcast_prefix(prefix: Any, tree: Any, what: str) -> list[Any]:
    """One entry of `prefix` (a tree of ints and None that may stop early) for every leaf of `tree`."""
    if prefix is None or isinstance(prefix, int):
        return [prefix] * len(flatten(tree)[0])
    entries = _children(prefix)
    parts = _children(tree)
    if entries is None or parts is None or entries[1] != parts[1] or len(entries[0]) != len(parts[0]):
        raise ValueError(
            f"{what} does not fit the arguments: {_outline(prefix)} stands where the value is {_outline(tree)}.\n"
            f"  Hint: {what} is an int, None, or a container of the same shape as the value."
        )
    return [leaf for p, t in zip(entries[0], parts[0], strict=True) for leaf in broadcast_prefix(p, t, what)]


def _children(node: Any) -> tuple[list[Any], Any] | None:
    """The children of one level and what tells its kind, or None for a leaf."""
    if isinstance(node, dict):
        return [node[k] for k in sorted(node)], ("dict", tuple(sorted(node)))
    if isinstance(node, tuple | list) and not hasattr(node, "_fields"):
        return list(node), ("sequence", len(node))
    optree = _optree()
    if flatten(node)[1] is LEAF:
        return None
    one = optree.tree_flatten_one_level(node, namespace=NAMESPACE)
    return list(one.children), (type(node), one.entries)


def _outline(x: Any) -> str:
    if isinstance(x, dict | list | tuple):
        return f"a {type(x).__name__} of {len(x)}"
    return repr(x) if x is None or isinstance(x, int) else f"a {type(x).__name__}"
