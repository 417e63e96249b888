"""The public surface: every name is there and is documented."""

import importlib
import types

import numpy
import pytest

import numorph as nm

MODULES = [
    "numorph",
    "numorph.lax",
    "numorph.nn",
    "numorph.nn.initializers",
    "numorph.random",
    "numorph.tree",
    "numorph.config",
]
MODULES += ["numorph.errors", "numorph.debug", "numorph.testing", "numorph.scipy.special", "numorph.scipy.linalg"]
MODULES += ["numorph.scipy.stats", "numorph.scipy.sparse.linalg", "numorph.scipy.optimize", "numorph.scipy"]
MODULES += ["numorph.numpy", "numorph.numpy.linalg", "numorph.numpy.fft"]

NAMES = {
    "numorph": """jit grad value_and_grad vmap jvp vjp jacrev jacfwd jacobian hessian custom_jvp
        custom_vjp checkpoint remat eval_shape make_jaxpr make_program stop_gradient
        disable_jit linearize linear_transpose pure_callback named_scope
        ShapeDtypeStruct ravel_pytree tree random lax nn scipy testing numpy config""",
    "numorph.lax": """scan stop_gradient cond while_loop select fori_loop psum switch pmean rsqrt top_k
        add max dot_general map dynamic_slice dynamic_update_slice broadcast_shapes
        convert_element_type dynamic_slice_in_dim broadcast_in_dim associative_scan
        pmax pmin all_gather axis_index conv conv_general_dilated conv_transpose reduce_window""",
    "numorph.nn": """relu softmax softplus one_hot sigmoid log_softmax gelu log_sigmoid silu tanh
        standardize elu logsumexp avg_pool max_pool""",
    "numorph.random": """normal split PRNGKey uniform key bernoulli randint choice fold_in permutation
        categorical key_data wrap_key_data clone bits gumbel multivariate_normal
        gamma truncated_normal laplace dirichlet beta exponential""",
    "numorph.tree": """map flatten unflatten structure leaves reduce all map_with_path flatten_with_path
        transpose keystr register_pytree_node register_pytree_node_class
        register_dataclass Partial""",
    "numorph.scipy.special": """logsumexp expit erf erfc gammaln digamma i0e i1e logit ndtr ndtri multigammaln
        betainc betaln xlogy gamma""",
    "numorph.scipy.linalg": """solve_triangular cho_solve cho_factor solve expm block_diag cholesky lu_factor
        lu_solve""",
    "numorph.scipy.sparse.linalg": "cg bicgstab gmres",
    "numorph.scipy.optimize": "minimize",
    "numorph.testing": "check_grads",
    "numorph.numpy": """zeros array arange ones sum asarray where zeros_like concatenate exp sqrt stack
        float32 int32 ones_like mean log eye abs max ndarray full clip maximum
        minimum sin broadcast_to reshape pi cos inf dot expand_dims all tanh finfo
        linspace diag transpose matmul square einsum moveaxis logical_and repeat
        sign argmax shape isnan float64 split isfinite issubdtype power any cumsum
        min newaxis dtype pad squeeze allclose bool_ roll tile nan prod argsort size
        complex64 swapaxes result_type int64 take outer float16 sort std var
        array_equal integer floating tril int8 log1p ndim logical_or logical_not
        hstack multiply flip diagonal floor isclose empty complex128 equal triu
        full_like argmin ceil uint32 conj tensordot isinf take_along_axis vectorize
        int16 round vstack add reciprocal complexfloating searchsorted arctan2
        append uint16 inexact broadcast_arrays astype unique expm1 negative diff
        logaddexp uint8 mod meshgrid arctanh bool count_nonzero copy ravel real imag
        iscomplexobj less greater_equal vdot sinh broadcast_shapes uint64 arccos
        cumprod diag_indices arctan identity amax iinfo invert cov not_equal divide
        less_equal trace nan_to_num atleast_1d greater bincount average log2
        euler_gamma absolute cosh unravel_index ravel_multi_index convolve
        bitwise_and promote_types logspace block isscalar tril_indices at linalg fft""",
}


@pytest.mark.parametrize("module", NAMES)
def test_the_names_are_there(module):
    namespace = importlib.import_module(module)
    newer = {"astype"} if int(numpy.__version__.split(".")[1]) < 1 and numpy.__version__.startswith("2.0") else set()
    missing = [n for n in NAMES[module].split() if not hasattr(namespace, n) and n not in newer]
    assert not missing


@pytest.mark.parametrize("module", MODULES)
def test_public_names_are_documented(module):
    namespace = importlib.import_module(module)
    assert namespace.__doc__
    undocumented = []
    for name in getattr(namespace, "__all__", None) or [n for n in vars(namespace) if not n.startswith("_")]:
        value = getattr(namespace, name)
        own = getattr(value, "__module__", None) or type(value).__module__
        mine = own.startswith("numorph") if hasattr(namespace, "__all__") else own == module
        if mine and not isinstance(value, types.ModuleType):
            inherited = isinstance(value, type) and value.__doc__ == getattr(value.__base__, "__doc__", 0)
            if not value.__doc__ or inherited:
                undocumented.append(name)
    assert not undocumented


def test_functions_that_are_numpys_are_numpys():
    own = {n for n in numpy.__all__ if getattr(nm.numpy, n) is not getattr(numpy, n)}
    assert {"sin", "add", "matmul", "sum", "concatenate", "where", "einsum", "sort"}.isdisjoint(own)
    assert len(own) < 45  # those that make arrays from nothing


@pytest.mark.parametrize("cls", [nm.Array, nm.random.Key], ids=lambda c: c.__name__)
def test_public_methods_are_documented(cls):
    slots = {"data"}  # told of in the docstring of Key
    members = {n: getattr(cls, n) for n in dir(cls) if not n.startswith("_")}
    assert not [n for n, member in members.items() if not member.__doc__ and n not in slots]
    assert len(members) >= 5


def test_traced_arrays_have_all_attributes_of_ndarray():
    assert not [n for n in dir(numpy.ndarray) if not n.startswith("_") and not hasattr(nm.Array, n)]
