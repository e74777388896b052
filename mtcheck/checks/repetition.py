"""Words and sentences that stand twice: decoders get stuck, and joined segments overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english.nouns import noun

RULE = Rule(
    id="repetition",
    summary="A word or sentence that stands twice",
    why="The decoder got stuck, or two segments that overlap were joined.",
    category="Accuracy/Addition",
    severity=Severity.MINOR,
    references=("Holtzman et al. 2020, The curious case of neural text degeneration", "MQM: Addition"),
    bad=(
        Example("The head of the the council resigned.", "the the", "the"),
        Example("The company is involved involved in the case.", "involved involved", "involved"),
        Example("Police arrived in the in the evening.", "in the in the", "in the"),
        Example("The clinic stands for treatment and treatment of the old.", "treatment and treatment"),
        Example(
            "The dam broke on Sunday night near the town. Nobody was hurt, officials said on Monday. Nobody was hurt, officials said on Monday.",
            "Nobody was hurt, officials said on Monday.",
            "",
        ),
    ),
    good=(
        Example("He said that that was all he had had, very very late, in Baden Baden."),
        Example("What it is is unclear; the whelks that we were looking at at the time were small."),
        Example("Yes, yes. It is what it is, and she told him to go on on Monday."),
    ),
)
LITTLE = "the|a|an|of|to|in|and|for|is|was|with|by|are|be|have|it|as|from|this|at|or|but|not|his|their|its|were|which|who|he|they|we|been|into"
DOUBLED = re.compile(rf"\b(?P<words>(?:{LITTLE}))[ \u00a0]+(?P=words)\b", re.IGNORECASE)
DOUBLED_PAIR = re.compile(
    r"\b(?P<words>(?:in|of|to|on|at|for|with|by|from|and|that) (?:the|a|an|his|her|its|their|this))[ \u00a0]+(?P=words)\b", re.IGNORECASE
)
DOUBLED_LONG = re.compile(r"\b(?P<words>[a-z]{5,})[ \u00a0]+(?P=words)\b")
JOINED = re.compile(r"\b(?P<words>[a-z]{4,})(?:,? and) (?P=words)\b")
CLAUSE = re.compile(
    r"\b(?:what|who|where|why|how|all|whatever|wherever|it|this|that|there|thing|problem|point|question|issue|truth)\b[^.;:!?]*$", re.IGNORECASE
)
"""What may end in a verb that the next clause repeats: "what it is is unclear"."""
VERBAL = re.compile(r"\b[a-z]+(?:ed|en|ing) $|\b(?:put|kept|held|left|let|set|brought|took|came|went|gone|come) (?:\w+ )?(?:up )?$")
"""A verb whose particle the next preposition may repeat: "placed in in the past"."""
NOUN = 60
"""Share of a word's use as a noun (per cent) from which on "care and care" is no emphasis."""
EMPHATIC = frozenset("time day hand face side back wave love life neck arm cheek".split())
MEANT_TWICE = frozenset("really never always years miles again never-never extra quite super truly maybe please blah".split())
OPENING = 1
"""The sentence that stands above an article as its standfirst and opens it again is no repetition."""
SHORTEST = 6
"""Words of the shortest sentence that may not stand twice."""


def find(context: Context) -> Iterator[Finding]:
    """Yield doubled little words and sentences."""
    words = context.lower.split()
    for pattern, apart, confidence in ((DOUBLED, 1, 0.9), (DOUBLED_PAIR, 2, 0.9), (DOUBLED_LONG, 1, 0.6)):
        twice = any(map(eq, words, words[apart:]))  # cheap, and false for most texts
        for match in pattern.finditer(context.text) if twice else ():
            if match["words"] not in MEANT_TWICE and (match["words"].islower() or match["words"].istitle()) and not _two_uses(context, match):
                yield context.mark(RULE, *match.span(), "These words stand twice", match["words"], confidence=confidence, kind="words")
    if any(map(eq, words, words[2:])):
        yield from _joined(context)
    yield from _sentences(context)


def _two_uses(context: Context, match: re.Match[str]) -> bool:
    """Return whether the word ends one phrase and begins the next."""
    before = context.text[context.sentence_at(match.start()).start : match.start()]
    if match["words"].lower() in {"is", "was", "are", "were"}:
        return CLAUSE.search(before) is not None
    return match["words"].lower() in {"in", "at", "for", "with"} and VERBAL.search(before) is not None


def _joined(context: Context) -> Iterator[Finding]:
    """Yield a noun that is joined to itself ("prevention and prevention"): the source had two words."""
    for match in JOINED.finditer(context.text):
        word = match["words"]
        if noun(word).as_noun >= NOUN and not word.endswith(("s", "er")) and word not in EMPHATIC:
            yield context.mark(RULE, *match.span(), "The same noun stands on both sides", confidence=0.6, kind="joined")


def _sentences(context: Context) -> Iterator[Finding]:
    """Yield a sentence that follows itself, with at most one other in between."""
    texts = [sentence.of(context.text).strip() for sentence in context.sentences]
    if len(set(texts)) == len(texts):
        return
    for at, text in enumerate(texts):
        span = context.sentences[at]
        if text in texts[max(0, at - 2) : at] and len(text.split()) >= SHORTEST and not context.document.is_aside(span.start):
            yield context.mark(
                RULE,
                span.start,
                span.start + len(context.text[span.start : span.end].rstrip()),
                "This sentence stands twice",
                "",
                confidence=0.85,
                kind="sentence",
            )
