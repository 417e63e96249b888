"""Random programs of the operations that the compiler treats specially, for all dtypes, shapes and sizes.

Values may be anything, infinities and NaN included: results are judged by `tolerances`, not by a fixed distance.
"""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np

from numorph.core.types import number_kind

from .generate import Program
from .values import BINARY, DTYPES, LARGE, OPERATORS, REDUCE, SHAPES, UNARY, argument, copied

LIMIT, LARGE_LIMIT = 4000, 120_000


class Writer:
    """Writes statements, each of which it runs; names of values so far are `names`."""

    def __init__(self, rng: np.random.Generator, scope: dict[str, Any], limit: int):
        self.rng, self.scope, self.limit = rng, scope, limit
        self.lines: list[str] = []
        self.names: list[str] = []
        self.count = 0
        self.mutates = False

    def pick(self, items: Any) -> Any:
        return items[self.rng.integers(len(items))]

    def chance(self, p: float) -> bool:
        return bool(self.rng.random() < p)

    def value(self, name: str) -> Any:
        return self.scope[name]

    def any(self, least: int = 0, kinds: str = "biufc", ndim: int | None = None) -> str | None:
        """The name of an array; newer ones are likelier."""
        found = [
            n
            for n in self.names
            if np.ndim(self.value(n)) >= least
            and (ndim is None or np.ndim(self.value(n)) == ndim)
            and number_kind(np.asarray(self.value(n)).dtype) in kinds
        ]
        if not found:
            return None
        weights = np.arange(1, len(found) + 1, dtype=float) ** 1.5
        return str(found[self.rng.choice(len(found), p=weights / weights.sum())])

    def let(self, text: str) -> str | None:
        """A new variable; None where NumPy refuses it or it is too large."""
        self.count += 1
        name = f"v{self.count}"
        return name if self.emit(f"{name} = {text}", name) else None

    def emit(self, text: str, name: str | None = None) -> bool:
        before = {n: copied(self.scope[n]) for n in self.names}
        ok = True
        try:
            exec(text, self.scope)
            if name is not None:
                x = np.asarray(self.scope[name])
                ok = number_kind(x.dtype) in "biufc" and x.dtype.char not in "gG" and x.size <= self.limit
        except Exception:
            ok = False
        if not ok:
            for n, old in before.items():
                if isinstance(self.scope[n], np.ndarray) and self.scope[n].flags.writeable:
                    self.scope[n][...] = old
            if name is not None:
                self.scope.pop(name, None)
            return False
        self.lines.append(text)
        if name is not None:
            self.names.append(name)
        return True

    def axis(self, x: str) -> int:
        n = np.ndim(self.value(x))
        return int(self.rng.integers(-n, n))

    def scalar(self) -> str:
        return self.pick(
            ["2", "0", "-1", "3", "0.5", "1.5", "-0.25", "True", "1e-3", "7", "100", "1e10", "0.0", "-0.0"]
        )


def _unary(w: Writer) -> None:
    w.let(f"np.{w.pick(UNARY)}({w.any()})")


def _binary(w: Writer) -> None:
    x, y = w.any(), w.any()
    if w.chance(0.3):
        y = w.scalar()
    if w.chance(0.15):
        x, y = y, x
    w.let(f"{x} {w.pick(OPERATORS)} {y}" if w.chance(0.5) else f"np.{w.pick(BINARY)}({x}, {y})")


def _broadcast(w: Writer) -> None:
    """Two operands that only fit with new axes, or a value repeated."""
    x, y = w.any(least=1), w.any(least=1)
    if x is None:
        return
    form = w.pick(
        [
            "{x}[..., None] * {y}",
            "{x}[:, None] + {y}[None]",
            "{x} - {x}.mean(axis=-1, keepdims=True)",
            "{x} / (1 + {x}.max(axis=0))",
            "np.broadcast_to({x}, (3,) + {x}.shape) + 1",
            "np.broadcast_to({x}[None, ..., None], (2,) + {x}.shape + (3,)) * 2",
            "np.repeat({x}, 3, axis={a})",
            "np.tile({x}, 2)",
            "np.tile({x}, (2, 1))",
            "np.add.outer({x}[:50], {y}[..., :50])",
            "np.outer({x}[:50], {y}[:50])",
        ]
    )
    w.let(form.format(x=x, y=y, a=w.axis(x)))


