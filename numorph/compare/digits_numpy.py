"""Handwritten digits in NumPy: two layers, trained by steepest descent. The gradient is derived by hand."""

import numpy as np


def start(rng):
    return {
        "w1": rng.normal(size=(64, 32)) / 8,
        "b1": np.zeros(32),
        "w2": rng.normal(size=(32, 10)) / 6,
        "b2": np.zeros(10),
    }


def logits(params, images):
    hidden = np.tanh(images @ params["w1"] + params["b1"])
    return hidden @ params["w2"] + params["b2"]


def loss(params, images, labels):
    scores = logits(params, images)
    scores = scores - scores.max(axis=1, keepdims=True)
    log_probability = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return -log_probability[np.arange(len(labels)), labels].mean()


def backward(params, images, labels):
    hidden = np.tanh(images @ params["w1"] + params["b1"])
    scores = hidden @ params["w2"] + params["b2"]
    scores = scores - scores.max(axis=1, keepdims=True)
    d_scores = np.exp(scores)
    d_scores /= d_scores.sum(axis=1, keepdims=True)
    d_scores[np.arange(len(labels)), labels] -= 1
    d_hidden = (d_scores @ params["w2"].T) * (1 - hidden**2)
    return hidden, d_hidden, d_scores


def gradient(params, images, labels):
    hidden, d_hidden, d_scores = backward(params, images, labels)
    n = len(labels)
    return {
        "w1": images.T @ d_hidden / n,
        "b1": d_hidden.sum(axis=0) / n,
        "w2": hidden.T @ d_scores / n,
        "b2": d_scores.sum(axis=0) / n,
    }


def example_gradients(params, images, labels):
    hidden, d_hidden, d_scores = backward(params, images, labels)
    return {
        "w1": images[:, :, None] * d_hidden[:, None, :],
        "b1": d_hidden,
        "w2": hidden[:, :, None] * d_scores[:, None, :],
        "b2": d_scores,
    }


def step(params, images, labels, rate=0.5):
    slope = gradient(params, images, labels)
    return {name: value - rate * slope[name] for name, value in params.items()}


def accuracy(params, images, labels):
    return float((logits(params, images).argmax(axis=1) == labels).mean())
