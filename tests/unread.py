"""What is found in ``corpora/unread``, texts of our own that nobody read who makes rules: ``python tests/unread.py [OPTIONS OF CHECK]``.

Articles: of the required marks those that a finding touches, and of the findings those that touch a mark. Sentences: of those that must be left as they are the
ones that are, and of the faults those found, apart for the half that was read since.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "corpora" / "unread"
MTCHECK = (sys.executable, "-m", "mtcheck")
Row = dict[str, Any]


def main(*options: str) -> None:
    """Print the figures."""
    for name in ("raw-articles", "institutions"):
        print(f"{name}: {articles(rows(name), options)}", flush=True)
    sentences = rows("sentences")
    for read in (True, False):
        print(f"sentences, {'read since' if read else 'unread'}: {cases([row for row in sentences if row['read'] is read], options)}", flush=True)


def rows(name: str) -> list[Row]:
    """Return the rows of a file."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def found(texts: Iterable[Row], options: Sequence[str]) -> dict[str, list[Row]]:
    """Return id -> findings, the language stated where it is known."""
    texts, reports = list(texts), dict[str, list[Row]]()
    for language in sorted({row.get("source_lang") or "" for row in texts}):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "texts.jsonl"
            own = [row for row in texts if (row.get("source_lang") or "") == language]
            fields = ("id", "text", "source", "source_lang")
            path.write_text("".join(json.dumps({key: row[key] for key in fields if row.get(key)}) + "\n" for row in own), "utf-8")
            stated = ("--source-lang", language) if language else ()
            done = subprocess.run(
                [*MTCHECK, "check", "--format", "json", "--fail-on", "never", *stated, *options, str(path)], capture_output=True, check=True
            )
            reports |= {document["id"]: document["findings"] for document in json.loads(done.stdout)["documents"]}
    return reports


def touch(one: Row, other: Row) -> bool:
    """Return whether two stretches share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def articles(texts: list[Row], options: Sequence[str]) -> str:
    """Return the figures of marked articles."""
    reports = found(texts, options)
    pairs = [(mark, reports[row["id"]]) for row in texts for mark in row["gold"] if mark["required"]]
    hits = sum(any(touch(finding, mark) for finding in findings) for mark, findings in pairs)
    findings = [(finding, row["gold"]) for row in texts for finding in reports[row["id"]]]
    right = sum(any(touch(finding, mark) for mark in gold) for finding, gold in findings)
    return f"{hits} of {len(pairs)} marks found ({hits / len(pairs):.3f}), {right} of {len(findings)} findings touch a mark ({right / max(1, len(findings)):.3f})"


def cases(texts: list[Row], options: Sequence[str]) -> str:
    """Return the figures of sentences with one fault or none."""
    reports, kept, hits = found(texts, options), list[bool](), list[bool]()
    for row in texts:
        findings = reports[row["id"]]
        if row["kind"] == "trust":
            mended = [row["text"][: one["start"]] + fix + row["text"][one["end"] :] for one in findings for fix in one["suggestions"]]
            kept.append(not findings if row.get("untouched") else not any(wrong in text for wrong in row["never"] for text in mended))
        else:
            start = row["text"].index(row["find"])
            hits.append(any(touch(one, {"start": start, "end": start + len(row["find"])}) for one in findings))
    return f"{sum(kept)} of {len(kept)} left right, {sum(hits)} of {len(hits)} faults found"


if __name__ == "__main__":
    main(*sys.argv[1:])
