"""XLIFF, TMX and Word: what is read, where it stands in the file, and what is refused."""

import html
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck import readers
from mtcheck.core.model import Document, Failure, Span
from mtcheck.readers import Options, _word, docx, tmx, xliff

XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="menu" source-language="fr-FR" target-language="en">{}</file></xliff>'
TMX = '<tmx version="1.4"><header srclang="fr-FR"/><body>{}</body></tmx>'
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body></w:document>'


def all_of(module, content: str | bytes, path="f", options=None) -> list[Document]:
    return list(module.read(io.BytesIO(content.encode() if isinstance(content, str) else content), path, options or Options()))


def pairs(document: Document) -> list[tuple[str, str, str | None]]:
    return [(u.id, u.span.of(document.text), u.source.of(document.source) if u.source else None) for u in document.units]


def word(*paragraphs: str, **parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", WORD.format("".join(f"<w:p>{p}</w:p>" for p in paragraphs)))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", WORD.format(content))
    return packed.getvalue()


def failure(tmp_path, name: str, content: bytes | str) -> Failure:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = readers.read(str(path))
    assert isinstance(found, Failure)
    return Failure(found.where.replace(str(tmp_path), ""), found.message)


def test_xliff_1_pairs_targets_with_sources():
    body = """<header><note>Skip me.</note></header><body><group>
      <trans-unit id="a"><source>Bonjour &amp; merci</source><target state="final">Hello &amp; thanks</target><alt-trans><target>Hi</target></alt-trans></trans-unit>
      <trans-unit id="b"><source>Rien</source><target/></trans-unit><trans-unit id="c"><source>Rien</source></trans-unit>
      <trans-unit id="d" translate="no"><source>Code</source><target>Code</target></trans-unit>
      <trans-unit id="e"><source>Un <g id="1">gros</g> lot</source><target>A <g id="1">big</g> lot<x id="2"/>,
 <bpt id="3">&lt;b></bpt>really<ept id="3">&lt;/b></ept>&#33;</target></trans-unit></group>
      <trans-unit id="f"><target>No source here.</target></trans-unit></body>"""
    (document,) = all_of(xliff, XLIFF.format(body))
    assert document.text == "Hello & thanks\n\nA big lot,\n really!\n\nNo source here."
    assert document.source == "Bonjour & merci\n\nUn gros lot"
    assert (document.id, document.source_lang) == ("menu", "fr")
    assert pairs(document) == [
        ("a", "Hello & thanks", "Bonjour & merci"),
        ("e", "A big lot,\n really!", "Un gros lot"),
        ("f", "No source here.", None),
    ]


def test_xliff_segments_within_a_unit():
    seg = '<mrk mtype="seg" mid="{}">{}</mrk>'.format
    source = seg(1, "Un. ") + seg(2, "Deux.") + " " + seg(3, "Trois.")
    target = seg(1, "One. ") + seg(2, '<mrk mtype="x-sdl-deleted">Tow</mrk>Two.') + " " + seg(3, "")
    unit = f'<body><trans-unit id="u"><source>Un. Deux. Trois.</source><seg-source>{source}</seg-source><target>{target}</target></trans-unit></body>'
    (document,) = all_of(xliff, XLIFF.format(unit))
    assert document.text.strip() == "One. Two."
    assert document.source == "Un. Deux. Trois."
    assert pairs(document) == [("u:1", "One. ", "Un. "), ("u:2", "Two.", "Deux.")]


def test_xliff_2_and_several_files():
    content = """<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"
      version="2.0" srcLang="es" trgLang="en-GB"><file id="f1"><unit id="1"><originalData><data id="d1">%d</data></originalData>
      <mtc:matches><mtc:match><source>No</source><target>Nope</target></mtc:match></mtc:matches>
      <segment><source>Tengo <ph id="1" dataRef="d1"/> gatos.</source><target>I have <ph id="1"/> cats.</target></segment>
      <ignorable><source> </source></ignorable><segment id="s2"><source>Sí.</source><target><pc id="2">Yes</pc><sc id="3"/>.</target></segment></unit>
      <unit id="2" translate="no"><segment><source>x</source><target>y</target></segment></unit></file>
      <file id="f2"><unit id="1"><segment><source>Fin</source><target>End</target></segment></unit></file></xliff>"""
    first, second = all_of(xliff, content)
    assert pairs(first) == [("1", "I have  cats.", "Tengo  gatos."), ("1/s2", "Yes.", "Sí.")]
    assert (first.id, first.source_lang, second.id) == ("f1", "es", "f2")
    assert pairs(second) == [("1", "End", "Fin")]


