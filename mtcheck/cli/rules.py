"""``mtcheck rules``: list the rules, show one, write their pages."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mtcheck.cli import Group
from mtcheck.cli.explain import command as explain
from mtcheck.core.errors import ConfigError
from mtcheck.evaluation.measures import with_calibration, write
from mtcheck.evaluation.rule_docs import conditions, index, page
from mtcheck.ruleset import load


@click.group("rules", cls=Group)
def command() -> None:
    """List the rules or show one of them."""


@command.command("list")
def list_rules() -> None:
    """List every rule with its severity and what it finds."""
    rules = sorted(load().rules.values(), key=lambda rule: rule.id)
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        note = f" ({', '.join(conditions(rule))})" if conditions(rule) else ""
        click.echo(f"{rule.id:<{width}}  {rule.severity:<8}  {rule.summary}{note}")


@command.command("docs", epilog="\b\nExample:\n  mtcheck rules docs --output docs/rules")
@click.option("--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for a page a rule and an index.")
@click.option("--measures", type=click.Path(path_type=Path), help="What `mtcheck evaluate --save` kept; measures.json of the folder by default.")
@click.option(
    "--calibration", type=click.Path(path_type=Path, exists=True), metavar="FILE", help="Renew the calibration tables between the marks of this file."
)
def docs(output: Path, measures: Path | None, calibration: Path | None) -> None:
    """Write the documentation of the rules, with what was measured."""
    file = measures or output / "measures.json"
    try:
        table = json.loads(file.read_text("utf-8")) if file.exists() else {}
        output.mkdir(parents=True, exist_ok=True)
        rules = load().rules
        pages = {f"{rule.id}.md": page(rule, table) for rule in rules.values()} | {"README.md": index(rules.values(), table)}
        for name, text in pages.items():
            write(output / name, text)
        for old in output.glob("*.md"):
            if old.name not in pages:
                old.unlink()
        if calibration:
            write(calibration, with_calibration(calibration.read_text("utf-8"), table))
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot write the pages ({error})", str(output)) from None
    click.echo(f"wrote {len(pages)} pages to {output}", err=True)


command.add_command(explain, "show")
