"""Which language a text is in, by its script, the small words and the letters of the languages: a naive Bayes over them (Grefenstette 1995).

Languages without a pack are told as well (``others.toml``), so that none of them is taken for one with a pack.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from mtcheck.core.lazy import lazy
from mtcheck.core.model import Told
from mtcheck.languages.language import MARKS, codes, language
from mtcheck.languages.lists import FOLDER

BEGINNING = 20_000
"""Characters of a text that its language is told by."""
SURE = 0.8
"""Probability from which on a language counts as told."""
CERTAIN = 0.999
"""The highest probability that is ever claimed."""
WHOLLY = 0.99
"""The same for a text that should be English."""
SMALL = 0.33
"""Share of the words of a text that are small words of its language."""
ELSEWHERE = 0.1
"""Share of the words of a text in none of the languages that are small words of one of them all the same."""
VOCABULARY = 20_000
"""Words that are no small words."""
STRANGE = 0.03
"""How much less likely a word is that has a letter which its language does not have."""
INDEPENDENCE = 0.7
"""What a further word weighs, since words come together."""
RARE, UNLISTED = 0.2, 0.05
"""How often a source is in a language without a pack, or in none of those that are told here, for once that it is in one with a pack."""
WHOLE = 20
"""Words from which on a text is long enough to be said to be in another language altogether."""
ENGLISH_ONLY = frozenset("the of and to with for that this from by has have been it he she they be are".split())
"""Little words of English that are none elsewhere; a sentence without any of them is hardly English."""
LEFT_OVER = 0.02
"""Share of such words from which on a text is English, whatever else is in it."""
FEW = 4
"""Characters that say which script without spaces it is."""
WORD = lazy(rf"(?:[^\W\d_]|{MARKS})+")
SCRIPTS = {
    "latin": (0x41, 0x24F),
    "el": (0x370, 0x3FF),
    "cyrillic": (0x400, 0x52F),
    "hy": (0x530, 0x58F),
    "he": (0x590, 0x5FF),
    "arabic": (0x600, 0x6FF),
    "devanagari": (0x900, 0x97F),
    "bn": (0x980, 0x9FF),
    "ta": (0xB80, 0xBFF),
    "si": (0xD80, 0xDFF),
    "th": (0xE00, 0xE7F),
    "ka": (0x10A0, 0x10FF),
    "am": (0x1200, 0x137F),
    "kana": (0x3040, 0x30FF),
    "han": (0x3400, 0x9FFF),
    "ko": (0xAC00, 0xD7AF),
}
"""Scripts and their code points; those of one language alone by its code."""
KANA_SHARE = 0.1
"""Share of Japanese characters among Chinese ones from which a text is Japanese."""


class _Profile(NamedTuple):
    code: str
    name: str
    words: frozenset[str]
    letters: frozenset[str] | None
    prior: float


def told(text: str) -> Told | None:
    """Return the language that a text reads as; None for one too short or too mixed to tell."""
    text = text[:BEGINNING].lower()
    found = Counter(script for char in text if char.isalpha() and (script := _script(char)))
    if not found:
        return None
    cjk = found["han"] + found["kana"]
    script, count = found.most_common(1)[0]
    if script in {"han", "kana"} or cjk > count:
        return _named("ja" if found["kana"] > KANA_SHARE * cjk else "zh", 1 - 2.0**-cjk) if cjk >= FEW else None
    if len(script) == 2:  # a language's own
        return _named(script, 1 - 2.0**-count) if count >= FEW else None
    return _likeliest([word for word in WORD.findall(text) if _script(word[0]) == script], _profiles()[script])


def script_of(text: str) -> str | None:
    """Return the name in ``SCRIPTS`` of the script that most letters of a text belong to; None for a text without letters."""
    found = Counter(script for char in text[:BEGINNING].lower() if char.isalpha() and (script := _script(char)))
    return found.most_common(1)[0][0] if found else None


def elsewhere(text: str) -> Told | None:
    """Return the language of a text none of which is English; None for English, however mixed, and for a text too short to tell."""
    beginning = text[:BEGINNING].lower()
    if sum(map(ENGLISH_ONLY.__contains__, beginning.split())) > LEFT_OVER * (len(beginning) + 1) / 2:
        return None  # enough of them, had the text as many words as there is room for
    words = WORD.findall(beginning)
    if len(words) < WHOLE or sum(map(ENGLISH_ONLY.__contains__, words)) > LEFT_OVER * len(words):
        return None
    found = told(text)
    return found if found and found.code != "en" and found.probability >= WHOLLY else None


def tellable_languages() -> dict[str, str]:
    """Return code -> English name of the languages that can be told."""
    return {profile.code: profile.name for group in _profiles().values() for profile in group}


def tellable(text: str) -> bool:
    """Return whether a text has any words by which its language could be told."""
    return any(len(word) > 1 or word > "\u3000" for word in WORD.findall(text[:BEGINNING]))


def _likeliest(words: list[str], profiles: tuple[_Profile, ...]) -> Told | None:
    known = frozenset().union(*(profile.words for profile in profiles))
    counts = Counter(words)
    scores = {
        profile.code: math.log(profile.prior) + INDEPENDENCE * sum(count * _weight(word, profile) for word, count in counts.items())
        for profile in profiles
    }
    small, large = math.log(ELSEWHERE / len(known)), math.log((1 - ELSEWHERE) / VOCABULARY)
    scores[""] = math.log(UNLISTED) + INDEPENDENCE * sum(count * (small if word in known else large) for word, count in counts.items())
    best = max(scores, key=scores.__getitem__)
    probability = 1 / sum(math.exp(max(-700.0, score - scores[best])) for score in scores.values())
    return _named(best, probability) if best and probability >= SURE else None


def _weight(word: str, profile: _Profile) -> float:
    """Return the logarithm of how likely a word is in a language."""
    if word in profile.words:
        return math.log(SMALL / len(profile.words))
    strange = profile.letters is not None and not profile.letters.issuperset(word)
    return math.log((1 - SMALL) / VOCABULARY * (STRANGE if strange else 1))


def _named(code: str, probability: float) -> Told:
    return Told(code, tellable_languages()[code], min(CERTAIN, round(probability, 3)))


@cache
def _profiles() -> Mapping[str, tuple[_Profile, ...]]:
    """Return what the languages of each script are told by."""
    import tomllib

    tables: dict[str, Mapping[str, str]] = tomllib.loads((FOLDER / "others.toml").read_text("utf-8"))
    packs = {code: pack.table for code in codes() if (pack := language(code))}
    found: dict[str, list[_Profile]] = {}
    for code, table in {**tables, **packs}.items():
        words = frozenset(table.get("function_words", "").split())
        letters = table.get("letters")
        script = _script(min(words)[0]) if words else code
        plain = "abcdefghijklmnopqrstuvwxyz" if script == "latin" else ""
        profile = _Profile(code, table["name"], words, frozenset(plain + letters) if letters is not None else None, 1.0 if code in packs else RARE)
        found.setdefault(script or code, []).append(profile)
    return {script: tuple(group) for script, group in found.items()}


@cache
def _script(char: str) -> str | None:
    return next((name for name, (first, last) in SCRIPTS.items() if first <= ord(char) <= last), None)
