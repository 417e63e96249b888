"""The machine that code is made for: this process's CPU, and whether LLVM can make and run code here at all.

llvmlite is imported only by the functions below, so that importing numorph never pays for it.
"""

from __future__ import annotations

import platform
import sys
import sysconfig
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b

from .. import __version__
from .llvm_lock import LLVM

OLDEST_LLVMLITE = (0, 45)  # LLVM 20: opaque pointers, the intrinsics that the code generator uses

# Changes whenever the same IR text becomes other machine code: options of the target machine, of the object format.
_ENGINE_VERSION = 1

_AVX512 = {"avx512f", "avx512bw", "avx512vl", "avx512dq"}


@dataclass(frozen=True)
class Target:
    """A CPU as LLVM names it, and what of it the code generator must know."""

    triple: str
    cpu: str
    features: str  # "+avx2,-sse4a,...", as LLVM takes it
    vector_bits: int  # width of the widest useful vector register: 128, 256 or 512
    masked: bool  # loads and stores under a mask are as cheap as plain ones, for all element sizes
    fma: bool  # fused multiply-add is one instruction
    key: bytes = field(repr=False)  # equal only where the same IR text gives the same machine code


@cache
def host() -> Target:
    """This process's CPU.  Only where `available()` is None."""
    with LLVM:
        return _host()


def _host() -> Target:
    import llvmlite
    import llvmlite.binding as llvm

    triple, cpu = llvm.get_process_triple(), llvm.get_host_cpu_name()
    features = llvm.get_host_cpu_features()
    has = {name for name, present in features.items() if present}
    if _is_x86():
        masked = has >= _AVX512
        vector_bits = 512 if masked else 256 if "avx2" in has else 128
        fma = "fma" in has
    else:
        masked, vector_bits, fma = False, 128, True
    flat = ",".join(sorted(features.flatten().split(",")))
    versions = f"{__version__} {_ENGINE_VERSION} {llvmlite.__version__} {llvm.llvm_version_info}"
    key = blake2b("\0".join((triple, cpu, flat, versions)).encode(), digest_size=16).digest()
    return Target(triple, cpu, flat, vector_bits, masked, fma, key)


@cache
def available() -> str | None:
    """None where machine code can be made and run in this process, else the reason why it cannot."""
    with LLVM:
        return _unsupported_python() or _unsupported_machine() or _unsupported_llvm()


def _is_x86() -> bool:
    return platform.machine().lower() in ("x86_64", "amd64")


def _unsupported_python() -> str | None:
    """Compiled code reads objects of CPython by their layout, and relies on the interpreter lock."""
    if sys.implementation.name != "cpython":
        return f"{platform.python_implementation()} is not supported, only CPython is"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "free-threaded Python is not supported"
    return None


def _unsupported_machine() -> str | None:
    if not (_is_x86() or platform.machine().lower() in ("aarch64", "arm64")):
        return f"there is no code generation for '{platform.machine()}'"
    if sys.maxsize < 2**63 - 1:
        return "there is no code generation for 32-bit Python"
    return None


def _unsupported_llvm() -> str | None:
    try:
        import llvmlite
        import llvmlite.binding as llvm
    except ImportError:
        return "llvmlite is not installed (pip install 'numorph[compile]')"
    except Exception as error:  # llvmlite raises what it likes where its library cannot be loaded
        return f"llvmlite cannot be loaded: {error}"
    if _numbers(llvmlite.__version__) < OLDEST_LLVMLITE:
        oldest = ".".join(map(str, OLDEST_LLVMLITE))
        return f"llvmlite {llvmlite.__version__} is too old, {oldest} or later is needed"
    try:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        llvm.check_jit_execution()
        host()
    except OSError as error:
        return f"this system does not let programs make code: {error}"
    except RuntimeError as error:
        return f"LLVM does not know this CPU: {error}"
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: (0, 45) for '0.45.0rc2'."""
    major, minor, *_ = version.split(".")
    return int(major), int(minor)
