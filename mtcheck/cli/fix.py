"""``mtcheck fix``: write the suggestions that are safe into the files, or show what would change."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from mtcheck.cli import EXIT_FINDINGS, EXIT_USAGE, _complete
from mtcheck.cli._gate import Tally
from mtcheck.cli._inputs import inputs_of
from mtcheck.cli._lists import ignore_file
from mtcheck.cli._notes import say
from mtcheck.cli._run import INPUT_OPTIONS, SOURCE_OPTIONS, checker_of, files_read, options_of, results_of, with_flags, with_options
from mtcheck.config import load_config
from mtcheck.core.encoding import decode
from mtcheck.core.errors import ConfigError, MtcheckError
from mtcheck.core.files import spare, written
from mtcheck.core.model import DocumentReport, Failure
from mtcheck.core.text import counted
from mtcheck.mending import ROUNDS, Choice, Fixed, by_file, fixed, safe, unsafe
from mtcheck.readers import STDIN, Options, Stdin
from mtcheck.rewriting import content_of, texts
from mtcheck.ruleset import load

CONFIDENCE = 0.9
EPILOG = """\b
Examples:
  mtcheck fix article.md                          show what would change
  mtcheck fix --in-place content/                 change the files
  mtcheck fix --unsafe-fixes --diff article.md    what the other suggestions would do
  mtcheck fix --interactive --in-place article.md decide one by one
  mtcheck fix --check content/                    1 where something would change
  cat article.txt | mtcheck fix - > fixed.txt

