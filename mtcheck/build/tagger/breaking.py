"""Breaks English that is right, so that a head learns what a missing word looks like without anybody's marks.

Three faults that the words around show: a word taken out, a preposition, pronoun or form exchanged, a word replaced by a rough synonym as spinners do.
Words that English can do without (adjectives, adverbs, "that", parts of names and compounds) are left in. As in unsupervised grammatical error
correction (Grundkiewicz et al. 2019, Neural Grammatical Error Correction Systems with Unsupervised Pre-training on Synthetic Data).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.english import classes, lexicon, segment
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.lemmas import Reading, readings
from mtcheck.scorers.tagger.words import WORD

FAULTS = ("gap", "swapped", "form")
"""What a head learns: a word is missing, a replacer put the word in, its form is wrong. Only gaps are read; the others were no surer than what is there."""
LOOSE = frozenset(
    "a an the very also just then so quite really that now both all each own more most even only still yet too there already almost about around some "
    "any this these those his her its their our my your not no".split()
)
"""Words that English can do without, or that another one of these may stand for."""
PREPOSITIONS = tuple("of in on at to for from by with about into over under after before against between through during without within".split())
PRONOUNS = {"he": "him", "him": "he", "she": "her", "they": "them", "them": "they", "we": "us", "us": "we", "who": "whom", "i": "me"}
FOLLOWS = frozenset(("is", "was", "are", "has", "had", "will", "would", "and", "or", "who", "which", *PREPOSITIONS))
"""Words before which an adjective or a noun is no attribute."""
ATTRIBUTE = ("ed", "ing", "al", "ic", "ive", "ous", "ful", "ian", "an", "ish")
SHARE, GAPS = 0.6, 0.7
"""The share of sentences that get a fault, and of those the share that loses words."""
TWO = 0.12
"""The share of gaps of two words."""
SPUN = (0.01, 0.02, 0.04, 0.08, 0.2)
"""Shares of a text's words that a spinner replaces, one of which is drawn for each text."""
NEAR = 0.35
"""The share of neighbouring senses among the synonyms that a spinner takes."""


class Broken(NamedTuple):
    """A text with faults: where words are missing, which words a spinner put in, and which have the wrong form."""

    text: str
    gaps: tuple[int, ...] = ()
    swapped: tuple[Span, ...] = ()
    misshapen: tuple[Span, ...] = ()


def every(texts: Sequence[str]) -> Iterator[Broken]:
    """Yield each text twice: with words missing and bent (half of them a few sentences at a time), and spun; the same for the same texts."""
    jobs: list[tuple[Callable[[str, random.Random], Broken], str]] = []
    for number, text in enumerate(texts):
        chance = random.Random(number)
        jobs += [(broken, part) for part in (passages(text, chance) if chance.random() < 0.5 else (text,))]
        jobs.append((spun, text))
    random.Random(1).shuffle(jobs)
    for number, (fault, text) in enumerate(jobs):
        yield fault(text, random.Random(number))


