"""``mtcheck report``: many JSON reports added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from mtcheck.cli._notes import note
from mtcheck.core.errors import ConfigError
from mtcheck.core.files import STDOUT, spare, write_text, written
from mtcheck.core.text import counted
from mtcheck.overview import outputs
from mtcheck.overview.archived import is_archive, read_archive
from mtcheck.overview.decisions import read_decisions
from mtcheck.overview.frames import Frames, frames_of, joined, with_decisions
from mtcheck.overview.grouping import DIMENSIONS, PERIODS
from mtcheck.overview.reading import read

SUFFIXES = {".json": "json", ".md": "markdown", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".html": "html", ".htm": "html"}
BINARY = ("xlsx", "parquet")
EPILOG = """\b
Examples:
  mtcheck report reports/*.json
  mtcheck report --by author --by rule --format csv reports/ > authors.csv
  mtcheck report --decisions decisions.jsonl --output week.html reports/
  mtcheck report --by date --period week archive-output/

\b
Reports are those of `mtcheck check --format json`, folders of them, or what a run over an archive left. Title, date, authors, desk
and source language come from front matter, the head of a page or the row; a date may stand in the path. docs/reports.md says more.
"""


@click.command("report", epilog=EPILOG)
@click.argument("reports", nargs=-1, required=True, type=click.Path())
@click.option(
    "--by", multiple=True, type=click.Choice(list(DIMENSIONS)), help="Add up by this; repeatable, for each combination. Default: by each alone."
)
@click.option("--period", type=click.Choice(list(PERIODS)), help="What --by date adds up. Default: by the span of the dates.")
@click.option("--decisions", multiple=True, metavar="FILE", help="What `mtcheck fix --decisions` kept: adds acceptance; repeatable.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "csv", "xlsx", "parquet", "html", "json", "markdown"]),
    help="Default: by the suffix of --output, else terminal.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
def command(
    reports: tuple[str, ...], by: tuple[str, ...], period: str | None, decisions: tuple[str, ...], form: str | None, output: Path | None
) -> None:
    """Add up reports by rule, category, source language, desk, author and date."""
    form = form or SUFFIXES.get(output.suffix.lower() if output else "", "terminal")
    if form in BINARY and output in (None, STDOUT):
        raise ConfigError(f"{form} is nothing for a terminal", "--format", "name a file with --output")
    files = list(_files(reports))
    spare([output] if output else [], [*files, *decisions])
    _write(form, _content(form, _frames(files, decisions), tuple(dict.fromkeys(by)), period), output)


def _files(names: Iterable[str]) -> Iterator[str]:
    """Yield the reports that the arguments name: files, archives, the .json files of other folders."""
    for name in names:
        if not Path(name).is_dir() or is_archive(name):
            yield name
            continue
        found = sorted(str(path) for path in Path(name).iterdir() if path.name.lower().endswith((".json", ".json.gz")))
        if not found:
            raise ConfigError("no reports in the folder", name, "write one with `mtcheck check --format json --output report.json`")
        yield from found


def _frames(files: Iterable[str], decisions: Iterable[str]) -> Frames:
    names = list(files)
    archives = [read_archive(name, _say) for name in names if is_archive(name)]
    reports = [read(name) for name in names if not is_archive(name)]
    decided = [one for name in decisions for one in read_decisions(name)]
    frames = with_decisions(joined([frames_of(reports, _tell), *archives]), decided)
    if frames.replaced:
        note(f"mtcheck: older results of {counted(frames.replaced, 'document')} left out; of each the last report counts")
    if frames.failures:
        note(f"mtcheck: {counted(frames.failures, 'failure')} when the reports were made; what could not be checked is not in the figures")
    return frames


def _say(line: str) -> None:
    note(f"mtcheck: {line}")


def _tell(line: str) -> None:
    note(f"mtcheck: {line}; nothing of it is known here")


def _content(form: str, frames: Frames, by: tuple[str, ...], period: str | None) -> Iterable[str] | bytes:
    if form == "html":
        from mtcheck.overview.page import page

        return page(frames, period)
    found = outputs.summary(frames, by, period)
    whole: Mapping[str, Callable[[Any], Any]] = {
        "csv": lambda found: [outputs.as_csv(found)],
        "json": lambda found: [f"{outputs.as_json(found)}\n"],
        "markdown": lambda found: (f"{line}\n" for line in outputs.as_markdown(found)),
        "terminal": lambda found: (f"{line}\n" for line in outputs.as_lines(found)),
        "xlsx": outputs.as_xlsx,
        "parquet": outputs.as_parquet,
    }
    content: Iterable[str] | bytes = whole[form](found)
    return content


def _write(form: str, content: Iterable[str] | bytes, output: Path | None) -> None:
    if output is None or output == STDOUT:
        for chunk in content:
            click.echo(chunk, nl=False)
        return
    if isinstance(content, bytes):
        with written(output) as out:
            out.write(content)
    else:
        write_text(output, content)
    note(f"wrote {output}")
