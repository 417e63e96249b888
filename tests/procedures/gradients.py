"""Derivatives of procedures against differences, by the interpreter."""

import numpy as np

from numorph.procedures.interpret import DTYPES, interpret
from numorph.procedures.reverse import differentiate


def _copies(values):
    return [v.copy() if isinstance(v, np.ndarray) else v for v in values]


def _random(like, rng):
    """A random direction: for a number, or an array."""
    if not isinstance(like, np.ndarray):
        return rng.standard_normal()
    drawn = rng.standard_normal(like.shape)
    return drawn + 1j * rng.standard_normal(like.shape) if like.dtype.kind == "c" else drawn


def _moved(inputs, active, directions, step):
    moved = _copies(inputs)
    for i, d in zip(active, directions, strict=True):
        moved[i] = moved[i] + step * d
    return moved


def _pairing(ct, x):
    return float(np.sum(np.real(ct * x)))


def outcome(procedure, inputs):
    """What counts: floating results, those in memory, and the memory of the inputs afterwards."""
    values = _copies(inputs)
    results = interpret(procedure, values)
    assert results is not None
    memory = [v for v in values if isinstance(v, np.ndarray) and v.dtype.kind in "fc"]
    own = [i for i, v in enumerate(values) if isinstance(v, np.ndarray)]
    kept = []
    for r, x in zip(procedure.results, results, strict=True):
        if isinstance(x, np.ndarray) and any(x is values[i] for i in own):
            continue  # memory of an input, which counts already
        if r.dtype == "ptr" and x is not None and x.dtype.kind in "fc":
            kept.append(x)
        elif r.dtype != "ptr" and DTYPES[r.dtype].kind == "f":
            kept.append(np.float64(x))
    return memory + kept, results, values


def sweep(pair, procedure, inputs, cotangents, run=interpret):
    """Both sweeps: cotangents of the active inputs, what the forward sweep gave, and the memory in the end."""
    values, tape = _copies(inputs), []
    results = run(pair.forward, values, tape)
    after, given = _copies(values), _copies(results)
    left = list(cotangents)
    shadows = []
    for i, v in enumerate(values):
        if procedure.inputs[i].dtype == "ptr":
            ct = left.pop(0) if v is not None and v.dtype.kind in "fc" else None
            shadows.append(ct.astype(v.dtype) if i in pair.wanted else None)
    extra = []
    for r, x in zip(procedure.results, results, strict=True):
        if r.dtype == "ptr":
            if x is None or any(x is v for v in values) or x.dtype.kind not in "fc":
                extra += [None, 0]
            else:
                ct = left.pop(0).astype(x.dtype)
                extra += [ct, ct.size]
        elif DTYPES[r.dtype].kind == "f":
            extra.append(float(left.pop(0)))
    assert not left
    scalars = list(run(pair.backward, [*values, *shadows, *extra], tape))
    assert tape == []
    pointers = [i for i, r in enumerate(procedure.inputs) if r.dtype == "ptr"]
    found = [shadows[pointers.index(i)] if procedure.inputs[i].dtype == "ptr" else scalars.pop(0) for i in pair.active]
    for i, v in enumerate(values):
        assert i in pair.changed_inputs or not isinstance(v, np.ndarray) or np.array_equal(v, after[i], equal_nan=True)
    for i, (v, before) in enumerate(zip(results, given, strict=True)):
        assert i in pair.changed_results or not isinstance(v, np.ndarray) or np.array_equal(v, before, equal_nan=True)
    return found, given, after


def check_gradient(procedure, inputs, active, step=1e-6, tolerance=2e-6, seed=0, run=interpret, exact=True):
    """The reverse sweep's cotangents agree with central differences in a random direction, for random cotangents."""
    rng = np.random.default_rng(seed)
    pair = differentiate(procedure, active)
    expected, plain, values = outcome(procedure, inputs)
    cotangents = [_random(x, rng) for x in expected]
    found, results, after = sweep(pair, procedure, inputs, cotangents, run)
    for a, b in zip([*plain, *values], [*results, *after], strict=True):
        # the forward sweep does what the procedure does
        np.testing.assert_allclose(b, a, rtol=0 if exact else 1e-9, atol=0 if exact else 1e-9)
    directions = [_random(inputs[i], rng) for i in active]
    ahead, _, _ = outcome(procedure, _moved(inputs, active, directions, step))
    behind, _, _ = outcome(procedure, _moved(inputs, active, directions, -step))
    difference = sum([_pairing(c, (x - y) / (2 * step)) for c, x, y in zip(cotangents, ahead, behind, strict=True)])
    derivative = sum([_pairing(g, d) for g, d in zip(found, directions, strict=True)])
    scale = 1 + abs(difference) + sum([np.abs(np.asarray(g)).sum() for g in found])
    assert abs(difference - derivative) <= tolerance * scale, (difference, derivative)
    return pair
