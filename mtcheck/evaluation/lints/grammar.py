"""Lints of grammar: what a suggestion puts into a sentence is English in every form of the entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from mtcheck.english import lexicon, nouns
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.joining import starts_with_vowel
from mtcheck.english.lemmas import readings
from mtcheck.evaluation.lints.rows import Row
from mtcheck.glossary.phrase import parts

MODALS = frozenset("will would shall should can could may might must cannot".split())
DO = frozenset("did do does didn't don't doesn't".split())
BE = frozenset("am is are was were be been being".split())
HAVE = frozenset("have has had having".split())
VERB = re.compile(r"[\w-]+/v|\([\w|-]+\)/v")
PASSIVE = frozenset({"!was", "!been"})
NO_PASSIVE = frozenset("have be become go come happen arise occur exist remain belong appear seem last rise fall differ consist".split())
WITH_VERB = frozenset("up out off down over away back in on for to at with into about against through by apart together aside".split())
"""What may follow a verb in the passive: "was carried out", "was dealt with"."""
FINITE = {"pasts": "past", "present": "base"}
PREPOSITIONS = frozenset("of at with from into onto upon about against between among for to during".split())
OPEN = frozenset(
    "in on by as than like through under over above below after before off out up down away back around behind beyond without within across near towards toward besides despite unlike outside "
    "inside via per that if whether where how what who which and or while because regarding concerning following given including notably aged dated worth named called "
    "all both half every each no any some the a an his her its their our my your this these those other more most one two three million billion trillion thousand "
    "instead may can could will would must should might is are was were be been being has have had not".split()
)
"""Words that a noun phrase may follow, beside PREPOSITIONS and verbs."""
NO_NOUN_PHRASE = PREPOSITIONS | frozenset(
    "in on by as than like through under over above below after before behind without within across near to".split()
)
PRONOUNS = frozenset("i you he she it we they there who".split())
UNCOUNTED = frozenset("police media people staff data corps thousand million millions billion billions".split())
NOUN, RARE = 90, 1.6
"""Share of a word's use as a noun from which on it is one; by how much on the Zipf scale the plural of a noun without one is the rarer."""


def tags(row: Row) -> Iterator[str]:
    """Yield words whose /v or /n does not fit: a noun as verb, a verb as noun, a form that is inflected already; what is avoided may be no word."""
    for phrase in (row.entry.avoid, *row.preferred):
        for word, tag in _tagged(phrase):
            right = _verb(word) if tag == "/v" else _noun(word)
            right = right and not (tag == "/n" and _inflected(word, "n"))
            if not right and (phrase != row.entry.avoid or _inflected(word, tag[1])):
                kind, base = ("verb", "base form") if tag == "/v" else ("noun", "singular")
                yield f"{word}{tag} in {phrase!r}: {word!r} is no {kind} in its {base}; write the {base}, or leave {tag} out"


def _tagged(phrase: str) -> Iterator[tuple[str, str]]:
    for part in parts(phrase):
        if part["tag"]:
            yield part["word"], part["tag"]
        elif part["choice"] and part["choice_tag"]:
            for choice in part["choice"].split("|"):
                yield choice.split()[0 if part["choice_tag"] == "/v" else -1], part["choice_tag"]
        elif part["choice"] or part["optional"]:
            inner = (part["choice"] or part["optional"]).replace("|", " ")
            yield from ((word[:-2], word[-2:]) for word in inner.split() if word.endswith(("/v", "/n")))


def _verb(word: str) -> bool:
    forms = verb_forms(word)
    return not lexicon.in_dictionary(word) or (lexicon.known(forms["gerund"]) and lexicon.known(forms["third"]))


def _noun(word: str) -> bool:
    return word != word.lower() or "-" in word or nouns.noun(word).as_noun > 0 or lexicon.known(noun_forms(word)["plural"])


def _inflected(word: str, part: str) -> bool:
    """Return whether a word is a form of another one of that part of speech only."""
    found = {reading.base for reading in readings(word) if reading.part == part}
    return bool(found) and word not in found and lexicon.in_dictionary(word)


