"""Nouns in the wrong number: mass nouns counted, plurals with a singular verb, plural measures before a noun, adjectives with an -s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english import complements
from mtcheck.english.complements import Token, Tokens
from mtcheck.english.countability import Countability, forms, plural, singular
from mtcheck.english.names import CLOSED
from mtcheck.english.nouns import SURE, noun

RULE = Rule(
    id="noun-number",
    summary="A noun or an adjective in a number that English does not have",
    why="The source's noun is counted, or its adjective has a plural; the English one is a mass noun, takes a plural verb, or never changes.",
    category="Linguistic conventions/Grammar",
    severity=Severity.MINOR,
    references=(
        "Quirk et al. 1985, A Comprehensive Grammar of the English Language, 5.2 to 5.10, 5.58 and 10.34 to 10.50",
        "MQM: Grammar",
    ),
    bad=(
        Example("New equipments were bought for the hospital.", "equipments", "equipment"),
        Example("The army lost its weaponries and its softwares.", "softwares", "software"),
        Example("The agency gave an information that nobody could check.", "an information", "information"),
        Example("The inspectors found many evidences in the cellar.", "evidences", "evidence"),
        Example("He has received several information about the plan.", "several information", "some information", "ar"),
        Example("The news were worse in the evening.", "news were", "news was", "es"),
        Example("The police has closed the square.", "police has", "police have", "it"),
        Example("A 5 years old boy fell from the bridge.", "5 years old", "5-year-old"),
        Example("It is a two-hours walk from the village.", "two-hours", "two-hour"),
        Example("Thousands people left the port.", "Thousands people", "Thousands of people"),
        Example("The two parties have differents plans.", "differents", "different"),
        Example("The minister named others countries.", "others countries", "other countries"),
    ),
    good=(
        Example("The ministry gave no information about the new equipment, and the people in the news are no strangers."),
        Example("She researches and he evidences it; the new staff followed her advice and an information desk was opened."),
        Example("The head of the police has resigned, and the number of people is unknown."),
        Example("He is 5 years old and lives two hours away; a research team and an access code are there."),
        Example("For many religion is a part of life, and for several housing has become too dear."),
        Example("Two boats were lost, and the one of the pilot sank."),
        Example("Thousands fled, and hundreds more people came; some like it, others people avoid."),
    ),
)
COUNTED = frozenset("many few several various numerous fewer these those two three four five six seven eight nine ten".split())
SINGLE = frozenset("each every another this".split())
NEVER_PLURAL = frozenset("that this a an each every another".split())
"""Determiners that no plural follows: behind "that" it is a verb ("an elevator that transports")."""
SEVERAL = frozenset("these many several two three four five six seven eight nine ten".split())
HINTS = frozenset({"determiner", "agreement", "many", "quality"})
"""Kinds that are slips of people who write English, too."""
KINDS = frozenset("kind sort type foot head fruit number stone score dozen point mile".split())
"""Nouns that stand in the singular behind a number or "these" in much good English."""
PERSON = 60
"""Share of a noun's use (per cent) from which on it names a person."""
DETERMINING = SINGLE | SEVERAL | {"much", "the"}
"""Words of which ``_determined`` looks at what follows."""
ONE = frozenset("a an another each every".split())
INSTEAD = {
    "these": "this",
    "those": "that",
    "many": "much",
    "few": "little",
    "fewer": "less",
    "several": "some",
    "various": "some",
    "numerous": "much",
}
"""What stands before a mass noun for a word that counts."""
SINGULAR_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do", "says": "say", "wants": "want"}
PLURAL_VERBS = {"are": "is", "were": "was", "have": "has"}
VERBS = SINGULAR_VERBS.keys() | PLURAL_VERBS.keys()
STARTS = frozenset("that but because as while when if where since although though after before whether and so then".split())
"""Words that a clause may begin behind."""
NUMBER = "\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
UNIT = "years|months|weeks|days|hours|minutes|meters|metres|kilometers|kilometres|miles|pages|floors|storeys|stories"
MEASURE = lazy(
    rf"\b(?:an?|the|this|his|her|their|its) (?:\w+ )?(?P<mark>(?P<number>{NUMBER})(?:(?P<joined>-)| )(?P<unit>{UNIT})[ -](?P<old>olds?)\b(?= [a-z]+)"
    rf"|(?P<count>{NUMBER})-(?P<of>{UNIT})(?:-(?P<long>long|wide|high|deep|tall))?)(?= [a-z]+)",
    re.IGNORECASE,
)
NO_NOUN = lazy(r" (?:and|or|of|in|on|at|to|who|when|that|with|from|by|is|was|has|for|as|now|today|ago)\b")
LOOSE = lazy(
    r"(?<![\d,.] )(?<!\w)(?P<mark>(?P<scale>[Tt]housands|[Hh]undreds|[Mm]illions|[Dd]ozens) (?P<noun>people|euros|dollars|pounds|children|civilians|women|men|families|"
    r"soldiers|refugees|migrants|workers|students|protesters|demonstrators|fans|victims|houses|homes|jobs|cars|countries|animals|residents|inhabitants|users|visitors|"
    r"passengers|supporters|prisoners|kilometres|kilometers|tons|tonnes))\b"
)
ADJECTIVE = "different|important|interesting|beautiful|difficult|dangerous|numerous|possible|necessary|ancient|recent"
ADJECTIVES = lazy(rf"(?<![\w’'-])(?P<mark>(?P<adjective>{ADJECTIVE})s)\b")
OTHERS = lazy(
    r"\b(?P<mark>[Oo]thers (?P<noun>countries|cities|people|parties|groups|members|companies|regions|things|states|areas|teams|players|products|measures|sectors|forms|reasons|"
    r"words|types|kinds|factors|problems|places|projects|organisations|organizations|institutions|cases|assets|victims|candidates))(?=[.,;:]| (?:in|of|that|are|were|have|such|and|like|from|to|with)\b)"
)

