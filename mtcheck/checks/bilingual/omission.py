"""Sentences of the source, and members of its lists, that nothing in the target renders."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.bitext import Pair, continues
from mtcheck.bilingual.lists import missing
from mtcheck.bilingual.polarity import english
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="omission",
    summary="A sentence of the source, or a member of a list, that is not in the English",
    why="The reader never learns what it said; systems drop sentences and editors lose paragraphs.",
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("MQM: Omission", "Gale and Church 1993, A program for aligning sentences in bilingual corpora"),
    bad=(
        Example(
            "The train left at 9:15. In Lyon it stopped for two hours. The 60 passengers arrived in Marseille at noon.",
            "In Lyon it stopped for two hours.",
            None,
            "fr",
            "Le train est parti à 9 h 15. À Lyon, il s'est arrêté deux heures. Les passagers ont reçu de l'eau et des couvertures de la Croix-Rouge. Les 60 passagers sont arrivés à Marseille à midi.",
        ),
        Example(
            "Maria Sanz won in 2015. She lives in Toledo.",
            "Maria Sanz won in 2015.",
            None,
            "es",
            "María Sanz ganó en 2015. El premio fue de 20.000 euros y lo entregó la fundación Albéniz en Bilbao. Vive en Toledo.",
        ),
        Example(
            "The fire destroyed houses and a hospital.", "houses and a hospital", None, "pt", "O incêndio destruiu casas, duas escolas e um hospital."
        ),
        Example("Police found weapons and money.", "weapons and money", None, "it", "La polizia ha trovato armi, droga e denaro."),
    ),
    good=(
        Example("The train left at 9:15 and stopped in Lyon.", None, None, "fr", "Le train est parti à 9 h 15. Il s'est arrêté à Lyon."),
        Example("Maria Sanz won. She lives in Toledo.", None, None, "es", "María Sanz ganó y vive en Toledo."),
        Example(
            "The shares went to Rossi Ltd with 13 per cent. The rest was sold in May.",
            None,
            None,
            "es",
            "Las acciones fueron para Rossi Ltd. con el 13 por ciento. El resto se vendió en mayo.",
        ),
        Example("So far the Czech Republic has paid little.", None, None, "fr", "Jusqu'ici, la Rép. tchèque a peu payé."),
        Example("She brought bread, wine and cheese.", None, None, "fr", "Elle a apporté du pain, du fromage et du vin."),
        Example(
            "The fire destroyed a hospital, as well as houses and schools.",
            None,
            None,
            "pt",
            "O incêndio destruiu casas, duas escolas e um hospital.",
        ),
    ),
)
SHORTEST = 12
"""Characters of a sentence that is worth missing."""
SURE, UNSURE, LISTED = 0.75, 0.45, 0.75
LINKED = 0.1
"""Strength of the links beside a gap from which the gap itself is believed."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the target sentence after which a source sentence is missing (the first one, where it should stand before it), and lists that lack a member."""
    yield from _members(context)
    pairs = context.bitext.pairs
    ordered = sorted((pair for pair in pairs if pair.source), key=lambda pair: pair.source.start if pair.source else 0)
    for at, pair in enumerate(ordered):
        if pair.source is None or pair.target is not None or len(pair.source) < SHORTEST or continues(context.bitext.source, pair.source):
            continue
        before = next((one for one in reversed(ordered[:at]) if one.target), None)
        after = next((one for one in ordered[at + 1 :] if one.target), None)
        beside = before or after
        if beside and beside.target and not context.bitext.said_beside(pair, [one for one in (before, after) if one]):
            message = f"Nothing renders “{_short(pair.source.of(context.bitext.source))}”"
            confidence = SURE if _firm(before) and _firm(after) else UNSURE
            yield context.mark(RULE, beside.target.start, beside.target.end, message, confidence=confidence, source=pair.source)


def _members(context: Context) -> Iterator[Finding]:
    """Yield the members of a list between which one of the source's is missing."""
    for pair in context.bitext.linked:
        for gone in missing(context.bitext, pair, english()):
            message = f"Nothing renders “{gone.source.of(context.bitext.source)}”"
            yield context.mark(RULE, gone.target.start, gone.target.end, message, confidence=LISTED, source=gone.source)


def _firm(pair: Pair | None) -> bool:
    """Return whether a neighbour is linked surely; the edge of the text is."""
    return pair is None or pair.strength >= LINKED


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
