"""NumPy's functions, on arrays of every dtype and layout: native, or left to NumPy, but never wrong."""

import numpy as np
import pytest

from .agreement import agrees, bails, function, never_wrong, none_wrong, refused

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]


def vector(dtype, n=6):
    x = np.array([3, 1, 4, 1, 5, 0, 2, 6, 5, 3][:n])
    if np.dtype(dtype).kind in "if":
        x[1::2] *= -1
    x = x.astype(dtype)
    return x + np.dtype(dtype).type(0.25j) if np.dtype(dtype).kind == "c" else x


UNARY = [
    *(
        "-a",
        "+a",
        "~a",
        "abs(a)",
        "a * 2",
        "a + 1.5",
        "a / 2",
        "a // 2",
        "a % 3",
        "a ** 2",
        "a ** 3",
        "2 ** a",
        "a > 1",
        "a == a",
    ),
    *(
        "np.sqrt(abs(a))",
        "np.exp(a)",
        "np.log(abs(a) + 1)",
        "np.sin(a)",
        "np.tanh(a)",
        "np.floor(a)",
        "np.sign(a)",
        "np.square(a)",
    ),
    *(
        "np.isnan(a)",
        "np.isfinite(a)",
        "np.logical_not(a)",
        "np.maximum(a, 2)",
        "np.minimum(a, a[::-1])",
        "np.round(a / 2)",
    ),
    *(
        "a.sum()",
        "a.prod()",
        "a.max()",
        "a.min()",
        "a.mean()",
        "a.any()",
        "a.all()",
        "np.argmax(a)",
        "np.argmin(a)",
        "a.var()",
    ),
    *(
        "a.std()",
        "np.cumsum(a)",
        "np.cumprod(a)",
        "np.diff(a)",
        "np.dot(a, a)",
        "a @ a",
        "np.outer(a, a)",
        "np.linalg.norm(a)",
    ),
    *(
        "np.clip(a, 1, 3)",
        "np.where(a > 1, a, 0)",
        "np.where(a > 1, a, 0.5)",
        "np.where(a, 1, 2)",
        "np.concatenate((a, a[:2]))",
    ),
    *(
        "np.stack([a, a])",
        "np.roll(a, 2)",
        "np.flip(a)",
        "np.zeros_like(a)",
        "np.ones_like(a)",
        "np.full_like(a, 3)",
        "a.copy()",
    ),
    *(
        "a.astype(float)",
        "a.astype(np.int32)",
        "a.astype(bool)",
        "a.astype(np.uint8)",
        "a.astype(np.float32)",
        "np.array([a[0], a[1]])",
    ),
    *(
        "np.array([1, a[0]])",
        "a.tolist()",
        "np.sort(a)",
        "np.argsort(a, kind='stable')",
        "np.unique(a)",
        "np.count_nonzero(a)",
    ),
    *(
        "np.nonzero(a)",
        "sum(a)",
        "max(a)",
        "a[0] + a[1]",
        "a[0] * 2",
        "a[0] / 2",
        "a[0] == a[1]",
        "np.median(a)",
        "np.repeat(a, 2)",
    ),
    *(
        "np.tile(a, 2)",
        "a & 3",
        "a | a",
        "a ^ 1",
        "a << 1",
        "a >> 1",
        "np.real(a)",
        "np.imag(a)",
        "np.conj(a)",
        "np.angle(a)",
    ),
    *(
        "a.real",
        "a.imag",
        "a.conj()",
        "np.diag(a)",
        "np.sum(a, dtype=np.float64)",
        "np.add.reduce(a)",
        "np.multiply.outer(a, a)",
    ),
    *(
        "np.add.accumulate(a)",
        "a[0] // a[2]",
        "a[0] % a[2]",
        "a // a[0]",
        "a % a[0]",
        "-a[0]",
        "a[0] ** 2",
        "int(a[0])",
        "float(a[0])",
    ),
    *(
        "np.arange(a[0])",
        "a.item(0)",
        "np.float64(a[0])",
        "np.int8(a[0])",
        "np.power(a, 2)",
        "np.reciprocal(a)",
        "np.ptp(a)",
    ),
    *(
        "a.dtype == np.float64",
        "a.nbytes",
        "a.itemsize",
        "np.result_type(a)",
        "np.hypot(a, a)",
        "np.arctan2(a, a)",
        "np.fmod(a, 3)",
    ),
    *(
        "a += 1" if False else "np.add(a, a)",
        "np.true_divide(a, 2)",
        "np.trapezoid(a)",
        "np.interp(1.5, a, a)",
        "np.isin(a, a[:2])",
    ),
]


