"""Pytrees: nested containers of arrays, after jax.tree.  Flattening is optree's; it is imported at the first container.

dict, OrderedDict, defaultdict, list, tuple, namedtuple, deque, None and dataclasses are known from the start.
"""

from __future__ import annotations

import builtins
import dataclasses
import functools
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .errors import article

NAMESPACE = "numorph"
_LEAF_TYPES: set[type] = {
    np.ndarray,
    float,
    int,
    bool,
    complex,
    np.float64,
    np.float32,
    np.int64,
    np.int32,
    np.bool_,
    str,
}
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


_lock = threading.RLock()
_loaded: list[Any] = []  # optree, once it is needed
_waiting: list[Callable[[Any], None]] = []  # registrations made before that


def _optree() -> Any:
    if _loaded:
        return _loaded[0]
    with _lock:
        if not _loaded:
            import optree

            optree.register_pytree_node(
                Partial,
                lambda p: ((p.args, p.keywords), p.func),
                lambda func, children: Partial(func, *children[0], **children[1]),
                namespace=NAMESPACE,
            )
            for register in _waiting:
                register(optree)
            _loaded.append(optree)
    return _loaded[0]


def _register(register: Callable[[Any], None]) -> None:
    with _lock:
        if _loaded:
            register(_loaded[0])
        else:
            _waiting.append(register)


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
    names = [f.name for f in dataclasses.fields(cls)]

    def build(_: Any, children: Any) -> Any:
        obj = object.__new__(cls)
        for name, child in zip(names, children, strict=True):
            object.__setattr__(obj, name, child)
        return obj

    with _lock:
        if cls not in _plain_dataclasses:
            _optree().register_pytree_node(
                cls, lambda obj: ([getattr(obj, n) for n in names], None, tuple(names)), build, namespace=NAMESPACE
            )
            _plain_dataclasses.add(cls)


def register_pytree_node(cls: type, flatten_func: Callable, unflatten_func: Callable) -> None:
    """Make a class a container: flatten_func(obj) -> (children, aux), unflatten_func(aux, children) -> obj.

    Raises ValueError for a class that is one already.
    """
    _register(lambda optree: optree.register_pytree_node(cls, flatten_func, unflatten_func, namespace=NAMESPACE))


