"""Readers: bytes of a file -> documents. A module of this package is a reader when it has ``SUFFIXES`` and ``read``.

``read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]``. What a reader leaves out of the prose (markup,
code) it leaves out of ``Document.text``; ``Document.origin`` leads back to the file. With ``BY_LINE`` the lines of the file are those that people edit, and what is found on
one depends on no other (a unit of XLIFF has its source elsewhere). For writing fixes back (``mtcheck.rewriting``) it may have
``escape(text: str) -> str`` and ``escape_at(text: str, raw: str, at: int) -> str``, or a ``rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes`` of its own (``_edits.py``).
Uses ``core`` alone. One more format is one more module.
"""

from __future__ import annotations

import errno
import glob
import importlib
import os
import pkgutil
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, NamedTuple

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, Failure
from mtcheck.core.tree import leaves, tree_of
from mtcheck.readers._elsewhere import URL, refusal
from mtcheck.readers._ignored import Ignored
from mtcheck.readers._options import Options as Options
from mtcheck.readers._options import Reviser as Reviser
from mtcheck.readers.plain import SUFFIXES as PLAIN_TEXT

STDIN = "-"
PLAIN = Options()
ZIPPED = ".gz"
LEFT_OUT = frozenset({"node_modules", "__pycache__"})
"""Folders that hold no articles; hidden ones are left out as well."""


class Stdin(NamedTuple):
    """Standard input: the file name that it is read as, and its bytes where they were taken already."""

    name: str = STDIN
    content: bytes | None = None

    def opened(self) -> BinaryIO:
        """Return a stream of its bytes; raise ReadError where it is closed."""
        if self.content is None and sys.stdin is None:
            raise ReadError("it is closed", "standard input", "pipe a text into it")
        return sys.stdin.buffer if self.content is None else BytesIO(self.content)


