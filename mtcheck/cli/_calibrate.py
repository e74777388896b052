"""``mtcheck evaluate --calibrate``: how often a reviewer is right, kept for the runs to come."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from mtcheck.cli import EXIT_INTERNAL
from mtcheck.cli._reviewer import Wanted, reviewer_of
from mtcheck.core.errors import ConfigError
from mtcheck.core.intervals import wilson
from mtcheck.core.model import Failure
from mtcheck.core.resources import cache_folder
from mtcheck.evaluation.corpus import Annotated
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load

if TYPE_CHECKING:
    from mtcheck.reviewer.calibration import Measured


def calibrated(chosen: Wanted | None, corpus: Iterable[Annotated], source_lang: str | None) -> None:
    """Measure a reviewer, show what came out and keep it; where a document failed, keep nothing and exit with 3."""
    if chosen is None:
        raise ConfigError("there is nobody to measure", "--calibrate", "add --reviewer URL")
    from mtcheck.evaluation.reviewing import measured
    from mtcheck.reviewer import calibration, prompt

    reviewer = reviewer_of(chosen, keep=True)
    failures: list[Failure] = []
    counts = measured(Checker(load(), source_lang=source_lang, reviewer=reviewer), corpus, failures)
    click.echo("\n".join(_table(counts)))
    for failure in failures:
        click.echo(f"mtcheck: {failure.where}: {failure.message}", err=True)
    if any(failure.internal for failure in failures):
        click.echo("mtcheck: nothing is kept, since some documents were not reviewed in full", err=True)
        sys.exit(EXIT_INTERNAL)
    calibration.keep(cache_folder(), f"{reviewer.name} {prompt.VERSION}", counts)
    click.echo(f"wrote {cache_folder() / calibration.FILE}", err=True)


def _table(measured: Measured) -> Iterator[str]:
    from mtcheck.reviewer.calibration import confidence, total

    yield "dimension                findings  right        95%  confidence"
    for name, count in [*sorted(measured.items()), ("all", total(measured))]:
        low, high = wilson(*count) if count.all else (0.0, 1.0)
        share = f"{count.right / count.all:.2f}" if count.all else "-"
        yield f"{name:<24} {count.all:>8}  {share:>5}  {low:.2f}-{high:.2f}  {confidence(measured, name)[0]:>10.2f}"
