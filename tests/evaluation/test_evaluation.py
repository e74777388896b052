"""Evaluation and the documentation made of it."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli.evaluate import command as evaluate_command
from mtcheck.cli.rules import command as rules_command
from mtcheck.core.errors import ReadError
from mtcheck.core.intervals import wilson
from mtcheck.core.model import Document
from mtcheck.evaluation.annotated import evaluate, numbers
from mtcheck.evaluation.corpus import Gold, edited, read_corpus
from mtcheck.evaluation.measures import Stretch, chance, stretch_of, with_calibration, words_of
from mtcheck.evaluation.rule_docs import index, page
from mtcheck.ruleset import load

ROOT = Path(__file__).resolve().parents[2]
TEXT = "An assault once morest the prison. The the guards fled."
GOLD = [{"start": 11, "end": 22, "suggestions": ["against"], "category": "substituted-word"}]


@pytest.fixture
def corpus(tmp_path):
    rows = [{"id": "a", "text": TEXT, "gold": GOLD}, {"id": "b", "text": TEXT, "post_edit": "An assault against the prison. The the guards fled."}]
    path = tmp_path / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_wilson_interval_contains_the_share():
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4) and wilson(10, 10)[1] == 1.0
    low, high = wilson(9, 10)
    assert 0.59 < low < 0.9 < high < 0.99


def test_post_edits_mark_what_they_change():
    (span,) = edited("He goes to the the school.", "He goes to school.")
    assert "He goes to the the school."[span.start : span.end] == "the the" and not span.required


def test_counts_alarms_and_calibration(corpus, checker):
    outcome = evaluate(checker, read_corpus(corpus))
    assert outcome.by_rule["substituted-word"].true == 2 and outcome.by_rule["repetition"].false == 2
    assert outcome.total.required == 1 and outcome.total.fixed == 1
    assert sum(one.findings for one in outcome.bins) == outcome.total.findings == 4
    (worst, *_) = outcome.worst(1)
    assert worst.key == "repetition" and "[The the]" in worst.around
    assert "text" not in json.dumps(numbers(outcome))


def test_by_entry_names_the_glossary_entries(corpus, checker):
    outcome = evaluate(checker, read_corpus(corpus), "entry")
    assert any(key.startswith("substituted-word: ") for key in outcome.by_rule) or "substituted-word" in outcome.by_rule
    assert outcome.by == "entry" and outcome.total.findings == 4


def test_the_source_of_a_corpus_is_read():
    document, _ = next(read_corpus(ROOT / "corpora" / "annotated" / "fr-hodeidah-warehouse"))
    assert document.source and document.source_lang == "fr"


def test_a_row_without_text_says_where(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"mt": "x"}\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"a.jsonl:1: no `text`"):
        list(read_corpus(tmp_path / "a.jsonl"))
    assert [document.text for document, _ in read_corpus(tmp_path / "a.jsonl", text_field="mt")] == ["x"]


def test_saved_numbers_become_pages(corpus, cache, tmp_path):
    save = tmp_path / "docs" / "measures.json"
    save.parent.mkdir()
    for name in ("marked", "clean news"):
        done = CliRunner().invoke(evaluate_command, ["--save", str(save), "--name", name, str(corpus)])
        assert done.exit_code == 0, done.output
    assert CliRunner().invoke(rules_command, ["docs", "--output", str(save.parent)]).exit_code == 0
    shown = (save.parent / "substituted-word.md").read_text("utf-8")
    assert "- marked: 2 findings, precision 1.00" in shown and "per 1,000" in shown
    assert "| [repetition](repetition.md) | minor |" in (save.parent / "README.md").read_text("utf-8")


def test_the_committed_pages_are_what_the_rules_say(cache):
    folder = ROOT / "docs" / "rules"
    measures = json.loads((folder / "measures.json").read_text("utf-8"))
    rules = load().rules
    expected = {f"{rule.id}.md": page(rule, measures) for rule in rules.values()} | {"README.md": index(rules.values(), measures)}
    found = {file.name: file.read_text("utf-8") for file in folder.glob("*.md")}
    assert found == expected, "run `mtcheck rules docs --output docs/rules`"


def test_confidences_fall_into_their_stretch():
    assert [stretch_of(one) for one in (0.5, 0.59, 0.6, 0.65 + 0.15, 0.95 - 0.15, 0.9, 1.0)] == [5, 5, 6, 8, 8, 9, 9]


def test_chance_and_repeated_phrases_are_told(checker):
    rows = [{"id": str(at), "text": TEXT, "gold": GOLD} for at in range(3)]
    outcome = evaluate(checker, [(Document("a", row["text"]), (Gold(11, 22, "substituted-word", True, frozenset()),)) for row in rows])
    (one,) = [stretch for stretch in outcome.bins if "repetition: the the" in stretch.phrases]
    assert one.phrases["repetition: the the"] == (3, 0)
    pairs = 11  # stretches of two among twelve words and marks; three of them touch "once morest"
    found = next(iter(checker.check(Document("a", TEXT)).findings))
    assert chance(words_of(TEXT), found, [Gold(11, 22, "x", True, frozenset())]) == pytest.approx(3 / pairs)
    stretch = Stretch()
    for right in (True, True, True, False):
        stretch.add("often" if right else "rare", right=right, chance=0.5)
    assert stretch.numbers() == {"findings": 4, "true": 3, "phrases": 2, "once": 0.5, "chance": 0.5}


def test_references_and_mt_stand_for_post_edits(tmp_path):
    rows = [{"mt": "He goes to the the school.", "reference": "He goes to school."}, {"text": "The the end.", "reference": ["The end."]}]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (first, gold), (second, none) = read_corpus(path)
    assert [first.text[span.start : span.end] for span in gold] == ["the the"]
    assert second.text == "The the end." and list(none) == []


def test_spans_that_need_the_source_are_missed_only_beside_it(tmp_path, cache):
    row = {
        "text": "The end.",
        "source": "La fin du monde.",
        "source_lang": "fr",
        "gold": [{"start": 0, "end": 3, "category": "x", "needs_source": True}],
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    for options, required, language in (((), 0, "auto"), (("--with-lang",), 0, "corpus"), (("--with-source",), 1, "corpus")):
        table = json.loads(run("--format", "json", *options, str(path)).output)
        assert table["all"]["required"] == required and f"lang:{language}" in table["signature"]


def run(*arguments):
    done = CliRunner().invoke(evaluate_command, arguments)
    assert done.exit_code == 0, done.output
    return done


def test_worst_and_show_stay_json(corpus, cache):
    table = json.loads(run("--format", "json", "--worst", "1", str(corpus)).output)
    assert [alarm["key"] for alarm in table["false_alarms"]] == ["repetition"] and table["calibration"][0]["from"] >= 0.5


def test_by_entry_puts_the_worst_first(tmp_path, cache):
    text = "Decided in high places by the States - United."
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "gold": [{"start": 11, "end": 25, "category": "calque"}]}) + "\n", encoding="utf-8")
    lines = run("--by", "entry", "--show", "--source-lang", "fr", str(path)).output.splitlines()
    assert lines[0].startswith("entry") and "States - United" in lines[1] and any("calque: in high places" in line for line in lines[2:4])
    assert lines[-1].startswith("false alarm: ") and "[the States - United]" in lines[-1]


def test_samples_and_what_is_left_out(corpus, cache):
    assert "1 documents" in run("--sample", "1", str(corpus)).output
    assert "repetition" not in run("--without", "^repetition:", str(corpus)).output
    assert CliRunner().invoke(evaluate_command, ["--without", "(", str(corpus)]).exit_code == 2
    assert CliRunner().invoke(evaluate_command, ["--by", "tier", "--save", "x.json", str(corpus)]).exit_code == 2


def test_rules_that_did_not_run_on_clean_text_claim_nothing_there():
    measures = json.loads((ROOT / "docs" / "rules" / "measures.json").read_text("utf-8"))
    rows = {line.split("]")[0][3:]: line for line in index(load().rules.values(), measures).splitlines() if line.startswith("| [")}
    assert rows["number-mismatch"].endswith("|  |") and not rows["calque"].endswith("|  |")


def test_the_tables_of_confidence_are_those_of_the_measures():
    measures = json.loads((ROOT / "docs" / "rules" / "measures.json").read_text("utf-8"))
    text = (ROOT / "docs" / "confidence.md").read_text("utf-8")
    assert with_calibration(text, measures) == text, "run `make measures`"
    with pytest.raises(ValueError, match="no <!-- calibration"):
        with_calibration("nothing", measures)
