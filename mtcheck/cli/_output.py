"""Where reports go: pairs formats with outputs and writes them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mtcheck import reporters
from mtcheck.cli import silence
from mtcheck.cli._notes import note
from mtcheck.core.errors import ConfigError
from mtcheck.core.files import STDOUT, refuse_folder, write_text
from mtcheck.core.model import Result, Rule

SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".sarif": "sarif",
    ".txt": "terminal",
    ".md": "markdown",
}


class Target(NamedTuple):
    """One report to write; ``path`` None is standard output."""

    format: str
    path: Path | None


def targets(formats: tuple[str, ...], outputs: tuple[Path, ...]) -> list[Target]:
    """Pair the n-th format with the n-th output; an output beyond takes its format from its suffix, a format beyond goes to stdout.

    Raises ConfigError when two formats would go to standard output, or a suffix says nothing.
    """
    names = [*formats, *(_format_of(path) for path in outputs[len(formats) :])]
    places = [*(None if path == STDOUT else path for path in outputs), *(None for _ in formats[len(outputs) :])]
    found = [Target(name, path) for name, path in zip(names, places, strict=True)]
    if not formats and None not in places:
        found.append(Target("terminal", None))
    if (shown := sum(target.path is None for target in found)) > 1:
        raise ConfigError(f"{shown} formats for standard output", "--format", "give an --output for each but one")
    return sorted(found, key=lambda target: target.path is None)


def _format_of(path: Path) -> str:
    if path == STDOUT:
        return "terminal"
    refuse_folder(path)
    if path.suffix.lower() not in SUFFIXES:
        raise ConfigError("cannot tell the format from the name", str(path), f"use --format, or one of {', '.join(SUFFIXES)}")
    return SUFFIXES[path.suffix.lower()]


class View(NamedTuple):
    """What the terminal shows: nothing, the findings, or a table of their counts; ``hashes``: with their context hashes."""

    quiet: bool = False
    only_counts: bool = False
    hashes: bool = False

    def seen(self, wanted: list[Target], formats: tuple[str, ...]) -> list[Target]:
        """Return the reports that are still to be written.

        Raises ConfigError where the view asks for a terminal report that nobody gets.
        """
        if self.quiet and (self.only_counts or self.hashes):
            raise ConfigError("it shows nothing", "--quiet", "leave out --summary and --show-hash")
        if self.quiet and formats and any(target.path is None for target in wanted):
            raise ConfigError("it leaves standard output empty", "--quiet", "give an --output for each --format")
        if (self.only_counts or self.hashes) and not any(target.format == "terminal" for target in wanted):
            raise ConfigError("there is no terminal report", "--summary" if self.only_counts else "--show-hash", "add --format terminal")
        return [target for target in wanted if target.path is not None] if self.quiet else wanted


def write(target: Target, signature: str, results: Iterable[Result], rules: Mapping[str, Rule], view: View) -> None:
    """Write one report; a file appears under its name only when it is complete."""
    render = reporters.load(target.format).render
    if target.format == "terminal":
        render = partial(render, hashes=view.hashes, only_counts=view.only_counts)
    if target.path is None and sys.stdout is None:
        raise ConfigError("it is closed", "standard output", "name a file with --output")
    if target.format == "terminal" and target.path is None and sys.stdout.isatty():
        render = partial(render, colour=not os.environ.get("NO_COLOR"), width=os.get_terminal_size(sys.stdout.fileno()).columns)
    chunks = render(signature, results, rules)
    if target.path is None:
        _to_stdout(chunks)
    else:
        write_text(target.path, chunks)
        note(f"wrote {target.path}")


def _to_stdout(chunks: Iterable[str]) -> None:
    out = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="backslashreplace")
    for chunk in chunks:
        with _telling():
            out.write(chunk)
    with _telling():
        out.flush()


@contextmanager
def _telling() -> Iterator[None]:
    """Say what keeps standard output from being written; a pipe that nobody reads any more is the caller's."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise ConfigError(f"cannot write to it ({error.strerror})", "standard output", "name a file with --output") from None
