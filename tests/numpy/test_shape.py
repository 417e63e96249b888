"""Shapes and axes, joining, splitting, padding, taking and putting: against NumPy, under every transformation."""

import numpy as np
import pytest

from .agreement import check, check_raises, check_writes

rng = np.random.default_rng(0)
M = rng.standard_normal((2, 3))
V = rng.standard_normal(4)
T = rng.standard_normal((2, 3, 4))
SQUARE = rng.standard_normal((3, 3))
INTS = np.array([[3, 1, 2], [0, 5, 4]])
MASK = np.array([[True, False, True], [False, True, True]])

CASES = {
    "reshape": [
        (lambda x: np.reshape(x, (3, 2)), M),
        (lambda x: np.reshape(x, -1, order="F"), M),
        (lambda x: np.reshape(x, (4, -1), order="F"), T),
        (lambda x: np.reshape(x, ()), rng.standard_normal((1, 1))),
        (lambda x: np.reshape(x, (0, 4)), np.zeros((2, 0))),
        (lambda x: np.reshape(x[:, ::-1], (3, 2)), M),
        (lambda x: x.reshape(3, 2), M),
    ],
    "ravel": [
        (np.ravel, T),
        (lambda x: np.ravel(x, "F"), M),
        (np.ravel, np.float32(2.0)),
        (lambda x: np.ravel(x.T), M),
    ],
    "squeeze": [
        (np.squeeze, rng.standard_normal((1, 3, 1))),
        (lambda x: np.squeeze(x, 0), rng.standard_normal((1, 3, 1))),
        (lambda x: np.squeeze(x, (0, -1)), rng.standard_normal((1, 3, 1))),
        (np.squeeze, rng.standard_normal((1, 1))),
    ],
    "expand_dims": [(lambda x: np.expand_dims(x, 0), M), (lambda x: np.expand_dims(x, (0, -1)), M)],
    "atleast": [
        (np.atleast_1d, np.float64(3)),
        (np.atleast_2d, V),
        (np.atleast_3d, V),
        (np.atleast_3d, M),
        (lambda x, y: np.atleast_2d(x, y), V, np.float64(1)),
    ],
    "transpose": [
        (np.transpose, T),
        (lambda x: np.transpose(x, (1, 2, 0)), T),
        (lambda x: np.transpose(x, (-1, 0, 1)), T),
        (lambda x: np.permute_dims(x, (2, 1, 0)), T),
        (np.transpose, np.float64(2)),
        (np.matrix_transpose, T),
        (lambda x: x.T, M),
    ],
    "axes": [
        (lambda x: np.swapaxes(x, 0, -1), T),
        (lambda x: np.moveaxis(x, 0, -1), T),
        (lambda x: np.moveaxis(x, (0, 1), (-1, 0)), T),
        (lambda x: np.rollaxis(x, 2), T),
        (lambda x: np.rollaxis(x, 0, 3), T),
        (lambda x: np.rollaxis(x, 1, 2), T),
    ],
    "broadcast": [
        (lambda x: np.broadcast_to(x, (2, 4)), V),
        (lambda x: np.broadcast_to(x, (3, 2, 3)), M),
        (lambda x: np.broadcast_to(x, 3), np.float64(2)),
        (lambda x, y: np.broadcast_arrays(x, y), V, rng.standard_normal((3, 1))),
        (lambda x, y: np.meshgrid(x, y), V, rng.standard_normal(3)),
        (lambda x, y: np.meshgrid(x, y, indexing="ij", sparse=True), V, rng.standard_normal(3)),
        (lambda x, y: np.meshgrid(x, y, copy=False), V, rng.standard_normal(3)),
    ],
    "reverse": [
        (np.flip, M),
        (lambda x: np.flip(x, (0, 2)), T),
        (np.fliplr, M),
        (np.flipud, M),
        (np.rot90, T),
        (lambda x: np.rot90(x, 2), M),
        (lambda x: np.rot90(x, 3, axes=(1, 2)), T),
        (lambda x: np.rot90(x, -1), M),
    ],
    "roll": [
        (lambda x: np.roll(x, 2), M),
        (lambda x: np.roll(x, -1, 0), M),
        (lambda x: np.roll(x, (1, 2), (0, 1)), M),
        (lambda x: np.roll(x, 1, (0, 1)), M),
        (lambda x: np.roll(x, 5), np.zeros((0, 2))),
        (lambda x, n: np.roll(x, n, 1), M, np.array(2)),
        (lambda x, n: np.roll(x, n), V, np.array(-3)),
    ],
    "join": [
        (lambda x, y: np.concatenate([x, y]), M, M),
        (lambda x, y: np.concatenate([x, y], 1), M, M),
        (lambda x, y: np.concatenate((x, y), axis=None), M, V),
        (lambda x, y: np.concatenate([x, y]), V, np.arange(3)),
        (lambda x, y: np.concatenate([x, y], dtype=np.float32), V, V),
        (lambda x: np.concatenate([x, [1.0, 2.0]]), V.astype(np.float32)),
        (lambda x: np.concatenate(x), M),
        (lambda x, y: np.stack([x, y]), M, M),
        (lambda x, y: np.stack([x, y], -1), M, M),
        (lambda x: np.stack([x, 1.0]), np.float32(3)),
        (lambda x, y: np.vstack([x, y]), V, V),
        (lambda x, y: np.hstack([x, y]), V, V),
        (lambda x, y: np.hstack([x, y]), M, M),
        (lambda x, y: np.hstack([x, y]), np.float64(1), V),
        (lambda x, y: np.dstack([x, y]), M, M),
        (lambda x, y: np.column_stack([x, y]), V, rng.standard_normal((4, 2))),
        (lambda x, y: np.block([[x, y], [y, x]]), M, M),
        (lambda x: np.block([x, 1.0]), V),
        (lambda x: np.block(x), M),
        (lambda x, y: np.append(x, y), M, V),
        (lambda x, y: np.append(x, y, axis=0), M, M),
        (lambda x: np.append(x, 3), V.astype(np.float32)),
    ],
    "split": [
        (lambda x: np.split(x, 2, 2), T),
        (lambda x: np.split(x, [1, 3]), V),
        (lambda x: np.array_split(x, 3), V),
        (lambda x: np.array_split(x, [2, 9]), V),
        (lambda x: np.hsplit(x, 3), M),
        (lambda x: np.vsplit(x, 2), M),
        (lambda x: np.dsplit(x, [1]), T),
    ],
    "repeat": [
        (lambda x: np.tile(x, 2), V),
        (lambda x: np.tile(x, (2, 1, 3)), M),
        (lambda x: np.tile(x, ()), M),
        (lambda x: np.tile(x, (0, 2)), V),
        (lambda x: np.repeat(x, 2), M),
        (lambda x: np.repeat(x, 3, 1), M),
        (lambda x: np.repeat(x, [1, 0, 2], 1), M),
        (lambda x: np.repeat(x, [2], 0), M),
        (lambda x: np.repeat(x, 0), M),
        (lambda x: np.resize(x, (3, 5)), M),
        (lambda x: np.resize(x, (2,)), M),
        (lambda x: np.resize(x, (0,)), M),
    ],
    "insert": [
        (lambda x: np.insert(x, 1, 5.0), V),
        (lambda x, y: np.insert(x, 1, y, axis=0), M, M[0]),
        (lambda x, y: np.insert(x, 1, y, axis=1), M, M[:, 0]),
        (lambda x, y: np.insert(x, [1], y, axis=1), M, rng.standard_normal((2, 1))),
        (lambda x, y: np.insert(x, [2, 0, 2], y), V, rng.standard_normal(3)),
        (lambda x: np.insert(x, slice(0, 3, 2), 7), V),
        (lambda x: np.insert(x, [1, -1], 9, axis=1), M),
        (lambda x: np.delete(x, 1), V),
        (lambda x: np.delete(x, [0, -1], 1), M),
        (lambda x: np.delete(x, slice(None, None, 2)), V),
        (lambda x: np.delete(x, np.array([True, False, True, False])), V),
        (lambda x: np.trim_zeros(x * np.array([0, 1, 1, 0])), None),
    ],
    "pad": [
        (lambda x: np.pad(x, 2), M),
        (lambda x: np.pad(x, ((1, 0), (0, 2)), constant_values=3.0), M),
        (lambda x: np.pad(x, 1, constant_values=((1, 2), (3, 4))), M),
        (lambda x, c: np.pad(x, 1, constant_values=c), M, np.float64(2)),
        (lambda x: np.pad(x, (1, 2), "edge"), M),
        (lambda x: np.pad(x, 5, "reflect"), V),
        (lambda x: np.pad(x, ((0, 1), (2, 4)), "reflect"), M),
        (lambda x: np.pad(x, 3, "reflect", reflect_type="odd"), V),
        (lambda x: np.pad(x, (7, 6), "symmetric", reflect_type="odd"), V),
        (lambda x: np.pad(x, ((1, 2), (0, 5)), "symmetric"), M),
        (lambda x: np.pad(x, (3, 9), "wrap"), V),
        (lambda x: np.pad(x, 2, "linear_ramp", end_values=(1, -1)), M),
        (lambda x: np.pad(x, 2, "linear_ramp", end_values=3), INTS),
        (lambda x: np.pad(x, ((1, 0), (2, 1)), "maximum"), M),
        (lambda x: np.pad(x, 1, "minimum", stat_length=2), M),
        (lambda x: np.pad(x, 2, "mean", stat_length=((1, 2), (3, 1))), M),
        (lambda x: np.pad(x, 1, "mean"), INTS),
        (lambda x: np.pad(x, 1), np.zeros((0, 2))),
        (lambda x: np.pad(x, 1), np.float64(2)),
    ],
    "diagonal": [
        (np.diag, V),
        (lambda x: np.diag(x, 2), V),
        (lambda x: np.diag(x, -1), V),
        (lambda x: np.diag(x, 1), SQUARE),
        (lambda x: np.diag(x, -5), SQUARE),
        (np.diag, np.zeros(0)),
        (np.diagflat, M),
        (np.diagonal, T),
        (lambda x: np.diagonal(x, 1, 0, 2), T),
        (np.trace, SQUARE),
        (lambda x: np.trace(x, 1, 1, 2), T),
        (np.trace, np.arange(9, dtype=np.int32).reshape(3, 3)),
        (np.tril, T),
        (lambda x: np.triu(x, 1), M),
        (np.tril, V),
        (np.triu, INTS.astype(np.int8)),
        (np.tril, MASK),
    ],
    "take": [
        (lambda x: np.take(x, 1), M),
        (lambda x: np.take(x, 1, axis=0), M),
        (lambda x: np.take(x, [[0, 2], [1, -1]], axis=1), M),
        (lambda x: np.take(x, [5, -7], mode="wrap"), V),
        (lambda x: np.take(x, [5, -7], mode="clip"), V),
        (lambda x, i: np.take(x, i, axis=1), M, np.array([0, 2, 2])),
        (lambda x, i: np.take(x, i), V, np.array(2)),
        (lambda x, i: np.take(x, i, mode="wrap"), V, np.array([7, -9])),
        (lambda x, i: np.take_along_axis(x, i, 1), M, np.array([[0, 2], [1, 1]])),
        (lambda x, i: np.take_along_axis(x, i, 0), M, np.array([[1, 0, 1]])),
        (lambda x, i: np.take_along_axis(x, i, None), M, np.array([5, 0])),
        (lambda x: np.compress([True, False, True], x, axis=1), M),
        (lambda x: np.compress([False, True], x), M),
        (lambda x: np.extract(MASK, x), M),
        (lambda x, y: np.choose([[0, 1, 1], [1, 0, 0]], [x, y]), M, rng.standard_normal(3)),
        (lambda i, x: np.choose(i, [x, -x, 2 * x]), np.array([0, 2, 1, 0]), V),
        (lambda i, x: np.choose(i, [x, -x], mode="wrap"), np.array([0, 5, -1, 0]), V),
    ],
    "places": [
        (lambda i, j: np.ravel_multi_index((i, j), (3, 4)), np.array([0, 2]), np.array([1, 3])),
        (lambda i: np.ravel_multi_index((i, i), (3, 4), mode="wrap", order="F"), np.array([5, -1])),
        (lambda i: np.unravel_index(i, (3, 4)), np.array([5, 11])),
        (lambda i: np.unravel_index(i, (3, 4), order="F"), np.array(5)),
        (lambda i: np.ix_(i, np.array([True, False, True])), np.array([1, 0])),
    ],
    "apply": [
        (lambda x: np.apply_along_axis(lambda v: v[::-1] * v[0], 1, x), T),
        (lambda x: np.apply_along_axis(lambda v: np.outer(v, v), 0, x), M),
        (lambda x: np.apply_along_axis(np.sum, 1, x), T),
        (lambda x: np.apply_over_axes(np.sum, x, (0, 2)), T),
    ],
    "copy": [
        (np.copy, M),
        (lambda x: np.astype(x, np.float32), M),
        (lambda x: np.astype(x, bool), INTS),
    ],
}
if hasattr(np, "unstack"):
    CASES["split"].append((lambda x: np.unstack(x, axis=1), T))
