"""IR text to addresses: compiling, loading, what is unknown or wrong, many threads, forks."""

import ctypes
import os
import subprocess
import sys
import threading
import time

import pytest

import numorph as nm
from numorph.codegen import disk_cache, engine, target
from numorph.codegen.engine import CompileError
from numorph.codegen.llvm_lock import LLVM

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

I64 = ctypes.c_int64


def adds(number, name="f"):
    return f"define i64 @{name}(i64 %x) {{\n  %y = add i64 %x, {number}\n  ret i64 %y\n}}\n"


def function(address):
    return ctypes.CFUNCTYPE(I64, I64)(address)


@pytest.fixture(autouse=True)
def own_folder(tmp_path):
    with nm.config.set(cache_dir=str(tmp_path / "cache")):
        yield


@pytest.mark.parametrize("level", [0, 2])
def test_a_function_runs(level):
    assert function(engine.compiled(adds(41), ["f"], level)["f"])(1) == 42


def test_several_names_of_one_module():
    addresses = engine.compiled(adds(1, "one") + adds(2, "two"), ["two", "one"], 2)
    assert list(addresses) == ["two", "one"]
    assert [function(addresses[n])(10) for n in ("one", "two")] == [11, 12]


def test_the_same_name_in_different_modules_does_not_collide():
    first, second = (engine.compiled(adds(n), ["f"], 0)["f"] for n in (100, 200))
    assert function(first)(0) == 100
    assert function(second)(0) == 200


def test_the_same_text_is_compiled_once(monkeypatch):
    made = []
    original = engine.machine_code
    monkeypatch.setattr(engine, "machine_code", lambda *a: made.append(a) or original(*a))
    text = adds(7001)
    assert engine.compiled(text, ["f"], 0) == engine.compiled(text, ["f"], 0)
    assert len(made) == 1
    engine.compiled(text, ["f"], 2)
    assert len(made) == 2, "another level is other code"


SUMS = """
define double @f(ptr %p, i64 %n) {
entry:
  br label %head
head:
  %i = phi i64 [ 0, %entry ], [ %next, %head ]
  %s = phi double [ 0.0, %entry ], [ %t, %head ]
  %at = getelementptr double, ptr %p, i64 %i
  %x = load double, ptr %at
  %t = fadd reassoc double %s, %x
  %next = add nsw i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %head, label %end
end:
  ret double %t
}
"""


def test_passes_make_other_code_of_the_same_text():
    addresses = [engine.compiled(SUMS, ["f"], 2, passes=n)["f"] for n in (0, 2)]
    assert addresses[0] != addresses[1]
    assert len(disk_cache.entries()) == 2
    numbers = (ctypes.c_double * 100)(*range(100))
    for address in addresses:
        assert ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_void_p, I64)(address)(ctypes.addressof(numbers), 100) == 4950
    plain, optimised = (engine.machine_code(SUMS, 2, target.host(), passes=n) for n in (0, 2))
    assert len(optimised) > len(plain), "a loop over vectors, and one over what is left"


def test_a_second_process_finds_it_on_disk(monkeypatch):
    text = adds(7002)
    engine.compiled(text, ["f"], 2)
    assert len(disk_cache.entries()) == 1
    monkeypatch.setattr(engine, "_compiled", {})
    monkeypatch.setattr(engine, "machine_code", lambda *a: pytest.fail("compiled again"))
    assert function(engine.compiled(text, ["f"], 2)["f"])(1) == 7003


def test_no_disk_when_switched_off():
    with nm.config.set(cache=False):
        engine.compiled(adds(7003), ["f"], 0)
    assert disk_cache.entries() == []


