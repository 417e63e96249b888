"""What operations compute, said with NumPy and SciPy: operands and parameters in, an array or arrays out."""

from fractions import Fraction

import numpy as np
import scipy.linalg
import scipy.special

from numorph.ops import special
from numorph.ops.elementwise import UFUNC_OPS


def key(spans):
    return tuple([slice(a, None if b < 0 else b, s) for a, b, s in spans])


def put(x, v, where):
    out = np.array(x)
    out[where] = v
    return out


def window(x, starts, sizes):
    return tuple(
        [slice(c := int(np.clip(s, 0, d - n)), c + n) for s, n, d in zip(starts, sizes, np.shape(x), strict=True)]
    )


def expanded(x, shape, axes):
    return np.broadcast_to(np.expand_dims(x, axes) if axes else x, shape)


def logsumexp(x, axes):
    # Older versions of SciPy refuse an empty sum.
    out = scipy.special.logsumexp(x, axes) if x.size else np.full_like(np.sum(x, axes), -np.inf)
    return out.astype(x.dtype)


def scatter(x, v, *index, mode, unique):
    out = np.array(x)
    step = {"set": lambda a, b: b, "add": np.add, "multiply": np.multiply, "minimum": np.minimum, "maximum": np.maximum}
    for k in np.ndindex(np.shape(index[0])):
        at = tuple([i[k] for i in index])
        out[at] = step[mode](out[at], v[k])
    return out


def accumulated(ufunc):
    def scan(x, axis, reverse=False, exclusive=False):
        y = np.flip(x, axis) if reverse else x
        y = ufunc.accumulate(y, axis, dtype=x.dtype)
        if exclusive:
            first = np.full_like(np.take(y, [0] if y.shape[axis] else [], axis), ufunc.identity)
            y = np.concatenate([first, np.delete(y, -1, axis) if y.shape[axis] else y], axis)
        return np.flip(y, axis) if reverse else y

    return scan


def searched(a, v, side, lead):
    if not lead:
        return np.searchsorted(a, v, side)
    return np.stack([searched(x, y, side, lead - 1) for x, y in zip(a, v, strict=True)])


def correlated(x, y, mode):
    if x.ndim == 1:
        return np.convolve(x, np.flip(y), mode)
    return np.stack([correlated(a, b, mode) for a, b in zip(x, y, strict=True)])


