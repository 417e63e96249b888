"""Handwritten digits in numorph: the same network and training. The gradient is `grad` of the loss."""

import numorph as nm
import numorph.numpy as np


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


def example_loss(params, image, label):
    return loss(params, image[None], label[None])


gradient = nm.jit(nm.grad(loss))
example_gradients = nm.jit(nm.vmap(nm.grad(example_loss), in_axes=(None, 0, 0)))


def step(params, images, labels, rate=0.5):
    slope = gradient(params, images, labels)
    return {name: value - rate * slope[name] for name, value in params.items()}


def accuracy(params, images, labels):
    return float((logits(params, images).argmax(axis=1) == labels).mean())
