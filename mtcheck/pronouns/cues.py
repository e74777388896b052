"""What speaks for a gendered pronoun standing for no person: each cue is one fact, which ``mtcheck.pronouns.reading`` weighs."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.english.mentions import DETERMINERS, Mention
from mtcheck.english.names import CLOSED
from mtcheck.english.nouns import NOTHING, Kind, Noun, Trait, noun
from mtcheck.english.tokens import Tokens
from mtcheck.pronouns.antecedents import AUXILIARIES, FEW, MANY, PERSONAL, POSSESSIVE_CLOSED, Pronoun, Scene, View, could_be, role, sort
from mtcheck.pronouns.clubs import STAFF, agreeing, has_team

NEAR_PERSONS = frozenset("parent friend colleague child partner lawyer attorney teammate opponent predecessor fiance doctor boss coach fan".split())
LED = frozenset("government regime party administration cabinet faction troupe crew entourage".split())
"""Groups that a person has, as their leader, at least as often as another group does."""
SPEECH = frozenset(
    "said says added adds told tells explained explains stressed noted notes concluded continued recalled warned insisted asked replied answered "
    "wrote writes argued claimed stated declared announced promised confirmed underlined underlines unveiled admitted joked explaining adding".split()
)
REPORTING = SPEECH | frozenset(
    "confirms confirm confirming announces announce denied denies deny reported reports report revealed reveals learned learnt informed heard hears believes believed "
    "believe thinks think thought knows know knew suspects suspect suspected fears fear feared hopes hope hoped ruled rules alleges alleged".split()
)
"""Verbs that report what somebody does."""
BEINGS = frozenset("is was are were be been being 's".split())
SUFFERED = frozenset(
    "arrested detained jailed imprisoned injured wounded hurt killed murdered hospitalised hospitalized treated kidnapped abducted flown repatriated discharged "
    "released freed buried raped stabbed shot tortured deported extradited captured born married divorced widowed pregnant aged ill sick unconscious dead alive drunk "
    "blind missing handcuffed questioned interrogated".split()
)
"""What only a person is or has been done to."""
LIVED = frozenset("died dies die drowned married fainted resigned slept sleeps suicide retired".split())
"""What only a person does."""
RESIGNING = frozenset("board committee council".split())
STATES = frozenset(
    {("in", "hospital"), ("to", "hospital"), ("in", "jail"), ("in", "prison"), ("in", "custody"), ("undergo", "surgery"), ("undergone", "surgery")}
) | frozenset(
    {
        ("return", "home"),
        ("returned", "home"),
        ("years", "old"),
        ("stable", "condition"),
        ("critical", "condition"),
        ("a", "coma"),
        ("knee", "injury"),
    }
)
"""Where and how only a person is: two words that follow each other."""
SAYING = frozenset({4, 9, 10, 14})
"""The lexicographer files of nouns of acts, thoughts, communication and groups, which say things themselves ("the study says")."""
STATED = 5
"""Words after the verb in which a state is looked for."""
REACH = 5
"""How many sentences back a person is looked for."""


class Reading(NamedTuple):
    """A pronoun read as standing for something that is no person. ``sort`` is "organisation", "place" or "thing"; ``there`` its pronoun in the source."""

    pronoun: Pronoun
    antecedent: Mention
    sort: str
    cues: tuple[str, ...]
    there: Span | None = None


def persons_before(scene: Scene, pronoun: Pronoun) -> str:
    """Return how near the sentences before name a person who could be meant: "near1" .. "near3", "weak1", "weak2", "far", "none", "lone"."""
    weak = ""
    for back in range(1, min(REACH, pronoun.sentence) + 1):
        found = [mention for mention in scene.mentions(pronoun.sentence - back) if could_be(mention, pronoun.gender)]
        parts = scene.tokens(pronoun.sentence - back)
        if any((mention.kind is Kind.PERSON and mention.trust >= 2) or speaks(mention, parts) for mention in found):
            return f"near{min(back, 3)}" + (":same" if any(mention.gender == pronoun.gender for mention in found) else "")
        if found and not weak:
            weak = f"weak{min(back, 2)}"
    if weak:
        return weak
    text = scene.context.text
    if any(gender in {"?", pronoun.gender} and text.find(name, 0, pronoun.start) >= 0 for name, gender in scene.people.genders.items()):
        return "far"
    return "lone" if len(scene.context.sentences) < 4 else "none"


def speaks(mention: Mention, parts: Tokens) -> bool:
    """Return whether the mention is the subject of a verb of speech ("Ruiz says")."""
    return not SPEECH.isdisjoint(parts.lower[mention.last + 1 : mention.last + 2]) and role(mention, parts) != "prepositional"


def owned(parts: Tokens, token: int) -> str:
    """Return the head of what a possessive pronoun owns, "" when none is seen."""
    head = ""
    for at in range(token + 1, min(token + 7, len(parts.lower))):
        low = parts.lower[at]
        if (low in CLOSED and low not in POSSESSIVE_CLOSED) or not (low[0].isalpha() or low in '"“-'):
            break
        fact = noun(low)
        if head and (fact.as_noun < MANY or fact.as_verb >= 30):
            break
        if fact.as_noun >= 40:
            head = low
    return head


def owned_cue(head: str) -> str:
    """Return what sort of thing is owned: "kin" (only persons have it), "staff", or its lexicographer file."""
    fact: Noun = noun(head)
    if head in PERSONAL or head in LED:
        return "personal" if head in PERSONAL else "led"
    if fact.traits & (Trait.FEMALE | Trait.MALE) or fact.file == 8 or head.removesuffix("s") in NEAR_PERSONS or head == "children":
        return "kin"
    return "staff" if fact.person >= 50 else f"noun{fact.file}"


def verb_cue(parts: Tokens, token: int) -> str:
    """Return what the pronoun does: "said" (a speech tag) or the lexicographer file of its verb."""
    lower, at = parts.lower, token + 1
    while at < len(lower) and (lower[at] in AUXILIARIES or lower[at].endswith("ly")):
        at += 1
    fact = noun(lower[at]) if at < len(lower) else NOTHING
    tagged = at + 1 >= len(lower) or lower[at + 1] in {".", ",", '"', "”", ":", "in", "at", "on"} or (token > 0 and lower[token - 1] in ',"”')
    speaks = fact.verb_file == 32 or (at < len(lower) and lower[at] in SPEECH)
    return "said" if (speaks and tagged) or (token > 0 and lower[token - 1] in '"”') else f"verb{fact.verb_file}"


def read(scene: Scene, pronoun: Pronoun, earlier: list[tuple[Pronoun, bool]]) -> Reading | None:
    """Return the reading of a pronoun as no person's, with its cues, or None where none offers itself.

    ``earlier`` holds the pronouns before it and whether each was judged to stand for no person.
    """
    view = View(scene, pronoun)
    found = None if view.generic() or view.aside() else view.candidate()
    if found is None or found[1].endswith(":nearer") or heads_relative(found[0], view):
        return None
    antecedent, where = found
    cues = [f"{where}|{pronoun.form}", f"form:{pronoun.form}", f"where:{where}", f"sort:{sort(antecedent)}:{'name' if antecedent.proper else 'noun'}"]
    cues.append(f"person:{persons_before(scene, pronoun)}")
    if pronoun.form == "possessive":
        head = owned(view.parts, pronoun.token)
        team = head in STAFF and any(antecedent is mention for mention in view.before) and has_team(antecedent, view.parts)
        cues.append(f"owned:{'team' if team else owned_cue(head)}")
    elif pronoun.form == "subject":
        cues.append(f"verb:{verb_cue(view.parts, pronoun.token)}")
    cues += chain(pronoun, earlier)
    flags = {"feminine": pronoun.gender == "f", "definite": antecedent.definite}
    flags["person-later"] = any(m.kind is Kind.PERSON and could_be(m, pronoun.gender) for m in view.after)
    flags["reported"] = pronoun.form == "subject" and cues[4] == "person:lone" and reported(antecedent, view)
    flags["fate"] = pronoun.form == "subject" and sort(antecedent) != "thing" and fate(view.parts, pronoun.token, antecedent.head)
    flags["crowd"] = cues[4].startswith("person:near") and any(antecedent is m for m in view.before) and agreeing(antecedent, view.parts)
    flags["speaker"] = spoken(antecedent, view)
    flags["repeated"] = repeated(scene, pronoun, antecedent)
    flags["bare"] = not antecedent.proper and antecedent.text.split()[0].lower() not in DETERMINERS
    flags["its"] = antecedent.text.lower().startswith("its ")
    flags["bound"] = pronoun.form == "object" and where.startswith(("subject:clear", "thing:subject"))
    return Reading(pronoun, antecedent, sort(antecedent), (*cues, *(name for name, holds in flags.items() if holds)))


def heads_relative(antecedent: Mention, view: View) -> bool:
    """Return whether the pronoun is the subject of a relative clause on the candidate ("the country she leads")."""
    between = view.parts.lower[antecedent.last + 1 : view.pronoun.token]
    return (
        view.pronoun.form == "subject"
        and antecedent.last < view.pronoun.token
        and (not between or (between[0] in {"that", "where", "which"} and len(between) == 1))
    )


def reported(antecedent: Mention, view: View) -> bool:
    """Return whether the candidate says what the pronoun does ("the ministry said he would"): of whom, the sentence before may tell."""
    return any(word in REPORTING for word in view.parts.lower[antecedent.last + 1 : view.pronoun.token])


def fate(parts: Tokens, token: int, head: str) -> bool:
    """Return whether the verb behind the pronoun says what only a person does or suffers; ``head`` is the noun of what it might stand for instead."""
    lower, at = parts.lower, token + 1
    while at < len(lower) and (lower[at] in AUXILIARIES or lower[at].endswith("ly")):
        at += 1
    word = lower[at] if at < len(lower) else ""
    if word in LIVED:
        return word != "resigned" or (head not in LED and head not in RESIGNING)
    suffers = word in SUFFERED and not BEINGS.isdisjoint(lower[token + 1 : at])
    return suffers or any(pair in STATES for pair in pairwise(lower[at - 1 : at + STATED]))


def spoken(antecedent: Mention, view: View) -> bool:
    """Return whether somebody says what is said of the candidate ("the top seed said the court was slow and she tired"): no pronoun, no group, no document."""
    lower, end = view.parts.lower, antecedent.last if any(antecedent is mention for mention in view.before) else 0
    at = next((at for at in range(1, end) if lower[at] in SPEECH), 0)
    while at and (lower[at - 1] in AUXILIARIES or lower[at - 1].endswith("ly")):
        at -= 1
    speaker = noun(lower[at - 1]) if at else NOTHING
    named = any(mention.last == at - 1 and sort(mention) in {"organisation", "place"} for mention in view.before)
    return speaker.as_noun > 0 and lower[at - 1] not in CLOSED and speaker.file not in SAYING and speaker.group < FEW and not named


def chain(pronoun: Pronoun, earlier: list[tuple[Pronoun, bool]]) -> list[str]:
    """Return the cue of the last pronoun of the same gender: how near, and judged to stand for what."""
    last = next((pair for pair in reversed(earlier) if pair[0].gender == pronoun.gender), None)
    if last is None:
        return []
    other, judged = last
    back = pronoun.sentence - other.sentence
    near = "same" if back == 0 else "previous" if back == 1 else "near" if back <= 3 else "far"
    return [f"chain:{near}:{'thing' if judged else 'person'}"]


def repeated(scene: Scene, pronoun: Pronoun, antecedent: Mention) -> bool:
    """Return whether the sentences just before name the antecedent too."""
    sentences = range(max(0, pronoun.sentence - 3), pronoun.sentence)
    return any(mention.head == antecedent.head for at in sentences if scene.may_name(at, antecedent.head) for mention in scene.mentions(at))
