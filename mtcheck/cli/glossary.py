"""``mtcheck glossary``: test glossary files, learn entries from editors' corrections."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck.cli import EXIT_FINDINGS
from mtcheck.errors import ConfigError
from mtcheck.glossarycheck import check_files
from mtcheck.resources import glossaries

if TYPE_CHECKING:
    from mtcheck.learning import Edited, Proposal

LEARN = """\b
Examples:
  mtcheck glossary learn --mt output.txt --post-edit edited.txt
  mtcheck glossary learn --mt edits.jsonl --source-lang fr --accept house.tsv

\b
Two files with one segment a line on both sides, or one .jsonl (`mt`, `post_edit`, perhaps `source`) or .tsv with those columns.
docs/glossaries.md says how the proposals are made.
"""
COLUMNS = ("mt", "post_edit", "source")
HEADER = "# rule: {rule}\n{lang}# tier: odd\n# licence: {licence}\n# origin: learned from corrections by mtcheck glossary learn\navoid\tprefer\tsource\ttier\n"


@click.group("glossary")
def command() -> None:
    """Work with glossaries."""


@command.command("check", epilog="\b\nExamples:\n  mtcheck glossary check\n  mtcheck glossary check house-style.tsv")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Find duplicates, loops, entries that can never match, suggestions that another rule flags.

    Without FILES the shipped glossaries are tested. Exit code 1 when something was found.
    """
    complaints = list(check_files(files or (glossaries(),)))
    for line in complaints:
        click.echo(line)
    click.echo(f"{len(complaints)} to put right" if complaints else "nothing to put right")
    sys.exit(EXIT_FINDINGS if complaints else 0)


