"""A newsroom's corrections become its glossary."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.cli.glossary import command
from mtcheck.config import read_config
from mtcheck.intervals import wilson
from mtcheck.learning import Edited, learn
from mtcheck.model import Document
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load

PLACES = "harbour station library market bridge school court museum".split()
EDITS = [
    *(
        Edited(
            f"The board holds the presidency of the {place} since May.", f"The board chairs the {place} since May.", f"Le conseil préside {place}."
        )
        for place in PLACES
    ),
    *(
        Edited(f"Residents of the {place} protested in Zolnograd yesterday.", f"Residents of the {place} protested in Zolnohrad yesterday.", "")
        for place in PLACES
    ),
    *(Edited(f"He polished a plan at the {place}.", f"He refined a plan at the {place}.", "") for place in PLACES[:4]),
    *(Edited(f"She polishes every plan at the {place}.", f"She refines every plan at the {place}.", "") for place in PLACES[:4]),
    *(Edited(f"The {place} is open today.", f"The {place} is open today.", "") for place in PLACES),
    Edited("He went to the court.", "He walked to the court.", ""),
]


def test_phrases_that_editors_always_change_are_proposed():
    found = {one.avoid: one for one in learn(EDITS)}
    one = found["holds the presidency of"]
    assert one.prefer == ("chairs",) and (one.touched, one.occurrences) == (8, 8) and one.precision == 1.0 and one.tier == "wrong"
    assert one.source == "préside" and len(one.examples) == 3


def test_names_go_apart_and_forms_of_a_verb_are_one_entry():
    found = {one.avoid: one for one in learn(EDITS)}
    assert found["Zolnograd"].name and found["Zolnograd"].prefer == ("Zolnohrad",)
    assert found["polish/v"].prefer == ("refine/v",) and found["polish/v"].count == 8


def test_what_editors_mostly_leave_is_not_proposed():
    left = [Edited(f"The big {place} opened.", f"The big {place} opened.") for place in PLACES * 4]
    changed = [Edited(f"The big {place} closed.", f"The large {place} closed.") for place in PLACES[:3]]
    assert "big" not in {one.avoid for one in learn([*left, *changed], min_precision=0.3)}


def test_wilson_interval():
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.lists(st.tuples(st.text("ab ,.É", max_size=20), st.text("ab ,.É", max_size=20)), max_size=8))
def test_counts_are_consistent(pairs):
    for one in learn([Edited(*pair) for pair in pairs], min_count=1):
        assert one.count >= 1 and 0 < one.touched <= one.occurrences
        assert 0 <= one.interval[0] <= one.precision <= one.interval[1] <= 1


@pytest.fixture
def files(tmp_path):
    (tmp_path / "mt.txt").write_text("".join(f"{one.mt}\n" for one in EDITS), encoding="utf-8")
    (tmp_path / "pe.txt").write_text("".join(f"{one.post_edit}\n" for one in EDITS), encoding="utf-8")
    (tmp_path / "edits.jsonl").write_text("".join(json.dumps({"mt": one.mt, "post_edit": one.post_edit}) + "\n" for one in EDITS), encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(command, ["learn", *map(str, arguments)])


def test_accepted_entries_are_found_by_the_next_check(files, cache):
    house = files / "house.tsv"
    done = run("--mt", files / "mt.txt", "--post-edit", files / "pe.txt", "--accept", house)
    assert done.exit_code == 0, done.output
    again = run("--mt", files / "edits.jsonl", "--accept", house)
    assert "0 added" in again.stderr
    (files / "mtcheck.toml").write_text('glossaries = ["house.tsv", "house-names.tsv"]\n', encoding="utf-8")
    checker = Checker(load(read_config(files / "mtcheck.toml").glossaries))
    report = checker.check(Document("a.txt", "A committee that holds the presidency of the union polished a plan in Zolnograd."))
    assert {(one.text, one.suggestions[:1]) for one in report.findings} == {
        ("holds the presidency of", ("chairs",)),
        ("polished", ("refined",)),
        ("Zolnograd", ("Zolnohrad",)),
    }


def test_table_and_json(files, cache):
    assert "holds the presidency of -> chairs" in run("--mt", files / "edits.jsonl").output
    rows = json.loads(run("--mt", files / "edits.jsonl", "--format", "json").output)["proposals"]
    assert {"avoid", "prefer", "precision", "interval", "examples", "known"} <= rows[0].keys()


@pytest.mark.parametrize(
    ("name", "content", "arguments", "said"),
    [
        ("a.txt", "x\n", (), "no post-edit"),
        ("a.jsonl", '{"mt": "x"}\n', (), "a.jsonl:1: no JSON object"),
        ("a.tsv", "mt\tedit\n", (), "a.tsv:1: no column `post_edit`"),
        ("a.txt", "", ("--post-edit", "a.txt"), "nothing in it"),
    ],
)
def test_wrong_input_says_what_and_where(tmp_path, monkeypatch, name, content, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert said in str(run("--mt", name, *arguments).exception)
