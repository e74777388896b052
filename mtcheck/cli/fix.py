"""``mtcheck fix``: write the surest suggestions into the files, or show what would change."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from mtcheck import readers
from mtcheck.cli import EXIT_USAGE
from mtcheck.cli._files import spare, written
from mtcheck.cli._run import INPUT_OPTIONS, SOURCE_OPTIONS, Tally, checker_of, files_read, options_of, results_of, with_flags, with_options
from mtcheck.config import load_config
from mtcheck.core.encoding import decode
from mtcheck.core.errors import ConfigError, MtcheckError
from mtcheck.core.model import DocumentReport, Failure, Result
from mtcheck.readers import STDIN, Options
from mtcheck.rewriting import Edit, Edits, rewrite, texts
from mtcheck.ruleset import load

CONFIDENCE = 0.9
EPILOG = """\b
Examples:
  mtcheck fix article.md                          show what would change
  mtcheck fix --in-place content/                 change the files
  mtcheck fix --rules fused-words --output fixed.xlf messages.xlf

\b
Only the first suggestion of a finding is used, and everything else in a file stays as it is. Exit codes: 0 done, 2 wrong usage,
config, unreadable input or a file that could not be written, 3 something inside failed.
"""


@click.command("fix", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True)
@click.option("--in-place", is_flag=True, help="Change the files.")
@click.option("--output", type=click.Path(path_type=Path), help="Write the fixed file here; for a single file.")
@click.option("--diff", is_flag=True, help="Show the changed lines; the default without --in-place and --output.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=CONFIDENCE, show_default=True, help="Fix what is found with this confidence or more."
)
@click.option("--rules", metavar="RULES", help="Fix only what these rules find, separated by commas.")
@with_options(SOURCE_OPTIONS)
@with_options(INPUT_OPTIONS)
def command(
    paths: tuple[str, ...],
    in_place: bool,
    output: Path | None,
    diff: bool,
    min_confidence: float,
    rules: str | None,
    config_path: Path | None,
    scorer: str,
    source: str | None,
    reference: str | None,
    **flags: Any,
) -> None:
    """Apply the surest suggestions to files."""
    inputs = list(readers.expand(paths))
    _usable(inputs, in_place, output)
    config = with_flags(load_config(paths, config_path), select=rules, **flags)
    spare([output] if output else [], files_read(inputs, config, source, reference))
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary), scorer)
    tally = Tally("never")
    fixes = _fixes(tally.watch(results_of(config, checker, inputs, source, reference=reference)), min_confidence)
    code = 0
    for fix in fixes:
        try:
            _apply(fix, options_of(config), _destination(fix.path, in_place, output), diff)
        except MtcheckError as error:
            click.echo(f"mtcheck: {error.line()}", err=True)
            code = EXIT_USAGE
    sys.exit(max(code, tally.exit_code))


def _usable(inputs: list[str | Failure], in_place: bool, output: Path | None) -> None:
    if STDIN in inputs:
        raise ConfigError("standard input cannot be fixed", STDIN, "give a file")
    if output and in_place:
        raise ConfigError("--output and --in-place exclude each other", "--output", "choose one")
    if output and len(inputs) != 1:
        raise ConfigError(f"one --output for {len(inputs)} files", str(output), "use --in-place, or fix one file at a time")


def _destination(path: str, in_place: bool, output: Path | None) -> Path | None:
    return Path(path).resolve() if in_place else output


class Fix(NamedTuple):
    """What is to change in a file: its edits, the words that each of them replaces, and how many findings the file has."""

    path: str
    words: dict[Edit, str]
    findings: int


def _fixes(results: Iterable[Result], min_confidence: float) -> Iterator[Fix]:
    """Yield what is to change in each file; the documents of a file follow each other."""
    path, words, documents, findings = None, dict[Edit, str](), 0, 0
    for result in results:
        if isinstance(result, DocumentReport):
            if path is not None and result.document.path != path:
                yield Fix(path, words, findings)
                words, documents, findings = {}, 0, 0
            path = result.document.path
            sure = (finding for finding in result.findings if finding.suggestions and finding.confidence >= min_confidence)
            words |= {Edit(documents, finding.span, finding.suggestions[0]): finding.text for finding in sure}
            documents, findings = documents + 1, findings + len(result.findings)
    if path is not None:
        yield Fix(path, words, findings)


def _apply(fix: Fix, options: Options, destination: Path | None, diff: bool) -> None:
    edits = Edits(fix.words)
    content, before = rewrite(fix.path, edits, options), Path(fix.path).read_bytes()
    for edit, why in edits.refused:
        click.echo(f"mtcheck: {fix.path}: {fix.words[edit]!r} stays as it is: {why}", err=True)
    if diff or destination is None:
        for line in _changes(fix.path, before, content, options):
            click.echo(line)
    if destination is not None and (content != before or destination != Path(fix.path).resolve()):
        with written(destination) as out:
            out.write(content)
    verb = "would fix" if destination is None else "fixed"
    click.echo(f"{verb} {len(edits) - len(edits.refused)} of {fix.findings} findings in {fix.path}", err=True)


def _changes(path: str, before: bytes, after: bytes, options: Options) -> Iterator[str]:
    """Yield the changed lines, of a zip those of its prose."""
    from difflib import unified_diff

    old, new = ([line.rstrip("\r\n") for line in _lines(path, content, options)] for content in (before, after))
    yield from unified_diff(old, new, path, path, n=0, lineterm="")


def _lines(path: str, content: bytes, options: Options) -> list[str]:
    if content.startswith((b"PK\x03\x04", b"PAR1")):
        return "\n\n".join(texts(path, content, options)).split("\n")
    return decode(content, path, options.encoding).split("\n")
