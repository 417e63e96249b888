"""Tables filled cell by cell: shortest paths, alignments, folding, knapsacks."""

from __future__ import annotations

import numpy as np

from .program import Program


def floyd_warshall(distance):
    """Shortest distances between all pairs of nodes, in place: one sweep of whole-matrix operations per middle node."""
    for k in range(distance.shape[0]):
        distance[:] = np.minimum(distance, distance[:, k : k + 1] + distance[k])


def floyd_warshall_scalar(distance):
    """The same by three loops over scalars; nodes that cannot be reached yet are skipped."""
    n = distance.shape[0]
    for k in range(n):
        for i in range(n):
            first = distance[i, k]
            if first == np.inf:
                continue
            for j in range(n):
                through = first + distance[k, j]
                if through < distance[i, j]:
                    distance[i, j] = through


def edit_distance(a, b):
    """Insertions, deletions and substitutions that turn one sequence into the other; keeps two rows of the table."""
    previous = np.arange(len(b) + 1)
    for i in range(len(a)):
        current = np.empty_like(previous)
        current[0] = i + 1
        for j in range(len(b)):
            substitution = previous[j] + (a[i] != b[j])
            current[j + 1] = min(substitution, previous[j + 1] + 1, current[j] + 1)
        previous = current
    return previous[-1]


def longest_common_subsequence(a, b):
    """Its length, and which elements of `a` belong to it (found by walking back through the table)."""
    n, m = len(a), len(b)
    length = np.zeros((n + 1, m + 1), dtype=np.int64)
    for i in range(n):
        for j in range(m):
            if a[i] == b[j]:
                length[i + 1, j + 1] = length[i, j] + 1
            else:
                length[i + 1, j + 1] = max(length[i, j + 1], length[i + 1, j])
    used = np.zeros(n, dtype=np.bool_)
    i, j = n, m
    while i > 0 and j > 0:
        if a[i - 1] == b[j - 1]:
            used[i - 1] = True
            i -= 1
            j -= 1
        elif length[i - 1, j] >= length[i, j - 1]:
            i -= 1
        else:
            j -= 1
    return length[n, m], used


def knapsack(weights, values, best):
    """The most valuable selection that fits: best[c] becomes the value of the best one of weight c or less."""
    capacity = len(best) - 1
    for item in range(len(weights)):
        weight = weights[item]
        for c in range(capacity, weight - 1, -1):
            taken = best[c - weight] + values[item]
            if taken > best[c]:
                best[c] = taken
    return best[capacity]


def rna_folding(bases):
    """Nussinov's count of nested pairs (bases that sum to 3 pair, at least 3 bases lie between them)."""
    n = len(bases)
    pairs = np.zeros((n + 1, n + 1), dtype=np.int64)  # pairs[i, j] is about bases[i:j]
    for span in range(5, n + 1):
        for i in range(n - span + 1):
            j = i + span
            most = pairs[i + 1, j]
            for k in range(i + 4, j):
                if bases[i] + bases[k] == 3:
                    most = max(most, 1 + pairs[i + 1, k] + pairs[k + 1, j])
            pairs[i, j] = most
    return pairs[0, n]


def matrix_chain_order(sizes):
    """The fewest multiplications for a product of matrices, and where to split each range of the chain."""
    n = len(sizes) - 1
    cost = np.zeros((n, n))
    split = np.zeros((n, n), dtype=np.int64)
    for span in range(1, n):
        for i in range(n - span):
            j = i + span
            least = np.inf
            for k in range(i, j):
                total = cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
                if total < least:
                    least = total
                    split[i, j] = k
            cost[i, j] = least
    return cost[0, n - 1], split


def coin_change(coins, ways, modulus):
    """How many multisets of coins make each amount: `ways` comes in as 1, 0, 0, ... and is updated in place."""
    for coin in coins:
        for amount in range(coin, len(ways)):
            ways[amount] = (ways[amount] + ways[amount - coin]) % modulus


