"""Which pronoun of the source does a pronoun of the target render, and what does that one stand for?

The pronouns of a linked pair are aligned in order, by form, gender, place and the words beside them. Grammatical gender then says which of
the nouns before the source's pronoun it can stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bilingual.bitext import Bitext, Linked, plain, stem
from mtcheck.languages.entries import Reference
from mtcheck.languages.language import Language
from mtcheck.pronouns.source_mentions import SourceMention, Words, clauses, words

ENGLISH = re.compile(r"\b(?:he|she|him|his|hers?|himself|herself|it|its|itself)\b", re.IGNORECASE)
FORMS = {
    **dict.fromkeys(("he", "she", "it"), "subject"),
    **dict.fromkeys(("his", "its", "her", "hers"), "possessive"),
    **dict.fromkeys(("himself", "herself", "itself"), "reflexive"),
    "him": "object",
}
"""The forms of the target's pronouns; "her" and "it" may be objects too."""
GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
WORD = re.compile(r"[^\W\d_]+")
MATCH = 1.6
"""What a link is worth; costs are taken from it."""
OTHER_FORM, OTHER_GENDER, AWAY, NEIGHBOUR, ARTICLE, NEUTER = 0.9, 0.8, 4.0, 0.5, 0.7, 0.5
"""What another form, another gender, a place away by the whole length of the sentence, a word that is mostly an article, and an impersonal
verb cost; what a next word of the same meaning is worth."""

RELATIVE = frozenset("que qu' dont où lequel laquelle auquel duquel che cui quale das die dem denen".split())
"""What opens a relative clause right before its subject."""
CHAIN = frozenset("de du des d' della del di da do dos das et ou y o e und von ,".split())
"""What ties a noun phrase to the one before it."""
ADJECTIVE = re.compile(r"(?:iques?|ale?|elle|ée?|if|ive|ien|ienne|aine?|eux|euse|oise?|ic[oa]|isch|an[oa]|ar|aire|ible|able|que|el)$")
"""Endings of the adjectives that follow a noun."""
TIED = 3
"""Words between two noun phrases, or behind the last, that still make them one ("le mode de vie politique qu'il")."""
NEXT = 60
"""Characters behind a pronoun in which its next words stand."""


class SourcePronoun(NamedTuple):
    """A pronoun of the source: where it stands (``token`` -1 for none), its form and the letters of its gender.

    ``impersonal`` where it stands for nothing ("il faut"; ``word`` is the verb then), ``article`` where the word is mostly an article,
    ``inverted`` behind its verb.
    """

    start: int
    end: int
    word: str
    token: int
    form: str
    gender: str
    impersonal: bool
    article: bool
    inverted: bool = False


@lru_cache(maxsize=256)
def pronouns(source: str, start: int, end: int, language: Language) -> tuple[SourcePronoun, ...]:
    """Return the pronouns of ``source[start:end]`` in order; impersonal verbs without a pronoun count as such."""
    facts = language.reference
    if facts is None:
        return ()
    sentence = words(source, start, end)
    dummies = list(facts.impersonal.finditer(source.replace("’", "'"), start, end))
    verbs = {match.start(): match.group().lower() for match in dummies}
    found = [one for at in range(len(sentence.words)) if (one := _pronoun(source, sentence, at, facts, verbs))]
    seen = {one.start for one in found}
    found += [
        SourcePronoun(match.start(), match.end(), match.group().lower(), -1, "subject", "n", True, False)
        for match in dummies
        if match.start() not in seen
    ]
    return tuple(sorted(found))


def _pronoun(source: str, sentence: Words, at: int, facts: Reference, dummies: dict[int, str]) -> SourcePronoun | None:
    low, start = sentence.lower[at], sentence.starts[at]
    form = next((name for name in ("subject", "object", "possessive") if low in getattr(facts, name)), "")
    if low.endswith(("-même", "-meme")):
        low, form = low.partition("-")[0], "reflexive"
    if not form:
        return None
    gender = {**facts.object, **facts.subject, **facts.possessive}.get(low, "")
    if not gender:
        return None
    article = form == "object" and low in facts.determiners
    governed = at > 0 and sentence.lower[at - 1] in facts.prepositions
    if form in {"subject", "object"} and governed and not article:
        form = "object"
        gender = gender if len(gender) == 1 else "m" if low == "lui" else gender
    inverted = source[start] == "-"
    low = dummies.get(start, low)
    return SourcePronoun(start, start + len(sentence.words[at]), low, at, form, gender, start in dummies, article, inverted)


