"""What the parts of the translator ask of each other, and what the handlers of functions (functions/) ask of it."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple, NoReturn

from ..procedures.ir import Expr, Reg, Statement
from .emitter import Emitter
from .frames import Frame, Loop, Returned
from .heap import Place, State
from .joins import Home
from .lists import Grown
from .surroundings import Surroundings
from .values import Arr, Function, Generator, Iterator, Scalar, Tup

Way = tuple[Any, list[Statement]]  # a value, or the variables, at the end of a block


class Counted(NamedTuple):
    """What a loop counts: start, stop (i64), step, and the item for a counter."""

    start: Expr
    stop: Expr
    step: int
    item: Callable[[Expr], Any]


class Context(ABC):
    """A translator, as its parts and the handlers of functions see it."""

    e: Emitter
    line: int
    column: int  # of the call
    length: int  # statements so far
    surroundings: Surroundings
    decided: dict[Any, Any]
    frames: list[Frame]
    last_function: Any  # that was called
    any_order: bool  # whether the order is nothing in which a set is run over now
    sets_run_over: int  # so far
    repeats: int  # how many tests are open that are computed again after them
    calling: ast.Call | None  # the call whose function is inlined next, if it is
    catches: list[Any]  # the calls that are open whose functions may raise (raising.py),
    raised_to: dict[Reg, int]  # and how many times something is raised to the register of each
    remembering: dict[Any, Any]  # functions from outside that remember their results: as `Cached`

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    @property
    def env(self) -> dict[str, Any]:
        return self.frames[-1].env

    @property
    def turning(self) -> list[Any]:
        """The loops that are open and may run more than once."""
        return [loop for frame in self.frames for loop in frame.loops if not loop.once]

    @property
    def is_remembered(self) -> bool:
        """Whether what is translated now is the code of a function that remembers results from call to call."""
        functions = [cached.function.value for cached in self.remembering.values()]
        return any([frame.f is f for frame in self.frames for f in functions])

    def saved(self) -> State:
        """The variables, and what containers hold."""
        return State(self.env, self.e.heap)

    def resume(self, state: State) -> None:
        """Go on with variables, and what containers held."""
        self.frames[-1].env = dict(state)
        self.e.heap.restore(state.contents, state.boxes)

    @abstractmethod
    def value(self, node: ast.expr) -> Any:
        """The value of an expression."""

    @abstractmethod
    def perhaps(self, node: ast.expr) -> Any:
        """The value of an expression, which may be None at times."""

    @abstractmethod
    def present(self, v: Any) -> Any:
        """A value that is not None."""

    @abstractmethod
    def settled(self, v: Any, later: Sequence[ast.expr]) -> Any:
        """A value that stays what it is while later operands are evaluated."""

    @abstractmethod
    def test(self, node: ast.expr) -> Any:
        """An expression of which only the truth is asked."""

    @abstractmethod
    def values_of(self, nodes: Sequence[ast.expr]) -> list[Any]:
        """The values of expressions, some of which may be starred."""

    @abstractmethod
    def known(self, v: Any) -> Any:
        """The Python object that a value is, where it is known now."""

    @abstractmethod
    def stored(self, v: Any, name: str = "v") -> Any:
        """A value as a variable can hold it: numbers in registers, arrays in memory."""

    @abstractmethod
    def name(self, name: str) -> Any:
        """The value of a variable."""

    @abstractmethod
    def assign(self, name: str, v: Any) -> None:
        """name = v, of a value as a variable can hold it."""

    @abstractmethod
    def exits_of(self, frame: Frame) -> list[tuple[Home, Any]]:
        """The places of what containers hold after a function, and what they hold here."""

    @abstractmethod
    def leave_loops(self, frame: Frame) -> None:
        """Before a way out of a function: its loops are left as well, and own nothing."""

    @abstractmethod
    def raised_further(self, s: ast.Raise) -> bool:
        """Whether a `raise` goes to a function around that takes it: this one is left here."""

    @abstractmethod
    def bind(self, target: ast.expr, v: Any) -> None:
        """target = v."""

    @abstractmethod
    def statements(self, body: Sequence[ast.stmt]) -> bool:
        """Translate statements one after the other; whether their end can be reached."""

    @abstractmethod
    def branch(self, s: ast.If, rest: list[ast.stmt], final: bool = False) -> bool:
        """An if, and the statements after it where a way returns; whether its end can be reached."""

    @abstractmethod
    def within(self, body: list[ast.stmt]) -> bool:
        """Statements after which the function goes on."""

    @abstractmethod
    def call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """function(*args, **kwargs)."""

    @abstractmethod
    def inline(self, f: Callable[..., Any] | Function, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """A call of a function written in Python, as part of the code."""

    @abstractmethod
    def left_with(self, value: Any) -> Returned:
        """A result that is returned here."""

    @abstractmethod
    def bind_parameters(self, frame: Frame, f: Any, node: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        """The variables of a function that is called."""

    @abstractmethod
    def run_generator(self, s: ast.For, g: Generator) -> bool:
        """for ... in g: ..."""

    @abstractmethod
    def put_result(self, frame: Frame, v: Any) -> bool:
        """Assign a result to its place; None beside other results is left to Python."""

    @abstractmethod
    def return_home(self, frame: Frame, v: Any) -> Home:
        """The place of a result that several returns give."""

    @abstractmethod
    def home_outside(self, frame: Frame, form: Any) -> Home:
        """A home whose memory belongs to what is around a function."""

    @abstractmethod
    def hand_over(self, v: Any) -> None:
        """One owner more for the memory of a result: the caller."""

    @abstractmethod
    def operate(self, op: str, a: Any, b: Any) -> Any:
        """A binary operator, or a comparison."""

    @abstractmethod
    def comparison(self, op: ast.cmpop, a: Any, b: Any) -> Any:
        """A comparison, `is` and `in` among them."""

    @abstractmethod
    def as_operand(self, x: Any) -> Any:
        """A number or an array, for an operator."""

    @abstractmethod
    def new_list(self, items: list[Any], kind: type, node: Any = None) -> Any:
        """A new list; one that changes in a loop is made in memory."""

    @abstractmethod
    def grown(self, form: Any, site: Any = None, kind: type = list) -> Grown:
        """A list in memory, without elements, which may turn out to have elements of more than this form."""

    @abstractmethod
    def take(self, name: Any, home: Home, value: Any, dead: Collection[str] | None = (), env: Any = None) -> None:
        """A home gets a value, which is that of a variable or item from now on."""

    @abstractmethod
    def is_held(self, v: Any, values: list[Any]) -> bool:
        """Whether one of some values, or a container, holds something."""

    @abstractmethod
    def joined(self, a: Any, b: Any) -> Any:
        """The form of what is either one or the other."""

    @abstractmethod
    def entry_form(self, entry: Any, decided: Any) -> Any:
        """The form of a home, of the value that enters it and what earlier attempts found."""

    @abstractmethod
    def fits_home(self, loop: Loop, name: str | Place, home: Home, v: Any) -> bool:
        """Whether the home can hold a value; if not, a better form is noted."""

    @abstractmethod
    def note_changes(self, loop: Loop) -> None:
        """Items of containers that an iteration changes go around as variables do."""

    @abstractmethod
    def must_grow(self, owner: Tup, x: Any) -> None:
        """A list is changed in a loop or a branch: the translation starts again, and makes it in memory."""

    @abstractmethod
    def known_truth(self, v: Any) -> bool | None:
        """Whether a value is true, if that is known now."""

    @abstractmethod
    def truth_of(self, v: Any) -> Expr:
        """The truth of a number."""

    @abstractmethod
    def condition(self, node: ast.expr) -> Expr:
        """The truth of an expression."""

    @abstractmethod
    def met(self, name: str, one: Way, two: Way) -> Any:
        """What a variable is where two ways meet; moves are added to the ends of both."""

    @abstractmethod
    def unbound(self, reason: str) -> NoReturn:
        """What cannot be reached on the ways that are known so far, or bails."""

    @abstractmethod
    def home(self, name: str, one: Way, two: Way) -> Any:
        """Registers that both ways fill."""

    @abstractmethod
    def meet(self, one: Way, two: Way, live: Collection[str]) -> None:
        """Go on where two ways meet: with the variables that are still used, and what containers hold."""

    @abstractmethod
    def after_either(self, one: Way, two: Way) -> None:
        """The variables after parts of an expression of which one was evaluated."""

    @abstractmethod
    def key(self, node: ast.expr) -> Any:
        """What stands in the brackets of a subscript."""

    @abstractmethod
    def assign_item(self, target: ast.Subscript, v: Any) -> None:
        """owner[key] = v."""

    @abstractmethod
    def remove_item(self, owner: Any, key: Any) -> None:
        """del owner[key]."""

    @abstractmethod
    def assign_selected(self, target: ast.expr, value: ast.expr, op: str | None = None) -> bool:
        """owner[mask] = value, or op= value, if each of its elements comes from the same place of other arrays."""

    @abstractmethod
    def update_item(self, op: str, owner: Any, key: Any, node: ast.expr) -> None:
        """owner[key] op= value."""

    @abstractmethod
    def update_in_place(self, op: str, old: Arr, value: Any) -> None:
        """The array op= value, in its own memory."""

    @abstractmethod
    def attribute(self, owner: Any, name: str) -> Any:
        """owner.name."""

    @abstractmethod
    def of_class(self, cls: type, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """cls(*args, **kwargs)."""

    @abstractmethod
    def replaced(self, v: Any, changes: dict[str, Any]) -> Any:
        """dataclasses.replace."""

    @abstractmethod
    def object_attribute(self, owner: Any, name: str) -> Any:
        """owner.name, of an object or a named tuple."""

    @abstractmethod
    def own_method(self, owner: Any, name: str) -> Callable[[list[Any], dict[str, Any]], Any] | None:
        """A method that the class of an object defines in Python."""

    @abstractmethod
    def set_attribute(self, owner: Any, name: str, v: Any) -> None:
        """owner.name = v."""

    @abstractmethod
    def object_operation(self, op: str, a: Any, b: Any) -> Any:
        """An operator of which one operand is an object."""

    @abstractmethod
    def items_of(self, v: Any, count: int | None) -> list[Any]:
        """The items of something that is unpacked into `count` variables."""

    @abstractmethod
    def static_items(self, v: Any) -> list[Any] | None:
        """The items of something whose items are known now."""

    @abstractmethod
    def turns(self, v: Any) -> list[Callable[[], Any]] | None:
        """The same, each to be had when its turn comes."""

    @abstractmethod
    def sequence(self, v: Any) -> Counted:
        """How a loop runs over a range, an array, or enumerate, zip or reversed of such."""

    @abstractmethod
    def zipped(self, v: Any) -> Any:
        """zip(*v)."""

    @abstractmethod
    def run_over(self, v: Any) -> Any:
        """What a loop gets: iterators that depend on a generator are one."""

    @abstractmethod
    def length_of(self, s: Counted) -> Expr:
        """How many items there are."""

    @abstractmethod
    def iterator(self, v: Any) -> Iterator:
        """iter(v)."""

    @abstractmethod
    def has_next(self, it: Any) -> Scalar:
        """Whether next() gives something."""

    @abstractmethod
    def next_item(self, it: Iterator) -> Any:
        """next(it)."""

    @abstractmethod
    def as_list(self, items: Any) -> Any:
        """list(items), of items that are run over."""

    @abstractmethod
    def consumed(self, function: Any, items: Any) -> Any:
        """sum, any or all of items, one after the other."""

    @abstractmethod
    def summed(self, items: Any) -> Any:
        """sum(items), one after the other."""
