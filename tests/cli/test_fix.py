"""``mtcheck fix``: what it changes, and that it changes nothing else."""

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError, ReadError
from mtcheck.core.model import Span
from mtcheck.rewriting import Edit, Edits, content_of, rewrite

BAD, GOOD = "goalsand", "goals and"
SENTENCE = "The coach praised the goalsand the saves of his team."
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


@pytest.fixture
def fix(tmp_path, cache):
    def run(*arguments, code: int = 0, unsafe: bool = True, **given):
        flags = ["--unsafe-fixes"] if unsafe else []
        result = CliRunner().invoke(group, ["fix", "--scorer", "off", *flags, *map(str, arguments)], **given)
        if isinstance(result.exception, MtcheckError):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return run


def in_place(fix, path, content: bytes) -> bytes:
    path.write_bytes(content)
    fix("--in-place", path)
    return path.read_bytes()


FILES = {
    "plain.txt": f"Sport\r\n\r\n{SENTENCE}\r\nMore  text.\t\n",
    "page.md": "---\nslug: goalsand\n---\n# Sport\n\nThe *coach* praised the **goalsand** the [saves](http://x.org/goalsand).\n\n`goalsand`\n",
    "page.html": f"<!doctype html>\n<html><head><meta name='author' content='goalsand'></head><body class='a&b'><p>Caf&eacute;s &amp; bars. {SENTENCE}<br>\n</p></body></html>",
    "rows.jsonl": '{"id": 1, "text": "Caf\\u00e9: The coach praised the goalsand the saves.", "x":  [1.0, "goalsand"]}\n\n{"text":"Nothing."}\nbroken\n',
    "menu.xlf": '<?xml version="1.0" encoding="utf-8"?>\n<xliff version="1.2"><file source-language="fr" original="x"><body><!-- goalsand -->'
    f'<trans-unit id="a" note="goalsand"><source>goalsand</source><target>R&amp;D. {SENTENCE}</target></trans-unit></body></file></xliff>\n',
    "menu.sdlxliff": '<xliff version="1.2"><file source-language="fr" original="x"><body><trans-unit id="a"><seg-source><mrk mtype="seg" mid="1">S.</mrk>'
    f'</seg-source><target><mrk mtype="seg" mid="1"><g id="1">{SENTENCE}</g><x id="2"/></mrk></target></trans-unit></body></file></xliff>',
    "menu2.xliff": '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en" version="2.0"><file id="f"><unit id="1"><segment>'
    f"<source>goalsand</source><target>{SENTENCE}</target></segment></unit></file></xliff>",
    "memory.tmx": '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>goalsand</seg></tuv>'
    f'<tuv xml:lang="en"><prop>goalsand</prop><seg>{SENTENCE}</seg></tuv></tu></body></tmx>',
}


def expected(name: str) -> str:
    """Return the file with the one place fixed that is English prose."""
    text = FILES[name]
    at = re.compile({"page.md": r"\*\*goalsand", "rows.jsonl": r"the goalsand"}.get(name, "the goalsand the")).search(text).start()
    return text[:at] + text[at:].replace(BAD, GOOD, 1)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_the_fix_changes(name, mark, fix, tmp_path):
    path = tmp_path / name
    path.write_bytes(mark + FILES[name].encode())
    result = fix("--in-place", path, code=2 if name == "rows.jsonl" else 0)
    assert path.read_bytes() == mark + expected(name).encode()
    assert f"fixed 1 of 1 findings in {path}" in result.stderr
    assert "fixed 0 of 0" in fix("--in-place", path, code=2 if name == "rows.jsonl" else 0).stderr


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(("xlf", "xliff", "tmx"))])
def test_canonical_xml_is_the_same_elsewhere(name, fix, tmp_path):
    content = in_place(fix, tmp_path / name, FILES[name].encode()).decode()
    assert canonicalize(content, with_comments=True).replace(GOOD, BAD) == canonicalize(FILES[name], with_comments=True)


@pytest.mark.parametrize(("name", "encoding"), [("plain.txt", "utf-16"), ("plain.txt", "utf-16-le"), ("menu.xlf", "utf-16"), ("page.html", "cp1252")])
def test_encodings_stay(name, encoding, fix, tmp_path):
    text = f"{FILES[name]}\n<!-- é -->".replace('encoding="utf-8"', 'encoding="utf-16"')
    assert in_place(fix, tmp_path / name, text.encode(encoding)) == text.replace("the goalsand the", "the goals and the").encode(encoding)