def link(bitext: Bitext, pair: Linked) -> dict[int, SourcePronoun]:
    """Return the pronouns of the source by the offset of the target's pronouns that render them."""
    if bitext.language is None:
        return {}
    there = pronouns(bitext.source, pair.source.start, pair.source.end, bitext.language)
    here = list(ENGLISH.finditer(bitext.text, pair.target.start, pair.target.end))
    worth = [[_worth(bitext, pair, one, other) for other in there] for one in here]
    best = _best(worth)
    return {here[i].start(): there[j] for i, j in (*best, *_moved(here, there, best))}


def _moved(here: Sequence[re.Match[str]], there: Sequence[SourcePronoun], best: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of subjects without a link that are the only ones of their gender on both sides: clauses change places."""
    ours = [i for i, one in enumerate(here) if FORMS[one.group().lower()] == "subject" and i not in {i for i, _ in best}]
    theirs = [j for j, one in enumerate(there) if one.form == "subject" and not one.impersonal and j not in {j for _, j in best}]
    if len(ours) != 1 or len(theirs) != 1:
        return []
    gender = GENDERS.get(here[ours[0]].group().lower(), "")
    return [(ours[0], theirs[0])] if gender and gender in there[theirs[0]].gender else []


def _worth(bitext: Bitext, pair: Linked, one: re.Match[str], other: SourcePronoun) -> float:
    """Return what linking a pronoun of the target to one of the source is worth."""
    word = one.group().lower()
    away = (one.start() - pair.target.start) / len(pair.target) - (other.start - pair.source.start) / len(pair.source)
    worth = MATCH - AWAY * abs(away) - ARTICLE * other.article
    form = FORMS[word]
    object_too = word in {"her", "him", "it"} and other.form in {"object", "reflexive"}
    factor = 1.5 if "possessive" in {form, other.form} and word != "her" else 1.0
    worth -= OTHER_FORM * factor * (form != other.form and not object_too)
    gender = GENDERS.get(word, "")
    if other.form != "possessive" or bitext.language_code == "de":
        worth -= OTHER_GENDER * bool(gender and gender not in other.gender and not other.impersonal)
    worth -= NEUTER * (bool(gender) and other.impersonal)
    return worth + NEIGHBOUR * _neighbours(bitext, one.end(), other.end)


def antecedents(sentence: Words, mentions: Sequence[SourceMention], pronoun: SourcePronoun, facts: Reference) -> list[SourceMention]:
    """Return the mentions before a pronoun that it can stand for by gender, number and structure, in order."""
    before = [one for one in mentions if one.last < pronoun.token]
    barred = _barred(sentence, before, pronoun, facts)
    owned = pronoun.form == "possessive"
    bound = clauses(sentence.lower, facts)[pronoun.token] if pronoun.form == "object" else len(sentence.lower)
    return [
        one
        for one in before
        if not one.plural
        and id(one) not in barred
        and one.agrees(pronoun.gender)
        and not (not one.governed and one.first > bound)
        and not (owned and sentence.lower[one.first] in facts.possessive)
    ]


def _barred(sentence: Words, before: Sequence[SourceMention], pronoun: SourcePronoun, facts: Reference) -> set[int]:
    """Return the ids of the mentions that a relative clause or a genitive ties to the pronoun itself ("la ville qu'elle décrit", "le début de son")."""
    at = pronoun.token - 1
    joined = at >= 0 and sentence.lower[at] in (CHAIN if pronoun.form == "possessive" else RELATIVE)
    barred: set[int] = set()
    edge = at
    for one in reversed(before):
        gap = sentence.lower[one.last + 1 : edge]
        tied = not gap or gap[0] in CHAIN or ADJECTIVE.search(gap[0])
        if not joined or not tied or len(gap) > TIED or facts.clause.intersection(gap):
            break
        barred.add(id(one))
        edge = one.first - (one.first > 0 and sentence.lower[one.first - 1] in CHAIN)
    return barred


def _neighbours(bitext: Bitext, after: int, behind: int) -> bool:
    """Return whether the words right behind two pronouns render each other."""
    assert bitext.language is not None
    here = {stem(match.group().lower()) for match in _next(bitext.text, after, 3)}
    for match in _next(bitext.source, behind, 2):
        low = match.group().lower()
        entry = bitext.language.word(low)
        if entry and any(stem(part) in here for rendering in entry.english for part in rendering.split() if len(part) > 2):
            return True
        if len(low) > 4 and stem(plain(low))[:5] in {one[:5] for one in here}:
            return True
    return False


def _next(text: str, at: int, count: int) -> list[re.Match[str]]:
    found = []
    for match in WORD.finditer(text, at, at + NEXT):
        found.append(match)
        if len(found) == count:
            break
    return found


def _best(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column), in order on both sides, of the greatest worth in all."""
    rows, columns = len(worth), len(worth[0]) if worth else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], worth[i][j] + best[i + 1][j + 1] if worth[i][j] > 0 else 0.0)
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if worth[i][j] > 0 and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
