"""np.einsum: subscripts become diagonals, sums and contractions of two operands at a time."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import Any

import numpy as np

from ..array import Array, View, convert, wrap
from ..core.orders import joined
from ..layouts import laid, ranks_of, wrap_copy
from ..ops import movement as mv
from ..ops.contraction import contract
from ..ops.reduction import reduce_sum
from .creation import as_array
from .diagonals import Diagonal
from .products import in_common_dtype
from .register import implements
from .ufuncs import store

_SYMBOLS = string.ascii_uppercase + string.ascii_lowercase
_CANONICAL = "ijklmnopqrstuvwxyzabcdefghIJKLMNOPQRSTUVWXYZABCDEFGH"


class Term:
    """A value and one letter for each of its axes."""

    __slots__ = ("letters", "value")

    def __init__(self, value: Any, letters: str):
        self.value, self.letters = value, letters


@implements(np.einsum)
def einsum(
    *operands: Any, out: Any = None, optimize: Any = False, dtype: Any = None, order: str = "K", casting: str = "safe"
) -> Any:
    """np.einsum.  More than two operands are contracted in pairs, in the order that np.einsum_path finds."""
    subscripts, arrays = _subscripts(operands)
    inputs, output = explicit(subscripts, tuple(a.ndim for a in arrays))
    shapes = tuple([a.shape for a in arrays])
    spec = direct(inputs, output, shapes) if len(arrays) == 2 and out is None and dtype is None else None
    if spec is not None:
        return _laid(contract(*in_common_dtype(*arrays), spec=spec), arrays, inputs, output, order, optimize)
    sizes = _sizes(inputs, shapes)
    if len(arrays) == 1 and out is None and dtype is None and output and set(output) == set(inputs[0]):
        return _view(arrays[0], inputs[0], output)
    common = np.result_type(*[a.dtype for a in arrays])
    target = common if dtype is None else np.dtype(dtype)
    if not np.can_cast(common, target, casting):
        raise TypeError(
            f"Iterator operand 0 dtype could not be cast from {common!r} to {target!r} according to the rule "
            f"'{casting}'"
        )
    terms = [Term(convert(a._read(), target), letters) for a, letters in zip(arrays, inputs, strict=True)]
    terms = [_without_repeats(term, sizes) for term in terms]
    for picked in _path(f"{','.join(inputs)}->{output}", arrays, optimize):
        taken = [terms.pop(k) for k in sorted(picked, reverse=True)]
        term = taken.pop()
        while taken:
            other = taken.pop()
            term = _contracted(term, other, output, terms + taken)
        terms.append(term)
    return store(_laid(_arranged(terms[0], output), arrays, inputs, output, order, optimize), out)


def _laid(value: Any, arrays: list[Array], inputs: tuple[str, ...], output: str, order: str, optimize: Any) -> Any:
    """The handle of a result in the order in which NumPy's iterator over all letters lays it."""
    if len(output) < 2:
        return wrap(value)
    if order != "K" or optimize is not False:
        return wrap_copy(value, None, order)
    letters = output + "".join(sorted({c for t in inputs for c in t} - set(output)))
    known = []
    for a, own in zip(arrays, inputs, strict=True):
        ranks = dict(zip(own, ranks_of(a), strict=True))  # the last one counts where a letter stands twice
        known.append(tuple([ranks.get(c, 0) for c in letters]))
    return laid(value, joined(tuple(known), len(letters))[: len(output)])


@implements(np.einsum_path)
def einsum_path(*operands: Any, optimize: Any = "greedy", einsum_call: bool = False) -> tuple:
    subscripts, arrays = _subscripts(operands)
    return np.einsum_path(subscripts, *[a._phantom() for a in arrays], optimize=optimize)


# -- subscripts


def _subscripts(operands: tuple) -> tuple[str, list[Array]]:
    """The subscripts as a string, and the arrays, from either of the two forms that einsum takes."""
    if not operands:
        raise ValueError("must specify the einstein sum subscripts string and at least one operand")
    if isinstance(operands[0], str):
        return operands[0].replace(" ", ""), [as_array(a) for a in operands[1:]]
    lists = [*operands[1::2]] + ([operands[-1]] if len(operands) % 2 else [])
    terms = ["".join("..." if s is Ellipsis else _SYMBOLS[s] for s in x) for x in lists]
    n = len(operands) // 2
    arrays = [as_array(a) for a in operands[: 2 * n : 2]]
    return ",".join(terms[:n]) + (f"->{terms[n]}" if len(terms) > n else ""), arrays


@lru_cache(maxsize=4096)
def explicit(subscripts: str, ndims: tuple[int, ...]) -> tuple[tuple[str, ...], str]:
    """The letters of every operand and of the output, with ellipses and an implicit output written out."""
    left, arrow, right = subscripts.partition("->")
    terms = left.split(",")
    if len(terms) != len(ndims):
        few = "fewer" if len(terms) > len(ndims) else "more"
        raise ValueError(f"{few} operands provided to einstein sum function than specified in the subscripts string")
    letters = (left + right).replace("...", "").replace(",", "")
    for c in letters:
        if c not in _SYMBOLS:
            raise ValueError(f"invalid subscript '{c}' in einstein sum subscripts string, subscripts must be letters")
    counts = [_ellipsis_length(t, n, k) for k, (t, n) in enumerate(zip(terms, ndims, strict=True))]
    longest = max(counts, default=0)
    free = [c for c in _SYMBOLS if c not in letters][:longest]
    inputs = tuple(
        t.replace("...", "".join(free[longest - n :] if n else "")) for t, n in zip(terms, counts, strict=True)
    )
    if not arrow:
        named = left.replace("...", "").replace(",", "")
        return inputs, "".join(free) + "".join(c for c in sorted(set(named)) if named.count(c) == 1)
    if longest and "..." not in right:
        raise ValueError(
            "output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
            "broadcast the extra dimensions."
        )
    output = right.replace("...", "".join(free))
    for c in output:
        if output.count(c) > 1:
            raise ValueError(f"einstein sum subscripts string includes output subscript '{c}' multiple times")
        if not any(c in t for t in inputs):
            raise ValueError(
                f"einstein sum subscripts string included output subscript '{c}' which never appeared in an input"
            )
    return inputs, output