def test_xliff_in_another_language_has_no_prose():
    (document,) = all_of(xliff, XLIFF.replace('"en"', '"de"').format('<body><trans-unit id="a"><target>Hallo</target></trans-unit></body>'))
    assert document.text == ""


def test_tmx():
    tu = '<tu{}><prop type="x">p</prop>{}</tu>'.format
    tuv = '<tuv xml:lang="{}"><note>n</note><seg>{}</seg></tuv>'.format
    body = (
        tu(' tuid="a"', tuv("en-US", 'The <bpt i="1">{b}</bpt>old<ept i="1"/> <hi>house</hi> &lt;1>.') + tuv("fr-FR", "La vieille maison."))
        + tu("", tuv("de", "Zwei") + tuv("fr-FR", "Deux") + tuv("EN", "Two"))
        + tu("", tuv("fr-FR", "Trois") + tuv("de", "Drei"))
        + tu("", tuv("fr-FR", "Vide") + tuv("en", " "))
    )
    (document,) = all_of(tmx, f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n{TMX.format(body)}')
    assert pairs(document) == [("a", "The old house <1>.", "La vieille maison."), ("2", "Two", "Deux")]
    assert (document.id, document.source_lang) == (None, "fr")


def test_tmx_from_english_to_english_has_no_source():
    body = '<tu srclang="en-US"><tuv lang="en-US"><seg>The color.</seg></tuv><tuv lang="en-GB"><seg>The colour.</seg></tuv></tu>'
    (document,) = all_of(tmx, TMX.format(body))
    assert (document.text, document.source, document.source_lang) == ("The colour.", None, None)


def test_docx_parts_and_paragraphs():
    box = "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
    content = word(
        "<w:r><w:t>One </w:t></w:r><w:r><w:t xml:space='preserve'> two</w:t><w:tab/><w:t>&amp;</w:t><w:br/><w:t>three</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>Moved</w:t></w:r></w:moveFrom>",
        f"<w:r>{box}<w:t>Around it.</w:t><w:instrText>PAGE</w:instrText></w:r>",
        footnotes="<w:p><w:r><w:t>A note.</w:t></w:r></w:p>",
        header1="<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        footer1="<w:p/>",
        comments="<w:p><w:r><w:t>Remark</w:t></w:r></w:p>",
    )
    found = [(d.id, d.text) for d in all_of(docx, content)]
    assert found == [(None, "One two &\nthree\n\nAround it.\n\nIn a box."), ("word/footnotes.xml", "A note."), ("word/header1.xml", "Cell")]


# Offsets: generated segments of text, references and inline code.

CHARS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Sm")), min_size=1, max_size=8).filter(lambda t: not t.isspace())
RUNS = st.lists(st.tuples(st.sampled_from(["text", "entity", "code", "inline"]), CHARS), min_size=1, max_size=6)


def written(runs, code: str, inline: str) -> tuple[str, str]:
    """Return how a segment is written in the file, and its text."""
    parts, text = [], []
    for kind, chars in runs:
        if kind == "code":
            parts.append(code)
            continue
        text.append(chars)
        escaped = "".join(f"&#{ord(c)};" for c in chars) if kind == "entity" else html.escape(chars, quote=False)
        parts.append(inline.format(escaped) if kind == "inline" else escaped)
    return "".join(parts), "".join(text)


def assert_exact(document: Document) -> None:
    for n, char in enumerate(document.text):
        piece = document.in_file(Span(n, n + 1)).of(document.raw)
        assert html.unescape(piece) == char or (char == "\n" and piece in {"", "\r\n", "\r"})


@settings(max_examples=60, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4))
def test_xliff_offsets_are_exact(segments):
    made = [written(runs, '<x id="1"/><ph id="2">&lt;i></ph><!-- c -->', '<g id="3">{}</g>') for runs in segments]
    units = "".join(f'\r\n<trans-unit id="{n}"><source>s{n}</source><target>{xml}</target></trans-unit>' for n, (xml, _) in enumerate(made))
    (document,) = all_of(xliff, XLIFF.format(f"<body>{units}</body>"))
    kept = [(str(n), text, f"s{n}") for n, (_, text) in enumerate(made) if text]
    assert pairs(document) == kept
    assert document.text == "\n\n".join(text for _, text, _ in kept)
    assert_exact(document)


