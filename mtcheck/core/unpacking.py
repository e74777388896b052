"""Reads gzip files, but none that a few bytes make endless."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO

from mtcheck.core.errors import ReadError

RATIO, SMALL = 200, 2_000_000
"""A file that unpacks to more than ``SMALL`` bytes and to more than ``RATIO`` times its size is no text that people wrote."""


class _Unpacked(io.RawIOBase):
    """What a gzip file unpacks to; reading on raises ReadError where it is too much."""

    def __init__(self, packed: BinaryIO, path: str) -> None:
        self._packed, self._path = packed, path
        self._stream = gzip.GzipFile(fileobj=packed)
        self._size = 0
        at = packed.seek(0, io.SEEK_END)
        self._most = max(SMALL, RATIO * at)
        packed.seek(0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        content = self._stream.read(len(buffer))
        self._size += len(content)
        if self._size > self._most:
            raise ReadError(f"it unpacks to more than {RATIO} times its size", self._path, "leave it out, or unpack it")
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()


def unpacked(packed: BinaryIO, path: str) -> io.BufferedReader:
    """Return a stream of what a gzip file holds; reading raises ReadError where that is far more than a text, OSError, EOFError or zlib.error where it is broken."""
    return io.BufferedReader(_Unpacked(packed, path), 1 << 16)
