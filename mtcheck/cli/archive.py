"""``mtcheck archive``: check millions of articles with Dask and leave Parquet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck.cli import EXIT_INTERNAL, EXIT_USAGE
from mtcheck.cli._language import language_code
from mtcheck.cli._notes import note
from mtcheck.cli._run import CHECKER_OPTIONS, checker_of, jobs, options_of, with_flags, with_options
from mtcheck.config import Config, load_config
from mtcheck.core import globs
from mtcheck.core.errors import ConfigError
from mtcheck.core.text import counted
from mtcheck.folders import signature_of
from mtcheck.resolve import LEVELS
from mtcheck.ruleset import load

if TYPE_CHECKING:
    from mtcheck.archive.driving import Outcome
    from mtcheck.archive.inputs import Input
    from mtcheck.archive.state import Run
    from mtcheck.archive.tables import Counts
    from mtcheck.archive.tasks import Job
    from mtcheck.pipeline import Checker
    from mtcheck.readers import Options

NEEDED = ("distributed", "pyarrow", "fsspec")
TOLD = 10
"""Failures that are told; all are in the results."""
EPILOG = """\b
Examples:
  mtcheck archive --workers 8 --scorer off 'articles/*.parquet' checked/
  mtcheck archive --cluster tcp://10.0.0.1:8786 s3://archive/2024/ s3://archive-checked/2024/
  mtcheck archive --text-field body --id-field url --source-lang fr news.jsonl.zst checked/
  mtcheck report checked/ --by date --output archive.html

