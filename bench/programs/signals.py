"""Signals: transforms by stages, filters with a state, scans, counts and searches along a line of samples."""

from __future__ import annotations

import numpy as np

from .program import Program


def fft_radix2(signal):
    """The discrete Fourier transform of a power of two of complex samples: bit reversal, then stages of butterflies."""
    n = len(signal)
    place = np.arange(n)
    reverse = np.zeros(n, dtype=np.int64)
    size = 1
    while size < n:
        reverse = 2 * reverse + place % 2
        place = place // 2
        size *= 2
    spectrum = signal[reverse]
    half = 1
    while half < n:
        twiddle = np.exp(-1j * np.pi * np.arange(half) / half)
        blocks = spectrum.reshape(-1, 2 * half)
        even = blocks[:, :half].copy()
        odd = blocks[:, half:] * twiddle
        blocks[:, :half] = even + odd
        blocks[:, half:] = even - odd
        half *= 2
    return spectrum


def walsh_hadamard(x):
    """The Walsh-Hadamard transform, in place, a pair of slices at a time."""
    n = len(x)
    half = 1
    while half < n:
        for start in range(0, n, 2 * half):
            left = x[start : start + half].copy()
            right = x[start + half : start + 2 * half].copy()
            x[start : start + half] = left + right
            x[start + half : start + 2 * half] = left - right
        half *= 2
    x /= np.sqrt(n)


def iir_filter(signal, numerator, denominator):
    """A recursive filter of second order, direct form II transposed: two numbers of state."""
    out = np.empty_like(signal)
    s1, s2 = 0.0, 0.0
    for i in range(len(signal)):
        y = numerator[0] * signal[i] + s1
        s1 = numerator[1] * signal[i] - denominator[1] * y + s2
        s2 = numerator[2] * signal[i] - denominator[2] * y
        out[i] = y
    return out


def exponential_moving_average(signal, alpha):
    """Each result is a mean of the sample and of the result before it."""
    out = np.empty_like(signal)
    out[0] = signal[0]
    for i in range(1, len(signal)):
        out[i] = alpha * signal[i] + (1.0 - alpha) * out[i - 1]
    return out


def median_of_three(signal):
    """Each inner sample becomes the middle one of itself and its neighbours, by comparisons."""
    out = signal.copy()
    for i in range(1, len(signal) - 1):
        a, b, c = signal[i - 1], signal[i], signal[i + 1]
        if a > b:
            a, b = b, a
        if c < a:
            out[i] = a
        elif c < b:
            out[i] = c
        else:
            out[i] = b
    return out


def convolve_direct(signal, kernel):
    """The full convolution by its definition."""
    n, m = len(signal), len(kernel)
    out = np.zeros(n + m - 1)
    for i in range(n):
        for j in range(m):
            out[i + j] += signal[i] * kernel[j]
    return out


def kalman_filter(motion, observe, motion_noise, noise, measured):
    """Filtered states and the log likelihood of measurements of a linear system, from a wide first guess."""
    steps, size = len(measured), motion.shape[0]
    state = np.zeros(size)
    spread = 10.0 * np.eye(size)
    states = np.empty((steps, size))
    likelihood = 0.0
    for t in range(steps):
        state = motion @ state
        spread = motion @ spread @ motion.T + motion_noise
        surprise = measured[t] - observe @ state
        expected = observe @ spread @ observe.T + noise
        gain = np.linalg.solve(expected, observe @ spread).T
        state = state + gain @ surprise
        spread = spread - gain @ observe @ spread
        states[t] = state
        likelihood -= 0.5 * (surprise @ np.linalg.solve(expected, surprise) + np.log(np.linalg.det(expected)))
    return states, likelihood


def running_maximum(signal):
    """The largest sample so far, and where it was."""
    largest = np.empty_like(signal)
    place = np.empty(len(signal), dtype=np.int64)
    best, where = signal[0], 0
    for i in range(len(signal)):
        if signal[i] > best:
            best, where = signal[i], i
        largest[i] = best
        place[i] = where
    return largest, place


def trapped_water(heights):
    """How much water stays between walls after rain: two indices walk towards each other."""
    left, right = 0, len(heights) - 1
    wall_left, wall_right = 0.0, 0.0
    water = 0.0
    while left < right:
        if heights[left] < heights[right]:
            wall_left = max(wall_left, heights[left])
            water += wall_left - heights[left]
            left += 1
        else:
            wall_right = max(wall_right, heights[right])
            water += wall_right - heights[right]
            right -= 1
    return water


def histogram(values, low, high, counts):
    """Adds every value between low and high to the count of its bin; returns how many lay outside."""
    bins = len(counts)
    outside = 0
    for value in values:
        if value < low or value >= high:
            outside += 1
            continue
        counts[int((value - low) / (high - low) * bins)] += 1
    return outside