def _ellipsis_length(term: str, ndim: int, k: int) -> int:
    """How many axes the ellipsis of a term stands for."""
    extra = ndim - len(term.replace("...", ""))
    if extra < 0:
        raise ValueError(f"einstein sum subscripts string contains too many subscripts for operand {k}")
    if extra and "..." not in term:
        raise ValueError(
            "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
            "broadcast the extra dimensions."
        )
    return extra


def _sizes(inputs: tuple[str, ...], shapes: tuple) -> dict[str, Any]:
    sizes: dict[str, Any] = {}
    for k, (letters, shape) in enumerate(zip(inputs, shapes, strict=True)):
        for c, d in zip(letters, shape, strict=True):
            have = sizes.setdefault(c, d)
            if have == 1:
                sizes[c] = d
            elif d not in (1, have):
                raise ValueError(f"dimension of subscript '{c}' in operand {k} is {d}, but it is {have} elsewhere")
    return sizes


@lru_cache(maxsize=4096)
def direct(inputs: tuple[str, str], output: str, shapes: tuple) -> str | None:
    """The spec of a single `contract`, where nothing broadcasts and no letter stands in one place only, or twice."""
    sizes = _sizes(inputs, shapes)
    x, y = inputs
    once = [len(set(t)) == len(t) for t in inputs]
    full = all(sizes[c] == d for t, s in zip(inputs, shapes, strict=True) for c, d in zip(t, s, strict=True))
    if not (all(once) and full and set(x) <= set(y + output) and set(y) <= set(x + output)):
        return None
    return _spec(x, y, output)


def _spec(x: str, y: str, output: str) -> str:
    """The letters in canonical names, so that equal contractions are equal specs."""
    names = str.maketrans(dict(zip(dict.fromkeys(x + y), _CANONICAL, strict=False)))
    return f"{x},{y}->{output}".translate(names)


# -- terms


def _view(a: Array, letters: str, output: str) -> Array:
    """Diagonals and a permutation of axes: a view that can be written to, as in NumPy."""
    view = a[...]
    for c in sorted(set(letters)):
        while letters.count(c) > 1:
            view, letters = _diagonal(view, letters, c, View)
    return view.transpose([letters.index(c) for c in output])


def _diagonal(x: Any, letters: str, c: str, apply: Any) -> tuple[Any, str]:
    first = letters.index(c)
    second = letters.index(c, first + 1)
    if x.shape[first] != x.shape[second]:
        raise ValueError(
            f"dimensions in operand for collapsing index '{c}' don't match ({x.shape[first]} != {x.shape[second]})"
        )
    rest = "".join(s for k, s in enumerate(letters) if k not in (first, second))
    return apply(x, Diagonal(0, first, second)), rest + c


def _without_repeats(term: Term, sizes: dict[str, Any]) -> Term:
    """The term with every letter once, and without axes of size 1 that broadcasting would repeat."""
    x, letters = term.value, term.letters
    for c in sorted(set(letters)):
        while letters.count(c) > 1:
            x, letters = _diagonal(x, letters, c, lambda x, lens: lens.get(x))
    kept = [k for k, c in enumerate(letters) if x.shape[k] == sizes[c]]
    if len(kept) < len(letters):
        x = mv.reshape(x, shape=tuple(x.shape[k] for k in kept))
        letters = "".join(letters[k] for k in kept)
    return Term(x, letters)


def _path(subscripts: str, arrays: list[Array], optimize: Any) -> list[tuple[int, ...]]:
    if len(arrays) <= 2:
        return [tuple(range(len(arrays)))]
    how = optimize if optimize not in (False, True) else "greedy"
    return np.einsum_path(subscripts, *[a._phantom() for a in arrays], optimize=how)[0][1:]


def _summed(term: Term, kept: str) -> Term:
    """The term summed over the letters that are not in `kept`."""
    axes = tuple(k for k, c in enumerate(term.letters) if c not in kept)
    if not axes:
        return term
    return Term(reduce_sum(term.value, axes=axes), "".join(c for c in term.letters if c in kept))


def _contracted(x: Term, y: Term, output: str, others: list[Term]) -> Term:
    needed = output + "".join(t.letters for t in others)
    x, y = _summed(x, needed + y.letters), _summed(y, needed + x.letters)
    both = dict.fromkeys(x.letters + y.letters)
    result = output if not others else "".join(c for c in both if c in needed)
    return Term(contract(x.value, y.value, spec=_spec(x.letters, y.letters, result)), result)


def _arranged(term: Term, output: str) -> Any:
    """The value of the last term, with its axes in the order of the output."""
    term = _summed(term, output)
    perm = tuple(term.letters.index(c) for c in output)
    return term.value if perm == tuple(range(len(perm))) else mv.transpose(term.value, perm=perm)
