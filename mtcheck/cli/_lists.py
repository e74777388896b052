"""The lists of findings beside the config that commands read and write: the baseline and ``.mtcheck-ignore.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mtcheck.cli import _complete
from mtcheck.cli._gate import Tally
from mtcheck.cli._inputs import inputs_of
from mtcheck.cli._notes import note
from mtcheck.cli._run import INPUT_OPTIONS, SOURCE_OPTIONS, checker_of, results_of, with_flags
from mtcheck.config import Config, load_config
from mtcheck.core.model import DocumentReport, Result
from mtcheck.core.text import counted
from mtcheck.pipeline import Checker
from mtcheck.resolve import LEVELS
from mtcheck.ruleset import load
from mtcheck.suppression import BASELINE, IGNORED

if TYPE_CHECKING:
    from mtcheck.baseline import Comparison
    from mtcheck.changes import Changes

BASELINE_OPTION = click.option(
    "--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=f"The baseline; {BASELINE} beside the config by default."
)
BASELINE_OPTIONS = (BASELINE_OPTION, click.option("--no-baseline", is_flag=True, help="Report what the baseline holds back as well."))
SAME_OPTIONS = (
    click.option("--select", metavar="RULES", shell_complete=_complete.rules, help="Only these rules, separated by commas."),
    click.option("--level", type=click.Choice(tuple(LEVELS)), help="How sure findings must be, as for `check`."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), help="All findings from this confidence on."),
    *SOURCE_OPTIONS,
    *INPUT_OPTIONS,
)
"""What decides which findings there are, as ``check`` has it."""


class Run(NamedTuple):
    """The findings of a command that writes a list of them; ``tally`` has the exit code when all were taken."""

    config: Config
    checker: Checker
    results: Iterator[Result]
    tally: Tally


def run(paths: Sequence[str], config_path: Path | None, source: str | None, reference: str | None, **flags: Any) -> Run:
    """Return the run of a command with ``SAME_OPTIONS`` over some paths."""
    config = with_flags(load_config(paths, config_path), **flags)
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary))
    tally = Tally("never")
    results = results_of(config, checker, inputs_of(paths, config), source, None, reference)
    return Run(config, checker, tally.watch(results), tally)


def baseline_file(config: Config) -> Path:
    """Return where the baseline is, or is to be."""
    return config.baseline or config.folder / BASELINE


def ignore_file(config: Config) -> Path:
    """Return where the list of suppressions is, or is to be."""
    return config.suppressions or config.folder / IGNORED


def reported(results: Iterable[Result], baseline: Path | None, paths: Sequence[str], checker: Checker, changes: Changes | None) -> Iterator[Result]:
    """Yield the results with what is in the baseline held back, then with what stands on changed lines alone.

    Says on stderr how much was held back, and which entries match nothing any more. Raises ConfigError, before anything is checked, for a baseline that
    cannot be used.
    """
    if baseline is None:
        return changes.kept(results) if changes else iter(results)
    from mtcheck.baseline import Comparison, read_baseline

    return _compared(results, baseline, Comparison(read_baseline(baseline), baseline.parent, paths, checker.runs), changes)


def _compared(results: Iterable[Result], path: Path, comparison: Comparison, changes: Changes | None) -> Iterator[Result]:
    held = 0
    taken = (comparison.take(result) if isinstance(result, DocumentReport) else result for result in results)
    for result in changes.kept(taken) if changes else taken:
        held += len(result.known) if isinstance(result, DocumentReport) else 0
        yield result
    if held:
        note(f"mtcheck: {path}: {counted(held, 'finding')} held back by the baseline")
    if not changes and (stale := comparison.rest()[0]):
        what = "matches" if len(stale) == 1 else "match"
        note(f"mtcheck: {path}: {counted(len(stale), 'entry', 'entries')} {what} nothing any more; `mtcheck baseline update` drops them")
