"""``mtcheck evaluate CORPUS...``: precision, recall and false alarms, by rule, tier or entry."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from mtcheck.cli._calibrate import calibrated
from mtcheck.cli._language import language_code
from mtcheck.cli._notes import say
from mtcheck.cli._reviewer import REVIEWER_OPTIONS, Wanted, reviewer_of, wanted
from mtcheck.cli._run import scorer_of, with_options
from mtcheck.core.errors import ConfigError
from mtcheck.core.intervals import wilson
from mtcheck.evaluation.annotated import Alarm, Counts, Evaluation, evaluate, numbers
from mtcheck.evaluation.corpus import Annotated, read_corpus
from mtcheck.evaluation.measures import BINS, keep
from mtcheck.pipeline import Checker
from mtcheck.resolve import Selection, level, off
from mtcheck.ruleset import load
from mtcheck.signature import signature

EPILOG = """\b
Examples:
  mtcheck evaluate corpora/annotated
  mtcheck evaluate --worst 3 corpora/clean        every finding there is a false alarm
  mtcheck evaluate --by entry --worst 1 --source-lang fr edits.jsonl
  mtcheck evaluate --save docs/rules/measures.json --name news news.jsonl.gz
  mtcheck evaluate --reviewer http://localhost:8080 --calibrate --with-source corpora/annotated corpora/clean

