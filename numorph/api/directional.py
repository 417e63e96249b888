"""jvp, vjp, linearize, linear_transpose and the Jacobians: derivatives of functions between pytrees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import convert, unwrap
from ..boundary import Arguments, check_callable, describe, finish, flatten_result, own, what_is, write_back
from ..core.rules import NotDifferentiable
from ..core.trace import Tracer, typeof
from ..core.types import ArrayType, ScalarType, element_count, is_inexact
from ..errors import LeakedTracerError, NumorphTypeError, NumorphValueError
from ..ir.evaluate import evaluate
from ..ir.program import Program
from ..ir.stage import stage
from ..ops import elementwise as ew
from ..ops.scalar import scalar_array
from ..transforms import forward
from ..transforms.forward import tangent_type
from ..transforms.linearize import linearize as linearize_flat
from ..transforms.transpose import backward, transpose_program
from .gradient import finish_gradient, named, primal_of, without_tangents
from .vectorize import vmap


class _Flat:
    """`f` from values of its arguments' leaves to values of its result's; the rest of what a call gives is kept."""

    def __init__(self, f: Callable[..., Any], arguments: Arguments, has_aux: bool):
        self.f, self.arguments, self.has_aux = f, arguments, has_aux

    def __call__(self, *values: Any) -> list[Any]:
        out = self.arguments.call(self.f, values)
        if self.has_aux:
            out, self._aux = out
        self._written = self.arguments.written()
        leaves, self.structure, self.flags = flatten_result(out)
        return leaves

    def write_back(self, results: list[Any]) -> None:
        """Deliver what the function wrote to its arguments."""
        write_back(self.arguments, [(k, primal_of(v)) for k, v in self._written], results)

    def result(self, values: Sequence[Any]) -> Any:
        """Values as the function's result."""
        return tree.unflatten(self.structure, [finish(v, s) for v, s in zip(values, self.flags, strict=True)])

    @property
    def aux(self) -> Any:
        return without_tangents(self._aux) if self.has_aux else None


def jvp(f: Callable[..., Any], primals: Sequence[Any], tangents: Sequence[Any], has_aux: bool = False) -> Any:
    """(f(*primals), its directional derivative along `tangents`), by forward mode; with `has_aux` also aux.

    `primals` and `tangents` are tuples of equal structure; a tangent has the shape of its primal.  As jax.jvp.
    """
    check_callable(f, "jvp")
    for name, value in (("primals", primals), ("tangents", tangents)):
        if not isinstance(value, tuple | list):
            raise NumorphTypeError(
                f"'jvp' needs {name} as a tuple, got {what_is(value)}.",
                hints=(f"a tuple of one: ({name[:-1]},)",),
            )
    arguments = Arguments(tuple(primals), {})
    moving = _tangents(arguments, tuple(tangents))
    flat = _Flat(f, arguments, has_aux)
    outs, dots = forward.jvp(flat, [unwrap(x) for x in arguments.leaves], moving)
    dots = [ew.zeros(tangent_type(typeof(o))) if d is None else d for o, d in zip(outs, dots, strict=True)]
    results = [*outs, *dots]
    flat.write_back(results)
    n = len(outs)
    value, dot = flat.result(results[:n]), flat.result([own(d) for d in results[n:]])
    return (value, dot, flat.aux) if has_aux else (value, dot)


