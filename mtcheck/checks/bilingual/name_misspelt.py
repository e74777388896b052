"""Names that the target spells almost as the source does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from mtcheck.bilingual.alike import sounded, transliterated_alike
from mtcheck.bilingual.bitext import Linked, plain
from mtcheck.bilingual.counterparts import written
from mtcheck.bilingual.proper import CAPITALS, COMMON, LEARNED, NAME_FLAGS, RARE, SENTENCE_START, Part, english_names, known, ordinary
from mtcheck.bilingual.renamed import RENAMED
from mtcheck.bilingual.shapes import CAPITALISED
from mtcheck.bilingual.side import Side
from mtcheck.bilingual.transcribed import by_ear, english_spelling, heard_alike
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.english import foreign, lexicon
from mtcheck.english.lemmas import readings
from mtcheck.english.lexicon import Flag
from mtcheck.languages.language import Language
from mtcheck.languages.lists import PLACE_KEY

RULE = Rule(
    id="name-misspelt",
    summary="A name spelled otherwise than in the source",
    why="Systems put rare names together from pieces and lose letters; searches no longer find the person, and courts may want to know.",
    category="Linguistic conventions/Spelling",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("MQM: Spelling",),
    bad=(
        Example(
            "The mayor thanked Annelore Wischenblart for it.",
            "Wischenblart",
            "Wischenbart",
            "de",
            "Der Bürgermeister dankte Annelore Wischenbart dafür.",
        ),
        Example("The coach Thibaud Gragnerit is leaving.", "Gragnerit", "Grangerit", "fr", "L'entraîneur Thibaud Grangerit s'en va."),
        Example("The trip to Uzbekisten is over.", "Uzbekisten", "Uzbekistan", "de", "Die Reise nach Usbekisten ist vorbei."),
        Example("The judge refused to hear Marta Ferreira.", "Ferreira", "Moreira", "pt", "O juiz recusou-se a ouvir Marta Moreira."),
    ),
    good=(
        Example("The residents of Dietingen met Mr Nikitin.", None, None, "de", "Die Dietinger Bürger trafen Herrn Nikitin."),
        Example("The Corbynites lost the vote.", None, None, "de", "Die Corbynianer verloren die Abstimmung."),
        Example("The film shows Pearl Harbor.", None, None, "fr", "Le film montre Pearl Harbour."),
        Example("Grangerit won. The fans cheered Grangerit.", None, None, "fr", "Grangerit a gagné. Les supporters ont acclamé Grangerti."),
        Example("After the storm on Flores Indonesian soldiers clear roads.", None, None, "de", "Nach Sturm auf Flores Indonesier räumen Straßen."),
        Example("Darya Kuzintzeva lost.", None, None, "de", "Darja Kusinzewa verlor."),
        Example("Alyona Tskaeva lives in Tübingen.", None, None, "de", "Aljona Tskajewa lebt in Tübingen."),
        Example("Muammar Gaddafi never came back.", None, None, "fr", "Muammar Kaddafi n'est jamais revenu."),
        Example("The court freed Gleb Butyarkin.", None, None, "fr", "Le tribunal a libéré Gleb Boutiarkine."),
        Example("Most Rhinelanders stayed at home.", None, None, "de", "Die meisten Rheinländern blieben daheim."),
        Example("The train to Lleida is late.", None, None, "es", "El tren a Lérida llega tarde."),
        Example("She left Sampdoria Genoa in June.", None, None, "de", "Sie verließ Sampdoria Genua im Juni."),
        Example("They want to play in the Euroleague.", None, None, "fr", "Ils veulent jouer en Euroligue."),
    ),
)
SHORTEST = 6
"""Letters of a name that is compared."""
ALIKE = 0.75
"""Share of letters in common from which two spellings are taken for one name."""
ENDING = 3
"""Letters at the end that differ where a name is declined, or called otherwise in English ("Sudètes", "Sudeten")."""
PEOPLE = re.compile("(?:i?ans?|ites?|ists?|ese|ish|ers?)$")
"""How English forms the name of a people or of followers, whatever the source's ending ("Blairites", "Blairianer")."""
SHARED = 2
"""Letters at the end that a name without an ending shares with what the English has."""
FORMED = 4
"""Letters of the shortest part of a word that English forms of two ("Euroleague")."""
OPENER = re.compile(r"(?:[éiu]e?s?|[ae]nt[es]?|[aiu]d[oa]s?|[aei]ndo|[aiu]t[oaie])$")
"""How participles end, which are no names where they open a sentence ("Obligé par ...")."""
MISTYPED = 0.85
"""Share of letters in common with the name of a place from which on a word is that one, mistyped."""
CONFIDENCE = 0.65