\b
A corpus is a folder with gold.json files (corpora/README.md has their format), a folder of clean .txt files, or a .jsonl (.gz) file whose
rows have `text` and `gold`, or `text` (`mt`) and `post_edit` (`reference`): what the post-edit changed is right to flag.
"""
COLUMNS = ("findings", "precision", "95%", "required", "recall", "right fix", "false alarms", "lintscore")
WIDTH = 70
"""Characters of an entry that the table shows."""


@click.command("evaluate", epilog=EPILOG)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source-lang", callback=language_code, metavar="CODE", help="Take the articles as translated from this language.")
@click.option("--with-source", is_flag=True, help="Put the sources beside, with their language, where the corpus has them.")
@click.option("--with-lang", is_flag=True, help="Take each article as translated from the language that the corpus names.")
@click.option("--no-glossary", is_flag=True, help="Run without the shipped phrase lists.")
@click.option("--scorer", metavar="auto|off|required|PATH", default="off", show_default=True, help="The language model.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="One bar for all findings; by default those of `check`.")
@click.option("--by", type=click.Choice(["rule", "tier", "entry"]), default="rule", show_default=True, help="What the counts are filed under.")
@click.option("--without", metavar="REGEX", help="Leave out findings whose `rule: text` it matches, to see what the rest is worth.")
@click.option("--text-field", default="text", show_default=True, help="Field of a .jsonl row that holds the text.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N documents.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Only N documents, drawn by chance.")
@click.option("--seed", type=int, default=5, show_default=True, help="What the draw begins with.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--show", is_flag=True, help="List what was missed and the false alarms.")
@click.option("--worst", type=click.IntRange(1), metavar="N", help="List the N surest false alarms of each.")
@click.option("--save", type=click.Path(path_type=Path), help="Keep the numbers in this file, for `mtcheck rules docs`.")
@click.option("--name", help="What the corpus is called there; its file name by default.")
@with_options(REVIEWER_OPTIONS)
@click.option("--calibrate", is_flag=True, help="Measure the --reviewer alone, and keep how sure its findings are from now on.")
def command(
    corpora: tuple[Path, ...], form: str, show: bool, worst: int | None, save: Path | None, name: str | None, calibrate: bool, **options: Any
) -> None:
    """Measure the findings on annotated articles."""
    chosen = wanted(options)
    if calibrate:
        calibrated(chosen, _documents(corpora, options), options["source_lang"])
        return
    if save and options["by"] != "rule":
        raise click.UsageError("--save keeps numbers by rule; leave --by out")
    checker, line = _checker(options, chosen)
    without = _pattern(options["without"])
    outcome = evaluate(checker, _documents(corpora, options), options["by"], without)
    alarms = outcome.worst(worst) if worst else outcome.alarms if show else []
    if form == "json":
        click.echo(_json(outcome, line, alarms))
    else:
        say("\n".join([_table(outcome), *_listed(outcome, alarms, missed=show)]), err=False)
    if save:
        _save(save, name or corpora[0].name.partition(".")[0], outcome, line)


def _pattern(text: str | None) -> Any:
    """Return the expression, by RE2: however it is written, it costs what the text is long."""
    import re2

    options = re2.Options()
    options.log_errors, options.case_sensitive = False, False
    try:
        return re2.compile(text, options) if text else None
    except re2.error as error:
        raise click.BadParameter(f"no regular expression ({error})", param_hint="--without") from None


def _listed(outcome: Evaluation, alarms: list[Alarm], *, missed: bool) -> Iterator[str]:
    for row in outcome.missed if missed else ():
        yield f"missed: {' | '.join(row)}".replace("\n", " ")
    for alarm in alarms:
        yield f"false alarm: {alarm.document} | {alarm.key} | {alarm.confidence:.2f} | {alarm.around}".replace("\n", " ")


def _checker(options: dict[str, Any], chosen: Wanted | None) -> tuple[Checker, str]:
    ruleset = load(glossary=not options["no_glossary"])
    selection = Selection(level=level(min_confidence=options["min_confidence"]), off=off(ruleset.rules.values()))
    scorer, reviewer = scorer_of(options["scorer"]), reviewer_of(chosen, keep=True) if chosen else None
    language = options["source_lang"] or ("corpus" if options["with_lang"] or options["with_source"] else None)
    line = signature(
        ruleset.digest,
        selection,
        source_lang=language,
        glossary=ruleset.glossary,
        scorer=scorer.name if scorer else "off",
        reviewer=reviewer.name if reviewer else "",
    )
    return Checker(ruleset, selection, options["source_lang"], scorer=scorer, reviewer=reviewer), line


def _documents(corpora: tuple[Path, ...], options: dict[str, Any]) -> Iterator[Annotated]:
    rows = chain.from_iterable(read_corpus(path, text_field=options["text_field"]) for path in corpora)
    for document, gold in _drawn(islice(rows, options["limit"]), options["sample"], options["seed"]):
        source = document.source if options["with_source"] else None
        language = document.source_lang if options["with_source"] or options["with_lang"] else None
        yield replace(document, source=source, source_lang=language), tuple(gold)


def _drawn(rows: Iterator[Annotated], size: int | None, seed: int) -> Iterator[Annotated]:
    if size is None:
        return rows
    everything = list(rows)
    return iter(random.Random(seed).sample(everything, min(size, len(everything))))


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
    rows = [_row(_short(name), counts, outcome.words) for name, counts in _ordered(outcome)]
    rows = [[outcome.by, *COLUMNS], *rows, _row("all", outcome.total, outcome.words)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))) for row in rows
    ]
    note = f"{outcome.documents} documents, {outcome.words} words; false alarms per 1,000 words; right fix: first suggestion, of those found"
    return "\n".join([*lines, note, *_stated(outcome)])


def _ordered(outcome: Evaluation) -> list[tuple[str, Counts]]:
    """Return the rules by name; tiers and entries by false alarms, most first."""
    rows = sorted(outcome.by_rule.items())
    return rows if outcome.by == "rule" else sorted(rows, key=lambda row: (-row[1].false, -row[1].findings))


def _short(name: str) -> str:
    return name if len(name) <= WIDTH else name[: WIDTH - 1] + "…"


def _stated(outcome: Evaluation) -> Iterator[str]:
    filled = [(at / BINS, one) for at, one in enumerate(outcome.bins) if one.findings]
    yield "stated confidence  findings  right        95%  by chance" if filled else "no findings"
    for start, one in filled:
        low, high = wilson(one.true, one.findings)
        share, luck = one.true / one.findings, one.chance / one.findings
        yield f"{start:.1f}-{start + 1 / BINS:.1f}            {one.findings:>8}{share:>7.2f}  {low:.2f}-{high:.2f}{luck:>11.2f}"


def _json(outcome: Evaluation, line: str, alarms: list[Alarm]) -> str:
    def values(counts: Counts) -> dict[str, Any]:
        return {**vars(counts), "precision": counts.precision, "interval": counts.interval, "recall": counts.recall, "lintscore": counts.lintscore}

    table = {
        "signature": line,
        "documents": outcome.documents,
        "words": outcome.words,
        "false_alarms_per_1000_words": outcome.alarms_per_thousand,
        "all": values(outcome.total),
        "rules": {name: values(counts) for name, counts in sorted(outcome.by_rule.items())},
        "calibration": [
            {"from": at / BINS, **one.numbers(), "interval": wilson(one.true, one.findings)} for at, one in enumerate(outcome.bins) if one.findings
        ],
        "false_alarms": [alarm._asdict() for alarm in alarms],
    }
    return json.dumps(table, indent=1)


def _save(path: Path, name: str, outcome: Evaluation, line: str) -> None:
    try:
        keep(path, name, {"signature": line, **numbers(outcome)})
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot keep the numbers ({error})", str(path)) from None
    click.echo(f"wrote {path}", err=True)
