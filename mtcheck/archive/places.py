"""Files on a disk or in an object store, by path or address, through fsspec."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from mtcheck.core.errors import ConfigError

COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
LOCAL = "file"
BLOCK = 1 << 20


def is_address(name: str) -> bool:
    """Return whether a name is an address (``s3://...``) and no path."""
    return "://" in name


def resolved(name: str) -> tuple[Any, str]:
    """Return the file system of a path or address, and what the file or folder is called there.

    Raises ConfigError for a protocol that nobody knows or whose package is not installed.
    """
    from fsspec.core import url_to_fs

    try:
        fs, path = url_to_fs(name)
    except ImportError as error:
        raise ConfigError(f"{name.partition('://')[0]}:// needs a package that is not installed ({error})", name, "pip install it") from None
    except ValueError as error:
        raise ConfigError(f"cannot be opened ({error})", name, "check the address") from None
    return fs, cast(str, path)


def is_local(fs: Any) -> bool:
    """Return whether a file system is that of this machine."""
    return LOCAL in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))


def opened(name: str) -> BinaryIO:
    """Return a stream of the bytes of a file, unpacked as its suffix says; raise OSError where it cannot be opened."""
    fs, path = resolved(name)
    stream = fs.open(path, "rb")
    suffix = Path(path.lower()).suffix
    if suffix == ".gz":
        return cast(BinaryIO, gzip.open(stream))
    if suffix == ".bz2":
        return cast(BinaryIO, bz2.open(stream))
    if suffix == ".xz":
        return cast(BinaryIO, lzma.open(stream))
    if suffix == ".zst":
        import pyarrow as pa

        return cast(BinaryIO, io.BufferedReader(cast(Any, pa.CompressedInputStream(pa.PythonFile(stream), "zstd")), BLOCK))
    return cast(BinaryIO, stream)


def passed_over(stream: BinaryIO, start: int, *, packed: bool) -> BinaryIO:
    """Return the stream at an offset; a packed one is read up to there."""
    if not packed:
        stream.seek(start)
        return stream
    left = start
    while left and (block := stream.read(min(left, BLOCK))):
        left -= len(block)
    return stream


class Place:
    """A folder of results. A file of it is there whole or not at all, whoever is killed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._fs, self._root = resolved(name)

    def read(self, name: str, start: int | None = None, end: int | None = None) -> bytes:
        """Return the bytes of a file, or of a stretch of it; raise OSError where it is not there."""
        return bytes(self._fs.cat_file(self._path(name), start=start, end=end))

    def write(self, name: str, content: bytes) -> None:
        """Write a file; raise OSError where it cannot be written. On a disk it is written under ``.work`` first and renamed, in a store it is put there at once."""
        path = self._path(name)
        if not is_local(self._fs):
            self._fs.pipe_file(path, content)
            return
        target, part = Path(path), Path(self._path(f".work/{uuid.uuid4().hex}.part"))
        target.parent.mkdir(parents=True, exist_ok=True)
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(content)
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink()

    def sizes(self, folder: str = "") -> dict[str, int]:
        """Return the files of a folder by their names, with their sizes in bytes; nothing where it is not there."""
        try:
            self._fs.invalidate_cache()
            found = self._fs.ls(self._path(folder), detail=True)
        except FileNotFoundError:
            return {}
        return {os.path.basename(one["name"]): int(one["size"] or 0) for one in found if one["type"] == "file"}  # noqa: PTH119  no path of this machine

    def entries(self) -> list[str]:
        """Return the names of all that is in the folder; nothing where it is not there."""
        try:
            return [one["name"].rstrip("/").rpartition("/")[2] for one in self._fs.ls(self._root, detail=True)]
        except FileNotFoundError:
            return []

    def remove(self, folder: str) -> None:
        """Remove a folder of it, if it is there."""
        with suppress(FileNotFoundError):
            self._fs.rm(self._path(folder), recursive=True)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root