CASES["insert"].pop()
ALL = [pytest.param(f, args, id=f"{name}{k}") for name, rows in CASES.items() for k, (f, *args) in enumerate(rows)]


@pytest.mark.parametrize(("f", "args"), ALL)
def test_agrees(f, args):
    check(f, *args)


def writes_through(make):
    """Write to what `make` gives for an array, and return both."""

    def write(x):
        y = make(x)
        for part in y if isinstance(y, list | tuple) else [y]:
            part[...] = part * 2 + 1
        x[0] = -1
        return y

    return write


VIEWS = {
    "reshape": (lambda x: np.reshape(x, (3, 2)), M),
    "reshape copy": (lambda x: np.reshape(x.T, (2, 3)), M),
    "reshape F": (lambda x: np.reshape(x, (3, 2), order="F"), M),
    "ravel": (np.ravel, M),
    "ravel copy": (lambda x: np.ravel(x[:, ::2]), M),
    "ravel of every other": (lambda x: np.ravel(x[::2]), V),
    "squeeze": (np.squeeze, M[None]),
    "expand_dims": (lambda x: np.expand_dims(x[::-1], 1), M),
    "transpose": (np.transpose, M),
    "swapaxes": (lambda x: np.swapaxes(x, 0, 1), M),
    "moveaxis": (lambda x: np.moveaxis(x, 0, -1), T),
    "flip": (np.flip, M),
    "rot90": (np.rot90, M),
    "rot180": (lambda x: np.rot90(x, 2), M),
    "rot270": (lambda x: np.rot90(x, 3), M),
    "rot0": (lambda x: np.rot90(x, 0), M),
    "atleast_3d": (np.atleast_3d, M),
    "split": (lambda x: np.split(x, 3, axis=1), M),
    "hsplit": (lambda x: np.hsplit(x, [1]), M),
    "roll": (lambda x: np.roll(x, 1), M),
    "tile": (lambda x: np.tile(x, 1), M),
    "repeat": (lambda x: np.repeat(x, 1), M),
    "pad": (lambda x: np.pad(x, 0), M),
    "concatenate": (lambda x: np.concatenate([x]), M),
    "take": (lambda x: np.take(x, 1, axis=0), M),
    "diag": (lambda x: np.diag(x[0]), M),
    "copy": (np.copy, M),
    "astype": (lambda x: np.astype(x, np.float64), M),
    "meshgrid": (lambda x: np.meshgrid(x[0], x[1]), M),
    "einsum diagonal": (lambda x: np.einsum("ii->i", x), SQUARE),
    "einsum transpose": (lambda x: np.einsum("ij->ji", x), M),
    "einsum partial diagonal": (lambda x: np.einsum("iji->ji", x), rng.standard_normal((2, 3, 2))),
}