def test_preview_writes_nothing(fix, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"First line.\n{SENTENCE}\nLast line.\n", "utf-8")
    result = fix(path)
    assert result.stdout.splitlines()[2:] == ["@@ -2 +2 @@", f"-{SENTENCE}", f"+{SENTENCE.replace(BAD, GOOD)}"]
    assert "would fix 1 of 1 findings" in result.stderr
    assert BAD in path.read_text("utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_output_leaves_the_file_alone(fix, tmp_path):
    path, out = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(SENTENCE, "utf-8")
    fix("--output", out, path)
    assert out.read_text("utf-8") == SENTENCE.replace(BAD, GOOD)
    assert path.read_text("utf-8") == SENTENCE
    assert fix("--output", out, "--diff", path).stdout.startswith("--- ")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "The port is closed, he said.\n\n## Comments (3)\n\nNo.\n", "The port is closed, he said.\n\n\n\nNo.\n"),
        ("a.md", "The port is closed, he said.\n\n[Follow us on **Telegram**](https://example.org)\n", "The port is closed, he said.\n\n\n"),
        ("a.html", "<p>The port is closed, he said.</p><div><p>Also read: <b>The port</b></p></div>", "<p>The port is closed, he said.</p>"),
        (
            "a.html",
            "<p>The port is closed, he said.</p><p>He <b>said</b> no.<br>Share on Facebook</p>",
            "<p>The port is closed, he said.</p><p>He <b>said</b> no.<br></p>",
        ),
        ("a.txt", "The port is closed, he said.\n→ READ: The mayor goes on\nNobody knew.\n", "The port is closed, he said.\n\nNobody knew.\n"),
        ("a.md", "The port is closed, he said.\n\n→ READ: [The mayor goesand](x.md)\n", "The port is closed, he said.\n\n\n"),
        ("a.html", '<p>The port is closed, he said.</p><p>→ READ: <a href="x">The mayor</a></p>', "<p>The port is closed, he said.</p>"),
    ],
)
def test_residue_goes_with_its_element(name, before, after, fix, tmp_path):
    file = tmp_path / name
    file.write_text(before, encoding="utf-8")
    fix("--in-place", "--unsafe-fixes", "--min-confidence", "0.8", str(file))
    assert file.read_text(encoding="utf-8") == after


