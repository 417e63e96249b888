"""Tables a row, a diagonal or an antidiagonal at a time; by cells within a row where that is faster on a CPU."""

import jax
import jax.numpy as jnp
from jax import lax


@jax.jit
def floyd_warshall(distance):
    def through(k, d):
        return jnp.minimum(d, d[:, k, None] + d[k])

    return lax.fori_loop(0, distance.shape[0], through, distance)


floyd_warshall_scalar = floyd_warshall


def _antidiagonals(a, b, edges, cell):
    """The last cell of the table whose first row and column are edges(index); cell(up, left, diagonal, letters...)."""
    n, m = a.shape[0], b.shape[0]
    i = jnp.arange(n + 1)
    letter_a = jnp.concatenate([a[:1], a])

    def diagonal(lines, d):
        before, two_before = lines  # by i
        j = d - i
        up, corner = jnp.roll(before, 1), jnp.roll(two_before, 1)
        inner = cell(up, before, corner, letter_a, b[jnp.clip(j - 1, 0, m - 1)])
        return (jnp.where((i == 0) | (j == 0), edges(d), inner), before), None

    lines = jnp.broadcast_to(edges(jnp.int64(0)), (n + 1,))
    return lax.scan(diagonal, (lines, lines), jnp.arange(1, n + m + 1))[0][0][-1]


@jax.jit
def edit_distance(a, b):
    def cell(up, left, corner, x, y):
        return jnp.minimum(corner + (x != y), jnp.minimum(up, left) + 1)

    return _antidiagonals(a, b, lambda d: d, cell)


@jax.jit
def longest_common_subsequence(a, b):
    n, m = a.shape[0], b.shape[0]
    first = jnp.zeros(m + 1, dtype=jnp.int64)

    def cell(left, above):
        longest = jnp.maximum(left, above)
        return longest, longest

    def row(previous, letter):
        above = jnp.maximum(previous[1:], previous[:-1] + (letter == b))
        new = jnp.concatenate([first[:1], lax.scan(cell, first[0], above)[1]])
        return new, new

    rows = lax.scan(row, first, a)[1]
    length = jnp.concatenate([first[None], rows])

    def back(state):
        i, j, used = state
        same = a[i - 1] == b[j - 1]
        up = length[i - 1, j] >= length[i, j - 1]
        used = used.at[i - 1].set(used[i - 1] | same)
        return i - (same | up), j - (same | ~up), used

    start = (jnp.int64(n), jnp.int64(m), jnp.zeros(n, dtype=bool))
    used = lax.while_loop(lambda s: (s[0] > 0) & (s[1] > 0), back, start)[2]
    return length[n, m], used


@jax.jit
def knapsack(weights, values, best):
    capacity = jnp.arange(best.shape[0])

    def item(best, one):
        weight, value = one
        taken = best[jnp.maximum(capacity - weight, 0)] + value
        return jnp.where((capacity >= weight) & (taken > best), taken, best), None

    best = lax.scan(item, best, (weights, values))[0]
    return best[-1], best


@jax.jit
def rna_folding(bases):
    n = bases.shape[0]
    end, k = jnp.arange(n + 1), jnp.arange(n)

    def row(step, pairs):
        i = n - 1 - step
        may = (bases[i] + bases == 3) & (k >= i + 4)
        with_k = jnp.where(may[:, None] & (end > k[:, None]), 1 + pairs[i + 1, :-1, None] + pairs[1:], 0)
        return pairs.at[i].set(jnp.maximum(pairs[i + 1], with_k.max(axis=0)))

    return lax.fori_loop(0, n, row, jnp.zeros((n + 1, n + 1), dtype=jnp.int64))[0, n]


@jax.jit
def matrix_chain_order(sizes):
    n = sizes.shape[0] - 1
    i, offset = jnp.arange(n)[:, None], jnp.arange(n)
    k = i + offset

    def diagonal(span, tables):
        cost, split = tables
        j = i + span
        total = cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1]  # indices outside are clamped,
        total = jnp.where((offset < span) & (j < n), total, jnp.inf)  # and masked
        best = jnp.argmin(total, axis=1)
        place = (i[:, 0], j[:, 0])  # updates outside are dropped
        return cost.at[place].set(total.min(axis=1)), split.at[place].set(i[:, 0] + best)

    tables = (jnp.zeros((n, n)), jnp.zeros((n, n), dtype=jnp.int64))
    cost, split = lax.fori_loop(1, n, diagonal, tables)
    return cost[0, n - 1], split


@jax.jit
def coin_change(coins, ways, modulus):
    def with_coin(ways, coin):
        def amount(a, ways):
            return ways.at[a].set((ways[a] + ways[a - coin]) % modulus)

        return lax.fori_loop(coin, ways.shape[0], amount, ways), None

    return lax.scan(with_coin, ways, coins)[0]


@jax.jit
def viterbi(log_start, log_transition, log_emission, observations):
    emitted = log_emission.T[observations]

    def forward(score, emission):
        candidates = score[:, None] + log_transition
        return candidates.max(axis=0) + emission, jnp.argmax(candidates, axis=0)

    score, back = lax.scan(forward, log_start + emitted[0], emitted[1:])
    last = jnp.argmax(score)
    path = lax.scan(lambda state, origin: (origin[state], state), last, back, reverse=True)
    return score.max(), jnp.concatenate([path[0][None], path[1]])


@jax.jit
def dynamic_time_warping(a, b):
    def cell(up, left, corner, x, y):
        return jnp.abs(x - y) + jnp.minimum(jnp.minimum(up, left), corner)

    return _antidiagonals(a, b, lambda d: jnp.where(d == 0, 0.0, jnp.inf), cell)


@jax.jit
def smith_waterman(a, b, match, mismatch, gap):
    zero = jnp.zeros(1, dtype=jnp.int64)

    def cell(left, above):
        score = jnp.maximum(left - gap, above)
        return score, score

    def row(previous, letter):
        corner = previous[:-1] + jnp.where(letter == b, match, mismatch)
        above = jnp.maximum(jnp.maximum(corner, previous[1:] - gap), 0)
        new = lax.scan(cell, zero[0], above)[1]
        return jnp.concatenate([zero, new]), new

    rows = lax.scan(row, jnp.zeros(b.shape[0] + 1, dtype=jnp.int64), a)[1]
    i, j = jnp.unravel_index(jnp.argmax(rows), rows.shape)
    found = rows[i, j] > 0
    return rows[i, j], jnp.where(found, i + 1, 0), jnp.where(found, j + 1, 0)
