"""Slots: what a pattern may write for a quantity, a date, a list of words or any word of a class (``docs/rules-format.md``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, reduce
from string import Formatter

from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.lazy import lazy
from mtcheck.english.classes import CLASSES, FORMS, in_form, is_class
from mtcheck.english.inflection import noun_forms, verb_forms

HOW = "see docs/rules-format.md"
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
_NUM = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})+|\d+(?:[.,]\d+)?|{_SMALL}|dozens|hundreds|thousands)(?: (?:hundred|thousand|million|billion))?"
_UNIT = "(?:second|minute|hour|day|week|month|year|decade|centurie|century)s?"
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_CAPITAL = r"\p{Lu}(?:[\pL\d’'.&-]*[\pL\d’'&-]|\.)?"
FIXED = {
    "NUM": _NUM,
    "SMALL": f"(?:{_SMALL})",
    "UNIT": _UNIT,
    "DURATION": rf"(?:(?:more than|less than|over|about|almost|nearly|around|at least) )?(?:(?:{_NUM}|several|many|a few|some|a)(?: and a half)? (?:long )?{_UNIT}|half (?:a|an) {_UNIT}|a long time)",
    "DAY": _DAY,
    "MONTH": _MONTH,
    "YEAR": _YEAR,
    "DATE": rf"(?:(?:last|this) (?:night|week|month|year|weekend|summer|winter|spring|autumn|{_DAY}|{_MONTH})|(?:{_DAY}|{_MONTH} (?:\d{{1,2}}, )?{_YEAR}|{_MONTH} \d{{1,2}}|{_MONTH}|{_YEAR}|yesterday))",
    "BYGONE": rf"(?:yesterday|last (?:night|week|month|year|weekend|summer|winter|spring|autumn|{_DAY}|{_MONTH})|on {_DAY}|(?:{_NUM}|a few|a|several) {_UNIT} ago|in (?:19\d\d|200\d|201\d))",
    "NAME": rf"{_CAPITAL}(?: (?:(?:al|bin|de|del|der|van|von|la) )?{_CAPITAL}){{0,3}}",
    "QUOTE": r"(?:[”\"»“]|&quot;|['’]{2})",
}
"""Slots that are spelt out: what they stand for as RE2 has it."""
WORD = r"\p{Ll}[\p{Ll}-]*"
LETTERS = lazy(r"\[(?:\\.|[^\]\\]){0,300}\]|\\p(?:L|\{L[lu]\})")
OPTIONAL = lazy(r"\(\?:(<!?[A-Z_]+> )\)\?")
MOST_OPTIONAL = 6
"""Optional words of a class in a pattern, which stands for two to the power of so many."""
SLOT = lazy(r"<(!?)([A-Z_]+)(?::([a-z_]+))?>")
ENTRY = lazy(r"([^/]+?)(?:/(\w+))?")


Test = tuple[str, str, bool]
"""A group, a class, and whether the word that the group found is to be of it."""


CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "capital": lambda text: text[:1].upper() + text[1:]}


class Filled(str):
    """What a group found; ``{verb:past}`` in a template puts it into another form."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        if form in CASES:
            return CASES[form](str(self))
        return in_form(self.lower(), form) if form else str(self)


def words(name: str, listed: object, where: str) -> tuple[str, ...]:
    """Return the words of a list, each with all forms asked for: ``say/v`` every form of the verb, ``day/n`` of the noun, ``explain/past`` one.

    Raises ConfigError for what is no list.
    """
    if not isinstance(listed, str):
        raise ConfigError(f"`{name}` must be a text", where, HOW)
    if name in FIXED or name in CLASSES or not SLOT.fullmatch(f"<{name}>"):
        raise ConfigError(f"{name!r} is no name for a list", where, "use capitals, and no name that a slot has")
    found: dict[str, None] = {}
    for entry in listed.split("|") if "|" in listed else listed.split():
        match = ENTRY.fullmatch(entry.strip())
        if not match:
            raise ConfigError(f"{entry!r} is no word of a list", where, HOW)
        word, tag = match.groups()
        found |= dict.fromkeys(_forms(word, tag, where))
    return tuple(found)


def _forms(word: str, tag: str | None, where: str) -> Iterable[str]:
    if tag is None:
        return (word,)
    forms = noun_forms(word) if tag in ("n", "singular", "plural") else verb_forms(word)
    if tag in ("n", "v"):
        return forms.values()
    if tag not in forms:
        raise ConfigError(f"no form {tag!r} of {word!r}", where, f"forms are v, n, {', '.join(forms)}")
    return (forms[tag],)


