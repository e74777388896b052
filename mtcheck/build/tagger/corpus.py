"""The articles that a tagger learns from: systems' output with editors' marks, and English that is right.

The marks of ``corpora/marks`` stand apart from their texts: an offset counts in the system's segments joined by blank lines.
"""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.build.tagger.lessons import LESSONS, lessons
from mtcheck.core.model import Span
from mtcheck.scorers.plain import plain

MARKS = Path("corpora/marks")
RIGHT = MARKS / "right.txt"
"""The documents of which the human translation, or the article, serves as an example of what is right."""
PARALLEL = ("parallel_fr_es", "parallel_de", "parallel_ar")
TYPOGRAPHY = frozenset("encoding-damage quote-marks spacing site-residue date-style number-format fused-words exonym name-inconsistency".split())
"""Categories that rules find and a tagger is not asked for: words under such a mark alone say nothing."""
SENSE = frozenset("wrong-word false-friend substituted-word name-changed".split())
GRAMMAR = frozenset("grammar article-misuse word-order tense-transfer reported-conditional inanimate-pronoun organisation-pronoun".split())
RATED = "rated"
"""Category of what raters marked: their reasons are not ours."""
POSTEDITED, SENTENCES = ("ro", "et", "ru"), 3000
"""The languages of sentences with tags of their post-edits, and how many of each."""
PARAGRAPH = "\n\n"
MEASURES = 1
"""The half of the raters' documents that no head learns from."""


CATEGORIES = (
    TYPOGRAPHY
    | SENSE
    | GRAMMAR
    | frozenset(
        "calque unidiomatic repetition untranslated omission addition number-mismatch name-lost negation-lost truncation term-violation".split()
    )
)


class Mark(NamedTuple):
    """What an editor marked; ``required`` where any careful editor would change it."""

    span: Span
    category: str
    required: bool


class Article(NamedTuple):
    """A text, its HTML entities decoded, with its marks; no marks on what people wrote. ``measured``: marked by the editors whose marks calibrate.

    ``sources`` has for stretches of the text what they render, where that is known.
    """

    name: str
    text: str
    marks: tuple[Mark, ...] = ()
    measured: bool = False
    sources: tuple[tuple[Span, str], ...] = ()


def document(article: Article) -> str:
    """Return the name of the document that an article renders, the same for every system and for its human translation."""
    return ":".join(article.name.split(":")[:3])


def articles(sets: Path) -> Iterator[Article]:
    """Yield all articles to learn from."""
    for row in rows(sets / "train" / "articles.train.jsonl.gz"):
        marked = [Mark(Span(one["start"], one["end"]), one["category"], one["required"]) for one in row["gold"]]
        yield article(row["id"], row["text"], marked, measured=True, source=row["source"].split(PARAGRAPH))
    documents = {row["doc_id"]: row for name in PARALLEL for row in rows(sets / f"{name}.dev.jsonl.gz")}
    for (name, system, _), marks in sorted(own_marks().items()):
        segments = documents[name]["systems"][system]
        yield article(f"{name}:{system}", joined(segments), marks, source=_rendered(documents[name]["source"], segments))
    right = frozenset(RIGHT.read_text("utf-8").split())
    for name in sorted(right & documents.keys()):
        segments = documents[name]["reference"]
        yield article(name, joined(segments), [], source=_rendered(documents[name]["source"], segments))
    for row in rows(sets / "clean_news.dev.jsonl.gz"):
        if row["doc_id"] in right:
            yield article(row["doc_id"], row["text"], [])


def halves(articles: Iterable[Article]) -> dict[str, int]:
    """Return document -> the half (0, 1) in which heads that calibrate do not learn from it; those with marks of our own, which all learn from, are left out.

    Documents of ``articles.train`` take turns; human translations of others and people's articles go by a checksum of their names.
    """
    articles = list(articles)
    measured = sorted({document(one) for one in articles if one.measured})
    learned = {document(one) for one in articles if one.marks and not one.measured}
    others = {document(one) for one in articles} - {*measured} - learned
    return {name: at % 2 for at, name in enumerate(measured)} | {name: zlib.crc32(name.encode()) % 2 for name in others}


