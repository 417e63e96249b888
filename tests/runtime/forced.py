"""Jitted functions whose calls go to machine code at once, whether or not that is the faster way."""

from typing import Any

import numorph as nm
from numorph.api.jit_key import key_of
from numorph.runtime.tiers import tier_of


def forced(f: Any, *args: Any, level: int = 2, path: bool = True, **kwargs: Any) -> Any:
    """jit(f), compiled for arguments like these; with `path` the native call path has to exist."""
    jitted = f if isinstance(f, type(nm.jit(lambda: 0))) else nm.jit(f)
    entry = jitted.decision(*args, **kwargs)
    assert hasattr(entry, "program"), entry.reason
    tier = tier_of(entry.program)
    tier.asked = tier.optimising = tier.improved = True
    tier.compile(level)
    assert tier.compiled is not None, tier.reason
    tier.compiled.make(level)
    tier.chosen = True
    tier.times = ([1.0] * 3, [0.0] * 3)
    entry.contest.plain, entry.contest.staged = [1.0] * 3, [0.0] * 3
    arguments, _ = key_of(args, kwargs, *jitted._static)
    jitted._install(entry, arguments, args, kwargs)
    assert entry.native or not path, "there is no native call path"
    return jitted


def counted(jitted: Any) -> list[int]:
    """The number of calls that reach Python, as an entry that grows."""
    from numorph.runtime.entry import install

    calls = [0]
    general = jitted._call

    def count(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        return general(*args, **kwargs)

    install(jitted, jitted._fast, count)
    return calls
