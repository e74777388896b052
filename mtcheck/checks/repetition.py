"""Words and sentences that stand twice: decoders get stuck, and joined segments overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from operator import eq

from mtcheck.context import Context
from mtcheck.core.lazy import LazyRe2, lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.core.sieve import Sieve
from mtcheck.english import lexicon
from mtcheck.english.lemmas import bases
from mtcheck.english.names import HE_TITLES, SHE_TITLES, is_title
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
        Example("The film is a film is a film is a great success.", "film is a film is a film is a", "film is a"),
        Example("He was in pre-pre-pre-trial detention.", "pre-pre-pre-", "pre-"),
        Example("It was a ververververy long day.", "ververververy"),
        Example("The talks with Prince Prince Karim ended on Monday.", "Prince Prince", "Prince"),
        Example("The president, Ilan Orbach (Ilan Orbach), denied it.", " (Ilan Orbach)", ""),
        Example(
            "The dam broke on Sunday night near the town. Nobody was hurt, officials said on Monday. Nobody was hurt, officials said on Monday.",
            "Nobody was hurt, officials said on Monday.",
            "",
        ),
    ),
    good=(
        Example(
            "The ferry sank off Bari in the night. The crew was saved. The ferry sank off Bari in the night.",
            None,
            None,
            "it",
            "Il traghetto è affondato al largo di Bari nella notte. L'equipaggio è salvo. Il traghetto è affondato al largo di Bari nella notte.",
        ),
        Example("He said that that was all he had had, very very late, in Baden Baden."),
        Example("What happened happened, they said."),
        Example("The owner will not give in in the dispute with his neighbours."),
        Example("What it is is unclear; the whelks that we were looking at at the time were small."),
        Example("Hahahaha, she wrote. No, no, no. He talked on and on and on, and it was very very very cold; lalalala."),
        Example("Duran Duran sang in New York, New York. “Lock him up! Lock him up! Lock him up!” they cried at Boutros Boutros-Ghali."),
        Example("Yes, yes. It is what it is, and she told him to go on on Monday."),
    ),
)
LITTLE = "the|a|an|of|to|in|and|for|is|was|with|by|are|be|have|it|as|from|this|at|or|but|not|his|their|its|were|which|who|he|they|we|been|into"
LITTLE_WORDS = frozenset(LITTLE.split("|"))
DOUBLED = lazy(rf"\b(?P<words>(?:{LITTLE}))[ \u00a0]+(?P=words)\b", re.IGNORECASE)
DOUBLED_PAIR = lazy(
    r"\b(?P<words>(?:in|of|to|on|at|for|with|by|from|and|that) (?:the|a|an|his|her|its|their|this))[ \u00a0]+(?P=words)\b", re.IGNORECASE
)
LONG = 5
"""Letters of the shortest other word that may not stand twice."""
DOUBLED_LONG = lazy(rf"\b(?P<words>[a-z]{{{LONG},}})[ \u00a0]+(?P=words)\b")
JOINED = lazy(r"\b(?P<words>[a-z]{4,}) and (?P=words)\b")
CLAUSE = lazy(
    r"\b(?:what|who|where|why|how|all|whatever|wherever|it|this|that|there|thing|problem|point|question|issue|truth)\b[^.;:!?]*$", re.IGNORECASE
)
"""What may end in a verb that the next clause repeats: "what it is is unclear"."""
VERBAL = lazy(r"\b[a-z]+(?:ed|en|ing) $|\b(?:put|kept|held|left|let|set|brought|took|came|went|gone|come) (?:\w+ )?(?:up )?$")
"""A verb whose particle the next preposition may repeat: "placed in in the past"."""
LAST = lazy(r"\b[a-z]+(?= $)")
NOUN = 60
"""Share of a word's use as a noun (per cent) from which on "care and care" is no emphasis."""
EMPHATIC = frozenset("time day hand face side back wave love life neck arm cheek".split())
MEANT_TWICE = frozenset("really never always years miles again never-never extra quite super truly maybe please blah".split())
OPENING = 1
"""The sentence that stands above an article as its standfirst and opens it again is no repetition."""
UNIT = 12
"""Words of the longest unit that a loop is looked for in."""
FEW = 3
"""Words of a unit from which on it is asked first whether as many words as such a loop repeats stand again anywhere."""
ONCE = b"\1"
TOKEN = lazy(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
SYLLABLES = lazy(r"(?<![\w-])(?P<unit>[^\W\d_]{2,6}-)(?P=unit){2,}")
HYPHENS = lazy(r"-[^\W\d_]{2,6}-")
STUTTER = lazy(r"\b[^\W\d_]*?(?P<unit>[^\W\d_]{2,5})(?P=unit){3,}[^\W\d_]*")
STUTTERED = 8
"""Letters of the shortest word that stutters."""
SOUNDS = LazyRe2(r"(?i)(?:[bhjlmnw]+[aeiou]+h?|[aeiou]h?[hwm]|z+|[aeio]+)+[a-z]?")
"""Laughing, singing, crying: "hahaha", "lalala", "nanana", "wawawa"."""
CHANTED = frozenset(
    "no yes yeah hey ha go ho oh ah la na knock blah bla ding tick row bang duck rah boom hear run very so too far many long much more bye".split()
)
BRACKETED = lazy(r" \((?P<name>[A-Z][\w’-]{1,60}(?: [\w’-]{1,60}){0,3})\)")
TITLE_TWICE = lazy(r"\b(?P<words>[A-Z][a-z]{2,}) (?P=words) (?=[A-Z])")
HEADLINE = 5
"""Words from which on a line without a full stop may not stand again."""
SHORTEST = 6
"""Words of the shortest sentence that may not stand twice."""


def find(context: Context) -> Iterator[Finding]:
    """Yield doubled little words and sentences."""
    words = context.low
    again = {size: bytes(map(eq, words, words[size:])) for size in (1, 2)}  # cheap, and without what follows for most texts
    twice = set(compress(words, again[1]))
    little, long = not LITTLE_WORDS.isdisjoint(twice), any(len(word) >= LONG for word in twice)
    for pattern, shows, confidence in ((DOUBLED, little, 0.9), (DOUBLED_PAIR, ONCE * 2 in again[2], 0.9), (DOUBLED_LONG, long, 0.6)):
        for match in pattern.finditer(context.text) if shows else ():
            if (
                context.text[match.end() :].lstrip()[: len(match["words"]) + 1].strip() != match["words"]
                and match["words"] not in MEANT_TWICE
                and not _twice_in_source(context, match["words"])
                and (match["words"].islower() or match["words"].istitle())
                and not _two_uses(context, match)
            ):
                yield context.mark(RULE, *match.span(), "These words stand twice", match["words"], confidence=confidence, kind="words")
    if "and" in compress(words[1:], again[2]):
        yield from _joined(context)
    yield from _loops(context)
    yield from _syllables(context)
    yield from _bracketed(context)
    if any(map(_title, twice)):
        yield from _titles(context)
    yield from _sentences(context)


def _two_uses(context: Context, match: re.Match[str]) -> bool:
    """Return whether the word ends one phrase and begins the next."""
    before = context.text[context.sentence_at(match.start()).start : match.start()]
    if before.lower().endswith(("what ", "whatever ")):
        return True
    if match["words"].lower() in {"is", "was", "are", "were"}:
        return CLAUSE.search(before) is not None
    word = match["words"].lower()
    return word in {"in", "at", "for", "with"} and (VERBAL.search(before) is not None or _particle(before, word))


def _twice_in_source(context: Context, word: str) -> bool:
    """Return whether the source has the very word twice as well ("bling bling")."""
    return (
        context.document.source is not None
        and re.search(rf"\b{re.escape(word)}[ -]{re.escape(word)}\b", context.document.source, re.IGNORECASE) is not None
    )


def _particle(before: str, word: str) -> bool:
    """Return whether the thesaurus has the verb before the word with it as its particle ("give in")."""
    verb = LAST.search(before)
    return verb is not None and any(lexicon.synonyms(f"{base} {word}") for base in bases(verb.group()))


def _joined(context: Context) -> Iterator[Finding]:
    """Yield a noun that is joined to itself ("prevention and prevention"): the source had two words."""
    for match in JOINED.finditer(context.text):
        word = match["words"]
        if noun(word).as_noun >= NOUN and not word.endswith(("s", "er")) and word not in EMPHATIC:
            yield context.mark(RULE, *match.span(), "The same noun stands on both sides", confidence=0.6, kind="joined")


def _loops(context: Context) -> Iterator[Finding]:
    """Yield the shortest unit of words that stands three times running or more, as often as it stands there."""
    if not _may_loop(context.lower.split()):
        return
    tokens = [(match.group().lower(), match.start(), match.end()) for match in TOKEN.finditer(context.text)]
    words = [token[0] for token in tokens]
    at = 0
    while at < len(words):
        size, times = _loop(words, at)
        if times and not _meant(context, tokens, at, size):
            start, end = tokens[at][1], tokens[at + size * times - 1][2]
            once = context.text[start : tokens[at + size - 1][2]]
            yield context.mark(RULE, start, end, f"The same words stand {times} times running", once, confidence=0.9, kind="loop", times=times)
        at += max(1, size * times)


def _may_loop(words: list[str]) -> bool:
    """Return whether words stand as in a loop, punctuation after the last apart: cheap, and false for most texts."""
    sizes = range(1, UNIT + 1 if _again(words, 2 * FEW - 1) else FEW)
    return any(ONCE * (2 * size - 1) in bytes(map(eq, words, words[size:])) for size in sizes)


def _again(words: list[str], count: int) -> bool:
    """Return whether so many words stand again in the same order."""
    runs = list(zip(*(words[at:] for at in range(count)), strict=False))
    return len(set(runs)) < len(runs)


def _loop(words: list[str], at: int) -> tuple[int, int]:
    """Return the length of the unit that a loop here repeats, and how often it stands; 0 and 0 where there is none."""
    for size in range(1, UNIT + 1):
        if at + size >= len(words) or words[at + size] != words[at]:
            continue
        unit = words[at : at + size]
        if words[at + size : at + 2 * size] == unit and words[at + 2 * size : at + 3 * size] == unit:
            times = 3
            while words[at + times * size : at + (times + 1) * size] == unit:
                times += 1
            return size, times
    return 0, 0


def _meant(context: Context, tokens: list[tuple[str, int, int]], at: int, size: int) -> bool:
    """Return whether people say so: marks, figures, chants, "on and on and on", "very very very"."""
    unit = [token[0] for token in tokens[at : at + size]]
    words = [word for word in unit if word[0].isalpha()]
    chanted = len(words) < size and (len(words) < UNIT // 3 or any(mark in "!.?" for mark in unit))
    linked = size <= UNIT // 3 and bool({"and", "or"} & set(unit))
    meant = size == 1 and (unit[0] in MEANT_TWICE or unit[0] in CHANTED or SOUNDS.fullmatch(unit[0]) is not None or unit[0] in EMPHATIC)
    return not words or chanted or linked or meant or any(len(word) == 1 and word not in "ai" for word in unit if word[0].isalpha())


def _syllables(context: Context) -> Iterator[Finding]:
    """Yield a piece of a word that stands three times running with hyphens ("pre-pre-pre-"), four times without."""
    for match in SYLLABLES.finditer(context.text) if HYPHENS.search(context.text) else ():
        if not SOUNDS.fullmatch(match["unit"][:-1]) and match["unit"][:-1].lower() not in CHANTED | MEANT_TWICE:
            yield context.mark(RULE, *match.span(), "The same syllables stand again and again", match["unit"], confidence=0.9, kind="syllables")
    for match in STUTTER.finditer(context.text) if _stuttering(context.vocabulary) else ():
        if not SOUNDS.fullmatch(match.group()) and len(set(match["unit"].lower())) > 1:
            yield context.mark(RULE, *match.span(), "The same syllables stand again and again", confidence=0.85, kind="syllables")


_stuttering = Sieve(lambda word: len(word) >= STUTTERED and STUTTER.fullmatch(word))


def _bracketed(context: Context) -> Iterator[Finding]:
    """Yield a name that brackets repeat as it is."""
    for match in BRACKETED.finditer(context.text):
        if context.text.endswith(match["name"], 0, match.start()):
            yield context.mark(RULE, *match.span(), "The brackets repeat the name", "", confidence=0.95, kind="name")


def _title(word: str) -> bool:
    return is_title(word) or word in HE_TITLES or word in SHE_TITLES


def _titles(context: Context) -> Iterator[Finding]:
    """Yield a title that stands twice before a name."""
    for match in TITLE_TWICE.finditer(context.text):
        if _title(match["words"].lower()):
            end = match.end("words") + 1 + len(match["words"])
            yield context.mark(RULE, match.start(), end, "The title stands twice", match["words"], confidence=0.85, kind="title")


def _sentences(context: Context) -> Iterator[Finding]:
    """Yield a sentence that follows itself, with at most one other in between."""
    texts = [sentence.of(context.text).strip().replace("’", "'") for sentence in context.sentences]
    if len(set(texts)) == len(texts):
        return
    for at, text in enumerate(texts):
        near = text in texts[max(OPENING, at - 2) : at] and len(text.split()) >= SHORTEST
        if context.document.is_aside(context.sentences[at].start):
            continue
        if (near or (at and text == texts[0] and _headline(text) and _alone(context, at))) and not _repeated_there(context, at):
            span = context.sentences[at]
            end = span.start + len(context.text[span.start : span.end].rstrip())
            yield context.mark(RULE, span.start, end, "This sentence stands twice", "", confidence=0.85 if near else 0.75, kind="sentence")


def _repeated_there(context: Context, at: int) -> bool:
    """Return whether the source says twice what the sentence renders: so the article is."""
    if context.document.source is None:
        return False
    pair = context.bitext.linked_at(context.sentences[at].start)
    return pair is not None and context.bitext.source.count(pair.source.of(context.bitext.source).strip()) > 1


def _headline(text: str) -> bool:
    return len(text.split()) >= HEADLINE and text[-1].isalnum()


def _alone(context: Context, at: int) -> bool:
    """Return whether a sentence is the whole of its line."""
    return context.sentences[at] in context.paragraphs
