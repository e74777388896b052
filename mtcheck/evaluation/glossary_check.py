"""Tests glossary files: duplicates, loops, entries that can never match, suggestions that another entry or rule flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from mtcheck.core.model import Document, Finding
from mtcheck.core.resources import glossaries
from mtcheck.glossary.entries import NAMES_RULE, Entry, glossary_files, read_glossary
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load


def check_files(paths: Iterable[Path]) -> Iterator[str]:
    """Yield one line for each thing to put right, ``file:line: what``.

    Raises ConfigError when a file cannot be read as a glossary at all.
    """
    files = [file for path in paths for file in (glossary_files(path) if path.is_dir() else [path])]
    entries = [entry for file in files for entry in read_glossary(file) if entry.rule != NAMES_RULE]
    yield from _duplicates(entries)
    yield from _themselves(entries)
    checker = Checker(load([file for file in files if not file.resolve().is_relative_to(glossaries())]))
    for entry in entries:
        yield from _in_use(entry, checker)


def _duplicates(entries: list[Entry]) -> Iterator[str]:
    """Yield entries whose phrase, language and contexts another one has."""
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        key = (entry.avoid, entry.source_lang, entry.before, entry.after)
        if key in seen:
            yield f"{entry.where}: {entry.avoid!r} stands already in {seen[key].where}"
        seen.setdefault(key, entry)


def _themselves(entries: list[Entry]) -> Iterator[str]:
    """Yield loops: entries that suggest what they avoid, alone or in a pair."""
    avoided: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    surfaces = {entry.where: entry.surfaces() for entry in entries}
    for entry in entries:
        for text, readings in surfaces[entry.where].items():
            avoided[entry.source_lang, text].update(suggestion for _, found in readings for suggestion in found)
    for entry in entries:
        for text, readings in surfaces[entry.where].items():
            for suggestion in {suggestion for _, found in readings for suggestion in found}:
                if suggestion == text:
                    yield f"{entry.where}: {text!r} is suggested for itself"
                elif text in avoided.get((entry.source_lang, suggestion), ()):
                    yield f"{entry.where}: {text!r} and {suggestion!r} are suggested for each other"


def _in_use(entry: Entry, checker: Checker) -> Iterator[str]:
    """Yield an entry that its own phrase does not set off, and suggestions that are flagged themselves."""
    text, readings = next(iter(entry.surfaces().items()))
    if (
        not entry.before
        and not entry.after
        and not any(finding.evidence.get("glossary") == _place(entry) for finding in _findings(checker, f"We saw {text} there.", entry))
    ):
        yield f"{entry.where}: {text!r} can never match; is another form in the way?"
    for suggestion in readings[0][1]:
        for finding in _findings(checker, f"We saw {suggestion} there.", entry):
            same = finding.evidence.get("source_lang") in (None, entry.source_lang)
            if same and finding.evidence.get("tier") in ("wrong", "odd"):
                yield f"{entry.where}: the suggestion {suggestion!r} is flagged itself by {finding.evidence.get('glossary', finding.rule)}"


def _place(entry: Entry) -> str:
    return entry.where.rpartition("/")[2]


def _findings(checker: Checker, text: str, entry: Entry) -> tuple[Finding, ...]:
    document = Document("-", text, source=entry.source.partition("|")[0] or None, source_lang=entry.source_lang)
    return checker.candidates(document, [])
