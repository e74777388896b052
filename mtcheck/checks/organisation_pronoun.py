"""He, she, his, her for an organisation, a country or a place: see ``mtcheck.pronouns.antecedents``."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.pronouns import reading as pronouns

RULE = Rule(
    id="organisation-pronoun",
    summary="A pronoun that makes a person of an organisation or a country",
    why="The source language gives groups and countries a grammatical gender; English says it, its or they.",
    category="Linguistic conventions/Grammar",
    severity=Severity.MAJOR,
    references=(
        "Quirk et al. 1985, A Comprehensive Grammar of the English Language, 5.104",
        "Lappin and Leass 1994, An algorithm for pronominal anaphora resolution",
    ),
    bad=(
        Example("The ministry published his report on Monday.", "his", "its"),
        Example("The jihadist group controlled a large territory and made her decisions in secret.", "her", "its"),
        Example("In announcing his withdrawal, the United States surprised its allies.", "his", "its"),
        Example("The Likor announced that he would merge.", "he", "it", "fr", "Le Likor a annoncé qu'il allait fusionner."),
        Example("Ajax have parted with her coach.", "her", "their"),
        Example("The club has dismissed his captain after the defeat.", "his", "its", "es"),
        Example("The council will publish his accounts in May.", "his", "its", "es", "El ayuntamiento publicará sus cuentas en mayo."),
    ),
    good=(
        Example("The party wants a portrait. Nobody denied that Churchill's personality was an advantage to his country.", source_lang="es"),
        Example("The federation will look into the case. He (Ruiz) went to the station and handed in the sample.", source_lang="de"),
        Example("The embassy in Lima confirmed that she had been flown home.", source_lang="es"),
        Example("The party announced that he would vote against the law. The club reports she has signed.", source_lang="fr"),
        Example(
            "The choir sang in Oslo. The hall was full. It rained all day. The city of Bergen has a choir as well. She was arrested in May.",
            source_lang="fr",
        ),
        Example("Ana and Marta have sold her house. If Ana were here, the friends of Marta have her phone.", source_lang="it"),
        Example("The minister published his report on Monday, and the company thanked her."),
        Example("Maria Lopez left the party after it dropped her plan; the party kept its word."),
        Example("The company said that its director had sold his shares."),
        Example("The teacher told the club that she was late.", None, None, "es", "La profesora dijo al club que ella llegaba tarde."),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the pronouns whose likeliest antecedent is an organisation or a place."""
    return pronouns.findings(context, RULE, frozenset({"organisation", "place"}))
