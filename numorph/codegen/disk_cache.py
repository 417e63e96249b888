"""Machine code on disk, in a folder that only the user can write to: a mapping of keys (32 bytes) to bytes.

Nothing is ever returned that this user's numorph did not write whole: each entry carries a digest made with a secret
of the folder.  No function raises: where the folder cannot be used there is nothing in it, and nothing is kept.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import struct
import sys
import time
import warnings
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import NamedTuple

from .. import config

_MAGIC = b"numorph\1"  # the last byte is the version of the format
_HEADER = struct.Struct("<8s32sQ32s")  # magic, key, length of the data, digest of all that and the data
_SUFFIX = ".code"
_SECRET = "secret"
_TEMPORARY = "writing-"
_STALE = 3600.0  # seconds after which a temporary file has been left behind by a process that was killed
_TOUCH = 3600.0  # seconds for which the time of the last use may be out of date
_SWEEPS = 64  # puts per look at the size of the folder


class Entry(NamedTuple):
    """One entry: its file, size in bytes, and when it was used last (seconds since 1970, to the hour)."""

    path: Path
    size: int
    used: float


class Info(NamedTuple):
    """The folder, what is in it, and why it is not used (empty where it is)."""

    folder: Path
    entries: int
    size: int
    limit: int
    problem: str


def get(key: bytes) -> bytes | None:
    """What was put under the key, or None.  A damaged or foreign entry is removed."""
    if (folder := _open()) is None:
        return None
    path = folder.entry(key)
    try:
        with open(path, "rb") as file:
            content = file.read()
            if time.time() - os.fstat(file.fileno()).st_mtime > _TOUCH:
                os.utime(path)
    except OSError:
        return None
    data = folder.unpack(key, content)
    if data is None:
        _remove(path)
    return data


def put(key: bytes, data: bytes) -> None:
    """Keep data under the key, instead of what is there; other processes see the old entry or the new one."""
    if len(data) + _HEADER.size > config.cache_size:
        return
    if (folder := _open()) is None:
        return
    try:
        if not folder.path.is_dir():  # somebody removed it meanwhile
            _opened.pop(folder.path, None)
            if (folder := _open()) is None:
                return
        _write(folder.entry(key), folder.pack(key, data))
    except OSError:
        return
    # By chance, so that processes that put little keep the size in bounds too.
    chance = 1 / _SWEEPS + _SWEEPS * len(data) / max(config.cache_size, 1)
    if secrets.randbelow(1 << 20) < chance * (1 << 20):
        _sweep(folder.path, config.cache_size)


def entries() -> list[Entry]:
    """All entries, the least recently used first."""
    return _entries(location())


def clear() -> int:
    """Remove all entries, and what killed processes left behind; the number of entries removed."""
    folder = location()
    removed = sum(_remove(entry.path) for entry in _entries(folder))
    for path in _files(folder, _TEMPORARY, ""):
        _remove(path)
    return removed


def info() -> Info:
    """What `numorph cache` shows."""
    folder = location()
    problem = "" if config.cache else "the setting 'cache' is False"
    if not problem and folder.exists():
        problem = _refusal(folder)
    if not problem and folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
        problem = "it cannot be written"
    found = _entries(folder)
    return Info(folder, len(found), sum(entry.size for entry in found), config.cache_size, problem)


def location() -> Path:
    """The folder: the setting, the environment, or the user's cache directory."""
    if chosen := config.cache_dir or os.environ.get("NUMORPH_CACHE_DIR", ""):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "") or os.path.join(os.path.expanduser("~"), "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(os.path.expanduser("~"), "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):
            base = os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base, "numorph")


# -- the folder


class _Folder:
    """A folder that may be used, and the secret that only its owner can read."""

    def __init__(self, path: Path, secret: bytes):
        self.path, self._secret = path, secret

    def entry(self, key: bytes) -> Path:
        return self.path / (key.hex() + _SUFFIX)

    def pack(self, key: bytes, data: bytes) -> bytes:
        return _HEADER.pack(_MAGIC, key, len(data), self._digest(key, data)) + data

    def unpack(self, key: bytes, content: bytes) -> bytes | None:
        """The data, if the content is a whole entry under this key that was packed here."""
        if len(content) < _HEADER.size:
            return None
        magic, written_key, length, digest = _HEADER.unpack_from(content)
        data = content[_HEADER.size :]
        if magic != _MAGIC or written_key != key or length != len(data):
            return None
        return data if compare_digest(digest, self._digest(key, data)) else None

    def _digest(self, key: bytes, data: bytes) -> bytes:
        return blake2b(_MAGIC + key + len(data).to_bytes(8, "little") + data, key=self._secret, digest_size=32).digest()


