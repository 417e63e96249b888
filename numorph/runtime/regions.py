"""Regions: the parts of a program that become machine code, each one operation of the program that is left.

`split(program)` is a program with the same inputs and outputs in which all that can be compiled stands in `region`
equations, as few as the order of the rest (host calls) allows.  Bodies of loops and branches are split as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import config
from ..codegen.complex_parts import involves_complex, is_exact
from ..codegen.elementwise import rule_of
from ..codegen.expand import can_expand
from ..codegen.matrices import without_factors
from ..codegen.nodes import can_lower
from ..codegen.windows import LOWERINGS
from ..core.op import NotSupported, Op
from ..core.types import ScalarType, dtype_name, number_kind
from ..ir.program import Eqn, Program, Var, atom_type, derived, subprograms
from ..ir.simplify import has_effects
from ..ops import activation, contraction, convolution, indexing, windows
from ..ops import elementwise as ew
from ..ops import movement as mv
from ..ops import reduction as red

_MOVES = {mv.broadcast, mv.reshape, mv.transpose, mv.flip, indexing.slice_}  # views, for NumPy
_ROUNDED = {
    red.reduce_sum,
    red.reduce_prod,
    red.cumsum,
    red.cumprod,
    contraction.contract,
    convolution.conv,
    windows.reduce_window_sum,
}
# Of 0.0 and -0.0 these give now one, now the other; and those give another one than in float32, by which they go.
UNSURE_OF_ZEROS = {red.reduce_max, red.reduce_min, ew.fmax, ew.fmin}
_OTHER_ZEROS = {"f16": {ew.maximum, ew.minimum, activation.relu}, "bf16": {ew.sign}}


class Region:
    """A program that is a region, and the function that runs it."""

    __slots__ = ("function", "program")

    def __init__(self, program: Program):
        self.program = program
        self.function: Callable[..., Any] | None = None


_INSIDE = NotSupported("it only stands in compiled programs")
region = Op(
    "region",
    "region",
    lambda *types, region: region.program.out_types,
    lambda *args, region: region.function(*args),
    _INSIDE,
    _INSIDE,
    _INSIDE,
    multi=True,
)


def split(program: Program) -> Program:
    """The program with regions; itself where there is nothing to compile."""
    return derived(program, ("regions", config.strict, config.fast_math), lambda: _Split(_prepared(program)).program())


def _prepared(program: Program) -> Program:
    return program if config.strict else without_factors(program)


def regions_of(program: Program) -> list[Region]:
    """The regions of a split program, those of its nested programs included."""
    found = []
    for e in program.eqns:
        if e.op is region:
            found.append(e.params["region"])
        for sub in subprograms(e):
            found += regions_of(sub)
    return found


def compiles(e: Eqn) -> bool:
    """Whether an equation is compiled: it can be, and in strict mode its result has the same bits.

    Code multiplies in another order than NumPy, which may turn a product that is 0 or infinite into NaN.
    """
    if not can_lower(e) or not all(d.isnative for d in _dtypes(e)):
        return False
    if e.op in (red.reduce_prod, red.cumprod) and number_kind(e.outs[0].type.dtype) in "fc" and not config.fast_math:
        return False
    return not config.strict or keeps_bits(e)


def keeps_bits(e: Eqn) -> bool:
    """Whether an equation that can be compiled gives the same bits as on NumPy."""
    if all([number_kind(v.type.dtype) not in "fc" for v in e.outs]):
        whole = e.op is ew.convert and e.outs[0].type.dtype.kind != "b"
        return not (
            whole and number_kind(atom_type(e.args[0]).dtype) in "fc"
        )  # numbers that do not fit become what the processor makes of them
    if e.op in UNSURE_OF_ZEROS or e.op in _OTHER_ZEROS.get(dtype_name(e.outs[0].type.dtype), ()):
        return False
    if involves_complex(e):
        return is_exact(e)
    rule = rule_of(e)
    if rule is not None:
        return rule.exact
    return e.op not in _ROUNDED and e.op not in LOWERINGS and not can_expand(e)


def _dtypes(e: Eqn) -> list[Any]:
    return [v.type.dtype for v in (*[a for a in e.args if type(a) is Var], *e.outs)]


class _Split:
    """Level by level: the host calls of a level, then its region, which needs nothing of a later one.

    A movement is no work for NumPy, and none inside a region: whoever needs one, has its own.  So it is with Python's
    numbers.
    """

    def __init__(self, source: Program):
        self.source = source
        self.outputs = {a for a in source.outputs if type(a) is Var}
        self.level: dict[Var, int] = dict.fromkeys(source.inputs, 0)
        self.inside: dict[Var, int] = {}  # what a region makes, and movements of it -> its level
        self.moved: dict[Var, Eqn] = {}  # what is made where it is needed
        self.hosts: dict[int, list[Eqn]] = {}
        self.bodies: dict[int, list[Eqn]] = {}
        self.changed = False

    def program(self) -> Program:
        left, asked = self.left_to_hosts()
        effects = 0
        for e in self.source.eqns:
            lowered = e not in left
            if lowered and self.is_repeated(e, asked):
                self.moved[e.outs[0]] = e
                self.level[e.outs[0]] = self.needs(e, host=False)
                if any([type(a) is Var and a in self.inside for a in e.args]):
                    self.inside[e.outs[0]] = self.level[e.outs[0]]
            elif lowered:
                self.place(e, self.needs(e, host=False), self.bodies)
                self.inside.update(dict.fromkeys(e.outs, self.level[e.outs[0]]))
            else:
                level = self.needs(e, host=True)
                if has_effects(e):
                    level = effects = max(level, effects)
                self.place(self.nested(e), level, self.hosts)
        return self.joined()

    def is_repeated(self, e: Eqn, asked: set[Var]) -> bool:
        """Whether whoever needs a result makes it: a movement, or a number of Python's, which no region gives away."""
        return self.is_number(e) or (e.op in _MOVES and (e.outs[0] in asked or e.outs[0] not in self.outputs))

    def is_number(self, e: Eqn) -> bool:
        return type(e.outs[0].type) is ScalarType

    def left_to_hosts(self) -> tuple[set[Eqn], set[Var]]:
        """The equations that are not compiled, and what they need.

        A number of Python's own that leaves its region is made by Python itself.  In strict mode all that such
        equations need is left to NumPy, too: how operands lie in memory decides in which order it sums them up.
        """
        left: set[Eqn] = set()
        asked: set[Var] = set()
        for e in reversed(self.source.eqns):
            needed = any([v in asked for v in e.outs])
            if (
                not compiles(e)
                or (self.is_number(e) and (needed or e.outs[0] in self.outputs))
                or (needed and config.strict and e.op not in _MOVES)
            ):
                left.add(e)
            if e in left or (needed and config.strict):
                asked.update([a for a in e.args if type(a) is Var])
        return left, asked

    def needs(self, e: Eqn, host: bool) -> int:
        """The first level at which all operands are there."""
        level = 0
        for a in e.args:
            if type(a) is Var:
                level = max(level, self.level[a] + (host and a in self.inside))
        return level

    def place(self, e: Eqn, level: int, where: dict[int, list[Eqn]]) -> None:
        where.setdefault(level, []).append(e)
        for v in e.outs:
            self.level[v] = level

    def nested(self, e: Eqn) -> Eqn:
        """A host call with its own programs split; not in strict mode, where what leaves them would lie otherwise."""
        if config.strict:
            return e
        params: dict[str, Any] = {}
        changed = False
        for k, v in e.params.items():
            if isinstance(v, Program):
                params[k] = split(v)
            elif type(v) is tuple and v and all(isinstance(p, Program) for p in v):
                params[k] = tuple([split(p) for p in v])
            else:
                params[k] = v
                continue
            changed |= params[k] is not v and params[k] != v
        self.changed |= changed
        return Eqn(e.op, e.args, params, e.outs, e.line) if changed else e

    def joined(self) -> Program:
        source = self.source
        if not self.bodies and not self.changed:
            return source
        eqns: list[Eqn] = []
        moved: set[Var] = set()
        for level in range(max([*self.hosts, *self.bodies], default=-1) + 1):
            for e in self.hosts.get(level, ()):
                eqns += [*self.movements(e.args, moved), e]
            body = self.bodies.get(level, [])
            if self.hosts and all(e.op in _MOVES for e in body):
                eqns += [m for e in body for m in (*self.movements(e.args, moved), e)]
            else:
                eqns.append(self.region(body, level))
        eqns += self.movements(source.outputs, moved)
        return Program(source.inputs, tuple(eqns), source.outputs, source.name)

    def reached(self, e: Eqn) -> list[Var]:
        """The operands of an equation, those behind movements included."""
        found, stack = [], [a for a in e.args if type(a) is Var]
        while stack:
            a = stack.pop()
            found.append(a)
            if a in self.moved:
                stack += [b for b in self.moved[a].args if type(b) is Var]
        return found

    def movements(self, atoms: Any, done: set[Var]) -> list[Eqn]:
        """The movements that NumPy has to make for these operands, first ones first."""
        found: list[Eqn] = []
        for a in atoms:
            if type(a) is Var and a in self.moved and a not in done:
                done.add(a)
                found += [*self.movements(self.moved[a].args, done), self.moved[a]]
        return found

    def region(self, eqns: list[Eqn], level: int) -> Eqn:
        here = {v for e in eqns for v in e.outs}
        body: list[Eqn] = []
        taken: set[Var] = set()
        for e in eqns:
            for m in self.movements(e.args, taken):
                body.append(m)
                here.add(m.outs[0])
            body.append(e)
        used = dict.fromkeys([a for e in body for a in e.args if type(a) is Var])
        inputs = tuple([a for a in used if a not in here])
        outside = self.used_outside(level)
        outputs = tuple([v for e in eqns for v in e.outs if v in outside])
        program = Program(inputs, tuple(body), outputs, self.source.name)
        return Eqn(region, inputs, {"region": Region(program)}, outputs, eqns[0].line)

    def used_outside(self, level: int) -> set[Var]:
        """What is needed beside the region of a level."""
        found: set[Var] = set()
        for a in self.source.outputs:
            while type(a) is Var:
                found.add(a)
                a = self.moved[a].args[0] if a in self.moved else None
        for other, eqns in self.bodies.items():
            if other != level:
                for e in eqns:
                    found.update(self.reached(e))
        for eqns in self.hosts.values():
            for e in eqns:
                found.update(self.reached(e))
        return found
