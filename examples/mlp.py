"""A multilayer perceptron that tells two interleaved spirals apart, trained with Adam.

Shows parameters in a plain list of dictionaries, `jit(value_and_grad)` over them, an optimiser that updates its state
and the parameters in place, and per-example gradients by `vmap(grad)`. Back-propagation by hand is the reference.
"""

from functools import partial
from itertools import pairwise

import numorph as nm
import numorph.numpy as np

MEAN_DECAY, SQUARE_DECAY = 0.9, 0.99


def make_spirals(key, count):
    """`count` noisy points on two spirals, one the other turned by half a turn, and which spiral each lies on."""
    radius_key, noise_key = nm.random.split(key)
    radius = np.sqrt(nm.random.uniform(radius_key, (count,)))
    labels = np.arange(count) % 2
    angle = 2.0 * np.pi * radius + np.pi * labels
    points = 2.0 * radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points + 0.04 * nm.random.normal(noise_key, points.shape), labels.astype(float)


def make_layers(key, sizes):
    layers = []
    for inputs, outputs in pairwise(sizes):
        key, layer_key = nm.random.split(key)
        weights = nm.random.normal(layer_key, (inputs, outputs)) / np.sqrt(inputs)
        layers.append({"weights": weights, "bias": np.zeros(outputs)})
    return layers


def score(layers, points):
    """The log-odds that each of `points`, f64[n,2] or f64[2], lies on the second spiral."""
    hidden = points
    for layer in layers[:-1]:
        hidden = np.tanh(hidden @ layer["weights"] + layer["bias"])
    return (hidden @ layers[-1]["weights"] + layers[-1]["bias"])[..., 0]


def loss(layers, points, labels):
    scores = score(layers, points)
    return np.mean(np.logaddexp(0.0, scores) - labels * scores)


def gradient_by_hand(layers, points, labels):
    """Back-propagation as one writes it in NumPy."""
    activations = [points]
    for layer in layers[:-1]:
        activations.append(np.tanh(activations[-1] @ layer["weights"] + layer["bias"]))
    scores = activations[-1] @ layers[-1]["weights"] + layers[-1]["bias"]
    error = (1.0 / (1.0 + np.exp(-scores)) - labels[:, None]) / len(labels)
    gradients = []
    for layer, inputs in zip(reversed(layers), reversed(activations), strict=True):
        gradients.insert(0, {"weights": inputs.T @ error, "bias": error.sum(axis=0)})
        error = (error @ layer["weights"].T) * (1.0 - inputs**2)
    return gradients


def adam_update(rate, parameter, gradient, mean, square):
    mean += (1.0 - MEAN_DECAY) * (gradient - mean)
    square += (1.0 - SQUARE_DECAY) * (gradient**2 - square)
    parameter -= rate * mean / (np.sqrt(square) + 1e-8)


def train(layers, points, labels, steps=400, rate=0.02):
    """Adam on the whole data set; changes `layers` in place and returns the loss at every step."""
    loss_and_gradient = nm.jit(nm.value_and_grad(loss))
    means, squares = nm.tree.map(np.zeros_like, layers), nm.tree.map(np.zeros_like, layers)
    history = np.empty(steps)
    for step in range(steps):
        history[step], gradients = loss_and_gradient(layers, points, labels)
        scale = np.sqrt(1.0 - SQUARE_DECAY ** (step + 1)) / (1.0 - MEAN_DECAY ** (step + 1))
        nm.tree.map(partial(adam_update, rate * scale), layers, gradients, means, squares)
    return history


def largest_difference(left, right):
    return max(nm.tree.leaves(nm.tree.map(lambda a, b: np.max(np.abs(a - b)), left, right)))


def main():
    train_key, test_key, layer_key = nm.random.split(nm.random.key(1), 3)
    points, labels = make_spirals(train_key, 400)
    test_points, test_labels = make_spirals(test_key, 400)
    layers = make_layers(layer_key, [2, 24, 24, 1])

    gradients = nm.grad(loss)(layers, points, labels)
    gradient_error = largest_difference(gradients, gradient_by_hand(layers, points, labels))
    per_example = nm.vmap(nm.grad(loss), in_axes=(None, 0, 0))(layers, points, labels)
    mean_of_examples = nm.tree.map(lambda gradient: gradient.mean(axis=0), per_example)
    history = train(layers, points, labels)

    result = {
        "gradient_error": gradient_error,
        "per_example_error": largest_difference(gradients, mean_of_examples),
        "start_loss": history[0],
        "final_loss": history[-1],
        "test_accuracy": np.mean((score(layers, test_points) > 0) == test_labels),
    }
    print(f"gradient against back-propagation by hand: {gradient_error:.1e}")
    print(f"mean of per-example gradients against the batch gradient: {result['per_example_error']:.1e}")
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}, accuracy on held-out points {result['test_accuracy']:.3f}")
    return result


if __name__ == "__main__":
    main()
