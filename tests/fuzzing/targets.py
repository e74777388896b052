"""What is fed: readers, edits, checks, fixes, and every file that settings, lists and reports are read from."""

from __future__ import annotations

import gzip
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from mtcheck import readers
from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import Document, Failure
from mtcheck.glossary.phrase import PhraseError, forms, render
from mtcheck.pipeline import Checker
from tests.fuzzing import seeds
from tests.fuzzing.properties import RULES, checked, documents_of, edited, mended

FORMATS = (".txt", ".md", ".html", ".jsonl", ".csv", ".tsv", ".po", ".json", ".tmx", ".xlf", ".srt", ".vtt", ".docx", ".xlsx", ".parquet")
TOKENS: dict[str, tuple[str, ...]] = {
    ".md": (
        "---\n",
        "+++\n",
        "> ",
        "- ",
        "# ",
        "`",
        "```\n",
        "*",
        "_",
        "[a](b)",
        "![",
        "|",
        "\n\n",
        "<b>",
        "<!-- ",
        "-->",
        "&nbsp;",
        "\\*",
        "  \n",
        "    ",
        "title: ",
        "'",
        "===\n",
        "$x$",
    ),
    ".html": (
        "<p>",
        "</p>",
        "<br>",
        "<!--",
        "-->",
        "&eacute;",
        "&#233;",
        "&",
        "<",
        "<title>",
        "</title>",
        "<img alt='a'>",
        "<script>",
        "<head>",
        "</head>",
        "<meta name=description content='",
        "<pre>",
        "<svg>",
    ),
    ".jsonl": ("{", "}", '"text": ', '"a"', "\\ud83d", "\\u0000", "\\n", "null", "1e999", "[", "]", ",", "true", '"source": "x"', "\n"),
    ".csv": (",", ";", '"', '""', "\r\n", "\n", "\t", "|", "sep=;\n", "text"),
    ".tsv": ("\t", '"', "\n", "target", "\r"),
    ".po": (
        'msgid "a"\n',
        'msgstr "b"\n',
        "msgstr[2] ",
        '"',
        "\\n",
        "\\x41",
        "\\777",
        "\\",
        "#, fuzzy\n",
        "#~ ",
        "msgctxt ",
        "charset=utf-16",
        "domain ",
    ),
    ".json": ("{", "}", "[", "]", ",", ": ", '"a"', '"@a": ', '"message": "b"', "\\ud83d", "\\u00e9", "\\n", '\\"', "null", "1e999", "\n"),
    ".srt": ("00:00:01,000 --> 00:00:02,000\n", "\n\n", "1\n", "<i>", "{\\an8}", "{y:i}", "-->", "- "),
    ".vtt": ("WEBVTT", "00:01.000 --> 00:02.000\n", "NOTE\n", "<00:01.000>", "<v A>", "&lt;", "\n\n", "STYLE\n"),
    ".xlsx": (
        "<c r='A2' t='s'><v>",
        "</v></c>",
        "<row r='9'>",
        "</row>",
        "<f>",
        "<is><t>",
        "</t></is>",
        "t='e'",
        "t='b'",
        "t='d'",
        "r='XFD1048576'",
        "<si>",
        *seeds.XML_TOKENS,
    ),
    ".docx": ("<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:del>", "<w:tab/>", "<w:txbxContent>", *seeds.XML_TOKENS),
}
PROSE = tuple(
    "Daesh ;she ;goalsand ;once morest ;« ; » ;50 %;1.234,5;12 September 2019;Pékin;billion;→ READ: ;“;”;\";'s ;the the ;( ;  ;, ;. ;…;U.S. ;Mr. ;President ;\n\n;€3,5;10:30;"
    "the States - United;Lire aussi;would have killed ;since 2011 he is ;https://a.b/c?d=e ;@a ;#b ;½;°C;№;‑;\u200d;ß;İ;ﬃ;2/3;§".split(";")
)


class Target(NamedTuple):
    """What is fed: ``feed`` returns what became of an input, in a word or two; ``share`` of a hundred thousand inputs are for it."""

    name: str
    seeds: Callable[[], Sequence[bytes]]
    tokens: Sequence[bytes]
    feed: Callable[[bytes], str]
    share: int


