"""Iterations: `while_loop` where the values decide how often, `fori_loop` and `scan` where the arguments do."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


@jax.jit
def conjugate_gradient(a, b, tol):
    def step(carry):
        x, r, p, rs = carry
        ap = a @ p
        alpha = rs / (p @ ap)
        x, r = x + alpha * p, r - alpha * ap
        rs_new = r @ r
        return x, r, r + (rs_new / rs) * p, rs_new

    return lax.while_loop(lambda carry: jnp.sqrt(carry[3]) > tol, step, (jnp.zeros_like(b), b, b, b @ b))[0]


@partial(jax.jit, static_argnames="steps")
def jacobi_iteration(a, b, steps):
    d = jnp.diag(a)
    rest = a - jnp.diag(d)
    return lax.fori_loop(0, steps, lambda _, x: (b - rest @ x) / d, jnp.zeros_like(b))


@partial(jax.jit, static_argnames="sweeps")
def gauss_seidel(a, b, x, sweeps):
    def relax(i, carry):
        x, largest = carry
        new = (b[i] - a[i].at[i].set(0.0) @ x) / a[i, i]
        return x.at[i].set(new), jnp.maximum(largest, jnp.abs(new - x[i]))

    def sweep(_, carry):
        return lax.fori_loop(0, b.shape[0], relax, (carry[0], jnp.zeros((), x.dtype)))

    x, largest = lax.fori_loop(0, sweeps, sweep, (x, jnp.zeros((), x.dtype)))
    return largest, x


@partial(jax.jit, static_argnames="sweeps")
def sor_red_black(u, f, omega, sweeps):
    h2 = 1.0 / (u.shape[0] - 1) ** 2
    i, j = np.indices(f[1:-1, 1:-1].shape)
    red = (i + j) % 2 == 0

    def relax(u, colour):
        inner = u[1:-1, 1:-1]
        around = u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]
        better = inner + omega * (0.25 * (around - h2 * f[1:-1, 1:-1]) - inner)
        return u.at[1:-1, 1:-1].set(jnp.where(colour, better, inner))

    return lax.fori_loop(0, sweeps, lambda _, u: relax(relax(u, red), ~red), u)


@jax.jit
def bisection(target, lowest, highest, tol):
    def halve(carry):
        lo, hi = carry
        mid = 0.5 * (lo + hi)
        above = mid * jnp.exp(mid) > target
        return jnp.where(above, lo, mid), jnp.where(above, mid, hi)

    start = jnp.full_like(target, lowest), jnp.full_like(target, highest)
    lo, hi = lax.while_loop(lambda carry: jnp.max(carry[1] - carry[0]) > tol, halve, start)
    return 0.5 * (lo + hi)


@jax.jit
def kepler_newton(mean_anomaly, eccentricity, tol):
    def solve(m, e):
        def improve(carry):
            x, _ = carry
            step = (x - e * jnp.sin(x) - m) / (1.0 - e * jnp.cos(x))
            return x - step, step

        return lax.while_loop(lambda carry: jnp.abs(carry[1]) > tol, improve, (m + e * jnp.sin(m), jnp.ones_like(m)))[0]

    return jax.vmap(solve)(mean_anomaly, eccentricity)


@jax.jit
def newton_system(radius, height, tol):
    def solve(radius, height):
        def improve(carry):
            x, y, _ = carry
            curve = height * jnp.exp(-x)
            f, g = x**2 + y**2 - radius**2, y - curve
            determinant = 2.0 * x - 2.0 * y * curve  # of ((2x, 2y), (curve, 1)), by Cramer's rule
            dx = (f - 2.0 * y * g) / determinant
            dy = (2.0 * x * g - curve * f) / determinant
            return x - dx, y - dy, jnp.maximum(jnp.abs(dx), jnp.abs(dy))

        start = radius, jnp.zeros_like(radius), jnp.ones_like(radius)
        x, y, _ = lax.while_loop(lambda carry: carry[2] > tol, improve, start)
        return jnp.stack([x, y])

    return jax.vmap(solve)(radius, height)


@jax.jit
def adaptive_runge_kutta(y, mu, t1, tol):
    def rate(y):
        return jnp.stack([y[1], mu * (1.0 - y[0] * y[0]) * y[1] - y[0]])

    def attempt(carry):
        t, h, y, k1, accepted = carry
        h = jnp.where(t + h > t1, t1 - t, h)
        k2 = rate(y + 0.5 * h * k1)
        k3 = rate(y + 0.75 * h * k2)
        new = y + h / 9.0 * (2.0 * k1 + 3.0 * k2 + 4.0 * k3)
        k4 = rate(new)
        difference = h * (-5.0 / 72.0 * k1 + k2 / 12.0 + k3 / 9.0 - 0.125 * k4)
        error = jnp.sqrt(jnp.mean(difference**2)) + 1e-15
        good = error <= tol
        next_h = h * jnp.clip(0.9 * (tol / error) ** (1.0 / 3.0), 0.2, 5.0)
        return jnp.where(good, t + h, t), next_h, jnp.where(good, new, y), jnp.where(good, k4, k1), accepted + good

    start = jnp.zeros_like(y[0]), jnp.full_like(y[0], 0.01), y, rate(y), jnp.zeros((), int)
    _, _, y, _, accepted = lax.while_loop(lambda carry: t1 - carry[0] > 1e-12, attempt, start)
    return y, accepted


@partial(jax.jit, static_argnames="steps")
def lorenz_rk4(start, dt, steps):
    def rate(s):
        x, y, z = s
        return jnp.stack([10.0 * (y - x), x * (28.0 - z) - y, x * y - 8.0 / 3.0 * z])

    def step(s, _):
        k1 = rate(s)
        k2 = rate(s + 0.5 * dt * k1)
        k3 = rate(s + 0.5 * dt * k2)
        k4 = rate(s + dt * k3)
        s = s + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        return s, s

    return jnp.concatenate([start[None], lax.scan(step, start, length=steps)[1]])


def _leap(position, velocity, mass, dt):
    """A step of all bodies at once."""
    position = position + 0.5 * dt * velocity
    d = position[None, :, :] - position[:, None, :]
    r2 = jnp.sum(d * d, axis=2) + 0.01
    pull = mass / (r2 * jnp.sqrt(r2))
    velocity = velocity + dt * jnp.einsum("ij,ijk->ik", pull, d)
    return position + 0.5 * dt * velocity, velocity


@partial(jax.jit, static_argnames="steps")
def leapfrog_pairs(position, velocity, mass, dt, steps):
    return lax.fori_loop(0, steps, lambda _, carry: _leap(*carry, mass, dt), (position, velocity))


@partial(jax.jit, static_argnames="steps")
def nbody_vectorised(position, velocity, mass, dt, steps):
    def step(carry, _):
        position, velocity = _leap(*carry, mass, dt)
        return (position, velocity), 0.5 * jnp.sum(mass * jnp.sum(velocity**2, axis=1))

    (position, velocity), energy = lax.scan(step, (position, velocity), length=steps)
    return position, velocity, energy


@partial(jax.jit, static_argnames="steps")
def rosenbrock_descent(x, rate, steps):
    def value(x):
        return jnp.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)

    x = lax.fori_loop(0, steps, lambda _, x: x - rate * jax.grad(value)(x), x)
    return value(x), x


@jax.jit
def fixed_point(w, b, tol):
    def step(carry):
        x, _, count = carry
        new = jnp.tanh(w @ x + b)
        return new, jnp.max(jnp.abs(new - x)), count + 1

    start = jnp.zeros_like(b), jnp.full((), jnp.inf, b.dtype), jnp.zeros((), int)
    x, _, count = lax.while_loop(lambda carry: (carry[1] >= tol) & (carry[2] < 1000), step, start)
    return x, count


@partial(jax.jit, static_argnames="panels")
def simpson(a, b, decay, panels):
    h = (b - a) / panels
    x = a + jnp.arange(panels + 1) * h
    weights = np.where(np.arange(panels + 1) % 2 == 1, 4.0, 2.0)
    weights[[0, -1]] = 1.0
    return jnp.sum(weights * jnp.exp(-decay * x) * jnp.sin(x)) * h / 3.0