FIXED = (
    (frozenset("thousands hundreds millions dozens".split()), LOOSE, "{scale} of {noun}", "English writes of behind an uncertain number"),
    (frozenset(f"{adjective}s" for adjective in ADJECTIVE.split("|")), ADJECTIVES, "{adjective}", "English adjectives have no plural"),
    (frozenset({"others"}), OTHERS, "other {noun}", "Before a noun it is other"),
)
"""Words of which one stands in every match, the expression, what to write, the message."""
OLD = frozenset({"old", "olds"})
AGES = tuple(f"{unit}{sign}old" for unit in UNIT.split("|") for sign in " -")
JOINED_UNITS = tuple(f"-{unit}" for unit in UNIT.split("|"))


def find(context: Context) -> Iterator[Finding]:
    """Yield what stands in the wrong number."""
    yield from _nouns(context)
    measured = any(unit in context.lower for unit in (*(AGES if not OLD.isdisjoint(context.small) else ()), *JOINED_UNITS))
    for match in MEASURE.finditer(context.text) if measured else ():
        if not NO_NOUN.match(context.text, match.end()):
            yield _mark(context, *match.span("mark"), "A measure before a noun has no plural", _measure(match), "measure")
    for words, pattern, what, message in FIXED:
        for match in () if words.isdisjoint(context.small) else pattern.finditer(context.text):
            fix = what.format_map(match.groupdict())
            yield _mark(context, *match.span("mark"), message, fix[0].upper() + fix[1:] if match["mark"][0].isupper() else fix, "form")


def _measure(match: re.Match[str]) -> str:
    if match["old"]:
        return f"{match['number']}-{match['unit'].removesuffix('s')}-old"
    return "-".join(filter(None, (match["count"], match["of"].removesuffix("s"), match["long"])))


def _mark(context: Context, start: int, end: int, message: str, fix: str, kind: str) -> Finding:
    return context.mark(RULE, start, end, message, *((fix,) if fix else ()), confidence=0.9, tier="hint" if kind in HINTS else "wrong", kind=kind)


def _nouns(context: Context) -> Iterator[Finding]:
    for first, last, message, fix, kind in _found(context.tokens):
        start, end = context.tokens.stretch(first, last)
        if "\n" not in context.text[start:end]:
            yield _mark(context, start, end, message, fix, kind)


Found = tuple[int, int, str, str, str]
"""The first word and the last, message, fix, kind."""


def _found(words: Tokens) -> Iterator[Found]:
    pairs = enumerate(zip(words.lows, words.texts[1:], strict=False))
    for at in [at for at, (first, following) in pairs if first in DETERMINING or following in VERBS]:
        found = (words.lows[at] in DETERMINING and _determined(words, at)) or (words.texts[at + 1] in VERBS and _subject(words, at))
        if found:
            yield found
    table = forms()
    listed = words.distinct & table.keys()
    for at in [at for at, low in enumerate(words.lows) if low in listed] if listed else ():
        if not (words.texts[at][0].isupper() and at and words.texts[at - 1][0].isalpha()):
            fact = table[words.lows[at]]
            found = _plural(words, at, fact) if fact.kind in ("plural", "noun") else _counted(words, at, fact) or _agreeing(words, at, fact)
            if found:
                yield found


