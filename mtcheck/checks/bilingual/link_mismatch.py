"""Addresses that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.languages.language import Language

RULE = Rule(
    id="link-mismatch",
    summary="A web or mail address, handle or tag that the source does not have",
    why="Systems translate or break addresses, and the link leads nowhere.",
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("RFC 3986", "RFC 5322, section 3.4.1"),
    bad=(
        Example(
            "Write to press@town.example for more.",
            "press@town.example",
            "presse@ville.example",
            "fr",
            "Écrivez à presse@ville.example pour en savoir plus.",
        ),
        Example(
            "See https://news.example/elections for details.",
            "https://news.example/elections",
            "https://noticias.example/elecciones",
            "es",
            "Véase https://noticias.example/elecciones para más detalles.",
        ),
    ),
    good=(
        Example("Write to presse@ville.example.", None, None, "fr", "Écrivez à presse@ville.example."),
        Example(
            "The list is at https://news.example/list.html and on paper.",
            None,
            None,
            "fr",
            "La liste est sur https://news.example/list.htmlet sur papier.",
        ),
        Example("He tweeted about #climate.", None, None, "es", "Tuiteó sobre #clima."),
    ),
)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»()]+[^\s<>\"“”«»().,;:!?]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?<!\w)@\w{3,}")
CONFIDENCE = 0.9


def find(context: Context) -> Iterator[Finding]:
    """Yield the addresses of the target that the source nowhere has."""
    known = {match.group() for match in ADDRESS.finditer(context.bitext.source)}
    for match in ADDRESS.finditer(context.text):
        pair = context.bitext.linked_at(match.start())
        if match.group() in known or pair is None or _run_on(match.group(), known, context.bitext.language):
            continue
        there = [one for one in ADDRESS.findall(context.bitext.source, pair.source.start, pair.source.end) if one not in context.text]
        yield context.mark(
            RULE, *match.span(), "The source has no such address", *there[:1], confidence=CONFIDENCE if there else CONFIDENCE / 2, source=pair.source
        )


def _run_on(address: str, known: set[str], language: Language | None) -> bool:
    """Return whether the source has the address with its next word run on to it ("page.htmlet")."""
    words = language.function_words if language else frozenset()
    return any(one.startswith(address) and one[len(address) :].lower() in words for one in known)