@pytest.mark.parametrize("dtype", DTYPES + COMPLEX)
def test_expressions_of_one_array(dtype):
    for x in (vector(dtype), vector(dtype, 10)[::-2]):
        none_wrong(UNARY, x, rtol=1e-10 if np.dtype(dtype).itemsize >= 8 and dtype != "complex64" else 1e-4)


@pytest.mark.parametrize(
    "right", ["bool", "int8", "int64", "uint8", "uint64", "float32", "float64", "complex64", "complex128"]
)
@pytest.mark.parametrize("left", ["bool", "int8", "int32", "uint16", "float32", "complex128"])
def test_promotion_of_two_arrays(left, right):
    sources = [
        "a + b",
        "a - b",
        "a * b",
        "a / b",
        "a < b",
        "a == b",
        "np.maximum(a, b)",
        "np.where(a, a, b)",
        "a @ b",
        "np.concatenate((a, b))",
    ]
    none_wrong(sources, vector(left), vector(right) + np.ones(6, right), rtol=1e-4)


MATRIX = [
    *(
        "a.sum(axis=0)",
        "a.sum(axis=1)",
        "a.sum(axis=-1)",
        "a.sum(axis=(0, 1))",
        "a.sum(axis=0, keepdims=True)",
        "a.sum(keepdims=True)",
    ),
    *(
        "a.mean(axis=0)",
        "a.max(axis=1)",
        "a.min(axis=0)",
        "a.prod(axis=1)",
        "(a > 2).any(axis=0)",
        "(a > 2).all(axis=1)",
    ),
    *(
        "np.argmax(a, axis=0)",
        "np.argmin(a, axis=1)",
        "np.argmax(a)",
        "a.std(axis=0)",
        "a.var(axis=1)",
        "np.cumsum(a, axis=0)",
    ),
    *(
        "np.cumsum(a, axis=1)",
        "np.cumsum(a)",
        "a @ a.T",
        "a.T @ a",
        "a @ a[0]",
        "a[:, 0] @ a",
        "np.dot(a, a.T)",
        "np.matmul(a.T, a)",
    ),
    *(
        "a[1] @ a[0]",
        "np.concatenate((a, a))",
        "np.concatenate((a, a), axis=1)",
        "np.stack([a[0], a[1]])",
        "np.stack([a[0], a[1]], axis=1)",
    ),
    *(
        "np.vstack((a, a[0]))",
        "np.hstack((a, a))",
        "np.column_stack((a[:, 0], a[:, 1]))",
        "np.roll(a, 1, axis=0)",
        "np.roll(a, -1, axis=1)",
    ),
    *(
        "np.roll(a, 1)",
        "np.diff(a)",
        "np.diff(a, axis=0)",
        "np.triu(a)",
        "np.tril(a, -1)",
        "np.trace(a)",
        "np.diag(a)",
        "np.linalg.norm(a)",
    ),
    *(
        "np.linalg.norm(a, axis=1)",
        "a - a.mean(axis=0)",
        "a / a.sum(axis=1, keepdims=True)",
        "a * a[0]",
        "a + a[:, :1]",
        "a.T + 1",
    ),
    *(
        "a - a.max(axis=1)[:, None]",
        "np.outer(a[0], a[1])",
        "np.einsum('ij,ij->i', a, a)",
        "np.tensordot(a, a)",
        "np.kron(a, a)",
    ),
    *(
        "np.where(a > 2, a, a[0])",
        "np.clip(a, 0, a[0])",
        "np.flip(a)",
        "np.flip(a, 1)",
        "np.flipud(a)",
        "np.fliplr(a)",
        "np.rot90(a)",
    ),
    *(
        "np.transpose(a)",
        "np.swapaxes(a, 0, 1)",
        "np.moveaxis(a, 0, 1)",
        "a.reshape(-1)",
        "a.flatten()",
        "a.ravel()",
        "np.atleast_2d(a)",
    ),
    *(
        "np.expand_dims(a, 0)",
        "a[None] * a[:, None]",
        "np.meshgrid(a[0], a[1])",
        "np.sort(a, axis=0)",
        "np.median(a, axis=0)",
    ),
    *(
        "np.max(np.abs(a))",
        "np.sum(a ** 2)",
        "np.sqrt((a * a).sum(axis=1))",
        "np.all(a == a)",
        "np.array_equal(a, a)",
        "np.allclose(a, a)",
    ),
    *(
        "np.cross(a[0, :3], a[1, :3])",
        "np.average(a, axis=0)",
        "np.percentile(a, 30)",
        "np.cov(a)",
        "np.gradient(a[0])",
        "np.pad(a, 1)",
    ),
    *(
        "np.broadcast_to(a[0], a.shape)",
        "np.squeeze(a)",
        "np.append(a[0], 1.0)",
        "np.delete(a[0], 1)",
        "np.insert(a[0], 1, 5)",
    ),
    *(
        "a.shape",
        "a.shape[0] * a.size",
        "len(a)",
        "a.ndim",
        "a.T.shape",
        "np.shape(a)",
        "np.size(a)",
        "np.ndim(a)",
        "np.isscalar(a)",
    ),
    *(
        "np.apply_along_axis(np.sum, 0, a)",
        "np.split(a, 2)",
        "np.array_split(a[0], 2)",
        "np.vander(a[0])",
        "np.polyfit(a[0], a[1], 1)",
    ),
    *(
        "np.add.reduce(a)",
        "np.add.reduce(a, 1)",
        "np.maximum.reduce(a)",
        "np.count_nonzero(a)",
        "np.argwhere(a > 2)",
        "np.nansum(a)",
    ),
    *(
        "np.nanmax(a)",
        "np.nan_to_num(a)",
        "np.histogram(a[0], 3)",
        "np.bincount(np.array([1, 1, 2]))",
        "np.digitize(a[0], [1, 2])",
    ),
    *(
        "np.searchsorted(np.sort(a[0]), 2)",
        "np.cumsum(a[0])[-1]",
        "np.floor(a).astype(int)",
        "np.max(a, initial=0)",
        "np.min(a, axis=None)",
    ),
    *(
        "np.sum(a, where=a > 1)",
        "np.prod(a, axis=0)",
        "np.mean(a, axis=(0, 1))",
        "np.amax(a, 0)",
        "np.std(a, ddof=1)",
        "np.ptp(a, axis=0)",
    ),
    *(
        "np.linspace(0, 1, a.shape[0])",
        "np.arange(a.shape[1])",
        "np.arange(1, 10, 3)",
        "np.arange(0.0, 1.0, 0.3)",
        "np.arange(10, 0, -3)",
    ),
    *(
        "np.linspace(0, 1, 5, endpoint=False)",
        "np.linspace(2, 3, 1)",
        "np.linspace(0, 1, 0)",
        "np.eye(3)",
        "np.eye(2, 4, 1)",
        "np.identity(3)",
    ),
    *(
        "np.full((2, 3), 7)",
        "np.zeros((2, a.shape[0]))",
        "np.ones(3, dtype=int)",
        "np.tri(3)",
        "np.indices((2, 2))",
        "np.zeros(3, np.int8)",
    ),
]


