"""Finds the phrases of all glossaries in one pass over the text.

The surface forms stand in a trie that is mapped into memory (marisa-trie), each with its entries: nothing is read or built at start-up, and one
look-up at each word finds all phrases that begin there, however many the glossaries hold.
"""

from __future__ import annotations

import marshal
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from mtcheck.core.errors import ConfigError
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.core.text import normal
from mtcheck.english.joining import article_as, starts_with_vowel
from mtcheck.english.names import CLOSED
from mtcheck.glossary.contexts import Prose, after, allowed, before
from mtcheck.glossary.entries import NAMES_RULE, NEEDS, Entry

LONGEST = 64
"""Characters of the longest phrase."""

EXACT = "="
"""What begins a source term that is looked for as it is written, in no other form."""
HYPHENS = "-‐‑"
AUXILIARIES = frozenset("am is are was were be been being have has had having 's 've 'd".split())
BEFORE_BASE = frozenset("to will would shall should can could may might must cannot not do does did don't doesn't didn't 'll let help".split())
AFTER_AUXILIARY, AFTER_MODAL, FINITE = ("participle", "past", "base"), ("base", "past", "participle"), ("past", "participle", "base")
"""The readings of a verb form to try, best first."""
CAPITAL_BEFORE = lazy(r"(\b[^\W\d_a-z][\w’'-]*) $")
"""A word with a capital, and a space, before a place."""
ARTICLE = lazy(r"\ban? $")
WORDS = lazy(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SMALL = frozenset("a an the of for and or in on at to by with from".split())
"""Words that have no capital in a title or an institution's name."""
DOMAIN = lazy(r"\.([a-z]{2,3})(?![\w-])")
"""The end of a web address behind its name ("example.com")."""
FOLD = {ord(char): " " for char in string.punctuation + "«»¡¿§·•…←↑→↓►▶■●"} | dict.fromkeys((*range(0x2000, 0x2070), 0x3000, 0x3001, 0x3002), " ")

ALONE, NEEDY = b"\0", b"\1"

Reading = tuple[str, tuple[str, ...]]


class Mention(NamedTuple):
    """A name of ``text[start:end]`` that the list of equivalent names files under ``entity``."""

    entity: str
    start: int
    end: int


class Match(NamedTuple):
    """An entry found at ``text[start:end]`` with the suggestions as they fit there, best first."""

    entry: Entry
    start: int
    end: int
    text: str
    suggestions: tuple[str, ...]

    def finding(self, rule: Rule) -> Finding:
        """Return the finding of the match; its confidence is for the weighing to say."""
        entry = self.entry
        evidence: dict[str, str | bool] = {"tier": entry.tier, "entry": entry.avoid, "glossary": entry.where.rpartition("/")[2]}
        if entry.source_lang:
            evidence["source_lang"] = entry.source_lang
        if entry.source:
            evidence["source_term"] = entry.source
        if entry.beside:
            evidence["beside"] = ", ".join(entry.beside)
        if entry.kept:
            evidence["kept"] = True
        return Finding(
            rule.id,
            entry.category or rule.category,
            Severity(entry.severity) if entry.severity else rule.severity,
            Span(self.start, self.end),
            self.text,
            self._message(rule.summary),
            self.suggestions,
            0.0,
            evidence,
        )

    def _message(self, summary: str) -> str:
        if self.entry.note:
            return self.entry.reason
        return f"{summary}{from_source(self.entry.source)}"


def from_source(terms: str) -> str:
    """Return what a message says of the source terms that an entry names, separated by ``|`` (``=`` marks those that do not inflect)."""
    named = [repr(term.strip().removeprefix(EXACT)) for term in terms.split("|") if term.strip()]
    shown = ", ".join(named[:-1]) + " or " * (len(named) > 1) + named[-1] if named else ""
    return f" (from {shown})" if shown else ""


def sorted_out(matches: Iterable[Match]) -> tuple[tuple[Match, ...], tuple[Mention, ...]]:
    """Return the matches that are findings, and the names among them that only say what the article speaks of."""
    found, mentions = [], []
    for match in matches:
        if match.entry.rule == NAMES_RULE:
            mentions.append(Mention(match.entry.prefer[0], match.start, match.end))
        else:
            found.append(match)
    return tuple(found), tuple(mentions)


def folded(lower: str) -> str:
    """Return the normalised text with punctuation as spaces, of the same length."""
    return lower.translate(FOLD)


class Rows(marisa_trie.BytesTrie):  # type: ignore[misc]
    """What the entries of each literal are; told from others by what it is and not by what it holds, so that what was looked up can be remembered."""

    __hash__ = object.__hash__


@lru_cache(maxsize=1 << 13)
def _rows(rows: Rows, literal: str) -> list[bytes]:
    """Return the rows of a literal; long ones take a while to put together, and phrases of one text stand in the next ones too."""
    return rows[literal]  # type: ignore[no-any-return]


class Phrases:
    """The surface forms of glossary entries, ready to search, in layers: a trie of folded literals each, and literal -> (entry, surface, readings) by marshal.

    Behind each stands whether the entry needs something besides the text (``Entry.needs``), so that it need not be read where that is not there.
    """

    def __init__(self, *layers: tuple[marisa_trie.Trie, Rows]) -> None:
        self._layers = layers

    @classmethod
    def compiled(cls, entries: Iterable[Entry]) -> Phrases:
        """Return the phrases of these entries, one layer; raise ConfigError for one that is malformed or too long."""
        rows: list[tuple[str, bytes]] = []
        for entry in entries:
            if entry.inside:
                continue
            plain = tuple(entry)
            for surface, readings in entry.surfaces().items():
                if len(surface) > LONGEST:
                    raise ConfigError(f"a phrase of more than {LONGEST} characters", entry.where)
                rows.append((f" {folded(normal(surface))} ", marshal.dumps((plain, surface, readings)) + (NEEDY if entry.needs else ALONE)))
        return cls((marisa_trie.Trie(literal for literal, _ in rows), Rows(rows)))

    @classmethod
    def mapped(cls, literals: Path, rows: Path) -> Phrases:
        """Return the phrases of two files that ``save`` wrote; raise OSError or RuntimeError when they are not there or damaged."""
        return cls((marisa_trie.Trie().mmap(str(literals)), Rows().mmap(str(rows))))

    def save(self, literals: Path, rows: Path) -> None:
        """Write the phrases, which are one layer, to two files."""
        ((first, second),) = self._layers
        first.save(str(literals))
        second.save(str(rows))

    def over(self, others: Phrases) -> Phrases:
        """Return these phrases and the others."""
        return Phrases(*self._layers, *others._layers)

    def entries(self, surface: str) -> Iterator[Entry]:
        """Yield the entries that have this surface form, whatever its case."""
        for _, rows in self._layers:
            for row in rows.get(f" {folded(normal(surface))} ", ()):
                plain, found, _ = marshal.loads(row)
                if normal(found) == normal(surface):
                    yield Entry(*plain)

    def matches(self, prose: Prose, there: frozenset[str] = NEEDS) -> Iterator[Match]:
        """Yield every match whose boundaries, case and context fit; matches may overlap. Entries that need what is not ``there`` are left out."""
        unread = () if there >= NEEDS else (NEEDY,)
        text = f" {folded(prose.lower)} "
        layers, at = [(literals.prefixes, rows) for literals, rows in self._layers], text.find(" ")
        while at >= 0:
            ahead = text[at : at + LONGEST + 2]
            for prefixes, rows in layers:
                for literal in prefixes(ahead):
                    yield from _fitting(_rows(rows, literal), at, prose, unread)
            at = text.find(" ", at + 1)


def _fitting(rows: Iterable[bytes], start: int, prose: Prose, unread: tuple[bytes, ...]) -> Iterator[Match]:
    """Yield what the rows of a literal that begins there find."""
    for row in rows:
        if row.endswith(unread):
            continue
        entry, surface, low, readings = _read(row)
        end = start + len(surface)
        if _stands_alone(prose, surface, low, start, end) and _fits(entry, prose, start, end):
            yield _fitted(entry, surface, readings, prose, start, end)


@lru_cache(maxsize=1 << 13)
def _read(row: bytes) -> tuple[Entry, str, str, tuple[Reading, ...]]:
    """Return the entry of a row, a surface form of it, the same in lower case ("" for one with capitals), and its readings."""
    plain, surface, readings = marshal.loads(row)
    return Entry(*plain), surface, "" if any(map(str.isupper, surface)) else normal(surface), readings


def _stands_alone(prose: Prose, surface: str, low: str, start: int, end: int) -> bool:
    text = prose.text
    found = text[start:end]
    if low:
        if prose.lower[start:end] != low:
            return False
    elif found.replace("’", "'") not in (surface, surface.upper()):
        return False
    before, after = text[start - 1 : start], text[end : end + 2]
    joined = (found[0].isalnum() and before and before in HYPHENS) or (
        found[-1].isalnum() and after[:1] and after[0] in HYPHENS and after[1:].isalnum()
    )
    if joined or ((domain := DOMAIN.match(text, end)) and domain[1] not in CLOSED):
        return False
    return not (surface.isalpha() and surface.islower() and found[0].isupper() and _in_a_name(text, start, end))


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Return whether a word with a capital follows another one inside a line that is no headline: "Caja Laboral", never "Laboral" alone."""
    before = CAPITAL_BEFORE.search(text, max(0, start - LONGEST), start)
    if before is None or before[1].lower() in CLOSED:
        return False
    line = text[text.rfind("\n", 0, start) + 1 : end] + text[end:].partition("\n")[0]
    words = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) < len(words) / 2


def _fits(entry: Entry, prose: Prose, start: int, end: int) -> bool:
    return (not entry.before or allowed(entry.before, lambda item: before(item, prose, start))) and (
        not entry.after or allowed(entry.after, lambda item: after(item, prose, end))
    )


def _fitted(entry: Entry, surface: str, readings: tuple[Reading, ...], prose: Prose, start: int, end: int) -> Match:
    found = prose.text[start:end]
    suggestions = _reading(readings, prose.lower[max(0, start - 40) : start])
    if not any(map(str.isupper, surface)) or found == surface.upper() != surface:
        suggestions = tuple(in_case_of(found, suggestion) for suggestion in suggestions)
    elif before("<start>", prose, start):
        suggestions = tuple(suggestion[:1].upper() + suggestion[1:] for suggestion in suggestions)
    article = next((match[0] for match in ARTICLE.finditer(prose.lower, max(0, start - 4), start)), "")
    if suggestions and suggestions[0] and article in ("a ", "an ") and starts_with_vowel(suggestions[0]) != (article == "an "):
        start -= len(article)
        suggestions = tuple(f"{article_as(prose.text[start], one)} {one}" for one in suggestions)
    return Match(entry, start, end, prose.text[start:end], suggestions)


def _reading(readings: tuple[Reading, ...], before: str) -> tuple[str, ...]:
    """Return the suggestions of the reading that fits: a participle after a form of "be" or "have", the base after "to" or a modal."""
    if len(readings) == 1:
        return readings[0][1]
    near = before.replace("'", " '").split()[-2:]
    tags = AFTER_AUXILIARY if AUXILIARIES.intersection(near) else AFTER_MODAL if BEFORE_BASE.intersection(near) else FINITE
    return min(readings, key=lambda reading: tags.index(reading[0]) if reading[0] in tags else len(tags))[1]


def in_case_of(model: str, suggestion: str) -> str:
    """Return the suggestion in the case of the model: all capitals, a capital on each word but the small ones ("State Association"), a first capital, or as it is."""
    if model.isupper() and sum(map(str.isalpha, model)) > 1:
        return suggestion.upper()
    words = [word for word in WORDS.findall(model) if word not in SMALL]
    if len(words) > 1 and all(word[0].isupper() for word in words):
        suggestion = WORDS.sub(lambda word: word[0] if word[0] in SMALL else word[0][:1].upper() + word[0][1:], suggestion)
    first = next((char for char in model if char.isalpha()), "")
    return suggestion[:1].upper() + suggestion[1:] if first.isupper() else suggestion