def find(context: Context) -> Iterator[Finding]:
    """Yield names of the target that are not in the source but for a few letters; for sources whose names need no transcription or declension."""
    language = context.bitext.language
    if language is None or language.names_inflect:
        return
    for pair in context.bitext.linked:
        yield from _in_pair(context, pair, language)


def _in_pair(context: Context, pair: Linked, language: Language) -> Iterator[Finding]:
    here = pair.target.of(context.text)
    names = english_names(here)
    doubtful = [part for name in names for part in name.parts if part.strong and _rare(part.text)]
    surnames = [
        (given, part) for name in names for given, part in pairwise(name.parts) if _behind(given, part) and here[given.end : part.start] == " "
    ]
    if not doubtful and not surnames:
        return
    source, target = Side(pair.source.of(context.bitext.source), language), Side(here, None)
    if not source.latin:
        return
    doubtful = [part for part in doubtful if not written(context.bitext, part.text)]
    spelled = {part: match for part in doubtful if (match := _spelled(plain(part.text.lower()), source, target))}
    others = {part: match for given, part in surnames if (match := _called(given.text, part.text, source, target))}
    for part, match in {**others, **spelled}.items():
        start, end = pair.target.start + part.start, pair.target.start + part.start + len(part.text)
        found = Span(pair.source.start + match.start(), pair.source.start + match.end())
        wanted = _wanted(part.text, match, language)
        if wanted == (part.text,) or _known_here(part.text, match.group()):
            continue
        yield context.mark(RULE, start, end, f"The source writes “{match.group()}”", *wanted, confidence=CONFIDENCE, source=found)


def _known_here(word: str, there: str) -> bool:
    """Return whether English knows a word as the name of a place or the like, and the source's word as no name at all ("Genoa", "Genua")."""
    return bool(lexicon.flags(plain(word.lower())) & Flag.PROPER) and not known(there)


def _wanted(word: str, match: re.Match[str], language: Language) -> tuple[str, ...]:
    """Return how the name is written: as in the source, or as English has a place that the source mistypes; nothing where the source's word may be no name."""
    name = match.group()
    if spelled := english_spelling(name, language.code):
        return (spelled,)
    place = next(
        (english for there, english in language.places_by_beginning.get(name[:PLACE_KEY].lower(), ()) if _place(word, name, there, english)), ""
    )
    if place:
        return (place,)
    if by_ear(name, language.code) or _opener(match):
        return ()
    if not language.common_nouns_small and (_common(name.lower()) or _in_longer(match, language)):
        return ()
    return _uninflected(name, word)


def _uninflected(name: str, word: str) -> tuple[str, ...]:
    """Return a name of the source without the "-s" or "-es" of a genitive or plural that the English has not, as it ends there; nothing where that is unsure."""
    if not name.endswith("s") or word.endswith("s"):
        return (name,)
    cuts = (name[:-1], name[:-2]) if name.endswith("es") else (name[:-1],)
    ending = next((cut for cut in cuts if cut[-SHARED:] == word[-SHARED:]), None)
    return (ending,) if ending else () if len(cuts) > 1 else cuts


def _opener(match: re.Match[str]) -> bool:
    """Return whether the source's word may have its capital from the sentence that it opens: a participle, and no name that is known."""
    first = SENTENCE_START.search(match.string[max(0, match.start() - 8) : match.start()])
    return first is not None and OPENER.search(match.group()) is not None and not known(match.group())


def _place(word: str, name: str, there: str, english: str) -> bool:
    """Return whether both sides mistype the name of one place ("Kasachsten" and "Kazakhsten")."""
    return _alike(name.lower(), there) >= MISTYPED and _alike(word.lower(), english.lower()) >= MISTYPED


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _common(low: str) -> bool:
    """Return whether a word of a language whose nouns have capitals is a common one, or its plural ("Schiris")."""
    return any(foreign.entry(form) is not None and not known(form) for form in (low, low.removesuffix("s")))


def _in_longer(match: re.Match[str], language: Language) -> bool:
    """Return whether a little word with a capital before it belongs to the name as well ("Auf Herdenen")."""
    words = match.string[: match.start()].split()
    return len(words) > 1 and words[-1].istitle() and words[-1].lower() in language.function_words and words[-2][-1].isalpha()