@cache
def formats() -> dict[str, str]:
    """Return suffix -> name of the reader module."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")]
    return {suffix: name for name in names for suffix in _module(name).SUFFIXES}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")


def reader_of(path: str) -> ModuleType:
    """Return the reader of a file by its suffix; that of plain text where the suffix is unknown."""
    return _module(_format_of(path) or "plain")


def expand(paths: Iterable[str]) -> Iterator[str | Failure]:
    """Yield the files that paths, folders and globs stand for, each once; a Failure for what is not there or cannot be entered."""
    seen: set[str] = set()
    for path in paths:
        for item in _expanded(path):
            name = item.where if isinstance(item, Failure) else os.path.normpath(item)
            if name not in seen:
                seen.add(name)
                yield item


def _expanded(path: str) -> Iterator[str | Failure]:
    if path == STDIN or Path(path).is_file():
        yield path
    elif URL.match(path) and (refused := refusal(path)):
        yield Failure(path, "; ".join(refused))
    elif Path(path).is_dir():
        yield from _folder(path)
    elif Path(path).is_symlink() and (lost := _lost(path)):
        yield lost
    elif os.path.lexists(path):
        yield path
    elif found := sorted(glob.glob(path, recursive=True)):  # noqa: PTH207  the pattern may be absolute
        tree = tree_of(_above(path))
        for name in found:
            yield from [_led_out(name, tree)] if leaves(name, tree) else _expanded(name)
    else:
        what = "matches no file" if glob.has_magic(path) else "no such file or folder"
        yield Failure(path, f"{what}; check the path")


def _above(pattern: str) -> Path:
    """Return the folder from which on a pattern stands for several files."""
    parts = Path(pattern).parts
    return Path(*parts[: next(n for n, part in enumerate(parts) if glob.has_magic(part))])


def _led_out(path: str, tree: Path) -> Failure:
    return Failure(path, f"the link leads out of {tree}; name the file itself to check it")


def _lost(path: str) -> Failure | None:
    """Return the failure of a link that leads nowhere; None where there is something behind it."""
    try:
        Path(path).stat()
    except OSError as error:
        where = "in a circle" if error.errno == errno.ELOOP else f"nowhere ({Path(path).readlink()}: {error.strerror})"
        return Failure(path, f"the link leads {where}; put it right or leave it out")
    return None


def _folder(path: str) -> Iterator[str | Failure]:
    failures: list[Failure] = []
    ignored, none, left, tree = Ignored(path), True, 0, tree_of(Path(path))
    for folder, inner, names in os.walk(path, onerror=lambda error: failures.append(_unreadable(error))):
        inner[:] = sorted(
            name for name in inner if not name.startswith(".") and name not in LEFT_OUT and not ignored.holds(f"{folder}/{name}", folder=True)
        )
        for name in sorted(names):
            if not name.startswith(".") and _of_folders(name):
                if ignored.holds(f"{folder}/{name}"):
                    left += 1
                    continue
                none = False
                yield from _of_folder(Path(folder, name), tree)
    yield from failures
    if none and not failures:
        others = f" but {left} that .gitignore leaves out, which are checked when they are named" if left else ""
        yield Failure(path, f"no articles in the folder{others}; mtcheck reads {', '.join(sorted(formats()))} (tables and .po only when named)")


def _of_folder(file: Path, tree: Path) -> Iterator[str | Failure]:
    """Yield a file of a folder, or the failure of a link; nothing for a pipe, which would be waited for."""
    if file.is_file():
        yield _led_out(str(file), tree) if file.is_symlink() and leaves(file, tree) else str(file)
    elif file.is_symlink() and (lost := _lost(str(file))):
        yield lost


def _unreadable(error: OSError) -> Failure:
    return Failure(str(error.filename), f"cannot read the folder ({error.strerror}); check its permissions")


def _of_folders(name: str) -> bool:
    """Return whether a file is read where its folder is named; a reader with ``BY_NAME`` wants its files named one by one."""
    reader = _format_of(name)
    return reader is not None and not getattr(_module(reader), "BY_NAME", False)


def _format_of(name: str) -> str | None:
    suffix = Path(name.lower().removesuffix(ZIPPED)).suffix
    return "plain" if suffix in PLAIN_TEXT else formats().get(suffix)  # most files are plain text, for which no other reader need be imported


def read(path: str, options: Options = PLAIN, *, stdin: Stdin | None = None) -> Iterator[Document | Failure]:
    """Yield the documents of a file, or of standard input ("-"); a Failure for what cannot be read.

    A file of an unknown suffix is read as plain text.
    """
    piped = stdin or Stdin()
    name = piped.name if path == STDIN else path
    yield from read_from(lambda: piped.opened() if path == STDIN else _opened(path), name, options)


def read_from(opened: Callable[[], BinaryIO], name: str, options: Options = PLAIN, *, address: bool = False) -> Iterator[Document | Failure]:
    """Yield the documents of what opens as a stream and is called ``name``, which says the format; an ``address`` may be one.

    A Failure for what cannot be read.
    """
    reader = reader_of(name)
    try:
        if not address and (refused := refusal(name)):
            raise ReadError(refused[0], name, refused[1])
        with opened() as stream:
            yield from reader.read(stream, name, options)
    except ReadError as error:
        yield Failure(error.where or name, f"{error.what}; {error.hint}" if error.hint else error.what)
    except OSError as error:
        broken = error.errno is None  # gzip.BadGzipFile
        yield Failure(name, _damaged(error) if broken else f"cannot read the file ({error.strerror or error})")
    except (EOFError, zlib.error) as error:
        yield Failure(name, _damaged(error))


def _damaged(error: Exception) -> str:
    return f"the compressed file is broken ({error}); make it again"


def _opened(path: str) -> BinaryIO:
    stream = Path(path).open("rb")  # noqa: SIM115  closed by the caller
    if path.lower().endswith(ZIPPED) and stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        from mtcheck.core.unpacking import unpacked

        return unpacked(stream, path)
    return stream
