"""One source rendered in several ways, or several sources in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="inconsistent-translation",
    summary="The same source segment rendered otherwise elsewhere in the file",
    why="A reader takes two wordings for two things.",
    category="Terminology/Inconsistent use of terminology",
    severity=Severity.MINOR,
    needs=frozenset({"source"}),
    profile="localisation",
    references=("Weblate: inconsistent, reused", "Okapi InconsistencyCheckStep"),
    bad=(
        Example(
            "Save the file now.\nIt is late.\nStore the file now.",
            "Store the file now.",
            "Save the file now.",
            "fr",
            "Enregistrez le fichier maintenant.\nIl est tard.\nEnregistrez le fichier maintenant.",
        ),
        Example(
            "Close the window.\nThank you very much.\nShut the window.",
            "Shut the window.",
            "Close the window.",
            "es",
            "Cierre la ventana.\nMuchas gracias.\nCierre la ventana.",
        ),
    ),
    good=(
        Example("Save the file.\nIt is late.\nSave the file.", None, None, "fr", "Enregistrez le fichier.\nIl est tard.\nEnregistrez le fichier."),
        Example("Save the file.\nClose the file.", None, None, "fr", "Enregistrez le fichier.\nFermez le fichier."),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield later segments whose source stood before with another target; the first rendering is the suggestion."""
    seen: dict[str, str] = {}
    sources: dict[str, set[str]] = defaultdict(set)
    for source, target in segments(context):
        there, here = _level(source, context.bitext.source), _level(target, context.text)
        first = seen.setdefault(there, here)
        if first.casefold() != here.casefold():
            yield context.mark(RULE, target.start, target.end, f"Rendered before as “{first}”", first, confidence=0.7, source=source)
        elif len(here.split()) > 1 and sources[here] and there not in sources[here]:
            other = next(iter(sources[here]))
            yield context.mark(RULE, target.start, target.end, f"This also renders “{other}”", confidence=0.5, source=source)
        sources[here].add(there)


def _level(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