@pytest.mark.parametrize("name", VIEWS)
def test_views_and_copies(name):
    make, x = VIEWS[name]
    check_writes(writes_through(make), x)


READ_ONLY = {
    "broadcast_to": lambda x: np.broadcast_to(x, (4, 3, 3)),
    "diagonal": np.diagonal,
    "diag": lambda x: np.diag(x),
}


@pytest.mark.parametrize("name", READ_ONLY)
def test_read_only_views_follow_their_array(name):
    def follow(x):
        y = READ_ONLY[name](x)
        x[0, 0] = 7
        return y + 0

    check_writes(follow, SQUARE)

    def refuse(x):
        READ_ONLY[name](x)[0] = 1

    check_raises(refuse, SQUARE)


IN_PLACE = {
    "copyto": (lambda x, y: np.copyto(x, y), M, M[0]),
    "copyto where": (lambda x, y: np.copyto(x, y, where=x > 0), M, M[::-1]),
    "copyto number": (lambda x: np.copyto(x, 3), M.astype(np.float32)),
    "put": (lambda x: np.put(x, [0, -1, 2], [5, 6]), M),
    "put wrap": (lambda x: np.put(x, [9, -8], 1.5, mode="wrap"), M),
    "put traced": (lambda x, i: np.put(x, i, [7, 8, 9]), M, np.array([0, 4])),
    "put into a view": (lambda x: np.put(x[:, ::2], [0, 3], 5), M),
    "putmask": (lambda x: np.putmask(x, x > 0, [1, 2, 3, 4]), M),
    "putmask traced": (lambda x, m: np.putmask(x, m, x**2), M, MASK),
    "place": (lambda x: np.place(x, MASK, [1, 2, 3]), M),
    "fill_diagonal": (lambda x: np.fill_diagonal(x, 0), SQUARE),
    "fill_diagonal tall": (lambda x: np.fill_diagonal(x, [1, 2], wrap=True), rng.standard_normal((7, 3))),
    "fill_diagonal 3d": (lambda x, v: np.fill_diagonal(x, v), rng.standard_normal((2, 2, 2)), V[:2]),
    "put_along_axis": (lambda x, i: np.put_along_axis(x, i, 9.0, 1), M, np.array([[0, 2], [1, 1]])),
    "put_along_axis flat": (lambda x, i: np.put_along_axis(x, i, 9.0, None), M, np.array([0, 5])),
}


