"""Evaluation and the documentation made of it."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli.evaluate import command as evaluate_command
from mtcheck.cli.rules import command as rules_command
from mtcheck.corpus import edited, read_corpus
from mtcheck.errors import ReadError
from mtcheck.evaluation import evaluate, numbers
from mtcheck.intervals import wilson
from mtcheck.ruledocs import index, page
from mtcheck.ruleset import load

ROOT = Path(__file__).resolve().parent.parent
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
