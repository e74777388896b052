"""Government, number, articles and verb forms, through the command line."""

import json

import pytest
from click.testing import CliRunner

from mtcheck.cli.check import command
from mtcheck.cli.fix import command as fix

WRONG = {
    "government": [
        "He depends of his parents.",
        "The guards prevented them to leave.",
        "In exchange of money he spoke.",
        "She has married with a lawyer.",
        "The report is based to the figures.",
    ],
    "noun-number": [
        "The furnitures were burnt.",
        "A 12-years-old girl is safe.",
        "Hundreds people came.",
        "He gave an advice.",
    ],
    "titled-name": ["The President Duarte met the unions."],
    "time-preposition": ["The vote is on next Monday, he said."],
    "verb-form": ["They must to leave."],
    "comparison": ["It is the most old church here."],
    "double-negation": ["She has no any news."],
    "article-misuse": ["Most of people agree.", "The both sides agreed.", "He lives in the Norway."],
    "doubled-subject": ["The owner of the club, he, has left."],
    "existential-there": ["There is many boats."],
}
RIGHT = [
    "He was accused about a year ago, and she insisted to the end that she was innocent.",
    "It depends, of course; they participated on Monday and discussed about 20 plans.",
    "He is proud from head to toe, the reasons of state aside, and looks forward to winning.",
    "They were told that the story told to reporters was false.",
    "A two-year-old, a police dog and a news agency: the dog has won, many research teams said.",
    "The rich are few, each side knows it, and this means war. The series is over.",
    "Patients were suggested to wait, and readers are denied to vote.",
    "We advise to wait and see, with respect to our readers and with respect to animals.",
    "He showed the contrary of their claim, and for many religion is a comfort.",
    "The Queen Elizabeth Hospital made the most of the Covid-19 money in March 5 weeks early.",
]


def reported(path, *options):
    outcome = CliRunner().invoke(command, ["--format", "json", "--fail-on", "never", "--scorer", "off", *options, str(path)])
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.output)["documents"][0]["findings"]


@pytest.mark.parametrize(("rule", "sentence"), [(rule, sentence) for rule, sentences in WRONG.items() for sentence in sentences])
def test_what_is_wrong_in_any_text_is_reported(rule, sentence, tmp_path, cache):
    (tmp_path / "a.txt").write_text(sentence, encoding="utf-8")
    assert rule in [finding["rule"] for finding in reported(tmp_path / "a.txt")]
    assert rule in [finding["rule"] for finding in reported(tmp_path / "a.txt", "--no-glossary")]


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_looks_alike_is_not(sentence, tmp_path, cache):
    (tmp_path / "a.txt").write_text(sentence, encoding="utf-8")
    found = [finding for finding in reported(tmp_path / "a.txt", "--source-lang", "es") if finding["rule"] in WRONG]
    assert found == []


def test_slips_of_people_are_reported_in_translations_only(tmp_path, cache):
    (tmp_path / "a.txt").write_text("The police has closed the square.", encoding="utf-8")
    assert reported(tmp_path / "a.txt") == []
    assert [finding["suggestions"] for finding in reported(tmp_path / "a.txt", "--source-lang", "it")] == [["police have"]]


def test_nothing_is_found_across_lines(tmp_path, cache):
    (tmp_path / "a.txt").write_text("What he depends\nof the minister\n\nan\n\ninformation\n", encoding="utf-8")
    assert [finding for finding in reported(tmp_path / "a.txt") if finding["rule"] in ("government", "noun-number")] == []


def test_fixes_are_written_when_asked_for(tmp_path, cache):
    path = tmp_path / "a.txt"
    path.write_text("He is capable to win and depends of an advice.\n", encoding="utf-8")
    outcome = CliRunner().invoke(fix, ["--unsafe-fixes", "--in-place", "--scorer", "off", str(path)])
    assert outcome.exit_code == 0, outcome.output
    assert path.read_text("utf-8") == "He is capable of winning and depends on advice.\n"