@pytest.mark.parametrize("layout", ["rows", "columns", "strided", "integers", "floats32"])
def test_expressions_of_one_matrix(layout):
    a = np.arange(12.0).reshape(3, 4) % 5 - 1
    x = {
        "rows": a,
        "columns": np.asfortranarray(a),
        "strided": np.arange(48.0).reshape(6, 8)[::-2, ::2] % 7,
        "integers": a.astype(int),
        "floats32": a.astype(np.float32),
    }[layout]
    none_wrong(MATRIX, x, rtol=1e-5 if layout == "floats32" else 1e-12)


def test_shapes_that_do_not_fit():
    a, b = np.ones((2, 3)), np.ones((4, 3))
    for source in (
        "a + b",
        "a @ b",
        "np.concatenate((a, b), axis=1)",
        "a[0] + b[:, 0]",
        "np.stack([a, b])",
        "a @ b[:, 0]",
        "np.dot(a, b)",
    ):
        bails(source, a, b, raises=ValueError)
    bails("def f(a, b):\n    a[0] = 5\n    a[:] = b\n    return a\n", a, b, raises=ValueError)
    bails("def f(a, b):\n    a += b\n    return a\n", a, b, raises=ValueError)
    bails("a.reshape(5)", a, raises=ValueError)
    bails("a.reshape(b, -1)", a, 4, raises=ValueError)
    bails("np.zeros(a)", -1, raises=ValueError)
    never_wrong("np.zeros((2, a))", 0)
    never_wrong("def f(a, b):\n    a += b\n    return a\n", np.ones(3), np.ones((2, 3)))
    never_wrong("def f(a, b):\n    a[:] = b\n    return a\n", np.ones((2, 3)), np.ones((1, 1, 3)))


