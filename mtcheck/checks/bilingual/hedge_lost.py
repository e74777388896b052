"""What the source only alleges, supposes or reports, and the English states as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.hedges import hedged, lost
from mtcheck.bilingual.polarity import english
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="hedge-lost",
    summary="A statement of fact that the source only alleges",
    why="“The murderer” for *der mutmaßliche Mörder* convicts somebody whom no court has convicted. The source alleges, supposes or passes on what "
    "others say, and nothing in the English does; a lost “alleged” is a matter for lawyers.",
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=(
        "MQM: Mistranslation",
        "Reuters Handbook of Journalism: Attribution",
        "Farkas et al. 2010, The CoNLL-2010 shared task: learning to detect hedges",
    ),
    bad=(
        Example(
            "The perpetrator fled on a bicycle.",
            "The perpetrator",
            "The alleged perpetrator",
            "de",
            "Der mutmaßliche Täter flüchtete auf einem Fahrrad.",
        ),
        Example(
            "Police arrested the murderer in Girona.",
            "the murderer",
            "the alleged murderer",
            "es",
            "La policía detuvo al presunto asesino en Girona.",
        ),
        Example(
            "The treasurer took the money with him to Malta.",
            "The treasurer took the money with him to Malta.",
            None,
            "de",
            "Der Kassenwart soll das Geld nach Malta mitgenommen haben.",
        ),
        Example("The gardener killed two customers.", "killed", None, "fr", "Le jardinier aurait tué deux clients."),
        Example("The captain was asleep.", "The captain was asleep.", None, "ru", "Капитан якобы спал."),
    ),
    good=(
        Example("The suspect fled on a bicycle.", None, None, "de", "Der mutmaßliche Täter flüchtete auf einem Fahrrad."),
        Example("The man accused of the murder was arrested in Girona.", None, None, "es", "El presunto asesino fue detenido en Girona."),
        Example("The minister is said to have received two watches.", None, None, "it", "Il ministro avrebbe ricevuto due orologi."),
        Example("The gate was open. So say the police.", None, None, "fr", "Selon la police, le portail était ouvert. Une enquête a été ouverte."),
        Example("The captain may have been drunk.", None, None, "pt", "O comandante estaria supostamente embriagado."),
    ),
)
CONFIDENCE = {"alleged": 0.85, "allegedly": 0.8, "probable": 0.75, "reported": 0.7, "attributed": 0.6}
TOLD = {
    "alleged": "The source only alleges this (“{}”); the English states it as a fact",
    "allegedly": "The source only alleges this (“{}”); the English states it as a fact",
    "probable": "The source only supposes this (“{}”); the English states it as a fact",
    "reported": "The source only reports this (“{}”); the English states it as a fact",
    "attributed": "The source says who says so (“{}”); the English states it as a fact",
}


def find(context: Context) -> Iterator[Finding]:
    """Yield what the English states as a fact and the source does not: the noun or verb where it is known, else the sentence."""
    bitext = context.bitext
    if bitext.language is None or not bitext.language.hedges:
        return
    for pair in bitext.linked:
        hedge = lost(bitext, pair, english())
        if hedge is None:
            continue
        place = hedged(bitext, pair, hedge, english())
        confidence = round(CONFIDENCE[hedge.kind] * min(1.0, 0.75 + pair.strength), 2)
        suggestions = (place.suggestion,) if place.suggestion else ()
        message = TOLD[hedge.kind].format(hedge.word)
        yield context.mark(RULE, place.span.start, place.span.end, message, *suggestions, confidence=confidence, source=hedge.source, kind=hedge.kind)
