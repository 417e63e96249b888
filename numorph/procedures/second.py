"""Second derivatives: forward mode of both sweeps of reverse mode.

With tangents of the inputs the forward sweep gives those of the results, and with tangents of the cotangents too the
reverse sweep gives those of the gradient: products with second derivatives.  What goes over the tape is followed by one
analysis of both sweeps, as if the second were called at the end of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from .activity import Activity
from .ir import Procedure
from .partials import FLOATS
from .reverse import Pair, differentiate
from .tangent import Tangent, along


@final
class SecondPair:
    """pair: the two sweeps.  forward, backward: their tangents, which leave and take tangents on the tape as well.

    Tangents go along the active inputs of the procedure, and all cotangents that the reverse sweep is given.
    """

    __slots__ = ("backward", "forward", "pair")

    def __init__(self, pair: Pair, forward: Tangent, backward: Tangent):
        self.pair, self.forward, self.backward = pair, forward, backward


def differentiate_twice(procedure: Procedure, active: Sequence[int]) -> SecondPair:
    """The derivative, along and by some inputs (positions), of both sweeps; raises NotDifferentiable, with a reason."""
    key = ("second", *active)
    if key not in procedure.derived:
        procedure.derived[key] = _differentiate_twice(procedure, tuple(active))
    found: SecondPair = procedure.derived[key]
    return found


def _differentiate_twice(procedure: Procedure, active: tuple[int, ...]) -> SecondPair:
    pair = differentiate(procedure, active)
    first, second = pair.forward, pair.backward
    cotangents = range(len(first.inputs), len(second.inputs))
    moving = (*active, *[i for i in cotangents if second.inputs[i].dtype in (*FLOATS, "ptr")])
    both = Procedure(procedure.name, second.inputs, [*first.results, *second.results], [*first.body, *second.body])
    activity = Activity(both, moving)
    return SecondPair(
        pair,
        along(activity, first.name, first.inputs, first.results, first.body, active),
        along(activity, second.name, second.inputs, second.results, second.body, moving),
    )