def test_in_place_updates_that_numpy_refuses():
    for dtype in (np.int64, np.int32, np.uint8, bool):
        x = np.ones(3, dtype)
        for source in (
            "x += 1.5",
            "x /= 2",
            "x *= 1j",
            "x -= np.float64(1)",
            "x += y",
            "x **= -1",
            "np.add(x, 1.5, out=x)",
            "x @= x",
        ):
            never_wrong(f"def f(x, y):\n    {source}\n    return x\n", x, np.ones(3))
    agrees("def f(x):\n    x += 1.5\n    x *= np.float64(2)\n    return x\n", np.ones(3, np.float32))
    agrees("def f(x):\n    x += 1\n    x -= True\n    x //= 2\n    return x\n", np.arange(3, dtype=np.int8))
    agrees("def f(x, y):\n    x += y\n    return x\n", np.arange(3, dtype=np.int64), np.arange(3, dtype=np.int8))
    never_wrong("def f(x, y):\n    x += y\n    return x\n", np.arange(3, dtype=np.int8), np.arange(3, dtype=np.int64))
    never_wrong("def f(x, y):\n    x += y\n    return x\n", np.arange(3, dtype=np.uint8), np.arange(3, dtype=np.int8))


@pytest.mark.parametrize("dtype", DTYPES + COMPLEX)
def test_values_that_are_assigned_are_converted(dtype):
    for value in (
        1,
        -1,
        300,
        2.75,
        True,
        np.float64(2.5),
        np.int64(3),
        np.int64(300),
        np.float32(1.5),
        1 + 2j,
        300.5,
        np.float64(-3),
        np.array(300),
    ):
        programs = ("x[0] = v", "x[:] = v", "x[x > 1] = v", "x[[0, 1]] = v", "x.fill(v)")
        none_wrong([f"def f(x, v):\n    {p}\n    return x\n" for p in programs], vector(dtype, 4), value)
    for other in ("bool", "int8", "int64", "uint64", "float32", "float64"):
        never_wrong("def f(x, y):\n    x[:] = y\n    x[1:] = y[:-1]\n    return x\n", vector(dtype), abs(vector(other)))