def test_a_damaged_entry_is_made_again(monkeypatch):
    text = adds(7004)
    engine.compiled(text, ["f"], 0)
    (entry,) = disk_cache.entries()
    content = bytearray(entry.path.read_bytes())
    content[len(content) // 2] ^= 1
    entry.path.write_bytes(content)
    monkeypatch.setattr(engine, "_compiled", {})
    assert function(engine.compiled(text, ["f"], 0)["f"])(0) == 7004
    assert entry.path.read_bytes() != bytes(content)


def test_the_key_depends_on_the_target(monkeypatch):
    text = adds(7005)
    engine.compiled(text, ["f"], 0)
    other = target.Target(**{**vars(target.host()), "key": b"another CPU"})
    monkeypatch.setattr(engine, "host", lambda: other)
    engine.compiled(text, ["f"], 0)
    assert len(disk_cache.entries()) == 2


CALLS = "declare i64 @{0}(i64)\ndefine i64 @f(i64 %x) {{\n  %y = call i64 @{0}(i64 %x)\n  ret i64 %y\n}}\n"


def test_registered_symbols():
    text = CALLS.format("test_engine_adds_5")
    with pytest.raises(CompileError, match="cannot be loaded"):
        engine.compiled(text, ["f"], 0)
    engine.register("test_engine_adds_5", engine.compiled(adds(5), ["f"], 0)["f"])
    assert function(engine.compiled(text, ["f"], 0)["f"])(1) == 6


def test_symbols_that_are_registered_one_by_one_are_all_found():
    for n in range(40):
        engine.register(f"test_engine_adds_{1000 + n}", engine.compiled(adds(1000 + n), ["f"], 0)["f"])
        for known in {0, n // 2, n}:
            address = engine.compiled(CALLS.format(f"test_engine_adds_{1000 + known}"), ["f"], 0)["f"]
            assert function(address)(1) == 1001 + known


def test_a_symbol_has_one_address():
    engine.register("test_engine_twice", 4096)
    engine.register("test_engine_twice", 4096)
    with pytest.raises(ValueError, match="another address"):
        engine.register("test_engine_twice", 8192)
    with pytest.raises(ValueError, match="no address"):
        engine.register("test_engine_null", 0)


def test_registered_symbols_go_before_those_of_the_process():
    engine.register("labs", engine.compiled(adds(7), ["f"], 0)["f"])
    assert function(engine.compiled(CALLS.format("labs"), ["f"], 0)["f"])(-1) == 6


def test_copies_and_fills_that_llvm_calls_by_itself():
    text = """
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
define i64 @f(ptr %p, i64 %n) {
  call void @llvm.memset.p0.i64(ptr %p, i8 7, i64 %n, i1 false)
  ret i64 %n
}
"""
    memory = ctypes.create_string_buffer(1000)
    fill = ctypes.CFUNCTYPE(I64, ctypes.c_void_p, I64)(engine.compiled(text, ["f"], 2)["f"])
    fill(ctypes.addressof(memory), 999)
    assert memory.raw == b"\7" * 999 + b"\0"


@pytest.mark.parametrize(
    "text, said",
    [
        ("define i64 @f(", "parsing error"),
        ("define i64 @f(i64 %x) {\n  %y = add i32 %x, 1\n  ret i64 %y\n}", "expected 'i32'"),
        (
            "define i64 @f() {\n  br label %a\na:\n  %y = add i64 %z, 1\n  %z = add i64 %y, 1\n  ret i64 %y\n}",
            "dominate",
        ),
    ],
)
def test_wrong_ir(text, said):
    with pytest.raises(CompileError, match=said):
        engine.compiled(text, ["f"], 0)


def test_a_name_that_is_not_defined():
    with pytest.raises(CompileError, match="nothing"):
        engine.compiled(adds(1), ["nothing"], 0)


def test_object_code_that_is_none():
    with pytest.raises(CompileError):
        engine.load(b"not an object file", ["f"])


def test_many_threads():
    found, errors = [], []

    def work(k):
        try:
            for n in range(20):
                address = engine.compiled(adds(50_000 + n), ["f"], n % 2 * 2)["f"]
                found.append((n, address, function(address)(k) == 50_000 + n + k))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert errors == []
    assert len(found) == 320
    assert all(right for *_, right in found)
    assert len({(n, address) for n, address, _ in found}) == 20


FORKS = """
import ctypes, os, threading, warnings
from numorph.codegen import engine

warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks of programs with threads
function = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64)
running = True

def adds(number):
    return f"define i64 @f(i64 %x) {{\\n %y = add i64 %x, {number}\\n ret i64 %y\\n}}"

def work():
    n = 0
    while running:
        n += 1
        engine.compiled(adds(n), ["f"], 2)

thread = threading.Thread(target=work)
thread.start()
for k in range(10):
    child = os.fork()
    if child == 0:
        made = engine.compiled(adds(10**6 + k), ["f"], 2)["f"]
        os._exit(0 if function(made)(1) == 10**6 + k + 1 else 1)
    assert os.waitpid(child, 0)[1] == 0
running = False
thread.join()
print("done")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_fork_while_another_thread_compiles():
    environment = {**os.environ, "NUMORPH_CACHE_DIR": nm.config.cache_dir}
    command = [sys.executable, "-c", FORKS]
    result = subprocess.run(command, capture_output=True, text=True, timeout=100, env=environment)
    assert result.stdout == "done\n", result.stderr


def test_a_thread_that_compiles_without_a_pause_keeps_nobody_out():
    running, waits = True, []

    def compile_for_ever():
        while running:
            with LLVM:
                time.sleep(0.005)

    thread = threading.Thread(target=compile_for_ever)
    thread.start()
    for _ in range(20):
        start = time.monotonic()
        with LLVM, LLVM:
            waits.append(time.monotonic() - start)
    running = False
    thread.join()
    assert sorted(waits)[10] < 0.1


# -- the target


def test_the_target_is_this_machine():
    found = target.host()
    assert found is target.host()
    assert found.vector_bits in (128, 256, 512)
    assert found.masked <= (found.vector_bits == 512)
    assert len(found.key) == 16


@pytest.mark.parametrize(
    "module, wrong, said",
    [
        ("sys", ("implementation", type("I", (), {"name": "pypy"})), "only CPython"),
        ("platform", ("machine", lambda: "s390x"), "s390x"),
        ("sys", ("maxsize", 2**31 - 1), "32-bit"),
        ("sysconfig", ("get_config_var", lambda name: 1), "free-threaded"),
    ],
)
def test_reasons_why_there_is_no_machine_code(monkeypatch, module, wrong, said):
    monkeypatch.setattr(getattr(target, module), *wrong)
    assert said in (target._unsupported_python() or target._unsupported_machine())


def test_llvmlite_that_is_missing_or_old(monkeypatch):
    import llvmlite

    monkeypatch.setattr(llvmlite, "__version__", "0.44.0")
    assert "0.44.0 is too old" in target._unsupported_llvm()
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    assert "not installed" in target._unsupported_llvm()


def test_memory_that_may_not_be_executed(monkeypatch):
    import llvmlite.binding as llvm

    def refuse():
        raise OSError(13, "cannot allocate executable memory")

    monkeypatch.setattr(llvm, "check_jit_execution", refuse)
    assert "executable memory" in target._unsupported_llvm()


def test_no_machine_code_is_an_error_of_compilation(monkeypatch):
    monkeypatch.setattr(engine, "available", lambda: "there is none")
    with pytest.raises(CompileError, match="there is none"):
        engine.compiled(adds(1), ["f"], 0)


def test_llvmlite_is_not_imported_before_something_compiles():
    script = "import sys, numorph.codegen.engine, numorph.codegen.disk_cache; print('llvmlite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "False\n"
