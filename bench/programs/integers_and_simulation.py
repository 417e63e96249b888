"""Integers, bits and indices, searching and sorting; small simulations with branches and early exits."""

from __future__ import annotations

import numpy as np

from .program import Program


def adler32(data):
    """The checksum of a byte array: two sums modulo a prime."""
    a, b = 1, 0
    for i in range(len(data)):
        a = (a + int(data[i])) % 65521
        b = (b + a) % 65521
    return b * 65536 + a


def crc32(data, table):
    """Fills the table of remainders of all bytes in place, then takes the checksum of the data with it."""
    for byte in range(256):
        remainder = byte
        for _ in range(8):
            if remainder & 1:
                remainder = (remainder >> 1) ^ 0xEDB88320
            else:
                remainder >>= 1
        table[byte] = remainder
    crc = 0xFFFFFFFF
    for i in range(len(data)):
        crc = (crc >> 8) ^ int(table[(crc ^ int(data[i])) & 0xFF])
    return crc ^ 0xFFFFFFFF


def xorshift64(state, out):
    """Fills `out` with random numbers and leaves the generator's state behind; both in place."""
    x = state[0]
    for i in range(len(out)):
        x ^= x << np.uint64(13)
        x ^= x >> np.uint64(7)
        x ^= x << np.uint64(17)
        out[i] = x
    state[0] = x


def popcount(values):
    """The bits that are set in each number, clearing the lowest one until none is left."""
    counts = np.zeros(len(values), dtype=np.int64)
    for i in range(len(values)):
        value = values[i]
        while value != 0:
            value &= value - 1
            counts[i] += 1
    return counts


def reverse_bits(values):
    """Each 32-bit number with its bits in the opposite order."""
    rest = values.copy()
    reverse = np.zeros_like(values)
    for _ in range(32):
        reverse = (reverse << np.uint32(1)) | (rest & np.uint32(1))
        rest >>= np.uint32(1)
    return reverse


def sieve(prime):
    """Eratosthenes: crosses out of `prime` (all true at first) what is not; returns how many are left."""
    n = len(prime)
    prime[:2] = False
    p = 2
    while p * p < n:
        if prime[p]:
            prime[p * p :: p] = False
        p += 1
    return np.sum(prime)


def collatz_lengths(starts):
    """How many steps each number takes to reach 1, by halving it or tripling it and adding 1."""
    lengths = np.zeros(len(starts), dtype=np.int64)
    for i in range(len(starts)):
        value = starts[i]
        steps = 0
        while value != 1:
            if value % 2 == 0:  # noqa: SIM108
                value = value // 2
            else:
                value = 3 * value + 1
            steps += 1
        lengths[i] = steps
    return lengths


def parse_numbers(text, out):
    """Reads the signed whole numbers of an ASCII text into `out`; returns how many, and the place of an error or -1."""
    count = 0
    state = 0  # 0 between numbers, 1 after a sign, 2 within digits
    sign = 1
    value = 0
    for i in range(len(text)):
        byte = int(text[i])
        if 48 <= byte <= 57:
            value = value * 10 + byte - 48
            state = 2
        elif byte == 45 and state == 0:
            sign = -1
            state = 1
        elif (byte == 44 or byte == 32) and state != 1:
            if state == 2:
                out[count] = sign * value
                count += 1
            sign, value, state = 1, 0, 0
        else:
            return count, i
    if state == 2:
        out[count] = sign * value
        count += 1
    return count, -1


def rule_110(history):
    """The cellular automaton, a row per step, from the first row; its ends are dead."""
    steps, width = history.shape
    for t in range(steps - 1):
        for i in range(1, width - 1):
            left, here, right = history[t, i - 1], history[t, i], history[t, i + 1]
            if here == 1 and left == 1 and right == 1:
                history[t + 1, i] = 0
            else:
                history[t + 1, i] = here | right


def mandelbrot_scalar(xs, ys, limit):
    """Steps until each point of the grid escapes, point by point."""
    counts = np.zeros((len(ys), len(xs)), dtype=np.int64)
    for i in range(len(ys)):
        for j in range(len(xs)):
            a, b = 0.0, 0.0
            steps = 0
            while steps < limit and a * a + b * b <= 4.0:
                a, b = a * a - b * b + xs[j], 2.0 * a * b + ys[i]
                steps += 1
            counts[i, j] = steps
    return counts


def mandelbrot_masked(c, limit):
    """The same for an array of complex numbers: those that have not escaped yet move together."""
    z = np.zeros_like(c)
    counts = np.zeros(c.shape, dtype=np.int64)
    alive = np.ones(c.shape, dtype=np.bool_)
    for _ in range(limit):
        z[alive] = z[alive] ** 2 + c[alive]
        alive &= z.real**2 + z.imag**2 <= 4.0
        counts[alive] += 1
        if not alive.any():
            break
    return counts


