"""A word in a sense that does not fit what its sentence is about, where the source's word has another one that does."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.clashes import clashes
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="field-mismatch",
    summary="A sense that does not fit what the sentence is about",
    why="*Rigore* is rigour, and a penalty in a match; *recettes* are recipes, and a company's revenue. A machine takes the commoner word. What a sentence is "
    "about is told by its other words, here and in the source.",
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("MQM: Mistranslation", "Magnini et al. 2002, The role of domain information in word sense disambiguation"),
    bad=(
        Example(
            "Thanks to rigour in the 89th minute, the hosts drew.",
            "rigour",
            "penalty",
            "it",
            "Grazie al rigore all'89° minuto i padroni di casa hanno pareggiato.",
        ),
        Example(
            "The recipes of the company reached three million euros.",
            "recipes",
            "revenues",
            "fr",
            "Les recettes de l'entreprise ont atteint trois millions d'euros.",
        ),
        Example(
            "The patient fell on her basin and is in hospital.",
            "basin",
            "pelvis",
            "de",
            "Die Patientin stürzte auf das Becken und liegt im Krankenhaus.",
        ),
        Example(
            "The driver switched on the lighthouses of the lorry.", "lighthouses", "headlights", "pt", "O motorista acendeu os faróis do camião."
        ),
    ),
    good=(
        Example("The minister spoke of rigour and the budget.", None, None, "it", "Il ministro ha parlato di rigore e bilancio."),
        Example("The penalty in the 89th minute was a gift.", None, None, "it", "Il rigore all'89° minuto è stato un regalo."),
        Example("The chef of the restaurant shares his recipes.", None, None, "fr", "Le chef du restaurant partage ses recettes."),
        Example("Nobody has a recipe for climbing such a wall.", None, None, "fr", "Personne n'a de recette pour escalader un tel mur."),
        Example("The water in the basin was cold.", None, None, "de", "Das Wasser im Becken war kalt."),
        Example("The banks must put a hand in their wallets.", None, None, "fr", "Les banques doivent mettre la main au portefeuille."),
        Example(
            "The technicians of both teams changed the vehicle before the last race of the season.",
            None,
            None,
            "es",
            "Los técnicos de ambos equipos cambiaron el vehículo antes de la última carrera de la temporada.",
        ),
        Example("The lighthouses on the coast were built in 1860.", None, None, "pt", "Os faróis da costa foram construídos em 1860."),
    ),
)
CONFIDENCE = 0.7
SURER = 0.8
"""Where the field has but one word for it."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the words that are out of place in their sentence's field, with what the source's word means there."""
    for pair in context.bitext.linked:
        for clash in clashes(context.bitext, pair):
            message = f"“{clash.source.of(context.bitext.source)}” is also {', '.join(clash.others)}, which fits a sentence about {clash.field}"
            confidence = round((SURER if len(clash.others) == 1 else CONFIDENCE) * min(1.0, 0.75 + pair.strength), 2)
            evidence = {"field": clash.field, "source_word": clash.source_word}
            yield context.mark(RULE, clash.span.start, clash.span.end, message, *clash.others, confidence=confidence, source=clash.source, **evidence)
