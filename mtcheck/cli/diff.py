"""``mtcheck diff``: two JSON reports against each other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from mtcheck.cli import EXIT_FINDINGS
from mtcheck.cli._notes import note
from mtcheck.core.errors import ConfigError
from mtcheck.core.escaping import line as safe
from mtcheck.core.files import STDOUT, spare, write_text

COLOURS = {"new": "red", "fixed": "green", "remaining": "yellow"}
SUFFIXES = {".json": "json", ".md": "markdown"}
EPILOG = """\b
Examples:
  mtcheck diff old.json new.json
  mtcheck diff --fail-on new main.json branch.json
  mtcheck diff --format markdown main.json branch.json >> "$GITHUB_STEP_SUMMARY"

\b
Reports are those of `mtcheck check --format json`. Findings are matched by rule, words and the words around, never by line numbers; a document
that was renamed is found again by its findings. Exit codes: 0 done, 1 something is new (--fail-on new), 2 wrong usage or no report.
"""


@click.command("diff", epilog=EPILOG)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option("--format", "form", type=click.Choice(["terminal", "markdown", "json"]), help="Default: by the suffix of --output, else terminal.")
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--fail-on", type=click.Choice(["new", "never"]), default="never", show_default=True, help="Exit with 1 where something is new.")
@click.option("--remaining", is_flag=True, help="Show the remaining findings as well.")
def command(old: str, new: str, form: str | None, output: Path | None, fail_on: str, remaining: bool) -> None:
    """Say which findings of OLD were fixed, which of NEW are new, and which remain."""
    from mtcheck.overview.comparing import compare
    from mtcheck.overview.differences import as_json, as_lines, as_markdown
    from mtcheck.overview.reading import STDIN, read

    if old == new == STDIN:
        raise ConfigError("standard input cannot be both reports", STDIN, "name a file for one of them")
    form = form or SUFFIXES.get(output.suffix.lower() if output else "", "terminal")
    spare([output] if output else [], [name for name in (old, new) if name != STDIN])
    found = compare(read(old), read(new))
    _tell_settings(found.old.signature, found.new.signature)
    if form == "terminal":
        _show((click.style(safe(line), fg=COLOURS.get(kind)) for kind, line in as_lines(found, every=remaining)), output)
    else:
        _show([as_json(found)] if form == "json" else as_markdown(found), output)
    sys.exit(EXIT_FINDINGS if fail_on == "new" and found.appeared else 0)


def _tell_settings(old: str, new: str) -> None:
    """Say which settings differ, since other rules make other findings."""
    before, after = ({part.partition(":")[0]: part.partition(":")[2] for part in line.split("|")} for line in (old, new))
    apart = [f"{name} {before.get(name, '-')} and {after.get(name, '-')}" for name in {**before, **after} if before.get(name) != after.get(name)]
    if apart:
        note(f"mtcheck: the reports were made with different settings ({', '.join(apart)}), so what is new or fixed may come from them")


def _show(lines: Iterable[str], output: Path | None) -> None:
    if output is None or output == STDOUT:
        for line in lines:
            click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
        return
    write_text(output, (f"{click.unstyle(line)}\n" for line in lines))
    note(f"wrote {output}")
