"""``mtcheck review``: a page on this machine where editors decide about findings."""

from __future__ import annotations

import hashlib
import os
import webbrowser
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck.cli._inputs import inputs_of
from mtcheck.cli._notes import note
from mtcheck.cli._progress import shown
from mtcheck.cli._run import INPUT_OPTIONS, SOURCE_OPTIONS, checker_of, options_of, results_of, with_flags, with_options
from mtcheck.config import Config, load_config
from mtcheck.core.errors import ConfigError, MtcheckError
from mtcheck.core.model import Failure, Result
from mtcheck.core.text import counted
from mtcheck.mending import by_file
from mtcheck.pipeline import Checker
from mtcheck.readers import STDIN
from mtcheck.resolve import LEVELS
from mtcheck.ruleset import load

if TYPE_CHECKING:
    from mtcheck.desk.review.database import Database

EPILOG = """\b
Examples:
  mtcheck review content/                          check the files, open the page
  mtcheck review --pairs '{stem}.{lang}.txt' --source-lang fr news/
  mtcheck review --database postgresql+psycopg://desk@localhost/review content/

\b
Decisions are kept in a database, by default one for each folder in the data folder of the user. Nothing leaves this machine: the page is
served on 127.0.0.1 alone. Ctrl-C ends it. docs/review.md has the keys and what is kept.
"""


@click.command("review", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True)
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
    """Review findings in the browser: accept, refuse, edit, write into the files."""
    _needed()
    from mtcheck.desk.review.applying import Bench
    from mtcheck.desk.review.database import open_database
    from mtcheck.desk.review.serving import listening, names, serve
    from mtcheck.desk.review.web.application import application
    from mtcheck.desk.review.web.desk import Desk
    from mtcheck.desk.review.web.who import by_name

    if STDIN in paths:
        raise ConfigError("standard input cannot be reviewed", STDIN, "name files or folders")
    config = with_flags(load_config(paths, config_path), **flags)
    inputs = inputs_of(paths, config)
    listener = listening(port)
    store = open_database(database or _default(paths))
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary))
    results = results_of(config, checker, inputs, source, None, reference)
    _take_in(store, shown(results, len(inputs)))
    bench = Bench(store, partial(_again, config, checker, source, reference), options_of(config), _roots(inputs))
    place = listener.getsockname()[1]
    app = application(Desk(store, store.secret(), by_name, checker.ruleset.rules, bench), names(place))
    with suppress(KeyboardInterrupt):
        serve(app, listener, partial(_ready, f"http://127.0.0.1:{place}/", store.shown, browser=not no_browser))


def _needed() -> None:
    from importlib.util import find_spec

    if lacking := [name for name in ("starlette", "uvicorn", "jinja2", "sqlalchemy", "alembic") if find_spec(name) is None]:
        raise ConfigError(f"the review needs {', '.join(lacking)}", "review", "run pip install 'mtcheck[review]'")


def _default(paths: Iterable[str]) -> str:
    """Return the URL of the database of the folder that the paths have in common."""
    import platformdirs

    common = Path(os.path.commonpath([Path(path).resolve() for path in paths]))
    name = "".join(char if char.isalnum() or char in "-_." else "-" for char in common.name) or "root"
    key = hashlib.sha256(os.fsencode(common)).hexdigest()[:8]
    folder = os.environ.get("MTCHECK_DATA") or platformdirs.user_data_dir("mtcheck", appauthor=False)
    return f"sqlite:///{Path(folder, 'review', f'{name}-{key}.sqlite3').absolute()}"


def _roots(inputs: Iterable[str | Failure]) -> tuple[Path, ...]:
    """Return what may be written: the files of the run."""
    return tuple(dict.fromkeys(Path(item).resolve() for item in inputs if isinstance(item, str)))


def _again(config: Config, checker: Checker, source: str | None, reference: str | None, path: str) -> Iterator[Result]:
    """Yield the results of one file, checked again."""
    return results_of(replace(config, jobs=1), checker, [path], source, None, reference)


def _take_in(store: Database, results: Iterable[Result]) -> None:
    """Store what was found; say what could not be read, and whose decisions no longer fit."""
    from mtcheck.desk.review.intake import digest_of, take_in

    files = 0
    for reports in by_file(_told(results)):
        path = reports[0].document.path
        try:
            with store.writing() as connection:
                taken = take_in(connection, reports, digest_of(Path(path).read_bytes()))
        except MtcheckError as error:
            note(f"mtcheck: {error.line()}")
            continue
        files += 1
        if taken.lost:
            note(f"mtcheck: {path}: it changed: {counted(taken.kept, 'decision')} still fit, {taken.lost} are about words that are gone")
    if not files:
        raise ConfigError("nothing to review", hint="name files or folders that mtcheck reads")


def _told(results: Iterable[Result]) -> Iterator[Result]:
    for result in results:
        for failure in (result,) if isinstance(result, Failure) else result.failures:
            note(f"mtcheck: {failure.where}: {failure.message}")
        yield result


def _ready(address: str, database: str, *, browser: bool) -> None:
    click.echo(f"mtcheck: review at {address}, decisions in {database}; Ctrl-C ends it", err=True)
    if browser:
        webbrowser.open(address)
