"""What ``mtcheck review`` puts before people: files that it checks, or those that a JSON report is about."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtcheck.cli._inputs import inputs_of
from mtcheck.cli._notes import note
from mtcheck.cli._progress import shown
from mtcheck.cli._run import checker_of, documents_of, options_of, results_of, with_flags
from mtcheck.config import Config, load_config
from mtcheck.core.errors import ConfigError, MtcheckError
from mtcheck.core.model import Document, Failure, Result
from mtcheck.core.text import counted
from mtcheck.mending import by_file
from mtcheck.pipeline import Checker
from mtcheck.readers import STDIN

if TYPE_CHECKING:
    from mtcheck.desk.review.database import Database
    from mtcheck.desk.review.exposing import Exposure

PARTS = ("starlette", "uvicorn", "jinja2", "sqlalchemy", "alembic")
ACCOUNTS = ("argon2",)
REPORTS = (".json", ".json.gz")


def needed(*, accounts: bool = False) -> None:
    """Raise ConfigError where something is not installed that the review needs."""
    from importlib.util import find_spec

    if lacking := [name for name in PARTS + ACCOUNTS * accounts if find_spec(name) is None]:
        raise ConfigError(f"the review needs {', '.join(lacking)}", "review", "run pip install 'mtcheck[review]'")


def run(
    paths: Sequence[str],
    port: int,
    exposure: Exposure,
    opened: Callable[[str], object] = lambda address: None,
    *,
    database: str | None,
    config_path: Path | None,
    source: str | None,
    reference: str | None,
    **flags: Any,
) -> None:
    """Check what is reviewed and serve it until somebody ends it; ``opened`` is called with the address when it is there."""
    from mtcheck.desk.review.applying import Bench
    from mtcheck.desk.review.database import open_database
    from mtcheck.desk.review.serving import listening, serve
    from mtcheck.desk.review.web.application import application
    from mtcheck.desk.review.web.desk import Desk
    from mtcheck.desk.review.web.who import by_name, by_session
    from mtcheck.ruleset import load

    matter = Matter.of(paths)
    config = with_flags(load_config(matter.paths or ["."], config_path), **flags)
    listener = listening(port, exposure)
    store = open_database(database or default_database(matter.paths))
    if exposure.auth:
        _known(store)
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary))
    files = take_in(store, matter, results(matter, config, checker, source, reference)) if matter.paths else []
    bench = Bench(store, partial(again, config, checker, source, reference), options_of(config), tuple(Path(file).resolve() for file in files))
    desk = Desk(store, store.secret(), by_session if exposure.auth else by_name, checker.ruleset.rules, bench)
    address, place = listener.getsockname()[:2]
    app = application(desk, exposure.names(address, place), secure=exposure.secure)
    with suppress(KeyboardInterrupt):
        serve(app, listener, partial(_ready, exposure.url(address, place), store.shown, opened), exposure)


def _known(store: Database) -> None:
    """Raise ConfigError where nobody could sign in."""
    from mtcheck.desk.review.accounts import users

    with store.reading() as connection:
        if not users.everyone(connection):
            raise ConfigError("nobody can sign in yet", "--auth", f"run mtcheck review user add NAME --role admin --database '{store.shown}'")


def _ready(address: str, database: str, opened: Callable[[str], object]) -> None:
    note(f"mtcheck: review at {address}, decisions in {database}; Ctrl-C ends it")
    opened(address)


@dataclass(frozen=True)
class Matter:
    """What is reviewed: files, folders and globs, or the documents of reports, each with the path that it is read under."""

    paths: tuple[str, ...]
    reported: tuple[tuple[str, Mapping[str, Any]], ...] | None = None

    @classmethod
    def of(cls, names: Sequence[str]) -> Matter:
        """Return what the arguments name.

        Raises MtcheckError for standard input, reports beside files, and what is no report or one of a newer schema.
        """
        if STDIN in names:
            raise ConfigError("standard input cannot be reviewed", STDIN, "name files or folders")
        reports = [name for name in names if name.lower().endswith(REPORTS) and not Path(name).is_dir()]
        if not reports:
            return cls(tuple(names))
        if len(reports) < len(names):
            raise ConfigError("reports and files are reviewed apart", reports[0], "name one or the other")
        documents = tuple(one for name in reports for one in _documents(name))
        if not documents:
            raise ConfigError("no document of it can be reviewed", reports[0], "check again with this version, in the folder of the files")
        return cls(tuple(dict.fromkeys(path for path, _ in documents)), documents)


def _documents(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the documents of a report with the path that each is found at: from the working folder, else from that of the report.

    One that stands outside of both is left out, since what a report names would be written into.
    """
    from mtcheck.overview.reading import read

    beside = Path(name).absolute().parent
    for document in read(name).documents:
        path = document["path"]
        found = path if path == STDIN or Path(path).is_file() else str(beside / path)
        inside = any(Path(found).resolve().is_relative_to(folder.resolve()) for folder in (Path.cwd(), beside))
        if path == STDIN:
            note(f"mtcheck: {name}: what was read from standard input cannot be reviewed")
        elif not inside:
            note(f"mtcheck: {name}: {path} stands outside of this folder and the report's; start the review with its path")
        else:
            yield found, document


