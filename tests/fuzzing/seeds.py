"""What the mutated inputs are made from: small files of every format, written for this, and what the repository has of its own."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3_000
"""Bytes that are taken of a file of the repository."""
PROSE = "The coach praised the goalsand the saves of his team from the States - United, who who won 50 % of them . Daesh said on Monday that she controlled 1.234,5 hectares; «yes», it said once morest.\n"
SOURCE = "L'entraîneur a loué les buts et les arrêts de son équipe. Daech a dit lundi qu'elle contrôlait 1 234,5 hectares.\n"
FRONT = '---\ntitle: "The goalsand the saves"\ndate: 2024-01-05\nauthors: [A, B]\ndescription: >-\n  Two lines\n  of it\nlang: en\n---\n'
TOML_FRONT = '+++\ntitle = "The goalsand"\ndescription = """\nTwo\nlines"""\n[extra]\nx = 1\n+++\n'
MARKDOWN = (
    f'{FRONT}# Sport\n\nThe *coach* praised the **goalsand** the [saves](http://x.org/a "t").\n\n> {PROSE}\n- one\n- two &eacute; `code`\n\n'
    "| a | b |\n|---|---|\n| goalsand | c |\n\n```\ncode\n```\n\n<!-- mtcheck-disable calque until 2030-01-01: why -->\n![alt goalsand](a.png)\n<b>bold</b>\n"
    "<!-- mtcheck-enable -->\n\n[x]: http://a.b 'c'\n\nSetext\n===\n\nLine  \nbreak\\\nhere <https://a.b>\n"
)
HTML = (
    "<!doctype html><html lang=en><head><title>The goalsand</title><meta name=description content='Two &amp; three'><meta charset=utf-8></head>"
    f"<body><nav>x</nav><p class='a'>Caf&eacute;s &amp; bars. {PROSE}<br>More&nbsp;text <i>here</i><img alt='goalsand' src=x></p><!-- mtcheck-disable-line -->"
    "<script>var a = '<p>';</script><ul><li>one<li>two</ul><blockquote lang=fr>Oui</blockquote><table><tr><td>cell</table></body></html>"
)
XLIFF = (
    '<?xml version="1.0" encoding="utf-8"?>\n<xliff version="1.2"><file source-language="fr" target-language="en" original="x"><body><!-- c -->'
    f'<trans-unit id="a"><source>{SOURCE}</source><seg-source><mrk mtype="seg" mid="1">S.</mrk></seg-source><target><mrk mtype="seg" mid="1">'
    f'<g id="1">R&amp;D. {PROSE}</g><x id="2"/></mrk></target></trans-unit></body></file></xliff>\n'
)
XLIFF2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en" version="2.0"><file id="f"><unit id="1"><segment>'
    f"<source>{SOURCE}</source><target>{PROSE}<![CDATA[a & b]]></target></segment></unit></file></xliff>"
)
TMX = (
    f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>{SOURCE}</seg></tuv>'
    f'<tuv xml:lang="en"><prop>p</prop><seg>{PROSE}<bpt i="1">x</bpt></seg></tuv></tu></body></tmx>'
)
TBX = (
    '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body><termEntry id="1"><langSet xml:lang="fr"><tig>'
    '<term>but</term></tig></langSet><langSet xml:lang="en"><tig><term>goal</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'
    "</tig></langSet></termEntry></body></text></martif>"
)
LOCALE = (
    '{\n  "menu": {"title": "The goalsand \\"the\\" saves\\t\\u00e9 \\ud83d\\ude00", "n": 1.5e3, "list": ["once morest {name}", null, {"deep": "more"}]},\n'
    '  "@menu": {"description": "not this"}, "chrome": {"message": "He complains.", "description": "nor this"}, "": "", "a.b": "In Pékin"\n}\n'
)
PO = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Source-Language: fr\\n"\n\n#: a.c:1\n#, fuzzy\nmsgid "un"\nmsgstr "one"\n\n'
    'msgctxt "menu"\nmsgid "Les buts"\nmsgid_plural "x"\nmsgstr[0] "The goalsand "\n"the saves\\t\\x41\\101"\nmsgstr[1] "more"\n\n#~ msgid "old"\n#~ msgstr "old"\n'
)
SRT = f"1\n00:00:01,000 --> 00:00:02,500\nThe goalsand\n- the <i>saves</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n{{\\an8}}{PROSE}\n"
VTT = f"WEBVTT\n\nNOTE a\n\nname\n00:01.000 --> 00:02.500 align:start\n<v Ann>The goalsand &amp; the</v> <00:01.500>saves\n\n00:03.000 --> 00:04.000\n{PROSE}\n"
ROWS = [
    {"id": 1, "text": PROSE, "source": SOURCE, "source_lang": "fr", "title": "T", "authors": ["A"]},
    {"text": "Nothing. \u00e9\ud83d\ude00", "date": "5 January 2024"},
]
JSONL = "\n".join(json.dumps(row) for row in ROWS) + '\n\nbroken\n{"text": "a", "text": "The goalsand b"}\n'
CSV = f'id,source,target\n1,"{SOURCE}","{PROSE.strip()} ""a"""\r\n2,x,The goalsand the saves\n\n3,"two\nlines",y,z\n'
TSV = f'source\ttarget\tid\n{SOURCE.strip()}\t{PROSE.strip()}\ta\nx\t"quoted"\tb\n'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX_BODY = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document {WORD}><w:body><w:p><w:r><w:t xml:space="preserve">The goals</w:t></w:r><w:r><w:t>and the saves &amp; more.'
    f"</w:t><w:tab/><w:br/></w:r><w:del><w:r><w:delText>x</w:delText><w:t>y</w:t></w:r></w:del></w:p><w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p></w:body></w:document>"
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s">'
    '<v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Les buts</t></is></c><c r="B2" t="s"><v>2</v></c></row><row r="3"><c r="A3"><v>3.5</v></c>'
    '<c r="B3" t="str"><f>A1&amp;"x"</f><v>made</v></c></row></sheetData></worksheet>'
)
STRINGS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3"><si><t>source</t></si><si><t>target</t></si><si><r><t>The goalsand</t></r>'
    '<r><rPr><b/></rPr><t xml:space="preserve"> the saves</t></r></si></sst>'
)
OFFICE = "http://schemas.openxmlformats.org"
XLSX = {
    "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r" Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="News" sheetId="1" '
    'r:id="s"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="s" Type="{OFFICE}/officeDocument/2006/relationships/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="{OFFICE}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": SHEET,
    "xl/sharedStrings.xml": STRINGS,
}
CONFIG = (
    'source-lang = "fr"\nselect = ["calque", "exonym"]\nignore = ["spacing"]\nlevel = "safe"\nmin-confidence = 0.5\nfail-on = "major"\nmax-penalty = 5\nexclude = ["drafts/", "*.tmp"]\n'
    'pairs = "{stem}.{lang}.txt"\nglossaries = ["house"]\nnames = "names.tsv"\nscorer = "off"\njobs = 2\ncache-size = 64\nenglish = "GB"\nstyle = "AP"\n[severity]\ncalque = "minor"\n[max]\n'
    '"Accuracy/*" = 0\n[[overrides]]\npaths = ["sport/**", "!sport/x"]\nignore = ["number-format"]\nseverity = { calque = "minor" }\n'
)
RULE = (
    'id = "fuzzed"\nsummary = "s"\nwhy = "w"\ncategory = "Accuracy/Mistranslation"\nseverity = "minor"\nreferences = ["r"]\n[words]\nSAY = "say/v tell/past"\n[[pattern]]\n'
    'match = "(?:<ADJ> )?(?P<mark><SAY:verb>) (?P<n><NUM>|<DATE>) (?:of|in)"\nunless = "not"\nanchors = ["<SAY>", "of"]\nsuggest = ["{verb:past} {n}"]\nmessage = "m"\ntier = "odd"\n'
    '[[bad]]\ntext = "He said five of."\nmark = "said"\n[[good]]\ntext = "He."\n'
)
GLOSSARY = (
    "# rule: calque\n# tier: odd\n# source-lang: fr\n# licence: Apache-2.0\n# origin: own\n# severity: minor\navoid\tprefer\tsource\ttier\tbefore\tafter\tnote\trule\n"
    "assume/v <poss> responsibilities\tface/v <poss> duties | <delete>\tassumer\twrong\t!<quote>, the\t<number>, of*\tkept: why\t\n[the] (big|small) (dog|cat)/n\t<1> animal/n\t\t\t\t\t\tcalque\n"
)
NAMES = "# rule: name-inconsistency\n# licence: x\n# origin: own\npreferred\tvariants\nIslamic State\tDaesh | ISIS | IS\n"
HOUSE = "# rule: name-style\nwant\tvariants\tfirst\tnote\nKyiv\tKiev | Kyev\tKyiv, the capital\tn\nal-Qaida\tAl Qaeda\n"
TERMS = "source\ttarget\tforbidden\tkeep\tnote\nbut\tgoal | score\taim\t\tn\nentraîneur principal\thead coach\t\tyes\n"
IGNORED = (
    "rule\tfile\tcontext\twords\treason\texpiry\ncalque\ta/*.md\t0123456789abcdef\tonce morest\tit is right\t2030-01-01\nspacing\tb.md\t\t\tx\t\n"
)
BASELINE = "# mtcheck-baseline 1\nfile\trule\tcontext\tcopy\twords\na.md\tcalque\t0123456789abcdef\t1\tonce morest\nb\\tc.md\tspacing\tffff\t-\tx\n"
DECISIONS = '{"path": "a.md", "findings": [{"rule": "calque", "decision": "accepted"}, {"rule": "spacing", "decision": "refused"}]}\n'
PATCH = (
    b'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@ f\n-x\n+y\n+z\n@@ -5,0 +7 @@\n+++ b\ndiff --git\n--- /dev/null\n+++ "b/\\303\\251\\t.md"\n@@ -0,0 +1,3 @@\n+a\n+b\n+c\n'
    b"\\ No newline at end of file\n"
)
PHRASES = (
    "assume/v <poss> responsibilities",
    "[the] (big|small) dog/n\t<1> cat/n",
    "it's\t<delete>",
    "(run|walk fast)/v [in the] <det> house",
    "(a|b)/n (c|d)/v\t<2> a/n b/v <1>",
    "it's a-b",
)
XML_TOKENS = (
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a [",
    "<!ENTITY a 'b'>",
    "&a;",
    "&#x1F600;",
    "&#0;",
    "<?pi ?>",
    "<!--",
    "-->",
    "<a:b xmlns:a='c'/>",
    "</",
    "/>",
    "&lt;",
    ' xml:lang="en"',
)
"""Marks that mean something in the formats with tags."""


def archive(members: Mapping[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the members."""
    return archive_of(members.items(), kind)


def archive_of(members: Iterable[tuple[str, str | bytes]], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the members, names that stand twice among them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = kind
            target.writestr(info, content)
    return packed.getvalue()


@cache
def parquet() -> bytes:
    """Return a small Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"source": [SOURCE, None], "target": [PROSE, "The goalsand"], "id": ["a", "b"]}), sink, compression="NONE")
    return bytes(sink.getvalue())