def _tangents(arguments: Arguments, tangents: tuple) -> list[Any]:
    leaves, structure = tree.flatten((tangents, {})) if arguments.structure is not None else (list(tangents), None)
    if len(leaves) != len(arguments.leaves) or structure != arguments.structure:
        primals = arguments.leaves if structure is None else tree.unflatten(arguments.structure, arguments.leaves)[0]
        wanted, got = (tree.show(tree.structure(tuple(x))) for x in (primals, tangents))
        raise NumorphTypeError(f"'jvp' needs tangents built as the primals, {wanted}, got {got}.")
    out = []
    for k, (p, t) in enumerate(zip(arguments.leaves, leaves, strict=True)):
        want = typeof(unwrap(p))
        if not is_inexact(want.dtype):
            out.append(None)
            continue
        value = unwrap(t)
        if isinstance(value, Tracer) and type(value.type) is ScalarType:
            value = scalar_array(value)
        if not isinstance(value, Tracer):
            value = np.asarray(value, want.dtype if type(value) in (int, float, complex, bool) else None)[()]
        if typeof(value).shape != want.shape:
            raise NumorphValueError(
                f"'jvp' needs tangents of the shapes of their primals, but tangent {k} is {what_is(t)} "
                f"and its primal {want}."
            )
        out.append(value if typeof(value).dtype == want.dtype else ew.convert(value, dtype=want.dtype))
    return out


class _Linearized:
    """A function's value at a point and its linear map there."""

    def __init__(self, f: Callable[..., Any], primals: tuple, has_aux: bool, who: str):
        check_callable(f, who)
        self.arguments = arguments = Arguments(primals, {})
        self.live = [is_inexact(typeof(unwrap(x)).dtype) for x in arguments.leaves]
        self.flat = flat = _Flat(f, arguments, has_aux)
        values = [_kept(unwrap(x)) for x in arguments.leaves]
        results, self.linear = linearize_flat(flat, values, self.live)
        self.out_types = [tangent_type(typeof(o)) for o in results]
        flat.write_back(results)
        self.value, self.aux = flat.result(results), flat.aux

    def pull(self, cotangent: Any) -> tuple:
        """Cotangents of the arguments."""
        leaves = _leaves_like(cotangent, self.flat.structure)
        cts = [_cotangent(ct, t) for ct, t in zip(leaves, self.out_types, strict=True)]
        found = iter(backward(self.linear, cts))
        grads = [
            finish_gradient(next(found), x) if on else np.zeros(_shape(x))
            for x, on in zip(self.arguments.leaves, self.live, strict=True)
        ]
        if self.arguments.structure is None:
            return tuple(grads)
        return tree.unflatten(self.arguments.structure, grads)[0]


def _leaves_like(cotangent: Any, structure: Any) -> list[Any]:
    """The leaves of a cotangent that is built as the result it belongs to."""
    leaves, found = tree.flatten(cotangent)
    if len(leaves) != structure.num_leaves or found != structure:
        wanted, got = tree.show(structure), tree.show(found)
        raise NumorphTypeError(f"A cotangent is built as the result it belongs to, {wanted}, but got {got}.")
    return leaves


def _kept(value: Any) -> Any:
    """A value that outlives the call: a copy, since the caller may change the array before the pullback runs."""
    return value.copy() if isinstance(value, np.ndarray) and value.flags.writeable else value


def _cotangent(ct: Any, want: ArrayType) -> Any:
    value = unwrap(ct)
    if not isinstance(value, Tracer):
        value = np.asarray(value)[()]
    t = typeof(value)
    if t.shape != want.shape:
        raise NumorphValueError(
            f"A cotangent has the shape of the result it belongs to, {want}, but got {what_is(ct)}."
        )
    if type(t) is ScalarType or t.dtype != want.dtype:
        value = convert(value, want.dtype)
    return value


def vjp(f: Callable[..., Any], *primals: Any, has_aux: bool = False) -> Any:
    """(f(*primals), pullback): `pullback(cotangent)` is a tuple of cotangents, one per argument.

    The function runs once, on concrete values; the pullback may be called any number of times.  As jax.vjp.
    """
    point = _Linearized(f, primals, has_aux, "vjp")

    def pullback(cotangent: Any) -> tuple:
        return point.pull(cotangent)

    return (point.value, pullback, point.aux) if has_aux else (point.value, pullback)