def _cast(w: Writer) -> None:
    w.let(f"{w.any()}.astype('{w.pick(DTYPES)}')")


def _where(w: Writer) -> None:
    c, x, y = w.any(kinds="b") or f"({w.any()} > {w.scalar()})", w.any(), w.any()
    form = w.pick(
        ["np.where({c}, {x}, {y})", "np.where({c}, {x}, {s})", "np.clip({x}, {s}, {t})", "np.select([{c}], [{x}], {s})"]
    )
    w.let(form.format(c=c, x=x, y=y, s=w.scalar(), t=w.scalar()))


def _reduce(w: Writer) -> None:
    x = w.any(least=1)
    if x is None:
        return
    f, ndim = w.pick(REDUCE), np.ndim(w.value(x))
    axes = [f"axis={w.axis(x)}", f"axis={w.axis(x)}, keepdims=True", "axis=None", "axis=0", "axis=-1"]
    if ndim > 1 and f not in ("argmax", "argmin"):
        axes += [f"axis={tuple(int(k) for k in w.rng.choice(ndim, 2, replace=False))}"]
    w.let(f"np.{f}({x}, {w.pick(axes)})")


def _scan(w: Writer) -> None:
    x = w.any(least=1)
    if x is None:
        return
    axis = w.axis(x)
    form = w.pick(
        [
            "np.cumsum({x}, axis={a})",
            "np.cumprod({x}, axis={a})",
            "np.cumsum({x}[::-1], axis=0)[::-1]",
            "lax.cumsum({x}, axis={p}, reverse={r})",
            "lax.cummax({x}, axis={p}, reverse={r})",
            "lax.cummin({x}, axis={p}, reverse={r})",
            "lax.cumprod({x}, axis={p}, reverse={r})",
            "np.maximum.accumulate({x}, axis={a})",
            "np.cumsum({x})",
        ]
    )
    w.let(form.format(x=x, a=axis, p=axis % np.ndim(w.value(x)), r=w.chance(0.5)))


def _move(w: Writer) -> None:
    x = w.any(least=1)
    if x is None:
        return
    shape = np.shape(w.value(x))
    size, ndim = int(np.prod(shape)), len(shape)
    splits = [d for d in (2, 3, 4, 5, 7, 8) if size and size % d == 0]
    forms = [
        "{x}.T",
        "np.transpose({x}, {perm})",
        "{x}.reshape(-1)",
        "{x}[{i}]",
        "{x}[{i}]",
        "np.flip({x}, {a})",
        "np.roll({x}, {k}, axis={a})",
        "np.expand_dims({x}, {a})",
        "np.swapaxes({x}, 0, -1)",
        "np.moveaxis({x}, 0, -1)",
        "np.rot90({x})",
        "np.squeeze({x})",
        "np.diagonal({x})",
        "np.triu({x}[..., :60])",
        "np.tril({x}[..., :60], -1)",
        "np.ravel({x}, 'F')",
    ]
    for d in splits[-2:]:
        forms += [f"{{x}}.reshape({d}, -1)", f"{{x}}.reshape(-1, {d})", f"{{x}}.T.reshape(-1, {d})"]
    perm = tuple(int(p) for p in w.rng.permutation(ndim))
    w.let(w.pick(forms).format(x=x, perm=perm, i=basic_index(w, shape), a=w.axis(x), k=int(w.rng.integers(-4, 5))))


def basic_index(w: Writer, shape: tuple) -> str:
    """Integers and slices, with steps of both signs."""
    parts = []
    for n in shape:
        kind = w.rng.integers(5)
        if kind == 0 and n:
            parts.append(str(int(w.rng.integers(-n, n))))
        elif kind == 1:
            a, b = sorted(int(k) for k in w.rng.integers(0, n + 1, 2))
            parts.append(f"{a}:{b}")
        elif kind == 2:
            parts.append(w.pick(["::2", "::-1", "1:", ":-1", "-1::-1", "::-2", "1::3", "-2::-3"]))
        else:
            parts.append(":")
    return ", ".join(parts)


