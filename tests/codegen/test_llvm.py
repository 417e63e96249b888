"""Machine code of the kernels in `kernels` does what the interpreter does, within the memory it was given."""

import ctypes
import mmap
import re

import numpy as np
import pytest

from numorph.codegen import engine, kernels
from numorph.codegen.llvm import effort, emit, emit_math, math_calls
from numorph.codegen.target import Target, available, host
from numorph.codegen.text import parse

from .kernels import ALL

pytestmark = pytest.mark.skipif(available() is not None, reason=str(available()))

PAGE = mmap.PAGESIZE
LIBC = ctypes.CDLL(None)
SIGNATURE = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)


class Guarded:
    """A copy of an array that ends (or begins) where memory that cannot be touched begins (ends)."""

    def __init__(self, array, at_end):
        size = -(-max(array.nbytes, 1) // PAGE) * PAGE
        self.memory = mmap.mmap(-1, size + 2 * PAGE)
        address = ctypes.addressof(ctypes.c_char.from_buffer(self.memory))
        for guard in (address, address + PAGE + size):
            assert LIBC.mprotect(ctypes.c_void_p(guard), ctypes.c_size_t(PAGE), 0) == 0
        offset = PAGE + (size - array.nbytes if at_end else 0)
        self.array = np.frombuffer(self.memory, array.dtype, array.size, offset) if array.size else array.copy()
        self.address = address + offset
        self.array[:] = array


def targets():
    """The host, and what it can do without AVX-512 and without AVX."""
    found = {"host": host()}
    if host().triple.startswith("x86") and host().vector_bits == 512:
        features = "+avx2,+avx,+fma,+f16c,+bmi,+bmi2,+lzcnt,+popcnt,+sse4.2,+sse4.1,+ssse3"
        found["avx2"] = Target(host().triple, "haswell", features, 256, False, True, b"avx2")
        found["sse2"] = Target(host().triple, "x86-64", "+sse2", 128, False, False, b"sse2")
    return found


TARGETS = targets() if available() is None else {}
compiled = {}


def function(name, target, quick):
    """The compiled kernel of a case."""
    key = name, target, quick
    if key not in compiled:
        kernel = ALL[name].kernel
        for call in math_calls(kernel, quick=quick):
            math_function(*call, TARGETS[target])
        compiled[key] = compile_for(emit(kernel, "kernel", TARGETS[target], quick=quick), target, quick)
    return compiled[key]


def compile_for(ir, target, quick):
    """The function "kernel" of a module."""
    code = engine.machine_code(ir, 0 if quick else 2, TARGETS[target])
    return SIGNATURE(engine.load(code, ["kernel"])["kernel"])


def math_function(name, dtype, arity, target):
    if target.vector_bits == host().vector_bits:
        kernels.make_math(name, dtype, arity)  # there is one of each name in a process
        return
    symbol = f"vm_{name}_{dtype}x{target.vector_bits // int(dtype[1:])}"
    if symbol not in compiled:
        code = engine.machine_code(emit_math(name, dtype, arity, target), 2, target)
        compiled[symbol] = engine.load(code, [symbol])[symbol]
        engine.register(symbol, compiled[symbol])


def call_guarded(kernel, run, operands, params, parts, at_end):
    """Run a kernel on guarded copies of its operands, which then get what it wrote; buffers that share memory do so."""
    copies = {id(a): Guarded(a, at_end) for a in operands.values()}
    pointers = (ctypes.c_void_p * len(kernel.buffers))(*[copies[id(operands[b.name])].address for b in kernel.buffers])
    numbers = (ctypes.c_int64 * len(kernel.params))(*[params[p] for p in kernel.params])
    returned = max([run(pointers, numbers, begin, end) for begin, end in parts])
    for a in operands.values():
        a[:] = copies[id(a)].array
    return returned


def splits(case, params):
    """Ways to divide a launch."""
    if not case.kernel.body.parallel:
        return [[(0, 1)]]
    extent = case.extent(params)
    third = extent // 3
    return [[(0, extent)], [(third, extent), (0, third)]]


@pytest.mark.parametrize("quick", [True, False], ids=["quick", "full"])
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", ALL)
def test_answers(name, target, quick):
    case = ALL[name]
    run = function(name, target, quick)
    for n in case.sizes:
        _, params = case.operands(n, np.random.default_rng(n))
        for parts in splits(case, params):
            for at_end in (True, False):
                got, _ = case.operands(n, np.random.default_rng(n))
                before = {k: v.copy() for k, v in got.items()}
                returned = call_guarded(case.kernel, run, got, params, parts, at_end)
                case.compare(got, case.expected(before, params))
                assert returned == case.result(before, params)


def calling(count, accumulate=False):
    """A kernel that calls sin so many times."""
    calls = "".join([f"%{k + 1} = call f64 sin %{k}\n" for k in range(count)])
    end = "update a, %" if accumulate else "store %"
    tail = f"{end}{count}" + ("" if accumulate else ", y[i]")
    before = "a = add f64\n" if accumulate else ""
    return parse(
        f"""kernel(x: f64, y: f64 written; n) {{
          parallel for one in 0..1 {{
            {before}vector for i in 0..$n {{
              %0 = load f64 x[i]
              {calls}{tail}
            }}
          }}
        }}"""
    )


@pytest.mark.parametrize("accumulate", [False, True])
def test_effort(accumulate):
    """Much math is called even by optimised code, which then gains by nothing but registers for accumulators."""
    few, many = calling(8, accumulate), calling(9, accumulate)
    assert effort(few, 0) == (True, 0) and effort(few, 2) == (False, 2)
    assert effort(many, 0) == (True, 0) and effort(many, 2) == (True, 2 if accumulate else 0)


def test_lanes_of_quick_code():
    """Bodies that call are made once, for masked vectors, even in quick code."""
    short, long = (emit(calling(n), "kernel", CROSS["avx512"], quick=True) for n in (1, 20))
    assert short.count("@vm_sin_f64x8(<8 x double> %") == 1
    assert long.count("@vm_sin_f64x8(<8 x double> %") == 20


CROSS = {
    "avx512": Target("x86_64-unknown-linux-gnu", "znver4", "", 512, True, True, b""),
    "avx2": Target("x86_64-unknown-linux-gnu", "haswell", "", 256, False, True, b""),
    "sse2": Target("x86_64-unknown-linux-gnu", "x86-64", "", 128, False, False, b""),
    "windows": Target("x86_64-pc-windows-msvc", "haswell", "", 256, False, True, b""),
    "neon": Target("aarch64-unknown-linux-gnu", "neoverse-n1", "", 128, False, True, b""),
    "apple": Target("arm64-apple-macosx", "apple-m1", "", 128, False, True, b""),
}


def assembly(ir, target, level):
    import llvmlite.binding as llvm

    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(target.triple).create_target_machine(
        cpu=target.cpu, features=target.features, opt=level, codemodel="small"
    )
    with llvm.create_context() as context, llvm.parse_assembly(ir, context) as module:
        module.verify()
        return machine.emit_assembly(module)


@pytest.mark.parametrize("target", CROSS)
def test_code_for_other_machines(target):
    """All kernels compile, and nothing but math functions is called; fma is where the machine has none."""
    machine = CROSS[target]
    allowed = r"_?(vm_\w+|memset|__chkstk)" + ("" if machine.fma else "|fmaf?")
    for name, case in ALL.items():
        for quick in (True, False):
            text = assembly(emit(case.kernel, "kernel", machine, quick=quick), machine, 0 if quick else 2)
            called = set(re.findall(r"^\s+(?:callq?|bl|b|jmp)\s+([A-Za-z_]\w*)(?:@PLT)?\s*$", text, re.M))
            assert not (quick and case.calls) or any(["vm_" in f for f in called]), "calls are seen"
            strangers = {f for f in called if not re.fullmatch(allowed, f) and not f.startswith(("LBB", "kernel"))}
            assert not strangers, (name, quick)
