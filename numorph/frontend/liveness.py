"""Which local variables are still read after each statement: what loops and branches need not carry, they do not."""

from __future__ import annotations

import ast
from typing import Any

from .source import assigned_names, read_names

Names = frozenset[str]
_NONE: Names = frozenset()


class Liveness:
    """after[node]: the variables that are read after a statement before they are assigned; head[loop]: at its test."""

    def __init__(self, node: Any):
        self.after: dict[int, Names] = {}
        self.head: dict[int, Names] = {}
        body = node.body if isinstance(node.body, list) else []
        self._block(body, _NONE, _NONE, _NONE)

    def add(self, body: list[ast.stmt], everything: Names) -> None:
        """Statements that were made: whatever there is may be read after them."""
        self._block(body, everything, everything, everything)

    def _block(self, body: list[ast.stmt], out: Names, on_break: Names, on_continue: Names) -> Names:
        for s in reversed(body):
            self.after[id(s)] = self.after.get(id(s), _NONE) | out
            out = self._statement(s, out, on_break, on_continue)
        return out

    def _statement(self, s: ast.stmt, out: Names, on_break: Names, on_continue: Names) -> Names:
        if isinstance(s, ast.If):
            then = self._block(s.body, out, on_break, on_continue)
            other = self._block(s.orelse, out, on_break, on_continue)
            return then | other | read_names([s.test])
        if isinstance(s, ast.While):
            after = self._block(s.orelse, out, on_break, on_continue)
            head = after | read_names([s.test])
            for _ in range(2):
                head = head | self._block(s.body, head, out, head)
            self.head[id(s)] = head
            return head
        if isinstance(s, ast.For):
            after = self._block(s.orelse, out, on_break, on_continue)
            targets = assigned_names([s.target])
            head = after
            for _ in range(2):
                head = head | (self._block(s.body, head, out, head) - targets)
            self.head[id(s)] = head
            return head | read_names([s.iter]) | read_names([s.target])
        if isinstance(s, ast.Return):
            return frozenset(read_names([s]))
        if isinstance(s, ast.Raise):
            return frozenset(read_names([s]))
        if isinstance(s, ast.Break):
            return on_break
        if isinstance(s, ast.Continue):
            return on_continue
        if isinstance(s, ast.Assign | ast.AnnAssign):
            places = s.targets if isinstance(s, ast.Assign) else [s.target]
            names: set[str] = set()
            for t in places:
                if isinstance(t, ast.Name):
                    names.add(t.id)
                elif isinstance(t, ast.Tuple | ast.List):
                    names |= {e.id for e in t.elts if isinstance(e, ast.Name)}
            return (out - names) | read_names([s])
        if isinstance(s, ast.With):
            return self._block(s.body, out, on_break, on_continue) | read_names([i.context_expr for i in s.items])
        if isinstance(s, ast.FunctionDef):
            return (out - {s.name}) | read_names(s.body) | read_names([s.args])
        if isinstance(s, ast.AugAssign) and isinstance(s.target, ast.Name):
            return out | read_names([s.value]) | {s.target.id}
        if isinstance(s, ast.Match):
            found = frozenset(read_names([s.subject]))
            for case in s.cases:
                found |= self._block(case.body, out, on_break, on_continue) | read_names([case])
            return found | out
        return out | read_names([s])
