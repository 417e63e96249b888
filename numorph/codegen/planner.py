"""From a region's program to its plan: nodes, groups, kernels, and memory for what lies between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from ..core.types import ScalarType, dtype_name
from ..ir.program import Eqn, Program, Var, atom_type
from ..ops.contraction import _terms
from .access import row_major
from .blas import adds, needs_scratch, scaled_product
from .complex_parts import pair_product
from .expand import expand
from .fuse import Group, fused, node_buffer
from .library import CALL_COST, Function, layout
from .loops import SIZES
from .nodes import Builder, Node
from .pacing import breathe
from .plan import Call, Launch, Operand, Plan, Product, Ref, Step, Value
from .scaling import with_scaled_products
from .schedule import Partial, scheduled
from .views import View
from .windows import Matrices

ALIGNMENT = 64  # of temporary buffers: a cache line, and the widest vector


class Unplannable(Exception):
    """The region holds something that only looked as if it could be planned."""


def planned(program: Program) -> Plan:
    """The plan of a program whose equations all satisfy `nodes.can_lower`, and whose outputs are distinct variables.

    Raises Unplannable.
    """
    return _Planner(program).plan()


class _Planner:
    def __init__(self, program: Program):
        self.source, self.program = program, with_scaled_products(expand(program))
        self.builder = Builder(self.program)
        self.reader = self.builder.reader
        self.steps: list[tuple[Any, list[str]]] = []  # what runs, and the buffers that it uses
        self.dtypes: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def dtype(self, name: str) -> str:
        if name not in self.dtypes:
            self.dtypes[name] = dtype_name(atom_type(self.reader.buffers[name]).dtype)
        return self.dtypes[name]

    def plan(self) -> Plan:
        groups = fused(self.builder)
        readers: dict[str, set[int]] = {}
        for group in groups:
            for name in group.reads:
                readers.setdefault(name, set()).add(id(group))
        outputs = set(self.program.outputs)

        def needed(group: Group, node: Node) -> bool:
            return node.out in outputs or bool(readers.get(node_buffer(node), set()) - {id(group)})

        for group in groups:
            if group.nodes[0].kind == "product":
                self.product(group.nodes[0])
            elif group.nodes[0].kind == "call":
                self.library(group.nodes[0])
            else:
                self.kernels(group, needed)
        refs, temps, arena, constants = self.memory()
        steps = [make(refs) for make, _ in self.steps]
        return Plan(
            [_input(v) for v in self.source.inputs],
            [_output(a) for a in self.source.outputs],
            constants,
            temps,
            arena,
            steps,
        )

    def kernels(self, group: Group, needed: Callable[[Group, Node], bool]) -> None:
        breathe()
        found, partials = scheduled(group, self.dtype, needed)
        for partial in partials:
            self.partial(partial)
        for s in found:
            if s.extent == 0:
                continue

            def launch(refs: dict[str, Ref], s: Any = s) -> Step:
                buffers = tuple([refs[n] for n in s.buffers])
                return Launch(s.kernel, buffers, tuple(s.params), s.extent, s.grain, s.cost)

            self.steps.append((launch, s.buffers))

    def partial(self, partial: Partial) -> None:
        self.dtypes[partial.name] = partial.dtype
        self.sizes[partial.name] = partial.parts * partial.width * SIZES[partial.dtype]

    def product(self, node: Node) -> None:
        e, size, found = node.eqn, SIZES[node.dtype], node.value
        if not isinstance(found, Matrices):
            views: list[View] = found
            dims, operands = _matrices(e.params["spec"], views, e.outs[0].type.shape)
            names = (*[self.reader.name(v.base) for v in views], self.reader.name(node.out))
            found = Matrices(dims, tuple(operands), names)
        batch, m, k, n = found.dims
        if 0 in (batch, m, n):
            return  # no elements
        more = self.scale(e, m * n * size) if e.op is scaled_product else {}

        def call(refs: dict[str, Ref]) -> Step:
            x, y, out = (
                Operand(refs[name]._replace(offset=start * size), *[s * size for s in strides])
                for name, strides, start in zip(found.buffers, found.strides, found.offsets, strict=True)
            )
            dtype = _COMPLEX[node.dtype] if e.op is pair_product else node.dtype
            extra = {key: refs[name] for key, name in more.items()}
            return Product(dtype, batch, m, k, n, x, y, out, adds=e.op is scaled_product and adds(e), **extra)

        self.steps.append((call, [*found.buffers, *more.values()]))

    def scale(self, e: Eqn, size: int) -> dict[str, str]:
        """The buffers that a scaled product needs beside those of its matrices."""
        found = {"alpha": self.reader.name(e.args[2])}
        if needs_scratch(e):
            found["scratch"] = f"scratch {len(self.steps)}"
            self.sizes[found["scratch"]] = size
        return found

    def library(self, node: Node) -> None:
        """A call of an inner loop of a ufunc."""
        function: Function = node.eqn.params["function"]
        at = layout(function, node.value, node.out.type.shape)
        results = len(at.runs) - len(node.value)
        names = [*[self.reader.name(v.base) for v in node.value], *[self.reader.name(node.out)] * results]
        if 0 in at.sizes:
            return  # no elements
        widths = [SIZES[self.dtype(name)] for name in names]
        owners = [*range(len(names)), *[k for k, axes in enumerate(function.core) for _ in axes]]
        strides = tuple([n * widths[k] for n, k in zip((*at.runs, *at.core), owners, strict=True)])
        offsets = [n * size for n, size in zip(at.offsets, widths, strict=True)]
        cost = CALL_COST * at.sizes[0] * max(1, sum(at.sizes[1:]) ** 3 // 200)

        def call(refs: dict[str, Ref]) -> Step:
            operands = tuple([refs[name]._replace(offset=n) for name, n in zip(names, offsets, strict=True)])
            return Call(function.ufunc, function.types, operands, at.sizes, strides, function.checked, cost)

        self.steps.append((call, names))

    # -- memory

    def memory(self) -> tuple[dict[str, Ref], list[int], int, list[np.ndarray[Any, Any]]]:
        """Where each buffer is; temporaries share an arena, each for as long as it is in use."""
        refs: dict[str, Ref] = {}
        constants: list[np.ndarray[Any, Any]] = []
        places = {v: Ref("input", k) for k, v in enumerate(self.program.inputs)}
        places |= {a: Ref("output", k) for k, a in enumerate(self.program.outputs)}
        for name, owner in self.reader.buffers.items():
            if type(owner) is not Var:
                refs[name] = Ref("constant", len(constants))
                constants.append(np.ascontiguousarray(owner))
            elif owner in places:
                refs[name] = places[owner]
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for i, (_, names) in enumerate(self.steps):
            for n in names:
                first.setdefault(n, i)
                last[n] = i
        temps = [n for n in first if n not in refs]
        offsets, arena = _arena([(first[n], last[n], self.bytes(n)) for n in temps])
        refs |= {n: Ref("temp", k) for k, n in enumerate(temps)}
        return refs, offsets, arena, constants

    def bytes(self, name: str) -> int:
        if name in self.sizes:
            return self.sizes[name]
        v = self.reader.buffers[name]
        n = SIZES[self.dtype(name)]
        for d in v.type.shape:
            n *= d
        return n


def _arena(intervals: Sequence[tuple[int, int, int]]) -> tuple[list[int], int]:
    """Offsets for buffers in use from a first to a last step: the lowest that fits between those in use then."""
    placed: list[tuple[int, int, int, int]] = []  # first, last, start, end
    offsets, top = [], 0
    for begin, end, size in intervals:
        room = -(-max(size, 1) // ALIGNMENT) * ALIGNMENT
        busy = sorted([(s, e) for b, x, s, e in placed if b <= end and begin <= x])
        at = 0
        for s, e in busy:
            if at + room <= s:
                break
            at = max(at, e)
        offsets.append(at)
        placed.append((begin, end, at, at + room))
        top = max(top, at + room)
    return offsets, top


def _input(v: Var) -> Value:
    if type(v.type) is ScalarType:
        return Value(v.type.kind.__name__, (), v.type.dtype)
    return Value("array" if v.type.shape else "scalar", v.type.shape, v.type.dtype)


def _output(a: Any) -> Value:
    type_ = atom_type(a)
    if type(type_) is ScalarType:
        return Value(type_.kind.__name__, (), type_.dtype)
    return Value("array" if type_.shape else "scalar", type_.shape, type_.dtype)


# -- products


_COMPLEX = {"f32": "c64", "f64": "c128"}
Strides = tuple[int, int, int]  # of the batch, row and column axis, in elements


def _matrices(spec: str, views: Sequence[View], shape: Sequence[int]) -> tuple[tuple[int, ...], list[Strides]]:
    """(batch, m, k, n) and the strides of the operands and the result of a contraction as a product of matrices.

    Complex numbers have one more axis, the last one, which is left alone.
    """
    a, b, out = _terms(spec)
    sizes: dict[str, int] = {}
    strides = []
    for term, v in zip((a, b), views, strict=True):
        along = row_major(v.shape)
        strides.append({c: along[p] for c, p in zip(term, v.perm, strict=False)})
        sizes |= {c: v.shape[p] for c, p in zip(term, v.perm, strict=False)}
    strides.append(dict(zip(out, row_major(shape), strict=False)))
    x, y, z = strides
    batch = [c for c in out if c in a and c in b]
    rows = [c for c in out if c not in b]
    columns = [c for c in out if c not in a]
    summed = [c for c in a if c in b and c not in out]
    m, k, n = (_extent(group, sizes) for group in (rows, summed, columns))
    found = [
        (_one(batch, x, sizes), _one(rows, x, sizes), _one(summed, x, sizes)),
        (_one(batch, y, sizes), _one(summed, y, sizes), _one(columns, y, sizes)),
        (_one(batch, z, sizes), _one(rows, z, sizes), _one(columns, z, sizes)),
    ]
    return (_extent(batch, sizes), m, k, n), found


def _extent(letters: Sequence[str], sizes: dict[str, int]) -> int:
    n = 1
    for c in letters:
        n *= sizes[c]
    return n


def _one(letters: Sequence[str], strides: dict[str, int], sizes: dict[str, int]) -> int:
    """The stride of several axes taken as one."""
    wide = [c for c in letters if sizes[c] != 1]
    for c, d in pairwise(wide):
        if strides[c] != strides[d] * sizes[d]:
            raise Unplannable(f"axes {c} and {d} of a contraction do not lie behind one another in memory")
    return strides[wide[-1]] if wide else 0
