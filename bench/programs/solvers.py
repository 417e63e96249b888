"""Iterations: linear systems, roots, differential equations, minimisation and quadrature."""

from __future__ import annotations

import numpy as np

from .program import Program


def conjugate_gradient(a, b, tol):
    x = np.zeros_like(b)
    r = b - a @ x
    p = r.copy()
    rs = r @ r
    while np.sqrt(rs) > tol:
        ap = a @ p
        alpha = rs / (p @ ap)
        x += alpha * p
        r -= alpha * ap
        rs_new = r @ r
        p = r + (rs_new / rs) * p
        rs = rs_new
    return x


def jacobi_iteration(a, b, steps):
    d = np.diag(a)
    rest = a - np.diag(d)
    x = np.zeros_like(b)
    for _ in range(steps):
        x = (b - rest @ x) / d
    return x


def gauss_seidel(a, b, x, sweeps):
    """Improve x in place; returns the largest change of the last sweep."""
    n = b.shape[0]
    largest = 0.0
    for _ in range(sweeps):
        largest = 0.0
        for i in range(n):
            total = b[i]
            for j in range(n):
                if j != i:
                    total -= a[i, j] * x[j]
            new = total / a[i, i]
            largest = max(largest, abs(new - x[i]))
            x[i] = new
    return largest


def sor_red_black(u, f, omega, sweeps):
    """Over-relaxation of the Poisson equation in place: the red points, then the black ones, by slices of step two."""
    h2 = 1.0 / (u.shape[0] - 1) ** 2
    for _ in range(sweeps):
        for i, j in ((1, 1), (2, 2), (1, 2), (2, 1)):
            around = u[i - 1 : -2 : 2, j:-1:2] + u[i + 1 :: 2, j:-1:2]
            around = around + u[i:-1:2, j - 1 : -2 : 2] + u[i:-1:2, j + 1 :: 2]
            u[i:-1:2, j:-1:2] += omega * (0.25 * (around - h2 * f[i:-1:2, j:-1:2]) - u[i:-1:2, j:-1:2])


def bisection(target, lowest, highest, tol):
    """The x of x * exp(x) == target, for every target."""
    lo = np.full_like(target, lowest)
    hi = np.full_like(target, highest)
    while np.max(hi - lo) > tol:
        mid = 0.5 * (lo + hi)
        above = mid * np.exp(mid) > target
        hi[above] = mid[above]
        lo[~above] = mid[~above]
    return 0.5 * (lo + hi)


def kepler_newton(mean_anomaly, eccentricity, tol):
    """Kepler's equation, one planet after the other."""
    n = mean_anomaly.shape[0]
    result = np.zeros(n)
    for i in range(n):
        m = mean_anomaly[i]
        e = eccentricity[i]
        x = m + e * np.sin(m)
        step = 1.0
        while abs(step) > tol:
            step = (x - e * np.sin(x) - m) / (1.0 - e * np.cos(x))
            x -= step
        result[i] = x
    return result


def newton_system(radius, height, tol):
    """Where the circles x**2 + y**2 == radius**2 meet the curves y == height * exp(-x)."""
    n = radius.shape[0]
    points = np.zeros((n, 2))
    jacobian = np.zeros((2, 2))
    residual = np.zeros(2)
    for i in range(n):
        z = np.array([radius[i], 0.0])
        size = 1.0
        while size > tol:
            residual[0] = z[0] ** 2 + z[1] ** 2 - radius[i] ** 2
            residual[1] = z[1] - height[i] * np.exp(-z[0])
            jacobian[0, 0] = 2.0 * z[0]
            jacobian[0, 1] = 2.0 * z[1]
            jacobian[1, 0] = height[i] * np.exp(-z[0])
            jacobian[1, 1] = 1.0
            step = np.linalg.solve(jacobian, residual)
            z -= step
            size = np.max(np.abs(step))
        points[i] = z
    return points