\b
Safe fixes are those of the kinds that editors made as well at least 98 times in 100 (docs/confidence.md); the others need --unsafe-fixes
and a reader. Everything else in a file stays as it is. Exit codes: 0 done, 1 something would change (--check), 2 wrong usage, config,
unreadable input or a file that could not be written, 3 something inside failed.
"""


@click.command("fix", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--in-place", is_flag=True, help="Change the files.")
@click.option("--output", type=click.Path(path_type=Path), help="Write the fixed file here; for a single file.")
@click.option("--diff", is_flag=True, help="Show the changed lines; the default without --in-place and --output.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 where something would change.")
@click.option("--unsafe-fixes", is_flag=True, help="Write the first suggestion of every sure finding, not only those of a safe kind.")
@click.option("--interactive", is_flag=True, help="Ask about each finding; with --in-place or --output.")
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), help="Add what was accepted and refused to this .jsonl, for `glossary learn`."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=CONFIDENCE,
    show_default=True,
    help="What is sure enough for --unsafe-fixes.",
)
@click.option("--select", metavar="RULES", shell_complete=_complete.rules, help="Fix only what these rules find, separated by commas.")
@with_options(SOURCE_OPTIONS)
@with_options(INPUT_OPTIONS)
@click.option("--stdin-name", metavar="NAME", help="File name that standard input (-) is read as, such as article.md.")
def command(
    paths: tuple[str, ...],
    in_place: bool,
    output: Path | None,
    diff: bool,
    only_check: bool,
    unsafe_fixes: bool,
    interactive: bool,
    decisions: Path | None,
    min_confidence: float,
    config_path: Path | None,
    source: str | None,
    reference: str | None,
    stdin_name: str | None,
    **flags: Any,
) -> None:
    """Apply the safe suggestions to files."""
    from mtcheck.cli._walk import Walk

    config = with_flags(load_config(paths, config_path), **flags)
    inputs = inputs_of(paths, config)
    _usable(inputs, in_place, output, only_check, interactive, decisions)
    spare([one for one in (output, decisions) if one], files_read(inputs, config, source, reference))
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary))
    options = options_of(config)
    stdin = Stdin(stdin_name or STDIN, Stdin().opened().read()) if STDIN in inputs else Stdin()
    tally = Tally("never")
    results = tally.watch(results_of(config, checker, inputs, source, stdin, reference))
    walk = Walk(ignore_file(config)) if interactive else None
    choice = walk.choose if walk else unsafe(min_confidence) if unsafe_fixes else safe
    rounds = 1 if walk else ROUNDS
    delivery = Delivery(options, stdin.content, output, in_place=in_place, diff=diff, only_check=only_check, alone=len(inputs) == 1)
    more = None if unsafe_fixes or walk else unsafe(min_confidence)
    code = 0
    for reports in by_file(results):
        code = max(code, delivery.take(reports, lambda one, before: fixed(one, before, choice, checker, options, rounds=rounds), more))
        if walk and walk.over:
            break
    delivery.sum_up()
    if walk and decisions:
        _note(decisions, walk)
    sys.exit(max(code, tally.exit_code))


def _usable(inputs: list[str | Failure], in_place: bool, output: Path | None, only_check: bool, interactive: bool, decisions: Path | None) -> None:
    if STDIN in inputs and (in_place or interactive or len(inputs) > 1):
        raise ConfigError("standard input is fixed alone, and to standard output or --output", STDIN, "name files for the rest")
    if output and in_place:
        raise ConfigError("--output and --in-place exclude each other", "--output", "choose one")
    if only_check and (output or in_place or interactive):
        raise ConfigError("--check changes nothing", "--check", "leave out --in-place, --output and --interactive")
    if output and len(inputs) != 1:
        raise ConfigError(f"one --output for {len(inputs)} files", str(output), "use --in-place, or fix one file at a time")
    if interactive and not (in_place or output):
        raise ConfigError("nowhere to write what is decided", "--interactive", "add --in-place or --output FILE")
    if decisions and not interactive:
        raise ConfigError("nobody decides", "--decisions", "add --interactive")


@dataclass(frozen=True)
class Delivery:
    """Where the fixed files go: into themselves, a named one, to standard output where one came in there, or nowhere.

    A file that is ``alone`` is told of even where nothing was found in it; of several ``sums`` keeps what they come to.
    """

    options: Options
    piped: bytes | None
    output: Path | None
    in_place: bool
    diff: bool
    only_check: bool
    alone: bool
    sums: Counter[str] = field(default_factory=Counter)

    def take(self, reports: list[DocumentReport], fix: Callable[[list[DocumentReport], bytes], Fixed], more: Choice | None) -> int:
        """Mend a file, write or show it and say so; return the exit code. ``more`` chooses what the unsafe suggestions would mend besides."""
        try:
            outcome = fix(reports, content_of(reports[0].document.path) if self.piped is None else self.piped)
            self._make(outcome)
        except MtcheckError as error:
            say(f"mtcheck: {error.line()}")
            return EXIT_USAGE
        self._tell(outcome, sum(len(list(more(report))) for report in reports) - outcome.made if more else 0)
        return EXIT_FINDINGS if self.only_check and outcome.changed else 0

    def _make(self, outcome: Fixed) -> None:
        for text, why in outcome.refused:
            say(f"mtcheck: {outcome.path}: {text!r} stays as it is: {why}")
        destination = self.output or (Path(outcome.path) if self.in_place else None)
        if self._to_stdout():
            sys.stdout.buffer.write(outcome.after)
            sys.stdout.buffer.flush()
        elif self.diff or destination is None:
            for line in _changes(outcome, self.options):
                say(line, err=False)
        if destination is not None and (outcome.changed or destination.resolve() != Path(outcome.path).resolve()):
            with written(destination) as out:
                out.write(outcome.after)

    def _tell(self, outcome: Fixed, more: int) -> None:
        more = max(0, more)
        self.sums.update(files=1, made=outcome.made, findings=outcome.findings, more=more)
        if self.alone or outcome.findings:
            self._say(outcome.made, outcome.findings, outcome.path, more)

    def sum_up(self) -> None:
        """Say what was made in all files together, where there are several."""
        if not self.alone:
            self._say(self.sums["made"], self.sums["findings"], counted(self.sums["files"], "file"), self.sums["more"])

    def _say(self, made: int, findings: int, where: str, more: int) -> None:
        done = "fixed" if self.output or self.in_place or self._to_stdout() else "would fix"
        say(f"{done} {made:,} of {findings:,} findings in {where}" + (f"; {more:,} more with --unsafe-fixes" if more else ""))

    def _to_stdout(self) -> bool:
        return self.piped is not None and not (self.output or self.diff or self.only_check)


def _note(path: Path, walk: Any) -> None:
    from mtcheck.decided import as_pairs

    try:
        with path.open("a", encoding="utf-8", newline="") as out:
            out.writelines(as_pairs(walk.decisions))
    except OSError as error:
        raise ConfigError(f"cannot write the file ({error.strerror})", str(path), "choose another --decisions") from None


def _changes(outcome: Fixed, options: Options) -> Iterator[str]:
    """Yield the changed lines, of a zip those of its prose."""
    from difflib import unified_diff

    old, new = ([line.rstrip("\r\n") for line in _lines(outcome.path, content, options)] for content in (outcome.before, outcome.after))
    yield from unified_diff(old, new, outcome.path, outcome.path, n=0, lineterm="")


def _lines(path: str, content: bytes, options: Options) -> list[str]:
    if content.startswith((b"PK\x03\x04", b"PAR1")):
        return "\n\n".join(texts(path, content, options)).split("\n")
    return decode(content, path, options.encoding).split("\n")