def composed(folder: Path = LESSONS) -> Iterator[Article]:
    """Yield each article of the lessons twice: as it was translated, with its faults, and as it was mended."""
    for lesson in lessons(folder):
        name = f"lessons:{lesson.language}:{lesson.name}"
        yield article(f"{name}:{lesson.density}", lesson.text, [Mark(span, category, required=True) for span, category in lesson.faults])
        yield article(f"{name}:mended", lesson.mended, [])


def rated(sets: Path) -> Iterator[Article]:
    """Yield segments of systems from Chinese as raters marked them, each by what all its raters marked; of half of the documents: the others measure."""
    texts: dict[str, str] = {}
    sources: dict[str, str] = {}
    marks: dict[str, list[Mark]] = defaultdict(list)
    for row in rows(sets / "mqm_spans.dev.jsonl.gz"):
        document = f"{row['dataset']}:{row['doc_id']}"
        if row["human_translation"] or zlib.crc32(document.encode()) % 2 == MEASURES:
            continue
        name = f"{document}:{row['seg_id']}:{row['system']}"
        sources[name] = row["source"]
        if texts.setdefault(name, row["mt"]) == row["mt"]:
            marks[name] += (Mark(Span(one["start"], one["end"]), RATED, required=True) for one in row["spans"])
    for name, text in texts.items():
        yield article(name, text, marks[name], source=[sources[name]])


def postedited(sets: Path) -> Iterator[Article]:
    """Yield sentences from Romanian, Estonian and Russian with what their post-editors changed; none of those that measure."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(sets / "train" / "mlqe_postedit.train.jsonl.gz"):
        if not row["in_wordtags_dev"]:
            found[row["source_lang"]].append(row)
    for language in POSTEDITED:
        for row in sorted(found[language], key=lambda row: zlib.crc32(row["id"].encode()))[:SENTENCES]:
            tags, places = (json.loads(row[name].replace("'", '"')) if isinstance(row[name], str) else row[name] for name in ("tags", "offsets"))
            marked = [Mark(Span(*place), RATED, required=True) for tag, place in zip(tags, places, strict=True) if tag == "BAD"]
            yield article(row["id"], row["mt_raw"], marked, source=[row["source"]])


def own_marks(folder: Path = MARKS) -> Mapping[tuple[str, str, str], list[Mark]]:
    """Return (document, system, reader) -> marks."""
    found: dict[tuple[str, str, str], list[Mark]] = defaultdict(list)
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                mark = Mark(Span(int(row["start"]), int(row["end"])), row["category"], row["required"] == "1")
                found[row["document"], row["system"], row["reader"]].append(mark)
    return found


def article(name: str, text: str, marks: list[Mark], *, measured: bool = False, source: Sequence[str] = ()) -> Article:
    """Return an article as the model reads it; ``source`` has a paragraph for each of its own, else it says nothing."""
    read, sources, at = plain(text), list[tuple[Span, str]](), 0
    paragraphs = text.split(PARAGRAPH)
    for paragraph, rendered in zip(paragraphs, source, strict=True) if len(paragraphs) == len(source) else ():
        sources.append((read.here(Span(at, at + len(paragraph))), plain(rendered).text))
        at += len(paragraph) + len(PARAGRAPH)
    return Article(name, read.text, tuple(mark._replace(span=read.here(mark.span)) for mark in marks), measured, tuple(sources))


def _rendered(source: Sequence[str], segments: Sequence[str]) -> list[str]:
    """Return the segments of a source of which there is a translation."""
    return [one for one, segment in zip(source, segments, strict=True) if segment] if len(source) == len(segments) else []


def joined(segments: list[str]) -> str:
    """Return the text of a document's segments."""
    return PARAGRAPH.join(segment for segment in segments if segment)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
