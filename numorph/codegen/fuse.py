"""Fusion: nodes that run over the same loops, and that read each other only at their own position, become one group.

A group has outer loops and, where rows are reduced, inner ones.  Its nodes run in passes over the inner loops: a node
that needs the result of a reduction of the group runs a pass later.
"""

from __future__ import annotations

from .loops import Place, expressions
from .nodes import Builder, LoopVar, Node

MAX_GROUP_COST = 400  # work of a kernel, an addition being 1
MAX_BUFFERS = 16
SMALL = 1 << 13  # elements up to which a reduction is not cut into parts for threads
FEW_RESULTS = 1 << 12  # results beyond which there is work enough for threads without that

Loops = tuple[LoopVar, ...]


class Group:
    """Nodes that become one kernel (or a call of the library, for a product alone)."""

    __slots__ = ("cost", "inner", "levels", "nodes", "outer", "reads", "writes")

    def __init__(self, node: Node):
        self.outer, self.inner = node.outer, node.inner
        self.nodes: list[Node] = []
        self.levels: dict[str, int] = {}  # by the buffer that a node fills: the pass after which its value is known
        self.reads: set[str] = set()
        self.writes: set[str] = set()
        self.cost = 0

    def add(self, node: Node, level: int) -> None:
        buffer = node_buffer(node)
        self.nodes.append(node)
        self.levels[buffer] = level
        self.reads |= node.reads
        self.writes.add(buffer)
        self.cost += node.cost


def node_buffer(node: Node) -> str:
    """The buffer that a node fills."""
    name: str = node.place.buffer
    return name


def extent(loops: Loops) -> int:
    """How often the innermost body runs."""
    n = 1
    for loop in loops:
        n *= loop.extent
    return n


def fused(builder: Builder) -> list[Group]:
    """The groups of a region, in an order in which they can run."""
    groups: list[Group] = []
    filled: dict[str, int] = {}  # buffer -> the last group that writes it
    for node in builder.nodes:
        if node.kind in ("product", "call"):
            node.place = Place(builder.reader.name(node.out))
        earliest = max([filled[r] for r in (*node.reads, node_buffer(node)) if r in filled], default=-1)
        at, level = _home(node, groups, earliest)
        if at is None and node.across is not None:
            across = node.across()
            at, level = _home(across, groups, earliest)
            node = across if at is not None else node
        if at is None:
            at = len(groups)
            groups.append(Group(node))
            level = 0
        groups[at].add(node, level)
        filled[node_buffer(node)] = max(at, filled.get(node_buffer(node), -1))
    return groups


def in_parts(outer: Loops, inner: Loops, across: bool = False) -> bool:
    """Whether a reduction is done in parts, which threads share: it has many operands and few results."""
    return (across or not outer) and extent(inner) > SMALL


def _home(node: Node, groups: list[Group], earliest: int) -> tuple[int | None, int]:
    """The group that a node joins, and its pass there."""
    if node.kind not in ("map", "reduce", "across"):
        return None, 0
    for at in range(len(groups) - 1, max(earliest, 0) - 1, -1):
        group = groups[at]
        if group.nodes[0].kind not in ("map", "reduce") or (node.kind == "across" and at != earliest):
            continue
        shares = node.reads & (group.reads | group.writes)
        if not shares or node_buffer(node) in group.writes or group.cost + node.cost > MAX_GROUP_COST:
            continue
        if len(group.reads | group.writes | node.reads) > MAX_BUFFERS or any(n.fails for n in (node, *group.nodes)):
            continue
        level = _fits(node, group)
        if level is not None:
            if node.inner and not group.inner:
                group.outer, group.inner = node.outer, node.inner
            return at, level
    return None, 0


def _fits(node: Node, group: Group) -> int | None:
    """The pass in which a node can run in a group, or None where it cannot."""
    if node.inner:
        same = (node.outer, node.inner) == (group.outer, group.inner)
        if not same and not (not group.inner and node.outer + node.inner == group.outer and group.outer):
            return None
    elif node.outer != group.outer + group.inner and node.outer != group.outer:
        return None
    aligned = _aligned(node, group)
    if aligned is None:
        return None
    level = 0
    for other in aligned:
        if other.kind == "across":
            return None  # complete only when all rows are done
        level = max(level, group.levels[node_buffer(other)] + (other.kind == "reduce"))
    outer = node.outer if node.inner else group.outer
    inner = node.inner or group.inner
    if level and in_parts(outer, inner):
        return None  # parts of a long row run on several threads; what needs their sum comes afterwards
    if node.kind == "across" and not level:
        return None  # nothing of the group's rows is read: a kernel of its own does better
    return level


def _aligned(node: Node, group: Group) -> list[Node] | None:
    """The nodes of a group that a node reads, if it reads each just where that node stores."""
    producers = {node_buffer(n): n for n in group.nodes}
    wanted = node.reads & producers.keys()
    if not wanted:
        return []
    for place in places(node):
        if place.buffer in wanted:
            own = producers[place.buffer].place
            if place.mask is not None or place.offset != own.offset or dict(place.terms) != dict(own.terms):
                return None
    return [producers[b] for b in wanted]


def places(node: Node) -> list[Place]:
    """All that a node reads."""
    roots = [x for x in (node.value, node.imaginary, *node.fails) if x is not None]
    return [x.attr for x in expressions(roots) if x.op == "load"]
