"""What a word says as a number, also one written together ("zweihundertfünfzig") or as the first part of an adjective ("zehnseitig")."""

from __future__ import annotations

import re
from functools import cache

from mtcheck.languages.language import Language
from mtcheck.languages.lists import PROCLITICS


def word_value(word: str, language: Language) -> float | None:
    """Return the value of a word in lower case that is or holds a number word; None for any other."""
    value = language.number_words.get(word)
    if value is None and language.code == "ar" and (particle := PROCLITICS.match(word)):
        value = language.number_words.get(word[particle.end() :], language.number_words.get(word[1:]))
    if value is not None:
        return value
    if len(word) <= 6 or (language.compounds is None and language.counted is None):
        return None
    counted = language.counted.fullmatch(word) if language.counted else None
    if counted or language.compounds is None:
        return word_value(counted[1], language) if counted else None
    return _compound(word, language)


@cache
def _compound_pattern(language: Language) -> re.Pattern[str]:
    parts = sorted([*language.numbers, *language.scales, *language.ordinals, language.compounds or ""], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, filter(None, parts))))


def _compound(word: str, language: Language) -> float | None:
    """Return the value of number words written as one ("zweihundertfünfzig"); None for any other word."""
    parts, at = [], 0
    for match in _compound_pattern(language).finditer(word):
        if match.start() != at:
            return None
        parts.append(match.group())
        at = match.end()
    values = [value for part in parts if part != language.compounds and (value := word_value(part, language)) is not None]
    if at != len(word) or len(values) < 2:
        return None
    total = current = 0.0
    for value in values:
        if value >= 1000:
            total, current = total + (current or 1) * value, 0.0
        elif value == 100:
            current = (current or 1) * value
        else:
            current += value
    return total + current