def linearize(f: Callable[..., Any], *primals: Any, has_aux: bool = False) -> Any:
    """(f(*primals), f_jvp): `f_jvp(*tangents)` is the derivative at that point, without running f again.

    As jax.linearize.
    """
    point = _Linearized(f, primals, has_aux, "linearize")
    program = point.linear.program()

    def f_jvp(*tangents: Any) -> Any:
        moving = _tangents(point.arguments, tangents)
        outs = evaluate(program, *[t for t in moving if t is not None])
        return point.flat.result([own(o) for o in outs])

    return (point.value, f_jvp, point.aux) if has_aux else (point.value, f_jvp)


def linear_transpose(f: Callable[..., Any], *primals: Any) -> Callable[..., Any]:
    """The transpose of a linear function: from cotangents of its result to a tuple of cotangents of its arguments.

    `primals` are arrays or ShapeDtypeStruct: only shapes and dtypes matter.  As jax.linear_transpose.
    """
    check_callable(f, "linear_transpose")
    arguments = Arguments(primals, {})
    types = [
        ArrayType(tuple(x.shape), np.dtype(x.dtype)) if hasattr(x, "dtype") else typeof(x) for x in arguments.leaves
    ]

    def flat(*values):
        return flatten_result(arguments.call(f, values))[0]

    arguments.leaves = [np.broadcast_to(np.zeros((), t.dtype), t.shape) for t in types]
    program, outer = stage(flat, types, describe(f))
    is_linear = [False] * len(outer) + [True] * len(types)

    def transposed(cotangent: Any) -> tuple:
        leaves = tree.leaves(cotangent)
        cts = [_cotangent(c, tangent_type(t)) for c, t in zip(leaves, program.out_types, strict=True)]
        grads = _transposed(program, outer, is_linear, cts)
        grads = [finish(own(ew.zeros(t) if g is None else g)) for g, t in zip(grads, types, strict=True)]
        return tuple(grads) if arguments.structure is None else tree.unflatten(arguments.structure, grads)[0]

    return transposed


def _transposed(program: Program, outer: Sequence[Any], is_linear: Sequence[bool], cts: Sequence[Any]) -> list[Any]:
    """`transpose_program` of what may not be linear."""
    try:
        return transpose_program(program, outer, is_linear, cts)
    except NotDifferentiable as error:
        reason = error.message.rstrip(".")
    except LeakedTracerError:
        reason = "an operation has two operands that depend on the arguments, as in x * x"
    message = f"'linear_transpose' needs a linear function, and '{program.name}' is not."
    raise NumorphTypeError(message, notes=(reason,))


# -- Jacobians