def inflected(row: Row) -> Iterator[str]:
    """Yield suggestions that do not take the form of what was found."""
    avoid = _marks(row.entry.avoid)
    for phrase in row.preferred:
        marks = _marks(phrase)
        carried = any(f"<{number}>" in phrase for number in range(1, 6))
        if "v" in marks and "v" not in avoid:
            yield f"{phrase!r} has a /v and {row.entry.avoid!r} none, so it is always the base form; write /v on both sides, or the form itself"
        elif "v" in avoid and "v" not in marks and not carried:
            yield f"{phrase!r} is the same for every form of {row.entry.avoid!r}; write /v on both sides, or the form itself"
        if "n" in marks and "n" not in avoid:
            yield f"{phrase!r} has a /n and {row.entry.avoid!r} none, so it is always singular; write /n on both sides, or the form itself"


def _marks(phrase: str) -> set[str]:
    return {tag[1] for _, tag in _tagged(phrase)}


def frames(row: Row) -> Iterator[str]:
    """Yield a suggestion that is no English in one of its forms: "will said", "was release", "a reports"."""
    for form, suggestions in row.forms:
        broken = _broken(form.text)
        for suggestion in suggestions:
            if (fault := _broken(suggestion)) and not broken:
                yield f"{suggestion!r} for {form.text!r}: {fault}"
                return


def _broken(text: str) -> str:
    """Return what is no English in a phrase, "" for nothing."""
    found = text.lower().split()
    pairs = (f"{one} {other} is no English; give the form that fits there" for one, other in pairwise(found) if _pair(one, other))
    return next(pairs, "")


def _pair(one: str, other: str) -> bool:
    if one in ("a", "an"):
        return starts_with_vowel(other) != (one == "an") or _plural(other)
    if one in ("these", "those"):
        return _noun_only(other) and not _plural(other)
    if one in ("this", "every", "each", "another"):
        return _plural(other)
    verbs = verb_tags(other)
    if one in MODALS or one in DO:
        return bool(verbs) and "base" not in verbs
    if one == "to":
        return bool(verbs) and not verbs & {"base", "gerund", "participle"}
    if one in BE or one in HAVE:
        return bool(verbs) and not verbs & {"participle", "gerund"}
    return False


@cache
def verb_tags(word: str) -> frozenset[str]:
    """Return what forms of a verb a word may be; nothing for a word that may be anything else."""
    found = readings(word)
    tags_of = {reading.tag for reading in found if reading.part == "v"}
    if any(reading.part == "n" for reading in found) or nouns.noun(word).as_noun or not tags_of:
        return frozenset()
    if tags_of == {"base"} and word.endswith(("ed", "ing")):
        return frozenset({"past", "participle"} if word.endswith("ed") else {"gerund"})
    return frozenset(FINITE.get(tag, tag) for tag in tags_of) if word != "has" else frozenset({"third"})


def _noun_only(word: str) -> bool:
    return word.isalpha() and nouns.noun(word).as_noun >= 99 and nouns.noun(word).traits == 0


def _plural(word: str) -> bool:
    found = {(reading.part, reading.tag) for reading in readings(word)}
    return found == {("n", "plural")} and noun_forms(word)["plural"] != word


SINGULAR = re.compile(r"\b(?:him|her|it|one)self\b(?!\|themselves)")
"""Reflexives whose subject takes "is" and "was"."""


def ambiguous(row: Row) -> Iterator[str]:
    """Yield forms that are found with several suggestions and nothing before them to choose by: the second verb of "be/v put/v", "series/n"."""
    first: dict[tuple[str, str], tuple[str, ...]] = {}
    for form, suggestions in row.forms:
        other = first.setdefault((form.text, form.verbs[0] if form.verbs else ""), suggestions)
        if other != suggestions:
            yield f"{form.text!r} may be {other[0]!r} and {suggestions[0]!r}; write the form itself, such as the participle, instead of the tag"
            return


def passives(row: Row) -> Iterator[str]:
    """Yield a verb whose suggestion has no passive: "was invoiced" is not "was had a turnover of"."""
    entry = row.entry
    if not VERB.fullmatch(entry.avoid) or PASSIVE.intersection(entry.before) or (entry.before and not entry.before[0].startswith("!")):
        return
    if any(not item.startswith("!") for item in entry.after):
        return
    for phrase in row.preferred:
        verb, *rest = phrase.split()
        objects = [word for word in rest if word not in WITH_VERB and not word.endswith("ly")]
        if verb.endswith("/v") and (verb.removesuffix("/v") in NO_PASSIVE or (objects and len(rest) > 1)):
            yield f"{phrase!r} has no passive, {entry.avoid!r} may have one; forbid it in `before` with !was, !were, !been, !be, !is, !are"