@cache
def prose() -> tuple[bytes, ...]:
    """Return stretches of the repository's own articles, good and bad, and the examples of its rules."""
    from mtcheck.ruleset import load

    files = sorted([*ROOT.glob("corpora/clean/*.txt"), *ROOT.glob("corpora/annotated/*/mt.en.txt")])
    examples = [example.text for rule in load().rules.values() for example in (*rule.bad, *rule.good)]
    packs = ["\n\n".join(examples[at : at + 8]) for at in range(0, len(examples), 8)]
    return (PROSE.encode(), *(_head(file) for file in files), *(pack.encode() for pack in packs))


@cache
def sources() -> tuple[bytes, ...]:
    """Return originals and their translations, each pair parted by a zero byte."""
    pairs = [
        (next(folder.glob("source.*")), folder / "mt.en.txt") for folder in sorted(ROOT.glob("corpora/annotated/*")) if [*folder.glob("source.*")]
    ]
    return (f"{SOURCE}\0{PROSE}".encode(), *(_head(source) + b"\0" + _head(text) for source, text in pairs))


def files(pattern: str, most: int = 20) -> Iterable[bytes]:
    """Yield the beginnings of files of the repository."""
    return [_head(file) for file in sorted(ROOT.glob(pattern))[:most]]


def _head(file: Path) -> bytes:
    return file.read_bytes()[:LONGEST]


def of_format(suffix: str) -> list[bytes]:
    """Return the seeds of a format."""
    small = {
        ".txt": [PROSE],
        ".md": [MARKDOWN, TOML_FRONT + PROSE, FRONT.replace('"', "'") + PROSE],
        ".html": [HTML],
        ".jsonl": [JSONL],
        ".csv": [CSV, CSV.replace(",", ";"), f"sep=|\nid|text\n1|{PROSE}"],
        ".tsv": [TSV],
        ".po": [PO],
        ".json": [LOCALE],
        ".tmx": [TMX],
        ".xlf": [XLIFF, XLIFF2],
        ".srt": [SRT],
        ".vtt": [VTT],
        ".docx": [archive({"word/document.xml": DOCX_BODY, "word/footnotes.xml": DOCX_BODY, "docProps/x": "y"})],
        ".xlsx": [archive(XLSX)],
        ".parquet": [parquet()] if suffix == ".parquet" else [],
    }[suffix]
    encoded = [one if isinstance(one, bytes) else one.encode() for one in small]
    wide = [one.encode("utf-16") for one in small if isinstance(one, str)]
    return [*encoded, *encoded, *wide, *(prose() if suffix == ".txt" else ())]