def test_division_and_domain_errors_of_arrays_are_no_errors():
    x = np.array([1.0, 0.0, -1.0, np.inf, -np.inf, np.nan, -0.0])
    for source in (
        "1 / a",
        "a / 0",
        "a // 0.0",
        "a % 0.0",
        "np.sqrt(a)",
        "np.log(a)",
        "a ** 0.5",
        "a ** -1",
        "a / a",
        "np.arcsin(a)",
        "a // a",
        "a % a",
        "np.log1p(a)",
        "np.exp(a)",
        "a ** a",
        "np.power(a, 0.5)",
        "1 / a[1]",
        "a[1] / a[1]",
        "a[1] // 0",
        "np.sqrt(a[2])",
        "a[0] / a[6]",
        "np.arctan2(a, a)",
        "np.sign(a)",
        "np.floor(a)",
        "np.hypot(a, 1)",
        "np.tanh(a)",
        "np.maximum(a, 0.5)",
        "np.minimum(a, 0.5)",
        "np.fmax(a, 0.5)",
        "np.fmin(a, 0.5)",
        "a > 0",
        "a == a",
        "np.isnan(a)",
        "np.isinf(a)",
        "np.signbit(a)",
        "np.clip(a, -1, 1)",
        "np.rint(a)",
        "np.abs(a)",
        "np.copysign(1, a)",
        "np.cos(a)",
        "a.astype(bool)",
        "np.where(a, 1, 0)",
        "a.max()",
        "a.min()",
        "a.sum()",
        "a.argmax()",
        "a.argmin()",
        "a[:3].max()",
        "np.any(a)",
        "np.all(a)",
        "a.mean()",
        "np.nansum(a)",
        "np.cumsum(a)",
        "a.prod()",
        "np.sort(a)",
        "np.max(a[:5])",
        "a.var()",
    ):
        never_wrong(source, x, rtol=1e-12)
    i = np.array([5, 0, -3, -(2**63), 2**63 - 1])
    for source in (
        "a // 0",
        "a % 0",
        "a // -1",
        "a % -1",
        "a // a",
        "a % a",
        "abs(a)",
        "-a",
        "a * a",
        "a / 0",
        "a ** 2",
        "a << 70",
        "a >> 70",
        "a[0] // a[1]",
        "a[3] // np.int64(-1)",
        "a[0] % a[1]",
        "a << 1",
        "np.sign(a)",
        "a + 2**62",
    ):
        never_wrong(source, i)


def test_out_and_dtype_arguments():
    x, y = np.arange(4.0), np.zeros(4)
    for source in (
        "np.add(x, 1, out=y)",
        "np.add(x, 1, y)",
        "np.multiply(x, x, out=x)",
        "np.sqrt(x, out=y)",
        "np.subtract(x[1:], x[:-1], out=y[1:])",
        "np.clip(x, 1, 2, out=y)",
        "np.matmul(x.reshape(2, 2), x.reshape(2, 2), out=y.reshape(2, 2))",
        "np.copyto(y, x)",
        "np.copyto(y, 3)",
        "np.copyto(y, x, where=x > 1)",
        "np.add(x, 1, dtype=np.float32)",
        "np.cumsum(x, out=y)",
        "np.sum(x, out=y[0])",
        "np.dot(x, x, out=y)",
        "np.take(x, [0, 1], out=y[:2])",
        "np.maximum(x, 2, where=x > 1, out=y)",
        "x.clip(0, 1, out=y)",
        "np.put(x, [0], 9)",
        "np.place(x, x > 1, 9)",
        "np.putmask(x, x > 1, 9)",
        "np.fill_diagonal(x.reshape(2, 2), 1)",
        "np.round(x, out=y)",
        "np.exp(x, out=y[::-1])",
        "np.add(x, 1, out=(y,))",
        "np.mean(x, out=y[:1])",
        "np.floor_divide(x, 2, out=y)",
        "np.concatenate((x[:2], x[:2]), out=y)",
        "np.nan_to_num(x, copy=False)",
        "np.random.shuffle(x)",
        "x.sort()",
        "x.partition(2)",
        "np.greater(x, 1, out=y)",
        "np.add(x, 1, out=None)",
        "x.put([0], 5)",
        "x.resize(2)",
        "np.where(x > 1, x, y)",
        "x.itemset(0, 1)" if hasattr(x, "itemset") else "x.setflags(write=True)",
    ):
        never_wrong(f"def f(x, y):\n    z = {source}\n    return x, y\n", x + 0.5, y)


