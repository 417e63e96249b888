"""Statements with lists, queues, heaps, dicts, sets, iterators, and variables that are None at first."""

from __future__ import annotations

from .expressions import Expressions, Var


class Collected(Expressions):
    """Writes such statements; a part of Statements, whose names it uses."""

    def turns(self) -> str:
        return f"for {self.fresh('i')} in range({self.rng.choice(['n', 'm', '3'])}):"

    def counted(self, name: str, text: str) -> None:
        """An integer that is made of a collection."""
        self.write(f"{name} = ({text}) % 11")
        self.scope.append(Var(name, "i"))

    def queue(self) -> None:
        q, k = self.fresh("queue"), self.fresh("k")
        most = self.rng.choice(["", "", ", maxlen=4", ", maxlen=m + 1"])
        self.write(f"{q} = collections.deque([{self.small_integer()}, 2]{most})")
        with self.block(self.turns(), loop=True):
            for _ in range(self.rng.randint(1, 3)):
                ways = ["{q}.append({x})", "{q}.appendleft({x})", "{q}.rotate(1)", "{q}.append({q}.popleft() + 1)"]
                self.write(self.rng.choice(ways).format(q=q, x=self.small_integer()))
            with self.block(f"if len({q}) > 3:"):
                self.write(f"{q}.{self.rng.choice(['pop', 'popleft'])}()")
        self.counted(k, self.rng.choice([f"sum({q})", f"len({q}) + {q}[0]", f"{q}[-1] * 3 + max({q})"]))

    def heap(self) -> None:
        h, k, v = self.fresh("heap"), self.fresh("k"), self.fresh("v")
        self.write(f"{h} = [({self.small_integer()}, 0)]")
        with self.block(self.turns(), loop=True):
            self.write(f"heapq.heappush({h}, ({self.small_integer()}, len({h})))")
            with self.block(f"if {self.condition(1)}:"):
                self.write(f"heapq.heapreplace({h}, ({self.small_integer()}, 7))")
        self.write(f"{v}, {k} = heapq.heappop({h})")
        self.counted(k, f"{k} + {v} * 5 + len({h})")

    def table(self) -> None:
        d, k, s = self.fresh("table"), self.fresh("k"), self.fresh("s")
        made = self.rng.choice(["{}", "{1: 0.5}", "collections.defaultdict(float)", "dict()"])
        self.write(f"{d} = {made}")
        with self.block(self.turns(), loop=True):
            key = self.small_integer()
            ways = ["{d}[{k}] = {d}.get({k}, 0.0) + {x}", "{d}[{k}] = {x}", "{d}.setdefault({k}, {x})"]
            self.write(self.rng.choice(ways).format(d=d, k=key, x=self.tame(self.floating(1))))
            if self.chance(0.3):
                with self.block(f"if {self.small_integer()} in {d} and len({d}) > 1:"):
                    self.write(f"{d}.pop(next(iter({d})), 0.0)" if self.chance(0.3) else f"{d}.pop({key}, 0.0)")
        self.write(f"{s} = sum({d}.values()) * 0.1")
        self.scope.append(Var(s, "f"))
        self.counted(k, self.rng.choice([f"len({d})", f"sum({d})", f"sum([i * k for i, k in enumerate({d})])"]))

    def seen(self) -> None:
        name, k = self.fresh("seen"), self.fresh("k")
        self.write(f"{name} = {self.rng.choice(['set()', '{2, 3}', 'set(range(m))'])}")
        self.write(f"{k} = 0")
        with self.block(self.turns(), loop=True):
            x = self.small_integer()
            with self.block(f"if {x} in {name}:"):
                self.write(self.rng.choice([f"{k} += 1", f"{name}.discard({x})"]))
            self.write(f"{name}.add({x})")
        self.counted(k, self.rng.choice([f"len({name}) + {k}", f"sum(sorted({name})[:2]) - {k}", f"max({name}) + {k}"]))

    def none_at_first(self) -> None:
        best, at, k = self.fresh("best"), self.fresh("at"), self.fresh("k")
        self.write(f"{best} = {at} = None")
        head = self.turns()
        with self.block(head, loop=True):
            x = self.small_integer()
            with self.block(f"if {best} is None or {x} < {best}:"):
                self.write(f"{best}, {at} = {x}, {head.split()[1]}")
        self.counted(k, f"-1 if {best} is None else {best} * 3 + {at}")

    def state(self) -> None:
        mode, k = self.fresh("mode"), self.fresh("k")
        self.write(f"{mode}, {k} = {self.rng.choice(['None', repr('a')])}, 0")
        with self.block(self.turns(), loop=True):
            with self.block(f"if {mode} == 'a':"):
                self.write(f"{mode} = 'b' if {self.condition(1)} else 'c'")
            with self.block(f"elif {self.condition(1)}:"):
                self.write(f"{mode} = 'a'")
            self.write(f"{k} += 1 if {mode} in ('a', 'c') else 2")
        self.counted(k, f"{k} + len(str({mode}))" if self.chance(0.2) else f"{k} + ({mode} == 'b')")

    def line_of_numbers(self) -> None:
        a, k = self.fresh("line"), self.fresh("k")
        self.write(f"{a} = {self.rng.choice(['[1, 2]', 'list(range(n))', '[0] * m + [3]'])}")
        with self.block(self.turns(), loop=True):
            ways = ["{a}.append({x})", "{a}.insert({y}, {x})", "{a}.reverse()", "bisect.insort({a}, {x})", "{a}.sort()"]
            ways += [
                "{a}[-1] = {x}",
                "{a}.extend([{x}, 1])",
                "{a}.sort(key=lambda v: -v % 5)",
                "{a}.append({a}.pop(0))",
                "{a}[({y}) % 3 : 2] = [{x}, 1]",
                "{a}[::-1] = {a}",
            ]
            for _ in range(self.rng.randint(1, 3)):
                text = self.rng.choice(ways).format(a=a, x=self.small_integer(), y=self.small_integer())
                self.write(f"if {a}: {text}" if "pop" in text or "-1" in text else text)
            with self.block(f"if len({a}) > 5:"):
                self.write(self.rng.choice([f"{a}.pop()", f"{a}.pop(1)", f"del {a}[0]", f"{a}.remove(max({a}))"]))
        ways = ["sum({a}[1:]) + len({a})", "sum([i * v for i, v in enumerate(sorted({a}, reverse=True))])"]
        ways += [
            "{a}.count(2) + sum({a}[::-2])",
            "sum(itertools.accumulate({a}))",
            "sum(map(lambda a, b: a * b, {a}, {a}[::-1]))",
        ]
        self.counted(k, self.rng.choice(ways).format(a=a))

    def loop_over_iterators(self) -> None:
        i, j = self.fresh("i"), self.fresh("j")
        plain = [Var(i, "i", (), "", True), Var(j, "i", (), "", True)]
        heads = [
            f"for {i}, {j} in itertools.product(range(3), range(2)):",
            f"for {i}, {j} in itertools.combinations(range(n), 2):",
            f"for {i}, {j} in itertools.pairwise(range(n)):",
            f"for {i}, {j} in enumerate(filter(lambda v: v % 3, range(n)), start=1):",
            f"for {i}, {j} in zip(range(n), itertools.cycle([1, -2])):",
            f"for {i}, {j} in np.ndindex(2, 2):",
            f"for {i}, {j} in zip(map(lambda v: v * v % 7, range(n)), itertools.count(2)):",
        ]
        self.loop(self.rng.choice(heads), plain)

    def levels(self) -> None:
        """A list that is another one in the next turn."""
        now, following, old, x, k = (self.fresh(p) for p in ("now", "next", "old", "x", "k"))
        self.write(f"{now} = {self.rng.choice([f'[{self.small_integer()}]', 'list(range(m))', '[]'])}")
        kept = self.chance(0.4)
        if kept:
            self.write(f"{old} = {self.rng.choice(['[]', '[1]'])}")
        with self.block(self.turns(), loop=True):
            self.write(f"{following} = []")
            with self.block(f"for {x} in {now}:", loop=True):
                self.scope.append(Var(x, "i", (), "", True))
                with self.block(f"if {self.condition(1)}:"):
                    self.write(f"{following}.append({self.small_integer()} % 7)")
                self.write(f"{following}.append({x} // 2)")
            ways = ["{a} = {b}", "{a} = {b} + [1]", "{a} = [v + 1 for v in {b}]", "{a} = {b}[:4]"]
            ways += ["{c}, {a} = {a}, {b}", "{c} = {a}\n{a} = {b}"] if kept else []
            for line in self.rng.choice(ways).format(a=now, b=following, c=old).split("\n"):
                self.write(line)
            if self.chance(0.5):
                with self.block(f"if len({now}) > {self.rng.randint(2, 6)}:"):
                    cuts = [f"{now} = []", f"{now}.pop()", f"{now} = {now}[1:3]", f"{now}.append(3)"]
                    self.write(self.rng.choice([*cuts, f"{now}[0] = {self.small_integer()}"]))
        also = f" + len({old}) * 3" if kept else ""
        self.counted(k, f"sum({now}) + len({now}) * 2{also}")

    def recursion(self) -> None:
        """A function that calls itself."""
        f, k, x, y, i = (self.fresh(p) for p in ("again", "k", "x", "y", "i"))
        number = self.tame(self.floating(1))
        with self.block(f"def {f}({k}, {x}):"):
            with self.block(f"if {k} <= 0:"):
                self.write(f"return {self.rng.choice([x, f'{x} * 0.5', '0.25'])}")
            if self.chance(0.4):
                with self.block(f"for {i} in range({k}):"):
                    self.write(f"{x} = {x} * 0.5 + {self.rng.choice([f'{f}({k} - 2, {x})', f'np.sin({x})'])} * 0.1")
            if self.chance(0.3):
                with self.block(f"if {self.condition(1)}:"):
                    self.write(f"return {f}({k} - 1, {x} + 0.5)")
            ends = ["{f}({k} - 1, {x} * 0.5) + 0.1", "{f}({k} - 1, {x}) * 0.5 - {f}({k} - 2, {x} * 0.5) * {x}"]
            ends += ["np.tanh({f}({k} - 1, {x} + {n}) + {x})", "{f}({k} - 2, {f}({k} - 1, {x}) * 0.5)"]
            self.write("return " + self.rng.choice(ends).format(f=f, k=k, x=x, n=number))
        self.write(f"{y} = np.tanh({f}({self.small_integer()} % 5, {self.tame(self.floating(1))}))")
        self.scope.append(Var(y, "f"))

    def rows(self) -> None:
        """A list or dict of lists."""
        rows, r, k = self.fresh("rows"), self.fresh("r"), self.fresh("k")
        lists = ["[[] for _ in range(2)]", "[[1], [2, 3]]", "[[0] * m for _ in range(n)] + [[], [4]]", "[[]] * 2"]
        dicts = ["collections.defaultdict(list)", "{0: [], 1: [5]}", "{i: [i] for i in range(n + 2)}"]
        is_list = self.chance(0.6)
        self.write(f"{rows} = {self.rng.choice(lists if is_list else dicts)}")
        one = f"{rows}[{self.rng.choice(['0', f'({self.small_integer()}) % 2'])}]"
        with self.block(self.turns(), loop=True):
            ways = ["{one}.append({x})", "{one} += [{x}, 1]", "{one} = [{x}]", "{one}.extend({rows}[1])"]
            ways += ["{one}.insert(0, {x})", "{one}.reverse()", "{rows}[1] = {one}", "if {one}: {one}[-1] = {x}"]
            ways += ["{rows}.append([{x}])", "{rows}.append({one}[1:])", "{rows}.append({one})"] if is_list else []
            for _ in range(self.rng.randint(1, 3)):
                self.write(self.rng.choice(ways).format(one=one, rows=rows, x=self.small_integer()))
            with self.block(f"if len({one}) > 9:"):
                self.write(self.rng.choice([f"{one}.clear()", f"{one} = []", f"del {one}[2:]", f"{one}.pop()"]))
            if self.chance(0.3):
                self.write(f"{r} = {one}")
                self.write(f"{r}.append({self.small_integer()})")
        values = rows if is_list else f"{rows}.values()"
        ways = ["sum([len(r) for r in {v}])", "sum([sum(r) for r in {v}])", "len({rows}) + len({rows}[1])"]
        ways += ["max([v * 3 for r in {v} for v in r] + [0])"]
        self.counted(k, self.rng.choice(ways).format(v=values, rows=rows))