def adaptive_runge_kutta(y, mu, t1, tol):
    """Van der Pol's oscillator until t1 with the pair of Bogacki and Shampine; returns y and the number of steps."""

    def rate(y):
        return np.array([y[1], mu * (1.0 - y[0] * y[0]) * y[1] - y[0]])

    t = 0.0
    h = 0.01
    accepted = 0
    k1 = rate(y)
    while t1 - t > 1e-12:
        if t + h > t1:
            h = t1 - t
        k2 = rate(y + 0.5 * h * k1)
        k3 = rate(y + 0.75 * h * k2)
        new = y + h / 9.0 * (2.0 * k1 + 3.0 * k2 + 4.0 * k3)
        k4 = rate(new)
        difference = h * (-5.0 / 72.0 * k1 + k2 / 12.0 + k3 / 9.0 - 0.125 * k4)
        error = np.sqrt(np.mean(difference**2)) + 1e-15
        if error <= tol:
            t += h
            y = new
            k1 = k4
            accepted += 1
        h *= min(5.0, max(0.2, 0.9 * (tol / error) ** (1.0 / 3.0)))
    return y, accepted


def lorenz_rk4(start, dt, steps):
    """The trajectory from `start`, a row for each step."""

    def rate(s):
        out = np.empty_like(s)
        out[0] = 10.0 * (s[1] - s[0])
        out[1] = s[0] * (28.0 - s[2]) - s[1]
        out[2] = s[0] * s[1] - 8.0 / 3.0 * s[2]
        return out

    path = np.zeros((steps + 1, 3))
    path[0] = start
    for i in range(steps):
        s = path[i]
        k1 = rate(s)
        k2 = rate(s + 0.5 * dt * k1)
        k3 = rate(s + 0.5 * dt * k2)
        k4 = rate(s + dt * k3)
        path[i + 1] = s + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return path


def leapfrog_pairs(position, velocity, mass, dt, steps):
    """Move bodies in place, by a loop over pairs of them."""
    n = mass.shape[0]
    acceleration = np.zeros_like(position)
    for _ in range(steps):
        position += 0.5 * dt * velocity
        acceleration[:] = 0.0
        for i in range(n):
            for j in range(i + 1, n):
                d = position[j] - position[i]
                r2 = np.sum(d * d) + 0.01
                pull = d / (r2 * np.sqrt(r2))
                acceleration[i] += mass[j] * pull
                acceleration[j] -= mass[i] * pull
        velocity += dt * acceleration
        position += 0.5 * dt * velocity


def nbody_vectorised(position, velocity, mass, dt, steps):
    """The same motion without loops over bodies; returns the last state and the kinetic energy after every step."""
    position = position.copy()
    velocity = velocity.copy()
    energy = np.zeros(steps)
    for i in range(steps):
        position += 0.5 * dt * velocity
        d = position[None, :, :] - position[:, None, :]
        r2 = np.sum(d * d, axis=2) + 0.01
        pull = mass / (r2 * np.sqrt(r2))
        velocity += dt * np.sum(pull[:, :, None] * d, axis=1)
        position += 0.5 * dt * velocity
        energy[i] = 0.5 * np.sum(mass * np.sum(velocity**2, axis=1))
    return position, velocity, energy


def rosenbrock_descent(x, rate, steps):
    """Gradient descent in place; returns the value of Rosenbrock's function at the end."""
    gradient = np.zeros_like(x)
    for _ in range(steps):
        miss = x[1:] - x[:-1] ** 2
        gradient[:] = 0.0
        gradient[:-1] -= 400.0 * x[:-1] * miss + 2.0 * (1.0 - x[:-1])
        gradient[1:] += 200.0 * miss
        x -= rate * gradient
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def fixed_point(w, b, tol):
    """The rest state of a recurrent network, and the number of steps it took."""
    x = np.zeros_like(b)
    count = 0
    for i in range(1000):
        new = np.tanh(w @ x + b)
        change = np.max(np.abs(new - x))
        x = new
        count = i + 1
        if change < tol:
            break
    return x, count


def simpson(a, b, decay, panels):
    """The integral of exp(-decay * x) * sin(x) from a to b."""
    h = (b - a) / panels
    total = np.exp(-decay * a) * np.sin(a) + np.exp(-decay * b) * np.sin(b)
    for i in range(1, panels):
        x = a + i * h
        value = np.exp(-decay * x) * np.sin(x)
        if i % 2 == 1:
            total += 4.0 * value
        else:
            total += 2.0 * value
    return total * h / 3.0


