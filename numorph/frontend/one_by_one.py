"""Operations of compiled functions of which a batch is an operation for each lane, by whatever is around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ..core.op import NotSupported, Op
from ..core.trace import Tracer, typeof
from ..errors import NumorphValueError
from ..ops import indexing, movement
from ..transforms.forward import Structured


def operation(
    name: str,
    run: Callable[..., Any],
    jvp: Callable[..., Any] | NotSupported,
    type_rule: Callable[..., Any] | None = None,
    transpose: Any = None,
    apart: Callable[[dict[str, Any], Sequence[bool]], bool] = lambda params, batched: False,
) -> Op:
    """An operation: run(*operands, **params) gives the results, jvp is its rule as of a structured operation.

    apart: whether each lane has a part of the `trail` among the parameters, by which operands have lanes.
    """

    def impl(*operands: Any, **params: Any) -> tuple[Any, ...]:
        return tuple(run(*operands, **params))

    def batch(trace: Any, operands: list[Any], batched: list[bool], **params: Any) -> list[Any]:
        trail = params["trail"]
        parts = trail is not None and apart(params, batched)
        rows = []
        for i in range(trace.size):
            mine = [lane(x, i) if b else x for x, b in zip(operands, batched, strict=True)]
            rows.append(made(*mine, **({**params, "trail": trail.part(i)} if parts else params)))
        return stacked(rows)

    rule = jvp if isinstance(jvp, NotSupported) else Structured(jvp)
    made = Op(name, "structured", type_rule or _never_staged, impl, rule, transpose, batch, multi=True)
    return made


def _never_staged(*types: Any, **params: Any) -> Any:
    raise AssertionError("compiled code is never staged")


def over(
    run: Callable[..., Sequence[Any]], operands: Sequence[Any], sizes: Sequence[int], batched: Sequence[Sequence[bool]]
) -> Sequence[Any]:
    """run of each lane, with the axes of all levels of batches; batched: of each operand, by level."""
    if not sizes:
        return run(*operands)
    deeper = [flags[1:] for flags in batched]
    rows = []
    for i in range(sizes[0]):
        mine = [lane(x, i) if flags[0] else x for x, flags in zip(operands, batched, strict=True)]
        rows.append(over(run, mine, sizes[1:], deeper))
    return stacked(rows)


def lane(x: Any, i: int) -> Any:
    """The part of a value with a batch axis that belongs to a lane."""
    if not isinstance(x, Tracer):
        return x[i]
    return movement.reshape(indexing.slice_axis(x, 0, i, i + 1), shape=typeof(x).shape[1:])


def stacked(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The results of lanes with a batch axis in front; they have to be of one size."""
    return [_joined([row[j] for row in rows]) for j in range(len(rows[0]))]


def _joined(parts: Sequence[Any]) -> Any:
    shapes = {typeof(x).shape for x in parts}
    if len(shapes) > 1:
        found = " and ".join(sorted([str(s) for s in shapes])[:2])
        raise NumorphValueError(
            f"'vmap': the lanes have results of different shapes, such as {found}.",
            hints=("fill the results up to one size, or call the function in a loop",),
        )
    if not any([isinstance(x, Tracer) for x in parts]):
        return np.stack([np.asarray(x) for x in parts])
    (shape,) = shapes
    return movement.concatenate(*_rows(parts, shape), axis=0)


def _rows(parts: Sequence[Any], shape: tuple[int, ...]) -> Iterator[Any]:
    for x in parts:
        yield movement.reshape(x, shape=(1, *shape)) if isinstance(x, Tracer) else np.asarray(x)[np.newaxis]
