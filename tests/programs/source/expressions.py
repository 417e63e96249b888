"""Random expressions over the variables in scope: numbers, arrays and masks of known kinds and sizes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Dims = tuple[str, ...]


@dataclass(frozen=True)
class Var:
    """A variable.  `dims` are sizes as Python text, equal where the text is equal; a number has none."""

    name: str
    kind: str  # "f", "i", "b" or "c": floats, integers, booleans, complex numbers
    dims: Dims = ()
    bound: str = ""  # an integer that runs from 0 to one less than this
    fixed: bool = False  # not to be assigned: a size, or what ends a loop


@dataclass(frozen=True)
class Helper:
    """A function written before: the kinds of its parameters and of its result (several: a tuple)."""

    name: str
    takes: tuple[tuple[str, int], ...]
    gives: tuple[tuple[str, int], ...]


class Expressions:
    """Writes expressions.  `smooth`: those that can be differentiated; `risky`: now and then one that may raise."""

    def __init__(self, rng: random.Random, smooth: bool, risky: bool):
        self.rng, self.smooth, self.risky = rng, smooth, risky
        self.scope: list[Var] = []
        self.helpers: list[Helper] = []
        self.comprehensions = 0

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def choose(self, ways: Sequence[Callable[[], str | None]]) -> str:
        """The text of one of several ways to write it; a way that does not apply gives None, the last always does."""
        for _ in range(4):
            text = self.rng.choice(ways)()
            if text is not None:
                return text
        text = ways[-1]()
        assert text is not None
        return text

    def variables(self, kind: str, ndim: int | None = None, dims: Dims | None = None) -> list[Var]:
        return [
            v
            for v in self.scope
            if v.kind == kind and (ndim is None or len(v.dims) == ndim) and (dims is None or v.dims == dims)
        ]

    def variable(self, kind: str, ndim: int | None = None, dims: Dims | None = None) -> str | None:
        found = self.variables(kind, ndim, dims)
        return self.rng.choice(found).name if found else None

    # -- indices

    def index(self, dim: str) -> str:
        """An index that is within bounds, or that just may not be."""
        runners = [v.name for v in self.scope if v.kind == "i" and v.bound == dim]
        r = self.rng
        if self.risky and runners and self.chance(0.06):
            return f"{r.choice(runners)} + {r.choice([1, 1, 2])}"
        if runners and self.chance(0.85):
            i = r.choice(runners)
            near = [i, i, i, i, f"{i} - 1", f"-1 - {i}", f"({i} + 1) % {dim}", f"{dim} - 1 - {i}"]
            return r.choice([*near, f"min({i} + 1, {dim} - 1)", f"max({i} - 1, 0)"])
        if self.chance(0.5):
            return r.choice(["0", "-1", "1", "-2"]) if dim in ("n", "m") else r.choice(["0", "-1"])
        return f"{self.parenthesised(self.integer(1))} % {dim}"

    def part(self) -> str:
        """A slice of unknown length."""
        i = self.rng.choice([v.name for v in self.scope if v.bound] or ["1"])
        return self.rng.choice(
            [
                "1:",
                ":-1",
                "::2",
                "::-1",
                "1::2",
                "-1:0:-1",
                f"{i}:",
                f":{i}",
                f"{i}:{i} + 2",
                f":{i} + 1",
                "-2:",
                f"-{i}:",
            ]
        )

    def element(self, kind: str) -> str | None:
        arrays = [v for v in self.scope if v.kind == kind and v.dims]
        if not arrays:
            return None
        a = self.rng.choice(arrays)
        if len(a.dims) == 2 and self.chance(0.2):
            return f"{a.name}[{self.index(a.dims[0])}][{self.index(a.dims[1])}]"
        return f"{a.name}[{', '.join(self.index(d) for d in a.dims)}]"

    # -- numbers

    def number(self, low: float = -2.0, high: float = 2.0) -> str:
        return f"{self.rng.uniform(low, high):.3f}"

    @staticmethod
    def parenthesised(text: str) -> str:
        """For use in another expression.  (Needless parentheses go when the program is complete.)"""
        return text if text.replace("_", "").isalnum() else f"({text})"

    def floating(self, depth: int = 2) -> str:
        """A float."""
        down = lambda: self.parenthesised(self.floating(depth - 1))
        leaf = [
            *[lambda: self.variable("f", 0)] * 2,
            *[lambda: self.element("f")] * 3,
            lambda: self.number(),
        ]
        if depth <= 0:
            return self.choose(leaf)
        function = lambda *names: f"{self.rng.choice(names)}({self.floating(depth - 1)})"
        ways: list[Callable[[], str | None]] = [
            lambda: f"{down()} {self.rng.choice('+-*')} {down()}",
            lambda: f"{down()} {self.rng.choice('+-*')} {down()}",
            lambda: f"{down()} * {self.number()}",
            lambda: f"{down()} / {self.number(1.5, 4)}",
            lambda: f"{down()} / (2.0 + {down()} ** 2)",
            lambda: function("np.sin", "np.cos", "np.tanh", "np.arctan"),
            lambda: f"-{down()}",
            lambda: f"np.sqrt(1.0 + {down()} ** 2)",
            lambda: f"np.exp(np.tanh({self.floating(depth - 1)}))",
            lambda: f"{down()} if {self.condition(depth - 1)} else {down()}",
            lambda: f"{down()} * {self.parenthesised(self.integer(1))}",
            lambda: self.reduction(),
            lambda: self.comprehension(depth),
            lambda: self.call(("f", 0), depth),
            *leaf,
        ]
        if not self.smooth:
            ways[:0] = self.rough_floats(depth)
        return self.choose(ways)

    def rough_floats(self, depth: int) -> list[Callable[[], str | None]]:
        """Floats that cannot be differentiated, or only with NumPy's own functions."""
        down = lambda: self.parenthesised(self.floating(depth - 1))
        return [
            lambda: f"math.{self.rng.choice(['sin', 'cos', 'tanh', 'atan', 'floor'])}({self.floating(depth - 1)})",
            lambda: f"math.{self.rng.choice(['hypot', 'atan2', 'copysign'])}({down()}, {down()})",
            lambda: f"math.sqrt(1.0 + {down()} ** 2)",
            lambda: f"math.exp(-abs({down()}))",
            lambda: f"abs({self.floating(depth - 1)})",
            lambda: f"{self.rng.choice(['max', 'min', 'np.maximum', 'np.minimum'])}({down()}, {down()})",
            lambda: f"{down()} {self.rng.choice(['//', '%'])} {self.rng.choice(['0.75', '-1.25', '2'])}",
            lambda: f"{self.parenthesised(self.integer(1))} / {self.divisor()}",
            lambda: f"float({self.integer(1)})",
            lambda: f"np.float64({self.integer(1)})",
            lambda: f"round({self.floating(depth - 1)}, 2)",
            lambda: f"math.{self.rng.choice(['sqrt', 'log', 'acos'])}({self.floating(0)})" if self.risky else None,
        ]

    def comprehension(self, depth: int) -> str | None:
        """A sum over the trips of a generator."""
        if not self.chance(0.4):
            return None
        self.comprehensions += 1
        dim = self.rng.choice(["n", "m"])
        j = Var(f"j{self.comprehensions}", "i", (), dim, True)
        self.scope.append(j)
        text = self.floating(depth - 1)
        self.scope.remove(j)
        return self.rng.choice(["sum({} for {} in range({}))", "sum([{} for {} in range({})])"]).format(
            text, j.name, dim
        )

    def divisor(self) -> str:
        """What integers are divided by: seldom zero, and only where that may be."""
        if self.risky and self.chance(0.3):
            return self.parenthesised(self.integer(0))
        i = self.parenthesised(self.integer(0))
        return self.rng.choice(["2", "3", "-3", "-2", "7", f"(abs({i}) + 1)", f"({i} ** 2 + 1)", f"-(1 + {i} % 3)"])

    def integer(self, depth: int = 2) -> str:
        """An integer, Python's or NumPy's; its size is kept small where it is assigned."""
        down = lambda: self.parenthesised(self.integer(depth - 1))
        leaf = [
            *[lambda: self.variable("i", 0)] * 4,
            lambda: self.element("i"),
            lambda: str(self.rng.randint(-4, 9)),
        ]
        if depth <= 0:
            return self.choose(leaf)
        ways: list[Callable[[], str | None]] = [
            lambda: f"{down()} {self.rng.choice('+-*')} {down()}",
            lambda: f"{down()} {self.rng.choice('+-*')} {down()}",
            lambda: f"{down()} {self.rng.choice(['//', '%'])} {self.divisor()}",
            lambda: f"{down()} {self.rng.choice('&|^')} {down()}",
            lambda: f"({self.integer(depth - 1)}) % 16 << {self.rng.randint(0, 3)}",
            lambda: f"{down()} >> {self.rng.randint(0, 3)}",
            lambda: f"~{down()}" if self.chance(0.3) else f"-{down()}",
            lambda: f"abs({self.integer(depth - 1)})",
            lambda: f"{down()} if {self.condition(depth - 1)} else {down()}",
            lambda: f"{self.rng.choice(['min', 'max'])}({self.integer(depth - 1)}, {self.integer(depth - 1)})",
            lambda: self.call(("i", 0), depth),
            *leaf,
        ]
        if not self.smooth:
            ways += [
                lambda: f"int({self.floating(depth - 1)})",
                lambda: self.of_array("int({}.argmax())", "f"),
                lambda: self.of_array("np.count_nonzero({})", "b"),
                lambda: self.of_array("{}.sum()", "i"),
                lambda: f"int({self.condition(depth - 1)})",
                lambda: f"divmod({down()}, {self.divisor()})[{self.rng.randint(0, 1)}]",
                lambda: self.huge(down()),
            ]
        return self.choose([*ways, leaf[-1]])

    def huge(self, text: str) -> str:
        """Beyond 64 bits on the way, where Python's integers go on and NumPy's begin again."""
        return self.rng.choice([f"({text} << 62) % 11", f"{text} * 2 ** 62 // 2 ** 60", f"({text} + 2 ** 63 - 1) % 7"])

    def small_integer(self) -> str:
        """An integer that does not grow from one trip round a loop to the next."""
        i = self.integer(2)
        return self.rng.choice([f"({i}) % {self.rng.choice(['7', '11', '-5'])}", f"min(max({i}, -9), 9)"])

    def condition(self, depth: int = 1) -> str:
        """Something true or false."""
        i = lambda: self.parenthesised(self.integer(max(depth - 1, 0)))
        compare = lambda: self.rng.choice(["<", "<=", ">", ">=", "==", "!="])
        ways: list[Callable[[], str | None]] = [
            lambda: f"{self.variable('i', 0) or i()} {compare()} {i()}",
            lambda: f"{i()} % {self.rng.choice('23')} == {self.rng.choice('01')}",
            lambda: f"{self.rng.randint(-2, 1)} <= {i()} < {self.rng.randint(2, 6)}",
        ]
        if self.smooth:
            ways.append(lambda: f"{self.floating(0)} {self.rng.choice(['> -900.0', '< 800.0', '> 1e3'])}")
        else:
            f = lambda: self.parenthesised(self.floating(depth))
            ways += [
                lambda: f"{f()} {self.rng.choice('<>')} {self.number()}",
                lambda: f"{f()} {self.rng.choice(['<', '>', '<=', '>='])} {f()}",
                lambda: f"{self.number(-2, 0)} < {f()} <= {self.number(0, 2)}",
                lambda: self.element("b"),
                lambda: self.variable("b", 0),
                lambda: self.of_array("{}.any()", "b"),
                lambda: self.of_array("np.all({})", "b"),
                lambda: self.of_array("({} > 0.1).any()", "f"),
                lambda: f"math.isfinite({self.floating(0)})",
            ]
        if depth > 0:
            c = lambda: self.parenthesised(self.condition(depth - 1))
            ways += [lambda: f"{c()} {self.rng.choice(['and', 'or'])} {c()}", lambda: f"not {c()}"]
        return self.choose([*ways, ways[0]])

    def of_array(self, text: str, kind: str) -> str | None:
        arrays = [v for v in self.scope if v.kind == kind and v.dims]
        return text.format(self.rng.choice(arrays).name) if arrays else None

    def reduction(self) -> str | None:
        smooth = ["{}.sum()", "np.sum({})", "{}.mean()", "np.sum({} ** 2) * 0.1", "np.mean({})"]
        rough = ["{}.max()", "np.min({})", "{}.std()", "np.median({})", "np.abs({}).max()", "sum({}.ravel())"]
        v = self.variables("f", 1)
        if v and self.chance(0.4):
            a, part = self.rng.choice(v), self.part()
            b = self.variable("f", 1, a.dims)
            ways = [f"{a.name} @ {b}", f"np.dot({a.name}, {b})", f"({a.name} * {b}).sum()", f"{a.name}[{part}].sum()"]
            return self.rng.choice(
                [*ways, f"{a.name}[{part}] @ {b}[{part}]", f"np.sum({a.name}[{part}] * {b}[{part}])"]
            )
        return self.of_array(self.rng.choice(smooth if self.smooth else smooth + rough), "f")

    def complexed(self, depth: int = 1) -> str:
        """A complex number."""
        down = lambda: self.parenthesised(self.complexed(depth - 1))
        leaf = [
            lambda: self.element("c"),
            lambda: self.variable("c", 0),
            lambda: f"complex({self.number()}, {self.number()})",
        ]
        if depth <= 0:
            return self.choose(leaf)
        return self.choose(
            [
                lambda: f"{down()} {self.rng.choice('+-*')} {down()}",
                lambda: f"{down()} * {self.parenthesised(self.floating(0))}",
                lambda: f"{down()} / (2.0 + abs({self.complexed(depth - 1)}))",
                lambda: f"np.conj({self.complexed(depth - 1)})",
                *leaf,
            ]
        )

    def scalar(self, kind: str, depth: int = 2) -> str:
        """A number of a kind."""
        if kind == "f":
            return self.floating(depth)
        if kind == "i":
            return self.integer(depth)
        return self.condition(depth) if kind == "b" else self.complexed(depth)

    def call(self, gives: tuple[str, int], depth: int) -> str | None:
        found = [h for h in self.helpers if h.gives == (gives,)]
        return self.call_of(self.rng.choice(found), depth - 1) if found else None

    def call_of(self, helper: Helper, depth: int = 1) -> str | None:
        arguments: list[str] = []
        for kind, ndim in helper.takes:
            text = self.variable(kind, ndim) if ndim else self.scalar(kind, depth)
            if text is None:
                return None
            arguments.append(text)
        return f"{helper.name}({', '.join(arguments)})"

    # -- arrays

    def array(self, kind: str, dims: Dims, depth: int = 1) -> str:
        """An array of a kind and a shape: new, or a variable or a view of one."""
        size = dims[0] if len(dims) == 1 else f"({', '.join(dims)})"
        leaf: list[Callable[[], str | None]] = [lambda: self.variable(kind, len(dims), dims)] * 3
        leaf += self.views(kind, dims)
        leaf.append(lambda: self.made(kind, size))
        if depth <= 0:
            return self.choose(leaf)
        ways: dict[str, Any] = {"f": self.float_arrays, "i": self.integer_arrays, "b": self.masks, "c": self.complexes}
        return self.choose([*ways[kind](dims, depth), *leaf])

    def made(self, kind: str, size: str) -> str:
        """A new array."""
        r = self.rng
        if kind == "f":
            flat = [f"np.arange({size}) * 0.25", f"np.linspace(0.0, 1.0, {size})"] if size[0] != "(" else []
            return r.choice([f"np.zeros({size})", f"np.ones({size})", f"np.full({size}, {self.number()})", *flat])
        if kind == "i":
            return f"np.arange({size})" if size[0] != "(" else f"np.ones({size}, dtype=np.int64)"
        return f"np.zeros({size}, dtype={'bool' if kind == 'b' else 'complex'})"

    def views(self, kind: str, dims: Dims) -> list[Callable[[], str | None]]:
        """Parts of arrays that have the shape."""
        if len(dims) == 2:
            back = self.variable(kind, 2, (dims[1], dims[0]))
            return [lambda: f"{back}.T" if back else None, lambda: self.reversed_of(kind, dims, "[:, ::-1]")]
        rows = [v for v in self.variables(kind, 2) if v.dims[1] == dims[0]]
        columns = [v for v in self.variables(kind, 2) if v.dims[0] == dims[0]]
        row = lambda v: f"{v.name}[{self.index(v.dims[0])}]"
        column = lambda v: f"{v.name}[:, {self.index(v.dims[1])}]"
        return [
            lambda: row(self.rng.choice(rows)) if rows else None,
            lambda: column(self.rng.choice(columns)) if columns else None,
            lambda: self.reversed_of(kind, dims, "[::-1]"),
        ]

    def reversed_of(self, kind: str, dims: Dims, text: str) -> str | None:
        name = self.variable(kind, len(dims), dims)
        return f"{name}{text}" if name else None

    def float_arrays(self, dims: Dims, depth: int) -> list[Callable[[], str | None]]:
        a = lambda: self.parenthesised(self.array("f", dims, depth - 1))
        bare = lambda: self.array("f", dims, depth - 1)
        ways: list[Callable[[], str | None]] = [
            lambda: f"{a()} {self.rng.choice('+-*')} {a()}",
            lambda: f"{a()} * {self.parenthesised(self.floating(1))}",
            lambda: f"{a()} + {self.parenthesised(self.floating(1))}",
            lambda: f"{self.rng.choice(['np.tanh', 'np.sin', 'np.cos', 'np.arctan', '-'])}({bare()})",
            lambda: f"{a()} / (2.0 + {a()} ** 2)",
            lambda: f"{bare()}.copy()",
            lambda: f"np.where({self.array('b', dims, 0)}, {bare()}, {bare()})",
            lambda: self.product(dims),
        ]
        if len(dims) == 1:
            ways.append(lambda: f"np.cumsum({bare()})")
        if not self.smooth:
            ways += [
                lambda: f"{self.rng.choice(['np.maximum', 'np.minimum'])}({bare()}, {bare()})",
                lambda: f"np.clip({bare()}, -1.0, 1.5)",
                lambda: f"np.abs({bare()})",
                lambda: f"np.where({self.array('b', dims, 1)}, {bare()}, {self.floating(0)})",
                lambda: f"{self.parenthesised(self.array('i', dims, 0))} * 0.5",
                lambda: f"np.sort({bare()})",
            ]
        return ways

    def product(self, dims: Dims) -> str | None:
        """Products of matrices, and sums along one axis."""
        if len(dims) == 2:
            return f"np.outer({self.array('f', dims[:1], 0)}, {self.array('f', dims[1:], 0)})"
        found = [v for v in self.variables("f", 2) if v.dims[0] == dims[0]]
        if not found:
            return None
        v = self.rng.choice(found)
        return self.rng.choice([f"{v.name} @ {self.array('f', v.dims[1:], 0)}", f"{v.name}.sum(axis=1)"])

    def integer_arrays(self, dims: Dims, depth: int) -> list[Callable[[], str | None]]:
        a = lambda: self.parenthesised(self.array("i", dims, depth - 1))
        return [
            lambda: f"{a()} {self.rng.choice('+-')} {a()}",
            lambda: f"({self.array('i', dims, depth - 1)}) % {self.rng.choice(['3', '5', '-4'])}",
            lambda: f"{a()} // {self.rng.choice(['2', '-3'])}",
            lambda: f"{a()} {self.rng.choice('&|^')} {self.rng.randint(0, 7)}",
            lambda: f"{a()} * {self.rng.randint(-3, 3)}",
            lambda: f"({self.array('b', dims, 0)}).astype(np.int64)",
        ]

    def masks(self, dims: Dims, depth: int) -> list[Callable[[], str | None]]:
        if self.smooth:
            return [lambda: f"({self.array('i', dims, 0)}) % 2 == {self.rng.choice('01')}"]
        m = lambda: f"({self.array('b', dims, depth - 1)})"
        return [
            lambda: f"{self.parenthesised(self.array('f', dims, 0))} {self.rng.choice('<>')} {self.number()}",
            lambda: f"{self.parenthesised(self.array('f', dims, 0))} > {self.parenthesised(self.array('f', dims, 0))}",
            lambda: f"({self.array('i', dims, 0)}) % 2 == {self.rng.choice('01')}",
            lambda: f"{m()} {self.rng.choice('&|^')} {m()}",
            lambda: f"~{m()}",
        ]

    def complexes(self, dims: Dims, depth: int) -> list[Callable[[], str | None]]:
        a = lambda: self.parenthesised(self.array("c", dims, depth - 1))
        return [
            lambda: f"{a()} + {a()}",
            lambda: f"{a()} * {self.complexed(0)}",
            lambda: f"np.conj({self.array('c', dims, depth - 1)})",
            lambda: f"{a()} / (2.0 + np.abs({self.array('c', dims, depth - 1)}))",
        ]
