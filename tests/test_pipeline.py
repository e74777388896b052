"""The whole flow."""

import time

import pytest

from mtcheck.core.model import Document, Span
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load
from mtcheck.scorers import Scores, Tag
from mtcheck.scorers.tagger.words import WORD

LINES = {
    "article": "Fighters launched an assault once morest the prison. The country said that his plans, “in high places”, were goalsand. ",
    "one sentence": "the country of the fighters said that she launched an assault once morest the prison and ",
    "source": "le président de la République et les autres ",
    "quotations": "“ ",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_cost_grows_with_the_text(line, check):
    def cost(size):
        start = time.process_time()
        check(line * (size // len(line)))
        return time.process_time() - start

    cost(1000)
    small, large = cost(15_000), cost(120_000)
    assert large < 20 * small + 0.2, "eight times the text may cost no sixty-four times as much"


class Doubtful:
    """A model whose tagger doubts the words of a text that are written in capitals, and no others."""

    name = "doubtful"

    def prepare(self):
        pass

    def score(self, passages):
        return [Scores((), ((),) * len(one.questions), tuple(self.tags(one.text))) for one in passages]

    def tags(self, text):
        for word in WORD.finditer(text):
            yield Tag(Span(*word.span()), 6.0 if word.group().isupper() else -4.0, (0.0, 0.0, 1.0), -6.0)


def test_what_a_text_would_hold_if_it_read_like_a_machines_is_known_beforehand():
    checker = Checker(load(), scorer=Doubtful())
    words = "the council said on monday that it had agreed to the plan for the new bridge over the river".split()
    doubtful = " ".join([*words, "ODDLY", "WORDED"] + words * 3)
    report = checker.check(Document("a.txt", doubtful))
    assert not report.findings and [finding.text for finding in checker.latent(report)] == ["ODDLY WORDED"]
    worse = checker.check(Document("a.txt", f"{doubtful} ALL OF IT IS SAID IN A WAY THAT NOBODY ELSE WOULD"))
    assert "ODDLY WORDED" in [finding.text for finding in worse.findings] and not checker.latent(worse)
