"""Crosses set phrases with what spinners put for their words, and with the thesaurus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from mtcheck.broken.words import FUNCTION, lemmas
from mtcheck.build.spinner.lists import Phrase
from mtcheck.english import lexicon
from mtcheck.english.inflection import noun_forms
from mtcheck.english.segment import WORD

COMMON = 3.0
"""Zipf frequency of a synonym that a spinner takes."""
SAME = "="


class Variant(NamedTuple):
    """What a spinner writes for a phrase.

    ``seams`` are the words on both sides of each place where something was put in; ``kin`` is what all inflections of it share; ``listed``: the lists have all
    that was put in, the thesaurus was not asked; ``whole``: no word of the phrase was left.
    """

    text: str
    phrase: str
    seams: tuple[tuple[str, str], ...]
    kin: str
    listed: bool
    whole: bool


def key(text: str) -> str:
    """Return the words of a text in lower case, as runs of letters with a space between them."""
    return " ".join(WORD.findall(text.lower()))


@cache
def synonyms(word: str) -> tuple[str, ...]:
    """Return the common words of the same synsets, plurals for a plural."""
    if word in FUNCTION:
        return ()
    found = {other for other, relation in lexicon.synonyms(word).items() if relation == SAME and " " not in other}
    singulars = [lemma for lemma, tag in lemmas(word) if tag == "plural"]
    found |= {
        noun_forms(other)["plural"] for one in singulars for other, relation in lexicon.synonyms(one).items() if relation == SAME and " " not in other
    }
    return tuple(sorted(other for other in found if lexicon.zipf(other) >= COMMON and other not in FUNCTION and other != word))


def crossed(phrase: Phrase, table: dict[str, tuple[str, ...]]) -> Iterator[Variant]:
    """Yield the variants of a phrase in all its forms: all words may give way to what the table has, one to a synonym."""
    listed = [(word, *table.get(word.lower(), ())) for word in phrase.words]
    for parts in product(*listed):
        if parts != phrase.words:
            yield from _inflected(phrase, parts, listed=True)
    for at, word in enumerate(phrase.words):
        for other in set(synonyms(word.lower())) - set(listed[at]):
            yield from _inflected(phrase, (*phrase.words[:at], other, *phrase.words[at + 1 :]), listed=False)
    for whole in phrase.spun:
        forms = phrase.forms(tuple(whole.split()))
        words = key(whole)
        for tag, text in phrase.forms(phrase.words).items():
            here = key(forms[tag]).split()
            yield Variant(" ".join(here), text, tuple(pairwise(here)), words, listed=True, whole=True)


def _inflected(phrase: Phrase, parts: tuple[str, ...], *, listed: bool) -> Iterator[Variant]:
    """Yield the forms of one variant."""
    forms = phrase.forms(parts)
    replaced = [part != word for part, word in zip(parts, phrase.words, strict=True)]
    whole = all(gone or word in FUNCTION for gone, word in zip(replaced, phrase.words, strict=True))
    for tag, text in phrase.forms(phrase.words).items():
        yield Variant(key(forms[tag]), text, _seams(key(forms[tag]).split(), parts, replaced), key(" ".join(parts)), listed, whole)


def _seams(words: list[str], parts: tuple[str, ...], replaced: list[bool]) -> tuple[tuple[str, str], ...]:
    """Return (word and the function words behind it, next word) at the borders of what was put in."""
    ends = list(accumulate(len(key(part).split()) for part in parts))
    content = [at for at, part in enumerate(parts) if part not in FUNCTION]
    borders = [(one, other) for one, other in pairwise(content) if replaced[one] or replaced[other]]
    return tuple((" ".join(words[ends[one] - 1 : ends[other - 1]]), words[ends[other - 1]]) for one, other in borders)
