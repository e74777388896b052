"""``mtcheck glossary learn``: a newsroom's own corrections become its glossary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import click

from mtcheck.cli._language import language_code
from mtcheck.core.escaping import cell, visible
from mtcheck.core.files import spare, write_text
from mtcheck.glossary.learning import Proposal

EPILOG = """\b
Examples:
  mtcheck glossary learn --mt machine.txt --post-edit published.txt
  mtcheck glossary learn --mt corrections.jsonl --accept style/house.tsv
  mtcheck glossary learn --mt pairs.tsv --format tsv --output proposals.tsv

\b
A .jsonl has fields mt, post_edit and perhaps source; a .tsv has columns of these names.
docs/glossaries.md says what the figures mean.
"""
COLUMNS = ("avoid", "prefer", "source", "tier", "count", "occurrences", "standing", "precision", "low", "high", "name", "known", "example")


class Row(NamedTuple):
    """A proposal and the ``file:line`` of the shipped entry that has its phrase, "" where none has."""

    proposal: Proposal
    known: str


@click.command("learn", epilog=EPILOG)
@click.option("--mt", required=True, type=click.Path(path_type=Path), help="Machine output, one segment a line; or a .jsonl or .tsv with both sides.")
@click.option("--post-edit", type=click.Path(path_type=Path), help="What the editor made of it, line by line.")
@click.option("--source", type=click.Path(path_type=Path), help="The source, line by line: names the source word behind an entry.")
@click.option("--source-lang", callback=language_code, metavar="CODE", help="Language of the source, for the header of a new glossary.")
@click.option("--min-count", type=click.IntRange(1), default=3, show_default=True, help="Replacements that an entry needs.")
@click.option("--min-precision", type=click.FloatRange(0, 1), default=0.6, show_default=True, help="Share of its places that were replaced.")
@click.option("--format", "form", type=click.Choice(["table", "tsv", "json"]), default="table", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write the list to this file.")
@click.option(
    "--accept", type=click.Path(path_type=Path), metavar="FILE.tsv", help="Add the sure ones (lower bound above --min-precision) to this glossary."
)
def command(
    mt: Path, post_edit: Path | None, source: Path | None, source_lang: str | None, min_count: int, min_precision: float, form: str, **files: Any
) -> None:
    """Propose glossary entries from machine output and its correction."""
    from mtcheck.cli._pairs import read_pairs
    from mtcheck.glossary.corrections import Corrections
    from mtcheck.glossary.learning import learn

    spare([path for path in (files["output"], files["accept"]) if path], [path for path in (mt, post_edit, source) if path])
    corrections = Corrections(read_pairs(mt, post_edit, source))
    if corrections.rewritten:
        click.echo(f"mtcheck: {corrections.rewritten} pairs have too little in common to learn from", err=True)
    proposals = [one for one in learn(corrections, min_count) if one.precision >= min_precision]
    _show({"table": _table, "tsv": _tsv, "json": _json}[form](_rows(proposals)), files["output"])
    if files["accept"]:
        _accept(files["accept"], [one for one in proposals if one.low >= min_precision], source_lang)


def _rows(proposals: Iterable[Proposal]) -> list[Row]:
    """Return the proposals with what the shipped glossaries have of them."""
    from mtcheck.glossary.phrase import forms
    from mtcheck.ruleset import load

    phrases = load().phrases
    found = []
    for one in proposals:
        entries = (entry for form in forms(one.avoid) for entry in phrases.entries(form.text))
        found.append(Row(one, next(("/".join(Path(entry.where).parts[-2:]) for entry in entries), "")))
    return found


def _table(rows: list[Row]) -> str:
    """Return phrases and names as two lists, each entry with its figures and an example."""
    if not rows:
        return "nothing was changed often and consistently enough; --min-count and --min-precision say what is enough\n"
    parts = []
    for title, names in (("Phrases", False), ("Names", True)):
        if own := [row for row in rows if row.proposal.name is names]:
            parts.append(f"{title}\n" + "".join(map(_lines, own)))
    return visible("\n".join(parts))


def _lines(row: Row) -> str:
    one = row.proposal
    known = f"  known ({row.known})" if row.known else ""
    source = f"  [{one.source}]" if one.source else ""
    figures = f"{one.count:>4} of {one.occurrences:<4} {one.precision:.2f} ({one.low:.2f}-{one.high:.2f})  {one.tier:<5}"
    example = one.examples[0]
    return f"{figures}  {one.avoid} -> {' | '.join(one.prefer)}{source}{known}\n{'':>32}{example.where}: {example.mt} -> {example.post_edit}\n"


def _tsv(rows: list[Row]) -> str:
    lines = ["\t".join(COLUMNS)]
    for one, known in rows:
        figures = (f"{one.count}", f"{one.occurrences}", f"{one.standing}", f"{one.precision:.3f}", f"{one.low:.3f}", f"{one.high:.3f}")
        cells = (one.avoid, " | ".join(one.prefer), one.source, one.tier, *figures, "yes" if one.name else "", known)
        lines.append("\t".join(map(cell, (*cells, f"{one.examples[0].mt} -> {one.examples[0].post_edit}"))))
    return "\n".join(lines) + "\n"


def _json(rows: list[Row]) -> str:
    parts = {key: [_listed(row) for row in rows if row.proposal.name is names] for key, names in (("phrases", False), ("names", True))}
    return json.dumps({"schema": 1, **parts}, indent=1) + "\n"


def _listed(row: Row) -> dict[str, Any]:
    one = row.proposal
    figures = {"precision": round(one.precision, 3), "low": round(one.low, 3), "high": round(one.high, 3), "tier": one.tier}
    return {**asdict(one), **figures, "known": row.known or None}


def _show(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, [text])
        click.echo(f"wrote {output}", err=True)


def _accept(path: Path, proposals: list[Proposal], source_lang: str | None) -> None:
    """Add the proposals to a glossary and say how many were new."""
    from mtcheck.glossary.writing import added, proposed

    if not proposals:
        click.echo(f"mtcheck: no entry is sure enough for {path}; a lower --min-precision or more pairs would help", err=True)
        return
    result = added(path, map(proposed, proposals), source_lang)
    if result.entries:
        write_text(path, [result.text])
    there = f", {result.there} stood there already" if result.there else ""
    click.echo(f"{path}: {len(result.entries)} entries added{there}", err=True)
