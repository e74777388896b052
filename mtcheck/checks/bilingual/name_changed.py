"""Names of the target that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.alike import abbreviates
from mtcheck.bilingual.bitext import WORD, Bitext, Linked
from mtcheck.bilingual.counterparts import compared, elsewhere, has_vacancy
from mtcheck.bilingual.proper import Name, established, known, same_everywhere, shortened, sure
from mtcheck.broken.formation import slip
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="name-changed",
    summary="A name that the source does not have",
    why="Systems replace rare names by common ones; the reader learns about the wrong person or place.",
    category="Accuracy/Mistranslation",
    severity=Severity.CRITICAL,
    needs=frozenset({"source"}),
    references=("MQM: Mistranslation, named entity",),
    bad=(
        Example(
            "The talks were led by Karim Haddad in the capital.",
            "Karim Haddad",
            None,
            "fr",
            "Les discussions ont été menées par Olga Petrenko dans la capitale.",
        ),
        Example("The factory of Toyota in the north will close.", "Toyota", None, "es", "La fábrica de Renault en el norte cerrará."),
    ),
    good=(
        Example("The shop moved to Upper Franconia in May.", None, None, "de", "Das Geschäft zog im Mai nach Oberfranken."),
        Example("Shouldn&#39;t the mayor answer?", None, None, "fr", "Le maire ne devrait-il pas répondre ?"),
        Example("The shop sells posters of Hitchcock films.", None, None, "fr", "Le magasin vend des affiches de vieux films."),
        Example("The Bolsheviks closed the mill.", None, None, "es", "Los bolcheviques cerraron el molino."),
        Example("The ferry from the Falklands was late.", None, None, "fr", "Le bateau des Malouines avait du retard."),
        Example("“Aren't you tired?” asked the nurse.", None, None, "de", "„Seid ihr nicht müde?“, fragte die Schwester."),
        Example("Presale begins on Monday.", None, None, "de", "Der Vorverkauf beginnt am Montag."),
        Example("Refuelled, the ferry left at noon.", None, None, "fr", "Ravitaillé, le ferry est parti à midi."),
        Example("A Northern Irishman won the race.", None, None, "de", "Ein Nordire gewann das Rennen."),
        Example("She spends the winter on the French Riviera.", None, None, "fr", "Elle passe l'hiver sur la Côte d'Azur."),
        Example("The children wrote to Santa Claus.", None, None, "es", "Los niños escribieron a Papá Noel."),
        Example("Britain won the relay.", None, None, "de", "England gewann die Staffel."),
        Example("The team prepared for the Summer Games.", None, None, "de", "Die Mannschaft bereitete sich auf die Sommerspiele vor."),
        Example("The Libyan ports are open.", None, None, "es", "Los puertos libios están abiertos."),
        Example("Zelensky met the mayor of Florence.", None, None, "it", "Zelens'kyj ha incontrato il sindaco di Firenze."),
        Example("The Academy of Northern Birds (AcNoBi) met.", None, None, "de", "Die Akademie Nordischer Vögel (ANV) tagte."),
        Example("The flight to Chennai was late.", None, None, "fr", "Le vol pour Madras avait du retard."),
        Example("She wrote letters from Bombay.", None, None, "it", "Scrisse lettere da Mumbai."),
        Example("Russian singer Polina Gagarina performed in Moscow.", None, None, "ru", "Российская певица Полина Гагарина выступила в Москве."),
    ),
)
MUTUAL, ALONE, UNSURE = 0.85, 0.55, 0.35
BRACKET_ENDS = (")", ",", ";")
ACRONYM_OF, MOST_WORDS = 120, 12
"""Characters, and words, before an acronym that may spell it."""
MISTYPED_FROM = 6
"""Letters from which on one wrong letter shows a mistyped word rather than another word."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the names of the target without a counterpart."""
    bitext = context.bitext
    home = bitext.language.home if bitext.language else frozenset()
    for pair, gone, new, _ in compared(bitext):
        for name in new:
            start, end = pair.target.start + name.start, pair.target.start + name.end
            if _own_acronym(context.text, start, end) or all(
                (part.text in home and not gone) or elsewhere(bitext, part.text) for part in name.strong
            ):
                continue
            if gone:
                span = Span(pair.source.start + gone[0].start, pair.source.start + gone[0].end)
                there = span.of(bitext.source)
                message, confidence = f"The source has “{there}”", _instead(name, there)
            else:
                span, message = pair.source, "The source sentence has no such name"
                confidence = ALONE if _alone(name, pair, bitext) else UNSURE
            yield context.mark(RULE, start, end, message, confidence=confidence, source=span)


def _own_acronym(text: str, start: int, end: int) -> bool:
    """Return whether a name is an acronym in brackets that the English words before it spell."""
    if text[max(0, start - 2) : start] != " (" or text[end : end + 1] not in BRACKET_ENDS:
        return False
    acronym, words = text[start:end].removesuffix("s"), WORD.findall(text, max(0, start - ACRONYM_OF), start)
    return sum(map(str.isupper, acronym)) > 1 and acronym.isalpha() and abbreviates(acronym, words[-MOST_WORDS:])


def _instead(name: Name, there: str) -> float:
    """Return how sure it is that a name stands for another one of the source; acronyms are formed anew in every language."""
    acronym = all(shortened(part.text) for part in name.strong)
    return UNSURE if acronym and shortened(there) and not same_everywhere(there) else MUTUAL


def _alone(name: Name, pair: Linked, bitext: Bitext) -> bool:
    """Return whether a name that replaces none that is known of is likely wrong, not one by which the translator explains something."""
    if all(shortened(part.text) for part in name.strong) or not sure(name, pair.target.of(bitext.text), spelled=bitext.spells_names):
        return False
    word = name.strong[0].text
    return len(name.strong) > 1 or not established(word) or _mistyped(word.lower()) or has_vacancy(bitext, pair)


def _mistyped(low: str) -> bool:
    """Return whether a word that texts of the web have is no name at all but a common word mistyped ("Acording")."""
    return len(low) >= MISTYPED_FROM and low.isascii() and not known(low) and slip(low)
