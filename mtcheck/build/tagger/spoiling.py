"""Makes good English worse in the ways of translations, so that a tagger sees more of them than editors ever marked.

What stands in for a right word is what the glossaries mend, another sense of a word of the source language, another preposition; articles come and go,
a gerund turns into an infinitive, and words change places. Each change is known, so each is a mark.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.lexicon import synonyms
from mtcheck.glossary.entries import glossary_files, read_glossary

LANGUAGES = ("fr", "es", "de", "it", "pt", "ru", "ar")
WITHOUT_ARTICLES = frozenset({"ru"})
SHARES = (0.02, 0.05, 0.1)
"""Changes a word of an article: the manner of good systems, of weaker ones, of old ones."""
GLOSSARIES = Path("glossaries")
RULES = frozenset({"calque", "false-friend", "source-construction"})
SHORTEST = 6
"""Letters of the shortest phrase that gives way to what the glossaries mend."""
PREPOSITIONS = {
    "in": "on at to of",
    "on": "in at over about",
    "at": "in to by on",
    "of": "from by for in",
    "for": "to of during since",
    "with": "by of at",
    "by": "from of with through",
    "to": "at in for on",
    "from": "of by since",
    "about": "of on over",
}
FORMS: Mapping[str, Callable[[str], dict[str, str]]] = {"n": noun_forms, "v": verb_forms}
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
ABSTRACT = re.compile(r"(?:(?<= of )|(?<= in )|(?<= by )|(?<= for )|(?<= with ))[a-z]+(?:tion|ment|ity|ism|ness|ance|ence|ship)\b")
ARTICLE = re.compile(r"\b(the|a|an) (?=([a-z]+))")
PREPOSITION = re.compile(rf"(?<=[a-z] )\b({'|'.join(PREPOSITIONS)})\b(?= [a-z])")
GERUND = re.compile(r"\b(without|after|before|by|of|for|from|in) ([a-z]+ing)\b")
TIME = r"(?:on [A-Z][a-z]+day|yesterday|last (?:week|month|year)|this (?:week|month|year)|in (?:19|20)\d\d|again|already|often)"
LATE = re.compile(
    rf"\b([a-z]+ed|has|have|had|will|said|took|made|gave|won|held) ((?:the|a|an|his|her|their|its) [a-z]+(?: [a-z]+)?) ({TIME})(?=[.,;]| and\b)"
)
FRONTED = re.compile(
    r"\b((?:In|On|After|At|For|With|Since|During|Under) [^,.;:\n]{3,40}), ((?:the|a|his|her|their|its|he|she|it|they|[A-Z]\w+)(?: \w+){0,2}) "
    r"(was|were|has|have|had|will|must|can|is|are|could|would) "
)
OF = re.compile(r"\b(the|a|an) ([a-z]{4,}) ([a-z]{4,})(?= (?:of|in|on|at|for|said|was|were|is|are|has|had|will|and)\b|[.,;])")
ADJECTIVE = re.compile(r"[a-z]+(?:al|ic|ive|ous|ary|ant|able|ible|ed)")


class Change(NamedTuple):
    """Words that give way, to what, and the category of the mark."""

    span: Span
    text: str
    category: str


class Spoilt(NamedTuple):
    """A text made worse, with the places of the changes and their categories."""

    text: str
    marks: tuple[tuple[Span, str], ...]


def spoilt(text: str, language: str, chance: random.Random) -> Spoilt:
    """Return the text as a poor translation from a language might have it; the same for the same chance."""
    kinds = [list(changes) for changes in (_phrases(text, language, chance), _senses(text, language, chance), *_grammar(text, language, chance))]
    wanted, taken = round(len(text.split()) * chance.choice(SHARES)), list[Change]()
    kinds = [kind for kind in kinds if kind]
    while kinds and len(taken) < wanted:
        kind = chance.choice(kinds)
        one = kind.pop(chance.randrange(len(kind)))
        if not any(one.span.start <= other.span.end + 1 and other.span.start <= one.span.end + 1 for other in taken):
            taken.append(one)
        kinds = [kind for kind in kinds if kind]
    return _changed(text, sorted(taken, key=lambda one: one.span.start))


def _changed(text: str, changes: list[Change]) -> Spoilt:
    parts, marks, at, size = list[str](), list[tuple[Span, str]](), 0, 0
    for span, new, category in changes:
        parts += [text[at : span.start], new]
        start = size + span.start - at
        size, at = start + len(new), span.end
        marks.append((Span(start, size), category))
    return Spoilt("".join([*parts, text[at:]]), tuple(marks))


def _phrases(text: str, language: str, chance: random.Random) -> Iterator[Change]:
    """Yield right phrases that the glossaries give, with what they mend."""
    known, lower = _mended(language), text.lower()
    for match in re.finditer(r"\b[a-z]", lower):
        for phrase in known.get(lower[match.start() : match.start() + SHORTEST], ()):
            end = match.start() + len(phrase)
            if lower.startswith(phrase, match.start()) and not lower[end : end + 1].isalnum():
                new, category = chance.choice(_spoilers(language)[phrase])
                yield Change(Span(match.start(), end), new.capitalize() if text[match.start()].isupper() else new, category)


@cache
def _spoilers(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return right phrase -> what it may give way to, with the rule that mends it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in (one for file in glossary_files(GLOSSARIES) for one in read_glossary(file)):
        if entry.rule in RULES and entry.source_lang in (language, None):
            for form, prefer in entry.rendered():
                for right in prefer[:2]:
                    if len(right) >= SHORTEST and right.lower() != form.text.lower():
                        found[right.lower()].append((form.text, entry.rule))
    return dict(found)


@cache
def _mended(language: str) -> dict[str, list[str]]:
    """Return the first letters of right phrases -> the phrases."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in _spoilers(language):
        found[phrase[:SHORTEST]].append(phrase)
    return dict(found)


