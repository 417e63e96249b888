"""Whole arrays where elements are independent, loops where they are not, and JAX's own sorts and searches."""

import jax
import jax.numpy as jnp
from jax import lax


@jax.jit
def adler32(data):
    n = data.shape[0]
    data = data.astype(jnp.int64)
    a = (1 + jnp.sum(data)) % 65521
    times = jnp.arange(n, 0, -1) % 65521
    b = (n + jnp.sum(data * times % 65521)) % 65521
    return b * 65536 + a


@jax.jit
def crc32(data, table):
    remainder = jnp.arange(256)
    for _ in range(8):
        remainder = (remainder >> 1) ^ jnp.where(remainder & 1, 0xEDB88320, 0)

    def byte(crc, value):
        return (crc >> 8) ^ remainder[(crc ^ value) & 0xFF], None

    crc = lax.scan(byte, jnp.int64(0xFFFFFFFF), data)[0]
    return crc ^ 0xFFFFFFFF, remainder.astype(table.dtype)


@jax.jit
def xorshift64(state, out):
    def step(x, _):
        x ^= x << 13
        x ^= x >> 7
        x ^= x << 17
        return x, x

    x, out = lax.scan(step, state[0], length=out.shape[0])
    return x[None], out


@jax.jit
def popcount(values):
    return lax.population_count(values)


@jax.jit
def reverse_bits(values):
    def swap(x, shift, mask):
        return ((x >> shift) & jnp.uint32(mask)) | ((x & jnp.uint32(mask)) << shift)

    x = swap(values, 1, 0x55555555)
    x = swap(x, 2, 0x33333333)
    x = swap(x, 4, 0x0F0F0F0F)
    x = swap(x, 8, 0x00FF00FF)
    return (x >> 16) | (x << 16)


@jax.jit
def sieve(prime):
    n = prime.shape[0]

    def cross_out(state):
        multiple, p, prime = state
        return multiple + p, p, prime.at[multiple].set(False)

    def number(state):
        p, prime = state
        first = jnp.where(prime[p], p * p, n)
        return p + 1, lax.while_loop(lambda s: s[0] < n, cross_out, (first, p, prime))[2]

    prime = prime.at[:2].set(False)
    prime = lax.while_loop(lambda s: s[0] * s[0] < n, number, (jnp.int64(2), prime))[1]
    return jnp.sum(prime), prime


@jax.jit
def collatz_lengths(starts):
    def step(state):
        value, steps = state
        going = value != 1
        after = jnp.where(value & 1, 3 * value + 1, value >> 1)
        return jnp.where(going, after, 1), steps + going

    return lax.while_loop(lambda s: (s[0] != 1).any(), step, (starts, jnp.zeros_like(starts)))[1]


@jax.jit
def parse_numbers(text, out):
    def read(current):
        i, count, state, sign, value, error, out = current
        byte = text[i].astype(jnp.int64)
        digit = (byte >= 48) & (byte <= 57)
        minus = (byte == 45) & (state == 0)
        gap = ((byte == 44) | (byte == 32)) & (state != 1)
        ends = gap & (state == 2)
        out = out.at[count].set(jnp.where(ends, sign * value, out[count]))
        error = jnp.where(digit | minus | gap, error, i)
        state = jnp.where(digit, 2, jnp.where(minus, 1, 0))
        sign = jnp.where(gap, 1, jnp.where(minus, -1, sign))
        value = jnp.where(digit, value * 10 + byte - 48, jnp.where(gap, 0, value))
        return i + 1, count + ends, state, sign, value, error, out

    zero, one = jnp.int64(0), jnp.int64(1)
    start = (zero, zero, zero, one, zero, -one, out)
    end = lax.while_loop(lambda s: (s[0] < text.shape[0]) & (s[5] < 0), read, start)
    _, count, state, sign, value, error, out = end
    last = (error < 0) & (state == 2)
    out = out.at[count].set(jnp.where(last, sign * value, out[count]))
    return count + last, error, out


@jax.jit
def rule_110(history):
    def step(row, _):
        left, here, right = row[:-2], row[1:-1], row[2:]
        inner = (here | right) ^ (left & here & right)
        row = row.at[1:-1].set(inner)
        return row, inner

    rows = lax.scan(step, history[0], length=history.shape[0] - 1)[1]
    return history.at[1:, 1:-1].set(rows)


