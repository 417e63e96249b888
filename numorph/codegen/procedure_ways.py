"""Which of two ways a loop goes, of which nobody can tell beforehand which is faster: it is timed where it runs.

Turns of a loop run one by one, or in step as lanes of vectors.  A loop has words where it notes what some turns have
taken on each way; first it tries both in turn, a few turns each, then the faster way stays.
"""

from __future__ import annotations

from typing import Final

from .builder import Function, Module, Value

ALONE, IN_STEP, TRY_IN_STEP, TRY_ALONE = range(4)  # what `procedure_way` gives
FIRST_TRIAL: Final = TRY_IN_STEP

# Words: how it is decided (0: not yet, or a way + 1), then for each way that is tried how often it was, what a turn
# took in all of these trials together, and at most.
_DECIDED, _TRIALS = 0, 1
_COUNT, _TOTAL, _LARGEST = range(3)
_TRIAL_WORDS: Final = 3
_BUSY: Final = _TRIALS + 2 * _TRIAL_WORDS  # 1 while a thread notes something; what others find out meanwhile is dropped
STATE_WORDS: Final = _BUSY + 1

_ENOUGH: Final = 5  # trials of each way; the slowest one does not count, in which something else may have happened
_HOPELESS: Final = 4  # how much slower a way is that gets no third trial
_FRACTION: Final = 8  # bits, of the time that a turn takes


def ways(m: Module) -> None:
    """Define `procedure_way` and `procedure_went`, which a loop calls before it runs some turns, and after that."""
    f = m.function("procedure_way", "i64", state="ptr")
    state = f.parameters["state"]
    decided = f.load("i64", state, 8 * _DECIDED)
    with f.if_(decided.differs(0)):
        f.return_(decided - 1)
    in_step, alone = (f.load("i64", state, 8 * (_TRIALS + _TRIAL_WORDS * k + _COUNT)) for k in range(2))
    f.return_(f.select(in_step.above(alone), f.operand(TRY_ALONE, "i64"), TRY_IN_STEP))

    f = m.function("procedure_went", "void", state="ptr", way="i64", time="i64", turns="i64")
    state, tried = f.parameters["state"], f.parameters["way"] - FIRST_TRIAL
    busy = f.word(state, _BUSY)
    f.return_if(f.exchange(busy, 0, 1).equals(False))
    scaled = f.define(f"shl i64 {f.parameters['time'].text}, {_FRACTION}", "i64")
    cost = f.define(f"udiv i64 {scaled.text}, {f.parameters['turns'].text}", "i64")
    here = f.word(state, tried * _TRIAL_WORDS + _TRIALS)
    f.store(f.load("i64", here, 8 * _COUNT) + 1, here, 8 * _COUNT)
    f.store(f.load("i64", here, 8 * _TOTAL) + cost, here, 8 * _TOTAL)
    largest = f.load("i64", here, 8 * _LARGEST)
    f.store(f.select(cost.above(largest), cost, largest), here, 8 * _LARGEST)

    first = 8 * _TRIALS
    counts, costs = zip(*[_trials(f, state, first + 8 * _TRIAL_WORDS * k) for k in range(2)], strict=True)
    fewest = f.select(counts[0].below(counts[1]), counts[0], counts[1])
    in_step, alone = costs[0] * (counts[1] - 1), costs[1] * (counts[0] - 1)
    hopeless = in_step.above(alone * _HOPELESS) | alone.above(in_step * _HOPELESS)
    with f.if_(fewest.at_least(_ENOUGH) | (fewest.at_least(2) & hopeless)):
        f.store(f.select(in_step.below(alone), f.operand(IN_STEP + 1, "i64"), ALONE + 1), state, 8 * _DECIDED)
    f.release(busy, 0)
    f.return_()


def _trials(f: Function, state: Value, at: int) -> tuple[Value, Value]:
    """How many there were of a way, and what turns took in all of them but the slowest."""
    count, total, largest = (f.load("i64", state, at + 8 * what) for what in (_COUNT, _TOTAL, _LARGEST))
    return count, total - largest
