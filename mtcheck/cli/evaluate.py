"""``mtcheck evaluate CORPUS...``: precision, recall and false alarms, by rule, tier or entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from mtcheck.cli._run import scorer_of
from mtcheck.corpus import Annotated, read_corpus
from mtcheck.errors import ConfigError
from mtcheck.evaluation import BINS, Counts, Evaluation, evaluate, numbers
from mtcheck.pipeline import Checker
from mtcheck.resolve import DEFAULT_CONFIDENCE, Selection, off
from mtcheck.ruleset import load
from mtcheck.signature import signature

EPILOG = """\b
Examples:
  mtcheck evaluate corpora/annotated
  mtcheck evaluate --worst 3 corpora/clean        every finding there is a false alarm
  mtcheck evaluate --by entry --worst 1 --source-lang fr edits.jsonl
  mtcheck evaluate --save docs/rules/measures.json --name news news.jsonl.gz

\b
A corpus is a folder with gold.json files (corpora/README.md has their format), a folder of clean .txt files, or a .jsonl (.gz) file whose
rows have `text` and `gold`, or `text` and `post_edit`: what the post-edit changed is right to flag.
"""
COLUMNS = ("findings", "precision", "95%", "required", "recall", "right fix", "false alarms", "lintscore")


@click.command("evaluate", epilog=EPILOG)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source-lang", metavar="CODE", help="Take the articles as translated from this language.")
@click.option("--with-source", is_flag=True, help="Put the sources beside, where the corpus has them.")
@click.option("--no-glossary", is_flag=True, help="Run without the shipped phrase lists.")
@click.option("--scorer", metavar="auto|off|required|PATH", default="off", show_default=True, help="The language model.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=DEFAULT_CONFIDENCE, show_default=True)
@click.option("--by", type=click.Choice(["rule", "tier", "entry"]), default="rule", show_default=True, help="What the counts are filed under.")
@click.option("--text-field", default="text", show_default=True, help="Field of a .jsonl row that holds the text.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N documents.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--show", is_flag=True, help="List what was missed and the false alarms.")
@click.option("--worst", type=click.IntRange(1), metavar="N", help="List the N surest false alarms of each.")
@click.option("--save", type=click.Path(path_type=Path), help="Keep the numbers in this file, for `mtcheck rules docs`.")
@click.option("--name", help="What the corpus is called there; its file name by default.")
def command(corpora: tuple[Path, ...], form: str, show: bool, worst: int | None, save: Path | None, name: str | None, **options: Any) -> None:
    """Measure the findings on annotated articles."""
    checker, line = _checker(options)
    outcome = evaluate(checker, _documents(corpora, options), options["by"])
    click.echo(_json(outcome, line) if form == "json" else _table(outcome))
    if show:
        for row in outcome.missed:
            click.echo(f"missed: {' | '.join(row)}".replace("\n", " "))
    for alarm in outcome.alarms if show else outcome.worst(worst) if worst else ():
        click.echo(f"false alarm: {alarm.document} | {alarm.key} | {alarm.confidence:.2f} | {alarm.around}".replace("\n", " "))
    if save:
        _save(save, name or corpora[0].name.partition(".")[0], outcome, line)


def _checker(options: dict[str, Any]) -> tuple[Checker, str]:
    ruleset = load(glossary=not options["no_glossary"])
    selection = Selection(min_confidence=options["min_confidence"], off=off(ruleset.rules.values()))
    scorer = scorer_of(options["scorer"])
    line = signature(
        ruleset.digest, selection, source_lang=options["source_lang"], glossary=ruleset.glossary, scorer=scorer.name if scorer else "off"
    )
    return Checker(ruleset, selection, options["source_lang"], scorer=scorer), line


def _documents(corpora: tuple[Path, ...], options: dict[str, Any]) -> Iterator[Annotated]:
    from dataclasses import replace

    for document, gold in islice(chain.from_iterable(read_corpus(path, text_field=options["text_field"]) for path in corpora), options["limit"]):
        yield (document if options["with_source"] else replace(document, source=None, source_lang=None)), gold


def _row(name: str, counts: Counts, words: int) -> list[str]:
    def share(value: float | None) -> str:
        return "-" if value is None else f"{value:.2f}"

    fixed = counts.fixed / counts.found if counts.found else None
    alarms = f"{1000 * counts.false / max(1, words):.2f}"
    span = "-".join(f"{end:.2f}" for end in counts.interval) if counts.findings else "-"
    figures = [
        str(counts.findings),
        share(counts.precision),
        span,
        str(counts.required),
        share(counts.recall),
        share(fixed),
        alarms,
        f"{counts.lintscore:.1f}",
    ]
    return [name, *figures]


def _table(outcome: Evaluation) -> str:
    rows = [_row(name, counts, outcome.words) for name, counts in sorted(outcome.by_rule.items())]
    rows = [[outcome.by, *COLUMNS], *rows, _row("all", outcome.total, outcome.words)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))) for row in rows
    ]
    stated = [
        f"{at / BINS:.1f}-{(at + 1) / BINS:.1f}: {one.precision:.2f} of {one.findings}"
        for at, one in enumerate(outcome.bins)
        if one.precision is not None
    ]
    note = f"{outcome.documents} documents, {outcome.words} words; false alarms per 1,000 words; right fix: first suggestion, of those found"
    return "\n".join([*lines, note, f"right by stated confidence: {', '.join(stated)}" if stated else "no findings"])


def _json(outcome: Evaluation, line: str) -> str:
    def values(counts: Counts) -> dict[str, Any]:
        return {**vars(counts), "precision": counts.precision, "interval": counts.interval, "recall": counts.recall, "lintscore": counts.lintscore}

    table = {
        "signature": line,
        "documents": outcome.documents,
        "words": outcome.words,
        "false_alarms_per_1000_words": outcome.alarms_per_thousand,
        "all": values(outcome.total),
        "rules": {name: values(counts) for name, counts in sorted(outcome.by_rule.items())},
        "calibration": [[at / BINS, one.findings, one.true] for at, one in enumerate(outcome.bins) if one.findings],
    }
    return json.dumps(table, indent=1)


def _save(path: Path, name: str, outcome: Evaluation, line: str) -> None:
    """Put the numbers of a corpus into the file beside those of others; it changes whole or not at all."""
    try:
        table = json.loads(path.read_text("utf-8")) if path.exists() else {}
        table[name] = {"signature": line, **numbers(outcome)}
        part = path.with_name(f".{path.name}.part")
        part.write_text(json.dumps(dict(sorted(table.items())), indent=1) + "\n", "utf-8")
        part.replace(path)
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot keep the numbers ({error})", str(path)) from None
    click.echo(f"wrote {path}", err=True)
