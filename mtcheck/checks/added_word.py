"""A word that the source does not have: what a network finds that learned from right translations into which words were put. Needs a scorer and a source."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.english import classes
from mtcheck.scorers import Tag

RULE = Rule(
    id="added-word",
    summary="A word that the source does not have",
    why="A system that writes too fluently, or a hasty editor, adds what nobody said: an “illegal” protest, a fire that was “deliberately” lit. In the English alone nothing "
    "gives it away; a small model that learned from translations into which words were put holds each word against the source.",
    category="Accuracy/Addition",
    severity=Severity.MAJOR,
    needs=frozenset({"scores", "source"}),
    references=("MQM: Addition", "Zhou et al. 2021, Detecting Hallucinated Content in Conditional Neural Sequence Generation"),
    bad=(
        Example("The council approved the controversial budget on Monday.", "controversial", None, "fr", "Le conseil a approuvé le budget lundi."),
        Example("The mayor angrily opened the new library.", "angrily", None, "de", "Der Bürgermeister eröffnete die neue Bibliothek."),
        Example("The wealthy teacher lives in a small town.", "wealthy", None, "es", "El profesor vive en un pueblo pequeño."),
    ),
    good=(
        Example("The council approved the controversial budget on Monday.", None, None, "fr", "Le conseil a approuvé lundi le budget controversé."),
        Example("The bank lost two regular customers.", None, None, "de", "Die Bank verlor zwei Stammkunden."),
        Example("The path is anything but short, she says.", None, None, "es", "El sendero no es nada corto, dice."),
    ),
)
LIGHT = frozenset(
    "a actually already also an and any as at both certainly definitely else even ever for from full have here however in indeed it its itself "
    "just more most much no not now of on only other own pretty quite rather really simply some somehow still such that the their then there these "
    "this those to too truly very well who".split()
)
"""Words that translators put in and leave out as English likes it."""
NEAR = 0.0
"""Log-odds from which a word beside one that was added is added as well."""
BIAS, ODDS, SUREST = -2.3, 1.0, 0.9
"""How sure a word is: weights of its log-odds, and the most."""
FOLLOWING = re.compile(r" ([^\W\d_]+)")
COMPOUND = 1.0
"""What an attribute's log-odds must be higher from a language that writes it and its noun as one word ("Stammkunden", "regular customers")."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the words of which the source has none, those side by side as one; nothing where no scorer read a source."""
    run: list[Tag] = []
    for tag in context.scores.tags if context.scores else ():
        told = tag.added >= NEAR and not _let_pass(context, tag.span)
        if run and not (told and context.text[run[-1].span.end : tag.span.start] == " "):
            yield from _finding(context, run)
            run = []
        run += [tag] if told else []
    yield from _finding(context, run)


def _let_pass(context: Context, span: Span) -> bool:
    """Return whether a word says little, or renders one of the source sentence after all, as far as the word list of the language tells."""
    from mtcheck.bilingual.rendered import WORD, renders

    low, pair, language = span.of(context.text).lower(), context.bitext.linked_at(span.start), context.bitext.language
    if low in LIGHT or pair is None or language is None:
        return low in LIGHT
    return any(renders(low, match.group().lower(), language) for match in WORD.finditer(context.bitext.source, pair.source.start, pair.source.end))


def _finding(context: Context, run: Sequence[Tag]) -> Iterator[Finding]:
    if run:
        odds = max(tag.added for tag in run) - COMPOUND * _may_be_compound(context, run[-1].span.end)
        confidence = min(SUREST, 1 / (1 + math.exp(-(BIAS + ODDS * odds))))
        start, end = run[0].span.start, run[-1].span.end
        yield context.mark(RULE, start, end, "The source has no word for this", confidence=round(confidence, 2), added=round(odds, 2))


def _may_be_compound(context: Context, end: int) -> bool:
    """Return whether a noun follows, and the source's language makes one word of a noun and what tells more of it."""
    following = FOLLOWING.match(context.text, end)
    language = context.bitext.language
    return following is not None and language is not None and not language.common_nouns_small and classes.is_class(following[1].lower(), "NOUN")