def _behind(given: Part, surname: Part) -> bool:
    """Return whether two words may be a given name and a surname: a known given name, or two words that are no others."""
    if lexicon.flags(given.text.lower()) & (Flag.FEMALE | Flag.MALE):
        return True
    both = given.text.lower(), surname.text.lower()
    return given.strong and len(both[1]) >= SHORTEST - 1 and not given.text.isupper() and not any(map(lexicon.in_dictionary, both))


def _called(given: str, surname: str, source: Side, target: Side) -> re.Match[str] | None:
    """Return the surname that the source has behind the same given name, where neither side has the other's."""
    low = plain(surname.lower())
    if ordinary(low) or low in CAPITALISED:
        return None
    if low in source.forms or (lexicon.in_dictionary(low) and not lexicon.flags(low) & NAME_FLAGS):
        return None
    language = source.language
    for one, match in pairwise(CAPITALS.finditer(source.text)):
        other = plain(match.group().lower())
        if language is not None and (english_spelling(match.group(), language.code).lower() == low or heard_alike(low, other, language.code)):
            continue  # "Gaddafi", "Kaddafi"
        beside = one.group() == given and source.text[one.end() : match.start()] == " "
        if lexicon.in_dictionary(low) and lexicon.in_dictionary(other):
            continue  # "Pearl Harbor", "Pearl Harbour"
        if beside and other not in target.forms and not _same_name(low, other) and not _listed(match.group().lower(), language):
            return match
    return None


def _same_name(one: str, other: str) -> bool:
    """Return whether two names in plain letters may be one that languages write differently, or that a case or a hyphen makes longer."""
    return one.startswith(other) or other.startswith(one) or sounded(one) == sounded(other)


def _listed(low: str, language: Language | None) -> bool:
    """Return whether the source's word is no mere name, but one that English may call otherwise."""
    return low.capitalize() in RENAMED or (language is not None and (low in language.words or low in language.places))


def _rare(word: str) -> bool:
    return (
        len(word) >= SHORTEST
        and word.isalpha()
        and not word.isupper()
        and not LEARNED.search(word)
        and lexicon.zipf(word.lower()) < RARE
        and not any(lexicon.in_dictionary(form) for form in (word.lower(), *(reading.base for reading in readings(word.lower()))))
        and not ordinary(word.lower())
        and word.lower() not in CAPITALISED
        and not lexicon.flags(word.lower()) & Flag.PROPER
        and not _formed(word.lower())
    )


def _formed(low: str) -> bool:
    """Return whether English forms a word of two others or of a place that it knows ("Euroleague", "Rhinelanders")."""
    people = PEOPLE.search(low)
    if people and lexicon.flags(low[: people.start()]) & Flag.PROPER:
        return True
    cuts = range(FORMED, len(low) - FORMED + 1)
    return any(lexicon.in_dictionary(low[at:]) and lexicon.zipf(low[at:]) >= COMMON and lexicon.known(low[:at]) for at in cuts) and lexicon.known(low)


def _spelled(low: str, source: Side, target: Side) -> re.Match[str] | None:
    """Return where the source has the name in another spelling that the target has nowhere."""
    if low in source.forms:
        return None
    code = source.language.code if source.language else ""
    for match in CAPITALS.finditer(source.text):
        other = plain(match.group().lower())
        if (
            other not in target.forms
            and _misspelt(low, other)
            and not heard_alike(low, other, code)
            and not _listed(match.group().lower(), source.language)
        ):
            return match
    return None


@lru_cache(maxsize=10_000)
def _misspelt(one: str, other: str) -> bool:
    """Return whether two names in plain letters differ by letters that no language writes for each other, and not at their end alone."""
    if abs(len(one) - len(other)) > ENDING or one[:1] != other[:1] or len(other) < SHORTEST - 1:
        return False
    if one[-2:] != other[-2:] and (_declined(one, other) or _declined(other, one)):
        return False
    if (people := PEOPLE.search(one)) and people.start() >= SHORTEST - 1 and other.startswith(one[: people.start()]):
        return False
    sounds = [sounded(one), sounded(other)]
    shared = next((at for at, (a, b) in enumerate(zip(*sounds, strict=False)) if a != b), min(map(len, sounds)))
    if (
        sounds[0] == sounds[1]
        or (transliterated_alike(one, other) and not known(other))
        or (one[-2:] != other[-2:] and shared >= min(map(len, sounds)) - 1)
    ):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _declined(one: str, other: str) -> bool:
    return one.startswith(other[:-ENDING]) and len(one) <= len(other)
