"""Words that the source does not have, as a network sees them."""

from mtcheck.core.model import Document, Span
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load
from mtcheck.scorers import Scores, Tag
from mtcheck.scorers.tagger.words import WORD


class Adding:
    """A model that says of some words that the source has none."""

    name = "adding"

    def __init__(self, **odds):
        self.odds = odds

    def prepare(self):
        pass

    def score(self, passages):
        return [Scores((), ((),) * len(one.questions), tuple(self.tags(one)), bool(one.sources)) for one in passages]

    def tags(self, passage):
        for word in WORD.finditer(passage.text):
            added = self.odds.get(word.group(), -6.0) if passage.sources else -99.0
            yield Tag(Span(*word.span()), -4.0, (0.0, 0.0, 0.0), -6.0, added)


TEXT, SOURCE = "The old rich mayor angrily opened the hall.", "Le maire a ouvert la salle."


def found(source=SOURCE, **odds):
    findings = Checker(load(), scorer=Adding(**odds)).candidates(Document("a.txt", TEXT, source=source, source_lang="fr"), [])
    return [finding for finding in findings if finding.rule == "added-word"]


def test_a_word_without_one_in_the_source_is_told():
    (finding,) = found(angrily=2.5)
    assert finding.text == "angrily" and not finding.suggestions and finding.evidence["added"] == 2.5
    assert found(angrily=4.0)[0].confidence > finding.confidence > found(angrily=0.1)[0].confidence
    assert not found(angrily=-0.1) and not found(source=None, angrily=4.0)


def test_words_side_by_side_are_one_finding_as_sure_as_the_surer():
    (finding,) = found(old=0.5, rich=3.0)
    assert finding.text == "old rich" and finding.confidence == found(rich=3.0)[0].confidence
    assert [one.text for one in found(old=3.0, angrily=3.0)] == ["old", "angrily"]


def test_words_that_say_little_are_let_pass():
    assert not found(The=4.0, the=4.0)
    assert [one.text for one in found(the=4.0, rich=3.0)] == ["rich"]


def test_words_that_the_list_of_the_language_knows_in_the_source_are_let_pass():
    assert not found(mayor=4.0, hall=4.0), "maire, salle"
