"""Learning written out: training loops that update their weights in place, clustering, and networks at inference."""

from __future__ import annotations

import numpy as np

from .program import Program


def kmeans(points, centers):
    """Ten rounds of Lloyd's algorithm; the centers move in place, and one that loses all its points stays."""
    labels = np.zeros(len(points), dtype=np.int64)
    for _ in range(10):
        for i in range(len(points)):
            difference = centers - points[i]
            labels[i] = np.argmin(np.sum(difference * difference, axis=1))
        sums = np.zeros_like(centers)
        counts = np.zeros(len(centers))
        for i in range(len(points)):
            sums[labels[i]] += points[i]
            counts[labels[i]] += 1
        for k in range(len(centers)):
            if counts[k] > 0:
                centers[k] = sums[k] / counts[k]
    return labels


def sgd_linear_regression(features, targets, weights, rate):
    """One pass of stochastic gradient descent over slices of 32 rows; returns the mean loss of the batches."""
    batch = 32
    total = 0.0
    batches = 0
    for start in range(0, len(features), batch):
        x = features[start : start + batch]
        error = x @ weights - targets[start : start + batch]
        total += np.mean(error**2)
        batches += 1
        weights -= rate * 2.0 / len(error) * (x.T @ error)
    return total / batches


def logistic_regression(features, targets, rates):
    """Weights and bias by full gradient descent, one step for each rate, with a small penalty."""
    weights = np.zeros(features.shape[1])
    bias = 0.0
    for rate in rates:
        probability = 1.0 / (1.0 + np.exp(-(features @ weights + bias)))
        error = probability - targets
        weights = weights - rate * (features.T @ error / len(targets) + 0.01 * weights)
        bias = bias - rate * np.mean(error)
    return weights, bias


def mlp_inference(x, w1, b1, w2, b2, w3, b3):
    """Class probabilities from a network with two hidden layers."""
    hidden = np.maximum(x @ w1 + b1, 0.0)
    hidden = np.maximum(hidden @ w2 + b2, 0.0)
    scores = hidden @ w3 + b3
    out = np.empty_like(scores)
    for i in range(len(scores)):
        shifted = np.exp(scores[i] - np.max(scores[i]))
        out[i] = shifted / np.sum(shifted)
    return out


def cnn_inference(images, kernels1, kernels2, weights, bias):
    """Scores of images (n, height, width, channels): two of convolution, relu, 2 x 2 maximum; then a dense layer."""
    x = images
    for kernels in (kernels1, kernels2):
        size, filters = kernels.shape[0], kernels.shape[3]
        count, height, width, _ = x.shape
        height, width = height - size + 1, width - size + 1
        out = np.zeros((count, height, width, filters))
        for i in range(size):
            for j in range(size):
                out += x[:, i : i + height, j : j + width, :] @ kernels[i, j]
        out = np.maximum(out, 0.0)
        rows = np.maximum(out[:, 0::2], out[:, 1::2])
        x = np.maximum(rows[:, :, 0::2], rows[:, :, 1::2])
    return x.reshape(len(x), -1) @ weights + bias


def softmax_regression(features, labels, weights, bias, rates):
    """Gradient steps on the cross entropy, weights and bias updated in place; returns the loss before each step."""
    n = len(features)
    losses = np.empty(len(rates))
    for step in range(len(rates)):
        scores = features @ weights + bias
        loss = 0.0
        for i in range(n):
            scores[i] -= np.max(scores[i])
            probability = np.exp(scores[i])
            probability /= np.sum(probability)
            loss -= np.log(probability[labels[i]])
            probability[labels[i]] -= 1.0
            scores[i] = probability
        losses[step] = loss / n
        weights -= rates[step] / n * (features.T @ scores)
        bias -= rates[step] / n * np.sum(scores, axis=0)
    return losses


def perceptron(features, signs, weights):
    """Passes over the samples until one makes no mistake (20 at most); returns the mistakes of all passes."""
    mistakes = 0
    for _ in range(20):
        before = mistakes
        for i in range(len(features)):
            if signs[i] * (features[i] @ weights) <= 0.0:
                weights += signs[i] * features[i]
                mistakes += 1
        if mistakes == before:
            break
    return mistakes


def gaussian_mixture(values, means, deviations, shares):
    """Expectation maximisation for a mixture on the line, until the likelihood rises by less than 1e-4 a value."""
    n, components = len(values), len(means)
    means, deviations, shares = means.copy(), deviations.copy(), shares.copy()
    belongs = np.empty((components, n))
    before = -np.inf
    rounds = 0
    while rounds < 100:
        rounds += 1
        for k in range(components):
            scaled = (values - means[k]) / deviations[k]
            belongs[k] = shares[k] * np.exp(-0.5 * scaled**2) / (deviations[k] * np.sqrt(2.0 * np.pi))
        density = np.sum(belongs, axis=0)
        likelihood = np.mean(np.log(density))
        for k in range(components):
            part = belongs[k] / density
            weight = np.sum(part)
            means[k] = np.sum(part * values) / weight
            deviations[k] = np.sqrt(np.sum(part * (values - means[k]) ** 2) / weight)
            shares[k] = weight / n
        if likelihood - before < 1e-4:
            break
        before = likelihood
    return means, deviations, shares, rounds