def results(matter: Matter, config: Config, checker: Checker, source: str | None, reference: str | None) -> Iterator[Result]:
    """Yield the result of every document: checked now, or as the reports have it where its text is still the same."""
    inputs = inputs_of(matter.paths, config)
    if matter.reported is None:
        found = results_of(config, checker, inputs, source, None, reference)
    else:
        found = _restored(matter.reported, checker, documents_of(config, checker, inputs, source, None, reference))
    yield from shown(found, len(inputs))


def _restored(reported: Iterable[tuple[str, Mapping[str, Any]]], checker: Checker, documents: Iterable[Document | Failure]) -> Iterator[Result]:
    from mtcheck.desk.review.restoring import Restored

    restored = Restored.of(checker, reported)
    for item in documents:
        yield item if isinstance(item, Failure) else restored.result(item)
    for path in dict.fromkeys(restored.changed):
        note(f"mtcheck: {path}: it changed since the report was made, so it was checked again")


def again(config: Config, checker: Checker, source: str | None, reference: str | None, path: str) -> Iterator[Result]:
    """Yield the results of one file, checked again."""
    return results_of(replace(config, jobs=1), checker, [path], source, None, reference)


def take_in(store: Database, matter: Matter, found: Iterable[Result]) -> list[str]:
    """Store what was found and return the files; say what could not be read, and whose decisions no longer fit.

    Raises ConfigError where there is nothing to review, or the database takes nothing.
    """
    from sqlalchemy.exc import DBAPIError

    from mtcheck.desk.review import intake
    from mtcheck.desk.review.database import reason

    files = []
    for reports in by_file(_told(found)):
        path = reports[0].document.path
        try:
            with store.writing() as connection:
                taken = intake.take_in(connection, reports, intake.digest_of(Path(path).read_bytes()))
        except MtcheckError as error:
            note(f"mtcheck: {error.line()}")
            continue
        except DBAPIError as error:
            raise ConfigError(f"cannot keep what was found ({reason(error)})", store.shown, "make space, or choose another --database") from None
        files.append(path)
        if taken.lost:
            note(f"mtcheck: {path}: {counted(taken.kept, 'decision')} still fit, {taken.lost} are about what is not found any more")
    if not files:
        raise ConfigError("nothing to review", hint="name files or folders that mtcheck reads")
    with store.writing() as connection:
        intake.put_aside(connection, common_folder(matter.paths))
    return files


def _told(found: Iterable[Result]) -> Iterator[Result]:
    for result in found:
        for failure in (result,) if isinstance(result, Failure) else result.failures:
            note(f"mtcheck: {failure.where}: {failure.message}")
        yield result


def default_database(paths: Iterable[str]) -> str:
    """Return the URL of the database of the folder that the paths have in common."""
    import platformdirs

    common = common_folder(paths)
    name = "".join(char if char.isalnum() or char in "-_." else "-" for char in common.name) or "root"
    key = hashlib.sha256(os.fsencode(common)).hexdigest()[:8]
    folder = os.environ.get("MTCHECK_DATA") or platformdirs.user_data_dir("mtcheck", appauthor=False)
    return f"sqlite:///{Path(folder, 'review', f'{name}-{key}.sqlite3').absolute()}"


def common_folder(paths: Iterable[str]) -> Path:
    """Return the folder that paths have in common; of a single one itself."""
    return Path(os.path.commonpath([Path(path).absolute() for path in paths]))
