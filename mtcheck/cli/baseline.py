"""``mtcheck baseline``: keep what is found today, so that a gate fails on new findings only."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from mtcheck.baseline import Comparison, Entry, entry_of, read_baseline, written
from mtcheck.cli import Group
from mtcheck.cli._lists import BASELINE_OPTION, SAME_OPTIONS, baseline_file, run
from mtcheck.cli._notes import say
from mtcheck.cli._run import with_options
from mtcheck.config import load_config
from mtcheck.core.errors import ConfigError
from mtcheck.core.files import written as opened
from mtcheck.core.model import DocumentReport
from mtcheck.core.text import counted
from mtcheck.suppression.places import relative

EPILOG = """\b
Examples:
  mtcheck baseline create content/
  mtcheck check content/                     shows what is new, and says how much was held back
  mtcheck baseline update content/           drops what is no longer there
  mtcheck baseline show --by file

\b
Keep the file in version control. Its lines are sorted, one a finding; `.mtcheck-baseline.tsv merge=union` in .gitattributes
lets branches merge it without conflicts.
"""


@click.group("baseline", cls=Group, epilog=EPILOG)
def command() -> None:
    """Keep what is found today, and report only what is new."""


@command.command("create")
@click.argument("paths", nargs=-1, type=click.Path())
@BASELINE_OPTION
@click.option("--force", is_flag=True, help="Replace a baseline that is there.")
@with_options(SAME_OPTIONS)
def create(paths: tuple[str, ...], force: bool, **settings: Any) -> None:
    """Write a baseline of all findings in files or folders (default: this folder)."""
    started = run(paths or (".",), **settings)
    path = baseline_file(started.config)
    if path.exists() and not force:
        raise ConfigError("there is a baseline already", str(path), "`mtcheck baseline update` brings it up to date, --force makes it anew")
    entries: list[Entry] = []
    for report in started.results:
        if isinstance(report, DocumentReport):
            name = relative(report.document.path, path.parent)
            entries += [entry_of(finding, name) for finding in report.findings]
            entries += [entry_of(finding, name, latent=True) for finding in started.checker.latent(report)]
    _write(path, entries)
    click.echo(f"wrote {path}: {_size(entries)}", err=True)
    sys.exit(started.tally.exit_code)


@command.command("update")
@click.argument("paths", nargs=-1, type=click.Path())
@BASELINE_OPTION
@click.option("--add-new", is_flag=True, help="Add new findings as well, so that none is reported any more.")
@with_options(SAME_OPTIONS)
def update(paths: tuple[str, ...], add_new: bool, **settings: Any) -> None:
    """Drop entries that match nothing any more, and follow renamed files.

    Entries of files that are not among PATHS (default: this folder), and of rules that do not run, stay.
    """
    paths = paths or (".",)
    started = run(paths, **settings)
    path = baseline_file(started.config)
    comparison = Comparison(read_baseline(path), path.parent, paths, started.checker.runs)
    for report in started.results:
        if isinstance(report, DocumentReport):
            comparison.take(report, started.checker.latent(report))
    stale, untouched = comparison.rest()
    entries = [*comparison.current, *untouched, *(comparison.new if add_new else ())]
    _write(path, entries)
    new = counted(len(comparison.new), "new finding")
    said = f", {new} added" if add_new else f"; {new} not added (--add-new adds them)" if comparison.new else ""
    click.echo(f"wrote {path}: {_size(entries)}; {len(stale)} dropped{said}", err=True)
    sys.exit(started.tally.exit_code)


@command.command("show")
@BASELINE_OPTION
@click.option("--by", type=click.Choice(["rule", "file", "entry"]), default="rule", show_default=True, help="What is counted; entry lists them all.")
@click.option("--config", "config_path", type=click.Path(path_type=Path, dir_okay=False), help="Config file instead of the nearest mtcheck.toml.")
def show(baseline: Path | None, by: str, config_path: Path | None) -> None:
    """Say what the baseline holds."""
    path = baseline or baseline_file(load_config((), config_path))
    entries = [entry for entry in read_baseline(path) if not entry.latent]
    click.echo(f"{path}: {_size(entries)}")
    if by == "entry":
        for entry in sorted(entries):
            say(f"{entry.file}: {entry.rule}: {entry.words}", err=False)
        return
    for name, count in Counter(entry.rule if by == "rule" else entry.file for entry in entries).most_common():
        gone = " (no longer there)" if by == "file" and not (path.parent / name).exists() else ""
        say(f"{count:>7,}  {name}{gone}", err=False)


def _size(entries: list[Entry]) -> str:
    entries = [entry for entry in entries if not entry.latent]
    return f"{counted(len(entries), 'finding')} in {counted(len({entry.file for entry in entries}), 'file')}"


def _write(path: Path, entries: list[Entry]) -> None:
    with opened(path) as out:
        out.write(written(entries))
