"""Statements of Python beyond arithmetic: dicts, objects, try, match, generators, lists of arrays."""

from __future__ import annotations

from collections.abc import Callable

from .collected import Collected
from .expressions import Var

HEAD = """class Pair:
    def __init__(self, a, b=0.5):
        self.a, self.b = a, b

    def move(self, by):
        self.a += by
        return self.a


def upto(n, step=1):
    for k in range(n):
        if k % step == 0:
            yield k


def pairs(n):
    for i in range(n):
        if i > 3:
            return
        for j in range(i):
            yield i, j
"""


class Constructs(Collected):
    """Writes such statements; a part of Statements, whose names it uses."""

    def constructs(self) -> list[tuple[float, Callable[[], object]]]:
        """The statements, and how often each is to come."""
        ways: list[tuple[float, Callable[[], object]]] = [(0.5, self.new_dict), (0.5, self.new_object)]
        if self.indent < 5:
            ways += [(0.6, self.try_block), (0.5, self.match_number), (0.5, self.list_of_arrays)]
            ways.append((0.5 if self.loops < 2 else 0.1, self.loop_over_generator))
        if self.indent < 4 and not self.loops:
            ways += [
                (0.4, self.queue),
                (0.4, self.heap),
                (0.5, self.table),
                (0.4, self.seen),
                (0.4, self.none_at_first),
            ]
            ways += [(0.4, self.state), (0.5, self.line_of_numbers), (0.5, self.loop_over_iterators)]
            ways += [(0.5, self.levels), (0.5, self.recursion), (0.6, self.rows)]
        return ways

    def new_dict(self) -> None:
        """Its items are variables from then on."""
        name = self.fresh("state")
        self.write(f"{name} = {{'p': {self.tame(self.floating(1))}, 'q': {self.number()}}}")
        self.scope += [Var(f"{name}['{k}']", "f") for k in "pq"]

    def new_object(self) -> None:
        name = self.fresh("pair")
        second = f", {self.number()}" if self.chance(0.5) else ""
        self.write(f"{name} = Pair({self.tame(self.floating(1))}{second})")
        self.scope += [Var(f"{name}.{k}", "f") for k in "ab"]
        if self.chance(0.4):
            self.write(f"{name}.move({self.number()})")

    def try_block(self) -> None:
        """What is raised inside goes to the handler."""
        raises = self.chance(0.7)
        with self.block("try:"):
            self.body(2)
            if raises:
                with self.block(f"if {self.condition(1)}:"):
                    self.write(self.rng.choice(["raise KeyError", "raise KeyError('no')", "raise LookupError"]))
                self.body(1)
        if raises or self.chance(0.5):
            with self.block(self.rng.choice(["except LookupError:", "except (ValueError, LookupError):"])):
                self.body(1)
            if self.chance(0.3):
                with self.block("else:"):
                    self.body(1)
        elif not raises:
            with self.block("finally:"):
                self.body(1)
            return
        if self.chance(0.3):
            with self.block("finally:"):
                self.assign_number()

    def match_number(self) -> None:
        name = self.fresh("m")
        with self.block(f"match {self.small_integer()}:"):
            for head in self.rng.sample(["0", "1 | 2", "3", "-1"], 2):
                with self.block(f"case {head}:"):
                    self.body(1)
            guard = f" if {self.condition(0)}" if self.chance(0.5) else ""
            with self.block(f"case {name}{guard}:"):
                self.write(f"{name} += 1")
                self.body(1)

    def loop_over_generator(self) -> None:
        i, j = self.fresh("i"), self.fresh("j")
        heads = [
            (f"for {i} in upto(n):", [Var(i, "i", (), "n", True)]),
            (f"for {i} in upto(m, 2):", [Var(i, "i", (), "m", True)]),
            (f"for {i}, {j} in pairs(n):", [Var(i, "i", (), "n", True), Var(j, "i", (), "n", True)]),
        ]
        self.loop(*self.rng.choice(heads))

    def list_of_arrays(self) -> None:
        a = self.pick_array("f", 1)
        if a is None:
            return
        rows, i, out = self.fresh("rows"), self.fresh("i"), self.fresh("buf")
        self.write(f"{rows} = [{a.name} * 0.5]")
        with self.block(f"for {i} in range({self.rng.choice(['n', 'm', '2'])}):", loop=True):
            self.scope.append(Var(i, "i", (), "", True))
            self.write(f"{rows}.append(np.tanh({self.array('f', a.dims, 1)}))")
            if self.chance(0.3):
                self.write(f"{rows}.append({rows}[-1] * {self.number()})")
        self.write(f"{out} = {self.rng.choice([f'{rows}[-1] * 1.0', f'np.array({rows}).sum(axis=0) * 0.1'])}")
        self.scope.append(Var(out, "f", a.dims))