def march_rays(directions, centers, radii):
    """How far each ray from the origin goes to the nearest sphere, stepping by the distance to it; 20 is the sky."""
    depth = np.empty(len(directions))
    for i in range(len(directions)):
        travelled = 0.0
        steps = 0
        while steps < 64:
            point = travelled * directions[i]
            nearest = np.inf
            for k in range(len(centers)):
                away = point - centers[k]
                nearest = min(nearest, np.sqrt(np.sum(away * away)) - radii[k])
            if nearest < 1e-3:
                break
            travelled += nearest
            if travelled > 20.0:
                travelled = 20.0
                break
            steps += 1
        depth[i] = travelled
    return depth


def monte_carlo_pi(x, y):
    """Four times the share of the points of a square that lie in the circle."""
    inside = 0
    for i in range(len(x)):
        if x[i] * x[i] + y[i] * y[i] < 1.0:
            inside += 1
    return 4.0 * inside / len(x)


def reflected_walk(steps, low, high):
    """A random walk between two walls that throw it back, and how often they did."""
    path = np.empty(len(steps))
    position = 0.5 * (low + high)
    hits = 0
    for i in range(len(steps)):
        position += steps[i]
        while position < low or position > high:
            position = 2.0 * low - position if position < low else 2.0 * high - position
            hits += 1
        path[i] = position
    return path, hits


def csr_times_vector(starts, columns, values, x):
    """A sparse matrix by rows times a vector."""
    out = np.zeros(len(starts) - 1)
    for row in range(len(out)):
        total = 0.0
        for k in range(starts[row], starts[row + 1]):
            total += values[k] * x[columns[k]]
        out[row] = total
    return out


def csr_times_dense(starts, columns, values, dense):
    """A sparse matrix by rows times a dense one, a row at a time."""
    out = np.zeros((len(starts) - 1, dense.shape[1]))
    for row in range(len(out)):
        for k in range(starts[row], starts[row + 1]):
            out[row] += values[k] * dense[columns[k]]
    return out


def coo_scatter_add(rows, columns, values, out):
    """Adds the entries of a sparse matrix, some of them repeated, to a dense one in place; then its transpose."""
    np.add.at(out, (rows, columns), values)
    np.add.at(out, (columns, rows), values)


def connected_components(edges, label):
    """Union and find with path halving: `label` (each node's own number at first) becomes the least of its part."""
    for e in range(len(edges)):
        a, b = edges[e, 0], edges[e, 1]
        while label[a] != a:
            label[a] = label[label[a]]
            a = label[a]
        while label[b] != b:
            label[b] = label[label[b]]
            b = label[b]
        if a < b:
            label[b] = a
        else:
            label[a] = b
    parts = 0
    for node in range(len(label)):  # a node's parent is never larger, so it is final already
        label[node] = label[label[node]]
        if label[node] == node:
            parts += 1
    return parts


def insertion_sort(values):
    """Sorts in place by moving each number left past the larger ones."""
    for i in range(1, len(values)):
        value = values[i]
        j = i - 1
        while j >= 0 and values[j] > value:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = value


def shell_sort(values):
    """The same over ever smaller gaps."""
    n = len(values)
    gap = 1
    while gap < n // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, n):
            value = values[i]
            j = i
            while j >= gap and values[j - gap] > value:
                values[j] = values[j - gap]
                j -= gap
            values[j] = value
        gap //= 3


def binary_search(ordered, keys):
    """For each key the place of the first number that is not smaller."""
    places = np.empty(len(keys), dtype=np.int64)
    for i in range(len(keys)):
        low, high = 0, len(ordered)
        while low < high:
            middle = (low + high) // 2
            if ordered[middle] < keys[i]:
                low = middle + 1
            else:
                high = middle
        places[i] = low
    return places


def _bytes(rng, n):
    return rng.integers(0, 256, n, dtype=np.uint8)


def _text(rng, n):
    """A list of numbers as ASCII bytes, always of 6n bytes, with trailing blanks."""
    text = ", ".join(str(number) for number in rng.integers(-999, 999, n)).ljust(6 * n)
    return np.frombuffer(text.encode(), dtype=np.uint8).copy(), np.zeros(n, dtype=np.int64)


def _automaton(rng, n):
    history = np.zeros((n, 2 * n), dtype=np.int8)
    history[0, 1:-1] = rng.integers(0, 2, 2 * n - 2)
    return (history,)


def _plane(rng, n):
    return np.linspace(-2.0, 0.6, n) + 1e-3 * rng.random(), np.linspace(-1.2, 1.2, n) + 1e-3 * rng.random()


