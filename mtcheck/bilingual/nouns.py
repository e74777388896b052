"""Which words with a capital are common nouns, in languages that write those so: by what stands before them, and by their compounds."""

from __future__ import annotations

import re

from mtcheck.english import lexicon
from mtcheck.english.lexicon import Flag
from mtcheck.languages.language import Language

ADJECTIVE = re.compile(r"\b[a-zäöüß]{2,}(?:e|en|er|es|em)(?<!te)(?<!ten) $")
ARTICLE = re.compile(r"\b(?:d(?:er|ie|as|e[mns])|z(?:ur|um)|[ai]m|vom|beim|ins) $")
"""What stands before a common noun in German, and before hardly a surname."""
COMPOUND = 4
"""Letters from which on a German noun is known by the compounds that it ends."""


def behind_adjective(text: str, match: re.Match[str], language: Language) -> bool:
    """Return whether a word follows an inflected adjective, as common nouns do where they have capitals ("auf eigene Faust"), not a verb ("sagte")."""
    return not language.common_nouns_small and bool(ADJECTIVE.search(text[max(0, match.start() - 30) : match.start()]))


def behind_article(text: str, match: re.Match[str], language: Language) -> bool:
    """Return whether what is somebody's surname stands behind an article, and so is a common noun where those have capitals ("mit der Faust")."""
    if language.common_nouns_small or not lexicon.flags(match.group().lower()) & Flag.SURNAME:
        return False
    return ARTICLE.search(text, max(0, match.start() - 6), match.start()) is not None


def ends_compound(text: str, match: re.Match[str], language: Language) -> bool:
    """Return whether a word ends a longer one of the sentence, and so is a common noun where those have capitals ("Lupe", "Taschenlupe")."""
    word = match.group()
    if language.common_nouns_small or len(word) < COMPOUND:
        return False
    low = word.lower()
    return low in text and re.search(rf"[^\W\d_]{{3}}{re.escape(low)}\b", text) is not None