def _basis(leaves: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """For each leaf the unit tangents of all leaves, stacked along a leading axis; and the sizes."""
    sizes = [element_count(_shape(x)) for x in leaves]
    total, start, out = sum(sizes), 0, []
    for x, n in zip(leaves, sizes, strict=True):
        dtype = typeof(unwrap(x)).dtype
        unit = np.zeros((total, n), dtype)
        unit[start : start + n] = np.eye(n, dtype=dtype)
        out.append(unit.reshape(total, *_shape(x)))
        start += n
    return out, sizes


def _shape(x: Any) -> tuple:
    return typeof(unwrap(x)).shape


def _argument_selector(
    f: Callable[..., Any], argnums: Any, args: tuple, kwargs: dict
) -> tuple[Callable[..., Any], tuple]:
    positions = (argnums,) if isinstance(argnums, int) else tuple(argnums)
    chosen = [p % len(args) for p in positions]

    def g(*parts):
        full = list(args)
        for p, part in zip(chosen, parts, strict=True):
            full[p] = part
        return f(*full, **kwargs)

    g.adapts = f  # type: ignore[attr-defined]
    return g, tuple(args[p] for p in chosen)


def _split_columns(jac: Any, leaves: Sequence[Any], sizes: list[int], axis_first: bool, lead: tuple) -> list[Any]:
    """The part of a Jacobian that belongs to each leaf of the basis."""
    parts, start = [], 0
    for x, n in zip(leaves, sizes, strict=True):
        piece = jac[start : start + n] if axis_first else jac[..., start : start + n]
        shape = (*_shape(x), *lead) if axis_first else (*lead, *_shape(x))
        parts.append(piece.reshape(shape) if shape else piece.reshape(shape)[()])
        start += n
    return parts


def _check_real_or_holomorphic(leaves: Sequence[Any], holomorphic: bool, who: str) -> None:
    for x in leaves:
        t = typeof(unwrap(x))
        if not is_inexact(t.dtype):
            raise NumorphTypeError(
                f"'{who}' needs real or complex inputs, got {what_is(x)}.", hints=("convert it: x.astype(float)",)
            )
        if t.dtype.kind == "c" and not holomorphic:
            raise NumorphTypeError(f"'{who}' of a complex input needs holomorphic=True, got {what_is(x)}.")


def jacfwd(
    f: Callable[..., Any], argnums: int | Sequence[int] = 0, has_aux: bool = False, holomorphic: bool = False
) -> Callable[..., Any]:
    """The Jacobian by forward mode, one pass per input element (batched): out.shape + in.shape.  As jax.jacfwd."""
    check_callable(f, "jacfwd")

    @named(f, "jacfwd")
    def jacobian_of(*args: Any, **kwargs: Any) -> Any:
        g, parts = _argument_selector(f, argnums, args, kwargs)
        leaves, structure = tree.flatten(parts)
        _check_real_or_holomorphic(leaves, holomorphic, "jacfwd")
        basis, sizes = _basis(leaves)
        _, push, *aux = linearize(g, *parts, has_aux=has_aux)
        columns = vmap(lambda *t: push(*tree.unflatten(structure, list(t))), out_axes=-1)(*basis)
        rows, out_structure = tree.flatten(columns)
        per_output = [
            tree.unflatten(structure, _split_columns(c, leaves, sizes, False, tuple(c.shape[:-1]))) for c in rows
        ]
        per_output = [p[0] if isinstance(argnums, int) else p for p in per_output]
        result = tree.unflatten(out_structure, per_output)
        return (result, aux[0]) if has_aux else result

    return jacobian_of


def jacrev(
    f: Callable[..., Any],
    argnums: int | Sequence[int] = 0,
    has_aux: bool = False,
    holomorphic: bool = False,
    allow_int: bool = False,
) -> Callable[..., Any]:
    """The Jacobian by reverse mode, one pass per output element (batched): out.shape + in.shape.  As jax.jacrev."""
    check_callable(f, "jacrev")

    @named(f, "jacrev")
    def jacobian_of(*args: Any, **kwargs: Any) -> Any:
        g, parts = _argument_selector(f, argnums, args, kwargs)
        leaves, structure = tree.flatten(parts)
        if not allow_int:
            _check_real_or_holomorphic(leaves, holomorphic, "jacrev")
        value, pullback, *aux = vjp(g, *parts, has_aux=has_aux)
        outs, out_structure = tree.flatten(value)
        basis, sizes = _basis(outs)
        rows = vmap(lambda *cts: pullback(tree.unflatten(out_structure, list(cts))))(*basis)
        columns, _ = tree.flatten(rows)
        split = [_split_columns(c, outs, sizes, True, tuple(c.shape[1:])) for c in columns]
        per_output = []
        for k in range(len(outs)):
            pieces = tree.unflatten(structure, [s[k] for s in split])
            per_output.append(pieces[0] if isinstance(argnums, int) else pieces)
        result = tree.unflatten(out_structure, per_output)
        return (result, aux[0]) if has_aux else result

    return jacobian_of


def jacobian(f: Callable[..., Any], argnums: int | Sequence[int] = 0, **kw: Any) -> Callable[..., Any]:
    """The Jacobian by reverse mode; see `jacrev`."""
    return jacrev(f, argnums, **kw)


def hessian(
    f: Callable[..., Any], argnums: int | Sequence[int] = 0, has_aux: bool = False, holomorphic: bool = False
) -> Callable[..., Any]:
    """The matrix of second derivatives: out.shape + in.shape + in.shape, forward over reverse.  As jax.hessian."""
    return jacfwd(jacrev(f, argnums, has_aux, holomorphic), argnums, has_aux, holomorphic)