def _senses(text: str, language: str, chance: random.Random) -> Iterator[Change]:
    """Yield words with another sense of a word of the source that they may render."""
    others = _other_senses(language)
    for match in WORD.finditer(text):
        if match.group() in others:
            yield Change(Span(*match.span()), chance.choice(others[match.group()]), "wrong-word")


@cache
def _other_senses(language: str) -> dict[str, list[str]]:
    """Return word form -> the same form of what else words of the source mean that it renders; no synonyms."""
    from mtcheck.languages.language import FOLDER

    found: dict[str, list[str]] = defaultdict(list)
    for line in (FOLDER / language / "senses.tsv").read_text("utf-8").splitlines():
        _, kind, senses = line.split("\t")[:3]
        words = [sense.partition(":")[0] for sense in senses.split("|")]
        for right in words:
            for other in words:
                if right != other and other not in synonyms(right) and WORD.fullmatch(right) and len(right) > 3:
                    inflected = FORMS.get(kind, lambda word: {"": word})
                    theirs = inflected(other)
                    for tag, form in inflected(right).items():
                        if tag in theirs:
                            found[form].append(theirs[tag])
    return dict(found)


def _grammar(text: str, language: str, chance: random.Random) -> Iterator[Iterator[Change]]:
    """Yield the changes of each kind that need no list of words."""
    if language in WITHOUT_ARTICLES:
        yield (Change(Span(*match.span()), match[2], "article-misuse") for match in map(_with_next, ARTICLE.finditer(text)) if match)
    else:
        yield (Change(Span(*match.span()), f"the {match.group()}", "article-misuse") for match in ABSTRACT.finditer(text))
    yield (Change(Span(*match.span()), chance.choice(PREPOSITIONS[match.group()].split()), "grammar") for match in PREPOSITION.finditer(text))
    yield (Change(Span(*match.span()), f"{match[1]} to {_base(match[2])}", "grammar") for match in GERUND.finditer(text) if _base(match[2]))
    yield (Change(Span(*match.span()), f"{match[1]} {match[3]} {match[2]}", "word-order") for match in LATE.finditer(text))
    yield (Change(Span(match.start(2) - 2, match.end() - 1), f" {match[3]} {match[2]}", "word-order") for match in FRONTED.finditer(text))
    yield (change for match in OF.finditer(text) if (change := _taken_apart(match)))


def _with_next(match: re.Match[str]) -> re.Match[str] | None:
    """Return the match of an article with the word behind it."""
    return re.compile(r"\b(the|a|an) ([a-z]+)").match(match.string, match.start())


@cache
def _gerunds() -> dict[str, str]:
    """Return gerund -> verb, of all verbs that the lists of senses hold."""
    from mtcheck.languages.language import FOLDER

    verbs = set[str]()
    for language in LANGUAGES:
        for line in (FOLDER / language / "senses.tsv").read_text("utf-8").splitlines():
            _, kind, senses = line.split("\t")[:3]
            if kind == "v":
                verbs |= {word for sense in senses.split("|") if WORD.fullmatch(word := sense.partition(":")[0])}
    return {verb_forms(verb)["gerund"]: verb for verb in sorted(verbs)}


def _base(gerund: str) -> str:
    return _gerunds().get(gerund, "")


def _taken_apart(match: re.Match[str]) -> Change | None:
    """Return "the trade talks" as "the talks of trade", "the formal talks" as "the talks formal"."""
    article, first, second = match.groups()
    if ADJECTIVE.fullmatch(first):
        return Change(Span(*match.span()), f"{article} {second} {first}", "word-order") if not ADJECTIVE.fullmatch(second) else None
    nouns = _nouns()
    if first in nouns and second in nouns:
        return Change(Span(*match.span()), f"{article} {second} of {first}", "calque")
    return None


@cache
def _nouns() -> frozenset[str]:
    from mtcheck.languages.language import FOLDER

    nouns = set[str]()
    for language in LANGUAGES:
        for line in (FOLDER / language / "senses.tsv").read_text("utf-8").splitlines():
            _, kind, senses = line.split("\t")[:3]
            if kind == "n":
                nouns |= {
                    form for sense in senses.split("|") if WORD.fullmatch(word := sense.partition(":")[0]) for form in noun_forms(word).values()
                }
    return frozenset(nouns)
