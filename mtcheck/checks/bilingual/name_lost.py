"""Names of the source that the target does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.bitext import Linked
from mtcheck.bilingual.counterparts import Gone, compared, named_nearby
from mtcheck.bilingual.proper import same_everywhere, shortened
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="name-lost",
    summary="A name of the source that the English does not have",
    why="Who did it or where it happened is gone, and the sentence often still reads well.",
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("MQM: Omission",),
    bad=(
        Example(
            "The minister met in the evening.",
            "The minister met in the evening.",
            None,
            "fr",
            "Le ministre a rencontré Oksana Hrytsenko dans la soirée.",
        ),
        Example(
            "The concert took place on Friday.", "The concert took place on Friday.", None, "es", "El concierto tuvo lugar el viernes en Zaragoza."
        ),
    ),
    good=(
        Example("The minister met her in London.", None, None, "fr", "Le ministre l'a rencontrée à Londres."),
        Example("The firm sells more in the US.", None, None, "fr", "L'entreprise vend davantage aux Etats-Unis."),
        Example("He leads a club in NSW.", None, None, "fr", "Il dirige un club en Nouvelle-Galles du Sud."),
        Example("The rally in Tampa, Fla., began late.", None, None, "de", "Die Kundgebung in Tampa, Florida, begann spät."),
        Example("He thanked Miss Lerouge.", None, None, "fr", "Il a remercié Melle Lerouge."),
        Example("She came. Oksana Hrytsenko spoke first.", None, None, "fr", "Oksana Hrytsenko est venue et a parlé la première."),
        Example("Cities of the 19th century had no sewers.", None, None, "fr", "Les villes du XIXème siècle n'avaient pas d'égouts."),
        Example("The ward bought a scanner (fMRI).", None, None, "fr", "Le service a acheté un scanner (IRMf)."),
        Example("On New Year's Eve the pool shuts at noon.", None, None, "de", "Zu Silvester schließt das Bad um zwölf."),
        Example("The mayor gets mail on such days.", None, None, "de", "Der Bürgermeister bekommt an solchen Tagen Post."),
        Example("Spruce wood is missing.", None, None, "de", "Von Fichtenholz fehlt jede Spur."),
        Example("The United Kingdom exports less.", None, None, "de", "Großbritannien führt weniger aus."),
        Example("The club needs a large amount of money.", None, None, "ar", "يحتاج النادي إلى دعم مالي كبير."),
        Example("The NYPD Office closed the street.", None, None, "fr", "Le Bureau de Police de New York a fermé la rue."),
        Example("They work on their own.", None, None, "de", "Sie arbeiten auf eigene Faust."),
        Example("She hit the table with her fist.", None, None, "de", "Sie schlug mit der Faust auf den Tisch."),
        Example("Magnifier, pocket magnifier, reading magnifier by Zeiss.", None, None, "de", "Zeiss Lupe Leselampenlupe, Taschenlupe, Leselupe."),
        Example("The NBA cancelled two games.", None, None, "fr", "La ligue de basket des États-Unis a annulé deux matchs."),
        Example("The European Union agreed.", None, None, "it", "L'Unione Europea ha accettato."),
    ),
)
INSTITUTION = re.compile(
    r"(?:\b(?:f[eé]d[eé]ra[ctz]|assoc?[iz]?a[tcz]|asocia|lig[aeu]|lega\b|league|union\b|uni[oóã]\w*n?\b|\w{0,30}(?:verband|bund|liga)|agen[ct]|лиг|федерац|ассоциац|союз|агентств)"
    r"|اتحاد|رابطة|جمعية|دوري|وكالة)[^.;:!?]{0,40}$",
    re.IGNORECASE,
)
"""A body of which a place is part of the name."""
ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
CONFIDENCE = 0.6


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences whose source has a name without a counterpart."""
    for pair, gone, new, instead in compared(context.bitext):
        told = [one for one in gone if one.sure and _same_in_english(context, pair, one) and (not instead or _surely_name(one))]
        told = [one for one in told if not _in_acronym(pair.target.of(context.text), pair.source.of(context.bitext.source), one)]
        whole = next((one for one in told if not named_nearby(context.bitext, pair, one)), None)
        if whole and not new:  # else name-changed points at it
            span = Span(pair.source.start + whole.start, pair.source.start + whole.end)
            message = f"The English does not name “{span.of(context.bitext.source)}”"
            yield context.mark(RULE, pair.target.start, pair.target.end, message, confidence=CONFIDENCE, source=span)


def _in_acronym(here: str, there: str, gone: Gone) -> bool:
    """Return whether a place belongs to the name of a body that English calls by an acronym ("ligue de basket des États-Unis", "NBA")."""
    if not INSTITUTION.search(there[: gone.start]):
        return False
    return any(same_everywhere(match.group()) and match.group() not in there for match in ACRONYM.finditer(here))


def _surely_name(gone: Gone) -> bool:
    """Return whether a name is none of a body, for which English may have another one ("Generalitat", "Catalan Government")."""
    return gone.known or len(gone.words) > 1 or (shortened(gone.words[0]) and same_everywhere(gone.words[0]))


def _same_in_english(context: Context, pair: Linked, gone: Gone) -> bool:
    """Return whether English would say the name as well: acronyms are formed anew in every language, but for those that English uses."""
    name = context.bitext.source[pair.source.start + gone.start : pair.source.start + gone.end]
    return not shortened(name) or same_everywhere(name)