def _join(w: Writer) -> None:
    x, y = w.any(least=1), w.any(least=1)
    if x is None:
        return
    a = w.axis(x)
    form = w.pick(
        [
            "np.concatenate([{x}, {y}], axis={a})",
            "np.concatenate([{x}, {x} * 2, {x}], axis={a})",
            "np.stack([{x}, {x} + 1], axis={a})",
            "np.pad({x}, 1)",
            "np.pad({x}, (2, 1), constant_values={s})",
            "np.pad({x}, 1, mode='edge')",
            "np.hstack([{x}, {y}])",
            "np.vstack([{x}, {y}])",
            "np.diff({x}, axis={a})",
            "np.append({x}, {y})",
            "np.array([{x}.sum(), {y}.max()])",
        ]
    )
    w.let(form.format(x=x, y=y, a=a, s=w.scalar()))


def _indices(w: Writer, n: int, wrong: float = 0.02) -> str:
    """An index array for an axis of n elements; now and then one that lies outside."""
    shape = w.pick([(1,), (3,), (2, 2), (5,), (0,), (40,)])
    index = w.rng.integers(-n, max(n, 1), shape) if n else np.zeros((0,), int)
    if w.chance(wrong) and index.size:
        index.flat[0] = n + 3 if w.chance(0.5) else -n - 1
    dtype = w.pick(["i8", "i8", "i4", "i1", "u1"])
    return f"np.array({index.tolist()}, '{dtype if -128 <= n <= 127 and (index >= 0).all() else 'i8'}')"


def _gather(w: Writer) -> None:
    x = w.any(least=1)
    if x is None:
        return
    shape = np.shape(w.value(x))
    axis = w.axis(x)
    form = w.pick(
        [
            "{x}[{i}]",
            "{x}[..., {l}]",
            "np.take({x}, {j}, axis={a})",
            "{x}[{i}] * 2 + 1",
            "{x}[np.argmax({x}, axis=0)]",
            "np.take_along_axis({x}, np.argsort({x}, axis={a}), axis={a})",
            "{x}[np.abs({x}).astype(int) % {n}]",
            "{x}[:, {l}].sum(axis=0)",
        ]
    )
    i, j, last = (_indices(w, n) for n in (shape[0], shape[axis], shape[-1]))
    w.let(form.format(x=x, i=i, j=j, l=last, a=axis, n=max(shape[0], 1)))


def _target(w: Writer) -> str | None:
    x = w.any(least=1)
    if x is None:
        return None
    if x.startswith("a") and w.chance(0.25):
        w.mutates = True
        return x
    return w.let(f"{x}.copy()")


def _write(w: Writer) -> None:
    t = _target(w)
    if t is None:
        return
    shape = np.shape(w.value(t))
    form = w.pick(
        [
            "{t}[{i}] = {v}",
            "{t}[{i}] += {v}",
            "{t}[{i}] *= {s}",
            "{t}[{i}] = {s}",
            "{t}[{t} > {s}] = {s}",
            "{t}[...] = np.sin({t})",
            "{t} += {v}",
            "{t}[{g}] = {v}",
            "{t}[{g}] += {s}",
            "np.add.at({t}, {g}, {v})",
            "np.maximum.at({t}, {g}, {v})",
            "np.minimum.at({t}, {g}, {s})",
            "np.multiply.at({t}, {g}, {s})",
            "{t}[1:] = {t}[:-1]",
            "{t}[1:] += {t}[:-1]",
            "{t}[::-1] = {t}",
        ]
    )
    w.emit(form.format(t=t, i=basic_index(w, shape), v=w.any(), s=w.scalar(), g=_indices(w, shape[0])))


def _window(w: Writer) -> None:
    x = w.any(least=1)
    if x is None:
        return
    shape = np.shape(w.value(x))
    sizes = tuple(int(w.rng.integers(0 if n == 0 else 1, n + 1)) for n in shape)
    starts = ", ".join(str(int(w.rng.integers(-2, n + 2))) for n in shape)
    start = w.any(ndim=0, kinds="iu")
    if start is not None and w.chance(0.5):
        starts = ", ".join([start, *starts.split(", ")[1:]])
    comma = "," if len(shape) == 1 else ""
    form = w.pick(
        [
            "lax.dynamic_slice({x}, ({starts}{comma}), {sizes})",
            "lax.dynamic_update_slice({x}, {x}[{part}] * 2, ({starts}{comma}))",
        ]
    )
    part = ", ".join(f":{n}" for n in sizes)
    w.let(form.format(x=x, starts=starts, comma=comma, sizes=sizes, part=part))