def rnn_forward(inputs, from_input, from_state, bias, state):
    """The hidden states of a recurrent network over (steps, batch, features)."""
    states = np.empty((inputs.shape[0], *state.shape))
    for t in range(inputs.shape[0]):
        state = np.tanh(inputs[t] @ from_input + state @ from_state + bias)
        states[t] = state
    return states


def gru_forward(inputs, from_input, from_state, bias, state):
    """The last state of a gated recurrent unit; the three gates lie side by side in its weights."""
    size = len(state)
    for t in range(len(inputs)):
        x = inputs[t] @ from_input + bias
        h = state @ from_state
        reset = 1.0 / (1.0 + np.exp(-(x[:size] + h[:size])))
        update = 1.0 / (1.0 + np.exp(-(x[size : 2 * size] + h[size : 2 * size])))
        new = np.tanh(x[2 * size :] + reset * h[2 * size :])
        state = update * state + (1.0 - update) * new
    return state


def _clusters(rng, n):
    homes = 4.0 * rng.standard_normal((8, 3))
    points = homes[rng.integers(0, 8, n)] + rng.standard_normal((n, 3))
    return points, points[:8] + 0.01


def _linear(rng, n):
    features = rng.standard_normal((n, 16))
    return features, features @ rng.standard_normal(16) + 0.1 * rng.standard_normal(n), np.zeros(16), 0.05


def _logistic(rng, n):
    features = rng.standard_normal((n, 20))
    targets = (features @ rng.standard_normal(20) + rng.standard_normal(n) > 0).astype(float)
    return features, targets, np.linspace(1.0, 0.1, 100)


def _layers(rng, n):
    layers = [(rng.standard_normal((i, o)) / np.sqrt(i), 0.1 * rng.standard_normal(o)) for i, o in _MLP_SIZES]
    return rng.standard_normal((n, 32)), *(part for layer in layers for part in layer)


_MLP_SIZES = ((32, 64), (64, 64), (64, 10))


def _images(rng, n):
    kernels = 0.3 * rng.standard_normal((3, 3, 1, 8)), 0.1 * rng.standard_normal((3, 3, 8, 16))
    return rng.random((n, 18, 18, 1)), *kernels, 0.1 * rng.standard_normal((144, 10)), 0.1 * rng.standard_normal(10)


def _softmax(rng, n):
    features = rng.standard_normal((n, 12))
    labels = np.argmax(features @ rng.standard_normal((12, 5)), axis=1)
    return features, labels, np.zeros((12, 5)), np.zeros(5), np.linspace(1.0, 0.2, 5)


def _separable(rng, n):
    """Two classes with a narrow gap between them, so that the last pass finds no mistake."""
    normal = rng.standard_normal(4)
    features = rng.standard_normal((n, 4))
    distance = features @ normal / np.sqrt(normal @ normal)
    signs = np.where(distance > 0, 1.0, -1.0)
    return features + 0.2 * signs[:, None] * normal, signs, 0.01 * rng.standard_normal(4)


def _mixture(rng, n):
    values = np.concatenate(
        [rng.normal(-2, 0.6, n // 2), rng.normal(1, 1.0, n // 4), rng.normal(4, 0.5, n - 3 * n // 4)]
    )
    return rng.permutation(values), np.array([-1.0, 0.0, 2.0]), np.ones(3), np.full(3, 1 / 3)


def _recurrent(rng, n):
    weights = 0.2 * rng.standard_normal((12, 24)), 0.2 * rng.standard_normal((24, 24)), 0.1 * rng.standard_normal(24)
    return rng.standard_normal((n, 8, 12)), *weights, np.zeros((8, 24))


def _gated(rng, n):
    weights = 0.2 * rng.standard_normal((8, 48)), 0.2 * rng.standard_normal((16, 48)), 0.1 * rng.standard_normal(48)
    return rng.standard_normal((n, 8)), *weights, np.zeros(16)


PROGRAMS = [
    Program(kmeans, _clusters, (100, 2_000), changed=(1,), differentiable=(0,), batched=(0, 1)),
    Program(
        sgd_linear_regression, _linear, (5_000, 200_000), changed=(2,), differentiable=(0, 1, 2, 3), batched=(1, 2)
    ),
    Program(logistic_regression, _logistic, (1_000, 20_000), differentiable=(0, 1, 2), batched=(1,)),
    Program(mlp_inference, _layers, (300, 6_000), differentiable=(0, 1, 2, 3, 4, 5, 6), batched=(0,)),
    Program(cnn_inference, _images, (30, 600), differentiable=(0, 1, 2, 3, 4), batched=(0,)),
    Program(softmax_regression, _softmax, (80, 3_000), changed=(2, 3), differentiable=(0, 2, 3, 4), batched=(2, 3)),
    Program(perceptron, _separable, (500, 20_000), changed=(2,), differentiable=(0, 1, 2), batched=(0, 1, 2)),
    Program(gaussian_mixture, _mixture, (2_000, 100_000), differentiable=(0, 1, 2, 3), batched=(0,)),
    Program(rnn_forward, _recurrent, (400, 10_000), differentiable=(0, 1, 2, 3, 4), batched=(0, 4)),
    Program(
        gru_forward,
        _gated,
        (200, 5_000),
        differentiable=(0, 1, 2, 3),  # the first state is forgotten
        batched=(0, 4),
    ),
]