def viterbi(log_start, log_transition, log_emission, observations):
    """The likeliest states of a hidden Markov model, and their log probability."""
    steps, states = len(observations), len(log_start)
    score = log_start + log_emission[:, observations[0]]
    back = np.zeros((steps, states), dtype=np.int64)
    for t in range(1, steps):
        new = np.empty(states)
        for s in range(states):
            candidates = score + log_transition[:, s]
            back[t, s] = np.argmax(candidates)
            new[s] = candidates[back[t, s]] + log_emission[s, observations[t]]
        score = new
    path = np.empty(steps, dtype=np.int64)
    path[-1] = np.argmax(score)
    for t in range(steps - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return score[path[-1]], path


def dynamic_time_warping(a, b):
    """The least summed distance between two signals, of which either may wait for the other."""
    n, m = len(a), len(b)
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0.0
    for i in range(n):
        for j in range(m):
            best = min(total[i, j], total[i, j + 1], total[i + 1, j])
            total[i + 1, j + 1] = abs(a[i] - b[j]) + best
    return total[n, m]


def smith_waterman(a, b, match, mismatch, gap):
    """The score of the best local alignment, and where it ends in both sequences."""
    scores = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int64)
    best, best_i, best_j = 0, 0, 0
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            step = match if a[i - 1] == b[j - 1] else mismatch
            score = max(scores[i - 1, j - 1] + step, scores[i - 1, j] - gap, scores[i, j - 1] - gap, 0)
            scores[i, j] = score
            if score > best:
                best, best_i, best_j = score, i, j
    return best, best_i, best_j


def _graph(rng, n):
    """Lengths of directed edges between random pairs, about four from each node; inf for none."""
    distance = np.where(rng.random((n, n)) < 4 / n, rng.uniform(1, 10, (n, n)), np.inf)
    np.fill_diagonal(distance, 0.0)
    return (distance,)


def _two_sequences(rng, n):
    """Two sequences over four letters, the second a damaged copy of the first."""
    a = rng.integers(0, 4, n)
    b = np.where(rng.random(n) < 0.2, rng.integers(0, 4, n), a)
    return a, np.delete(b, rng.integers(0, n, n // 8))


def _knapsack(rng, n):
    return rng.integers(1, 20, n), rng.uniform(1, 10, n), np.zeros(4 * n + 1)


def _coins(rng, n):
    ways = np.zeros(n, dtype=np.int64)
    ways[0] = 1
    return np.array([1, 2, 5, 10, 20, 50, 100, 200]), ways, 1_000_000_007


def _hidden_markov(rng, n):
    start, transition, emission = (np.log(rng.dirichlet(np.ones(k), size)) for k, size in ((6, 1), (6, 6), (10, 6)))
    return start[0], transition, emission, rng.integers(0, 10, n)


def _two_signals(rng, n):
    time = np.linspace(0, 6, n)
    return np.sin(time) + 0.1 * rng.standard_normal(n), np.sin(0.9 * time + 0.2) + 0.1 * rng.standard_normal(n)


PROGRAMS = [
    Program(floyd_warshall, _graph, (100, 300), changed=(0,), batched=(0,)),
    Program(floyd_warshall_scalar, _graph, (24, 96), changed=(0,), batched=(0,)),
    Program(edit_distance, _two_sequences, (80, 400), batched=(0, 1), tolerance=0),
    Program(longest_common_subsequence, _two_sequences, (100, 600), batched=(0, 1), tolerance=0),
    Program(knapsack, _knapsack, (50, 250), changed=(2,), differentiable=(1,), batched=(1, 2)),
    Program(rna_folding, lambda rng, n: (rng.integers(0, 4, n),), (50, 160), batched=(0,), tolerance=0),
    Program(
        matrix_chain_order, lambda rng, n: (rng.integers(5, 50, n).astype(float),), (28, 100), batched=(0,), tolerance=0
    ),
    Program(coin_change, _coins, (2_000, 50_000), changed=(1,), batched=(1,), tolerance=0),
    Program(viterbi, _hidden_markov, (150, 5_000), differentiable=(0, 1, 2), batched=(3,)),
    Program(dynamic_time_warping, _two_signals, (100, 500), differentiable=(0, 1), batched=(0, 1)),
    Program(smith_waterman, lambda rng, n: (*_two_sequences(rng, n), 3, -2, 2), (70, 350), batched=(0, 1), tolerance=0),
]
