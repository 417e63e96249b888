"""Four parameters of a predator-prey model, fitted to noisy counts through the integrator.

Shows an ordinary time loop, with the state updated in place and each row of the result assigned as it is reached,
differentiated both ways: forward for Gauss-Newton (few parameters, many residuals), reverse for the loss.
"""

import numorph as nm
import numorph.numpy as np

NAMES = ("prey growth", "predation", "predator death", "predator growth")
START, TIME_STEP, STEPS, EVERY = (2.0, 1.0), 0.2, 50, 2


def derivative(state, parameters):
    """Lotka and Volterra's equations, on the logarithms of prey and predators so that both stay positive."""
    growth, predation, death, conversion = parameters
    rate = np.empty_like(state)
    rate[0] = growth - predation * np.exp(state[1])
    rate[1] = conversion * np.exp(state[0]) - death
    return rate


def simulate(parameters):
    """The log populations at each time, f64[STEPS + 1, 2], by the classical Runge-Kutta method."""
    state = np.log(np.array(START))
    trajectory = np.empty((STEPS + 1, 2))
    trajectory[0] = state
    for step in range(STEPS):
        k1 = derivative(state, parameters)
        k2 = derivative(state + 0.5 * TIME_STEP * k1, parameters)
        k3 = derivative(state + 0.5 * TIME_STEP * k2, parameters)
        k4 = derivative(state + TIME_STEP * k3, parameters)
        state += TIME_STEP / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        trajectory[step + 1] = state
    return trajectory


def residuals(parameters, observed):
    """Model minus observation at every `EVERY`-th time, flat."""
    return (simulate(parameters)[::EVERY] - observed).ravel()


def loss(parameters, observed):
    return 0.5 * np.sum(residuals(parameters, observed) ** 2)


def invariant(trajectory, parameters):
    """A quantity that the exact solution keeps for ever."""
    growth, predation, death, conversion = parameters
    prey, predators = trajectory[:, 0], trajectory[:, 1]
    return conversion * np.exp(prey) - death * prey + predation * np.exp(predators) - growth * predators


def gauss_newton(parameters, observed, iterations=8):
    """Least squares by successive linear fits. Returns the parameters and the loss before each iteration."""
    slope = nm.jit(nm.jacfwd(residuals))
    parameters, history = parameters.copy(), np.empty(iterations)
    for iteration in range(iterations):
        misfit = residuals(parameters, observed)
        history[iteration] = 0.5 * misfit @ misfit
        step, *_ = np.linalg.lstsq(slope(parameters, observed), -misfit, rcond=None)
        parameters += step
    return parameters, history


def main():
    true_parameters = np.array([1.1, 0.4, 0.8, 0.3])
    noise = 0.05
    clean = simulate(true_parameters)
    observed = clean[::EVERY] + noise * nm.random.normal(nm.random.key(4), (STEPS // EVERY + 1, 2))

    guess = np.array([0.8, 0.6, 1.0, 0.2])
    gradient = nm.grad(loss)(guess, observed)
    slope = nm.jacfwd(residuals)(guess, observed)
    differences = np.empty(4)
    for i in range(4):
        shift = np.zeros(4)
        shift[i] = 1e-6
        differences[i] = (loss(guess + shift, observed) - loss(guess - shift, observed)) / 2e-6
    fitted, history = gauss_newton(guess, observed)

    conserved = invariant(clean, true_parameters)
    result = {
        "invariant_drift": np.max(np.abs(conserved - conserved[0])),
        "gradient_error": np.max(np.abs(gradient - differences)) / np.max(np.abs(differences)),
        "modes_apart": np.max(np.abs(gradient - slope.T @ residuals(guess, observed))),
        "history": history,
        "final_gradient": np.max(np.abs(nm.grad(loss)(fitted, observed))),
        "parameter_error": np.max(np.abs(fitted - true_parameters)),
        "residual_scatter": np.std(residuals(fitted, observed)),
        "noise": noise,
    }
    print(f"gradient through {STEPS} steps against finite differences: {result['gradient_error']:.1e} (relative)")
    print(f"loss {history[0]:.2f} -> {history[-1]:.4f} in {len(history)} Gauss-Newton iterations")
    for name, value, truth in zip(NAMES, fitted, true_parameters, strict=True):
        print(f"{name:16s} {value:.3f} (true {truth})")
    print(f"scatter of the residuals {result['residual_scatter']:.3f}, of the noise {noise}")
    return result


if __name__ == "__main__":
    main()
