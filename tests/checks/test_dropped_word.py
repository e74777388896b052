"""Places where a word is missing, as a tagger sees them."""

import pytest

from mtcheck.core.model import Document, Span
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load
from mtcheck.scorers import Scores, Tag
from mtcheck.scorers.tagger.words import WORD


class Gapped:
    """A model that misses a word at each word in capitals, the surer the longer that is."""

    name = "gapped"

    def __init__(self, odds):
        self.odds = odds

    def prepare(self):
        pass

    def score(self, passages):
        return [Scores((), ((),) * len(one.questions), tuple(self.tags(one.text))) for one in passages]

    def tags(self, text):
        for word in WORD.finditer(text):
            yield Tag(Span(*word.span()), -4.0, (0.0, 0.0, 0.0), self.odds + len(word.group()) / 100 if word.group().isupper() else -6.0)


def found(text, odds=3.0, lang="fr"):
    findings = Checker(load(), scorer=Gapped(odds)).candidates(Document("a.txt", text, source_lang=lang), [])
    return [finding for finding in findings if finding.rule == "dropped-word"]


@pytest.mark.parametrize(
    ("text", "marked", "message"),
    [
        ("The museum ITS doors in May.", "museum ITS", "between “museum” and “ITS”"),
        ("It rained. OPENED in May.", "OPENED", "before “OPENED”"),
        ("They spoke of his leanings and HIS.", "and HIS", "before or after “HIS”"),
        ("It was in May; THE left early.", "THE", "before “THE”"),
        ("One\nTWO", "TWO", "before or after “TWO”"),
    ],
)
def test_a_gap_is_told_with_the_words_beside_it(text, marked, message):
    (finding,) = found(text)
    assert finding.text == marked and finding.message == f"A word is missing {message}"


def test_of_two_words_in_a_row_the_surer_one_is_told():
    assert [one.text for one in found("The museum ITS DOORS in May.")] == ["ITS DOORS"]
    assert [one.text for one in found("The museum OPENS ITS doors.")] == ["museum OPENS"]
    assert [one.text for one in found("The museum ITS THE doors.")] == ["museum ITS"], "of equal ones the first"
    assert not found("The museum ITS doors in May.", odds=-0.1)


@pytest.mark.parametrize("mark", [";", ":", " (", ")"])
def test_before_a_mark_inside_a_sentence_the_mark_may_be_what_is_wrong(mark):
    assert not found(f"The line has room for THIS{mark} In May it was full.")


def test_where_nobody_says_that_it_is_a_translation_gaps_must_be_surer():
    text = "The museum ITS doors in May."
    told, untold = found(text, 2.0), found(text, 2.0, lang=None)
    assert told[0].confidence >= 0.5 > 0.4 > untold[0].confidence
    assert found(text, 4.0, lang=None)[0].confidence >= 0.5
    assert found(text, 3.0)[0].confidence > told[0].confidence
