"""``mtcheck review``: a page on this machine where editors decide about findings; ``serve`` and ``user`` for a team."""

from __future__ import annotations

import webbrowser
from collections.abc import Mapping
from threading import Thread
from typing import Any

import click

from mtcheck.cli._review_options import REVIEW_OPTIONS
from mtcheck.cli._review_serve import serve
from mtcheck.cli._review_user import user
from mtcheck.cli._run import with_options

EPILOG = """\b
Examples:
  mtcheck review content/                          check the files, open the page
  mtcheck review report.json                       the findings of a report, beside its files
  mtcheck review --pairs '{stem}.{lang}.txt' --source-lang fr news/
  mtcheck review --database postgresql+psycopg://desk@localhost/review content/

\b
Decisions are kept in a database, by default one for each folder in the data folder of the user. Nothing leaves this machine: the page is
served on 127.0.0.1 alone. Ctrl-C ends it. docs/review.md has the keys and what is kept.
"""


class WithOthers(click.Command):
    """A command whose first argument may be the name of another one instead of a path."""

    others: Mapping[str, click.Command] = {one.name: one for one in (serve, user) if one.name}

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """Return the context of the command that is meant."""
        if args and args[0] in self.others:
            return self.others[args[0]].make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the other commands."""
        super().format_options(ctx, formatter)
        with formatter.section("For a team"):
            formatter.write_dl([(f"{ctx.info_name} {name}", one.get_short_help_str(80)) for name, one in self.others.items()])


@click.command("review", cls=WithOthers, epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS... | REPORT.json")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of 127.0.0.1. Default: any that is free.")
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
@with_options(REVIEW_OPTIONS)
def command(paths: tuple[str, ...], port: int, no_browser: bool, **flags: Any) -> None:
    """Review findings in the browser: accept, refuse, edit, write into the files. REPORT.json is one of `check --format json`."""
    from mtcheck.cli._reviewing import needed, run
    from mtcheck.desk.review.exposing import Exposure

    needed()
    run(paths, port, Exposure(), (lambda address: None) if no_browser else _show, **flags)


def _show(address: str) -> None:
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()  # some browsers return when they are closed
