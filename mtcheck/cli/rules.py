"""``mtcheck rules``: list the rules, show one."""

from __future__ import annotations

import click

from mtcheck.cli.explain import command as explain
from mtcheck.ruleset import load


@click.group("rules")
def command() -> None:
    """List the rules or show one of them."""


@command.command("list")
def list_rules() -> None:
    """List every rule with its severity and what it finds."""
    rules = sorted(load().rules.values(), key=lambda rule: rule.id)
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        click.echo(f"{rule.id:<{width}}  {rule.severity:<8}  {rule.summary}{' (preview)' if rule.preview else ''}")


command.add_command(explain, "show")
