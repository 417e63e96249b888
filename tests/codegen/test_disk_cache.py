"""The cache on disk: what is whole and ours comes back; nothing else does, and nothing ever raises."""

import hashlib
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import numorph as nm
from numorph import cli
from numorph.codegen import disk_cache
from numorph.runtime import tiers

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="access lists, no modes")
KEY, OTHER = bytes(range(32)), bytes(32)


@pytest.fixture(autouse=True)
def folder(tmp_path):
    tiers.wait()  # code of earlier tests would be put here too
    with nm.config.set(cache_dir=str(tmp_path / "cache"), cache_size=1 << 20):
        yield tmp_path / "cache"


def forget():
    """As a new process."""
    disk_cache._opened.clear()


def numbered(n):
    return hashlib.blake2b(str(n).encode(), digest_size=32).digest()


def test_what_was_put_is_found():
    assert disk_cache.get(KEY) is None
    disk_cache.put(KEY, b"code")
    disk_cache.put(OTHER, b"")
    forget()
    assert disk_cache.get(KEY) == b"code"
    assert disk_cache.get(OTHER) == b""
    disk_cache.put(KEY, b"other code")
    assert disk_cache.get(KEY) == b"other code"


@POSIX
def test_it_is_private(folder):
    disk_cache.put(KEY, b"code")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert sorted(path.suffix for path in folder.iterdir()) == ["", ".code"]


# -- entries that are not to be trusted


def whole():
    disk_cache.put(KEY, b"code" * 100)
    (entry,) = disk_cache.entries()
    return entry.path


@pytest.mark.parametrize("length", [0, 1, 40, 79, 80, 200, 479])
def test_truncated(length):
    path = whole()
    path.write_bytes(path.read_bytes()[:length])
    assert disk_cache.get(KEY) is None
    assert not path.exists()
    disk_cache.put(KEY, b"new")
    assert disk_cache.get(KEY) == b"new"


@pytest.mark.parametrize("position", [0, 7, 8, 39, 40, 47, 48, 79, 80, 300, 479])
def test_damaged(position):
    path = whole()
    content = bytearray(path.read_bytes())
    content[position] ^= 4
    path.write_bytes(content)
    assert disk_cache.get(KEY) is None
    assert not path.exists()


def test_longer_than_it_says():
    path = whole()
    path.write_bytes(path.read_bytes() + b"x")
    assert disk_cache.get(KEY) is None


def test_the_entry_of_another_key():
    path = whole()
    disk_cache.put(OTHER, b"other")
    os.replace(path, path.parent / (OTHER.hex() + ".code"))
    assert disk_cache.get(OTHER) is None


def test_foreign():
    """An entry that somebody made who does not know the secret: whole, but with another digest."""
    path = whole()
    content = path.read_bytes()
    (path.parent / "secret").write_bytes(b"x" * 32)
    forget()
    assert disk_cache.get(KEY) is None
    path.write_bytes(content)
    assert disk_cache.get(KEY) is None


def test_a_folder_where_an_entry_should_be(folder):
    whole().unlink()
    (folder / (KEY.hex() + ".code")).mkdir()
    assert disk_cache.get(KEY) is None
    disk_cache.put(KEY, b"code")
    assert disk_cache.get(KEY) is None


def test_whoever_comes_second_takes_the_secret_of_the_first(monkeypatch, folder):
    """Two that open a new folder at once: both have seen no secret."""
    seen = disk_cache._read_secret
    late = iter([None])
    monkeypatch.setattr(disk_cache, "_read_secret", lambda path: next(late, seen(path)))
    folder.mkdir(mode=0o700)
    first = b"1" * 32
    (folder / "secret").write_bytes(first)
    disk_cache.put(KEY, b"code")
    assert (folder / "secret").read_bytes() == first
    forget()
    assert disk_cache.get(KEY) == b"code"
    assert not [path for path in folder.iterdir() if path.name.startswith("writing-")]


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 33])
def test_a_damaged_secret_is_replaced(folder, secret):
    whole()
    (folder / "secret").write_bytes(secret)
    forget()
    assert disk_cache.get(KEY) is None
    disk_cache.put(KEY, b"code")
    forget()
    assert disk_cache.get(KEY) == b"code"


# -- folders that are not to be used


@POSIX
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_to(folder, mode):
    path = whole()
    folder.chmod(mode)
    forget()
    with pytest.warns(RuntimeWarning, match="other users can write to it"):
        assert disk_cache.get(KEY) is None
    disk_cache.put(OTHER, b"code")  # said once
    assert list(folder.glob("*.code")) == [path]
    assert "other users" in disk_cache.info().problem


@POSIX
def test_a_folder_of_another_user(monkeypatch):
    whole()
    forget()
    monkeypatch.setattr(os, "geteuid", lambda: 12345678)
    with pytest.warns(RuntimeWarning, match="belongs to another user"):
        assert disk_cache.get(KEY) is None


def test_a_file_where_the_folder_should_be(folder):
    folder.write_text("")
    assert disk_cache.get(KEY) is None
    disk_cache.put(KEY, b"code")
    assert disk_cache.entries() == []
    assert disk_cache.clear() == 0
    assert disk_cache.info().problem == "it is not a folder"
    assert folder.read_text() == ""


@pytest.mark.parametrize("place", ["/proc/nowhere/cache", "a\0b"])
def test_a_folder_that_cannot_be_made(place):
    with nm.config.set(cache_dir=place):
        disk_cache.put(KEY, b"code")
        assert disk_cache.get(KEY) is None
        assert disk_cache.entries() == []
        assert disk_cache.clear() == 0
        assert disk_cache.info().entries == 0


