"""What is said on standard error beside the reports."""

from __future__ import annotations

import click

from mtcheck.core.escaping import line


def say(text: str, *, err: bool = True) -> None:
    """Say lines that hold names and words of files: nothing of them does anything to a terminal."""
    click.echo("\n".join(map(line, text.split("\n"))), err=err)


def note(text: str) -> None:
    """Say something that is good to know; not where the command has ``--quiet``."""
    context = click.get_current_context(silent=True)
    if context is None or not context.params.get("quiet"):
        say(text)
