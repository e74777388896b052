"""Lints of what an entry says: a suggestion keeps every fact of what it replaces and adds none."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.english import lexicon, nouns
from mtcheck.english.lexicon import Flag
from mtcheck.english.nouns import Kind
from mtcheck.english.spellings import consonants, plain
from mtcheck.evaluation.lints.rows import Row, lowered, words
from mtcheck.glossary.entries import CLUE
from mtcheck.weighing.guard import EXEMPT, changes, tells

FACTS = tuple(
    tuple(frozenset(group.split()) for group in line.split("|"))
    for line in """
    monday mon|tuesday tue|wednesday wed|thursday thu|friday fri|saturday sat|sunday sun
    january|february|march|april|may|june|july|august|september|october|november|december
    morning mornings|afternoon|evening evenings|night nights|noon midday|midnight
    yesterday|today|tomorrow
    day days daily|week weeks weekly|month months monthly|year years annual yearly|hour hours|minute minutes|decade decades
    one single|two both|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety
    first|second|third|fourth|fifth|sixth|quarter quarters|half semi
    previous last past|next coming following
    north northern|south southern|east eastern|west western
    left|right
    before|after|during
    up rise rises increase increases increased growth more higher|down fall falls decrease decreases decline fewer less lower
    win won victory|lose lost defeat|draw
    dead death deaths killed|wounded injured hurt injuries|missing
    son sons|daughter daughters|brother brothers|sister sisters|father|mother|husband|wife|uncle|aunt
    red|green|blue|yellow|black|white|orange
    murder|theft|rape|robbery|fraud|manslaughter|kidnapping|arson|bribery|extortion|torture|blackmail
    always|never
    not no|never
    """.strip().splitlines()
)
"""Kinds of fact, each with its values and the words for them."""
WORDS = {word: (kind, value) for kind, values in enumerate(FACTS) for value, group in enumerate(values) for word in group}
"""Word -> its kind of fact and its value."""
FEMALE = frozenset("she her herself woman girl mother sister daughter wife queen lady policewoman actress chairwoman spokeswoman".split())
MALE = frozenset("he his him himself man boy father brother son husband king policeman chairman spokesman".split())
STEM = 3
"""Letters that a name shares with its form in another language."""


def facts(row: Row) -> Iterator[str]:
    """Yield suggestions that change a number or a negation."""
    if row.entry.rule in EXEMPT or not tells(" ".join((row.entry.avoid, *row.preferred))):
        return
    told: set[str] = set()
    for form, suggestions in row.forms:
        for suggestion in suggestions:
            what = changes(form.text, suggestion)
            if what and what not in told:
                told.add(what)
                yield f"{suggestion!r} for {form.text!r} changes {what}; say the same, or leave the suggestion out"


def lost(row: Row) -> Iterator[str]:
    """Yield alternatives that stand for different facts and do not come back as ``<n>``."""
    if row.entry.rule in EXEMPT:
        return
    for number, alternatives in enumerate(row.choices, 1):
        without = [phrase for phrase in row.preferred if f"<{number}>" not in phrase]
        values = _values(alternatives) if without else ()
        if values:
            yield f"{without[0]!r} does not say which of {', '.join(values)} was found; write <{number}> there, or one entry for each"


def _values(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """Return alternatives that name different facts of one kind, nothing where there are none."""
    told = [(alternative, {WORDS[word] for word in lowered(alternative) if word in WORDS}) for alternative in alternatives]
    for kind in range(len(FACTS)):
        seen: dict[frozenset[tuple[int, int]], str] = {}
        for alternative, facts_of in told:
            if found := frozenset(fact for fact in facts_of if fact[0] == kind):
                seen.setdefault(found, alternative)
        if len(seen) > 1:
            return tuple(seen.values())[:3]
    return _names(alternatives)


def _names(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """Return two alternatives that name different things by other words with a capital, not one in other spellings or in another order."""
    named = [(one, frozenset(word.lower() for word in words(one) if _name(word))) for one in alternatives]
    named = [(one, found) for one, found in named if found]
    for at, (one, found) in enumerate(named):
        for other, there in named[at + 1 :]:
            if not found & there and not _alike(found, there) and {w.lower() for w in words(one)} != {w.lower() for w in words(other)}:
                return one, other
    return ()


def _name(word: str) -> bool:
    return word[:1].isupper() and (not lexicon.in_dictionary(word.lower()) or bool(lexicon.flags(word.lower()) & Flag.PROPER))


def _alike(found: frozenset[str], there: frozenset[str]) -> bool:
    return bool({consonants(name) for name in found} & {consonants(name) for name in there})


def added(row: Row) -> Iterator[str]:
    """Yield first suggestions that say a person's sex where the phrase does not; both sexes may be offered."""
    if row.entry.rule in EXEMPT or not row.preferred:
        return
    said, told = set(lowered(row.entry.avoid)), set(lowered(" ".join(row.preferred)))
    women, men = told & FEMALE, told & MALE
    if (
        (FEMALE | MALE).intersection(lowered(row.preferred[0]))
        and not (women and men)
        and not said & (FEMALE | MALE)
        and "<poss>" not in row.entry.avoid
    ):
        yield f"{min(women or men)!r} is said in the suggestion only; begin with a word for both sexes, or offer both"


def national(row: Row) -> Iterator[str]:
    """Yield a country, nation or town that only the suggestion names; beside its source term (a clue) it is known."""
    entry = row.entry
    if entry.rule in EXEMPT or entry.tier == CLUE or any(map(_names_one, words(entry.avoid))):
        return
    said = {plain(word)[:STEM] for word in words(f"{entry.source} {entry.avoid}")}
    for phrase in row.preferred:
        named = [word for word in words(phrase) if word[:1].isupper() and _nation(word) and plain(word)[:STEM] not in said]
        if named:
            yield f"{named[0]!r} is said in {phrase!r} only; leave it out, or make the entry a clue with its source term"


def _names_one(word: str) -> bool:
    """Return whether a word has a capital or should have ("american")."""
    return word[:1].isupper() or word == "usa" or (_nation(word.capitalize()) and not lexicon.in_dictionary(word))


def _nation(word: str) -> bool:
    return nouns.named(word) in (Kind.PERSON, Kind.PLACE) and bool(lexicon.flags(word.lower()) & Flag.PROPER)


def possessives(row: Row) -> Iterator[str]:
    """Yield a ``<poss>`` that one side has and the other has not; what a verb's subject does to its own may go ("express <poss> thanks": "thank")."""
    avoid = row.entry.avoid
    there = avoid.count("<poss>")
    for phrase in row.preferred:
        if phrase.count("<poss>") > there:
            yield f"{phrase!r} has a <poss> that {avoid!r} has not; write <poss> on both sides"
    if there and "/v" not in avoid.partition("<poss>")[0] and row.preferred and not any("<poss>" in phrase for phrase in row.preferred):
        yield f"no suggestion keeps the <poss> of {avoid!r}; write <poss> on both sides"