def few_rows(n):
    """A function of systems of so many rows, as the source says."""
    return f"""
def f(x, b):
    a = np.zeros(({n}, {n}))
    for i in range({n}):
        for j in range({n}):
            a[i, j] = x[i, j]
    y = np.linalg.solve(a, b[:, 0])
    return y, np.linalg.solve(a, b), np.linalg.inv(a), a
"""


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_systems_of_a_few_rows(n):
    f = function(few_rows(n))
    rng = np.random.default_rng(n)
    for k in range(20):  # each order of the rows' sizes
        x, b = rng.normal(size=(n, n)) * 10.0 ** rng.integers(-3, 4, (n, 1)), rng.normal(size=(n, 2))
        x[0, 0] *= k % 2
        if n > 1 or k % 2:
            agrees(f, x, b, rtol=1e-8)
    bails(few_rows(n), np.zeros((n, n)), b, raises=np.linalg.LinAlgError)
    if n > 1:
        bails(few_rows(n), np.ones((n, n)), b, raises=np.linalg.LinAlgError)


def test_functions_by_way_of_numpy():
    a = np.array([[3.0, 1.0, 0.5], [1.0, 2.0, 0.0], [0.5, 0.0, 5.0]])
    b = np.arange(3.0)
    sources = (
        "np.linalg.solve(a, b)",
        "np.linalg.inv(a)",
        "np.linalg.det(a)",
        "np.linalg.eigh(a)[0]",
        "np.linalg.cholesky(a) @ b",
        "np.fft.fft(b)",
        "np.fft.rfft(a, axis=1)",
        "np.sort(b)[::-1]",
        "np.unique(np.floor(a))",
        "np.linalg.svd(a)[1]",
        "np.kron(a, b)",
        "np.linalg.solve(a[:2, :2], b[:2])",
        "np.linalg.lstsq(a, b)[0]",
        "np.argsort(b)",
        "np.einsum('ij,j', a, b)",
        "np.trace(a)",
        "np.linalg.slogdet(a)",
        "np.linalg.qr(a)[1]",
        "np.convolve(b, b)",
        "np.interp(0.5, b, b)",
        "np.median(a)",
        "np.cross(b, b)",
        "np.linalg.matrix_power(a, 3)",
        "np.linalg.norm(a, 1)",
        "np.linalg.cond(a)",
        "np.quantile(b, 0.3)",
        "np.tensordot(a, b, 1)",
    )
    none_wrong([f"def f(a, b):\n    return {p}\n" for p in sources], a, b, rtol=1e-9)
    loop = function("""
def f(a, b, n):
    x = b
    for i in range(n):
        x = np.linalg.solve(a + i * np.eye(3), x)
        order = np.argsort(x)
        x = x[order] + np.sort(b)
    return x, b
""")
    agrees(loop, a, b, 4, rtol=1e-9)
    agrees(loop, a, b, 0)
    bails(
        "def f(a, b):\n    b[0] = 7\n    return np.linalg.solve(a, b)\n",
        np.zeros((3, 3)),
        b,
        raises=np.linalg.LinAlgError,
    )
    bails("np.linalg.cholesky(a)", -a, raises=np.linalg.LinAlgError)
    bails("np.linalg.solve(a, b)", a, np.arange(4.0), raises=ValueError)
    agrees("np.sort(a)", b[::-1])
    agrees("np.sort(a)", np.zeros(0))
    agrees("def f(x):\n    x.sort()\n    return x\n", b[::-1].copy())
    agrees("def f(x):\n    x[::2].sort()\n    return x\n", b[::-1].copy())
    never_wrong("np.unique(a)", np.array([2, 1, 2]))
    never_wrong("np.unique(a, return_counts=True)", np.array([2, 1, 2]))


