"""``mtcheck check``: check files, folders or standard input and write reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck import readers, reporters
from mtcheck.cli import EXIT_FINDINGS, EXIT_INTERNAL, EXIT_USAGE
from mtcheck.cli._output import Target, targets, write
from mtcheck.config import FAIL_ON, PROFILES, Config, load_config
from mtcheck.errors import ConfigError
from mtcheck.model import Document, DocumentReport, Failure, Result
from mtcheck.mqm import Severity
from mtcheck.pairing import paired
from mtcheck.pipeline import Checker
from mtcheck.readers import Options
from mtcheck.resolve import Selection, off
from mtcheck.resources import cache_folder, models_folder
from mtcheck.ruleset import Ruleset, load
from mtcheck.run import check_all
from mtcheck.signature import signature
from mtcheck.suppress import Suppressions, read_suppressions

if TYPE_CHECKING:
    from mtcheck.scorecache import CachedScorer

EPILOG = """\b
Examples:
  mtcheck check article.txt
  mtcheck check --source-lang fr --output report.html article.html
  mtcheck check --format json --output report.json --format terminal content/
  cat article.txt | mtcheck check --format github --fail-on major -

\b
Exit codes: 0 nothing at or above --fail-on, 1 findings at or above it,
2 wrong usage, config or unreadable input, 3 something inside failed.
"""


@click.command("check", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True)
@click.option("--source", "source", metavar="FILE", help="The text that the checked file was translated from; turns the bilingual checks on.")
@click.option("--pairs", metavar="PATTERN", help="Where each file's source stands, such as '{stem}.{lang}.txt'.")
@click.option("--source-lang", metavar="CODE", help="Language the text was translated from (fr, es, de, ...); inferred when the text gives it away.")
@click.option("--format", "formats", multiple=True, type=click.Choice(reporters.names()), help="Report format; repeatable. Default: terminal.")
@click.option(
    "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help="File for the n-th --format (else by its suffix); repeatable."
)
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 from this severity on. Default: minor.")
@click.option("--select", metavar="RULES", help="Report only these rules, separated by commas; also turns preview rules on.")
@click.option("--profile", type=click.Choice(PROFILES), help="prose (default), or localisation: end marks, spaces, brackets, case as well.")
@click.option("--ignore", metavar="RULES", help="Leave these rules out.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Report findings from this confidence on. Default: 0.5.")
@click.option("--no-glossary", is_flag=True, help="Run without the shipped phrase lists.")
@click.option(
    "--scorer", metavar="auto|off|required|PATH", default="auto", help="The language model that ranks and finds; auto uses it when installed."
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Check in N processes. Default: 1.")
@click.option("--config", "config_path", type=click.Path(path_type=Path, dir_okay=False), help="Config file instead of the nearest mtcheck.toml.")
@click.option("--encoding", metavar="NAME", help="Encoding of the files; detected by default.")
@click.option("--target-column", metavar="NAME", help="Column of a table that holds the translation.")
@click.option("--source-column", metavar="NAME", help="Column of a table that holds the source.")
@click.option("--id-column", metavar="NAME", help="Column of a table that names its rows.")
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook; the first by default.")
@click.option("--stdin-name", metavar="NAME", help="File name that standard input (-) is read as, such as article.md.")
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[Path, ...],
    config_path: Path | None,
    scorer: str,
    source: str | None,
    stdin_name: str | None,
    **flags: Any,
) -> None:
    """Check files, folders, globs or standard input (-)."""
    config = _with_flags(load_config(paths, config_path), **flags)
    wanted = targets(formats, outputs)
    ruleset = load(config.glossaries, config.rules, glossary=config.glossary)
    checker = _checker(config, ruleset, scorer)
    model = checker.scorer.name if checker.scorer else "off"
    line = signature(ruleset.digest, checker.selection, source_lang=config.source_lang, glossary=config.glossary, scorer=model)
    inputs = list(readers.expand(paths))
    tally = Tally(config.fail_on)
    options = Options(config.encoding, config.target_column, config.source_column, config.id_column, config.sheet)
    documents = paired(_documents(inputs, options, stdin_name), source, config.pairs, options, config.source_lang)
    results = tally.watch(_with_unused(check_all(checker, documents, config.jobs), checker.suppressions))
    _report(wanted, line, results, ruleset, len(inputs))
    sys.exit(tally.exit_code)


class Tally:
    """What the results of a run come to: the exit code, and a line on stderr for each failure."""

    def __init__(self, fail_on: str) -> None:
        self.threshold = None if fail_on == "never" else Severity(fail_on)
        self.exit_code = 0

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield the results and take note of them."""
        for result in results:
            for failure in (result,) if isinstance(result, Failure) else result.failures:
                click.echo(f"mtcheck: {failure.where}: {failure.message}", err=True)
                self._reach(EXIT_INTERNAL if failure.internal else EXIT_USAGE)
            if isinstance(result, DocumentReport) and not result.words:
                click.echo(f"mtcheck: {_where(result.document)}: no prose in it, nothing was checked", err=True)
            if isinstance(result, DocumentReport) and self.threshold and any(f.severity.at_least(self.threshold) for f in result.findings):
                self._reach(EXIT_FINDINGS)
            yield result

    def _reach(self, code: int) -> None:
        self.exit_code = max(self.exit_code, code)


