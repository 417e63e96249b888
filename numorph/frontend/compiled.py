"""Functions as procedures: translated once for each kind of arguments, called natively, undone where they bail."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from ..procedures.fusion import fused
from ..runtime import printed
from ..runtime.procedure_code import ProcedureCode
from .calls import Call
from .keys import Arguments
from .list_arguments import MANY, form_in_memory
from .objects import classes_on_the_way
from .translation import Translation
from .values import Listed, Opened, Unsupported

OPENED = "its objects or lists are written to"  # such arguments are of another kind from now on
BAILED = object()  # what a call gives that plain Python has to make


class CompiledFunction:
    """A function's translations.  `unwrap` gives the user's function inside a jitted one."""

    def __init__(self, f: types.FunctionType, unwrap: Callable[[Any], Any] = lambda f: f):
        self.f, self.unwrap = f, unwrap
        self.opened: frozenset[type] = frozenset()  # classes of objects among the arguments that it writes to
        self.least: int | None = MANY  # items of lists among the arguments that are put into memory
        self._signature = inspect.signature(f)
        code = f.__code__
        plain = not f.__defaults__ and not f.__kwdefaults__ and not code.co_kwonlyargcount and not code.co_flags & 12
        self._names = code.co_varnames[: code.co_argcount] if plain else None

    def parameters(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """The arguments by the names of the parameters; TypeError where they do not fit."""
        if self._names is not None and not kwargs and len(args) == len(self._names):
            return dict(zip(self._names, args, strict=True))
        bound = self._signature.bind(*args, **kwargs)
        bound.apply_defaults()
        return dict(bound.arguments)

    def arguments(self, parameters: dict[str, Any], static: frozenset[str] = frozenset()) -> Arguments:
        """The arguments of a call, as translations take them."""
        return Arguments(parameters, static, self.opened, least=self.least, tells_same=True)

    def is_in_memory(self, x: Any) -> bool:
        """Whether an argument is a list that is put into memory."""
        return type(x) is list and form_in_memory(x, self.least) is not None

    def translated(self, parameters: dict[str, Any], arguments: Arguments) -> Variant:
        """A new translation; raises Unsupported.

        Where objects or lists turn out to be written to, later calls have other `arguments`.
        """
        try:
            return Variant(Translation(self.f, arguments, parameters, self.unwrap))
        except Opened as error:
            classes = classes_on_the_way(list(parameters.values()), error.cls)
            if classes <= self.opened:
                raise Unsupported("an assignment to an attribute of an object outside the function") from None
            self.opened = self.opened | classes
            raise Unsupported(OPENED) from None
        except Listed:
            self.least = 0
            raise Unsupported(OPENED) from None


class Variant:
    """A translation and its code."""

    def __init__(self, translation: Translation):
        self.translation = translation
        procedure = translation.procedure
        self.code = ProcedureCode(procedure if procedure.own_tape else fused(procedure))
        self._prints = translation.prints

    def holds(self) -> bool:
        """Whether what was found outside the function is as it was."""
        return self.translation.surroundings.holds()

    def make(self, quickly: bool = False, best: bool = False) -> None:
        """Make the code; raises CompileError.  quickly, best: see ProcedureCode.make."""
        self.code.make(quickly, best)

    @property
    def undone(self) -> list[int]:
        """The numbers of arrays that are put back where a call bails."""
        translation = self.translation
        return [k for k in translation.written if translation.input_of_leaf(k) in self.code.left_changed]

    def __call__(self, arguments: Arguments) -> Any:
        """The function's result; BAILED, and all arguments as they were, where plain Python has to run."""
        call = Call(self.translation, arguments.leaves, arguments.containers)
        if not call.lists_are_read() or call.overlap():
            return BAILED
        before = [(k, np.array(call.arrays[k])) for k in self.undone]
        found = None
        try:
            found = self._printing(call) if self._prints else self.code.call(call.inputs())
        finally:  # it may have been interrupted, too
            if found is None:
                for k, old in before:
                    call.arrays[k][...] = old
        return BAILED if found is None else call.results(found)

    def _printing(self, call: Call) -> Any:
        with printed.kept() as output:
            found = self.code.call(call.inputs())
            if found is not None:
                output.write_out()
            return found


__all__ = ["BAILED", "CompiledFunction", "Unsupported", "Variant"]