def window_elements(p, window, shape, strides, padding, gaps, spreads):
    """(element of the window, element of the array) of the window at p, for all that the array has."""
    for k in np.ndindex(*window):
        at = [q * s + j * r - lo for q, s, j, r, (lo, _) in zip(p, strides, k, spreads, padding, strict=True)]
        if all(i % g == 0 and 0 <= i // g < n for i, g, n in zip(at, gaps, shape, strict=True)):
            yield k, tuple([i // g for i, g in zip(at, gaps, strict=True)])


def window_counts(window, shape, strides, padding, gaps, spreads):
    """How many windows fit along each axis."""
    axes = zip(window, shape, strides, padding, gaps, spreads, strict=True)
    lengths = [((n - 1) * g + 1 if n else 0, lo + hi, (k - 1) * r + 1, s) for k, n, s, (lo, hi), g, r in axes]
    return [max(0, (n + padded - k) // s + 1) if n + padded >= k else 0 for n, padded, k, s in lengths]


def convolved(x, w, strides, padding, lhs_dilation, rhs_dilation, groups):
    rest = (w.shape[2:], x.shape[2:], strides, padding, lhs_dilation, rhs_dilation)
    wide = np.result_type(x.dtype, np.float32) if x.dtype == np.float16 else x.dtype
    out = np.zeros((x.shape[0], w.shape[0], *window_counts(*rest)), wide)
    for b, o, *p in np.ndindex(out.shape):
        first = o // (w.shape[0] // groups) * w.shape[1]
        for k, i in window_elements(p, *rest):
            for c in range(w.shape[1]):
                out[(b, o, *p)] += wide.type(x[(b, first + c, *i)]) * wide.type(w[(o, c, *k)])
    return out.astype(x.dtype)


def over_windows(function):
    """`function(elements, their places in the flat array, place of the window)` for every window."""

    def reduced(x, *others, window, strides, padding, base_dilation, window_dilation):
        rest = (window, x.shape, strides, padding, base_dilation, window_dilation)
        out = {}
        for p in np.ndindex(*window_counts(*rest)):
            places = [i for _, i in window_elements(p, *rest)]
            out[p] = function(np.array([x[i] for i in places], x.dtype), places, x, p, *others)
        dtype = np.asarray(next(iter(out.values()), x)).dtype
        return np.array(list(out.values()), dtype).reshape(window_counts(*rest))

    return reduced


def extreme(ufunc):
    def of_window(elements, places, x, p):
        if elements.size:
            return ufunc.reduce(elements)
        if x.dtype.kind == "f":
            return x.dtype.type(-np.inf if ufunc is np.maximum else np.inf)
        if x.dtype.kind == "b":
            return np.bool_(ufunc is np.minimum)
        return getattr(np.iinfo(x.dtype), "min" if ufunc is np.maximum else "max")

    return lambda x, **params: over_windows(of_window)(x, **params).astype(x.dtype)


def first_equal(elements, places, x, p, z):
    found = [i for e, i in zip(elements, places, strict=True) if e == z[p] or e != e]
    return np.ravel_multi_index(found[0], x.shape) if found else np.int64(0)


def triangular(a, b, lower, trans, unit):
    if not b.size:
        return b
    solve = lambda a, b: scipy.linalg.solve_triangular(a, b, lower=lower, trans=int(trans), unit_diagonal=unit)
    return solve(a, b) if a.ndim == 2 else np.stack([solve(m, v) for m, v in zip(a, b, strict=True)])


def stacked(f):
    """A function of matrices, on stacks."""

    def over_stack(*arrays, **params):
        if arrays[0].ndim == 2:
            return f(*arrays, **params)
        outs = [over_stack(*parts, **params) for parts in zip(*arrays, strict=True)]
        return tuple(map(np.stack, zip(*outs, strict=True))) if type(outs[0]) is tuple else np.stack(outs)

    return over_stack


def lu(a):
    packed, pivots = scipy.linalg.lu_factor(a)
    return packed, pivots, row_order(pivots, len(a))


def row_order(pivots, n):
    if pivots.ndim > 1:
        return np.stack([row_order(p, n) for p in pivots])
    order = np.arange(n, dtype=np.int32)
    for k, p in enumerate(pivots):
        order[k], order[p] = order[p], order[k]
    return order


def complex_like(x, a):
    return x.astype(np.result_type(a.dtype, np.complex64))


def parts(x, y):
    out = np.empty(np.shape(x), np.result_type(x.dtype, np.complex64))
    out.real, out.imag = x, y
    return out[()]


def quotient(x, y):
    return np.where(y == 0, np.where(x == 0, x, np.nan), x / y)[()]


def rounded_once(a, b, c):
    """a b + c: exact, then rounded."""
    if isinstance(a, np.ndarray):
        columns = [x.reshape(-1) for x in (a, b, c)]
        return np.array([rounded_once(*xs) for xs in zip(*columns, strict=True)], a.dtype).reshape(a.shape)
    if not np.all(np.isfinite([a, b, c])):
        return a * b + c
    exact = Fraction(float(a)) * Fraction(float(b)) + Fraction(float(c))
    try:
        return type(a)(float(exact)) if exact else a * b + c
    except OverflowError:
        return type(a)(np.inf if exact > 0 else -np.inf)


def inverse_of_erf(x):
    return np.copysign(scipy.special.erfinv(np.asarray(x, np.float64)), x).astype(x.dtype)


def empty_or(f):
    """A function that SciPy does not compute of empty arrays."""
    return lambda x, axes: f(x, axes) if x.size else x


def bitcast(x, dtype):
    y, have, want = np.ascontiguousarray(x), x.dtype.itemsize, dtype.itemsize
    more = (have // want,) if have > want else ()
    return y.view(dtype).reshape((np.shape(x) if have >= want else np.shape(x)[:-1]) + more)


def leading_zeros(x):
    width = 8 * x.dtype.itemsize
    count = lambda n: width - (int(n) % 2**width).bit_length()
    return np.vectorize(count, otypes=[x.dtype])(x)


REFERENCES = {
    **{op.name: ufunc for ufunc, op in UFUNC_OPS.items() if isinstance(ufunc, np.ufunc)},
    **{op.name: getattr(scipy.special, name) for name, op in special.OPS.items()},
    "stop_gradient": lambda x: x,
    "barrier": lambda x: x,
    "named": lambda x, name: x,
    "exponent": lambda x: np.frexp(x)[1],
    "riemann_zeta": scipy.special.zeta,
    "numpy_i0": np.i0,
    "absolute": np.abs,
    "real": lambda x: np.real(x).copy(),
    "imag": lambda x: np.imag(x).copy(),
    "complex": parts,
    "select": np.where,
    "convert": lambda x, dtype: np.asarray(x).astype(dtype),
    "quotient": quotient,
    "finite": lambda x: x,
    "relu": lambda x: np.maximum(x, np.zeros_like(x)),
    "logistic": lambda x: scipy.special.expit(np.asarray(x, np.float64)).astype(x.dtype),
    "fma": rounded_once,
    "erf_inv": inverse_of_erf,
    "bitcast": bitcast,
    "clz": leading_zeros,
    # movement
    "broadcast": expanded,
    "reshape": lambda x, shape: np.reshape(x, shape),
    "transpose": lambda x, perm: np.transpose(x, perm),
    "flip": lambda x, axes: np.flip(x, axes),
    "concatenate": lambda *xs, axis: np.concatenate(xs, axis),
    "pad": lambda x, value, widths: np.pad(x, widths, constant_values=value) if widths else x,
    "iota": lambda shape, axis, dtype: np.indices(shape)[axis].astype(dtype),
    # reductions
    "reduce_sum": lambda x, axes: np.sum(x, axes, dtype=x.dtype),
    "reduce_prod": lambda x, axes: np.prod(x, axes, dtype=x.dtype),
    "reduce_max": lambda x, axes: np.max(x, axes),
    "reduce_min": lambda x, axes: np.min(x, axes),
    "reduce_and": lambda x, axes: np.all(x, axes),
    "reduce_or": lambda x, axes: np.any(x, axes),
    "argmax": np.argmax,
    "argmin": np.argmin,
    "nanargmax": np.nanargmax,
    "nanargmin": np.nanargmin,
    "cumsum": accumulated(np.add),
    "cumprod": accumulated(np.multiply),
    "cummax": accumulated(np.maximum),
    "cummin": accumulated(np.minimum),
    "reduce_logsumexp": logsumexp,
    "softmax": empty_or(scipy.special.softmax),
    "log_softmax": empty_or(scipy.special.log_softmax),
    # sorting
    "reorder": np.take_along_axis,
    "sort": np.sort,
    "argsort": lambda x, axis, stable: np.argsort(x, axis, kind="stable"),
    "partition": lambda x, axis, kth: np.partition(x, kth, axis),
    "argpartition": lambda x, axis, kth: np.argpartition(x, kth, axis),
    "searchsorted": searched,
    # indexing
    "slice": lambda x, index: x[key(index)],
    "put_slice": lambda x, v, index: put(x, v, key(index)),
    "dynamic_slice": lambda x, *starts, sizes: x[window(x, starts, sizes)],
    "dynamic_update_slice": lambda x, v, *starts: put(x, v, window(x, starts, np.shape(v))),
    "gather": lambda x, *index: x[index],
    "scatter": scatter,
    # products
    "contract": lambda x, y, spec: np.einsum(spec, x, y),
    "correlate": correlated,
    # windows
    "conv": convolved,
    "reduce_window_sum": over_windows(lambda elements, *_: np.sum(elements, dtype=elements.dtype)),
    "reduce_window_max": extreme(np.maximum),
    "reduce_window_min": extreme(np.minimum),
    "window_position": lambda x, z, **params: over_windows(first_equal)(x, z, **params).astype(np.int64),
    # transforms
    "fft": lambda x, axis: np.fft.fft(x, axis=axis),
    "ifft": lambda x, axis: np.fft.ifft(x, axis=axis),
    "rfft": lambda x, axis: np.fft.rfft(x, axis=axis),
    "irfft": lambda x, n, axis: np.fft.irfft(x, n, axis),
    # matrices
    "triangular_solve": triangular,
    "lu_factors": lambda a: scipy.linalg.lu_factor(a.astype(np.result_type(a, np.float64))),
    "solve": lambda a, b, trans: np.linalg.solve(np.swapaxes(a, -1, -2) if trans else a, b),
    "inv": lambda a, checked: np.linalg.inv(a),
    "det": np.linalg.det,
    "cofactors": lambda a: np.linalg.det(a)[..., None, None] * np.swapaxes(np.linalg.inv(a), -1, -2),
    "slogdet": np.linalg.slogdet,
    "cholesky": np.linalg.cholesky,
    "pinv": lambda a, rtol, hermitian: np.linalg.pinv(a, rtol=rtol, hermitian=hermitian),
    "lstsq": stacked(lambda a, b, rcond: tuple([np.linalg.lstsq(a, b, rcond)[k] for k in (0, 2, 3)])),
    "expm": scipy.linalg.expm,
    "expm_frechet": stacked(lambda a, e: scipy.linalg.expm_frechet(a, e, compute_expm=False)),
    "lu": stacked(lu),
    "row_order": row_order,
    "qr": lambda a, full: np.linalg.qr(a, "complete" if full else "reduced"),
    "eigh": lambda a, uplo: np.linalg.eigh(a, uplo),
    "eigvalsh": lambda a, uplo: np.linalg.eigvalsh(a, uplo),
    "eig": lambda a: tuple([complex_like(x, a) for x in np.linalg.eig(a)]),
    "eigvals": lambda a: complex_like(np.linalg.eigvals(a), a),
    "svd": lambda a, full: np.linalg.svd(a, full),
    "svdvals": lambda a: np.linalg.svd(a, compute_uv=False),
    # Python scalars
    **{
        f"python_{name}": function
        for name, function in {
            "add": lambda x, y: x + y,
            "sub": lambda x, y: x - y,
            "mul": lambda x, y: x * y,
            "truediv": lambda x, y: x / y,
            "floordiv": lambda x, y: x // y,
            "mod": lambda x, y: x % y,
            "pow": lambda x, y: x**y,
            "neg": lambda x: -x,
            "complex": complex,
            "real": lambda x: x.real,
            "imag": lambda x: x.imag,
            "conjugate": lambda x: x.conjugate(),
            "abs": abs,
            "lt": lambda x, y: x < y,
            "le": lambda x, y: x <= y,
            "gt": lambda x, y: x > y,
            "ge": lambda x, y: x >= y,
            "eq": lambda x, y: x == y,
            "ne": lambda x, y: x != y,
        }.items()
    },
    "to_python": lambda x: x.item(),
    "from_python": lambda x, dtype: np.array(x, dtype)[()],
}