def test_functions_that_are_no_functions_of_numbers():
    refused("np.save('x', a)", np.ones(2))
    agrees("np.vectorize(abs)(a)", np.ones(2))
    refused("np.frompyfunc(abs, 1, 1)(a)", np.ones(2))
    refused("np.broadcast_to(a, (2, 3))", np.ones(3))
    never_wrong("str(a)", 1.5)
    never_wrong("f'{a}'", 1.5)
    never_wrong("sorted(a)", np.ones(2))
    never_wrong("list(a)", np.ones(2))
    never_wrong("tuple(a)", (1, 2))
    never_wrong("list(range(4))" + " + [a]", 1)
    never_wrong("list(map(abs, [a, 1]))", -1)
    never_wrong("[*zip([a, 1], [2, 3])]", -1)
    never_wrong("list(enumerate([a, 1]))", -1)
    never_wrong("sum([a, 1.5])", -1)
    never_wrong("sum((a, b))", np.ones(2), 1)
    never_wrong("sum(a, 5)", (1, 2))
    never_wrong("sum(a)", np.arange(3))
    never_wrong("sum(a)", np.zeros(0))
    never_wrong("sum(a)", np.ones(3, np.float32))
    never_wrong("sum(a)", np.ones((2, 2)))
    never_wrong("any(a)", (0, 1))
    never_wrong("all([a > 1, a > 2])", 3)
    never_wrong("isinstance(a, (int, float))", 3)
    never_wrong("isinstance(a, np.ndarray)", np.ones(2))
    never_wrong("isinstance(a, float)", np.float64(2))
    never_wrong("isinstance(a, int)", True)
    never_wrong("type(a) is int", 3)
    never_wrong("callable(a)", 3)


def test_a_stack_of_matrices_times_one_matrix():
    def f(a, b, x):
        return a @ b, np.matmul(a, x), (a[:, ::2] @ b).sum()

    agrees(f, np.random.default_rng(0).normal(size=(3, 4, 5)), np.ones((5, 2)), np.arange(5.0))


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_products_with_narrow_matrices(dtype):
    """Up to 8 rows of up to 64 columns are multiplied by loops of our own, where they lie row by row."""
    f, rng = function("a @ b"), np.random.default_rng(0)
    for m, k, n in ((1, 1, 8), (30, 8, 16), (9, 3, 10), (20, 0, 9), (12, 9, 8), (9, 5, 64), (9, 5, 65), (0, 3, 12)):
        a, b = rng.standard_normal((m, k)).astype(dtype), rng.standard_normal((k, n)).astype(dtype)
        for left in (a, a.T.copy().T, np.repeat(a, 2, axis=1)[:, ::2], a[::-1]):
            for right in (b, b.T.copy().T, np.repeat(b, 2, axis=0)[::2], b[::-1]):
                agrees(f, left, right, rtol=1e-12 if dtype is np.float64 else 1e-4)


@pytest.mark.parametrize(
    "grid",
    [
        "np.mgrid[0:n, 1:m:2]",
        "np.mgrid[2:n]",
        "np.mgrid[x:4.0:0.3]",
        "np.ogrid[-1:n:5j]",
        "np.mgrid[n:0, 0:m]",
        "np.ogrid[0:n, 0:m, 1:3]",
        "np.mgrid[0:n:4j, -1.5:1.0:0.25]",
        "np.ogrid[x:2.0:3j, 0:n]",
        "np.mgrid[0:n, 0.0:x]",
    ],
)
def test_grids(grid):
    f = function(f"def f(n, m, x):\n    return {grid}")
    for n, m in ((3, 6), (1, 1), (4, 2)):
        if grid == "np.mgrid[n:0, 0:m]":
            bails(f, n, m, 1.75, raises=ValueError)
        else:
            agrees(f, n, m, 1.75)


