"""What the source says a gendered pronoun stands for: its own pronoun there, that one's gender, and the nouns before it."""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.bilingual.bitext import Linked
from mtcheck.context import Context
from mtcheck.core.model import Span
from mtcheck.english.mentions import Mention
from mtcheck.english.nouns import Kind
from mtcheck.languages.entries import Reference
from mtcheck.pronouns import impersonal
from mtcheck.pronouns.antecedents import Pronoun, Scene, View
from mtcheck.pronouns.cues import Reading, chain, owned, owned_cue, persons_before, verb_cue
from mtcheck.pronouns.source_mentions import SourceMention, Words, mentions
from mtcheck.pronouns.source_pronouns import SourcePronoun, antecedents, link, pronouns

SORTS = {Kind.GROUP: "organisation", Kind.PLACE: "place", Kind.THING: "thing"}
ITSELF = frozenset({"en", "in"})
"""What stands before an emphatic pronoun that speaks of things ("en lui-même")."""
AMBIGUOUS = frozenset("sie ihr ihre ihrer ihren ihrem ihres".split())
"""German pronouns that may stand for many, or for whoever is spoken to."""
OTHER_FORMS = frozenset({frozenset({"subject", "object"}), frozenset({"subject", "possessive"}), frozenset({"reflexive", "possessive"})})
"""Forms of a pronoun and its rendering that seldom go together."""
FRONT = 8
"""Tokens of a sentence within which a pronoun stands for what comes later, or before the sentence."""
PARAGRAPH = 3
"""Characters between two sentences of one paragraph at most."""
LISTED = 2000
"""Words of a list from which on most nouns of a sentence are known, so that none of a person is overlooked."""
PREDICATE = 8
"""Words behind a pronoun that show an impersonal verb."""


class Seen(NamedTuple):
    """A pronoun of the source that a pronoun of the target renders, with its sentence and the mentions that it can stand for."""

    pair: Linked
    there: SourcePronoun
    sentence: Words
    found: tuple[SourceMention, ...]
    able: list[SourceMention]

    @property
    def things(self) -> list[SourceMention]:
        """Return the mentions among them that name no person."""
        return [one for one in self.able if one.kind in SORTS]


