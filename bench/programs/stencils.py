"""Grids: every point from its neighbours, by slices or by loops over points."""

from __future__ import annotations

import numpy as np

from .program import Program


def heat_1d(u, r, steps):
    """Two buffers that change places; the argument is one of them."""
    new = u.copy()
    for _ in range(steps):
        new[1:-1] = u[1:-1] + r * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        u, new = new, u
    return u


def heat_2d(u, r, steps):
    for _ in range(steps):
        u[1:-1, 1:-1] += r * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4.0 * u[1:-1, 1:-1])


def heat_3d(u, r, steps):
    """Returns the total heat after every step."""
    total = np.zeros(steps)
    for i in range(steps):
        inner = u[1:-1, 1:-1, 1:-1]
        around = u[:-2, 1:-1, 1:-1] + u[2:, 1:-1, 1:-1]
        around += u[1:-1, :-2, 1:-1] + u[1:-1, 2:, 1:-1]
        around += u[1:-1, 1:-1, :-2] + u[1:-1, 1:-1, 2:]
        inner += r * (around - 6.0 * inner)
        total[i] = np.sum(u)
    return total


def wave_2d(u, previous, courant, steps):
    """The next state is written over the one before the last."""
    for _ in range(steps):
        bend = u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4.0 * u[1:-1, 1:-1]
        previous[1:-1, 1:-1] = 2.0 * u[1:-1, 1:-1] - previous[1:-1, 1:-1] + courant**2 * bend
        u, previous = previous, u
    return u


def advection_upwind(u, courant, steps):
    """Transport around a ring, with differences from the side that the flow comes from."""
    to_right = np.maximum(courant, 0.0)
    to_left = np.minimum(courant, 0.0)
    behind = np.zeros_like(u)
    ahead = np.zeros_like(u)
    for _ in range(steps):
        behind[1:] = u[1:] - u[:-1]
        behind[0] = u[0] - u[-1]
        ahead[:-1] = behind[1:]
        ahead[-1] = behind[0]
        u -= to_right * behind + to_left * ahead


def game_of_life(cells, steps):
    """Conway's rules in place, with dead cells around the board; returns how many live after every step."""
    alive = np.zeros(steps, dtype=np.int64)
    for i in range(steps):
        count = cells[:-2, :-2] + cells[:-2, 1:-1] + cells[:-2, 2:] + cells[1:-1, :-2]
        count += cells[1:-1, 2:] + cells[2:, :-2] + cells[2:, 1:-1] + cells[2:, 2:]
        cells[1:-1, 1:-1] = (count == 3) | ((count == 2) & (cells[1:-1, 1:-1] == 1))
        alive[i] = np.sum(cells)
    return alive


def blur(image, kernel):
    """A 3x3 filter, point by point; the border is copied."""
    rows, columns = image.shape
    out = image.copy()
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            total = 0.0
            for k in range(3):
                for m in range(3):
                    total += kernel[k, m] * image[i + k - 1, j + m - 1]
            out[i, j] = total
    return out


def sobel_edges(image):
    """The length of the gradient of the image; zero on the border."""
    across = image[:-2, 2:] - image[:-2, :-2] + 2.0 * (image[1:-1, 2:] - image[1:-1, :-2])
    across += image[2:, 2:] - image[2:, :-2]
    down = image[2:, :-2] - image[:-2, :-2] + 2.0 * (image[2:, 1:-1] - image[:-2, 1:-1])
    down += image[2:, 2:] - image[:-2, 2:]
    edges = np.zeros_like(image)
    edges[1:-1, 1:-1] = np.sqrt(across**2 + down**2)
    return edges


def _board(rng, n):
    cells = np.zeros((n, n), dtype=np.int64)
    cells[1:-1, 1:-1] = rng.random((n - 2, n - 2)) < 0.35
    return cells


def _blur_arguments(rng, n):
    kernel = rng.uniform(0.5, 1.5, (3, 3))
    return rng.random((n, n)), kernel / np.sum(kernel)


PROGRAMS = [
    Program(
        heat_1d,
        lambda rng, n: (rng.normal(size=n), 0.4, 200),
        (2000, 300_000),
        changed=(0,),
        differentiable=(0, 1),
        batched=(0,),
    ),
    Program(
        heat_2d,
        lambda rng, n: (rng.normal(size=(n, n)), 0.2, 100),
        (60, 500),
        changed=(0,),
        differentiable=(0, 1),
        batched=(0,),
    ),
    Program(
        heat_3d,
        lambda rng, n: (rng.normal(size=(n, n, n)), 0.1, 20),
        (20, 80),
        changed=(0,),
        differentiable=(0, 1),
        batched=(0,),
    ),
    Program(
        wave_2d,
        lambda rng, n: (rng.normal(size=(n, n)), rng.normal(size=(n, n)), 0.5, 75),
        (60, 500),
        changed=(0, 1),
        differentiable=(0, 1, 2),
        batched=(0, 1),
    ),
    Program(
        advection_upwind,
        lambda rng, n: (rng.normal(size=n), rng.uniform(-0.9, 0.9, n), 100),
        (5000, 500_000),
        changed=(0,),
        differentiable=(0, 1),
        batched=(0, 1),
    ),
    Program(
        game_of_life,
        lambda rng, n: (_board(rng, n), 30),
        (70, 800),
        changed=(0,),
        batched=(0,),
        tolerance=0.0,
    ),
    Program(blur, _blur_arguments, (30, 200), differentiable=(0, 1), batched=(0,)),
    Program(sobel_edges, lambda rng, n: (rng.random((n, n)),), (400, 1500), differentiable=(0,), batched=(0,)),
]
