"""Calls and comprehensions: what Python runs as a loop is one here, in the same order."""

from __future__ import annotations

import ast
import collections
import copy
import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .context import Context
from .foreseen import is_test
from .functions import call
from .functions.tables import SET_ITERATED
from .iteration import numbers
from .source import holds, parsed
from .values import (
    Dictionary,
    Function,
    Generator,
    Iterated,
    Object,
    Scalar,
    Static,
    Tup,
    Unsupported,
    constant,
)

_Comprehension = ast.GeneratorExp | ast.ListComp | ast.SetComp
# What takes all that a generator gives before it does anything with it.
_TAKE_ALL: tuple[Any, ...] = (
    list,
    tuple,
    sorted,
    min,
    max,
    dict,
    set,
    frozenset,
    np.array,
    np.fromiter,
    math.prod,
    collections.Counter,
)
# What may raise for one item and not for another, so that it matters which comes first.
_MAY_RAISE = (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.RShift, ast.Subscript)
_RUN_OVER = (sum, any, all, *_TAKE_ALL)


@functools.lru_cache(maxsize=512)
def _as_function(node: ast.GeneratorExp) -> ast.FunctionDef:
    body: ast.stmt = ast.Expr(ast.Yield(node.elt))
    for k, g in reversed(list(enumerate(node.generators))):
        for test in reversed(g.ifs):
            body = ast.If(test, [body], [])
        body = ast.For(g.target, ast.Name(".items", ast.Load()) if k == 0 else g.iter, [body], [])
    parameters = ast.arguments([], [ast.arg(".items")], None, [], [], None, [])
    made = ast.copy_location(ast.FunctionDef("genexpr", parameters, [body], []), node)
    for n in ast.walk(made):
        if isinstance(n, ast.stmt | ast.expr) and not hasattr(n, "lineno"):
            ast.copy_location(n, node)
    return made


@functools.lru_cache(maxsize=512)
def _with_own_names(node: Any) -> Any:
    """A comprehension whose variables have names that nothing else in the function has."""
    names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
    if any(name.startswith("__own_") for name in names):
        return node
    made = _Renaming({n: f"__own_{n}_{node.lineno}_{node.col_offset}" for n in names}).visit(copy.deepcopy(node))
    made.generators[0].iter = node.generators[0].iter  # which is outside
    return made


class _Renaming(ast.NodeTransformer):
    """Gives variables other names."""

    def __init__(self, names: dict[str, str]):
        self.names = names

    def visit_Name(self, n: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self.names.get(n.id, n.id), n.ctx), n)

    def visit_Lambda(self, n: ast.Lambda) -> ast.Lambda:
        a = n.args
        own = {p.arg for p in (*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg) if p is not None}
        n.args = self.visit(n.args)
        n.body = _Renaming({k: v for k, v in self.names.items() if k not in own}).visit(n.body)
        return n


def _only_computes(node: Any) -> bool:
    """Whether a comprehension gives the same items in whichever order it runs over sets: it calls nothing."""
    return not holds(node, ast.Call, ast.NamedExpr, ast.Attribute)


def _place(n: Any, comprehension: ast.expr, k: int) -> Any:
    """Let a node that is made of a comprehension stand in its line, at a place of its own."""
    n.lineno, n.col_offset = comprehension.lineno, comprehension.col_offset + k
    n.end_lineno, n.end_col_offset = n.lineno, n.col_offset
    return n


