"""match: cases are tried one after the other; what is known now is decided now."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ..procedures.ir import Expr, const
from . import integers as ints
from .arrays import is_array
from .context import Context
from .lists import Grown
from .values import Dictionary, Instance, Scalar, Static, Text, Tup, Unsupported, constant

_WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
_YES, _NO = const(True, "bool"), const(False, "bool")


class Step(ast.stmt):
    """A statement that is made while a function is translated: something to do."""

    def __init__(self, run: Callable[[], bool | None], at: ast.stmt):
        super().__init__()
        self.run = run
        self.lineno, self.col_offset = at.lineno, at.col_offset


class Matching(Context):
    """The part of a translator that knows match statements."""

    def _step(self, s: Step) -> bool | None:
        return s.run()

    def _match(self, s: ast.Match) -> bool:
        subject = self.stored(self.value(s.subject))
        self.frame.nested += 1
        alive = self._cases(s, 0, subject)
        self.frame.nested -= 1
        return alive

    def _cases(self, s: ast.Match, k: int, subject: Any) -> bool:
        """The cases from a number on."""
        if k == len(s.cases):
            return True
        case = s.cases[k]
        captured: dict[str, Any] = {}
        test = self.e.hold(self.matched(case.pattern, subject, captured), "case")
        if test.op == "const" and not test.attr:
            return self._cases(s, k + 1, subject)

        def bind() -> None:
            for name, v in captured.items():
                self.bind(ast.Name(name, ast.Store()), v)

        rest: list[ast.stmt] = [Step(lambda: self._cases(s, k + 1, subject), s)]
        body: list[ast.stmt] = case.body
        if case.guard is not None:
            body = [self._branch_at(s, case.guard, case.body, rest)]
        name = f".case{s.lineno}.{s.col_offset}.{k}"
        self.env[name] = Scalar(test, "bool", 0, 1)
        whole = self._branch_at(s, ast.Name(name, ast.Load()), [Step(bind, s), *body], rest)
        return self.branch(whole, [])

    def _branch_at(self, s: ast.Match, test: ast.expr, body: list[ast.stmt], orelse: list[ast.stmt]) -> ast.If:
        made = ast.copy_location(ast.If(test, body, orelse), s)
        live = self.frame.live.after
        live[id(made)] = live.get(id(s), frozenset())
        self.frame.kept.append(made)
        return made

    def matched(self, pattern: ast.pattern, v: Any, captured: dict[str, Any]) -> Expr:
        """Whether a value matches a pattern; the names that it gets then are added to `captured`."""
        if isinstance(pattern, ast.MatchValue):
            return self._truth(self.comparison(ast.Eq(), v, self.value(pattern.value)))
        if isinstance(pattern, ast.MatchSingleton):
            return self._truth(self.comparison(ast.Is(), v, constant(pattern.value)))
        if isinstance(pattern, ast.MatchOr):
            found = _NO
            for p in pattern.patterns:
                inner: dict[str, Any] = {}
                found = ints.either(found, self.matched(p, v, inner))
                if inner:
                    raise Unsupported("a pattern with | that gives names", self.line)
            return found
        if isinstance(pattern, ast.MatchAs):
            found = _YES if pattern.pattern is None else self.matched(pattern.pattern, v, captured)
            if pattern.name is not None:
                captured[pattern.name] = v
            return found
        if isinstance(pattern, ast.MatchSequence):
            return self._sequence_matches(pattern.patterns, v, captured)
        if isinstance(pattern, ast.MatchMapping):
            return self._mapping_matches(pattern, v, captured)
        if isinstance(pattern, ast.MatchClass):
            return self._class_matches(pattern, v, captured)
        raise Unsupported("a pattern of a match statement", self.line)

    def _truth(self, v: Any) -> Expr:
        known = self.known_truth(v)
        return self.truth_of(v) if known is None else const(known, "bool")

    def _all(self, pairs: list[tuple[ast.pattern, Any]], captured: dict[str, Any]) -> Expr:
        found = _YES
        for pattern, v in pairs:
            found = ints.both(found, self.matched(pattern, v, captured))
        return found

    def _sequence_matches(self, patterns: list[ast.pattern], v: Any, captured: dict[str, Any]) -> Expr:
        if isinstance(v, Grown | Static) and not (isinstance(v, Static) and isinstance(v.value, str | type(None))):
            raise Unsupported("a pattern of a match statement", self.line)
        if not isinstance(v, Tup) or not issubclass(v.kind, tuple | list):
            return _NO
        stars = [k for k, p in enumerate(patterns) if isinstance(p, ast.MatchStar)]
        n = len(v.items)
        if (n < len(patterns) - 1) if stars else n != len(patterns):
            return _NO
        if not stars:
            return self._all(list(zip(patterns, v.items, strict=True)), captured)
        k, after = stars[0], len(patterns) - stars[0] - 1
        star = patterns[k]
        assert isinstance(star, ast.MatchStar)
        if star.name is not None:
            captured[star.name] = self.new_list(v.items[k : n - after], list)
        items = [*v.items[:k], *v.items[n - after :]]
        return self._all(list(zip([*patterns[:k], *patterns[k + 1 :]], items, strict=True)), captured)

    def _mapping_matches(self, pattern: ast.MatchMapping, v: Any, captured: dict[str, Any]) -> Expr:
        if not isinstance(v, Dictionary):
            if isinstance(v, Static) and isinstance(v.value, dict):
                raise Unsupported("a pattern of a match statement", self.line)
            return _NO
        keys = [self.known(self.value(k)) for k in pattern.keys]
        if any([k not in v.items for k in keys]):
            return _NO
        if pattern.rest is not None:
            rest = Dictionary({k: x for k, x in v.items.items() if k not in keys})
            captured[pattern.rest] = self.e.heap.add(rest, self.e.where)
        return self._all([(p, v.items[k]) for k, p in zip(keys, pattern.patterns, strict=True)], captured)

    def _class_matches(self, pattern: ast.MatchClass, v: Any, captured: dict[str, Any]) -> Expr:
        cls = self.known(self.value(pattern.cls))
        if isinstance(v, Text):
            raise Unsupported("a pattern of a match statement", self.line)
        fits = self.known_truth(self.call(Static(isinstance), [v, Static(cls)], {}))
        if fits is None:
            raise Unsupported("a pattern of a match statement", self.line)
        if not fits:
            return _NO
        names = list(pattern.kwd_attrs)
        patterns = list(pattern.kwd_patterns)
        if pattern.patterns:
            if cls in _WHOLE and len(pattern.patterns) == 1:
                return self._all([(pattern.patterns[0], v)], captured)
            given = getattr(cls, "__match_args__", ())
            if len(pattern.patterns) > len(given):
                raise Unsupported("a pattern of a match statement", self.line)
            names = [*given[: len(pattern.patterns)], *names]
            patterns = [*pattern.patterns, *patterns]
        if names and not (isinstance(v, Instance | Tup) or is_array(v)):
            raise Unsupported("a pattern of a match statement", self.line)
        return self._all([(p, self.attribute(v, n)) for n, p in zip(names, patterns, strict=True)], captured)
