"""The ledger names every callable of the installed NumPy once, and says the truth about it."""

import numpy as np
import pytest

import numorph as nm
import numorph.numpy
from numorph.array import FUNCTIONS, UFUNCS, Array
from numorph.errors import ValueNeeded
from numorph.numpy.ledger import AS_IS, EAGER_ONLY, IMPLEMENTED, NOT_SUPPORTED
from numorph.ops.elementwise import UFUNC_OPS

from .agreement import staged

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of names that NumPy is about to drop

NAMESPACES = {
    "numpy": (np, numorph.numpy),
    "numpy.linalg": (np.linalg, numorph.numpy.linalg),
    "numpy.fft": (np.fft, numorph.numpy.fft),
}
SETS = {"IMPLEMENTED": IMPLEMENTED, "AS_IS": AS_IS, "EAGER_ONLY": EAGER_ONLY, "NOT_SUPPORTED": NOT_SUPPORTED}


@pytest.mark.parametrize("space", NAMESPACES)
def test_every_callable_is_in_one_set(space):
    module = NAMESPACES[space][0]
    for name in {*module.__all__, *dir(module)}:
        private = name.startswith("_") and name != "__array_namespace_info__"
        if private or not callable(getattr(module, name)):
            continue
        homes = [title for title, ledger in SETS.items() if name in ledger[space]]
        assert len(homes) == 1, f"'{space}.{name}' is in {homes or 'no set of the ledger'}"


@pytest.mark.parametrize("space", NAMESPACES)
def test_what_is_implemented_has_an_implementation(space):
    module, ours = NAMESPACES[space]
    for name in IMPLEMENTED[space]:
        function = getattr(module, name, None)
        if function is None:  # NumPy has had it, or will
            continue
        registered = function in FUNCTIONS or function in UFUNC_OPS or function in UFUNCS
        assert registered or getattr(ours, name) is not function, f"'{space}.{name}' has no implementation"


@pytest.mark.parametrize("space", NAMESPACES)
def test_no_implementation_is_forgotten(space):
    module = NAMESPACES[space][0]
    for title in ("AS_IS", "EAGER_ONLY", "NOT_SUPPORTED"):
        for name in SETS[title][space]:
            function = getattr(module, name, None)
            assert not (function in FUNCTIONS or function in UFUNC_OPS or function in UFUNCS), f"{name} is {title}"


def test_reasons_are_given():
    for ledger in (EAGER_ONLY, NOT_SUPPORTED):
        for space in ledger.values():
            assert all(len(reason) > 10 for reason in space.values())


def test_the_namespaces_have_all_of_numpys_names():
    for module, ours in NAMESPACES.values():
        for name in module.__all__:
            if not (name.startswith("__") or isinstance(getattr(module, name), type(np))):
                assert getattr(ours, name) is not None or getattr(module, name) is None


def test_functions_without_a_rule_run_on_known_values():
    """np.datetime_as_string and its like: no rule, so NumPy itself, on values that are known."""
    known = Array(np.array([1.0, 2.0]), False)
    from numorph.numpy.fallback import call

    out = call(np.kron, (known, [known, known]), {})
    assert isinstance(out, Array)
    np.testing.assert_array_equal(out._read(), np.kron([1.0, 2.0], [[1.0, 2.0]] * 2))
    assert call(np.linalg.matrix_rank, (known,), {}) == 1

    into = np.zeros_like(known)
    assert call(np.sin, (known,), {"out": into}) is into
    np.testing.assert_array_equal(into._read(), np.sin([1.0, 2.0]))


def test_functions_without_a_rule_say_so_on_traced_values():
    from numorph.numpy.fallback import call

    for args in (lambda x: (x,), lambda x: ([1, (x,)],), lambda x: ({"a": x},)):
        with pytest.raises(ValueNeeded, match=r"'np.linalg.matrix_rank' has no rule for traced arrays") as error:
            staged(lambda x, args=args: call(np.linalg.matrix_rank, args(x), {}), np.ones(2))
        assert "numorph.pure_callback" in str(error.value)


def test_no_derivative_is_lost_where_there_is_no_rule():
    with pytest.raises(TypeError):
        nm.grad(lambda x: np.frompyfunc(float, 1, 1)(x) + 0 * x)(1.0)
    assert nm.jit(lambda x: len(np.format_float_positional(x)))(0.5) == 3