def passages(text: str, chance: random.Random) -> Iterator[str]:
    """Yield one to three sentences at a time: what is checked is not always an article."""
    found = list(sentences(text))
    at = 0
    while at < len(found):
        many = chance.choice([1, 1, 1, 2, 3])
        yield text[found[at].start : found[min(at + many, len(found)) - 1].end]
        at += many


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of each paragraph."""
    for paragraph in segment.paragraphs(text):
        yield from segment.sentences(text, paragraph)


def broken(text: str, chance: random.Random) -> Broken:
    """Return a text of which some sentences lost a word and some have one in a wrong form."""
    parts, gaps, misshapen = list[str](), list[int](), list[Span]()
    length = last = 0
    for span in sentences(text):
        parts.append(text[last : span.start])
        length += span.start - last
        sentence, last = span.of(text), span.end
        if chance.random() < SHARE:
            if chance.random() < GAPS:
                if lost := _lost(sentence, chance):
                    sentence = lost[0]
                    gaps.append(length + lost[1])
            elif bent := _bent(sentence, chance):
                sentence = bent[0]
                misshapen.append(Span(length + bent[1].start, length + bent[1].end))
        parts.append(sentence)
        length += len(sentence)
    return Broken("".join((*parts, text[last:])), tuple(gaps), (), tuple(misshapen))


def _lost(sentence: str, chance: random.Random) -> tuple[str, int] | None:
    """Return a sentence that lost a word or two, and where."""
    words = list(WORD.finditer(sentence))
    if len(words) < 6:
        return None
    for _ in range(12):
        at = chance.randrange(len(words))
        if _spare(words, at, sentence) and chance.random() < 0.97:
            continue
        two = chance.random() < TWO and at + 2 < len(words) and sentence[words[at].end() : words[at + 1].start()] == " "
        start, end = words[at].start(), words[at + two].end()
        if sentence[end : end + 1] == " ":
            end += 1
        elif start and sentence[start - 1] == " ":
            start -= 1
        left = sentence[:start] + sentence[end:]
        return (left[:1].upper() + left[1:] if at == 0 else left), start
    return None


def _spare(words: Sequence[re.Match[str]], at: int, sentence: str) -> bool:
    """Return whether nobody would miss the word: an attribute, an adverb, a number, a part of a name."""
    word = words[at].group()
    low = word.lower()
    if low in LOOSE or low.endswith("ly") or any(sign.isdigit() for sign in word):
        return True
    following = words[at + 1].group() if at + 1 < len(words) and sentence[words[at].end() : words[at + 1].start()] == " " else ""
    before = words[at - 1].group() if at and sentence[words[at - 1].end() : words[at].start()] == " " else ""
    if word[0].isupper() and at and (following[:1].isupper() or before[:1].isupper()):
        return True
    if "-" in word and following:
        return True
    if not (following.isalpha() and following.islower()) or following in FOLLOWS:
        return False
    noun = classes.is_class(following, "NOUN")
    return classes.is_class(low, "ADJ") or (noun and (classes.is_class(low, "NOUN") or low.endswith(ATTRIBUTE)))


def _bent(sentence: str, chance: random.Random) -> tuple[str, Span] | None:
    """Return a sentence with another preposition, case or form of one word, and where that stands."""
    words = list(WORD.finditer(sentence))
    if len(words) < 5:
        return None
    for _ in range(20):
        at = chance.randrange(len(words))
        word = words[at].group()
        if word.islower() and (other := _otherwise(word, chance)):
            start = words[at].start()
            return sentence[:start] + other + sentence[words[at].end() :], Span(start, start + len(other))
    return None


def _otherwise(word: str, chance: random.Random) -> str:
    """Return another preposition, the other case, or another form of a word; "" where there is none."""
    if word in PREPOSITIONS:
        return chance.choice([other for other in PREPOSITIONS if other != word])
    if word in PRONOUNS:
        return PRONOUNS[word]
    found = sorted(readings(word), key=str)
    if not found:
        return ""
    reading = chance.choice(found)
    forms = verb_forms(reading.base) if reading.part == "v" else noun_forms(reading.base)
    others = sorted({form for form in forms.values() if form not in ("", word)})
    return chance.choice(others) if others else ""


def spun(text: str, chance: random.Random) -> Broken:
    """Return a text some of whose words a spinner replaced, each nearly everywhere."""
    words = sorted({word for word in WORD.findall(text) if word.isalpha() and word.islower() and len(word) > 3 and word not in PREPOSITIONS})
    if not words:
        return Broken(text)
    share = chance.choice(SPUN)
    chosen = [word for word in words if chance.random() < share] or [chance.choice(words)]
    table = {word: other for word in chosen if (other := _synonym(word, chance))}
    parts, places = list[str](), list[Span]()
    length = last = 0
    for match in WORD.finditer(text):
        if match.group() in table and chance.random() < 0.9:
            other = table[match.group()]
            parts += text[last : match.start()], other
            length += match.start() - last
            places.append(Span(length, length + len(other)))
            length += len(other)
            last = match.end()
    return Broken("".join((*parts, text[last:])), (), tuple(places))


def _synonym(word: str, chance: random.Random) -> str:
    """Return a synonym in the form of the word; "" where the thesaurus has none."""
    found: list[Reading | None] = [*sorted(readings(word), key=str)]
    for reading in found or [None]:
        base = reading.base if reading else word
        known = lexicon.synonyms(base)
        others = [
            other
            for other in known
            if other.isalpha() and other != base and lexicon.zipf(other) > 1.5 and (known[other] == "=" or chance.random() < NEAR)
        ]
        if not others:
            continue
        other = chance.choice(sorted(others))
        if reading:
            forms = verb_forms(other) if reading.part == "v" else noun_forms(other)
            other = forms.get(reading.tag) or other
        if other != word:
            return other
    return ""
