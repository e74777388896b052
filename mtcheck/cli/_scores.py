"""Prints what ``mtcheck score`` found, as a table, as JSON (schema 1, docs/scores.md) or as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from mtcheck.core.escaping import cell, visible
from mtcheck.core.mqm import COMPARES
from mtcheck.core.text import counted
from mtcheck.evaluation.reference import LIKELY_CHANCE, NAMES, Difference, Figures, Part, Score

SCHEMA = 1
TESTS = {"bs": "paired bootstrap", "ar": "approximate randomisation"}

Report = Mapping[str, Any]


def system_row(name: str, scores: Iterable[Score], figures: Figures) -> dict[str, Any]:
    """Return what the report says of a system."""
    return {
        "system": name,
        "scores": {score.metric: _score(score) for score in scores},
        "words": figures.words,
        "findings": figures.findings,
        "findings_per_1000_words": round(1000 * figures.findings / max(1, figures.words), 2),
        "penalty_per_1000_words": round(figures.penalty, 1),
        "quality": round(figures.quality, 1),
        "fluency": None if figures.fluency is None else round(figures.fluency, 1),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "score": round(score.value, 2),
        "mean": None if score.mean is None else round(score.mean, 2),
        "interval": None if score.interval is None else [round(end, 2) for end in score.interval],
        "p": None if score.p is None else round(score.p, 6),
        "differs": score.differs,
        "signature": score.signature,
    }


def sentence_rows(name: str, ids: Sequence[str | None], values: Iterable[Mapping[str, float]]) -> list[dict[str, Any]]:
    """Return what the report says of each segment of a system; segments count from 1."""
    rows = enumerate(zip(ids, values, strict=True), 1)
    return [{"system": name, "segment": at, "id": one, **{metric: round(value, 2) for metric, value in row.items()}} for at, (one, row) in rows]


def difference_rows(name: str, ids: Sequence[str | None], texts: Sequence[str], found: Iterable[Difference]) -> list[dict[str, Any]]:
    """Return what the report says of the segments that differ most."""
    return [
        {
            "system": name,
            "segment": one.segment + 1,
            "id": ids[one.segment],
            "chrf": round(one.chrf, 2),
            "hypothesis": texts[one.segment],
            "reference": one.reference,
            "marked": click.unstyle(coloured(one.parts)),
            "parts": one.parts,
        }
        for one in found
    ]


def coloured(parts: Iterable[Part]) -> str:
    """Return the words as wdiff shows them, in colours: [-what stands-] {+what the reference has+}."""
    return "".join(visible(part.gap) + _wrapped(part._replace(text=visible(part.text))) for part in parts)


def _wrapped(part: Part) -> str:
    if part.kind == "same":
        return part.text
    return click.style(f"[-{part.text}-]", fg="red") if part.kind == "out" else click.style(f"{{+{part.text}+}}", fg="green")


def as_json(report: Report) -> str:
    """Return the report as JSON."""
    apart = [{name: value for name, value in row.items() if name != "parts"} for row in report["differences"]]
    return json.dumps({"schema": SCHEMA, "note": f"penalty, quality and fluency {COMPARES}", **report, "differences": apart}, indent=1) + "\n"


def as_csv(report: Report) -> str:
    """Return a row a segment where segments were asked for, else a row a system."""
    import csv
    from io import StringIO

    rows = report["sentences"] or [_flat(row) for row in report["systems"]]
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: cell(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows)
    return out.getvalue()


def _flat(system: Report) -> dict[str, Any]:
    flat: dict[str, Any] = {"system": system["system"]}
    for metric, score in system["scores"].items():
        low, high = score["interval"] or (None, None)
        flat |= {metric: score["score"], f"{metric}_low": low, f"{metric}_high": high, f"{metric}_p": score["p"]}
    flat |= {name: value for name, value in system.items() if name not in {"system", "scores"}}
    return flat | {f"{metric}_signature": score["signature"] for metric, score in system["scores"].items()}


def as_table(report: Report) -> str:
    """Return the report for a person at a terminal, with colours where differences are marked."""
    blocks = [_systems(report)]
    if report["sentences"]:
        blocks.insert(0, _sentences(report["sentences"]))
    blocks += ["\n".join(_difference(row, several=len(report["systems"]) > 1) for row in report["differences"])]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _systems(report: Report) -> str:
    systems = report["systems"]
    metrics = list(systems[0]["scores"])
    fluent = any(row["fluency"] is not None for row in systems)
    head = ["", *(NAMES[metric] for metric in metrics), "findings", "penalty", "quality", *(["fluency"] if fluent else [])]
    rows = [
        [
            visible(row["system"]),
            *(_cell(row["scores"][metric]) for metric in metrics),
            str(row["findings"]),
            *(f"{row[name]:.1f}" for name in ("penalty_per_1000_words", "quality")),
            *(["-" if row["fluency"] is None else f"{row['fluency']:.1f}"] if fluent else []),
        ]
        for row in systems
    ]
    return "\n".join([*_aligned([head, *rows]), *_notes(report, systems[0]["scores"])])


def _cell(score: Report) -> str:
    half = f" ± {(score['interval'][1] - score['interval'][0]) / 2:.2f}" if score["interval"] else ""
    chance = "" if score["p"] is None else f" (p {score['p']:.4f}{'*' if score['differs'] else ''})"
    return f"{score['score']:.2f}{half}{chance}"


def _notes(report: Report, scores: Report) -> Iterator[str]:
    test = report["test"]
    count = len(report["references"])
    yield f"{counted(report['segments'], 'segment')}, {counted(count, 'reference')}; TER and penalty (MQM points per 1,000 words): lower is better"
    if report["resamples"]:
        yield f"±: half the 95% interval over {report['resamples']} bootstrap resamples"
    figures = "penalty, quality and fluency" if any(row["fluency"] is not None for row in report["systems"]) else "penalty and quality"
    yield f"{figures} {COMPARES}"
    if test:
        yield f"p: {TESTS[test]} against {report['systems'][0]['system']}; * below {LIKELY_CHANCE}"
    for metric, score in scores.items():
        yield f"{NAMES[metric]}  {score['signature']}"


def _sentences(rows: Sequence[Report]) -> str:
    left_out = {name for name, many in (("system", len({row["system"] for row in rows}) > 1), ("id", any(row["id"] for row in rows))) if not many}
    columns = [name for name in rows[0] if name not in left_out]
    shown = [["-" if row[name] is None else f"{row[name]:.2f}" if name in NAMES else visible(str(row[name])) for name in columns] for row in rows]
    return "\n".join(_aligned([[NAMES.get(name, name) for name in columns], *shown]))


def _difference(row: Report, *, several: bool) -> str:
    names = ", ".join(visible(str(name)) for name in (row["system"] if several else None, row["id"]) if name)
    return f"segment {row['segment']}{f' ({names})' if names else ''}  chrF++ {row['chrf']:.2f}\n    {coloured(row['parts'])}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    pairs = [list(zip(row, widths, strict=True)) for row in rows]
    return ["  ".join([row[0][0].ljust(row[0][1]), *(cell.rjust(width) for cell, width in row[1:])]) for row in pairs]
