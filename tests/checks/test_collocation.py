"""Words that do not go with their nouns, through the command line."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.cli.check import command
from mtcheck.cli.fix import command as fix

FRAMES = {
    "They subscribed an agreement.": ("subscribed", "signed"),
    "They subscribed an agreement in May.": ("subscribed", "signed"),
    "They have already subscribed two of the three new agreements.": ("subscribed", "signed"),
    "They will subscribe an agreement.": ("subscribe", "sign"),
    "The mayor subscribes an agreement a year.": ("subscribes", "signs"),
    "Subscribing the agreement took a minute.": ("Subscribing", "Signing"),
    "They hope to subscribe soon a “historic” agreement.": ("subscribe", "sign"),
    "An agreement with the port was subscribed.": ("subscribed", "signed"),
    "Agreements that have not yet been subscribed are worth little.": ("subscribed", "signed"),
    "The agreement, which was finally subscribed in May, is short.": ("subscribed", "signed"),
    "Agreements to be subscribed lie on the table.": ("subscribed", "signed"),
    "Every agreement subscribed by the town is public.": ("subscribed", "signed"),
    "The agreement that the two sides have subscribed is secret.": ("subscribed", "signed"),
    "The agreement they subscribed, she said, is secret.": ("subscribed", "signed"),
    "On Friday the court dictated, dictated again, and then dictated the verdict.": ("dictated", "handed down"),
    "He purged a sentence of two years.": ("purged", "served"),
    "The firm had realised last year a turnover of two million.": ("realised", "had"),
    "The team gained on Sunday the match against Lugo.": ("gained", "won"),
    "The club was shown the trophy that it had gained in 1990.": ("gained", "won"),
    "A numerous public came.": ("numerous", "large"),
    "The destitution of three judges was a surprise.": ("destitution", "removal"),
}
RIGHT = [
    "They subscribed to the agreement, and the agreement was one she subscribed to.",
    "The celebrated meeting is known for its growth, and a signed agreement celebrated its tenth year.",
    "Subscribers to the agreement celebrated. Meetings followed.",
    "The town celebrated its victory in the elections, and an author of agreements was celebrated.",
    "He realised that works would begin, that elections were near and that the study was late.",
    "The deposit of sand grew; complaints were few. She emitted a cry, and the chimney smoke.",
    "The judge dictated a letter about the sentence, and the players gained ground in the match.",
    "They voted against the law, voted on the budget and voted.",
    "She realised the picture was fake, and they knew the decline in prices would be slow.",
    "After hours spent meeting fans, he celebrated meeting the cost of living crisis with a winning experience.",
    "The important thing was the sum; grave news of wounds came, and integral parts of the plan.",
    "They animated a film for a team of doctors, and declined an offer for the range.",
    "He who provoked the dog started the fire; the police fire crew provoked nobody.",
    "She pours money into the club and touches the pension fund's wall.",
]


def reported(path, *options):
    outcome = CliRunner().invoke(command, ["--format", "json", "--fail-on", "never", "--scorer", "off", *options, str(path)])
    assert outcome.exit_code == 0, outcome.output
    return [finding for finding in json.loads(outcome.output)["documents"][0]["findings"] if finding["rule"] == "collocation"]


@pytest.mark.parametrize(("sentence", "expected"), FRAMES.items())
def test_it_is_found_in_each_frame_whatever_the_language(sentence, expected, tmp_path, cache):
    (tmp_path / "a.txt").write_text(sentence, encoding="utf-8")
    for options in ((), ("--no-glossary",), ("--source-lang", "it"), ("--source-lang", "ja")):
        findings = reported(tmp_path / "a.txt", "--select", "collocation", *options)
        assert [(one["text"], one["suggestions"][0]) for one in findings] == [expected], options


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_looks_alike_is_left_alone(sentence, tmp_path, cache):
    (tmp_path / "a.txt").write_text(sentence, encoding="utf-8")
    for language in ("fr", "es", "it", "de", "ar"):
        assert reported(tmp_path / "a.txt", "--source-lang", language) == []


def test_hints_are_told_in_translations_from_their_language_only(tmp_path, cache):
    (tmp_path / "a.txt").write_text("They follow a treatment with a reduced number of pills.", encoding="utf-8")
    assert reported(tmp_path / "a.txt") == []
    assert reported(tmp_path / "a.txt", "--source-lang", "ru") == []
    assert [one["text"] for one in reported(tmp_path / "a.txt", "--source-lang", "fr")] == ["follow", "reduced"]


def test_nothing_is_found_across_lines(tmp_path, cache):
    (tmp_path / "a.txt").write_text("What they have subscribed\nagreements\n\nElections\n\nwere celebrated\n", encoding="utf-8")
    assert reported(tmp_path / "a.txt") == []


def test_fixes_are_written_when_asked_for(tmp_path, cache):
    path = tmp_path / "a.txt"
    path.write_text("Subscribing agreements takes a minute; the elections will be celebrated in May.\n", encoding="utf-8")
    outcome = CliRunner().invoke(fix, ["--unsafe-fixes", "--in-place", "--scorer", "off", str(path)])
    assert outcome.exit_code == 0, outcome.output
    assert path.read_text("utf-8") == "Signing agreements takes a minute; the elections will be held in May.\n"
    assert reported(path) == []


WORDS = st.sampled_from(
    ["The", "agreement", "agreements", "subscribed", "that", "was", "of", "a", "and", ",", ".", "“", "number", "Monday", "they", "3", "\n"]
)


@given(st.lists(WORDS, max_size=14))
def test_whatever_stands_around_it_a_finding_is_the_verb_alone(words):
    from mtcheck.checks.collocation import find
    from mtcheck.context import Context
    from mtcheck.core.model import Document

    text = " ".join(words)
    for one in find(Context(Document("a.txt", text))):
        assert text[one.span.start : one.span.end] == "subscribed" and one.suggestions == ("signed",)
        assert "\n" not in text[min(one.span.start, text.find("agreement")) : one.span.start] or text.count("agreement") > 1
