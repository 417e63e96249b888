"""Hamiltonian Monte Carlo: many chains at once, each written as if it were alone.

Shows keys (`split` inside a function), a leapfrog loop in place, and `jit(vmap(...))` over chains, while the outer
loop fills a plain NumPy array. The target is a correlated Gaussian, whose moments are known exactly.
"""

import numorph as nm
import numorph.numpy as np

MEAN = np.array([1.0, -2.0, 0.5])
COVARIANCE = np.array([[1.0, 0.8, 0.0], [0.8, 2.0, -0.3], [0.0, -0.3, 0.5]])
PRECISION = np.linalg.inv(COVARIANCE)


def potential(position):
    """Minus the log density of the target at `position` f64[3], up to a constant."""
    offset = position - MEAN
    return 0.5 * offset @ PRECISION @ offset


def leapfrog(position, momentum, step_size, steps):
    """Where the pair goes after `steps` symplectic steps; the arguments are left as they were."""
    force = nm.grad(potential)
    position, momentum = position.copy(), momentum.copy()
    momentum -= 0.5 * step_size * force(position)
    for step in range(steps):
        position += step_size * momentum
        scale = 1.0 if step + 1 < steps else 0.5
        momentum -= scale * step_size * force(position)
    return position, momentum


def transition(key, position, step_size=0.5, steps=8):
    """One step of one chain: a fresh momentum, a trajectory, and the Metropolis test. -> (position, acceptance)"""
    momentum_key, accept_key = nm.random.split(key)
    momentum = nm.random.normal(momentum_key, position.shape)
    proposal, final_momentum = leapfrog(position, momentum, step_size, steps)
    energy_before = potential(position) + 0.5 * momentum @ momentum
    energy_after = potential(proposal) + 0.5 * final_momentum @ final_momentum
    accept_probability = np.exp(np.minimum(0.0, energy_before - energy_after))
    accepted = nm.random.uniform(accept_key) < accept_probability
    return np.where(accepted, proposal, position), accept_probability


def sample(key, chains, draws, warm_up=50):
    """`draws` samples of each of `chains` chains, f64[draws,chains,3], and the mean acceptance probability."""
    start_key, key = nm.random.split(key)
    positions = 3.0 * nm.random.normal(start_key, (chains, MEAN.size))
    advance = nm.jit(nm.vmap(transition))
    samples, acceptance = np.empty((draws, chains, MEAN.size)), np.empty((draws, chains))
    for draw in range(-warm_up, draws):
        key, step_key = nm.random.split(key)
        positions, probabilities = advance(nm.random.split(step_key, chains), positions)
        if draw >= 0:
            samples[draw], acceptance[draw] = positions, probabilities
    return samples, acceptance.mean()


def potential_scale_reduction(samples):
    """Gelman and Rubin's statistic for each coordinate: 1 when the chains agree with each other."""
    draws = samples.shape[0]
    within = samples.var(axis=0, ddof=1).mean(axis=0)
    between = draws * samples.mean(axis=0).var(axis=0, ddof=1)
    return np.sqrt((draws - 1) / draws + between / within / draws)


def reversal_error(position, momentum):
    """A trajectory run forward and then with its momentum turned round comes home: how far it misses."""
    there, speed = leapfrog(position, momentum, 0.5, 8)
    back, _ = leapfrog(there, -speed, 0.5, 8)
    return np.max(np.abs(back - position))


def main():
    samples, acceptance = sample(nm.random.key(3), chains=64, draws=250)
    flat = samples.reshape(-1, MEAN.size)
    result = {
        "gradient_error": np.max(np.abs(nm.grad(potential)(np.ones(3)) - PRECISION @ (1.0 - MEAN))),
        "reversal_error": reversal_error(np.zeros(3), np.array([0.3, -1.0, 0.7])),
        "mean_error": np.max(np.abs(flat.mean(axis=0) - MEAN)),
        "covariance_error": np.max(np.abs(np.cov(flat.T) - COVARIANCE)),
        "acceptance": acceptance,
        "scale_reduction": np.max(potential_scale_reduction(samples)),
    }
    print(f"{samples.shape[1]} chains of {samples.shape[0]} draws, acceptance {acceptance:.2f}")
    print(f"mean {flat.mean(axis=0).round(3)}, true mean {MEAN}")
    print(f"covariance (true in brackets)\n{np.cov(flat.T).round(2)}\n{COVARIANCE}")
    print(f"potential scale reduction at most {result['scale_reduction']:.4f}")
    return result


if __name__ == "__main__":
    main()