@pytest.mark.parametrize("name", IN_PLACE)
def test_writes_in_place(name):
    write, *args = IN_PLACE[name]
    check_writes(write, *args)


FLAT = {
    "element": lambda x: x.flat.__setitem__(4, 9.0),
    "slice": lambda x: x.flat.__setitem__(slice(1, None, 2), 9.0),
    "repeated values": lambda x: x.flat.__setitem__(slice(None), [1, 2]),
    "indices": lambda x: x.flat.__setitem__([0, -1], [7, 8]),
    "transposed": lambda x: x.T.flat.__setitem__(1, 9.0),
    "strided": lambda x: x[:, ::2].flat.__setitem__([1, 2], [8.0, 9.0]),
    "attribute": lambda x: setattr(x, "flat", [1, 2, 3]),
    "read": lambda x: [x.T.flat[1], x.T.flat[2:5], x.flat[[0, 0]], len(x.flat), sum(x.T.flat)],
    "reads are copies": lambda x: x.flat[1:3].__setitem__(0, 5.0),
}


@pytest.mark.parametrize("name", FLAT)
def test_flat(name):
    check_writes(FLAT[name], M)


ERRORS = [
    (lambda x: np.reshape(x, (4, 2)), M),
    (lambda x: np.reshape(x, (-1, -1)), M),
    (lambda x: np.squeeze(x, 0), M),
    (lambda x: np.expand_dims(x, 5), M),
    (lambda x: np.transpose(x, (0,)), M),
    (lambda x: np.transpose(x, (0, 0)), M),
    (lambda x: np.transpose(x, (0, 2)), M),
    (lambda x: np.swapaxes(x, 0, 3), M),
    (lambda x: np.moveaxis(x, 3, 0), M),
    (lambda x: np.moveaxis(x, (0, 1), 0), M),
    (lambda x: np.rollaxis(x, 0, 5), M),
    (lambda x: np.concatenate([x, x[:, :2]]), M),
    (lambda x: np.concatenate([x, x[0]]), M),
    (lambda x: np.concatenate([x, x], 2), M),
    (lambda x: np.concatenate([x, x]), np.float64(1)),
    (lambda x: np.stack([x, x[0]]), M),
    (lambda x: np.split(x, 2, 1), M),
    (lambda x: np.hsplit(x, 2), np.float64(1)),
    (lambda x: np.rot90(x, axes=(0, 0)), M),
    (lambda x: np.repeat(x, -1), M),
    (lambda x: np.take(x, 9), V),
    (lambda x: np.take(x, 0, mode="no"), V),
    (lambda x: np.take(x, np.array([1.5])), V),
    (lambda x: np.take_along_axis(x, np.array([0]), 1), M),
    (lambda x: np.pad(x, 1, "edge", constant_values=3), M),
    (lambda x: np.pad(x, -1), M),
    (lambda x: np.pad(x, 1, "nonsense"), M),
    (lambda x: np.diag(x), T),
    (lambda x: np.diagonal(x), V),
    (lambda x: np.insert(x, 9, 1), V),
    (lambda x: np.fill_diagonal(x, 1), V),
    (lambda x: np.copyto(x, 1.5), INTS),
    (lambda x: np.block([[x], x]), M),
    (lambda x: np.choose([0, 3], [x, x]), V[:2]),
    (lambda x: np.matrix_transpose(x), V),
    (lambda x: np.compress([[True]], x), V),
]