def equalise_histogram(image):
    """Spreads the grey levels of an image of bytes so that their cumulative histogram rises evenly; in place."""
    height, width = image.shape
    counts = np.zeros(256, dtype=np.int64)
    for i in range(height):
        for j in range(width):
            counts[image[i, j]] += 1
    below = 0
    level = np.zeros(256, dtype=np.uint8)
    darkest = 0
    while counts[darkest] == 0:
        darkest += 1
    span = height * width - counts[darkest]
    for grey in range(256):
        below += counts[grey]
        if below > counts[darkest]:
            level[grey] = (below - counts[darkest]) * 255 // span
    for i in range(height):
        for j in range(width):
            image[i, j] = level[image[i, j]]


def find_peaks(signal, threshold, reach):
    """Samples above the threshold and above all others within `reach`: stops looking at the first larger one."""
    n = len(signal)
    peak = np.zeros(n, dtype=np.bool_)
    count = 0
    for i in range(n):
        if signal[i] <= threshold:
            continue
        highest = True
        for j in range(max(0, i - reach), min(n, i + reach + 1)):
            if signal[j] > signal[i]:
                highest = False
                break
        if highest:
            peak[i] = True
            count += 1
    return count, peak


def first_crossing(signal, level, hold):
    """The first place from which the signal stays above the level for `hold` samples, or -1."""
    above = 0
    for i in range(len(signal)):
        if signal[i] > level:
            above += 1
            if above == hold:
                return i - hold + 1
        else:
            above = 0
    return -1


def _noisy(rng, n):
    """A slow wave and noise."""
    return np.sin(np.linspace(0, 20, n)) + 0.3 * rng.standard_normal(n)


def _kalman(rng, n):
    motion = np.array([[1.0, 0.1, 0.0], [0.0, 1.0, 0.1], [0.0, -0.1, 0.98]])
    observe = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.5]])
    measured = np.stack([_noisy(rng, n), _noisy(rng, n)], axis=1)
    return motion, observe, 0.01 * np.eye(3), 0.09 * np.eye(2) + 0.01, measured


def _spectrum(rng, n):
    return (rng.standard_normal(n) + 1j * rng.standard_normal(n),)


def _image(rng, n):
    return (rng.normal(90, 20, (n, n)).clip(0, 255).astype(np.uint8),)


def _one(rng, n):
    return (_noisy(rng, n),)


BUTTERWORTH = np.array([0.0675, 0.1349, 0.0675]), np.array([1.0, -1.1430, 0.4128])

PROGRAMS = [
    Program(fft_radix2, _spectrum, (2**14, 2**18), batched=(0,)),
    Program(walsh_hadamard, _one, (2**10, 2**15), changed=(0,), differentiable=(0,), batched=(0,)),
    Program(
        iir_filter,
        lambda rng, n: (_noisy(rng, n), *(c.copy() for c in BUTTERWORTH)),
        (4_000, 100_000),
        differentiable=(0, 1, 2),
        batched=(0,),
    ),
    Program(
        exponential_moving_average,
        lambda rng, n: (_noisy(rng, n), 0.1),
        (10_000, 500_000),
        differentiable=(0, 1),
        batched=(0,),
    ),
    Program(median_of_three, _one, (10_000, 500_000), differentiable=(0,), batched=(0,), tolerance=0),
    Program(
        convolve_direct,
        lambda rng, n: (_noisy(rng, n), rng.standard_normal(16)),
        (500, 20_000),
        differentiable=(0, 1),
        batched=(0,),
    ),
    Program(kalman_filter, _kalman, (100, 3_000), differentiable=(0, 1, 2, 3, 4), batched=(4,)),
    Program(running_maximum, _one, (20_000, 500_000), differentiable=(0,), batched=(0,), tolerance=0),
    Program(
        trapped_water, lambda rng, n: (rng.uniform(0, 9, n),), (10_000, 200_000), differentiable=(0,), batched=(0,)
    ),
    Program(
        histogram,
        lambda rng, n: (rng.standard_normal(n), -3.0, 3.0, np.zeros(64, dtype=np.int64)),
        (10_000, 300_000),
        changed=(3,),
        batched=(0, 3),
        tolerance=0,
    ),
    Program(equalise_histogram, _image, (96, 512), changed=(0,), batched=(0,), tolerance=0),
    Program(find_peaks, lambda rng, n: (_noisy(rng, n), 0.5, 20), (10_000, 200_000), batched=(0,), tolerance=0),
    Program(
        first_crossing,
        lambda rng, n: (_noisy(rng, n) + np.linspace(-2, 2, n), 0.3, n // 40),
        (20_000, 400_000),
        batched=(0,),
        tolerance=0,
    ),
]
