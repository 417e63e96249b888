"""Every attribute of ndarray exists on a handle: it does the same, or says what to do instead."""

import inspect
import pickle

import numpy as np
import pytest

import numorph as nm
from numorph.array import Array
from numorph.numpy import methods

from .agreement import check, check_writes

rng = np.random.default_rng(4)
M = rng.standard_normal((3, 4))
S = rng.standard_normal((3, 3))
C = M + 1j * rng.standard_normal((3, 4))
I = np.array([[3, 1, 2], [0, 5, 4]])

RESULTS = {
    "T": lambda x: x.T,
    "all": lambda x: x.all(0),
    "any": lambda x: x.any(keepdims=True),
    "argmax": lambda x: x.argmax(1),
    "argmin": lambda x: x.argmin(),
    "argpartition": lambda x: x.argpartition(1, axis=0),
    "argsort": lambda x: x.argsort(0),
    "astype": lambda x: x.astype(np.float32),
    "choose": lambda x: (x > 0).choose([x * 2, x]),
    "clip": lambda x: x.clip(-0.5, max=0.5),
    "compress": lambda x: x.compress([True, False, True], axis=0),
    "conj": lambda x: x.conj(),
    "conjugate": lambda x: x.conjugate(),
    "copy": lambda x: x.copy(),
    "cumprod": lambda x: x.cumprod(1),
    "cumsum": lambda x: x.cumsum(),
    "diagonal": lambda x: x.diagonal(1),
    "dot": lambda x: x.dot(x.T),
    "flat": lambda x: x.flat[3] * 1,
    "flatten": lambda x: x.flatten("F"),
    "imag": lambda x: x.imag * 1,
    "mT": lambda x: x.mT,
    "max": lambda x: x.max(axis=1, initial=0.0),
    "mean": lambda x: x.mean((0, 1), keepdims=True),
    "min": lambda x: x.min(),
    "prod": lambda x: x.prod(0),
    "ravel": lambda x: x.ravel(),
    "real": lambda x: x.real * 1,
    "repeat": lambda x: x.repeat(2, axis=1),
    "reshape": lambda x: x.reshape(4, -1),
    "round": lambda x: x.round(1),
    "searchsorted": lambda x: np.sort(x[0]).searchsorted([0.1, 2.0]),
    "squeeze": lambda x: x[None].squeeze(),
    "std": lambda x: x.std(1, ddof=1),
    "sum": lambda x: x.sum(0, where=[True, False, True, True]),
    "swapaxes": lambda x: x.swapaxes(0, 1),
    "take": lambda x: x.take([0, 2], axis=1),
    "trace": lambda x: x.trace(),
    "transpose": lambda x: x.transpose(1, 0),
    "var": lambda x: x.var(),
    "view": lambda x: x.view() * 1,
}
WRITES = {
    "fill": lambda x: x.fill(3),
    "partition": lambda x: x.partition(1),
    "put": lambda x: x.put([0, 3], [9.0, 8.0]),
    "sort": lambda x: x.sort(0),
    "setflags": lambda x: x.setflags(write=True),
}
PYTHON = {
    "base": lambda x: x.base is None,
    "device": lambda x: x.device,
    "dtype": lambda x: x.dtype,
    "dumps": lambda x: pickle.loads(x.dumps()).tolist(),
    "flags": lambda x: (x.flags.c_contiguous, x.T.flags.c_contiguous, x.flags.writeable),
    "item": lambda x: x.item(2),
    "itemsize": lambda x: x.itemsize,
    "nbytes": lambda x: x.nbytes,
    "ndim": lambda x: x.ndim,
    "nonzero": lambda x: [i.tolist() for i in (x > 0).nonzero()],
    "shape": lambda x: x.shape,
    "size": lambda x: x.size,
    "strides": lambda x: (x.strides, x.T.strides),
    "to_device": lambda x: x.to_device("cpu") is x,
    "tobytes": lambda x: x.tobytes(),
    "tolist": lambda x: x.tolist(),
}
ELSEWHERE = {"dump", "tofile", "resize"}  # have tests of their own
REFUSED = {*methods.UNSUPPORTED, *methods.NO_MEMORY}


def test_every_attribute_of_ndarray_is_covered():
    removed = {"itemset", "newbyteorder", "ptp", "tostring"}  # NumPy 2.0 still has the names
    public = {name for name in dir(np.ndarray) if not name.startswith("_")} - removed
    covered = {*RESULTS, *WRITES, *PYTHON, *ELSEWHERE, *REFUSED}
    assert public <= covered, f"not covered: {sorted(public - covered)}"
    for name in public:
        assert inspect.getattr_static(Array, name, None) is not None, name


@pytest.mark.parametrize("name", RESULTS)
def test_results(name):
    f = RESULTS[name]
    check(f, M, smooth=name != "astype")
    if name not in ("clip", "choose", "searchsorted", "argpartition", "max", "astype"):
        check(f, C, smooth=False)


@pytest.mark.parametrize("name", WRITES)
def test_writes(name):
    check_writes(WRITES[name], M)


@pytest.mark.parametrize("name", PYTHON)
def test_answers_of_plain_python(name):
    assert PYTHON[name](Array(M.copy(), False)) == PYTHON[name](M.copy())


def test_resize():
    def smaller(x):
        x = x.copy()
        x.resize(2, 3)
        return x

    def larger(x):
        x = x * 1
        x.resize((4, 5), refcheck=False)
        return x

    for f in (smaller, larger):
        check(lambda x, f=f: f(x) if isinstance(x, Array) else f(np.array(x)), M)
    with pytest.raises(ValueError, match="does not own its data"):
        nm.vmap(lambda x: x[1:].resize(1))(M)


def test_files(tmp_path):
    x = Array(M.copy(), False)
    x.dump(tmp_path / "pickled")
    np.testing.assert_array_equal(np.load(tmp_path / "pickled", allow_pickle=True), M)
    x.tofile(tmp_path / "raw")
    np.testing.assert_array_equal(np.fromfile(tmp_path / "raw").reshape(M.shape), M)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused(name):
    """An AttributeError, so that `hasattr` stays an answer; it names what to do."""
    with pytest.raises(AttributeError, match=f"'{name}' is not supported on a traced array.(.|\n)*Hint: "):
        found = getattr(Array(M.copy(), False), name)
        found()


def test_known_values_leave_only_without_a_derivative():
    for f in (lambda x: x.dumps(), lambda x: x.tobytes(), lambda x: x.item(0), lambda x: x.tolist()):
        with pytest.raises(TypeError, match="would lose its derivative"):
            nm.grad(lambda x, f=f: (f(x), np.sum(x))[1])(M)


def test_array_api_namespace():
    import numorph.numpy as nnp

    assert Array(M, False).__array_namespace__() is nnp
    with pytest.raises(ValueError, match="Unsupported device"):
        Array(M, False).to_device("gpu")


def test_methods_have_names_and_signatures():
    assert Array.sum.__qualname__ == "Array.sum"
    assert "axis" in inspect.signature(Array.sum).parameters