def _patterns(w: Writer) -> None:
    x = w.any(least=1, kinds="f")
    if x is None:
        return
    a = w.axis(x)
    form = w.pick(
        [
            "nn.softmax({x}, axis={a})",
            "nn.log_softmax({x}, axis={a})",
            "scipy.special.logsumexp({x}, axis={a})",
            "({x} - {x}.mean(axis={a}, keepdims=True)) / np.sqrt({x}.var(axis={a}, keepdims=True) + 1e-5)",
            "nn.relu({x})",
            "nn.sigmoid({x})",
            "nn.gelu({x})",
            "(({x} - {x}.mean()) ** 2).mean()",
            "np.exp({x} - np.max({x}, axis={a}, keepdims=True)).sum(axis={a})",
            "({x} * {x}).sum(axis={a}) / (1 + np.abs({x}).sum(axis={a}))",
            "np.sqrt(np.square({x}).sum(axis={a}, keepdims=True)) + {x}",
            "({x} * {x}.sum(axis={a}, keepdims=True)).sum(axis={a})",
        ]
    )
    w.let(form.format(x=x, a=a))


def _product(w: Writer) -> None:
    x, y = w.any(least=1, kinds="fi"), w.any(least=1, kinds="fi")
    if x is None:
        return
    form = w.pick(
        [
            "{x} @ {y}",
            "{x} @ {y}.T",
            "{x}.T @ {x}",
            "{x}[:40] @ {x}[:40].T",
            "np.dot({x}, {y})",
            "np.einsum('ij,kj->ik', {x}, {y})",
            "np.einsum('ij,ij->i', {x}, {x})",
            "np.einsum('...i,...i->...', {x}, {x})",
            "np.einsum('bij,bjk->bik', {x}, {x}.swapaxes(1, 2))",
            "np.einsum('ijk,kl->ijl', {x}, {y})",
            "np.einsum('ij->ji', {x})",
            "np.einsum('ii->i', {x})",
            "np.tensordot({x}, {y}, 1)",
            "np.inner({x}, {y})",
            "np.vdot({x}, {x})",
            "np.matmul({x}[None], {x}.T)",
            "np.outer({x}[:50], {y}[:50])",
            "np.einsum('i,j->ij', {x}[:70], {x})",
            "np.tanh({x} @ {x}.T[..., :100]) @ {x}[:100] + 1",
        ]
    )
    w.let(form.format(x=x, y=y))


def _host(w: Writer) -> None:
    """What NumPy runs, in the middle of the rest."""
    x = w.any(least=1, kinds="f")
    if x is None:
        return
    form = w.pick(
        [
            "np.sort({x}, axis={a})",
            "np.argsort({x}, axis={a})",
            "np.median({x}, axis={a})",
            "np.fft.fft({x}).real",
            "np.linalg.norm({x})",
            "np.searchsorted(np.sort({x}.ravel()), {x})",
            "np.linalg.inv({x}[:30] @ {x}[:30].T + 5 * np.eye({x}[:30].shape[0]))",
        ]
    )
    w.let(form.format(x=x, a=w.axis(x)))


def _create(w: Writer) -> None:
    x = w.any(least=1)
    n = int(w.rng.integers(0, 9))
    form = w.pick(
        [
            "np.arange({n})",
            "np.arange({n}) * 0.5",
            "np.zeros({n}) + 1",
            "np.ones_like({x})",
            "np.full((2, {n}), {s})",
            "np.linspace(0, 1, {n})",
            "np.eye({n})",
            "np.zeros_like({x}) + {s}",
            "np.arange({x}.shape[0]) % 3",
        ]
    )
    w.let(form.format(x=x, n=n, s=w.scalar()))


def _loop(w: Writer) -> None:
    x = w.any(least=1, kinds="f")
    if x is None:
        return
    form = w.pick(
        [
            "lax.fori_loop(0, 3, lambda i, t: np.sin(t) * 0.5 + i, {x})",
            "lax.scan(lambda c, r: (c + np.tanh(r).sum(), r * 2), 0.0, {x})[1]",
            "lax.cond({x}.sum() > {s}, lambda t: np.cos(t), lambda t: t * 2, {x})",
            "lax.map(lambda r: np.exp(-r * r), {x})",
        ]
    )
    w.let(form.format(x=x, s=w.scalar()))