def broadcast_prefix(prefix: Any, tree: Any, what: str) -> list[Any]:
    """One entry of `prefix` (a tree of ints and None that may stop early) for every leaf of `tree`."""
    if prefix is None or isinstance(prefix, int):
        return [prefix] * len(flatten(tree)[0])
    entries = _children(prefix)
    parts = _children(tree)
    if entries is None or parts is None or entries[1] != parts[1] or len(entries[0]) != len(parts[0]):
        raise ValueError(
            f"{what} ({_outline(prefix)}) does not fit {_outline(tree)}.\n"
            f"  Hint: {what} is an int, None, or a container built as what it stands for, of ints and None"
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
    """A container by its keys or its size, for messages."""
    if isinstance(x, dict):
        return f"a dict with {'the keys ' + ', '.join(builtins.map(repr, x)) if x else 'no keys'}"
    if isinstance(x, list | tuple):
        return f"{article(x)} of {len(x)}"
    return repr(x) if isinstance(x, int | float | str | None) else article(x)


def show(structure: Any) -> str:
    """A structure, for messages: `*` is a leaf, `(*, {'a': *})` a tuple."""
    return str(structure).removeprefix("PyTreeSpec(").removesuffix(")").removesuffix(f", namespace='{NAMESPACE}'")


# -- the public surface, after jax.tree and jax.tree_util


def leaves(tree: Any, is_leaf: Callable[[Any], bool] | None = None) -> list[Any]:
    """The leaves, left to right."""
    return flatten(tree, is_leaf)[0]


def structure(tree: Any, is_leaf: Callable[[Any], bool] | None = None) -> Any:
    """The structure without the leaves."""
    return flatten(tree, is_leaf)[1]


def _up_to(spec: Any, tree: Any) -> list[Any]:
    return [tree] if spec is LEAF else spec.flatten_up_to(tree)


def map(f: Callable[..., Any], tree: Any, *rest: Any, is_leaf: Callable[[Any], bool] | None = None) -> Any:
    """f applied to every leaf of `tree`, with the parts of the `rest` that stand in the same places."""
    first, spec = flatten(tree, is_leaf)
    columns = [first, *[_up_to(spec, r) for r in rest]]
    return spec.unflatten([f(*xs) for xs in zip(*columns, strict=True)])


def reduce(
    f: Callable[[Any, Any], Any], tree: Any, initializer: Any = ..., is_leaf: Callable[[Any], bool] | None = None
) -> Any:
    """f folded over the leaves, from the left."""
    found = leaves(tree, is_leaf)
    return functools.reduce(f, found) if initializer is ... else functools.reduce(f, found, initializer)


def all(tree: Any, *, is_leaf: Callable[[Any], bool] | None = None) -> bool:
    """Whether every leaf is true."""
    return builtins.all(leaves(tree, is_leaf))


def transpose(outer: Any, inner: Any, tree: Any) -> Any:
    """A tree of structure outer(inner(leaf)) as inner(outer(leaf)).  `inner` None: the structure of the first part."""
    parts = _up_to(outer, tree)
    if inner is None:
        inner = structure(parts[0])
    rows = [_up_to(inner, p) for p in parts]
    return inner.unflatten([outer.unflatten(list(column)) for column in zip(*rows, strict=True)])


def flatten_with_path(tree: Any, is_leaf: Callable[[Any], bool] | None = None) -> tuple[list[tuple[tuple, Any]], Any]:
    """(path, leaf) pairs and the structure; a path is a tuple of keys, indices and field names."""
    found, spec = flatten(tree, is_leaf)
    if spec is LEAF:
        return [((), tree)], spec
    paths = spec.paths()
    return list(zip(paths, found, strict=True)), spec


def leaves_with_path(tree: Any, is_leaf: Callable[[Any], bool] | None = None) -> list[tuple[tuple, Any]]:
    """(path, leaf) pairs."""
    return flatten_with_path(tree, is_leaf)[0]


def map_with_path(f: Callable[..., Any], tree: Any, *rest: Any, is_leaf: Callable[[Any], bool] | None = None) -> Any:
    """f(path, leaf, ...) for every leaf."""
    pairs, spec = flatten_with_path(tree, is_leaf)
    columns = [_up_to(spec, r) for r in rest]
    return spec.unflatten([f(path, leaf, *xs) for (path, leaf), *xs in zip(pairs, *columns, strict=True)])


def keystr(path: tuple) -> str:
    """A path as Python would write it: ['w'][0]."""
    return "".join(f"[{key!r}]" for key in path)


def register_pytree_node_class(cls: type) -> type:
    """Decorator for a class with tree_flatten() -> (children, aux) and classmethod tree_unflatten(aux, children)."""
    register_pytree_node(cls, lambda obj: obj.tree_flatten(), cls.tree_unflatten)  # type: ignore[attr-defined]
    return cls


def register_dataclass(
    cls: type,
    data_fields: Sequence[str] | None = None,
    meta_fields: Sequence[str] = (),
    drop_fields: Sequence[str] = (),
) -> type:
    """Make a dataclass a container: `data_fields` are children, `meta_fields` belong to the structure.

    Dataclasses are containers without being registered, all fields as children; this says otherwise.
    """
    if not dataclasses.is_dataclass(cls):
        raise TypeError(f"'register_dataclass' needs a dataclass, got {cls!r}.")
    names = [
        f.name for f in dataclasses.fields(cls) if f.init and f.name not in meta_fields and f.name not in drop_fields
    ]
    data = list(data_fields) if data_fields is not None else names
    meta = tuple(meta_fields)
    _plain_dataclasses.add(cls)

    def split(obj: Any) -> tuple[list[Any], tuple, tuple]:
        return [getattr(obj, n) for n in data], tuple(getattr(obj, n) for n in meta), tuple(data)

    def build(aux: tuple, children: Any) -> Any:
        obj = object.__new__(cls)
        for name, value in zip((*data, *meta), (*children, *aux), strict=True):
            object.__setattr__(obj, name, value)
        return obj

    _register(lambda optree: optree.register_pytree_node(cls, split, build, namespace=NAMESPACE))
    return cls


def register_static(cls: type) -> type:
    """Make the instances of a class part of the structure: they hold no leaves and compare by value."""
    register_pytree_node(cls, lambda obj: ((), obj), lambda obj, _: obj)
    return cls


class Partial(functools.partial):
    """functools.partial as a container: its arguments are leaves, its function part of the structure."""
