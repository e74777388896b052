"""``mtcheck check``: check files, folders or standard input and write reports."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck import reporters
from mtcheck.cli import _complete
from mtcheck.cli._gate import Tally, gate_of, limits, penalty_limit
from mtcheck.cli._inputs import inputs_of
from mtcheck.cli._lists import BASELINE_OPTIONS, reported
from mtcheck.cli._notes import note
from mtcheck.cli._output import Target, View, targets, write
from mtcheck.cli._progress import shown
from mtcheck.cli._reviewer import REVIEWER_OPTIONS, reviewer_of, wanted, with_spent
from mtcheck.cli._run import INPUT_OPTIONS, SOURCE_OPTIONS, checker_of, files_read, results_of, translations, with_flags, with_options
from mtcheck.config import FAIL_ON, load_config
from mtcheck.core.errors import ConfigError
from mtcheck.core.files import spare
from mtcheck.core.model import Failure, Result
from mtcheck.folders import signature_of
from mtcheck.readers import STDIN, Stdin
from mtcheck.resolve import LEVELS
from mtcheck.ruleset import Ruleset, load

if TYPE_CHECKING:
    from mtcheck.changes import Changes

LEVEL_HELP = (
    "How sure findings must be. Measured on ten machine-translated articles that nobody had read, with the model and the language given "
    "(of marks that take language to see, found; of findings, touching a mark; findings per 1,000 words of human translations, language not given): "
    "safe .32, .90, 0.7; balanced (default) .64, .81, 1.5; thorough .75, .72, 1.7."
)
EPILOG = """\b
Examples:
  mtcheck check article.txt
  mtcheck check --source-lang fr --output report.html article.html
  mtcheck check article.en.txt --source article.fr.txt --source-lang fr
  mtcheck check --format json --output report.json --format terminal content/
  mtcheck check --max-penalty 5 --max 'Accuracy/*=0' content/
  mtcheck check --since origin/main content/
  cat article.txt | mtcheck check --format github --fail-on major -

\b
Exit codes: 0 nothing at or above --fail-on, 1 findings at or above it or a threshold passed,
2 wrong usage, config or unreadable input, 3 something inside failed.
"""


@click.command("check", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path())
@with_options(SOURCE_OPTIONS)
@click.option("--format", "formats", multiple=True, type=click.Choice(reporters.names()), help="Report format; repeatable. Default: terminal.")
@click.option(
    "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help="File for the n-th --format (else by its suffix); repeatable."
)
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 from this severity on. Default: minor, beside thresholds never.")
@click.option(
    "--max-penalty",
    type=float,
    callback=penalty_limit,
    metavar="N",
    help="Exit with 1 where the MQM penalty per 1,000 words of all documents is higher.",
)
@click.option(
    "--max",
    multiple=True,
    callback=limits,
    metavar="PATTERN=N",
    help="Exit with 1 where more than N findings have a rule or MQM category of this name (* stands for anything); repeatable.",
)
@click.option("--since", metavar="REV", help="Report only what stands on lines changed since this branch left REV (git), or in new files.")
@click.option("--staged", is_flag=True, help="Report only what stands on lines staged for the next commit (git).")
@click.option(
    "--select", metavar="RULES", shell_complete=_complete.rules, help="Report only these rules, separated by commas; also turns preview rules on."
)
@click.option("--level", type=click.Choice(tuple(LEVELS)), help=LEVEL_HELP)
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Report all findings from this confidence on, whatever the level.")
@click.option("--quiet", "-q", is_flag=True, help="Show nothing but failures; the exit code says whether there are findings.")
@click.option("--summary", is_flag=True, help="Show the counts by rule and severity instead of each finding.")
@click.option("--show-hash", is_flag=True, help="Show the context hash of each finding, which stands for it in .mtcheck-ignore.tsv.")
@with_options(BASELINE_OPTIONS)
@with_options(INPUT_OPTIONS)
@with_options(REVIEWER_OPTIONS)
@click.option("--stdin-name", metavar="NAME", help="File name that standard input (-) is read as, such as article.md.")
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[Path, ...],
    config_path: Path | None,
    source: str | None,
    reference: str | None,
    stdin_name: str | None,
    quiet: bool,
    summary: bool,
    show_hash: bool,
    since: str | None,
    staged: bool,
    no_baseline: bool,
    **flags: Any,
) -> None:
    """Check files, folders, globs or standard input (-); without any, this folder."""
    paths = paths or (".",)
    chosen = wanted(flags)
    config = with_flags(load_config(paths, config_path), **flags)
    view = View(quiet, summary, show_hash)
    outlets, inputs = view.seen(targets(formats, outputs), formats), inputs_of(paths, config)
    spare([target.path for target in outlets if target.path], files_read(inputs, config, source, reference))
    changes = _changes(since, staged)
    inputs = _changed(translations(inputs, config, source), changes) if changes else inputs
    ruleset = load(config.glossaries, config.rules, glossary=config.glossary)
    checker = checker_of(config, ruleset)
    reviewer = reviewer_of(chosen, keep=config.cache) if chosen else None
    if reviewer:  # which counts what it spends, and so stays in one process
        checker, config = replace(checker, reviewer=reviewer), replace(config, jobs=1)
    line = signature_of(config, checker)
    tally = Tally(config.failing, gate_of(config, ruleset.rules))
    found = results_of(config, checker, inputs, source, Stdin(stdin_name or STDIN), reference, changes)
    results = tally.watch(reported(with_spent(found, reviewer), None if no_baseline else config.baseline, paths, checker, changes))
    _report(outlets, line, shown(results, len(inputs), quiet=quiet), ruleset, view)
    sys.exit(tally.exit_code)


def _changes(since: str | None, staged: bool) -> Changes | None:
    """Return what changed, where only that is to be reported."""
    if since is None and not staged:
        return None
    if since is not None and staged:
        raise ConfigError("it stands beside --since", "--staged", "choose one of them")
    from mtcheck import changes

    return changes.staged() if since is None else changes.since(since)


def _changed(inputs: list[str | Failure], changes: Changes) -> list[str | Failure]:
    """Return the inputs that changed; say on stderr where there are none."""
    found = changes.among(inputs)
    if not found:
        note(f"mtcheck: {changes.option}: nothing that is checked has changed")
    return found


def _report(wanted: list[Target], line: str, results: Iterator[Result], ruleset: Ruleset, view: View) -> None:
    if not wanted:
        deque(results, maxlen=0)
    kept = results if len(wanted) == 1 else list(results)
    for target in wanted:
        write(target, line, kept, ruleset.rules, view)
