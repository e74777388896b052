"""``mtcheck explain RULE``: what a rule is about, with examples."""

from __future__ import annotations

import click

from mtcheck.cli import _complete
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.evaluation.rule_docs import explanation
from mtcheck.ruleset import load


@click.command("explain", epilog="\b\nExample:\n  mtcheck explain reported-conditional")
@click.argument("rule", shell_complete=_complete.rules)
def command(rule: str) -> None:
    """Say what a rule finds, why, and show examples."""
    rules = load().rules
    if rule not in rules:
        raise ConfigError(f"no rule {rule!r}", hint=nearest(rule, rules, "`mtcheck rules list` names them"))
    click.echo(explanation(rules[rule]))
