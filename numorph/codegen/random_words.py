"""The Threefry-2x32 hash as an expression, bit for bit: one word of its result is one operation of a plan.

Both words of a hash are the same expressions up to the last step, which are shared where both are asked for.
"""

from __future__ import annotations

from ..ops import random
from .complex_parts import internal
from .loops import Expr, binary, const

COST = 60  # of a word, an addition being 1: half of the rounds

hash_word = internal("hash_word", lambda *types, word: random.threefry2x32.type_rule(*types)[word])


def hashed(k0: Expr, k1: Expr, x0: Expr, x1: Expr) -> tuple[Expr, Expr]:
    """The two words of the hash of the counters (x0, x1) with a key."""
    keys = (k0, k1, binary("xor", binary("xor", k0, k1), _word(random._PARITY)))
    x0, x1 = binary("add", x0, k0), binary("add", x1, k1)
    for i in range(5):
        for r in random._ROTATIONS[i % 2]:
            x0 = binary("add", x0, x1)
            turned = binary("or", binary("shl", x1, _word(r)), binary("shr", x1, _word(32 - r)))
            x1 = binary("xor", turned, x0)
        x0 = binary("add", x0, keys[(i + 1) % 3])
        x1 = binary("add", binary("add", x1, keys[(i + 2) % 3]), _word(i + 1))
    return x0, x1


def _word(n: int) -> Expr:
    return const(n, "u32")
