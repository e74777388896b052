"""Speed against proselint, as ratios of medians of processor time measured in turn: ``make bench``.

Cold: the whole process on one article. Throughput: words per second of one process over many articles, without what is kept of earlier runs.
Growth: the same with ten times the glossary entries.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NEWS = ROOT.parent / "shared" / "data" / "clean_news.dev.jsonl.gz"
TRANSLATED = ROOT / "corpora" / "annotated" / "fr-hodeidah-warehouse" / "mt.en.txt"
RUNS = 11
CHECK = ("check", "--format", "json", "--scorer", "off", "--no-cache")


def main() -> None:
    """Print the three ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = articles()
        cold(folder, "people's English", next(text for text in texts if 600 <= len(text.split()) <= 700))
        cold(folder, "a translation", TRANSLATED.read_text("utf-8"))
        throughput(folder, texts)
        growth(folder, texts[:300])


def articles() -> list[str]:
    """Return the development articles where they are at hand, else those of the corpora, repeated."""
    if NEWS.exists():
        with gzip.open(NEWS, "rt", encoding="utf-8") as rows:
            return [json.loads(row)["text"] for row in rows]
    own = "\n\n".join(
        path.read_text("utf-8")
        for path in sorted((ROOT / "corpora").rglob("*.txt"))
        if path.stem.endswith((".en", "clean")) or path.parent.name == "clean"
    )
    words = own.split(" ")
    return [" ".join(words[i : i + 650]) for i in range(0, len(words), 650)] * 40


def seconds(*command: object) -> float:
    """Return the processor time that a command took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cold(folder: Path, what: str, text: str) -> None:
    """Print the ratio of whole processes on one article, run in turn."""
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    ours = (BIN / "mtcheck", *CHECK, path)
    theirs = (BIN / "proselint", "check", path)
    seconds(*ours), seconds(*theirs)
    pairs = [(seconds(*ours), seconds(*theirs)) for _ in range(RUNS)]
    mine, other = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
    print(
        f"cold run, {what}, {len(text.split())} words: mtcheck {mine * 1000:.0f} ms, proselint {other * 1000:.0f} ms, ratio {mine / other:.2f} (at most 0.8)",
        flush=True,
    )


def throughput(folder: Path, texts: list[str]) -> None:
    """Print the ratio of words per second."""
    rows = folder / "news.jsonl"
    rows.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)), encoding="utf-8")
    plain = folder / "news"
    plain.mkdir()
    for number, text in enumerate(texts):
        (plain / f"{number}.txt").write_text(text, encoding="utf-8")
    words = sum(len(text.split()) for text in texts)
    runs = [(seconds(BIN / "mtcheck", *CHECK, rows), seconds(BIN / "proselint", "check", plain)) for _ in range(3)]
    mine, other = (words / statistics.median(run[i] for run in runs) for i in (0, 1))
    print(
        f"throughput, {words} words: mtcheck {mine:,.0f} words/s, proselint {other:,.0f} words/s, ratio {mine / other:.1f} (at least 4)", flush=True
    )


def growth(folder: Path, texts: list[str]) -> None:
    """Print how much slower ten times the entries are."""
    from mtcheck.core.resources import glossaries
    from mtcheck.glossary.entries import glossary_files

    rows = folder / "some.jsonl"
    rows.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts * 4)), encoding="utf-8")
    entries = sum(not line.startswith("#") for file in glossary_files(glossaries()) for line in file.read_text("utf-8").splitlines())
    dice = random.Random(1)
    vocabulary = sorted({word.lower() for text in texts for word in text.split() if word.isalpha()})
    lines = sorted({" ".join(dice.choices(vocabulary, k=3)) + "\tx" for _ in range(9 * entries)})
    (folder / "more.tsv").write_text(
        "# rule: calque\n# tier: odd\n# licence: x\n# origin: x\navoid\tprefer\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    small, large = folder / "small.toml", folder / "large.toml"
    small.write_text("", encoding="utf-8")
    large.write_text('glossaries = ["more.tsv"]\n', encoding="utf-8")
    command = (BIN / "mtcheck", *CHECK, rows, "--config")
    seconds(*command, large)
    runs = [(seconds(*command, small), seconds(*command, large)) for _ in range(5)]
    few, many = (statistics.median(run[i] for run in runs) for i in (0, 1))
    print(f"growth: {entries} entries {few:.2f} s, {entries + len(lines)} entries {many:.2f} s, ratio {many / few:.2f} (less than 1.3)", flush=True)


if __name__ == "__main__":
    main()
