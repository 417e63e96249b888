"""The derivative of a compiled function stage by stage, where one tape for all of it would be too large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..procedures.checkpointed import checkpointed
from ..runtime.checkpointing import Cotangents, Meter, Reversal
from .calls import Call

if TYPE_CHECKING:
    from .runner import Runner


class Divided:
    """Runs the backward sweep from the arguments alone.  Raises NotDifferentiable where nothing can be divided.

    inputs: of the procedure, by which the derivative is taken.  meter: of the last run.
    """

    def __init__(self, runner: Runner, inputs: list[int]):
        self.runner, self.inputs = runner, inputs
        self.reversal = Reversal(checkpointed(runner.translation.procedure, inputs))
        self.meter = Meter()

    def reverse(
        self, leaves: Sequence[Any], shadows: dict[int, np.ndarray], seeds: dict[int, Any], budget: int
    ) -> list[Any]:
        """The cotangents of numbers, in the order of the inputs; those of arrays are in the shadows then.

        leaves: the arguments as they were.  shadows, seeds: cotangents of the final contents of arrays, by leaf, and of
        the procedure's results.
        """
        translation, stages = self.runner.translation, self.reversal.stages
        call = Call(translation, self.runner.working(leaves))
        inputs: list[Any] = call.inputs()
        numbers: dict[Any, float] = {}
        memory: dict[Any, np.ndarray] = {}
        arrays = [(i, k) for i, (what, k, _) in enumerate(translation.sources) if what == "data"]
        for i, k in arrays:
            inputs[i] = (inputs[i], call.arrays[k].nbytes)
            if k in shadows:
                memory[stages.inputs[i]] = shadows[k]
        for i, seed in seeds.items():
            r = stages.procedure.results[i]
            (memory if r.dtype == "ptr" else numbers)[r] = seed
        found, self.meter = self.reversal.run(inputs, Cotangents(numbers, memory), budget)
        for i, k in arrays:
            new = found.shadows.get(stages.inputs[i])
            if k in shadows and new is not None and new is not shadows[k]:
                shadows[k][...] = new.view(shadows[k].dtype).reshape(shadows[k].shape)
        return [found.numbers.get(stages.inputs[i], 0.0) for i in self.inputs if stages.inputs[i].dtype != "ptr"]