@pytest.mark.parametrize("k", range(len(ERRORS)))
def test_errors(k):
    check_raises(*ERRORS[k])


def test_indices_out_of_bounds_raise_when_the_program_runs():
    from .agreement import staged

    i = np.array([0, 4])
    for f in (lambda i: np.unravel_index(i, (2, 2)), lambda i: np.ravel_multi_index((i, i), (4, 4))):
        with pytest.raises(IndexError):
            staged(f, i)
    with pytest.raises(IndexError):
        staged(lambda i: np.choose(i, [1.0, 2.0]), np.array([-1]))


def test_pad_by_function():
    def fill(vector, width, axis, kwargs):
        vector[: width[0]] = kwargs["value"] * (axis + 1)
        if width[1]:
            vector[-width[1] :] = vector[width[0]]

    check(lambda x: np.pad(x, ((1, 2), (0, 1)), fill, value=3.0), M)


def test_trim_zeros_of_known_values():
    import numorph as nm

    x = np.array([0.0, 1.0, 2.0, 0.0])
    np.testing.assert_array_equal(nm.grad(lambda x: np.sum(np.trim_zeros(x) ** 2))(x), 2 * x)
    with pytest.raises(TypeError, match=r"place of zeros in 'np.trim_zeros'"):
        nm.make_program(np.trim_zeros)(x)
    np.testing.assert_array_equal(nm.vmap(np.trim_zeros)(np.stack([x, 2 * x])), [[1.0, 2.0], [2.0, 4.0]])
    with pytest.raises(ValueError, match=r"different shapes in the lanes"):
        nm.vmap(np.trim_zeros)(np.stack([x, x + 1]))
