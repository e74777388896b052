"""What is said on standard error beside the reports."""

from __future__ import annotations

import click


def note(text: str) -> None:
    """Say something that is good to know; not where the command has ``--quiet``."""
    context = click.get_current_context(silent=True)
    if context is None or not context.params.get("quiet"):
        click.echo(text, err=True)
