"""Logistic regression: gradient descent and Newton's method from the loss alone.

Shows `value_and_grad` and `hessian` under `jit`, and a parameter vector that NumPy updates in place. The gradient and
the Hessian are compared with the formulas one would derive by hand.
"""

import numorph as nm
import numorph.numpy as np

RIDGE = 1e-3


def make_data(key, true_weights, rows):
    """Rows of features, the first of them constant, and 0/1 labels drawn from the model itself."""
    feature_key, label_key = nm.random.split(key)
    features = nm.random.normal(feature_key, (rows, true_weights.size))
    features[:, 0] = 1.0
    probability = 1.0 / (1.0 + np.exp(-features @ true_weights))
    labels = nm.random.uniform(label_key, (rows,)) < probability
    return features, labels.astype(float)


def loss(weights, features, labels):
    """Mean negative log-likelihood, written so that large scores do not overflow, and a little weight decay."""
    scores = features @ weights
    return np.mean(np.logaddexp(0.0, scores) - labels * scores) + 0.5 * RIDGE * weights @ weights


def derivatives_by_hand(weights, features, labels):
    """The gradient and the Hessian of `loss` from the textbook."""
    rows, columns = features.shape
    probability = 1.0 / (1.0 + np.exp(-features @ weights))
    gradient = features.T @ (probability - labels) / rows + RIDGE * weights
    curvature = probability * (1.0 - probability)
    return gradient, features.T @ (features * curvature[:, None]) / rows + RIDGE * np.eye(columns)


loss_and_gradient = nm.jit(nm.value_and_grad(loss))
loss_hessian = nm.jit(nm.hessian(loss))


def gradient_descent(features, labels, steps=300, rate=1.0):
    weights = np.zeros(features.shape[1])
    for _ in range(steps):
        _, gradient = loss_and_gradient(weights, features, labels)
        weights -= rate * gradient
    return weights


def newton(features, labels, steps=8):
    weights = np.zeros(features.shape[1])
    for _ in range(steps):
        _, gradient = loss_and_gradient(weights, features, labels)
        weights -= np.linalg.solve(loss_hessian(weights, features, labels), gradient)
    return weights


def main():
    true_weights = np.array([0.5, 2.0, -1.0, 0.0, 1.5])
    train_key, test_key = nm.random.split(nm.random.key(0))
    features, labels = make_data(train_key, true_weights, 2000)
    test_features, test_labels = make_data(test_key, true_weights, 2000)

    start = np.zeros(true_weights.size)
    start_loss, gradient = loss_and_gradient(start, features, labels)
    gradient_by_hand, hessian_by_hand = derivatives_by_hand(start, features, labels)
    descended = gradient_descent(features, labels)
    weights = newton(features, labels)

    final_loss, final_gradient = loss_and_gradient(weights, features, labels)
    # The inverse of the total curvature is the covariance of the estimate: how far from the truth chance may take it.
    covariance = np.linalg.inv(features.shape[0] * loss_hessian(weights, features, labels))
    result = {
        "gradient_error": np.max(np.abs(gradient - gradient_by_hand)),
        "hessian_error": np.max(np.abs(loss_hessian(start, features, labels) - hessian_by_hand)),
        "start_loss": start_loss,
        "final_loss": final_loss,
        "final_gradient": np.max(np.abs(final_gradient)),
        "methods_apart": np.max(np.abs(descended - weights)),
        "z_scores": (weights - true_weights) / np.sqrt(np.diag(covariance)),
        "accuracy": np.mean((test_features @ weights > 0) == test_labels),
        "best_possible_accuracy": np.mean((test_features @ true_weights > 0) == test_labels),
    }
    print(f"gradient and Hessian against the formulas: {result['gradient_error']:.1e}, {result['hessian_error']:.1e}")
    print(f"loss {start_loss:.4f} -> {final_loss:.4f}, gradient after Newton {result['final_gradient']:.1e}")
    print(f"true weights      {true_weights}\nestimated weights {weights.round(2)}")
    print(f"held-out accuracy {result['accuracy']:.3f}, with the true weights {result['best_possible_accuracy']:.3f}")
    return result


if __name__ == "__main__":
    main()
