"""A rope of masses and springs is thrown so that it flies into a ring; gradient descent finds the throw.

Shows forces added up in place through slices (`force[1:] -= pull`), positions and velocities stepped in place, and one
reverse pass through the whole simulation. The flight of the centre of mass, known exactly, is the reference.
"""

import numorph as nm
import numorph.numpy as np

MASSES, REST_LENGTH, STIFFNESS, GRAVITY = 8, 0.25, 60.0, 9.81  # of 1 kg each, m, N/m, m/s^2
TIME_STEP, STEPS = 0.01, 60  # s


def springs(position):
    """The vectors along the springs, f64[MASSES - 1, 2], and their lengths, f64[MASSES - 1, 1]."""
    span = position[1:] - position[:-1]
    return span, np.sqrt(np.sum(span**2, axis=1, keepdims=True))


def forces(position):
    """Gravity on every mass, and the pull of every spring on its two ends, f64[MASSES, 2]."""
    span, length = springs(position)
    pull = STIFFNESS * (length - REST_LENGTH) * span / length
    force = np.zeros(position.shape)
    force[:, 1] = -GRAVITY
    force[:-1] += pull
    force[1:] -= pull
    return force


def energy(position, velocity):
    _, length = springs(position)
    elastic = 0.5 * STIFFNESS * np.sum((length - REST_LENGTH) ** 2)
    return elastic + 0.5 * np.sum(velocity**2) + GRAVITY * np.sum(position[:, 1])


def level_rope():
    position = np.zeros((MASSES, 2))
    position[:, 0] = REST_LENGTH * np.arange(MASSES)
    return position


def ring():
    """Where the masses should end: on a circle that leaves every spring at rest, clockwise from the bottom."""
    angle = 2.0 * np.pi * (np.arange(MASSES) + 0.5) / MASSES
    radius = 0.5 * REST_LENGTH / np.sin(np.pi / MASSES)
    return np.array([1.5, 1.0]) - radius * np.stack([np.sin(angle), np.cos(angle)], axis=1)


def simulate(throw):
    """Final positions and velocities, f64[MASSES, 2] each, of a level rope that starts with the velocities `throw`."""
    position, velocity = level_rope(), throw.copy()
    for _ in range(STEPS):
        # Semi-implicit Euler: the new velocity moves the masses, which keeps the energy from drifting.
        velocity += TIME_STEP * forces(position)
        position += TIME_STEP * velocity
    return position, velocity


def miss(throw):
    """Half the summed squared distance of the masses from their places on the ring."""
    position, _ = simulate(throw)
    return 0.5 * np.sum((position - ring()) ** 2)


def find_throw(steps=40, rate=4.0):
    miss_and_gradient = nm.jit(nm.value_and_grad(miss))
    throw, history = np.zeros((MASSES, 2)), np.empty(steps)
    for step in range(steps):
        history[step], gradient = miss_and_gradient(throw)
        throw -= rate * gradient
    return throw, history


def main():
    key = nm.random.key(6)
    trial, direction = nm.random.normal(key, (2, MASSES, 2))
    slope = np.sum(nm.grad(miss)(trial) * direction)
    difference = (miss(trial + 1e-6 * direction) - miss(trial - 1e-6 * direction)) / 2e-6

    throw, history = find_throw()
    position, velocity = simulate(throw)
    fall = np.array([0.0, 0.5 * GRAVITY * TIME_STEP**2 * STEPS * (STEPS + 1)])
    centre = level_rope().mean(axis=0) + STEPS * TIME_STEP * throw.mean(axis=0) - fall
    start_energy = energy(level_rope(), throw)
    result = {
        "gradient_error": abs(slope - difference) / abs(difference),
        "centre_error": np.max(np.abs(position.mean(axis=0) - centre)),
        "energy_drift": abs(energy(position, velocity) - start_energy) / start_energy,
        "history": history,
        "largest_miss": np.max(np.sqrt(np.sum((position - ring()) ** 2, axis=1))),
    }
    print(f"directional derivative through {STEPS} steps: {slope:.6f}, by differences {difference:.6f}")
    print(f"centre of mass against its parabola: {result['centre_error']:.1e} m")
    print(f"energy kept to {result['energy_drift']:.1%}")
    print(f"miss {history[0]:.2f} -> {history[-1]:.4f} in {len(history)} throws")
    print(f"every mass within {100 * result['largest_miss']:.0f} cm of its place on the ring")
    return result


if __name__ == "__main__":
    main()