@cache
def checker() -> Checker:
    """Return a checker by rules alone, with all that is shipped."""
    from mtcheck.ruleset import load

    return Checker(load())


@cache
def _folder() -> Path:
    """Return a folder of this process for files that are read by name."""
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="mtcheck-fuzz-", dir=shared if shared.is_dir() and os.access(shared, os.W_OK) else None))


def written(content: bytes, name: str) -> Path:
    """Return a file with the content."""
    path = _folder() / name
    path.write_bytes(content)
    return path


def refusing(feed: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """Return the feeder with what it may raise taken for an outcome: a line for whoever wrote the file."""

    def fed(content: bytes) -> str:
        try:
            return feed(content)
        except MtcheckError as error:
            assert error.what and "\n" not in error.line()
            return "refused"

    return fed


def _read(suffix: str, content: bytes) -> str:
    return "read" if documents_of(content, f"a{suffix}") else "nothing"


def _unpacked(content: bytes) -> str:
    path = written(content, "a.txt.gz")
    found = list(readers.read(str(path)))
    assert found and all(isinstance(item, Failure) or item.text is not None for item in found)
    return "read" if isinstance(found[0], Document) else "refused"


def _checked(content: bytes) -> str:
    return "findings" if checked(checker(), Document("a.txt", content.decode("utf-8", "replace"))).findings else "none"


def _beside(content: bytes) -> str:
    source, _, text = content.decode("utf-8", "replace").partition("\0")
    report = checked(checker(), Document("a.txt", text, source=source, source_lang=LANGUAGES[len(content) % len(LANGUAGES)]))
    return "findings" if report.findings else "none"


LANGUAGES = ("fr", "es", "de", "ru", "ar", None, "it", "zh", "xx")


def _phrase(content: bytes) -> str:
    phrase, _, prefer = content.decode("utf-8", "replace").partition("\t")
    try:
        for form in forms(phrase):
            assert form.text and form.text == form.text.strip()
            assert isinstance(render(prefer or phrase.split(" ")[0], form), str)
    except PhraseError:
        return "refused"
    return "read"


def _glossary(name: str, content: bytes) -> str:
    from mtcheck.core.text import normal
    from mtcheck.glossary.contexts import Prose
    from mtcheck.glossary.entries import read_glossary
    from mtcheck.glossary.matching import Phrases

    entries = list(read_glossary(written(content, name)))
    phrases = Phrases.compiled(entries)
    text = seeds.PROSE
    for match in phrases.matches(Prose(text, normal(text))):
        assert text[match.start : match.end] == match.text
    return "read"


def _rule(content: bytes) -> str:
    from mtcheck.context import Context
    from mtcheck.rules.patterns import Patterns, read_rule

    rule, patterns = read_rule(written(content, "fuzzed.toml"))
    context = Context(Document("a.txt", seeds.PROSE))
    for finding in Patterns(patterns).find({rule.id: rule}, context):
        assert finding.span.of(seeds.PROSE) == finding.text
    return "read"


def _config(name: str, content: bytes) -> str:
    from mtcheck.config import read_config

    config = read_config(written(content, name))
    for path in ("sport/a.md", "a.md", "../b"):
        config.at(path)
    assert config.failing and isinstance(list(config.rules_named()), list)
    return "read"


def _list(read: str, name: str, content: bytes) -> str:
    path = written(content, name)
    match read:
        case "terms":
            from mtcheck.glossary.terms import read_terms

            for term in read_terms([path]):
                term.source_pattern().search(seeds.SOURCE)
        case "names":
            from mtcheck.glossary.house_names import read_names

            for one in read_names([path]):
                one.pattern().search(seeds.PROSE)
        case "ignored":
            from mtcheck.suppression.suppressions import read_suppressions

            read_suppressions(path, RULES, "2024-01-01").applied(checker().check(Document("a.md", seeds.PROSE)))
    return "read"


def _baseline(content: bytes) -> str:
    from mtcheck import baseline

    path = written(content, "baseline.tsv")
    entries = baseline.read_baseline(path)
    once = baseline.written(entries)
    path.write_bytes(once)
    assert baseline.written(baseline.read_baseline(path)) == once
    return "read"


def _report(content: bytes) -> str:
    from mtcheck.overview.comparing import compare
    from mtcheck.overview.differences import as_json, as_lines, as_markdown
    from mtcheck.overview.reading import read

    found = read(str(written(content, "report.json")))
    both = compare(found, read(str(_sample())))
    assert as_json(both) and [*as_lines(both, every=True)] and [*as_markdown(both)]
    return "read"


def _summed(content: bytes) -> str:
    from mtcheck.overview import outputs
    from mtcheck.overview.frames import frames_of, joined, with_decisions
    from mtcheck.overview.reading import read

    frames = with_decisions(joined([frames_of([read(str(written(content, "report.json")))], lambda line: None)]), [])
    found = outputs.summary(frames, (), None)
    assert outputs.as_json(found) and [*outputs.as_lines(found)] and [*outputs.as_markdown(found)] and outputs.as_csv(found)
    return "read"


@cache
def _sample() -> Path:
    return written(_reports()[0], "sample.json")


@cache
def _reports() -> tuple[bytes, ...]:
    from mtcheck.reporters import json as reporter

    small = Document("a.md", seeds.PROSE, meta={"title": "T", "authors": ["A"], "date": "2024-01-05"})
    made = "".join(reporter.render("mtcheck:1|lang:fr", [checker().check(small), Failure("b.md", "no")], checker().ruleset.rules))
    return (made.encode(), re.sub(r"\s+", " ", made).encode())


def _decisions(content: bytes) -> str:
    from mtcheck.overview.decisions import read_decisions

    return "read" if read_decisions(str(written(content, "decisions.jsonl"))) else "nothing"


def _patch(content: bytes) -> str:
    from mtcheck.changes import _hunks

    return "read" if list(_hunks(content)) else "nothing"


def _ignored(content: bytes) -> str:
    from mtcheck.core import globs
    from mtcheck.readers._ignored import Ignored

    written(content, ".gitignore")
    ignored = Ignored(str(_folder()))
    ignored.holds(str(_folder() / "a" / "b.md"))
    for line in content.decode("utf-8", "replace").splitlines():
        globs.unreadable(line)
    (_folder() / ".gitignore").unlink()
    return "read"


def _pattern(content: bytes) -> str:
    from mtcheck.bilingual.pairing import source_path

    source_path("news/a.en.txt", content.decode("utf-8", "replace"), "fr")
    return "read"


def _kept(content: bytes) -> str:
    """Read a kept result that was damaged; never what checks the digest of it, since none is there."""
    from mtcheck.core.store import Store

    path = written(content, "kept.sqlite")
    store = Store(path, 10_000_000)
    store.get(b"a")
    store.put(b"a", b"1")
    store.close()
    again = Store(path, 10_000_000)
    if not store.trouble:
        again.get(b"a")
    again.close()
    return "trouble" if store.trouble or again.trouble else "read"


@cache
def _stores() -> list[bytes]:
    from mtcheck.core.store import Store

    path = _folder() / "seed.sqlite"
    store = Store(path, 10_000_000)
    for number in range(20):
        store.put(b"%d" % number, b"x" * 100)
    store.close()
    return [path.read_bytes()]


def _encoded(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


def _tokens(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode("utf-8", "surrogatepass") for text in texts)


def _of_format(suffix: str) -> tuple[bytes, ...]:
    return _tokens(*TOKENS.get(suffix, seeds.XML_TOKENS), *PROSE)


def _made() -> list[Target]:
    read = [Target(f"read{suffix}", partial(seeds.of_format, suffix), _of_format(suffix), partial(_read, suffix), 4_000) for suffix in FORMATS]
    edit = [Target(f"edit{suffix}", partial(seeds.of_format, suffix), _of_format(suffix), partial(_edited, suffix), 1_000) for suffix in FORMATS]
    fix = [Target(f"fix{suffix}", partial(seeds.of_format, suffix), _of_format(suffix), partial(_mended, suffix), 60) for suffix in FORMATS]
    toml = _tokens("[", "]", "[[", "]]", "=", '"', "'", '"""', "{", "}", ",", "\n", "true", "-inf", "nan", "1979-05-27", "\\u0000")
    tabs = _tokens("\t", "\n", " | ", "|", "# ", ": ", "<quote>", "!", ",", "<<<<<<< a\n", "\ufeff")
    phrase = _tokens("/v", "/n", "<poss>", "<det>", "<1>", "[", "]", "(", ")", "|", " ", "<delete>", "/", "<", ">")
    return [
        *read,
        *edit,
        *fix,
        Target("read.gz", lambda: [gzip.compress(one, mtime=0) for one in seeds.prose()[:5]], (), _unpacked, 1_000),
        Target("check", seeds.prose, _tokens(*PROSE), _checked, 1_500),
        Target("check beside a source", seeds.sources, (*_tokens(*PROSE), b"\0"), _beside, 240),
        Target("phrase", _encoded(*seeds.PHRASES), phrase, _phrase, 8_000),
        Target("glossary", _encoded(seeds.GLOSSARY), (*tabs, *phrase), partial(_glossary, "g.tsv"), 3_000),
        Target("equivalent names", _encoded(seeds.NAMES), tabs, partial(_glossary, "equivalent-names.tsv"), 1_000),
        Target(
            "rule",
            lambda: [seeds.RULE.encode()] * 6 + [*seeds.files("mtcheck/rules/en/*.toml", 40)],
            (*toml, *_tokens("<ADJ>", "<NUM>", "(?:<NOUN> )?", "(?P<a>", "{a:past}", "\\p{Lu}", "{1000}", "*", "[[pattern]]\n")),
            _rule,
            1_500,
        ),
        Target("mtcheck.toml", lambda: [seeds.CONFIG.encode()], toml, partial(_config, "mtcheck.toml"), 3_000),
        Target(
            "pyproject.toml",
            lambda: [
                b"[tool.mtcheck]\n"
                + seeds.CONFIG.replace("[severity]", "[tool.mtcheck.severity]")
                .replace("[max]", "[tool.mtcheck.max]")
                .replace("[[over", "[[tool.mtcheck.over")
                .encode()
            ],
            toml,
            partial(_config, "pyproject.toml"),
            1_000,
        ),
        Target("terms.tsv", _encoded(seeds.TERMS), tabs, partial(_list, "terms", "terms.tsv"), 2_000),
        Target("terms.csv", _encoded(seeds.TERMS.replace("\t", ",")), (*tabs, b'"', b","), partial(_list, "terms", "terms.csv"), 1_000),
        Target("terms.tbx", _encoded(seeds.TBX), _tokens(*seeds.XML_TOKENS), partial(_list, "terms", "terms.tbx"), 2_000),
        Target("names.tsv", _encoded(seeds.HOUSE), tabs, partial(_list, "names", "names.tsv"), 1_500),
        Target(".mtcheck-ignore.tsv", _encoded(seeds.IGNORED), tabs, partial(_list, "ignored", "ignore.tsv"), 200),
        Target("baseline", _encoded(seeds.BASELINE), (*tabs, b"\\t", b"\\", b"-"), _baseline, 4_000),
        Target("report", _reports, (*_of_format(".jsonl"), b'"findings": [],'), _report, 1_500),
        Target("report, added up", _reports, (*_of_format(".jsonl"), b'"date": "2024-01-05"'), _summed, 20),
        Target("decisions", _encoded(seeds.DECISIONS), _of_format(".jsonl"), _decisions, 2_000),
        Target("patch", lambda: [seeds.PATCH], _tokens("+++ ", "@@ -1 +1 @@\n", '"', "\\", "\n+", "\n-"), _patch, 2_000),
        Target(
            ".gitignore",
            _encoded("*.md\n!a.md\n/b/**\n# c\n[a-z]\\ \n**/d/\n"),
            _tokens("*", "**", "?", "[", "]", "!", "\\", "/", "#", "\n"),
            _ignored,
            800,
        ),
        Target(
            "pairs", _encoded("{stem}.{lang}.txt", "../{lang}/{stem}.md"), _tokens("{stem}", "{lang}", "..", "/", "{", "}", "\0"), _pattern, 1_000
        ),
        Target("cache", _stores, (), _kept, 60),
    ]


def _edited(suffix: str, content: bytes) -> str:
    return edited(content, f"a{suffix}")


def _mended(suffix: str, content: bytes) -> str:
    return mended(checker(), content, f"a{suffix}")


TARGETS = {target.name: target._replace(feed=refusing(target.feed)) for target in _made()}