def _where(document: Document) -> str:
    return f"{document.path}:{document.line}" if document.line else document.path


def _with_flags(config: Config, **flags: Any) -> Config:
    """Return the config with the flags that were given on the command line."""
    lists = {name: _names(flags.pop(name)) for name in ("select", "ignore")}
    if flags.pop("no_glossary"):
        flags["glossary"] = False
    given = {name: value for name, value in {**flags, **lists}.items() if value is not None}
    return replace(config, **given)


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(part.strip() for part in text.split(",") if part.strip())


def _checker(config: Config, ruleset: Ruleset, scorer: str) -> Checker:
    for name in (*(config.select or ()), *config.ignore):
        if name not in ruleset.rules:
            raise ConfigError(f"no rule {name!r}", str(config.origin or "--select/--ignore"), "`mtcheck rules list` names them")
    selection = Selection(
        frozenset(config.select) if config.select is not None else None,
        frozenset(config.ignore),
        config.min_confidence,
        off(ruleset.rules.values(), config.profile),
    )
    suppressions = _suppressions(config.suppressions) if config.suppressions else Suppressions()
    return Checker(ruleset, selection, config.source_lang, suppressions, _scorer(scorer))


def _suppressions(path: Path) -> Suppressions:
    import datetime

    return read_suppressions(path, datetime.date.today())


def _scorer(setting: str) -> CachedScorer | None:
    """Return the scorer; where "auto" finds none, say so once on this machine."""
    if setting == "off" or (setting == "auto" and not models_folder().is_dir()):
        found = None
    else:
        from mtcheck.scoring import scorer_for

        found = scorer_for(setting)
    said = cache_folder() / "without-model"
    if setting == "auto" and found is None and not said.exists():
        click.echo("mtcheck: no language model is installed, so rules only; `mtcheck model install` adds one (this is said once)", err=True)
        with suppress(OSError):
            said.parent.mkdir(parents=True, exist_ok=True)
            said.touch()
    return found


def _documents(inputs: Iterable[str | Failure], options: Options, stdin_name: str | None) -> Iterator[Document | Failure]:
    for item in inputs:
        if isinstance(item, Failure):
            yield item
        else:
            yield from readers.read(item, options, stdin_name=stdin_name)


def _with_unused(results: Iterable[Result], suppressions: Suppressions) -> Iterator[Result]:
    """Yield the results; then say on stderr which suppressions matched nothing."""
    matched: set[tuple[str, str]] = set()
    for result in results:
        if isinstance(result, DocumentReport):
            matched.update((finding.rule, finding.context) for finding in result.suppressed)
        yield result
    for entry in suppressions.unused(matched):
        click.echo(f"mtcheck: {entry.where}: this suppression of {entry.rule} matches nothing any more or has expired; delete the line", err=True)


def _report(wanted: list[Target], line: str, results: Iterator[Result], ruleset: Ruleset, inputs: int) -> None:
    shown = progress(results, inputs) if inputs > 1 and sys.stderr.isatty() else results
    kept = shown if len(wanted) == 1 else list(shown)
    for target in wanted:
        write(target, line, kept, ruleset.rules)


def progress(results: Iterator[Result], inputs: int) -> Iterator[Result]:
    """Yield the results under a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import track

    paths: set[str] = set()
    bar = iter(track(range(inputs), description="checking", console=Console(stderr=True), transient=True))
    for result in results:
        path = result.where if isinstance(result, Failure) else result.document.path
        if path not in paths:
            paths.add(path)
            next(bar, None)
        yield result
