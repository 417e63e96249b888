"""K-means with restarts, and a view of it as Newton's method.

Shows `vmap` over whole runs that update their centres in place (one run per key), keyed sampling for the k-means++
start, and `grad` and `hessian` of the loss, from which one Newton step gives back Lloyd's update exactly.
"""

import numorph as nm
import numorph.numpy as np


def make_blobs(key, middles, count, spread):
    """`count` points around each row of `middles`."""
    noise = spread * nm.random.normal(key, (len(middles), count, middles.shape[1]))
    return (middles[:, None, :] + noise).reshape(-1, middles.shape[1])


def squared_distances(points, centres):
    """f64[points, centres]"""
    return np.sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=-1)


def loss(centres, points):
    """Half the summed squared distance of each point to its nearest centre."""
    return 0.5 * np.sum(np.min(squared_distances(points, centres), axis=1))


def spread_out_start(key, points, clusters):
    """k-means++: each new centre is a point drawn with probability proportional to its squared distance."""
    first_key, key = nm.random.split(key)
    centres = np.empty((clusters, points.shape[1]))
    centres[0] = points[nm.random.randint(first_key, (), 0, len(points))]
    for k in range(1, clusters):
        nearest = np.min(squared_distances(points, centres[:k]), axis=1)
        choice = nm.random.categorical(nm.random.fold_in(key, k), np.log(nearest + 1e-300))
        centres[k] = points[choice]
    return centres


def lloyd_step(centres, points):
    """Moves each row of `centres` to the mean of the points nearest to it, in place."""
    labels = np.argmin(squared_distances(points, centres), axis=1)
    for k in range(len(centres)):
        member = labels == k
        count = np.sum(member)
        # A centre without points stays where it is. The weights, not a mask, keep the shapes equal for all restarts.
        centres[k] = np.where(count > 0, member @ points / np.maximum(count, 1), centres[k])


def k_means(key, points, clusters, iterations=12):
    """One run. -> (start, centres, loss)"""
    start = spread_out_start(key, points, clusters)
    centres = start.copy()
    for _ in range(iterations):
        lloyd_step(centres, points)
    return start, centres, loss(centres, points)


def k_means_in_numpy(start, points, iterations=12):
    """The same as one writes it in NumPy for a single run, with boolean masks."""
    centres = start.copy()
    for _ in range(iterations):
        labels = np.argmin(squared_distances(points, centres), axis=1)
        for k in range(len(centres)):
            if np.any(labels == k):
                centres[k] = points[labels == k].mean(axis=0)
    return centres


def newton_step(centres, points):
    flat_hessian = nm.hessian(loss)(centres, points).reshape(centres.size, centres.size)
    step = np.linalg.solve(flat_hessian, nm.grad(loss)(centres, points).ravel())
    return centres - step.reshape(centres.shape)


def main():
    middles = np.array([[0.0, 0.0], [4.0, 0.5], [2.0, 3.5], [-2.5, 3.0], [6.5, 4.0]])
    data_key, run_key = nm.random.split(nm.random.key(5))
    points = make_blobs(data_key, middles, count=80, spread=0.5)

    runs = nm.vmap(k_means, in_axes=(0, None, None))
    starts, centres, losses = runs(nm.random.split(run_key, 10), points, len(middles))
    best = np.argmin(losses)

    moved = starts[0].copy()
    lloyd_step(moved, points)
    result = {
        "losses": losses,
        "best_loss": losses[best],
        "against_numpy": np.max(np.abs([k_means_in_numpy(start, points) for start in starts] - centres)),
        "newton_against_lloyd": np.max(np.abs(newton_step(starts[0], points) - moved)),
        "gradient_at_best": np.max(np.abs(nm.grad(loss)(centres[best], points))),
        "centre_error": np.max(np.sqrt(np.min(squared_distances(middles, centres[best]), axis=1))),
    }
    print(f"losses of ten restarts: {losses.round(1)}")
    print(f"largest distance of a true middle from the centre found for it: {result['centre_error']:.3f}")
    print(f"restarts in one batch against one NumPy run each: {result['against_numpy']:.1e}")
    print(f"one Newton step against one Lloyd step: {result['newton_against_lloyd']:.1e}")
    return result


if __name__ == "__main__":
    main()
