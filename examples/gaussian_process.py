"""Gaussian-process regression whose hyper-parameters are fitted by the gradient of the marginal likelihood.

Shows derivatives through `cholesky`, `solve` and a matrix filled row by row in place, and a gradient handed straight to
SciPy's optimiser, since it is an ordinary array. The textbook trace formula is the reference.
"""

from scipy.optimize import minimize

import numorph as nm
import numorph.numpy as np

NAMES = ("amplitude", "length scale", "noise")


def squared_exponential(log_parameters, left, right):
    """Covariance f64[n,m] of the function values at `left` f64[n] and `right` f64[m]."""
    amplitude, length, _ = np.exp(log_parameters)
    covariance = np.empty((len(left), len(right)))
    for i, x in enumerate(left):
        covariance[i] = amplitude**2 * np.exp(-0.5 * ((x - right) / length) ** 2)
    return covariance


def noisy_covariance(log_parameters, inputs):
    covariance = squared_exponential(log_parameters, inputs, inputs)
    covariance += np.exp(log_parameters[2]) ** 2 * np.eye(len(inputs))
    return covariance


def negative_log_likelihood(log_parameters, inputs, values):
    """-log p(values | inputs), the function values integrated out."""
    factor = np.linalg.cholesky(noisy_covariance(log_parameters, inputs))
    whitened = np.linalg.solve(factor, values)
    log_determinant = 2.0 * np.sum(np.log(np.diag(factor)))
    return 0.5 * (whitened @ whitened + log_determinant + len(inputs) * np.log(2.0 * np.pi))


def gradient_by_hand(log_parameters, inputs, values):
    """0.5 trace((K^-1 - a a^T) dK) for each parameter, with a = K^-1 values (Rasmussen & Williams, equation 5.9)."""
    _, length, noise = np.exp(log_parameters)
    smooth = squared_exponential(log_parameters, inputs, inputs)
    squared_distance = ((inputs[:, None] - inputs) / length) ** 2
    slopes = (2.0 * smooth, smooth * squared_distance, 2.0 * noise**2 * np.eye(len(inputs)))
    inverse = np.linalg.inv(noisy_covariance(log_parameters, inputs))
    alpha = inverse @ values
    return np.array([0.5 * np.sum((inverse - np.outer(alpha, alpha)) * slope) for slope in slopes])


def predict(log_parameters, inputs, values, queries):
    """Mean and standard deviation of the function at `queries` f64[m], given the observations."""
    across = squared_exponential(log_parameters, queries, inputs)
    weights = np.linalg.solve(noisy_covariance(log_parameters, inputs), across.T)
    variance = np.exp(log_parameters[0]) ** 2 - np.sum(weights * across.T, axis=0)
    return weights.T @ values, np.sqrt(variance)


def main():
    def truth(x):
        return np.sin(2.0 * x) + 0.3 * x

    true_noise = 0.1
    input_key, noise_key = nm.random.split(nm.random.key(2))
    inputs = np.sort(nm.random.uniform(input_key, (50,), minval=-3.0, maxval=3.0))
    values = truth(inputs) + true_noise * nm.random.normal(noise_key, inputs.shape)

    value_and_gradient = nm.jit(nm.value_and_grad(negative_log_likelihood))
    start = np.log([0.5, 0.3, 0.5])
    start_value, gradient = value_and_gradient(start, inputs, values)
    fit = minimize(value_and_gradient, start, args=(inputs, values), jac=True, method="L-BFGS-B")

    queries = np.linspace(-2.8, 2.8, 80)
    mean, deviation = predict(fit.x, inputs, values, queries)
    parameters = np.exp(fit.x)
    result = {
        "gradient_error": np.max(np.abs(gradient - gradient_by_hand(start, inputs, values))),
        "final_gradient": np.max(np.abs(gradient_by_hand(fit.x, inputs, values))),
        "start_value": start_value,
        "final_value": fit.fun,
        "noise": parameters[2],
        "true_noise": true_noise,
        "rms_error": np.sqrt(np.mean((mean - truth(queries)) ** 2)),
        "inside_two_deviations": np.mean(np.abs(mean - truth(queries)) < 2.0 * deviation),
    }
    print(f"gradient against the trace formula: {result['gradient_error']:.1e}")
    print(f"negative log-likelihood {start_value:.2f} -> {fit.fun:.2f} in {fit.nfev} evaluations")
    for name, value in zip(NAMES, parameters, strict=True):
        print(f"{name:12s} {value:.3f}" + f" (true {true_noise})" * (name == "noise"))
    print(f"error of the fitted curve {result['rms_error']:.3f} where the data scatter by {true_noise}")
    print(f"the truth lies within two standard deviations at {result['inside_two_deviations']:.0%} of the points")
    return result


if __name__ == "__main__":
    main()
