"""Enumerations of the source that have a member more than the English ("casas, duas escolas e um hospital", "houses and a hospital")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from mtcheck.bilingual.bitext import Bitext, Linked, skeleton
from mtcheck.bilingual.rendered import WORD, meanings, renders
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span
from mtcheck.languages.language import Language
from mtcheck.languages.numbers import numbers, values

SHORTEST = 3
"""Letters of a word that a member of a list is told by."""
FEWEST = 3
"""Members of a list from which on one can be missed."""
MEMBER = r"(?:[^\W\d_]{1,2}['’])?[^\W_]++(?: [^\W_]++(?:['’][^\W_]++)?){0,3}"
JOINED = lazy(r"\b(?:and|or|nor|plus|as well as)\b|&")
SEPARATOR = lazy(rf"[,;]|{JOINED.pattern}")
ARABIC_AND = r"(?:، ?و?| و)"


class Missing(NamedTuple):
    """A member of a list of the source, with its place there, and the English between whose members it should stand."""

    source: Span
    target: Span


class _Member(NamedTuple):
    """A member of a list of the source: where it stands, its nouns and names, and the English words of its sentence that render them."""

    span: Span
    words: tuple[str, ...]
    places: tuple[Span, ...]


def missing(bitext: Bitext, pair: Linked, english: Language) -> Iterator[Missing]:
    """Yield the members of a sentence's lists that neither the English sentence nor those beside it render, where their neighbours stand side by side."""
    language = bitext.language
    if language is None or not language.joins or not _shorter(bitext, pair, language):
        return
    for spans in _lists(bitext.source, pair.source, language):
        members = [_member(bitext, pair, span, language, first=span == spans[0], last=span == spans[-1]) for span in spans]
        gone = [at for at, one in enumerate(members) if at and one.words and not one.places and not _elsewhere(bitext, pair, one, language)]
        if len(gone) == 1 and all(one.words for one in members[1:-1]) and sum(bool(one.places) for one in members) > 1:
            at = gone[0]
            if (_counted(bitext, pair, members[at], english) or all(meanings(word.lower(), language) for word in members[at].words)) and (
                place := _gap(bitext.text, members, at, english)
            ):
                span = members[at].span
                end = bitext.source.index(members[at].words[-1], span.start) + len(members[at].words[-1])
                yield Missing(Span(span.start, end), place)


def _counted(bitext: Bitext, pair: Linked, member: _Member, english: Language) -> bool:
    """Return whether a member has a number that the English sentence has not."""
    assert bitext.language is not None
    here = values(numbers(pair.target.of(bitext.text), english))
    there = [one.value for one in numbers(member.span.of(bitext.source), bitext.language) if one.value > 1]
    return bool(there) and not here.intersection(there)


def _shorter(bitext: Bitext, pair: Linked, language: Language) -> bool:
    """Return whether the English sentence sets fewer things apart than the source."""
    there = pair.source.of(bitext.source)
    joins = sum(word.lower() in language.joins for word in WORD.findall(there)) + (there.count(" و") if language.code == "ar" else 0)
    return len(SEPARATOR.findall(pair.target.of(bitext.text))) < joins + len(re.findall("[,;،؛]", there))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    if language.code == "ar":
        return re.compile(rf"(?<!\w)(?P<first>\w++(?: \w++)?)(?P<rest>(?:{ARABIC_AND}\w{{3,40}}+(?: (?!و)\w++)?){{2,8}})")
    ends = "|".join(sorted(language.joins))
    first, last = r"(?<![^\W_])[^\W_]++(?: [^\W_]++)?(?:['’][^\W_]++)?", r"(?:[^\W\d_]{1,2}['’])?[^\W_]++(?:['’][^\W_]++)?(?: [^\W_]++){0,2}"
    return re.compile(rf"(?P<first>{first})(?P<rest>(?:, ?{MEMBER}){{1,8}},? (?:{ends}) {last})", re.IGNORECASE)


def _lists(source: str, within: Span, language: Language) -> Iterator[list[Span]]:
    """Yield the places of the members of each list, in order."""
    separator = ARABIC_AND if language.code == "ar" else rf",? (?:{'|'.join(sorted(language.joins))}) |, ?"
    for match in _pattern(language).finditer(source, within.start, within.end):
        starts, ends = [match.start("first")], [match.end("first")]
        for one in re.finditer(separator, match["rest"]):
            ends.append(match.start("rest") + one.start())
            starts.append(match.start("rest") + one.end())
        ends = [*ends[:1], *ends[2:], match.end()]
        if len(starts) >= FEWEST:
            yield [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _member(bitext: Bitext, pair: Linked, span: Span, language: Language, *, first: bool, last: bool) -> _Member:
    words = tuple(_named(span.of(bitext.source), language, first=first, last=last))
    found = [Span(*match.span()) for match in WORD.finditer(bitext.text, pair.target.start, pair.target.end) if _any(words, match.group(), language)]
    return _Member(span, words, tuple(found))


def _named(text: str, language: Language, *, first: bool, last: bool) -> list[str]:
    """Return the noun or name that a member names, and one word more; nothing for what is no plain noun phrase.

    What stands before the ``first`` noun belongs to no list.
    """
    found: list[str] = []
    for word in WORD.findall(re.sub("['’]", " ", text)):
        low = word.lower()
        if len(word) < SHORTEST or low in language.function_words or low in language.number_words:
            if found and not last:
                return []
            if found:
                break
        else:
            found.append(word)
    counted = any(word.lower() in language.number_words for word in WORD.findall(text))
    while found and first and not _names(found[0], language, counted=counted):
        found.pop(0)
    found = found[:2] if last else found
    return found if found and _names(found[0], language, counted=counted) else []


def _names(word: str, language: Language, *, counted: bool) -> bool:
    return _noun(word, language) or (word[0].isupper() and (counted or language.code != "de"))


def _noun(word: str, language: Language) -> bool:
    entry = language.word(word.lower())
    return bool(entry and entry.gender) if entry else language.code == "ar" and bool(meanings(word, language))


def _any(words: Sequence[str], english: str, language: Language) -> bool:
    return any(renders(english.lower(), word.lower(), language) or _sounds_like(word, english) for word in words)


def _sounds_like(name: str, english: str) -> bool:
    """Return whether an English name may be a name of the source, letter by letter."""
    return english[0].isupper() and not name[0].islower() and skeleton(name) == skeleton(english)


def _elsewhere(bitext: Bitext, pair: Linked, member: _Member, language: Language) -> bool:
    """Return whether one of the sentences beside it renders a member."""
    at = bitext.linked.index(pair)
    start, end = bitext.linked[max(0, at - 1)].target.start, bitext.linked[min(at + 1, len(bitext.linked) - 1)].target.end
    return any(_any(member.words, word, language) for word in WORD.findall(bitext.text, start, end))


def _gap(text: str, members: Sequence[_Member], at: int, english: Language) -> Span | None:
    """Return the English from one neighbour of a missing member to the other, where nothing else stands between them; None where something does."""
    last = at == len(members) - 1
    before, after = (members[at - 2], members[at - 1]) if last else (members[at - 1], members[at + 1])
    if not before.places or not after.places:
        return None
    start = before.places[-1]
    end = next((place for place in after.places if place.start >= start.end), None)
    if end is None:
        return None
    between = text[start.end : end.start]
    small = english.function_words | english.number_words.keys()
    if any(word.lower() not in small for word in WORD.findall(between)) or not SEPARATOR.search(between):
        return None
    return None if last and not JOINED.search(between) else Span(start.start, end.end)