def copulas(row: Row) -> Iterator[str]:
    """Yield ``be/v`` for another verb: "they need" would be "they be in need of"."""
    avoid = [word for word, tag in _tagged(row.entry.avoid) if tag == "/v"]
    for phrase in row.preferred:
        mine = [word for word, tag in _tagged(phrase) if tag == "/v"]
        if "be" in mine and avoid and "be" not in avoid and not SINGULAR.search(row.entry.avoid):
            yield f"{phrase!r}: be/v for {avoid[0]}/v gives 'they be' and 'they was'; write the forms out one by one"


def coinciding(row: Row) -> Iterator[str]:
    """Yield a fixed verb that is present and past ("put"), or past and participle ("held"), where its suggestion is one of them only."""
    first = row.entry.avoid.split()[0]
    mine = verb_tags(first) if first.islower() and first.isalpha() and not row.entry.before else frozenset()
    for phrase in row.preferred if mine else ():
        word = phrase.split()[0]
        theirs = verb_tags(word) if word.isalpha() else frozenset()
        if theirs and mine - theirs:
            said, only = " or ".join(sorted(mine)), " or ".join(sorted(theirs))
            yield f"{first!r} is {said}, {word!r} {only}; write /v on both sides, or say in `before` what stands there"


def ends(row: Row) -> Iterator[str]:
    """Yield entries of which one side ends in a preposition and what ends the other takes no object."""
    if any(not item.startswith("!") for item in row.entry.after):
        return
    mine = _end(row.entry.avoid)
    for phrase in row.preferred:
        theirs = _end(phrase)
        if (mine in PREPOSITIONS and theirs and not _governs(theirs)) or (
            theirs in PREPOSITIONS and mine and not _governs(mine) and "/v" not in row.entry.avoid
        ):
            yield f"{row.entry.avoid!r} ends in {mine!r}, {phrase!r} in {theirs!r}; let both take the word that follows, or say in `after` what stands there"


def _end(phrase: str) -> str:
    """Return the last word of a phrase with its tag, "" where it is no fixed one."""
    last = list(parts(phrase))[-1]
    return last["word"].lower() + (last["tag"] or "") if last["word"] else ""


def _governs(word: str) -> bool:
    """Return whether a noun phrase may follow: a preposition, a determiner or number, a verb."""
    if word in PREPOSITIONS or word in OPEN or word.endswith("/v"):
        return True
    return any(reading.part == "v" for reading in readings(word)) or (word.endswith("ing") and len(word) > 5)


def number(row: Row) -> Iterator[str]:
    """Yield a singular noun with a plural suggestion, or the reverse, where a verb may follow that agrees with it."""
    if row.entry.after or any(not item.startswith("!") for item in row.entry.before) or BE.intersection(row.entry.avoid.split()):
        return
    mine = _grammatical_number(row.entry.avoid)
    for phrase in row.preferred if mine else ():
        theirs = _grammatical_number(phrase)
        if theirs and mine != theirs:
            yield f"{row.entry.avoid!r} is {mine}, {phrase!r} {theirs}; give both one number, or say in `after` what stands there"


def _grammatical_number(phrase: str) -> str:
    """Return the number of a noun phrase by its head, "" for what is none, or may be either."""
    found = phrase.split()
    if not all(word.replace("-", "").replace("'", "").isalpha() and word == word.lower() for word in found) or found[0] in NO_NOUN_PHRASE | PRONOUNS:
        return ""
    end = next((at for at, word in enumerate(found) if at and word in NO_NOUN_PHRASE), len(found))
    head = found[end - 1]
    if nouns.noun(head).as_noun < NOUN and not any(reading.part == "n" for reading in readings(head)):
        return ""
    if any(reading.part == "v" for reading in readings(found[0])) or head in UNCOUNTED:
        return ""
    forms = {reading.tag for reading in readings(head) if reading.part == "n"}
    plural = noun_forms(head)["plural"]
    if forms == {"singular"} and lexicon.zipf(plural) < lexicon.zipf(head) - RARE:
        return ""
    return forms.pop() if len(forms) == 1 else ""
