"""Grids: whole-array updates inside `fori_loop` or `scan`."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
from jax import lax


@partial(jax.jit, static_argnames="steps")
def heat_1d(u, r, steps):
    def step(_, carry):
        u, old = carry
        return old.at[1:-1].set(u[1:-1] + r * (u[2:] - 2.0 * u[1:-1] + u[:-2])), u

    last, before = lax.fori_loop(0, steps, step, (u, u))
    return last, last if steps % 2 == 0 else before


@partial(jax.jit, static_argnames="steps")
def heat_2d(u, r, steps):
    def step(_, u):
        around = u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]
        return u.at[1:-1, 1:-1].add(r * (around - 4.0 * u[1:-1, 1:-1]))

    return lax.fori_loop(0, steps, step, u)


@partial(jax.jit, static_argnames="steps")
def heat_3d(u, r, steps):
    def step(u, _):
        around = u[:-2, 1:-1, 1:-1] + u[2:, 1:-1, 1:-1]
        around += u[1:-1, :-2, 1:-1] + u[1:-1, 2:, 1:-1]
        around += u[1:-1, 1:-1, :-2] + u[1:-1, 1:-1, 2:]
        u = u.at[1:-1, 1:-1, 1:-1].add(r * (around - 6.0 * u[1:-1, 1:-1, 1:-1]))
        return u, jnp.sum(u)

    u, total = lax.scan(step, u, length=steps)
    return total, u


@partial(jax.jit, static_argnames="steps")
def wave_2d(u, previous, courant, steps):
    def step(_, carry):
        u, previous = carry
        bend = u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4.0 * u[1:-1, 1:-1]
        inner = 2.0 * u[1:-1, 1:-1] - previous[1:-1, 1:-1] + courant**2 * bend
        return previous.at[1:-1, 1:-1].set(inner), u

    last, before = lax.fori_loop(0, steps, step, (u, previous))
    return (last, last, before) if steps % 2 == 0 else (last, before, last)


@partial(jax.jit, static_argnames="steps")
def advection_upwind(u, courant, steps):
    to_right, to_left = jnp.maximum(courant, 0.0), jnp.minimum(courant, 0.0)

    def step(_, u):
        behind = u - jnp.roll(u, 1)
        return u - (to_right * behind + to_left * jnp.roll(behind, -1))

    return lax.fori_loop(0, steps, step, u)


@partial(jax.jit, static_argnames="steps")
def game_of_life(cells, steps):
    def step(cells, _):
        columns = cells[:, :-2] + cells[:, 1:-1] + cells[:, 2:]
        inner = cells[1:-1, 1:-1]
        count = columns[:-2] + columns[1:-1] + columns[2:] - inner
        cells = cells.at[1:-1, 1:-1].set(((count == 3) | ((count == 2) & (inner == 1))).astype(cells.dtype))
        return cells, jnp.sum(cells)

    cells, alive = lax.scan(step, cells, length=steps)
    return alive, cells


@jax.jit
def blur(image, kernel):
    rows, columns = image.shape
    total = sum(kernel[k, m] * image[k : k + rows - 2, m : m + columns - 2] for k in range(3) for m in range(3))
    return image.at[1:-1, 1:-1].set(total)


@jax.jit
def sobel_edges(image):
    across, down = image[:, 2:] - image[:, :-2], image[2:] - image[:-2]
    across = across[:-2] + 2.0 * across[1:-1] + across[2:]
    down = down[:, :-2] + 2.0 * down[:, 1:-1] + down[:, 2:]
    return jnp.pad(jnp.sqrt(across**2 + down**2), 1)
