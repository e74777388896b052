"""``mtcheck report`` from reports, front matter and decisions to tables."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"
GOOD = "The council met on Monday and spoke of the budget.\n"


def article(text, **front):
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in front.items()) + f"---\n{text}"


@pytest.fixture
def run(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        result = CliRunner().invoke(group, list(arguments))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    world, sport = tmp_path / "content" / "world", tmp_path / "content" / "sport"
    world.mkdir(parents=True)
    sport.mkdir()
    (world / "a.md").write_text(
        article(BAD, title="Talks", date="2024-03-02", author="[Ana Ruiz, Bo Lind]", section="World", source_lang="fr"), "utf-8"
    )
    (world / "b.md").write_text(article(GOOD, date="2024-05-20", author="Ana Ruiz", section="World", source_lang="es"), "utf-8")
    (sport / "2024-04-01-c.txt").write_text(BAD, "utf-8")
    run("check", "--scorer", "off", "--output", "r.json", "content")
    return run


def rows(run, *arguments):
    return list(csv.DictReader(io.StringIO(run("report", "r.json", "--format", "csv", *arguments).stdout)))


def test_reports_carry_what_the_articles_say(run, tmp_path):
    import jsonschema

    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    schema = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    sport, first, second = report["documents"]
    assert "meta" not in sport and second["meta"]["authors"] == ["Ana Ruiz"]
    assert first["meta"] == {"title": "Talks", "date": "2024-03-02", "authors": ["Ana Ruiz", "Bo Lind"], "desk": "World", "source_lang": "fr"}


def test_by_rule(run):
    found = rows(run, "--by", "rule")
    assert [(row["rule"], row["documents"], row["findings"], row["major"]) for row in found] == [
        ("substituted-word", "2", "2", "2"),
        ("fused-words", "2", "2", "0"),
    ]
    words = int(found[0]["words"])
    assert float(found[0]["penalty_per_1000_words"]) == round(1000 * 10 / words, 2)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("author", {"Ana Ruiz": ("2", "2"), "Bo Lind": ("1", "2"), "": ("1", "2")}),
        ("desk", {"World": ("2", "2"), "": ("1", "2")}),
        ("folder", {"world": ("2", "2"), "sport": ("1", "2")}),
        ("source-language", {"fr": ("1", "2"), "es": ("1", "0"), "": ("1", "2")}),
        ("date", {"2024-03": ("1", "2"), "2024-04": ("1", "2"), "2024-05": ("1", "0")}),
        ("report", {"r.json": ("3", "4")}),
        ("severity", {"major": ("2", "2"), "minor": ("2", "2")}),
        ("category", {"Accuracy/Mistranslation": ("2", "2"), "Linguistic conventions/Spelling": ("2", "2")}),
    ],
)
def test_by_everything_else(run, by, expected):
    assert {row[by]: (row["documents"], row["findings"]) for row in rows(run, "--by", by, "--period", "month")} == expected


def test_combinations_count_words_of_their_group(run):
    found = {(row["author"], row["rule"]): row for row in rows(run, "--by", "author", "--by", "rule")}
    alone = {row["author"]: row for row in rows(run, "--by", "author")}
    assert found["Ana Ruiz", "fused-words"]["words"] == alone["Ana Ruiz"]["words"]
    assert {key for key in found if key[0] == "Bo Lind"} == {("Bo Lind", "fused-words"), ("Bo Lind", "substituted-word")}


def test_periods(run):
    assert [row["date"] for row in rows(run, "--by", "date", "--period", "year")] == ["2024"]
    assert [row["date"] for row in rows(run, "--by", "date", "--period", "week")] == ["2024-W09", "2024-W14", "2024-W21"]


def test_without_by_all_tables_are_one_long_one(run):
    found = rows(run)
    assert list(found[0])[:2] == ["by", "value"]
    assert {row["by"] for row in found} == {"rule", "category", "source-language", "desk", "folder", "author", "date", "report"}
    assert {row["value"] for row in found if row["by"] == "folder"} == {"world", "sport"}


def test_terminal_and_markdown_show_what_there_is(run):
    lines = run("report", "r.json").stdout.splitlines()
    assert lines[0].startswith("4 findings (2 major, 2 minor) in 3 documents, ")
    assert any(line.startswith("Ana Ruiz ") for line in lines) and any(line.startswith("(not given)") for line in lines)
    text = run("report", "r.json", "--format", "markdown", "--by", "rule").stdout
    assert "| substituted-word | 2 |" in text and text.startswith("### mtcheck: 4 findings")


def test_decisions_give_acceptance(run, tmp_path):
    decided = [("content/world/a.md", "fused-words", "accepted"), ("content/world/a.md", "fused-words", "refused"), ("gone.md", "calque", "accepted")]
    lines = [{"mt": "a", "post_edit": "b", "path": path, "findings": [{"rule": rule, "text": "t", "decision": said}]} for path, rule, said in decided]
    (tmp_path / "d.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    found = {row["rule"]: row for row in rows(run, "--by", "rule", "--decisions", "d.jsonl")}
    assert [found["fused-words"][name] for name in ("accepted", "refused", "acceptance")] == ["1", "1", "0.5"]
    assert (found["calque"]["findings"], found["calque"]["acceptance"], found["substituted-word"]["acceptance"]) == ("0", "1.0", "")
    by_desk = {row["desk"]: row["acceptance"] for row in rows(run, "--by", "desk", "--decisions", "d.jsonl")}
    assert by_desk == {"World": "0.5", "": ""}
    assert "acceptance" not in rows(run, "--by", "severity", "--decisions", "d.jsonl")[0]


def test_what_fix_writes_down_is_read(run, tmp_path):
    CliRunner().invoke(
        group, ["fix", "--scorer", "off", "--interactive", "--in-place", "--decisions", "d.jsonl", "content/world/a.md"], input="a\ns\n"
    )
    found = {row["rule"]: row for row in rows(run, "--by", "rule", "--decisions", "d.jsonl")}
    assert (found["substituted-word"]["accepted"], found["fused-words"]["refused"]) == ("1", "1")


def test_the_last_report_counts_for_a_document(run, tmp_path):
    (tmp_path / "content" / "world" / "a.md").write_text(article(GOOD, section="World"), "utf-8")
    run("check", "--scorer", "off", "--output", "later.json", "content/world/a.md")
    result = run("report", "r.json", "later.json", "--by", "desk", "--format", "csv")
    assert "older results of 1 document left out" in result.stderr
    assert {row["desk"]: row["findings"] for row in csv.DictReader(io.StringIO(result.stdout))} == {"World": "0", "": "2"}


def test_reports_that_say_nothing_of_articles_are_completed_from_the_files(run, tmp_path):
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    for document in report["documents"]:
        document.pop("meta", None)
    (tmp_path / "bare.json").write_text(json.dumps(report), "utf-8")
    expected = run("report", "r.json", "--by", "author", "--format", "csv").stdout
    assert run("report", "bare.json", "--by", "author", "--format", "csv").stdout == expected


def test_front_matter_that_is_no_yaml_is_told_and_nothing_lost(run, tmp_path):
    (tmp_path / "content" / "world" / "a.md").write_text("---\ntitle: a\nauthor: x: y\n---\n" + BAD, "utf-8")
    assert run("check", "--scorer", "off", "--output", "r.json", "content").exit_code == 1
    result = run("report", "r.json", "--by", "author", "--format", "csv")
    assert result.exit_code == 0 and len(result.stderr.splitlines()) == 1
    assert "content/world/a.md:3: the front matter is no YAML (mapping values are not allowed in this context)" in result.stderr
    assert {row["author"]: row["findings"] for row in csv.DictReader(io.StringIO(result.stdout))} == {"Ana Ruiz": "0", "": "4"}


def test_rows_say_who_wrote_them(run, tmp_path):
    lines = [{"id": str(n), "text": BAD, "date": f"2024-01-0{n}", "author": "Ana", "desk": "Web"} for n in (1, 2)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    run("check", "--scorer", "off", "--output", "r.json", "rows.jsonl")
    assert {row["date"]: row["documents"] for row in rows(run, "--by", "date")} == {"2024-01-01": "1", "2024-01-02": "1"}
    assert [(row["author"], row["documents"]) for row in rows(run, "--by", "author")] == [("Ana", "2")]


def odd_report(tmp_path):
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    meta = {"title": "+1", "authors": ["=HYPERLINK(1)"], "desk": "@desk"}
    report["documents"] = [{**document, "path": "-a.md", "meta": meta} for document in report["documents"][:1]]
    (tmp_path / "odd.json").write_text(json.dumps(report), "utf-8")


def test_no_cell_is_a_formula(run, tmp_path):
    from openpyxl import load_workbook

    odd_report(tmp_path)
    text = run("report", "odd.json", "--format", "csv").stdout
    assert "'=HYPERLINK(1)" in text and "'@desk" in text and ",=HYPERLINK" not in text
    run("report", "odd.json", "--output", "odd.xlsx")
    book = load_workbook(tmp_path / "odd.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows(min_row=2) for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert {"'=HYPERLINK(1)", "'@desk", "'-a.md", "'+1"} <= texts
    assert "by rule" in book.sheetnames and "documents" in book.sheetnames


def test_parquet_and_json(run, tmp_path):
    import pandas as pd

    run("report", "r.json", "--by", "author", "--output", "r.parquet")
    frame = pd.read_parquet(tmp_path / "r.parquet")
    assert dict(zip(frame["author"], frame["findings"], strict=True)) == {"Ana Ruiz": 2, "Bo Lind": 2, "": 2}
    found = json.loads(run("report", "r.json", "--format", "json").stdout)
    assert found["schema"] == 1 and found["totals"]["findings"] == 4 and len(found["by"]["rule"]) == 2


def test_a_folder_of_reports(run, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "r.json").rename(tmp_path / "reports" / "r.json")
    assert run("report", "reports").stdout.startswith("4 findings")


@pytest.mark.parametrize("form", ["terminal", "csv", "html", "json", "markdown"])
def test_reports_of_nothing(run, tmp_path, form):
    (tmp_path / "none.json").write_text('{"schema": 1, "signature": "s", "documents": [], "failures": []}', "utf-8")
    result = run("report", "none.json", "--format", form)
    assert result.exit_code == 0 and result.stdout


def test_text_of_no_words_and_no_dates(run, tmp_path):
    (tmp_path / "empty.txt").touch()
    run("check", "--scorer", "off", "--output", "r.json", "empty.txt")
    assert "No article has a finding." in run("report", "r.json", "--format", "html").stdout
    assert rows(run, "--by", "date")[0]["penalty_per_1000_words"] == "0.0"


def archive(tmp_path, schema="1", **columns):
    import pyarrow as pa
    import pyarrow.parquet as pq

    metadata = {"mtcheck.schema": schema, "mtcheck.signature": "mtcheck:1|lang:fr"}
    documents = {
        "document": [7, 9],
        "path": ["a.md", "2024/01/02/b.md"],
        "words": [100, 300],
        "authors": [["Ana"], None],
        "date": ["2024-03-02", None],
    }
    findings = {"document": [7, 7, 9], "rule": ["calque"] * 3, "category": ["Style"] * 3, "severity": ["minor", "major", "minor"]}
    for name, table in (("documents", {**documents, **columns}), ("findings", findings)):
        (tmp_path / "out" / name).mkdir(parents=True)
        pq.write_table(pa.table(table).replace_schema_metadata(metadata), tmp_path / "out" / name / "part-0.parquet")


def test_what_an_archive_left_is_read(run, tmp_path):
    archive(tmp_path)
    found = list(csv.DictReader(io.StringIO(run("report", "out", "r.json", "--by", "author", "--format", "csv").stdout)))
    assert {row["author"]: (row["documents"], row["findings"]) for row in found} == {
        "Ana": ("1", "2"),
        "": ("2", "3"),
        "Ana Ruiz": ("2", "2"),
        "Bo Lind": ("1", "2"),
    }
    dates = list(csv.DictReader(io.StringIO(run("report", "out", "--by", "date", "--period", "day", "--format", "csv").stdout)))
    assert [row["date"] for row in dates] == ["2024-01-02", "2024-03-02"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.json"], "none.json: cannot read the file"),
        (["new.json"], "new.json: a report of schema 2, and this version reads schema 1; update mtcheck"),
        (["content/world/a.md"], "a.md:1: no report of mtcheck"),
        (["content"], "content: no reports in the folder"),
        (["out"], "a report of schema 2"),
        (["r.json", "--decisions", "none.jsonl"], "none.jsonl: cannot read the file"),
        (["r.json", "--decisions", "r.json"], "r.json:1: no valid JSON"),
        (["r.json", "--decisions", "pairs.jsonl"], "pairs.jsonl: no decisions in it"),
        (["r.json", "--decisions", "odd.jsonl"], "odd.jsonl:1: no decision"),
        (["r.json", "--format", "xlsx"], "xlsx is nothing for a terminal; name a file with --output"),
        (["r.json", "--output", "r.json"], "would replace r.json"),
    ],
)
def test_bad_input_is_one_line(run, tmp_path, arguments, said):
    archive(tmp_path, schema="2")
    (tmp_path / "new.json").write_text('{"schema": 2, "articles": []}', "utf-8")
    (tmp_path / "pairs.jsonl").write_text('{"mt": "a", "post_edit": "b"}\n', "utf-8")
    (tmp_path / "odd.jsonl").write_text('{"findings": [{"rule": "calque", "decision": "perhaps"}]}\n', "utf-8")
    with pytest.raises(MtcheckError) as caught:
        run("report", *arguments)
    line = caught.value.line()
    assert said in line and "\n" not in line


def test_help_imports_no_pandas():
    code = "import sys; from mtcheck.cli import main\nsys.argv = ['mtcheck', 'report', '--help']\ntry: main()\nexcept SystemExit: pass\n"
    code += "assert not {'pandas', 'numpy', 'yaml', 'mtcheck.pipeline'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
