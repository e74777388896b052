"""The articles that a tagger learns from: systems' output with editors' marks, and English that is right.

The marks of ``corpora/marks`` stand apart from their texts: an offset counts in the system's segments joined by blank lines.
"""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.build.tagger.lessons import LESSONS, lessons
from mtcheck.core.model import Span
from mtcheck.scorers.plain import plain

MARKS = Path("corpora/marks")
RIGHT = MARKS / "right.txt"
"""The documents of which the human translation, or the article, serves as an example of what is right."""
BETWEEN = "\n\n"
"""What stands between the segments of a document."""
PARALLEL = ("parallel_fr_es", "parallel_de", "parallel_ar")
TYPOGRAPHY = frozenset("encoding-damage quote-marks spacing site-residue date-style number-format fused-words exonym name-inconsistency".split())
"""Categories that rules find and a tagger is not asked for: words under such a mark alone say nothing."""
SENSE = frozenset("wrong-word false-friend substituted-word name-changed".split())
GRAMMAR = frozenset("grammar article-misuse word-order tense-transfer reported-conditional inanimate-pronoun organisation-pronoun".split())
RATED, UNASKED = "rated", "unasked"
"""Categories of what raters marked: their reasons are not ours, and some of it is not asked for."""
MINOR = 0.6
"""What a minor mark of a rater says beside a major one."""
HOUSE = (
    "Fluency/Punctuation",
    "Fluency/Spelling",
    "Fluency/Character",
    "Fluency/Inconsistency",
    "Fluency/Register",
    "Locale",
    "Terminology/Inconsistent",
)
"""Beginnings of raters' categories that are a house's style, or that rules find."""
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
    """What an editor marked; ``required`` where any careful editor would change it, ``share`` how far one rater of several says so (0..1)."""

    span: Span
    category: str
    required: bool
    share: float = 1.0


class Article(NamedTuple):
    """A text, its HTML entities decoded, with its marks; no marks on what people wrote. ``measured``: marked by the editors whose marks calibrate."""

    name: str
    text: str
    marks: tuple[Mark, ...] = ()
    measured: bool = False


def document(article: Article) -> str:
    """Return the name of the document that an article renders, the same for every system and for its human translation."""
    return ":".join(article.name.split(":")[:3])


def articles(sets: Path) -> Iterator[Article]:
    """Yield all articles to learn from."""
    for row in rows(sets / "train" / "articles.train.jsonl.gz"):
        yield article(
            row["id"], row["text"], [Mark(Span(one["start"], one["end"]), one["category"], one["required"]) for one in row["gold"]], measured=True
        )
    documents = {row["doc_id"]: row for name in PARALLEL for row in rows(sets / f"{name}.dev.jsonl.gz")}
    for (name, system, _), marks in sorted(own_marks().items()):
        yield article(f"{name}:{system}", joined(documents[name]["systems"][system]), marks)
    right = frozenset(RIGHT.read_text("utf-8").split())
    for name in sorted(right & documents.keys()):
        yield article(name, joined(documents[name]["reference"]), [])
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
    """Yield documents as systems and people translated them from Chinese, and as raters marked them; half of the documents: the others measure."""
    texts: dict[tuple[str, str, bool], dict[int, str]] = defaultdict(dict)
    found: dict[tuple[str, str, int], list[list[dict[str, Any]]]] = defaultdict(list)
    for row in rows(sets / "mqm_spans.dev.jsonl.gz"):
        document, system, segment = f"{row['dataset']}:{row['doc_id']}", row["system"], int(row["seg_id"])
        if zlib.crc32(document.encode()) % 2 == MEASURES:
            continue
        if texts[document, system, row["human_translation"]].setdefault(segment, row["mt"]) == row["mt"]:
            found[document, system, segment].append(row["spans"])
    for (document, system, human), segments in sorted(texts.items()):
        marks, at = list[Mark](), 0
        for segment in sorted(filter(segments.get, segments)):
            raters = found[document, system, segment]
            marks += (_by_rater(one, at, len(raters), human=human) for spans in raters for one in spans)
            at += len(segments[segment]) + len(BETWEEN)
        yield article(f"{document}:{system}", joined([segments[segment] for segment in sorted(segments)]), marks)


def _by_rater(one: Mapping[str, Any], at: int, raters: int, *, human: bool) -> Mark:
    """Return a rater's mark in a segment that begins ``at`` an offset; in a human translation marked words are not asked, and the others are right."""
    says = {"major": 1.0, "minor": MINOR}.get(one["severity"], 0.0)
    category = UNASKED if human or one["category"].startswith(HOUSE) else RATED
    return Mark(Span(at + one["start"], at + one["end"]), category, required=True, share=says / raters)


def own_marks(folder: Path = MARKS) -> Mapping[tuple[str, str, str], list[Mark]]:
    """Return (document, system, reader) -> marks."""
    found: dict[tuple[str, str, str], list[Mark]] = defaultdict(list)
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                mark = Mark(Span(int(row["start"]), int(row["end"])), row["category"], row["required"] == "1")
                found[row["document"], row["system"], row["reader"]].append(mark)
    return found


def article(name: str, text: str, marks: list[Mark], *, measured: bool = False) -> Article:
    """Return an article as the model reads it."""
    read = plain(text)
    return Article(name, read.text, tuple(mark._replace(span=read.here(mark.span)) for mark in marks), measured)


def joined(segments: list[str]) -> str:
    """Return the text of a document's segments."""
    return BETWEEN.join(segment for segment in segments if segment)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
