"""A "not" on one side only, and words that say the contrary of the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.bilingual.bitext import Linked
from mtcheck.bilingual.negated import Said, denies_loosely, literal, plainly_said, said_in_english, said_in_source
from mtcheck.bilingual.opposites import opposite
from mtcheck.bilingual.polarity import FOLLOWING, anywhere, cancelled, copied, denials, denied, doubled, english, only_without, said_by_gone
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.languages.language import Language

RULE = Rule(
    id="negation-lost",
    summary="A negation that only one side has, or a word that says the contrary",
    why="A lost or added “not” turns the statement round, and so does “admitted” for *negó*; the English reads well all the same.",
    category="Accuracy/Mistranslation",
    severity=Severity.CRITICAL,
    needs=frozenset({"source"}),
    references=("MQM: Mistranslation", "Fancellu and Webber 2015, Translating negation: a manual error analysis"),
    bad=(
        Example("The minister did not confirm the figures.", "not", None, "fr", "Le ministre a confirmé les chiffres."),
        Example("The committee accepted the offer.", "The committee accepted the offer.", None, "es", "El comité no aceptó la oferta."),
        Example("The court will never hear the case.", "never", None, "de", "Das Gericht wird den Fall verhandeln."),
        Example("The driver admitted taking the money.", "admitted", "denied", "es", "El conductor negó haberse llevado el dinero."),
        Example("The senate accepted the offer.", "accepted", "refused", "it", "Il senato ha respinto l'offerta."),
        Example("The price of bread rose in March.", "rose", "fell", "de", "Der Brotpreis ist im März gesunken."),
    ),
    good=(
        Example("The minister refused to confirm the figures.", None, None, "fr", "Le ministre n'a pas confirmé les chiffres."),
        Example("He is not only a singer but also a painter.", None, None, "es", "Además de cantante es pintor."),
        Example("The shop will not open in Spain until 2010.", None, None, "fr", "La boutique n'ouvrira en Espagne qu'en 2010."),
        Example(
            "The quarter became a no-go area, and nothing less than a war began.",
            None,
            None,
            "de",
            "Das Viertel wurde gesperrt, und ein Krieg begann.",
        ),
        Example("The bridge is unsafe.", None, None, "de", "Die Brücke ist nicht sicher."),
        Example("The driver rejected the accusation.", None, None, "fr", "Le conducteur a nié les faits."),
        Example("She noticed that something was wrong with the engine.", None, None, "de", "Sie merkte, dass mit dem Motor etwas nicht stimmte."),
        Example("The price of bread will stay as it is.", None, None, "es", "El precio del pan no cambiará."),
        Example("The firm has gone on building new halls.", None, None, "fr", "L'entreprise n'a pas cessé de construire de nouvelles halles."),
        Example("The mayor is aware of the risks.", None, None, "fr", "Le maire n'ignore pas les risques."),
        Example("The sound of the hall is second to none.", None, None, "de", "Der Klang des Saals sucht seinesgleichen."),
        Example("The union knows the figures.", None, None, "es", "El sindicato no desconoce las cifras."),
        Example("The price kept rising.", None, None, "de", "Der Preis hörte nicht auf zu steigen."),
        Example("The crew has kept on working.", None, None, "es", "El equipo no ha parado de trabajar."),
        Example(
            "The road is no palace, but I don't care about noise.",
            None,
            None,
            "es",
            "El camino no es un palacio, pero me da totalmente igual el ruido.",
        ),
        Example("The path cannot be used in winter.", None, None, "fr", "Le sentier est impraticable en hiver."),
        Example("The bridge is safe, right?", None, None, "es", "El puente es seguro, ¿no?"),
        Example("Banks fear a no deal in March.", None, None, "de", "Banken fürchten einen No-Deal im März."),
        Example("Divers looked for the ring, but to no avail.", None, None, "de", "Taucher suchten vergeblich nach dem Ring."),
        Example("The nurse called him to no avail.", None, None, "es", "La enfermera lo llamó en vano."),
        Example("The village bakeries are nearly all gone.", None, None, "de", "Dorfbäckereien gibt es nahezu nicht mehr."),
        Example("The small harbour has silted up.", None, None, "de", "Der schmächtige Hafen ist in großem Umfang verlandet."),
        Example("There is a small museum, crowded most days.", None, None, "ar", "افتتح متحف ضئيل وهو مزدحم إلى حد كبير."),
        Example("She confirmed that the minister had refused the gift.", None, None, "pt", "Ela confirmou que o ministro recusou o presente."),
    ),
)
SURE, LIKELY, FAIR, WITHOUT, CONTRARY = 0.8, 0.6, 0.6, 0.45, 0.75
FREE = 0.4
"""Share of words with a counterpart under which a translation is so free that a "not" may stand for anything."""
SHORTEST = 3
"""Words of a sentence from which on it says enough to be judged."""
UNTIL = re.compile(r"[^.;:!?]{1,80}\b(?:until|till|before)\b")
"""What follows the "not" of a "not until", which other languages say with "only"."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the negations of the target that the source does not have, sentences that lost the only one of theirs, and words that say the contrary."""
    other = context.bitext.language
    if other is None:
        return
    for pair in context.bitext.linked:
        if finding := _in_pair(context, pair, english(), other) or _contrary(context, pair):
            yield finding