def test_several_files_are_summed_up_and_clean_ones_not_named(fix, tmp_path):
    for name, text in (("a.txt", SENTENCE), ("b.txt", "Nobody came."), ("c.txt", f"{SENTENCE} The strike was decided in high places.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = fix("--source-lang", "fr", "--check", tmp_path, code=1).stderr.splitlines()
    assert told == [
        f"would fix 1 of 1 findings in {tmp_path}/a.txt",
        f"would fix 1 of 2 findings in {tmp_path}/c.txt",
        "would fix 2 of 3 findings in 3 files",
    ]


def test_mode_and_link_stay(fix, tmp_path):
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text(SENTENCE, "utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    fix("--in-place", link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert GOOD in path.read_text("utf-8")


def test_confidence_and_rules_limit_what_is_fixed(fix, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{SENTENCE} The raid took place once morest the prison.\n", "utf-8")
    assert "would fix 2 of 2" in fix(path).stderr
    assert "would fix 1 of 1" in fix("--select", "fused-words", path).stderr
    assert "goals and" not in fix("--ignore", "fused-words", path).stdout.partition("+The")[2]


def test_wrong_usage_is_one_line(fix, tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "b.txt").write_text(SENTENCE, "utf-8")
    for arguments, words in (
        (("-", tmp_path / "a.txt"), "fixed alone"),
        (("--in-place", "-"), "fixed alone"),
        (("--check", "--in-place", tmp_path / "a.txt"), "--check changes nothing"),
        (("--interactive", tmp_path / "a.txt"), "nowhere to write"),
        (("--decisions", tmp_path / "d.jsonl", tmp_path / "a.txt"), "nobody decides"),
        (("--output", tmp_path / "c", tmp_path), "one --output for 2 files"),
        (("--output", tmp_path / "c", "--in-place", tmp_path / "a.txt"), "exclude each other"),
        (("--select", "no-such", tmp_path), "no rule 'no-such'"),
    ):
        with pytest.raises(MtcheckError, match=words):
            fix(*arguments)
    assert "no such file" in fix(tmp_path / "none.txt", code=2).stderr


def test_a_broken_file_does_not_keep_the_others_from_being_fixed(fix, tmp_path):
    (tmp_path / "a.xlf").write_text("<xliff>", "utf-8")
    (tmp_path / "b.txt").write_text(SENTENCE, "utf-8")
    assert "a.xlf:1:" in fix("--in-place", tmp_path, code=2).stderr
    assert GOOD in (tmp_path / "b.txt").read_text("utf-8")


def test_markup_inside_the_words_is_refused(fix, tmp_path):
    for name, content in (
        ("a.html", "<p>The coach praised the goals<b>and</b> the saves."),
        ("a.md", "The coach praised the goal**sand** the saves.\n"),
    ):
        path = tmp_path / name
        path.write_text(content, "utf-8")
        result = fix("--in-place", path)
        assert "'goalsand' stays as it is: there is markup inside it" in result.stderr
        assert "fixed 0 of 1" in result.stderr
        assert path.read_text("utf-8") == content


# Word documents


def word(body: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.comment = b"kept"
        for name, content, how in (
            ("[Content_Types].xml", "<Types/>", zipfile.ZIP_DEFLATED),
            ("word/media/a.png", "not a picture " * 9, zipfile.ZIP_STORED),
            ("word/document.xml", WORD.format(body), zipfile.ZIP_DEFLATED),
            ("word/footnotes.xml", WORD.format(f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"), zipfile.ZIP_DEFLATED),
        ):
            info = zipfile.ZipInfo(name, (2021, 5, 4, 3, 2, 2))
            info.compress_type = how
            archive.writestr(info, content)
    return packed.getvalue()


def members(content: bytes) -> list[tuple]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return [(info.filename, info.date_time, info.compress_type, archive.read(info).decode()) for info in archive.infolist()]


def test_word_document(fix, tmp_path):
    before = word(f"<w:p><w:r><w:t>R&amp;D</w:t></w:r></w:p><w:p w:x='goalsand'><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>")
    (tmp_path / "a.docx").write_bytes(before)
    assert f"+{SENTENCE.replace(BAD, GOOD)}" in fix(tmp_path / "a.docx").stdout
    after = in_place(fix, tmp_path / "a.docx", before)
    assert members(after) == [(*row[:3], row[3].replace("the goalsand the", "the goals and the")) for row in members(before)]
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.comment == b"kept"


def test_words_in_several_runs(fix, tmp_path):
    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    body = f"<w:p>{run('The coach praised the goal')}<w:proofErr/>{run('sand')}{run(' the saves.')}</w:p>"
    after = members(in_place(fix, tmp_path / "a.docx", word(body)))[2][3]
    assert after == WORD.format(f"<w:p>{run('The coach praised the goals and')}<w:proofErr/>{run('')}{run(' the saves.')}</w:p>")


def test_a_space_at_the_end_of_a_run_is_kept(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(word("<w:p><w:r><w:t>Well so</w:t></w:r><w:r><w:t>be it.</w:t></w:r></w:p>"))
    after = members(rewrite(str(path), path.read_bytes(), [Edit(0, Span(5, 7), "then ")]))[2][3]
    assert '<w:t xml:space="preserve">Well then </w:t></w:r><w:r><w:t>be it.' in after


# The interface


def edited(tmp_path, name: str, content: str, *edits: Edit) -> tuple[str, list[str]]:
    path = tmp_path / name
    path.write_bytes(content.encode())
    wanted = Edits(edits)
    return rewrite(str(path), path.read_bytes(), wanted).decode(), [why for _, why in wanted.refused]


def test_text_is_escaped_as_the_format_wants(tmp_path):
    edit = Edit(0, Span(0, 1), "<&é")
    assert edited(tmp_path, "a.html", "a b", edit) == ("&lt;&amp;&#233; b", [])
    assert edited(tmp_path, "a.html", "<meta charset=utf-8>a b", edit) == ("<meta charset=utf-8>&lt;&amp;é b", [])
    assert edited(tmp_path, "a.md", "a b", edit) == ("<&é b", [])
    assert edited(tmp_path, "a.txt", "a b", edit) == ("<&é b", [])
    assert edited(tmp_path, "a.jsonl", '{"text":"a b"}', Edit(0, Span(0, 1), 'é"')) == ('{"text":"\\u00e9\\" b"}', [])
    assert edited(tmp_path, "b.jsonl", '{"text":"a ü"}', Edit(0, Span(0, 1), 'é"')) == ('{"text":"é\\" ü"}', [])


def test_what_cannot_be_written_is_refused(tmp_path):
    xliff = '<xliff version="1.2"><file><body><trans-unit id="1"><target><![CDATA[a]]> b</target></trans-unit></body></file></xliff>'
    assert edited(tmp_path, "a.xlf", xliff, Edit(0, Span(0, 1), "&")) == (xliff, ["it stands in a CDATA section, which has no references"])
    path = tmp_path / "a.txt"
    path.write_bytes("café".encode("cp1252"))
    wanted = Edits([Edit(0, Span(0, 1), "日")])
    assert rewrite(str(path), path.read_bytes(), wanted) == "café".encode("cp1252")
    assert "windows-1252" in wanted.refused[0][1] or "cp1252" in wanted.refused[0][1]


def test_code_and_paragraph_ends_are_refused(tmp_path):
    content = "One `x` two.\n\nThree.\n"
    for span in (Span(4, 5), Span(6, 15), Span(9, 11)):
        assert edited(tmp_path, "a.md", content, Edit(0, span, "z"))[0] == content


def test_overlapping_edits(tmp_path):
    text, refused = edited(tmp_path, "a.txt", "one two three", Edit(0, Span(4, 13), "2 3"), Edit(0, Span(0, 5), "x"), Edit(0, Span(8, 13), "y"))
    assert text == "xwo y" and refused == ["another fix changes the same words"]


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("This is again a test.", "again", "This is a test."),
        ("Again this is.", "Again", "this is."),
        ("This is it again.", "again", "This is it."),
        ("This is\nagain\nit.", "again", "This is\n\nit."),
        ("This-again is.", "again", "This- is."),
    ],
)
def test_a_deletion_leaves_no_space_behind(text, words, after, tmp_path):
    at = text.index(words)
    assert edited(tmp_path, "a.txt", text, Edit(0, Span(at, at + len(words)), ""))[0] == after


def test_compressed_files_cannot_be_fixed(tmp_path):
    with pytest.raises(ReadError, match="unpack it first"):
        content_of(str(tmp_path / "a.txt.gz"))


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=12), st.text(st.characters(codec="utf-8"), max_size=12), st.booleans(), st.booleans())
def test_rows_are_read_back_as_edited(before, after, ascii_only, twice):
    row = json.dumps({"a": {"text": "no"}, "text": f"{before}WORD{after}"}, ensure_ascii=ascii_only)
    row = '{"text": "earlier", ' + row[1:] if twice else row
    content = rewrite("a.jsonl", f'{row}\n{{"text": "other"}}\n'.encode(), [Edit(0, Span(len(before), len(before) + 4), "wörd")]).decode()
    first, second, rest = content.split("\n")
    assert json.loads(first)["text"] == f"{before}wörd{after}"
    assert (second, rest) == ('{"text": "other"}', "")
    written = "wörd" if not row.isascii() else "w\\u00f6rd"
    assert first == row[::-1].replace("WORD"[::-1], written[::-1], 1)[::-1]


def test_unfixable_output_is_reported(fix, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")
    assert "cannot write the file" in fix("--output", path / "below.txt", path, code=2).stderr


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["plain &amp; simple", "&#233;t&#xE9;", "<g id='1'>in a tag</g>", "<x id='2'/>", " \r\n ", "<ph>%d</ph>"])),
        max_size=8,
    ),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), max_size=4),
)
def test_edits_are_made_exactly_or_refused(parts, spans):
    from tempfile import TemporaryDirectory

    from mtcheck import readers

    target = "".join(part for (part,) in parts)
    content = f"<xliff version='1.2'><file><body><trans-unit id='1'><target>A{target}</target></trans-unit></body></file></xliff>"
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.xlf")
        path.write_bytes(content.encode())
        (document,) = readers.read(str(path))
        wanted = Edits(Edit(0, Span(start, start + size), "X&<") for start, size in set(spans) if start + size <= len(document.text))
        path.write_bytes(rewrite(str(path), path.read_bytes(), wanted))
        (after,) = readers.read(str(path))
        written = path.read_bytes().decode()
    refused = [edit for edit, _ in wanted.refused]
    text = document.text
    for edit in sorted(set(wanted) - set(refused), key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert after.text == text
    assert re.findall(r"<[^>]*>", written) == re.findall(r"<[^>]*>", content)


# Safe and unsafe

MIXED = "The United - States said &quot;no&quot;. The coach praised the goalsand the saves.\n"
SAFE = MIXED.replace("United - States", "United States").replace("&quot;", '"')


def test_only_safe_kinds_are_written_unasked(fix, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(MIXED, "utf-8")
    assert "fixed 3 of 4 findings" in (done := fix("--in-place", path, unsafe=False).stderr)
    assert "1 more with --unsafe-fixes" in done
    assert path.read_text("utf-8") == SAFE
    assert "fixed 0 of 1" in fix("--in-place", path, unsafe=False).stderr
    fix("--in-place", path)
    assert path.read_text("utf-8") == SAFE.replace(BAD, GOOD)


def test_check_says_with_its_exit_code_what_would_change(fix, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(MIXED, "utf-8")
    assert "would fix 3 of 4" in fix("--check", path, unsafe=False, code=1).stderr
    path.write_text(SENTENCE, "utf-8")
    fix("--check", path, unsafe=False)
    fix("--check", path, code=1)
    assert path.read_text("utf-8") == SENTENCE


def test_standard_input_is_filtered(fix, tmp_path):
    assert fix("-", unsafe=False, input=MIXED).stdout == SAFE
    page = fix("-", "--stdin-name", "a.md", input="The coach praised the goal**sand** the goalsand the `goalsand`.\n")
    assert page.stdout == "The coach praised the goal**sand** the goals and the `goalsand`.\n"
    assert fix("-", "--check", unsafe=False, code=1, input=MIXED).stdout.startswith("--- -")
    out = tmp_path / "out.txt"
    assert fix("-", "--output", out, unsafe=False, input=MIXED).stdout == ""
    assert out.read_text("utf-8") == SAFE


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_second_run_changes_nothing_and_nothing_new_is_found(unsafe, fix, tmp_path):
    for file in sorted((Path(__file__).parents[2] / "corpora" / "annotated").glob("*/*.en.txt")):
        path = tmp_path / f"{file.parent.name}-{file.name}"
        path.write_bytes(file.read_bytes())
        before = found(path)
        fix("--in-place", path, unsafe=unsafe)
        once = path.read_bytes()
        assert "fixed 0 of" in fix("--in-place", path, unsafe=unsafe).stderr
        assert path.read_bytes() == once
        assert unsafe or not found(path) - before
        assert not any(fix == "safe" for _, _, fix in found(path))


def found(path) -> set[tuple[str, str, str]]:
    result = CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", "--fail-on", "never", str(path)])
    return {(one["rule"], one["text"], one["fix"]) for document in json.loads(result.stdout)["documents"] for one in document["findings"]}


# Interactive


def test_the_walk_writes_what_was_decided(fix, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path, kept = tmp_path / "a.txt", tmp_path / "decided.jsonl"
    path.write_text("The United - States agreed. The coach praised the the saves. He saw the goalsand ran.\nThe end of the the day.\n", "utf-8")
    answers = "?\na\ns\nt\ngoal and\ni\nin the\n  style\n"
    done = fix("--interactive", "--in-place", "--decisions", kept, path, input=answers)
    assert "accept the first suggestion" in done.stdout
    assert path.read_text("utf-8") == "The United States agreed. The coach praised the the saves. He saw the goal and ran.\nThe end of the the day.\n"
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert [(row["mt"] == row["post_edit"], [one["decision"] for one in row["findings"]]) for row in rows] == [
        (False, ["accepted"]),
        (True, ["refused"]),
        (False, ["accepted"]),
        (True, ["refused"]),
    ]
    assert rows[2]["post_edit"] == "He saw the goal and ran."
    assert ".mtcheck-ignore.tsv" in {file.name for file in tmp_path.iterdir()}
    assert ("repetition", "the the") not in {(rule, text) for rule, text, _ in found(path)} or "in the" in (
        tmp_path / ".mtcheck-ignore.tsv"
    ).read_text("utf-8")
    assert CliRunner().invoke(group, ["glossary", "learn", "--mt", str(kept), "--min-count", "1"]).exit_code == 0


def test_what_is_ignored_stays_ignored_beside_what_is_mended(fix, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: The goalsand the saves\n---\n\nThe goalsand the the best goalsand the saves.\n", "utf-8")
    done = fix("--interactive", "--in-place", path, input="a\na\ni\nour style\na\n")
    assert "fixed 3 of 4" in done.stderr and "The goals and the the best goals and the saves." in path.read_text("utf-8")
    assert found(path) == set()
    assert "matches nothing" not in CliRunner().invoke(group, ["check", "--scorer", "off", str(path)]).stderr


def test_the_walk_stops_and_keeps(fix, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(MIXED, "utf-8")
    fix("--interactive", "--in-place", path, input="1\nq\n")
    assert path.read_text("utf-8") == MIXED.replace("United - States", "United States")
    path.write_text(MIXED, "utf-8")
    fix("--interactive", "--in-place", path, input="")
    assert path.read_text("utf-8") == MIXED
