"""Nouns of another language behind an English determiner: those of the lists of words, which have an English one beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mtcheck.core.lazy import lazy
from mtcheck.english import foreign, lexicon
from mtcheck.english.lexicon import Flag
from mtcheck.english.mentions import DETERMINERS
from mtcheck.english.nouns import Kind
from mtcheck.languages.language import language

PAPER = lazy(
    r"-(?:Zeitung|Anzeiger|Nachrichten|Rundschau|Kurier|Tage?blatt|Abendblatt|Volksblatt|Blatt|Post|Presse|Echo|Bote|Merkur|Spiegel|Magazin|Journal|Verlag)$"
)
"""How the names of German papers end ("Ostsee-Zeitung")."""
BORROWED, NAMED = 2.0, 1.3
"""Zipf frequencies in English from which on a German noun is one that English uses: of one that the list has, of any other."""
NAMING = ("land", "berg", "burg", "gau", "wald", "tal", "platz", "liga", "halle", "kasse", "kassen", "straße")
"""Endings of German names of places, leagues and banks that English texts keep."""
DETERMINED = lazy(
    r"(?<![\w’'-])(?i:the|an?|this|that|these|those|its|his|her|their|our|my|each|every|no|any|some) (?:[a-z-]{3,} |(?:German|Austrian|Swiss|Bavarian|Saxon|Federal) )?(?P<noun>[A-ZÄÖÜ][a-zäöüß]{3,})(?![\w’'-])"
    r"(?! (?:[A-ZÄÖÜ(]|(?:für|der|des|von|und|zu|im) ))"
)
"""A word with a capital that is no part of a longer name, and that nothing in brackets explains."""


def german(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where German nouns stand behind a determiner; ``words`` are those of the text that German has and English has not."""
    left = {word for word in words if word.istitle() and _german(word.lower())}
    for match in DETERMINED.finditer(text) if left else ():
        word = match["noun"]
        if word in left and not re.search(rf"\b{word} [A-ZÄÖÜ]", text):
            yield match.span("noun")


def english(word: str) -> tuple[str, ...]:
    """Return what the list of German words has in English for a noun, best first."""
    pack = language("de")
    entry = pack.words.get(word.lower()) if pack else None
    return entry.english[:2] if entry else ()


def _german(low: str) -> bool:
    """Return whether the list has the noun with an English one beside it, or its compounds name groups or persons."""
    from mtcheck.bilingual.source_words import common

    pack = language("de")
    if pack is None or low.endswith(NAMING) or lexicon.zipf(low) >= BORROWED or lexicon.flags(low) & (Flag.SURNAME | Flag.PROPER):
        return False
    if entry := pack.words.get(low):
        return bool(entry.gender) and entry.english[0][:1].islower()
    named = common(low, pack) if lexicon.zipf(low) < NAMED else None
    return named is not None and named.kind in (Kind.GROUP, Kind.PERSON)


def listed(word: str, before: str) -> bool:
    """Return whether a small word stands behind a determiner and the list of a language has it as a noun with an English one beside it."""
    if before.lower() not in DETERMINERS or not word.islower() or lexicon.known(word):
        return False
    packs = (language(code) for code in foreign.names((foreign.entry(word) or (0, 0.0, False))[0]))
    return any(pack is not None and word in pack.words and pack.words[word].gender for pack in packs)


def common_noun(low: str) -> bool:
    """Return whether a German noun names no person, place or institution, so far as its word list and its ending tell."""
    from mtcheck.bilingual.source_words import common

    pack = language("de")
    if pack is None:
        return False
    entry = pack.word(low)
    named = entry is not None and any(english[:1].isupper() for english in entry.english)
    return not named and (bool(entry and entry.gender) or common(low, pack) is not None)
