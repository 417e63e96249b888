"""Settings, each read as `numorph.config.name` and changed by assignment or, for a block, by `with config.set(name=v)`.

Settings are per process; every one has a type and a default below.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

debug_nans: bool = False  # raise FloatingPointError at the first operation that makes a NaN
debug_infs: bool = False  # the same for infinities
debug_key_reuse: bool = False  # report a random key that is used twice
check_programs: bool = False  # run the checker on every program that is staged or transformed
check_leaks: bool = False  # refuse a transformation that leaves traced values behind
disable_jit: bool = False  # jitted functions run as plain Python
jit_cache_size: int = 256  # programs kept per jitted function
compile: bool = True  # make machine code; False: everything runs on NumPy
strict: bool = False  # compiled results equal NumPy's bit for bit, or the operation is left to NumPy
fast_math: bool = False  # compiled code may treat NaN, infinities and signed zeros as if they did not occur
tape_budget: int = 1 << 28  # bytes that one reverse sweep of a compiled procedure may keep; beyond, it recomputes
threads: int = 0  # threads of one parallel loop, the caller's included; 0: one per core
cache: bool = True  # keep machine code on disk
cache_dir: str = ""  # where; "": NUMORPH_CACHE_DIR if that is set, else the user's cache directory
cache_size: int = 256 << 20  # bytes; beyond, the least recently used entries go

DEFAULTS: dict[str, Any] = {name: globals()[name] for name in tuple(__annotations__)}


_listeners: dict[str, list[Callable[[], None]]] = {}


class _Config(ModuleType):
    def __setattr__(self, name: str, value: Any) -> None:
        if name in DEFAULTS:
            want = type(DEFAULTS[name])
            if type(value) is not want:
                raise TypeError(f"Setting '{name}' is a {want.__name__}, got {value!r}.")
        elif not name.startswith("__"):
            raise AttributeError(f"There is no setting '{name}'; settings are {', '.join(sorted(DEFAULTS))}.")
        super().__setattr__(name, value)
        for listener in _listeners.get(name, ()):
            listener()


def listen(name: str, listener: Callable[[], None]) -> None:
    """Call `listener` after every change of a setting."""
    _listeners.setdefault(name, []).append(listener)


@contextmanager
def set(**settings: Any) -> Iterator[None]:
    """Change settings for a block: `with numorph.config.set(debug_nans=True): ...`."""
    module = sys.modules[__name__]
    saved = {name: getattr(module, name, None) for name in settings}
    try:
        for name, value in settings.items():
            setattr(module, name, value)
        yield
    finally:
        for name, value in saved.items():
            if name in DEFAULTS:
                setattr(module, name, value)


sys.modules[__name__].__class__ = _Config