def _determined(words: Tokens, at: int) -> Found | None:
    """Find "each countries", "these problem", "one of the player", where no noun follows that they belong to."""
    of_several = words.lows[max(0, at - 2) : at + 1] == ["one", "of", "the"] and words.lows[max(0, at - 3)] != "the"  # "the one of the man": his
    if words.lows[at] == "the" and not of_several:
        return None
    first, token, following = words[at], words[at + 1], words.lows[at + 2] if at + 2 < len(words) else "."
    verbal = first.low in SINGLE and noun(following).as_verb >= complements.VERB
    if (
        not token.text.islower()
        or not (verbal or _ends(words, at + 1))
        or following in ("and", "or")
        or (first.low == "this" and following not in ("are", "were", "have"))
    ):
        return None
    message = "Determiner and noun differ in number"
    if first.low in SINGLE and (one := singular(token.low)):
        return first.at, token.at, message, f"{first.text} {one}", "determiner"
    numbered = at and words.lows[at - 1] in ("number", "no", "channel", "chapter", "page", "day", "game", "round", "two")
    pronoun = following in SINGULAR_VERBS  # "for many religion is a part of life"
    if (
        first.low in SEVERAL
        and not numbered
        and not pronoun
        and token.low not in KINDS
        and not noun(token.low).as_verb
        and (many := plural(token.low))
    ):
        return first.at, token.at, message, f"{first.text} {many}", "determiner"
    if first.low == "much" and (token.low == "people" or singular(token.low)):
        return first.at, token.at, message, f"{'Many' if first.text[0] == 'M' else 'many'} {token.text}", "determiner"
    if of_several and noun(token.low).person >= PERSON and (many := plural(token.low)):
        return token.at, token.at, "One of several: English has the plural", many, "determiner"
    return None


def _subject(words: Tokens, at: int) -> Found | None:
    """Find "The ministers has" and "The minister have", where the person begins the clause."""
    token, verb = words[at], words[at + 1]
    if not token.text.islower() or noun(token.low).person < PERSON:
        return None
    verbs = SINGULAR_VERBS if singular(token.low) else PLURAL_VERBS if plural(token.low) and verb.text != "were" else {}
    begins = _begins_clause(words, at) if verbs is SINGULAR_VERBS else _begins_sentence(words, at)
    if verb.text not in verbs or not begins or words.lows[at - 1] in SINGLE:
        return None
    return token.at, verb.at, "Noun and verb differ in number", f"{token.text} {verbs[verb.text]}", "agreement"


def _begins_sentence(words: Tokens, at: int) -> bool:
    return (at == 1 and words[0].text == "The") or (at > 1 and words[at - 1].text == "The" and words[at - 2].text in ".!?")


def _plural(words: Tokens, at: int, fact: Countability) -> Found | None:
    before = words.lows[at - 1] if at else ""
    if fact.kind == "noun" and not (
        (before in complements.DETERMINERS | COUNTED and before not in NEVER_PLURAL)
        or before in ("of", "new", "more", "other", "scientific", "recent")
    ):
        return None
    token = words[at]
    if words[at + 1 : at + 2] and words.lows[at + 1] in ("'", "’"):
        return None
    fix = fact.instead[0]
    return token.at, token.at, "English does not form this plural", fix.capitalize() if token.text[0].isupper() else fix, "plural"


def _counted(words: Tokens, at: int, fact: Countability) -> Found | None:
    """Find "an information", "many information", where no noun follows that they belong to."""
    if fact.kind != "mass" or not at or not _ends(words, at):
        return None
    token = words[at]
    first = (
        words[at - 2]
        if at > 1 and fact.singly and words.lows[at - 2] in ("a", "an") and _adjective(words[at - 1]) and words.lows[at - 1].isalpha()
        else words[at - 1]
    )
    if first.low in ONE and fact.singly:
        fix = " ".join(words.texts[first.at + 1 : at + 1])
        fix = fix[0].upper() + fix[1:] if first.text[0].isupper() else fix
        return (
            first.at,
            token.at,
            "English does not count this noun",
            fix if first.low in ("a", "an") else "",
            "one" if first.at == at - 1 else "quality",
        )
    if first.low in COUNTED and fact.countless:
        instead = INSTEAD.get(first.low, "")
        fix = f"{instead.capitalize() if first.text[0].isupper() else instead} {token.text}" if instead else ""
        return first.at, token.at, "English does not count this noun", fix, "many"
    return None


def _ends(words: Tokens, at: int) -> bool:
    """Return whether the noun phrase ends with the word."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is None or (not complements.is_word(following) and following.text not in "-&'’/") or following.low in CLOSED


def _agreeing(words: Tokens, at: int, fact: Countability) -> Found | None:
    """Find "the news were" and "the police has", where the noun begins the clause."""
    verbs = PLURAL_VERBS if fact.kind == "mass" else SINGULAR_VERBS
    verb = words[at + 1] if at + 1 < len(words) else None
    if verb is None or verb.text not in verbs or not _begins_clause(words, at) or (verb.low == "were" and "if" in words.lows[max(0, at - 3) : at]):
        return None
    token = words[at]
    return token.at, verb.at, "Noun and verb differ in number", f"{token.text} {verbs[verb.text]}", "agreement"


def _begins_clause(words: Tokens, at: int) -> bool:
    """Return whether before the noun and its determiner a clause begins."""
    first = at
    while first and at - first < 3 and (words[first - 1].low in complements.DETERMINERS or _adjective(words[first - 1])):
        first -= 1
    before = words[first - 1] if first else None
    return before is None or before.text in '.!?;:”"“(' or (before.low in STARTS - {"and"}) or (before.text == "," and first < at)


def _adjective(token: Token) -> bool:
    fact = noun(token.low)
    return token.text.islower() and token.low not in CLOSED and fact.as_noun < SURE and fact.as_verb < SURE
