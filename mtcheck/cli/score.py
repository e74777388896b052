"""``mtcheck score``: an output against references, several outputs against each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from mtcheck.errors import ConfigError

EPILOG = """\b
Examples:
  mtcheck score output.txt --reference human.txt
  mtcheck score a.txt --systems b.txt --systems c.txt --reference human.txt
  mtcheck score output.jsonl --format json           rows with `mt` and `reference`
  mtcheck score output.txt --reference human.txt --differences 5

\b
Files hold one segment a line. docs/scores.md says what the figures mean.
"""
LIKELY_CHANCE = 0.05
TEXTS, REFERENCES = ("hypothesis", "mt", "text"), ("reference", "post_edit")


class Segments(NamedTuple):
    """The segments of a file, and their references where it brings them."""

    texts: list[str]
    references: list[str]


@click.command("score", epilog=EPILOG)
@click.argument("hypothesis", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--reference", "references", multiple=True, type=click.Path(path_type=Path), help="Human translation; repeatable.")
@click.option("--source", type=click.Path(path_type=Path), help="Source text: turns the bilingual checks on for findings and penalty.")
@click.option("--source-lang", metavar="CODE", help="Language of the source.")
@click.option("--systems", multiple=True, type=click.Path(path_type=Path), help="Another output to compare; repeatable. HYPOTHESIS is the baseline.")
@click.option("--metrics", default="bleu,chrf,ter", show_default=True, help="Which metrics, separated by commas.")
@click.option(
    "--resamples", type=click.IntRange(0), default=1000, show_default=True, help="Bootstrap resamples for 95% intervals and tests; 0 for none."
)
@click.option(
    "--paired", type=click.Choice(["bs", "ar"]), default="bs", show_default=True, help="Paired test: bootstrap or approximate randomisation."
)
@click.option("--sentence", is_flag=True, help="A row for each segment.")
@click.option("--differences", type=click.IntRange(1), metavar="N", help="Show the N segments that differ most from the reference.")
@click.option("--scorer", metavar="auto|off|required|PATH", default="auto", show_default=True, help="The language model for fluency.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
def command(hypothesis: Path, references: tuple[Path, ...], systems: tuple[Path, ...], form: str, output: Path | None, **options: Any) -> None:
    """Score translations against references: BLEU, chrF++, TER, findings and fluency."""
    metrics = _metrics(options.pop("metrics"))
    own = _read(hypothesis)
    beside = [_read(path).texts for path in references] or ([own.references] if own.references else [])
    if not beside:
        raise ConfigError("no reference", "--reference", "name the human translation, or give a .jsonl with `reference`")
    outputs = [(str(hypothesis), own.texts), *((str(path), _read(path).texts) for path in systems)]
    _same_lengths([*outputs, *((str(path), lines) for path, lines in zip(references, beside, strict=False))])
    rows = _rows(outputs, beside, metrics, **options)
    _write(_shown(rows, form, differences=_differences(own.texts, beside[0], options["differences"])), output)


def _metrics(text: str) -> list[str]:
    from mtcheck.reference import METRICS

    names = [name.strip().lower().replace("chrf++", "chrf") for name in text.split(",") if name.strip()]
    if wrong := next((name for name in names if name not in METRICS), None):
        raise ConfigError(f"no metric {wrong!r}", "--metrics", f"there are {', '.join(METRICS)}")
    return names


def _read(path: Path) -> Segments:
    """Return the segments of a file: lines, or the rows of a ``.jsonl``."""
    import sys

    from mtcheck.encoding import decode

    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    lines = decode(content, str(path)).split("\n")
    lines = lines[:-1] if lines and not lines[-1] else lines
    if path.suffix not in {".jsonl", ".ndjson"}:
        return Segments([line.rstrip("\r") for line in lines], [])
    rows = [_row(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    return Segments([text for text, _ in rows], [reference for _, reference in rows if reference is not None])


def _row(line: str, where: str) -> tuple[str, str | None]:
    try:
        row = json.loads(line)
        text = next(row[name] for name in TEXTS if isinstance(row.get(name), str))
    except (ValueError, AttributeError, StopIteration):
        raise ConfigError("no JSON object with `hypothesis`, `mt` or `text`", where, "write one object a line") from None
    return text, next((row[name] for name in REFERENCES if isinstance(row.get(name), str)), None)


def _same_lengths(files: Sequence[tuple[str, Sequence[str]]]) -> None:
    first, lines = files[0]
    if not lines:
        raise ConfigError("nothing in it to score", first)
    for name, other in files[1:]:
        if len(other) != len(lines):
            raise ConfigError(f"{len(other)} segments, but {first} has {len(lines)}", name, "give one segment a line on both sides")


def _rows(outputs: Sequence[tuple[str, list[str]]], references: Sequence[list[str]], metrics: Sequence[str], **options: Any) -> list[dict[str, Any]]:
    """Return the rows of the report: one a segment, one a system, or one a metric."""
    from mtcheck import reference

    if options["sentence"]:
        values = reference.sentence_scores(outputs[0][1], references, metrics)
        return [{"segment": number, **{name: round(value, 2) for name, value in row.items()}} for number, row in enumerate(values, 1)]
    rows: list[dict[str, Any]] = []
    if len(outputs) > 1:
        for one in reference.compared(outputs, references, metrics, test=options["paired"], resamples=max(2, options["resamples"])):
            p = None if one.p is None else round(one.p, 4)
            rows.append(
                {"system": one.system, "metric": reference.NAMES[one.metric], "score": round(one.value, 2), "p": p, "signature": one.signature}
            )
    else:
        for score in reference.corpus_scores(outputs[0][1], references, metrics, options["resamples"]):
            interval = None if score.interval is None else round(score.interval, 2)
            rows.append({"metric": reference.NAMES[score.metric], "score": round(score.value, 2), "interval": interval, "signature": score.signature})
    return rows + [row for name, lines in outputs for row in _own(name, lines, named=len(outputs) > 1, **options)]


def _own(name: str, lines: Sequence[str], *, named: bool, **options: Any) -> list[dict[str, Any]]:
    """Return the rows of what mtcheck itself says of an output: findings and penalty per 1,000 words, fluency."""
    from mtcheck.cli._run import scorer_of
    from mtcheck.model import Document, Unit
    from mtcheck.mqm import penalty_per_thousand
    from mtcheck.pipeline import Checker
    from mtcheck.resolve import Selection, off
    from mtcheck.ruleset import load

    ruleset = load()
    source = _read(options["source"]).texts if options["source"] else None
    if source is not None:
        _same_lengths([(name, lines), (str(options["source"]), source)])
    document = Document(name, *_joined(lines, source), source_lang=options["source_lang"], units=_units(lines, source, Unit))
    checker = Checker(ruleset, Selection(off=off(ruleset.rules.values())), options["source_lang"], scorer=scorer_of(options["scorer"]))
    report = checker.check(document)
    penalty = penalty_per_thousand((finding.severity for finding in report.findings), report.words)
    figures = {"findings/1,000 words": round(1000 * len(report.findings) / max(1, report.words), 2), "MQM penalty/1,000 words": round(penalty, 1)}
    if report.fluency is not None:
        figures["fluency"] = round(report.fluency, 1)
    return [{**({"system": name} if named else {}), "metric": metric, "score": value} for metric, value in figures.items()]


def _joined(lines: Sequence[str], source: Sequence[str] | None) -> tuple[str, None, str | None]:
    return "\n\n".join(lines), None, None if source is None else "\n\n".join(source)


def _units(lines: Sequence[str], source: Sequence[str] | None, unit: Any) -> tuple[Any, ...]:
    """Return a unit for each segment, where there is a source to pair with."""
    from mtcheck.model import Span

    if source is None:
        return ()
    found, here, there = [], 0, 0
    for number, (text, other) in enumerate(zip(lines, source, strict=True), 1):
        found.append(unit(str(number), Span(here, here + len(text)), Span(there, there + len(other))))
        here, there = here + len(text) + 2, there + len(other) + 2
    return tuple(found)


def _differences(texts: Sequence[str], reference: Sequence[str], count: int | None) -> list[tuple[int, float, str]]:
    if not count:
        return []
    from mtcheck.reference import differences

    return differences(texts, reference, count)


def _shown(rows: list[dict[str, Any]], form: str, differences: list[tuple[int, float, str]]) -> str:
    if form == "json":
        apart = [{"segment": at + 1, "chrf": round(score, 2), "marked": text} for at, score, text in differences]
        return json.dumps({"schema": 1, "scores": rows, **({"differences": apart} if apart else {})}, indent=1, ensure_ascii=False) + "\n"
    if form == "csv":
        import pandas as pd

        return str(pd.DataFrame(rows).to_csv(index=False))
    lines = [_line(row) for row in rows]
    lines += [f"\n{at + 1} (chrF++ {score:.1f})\n  {text}" for at, score, text in differences]
    return "\n".join(lines) + "\n"


def _line(row: dict[str, Any]) -> str:
    if "segment" in row:
        return "  ".join(f"{name} {value}" for name, value in row.items())
    interval = f" ± {row['interval']:.2f}" if row.get("interval") is not None else ""
    p = row.get("p")
    chance = "" if p is None else f"  p {p:.4f}{' *' if p < LIKELY_CHANCE else ''}"
    system = f"{row['system']}  " if "system" in row else ""
    signature = f"  {row['signature']}" if row.get("signature") else ""
    return f"{system}{row['metric']:<24}{row['score']:>8.2f}{interval}{chance}{signature}"


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(output)
    except OSError as error:
        raise ConfigError(f"cannot write the scores ({error.strerror})", str(output), "choose another --output") from None
    click.echo(f"wrote {output}", err=True)
