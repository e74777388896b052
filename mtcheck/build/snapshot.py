"""Makes ``tests/build/snapshot.json``: python -m mtcheck.build.snapshot SETS FILE.

How many findings of each rule there are in text that is at hand while rules are made, by rules alone: what people wrote and translated, and what machines
did. Only counts are kept, never text. A change of rules shows here what it moves; ``tests/build/test_snapshot.py`` refuses one that finds clearly more in people's
English and does not say so.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.checkers import checker
from mtcheck.core.files import write_text
from mtcheck.core.model import Document
from mtcheck.pipeline import Checker

SEED = 17
RISE = 1.1
"""Findings in people's English may become so many times as many before it has to be said."""
FEW = 3
"""More findings of a rule from which on the rule is looked at by itself."""


class Part(NamedTuple):
    """A set of the development data: its file, the share of its rows that are drawn, whether people wrote it, the fields of a row that a document gets."""

    file: str
    share: float
    people: bool
    fields: tuple[str, ...] = ()


PARTS = {
    "news that people wrote": Part("clean_news", 0.5, True),
    "human translations (fr, es)": Part("parallel_fr_es", 0.5, True),
    "human translations (de)": Part("parallel_de", 0.5, True),
    "human translations (ar)": Part("parallel_ar", 0.5, True),
    "marked articles, language given": Part("articles", 1, False, ("source_lang",)),
    "marked articles, with source": Part("articles", 1, False, ("source_lang", "source")),
}

Figures = Mapping[str, Any]
"""Of one set: ``documents``, ``words``, and ``findings`` by rule."""


def documents(sets: Path, part: Part) -> list[Document]:
    """Return the documents of a part, the same each time."""
    with gzip.open(sets / f"{part.file}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    drawn = random.Random(SEED).sample(rows, round(len(rows) * part.share))
    return [Document(part.file, _text(row), **{name: row[name] for name in part.fields}) for row in drawn]


def _text(row: Mapping[str, Any]) -> str:
    return str(row["text"]) if "text" in row else "\n\n".join(filter(None, row["reference"]))


def figures(checks: Checker, found: list[Document]) -> Figures:
    """Return the figures of some documents."""
    reports = [checks.check(document) for document in found]
    counts = Counter(finding.rule for report in reports for finding in report.findings)
    return {"documents": len(reports), "words": sum(report.words for report in reports), "findings": dict(sorted(counts.items()))}


def moved(before: Figures, after: Figures) -> Iterator[str]:
    """Yield a line for each rule whose count differs, and one for all of them."""
    old, new = before.get("findings", {}), after["findings"]
    changed = [rule for rule in sorted({*old, *new}) if old.get(rule, 0) != new.get(rule, 0)]
    for rule in changed:
        yield f"{rule}: {old.get(rule, 0)} -> {new.get(rule, 0)}"
    if changed:
        yield f"all: {sum(old.values())} -> {sum(new.values())} in {after['words']:,} words"


def risen(before: Figures, after: Figures) -> list[str]:
    """Return the rules that find clearly more than they did, "all" where all of them together do."""
    old, new = before["findings"], after["findings"]
    pairs = {rule: (old.get(rule, 0), count) for rule, count in new.items() if count > old.get(rule, 0) + FEW}
    pairs["all"] = sum(old.values()), sum(new.values())
    return [rule for rule, (was, count) in pairs.items() if count > RISE * was]


def _told(name: str, lines: Iterator[str]) -> list[str]:
    """Return the lines below the name of their set; nothing where nothing moved."""
    indented = [f"  {line}" for line in lines]
    return [name, *indented] if indented else []


def main(sets: str, file: str) -> None:
    """Measure, write, and print what moved since."""
    path, checks = Path(file), checker()
    before = json.loads(path.read_text("utf-8")) if path.exists() else {}
    after = {name: figures(checks, documents(Path(sets), part)) for name, part in PARTS.items()}
    lines = [line for name, table in after.items() for line in _told(name, moved(before.get(name, {}), table))]
    write_text(path, [json.dumps(after, indent=1), "\n"])
    sys.stdout.write("\n".join(lines or ["nothing moved"]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