@jax.jit
def mandelbrot_scalar(xs, ys, limit):
    shape = (ys.shape[0], xs.shape[0])

    def step(state):
        a, b, counts, alive, steps = state
        counts = counts + alive
        a, b = a * a - b * b + xs, 2.0 * a * b + ys[:, None]
        return a, b, counts, alive & (a * a + b * b <= 4.0), steps + 1

    start = (jnp.zeros(shape), jnp.zeros(shape), jnp.zeros(shape, jnp.int64), jnp.ones(shape, bool), jnp.int64(0))
    return lax.while_loop(lambda s: (s[4] < limit) & s[3].any(), step, start)[2]


@jax.jit
def mandelbrot_masked(c, limit):
    def step(state):
        a, b, counts, alive, steps = state
        a, b = a * a - b * b + c.real, 2.0 * a * b + c.imag
        alive &= a * a + b * b <= 4.0
        return a, b, counts + alive, alive, steps + 1

    zero = jnp.zeros_like(c.real)
    start = (zero, zero, jnp.zeros(c.shape, jnp.int64), jnp.ones(c.shape, bool), jnp.int64(0))
    return lax.while_loop(lambda s: (s[4] < limit) & s[3].any(), step, start)[2]


@jax.jit
def march_rays(directions, centers, radii):
    def step(state):
        travelled, going = state
        away = travelled[:, None, None] * directions[:, None] - centers
        nearest = jnp.min(jnp.sqrt(jnp.sum(away * away, axis=2)) - radii, axis=1)
        going = going & (nearest >= 1e-3)
        after = jnp.where(going, travelled + nearest, travelled)
        return jnp.minimum(after, 20.0), going & (after <= 20.0)

    def while_any(state, _):  # a while_loop has no reverse mode
        return lax.cond(state[1].any(), step, lambda s: s, state), None

    n = directions.shape[0]
    return lax.scan(while_any, (jnp.zeros(n), jnp.ones(n, dtype=bool)), length=64)[0][0]


@jax.jit
def monte_carlo_pi(x, y):
    return 4.0 * jnp.sum(x * x + y * y < 1.0) / x.shape[0]


@jax.jit
def reflected_walk(steps, low, high):
    width = high - low

    def step(position, move):
        free = position + move
        turns = jnp.floor((free - low) / width)  # walls passed: the line is folded at each of them
        rest = free - low - turns * width
        position = jnp.where(turns % 2 == 0, low + rest, high - rest)
        return position, (position, jnp.abs(turns).astype(jnp.int64))

    path, hits = lax.scan(step, 0.5 * (low + high), steps)[1]
    return path, jnp.sum(hits)


def _row_of_each(starts, entries):
    """The row of each entry of a sparse matrix."""
    return jnp.cumsum(jnp.zeros(entries, dtype=jnp.int64).at[starts[1:-1]].add(1, mode="drop"))


@jax.jit
def csr_times_vector(starts, columns, values, x):
    rows = _row_of_each(starts, values.shape[0])
    return jax.ops.segment_sum(values * x[columns], rows, starts.shape[0] - 1, indices_are_sorted=True)


@jax.jit
def csr_times_dense(starts, columns, values, dense):
    rows = _row_of_each(starts, values.shape[0])
    return jax.ops.segment_sum(values[:, None] * dense[columns], rows, starts.shape[0] - 1, indices_are_sorted=True)


@jax.jit
def coo_scatter_add(rows, columns, values, out):
    return out.at[rows, columns].add(values).at[columns, rows].add(values)


@jax.jit
def connected_components(edges, label):
    a, b = edges[:, 0], edges[:, 1]

    def spread(state):
        label, _ = state
        at_a, at_b = label[a], label[b]
        least = jnp.minimum(at_a, at_b)
        new = label.at[at_a].min(least).at[at_b].min(least)
        new = new[new]
        return new, jnp.any(new != label)

    label = lax.while_loop(lambda s: s[1], spread, (label, jnp.array(True)))[0]
    return jnp.sum(label == jnp.arange(label.shape[0])), label


@jax.jit
def insertion_sort(values):
    return jnp.sort(values)


shell_sort = insertion_sort


@jax.jit
def binary_search(ordered, keys):
    return jnp.searchsorted(ordered, keys).astype(jnp.int64)
