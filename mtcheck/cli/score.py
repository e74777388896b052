"""``mtcheck score``: an output against references, several outputs against each other."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mtcheck.cli._language import language_code
from mtcheck.cli._segments import REFERENCES, SOURCES, Segments, check_alike, documents, read_segments
from mtcheck.core.errors import ConfigError, nearest

if TYPE_CHECKING:
    from mtcheck.cli._gate import Tally
    from mtcheck.evaluation.reference import Figures
    from mtcheck.pipeline import Checker

EPILOG = """\b
Examples:
  mtcheck score output.txt --reference human.txt
  mtcheck score --systems a.txt b.txt c.txt --reference human.txt
  mtcheck score output.jsonl --format json           rows with `mt` and `reference`
  mtcheck score output.txt --reference human.txt --differences 5

\b
Text files hold one segment a line; rows of a .jsonl have hypothesis, mt or text, and
perhaps reference or post_edit, source and id. Any of them may be .gz.
docs/scores.md says what the figures mean.
"""
SEED = re.compile(r"\d+|none", re.IGNORECASE)
SPACED = 100
"""Lines that end in a space and a full stop from which on an output is taken to be tokenised (sacrebleu's own measure)."""


class Inputs(NamedTuple):
    """What is scored: the outputs, the references with where they come from, the source of each segment (None where there is none)."""

    outputs: Sequence[Segments]
    references: Sequence[tuple[str, Sequence[str]]]
    sources: Sequence[str | None]

    @property
    def streams(self) -> list[Sequence[str]]:
        """Return the references alone."""
        return [texts for _, texts in self.references]


class Scoring(click.Command):
    """A command whose ``--systems`` takes all names up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments with ``--systems`` said once for each name."""
        found: list[str] = []
        option = ""
        for argument in [*args, ""]:
            named = argument.startswith("-") and argument != "-"
            if found[-1:] == ["--systems"] and (named or not argument):
                raise click.BadOptionUsage("--systems", "Option '--systems' requires an argument.", ctx)
            if option == "--systems" and argument and not named and found[-1] != option:
                found.append(option)
            option = argument if named else option
            found.append(argument)
        found.pop()
        return super().parse_args(ctx, found)


@click.command("score", cls=Scoring, epilog=EPILOG)
@click.argument("hypothesis", required=False, type=click.Path())
@click.option("--reference", "references", multiple=True, metavar="FILE", help="Human translation; repeatable.")
@click.option("--systems", multiple=True, metavar="FILE...", help="Further outputs to compare; the first output of all is the baseline.")
@click.option("--source", metavar="FILE", help="Source text: turns the bilingual checks on for findings, penalty and quality.")
@click.option("--source-lang", callback=language_code, metavar="CODE", help="Language of the source.")
@click.option("--metrics", default="bleu,chrf,ter", show_default=True, help="Which metrics, separated by commas.")
@click.option(
    "--resamples", type=click.IntRange(0), default=1000, show_default=True, help="Bootstrap resamples for 95% intervals and tests; 0 for none."
)
@click.option(
    "--paired", type=click.Choice(["bs", "ar"]), default="bs", show_default=True, help="Paired test: bootstrap or approximate randomisation."
)
@click.option("--sentence", is_flag=True, help="A row for each segment as well (in CSV, instead).")
@click.option("--differences", type=click.IntRange(1), metavar="N", help="Show the N segments that differ most from the reference.")
@click.option(
    "--scorer",
    metavar="auto|off|required|PATH",
    default="off",
    show_default=True,
    help="The language model for fluency; unlike in `check`, off unless asked for.",
)
@click.option("--encoding", metavar="NAME", help="Encoding of the files; detected by default.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), help="Default: by the suffix of --output, else table.")
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
def command(
    hypothesis: str | None, references: tuple[str, ...], systems: tuple[str, ...], form: str | None, output: Path | None, **options: Any
) -> None:
    """Score translations against references: BLEU, chrF++, TER, findings and, with --scorer, fluency."""
    form = form or {".json": "json", ".csv": "csv"}.get(output.suffix.lower() if output else "", "table")
    names = [*([hypothesis] if hypothesis is not None else []), *systems]
    options["metrics"] = _metrics(options["metrics"])
    _check_usage(names, [*names, *references, options["source"]], form, options["differences"])
    if output is not None:
        from mtcheck.core.files import spare

        spare([output], [name for name in (*names, *references, options["source"]) if name])
    inputs = _inputs(names, references, options["source"], options["encoding"])
    from mtcheck.cli._gate import Tally

    tally = Tally("never")
    report = _report(inputs, tally, options)
    _write(report, form, output)
    sys.exit(tally.exit_code)


def _metrics(text: str) -> list[str]:
    from mtcheck.evaluation.reference import METRICS

    names = list(dict.fromkeys(name.strip().lower().rstrip("+") for name in text.split(",") if name.strip()))
    wrong = next((name for name in names if name not in METRICS), None)
    if wrong or not names:
        raise ConfigError(
            f"no metric {wrong!r}" if wrong else "no metric", "--metrics", nearest(wrong or "", METRICS, f"there are {', '.join(METRICS)}")
        )
    return names


def _check_usage(outputs: Sequence[str], files: Sequence[str | None], form: str, differences: int | None) -> None:
    if not outputs:
        raise ConfigError("no output to score", "score", "name the file that holds the translation")
    if files.count("-") > 1:
        raise ConfigError("standard input cannot be several files", "-", "name files for all but one")
    if not SEED.fullmatch(seed := os.environ.get("SACREBLEU_SEED", "none")):
        raise ConfigError(f"{seed!r} is no seed", "SACREBLEU_SEED", "set it to a whole number, or leave it unset")
    if form == "csv" and differences:
        raise ConfigError("a CSV has no place for differences", "--differences", "use --format table or json")


def _inputs(names: Sequence[str], references: Sequence[str], source: str | None, encoding: str | None) -> Inputs:
    """Return the files' segments; references and sources that are not named are those that rows of an output bring."""
    outputs = [read_segments(name, encoding) for name in names]
    humans = [read_segments(name, encoding, REFERENCES) for name in references]
    sources = [read_segments(source, encoding, SOURCES)] if source is not None else []
    check_alike(outputs[0], [*outputs[1:], *humans, *sources])
    beside = [(one.name, one.texts) for one in humans] or [(one.name, found) for one in outputs if (found := one.references()) is not None][:1]
    if not beside:
        raise ConfigError("no reference", "--reference", "name the human translation, or give a .jsonl with `reference`")
    return Inputs(outputs, beside, sources[0].texts if sources else [row.source for row in outputs[0].rows])


def _report(inputs: Inputs, tally: Tally, options: dict[str, Any]) -> dict[str, Any]:
    """Return all that is said of the outputs, in the shape of the JSON."""
    from mtcheck.cli._scores import difference_rows, sentence_rows, system_row
    from mtcheck.evaluation.reference import compared, differences, sentence_scores

    metrics, resamples, streams = options["metrics"], options["resamples"], inputs.streams
    checker, signature = _checker(options["source_lang"], options["scorer"])
    scores = compared([one.texts for one in inputs.outputs], streams, metrics, test=options["paired"], resamples=resamples)
    figures = [_figures(checker, one, inputs.sources, tally) for one in inputs.outputs]
    sentences, apart = [], []
    for one in inputs.outputs:
        if options["sentence"]:
            sentences += sentence_rows(one.name, one.ids, sentence_scores(one.texts, streams, metrics))
        if options["differences"]:
            apart += difference_rows(one.name, one.ids, one.texts, differences(one.texts, streams, options["differences"]))
    return {
        "signature": signature,
        "segments": len(inputs.sources),
        "references": [name for name, _ in inputs.references],
        "resamples": resamples if resamples > 1 else 0,
        "test": options["paired"] if len(inputs.outputs) > 1 and resamples > 1 else None,
        "systems": [system_row(*row) for row in zip([one.name for one in inputs.outputs], scores, figures, strict=True)],
        "sentences": sentences,
        "differences": apart,
    }


def _checker(source_lang: str | None, scorer: str) -> tuple[Checker, str]:
    """Return a checker with the shipped rules and no settings of the folder, so that figures compare, and its signature."""
    from mtcheck.cli._run import scorer_of
    from mtcheck.pipeline import Checker
    from mtcheck.resolve import Selection, off
    from mtcheck.ruleset import load
    from mtcheck.signature import signature

    ruleset = load()
    selection, model = Selection(off=off(ruleset.rules.values())), scorer_of(scorer)
    line = signature(ruleset.digest, selection, source_lang=source_lang, glossary=True, scorer=model.name if model else "off")
    return Checker(ruleset, selection, source_lang, scorer=model), line


def _figures(checker: Checker, segments: Segments, sources: Sequence[str | None], tally: Tally) -> Figures:
    """Return what mtcheck itself finds in an output; failures are told on stderr."""
    from mtcheck.core.model import DocumentReport
    from mtcheck.evaluation.reference import figures

    if sum(text.endswith(" .") for text in segments.texts) >= SPACED:
        click.echo(f"mtcheck: {segments.name}: looks tokenised (spaces before full stops), which makes the scores wrong; score plain text", err=True)
    results = tally.watch(checker.check(document) for document in documents(segments, sources))
    return figures(result for result in results if isinstance(result, DocumentReport))


def _write(report: dict[str, Any], form: str, output: Path | None) -> None:
    from mtcheck.cli import _scores
    from mtcheck.core.files import write_text

    text = {"json": _scores.as_json, "csv": _scores.as_csv, "table": _scores.as_table}[form](report)
    if output is None:
        click.echo(text, nl=False, color=False if os.environ.get("NO_COLOR") else None)
        return
    write_text(output, [click.unstyle(text)])
    click.echo(f"wrote {output}", err=True)
