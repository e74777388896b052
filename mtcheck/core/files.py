"""Writes files whole or not at all, into devices and pipes as they are, and never over what is read."""

from __future__ import annotations

import glob
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from mtcheck.core.errors import ConfigError
from mtcheck.core.lazy import lazy
from mtcheck.core.tree import leaves, repository

OPEN = lazy(rf"/(?:dev/(?:fd/(\d+)|std(out|err))|proc/(?:self|thread-self|{os.getpid()})/fd/(\d+))")
"""Names of what the process has open already; a shell's ``>(command)`` is one."""
STDOUT = Path("-")
STANDARD = {"out": 1, "err": 2}
LEFT = 600
"""Seconds after which nobody writes any more what is not complete."""
LINKS = 40
"""Links one behind the other from which on they are taken to lead in a circle, as the kernel does."""


def spare(outputs: Iterable[Path], read: Iterable[str | Path]) -> None:
    """Raise ConfigError where an output is a folder, a link that leads in a circle, one of the files that are read, or named twice."""
    inputs = {key: str(name) for name in read if (key := _identity(Path(name))) is not None}
    seen: set[object] = set()
    for path in outputs:
        refuse_folder(path)
        key = _identity(path)
        if key in inputs:
            raise ConfigError(f"the output would replace {inputs[key]}, which is read", str(path), "choose another --output")
        if key is None or stat.S_ISREG(path.stat().st_mode):
            place = key or _target(path)
            if place in seen:
                raise ConfigError("named as output twice", str(path), "give each --output a file of its own")
            seen.add(place)


def refuse_folder(path: Path) -> None:
    """Raise ConfigError where an output is a folder."""
    if path.is_dir():
        raise ConfigError("a folder cannot be written to", str(path), "name a file in it")


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Give a stream for the new content of ``path`` ("-" is standard output); folders above it that are not there are made.

    A file takes the content when it is complete, and keeps its mode and owner; of a link its target does, and the link stays. What is no file (a device, a
    pipe, whatever the process has open) is written into. Raises ConfigError where it cannot be written; a pipe that nobody reads any more stays a
    BrokenPipeError.
    """
    try:
        with _stream(path) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConfigError(
            f"cannot write the file ({error.strerror or error})", str(path), "check its permissions, or choose another --output"
        ) from None


def write_text(path: Path, chunks: Iterable[str]) -> None:
    """Write the chunks as UTF-8; raises what ``written`` does. What UTF-8 has no bytes for (half of a file's name) is escaped."""
    with written(path) as out:
        out.writelines(chunk.encode("utf-8", "backslashreplace") for chunk in chunks)


def _stream(path: Path) -> AbstractContextManager[BinaryIO]:
    target = _target(path)
    if isinstance(target, int):
        return os.fdopen(os.dup(target), "wb")
    if target.exists() and not target.is_file():
        return target.open("wb")
    return _replacing(target)


def _target(path: Path) -> Path | int:
    """Return the file that a path leads to, or the descriptor of what the process has open there.

    Raises ConfigError for links that lead in a circle, and for one in a repository that leads out of it.
    """
    if path == STDOUT:
        return STANDARD["out"]
    place = path.absolute()
    for _ in range(LINKS):
        if found := OPEN.fullmatch(str(place)):
            return int(found[1] or found[3] or STANDARD[found[2]])
        if not place.is_symlink():
            return place
        if (tree := repository(Path(os.path.realpath(place.parent)))) and leaves(place, tree):
            raise ConfigError(f"the link leads out of the repository {tree}", str(path), "take the link away, or name the file that it leads to")
        place = place.parent / place.readlink()
    raise ConfigError("the link leads in a circle", str(path), "choose another --output")


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """Give a file beside the target to write; it takes its name when all is written, and is gone when something fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(target)
    try:
        with part.open("xb") as out:
            yield out
        if target.exists():
            _take_after(part, target.stat())
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink()


def part_of(target: Path) -> Path:
    """Return the name of what becomes a file when it is complete; what killed processes left of it, and whatever else has that name, goes."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with suppress(OSError):
        for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
            if left == part or left.lstat().st_mtime < time.time() - LEFT:
                left.unlink()
    return part


def _take_after(part: Path, old: os.stat_result) -> None:
    with suppress(OSError, AttributeError):  # another owner only root can set; Windows has none
        os.chown(part, old.st_uid, old.st_gid)
    part.chmod(stat.S_IMODE(old.st_mode))


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what is the same for all names of a file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
