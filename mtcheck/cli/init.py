"""``mtcheck init``: look at a folder of articles and write its settings."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from mtcheck.cli import group
from mtcheck.cli._draft import draft
from mtcheck.cli._inputs import inputs_of
from mtcheck.cli._notes import say
from mtcheck.cli._progress import shown
from mtcheck.cli._run import checker_of, results_of
from mtcheck.cli._survey import Survey, survey
from mtcheck.config import load_config
from mtcheck.core.errors import ConfigError
from mtcheck.core.files import write_text
from mtcheck.core.model import DocumentReport, Failure
from mtcheck.core.text import counted
from mtcheck.ruleset import load

NAME = "mtcheck.toml"
MOST = 5
"""Rules that are named with their findings."""
EPILOG = """\b
Examples:
  mtcheck init                     look at this folder, write mtcheck.toml
  mtcheck init content --baseline  and accept what is there now

\b
Exit codes: 0 done, 2 settings that are there already, or a folder without articles.
"""


@click.command("init", epilog=EPILOG)
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace settings that are there already.")
@click.option("--baseline", is_flag=True, help="Also accept what is found now, so that only new findings count.")
def command(folder: Path, force: bool, baseline: bool) -> None:
    """Look at a folder of articles, write a commented mtcheck.toml and say what to do next.

    The findings are counted by rules alone, so that this takes no longer than it must.
    """
    if not folder.is_dir():
        raise ConfigError("no such folder" if not folder.exists() else "no folder", str(folder), "name the folder of the articles")
    target = folder / NAME
    _free(target, force)
    if baseline and _baseline() is None:
        raise ConfigError("this version of mtcheck has no baseline", "--baseline", "leave it out")
    found = survey(folder)
    for failure in found.failures:
        say(f"mtcheck: {failure.where}: {failure.message}")
    if not found.articles:
        raise ConfigError("no English articles in the folder, so there is nothing to set", str(folder), "name the folder of the articles")
    write_text(target, [draft(found)])
    click.echo(_seen(found))
    click.echo(_counted(folder, target))
    click.echo(f"wrote {target}; everything in it is explained there")
    _go_on(folder, baseline=baseline)


def _free(target: Path, force: bool) -> None:
    """Raise ConfigError where there are settings already that nobody said to replace."""
    if target.exists() and not force:
        raise ConfigError("it is there already", str(target), "--force replaces it")
    shared = target.with_name("pyproject.toml")
    if shared.is_file() and "[tool.mtcheck" in shared.read_text("utf-8", "replace") and not force:
        raise ConfigError(f"it has [tool.mtcheck] already, which a {NAME} beside it would replace", str(shared), "--force writes one all the same")


def _seen(found: Survey) -> str:
    formats = ", ".join(f"{count} {suffix or 'without a suffix'}" for suffix, count in found.formats.most_common())
    lines = [f"{counted(len(found.articles), 'article')}: {formats}"]
    if found.languages:
        counts = Counter(found.languages.values()).most_common()
        lines.append(f"translated from: {', '.join(f'{code} ({count})' for code, count in counts)}")
    else:
        lines.append("translated from: nothing says so; set source-lang where you know it")
    if found.sources:
        lines.append(f"with the source beside: {len(found.sources):,}")
    if left := len(found.files) - len(found.articles) - len(found.sources):
        lines.append(f"{counted(left, 'file is', 'files are')} in other languages or about the repository")
    return "\n".join(lines)


def _counted(folder: Path, config_path: Path) -> str:
    """Return how many findings there are with the new settings, and of which rules."""
    from dataclasses import replace

    config = replace(load_config([str(folder)], config_path), scorer="off")
    inputs = inputs_of([str(folder)], config)
    checker = checker_of(config, load(config.glossaries, config.rules, glossary=config.glossary))
    rules: Counter[str] = Counter()
    with_some = words = 0
    for result in shown(results_of(config, checker, inputs), len(inputs)):
        if isinstance(result, Failure):
            say(f"mtcheck: {result.where}: {result.message}")
        if isinstance(result, DocumentReport):
            rules.update(finding.rule for finding in result.findings)
            with_some, words = with_some + bool(result.findings), words + result.words
    named = ", ".join(f"{count} {rule}" for rule, count in rules.most_common(MOST))
    more = f" and {len(rules) - MOST} rules more" if len(rules) > MOST else ""
    return f"{counted(rules.total(), 'finding')} in {counted(with_some, 'article')}, {words:,} words, by rules alone" + (
        f": {named}{more}" if rules else ""
    )


def _baseline() -> click.Command | None:
    context = click.get_current_context()
    return group.get_command(context, "baseline")


def _go_on(folder: Path, *, baseline: bool) -> None:
    """Accept what there is now where that was asked for, and say the next commands."""
    name = "." if folder == Path() else str(folder)
    if baseline and (command := _baseline()):
        sys.stdout.flush()
        command.main(["create", name], prog_name="mtcheck baseline", standalone_mode=False)
    click.echo("next:")
    click.echo(f"  mtcheck check {name}")
    if not baseline and _baseline():
        click.echo(f"  mtcheck baseline create {name}    # accepts what there is now, so that only new findings count")
