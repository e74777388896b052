"""Values that a shell completes: names of rules, alone or in a list with commas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the rules that a word begins, or the last part of a list with commas."""
    from click.shell_completion import CompletionItem

    from mtcheck.ruleset import load

    before, comma, begun = incomplete.rpartition(",")
    known = sorted(load().rules.values(), key=lambda rule: rule.id)
    return [CompletionItem(f"{before}{comma}{rule.id}", help=rule.summary) for rule in known if rule.id.startswith(begun)]