class Comprehensions(Context):
    """The part of a translator that knows calls and comprehensions."""

    def call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """function(*args, **kwargs)."""
        return call(self, function, args, kwargs)

    def _foretold(self, node: ast.Call, test: Any) -> Any:
        """Whether an operation raises; false where it is not known."""
        mark, before, names = self.e.mark(), self.saved(), set(self.frame.locals)
        self.repeats += 1
        try:
            return call(self, Static(test), [self.value(x) for x in node.args], {})
        except Unsupported:
            self.e.rewind(mark)
            self.resume(before)
            self.frame.locals = names
            return constant(False)
        finally:
            self.repeats -= 1

    def _of_call(self, node: ast.Call) -> Any:
        if isinstance(node.func, ast.Constant) and is_test(node.func.value):
            return self._foretold(node, node.func.value)
        function = self.value(node.func)
        alone = len(node.args) == 1 and not node.keywords
        if alone and isinstance(node.args[0], ast.GeneratorExp) and isinstance(function, Static):
            return self._of_generator(function.value, node)
        if len(node.args) == 2 and isinstance(node.args[0], ast.GeneratorExp) and getattr(function, "value", 0) is next:
            return self._first_of(node.args[0], node.args[1])
        if alone and isinstance(node.args[0], ast.Starred) and getattr(function, "value", None) is zip:
            given = self.value(node.args[0].value)
            self.line, self.column = node.lineno, node.col_offset
            return self.zipped(given)
        named = [k.value for k in node.keywords]
        args = [self.settled(a, named) for a in self.values_of(node.args)]
        kwargs: dict[str, Any] = {}
        for at, k in enumerate(node.keywords):
            if k.arg is None:
                inner = self.value(k.value)
                if not isinstance(inner, Dictionary):
                    raise Unsupported("** of something that is no dict", node.lineno)
                kwargs.update(inner.items)
            else:
                kwargs[k.arg] = self.settled(self.value(k.value), named[at + 1 :])
        self.line, self.column = node.lineno, node.col_offset
        if args and isinstance(args[0], Object) and isinstance(function, Static) and function.value in _RUN_OVER:
            args[0] = self.run_over(args[0])
        if args and isinstance(args[0], Generator) and isinstance(function, Static):
            if function.value in (sum, any, all) and len(args) == 1:
                return self.consumed(function.value, args[0])
            if function.value in _TAKE_ALL:
                args[0] = self.as_list(args[0])
            if function.value is list:
                return args[0]
        self.calling = node
        found = call(self, function, args, kwargs)
        self.calling = None
        return found

    def _of_generator(self, function: Any, node: ast.Call) -> Any:
        """sum, any, all, min and max of a generator: as a loop, which Python runs in the same order."""
        generator = _with_own_names(node.args[0])
        if function is next:
            return self._first_of(generator, None)
        if function not in (sum, any, all):
            given = self._of_listcomp(generator) if function in _TAKE_ALL else self.value(generator)
            return call(self, Static(function), [given], {})
        name = f".{getattr(function, '__name__', 'f')}"
        start = {sum: "0", any: "False", all: "True"}[function]
        step = {
            sum: f"ACC = ACC + ({ast.unparse(generator.elt)})",
            any: f"if {ast.unparse(generator.elt)}:\n ACC = True\n break",
            all: f"if not ({ast.unparse(generator.elt)}):\n ACC = False\n break",
        }[function]
        leave = {sum: "", any: "ACC", all: "not ACC"}[function]
        before = self.sets_run_over
        any_order = _only_computes(generator) and (function is sum or not holds(generator, *_MAY_RAISE))
        found = self._in_order(any_order, lambda: self._as_loop(name, start, step, generator, leave))
        if self.sets_run_over > before and not (isinstance(found, Scalar) and set(found.kinds) <= {"int", "bool"}):
            raise Unsupported(SET_ITERATED, self.line)
        return found

    def _in_order(self, any_order: bool, loop: Callable[[], Any]) -> Any:
        """What a loop gives; any_order: whether that is the same in whichever order it runs over sets."""
        outer, self.any_order = self.any_order, any_order
        try:
            return loop()
        finally:
            self.any_order = outer

    def _first_of(self, generator: ast.GeneratorExp, default: ast.expr | None) -> Any:
        """next() of a generator that nobody else has.  A default is computed before, as it is there."""
        generator = _with_own_names(generator)
        if len(generator.generators) > 1:
            raise Unsupported("next() of a generator with several loops", self.line)
        start = "" if default is None else ast.unparse(default)
        return self._as_loop(".next", start, f"ACC = {ast.unparse(generator.elt)}\nbreak", generator)

    def summed(self, items: Any) -> Any:
        """sum(items), one after the other."""
        return self.consumed(sum, items)

    def consumed(self, function: Any, items: Any) -> Any:
        """sum, any or all of items, one after the other."""
        every = self._every(items)
        return self._of_generator(function, ast.copy_location(ast.Call(every.elt, [every], []), every))

    def as_list(self, items: Any) -> Any:
        """list(items), of items that are run over."""
        return self._of_listcomp(self._every(items))

    def _every(self, items: Any) -> ast.GeneratorExp:
        """(x for x in items)"""
        self.frame.env[".items"] = items
        every = parsed("(x for x in ITEMS)", "eval").body
        for n in ast.walk(every):
            if isinstance(n, ast.Name) and n.id == "ITEMS":
                n.id = ".items"
            if isinstance(n, ast.expr):
                n.lineno, n.col_offset = self.line, self.column
        assert isinstance(every, ast.GeneratorExp)
        self.frame.kept.append(every)
        return every

    def _as_loop(
        self,
        name: str,
        start: str,
        step: str,
        generator: ast.GeneratorExp | ast.ListComp | ast.SetComp,
        leave: str = "",
    ) -> Any:
        """What loops leave in ACC.  leave: where that holds after an inner loop, the outer ones are left as well."""
        accumulator = f"{name}{generator.lineno}.{generator.col_offset}"

        def written(text: str) -> list[ast.stmt]:
            made: ast.Module = parsed(text)
            for n in ast.walk(made):
                if isinstance(n, ast.Name) and n.id == "ACC":
                    n.id = accumulator
                if isinstance(n, ast.stmt | ast.expr):
                    _place(n, generator, n.col_offset * 1000)
            return made.body

        body = written(step)
        for k, g in reversed(list(enumerate(generator.generators))):
            for test in reversed(g.ifs):
                body = [_place(ast.If(test, body, []), generator, k)]
            body = [_place(ast.For(g.target, g.iter, body, []), generator, k)]
            if leave and k > 0:
                body += written(f"if {leave}:\n break")
        code = ast.Module([*(written(f"ACC = {start}") if start else []), *body], [])
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
        found = self.name(accumulator)
        del frame.env[accumulator]
        for t in targets:
            frame.env.pop(t, None)
        frame.env.update(saved)
        frame.locals -= added
        return found

    def _of_listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> Any:
        node = _with_own_names(node)
        mark, before, names = self.e.mark(), self.saved(), set(self.frame.locals)
        try:
            return self.new_list(self._comprehended(node), list, node)
        except Unsupported:
            self.e.rewind(mark)
            self.resume(before)
            self.frame.locals = names
        return self._as_loop(".list", "[]", f"ACC.append({ast.unparse(node.elt)})", node)

    def _of_dictcomp(self, node: ast.DictComp) -> Any:
        pair = ast.copy_location(ast.Tuple([node.key, node.value], ast.Load()), node)
        listed = _with_own_names(ast.copy_location(ast.ListComp(pair, node.generators), node))
        self.frame.kept.append(listed)
        mark, before, names = self.e.mark(), self.saved(), set(self.frame.locals)
        site = ("table", *self.e.where, node.lineno, node.col_offset)
        try:
            found = self._comprehended(listed)
            known = site not in self.decided and all([isinstance(p, Tup) and self._has_known_key(p) for p in found])
        except Unsupported:
            known = False
        if not known:
            self.e.rewind(mark)
            self.resume(before)
            self.frame.locals = names
            text = f"ACC[{ast.unparse(listed.elt.elts[0])}] = {ast.unparse(listed.elt.elts[1])}"
            return self._as_loop(".dict", "{}", text, listed)
        made = Dictionary({self.known(p.items[0]): p.items[1] for p in found})
        made.site = site
        return self.e.heap.add(made, self.e.where)

    def _has_known_key(self, pair: Tup) -> bool:
        try:
            self.known(pair.items[0])
        except Unsupported:
            return False
        return True

    def _of_setcomp(self, node: ast.SetComp) -> Any:
        node = _with_own_names(node)
        text = f"ACC.add({ast.unparse(node.elt)})"
        return self._in_order(_only_computes(node), lambda: self._as_loop(".set", "{*()}", text, node))

    def _of_generatorexp(self, node: ast.GeneratorExp) -> Any:
        """A generator, as the function that Python makes of it; what is run over first is computed at once."""
        written = _as_function(node)
        if not any(kept is written for kept in self.frame.kept):
            self.frame.kept.append(written)
        function = Function(written, self.frame, self.value)
        return self.inline(function, [self.value(node.generators[0].iter)], {})

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
            for item in self._known_turns(self.value(g.iter)):
                self.bind(g.target, item())
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

    def _known_turns(self, v: Any) -> list[Callable[[], Any]]:
        turns = self.turns(v)
        if turns is not None:
            if isinstance(v, Iterated):
                v.run(self.turning)
            return turns
        if (found := numbers(v)) is not None:
            return found
        raise Unsupported("a comprehension over something whose length is not known", self.line)
