"""Seams, quotation marks, loops and page furniture, through the whole pipeline."""

import pytest

from mtcheck.core.model import Document
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load


@pytest.fixture(scope="module")
def found(cache):
    ruleset = load()

    def run(rule, text, source_lang=None):
        report = Checker(ruleset, source_lang=source_lang).check(Document("a.txt", text))
        assert not report.failures
        return [(finding.text, *finding.suggestions[:1]) for finding in report.findings if finding.rule == rule]

    return run


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("sentence-seam", "The council told the drivers. join the strike in May.", [("drivers. join",)]),
        ("sentence-seam", "It ended well. they all went home after twenty years. years in the port.", [("well. they",), ("years. years", "years")]),
        ("sentence-seam", "Police in Gautier, Miss. said so, and approx. half of it is at St. james Park.", []),
        ("sentence-seam", "She flew to Lima It was late. The ferry left at 18:30 However nobody was on it.", [("It",), ("However",)]),
        ("sentence-seam", "He plays in Faking It and in Love It or Leave It. A ring of the Saturn A ring is old; hepatitis A is not.", []),
        ("sentence-seam", "The vote was lost A spokesman said so. Vitamin A man-made is the road A lot of farmers use.", [("A",), ("A",)]),
        (
            "fused-words",
            "The governmentadministration and a largecountry agreed that the mayorannounced it.",
            [
                ("governmentadministration", "government administration"),
                ("largecountry", "large country"),
                ("mayorannounced", "mayor announced"),
            ],
        ),
        ("fused-words", "The homebrand of the saleyards, #policeofficers, policeofficers.example and the rainwaterharvesting@farm.example.", []),
        ("sentence-seam", "The actor Don Was left; the general Zheng He discovered it. The Lady Is a Tramp.", []),
        ("spacing", "The shop is open until 8 p.m. .\nIt is shut on Sunday .", [(" .", ""), (" .", ".")]),
        ("spacing", "Arch.Design won. The firm Arch.Design builds. Visit example.com, or file.Doc now.", []),
        (
            "spacing",
            "The train from Aix- en-Provence and the road to Saint -en-Laye.",
            [("Aix- en-Provence", "Aix-en-Provence"), ("Saint -en-Laye", "Saint-en-Laye")],
        ),
        ("quote-marks", "“We keep our word“, she said.", [("“", "”")]),
        ("quote-marks", '"We are ready.\n\n"Nobody will move," she said.', []),
        ("quote-marks", "It was no “full stop.” He said so.", []),
        ("quote-marks", "He bought a 12\" single and said it's “over”.", []),
        ("repetition", "He was sent to the to the to the port.", [("to the to the to the", "to the")]),
        ("repetition", "It rained and rained and rained. Far, far, far away; ha ha ha. Go! Go! Go! they cried.", []),
        ("repetition", "The port port port port closed.", [("port port port port", "port")]),
        ("repetition", "The mayor, Ana Ruiz (Ana Ruiz), left. Their party (PS) won.", [(" (Ana Ruiz)", "")]),
        ("site-residue", "The port is closed, he said.\n\n1. Download the app\n2. Enter your password", []),
        (
            "site-residue",
            "The port is closed, he said.\n\n- Share on Facebook\n- Share on Telegram",
            [("- Share on Facebook", ""), ("- Share on Telegram", "")],
        ),
        ("site-residue", "Share on Facebook", []),
        ("site-residue", "The readers of the newspaper were asked last week to write and\nleave a comment on the site.", []),
        ("site-residue", "The port is closed, he said.\n\nsource link-3", [("source link-3", "")]),
    ],
)
def test_findings(found, rule, text, expected):
    assert found(rule, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The mayor said: "We are ready and nobody will move.\n\nHe left.', [('"',)]),
        ('"We are ready and nobody will move, she said.', [(",", ',"')]),
        ("''We are ready,'' she said.", [("''", "“"), ("''", "”")]),
    ],
)
def test_what_people_do_too_is_said_of_translations_only(found, text, expected):
    assert found("quote-marks", text, "fr") == expected
    assert found("quote-marks", text) == []


def test_a_lone_odd_word_of_a_translation_is_garbled_and_not_replaced(found):
    text = "The clerks asked about the arpart of the hall."
    assert found("substituted-word", text) == [("arpart", "arrest")]
    assert found("substituted-word", text, "fr") == []
    assert found("substituted-word", "She was born in a small villepoch near the coast. Another villepoch burnt, and the savepoch was lost.", "fr")
