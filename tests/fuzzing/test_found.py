"""What fuzzing found, each once more."""

import json
import re

import pytest

from mtcheck import baseline, readers
from mtcheck.config import read_config
from mtcheck.core import globs
from mtcheck.core.errors import ConfigError, ReadError
from mtcheck.core.model import Document, Failure, Span
from mtcheck.english import foreign, lexicon, nouns
from mtcheck.readers._po import KEY
from mtcheck.rewriting import Edit, rewrite
from mtcheck.rules.patterns import read_rule
from tests.fuzzing import seeds
from tests.fuzzing.shards import limited


def read(tmp_path, name: str, content: bytes) -> list[Document | Failure]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(readers.read(str(path)))


@pytest.mark.parametrize("cut", [3, 12, 200])
def test_a_zip_that_lost_bytes_before_its_directory(cut, tmp_path):
    content = seeds.archive({"word/document.xml": seeds.DOCX_BODY, "word/footnotes.xml": seeds.DOCX_BODY})
    (failure,) = read(tmp_path, "a.docx", content[:40] + content[40 + cut :])
    assert (isinstance(failure, Failure) and "Word document" in failure.message) or "damaged" in failure.message


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_does_not_name_its_parts(part):
    members = {**seeds.XLSX, part: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'}
    with pytest.raises(ReadError, match="damaged one"):
        rewrite("a.xlsx", seeds.archive(members), [Edit(0, Span(0, 3), "A")])


def test_a_sheet_whose_last_row_is_far_away(tmp_path):
    sheet = seeds.SHEET.replace('<row r="3">', '<row r="99999999999999">')
    with limited(5):
        (failure,) = read(tmp_path, "a.xlsx", seeds.archive({**seeds.XLSX, "xl/worksheets/sheet1.xml": sheet}))
    assert "larger than a table" in failure.message


@pytest.mark.parametrize("word", ["\0", "the\0", "\0the", "t\0he"])
def test_words_with_a_zero_character_are_unknown(word, checker):
    assert not lexicon.known(word) and lexicon.zipf(word) == 0 and foreign.entry(word) is None and nouns.noun(word) == nouns.NOTHING
    report = checker.check(Document("a.txt", f"He met {word} and {word.title()} Smith.", source=f"Il {word} a vu {word}.", source_lang="fr"))
    assert not report.failures


def test_half_a_character_in_a_row(tmp_path, checker):
    (document,) = read(tmp_path, "a.jsonl", b'{"text": "It \\ude00 broke once morest.", "source": "\\ud83d", "id": "\\udc00"}\n')
    assert document.text == "It \ufffd broke once morest." and (document.source, document.id) == ("\ufffd", "\ufffd")
    report = checker.check(document)
    assert not report.failures and report.findings
    (document,) = read(tmp_path, "b.jsonl", json.dumps({"text": "😀 it is"}).encode())
    assert document.text == "😀 it is"
    assert rewrite("a.jsonl", b'{"text": "It \\ude00 is."}', [Edit(0, Span(5, 7), "was")]) == b'{"text": "It \\ude00 was."}'


@pytest.mark.parametrize("pattern", ["[z-a]", "a[b-\\]", "[\udce1-z]"])
def test_patterns_that_nobody_can_read(pattern, tmp_path):
    assert globs.unreadable(pattern)
    (tmp_path / "a.md").write_text("Text.", "utf-8")
    (tmp_path / ".gitignore").write_text(f"{pattern}\nb.md\n", "utf-8", "surrogateescape")
    assert [*readers.expand([str(tmp_path)])] == [str(tmp_path / "a.md")]


@pytest.mark.parametrize("value", ["{ calque = { a = 1 } }", "{ calque = [1] }", "{ calque = 1 }"])
def test_a_severity_that_is_no_text(value, tmp_path):
    (tmp_path / "mtcheck.toml").write_text(f"severity = {value}\n", "utf-8")
    with pytest.raises(ConfigError, match=re.escape("`calque` must be one of")):
        read_config(tmp_path / "mtcheck.toml")


@pytest.mark.parametrize("key", ["fail-on", "level", "profile", "english", "style", "source-lang", "scorer", "pairs", "exclude", "jobs"])
def test_a_table_where_a_word_is_wanted(key, tmp_path):
    for value in ("{ a = 1 }", "[[1]]", "1979-05-27", "nan"):
        (tmp_path / "mtcheck.toml").write_text(f"{key} = {value}\n", "utf-8")
        with pytest.raises(ConfigError, match="must be"):
            read_config(tmp_path / "mtcheck.toml")


def test_tables_without_end(tmp_path):
    (tmp_path / "mtcheck.toml").write_text(f"level = {'[' * 5_000}", "utf-8")
    with pytest.raises(ConfigError, match="nested too deep"):
        read_config(tmp_path / "mtcheck.toml")
    (tmp_path / "fuzzed.toml").write_text(f"id = {'[' * 5_000}", "utf-8")
    with pytest.raises(ConfigError, match="recursion"):
        read_rule(tmp_path / "fuzzed.toml")


@pytest.mark.parametrize("text", ["tool = 1\n", "[tool]\nmtcheck = 1\n", "[tool.mtcheck]\n"])
def test_a_table_of_ours_that_is_none(text, tmp_path):
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    if "= 1" in text and "[tool]" in text:
        with pytest.raises(ConfigError, match="must be a table"):
            read_config(tmp_path / "pyproject.toml")
    else:
        assert read_config(tmp_path / "pyproject.toml").level == "balanced"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\r\r\n", "\n"])
def test_the_end_of_a_baseline(end, tmp_path):
    path = tmp_path / "baseline.tsv"
    path.write_bytes(f"{seeds.BASELINE.rstrip()}{end}".encode())
    once = baseline.written(baseline.read_baseline(path))
    path.write_bytes(once)
    assert baseline.written(baseline.read_baseline(path)) == once and b"\r" not in once


def test_an_example_without_a_text(tmp_path):
    (tmp_path / "fuzzed.toml").write_text(seeds.RULE.replace('text = "He."', 'fix = "x"'), "utf-8")
    with pytest.raises(ConfigError, match="an example needs a `text`"):
        read_rule(tmp_path / "fuzzed.toml")


@pytest.mark.parametrize(
    ("quoted", "name"),
    [(b'"b/\\303\\251\\t.md"', "é\t.md".encode()), (b'"b/a\\"\\\\.md"', b'a"\\.md'), (b'"b/\\u01ad"', b"u01ad"), (b'"b/\\9"', b"9")],
)
def test_names_as_git_quotes_them(quoted, name):
    from mtcheck.changes import _unquoted

    assert _unquoted(quoted) == name


def test_names_of_strings_are_told_in_time():
    with limited(1):
        assert KEY.fullmatch("a_" * 5_000 + "!") is None and KEY.fullmatch("a_b" * 3_000)
    assert (
        KEY.fullmatch("menu.file.open")
        and KEY.fullmatch("a_b")
        and not KEY.fullmatch("menu")
        and not KEY.fullmatch("a..b")
        and not KEY.fullmatch("a.")
    )


@pytest.mark.parametrize(
    ("there", "said"), [("12 345 678,5", "12,345,678.5"), ("1 234 567,25", "1,234,567.25"), ("3 500", "3,500"), ("2012", "2012")]
)
def test_large_numbers_of_the_source_keep_their_digits(there, said, checker):
    report = checker.check(
        Document("a.txt", "The region has 77 hectares of forest.", source=f"La région a {there} hectares de forêt.", source_lang="fr")
    )
    assert [finding.suggestions for finding in report.findings if finding.rule == "number-mismatch"] == [(said,)]


@pytest.mark.parametrize("written", ["1,23.4.5", "1.23,4,5", "1,2.3,4.5", "234.51.2345,1.2345,1"])
def test_numbers_with_marks_in_disorder_are_read(written, checker):
    report = checker.check(Document("a.txt", f"It has {written} of them.", source=f"Il en a {written}.", source_lang="fr"))
    assert not [failure for failure in report.failures if failure.internal]


def test_one_file_in_another_is_read_once(tmp_path):
    unit = '<body><trans-unit id="a"><source>Un.</source><target>One.</target></trans-unit></body>'
    content = f'<xliff version="1.2"><file source-language="fr" original="x"><file source-language="fr" original="y">{unit}</file></file></xliff>'
    assert [(document.id, document.text) for document in read(tmp_path, "a.xlf", content.encode())] == [("y", "One.")]


def test_one_unit_in_another_is_read_once(tmp_path):
    inner = '<tu><tuv xml:lang="fr"><seg>Un.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv></tu>'
    content = f'<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>Deux.{inner}</seg></tuv></tu></body></tmx>'
    (document,) = read(tmp_path, "a.tmx", content.encode())
    assert document.text == "One."


def test_an_edit_after_which_a_file_would_be_read_otherwise(tmp_path):
    content = "'âs€œ".encode("windows-1252")
    with pytest.raises(ReadError, match="another encoding"):
        rewrite("a.txt", content, [Edit(0, Span(1, 3), "Zqé")])
    assert rewrite("a.txt", content, [Edit(0, Span(1, 3), "Zq")]) == b"'Zq\x80\x9c"


def test_what_python_knows_and_is_no_encoding_of_texts(tmp_path):
    content = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=uu\\n"\n\nmsgid "Un."\nmsgstr "One."\n'
    (failure,) = read(tmp_path, "a.po", content)
    assert isinstance(failure, Failure) and "no encoding 'uu'" in failure.message
