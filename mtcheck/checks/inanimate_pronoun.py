"""He, she, his, her for a thing: see ``mtcheck.pronouns.antecedents``."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.pronouns import reading as pronouns

RULE = Rule(
    id="inanimate-pronoun",
    summary="A pronoun that makes a person of a thing",
    why="The source language gives things a grammatical gender; English says it and its.",
    category="Linguistic conventions/Grammar",
    severity=Severity.MAJOR,
    references=("Quirk et al. 1985, A Comprehensive Grammar of the English Language, 5.104",),
    bad=(
        Example("The law lost his meaning after the vote.", "his", "its"),
        Example("The treaty owes her success to the summit.", "her", "its"),
        Example("He is important that the council votes.", "He", "It", "fr", "Il est important que le conseil vote."),
        Example("He snowed all night in the mountains.", "He", "It", "de", "Es schneite die ganze Nacht in den Bergen."),
    ),
    good=(
        Example("The judge said the law lost its meaning, and he resigned."),
        Example("The frigate reached her port on Friday."),
        Example("The singer backstage lost her voice after the show."),
        Example("The factory that she bought in May has closed.", None, None, "fr", "L'usine qu'elle a achetée en mai a fermé."),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the pronouns whose likeliest antecedent is a thing."""
    return pronouns.findings(context, RULE, frozenset({"thing"}))
