"""The options that ``mtcheck review`` and ``mtcheck review serve`` share."""

from __future__ import annotations

import click

from mtcheck.cli._run import INPUT_OPTIONS, SOURCE_OPTIONS, Decorator
from mtcheck.resolve import LEVELS

DATABASE = "sqlite:///FILE or postgresql+psycopg://..."
REVIEW_OPTIONS: tuple[Decorator, ...] = (
    click.option("--database", metavar="URL", help=f"{DATABASE}; by default a file for each folder."),
    click.option("--select", metavar="RULES", help="Only these rules, separated by commas."),
    click.option("--level", type=click.Choice(tuple(LEVELS)), help="How sure findings must be, as for `check`."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), help="All findings from this confidence on."),
    *SOURCE_OPTIONS,
    *INPUT_OPTIONS,
)