def test_a_full_disk(monkeypatch, folder):
    whole()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    disk_cache.put(OTHER, b"code")
    assert disk_cache.get(OTHER) is None
    assert disk_cache.get(KEY) == b"code" * 100
    assert len(list(folder.iterdir())) == 2, "no temporary file stays"


def test_a_folder_that_is_removed_meanwhile(folder):
    whole().unlink()
    (folder / "secret").unlink()
    folder.rmdir()
    assert disk_cache.get(KEY) is None
    disk_cache.put(KEY, b"again")
    assert disk_cache.get(KEY) == b"again"


# -- its size


def test_the_least_recently_used_go_first(monkeypatch):
    now = time.time()
    for n in range(100):
        disk_cache.put(numbered(n), bytes(8000))
        path = disk_cache._open().entry(numbered(n))
        if path.exists():
            os.utime(path, (now - 10**6 + n, now - 10**6 + n))
    assert disk_cache.get(numbered(3)) is not None  # touched
    disk_cache._sweep(disk_cache.location(), 100_000)
    found = {entry.path.stem for entry in disk_cache.entries()}
    assert sum(entry.size for entry in disk_cache.entries()) <= 75_000
    assert found == {numbered(n).hex() for n in [3, *range(92, 100)]}


def test_it_stays_within_bounds():
    for n in range(400):
        disk_cache.put(numbered(n), bytes(20_000))  # 8 MB into 1 MB
    assert 200_000 < disk_cache.info().size < 1.5 * 2**20
    assert disk_cache.get(numbered(399)) is not None


def test_what_is_larger_than_the_whole_cache_is_not_kept():
    disk_cache.put(KEY, bytes(2 << 20))
    assert disk_cache.get(KEY) is None


def test_a_size_of_nothing():
    with nm.config.set(cache_size=0):
        disk_cache.put(KEY, b"code")
        assert disk_cache.get(KEY) is None


def test_a_killed_process_leaves_nothing_for_long(folder):
    whole()
    old, new = folder / "writing-1-a", folder / "writing-2-b"
    for path in (old, new):
        path.write_bytes(b"half an ent")
    os.utime(old, (time.time() - 10_000,) * 2)
    disk_cache._sweep(folder, 1 << 20)
    assert not old.exists()
    assert new.exists(), "it may still be being written"
    assert disk_cache.get(KEY) == b"code" * 100
    assert disk_cache.clear() == 1
    assert [path.name for path in folder.iterdir()] == ["secret"]


# -- many processes


def hammer(place, seed):
    with nm.config.set(cache_dir=place, cache_size=300_000):
        for k in range(300):
            n = (k * 7 + seed * 13) % 40
            found = disk_cache.get(numbered(n))
            if found is not None and found != bytes([n]) * 10_000:
                raise AssertionError(f"{n}: {found[:10]!r}")
            if k % 3 == 0:
                disk_cache.put(numbered(n), bytes([n]) * 10_000)
            if k % 97 == 0 and seed == 0:
                disk_cache.clear()


def test_many_processes(folder):
    processes = [
        multiprocessing.get_context("spawn").Process(target=hammer, args=(str(folder), seed)) for seed in range(4)
    ]
    for p in processes:
        p.start()
    for p in processes:
        p.join(60)
    assert [p.exitcode for p in processes] == [0] * 4
    assert not list(folder.glob("writing-*"))


def test_killed_while_writing(folder):
    text = f"""
import numorph as nm
from numorph.codegen import disk_cache
from numorph.runtime import tiers
nm.config.cache_dir = {str(folder)!r}
print("begun", flush=True)
n = 0
while True:
    n += 1
    disk_cache.put({KEY!r}, bytes([n % 256]) * 200_000)
"""
    for _ in range(5):
        writer = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE)
        writer.stdout.readline()
        time.sleep(0.02)
        writer.kill()
        writer.communicate()
        forget()
        found = disk_cache.get(KEY)
        assert found is None or (len(found) == 200_000 and len(set(found)) == 1)
    assert found is not None


# -- where it is


def test_where_it_is(monkeypatch, tmp_path):
    assert disk_cache.location() == tmp_path / "cache"
    with nm.config.set(cache_dir=""):
        monkeypatch.setenv("NUMORPH_CACHE_DIR", "/somewhere/else")
        assert disk_cache.location() == Path("/somewhere/else")
        monkeypatch.delenv("NUMORPH_CACHE_DIR")
        monkeypatch.setenv("HOME", "/home/me")
        monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
        monkeypatch.setattr(sys, "platform", "linux")
        assert disk_cache.location() == Path("/caches/numorph")
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        assert disk_cache.location() == Path("/home/me/.cache/numorph")
        monkeypatch.setattr(sys, "platform", "darwin")
        assert disk_cache.location() == Path("/home/me/Library/Caches/numorph")
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setenv("LOCALAPPDATA", "/app")
        assert disk_cache.location() == Path("/app/numorph")


# -- the command


def test_the_command(capsys, folder):
    disk_cache.put(KEY, bytes(3000))
    disk_cache.put(OTHER, bytes(1000))
    assert cli.main(["cache"]) == 0
    shown = f"folder    {folder}\nentries   2\nsize      4.2 kB of 1.0 MB\n"
    assert capsys.readouterr().out == shown
    assert cli.main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == "2 entries removed.\n"
    assert disk_cache.entries() == []
    with nm.config.set(cache=False):
        assert cli.main(["cache"]) == 0
    assert capsys.readouterr().out.endswith("not used  the setting 'cache' is False\n")


@pytest.mark.parametrize(
    "n, text", [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (2_500_000, "2.5 MB"), (10**10, "10.0 GB")]
)
def test_sizes(n, text):
    assert cli._bytes(n) == text
