"""Tests glossary files: duplicates, loops, entries that can never match, suggestions that another entry or rule flags, and the lints of single entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mtcheck.context import Context
from mtcheck.core.model import Document
from mtcheck.core.resources import glossaries
from mtcheck.evaluation.lints import grammar, meaning, reach, wording
from mtcheck.evaluation.lints.rows import Row
from mtcheck.glossary.contexts import Prose
from mtcheck.glossary.entries import NAMES_RULE, Entry, glossary_files, read_glossary
from mtcheck.glossary.matching import Match
from mtcheck.ruleset import Ruleset, load

Lint = Callable[[Row], Iterator[str]]
STRICT: tuple[Lint, ...] = (reach.joints, reach.contexts)
"""Lints of what can never be right."""
JUDGING: tuple[Lint, ...] = (
    meaning.facts,
    meaning.lost,
    meaning.added,
    meaning.national,
    meaning.possessives,
    grammar.tags,
    grammar.inflected,
    grammar.frames,
    grammar.copulas,
    grammar.coinciding,
    grammar.ambiguous,
    grammar.passives,
    grammar.ends,
    grammar.number,
    wording.unknown,
    wording.proper,
    reach.deletions,
    reach.short,
    reach.common,
    reach.itself,
)
"""Lints that an entry may be right in spite of: a note that begins with ``kept:`` says why."""
FIRM = ("wrong", "odd")
FRAMES = ("We saw ", " there.")


def check_files(paths: Iterable[Path]) -> Iterator[str]:
    """Yield one line for each thing to put right, ``file:line: what; what to do``.

    Raises ConfigError when a file cannot be read as a glossary at all.
    """
    files = [file for path in paths for file in (glossary_files(path) if path.is_dir() else [path])]
    rows = [Row.read(entry) for file in files for entry in read_glossary(file) if entry.rule != NAMES_RULE]
    yield from _duplicates([row.entry for row in rows])
    yield from _themselves(rows)
    for row in rows:
        for lint in STRICT if row.entry.kept else (*STRICT, *JUDGING):
            yield from (f"{row.entry.where}: {complaint}" for complaint in lint(row))
    yield from (f"{row.entry.where}: {complaint}" for row, complaint in reach.covered(rows) if not row.entry.kept)
    ruleset = load([file for file in files if not file.resolve().is_relative_to(glossaries())])
    for row in rows:
        if not row.entry.inside:
            yield from _in_use(row, ruleset)


def _duplicates(entries: list[Entry]) -> Iterator[str]:
    """Yield entries whose phrase, language and contexts another one has, and those of one language, without a source term, that say what one of any source says."""
    seen: dict[tuple[object, ...], Entry] = {}
    general = {(entry.avoid, entry.prefer): entry for entry in entries if not entry.source_lang and not entry.inside}
    for entry in entries:
        key = (entry.avoid, entry.source_lang, entry.before, entry.after, entry.beside and (entry.source, entry.beside))
        other = seen.get(key) or (general.get((entry.avoid, entry.prefer)) if entry.source_lang and not entry.source else None)
        if other:
            yield f"{entry.where}: {entry.avoid!r} stands already in {other.where}; leave one of them out"
        seen.setdefault(key, entry)


def _themselves(rows: list[Row]) -> Iterator[str]:
    """Yield loops: entries that suggest what they avoid, alone or in a pair; words of the source beside them may tell the two of a pair apart."""
    avoided: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for row in rows:
        for form, suggestions in row.forms:
            avoided[row.entry.source_lang, form.text].update(suggestions)
    for row in rows:
        told: set[str] = set()
        for form, suggestions in row.forms:
            for suggestion in suggestions:
                language, loop = row.entry.source_lang, ""
                if suggestion == form.text:
                    loop = f"{form.text!r} is suggested for itself; leave it out"
                elif not row.entry.beside and form.text in avoided.get((language, suggestion), ()):
                    loop = f"{form.text!r} and {suggestion!r} are suggested for each other; leave one out"
                if loop and loop not in told:
                    told.add(loop)
                    yield f"{row.entry.where}: {loop}"


def _in_use(row: Row, ruleset: Ruleset) -> Iterator[str]:
    """Yield an entry that its own phrase does not set off, and suggestions that are flagged themselves."""
    entry, (form, suggestions) = row.entry, row.forms[0]
    if not entry.before and not entry.after and not any(_same(match.entry, entry) for match in _matches(form.text, ruleset)):
        yield f"{entry.where}: {form.text!r} can never match; write it as it stands in a text"
    for suggestion in filter(None, suggestions):
        for place in _flagged(suggestion, entry, ruleset):
            yield f"{entry.where}: the suggestion {suggestion!r} is flagged itself by {place}; choose another one"


def _same(one: Entry, other: Entry) -> bool:
    """Return whether two entries are one, though its file may be named from here and from the root."""
    (file, _, line), (another, _, its) = one.where.rpartition(":"), other.where.rpartition(":")
    return line == its and (file == another or Path(file).resolve() == Path(another).resolve())


def _flagged(suggestion: str, entry: Entry, ruleset: Ruleset) -> Iterator[str]:
    """Yield which entries of any source or of the language, and which patterns, flag a suggestion."""
    for match in _matches(suggestion, ruleset):
        if match.entry.tier in FIRM and match.entry.source_lang in (None, entry.source_lang):
            yield match.entry.where
    context = Context(Document("-", suggestion.join(FRAMES), source_lang=entry.source_lang))
    for finding in ruleset.patterns.find(ruleset.rules, context, hints=True):
        if finding.evidence.get("tier") in FIRM:
            yield finding.rule


def _matches(phrase: str, ruleset: Ruleset) -> Iterator[Match]:
    text = phrase.join(FRAMES)
    return ruleset.phrases.matches(Prose(text, text.lower()))
