"""Placeholders and tags of a string that are not those of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="placeholder-mismatch",
    summary="A placeholder or tag that only one side has",
    why="The program puts a name or a figure there; without it the sentence has a hole, and a name that was translated stops the program.",
    category="Design and markup/Markup tag",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    profile="localisation",
    references=("Translate Toolkit pofilter: printf, pythonbraceformat, variables, xmltags", "Weblate: placeholders, xml-tags"),
    bad=(
        Example("Deleted %d files of the folder", "Deleted %d files of the folder", None, "fr", "%d fichiers supprimés du dossier %s"),
        Example("Good morning, {nombre}!", "{nombre}", "{name}", "es", "¡Buenos días, {name}!"),
        Example("Read the <b>terms first.", "Read the <b>terms first.", None, "de", "Lesen Sie zuerst die <b>Bedingungen</b>."),
    ),
    good=(
        Example("Deleted %2$d files of the folder %1$s", None, None, "fr", "Dossier %1$s : %2$d fichiers supprimés"),
        Example("Up to 50% discount on all books", None, None, "es", "Hasta el 50 % de descuento en todos los libros"),
        Example("Read the <b>terms</b> first.", None, None, "de", "Lesen Sie zuerst die <b>Bedingungen</b>."),
    ),
)
PLACEHOLDER = re.compile(
    r"\{\{\s*[\w.]+\s*\}\}|[$#%]?\{[\w.:-]*\}|%\(\w+\)[a-z]|%\w+%"
    r"|(?<![\d%])%(?:\d\$)?[-+#0]?\d*(?:\.\d+)?(?:hh?|ll?|[Lzjt])?[diouxXeEfFgGcsp@](?![^\W\d_]{2})"
    r"|</?[A-Za-z][\w-]*(?:\s[^<>\n]{0,300})?/?>"
)
ATTRIBUTES = re.compile(r"\s[^<>]*?(?=/?>$)")
"""What a tag has besides its name; titles in it are translated."""
CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
"""A message that says itself which words a number takes (ICU); its branches differ between languages."""
ONE = "[0]"
"""How the id of a singular of gettext ends, which may say "one" instead of the figure."""
CONFIDENCE = 0.9


def find(context: Context) -> Iterator[Finding]:
    """Yield the placeholders that the source does not have, and the segments that lack one of its, or one of its inline codes."""
    for unit in context.document.units:
        if unit.lost:
            yield context.mark(RULE, unit.span.start, unit.span.end, _also(unit.lost), confidence=CONFIDENCE, source=unit.source)
    if "%" not in context.text and not any(sign in (context.document.source or "") for sign in "%{<"):
        return
    singulars = {unit.span for unit in context.document.units if unit.id.endswith(ONE)}
    for source, target in segments(context):
        here, there = target.of(context.text), source.of(context.bitext.source)
        if not CHOICE.search(here) and not CHOICE.search(there):
            yield from _in_segment(context, source, target, one=target in singulars)


def _also(lost: Iterable[str]) -> str:
    return f"The source also has {', '.join(f'“{one}”' for one in lost)}"


def _in_segment(context: Context, source: Span, target: Span, *, one: bool) -> Iterator[Finding]:
    here = [(_bare(match), match) for match in PLACEHOLDER.finditer(context.text, target.start, target.end)]
    there = Counter(_bare(match) for match in PLACEHOLDER.finditer(context.bitext.source, source.start, source.end))
    missing = there - Counter(bare for bare, _ in here)
    for bare, match in here:
        if there[bare] > 0:
            there[bare] -= 1
            continue
        instead = next((other for other in missing if other[:1] == bare[:1] and other[-1:] == bare[-1:]), None)
        if instead is not None:
            del missing[instead]
        message = f"The source has “{instead}”" if instead else "The source has no such placeholder"
        yield context.mark(RULE, *match.span(), message, *filter(None, [instead]), confidence=CONFIDENCE, source=source)
    if missing and not (one and sum(missing.values()) == 1):
        yield context.mark(RULE, target.start, target.end, _also(missing), confidence=CONFIDENCE, source=source)


def _bare(match: re.Match[str]) -> str:
    return ATTRIBUTES.sub("", match.group()) if match.group().startswith("<") else match.group()