@command.command("learn", epilog=LEARN)
@click.option("--mt", required=True, type=click.Path(path_type=Path), help="Machine output: text, or .jsonl/.tsv that holds both sides.")
@click.option("--post-edit", type=click.Path(path_type=Path), help="What an editor made of it, line by line.")
@click.option("--source", type=click.Path(path_type=Path), help="The source, line by line; names the word behind a phrase.")
@click.option("--source-lang", metavar="CODE", help="Language of the source, for the glossary's header.")
@click.option("--min-count", type=click.IntRange(1), default=3, show_default=True, help="Corrections that a proposal needs.")
@click.option("--min-precision", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Lower end of the precision's 95% interval.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--accept", type=click.Path(path_type=Path), help="Add the proposals to this glossary (names to a second file beside it).")
def learn(mt: Path, post_edit: Path | None, source: Path | None, source_lang: str | None, form: str, accept: Path | None, **bounds: Any) -> None:
    """Propose glossary entries from what editors changed."""
    from mtcheck.learning import learn

    proposals = learn(list(_edited(mt, post_edit, source)), **bounds)
    known = _known()
    click.echo(_json(proposals, known) if form == "json" else _table(proposals, known))
    if accept:
        fresh = [one for one in proposals if one.avoid.casefold() not in known]
        for path, rule, part in (
            (accept, "calque", [one for one in fresh if not one.name]),
            (_names(accept), "exonym", [one for one in fresh if one.name]),
        ):
            added = _accept(path, rule, part, source_lang)
            if part:
                click.echo(f"{path}: {added} added, {len(part) - added} were there", err=True)


def _edited(mt: Path, post_edit: Path | None, source: Path | None) -> Iterator[Edited]:
    """Yield the segments; raise ConfigError with the place of what does not fit."""
    from mtcheck.learning import Edited

    if mt.suffix in {".jsonl", ".ndjson", ".tsv"} and post_edit is None:
        yield from (Edited(*row) for row in (_tsv(mt) if mt.suffix == ".tsv" else _jsonl(mt)))
        return
    if post_edit is None:
        raise ConfigError("no post-edit", "--post-edit", "name the edited text, or give a .jsonl with `mt` and `post_edit`")
    sides = [_lines(path) for path in (mt, post_edit, source) if path]
    for path, lines in zip((post_edit, source), sides[1:], strict=False):
        if len(lines) != len(sides[0]):
            raise ConfigError(f"{len(lines)} lines, but {mt} has {len(sides[0])}", str(path), "give one segment a line on both sides")
    yield from (Edited(*row) for row in zip(*sides, strict=True))


def _lines(path: Path) -> list[str]:
    from mtcheck.encoding import decode

    try:
        lines = decode(path.read_bytes(), str(path)).splitlines()
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    if not lines:
        raise ConfigError("nothing in it to learn from", str(path))
    return lines


def _jsonl(path: Path) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield row["mt"], row["post_edit"], row.get("source") or ""
            except (ValueError, KeyError, TypeError):
                raise ConfigError("no JSON object with `mt` and `post_edit`", f"{path}:{number}", "write one object a line") from None


def _tsv(path: Path) -> Iterator[tuple[str, ...]]:
    header, *lines = [line.split("\t") for line in _lines(path)]
    if missing := [name for name in COLUMNS[:2] if name not in header]:
        raise ConfigError(f"no column `{missing[0]}`", f"{path}:1", f"it has {', '.join(header)}")
    for number, cells in enumerate(lines, 2):
        row = dict(zip(header, cells, strict=False))
        if not {"mt", "post_edit"} <= row.keys():
            raise ConfigError("too few cells", f"{path}:{number}", "separate them by tabs")
        yield tuple(row.get(name, "") for name in COLUMNS)


def _known() -> frozenset[str]:
    """Return the phrases of the shipped glossaries, as their entries write them."""
    from mtcheck.glossary import glossary_files, read_glossary

    return frozenset(entry.avoid.casefold() for file in glossary_files(glossaries()) for entry in read_glossary(file))


def _table(proposals: Sequence[Proposal], known: frozenset[str]) -> str:
    if not proposals:
        return "nothing that editors changed often enough; lower --min-count or --min-precision"
    lines = [f"{'changed':>8} {'of':>6} {'precision':>18}  proposal"]
    for one in proposals:
        low, high = one.interval
        note = " (known)" if one.avoid.casefold() in known else " (name)" if one.name else ""
        source = f"  [{one.source}]" if one.source else ""
        lines.append(
            f"{one.touched:>8} {one.occurrences:>6} {one.precision:>5.2f} ({low:.2f}-{high:.2f})  {one.avoid} -> {' | '.join(one.prefer)}{source}{note}"
        )
        lines.append(f"{'':>36}  “{one.examples[0].mt}” -> “{one.examples[0].post_edit}”")
    return "\n".join(lines)


def _json(proposals: Sequence[Proposal], known: frozenset[str]) -> str:
    rows = [
        {
            "avoid": one.avoid,
            "prefer": one.prefer,
            "count": one.count,
            "touched": one.touched,
            "occurrences": one.occurrences,
            "precision": round(one.precision, 3),
            "interval": [round(end, 3) for end in one.interval],
            "tier": one.tier,
            "name": one.name,
            "source": one.source,
            "known": one.avoid.casefold() in known,
            "examples": [example._asdict() for example in one.examples],
        }
        for one in proposals
    ]
    return json.dumps({"schema": 1, "proposals": rows}, indent=1, ensure_ascii=False)


def _names(path: Path) -> Path:
    return path.with_name(f"{path.stem}-names{path.suffix}")


def _accept(path: Path, rule: str, proposals: Sequence[Proposal], source_lang: str | None) -> int:
    """Add proposals to a glossary, which is made where there is none; return how many were new. The file changes whole or not at all."""
    if not proposals:
        return 0
    lang = f"# source-lang: {source_lang}\n" if source_lang else ""
    before = path.read_text("utf-8") if path.exists() else HEADER.format(rule=rule, lang=lang, licence="LicenseRef-house")
    there = {line.partition("\t")[0].casefold() for line in before.splitlines()}
    rows = [f"{one.avoid}\t{' | '.join(one.prefer)}\t{one.source}\t{one.tier}" for one in proposals if one.avoid.casefold() not in there]
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(before.rstrip("\n") + "\n" + "".join(f"{row}\n" for row in rows), "utf-8")
        part.replace(path)
    except OSError as error:
        raise ConfigError(f"cannot write the glossary ({error.strerror})", str(path)) from None
    return len(rows)