class SourceReader:
    """Reads the pronouns of one document with its source; ``reference`` is what the source's language says of its pronouns.

    Without a long word list too little is known of the nouns: impersonal verbs alone are read.
    """

    def __init__(self, context: Context, reference: Reference) -> None:
        self.context, self.bitext, self.reference = context, context.bitext, reference
        self.listed = self.bitext.language is not None and len(self.bitext.language.words) >= LISTED
        self.links: dict[Linked, dict[int, SourcePronoun]] = {}

    def see(self, pronoun: Pronoun) -> Seen | None:
        """Return what renders a pronoun in the source; None where nothing does."""
        pair, language = self.bitext.linked_at(pronoun.start), self.bitext.language
        if pair is None or language is None:
            return None
        if pair not in self.links:
            self.links[pair] = link(self.bitext, pair)
        there = self.links[pair].get(pronoun.start)
        if there is None:
            return None
        sentence, found = mentions(self.bitext.source, pair.source.start, pair.source.end, language)
        able = [] if there.impersonal else antecedents(sentence, found, there, self.reference)
        return Seen(pair, there, sentence, found, able)

    def doubt(self, reading: Reading) -> str:
        """Return the cue against a reading of the English alone; "" where there is none.

        In the source its place is a person's name, or the pronoun stands before any noun of its gender, or only behind persons.
        """
        seen = self.see(reading.pronoun) if self.listed else None
        if seen is None or seen.there.impersonal:
            return ""
        if reading.sort == "place" and any(
            one.proper and one.kind not in SORTS and one.text.lower().endswith(reading.antecedent.head) for one in seen.found
        ):
            return "source:persons"
        if seen.things or reading.cues[0].startswith(("previous", "later")):
            return ""
        if seen.able:
            return "source:persons"
        return "source:unnamed" if seen.there.form == "subject" else ""

    def read(self, scene: Scene, pronoun: Pronoun, earlier: list[tuple[Pronoun, bool]]) -> Reading | None:
        """Return the reading that the source gives of a pronoun; None where it says nothing."""
        seen, view = self.see(pronoun), View(scene, pronoun)
        if seen is None or view.generic():
            return None
        there = seen.there
        if there.impersonal:
            words = view.parts.lower[pronoun.token + 1 : pronoun.token + 1 + PREDICATE]
            says = pronoun.form == "subject" and impersonal.says(words, there.word)
            return self.reading(pronoun, seen, None, ["source:impersonal"]) if says else None
        if there.form == "reflexive" and there.token and seen.sentence.lower[there.token - 1] in ITSELF:
            return self.reading(pronoun, seen, seen.things[-1] if seen.things else None, ["source:itself"])
        if there.form == "reflexive" and (
            beside := next((one for one in seen.found if one.last == there.token - 1 and one.agrees(there.gender)), None)
        ):
            return self.reading(pronoun, seen, beside, ["source:itself"]) if beside.kind in SORTS else None
        chosen, where = self.antecedent(seen) if self.listed else (None, [])
        if chosen is None or view.aside():
            return None
        return self.reading(pronoun, seen, chosen, [*where, *self.standing(chosen, seen, pronoun), *_english(scene, pronoun, view, earlier)])

    def antecedent(self, seen: Seen) -> tuple[SourceMention | None, list[str]]:
        """Return what the source's pronoun stands for, most likely, and the cue of a place outside the words before it."""
        if seen.things:
            return preferred(seen.things), []
        if seen.able:
            return None, []
        later = self.later(seen)
        return (later, ["source:later"]) if later else self.previous(seen)

    def reading(self, pronoun: Pronoun, seen: Seen, chosen: SourceMention | None, cues: list[str]) -> Reading:
        """Return the reading of a pronoun as standing for a mention of the source, or for nothing that it names."""
        place = Span(seen.there.start, seen.there.end)
        if chosen is None:
            return Reading(pronoun, Mention(0, 0, "", "", Kind.THING), "thing", tuple(cues), place)
        mention = Mention(0, 0, chosen.text.split()[-1].lower(), chosen.text, chosen.kind, proper=chosen.proper)
        return Reading(pronoun, mention, SORTS[chosen.kind], tuple(cues), place)

    def later(self, seen: Seen) -> SourceMention | None:
        """Return the subject behind a first phrase that owns something ("En annonçant sa décision, le groupe")."""
        there = seen.there
        if there.form != "possessive" or there.token > FRONT:
            return None
        after = [one for one in seen.found if one.first > there.token and not one.governed and seen.sentence.lower[one.first - 1] == ","]
        if not after or after[0].kind not in {Kind.GROUP, Kind.PLACE} or (after[0].plural and not after[0].proper):
            return None
        if seen.sentence.lower[after[0].first] in self.reference.possessive:
            return None
        return None if any(one.first < after[0].first and one.kind not in SORTS and not one.plural for one in seen.found) else after[0]

    def previous(self, seen: Seen) -> tuple[SourceMention | None, list[str]]:
        """Return the subject of the sentence before, for a pronoun with nothing before it in its own, where no person is named."""
        at, language = self.bitext.linked.index(seen.pair), self.bitext.language
        before = self.bitext.linked[at - 1].source if at else None
        if (
            before is None
            or language is None
            or seen.there.form != "subject"
            or seen.there.token > FRONT
            or not 0 <= seen.pair.source.start - before.end <= PARAGRAPH
        ):
            return None, []
        sentence, found = mentions(self.bitext.source, before.start, before.end, language)
        able = [
            one for one in found if not one.plural and one.agrees(seen.there.gender) and sentence.lower[one.first] not in self.reference.possessive
        ]
        subjects = [one for one in able if one.subject and one.kind in SORTS]
        if not subjects or any(one.kind not in SORTS for one in able):
            return None, []
        return subjects[0], ["source:previous" + (":thing" if subjects[0].kind is Kind.THING else "")]

    def standing(self, chosen: SourceMention, seen: Seen, pronoun: Pronoun) -> list[str]:
        """Return the cues of the mentions that the source's pronoun could stand for, and of that pronoun."""
        there, persons = seen.there, [one for one in seen.able if one.kind not in SORTS]
        rival = "none" if not persons else "person" if any(one.kind is Kind.PERSON for one in persons) else "name"
        role = "subject" if chosen.subject else "governed" if chosen.governed else "object"
        cues = [f"source:{there.form}:{there.gender if len(there.gender) == 1 else 'any'}", f"source:rival:{rival}", f"source:role:{role}"]
        cues += [f"source:role:{role}:{there.form}", f"source:kind:{chosen.kind.name.lower()}"]
        if persons:
            cues.append("source:nearer" if chosen.first > persons[-1].first else "source:farther")
        flags = {
            "ambiguous": there.word in AMBIGUOUS,
            "other-form": frozenset({there.form, pronoun.form}) in OTHER_FORMS,
        }
        flags["other-gender"] = there.form == "possessive" and pronoun.gender == "f" and chosen.gender == "m"
        flags |= {"rival:subject": any(one.subject for one in persons), "opened": self.opened(seen)}
        flags["inverted"] = there.inverted and "?" not in self.bitext.source[there.end : seen.pair.source.end]
        return cues + [f"source:{name}" for name, holds in flags.items() if holds]

    def opened(self, seen: Seen) -> bool:
        """Return whether a pronoun before this one stands for somebody or something that the sentence has not named."""
        language = self.bitext.language
        for one in pronouns(self.bitext.source, seen.pair.source.start, seen.pair.source.end, language) if language else ():
            if one.start >= seen.there.start:
                return False
            named = one.impersonal or one.article or one.token < 0 or not set(one.gender) & set(seen.there.gender)
            if not named and not any(able.kind in SORTS for able in antecedents(seen.sentence, seen.found, one, self.reference)):
                return True
        return False


def preferred(things: list[SourceMention]) -> SourceMention:
    """Return the likeliest antecedent: the last subject, organisations and places before things."""
    subjects = [one for one in things if one.subject]
    return ([one for one in subjects if one.kind is not Kind.THING] or subjects or things)[-1]


def _english(scene: Scene, pronoun: Pronoun, view: View, earlier: list[tuple[Pronoun, bool]]) -> list[str]:
    """Return the cues of the English words around the pronoun."""
    cues = [f"person:{persons_before(scene, pronoun)}"]
    if pronoun.form == "possessive":
        cues.append(f"owned:{owned_cue(owned(view.parts, pronoun.token))}")
    elif pronoun.form == "subject":
        cues.append(f"verb:{verb_cue(view.parts, pronoun.token)}")
    return cues + chain(pronoun, earlier)
