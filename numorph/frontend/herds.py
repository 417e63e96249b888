"""Objects in lists: those of one class that go together are rows of columns in memory, and known by numbers.

A herd has a column for each attribute (or several, as a tuple has).  Whoever has the number of an object sees what is
written to its attributes.  An object is found to be one of a herd when it is put into a list in memory; the translation
then starts again, and puts it into the herd where it has been made.
"""

from __future__ import annotations

from typing import Any

from ..procedures.ir import Expr
from . import integers as ints
from .emitter import Emitter
from .list_elements import Pool, Together, TupleElement, joined_forms
from .lists import Grown, fits, form_of_element
from .values import Member, Tup, Unsupported

_MOST = 1 << 27  # objects


class Herd:
    """The objects of a pool.  elements: tuples of their attributes."""

    def __init__(self, e: Emitter, pool: Pool):
        self.pool = pool
        self.kind, self.names = pool.fields
        self.elements = Grown.empty(e, pool.form)

    @property
    def parts(self) -> list[Grown]:
        """The lists that it is made of."""
        return [self.elements]

    def row(self, e: Emitter, number: Expr) -> Member:
        """The object with a number."""
        return Member(self.kind, self.pool, number)

    def new(self, e: Emitter, items: dict[str, Any]) -> Member:
        """A new object with attributes."""
        values = Tup([items[name] for name in self.names])
        if not fits(self.pool.form, values):
            raise Together([self.pool], form_of_element(values))
        number = e.hold_now(self.elements.size, "object")
        e.bail_if(ints.compare("ge", number, ints.integer(_MOST)), "too many objects")
        self.elements.append(e, values)
        return self.row(e, number)

    def get(self, e: Emitter, m: Member, name: str) -> Any:
        """An attribute of an object."""
        return self.elements.item(e, m.number, self.names.index(name))

    def set(self, e: Emitter, m: Member, name: str, x: Any) -> None:
        """An attribute of an object = x."""
        if name not in self.names:
            raise Unsupported(f"a new attribute '{name}' of an object in a list")
        k, forms = self.names.index(name), self.pool.form.items
        if not fits(forms[k], x):
            widened = joined_forms(forms[k], form_of_element(x))
            raise Together([self.pool], TupleElement(tuple, (*forms[:k], widened, *forms[k + 1 :])))
        self.elements.set_item(e, m.number, k, x)