\b
A run that was killed goes on with the same command. Exit codes: 0 all was checked, 2 wrong usage, or something could not be read,
3 something inside failed, or a partition was set aside. docs/archive.md says more.
"""


@click.command("archive", epilog=EPILOG)
@click.argument("given", metavar="IN")
@click.argument("output", metavar="OUT")
@click.option("--cluster", metavar="ADDRESS", help="The Dask scheduler whose workers check, such as tcp://10.0.0.1:8786.")
@click.option("--workers", callback=jobs, metavar="N|auto", help="Processes of this machine that check, auto for one a processor. Default: auto.")
@click.option(
    "--partition",
    type=click.IntRange(1, 1_000_000),
    default=1000,
    show_default=True,
    metavar="N",
    help="Documents that are checked and written together.",
)
@click.option("--text-field", metavar="NAME", help="Field or column that holds the text. Default: text.")
@click.option("--id-field", metavar="NAME", help="Field or column that names the article. Default: id.")
@click.option("--source-field", metavar="NAME", help="Field or column that holds what it was translated from. Default: source.")
@click.option("--lang-field", metavar="NAME", help="Field or column that holds the language of that. Default: source_lang.")
@click.option("--source-lang", callback=language_code, metavar="CODE", help="Language that all articles were translated from.")
@click.option("--select", metavar="RULES", help="Report only these rules, separated by commas; also turns preview rules on.")
@click.option("--level", type=click.Choice(tuple(LEVELS)), help="How sure findings must be, as for `mtcheck check`.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Report all findings from this confidence on, whatever the level.")
@with_options(CHECKER_OPTIONS)
@click.option("--encoding", metavar="NAME", help="Encoding of text files; detected by default.")
@click.option("--quiet", "-q", is_flag=True, help="Show nothing but failures.")
def command(
    given: str,
    output: str,
    cluster: str | None,
    workers: int | None,
    partition: int,
    config_path: Path | None,
    text_field: str | None,
    id_field: str | None,
    source_field: str | None,
    lang_field: str | None,
    quiet: bool,
    **flags: Any,
) -> None:
    """Check an archive (a file, folder, pattern or address) and write Parquet."""
    _refuse(cluster, workers)
    from mtcheck.archive import inputs, state
    from mtcheck.archive.places import is_address
    from mtcheck.archive.tasks import Job

    config = load_config(() if is_address(given) else (given,), config_path)
    columns = {"target_column": text_field, "id_column": id_field, "source_column": source_field}
    config = replace(with_flags(config, **flags, **columns, no_cache=False), cache=False)
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary))
    options = options_of(config)._replace(lang_column=lang_field)
    out = output if is_address(output) else str(Path(output).absolute())
    code = state.code()
    settings = _settings(checker, options, code)
    job = Job(checker, options, partition, os.getcwd(), out, signature_of(config, checker), settings, code)  # noqa: PTH109  as inputs are named
    found = inputs.listed(given, _left_out(config), out)
    run = state.Run(job.signature, settings, given, len(found), sum(one.size for one in found), inputs.digest(found), partition)
    before = state.begin(job.place, run)
    sys.exit(_ended(before["counts"], output) if before.get("finished") else _carried_out(job, run, found, workers, cluster, output, quiet=quiet))


def _refuse(cluster: str | None, workers: int | None) -> None:
    """Raise ConfigError for options that exclude each other, and where packages are missing."""
    if cluster is not None and workers is not None:
        raise ConfigError("it stands beside --cluster, whose workers are there already", "--workers", "choose one of them")
    if missing := next((name for name in NEEDED if find_spec(name) is None), None):
        raise ConfigError(f"`mtcheck archive` needs {missing}, which is not installed", hint="run pip install 'mtcheck[cluster]'")


def _left_out(config: Config) -> Callable[[str], bool]:
    return lambda name: bool(config.exclude) and "://" not in name and globs.fits(config.exclude, name, config.folder)


def _settings(checker: Checker, options: Options, code: str) -> str:
    """Return what stands for all that decides the rows, beside the archive itself."""
    from mtcheck.archive import state
    from mtcheck.kept import settings_digest

    model = getattr(checker.scorer, "identity", "")
    return state.digest((code, settings_digest(checker, model), checker.suppressions.entries, tuple(options)))


def _carried_out(job: Job, run: Run, found: list[Input], count: int | None, cluster: str | None, output: str, *, quiet: bool) -> int:
    """Carry out the run and return the exit code."""
    from mtcheck.archive.cluster import workers
    from mtcheck.archive.driving import Driver
    from mtcheck.archive.state import finish
    from mtcheck.cli._progress import Phases
    from mtcheck.config import processors

    with workers(job, count or processors(), cluster) as client, Phases(quiet=quiet) as phases:
        note(f"mtcheck: Dask's dashboard is at {client.dashboard_link}")
        outcome = Driver(client, job, phases.tell).run(found)
    finish(job.place, run, outcome.counts, outcome.partitions, outcome.aside)
    _tell(outcome, output)
    return max(_ended(outcome.counts, output), EXIT_INTERNAL if outcome.aside else 0)


def _tell(outcome: Outcome, output: str) -> None:
    """Say what could not be read or checked."""
    for failure in outcome.failures[:TOLD]:
        click.echo(f"mtcheck: {failure.where}: {failure.message}", err=True)
    if len(outcome.failures) > TOLD:
        click.echo(f"mtcheck: more failures are in {output}/failures", err=True)
    for aside in outcome.aside:
        click.echo(f"mtcheck: {aside.line}; the same command tries it again", err=True)


def _ended(counts: Iterable[int] | dict[str, int], output: str) -> int:
    """Say what the results come to, and return the exit code of that."""
    from mtcheck.archive.tables import Counts

    found = Counts(**counts) if isinstance(counts, dict) else Counts(*counts)
    note(f"mtcheck: {_said(found)}")
    note(f"wrote {output}")
    return EXIT_INTERNAL if found.internal else EXIT_USAGE if found.failures else 0


def _said(found: Counts) -> str:
    parts = [counted(found.documents, "document"), counted(found.words, "word"), counted(found.findings, "finding")]
    if found.duplicates:
        parts.append(f"{counted(found.duplicates, 'document')} that stand{'s' if found.duplicates == 1 else ''} there twice")
    if found.furniture:
        parts.append(f"{counted(found.furniture, 'line')} of furniture")
    if found.failures:
        parts.append(counted(found.failures, "failure"))
    return ", ".join(parts)
