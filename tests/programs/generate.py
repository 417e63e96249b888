"""Random NumPy programs as Python source: mutation, views, indexing, reductions, linear algebra, branches and loops.

The generator runs every statement it writes on plain NumPy, so it knows the shape and size of each variable.
"""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np

UNARY = [
    "np.sin",
    "np.cos",
    "np.tanh",
    "np.arctan",
    "np.exp",
    "np.square",
    "np.negative",
    "np.absolute",
    "np.sinh",
    "np.log1p",
]
SAFE_UNARY = [
    "np.sqrt(1.5 + np.square({0}))",
    "np.log(2.0 + np.square({0}))",
    "1.0 / (2.0 + np.square({0}))",
    "{0} ** 2",
    "abs({0})",
    "-{0}",
]
BINARY = [
    "{0} + {1}",
    "{0} - {1}",
    "{0} * {1}",
    "{0} / (2.0 + np.square({1}))",
    "np.maximum({0}, {1})",
    "np.minimum({0}, {1})",
]
BINARY += [
    "np.arctan2({0}, 2.0 + np.square({1}))",
    "np.hypot({0}, 1.0 + {1})",
    "np.logaddexp({0}, {1})",
    "np.where({0} > {1}, {0}, 0.5 * {1})",
]
REDUCE = [
    "{0}.sum({1})",
    "{0}.mean({1})",
    "np.max({0}, {1})",
    "np.min({0}, {1})",
    "np.sum({0} * 0.5, {1})",
    "{0}.std({1}) + 0.1",
    "np.prod(np.tanh({0}), {1})",
]
LENGTH = 9


class Program:
    """The source of a function `program(*args)`, and arguments to call it with."""

    def __init__(self, source: str, args: tuple[np.ndarray, ...], mutates: bool):
        self.source, self.args, self.mutates = source, args, mutates
        self.is_smooth = all(np.asarray(a).dtype == float for a in args)  # derivatives are checked in float64 only

    def function(self, namespace: dict[str, Any]) -> Any:
        """The function, in a namespace that holds `np` and `lax`."""
        scope = dict(namespace)
        exec(compile(self.source, "<random program>", "exec"), scope)
        return scope["program"]


