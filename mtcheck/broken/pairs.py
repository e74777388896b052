"""Which word a replacer may have put for which: the thesaurus, the glossary of known pairs, and how alike two words are."""

from __future__ import annotations

from functools import cache, lru_cache

from mtcheck.broken.words import inflected, lemmas
from mtcheck.core.resources import glossaries
from mtcheck.english import lexicon
from mtcheck.english.inflection import noun_forms, verb_forms

KNOWN = "glossary"
SAME = "synonym"
NEAR = "neighbour"
NONE = "none"
GLOSSARY = "spinner-pairs.tsv"
RELATIONS = (KNOWN, SAME, NEAR, NONE)
_RELATIONS = {"=": SAME, "~": NEAR}


@cache
def known_pairs() -> dict[str, tuple[str, ...]]:
    """Return replacement -> originals, in all forms, as the glossary of spinner pairs lists them."""
    found: dict[str, list[str]] = {}
    path = glossaries() / "en" / GLOSSARY
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    for line in lines:
        avoid, _, rest = line.partition("\t")
        if line.startswith("#") or avoid == "avoid" or not rest:
            continue
        for original in rest.split("\t")[0].split(" | "):
            for replacement, form in _forms(avoid, original):
                found.setdefault(replacement, []).append(form)
    return {replacement: tuple(dict.fromkeys(forms)) for replacement, forms in found.items()}


def _forms(avoid: str, prefer: str) -> list[tuple[str, str]]:
    if any(mark in avoid + prefer for mark in "<>[]()"):
        return []
    avoided, preferred = _inflections(avoid), _inflections(prefer)
    return [(form, preferred[tag]) for tag, form in avoided.items() if tag in preferred]


def _inflections(phrase: str) -> dict[str, str]:
    """Return tag -> form of a glossary phrase with at most one inflected word."""
    words = phrase.split()
    for at, word in enumerate(words):
        head, slash, kind = word.rpartition("/")
        if slash:
            table = verb_forms(head) if kind == "v" else noun_forms(head)
            return {tag: " ".join([*words[:at], form, *words[at + 1 :]]) for tag, form in table.items()}
    return {"base": phrase, "singular": phrase}


@lru_cache(maxsize=1 << 14)
def _related(word: str) -> dict[str, str]:
    return {other: _RELATIONS[sign] for other, sign in lexicon.synonyms(word).items()}


@lru_cache(maxsize=1 << 14)
def originals(replacement: str, glossary: bool) -> dict[str, str]:
    """Return what the replacement may stand for -> how the two are related; forms go with forms ("sprinted" with "ran")."""
    found: dict[str, str] = {}
    for lemma, tag in lemmas(replacement):
        for other, relation in _related(lemma).items():
            form = inflected(other, tag) if " " not in other else ""
            if form and found.get(form) != SAME:
                found[form] = relation
    for other, relation in _related(replacement).items():
        if found.get(other) != SAME:
            found[other] = relation
    if glossary:
        found.update(dict.fromkeys(known_pairs().get(replacement, ()), KNOWN))
    found.pop(replacement, None)
    return found


def relation(original: str, replacement: str, glossary: bool) -> str:
    """Return how the two are related, NONE when nothing says so."""
    return originals(replacement, glossary).get(original, NONE)


def is_phrase(phrase: str, glossary: bool) -> bool:
    """Return whether thesaurus or glossary hold the phrase of several words."""
    return bool(_related(phrase)) or (glossary and phrase in known_pairs())