@settings(max_examples=40, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4))
def test_tmx_offsets_are_exact(segments):
    made = [written(runs, '<ph>&lt;br/></ph><bpt i="1">x</bpt>', "<hi>{}</hi>") for runs in segments]
    units = "".join(f'<tu><tuv xml:lang="fr"><seg>s</seg></tuv><tuv xml:lang="en"><seg>{xml}</seg></tuv></tu>' for xml, _ in made)
    (document,) = all_of(tmx, TMX.format(units))
    assert [text for _, text, _ in pairs(document)] == [text for _, text in made if text]
    assert_exact(document)


@settings(max_examples=40, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4))
def test_word_offsets_are_exact(paragraphs):
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    made = [written(runs, '</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">', "<w:x>{}</w:x>") for runs in paragraphs]
    content = word(*(run.format(xml) for xml, _ in made))
    (part,) = _word.parts(_word.archive_of(content, "f"), "f")
    assert part.document.text == "\n\n".join(text for _, text in made if text)
    assert_exact(part.document)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_declared_encodings(encoding):
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + XLIFF.format(
        '<body><trans-unit id="a"><target>Café ©</target></trans-unit></body>'
    )
    (document,) = all_of(xliff, text.encode(encoding))
    assert document.text == "Café ©"
    assert document.raw == text


def test_cdata_and_line_ends():
    content = XLIFF.format('<body><trans-unit id="a"><target><![CDATA[a &amp; <b>]]>\r\nc</target></trans-unit></body>')
    (document,) = all_of(xliff, content)
    assert document.text == "a &amp; <b>\nc"
    assert document.in_file(Span(11, 12)).of(document.raw) == "\r\n"


# What is refused, each with one line.


def test_broken_xml_has_line_and_column(tmp_path):
    found = failure(tmp_path, "a.xlf", XLIFF.format("<body>\n<é/><trans-unit>\n</body>"))
    assert found.where == "/a.xlf:3:3"
    assert "broken XML (mismatched tag)" in found.message
    assert failure(tmp_path, "b.tmx", "no markup").where == "/b.tmx:1:1"


def test_entity_bombs_are_refused(tmp_path):
    bomb = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<tmx>&b;</tmx>'
    found = failure(tmp_path, "a.tmx", bomb)
    assert (found.where, "document type" in found.message) == ("/a.tmx:2", True)
    outside = '<!DOCTYPE tmx [<!ENTITY f SYSTEM "file:///etc/passwd">]><tmx>&f;</tmx>'
    assert "document type" in failure(tmp_path, "b.tmx", outside).message
    unknown = f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n{TMX.format("&secret;")}'
    assert "&secret; is defined nowhere" in failure(tmp_path, "c.tmx", unknown).message


def test_other_xml_is_refused(tmp_path):
    assert "no XLIFF (it begins with <tmx>)" in failure(tmp_path, "a.xlf", TMX.format("")).message
    assert "no TMX" in failure(tmp_path, "a.tmx", "<html/>").message


def test_zip_bomb_is_refused(tmp_path):
    found = failure(tmp_path, "a.docx", word("<w:r><w:t>" + " " * 30_000_000 + "</w:t></w:r>"))
    assert found.where == "/a.docx"
    assert "unpacks to 30 MB" in found.message


def test_what_is_no_word_document_is_refused(tmp_path):
    assert "no Word document" in failure(tmp_path, "a.docx", "A plain text.").message
    assert "password" in failure(tmp_path, "b.docx", b"\xd0\xcf\x11\xe0" + bytes(600)).message
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert "no word/document.xml" in failure(tmp_path, "c.docx", packed.getvalue()).message


def test_encrypted_and_damaged_word_documents_are_refused(tmp_path):
    good = bytearray(word("<w:r><w:t>Text.</w:t></w:r>"))
    sealed = good.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert sealed != good
    assert "encrypted" in failure(tmp_path, "a.docx", bytes(sealed)).message
    at = good.index(b"word/document.xml") + 40
    good[at : at + 8] = b"\xff" * 8
    assert "word/document.xml in it is damaged" in failure(tmp_path, "b.docx", bytes(good)).message


def test_broken_part_names_the_part(tmp_path):
    found = failure(tmp_path, "a.docx", word("<w:r>"))
    assert found.where.startswith("/a.docx!word/document.xml:1:")