def _complex_plane(rng, n):
    xs, ys = _plane(rng, n)
    return xs + 1j * ys[:, None], 60


def _scene(rng, n):
    directions = np.concatenate([rng.uniform(-0.5, 0.5, (n, 2)), np.ones((n, 1))], axis=1)
    directions /= np.sqrt(np.sum(directions**2, axis=1, keepdims=True))
    centers = rng.uniform([-2, -2, 5], [2, 2, 8], (4, 3))
    return directions, centers, rng.uniform(0.5, 1.2, 4)


def _sparse(rng, n):
    """Rows of 0 to 15 entries at random columns."""
    starts = np.concatenate([[0], np.cumsum(rng.integers(0, 16, n))])
    return starts, rng.integers(0, n, starts[-1]), rng.standard_normal(starts[-1])


def _entries(rng, n):
    size = int(np.sqrt(n))
    return *rng.integers(0, size, (2, n)), rng.standard_normal(n), np.zeros((size, size))


PROGRAMS = [
    Program(adler32, lambda rng, n: (_bytes(rng, n),), (10_000, 300_000), batched=(0,), tolerance=0),
    Program(
        crc32,
        lambda rng, n: (_bytes(rng, n), np.zeros(256, dtype=np.int64)),
        (10_000, 300_000),
        changed=(1,),
        batched=(0, 1),
        tolerance=0,
    ),
    Program(
        xorshift64,
        lambda rng, n: (rng.integers(1, 2**63, 1, dtype=np.uint64), np.zeros(n, dtype=np.uint64)),
        (5_000, 200_000),
        changed=(0, 1),
        batched=(0, 1),
        tolerance=0,
    ),
    Program(popcount, lambda rng, n: (rng.integers(0, 2**40, n),), (1_000, 30_000), batched=(0,), tolerance=0),
    Program(
        reverse_bits,
        lambda rng, n: (rng.integers(0, 2**32, n, dtype=np.uint32),),
        (50_000, 1_000_000),
        batched=(0,),
        tolerance=0,
    ),
    Program(sieve, lambda rng, n: (np.ones(n, dtype=np.bool_),), (1_000_000, 10_000_000), changed=(0,), tolerance=0),
    Program(collatz_lengths, lambda rng, n: (rng.integers(1, 5_000, n),), (200, 6_000), batched=(0,), tolerance=0),
    Program(parse_numbers, _text, (2_000, 60_000), changed=(1,), tolerance=0),
    Program(rule_110, _automaton, (60, 400), changed=(0,), batched=(0,), tolerance=0),
    Program(mandelbrot_scalar, lambda rng, n: (*_plane(rng, n), 60), (24, 100), tolerance=0),
    Program(mandelbrot_masked, _complex_plane, (100, 500), batched=(0,), tolerance=0),
    Program(march_rays, _scene, (30, 600), differentiable=(0, 1, 2), batched=(0,)),
    Program(monte_carlo_pi, lambda rng, n: tuple(rng.random((2, n))), (20_000, 500_000), batched=(0, 1)),
    Program(
        reflected_walk,
        lambda rng, n: (0.4 * rng.standard_normal(n), -1.0, 1.0),
        (10_000, 300_000),
        differentiable=(0, 1, 2),
        batched=(0,),
    ),
    Program(
        csr_times_vector,
        lambda rng, n: (*_sparse(rng, n), rng.standard_normal(n)),
        (1_000, 30_000),
        differentiable=(2, 3),
        batched=(2, 3),
    ),
    Program(
        csr_times_dense,
        lambda rng, n: (*_sparse(rng, n), rng.standard_normal((n, 16))),
        (400, 10_000),
        differentiable=(2, 3),
        batched=(2, 3),
    ),
    Program(coo_scatter_add, _entries, (100_000, 1_000_000), changed=(3,), differentiable=(2, 3), batched=(2, 3)),
    Program(
        connected_components,
        lambda rng, n: (rng.integers(0, n, (n, 2)), np.arange(n)),
        (3_000, 100_000),
        changed=(1,),
        batched=(0, 1),
        tolerance=0,
    ),
    Program(
        insertion_sort,
        lambda rng, n: (rng.standard_normal(n),),
        (150, 1_000),
        changed=(0,),
        differentiable=(0,),
        batched=(0,),
        tolerance=0,
    ),
    Program(
        shell_sort,
        lambda rng, n: (rng.standard_normal(n),),
        (1_000, 20_000),
        changed=(0,),
        differentiable=(0,),
        batched=(0,),
        tolerance=0,
    ),
    Program(
        binary_search,
        lambda rng, n: (np.sort(rng.random(n)), rng.random(n)),
        (2_000, 30_000),
        batched=(1,),
        tolerance=0,
    ),
]
