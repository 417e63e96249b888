"""The contest between a staged gradient and the same gradient compiled as a whole, for functions without loops.

A gradient of array statements is staged at first, which takes least until the first call is done.  Where its calls take
long, the background thread makes a procedure of both sweeps (frontend/gradient_of.py) as well; then both are timed on
real calls, in turn, and the faster one stays.
"""

from __future__ import annotations

import threading
from time import perf_counter
from typing import Any, Final

from .. import config
from ..core.trace import EVAL
from ..frontend.gradient_of import CompiledGradient
from ..ir.simplify import effectful
from ..runtime.error_states import accept_error_state
from ..runtime.procedure_table import prepare_native_calls
from ..runtime.tiers import Tier, ask
from .decisions import Staged
from .elsewhere import ELSEWHERE
from .procedural import Procedural
from .ways import Trials, Way

_WORTH: Final = 2e-4  # seconds of a call, from which on it is worth to be compiled another way


class Rival:
    """The gradient compiled as a whole, beside one staged program.

    way: None where there can be none, or none is needed.  trials: in which the staged program stands for plain Python.
    """

    def __init__(self, procedural: Procedural, tier: Tier, way: Way | None):
        self._procedural, self._tier, self._lock = procedural, tier, threading.Lock()
        self.way = way
        self.trials = Trials()
        self._is_ready, self._is_given_up = False, way is None or way.refused
        if not self.over:
            ask(self.prepare)

    @property
    def wins(self) -> bool:
        """Whether it runs calls from now on."""
        return not self._is_given_up and self.trials.chosen is True

    @property
    def over(self) -> bool:
        """Whether it is decided who runs calls."""
        return self._is_given_up or self.trials.chosen is not None

    def prepare(self) -> None:
        """Make its best code."""
        with self._lock:
            if self._is_ready or self.over or self.way is None:
                return
            try:
                self.way.make_best()
                prepare_native_calls()
            finally:
                self._is_ready = self.way.ready
                self._is_given_up = not self._is_ready

    def has_turn(self) -> bool:
        """Whether it runs the next call."""
        if self.over:
            return self.wins
        return self._is_ready and len(self.trials.native) < len(self.trials.plain)

    def enter_staged(self, seconds: float) -> None:
        """How long a call of the staged program took."""
        if self._is_ready and not self.over and self._is_compiled():
            self.trials.enter(self.trials.plain, seconds)

    def _is_compiled(self) -> bool:
        """Whether the staged program may run as machine code, if there is any."""
        return bool(self._tier.reason or self._tier.times[1] or self._tier.decided())

    def call(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        """The gradient, or ELSEWHERE."""
        if self.wins:
            return self._procedural.call(args, kwargs, forced=True)
        if not EVAL.direct or not config.compile or config.strict or not accept_error_state():
            return ELSEWHERE
        found = self._procedural.arguments(args, kwargs, forced=True)
        way = self.way
        if found is None or way is None or way.outdated():
            self._is_given_up = True
            return ELSEWHERE
        trials, bails, start = Trials(), way.bails, perf_counter()
        trials.chosen = True  # it is not plain Python that this call is compared with
        out = self._procedural.natively(way, trials, found, args, kwargs)
        seconds = perf_counter() - start
        if way.bails > bails:
            self._is_given_up = True
        elif not self.over:
            self.trials.enter(self.trials.native, seconds)
        if self.wins:
            trials = way.trials(found[1])
            trials.native, trials.chosen = list(self.trials.native), True
        return out


def rival_of(procedural: Procedural, entry: Staged, args: tuple, kwargs: dict[str, Any], seconds: float) -> Rival:
    """The rival of a staged program of which a call took so many seconds."""
    way = None
    if type(procedural.compiled) is CompiledGradient and seconds >= _WORTH:
        touches = entry.written or entry.written_outside or effectful(entry.program)
        found = None if touches or config.fast_math else procedural.arguments(args, kwargs, forced=True)
        way = None if found is None else procedural.way(*found)
    return Rival(procedural, entry.contest.tier, way)
