"""From LLVM IR text to addresses: compiled once per process, and once per machine where the disk cache is on.

Loaded code stays until the process ends: other code and running threads may hold its addresses.  Names are known within
one module only; what it does not define was given to `register` (or is the process's), or loading raises CompileError.
"""

from __future__ import annotations

import ctypes
import itertools
import sys
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

from .. import config
from . import disk_cache
from .llvm_lock import LLVM
from .target import Target, available, host

QUICK_PASSES: Final = 1  # the few that take little time
PASSES: Final = 2  # LLVM's standard ones

# At level 0 LLVM keeps values in registers within a block only, if nobody tells it to do better: loops would fetch from
# memory in each turn what it counts with.  Other levels are not changed by this.  LLVM ends the process where it does
# not know an option.
_REGISTERS: Final = "--optimize-regalloc=true"
_KNOWN_LLVM: Final = range(20, 23)  # versions that have been seen to know it


class CompileError(Exception):
    """Machine code cannot be made: LLVM refused the IR, or a symbol is unknown.  The caller goes on without it."""


_compiled: dict[bytes, dict[str, int]] = {}


def compiled(ir: str, names: Sequence[str], level: int, passes: int = 0) -> dict[str, int]:
    """Addresses of the functions `names` that the IR defines; from memory, from disk, or made now.

    level 0: quick to make; 2: optimised.  passes: as in `machine_code`.
    """
    if (reason := available()) is not None:
        raise CompileError(f"No machine code: {reason}.")
    target = host()
    key = blake2b(
        f"{level}{f'+{passes}' if passes else ''} {' '.join(names)}\0{ir}".encode(), key=target.key, digest_size=32
    ).digest()
    if (found := _compiled.get(key)) is not None:
        return found
    with LLVM:
        if (found := _compiled.get(key)) is None:
            found = _compiled[key] = _load_or_make(key, ir, names, level, passes, target)
    return found


def _load_or_make(key: bytes, ir: str, names: Sequence[str], level: int, passes: int, target: Target) -> dict[str, int]:
    if config.cache and (object_code := disk_cache.get(key)) is not None:
        return load(object_code, names)
    object_code = machine_code(ir, level, target, passes)
    addresses = load(object_code, names)
    if config.cache:
        disk_cache.put(key, object_code)
    return addresses


# -- making object code

_machines: dict[tuple[Target, int], Any] = {}


def machine_code(ir: str, level: int, target: Target, passes: int = 0) -> bytes:
    """The object file that LLVM makes of IR text.

    level: 0: instructions are chosen one by one, with hardly a look at their neighbours; 2: as well as LLVM can.
    passes: 0: none over the IR, which is written as it should run; QUICK_PASSES: the few that take little time; PASSES
    and more: LLVM's standard passes of that level, which make vectors of loops.
    """
    import llvmlite.binding as llvm

    with LLVM:
        machine = _machine(target, level)
        try:
            # A context of its own: types and constants of other modules do not pile up in it.
            with llvm.create_context() as context, llvm.parse_assembly(ir, context) as module:
                module.verify()
                if passes:
                    _optimise(module, machine, passes, level)
                return bytes(machine.emit_object(module))
        except RuntimeError as error:
            raise CompileError(f"LLVM refused the code: {error}") from None


def _optimise(module: Any, machine: Any, passes: int, level: int = 2) -> None:
    import llvmlite.binding as llvm

    options = llvm.create_pipeline_tuning_options(speed_level=passes)
    options.loop_vectorization = options.loop_interleaving = options.loop_unrolling = True
    options.slp_vectorization = False
    # The builder holds what passes find out about a module: it is not used twice.
    builder = llvm.create_pass_builder(machine, options)
    (_few_passes(level) if passes == QUICK_PASSES else builder.getModulePassManager()).run(module, builder)


def _few_passes(level: int) -> Any:
    """Variables into registers, fewer blocks; simpler expressions, where some effort is made."""
    import llvmlite.binding as llvm

    manager = llvm.create_new_module_pass_manager()
    manager.add_sroa_pass()
    if level:
        manager.add_instruction_combine_pass()
    manager.add_simplify_cfg_pass()
    return manager


def _machine(target: Target, level: int) -> Any:
    machine = _machines.get((target, level))
    if machine is None:
        machine = _machines[target, level] = _new_machine(target, level)
    return machine


def _new_machine(target: Target, level: int) -> Any:
    """A target machine for static code whose constants and callees may lie anywhere ("jitdefault")."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    if level == 0 and llvm.llvm_version_info[0] in _KNOWN_LLVM:
        llvm.set_option("", _REGISTERS)
    return llvm.Target.from_triple(target.triple).create_target_machine(
        cpu=target.cpu, features=target.features, opt=level, codemodel="jitdefault", jit=True
    )


# -- loading object code

_symbols: dict[str, int] = {}
_library_number = itertools.count()
_jit: Any = None


def register(name: str, address: int) -> None:
    """Let code that is loaded from now on refer to `name`: a function, or data."""
    if not address:
        raise ValueError(f"'{name}' has no address.")
    with LLVM:
        if _symbols.setdefault(name, address) != address:
            raise ValueError(f"'{name}' is registered with another address.")


def load(object_code: bytes, names: Sequence[str]) -> dict[str, int]:
    """Link object code into the process; the addresses of the functions `names` in it."""
    import llvmlite.binding as llvm

    with LLVM:
        if _jit is None:
            _start()
        library = llvm.JITLibraryBuilder().add_object_img(object_code)
        for name, address in _symbols.items():
            # Its symbol table ends each name with a zero.  A symbol too many does no harm, but one that it defines.
            if f"{name}\0".encode() in object_code and name not in names:
                library.import_symbol(name, address)
        for name in names:
            library.export_symbol(name)
        try:
            linked = library.link(_jit, f"code{next(_library_number)}")
        except RuntimeError as error:
            raise CompileError(f"The code cannot be loaded: {error}") from None
        _keep_for_ever(linked)
        return {name: linked[name] for name in names}


def _start() -> None:
    """Make the linker, which knows every library by its number."""
    global _jit
    import llvmlite.binding as llvm

    # LLVM's newer linker places all parts of a library next to each other; it does not know Windows' formats well.
    machine = _new_machine(host(), 2)
    _jit = llvm.create_lljit_compiler(machine, use_jit_link=sys.platform != "win32", suppress_errors=True)
    _keep_for_ever(_jit)
    libc = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
    for name in ("memcpy", "memmove", "memset"):  # what LLVM calls by itself
        register(name, ctypes.cast(getattr(libc, name), ctypes.c_void_p).value or 0)


def _keep_for_ever(resource: Any) -> None:
    """One reference too many: LLVM must not free code at exit either, while threads of the pool still run it."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(resource))