_opened: dict[Path, _Folder | None] = {}  # None: not to be used


def _open() -> _Folder | None:
    path = location()
    if path not in _opened:
        _opened[path] = _prepare(path)
    return _opened[path]


def _prepare(path: Path) -> _Folder | None:
    """Make the folder and its secret where they are missing."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if reason := _refusal(path):
            warnings.warn(f"numorph keeps no machine code in '{path}': {reason}.", RuntimeWarning, stacklevel=2)
            return None
        secret = _read_secret(path)
        if not secret:
            _write(path / _SECRET, secrets.token_bytes(32), replace=secret is not None)
            secret = _read_secret(path)  # another process or thread may have been faster, and all have to take one
        return _Folder(path, secret) if secret else None
    except (OSError, ValueError):  # ValueError: a path with a null character
        return None


def _refusal(folder: Path) -> str:
    """Why code in the folder cannot be trusted; an empty string if it can."""
    if sys.platform == "win32":  # the user's AppData is private by its access list
        return ""
    try:
        found = folder.stat()
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    if not stat.S_ISDIR(found.st_mode):
        return "it is not a folder"
    if found.st_uid != os.geteuid():
        return "it belongs to another user"
    if found.st_mode & 0o022:
        return "other users can write to it"
    return ""


def _read_secret(folder: Path) -> bytes | None:
    """The secret; empty if it is broken, None if there is none."""
    try:
        secret = (folder / _SECRET).read_bytes()
    except FileNotFoundError:
        return None
    return secret if len(secret) == 32 else b""


# -- files


def _write(path: Path, content: bytes, replace: bool = True) -> None:
    """Write a file as a whole, instead of what is there or only where there is none; only its owner can read it."""
    temporary = path.parent / f"{_TEMPORARY}{os.getpid()}-{secrets.token_hex(8)}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        if replace:
            os.replace(temporary, path)
        else:
            with contextlib.suppress(FileExistsError):
                _publish(temporary, path)
    finally:
        _remove(temporary)


def _publish(temporary: Path, path: Path) -> None:
    """Give a file its name, which nobody else has taken: FileExistsError."""
    if sys.platform == "win32":
        os.rename(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this file system
        os.replace(temporary, path)


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _files(folder: Path, prefix: str, suffix: str) -> list[Path]:
    try:
        names = os.listdir(folder)
    except (OSError, ValueError):
        return []
    return [folder / name for name in names if name.startswith(prefix) and name.endswith(suffix)]


def _entries(folder: Path) -> list[Entry]:
    found = []
    for path in _files(folder, "", _SUFFIX):
        try:
            status = path.stat()
        except OSError:  # another process removed it
            continue
        found.append(Entry(path, status.st_size, status.st_mtime))
    return sorted(found, key=lambda entry: entry.used)


def _size(folder: Path) -> int:
    """The size of all entries; for a folder of many thousands several times as quick as listing them."""
    size = 0
    try:
        with os.scandir(folder) as files:
            for file in files:
                if file.name.endswith(_SUFFIX):
                    with contextlib.suppress(OSError):  # another process removed it
                        size += file.stat().st_size
    except (OSError, ValueError):
        return 0
    return size


def _sweep(folder: Path, limit: int) -> None:
    """Remove the least recently used entries beyond the limit, and some more, so that the next sweep has less to do."""
    now = time.time()
    for path in _files(folder, _TEMPORARY, ""):
        try:
            if now - path.stat().st_mtime > _STALE:
                _remove(path)
        except OSError:
            continue
    if _size(folder) <= limit:
        return
    found = _entries(folder)
    size = sum(entry.size for entry in found)
    for entry in found:
        if size <= limit * 3 // 4:
            break
        if _remove(entry.path):
            size -= entry.size
