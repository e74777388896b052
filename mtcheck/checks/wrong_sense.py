"""A word in a sense that cannot be meant here: what the tagger finds that no list names. Needs a scorer; ``senses-with-source.tsv`` of the glossaries does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="wrong-sense",
    summary="A word that renders another sense of the source's",
    why="A word of the source has several renderings, and a machine takes the commonest: the ministers of a supreme court for its justices, an attack "
    "from behind in a match for a tackle. Beside a source, lists name what its neighbours there decide; a small model learned from articles that editors marked which words they exchange.",
    category="Accuracy/Mistranslation",
    severity=Severity.MINOR,
    needs=frozenset({"scores"}),
    instead=frozenset({"source"}),
    references=("Kim et al. 2017, Predictor-Estimator using Multilevel Task Learning", "MQM: Mistranslation"),
    bad=(
        Example(
            "The troop started the repetitions of the piece in a theatre of the suburb. The spectacle will be given until the end of the month, at the "
            "price of 12 euros the place.",
            "repetitions",
            source="La troupe a commencé les répétitions de la pièce dans un théâtre de banlieue. Le spectacle sera donné jusqu'à la fin du mois, au "
            "prix de 12 euros la place.",
            source_lang="fr",
        ),
        Example(
            "The circulation of trains stays interrupted between the two towns, indicated the prefecture. One ignores when it will be able to take again.",
            "circulation",
            source="La circulation des trains reste interrompue entre les deux villes, a indiqué la préfecture. On ignore quand elle pourra reprendre.",
            source_lang="fr",
        ),
    ),
    good=(
        Example(
            "The company has begun rehearsals for the play at a theatre in the suburbs.",
            source="La troupe a commencé les répétitions de la pièce dans un théâtre de banlieue.",
            source_lang="fr",
        ),
        Example(
            "The justices of the Supreme Court rejected the union's lawsuit on Thursday.",
            source="Los ministros del Tribunal Supremo rechazaron la demanda del sindicato el jueves.",
            source_lang="es",
        ),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the stretches that the tagger doubts and whose word the source has in several senses, or whose sense it doubts; nothing without a scorer."""
    for stretch in context.stretches:
        meant = context.senses_at(stretch.span)
        if meant is None and stretch.reason != "sense":
            continue
        text = stretch.span.of(context.text)
        message = f"“{text}” may render another sense of the source's word; check what is meant"
        evidence: dict[str, Any] = {"tagger": round(stretch.peak, 2), "reason": stretch.reason}
        if meant:
            message = f"“{meant.word}” renders “{meant.source_word}”, which may also be {', '.join(meant.others)}"
            evidence |= {"source_word": meant.source_word, "senses": list(meant.others)}
        place = meant.source if meant else None
        yield context.mark(RULE, stretch.span.start, stretch.span.end, message, confidence=stretch.confidence, source=place, **evidence)