def test_np_ndarray_makes_memory():
    agrees(function("def f(n):\n    a = np.ndarray((n, 2), dtype=np.int32)\n    a[:] = n\n    return a"), 3)
    agrees(function("def f(n):\n    a = np.ndarray(n)\n    a[:] = n\n    return a"), 3)


BY_PYTHON = ["z ** k", "np.power(z, 2.5)", "w ** w", "np.sqrt(w)", "np.log(w) + w", "w // 1 if False else w * 2"]


@pytest.mark.parametrize("power", BY_PYTHON)
def test_complex_functions_without_code_are_called(power):
    f = function(
        f"def f(w, zs):\n    out = []\n    for k in range(4):\n        for z in zs:\n"
        f"            out.append({power})\n    return np.array(out)"
    )
    agrees(f, np.array([1 + 2j, -0.5j]), np.array([0.25 - 1j, 3.0 + 0j]), rtol=1e-14)


def test_a_power_of_complex_python_numbers_that_raises():
    bails(
        function("def f(z):\n    for k in range(2):\n        z = z ** -k + 0\n    return (z - z) ** -z"),
        1j,
        raises=ZeroDivisionError,
    )


def test_ufuncs_with_two_results():
    f = "def f(x):\n    s = 0 * x\n    for k in range(3):\n        a, b = np.divmod(x, 1.5 + k)\n        s = s + a * b\n    return s"
    agrees(function(f), np.array([1.5, 2.75, -7.0]))


@pytest.mark.parametrize("name", ["std", "var", "median", "ptp"])
@pytest.mark.parametrize("axis", [0, -1, (0, 1), None])
def test_statistics_that_keep_axes(name, axis):
    f = function(
        f"def f(x):\n    for k in range(2):\n        x = x - np.{name}(x, axis={axis}, keepdims=True)\n    return x"
    )
    agrees(f, np.arange(24.0).reshape(2, 3, 4) ** 1.5, rtol=1e-12)
    agrees(f, np.arange(4.0).reshape(1, 1, 4), rtol=1e-12)


@pytest.mark.parametrize("name", ["argmax", "argmin"])
def test_the_first_nan_is_the_extreme_one(name):
    f = function(
        f"def f(x):\n    return np.{name}(x), np.{name}(x.reshape(3, -1), axis=0), np.{name}(x.reshape(3, -1), axis=1)\n"
    )
    for places in ([], [0], [5], [11], [4, 7], [0, 3, 11], list(range(12))):
        x = np.array([3.0, -1.0, 7.0, 7.0, -0.0, 0.0, -5.0, -5.0, np.inf, -np.inf, 2.0, 1.0])
        x[places] = np.nan
        agrees(f, x)
        agrees(f, x.astype(np.float32))
    agrees(f, np.array([3, 1, 3, 1, 0, 0, 2, 9, 9, 9, 0, 1]))


@pytest.mark.parametrize(
    "shape", [(40, 900, 2), (3, 25_000, 1), (900, 2, 40), (4, 5, 6), (0, 70_000, 3), (70_000, 0, 3)]
)
@pytest.mark.parametrize(
    "body", ["a.sum(axis=1)", "a.max(axis=-2, keepdims=True)", "(a * a).sum((1, 3))", "a.T.min(1)"]
)
def test_axes_in_between(shape, body):
    """Slices that are short are read from one end of a large array to the other: each sum has its terms in order."""
    a = np.random.default_rng(0).normal(size=shape)
    if "3" in body:
        a = np.repeat(a[..., None], 2, axis=3)
    if 0 in shape and ("max" in body or "min" in body):
        return
    agrees(function(body), a, rtol=1e-13)
