"""Random statements: assignments of all kinds, writes to arrays and views, loops, branches, and what leaves them."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from .constructs import Constructs
from .expressions import Dims, Helper, Var

ROWS, COLUMNS = "n", "m"
Result = tuple[str, list[tuple[str, Dims]]]  # "none", "single", "tuple" or "dict", and the kinds of what is returned


class Statements(Constructs):
    """Writes statements into `lines`."""

    def __init__(self, rng: random.Random, smooth: bool, risky: bool, result: Result):
        super().__init__(rng, smooth, risky)
        self.result = result
        self.lines: list[str] = []
        self.indent = 1
        self.loops = 0
        self.left = 0  # statements that may still be written
        self.count = 0
        self.lists: list[str] = []
        self.rich = False  # whether it has the statements of constructs.py

    # -- writing

    def write(self, text: str) -> None:
        self.lines.append("    " * self.indent + text)

    def fresh(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    @contextlib.contextmanager
    def block(self, head: str, loop: bool = False) -> Iterator[None]:
        """What is indented below `head`; the variables that it makes are not known after it."""
        self.write(head)
        scope, lists = list(self.scope), list(self.lists)
        self.indent += 1
        self.loops += loop
        begun = len(self.lines)
        yield
        if len(self.lines) == begun:
            self.write("pass")
        self.loops -= loop
        self.indent -= 1
        if not (self.risky and self.chance(0.1)):  # else they may be used where they are not bound
            self.scope, self.lists = scope, lists

    def body(self, most: int = 3) -> None:
        """A few statements."""
        for _ in range(self.rng.randint(1, most)):
            if self.left <= 0:
                return
            self.left -= 1
            self.statement()

    def statement(self) -> None:
        ways: list[tuple[float, Callable[[], object]]] = [
            (6, self.assign_number),
            (4, self.augment_number),
            (8, self.write_element),
            (3, self.write_part),
            (3, self.write_line),
            (2, self.write_masked),
            (2, self.swap),
            (2, self.new_array),
            (1, self.filled),
            (2, self.accumulate),
            (2, self.new_view),
            (1, self.rebind_array),
            (1, self.add_at),
            (3, self.in_list),
            (1, self.call_helper),
        ]
        if self.indent < 5:
            ways += [(6 if self.loops < 2 else 1, self.for_loop), (1, self.while_loop), (4, self.branch)]
        if self.rich:
            ways += self.constructs()
        if self.loops:
            ways.append((2, self.leave_loop))
        if self.indent > 1:
            ways.append((1, self.leave))
        if self.risky:
            ways.append((2, self.complain))
        self.rng.choices([w for _, w in ways], [n for n, _ in ways])[0]()

    # -- numbers

    def tame(self, text: str) -> str:
        """A float that does not grow from one trip round a loop to the next."""
        if not self.loops and self.chance(0.5):
            return text
        if not self.smooth and self.chance(0.5):
            forms = ["min(max({}, -2.0), 2.0)", "np.clip({}, -2.0, 2.0)", "math.tanh({})", "max(-3.0, min({}, 3.0))"]
            return self.rng.choice(forms).format(text)
        return f"np.tanh({text})"

    def bounded(self, kind: str) -> str:
        if kind == "f":
            return self.tame(self.floating(2))
        if kind == "i":
            return self.small_integer()
        return self.condition(1) if kind == "b" else f"({self.complexed(1)}) / (1.0 + abs({self.complexed(0)}))"

    def assignable(self) -> list[Var]:
        return [v for v in self.scope if not v.dims and not v.fixed]

    def assign_number(self) -> None:
        found = self.assignable()
        if found and self.chance(0.6):
            v = self.rng.choice(found)
            other = [w for w in found if w != v]
            if other and self.chance(0.25):
                w = self.rng.choice(other)
                self.write(f"{v.name}, {w.name} = {self.bounded(v.kind)}, {self.bounded(w.kind)}")
            else:
                self.write(f"{v.name} = {self.bounded(v.kind)}")
            return
        kind = self.rng.choice("fffiib" if not self.variables("c") else "ffiibc")
        name = self.fresh({"f": "s", "i": "k", "b": "flag", "c": "z"}[kind])
        self.write(f"{name} = {self.bounded(kind)}")
        self.scope.append(Var(name, kind))

    def augment_number(self) -> None:
        found = [v for v in self.assignable() if v.kind in "fi"]
        if not found:
            return self.assign_number()
        v = self.rng.choice(found)
        if v.kind == "f":
            change = self.rng.choice(["+= {}", "-= {}", "*= 0.5", "/= 1.5", "+= 0.1 * ({})"])
            return self.write(f"{v.name} {change.format(self.tame(self.floating(1)))}")
        change = ["+= {}", "-= {}", "^= 3", "//= 2", "%= 7", ">>= 1", "&= 13", "|= 2"]
        return self.write(f"{v.name} {self.rng.choice(change).format(self.small_integer())}")

    def swap(self) -> None:
        """Of numbers, elements, rows or names of arrays."""
        numbers = [v for v in self.assignable() if v.kind == "f"]
        a = self.pick_array("f")
        if len(numbers) > 1 and self.chance(0.4):
            v, w = self.rng.sample(numbers, 2)
            return self.write(f"{v.name}, {w.name} = {w.name}, {self.tame(f'{v.name} + {w.name}')}")
        if a is None:
            return None
        alike = [v for v in self.variables(a.kind, dims=a.dims) if v != a and not v.fixed and not a.fixed]
        if alike and self.chance(0.4):
            b = self.rng.choice(alike)
            return self.write(f"{a.name}, {b.name} = {b.name}, {a.name}")
        if len(a.dims) == 2:
            i, j = self.index(a.dims[0]), self.index(a.dims[0])
            copy = self.rng.choice([".copy()", ".copy()", ""])  # without a copy, the second is a view of the first
            return self.write(f"{a.name}[{i}], {a.name}[{j}] = {a.name}[{j}]{copy}, {a.name}[{i}]{copy}")
        i, j = self.index(a.dims[0]), self.index(a.dims[0])
        return self.write(f"{a.name}[{i}], {a.name}[{j}] = {a.name}[{j}], {a.name}[{i}]")

    # -- arrays

    def pick_array(self, kinds: str, ndim: int | None = None) -> Var | None:
        found = [v for v in self.scope if v.kind in kinds and v.dims and (ndim is None or len(v.dims) == ndim)]
        return self.rng.choice(found) if found else None

    def write_element(self) -> None:
        a = self.pick_array("fffffi" if self.smooth else "ffffibc")
        if a is None:
            return self.new_array()
        place = f"{a.name}[{', '.join(self.index(d) for d in a.dims)}]"
        if a.kind == "f" and self.chance(0.5):
            change = self.rng.choice(["+= {}", "-= {}", "*= 0.7", "*= {}", "/= 2.0", "+= 0.3 * ({})"])
            return self.write(f"{place} {change.format(self.tame(self.floating(2)))}")
        if a.kind == "i" and self.chance(0.5):
            change = self.rng.choice(["+= {}", "-= {}", "^= {}", "//= 2", "%= 5", "<<= 1", "= {}"])
            return self.write(f"{place} {change.format(self.small_integer())}")
        if a.kind in "if" and not self.smooth and self.chance(0.1):  # a cast
            return self.write(f"{place} = {self.bounded('f' if a.kind == 'i' else 'i')}")
        return self.write(f"{place} = {self.bounded(a.kind)}")

    def write_part(self) -> None:
        """To a slice: of equal sizes, of a number, of the array itself."""
        a = self.pick_array("f", 1)
        if a is None:
            return self.new_array()
        x = a.name
        part = self.part()
        text = self.rng.choice(
            [
                f"{x}[{part}] = {self.tame(self.floating(1))}",
                f"{x}[{part}] += {self.tame(self.floating(1))}",
                f"{x}[{part}] *= 0.5",
                f"{x}[1:] = {x}[:-1]",
                f"{x}[1:] += 0.5 * {x}[:-1]",
                f"{x}[:-1] = 0.5 * {x}[1:] + {self.number()}",
                f"{x}[1:-1] = 0.25 * ({x}[:-2] + {x}[2:])",
                f"{x}[::2] -= {self.tame(self.floating(0))}",
                f"{x}[:] = np.tanh({self.array('f', a.dims, 1)})",
                f"{x}[::-1] = np.tanh({self.array('f', a.dims, 1)})",
                f"{x}[:] = {x}[::-1]",
                f"{x} *= 0.5",
                f"{x} += np.tanh({self.array('f', a.dims, 1)})",
            ]
        )
        if text.startswith((f"{x} *", f"{x} +")) and a.fixed:
            return None
        return self.write(text)

    def write_line(self) -> None:
        """To a row, a column or a part of a matrix."""
        a = self.pick_array("f", 2)
        if a is None:
            return self.write_part()
        x, (rows, columns) = a.name, a.dims
        i, j = self.index(rows), self.index(columns)
        row, column = (f"np.tanh({self.array('f', (d,), 1)})" for d in (columns, rows))
        return self.write(
            self.rng.choice(
                [
                    f"{x}[{i}] = {row}",
                    f"{x}[{i}, :] += {row}",
                    f"{x}[:, {j}] -= 0.5 * {column}",
                    f"{x}[:, {j}] = {column}",
                    f"{x}[:, {j}] -= {self.tame(self.floating(1))} * {x}[:, {self.index(columns)}]",
                    f"{x}[{i}, {self.part()}] *= 0.5",
                    f"{x}[{self.part()}, {j}] = {self.tame(self.floating(1))}",
                    f"{x}[1:, 1:] = 0.5 * {x}[:-1, :-1]",
                    f"{x}[{i}] -= {self.tame(self.floating(0))} * {x}[{self.index(rows)}]",
                    f"{x} *= 0.5",
                    f"{x}[...] = np.tanh({self.array('f', a.dims, 1)})",
                ]
            )
        )

    def write_masked(self) -> None:
        a = self.pick_array("f")
        if a is None:
            return None
        x, mask = a.name, self.array("b", a.dims, 1)
        forms = ["{x}[{m}] = {c}", "{x}[{m}] *= 0.5", "{x}[{m}] += {c}", "{x}[{m}] = -{x}[{m}]"]
        return self.write(self.rng.choice(forms).format(x=x, m=mask, c=self.tame(self.floating(0))))

    def sizes(self) -> Dims:
        return self.rng.choice([(ROWS,), (ROWS,), (COLUMNS,), (ROWS, COLUMNS)])

    def new_array(self) -> None:
        dims = self.sizes()
        kind = self.rng.choice("ffffi" if self.smooth else "fffffiib")
        name, text = self.fresh("buf"), self.array(kind, dims, 2)
        like = self.variable(kind, len(dims), dims)
        if like and self.chance(0.5 if not self.smooth else 0.8):
            empty = f"np.empty_like({like})" if self.chance(0.3) else None
            self.write(
                f"{name} = {empty or self.rng.choice([f'np.zeros_like({like})', f'{like}.copy()', f'{like} * 1'])}"
            )
            if empty:
                self.write(f"{name}[...] = {self.rng.choice(['0', '1'])}")
        elif self.chance(0.5):
            self.write(f"{name} = {self.made(kind, dims[0] if len(dims) == 1 else f'({ROWS}, {COLUMNS})')}")
        else:
            self.write(f"{name} = {text}" if kind != "f" else f"{name} = np.tanh({text})")
        self.scope.append(Var(name, kind, dims))

    def new_view(self) -> None:
        """A name for a part of an array, through which it is written and read."""
        a = self.pick_array("f")
        if a is None:
            return
        name = self.fresh("view")
        rest = (f"len({name})",)
        if len(a.dims) == 1:
            part, dims = self.rng.choice([("[::-1]", a.dims), (f"[{self.part()}]", rest), ("[:]", a.dims)])
        else:
            rows, columns = a.dims
            part, dims = self.rng.choice(
                [
                    (f"[{self.index(rows)}]", (columns,)),
                    (f"[:, {self.index(columns)}]", (rows,)),
                    (".T", (columns, rows)),
                    ("[::-1]", (rows, columns)),
                    (".ravel()", rest),
                    (".reshape(-1)", rest),
                    (f"[{self.part()}]", (f"len({name})", columns)),
                ]
            )
        self.write(f"{name} = {a.name}{part}")
        self.scope.append(Var(name, "f", dims))
        if self.chance(0.5):
            self.write(
                self.rng.choice([f"{name}[...] *= 0.5", f"{name} += {self.number()}", f"{name}[:] = {self.number()}"])
            )

    def rebind_array(self) -> None:
        a = self.pick_array("f")
        if a is None or a.fixed:
            return None
        return self.write(f"{a.name} = np.tanh({self.array('f', a.dims, 2)})")

    def add_at(self) -> None:
        a, k = self.pick_array("f", 1), self.pick_array("i", 1)
        if a is None or k is None:
            return None
        places = f"{k.name} % len({a.name})" if not self.risky else k.name
        return self.write(f"np.add.at({a.name}, {places}, {self.tame(self.floating(1))})")

    def in_list(self) -> None:
        """Lists are begun outside loops, and filled anywhere."""
        if self.lists and (self.loops or self.chance(0.5)):
            return self.write(f"{self.rng.choice(self.lists)}.append({self.tame(self.floating(1))})")
        name = self.fresh("found")
        self.lists.append(name)
        return self.write(f"{name} = [{self.number()}]")

    def call_helper(self) -> None:
        several = [h for h in self.helpers if len(h.gives) != 1]
        if not several:
            return None
        helper: Helper = self.rng.choice(several)
        text = self.call_of(helper)
        if text is None:
            return None
        if not helper.gives:
            return self.write(text)
        names = [self.fresh("r") for _ in helper.gives]
        self.write(f"{', '.join(names)} = {text}")
        self.scope += [Var(name, kind) for name, (kind, _) in zip(names, helper.gives, strict=True)]
        return None

    # -- loops and branches

    def for_loop(self) -> None:
        i, r = self.fresh("i"), self.rng
        dim = r.choice([ROWS, ROWS, COLUMNS])
        runner = Var(i, "i", (), dim, True)
        inner = [v.name for v in self.scope if v.kind == "i" and v.bound == dim]
        ranges = ["range({d})"] * 5 + ["range(len({a}))", "range(1, {d})", "range({d} - 1)", "range(0, {d}, 2)"]
        ranges += ["range({d} - 1, -1, -1)", "reversed(range({d}))", "range({d} - 2, 0, -1)"]
        ranges += ["range({j})", "range({j}, {d})", "range({j} + 1, {d})", "range({j}, -1, -1)"] if inner else []
        a = self.pick_array("fffib", 1)
        way = r.random()
        if way < 0.6 or a is None:
            if a is not None and a.dims == (dim,):
                text = r.choice(ranges)
            else:
                text = r.choice([t for t in ranges if "{a}" not in t])
            head = text.format(d=dim, j=r.choice(inner) if inner else "", a=a.name if a else "")
            self.loop(f"for {i} in {head}:", [runner])
        elif way < 0.7:
            k = [v.name for v in self.scope if v.kind == "i" and not v.dims and v.fixed and not v.bound]
            self.loop(f"for {i} in range({r.choice([*k, '3', '2', '4'])}):", [replace(runner, bound="")])
        else:
            self.loop_over(a, i)
        if self.chance(0.12) and self.lines[-1].startswith("    " * (self.indent + 1)):
            with self.block("else:"):
                self.body(1)

    def loop_over(self, a: Var, i: str) -> None:
        """Over the elements of arrays, or the rows of a matrix."""
        v, dim = self.fresh("e"), a.dims[0]
        element = Var(v, a.kind)
        others = [b for b in self.variables("f", 1, a.dims) if b != a]
        matrix = self.pick_array("f", 2)
        ways: list[tuple[str, list[Var]]] = [
            (f"for {v} in {a.name}:", [element]),
            (f"for {i}, {v} in enumerate({a.name}):", [Var(i, "i", (), dim, True), element]),
            (f"for {v} in reversed({a.name}):", [element]),
            (f"for {v} in {a.name}[::-1]:", [element]),
            (f"for {v} in (0.5, -1.25, 2):", [Var(v, "f")]),
        ]
        if others:
            b = self.rng.choice(others).name
            pair = [element, Var(f"{v}b", "f")]
            ways.append((f"for {v}, {v}b in zip({a.name}, {b}):", pair))
            ways.append(
                (f"for {i}, ({v}, {v}b) in enumerate(zip({a.name}, {b})):", [Var(i, "i", (), dim, True), *pair])
            )
        if matrix:
            row = Var(v, "f", matrix.dims[1:])
            ways.append((f"for {v} in {matrix.name}:", [row]))
            ways.append((f"for {i}, {v} in enumerate({matrix.name}):", [Var(i, "i", (), matrix.dims[0], True), row]))
        self.loop(*self.rng.choice(ways))

    def loop(self, head: str, variables: list[Var]) -> None:
        with self.block(head, loop=True):
            self.scope += variables
            self.body(3)

    def while_loop(self) -> None:
        """Counts first, so that `continue` does not make it endless."""
        t, r = self.fresh("t"), self.rng
        self.write(f"{t} = {r.choice(['0', '1', f'{ROWS}'])}")
        counter = Var(t, "i", (), "", True)
        self.scope.append(counter)
        if self.lines[-1].endswith(ROWS):
            head, step = f"while {t} > {r.choice('012')}:", r.choice([f"{t} -= 1", f"{t} //= 2", f"{t} -= 2"])
        else:
            extra = r.choice(["", "", f" and ({self.condition(1)})"])
            head, step = f"while {t} < {r.choice([ROWS, COLUMNS, '5'])}{extra}:", r.choice([f"{t} += 1", f"{t} += 2"])
        with self.block(head, loop=True):
            self.write(step)
            self.body(3)
        if self.chance(0.15):
            with self.block("else:"):
                self.body(1)

    def accumulate(self) -> None:
        """A number that begins as Python's, often an integer, and takes in elements."""
        a, name = self.pick_array("f", 1), self.fresh("acc")
        if a is None:
            return
        i, e = self.fresh("i"), self.fresh("e")
        if self.smooth or self.chance(0.6):
            self.write(f"{name} = {self.rng.choice(['0', '0', '0.0', '1'])}")
            step = self.rng.choice(
                ["{s} += {x}", "{s} = {s} + {x} * {x}", "{s} = 0.5 * {s} - {x}", "{s} -= np.sin({x})"]
            )
        else:
            self.write(f"{name} = {self.rng.choice(['-np.inf', '-math.inf', '0', '-1', 'None'])}")
            unset = f"{name} is None or " if self.lines[-1].endswith("None") else ""
            step = f"if {unset}{{x}} > {{s}}:\n    {{s}} = {{x}}"
        if self.chance(0.5):
            head, x = f"for {e} in {a.name}:", e
        else:
            head, x = f"for {i} in range(len({a.name})):", f"{a.name}[{i}]"
        self.scope.append(Var(name, "f"))
        with self.block(head, loop=True):
            if self.chance(0.3):
                with self.block(f"if {self.condition(1)}:"):
                    self.write(self.rng.choice(["continue", "break"]))
            for line in step.format(s=name, x=x).split("\n"):
                self.write(line)

    def filled(self) -> None:
        """A buffer without values, filled by a loop."""
        dim, name, i = self.rng.choice([ROWS, COLUMNS]), self.fresh("buf"), self.fresh("i")
        like = self.variable("f", 1, (dim,))
        plain = not (like and self.smooth and self.chance(0.8))
        self.write(f"{name} = np.empty({dim})" if plain else f"{name} = np.empty_like({like})")
        with self.block(f"for {i} in range({dim}):", loop=True):
            self.scope.append(Var(i, "i", (), dim, True))
            self.write(f"{name}[{i}] = {self.tame(self.floating(2))}")
        self.scope.append(Var(name, "f", (dim,)))

    def choice_of_values(self) -> None:
        """A variable that every branch makes, not always of the same type."""
        name = self.fresh("s")
        value = lambda: self.tame(self.floating(1)) if self.chance(0.7) else str(self.rng.randint(-2, 2))
        with self.block(f"if {self.condition(1)}:"):
            self.write(f"{name} = {value()}")
        with self.block("else:"):
            self.body(1)
            self.write(f"{name} = {value()}")
        self.scope.append(Var(name, "f"))

    def branch(self) -> None:
        if self.chance(0.25):
            return self.choice_of_values()
        with self.block(f"if {self.condition(1)}:"):
            self.body(2)
        if self.chance(0.25):
            with self.block(f"elif {self.condition(1)}:"):
                self.body(2)
        if self.chance(0.45):
            with self.block("else:"):
                self.body(2)
        return None

    def leave_loop(self) -> None:
        with self.block(f"if {self.condition(1)}:"):
            self.write(self.rng.choice(["break", "continue"]))

    def leave(self) -> None:
        with self.block(f"if {self.condition(1)}:"):
            self.give()

    def complain(self) -> None:
        """Raise, under a condition."""
        c, s = self.condition(1), self.variable("f", 0) or self.variable("i", 0) or "0"
        if self.chance(0.4):
            message = self.rng.choice(["", ', "not so"', f", ({s})"])
            return self.write(f"assert {c}{message}")
        error = self.rng.choice(
            ['ValueError("no")', f'ValueError(f"{{{s}}} is wrong")', "KeyError(3)", "RuntimeError()"]
        )
        with self.block(f"if {c}:"):
            self.write(f"raise {error}")
        return None

    # -- results

    def give(self) -> None:
        """A return of the function's kinds of results."""
        structure, kinds = self.result
        parts = [self.given(kind, dims) for kind, dims in kinds]
        if structure == "none":
            return self.write("return")
        if structure == "dict":
            return self.write("return {" + ", ".join(f'"r{k}": {p}' for k, p in enumerate(parts)) + "}")
        return self.write(f"return {', '.join(parts)}")

    def given(self, kind: str, dims: Dims) -> str:
        if dims == ("list",):
            name = self.rng.choice(self.lists) if self.lists else f"[{self.floating(1)}]"
            return f"np.array({name})"
        own = self.variables(kind, dims=dims)
        if own and self.chance(0.5):
            return own[-1].name
        return self.array(kind, dims, int(self.chance(0.4))) if dims else self.scalar(kind, 1)