def _symmetric_positive_system(rng, n):
    m = rng.normal(size=(n, n))
    return m @ m.T / n + 0.1 * np.eye(n), rng.normal(size=n), 1e-11


def _dominant_diagonal(rng, n):
    return rng.normal(size=(n, n)) / np.sqrt(n) + np.diag(rng.uniform(2.5, 4.0, n)), rng.normal(size=n)


def _bodies(rng, n):
    return rng.normal(size=(n, 3)), rng.normal(size=(n, 3)), rng.uniform(0.1, 1.0, n), 0.001


def _network(rng, n):
    w = rng.normal(size=(n, n))
    return 0.85 * w / (2.0 * np.sqrt(n)), 0.1 * rng.normal(size=n), 1e-11  # 2 sqrt(n) is about the norm of w


PROGRAMS = [
    Program(
        conjugate_gradient,
        _symmetric_positive_system,
        (300, 1200),
        differentiable=(1,),  # not by the matrix: next to it are unsymmetric ones, where the method breaks down
        batched=(1,),
        tolerance=1e-8,
    ),
    Program(
        jacobi_iteration,
        lambda rng, n: (*_dominant_diagonal(rng, n), 100),
        (300, 1000),
        differentiable=(0, 1),
        batched=(0, 1),
    ),
    Program(
        gauss_seidel,
        lambda rng, n: (*_dominant_diagonal(rng, n), np.zeros(n), 6),
        (50, 250),
        changed=(2,),
        differentiable=(0, 1, 2),
        batched=(1, 2),
    ),
    Program(
        sor_red_black,
        lambda rng, n: (rng.normal(size=(n, n)), rng.normal(size=(n, n)), 1.7, 40),
        (60, 600),
        changed=(0,),
        differentiable=(0, 1, 2),
        batched=(0, 1),
    ),
    Program(
        bisection,
        lambda rng, n: (rng.uniform(0.0, 50.0, n), 0.0, 10.0, 1e-10),
        (6000, 150_000),
    ),
    Program(
        kepler_newton,
        lambda rng, n: (rng.uniform(0.0, 2 * np.pi, n), rng.uniform(0.0, 0.7, n), 1e-10),
        (500, 20_000),
        differentiable=(0, 1),
    ),
    Program(
        newton_system,
        lambda rng, n: (rng.uniform(1.0, 3.0, n), rng.uniform(0.2, 1.0, n), 1e-9),
        (50, 2000),
        differentiable=(0, 1),
    ),
    Program(
        adaptive_runge_kutta,
        lambda rng, n: (rng.uniform(0.5, 2.0, 2), 1.5, 0.1 * n, 1e-6),
        (20, 1000),
        differentiable=(0, 1),
        batched=(0,),
        tolerance=1e-8,
    ),
    Program(
        lorenz_rk4,
        lambda rng, n: (rng.normal(size=3) + np.array([0.0, 0.0, 25.0]), 4.0 / n, n),
        (100, 5000),
        differentiable=(0,),
        batched=(0,),
        tolerance=1e-8,
    ),
    Program(
        leapfrog_pairs,
        lambda rng, n: (*_bodies(rng, n), 10),
        (8, 40),
        changed=(0, 1),
        differentiable=(0, 1, 2),
        batched=(0, 1),
    ),
    Program(
        nbody_vectorised,
        lambda rng, n: (*_bodies(rng, n), 20),
        (32, 300),
        differentiable=(0, 1, 2),
        batched=(0, 1, 2),
    ),
    Program(
        rosenbrock_descent,
        lambda rng, n: (rng.uniform(-1.0, 1.0, n), 4e-4, 200),
        (500, 150_000),
        changed=(0,),
        differentiable=(0, 1),
        batched=(0,),
    ),
    Program(fixed_point, _network, (500, 2000), differentiable=(0, 1), batched=(1,), tolerance=1e-8),
    Program(
        simpson,
        lambda rng, n: (rng.uniform(0.0, 1.0), rng.uniform(5.0, 6.0), rng.uniform(0.1, 1.0), n),
        (3000, 200_000),
        differentiable=(0, 1, 2),
        batched=(2,),
    ),
]
