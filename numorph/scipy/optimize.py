"""scipy.optimize: `minimize` with gradients from numorph; every other name is SciPy's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import scipy.optimize as _scipy

from ..api.directional import hessian, jvp
from ..api.gradient import grad, value_and_grad
from ..errors import UnsupportedError, user_frame
from ..numpy.creation import holds_handle

# What SciPy's methods make use of besides values; the others ask for values only.
_HESSIAN = frozenset(("dogleg", "trust-exact"))
_HESSIAN_PRODUCT = frozenset(("newton-cg", "trust-ncg", "trust-krylov", "trust-constr"))
_GRADIENT = _HESSIAN | _HESSIAN_PRODUCT | {"cg", "bfgs", "l-bfgs-b", "tnc", "slsqp"}


def minimize(
    fun: Callable[..., Any],
    x0: Any,
    args: Sequence[Any] = (),
    method: Any = "BFGS",
    tol: float | None = None,
    options: dict[str, Any] | None = None,
    **kw: Any,
) -> Any:
    """Minimise fun(x, *args) from x0, of one axis, by scipy.optimize.minimize, with exact derivatives.

    All methods and further arguments of SciPy (bounds, constraints, callback ...); jac, hess and hessp are computed
    where the method uses them and they are not given.  The result is SciPy's: x, fun, jac, hess_inv, nit, success ...

    Unlike jax.scipy.optimize.minimize it has no derivative: traced arguments raise.
    """
    if holds_handle(x0) or any(holds_handle(a) for a in args):
        raise UnsupportedError(
            "'minimize' cannot run on traced arrays.",
            frame=user_frame(),
            hints=("write the steps as a Python loop, or with numorph.lax.while_loop",),
        )
    name = method.lower() if isinstance(method, str) else None
    objective = fun
    if name in _GRADIENT and kw.get("jac") is None:
        kw["jac"] = True

        def objective(x: Any, *rest: Any) -> tuple[float, Any]:
            value, gradient = differentiated(x, *rest)
            return float(value), gradient

        differentiated = value_and_grad(fun)
    if name in _HESSIAN and kw.get("hess") is None:
        kw["hess"] = hessian(fun)
    if name in _HESSIAN_PRODUCT and kw.get("hess") is None and kw.get("hessp") is None:
        kw["hessp"] = lambda x, p, *rest: jvp(lambda y: grad(fun)(y, *rest), (x,), (p,))[1]
    start = np.asarray(x0)
    if start.dtype.kind != "f":
        start = start.astype(np.float64)
    return _scipy.minimize(objective, start, args=tuple(args), method=method, tol=tol, options=options, **kw)


def __getattr__(name: str) -> Any:
    """Every other name of scipy.optimize."""
    return getattr(_scipy, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *dir(_scipy)})
