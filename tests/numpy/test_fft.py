"""numpy.fft against NumPy, under every transformation."""

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp

from .agreement import check, check_raises

rng = np.random.default_rng(0)


def real(*shape):
    return rng.standard_normal(shape)


def complex_(*shape):
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


def test_the_functions_are_numpys_own():
    assert nnp.fft.__all__ == np.fft.__all__
    for name in np.fft.__all__:
        assert name in ("fftfreq", "rfftfreq") or getattr(nnp.fft, name) is getattr(np.fft, name)


ONE_AXIS = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]
OPTIONS = [
    {},
    {"n": 3},
    {"n": 8},
    {"n": 7, "axis": 0},
    {"axis": 0, "norm": "ortho"},
    {"norm": "forward"},
    {"n": 6, "norm": "backward"},
]


def inputs(name):
    return [real(4, 5)] if name in ("rfft", "ihfft") else [real(4, 5), complex_(5, 4)]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("name", ONE_AXIS)
def test_one_axis(name, options):
    for x in inputs(name):
        check(lambda x: getattr(np.fft, name)(x, **options), x)


@pytest.mark.parametrize("name", ONE_AXIS)
def test_dtypes_and_shapes(name):
    f = getattr(np.fft, name)
    for x in (np.arange(4), np.array([True, False, True]), real(4).astype("f4"), real(1, 6)[:, ::-1], np.zeros((0, 3))):
        check(f, x, rtol=1e-6 if x.dtype == "f4" else 1e-12)
    check(f, real(3).astype("f2"), rtol=1e-3, vmap=False)
    if name in ("fft", "ifft", "irfft", "hfft"):
        check(f, complex_(4).astype("c8"), rtol=1e-6)
    check(f, np.array([1.0, np.nan, np.inf]), smooth=False, vmap=False)


SEVERAL = [
    {},
    {"axes": (0, 1)},
    {"axes": (2, 0)},
    {"axes": (-1,)},
    {"s": (3, 6), "axes": (1, 2)},
    {"s": (-1, 5), "axes": (0, 2)},
    {"norm": "ortho"},
    {"norm": "forward", "axes": (1, 2)},
]


@pytest.mark.parametrize("options", SEVERAL, ids=str)
@pytest.mark.parametrize("name", ["fftn", "ifftn", "rfftn", "irfftn", "fft2", "ifft2", "rfft2", "irfft2"])
def test_several_axes(name, options):
    for x in (real(2, 3, 4), complex_(2, 3, 4)):
        if not (name.startswith("rfft") and x.dtype.kind == "c"):
            smooth = options in ({}, SEVERAL[4])
            check(lambda x: getattr(np.fft, name)(x, **options), x, smooth=smooth, vmap="axes" not in options)


@pytest.mark.parametrize("name", ["fftshift", "ifftshift"])
def test_shifts(name):
    f = getattr(np.fft, name)
    for x in (real(5), real(4, 3), np.arange(6)):
        check(f, x, vmap=x.ndim == 1)
    check(lambda x: f(x, axes=0), real(5, 4))
    check(lambda x: f(x, axes=(1,)), real(5, 4))


@pytest.mark.parametrize("name", ["fftfreq", "rfftfreq"])
def test_frequencies(name):
    f = getattr(nnp.fft, name)
    assert type(f(5)) is np.ndarray
    np.testing.assert_array_equal(f(5, 0.1), getattr(np.fft, name)(5, 0.1))

    def write(x):
        frequencies = f(4, d=x[0])
        frequencies[0] = x[1]
        return frequencies

    x = np.array([0.5, 2.0])
    for run in (write, nm.jit(write)):
        np.testing.assert_allclose(run(x)[1:], getattr(np.fft, name)(4, 0.5)[1:])
        assert run(x)[0] == 2.0
    np.testing.assert_array_equal(nm.jit(f)(4), getattr(np.fft, name)(4))

    def buffer(x):
        frequencies = f(4)
        frequencies[0] = x
        return frequencies.sum()

    assert nm.grad(buffer)(1.0) == 1.0


def test_out():
    x = complex_(4)

    def f(x):
        out = nnp.zeros(4, complex)
        result = np.fft.fft(x, out=out)
        assert result is out
        return out * 2

    np.testing.assert_allclose(nm.jit(f)(x), 2 * np.fft.fft(x))
    with pytest.raises(ValueError, match="wrong shape"):
        nm.jit(lambda x: np.fft.fft(x, out=nnp.zeros(3, complex)))(x)


REFUSED = {
    "no points": lambda x: np.fft.fft(x, n=0),
    "no coefficients": lambda x: np.fft.irfft(x[:1]),
    "norm": lambda x: np.fft.fft(x, norm="other"),
    "axis": lambda x: np.fft.fft(x, n=3, axis=2),
    "axis of the default": lambda x: np.fft.fft(x, axis=2),
    "complex": lambda x: np.fft.rfft(x + 1j),
    "lengths": lambda x: np.fft.fftn(x, s=(3, 3), axes=(0,)),
}


@pytest.mark.parametrize("f", REFUSED.values(), ids=REFUSED)
def test_refused_as_by_numpy(f):
    check_raises(f, real(4))


def test_deprecated_forms_warn_as_in_numpy():
    for f in (lambda x: np.fft.fftn(x, s=(2,)), lambda x: np.fft.fftn(x, s=(None,), axes=(0,))):
        for run in (f, nm.jit(f)):
            with pytest.warns(DeprecationWarning):
                run(real(3))


def test_convolution_theorem_under_grad():
    x, y = real(8), real(8)
    circular = lambda x: np.fft.irfft(np.fft.rfft(x) * np.fft.rfft(y))
    matrix = np.stack([np.roll(y, k) for k in range(8)], axis=1)
    np.testing.assert_allclose(nm.jacobian(circular)(x), matrix, atol=1e-12)
