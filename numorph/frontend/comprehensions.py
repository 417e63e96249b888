"""Calls and comprehensions: what Python runs as a loop is one here, in the same order."""

from __future__ import annotations

import ast
from typing import Any

from .context import Context
from .functions import call
from .source import parsed
from .values import Dictionary, Generator, Range, Static, Tup, Unsupported, python_int


class Comprehensions(Context):
    """The part of a translator that knows calls and comprehensions."""

    def call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """function(*args, **kwargs)."""
        return call(self, function, args, kwargs)

    def _of_call(self, node: ast.Call) -> Any:
        function = self.value(node.func)
        alone = len(node.args) == 1 and not node.keywords
        if alone and isinstance(node.args[0], ast.GeneratorExp) and isinstance(function, Static):
            return self._of_generator(function.value, node)
        args = self.values_of(node.args)
        kwargs: dict[str, Any] = {}
        for k in node.keywords:
            if k.arg is None:
                inner = self.value(k.value)
                if not isinstance(inner, Dictionary):
                    raise Unsupported("** of something that is no dict", node.lineno)
                kwargs.update(inner.items)
            else:
                kwargs[k.arg] = self.value(k.value)
        self.line = node.lineno
        if args and isinstance(args[0], Generator) and isinstance(function, Static):
            if function.value in (sum, any, all) and len(args) == 1:
                return self._consumed(function.value, args[0])
            args[0] = self._as_list(args[0])
            if function.value is list:
                return args[0]
        return call(self, function, args, kwargs)

    def _of_generator(self, function: Any, node: ast.Call) -> Any:
        """sum, any, all, min and max of a generator: as a loop, which Python runs in the same order."""
        generator = node.args[0]
        assert isinstance(generator, ast.GeneratorExp)
        if function not in (sum, any, all):
            return call(self, Static(function), [self._of_listcomp(generator)], {})
        name = f".{getattr(function, '__name__', 'f')}"
        start = {sum: "0", any: "False", all: "True"}[function]
        step = {
            sum: f"ACC = ACC + ({ast.unparse(generator.elt)})",
            any: f"if {ast.unparse(generator.elt)}:\n ACC = True\n break",
            all: f"if not ({ast.unparse(generator.elt)}):\n ACC = False\n break",
        }[function]
        if len(generator.generators) > 1 and function is not sum:
            raise Unsupported("any or all of a generator with several loops", self.line)
        return self._as_loop(name, start, step, generator)

    def summed(self, items: Any) -> Any:
        """sum(items), one after the other."""
        return self._consumed(sum, items)

    def _consumed(self, function: Any, items: Any) -> Any:
        """sum, any or all of items, one after the other."""
        every = self._every(items)
        return self._of_generator(function, ast.copy_location(ast.Call(every.elt, [every], []), every))

    def _as_list(self, items: Any) -> Any:
        return self._of_listcomp(self._every(items))

    def _every(self, items: Any) -> ast.GeneratorExp:
        """(x for x in items)"""
        self.frame.env[".items"] = items
        every = parsed("(x for x in ITEMS)", "eval").body
        for n in ast.walk(every):
            if isinstance(n, ast.Name) and n.id == "ITEMS":
                n.id = ".items"
            if isinstance(n, ast.expr):
                n.lineno, n.col_offset = self.line, self.e.where[-1]
        assert isinstance(every, ast.GeneratorExp)
        self.frame.kept.append(every)
        return every

    def _as_loop(self, name: str, start: str, step: str, generator: ast.GeneratorExp | ast.ListComp) -> Any:
        body: list[ast.stmt] = parsed(step).body
        for g in reversed(generator.generators):
            for test in reversed(g.ifs):
                body = [ast.If(test, body, [])]
            body = [ast.For(g.target, g.iter, body, [], lineno=0, col_offset=0)]
        code = ast.Module([*parsed(f"ACC = {start}").body, *body], [])
        accumulator = f"{name}{generator.lineno}.{generator.col_offset}"
        for n in ast.walk(code):
            if isinstance(n, ast.Name) and n.id == "ACC":
                n.id = accumulator
            if isinstance(n, ast.stmt | ast.expr):
                n.lineno, n.col_offset = generator.lineno, generator.col_offset + getattr(n, "col_offset", 0) * 1000
                n.end_lineno, n.end_col_offset = n.lineno, n.col_offset
        frame = self.frame
        targets = {n.id for g in generator.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        saved = {t: frame.env[t] for t in targets if t in frame.env}
        added = (targets | {accumulator}) - frame.locals
        frame.locals |= added
        for n in ast.walk(code):
            if isinstance(n, ast.For):
                frame.live.head[id(n)] = frozenset([accumulator])
            if isinstance(n, ast.stmt):
                frame.live.after[id(n)] = frozenset([accumulator])
        where = self.e.where
        frame.kept.append(code)
        self.statements(code.body)
        self.e.where = where
        found = frame.env.pop(accumulator)
        for t in targets:
            frame.env.pop(t, None)
        frame.env.update(saved)
        frame.locals -= added
        return found

    def _of_listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> Any:
        try:
            return self.new_list(self._comprehended(node), list, node)
        except Unsupported:
            if len(node.generators) > 1:
                raise
        return self._as_loop(".list", "[]", f"ACC.append({ast.unparse(node.elt)})", node)

    def _of_dictcomp(self, node: ast.DictComp) -> Any:
        pair = ast.copy_location(ast.Tuple([node.key, node.value], ast.Load()), node)
        found = self._comprehended(ast.copy_location(ast.ListComp(pair, node.generators), node))
        return self.e.heap.add(Dictionary({self.known(p.items[0]): p.items[1] for p in found}), self.e.where)

    def _of_generatorexp(self, node: ast.GeneratorExp) -> Any:
        found = self._of_listcomp(node)
        return Tup(found.items) if isinstance(found, Tup) else found

    def _comprehended(self, node: Any) -> list[Any]:
        """The items of a comprehension over items that are known now."""
        found: list[Any] = []
        frame = self.frame
        saved = dict(frame.env)
        names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        added = names - frame.locals
        frame.locals |= added

        def level(k: int) -> None:
            if k == len(node.generators):
                found.append(self.stored(self.value(node.elt)))
                return
            g = node.generators[k]
            for item in self._known_items(self.value(g.iter)):
                self.bind(g.target, item)
                tests = [self.known_truth(self.test(t)) for t in g.ifs]
                if None in tests:
                    raise Unsupported("a comprehension whose condition is not known", self.line)
                if all(tests):
                    level(k + 1)

        level(0)
        for n in names:
            frame.env.pop(n, None)
            if n in saved:
                frame.env[n] = saved[n]
        frame.locals -= added
        return found

    def _known_items(self, v: Any) -> list[Any]:
        items = self.static_items(v)
        if items is not None:
            return items
        if isinstance(v, Range) and all([x.is_static for x in (v.start, v.stop, v.step)]):
            numbers = range(v.start.static, v.stop.static, v.step.static)
            if len(numbers) <= 64:
                return [python_int(k) for k in numbers]
        raise Unsupported("a comprehension over something whose length is not known", self.line)
