"""``mtcheck evaluate CORPUS...``: precision, recall and false alarms, by rule."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import click

from mtcheck.evaluation import Counts, Evaluation, evaluate, read_corpus
from mtcheck.pipeline import Checker
from mtcheck.resolve import DEFAULT_CONFIDENCE, Selection, off
from mtcheck.ruleset import load

EPILOG = """\b
Examples:
  mtcheck evaluate corpora/annotated
  mtcheck evaluate --show corpora/clean           every finding there is a false alarm
  mtcheck evaluate --format json annotated.jsonl

\b
A corpus is a folder with gold.json files (corpora/README.md has their format), a folder of clean .txt files, or a .jsonl file whose
rows have `text` and `gold`.
"""
COLUMNS = ("rule", "findings", "precision", "required", "recall", "right fix", "false alarms", "lintscore")


@click.command("evaluate", epilog=EPILOG)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source-lang", metavar="CODE", help="Take the articles as translated from this language.")
@click.option("--no-glossary", is_flag=True, help="Run without the shipped phrase lists.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=DEFAULT_CONFIDENCE, show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--show", is_flag=True, help="List what was missed and the false alarms.")
def command(corpora: tuple[Path, ...], source_lang: str | None, no_glossary: bool, min_confidence: float, form: str, show: bool) -> None:
    """Measure the findings on annotated articles."""
    ruleset = load(glossary=not no_glossary)
    checker = Checker(ruleset, Selection(min_confidence=min_confidence, off=off(ruleset.rules.values())), source_lang)
    outcome = evaluate(checker, chain.from_iterable(map(read_corpus, corpora)))
    click.echo(_json(outcome) if form == "json" else _table(outcome))
    if show:
        for heading, rows in (("missed", outcome.missed), ("false alarm", outcome.alarms)):
            for row in rows:
                click.echo(f"{heading}: {' | '.join(row)}".replace("\n", " "))


def _row(name: str, counts: Counts, words: int) -> list[str]:
    def share(value: float | None) -> str:
        return "-" if value is None else f"{value:.2f}"

    fixed = counts.fixed / counts.found if counts.found else None
    alarms = f"{1000 * counts.false / max(1, words):.2f}"
    findings = counts.true + counts.false
    return [name, str(findings), share(counts.precision), str(counts.required), share(counts.recall), share(fixed), alarms, f"{counts.lintscore:.1f}"]


def _table(outcome: Evaluation) -> str:
    rows = [_row(name, counts, outcome.words) for name, counts in sorted(outcome.by_rule.items())]
    rows = [list(COLUMNS), *rows, _row("all", outcome.total, outcome.words)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    lines = [
        "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))) for row in rows
    ]
    note = f"{outcome.documents} documents, {outcome.words} words; false alarms per 1,000 words; right fix: first suggestion, of those found"
    return "\n".join([*lines, note])


def _json(outcome: Evaluation) -> str:
    def values(counts: Counts) -> dict[str, float | int | None]:
        return {**vars(counts), "precision": counts.precision, "recall": counts.recall, "lintscore": counts.lintscore}

    return json.dumps(
        {
            "documents": outcome.documents,
            "words": outcome.words,
            "false_alarms_per_1000_words": outcome.alarms_per_thousand,
            "all": values(outcome.total),
            "rules": {name: values(counts) for name, counts in sorted(outcome.by_rule.items())},
        },
        indent=1,
    )
