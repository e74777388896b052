"""The preposition or complement that a word takes in another language and not in English: facts in ``mtcheck/english/government.tsv``."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.core.sieve import Sieve
from mtcheck.english.complements import DETERMINERS
from mtcheck.english.frames import FRAMES, Place, kept, placed
from mtcheck.english.government import about
from mtcheck.english.inflection import verb_forms

RULE = Rule(
    id="government",
    summary="A word with the preposition or the complement of another language",
    why="Which preposition, infinitive or clause a word takes is a matter of each language; the system kept what the source's word takes.",
    category="Linguistic conventions/Grammar",
    severity=Severity.MINOR,
    references=("Quirk et al. 1985, A Comprehensive Grammar of the English Language, 16.20 to 16.85", "MQM: Grammar"),
    bad=(
        Example("The vote depends largely of the two small parties.", "depends largely of", "depends largely on"),
        Example("Her sister is married with the mayor of the town.", "married with", "married to"),
        Example("The ministers discussed about the new border.", "discussed about", "discussed"),
        Example("He entered in the building through a window.", "entered in", "entered"),
        Example("The residents are proud on their bridge.", "proud on", "proud of"),
        Example("His participation to the plot is not proved.", "participation to", "participation in", "fr"),
        Example("In accordance to the law, the port was closed.", "In accordance to", "In accordance with"),
        Example("The army is capable to defend the port.", "capable to defend", "capable of defending"),
        Example("The union accuses him to have lied.", "accuses him to have", "accuses him of having"),
        Example("The guards prevented the reporters to enter.", "prevented the reporters to enter", "prevented the reporters from entering"),
        Example("Neighbours blamed her of the fire.", "blamed her of", "blamed her for"),
        Example("The teacher explained us the rules.", "explained us the rules", "explained the rules to us"),
        Example("They let him to go after an hour.", "let him to go", "let him go"),
        Example("The minister informed that the road was closed.", "informed that", source_lang="es"),
        Example("The plan wants to avoid that the water rises.", "avoid that", source_lang="de"),
        Example("She listened the speech of the mayor.", "listened the", "listened to the"),
        Example("The new valve allows to save water.", "allows to", "makes it possible to", "fr"),
        Example("The drought obliges to save the water of the wells.", "obliges to", "makes it necessary to", "fr"),
        Example("The exhibition invites to reflect on the war.", "invites to", source_lang="fr"),
        Example("The coach complained himself about the referee.", "complained himself", "complained"),
    ),
    good=(
        Example("It all depends, of course, on the weather, and there are no difficulties to speak of.", source_lang="fr"),
        Example("She is married with two children; he was married with a young daughter when the war began.", source_lang="fr"),
        Example("They discussed about 20 proposals; as he explained them, the rules are simple.", source_lang="fr"),
        Example("The benefits of the plan, the suffering of the people and the answer to the question are known.", source_lang="fr"),
        Example("The bus arrived to the sound of bells, and the candidate to watch arrived to find the door closed.", source_lang="fr"),
        Example("The pupils are prepared to form teams and to change their plans; we seek candidates to study soils.", source_lang="fr"),
        Example("The reply of the party's candidate to this letter is short.", source_lang="fr"),
        Example("We were told that he was accused and asked to leave; passengers informed that it was late left.", source_lang="fr"),
        Example(
            "Instead, to save money, they chose instead to wait, and they returned to the capital, capable, to be sure, of winning.", source_lang="fr"
        ),
    ),
)


_governing = Sieve(lambda low: low not in DETERMINERS and about(low))


def find(context: Context) -> Iterator[Finding]:
    """Yield what takes the wrong complement."""
    words = context.tokens
    governing = {low: about(low) for low in _governing(words.distinct)}
    for at in [at for at, low in enumerate(words.lows[:-1]) if low in governing]:
        if words.texts[at][0].isupper() and at and words.texts[at - 1][0].isalpha():
            continue
        for fact, tag in governing[words.lows[at]]:
            place = placed(words, at, fact, tag)
            found = FRAMES[fact.frame](place) if place else None
            if place and found and (finding := _finding(context, place, *found)):
                yield finding
                break


def _written(own: str, right: str, tag: str) -> str:
    """Return the words of the fact with what belongs behind them, or another word in their form for "=attend"."""
    if right.startswith("="):
        verb, space, rest = right[1:].partition(" ")
        fix = (verb_forms(verb)[tag] if tag else verb) + space + rest
        return fix.capitalize() if own[0].isupper() else fix
    return f"{own} {kept(right)}".strip()


def _finding(context: Context, place: Place, size: int, rights: tuple[str, ...]) -> Finding | None:
    """Return the finding; None where a line ends within it."""
    start, end = place.words.stretch(place.first, place.last + size)
    if "\n" in context.text[start:end]:
        return None
    own = context.text[slice(*place.words.stretch(place.first, place.last))]
    fixes = tuple(_written(own, right, place.tag) for right in rights)
    name = place.fact.words[0] if len(place.fact.words) == 1 else place.words[place.first].low
    return context.mark(
        RULE, start, end, "English has another complement here", *fixes, confidence=0.9, tier=place.fact.tier, fact=f"{place.fact.frame} {name}"
    )
