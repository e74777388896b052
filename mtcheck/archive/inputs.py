"""The files of an archive, in a fixed order: what they are, and what changes when one of them does."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mtcheck import readers
from mtcheck.archive.places import COMPRESSED, is_address, is_local, resolved
from mtcheck.core.errors import ReadError

Kind = Literal["rows", "lines", "file"]
LINES, ROWS = (".jsonl", ".ndjson"), (".parquet", ".pq")
VERSIONS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated")
"""What file systems say of the state of a file, the surest first."""
MAGIC = "*?["


class Input(NamedTuple):
    """A file: as it is called in the results, of which kind (rows of Parquet, lines of JSON, one that a reader reads), bytes, and its state."""

    name: str
    kind: Kind
    size: int
    version: str


def kind_of(name: str) -> Kind | None:
    """Return the kind of a file by its name; None for one that is not read where its folder is named."""
    path = Path(name.lower())
    packed = path.suffix in COMPRESSED
    suffix = Path(path.stem).suffix if packed else path.suffix
    if suffix in ROWS and not packed:
        return "rows"
    if suffix in LINES:
        return "lines"
    readable = not packed or path.suffix == readers.ZIPPED
    return "file" if readable and suffix in readers.formats() and not getattr(readers.reader_of(name), "BY_NAME", False) else None


def listed(given: str, left_out: Callable[[str], bool], out: str) -> list[Input]:
    """Return the files that a path, folder, pattern or address stands for, sorted by name; ``left_out`` says which not.

    Hidden files and folders are left out, and what lies in ``out``, the folder of results. Raises ReadError where there is nothing, or nothing that is read.
    """
    fs, path = resolved(given)
    shown = _naming(given, fs)
    found = _found(fs, path, given)
    if fs.protocol == (other := resolved(out))[0].protocol:
        found = {place: info for place, info in found.items() if not place.startswith(f"{other[1]}/")}
    named = len(found) == 1 and path.rstrip("/") == next(iter(found)).rstrip("/")
    inputs = [
        Input(name, kind, int(info["size"] or 0), _version(info))
        for place, info in found.items()
        if (kind := kind_of(place) or ("file" if named else None)) and not left_out(name := shown(place))
    ]
    if not inputs:
        raise ReadError("nothing in it that is read", given, "Parquet, .jsonl (also .gz, .bz2, .xz, .zst) and what `mtcheck check` reads")
    return sorted(inputs)


def digest(inputs: Iterable[Input]) -> str:
    """Return what changes when the files do."""
    state = hashlib.blake2b(digest_size=16)
    for one in inputs:
        state.update(repr(tuple(one)).encode(errors="surrogateescape"))
    return state.hexdigest()


def _found(fs: Any, path: str, given: str) -> dict[str, Mapping[str, Any]]:
    """Return the files by what the file system calls them, with what it says of them."""
    try:
        if any(char in path for char in MAGIC) and not fs.exists(path):
            matched = fs.glob(path, detail=True)
            inside = {name: info for place, one in matched.items() for name, info in _below(fs, place, one)}
        elif fs.isfile(path):
            inside = {path: fs.info(path)}
        else:
            inside = dict(_below(fs, path, {"type": "directory"}))
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror or error})", given, "check the path") from None
    except Exception as error:  # noqa: BLE001  file systems raise errors of their own, from missing credentials to timeouts
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ReadError(f"cannot be read ({said})", given, "check the address and the credentials") from None
    if not inside:
        raise ReadError("no such file or folder, or nothing in it", given, "check the path")
    return inside


def _below(fs: Any, place: str, info: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield a file, or the files below a folder."""
    if info["type"] == "file":
        yield place, info
        return
    for name, one in fs.find(place, detail=True).items():
        inner = name.removeprefix(place.rstrip("/")).strip("/").split("/")
        if not any(part.startswith((".", "_")) or part in readers.LEFT_OUT for part in inner):
            yield name, one


def _naming(given: str, fs: Any) -> Callable[[str], str]:
    """Return what gives the name of a file in the results: as an address where one was given, else as a path like the one given."""
    if is_address(given) or not is_local(fs):
        return lambda place: str(fs.unstrip_protocol(place))
    if Path(given).is_absolute():
        return str
    return lambda place: os.path.relpath(place)


def _version(info: Mapping[str, Any]) -> str:
    return next((str(info[name]) for name in VERSIONS if info.get(name) is not None), "")