def variants(match: str, where: str) -> tuple[str, ...]:
    """Return a pattern with and without each optional word of a class, ``(?:<ADJ> )?``: the expression itself cannot try both.

    Raises ConfigError for one with more than ``MOST_OPTIONAL``.
    """
    if sum(found[1].strip("<!> ") in CLASSES for found in OPTIONAL.finditer(match)) > MOST_OPTIONAL:
        raise ConfigError(f"more than {MOST_OPTIONAL} optional words of a class", where, HOW)
    word = next((found for found in OPTIONAL.finditer(match) if found[1].strip("<!> ") in CLASSES), None)
    if not word:
        return (match,)
    return tuple(whole for inner in ("", word[1]) for whole in variants(match[: word.start()] + inner + match[word.end() :], where))


def expanded(match: str, lists: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, tuple[Test, ...]]:
    """Return the expression with its slots written out, and the tests that its words must pass.

    Raises ConfigError for a slot of no name.
    """
    tests: list[Test] = []

    def written(slot: re.Match[str]) -> str:
        unwanted, name, group = slot.groups()
        if name in CLASSES:
            group = group or f"slot{len(tests)}"
            tests.append((group, name, not unwanted))
            return f"(?P<{group}>{WORD})"
        body = FIXED.get(name) or "|".join(map(re.escape, sorted(lists.get(name, ()), key=len, reverse=True)))
        if not body or unwanted:
            known = (*CLASSES, *(() if unwanted else (*FIXED, *lists)))
            raise ConfigError(f"no slot {slot[0]!r}", where, nearest(name, known, f"slots are {', '.join(known)}"))
        return f"(?P<{group}>{body})" if group else f"(?:{body})"

    return LETTERS.sub(_latin, SLOT.sub(written, match)), tuple(tests)


@cache
def _letters() -> dict[str, str]:
    """Return letters, small ones and capitals, of the Latin script, as RE2 names those of all scripts: they make an expression seven times as long to compile."""
    from unicodedata import category

    of_all = (*range(0xC0, 0x180), *range(0x1E00, 0x1F00))
    small, capital = ("".join(char for char in map(chr, of_all) if category(char) == kind) for kind in ("Ll", "Lu"))
    return {r"\pL": "A-Za-zªµºÀ-ÖØ-öø-ɏḀ-ỿ", r"\p{Ll}": f"a-z{small}", r"\p{Lu}": f"A-Z{capital}"}


LATIN_1 = {r"\pL": "A-Za-zªµºÀ-ÖØ-öø-ÿ", r"\p{Ll}": "a-zß-öø-ÿ", r"\p{Lu}": "A-ZÀ-ÖØ-Þ"}
"""The same where no letter stands further back than in Latin-1."""


def narrowed(match: str) -> str:
    """Return an expression for texts with no letter of the Latin script beyond Latin-1, as most are: it takes half as long to compile."""
    return reduce(lambda signs, name: signs.replace(_letters()[name], LATIN_1[name]), LATIN_1, match)


def _latin(found: re.Match[str]) -> str:
    """Return a set of characters, or a letter, with the letters of the Latin script for those of all scripts."""
    letters = _letters()
    if found[0] in letters:
        return f"[{letters[found[0]]}]"
    return reduce(lambda signs, name: signs.replace(name, letters[name]), letters, found[0])


def holds(tests: Iterable[Test], groups: Mapping[str, str | None]) -> bool:
    """Return whether the words found are of the classes that the slots ask for; a slot that found nothing asks nothing."""
    return all(is_class(word.lower(), name) is wanted for group, name, wanted in tests if (word := groups[group]))


def check_template(template: str, groups: Iterable[str]) -> None:
    """Raise ValueError for a template that names no group or no form."""
    known = set(groups)
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None and (name not in known or conversion or (form and form not in FORMS and form not in CASES)):
            raise ValueError(f"{{{name}{':' + form if form else ''}}}")


def filled(template: str, groups: Mapping[str, str | None]) -> str | None:
    """Return a suggestion; None where a word has no such form."""
    values = {name: Filled(value or "") for name, value in groups.items()}
    for _, name, form, _ in Formatter().parse(template):
        if name and form and values[name] and not format(values[name], form):
            return None
    return template.format_map(values)
