"""Native calls: compiled plans are installed in a callable object, which tries them before it calls Python.

What a call needs to be fast is in tables; the code that reads them is compiled once per machine.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from ..codegen.plan import Plan
from . import cpython
from .callables import NATIVE, SELF_FUNCTION, SELF_STATE, Base, blocked_address, native_callable
from .entry_layout import STATE_FIRST
from .entry_table import Prepared, prepare
from .error_states import error_states_address
from .patterns import Items, Leaf, Output, Pattern, Same, Specialisation
from .table import Table

# -- code


@cache
def unavailable() -> str | None:
    """None where native calls work, else the reason why they do not.  The first call compiles, or reads from disk."""
    from ..codegen.engine import CompileError
    from ..codegen.target import available

    reason = cpython.unsupported() or available()
    if reason is None:
        try:
            reason = None if _test() else "native calls failed their test"
        except CompileError as error:
            reason = str(error)
    return reason


@cache
def code() -> dict[str, int]:
    """Addresses of the native functions; compiled once per machine."""
    from ..codegen import engine
    from . import threads
    from .entry_code import entry_module

    threads.pool()
    outside = cpython.addresses()
    outside["numorph_blocked"] = blocked_address()
    outside["numorph_error_states"] = error_states_address()
    for name, address in outside.items():
        engine.register(name, address)
    loops = ("solve_triangular", "scaled_product_f32", "scaled_product_f64")
    names = ("call", "run_plan", "arena_take", "arena_give", *loops)
    return engine.compiled(entry_module().text(), names, 2)


def _test() -> bool:
    """A native call on an array and on a number, which gives them back, and one that has to end in Python."""
    from ..codegen.plan import Value

    array = Leaf(Value("array", (2, 3), np.dtype("f4")), 0)
    number = Leaf(Value("float", (), np.dtype("f8")), 1)
    plan = Plan([array.value, number.value], [], [], [], 0, [])
    result = Items(tuple, [Same(number), Same(array)])
    part = prepare(Specialisation([array, number], plan, [], result, conditional=False))  # whatever goes on elsewhere
    x, y = np.zeros((2, 3), np.float32), np.zeros((3, 2), np.float32)
    f = NativeFunction()
    install(f, [part], lambda *args: ("Python", *args))
    native, general = f(x, 0.5), f(y, 0.5)
    return native[0] == 0.5 and native[1] is x and general == ("Python", y, 0.5)


# -- functions


@native_callable
class NativeFunction(Base):  # type: ignore[misc]
    """A function of arrays and numbers, by position, that runs one plan."""

    __slots__ = ("_native_state", "prepared")

    prepared: Prepared

    def __call__(self, *args: Any) -> Any:
        raise TypeError("No code is installed.")


def install(function: Any, parts: Sequence[Any], general: Callable[..., Any]) -> None:
    """Let calls of `function`, an instance of Base, be tried with these tables in turn, then with `general`.

    It replaces what was installed before; calls that are running end with that.
    """
    state = Table([0] * STATE_FIRST)
    state.words[:] = [id(state), state.keep(general), len(parts)]
    for part in parts:
        state.kept.append(part.table)
        state.add(part.table.address)
    state.finish()
    address = code()["call"]
    before = getattr(function, "_native_state", None)
    function._native_state = state
    ctypes.c_int64.from_address(id(function) + SELF_STATE).value = state.address
    ctypes.c_int64.from_address(id(function) + SELF_FUNCTION).value = address
    del before


def uninstall(function: Any) -> None:
    """Let calls go to `__call__` again."""
    if NATIVE:
        ctypes.c_int64.from_address(id(function) + SELF_FUNCTION).value = 0


def native_function(
    plan: Plan, addresses: Sequence[int], fallback: Callable[..., Any], single: bool = False
) -> NativeFunction:
    """A function of the plan's inputs that gives a tuple of its outputs, or the only one if `single`.

    Where the arguments are not as the plan has them, or a kernel fails, `fallback` is called with the same arguments.
    `function.prepared.replace_kernel(launch, address)` swaps code.
    """
    leaves: list[Pattern] = [Leaf(value, k) for k, value in enumerate(plan.inputs)]
    result = Output(0) if single else Items(tuple, [Output(k) for k in range(len(plan.outputs))])
    made = NativeFunction()
    made.prepared = prepare(Specialisation(leaves, plan, addresses, result, conditional=False))
    install(made, [made.prepared], fallback)
    return made
