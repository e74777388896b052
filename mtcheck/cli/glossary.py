"""``mtcheck glossary``: test glossary files, learn entries from corrections."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mtcheck.cli import EXIT_FINDINGS, Group
from mtcheck.cli._learn import command as learn
from mtcheck.cli._notes import say
from mtcheck.core.resources import glossaries
from mtcheck.evaluation.glossary_check import check_files


@click.group("glossary", cls=Group)
def command() -> None:
    """Work with glossaries."""


@command.command("check", epilog="\b\nExamples:\n  mtcheck glossary check\n  mtcheck glossary check house-style.tsv")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Find duplicates, loops, entries that can never match, suggestions that change a fact, are no English or are flagged themselves.

    Without FILES the shipped glossaries are tested. Exit code 1 when something was found.
    """
    complaints = list(check_files(files or (glossaries(),)))
    for line in complaints:
        say(line, err=False)
    click.echo(f"{len(complaints)} to put right" if complaints else "nothing to put right")
    sys.exit(EXIT_FINDINGS if complaints else 0)


command.add_command(learn)
