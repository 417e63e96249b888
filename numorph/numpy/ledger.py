"""Every public callable of NumPy's main namespace, linalg and fft, in exactly one of four sets.

IMPLEMENTED      works on traced arrays, with derivatives where NumPy's function is smooth
AS_IS            is asked about types, sizes or settings, or is composed of the others: NumPy's own code serves
EAGER_ONLY       works on known values; on traced ones jit runs the function as plain Python
NOT_SUPPORTED    does not take part
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UFUNCS = """
    absolute abs acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin asinh atan atan2 atanh
    bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor
    cbrt ceil conj conjugate copysign cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 fabs float_power floor
    floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert isfinite isinf isnan lcm ldexp
    left_shift less less_equal log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor
    matmul matvec maximum minimum mod modf multiply negative nextafter not_equal positive pow power rad2deg radians
    reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract tan tanh true_divide trunc
    vecdot vecmat
"""
_CREATION = """
    arange array asanyarray asarray asarray_chkfinite ascontiguousarray asfortranarray bartlett blackman copy empty
    empty_like eye fromfunction full full_like geomspace hamming hanning identity indices kaiser linspace logspace
    meshgrid ones ones_like require tri zeros zeros_like
"""
_SHAPES = """
    append array_split astype atleast_1d atleast_2d atleast_3d block broadcast_arrays broadcast_to column_stack concat
    concatenate delete diag diagflat diagonal dsplit dstack expand_dims flip fliplr flipud hsplit hstack insert
    matrix_transpose moveaxis ndim pad permute_dims ravel repeat reshape resize roll rollaxis rot90 shape size split
    squeeze stack swapaxes tile trace transpose tril trim_zeros triu unstack vsplit vstack
"""
_INDEXING = """
    argwhere choose compress copyto diag_indices_from extract fill_diagonal flatnonzero ix_ ndenumerate nonzero place
    put put_along_axis putmask ravel_multi_index select take take_along_axis tril_indices_from triu_indices_from
    unravel_index where
"""
_REDUCTIONS = """
    all amax amin any argmax argmin average count_nonzero cumprod cumsum cumulative_prod cumulative_sum max mean median
    min nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile
    nanstd nansum nanvar percentile prod ptp quantile std sum var
"""
_SORTING = """
    argpartition argsort digitize intersect1d isin lexsort partition searchsorted setdiff1d setxor1d sort
    sort_complex union1d unique unique_all unique_counts unique_inverse unique_values
"""
_MATHEMATICS = """
    allclose angle apply_along_axis apply_over_axes around array_equal array_equiv bincount clip convolve corrcoef
    correlate cov cross diff dot ediff1d einsum einsum_path fix gradient histogram histogram2d histogram_bin_edges
    histogramdd i0 imag inner interp isclose iscomplex isneginf isposinf isreal kron nan_to_num outer packbits piecewise
    poly polyadd polyder polydiv polyfit polyint polymul polysub polyval real real_if_close roots round sinc tensordot
    trapezoid unpackbits unwrap vander vdot vectorize
"""
_QUESTIONS = """
    array2string array_repr array_str can_cast common_type iscomplexobj isrealobj isscalar may_share_memory
    min_scalar_type result_type shares_memory
"""
_TYPES = """
    bool bool_ byte bytes_ cdouble character clongdouble complex128 complex192 complex256 complex64 complexfloating
    csingle datetime64 double flexible float128 float16 float32 float64 float96 floating generic half inexact int16
    int32 int64 int8 int_ intc integer intp long longdouble longlong number object_ short signedinteger single str_
    timedelta64 ubyte uint uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong unsignedinteger ushort void
"""
_DATES = "datetimes are not numbers that can be traced"
_FILES = "it reads or writes a file, a buffer or text"
_MEMORY = "a traced array has no memory to walk through"

IMPLEMENTED: dict[str, frozenset[str]] = {
    "numpy": _names(_UFUNCS + _CREATION + _SHAPES + _INDEXING + _REDUCTIONS + _SORTING + _MATHEMATICS + _QUESTIONS),
    "numpy.linalg": _names(
        """
        cholesky cond cross det diagonal eig eigh eigvals eigvalsh inv lstsq matmul matrix_norm matrix_power matrix_rank
        matrix_transpose multi_dot norm outer pinv qr slogdet solve svd svdvals tensordot tensorinv tensorsolve trace
        vecdot vector_norm
        """
    ),
    "numpy.fft": _names(
        """
        fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn rfft rfft2 rfftfreq
        rfftn
        """
    ),
}

AS_IS: dict[str, frozenset[str]] = {
    "numpy": _names(
        _TYPES
        + """
        __array_namespace_info__ base_repr binary_repr broadcast_shapes diag_indices dtype errstate finfo
        get_include get_printoptions getbufsize geterr geterrcall iinfo info isdtype isfortran issubdtype iterable
        mask_indices mintypecode ndarray ndindex printoptions promote_types row_stack set_printoptions setbufsize seterr
        seterrcall show_config show_runtime test tril_indices triu_indices typename ufunc
        """
    ),
    "numpy.linalg": _names("LinAlgError test"),
    "numpy.fft": _names("test"),
}

EAGER_ONLY: dict[str, dict[str, str]] = {
    "numpy": {
        name: reason
        for reason, names in {
            _DATES: "busday_count busday_offset busdaycalendar datetime_as_string datetime_data is_busday isnat",
            _FILES: """
                format_float_positional format_float_scientific frombuffer fromfile fromiter fromregex fromstring
                genfromtxt load loadtxt memmap save savetxt savez savez_compressed
            """,
            _MEMORY: "broadcast flatiter from_dlpack nditer nested_iters",
            "its results are Python objects": "frompyfunc",
            "deprecated for np.isin and np.trapezoid": "in1d trapz",
            "it keeps plain coefficients; the poly functions take traced ones": "poly1d",
        }.items()
        for name in names.split()
    },
    "numpy.linalg": {},
    "numpy.fft": {},
}

NOT_SUPPORTED: dict[str, dict[str, str]] = {
    "numpy": {
        name: reason
        for reason, names in {
            "np.matrix changes what operators mean": "asmatrix bmat matrix",
            "arrays of records and of text are not numbers": "chararray recarray record",
        }.items()
        for name in names.split()
    },
    "numpy.linalg": {},
    "numpy.fft": {},
}