def _sliding(w: Writer) -> None:
    """Convolutions, and reductions over windows."""
    x, y = w.any(least=1, kinds="fi"), w.any(least=1, kinds="fi")
    if x is None or not np.size(w.value(x)):
        return
    n, k = np.ndim(w.value(x)), int(w.rng.integers(1, 4))
    window = (1,) * (n - 1) + (min(k, np.shape(w.value(x))[-1]),)
    form = w.pick(
        [
            "np.convolve({x}.ravel()[:90], {y}.ravel()[:{k}], '{mode}')",
            "np.correlate({x}.ravel()[:90], {y}.ravel()[:{k}], '{mode}')",
            "lax.conv_general_dilated({x}.ravel()[None, None, :90], {x}.ravel()[None, None, :{k}], ({s},), [(1, {k})])",
            "nn.max_pool({x}[..., None][None], {window}, strides={strides}, padding='{padding}')",
            "nn.avg_pool({x}[..., None][None], {window}, strides={strides}, padding='{padding}')",
        ]
    )
    strides = tuple(int(w.rng.integers(1, 3)) for _ in range(n))
    options = {"mode": w.pick(["full", "same", "valid"]), "padding": w.pick(["SAME", "VALID"])}
    w.let(form.format(x=x, y=y, k=k, s=strides[0], window=window, strides=strides, **options))


def _factors(w: Writer) -> None:
    """Linear algebra that compiled code calls by itself."""
    x = w.any(ndim=2, kinds="f")
    if x is None:
        return
    spd = f"(np.tanh({x}[:20, :9]) @ np.tanh({x}[:20, :9]).T + 9 * np.eye({x}[:20].shape[0], dtype={x}.dtype))"
    form = w.pick(
        [
            "np.linalg.cholesky({a})",
            "np.linalg.solve({a}, {x}[:20])",
            "np.linalg.det({a}) * 0.5",
            "np.linalg.slogdet({a})[1] + 1",
            "np.linalg.inv({a}) @ {x}[:20]",
            "np.linalg.eigvalsh({a}) * 2",
            "np.tril(np.linalg.cholesky({a})) * {x}[0, 0]",
        ]
    )
    w.let(form.format(a=spd, x=x))


WRITERS = [_unary, _unary, _binary, _binary, _binary, _broadcast, _cast, _where, _reduce, _reduce, _scan, _move, _move]
WRITERS += [
    _move,
    _join,
    _gather,
    _write,
    _write,
    _window,
    _patterns,
    _product,
    _host,
    _create,
    _loop,
    _sliding,
    _factors,
]


def generate(seed: int, namespace: dict[str, Any]) -> Program:
    """A random program; `namespace` holds `np`, `lax`, `nn` and `scipy`."""
    rng = np.random.default_rng([seed, 7])
    large = rng.random() < 0.04
    count = int(rng.integers(1, 4))
    base = (LARGE if large else SHAPES)[rng.integers(len(LARGE if large else SHAPES))]
    dtype = DTYPES[rng.integers(len(DTYPES))]
    args = []
    for k in range(count):
        again = k == 0 or rng.random() < 0.6  # operands that fit together
        shape = base if again or large else SHAPES[rng.integers(len(SHAPES))]
        args.append(argument(rng, shape, dtype if rng.random() < 0.6 else DTYPES[rng.integers(len(DTYPES))]))
    if rng.random() < 0.2:
        numbers = [2, -1, 0, 3.5, -0.0, True, np.float32(1.5), np.int8(3), np.float64(0.25), 2.0, 7, np.uint16(9)]
        args.append(numbers[rng.integers(len(numbers))])
        count += 1
    scope = dict(namespace)
    w = Writer(rng, scope, LARGE_LIMIT if large else LIMIT)
    for k, a in enumerate(args):
        scope[f"a{k}"] = copied(a)
        w.names.append(f"a{k}")
    for _ in range(rng.integers(2, 12)):
        w.pick(WRITERS)(w)
    made = [n for n in w.names if n.startswith("v")] or w.names
    chosen = [made[-1], *[made[rng.integers(len(made))] for _ in range(rng.integers(0, 3))]]
    result = f"({', '.join(dict.fromkeys(chosen))},)"
    body = "\n".join([*w.lines, f"return {result}"])
    names = ", ".join(f"a{k}" for k in range(count))
    return Program(f"def program({names}):\n{textwrap.indent(body, '    ')}\n", tuple(args), w.mutates)
