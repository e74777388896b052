"""``mtcheck review``: a page on this machine where editors decide about findings."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import click

from mtcheck.cli._run import INPUT_OPTIONS, SOURCE_OPTIONS, checker_of, options_of, with_flags, with_options
from mtcheck.config import load_config
from mtcheck.core.errors import ConfigError
from mtcheck.resolve import LEVELS

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


@click.command("review", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS... | REPORT.json")
@click.option("--database", metavar="URL", help="sqlite:///FILE or postgresql+psycopg://...; by default a file for each folder.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of 127.0.0.1. Default: any that is free.")
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
@click.option("--select", metavar="RULES", help="Only these rules, separated by commas.")
@click.option("--level", type=click.Choice(tuple(LEVELS)), help="How sure findings must be, as for `check`.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="All findings from this confidence on.")
@with_options(SOURCE_OPTIONS)
@with_options(INPUT_OPTIONS)
def command(
    paths: tuple[str, ...],
    database: str | None,
    port: int,
    no_browser: bool,
    config_path: Path | None,
    source: str | None,
    reference: str | None,
    **flags: Any,
) -> None:
    """Review findings in the browser: accept, refuse, edit, write into the files. REPORT.json is one of `check --format json`."""
    _needed()
    from mtcheck.cli._reviewing import Matter, again, default_database, results, take_in
    from mtcheck.desk.review.applying import Bench
    from mtcheck.desk.review.database import open_database
    from mtcheck.desk.review.serving import listening, names, serve
    from mtcheck.desk.review.web.application import application
    from mtcheck.desk.review.web.desk import Desk
    from mtcheck.desk.review.web.who import by_name
    from mtcheck.ruleset import load

    matter = Matter.of(paths)
    config = with_flags(load_config(matter.paths, config_path), **flags)
    listener = listening(port)
    store = open_database(database or default_database(matter.paths))
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary))
    files = take_in(store, matter, results(matter, config, checker, source, reference))
    bench = Bench(store, partial(again, config, checker, source, reference), options_of(config), tuple(Path(file).resolve() for file in files))
    place = listener.getsockname()[1]
    app = application(Desk(store, store.secret(), by_name, checker.ruleset.rules, bench), names(place))
    with suppress(KeyboardInterrupt):
        serve(app, listener, partial(_ready, f"http://127.0.0.1:{place}/", store.shown, browser=not no_browser))


def _needed() -> None:
    from importlib.util import find_spec

    if lacking := [name for name in ("starlette", "uvicorn", "jinja2", "sqlalchemy", "alembic") if find_spec(name) is None]:
        raise ConfigError(f"the review needs {', '.join(lacking)}", "review", "run pip install 'mtcheck[review]'")


def _ready(address: str, database: str, *, browser: bool) -> None:
    click.echo(f"mtcheck: review at {address}, decisions in {database}; Ctrl-C ends it", err=True)
    if browser:
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()  # some browsers return when they are closed
