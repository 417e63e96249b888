"""Convolutions and reductions over windows, against SciPy, loops, and each other; staged, batched, differentiated."""

import itertools

import numpy as np
import pytest
import scipy.signal

import numorph as nm
from numorph import lax

from ..numpy.agreement import check

RNG = np.random.default_rng(0)
IMAGES, WEIGHTS = RNG.standard_normal((2, 4, 7, 6)), RNG.standard_normal((6, 4, 3, 2))
NEGATIVE, POSITIVE = -np.inf, np.inf


def by_loops(x, w, strides, pairs, lhs_dilation, rhs_dilation, groups):
    """(batch, channels, ...) and (out, in, ...), with all zeros written out and every product by itself."""
    n = x.ndim - 2
    sizes = [max(0, (d - 1) * g + 1) for d, g in zip(x.shape[2:], lhs_dilation, strict=True)]
    spread = np.zeros((*x.shape[:2], *sizes))
    spread[(..., *[slice(None, None, g) for g in lhs_dilation])] = x
    spread = np.pad(spread, [(0, 0), (0, 0), *[(max(lo, 0), max(hi, 0)) for lo, hi in pairs]])
    cropped = [slice(max(-lo, 0), d - max(-hi, 0)) for (lo, hi), d in zip(pairs, spread.shape[2:], strict=True)]
    spread = spread[(..., *cropped)]
    spans = [(k - 1) * r + 1 for k, r in zip(w.shape[2:], rhs_dilation, strict=True)]
    counts = [(d - k) // s + 1 for d, k, s in zip(spread.shape[2:], spans, strides, strict=True)]
    out = np.zeros((x.shape[0], w.shape[0], *counts))
    for p in np.ndindex(*counts):
        key = [slice(i * s, i * s + k, r) for i, s, k, r in zip(p, strides, spans, rhs_dilation, strict=True)]
        window = spread[(..., *key)]
        for o in range(w.shape[0]):
            first = o // (w.shape[0] // groups) * w.shape[1]
            part = window[:, first : first + w.shape[1]]
            out[(slice(None), o, *p)] = np.sum(part * w[o], axis=tuple(range(1, 2 + n)))
    return out


# -- convolutions


def test_valid_and_full_are_scipys():
    for n in (1, 2, 3):
        x, w = RNG.standard_normal((5,) * n), RNG.standard_normal((3, 2, 4)[:n])
        found = lax.conv(x[None, None], w[None, None], (1,) * n, "VALID")[0, 0]
        np.testing.assert_allclose(found, scipy.signal.correlate(x, w, "valid"), atol=1e-12)
        around = [(k - 1, k - 1) for k in w.shape]
        found = lax.conv_general_dilated(x[None, None], w[None, None], (1,) * n, around)[0, 0]
        np.testing.assert_allclose(found, scipy.signal.correlate(x, w, "full"), atol=1e-12)
        one = (1,) * n
        found = lax.conv_general_dilated(x[None, None], w[None, None], one, "SAME_LOWER")[0, 0]
        np.testing.assert_allclose(found, scipy.signal.correlate(x, w, "same"), atol=1e-12)


def test_channels_are_summed():
    found = lax.conv(IMAGES, WEIGHTS, (1, 1), "VALID")
    wanted = [
        [sum(scipy.signal.correlate(c, k, "valid") for c, k in zip(x, w, strict=True)) for w in WEIGHTS] for x in IMAGES
    ]
    np.testing.assert_allclose(found, wanted, atol=1e-12)


CASES = [
    {"window_strides": (1, 1), "padding": [(0, 0), (0, 0)]},
    {"window_strides": (2, 3), "padding": [(1, 2), (0, 3)]},
    {"window_strides": (1, 2), "padding": [(-1, 2), (2, -2)]},
    {"window_strides": (1, 1), "padding": [(3, 1), (1, 1)], "lhs_dilation": (2, 3)},
    {"window_strides": (3, 2), "padding": [(2, 2), (4, 0)], "lhs_dilation": (2, 1), "rhs_dilation": (1, 3)},
    {"window_strides": (2, 1), "padding": [(1, 1), (1, 1)], "rhs_dilation": (2, 2)},
    {"window_strides": (1, 1), "padding": [(1, 1), (1, 1)], "feature_group_count": 2},
    {"window_strides": (2, 2), "padding": [(1, 0), (0, 1)], "lhs_dilation": (3, 2), "feature_group_count": 4},
]


def operands(case):
    groups = case.get("feature_group_count", 1)
    return IMAGES, RNG.standard_normal((2 * groups, 4 // groups, 3, 2))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_loops(case):
    x, w = operands(case)
    wanted = by_loops(
        x,
        w,
        case["window_strides"],
        case["padding"],
        case.get("lhs_dilation", (1, 1)),
        case.get("rhs_dilation", (1, 1)),
        case.get("feature_group_count", 1),
    )
    np.testing.assert_allclose(lax.conv_general_dilated(x, w, **case), wanted, atol=1e-12)
    check(lambda x, w: lax.conv_general_dilated(x, w, **case), x, w)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_compiled_is_numpys(case):
    """With its gradient, in both precisions."""

    def loss(x, w):
        return np.sum(lax.conv_general_dilated(x, w, **case) ** 2)

    for dtype, tolerance in ((np.float64, 1e-10), (np.float32, 2e-3)):
        x, w = (z.astype(dtype) for z in operands(case))
        f = nm.value_and_grad(loss, (0, 1))
        compiled = nm.jit(f)
        compiled.compile(x, w)
        value, gradients = compiled(x, w)
        known, wanted = f(x, w)
        np.testing.assert_allclose(value, known, rtol=tolerance)
        for g, v in zip(gradients, wanted, strict=True):
            assert g.dtype == dtype
            np.testing.assert_allclose(g, v, rtol=tolerance, atol=tolerance)


def test_groups_of_the_batch():
    x, w = RNG.standard_normal((6, 2, 5)), RNG.standard_normal((9, 2, 3))
    found = lax.conv_general_dilated(x, w, (1,), "VALID", batch_group_count=3)
    wanted = [lax.conv(x[2 * g : 2 * g + 2], w[3 * g : 3 * g + 3], (1,), "VALID") for g in range(3)]
    np.testing.assert_allclose(found, np.concatenate(wanted, 1), atol=1e-12)
    check(lambda x, w: lax.conv_general_dilated(x, w, (1,), "VALID", batch_group_count=3), x, w)


@pytest.mark.parametrize(
    "layout", [("NHWC", "HWIO", "NHWC"), ("NWCH", "IWHO", "CNHW"), ("CNHW", "OIWH", "WHNC")], ids=str
)
def test_layouts(layout):
    """Every layout is a transposition of the first; strides follow the order of the window's axes."""
    x, w = (np.transpose(z, [("NCHW", "OIHW")[k].index(c) for c in layout[k]]) for k, z in enumerate((IMAGES, WEIGHTS)))
    strides = (2, 1) if layout[1].index("H") < layout[1].index("W") else (1, 2)
    found = lax.conv_general_dilated(x, w, strides, "SAME", dimension_numbers=layout)
    wanted = lax.conv_general_dilated(IMAGES, WEIGHTS, (2, 1), "SAME")
    np.testing.assert_allclose(np.transpose(found, [layout[2].index(c) for c in "NCHW"]), wanted, atol=1e-12)
    check(lambda x, w: lax.conv_general_dilated(x, w, strides, "SAME", dimension_numbers=layout), x, w)
    numbers = lax.conv_dimension_numbers(x.shape, w.shape, layout)
    np.testing.assert_array_equal(lax.conv_general_dilated(x, w, strides, "SAME", dimension_numbers=numbers), found)


@pytest.mark.parametrize("padding", ["SAME", "VALID", [(1, 2)]])
@pytest.mark.parametrize("stride", [1, 2, 4])
def test_transposed(padding, stride):
    """With transpose_kernel it is the gradient of the convolution, where padding is its own."""
    w, ct = RNG.standard_normal((3, 2, 4)), RNG.standard_normal((2, 5, 4))
    layout = ("NHC", "HIO", "NHC")
    found = lax.conv_transpose(
        ct, w, (stride,), padding, transpose_kernel=True, use_consistent_padding=True, dimension_numbers=layout
    )
    if padding == "SAME":
        assert found.shape[1] == 5 * stride
    forward = lambda x: lax.conv_general_dilated(x, w, (stride,), padding, dimension_numbers=layout)
    assert forward(np.zeros(found.shape)).shape == ct.shape
    gradient = nm.grad(lambda x: np.sum(forward(x) * ct))(np.zeros(found.shape))
    np.testing.assert_allclose(found, gradient, atol=1e-12)


def test_transposed_by_default_does_not_reverse():
    x, w = RNG.standard_normal((1, 4, 2)), RNG.standard_normal((3, 2, 5))
    found = lax.conv_transpose(x, w, (2,), [(2, 1)])
    wanted = lax.conv_general_dilated(x, w, (1,), [(2, 1)], (2,), dimension_numbers=("NHC", "HIO", "NHC"))
    np.testing.assert_array_equal(found, wanted)
    check(lambda x, w: lax.conv_transpose(x, w, (2,), "SAME", (2,)), x, w)


def test_dtypes():
    x, w = IMAGES.astype(np.float32), WEIGHTS.astype(np.float32)
    assert lax.conv(x, w, (1, 1), "SAME").dtype == np.float32
    assert lax.conv(x, WEIGHTS, (1, 1), "SAME").dtype == np.float64
    assert lax.conv(x, w, (1, 1), "SAME", preferred_element_type=np.float64).dtype == np.float64
    bytes_ = np.full((1, 1, 9), 100, np.int8)
    assert lax.conv(bytes_, bytes_, (1,), "VALID", preferred_element_type=np.int32).item() == 90_000
    z = IMAGES[:, :, 0] + 1j * IMAGES[:, :, 1]
    check(lambda x, w: lax.conv(x, w, (1,), "SAME"), z, z[:, :, :3])


def test_second_derivatives_of_a_small_network():
    """Convolution, maximum, mean: the Hessian by either mode."""
    x, w = RNG.standard_normal((1, 6, 6, 1)), RNG.standard_normal((3, 3, 1, 2))

    def loss(w):
        y = lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
        y = nm.nn.max_pool(np.tanh(y), (2, 2), (2, 2))
        return np.mean(nm.nn.avg_pool(y, (2, 2), (1, 1), "SAME") ** 2)

    np.testing.assert_allclose(nm.jacfwd(nm.grad(loss))(w), nm.jacrev(nm.grad(loss))(w), atol=1e-12)


# -- windows

WINDOWS = [
    ((1, 2, 2, 1), (1, 2, 2, 1), "VALID", None, None),
    ((1, 3, 2, 1), None, "SAME", None, None),
    ((2, 1, 3, 2), (1, 1, 2, 1), "SAME_LOWER", None, (1, 1, 2, 1)),
    ((1, 2, 2, 2), (1, 2, 1, 3), [(0, 0), (1, 0), (1, 1), (0, 1)], (1, 2, 1, 2), None),
    ((1, 1, 1, 5), (1, 1, 1, 1), [(0, 0), (0, 0), (-1, 0), (1, 2)], None, (1, 1, 1, 2)),
]


@pytest.mark.parametrize(("window", "strides", "padding", "base", "spread"), WINDOWS)
@pytest.mark.parametrize("ufunc", [lax.add, lax.max, lax.min], ids=lambda u: u.__name__)
def test_reductions_are_those_by_any_function(ufunc, window, strides, padding, base, spread):
    """The functions that are known against the same ones in disguise."""
    init = {np.add: 0.0, np.maximum: NEGATIVE, np.minimum: POSITIVE}[ufunc]
    reduce = lambda x, f: lax.reduce_window(x, init, f, window, strides, padding, base, spread)
    found, wanted = reduce(IMAGES, ufunc), reduce(IMAGES, lambda x, y: ufunc(x, y))
    np.testing.assert_allclose(found, wanted, atol=1e-12)
    compiled = nm.jit(lambda x: reduce(x, ufunc))
    compiled.compile(IMAGES)
    np.testing.assert_allclose(compiled(IMAGES), found, atol=1e-12)
    if np.isfinite(found).all():
        check(lambda x: reduce(x, ufunc), IMAGES)


def test_other_functions_and_starts():
    x = np.arange(6.0)
    np.testing.assert_array_equal(lax.reduce_window(x, 1.0, lax.mul, (2,), (2,)), [0, 6, 20])
    np.testing.assert_array_equal(lax.reduce_window(x, 10.0, lax.add, (2,), (2,), [(1, 1)]), [20, 13, 17, 25])
    np.testing.assert_array_equal(lax.reduce_window(x, 2.5, lax.max, (2,)), [2.5, 2.5, 3, 4, 5])
    least = np.iinfo(np.int64).min
    np.testing.assert_array_equal(lax.reduce_window(np.arange(4), least, lax.max, (3,), None, "SAME"), [1, 2, 3, 3])
    check(lambda x: lax.reduce_window(x, 1.0, lax.mul, (3,), (2,), "SAME"), x)
    both = lax.reduce_window((x, -x), (0.0, 1.0), lambda a, b: (a[0] + b[0], a[1] * b[1]), (2,))
    np.testing.assert_array_equal(both[0], x[:-1] + x[1:])
    np.testing.assert_array_equal(both[1], x[:-1] * x[1:])


def test_the_first_maximum_has_the_derivative():
    x = np.array([[1.0, 1.0, 0.0, 2.0], [1.0, 0.0, 2.0, 2.0]])
    f = lambda x: np.sum(lax.reduce_window(x, NEGATIVE, lax.max, (2, 2), (2, 2)))
    wanted = [[1, 0, 0, 1], [0, 0, 0, 0]]
    np.testing.assert_array_equal(nm.grad(f)(x), wanted)
    compiled = nm.jit(nm.grad(f))
    compiled.compile(x)
    np.testing.assert_array_equal(compiled(x), wanted)
    np.testing.assert_array_equal(nm.vmap(nm.grad(f))(np.stack([x, -x]))[0], wanted)


def test_windows_without_elements_have_no_derivative():
    x = np.array([1.0, 3.0, 2.0])
    f = lambda x: lax.reduce_window(x, NEGATIVE, lax.max, (2,), None, [(3, 2)])
    np.testing.assert_array_equal(f(x), [NEGATIVE, NEGATIVE, 1, 3, 3, 2, NEGATIVE])
    ct = np.arange(1.0, 8.0)
    for g in (nm.vjp(f, x)[1], nm.jit(lambda ct: nm.vjp(f, x)[1](ct))):
        np.testing.assert_array_equal(g(ct)[0], [3, 9, 6])
    outside = lambda x: lax.reduce_window(x, NEGATIVE, lax.max, (2,), (4,), [(4, -3)])
    assert outside(x).tolist() == [NEGATIVE]
    assert nm.jvp(outside, (x,), (x,))[1].tolist() == [0.0]


def test_nan_is_the_maximum():
    x = np.array([1.0, np.nan, 3.0, 2.0])
    np.testing.assert_array_equal(lax.reduce_window(x, NEGATIVE, lax.max, (2,)), [np.nan, np.nan, 3])
    _, back = nm.vjp(lambda x: lax.reduce_window(x, NEGATIVE, lax.max, (2,)), x)
    np.testing.assert_array_equal(back(np.array([1.0, 10.0, 100.0]))[0], [0, 11, 100, 0])


# -- pooling


def test_pooling():
    x = np.moveaxis(IMAGES, 1, -1)
    for (i, j), (p, q) in itertools.product([(2, 3)], [(1, 2)]):
        windows = np.lib.stride_tricks.sliding_window_view(x, (i, j), (1, 2))[:, ::p, ::q]
        np.testing.assert_allclose(nm.nn.avg_pool(x, (i, j), (p, q)), windows.mean((-1, -2)), atol=1e-12)
        np.testing.assert_array_equal(nm.nn.max_pool(x, (i, j), (p, q)), windows.max((-1, -2)))
        np.testing.assert_array_equal(nm.nn.min_pool(x, (i, j), (p, q)), windows.min((-1, -2)))
    check(lambda x: nm.nn.avg_pool(x, (2, 2), None, "SAME"), x)
    check(lambda x: nm.nn.max_pool(x, (2, 3), (2, 1), [(0, 1), (1, 1)]), x)


def test_the_mean_of_what_is_there():
    x = np.ones((1, 3, 1))
    np.testing.assert_allclose(nm.nn.avg_pool(x, (3,), None, "SAME")[0, :, 0], [2 / 3, 1, 2 / 3])
    np.testing.assert_allclose(nm.nn.avg_pool(x, (3,), None, "SAME", count_include_pad=False), x)
    integers = np.array([[[1], [2], [4]]])
    np.testing.assert_array_equal(nm.nn.avg_pool(integers, (2,)), [[[1.5], [3.0]]])
    np.testing.assert_array_equal(nm.nn.max_pool(integers, (2,)), [[[2], [4]]])
    np.testing.assert_array_equal(nm.nn.max_pool(integers[0], (2,)), [[2], [4]])  # without a batch
