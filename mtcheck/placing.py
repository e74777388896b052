"""Where in a config file a key is set, and what files it may name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.errors import ConfigError
from mtcheck.core.tree import leaves


class Place(NamedTuple):
    """Where in a config file a table begins, as an offset of its text; ``line`` is where one begins that stands in a single line; ``tree`` as Config has it."""

    path: Path
    text: str
    start: int = 0
    line: int = 0
    tree: Path | None = None

    def of(self, key: str) -> str:
        """Return ``file:line`` of a key of the table."""
        return f"{self.path}:{self.line or _line(self.text, key, self.start)}"

    def inner(self, key: str, number: int = 0) -> Place:
        """Return the place of the n-th table under a key."""
        if self.line or re.compile(rf"^[ \t]*{key}[ \t]*=", re.MULTILINE).search(self.text, self.start):
            return self._replace(line=self.line or _line(self.text, key, self.start))
        found = [*re.compile(rf"^[ \t]*\[+[\w. -]*\b{key}[ \t]*\]", re.MULTILINE).finditer(self.text, self.start)]
        return self._replace(start=found[number].end()) if number < len(found) else self


def keep_within(path: Path, tree: Path, where: str) -> None:
    """Raise ConfigError for a path that leads out of a tree: a repository says nothing of the files around it."""
    if leaves(path, tree):
        raise ConfigError(f"{path} lies outside of {tree}", where, "keep it there, or name the config with --config, which says that you trust it")


def text_of(path: Path) -> str:
    """Return the text of a config file; raise ConfigError where it cannot be read or is no UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", str(path), "save the file as UTF-8") from None


def line_of(path: Path, words: str) -> int:
    """Return the 1-based line of a config file on which the words stand between quotation marks or are set, else the first."""
    text = text_of(path)
    found = re.search(rf"[\"']{re.escape(words)}[\"']|^[ \t]*{re.escape(words)}[ \t]*=", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _line(text: str, key: str, start: int = 0) -> int:
    """Return the 1-based line where a key of the table that begins at ``start`` is set, else where the table begins."""
    set_there = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?\s*[=.]", re.MULTILINE).search(text, start)
    found = set_there or re.compile(rf"^[ \t]*\[.*{re.escape(key)}", re.MULTILINE).search(text, text.rfind("\n", 0, start) + 1)
    return text.count("\n", 0, found.start()) + 1 if found else 1