class _Writer:
    def __init__(self, rng: np.random.Generator, scope: dict[str, Any]):
        self.rng, self.scope = rng, scope
        self.lines: list[str] = []
        self.names: list[str] = []
        self.count = 0
        self.mutates = False
        self.dtypes = {np.dtype(float)}

    def pick(self, items: Any) -> Any:
        return items[self.rng.integers(len(items))]

    def value(self, name: str) -> np.ndarray:
        return self.scope[name]

    def any(self, ndim: int | None = None, least: int = 0) -> str | None:
        found = [n for n in self.names if (ndim is None or self.value(n).ndim == ndim) and self.value(n).ndim >= least]
        if not found:
            return None
        # newer values are likelier: programs then are deep rather than wide
        weights = np.arange(1, len(found) + 1, dtype=float) ** 1.5
        return found[self.rng.choice(len(found), p=weights / weights.sum())]

    def fresh(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def emit(self, text: str, name: str | None = None) -> bool:
        """Write a statement and run it; drops it if NumPy refuses it or the numbers leave a sane range."""
        before = {n: np.array(self.scope[n]) for n in self.names}
        try:
            with np.errstate(all="ignore"):
                exec(text, self.scope)
        except Exception:
            self._restore(before)
            return False
        touched = [self.scope[n] for n in (*self.names, *([name] if name else []))]
        if any(not np.all(np.isfinite(v)) or np.max(np.abs(v), initial=0) > 50 for v in touched) or (
            name is not None
            and (np.size(self.scope[name]) > 300 or np.asarray(self.scope[name]).dtype not in self.dtypes)
        ):
            self._restore(before)
            self.scope.pop(name, None) if name else None
            return False
        self.lines.append(text)
        if name is not None:
            self.scope[name] = self.scope[name]
            self.names.append(name)
        return True

    def _restore(self, before: dict[str, np.ndarray]) -> None:
        for n, old in before.items():
            now = self.scope[n]
            if isinstance(now, np.ndarray):
                now[...] = old
            else:
                self.scope[n] = old[()]


def _unary(w: _Writer) -> None:
    x, out = w.any(), w.fresh()
    if w.rng.random() < 0.5:
        w.emit(f"{out} = {w.pick(UNARY)}({x})", out)
    else:
        w.emit(f"{out} = {w.pick(SAFE_UNARY).format(x)}", out)


def _binary(w: _Writer) -> None:
    x, y, out = w.any(), w.any(), w.fresh()
    if w.rng.random() < 0.25:
        y = f"{w.rng.normal():.3f}"
    w.emit(f"{out} = {w.pick(BINARY).format(x, y)}", out)


def _reduce(w: _Writer) -> None:
    x, out = w.any(least=1), w.fresh()
    if x is None:
        return
    ndim = w.value(x).ndim
    axis = w.pick(["", "axis=0", f"axis={ndim - 1}", "axis=-1, keepdims=True", "axis=None"])
    w.emit(f"{out} = {w.pick(REDUCE).format(x, axis).replace(', )', ')').replace('(, ', '(')}", out)


def _index_text(w: _Writer, x: str) -> str:
    shape = w.value(x).shape
    parts = []
    for n in shape:
        kind = w.rng.integers(6) if n else 5
        if kind == 0:
            parts.append(str(w.rng.integers(-n, n)))
        elif kind == 1:
            a, b = sorted(w.rng.integers(0, n + 1, 2))
            parts.append(f"{a}:{b}")
        elif kind == 2:
            parts.append(w.pick(["::2", "::-1", "1:", ":-1", "-1::-1", "::-2"]))
        elif kind == 3:
            parts.append(f"np.array({w.rng.integers(-n, n, w.rng.integers(1, 4)).tolist()})")
        elif kind == 4:
            parts.append(w.pick(["None, :", ":", "..."]))
        else:
            parts.append(":")
    return ", ".join(parts[: w.rng.integers(1, len(parts) + 1)])


def _read(w: _Writer) -> None:
    x, out = w.any(least=1), w.fresh()
    if x is None:
        return
    if w.rng.random() < 0.2:
        w.emit(
            f"{out} = {x}[np.argmax({x}, axis=0)] * 1.0"
            if w.value(x).ndim == 1
            else f"{out} = np.take_along_axis({x}, np.argsort({x}, axis=-1), axis=-1)",
            out,
        )
        return
    w.emit(f"{out} = {x}[{_index_text(w, x)}] * 1.0", out)


def _target(w: _Writer) -> str | None:
    """A variable that may be written to: a copy, or now and then an argument itself."""
    x = w.any(least=1)
    if x is None:
        return None
    if x.startswith("a") and w.rng.random() < 0.25:
        w.mutates = True
        return x
    out = w.fresh()
    return out if w.emit(f"{out} = {x}.copy()", out) else None


def _write(w: _Writer) -> None:
    t = _target(w)
    if t is None:
        return
    index, value = _index_text(w, t), w.any()
    form = w.pick(
        [
            "{t}[{i}] = {v}",
            "{t}[{i}] += 0.3 * {v}",
            "{t}[{i}] *= np.tanh({v})",
            "{t}[{i}] = {c}",
            "{t}[{t} > {c}] = {c}",
            "{t} *= 0.9",
            "{t} += {v}",
            "{t} -= {c}",
        ]
    )
    form = w.pick([form, form, "np.add.at({t}, {i}, 0.2)", "{t}[...] = np.where({t} > {c}, {t}, {v})"])
    w.emit(form.format(t=t, i=index, v=value, c=f"{w.rng.normal():.3f}"))


def _view(w: _Writer) -> None:
    t, v = _target(w), w.fresh()
    if t is None:
        return
    view = w.pick(
        [
            "{t}[1:]",
            "{t}[::2]",
            "{t}.T",
            "{t}.reshape(-1)",
            "{t}.ravel()",
            "{t}[::-1]",
            "{t}[None]",
            "{t}.swapaxes(0, -1)",
            "{t}[..., 0]",
        ]
    )
    write = w.pick(["{v} *= 1.5", "{v}[0] = {c}", "{v} += {c}", "{v}[...] = np.sin({v})", "{v}[-1] -= {v}[0]"])
    text = f"{v} = {view.format(t=t)}; {write.format(v=v, c=f'{w.rng.normal():.3f}')}"
    w.emit(text, v)


def _shape(w: _Writer) -> None:
    x, y, out = w.any(least=1), w.any(least=1), w.fresh()
    if x is None:
        return
    forms = [
        "np.concatenate([{0}, {1}])",
        "np.stack([{0}, {0} * 2.0])",
        "{0}.T",
        "{0}.reshape(-1)",
        "np.flip({0}, 0)",
        "np.roll({0}, 1)",
        "np.expand_dims({0}, 0)",
    ]
    forms += [
        "np.repeat({0}, 2)[:6]",
        "np.tile({0}, 2)",
        "np.pad({0}, 1)",
        "np.diff({0}, axis=-1)",
        "np.cumsum({0}, axis=-1)",
        "np.sort({0}, axis=-1)",
        "np.outer({0}, {1})",
        "np.cumprod(np.tanh({0}), axis=0)",
    ]
    forms += [
        "np.atleast_2d({0})",
        "np.moveaxis({0}, 0, -1)",
        "np.array([{0}.sum(), {1}.mean()])",
        "np.triu(np.atleast_2d({0}))",
        "np.squeeze({0})",
        "np.broadcast_to({0}, (2,) + {0}.shape) * 1.0",
        "np.clip({0}, -0.7, 0.8)",
    ]
    w.emit(f"{out} = {w.pick(forms).format(x, y)}", out)


def _product(w: _Writer) -> None:
    x, y, out = w.any(least=1), w.any(least=1), w.fresh()
    if x is None:
        return
    forms = [
        "{0} @ {1}",
        "np.dot({0}, {1})",
        "{0} @ {1}.T",
        "np.einsum('i,j->ij', {0}, {1})",
        "np.einsum('ij,kj->ik', {0}, {1})",
        "np.tensordot({0}, {1}, 1)",
        "np.vdot({0}, {1})",
        "np.inner({0}, {1})",
    ]
    w.emit(f"{out} = 0.3 * ({w.pick(forms).format(x, y)})", out)


def _linalg(w: _Writer) -> None:
    x, y, out = w.any(ndim=2), w.any(ndim=1), w.fresh()
    if x is None:
        return
    n = w.value(x).shape[0]
    spd = f"(np.tanh({x}) @ np.tanh({x}).T + {n + 1.0} * np.eye({n}))"
    forms = [
        f"np.linalg.cholesky({spd})",
        f"np.linalg.inv({spd})",
        f"np.linalg.solve({spd}, {x})",
        f"np.linalg.slogdet({spd})[1]",
        f"np.log(np.linalg.det({spd}))",
        f"np.linalg.norm({x})",
    ]
    if y is not None:
        forms += [f"np.linalg.solve({spd}, {y})", f"np.linalg.norm({y}) * {y}"]
    w.emit(f"{out} = {w.pick(forms)}", out)


def _loop(w: _Writer) -> None:
    x, y, out = w.any(least=1), w.any(), w.fresh()
    if x is None:
        return
    f = w.pick(["np.sin", "np.tanh", "np.cos"])
    c = f"{w.rng.normal():.3f}"
    forms = [
        f"{out} = {x} * 1.0\nfor i in range({w.rng.integers(1, 4)}):\n    {out} = {f}({out}) + {c} * i",
        f"{out} = np.zeros(4)\nfor i in range(4):\n    {out}[i] = {f}({x}).sum() * i + ({out}[i - 1] if i else {c})",
        f"{out} = lax.fori_loop(0, 3, lambda i, t: {f}(t) * 0.9 + i * {c}, {x})",
        f"{out} = lax.scan(lambda t, r: ({f}(t + r.sum()), t * {c}), {y}, {x})[{w.rng.integers(2)}]",
        f"{out} = lax.while_loop(lambda t: np.abs(t).sum() > 1.0, lambda t: np.sin(t) * 0.7, {x})",
        f"{out} = lax.while_loop(lambda s: s[0] < 3, lambda s: (s[0] + 1, {f}(s[1]) + {c} * s[0]), (0, {x}))[1]",
        f"{out} = lax.cond({x}.sum() > {c}, lambda t: {f}(t), lambda t: t * {c}, {y})",
        f"{out} = lax.cond({x}.sum() > {c}, lambda: {y} * 2.0, lambda: {f}({y}))",
        f"{out} = lax.switch(2, [lambda t: t, lambda t: {f}(t), lambda t: t * {c}], {x})",
        f"{out} = lax.map(lambda r: {f}(r) * {c}, {x})",
        f"{out} = np.at({x})[0].set({c})",
        f"{out} = np.at({x})[..., -1].add({c})",
        f"{out} = {x} * 1.0\nfor r in {out}:\n    {out} = {out} + r.sum() * {c}",
    ]
    if len(w.dtypes) > 1:  # a staged loop carries one dtype, where Python's may begin with another
        forms = [form for form in forms if "lax" not in form]
    w.emit(w.pick(forms), out)


WRITERS = [
    _unary,
    _unary,
    _binary,
    _binary,
    _reduce,
    _read,
    _write,
    _write,
    _view,
    _shape,
    _shape,
    _product,
    _linalg,
    _loop,
    _loop,
]


def generate(seed: int, namespace: dict[str, Any]) -> Program:
    """A random program; `namespace` holds the plain `np` and `lax` that the generator runs it with."""
    rng = np.random.default_rng(seed)
    shapes = [(3,), (4,), (2, 3), (3, 3), (), (2, 2, 2), (1, 3), (3, 1)]
    args = tuple(rng.normal(size=shapes[rng.integers(len(shapes))]) for _ in range(rng.integers(1, 4)))
    if all(a.ndim == 0 for a in args):
        args = (rng.normal(size=3), *args)
    scope = dict(namespace)
    w = _Writer(rng, scope)
    kind = rng.random()
    if kind > 0.85:  # other dtypes: promotion, integer division, casts on assignment
        w.dtypes = {np.dtype(d) for d in ("f8", "f4", "i8", "i4", "?", "c16")}
        chosen = [("f4", "i8", "i4", "?", "c16", "f8")[rng.integers(6)] for _ in args]
        args = tuple((a * 3).astype(d) for a, d in zip(args, chosen, strict=True))
    for k, a in enumerate(args):
        scope[f"a{k}"] = np.array(a)
        w.names.append(f"a{k}")
    for _ in range(rng.integers(2, LENGTH)):
        w.pick(WRITERS)(w)
    result = w.any()
    extra = w.any()
    body = [*w.lines, f"return {result} + {extra}.sum()" if rng.random() < 0.5 else f"return {result} * 1.0"]
    source = (
        f"def program({', '.join(f'a{k}' for k in range(len(args)))}):\n"
        + textwrap.indent("\n".join(body), "    ")
        + "\n"
    )
    return Program(source, args, w.mutates)
