"""Facts of government and countability: the tables are sound, and every word of them is found in each of its forms."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.checks import government as check_module
from mtcheck.context import Context
from mtcheck.core.model import Document
from mtcheck.english import countability
from mtcheck.english.frames import FRAMES
from mtcheck.english.government import FILE, about, facts, read
from mtcheck.english.inflection import noun_forms, verb_forms

LINES = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith(("#", "frame\t"))]


@pytest.mark.parametrize("line", LINES)
def test_every_line_is_sound(line):
    fact = read(line)
    assert fact.frame in FRAMES and fact.words and fact.tier in ("wrong", "hint", "odd")
    assert len(set(fact.words)) == len(fact.words)
    assert not fact.needs & fact.bars
    assert not set(fact.wrong) & set(fact.right) or fact.frame == "gerund"
    if fact.frame in ("preposition", "gerund", "object-preposition", "object-gerund"):
        assert fact.wrong and all(fact.right)


def test_no_fact_stands_twice():
    keys = [
        (fact.frame, word, fact.part, form, wrong, fact.manner, fact.needs)
        for fact in map(read, LINES)
        for word in fact.words
        for form in fact.forms or {""}
        for wrong in fact.wrong
    ]
    assert len(set(keys)) == len(keys), sorted(key for key in set(keys) if keys.count(key) > 1)


@pytest.mark.parametrize(
    "line", ["preposition\tdepend\tv\t\tof\ton\t", "preposition\tdepend\tx\t\tof\ton\t\twrong", "preposition\tdepend\tv\ttwice\tof\ton\t\twrong"]
)
def test_a_line_that_cannot_be_read_is_refused(line):
    with pytest.raises(ValueError):
        read(line)


@pytest.mark.parametrize("line", LINES)
def test_every_form_leads_back_to_its_fact(line):
    fact = read(line)
    for word in fact.words:
        if fact.part == "w":
            assert line in facts()[word.rpartition(" ")[2]]
            continue
        forms = {"": word} if fact.part == "a" else verb_forms(word) if fact.part == "v" else noun_forms(word)
        for tag, form in forms.items():
            if not fact.forms or tag in fact.forms:
                assert fact in [found for found, _ in about(form)], form


PLAIN = [
    (fact, word)
    for fact in map(read, LINES)
    if fact.frame == "preposition" and fact.part == "v" and not (fact.needs or fact.manner)
    for word in fact.words
]


@pytest.mark.parametrize(("fact", "word"), PLAIN)
def test_a_verb_with_the_wrong_preposition_is_found_and_mended(fact, word):
    tag = next(tag for tag in verb_forms(word) if not fact.forms or tag in fact.forms)
    verb = verb_forms(word)[tag]
    wrong, right = fact.wrong[0], fact.right[0]
    found = list(check_module.find(Context(Document("a.txt", f"They {verb} {wrong} the ministry."))))
    assert [one.text for one in found] == [f"{verb} {wrong}"]
    assert found[0].suggestions[0] == (verb if right == "-" else f"{verb} {right}") or right.startswith("=")
    mended = f"They {found[0].suggestions[0]} the ministry."
    assert not list(check_module.find(Context(Document("a.txt", mended))))


BEHIND = {
    "preposition": "{wrong} the ministry",
    "object-preposition": "them {wrong} the ministry",
    "gerund": "{wrong} defend the town",
    "object-gerund": "them {wrong} defend the town",
    "object": "them the new rules",
    "bare": "them to defend the town",
    "missing": "{wrong} mayor",
    "addressee": "that the port was shut",
    "needs-object": "to save water",
    "clause": "{wrong} the water rises",
    "reflexive": "himself {needed} again",
}
"""What stands behind a word in a sentence where its fact holds, by frame."""
BEFORE = ("He", "We said", "The town", "They will", "He is", "")


@pytest.mark.parametrize("line", LINES)
def test_every_suggestion_reads_as_english_is_written(line):
    fact = read(line)
    texts = [
        f"{before} {form} {BEHIND[fact.frame].format(wrong=wrong, needed=min(fact.needs, default=''))}.".strip().replace("  ", " ")
        for word in fact.words
        for form in ({"": word} if fact.part in "aw" else verb_forms(word) if fact.part == "v" else noun_forms(word)).values()
        for wrong in fact.wrong or ("the",)
        for before in BEFORE
    ]
    for text in texts:
        for found in check_module.find(Context(Document("a.txt", text), source_lang="fr")):
            for suggestion in found.suggestions:
                assert re.fullmatch(r"[A-Za-z']+(?:[ -][A-Za-z']+)*", suggestion), (text, suggestion)


@settings(deadline=None)
@given(
    st.text(alphabet="abdehno ,.“”\n'’", max_size=80),
    st.sampled_from(["depends of the", "accused him to have", "explained us", "in accordance to", "let him to", "informed that"]),
)
def test_findings_are_where_they_say_in_any_text(text, words):
    document = f"{text} {words} {text}"
    for finding in check_module.find(Context(Document("a.txt", document), source_lang="fr")):
        assert document[finding.span.start : finding.span.end] == finding.text
        assert "\n" not in finding.text


@pytest.mark.parametrize(("word", "many"), [("country", "countries"), ("minister", "ministers"), ("information", ""), ("news", ""), ("series", "")])
def test_plurals_of_nouns_that_are_counted(word, many):
    assert countability.plural(word) == many
    assert not many or countability.singular(many) == word
