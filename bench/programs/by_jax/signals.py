"""Filters as scans over the samples; everything without a state as whole arrays."""

import jax
import jax.numpy as jnp
from jax import lax


@jax.jit
def fft_radix2(signal):
    n = signal.shape[0]
    spectra = signal.reshape(1, n)  # Stockham's order of the same stages needs no bit reversal
    for level in range(n.bit_length() - 1):
        half = 2**level
        even, odd = jnp.split(spectra, 2, axis=1)
        odd = odd * jnp.exp(-1j * jnp.pi * jnp.arange(half) / half)[:, None]
        spectra = jnp.concatenate([even + odd, even - odd])
    return spectra.reshape(n)


@jax.jit
def walsh_hadamard(x):
    n = x.shape[0]
    for level in range(n.bit_length() - 1):
        pairs = x.reshape(-1, 2, 2**level)
        x = jnp.stack([pairs[:, 0] + pairs[:, 1], pairs[:, 0] - pairs[:, 1]], axis=1).reshape(n)
    return x / jnp.sqrt(n)


@jax.jit
def iir_filter(signal, numerator, denominator):
    def step(state, x):
        y = numerator[0] * x + state[0]
        return (numerator[1] * x - denominator[1] * y + state[1], numerator[2] * x - denominator[2] * y), y

    zero = jnp.zeros((), signal.dtype)
    return lax.scan(step, (zero, zero), signal)[1]


@jax.jit
def exponential_moving_average(signal, alpha):
    def step(mean, x):
        mean = alpha * x + (1.0 - alpha) * mean
        return mean, mean

    return jnp.concatenate([signal[:1], lax.scan(step, signal[0], signal[1:])[1]])


@jax.jit
def median_of_three(signal):
    before, here, after = signal[:-2], signal[1:-1], signal[2:]
    low, high = jnp.minimum(before, here), jnp.maximum(before, here)
    return signal.at[1:-1].set(jnp.where(after < low, low, jnp.where(after < high, after, high)))


@jax.jit
def convolve_direct(signal, kernel):
    return jnp.convolve(signal, kernel)


@jax.jit
def kalman_filter(motion, observe, motion_noise, noise, measured):
    def step(carry, measurement):
        state, spread, likelihood = carry
        state = motion @ state
        spread = motion @ spread @ motion.T + motion_noise
        surprise = measurement - observe @ state
        expected = observe @ spread @ observe.T + noise
        gain = jnp.linalg.solve(expected, observe @ spread).T
        state = state + gain @ surprise
        spread = spread - gain @ observe @ spread
        misfit = surprise @ jnp.linalg.solve(expected, surprise) + jnp.log(jnp.linalg.det(expected))
        return (state, spread, likelihood - 0.5 * misfit), state

    size = motion.shape[0]
    (_, _, likelihood), states = lax.scan(step, (jnp.zeros(size), 10.0 * jnp.eye(size), 0.0), measured)
    return states, likelihood


@jax.jit
def running_maximum(signal):
    def step(state, one):
        best, where = state
        x, i = one
        state = jnp.where(x > best, x, best), jnp.where(x > best, i, where)
        return state, state

    return lax.scan(step, (signal[0], jnp.int64(0)), (signal, jnp.arange(signal.shape[0])))[1]


@jax.jit
def trapped_water(heights):
    level = jnp.minimum(lax.cummax(heights), lax.cummax(heights, reverse=True))
    return jnp.sum(level - heights)


@jax.jit
def histogram(values, low, high, counts):
    inside = (values >= low) & (values < high)
    bins = counts.shape[0]
    place = jnp.where(inside, ((values - low) / (high - low) * bins).astype(jnp.int64), bins)
    return jnp.sum(~inside), counts.at[place].add(1, mode="drop")


@jax.jit
def equalise_histogram(image):
    counts = jnp.zeros(256, dtype=jnp.int64).at[image].add(1)
    darkest = counts[jnp.argmax(counts > 0)]
    above = jnp.maximum(jnp.cumsum(counts) - darkest, 0)
    return (above * 255 // (image.size - darkest)).astype(jnp.uint8)[image]


@jax.jit
def find_peaks(signal, threshold, reach):
    n = signal.shape[0]
    place = jnp.arange(n)

    def look(state):
        distance, peak = state
        for other in (place - distance, place + distance):
            there = (other >= 0) & (other < n)
            peak = peak & ~(there & (signal[jnp.clip(other, 0, n - 1)] > signal))
        return distance + 1, peak

    start = (jnp.int64(1), signal > threshold)
    peak = lax.while_loop(lambda s: (s[0] <= reach) & s[1].any(), look, start)[1]
    return jnp.sum(peak), peak


@jax.jit
def first_crossing(signal, level, hold):
    n = signal.shape[0]

    def step(state):
        i, above = state
        return i + 1, jnp.where(signal[i] > level, above + 1, 0)

    start = (jnp.int64(0), jnp.int64(0))
    i, above = lax.while_loop(lambda s: (s[0] < n) & (s[1] < hold), step, start)
    return jnp.where(above == hold, i - hold, -1)
