"""Where reports go: pairs formats with outputs, writes files whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from mtcheck import reporters
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Result, Rule

SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".sarif": "sarif", ".txt": "terminal"}


class Target(NamedTuple):
    """One report to write; ``path`` None is standard output."""

    format: str
    path: Path | None


def targets(formats: tuple[str, ...], outputs: tuple[Path, ...]) -> list[Target]:
    """Pair the n-th format with the n-th output; an output beyond takes its format from its suffix, a format beyond goes to stdout.

    Raises ConfigError when two formats would go to standard output, or a suffix says nothing.
    """
    paired = [Target(name, path) for name, path in zip(formats, outputs, strict=False)]
    paired += [Target(_format_of(path), path) for path in outputs[len(formats) :]]
    rest = [Target(name, None) for name in formats[len(outputs) :]]
    if len(rest) > 1:
        raise ConfigError(f"{len(rest)} formats for standard output", "--format", "give an --output for each but one")
    return paired + rest + ([Target("terminal", None)] if not formats else [])


def _format_of(path: Path) -> str:
    if path.suffix.lower() not in SUFFIXES:
        raise ConfigError("cannot tell the format from the name", str(path), f"use --format, or one of {', '.join(SUFFIXES)}")
    return SUFFIXES[path.suffix.lower()]


def write(target: Target, signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> None:
    """Write one report; a file appears under its name only when it is complete."""
    render = reporters.load(target.format).render
    if target.format == "terminal" and target.path is None and sys.stdout.isatty():
        render = partial(render, colour=not os.environ.get("NO_COLOR"), width=os.get_terminal_size(sys.stdout.fileno()).columns)
    chunks = render(signature, results, rules)
    if target.path is None:
        _to_stdout(chunks)
    else:
        _to_file(chunks, target.path)
        click.echo(f"wrote {target.path}", err=True)


def _to_stdout(chunks: Iterator[str]) -> None:
    out = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="backslashreplace")
    try:
        for chunk in chunks:
            out.write(chunk)
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _to_file(chunks: Iterator[str], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as out:
            out.writelines(chunks)
    except OSError as error:
        raise ConfigError(f"cannot write the report ({error.strerror})", str(path), "choose another --output") from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a file beside ``path`` to write; it takes its name when all is written, and is gone when something fails."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()