def _in_pair(context: Context, pair: Linked, target: Language, other: Language) -> Finding | None:
    here, there = pair.target.of(context.text), pair.source.of(context.bitext.source)
    if len(here.split()) < SHORTEST:
        return None
    strength = min(1.0, 0.75 + pair.strength)
    if added := _added(here, there, target, other):
        start = pair.target.start + added.denial.start()
        return context.mark(
            RULE,
            start,
            pair.target.start + added.denial.end(),
            added.message,
            confidence=round(added.confidence * strength, 2),
            source=pair.source,
            side="target",
        )
    lost = [one for one in denials(there, other) if not cancelled(there, one, other) and not said_by_gone(there, one, here, other)]
    if lost and not anywhere(here, target) and any(said_in_english(there, one, here, other) is not Said.NO for one in lost):
        source = Span(pair.source.start + lost[0].start(), pair.source.start + lost[0].end())
        message = f"The source negates it (“{lost[0].group()}”)"
        fair = WITHOUT if all(only_without(one.group(), other) for one in lost) else FAIR
        return context.mark(RULE, pair.target.start, pair.target.end, message, confidence=round(fair * strength, 2), source=source, side="source")
    return None


def _contrary(context: Context, pair: Linked) -> Finding | None:
    """Return the finding about a word that says the contrary of what the source says."""
    found = opposite(context.bitext, pair, english())
    if found is None:
        return None
    message = f"The source says the contrary (“{found.source.of(context.bitext.source)}”)"
    confidence = round(CONTRARY * min(1.0, 0.75 + pair.strength), 2)
    suggestions = (found.suggestion,) if found.suggestion else ()
    return context.mark(RULE, found.span.start, found.span.end, message, *suggestions, confidence=confidence, source=found.source, side="both")


def _different(here: str, found: list[re.Match[str]]) -> set[str]:
    """Return the words behind denials: English says one "not" again before the same word ("not too many and not too long")."""
    return {following.group(1).lower() if (following := FOLLOWING.match(here, one.end())) else "" for one in found}


class _Added(NamedTuple):
    denial: re.Match[str]
    message: str
    confidence: float


def _added(here: str, there: str, target: Language, other: Language) -> _Added | None:
    """Return the negation of the target that the source does not account for: one where it has none, or more than it has."""
    found = [one for one in denials(here, target) if not UNTIL.match(here, one.end()) and not copied(here, one, there)]
    if not found:
        return None
    said = {one: said_in_source(here, one, there, other) for one in found}
    single = [one for one in found if not doubled(here, one) or said[one] is Said.YES]
    if not single:
        return None
    sure = [one for one in single if said[one] is Said.YES]
    source = denied(there, other)
    if source.strong or source.other:
        if sure and not source.strong and plainly_said(here, sure[0], there, other):
            return _Added(sure[0], "Nothing in the source sentence negates it", LIKELY)
        few = len(_different(here, single)) > source.beyond(here) and any(said[one] is not Said.NO for one in single)
        return _Added(single[-1], "The source sentence negates less than this", LIKELY) if few else None
    if not sure and (denies_loosely(there, other) or (said[single[0]] is Said.NO and literal(here, there, other) < FREE)):
        return None
    first = (sure or single)[0]
    return _Added(first, "Nothing in the source sentence is negated", LIKELY if said[first] is Said.NO else SURE)
