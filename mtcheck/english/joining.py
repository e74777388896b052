"""A replacement that fits where it goes: "a" or "an" before it, no word twice, a capital where a sentence now begins."""

from __future__ import annotations

import re

from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span

VOWELS = ("a", "e", "i", "o", "u", "hour", "honest", "honour", "honor", "heir")
CONSONANT_SOUND = lazy(r"uni(?![dmn])|us[eu]|ut[eio]|ur[aou]|ubi|uk|uga|eu|ewe|onc?e\b", re.IGNORECASE)
SPELT = lazy(r"[AEFHILMNORSX](?:[B-DF-HJ-NP-TV-Z&]|\b)[A-Z0-9&]*\b|[AEIO][A-Z]+\b")
"""An abbreviation whose first letter's name begins with a vowel: "an NGO", "an MRI"; one that reads as a word begins with consonant and vowel ("a NATO")."""
ARTICLE = lazy(r"(?:(?<![^\s(\[\"'“‘])|^)(an?|(?:(?<=[.!?\"'“‘(\[]\s)|(?<=[\n\"'“‘(\[])|^)An?)(\s+)$")
FIRST_WORD, LAST_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?"), lazy(r"(?<![^\W\d_])[^\W\d_]+(?:['’][^\W\d_]+)?$")
BEGINS = lazy(r"(?:^|\n|[.!?…][\"'”’)\]]*\s)\s*[\"'“‘(\[]*$")
NEXT_LETTER = lazy(r"[\s,;:]*(?=[^\W\d_])")
NEAR = 60


def starts_with_vowel(word: str) -> bool:
    """Return whether the word begins with a vowel sound ("an hour", "a union", "an NGO")."""
    if word[:2].isupper():
        return bool(SPELT.match(word)) and not word.startswith("EU")
    return word.lower().startswith(VOWELS) and not CONSONANT_SOUND.match(word)


def joined(text: str, span: Span, replacement: str) -> tuple[Span, str]:
    """Return the span to replace and what to write there, so that the text around a replacement stays good English ("" deletes).

    The span returned holds the one given; where nothing is to mend it is the same.
    """
    replacement = _not_twice(text, span, replacement)
    if not replacement:
        return _after_deletion(text, span)
    article = ARTICLE.search(_before(text, span))
    if article and _other_article(article[1], replacement) and FIRST_WORD.match(replacement):
        return Span(span.start - len(article[0]), span.end), f"{article_as(article[1], replacement)}{article[2]}{replacement}"
    return span, replacement


def _before(text: str, span: Span) -> str:
    start = max(0, span.start - NEAR)
    return ("…" if start else "") + text[start : span.start]


def _not_twice(text: str, span: Span, replacement: str) -> str:
    """Return the replacement without a first or last word that stands beside it already and did not stand twice before."""
    old = span.of(text)
    before, after = (
        LAST_WORD.search(_before(text, span).rstrip(" ")),
        FIRST_WORD.match(text[span.end : span.end + NEAR].lstrip(" ")),
    )
    first = FIRST_WORD.match(replacement)
    if _same(before, first) and not _same(before, FIRST_WORD.match(old)):
        replacement = replacement[len(first[0]) if first else 0 :].lstrip(" ")
    last = LAST_WORD.search(replacement)
    if _same(after, last) and not _same(after, LAST_WORD.search(old)):
        replacement = replacement[: last.start() if last else 0].rstrip(" ")
    return replacement


def _same(one: re.Match[str] | None, two: re.Match[str] | None) -> bool:
    return one is not None and two is not None and one[0].lower() == two[0].lower()


def _other_article(article: str, word: str) -> bool:
    return (len(article) == 2) != starts_with_vowel(word)


def article_as(model: str, word: str) -> str:
    """Return "a" or "an" as the word that follows wants it, with the capital of the article that stood there."""
    return model[0] + ("n" if starts_with_vowel(word) else "")


def _after_deletion(text: str, span: Span) -> tuple[Span, str]:
    """Return what to write where words go: the next word's capital at the start of a sentence, the right article before it."""
    gap = NEXT_LETTER.match(text, span.end)
    if gap is None or "\n" in gap[0]:
        return span, ""
    before, letter = _before(text, span), text[gap.end()]
    if BEGINS.search(before) and span.of(text)[:1].isupper() and letter.islower():
        return Span(span.start, gap.end() + 1), letter.upper()
    following = FIRST_WORD.match(text, gap.end())
    article = ARTICLE.search(before)
    if article and following and (gap[0] or span.of(text)[-1:]).isspace() and _other_article(article[1], following[0]):
        return Span(span.start - len(article[0]), following.end()), f"{article_as(article[1], following[0])}{article[2]}{following[0]}"
    return span, ""
