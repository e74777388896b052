"""Adjectives after their noun and adverbs after their verb, where a model agrees that English has them the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english import lexicon
from mtcheck.english.names import CLOSED
from mtcheck.english.nouns import noun

RULE = Rule(
    id="postposed-modifier",
    summary="An adjective after its noun, or an adverb after its verb",
    why="Romance languages and Arabic say “reforms fundamental” and “believes also”; the system kept the order.",
    category="Linguistic conventions/Word order",
    severity=Severity.MINOR,
    needs=frozenset({"judging"}),
    references=("Quirk et al. 1985, A Comprehensive Grammar of the English Language, 7.21 and 8.15", "MQM: Word order"),
    bad=(
        Example("The parties agreed on reforms fundamental for the country.", "reforms fundamental", "fundamental reforms", "fr"),
        Example("She asked the judge to open a procedure judicial against the firm.", "procedure judicial", "judicial procedure", "es"),
    ),
    good=(
        Example("The secretary general had little food available and left the field open.", source_lang="fr"),
        Example("They have also bought music online.", source_lang="fr"),
    ),
)
PAIR = re.compile(r"(?<![\w'’-])(?=([a-z]{3,}) ([a-z]{3,})(?![\w'’-]))")
ADVERBS = frozenset("also already still never always now".split())
FIXED = frozenset(
    "general elect martial designate available online alone else enough open present possible due worth like unlike such free full able aware ill asleep alive "
    "responsible necessary next last old long high wide deep tall away ago proper major minor more most less least many much few own very".split()
)
"""Adjectives that English does set after a noun, or that are measures and comparisons there."""
NOUN, MODIFIER = 60, 35
"""Shares of a word's use (per cent): at least as a noun, at most as one or as a verb."""
ASKED = 0.3
"""Confidence before a model is asked; ``mtcheck.weighing.judging`` makes the final one."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the pairs of words that may be the wrong way round, as questions to a model; only in a text known to be translated."""
    if not context.source_lang:
        return
    for match in PAIR.finditer(context.text):
        first, second = match.groups()
        kind = _kind(first, second)
        if kind:
            message = f"English sets the {kind} first"
            yield context.mark(RULE, match.start(1), match.end(2), message, f"{second} {first}", confidence=ASKED)


def _kind(first: str, second: str) -> str:
    if second in ADVERBS:
        fact = noun(first)
        return "adverb" if first not in CLOSED and fact.as_verb >= NOUN and not first.endswith("ing") else ""
    if second in FIXED or second in CLOSED or second.endswith(("ly", "ed", "ing", "er", "est")):
        return ""
    fact, modifier = noun(first), noun(second)
    is_modifier = modifier.as_noun < MODIFIER and modifier.as_verb < MODIFIER and lexicon.in_dictionary(second)
    return "adjective" if fact.as_noun >= NOUN and first not in CLOSED and is_modifier else ""
