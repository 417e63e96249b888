"""Training loops as scans that carry the weights; networks on whole batches."""

import jax
import jax.numpy as jnp
from jax import lax


@jax.jit
def kmeans(points, centers):
    def near(centers):
        return jnp.argmin(jnp.sum((points[:, None] - centers) ** 2, axis=2), axis=1)

    def one_round(centers, _):
        labels = near(centers)
        member = jax.nn.one_hot(labels, centers.shape[0], dtype=points.dtype)
        counts = member.sum(axis=0)[:, None]
        moved = jnp.where(counts > 0, member.T @ points / jnp.maximum(counts, 1), centers)
        return moved, labels

    centers, labels = lax.scan(one_round, centers, length=10)
    return labels[-1], centers


@jax.jit
def sgd_linear_regression(features, targets, weights, rate):
    batch = 32
    n = features.shape[0]
    whole = n - n % batch

    def step(weights, rows):
        x, y = rows
        error = x @ weights - y
        return weights - rate * 2.0 / x.shape[0] * (error @ x), jnp.mean(error**2)

    batches = features[:whole].reshape(-1, batch, features.shape[1]), targets[:whole].reshape(-1, batch)
    weights, losses = lax.scan(step, weights, batches)
    if whole == n:
        return jnp.mean(losses), weights
    weights, last = step(weights, (features[whole:], targets[whole:]))
    return (jnp.sum(losses) + last) / (losses.shape[0] + 1), weights


@jax.jit
def logistic_regression(features, targets, rates):
    def step(state, rate):
        weights, bias = state
        error = jax.nn.sigmoid(features @ weights + bias) - targets
        gradient = error @ features / targets.shape[0] + 0.01 * weights
        return (weights - rate * gradient, bias - rate * jnp.mean(error)), None

    return lax.scan(step, (jnp.zeros(features.shape[1]), 0.0), rates)[0]


@jax.jit
def mlp_inference(x, w1, b1, w2, b2, w3, b3):
    hidden = jax.nn.relu(x @ w1 + b1)
    hidden = jax.nn.relu(hidden @ w2 + b2)
    return jax.nn.softmax(hidden @ w3 + b3)


@jax.jit
def cnn_inference(images, kernels1, kernels2, weights, bias):
    x = images
    for kernels in (kernels1, kernels2):
        x = lax.conv_general_dilated(x, kernels, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))
        x = lax.reduce_window(jax.nn.relu(x), -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    return x.reshape(x.shape[0], -1) @ weights + bias


@jax.jit
def softmax_regression(features, labels, weights, bias, rates):
    def loss(weights, bias):
        logits = jax.nn.log_softmax(features @ weights + bias)
        return -jnp.mean(jnp.take_along_axis(logits, labels[:, None], axis=1))

    def step(state, rate):
        value, (by_weights, by_bias) = jax.value_and_grad(loss, argnums=(0, 1))(*state)
        return (state[0] - rate * by_weights, state[1] - rate * by_bias), value

    (weights, bias), losses = lax.scan(step, (weights, bias), rates)
    return losses, weights, bias


@jax.jit
def perceptron(features, signs, weights):
    def sample(weights, one):
        x, sign = one
        wrong = sign * (x @ weights) <= 0.0
        return weights + jnp.where(wrong, sign, 0.0) * x, wrong

    def one_pass(state):
        weights, mistakes, _ = state
        weights, wrong = lax.scan(sample, weights, (features, signs))
        new = jnp.sum(wrong)
        return weights, mistakes + new, new == 0

    def unless_done(state, _):  # a while_loop has no reverse mode
        return lax.cond(state[2], lambda s: s, one_pass, state), None

    start = (weights, jnp.int64(0), jnp.array(False))
    weights, mistakes, _ = lax.scan(unless_done, start, length=20)[0]
    return mistakes, weights


@jax.jit
def gaussian_mixture(values, means, deviations, shares):
    def one_round(state):
        rounds, before, _, means, deviations, shares = state
        scaled = (values - means[:, None]) / deviations[:, None]
        belongs = shares[:, None] * jnp.exp(-0.5 * scaled**2) / (deviations[:, None] * jnp.sqrt(2.0 * jnp.pi))
        density = jnp.sum(belongs, axis=0)
        likelihood = jnp.mean(jnp.log(density))
        part = belongs / density
        weight = jnp.sum(part, axis=1)
        means = part @ values / weight
        deviations = jnp.sqrt(jnp.sum(part * (values - means[:, None]) ** 2, axis=1) / weight)
        return rounds + 1, likelihood, likelihood - before < 1e-4, means, deviations, weight / values.shape[0]

    def unless_done(state, _):
        return lax.cond(state[2], lambda s: s, one_round, state), None

    start = (jnp.int64(0), -jnp.inf, jnp.array(False), means, deviations, shares)
    rounds, _, _, means, deviations, shares = lax.scan(unless_done, start, length=100)[0]
    return means, deviations, shares, rounds


@jax.jit
def rnn_forward(inputs, from_input, from_state, bias, state):
    def step(state, x):
        state = jnp.tanh(x + state @ from_state)
        return state, state

    return lax.scan(step, state, inputs @ from_input + bias)[1]


@jax.jit
def gru_forward(inputs, from_input, from_state, bias, state):
    def step(state, x):
        h = state @ from_state
        reset, update = jax.nn.sigmoid(x[: 2 * size] + h[: 2 * size]).reshape(2, size)
        new = jnp.tanh(x[2 * size :] + reset * h[2 * size :])
        return update * state + (1.0 - update) * new, None

    size = state.shape[0]
    return lax.scan(step, state, inputs @ from_input + bias)[0]
